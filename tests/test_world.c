/* SPDX-License-Identifier: BSD-2-Clause */
/* The arena: snapshot, restore, save, load and hash on random sequences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"

#include <cmocka.h>

#define SEQUENCES  60
#define OPERATIONS 120

struct image {
	void *bytes;
	size_t size;
};

static struct image take(const struct gms_world *w)
{
	struct image i = { .size = gms_snapshot_bytes(w) };

	i.bytes = malloc(i.size);
	assert_non_null(i.bytes);
	assert_int_equal(gms_snapshot(w, i.bytes, i.size), i.size);
	return i;
}

static void same_bytes(const struct gms_world *w, const struct image *expected)
{
	struct image now = take(w);

	assert_int_equal(now.size, expected->size);
	assert_memory_equal(now.bytes, expected->bytes, now.size);
	free(now.bytes);
}

/* The usual objects, so that random operations find something. */
static void furnish(struct gms_world *w)
{
	do_vm(w, H_VM, 0);
	do_vcpu(w, H_VCPU, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, 16 * PAGE_SIZE, 3);
	do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, (struct gms_ref){ 0 });
	do_mmap(w, H_MAP, H_FILE, 16 * PAGE_SIZE);
	do_mmap(w, H_ANON, 0, 16 * PAGE_SIZE);
	do_slot(w, H_VM, 1, 8 * PAGE_SIZE, 4 * PAGE_SIZE, 0, 0, (struct gms_ref){ H_ANON, 0 });
}

static void play(struct gms_world *w, uint64_t seed, int count)
{
	while (count--) {
		struct gms_op op = random_op(&seed);

		gms_run(w, &op);
	}
}

static const char *const profiles[] = { "6.8", "6.18", "7.2", "7.3" };

static struct gms_world *world_of(uint64_t seed)
{
	return world(seed % 3 ? GMS_ARCH_X86 : GMS_ARCH_ARM64, profiles[seed % 4]);
}

static void restore_gives_the_same_bytes(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEQUENCES; seed++) {
		struct gms_world *w = world_of(seed);
		struct image image;
		uint64_t hash;

		furnish(w);
		play(w, seed, OPERATIONS);
		image = take(w);
		hash = gms_hash(w);
		play(w, seed * 77 + 1, OPERATIONS);
		assert_true(gms_restore(w, image.bytes, image.size));
		same_bytes(w, &image);
		assert_true(gms_hash(w) == hash);
		free(image.bytes);
		gms_destroy(w);
	}
}

static void restored_world_goes_on_as_the_first_time(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEQUENCES; seed++) {
		struct gms_world *w = world_of(seed);
		struct image start, end;

		furnish(w);
		start = take(w);
		play(w, seed, OPERATIONS);
		end = take(w);
		assert_true(gms_restore(w, start.bytes, start.size));
		play(w, seed, OPERATIONS);
		same_bytes(w, &end);
		free(start.bytes);
		free(end.bytes);
		gms_destroy(w);
	}
}

static void same_sequence_gives_the_same_world_at_another_address(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEQUENCES; seed++) {
		struct gms_world *a = world_of(seed), *b = world_of(seed);
		struct image image;

		assert_ptr_not_equal(a, b);
		furnish(a);
		furnish(b);
		play(a, seed, OPERATIONS);
		play(b, seed, OPERATIONS);
		image = take(a);
		same_bytes(b, &image);
		assert_true(gms_hash(a) == gms_hash(b));
		free(image.bytes);
		gms_destroy(a);
		gms_destroy(b);
	}
}

static void saved_world_loads_into_a_smaller_arena(void **state)
{
	struct gms_config config;
	const char *why;

	(void)state;
	for (uint64_t seed = 1; seed <= SEQUENCES; seed++) {
		struct gms_world *a = world_of(seed), *b;
		size_t size;
		void *bytes;

		furnish(a);
		play(a, seed, OPERATIONS);
		size = gms_snapshot_bytes(a);
		bytes = malloc(size);
		assert_int_equal(gms_save(a, bytes, size), size);
		gms_config_init(&config);
		config.arena_bytes = 1ull << 30;
		b = gms_create(&config, &why);
		assert_non_null(b);
		assert_true(gms_load(b, bytes, size, &why));
		assert_true(gms_hash(a) == gms_hash(b));
		play(a, seed + 1000, OPERATIONS);
		play(b, seed + 1000, OPERATIONS);
		assert_true(gms_hash(a) == gms_hash(b));
		free(bytes);
		gms_destroy(a);
		gms_destroy(b);
	}
}

static void damaged_file_is_refused_and_changes_nothing(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint64_t seed = 42, hash;
	const char *why;
	size_t size;
	char *bytes, *copy;

	(void)state;
	furnish(w);
	play(w, 5, OPERATIONS);
	size = gms_snapshot_bytes(w);
	bytes = malloc(size);
	copy = malloc(size);
	gms_save(w, bytes, size);
	hash = gms_hash(w);
	for (int i = 0; i < 20000; i++) {
		size_t cut = rnd(&seed) % 4 ? size : rnd(&seed) % size;

		memcpy(copy, bytes, size);
		copy[rnd(&seed) % size] ^= (char)(1 + rnd(&seed) % 255);
		why = NULL;
		assert_false(gms_load(w, copy, cut, &why));
		assert_non_null(why);
	}
	assert_true(gms_hash(w) == hash);
	assert_true(gms_load(w, bytes, size, &why));
	free(bytes);
	free(copy);
	gms_destroy(w);
}

static void snapshot_that_does_not_fit_is_refused(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	char buf[64];

	(void)state;
	assert_int_equal(gms_snapshot(w, buf, sizeof(buf)), 0);
	assert_int_equal(gms_save(w, buf, sizeof(buf)), 0);
	gms_destroy(w);
}

/* Two worlds that come to the same state by different roads. */
static void order_of_allocation_does_not_change_the_hash(void **state)
{
	struct gms_world *a = world(GMS_ARCH_X86, "7.2"), *b = world(GMS_ARCH_X86, "7.2");
	struct gms_ref none = { 0 };

	(void)state;
	do_vm(a, H_VM, 0);
	do_vm(a, H_VM2, 0);
	do_memfd(a, H_FILE, H_VM, 16 * PAGE_SIZE, 3);
	do_memfd(a, H_FILE2, H_VM, 16 * PAGE_SIZE, 1);
	do_slot(a, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, none);
	do_slot(a, H_VM, 1, 4 * PAGE_SIZE, 4 * PAGE_SIZE, H_FILE2, 0, none);
	do_vcpu(a, H_VCPU, H_VM, 0);
	do_guest(a, H_VCPU, GMS_ACCESS_WRITE, 0, 7);
	do_guest(a, H_VCPU, GMS_ACCESS_READ, 5 * PAGE_SIZE, 0);
	do_fallocate(a, H_FILE, KEEP, 8 * PAGE_SIZE, 2 * PAGE_SIZE);

	/* Other order, with detours: a page punched and made again, a slot remade. */
	do_vm(b, H_VM2, 0);
	do_vm(b, H_VM, 0);
	do_vcpu(b, H_VCPU, H_VM, 0);
	do_memfd(b, H_FILE2, H_VM, 16 * PAGE_SIZE, 1);
	do_memfd(b, H_FILE, H_VM, 16 * PAGE_SIZE, 3);
	do_fallocate(b, H_FILE, KEEP, 9 * PAGE_SIZE, PAGE_SIZE);
	do_slot(b, H_VM, 1, 4 * PAGE_SIZE, 4 * PAGE_SIZE, H_FILE2, 0, none);
	do_guest(b, H_VCPU, GMS_ACCESS_READ, 5 * PAGE_SIZE, 0);
	do_slot(b, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, none);
	do_guest(b, H_VCPU, GMS_ACCESS_WRITE, 0, 9);
	do_fallocate(b, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);
	do_fallocate(b, H_FILE, KEEP, 8 * PAGE_SIZE, PAGE_SIZE);
	do_guest(b, H_VCPU, GMS_ACCESS_WRITE, 0, 7);

	assert_true(gms_hash(a) == gms_hash(b));
	do_guest(b, H_VCPU, GMS_ACCESS_WRITE, 0, 8);
	assert_false(gms_hash(a) == gms_hash(b));
	gms_destroy(a);
	gms_destroy(b);
}

static void small_change_changes_the_hash(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint64_t before;

	(void)state;
	furnish(w);
	before = gms_hash(w);
	do_fallocate(w, H_FILE, KEEP, 0, PAGE_SIZE);
	assert_false(gms_hash(w) == before);
	do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);
	assert_true(gms_hash(w) == before);
	do_store(w, H_MAP, 8, 1);
	assert_false(gms_hash(w) == before);
	gms_destroy(w);
}

static void full_arena_is_an_error_and_never_a_crash(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEQUENCES; seed++) {
		struct gms_world *w = small_world();

		furnish(w);
		for (uint64_t i = 0; i < 40; i++)
			do_memfd(w, 100 + i, H_VM, 1ull << 30, 3);
		do_fallocate(w, 100, KEEP, 0, 64 * PAGE_SIZE);
		play(w, seed, 10 * OPERATIONS);
		gms_destroy(w);
	}
}

static void every_allocation_may_fail(void **state)
{
	(void)state;
	for (uint64_t n = 1; n < 200; n++) {
		struct gms_config config;
		struct gms_world *w;
		const char *why;

		gms_config_init(&config);
		config.inject[GMS_INJECT_ALLOC] = n;
		w = gms_create(&config, &why);
		assert_non_null(w);
		furnish(w);
		play(w, n, OPERATIONS);
		gms_destroy(w);
	}
}

static void caller_may_bring_the_memory(void **state)
{
	size_t bytes = 1 << 20;
	struct gms_config config;
	struct gms_world *w;
	const char *why;
	void *memory =
		mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	(void)state;
	gms_config_init(&config);
	w = gms_create_in(memory, bytes, &config, &why);
	assert_non_null(w);
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	gms_destroy(w);
	munmap(memory, bytes);
	memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	assert_null(gms_create_in(memory, 4096, &config, &why));
	assert_non_null(why);
	munmap(memory, 4096);
}

static void parameters_have_a_range_and_architectures(void **state)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why;

	(void)state;
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++) {
		const struct gms_param *p = gms_param_at(i);

		assert_int_equal(gms_param_find(p->word), i);
		assert_true(p->least <= p->fallback && p->fallback <= p->largest);
		gms_config_init(&config);
		assert_int_equal(config.param[i], p->fallback);
		config.param[i] = p->largest + 1;
		assert_null(gms_create(&config, &why));
		assert_non_null(strstr(why, p->word));
		config.param[i] = p->least == p->fallback ? p->largest : p->least;
		config.arch = GMS_ARCH_ARM64;
		w = gms_create(&config, &why);
		assert_int_equal(w != NULL, p->archs >> GMS_ARCH_ARM64 & 1);
		gms_destroy(w);
	}
	assert_null(gms_param_at(GMS_NR_PARAMS));
	assert_int_equal(gms_param_find("profile"), -1);
	w = world_with(GMS_PARAM_TDP_MMU, 0);
	assert_int_equal(gms_world_param(w, GMS_PARAM_TDP_MMU), 0);
	assert_int_equal(gms_world_param(w, GMS_PARAM_TDP), 1);
	assert_int_equal(gms_world_param(w, GMS_NR_PARAMS), 0);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parameters_have_a_range_and_architectures),
		cmocka_unit_test(restore_gives_the_same_bytes),
		cmocka_unit_test(restored_world_goes_on_as_the_first_time),
		cmocka_unit_test(same_sequence_gives_the_same_world_at_another_address),
		cmocka_unit_test(saved_world_loads_into_a_smaller_arena),
		cmocka_unit_test(damaged_file_is_refused_and_changes_nothing),
		cmocka_unit_test(snapshot_that_does_not_fit_is_refused),
		cmocka_unit_test(order_of_allocation_does_not_change_the_hash),
		cmocka_unit_test(small_change_changes_the_hash),
		cmocka_unit_test(full_arena_is_an_error_and_never_a_crash),
		cmocka_unit_test(every_allocation_may_fail),
		cmocka_unit_test(caller_may_bring_the_memory),
	};

	return cmocka_run_group_tests_name("world", tests, NULL, NULL);
}
