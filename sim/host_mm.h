/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The host process: VMAs, its page table, faults, and mmu notifiers.  Section 7.
 *
 * VMAs change under the mmap lock (write), PTEs atomically within a step, as
 * under the page-table lock.  Pages of anonymous memory lie in an inode of their own,
 * also those of private memory, which no other VMA shows.
 */
#ifndef SIM_HOST_MM_H
#define SIM_HOST_MM_H

#include <errno.h>

#include "world.h"

/*
 * Where user addresses end.  x86 keeps out the last page below 2^47, with five levels
 * of page tables 2^56; arm64 has 48 bits.
 */
static inline uint64_t host_address_end(const struct gms_world *w)
{
	if (w->config.arch == GMS_ARCH_ARM64)
		return 1ull << 48;
	return (1ull << (w->config.param[GMS_PARAM_HOST_LEVELS] == 5 ? 56 : 47)) - PAGE_SIZE;
}

static inline uint64_t host_page_end(const struct gms_world *w)
{
	return host_address_end(w) >> PAGE_SHIFT;
}

/* access_ok(): the whole range has user addresses. */
static inline bool user_range(const struct gms_world *w, uint64_t address, uint64_t bytes)
{
	uint64_t end = host_address_end(w);

	return bytes <= end && address <= end - bytes;
}

/* Mappings are placed upward from here, and no address is used twice. */
#define HOST_MAP_BASE (1ull << 44)

/* ---- VMAs (vma.c) ---- */

/* The VMA that covers a page number, or 0. */
ref_t vma_lookup(const struct gms_world *w, ref_t mm, uint64_t page);
/* The first VMA that reaches into [start, end) page numbers, or 0. */
ref_t vma_first_in(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* Is there a VMA at every page of [start, end)? */
bool vma_covers(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* Insert a VMA as described, with references to its file and inode.  0: ENOMEM. */
ref_t vma_insert(struct gms_world *w, const struct vma *vma);
/* Take a VMA away, whose PTEs are gone; the file may be put, by t. */
void vma_remove(struct gms_world *w, struct task *t, ref_t ref);
/* Make VMA borders at start and end, which are not inside one then.  False: ENOMEM. */
bool vma_split_range(struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* Make one of what differs in nothing, at every border in [start, end]. */
void vma_merge_range(struct gms_world *w, struct task *t, uint64_t start, uint64_t end);
/*
 * Clear and set flags of all VMAs in [t->notify_start, t->notify_end), which are split
 * and merged for it.  False: ENOMEM, and maybe split.
 */
bool vma_change_flags(struct gms_world *w, struct task *t, uint32_t clear, uint32_t set);
/* Page of the inode behind a host page number that the VMA covers. */
static inline uint64_t vma_index(const struct vma *vma, uint64_t page)
{
	return page - vma->start + vma->pgoff;
}

/* A new inode of anonymous memory, without a reference yet; 0: ENOMEM. */
ref_t anon_inode(struct gms_world *w, enum inode_kind kind, uint64_t handle, uint64_t pages);
/* Private memory in [start, end) loses its pages: the next touch reads zero. */
void anon_discard(struct gms_world *w, const struct task *t, uint64_t start, uint64_t end);
/* Private memory at [t->notify_start, t->notify_end) takes its pages to t->notify_move. */
void anon_move(struct gms_world *w, const struct task *t);

/*
 * UNMAP_RANGE: [t->notify_start, t->notify_end) is unmapped; the caller holds the mmap
 * lock for writing.  On return t->error is 0 or ENOMEM.
 */

/* ---- Addresses and their names (vma.c) ---- */

/* Where so many pages go: at the hint (bytes, 0 is none) if it is free.  0: no room. */
uint64_t vma_choose(struct gms_world *w, ref_t mm, uint64_t hint, uint64_t pages);
/* Was every page of [start, end) part of some mapping once? */
bool area_covers(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* The mapping (handle and offset in bytes) that first lay at an address of an mm, if any. */
bool mapping_of(const struct gms_world *w, ref_t mm, uint64_t address, uint64_t *handle,
		uint64_t *offset);
/* Give t->op.define a mapping, which stands for MAP_FAILED until it is settled; 0: no room. */
ref_t mapping_name(struct gms_world *w, const struct task *t);
/* Settle it on [start, start + pages).  False: no room. */
bool mapping_settle(struct gms_world *w, const struct task *t, uint64_t start, uint64_t pages);
/* It came to nothing: the name stands for MAP_FAILED again, and no address for it. */
void mapping_unsettle(struct gms_world *w, const struct task *t);

/* ---- Address spaces (process.c) ---- */

/* An empty one with a reference; 0: out of memory. */
ref_t mm_new(struct gms_world *w);
static inline void mm_get(struct gms_world *w, ref_t mm)
{
	mm_at(w, mm)->refs++;
}
void mm_put(struct gms_world *w, ref_t mm);

/* ---- Ranges (host_map.c) ---- */

/*
 * The range of munmap, mprotect, madvise, mlock and the like: op->map from op->off,
 * which defaults to the whole mapping.  Fills t->notify_start and t->notify_end, page
 * numbers, equal for an empty range; returns 0, or the errno that the system call
 * has for an unaligned range or one that wraps round.
 */
int map_range(const struct gms_world *w, struct task *t);
/*
 * The VMA after what t->walked says was done, with the part of it that is in the
 * range in t->notify_start and t->notify_end; 0 at the end.  The range is worked out
 * anew each time: what is called in between uses these fields for its own.  Sets
 * t->hole where the range has no VMA.
 */
ref_t range_next_vma(const struct gms_world *w, struct task *t);

/* The pages of a mincore result: the first >= from, counted from the range's start. */
bool mincore_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
		       uint64_t *page);

/* ---- Moving (mremap.c) ---- */

/*
 * MOVE_VMA: the VMA part [t->move.piece_start, t->move.piece_end) goes to t->move.place,
 * with its PTEs, and becomes as long as t->move.new_pages there.
 */

/* ---- PTEs (host_fault.c) ---- */

/* The folio of a PTE that is present. */
static inline ref_t pte_folio(uint64_t pte)
{
	return (ref_t)(pte >> PTE_FRAME_SHIFT);
}
/* The PTE of a page number; 0 if none. */
uint64_t pte_lookup(const struct gms_world *w, ref_t mm, uint64_t page);
/* Map a folio: counts it.  False: out of memory. */
bool pte_set(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio, uint64_t bits);
/* Remove the PTE; what it mapped is put. */
void pte_clear(struct gms_world *w, ref_t mm, uint64_t page);
/* The fault of t writes to a page that is there: the entry grants it if the VMA does. */
void pte_make_writable(struct gms_world *w, const struct task *t, uint64_t page, uint64_t pte);
/* Let a PTE that is there map another folio, to be read. */
void pte_replace(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio);
/* Replace a PTE by a poison entry: access gives SIGBUS.  POISON-1. */
void pte_poison(struct gms_world *w, ref_t mm, uint64_t page);

/* Replace a PTE by a swap entry: the page has to be read in. */
void pte_swap_out(struct gms_world *w, ref_t mm, uint64_t page);

/* Replace a PTE by a migration entry; and back, with the folio in its new place. */
void pte_migrate(struct gms_world *w, ref_t mm, uint64_t page);
void pte_migrated(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio);

/* The folio that the processor reaches at t->host.address, for t->host.write; 0: it faults. */
ref_t host_reach(const struct gms_world *w, const struct task *t);

/*
 * HOST_FAULT (PROTO-H): bring t->host.address in, for t->host.write, as the
 * processor's page fault or, with for_kvm, as GUP does.  On return either
 * t->host.failed is set with signal and code, and with the errno that GUP gives
 * in error; or t->host.frame is the page, with a reference that the caller drops.
 */

/*
 * COPY_ON_WRITE: t->host.address is mapped to a folio that a fork shared; give this
 * process one of its own, unless nobody else has it.  On return t->error is ENOMEM, or
 * t->host.frame is the page, with a reference; or 0 if the entry is another by now.
 */

/*
 * LEAVE_MM: nothing uses t->mm any more: its VMs' stage 2 and all that it maps go.
 */

/*
 * POPULATE_RANGE: fault [t->notify_start, t->notify_end) in, one page after the
 * other, for t->host.write; stops at the first that fails, with t->host.error.
 */

/* HFAULT-8: the errno of a reference that did not ask to be told of poison apart. */
static inline int gup_error(const struct host_access *a)
{
	return a->error == EHWPOISON ? EFAULT : (int)a->error;
}

/* A folio for a page of the VMA t->host.vma that holds the same bytes; 0: out of memory. */
ref_t anon_copy(struct gms_world *w, struct task *t, uint64_t page, ref_t folio);
/* The body of COPY_ON_WRITE's NOTIFY: t->notify_copy takes the place of what pte maps. */
void copy_replace(struct gms_world *w, struct task *t, uint64_t page, uint64_t pte);

/* ---- Large pages (host_large.c) ---- */

/*
 * The level of the leaf of the host's page table that maps a page number: 1 also where
 * nothing is mapped.  X86-LEVEL-7.
 */
uint32_t host_mapping_level(const struct gms_world *w, ref_t mm, uint64_t page);
/* The fault of t at a page of vma brings in a whole large page.  False: it does not. */
bool host_map_large(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t page);

/* ---- Notifiers (notify.c) ---- */

/*
 * UNMAP_FOLIO: remove every host PTE of t->notify_folio, VMA by VMA, each in a
 * NOTIFY section of its own.  The folio is locked by the caller.  t->notify_mode is
 * NOTIFY_ZAP or NOTIFY_POISON.
 */

/*
 * NOTIFY: [t->notify_start, t->notify_end) host pages of t->mm are about to
 * change; N1 to N5.  The body does to the PTEs what t->notify_mode says; to those of
 * t->notify_folio only, if set.
 */

#endif /* SIM_HOST_MM_H */
