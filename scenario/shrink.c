/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Candidates are copies of the smallest scenario so far, with something left out.  Each
 * is printed, parsed and run: what is taken is what a file of it would be.
 */
#include <stdlib.h>
#include <string.h>

#include "handles.h"
#include "language.h"
#include "shrink.h"

struct shrink {
	struct scenario *best;
	char *text; /* of it: a candidate has less, or comes before it */
	const struct shrink_options *options;
	struct shrink_result *result;
};

static bool is_over(const struct shrink *x)
{
	return x->options->interrupted && *x->options->interrupted;
}

/* ---- Candidates ---- */

/* Lines and schedule are the copy's own, all else is the original's. */
static bool copy(const struct scenario *s, struct scenario *out)
{
	*out = *s;
	out->lines = calloc(s->nr_lines + 1, sizeof(s->lines[0]));
	out->schedule = calloc(s->nr_schedule + 1, sizeof(s->schedule[0]));
	if (!out->lines || !out->schedule) {
		free(out->lines);
		free(out->schedule);
		return false;
	}
	memcpy(out->lines, s->lines, s->nr_lines * sizeof(s->lines[0]));
	if (s->nr_schedule)
		memcpy(out->schedule, s->schedule, s->nr_schedule * sizeof(s->schedule[0]));
	return true;
}

static char *print(const struct scenario *s)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	scenario_print(s, out);
	if (!fclose(out))
		return text;
	free(text);
	return NULL;
}

static bool is_smaller(const char *text, const char *than)
{
	size_t a = strlen(text), b = strlen(than);

	return a < b || (a == b && strcmp(text, than) < 0);
}

static bool is_the_same(const struct wrong *a, const struct wrong *b)
{
	return a->kind == b->kind && !strcmp(a->text, b->text);
}

/* The text as a file would be read; true if the same is wrong with it. */
static bool take(struct shrink *x, char *text)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse(x->best->file, text, strlen(text), &error);
	struct wrong wrong;

	if (!s)
		return false;
	wrong = scenario_wrong(s, x->options);
	x->result->runs++;
	if (!is_the_same(&wrong, &x->result->wrong)) {
		scenario_free(s);
		return false;
	}
	scenario_free(x->best);
	free(x->text);
	x->best = s;
	x->text = text;
	return true;
}

/* Its arrays are given back, whatever becomes of it. */
static bool accept(struct shrink *x, struct scenario *candidate)
{
	char *text = print(candidate);

	free(candidate->lines);
	free(candidate->schedule);
	if (text && is_smaller(text, x->text) && take(x, text))
		return true;
	free(text);
	return false;
}

/* ---- Lines ---- */

static bool names_one_of(struct gms_op op, const bool *gone, size_t nr_symbols)
{
	uint64_t *at[OP_HANDLES_MAX];
	unsigned int count = op_handles(&op, at);

	for (unsigned int i = 0; i < count; i++)
		if (*at[i] && *at[i] <= nr_symbols && gone[*at[i]])
			return true;
	return false;
}

/* With a name go the lines that use it, which come later. */
static void mark_users(const struct scenario *s, bool *out_line, bool *gone)
{
	for (size_t i = 0; i < s->nr_lines; i++) {
		const struct gms_op *op = &s->lines[i].op;

		out_line[i] = out_line[i] || names_one_of(*op, gone, s->nr_symbols);
		if (out_line[i] && op->define && op->define <= s->nr_symbols)
			gone[op->define] = true;
	}
}

static bool has_lines(const struct scenario *s, unsigned int task)
{
	for (size_t i = s->block_first; i < s->block_end; i++)
		if (s->lines[i].task == task + 1)
			return true;
	return false;
}

/* A task without lines takes no steps. */
static void prune_schedule(struct scenario *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->nr_schedule; i++)
		if (has_lines(s, s->schedule[i].task))
			s->schedule[kept++] = s->schedule[i];
	s->nr_schedule = kept;
}

static void drop_lines(struct scenario *s, const bool *out_line)
{
	size_t kept = 0, first = s->block_first, end = s->block_end;

	for (size_t i = 0; i < s->nr_lines; i++) {
		if (!out_line[i])
			s->lines[kept++] = s->lines[i];
		s->block_first -= i < first && out_line[i];
		s->block_end -= i < end && out_line[i];
	}
	s->nr_lines = kept;
	prune_schedule(s);
}

static bool try_without_lines(struct shrink *x, size_t first, size_t count)
{
	const struct scenario *s = x->best;
	bool *out_line = calloc(s->nr_lines + 1, sizeof(bool));
	bool *gone = calloc(s->nr_symbols + 1, sizeof(bool));
	struct scenario candidate;
	bool taken = false;

	if (out_line && gone && copy(s, &candidate)) {
		for (size_t i = first; i < first + count && i < s->nr_lines; i++)
			out_line[i] = true;
		mark_users(s, out_line, gone);
		drop_lines(&candidate, out_line);
		taken = accept(x, &candidate);
	}
	free(out_line);
	free(gone);
	return taken;
}

/* Halves, quarters and so on, the last lines first: what is wrong is at the end. */
static bool shrink_lines(struct shrink *x)
{
	bool any = false;

	for (size_t count = (x->best->nr_lines + 1) / 2; count && !is_over(x); count /= 2)
		for (size_t end = x->best->nr_lines; end && !is_over(x);) {
			size_t first = end > count ? end - count : 0;

			any |= try_without_lines(x, first, end - first);
			end = first < x->best->nr_lines ? first : x->best->nr_lines;
		}
	return any;
}

/* The block's first line may as well run before it. */
static bool shrink_block(struct shrink *x)
{
	struct scenario candidate;
	bool any = false;

	while (x->best->block_first < x->best->block_end && !is_over(x)) {
		struct scenario_line *line;

		if (!copy(x->best, &candidate))
			return any;
		line = &candidate.lines[candidate.block_first++];
		line->task = 0;
		prune_schedule(&candidate);
		if (!accept(x, &candidate))
			return any;
		any = true;
	}
	return any;
}

/* ---- What stands in a line ---- */

static bool try_op(struct shrink *x, size_t line, const struct gms_op *op)
{
	struct scenario candidate;

	if (!copy(x->best, &candidate))
		return false;
	candidate.lines[line].op = *op;
	return accept(x, &candidate);
}

static bool shrink_expectation(struct shrink *x, size_t line)
{
	struct scenario candidate;

	if (x->best->lines[line].role != LINE_OPERATION ||
	    x->best->lines[line].expect.kind == EXPECT_NOTHING || !copy(x->best, &candidate))
		return false;
	candidate.lines[line].expect = (struct expectation){ EXPECT_NOTHING, 0, NULL };
	return accept(x, &candidate);
}

static bool without_argument(struct shrink *x, size_t line, uint32_t i)
{
	struct gms_op op = x->best->lines[line].op, plain;
	const struct gms_arg *arg = &gms_op_row(op.code)->args[i];
	size_t bytes = arg_is_ref(arg) ? sizeof(struct gms_ref) : sizeof(uint64_t);

	if (!(op.given >> i & 1) || arg->flags & GMS_ARG_REQUIRED)
		return false;
	gms_op_init(&plain, op.code);
	memcpy((char *)&op + arg->field, (char *)&plain + arg->field, bytes);
	op.given &= ~(1u << i);
	language_complete(&op, true);
	return try_op(x, line, &op);
}

/* The number of an argument, which of a reference comes after the handle. */
static uint64_t *number_of(struct gms_op *op, const struct gms_arg *arg)
{
	switch (arg->kind) {
	case GMS_ARG_NUMBER:
	case GMS_ARG_FLAGS:
		return (uint64_t *)((char *)op + arg->field);
	case GMS_ARG_ADDRESS:
		return &((struct gms_ref *)((char *)op + arg->field))->number;
	default:
		return NULL;
	}
}

/* Nothing, a page, half as much in pages, whole pages; of flags each bit less. */
static bool smaller_number(struct shrink *x, size_t line, uint32_t i)
{
	const uint64_t page = 4096;
	struct gms_op op = x->best->lines[line].op;
	const struct gms_arg *arg = &gms_op_row(op.code)->args[i];
	uint64_t *number = number_of(&op, arg), old = number ? *number : 0;
	const uint64_t candidates[] = { 0, 1, page, old / 2 & ~(page - 1), old & ~(page - 1) };

	if (!(op.given >> i & 1) || !number)
		return false;
	for (unsigned int bit = 0; arg->kind == GMS_ARG_FLAGS && bit < 64; bit++) {
		*number = old & ~(1ull << bit);
		if (*number != old && try_op(x, line, &op))
			return true;
	}
	for (size_t c = 0; arg->kind != GMS_ARG_FLAGS && c < 5; c++) {
		*number = candidates[c];
		if (*number < old && try_op(x, line, &op))
			return true;
	}
	return false;
}

static bool shrink_line(struct shrink *x, size_t line)
{
	bool any = shrink_expectation(x, line);
	struct gms_op op = x->best->lines[line].op;

	if (op.process && gms_issuer(op.code)) {
		op.process = 0;
		any |= try_op(x, line, &op);
	}
	for (uint32_t i = 0; i < gms_op_row(op.code)->nr_args && !is_over(x); i++) {
		any |= without_argument(x, line, i);
		any |= smaller_number(x, line, i);
	}
	return any;
}

/* ---- Header and schedule ---- */

static bool shrink_header(struct shrink *x)
{
	struct scenario candidate;
	bool any = false;

	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++) {
		if (!(x->best->params_given >> i & 1) || !copy(x->best, &candidate))
			continue;
		candidate.params_given &= ~(1u << i);
		any |= accept(x, &candidate);
	}
	return any;
}

static bool try_without_steps(struct shrink *x, size_t first, size_t count)
{
	struct scenario candidate;
	size_t after = first + count;

	if (!copy(x->best, &candidate))
		return false;
	memmove(candidate.schedule + first, candidate.schedule + after,
		(candidate.nr_schedule - after) * sizeof(candidate.schedule[0]));
	candidate.nr_schedule -= count;
	return accept(x, &candidate);
}

static bool shrink_schedule(struct shrink *x)
{
	bool any = false;

	for (size_t count = x->best->nr_schedule; count && !is_over(x); count /= 2)
		for (size_t end = x->best->nr_schedule; end >= count && !is_over(x);) {
			any |= try_without_steps(x, end - count, count);
			end -= count;
		}
	return any;
}

/* ---- The whole ---- */

static void shrink_all(struct shrink *x)
{
	bool any = true;

	while (any && !is_over(x)) {
		any = shrink_lines(x);
		any |= shrink_block(x);
		for (size_t line = x->best->nr_lines; line-- && !is_over(x);)
			any |= shrink_line(x, line);
		any |= shrink_header(x);
		any |= shrink_schedule(x);
	}
}

struct scenario *scenario_shrink(const struct scenario *s, const struct shrink_options *options,
				 struct shrink_result *result)
{
	struct shrink x = { .options = options, .result = result, .text = print(s) };
	struct scenario_error error;

	*result = (struct shrink_result){ .lines_before = s->nr_lines };
	if (x.text)
		x.best = scenario_parse(s->file, x.text, strlen(x.text), &error);
	if (!x.best) {
		free(x.text);
		return NULL;
	}
	result->wrong = scenario_wrong(x.best, options);
	if (result->wrong.kind != WRONG_NOTHING) {
		shrink_all(&x);
		result->lines_after = x.best->nr_lines;
	} else {
		scenario_free(x.best);
		x.best = NULL;
	}
	free(x.text);
	return x.best;
}
