/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The format as tables: which bits of VTCR_EL2 mean what, where each granule has its
 * indices, its output address and its blocks.  Numbers are written out.
 */
#include "naive_walk_arm64.h"

/* A range of bits of an entry, and the lowest bit of the address that it stands for. */
struct part {
	int high, low, at;
};

/* One way of writing addresses: parts in place, and a part that is elsewhere. */
struct layout {
	struct part part[2];
};

struct granule {
	int field;	   /* TG0 */
	int index_high[4]; /* of the address, by level; below it is index_low */
	int index_low[4];
	int first_level[4];    /* by SL0; -1: no such level */
	int block_levels;      /* bit per level */
	int wide_block_levels; /* where addresses have 52 bits */
	struct layout narrow, wide;
};

static const struct granule granules[] = {
	{
		.field = 0, /* 4K */
		.index_high = { 47, 38, 29, 20 },
		.index_low = { 39, 30, 21, 12 },
		.first_level = { 2, 1, 0, -1 },
		.block_levels = 1 << 1 | 1 << 2,
		.wide_block_levels = 1 << 0 | 1 << 1 | 1 << 2,
		.narrow = { { { 47, 12, 12 }, { 0, 1, 0 } } },
		.wide = { { { 49, 12, 12 }, { 9, 8, 50 } } },
	},
	{
		.field = 2, /* 16K */
		.index_high = { 57, 46, 35, 24 },
		.index_low = { 47, 36, 25, 14 },
		.first_level = { 3, 2, 1, 0 },
		.block_levels = 1 << 2,
		.wide_block_levels = 1 << 1 | 1 << 2,
		.narrow = { { { 47, 14, 14 }, { 0, 1, 0 } } },
		.wide = { { { 49, 14, 14 }, { 9, 8, 50 } } },
	},
	{
		.field = 1, /* 64K */
		.index_high = { -1, 54, 41, 28 },
		.index_low = { -1, 42, 29, 16 },
		.first_level = { 3, 2, 1, -1 },
		.block_levels = 1 << 2,
		.wide_block_levels = 1 << 1 | 1 << 2,
		.narrow = { { { 47, 16, 16 }, { 15, 12, 48 } } },
		.wide = { { { 47, 16, 16 }, { 15, 12, 48 } } },
	},
};

#define TRANSLATION  4
#define ADDRESS_SIZE 0
#define ACCESS_FLAG  8
#define PERMISSION   12

/* ---- Reading ---- */

static uint64_t bits(uint64_t value, int high, int low)
{
	uint64_t result = 0;

	for (int bit = high; bit >= low; bit--)
		result = result * 2 + (value >> bit) % 2;
	return result;
}

static uint64_t power(int bit)
{
	uint64_t value = 1;

	while (bit-- > 0)
		value *= 2;
	return value;
}

static bool load(const struct naive_s2_memory *memory, uint64_t address, uint64_t *value)
{
	if (address < memory->first || address - memory->first >= memory->size)
		return false;
	*value = 0;
	for (int i = 7; i >= 0; i--)
		*value = *value * 256 + memory->bytes[address - memory->first + (uint64_t)i];
	return true;
}

/* The address in an entry, without the bits below `lowest`. */
static uint64_t address_in(uint64_t entry, const struct layout *layout, int lowest)
{
	uint64_t address = 0;

	for (int i = 0; i < 2; i++) {
		const struct part *p = &layout->part[i];

		for (int bit = p->low; bit <= p->high; bit++)
			if (bits(entry, bit, bit) && bit - p->low + p->at >= lowest)
				address += power(bit - p->low + p->at);
	}
	return address;
}

static bool reaches(uint64_t address, int bit)
{
	for (; bit <= 63; bit++)
		if (bits(address, bit, bit))
			return true;
	return false;
}

/* ---- VTCR_EL2 ---- */

struct regime {
	const struct granule *granule;
	const struct layout *layout;
	int input_bits, output_bits, level;
	int blocks;
	bool set_af, set_w;
};

static int size_of(uint64_t ps)
{
	static const int sizes[] = { 32, 36, 40, 42, 44, 48, 52, 52 };

	return sizes[ps];
}

static const struct granule *granule_of(uint64_t vtcr)
{
	for (int i = 0; i < 3; i++)
		if (bits(vtcr, 15, 14) == (uint64_t)granules[i].field)
			return &granules[i];
	return 0;
}

/* Is there a start level, of a table that is neither empty nor more than 16 tables? */
static bool fits(const struct regime *r, bool wide)
{
	int lowest = r->level < 0 ? 0 : r->granule->index_low[r->level];
	int highest = r->level < 0 ? 0 : r->granule->index_high[r->level];

	if (r->level < 0)
		return false;
	if (r->level == 0 && r->granule->field == 2 && !wide)
		return false;
	if (r->input_bits > 52 || (r->input_bits > 48 && !wide && r->granule->field != 1))
		return false;
	return r->input_bits - 1 >= lowest && r->input_bits - 1 <= highest + 4;
}

static bool read_vtcr(const struct naive_s2_question *q, struct regime *r)
{
	bool wide = bits(q->vtcr, 32, 32);

	r->granule = granule_of(q->vtcr);
	if (!r->granule)
		return false;
	wide = wide && r->granule->field != 1;
	r->input_bits = 64 - (int)bits(q->vtcr, 5, 0);
	r->output_bits = size_of(bits(q->vtcr, 18, 16));
	if (r->output_bits == 52 && r->granule->field != 1 && !wide)
		r->output_bits = 48;
	if (r->output_bits > q->physical_bits)
		r->output_bits = q->physical_bits;
	r->layout = wide ? &r->granule->wide : &r->granule->narrow;
	r->blocks = r->granule->block_levels;
	if (wide || (r->granule->field == 1 && r->output_bits == 52))
		r->blocks = r->granule->wide_block_levels;
	r->level = bits(q->vtcr, 33, 33) ? -1 : r->granule->first_level[bits(q->vtcr, 7, 6)];
	r->set_af = bits(q->vtcr, 21, 21);
	r->set_w = r->set_af && bits(q->vtcr, 22, 22);
	return fits(r, wide);
}

/* ---- The walk ---- */

static struct naive_s2_answer fault(struct naive_s2_answer a, int kind, int level)
{
	a.what = NAIVE_S2_FAULT;
	a.level = level;
	a.code = kind + level;
	return a;
}

enum type { NOTHING, TABLE, LEAF };

static enum type type_of(uint64_t entry, int level, int blocks)
{
	switch (bits(entry, 1, 0)) {
	case 3:
		return level == 3 ? LEAF : TABLE;
	case 1:
		return level < 3 && bits((uint64_t)blocks, level, level) ? LEAF : NOTHING;
	default:
		return NOTHING;
	}
}

static bool may_fetch(uint64_t entry, const struct naive_s2_question *q)
{
	if (!q->split_execute)
		return bits(entry, 54, 54) == 0;
	switch (bits(entry, 54, 53)) {
	case 0:
		return true;
	case 1:
		return q->el0;
	case 2:
		return false;
	default:
		return !q->el0;
	}
}

static bool may(uint64_t entry, const struct regime *r, const struct naive_s2_question *q)
{
	bool readable = bits(entry, 6, 6);
	bool writable = bits(entry, 7, 7) || (r->set_w && bits(entry, 51, 51));

	if ((q->read || q->fetch) && !readable)
		return false;
	if (q->write && !writable)
		return false;
	return !q->fetch || may_fetch(entry, q);
}

static uint64_t with_bit(uint64_t entry, int bit)
{
	return bits(entry, bit, bit) ? entry : entry + power(bit);
}

static struct naive_s2_answer at_leaf(struct naive_s2_answer a, const struct regime *r,
				      const struct naive_s2_question *q)
{
	int lowest = r->granule->index_low[a.level];

	if (!bits(a.entry, 10, 10) && !r->set_af)
		return fault(a, ACCESS_FLAG, a.level);
	if (!may(a.entry, r, q))
		return fault(a, PERMISSION, a.level);
	a.what = NAIVE_S2_MAPPED;
	a.result = address_in(a.entry, r->layout, lowest) + bits(q->address, lowest - 1, 0);
	a.used_after = r->set_af ? with_bit(a.entry, 10) : a.entry;
	if (q->write && r->set_w && bits(a.entry, 51, 51))
		a.used_after = with_bit(a.used_after, 7);
	return a;
}

struct naive_s2_answer naive_s2(const struct naive_s2_memory *memory,
				const struct naive_s2_question *q)
{
	struct naive_s2_answer a = { 0 };
	uint64_t table = q->root;
	struct regime r;
	int high;

	if (!read_vtcr(q, &r) || reaches(q->address, r.input_bits))
		return fault(a, TRANSLATION, 0);
	if (reaches(q->root, r.output_bits))
		return fault(a, ADDRESS_SIZE, 0);
	high = r.input_bits - 1;
	for (a.level = r.level;; a.level++) {
		int lowest = 0;
		enum type type;

		a.used_at = table + 8 * bits(q->address, high, r.granule->index_low[a.level]);
		if (!load(memory, a.used_at, &a.entry)) {
			a.what = NAIVE_S2_NO_MEMORY;
			return a;
		}
		type = type_of(a.entry, a.level, r.blocks);
		if (type == NOTHING)
			return fault(a, TRANSLATION, a.level);
		if (type == LEAF)
			lowest = r.granule->index_low[a.level];
		table = address_in(a.entry, r.layout, lowest);
		if (reaches(table, r.output_bits))
			return fault(a, ADDRESS_SIZE, a.level);
		if (type == LEAF)
			return at_leaf(a, &r, q);
		high = r.granule->index_high[a.level + 1];
	}
}
