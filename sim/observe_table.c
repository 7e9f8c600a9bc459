/* SPDX-License-Identifier: BSD-2-Clause */
/* The observer of page tables. */
#include <string.h>

#include "arch.h"
#include "observe.h"

_Static_assert(SEEN_WORDS_MAX >= ENTRY_WORDS_MAX, "what the architecture says fits");

static struct seen_table see_table(const struct gms_world *w, const struct table_view *table)
{
	return (struct seen_table){
		.id = table->table,
		.level = table->level,
		.entries = table->entries,
		.gfn = table->gfn,
		.is_private = table->private_alone,
		.is_shadow = table->shadow,
		.vttbr = table->vttbr,
		.counted = table_info_at(w, table->table)->present,
	};
}

bool observe_root(const struct gms_world *w, uint64_t vm, uint32_t index, struct seen_table *out)
{
	struct table_view root;

	if (!arch(w)->table_root(w, (ref_t)vm, index, &root))
		return false;
	*out = see_table(w, &root);
	return true;
}

bool observe_entry(const struct gms_world *w, uint64_t vm, const struct seen_table *table,
		   uint32_t index, struct seen_entry *out)
{
	struct table_view view = {
		.table = (ref_t)table->id,
		.level = table->level,
		.entries = table->entries,
		.gfn = table->gfn,
		.private_alone = table->is_private,
		.shadow = table->is_shadow,
		.vttbr = table->vttbr,
	};
	struct entry_view entry;

	if (!arch(w)->table_entry(w, (ref_t)vm, &view, index, &entry))
		return false;
	*out = (struct seen_entry){
		.raw = entry.raw,
		.gfn = entry.gfn,
		.pages = entry.pages,
		.child = see_table(w, &entry.child),
		.page = entry.frame,
	};
	memcpy(out->words, entry.words, sizeof(entry.words));
	return true;
}
