/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim run, gmemsim explain: scenarios on an executor, one after the other,
 * each in a world of its own.  No file runs before all of them were parsed.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "report.h"
#include "scenario/checked.h"
#include "world.h"
#include "kvm/kvm.h"

struct run_args {
	struct world_options world; /* first: what the child's parser gets */
	struct report_style style;
	bool print;
	bool no_check;
	char **files;
	size_t nr_files;
};

enum { KEY_EXPLAIN = 0x200, KEY_JSON, KEY_QUIET, KEY_PRINT, KEY_CHECK, KEY_NO_CHECK };

static const struct argp_option options[] = {
	{ NULL, 0, NULL, 0, "What is printed:", 0 },
	{ "explain", KEY_EXPLAIN, NULL, 0,
	  "Every operation with its result, and the rules that decided it", 0 },
	{ "json", KEY_JSON, NULL, 0, "One JSON object per operation, each on a line", 0 },
	{ "quiet", KEY_QUIET, NULL, 0, "Only what failed, no summaries", 0 },
	{ "check", KEY_CHECK, NULL, 0,
	  "Compare the simulator with the model, operation by operation (the default)", 0 },
	{ "no-check", KEY_NO_CHECK, NULL, 0, "Run the simulator alone", 0 },
	{ "print", KEY_PRINT, NULL, 0,
	  "Print the scenario as it was understood, and do not run it", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct run_args *args = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_EXPLAIN:
		args->style.explain = true;
		return 0;
	case KEY_JSON:
		args->style.json = true;
		return 0;
	case KEY_QUIET:
		args->style.quiet = true;
		return 0;
	case KEY_PRINT:
		args->print = true;
		return 0;
	case KEY_CHECK:
	case KEY_NO_CHECK:
		args->no_check = key == KEY_NO_CHECK;
		return 0;
	case ARGP_KEY_ARGS:
		args->files = state->argv + state->next;
		args->nr_files = (size_t)(state->argc - state->next);
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no scenario is named");
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp run_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE...",
	.doc = "Run scenarios, and tell each expectation that did not hold.  A FILE of - is "
	       "standard input.",
	.children = children,
};

const struct argp explain_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE...",
	.doc = "Run scenarios, and tell below each operation the rules that decided it.  The "
	       "same as run --explain.",
	.children = children,
};

static enum exit_status run_on(const struct run_args *args, const struct scenario *s,
			       struct executor *e)
{
	struct report report = { .style = args->style, .s = s };
	struct run_listener listener = report_listener(&report);
	const struct run_options run_options = {
		.seed = args->world.seed,
		.interrupted = &interrupted,
		.explain = args->style.explain || args->style.json,
	};
	struct run_summary summary = scenario_run(s, e, &run_options, &listener);

	report_summary(&report, &summary);
	return run_status(&summary);
}

/* How far the model went along; a promise that was not checked is no promise. */
static void tell_check(const struct run_args *args, const struct scenario *s,
		       const struct checked *c)
{
	const char *op, *why = checked_unchecked(c, &op);

	if (!args->style.explain || args->style.json)
		return;
	if (why)
		printf("%s: the model was followed up to `%s': %s\n", s->file, op, why);
	else
		printf("%s: the model was followed\n", s->file);
}

static enum exit_status run_checked(const struct run_args *args, const struct scenario *s,
				    struct gms_world *w)
{
	struct abstract *a = world_model(&args->world, w);
	struct checked *c = a ? checked_new(w, a, s) : NULL;
	enum exit_status status = EXIT_ENVIRONMENT;
	struct executor e;

	if (c) {
		e = executor_checked(c);
		status = run_on(args, s, &e);
		tell_check(args, s, c);
	} else {
		complain("out of memory");
	}
	checked_free(c);
	abstract_destroy(a);
	return status;
}

static enum exit_status run_sim(const struct run_args *args, const struct scenario *s)
{
	enum exit_status status;
	struct gms_world *w = world_create(&args->world, s, &status);
	struct executor e;

	if (!w)
		return status;
	if (args->no_check || world_injects_below(&args->world)) {
		e = executor_sim(w);
		status = run_on(args, s, &e);
	} else {
		status = run_checked(args, s, w);
	}
	gms_destroy(w);
	return status;
}

/* Each scenario has processes of its own. */
static enum exit_status run_kvm(const struct run_args *args, const struct scenario *s)
{
	const struct kvm_options kvm = {
		.skips_missing = true,
		.may_harm = args->world.may_harm,
		.ring0 = args->world.ring0,
	};
	enum exit_status status;
	const char *why = NULL;
	struct kvm_backend *b = kvm_backend_open(&kvm, &why);
	struct executor e;

	if (!b) {
		complain("--backend: kvm cannot run here: %s", why);
		return EXIT_ENVIRONMENT;
	}
	e = executor_kvm(b);
	status = run_on(args, s, &e);
	kvm_backend_close(b);
	return status;
}

static enum exit_status run_model(const struct run_args *args, const struct scenario *s)
{
	struct world_options world = args->world;
	enum exit_status status;
	struct gms_world *w;
	struct abstract *a;
	struct executor e;

	/* What cannot be a world is no input for the model either. */
	world.backend = BACKEND_SIM;
	w = world_create(&world, s, &status);
	if (!w)
		return status;
	a = world_model(&args->world, w);
	gms_destroy(w);
	if (!a) {
		complain("out of memory");
		return EXIT_ENVIRONMENT;
	}
	e = executor_model(a);
	status = run_on(args, s, &e);
	abstract_destroy(a);
	return status;
}

static enum exit_status run_one(const struct run_args *args, const struct scenario *s)
{
	switch (args->world.backend) {
	case BACKEND_KVM:
		return run_kvm(args, s);
	case BACKEND_MODEL:
		return run_model(args, s);
	default:
		return run_sim(args, s);
	}
}

static enum exit_status run_all(const struct run_args *args, const struct scenarios *scenarios)
{
	enum exit_status status = EXIT_HELD;

	for (size_t i = 0; i < scenarios->count && !output_failed(); i++) {
		if (args->print)
			scenario_print(scenarios->at[i], stdout);
		else
			status = worse(status, run_one(args, scenarios->at[i]));
		if (interrupted)
			return EXIT_INTERRUPTED;
	}
	return status;
}

enum exit_status run_command(const struct command *c, int argc, char **argv)
{
	struct run_args args = { .style.explain = c->argp == &explain_argp };
	struct scenarios scenarios;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	status = scenarios_load(args.files, args.nr_files, &scenarios);
	if (status == EXIT_HELD)
		status = run_all(&args, &scenarios);
	scenarios_free(&scenarios);
	if (status == EXIT_INTERRUPTED)
		complain("interrupted");
	return status;
}
