/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The legacy MMU of KVM, which maps for guests where the TDP MMU does not: with
 * tdp_mmu=0, and as shadow paging with tdp=0.  X86-FAULT-38, X86-SHADOW-*,
 * X86-PREFETCH-*.
 *
 * Its page table is kept like the TDP MMU's (tdp_mmu.h); what it does otherwise is
 * here.  A fault holds mmu_lock for write, and after mapping its page maps others
 * beside it.
 *
 * Without TDP the table shadows the guest's own.  That is taken to translate every
 * address to itself by entries of 2 MiB, writable, at first without D.
 */
#ifndef SIM_MMU_X86_SHADOW_MMU_H
#define SIM_MMU_X86_SHADOW_MMU_H

#include "level.h"

/*
 * X86-SHADOW-2, without TDP: KVM's walk of the guest's table, which sets D for a
 * write.  False: the arena has no room.
 */
bool shadow_walk_guest(struct gms_world *w, const struct task *t);

/* X86-SHADOW-3: SPTE_* that the guest's own table gives now; with TDP all of them. */
uint32_t shadow_rights(struct gms_world *w, const struct task *t);

/* As tdp_map(); mmu_lock write. */
int shadow_map(struct gms_world *w, struct task *t, uint64_t leaf, struct level_goal goal);

/* X86-PREFETCH-1: map what lies beside the page of the attempt; mmu_lock write. */
void shadow_prefetch(struct gms_world *w, struct task *t);

#endif /* SIM_MMU_X86_SHADOW_MMU_H */
