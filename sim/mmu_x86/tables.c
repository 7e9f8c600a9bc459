/* SPDX-License-Identifier: BSD-2-Clause */
/* The page tables as they are, for who prints or judges them. */
#include "tables.h"

#include "observe.h"
#include "tdp_mmu.h"

/* The number-th root that there is. */
static ref_t find_root(const struct vm *vm, uint32_t number, enum x86_root *which)
{
	for (*which = X86_ROOT_DIRECT; *which <= X86_ROOT_MIRROR; ++*which)
		if (vm->root[*which] && !number--)
			return vm->root[*which];
	return 0;
}

bool x86_table_root(const struct gms_world *w, ref_t ref, uint32_t index, struct table_view *out)
{
	const struct vm *vm = vm_at(w, ref);
	enum x86_root which;
	ref_t root = find_root(vm, index, &which);

	if (!root)
		return false;
	*out = (struct table_view){
		.table = root,
		.level = vm->start_level,
		.entries = TABLE_ENTRIES,
		.private_alone = which == X86_ROOT_MIRROR,
	};
	return true;
}

/* What it points to, and for which gfn: without the bit that TDX has for shared memory. */
static void see_target(const struct vm *vm, const struct spte *spte,
		       const struct table_view *table, uint64_t index, struct entry_view *out)
{
	uint64_t pfn = spte->address >> PAGE_SHIFT;

	out->gfn = (table->gfn + index * ept_pages(table->level)) & ~vm->direct_gfn_bits;
	out->pages = ept_pages(table->level);
	if (spte->kind == SPTE_TABLE)
		out->child = (struct table_view){
			.table = pfn_table(pfn),
			.level = table->level - 1,
			.entries = TABLE_ENTRIES,
			.gfn = out->gfn,
			.private_alone = table->private_alone,
		};
	else if (spte->kind == SPTE_LEAF)
		out->frame = pfn_frame(pfn);
}

bool x86_table_entry(const struct gms_world *w, ref_t vm, const struct table_view *table,
		     uint32_t index, struct entry_view *out)
{
	uint64_t raw = entry_read(w, table->table, index);
	struct spte_format format = x86_format(w, vm_at(w, vm));
	struct spte spte = spte_decode(&format, raw, table->level);

	if (spte.kind == SPTE_EMPTY)
		return false;
	*out = (struct entry_view){ .raw = raw };
	see_target(vm_at(w, vm), &spte, table, index, out);
	spte_words(&format, raw, table->level, out->words, sizeof(out->words));
	return true;
}

/* ---- Every entry, for who judges them ---- */

/* A cursor is a gfn, and how many entries that begin there have been shown. */
#define SHOWN_BITS 3

static bool is_written_once(const struct table_info *info, uint32_t index)
{
	return info->present && info->touched >> (index / 8) & 1;
}

/* From where it stands to the next entry below level `above` that begins there, or later. */
static bool find_entry(const struct gms_world *w, struct tdp_iter *it, uint32_t above)
{
	while (it->gfn < it->end) {
		const struct table_info *info = table_info_at(w, it->table[it->level]);
		bool begins = !(it->gfn & (ept_pages(it->level) - 1)) && it->level < above;

		if (!is_written_once(info, tdp_iter_index(it))) {
			tdp_iter_past_line(it);
			above = UINT32_MAX;
			continue;
		}
		it->entry = entry_read(w, it->table[it->level], tdp_iter_index(it));
		if (begins && it->entry != info->fill)
			return true;
		if (tdp_iter_down(it))
			continue;
		tdp_iter_aside(it);
		above = UINT32_MAX;
	}
	return false;
}

static void see_spte(const struct tdp_iter *it, struct seen_spte *out)
{
	static const enum seen_spte_kind kinds[] = {
		[SPTE_EMPTY] = SEEN_FOREIGN, [SPTE_FROZEN] = SEEN_FROZEN,
		[SPTE_MMIO] = SEEN_MMIO,     [SPTE_TABLE] = SEEN_TABLE,
		[SPTE_LEAF] = SEEN_LEAF,     [SPTE_FOREIGN] = SEEN_FOREIGN,
	};
	struct spte spte = spte_decode(&it->format, it->entry, it->level);

	*out = (struct seen_spte){
		.gfn = it->gfn,
		.level = it->level,
		.kind = kinds[spte.kind],
		.writable = spte.rights & SPTE_WRITE,
		.mmu_writable = spte.mmu_writable,
		.host_writable = spte.host_writable,
		.refused = spte_is_refused(&it->format, it->entry, it->level),
		.raises_ve = it->format.kernel.suppress_ve && !it->format.npt &&
			     !(it->entry & EPT_SUPPRESS_VE),
	};
}

/* Of a TD, private memory comes before shared memory. */
bool x86_next_spte(const struct gms_world *w, ref_t ref, uint64_t *cursor, struct seen_spte *out)
{
	const struct vm *vm = vm_at(w, ref);
	uint64_t gfn = *cursor >> SHOWN_BITS, shown = *cursor & ((1u << SHOWN_BITS) - 1);
	struct tdp_iter it = tdp_iter_start(w, vm, gfn, tdp_end_of_table(vm, gfn));
	bool found = find_entry(w, &it, vm->start_level + 1 - (uint32_t)shown);

	if (!found && x86_root_of(vm, gfn) == X86_ROOT_MIRROR) {
		it = tdp_iter_start(w, vm, vm->direct_gfn_bits, UINT64_MAX);
		found = find_entry(w, &it, UINT32_MAX);
	}
	if (!found)
		return false;
	*cursor = it.gfn << SHOWN_BITS | (it.root_level - it.level + 1);
	see_spte(&it, out);
	return true;
}
