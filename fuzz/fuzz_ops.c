/* SPDX-License-Identifier: BSD-2-Clause */
/* Sequences of operations, one after the other, all invariants after each. */
#include "campaign.h"
#include "mutate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

MUTATE_SEQUENCES(0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	struct campaign c = { .sequence = &q };

	sequence_decode(&q, data, bytes);
	c.w = campaign_world(&q);
	if (!c.w)
		return 0;
	for (unsigned int i = 0; i < q.nr_ops; i++) {
		struct gms_result result;

		gms_trail_clear(c.w);
		c.nr_done = i + 1;
		if (!campaign_run(&c, &q.op[i], &result))
			break;
		campaign_note(c.w, q.op[i].code, &result);
		campaign_check(&c, true);
	}
	campaign_end(&q, c.w);
	return 0;
}
