/* SPDX-License-Identifier: BSD-2-Clause */
/* What happens to a guest access when others change what it looked up. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "guests.h"

#include <cmocka.h>

/* ---- Races ---- */

/* SCN-1, V10 before P3: the old page must not be installed. */
static void a_fault_retries_when_the_sequence_moved(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		int vcpu;
		ref_t frame;

		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 0x11), 0);
		arch(w)->zap_range(w, handle_vm(w, H_VM), 0, UINT64_MAX, FILTER_BOTH);
		vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));
		until(w, vcpu, "lock-mmu");
		assert_int_equal(run_op(w, punch_op()), 0);
		until(w, vcpu, "re-enter");
		assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
		assert_int_equal(finish_task(w, vcpu), 0);
		frame = arch(w)->walk(w, handle_vm(w, H_VM), GPA).frame;
		assert_true(cached(w, frame));
		assert_int_equal(frame_at(w, frame)->refs, 1);
		assert_null(gms_lock_order_violation(w));
		gms_destroy(w);
	}
}

/* INVAL-4 against INVAL-5: x86 looks at the range, arm64 at the VM. */
static void an_invalidation_elsewhere_stops_only_arm64(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		int punch = start(w, punch_op());
		struct gms_result r;

		until(w, punch, "truncate");
		r = guest_read(w, GPA_OF(3));
		assert_int_equal(r.kind, a == GMS_ARCH_X86 ? GMS_RESULT_VALUE : GMS_RESULT_RETRY);
		assert_int_equal(finish_task(w, punch), 0);
		assert_int_equal(guest_read(w, GPA_OF(3)).kind, GMS_RESULT_VALUE);
		gms_destroy(w);
	}
}

/* INV-42: nobody is there to end the invalidation. */
static void a_lone_vcpu_stops_when_retrying_is_in_vain(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);

		vm_of(w)->invalidate_count = 1;
		vm_of(w)->range_start = 0;
		vm_of(w)->range_end = UINT64_MAX;
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_RETRY);
		vm_of(w)->invalidate_count = 0;
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
		gms_destroy(w);
	}
}

/* What an explorer relies on: retrying comes back to the same state. */
static void a_spinning_vcpu_goes_in_circles(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		int punch = start(w, punch_op()), vcpu;
		uint64_t hash = 0;

		assert_int_equal(guest_read(w, GPA_OF(1)).kind, GMS_RESULT_VALUE);
		until(w, punch, "truncate");
		vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));
		for (int round = 0; round < 5; round++) {
			until(w, vcpu, "re-enter");
			until(w, vcpu, "walk");
			assert_true(round < 2 || gms_hash(w) == hash);
			hash = gms_hash(w);
			assert_int_equal(gms_task_step(w, vcpu), GMS_STEPPED);
		}
		assert_int_equal(finish_task(w, punch), 0);
		assert_int_equal(finish_task(w, vcpu), 0);
		gms_destroy(w);
	}
}

/* SCN-2: one folio, zeroed once. */
static void two_vcpus_fault_in_one_page(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		struct gms_op op = op_guest(H_VCPU2, GMS_ACCESS_READ, GPA, 0);
		int first, second;

		assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
		first = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));
		second = start(w, op);
		until(w, first, "insert-folio");
		until(w, second, "insert-folio");
		until(w, first, "lock-mmu");
		until(w, second, "install");
		assert_int_equal(finish_task(w, first), 0);
		assert_int_equal(finish_task(w, second), 0x5);
		assert_int_equal(w->pool[POOL_FRAME].live, 2); /* and the anonymous page */
		gms_destroy(w);
	}
}

/* SCN-6, X86-FAULT-16, ARM-INVAL-11: INVALID is a retry on x86, no slot on arm64. */
static void a_slot_that_is_being_deleted_is_no_memory(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		struct gms_op delete = slot_op(0, 0, 0, 0);
		int task;

		delete.is_delete = 1;
		task = start(w, delete);
		until(w, task, "zap");
		assert_int_equal(guest_read(w, GPA).kind,
				 a == GMS_ARCH_X86 ? GMS_RESULT_RETRY : GMS_RESULT_MMIO);
		assert_int_equal(finish_task(w, task), 0);
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_MMIO);
		gms_destroy(w);
	}
}

/* HZ-9: prefault holds SRCU while it retries, and the deletion waits for SRCU. */
static void prefault_of_a_slot_that_is_being_deleted_spins_before_6_18(void **state)
{
	static const char *const profile[] = { "6.12", "6.18" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct gms_world *w = vm_world(GMS_ARCH_X86, profile[i], SW_PROTECTED);
		struct gms_op op = slot_op(0, 0, 0, 0), prefault_op;
		int deletion, task;

		bind_file(w, 0);
		op.is_delete = 1;
		gms_op_init(&prefault_op, GMS_OP_PREFAULT);
		prefault_op.vcpu = H_VCPU;
		prefault_op.gpa = GPA;
		prefault_op.size = PAGE;
		deletion = start(w, op);
		task = start(w, prefault_op);
		until(w, task, "lookup");
		until(w, deletion, "wait-readers");
		until(w, task, "page-done");
		assert_waits(w, deletion, GMS_LOCK_SRCU, task);
		assert_int_equal(gms_task_step(w, task), i ? GMS_FINISHED : GMS_STEPPED);
		if (i)
			assert_prefault(gms_task_end(w, task), EAGAIN, PAGE, GPA);
		else
			assert_string_equal(gms_task_next_step(w, task), "fault");
		gms_destroy(w);
	}
}

/* SCN-7, GETPFN-3, RELEASE-4: the vCPU drops the last reference and runs the release. */
static void the_release_runs_on_the_vcpu_that_held_the_last_reference(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	int vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));

	(void)state;
	until(w, vcpu, "prepare");
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_true(slot_of(w, 0)->gmem_file != 0);
	until(w, vcpu, "re-enter");
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_MEMFD);
	until(w, vcpu, "task-work");
	until(w, vcpu, "walk");
	assert_int_equal(slot_of(w, 0)->gmem_file, 0);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	while (gms_task_step(w, vcpu) == GMS_STEPPED)
		;
	assert_memory_fault(gms_task_end(w, vcpu), EFAULT, GPA, 0);
	assert_null(gms_lock_order_violation(w));
	gms_destroy(w);
}

/* X86-ERR-6: the attribute changed between V2 and V8, and the exit tells the old kind. */
static void a_conversion_under_a_fault_exits_with_the_old_kind(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", SW_PROTECTED);
	int vcpu;

	(void)state;
	bind_file(w, 0);
	vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));
	until(w, vcpu, "snapshot");
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	while (gms_task_step(w, vcpu) == GMS_STEPPED)
		;
	assert_memory_fault(gms_task_end(w, vcpu), EFAULT, GPA, 0);
	assert_int_equal(guest_read(w, GPA).value, 0);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_MEMFD);
	gms_destroy(w);
}

/* CONSUME-6: named private, where the attribute says shared, mapped or not. */
static void an_access_of_the_wrong_kind_exits(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", SW_PROTECTED);

	(void)state;
	bind_file(w, 0);
	assert_memory_fault(guest(w, GMS_ACCESS_READ, GPA, true), EFAULT, GPA, PRIVATE);
	assert_int_equal(guest_read(w, GPA).value, 0x77);
	assert_memory_fault(guest(w, GMS_ACCESS_WRITE, GPA, true), EFAULT, GPA, PRIVATE);
	assert_memory_fault(guest(w, GMS_ACCESS_READ, 0, true), EFAULT, 0, PRIVATE);
	gms_destroy(w);
}

/* X86-FAULT-14: what a slot that goes away and a wrong kind together are. */
static void the_order_of_slot_and_attribute_changed_after_6_8(void **state)
{
	static const char *const profile[] = { "6.8", "6.12" };
	static const enum gms_result_kind want[] = { GMS_RESULT_RETRY, GMS_RESULT_MEMORY_FAULT };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct gms_world *w = vm_world(GMS_ARCH_X86, profile[i], SW_PROTECTED);
		struct gms_op op = slot_op(0, 0, 0, 0);
		int deletion;

		bind_file(w, 0);
		op.is_delete = 1;
		deletion = start(w, op);
		until(w, deletion, "zap");
		assert_int_equal(guest(w, GMS_ACCESS_READ, GPA, true).kind, want[i]);
		assert_int_equal(finish_task(w, deletion), 0);
		assert_memory_fault(guest(w, GMS_ACCESS_READ, GPA, true), EFAULT, GPA, PRIVATE);
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_MMIO);
		gms_destroy(w);
	}
}

/* X86-FAULT-28: the deletion of another slot took the root of a DEFAULT VM. */
static void a_fault_is_stale_when_its_root_is_gone(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	int vcpu, deletion;
	struct gms_op op = slot_op(1, 0, 0, 0);

	(void)state;
	assert_int_equal(set_plain(w, 1, 0x800000, 1), 0);
	assert_int_equal(guest_read(w, GPA_OF(1)).kind, GMS_RESULT_VALUE);
	op.is_delete = 1;
	deletion = start(w, op);
	until(w, deletion, "zap");
	vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));
	until(w, vcpu, "lock-mmu");
	assert_int_equal(gms_task_step(w, deletion), GMS_STEPPED);
	assert_int_equal(where(w, GPA_OF(1)).kind, GMS_RESULT_UNMAPPED);
	until(w, vcpu, "unlock-mmu");
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	assert_int_equal(finish_task(w, vcpu), 0);
	assert_int_equal(finish_task(w, deletion), 0);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_MEMFD);
	gms_destroy(w);
}

/* X86-ZAP-1 */
static void only_a_default_vm_loses_all_with_one_slot(void **state)
{
	(void)state;
	for (uint64_t type = 0; type < 2; type++) {
		struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", type);
		enum gms_result_kind kept = type ? GMS_RESULT_WHERE_MEMFD : GMS_RESULT_UNMAPPED;

		bind_file(w, MMAP);
		assert_int_equal(set_plain(w, 1, 0x800000, 1), 0);
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
		assert_int_equal(do_slot_delete(w, H_VM, 1), 0);
		assert_int_equal(where(w, GPA).kind, kept);
		gms_destroy(w);
	}
}

/* ---- A property ---- */

/* Does the operation give its object a name? */
static bool names_something(const struct gms_op *op)
{
	const struct gms_op_row *row = gms_op_row(op->code);

	return row->nr_args && row->args[0].kind <= GMS_ARG_NEW_VCPU;
}

/* Whatever happens, tables, pages and locks are where they belong afterwards. */
static void random_operations_leave_nothing_behind(void **state)
{
	struct gms_op end = op_of(GMS_OP_EXIT);

	(void)state;
	end.process = H_CHILD;
	for (uint64_t run = 1; run <= 200; run++) {
		enum gms_arch a = run % 2 ? GMS_ARCH_X86 : GMS_ARCH_ARM64;
		uint64_t seed = run * 0x9e3779b97f4a7c15ull;
		struct gms_world *w = gmem_world(a, "7.2", MMAP | INIT_SHARED);

		for (int i = 0; i < 100; i++) {
			struct gms_op op = random_op(&seed);

			/* Without a name of its own a descriptor could not be closed below. */
			if (!names_something(&op))
				op.define = 0;
			else if (!op.define || handle_taken(w, op.define))
				continue;
			gms_run(w, &op);
			assert_null(gms_lock_order_violation(w));
			assert_int_equal(w->pool[POOL_TASK].live, 0);
		}
		for (uint64_t handle = 1; handle < H_FREE + 4; handle++) {
			do_munmap(w, handle);
			do_close(w, handle);
		}
		gms_run(w, &end);
		if (w->pool[POOL_VM].live)
			print_message("seed %llu\n", (unsigned long long)run);
		assert_int_equal(w->pool[POOL_VM].live, 0);
		assert_int_equal(w->pool[POOL_TABLE_INFO].live, 0);
		assert_int_equal(w->pool[POOL_VCPU].live, 0);
		gms_destroy(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_retries_when_the_sequence_moved),
		cmocka_unit_test(an_invalidation_elsewhere_stops_only_arm64),
		cmocka_unit_test(a_lone_vcpu_stops_when_retrying_is_in_vain),
		cmocka_unit_test(a_spinning_vcpu_goes_in_circles),
		cmocka_unit_test(two_vcpus_fault_in_one_page),
		cmocka_unit_test(a_slot_that_is_being_deleted_is_no_memory),
		cmocka_unit_test(prefault_of_a_slot_that_is_being_deleted_spins_before_6_18),
		cmocka_unit_test(the_release_runs_on_the_vcpu_that_held_the_last_reference),
		cmocka_unit_test(a_conversion_under_a_fault_exits_with_the_old_kind),
		cmocka_unit_test(an_access_of_the_wrong_kind_exits),
		cmocka_unit_test(the_order_of_slot_and_attribute_changed_after_6_8),
		cmocka_unit_test(a_fault_is_stale_when_its_root_is_gone),
		cmocka_unit_test(only_a_default_vm_loses_all_with_one_slot),
		cmocka_unit_test(random_operations_leave_nothing_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
