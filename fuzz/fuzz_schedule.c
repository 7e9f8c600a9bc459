/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two to four operations at once, step by step as the input says.
 *
 *	number of tasks | SCHEDULE_BYTES, which task steps | a sequence
 */
#include <string.h>

#include "campaign.h"
#include "mutate.h"
#include "targets.h"

/* A fault may retry for as long as an invalidation lasts: nobody waits that long. */
#define STEPS_MAX 1024u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

MUTATE_SEQUENCES(SCHEDULE_HEAD)

struct block {
	struct campaign c;
	unsigned int nr_tasks;
	bool ended[TASKS_MOST];
	uint8_t schedule[STEPS_MAX];
};

static unsigned int runnable(const struct block *b, uint8_t *task)
{
	unsigned int count = 0;

	for (unsigned int t = 0; t < b->nr_tasks; t++)
		if (!b->ended[t] && gms_task_can_step(b->c.w, (int)t))
			task[count++] = (uint8_t)t;
	return count;
}

static bool all_ended(const struct block *b)
{
	for (unsigned int t = 0; t < b->nr_tasks; t++)
		if (!b->ended[t])
			return false;
	return true;
}

/* HZ-1: what handles a memory error and a hole punch wait for each other. */
static bool may_deadlock(const struct block *b)
{
	const struct sequence *q = b->c.sequence;

	for (unsigned int t = 1; t <= b->nr_tasks; t++) {
		enum gms_opcode code = q->op[q->nr_ops - t].code;

		if (code == GMS_OP_POISON || code == GMS_OP_MADVISE)
			return true;
	}
	return false;
}

/* One step of the task that the byte names among those that can take one. */
static bool step(struct block *b, uint8_t byte)
{
	uint8_t task[TASKS_MOST], chosen;
	unsigned int count = runnable(b, task);

	if (!count) {
		if (!all_ended(b) && !may_deadlock(b))
			campaign_finding(&b->c, "deadlock", "tasks wait for each other");
		return false;
	}
	chosen = task[byte % count];
	b->schedule[b->c.steps++] = chosen;
	if (gms_task_step(b->c.w, chosen) == GMS_FINISHED)
		b->ended[chosen] = true;
	campaign_check(&b->c, all_ended(b));
	return true;
}

/* What comes before the block. */
static bool set_up(struct block *b, const struct sequence *q)
{
	struct gms_result result;

	for (unsigned int i = 0; i < q->nr_ops - b->nr_tasks; i++)
		if (!campaign_run(&b->c, &q->op[i], &result))
			return false;
	gms_trail_clear(b->c.w);
	return true;
}

static bool start(struct block *b, const struct sequence *q)
{
	for (unsigned int t = 0; t < b->nr_tasks; t++)
		if (gms_task_start(b->c.w, &q->op[q->nr_ops - b->nr_tasks + t]) != (int)t)
			return false;
	b->c.nr_tasks = b->nr_tasks;
	b->c.nr_done = q->nr_ops;
	b->c.schedule = b->schedule;
	return true;
}

static void run_block(struct block *b, const struct sequence *q, const uint8_t *order)
{
	unsigned int steps = 0;

	while (steps < STEPS_MAX && step(b, steps < SCHEDULE_BYTES ? order[steps] : 0))
		steps++;
	for (unsigned int t = 0; t < b->nr_tasks; t++) {
		struct gms_result result = gms_task_end(b->c.w, (int)t);

		campaign_note(b->c.w, q->op[q->nr_ops - b->nr_tasks + t].code, &result);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	static struct block b;
	uint8_t order[SCHEDULE_HEAD] = { 0 };
	size_t head = bytes < sizeof(order) ? bytes : sizeof(order);

	if (head)
		memcpy(order, data, head);
	sequence_decode(&q, data + head, bytes - head);
	b = (struct block){ .c = { .sequence = &q } };
	b.nr_tasks = TASKS_LEAST + order[0] % (TASKS_MOST - TASKS_LEAST + 1);
	if (q.nr_ops < b.nr_tasks)
		return 0;
	b.c.w = campaign_world(&q);
	if (!b.c.w)
		return 0;
	if (set_up(&b, &q) && start(&b, &q))
		run_block(&b, &q, order + 1);
	campaign_end(&q, b.c.w);
	return 0;
}
