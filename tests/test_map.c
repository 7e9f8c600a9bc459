/* SPDX-License-Identifier: BSD-2-Clause */
/* The ordered map against a plain array, and its memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"

#include <cmocka.h>

#define KEYS 4096

struct naive {
	bool there[KEYS];
	uint64_t value[KEYS];
};

static void agree(const struct gms_world *w, const struct map *m, const struct naive *n)
{
	uint64_t key, value, expected = 0, count = 0, last = 0;

	for (uint64_t k = 0; k < KEYS; k++) {
		count += n->there[k];
		if (n->there[k])
			last = k;
	}
	assert_int_equal(m->count, count);
	assert_int_equal(m->last, last);
	for (bool more = map_first(w, m, &key, &value); more;
	     more = map_next(w, m, &key, &value)) {
		while (expected < KEYS && !n->there[expected])
			expected++;
		assert_int_equal(key, expected);
		assert_int_equal(value, n->value[expected]);
		expected++;
	}
	while (expected < KEYS && !n->there[expected])
		expected++;
	assert_int_equal(expected, KEYS);
}

static void bounds_agree(const struct gms_world *w, const struct map *m, const struct naive *n,
			 uint64_t k)
{
	uint64_t key = k, value;
	int64_t below = (int64_t)k;
	uint64_t above = k;

	assert_int_equal(map_get(w, m, k, NULL), n->there[k]);
	while (below >= 0 && !n->there[below])
		below--;
	while (above < KEYS && !n->there[above])
		above++;
	assert_int_equal(map_floor(w, m, &key, &value), below >= 0);
	if (below >= 0)
		assert_int_equal(key, below);
	key = k;
	assert_int_equal(map_ceil(w, m, &key, &value), above < KEYS);
	if (above < KEYS)
		assert_int_equal(key, above);
}

static void map_agrees_with_an_array(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct naive *n = calloc(1, sizeof(*n));
	uint32_t nodes = w->pool[POOL_NODE].live;
	uint64_t seed = 1;
	struct map m = { 0 };

	(void)state;
	for (int round = 0; round < 60000; round++) {
		uint64_t k = rnd(&seed) % KEYS;

		/* The share of removals swings, so that the tree grows and shrinks. */
		if (rnd(&seed) % 100 < (uint64_t)(round / 10000 % 2 ? 70 : 30)) {
			assert_int_equal(map_erase(w, &m, k), n->there[k]);
			n->there[k] = false;
		} else {
			n->value[k] = rnd(&seed);
			n->there[k] = true;
			assert_true(map_set(w, &m, k, n->value[k]));
		}
		if (round % 997 == 0)
			agree(w, &m, n);
		bounds_agree(w, &m, n, rnd(&seed) % KEYS);
	}
	agree(w, &m, n);
	map_clear(w, &m);
	assert_int_equal(w->pool[POOL_NODE].live, nodes);
	free(n);
	gms_destroy(w);
}

static void ascending_keys_fill_their_nodes(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint32_t nodes = w->pool[POOL_NODE].live;
	struct map m = { 0 };

	(void)state;
	for (uint64_t k = 0; k < 15000; k++)
		assert_true(map_set(w, &m, k * 7, k));
	assert_in_range(w->pool[POOL_NODE].live - nodes, 1000, 1100);
	map_clear(w, &m);
	gms_destroy(w);
}

static void extreme_keys_are_ordinary(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct map m = { 0 };
	uint64_t key = UINT64_MAX, value;

	(void)state;
	assert_false(map_first(w, &m, &key, &value));
	assert_true(map_set(w, &m, UINT64_MAX, 1));
	assert_true(map_set(w, &m, 0, 2));
	assert_true(map_first(w, &m, &key, &value));
	assert_int_equal(key, 0);
	assert_true(map_next(w, &m, &key, &value));
	assert_true(key == UINT64_MAX);
	assert_false(map_next(w, &m, &key, &value));
	assert_true(map_erase(w, &m, 0));
	assert_true(map_erase(w, &m, UINT64_MAX));
	assert_false(map_erase(w, &m, 5));
	assert_int_equal(m.height, 0);
	gms_destroy(w);
}

static void full_arena_leaves_the_map_unchanged(void **state)
{
	struct gms_world *w = small_world();
	struct map m = { 0 };
	uint64_t k = 0;

	(void)state;
	while (map_set(w, &m, k, k))
		k++;
	assert_int_equal(m.count, k);
	for (uint64_t i = 0; i < k; i++)
		assert_true(map_get(w, &m, i, NULL));
	assert_false(map_get(w, &m, k, NULL));
	map_clear(w, &m);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(map_agrees_with_an_array),
		cmocka_unit_test(ascending_keys_fill_their_nodes),
		cmocka_unit_test(extreme_keys_are_ordinary),
		cmocka_unit_test(full_arena_leaves_the_map_unchanged),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
