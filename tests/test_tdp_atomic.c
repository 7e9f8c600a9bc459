/* SPDX-License-Identifier: BSD-2-Clause */
/* Faults of the TDP MMU side by side: X86-TDP-3, X86-TDP-6, X86-TDP-10. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "gmem.h"
#include "invariants.h"
#include "observe.h"

#include <cmocka.h>

#define M2 (2ull << 20)

static struct gms_op second_op(enum gms_access access, uint64_t gpa, bool is_private)
{
	struct gms_op op = access_op(access, gpa, is_private);

	op.vcpu = H_VCPU2;
	return op;
}

static struct gms_world *two_vcpus(uint64_t type)
{
	struct gms_world *w = file_world(type);

	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
	if (type == TDX)
		assert_int_equal(do_attributes(w, H_VM, GPA, 4 * PAGE, PRIVATE), 0);
	return w;
}

/* One of the tables on the way, or the leaf: whatever a reader of it wanted to set. */
static void who_comes_too_late_faults_again(void **state)
{
	(void)state;
	for (int warm = 0; warm < 2; warm++) {
		struct gms_world *w = two_vcpus(0);
		int late, early;

		if (warm)
			assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA_OF(1), 0), 0);
		late = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));
		early = start(w, second_op(GMS_ACCESS_WRITE, GPA, false));
		until(w, late, "set-spte");
		all_hold(w);
		assert_int_equal(finish_task(w, early), 0);
		gms_trail_clear(w);
		assert_int_equal(gms_task_step(w, late), GMS_STEPPED);
		assert_string_equal(gms_task_next_step(w, late), "unlock-mmu");
		assert_true(applied(w, "X86-TDP-6"));
		assert_int_equal(finish_task(w, late), 0);
		all_hold(w);
		gms_destroy(w);
	}
}

/* What others do elsewhere is none of its business. */
static void who_reads_what_stays_sets_it(void **state)
{
	struct gms_world *w = two_vcpus(0);
	int task, other;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA_OF(1), 0), 0);
	task = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));
	other = start(w, second_op(GMS_ACCESS_WRITE, GPA_OF(2), false));
	until(w, task, "set-spte");
	assert_int_equal(finish_task(w, other), 0);
	gms_trail_clear(w);
	assert_int_equal(finish_task(w, task), 0);
	assert_false(applied(w, "X86-TDP-6"));
	gms_destroy(w);
}

/* A fault that has read goes on alone when all others are done. */
static void tables_are_linked_one_a_step(void **state)
{
	struct gms_world *w = two_vcpus(0);
	int task = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));
	int other = start(w, second_op(GMS_ACCESS_READ, GPA_OF(3), false));
	uint32_t steps = 0;

	(void)state;
	until(w, task, "set-spte");
	while (gms_task_step(w, task) == GMS_STEPPED && gms_task_next_step(w, task)[0] == 's')
		steps++;
	/* Three tables below the root, which is there since the first read. */
	assert_int_equal(steps, 3);
	assert_int_equal(finish_task(w, task), 0);
	assert_int_equal(finish_task(w, other), 0);
	gms_destroy(w);
}

static uint32_t frozen_entries(const struct gms_world *w)
{
	struct seen_spte spte;
	uint32_t count = 0;

	for (uint64_t c = 0; observe_spte(w, handle_vm(w, H_VM), &c, &spte);)
		count += spte.kind == SEEN_FROZEN;
	return count;
}

/* X86-INV-7 */
static void an_entry_of_a_mirror_is_frozen_while_the_module_is_asked(void **state)
{
	struct gms_world *w = two_vcpus(TDX);
	int slow, other;

	(void)state;
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA_OF(1), true).kind, GMS_RESULT_OK);
	slow = start(w, access_op(GMS_ACCESS_WRITE, GPA, true));
	other = start(w, second_op(GMS_ACCESS_WRITE, GPA, true));
	until(w, slow, "ask-module");
	assert_int_equal(frozen_entries(w), 1);
	all_hold(w);
	until(w, other, "install");
	gms_trail_clear(w);
	assert_int_equal(gms_task_step(w, other), GMS_STEPPED);
	assert_true(applied(w, "X86-TDP-6"));
	assert_string_equal(gms_task_next_step(w, other), "unlock-mmu");
	assert_int_equal(finish_task(w, slow), 0);
	assert_int_equal(finish_task(w, other), 0);
	assert_int_equal(frozen_entries(w), 0);
	all_hold(w);
	gms_destroy(w);
}

/* Shared memory of a TD has no mirror. */
static void an_entry_for_shared_memory_is_not_frozen(void **state)
{
	struct gms_world *w = file_world(TDX);
	int task = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));
	int other;

	(void)state;
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
	other = start(w, second_op(GMS_ACCESS_WRITE, GPA_OF(1), false));
	until(w, task, "set-spte");
	while (gms_task_next_step(w, task)[0] == 's') {
		assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
		assert_int_equal(frozen_entries(w), 0);
	}
	assert_int_equal(finish_task(w, task), 0);
	assert_int_equal(finish_task(w, other), 0);
	gms_destroy(w);
}

static struct gms_op delete_op(uint64_t id)
{
	struct gms_op op = slot_op(id, 0, 0, 0);

	op.is_delete = 1;
	return op;
}

/* X86-TDP-10: the old root is taken apart, a fault makes another one. */
static void an_invalid_root_is_taken_apart_beside_a_fault(void **state)
{
	struct gms_world *w = two_vcpus(0);
	uint64_t tables = w->pool[POOL_TABLE_INFO].live;
	int task;

	(void)state;
	assert_int_equal(do_mmap(w, H_ANON, 0, PAGE), 0);
	assert_int_equal(do_slot(w, H_VM, 1, 1ull << 30, PAGE, 0, 0,
				 (struct gms_ref){ .handle = H_ANON }),
			 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 1ull << 30, 1), 0);
	task = start(w, delete_op(1));
	until(w, task, "zap-roots");
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	/* A root, one table of 512G, and of two GiBs two each. */
	assert_int_equal(w->pool[POOL_TABLE_INFO].live, tables + 6);
	assert_int_equal(do_guest(w, H_VCPU2, GMS_ACCESS_READ, GPA, 0), 0x1);
	assert_int_equal(w->pool[POOL_TABLE_INFO].live, tables + 6 + 4);
	all_hold(w);
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_int_equal(finish_task(w, task), 0);
	assert_int_equal(w->pool[POOL_TABLE_INFO].live, tables + 4);
	assert_int_not_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	gms_destroy(w);
}

/* The same beside a task that only waits: one GiB a step. */
static void an_invalid_root_goes_part_by_part(void **state)
{
	struct gms_world *w = two_vcpus(0);
	uint64_t before;
	int task, other;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
	task = start(w, delete_op(0));
	other = start(w, second_op(GMS_ACCESS_READ, GPA, false));
	until(w, task, "zap-roots");
	before = w->pool[POOL_TABLE_INFO].live;
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_string_equal(gms_task_next_step(w, task), "zap-roots");
	assert_int_equal(w->pool[POOL_TABLE_INFO].live, before - 2);
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_string_equal(gms_task_next_step(w, task), "remove");
	assert_int_equal(w->pool[POOL_TABLE_INFO].live, before - 4);
	assert_int_equal(finish_task(w, task), 0);
	assert_int_equal(drain(w, other).kind, GMS_RESULT_MMIO);
	gms_destroy(w);
}

/* X86-TDP-8: what is zapped before mmu_lock is dropped is flushed before. */
static void a_zap_that_yields_flushes_first(void **state)
{
	struct gms_ref hva = { .handle = H_ANON };
	uint64_t gpa = 2 * M2 - PAGE;

	(void)state;
	for (int flushes = 0; flushes < 2; flushes++) {
		struct gms_world *w = world_with(GMS_PARAM_TLB, 1);
		int task, other;

		assert_int_equal(do_vm(w, H_VM, SW_PROTECTED), 0);
		assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
		assert_int_equal(do_mmap(w, H_ANON, 0, 2 * PAGE), 0);
		assert_int_equal(do_slot(w, H_VM, 0, gpa, 2 * PAGE, 0, 0, hva), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, gpa, 1), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 2 * M2, 1), 0);
		gms_set_switch(w, (unsigned int)gms_switch_find("X86_ZAP_WITHOUT_FLUSH"),
			       !flushes);
		task = start(w, delete_op(0));
		other = start(w, access_op(GMS_ACCESS_READ, gpa, false));
		until(w, task, "zap");
		assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
		assert_string_equal(gms_task_next_step(w, task), "zap");
		assert_int_equal(where(w, gpa).kind, GMS_RESULT_UNMAPPED);
		assert_int_not_equal(where(w, 2 * M2).kind, GMS_RESULT_UNMAPPED);
		if (flushes)
			all_hold(w);
		else
			broken_are(w, false, "X86-INV-11");
		assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
		assert_string_equal(gms_task_next_step(w, task), "zap-roots");
		assert_int_equal(where(w, 2 * M2).kind, GMS_RESULT_UNMAPPED);
		drain(w, other);
		gms_destroy(w);
	}
}

/* Private and shared memory of a TD are zapped alike, private memory first. */
static void a_zap_that_yields_goes_over_both_tables_of_a_td(void **state)
{
	struct gms_world *w = two_vcpus(TDX);
	int task, other;

	(void)state;
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, 0), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).kind, GMS_RESULT_OK);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA_OF(1), true).kind, GMS_RESULT_OK);
	task = start(w, delete_op(0));
	other = start(w, second_op(GMS_ACCESS_WRITE, GPA, false));
	until(w, task, "zap-roots");
	all_hold(w);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	assert_int_equal(finish_task(w, task), 0);
	drain(w, other);
	gms_destroy(w);
}

/* ---- TDX ---- */

/* X86-TDX-3: what comes after an attempt that failed while a hole is punched. */
static const char *step_after_retry(struct gms_world *w, bool is_private)
{
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE));
	int vcpu = start(w, access_op(GMS_ACCESS_WRITE, GPA, is_private));
	const char *next;

	until(w, punch, "truncate");
	until(w, vcpu, "re-enter");
	assert_int_equal(gms_task_step(w, vcpu), GMS_STEPPED);
	next = gms_task_next_step(w, vcpu);
	assert_int_equal(finish_task(w, punch), 0);
	assert_int_equal(finish_task(w, vcpu), 0);
	return next;
}

static void a_private_fault_of_a_td_is_retried_inside(void **state)
{
	struct gms_world *w = two_vcpus(TDX);

	(void)state;
	assert_string_equal(step_after_retry(w, true), "lookup");
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, 0), 0);
	assert_string_equal(step_after_retry(w, false), "walk");
	gms_destroy(w);
}

/* Else who deletes the slot would wait for the fault, and the fault for him. */
static void since_6_18_a_slot_that_goes_ends_the_retries(void **state)
{
	static const char *const after[] = { "walk", "lookup" };

	(void)state;
	for (int old = 0; old < 2; old++) {
		struct gms_world *w = two_vcpus(TDX);
		int task = start(w, delete_op(0)), vcpu;

		gms_set_switch(w, (unsigned int)gms_switch_find("X86_TDX_RETRY_LEAVES_SRCU"),
			       !old);
		until(w, task, "zap");
		vcpu = start(w, access_op(GMS_ACCESS_WRITE, GPA, true));
		until(w, vcpu, "re-enter");
		assert_int_equal(gms_task_step(w, vcpu), GMS_STEPPED);
		assert_string_equal(gms_task_next_step(w, vcpu), after[old]);
		gms_destroy(w);
	}
}

/* X86-TDX-3: the VM died in between. */
static void a_dead_vm_ends_the_retries(void **state)
{
	struct gms_world *w = two_vcpus(TDX);
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE));
	int vcpu = start(w, access_op(GMS_ACCESS_WRITE, GPA, true));

	(void)state;
	until(w, punch, "truncate");
	until(w, vcpu, "re-enter");
	vm_kill(w, vm_of(w));
	assert_int_equal(finish_task(w, vcpu), -EIO);
	gms_destroy(w);
}

/* X86-TDX-11: who adds a page waits until an entry on the way has been set. */
static void adding_a_page_waits_for_a_frozen_entry(void **state)
{
	struct gms_world *w = two_vcpus(TDX);
	struct gms_op op = op_of(GMS_OP_POPULATE);
	int slow, launch;

	(void)state;
	assert_int_equal(do_mmap(w, H_ANON, 0, PAGE), 0);
	assert_int_equal(do_store(w, H_ANON, 0, 7), 0);
	op.vm = H_VM;
	op.gpa = GPA_OF(1);
	op.size = PAGE;
	op.hva.handle = H_ANON;
	slow = start(w, access_op(GMS_ACCESS_WRITE, GPA, true));
	launch = start(w, op);
	until(w, slow, "ask-module");
	until(w, launch, "callback");
	assert_int_equal(gms_task_step(w, launch), GMS_STEPPED);
	assert_string_equal(gms_task_next_step(w, launch), "callback");
	assert_int_equal(finish_task(w, slow), 0);
	assert_int_equal(gms_task_step(w, launch), GMS_STEPPED);
	assert_string_equal(gms_task_next_step(w, launch), "mark-ready");
	all_hold(w);
	drain(w, launch);
	all_hold(w);
	assert_int_equal(guest(w, GMS_ACCESS_READ, GPA_OF(1), true).value, 7);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_comes_too_late_faults_again),
		cmocka_unit_test(who_reads_what_stays_sets_it),
		cmocka_unit_test(tables_are_linked_one_a_step),
		cmocka_unit_test(an_entry_of_a_mirror_is_frozen_while_the_module_is_asked),
		cmocka_unit_test(an_entry_for_shared_memory_is_not_frozen),
		cmocka_unit_test(an_invalid_root_is_taken_apart_beside_a_fault),
		cmocka_unit_test(an_invalid_root_goes_part_by_part),
		cmocka_unit_test(a_zap_that_yields_flushes_first),
		cmocka_unit_test(a_zap_that_yields_goes_over_both_tables_of_a_td),
		cmocka_unit_test(a_private_fault_of_a_td_is_retried_inside),
		cmocka_unit_test(since_6_18_a_slot_that_goes_ends_the_retries),
		cmocka_unit_test(a_dead_vm_ends_the_retries),
		cmocka_unit_test(adding_a_page_waits_for_a_frozen_entry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
