/* SPDX-License-Identifier: BSD-2-Clause */
#include "explore.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "run_internal.h"
#include "sim/footprint.h"
#include "sim/live.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

/* What is to be saved beside the world. */
struct progress {
	int32_t number; /* the world's task; -1 when all lines have run */
	uint32_t line;
};

struct block {
	struct run r;
	struct executor e;
	struct gms_world *w;
	const struct scenario *s;
	struct progress task[GMS_MAX_TASKS];
	bool *met; /* of each line: a `sometimes` that held at some end */
	bool unsupported;
	bool reduces;			       /* the world is one that footprints are about */
	struct footprint later[GMS_MAX_TASKS]; /* of the lines of a task after the first */
};

static bool wrong(char *text, const struct scenario_line *line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static bool wrong(char *text, const struct scenario_line *line, const char *format, ...)
{
	char what[EXPLORE_TEXT];
	va_list args;

	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	snprintf(text, EXPLORE_TEXT, "line %u: %.480s", line->line, what);
	return false;
}

/* "line 7: fallocate gives EINVAL, which is not what is expected" */
static bool not_expected(const struct block *b, const struct scenario_line *line,
			 const struct gms_result *result, char *text)
{
	char seen[256] = "";
	FILE *out = fmemopen(seen, sizeof(seen) - 1, "w");

	if (out) {
		result_print(b->s, &b->e, &line->op, result, out);
		fclose(out);
	}
	return wrong(text, line, "%s gives %s, which is not what is expected",
		     gms_op_row(line->op.code)->word, seen);
}

/* ---- Tasks ---- */

static bool start_line(struct block *b, unsigned int task, size_t from, char *text)
{
	struct progress *t = &b->task[task];
	const struct scenario_line *line;

	*t = (struct progress){ .number = -1 };
	for (; from < b->s->block_end && b->s->lines[from].task != task + 1; from++)
		;
	if (from == b->s->block_end)
		return true;
	line = &b->s->lines[from];
	t->line = (uint32_t)from;
	t->number = b->e.start(b->e.self, &line->op);
	return t->number >= 0 || wrong(text, line, "task %s cannot start", b->s->tasks[task]);
}

static bool can_step(void *self, unsigned int task)
{
	struct block *b = self;

	return b->task[task].number >= 0 && b->e.can_step(b->e.self, b->task[task].number);
}

static bool has_ended(void *self, unsigned int task)
{
	const struct block *b = self;

	return b->task[task].number < 0;
}

static bool step(void *self, unsigned int task, char *text)
{
	struct block *b = self;
	const struct scenario_line *line = &b->s->lines[b->task[task].line];
	struct gms_result result;

	if (b->e.step(b->e.self, b->task[task].number) != GMS_FINISHED)
		return true;
	result = b->e.end(b->e.self, b->task[task].number);
	if (result.kind == GMS_RESULT_UNSUPPORTED) {
		b->unsupported = true;
		return wrong(text, line, "%s cannot express %s: %s", b->e.name,
			     gms_op_row(line->op.code)->word, result.reason);
	}
	if (!result_matches(b->s, &b->e, &line->op, &result, &line->expect))
		return not_expected(b, line, &result, text);
	return start_line(b, task, b->task[task].line + 1, text);
}

/* ---- What commutes ---- */

/* Two vCPUs have a lock each. */
static struct footprint without_vcpu(struct footprint f)
{
	f.writes &= ~(1ull << (NR_PARTS + GMS_LOCK_VCPU));
	return f;
}

static bool meets(struct block *b, struct footprint step, unsigned int task, unsigned int other)
{
	const struct gms_op *a = &b->s->lines[b->task[task].line].op;
	const struct gms_op *o = &b->s->lines[b->task[other].line].op;
	struct footprint rest = footprint_of_rest(b->w, b->task[other].number);

	if (footprints_meet(step, b->later[other]))
		return true;
	return footprints_meet(a->vcpu == o->vcpu ? step : without_vcpu(step), rest);
}

static bool commutes(void *self, unsigned int task)
{
	struct block *b = self;
	struct footprint step;

	if (!b->reduces || !footprint_of_step(b->w, b->task[task].number, &step) ||
	    footprint_shows(step))
		return false;
	for (unsigned int i = 0; i < b->s->nr_tasks; i++)
		if (i != task && b->task[i].number >= 0 && meets(b, step, task, i))
			return false;
	return true;
}

static bool only_locks(void *self, unsigned int task)
{
	struct block *b = self;

	return b->reduces && b->task[task].number >= 0 &&
	       footprint_only_locks(b->w, b->task[task].number);
}

static bool needs_lock(void *self, unsigned int task)
{
	struct block *b = self;

	return footprint_needs_lock(b->w, b->task[task].number);
}

/* What its lines do after the first; those have names of their own for vCPUs, too. */
static struct footprint later_lines(const struct scenario *s, unsigned int task)
{
	struct footprint sum = { 0, 0 };
	bool first = true;

	for (size_t i = s->block_first; i < s->block_end; i++) {
		struct footprint f;

		if (s->lines[i].task != task + 1)
			continue;
		f = footprint_of_op(&s->lines[i].op);
		if (!first) {
			sum.reads |= f.reads;
			sum.writes |= f.writes;
		}
		first = false;
	}
	return sum;
}

static void waits(void *self, char *text)
{
	struct block *b = self;
	struct gms_wait wait;
	size_t used = 0;

	for (unsigned int i = 0; i < b->s->nr_tasks; i++) {
		const char *of;

		if (b->task[i].number < 0 || !b->e.wait(b->e.self, b->task[i].number, &wait))
			continue;
		of = scenario_name(b->s, wait.handle);
		used += (size_t)snprintf(text + used, EXPLORE_TEXT - used,
					 "%s%s waits for the %s%s%s", used ? "; " : "",
					 b->s->tasks[i], gms_lock_name(wait.kind),
					 of ? " of " : "", of ? of : "");
		if (used >= EXPLORE_TEXT - 1)
			return;
	}
}

/* ---- Properties ---- */

/* Run a line alone; false: it does not hold. */
static bool holds(struct block *b, const struct scenario_line *line, char *text)
{
	struct gms_result result = b->e.run(b->e.self, &line->op);

	if (result.kind == GMS_RESULT_UNSUPPORTED) {
		b->unsupported = true;
		return wrong(text, line, "%s cannot express %s: %s", b->e.name,
			     gms_op_row(line->op.code)->word, result.reason);
	}
	return result_matches(b->s, &b->e, &line->op, &result, &line->expect) ||
	       not_expected(b, line, &result, text);
}

static bool hold(struct block *b, enum line_role role, char *text)
{
	for (size_t i = b->s->block_first; i < b->s->block_end; i++)
		if (b->s->lines[i].role == role && !holds(b, &b->s->lines[i], text))
			return false;
	return true;
}

static bool look(void *self, char *text)
{
	struct block *b = self;

	if (b->r.looks && b->e.violated(b->e.self, text, EXPLORE_TEXT))
		return false;
	return hold(b, LINE_ALWAYS, text);
}

static bool look_at_end(void *self, char *text)
{
	struct block *b = self;
	char unused[EXPLORE_TEXT];

	for (size_t i = b->s->block_first; i < b->s->block_end; i++)
		if (b->s->lines[i].role == LINE_SOMETIMES && !b->met[i])
			b->met[i] = holds(b, &b->s->lines[i], unused);
	if (!hold(b, LINE_EVENTUALLY, text))
		return false;
	for (size_t i = b->s->block_end; i < b->s->nr_lines; i++)
		if (!holds(b, &b->s->lines[i], text))
			return false;
	return true;
}

/* ---- Saving ---- */

static uint64_t hash_of_progress(const struct block *b)
{
	return XXH3_64bits(b->task, b->s->nr_tasks * sizeof(b->task[0]));
}

static uint64_t hash(void *self)
{
	struct block *b = self;

	return gms_hash(b->w) ^ hash_of_progress(b);
}

static uint64_t hash_live(void *self)
{
	struct block *b = self;

	return (b->reduces ? hash_of_live(b->w) : gms_hash(b->w)) ^ hash_of_progress(b);
}

static size_t bytes(void *self)
{
	struct block *b = self;

	return sizeof(b->task) + gms_snapshot_bytes(b->w);
}

static void save(void *self, void *to)
{
	struct block *b = self;

	memcpy(to, b->task, sizeof(b->task));
	gms_snapshot(b->w, (char *)to + sizeof(b->task), gms_snapshot_bytes(b->w));
}

static void restore(void *self, const void *from, size_t size)
{
	struct block *b = self;

	memcpy(b->task, from, sizeof(b->task));
	gms_restore(b->w, (const char *)from + sizeof(b->task), size - sizeof(b->task));
}

/* ---- The whole ---- */

static struct explore_subject subject_of(struct block *b)
{
	return (struct explore_subject){
		.self = b,
		.nr_tasks = b->s->nr_tasks,
		.can_step = can_step,
		.has_ended = has_ended,
		.step = step,
		.look = look,
		.look_at_end = look_at_end,
		.commutes = commutes,
		.only_locks = only_locks,
		.needs_lock = needs_lock,
		.waits = waits,
		.hash = hash,
		.hash_live = hash_live,
		.bytes = bytes,
		.save = save,
		.restore = restore,
	};
}

static bool prepare(struct block *b, char *text)
{
	for (unsigned int i = 0; i < GMS_MAX_TASKS; i++)
		b->task[i].number = -1;
	if (!run_lines(&b->r, 0, b->s->block_first))
		return false;
	for (unsigned int i = 0; i < b->s->nr_tasks; i++)
		if (!start_line(b, i, b->s->block_first, text)) {
			run_message(&b->r, 1, 1, "%s", text);
			return run_stop(&b->r, RUN_UNSUPPORTED);
		}
	return true;
}

static unsigned int first_never_met(const struct block *b)
{
	for (size_t i = b->s->block_first; i < b->s->block_end; i++)
		if (b->s->lines[i].role == LINE_SOMETIMES && !b->met[i])
			return b->s->lines[i].line;
	return 0;
}

static void block_free(struct block *b)
{
	if (b)
		free(b->met);
	free(b);
}

/* The scenario on one world, up to its block.  NULL: no memory. */
static struct block *block_new(const struct scenario *s, struct gms_world *w,
			       const struct run_listener *listener)
{
	static const struct run_options no_options;
	struct block *b = calloc(1, sizeof(*b));

	if (b)
		b->met = calloc(s->nr_lines + 1, sizeof(*b->met));
	if (!b || !b->met) {
		block_free(b);
		return NULL;
	}
	b->e = executor_sim(w);
	b->w = w;
	b->s = s;
	run_init(&b->r, s, &b->e, &no_options, listener);
	b->reduces = footprint_applies(w);
	for (unsigned int i = 0; i < s->nr_tasks; i++)
		b->later[i] = later_lines(s, i);
	return b;
}

static void ignore_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	(void)self;
	(void)line;
	(void)column;
	(void)text;
}

/* One more block for a further thread: what it says the first one has said. */
static struct block *helper_new(const struct scenario *s, struct gms_world *w)
{
	static const struct run_listener deaf = { .message = ignore_message };
	struct block *b = block_new(s, w, &deaf);
	char text[EXPLORE_TEXT];

	if (b && !prepare(b, text)) {
		block_free(b);
		return NULL;
	}
	return b;
}

/* What the ends showed that a further thread came to. */
static void add_met(struct block *b, const struct block *helper)
{
	for (size_t i = 0; i < b->s->nr_lines; i++)
		b->met[i] |= helper->met[i];
	b->unsupported |= helper->unsupported;
}

#define HELPERS_MAX 63

/* The search, with as many threads as could be had. */
static struct explore_result search(struct block *b, const struct explore_options *options,
				    struct gms_world *const *helpers, unsigned int nr_helpers)
{
	struct explore_subject subject = subject_of(b), others[HELPERS_MAX];
	struct explore_options with = *options;
	struct block *block[HELPERS_MAX];
	struct explore_result result;
	unsigned int count = 0;

	while (count < nr_helpers && count < HELPERS_MAX) {
		block[count] = helper_new(b->s, helpers[count]);
		if (!block[count])
			break;
		others[count] = subject_of(block[count]);
		count++;
	}
	with.helpers = others;
	with.nr_helpers = count;
	result = explore(&subject, &with);
	while (count) {
		add_met(b, block[--count]);
		block_free(block[count]);
	}
	return result;
}

struct exploration scenario_explore(const struct scenario *s, struct gms_world *w,
				    struct gms_world *const *helpers, unsigned int nr_helpers,
				    const struct explore_options *options,
				    const struct run_listener *listener)
{
	struct exploration x = { .verdict = RUN_UNSUPPORTED };
	char text[EXPLORE_TEXT] = "out of memory";
	struct block *b = block_new(s, w, listener);

	if (!b) {
		listener->message(listener->self, 1, 1, text);
		return x;
	}
	if (prepare(b, text)) {
		x.result = search(b, options, helpers, nr_helpers);
		if (b->unsupported)
			run_stop(&b->r, RUN_UNSUPPORTED);
		if (x.result.extent == EXPLORED_ALL)
			x.never_met = first_never_met(b);
	}
	x.verdict = b->r.summary.verdict;
	block_free(b);
	return x;
}

struct schedule_item *scenario_schedule_of(const struct explore_finding *finding)
{
	struct schedule_item *items = calloc(finding->length + 1, sizeof(*items));

	for (size_t i = 0; items && i < finding->length; i++)
		items[i] =
			(struct schedule_item){ .kind = SCHEDULE_STEP, .task = finding->path[i] };
	return items;
}

void scenario_print_finding(const struct scenario *s, const struct explore_finding *finding,
			    FILE *out)
{
	struct schedule_item *items = scenario_schedule_of(finding);
	struct scenario copy = *s;

	if (!items)
		return;
	copy.schedule = items;
	copy.nr_schedule = finding->length;
	scenario_print(&copy, out);
	free(items);
}
