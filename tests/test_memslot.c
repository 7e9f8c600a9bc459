/* SPDX-License-Identifier: BSD-2-Clause */
/* Memslots: gates, changes, and their protocols step by step.  Spec section 9. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "slots.h"

#include <cmocka.h>

/* ---- Gates ---- */

static void wrong_v1(struct gms_op *op)
{
	op->v1 = 1;
}

static void wrong_id(struct gms_op *op)
{
	op->id = 0x7fff;
}

static void wrong_flags(struct gms_op *op)
{
	op->flags |= 1u << 4;
}

static void wrong_size(struct gms_op *op)
{
	op->size |= 1;
}

static void wrong_gpa(struct gms_op *op)
{
	op->gpa |= 0x800;
}

static void wrong_hva(struct gms_op *op)
{
	op->hva.number = 1ull << 62;
}

static void wrong_off(struct gms_op *op)
{
	op->off = PAGE - 1;
}

static void wrong_as(struct gms_op *op)
{
	op->as_id = 2;
}

static void wraps(struct gms_op *op)
{
	op->gpa = ~0xfffull;
}

static void too_many_pages(struct gms_op *op)
{
	op->size = 1ull << 43;
}

static void taken_gpa(struct gms_op *op)
{
	op->gpa = GPA;
}

static void no_memory(struct gms_op *op)
{
	op->value = 1;
}

static void bad_fd(struct gms_op *op)
{
	op->memfd = (struct gms_ref){ .number = 999 };
}

static const struct gate {
	const char *rule;
	void (*break_it)(struct gms_op *op);
	int error;
} gates[] = {
	{ "SLOT-2", wrong_v1, EINVAL },	   { "SLOT-3", wrong_id, EINVAL },
	{ "SLOT-5", wrong_flags, EINVAL }, { "SLOT-6", wrong_size, EINVAL },
	{ "SLOT-7", wrong_gpa, EINVAL },   { "SLOT-8", wrong_hva, EINVAL },
	{ "SLOT-9", wrong_off, EINVAL },   { "SLOT-10", wrong_as, EINVAL },
	{ "SLOT-11", wraps, EINVAL },	   { "SLOT-12", too_many_pages, EINVAL },
	{ "SLOT-17", taken_gpa, EEXIST },  { "SLOT-18", no_memory, ENOMEM },
	{ "BIND-1", bad_fd, EBADF },
};

#define NR_GATES (sizeof(gates) / sizeof(gates[0]))

/* SLOT-1 to SLOT-19: of several mistakes the one that is looked at first decides. */
static void first_gate_that_refuses_decides(void **state)
{
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	assert_int_equal(set_plain(w, 1, GPA, 4), 0);
	for (size_t first = 0; first < NR_GATES; first++) {
		struct gms_op op = slot_op(0, GPA + 64 * PAGE, 4 * PAGE, MEM_GUEST_MEMFD);

		for (size_t i = NR_GATES; i > first; i--)
			gates[i - 1].break_it(&op);
		w->inject_left[GMS_INJECT_ALLOC] = op.value;
		op.value = 0;
		assert_int_equal(run_op(w, op), -gates[first].error);
		assert_string_equal(decided(w), gates[first].rule);
		w->inject_left[GMS_INJECT_ALLOC] = 0;
		assert_quiet(w);
	}
	assert_int_equal(set_gmem(w, 0, GPA + 64 * PAGE, 4, 0), 0);
	gms_destroy(w);
}

/* SLOT-5, SLOT-2: bits 0 and 1 anywhere, bit 2 in the newer ioctl, no pair with bit 2. */
static void flags_are_checked_as_measured(void **state)
{
	static const struct {
		uint64_t flags, v1;
		int64_t result;
	} cases[] = {
		{ 0, 0, 0 },
		{ 1, 0, 0 },
		{ 2, 0, 0 },
		{ 3, 0, 0 },
		{ 4, 0, 0 },
		{ 5, 0, -EINVAL },
		{ 6, 0, -EINVAL },
		{ 7, 0, -EINVAL },
		{ 8, 0, -EINVAL },
		{ 1u << 16, 0, -EINVAL },
		{ 1u << 17, 0, -EINVAL },
		{ 1u << 31, 0, -EINVAL },
		{ 0, 1, 0 },
		{ 3, 1, 0 },
		{ 4, 1, -EINVAL },
		{ 6, 1, -EINVAL },
		{ 7, 1, -EINVAL },
		{ 8, 1, -EINVAL },
	};
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_op op = slot_op(0, GPA, PAGE, cases[i].flags);

		op.v1 = cases[i].v1;
		assert_int_equal(run_op(w, op), cases[i].result);
		if (!cases[i].result)
			assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	}
	gms_destroy(w);
}

/* SLOT-5: before 6.18 only VMs with private memory may bind. */
static void default_vm_cannot_bind_before_6_18(void **state)
{
	struct gms_world *w = furnished("6.16", 0);

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), -EINVAL);
	assert_string_equal(decided(w), "SLOT-5");
	gms_destroy(w);
	w = furnished("6.16", SW_PROTECTED);
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	gms_destroy(w);
}

/* SLOT-8: measured with four levels; a size of 0 reaches the limit itself. */
static void user_range_ends_a_page_below_2_to_the_47(void **state)
{
	static const struct {
		uint64_t hva, size;
		int64_t result;
	} cases[] = {
		{ 0, PAGE, 0 },
		{ 0x7fffffffd000, 2 * PAGE, 0 },
		{ 0x7fffffffe000, PAGE, 0 },
		{ 0x7fffffffe000, 2 * PAGE, -EINVAL },
		{ 0x7ffffffff000, 2 * PAGE, -EINVAL },
		{ 1ull << 47, PAGE, -EINVAL },
		{ ~0xfffull, PAGE, -EINVAL },
		{ ~0xfffull, 2 * PAGE, -EINVAL },
		{ 1, PAGE, -EINVAL },
	};
	struct gms_world *w = furnished("6.18", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_op op = slot_op(0, GPA, cases[i].size, 0);

		op.hva.number = cases[i].hva;
		assert_int_equal(run_op(w, op), cases[i].result);
		if (!cases[i].result)
			assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	}
	gms_destroy(w);
}

/* SLOT-3, SLOT-10: 32764 slots on x86; the argument has 16 bits for each part. */
static void slot_numbers_end_at_nr_memslots(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct gms_op op;

	(void)state;
	assert_int_equal(set_plain(w, 32763, GPA, 1), 0);
	assert_int_equal(set_plain(w, 32764, GPA + PAGE, 1), -EINVAL);
	assert_int_equal(set_plain(w, 0xffff, GPA + PAGE, 1), -EINVAL);
	op = slot_op(0, GPA + PAGE, PAGE, 0);
	op.as_id = 2;
	assert_int_equal(run_op(w, op), -EINVAL);
	assert_string_equal(decided(w), "SLOT-10");
	op.as_id = 0xffff;
	assert_int_equal(run_op(w, op), -EINVAL);
	/* Other address spaces do not overlap: SLOT-17. */
	op = slot_op(0, GPA, PAGE, 0);
	op.as_id = 1;
	assert_int_equal(run_op(w, op), 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* IOCTL-1: a closed descriptor, and a VM that is marked dead. */
static void gates_of_every_ioctl_come_first(void **state)
{
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	vm_of(w)->dead = 1;
	assert_int_equal(set_plain(w, 0x7fff, GPA, 1), -EIO);
	assert_int_equal(do_attributes(w, H_VM, 1, 1, 1), -EIO);
	vm_of(w)->dead = 0;
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(set_plain(w, 0, GPA, 1), -EBADF);
	assert_int_equal(do_attributes(w, H_VM, 0, PAGE, 0), -EBADF);
	gms_destroy(w);
}

/* ---- Changes ---- */

/* SLOT-17: every way in which two ranges can meet. */
static void overlap_is_refused_and_touching_is_not(void **state)
{
	static const struct {
		int64_t offset, pages, result;
	} cases[] = {
		{ 0, 4, -EEXIST },  { 1, 2, -EEXIST }, { -2, 8, -EEXIST },
		{ -2, 3, -EEXIST }, { 3, 4, -EEXIST }, { 0, 1, -EEXIST },
		{ 3, 1, -EEXIST },  { -4, 4, 0 },      { 4, 4, 0 },
	};
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	for (uint64_t gmem = 0; gmem < 2; gmem++) {
		assert_int_equal(gmem ? set_gmem(w, 1, GPA, 4, 0) : set_plain(w, 1, GPA, 4), 0);
		for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
			uint64_t gpa = GPA + (uint64_t)cases[i].offset * PAGE;

			assert_int_equal(set_plain(w, 2, gpa, (uint64_t)cases[i].pages),
					 cases[i].result);
			if (!cases[i].result)
				assert_int_equal(do_slot_delete(w, H_VM, 2), 0);
		}
		assert_int_equal(do_slot_delete(w, H_VM, 1), 0);
	}
	assert_quiet(w);
	gms_destroy(w);
}

/* SLOT-31: one swap for create and flags, two for delete and move, none for a no-op. */
static void generation_counts_swaps(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	uint64_t step = vm_of(w)->nr_as, before = generation(w);

	(void)state;
	assert_int_equal(before, 0);
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_int_equal(generation(w), before + step);
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_int_equal(generation(w), before + step);
	assert_int_equal(run_op(w, slot_op(0, GPA, 4 * PAGE, MEM_LOG_DIRTY)), 0);
	assert_int_equal(generation(w), before + 2 * step);
	assert_int_equal(run_op(w, slot_op(0, 2 * GPA, 4 * PAGE, MEM_LOG_DIRTY)), 0);
	assert_int_equal(generation(w), before + 4 * step);
	assert_int_equal(set_plain(w, 1, 2 * GPA, 4), -EEXIST);
	assert_int_equal(generation(w), before + 4 * step);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(generation(w), before + 6 * step);
	assert_quiet(w);
	gms_destroy(w);
}

/* SLOT-13: deletes look at the layout and the flags, at nothing else. */
static void delete_ignores_what_does_not_matter(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct gms_op op = slot_op(0, 3 * GPA, 0, MEM_GUEST_MEMFD);

	(void)state;
	assert_int_equal(do_slot_delete(w, H_VM, 0), -EINVAL);
	assert_string_equal(decided(w), "SLOT-13");
	op.memfd = (struct gms_ref){ .number = UINT32_MAX };
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	op.off = 0x800;
	assert_int_equal(run_op(w, op), -EINVAL);
	assert_string_equal(decided(w), "SLOT-9");
	op.off = PAGE;
	assert_int_equal(run_op(w, op), 0);
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	op = slot_op(0, 3 * GPA, 0, MEM_LOG_DIRTY);
	op.off = 0x800;
	assert_int_equal(run_op(w, op), 0);
	assert_int_equal(do_slot_delete(w, H_VM, 0), -EINVAL);
	assert_quiet(w);
	gms_destroy(w);
}

/* SLOT-15: the measured cases slot2.change(plain) and slot2.change(gmem). */
static void only_place_and_logging_of_a_plain_slot_may_change(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct gms_op op;

	(void)state;
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_int_equal(set_plain(w, 5, 8 * GPA, 4), 0);
	assert_int_equal(run_op(w, slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD)), -EINVAL);
	assert_int_equal(run_op(w, slot_op(0, GPA, 4 * PAGE, MEM_READONLY)), -EINVAL);
	assert_int_equal(run_op(w, slot_op(0, GPA, 5 * PAGE, 0)), -EINVAL);
	assert_int_equal(run_op(w, slot_op(0, GPA, 3 * PAGE, 0)), -EINVAL);
	op = slot_op(0, GPA, 4 * PAGE, 0);
	op.hva.number = PAGE;
	assert_int_equal(run_op(w, op), -EINVAL);
	assert_string_equal(decided(w), "SLOT-15");
	assert_int_equal(set_plain(w, 0, 8 * GPA, 4), -EEXIST);
	assert_int_equal(set_plain(w, 0, GPA + PAGE, 4), 0);
	assert_int_equal(run_op(w, slot_op(0, GPA, 4 * PAGE, MEM_LOG_DIRTY)), 0);
	assert_int_equal(slot_of(w, 0)->base_gfn, GPA / PAGE);
	assert_int_equal(slot_of(w, 0)->flags, MEM_LOG_DIRTY);
	assert_int_equal(run_op(w, slot_op(0, GPA, 4 * PAGE, 0)), 0);
	assert_int_equal(slot_of(w, 0)->has_dirty_bitmap, DIRTY_NONE);

	assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), 0);
	assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), -EINVAL);
	assert_int_equal(set_plain(w, 1, 2 * GPA, 4), -EINVAL);
	assert_int_equal(set_plain(w, 1, 3 * GPA, 4), -EINVAL);
	assert_int_equal(run_op(w, slot_op(1, 2 * GPA, 4 * PAGE, MEM_LOG_DIRTY)), -EINVAL);
	assert_int_equal(do_slot_delete(w, H_VM, 1), 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* INV-22: a move may overlap the place that it leaves. */
static void move_leaves_no_trace_at_the_old_place(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct vm *vm = vm_of(w);

	(void)state;
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_int_equal(set_plain(w, 0, GPA - 2 * PAGE, 4), 0);
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE + 2), 0);
	assert_true(slot_lookup(w, vm, 0, GPA / PAGE + 1) != 0);
	assert_true(slot_lookup(w, vm, 0, GPA / PAGE - 2) != 0);
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE - 3), 0);
	assert_quiet(w);
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	gms_destroy(w);
}

/* INV-34: whichever allocation fails, everything is as it was, and then it works. */
static void failed_allocation_changes_nothing(void **state)
{
	static const char *const profiles[] = { "6.18", "7.2", "7.3" };

	(void)state;
	for (size_t p = 0; p < sizeof(profiles) / sizeof(profiles[0]); p++) {
		struct gms_world *w = furnished(profiles[p], 0);
		struct gms_op ops[] = {
			slot_op(0, GPA, 4 * PAGE, 0),
			slot_op(0, GPA, 4 * PAGE, MEM_LOG_DIRTY),
			slot_op(0, 2 * GPA, 4 * PAGE, MEM_LOG_DIRTY),
			slot_op(0, 0, 0, 0),
		};

		for (size_t i = 0; i < sizeof(ops) / sizeof(ops[0]); i++) {
			int64_t result;
			uint64_t n = 0;

			do {
				uint32_t slots = w->pool[POOL_SLOT].live;

				w->inject_left[GMS_INJECT_ALLOC] = ++n;
				result = run_op(w, ops[i]);
				assert_true(result == 0 || result == -ENOMEM);
				if (result)
					assert_int_equal(w->pool[POOL_SLOT].live, slots);
				assert_quiet(w);
			} while (result);
			assert_true(n > 1);
			w->inject_left[GMS_INJECT_ALLOC] = 0;
		}
		gms_destroy(w);
	}
}

/*
 * SLOT-18, SLOT-20: a small arena runs out in the middle of things, and nothing
 * is lost.  A delete needs memory for the INVALID copy.
 */
static void full_arena_is_enomem_and_keeps_the_sets_equal(void **state)
{
	struct gms_world *w = small_world();
	uint64_t id = 0;
	int64_t result;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	do {
		result = set_plain(w, id, GPA + (id * 7919 % 10007) * PAGE, 1);
		assert_quiet(w);
	} while (!result && ++id < 10000);
	assert_int_equal(result, -ENOMEM);
	assert_int_equal(do_slot_delete(w, H_VM, 0), -ENOMEM);
	assert_quiet(w);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	gms_destroy(w);
}

/* ATTR-7: the same with the nodes of maps, which both sets of slots need too. */
static void arena_full_of_attributes_refuses_slots(void **state)
{
	struct gms_world *w = small_world();
	uint64_t gfn = 0;
	int64_t result;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, SW_PROTECTED), 0);
	do {
		result = do_attributes(w, H_VM, gfn * PAGE, PAGE, PRIVATE);
		assert_quiet(w);
		gfn += 2;
	} while (!result && gfn < 100000);
	assert_int_equal(result, -ENOMEM);
	while (!set_plain(w, gfn, gfn * PAGE, 1))
		gfn++;
	assert_quiet(w);
	assert_int_equal(do_attributes(w, H_VM, 0, 200000 * PAGE, 0), 0);
	assert_int_equal(vm_of(w)->attributes.count, 0);
	assert_int_equal(set_plain(w, gfn, gfn * PAGE, 1), 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* RELEASE-7: a VM that goes away takes its slots and maps along. */
static void vm_takes_its_slots_along(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint32_t nodes = w->pool[POOL_NODE].live;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, SW_PROTECTED), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 64 * PAGE, 0), 0);
	for (uint64_t i = 0; i < 40; i++)
		assert_int_equal(set_gmem(w, i, GPA + i * 2 * PAGE, 1, i), 0);
	assert_int_equal(do_attributes(w, H_VM, GPA, 8 * PAGE, PRIVATE), 0);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_VM].live, 1);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(w->pool[POOL_VM].live, 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	assert_int_equal(w->pool[POOL_NODE].live, nodes);
	gms_destroy(w);
}

/* ---- Protocols step by step ---- */

/* PROTO-D, SLOT-33: what a reader finds at each step, and whom the deleter waits for. */
static void deleted_slot_is_invalid_until_its_readers_left(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct vm *vm = vm_of(w);
	int delete, early, late;
	ref_t original, copy;

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 2), 0);
	original = slot_lookup(w, vm, 0, GPA / PAGE);
	early = start_reader(w);
	delete = start(w, slot_op(0, 0, 0, 0));
	until(w, delete, "publish");
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE), original);
	assert_int_equal(gms_task_step(w, delete), GMS_STEPPED);

	copy = slot_lookup(w, vm, 0, GPA / PAGE);
	assert_true(copy && copy != original);
	assert_true(slot_at(w, copy)->flags & MEMSLOT_INVALID);
	assert_int_equal(slot_at(w, copy)->gmem_file, 0);
	assert_true(generation(w) & IN_PROGRESS);
	/* A reader that came after the swap is not waited for. */
	late = start_reader(w);
	assert_waits(w, delete, GMS_LOCK_SRCU, early);
	stop_reader(w, early);
	until(w, delete, "zap");
	assert_false(generation(w) & IN_PROGRESS);
	until(w, delete, "publish");
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE), copy);
	assert_int_equal(gms_task_step(w, delete), GMS_STEPPED);
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE), 0);
	/* Now the late one has seen the copy, which must stay until it left. */
	assert_waits(w, delete, GMS_LOCK_SRCU, late);
	stop_reader(w, late);
	assert_int_equal(finish_task(w, delete), 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* PROTO-C: the slot appears at the swap, whole. */
static void created_slot_appears_at_the_swap(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct vm *vm = vm_of(w);
	int create = start(w, slot_op(0, GPA, 4 * PAGE, MEM_GUEST_MEMFD));

	(void)state;
	until(w, create, "publish");
	assert_int_equal(slot_lookup(w, vm, 0, GPA / PAGE), 0);
	assert_int_equal(file_at(w, handle_file(w, H_FILE))->bindings.count, 1);
	assert_int_equal(gms_task_step(w, create), GMS_STEPPED);
	assert_true(slot_lookup(w, vm, 0, GPA / PAGE) != 0);
	assert_int_equal(inactive_set(vm, 0)->by_id.count, 0);
	assert_int_equal(finish_task(w, create), 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* SLOT-32, SCN-15: no swap between the start and the end of a notifier. */
static void swap_waits_for_mmu_notifiers(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	int create = start(w, slot_op(0, GPA, 4 * PAGE, 0));

	(void)state;
	until(w, create, "publish");
	vm_of(w)->mn_active = 1;
	assert_waits(w, create, GMS_LOCK_NOTIFIERS, -1);
	vm_of(w)->mn_active = 0;
	assert_int_equal(finish_task(w, create), 0);
	gms_destroy(w);
}

/* SLOT-4: the second change waits, and then sees what the first one did. */
static void slot_changes_queue_up(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	int first = start(w, slot_op(0, GPA, 4 * PAGE, 0));
	int second = start(w, slot_op(1, GPA, 4 * PAGE, 0));

	(void)state;
	until(w, first, "publish");
	until(w, second, "lock-slots");
	assert_waits(w, second, GMS_LOCK_SLOTS, first);
	assert_int_equal(finish_task(w, first), 0);
	assert_int_equal(finish_task(w, second), -EEXIST);
	assert_quiet(w);
	gms_destroy(w);
}

/* OBJ-4: the descriptor that an ioctl uses keeps the VM, though it is closed meanwhile. */
static void vm_stays_while_an_ioctl_uses_it(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	int create, close;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	create = start(w, slot_op(0, GPA, 4 * PAGE, 0));
	until(w, create, "prepare");
	close = start(w, close_op(H_VM));
	assert_int_equal(finish_task(w, close), 0);
	assert_int_equal(w->pool[POOL_VM].live, 1);
	assert_int_equal(finish_task(w, create), 0);
	assert_int_equal(w->pool[POOL_VM].live, 0);
	assert_int_equal(w->pool[POOL_SLOT].live, 0);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_gate_that_refuses_decides),
		cmocka_unit_test(flags_are_checked_as_measured),
		cmocka_unit_test(default_vm_cannot_bind_before_6_18),
		cmocka_unit_test(user_range_ends_a_page_below_2_to_the_47),
		cmocka_unit_test(slot_numbers_end_at_nr_memslots),
		cmocka_unit_test(gates_of_every_ioctl_come_first),
		cmocka_unit_test(overlap_is_refused_and_touching_is_not),
		cmocka_unit_test(generation_counts_swaps),
		cmocka_unit_test(delete_ignores_what_does_not_matter),
		cmocka_unit_test(only_place_and_logging_of_a_plain_slot_may_change),
		cmocka_unit_test(move_leaves_no_trace_at_the_old_place),
		cmocka_unit_test(failed_allocation_changes_nothing),
		cmocka_unit_test(full_arena_is_enomem_and_keeps_the_sets_equal),
		cmocka_unit_test(arena_full_of_attributes_refuses_slots),
		cmocka_unit_test(vm_takes_its_slots_along),
		cmocka_unit_test(deleted_slot_is_invalid_until_its_readers_left),
		cmocka_unit_test(created_slot_appears_at_the_swap),
		cmocka_unit_test(swap_waits_for_mmu_notifiers),
		cmocka_unit_test(slot_changes_queue_up),
		cmocka_unit_test(vm_stays_while_an_ioctl_uses_it),
	};

	return cmocka_run_group_tests_name("memslot", tests, NULL, NULL);
}
