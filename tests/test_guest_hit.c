/* SPDX-License-Identifier: BSD-2-Clause */
/* gms_guest_hit() beside gms_run() of the same access. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "slots.h"

#include <cmocka.h>

#define MMAP	     1u
#define PAGES	     8u
#define SW_PROTECTED 1u

static struct gms_world *guest(struct gms_world *w, uint64_t type)
{
	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGES * PAGE, type ? 0 : MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, PAGES * PAGE, H_FILE, 0, NOWHERE), 0);
	return w;
}

/* A hit where there is one, else the operation: as number(). */
static int64_t hit_or_run(struct gms_world *w, enum gms_access access, uint64_t gpa,
			  uint64_t value, uint32_t *hits)
{
	uint64_t seen = value;

	if (!gms_guest_hit(w, H_VCPU, gpa, access, &seen))
		return do_guest(w, H_VCPU, access, gpa, value);
	++*hits;
	return access == GMS_ACCESS_READ ? (int64_t)seen : 0;
}

static void compare_random_accesses(struct gms_world *a, struct gms_world *b)
{
	uint64_t seed = 7;
	uint32_t hits = 0;

	for (uint32_t i = 0; i < 20000; i++) {
		uint64_t gpa = GPA + rnd(&seed) % (PAGES + 1) * PAGE + rnd(&seed) % 4 * 8;
		enum gms_access access = rnd(&seed) % (GMS_ACCESS_EXEC + 1);

		if (i % 64 == 0) {
			uint64_t off = rnd(&seed) % PAGES * PAGE;

			do_fallocate(a, H_FILE, KEEP_PUNCH, off, PAGE);
			do_fallocate(b, H_FILE, KEEP_PUNCH, off, PAGE);
		}
		assert_int_equal(hit_or_run(a, access, gpa, i, &hits),
				 do_guest(b, H_VCPU, access, gpa, i));
		if (i % 97 == 0)
			assert_int_equal(gms_hash(a), gms_hash(b));
	}
	assert_int_equal(gms_hash(a), gms_hash(b));
	assert_true(hits > 10000 && hits < 20000);
	gms_destroy(a);
	gms_destroy(b);
}

static void a_hit_does_what_the_operation_does(void **state)
{
	(void)state;
	for (int arch = 0; arch < GMS_NR_ARCHS; arch++)
		compare_random_accesses(guest(world((enum gms_arch)arch, "7.2"), 0),
					guest(world((enum gms_arch)arch, "7.2"), 0));
}

/* X86-TLB-1 */
static void so_it_does_through_a_tlb(void **state)
{
	(void)state;
	compare_random_accesses(guest(world_with(GMS_PARAM_TLB, 1), 0),
				guest(world_with(GMS_PARAM_TLB, 1), 0));
}

/* A VM in which a hit is possible until `w` is changed. */
static struct gms_world *hit_world(void)
{
	struct gms_world *w = guest(world(GMS_ARCH_X86, "7.2"), 0);
	uint64_t value;

	assert_false(gms_guest_hit(w, H_VCPU, GPA, GMS_ACCESS_READ, &value));
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5), 0);
	assert_true(gms_guest_hit(w, H_VCPU, GPA, GMS_ACCESS_READ, &value));
	assert_int_equal(value, 5);
	return w;
}

static bool hits(struct gms_world *w, uint64_t vcpu, uint64_t gpa, enum gms_access access)
{
	uint64_t value = 0;

	return gms_guest_hit(w, vcpu, gpa, access, &value);
}

static void what_is_no_plain_access_is_left_to_the_operation(void **state)
{
	struct gms_world *w = hit_world();

	(void)state;
	assert_false(hits(w, H_VM, GPA, GMS_ACCESS_READ));
	assert_false(hits(w, H_FREE, GPA, GMS_ACCESS_READ));
	assert_false(hits(w, H_VCPU, GPA + 4, GMS_ACCESS_READ));
	assert_false(hits(w, H_VCPU, UINT64_MAX - 7, GMS_ACCESS_READ));
	assert_false(hits(w, H_VCPU, GPA, GMS_ACCESS_XADD));
	assert_false(hits(w, H_VCPU, GPA, GMS_ACCESS_OUT));
	gms_destroy(w);
}

static void a_vcpu_that_could_not_run_has_no_hit(void **state)
{
	struct gms_op op = op_fallocate(H_FILE, KEEP, 0, PAGE);
	struct gms_world *w = hit_world();

	(void)state;
	assert_int_equal(gms_task_start(w, &op), 0);
	assert_false(hits(w, H_VCPU, GPA, GMS_ACCESS_READ));
	gms_task_end(w, 0);
	vm_at(w, handle_vm(w, H_VM))->dead = 1;
	w->operations++;
	assert_false(hits(w, H_VCPU, GPA, GMS_ACCESS_READ));
	gms_destroy(w);
	/* OBJ-7: its accesses are private or shared, which a hit does not say. */
	w = guest(world(GMS_ARCH_X86, "7.2"), SW_PROTECTED);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGES * PAGE, ATTRIBUTE_PRIVATE), 0);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 5);
	assert_false(hits(w, H_VCPU, GPA, GMS_ACCESS_READ));
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hit_does_what_the_operation_does),
		cmocka_unit_test(so_it_does_through_a_tlb),
		cmocka_unit_test(what_is_no_plain_access_is_left_to_the_operation),
		cmocka_unit_test(a_vcpu_that_could_not_run_has_no_hit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
