/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How large a page may be mapped.  X86-LEVEL-*; mmu_lock.
 */
#ifndef SIM_MMU_X86_LEVEL_H
#define SIM_MMU_X86_LEVEL_H

#include "mmu_x86.h"

/* X86-LEVEL-4: what a fault decided. */
struct level_goal {
	uint32_t level;	 /* to map at */
	uint32_t wanted; /* would have been mapped at, but for nx_huge_pages */
	bool no_huge;	 /* code is executed, and large pages must not be */
};

struct level_goal level_goal(struct gms_world *w, struct task *t);

/* X86-LEVEL-5 without a fault: as what a page that is mapped already could be mapped. */
uint32_t level_max_recovered(struct gms_world *w, ref_t vm, const struct slot *slot,
			     uint64_t gfn);

#endif /* SIM_MMU_X86_LEVEL_H */
