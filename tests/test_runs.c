// SPDX-License-Identifier: BSD-2-Clause
/* Runs of equal values: against an array, and without memory. */
#include <setjmp.h>
#include <stdarg.h>

#include "runs.h"
#include "support.h"

#include <cmocka.h>

#define KEYS 64

static void expect_same(const struct gms_world *w, const struct map *m, const uint64_t *value)
{
	uint64_t key, v, before = 0;

	for (uint64_t k = 0; k < KEYS; k++) {
		uint64_t end = k + 1;

		assert_int_equal(runs_get(w, m, k), value[k]);
		while (end < KEYS && value[end] == value[k])
			end++;
		if (end < KEYS)
			assert_int_equal(runs_end(w, m, k), end);
	}
	for (bool more = map_first(w, m, &key, &v); more; more = map_next(w, m, &key, &v)) {
		assert_int_not_equal(v, before);
		before = v;
	}
}

static void runs_are_what_an_array_would_be(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint64_t value[KEYS] = { 0 }, seed = 1;
	struct map m = { 0 };

	(void)state;
	for (int round = 0; round < 2000; round++) {
		uint64_t start = rnd(&seed) % KEYS, end = start + 1 + rnd(&seed) % (KEYS - start);
		uint64_t v = rnd(&seed) % 4;

		assert_true(runs_store(w, &m, start, end, v));
		for (uint64_t k = start; k < end; k++)
			value[k] = v;
		expect_same(w, &m, value);
	}
	map_clear(w, &m);
	gms_destroy(w);
}

static void without_memory_nothing_changes(void **state)
{
	struct gms_world *w = small_world();
	struct map full = { 0 }, m = { 0 };
	uint64_t key = 0;

	(void)state;
	while (map_set(w, &full, key, 1))
		key += 2;
	assert_false(runs_store(w, &m, 10, 20, 3));
	assert_int_equal(runs_get(w, &m, 15), 0);
	assert_int_equal(m.count, 0);
	map_clear(w, &full);
	assert_true(runs_store(w, &m, 10, 20, 3));
	assert_int_equal(runs_get(w, &m, 19), 3);
	gms_destroy(w);
}

/* A leaf that has room for one entry more: the other would split it. */
static void half_a_change_is_taken_back(void **state)
{
	bool refused = false;

	(void)state;
	for (uint64_t entries = 1; entries < 40; entries++) {
		struct gms_world *w = small_world();
		struct map full = { 0 }, m = { 0 };
		uint64_t key = 0;

		for (uint64_t i = 0; i < entries; i++)
			assert_true(map_set(w, &m, 100 + i * 10, 1 + i % 2));
		while (map_set(w, &full, key, 1))
			key += 2;
		if (runs_store(w, &m, 103, 105, 9)) {
			assert_int_equal(runs_get(w, &m, 104), 9);
		} else {
			assert_int_equal(m.count, entries);
			assert_int_equal(runs_get(w, &m, 104), 1);
			refused = true;
		}
		gms_destroy(w);
	}
	assert_true(refused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_are_what_an_array_would_be),
		cmocka_unit_test(without_memory_nothing_changes),
		cmocka_unit_test(half_a_change_is_taken_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
