/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The host process: VMAs, its page table, faults, and mmu notifiers.  Section 7.
 *
 * VMAs change under the mmap lock (write), PTEs atomically within a step, as
 * under the page-table lock.
 */
#ifndef SIM_HOST_MM_H
#define SIM_HOST_MM_H

#include <errno.h>

#include "world.h"

/* 47-bit addresses, less the guard page at the top. */
#define HOST_ADDRESS_END ((1ull << 47) - PAGE_SIZE)
/* Mappings are placed upward from here, and no address is used twice. */
#define HOST_MAP_BASE	 (1ull << 44)

/* ---- VMAs (host_map.c) ---- */

/* The VMA that covers a page number, or 0. */
ref_t vma_lookup(const struct gms_world *w, ref_t mm, uint64_t page);
/* The first VMA that reaches into [start, end) page numbers, or 0. */
ref_t vma_first_in(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* Make VMA borders at start and end, which are not inside one then.  False: ENOMEM. */
bool vma_split_range(struct gms_world *w, ref_t mm, uint64_t start, uint64_t end);
/* Page of the inode behind a host page number that the VMA covers. */
static inline uint64_t vma_index(const struct vma *vma, uint64_t page)
{
	return page - vma->start + vma->pgoff;
}

/* The mapping (handle and offset in bytes) that covers an address, if any. */
bool mapping_of(const struct gms_world *w, uint64_t address, uint64_t *handle, uint64_t *offset);

/*
 * The range of munmap, mprotect, madvise and mlock: op->map from op->off, which
 * defaults to the whole mapping.  Fills t->notify_start and t->notify_end, page
 * numbers, equal for an empty range; returns 0, or the errno that the system call
 * has for an unaligned range or one that wraps round.
 */
int map_range(const struct gms_world *w, struct task *t);

/* ---- PTEs (host_fault.c) ---- */

/* The PTE of a page number; 0 if none. */
uint64_t pte_lookup(const struct gms_world *w, ref_t mm, uint64_t page);
/* Map a folio: counts it.  False: out of memory. */
bool pte_set(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio, uint64_t bits);
/* Remove the PTE; what it mapped is put. */
void pte_clear(struct gms_world *w, ref_t mm, uint64_t page);
/* Replace a PTE by a poison entry: access gives SIGBUS.  POISON-1. */
void pte_poison(struct gms_world *w, ref_t mm, uint64_t page);

/*
 * HOST_FAULT (PROTO-H): bring t->host.address in, for t->host.write, as the
 * processor's page fault or, with for_kvm, as GUP does.  On return either
 * t->host.failed is set with signal and code, and with the errno that GUP gives
 * in error; or t->host.frame is the page, with a reference that the caller drops.
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

/* ---- Notifiers (notify.c) ---- */

/*
 * UNMAP_FOLIO: remove every host PTE of t->notify_folio, VMA by VMA, each in a
 * NOTIFY section of its own.  The folio is locked by the caller.  With
 * t->notify_poison the PTEs become poison entries.
 */

/*
 * NOTIFY: [t->notify_start, t->notify_end) host pages of t->mm are about to
 * change; N1 to N5.  The body removes the PTEs: of t->notify_folio only, if set;
 * only their write permission with t->notify_prot.
 */

#endif /* SIM_HOST_MM_H */
