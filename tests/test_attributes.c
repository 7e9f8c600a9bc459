/* SPDX-License-Identifier: BSD-2-Clause */
/* KVM_SET_MEMORY_ATTRIBUTES and KVM_GET_DIRTY_LOG.  Spec section 10. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "slots.h"

#include <cmocka.h>

/* ---- Attributes ---- */

/* ATTR-1 to ATTR-4, ATTR-15. */
static void attribute_gates_refuse(void **state)
{
	static const struct {
		uint64_t gpa, size, attrs, flags;
		int64_t result;
		const char *rule;
	} cases[] = {
		{ 1, 0, 1, 1, -EINVAL, "ATTR-1" },
		{ 1, 0, 1, 0, -EINVAL, "ATTR-2" },
		{ 1, 0, 0, 0, -EINVAL, "ATTR-3" },
		{ ~0xfffull, PAGE, 0, 0, -EINVAL, "ATTR-3" },
		{ ~0xfffull, 2 * PAGE, 0, 0, -EINVAL, "ATTR-3" },
		{ 1, PAGE, 0, 0, -EINVAL, "ATTR-4" },
		{ 0, PAGE + 1, 0, 0, -EINVAL, "ATTR-4" },
		{ 0, PAGE, 0, 0, 0, "ATTR-6" },
		{ 0, ~0xfffull, PRIVATE, 0, 0, "ATTR-11" },
	};
	struct gms_world *w = furnished("7.2", SW_PROTECTED);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct gms_op op;

		gms_op_init(&op, GMS_OP_ATTRIBUTES);
		op.vm = H_VM;
		op.gpa = cases[i].gpa;
		op.size = cases[i].size;
		op.attrs = cases[i].attrs;
		op.flags = cases[i].flags;
		assert_int_equal(run_op(w, op), cases[i].result);
		assert_string_equal(decided(w), cases[i].rule);
	}
	gms_destroy(w);
	w = furnished("7.2", 0);
	assert_int_equal(do_attributes(w, H_VM, 0, PAGE, PRIVATE), -EINVAL);
	assert_int_equal(do_attributes(w, H_VM, 0, PAGE, 0), 0);
	gms_destroy(w);
}

#define NAIVE_GFNS 96

/* The map against one value per gfn. OBJ-6, and the invariant of the map. */
static void attribute_runs_equal_an_array(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	const struct vm *vm = vm_of(w);
	uint8_t naive[NAIVE_GFNS] = { 0 };
	uint64_t seed = 0x5eed;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint64_t first = rnd(&seed) % NAIVE_GFNS;
		uint64_t count = 1 + rnd(&seed) % (rnd(&seed) % 4 ? 4 : NAIVE_GFNS - first);
		uint8_t value = rnd(&seed) % 2 ? PRIVATE : 0;
		uint64_t runs = 0;

		if (first + count > NAIVE_GFNS)
			count = NAIVE_GFNS - first;
		assert_int_equal(do_attributes(w, H_VM, first * PAGE, count * PAGE, value), 0);
		memset(naive + first, value, count);
		for (uint64_t gfn = 0; gfn < NAIVE_GFNS; gfn++) {
			assert_int_equal(attribute_get(w, vm, gfn), naive[gfn]);
			runs += naive[gfn] != (gfn ? naive[gfn - 1] : 0);
		}
		runs += naive[NAIVE_GFNS - 1] != 0;
		assert_int_equal(vm->attributes.count, runs);
	}
	gms_destroy(w);
}

/* ATTR-8, ATTR-10, ATTR-11, vector T9 of the x86 rules: the sequence moves only where a slot is. */
static void conversion_invalidates_only_where_slots_are(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	struct vm *vm = vm_of(w);
	uint64_t seq = vm->invalidate_seq;

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 4, 0), 0);
	assert_int_equal(do_attributes(w, H_VM, 2 * GPA, 4 * PAGE, PRIVATE), 0);
	assert_int_equal(vm->invalidate_seq, seq);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(vm->invalidate_seq, seq + 1);
	/* ATTR-6: nothing to do. */
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(vm->invalidate_seq, seq + 1);
	/* ATTR-12: attributes stay when the slot goes. */
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(attribute_get(w, vm, GPA / PAGE), PRIVATE);
	assert_quiet(w);
	gms_destroy(w);
}

/* HZ-12, PROTO-S: with others about, each gfn changes in a step of its own. */
static void half_a_conversion_can_be_seen(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	struct vm *vm = vm_of(w);
	int reader, convert;

	(void)state;
	assert_int_equal(set_gmem(w, 0, GPA, 8, 0), 0);
	reader = start_reader(w);
	convert = start(w, attributes_op(GPA, 8 * PAGE, PRIVATE));
	until(w, convert, "store");
	assert_int_equal(vm->invalidate_count, 1);
	assert_int_equal(vm->range_start, GPA / PAGE);
	assert_int_equal(vm->range_end, GPA / PAGE + 8);
	for (uint64_t done = 0; done <= 8; done++) {
		for (uint64_t i = 0; i < 8; i++)
			assert_int_equal(attribute_get(w, vm, GPA / PAGE + i),
					 i < done ? PRIVATE : 0);
		assert_string_equal(gms_task_next_step(w, convert),
				    done < 8 ? "store" : "invalidate-end");
		if (done < 8)
			assert_int_equal(gms_task_step(w, convert), GMS_STEPPED);
	}
	assert_int_equal(vm->invalidate_count, 1);
	assert_int_equal(finish_task(w, convert), 0);
	assert_quiet(w);
	stop_reader(w, reader);
	gms_destroy(w);
}

/* ATTR-5: 16 TiB cost what a page costs; watched by others, a bounded number of steps. */
static void huge_conversion_is_cheap(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	const uint64_t huge = 16ull << 40;
	int reader, convert, steps = 0;

	(void)state;
	assert_int_equal(do_attributes(w, H_VM, 0, huge, PRIVATE), 0);
	assert_int_equal(vm_of(w)->attributes.count, 2);
	reader = start_reader(w);
	convert = start(w, attributes_op(0, huge, 0));
	while (gms_task_step(w, convert) == GMS_STEPPED)
		steps++;
	assert_true(steps > 4000 && steps < 5000);
	assert_int_equal(vm_of(w)->attributes.count, 0);
	stop_reader(w, reader);
	gms_destroy(w);
}

/* ATTR-7, INV-35: a failed reservation changes nothing; clearing needs none since 7.3. */
static void failed_reservation_changes_nothing(void **state)
{
	static const char *const profiles[] = { "7.2", "7.3" };

	(void)state;
	for (size_t p = 0; p < 2; p++) {
		struct gms_world *w = furnished(profiles[p], SW_PROTECTED);
		struct vm *vm = vm_of(w);

		assert_int_equal(set_gmem(w, 0, GPA, 8, 0), 0);
		w->inject_left[GMS_INJECT_ALLOC] = 1;
		assert_int_equal(do_attributes(w, H_VM, GPA, 8 * PAGE, PRIVATE), -ENOMEM);
		assert_int_equal(vm->attributes.count, 0);
		assert_int_equal(vm->invalidate_seq, 0);
		assert_int_equal(do_attributes(w, H_VM, GPA, 8 * PAGE, PRIVATE), 0);
		w->inject_left[GMS_INJECT_ALLOC] = 1;
		assert_int_equal(do_attributes(w, H_VM, GPA, 4 * PAGE, 0), p ? 0 : -ENOMEM);
		assert_quiet(w);
		gms_destroy(w);
	}
}

/* ---- Dirty log ---- */

static struct gms_op dirty_log_op(uint64_t id)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_DIRTY_LOG);
	op.vm = H_VM;
	op.id = id;
	return op;
}

/* The pages of a slot's log as a bit mask. */
static uint64_t dirty_pages(struct gms_world *w, uint64_t id)
{
	struct gms_op op = dirty_log_op(id);
	struct gms_result result = gms_run(w, &op);
	uint64_t page, mask = 0;

	assert_int_equal(result.kind, GMS_RESULT_PAGES);
	for (uint64_t from = 0; dirty_log_next_page(w, &op, from, &page); from = page + 1)
		mask |= 1ull << page;
	assert_int_equal(result.value, __builtin_popcountll(mask));
	return mask;
}

static void dirty(struct gms_world *w, uint32_t id, uint64_t page)
{
	ref_t slot = slot_by_id(w, vm_of(w), 0, id);

	mark_page_dirty(w, slot, slot_at(w, slot)->base_gfn + page);
}

/* The measured cases slot.dirty_log(...). */
static void only_logging_slots_have_a_dirty_log(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct gms_op op = dirty_log_op(7);

	(void)state;
	assert_int_equal(set_plain(w, 0, GPA, 4), 0);
	assert_int_equal(set_gmem(w, 1, 2 * GPA, 4, 0), 0);
	assert_int_equal(run_op(w, dirty_log_op(0)), -ENOENT);
	assert_int_equal(run_op(w, dirty_log_op(1)), -ENOENT);
	assert_int_equal(run_op(w, op), -ENOENT);
	op.as_id = 1;
	assert_int_equal(run_op(w, op), -ENOENT);
	op.as_id = 2;
	assert_int_equal(run_op(w, op), -EINVAL);
	assert_int_equal(run_op(w, dirty_log_op(0x7fff)), -EINVAL);
	gms_destroy(w);
}

static void dirty_log_reports_once_and_follows_the_slot(void **state)
{
	struct gms_world *w = furnished("7.2", 0);

	(void)state;
	assert_int_equal(run_op(w, slot_op(0, GPA, 8 * PAGE, MEM_LOG_DIRTY)), 0);
	dirty(w, 0, 1);
	dirty(w, 0, 3);
	dirty(w, 0, 4);
	assert_int_equal(dirty_pages(w, 0), 0x1a);
	assert_int_equal(dirty_pages(w, 0), 0);
	/* A move takes the log along; relative to the slot nothing changes. */
	dirty(w, 0, 7);
	assert_int_equal(run_op(w, slot_op(0, 2 * GPA, 8 * PAGE, MEM_LOG_DIRTY)), 0);
	dirty(w, 0, 0);
	assert_int_equal(dirty_pages(w, 0), 0x81);
	/* Without the flag it is gone, and a new one is empty. */
	dirty(w, 0, 2);
	assert_int_equal(run_op(w, slot_op(0, 2 * GPA, 8 * PAGE, 0)), 0);
	dirty(w, 0, 2);
	assert_int_equal(run_op(w, dirty_log_op(0)), -ENOENT);
	assert_int_equal(run_op(w, slot_op(0, 2 * GPA, 8 * PAGE, MEM_LOG_DIRTY)), 0);
	assert_int_equal(dirty_pages(w, 0), 0);
	assert_quiet(w);
	gms_destroy(w);
}

/* A reader that still has the old slot marks pages that the new one must report. */
static void dirty_marks_of_the_last_readers_are_kept(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	ref_t old;
	int move;

	(void)state;
	assert_int_equal(run_op(w, slot_op(0, GPA, 8 * PAGE, MEM_LOG_DIRTY)), 0);
	old = slot_by_id(w, vm_of(w), 0, 0);
	move = start(w, slot_op(0, 2 * GPA, 8 * PAGE, MEM_LOG_DIRTY));
	until(w, move, "commit");
	mark_page_dirty(w, old, GPA / PAGE + 1);
	dirty(w, 0, 2);
	assert_int_equal(finish_task(w, move), 0);
	assert_int_equal(dirty_pages(w, 0), 0x6);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attribute_gates_refuse),
		cmocka_unit_test(attribute_runs_equal_an_array),
		cmocka_unit_test(conversion_invalidates_only_where_slots_are),
		cmocka_unit_test(half_a_conversion_can_be_seen),
		cmocka_unit_test(huge_conversion_is_cheap),
		cmocka_unit_test(failed_reservation_changes_nothing),
		cmocka_unit_test(only_logging_slots_have_a_dirty_log),
		cmocka_unit_test(dirty_log_reports_once_and_follows_the_slot),
		cmocka_unit_test(dirty_marks_of_the_last_readers_are_kept),
	};

	return cmocka_run_group_tests_name("attributes", tests, NULL, NULL);
}
