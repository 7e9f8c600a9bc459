/* SPDX-License-Identifier: BSD-2-Clause */
/* gms_run() may fold the steps of an operation: it must not be seen in anything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "fuzz/sequence.h"
#include "support.h"

#include <cmocka.h>

#define SEQUENCES   2000
#define ARENA_BYTES (16ull << 20) /* what is enormous ends early */

/* Who waits though nobody else is there: gms_run() says so in words. */
static struct gms_result step_by_step(struct gms_world *w, const struct gms_op *op)
{
	enum gms_status status = GMS_STEPPED;
	int task = gms_task_start(w, op);
	struct gms_result result;

	assert_true(task >= 0);
	while (status == GMS_STEPPED)
		status = gms_task_step(w, task);
	result = gms_task_end(w, task);
	if (status == GMS_BLOCKED)
		result.kind = GMS_RESULT_UNSUPPORTED;
	return result;
}

/* Byte by byte: results are set as a whole, padding and all. */
static bool equal(const void *a, const void *b, size_t bytes)
{
	return !memcmp(a, b, bytes);
}

static void same(const struct gms_op *op, struct gms_result whole, struct gms_result steps)
{
	/* Why it cannot be expressed may be said in other words. */
	if (whole.kind == GMS_RESULT_UNSUPPORTED)
		whole.reason = steps.reason = NULL;
	if (!equal(&whole, &steps, sizeof(whole)))
		fail_msg("%s: kind %d value %lld error %d, by steps kind %d value %lld error %d",
			 gms_op_row(op->code)->word, (int)whole.kind, (long long)whole.value,
			 whole.error, (int)steps.kind, (long long)steps.value, steps.error);
}

/* Which rules decided, not how often: a loop that is folded repeats no entry. */
static void same_rules(struct gms_world *a, struct gms_world *b, const struct gms_op *op)
{
	for (unsigned int rule = 0; rule < gms_nr_rules(); rule++)
		if (!gms_rule_hits(a, rule) != !gms_rule_hits(b, rule))
			fail_msg("%s: %s decided in one of the worlds only",
				 gms_op_row(op->code)->word, gms_rule_at(rule)->id);
}

/* Returns the number of operations; a sequence may ask for a world that cannot be. */
static unsigned int compare(const struct sequence *q)
{
	const char *why;
	struct gms_world *a = gms_create(&q->config, &why), *b = gms_create(&q->config, &why);

	for (unsigned int i = 0; a && b && i < q->nr_ops; i++) {
		const struct gms_op *op = &q->op[i];
		struct gms_result whole = gms_run(a, op), steps = step_by_step(b, op);

		same(op, whole, steps);
		same_rules(a, b, op);
		if (gms_hash(a) != gms_hash(b))
			fail_msg("%s leaves two different worlds", gms_op_row(op->code)->word);
	}
	gms_destroy(a);
	gms_destroy(b);
	return a && b ? q->nr_ops : 0;
}

static void operations_alone_are_the_same_step_by_step(void **state)
{
	static struct sequence q;
	uint8_t bytes[SEQUENCE_BYTES];
	uint64_t seed = 7, ops = 0;

	(void)state;
	for (unsigned int i = 0; i < SEQUENCES; i++) {
		for (size_t k = 0; k < sizeof(bytes); k++)
			bytes[k] = (uint8_t)(rnd(&seed) >> 32);
		sequence_decode(&q, bytes, sizeof(bytes));
		q.config.arena_bytes = ARENA_BYTES;
		ops += compare(&q);
	}
	assert_true(ops > SEQUENCES * 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(operations_alone_are_the_same_step_by_step),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
