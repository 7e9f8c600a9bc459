/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tables of the vocabulary are written with. */
#ifndef SIM_OP_ROW_H
#define SIM_OP_ROW_H

#include <stddef.h>

#include "gmemsim.h"

#define FIELD(f) ((uint32_t)offsetof(struct gms_op, f))
#define POS	 (GMS_ARG_REQUIRED | GMS_ARG_POSITIONAL)
#define REQ	 GMS_ARG_REQUIRED

#define END_OF_NAMES                                                                             \
	{                                                                                        \
		NULL, 0                                                                          \
	}

/* Was the argument that fills the field named?  One that fills no other operand's. */
bool op_given(const struct gms_op *op, uint32_t field);

/* Rows of the operations on descriptors; the others have no word here. */
extern const struct gms_op_row file_op_rows[GMS_NR_OPS];

#endif /* SIM_OP_ROW_H */
