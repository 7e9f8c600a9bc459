/* SPDX-License-Identifier: BSD-2-Clause */
/* Tasks and locks: who blocks, on what, held by whom.  Spec section 19.1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "lock.h"
#include "support.h"

#include <cmocka.h>

/* A VM with a mappable file of 16 pages; pages 0..3 are slot 0 at gpa 0. */
static struct gms_world *furnished(void)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE_SIZE, 3), 0);
	assert_int_equal(do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, (struct gms_ref){ 0 }),
			 0);
	return w;
}

/* FALLOC-10: punching excludes allocating. */
static void allocate_waits_for_punch(void **state)
{
	struct gms_world *w = furnished();
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	int allocate = start(w, op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE));
	struct gms_wait wait;

	(void)state;
	until(w, punch, "invalidate-begin");
	until(w, allocate, "lock");
	assert_waits(w, allocate, GMS_LOCK_INVALIDATE, punch);
	assert_true(gms_task_wait(w, allocate, &wait));
	assert_int_equal(wait.handle, H_FILE);
	drain(w, punch);
	drain(w, allocate);
	gms_destroy(w);
}

/* FALLOC-10: two allocations share the lock; a waiting punch keeps later ones out. */
static void queued_punch_keeps_later_readers_out(void **state)
{
	struct gms_world *w = furnished();
	int first = start(w, op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE));
	int second = start(w, op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE));
	int third = start(w, op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE));
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));

	(void)state;
	until(w, first, "next-page");
	until(w, second, "next-page");
	until(w, third, "lock");
	until(w, punch, "lock");
	assert_true(gms_task_can_step(w, third));
	assert_int_equal(gms_task_step(w, punch), GMS_BLOCKED);
	assert_waits(w, third, GMS_LOCK_INVALIDATE, punch);
	drain(w, first);
	drain(w, second);
	drain(w, punch);
	drain(w, third);
	gms_destroy(w);
}

/* SLOT-35: deletion waits for every vCPU that may hold the old slot. */
static void slot_deletion_waits_for_the_faulting_vcpu(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op;
	int fault, removal;

	(void)state;
	fault = start(w, op_guest(H_VCPU, GMS_ACCESS_WRITE, 0, 1));
	until(w, fault, "snapshot");
	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = H_VM;
	op.is_delete = 1;
	removal = start(w, op);
	while (gms_task_step(w, removal) == GMS_STEPPED)
		continue;
	assert_waits(w, removal, GMS_LOCK_SRCU, fault);
	drain(w, fault);
	drain(w, removal);
	gms_destroy(w);
}

static void asking_whether_a_task_can_step_changes_nothing(void **state)
{
	struct gms_world *w = furnished();
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	uint64_t hash;

	(void)state;
	until(w, punch, "truncate");
	hash = gms_hash(w);
	assert_true(gms_task_can_step(w, punch));
	assert_string_equal(gms_task_next_step(w, punch), "truncate");
	assert_true(gms_hash(w) == hash);
	drain(w, punch);
	assert_null(gms_task_next_step(w, punch));
	assert_false(gms_task_can_step(w, punch));
	assert_int_equal(gms_task_step(w, punch), GMS_FINISHED);
	gms_destroy(w);
}

static void snapshot_in_the_middle_of_a_protocol_goes_on(void **state)
{
	struct gms_world *w = furnished();
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	static char image[1 << 20];
	uint64_t hash;
	size_t size;

	(void)state;
	until(w, punch, "invalidate-end");
	hash = gms_hash(w);
	size = gms_snapshot(w, image, sizeof(image));
	assert_true(size > 0);
	drain(w, punch);
	assert_false(gms_hash(w) == hash);
	assert_true(gms_restore(w, image, size));
	assert_true(gms_hash(w) == hash);
	assert_string_equal(gms_task_next_step(w, punch), "invalidate-end");
	drain(w, punch);
	gms_destroy(w);
}

static void tasks_are_limited_and_numbers_are_reused(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op = op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE);

	(void)state;
	for (int i = 0; i < GMS_MAX_TASKS; i++)
		assert_int_equal(gms_task_start(w, &op), i);
	assert_int_equal(gms_task_start(w, &op), -1);
	gms_task_end(w, 3);
	assert_int_equal(gms_task_start(w, &op), 3);
	gms_destroy(w);
}

static void trail_names_the_rule_and_the_step(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op = op_fallocate(H_FILE, KEEP, 1, PAGE_SIZE);

	(void)state;
	gms_trail_clear(w);
	gms_run(w, &op);
	assert_int_equal(gms_trail_length(w), 1);
	assert_string_equal(gms_rule_at(gms_trail_at(w, 0).rule)->id, "FALLOC-6");
	assert_string_equal(gms_trail_at(w, 0).step, "check");
	assert_true(gms_rule_hits(w, gms_trail_at(w, 0).rule) > 0);
	gms_destroy(w);
}

/* Taking slots_lock while reading under SRCU is the deadlock that 19.1 forbids. */
static void lock_order_is_checked(void **state)
{
	struct gms_world *w = furnished();
	int task = start(w, op_guest(H_VCPU, GMS_ACCESS_WRITE, 0, 1));
	struct task *t = task_at(w, w->tasks[task]);

	(void)state;
	until(w, task, "snapshot");
	assert_null(gms_lock_order_violation(w));
	assert_true(try_lock(w, t, need_slots_lock(w, t)));
	assert_non_null(gms_lock_order_violation(w));
	gms_destroy(w);
}

static void handle_in_use_is_refused(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	assert_true(do_memfd(w, H_VM, H_VM, PAGE_SIZE, 0) == OTHER);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 0), 0);
	gms_destroy(w);
}

/* INV-40: only an operation that has ended must have let all folios go. */
static void who_gives_up_half_way_may_hold_a_folio(void **state)
{
	struct gms_world *w = furnished();
	int allocate = start(w, op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE));

	(void)state;
	until(w, allocate, "unlock-folio");
	gms_task_end(w, allocate);
	assert_null(gms_lock_order_violation(w));
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocate_waits_for_punch),
		cmocka_unit_test(queued_punch_keeps_later_readers_out),
		cmocka_unit_test(slot_deletion_waits_for_the_faulting_vcpu),
		cmocka_unit_test(asking_whether_a_task_can_step_changes_nothing),
		cmocka_unit_test(snapshot_in_the_middle_of_a_protocol_goes_on),
		cmocka_unit_test(tasks_are_limited_and_numbers_are_reused),
		cmocka_unit_test(trail_names_the_rule_and_the_step),
		cmocka_unit_test(lock_order_is_checked),
		cmocka_unit_test(handle_in_use_is_refused),
		cmocka_unit_test(who_gives_up_half_way_may_hold_a_folio),
	};

	return cmocka_run_group_tests_name("step", tests, NULL, NULL);
}
