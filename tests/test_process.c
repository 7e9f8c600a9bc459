/* SPDX-License-Identifier: BSD-2-Clause */
/* Processes: what fails half-way, what is left behind, and what their invariants see. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "gmem.h"
#include "host_mm.h"
#include "model/invariant.h"
#include "support.h"

#include <cmocka.h>

static int64_t run_as(struct gms_world *w, enum gms_opcode code, uint64_t process,
		      uint64_t define, uint64_t file)
{
	struct gms_op op = op_of(code);
	struct gms_result result;

	op.process = process;
	op.define = define;
	op.file = file;
	result = gms_run(w, &op);
	return number(&result);
}

static int64_t do_fork(struct gms_world *w)
{
	return run_as(w, GMS_OP_FORK, 0, H_CHILD, 0);
}

static void assert_sound(const struct gms_world *w)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	if (bad)
		fail_msg("%s: %s", bad->id, why);
}

static void breaks(const struct gms_world *w, const char *id, const char *text)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	assert_non_null(bad);
	assert_string_equal(bad->id, id);
	if (!strstr(why, text))
		fail_msg("%s does not say %s", why, text);
}

static void map_anonymous(struct gms_world *w)
{
	struct gms_op op = op_of(GMS_OP_MMAP);
	struct gms_result result;

	op.define = H_ANON;
	op.is_anon = 1;
	op.len = 4 * PAGE_SIZE;
	result = gms_run(w, &op);
	assert_int_equal(number(&result), 0);
}

/* A VM with a file that is mapped, and private memory, one page of it pinned. */
static struct gms_world *parent_world(void)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct gms_op pin = op_of(GMS_OP_GUP);

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE_SIZE, 3), 0);
	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 4 * PAGE_SIZE), 0);
	map_anonymous(w);
	for (uint64_t page = 0; page < 3; page++)
		assert_int_equal(do_store(w, H_ANON, page * PAGE_SIZE, page + 1), 0);
	pin.hva = (struct gms_ref){ .handle = H_ANON };
	gms_run(w, &pin);
	assert_sound(w);
	return w;
}

/* Objects that are in use, of every pool but processes, whose names outlive them. */
static uint64_t objects(const struct gms_world *w)
{
	uint64_t live = 0;

	for (int i = 0; i < NR_POOLS; i++)
		live += i == POOL_PROCESS ? 0 : w->pool[i].live;
	return live;
}

static void fork_fails_cleanly_at_every_allocation(void **state)
{
	struct gms_world *w = parent_world();
	uint64_t before = objects(w), n = 0;
	int64_t result;

	(void)state;
	do {
		w->inject_left[GMS_INJECT_ALLOC] = ++n;
		result = do_fork(w);
		if (result) {
			assert_int_equal(result, -12);
			assert_int_equal(objects(w), before);
			assert_int_equal(w->pool[POOL_PROCESS].live, 1);
		}
		assert_sound(w);
	} while (result);
	assert_in_range(n, 7, 40);
	gms_destroy(w);
}

static void fork_in_a_small_arena_fails_or_works(void **state)
{
	struct gms_world *w = small_world();
	uint64_t handle = 1000;

	(void)state;
	map_anonymous(w);
	assert_int_equal(do_store(w, H_ANON, 0, 1), 0);
	while (!run_as(w, GMS_OP_FORK, 0, handle, 0))
		handle++;
	assert_int_equal(run_as(w, GMS_OP_FORK, 0, handle, 0), -12);
	assert_in_range(handle, 1001, 1100);
	assert_sound(w);
	gms_destroy(w);
}

static void exit_gives_back_what_fork_took(void **state)
{
	struct gms_world *w = parent_world();
	uint64_t before = objects(w);

	(void)state;
	assert_int_equal(do_fork(w), 0);
	assert_true(objects(w) > before);
	assert_int_equal(run_as(w, GMS_OP_EXIT, H_CHILD, 0, 0), 0);
	assert_int_equal(objects(w), before);
	gms_destroy(w);
}

static ref_t mapped_at(const struct gms_world *w, ref_t mm, uint64_t handle)
{
	uint64_t start = mapping_at(w, handle_mapping(w, handle))->start;

	return (ref_t)(pte_lookup(w, mm, start) >> PTE_FRAME_SHIFT);
}

/* FORK-4: the long-term reference sees what the parent writes. */
static void a_pinned_page_stays_the_parents(void **state)
{
	struct gms_world *w = parent_world();
	ref_t parent = process_at(w, FIRST_PROCESS)->mm, pinned = mapped_at(w, parent, H_ANON);

	(void)state;
	assert_int_equal(frame_at(w, pinned)->pins, 1);
	assert_int_equal(do_fork(w), 0);
	assert_int_equal(do_store(w, H_ANON, 0, 9), 0);
	assert_int_equal(mapped_at(w, parent, H_ANON), pinned);
	assert_int_equal(content_read(w, pinned, 0), 9);
	gms_destroy(w);
}

static void the_hash_tells_processes_apart(void **state)
{
	struct gms_world *w = parent_world();
	struct gms_op store = op_of(GMS_OP_STORE);
	static char image[1 << 20];
	uint64_t forked, by_parent;
	size_t bytes;

	(void)state;
	assert_int_equal(do_fork(w), 0);
	forked = gms_hash(w);
	bytes = gms_snapshot(w, image, sizeof(image));
	assert_int_not_equal(bytes, 0);
	store.hva = (struct gms_ref){ .handle = H_ANON, .number = PAGE_SIZE };
	store.value = 7;
	gms_run(w, &store);
	assert_int_not_equal(gms_hash(w), forked);
	by_parent = gms_hash(w);
	assert_true(gms_restore(w, image, bytes));
	assert_int_equal(gms_hash(w), forked);
	store.process = H_CHILD;
	gms_run(w, &store);
	assert_int_not_equal(gms_hash(w), by_parent);
	assert_true(gms_restore(w, image, bytes));
	assert_int_equal(run_as(w, GMS_OP_CLOSE, H_CHILD, 0, H_FILE), 0);
	assert_int_not_equal(gms_hash(w), forked);
	gms_destroy(w);
}

static void inv_43_a_reference_without_reason(void **state)
{
	struct gms_world *w = parent_world();

	(void)state;
	assert_int_equal(do_fork(w), 0);
	assert_int_equal(run_as(w, GMS_OP_SEND, 0, H_MESSAGE, H_FILE), 0);
	assert_sound(w);
	file_at(w, handle_file(w, H_FILE))->refs++;
	breaks(w, "INV-43", "handle 5 counts 6 references to its file and has 5");
	gms_destroy(w);
}

static void inv_44_a_guest_outlives_its_memory(void **state)
{
	struct gms_world *w = parent_world();
	struct gms_ref none = { 0 };

	(void)state;
	assert_int_equal(do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, none), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 0, 1), 0);
	assert_int_equal(do_fork(w), 0);
	assert_sound(w);
	vm_at(w, handle_vm(w, H_VM))->mm = mm_new(w);
	breaks(w, "INV-44", "gfn 0 of handle 1 is mapped");
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fork_fails_cleanly_at_every_allocation),
		cmocka_unit_test(fork_in_a_small_arena_fails_or_works),
		cmocka_unit_test(exit_gives_back_what_fork_took),
		cmocka_unit_test(a_pinned_page_stays_the_parents),
		cmocka_unit_test(the_hash_tells_processes_apart),
		cmocka_unit_test(inv_43_a_reference_without_reason),
		cmocka_unit_test(inv_44_a_guest_outlives_its_memory),
	};

	return cmocka_run_group_tests_name("process", tests, NULL, NULL);
}
