/* SPDX-License-Identifier: BSD-2-Clause */
/* How large a page may be mapped: what the slot, the attributes and the host say. */
#include "level.h"

#include "host_mm.h"
#include "lpage_info.h"
#include "mmu_x86.h"
#include "memslot.h"
#include "spte.h"

static uint32_t max_huge_level(const struct gms_world *w)
{
	return (uint32_t)w->config.param[GMS_PARAM_MAX_HUGE_LEVEL];
}

/* X86-LEVEL-5: the largest page that nothing disallows. */
static uint32_t allowed_level(struct gms_world *w, const struct slot *slot, uint64_t gfn)
{
	uint32_t level = max_huge_level(w), info;

	for (; level > PAGING_LEVEL_4K; level--) {
		info = lpage_info(w, slot, gfn, level);
		if (!info)
			break;
		apply(w, info & LPAGE_MIXED ? X86_LEVEL_1 : X86_LEVEL_2);
	}
	return level;
}

/* X86-LEVEL-7. */
static uint32_t host_level(struct gms_world *w, ref_t vm, const struct slot *slot, uint64_t gfn)
{
	uint64_t first = slot->userspace_addr >> PAGE_SHIFT;

	apply(w, X86_LEVEL_7);
	return host_mapping_level(w, vm_at(w, vm)->mm, first + (gfn - slot->base_gfn));
}

static uint32_t max_host_level(struct gms_world *w, ref_t vm, const struct slot *slot,
			       uint64_t gfn)
{
	uint32_t level = allowed_level(w, slot, gfn), host;

	apply(w, X86_LEVEL_5);
	if (level == PAGING_LEVEL_4K)
		return level;
	host = host_level(w, vm, slot, gfn);
	return host < level ? host : level;
}

/*
 * X86-LEVEL-9: memory of a guest_memfd is never logged, and of a block that is all private
 * the slot maps nothing; so no page that asks is other than the host's.
 */
uint32_t level_max_recovered(struct gms_world *w, ref_t vm, const struct slot *slot, uint64_t gfn)
{
	return max_host_level(w, vm, slot, gfn);
}

struct level_goal level_goal(struct gms_world *w, struct task *t)
{
	struct level_goal goal = {
		.level = PAGING_LEVEL_4K,
		.wanted = PAGING_LEVEL_4K,
		.no_huge = t->fault.access == GMS_ACCESS_EXEC &&
			   w->config.param[GMS_PARAM_NX_HUGE_PAGES],
	};
	const struct slot *slot = slot_at(w, t->fault.slot);

	if (!t->fault.slot)
		return goal;
	/* Folios of a guest_memfd are single pages: X86-LEVEL-10. */
	if (t->fault.from_gmem) {
		apply(w, X86_LEVEL_10);
		if (vm_at(w, t->vm)->type == X86_SNP_VM)
			apply(w, X86_SNP_6);
		return goal;
	}
	if (slot->flags & MEM_LOG_DIRTY) {
		apply(w, X86_LEVEL_4);
		return goal;
	}
	goal.level = max_host_level(w, t->vm, slot, t->fault.gfn);
	/* X86-FAULT-39: no larger than the guest's own page. */
	if (!x86_has_tdp(w) && goal.level > PAGING_LEVEL_2M)
		goal.level = PAGING_LEVEL_2M;
	goal.wanted = goal.level;
	if (goal.no_huge) {
		apply(w, X86_LEVEL_4);
		goal.level = PAGING_LEVEL_4K;
	}
	return goal;
}
