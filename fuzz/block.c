/* SPDX-License-Identifier: BSD-2-Clause */
/* Which task steps: the input's next byte says, among those that can. */
#include <string.h>

#include "block.h"

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

enum block_state block_step(struct block *b)
{
	size_t steps = b->c.steps;
	uint8_t byte = steps < SCHEDULE_BYTES ? b->order[1 + steps] : 0;
	uint8_t task[TASKS_MOST], chosen;
	unsigned int count = runnable(b, task);

	if (!count)
		return all_ended(b) ? BLOCK_ENDED : BLOCK_STUCK;
	if (steps == BLOCK_STEPS_MAX)
		return BLOCK_ENDED;
	chosen = task[byte % count];
	b->schedule[b->c.steps++] = chosen;
	if (gms_task_step(b->c.w, chosen) == GMS_FINISHED)
		b->ended[chosen] = true;
	b->c.at_rest = all_ended(b);
	return BLOCK_GOES_ON;
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

static bool start_tasks(struct block *b, const struct sequence *q)
{
	for (unsigned int t = 0; t < b->nr_tasks; t++)
		if (gms_task_start(b->c.w, &q->op[q->nr_ops - b->nr_tasks + t]) != (int)t)
			return false;
	b->c.nr_tasks = b->nr_tasks;
	b->c.nr_done = q->nr_ops;
	b->c.schedule = b->schedule;
	return true;
}

bool block_start(struct block *b, struct sequence *q, const uint8_t *data, size_t bytes)
{
	static uint8_t order[SCHEDULE_HEAD];
	size_t head = bytes < sizeof(order) ? bytes : sizeof(order);

	memset(order, 0, sizeof(order));
	if (head)
		memcpy(order, data, head);
	sequence_decode(q, data + head, bytes - head);
	*b = (struct block){ .c = { .sequence = q }, .order = order };
	b->nr_tasks = TASKS_LEAST + order[0] % (TASKS_MOST - TASKS_LEAST + 1);
	if (q->nr_ops < b->nr_tasks)
		return false;
	b->c.w = campaign_world(q);
	if (!b->c.w)
		return false;
	if (set_up(b, q) && start_tasks(b, q))
		return true;
	campaign_end(q, b->c.w);
	return false;
}

void block_end(struct block *b)
{
	const struct sequence *q = b->c.sequence;

	for (unsigned int t = 0; t < b->nr_tasks; t++) {
		struct gms_result result = gms_task_end(b->c.w, (int)t);

		campaign_note(b->c.w, q->op[q->nr_ops - b->nr_tasks + t].code, &result);
	}
	campaign_end(q, b->c.w);
}
