// SPDX-License-Identifier: BSD-2-Clause
/*
 * Every allocation of the parser, the runner and the explorer made to fail, one after the
 * other: a sentence, nothing leaked, and no crash.  The linker sends the calls
 * here (see the Makefile).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "model/abstract.h"
#include "scenario/checked.h"
#include "scenario/diagram.h"
#include "scenario/explore.h"
#include "support.h"

#include <cmocka.h>

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

/* ---- Every order, and its picture ---- */

static const char deadlock[] = "vm A\nmemfd M vm=A size=4p flags=mmap|init_shared\n"
			       "fallocate M off=0 len=1p mode=keep_size\nconcurrent\n"
			       "m: poison M off=0\n"
			       "p: fallocate M off=0 len=1p mode=keep_size|punch_hole\nend\n";

/* With that allocation failing, or the world of a further thread. */
static struct exploration explore_without(const struct scenario *s, unsigned int allocation,
					  unsigned int helpers, bool all, char *message)
{
	const struct explore_options options = { .all = all };
	const struct run_listener listener = { .self = message, .message = see_message };
	struct gms_world *w = world(GMS_ARCH_X86, "7.2"), *helper = world(GMS_ARCH_X86, "7.2");
	struct exploration x;

	message[0] = '\0';
	failing = allocation;
	allocations = 0;
	x = scenario_explore(s, w, &helper, helpers, &options, &listener);
	failing = 0;
	gms_destroy(helper);
	gms_destroy(w);
	return x;
}

static void every_allocation_of_an_exploration_may_fail(void **state)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("test", deadlock, strlen(deadlock), &error);
	char message[64];

	(void)state;
	assert_non_null(s);
	for (unsigned int way = 0; way < 3; way++) {
		unsigned int count = 0, left_out = 0;

		do {
			struct exploration x =
				explore_without(s, ++count, way == 1, way == 2, message);

			/* It says so, or it could do without. */
			if (x.verdict != RUN_COMPLETE)
				assert_string_equal(message, "out of memory");
			else if (!x.result.nr_findings)
				assert_int_equal(x.result.extent, EXPLORED_TO_MEMORY);
			left_out += !x.result.nr_findings;
			explore_free(&x.result);
		} while (allocations >= count && count < 2000);
		assert_true(count > 20 && count < 2000);
		assert_true(left_out > 10);
	}
	scenario_free(s);
}

static void every_allocation_of_a_diagram_may_fail(void **state)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("test", deadlock, strlen(deadlock), &error);
	char message[64];
	struct exploration x = explore_without(s, 0, 0, false, message);
	bool drawn = false;

	(void)state;
	assert_int_equal(x.result.nr_findings, 1);
	for (unsigned int count = 1; !drawn; count++) {
		const struct explore_finding *f = &x.result.findings[0];
		struct gms_world *w = world(GMS_ARCH_X86, "7.2");
		struct scenario copy = *s;
		struct diagram d;

		failing = count;
		allocations = 0;
		copy.schedule = scenario_schedule_of(f);
		copy.nr_schedule = copy.schedule ? f->length : 0;
		drawn = diagram_of(&copy, w, f->length, f->text, &d) && allocations < count;
		failing = 0;
		assert_true(!drawn || d.count >= f->length);
		diagram_free(&d);
		free(copy.schedule);
		gms_destroy(w);
	}
	explore_free(&x.result);
	scenario_free(s);
}

/* ---- The model ---- */

static const char both[] =
	"vm A\nvcpu A.0\nmemfd M vm=A size=64p flags=mmap|init_shared\n"
	"mmap H memfd=M len=64p\nmmap P anon len=64p\n"
	"slot A:0 gpa=0 size=64p memfd=M\nslot A:1 gpa=1M size=64p hva=P flags=log_dirty\n"
	"madvise H populate_write\nmadvise P populate_write\nfallocate M off=0 len=9p "
	"mode=keep_size\nstore H 1\nguest A.0 write 1M 2\ndirty_log A:1\nfork C\n"
	"store P 3 by=C\nmadvise P dontfork off=8p len=1p\nmadvise P guard_install len=20p\n"
	"gup H\nungup H\nsend S M\nreceive M2 S\nmunmap P off=3p len=1p\nconcurrent\n"
	"a: fallocate M off=0 len=1p mode=keep_size|punch_hole\nb: guest A.0 write 0 5\n"
	"b: guest A.0 read 0\nend\nclose M\nclose M2\nmunmap H\nexit C\n";

static struct abstract *model_of(const struct gms_world *w)
{
	struct abstract_config config = { .arch = gms_world_arch(w) };
	struct abstract *a;

	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		config.param[i] = gms_world_param(w, i);
	a = abstract_create(&config);
	for (unsigned int i = 0; a && i < gms_nr_switches(); i++)
		abstract_set_switch(a, i, gms_has_switch(w, i));
	return a;
}

/* In lock step, or the model by itself; what is told is never a difference. */
static void run_model_without(const struct scenario *s, unsigned int allocation, bool alone)
{
	char message[64] = "";
	const struct run_listener listener = { .self = message, .message = see_message };
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct checked *c = NULL;
	struct executor e;
	struct abstract *a;

	failing = allocation;
	allocations = 0;
	a = model_of(w);
	if (a && !alone)
		c = checked_new(w, a, s);
	if (a && (alone || c)) {
		e = alone ? executor_model(a) : executor_checked(c);
		scenario_run(s, &e, NULL, &listener);
	}
	failing = 0;
	assert_null(strstr(message, "refinement"));
	checked_free(c);
	abstract_destroy(a);
	gms_destroy(w);
}

static void every_allocation_of_the_model_may_fail(void **state)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("both", both, strlen(both), &error);

	(void)state;
	assert_non_null(s);
	for (int alone = 0; alone < 2; alone++)
		for (unsigned int count = 1; count < 4000; count++) {
			run_model_without(s, count, alone);
			if (allocations < count)
				break;
		}
	scenario_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_allocation_of_the_parser_may_fail),
		cmocka_unit_test(every_allocation_of_a_run_may_fail),
		cmocka_unit_test(every_allocation_of_an_exploration_may_fail),
		cmocka_unit_test(every_allocation_of_a_diagram_may_fail),
		cmocka_unit_test(every_allocation_of_the_model_may_fail),
	};

	return cmocka_run_group_tests_name("scenario_memory", tests, NULL, NULL);
}
