/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim rules: the table of rules, and which of them scenarios reach.
 *
 * A scenario that is wrong is told and left out, so that one bad file of a
 * whole suite does not hide what the others cover.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "world.h"

struct rules_args {
	struct world_options world;
	bool uncovered, json;
	char **files;
	size_t nr_files;
};

enum { KEY_UNCOVERED = 0x200, KEY_JSON };

static const struct argp_option options[] = {
	{ "uncovered", KEY_UNCOVERED, NULL, 0, "Only the rules that no FILE hits", 0 },
	{ "json", KEY_JSON, NULL, 0, "One JSON object per rule, each on a line", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct rules_args *args = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_UNCOVERED:
		args->uncovered = true;
		return 0;
	case KEY_JSON:
		args->json = true;
		return 0;
	case ARGP_KEY_ARGS:
		args->files = state->argv + state->next;
		args->nr_files = (size_t)(state->argc - state->next);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp rules_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "[FILE...]",
	.doc = "List every rule with its sentence and its source in the kernel.  With scenarios, "
	       "run them first, and tell how often each rule decided something.",
	.children = children,
};

/* ---- Hits ---- */

static void ignore_operation(void *self, const struct run_event *event)
{
	(void)self;
	(void)event;
}

static enum exit_status count_one(const struct rules_args *args, const struct scenario *s,
				  uint64_t *hits)
{
	const struct run_listener listener = { .operation = ignore_operation };
	const struct run_options run_options = {
		.seed = args->world.seed,
		.interrupted = &interrupted,
	};
	struct run_summary summary;
	enum exit_status status;
	struct executor e;
	struct gms_world *w = world_create(&args->world, s, &status);

	if (!w)
		return status;
	e = executor_sim(w);
	summary = scenario_run(s, &e, &run_options, &listener);
	for (unsigned int i = 0; i < gms_nr_rules(); i++)
		hits[i] += gms_rule_hits(w, i);
	gms_destroy(w);
	if (summary.verdict != RUN_COMPLETE && !interrupted)
		complain("%s: did not run to its end; what was hit counts", s->file);
	else if (summary.failed)
		complain("%s: %" PRIu64 " expectations failed; what was hit counts", s->file,
			 summary.failed);
	return run_status(&summary);
}

static enum exit_status count_hits(const struct rules_args *args, uint64_t *hits)
{
	struct scenarios scenarios;
	enum exit_status status = scenarios_load(args->files, args->nr_files, &scenarios);

	for (size_t i = 0; i < scenarios.count && !interrupted; i++)
		status = worse(status, count_one(args, scenarios.at[i], hits));
	scenarios_free(&scenarios);
	return interrupted ? EXIT_INTERRUPTED : status;
}

/* ---- The list ---- */

static int id_width(void)
{
	size_t width = 0;

	for (unsigned int i = 0; i < gms_nr_rules(); i++)
		if (strlen(gms_rule_at(i)->id) > width)
			width = strlen(gms_rule_at(i)->id);
	return (int)width;
}

static void print_rule(const struct rules_args *args, const struct gms_rule *rule, uint64_t hits)
{
	if (args->nr_files && !args->uncovered)
		printf("%8" PRIu64 "  ", hits);
	printf("%s%-*s%s  %s (%s)\n", colour_on(COLOUR_RULE), id_width(), rule->id, colour_off(),
	       rule->sentence, rule->source);
}

static void json_rule(const struct rules_args *args, const struct gms_rule *rule, uint64_t hits)
{
	bool first = true;

	putchar('{');
	json_text(stdout, &first, "id", rule->id);
	json_text(stdout, &first, "sentence", rule->sentence);
	json_text(stdout, &first, "source", rule->source);
	if (args->nr_files)
		json_number(stdout, &first, "hits", hits);
	fputs("}\n", stdout);
}

static void print_list(const struct rules_args *args, const uint64_t *hits)
{
	unsigned int hit = 0;

	for (unsigned int i = 0; i < gms_nr_rules(); i++) {
		hit += hits[i] != 0;
		if (args->uncovered && hits[i])
			continue;
		if (args->json)
			json_rule(args, gms_rule_at(i), hits[i]);
		else
			print_rule(args, gms_rule_at(i), hits[i]);
	}
	if (!args->json && args->nr_files)
		printf("%u of %u rules hit\n", hit, gms_nr_rules());
}

enum exit_status rules_command(const struct command *c, int argc, char **argv)
{
	struct rules_args args = { .uncovered = false };
	uint64_t *hits = calloc(gms_nr_rules(), sizeof(*hits));
	enum exit_status status;

	if (!hits) {
		complain("out of memory");
		return EXIT_ENVIRONMENT;
	}
	parse_arguments(c->argp, argc, argv, &args);
	status = count_hits(&args, hits);
	print_list(&args, hits);
	free(hits);
	if (status == EXIT_INTERRUPTED)
		complain("interrupted");
	return status;
}
