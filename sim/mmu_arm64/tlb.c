/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The vCPUs' TLBs: one map each, whose keys are a level, a VMID and the number of a page
 * of that level.
 */
#include "tlb.h"

#define LEVEL_SHIFT 62
#define VMID_SHIFT  40
#define FIRST_LEVEL 1 /* that has blocks */

static bool has_tlb(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_TLB];
}

static uint64_t gfns_of(uint32_t level)
{
	return s2_size(PAGE_SHIFT, level) >> PAGE_SHIFT;
}

/* A shadow has a VMID of its own; 0 is the VM's. */
static uint64_t key_of(ref_t shadow, uint64_t gfn, uint32_t level)
{
	return (uint64_t)level << LEVEL_SHIFT | (uint64_t)shadow << VMID_SHIFT |
	       gfn / gfns_of(level);
}

static bool key_is_of_shadow(uint64_t key)
{
	return key << (64 - LEVEL_SHIFT) >> (64 - LEVEL_SHIFT) >> VMID_SHIFT;
}

/* ---- Accesses ---- */

struct translation arm64_vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t ipa,
				   enum gms_access access)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, vcpu);
	uint64_t gfn = ipa >> PAGE_SHIFT, leaf;
	bool looks = has_tlb(w) && !(ipa >> mmu.ipa_bits);

	(void)access;
	for (uint32_t level = S2_LAST_LEVEL; looks && level >= FIRST_LEVEL; level--) {
		if (!map_get(w, &vcpu_at(w, vcpu)->tlb, key_of(mmu.shadow, gfn, level), &leaf))
			continue;
		apply(w, ARM_PGT_13);
		return s2_translate_leaf(gfn, leaf, level);
	}
	return s2_mmu_translate(w, &mmu, ipa);
}

/* Without room for it nothing is remembered. */
void arm64_accessed(struct gms_world *w, ref_t vcpu, uint64_t ipa, const struct translation *tr,
		    enum gms_access access)
{
	struct vcpu *v = vcpu_at(w, vcpu);

	(void)access;
	if (has_tlb(w))
		map_set(w, &v->tlb, key_of(v->hw_mmu, ipa >> PAGE_SHIFT, 4 - tr->level),
			tr->entry);
}

/* ---- TLBI ---- */

/* Drop what overlaps [start, end). */
static void drop_range(struct gms_world *w, struct map *tlb, ref_t shadow, uint64_t start,
		       uint64_t end)
{
	for (uint32_t level = FIRST_LEVEL; level <= S2_LAST_LEVEL; level++) {
		uint64_t key = key_of(shadow, start, level), leaf;

		while (map_ceil(w, tlb, &key, &leaf) && key <= key_of(shadow, end - 1, level))
			map_erase(w, tlb, key);
	}
}

void tlbi_range(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end)
{
	const struct map *vcpus = &vm_at(w, mmu->vm)->vcpus;
	uint64_t limit = 1ull << (mmu->ipa_bits - PAGE_SHIFT), id, vcpu;

	end = end < limit ? end : limit;
	if (!has_tlb(w) || start >= end)
		return;
	apply(w, ARM_PGT_12);
	for (bool more = map_first(w, vcpus, &id, &vcpu); more;
	     more = map_next(w, vcpus, &id, &vcpu))
		drop_range(w, &vcpu_at(w, (ref_t)vcpu)->tlb, mmu->shadow, start, end);
}

void tlbi_ipa(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa)
{
	tlbi_range(w, mmu, ipa >> PAGE_SHIFT, (ipa >> PAGE_SHIFT) + 1);
}

void tlbi_vmid(struct gms_world *w, ref_t vm)
{
	const struct s2_mmu mmu = s2_own(w, vm);

	tlbi_range(w, &mmu, 0, 1ull << (mmu.ipa_bits - PAGE_SHIFT));
}

void tlbi_ipa_local(struct gms_world *w, ref_t vcpu, uint64_t ipa)
{
	struct vcpu *v = vcpu_at(w, vcpu);

	if (!has_tlb(w))
		return;
	apply(w, ARM_PGT_12);
	drop_range(w, &v->tlb, v->hw_mmu, ipa >> PAGE_SHIFT, (ipa >> PAGE_SHIFT) + 1);
}

/* ---- Who looks at them ---- */

bool arm64_next_remembered(const struct gms_world *w, ref_t vm, uint64_t *id, uint64_t *cursor,
			   uint64_t *gfn, struct translation *tr)
{
	uint64_t vcpu, leaf;
	uint32_t level;

	for (; map_ceil(w, &vm_at(w, vm)->vcpus, id, &vcpu); ++*id, *cursor = 0) {
		if (!map_ceil(w, &vcpu_at(w, (ref_t)vcpu)->tlb, cursor, &leaf))
			continue;
		level = (uint32_t)(*cursor >> LEVEL_SHIFT);
		*gfn = (*cursor & ((1ull << VMID_SHIFT) - 1)) * gfns_of(level);
		*tr = s2_translate_leaf(*gfn, leaf, level);
		tr->shadow = key_is_of_shadow(*cursor);
		++*cursor;
		return true;
	}
	return false;
}
