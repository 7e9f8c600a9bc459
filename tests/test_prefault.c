/* SPDX-License-Identifier: BSD-2-Clause */
/* KVM_PRE_FAULT_MEMORY. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "gmem.h"
#include "guests.h"

#include <cmocka.h>

/* PREFAULT-1, PREFAULT-2 */
static void prefault_checks_its_range(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);

	(void)state;
	assert_prefault(prefault(w, GPA, 0, 0), EINVAL, 0, GPA);
	assert_prefault(prefault(w, GPA + 8, PAGE, 0), EINVAL, PAGE, GPA + 8);
	assert_prefault(prefault(w, GPA, 8, 0), EINVAL, 8, GPA);
	assert_prefault(prefault(w, GPA, PAGE, 1), EINVAL, PAGE, GPA);
	assert_prefault(prefault(w, GPA, 0 - GPA, 0), EINVAL, 0 - GPA, GPA);
	gms_destroy(w);
}

/* PREFAULT-3, PREFAULT-4, PREFAULT-6; X86 section 19, T8 */
static void prefault_tells_how_far_it_came(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);

	(void)state;
	assert_prefault(prefault(w, GPA, 2 * PAGE, 0), 0, 0, GPA_OF(2));
	assert_int_equal(where(w, GPA_OF(1)).kind, GMS_RESULT_WHERE_MEMFD);
	assert_prefault(prefault(w, GPA_OF(3), 2 * PAGE, 0), 0, PAGE, GPA_OF(4));
	assert_prefault(prefault(w, GPA_OF(4), PAGE, 0), ENOENT, PAGE, GPA_OF(4));
	assert_int_equal(where(w, GPA_OF(4)).kind, GMS_RESULT_WHERE_MMIO);
	w->inject_left[GMS_INJECT_SIGNAL] = 1;
	assert_prefault(prefault(w, GPA_OF(2), PAGE, 0), EINTR, PAGE, GPA_OF(2));
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_prefault(prefault(w, GPA_OF(2), PAGE, 0), EFAULT, PAGE, GPA_OF(2));
	gms_destroy(w);
}

/* PREFAULT-5, PREFAULT-7, CAP-9 */
static void prefault_depends_on_the_vm_and_the_kernel(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", SW_PROTECTED);

	(void)state;
	bind_file(w, 0);
	assert_int_equal(do_attributes(w, H_VM, GPA_OF(1), PAGE, PRIVATE), 0);
	assert_prefault(prefault(w, GPA, 2 * PAGE, 0), 0, 0, GPA_OF(2));
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_HVA);
	assert_int_equal(where(w, GPA_OF(1)).kind, GMS_RESULT_WHERE_MEMFD);
	assert_int_equal(do_attributes(w, H_VM, 0, PAGE, PRIVATE), 0);
	assert_prefault(prefault(w, 0, PAGE, 0), EFAULT, PAGE, 0);
	gms_destroy(w);

	w = vm_world(GMS_ARCH_X86, "7.2", 4);
	assert_prefault(prefault(w, GPA, PAGE, 0), EOPNOTSUPP, PAGE, GPA);
	gms_destroy(w);
	w = vm_world(GMS_ARCH_X86, "6.8", 0);
	assert_int_equal(prefault(w, GPA, PAGE, 0).error, EINVAL);
	gms_destroy(w);
	w = vm_world(GMS_ARCH_ARM64, "7.2", 0);
	assert_int_equal(prefault(w, GPA, PAGE, 0).error, EINVAL);
	gms_destroy(w);
}

/* Prefault meets a VM that died while it was at work; what KVM_RUN is left to see. */
static uint32_t request_left(const char *profile)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, profile, MMAP);
	struct gms_op op = op_of(GMS_OP_PREFAULT);
	ref_t vcpu = handle_vcpu(w, H_VCPU);
	uint32_t left;
	int task;

	op.vcpu = H_VCPU;
	op.gpa = GPA;
	op.size = PAGE;
	task = start(w, op);
	until(w, task, "recheck-invalidate");
	vm_of(w)->invalidate_seq++;
	vm_kill(w, vm_of(w));
	assert_prefault(drain(w, task), EIO, PAGE, GPA);
	left = vcpu_at(w, vcpu)->dead_request;
	gms_destroy(w);
	return left;
}

/* PREFAULT-5, PREFAULT-10 */
static void prefault_takes_the_news_of_death_away_before_7_3(void **state)
{
	(void)state;
	assert_int_equal(request_left("7.2"), 0);
	assert_int_equal(request_left("7.3"), 1);
}

/* PREFAULT-5: a signal is heard between two attempts on one page. */
static void prefault_stops_for_a_signal_while_it_retries(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	struct gms_op op = op_of(GMS_OP_PREFAULT);
	int task;

	(void)state;
	op.vcpu = H_VCPU;
	op.gpa = GPA;
	op.size = PAGE;
	task = start(w, op);
	until(w, task, "recheck-invalidate");
	vm_of(w)->invalidate_seq++;
	w->inject_left[GMS_INJECT_SIGNAL] = 1;
	assert_prefault(drain(w, task), EINTR, PAGE, GPA);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prefault_checks_its_range),
		cmocka_unit_test(prefault_tells_how_far_it_came),
		cmocka_unit_test(prefault_depends_on_the_vm_and_the_kernel),
		cmocka_unit_test(prefault_takes_the_news_of_death_away_before_7_3),
		cmocka_unit_test(prefault_stops_for_a_signal_while_it_retries),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
