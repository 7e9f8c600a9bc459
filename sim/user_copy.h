/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's access to the memory of a process on behalf of a system call: through
 * the processor (copy_to_user, copy_from_user) or through the page itself (GUP).
 * HFAULT-8, COPY-1.
 */
#ifndef SIM_USER_COPY_H
#define SIM_USER_COPY_H

#include "gmem.h"

/*
 * USER_COPY: move bytes between the memory of the task's process at t->copy.address
 * and t->copy.span, which stays within its folio, up to the first byte that cannot be
 * reached.  Without t->io.has_buffer the memory is some that nothing is wrong with,
 * and holds zeroes.  On return t->copy.left bytes were not moved.
 */
void user_copy_start(struct task *t, uint64_t address, struct span span, uint32_t bytes,
		     bool to_user);

/*
 * HOST_FAULT as GUP for the task's process, or with t->mm another: the caller goes on
 * at step pc, with the page and a reference in t->host.frame, or t->host.failed.
 */
enum gup_kind {
	GUP_FAST,  /* what the page table grants, else as the VMA does */
	GUP_SLOW,  /* as the VMA grants */
	GUP_FORCE, /* reads what cannot be read, and writes to private memory: FOLL_FORCE */
};
enum verdict gup_page(struct task *t, enum gup_kind kind, uint64_t address, bool write,
		      uint16_t pc);
/* Drop the reference. */
void gup_put(struct gms_world *w, struct task *t);

/* Bytes from address to the end of its page, at most limit. */
static inline uint32_t bytes_in_page(uint64_t address, uint64_t limit)
{
	uint64_t rest = PAGE_SIZE - (address & ~PAGE_MASK);

	return (uint32_t)(limit < rest ? limit : rest);
}

/* ---- A call that moves data piece by piece: t->io ---- */

/* Begin with the buffer that the operation names, and its length.  */
void io_start(const struct gms_world *w, struct task *t);
/* Bytes that the next piece may have. */
static inline uint64_t io_left(const struct task *t)
{
	return t->io.len - t->io.done;
}
/* The call ends: what was done counts, else the errno. */
enum verdict io_end(struct gms_world *w, struct task *t, enum rule rule, int error);

#endif /* SIM_USER_COPY_H */
