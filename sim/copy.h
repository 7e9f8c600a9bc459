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

/*
 * What these and the bitmap's share: fault in the page at which a copy of `bytes` bytes
 * at `where` goes on after t->copied, or end it (CALLED: then t->host has the page, counted);
 * end it with EFAULT, as the kernel does too when a fault fails for want of memory; and
 * give the page back.
 */
enum verdict copy_next_page(struct gms_world *w, struct task *t, struct gms_ref where,
			    uint64_t bytes, bool write);
enum verdict copy_no_page(struct task *t);
void copy_page_done(struct gms_world *w, struct task *t);

/*
 * BITMAP_IN, BITMAP_OUT: the bitmap at t->op.bitmap to, or from, the `reported` of
 * t->old_slot; t->copied is 0 before.  On return t->error is 0 or EFAULT.
 */

/* Does the operation say where its bitmap lies? */
static inline bool has_bitmap(const struct gms_op *op)
{
	return has_argp(op) || (op->given && op_given(op, FIELD(bitmap)));
}

/* One byte of a folio's content; false: the arena has no room for it. */
bool folio_write_byte(struct gms_world *w, ref_t folio, uint32_t at, uint8_t byte);

#endif /* SIM_COPY_H */
