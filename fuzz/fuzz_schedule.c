/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Two to four operations at once, step by step as the input says.
 *
 *	number of tasks | SCHEDULE_BYTES, which task steps | a sequence
 */
#include "block.h"
#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

MUTATE_SEQUENCES(SCHEDULE_HEAD)

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	static struct block b;
	enum block_state state;

	if (!block_start(&b, &q, data, bytes))
		return 0;
	while ((state = block_step(&b)) == BLOCK_GOES_ON)
		campaign_check(&b.c, b.c.at_rest);
	if (state == BLOCK_STUCK && !may_deadlock(&b))
		campaign_finding(&b.c, "deadlock", "tasks wait for each other");
	block_end(&b);
	return 0;
}
