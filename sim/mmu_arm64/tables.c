/* SPDX-License-Identifier: BSD-2-Clause */
/* The stage-2 tables as they are, the VM's own and then its shadows, for who prints them. */
#include "tables.h"

#include <stdio.h>
#include <string.h>

#include "pgtable.h"

/* Levels are counted as elsewhere: 1 is that of pages. */
#define GENERIC_LEVELS 4u

static uint64_t gfns_of(uint32_t generic_level)
{
	return s2_size(PAGE_SHIFT, GENERIC_LEVELS - generic_level) >> PAGE_SHIFT;
}

/* The index-th of the roots that follow each other. */
static struct table_view root_of(const ref_t *root, uint32_t index, uint32_t start_level)
{
	uint32_t level = GENERIC_LEVELS - start_level;

	return (struct table_view){
		.table = root[index],
		.level = level,
		.entries = TABLE_ENTRIES,
		.gfn = index * gfns_of(level) * TABLE_ENTRIES,
	};
}

bool arm64_table_root(const struct gms_world *w, ref_t ref, uint32_t index,
		      struct table_view *out)
{
	const struct vm *vm = vm_at(w, ref);
	uint32_t own = s2_root_pages(PAGE_SHIFT, vm->ipa_bits);

	if (index < own) {
		*out = root_of(vm->root, index, vm->start_level);
		return out->table;
	}
	index -= own;
	for (ref_t r = vm->shadows; r; r = shadow_at(w, r)->next) {
		const struct shadow *s = shadow_at(w, r);
		uint32_t roots = s->valid ? s2_root_pages(PAGE_SHIFT, s->ipa_bits) : 0;

		if (index < roots) {
			*out = root_of(s->root, index, s->start_level);
			out->shadow = true;
			out->vttbr = s->vttbr;
			return true;
		}
		index -= roots;
	}
	return false;
}

/* ---- Words ---- */

static const char *memory_name(const struct s2_format *f, uint64_t d)
{
	uint64_t attribute = (d & S2_MEMATTR) >> 2;

	if (attribute == (f->fwb ? 6 : 0xf))
		return "normal";
	return attribute == 5 ? "non-cacheable" : "device";
}

static const char *execute_name(uint64_t d)
{
	switch (d & S2_XN) {
	case 0:
		return "X";
	case S2_XN_EL1:
		return "X at EL0";
	case S2_XN_EL0:
		return "X at EL1";
	default:
		return "-";
	}
}

static void describe(const struct s2_format *f, uint64_t d, uint32_t level, char *words,
		     size_t bytes)
{
	uint32_t sw = (uint32_t)((d & S2_SW) >> S2_SW_SHIFT);
	int length;

	if (!s2_is_valid(d)) {
		snprintf(words, bytes, d == S2_LOCKED ? "locked" : "invalid");
		return;
	}
	if (s2_is_table(d, level)) {
		snprintf(words, bytes, "table");
		return;
	}
	length = snprintf(words, bytes, "%s %s %s %s %s%s%s",
			  level == S2_LAST_LEVEL ? "page" : "block", d & S2_READ ? "R" : "-",
			  d & S2_WRITE ? "W" : "-", execute_name(d), memory_name(f, d),
			  f->lpa2 ? "" : " inner", d & S2_AF ? " AF" : "");
	if (sw)
		snprintf(words + length, bytes - (size_t)length, " sw %u", sw);
}

bool arm64_table_entry(const struct gms_world *w, ref_t vm, const struct table_view *table,
		       uint32_t index, struct entry_view *out)
{
	const struct s2_format format = s2_vm_format(w);
	uint64_t raw = entry_read(w, table->table, index);
	uint32_t level = GENERIC_LEVELS - table->level;
	uint64_t pfn = s2_address(&format, raw) >> PAGE_SHIFT;

	(void)vm;
	if (!raw)
		return false;
	*out = (struct entry_view){
		.raw = raw,
		.gfn = table->gfn + index * gfns_of(table->level),
		.pages = gfns_of(table->level),
	};
	if (s2_is_table(raw, level)) {
		out->child = *table;
		out->child.table = pfn_table(pfn);
		out->child.level = table->level - 1;
		out->child.gfn = out->gfn;
	} else if (s2_is_leaf(raw, level)) {
		out->frame = pfn_frame(pfn);
	}
	describe(&format, raw, level, out->words, sizeof(out->words));
	return true;
}
