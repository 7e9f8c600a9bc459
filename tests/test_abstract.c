// SPDX-License-Identifier: BSD-2-Clause
/* The abstract specification by itself: its maps, copies of it, and what it lacks. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "support.h"

#include <cmocka.h>

#include "model/abstract.h"

#define PAGE 4096ull

static struct abstract *abstract_of(const char *profile)
{
	struct abstract_config config = { .arch = GMS_ARCH_X86 };
	struct abstract *a;
	int p = gms_profile_find(profile);

	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		config.param[i] = gms_param_at(i)->fallback;
	a = abstract_create(&config);
	assert_non_null(a);
	for (unsigned int i = 0; i < gms_nr_switches(); i++)
		abstract_set_switch(a, i, gms_switch_at(i)->profiles >> p & 1);
	return a;
}

static int64_t next(struct abstract *a, struct gms_op op)
{
	struct gms_result r = abstract_next(a, &op);

	return number(&r);
}

static struct gms_op vm_op(uint64_t type)
{
	struct gms_op op = op_of(GMS_OP_VM);

	op.define = H_VM;
	op.type = type;
	return op;
}

static struct gms_op attributes_op(uint64_t gfn, uint64_t count, bool private)
{
	struct gms_op op = op_of(GMS_OP_ATTRIBUTES);

	op.vm = H_VM;
	op.gpa = gfn * PAGE;
	op.size = count * PAGE;
	op.attrs = private ? 8 : 0;
	return op;
}

static struct gms_op vcpu_op(void)
{
	struct gms_op op = op_of(GMS_OP_VCPU);

	op.vm = H_VM;
	op.define = H_VCPU;
	return op;
}

/* Runs of private gfns against a field of bits: a guest without slots tells which it is. */
static void runs_of_private_memory_are_what_was_set(void **state)
{
	enum { GFNS = 40 };
	bool set[GFNS] = { false };
	uint64_t seed = 7;
	struct abstract *a = abstract_of("7.2");

	(void)state;
	assert_int_equal(next(a, vm_op(1)), 0);
	assert_int_equal(next(a, vcpu_op()), 0);
	for (int i = 0; i < 2000; i++) {
		uint64_t first = rnd(&seed) % GFNS, count = 1 + rnd(&seed) % (GFNS - first);
		bool private = rnd(&seed) & 1;

		assert_int_equal(next(a, attributes_op(first, count, private)), 0);
		for (uint64_t gfn = first; gfn < first + count; gfn++)
			set[gfn] = private;
		for (uint64_t gfn = 0; gfn < GFNS; gfn++) {
			struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_READ, gfn * PAGE, 0);

			assert_int_equal(abstract_next(a, &op).kind,
					 set[gfn] ? GMS_RESULT_MEMORY_FAULT : GMS_RESULT_MMIO);
		}
	}
	abstract_destroy(a);
}

static struct gms_op memfd_op(uint64_t handle)
{
	struct gms_op op = op_of(GMS_OP_MEMFD);

	op.define = handle;
	op.vm = H_VM;
	op.size = 8 * PAGE;
	op.flags = 3;
	return op;
}

static bool is_resident(struct abstract *a, uint64_t page)
{
	struct gms_op op = op_of(GMS_OP_RESIDENT);
	uint64_t seen;

	op.file = H_FILE;
	return abstract_next_page(a, &op, page, &seen) && seen == page;
}

static void a_copy_goes_its_own_way(void **state)
{
	struct abstract *a = abstract_of("7.2"), *copy;

	(void)state;
	assert_int_equal(next(a, vm_op(0)), 0);
	assert_int_equal(next(a, memfd_op(H_FILE)), 0);
	assert_int_equal(next(a, op_fallocate(H_FILE, KEEP, 0, 2 * PAGE)), 0);
	copy = abstract_clone(a);
	assert_non_null(copy);
	assert_int_equal(next(copy, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE)), 0);
	assert_int_equal(next(a, op_fallocate(H_FILE, KEEP, 5 * PAGE, PAGE)), 0);
	assert_true(is_resident(a, 0));
	assert_false(is_resident(copy, 0));
	assert_true(is_resident(copy, 1));
	assert_false(is_resident(copy, 5));
	assert_true(abstract_copy(copy, a));
	assert_true(is_resident(copy, 0));
	assert_true(is_resident(copy, 5));
	abstract_destroy(copy);
	abstract_destroy(a);
}

static void what_it_lacks_it_says_and_changes_nothing(void **state)
{
	struct abstract *a = abstract_of("7.2");
	struct gms_op op = op_of(GMS_OP_TLBI);
	struct gms_result r = abstract_next(a, &op);

	(void)state;
	assert_false(abstract_describes(GMS_OP_TLBI));
	assert_int_equal(r.kind, GMS_RESULT_UNSUPPORTED);
	assert_non_null(r.reason);
	assert_int_equal(next(a, vm_op(0)), 0);
	abstract_destroy(a);
}

/* A file goes with its last reference, and its VM with the last file. */
static void what_nobody_holds_is_gone(void **state)
{
	struct abstract *a = abstract_of("7.2");
	struct gms_op close_vm = op_of(GMS_OP_CLOSE), close_file = op_of(GMS_OP_CLOSE);

	(void)state;
	close_vm.file = H_VM;
	close_file.file = H_FILE;
	assert_int_equal(next(a, vm_op(0)), 0);
	assert_int_equal(next(a, memfd_op(H_FILE)), 0);
	assert_int_equal(next(a, close_vm), 0);
	assert_int_equal(next(a, memfd_op(H_FILE2)), -EBADF);
	assert_int_equal(next(a, op_fallocate(H_FILE, KEEP, 0, PAGE)), 0);
	assert_int_equal(next(a, close_file), 0);
	assert_false(is_resident(a, 0));
	assert_int_equal(next(a, close_file), -EBADF);
	abstract_destroy(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_of_private_memory_are_what_was_set),
		cmocka_unit_test(a_copy_goes_its_own_way),
		cmocka_unit_test(what_it_lacks_it_says_and_changes_nothing),
		cmocka_unit_test(what_nobody_holds_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
