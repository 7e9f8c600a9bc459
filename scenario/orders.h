/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Operations that ran at the same time: is there an order of them, each as a whole, in which
 * the abstract specification gives the same results and ends in the same state?
 */
#ifndef SCENARIO_ORDERS_H
#define SCENARIO_ORDERS_H

#include "executor.h"

struct orders;

/* NULL: out of memory. */
struct orders *orders_new(void);
void orders_free(struct orders *o);

/* An operation begins, after `before` of its task (-1: it is the task's first). */
int orders_begin(struct orders *o, const struct gms_op *op, int before);
void orders_end(struct orders *o, int which, const struct gms_result *result);
unsigned int orders_count(const struct orders *o);
void orders_clear(struct orders *o);

enum order_verdict {
	ORDER_FOUND,   /* and the specification is where it ends */
	ORDER_NONE,    /* *why: what came of the last that had the results, or NULL */
	ORDER_UNKNOWN, /* *why: it was not, or not fully, looked for */
};

/*
 * The same for operations whose results are not known: `result` says whether one is right,
 * and `end` whether the state is, in which order_result() has what each gave.
 */
struct order_test {
	void *self;
	bool (*result)(void *self, int which, const struct gms_result *result);
	bool (*end)(void *self, const struct abstract *a);
};

enum order_verdict orders_find_by(struct orders *o, const struct order_test *test,
				  struct abstract *a, const char **why);
const struct gms_result *order_result(const struct orders *o, int which);

enum order_verdict orders_find(struct orders *o, const struct gms_world *w, struct abstract *a,
			       const char **why);

/* Is the specification's answer that of the simulator, in the language's words? */
bool answers_agree(const struct executor *sim, struct abstract *a, const struct gms_op *op,
		   const struct gms_result *of_sim, const struct gms_result *of_model);

#endif /* SCENARIO_ORDERS_H */
