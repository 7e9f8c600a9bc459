/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The invariants of large pages, TLBs and logged slots: a legal world keeps them, and the
 * same world, damaged by hand or by a kernel that forgets a step, does not.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "invariants.h"
#include "profile.h"

#include <cmocka.h>

#define M2 (2ull << 20)

/* 4 MiB that the host maps by two large pages, in a slot at 2 MiB; a vCPU that wrote to both. */
static struct gms_world *large_world(uint64_t type, bool tlb)
{
	struct gms_world *w = world_with(GMS_PARAM_HOST_HUGE_LEVEL, 2);
	struct gms_op op = op_of(GMS_OP_MMAP);
	struct gms_ref hva = { .handle = H_ANON };

	w->config.param[GMS_PARAM_TLB] = tlb;
	op.define = H_ANON;
	op.is_anon = 1;
	op.len = 2 * M2;
	op.prot = GMS_PROT_READ | GMS_PROT_WRITE;
	op.flags = GMS_MAP_PRIVATE;
	assert_int_equal(run_op(w, op), 0);
	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_slot(w, H_VM, 0, M2, 2 * M2, 0, 0, hva), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, M2, 1), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 2 * M2, 1), 0);
	assert_int_equal(where(w, 2 * M2).level, 2);
	all_hold(w);
	return w;
}

/* X86-INV-1 */
static void a_large_page_that_reaches_out_of_its_slot(void **state)
{
	struct gms_world *w = large_world(0, false);
	struct gms_ref hva = { .handle = H_ANON, .number = M2 + M2 / 2 };

	(void)state;
	/* Another slot has the rest of it. */
	slot_of(w, 0)->npages = 512 + 256;
	assert_int_equal(do_slot(w, H_VM, 1, 2 * M2 + M2 / 2, M2 / 2, 0, 0, hva), 0);
	broken_are(w, false, "X86-INV-1");
	gms_destroy(w);
}

/* X86-INV-3 */
static void a_large_page_of_two_kinds(void **state)
{
	struct gms_world *w = large_world(SW_PROTECTED, false);

	(void)state;
	assert_true(map_set(w, &vm_of(w)->attributes, 513, PRIVATE));
	assert_true(map_set(w, &vm_of(w)->attributes, 514, 0));
	broken_are(w, false, "X86-INV-3 X86-INV-20");
	gms_destroy(w);
}

/* X86-INV-3, by a kernel that covers only the pages that change: X86-ATTR-3. */
static void a_fault_beside_a_change_of_attributes(void **state)
{
	struct gms_world *w = large_world(SW_PROTECTED, false);
	int a, g;

	(void)state;
	gms_set_switch(w, SW_X86_ATTR_COVERS_BLOCKS, false);
	a = start(w, attributes_op(M2, PAGE, PRIVATE));
	until(w, a, "store");
	g = start(w, op_guest(H_VCPU, GMS_ACCESS_READ, M2 + PAGE, 0));
	until(w, g, "re-enter");
	all_hold(w);
	assert_int_equal(finish_task(w, a), 0);
	broken_are(w, false, "X86-INV-3");
	drain(w, g);
	gms_destroy(w);
}

/* X86-INV-11 */
static void a_zap_that_flushes_nothing(void **state)
{
	(void)state;
	for (int flushes = 0; flushes < 2; flushes++) {
		struct gms_world *w = large_world(0, true);

		gms_set_switch(w, SW_X86_ZAP_WITHOUT_FLUSH, !flushes);
		assert_int_equal(do_munmap(w, H_ANON), 0);
		if (flushes)
			all_hold(w);
		else
			broken_are(w, false, "X86-INV-11");
		gms_destroy(w);
	}
}

/* X86-INV-13 */
static void a_large_page_that_is_logged_and_writable(void **state)
{
	struct gms_world *w = large_world(0, false);

	(void)state;
	slot_of(w, 0)->flags |= MEM_LOG_DIRTY;
	broken_are(w, true, "X86-INV-13");
	slot_of(w, 0)->flags &= ~MEM_LOG_DIRTY;
	all_hold(w);
	gms_destroy(w);
}

/* Eager splitting is an attempt: without memory a large page stays, without W. */
static void splitting_without_memory_write_protects(void **state)
{
	struct gms_world *w = large_world(0, false);
	struct gms_op op = slot_op(0, M2, 2 * M2, MEM_LOG_DIRTY);

	(void)state;
	op.hva.handle = H_ANON;
	/* The bitmap is the first allocation, the first table the third. */
	w->inject_left[GMS_INJECT_ALLOC] = 3;
	assert_int_equal(run_op(w, op), 0);
	assert_int_equal(where(w, 2 * M2).level, 2);
	assert_false(where(w, 2 * M2).prot & GMS_PROT_WRITE);
	all_hold(w);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_large_page_that_reaches_out_of_its_slot),
		cmocka_unit_test(a_large_page_of_two_kinds),
		cmocka_unit_test(a_fault_beside_a_change_of_attributes),
		cmocka_unit_test(a_zap_that_flushes_nothing),
		cmocka_unit_test(a_large_page_that_is_logged_and_writable),
		cmocka_unit_test(splitting_without_memory_write_protects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
