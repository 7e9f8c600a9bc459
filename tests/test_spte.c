/* SPDX-License-Identifier: BSD-2-Clause */
/* SPTEs bit for bit, in both formats, and as the walks of the processors take them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "mmu_x86/ept_walk.h"
#include "mmu_x86/npt_walk.h"
#include "mmu_x86/spte.h"
#include "support.h"

#include <cmocka.h>

#define PFN 0x123456ull

static const struct spte_kernel since_7_2 = { .suppress_ve = true, .exec_user = true };
static const struct spte_kernel in_6_12 = { .suppress_ve = true };
static const struct spte_kernel in_6_8 = { 0 };

static struct spte_format ept(void)
{
	return spte_ept_format(since_7_2);
}

static struct spte_format npt(void)
{
	return spte_npt_format(since_7_2, 46, 0);
}

/* A/D bits off: X86-CFG-5. */
static struct spte_format ept_without_ad(void)
{
	struct spte_format format = ept();

	format.ad = SPTE_AD_DISABLED;
	return format;
}

static struct spte_request writable(uint32_t level)
{
	return (struct spte_request){
		.pfn = PFN & ~((1ull << 9 * (level - 1)) - 1),
		.level = level,
		.rights = SPTE_ALL,
		.host_writable = true,
	};
}

static uint64_t leaf(struct spte_format format, struct spte_request request)
{
	return spte_make_leaf(&format, &request);
}

/* ---- The values of X86-SPTE-9, T1 ---- */

static void ept_leaves_have_the_values_of_the_table(void **state)
{
	struct spte_request rw = writable(1), ro = rw, prefetched = rw;

	(void)state;
	ro.host_writable = false;
	prefetched.prefetch = true;
	assert_int_equal(leaf(ept(), rw), 0x80a0000123456f77);
	assert_int_equal(leaf(ept(), ro), 0x8000000123456d75);
	assert_int_equal(spte_write_protect(leaf(ept(), rw)), 0x80a0000123456f75);
	assert_int_equal(leaf(ept(), prefetched), 0x80a0000123456e77);
	assert_int_equal(leaf(ept(), writable(2)), 0x80a0000123400ff7);
	assert_int_equal(leaf(spte_ept_format(in_6_12), rw), 0x80a0000123456b77);
}

static void npt_leaves_have_the_values_of_the_table(void **state)
{
	(void)state;
	assert_int_equal(leaf(npt(), writable(1)), 0x0000000123456e67);
	assert_int_equal(leaf(npt(), writable(2)), 0x0000000123400ee7);
	assert_int_equal(leaf(spte_npt_format(since_7_2, 46, 47), writable(1)),
			 0x0000800123456e67);
}

static void entries_that_are_no_leaf_have_the_values_of_the_table(void **state)
{
	struct spte_format e = ept(), n = npt(), old = spte_ept_format(in_6_12);
	struct spte_format oldest = spte_ept_format(in_6_8), tdx = spte_tdx_format(since_7_2);

	(void)state;
	assert_int_equal(spte_make_table(&e, 0x9abc), 0x8000000009abcd07);
	assert_int_equal(spte_make_table(&old, 0x9abc), 0x8000000009abc907);
	assert_int_equal(spte_make_table(&n, 0x9abc), 0x0000000009abc827);
	assert_int_equal(spte_make_mmio(&e, 0xfeb00000, 0x1a5, SPTE_ALL), 0x00300000feb0012e);
	assert_int_equal(spte_make_mmio(&tdx, 0xfeb00000, 0x1a5, SPTE_ALL), 0x00300000feb00128);
	assert_int_equal(spte_make_mmio(&n, 0xfeb00000, 0x1a5, SPTE_ALL), 0x00380000feb0012f);
	assert_int_equal(spte_make_mmio(&n, 0xfeb00000, 0x1a5, SPTE_READ), 0x00380000feb00129);
	assert_int_equal(spte_make_frozen(&e), 0x80000000000001a0);
	assert_int_equal(spte_make_frozen(&n), 0x80000000000001a0);
	assert_int_equal(spte_make_frozen(&old), 0x80000000000005a0);
	assert_int_equal(spte_make_empty(&e), 1ull << 63);
	assert_int_equal(spte_make_empty(&n), 1ull << 63);
	assert_int_equal(spte_make_empty(&oldest), 0);
}

/* ---- X86-SPTE-4, step by step ---- */

/* X86-SPTE-7: host-writable, MMU-writable, W. */
static uint32_t writability(struct spte_format format, uint64_t e)
{
	struct spte spte = spte_decode(&format, e, 1);

	return (uint32_t)spte.host_writable << 2 | (uint32_t)spte.mmu_writable << 1 |
	       (spte.rights & SPTE_WRITE ? 1 : 0);
}

static void a_leaf_is_as_writable_as_backing_and_tracking_allow(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), ept_without_ad() };

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct spte_format f = formats[i];
		struct spte_request rw = writable(1), ro = rw, tracked = rw, no_right = rw;

		ro.host_writable = false;
		tracked.write_tracked = true;
		no_right.rights = SPTE_ALL & ~SPTE_WRITE;
		assert_int_equal(writability(f, leaf(f, rw)), 7);
		assert_int_equal(writability(f, spte_write_protect(leaf(f, rw))), 6);
		assert_int_equal(writability(f, leaf(f, tracked)), 4);
		assert_int_equal(spte_track_writes(&f, leaf(f, rw)) & ~0x240ull,
				 leaf(f, tracked) & ~0x240ull);
		assert_int_equal(writability(f, leaf(f, ro)), 0);
		assert_int_equal(writability(f, leaf(f, no_right)), 4);
		assert_false(spte_is_dirty(&f, leaf(f, ro)));
		assert_true(spte_is_dirty(&f, leaf(f, rw)));
	}
}

/* X86-SPTE-5 */
static void the_memory_type_follows_frame_and_vm(void **state)
{
	struct spte_request device = writable(1);
	struct spte_format f = ept();

	(void)state;
	device.host_mmio = true;
	assert_int_equal(leaf(f, device), 0x80a0000123456f07);
	f.ignore_pat = false;
	assert_int_equal(leaf(f, writable(1)), 0x80a0000123456f37);
	assert_int_equal(leaf(f, device), 0x80a0000123456f07);
	assert_int_equal(leaf(spte_tdx_format(since_7_2), writable(1)), 0x80a0000123456f37);
	/* The host's devices are not encrypted. */
	assert_int_equal(leaf(spte_npt_format(since_7_2, 46, 47), device), 0x123456e67);
}

/* X86-NPT-6, X86-CFG-13 */
static void rights_of_the_root_are_those_of_the_leaf(void **state)
{
	struct spte_request r = writable(1);

	(void)state;
	r.rights = SPTE_ALL & ~SPTE_USER;
	assert_int_equal(leaf(npt(), r), 0x123456e63);
	assert_int_equal(leaf(ept(), r), 0x80a0000123456b77);
	r.rights = SPTE_ALL & ~SPTE_EXEC;
	assert_int_equal(leaf(npt(), r), 0x8000000123456e67);
	assert_int_equal(leaf(ept(), r), 0x80a0000123456f73);
}

/* X86-SPTE-10 */
static void sizes_convert_and_keep_the_other_bits(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), spte_ept_format(in_6_12) };

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct spte_format f = formats[i];
		struct spte_request r = writable(1);
		uint64_t giant, large;

		r.level = 3;
		r.pfn = 0x100000;
		giant = leaf(f, r);
		r.level = 2;
		r.pfn = 0x100000 + 5 * 512;
		large = leaf(f, r);
		assert_int_equal(spte_make_small(&f, giant, 3, 5), large);
		r.level = 1;
		r.pfn += 511;
		assert_int_equal(spte_make_small(&f, large, 2, 511), leaf(f, r));
		assert_int_equal(spte_make_large(&f, leaf(f, r), 2), large);
		assert_int_equal(spte_make_large(&f, large, 3), giant);
	}
}

/* X86-SPTE-10, X86-CFG-6: only 4K is executable. */
static void the_nx_workaround_takes_execute_from_large_leaves(void **state)
{
	struct spte_format formats[] = { ept(), npt(), ept_without_ad(),
					 spte_ept_format(in_6_12) };

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		struct spte_format *f = &formats[i];
		struct spte_request small = writable(1);
		uint64_t large;

		f->nx_huge_pages = true;
		large = leaf(*f, writable(2));
		small.pfn &= ~511ull;
		assert_false(spte_permits(f, large, SPTE_EXEC));
		assert_true(spte_permits(f, large, SPTE_WRITE));
		assert_true(spte_permits(f, leaf(*f, small), SPTE_EXEC));
		assert_int_equal(spte_make_small(f, large, 2, 0), leaf(*f, small));
		assert_int_equal(spte_make_large(f, leaf(*f, small), 2), large);
		/* And where it lost its rights before: only what comes back differs. */
		assert_int_equal(spte_make_small(f, spte_mark_old(f, large), 2, 0),
				 spte_mark_old(f, leaf(*f, small)));
	}
}

/* ---- Accessed and dirty ---- */

static void with_ad_bits_an_old_leaf_keeps_its_rights(void **state)
{
	struct spte_format formats[] = { ept(), npt() };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		uint64_t e = leaf(formats[i], writable(1));
		uint64_t old = spte_mark_old(&formats[i], e);

		assert_true(spte_is_accessed(&formats[i], e));
		assert_false(spte_is_accessed(&formats[i], old));
		assert_true(spte_permits(&formats[i], old, SPTE_WRITE));
		assert_int_equal(spte_restore(old), old);
		assert_false(spte_is_dirty(&formats[i], spte_clear_dirty(&formats[i], e)));
		assert_true(
			spte_permits(&formats[i], spte_clear_dirty(&formats[i], e), SPTE_WRITE));
	}
}

/* X86-SPTE-1, X86-FAULT-9: without, it loses them, and the next fault is fast. */
static void without_ad_bits_an_old_leaf_is_access_tracked(void **state)
{
	struct spte_format f = ept_without_ad();
	struct spte_request prefetched = writable(1);
	uint64_t e = leaf(f, writable(1)), old = spte_mark_old(&f, e);

	(void)state;
	prefetched.prefetch = true;
	assert_int_equal(e, 0x90a0000123456c77);
	assert_int_equal(old, 0xd0f0000123456870);
	assert_int_equal(leaf(f, prefetched), old);
	assert_int_equal(spte_mark_old(&f, old), old);
	assert_true(spte_is_leaf(old, 1) && !ept_is_present(old));
	assert_false(spte_is_accessed(&f, old));
	assert_int_equal(spte_restore(old), spte_write_protect(e));
	assert_int_equal(spte_fix(&f, old, SPTE_READ), spte_write_protect(e));
	assert_int_equal(spte_fix(&f, old, SPTE_WRITE), e);
	assert_int_equal(spte_fix(&f, spte_track_writes(&f, old), SPTE_WRITE),
			 spte_track_writes(&f, old));
	assert_int_equal(spte_clear_dirty(&f, e), spte_write_protect(e));
	assert_int_equal(spte_make_table(&f, 0x9abc), 0x9000000009abcc07);
}

/* X86-SPTE-1: type 2 has A and D bits, but W is what counts writes. */
static void with_ad_bits_a_table_may_still_be_write_protected(void **state)
{
	struct spte_format f = ept();
	uint64_t e;

	(void)state;
	f.ad = SPTE_AD_WRITE_PROTECT;
	e = leaf(f, writable(1));
	assert_int_equal(e, 0xa0a0000123456f77);
	assert_int_equal(spte_clear_dirty(&f, e), spte_write_protect(e));
	assert_int_equal(spte_make_table(&f, 0x9abc), 0x8000000009abcd07);
}

/* T2, X86-FAULT-9 */
static void the_fast_path_gives_back_what_may_come_back(void **state)
{
	struct spte_format f = ept(), n = npt();
	struct spte_request tracked = writable(1);

	(void)state;
	tracked.write_tracked = true;
	assert_int_equal(spte_fix(&f, 0x80a0000123456f75, SPTE_WRITE), 0x80a0000123456f77);
	assert_int_equal(spte_fix(&n, 0x123456e65, SPTE_WRITE), 0x123456e67);
	assert_int_equal(spte_fix(&f, leaf(f, tracked), SPTE_WRITE), leaf(f, tracked));
	assert_int_equal(spte_fix(&f, 0x8000000123456d75, SPTE_WRITE), 0x8000000123456d75);
	f.nx_huge_pages = true;
	assert_int_equal(spte_fix(&f, leaf(f, writable(2)), SPTE_EXEC), leaf(f, writable(2)));
}

/* ---- MMIO: X86-MMIO-1 ---- */

static void an_mmio_entry_of_each_format_carries_gpa_and_generation(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), spte_tdx_format(since_7_2),
					       spte_npt_format(since_7_2, 43, 47) };
	uint64_t seed = 7;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		const struct spte_format *f = &formats[i % 4];
		uint64_t gpa = rnd(&seed) & 0x7fffffff000, generation = rnd(&seed);
		uint64_t e = spte_make_mmio(f, gpa, generation, SPTE_ALL);
		struct spte spte = spte_decode(f, e, 1);

		assert_true(spte_is_mmio(f, e));
		assert_false(spte_is_shadow_present(e));
		assert_int_equal(spte.kind, SPTE_MMIO);
		assert_int_equal(spte.address, gpa);
		assert_int_equal(spte.generation, generation & 0x3ffff);
		assert_int_equal(spte.rights, f->npt ? SPTE_WRITE | SPTE_USER : 0);
	}
	assert_int_equal(spte_mmio_generation(spte_make_mmio(&formats[0], 0, UINT64_MAX, 0)),
			 0x3ffff);
}

static void an_npt_mmio_entry_has_bits_that_no_address_has(void **state)
{
	static const struct {
		uint32_t maxphyaddr, cbit;
		uint64_t value;
	} row[] = {
		{ 46, 0, 1ull << 51 | 1 },
		{ 51, 0, 1ull << 51 | 1 },
		{ 52, 0, 0 },
		{ 48, 51, 0x000f000000000001 },
		{ 47, 47, 0x000f000000000001 },
		{ 43, 47, 0x000ff80000000001 },
		{ 51, 51, 0 },
		{ 52, 47, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct spte_format f = spte_npt_format(since_7_2, row[i].maxphyaddr, row[i].cbit);

		assert_int_equal(f.mmio_caching, row[i].value != 0);
		assert_int_equal(f.mmio_value, row[i].value);
	}
}

/* X86-CFG-15: the bits of the mask are set, and those of the address five above. */
static void an_mmio_entry_may_point_beyond_the_cache(void **state)
{
	struct spte_format f = ept();
	struct spte spte;
	uint64_t e;

	(void)state;
	f.l1tf_mask = spte_l1tf_mask(46);
	assert_int_equal(f.l1tf_mask, 0x3e0000000000);
	assert_int_equal(spte_l1tf_mask(47), 0);
	assert_int_equal(spte_make_mmio(&f, 0xfeb00000, 0x1a5, SPTE_ALL), 0x00303e00feb0012e);
	e = spte_make_mmio(&f, 0x2200feb00000, 0x1a5, SPTE_ALL);
	assert_int_equal(e, 0x00347e00feb0012e);
	spte = spte_decode(&f, e, 1);
	assert_int_equal(spte.kind, SPTE_MMIO);
	assert_int_equal(spte.address, 0x2200feb00000);
	assert_int_equal(spte_encode(&f, &spte), e);
}

static void what_is_not_mmio_is_not_taken_for_it(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), spte_tdx_format(since_7_2),
					       spte_npt_format(since_7_2, 52, 0) };

	(void)state;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		const struct spte_format *f = &formats[i];

		assert_false(spte_is_mmio(f, spte_make_empty(f)));
		assert_false(spte_is_mmio(f, spte_make_frozen(f)));
		assert_false(spte_is_mmio(f, spte_make_table(f, 0x9abc)));
		assert_false(spte_is_mmio(f, leaf(*f, writable(1))));
		assert_false(spte_is_shadow_present(spte_make_frozen(f)));
	}
}

/* ---- Both directions ---- */

static struct spte random_spte(const struct spte_format *f, uint64_t *seed)
{
	uint64_t r = rnd(seed);
	struct spte s = { .kind = (enum spte_kind)(r % SPTE_FOREIGN) };

	s.level = s.kind == SPTE_LEAF ? 1 + (r >> 8) % 3 : 2 + (r >> 8) % 3;
	if (s.kind == SPTE_EMPTY || s.kind == SPTE_FROZEN)
		return s;
	s.address = rnd(seed) & 0x3ffffffff000;
	if (s.kind == SPTE_MMIO) {
		s.generation = r >> 16 & 0x3ffff;
		s.rights = f->npt ? r >> 40 & (SPTE_WRITE | SPTE_USER) : 0;
		return s;
	}
	s.rights = r >> 16 & SPTE_ALL;
	s.accessed = r >> 20 & 1;
	s.encrypted = f->encryption && r >> 21 & 1;
	s.ad = f->npt ? SPTE_AD_ENABLED : (enum spte_ad)((r >> 22 & 3) % 3);
	if (s.kind == SPTE_TABLE)
		return s;
	s.dirty = r >> 24 & 1;
	s.host_writable = r >> 25 & 1;
	s.mmu_writable = r >> 26 & 1;
	if (!f->npt) {
		s.memory_type = r >> 27 & 7;
		s.ignore_pat = r >> 30 & 1;
		s.saved = r >> 31 & SPTE_ALL & ~SPTE_WRITE;
	}
	return s;
}

static void assert_same(const struct spte *a, const struct spte *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->level, b->level);
	assert_int_equal(a->address, b->address);
	assert_int_equal(a->rights, b->rights);
	assert_int_equal(a->saved, b->saved);
	assert_int_equal(a->ad, b->ad);
	assert_int_equal(a->memory_type, b->memory_type);
	assert_int_equal(a->ignore_pat, b->ignore_pat);
	assert_int_equal(a->accessed, b->accessed);
	assert_int_equal(a->dirty, b->dirty);
	assert_int_equal(a->host_writable, b->host_writable);
	assert_int_equal(a->mmu_writable, b->mmu_writable);
	assert_int_equal(a->encrypted, b->encrypted);
	assert_int_equal(a->generation, b->generation);
}

static void decoding_is_the_inverse_of_encoding(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), spte_tdx_format(since_7_2),
					       spte_npt_format(since_7_2, 46, 47),
					       spte_ept_format(in_6_12) };
	uint64_t seed = 11;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		const struct spte_format *f = &formats[i % 5];
		struct spte s = random_spte(f, &seed);
		uint64_t e = spte_encode(f, &s);
		struct spte back = spte_decode(f, e, s.level);

		assert_same(&s, &back);
	}
}

/* Whatever the bits: either they are said in full, or they are foreign. */
static void no_bit_of_an_entry_is_passed_over(void **state)
{
	const struct spte_format formats[] = { ept(), npt(), spte_tdx_format(since_7_2),
					       spte_npt_format(since_7_2, 46, 47) };
	uint64_t seed = 13;
	int said = 0;

	(void)state;
	for (int i = 0; i < 50000; i++) {
		const struct spte_format *f = &formats[i % 4];
		uint32_t level = 1 + (uint32_t)i % 5;
		uint64_t e = rnd(&seed);
		struct spte s;

		e &= rnd(&seed);
		if (level > 1 && i % 7)
			e &= ~0x678ull;
		s = spte_decode(f, e, level);
		assert_int_equal(s.level, level);
		if (s.kind == SPTE_FOREIGN)
			continue;
		said++;
		assert_int_equal(spte_encode(f, &s), e);
	}
	assert_true(said > 100);
}

/* ---- What must not be ---- */

static void what_kvm_makes_has_no_flaw(void **state)
{
	struct spte_format formats[] = { ept(),
					 npt(),
					 ept_without_ad(),
					 spte_tdx_format(since_7_2),
					 spte_ept_format(in_6_8),
					 spte_npt_format(since_7_2, 46, 47) };

	(void)state;
	for (uint32_t i = 0; i < 6 * 3 * 64; i++) {
		struct spte_format *f = &formats[i % 6];
		struct spte_request r = writable(1 + i / 6 % 3);
		uint64_t e;

		r.host_writable = i / 18 & 1;
		r.prefetch = i / 18 & 2;
		r.host_mmio = i / 18 & 4;
		r.write_tracked = i / 18 & 8;
		f->nx_huge_pages = i / 18 & 16;
		r.rights = i / 18 & 32 ? SPTE_ALL : SPTE_ALL & ~SPTE_WRITE;
		e = leaf(*f, r);
		assert_null(spte_flaw(f, e, r.level));
		assert_null(spte_flaw(f, spte_mark_old(f, e), r.level));
		assert_null(spte_flaw(f, spte_write_protect(e), r.level));
		assert_null(spte_flaw(f, spte_track_writes(f, e), r.level));
		assert_null(spte_flaw(f, spte_make_table(f, 0x9abc), 4));
		assert_null(spte_flaw(f, spte_make_empty(f), 4));
		assert_null(spte_flaw(f, spte_make_frozen(f), 4));
		assert_null(spte_flaw(f, spte_make_mmio(f, 0xfeb00000, i, SPTE_ALL), 1));
	}
}

/* X86-INV-6, X86-INV-10 */
static void what_kvm_does_not_make_has_one(void **state)
{
	static const struct {
		uint64_t entry;
		uint32_t level;
		const char *flaw;
	} row[] = {
		{ 0x80a0000123456ff7, 1, "it is nothing that KVM writes" },
		{ 0x80a0000123456f76, 1, "the processor refuses it" },
		{ 0x80a0000123456f57, 1, "the processor refuses it" },
		{ 0x80a0000123456ff7, 2, "the processor refuses it" },
		{ 0x8000000009abcd87, 4, "the processor refuses it" },
		{ 0x80a0000123456b70, 1, "it cannot be read and is not access-tracked" },
		{ 0x90b0000123456c77, 1, "rights are saved that were not taken" },
		{ 0x8020000123456f77, 1, "W without MMU-writable" },
		{ 0x8080000123456f75, 1, "MMU-writable without host-writable" },
		{ 0x8000000009abcf07, 4, "it is nothing that KVM writes" },
	};
	struct spte_format f = ept(), n = npt();

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		const char *flaw = spte_flaw(&f, row[i].entry, row[i].level);

		assert_non_null(flaw);
		assert_string_equal(flaw, row[i].flaw);
	}
	assert_non_null(spte_flaw(&n, 0x123456e66, 1));
	assert_non_null(spte_flaw(&n, 0x123456ee7, 2));
	assert_non_null(spte_flaw(&n, 0x123456a67, 1));
	assert_non_null(spte_flaw(&n, 0x9abc8a7, 4));
	assert_null(spte_flaw(&n, 0x123456e67, 1));
}

/* ---- As the processors take them ---- */

/* A table with e for gpa 0, at level 1. */
static struct table_memory one_path(uint64_t (*table)[512], struct spte_format f, uint64_t e)
{
	for (uint32_t i = 0; i < 4; i++)
		table[i][0] = spte_make_table(&f, i + 2);
	table[3][0] = e;
	return table_memory(table, 0x1000, 4 * sizeof(table[0]));
}

static uint64_t ept_code(struct spte_format f, uint64_t e, uint32_t kind,
			 enum ept_outcome outcome)
{
	static const struct ept_cpu cpu = { .maxphyaddr = 46, .access_dirty = true };
	static uint64_t table[4][512];
	struct ept_access access = { .kind = kind, .linear = true };
	struct ept_walk walk;
	struct ept tables;

	assert_true(ept_open(&tables, &cpu, ept_pointer(1, 4, f.ad != SPTE_AD_DISABLED),
			     one_path(table, f, e)));
	walk = ept_walk(&tables, 0, &access);
	assert_int_equal(walk.outcome, outcome);
	if (outcome == EPT_MISCONFIGURED)
		return ERROR_CODE_OF_MISCONFIGURATION;
	return error_code_of_violation(walk.qualification, false, 0, 0);
}

static uint64_t npt_code(struct spte_format f, uint64_t e, bool write, enum npt_outcome outcome)
{
	struct npt_cpu cpu = { .maxphyaddr = 46, .nx = true };
	static uint64_t table[4][512];
	struct npt_access access = { .write = write };
	struct npt_walk walk;
	struct npt tables;

	cpu.cbit = f.encryption ? 47 : 0;
	assert_true(npt_open(&tables, &cpu, 0x1000 | f.encryption, one_path(table, f, e)));
	walk = npt_walk(&tables, 0, &access);
	assert_int_equal(walk.outcome, outcome);
	return error_code_of_npf(walk.error_code, false);
}

/* T2 to T5, from what KVM writes instead of from numbers. */
static void intel_takes_sptes_as_kvm_means_them(void **state)
{
	const struct spte_format f = ept(), off = ept_without_ad(),
				 tdx = spte_tdx_format(since_7_2);
	uint64_t rw = leaf(f, writable(1));

	(void)state;
	ept_code(f, rw, EPT_ACCESS_WRITE, EPT_MAPPED);
	assert_int_equal(ept_code(f, spte_write_protect(rw), EPT_ACCESS_WRITE, EPT_VIOLATION),
			 PFERR_WRITE | PFERR_PRESENT | PFERR_FINAL);
	assert_int_equal(ept_code(f, spte_make_empty(&f), EPT_ACCESS_READ, EPT_VIOLATION),
			 PFERR_FINAL);
	assert_int_equal(ept_code(f, spte_make_frozen(&f), EPT_ACCESS_READ, EPT_VIOLATION),
			 PFERR_FINAL);
	assert_int_equal(ept_code(off, spte_mark_old(&off, leaf(off, writable(1))),
				  EPT_ACCESS_READ, EPT_VIOLATION),
			 PFERR_FINAL);
	assert_int_equal(ept_code(f, spte_make_mmio(&f, 0, 5, 0), EPT_ACCESS_READ,
				  EPT_MISCONFIGURED),
			 PFERR_RSVD);
	ept_code(tdx, spte_make_mmio(&tdx, 0, 5, 0), EPT_ACCESS_READ, EPT_VIOLATION);
}

static void amd_takes_sptes_as_kvm_means_them(void **state)
{
	const struct spte_format formats[] = { npt(), spte_npt_format(since_7_2, 46, 47) };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct spte_format f = formats[i];
		uint64_t rw = leaf(f, writable(1)), mmio = spte_make_mmio(&f, 0, 5, SPTE_ALL);

		npt_code(f, rw, true, NPT_MAPPED);
		assert_int_equal(npt_code(f, spte_write_protect(rw), true, NPT_FAULT),
				 0x100000007);
		assert_int_equal(npt_code(f, spte_make_empty(&f), false, NPT_FAULT), 0x100000004);
		assert_int_equal(npt_code(f, spte_make_frozen(&f), false, NPT_FAULT),
				 0x100000004);
		assert_int_equal(npt_code(f, mmio, false, NPT_FAULT), 0x10000000d);
	}
}

/* ---- In words ---- */

static void assert_words(struct spte_format f, uint64_t e, uint32_t level, const char *expected)
{
	char text[SPTE_WORDS_MAX], little[8];
	size_t length = spte_words(&f, e, level, text, sizeof(text));

	assert_string_equal(text, expected);
	assert_true(length < sizeof(text));
	assert_int_equal(spte_words(&f, e, level, little, sizeof(little)), length);
	assert_memory_equal(little, expected, length < 7 ? length : 7);
	assert_int_equal(little[length < 7 ? length : 7], 0);
}

static void an_spte_is_told_in_words(void **state)
{
	struct spte_format tracked = ept_without_ad(), protect = ept();
	uint64_t old = spte_mark_old(&tracked, leaf(tracked, writable(1)));

	(void)state;
	protect.ad = SPTE_AD_WRITE_PROTECT;
	assert_words(ept(), 0x8000000000000000, 1, "empty");
	assert_words(ept(), 0x80000000000001a0, 1, "frozen");
	assert_words(ept(), 0x00300000feb0012e, 1, "mmio generation 0x1a5");
	assert_words(ept(), 0x8000000009abcd07, 2, "table rwxu A");
	assert_words(ept(), 0x1234, 2, "foreign");
	assert_words(ept(), 0x80a0000123456f77, 1,
		     "leaf 4K rwxu A D WB ipat host-writable mmu-writable");
	assert_words(ept(), 0x8000000123456d75, 1, "leaf 4K r-xu A WB ipat");
	assert_words(npt(), 0x123400ee7, 2, "leaf 2M rwxu A D host-writable mmu-writable");
	assert_words(spte_npt_format(since_7_2, 46, 47), 0x0000800123456e67, 1,
		     "leaf 4K rwxu A D encrypted host-writable mmu-writable");
	assert_words(tracked, old, 1,
		     "leaf 4K ---- no-ad WB ipat host-writable mmu-writable saved r-xu");
	assert_words(protect, leaf(protect, writable(3)), 3,
		     "leaf 1G rwxu A D ad-write-protect WB ipat host-writable mmu-writable");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ept_leaves_have_the_values_of_the_table),
		cmocka_unit_test(npt_leaves_have_the_values_of_the_table),
		cmocka_unit_test(entries_that_are_no_leaf_have_the_values_of_the_table),
		cmocka_unit_test(a_leaf_is_as_writable_as_backing_and_tracking_allow),
		cmocka_unit_test(the_memory_type_follows_frame_and_vm),
		cmocka_unit_test(rights_of_the_root_are_those_of_the_leaf),
		cmocka_unit_test(sizes_convert_and_keep_the_other_bits),
		cmocka_unit_test(the_nx_workaround_takes_execute_from_large_leaves),
		cmocka_unit_test(with_ad_bits_an_old_leaf_keeps_its_rights),
		cmocka_unit_test(without_ad_bits_an_old_leaf_is_access_tracked),
		cmocka_unit_test(with_ad_bits_a_table_may_still_be_write_protected),
		cmocka_unit_test(the_fast_path_gives_back_what_may_come_back),
		cmocka_unit_test(an_mmio_entry_of_each_format_carries_gpa_and_generation),
		cmocka_unit_test(an_npt_mmio_entry_has_bits_that_no_address_has),
		cmocka_unit_test(an_mmio_entry_may_point_beyond_the_cache),
		cmocka_unit_test(what_is_not_mmio_is_not_taken_for_it),
		cmocka_unit_test(decoding_is_the_inverse_of_encoding),
		cmocka_unit_test(no_bit_of_an_entry_is_passed_over),
		cmocka_unit_test(what_kvm_makes_has_no_flaw),
		cmocka_unit_test(what_kvm_does_not_make_has_one),
		cmocka_unit_test(intel_takes_sptes_as_kvm_means_them),
		cmocka_unit_test(amd_takes_sptes_as_kvm_means_them),
		cmocka_unit_test(an_spte_is_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
