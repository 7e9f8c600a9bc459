/* SPDX-License-Identifier: BSD-2-Clause */
/* Zaps that let go of mmu_lock, and the end of roots.  X86-TDP-8, X86-TDP-10, X86-TDP-11. */
#include "tdp_mmu.h"
#include "tlb.h"

/* ---- A zap that yields; mmu_lock write ---- */

/* The next leaf of [*gfn, end); MMIO is none. */
static bool find_leaf(const struct gms_world *w, ref_t vm, uint64_t *gfn, uint64_t end)
{
	struct translation tr;

	for (; tdp_next_leaf(w, vm, gfn, &tr) && *gfn < end; ++*gfn)
		if (!tr.mmio)
			return true;
	return false;
}

/* The same in the tables that the filter names; gfns without the bit that makes them shared. */
static bool find_filtered(const struct gms_world *w, ref_t vm, uint64_t *gfn, uint64_t end,
			  uint32_t filter)
{
	uint64_t shared = vm_at(w, vm)->direct_gfn_bits, here = *gfn, there = *gfn | shared;
	bool found = (!shared || filter & FILTER_PRIVATE) && find_leaf(w, vm, &here, end);

	if (shared && filter & FILTER_SHARED && find_leaf(w, vm, &there, end | shared)) {
		there &= ~shared;
		here = found && here < there ? here : there;
		found = true;
	}
	*gfn = here;
	return found;
}

/* Those of one table of 4K, or one large page; they are flushed before mmu_lock is dropped. */
bool tdp_zap_some(struct gms_world *w, ref_t vm, uint64_t *start, uint64_t end, uint32_t filter)
{
	uint64_t first = *start, stop = end;
	bool more = false;

	if (find_filtered(w, vm, &first, end, filter)) {
		stop = (first | (ept_pages(PAGING_LEVEL_2M) - 1)) + 1;
		first = stop;
		more = stop < end && find_filtered(w, vm, &first, end, filter);
	}
	tdp_zap_range(w, vm, *start, more ? stop : end, filter);
	*start = stop;
	return more;
}

/* ---- Roots ---- */

void tdp_invalidate_roots(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);

	apply(w, X86_TDP_10);
	vm->root[X86_ROOT_INVALID] = vm->root[X86_ROOT_DIRECT];
	vm->root[X86_ROOT_DIRECT] = 0;
	vm->mmu_generation++;
	tlb_flush_zapped(w, ref);
}

/* What one entry of 1G maps, and the tables above it that became empty.  False: nothing. */
static bool free_some(struct gms_world *w, const struct spte_format *format, ref_t table)
{
	struct table_info *info = table_info_at(w, table);

	for (uint32_t i = 0; info->present && i < TABLE_ENTRIES; i++) {
		uint64_t e = entry_read(w, table, i);
		ref_t child = pfn_table(spte_pfn(format, e));

		if (!spte_is_table(e, info->level))
			continue;
		if (info->level > PAGING_LEVEL_1G && free_some(w, format, child))
			return true;
		tdp_set_entry(w, table, i, info->fill);
		tdp_free_tables(w, format, child, info->level - 1);
		if (info->level == PAGING_LEVEL_1G)
			return true;
	}
	return false;
}

bool tdp_zap_roots(struct gms_world *w, ref_t ref, bool alone)
{
	struct vm *vm = vm_at(w, ref);
	struct spte_format format = x86_format(w, vm);
	ref_t root = vm->root[X86_ROOT_INVALID];

	if (!root)
		return false;
	if (!alone && free_some(w, &format, root))
		return true;
	tdp_free_tables(w, &format, root, vm->start_level);
	vm->root[X86_ROOT_INVALID] = 0;
	return false;
}

void tdp_zap_all(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);
	struct spte_format format = x86_format(w, vm);

	for (int i = X86_ROOT_DIRECT; i <= X86_ROOT_INVALID; i++) {
		if (vm->root[i])
			tdp_free_tables(w, &format, vm->root[i], vm->start_level);
		vm->root[i] = 0;
	}
	vm->mmu_generation++;
	tlb_flush_zapped(w, ref);
}
