/* SPDX-License-Identifier: BSD-2-Clause */
/* The vCPUs' TLBs: one map each, whose keys are a level and the number of a page of it. */
#include "tlb.h"

#include "profile.h"
#include "tdp_mmu.h"

#define LEVEL_SHIFT 56

static uint64_t key_of(uint64_t gfn, uint32_t level)
{
	return (uint64_t)level << LEVEL_SHIFT | gfn / ept_pages(level);
}

/* A write sets D in the page table, which what is remembered without D does not say. */
static bool serves(const struct spte_format *format, uint64_t e, enum gms_access access)
{
	return tdp_permits(format, e, access) &&
	       (access != GMS_ACCESS_WRITE || format->ad == SPTE_AD_DISABLED ||
		e & spte_dirty_bit(format));
}

bool tlb_lookup(struct gms_world *w, ref_t vcpu, uint64_t gpa, enum gms_access access,
		struct translation *tr)
{
	struct spte_format format = x86_leaf_format(w, vm_at(w, vcpu_at(w, vcpu)->vm));
	struct map *tlb = &vcpu_at(w, vcpu)->tlb;
	uint64_t gfn = gpa >> PAGE_SHIFT, e;

	for (uint32_t level = PAGING_LEVEL_4K; level <= PAGING_LEVEL_1G; level++) {
		if (!map_get(w, tlb, key_of(gfn, level), &e))
			continue;
		if (!serves(&format, e, access)) {
			map_erase(w, tlb, key_of(gfn, level));
			continue;
		}
		apply(w, X86_TLB_1);
		*tr = tdp_translate_leaf(&format, gfn, e, level);
		return true;
	}
	return false;
}

void tlb_insert(struct gms_world *w, ref_t vcpu, uint64_t gpa, uint64_t leaf, uint32_t level)
{
	map_set(w, &vcpu_at(w, vcpu)->tlb, key_of(gpa >> PAGE_SHIFT, level), leaf);
}

static void flush_all(struct gms_world *w, ref_t vm)
{
	const struct map *vcpus = &vm_at(w, vm)->vcpus;
	uint64_t id, vcpu;

	for (bool more = map_first(w, vcpus, &id, &vcpu); more;
	     more = map_next(w, vcpus, &id, &vcpu))
		map_clear(w, &vcpu_at(w, (ref_t)vcpu)->tlb);
}

void tlb_flush_zapped(struct gms_world *w, ref_t vm)
{
	if (!x86_has_tlb(w) || has(w, SW_X86_ZAP_WITHOUT_FLUSH))
		return;
	apply(w, X86_TLB_2);
	flush_all(w, vm);
}

void tlb_flush_changed(struct gms_world *w, ref_t vm)
{
	if (!x86_has_tlb(w))
		return;
	apply(w, X86_TLB_3);
	flush_all(w, vm);
}

bool tlb_next(const struct gms_world *w, ref_t vm, uint64_t *id, uint64_t *cursor, uint64_t *gfn,
	      struct translation *tr)
{
	struct spte_format format = x86_leaf_format(w, vm_at(w, vm));
	uint64_t vcpu, e;
	uint32_t level;

	for (; map_ceil(w, &vm_at(w, vm)->vcpus, id, &vcpu); ++*id, *cursor = 0) {
		if (!map_ceil(w, &vcpu_at(w, (ref_t)vcpu)->tlb, cursor, &e))
			continue;
		level = (uint32_t)(*cursor >> LEVEL_SHIFT);
		*gfn = (*cursor & ((1ull << LEVEL_SHIFT) - 1)) * ept_pages(level);
		*tr = tdp_translate_leaf(&format, *gfn, e, level);
		++*cursor;
		return true;
	}
	return false;
}
