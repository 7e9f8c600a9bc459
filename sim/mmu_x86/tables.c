/* SPDX-License-Identifier: BSD-2-Clause */
/* The page tables as they are, for who prints them. */
#include "tables.h"

#include "tdp_mmu.h"

bool x86_table_root(const struct gms_world *w, ref_t vm, uint32_t index, struct table_view *out)
{
	ref_t root = vm_at(w, vm)->root[0];

	if (index || !root)
		return false;
	*out = (struct table_view){
		.table = root,
		.level = EPT_ROOT_LEVEL,
		.entries = TABLE_ENTRIES,
	};
	return true;
}

/* What it points to, and for which gfn. */
static void see_target(const struct spte *spte, const struct table_view *table, uint64_t index,
		       struct entry_view *out)
{
	uint64_t pfn = spte->address >> PAGE_SHIFT;

	out->gfn = table->gfn + index * ept_pages(table->level);
	out->pages = ept_pages(table->level);
	if (spte->kind == SPTE_TABLE)
		out->child = (struct table_view){
			.table = pfn_table(pfn),
			.level = table->level - 1,
			.entries = TABLE_ENTRIES,
			.gfn = out->gfn,
		};
	else if (spte->kind == SPTE_LEAF)
		out->frame = pfn_frame(pfn);
}

bool x86_table_entry(const struct gms_world *w, ref_t vm, const struct table_view *table,
		     uint32_t index, struct entry_view *out)
{
	uint64_t raw = entry_read(w, table->table, index);
	struct spte_format format = tdp_format(w);
	struct spte spte = spte_decode(&format, raw, table->level);

	(void)vm;
	if (spte.kind == SPTE_EMPTY)
		return false;
	*out = (struct entry_view){ .raw = raw };
	see_target(&spte, table, index, out);
	spte_words(&format, raw, table->level, out->words, sizeof(out->words));
	return true;
}
