// SPDX-License-Identifier: BSD-2-Clause
/*
 * The concurrent block on an executor: the schedule, then the tasks to their
 * ends, with the properties looked at on the way.
 */
#include <stdlib.h>
#include <string.h>

#include "run_internal.h"

/*
 * A task that takes so many steps on end waits for another by retrying (a
 * guest's fault while an invalidation is in flight); it then goes last.
 */
#define SPIN_STEPS     100000
/* With so many steps and no task ending, none ever will; run_options may say less. */
#define LIVELOCK_STEPS 100000000ull

/* What every task waits for, in one sentence. */
#define WAITS_BYTES 3000

struct block_task {
	const char *name;
	int number;	/* the executor's; -1 when all its lines have run */
	size_t line;	/* that runs now */
	uint64_t steps; /* of this line, since another task stepped */
	bool spins;
	struct trail_log trail;
};

/* An `always` line; told once. */
struct watch {
	size_t line;
	bool failed;
};

struct block {
	struct run *r;
	unsigned int nr_tasks, unfinished;
	int last;	/* task that stepped last, or -1 */
	uint64_t steps; /* of all, since one ended */
	size_t nr_watches;
	struct watch *watches;
	struct block_task task[GMS_MAX_TASKS];
};

static const struct scenario_line *task_line(const struct block *b, unsigned int task)
{
	return &b->r->s->lines[b->task[task].line];
}

static bool no_memory(struct run *r)
{
	run_message(r, 1, 1, "out of memory");
	return run_stop(r, RUN_UNSUPPORTED);
}

/* ---- Properties ---- */

static void report_property(struct block *b, struct run_event *event)
{
	/* One run cannot refute that another reaches it. */
	if (event->line->role == LINE_SOMETIMES)
		event->expected = false;
	run_report(b->r, event);
}

static bool check_always(struct block *b)
{
	struct run_event event;

	for (size_t i = 0; i < b->nr_watches; i++) {
		struct watch *w = &b->watches[i];

		if (w->failed)
			continue;
		if (!run_alone(b->r, &b->r->s->lines[w->line], &event))
			return false;
		if (event.held)
			continue;
		w->failed = true;
		report_property(b, &event);
	}
	return true;
}

/* At the end every property is told, but for an `always` that failed before. */
static bool check_end(struct block *b)
{
	const struct scenario *s = b->r->s;
	struct run_event event;
	size_t watch = 0;

	for (size_t i = s->block_first; i < s->block_end; i++) {
		if (s->lines[i].role == LINE_OPERATION)
			continue;
		if (s->lines[i].role == LINE_ALWAYS && watch < b->nr_watches &&
		    b->watches[watch++].failed)
			continue;
		if (!run_alone(b->r, &s->lines[i], &event))
			return false;
		report_property(b, &event);
	}
	return true;
}

static bool find_watches(struct block *b)
{
	const struct scenario *s = b->r->s;
	size_t count = 0;

	for (size_t i = s->block_first; i < s->block_end; i++)
		count += s->lines[i].role == LINE_ALWAYS;
	if (!count)
		return true;
	b->watches = calloc(count, sizeof(*b->watches));
	if (!b->watches)
		return no_memory(b->r);
	for (size_t i = s->block_first; i < s->block_end; i++)
		if (s->lines[i].role == LINE_ALWAYS)
			b->watches[b->nr_watches++].line = i;
	return true;
}

/* ---- Tasks ---- */

/* Start the task's first line at or after `from`, if it has one. */
static bool start_line(struct block *b, unsigned int task, size_t from)
{
	const struct scenario *s = b->r->s;
	struct block_task *t = &b->task[task];

	t->number = -1;
	for (t->line = from; t->line < s->block_end; t->line++)
		if (s->lines[t->line].task == task + 1)
			break;
	if (t->line == s->block_end) {
		b->unfinished--;
		return true;
	}
	t->trail.count = 0;
	t->steps = 0;
	t->spins = false;
	t->number = b->r->e->start ? b->r->e->start(b->r->e->self, &s->lines[t->line].op) : -1;
	if (t->number >= 0)
		return true;
	run_message(b->r, s->lines[t->line].line, s->lines[t->line].column,
		    "%s cannot start task %s", b->r->e->name, t->name);
	return run_stop(b->r, RUN_UNSUPPORTED);
}

static struct run_event task_event(struct block *b, unsigned int task)
{
	const struct block_task *t = &b->task[task];

	return (struct run_event){
		.scenario = b->r->s,
		.line = task_line(b, task),
		.executor = b->r->e,
		.held = true,
		.task = t->name,
		.trail = t->trail.at,
		.nr_trail = t->trail.count,
	};
}

/* The task's line has ended: tell its result, and go on to its next line. */
static bool end_line(struct block *b, unsigned int task)
{
	const struct executor *e = b->r->e;
	const struct scenario_line *line = task_line(b, task);
	struct run_event event = task_event(b, task);

	event.result = e->end(e->self, b->task[task].number);
	b->steps = 0;
	if (!run_check_supported(b->r, line, &event.result))
		return false;
	event.expected = line->expect.kind != EXPECT_NOTHING;
	event.held = result_matches(b->r->s, e, &line->op, &event.result, &line->expect);
	run_report(b->r, &event);
	return start_line(b, task, b->task[task].line + 1);
}

static void count_step(struct block *b, unsigned int task)
{
	struct block_task *t = &b->task[task];

	if (b->last != (int)task)
		t->steps = 0;
	b->last = (int)task;
	b->steps++;
	if (++t->steps == SPIN_STEPS)
		t->spins = true;
}

/* One step of a task that can take one. */
static bool step_task(struct block *b, unsigned int task)
{
	const struct executor *e = b->r->e;
	struct block_task *t = &b->task[task];
	const char *name = e->next_step(e->self, t->number);
	struct run_event event;
	enum gms_status status;

	if (e->trail_clear)
		e->trail_clear(e->self);
	status = e->step(e->self, t->number);
	trail_collect(b->r, &t->trail);
	count_step(b, task);
	if (b->r->listener->step) {
		event = task_event(b, task);
		b->r->listener->step(b->r->listener->self, &event, name ? name : "");
	}
	/* Who goes round for so long does what was looked at before. */
	if (b->steps < SPIN_STEPS)
		run_look(b->r, task_line(b, task));
	if (status == GMS_FINISHED && !end_line(b, task))
		return false;
	return check_always(b) && !run_interrupted(b->r);
}

static bool can_step(const struct block *b, unsigned int task)
{
	const struct executor *e = b->r->e;

	return b->task[task].number >= 0 && e->can_step(e->self, b->task[task].number);
}

/* ---- Who waits for whom ---- */

static const char *task_called(const struct block *b, int number)
{
	for (unsigned int i = 0; number >= 0 && i < b->nr_tasks; i++)
		if (b->task[i].number == number)
			return b->task[i].name;
	return NULL;
}

/* "the invalidate lock of M, held by a" */
static void wait_print(const struct block *b, unsigned int task, FILE *out)
{
	const struct executor *e = b->r->e;
	struct gms_wait wait;
	const char *name;

	if (!e->wait || !e->wait(e->self, b->task[task].number, &wait)) {
		fputs("something", out);
		return;
	}
	fprintf(out, "the %s", gms_lock_name(wait.kind));
	name = scenario_name(b->r->s, wait.handle);
	if (name)
		fprintf(out, " of %s", name);
	if (wait.kind == GMS_LOCK_FOLIO)
		fprintf(out, " page %llu", (unsigned long long)wait.page);
	name = task_called(b, wait.holder);
	if (name)
		fprintf(out, ", held by %s", name);
}

/* One sentence about the tasks first .. end - 1 that are blocked. */
static void waits_text(const struct block *b, unsigned int first, unsigned int end, char *text,
		       size_t bytes)
{
	FILE *out = fmemopen(text, bytes, "w");
	const char *semicolon = "";

	text[0] = '\0';
	if (!out)
		return;
	for (unsigned int i = first; i < end; i++) {
		if (b->task[i].number < 0 || can_step(b, i))
			continue;
		fprintf(out, "%s%s waits for ", semicolon, b->task[i].name);
		wait_print(b, i, out);
		semicolon = "; ";
	}
	fclose(out);
	text[bytes - 1] = '\0';
}

static uint64_t livelock_steps(const struct block *b)
{
	uint64_t steps = b->r->options->livelock_steps;

	return steps ? steps : LIVELOCK_STEPS;
}

static bool stop_unending(struct block *b, bool deadlock)
{
	char text[WAITS_BYTES];
	unsigned int first = 0;

	while (b->task[first].number < 0)
		first++;
	waits_text(b, 0, b->nr_tasks, text, sizeof(text));
	if (deadlock)
		run_message(b->r, task_line(b, first)->line, task_line(b, first)->column,
			    "deadlock: %s", text);
	else
		run_message(b->r, task_line(b, first)->line, task_line(b, first)->column,
			    "livelock: tasks go on stepping and none ends%s%s", *text ? "; " : "",
			    text);
	return run_stop(b->r, RUN_DEADLOCK);
}

/* ---- The schedule ---- */

static bool stop_blocked(struct block *b, const struct schedule_item *item)
{
	char text[WAITS_BYTES];
	const char *waits;

	waits_text(b, item->task, item->task + 1, text, sizeof(text));
	waits = strstr(text, " waits");
	run_message(b->r, item->line, item->column, "task %s cannot step: it%s",
		    b->task[item->task].name, waits ? waits : " is blocked");
	return run_stop(b->r, RUN_BAD_SCHEDULE);
}

static bool follow_step(struct block *b, const struct schedule_item *item)
{
	if (b->task[item->task].number < 0) {
		run_message(b->r, item->line, item->column,
			    "note: task %s has already finished: this step is left out",
			    b->task[item->task].name);
		return true;
	}
	if (!can_step(b, item->task))
		return stop_blocked(b, item);
	return step_task(b, item->task);
}

static bool follow_until(struct block *b, const struct schedule_item *item)
{
	const struct executor *e = b->r->e;
	const struct block_task *t = &b->task[item->task];

	for (uint64_t steps = 0; steps < livelock_steps(b) && t->number >= 0; steps++) {
		const char *next = e->next_step(e->self, t->number);

		if (next && !strcmp(next, item->step))
			return true;
		if (!can_step(b, item->task))
			return stop_blocked(b, item);
		if (!step_task(b, item->task))
			return false;
	}
	run_message(b->r, item->line, item->column, "task %s %s the step '%s'", t->name,
		    t->number < 0 ? "finished without reaching" : "goes round without reaching",
		    item->step);
	return run_stop(b->r, RUN_BAD_SCHEDULE);
}

static bool follow_schedule(struct block *b)
{
	const struct scenario *s = b->r->s;

	for (size_t i = 0; i < s->nr_schedule; i++) {
		const struct schedule_item *item = &s->schedule[i];

		if (!(item->kind == SCHEDULE_STEP ? follow_step(b, item) : follow_until(b, item)))
			return false;
	}
	return true;
}

/* ---- Free running ---- */

/* The next number of splitmix64: full period from any seed. */
static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15ull;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ z >> 27) * 0x94d049bb133111ebull;
	return z ^ z >> 31;
}

/* The first in order that can step; among those that spin, each in turn.  -1: none. */
static int pick_in_order(const struct block *b)
{
	for (unsigned int i = 0; i < b->nr_tasks; i++)
		if (!b->task[i].spins && can_step(b, i))
			return (int)i;
	for (unsigned int k = 1; k <= b->nr_tasks; k++) {
		unsigned int i = (unsigned int)(b->last + (int)k) % b->nr_tasks;

		if (can_step(b, i))
			return (int)i;
	}
	return -1;
}

static int pick_by_seed(struct block *b)
{
	unsigned int able[GMS_MAX_TASKS], count = 0;

	for (unsigned int i = 0; i < b->nr_tasks; i++)
		if (can_step(b, i))
			able[count++] = i;
	return count ? (int)able[next_random(&b->r->random) % count] : -1;
}

static bool finish_tasks(struct block *b)
{
	while (b->unfinished) {
		int task = b->r->options->seed ? pick_by_seed(b) : pick_in_order(b);

		if (task < 0)
			return stop_unending(b, true);
		if (b->unfinished > 1 && b->steps >= livelock_steps(b))
			return stop_unending(b, false);
		if (!step_task(b, (unsigned int)task))
			return false;
	}
	return true;
}

/* ---- The block ---- */

static bool start_tasks(struct block *b)
{
	const struct scenario *s = b->r->s;

	b->nr_tasks = s->nr_tasks;
	b->unfinished = s->nr_tasks;
	b->last = -1;
	for (unsigned int i = 0; i < s->nr_tasks; i++)
		b->task[i].number = -1;
	for (unsigned int i = 0; i < s->nr_tasks; i++) {
		b->task[i].name = s->tasks[i];
		if (!start_line(b, i, s->block_first))
			return false;
	}
	return true;
}

bool run_block(struct run *r)
{
	struct block *b;
	bool good;

	if (r->e->is_whole)
		return run_block_whole(r);
	b = calloc(1, sizeof(*b));
	if (!b)
		return no_memory(r);
	b->r = r;
	good = find_watches(b) && start_tasks(b) && check_always(b) && follow_schedule(b) &&
	       finish_tasks(b) && check_end(b);
	free(b->watches);
	free(b);
	return good;
}
