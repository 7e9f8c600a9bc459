/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Stage 2 of arm64 of arbitrary memory and registers, all granules, with and without
 * 52 bits of address: the walks of the mechanism against the naive one.
 *
 *	processor, 1 | first 64K, 4 | VTCR_EL2, 5 | IPA, 8 | questions, 1 each |
 *	entries: tables.h
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "stats.h"
#include "tables.h"
#include "tests/walk_arm64.h"

/* Tables of 64K each, of which smaller granules use the beginning; two may be a root. */
#define TABLES	    4u
#define TABLE_WORDS 8192u
#define QUESTIONS   3u
#define ENTRIES_MAX 256u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct bed {
	uint64_t table[TABLES][TABLE_WORDS];
	uint64_t *put[ENTRIES_MAX]; /* the words that are not 0 */
	unsigned int nr_put;
	uint64_t first;
	uint64_t vtcr, ipa;
	uint8_t question[QUESTIONS];
	uint32_t pa_bits;
	bool split_execute;
	struct s2 s2;
};

static uint64_t first_table(const struct bed *b, uint64_t number)
{
	return number << 16 & ((1ull << b->pa_bits) - 1) & ~(sizeof(b->table) - 1);
}

/* Where a walk of the level looks; beyond the first level an index has its own bits. */
static uint64_t index_at(const struct bed *b, uint32_t level)
{
	const struct s2_vtcr *v = &b->s2.vtcr;
	uint64_t index = b->ipa >> s2_shift(v->page_shift, level);

	if (level > v->start_level)
		index &= (1ull << s2_index_bits(v->page_shift)) - 1;
	return index % TABLE_WORDS;
}

static void put(struct bed *b, const struct table_entry *e)
{
	uint64_t index = e->level >= LEVEL_RAW ? e->child * 32u : index_at(b, e->level % 4u);
	uint64_t *word = &b->table[e->page % TABLES][index];

	*word = e->bits;
	if (e->child < CHILD_RAW)
		*word = (*word & ~b->s2.address_bits) |
			s2_encode_address(&b->s2.format,
					  b->first + e->child % TABLES * sizeof(b->table[0]));
	b->put[b->nr_put++] = word;
}

/* A quarter of a megabyte takes longer to clear than to walk. */
static void clear(struct bed *b)
{
	while (b->nr_put)
		*b->put[--b->nr_put] = 0;
}

static void read_bed(struct bed *b, struct input *in)
{
	static const uint8_t widths[] = { 48, 52, 44, 40 };
	uint8_t processor = (uint8_t)input_number(in, 1);
	struct table_entry e;

	clear(b);
	b->pa_bits = widths[processor % 4];
	b->split_execute = processor & 4;
	b->first = first_table(b, input_number(in, 4));
	b->vtcr = input_number(in, 5);
	b->ipa = input_number(in, 8);
	for (unsigned int i = 0; i < QUESTIONS; i++)
		b->question[i] = (uint8_t)input_number(in, 1);
	b->s2 = s2_open(b->vtcr, b->pa_bits, b->split_execute, b->first,
			table_memory(b->table, b->first, sizeof(b->table)));
	while (b->s2.usable && b->nr_put < ENTRIES_MAX && input_entry(in, &e))
		put(b, &e);
}

static struct naive_s2_question question_of(const struct bed *b, uint8_t bits)
{
	struct naive_s2_question q = {
		.vtcr = b->vtcr,
		.root = b->first,
		.address = b->ipa,
		.physical_bits = (int)b->pa_bits,
		.split_execute = b->split_execute,
		.write = bits & 1,
		.fetch = (bits & 3) == 2,
		.el0 = bits & 8,
	};

	q.read = !q.fetch && (!q.write || bits & 4);
	return q;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct input in = { data, bytes };
	static struct bed b;

	stats_own()->executions++;
	read_bed(&b, &in);
	for (unsigned int i = 0; i < QUESTIONS; i++) {
		struct naive_s2_question q = question_of(&b, b.question[i]);
		struct naive_s2_answer a;
		struct walk_difference d = walk_compare_s2(&b.s2, &q, &a);

		if (!d.what)
			continue;
		fprintf(stderr,
			"VTCR_EL2 0x%" PRIx64 ", ipa 0x%" PRIx64 ": %s 0x%" PRIx64
			", naive 0x%" PRIx64 "\n",
			b.vtcr, b.ipa, d.what, d.ours, d.naive);
		abort();
	}
	return 0;
}
