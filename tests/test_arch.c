/* SPDX-License-Identifier: BSD-2-Clause */
/* What the architectures answer outside of a fault: types, capabilities, slots, memory. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"

#include <cmocka.h>

static int64_t capability(struct gms_world *w, uint64_t vm, uint64_t cap)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_CHECK_EXTENSION);
	op.vm = vm;
	op.cap = cap;
	return run_op(w, op);
}

struct cap_row {
	uint64_t cap;
	int64_t system;
	int64_t of_type[6]; /* DEFAULT, SW_PROTECTED, SEV, SEV_ES, SNP, TDX */
};

/* X86-VM-11 */
static const struct cap_row x86_caps[] = {
	{ 81, 1, { 1, 1, 1, 0, 0, 0 } },
	{ 118, 2, { 2, 1, 2, 2, 1, 1 } },
	{ 201, 0x1000, { 0x1000, 0x1000, 0x1000, 0x1000, 0x1000, 0x1000 } },
	{ 232, 1, { 1, 1, 1, 1, 1, 1 } },
	{ 233, 8, { 0, 8, 0, 0, 8, 8 } },
	{ 234, 1, { 1, 1, 1, 1, 1, 1 } },
	{ 235, 0x3f, { 0x3f, 0x3f, 0x3f, 0x3f, 0x3f, 0x3f } },
	{ 236, 1, { 1, 1, 1, 1, 1, 1 } },
	{ 244, 3, { 3, 1, 3, 3, 1, 1 } },
	{ 0xfffff, 0, { 0, 0, 0, 0, 0, 0 } },
};

static void x86_capabilities_depend_on_the_type_of_the_vm(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	(void)state;
	for (uint64_t type = 0; type < 6; type++)
		assert_int_equal(do_vm(w, 100 + type, type), 0);
	for (size_t i = 0; i < sizeof(x86_caps) / sizeof(x86_caps[0]); i++) {
		assert_int_equal(capability(w, 0, x86_caps[i].cap), x86_caps[i].system);
		for (uint64_t type = 0; type < 6; type++)
			assert_int_equal(capability(w, 100 + type, x86_caps[i].cap),
					 x86_caps[i].of_type[type]);
	}
	gms_destroy(w);
}

/* X86-VM-2, CAP-9 */
static void x86_types_came_one_after_the_other(void **state)
{
	static const struct {
		const char *profile;
		int64_t types, prefault;
	} row[] = { { "6.8", 0x3, 0 }, { "6.12", 0x1f, 1 }, { "6.16", 0x3f, 1 } };

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct gms_world *w = world(GMS_ARCH_X86, row[i].profile);

		assert_int_equal(capability(w, 0, 235), row[i].types);
		assert_int_equal(capability(w, 0, 236), row[i].prefault);
		for (uint64_t type = 0; type < 8; type++)
			assert_int_equal(do_vm(w, 100 + type, type),
					 row[i].types >> type & 1 ? 0 : -EINVAL);
		gms_destroy(w);
	}
}

/* ARM-CAP-1 to -10 */
static void arm64_capabilities_are_as_the_table_says(void **state)
{
	static const int64_t row[][2] = {
		{ 81, 1 },  { 118, 0 }, { 165, 48 }, { 177, 1 }, { 229, 0x40201000 }, { 232, 0 },
		{ 233, 0 }, { 234, 1 }, { 235, 0 },  { 236, 0 }, { 244, 3 },	      { 245, 1 },
	};
	struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		assert_int_equal(capability(w, 0, (uint64_t)row[i][0]), row[i][1]);
		assert_int_equal(capability(w, H_VM, (uint64_t)row[i][0]), row[i][1]);
	}
	assert_int_equal(capability(w, H_VM, 243), 0);
	assert_int_equal(capability(w, 0, 243), -EINVAL);
	gms_destroy(w);

	w = world(GMS_ARCH_ARM64, "6.18");
	assert_int_equal(capability(w, 0, 245), 0);
	gms_destroy(w);
	w = world(GMS_ARCH_ARM64, "6.16");
	assert_int_equal(capability(w, 0, 234), 0);
	assert_int_equal(capability(w, 0, 243), 0);
	gms_destroy(w);
}

/* X86-VM-9, ARM-SLOT-8; measured: "slot beyond IPA(40)". */
static void a_slot_must_end_within_the_guest_physical_addresses(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);
		uint64_t end = a == GMS_ARCH_X86 ? 1ull << 46 : 1ull << 40;
		int64_t error = a == GMS_ARCH_X86 ? -EINVAL : -EFAULT;

		assert_int_equal(set_plain(w, 0, end - PAGE, 2), error);
		assert_int_equal(set_plain(w, 0, end, 1), error);
		assert_int_equal(set_plain(w, 0, end - PAGE, 1), 0);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* ARM-SLOT-5; measured: "f2.slot memflags=0x4". */
static void arm64_binds_only_files_with_mmap(void **state)
{
	(void)state;
	for (uint64_t flags = 0; flags < 4; flags++) {
		struct gms_world *w = vm_world(GMS_ARCH_ARM64, "7.2", 0);

		assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE, flags), 0);
		assert_int_equal(set_gmem(w, 0, GPA, 4, 0), flags & MMAP ? 0 : -EINVAL);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* ARM-S2-3, VCPU-3, ARM-USER-1: each allocation fails once, and nothing stays behind. */
static void a_failed_allocation_leaves_nothing_behind(void **state)
{
	(void)state;
	for (uint64_t n = 1; n <= 3; n++) {
		struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");

		w->inject_left[GMS_INJECT_ALLOC] = n;
		assert_int_equal(do_vm(w, H_VM, 0), -ENOMEM);
		assert_int_equal(w->pool[POOL_VM].live, 0);
		assert_int_equal(w->pool[POOL_TABLE_INFO].live, 0);
		assert_int_equal(do_vm(w, H_VM, 0), 0);
		w->inject_left[GMS_INJECT_ALLOC] = 1;
		assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), -ENOMEM);
		w->inject_left[GMS_INJECT_FD] = 1;
		assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), -EMFILE);
		assert_int_equal(w->pool[POOL_VCPU].live, 0);
		assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
		w->inject_left[GMS_INJECT_FD] = 1;
		assert_int_equal(do_vm(w, H_VM2, 0), -EMFILE);
		assert_int_equal(w->pool[POOL_TABLE_INFO].live, 2);
		gms_destroy(w);
	}
}

static void a_fault_on_host_memory_needs_tables_too(void **state)
{
	struct gms_ref hva = { .handle = H_ANON };

	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);

		assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, 0, 0, hva), 0);
		w->inject_left[GMS_INJECT_ALLOC] = 2;
		assert_int_equal(guest_read(w, GPA).error, ENOMEM);
		assert_int_equal(guest_read(w, GPA).value, 0x77);
		gms_destroy(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x86_capabilities_depend_on_the_type_of_the_vm),
		cmocka_unit_test(x86_types_came_one_after_the_other),
		cmocka_unit_test(arm64_capabilities_are_as_the_table_says),
		cmocka_unit_test(a_slot_must_end_within_the_guest_physical_addresses),
		cmocka_unit_test(arm64_binds_only_files_with_mmap),
		cmocka_unit_test(a_failed_allocation_leaves_nothing_behind),
		cmocka_unit_test(a_fault_on_host_memory_needs_tables_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
