/* SPDX-License-Identifier: BSD-2-Clause */
/* EPT and NPT walks over tables that a test wrote by hand; section 19 of the x86 rules. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "mmu_x86/ept_walk.h"
#include "mmu_x86/npt_walk.h"

#include <cmocka.h>

#define FIRST 0x1234000ull
#define GPA   0x812345678abcull
#define PAGE  4096ull

/* Table pages, the root first: one for each level, the gpa's path through them. */
static uint64_t table[5][512];

static struct table_memory memory(void)
{
	return table_memory(table, FIRST, sizeof(table));
}

static const struct ept_cpu all_ept = {
	.maxphyaddr = 46,
	.five_levels = true,
	.uncached_tables = true,
	.access_dirty = true,
	.exec_only = true,
	.page_2m = true,
	.page_1g = true,
};

static const struct npt_cpu all_npt = { .maxphyaddr = 46, .nx = true, .page_1g = true };

static uint64_t *entry_of(uint32_t levels, uint32_t level)
{
	return &table[levels - level][GPA >> (3 + 9 * level) & 511];
}

/* A path of `levels` for GPA: pointers with these bits down to `leaf`, which is e. */
static void lay_path(uint32_t levels, uint64_t bits, uint32_t leaf, uint64_t e)
{
	for (uint32_t i = 0; i < 5; i++)
		for (uint32_t j = 0; j < 512; j++)
			table[i][j] = 1ull << 63;
	for (uint32_t level = levels; level > leaf; level--)
		*entry_of(levels, level) = (FIRST + (levels - level + 1) * PAGE) | bits;
	*entry_of(levels, leaf) = e;
}

#define EPT_POINTER 0x8000000000000d07ull /* as KVM writes it, X86-SPTE-9 */
#define NPT_POINTER 0x827ull

static const struct ept_access reads = { .kind = EPT_ACCESS_READ, .linear = true };
static const struct ept_access writes = { .kind = EPT_ACCESS_WRITE, .linear = true };
static const struct ept_access fetches = { .kind = EPT_ACCESS_FETCH, .linear = true };

static struct ept open_ept(const struct ept_cpu *cpu, uint32_t levels, bool access_dirty)
{
	struct ept ept;
	uint64_t eptp = FIRST | 6 | (uint64_t)(levels - 1) << 3 | (access_dirty ? 0x40 : 0);

	assert_true(ept_open(&ept, cpu, eptp, memory()));
	return ept;
}

/* Over four levels, A/D on, by the processor that can do everything. */
static struct ept_walk walk_leaf(uint32_t level, uint64_t e, const struct ept_access *access)
{
	struct ept ept = open_ept(&all_ept, 4, true);

	lay_path(4, EPT_POINTER, level, e);
	return ept_walk(&ept, GPA, access);
}

static void assert_violation(struct ept_walk walk, uint32_t qualification, uint64_t code)
{
	assert_int_equal(walk.outcome, EPT_VIOLATION);
	assert_int_equal(walk.qualification, qualification);
	assert_int_equal(error_code_of_violation(walk.qualification, false, GPA, 0), code);
}

static void assert_misconfigured(struct ept_walk walk, uint32_t reasons)
{
	assert_int_equal(walk.outcome, EPT_MISCONFIGURED);
	assert_int_equal(walk.reasons, reasons);
	assert_int_equal(walk.qualification, 0);
}

/* ---- EPTP and indices ---- */

/* T1: X86-EPT-1, X86-EPT-2. */
static void a_gpa_is_cut_into_indices(void **state)
{
	(void)state;
	assert_int_equal(paging_offset(GPA, 4), 258 * 8);
	assert_int_equal(paging_offset(GPA, 3), 141 * 8);
	assert_int_equal(paging_offset(GPA, 2), 43 * 8);
	assert_int_equal(paging_offset(GPA, 1), 120 * 8);
	assert_int_equal(paging_offset(0x1ull << 48, 5), 8);
	assert_int_equal(paging_size(1), 0x1000);
	assert_int_equal(paging_size(2), 0x200000);
	assert_int_equal(paging_size(3), 0x40000000);
}

/* T1 */
static void an_ept_pointer_says_type_levels_and_access_bits(void **state)
{
	struct ept_cpu plain = { .maxphyaddr = 46 };
	struct ept ept;

	(void)state;
	assert_int_equal(ept_pointer(0x1234, 4, true), 0x123405e);
	assert_int_equal(ept_pointer(0x1234, 5, true), 0x1234066);
	assert_true(ept_open(&ept, &all_ept, 0x123405e, memory()));
	assert_int_equal(ept.levels, 4);
	assert_int_equal(ept.root, 0x1234000);
	assert_true(ept.access_dirty);
	assert_true(ept_open(&ept, &all_ept, 0x1234066, memory()));
	assert_int_equal(ept.levels, 5);
	assert_true(ept_open(&ept, &plain, 0x123401e, memory()));
	assert_false(ept.access_dirty);
	assert_true(ept_pointer_is_valid(&all_ept, 0x1234018));
}

/* X86-EPT-1: what the processor lacks, and what is reserved, VM entry refuses. */
static void an_ept_pointer_that_the_processor_refuses_is_not_opened(void **state)
{
	static const uint64_t refused[] = { 0x1234018, 0x123405e, 0x1234026 };
	struct ept_cpu plain = { .maxphyaddr = 46 };
	struct ept ept;

	(void)state;
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		assert_false(ept_open(&ept, &plain, refused[i], memory()));
	for (uint64_t type = 0; type < 8; type++)
		assert_int_equal(ept_pointer_is_valid(&all_ept, 0x1234018 | type),
				 type == 0 || type == 6);
	for (uint64_t levels = 1; levels <= 8; levels++)
		assert_int_equal(ept_pointer_is_valid(&all_ept, 0x1234006 | (levels - 1) << 3),
				 levels == 4 || levels == 5);
	for (uint32_t bit = 7; bit < 64; bit++)
		assert_int_equal(ept_pointer_is_valid(&all_ept, 0x1e | 1ull << bit),
				 bit >= 12 && bit < 46);
}

/* ---- EPT: what is mapped ---- */

static void an_ept_leaf_of_each_size_maps_its_part_of_the_address(void **state)
{
	struct ept_walk walk;

	(void)state;
	walk = walk_leaf(1, 0x80a0000123456f77, &writes);
	assert_int_equal(walk.outcome, EPT_MAPPED);
	assert_int_equal(walk.hpa, 0x123456abc);
	assert_int_equal(walk.level, 1);
	assert_int_equal(ept_memory_type(walk.entry), 6);
	assert_true(walk.entry & EPT_IPAT);
	walk = walk_leaf(2, 0x80a0000123400ff7, &writes);
	assert_int_equal(walk.hpa, 0x123400000 | (GPA & 0x1fffff));
	assert_int_equal(walk.level, 2);
	walk = walk_leaf(3, 0x80a0000100000ff7, &fetches);
	assert_int_equal(walk.hpa, 0x100000000 | (GPA & 0x3fffffff));
	assert_int_equal(walk.level, 3);
}

/* X86-EPT-7 */
static void five_levels_reach_beyond_bit_48(void **state)
{
	struct ept ept = open_ept(&all_ept, 5, true);
	uint64_t high = 1ull << 48;

	(void)state;
	lay_path(5, EPT_POINTER, 1, 0x80a0000123456f77);
	assert_int_equal(ept_walk(&ept, GPA, &reads).hpa, 0x123456abc);
	assert_violation(ept_walk(&ept, GPA | high, &reads), 0x181, PFERR_FINAL);
	table[0][1] = table[0][0];
	assert_int_equal(ept_walk(&ept, GPA | high, &reads).hpa, 0x123456abc);
	assert_violation(ept_walk(&ept, 1ull << 57, &reads), 0x181, PFERR_FINAL);
	ept = open_ept(&all_ept, 4, true);
	lay_path(4, EPT_POINTER, 1, 0x80a0000123456f77);
	for (uint32_t bit = 48; bit < 64; bit++)
		assert_violation(ept_walk(&ept, GPA | 1ull << bit, &reads), 0x181, PFERR_FINAL);
}

/* X86-EPT-7: A everywhere, D in the leaf of a write; only if EPTP says so. */
static void a_walk_marks_what_it_used(void **state)
{
	struct ept ept = open_ept(&all_ept, 4, true);
	struct ept_walk walk;

	(void)state;
	lay_path(4, 7, 1, 0x123456077 & ~0x40ull);
	walk = ept_walk(&ept, GPA, &reads);
	ept_mark_used(&ept, GPA, &walk, ept_access_writes(&ept, &reads));
	for (uint32_t level = 4; level > 0; level--)
		assert_int_equal(*entry_of(4, level) & 0x300, 0x100);
	ept_mark_used(&ept, GPA, &walk, ept_access_writes(&ept, &writes));
	assert_int_equal(*entry_of(4, 2) & 0x300, 0x100);
	assert_int_equal(*entry_of(4, 1) & 0x300, 0x300);
	assert_true(ept_walk(&ept, GPA, &reads).all & EPT_ACCESSED);

	ept = open_ept(&all_ept, 4, false);
	lay_path(4, 7, 1, 0x123456037);
	walk = ept_walk(&ept, GPA, &writes);
	ept_mark_used(&ept, GPA, &walk, true);
	assert_int_equal(*entry_of(4, 1), 0x123456037);
	assert_int_equal(*entry_of(4, 4) & 0x100, 0);
}

/* ---- EPT: violations ---- */

/* T2 */
static void a_write_to_a_protected_leaf_is_a_violation_of_w_alone(void **state)
{
	struct ept_access unknown = { .kind = EPT_ACCESS_WRITE };

	(void)state;
	assert_violation(walk_leaf(1, 0x80a0000123456f75, &writes), 0x1aa,
			 PFERR_WRITE | PFERR_PRESENT | PFERR_FINAL);
	assert_violation(walk_leaf(1, 0x80a0000123456f75, &unknown), 0x2a,
			 PFERR_WRITE | PFERR_PRESENT);
	assert_int_equal(walk_leaf(1, 0x80a0000123456f77, &writes).outcome, EPT_MAPPED);
}

/* T3 */
static void an_empty_entry_is_a_violation_without_rights(void **state)
{
	struct ept_walk walk = walk_leaf(2, 0x8000000000000000, &reads);

	(void)state;
	assert_violation(walk, 0x181, PFERR_FINAL);
	assert_int_equal(walk.level, 2);
	assert_int_equal(walk.entry, 0x8000000000000000);
	assert_violation(walk_leaf(1, 0x80000000000001a0, &writes), 0x182,
			 PFERR_WRITE | PFERR_FINAL);
}

/* X86-EPT-8: rights are those that all levels grant. */
static void rights_are_the_and_of_all_levels(void **state)
{
	struct ept ept = open_ept(&all_ept, 4, true);

	(void)state;
	lay_path(4, EPT_POINTER, 1, 0x80a0000123456f77);
	*entry_of(4, 4) &= ~2ull;
	*entry_of(4, 3) &= ~4ull;
	assert_int_equal(ept_walk(&ept, GPA, &reads).outcome, EPT_MAPPED);
	assert_violation(ept_walk(&ept, GPA, &writes), 0x18a,
			 PFERR_WRITE | PFERR_PRESENT | PFERR_FINAL);
	assert_violation(ept_walk(&ept, GPA, &fetches), 0x18c,
			 PFERR_FETCH | PFERR_PRESENT | PFERR_FINAL);
}

/* X86-EPT-8: with A/D the guest's own tables are written, or so EPT takes it. */
static void reading_a_guest_table_is_a_write_where_access_bits_are_on(void **state)
{
	struct ept_access access = reads;
	struct ept ept = open_ept(&all_ept, 4, false);

	(void)state;
	access.guest_table = true;
	assert_violation(walk_leaf(1, 0x80a0000123456f75, &access), 0xab,
			 PFERR_WRITE | PFERR_PRESENT | PFERR_GUEST_PAGE);
	assert_int_equal(ept_walk(&ept, GPA, &access).outcome, EPT_MAPPED);
	*entry_of(4, 1) = 0;
	assert_violation(ept_walk(&ept, GPA, &access), 0x81, PFERR_GUEST_PAGE);
}

/* X86-EPT-8, X86-ERR-1: bits 11:9 exist with advanced information and a final access. */
static void a_violation_may_tell_of_the_linear_translation(void **state)
{
	struct ept_access access = reads;
	struct ept_cpu cpu = all_ept;
	struct ept ept;

	(void)state;
	access.advanced = EPT_QUAL_ADVANCED | EPT_QUAL_NMI_UNBLOCK;
	assert_violation(walk_leaf(1, 0, &access), 0x1181, PFERR_FINAL);
	cpu.advanced = true;
	ept = open_ept(&cpu, 4, true);
	assert_violation(ept_walk(&ept, GPA, &access), 0x1f81, PFERR_FINAL | PFERR_USER);
	access.guest_table = true;
	assert_violation(ept_walk(&ept, GPA, &access), 0x1083, PFERR_WRITE | PFERR_GUEST_PAGE);
}

/* X86-EPT-9: the guest gets it if the entry that stopped the walk says so. */
static void a_violation_becomes_ve_where_bit_63_is_clear(void **state)
{
	struct ept_cpu cpu = all_ept;
	struct ept ept;

	(void)state;
	cpu.violation_ve = true;
	ept = open_ept(&cpu, 4, true);
	lay_path(4, EPT_POINTER, 1, 0);
	assert_int_equal(ept_walk(&ept, GPA, &reads).outcome, EPT_VIRTUALIZED);
	*entry_of(4, 1) = 0x00a0000123456f75;
	assert_int_equal(ept_walk(&ept, GPA, &writes).outcome, EPT_VIRTUALIZED);
	*entry_of(4, 1) |= EPT_SUPPRESS_VE;
	assert_int_equal(ept_walk(&ept, GPA, &writes).outcome, EPT_VIOLATION);
	/* The MMIO entry of TDX is meant for that; KVM's other one misconfigures. */
	*entry_of(4, 1) = 0x00300000feb00128;
	assert_int_equal(ept_walk(&ept, GPA, &reads).outcome, EPT_VIRTUALIZED);
	*entry_of(4, 1) = 0x00300000feb0012e;
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_WRITE_ONLY);
}

/* X86-EPT-7, X86-EPT-4 */
static void mbec_tells_fetches_of_user_and_supervisor_apart(void **state)
{
	struct ept_access user = fetches;
	struct ept_cpu cpu = all_ept;
	struct ept ept;
	struct ept_walk walk;

	(void)state;
	user.user = true;
	cpu.mbec = true;
	ept = open_ept(&cpu, 4, true);
	lay_path(4, EPT_POINTER, 1, 0x80a0000123456b77);
	assert_int_equal(ept_walk(&ept, GPA, &fetches).outcome, EPT_MAPPED);
	walk = ept_walk(&ept, GPA, &user);
	assert_violation(walk, 0x1bc, PFERR_FETCH | PFERR_PRESENT | PFERR_FINAL);
	*entry_of(4, 1) = 0x80a0000123456f33;
	assert_int_equal(ept_walk(&ept, GPA, &user).outcome, EPT_MAPPED);
	assert_violation(ept_walk(&ept, GPA, &fetches), 0x1dc,
			 PFERR_FETCH | PFERR_PRESENT | PFERR_FINAL);
	/* Only XU: present, and the error code says so, with MBEC alone. */
	*entry_of(4, 1) = 0x8000000123456c30;
	walk = ept_walk(&ept, GPA, &reads);
	assert_violation(walk, 0x1c1, PFERR_FINAL);
	assert_int_equal(error_code_of_violation(walk.qualification, true, GPA, 0),
			 PFERR_FINAL | PFERR_PRESENT);
	cpu.exec_only = false;
	ept = open_ept(&cpu, 4, true);
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_EXEC_ONLY);
	cpu.mbec = false;
	ept = open_ept(&cpu, 4, true);
	assert_violation(ept_walk(&ept, GPA, &reads), 0x181, PFERR_FINAL);
}

/* X86-ERR-1: without the shared bit in the address an access of TDX is private. */
static void the_error_code_of_tdx_says_private(void **state)
{
	uint64_t shared = 1ull << 47;

	(void)state;
	assert_int_equal(error_code_of_violation(0x181, false, GPA & ~shared, shared),
			 PFERR_FINAL | PFERR_PRIVATE_ACCESS);
	assert_int_equal(error_code_of_violation(0x181, false, GPA | shared, shared),
			 PFERR_FINAL);
}

/* ---- EPT: misconfigurations ---- */

/* T4 */
static void an_mmio_entry_is_a_misconfiguration(void **state)
{
	(void)state;
	assert_misconfigured(walk_leaf(1, 0x00300000feb0012e, &reads), EPT_BAD_WRITE_ONLY);
	assert_int_equal(ERROR_CODE_OF_MISCONFIGURATION, 8);
}

/* X86-EPT-5, every reason alone. */
static void every_misconfiguration_has_its_reason(void **state)
{
	static const struct {
		uint64_t entry;
		uint32_t level, reasons;
	} row[] = {
		{ 0x123456032, 1, EPT_BAD_WRITE_ONLY },
		{ 0x123456036, 1, EPT_BAD_WRITE_ONLY },
		{ 0x1235002, 4, EPT_BAD_WRITE_ONLY },
		{ 0x123500f, 4, EPT_BAD_TABLE_BITS },
		{ 0x1235047, 4, EPT_BAD_TABLE_BITS },
		{ 0x1235087, 4, EPT_BAD_TABLE_BITS },
		{ 0x1235047, 3, EPT_BAD_TABLE_BITS },
		{ 0x1235017, 2, EPT_BAD_TABLE_BITS },
		{ 0x1400010b7, 3, EPT_BAD_FRAME },
		{ 0x1600000b7, 3, EPT_BAD_FRAME },
		{ 0x1234010b7, 2, EPT_BAD_FRAME },
		{ 0x1235000b7, 2, EPT_BAD_FRAME },
		{ 1ull << 46 | 0x123456037, 1, EPT_BAD_ADDRESS },
		{ 1ull << 51 | 0x123456037, 1, EPT_BAD_ADDRESS },
		{ 1ull << 46 | 0x1235007, 3, EPT_BAD_ADDRESS },
		{ 0x123456017, 1, EPT_BAD_MEMORY_TYPE },
		{ 0x12345601f, 1, EPT_BAD_MEMORY_TYPE },
		{ 0x1234000bf, 2, EPT_BAD_MEMORY_TYPE },
		{ 1ull << 50 | 0x12345603a, 1,
		  EPT_BAD_WRITE_ONLY | EPT_BAD_ADDRESS | EPT_BAD_MEMORY_TYPE },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_misconfigured(walk_leaf(row[i].level, row[i].entry, &reads),
				     row[i].reasons);
}

/* X86-EPT-5: what the processor can do decides. */
static void a_page_size_or_right_that_is_not_offered_misconfigures(void **state)
{
	struct ept_cpu cpu = { .maxphyaddr = 46 };
	struct ept ept = open_ept(&cpu, 4, false);

	(void)state;
	lay_path(4, EPT_POINTER, 3, 0x1400000b7);
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_PAGE_SIZE);
	lay_path(4, EPT_POINTER, 2, 0x1234000b7 & ~0x100000ull);
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_PAGE_SIZE);
	lay_path(4, EPT_POINTER, 1, 0x123456034);
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_EXEC_ONLY);
	ept = open_ept(&all_ept, 4, false);
	assert_int_equal(ept_walk(&ept, GPA, &fetches).outcome, EPT_MAPPED);
	assert_violation(ept_walk(&ept, GPA, &reads), 0x1a1, PFERR_PRESENT | PFERR_FINAL);
}

/* X86-EPT-7: it wins over rights that are missing above. */
static void a_misconfiguration_wins_over_a_violation(void **state)
{
	struct ept ept = open_ept(&all_ept, 4, true);

	(void)state;
	lay_path(4, EPT_POINTER, 1, 0x123456017);
	*entry_of(4, 4) &= ~2ull;
	assert_misconfigured(ept_walk(&ept, GPA, &writes), EPT_BAD_MEMORY_TYPE);
	*entry_of(4, 2) = 0;
	assert_int_equal(ept_walk(&ept, GPA, &writes).outcome, EPT_VIOLATION);
}

/* X86-EPT-6: KVM's table, a bit for each value of bits 5:0 of a leaf. */
static void types_and_rights_are_those_of_kvms_table(void **state)
{
	static const uint64_t expected[] = { 0xff545454ffff5454, 0xff444444ffff4444 };

	(void)state;
	for (int exec_only = 0; exec_only < 2; exec_only++) {
		struct ept_cpu cpu = { .maxphyaddr = 46, .exec_only = exec_only };
		uint64_t bad = 0;

		for (uint64_t e = 0; e < 64; e++)
			bad |= (uint64_t) !!ept_misconfiguration(&cpu, e, 1) << e;
		assert_int_equal(bad, expected[exec_only]);
	}
}

static void a_table_outside_of_memory_ends_the_walk(void **state)
{
	(void)state;
	assert_int_equal(walk_leaf(2, FIRST - PAGE + 7, &reads).outcome, EPT_NO_MEMORY);
	assert_int_equal(walk_leaf(2, FIRST + 5 * PAGE + 7, &reads).outcome, EPT_NO_MEMORY);
	assert_int_equal(walk_leaf(2, FIRST + 4 * PAGE + 7, &reads).outcome, EPT_VIOLATION);
}

/* X86-EPT-5, X86-NPT-2: nobody looks whether there is memory. */
static void a_table_beyond_maxphyaddr_is_refused_even_if_it_is_there(void **state)
{
	const uint64_t first = (1ull << 36) - PAGE;
	struct table_memory m = table_memory(table, first, sizeof(table));
	struct ept_cpu intel = { .maxphyaddr = 36 };
	struct npt_cpu amd = { .maxphyaddr = 36 };
	struct ept ept;
	struct npt npt;

	(void)state;
	lay_path(4, 0, 1, 0x123456037);
	for (uint32_t level = 4; level > 1; level--)
		*entry_of(4, level) = (first + (5 - level) * PAGE) | 7;
	assert_true(ept_open(&ept, &intel, first | 0x1e, m));
	assert_misconfigured(ept_walk(&ept, GPA, &reads), EPT_BAD_ADDRESS);
	assert_true(npt_open(&npt, &amd, first, m));
	assert_int_equal(npt_walk(&npt, GPA, &(struct npt_access){ 0 }).error_code, 0x10000000d);
	intel.maxphyaddr = 37;
	assert_true(ept_open(&ept, &intel, first | 0x1e, m));
	assert_int_equal(ept_walk(&ept, GPA, &reads).outcome, EPT_MAPPED);
}

/* ---- NPT ---- */

static const struct npt_access npt_read = { 0 };
static const struct npt_access npt_write = { .write = true };
static const struct npt_access npt_fetch = { .fetch = true };

static struct npt open_npt(const struct npt_cpu *cpu)
{
	struct npt npt;

	assert_true(npt_open(&npt, cpu, FIRST, memory()));
	return npt;
}

static struct npt_walk npt_leaf(uint32_t level, uint64_t e, const struct npt_access *access)
{
	struct npt npt = open_npt(&all_npt);

	lay_path(4, NPT_POINTER, level, e);
	return npt_walk(&npt, GPA, access);
}

static void assert_npf(struct npt_walk walk, uint64_t code)
{
	assert_int_equal(walk.outcome, NPT_FAULT);
	assert_int_equal(walk.error_code, code);
}

static void an_npt_leaf_of_each_size_maps_its_part_of_the_address(void **state)
{
	struct npt_walk walk;

	(void)state;
	walk = npt_leaf(1, 0x123456e67, &npt_write);
	assert_int_equal(walk.outcome, NPT_MAPPED);
	assert_int_equal(walk.hpa, 0x123456abc);
	walk = npt_leaf(2, 0x123400ee7, &npt_write);
	assert_int_equal(walk.hpa, 0x123400000 | (GPA & 0x1fffff));
	/* Bit 12 of a large leaf is PAT, not frame. */
	walk = npt_leaf(3, 0x140001ee7, &npt_fetch);
	assert_int_equal(walk.hpa, 0x140000000 | (GPA & 0x3fffffff));
	assert_int_equal(walk.level, 3);
}

/* T5 */
static void a_write_to_a_protected_npt_leaf_is_npf(void **state)
{
	(void)state;
	assert_npf(npt_leaf(1, 0x123456e65, &npt_write), 0x100000007);
	assert_int_equal(npt_leaf(1, 0x123456e65, &npt_read).outcome, NPT_MAPPED);
	assert_npf(npt_leaf(1, 0x8000000123456e67, &npt_fetch), 0x100000015);
	assert_npf(npt_leaf(1, 0x123456e63, &npt_read), 0x100000005);
}

/* T6 */
static void an_encrypted_access_says_so_and_is_private_on_snp(void **state)
{
	struct npt_access access = { .write = true, .encrypted = true };
	struct npt_walk walk = npt_leaf(1, 0x8000000000000000, &access);

	(void)state;
	assert_npf(walk, 0x500000006);
	assert_int_equal(error_code_of_npf(walk.error_code, true), 0x2000500000006);
	assert_int_equal(error_code_of_npf(walk.error_code, false), 0x500000006);
	assert_int_equal(error_code_of_npf(0x100000006 | PFERR_SYNTHETIC, true), 0x100000006);
}

/* X86-NPT-3: by default the guest's tables are written. */
static void reading_a_guest_table_is_a_write_of_npt(void **state)
{
	struct npt_access access = { .guest_table = true };

	(void)state;
	assert_npf(npt_leaf(1, 0x123456e65, &access), 0x200000007);
	assert_npf(npt_leaf(1, 0, &access), 0x200000006);
}

/* X86-NPT-3: W and U of every level, NX of any. */
static void npt_rights_are_those_of_all_levels(void **state)
{
	struct npt npt = open_npt(&all_npt);

	(void)state;
	lay_path(4, NPT_POINTER, 1, 0x123456e67);
	*entry_of(4, 3) &= ~NPT_WRITE;
	*entry_of(4, 4) |= NPT_NX;
	assert_int_equal(npt_walk(&npt, GPA, &npt_read).outcome, NPT_MAPPED);
	assert_npf(npt_walk(&npt, GPA, &npt_write), 0x100000007);
	assert_npf(npt_walk(&npt, GPA, &npt_fetch), 0x100000015);
	*entry_of(4, 2) &= ~NPT_USER;
	assert_npf(npt_walk(&npt, GPA, &npt_read), 0x100000005);
}

/* X86-NPT-2 */
static void reserved_bits_of_npt_fault_with_rsvd(void **state)
{
	static const struct {
		uint32_t level;
		uint64_t entry;
	} row[] = {
		{ 1, 1ull << 46 | 0x123456e67 },
		{ 1, 1ull << 51 | 0x123456e67 },
		{ 4, 0x12350a7 },
		{ 4, 0x1235127 },
		{ 2, 0x123402ee7 },
		{ 2, 0x123500ee7 },
		{ 3, 0x140002ee7 },
		{ 3, 0x160000ee7 },
		/* What KVM writes for MMIO. */
		{ 1, 0x00380000feb0012f },
	};
	struct npt npt = open_npt(&all_npt);

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++)
		assert_npf(npt_leaf(row[i].level, row[i].entry, &npt_read), 0x10000000d);
	/* Bit 8 is ignored where the entry is a leaf or lower than level 4. */
	lay_path(4, NPT_POINTER, 1, 0x123456f67);
	*entry_of(4, 3) |= NPT_GLOBAL;
	*entry_of(4, 2) |= NPT_GLOBAL;
	assert_int_equal(npt_walk(&npt, GPA, &npt_read).outcome, NPT_MAPPED);
	for (uint32_t bit = 48; bit < 64; bit++)
		assert_npf(npt_walk(&npt, GPA | 1ull << bit, &npt_read), 0x100000004);
}

/* X86-NPT-2: what the processor lacks is reserved. */
static void npt_follows_the_processor(void **state)
{
	struct npt_cpu cpu = { .maxphyaddr = 46 };
	struct npt npt = open_npt(&cpu);

	(void)state;
	lay_path(4, NPT_POINTER, 3, 0x140000ee7);
	assert_npf(npt_walk(&npt, GPA, &npt_read), 0x10000000d);
	lay_path(4, NPT_POINTER, 1, 0x8000000123456e67);
	assert_npf(npt_walk(&npt, GPA, &npt_read), 0x10000000d);
	cpu.five_levels = true;
	npt = open_npt(&cpu);
	lay_path(5, NPT_POINTER, 1, 0x123456e67);
	assert_int_equal(npt_walk(&npt, GPA, &npt_read).hpa, 0x123456abc);
	table[0][1] = table[0][0] | NPT_GLOBAL;
	assert_npf(npt_walk(&npt, GPA | 1ull << 48, &npt_read), 0x10000000d);
}

/* X86-NPT-1: the C-bit is no part of an address, neither of entries nor of the root. */
static void the_c_bit_is_not_address(void **state)
{
	struct npt_cpu cpu = all_npt;
	uint64_t c = 1ull << 47;
	struct npt npt;

	(void)state;
	cpu.cbit = 47;
	assert_true(npt_open(&npt, &cpu, FIRST | c, memory()));
	lay_path(4, NPT_POINTER | c, 1, 0x0000800123456e67);
	assert_int_equal(npt_walk(&npt, GPA, &npt_read).hpa, 0x123456abc);
	assert_npf(npt_leaf(1, 0x0000800123456e67, &npt_read), 0x10000000d);
	assert_false(npt_open(&npt, &all_npt, FIRST | c, memory()));
	assert_true(npt_open(&npt, &all_npt, FIRST | 0x18, memory()));
}

/* X86-NPT-6 */
static void gmet_closes_user_pages_to_fetches_of_the_supervisor(void **state)
{
	struct npt_access supervisor = { .fetch = true, .supervisor = true };
	struct npt_cpu cpu = all_npt;
	struct npt npt;

	(void)state;
	cpu.gmet = true;
	npt = open_npt(&cpu);
	lay_path(4, NPT_POINTER, 1, 0x123456e67);
	assert_int_equal(npt_walk(&npt, GPA, &npt_fetch).outcome, NPT_MAPPED);
	assert_npf(npt_walk(&npt, GPA, &supervisor), 0x100000015);
	*entry_of(4, 1) &= ~NPT_USER;
	assert_int_equal(npt_walk(&npt, GPA, &supervisor).outcome, NPT_MAPPED);
	assert_int_equal(npt_walk(&npt, GPA, &npt_write).outcome, NPT_MAPPED);
}

static void an_npt_walk_marks_what_it_used(void **state)
{
	struct npt npt = open_npt(&all_npt);
	struct npt_walk walk;

	(void)state;
	lay_path(4, 7, 1, 0x123456007);
	walk = npt_walk(&npt, GPA, &npt_read);
	npt_mark_used(&npt, GPA, &walk, npt_access_writes(&npt_read));
	for (uint32_t level = 4; level > 0; level--)
		assert_int_equal(*entry_of(4, level) & 0x60, 0x20);
	npt_mark_used(&npt, GPA, &walk, npt_access_writes(&npt_write));
	assert_int_equal(*entry_of(4, 1) & 0x60, 0x60);
	assert_int_equal(*entry_of(4, 2) & 0x60, 0x20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_gpa_is_cut_into_indices),
		cmocka_unit_test(an_ept_pointer_says_type_levels_and_access_bits),
		cmocka_unit_test(an_ept_pointer_that_the_processor_refuses_is_not_opened),
		cmocka_unit_test(an_ept_leaf_of_each_size_maps_its_part_of_the_address),
		cmocka_unit_test(five_levels_reach_beyond_bit_48),
		cmocka_unit_test(a_walk_marks_what_it_used),
		cmocka_unit_test(a_write_to_a_protected_leaf_is_a_violation_of_w_alone),
		cmocka_unit_test(an_empty_entry_is_a_violation_without_rights),
		cmocka_unit_test(rights_are_the_and_of_all_levels),
		cmocka_unit_test(reading_a_guest_table_is_a_write_where_access_bits_are_on),
		cmocka_unit_test(a_violation_may_tell_of_the_linear_translation),
		cmocka_unit_test(a_violation_becomes_ve_where_bit_63_is_clear),
		cmocka_unit_test(mbec_tells_fetches_of_user_and_supervisor_apart),
		cmocka_unit_test(the_error_code_of_tdx_says_private),
		cmocka_unit_test(an_mmio_entry_is_a_misconfiguration),
		cmocka_unit_test(every_misconfiguration_has_its_reason),
		cmocka_unit_test(a_page_size_or_right_that_is_not_offered_misconfigures),
		cmocka_unit_test(a_misconfiguration_wins_over_a_violation),
		cmocka_unit_test(types_and_rights_are_those_of_kvms_table),
		cmocka_unit_test(a_table_outside_of_memory_ends_the_walk),
		cmocka_unit_test(a_table_beyond_maxphyaddr_is_refused_even_if_it_is_there),
		cmocka_unit_test(an_npt_leaf_of_each_size_maps_its_part_of_the_address),
		cmocka_unit_test(a_write_to_a_protected_npt_leaf_is_npf),
		cmocka_unit_test(an_encrypted_access_says_so_and_is_private_on_snp),
		cmocka_unit_test(reading_a_guest_table_is_a_write_of_npt),
		cmocka_unit_test(npt_rights_are_those_of_all_levels),
		cmocka_unit_test(reserved_bits_of_npt_fault_with_rsvd),
		cmocka_unit_test(npt_follows_the_processor),
		cmocka_unit_test(the_c_bit_is_not_address),
		cmocka_unit_test(gmet_closes_user_pages_to_fetches_of_the_supervisor),
		cmocka_unit_test(an_npt_walk_marks_what_it_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
