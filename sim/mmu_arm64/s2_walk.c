/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk of stage 2 with everything that can go wrong on it. */
#include "s2_walk.h"

#include <assert.h>
#include <stddef.h>

struct s2 s2_open(uint64_t vtcr, uint32_t pa_bits, bool xnx, uint64_t root,
		  struct table_memory memory)
{
	struct s2_vtcr v;

	/* Any granule: no walk gets as far as to use it. */
	if (!vtcr_read(vtcr, pa_bits, &v))
		return (struct s2){ .vtcr.page_shift = 12 };
	return s2_of(&v, xnx, root, memory);
}

/* ---- One entry ---- */

static bool is_block(const struct s2 *s2, uint64_t d, uint32_t level)
{
	return s2_is_leaf(d, level) && level < S2_LAST_LEVEL && s2->block_levels >> level & 1;
}

static bool is_page(uint64_t d, uint32_t level)
{
	return level == S2_LAST_LEVEL && s2_is_leaf(d, level);
}

static uint64_t output_of(const struct s2 *s2, uint64_t d, uint32_t level)
{
	uint64_t address = s2_address(&s2->format, d);

	if (s2_is_table(d, level))
		return address;
	return address & ~(s2_size(s2->vtcr.page_shift, level) - 1);
}

/* Where the entry of ipa is in the table: the roots are one. */
static uint64_t entry_at(const struct s2 *s2, uint64_t table, uint64_t ipa, uint32_t level)
{
	uint64_t index = ipa >> s2_shift(s2->vtcr.page_shift, level);

	if (level > s2->vtcr.start_level)
		index &= (1ull << s2_index_bits(s2->vtcr.page_shift)) - 1;
	return table + index * 8;
}

/* ---- Rights ---- */

/* Without FEAT_XNX the lower bit has no meaning. ARM-S2-8 */
static bool may_execute(const struct s2 *s2, uint64_t d, bool el0)
{
	uint64_t xn = d & S2_XN;

	if (!s2->format.xnx)
		return !(d & S2_XN_ALL);
	return !xn || xn == (el0 ? S2_XN_EL1 : S2_XN_EL0);
}

/* A write that hardware itself would allow: it sets W. */
static bool writable(const struct s2 *s2, uint64_t d)
{
	return d & S2_WRITE || (s2->vtcr.hd && d & S2_DBM);
}

/* That executing needs R is a choice; KVM's own entries do not tell. ARM-S2-13 */
static bool permits(const struct s2 *s2, uint64_t d, const struct s2_access *access)
{
	if (!(d & S2_READ) && access->kind & (S2_ACCESS_READ | S2_ACCESS_FETCH))
		return false;
	if (access->kind & S2_ACCESS_WRITE && !writable(s2, d))
		return false;
	return !(access->kind & S2_ACCESS_FETCH) || may_execute(s2, d, access->el0);
}

/* ---- The walk ---- */

/* Go down to the entry that ends the walk.  False: the outcome is set. */
static bool descend(const struct s2 *s2, uint64_t ipa, struct s2_walk *walk)
{
	uint64_t table = s2->root;

	for (;; walk->level++) {
		uint64_t at = entry_at(s2, table, ipa, walk->level);

		walk->outcome = S2_NO_MEMORY;
		if (!table_memory_holds(&s2->memory, at))
			return false;
		walk->entry = *table_memory_at(&s2->memory, at);
		walk->outcome = S2_TRANSLATION;
		if (!s2_is_table(walk->entry, walk->level) &&
		    !is_block(s2, walk->entry, walk->level) && !is_page(walk->entry, walk->level))
			return false;
		walk->outcome = S2_ADDRESS_SIZE;
		table = output_of(s2, walk->entry, walk->level);
		if (table >> s2->vtcr.pa_bits)
			return false;
		if (!s2_is_table(walk->entry, walk->level))
			return true;
	}
}

struct s2_walk s2_walk_full(const struct s2 *s2, uint64_t ipa, const struct s2_access *access)
{
	struct s2_walk walk = { .outcome = S2_TRANSLATION };
	uint64_t within;

	if (!s2->usable || ipa >> s2->vtcr.ipa_bits)
		return walk;
	walk.outcome = S2_ADDRESS_SIZE;
	if (s2->root >> s2->vtcr.pa_bits)
		return walk;
	walk.level = s2->vtcr.start_level;
	if (!descend(s2, ipa, &walk))
		return walk;
	walk.outcome = S2_ACCESS_FLAG;
	if (!(walk.entry & S2_AF) && !s2->vtcr.ha)
		return walk;
	walk.outcome = S2_PERMISSION;
	if (!permits(s2, walk.entry, access))
		return walk;
	within = s2_size(s2->vtcr.page_shift, walk.level) - 1;
	walk.outcome = S2_MAPPED;
	walk.pa = output_of(s2, walk.entry, walk.level) | (ipa & within);
	return walk;
}

void s2_mark_used(const struct s2 *s2, uint64_t ipa, const struct s2_walk *walk, bool write)
{
	uint64_t table = s2->root, *d = NULL;

	if (!s2->vtcr.ha)
		return;
	for (uint32_t level = s2->vtcr.start_level; level <= walk->level; level++) {
		d = table_memory_at(&s2->memory, entry_at(s2, table, ipa, level));
		table = output_of(s2, *d, level);
	}
	assert(d && *d == walk->entry);
	*d |= S2_AF;
	if (write && s2->vtcr.hd && *d & S2_DBM)
		*d |= S2_WRITE;
}

uint32_t s2_fsc(const struct s2_walk *walk)
{
	static const uint8_t base[] = {
		[S2_TRANSLATION] = 0x04,
		[S2_ADDRESS_SIZE] = 0x00,
		[S2_ACCESS_FLAG] = 0x08,
		[S2_PERMISSION] = 0x0c,
	};

	assert(walk->outcome != S2_MAPPED && walk->outcome != S2_NO_MEMORY);
	return base[walk->outcome] | walk->level;
}
