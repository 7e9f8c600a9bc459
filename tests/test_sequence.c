/* SPDX-License-Identifier: BSD-2-Clause */
/* The fuzzers' inputs: every one is a sequence that the language can say. */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "fuzz/mutate.h"
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

/* ---- Scenarios as inputs ---- */

/* The operation with handles in their order of definition among those that were said. */
static void compare_said(const char *file, const struct scenario *s)
{
	static struct sequence q;
	uint8_t bytes[SEQUENCE_BYTES];
	struct sequence_said said;
	size_t count = sequence_encode(s, bytes, &said);

	sequence_decode(&q, bytes, count);
	if (q.nr_ops != said.ops)
		fail_msg("%s: %u operations of %u that were said", file, q.nr_ops, said.ops);
	if (said.ops != said.all || !said.head)
		return;
	assert_int_equal(q.config.arch, s->arch < 0 ? 0 : s->arch);
	for (size_t line = 0, i = 0; line < s->nr_lines; line++) {
		struct gms_op ours, parsed = s->lines[line].op;

		if (s->lines[line].role != LINE_OPERATION)
			continue;
		ours = q.op[i++];
		ours.given = parsed.given = 0;
		if (memcmp(&ours, &parsed, sizeof(ours)) != 0)
			fail_msg("%s:%u: it is another one", file, s->lines[line].line);
	}
}

struct share {
	unsigned int files, whole, all, ops, beyond;
};

static void add_file(const char *file, struct share *share)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *in = fopen(file, "r"), *out = open_memstream(&text, &bytes);
	uint8_t data[SEQUENCE_BYTES];
	struct scenario_error error;
	struct sequence_said said;
	struct scenario *s;

	assert_non_null(in);
	for (int c; (c = getc(in)) != EOF;)
		putc(c, out);
	fclose(in);
	fclose(out);
	s = scenario_parse(file, text, bytes, &error);
	free(text);
	if (!s)
		return;
	sequence_encode(s, data, &said);
	compare_said(file, s);
	share->files++;
	share->whole += said.ops == said.all && said.head;
	share->all += said.all;
	share->ops += said.ops;
	share->beyond += said.beyond;
	scenario_free(s);
}

static void a_scenario_becomes_an_input_of_the_same_operations(void **state)
{
	static const char *const patterns[] = { "examples/*.gms", "tests/scenarios/*.gms",
						"tests/bugs/*.gms", "tests/conformance/*.gms" };
	struct share share = { 0 };

	(void)state;
	for (unsigned int i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		glob_t files;

		assert_int_equal(glob(patterns[i], 0, NULL, &files), 0);
		for (size_t k = 0; k < files.gl_pathc; k++)
			add_file(files.gl_pathv[k], &share);
		globfree(&files);
	}
	print_message(
		"%u of %u operations can be said, %u stand behind %u others; %u of %u files "
		"are said as a whole\n",
		share.ops, share.all, share.beyond, SEQUENCE_OPS, share.whole, share.files);
	assert_true(share.ops * 100ull > (share.all - share.beyond) * 90ull);
}

/* ---- Mutations ---- */

#define PREFIX 5u

/* Of a mutation, its place within an input; the same bytes again for the same seed. */
static void a_mutation_is_an_input_of_bounded_size(void **state)
{
	static struct sequence q;
	uint8_t bytes[PREFIX + SEQUENCE_BYTES] = { 0 }, again[sizeof(bytes)],
			       other[sizeof(bytes)];
	uint64_t seed = 3, most = 0;
	size_t count = 0;

	(void)state;
	random_bytes(&seed, other, sizeof(other));
	for (unsigned int i = 0; i < 3000; i++) {
		size_t max = i % 7 ? sizeof(bytes) : rnd(&seed) % (sizeof(bytes) + 1);
		size_t first, second;

		if (count > max)
			count = max;
		memcpy(again, bytes, sizeof(bytes));
		first = i % 5 ? sequence_mutate(bytes, count, max, i, PREFIX)
			      : sequence_cross(again, count, other, sizeof(other), bytes, max, i,
					       PREFIX);
		second = i % 5 ? sequence_mutate(again, count, max, i, PREFIX) : first;
		assert_true(first <= max);
		assert_int_equal(first, second);
		if (i % 5)
			assert_memory_equal(bytes, again, first);
		count = first;
		if (count < PREFIX)
			continue;
		sequence_decode(&q, bytes + PREFIX, count - PREFIX);
		most = q.nr_ops > most ? q.nr_ops : most;
		if (i % 10 == 0)
			compare(&q);
	}
	assert_true(most > SEQUENCE_OPS / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_input_is_a_sequence_that_can_be_printed),
		cmocka_unit_test(an_empty_input_is_an_empty_sequence),
		cmocka_unit_test(no_operation_is_left_out),
		cmocka_unit_test(a_scenario_becomes_an_input_of_the_same_operations),
		cmocka_unit_test(a_mutation_is_an_input_of_bounded_size),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
