/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copying an ioctl's structure between the process and the kernel.  IOCTL-3.
 *
 * Only when the operation says where the structure lies (argp); else it lies in
 * memory of the caller that nothing is wrong with, and no step is taken.
 */
#ifndef SIM_COPY_H
#define SIM_COPY_H

#include "op_row.h"
#include "step.h"

/* Does the operation name the address of its structure? */
static inline bool has_argp(const struct gms_op *op)
{
	return op->given && op_given(op, FIELD(argp));
}

/*
 * COPY_IN: read the structure at t->op.argp into the operation's fields, page by
 * page, faulting in what is absent.  On return t->error is 0 or EFAULT.
 */

/*
 * COPY_OUT: write the first two words of the structure, t->result.gpa and
 * t->result.size, back to t->op.argp.  On return t->error is 0 or EFAULT.
 */

#endif /* SIM_COPY_H */
