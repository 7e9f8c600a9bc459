// SPDX-License-Identifier: BSD-2-Clause
/*
 * The simulator as an executor: the library's functions on one world.
 *
 * `invariants` is answered by the mechanism, which knows its lock order, and by
 * the model, which looks at the world from outside.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "executor.h"
#include "model/invariant.h"

#define WHY_BYTES 256

static struct gms_result ask_model(struct gms_world *w, struct gms_result result)
{
	char why[WHY_BYTES];
	const struct invariant *broken = invariants_check(w, true, why, sizeof(why));
	uint64_t of_arch = 0;

	if (!broken || result.kind != GMS_RESULT_OK)
		return result;
	if (broken->id[0] != 'I')
		of_arch = broken->id[0] == 'X' ? GMS_INVARIANT_X86 : GMS_INVARIANT_ARM64;
	return (struct gms_result){
		.kind = GMS_RESULT_VIOLATED,
		.value = strtol(strrchr(broken->id, '-') + 1, NULL, 10) | (int64_t)of_arch,
		.reason = broken->sentence,
	};
}

static struct gms_result sim_run(void *self, const struct gms_op *op)
{
	struct gms_result result = gms_run(self, op);

	return op->code == GMS_OP_INVARIANTS ? ask_model(self, result) : result;
}

/* Steps between two looks at whether somebody wants to stop. */
#define STEPS_PER_LOOK 4096

static bool sim_run_or_stop(void *self, const struct gms_op *op, const volatile int *stop,
			    struct gms_result *result)
{
	enum gms_status status = GMS_STEPPED;
	int task = op->code == GMS_OP_INVARIANTS ? -1 : gms_task_start(self, op);

	if (task < 0) {
		*result = sim_run(self, op);
		return true;
	}
	for (uint64_t n = 1; status == GMS_STEPPED; n++) {
		status = gms_task_step(self, task);
		if (n % STEPS_PER_LOOK == 0 && *stop)
			return false;
	}
	*result = gms_task_end(self, task);
	if (status == GMS_BLOCKED)
		*result = (struct gms_result){
			.kind = GMS_RESULT_UNSUPPORTED,
			.reason = "the operation waits for a task that is not running",
		};
	return true;
}

static bool sim_violated(void *self, char *text, size_t bytes)
{
	char why[WHY_BYTES] = "";
	const struct invariant *broken = invariants_check(self, true, why, sizeof(why));
	const char *lock_order = gms_lock_order_violation(self);

	if (broken)
		snprintf(text, bytes, "%s %s: %s", broken->id, broken->sentence, why);
	else if (lock_order)
		snprintf(text, bytes, "INV-40 %s", lock_order);
	return broken || lock_order;
}

static bool sim_differs_again(void *self, const struct gms_op *op,
			      const struct gms_result *result, char *text, size_t bytes)
{
	return !memory_fault_repeats(self, op, result, text, bytes);
}

static size_t sim_state_bytes(void *self)
{
	return gms_snapshot_bytes(self);
}

static bool sim_next_page(void *self, const struct gms_op *op, uint64_t from, uint64_t *page)
{
	return gms_result_next_page(self, op, from, page);
}

static int sim_start(void *self, const struct gms_op *op)
{
	return gms_task_start(self, op);
}

static enum gms_status sim_step(void *self, int task)
{
	return gms_task_step(self, task);
}

static const char *sim_next_step(void *self, int task)
{
	return gms_task_next_step(self, task);
}

static bool sim_can_step(void *self, int task)
{
	return gms_task_can_step(self, task);
}

static bool sim_wait(void *self, int task, struct gms_wait *wait)
{
	return gms_task_wait(self, task, wait);
}

static struct gms_result sim_end(void *self, int task)
{
	return gms_task_end(self, task);
}

static void sim_trail_clear(void *self)
{
	gms_trail_clear(self);
}

static unsigned int sim_trail_length(void *self)
{
	return gms_trail_length(self);
}

static struct gms_trail sim_trail_at(void *self, unsigned int index)
{
	return gms_trail_at(self, index);
}

struct executor executor_sim(struct gms_world *w)
{
	return (struct executor){
		.name = "sim",
		.self = w,
		.page_size = gms_page_size(w),
		.run = sim_run,
		.run_or_stop = sim_run_or_stop,
		.violated = sim_violated,
		.state_bytes = sim_state_bytes,
		.differs_again = sim_differs_again,
		.next_page = sim_next_page,
		.start = sim_start,
		.step = sim_step,
		.next_step = sim_next_step,
		.can_step = sim_can_step,
		.wait = sim_wait,
		.end = sim_end,
		.trail_clear = sim_trail_clear,
		.trail_length = sim_trail_length,
		.trail_at = sim_trail_at,
	};
}
