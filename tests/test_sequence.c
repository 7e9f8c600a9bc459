/* SPDX-License-Identifier: BSD-2-Clause */
/* The fuzzers' inputs: every one is a sequence that the language can say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "fuzz/sequence.h"
#include "support.h"

#include <cmocka.h>

static void random_bytes(uint64_t *seed, uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		bytes[i] = (uint8_t)(rnd(seed) >> 32);
}

static struct scenario *print_and_parse(const struct sequence *q, char **text)
{
	struct scenario *s = sequence_scenario(q, 0, NULL, 0), *again;
	struct scenario_error error = { 0 };
	size_t bytes = 0;
	FILE *out;

	assert_non_null(s);
	out = open_memstream(text, &bytes);
	assert_non_null(out);
	scenario_print(s, out);
	fclose(out);
	scenario_free(s);
	again = scenario_parse("printed", *text, bytes, &error);
	if (!again)
		fail_msg("%u:%u: %s\n%s", error.line, error.column, error.message, *text);
	return again;
}

static void compare(const struct sequence *q)
{
	char *text = NULL;
	struct scenario *s = print_and_parse(q, &text);

	if (s->nr_lines != q->nr_ops)
		fail_msg("%zu lines of %u\n%s", s->nr_lines, q->nr_ops, text);
	for (unsigned int i = 0; i < q->nr_ops; i++) {
		struct gms_op parsed = s->lines[i].op, ours = q->op[i];

		/* What was given and is the default need not be printed. */
		parsed.given = ours.given = 0;
		if (memcmp(&parsed, &ours, sizeof(ours)) != 0)
			fail_msg("operation %u parses differently\n%s", i + 1, text);
	}
	assert_int_equal(s->arch, q->config.arch);
	assert_int_equal(s->profile, q->config.profile);
	scenario_free(s);
	free(text);
}

static void every_input_is_a_sequence_that_can_be_printed(void **state)
{
	static struct sequence q;
	uint8_t bytes[SEQUENCE_BYTES];
	uint64_t seed = 11, ops = 0;

	(void)state;
	for (unsigned int i = 0; i < 400; i++) {
		size_t count = rnd(&seed) % (sizeof(bytes) + 1);

		random_bytes(&seed, bytes, count);
		sequence_decode(&q, bytes, count);
		compare(&q);
		ops += q.nr_ops;
	}
	assert_true(ops > 2000);
}

static void an_empty_input_is_an_empty_sequence(void **state)
{
	static struct sequence q;

	(void)state;
	sequence_decode(&q, NULL, 0);
	assert_int_equal(q.nr_ops, 0);
	assert_true(q.plain);
}

/* Each operation of the vocabulary comes out of some input. */
static void no_operation_is_left_out(void **state)
{
	static struct sequence q;
	uint8_t bytes[SEQUENCE_BYTES];
	bool seen[GMS_NR_OPS] = { false };
	uint64_t seed = 5;

	(void)state;
	for (unsigned int i = 0; i < 4000; i++) {
		random_bytes(&seed, bytes, sizeof(bytes));
		sequence_decode(&q, bytes, sizeof(bytes));
		for (unsigned int k = 0; k < q.nr_ops; k++)
			seen[q.op[k].code] = true;
	}
	for (unsigned int code = 0; code < GMS_NR_OPS; code++)
		if (!seen[code])
			fail_msg("no input gives %s", gms_op_row((enum gms_opcode)code)->word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_input_is_a_sequence_that_can_be_printed),
		cmocka_unit_test(an_empty_input_is_an_empty_sequence),
		cmocka_unit_test(no_operation_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
