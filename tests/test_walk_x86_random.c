/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two walkers, one answer: random tables and accesses, EPT and NPT, the mechanism's
 * walk (both the quick and the full one) against the naive one.
 *
 * GMEMSIM_WALKS says how many; GMEMSIM_SEED repeats a run that failed.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"
#include "walk_x86.h"

#include <cmocka.h>

#define DEFAULT_WALKS	 150000
#define PAGES		 24
#define WALKS_OF_MACHINE 64

/* Of each vendor: what was seen, so that nothing is passed by in silence. */
struct seen {
	uint64_t outcome[5];
	uint64_t mapped_at[4];
	uint64_t stopped_at[6];
	uint64_t reason[NR_REASONS];
};

struct bed {
	uint64_t page[PAGES][512];
	uint64_t first; /* physical address of page 0 */
	uint64_t seed;
	uint64_t gpa;
	uint32_t levels;
	uint32_t maxphyaddr;
	struct naive_machine machine;
	struct seen seen;
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

static bool coin(struct bed *b)
{
	return one_in(b, 2);
}

static uint64_t anything(struct bed *b)
{
	return rnd(&b->seed) ^ rnd(&b->seed) << 31;
}

static uint64_t number_of_walks(void)
{
	const char *given = getenv("GMEMSIM_WALKS");
	uint64_t walks = given ? strtoull(given, NULL, 10) : 0;

	return walks ? walks : DEFAULT_WALKS;
}

static uint64_t first_seed(void)
{
	const char *given = getenv("GMEMSIM_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 0) : 0;

	return seed ? seed : 0x9e3779b97f4a7c15;
}

/* ---- Tables ---- */

static uint64_t page_address(const struct bed *b, uint64_t page)
{
	return b->first + page * PAGING_TABLE_BYTES;
}

static struct table_memory memory_of(const struct bed *b)
{
	return table_memory(b->page, b->first, sizeof(b->page));
}

static void new_machine(struct bed *b)
{
	static const uint32_t widths[] = { 36, 39, 42, 46, 46, 48, 51, 52 };

	b->maxphyaddr = widths[below(b, 8)];
	b->levels = coin(b) ? 4 : 5;
	b->first = below(b, 1ull << (b->maxphyaddr - 20)) << 20;
	b->machine = (struct naive_machine){
		.physical_bits = (int)b->maxphyaddr,
		.has_2m = !one_in(b, 6),
		.has_1g = !one_in(b, 4),
		.execute_only = coin(b),
		.split_execute = one_in(b, 3),
		.virtualize_violations = one_in(b, 4),
		.advanced = coin(b),
		.five_levels = b->levels == 5,
		.no_execute = !one_in(b, 6),
		.execute_trap = one_in(b, 4),
	};
	if (one_in(b, 3))
		b->machine.encryption_bit = 43 + (int)below(b, 9);
	/* The tables must be where an entry can say. */
	if (b->machine.encryption_bit)
		b->first &= ~(1ull << b->machine.encryption_bit);
}

/* Harm an entry in one way or two; what is ignored changes in any case. */
static uint64_t harm(struct bed *b, uint64_t e)
{
	switch (below(b, 10)) {
	case 0:
		return e & ~7ull;
	case 1:
		return (e & ~0x407ull) | (anything(b) & 0x407);
	case 2:
		return (e & ~0x78ull) | (anything(b) & 0x78);
	case 3:
		return e ^ 0x80;
	case 4:
		return e ^ 1ull << (b->maxphyaddr + below(b, 53 - b->maxphyaddr));
	case 5:
		return e ^ 1ull << (12 + below(b, 18));
	case 6:
		return e ^ 1ull << (b->machine.encryption_bit ? b->machine.encryption_bit : 51);
	case 7:
		return anything(b);
	case 8:
		return e & ~(1ull << below(b, 3));
	default:
		return e ^ 1ull << below(b, 64);
	}
}

static uint64_t ept_entry(struct bed *b, uint32_t level, uint64_t child, bool leaf)
{
	static const uint64_t types[] = { 0, 1, 4, 5, 6 };
	/* Ignored: 11, 62:52; A; D of a leaf or ignored; suppress #VE. */
	uint64_t e = (anything(b) & 0xfff0000000000b00) | 7;

	if (b->machine.split_execute || coin(b))
		e |= 1ull << 10;
	if (!leaf)
		return e | child;
	e |= types[below(b, 5)] << 3 | (anything(b) & 0x40);
	e |= anything(b) & ((1ull << b->maxphyaddr) - 1) & ~((1ull << (3 + 9 * level)) - 1);
	return e | (level > 1 ? 0x80 : anything(b) & 0x80);
}

static uint64_t npt_entry(struct bed *b, uint32_t level, uint64_t child, bool leaf)
{
	/* Ignored: 4:3, 6, 11:9, 62:52; A. */
	uint64_t e = (anything(b) & 0x7ff0000000000e78) | 7;

	if (b->machine.encryption_bit && coin(b))
		e |= 1ull << b->machine.encryption_bit;
	if (b->machine.no_execute && one_in(b, 8))
		e |= 1ull << 63;
	if (level <= 3 && coin(b))
		e |= 0x100;
	if (!leaf)
		return e | child;
	e |= anything(b) & ((1ull << b->maxphyaddr) - 1) & ~((1ull << (3 + 9 * level)) - 1);
	if (level == 1)
		return e | (anything(b) & 0x80);
	return e | 0x80 | (anything(b) & 0x1000);
}

typedef uint64_t entry_fn(struct bed *b, uint32_t level, uint64_t child, bool leaf);

/* A path for a gpa, mostly a good one, over pages that hold the remains of others. */
static void new_path(struct bed *b, entry_fn *entry)
{
	uint64_t page = 0, child;

	b->gpa = anything(b) & ((1ull << (12 + 9 * b->levels)) - 1);
	if (one_in(b, 64))
		b->gpa |= 1ull << (12 + 9 * b->levels) << below(b, 7);
	for (uint32_t level = b->levels; level > 0; level--, page = child) {
		bool leaf = level == 1 || (level <= 3 && one_in(b, 5));
		uint64_t e;

		child = below(b, PAGES);
		e = entry(b, level, page_address(b, child), leaf);
		if (one_in(b, 12))
			e = harm(b, e);
		b->page[page][b->gpa >> (3 + 9 * level) & 511] = e;
		if (leaf)
			return;
	}
}

/* A large page ignores the low bits of its gpa; try them too, and old addresses. */
static void next_path(struct bed *b, entry_fn *entry)
{
	if (one_in(b, 8))
		b->gpa ^= below(b, 1ull << 30);
	else if (!one_in(b, 8))
		new_path(b, entry);
}

/* ---- Questions ---- */

static struct naive_question ask(struct bed *b, uint64_t root)
{
	struct naive_question q = {
		.root = root,
		.address = b->gpa,
		.guest_table = one_in(b, 5),
		.linear = !one_in(b, 4),
		.user = coin(b),
		.linear_user = coin(b),
		.linear_write = coin(b),
		.linear_xd = coin(b),
		.nmi_unblock = one_in(b, 8),
		.encrypted = one_in(b, 4),
		.supervisor = coin(b),
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

/* ---- Answers ---- */

static const char *vendor;
static uint64_t seed_of_machine;

static void judge(const struct bed *b, const struct naive_answer *a, struct walk_difference d)
{
	if (!d.what)
		return;
	fail_msg("%s, gpa 0x%" PRIx64 ", level %d, entry 0x%" PRIx64 ": %s 0x%" PRIx64
		 ", naive 0x%" PRIx64 "; GMEMSIM_SEED=0x%" PRIx64,
		 vendor, b->gpa, a->level, a->entry, d.what, d.ours, d.naive, seed_of_machine);
}

static void note_seen(struct bed *b, const struct naive_answer *a)
{
	b->seen.outcome[a->what]++;
	if (a->what == NAIVE_MAPPED)
		b->seen.mapped_at[a->level]++;
	else
		b->seen.stopped_at[a->level]++;
	for (int i = 0; a->what == NAIVE_MISCONFIGURED && i < NR_REASONS; i++)
		b->seen.reason[i] += a->because[i];
}

/* ---- EPT ---- */

static void one_ept_walk(struct bed *b, const struct ept *ept, uint64_t eptp)
{
	struct naive_question q = ask(b, eptp);
	struct naive_answer a;

	judge(b, &a, walk_compare_ept(ept, &b->machine, &q, &a));
	note_seen(b, &a);
}

static void ept_machine(struct bed *b, uint64_t walks)
{
	struct ept_cpu cpu = walk_ept_cpu(&b->machine);
	uint64_t eptp = b->first | 6 | (uint64_t)(b->levels - 1) << 3;
	struct ept ept;

	b->machine.encryption_bit = 0;
	if (coin(b))
		eptp |= 1u << 6;
	assert_true(ept_open(&ept, &cpu, eptp, memory_of(b)));
	for (uint64_t i = 0; i < walks; i++) {
		next_path(b, ept_entry);
		one_ept_walk(b, &ept, eptp);
	}
}

/* ---- NPT ---- */

static void one_npt_walk(struct bed *b, const struct npt *npt, uint64_t ncr3)
{
	struct naive_question q = ask(b, ncr3);
	struct naive_answer a;

	judge(b, &a, walk_compare_npt(npt, &b->machine, &q, &a));
	note_seen(b, &a);
}

static void npt_machine(struct bed *b, uint64_t walks)
{
	struct npt_cpu cpu = walk_npt_cpu(&b->machine);
	uint64_t ncr3 = b->first | (cpu.cbit && coin(b) ? 1ull << cpu.cbit : 0);
	struct npt npt;

	assert_true(npt_open(&npt, &cpu, ncr3, memory_of(b)));
	for (uint64_t i = 0; i < walks; i++) {
		next_path(b, npt_entry);
		one_npt_walk(b, &npt, ncr3);
	}
}

/* ---- The tests ---- */

static void walk_machines(struct bed *b, const char *name,
			  void (*machine)(struct bed *b, uint64_t walks))
{
	uint64_t walks = number_of_walks();

	vendor = name;
	b->seed = first_seed();
	for (uint64_t done = 0; done < walks; done += WALKS_OF_MACHINE) {
		seed_of_machine = b->seed;
		memset(b->page, 0, sizeof(b->page));
		new_machine(b);
		machine(b, WALKS_OF_MACHINE);
	}
	for (int level = 1; level <= 3; level++)
		assert_true(b->seen.mapped_at[level] > walks / 100);
	for (int level = 1; level <= 5; level++)
		assert_true(b->seen.stopped_at[level] > walks / 200);
	assert_true(b->seen.outcome[NAIVE_MAPPED] > walks / 4);
	assert_true(b->seen.outcome[NAIVE_FAULT] > walks / 20);
	assert_true(b->seen.outcome[NAIVE_NO_MEMORY] > 0);
}

static void both_ept_walkers_agree(void **state)
{
	struct bed b = { 0 };

	(void)state;
	walk_machines(&b, "EPT", ept_machine);
	assert_true(b.seen.outcome[NAIVE_MISCONFIGURED] > 0);
	assert_true(b.seen.outcome[NAIVE_VIRTUALIZED] > 0);
	for (int i = 0; i < NR_REASONS; i++)
		assert_true(b.seen.reason[i] > 0);
}

static void both_npt_walkers_agree(void **state)
{
	struct bed b = { 0 };

	(void)state;
	walk_machines(&b, "NPT", npt_machine);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ept_walkers_agree),
		cmocka_unit_test(both_npt_walkers_agree),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
