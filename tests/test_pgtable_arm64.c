/* SPDX-License-Identifier: BSD-2-Clause */
/* Operations on the stage-2 table of a VM, entry by entry, and who meets them half done. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "mmu_arm64/esr.h"
#include "mmu_arm64/pgtable.h"
#include "slots.h"

#include <cmocka.h>

#define MMAP	1u
#define BLOCK	(GPA & ~(s2_size(12, 2) - 1))
#define RW	S2_PROT_RW
#define OUTPUT	0x80000000ull
#define BLOCK_2 2 /* the level of 2M */

/* A VM with two vCPUs and a file of 16 pages at GPA. */
static struct gms_world *mapped_world(const char *profile)
{
	struct gms_world *w = world(GMS_ARCH_ARM64, profile);

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0, NOWHERE), 0);
	return w;
}

static struct s2_mmu own(const struct gms_world *w)
{
	return s2_own(w, handle_vm(w, H_VM));
}

static struct s2_walk walk(const struct gms_world *w, uint64_t ipa)
{
	const struct s2_mmu mmu = own(w);

	return s2_mmu_walk(w, &mmu, ipa);
}

/* A task that is about to install a page at GPA: its tables' owner, for what follows. */
static struct task *installer(struct gms_world *w)
{
	int task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));

	until(w, task, "install");
	return task_at(w, w->tasks[task]);
}

static uint64_t entry_of(const struct gms_world *w, uint64_t ipa)
{
	return walk(w, ipa).entry;
}

static uint32_t live_tables(const struct gms_world *w)
{
	return w->pool[POOL_TABLE_INFO].live;
}

static uint64_t leaf_at(const struct gms_world *w, uint64_t address, uint32_t level)
{
	const struct s2_format format = s2_vm_format(w);
	const struct s2_leaf leaf = { .address = address, .level = level, .prot = RW };

	return s2_make_leaf(&format, &leaf);
}

/* Link what is missing, break, make. */
static int map(struct gms_world *w, struct task *t, uint64_t ipa, uint64_t leaf, uint32_t level)
{
	const struct s2_mmu mmu = own(w);
	int error;

	while (!(error = s2_link_table(w, t, &mmu, ipa, level)))
		;
	if (error == EEXIST)
		error = s2_break_leaf(w, &mmu, ipa, leaf, level);
	if (!error)
		s2_make(w, &mmu, ipa, leaf, level);
	return error;
}

/* Steps of a task that have the name, until it finishes. */
static int steps_called(struct gms_world *w, int task, const char *name)
{
	int count = 0;

	for (const char *next; (next = gms_task_next_step(w, task));) {
		count += !strcmp(next, name);
		assert_int_not_equal(gms_task_step(w, task), GMS_BLOCKED);
	}
	return count;
}

/* ---- Faults, step by step ---- */

/* G13 to G15: 40 bits of address begin at level 1. */
static void a_fault_links_two_tables_one_by_one(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	int task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));

	(void)state;
	until(w, task, "install");
	assert_int_equal(walk(w, GPA).level, 1);
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_int_equal(walk(w, GPA).level, 2);
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_int_equal(walk(w, GPA).level, 3);
	until(w, task, "break");
	assert_int_equal(entry_of(w, GPA), 0);
	until(w, task, "make");
	assert_int_equal(entry_of(w, GPA), S2_LOCKED);
	until(w, task, "unlock-mmu");
	assert_true(s2_is_leaf(entry_of(w, GPA), 3));
	assert_int_equal(finish_task(w, task), 0);
	assert_true(applied(w, "ARM-PGT-4"));
	gms_destroy(w);
}

/* ARM-GMEM-16: the second finds the entry locked, or equal, and goes back to the guest. */
static void a_vcpu_that_meets_a_locked_entry_starts_again(void **state)
{
	(void)state;
	for (int made = 0; made < 2; made++) {
		struct gms_world *w = mapped_world("7.2");
		int first = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));
		int second = start(w, op_guest(H_VCPU2, GMS_ACCESS_WRITE, GPA, 7));

		until(w, first, "break");
		until(w, second, "break");
		until(w, first, made ? "unlock-mmu" : "make");
		until(w, second, "unlock-mmu");
		assert_int_equal(s2_is_valid(entry_of(w, GPA)), made);
		until(w, second, "walk");
		assert_int_equal(finish_task(w, first), 0);
		assert_int_equal(finish_task(w, second), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 7);
		assert_int_equal(table_info_at(w, vm_of(w)->root[0])->present, 1);
		gms_destroy(w);
	}
}

/* ARM-INV-20: of a permission fault no table; ARM-GMEM-9. */
static void a_permission_fault_relaxes_in_one_step(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	uint32_t tables;
	int task;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	tables = live_tables(w);
	task = start(w, op_guest(H_VCPU, GMS_ACCESS_EXEC, GPA, 0));
	until(w, task, "relax");
	assert_int_equal(live_tables(w), tables);
	assert_true(entry_of(w, GPA) & S2_XN);
	until(w, task, "unlock-mmu");
	assert_false(entry_of(w, GPA) & S2_XN);
	finish_task(w, task);
	gms_destroy(w);
}

/* ---- Ageing ---- */

/* ARM-PGT-9, ARM-AF-1, ARM-INVAL-9: an old entry faults once, and its page stays. */
static void an_old_entry_faults_once_and_is_young_again(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	uint64_t gfn = GPA >> PAGE_SHIFT, young;
	ref_t vm = handle_vm(w, H_VM);
	int task;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	young = entry_of(w, GPA);
	assert_true(s2_test_young(w, vm, gfn, gfn + 16, false));
	assert_int_equal(entry_of(w, GPA), young);
	assert_true(s2_test_young(w, vm, gfn, gfn + 16, true));
	assert_int_equal(entry_of(w, GPA), young & ~S2_AF);
	assert_false(s2_test_young(w, vm, gfn, gfn + 16, true));

	task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));
	assert_int_equal(steps_called(w, task, "make-young"), 1);
	assert_int_equal(entry_of(w, GPA), young);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 5);
	gms_destroy(w);
}

/* ARM-AF-1: nothing is there any more. */
static void an_access_flag_fault_loses_to_an_unmapping(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	uint64_t gfn = GPA >> PAGE_SHIFT;
	const struct s2_mmu mmu = own(w);
	int task;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	s2_test_young(w, mmu.vm, gfn, gfn + 1, true);
	task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0));
	until(w, task, "make-young");
	s2_unmap(w, &mmu, gfn, gfn + 1);
	until(w, task, "re-enter");
	assert_int_equal(entry_of(w, GPA), 0);
	assert_int_equal(finish_task(w, task), 5);
	gms_destroy(w);
}

/* ARM-PGT-5: an aged leaf is not equal but for permissions; mapping makes it anew. */
static void mapping_an_old_entry_makes_it_young(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	struct task *t = installer(w);
	uint64_t leaf = leaf_at(w, OUTPUT, 3);
	ref_t vm = handle_vm(w, H_VM);

	(void)state;
	assert_int_equal(map(w, t, GPA, leaf, 3), 0);
	assert_int_equal(map(w, t, GPA, leaf, 3), EAGAIN);
	assert_int_equal(map(w, t, GPA, leaf | S2_XN_ALL, 3), EAGAIN);
	s2_test_young(w, vm, 0, UINT64_MAX, true);
	assert_int_equal(map(w, t, GPA, leaf, 3), 0);
	assert_int_equal(entry_of(w, GPA), leaf);
	assert_int_equal(map(w, t, GPA, leaf_at(w, OUTPUT + PAGE, 3), 3), 0);
	gms_destroy(w);
}

/* ---- Blocks ---- */

/* ARM-PGT-7: the tables below are given back. */
static void a_block_takes_the_place_of_a_table(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	struct task *t = installer(w);
	uint64_t block = leaf_at(w, OUTPUT, BLOCK_2);
	uint32_t before;

	(void)state;
	assert_int_equal(map(w, t, BLOCK, leaf_at(w, OUTPUT, 3), 3), 0);
	assert_int_equal(map(w, t, BLOCK + PAGE, leaf_at(w, OUTPUT, 3), 3), 0);
	before = live_tables(w);
	assert_int_equal(map(w, t, BLOCK, block, BLOCK_2), 0);
	assert_int_equal(live_tables(w), before - 1);
	assert_int_equal(walk(w, BLOCK + 5 * PAGE).pa, OUTPUT + 5 * PAGE);
	assert_int_equal(walk(w, BLOCK + 5 * PAGE).level, BLOCK_2);
	/* A table of level 1 holds it: 1G frees both. */
	assert_int_equal(map(w, t, BLOCK, leaf_at(w, 1ull << 30, 1), 1), 0);
	assert_int_equal(live_tables(w), before - 2);
	assert_int_equal(table_info_at(w, vm_of(w)->root[0])->present, 1);
	gms_destroy(w);
}

/* ARM-PGT-5: of a block that a page breaks only the page is mapped. */
static void a_page_in_a_block_takes_the_block_away(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	struct task *t = installer(w);

	(void)state;
	assert_int_equal(map(w, t, BLOCK, leaf_at(w, OUTPUT, BLOCK_2), BLOCK_2), 0);
	assert_int_equal(map(w, t, BLOCK + PAGE, leaf_at(w, OUTPUT, 3), 3), 0);
	assert_int_equal(walk(w, BLOCK + PAGE).outcome, S2_MAPPED);
	assert_int_equal(walk(w, BLOCK).outcome, S2_TRANSLATION);
	assert_int_equal(walk(w, BLOCK).level, 3);
	gms_destroy(w);
}

/* ARM-PGT-10: unmapping removes a block that it only touches; protecting protects all. */
static void a_block_is_changed_as_a_whole(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	uint64_t gfn = BLOCK >> PAGE_SHIFT;
	struct task *t = installer(w);
	const struct s2_mmu mmu = own(w);

	(void)state;
	assert_int_equal(map(w, t, BLOCK, leaf_at(w, OUTPUT, BLOCK_2), BLOCK_2), 0);
	s2_write_protect(w, &mmu, gfn + 7, gfn + 8);
	assert_int_equal(s2_prot(entry_of(w, BLOCK)), S2_PROT_R);
	assert_int_equal(s2_relax_permissions(w, &mmu, BLOCK + 9 * PAGE, RW), 0);
	assert_int_equal(s2_prot(entry_of(w, BLOCK)), RW);
	s2_unmap(w, &mmu, gfn + 7, gfn + 8);
	assert_int_equal(walk(w, BLOCK).outcome, S2_TRANSLATION);
	assert_int_equal(walk(w, BLOCK).level, 1);
	gms_destroy(w);
}

/* What is locked is nobody else's, and a table that went away takes a late store with it. */
static void a_late_store_into_a_replaced_table_is_lost(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	struct task *t = installer(w);
	uint64_t page = leaf_at(w, OUTPUT, 3), block = leaf_at(w, OUTPUT, BLOCK_2);
	const struct s2_mmu mmu = own(w);

	(void)state;
	while (!s2_link_table(w, t, &mmu, BLOCK, 3))
		;
	assert_int_equal(s2_break_leaf(w, &mmu, BLOCK, page, 3), 0);
	assert_int_equal(s2_break_leaf(w, &mmu, BLOCK, page, 3), EAGAIN);
	assert_int_equal(map(w, t, BLOCK, block, BLOCK_2), 0);
	s2_make(w, &mmu, BLOCK, page, 3);
	assert_int_equal(entry_of(w, BLOCK), block);
	/* And where a block is being made no table is linked. */
	assert_int_equal(s2_break_leaf(w, &mmu, BLOCK, block ^ 1ull << 40, BLOCK_2), 0);
	assert_int_equal(s2_link_table(w, t, &mmu, BLOCK, 3), EAGAIN);
	gms_destroy(w);
}

/* ---- Allocations ---- */

/* ARM-PGT-5: a table that went away after the fault had looked may not come back. */
static void a_table_that_cannot_be_allocated_is_enomem(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	struct task *t = installer(w);

	(void)state;
	w->inject_left[GMS_INJECT_ALLOC] = 1;
	assert_int_equal(map(w, t, 1ull << 35, leaf_at(w, OUTPUT, 3), 3), 0);
	assert_int_equal(map(w, t, 1ull << 36, leaf_at(w, OUTPUT, 3), 3), ENOMEM);
	gms_destroy(w);
}

/* ARM-USER-1: a fetch from a page that was written, in a slot that is logged. */
static void a_permission_fault_of_a_logged_slot_needs_memory_since_7_3(void **state)
{
	static const char *const profiles[] = { "7.2", "7.3" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct gms_world *w = world(GMS_ARCH_ARM64, profiles[i]);
		struct gms_op op = slot_op(0, GPA, PAGE, MEM_LOG_DIRTY);

		assert_int_equal(do_vm(w, H_VM, 0), 0);
		assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
		assert_int_equal(do_mmap(w, H_ANON, 0, PAGE), 0);
		op.hva = (struct gms_ref){ .handle = H_ANON };
		assert_int_equal(run_op(w, op), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
		w->inject_left[GMS_INJECT_ALLOC] = 1;
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_EXEC, GPA, 0), i ? -ENOMEM : 0);
		w->inject_left[GMS_INJECT_ALLOC] = 0;
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_EXEC, GPA, 0), 0);
		gms_destroy(w);
	}
}

/* ARM-PGT-11: a block of 1G becomes blocks of 2M, and those pages, as long as there is memory. */
static void splitting_goes_on_until_memory_ends(void **state)
{
	struct gms_world *w = mapped_world("7.2");
	uint64_t gib = 1ull << 30, gfn = gib >> PAGE_SHIFT;
	struct task *t = installer(w);
	const struct s2_mmu mmu = own(w);
	uint64_t block = leaf_at(w, gib, 1);

	(void)state;
	assert_int_equal(map(w, t, gib, block, 1), 0);
	w->inject_left[GMS_INJECT_ALLOC] = 1;
	s2_split(w, &mmu, gfn, gfn + 1);
	assert_int_equal(entry_of(w, gib), block);
	s2_split(w, &mmu, gfn, gfn + 1);
	assert_int_equal(walk(w, gib + 5 * PAGE).level, 2);
	assert_int_equal(walk(w, gib + 5 * PAGE).pa, gib + 5 * PAGE);
	assert_int_equal(entry_of(w, gib + (2ull << 20)), leaf_at(w, gib + (2ull << 20), 2));
	s2_split(w, &mmu, gfn, gfn + 1);
	assert_int_equal(entry_of(w, gib + 511 * PAGE), leaf_at(w, gib + 511 * PAGE, 3));
	assert_int_equal(walk(w, gib + 512 * PAGE).level, 2);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_links_two_tables_one_by_one),
		cmocka_unit_test(a_vcpu_that_meets_a_locked_entry_starts_again),
		cmocka_unit_test(a_permission_fault_relaxes_in_one_step),
		cmocka_unit_test(an_old_entry_faults_once_and_is_young_again),
		cmocka_unit_test(an_access_flag_fault_loses_to_an_unmapping),
		cmocka_unit_test(mapping_an_old_entry_makes_it_young),
		cmocka_unit_test(a_block_takes_the_place_of_a_table),
		cmocka_unit_test(a_page_in_a_block_takes_the_block_away),
		cmocka_unit_test(a_block_is_changed_as_a_whole),
		cmocka_unit_test(a_late_store_into_a_replaced_table_is_lost),
		cmocka_unit_test(a_table_that_cannot_be_allocated_is_enomem),
		cmocka_unit_test(a_permission_fault_of_a_logged_slot_needs_memory_since_7_3),
		cmocka_unit_test(splitting_goes_on_until_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
