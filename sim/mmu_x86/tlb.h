/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the processors remember of the second stage, if the world has the parameter tlb.
 *
 * Each vCPU keeps the leaves that its accesses used.  They serve what they permit, until
 * a flush takes them away, so that a flush that is missing shows as a stale access.
 */
#ifndef SIM_MMU_X86_TLB_H
#define SIM_MMU_X86_TLB_H

#include "arch.h"

static inline bool x86_has_tlb(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_TLB];
}

/* The leaf that serves an access; false: there is none, and the page table is walked. */
bool tlb_lookup(struct gms_world *w, ref_t vcpu, uint64_t gpa, enum gms_access access,
		struct translation *tr);
/* An access used a leaf of a level.  Without room for it nothing is remembered. */
void tlb_insert(struct gms_world *w, ref_t vcpu, uint64_t gpa, uint64_t leaf, uint32_t level);

/* X86-TLB-2: all vCPUs of a VM forget what they know; mmu_lock. */
void tlb_flush_zapped(struct gms_world *w, ref_t vm);
/* X86-TLB-3: arch_ops.flush_tlbs. */
void tlb_flush_changed(struct gms_world *w, ref_t vm);

/* arch_ops.next_remembered. */
bool tlb_next(const struct gms_world *w, ref_t vm, uint64_t *id, uint64_t *cursor, uint64_t *gfn,
	      struct translation *tr);

#endif /* SIM_MMU_X86_TLB_H */
