// SPDX-License-Identifier: BSD-2-Clause
/*
 * The concurrent block on an executor whose operations are whole: some order of them in
 * which every expectation holds, those of the lines after the block too.  The schedule, which
 * names steps, says nothing here.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model/abstract.h"
#include "orders.h"
#include "run_internal.h"

struct whole {
	struct run *r;
	struct orders *orders;
	size_t nr_lines;
	const struct scenario_line **line; /* of each operation of the block */
};

static bool is_seen(const struct run *r, const struct scenario_line *line)
{
	return !r->e->skips || !r->e->skips(r->e->self, &line->op);
}

static bool result_is_right(void *self, int which, const struct gms_result *result)
{
	const struct whole *h = self;
	const struct scenario_line *line = h->line[which];

	return result_matches(h->r->s, h->r->e, &line->op, result, &line->expect);
}

/* A line that can be seen, on a state that is nobody's. */
static bool line_holds(const struct run *r, struct abstract *a, const struct scenario_line *line)
{
	struct executor e = *r->e;
	struct gms_result result;

	if (!is_seen(r, line))
		return true;
	e.self = a;
	result = e.run(a, &line->op);
	return result.kind == GMS_RESULT_UNSUPPORTED ||
	       result_matches(r->s, &e, &line->op, &result, &line->expect);
}

static bool end_is_right(void *self, const struct abstract *a)
{
	const struct whole *h = self;
	const struct scenario *s = h->r->s;
	struct abstract *copy = abstract_clone(a);
	bool right = copy;

	for (size_t i = s->block_first; right && i < s->nr_lines; i++)
		if (i >= s->block_end || s->lines[i].role == LINE_EVENTUALLY)
			right = line_holds(h->r, copy, &s->lines[i]);
	abstract_destroy(copy);
	return right;
}

/* What the expectation says ahead, for what need not happen at all. */
static struct gms_result foretold(const struct scenario_line *line)
{
	struct gms_result r = { .kind = GMS_RESULT_VALUE };
	const char *word = line->expect.nr_items && !line->expect.items[0].key
				   ? line->expect.items[0].text
				   : "";

	if (!strcmp(word, "RETRY"))
		r.kind = GMS_RESULT_RETRY;
	if (!strcmp(word, "MEMORY_FAULT")) {
		r.kind = GMS_RESULT_MEMORY_FAULT;
		r.error = EFAULT;
	}
	return r;
}

static void begin_all(struct whole *h)
{
	const struct scenario *s = h->r->s;
	int last[GMS_MAX_TASKS];

	memset(last, -1, sizeof(last));
	for (size_t i = s->block_first; i < s->block_end; i++) {
		const struct scenario_line *line = &s->lines[i];
		struct gms_result result = foretold(line);

		if (line->role != LINE_OPERATION)
			continue;
		h->line[h->nr_lines++] = line;
		last[line->task - 1] = orders_begin(h->orders, &line->op, last[line->task - 1]);
		orders_end(h->orders, last[line->task - 1], &result);
	}
}

static void report_all(const struct whole *h)
{
	for (size_t i = 0; i < h->nr_lines; i++) {
		const struct scenario_line *line = h->line[i];
		struct run_event event = {
			.scenario = h->r->s,
			.line = line,
			.executor = h->r->e,
			.result = *order_result(h->orders, (int)i),
			.expected = line->expect.kind != EXPECT_NOTHING,
			.held = true,
			.task = h->r->s->tasks[line->task - 1],
		};

		run_report(h->r, &event);
	}
}

/* `always` is about states between steps, of which there are none. */
static bool report_properties(struct run *r)
{
	struct run_event event;

	for (size_t i = r->s->block_first; i < r->s->block_end; i++) {
		const struct scenario_line *line = &r->s->lines[i];

		if (line->role != LINE_EVENTUALLY || !is_seen(r, line))
			continue;
		if (!run_alone(r, line, &event))
			return false;
		run_report(r, &event);
	}
	return true;
}

static bool find_order(struct whole *h)
{
	const struct order_test test = { h, result_is_right, end_is_right };
	const struct scenario_line *line = &h->r->s->lines[h->r->s->block_first];
	const char *why = NULL;

	switch (orders_find_by(h->orders, &test, h->r->e->self, &why)) {
	case ORDER_FOUND:
		report_all(h);
		return report_properties(h->r);
	case ORDER_NONE:
		run_message(h->r, line->line, line->column,
			    "no order of the block's operations gives what is expected");
		return run_stop(h->r, RUN_DEADLOCK);
	case ORDER_UNKNOWN:
		break;
	}
	run_message(h->r, line->line, line->column, "%s cannot express the block: %s",
		    h->r->e->name, why);
	return run_stop(h->r, RUN_UNSUPPORTED);
}

bool run_block_whole(struct run *r)
{
	size_t most = r->s->block_end - r->s->block_first;
	struct whole h = { .r = r, .orders = orders_new() };
	bool good;

	h.line = calloc(most, sizeof(const struct scenario_line *));
	if (h.orders && h.line) {
		begin_all(&h);
		good = find_order(&h);
	} else {
		run_message(r, 1, 1, "out of memory");
		good = run_stop(r, RUN_UNSUPPORTED);
	}
	free(h.line);
	orders_free(h.orders);
	return good;
}
