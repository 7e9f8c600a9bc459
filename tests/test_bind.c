/* SPDX-License-Identifier: BSD-2-Clause */
/* Binding a guest_memfd to slots, and undoing it.  BIND-*. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "slots.h"

#include <cmocka.h>

/* BIND-1 to BIND-4: what a descriptor may be. */
static void only_the_vms_own_guest_memfd_binds(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	static const struct {
		struct gms_ref fd;
		uint64_t pgoff;
		int64_t result;
		const char *rule;
	} cases[] = {
		{ { 0, UINT32_MAX }, 0, -EBADF, "BIND-1" },
		{ { 0, 0 }, 0, -EINVAL, "BIND-2" },
		{ { 0, 3 }, 0, -EINVAL, "BIND-2" },
		{ { H_VM, 0 }, 0, -EINVAL, "BIND-2" },
		{ { H_FILE2, 0 }, 0, -EINVAL, "BIND-3" },
		{ { H_FILE, 0 }, 13, -EINVAL, "BIND-4" },
		{ { H_FILE, 0 }, 16, -EINVAL, "BIND-4" },
		{ { H_FILE, 0 }, 12, 0, "SLOT-20" },
	};

	(void)state;
	assert_int_equal(do_vm(w, H_VM2, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE2, H_VM2, 16 * PAGE, 0), 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_op op = slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD);

		op.memfd = cases[i].fd;
		op.off = cases[i].pgoff * PAGE;
		assert_int_equal(run_op(w, op), cases[i].result);
		assert_string_equal(decided(w), cases[i].rule);
		assert_quiet(w);
	}
	gms_destroy(w);
}

/* BIND-5: EEXIST since 7.2; touching ranges and freed ones bind. */
static void busy_range_of_the_file_is_refused(void **state)
{
	static const struct {
		const char *profile;
		int64_t result;
	} versions[] = { { "6.18", -EINVAL },
			 { "6.19", -EINVAL },
			 { "7.1", -EINVAL },
			 { "7.2", -EEXIST },
			 { "7.3", -EEXIST } };
	static const uint64_t busy[][2] = { { 4, 4 }, { 5, 2 }, { 2, 8 }, { 2, 3 },
					    { 7, 2 }, { 4, 1 }, { 7, 1 } };

	(void)state;
	for (size_t v = 0; v < sizeof(versions) / sizeof(versions[0]); v++) {
		struct gms_world *w = furnished(versions[v].profile, 0);

		assert_int_equal(set_gmem(w, 0, GPA, 4, 4), 0);
		for (size_t i = 0; i < sizeof(busy) / sizeof(busy[0]); i++) {
			assert_int_equal(set_gmem(w, 1, 2 * GPA, busy[i][1], busy[i][0]),
					 versions[v].result);
			assert_string_equal(decided(w), "BIND-5");
		}
		assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), 0);
		assert_int_equal(set_gmem(w, 2, 3 * GPA, 4, 8), 0);
		/* The guest's range is looked at first: SLOT-17. */
		assert_int_equal(set_gmem(w, 3, GPA, 4, 4), -EEXIST);
		assert_string_equal(decided(w), "SLOT-17");
		assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
		assert_int_equal(set_gmem(w, 3, 4 * GPA, 2, 5), 0);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* BIND-4, HZ-5: accepted far beyond the end up to 6.19, and then as good as any. */
static void signed_sum_lets_far_offsets_in_before_7_1(void **state)
{
	static const char *const profiles[] = { "6.18", "6.19", "7.1", "7.2", "7.3" };
	const uint64_t far = 0x7ffffffffffff000;

	(void)state;
	for (size_t p = 0; p < sizeof(profiles) / sizeof(profiles[0]); p++) {
		struct gms_world *w = furnished(profiles[p], 0);
		int64_t result = p < 2 ? 0 : -EINVAL;
		struct gms_op op = slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD);

		op.off = far;
		assert_int_equal(run_op(w, op), result);
		assert_true(applied(w, "HZ-5") == (p < 2));
		op.id = 1;
		op.gpa = 2 * GPA;
		assert_int_equal(run_op(w, op), -EINVAL);
		op.off = 1ull << 63;
		assert_int_equal(run_op(w, op), -EINVAL);
		op.off = 1ull << 62;
		assert_int_equal(run_op(w, op), -EINVAL);
		op.off = far;
		op.size = 1ull << 42;
		op.gpa = 0;
		assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, 16 * PAGE), 0);
		if (!result)
			assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* BIND-6: which of two mistakes is found first tells the order. */
static void architecture_is_asked_before_the_overlap_since_7_3(void **state)
{
	static const struct {
		const char *profile;
		int64_t result;
	} versions[] = { { "7.2", -EEXIST }, { "7.3", -EINVAL } };

	(void)state;
	for (size_t v = 0; v < 2; v++) {
		struct gms_world *w = furnished(versions[v].profile, 0);

		assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
		assert_int_equal(set_gmem(w, 1, 1ull << 60, 4, 2), versions[v].result);
		/* BIND-9: what a refusal of the architecture leaves can be bound. */
		assert_int_equal(set_gmem(w, 1, 1ull << 60, 4, 8), -EINVAL);
		assert_quiet(w);
		assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 8), 0);
		assert_int_equal(w->pool[POOL_SLOT].live, 2);
		gms_destroy(w);
	}
}

/* HZ-6, BIND-8: the store may fail unseen before 7.3. */
static void lost_binding_is_an_error_only_since_7_3(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	const struct map *bindings;
	uint64_t n;

	(void)state;
	bindings = &file_at(w, handle_file(w, H_FILE))->bindings;
	for (n = 1; n < 20; n++) {
		w->inject_left[GMS_INJECT_ALLOC] = n;
		if (!set_gmem(w, 0, GPA, 4, 0))
			break;
		assert_int_equal(bindings->count, 0);
	}
	assert_int_equal(bindings->count, 0);
	assert_true(applied(w, "BIND-8"));
	assert_true(slot_of(w, 0)->gmem_file != 0);
	w->inject_left[GMS_INJECT_ALLOC] = 0;
	/* The place is free for another slot, and deleting the first leaves it alone. */
	assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), 0);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(bindings->count, 1);
	gms_destroy(w);

	w = furnished("7.3", 0);
	bindings = &file_at(w, handle_file(w, H_FILE))->bindings;
	for (n = 1; n < 20; n++) {
		w->inject_left[GMS_INJECT_ALLOC] = n;
		if (!set_gmem(w, 0, GPA, 4, 0))
			break;
		assert_int_equal(bindings->count, 0);
		assert_int_equal(w->pool[POOL_SLOT].live, 0);
		assert_quiet(w);
	}
	assert_int_equal(bindings->count, 1);
	gms_destroy(w);
}

/* BIND-7: MMAP makes the slot GMEM_ONLY, INIT_SHARED alone does not. */
static void mappable_file_makes_the_slot_gmem_only(void **state)
{
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	for (uint64_t flags = 0; flags < 4; flags++) {
		assert_int_equal(do_memfd(w, H_FREE, H_VM, 4 * PAGE, flags), 0);
		assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FREE, 0, NOWHERE), 0);
		assert_int_equal(!!(slot_of(w, 0)->flags & MEMSLOT_GMEM_ONLY), flags & 1);
		assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
		assert_int_equal(do_close(w, H_FREE), 0);
	}
	gms_destroy(w);
}

/* BIND-14: a slot outlives its file, keeps its place, and can only be deleted. */
static void slot_of_a_closed_file_can_only_be_deleted(void **state)
{
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(slot_of(w, 0)->gmem_file, 0);
	assert_int_equal(do_memfd(w, H_FILE2, H_VM, 16 * PAGE, 0), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE2, 0, NOWHERE), -EINVAL);
	assert_int_equal(set_plain(w, 0, GPA, 4), -EINVAL);
	assert_int_equal(set_plain(w, 1, GPA, 1), -EEXIST);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_true(applied(w, "BIND-14"));
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE2, 0, NOWHERE), 0);
	gms_destroy(w);
}

/* BIND-12: deleting a slot whose file is dying but not yet released. SCN-8. */
static void unbinding_a_dying_file_differs_by_version(void **state)
{
	static const struct {
		const char *profile;
		const char *hazard;
		uint32_t left;
	} versions[] = { { "6.16", "HZ-3", 1 },
			 { "6.18", "HZ-7", 0 },
			 { "7.2", "HZ-7", 0 },
			 { "7.3", NULL, 0 } };

	(void)state;
	for (size_t v = 0; v < sizeof(versions) / sizeof(versions[0]); v++) {
		struct gms_world *w = furnished(versions[v].profile, SW_PROTECTED);
		ref_t file = handle_file(w, H_FILE);
		int delete, close;

		assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
		gms_trail_clear(w);
		delete = start(w, slot_op(0, 0, 0, 0));
		until(w, delete, "make-invalid");
		close = start(w, close_op(H_FILE));
		until(w, close, "lock-slots");
		assert_waits(w, close, GMS_LOCK_SLOTS, delete);
		assert_true(file_at(w, file)->dying);
		assert_int_equal(finish_task(w, delete), 0);
		assert_true(applied(w, "BIND-12"));
		assert_true(applied(w, "HZ-3") == (versions[v].left != 0));
		if (versions[v].hazard)
			assert_true(applied(w, versions[v].hazard));
		else
			assert_false(applied(w, "HZ-7"));
		assert_int_equal(file_at(w, file)->bindings.count, versions[v].left);
		assert_int_equal(finish_task(w, close), 0);
		assert_quiet(w);
		assert_int_equal(do_close(w, H_VM), 0);
		assert_int_equal(w->pool[POOL_SLOT].live, 0);
		gms_destroy(w);
	}
}

/* RELEASE-1: the file that unbinding holds is released by the unbinder. */
static void unbinding_may_drop_the_last_reference(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	ref_t file = handle_file(w, H_FILE);
	int delete, close;

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	delete = start(w, slot_op(0, 0, 0, 0));
	until(w, delete, "unbind");
	close = start(w, close_op(H_FILE));
	assert_int_equal(finish_task(w, close), 0);
	assert_false(file_at(w, file)->dying);
	assert_int_equal(finish_task(w, delete), 0);
	assert_int_equal(w->pool[POOL_INODE].live, 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* SCN-9: before 7.3 the ioctl lets go of the file before the slot exists. */
static void file_may_die_while_its_slot_is_created(void **state)
{
	static const char *const profiles[] = { "7.2", "7.3" };

	(void)state;
	for (size_t p = 0; p < 2; p++) {
		struct gms_world *w = furnished(profiles[p], 0);
		ref_t file = handle_file(w, H_FILE);
		int create, close;

		create = start(w, slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD));
		until(w, create, "commit");
		close = start(w, close_op(H_FILE));
		assert_int_equal(gms_task_step(w, close), p ? GMS_FINISHED : GMS_STEPPED);
		assert_int_equal(file_at(w, file)->dying, !p);
		assert_int_equal(finish_task(w, create), 0);
		assert_int_equal(finish_task(w, close), 0);
		assert_int_equal(slot_of(w, 0)->gmem_file, 0);
		assert_int_equal(w->pool[POOL_INODE].live, 0);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* HZ-4: the old slot's record stays while the file binds it. INV-5 */
static void cleared_gmem_flag_leaves_a_ghost_behind(void **state)
{
	struct gms_world *w = furnished("6.16", SW_PROTECTED);
	const struct map *bindings = &file_at(w, handle_file(w, H_FILE))->bindings;
	uint64_t pgoff, ghost;

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_true(applied(w, "HZ-4"));
	assert_true(map_first(w, bindings, &pgoff, &ghost));
	assert_true(slot_at(w, (ref_t)ghost)->flags & MEMSLOT_FREED);
	assert_int_equal(slot_of(w, 0)->flags, 0);
	/* The range stays taken, and the rest of the file works. */
	assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), -EINVAL);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, 16 * PAGE), 0);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_quiet(w);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_the_vms_own_guest_memfd_binds),
		cmocka_unit_test(busy_range_of_the_file_is_refused),
		cmocka_unit_test(signed_sum_lets_far_offsets_in_before_7_1),
		cmocka_unit_test(architecture_is_asked_before_the_overlap_since_7_3),
		cmocka_unit_test(lost_binding_is_an_error_only_since_7_3),
		cmocka_unit_test(mappable_file_makes_the_slot_gmem_only),
		cmocka_unit_test(slot_of_a_closed_file_can_only_be_deleted),
		cmocka_unit_test(unbinding_a_dying_file_differs_by_version),
		cmocka_unit_test(unbinding_may_drop_the_last_reference),
		cmocka_unit_test(file_may_die_while_its_slot_is_created),
		cmocka_unit_test(cleared_gmem_flag_leaves_a_ghost_behind),
	};

	return cmocka_run_group_tests_name("bind", tests, NULL, NULL);
}
