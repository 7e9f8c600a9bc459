/* SPDX-License-Identifier: BSD-2-Clause */
/* The page tables as they are, for who prints them. */
#include "tables.h"

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
