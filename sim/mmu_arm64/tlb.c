/* SPDX-License-Identifier: BSD-2-Clause */
/* The vCPUs' TLBs: one map each, whose keys are a level and the number of a page of it. */
#include "tlb.h"

#include "pgtable.h"

#define LEVEL_SHIFT 56
#define FIRST_LEVEL 1 /* that has blocks */

static bool has_tlb(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_TLB];
}

static uint64_t gfns_of(uint32_t level)
{
	return s2_size(PAGE_SHIFT, level) >> PAGE_SHIFT;
}

static uint64_t key_of(uint64_t gfn, uint32_t level)
{
	return (uint64_t)level << LEVEL_SHIFT | gfn / gfns_of(level);
}

/* ---- Accesses ---- */

struct translation arm64_vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t ipa,
				   enum gms_access access)
{
	uint64_t gfn = ipa >> PAGE_SHIFT, leaf;

	(void)access;
	for (uint32_t level = S2_LAST_LEVEL; has_tlb(w) && level >= FIRST_LEVEL; level--) {
		if (!map_get(w, &vcpu_at(w, vcpu)->tlb, key_of(gfn, level), &leaf))
			continue;
		apply(w, ARM_PGT_13);
		return s2_translate_leaf(w, gfn, leaf, level);
	}
	return s2_translate(w, vcpu_at(w, vcpu)->vm, ipa);
}

/* Without room for it nothing is remembered. */
void arm64_accessed(struct gms_world *w, ref_t vcpu, uint64_t ipa, const struct translation *tr,
		    enum gms_access access)
{
	(void)access;
	if (has_tlb(w))
		map_set(w, &vcpu_at(w, vcpu)->tlb, key_of(ipa >> PAGE_SHIFT, 4 - tr->level),
			tr->entry);
}

/* ---- TLBI ---- */

/* Drop what overlaps [start, end). */
static void drop_range(struct gms_world *w, struct map *tlb, uint64_t start, uint64_t end)
{
	for (uint32_t level = FIRST_LEVEL; level <= S2_LAST_LEVEL; level++) {
		uint64_t key = key_of(start, level), leaf;

		while (map_ceil(w, tlb, &key, &leaf) && key <= key_of(end - 1, level))
			map_erase(w, tlb, key);
	}
}

void tlbi_range(struct gms_world *w, const struct vm *vm, uint64_t start, uint64_t end)
{
	uint64_t id, vcpu;

	if (!has_tlb(w))
		return;
	apply(w, ARM_PGT_12);
	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu))
		drop_range(w, &vcpu_at(w, (ref_t)vcpu)->tlb, start, end);
}

void tlbi_ipa(struct gms_world *w, const struct vm *vm, uint64_t ipa)
{
	tlbi_range(w, vm, ipa >> PAGE_SHIFT, (ipa >> PAGE_SHIFT) + 1);
}

void tlbi_vmid(struct gms_world *w, ref_t ref)
{
	const struct vm *vm = vm_at(w, ref);

	tlbi_range(w, vm, 0, 1ull << (vm->ipa_bits - PAGE_SHIFT));
}

void tlbi_ipa_local(struct gms_world *w, ref_t vcpu, uint64_t ipa)
{
	if (!has_tlb(w))
		return;
	apply(w, ARM_PGT_12);
	drop_range(w, &vcpu_at(w, vcpu)->tlb, ipa >> PAGE_SHIFT, (ipa >> PAGE_SHIFT) + 1);
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
		*gfn = (*cursor & ((1ull << LEVEL_SHIFT) - 1)) * gfns_of(level);
		*tr = s2_translate_leaf(w, *gfn, leaf, level);
		++*cursor;
		return true;
	}
	return false;
}
