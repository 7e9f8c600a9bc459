// SPDX-License-Identifier: BSD-2-Clause
#include <stdlib.h>
#include <string.h>

#include "differ.h"
#include "record.h"

void difference_free(struct difference *difference)
{
	free(difference->a);
	free(difference->b);
	difference->a = difference->b = NULL;
}

/* ---- One operation on both ---- */

enum step { STEP_ALIKE, STEP_SKIPPED, STEP_END, STEP_DIFFERS, STEP_FAILED };

struct pair {
	const struct differ *d;
	const struct scenario *s;
	struct executor a, b;
};

static char *text_of(const struct pair *p, const struct executor *e, const struct gms_op *op,
		     const struct gms_result *result)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	if (result->kind == GMS_RESULT_UNSUPPORTED)
		fputs(result->reason ? result->reason : "unsupported", out);
	else
		result_print(p->s, e, op, result, out);
	fclose(out);
	return text;
}

static unsigned int last_rule(const struct executor *e)
{
	unsigned int length = e->trail_length ? e->trail_length(e->self) : 0;

	return length ? e->trail_at(e->self, length - 1).rule : gms_nr_rules();
}

static bool leaves_out(const struct executor *e, const struct gms_op *op)
{
	return e->skips && e->skips(e->self, op);
}

/* b goes first: what it cannot say, a does not do either. */
static enum step both(struct pair *p, const struct gms_op *op, struct difference *difference)
{
	struct gms_result a, b;
	bool died;

	if (leaves_out(&p->a, op) || leaves_out(&p->b, op))
		return STEP_SKIPPED;
	b = p->b.run(p->b.self, op);
	died = p->d->died && p->d->died(p->d->self);
	if (b.kind == GMS_RESULT_UNSUPPORTED && !died)
		return op->code == GMS_OP_GUEST ? STEP_END : STEP_SKIPPED;
	/* Its text before the other executor says anything: it may be overwritten. */
	difference->b = text_of(p, &p->b, op, &b);
	if (p->a.trail_clear)
		p->a.trail_clear(p->a.self);
	a = p->a.run(p->a.self, op);
	if (a.kind == GMS_RESULT_UNSUPPORTED)
		return STEP_END;
	difference->a = text_of(p, &p->a, op, &a);
	difference->rule = last_rule(&p->a);
	if (!difference->a || !difference->b)
		return STEP_FAILED;
	if (!died && texts_agree(op, difference->a, difference->b, p->b.sees))
		return STEP_ALIKE;
	return STEP_DIFFERS;
}

/* ---- A sequence ---- */

static bool is_interrupted(const struct differ *d)
{
	return d->interrupted && *d->interrupted;
}

static enum differ_verdict run_lines(struct pair *p, const char *left,
				     struct difference *difference, struct differ_counts *counts)
{
	for (size_t i = 0; i < p->s->nr_lines && !is_interrupted(p->d); i++) {
		enum step step;

		if (left && !left[i])
			continue;
		difference->line = i;
		step = both(p, &p->s->lines[i].op, difference);
		counts->compared += step == STEP_ALIKE || step == STEP_DIFFERS;
		counts->skipped += step == STEP_SKIPPED || step == STEP_END;
		if (step == STEP_DIFFERS)
			return DIFFER_FOUND;
		difference_free(difference);
		if (step == STEP_FAILED)
			return DIFFER_FAILED;
		if (step == STEP_END)
			return DIFFER_NEVER;
	}
	return DIFFER_NEVER;
}

enum differ_verdict differ_run(const struct differ *d, const struct scenario *s, const char *left,
			       struct difference *difference, struct differ_counts *counts)
{
	struct pair p = { .d = d, .s = s };
	enum differ_verdict verdict;

	*difference = (struct difference){ .line = 0 };
	if (!d->open(d->self, s, &p.a, &p.b))
		return DIFFER_FAILED;
	verdict = run_lines(&p, left, difference, counts);
	d->close(d->self);
	return verdict;
}

/* ---- The smallest part ---- */

static bool still_differs(const struct differ *d, const struct scenario *s, const char *left,
			  const struct difference *same)
{
	struct differ_counts counts = { .compared = 0 };
	struct difference seen;
	bool still = differ_run(d, s, left, &seen, &counts) == DIFFER_FOUND &&
		     seen.line == same->line && !strcmp(seen.a, same->a) &&
		     !strcmp(seen.b, same->b);

	difference_free(&seen);
	return still;
}

size_t differ_shrink(const struct differ *d, const struct scenario *s, char *left,
		     const struct difference *difference)
{
	bool smaller = true;
	size_t count = 0;

	for (size_t i = difference->line + 1; i < s->nr_lines; i++)
		left[i] = 0;
	while (smaller && !is_interrupted(d)) {
		smaller = false;
		for (size_t i = difference->line; i-- > 0;) {
			if (!left[i])
				continue;
			left[i] = 0;
			if (still_differs(d, s, left, difference))
				smaller = true;
			else
				left[i] = 1;
		}
	}
	for (size_t i = 0; i < s->nr_lines; i++)
		count += left[i];
	return count;
}
