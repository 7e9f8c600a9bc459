/* SPDX-License-Identifier: BSD-2-Clause */
/* Stage-2 descriptors and VTCR_EL2 as values, and the walk's answers one by one. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "mmu_arm64/s2_walk.h"
#include "support.h"

#include <cmocka.h>

#define R   S2_PROT_R
#define RW  S2_PROT_RW
#define RX  (S2_PROT_R | S2_PROT_X)
#define RWX (S2_PROT_RW | S2_PROT_X)

static const struct s2_format plain = { .page_shift = 12 };

/* ---- Descriptors ---- */

static uint64_t page_of(const struct s2_format *f, uint64_t address, uint32_t prot,
			enum s2_memory memory, uint32_t sw)
{
	struct s2_leaf l = {
		.address = address,
		.level = 3,
		.prot = prot,
		.memory = memory,
		.sw = sw,
	};

	return s2_make_leaf(f, &l);
}

static uint64_t page(uint32_t prot)
{
	return page_of(&plain, 0x80000000, prot, S2_NORMAL, 0);
}

/* ARM-S2-15 */
static void descriptors_have_the_values_that_kvm_writes(void **state)
{
	const struct s2_format fwb = { .page_shift = 12, .fwb = true };
	const struct s2_format lpa2 = { .page_shift = 12, .lpa2 = true };
	const struct s2_format big = { .page_shift = 16 };
	struct s2_leaf block = { .address = 0x80000000, .level = 2, .prot = RWX };

	(void)state;
	assert_int_equal(page(RW), 0x00400000800007ff);
	assert_int_equal(page(RWX), 0x800007ff);
	assert_int_equal(page(R), 0x004000008000077f);
	assert_int_equal(page(RX), 0x8000077f);
	assert_int_equal(page_of(&fwb, 0x80000000, RW, S2_NORMAL, 0), 0x00400000800007db);
	assert_int_equal(page_of(&plain, 0x80000000, RW, S2_DEVICE, 0), 0x00400000800007c7);
	assert_int_equal(page_of(&plain, 0x80000000, RW, S2_NORMAL_NC, 0), 0x00400000800007d7);
	assert_int_equal(page_of(&plain, 0x80000000, RW, S2_NORMAL, 2), 0x01400000800007ff);
	assert_int_equal(page(RWX) & ~S2_AF, 0x800003ff);
	assert_int_equal(page_of(&lpa2, 0xc000000001000, RWX, S2_NORMAL, 0), 0x17ff);
	assert_int_equal(page_of(&big, 0xf000000010000, RWX, S2_NORMAL, 0), 0x1f7ff);
	assert_int_equal(s2_make_leaf(&plain, &block), 0x800007fd);
	assert_int_equal(s2_make_table(&plain, 0x80000000), 0x80000003);
	assert_int_equal(S2_LOCKED, 0x1000000000000000);
}

/* ARM-S2-10: what is encoded comes back, up to the highest bit. */
static void an_output_address_comes_back(void **state)
{
	static const struct s2_format formats[] = {
		{ .page_shift = 12 }, { .page_shift = 12, .lpa2 = true },
		{ .page_shift = 14 }, { .page_shift = 14, .lpa2 = true },
		{ .page_shift = 16 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		const struct s2_format *f = &formats[i];
		uint32_t bits = f->lpa2 || f->page_shift == 16 ? 52 : 48;

		for (uint32_t bit = f->page_shift; bit < bits; bit++) {
			uint64_t address = 1ull << bit | 1ull << f->page_shift;

			assert_int_equal(s2_address(f, s2_make_table(f, address)), address);
			assert_int_equal(s2_address(f, page_of(f, address, RW, S2_NORMAL, 3)),
					 address);
		}
	}
}

/* ARM-S2-6 */
static void a_descriptor_is_what_its_type_and_level_make_it(void **state)
{
	(void)state;
	assert_true(s2_is_leaf(page(RW), 3));
	assert_true(s2_is_table(s2_make_table(&plain, 0x1000), 2));
	assert_false(s2_is_table(s2_make_table(&plain, 0x1000), 3));
	assert_true(s2_is_leaf(0x800007fd, 2));
	assert_false(s2_is_leaf(0x800007fd, 3));
	assert_false(s2_is_valid(S2_LOCKED));
}

/* ARM-S2-8, ARM-S2-9 */
static void attributes_that_exclude_each_other_are_einval(void **state)
{
	const struct s2_format xnx = { .page_shift = 12, .xnx = true };
	struct s2_leaf leaf = { .level = 3, .prot = R | S2_PROT_PX };

	(void)state;
	assert_int_equal(s2_leaf_error(&plain, &leaf), EINVAL);
	assert_int_equal(s2_leaf_error(&xnx, &leaf), 0);
	assert_int_equal(s2_make_leaf(&xnx, &leaf) & S2_XN, S2_XN_EL0);
	leaf.prot = R | S2_PROT_UX;
	assert_int_equal(s2_make_leaf(&xnx, &leaf) & S2_XN, S2_XN_EL1);
	assert_int_equal(s2_prot(s2_make_leaf(&xnx, &leaf)), leaf.prot);
	leaf.prot = RX;
	assert_int_equal(s2_leaf_error(&plain, &leaf), 0);
	leaf.memory = S2_DEVICE;
	assert_int_equal(s2_leaf_error(&plain, &leaf), EINVAL);
	leaf.memory = S2_NORMAL_NC;
	assert_int_equal(s2_leaf_error(&plain, &leaf), EINVAL);
	leaf.prot = RW;
	assert_int_equal(s2_leaf_error(&plain, &leaf), 0);
}

/* ARM-PGT-8: the rest of the descriptor is kept; XN is replaced, not added to. */
static void relaxing_adds_rights_and_takes_none(void **state)
{
	const struct s2_format xnx = { .page_shift = 12, .xnx = true };
	uint64_t el0 = page_of(&xnx, 0x80000000, R | S2_PROT_UX, S2_NORMAL, 0);

	(void)state;
	assert_int_equal(s2_relax(page(RW), RX), page(RWX));
	assert_int_equal(s2_relax(page(RX), RW), page(RWX));
	assert_int_equal(s2_relax(page(RW), R), page(RW));
	assert_int_equal(s2_relax(el0, R | S2_PROT_PX),
			 page_of(&xnx, 0x80000000, R | S2_PROT_PX, S2_NORMAL, 0));
	assert_true(s2_same_but_permissions(page(RW), page(RX)));
	assert_false(s2_same_but_permissions(page(RW), page(RW) & ~S2_AF));
	assert_int_equal(s2_prot(page(RW)), RW);
}

/* ---- VTCR_EL2 ---- */

/* ARM-S2-4: the whole table. */
static void the_roots_fit_the_ipa_space(void **state)
{
	static const uint8_t row[][5] = {
		/* granule, from, to, start level, root pages of the first; then twice as many */
		{ 12, 32, 34, 2, 4 }, { 12, 35, 39, 1, 1 }, { 12, 40, 43, 1, 2 },
		{ 12, 44, 48, 0, 1 }, { 12, 49, 52, 0, 2 }, { 14, 32, 36, 2, 1 },
		{ 14, 37, 40, 2, 2 }, { 14, 41, 47, 1, 1 }, { 14, 48, 51, 1, 2 },
		{ 14, 52, 52, 0, 1 }, { 16, 32, 42, 2, 1 }, { 16, 43, 46, 2, 2 },
		{ 16, 47, 52, 1, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		uint32_t roots = row[i][4];

		for (uint32_t bits = row[i][1]; bits <= row[i][2]; bits++) {
			assert_int_equal(s2_start_level(row[i][0], bits), row[i][3]);
			assert_int_equal(s2_root_pages(row[i][0], bits), roots);
			roots *= roots > 1 ? 2 : 1;
		}
	}
}

/* ARM-S2-16 */
static void vtcr_has_the_values_that_kvm_writes(void **state)
{
	static const struct {
		struct s2_host host;
		uint32_t ipa_bits;
		uint64_t vtcr;
	} row[] = {
		{ { 12, 48, .vmid16 = true }, 40, 0x802d3558 },
		{ { 12, 48, .vmid16 = true }, 48, 0x802d3590 },
		{ { 12, 44, .vmid16 = true }, 44, 0x802c3594 },
		{ { 14, 48, .vmid16 = true }, 40, 0x802db558 },
		{ { 16, 48, .vmid16 = true }, 48, 0x802d7590 },
		{ { 12, 52, .lpa2 = true, .vmid16 = true }, 52, 0x1802e358c },
		{ { 12, 48, .no_ha = true }, 40, 0x80053558 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(vtcr_make(&row[i].host, row[i].ipa_bits), row[i].vtcr);
}

/* ARM-VM-3 */
static void the_limit_of_the_ipa_space_is_what_the_granule_can_say(void **state)
{
	static const struct {
		struct s2_host host;
		uint32_t limit;
	} row[] = {
		{ { 12, 40 }, 40 },
		{ { 12, 52 }, 48 },
		{ { 14, 52 }, 48 },
		{ { 12, 52, .lpa2 = true }, 52 },
		{ { 16, 52 }, 52 },
		{ { 16, 42 }, 42 },
		{ { 14, 52, .lpa2 = true }, 52 },
		{ { 12, 44 }, 44 },
		{ { 12, 32 }, 32 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(s2_ipa_limit(&row[i].host), row[i].limit);
}

/* ARM-S2-3: every register that KVM can write is one that translates what it should. */
static void a_processor_reads_from_vtcr_what_kvm_wrote(void **state)
{
	(void)state;
	for (uint32_t shift = 12; shift <= 16; shift += 2) {
		for (int lpa2 = 0; lpa2 < 2; lpa2++) {
			struct s2_host host = { shift, 52, .lpa2 = lpa2 && shift != 16 };

			for (uint32_t bits = 32; bits <= s2_ipa_limit(&host); bits++) {
				struct s2_vtcr v;

				assert_true(vtcr_read(vtcr_make(&host, bits), 52, &v));
				assert_int_equal(v.page_shift, shift);
				assert_int_equal(v.ipa_bits, bits);
				assert_int_equal(v.start_level, s2_start_level(shift, bits));
				assert_int_equal(v.pa_bits, s2_ipa_limit(&host));
				assert_true(v.ha && !v.hd && v.lpa2 == host.lpa2);
			}
		}
	}
}

/* ARM-S2-3: 1 <= b <= (ps-3)+4. */
static void granule_level_and_size_must_fit(void **state)
{
	static const struct {
		uint64_t vtcr;
		bool usable;
	} row[] = {
		{ 0x802d3558, true },
		{ 0x802d3540 | (64 - 43), true },   /* sixteen roots */
		{ 0x802d3540 | (64 - 44), false },  /* thirty-two */
		{ 0x802d3540 | (64 - 31), true },   /* two entries of the root */
		{ 0x802d3540 | (64 - 30), false },  /* none */
		{ 0x802d3558 | 3ull << 6, false },  /* no such level */
		{ 0x802d3558 | 3ull << 14, false }, /* no such granule */
		{ 0x802d3558 | 1ull << 33, false }, /* level -1 */
		{ 0x802d3580 | (64 - 49), false },  /* 52 bits without LPA2 */
		{ 0x1802e3580 | (64 - 49), true },
		{ 0x802db5c0 | (64 - 48), false }, /* 16K, level 0: with LPA2 only */
		{ 0x1802db5c0 | (64 - 48), true },
		{ 0x802d75c0 | (64 - 48), false }, /* 64K has no level 0 */
	};
	struct s2_vtcr v;

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_int_equal(vtcr_read(row[i].vtcr, 52, &v), row[i].usable);
}

/* ---- Walks ---- */

#define FIRST 0x40000000ull
#define PAGES 20 /* the last few are tables, the first sixteen can be roots */

struct bed {
	uint64_t page[PAGES][512];
	struct s2 s2;
};

static struct table_memory memory_of(struct bed *b)
{
	return table_memory(b->page, FIRST, sizeof(b->page));
}

static struct bed *new_bed(uint64_t vtcr)
{
	struct bed *b = calloc(1, sizeof(*b));

	assert_non_null(b);
	b->s2 = s2_open(vtcr, 48, false, FIRST, memory_of(b));
	return b;
}

static uint64_t table(uint64_t number)
{
	return s2_make_table(&plain, FIRST + number * 4096);
}

/* A space of 40 bits: two roots, level 2, level 3, and the page at 0x80000000. */
static struct bed *mapped_bed(uint64_t ipa, uint64_t leaf)
{
	struct bed *b = new_bed(0x802d3558 & ~(1ull << 21));

	b->page[ipa >> 39][ipa >> 30 & 511] = table(18);
	b->page[18][ipa >> 21 & 511] = table(19);
	b->page[19][ipa >> 12 & 511] = leaf;
	return b;
}

static void assert_walk(const struct bed *b, uint64_t ipa, uint32_t kind, uint32_t fsc)
{
	struct s2_access access = { .kind = kind };
	struct s2_walk walk = s2_walk(&b->s2, ipa, &access);

	assert_int_not_equal(walk.outcome, S2_MAPPED);
	assert_int_equal(s2_fsc(&walk), fsc);
}

static uint64_t walk_to(const struct bed *b, uint64_t ipa, uint32_t kind)
{
	struct s2_access access = { .kind = kind };
	struct s2_walk walk = s2_walk(&b->s2, ipa, &access);

	assert_int_equal(walk.outcome, S2_MAPPED);
	return walk.pa;
}

#define IPA 0x9012345678ull /* in the second root */

/* ARM-S2-3 */
static void concatenated_roots_are_one_table(void **state)
{
	struct bed *b = mapped_bed(IPA, page(RW));

	(void)state;
	assert_int_equal(b->page[1][(IPA >> 30) - 512], table(18));
	assert_int_equal(walk_to(b, IPA, S2_ACCESS_READ), 0x80000678);
	assert_walk(b, IPA & ~(1ull << 39), S2_ACCESS_READ, 0x05);
	free(b);
}

/* ARM-S2-13, in its order: what comes first wins. */
static void each_fault_has_its_type_and_level(void **state)
{
	struct bed *b = mapped_bed(IPA, page(RW));
	uint64_t *leaf = &b->page[19][IPA >> 12 & 511], *l2 = &b->page[18][IPA >> 21 & 511];

	(void)state;
	assert_walk(b, 1ull << 40, S2_ACCESS_READ, 0x04);
	assert_walk(b, UINT64_MAX, S2_ACCESS_READ, 0x04);
	*leaf = S2_LOCKED;
	assert_walk(b, IPA, S2_ACCESS_READ, 0x07);
	*leaf = 0x800007fd;
	assert_walk(b, IPA, S2_ACCESS_READ, 0x07);
	*leaf = page(R) & ~S2_AF;
	assert_walk(b, IPA, S2_ACCESS_WRITE, 0x0b);
	*leaf = page(R);
	assert_walk(b, IPA, S2_ACCESS_WRITE, 0x0f);
	assert_walk(b, IPA, S2_ACCESS_READ | S2_ACCESS_WRITE, 0x0f);
	assert_walk(b, IPA, S2_ACCESS_FETCH, 0x0f);
	*leaf = page(RX) & ~S2_READ;
	assert_walk(b, IPA, S2_ACCESS_FETCH, 0x0f);
	*l2 = 0;
	assert_walk(b, IPA, S2_ACCESS_READ, 0x06);
	*l2 = 0x800007fd;
	assert_int_equal(walk_to(b, IPA, S2_ACCESS_WRITE), 0x80000000 | (IPA & 0x1fffff));
	assert_int_equal(walk_to(b, IPA, S2_ACCESS_FETCH), 0x80000000 | (IPA & 0x1fffff));
	free(b);
}

/* ARM-S2-13 (2), (3): with PS of 44 bits. */
static void an_output_beyond_ps_is_an_address_size_fault(void **state)
{
	struct bed *b = mapped_bed(IPA, page_of(&plain, 1ull << 44, RW, S2_NORMAL, 0) & ~S2_AF);

	(void)state;
	b->s2 = s2_open(0x800c3558, 48, false, FIRST, memory_of(b));
	assert_walk(b, IPA, S2_ACCESS_READ, 0x03);
	b->page[18][IPA >> 21 & 511] = s2_make_table(&plain, 1ull << 45);
	assert_walk(b, IPA, S2_ACCESS_READ, 0x02);
	b->s2 = s2_open(0x800c3558, 48, false, 1ull << 46, memory_of(b));
	assert_walk(b, IPA, S2_ACCESS_READ, 0x00);
	b->s2 = s2_open(0x800c3558 | 3ull << 6, 48, false, FIRST, memory_of(b));
	assert_walk(b, IPA, S2_ACCESS_READ, 0x04);
	free(b);
}

/* HA and HD; a DBM without HD says nothing. */
static void hardware_sets_the_access_flag_and_the_dirty_state(void **state)
{
	struct bed *b = mapped_bed(IPA, (page(R) | S2_DBM) & ~S2_AF);
	uint64_t *leaf = &b->page[19][IPA >> 12 & 511];
	struct s2_access access = { .kind = S2_ACCESS_WRITE };
	struct s2_walk walk;

	(void)state;
	b->s2 = s2_open(0x802d3558, 48, false, FIRST, memory_of(b));
	assert_walk(b, IPA, S2_ACCESS_WRITE, 0x0f);
	access.kind = S2_ACCESS_READ;
	walk = s2_walk(&b->s2, IPA, &access);
	s2_mark_used(&b->s2, IPA, &walk, false);
	assert_int_equal(*leaf, page(R) | S2_DBM);

	b->s2 = s2_open(0x806d3558, 48, false, FIRST, memory_of(b));
	access.kind = S2_ACCESS_WRITE;
	walk = s2_walk(&b->s2, IPA, &access);
	assert_int_equal(walk.outcome, S2_MAPPED);
	s2_mark_used(&b->s2, IPA, &walk, true);
	assert_int_equal(*leaf, page(RW) | S2_DBM);
	free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(descriptors_have_the_values_that_kvm_writes),
		cmocka_unit_test(an_output_address_comes_back),
		cmocka_unit_test(a_descriptor_is_what_its_type_and_level_make_it),
		cmocka_unit_test(attributes_that_exclude_each_other_are_einval),
		cmocka_unit_test(relaxing_adds_rights_and_takes_none),
		cmocka_unit_test(the_roots_fit_the_ipa_space),
		cmocka_unit_test(vtcr_has_the_values_that_kvm_writes),
		cmocka_unit_test(the_limit_of_the_ipa_space_is_what_the_granule_can_say),
		cmocka_unit_test(a_processor_reads_from_vtcr_what_kvm_wrote),
		cmocka_unit_test(granule_level_and_size_must_fit),
		cmocka_unit_test(concatenated_roots_are_one_table),
		cmocka_unit_test(each_fault_has_its_type_and_level),
		cmocka_unit_test(an_output_beyond_ps_is_an_address_size_fault),
		cmocka_unit_test(hardware_sets_the_access_flag_and_the_dirty_state),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
