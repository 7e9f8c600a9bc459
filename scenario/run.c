// SPDX-License-Identifier: BSD-2-Clause
/*
 * A scenario from its first line to its last on one executor.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "run_internal.h"

bool run_stop(struct run *r, enum run_verdict verdict)
{
	r->summary.verdict = verdict;
	return false;
}

bool run_interrupted(struct run *r)
{
	if (!r->options->interrupted || !*r->options->interrupted)
		return false;
	run_stop(r, RUN_INTERRUPTED);
	return true;
}

void run_message(struct run *r, unsigned int line, unsigned int column, const char *format, ...)
{
	char text[4096];
	va_list args;

	if (!r->listener->message)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	r->listener->message(r->listener->self, line, column, text);
}

/* ---- Trails ---- */

void trail_start(struct run *r, struct trail_log *log)
{
	log->count = 0;
	if (r->e->trail_clear)
		r->e->trail_clear(r->e->self);
}

static bool trail_has(const struct trail_log *log, unsigned int rule)
{
	for (unsigned int i = 0; i < log->count; i++)
		if (log->at[i].rule == rule)
			return true;
	return false;
}

void trail_collect(struct run *r, struct trail_log *log)
{
	unsigned int length;

	if (!r->options->explain || !r->e->trail_length)
		return;
	length = r->e->trail_length(r->e->self);
	for (unsigned int i = 0; i < length && log->count < TRAIL_MAX; i++) {
		struct gms_trail t = r->e->trail_at(r->e->self, i);

		if (!trail_has(log, t.rule))
			log->at[log->count++] = t;
	}
}

/* ---- One operation ---- */

bool run_check_supported(struct run *r, const struct scenario_line *line,
			 const struct gms_result *result)
{
	if (result->kind != GMS_RESULT_UNSUPPORTED)
		return true;
	run_message(r, line->line, line->column, "%s cannot express %s: %s", r->e->name,
		    gms_op_row(line->op.code)->word,
		    result->reason ? result->reason : "no reason is known");
	return run_stop(r, RUN_UNSUPPORTED);
}

/* One operation; false: the run was interrupted in the middle of it. */
static bool execute(struct run *r, const struct gms_op *op, struct gms_result *result)
{
	const struct executor *e = r->e;

	if (e->run_or_stop && r->options->interrupted) {
		if (e->run_or_stop(e->self, op, r->options->interrupted, result))
			return true;
		return !run_interrupted(r);
	}
	*result = e->run(e->self, op);
	return true;
}

/* Which invariant, what it says, and where the world contradicts it. */
static bool tell_violation(struct run *r, const struct scenario_line *line)
{
	char text[1024];

	if (!r->e->violated || !r->e->violated(r->e->self, text, sizeof(text)))
		return false;
	run_message(r, line->line, line->column, "%s", text);
	return true;
}

/* Looking at more than this after every step would take longer than the steps. */
#define LOOK_BYTES_MAX (256u << 10)

static void look(struct run *r, const struct scenario_line *line)
{
	if (!tell_violation(r, line))
		return;
	r->looks = false;
	r->summary.violated = true;
}

/* What would be true of the operation's result if it were run once more. */
static void look_again(struct run *r, const struct scenario_line *line,
		       const struct gms_result *result)
{
	char text[1024];

	if (!r->looks || !r->e->differs_again || r->e->state_bytes(r->e->self) > LOOK_BYTES_MAX ||
	    !r->e->differs_again(r->e->self, &line->op, result, text, sizeof(text)))
		return;
	run_message(r, line->line, line->column, "%s", text);
	r->looks = false;
	r->summary.violated = true;
}

void run_look(struct run *r, const struct scenario_line *line)
{
	if (r->looks && r->e->state_bytes(r->e->self) <= LOOK_BYTES_MAX)
		look(r, line);
}

/* A file that does not expect the invariants to hold says itself where it looks. */
static bool leaves_looking_to_us(const struct scenario *s)
{
	for (size_t i = 0; i < s->nr_lines; i++) {
		const struct expectation *expect = &s->lines[i].expect;

		if (s->lines[i].op.code == GMS_OP_INVARIANTS &&
		    (!expect->nr_items || expect->items[0].key ||
		     strcmp(expect->items[0].text, "ok") != 0))
			return false;
	}
	return true;
}

bool run_alone(struct run *r, const struct scenario_line *line, struct run_event *event)
{
	const char *why = r->e->skips ? r->e->skips(r->e->self, &line->op) : NULL;

	*event = (struct run_event){ .scenario = r->s,
				     .line = line,
				     .executor = r->e,
				     .held = true,
				     .trail = r->trail.at };
	trail_start(r, &r->trail);
	if (why) {
		event->skipped = true;
		event->result.kind = GMS_RESULT_UNSUPPORTED;
		event->result.reason = why;
		return true;
	}
	if (!execute(r, &line->op, &event->result))
		return false;
	if (!run_check_supported(r, line, &event->result))
		return false;
	if (event->result.kind == GMS_RESULT_VIOLATED && line->expect.kind != EXPECT_NOTHING)
		tell_violation(r, line);
	else if (line->role == LINE_OPERATION)
		run_look(r, line);
	trail_collect(r, &r->trail);
	event->nr_trail = r->trail.count;
	if (line->role == LINE_OPERATION)
		look_again(r, line, &event->result);
	event->expected = line->expect.kind != EXPECT_NOTHING;
	event->held = result_matches(r->s, r->e, &line->op, &event->result, &line->expect);
	return true;
}

void run_report(struct run *r, struct run_event *event)
{
	r->summary.operations += event->line->role == LINE_OPERATION;
	r->summary.skipped += event->skipped;
	r->summary.expectations += event->expected;
	r->summary.failed += event->expected && !event->held;
	if (r->listener->operation)
		r->listener->operation(r->listener->self, event);
}

/* ---- The whole ---- */

bool run_lines(struct run *r, size_t first, size_t end)
{
	struct run_event event;

	for (size_t i = first; i < end; i++) {
		if (run_interrupted(r) || !run_alone(r, &r->s->lines[i], &event))
			return false;
		run_report(r, &event);
	}
	return true;
}

void run_init(struct run *r, const struct scenario *s, const struct executor *e,
	      const struct run_options *options, const struct run_listener *listener)
{
	r->s = s;
	r->e = e;
	r->options = options;
	r->listener = listener;
	r->random = options->seed;
	r->summary.verdict = RUN_COMPLETE;
	r->looks = e->violated && leaves_looking_to_us(s);
}

struct run_summary scenario_run(const struct scenario *s, const struct executor *e,
				const struct run_options *options,
				const struct run_listener *listener)
{
	static const struct run_options no_options = { .seed = 0 };
	struct run *r = calloc(1, sizeof(*r));
	struct run_summary summary = { .verdict = RUN_UNSUPPORTED };

	if (!r) {
		if (listener->message)
			listener->message(listener->self, 1, 1, "out of memory");
		return summary;
	}
	run_init(r, s, e, options ? options : &no_options, listener);
	if (s->block_first == s->block_end)
		run_lines(r, 0, s->nr_lines);
	else if (run_lines(r, 0, s->block_first) && run_block(r))
		run_lines(r, s->block_end, s->nr_lines);
	if (r->looks && s->nr_lines && r->summary.verdict == RUN_COMPLETE)
		look(r, &s->lines[s->nr_lines - 1]);
	summary = r->summary;
	free(r);
	return summary;
}
