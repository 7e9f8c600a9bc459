/* SPDX-License-Identifier: BSD-2-Clause */
/* lpage_info, against arrays filled as the specification says; and large pages of the host. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"
#include "host_mm.h"
#include "mmu_x86/lpage_info.h"
#include "mmu_x86/spte.h"

#include <cmocka.h>

/* ---- X86-LEVEL-1, X86-LEVEL-2, X86-ATTR-7, X86-ATTR-9 ---- */

static uint64_t pages_of(uint32_t level)
{
	return level == 2 ? 512 : 262144;
}

/* The entry of a block as the kernel would have it; blocks are counted from gfn 0. */
static uint32_t naive_info(const struct gms_world *w, const struct slot *s, uint64_t block,
			   uint32_t level)
{
	uint64_t pages = pages_of(level), gfn = block * pages, end = s->base_gfn + s->npages;
	uint64_t first = s->base_gfn / pages, last = (end - 1) / pages;
	uint32_t info = 0;

	if (block == first && s->base_gfn % pages)
		info = 1;
	if (block == last && end % pages)
		info = 1;
	if (s->base_gfn % pages != s->userspace_addr / PAGE % pages)
		info = 1;
	if (gfn < s->base_gfn || gfn + pages > end)
		return info;
	for (uint64_t g = gfn + 1; g < gfn + pages; g++)
		if (attribute_get(w, vm_of(w), g) != attribute_get(w, vm_of(w), gfn))
			return info | LPAGE_MIXED;
	return info;
}

static void assert_slot_agrees(const struct gms_world *w, const struct slot *s)
{
	for (uint32_t level = 2; level <= 3; level++) {
		uint64_t pages = pages_of(level);

		for (uint64_t block = s->base_gfn / pages;
		     block <= (s->base_gfn + s->npages - 1) / pages; block++) {
			uint64_t gfn = block * pages;

			if (gfn < s->base_gfn)
				gfn = s->base_gfn;
			assert_int_equal(lpage_info(w, s, gfn, level),
					 naive_info(w, s, block, level));
		}
	}
}

/* Aligned to a page, 2M or 1G, within 3G. */
static uint64_t random_gfn(uint64_t *seed)
{
	uint64_t gfn = rnd(seed) % (3 * pages_of(3));
	uint32_t kind = rnd(seed) % 3;

	return kind ? gfn & ~(pages_of(kind + 1) - 1) : gfn;
}

static int64_t random_slot(struct gms_world *w, uint64_t *seed, uint64_t id)
{
	uint64_t start = random_gfn(seed), pages = random_gfn(seed) % pages_of(3) + 1;
	struct gms_ref hva = { .number = (random_gfn(seed) + (1ull << 30)) * PAGE };

	if (rnd(seed) % 2)
		hva.number = (start + (1ull << 30)) * PAGE;
	return do_slot(w, H_VM, id, start * PAGE, pages * PAGE, 0, 0, hva);
}

static void entries_agree_with_arrays(void **state)
{
	uint64_t seed = 20260001;

	(void)state;
	for (int round = 0; round < 12; round++) {
		struct gms_world *w = furnished("7.2", SW_PROTECTED);

		for (int i = 0; i < 6; i++) {
			uint64_t start = random_gfn(&seed);
			uint64_t pages = rnd(&seed) % 3 ? rnd(&seed) % 1500 : random_gfn(&seed);

			do_attributes(w, H_VM, start * PAGE, (pages + 1) * PAGE,
				      rnd(&seed) % 2 ? PRIVATE : 0);
			random_slot(w, &seed, i);
		}
		for (uint32_t id = 0; id < 6; id++)
			if (slot_by_id(w, vm_of(w), 0, id))
				assert_slot_agrees(w, slot_of(w, id));
		gms_destroy(w);
	}
}

/* The end of its reservation: a change in the middle of a nearly full arena. */
static void attributes_give_back_what_they_reserved(void **state)
{
	struct gms_world *w = furnished("7.2", SW_PROTECTED);
	struct gms_ref hva = { .number = 1ull << 42 };
	uint32_t live;

	(void)state;
	assert_int_equal(do_slot(w, H_VM, 1, 1ull << 30, 1ull << 30, 0, 0, hva), 0);
	live = w->pool[POOL_NODE].live;
	assert_int_equal(do_attributes(w, H_VM, (1ull << 30) + PAGE, PAGE, PRIVATE), 0);
	assert_int_equal(do_attributes(w, H_VM, (1ull << 30) + PAGE, PAGE, 0), 0);
	assert_int_equal(do_attributes(w, H_VM, 1ull << 40, PAGE, PRIVATE), 0);
	assert_int_equal(do_attributes(w, H_VM, 1ull << 40, PAGE, 0), 0);
	assert_int_equal(w->pool[POOL_NODE].live, live);
	assert_null((void *)(uintptr_t)vm_of(w)->spare_nodes);
	gms_destroy(w);
}

/* ---- Large pages of the host ---- */

static struct gms_world *large_world(uint64_t level, uint64_t bytes)
{
	struct gms_world *w = world_with(GMS_PARAM_HOST_HUGE_LEVEL, level);
	struct gms_op op = op_of(GMS_OP_MMAP);

	op.define = H_ANON;
	op.is_anon = 1;
	op.len = bytes;
	op.prot = GMS_PROT_READ | GMS_PROT_WRITE;
	op.flags = GMS_MAP_PRIVATE;
	assert_int_equal(run_op(w, op), 0);
	return w;
}

static uint32_t level_at(const struct gms_world *w, uint64_t off)
{
	uint64_t page = mapping_at(w, handle_mapping(w, H_ANON))->start + off / PAGE;

	return host_mapping_level(w, process_at(w, w->current)->mm, page);
}

#define M2 (2ull << 20)
#define G1 (1ull << 30)

static void a_fault_brings_in_the_largest_page(void **state)
{
	struct gms_world *w = large_world(3, G1 + M2 + PAGE);

	(void)state;
	assert_int_equal(level_at(w, 0), 1);
	assert_int_equal(do_store(w, H_ANON, G1 + M2, 1), 0);
	assert_int_equal(level_at(w, G1 + M2), 1);
	assert_int_equal(do_store(w, H_ANON, G1 + 8, 2), 0);
	assert_int_equal(level_at(w, G1), 2);
	assert_int_equal(do_store(w, H_ANON, 5 * M2, 3), 0);
	assert_int_equal(level_at(w, 0), 3);
	assert_int_equal(do_load(w, H_ANON, G1 + 8), 2);
	assert_int_equal(do_load(w, H_ANON, 5 * M2), 3);
	gms_destroy(w);
}

static void what_is_there_already_makes_it_small(void **state)
{
	struct gms_world *w = large_world(2, 2 * M2);
	struct gms_op advice = op_of(GMS_OP_MADVISE);

	(void)state;
	assert_int_equal(do_store(w, H_ANON, 0, 1), 0);
	assert_int_equal(level_at(w, PAGE), 2);
	/* One page of it goes, and comes back alone. */
	advice.map = H_ANON;
	advice.off = PAGE;
	advice.len = PAGE;
	advice.advice = 4;
	assert_int_equal(run_op(w, advice), 0);
	assert_int_equal(level_at(w, 0), 1);
	assert_int_equal(do_store(w, H_ANON, PAGE, 1), 0);
	assert_int_equal(level_at(w, 0), 1);
	gms_destroy(w);
}

/* Every allocation of the fault fails once: it goes on with a small page, or is ENOMEM. */
static void without_memory_the_page_is_small(void **state)
{
	(void)state;
	for (uint64_t n = 1; n <= 2; n++) {
		struct gms_world *w = large_world(2, M2);

		w->inject_left[GMS_INJECT_ALLOC] = n;
		assert_int_equal(do_store(w, H_ANON, 0, 7), 0);
		assert_int_equal(level_at(w, 0), n == 1 ? 1 : 2);
		assert_int_equal(do_load(w, H_ANON, 0), 7);
		gms_destroy(w);
	}
}

/* The arena is full in the middle of a block: nothing of it stays. */
static void a_block_that_does_not_fit_leaves_nothing(void **state)
{
	struct gms_world *w = large_world(2, M2);
	uint32_t frames = w->pool[POOL_FRAME].live;

	(void)state;
	w->pool[POOL_NODE].capacity = w->pool[POOL_NODE].used + 20;
	assert_int_equal(do_store(w, H_ANON, 0, 7), 0);
	assert_int_equal(level_at(w, 0), 1);
	assert_int_equal(w->pool[POOL_FRAME].live, frames + 1);
	gms_destroy(w);
}

static void a_node_without_room_for_all_gives_one(void **state)
{
	struct gms_world *w = large_world(2, M2);

	(void)state;
	w->config.param[GMS_PARAM_NODE_PAGES] = 100;
	assert_int_equal(do_store(w, H_ANON, 0, 7), 0);
	assert_int_equal(level_at(w, 0), 1);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(entries_agree_with_arrays),
		cmocka_unit_test(attributes_give_back_what_they_reserved),
		cmocka_unit_test(a_fault_brings_in_the_largest_page),
		cmocka_unit_test(what_is_there_already_makes_it_small),
		cmocka_unit_test(without_memory_the_page_is_small),
		cmocka_unit_test(a_block_that_does_not_fit_leaves_nothing),
		cmocka_unit_test(a_node_without_room_for_all_gives_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
