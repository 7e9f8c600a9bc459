// SPDX-License-Identifier: BSD-2-Clause
/*
 * Running a scenario: schedules, free running, properties, deadlock; on an
 * executor of toy protocols, so that every step is known.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/run.h"

/* ---- The toy: `lseek M off=N` runs protocol N ---- */

enum action { WORK, LOCK_M, LOCK_N, DROP, SPIN, END };

struct toy_step {
	const char *name;
	enum action action;
};

/* clang-format off */
static const struct toy_step protocols[][6] = {
	/* 0: two steps */
	{ { "first", WORK }, { "second", WORK }, { NULL, END } },
	/* 1 and 2: two locks, in opposite orders */
	{ { "lock-m", LOCK_M }, { "lock-n", LOCK_N }, { "drop", DROP }, { NULL, END } },
	{ { "lock-n", LOCK_N }, { "lock-m", LOCK_M }, { "drop", DROP }, { NULL, END } },
	/* 3: goes round until a task has ended */
	{ { "retry", SPIN }, { NULL, END } },
	/* 4: one lock around two steps */
	{ { "lock-m", LOCK_M },
	  { "work", WORK },
	  { "more", WORK },
	  { "drop", DROP },
	  { NULL, END } },
	/* 5: goes round with a lock */
	{ { "lock-m", LOCK_M }, { "retry", SPIN }, { "drop", DROP }, { NULL, END } },
	/* 6: one step of what the toy cannot do */
	{ { "try", WORK }, { NULL, END } },
};
/* clang-format on */

#define NR_PROTOCOLS (sizeof(protocols) / sizeof(protocols[0]))
#define CANNOT	     6

#define HANDLE_M 2
#define HANDLE_N 3

struct toy_task {
	bool used;
	uint64_t protocol;
	unsigned int pc;
};

struct toy {
	struct toy_task task[GMS_MAX_TASKS];
	int holder[2]; /* of M's and N's lock, -1 if free */
	uint64_t steps, ended;
	unsigned int rule; /* of the last step, for the trail */
	bool broken;	   /* its invariants do not hold */
};

static struct gms_result toy_run(void *self, const struct gms_op *op)
{
	struct toy *toy = self;

	switch (op->code) {
	case GMS_OP_LOAD:
		return (struct gms_result){ .value = (int64_t)toy->steps };
	case GMS_OP_FSYNC:
		return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED, .reason = "no disk" };
	case GMS_OP_INVARIANTS:
		return (struct gms_result){ .kind = toy->broken ? GMS_RESULT_VIOLATED
								: GMS_RESULT_OK,
					    .value = 7 };
	default:
		return (struct gms_result){ .kind = GMS_RESULT_VALUE };
	}
}

static bool toy_next_page(void *self, const struct gms_op *op, uint64_t from, uint64_t *page)
{
	(void)self;
	(void)op;
	(void)from;
	(void)page;
	return false;
}

static const struct toy_step *toy_at(const struct toy *toy, int task)
{
	return &protocols[toy->task[task].protocol][toy->task[task].pc];
}

static int toy_start(void *self, const struct gms_op *op)
{
	struct toy *toy = self;
	int task = 0;

	while (task < GMS_MAX_TASKS && toy->task[task].used)
		task++;
	if (task == GMS_MAX_TASKS || op->off >= NR_PROTOCOLS)
		return -1;
	toy->task[task] = (struct toy_task){ .used = true, .protocol = op->off };
	return task;
}

/* The lock that the next step takes, or -1. */
static int toy_lock(const struct toy *toy, int task)
{
	switch (toy_at(toy, task)->action) {
	case LOCK_M:
		return 0;
	case LOCK_N:
		return 1;
	default:
		return -1;
	}
}

static bool toy_can_step(void *self, int task)
{
	const struct toy *toy = self;
	int lock = toy_lock(toy, task);

	return lock < 0 || toy->holder[lock] < 0;
}

static enum gms_status toy_step(void *self, int task)
{
	struct toy *toy = self;
	int lock = toy_lock(toy, task);
	enum action action = toy_at(toy, task)->action;

	if (!toy_can_step(self, task))
		return GMS_BLOCKED;
	toy->steps++;
	toy->rule = toy->task[task].pc;
	if (lock >= 0)
		toy->holder[lock] = task;
	for (int i = 0; i < 2; i++)
		if (action == DROP && toy->holder[i] == task)
			toy->holder[i] = -1;
	if (action != SPIN || toy->ended)
		toy->task[task].pc++;
	return toy_at(toy, task)->name ? GMS_STEPPED : GMS_FINISHED;
}

static const char *toy_next_step(void *self, int task)
{
	return toy_at(self, task)->name;
}

static bool toy_wait(void *self, int task, struct gms_wait *wait)
{
	const struct toy *toy = self;
	int lock = toy_lock(toy, task);

	*wait = (struct gms_wait){ .kind = GMS_LOCK_INVALIDATE, .holder = -1 };
	if (lock < 0)
		return false;
	wait->handle = lock ? HANDLE_N : HANDLE_M;
	wait->holder = toy->holder[lock];
	return true;
}

static struct gms_result toy_end(void *self, int task)
{
	struct toy *toy = self;

	toy->ended++;
	toy->task[task].used = false;
	if (toy->task[task].protocol == CANNOT)
		return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED };
	return (struct gms_result){ .kind = GMS_RESULT_VALUE,
				    .value = (int64_t)toy->task[task].protocol };
}

static void toy_trail_clear(void *self)
{
	((struct toy *)self)->rule = ~0u;
}

static unsigned int toy_trail_length(void *self)
{
	return ((struct toy *)self)->rule != ~0u;
}

static struct gms_trail toy_trail_at(void *self, unsigned int index)
{
	(void)index;
	return (struct gms_trail){ .rule = ((struct toy *)self)->rule };
}

static struct executor toy_executor(struct toy *toy)
{
	memset(toy, 0, sizeof(*toy));
	toy->holder[0] = toy->holder[1] = -1;
	return (struct executor){
		.name = "toy",
		.self = toy,
		.page_size = 4096,
		.run = toy_run,
		.next_page = toy_next_page,
		.start = toy_start,
		.step = toy_step,
		.next_step = toy_next_step,
		.can_step = toy_can_step,
		.wait = toy_wait,
		.end = toy_end,
		.trail_clear = toy_trail_clear,
		.trail_length = toy_trail_length,
		.trail_at = toy_trail_at,
	};
}

/* ---- What is seen ---- */

struct seen {
	struct toy toy;
	struct run_summary summary;
	unsigned int operations, messages, failed, skipped;
	unsigned int fail_line, message_line, message_column;
	uint64_t steps;
	size_t bytes;
	char steps_text[512];  /* "a:lock-m b:lock-n ", as much as fits */
	char message[4096];    /* the last */
	unsigned int nr_trail; /* of the last operation */
	volatile int interrupted;
	uint64_t interrupt_at; /* step after which to interrupt; 0 never */
};

static void see_operation(void *self, const struct run_event *event)
{
	struct seen *seen = self;

	seen->operations++;
	seen->nr_trail = event->nr_trail;
	seen->skipped += event->skipped;
	if (event->expected && !event->held) {
		seen->failed++;
		seen->fail_line = event->line->line;
	}
}

static void see_step(void *self, const struct run_event *event, const char *step)
{
	struct seen *seen = self;

	seen->steps++;
	if (seen->bytes < sizeof(seen->steps_text))
		seen->bytes += (size_t)snprintf(seen->steps_text + seen->bytes,
						sizeof(seen->steps_text) - seen->bytes, "%s:%s ",
						event->task, step);
	if (seen->steps == seen->interrupt_at)
		seen->interrupted = 1;
}

static void see_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	struct seen *seen = self;

	seen->messages++;
	seen->message_line = line;
	seen->message_column = column;
	snprintf(seen->message, sizeof(seen->message), "%s", text);
}

#define BEFORE		     "vm A\nmemfd M vm=A size=1p\nmemfd N vm=A size=1p\nmmap H anon len=1p\n"
#define TASK(name, protocol) name ": lseek M off=" #protocol " whence=set\n"

static struct scenario *parse(const char *block)
{
	struct scenario_error error;
	char text[2048];
	struct scenario *s;

	snprintf(text, sizeof(text), "%s%s", BEFORE, block);
	s = scenario_parse("test", text, strlen(text), &error);
	if (!s)
		fail_msg("%u:%u: %s", error.line, error.column, error.message);
	return s;
}

static const char *skip_sim_only(void *self, const struct gms_op *op)
{
	(void)self;
	return gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY ? "only a simulator can see it"
							     : NULL;
}

static void run_with(struct seen *seen, const char *block, struct run_options options,
		     bool skips_sim_only)
{
	struct run_listener listener = { seen, see_operation, see_step, see_message };
	struct scenario *s = parse(block);
	struct executor e = toy_executor(&seen->toy);

	e.skips = skips_sim_only ? skip_sim_only : NULL;
	options.interrupted = &seen->interrupted;
	seen->summary = scenario_run(s, &e, &options, &listener);
	scenario_free(s);
}

static struct seen run(const char *block)
{
	struct seen seen = { .interrupted = 0 };

	run_with(&seen, block, (struct run_options){ .livelock_steps = 1000000 }, false);
	return seen;
}

/* ---- Tests ---- */

static void expectations_are_counted_and_the_run_goes_on(void **state)
{
	struct seen seen = run("vm B -> EINVAL\nvm C -> 0\ninvariants -> ok\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.summary.operations, 7);
	assert_int_equal(seen.summary.expectations, 3);
	assert_int_equal(seen.summary.failed, 1);
	assert_int_equal(seen.fail_line, 5);
}

static void tasks_run_in_order_of_appearance(void **state)
{
	struct seen seen = run("concurrent\n" TASK("b", 0) TASK("a", 0) TASK("b", 0) "end\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_string_equal(seen.steps_text,
			    "b:first b:second b:first b:second a:first a:second ");
	assert_int_equal(seen.summary.operations, 7);
}

static void schedule_is_followed_and_then_tasks_finish(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) TASK("b", 0) "schedule b a b\nend\n");

	(void)state;
	assert_string_equal(seen.steps_text, "b:first a:first b:second a:second ");
	assert_int_equal(seen.messages, 0);
}

static void blocked_task_lets_the_holder_run(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 4) TASK("b", 4) "schedule b\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_string_equal(seen.steps_text, "b:lock-m b:work b:more b:drop "
					     "a:lock-m a:work a:more a:drop ");
}

static void schedule_of_a_blocked_task_is_an_error_that_names_the_holder(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 4) TASK("b", 4) "schedule a b\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_BAD_SCHEDULE);
	assert_string_equal(seen.message, "task b cannot step: it waits for the invalidate lock "
					  "of M, held by a");
	assert_int_equal(seen.message_line, 8);
	assert_int_equal(seen.message_column, 12);
}

static void schedule_of_a_finished_task_is_noted_and_left_out(void **state)
{
	struct seen seen =
		run("concurrent\n" TASK("a", 0) TASK("b", 0) "schedule a a a b\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.messages, 1);
	assert_non_null(strstr(seen.message, "task a has already finished"));
	assert_string_equal(seen.steps_text, "a:first a:second b:first b:second ");
}

static void step_until_stops_before_the_named_step(void **state)
{
	struct seen seen =
		run("concurrent\n" TASK("a", 4)
			    TASK("b", 0) "step a until more\n"
					 "schedule b\nstep a until drop\nschedule b\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_string_equal(seen.steps_text, "a:lock-m a:work b:first a:more b:second a:drop ");
}

static void step_until_a_step_that_never_comes_is_an_error(void **state)
{
	struct seen seen =
		run("concurrent\n" TASK("a", 0) TASK("b", 0) "step a until thrid\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_BAD_SCHEDULE);
	assert_string_equal(seen.message, "task a finished without reaching the step 'thrid'");
}

static void step_until_past_a_lock_that_is_held_is_an_error(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 4)
				       TASK("b", 4) "schedule a\nstep b until work\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_BAD_SCHEDULE);
	assert_non_null(strstr(seen.message, "held by a"));
}

static void deadlock_names_who_waits_for_whom(void **state)
{
	struct seen seen =
		run("concurrent\n" TASK("a", 1) TASK("b", 2) "schedule a b\nend\nvm B\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_DEADLOCK);
	assert_string_equal(seen.message,
			    "deadlock: a waits for the invalidate lock of N, held by b; "
			    "b waits for the invalidate lock of M, held by a");
	assert_int_equal(seen.summary.operations, 4);
}

static void task_that_goes_round_lets_the_others_end(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 3) TASK("b", 0) "end\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.summary.operations, 6);
}

static void tasks_that_only_go_round_are_a_livelock(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 3) TASK("b", 3) "end\nvm B\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_DEADLOCK);
	assert_string_equal(seen.message, "livelock: tasks go on stepping and none ends");
	assert_int_equal(seen.summary.operations, 4);
	seen = run("concurrent\n" TASK("a", 5) TASK("b", 4) "end\n");
	assert_int_equal(seen.summary.verdict, RUN_DEADLOCK);
	assert_string_equal(seen.message, "livelock: tasks go on stepping and none ends; "
					  "b waits for the invalidate lock of M, held by a");
}

static void step_until_a_step_that_is_never_next_is_an_error(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 3) "step a until nowhere\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_BAD_SCHEDULE);
	assert_string_equal(seen.message,
			    "task a goes round without reaching the step 'nowhere'");
}

static void unfinished_task_is_named_in_a_deadlock(void **state)
{
	struct seen seen = run("concurrent\n" TASK("done", 0) TASK("a", 1)
				       TASK("b", 2) "schedule a b\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_DEADLOCK);
	assert_int_equal(seen.message_line, 7);
}

static void same_seed_gives_the_same_interleaving(void **state)
{
	static const char block[] = "concurrent\n" TASK("a", 0) TASK("b", 0) TASK("c", 0)
		TASK("a", 0) TASK("b", 0) TASK("c", 0) "end\n";
	struct seen first = { .interrupted = 0 }, again = { .interrupted = 0 };
	unsigned int different = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct seen other = { .interrupted = 0 };

		run_with(&other, block, (struct run_options){ .seed = seed }, false);
		assert_int_equal(other.summary.verdict, RUN_COMPLETE);
		assert_int_equal(other.steps, 12);
		if (seed == 1)
			first = other;
		different += strcmp(first.steps_text, other.steps_text) != 0;
	}
	assert_true(different > 10);
	run_with(&again, block, (struct run_options){ .seed = 1 }, false);
	assert_string_equal(first.steps_text, again.steps_text);
}

/* `load` answers how many steps were taken. */
static void always_that_fails_after_one_step_is_told_once(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) "always load H -> 0\n"
							   "always invariants -> ok\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.summary.expectations, 2);
	assert_int_equal(seen.summary.failed, 1);
	assert_int_equal(seen.fail_line, 7);
}

static void always_is_looked_at_before_the_first_step(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) "always load H -> 2\nend\n");

	(void)state;
	assert_int_equal(seen.summary.failed, 1);
}

static void eventually_is_looked_at_only_at_the_end(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) "eventually load H -> 2\n"
							   "eventually load H -> 1\nend\n");

	(void)state;
	assert_int_equal(seen.summary.expectations, 2);
	assert_int_equal(seen.summary.failed, 1);
	assert_int_equal(seen.fail_line, 8);
}

static void sometimes_that_does_not_hold_fails_no_run(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) "sometimes load H -> 7\nend\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.summary.expectations, 0);
	assert_int_equal(seen.summary.failed, 0);
	assert_int_equal(seen.operations, 6);
}

static void task_expectations_are_compared(void **state)
{
	struct seen seen = run("concurrent\na: lseek M off=0 whence=set -> 0\n"
			       "b: lseek M off=4 whence=set -> 0\nend\n");

	(void)state;
	assert_int_equal(seen.summary.expectations, 2);
	assert_int_equal(seen.summary.failed, 1);
	assert_int_equal(seen.fail_line, 7);
}

static void unsupported_operation_stops_the_run_with_its_reason(void **state)
{
	struct seen seen = run("fsync M -> 0\nvm B\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_UNSUPPORTED);
	assert_string_equal(seen.message, "toy cannot express fsync: no disk");
	assert_int_equal(seen.message_line, 5);
	assert_int_equal(seen.summary.operations, 4);
}

static void task_of_an_unsupported_operation_stops_the_run(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) TASK("b", 6) "end\nvm B\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_UNSUPPORTED);
	assert_string_equal(seen.message, "toy cannot express lseek: no reason is known");
	assert_int_equal(seen.message_line, 7);
}

static void task_that_cannot_start_stops_the_run(void **state)
{
	struct seen seen = run("concurrent\n" TASK("a", 0) TASK("b", 99) "end\nvm B\n");

	(void)state;
	assert_int_equal(seen.summary.verdict, RUN_UNSUPPORTED);
	assert_string_equal(seen.message, "toy cannot start task b");
	assert_int_equal(seen.steps, 0);
	/* Its second operation, when the first has ended. */
	seen = run("concurrent\n" TASK("b", 0) TASK("b", 99) "end\nvm B\n");
	assert_int_equal(seen.summary.verdict, RUN_UNSUPPORTED);
	assert_int_equal(seen.steps, 2);
}

static bool toy_violated(void *self, char *text, size_t bytes)
{
	const struct toy *toy = self;

	snprintf(text, bytes, "two toys in one place");
	return toy->broken;
}

/* From its first task's first step on. */
static bool toy_violated_by_a_task(void *self, char *text, size_t bytes)
{
	const struct toy *toy = self;

	snprintf(text, bytes, "three toys in one place");
	return toy->task[0].used;
}

static size_t toy_small(void *self)
{
	(void)self;
	return 1;
}

static size_t toy_large(void *self)
{
	(void)self;
	return SIZE_MAX;
}

static void violation_is_told_in_the_executors_words(void **state)
{
	struct scenario *s = parse("invariants -> ok\ninvariants -> violated rule=INV-7\n");
	struct seen seen = { .interrupted = 0 };
	struct run_listener listener = { &seen, see_operation, see_step, see_message };
	struct executor e = toy_executor(&seen.toy);

	(void)state;
	seen.toy.broken = true;
	seen.summary = scenario_run(s, &e, NULL, &listener);
	assert_int_equal(seen.summary.failed, 1);
	assert_int_equal(seen.messages, 0);
	e.violated = toy_violated;
	seen.summary = scenario_run(s, &e, NULL, &listener);
	assert_int_equal(seen.messages, 2);
	assert_string_equal(seen.message, "two toys in one place");
	scenario_free(s);
}

static struct seen run_broken(const char *text, size_t (*state_bytes)(void *self),
			      bool (*violated)(void *self, char *text, size_t bytes))
{
	struct scenario *s = parse(text);
	struct seen seen = { .interrupted = 0 };
	struct run_listener listener = { &seen, see_operation, see_step, see_message };
	struct executor e = toy_executor(&seen.toy);

	seen.toy.broken = true;
	e.violated = violated;
	e.state_bytes = state_bytes;
	seen.summary = scenario_run(s, &e, NULL, &listener);
	scenario_free(s);
	return seen;
}

/* Without being asked: after the first operation or step, once. */
static void invariants_are_looked_at(void **state)
{
	struct seen seen = run_broken("vm B\nvm C\n", toy_small, toy_violated);

	(void)state;
	assert_true(seen.summary.violated);
	assert_int_equal(seen.messages, 1);
	assert_int_equal(seen.message_line, 1);
	assert_string_equal(seen.message, "two toys in one place");
	seen = run_broken("concurrent\n" TASK("a", 1) "end\nvm C\n", toy_small,
			  toy_violated_by_a_task);
	assert_int_equal(seen.messages, 1);
	assert_int_equal(seen.message_line, 6);
	/* A large state at the end alone. */
	seen = run_broken("vm B\nvm C\n", toy_large, toy_violated);
	assert_int_equal(seen.messages, 1);
	assert_int_equal(seen.message_line, 6);
	/* And one that is to be found not at all. */
	seen = run_broken("vm B\ninvariants -> violated\n", toy_small, toy_violated);
	assert_false(seen.summary.violated);
}

/* All that the headers call optional is left out. */
static void bare_executor_and_listener_are_enough(void **state)
{
	struct scenario *s =
		parse("concurrent\n" TASK("a", 1) TASK("b", 2) "schedule a b\nend\n");
	struct run_options options = { .explain = true };
	struct run_listener listener = { .self = NULL };
	struct seen seen = { .interrupted = 0 };
	struct executor e = toy_executor(&seen.toy);

	(void)state;
	e.trail_clear = NULL;
	e.trail_length = NULL;
	e.wait = NULL;
	assert_int_equal(scenario_run(s, &e, &options, &listener).verdict, RUN_DEADLOCK);
	listener = (struct run_listener){ .self = &seen, .message = see_message };
	e = toy_executor(&seen.toy);
	e.wait = NULL;
	assert_int_equal(scenario_run(s, &e, &options, &listener).verdict, RUN_DEADLOCK);
	assert_string_equal(seen.message,
			    "deadlock: a waits for something; b waits for something");
	e.start = NULL;
	assert_int_equal(scenario_run(s, &e, &options, &listener).verdict, RUN_UNSUPPORTED);
	scenario_free(s);
}

static void real_kernel_skips_what_only_a_simulator_sees(void **state)
{
	struct seen seen = { .interrupted = 0 };

	(void)state;
	run_with(&seen, "invariants -> EINVAL\nvm B -> 0\n", (struct run_options){ .seed = 0 },
		 true);
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.summary.skipped, 1);
	assert_int_equal(seen.skipped, 1);
	assert_int_equal(seen.summary.expectations, 1);
	assert_int_equal(seen.summary.failed, 0);
}

static void interrupted_run_stops_after_the_step(void **state)
{
	struct seen seen = { .interrupt_at = 3 };

	(void)state;
	run_with(&seen, "concurrent\n" TASK("a", 0) TASK("b", 0) "end\n",
		 (struct run_options){ .seed = 0 }, false);
	assert_int_equal(seen.summary.verdict, RUN_INTERRUPTED);
	assert_int_equal(seen.steps, 3);
}

static void trail_of_a_task_gathers_its_steps(void **state)
{
	struct seen seen = { .interrupted = 0 };

	(void)state;
	run_with(&seen, "concurrent\n" TASK("a", 4) TASK("b", 0) "schedule a b\nend\n",
		 (struct run_options){ .explain = true }, false);
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.nr_trail, 2);
}

static void sixteen_tasks_run_together(void **state)
{
	char block[1024] = "concurrent\n";
	struct seen seen;

	(void)state;
	for (int i = 0; i < GMS_MAX_TASKS; i++)
		sprintf(block + strlen(block), "t%d: lseek M off=4 whence=set\n", i);
	sprintf(block + strlen(block), "end\n");
	seen = run(block);
	assert_int_equal(seen.summary.verdict, RUN_COMPLETE);
	assert_int_equal(seen.steps, 4 * GMS_MAX_TASKS);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expectations_are_counted_and_the_run_goes_on),
		cmocka_unit_test(tasks_run_in_order_of_appearance),
		cmocka_unit_test(schedule_is_followed_and_then_tasks_finish),
		cmocka_unit_test(blocked_task_lets_the_holder_run),
		cmocka_unit_test(schedule_of_a_blocked_task_is_an_error_that_names_the_holder),
		cmocka_unit_test(schedule_of_a_finished_task_is_noted_and_left_out),
		cmocka_unit_test(step_until_stops_before_the_named_step),
		cmocka_unit_test(step_until_a_step_that_never_comes_is_an_error),
		cmocka_unit_test(step_until_past_a_lock_that_is_held_is_an_error),
		cmocka_unit_test(deadlock_names_who_waits_for_whom),
		cmocka_unit_test(task_that_goes_round_lets_the_others_end),
		cmocka_unit_test(tasks_that_only_go_round_are_a_livelock),
		cmocka_unit_test(step_until_a_step_that_is_never_next_is_an_error),
		cmocka_unit_test(unfinished_task_is_named_in_a_deadlock),
		cmocka_unit_test(same_seed_gives_the_same_interleaving),
		cmocka_unit_test(always_that_fails_after_one_step_is_told_once),
		cmocka_unit_test(always_is_looked_at_before_the_first_step),
		cmocka_unit_test(eventually_is_looked_at_only_at_the_end),
		cmocka_unit_test(sometimes_that_does_not_hold_fails_no_run),
		cmocka_unit_test(task_expectations_are_compared),
		cmocka_unit_test(unsupported_operation_stops_the_run_with_its_reason),
		cmocka_unit_test(task_of_an_unsupported_operation_stops_the_run),
		cmocka_unit_test(task_that_cannot_start_stops_the_run),
		cmocka_unit_test(violation_is_told_in_the_executors_words),
		cmocka_unit_test(invariants_are_looked_at),
		cmocka_unit_test(bare_executor_and_listener_are_enough),
		cmocka_unit_test(real_kernel_skips_what_only_a_simulator_sees),
		cmocka_unit_test(interrupted_run_stops_after_the_step),
		cmocka_unit_test(trail_of_a_task_gathers_its_steps),
		cmocka_unit_test(sixteen_tasks_run_together),
	};

	return cmocka_run_group_tests_name("scenario_run", tests, NULL, NULL);
}
