/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What runs a scenario: the simulator, the model, a real kernel.
 *
 * All functions get `self`.  Results are in the library's terms; names are
 * handles.  An executor that cannot do something answers
 * GMS_RESULT_UNSUPPORTED with a reason.
 */
#ifndef SCENARIO_EXECUTOR_H
#define SCENARIO_EXECUTOR_H

#include "gmemsim.h"

struct executor {
	const char *name; /* sim, model, kvm */
	void *self;
	uint64_t page_size;
	/*
	 * Why an operation is left out: one that only observes, or that only a simulator
	 * has.  NULL: it is not; without the function none is.
	 */
	const char *(*skips)(void *self, const struct gms_op *op);
	/* Does it know that part of an operation's result?  Without the function, all. */
	bool (*sees)(const struct gms_op *op, const char *key);
	bool is_whole; /* an operation is one step: it is the abstract specification */

	/* One operation alone, to its end. */
	struct gms_result (*run)(void *self, const struct gms_op *op);
	/*
	 * The same, but false with no result as soon as *stop is not 0: a fallocate
	 * of a terabyte is millions of steps.  NULL if it cannot be stopped.
	 */
	bool (*run_or_stop)(void *self, const struct gms_op *op, const volatile int *stop,
			    struct gms_result *result);
	/*
	 * Is an invariant broken now?  Which one, and where, goes to text.  Looks at all
	 * state, whose size state_bytes() tells.  NULL, both, if it cannot look.
	 */
	bool (*violated)(void *self, char *text, size_t bytes);
	size_t (*state_bytes)(void *self);
	/* The same of an operation that has just given a result: X86-INV-22.  NULL: not looked. */
	bool (*differs_again)(void *self, const struct gms_op *op,
			      const struct gms_result *result, char *text, size_t bytes);
	/* Page numbers of a GMS_RESULT_PAGES result: the first >= from. */
	bool (*next_page)(void *self, const struct gms_op *op, uint64_t from, uint64_t *page);

	/* Tasks, as gms_task_*(). */
	int (*start)(void *self, const struct gms_op *op);
	enum gms_status (*step)(void *self, int task);
	const char *(*next_step)(void *self, int task);
	bool (*can_step)(void *self, int task);
	bool (*wait)(void *self, int task, struct gms_wait *wait);
	struct gms_result (*end)(void *self, int task);

	/* The rules that decided since the last clear; NULL if it has none. */
	void (*trail_clear)(void *self);
	unsigned int (*trail_length)(void *self);
	struct gms_trail (*trail_at)(void *self, unsigned int index);
};

/* The simulator as an executor of one world; the world stays the caller's. */
struct executor executor_sim(struct gms_world *w);

struct abstract;
/* The abstract specification as an executor; it stays the caller's. */
struct executor executor_model(struct abstract *a);

#endif /* SCENARIO_EXECUTOR_H */
