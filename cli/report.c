/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "report.h"

/* ---- Words ---- */

static void print_expected(const struct expectation *expect, FILE *out)
{
	for (unsigned int i = 0; i < expect->nr_items; i++) {
		const struct expect_item *item = &expect->items[i];

		fprintf(out, "%s%s%s%s", i ? " " : "", item->key ? item->key : "",
			item->key ? "=" : "", item->text);
	}
}

static void print_seen(const struct run_event *event, FILE *out)
{
	const struct gms_result *result = &event->result;

	if (result->kind == GMS_RESULT_UNSUPPORTED)
		fprintf(out, "skipped: %s",
			result->reason ? result->reason : "no reason is known");
	else
		result_print(event->scenario, event->executor, &event->line->op, result, out);
}

static const char *role_word(enum line_role role)
{
	static const char *const words[] = {
		[LINE_OPERATION] = "operation",
		[LINE_ALWAYS] = "always",
		[LINE_EVENTUALLY] = "eventually",
		[LINE_SOMETIMES] = "sometimes",
	};

	return words[role];
}

/* ---- Text ---- */

static void print_rules(const struct run_event *event, unsigned int from)
{
	for (unsigned int i = from; i < event->nr_trail; i++) {
		const struct gms_rule *rule = gms_rule_at(event->trail[i].rule);

		if (rule)
			printf("          %s%s%s  %s\n", colour_on(COLOUR_RULE), rule->id,
			       colour_off(), rule->sentence);
	}
}

/* How many rules of this line were told at its steps already. */
static unsigned int *told_of(struct report *r, const struct run_event *event)
{
	unsigned int task = event->line->task;

	return event->task && task >= 1 && task <= GMS_MAX_TASKS ? &r->told[task - 1] : NULL;
}

static void explain_operation(struct report *r, const struct run_event *event)
{
	unsigned int *told = told_of(r, event);

	printf("%6u  ", event->line->line);
	if (event->task)
		printf("%s: ", event->task);
	if (event->line->role != LINE_OPERATION)
		printf("%s ", role_word(event->line->role));
	scenario_print_op(event->scenario, &event->line->op, stdout);
	fputs(" -> ", stdout);
	print_seen(event, stdout);
	putchar('\n');
	print_rules(event, told ? *told : 0);
	if (told)
		*told = 0;
}

static void explain_step(struct report *r, const struct run_event *event, const char *step)
{
	unsigned int *told = told_of(r, event);

	printf("        %s: %s%s%s\n", event->task, colour_on(COLOUR_STEP), step, colour_off());
	print_rules(event, told ? *told : 0);
	if (told)
		*told = event->nr_trail;
}

static void print_failure(const struct run_event *event)
{
	const struct scenario_line *line = event->line;

	printf("%s%s:%u: %s: expected ", colour_on(COLOUR_BAD), event->scenario->file, line->line,
	       gms_op_row(line->op.code)->word);
	print_expected(&line->expect, stdout);
	fputs(", saw ", stdout);
	print_seen(event, stdout);
	printf("%s\n", colour_off());
}

/* ---- JSON ---- */

typedef void print_fn(const struct run_event *event, FILE *out);

static void print_text(const struct run_event *event, FILE *out)
{
	scenario_print_op(event->scenario, &event->line->op, out);
}

static void print_expectation(const struct run_event *event, FILE *out)
{
	print_expected(&event->line->expect, out);
}

/* What a function prints, as the value of a key. */
static void json_printed(bool *first, const char *key, print_fn *print,
			 const struct run_event *event)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (out) {
		print(event, out);
		fclose(out);
	}
	json_text(stdout, first, key, text ? text : "");
	free(text);
}

static void json_rules(const struct report *r, const struct run_event *event, bool *first)
{
	json_key(stdout, first, "rules");
	putchar('[');
	for (unsigned int i = 0; i < event->nr_trail; i++) {
		const struct gms_rule *rule = gms_rule_at(event->trail[i].rule);
		bool first_of_rule = true;

		fputs(i ? ",{" : "{", stdout);
		json_text(stdout, &first_of_rule, "id", rule ? rule->id : "");
		json_text(stdout, &first_of_rule, "step",
			  event->trail[i].step ? event->trail[i].step : "");
		if (r->style.explain && rule)
			json_text(stdout, &first_of_rule, "sentence", rule->sentence);
		putchar('}');
	}
	putchar(']');
}

static void json_operation(const struct report *r, const struct run_event *event)
{
	const struct scenario_line *line = event->line;
	bool first = true;

	putchar('{');
	json_text(stdout, &first, "file", event->scenario->file);
	json_number(stdout, &first, "line", line->line);
	json_number(stdout, &first, "column", line->column);
	if (event->task)
		json_text(stdout, &first, "task", event->task);
	json_text(stdout, &first, "role", role_word(line->role));
	json_text(stdout, &first, "operation", gms_op_row(line->op.code)->word);
	json_printed(&first, "text", print_text, event);
	json_printed(&first, "result", print_seen, event);
	if (line->expect.kind != EXPECT_NOTHING)
		json_printed(&first, "expected", print_expectation, event);
	json_bool(stdout, &first, "held", event->held || !event->expected);
	if (event->skipped)
		json_bool(stdout, &first, "skipped", true);
	json_rules(r, event, &first);
	fputs("}\n", stdout);
}

/* ---- The listener ---- */

static void on_operation(void *self, const struct run_event *event)
{
	struct report *r = self;

	if (r->style.json) {
		json_operation(r, event);
		return;
	}
	if (r->style.explain)
		explain_operation(r, event);
	if (event->expected && !event->held)
		print_failure(event);
}

static void on_step(void *self, const struct run_event *event, const char *step)
{
	struct report *r = self;

	if (r->style.explain && !r->style.json)
		explain_step(r, event, step);
}

static void on_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	const struct report *r = self;

	complain_at(r->s->file, line, column, text);
}

struct run_listener report_listener(struct report *r)
{
	return (struct run_listener){
		.self = r,
		.operation = on_operation,
		.step = on_step,
		.message = on_message,
	};
}

void report_summary(const struct report *r, const struct run_summary *summary)
{
	bool good = !summary->failed && summary->verdict == RUN_COMPLETE;

	if (r->style.quiet || r->style.json)
		return;
	printf("%s%s: %" PRIu64 " operations, %" PRIu64 " expectations, %" PRIu64 " failed%s",
	       colour_on(good ? COLOUR_GOOD : COLOUR_BAD), r->s->file, summary->operations,
	       summary->expectations, summary->failed, colour_off());
	if (summary->skipped)
		printf(", %" PRIu64 " skipped", summary->skipped);
	putchar('\n');
}
