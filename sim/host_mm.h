/* SPDX-License-Identifier: BSD-2-Clause */
/* The host process: VMAs, its page table, faults, and mmu notifiers.  Section 7. */
#ifndef SIM_HOST_MM_H
#define SIM_HOST_MM_H

#include "world.h"

/* The VMA that covers a page number, or 0. */
ref_t vma_lookup(const struct gms_world *w, ref_t mm, uint64_t page);
/* The PTE of a page number; 0 if none. */
uint64_t pte_lookup(const struct gms_world *w, ref_t mm, uint64_t page);

/*
 * HOST_FAULT (PROTO-H): bring t->host.address in, for t->host.write, as the
 * processor's page fault or, with for_kvm, as GUP does.  On return either
 * t->host.failed is set with signal and code (or error), or t->host.frame is
 * the page, with a reference that the caller drops.
 */

/*
 * UNMAP_FOLIO: remove every host PTE of t->notify_folio, VMA by VMA, each in a
 * NOTIFY section of its own.  The folio is locked by the caller.  With
 * t->notify_poison the PTEs become poison entries.
 */

/*
 * NOTIFY: [t->notify_start, t->notify_end) host pages of t->mm are about to
 * change; N1 to N5, the body removes the PTEs (of t->notify_folio only, if set).
 */

/* The mapping (handle and offset in bytes) that covers an address, if any. */
bool mapping_of(const struct gms_world *w, uint64_t address, uint64_t *handle, uint64_t *offset);

#endif /* SIM_HOST_MM_H */
