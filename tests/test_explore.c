/* SPDX-License-Identifier: BSD-2-Clause */
/* The search on toys whose states can be counted by hand; then scenarios on the simulator. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "scenario/diagram.h"
#include "scenario/explore.h"
#include "support.h"

#include <cmocka.h>

/* ---- A toy: each task counts to its limit, and may go round, or wait for a lock ---- */

#define TOY_TASKS 3

struct toy {
	uint32_t at[TOY_TASKS];
	uint32_t limit[TOY_TASKS];
	uint32_t lock[2]; /* who has it, and one */
	uint32_t bad[2];  /* where tasks 0 and 1 must not both be */
	uint32_t alone;	  /* steps of each task that others do not meet */
	bool crosses;	  /* tasks 0 and 1 take both locks, in opposite orders */
	bool spins;	  /* task 0 goes round as long as task 1 is at 1 */
	bool lies;	  /* says that steps commute which do not */
	bool notes;	  /* who stepped last, which nobody reads */
	bool forgets;	  /* says that nobody reads where task 1 is */
	bool bad_end;
	uint32_t last;
	uint32_t ends;
	uint32_t tasks;
};

static bool toy_can_step(void *self, unsigned int task)
{
	const struct toy *t = self;
	uint32_t wants = t->at[task] ^ task;

	if (t->at[task] == t->limit[task])
		return false;
	return !t->crosses || t->at[task] >= 2 || !t->lock[wants];
}

static bool toy_has_ended(void *self, unsigned int task)
{
	const struct toy *t = self;

	return t->at[task] == t->limit[task];
}

static bool toy_step(void *self, unsigned int task, char *text)
{
	struct toy *t = self;

	(void)text;
	if (t->spins && task == 0 && t->at[1] == 1)
		return true;
	if (t->crosses && t->at[task] < 2)
		t->lock[t->at[task] ^ task] = task + 1;
	t->at[task]++;
	if (t->notes)
		t->last = task + 1;
	if (t->crosses && t->at[task] == t->limit[task])
		for (int i = 0; i < 2; i++)
			if (t->lock[i] == task + 1)
				t->lock[i] = 0;
	return true;
}

static bool toy_look(void *self, char *text)
{
	const struct toy *t = self;

	if (!t->bad[0] || t->at[0] != t->bad[0] || t->at[1] != t->bad[1])
		return true;
	snprintf(text, EXPLORE_TEXT, "%s", "both are there");
	return false;
}

static bool toy_look_at_end(void *self, char *text)
{
	struct toy *t = self;

	t->ends++;
	snprintf(text, EXPLORE_TEXT, "%s", "the end is bad");
	return !t->bad_end;
}

static bool toy_commutes(void *self, unsigned int task)
{
	const struct toy *t = self;

	return t->lies ? t->at[task] == 1 : t->at[task] < t->alone;
}

static bool toy_locks(void *self, unsigned int task)
{
	const struct toy *t = self;

	return t->crosses && t->at[task] < 2;
}

static void toy_waits(void *self, char *text)
{
	(void)self;
	snprintf(text, EXPLORE_TEXT, "%s", "each for the other");
}

static uint64_t toy_hash(void *self)
{
	const struct toy *t = self;

	return ((uint64_t)t->at[0] << 40 | (uint64_t)t->at[1] << 20 | (uint64_t)t->last << 10 |
		t->at[2]) *
	       0x9e3779b97f4a7c15ull;
}

static uint64_t toy_hash_live(void *self)
{
	struct toy t = *(struct toy *)self;

	t.last = 0;
	if (t.forgets)
		t.at[1] = 0;
	return toy_hash(&t) + 1;
}

static size_t toy_bytes(void *self)
{
	(void)self;
	return offsetof(struct toy, ends);
}

static void toy_save(void *self, void *to)
{
	memcpy(to, self, toy_bytes(self));
}

static void toy_restore(void *self, const void *from, size_t bytes)
{
	assert_true(bytes >= toy_bytes(self));
	memcpy(self, from, toy_bytes(self));
}

static struct explore_subject toy_subject(struct toy *t)
{
	return (struct explore_subject){
		.self = t,
		.nr_tasks = t->tasks,
		.can_step = toy_can_step,
		.has_ended = toy_has_ended,
		.step = toy_step,
		.look = toy_look,
		.look_at_end = toy_look_at_end,
		.commutes = t->alone || t->crosses || t->lies || t->notes ? toy_commutes : NULL,
		.only_locks = toy_locks,
		.needs_lock = toy_locks,
		.waits = toy_waits,
		.hash = toy_hash,
		.hash_live = t->notes ? toy_hash_live : NULL,
		.bytes = toy_bytes,
		.save = toy_save,
		.restore = toy_restore,
	};
}

static struct explore_result explore_toy(struct toy *t, struct explore_options options)
{
	struct explore_subject subject = toy_subject(t);

	return explore(&subject, &options);
}

#define NO_OPTIONS ((struct explore_options){ .max_states = 0 })

static void every_state_is_seen_once(void **state)
{
	struct toy t = { .tasks = 3, .limit = { 2, 3, 4 } };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.extent, EXPLORED_ALL);
	assert_int_equal(r.nr_findings, 0);
	assert_int_equal(r.states, 3 * 4 * 5);
	/* One for each task that has not ended, in each state. */
	assert_int_equal(r.transitions, 2 * 4 * 5 + 3 * 3 * 5 + 3 * 4 * 4);
	assert_int_equal(r.ends, 1);
	assert_int_equal(t.ends, 1);
	explore_free(&r);
}

static void wrong_state_is_reached_by_a_shortest_way(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 5, 5 }, .bad = { 3, 1 } };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);
	uint32_t steps[2] = { 0 };

	(void)state;
	assert_int_equal(r.extent, EXPLORED_TO_FINDING);
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].what, EXPLORE_WRONG);
	assert_string_equal(r.findings[0].text, "both are there");
	assert_int_equal(r.findings[0].length, 4);
	for (size_t i = 0; i < 4; i++)
		steps[r.findings[0].path[i]]++;
	assert_int_equal(steps[0], 3);
	assert_int_equal(steps[1], 1);
	explore_free(&r);
}

static void all_goes_on_to_every_different_finding(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 5, 5 }, .bad = { 3, 1 }, .bad_end = true };
	struct explore_result r = explore_toy(&t, (struct explore_options){ .all = true });

	(void)state;
	assert_int_equal(r.extent, EXPLORED_ALL);
	assert_int_equal(r.states, 6 * 6);
	assert_int_equal(r.nr_findings, 2);
	assert_string_equal(r.findings[1].text, "the end is bad");
	assert_int_equal(r.findings[1].length, 10);
	explore_free(&r);
}

static void deadlock_is_no_end(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 3, 3 }, .crosses = true };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].what, EXPLORE_DEADLOCK);
	assert_string_equal(r.findings[0].text, "each for the other");
	assert_int_equal(r.findings[0].length, 2);
	explore_free(&r);
}

static void livelock_is_a_state_that_no_end_follows(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 2, 1 }, .spins = true };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].what, EXPLORE_LIVELOCK);
	/* Task 1 has ended, and task 0 has not begun. */
	assert_int_equal(r.findings[0].length, 1);
	assert_int_equal(r.findings[0].path[0], 1);
	explore_free(&r);
}

static void bounds_are_kept_and_told(void **state)
{
	struct toy t = { .tasks = 3, .limit = { 9, 9, 9 } };
	struct explore_result r = explore_toy(&t, (struct explore_options){ .max_states = 7 });

	(void)state;
	assert_int_equal(r.extent, EXPLORED_TO_STATES);
	assert_int_equal(r.states, 7);
	explore_free(&r);
	memset(t.at, 0, sizeof(t.at));
	r = explore_toy(&t, (struct explore_options){ .max_memory = 1 });
	assert_int_equal(r.extent, EXPLORED_TO_MEMORY);
	explore_free(&r);
}

/*
 * Of two tasks of five steps, three of which nobody meets, two steps of each are left; of
 * the nine states four have a choice, and one is the end.
 */
static void steps_that_commute_are_no_states(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 5, 5 }, .alone = 3 };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.extent, EXPLORED_ALL);
	assert_int_equal(r.states, 2 * 2 + 1);
	assert_int_equal(r.ends, 1);
	explore_free(&r);
	memset(t.at, 0, sizeof(t.at));
	r = explore_toy(&t, (struct explore_options){ .no_reduction = true });
	assert_int_equal(r.states, 6 * 6);
	explore_free(&r);
	memset(t.at, 0, sizeof(t.at));
	r = explore_toy(&t, (struct explore_options){ .check_reduction = true });
	assert_int_equal(r.states, 6 * 6);
	assert_int_equal(r.nr_findings, 0);
	explore_free(&r);
}

/* Task 1 need not move: its steps were taken early, and are taken out again. */
static void what_was_stepped_early_is_no_part_of_the_way(void **state)
{
	struct toy t = { .tasks = 3, .limit = { 5, 5, 5 }, .bad = { 4, 3 }, .alone = 3 };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);
	uint32_t steps[3] = { 0 };

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].length, 7);
	for (size_t i = 0; i < 7; i++)
		steps[r.findings[0].path[i]]++;
	assert_int_equal(steps[0], 4);
	assert_int_equal(steps[1], 3);
	explore_free(&r);
}

static void a_lock_and_the_next_step_are_one_unless_it_blocks(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 3, 3 }, .crosses = true };
	struct explore_options plain = { .all = true, .no_reduction = true };
	struct explore_result r = explore_toy(&t, (struct explore_options){ .all = true });
	uint64_t states = r.states;

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].what, EXPLORE_DEADLOCK);
	assert_int_equal(r.findings[0].length, 2);
	explore_free(&r);
	memset(t.at, 0, sizeof(t.at));
	memset(t.lock, 0, sizeof(t.lock));
	r = explore_toy(&t, plain);
	assert_true(states <= r.states);
	assert_int_equal(r.nr_findings, 1);
	explore_free(&r);
}

/* The toy says that the second step of task 0 commutes, which task 1 can keep from going on. */
static void a_step_that_does_not_commute_is_told(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 3, 3 }, .spins = true, .lies = true };
	struct explore_result r =
		explore_toy(&t, (struct explore_options){ .check_reduction = true });

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].what, EXPLORE_WRONG);
	assert_non_null(strstr(r.findings[0].text, "does not commute with that of task"));
	explore_free(&r);
}

/* Each thread has a toy of its own. */
static struct explore_result explore_with_helpers(const struct toy *t, unsigned int count)
{
	struct toy main_toy = *t, toy[8];
	struct explore_subject subject = toy_subject(&main_toy), helper[8];
	struct explore_options options = { .all = true, .helpers = helper, .nr_helpers = count };

	for (unsigned int i = 0; i < count; i++) {
		toy[i] = *t;
		helper[i] = toy_subject(&toy[i]);
	}
	return explore(&subject, &options);
}

/* As above, although the nine states can be reached with either task as the last. */
static void what_nobody_reads_makes_no_states(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 2, 2 }, .notes = true };
	struct explore_result plain, r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.states, 5);
	assert_int_equal(r.transitions, 8);
	assert_int_equal(r.ends, 1);
	explore_free(&r);
	t = (struct toy){ .tasks = 2, .limit = { 2, 2 }, .notes = true };
	plain = explore_toy(&t, (struct explore_options){ .check_reduction = true });
	assert_int_equal(plain.nr_findings, 0);
	assert_int_equal(plain.states, 13);
	explore_free(&plain);
}

static void what_somebody_reads_is_told(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 2, 2 }, .notes = true, .forgets = true };
	struct explore_result r =
		explore_toy(&t, (struct explore_options){ .check_reduction = true });

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_string_equal(r.findings[0].text,
			    "the reduction takes this state for one that leads elsewhere");
	explore_free(&r);
}

static void states_without_a_choice_are_looked_at(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 2, 3 }, .notes = true, .bad = { 2, 2 } };
	struct explore_result r = explore_toy(&t, NO_OPTIONS);

	(void)state;
	assert_int_equal(r.nr_findings, 1);
	assert_string_equal(r.findings[0].text, "both are there");
	assert_int_equal(r.findings[0].length, 4);
	explore_free(&r);
}

static void threads_change_nothing(void **state)
{
	const struct toy toys[] = {
		{ .tasks = 3, .limit = { 20, 20, 20 } },
		{ .tasks = 3, .limit = { 9, 9, 9 }, .bad = { 4, 3 }, .bad_end = true },
		{ .tasks = 2, .limit = { 3, 3 }, .crosses = true },
		{ .tasks = 3, .limit = { 9, 9, 9 }, .bad = { 4, 3 }, .alone = 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(toys) / sizeof(toys[0]); i++) {
		struct explore_result one = explore_with_helpers(&toys[i], 0);

		for (unsigned int helpers = 1; helpers <= 7; helpers += 3) {
			struct explore_result r = explore_with_helpers(&toys[i], helpers);

			assert_int_equal(r.extent, one.extent);
			assert_int_equal(r.states, one.states);
			assert_int_equal(r.transitions, one.transitions);
			assert_int_equal(r.ends, one.ends);
			assert_true(r.digest == one.digest);
			assert_int_equal(r.nr_findings, one.nr_findings);
			for (size_t f = 0; f < r.nr_findings; f++) {
				assert_string_equal(r.findings[f].text, one.findings[f].text);
				assert_int_equal(r.findings[f].length, one.findings[f].length);
				assert_memory_equal(r.findings[f].path, one.findings[f].path,
						    r.findings[f].length);
			}
			explore_free(&r);
		}
		explore_free(&one);
	}
}

/* Without one, the tasks run after each other, in every order of theirs: two of two. */
static void preemptions_are_counted(void **state)
{
	struct toy t = { .tasks = 2, .limit = { 2, 2 } };
	struct explore_options options = { .bounds_preemptions = true };
	struct explore_result r = explore_toy(&t, options);

	(void)state;
	assert_int_equal(r.extent, EXPLORED_TO_PREEMPTIONS);
	assert_int_equal(r.states, 1 + 2 * 4);
	explore_free(&r);
	/* A state where both are in the middle cannot be reached so, but with one. */
	memset(t.at, 0, sizeof(t.at));
	t.bad[0] = t.bad[1] = 1;
	r = explore_toy(&t, options);
	assert_int_equal(r.nr_findings, 0);
	explore_free(&r);
	memset(t.at, 0, sizeof(t.at));
	options.preemptions = 1;
	r = explore_toy(&t, options);
	assert_int_equal(r.nr_findings, 1);
	assert_int_equal(r.findings[0].length, 2);
	explore_free(&r);
}

static void interruption_ends_it(void **state)
{
	static const volatile int raised = 1;
	struct toy t = { .tasks = 2, .limit = { 2, 2 } };
	struct explore_result r =
		explore_toy(&t, (struct explore_options){ .interrupted = &raised });

	(void)state;
	assert_int_equal(r.extent, EXPLORED_TO_INTERRUPT);
	explore_free(&r);
}

/* ---- Scenarios ---- */

#define BEFORE                                                                                   \
	"vm A\nvcpu A.0\nmemfd M vm=A size=4p flags=mmap|init_shared\n"                          \
	"slot A:0 gpa=0x100000 size=4p memfd=M\nguest A.0 write 0x100000 0x11 -> ok\n"           \
	"concurrent\n"
#define FAULT "v: guest A.0 write 0x100000 0x22 -> ok\n"
#define PUNCH "p: fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0\n"

static void ignore_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	(void)line;
	(void)column;
	snprintf(self, EXPLORE_TEXT, "%s", text);
}

struct seen {
	struct exploration x;
	struct scenario *s;
	char message[EXPLORE_TEXT];
};

static struct seen explore_text(const char *text, const char *sw)
{
	struct seen seen = { .message = "" };
	struct run_listener listener = { .self = seen.message, .message = ignore_message };
	const struct explore_options options = { .all = false };
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct scenario_error error;

	seen.s = scenario_parse("block", text, strlen(text), &error);
	assert_non_null(seen.s);
	if (sw)
		gms_set_switch(w, (unsigned int)gms_switch_find(sw), true);
	seen.x = scenario_explore(seen.s, w, NULL, 0, &options, &listener);
	gms_destroy(w);
	return seen;
}

static void seen_free(struct seen *seen)
{
	explore_free(&seen->x.result);
	scenario_free(seen->s);
}

/* SCN-1: whoever is first, the guest maps no page that has left the file. */
static void fault_and_punch_are_clean(void **state)
{
	struct seen seen = explore_text(BEFORE FAULT PUNCH "sometimes resident M -> pages=\n"
							   "sometimes resident M -> pages=0\n"
							   "end\ninvariants -> ok\n",
					NULL);

	(void)state;
	assert_int_equal(seen.x.verdict, RUN_COMPLETE);
	assert_int_equal(seen.x.result.extent, EXPLORED_ALL);
	assert_int_equal(seen.x.result.nr_findings, 0);
	assert_int_equal(seen.x.never_met, 0);
	assert_true(seen.x.result.ends >= 2);
	seen_free(&seen);
	/* It is never left with two pages: `sometimes` says so. */
	seen = explore_text(BEFORE FAULT PUNCH "sometimes resident M -> pages=0,1\nend\n", NULL);
	assert_int_equal(seen.x.never_met, 9);
	seen_free(&seen);
}

/* HZ-1: the counterexample is a scenario that runs into the same deadlock. */
static void deadlock_of_poison_and_punch_is_found(void **state)
{
	struct seen seen = explore_text(BEFORE "m: poison M off=0\n" PUNCH "end\n", NULL), again;
	const struct explore_finding *f = seen.x.result.findings;
	struct run_listener listener = { .self = seen.message, .message = ignore_message };
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct executor e = executor_sim(w);
	struct scenario_error error;
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	(void)state;
	assert_int_equal(seen.x.result.nr_findings, 1);
	assert_int_equal(f->what, EXPLORE_DEADLOCK);
	assert_non_null(strstr(f->text, "m waits for the invalidate lock of M"));
	scenario_print_finding(seen.s, f, out);
	fclose(out);
	again.s = scenario_parse("again", text, bytes, &error);
	assert_non_null(again.s);
	assert_int_equal(again.s->nr_schedule, f->length);
	assert_int_equal(scenario_run(again.s, &e, NULL, &listener).verdict, RUN_DEADLOCK);
	scenario_free(again.s);
	free(text);
	gms_destroy(w);
	seen_free(&seen);
}

/* What print makes of the way to the first finding.  The caller frees it. */
static char *drawn(const struct seen *seen, void (*print)(const struct diagram *d, FILE *out))
{
	const struct explore_finding *f = seen->x.result.findings;
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct scenario copy = *seen->s;
	struct diagram d;
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	copy.schedule = scenario_schedule_of(f);
	copy.nr_schedule = f->length;
	assert_true(diagram_of(&copy, w, f->length, f->text, &d));
	d.s = seen->s;
	print(&d, out);
	fclose(out);
	diagram_free(&d);
	free(copy.schedule);
	gms_destroy(w);
	return text;
}

/* A column for each task, and in it its steps, their locks and their rules. */
static void way_to_a_deadlock_is_drawn(void **state)
{
	struct seen seen = explore_text(BEFORE "m: poison M off=0\n" PUNCH "end\n", NULL);
	char *text = drawn(&seen, diagram_print_mermaid);

	(void)state;
	assert_non_null(strstr(text, "sequenceDiagram\n    participant t0 as m\n"
				     "    participant t1 as p\n"));
	assert_non_null(strstr(text, "Note over t0: set-hwpoison<br/>POISON-1\n"));
	assert_non_null(strstr(text, "Note over t0: lock-folio<br/>takes the folio lock"));
	assert_non_null(strstr(text, "Note over t1: lock<br/>takes the invalidate lock"));
	/* Its semicolon would end the line. */
	assert_non_null(
		strstr(text, "Note over t0,t1: m waits for the invalidate lock of M, p "));
	assert_null(strchr(text, ';'));
	free(text);
	seen_free(&seen);
}

static void way_to_a_wrong_result_is_drawn(void **state)
{
	struct seen seen =
		explore_text(BEFORE PUNCH "v: guest A.0 read 0x100000 -> 0x11\nend\n", NULL);
	char *text = drawn(&seen, diagram_print_svg);
	size_t rows = 0;

	(void)state;
	assert_int_equal(strncmp(text, "<svg ", 5), 0);
	assert_string_equal(strstr(text, "</svg>"), "</svg>\n");
	assert_non_null(strstr(text, ">guest A.0 read 0x100000 -&gt; 0"));
	assert_non_null(strstr(text, "gives back the SRCU"));
	for (const char *at = text; (at = strstr(at, "class=\"box\"")); at++)
		rows++;
	assert_int_equal(rows, seen.x.result.findings[0].length);
	free(text);
	seen_free(&seen);
}

/* What an expectation, `always` and `eventually` say must hold in every order. */
static void properties_hold_in_every_order(void **state)
{
	static const char *const text[] = {
		BEFORE "v: guest A.0 read 0x100000 -> 0x11\n" PUNCH "end\n",
		BEFORE FAULT PUNCH "always resident M -> pages=0\nend\n",
		BEFORE FAULT PUNCH "eventually resident M -> pages=0\nend\n",
		BEFORE FAULT PUNCH "end\nguest A.0 read 0x100000 -> 0\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		struct seen seen = explore_text(text[i], NULL);

		assert_int_equal(seen.x.result.nr_findings, 1);
		assert_int_equal(seen.x.result.findings[0].what, EXPLORE_WRONG);
		assert_non_null(strstr(seen.x.result.findings[0].text, "not what is expected"));
		seen_free(&seen);
	}
}

static void same_states_on_every_run(void **state)
{
	struct seen a = explore_text(BEFORE FAULT PUNCH "end\n", NULL);
	struct seen b = explore_text(BEFORE FAULT PUNCH "end\n", NULL);

	(void)state;
	assert_int_equal(a.x.result.states, b.x.result.states);
	assert_true(a.x.result.digest == b.x.result.digest);
	seen_free(&a);
	seen_free(&b);
}

static void what_cannot_be_expressed_is_told(void **state)
{
	struct seen seen = explore_text(BEFORE FAULT "q: enable_cap A 121\nend\n", NULL);

	(void)state;
	assert_int_equal(seen.x.verdict, RUN_UNSUPPORTED);
	assert_int_equal(seen.x.result.nr_findings, 1);
	assert_non_null(strstr(seen.x.result.findings[0].text, "cannot express enable_cap"));
	seen_free(&seen);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_state_is_seen_once),
		cmocka_unit_test(wrong_state_is_reached_by_a_shortest_way),
		cmocka_unit_test(all_goes_on_to_every_different_finding),
		cmocka_unit_test(deadlock_is_no_end),
		cmocka_unit_test(livelock_is_a_state_that_no_end_follows),
		cmocka_unit_test(bounds_are_kept_and_told),
		cmocka_unit_test(steps_that_commute_are_no_states),
		cmocka_unit_test(what_was_stepped_early_is_no_part_of_the_way),
		cmocka_unit_test(a_lock_and_the_next_step_are_one_unless_it_blocks),
		cmocka_unit_test(a_step_that_does_not_commute_is_told),
		cmocka_unit_test(what_nobody_reads_makes_no_states),
		cmocka_unit_test(what_somebody_reads_is_told),
		cmocka_unit_test(states_without_a_choice_are_looked_at),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(preemptions_are_counted),
		cmocka_unit_test(interruption_ends_it),
		cmocka_unit_test(fault_and_punch_are_clean),
		cmocka_unit_test(deadlock_of_poison_and_punch_is_found),
		cmocka_unit_test(way_to_a_deadlock_is_drawn),
		cmocka_unit_test(way_to_a_wrong_result_is_drawn),
		cmocka_unit_test(properties_hold_in_every_order),
		cmocka_unit_test(same_states_on_every_run),
		cmocka_unit_test(what_cannot_be_expressed_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
