/* SPDX-License-Identifier: BSD-2-Clause */
/* Random slot changes: against a naive description, and interleaved. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "slots.h"

#include <cmocka.h>

/* ---- Against a naive description ---- */

#define NAIVE_SLOTS 4

struct naive_slot {
	bool exists;
	uint64_t gfn, pages, flags;
	uint64_t pgoff;
};

static bool meets(uint64_t a, uint64_t pages_a, uint64_t b, uint64_t pages_b)
{
	return a < b + pages_b && b < a + pages_a;
}

/* What 7.2 answers to a change of slot id to `next`, as one looks at section 9. */
static int naive_change(struct naive_slot *slots, uint64_t id, struct naive_slot next)
{
	struct naive_slot *old = &slots[id];

	if (next.flags & MEM_GUEST_MEMFD && next.flags & (MEM_LOG_DIRTY | MEM_READONLY))
		return EINVAL;
	if (!next.pages) {
		if (!old->exists)
			return EINVAL;
		old->exists = false;
		return 0;
	}
	if (old->exists && (next.flags & MEM_GUEST_MEMFD || next.pages != old->pages ||
			    (next.flags ^ old->flags) & (MEM_READONLY | MEM_GUEST_MEMFD)))
		return EINVAL;
	for (uint64_t i = 0; i < NAIVE_SLOTS; i++)
		if (i != id && slots[i].exists &&
		    meets(next.gfn, next.pages, slots[i].gfn, slots[i].pages))
			return EEXIST;
	if (next.flags & MEM_GUEST_MEMFD && next.pgoff + next.pages > 16)
		return EINVAL;
	for (uint64_t i = 0; i < NAIVE_SLOTS && next.flags & MEM_GUEST_MEMFD; i++)
		if (slots[i].exists && slots[i].flags & MEM_GUEST_MEMFD &&
		    meets(next.pgoff, next.pages, slots[i].pgoff, slots[i].pages))
			return EEXIST;
	*old = next;
	return 0;
}

static struct naive_slot random_slot(uint64_t *seed)
{
	static const uint64_t flags[] = { 0, 0, 0, MEM_LOG_DIRTY, MEM_READONLY, 4, 4, 4, 5, 6 };

	return (struct naive_slot){
		.exists = true,
		.gfn = rnd(seed) % 16,
		.pages = rnd(seed) % 4 ? 1 + rnd(seed) % 4 : 0,
		.flags = flags[rnd(seed) % (sizeof(flags) / sizeof(flags[0]))],
		.pgoff = rnd(seed) % 16,
	};
}

/* INV-1, INV-2: the bindings are those of the gmem slots, no more and no less. */
static void assert_bound(const struct gms_world *w, const struct naive_slot *slots)
{
	const struct map *bindings = &file_at(w, handle_file(w, H_FILE))->bindings;
	uint32_t bound = 0;

	for (uint32_t id = 0; id < NAIVE_SLOTS; id++) {
		ref_t ref = slot_by_id(w, vm_of(w), 0, id);
		uint64_t slot;

		assert_int_equal(ref != 0, slots[id].exists);
		if (!ref)
			continue;
		assert_int_equal(slot_at(w, ref)->base_gfn, slots[id].gfn);
		assert_int_equal(slot_at(w, ref)->npages, slots[id].pages);
		if (!(slots[id].flags & MEM_GUEST_MEMFD))
			continue;
		bound++;
		assert_true(map_get(w, bindings, slots[id].pgoff, &slot) && slot == ref);
		assert_int_equal(slot_at(w, ref)->gmem_file, handle_file(w, H_FILE));
	}
	assert_int_equal(bindings->count, bound);
}

static void random_changes_equal_the_naive_description(void **state)
{
	struct gms_world *w = furnished("7.2", 0);
	struct naive_slot slots[NAIVE_SLOTS] = { 0 };
	uint64_t seed = 0xabcdef, done = 0;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct naive_slot next = random_slot(&seed);
		uint64_t id = rnd(&seed) % NAIVE_SLOTS;
		struct gms_op op = slot_op(id, next.gfn * PAGE, next.pages * PAGE, next.flags);
		int64_t result;

		op.off = next.pgoff * PAGE;
		result = run_op(w, op);
		assert_int_equal(result, -naive_change(slots, id, next));
		done += !result;
		assert_quiet(w);
		assert_bound(w, slots);
	}
	assert_true(done > 2000);
	gms_destroy(w);
}

/* ---- Interleavings ---- */

#define RACERS 4

static struct gms_op random_racer(uint64_t *seed)
{
	struct naive_slot next = random_slot(seed);
	struct gms_op op;

	switch (rnd(seed) % 8) {
	case 0:
		gms_op_init(&op, GMS_OP_ATTRIBUTES);
		op.vm = H_VM;
		op.gpa = next.gfn * PAGE;
		op.size = (1 + next.pages) * PAGE;
		op.attrs = rnd(seed) % 2 ? PRIVATE : 0;
		return op;
	case 1:
		return rnd(seed) % 8 ? op_fallocate(H_FILE, KEEP_PUNCH, 0, 16 * PAGE)
				     : close_op(H_FILE);
	case 2:
		gms_op_init(&op, GMS_OP_MEMFD);
		op.vm = H_VM;
		op.define = H_FILE;
		op.size = 16 * PAGE;
		return op;
	default:
		op = slot_op(rnd(seed) % NAIVE_SLOTS, next.gfn * PAGE, next.pages * PAGE,
			     next.flags);
		op.off = next.pgoff * PAGE;
		return op;
	}
}

/* Run tasks in a random order; false if some are left and all of them block. */
static bool race(struct gms_world *w, const int *task, uint64_t *seed)
{
	bool moved, unfinished;

	do {
		uint64_t first = rnd(seed) % RACERS;

		moved = unfinished = false;
		for (uint64_t i = 0; i < RACERS && !moved; i++) {
			int one = task[(first + i) % RACERS];

			unfinished |= gms_task_next_step(w, one) != NULL;
			if (!gms_task_next_step(w, one) || !gms_task_can_step(w, one))
				continue;
			gms_task_step(w, one);
			moved = true;
		}
	} while (moved);
	return !unfinished;
}

/* INV-17, INV-23, INV-24, INV-40 at the end of every interleaving. */
static void random_interleavings_end_in_order(void **state)
{
	static const char *const profiles[] = { "6.12", "6.18", "7.2", "7.3" };
	uint64_t seed = 0x1234567;

	(void)state;
	for (size_t p = 0; p < sizeof(profiles) / sizeof(profiles[0]); p++) {
		struct gms_world *w = furnished(profiles[p], SW_PROTECTED);

		for (int round = 0; round < 4000; round++) {
			int task[RACERS];

			if (rnd(&seed) % 8 == 0)
				w->inject_left[GMS_INJECT_ALLOC] = 1 + rnd(&seed) % 6;
			for (int i = 0; i < RACERS; i++)
				task[i] = start(w, random_racer(&seed));
			assert_true(race(w, task, &seed));
			for (int i = 0; i < RACERS; i++)
				gms_task_end(w, task[i]);
			w->inject_left[GMS_INJECT_ALLOC] = 0;
			assert_quiet(w);
		}
		do_close(w, H_FILE);
		assert_int_equal(do_close(w, H_VM), 0);
		gms_destroy(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_changes_equal_the_naive_description),
		cmocka_unit_test(random_interleavings_end_in_order),
	};

	return cmocka_run_group_tests_name("slot_random", tests, NULL, NULL);
}
