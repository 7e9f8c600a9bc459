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

/* Has it arguments in the first part of struct gms_op only?  Of those that are frequent. */
static inline bool op_is_short(enum gms_opcode code)
{
	switch (code) {
	case GMS_OP_MEMFD:
	case GMS_OP_CLOSE:
	case GMS_OP_FALLOCATE:
	case GMS_OP_ATTRIBUTES:
	case GMS_OP_LOAD:
	case GMS_OP_STORE:
	case GMS_OP_GUEST:
		return true;
	default:
		return false;
	}
}

#define SHORT_OP_BYTES offsetof(struct gms_op, vcpu_id)

/* Rows of the operations on descriptors; the others have no word here. */
extern const struct gms_op_row file_op_rows[GMS_NR_OPS];

#endif /* SIM_OP_ROW_H */
