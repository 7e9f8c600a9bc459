/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Dirty logging.  Writes are seen because W is missing, and the fault brings it back; or,
 * with PML, because D is, and the processor notes the page when it sets it.
 *
 *	flags on	split, write-protect or clear D
 *	get the log	write-protect or clear D of what was reported
 *	flags off	put large pages back
 */
#include "dirty.h"

#include "level.h"
#include "memslot.h"
#include "profile.h"
#include "tdp_mmu.h"
#include "tlb.h"

/* Processors with EPT alone have it, and it goes by the D bit. */
static bool has_pml(const struct gms_world *w, const struct spte_format *format)
{
	return w->config.param[GMS_PARAM_PML] && !format->npt && format->ad == SPTE_AD_ENABLED;
}

/* Slots are logged, and their pages made large, where the memory is shared. */
static struct tdp_iter over(const struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	uint64_t shared = vm_at(w, vm)->direct_gfn_bits;

	return tdp_iter_start(w, vm_at(w, vm), start + shared, end + shared);
}

static struct tdp_iter over_slot(const struct gms_world *w, ref_t vm, ref_t slot)
{
	const struct slot *s = slot_at(w, slot);

	return over(w, vm, s->base_gfn, s->base_gfn + s->npages);
}

static void set(struct gms_world *w, const struct tdp_iter *it, uint64_t e)
{
	tdp_set_entry(w, it->table[it->level], tdp_iter_index(it), e);
}

/* ---- Getting the log ---- */

/* X86-DIRTY-4: what is larger than a page was taken W when logging began. */
void x86_write_protect(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	struct tdp_iter it = over(w, vm, start, end);

	apply(w, X86_DIRTY_4);
	for (; tdp_iter_find(w, &it); tdp_iter_aside(&it))
		if (spte_is_leaf(it.entry, it.level) && it.level == PAGING_LEVEL_4K)
			set(w, &it,
			    has_pml(w, &it.format) ? spte_clear_dirty(&it.format, it.entry)
						   : spte_write_protect(it.entry));
}

/* ---- X86-DIRTY-2 ---- */

/* X86-CFG-10: the legacy MMU never does it. */
static bool splits_eagerly(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_EAGER_PAGE_SPLIT] && x86_has_tdp_mmu(w);
}

/* A page that finds no table for its parts stays large, and is split by who writes to it. */
static bool split_leaf(struct gms_world *w, const struct tdp_iter *it)
{
	ref_t table = table_take(w, spte_make_empty(&it->format), it->level - 1);

	if (!table)
		return false;
	tdp_split(w, &it->format, table, it->entry, it->level);
	set(w, it, spte_make_table(&it->format, table_pfn(table)));
	return true;
}

void x86_split_slot(struct gms_world *w, ref_t vm, ref_t slot)
{
	struct tdp_iter it = over_slot(w, vm, slot);

	if (!splits_eagerly(w))
		return;
	while (tdp_iter_find(w, &it)) {
		if (it.level == PAGING_LEVEL_4K)
			tdp_iter_aside(&it);
		else if (!split_leaf(w, &it))
			return;
	}
}

static uint64_t as_logged(const struct gms_world *w, const struct tdp_iter *it)
{
	uint64_t e = it->entry;

	if (!has_pml(w, &it->format))
		return spte_write_protect(e);
	e = spte_clear_dirty(&it->format, e);
	return it->level > PAGING_LEVEL_4K ? spte_write_protect(e) : e;
}

void x86_start_logging(struct gms_world *w, ref_t vm, ref_t slot)
{
	struct tdp_iter it = over_slot(w, vm, slot);

	apply(w, X86_DIRTY_2);
	for (; tdp_iter_find(w, &it); tdp_iter_aside(&it))
		if (spte_is_shadow_present(it.entry))
			set(w, &it, as_logged(w, &it));
}

/*
 * A log that began with every page comes to what x86_split_slot() and x86_start_logging()
 * do when its first pages are cleared; a page that stays large may not get W back by itself.
 */
void x86_start_logging_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	struct tdp_iter it = over(w, vm, start, end);

	apply(w, X86_DIRTY_2);
	while (tdp_iter_find(w, &it)) {
		bool large = it.level > PAGING_LEVEL_4K && spte_is_shadow_present(it.entry);

		if (large && splits_eagerly(w) && split_leaf(w, &it))
			continue;
		if (large)
			set(w, &it, spte_track_writes(&it.format, it.entry));
		tdp_iter_aside(&it);
	}
}

/* ---- X86-LEVEL-9 ---- */

static uint64_t block_of(const struct tdp_iter *it, uint32_t level)
{
	return it->gfn & ~(ept_pages(level) - 1);
}

/* The level above the leaf's that its block could have; 0: none. */
static uint32_t recovered_level(struct gms_world *w, ref_t vm, const struct slot *slot,
				const struct tdp_iter *it)
{
	for (uint32_t level = PAGING_LEVEL_1G; level > it->level; level--) {
		uint64_t block = block_of(it, level) & ~vm_at(w, vm)->direct_gfn_bits;

		if (block >= slot->base_gfn && block < slot->base_gfn + slot->npages &&
		    level_max_recovered(w, vm, slot, block) >= level)
			return level;
	}
	return 0;
}

/* The entry above: a large page made of a small one, or nothing, as older kernels left it. */
static void recover(struct gms_world *w, const struct tdp_iter *it, uint32_t level)
{
	uint64_t large = spte_make_empty(&it->format);

	if (has(w, SW_X86_RECOVER_IN_PLACE))
		large = spte_make_large(&it->format, it->entry, level);
	apply(w, X86_LEVEL_9);
	tdp_replace_table(w, &it->format, it->table[level], ept_index(it->gfn, level), large);
}

/* All small pages of one table have the same answer. */
static uint32_t step_over(const struct tdp_iter *it, uint32_t recovered)
{
	if (recovered)
		return recovered;
	if (!spte_is_shadow_present(it->entry))
		return it->level;
	return it->level > PAGING_LEVEL_2M ? it->level : PAGING_LEVEL_2M;
}

static void recover_tables(struct gms_world *w, ref_t vm, ref_t slot)
{
	struct tdp_iter it = over_slot(w, vm, slot);
	uint32_t level, step;

	while (tdp_iter_find(w, &it)) {
		level = 0;
		if (spte_is_shadow_present(it.entry))
			level = recovered_level(w, vm, slot_at(w, slot), &it);
		if (level)
			recover(w, &it, level);
		step = step_over(&it, level);
		tdp_iter_to(&it, block_of(&it, step) + ept_pages(step));
	}
}

/* The legacy MMU drops each small page of what could be large. */
static void zap_small(struct gms_world *w, ref_t vm, ref_t slot)
{
	struct tdp_iter it = over_slot(w, vm, slot);

	for (; tdp_iter_find(w, &it); tdp_iter_aside(&it)) {
		if (!spte_is_leaf(it.entry, it.level) ||
		    level_max_recovered(w, vm, slot_at(w, slot), it.gfn) <= it.level)
			continue;
		apply(w, X86_LEVEL_9);
		set(w, &it, spte_make_empty(&it.format));
	}
}

void x86_recover_slot(struct gms_world *w, ref_t vm, ref_t slot)
{
	if (x86_has_tdp_mmu(w))
		recover_tables(w, vm, slot);
	else
		zap_small(w, vm, slot);
	tlb_flush_zapped(w, vm);
}

/* ---- What the processor notes ---- */

/* The log of the processor is read at the exit that ends the access. */
static void note(struct gms_world *w, struct vm *vm, uint64_t gfn, uint64_t bits)
{
	struct tdp_iter it = tdp_iter_start(w, vm, gfn, gfn + 1);

	if (!tdp_iter_find(w, &it))
		return;
	apply(w, vm->npt ? X86_NPT_3 : X86_EPT_7);
	set(w, &it, it.entry | bits);
	if (bits & spte_dirty_bit(&it.format) & ~it.entry && has_pml(w, &it.format)) {
		apply(w, X86_PML_1);
		gfn &= ~vm->direct_gfn_bits;
		mark_page_dirty(w, slot_lookup(w, vm, 0, gfn), gfn);
	}
}

/* None where the page table has no such bits. */
static uint64_t bits_of(const struct spte_format *format, enum gms_access access)
{
	if (format->ad == SPTE_AD_DISABLED)
		return 0;
	return spte_accessed_bit(format) |
	       (access == GMS_ACCESS_WRITE ? spte_dirty_bit(format) : 0);
}

void x86_accessed(struct gms_world *w, ref_t vcpu, uint64_t gpa, const struct translation *tr,
		  enum gms_access access)
{
	struct vm *vm = vm_at(w, vcpu_at(w, vcpu)->vm);
	struct spte_format format = x86_leaf_format(w, vm);
	uint64_t bits = bits_of(&format, access);

	if ((tr->entry & bits) != bits)
		note(w, vm, gpa >> PAGE_SHIFT, bits);
	if (x86_has_tlb(w))
		tlb_insert(w, vcpu, gpa, tr->entry | bits, tr->level);
}

struct translation x86_vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t gpa,
				 enum gms_access access)
{
	struct translation tr;

	if (x86_has_tlb(w) && tlb_lookup(w, vcpu, gpa, access, &tr))
		return tr;
	return tdp_translate(w, vcpu_at(w, vcpu)->vm, gpa);
}
