/* SPDX-License-Identifier: BSD-2-Clause */
/* guest_memfd: files, page cache, content, invalidation.  Sections 5, 6, 12, 13, 14. */
#ifndef SIM_GMEM_H
#define SIM_GMEM_H

#include "world.h"

/* ---- Files and references (file.c) ---- */

/* New open file of a kind with one reference; 0: out of memory. */
ref_t file_new(struct gms_world *w, enum file_kind kind);
static inline void file_get(struct gms_world *w, ref_t file)
{
	file_at(w, file)->refs++;
}
/*
 * Drop a reference.  The last one of a guest_memfd makes it dying and queues
 * RELEASE on the task (RELEASE-2, RELEASE-4); other kinds are freed at once.
 */
void file_put(struct gms_world *w, struct task *t, ref_t file);
/* get_file_active(): a reference unless the file is dying or file is 0. GETPFN-1. */
bool file_get_active(struct gms_world *w, ref_t file);
void vm_put(struct gms_world *w, ref_t vm);
/* KVM_BUG_ON: no ioctl of the VM works any more, and its vCPUs leave KVM_RUN. IOCTL-1 */
void vm_kill(struct gms_world *w, struct vm *vm);
/* IOCTL-1: the VM is dead, or the task's process did not create it. */
bool vm_refuses(const struct gms_world *w, const struct task *t, ref_t vm);
void inode_put(struct gms_world *w, ref_t inode);
void inode_drop_pages(struct gms_world *w, ref_t inode);

/* The path that /proc/self/fd and smaps show for such a file. FSTAT-3. */
const char *gmem_path_name(const struct gms_world *w);

/* Create flags that this VM accepts; vm 0 is the system's view. CAP-3. */
uint64_t gmem_supported_flags(struct gms_world *w, ref_t vm);
/* May the host's page tables map this inode's memory? HFAULT-2. */
bool gmem_host_may_fault(const struct gms_world *w, const struct inode *inode);
bool gmem_host_may_mmap(const struct gms_world *w, const struct inode *inode);

/* ---- Page cache and folios (page_cache.c) ---- */

/* The folio at index, or 0. */
ref_t folio_lookup(const struct gms_world *w, ref_t inode, uint64_t index);
/* A new frame of that node with one reference, owned by the caller, raw; 0: out of memory. */
ref_t folio_alloc(struct gms_world *w, uint32_t node);
/* `count` of them in a row, aligned to count and zeroed: the first, or 0. */
ref_t folio_alloc_row(struct gms_world *w, uint32_t node, uint32_t count);
static inline uint32_t folio_node(const struct gms_world *w, ref_t folio)
{
	return frame_at(w, folio)->flags >> FOLIO_NODE_SHIFT;
}
/* One of the kernel's own, zeroed, on the stack of a call unless it may fail. */
ref_t folio_alloc_kernel(struct gms_world *w, bool may_fail);
/* Insert it at index: takes a reference.  False: out of memory. */
bool folio_insert(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio);
/* Put new in the place of old, which nobody maps, with its content and references of its own. */
void folio_replace(struct gms_world *w, ref_t old, ref_t new_folio);
/*
 * Anonymous memory of several processes (FORK-3): the folio is at index of another
 * inode too, with a reference of its own; and it leaves one of them.  False: out of
 * memory.
 */
bool folio_share(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio);
void folio_leave(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio);
/* It is at index of the inode now. */
static inline void folio_moved(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	if (frame_at(w, folio)->inode == inode)
		frame_at(w, folio)->index = index;
}
/* The old one leaves the inode for a folio of its own: which needs no memory. */
void folio_succeed(struct gms_world *w, ref_t inode, uint64_t index, ref_t old, ref_t folio);
/* Call GETFOLIO for t->getfolio_index of t->inode, then go on at step `then`. */
enum verdict getfolio(struct gms_world *w, struct task *t, uint32_t then);
/* Take it out of the page cache: drops the cache's reference. */
void folio_remove(struct gms_world *w, ref_t folio);
static inline void folio_get(struct gms_world *w, ref_t folio)
{
	frame_at(w, folio)->refs++;
}
/* Drop a reference; the last one frees the frame. */
/* Nobody refers to it any more. */
void folio_free(struct gms_world *w, ref_t folio);
static inline void folio_put(struct gms_world *w, ref_t folio)
{
	if (!--frame_at(w, folio)->refs)
		folio_free(w, folio);
}
/* Zero it and mark it ready: FOLIO-1, FOLIO-3. */
void folio_zero(struct gms_world *w, ref_t folio);

/* 8 bytes at a byte offset that is a multiple of 8.  Raw content reads as junk. */
uint64_t content_read(const struct gms_world *w, ref_t folio, uint32_t offset);
/* False: the arena is full; nothing changed. */
bool content_write(struct gms_world *w, ref_t folio, uint32_t offset, uint64_t value);

/* Copy a page's content; from 0: zeroes.  False: the arena is full. */
bool content_copy(struct gms_world *w, ref_t to, ref_t from);

/* A place in a folio, in bytes. */
struct span {
	ref_t folio;
	uint32_t offset;
};

/* Copy bytes, none beyond the end of either folio.  False: the arena is full. */
bool span_copy(struct gms_world *w, struct span to, struct span from, uint32_t bytes);

/* Does the file bind the slot?  Only then the slot's pages are found through it. GETPFN-1 */
bool gmem_binds(const struct gms_world *w, ref_t file, ref_t slot);

/*
 * GETFOLIO: find or create the folio at t->getfolio_index of t->inode.  On
 * return t->error is 0 and t->folio is locked with a reference for the caller,
 * or t->error is ENOMEM and nothing is held.
 */

/*
 * GET_PFN (GETPFN-1, V8 to V13): the page that backs t->fault.gfn of
 * t->fault.slot.  On return t->fault.frame holds a reference, or t->error is
 * EFAULT, EIO, ENOMEM or EHWPOISON.
 */

/* ---- Invalidation (invalidate.c); mmu_lock write ---- */

void invalidate_start(struct gms_world *w, struct vm *vm); /* INVAL-1 */
void invalidate_add(struct gms_world *w, struct vm *vm, uint64_t start,
		    uint64_t end);			 /* INVAL-2 */
void invalidate_end(struct gms_world *w, struct vm *vm); /* INVAL-3 */
/* INVAL-4, the exact test; INVAL-5, the coarse one; INVAL-6, the lockless one. */
bool invalidate_retry_gfn(struct gms_world *w, const struct vm *vm, uint64_t seq, uint64_t gfn);
bool invalidate_retry(struct gms_world *w, const struct vm *vm, uint64_t seq);
bool invalidate_retry_unsafe(struct gms_world *w, const struct vm *vm, uint64_t seq,
			     uint64_t gfn);

/* Does any slot of file bind part of [start, end) pages? */
bool gmem_bound(const struct gms_world *w, ref_t file, uint64_t start, uint64_t end);
/*
 * Zap [start, end) gfns, but with others about only as far as it gets without letting
 * mmu_lock go.  True: that is not all, and t->zap_from is where to go on.  INVAL-15
 */
bool zap_or_begin_to(struct gms_world *w, struct task *t, ref_t vm, uint64_t start, uint64_t end,
		     uint32_t filter);
/*
 * INVAL-9 for one file and the pages of t's range, under mmu_lock write of its VM: start,
 * add, zap.  True: the rest is for gmem_zap_rest(), as often as that says so too.
 */
bool gmem_invalidate_start(struct gms_world *w, struct task *t, ref_t file);
bool gmem_zap_rest(struct gms_world *w, struct task *t, ref_t file);
/*
 * INVAL-9 and INVAL-10 as steps: one round for each file of t->inode, from
 * t->gmem_file on, over [t->range_start, t->range_end); within mmu_lock if a slot
 * is bound.  The first sets no lock of its own: the caller holds the inode's.
 */
struct need need_mmu_write_if_bound(const struct gms_world *w, const struct task *t);
enum verdict gmem_invalidate_begin_step(struct gms_world *w, struct task *t, uint32_t zapped);
/* Between them, and skipped to `zapped` if nothing is left to zap; it may go back. */
enum verdict gmem_zap_rest_step(struct gms_world *w, struct task *t, uint32_t begin);
enum verdict gmem_invalidate_end_step(struct gms_world *w, struct task *t);
/* INVAL-10 for one file. */
void gmem_invalidate_end(struct gms_world *w, ref_t file, uint64_t start, uint64_t end);

#endif /* SIM_GMEM_H */
