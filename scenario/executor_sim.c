// SPDX-License-Identifier: BSD-2-Clause
/*
 * The simulator as an executor: the library's functions on one world.
 */
#include "executor.h"

static struct gms_result sim_run(void *self, const struct gms_op *op)
{
	return gms_run(self, op);
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
