/* SPDX-License-Identifier: BSD-2-Clause */
/* The simulator as an executor: what it adds to the library's functions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "scenario/executor.h"
#include "support.h"

#include <cmocka.h>

static struct gms_world *furnished(void)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	do_vm(w, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, 16 * PAGE_SIZE, 3);
	do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, (struct gms_ref){ 0 });
	do_slot(w, H_VM, 1, 1 << 20, 4 * PAGE_SIZE, H_FILE, 4 * PAGE_SIZE, (struct gms_ref){ 0 });
	return w;
}

/* INV-22: the model is asked, not the mechanism alone. */
static void invariants_are_those_of_the_model(void **state)
{
	struct gms_world *w = furnished();
	struct executor e = executor_sim(w);
	struct gms_op op = op_of(GMS_OP_INVARIANTS);
	struct gms_result result = e.run(e.self, &op);
	char text[256];

	(void)state;
	assert_int_equal(result.kind, GMS_RESULT_OK);
	assert_false(e.violated(e.self, text, sizeof(text)));
	assert_int_equal(e.state_bytes(e.self), gms_snapshot_bytes(w));
	for (ref_t slot = 1; slot < w->pool[POOL_SLOT].used; slot++)
		slot_at(w, slot)->base_gfn = 0;
	result = e.run(e.self, &op);
	assert_int_equal(result.kind, GMS_RESULT_VIOLATED);
	assert_int_equal(result.value, 22);
	assert_true(e.violated(e.self, text, sizeof(text)));
	assert_non_null(strstr(text, "INV-22"));
	gms_destroy(w);
}

static void operation_stops_when_it_is_told_to(void **state)
{
	struct gms_world *w = furnished();
	struct executor e = executor_sim(w);
	struct gms_op op = op_fallocate(H_FILE, KEEP, 0, 16 * PAGE_SIZE);
	const volatile int go_on = 0, stop = 1;
	struct gms_result result;

	(void)state;
	assert_true(e.run_or_stop(e.self, &op, &go_on, &result));
	assert_int_equal(number(&result), 0);
	/* Short ones end before anybody looks. */
	assert_true(e.run_or_stop(e.self, &op, &stop, &result));
	do_memfd(w, H_FILE2, H_VM, 1ull << 40, 0);
	op = op_fallocate(H_FILE2, KEEP, 0, 1ull << 40);
	assert_false(e.run_or_stop(e.self, &op, &stop, &result));
	gms_destroy(w);
}

static void operation_that_waits_for_an_idle_task_is_unsupported(void **state)
{
	struct gms_world *w = furnished();
	struct executor e = executor_sim(w);
	struct gms_op op = op_fallocate(H_FILE, KEEP, 0, PAGE_SIZE);
	int punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	const volatile int go_on = 0;
	struct gms_result result;

	(void)state;
	until(w, punch, "truncate");
	assert_true(e.run_or_stop(e.self, &op, &go_on, &result));
	assert_int_equal(result.kind, GMS_RESULT_UNSUPPORTED);
	assert_int_equal(e.run(e.self, &op).kind, GMS_RESULT_UNSUPPORTED);
	drain(w, punch);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invariants_are_those_of_the_model),
		cmocka_unit_test(operation_stops_when_it_is_told_to),
		cmocka_unit_test(operation_that_waits_for_an_idle_task_is_unsupported),
	};

	return cmocka_run_group_tests_name("executor", tests, NULL, NULL);
}
