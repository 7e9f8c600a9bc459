/* SPDX-License-Identifier: BSD-2-Clause */
/* What is wrong with a scenario: one run of it, to the first thing that is. */
#include <stdlib.h>
#include <string.h>

#include "shrink.h"

/* A shrunk block that never ends is none of interest: its tasks are few. */
#define LIVELOCK_STEPS 200000

static void note(struct wrong *wrong, enum wrong_kind kind, const char *text, size_t bytes)
{
	if (wrong->kind != WRONG_NOTHING)
		return;
	wrong->kind = kind;
	snprintf(wrong->text, sizeof(wrong->text), "%.*s", (int)bytes, text);
}

/* The message of a broken invariant begins with its id. */
static void on_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	size_t word = strcspn(text, " ");
	const char *inv = strstr(text, "INV-");

	(void)line;
	(void)column;
	if (inv && (size_t)(inv - text) < word)
		note(self, WRONG_INVARIANT, text, word);
}

static void print_expected(const struct expectation *expect, FILE *out)
{
	for (unsigned int i = 0; i < expect->nr_items; i++)
		fprintf(out, "%s%s%s ", expect->items[i].key ? expect->items[i].key : "",
			expect->items[i].key ? "=" : "", expect->items[i].text);
}

static void on_operation(void *self, const struct run_event *event)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out;

	if (!event->expected || event->held)
		return;
	out = open_memstream(&text, &bytes);
	if (!out)
		return;
	fprintf(out, "%s -> ", gms_op_row(event->line->op.code)->word);
	print_expected(&event->line->expect, out);
	fputs("but ", out);
	result_print(event->scenario, event->executor, &event->line->op, &event->result, out);
	if (!fclose(out))
		note(self, WRONG_EXPECTATION, text, bytes);
	free(text);
}

struct wrong scenario_wrong(const struct scenario *s, const struct shrink_options *options)
{
	struct wrong wrong = { WRONG_NOTHING, "" };
	const struct run_listener listener = {
		.self = &wrong,
		.operation = on_operation,
		.message = on_message,
	};
	const struct run_options run_options = {
		.interrupted = options->interrupted,
		.livelock_steps = LIVELOCK_STEPS,
	};
	struct gms_world *w = options->world(options->self, s);
	struct run_summary summary;
	struct executor e;

	if (!w)
		return wrong;
	e = executor_sim(w);
	summary = scenario_run(s, &e, &run_options, &listener);
	gms_destroy(w);
	if (summary.verdict == RUN_DEADLOCK)
		note(&wrong, WRONG_DEADLOCK, "deadlock", 8);
	if (summary.verdict == RUN_INTERRUPTED || summary.verdict == RUN_BAD_SCHEDULE)
		wrong.kind = WRONG_NOTHING;
	return wrong;
}
