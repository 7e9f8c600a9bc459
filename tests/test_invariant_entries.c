/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The invariants of what x86's page tables hold and of who sets it: a legal world keeps
 * them, and the same world, damaged by hand or by a step left out, breaks just those.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "invariants.h"
#include "mmu_x86/lpage_info.h"

#include <cmocka.h>

#define M2	   (2ull << 20)
#define NO_RANGE   UINT64_MAX
#define PFN(entry) ((entry)&EPT_ADDRESS)

/* The guest has written to the first two pages. */
static struct gms_world *touched_world(void)
{
	struct gms_world *w = file_world(0);

	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA_OF(0), 1), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA_OF(1), 1), 0);
	all_hold(w);
	return w;
}

/* X86-INV-2: shared memory is at userspace_addr, and what was private is mapped still. */
static void a_leaf_of_a_kind_that_is_no_more(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	struct gms_op op = slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD);

	(void)state;
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_mmap(w, H_ANON, 0, 4 * PAGE), 0);
	op.hva.handle = H_ANON;
	assert_int_equal(run_op(w, op), 0);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, true).kind, GMS_RESULT_OK);
	all_hold(w);
	set_attribute(w, 0);
	broken_are(w, false, "X86-INV-2");
	broken_are(w, true, "INV-16 X86-INV-2");
	gms_destroy(w);
}

/* X86-INV-4: HZ-2. */
static void a_page_of_a_hole_that_a_td_shares(void **state)
{
	struct gms_world *w = file_world(TDX);

	(void)state;
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).kind, GMS_RESULT_OK);
	all_hold(w);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE), 0);
	broken_are(w, true, "X86-INV-4");
	gms_destroy(w);
}

/* X86-INV-5: the fault finds the right page, where another one was mapped read-only. */
static void a_leaf_that_gets_another_page(void **state)
{
	struct gms_world *w = touched_world();
	uint64_t other = PFN(leaf_at(w, GPA_OF(1)).entry);

	(void)state;
	damage(w, GPA, other, EPT_ADDRESS | EPT_WRITE | EPT_MMU_WRITABLE);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 2), 0);
	broken_are(w, true, "X86-INV-5");
	gms_destroy(w);
}

/* X86-INV-6 */
static void rights_to_write_without_reason(void **state)
{
	struct gms_world *w = touched_world();

	(void)state;
	damage(w, GPA, 0, EPT_MMU_WRITABLE);
	broken_are(w, false, "X86-INV-6");
	damage(w, GPA, EPT_MMU_WRITABLE, EPT_HOST_WRITABLE);
	broken_are(w, false, "X86-INV-6");
	damage(w, GPA, EPT_HOST_WRITABLE, 0);
	all_hold(w);
	gms_destroy(w);
}

/* X86-INV-7 */
static void an_entry_that_nobody_thaws(void **state)
{
	struct gms_world *w = touched_world();
	struct tdp_iter it = leaf_at(w, GPA);
	int task;

	(void)state;
	entry_write(w, it.table[1], 7, spte_make_frozen(&it.format));
	broken_are(w, false, "X86-INV-7");
	task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA_OF(2), 0));
	until(w, task, "install");
	all_hold(w);
	assert_int_equal(finish_task(w, task), 0);
	broken_are(w, true, "X86-INV-7");
	gms_destroy(w);
}

/* X86-INV-8 */
static void an_invalidation_of_nothing(void **state)
{
	struct gms_world *w = touched_world();
	int task;

	(void)state;
	vm_of(w)->invalidate_count = -1;
	broken_are(w, false, "INV-17 X86-INV-8");
	vm_of(w)->invalidate_count = 0;
	task = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE));
	until(w, task, "truncate");
	all_hold(w);
	vm_of(w)->range_start = vm_of(w)->range_end = NO_RANGE;
	broken_are(w, false, "INV-19 X86-INV-8");
	gms_destroy(w);
}

/* X86-INV-9: what comes between a fault's last look and its leaf. */
static void a_fault_that_maps_what_was_invalidated(void **state)
{
	struct gms_world *w = touched_world();
	int task = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, GPA_OF(2), 0));

	(void)state;
	until(w, task, "install");
	all_hold(w);
	vm_of(w)->invalidate_seq++;
	broken_are(w, false, "X86-INV-9");
	gms_destroy(w);
}

/* X86-INV-10 */
static void an_entry_that_the_processor_refuses(void **state)
{
	struct gms_world *w = touched_world();
	uint64_t leaf = leaf_at(w, GPA).entry;

	(void)state;
	damage(w, GPA, 0, 4ull << EPT_TYPE_SHIFT);
	broken_are(w, false, "X86-INV-10");
	damage(w, GPA, leaf, EPT_SUPPRESS_VE);
	damage(w, GPA, 0, EPT_SUPPRESS_VE);
	broken_are(w, false, "X86-INV-10");
	damage(w, GPA, leaf, 0);
	all_hold(w);
	gms_destroy(w);
}

/* X86-INV-10: an entry for MMIO is refused, and right. */
static void an_entry_for_mmio_is_meant_to_be_refused(void **state)
{
	struct gms_world *w = touched_world();

	(void)state;
	assert_int_equal(guest_read(w, GPA_OF(9)).kind, GMS_RESULT_MMIO);
	assert_false(spte_is_shadow_present(leaf_at(w, GPA_OF(9)).entry));
	all_hold(w);
	gms_destroy(w);
}

/* X86-INV-15, X86-INV-16: by hand, in the result of a fault that found the file closed. */
static void a_memory_fault_that_says_too_much(void **state)
{
	static const struct {
		uint64_t type, gpa, flags;
		const char *broken;
	} cases[] = {
		{ 0, 0, 8, "X86-INV-15" },
		{ TDX, 1ull << 47, 0, "INV-37 X86-INV-16" },
		{ 0, 8, 0, "INV-37 X86-INV-16" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_world *w = file_world(cases[i].type);
		struct task *t;

		assert_int_equal(do_close(w, H_FILE), 0);
		t = run_to_the_end(w, access_op(GMS_ACCESS_READ, GPA, false));
		assert_memory_fault(t->result, EFAULT, GPA, 0);
		all_hold(w);
		t->result.gpa += cases[i].gpa;
		t->result.flags |= cases[i].flags;
		broken_are(w, false, cases[i].broken);
		gms_destroy(w);
	}
}

/* X86-INV-20 */
static void a_block_that_is_mixed_and_not_noted(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	uint64_t key = 2ull << 48 | 1;

	(void)state;
	assert_int_equal(do_mmap(w, H_ANON, 0, 2 * M2), 0);
	assert_int_equal(do_slot(w, H_VM, 0, M2, 2 * M2, 0, 0, NOWHERE), 0);
	assert_int_equal(do_attributes(w, H_VM, M2 + PAGE, PAGE, PRIVATE), 0);
	all_hold(w);
	assert_true(map_get(w, &slot_of(w, 0)->lpage, key, NULL));
	map_erase(w, &slot_of(w, 0)->lpage, key);
	broken_are(w, false, "X86-INV-20");
	assert_true(map_set(w, &slot_of(w, 0)->lpage, key, LPAGE_MIXED));
	all_hold(w);
	assert_true(map_set(w, &slot_of(w, 0)->lpage, key + 1, LPAGE_MIXED));
	broken_are(w, false, "X86-INV-20");
	/* A count disallows the page and says nothing about attributes. */
	assert_true(map_set(w, &slot_of(w, 0)->lpage, key + 1, 1));
	all_hold(w);
	gms_destroy(w);
}

/* X86-INV-21: the deletion of a slot goes on without its zap. */
static void a_slot_that_goes_and_is_not_zapped(void **state)
{
	struct gms_world *w = touched_world();
	struct gms_op op = slot_op(0, 0, 0, 0);
	struct task *t;
	int task;

	(void)state;
	op.is_delete = 1;
	task = start(w, op);
	until(w, task, "zap");
	all_hold(w);
	t = task_at(w, w->tasks[task]);
	frame_jump(&t->frame[t->depth - 1], frame_pc(t->frame[t->depth - 1]) + 1);
	broken_are(w, false, "X86-INV-21");
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_leaf_of_a_kind_that_is_no_more),
		cmocka_unit_test(a_page_of_a_hole_that_a_td_shares),
		cmocka_unit_test(a_leaf_that_gets_another_page),
		cmocka_unit_test(rights_to_write_without_reason),
		cmocka_unit_test(an_entry_that_nobody_thaws),
		cmocka_unit_test(an_invalidation_of_nothing),
		cmocka_unit_test(a_fault_that_maps_what_was_invalidated),
		cmocka_unit_test(an_entry_that_the_processor_refuses),
		cmocka_unit_test(an_entry_for_mmio_is_meant_to_be_refused),
		cmocka_unit_test(a_memory_fault_that_says_too_much),
		cmocka_unit_test(a_block_that_is_mixed_and_not_noted),
		cmocka_unit_test(a_slot_that_goes_and_is_not_zapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
