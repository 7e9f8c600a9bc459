/* SPDX-License-Identifier: BSD-2-Clause */
/* Descriptors: their state in hash, snapshot and observer, and structures copied in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "abi.h"
#include "observe.h"
#include "support.h"

#include <cmocka.h>

/* Bits of struct gms_op's `given`, for a caller that names arguments itself. */
static void give(struct gms_op *op, const char *key)
{
	const struct gms_op_row *row = gms_op_row(op->code);

	for (uint32_t i = 0; i < row->nr_args; i++)
		if (!strcmp(row->args[i].key, key))
			op->given |= 1u << i;
	assert_true(gms_op_given(op, key));
}

static struct gms_op fcntl_op(uint64_t file, uint64_t command, uint64_t value)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_FCNTL);
	op.memfd.handle = file;
	op.command = command;
	op.value = value;
	return op;
}

static int64_t do_fcntl(struct gms_world *w, uint64_t file, uint64_t command, uint64_t value)
{
	struct gms_op op = fcntl_op(file, command, value);
	struct gms_result result = gms_run(w, &op);

	return number(&result);
}

static struct gms_world *file_world(const char *profile)
{
	struct gms_world *w = world(GMS_ARCH_X86, profile);

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 0x4000, 3), 0);
	return w;
}

enum { SETFD = 2, SETFL = 4, SETLK = 6, SETSIG = 10, SETLEASE = 1024 };

static struct seen_file the_file(const struct gms_world *w)
{
	struct seen_file file;

	for (uint64_t c = 0; observe_file(w, &c, &file);)
		if (file.kind == SEEN_GMEM)
			return file;
	fail_msg("there is no guest_memfd");
	return file;
}

/* Whatever fcntl leaves behind is part of the world. */
static void state_of_a_descriptor_is_in_hash_and_snapshot(void **state)
{
	static const uint64_t calls[][2] = {
		{ SETFD, 1 }, { SETFL, 0x400 }, { SETLK, 0 }, { SETSIG, 10 }, { SETLEASE, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		struct gms_world *w = file_world("6.18");
		size_t bytes = gms_snapshot_bytes(w);
		void *before = malloc(bytes);
		uint64_t hash = gms_hash(w);

		assert_non_null(before);
		assert_int_equal(gms_snapshot(w, before, bytes), bytes);
		assert_int_equal(do_fcntl(w, H_FILE, calls[i][0], calls[i][1]), 0);
		assert_true(gms_hash(w) != hash);
		assert_true(gms_restore(w, before, bytes));
		assert_true(gms_hash(w) == hash);
		free(before);
		gms_destroy(w);
	}
}

static void state_of_a_file_is_observed(void **state)
{
	struct gms_world *w = file_world("6.18");

	(void)state;
	assert_int_equal(do_fcntl(w, H_FILE, SETFL, 0x400), 0);
	assert_int_equal(do_fcntl(w, H_FILE, SETLK, 0), 0);
	assert_int_equal(do_fcntl(w, H_FILE, SETSIG, 10), 0);
	assert_int_equal(do_fcntl(w, H_FILE, SETLEASE, 0), 0);
	assert_int_equal(the_file(w).flags, 0x400);
	assert_int_equal(the_file(w).signal, 10);
	assert_true(the_file(w).leased);
	assert_true(the_file(w).locked_by_process);
	assert_false(the_file(w).locked_by_file);
	gms_destroy(w);
}

/* POSIX locks go when the process closes any descriptor of the file. */
static void closing_a_duplicate_gives_up_the_locks(void **state)
{
	struct gms_world *w = file_world("7.2");
	struct gms_op op;

	(void)state;
	gms_op_init(&op, GMS_OP_DUP);
	op.define = H_FILE2;
	op.file = H_FILE;
	gms_run(w, &op);
	assert_int_equal(do_fcntl(w, H_FILE, SETLK, 0), 0);
	assert_true(the_file(w).locked_by_process);
	assert_int_equal(do_close(w, H_FILE2), 0);
	assert_false(the_file(w).locked_by_process);
	gms_destroy(w);
}

/* ---- Structures ---- */

static void each_byte_of_a_structure_goes_to_its_field_alone(void **state)
{
	static const enum gms_opcode codes[] = { GMS_OP_MEMFD,		GMS_OP_SLOT,
						 GMS_OP_ATTRIBUTES,	GMS_OP_PREFAULT,
						 GMS_OP_DIRTY_LOG,	GMS_OP_ENABLE_CAP,
						 GMS_OP_CLEAR_DIRTY_LOG };
	static const uint32_t bytes[] = { 64, 160, 32, 64, 16, 104, 24 };
	static const uint32_t fields[] = { 16, 44, 32, 24, 12, 12, 24 };

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
		struct gms_op clean, op;
		uint32_t read = 0;

		gms_op_init(&clean, codes[i]);
		assert_int_equal(abi_bytes(&clean), bytes[i]);
		for (uint32_t at = 0; at < bytes[i]; at++) {
			op = clean;
			abi_put(&op, at, 0xff);
			read += memcmp(&op, &clean, sizeof(op)) != 0;
			abi_clear(&op);
			assert_memory_equal(&op, &clean, sizeof(op));
		}
		assert_int_equal(read, fields[i]);
	}
}

/* A page that goes away between two pages of a structure: EFAULT, and nothing done. */
static void a_structure_unmapped_while_it_is_read_is_efault(void **state)
{
	struct gms_world *w = file_world("7.2");
	struct gms_result result;
	struct gms_op op, unmap;
	int task;

	(void)state;
	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 0x2000), 0);
	assert_int_equal(do_store(w, H_MAP, 0xff8, 0x1000), 0);
	gms_op_init(&op, GMS_OP_MEMFD);
	op.define = H_FILE2;
	op.vm = H_VM;
	op.argp = (struct gms_ref){ .handle = H_MAP, .number = 0xff8 };
	give(&op, "argp");
	task = gms_task_start(w, &op);
	while (strcmp(gms_task_next_step(w, task), "copy-in-page") != 0)
		assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	gms_op_init(&unmap, GMS_OP_MUNMAP);
	unmap.map = H_MAP;
	gms_run(w, &unmap);
	while (gms_task_step(w, task) != GMS_FINISHED)
		;
	result = gms_task_end(w, task);
	assert_int_equal(result.error, EFAULT);
	assert_int_equal(do_fcntl(w, H_FILE2, 1, 0), -EBADF);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(state_of_a_descriptor_is_in_hash_and_snapshot),
		cmocka_unit_test(state_of_a_file_is_observed),
		cmocka_unit_test(closing_a_duplicate_gives_up_the_locks),
		cmocka_unit_test(each_byte_of_a_structure_goes_to_its_field_alone),
		cmocka_unit_test(a_structure_unmapped_while_it_is_read_is_efault),
	};

	return cmocka_run_group_tests_name("files", tests, NULL, NULL);
}
