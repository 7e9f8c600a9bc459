/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * EPT and NPT of arbitrary memory and registers: the walks of the mechanism against the
 * naive ones.
 *
 *	machine, 4 | C-bit | physical bits | first page, 5 | EPTP or nCR3, 8 |
 *	address, 8 | questions, 2 each | entries: tables.h
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats.h"
#include "tables.h"
#include "tests/walk_x86.h"

#define PAGES	  8u
#define QUESTIONS 3u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct bed {
	uint64_t page[PAGES][512];
	uint64_t first; /* physical address of page 0 */
	struct naive_machine machine;
	bool npt;
	uint64_t root, address;
	uint16_t question[QUESTIONS];
};

static struct naive_machine machine_of(struct input *in, bool *npt)
{
	uint32_t bits = (uint32_t)input_number(in, 4);
	uint8_t cbit = (uint8_t)input_number(in, 1), width = (uint8_t)input_number(in, 1);

	*npt = bits & 1;
	return (struct naive_machine){
		/* What narrows is chosen, so that zeroes are an ordinary machine. */
		.physical_bits = 52 - width % 21,
		.has_2m = !(bits & 2),
		.has_1g = !(bits & 4),
		.execute_only = bits & 8,
		.split_execute = bits & 0x10,
		.virtualize_violations = bits & 0x20,
		.advanced = bits & 0x40,
		.five_levels = bits & 0x80,
		.no_execute = !(bits & 0x100),
		.execute_trap = bits & 0x200,
		.encryption_bit = *npt && bits & 0x400 ? 32 + cbit % 20 : 0,
	};
}

/* The memory lies where the processor's addresses reach. */
static uint64_t first_page(const struct naive_machine *m, uint64_t page)
{
	uint64_t first = page << 12 & ((1ull << m->physical_bits) - 1);

	if (first > (1ull << m->physical_bits) - sizeof(((struct bed *)0)->page))
		first = 0;
	return m->encryption_bit ? first & ~(1ull << m->encryption_bit) : first;
}

static void put(struct bed *b, const struct table_entry *e)
{
	unsigned int shift = 3 + 9 * (1 + e->level % 5);
	uint64_t index = e->level >= LEVEL_RAW ? e->child * 2u : b->address >> shift & 511;
	uint64_t bits = e->bits;

	if (e->child < CHILD_RAW)
		bits = (bits & ~0xffffffffff000ull) | (b->first + e->child % PAGES * 4096ull);
	b->page[e->page % PAGES][index] = bits;
}

/* Half of the roots are what the memory has. */
static uint64_t root_of(const struct bed *b, uint64_t raw)
{
	return raw & 1ull << 63 ? raw & ~(1ull << 63) : (raw & 0xfff) | b->first;
}

static void read_bed(struct bed *b, struct input *in)
{
	struct table_entry e;

	memset(b->page, 0, sizeof(b->page));
	b->machine = machine_of(in, &b->npt);
	b->first = first_page(&b->machine, input_number(in, 5));
	b->root = root_of(b, input_number(in, 8));
	b->address = input_number(in, 8);
	for (unsigned int i = 0; i < QUESTIONS; i++)
		b->question[i] = (uint16_t)input_number(in, 2);
	while (input_entry(in, &e))
		put(b, &e);
}

static struct naive_question question_of(const struct bed *b, uint16_t bits)
{
	struct naive_question q = {
		.root = b->root,
		.address = b->address,
		.write = bits & 1,
		.fetch = (bits & 3) == 2,
		.guest_table = bits & 4,
		.linear = bits & 8,
		.user = bits & 0x10,
		.linear_user = bits & 0x20,
		.linear_write = bits & 0x40,
		.linear_xd = bits & 0x80,
		.nmi_unblock = bits & 0x100,
		.encrypted = bits & 0x200,
		.supervisor = bits & 0x400,
	};

	q.read = !q.fetch && (!q.write || bits & 0x800);
	return q;
}

static void judge(const struct bed *b, struct walk_difference d)
{
	if (!d.what)
		return;
	fprintf(stderr,
		"%s, root 0x%" PRIx64 ", address 0x%" PRIx64 ": %s 0x%" PRIx64
		", naive 0x%" PRIx64 "\n",
		b->npt ? "NPT" : "EPT", b->root, b->address, d.what, d.ours, d.naive);
	abort();
}

static void walk_ept(const struct bed *b, struct table_memory memory)
{
	struct ept_cpu cpu = walk_ept_cpu(&b->machine);
	struct naive_answer a;
	struct ept ept;

	if (!ept_open(&ept, &cpu, b->root, memory))
		return;
	for (unsigned int i = 0; i < QUESTIONS; i++) {
		struct naive_question q = question_of(b, b->question[i]);

		judge(b, walk_compare_ept(&ept, &b->machine, &q, &a));
	}
}

static void walk_npt(const struct bed *b, struct table_memory memory)
{
	struct npt_cpu cpu = walk_npt_cpu(&b->machine);
	struct naive_answer a;
	struct npt npt;

	if (!npt_open(&npt, &cpu, b->root, memory))
		return;
	for (unsigned int i = 0; i < QUESTIONS; i++) {
		struct naive_question q = question_of(b, b->question[i]);

		judge(b, walk_compare_npt(&npt, &b->machine, &q, &a));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct input in = { data, bytes };
	static struct bed b;
	struct table_memory memory;

	stats_own()->executions++;
	read_bed(&b, &in);
	memory = table_memory(b.page, b.first, sizeof(b.page));
	if (b.npt)
		walk_npt(&b, memory);
	else
		walk_ept(&b, memory);
	return 0;
}
