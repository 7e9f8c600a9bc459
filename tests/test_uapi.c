/* SPDX-License-Identifier: BSD-2-Clause */
/* The library as a VMM sees it: ioctls with the kernel's own structs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"

#include <cmocka.h>

#define GET_API_VERSION	   0x0000ae00u
#define CREATE_VM	   0x0000ae01u
#define CHECK_EXTENSION	   0x0000ae03u
#define CREATE_VCPU	   0x0000ae41u
#define SET_REGION	   0x4020ae46u
#define SET_REGION2	   0x40a0ae49u
#define SET_ATTRIBUTES	   0x4020aed2u
#define CREATE_GUEST_MEMFD 0xc040aed4u
#define PRE_FAULT	   0xc040aed5u
#define ENABLE_CAP	   0x4068aea3u
#define GET_DIRTY_LOG	   0x4010ae42u
#define CLEAR_DIRTY_LOG	   0xc018aec0u

/* Layouts of spec section 1.2, written down a second time. */
struct region2 {
	uint32_t slot, flags;
	uint64_t gpa, size, hva, memfd_offset;
	uint32_t memfd, pad1;
	uint64_t pad2[14];
};

struct create_memfd {
	uint64_t size, flags, reserved[6];
};

struct attributes {
	uint64_t address, size, attributes, flags;
};

struct pre_fault {
	uint64_t gpa, size, flags, padding[5];
};

static void *as_number(uint64_t n)
{
	return (void *)(uintptr_t)n;
}

static struct gms_world *with_vm(const char *profile, uint64_t type)
{
	struct gms_world *w = world(GMS_ARCH_X86, profile);

	assert_int_equal(gms_ioctl(w, 0, CREATE_VM, as_number(type), 0, H_VM), 0);
	return w;
}

static void system_ioctls_need_no_vm(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);

	(void)state;
	assert_int_equal(gms_ioctl(w, 0, GET_API_VERSION, NULL, 0, 0), 12);
	assert_int_equal(gms_ioctl(w, 0, CHECK_EXTENSION, as_number(234), 0, 0), 1);
	assert_int_equal(gms_ioctl(w, H_VM, CHECK_EXTENSION, as_number(244), 0, 0), 3);
	assert_int_equal(gms_ioctl(w, 0, CREATE_VM, as_number(77), 0, H_VM2), -EINVAL);
	assert_int_equal(gms_ioctl(w, 0, SET_REGION2, NULL, 0, 0), -EINVAL);
	assert_int_equal(gms_ioctl(w, 99, CHECK_EXTENSION, NULL, 0, 0), -EBADF);
	gms_destroy(w);
}

/* CREATE-1, CREATE-2; reserved words are never read (spec 1.2). */
static void file_is_created_from_the_kernels_struct(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct create_memfd args = { .size = PAGE_SIZE, .flags = 3, .reserved = { 1, ~0ull } };

	(void)state;
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &args, sizeof(args), H_FILE), 0);
	args.flags = 4;
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &args, sizeof(args), H_FILE2),
			 -EINVAL);
	args = (struct create_memfd){ .size = 1 };
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &args, sizeof(args), H_FILE2),
			 -EINVAL);
	gms_destroy(w);
}

/* IOCTL-3: measured as create.argp=NULL and create.argp_truncated_to_16_bytes. */
static void unreadable_struct_is_efault(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct region2 args = { 0 };

	(void)state;
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, NULL, 0, H_FILE), -EFAULT);
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &args, 16, H_FILE), -EFAULT);
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION2, &args, 32, 0), -EFAULT);
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION, &args, 31, 0), -EFAULT);
	gms_destroy(w);
}

static void memory_region_goes_by_descriptor_number(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct create_memfd file = { .size = 16 * PAGE_SIZE, .flags = 1 };
	/* 0 to 3 are taken, the VM is 4, so the file is 5: CREATE-4. */
	struct region2 region = { .flags = 4, .size = 4 * PAGE_SIZE, .memfd = 5, .pad1 = ~0u };

	(void)state;
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &file, sizeof(file), H_FILE), 0);
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION2, &region, sizeof(region), 0), 0);
	region.slot = 1;
	region.gpa = 1 << 20;
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION2, &region, sizeof(region), 0), -EEXIST);
	region.memfd = 17;
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION2, &region, sizeof(region), 0), -EBADF);
	region.memfd = 3;
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION2, &region, sizeof(region), 0), -EINVAL);
	/* SLOT-2: the older ioctl knows no GUEST_MEMFD. */
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION, &region, 32, 0), -EINVAL);
	region.flags = 0;
	region.slot = 2;
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION, &region, 32, 0), 0);
	gms_destroy(w);
}

static void attributes_are_for_private_memory(void **state)
{
	struct gms_world *w = with_vm("7.2", 1);
	struct attributes args = { .size = PAGE_SIZE, .attributes = 8 };

	(void)state;
	assert_int_equal(gms_ioctl(w, H_VM, SET_ATTRIBUTES, &args, sizeof(args), 0), 0);
	args.attributes = 1;
	assert_int_equal(gms_ioctl(w, H_VM, SET_ATTRIBUTES, &args, sizeof(args), 0), -EINVAL);
	gms_destroy(w);
}

/* PREFAULT-2: what is left is written back. */
static void prefault_writes_its_progress_back(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct create_memfd file = { .size = 4 * PAGE_SIZE, .flags = 1 };
	struct region2 region = { .flags = 4, .size = 4 * PAGE_SIZE, .memfd = 5 };
	struct pre_fault args = { .gpa = 2 * PAGE_SIZE, .size = 4 * PAGE_SIZE };

	(void)state;
	gms_ioctl(w, H_VM, CREATE_GUEST_MEMFD, &file, sizeof(file), H_FILE);
	gms_ioctl(w, H_VM, SET_REGION2, &region, sizeof(region), 0);
	assert_int_equal(gms_ioctl(w, H_VM, CREATE_VCPU, as_number(0), 0, H_VCPU), 0);
	assert_int_equal(gms_ioctl(w, H_VCPU, PRE_FAULT, &args, sizeof(args), 0), 0);
	assert_int_equal(args.gpa, 4 * PAGE_SIZE);
	assert_int_equal(args.size, 2 * PAGE_SIZE);
	assert_int_equal(gms_ioctl(w, H_VCPU, PRE_FAULT, &args, sizeof(args), 0), -ENOENT);
	assert_int_equal(gms_ioctl(w, H_VCPU, SET_REGION2, &region, sizeof(region), 0), -EINVAL);
	assert_int_equal(gms_ioctl(w, H_FILE, CHECK_EXTENSION, NULL, 0, 0), -ENOTTY);
	gms_destroy(w);
}

/* CAP-13; IOCTL-3 comes first. */
static void informing_capabilities_are_not_enabled(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	uint32_t args[26] = { 234 };

	(void)state;
	assert_int_equal(gms_ioctl(w, H_VM, ENABLE_CAP, &args, sizeof(args), 0), -EINVAL);
	assert_int_equal(gms_ioctl(w, H_VM, ENABLE_CAP, &args, 103, 0), -EFAULT);
	args[0] = 121;
	assert_int_equal(gms_ioctl(w, H_VM, ENABLE_CAP, &args, sizeof(args), 0), -EOPNOTSUPP);
	gms_destroy(w);
}

/* DIRTY-1 to DIRTY-3: bits of whole words, fetched once. */
static void dirty_log_comes_as_a_bitmap(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct region2 region = { .flags = 1, .size = 70 * PAGE_SIZE };
	struct gms_ref anon = { .handle = H_ANON };
	uint64_t bits[3] = { ~0ull, ~0ull, ~0ull };
	struct {
		uint32_t slot, padding;
		uint64_t *bitmap;
	} log = { .bitmap = bits };

	(void)state;
	do_mmap(w, H_ANON, 0, 70 * PAGE_SIZE);
	region.hva = ref_address(w, anon);
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION, &region, 32, 0), 0);
	do_vcpu(w, H_VCPU, H_VM, 0);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 3 * PAGE_SIZE, 1);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 69 * PAGE_SIZE, 1);
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), 0);
	assert_int_equal(bits[0], 1 << 3);
	assert_int_equal(bits[1], 1 << 5);
	assert_true(bits[2] == ~0ull);
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), 0);
	assert_int_equal(bits[0] | bits[1], 0);
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, 15, 0), -EFAULT);
	log.bitmap = NULL;
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), -EFAULT);
	log.slot = 1;
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), -ENOENT);
	log.slot = 7 << 16;
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), -EINVAL);
	gms_destroy(w);
}

/* DIRTY-5 to DIRTY-8, DIRTY-10: what the bits name, as far as the bitmap goes. */
static void dirty_pages_are_cleared_by_a_bitmap(void **state)
{
	struct gms_world *w = with_vm("7.2", 0);
	struct region2 region = { .flags = 1, .size = 70 * PAGE_SIZE };
	struct gms_ref anon = { .handle = H_ANON };
	uint64_t bits[2] = { 0 }, enable[13] = { 168, 3 };
	struct {
		uint32_t slot, padding;
		uint64_t *bitmap;
	} log = { .bitmap = bits };
	struct {
		uint32_t slot, num_pages;
		uint64_t first_page;
		uint64_t *bitmap;
	} clear = { .num_pages = 70, .bitmap = bits };

	(void)state;
	do_mmap(w, H_ANON, 0, 70 * PAGE_SIZE);
	region.hva = ref_address(w, anon);
	assert_int_equal(gms_ioctl(w, H_VM, ENABLE_CAP, enable, sizeof(enable), 0), 0);
	assert_int_equal(gms_ioctl(w, H_VM, SET_REGION, &region, 32, 0), 0);
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), 0);
	assert_true(bits[0] == ~0ull && bits[1] == 0x3f);
	bits[0] = 5;
	bits[1] = 1ull << 5 | 1ull << 6;
	assert_int_equal(gms_ioctl(w, H_VM, CLEAR_DIRTY_LOG, &clear, sizeof(clear), 0), 0);
	assert_int_equal(gms_ioctl(w, H_VM, GET_DIRTY_LOG, &log, sizeof(log), 0), 0);
	assert_true(bits[0] == ~5ull && bits[1] == 0x1f);
	clear.first_page = 1;
	assert_int_equal(gms_ioctl(w, H_VM, CLEAR_DIRTY_LOG, &clear, sizeof(clear), 0), -EINVAL);
	clear.first_page = 0;
	clear.bitmap = NULL;
	assert_int_equal(gms_ioctl(w, H_VM, CLEAR_DIRTY_LOG, &clear, sizeof(clear), 0), -EFAULT);
	clear.num_pages = 0;
	assert_int_equal(gms_ioctl(w, H_VM, CLEAR_DIRTY_LOG, &clear, sizeof(clear), 0), 0);
	assert_int_equal(gms_ioctl(w, H_VM, CLEAR_DIRTY_LOG, &clear, 23, 0), -EFAULT);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(system_ioctls_need_no_vm),
		cmocka_unit_test(file_is_created_from_the_kernels_struct),
		cmocka_unit_test(unreadable_struct_is_efault),
		cmocka_unit_test(memory_region_goes_by_descriptor_number),
		cmocka_unit_test(attributes_are_for_private_memory),
		cmocka_unit_test(prefault_writes_its_progress_back),
		cmocka_unit_test(informing_capabilities_are_not_enabled),
		cmocka_unit_test(dirty_log_comes_as_a_bitmap),
		cmocka_unit_test(dirty_pages_are_cleared_by_a_bitmap),
	};

	return cmocka_run_group_tests_name("uapi", tests, NULL, NULL);
}
