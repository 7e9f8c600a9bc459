/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim shrink: the smallest part of a scenario in which the same is wrong.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "scenario/shrink.h"
#include "world.h"

struct shrink_args {
	struct world_options world; /* first: what the child's parser gets */
	const char *out;
	char *file;
};

enum { KEY_OUT = 0x200 };

static const struct argp_option options[] = {
	{ "out", KEY_OUT, "FILE", 0, "Write what is left there, and not to standard output", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct shrink_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_OUT:
		args->out = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (args->file)
			argp_error(state, "one scenario at a time");
		args->file = arg;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no scenario is named");
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp shrink_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE",
	.doc = "Leave out of a scenario whatever can go while the same stays wrong: the same "
	       "invariant is broken, the same expectation fails, or tasks wait for each other. "
	       "Operations go first, then arguments, then steps of the schedule.",
	.children = children,
};

struct maker {
	const struct shrink_args *args;
	enum exit_status status;
};

static struct gms_world *make_world(void *self, const struct scenario *s)
{
	struct maker *m = self;

	return world_create(&m->args->world, s, &m->status);
}

static const char *kind_word(enum wrong_kind kind)
{
	return kind == WRONG_INVARIANT ? "broken: " : kind == WRONG_EXPECTATION ? "failed: " : "";
}

static enum exit_status write_result(const struct shrink_args *args, const struct scenario *s,
				     const struct shrink_result *result)
{
	FILE *out = args->out ? fopen(args->out, "w") : stdout;

	if (!out) {
		complain("%s: %s", args->out, strerror(errno));
		return EXIT_ENVIRONMENT;
	}
	fprintf(out, "# %s%s\n", kind_word(result->wrong.kind), result->wrong.text);
	scenario_print(s, out);
	if (args->out && fclose(out)) {
		complain("%s: %s", args->out, strerror(errno));
		return EXIT_ENVIRONMENT;
	}
	fprintf(stderr, "%s: %zu operations of %zu after %" PRIu64 " runs\n", args->file,
		result->lines_after, result->lines_before, result->runs);
	return EXIT_HELD;
}

static enum exit_status shrink(const struct shrink_args *args, const struct scenario *s)
{
	struct maker maker = { args, EXIT_HELD };
	const struct shrink_options shrink_options = {
		.world = make_world,
		.self = &maker,
		.interrupted = &interrupted,
	};
	struct shrink_result result;
	struct scenario *small = scenario_shrink(s, &shrink_options, &result);
	enum exit_status status = maker.status;

	if (small)
		status = write_result(args, small, &result);
	else if (status == EXIT_HELD && !interrupted) {
		complain("%s: nothing is wrong when it runs", s->file);
		status = EXIT_INPUT;
	}
	scenario_free(small);
	return interrupted ? EXIT_INTERRUPTED : status;
}

enum exit_status shrink_command(const struct command *c, int argc, char **argv)
{
	struct shrink_args args = { .file = NULL };
	struct scenarios scenarios;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	status = scenarios_load(&args.file, 1, &scenarios);
	if (status == EXIT_HELD)
		status = shrink(&args, scenarios.at[0]);
	scenarios_free(&scenarios);
	if (status == EXIT_INTERRUPTED)
		complain("interrupted");
	return status;
}
