/* SPDX-License-Identifier: BSD-2-Clause */
/* The names that an operation uses, as the handles that stand in its fields. */
#ifndef SCENARIO_HANDLES_H
#define SCENARIO_HANDLES_H

#include "gmemsim.h"

/* One for each argument, and the process that issues it. */
#define OP_HANDLES_MAX (GMS_MAX_ARGS + 1)

/* Does the argument fill a struct gms_ref? */
bool arg_is_ref(const struct gms_arg *arg);

/* Where they stand; what the operation defines is not among them.  0 names nothing. */
unsigned int op_handles(struct gms_op *op, uint64_t *at[OP_HANDLES_MAX]);

#endif /* SCENARIO_HANDLES_H */
