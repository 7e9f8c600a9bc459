/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The invariants of arm64: a legal world keeps them, and the same world, damaged by hand
 * or by a kernel that forgets a step, does not.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"
#include "mmu_arm64/pgtable.h"
#include "model/invariant.h"
#include "profile.h"

#include <cmocka.h>

#define L2_PAGE	  0x8000ull
#define VTCR_OF_1 0x800d3558ull /* 40 bits of 4K pages, from level 1 */

static void broken_is(const struct gms_world *w, const char *id)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	assert_non_null(bad);
	assert_string_equal(bad->id, id);
	assert_true(strlen(why));
}

static void all_hold(const struct gms_world *w)
{
	char why[256] = "";

	assert_null(invariants_check(w, true, why, sizeof(why)));
}

static struct gms_op store_op(uint64_t page, uint64_t offset, uint64_t value)
{
	struct gms_op op = op_of(GMS_OP_STORE);

	op.hva = (struct gms_ref){ .handle = H_MAP, .number = page * PAGE + offset };
	op.value = value;
	return op;
}

/* L1's guest has L2_PAGE at page 6 of the file, and VNCR_EL2 is page 7. */
static struct gms_world *nested_world(void)
{
	struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");
	struct gms_op op = op_of(GMS_OP_EL2);
	struct gms_ref hva = { .handle = H_MAP };

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP | INIT_SHARED), 0);
	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 16 * PAGE), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0, hva), 0);
	run_op(w, store_op(2, 0, (GPA + 4 * PAGE) | 3));
	run_op(w, store_op(4, 0, (GPA + 5 * PAGE) | 3));
	run_op(w, store_op(5, 0x40, (GPA + 6 * PAGE) | 0x4ff));
	op.vcpu = H_VCPU;
	op.given = ~0u;
	op.gpa = GPA + 7 * PAGE;
	op.off_out = GPA + 2 * PAGE;
	op.value = VTCR_OF_1;
	run_op(w, op);
	return w;
}

static struct gms_op l2_op(enum gms_access access)
{
	struct gms_op op = op_guest(H_VCPU, access, L2_PAGE, 5);

	op.l2 = 1;
	return op;
}

static struct gms_op vncr_op(enum gms_access access)
{
	struct gms_op op = op_of(GMS_OP_VNCR);

	op.vcpu = H_VCPU;
	op.access = access;
	op.off = 8;
	op.value = 5;
	return op;
}

static void punch(struct gms_world *w, uint64_t page)
{
	assert_int_equal(do_fallocate(w, H_FILE, 3, page * PAGE, PAGE), 0);
}

/* Where the VM's own stage 2 has the entry of a page. */
static uint64_t *entry_of(const struct gms_world *w, uint64_t gpa, ref_t *table)
{
	const struct s2_mmu own = s2_own(w, handle_vm(w, H_VM));
	uint64_t leaf = s2_mmu_walk(w, &own, gpa).entry;

	for (*table = 1; *table < w->pool[POOL_TABLE_INFO].used; ++*table)
		for (int i = 0; i < TABLE_ENTRIES; i++)
			if (leaf && table_at(w, *table)->entry[i] == leaf)
				return &table_at(w, *table)->entry[i];
	fail_msg("nothing is mapped there");
	return NULL;
}

/* ARM-INV-3, of a shadow. */
static void a_shadow_that_outlives_a_hole(void **state)
{
	(void)state;
	for (int kept = 0; kept < 2; kept++) {
		struct gms_world *w = nested_world();

		gms_set_switch(w, SW_ARM_SHADOWS_KEPT, kept);
		run_op(w, l2_op(GMS_ACCESS_WRITE));
		all_hold(w);
		punch(w, 6);
		if (kept)
			broken_is(w, "ARM-INV-3");
		else
			all_hold(w);
		gms_destroy(w);
	}
}

/* ARM-INV-3, of VNCR_EL2. */
static void a_page_of_vncr_that_outlives_a_hole(void **state)
{
	(void)state;
	for (int kept = 0; kept < 2; kept++) {
		struct gms_world *w = nested_world();

		gms_set_switch(w, SW_ARM_VNCR_KEPT, kept);
		run_op(w, vncr_op(GMS_ACCESS_WRITE));
		all_hold(w);
		punch(w, 7);
		if (kept)
			broken_is(w, "ARM-INV-3");
		else
			all_hold(w);
		gms_destroy(w);
	}
}

/* ARM-INV-3, of what a vCPU remembers. */
static void a_tlb_of_l1_s_guest_that_outlives_a_hole(void **state)
{
	struct gms_world *w = nested_world();

	(void)state;
	w->config.param[GMS_PARAM_TLB] = 1;
	run_op(w, l2_op(GMS_ACCESS_WRITE));
	all_hold(w);
	gms_set_switch(w, SW_ARM_UNMAP_WITHOUT_TLBI, true);
	punch(w, 6);
	broken_is(w, "X86-INV-11");
	gms_destroy(w);
}

/* ARM-INV-4: v13 of the series installs without having looked. */
static void a_fault_that_does_not_look_at_the_sequence(void **state)
{
	(void)state;
	for (int looks = 0; looks < 2; looks++) {
		struct gms_world *w = nested_world();
		int task;

		gms_set_switch(w, SW_ARM_NO_SEQUENCE_CHECK, !looks);
		task = start(w, op_guest(H_VCPU, GMS_ACCESS_WRITE, GPA, 5));
		until(w, task, "lock-mmu");
		punch(w, 0);
		until(w, task, looks ? "unlock-mmu" : "break");
		if (looks)
			all_hold(w);
		else
			broken_is(w, "ARM-INV-4");
		finish_task(w, task);
		gms_destroy(w);
	}
}

/* ARM-INV-5 */
static void a_page_of_a_file_that_is_a_device(void **state)
{
	struct gms_world *w = nested_world();
	uint64_t *entry;
	ref_t table;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	entry = entry_of(w, GPA, &table);
	*entry &= ~S2_MEMATTR;
	broken_is(w, "ARM-INV-5");
	*entry |= S2_MEMATTR;
	all_hold(w);
	*entry &= ~S2_WRITE;
	broken_is(w, "ARM-INV-5");
	*entry = (*entry | S2_WRITE | S2_XN_EL1) & ~S2_XN_ALL;
	broken_is(w, "ARM-INV-5");
	gms_destroy(w);
}

/* ARM-INV-8 */
static void a_memory_fault_that_says_private(void **state)
{
	struct gms_world *w = nested_world();
	int task;

	(void)state;
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(do_munmap(w, H_MAP), 0);
	task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));
	while (gms_task_step(w, task) == GMS_STEPPED)
		;
	assert_int_equal(task_at(w, w->tasks[task])->result.kind, GMS_RESULT_MEMORY_FAULT);
	all_hold(w);
	task_at(w, w->tasks[task])->result.flags = PRIVATE;
	broken_is(w, "ARM-INV-8");
	task_at(w, w->tasks[task])->result.flags = 0;
	slot_of(w, 0)->flags &= ~MEM_GUEST_MEMFD;
	broken_is(w, "ARM-INV-8");
	gms_task_end(w, task);
	gms_destroy(w);
}

/* ARM-INV-10 */
static void an_entry_that_stays_locked(void **state)
{
	struct gms_world *w = nested_world();
	int task = start(w, op_guest(H_VCPU, GMS_ACCESS_WRITE, GPA, 5));
	uint64_t *entry;
	ref_t table;

	(void)state;
	until(w, task, "make");
	all_hold(w);
	assert_int_equal(finish_task(w, task), 0);
	entry = entry_of(w, GPA, &table);
	*entry = S2_LOCKED;
	broken_is(w, "ARM-INV-10");
	gms_destroy(w);
}

/* ARM-INV-11 */
static void a_table_that_counts_wrong(void **state)
{
	struct gms_world *w = nested_world();
	ref_t table;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	entry_of(w, GPA, &table);
	table_info_at(w, table)->present++;
	broken_is(w, "ARM-INV-11");
	gms_destroy(w);
}

/* ARM-INV-12 */
static void a_shadow_that_may_write_where_no_slot_lets_it(void **state)
{
	struct gms_world *w = nested_world();

	(void)state;
	run_op(w, l2_op(GMS_ACCESS_WRITE));
	all_hold(w);
	slot_of(w, 0)->flags |= MEM_READONLY;
	broken_is(w, "ARM-INV-12");
	gms_destroy(w);
}

/* ARM-INV-13 */
static void a_page_that_may_be_written_in_a_readonly_slot(void **state)
{
	struct gms_world *w = nested_world();

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	slot_of(w, 0)->flags |= MEM_READONLY;
	broken_is(w, "ARM-INV-13");
	gms_destroy(w);
}

/* ARM-INV-16 */
static void a_dirty_page_of_a_slot_that_nobody_logs(void **state)
{
	struct gms_world *w = nested_world();

	(void)state;
	all_hold(w);
	assert_true(map_set(w, &slot_of(w, 0)->dirty, 3, 1));
	broken_is(w, "ARM-INV-16");
	gms_destroy(w);
}

/* ARM-INV-17 */
static void a_page_of_vncr_that_is_another(void **state)
{
	struct gms_world *w = nested_world();
	struct vncr_tlb *tlb = &vcpu_at(w, handle_vcpu(w, H_VCPU))->vncr;

	(void)state;
	run_op(w, vncr_op(GMS_ACCESS_WRITE));
	all_hold(w);
	tlb->pa -= PAGE;
	broken_is(w, "ARM-INV-17");
	tlb->pa = 0;
	broken_is(w, "ARM-INV-17");
	gms_destroy(w);
}

static void map_anon(struct gms_world *w)
{
	struct gms_op op = op_of(GMS_OP_MMAP);

	op.define = H_ANON;
	op.is_anon = 1;
	op.len = 16 * PAGE;
	op.prot = GMS_PROT_READ | GMS_PROT_WRITE;
	op.flags = GMS_MAP_PRIVATE;
	assert_int_equal(run_op(w, op), 0);
}

/* B-28: the page came from the process. */
static void a_page_of_vncr_that_is_not_of_the_file(void **state)
{
	struct gms_world *w = nested_world();

	(void)state;
	map_anon(w);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0,
				 (struct gms_ref){ .handle = H_ANON }),
			 0);
	gms_set_switch(w, SW_ARM_VNCR_IGNORES_GMEM, true);
	run_op(w, vncr_op(GMS_ACCESS_WRITE));
	broken_is(w, "ARM-INV-17");
	gms_destroy(w);
}

/* A protected VM, whose slot has a guest_memfd if that is said, and has one page. */
static struct gms_world *protected_world(bool with_file, bool hazards)
{
	struct gms_ref hva = { .handle = H_ANON };
	struct gms_config config;
	struct gms_world *w;
	const char *why;

	gms_config_init(&config);
	config.arch = GMS_ARCH_ARM64;
	config.param[GMS_PARAM_PKVM] = 1;
	config.param[GMS_PARAM_HAZARDS] = hazards;
	w = gms_create(&config, &why);
	assert_non_null(w);
	assert_int_equal(do_vm(w, H_VM, 0x80000000), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP | INIT_SHARED), 0);
	map_anon(w);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, with_file ? H_FILE : 0, 0, hva), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	return w;
}

/* ARM-INV-1: the hole of ARM-PKVM-4. */
static void a_protected_guest_that_does_not_map_its_file(void **state)
{
	struct gms_world *w = protected_world(true, false);

	(void)state;
	all_hold(w);
	gms_destroy(w);
	w = protected_world(true, true);
	broken_is(w, "ARM-INV-1");
	gms_destroy(w);
}

/* ARM-INV-21 */
static void a_protected_guest_whose_page_is_not_pinned(void **state)
{
	struct gms_world *w = protected_world(false, true);
	struct frame *f = frame_at(w, s2_translate(w, handle_vm(w, H_VM), GPA).frame);

	(void)state;
	all_hold(w);
	f->flags &= ~FOLIO_ASSIGNED;
	broken_is(w, "ARM-INV-21");
	f->flags |= FOLIO_ASSIGNED;
	f->pins--;
	f->refs--;
	broken_is(w, "ARM-INV-21");
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_shadow_that_outlives_a_hole),
		cmocka_unit_test(a_page_of_vncr_that_outlives_a_hole),
		cmocka_unit_test(a_tlb_of_l1_s_guest_that_outlives_a_hole),
		cmocka_unit_test(a_fault_that_does_not_look_at_the_sequence),
		cmocka_unit_test(a_page_of_a_file_that_is_a_device),
		cmocka_unit_test(a_memory_fault_that_says_private),
		cmocka_unit_test(an_entry_that_stays_locked),
		cmocka_unit_test(a_table_that_counts_wrong),
		cmocka_unit_test(a_shadow_that_may_write_where_no_slot_lets_it),
		cmocka_unit_test(a_page_that_may_be_written_in_a_readonly_slot),
		cmocka_unit_test(a_dirty_page_of_a_slot_that_nobody_logs),
		cmocka_unit_test(a_page_of_vncr_that_is_another),
		cmocka_unit_test(a_page_of_vncr_that_is_not_of_the_file),
		cmocka_unit_test(a_protected_guest_that_does_not_map_its_file),
		cmocka_unit_test(a_protected_guest_whose_page_is_not_pinned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
