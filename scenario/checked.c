// SPDX-License-Identifier: BSD-2-Clause
/*
 * Lock step: each operation on the simulator, then on the abstract specification.
 *
 * The check of a file ends at the first difference, and at the first operation that the
 * specification does not describe, which is told: what follows is not checked.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "checked.h"
#include "model/refine.h"
#include "orders.h"
#include "result.h"

#define TEXT_BYTES 1024

struct checked {
	struct executor sim;
	struct gms_world *w;
	struct abstract *a;
	const struct scenario *s;
	bool ended;
	bool pending; /* something was done since the states were compared */
	const char *why, *op_word;
	char difference[TEXT_BYTES]; /* empty: none that was not told */
	/* The concurrent block: what its tasks have begun, in order. */
	struct orders *orders;
	unsigned int active;
	int last_ended; /* whose task goes on with the next that is started; -1: none */
	int of_task[GMS_MAX_TASKS];
};

/* ---- Results ---- */

static void print_result(struct checked *c, const struct executor *e, const struct gms_op *op,
			 const struct gms_result *r, FILE *out)
{
	result_print(c->s, e, op, r, out);
}

static const char *last_rule(struct checked *c)
{
	unsigned int length = gms_trail_length(c->w);

	return length ? gms_rule_at(gms_trail_at(c->w, length - 1).rule)->id : NULL;
}

/* "madvise: the simulator says 0, the model EINVAL (rule MADV-3)" */
static void tell_results(struct checked *c, const struct gms_op *op, const struct gms_result *sim,
			 const struct gms_result *model)
{
	struct executor of_model = executor_model(c->a);
	FILE *out = fmemopen(c->difference, sizeof(c->difference), "w");
	const char *rule = last_rule(c);

	if (!out) {
		snprintf(c->difference, sizeof(c->difference), "refinement: results differ");
		return;
	}
	fprintf(out, "refinement: %s: the simulator says ", gms_op_row(op->code)->word);
	print_result(c, &c->sim, op, sim, out);
	fputs(", the model ", out);
	print_result(c, &of_model, op, model, out);
	if (rule)
		fprintf(out, " (rule %s)", rule);
	fclose(out);
	c->difference[sizeof(c->difference) - 1] = '\0';
}

static void end_check(struct checked *c, const struct gms_op *op, const char *why)
{
	c->ended = true;
	if (!why)
		return;
	c->why = why;
	c->op_word = gms_op_row(op->code)->word;
}

/* ---- Operations alone ---- */

static void follow(struct checked *c, const struct gms_op *op, const struct gms_result *sim)
{
	const char *rule = NULL;
	struct gms_result model;

	if (c->ended || sim->kind == GMS_RESULT_UNSUPPORTED)
		return;
	if (!abstract_describes(op->code)) {
		if (!refine_is_beside_it(op))
			end_check(c, op, "the model does not have this operation");
		return;
	}
	model = abstract_next(c->a, op);
	c->pending = true;
	if (model.kind == GMS_RESULT_UNSUPPORTED) {
		end_check(c, op, model.reason);
		return;
	}
	if (answers_agree(&c->sim, c->a, op, sim, &model))
		return;
	switch (refine_excuses(c->w, op, sim, &model, &rule)) {
	case REFINE_NONE:
		tell_results(c, op, sim, &model);
		end_check(c, op, NULL);
		break;
	case REFINE_LOST:
		end_check(c, op, rule);
		break;
	case REFINE_TOLERATED:
		break;
	}
}

/* The block is over: some order of what it did must give the same. */
static void settle(struct checked *c)
{
	const char *why = NULL;

	if (c->active || !orders_count(c->orders))
		return;
	if (!c->ended)
		switch (orders_find(c->orders, c->w, c->a, &why)) {
		case ORDER_FOUND:
			c->pending = false;
			break;
		case ORDER_NONE:
			snprintf(c->difference, sizeof(c->difference),
				 "refinement: no order of the block's operations gives these "
				 "results and this state%s%s",
				 why ? ": " : "", why ? why : "");
			end_check(c, NULL, NULL);
			break;
		case ORDER_UNKNOWN:
			c->ended = true;
			c->why = why;
			c->op_word = "concurrent";
			break;
		}
	orders_clear(c->orders);
}

static struct gms_result checked_run(void *self, const struct gms_op *op)
{
	struct checked *c = self;
	struct gms_result r;

	settle(c);
	r = c->sim.run(c->sim.self, op);
	if (!c->active)
		follow(c, op, &r);
	return r;
}

static bool checked_run_or_stop(void *self, const struct gms_op *op, const volatile int *stop,
				struct gms_result *result)
{
	struct checked *c = self;

	settle(c);
	if (!c->sim.run_or_stop(c->sim.self, op, stop, result))
		return false;
	if (!c->active)
		follow(c, op, result);
	return true;
}

/* ---- Tasks ---- */

static int checked_start(void *self, const struct gms_op *op)
{
	struct checked *c = self;
	int task = c->sim.start(c->sim.self, op);

	if (task < 0)
		return task;
	c->of_task[task] = orders_begin(c->orders, op, c->last_ended);
	c->last_ended = -1;
	c->active++;
	return task;
}

static enum gms_status checked_step(void *self, int task)
{
	struct checked *c = self;

	c->last_ended = -1;
	return c->sim.step(c->sim.self, task);
}

static struct gms_result checked_end(void *self, int task)
{
	struct checked *c = self;
	struct gms_result r = c->sim.end(c->sim.self, task);

	orders_end(c->orders, c->of_task[task], &r);
	c->last_ended = c->of_task[task];
	c->active--;
	return r;
}

/* ---- Looking ---- */

static bool checked_violated(void *self, char *text, size_t bytes)
{
	struct checked *c = self;
	char where[TEXT_BYTES - 16];

	settle(c);
	/* Which invariant says more than that something differs. */
	if (c->sim.violated(c->sim.self, text, bytes))
		return true;
	if (!c->ended && !c->active && c->pending) {
		c->pending = false;
		if (!refine_same_state(c->w, c->a, where, sizeof(where))) {
			snprintf(c->difference, sizeof(c->difference), "refinement: %s", where);
			end_check(c, NULL, NULL);
		}
	}
	if (c->difference[0]) {
		snprintf(text, bytes, "%s", c->difference);
		c->difference[0] = '\0';
		return true;
	}
	return false;
}

/* ---- What is the simulator's alone ---- */

#define SIMS(type, name, parameters, arguments)                                                  \
	static type checked_##name parameters                                                    \
	{                                                                                        \
		const struct executor *sim = &((struct checked *)self)->sim;                     \
                                                                                                 \
		return sim->name arguments;                                                      \
	}

SIMS(size_t, state_bytes, (void *self), (sim->self))
SIMS(bool, differs_again,
     (void *self, const struct gms_op *op, const struct gms_result *r, char *text, size_t bytes),
     (sim->self, op, r, text, bytes))
SIMS(bool, next_page, (void *self, const struct gms_op *op, uint64_t from, uint64_t *page),
     (sim->self, op, from, page))
SIMS(const char *, next_step, (void *self, int task), (sim->self, task))
SIMS(bool, can_step, (void *self, int task), (sim->self, task))
SIMS(bool, wait, (void *self, int task, struct gms_wait *w), (sim->self, task, w))
SIMS(void, trail_clear, (void *self), (sim->self))
SIMS(unsigned int, trail_length, (void *self), (sim->self))
SIMS(struct gms_trail, trail_at, (void *self, unsigned int i), (sim->self, i))

struct executor executor_checked(struct checked *c)
{
	return (struct executor){
		.name = c->sim.name,
		.self = c,
		.page_size = c->sim.page_size,
		.run = checked_run,
		.run_or_stop = checked_run_or_stop,
		.violated = checked_violated,
		.state_bytes = checked_state_bytes,
		.differs_again = checked_differs_again,
		.next_page = checked_next_page,
		.start = checked_start,
		.step = checked_step,
		.next_step = checked_next_step,
		.can_step = checked_can_step,
		.wait = checked_wait,
		.end = checked_end,
		.trail_clear = checked_trail_clear,
		.trail_length = checked_trail_length,
		.trail_at = checked_trail_at,
	};
}

struct checked *checked_new(struct gms_world *w, struct abstract *a, const struct scenario *s)
{
	struct checked *c = calloc(1, sizeof(*c));

	if (!c)
		return NULL;
	c->sim = executor_sim(w);
	c->w = w;
	c->a = a;
	c->s = s;
	c->last_ended = -1;
	c->orders = orders_new();
	if (c->orders)
		return c;
	free(c);
	return NULL;
}

void checked_free(struct checked *c)
{
	if (!c)
		return;
	orders_free(c->orders);
	free(c);
}

const char *checked_unchecked(const struct checked *c, const char **op)
{
	*op = c->op_word;
	return c->why;
}
