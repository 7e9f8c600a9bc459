/* SPDX-License-Identifier: BSD-2-Clause */
/* The entries of both page tables as values, and the tables under them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "mmu_x86/tdp_mmu.h"
#include "slots.h"

#include <cmocka.h>

#define MMAP 1u

/* ---- EPT entries; their bits are in test_spte.c ---- */

/* X86-FAULT-10 */
static void an_ept_leaf_permits_what_its_bits_say(void **state)
{
	struct spte_format ept = spte_ept_format((struct spte_kernel){ .suppress_ve = true });
	uint64_t rw = 0x80a0000123456f77, ro = 0x8000000123456d75;

	(void)state;
	assert_true(tdp_permits(&ept, rw, GMS_ACCESS_READ) &&
		    tdp_permits(&ept, rw, GMS_ACCESS_WRITE));
	assert_true(tdp_permits(&ept, rw, GMS_ACCESS_EXEC) &&
		    tdp_permits(&ept, ro, GMS_ACCESS_EXEC));
	assert_true(tdp_permits(&ept, ro, GMS_ACCESS_READ));
	assert_false(tdp_permits(&ept, ro, GMS_ACCESS_WRITE));
	assert_false(tdp_permits(&ept, 1ull << 63, GMS_ACCESS_READ));
}

/* ---- Tables, under either architecture ---- */

/* A VM with a file of 16 pages, MMAP, at GPA. */
static struct gms_world *mapped_world(enum gms_arch arch)
{
	struct gms_world *w = world(arch, "7.2");

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0, NOWHERE), 0);
	return w;
}

static uint32_t live_tables(const struct gms_world *w)
{
	return w->pool[POOL_TABLE_INFO].live;
}

static void touch(struct gms_world *w, uint64_t page_number)
{
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA + page_number * PAGE, 1), 0);
}

static void a_leaf_maps_the_page_of_the_file(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = mapped_world((enum gms_arch)a);
		ref_t inode = file_at(w, handle_file(w, H_FILE))->inode;
		ref_t vm = handle_vm(w, H_VM);
		struct translation tr;
		uint64_t index = 5, frame = 0;

		touch(w, 5);
		assert_true(map_get(w, &inode_at(w, inode)->pages, index, &frame));
		tr = arch(w)->walk(w, vm, GPA + 5 * PAGE + 8);
		assert_true(tr.mapped && !tr.mmio);
		assert_int_equal(tr.frame, frame);
		assert_int_equal(tr.level, 1);
		assert_false(arch(w)->walk(w, vm, GPA + 4 * PAGE).mapped);
		assert_false(arch(w)->walk(w, vm, 1ull << 50).mapped);
		assert_false(arch(w)->walk(w, vm, UINT64_MAX).mapped);
		gms_destroy(w);
	}
}

static void next_leaf_visits_the_leaves_in_ascending_order(void **state)
{
	static const uint64_t pages[] = { 1, 3, 4, 15 };

	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = mapped_world((enum gms_arch)a);
		ref_t vm = handle_vm(w, H_VM);
		struct translation tr;
		uint64_t gfn = 0;

		for (size_t i = 4; i > 0; i--)
			touch(w, pages[i - 1]);
		for (size_t i = 0; i < 4; i++, gfn++) {
			assert_true(arch(w)->next_leaf(w, vm, &gfn, &tr));
			assert_int_equal(gfn, (GPA >> PAGE_SHIFT) + pages[i]);
			assert_true(tr.mapped);
		}
		assert_false(arch(w)->next_leaf(w, vm, &gfn, &tr));
		gms_destroy(w);
	}
}

/* X86-TDP-8, ARM-PGT-10 */
static void a_zap_clears_its_range_and_nothing_beside_it(void **state)
{
	uint64_t gfn = GPA >> PAGE_SHIFT;

	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = mapped_world((enum gms_arch)a);
		ref_t vm = handle_vm(w, H_VM);

		for (uint64_t i = 2; i < 6; i++)
			touch(w, i);
		arch(w)->zap_range(w, vm, gfn + 3, gfn + 5, FILTER_BOTH);
		assert_true(arch(w)->walk(w, vm, GPA + 2 * PAGE).mapped);
		assert_false(arch(w)->walk(w, vm, GPA + 3 * PAGE).mapped);
		assert_false(arch(w)->walk(w, vm, GPA + 4 * PAGE).mapped);
		assert_true(arch(w)->walk(w, vm, GPA + 5 * PAGE).mapped);
		arch(w)->zap_range(w, vm, 0, UINT64_MAX, FILTER_BOTH);
		assert_false(
			arch(w)->next_leaf(w, vm, &(uint64_t){ 0 }, &(struct translation){ 0 }));
		gms_destroy(w);
	}
}

/* ARM-PGT-10: what unmapping empties, it frees; the two roots stay (ARM-S2-3). */
static void arm64_unmapping_frees_the_tables_that_it_empties(void **state)
{
	struct gms_world *w = mapped_world(GMS_ARCH_ARM64);
	ref_t vm = handle_vm(w, H_VM);

	(void)state;
	assert_int_equal(live_tables(w), 2);
	touch(w, 0);
	touch(w, 1);
	assert_int_equal(live_tables(w), 4);
	arch(w)->zap_range(w, vm, GPA >> PAGE_SHIFT, (GPA >> PAGE_SHIFT) + 1, FILTER_BOTH);
	assert_int_equal(live_tables(w), 4);
	arch(w)->zap_range(w, vm, 0, UINT64_MAX, FILTER_BOTH);
	assert_int_equal(live_tables(w), 2);
	touch(w, 0);
	assert_int_equal(live_tables(w), 4);
	gms_destroy(w);
}

/* ARM-S2-3: bit 39 of the address chooses between two concatenated roots. */
static void arm64_concatenated_roots_are_one_table(void **state)
{
	const uint64_t high = (1ull << 40) - 16 * PAGE;
	struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");
	struct translation tr;
	uint64_t gfn = 0;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, high, 16 * PAGE, H_FILE, 0, NOWHERE), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, high + PAGE, 7), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, high + PAGE, 0), 7);
	assert_true(arch(w)->next_leaf(w, handle_vm(w, H_VM), &gfn, &tr));
	assert_int_equal(gfn, (high + PAGE) >> PAGE_SHIFT);
	assert_int_equal(table_info_at(w, vm_of(w)->root[0])->present, 0);
	assert_int_equal(table_info_at(w, vm_of(w)->root[1])->present, 1);
	gms_destroy(w);
}

/* X86-TDP-11, ARM64: kvm_uninit_stage2_mmu() */
static void destroying_the_vm_frees_every_table(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = mapped_world((enum gms_arch)a);

		touch(w, 0);
		touch(w, 9);
		assert_true(live_tables(w) > 0);
		assert_int_equal(do_close(w, H_FILE), 0);
		assert_int_equal(do_close(w, H_VCPU), 0);
		assert_int_equal(do_close(w, H_VM), 0);
		assert_int_equal(live_tables(w), 0);
		assert_int_equal(w->pool[POOL_VM].live, 0);
		assert_int_equal(w->pool[POOL_VCPU].live, 0);
		assert_int_equal(w->pool[POOL_FRAME].live, 0);
		gms_destroy(w);
	}
}

/* ARM-VM-1, ARM-VM-2; X86-VM-1 */
static void a_vm_type_that_is_not_offered_is_refused(void **state)
{
	struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 31), -22);
	assert_int_equal(do_vm(w, H_VM, 49), -22);
	assert_int_equal(do_vm(w, H_VM, 1ull << 31), -22);
	assert_int_equal(do_vm(w, H_VM, 0x100), -22);
	assert_int_equal(live_tables(w), 0);
	assert_int_equal(do_vm(w, H_VM, 48), 0);
	assert_int_equal(do_vm(w, H_VM2, 32), 0);
	assert_int_equal(live_tables(w), 1 + 4);
	gms_destroy(w);

	w = world(GMS_ARCH_X86, "6.12");
	assert_int_equal(do_vm(w, H_VM, 5), -22);
	assert_int_equal(do_vm(w, H_VM, 6), -22);
	assert_int_equal(do_vm(w, H_VM, 4), 0);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_ept_leaf_permits_what_its_bits_say),
		cmocka_unit_test(a_leaf_maps_the_page_of_the_file),
		cmocka_unit_test(next_leaf_visits_the_leaves_in_ascending_order),
		cmocka_unit_test(a_zap_clears_its_range_and_nothing_beside_it),
		cmocka_unit_test(arm64_unmapping_frees_the_tables_that_it_empties),
		cmocka_unit_test(arm64_concatenated_roots_are_one_table),
		cmocka_unit_test(destroying_the_vm_frees_every_table),
		cmocka_unit_test(a_vm_type_that_is_not_offered_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
