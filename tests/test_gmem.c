/* SPDX-License-Identifier: BSD-2-Clause */
/* guest_memfd files: capabilities, creation, fallocate, release, invalidation. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "gmem.h"
#include "profile.h"
#include "support.h"

#include <cmocka.h>

static int64_t capability(struct gms_world *w, uint64_t vm, uint64_t cap)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_CHECK_EXTENSION);
	op.vm = vm;
	op.cap = cap;
	result = gms_run(w, &op);
	return number(&result);
}

/* CAP-2 to CAP-4: the history of two numbers. */
static void capabilities_follow_the_profile(void **state)
{
	static const struct {
		const char *profile;
		int64_t gmem_system, gmem_vm, cap243, cap244, cap244_private;
	} rows[] = {
		{ "6.8", 1, 0, 0, 0, 0 },     { "6.12", 1, 0, 0, 0, 0 },
		{ "6.16", 1, 0, 0, 0, 0 },    { "6.18", 1, 1, 0, 3, 1 },
		{ "7.3", 1, 1, 0, 3, 1 },     { "mmap-v14", 1, 1, 1, 0, 0 },
		{ "6.18-rc", 1, 1, 0, 1, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct gms_world *w = world(GMS_ARCH_X86, rows[i].profile);

		assert_int_equal(do_vm(w, H_VM, 0), 0);
		assert_int_equal(do_vm(w, H_VM2, 1), 0);
		assert_int_equal(capability(w, 0, 234), rows[i].gmem_system);
		assert_int_equal(capability(w, H_VM, 234), rows[i].gmem_vm);
		assert_int_equal(capability(w, H_VM, 243), rows[i].cap243);
		assert_int_equal(capability(w, H_VM, 244), rows[i].cap244);
		assert_int_equal(capability(w, H_VM2, 244), rows[i].cap244_private);
		gms_destroy(w);
	}
}

/* CAP-6: each reported flag is accepted alone, every other bit is EINVAL. */
static void every_reported_flag_and_no_other_creates(void **state)
{
	(void)state;
	for (unsigned int p = 0; p < gms_nr_profiles(); p++) {
		for (uint64_t type = 0; type < 2; type++) {
			struct gms_world *w = world(GMS_ARCH_X86, gms_profile_name(p));
			uint64_t accepted;

			do_vm(w, H_VM, type);
			accepted = gmem_supported_flags(w, handle_vm(w, H_VM));
			for (int bit = 0; bit < 64; bit++) {
				int64_t got = do_memfd(w, 100 + (uint64_t)bit, H_VM, PAGE_SIZE,
						       1ull << bit);

				assert_int_equal(got, accepted >> bit & 1 ? 0 : -EINVAL);
			}
			gms_destroy(w);
		}
	}
}

/* CAP-5: the proposal of a second capability for flags 32 to 63. */
static void high_flags_need_the_proposal(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.3");

	(void)state;
	do_vm(w, H_VM, 0);
	assert_int_equal(capability(w, H_VM, 4096), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 1ull << 32), -EINVAL);
	gms_set_switch(w, SW_FLAGS_HI, true);
	assert_int_equal(capability(w, H_VM, 4096), 1);
	assert_int_equal(capability(w, H_VM, 244), 3);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 1ull << 32), 0);
	gms_destroy(w);
}

/* CREATE-3. */
static void creation_reports_what_is_missing_and_keeps_nothing(void **state)
{
	static const int64_t expected[] = { -ENOMEM, -ENOMEM, 0 };

	(void)state;
	for (uint64_t n = 1; n <= 3; n++) {
		struct gms_world *w = world(GMS_ARCH_X86, "7.2");
		uint64_t before;

		do_vm(w, H_VM, 0);
		before = gms_hash(w);
		w->inject_left[GMS_INJECT_ALLOC] = n;
		assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 0), expected[n - 1]);
		w->inject_left[GMS_INJECT_ALLOC] = 0;
		if (expected[n - 1])
			assert_true(gms_hash(w) == before);
		gms_destroy(w);
	}
}

static void descriptors_run_out_and_come_back(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint64_t handle = 100;
	int64_t got;

	(void)state;
	do_vm(w, H_VM, 0);
	do {
		got = do_memfd(w, handle, H_VM, PAGE_SIZE, 0);
		handle++;
	} while (!got);
	assert_int_equal(got, -EMFILE);
	/* 1024 less standard files, /dev/kvm and the VM: CREATE-3. */
	assert_int_equal(handle - 101, 1019);
	/* CREATE-1 wins over the missing descriptor. */
	assert_int_equal(do_memfd(w, handle, H_VM, PAGE_SIZE, 8), -EINVAL);
	assert_int_equal(do_close(w, 500), 0);
	assert_int_equal(do_memfd(w, handle, H_VM, PAGE_SIZE, 0), 0);
	gms_destroy(w);
}

/* FALLOC-8: a signal stops allocation, and what was allocated stays. */
static void interrupted_allocation_keeps_its_pages(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	ref_t inode;

	(void)state;
	do_vm(w, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, 8 * PAGE_SIZE, 0);
	inode = file_at(w, handle_file(w, H_FILE))->inode;
	w->inject_left[GMS_INJECT_SIGNAL] = 4;
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, 8 * PAGE_SIZE), -EINTR);
	assert_int_equal(inode_at(w, inode)->pages.count, 3);
	w->inject_left[GMS_INJECT_ALLOC] = 2;
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, 8 * PAGE_SIZE), -ENOMEM);
	assert_int_equal(inode_at(w, inode)->pages.count, 4);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, 8 * PAGE_SIZE), 0);
	assert_int_equal(inode_at(w, inode)->pages.count, 8);
	gms_destroy(w);
}

/* FALLOC-9: since 6.12 the first fault zeroes, before that allocation did. */
static void allocation_zeroes_only_in_old_kernels(void **state)
{
	static const char *const profiles[] = { "6.8", "6.12" };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct gms_world *w = world(GMS_ARCH_X86, profiles[i]);
		ref_t inode;

		do_vm(w, H_VM, 1);
		do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 0);
		do_fallocate(w, H_FILE, KEEP, 0, PAGE_SIZE);
		inode = file_at(w, handle_file(w, H_FILE))->inode;
		assert_int_equal(frame_at(w, folio_lookup(w, inode, 0))->flags & FOLIO_UPTODATE,
				 i ? 0 : FOLIO_UPTODATE);
		gms_destroy(w);
	}
}

/* RELEASE-7, OBJ-4: the VM lives until its last file is gone. */
static void everything_is_given_back_at_the_end(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct gms_ref none = { 0 };
	uint64_t empty = gms_hash(w);
	uint32_t live[NR_POOLS];

	(void)state;
	for (int i = 0; i < NR_POOLS; i++)
		live[i] = w->pool[i].live;
	do_vm(w, H_VM, 1);
	do_vcpu(w, H_VCPU, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, 8 * PAGE_SIZE, 1);
	do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, none);
	do_attributes(w, H_VM, 0, 2 * PAGE_SIZE, 8);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 2 * PAGE_SIZE, 5);
	do_fallocate(w, H_FILE, KEEP, 0, 8 * PAGE_SIZE);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_VM].live, 1);
	assert_int_equal(do_close(w, H_VCPU), 0);
	assert_int_equal(w->pool[POOL_VM].live, 1);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE), 0);
	assert_int_equal(do_close(w, H_FILE), 0);
	for (int i = 0; i < NR_POOLS; i++)
		assert_int_equal(w->pool[i].live, live[i]);
	assert_true(gms_hash(w) == empty);
	gms_destroy(w);
}

/* INVAL-2, INVAL-4, INVAL-6: hull, retry, and the lockless test's blind spot. */
static void retry_follows_count_range_and_sequence(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct vm *vm;

	(void)state;
	do_vm(w, H_VM, 0);
	vm = vm_at(w, handle_vm(w, H_VM));
	assert_false(invalidate_retry_gfn(w, vm, 0, 5));
	invalidate_start(w, vm);
	/* Begun, no range yet: the exact test retries everything, the lockless nothing. */
	assert_true(invalidate_retry_gfn(w, vm, 0, 5));
	assert_false(invalidate_retry_unsafe(w, vm, 0, 5));
	invalidate_add(w, vm, 10, 12);
	invalidate_add(w, vm, 2, 4);
	for (uint64_t gfn = 0; gfn < 14; gfn++) {
		bool inside = gfn >= 2 && gfn < 12;

		assert_int_equal(invalidate_retry_gfn(w, vm, 0, gfn), inside);
		assert_int_equal(invalidate_retry_unsafe(w, vm, 0, gfn), inside);
		assert_true(invalidate_retry(w, vm, 0));
	}
	invalidate_end(w, vm);
	assert_true(invalidate_retry_gfn(w, vm, 0, 5));
	assert_false(invalidate_retry_gfn(w, vm, 1, 5));
	assert_false(invalidate_retry(w, vm, 1));
	/* INVAL-3: an end without a start kills the VM; every ioctl is EIO then. */
	invalidate_end(w, vm);
	assert_int_equal(capability(w, H_VM, 234), -EIO);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(capabilities_follow_the_profile),
		cmocka_unit_test(every_reported_flag_and_no_other_creates),
		cmocka_unit_test(high_flags_need_the_proposal),
		cmocka_unit_test(creation_reports_what_is_missing_and_keeps_nothing),
		cmocka_unit_test(descriptors_run_out_and_come_back),
		cmocka_unit_test(interrupted_allocation_keeps_its_pages),
		cmocka_unit_test(allocation_zeroes_only_in_old_kernels),
		cmocka_unit_test(everything_is_given_back_at_the_end),
		cmocka_unit_test(retry_follows_count_range_and_sequence),
	};

	return cmocka_run_group_tests_name("gmem", tests, NULL, NULL);
}
