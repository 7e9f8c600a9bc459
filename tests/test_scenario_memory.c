// SPDX-License-Identifier: BSD-2-Clause
/*
 * Every allocation of the parser and of the runner made to fail, one after the
 * other: a sentence, nothing leaked, and no crash.  The linker sends the calls
 * here (see the Makefile).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/run.h"

/* The allocation that fails, counted from 1; 0: none. */
static unsigned int failing, allocations;

static bool fails(void)
{
	return ++allocations == failing;
}

void *__real_malloc(size_t bytes);
void *__real_calloc(size_t count, size_t bytes);
void *__real_realloc(void *old, size_t bytes);
char *__real_strdup(const char *text);
void *__wrap_malloc(size_t bytes);
void *__wrap_calloc(size_t count, size_t bytes);
void *__wrap_realloc(void *old, size_t bytes);
char *__wrap_strdup(const char *text);

void *__wrap_malloc(size_t bytes)
{
	return fails() ? NULL : __real_malloc(bytes);
}

void *__wrap_calloc(size_t count, size_t bytes)
{
	return fails() ? NULL : __real_calloc(count, bytes);
}

void *__wrap_realloc(void *old, size_t bytes)
{
	return fails() ? NULL : __real_realloc(old, bytes);
}

char *__wrap_strdup(const char *text)
{
	return fails() ? NULL : __real_strdup(text);
}

/* More lines, names and scheduled steps than each has room for at first. */
static char *long_scenario(void)
{
	static char text[8192];
	size_t bytes = 0;

	for (int i = 0; i < 40; i++)
		bytes += (size_t)sprintf(text + bytes, "vm V%d -> 0\n", i);
	bytes += (size_t)sprintf(text + bytes, "concurrent\na: invariants -> ok\nb: vm W\n"
					       "always invariants -> ok\nschedule");
	for (int i = 0; i < 40; i++)
		bytes += (size_t)sprintf(text + bytes, " a");
	sprintf(text + bytes, "\nstep b until create\nend\n");
	return text;
}

static struct scenario *parse_without(unsigned int allocation, struct scenario_error *error)
{
	const char *text = long_scenario();
	struct scenario *s;

	failing = allocation;
	allocations = 0;
	s = scenario_parse("test", text, strlen(text), error);
	failing = 0;
	return s;
}

static void every_allocation_of_the_parser_may_fail(void **state)
{
	struct scenario_error error = { .line = 0 };
	struct scenario *s;
	unsigned int count;

	(void)state;
	for (count = 1;; count++) {
		error.message[0] = '\0';
		s = parse_without(count, &error);
		if (s)
			break;
		assert_string_equal(error.message, "out of memory");
	}
	/* It got through because nothing was left to fail. */
	assert_true(allocations < count);
	assert_true(count > 50);
	scenario_free(s);
}

/* ---- A run on an executor that can do everything in one step ---- */

static struct gms_result one_run(void *self, const struct gms_op *op)
{
	(void)self;
	return (struct gms_result){ .kind = op->code == GMS_OP_INVARIANTS ? GMS_RESULT_OK
									  : GMS_RESULT_VALUE };
}

static int one_start(void *self, const struct gms_op *op)
{
	(void)self;
	return op->code == GMS_OP_VM;
}

static enum gms_status one_step(void *self, int task)
{
	(void)self;
	(void)task;
	return GMS_FINISHED;
}

static const char *one_next_step(void *self, int task)
{
	(void)self;
	(void)task;
	return "create";
}

static bool one_can_step(void *self, int task)
{
	(void)self;
	(void)task;
	return true;
}

static struct gms_result one_end(void *self, int task)
{
	(void)self;
	return (struct gms_result){ .kind = task ? GMS_RESULT_VALUE : GMS_RESULT_OK };
}

static void see_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	(void)line;
	(void)column;
	if (!strstr(text, "note:"))
		snprintf(self, 64, "%s", text);
}

static void every_allocation_of_a_run_may_fail(void **state)
{
	const struct executor e = {
		.name = "one",
		.page_size = 4096,
		.run = one_run,
		.start = one_start,
		.step = one_step,
		.next_step = one_next_step,
		.can_step = one_can_step,
		.end = one_end,
	};
	struct scenario_error error;
	struct scenario *s = parse_without(0, &error);
	char message[64];
	struct run_listener listener = { .self = message, .message = see_message };
	struct run_summary summary;

	(void)state;
	assert_non_null(s);
	for (unsigned int count = 1;; count++) {
		message[0] = '\0';
		failing = count;
		allocations = 0;
		summary = scenario_run(s, &e, NULL, &listener);
		failing = 0;
		if (allocations < count)
			break;
		assert_int_equal(summary.verdict, RUN_UNSUPPORTED);
		assert_string_equal(message, "out of memory");
		listener.message = NULL;
		failing = count;
		allocations = 0;
		assert_int_equal(scenario_run(s, &e, NULL, &listener).verdict, RUN_UNSUPPORTED);
		failing = 0;
		listener.message = see_message;
	}
	assert_int_equal(summary.verdict, RUN_COMPLETE);
	assert_int_equal(summary.failed, 0);
	scenario_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_allocation_of_the_parser_may_fail),
		cmocka_unit_test(every_allocation_of_a_run_may_fail),
	};

	return cmocka_run_group_tests_name("scenario_memory", tests, NULL, NULL);
}
