/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two walkers of stage 2, one answer: random granules, sizes, start levels and tables,
 * the mechanism's walk (both the quick and the full one) against the naive one.
 *
 * GMEMSIM_WALKS says how many of each granule; GMEMSIM_SEED repeats a run that failed.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"
#include "walk_arm64.h"

#include <cmocka.h>

#define DEFAULT_WALKS	 200000
#define MEMORY_WORDS	 (1u << 18) /* sixteen concatenated roots of 64K are half of it */
#define WALKS_OF_MACHINE 256

struct bed {
	uint64_t *memory;
	uint64_t seed;
	uint64_t first; /* physical address of the memory */
	uint64_t vtcr;
	uint64_t ipa;
	uint32_t page_shift;
	uint32_t processor_bits;
	bool split_execute;
	struct s2 s2;
	/* What was seen, so that nothing is passed by in silence. */
	uint64_t fsc[0x10];
	uint64_t mapped_at[4];
	uint64_t started_at[4];
	uint64_t roots[5];
	uint64_t no_memory, unusable, wide;
};

/* ---- Chance ---- */

static uint64_t below(struct bed *b, uint64_t n)
{
	return (rnd(&b->seed) >> 11) % n;
}

static bool one_in(struct bed *b, uint64_t n)
{
	return below(b, n) == 0;
}

static uint64_t anything(struct bed *b)
{
	return rnd(&b->seed) ^ rnd(&b->seed) << 31;
}

static uint64_t from_environment(const char *name, uint64_t otherwise)
{
	const char *given = getenv(name);
	uint64_t value = given ? strtoull(given, NULL, 0) : 0;

	return value ? value : otherwise;
}

/* ---- Tables ---- */

static uint64_t random_vtcr(struct bed *b)
{
	static const uint64_t tg0[] = { [12] = 0, [14] = 2, [16] = 1 };
	bool ds = one_in(b, 3);
	uint64_t sizes = b->page_shift == 16 || ds ? 21 : 17;
	uint32_t ipa_bits = 32 + (uint32_t)below(b, sizes);
	uint32_t base = b->page_shift == 12 ? 2 : 3;
	uint32_t start = s2_start_level(b->page_shift, ipa_bits);

	/* Mostly as KVM does; a walk may also begin one level lower or higher. */
	if (one_in(b, 4)) {
		start = (uint32_t)below(b, 4);
		ipa_bits = s2_shift(b->page_shift, start) + (uint32_t)below(b, 20);
	}
	if (one_in(b, 8))
		return anything(b) & 0x3ffffffff;
	return (-ipa_bits & 63) | (uint64_t)((base - start) & 3) << 6 | tg0[b->page_shift] << 14 |
	       (4 + below(b, 4)) << 16 | below(b, 4) << 21 | (uint64_t)ds << 32;
}

static struct table_memory memory_of(const struct bed *b)
{
	return table_memory(b->memory, b->first, MEMORY_WORDS * 8ull);
}

static void note_machine(struct bed *b)
{
	const struct s2_vtcr *v = &b->s2.vtcr;
	uint32_t span;

	b->unusable += !b->s2.usable;
	if (!b->s2.usable)
		return;
	span = s2_shift(v->page_shift, v->start_level) + s2_index_bits(v->page_shift);
	b->started_at[v->start_level]++;
	b->wide += v->lpa2;
	b->roots[v->ipa_bits > span ? v->ipa_bits - span : 0]++;
}

static void new_machine(struct bed *b)
{
	static const uint32_t widths[] = { 40, 44, 48, 48, 52, 52 };

	b->processor_bits = widths[below(b, 6)];
	b->split_execute = one_in(b, 2);
	b->first = below(b, 1ull << (b->processor_bits - 24)) << 24;
	if (one_in(b, 2))
		b->first &= (1ull << 39) - 1;
	b->vtcr = random_vtcr(b);
	b->s2 = s2_open(b->vtcr, b->processor_bits, b->split_execute, b->first, memory_of(b));
	note_machine(b);
}

static uint64_t harm(struct bed *b, uint64_t d)
{
	switch (below(b, 8)) {
	case 0:
		return d & ~3ull;
	case 1:
		return (d & ~3ull) | below(b, 4);
	case 2:
		return d ^ 1ull << 10;
	case 3:
		return d ^ 1ull << (44 + below(b, 6));
	case 4:
		return d ^ 1ull << (8 + below(b, 8));
	case 5:
		return (d & ~(3ull << 6)) | below(b, 4) << 6;
	case 6:
		return anything(b);
	default:
		return d ^ 1ull << below(b, 64);
	}
}

static uint64_t random_leaf(struct bed *b, uint32_t level)
{
	uint64_t bits = b->s2.vtcr.pa_bits;
	uint64_t out = anything(b) & ((1ull << bits) - 1);
	/* Ignored: MemAttr, SH where it is that, nG, contiguous, software; DBM and XN not. */
	uint64_t d = (anything(b) & 0x07f800000000083c) | 0x400;

	out &= ~(s2_size(b->page_shift, level) - 1);
	d &= ~(S2_READ | S2_WRITE);
	d |= one_in(b, 8) ? below(b, 4) << 6 : 3ull << 6;
	if (!b->s2.vtcr.lpa2)
		d |= 3ull << 8;
	if (one_in(b, 2))
		d &= ~S2_XN;
	d |= s2_encode_address(&b->s2.format, out);
	if (one_in(b, 8) && level < 3)
		d |= 1ull << 12;
	return d | (level == 3 ? 3 : 1);
}

/* A path for an IPA, mostly a good one, over memory that holds the remains of others. */
static void new_path(struct bed *b)
{
	const struct s2_vtcr *v = &b->s2.vtcr;
	uint32_t index_bits = s2_index_bits(b->page_shift);
	uint64_t table = 0, words = 1ull << index_bits;

	b->ipa = anything(b) & ((1ull << v->ipa_bits) - 1);
	if (one_in(b, 64))
		b->ipa |= 1ull << v->ipa_bits;
	for (uint32_t level = v->start_level;; level++) {
		uint64_t index = b->ipa >> s2_shift(b->page_shift, level);
		bool leaf = level == 3 || (b->s2.block_levels >> level & 1 && one_in(b, 5));
		/* Where roots are not. */
		uint64_t next = MEMORY_WORDS / 2 + below(b, MEMORY_WORDS / 2 / words) * words;
		uint64_t d = leaf ? random_leaf(b, level)
				  : s2_make_table(&b->s2.format, b->first + next * 8);

		if (level > v->start_level)
			index &= words - 1;
		if (one_in(b, 12))
			d = harm(b, d);
		if (table + index < MEMORY_WORDS)
			b->memory[table + index] = d;
		if (leaf)
			return;
		table = next;
	}
}

/* A block ignores the low bits of its IPA; try them too, and old addresses. */
static void next_path(struct bed *b)
{
	if (!b->s2.usable)
		b->ipa = anything(b) >> below(b, 64);
	else if (one_in(b, 8))
		b->ipa ^= below(b, 1ull << 30);
	else if (!one_in(b, 8))
		new_path(b);
}

/* ---- Questions and answers ---- */

static uint64_t seed_of_machine;

static void judge(const struct bed *b, struct walk_difference d)
{
	if (!d.what)
		return;
	fail_msg("VTCR_EL2 0x%" PRIx64 ", ipa 0x%" PRIx64 ": %s 0x%" PRIx64 ", naive 0x%" PRIx64
		 "; GMEMSIM_SEED=0x%" PRIx64,
		 b->vtcr, b->ipa, d.what, d.ours, d.naive, seed_of_machine);
}

static struct naive_s2_question ask(struct bed *b)
{
	struct naive_s2_question q = {
		.vtcr = b->vtcr,
		.root = b->first,
		.address = b->ipa,
		.physical_bits = (int)b->processor_bits,
		.split_execute = b->split_execute,
		.el0 = one_in(b, 2),
	};

	switch (below(b, 4)) {
	case 0:
		q.read = true;
		break;
	case 1:
		q.write = true;
		break;
	case 2:
		q.fetch = true;
		break;
	default:
		q.read = q.write = true;
		break;
	}
	return q;
}

static void note_seen(struct bed *b, const struct naive_s2_answer *a)
{
	b->no_memory += a->what == NAIVE_S2_NO_MEMORY;
	if (a->what == NAIVE_S2_MAPPED)
		b->mapped_at[a->level]++;
	if (a->what == NAIVE_S2_FAULT)
		b->fsc[a->code]++;
}

static void one_walk(struct bed *b)
{
	struct naive_s2_question q = ask(b);
	struct naive_s2_answer a;

	judge(b, walk_compare_s2(&b->s2, &q, &a));
	note_seen(b, &a);
}

/* ---- The tests ---- */

/* Each level that the granule has was seen: as start, in a mapping, in every fault. */
static void assert_all_was_seen(const struct bed *b, uint64_t walks)
{
	uint32_t first = b->page_shift == 16 ? 1 : 0;

	for (uint32_t level = first; level <= 3; level++) {
		assert_true(b->fsc[0x04 + level] > walks / 2000);
		assert_true(b->fsc[0x00 + level] > walks / 10000);
		if (level > first || b->page_shift == 12)
			assert_true(b->mapped_at[level] > walks / 1000);
		if (level > first || b->page_shift == 12)
			assert_true(b->fsc[0x08 + level] > 0 && b->fsc[0x0c + level] > 0);
		assert_true(b->started_at[level] > 0 || (level == 3 && b->page_shift == 12));
	}
	for (int i = 0; i <= 4; i++)
		assert_true(b->roots[i] > 0);
	assert_true(b->no_memory > 0 && b->unusable > 0);
	assert_true(b->wide > 0 || b->page_shift == 16);
}

static void walk_granule(uint32_t page_shift)
{
	uint64_t walks = from_environment("GMEMSIM_WALKS", DEFAULT_WALKS);
	struct bed b = {
		.page_shift = page_shift,
		.seed = from_environment("GMEMSIM_SEED", 0x9e3779b97f4a7c15),
		.memory = calloc(MEMORY_WORDS, 8),
	};

	assert_non_null(b.memory);
	for (uint64_t done = 0; done < walks; done += WALKS_OF_MACHINE) {
		seed_of_machine = b.seed;
		/* A repeated run must not need what others left. */
		memset(b.memory, 0, MEMORY_WORDS * 8ull);
		new_machine(&b);
		b.page_shift = b.s2.usable ? b.s2.vtcr.page_shift : b.page_shift;
		for (int i = 0; i < WALKS_OF_MACHINE; i++) {
			next_path(&b);
			one_walk(&b);
		}
		b.page_shift = page_shift;
	}
	free(b.memory);
	assert_all_was_seen(&b, walks);
}

static void both_walkers_agree_with_4k_pages(void **state)
{
	(void)state;
	walk_granule(12);
}

static void both_walkers_agree_with_16k_pages(void **state)
{
	(void)state;
	walk_granule(14);
}

static void both_walkers_agree_with_64k_pages(void **state)
{
	(void)state;
	walk_granule(16);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_walkers_agree_with_4k_pages),
		cmocka_unit_test(both_walkers_agree_with_16k_pages),
		cmocka_unit_test(both_walkers_agree_with_64k_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
