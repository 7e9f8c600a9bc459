/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim replay: what a fuzzer's input does, as a scenario.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "fuzz/block.h"
#include "output.h"

/* More than any target takes. */
#define INPUT_BYTES_MAX (1u << 20)

enum target { TARGET_OPS, TARGET_SCHEDULE, TARGET_SNAPSHOT, TARGET_UAPI, NR_TARGETS };

struct replay_args {
	enum target target;
	char **files;
	size_t nr_files;
};

enum { KEY_TARGET = 0x200 };

static const char *const target_names[NR_TARGETS] = {
	[TARGET_OPS] = "ops",
	[TARGET_SCHEDULE] = "schedule",
	[TARGET_SNAPSHOT] = "snapshot",
	[TARGET_UAPI] = "uapi",
};

static const struct argp_option options[] = {
	{ "target", KEY_TARGET, "NAME", 0,
	  "Of which target inputs are: ops (the default), schedule, snapshot: what is saved, "
	  "uapi: what is there before the calls",
	  0 },
	{ 0 },
};

static void take_target(struct argp_state *state, struct replay_args *args, const char *name)
{
	for (int t = 0; t < NR_TARGETS; t++)
		if (!strcmp(name, target_names[t])) {
			args->target = (enum target)t;
			return;
		}
	argp_failure(state, EXIT_INPUT, 0, "--target: unknown name %s%s", quote(name).text,
		     hint(name, target_names, NR_TARGETS).text);
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct replay_args *args = state->input;

	switch (key) {
	case KEY_TARGET:
		take_target(state, args, arg);
		return 0;
	case ARGP_KEY_ARGS:
		args->files = state->argv + state->next;
		args->nr_files = (size_t)(state->argc - state->next);
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no input is named");
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp replay_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "INPUT...",
	.doc = "Print inputs of fuzz targets, such as those of a corpus or of a crash, as the "
	       "scenarios that they are.  Every file is one.",
};

/* The schedule is what the input's bytes come to when it runs, up to what ends it. */
static struct scenario *of_schedule(struct sequence *q, const uint8_t *data, size_t bytes)
{
	static struct block b;
	struct scenario *s;

	if (!block_start(&b, q, data, bytes))
		return sequence_scenario(q, 0, NULL, 0);
	while (block_step(&b) == BLOCK_GOES_ON)
		;
	s = sequence_scenario(q, b.nr_tasks, b.schedule, b.c.steps);
	block_end(&b);
	return s;
}

static struct scenario *scenario_of(enum target target, const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	size_t skipped = 0;

	if (target == TARGET_SCHEDULE)
		return of_schedule(&q, data, bytes);
	if (target == TARGET_SNAPSHOT)
		skipped = bytes < SNAPSHOT_HEAD ? bytes : SNAPSHOT_HEAD;
	if (target == TARGET_UAPI && bytes > HEAD_BYTES)
		bytes = HEAD_BYTES;
	sequence_decode(&q, data + skipped, bytes - skipped);
	return sequence_scenario(&q, 0, NULL, 0);
}

static enum exit_status replay(enum target target, const char *file)
{
	static uint8_t data[INPUT_BYTES_MAX];
	FILE *in = fopen(file, "rb");
	struct scenario *s;
	size_t bytes;

	if (!in) {
		complain("%s: %s", file, strerror(errno));
		return EXIT_INPUT;
	}
	bytes = fread(data, 1, sizeof(data), in);
	if (ferror(in)) {
		complain("%s: %s", file, strerror(errno));
		fclose(in);
		return EXIT_INPUT;
	}
	fclose(in);
	s = scenario_of(target, data, bytes);
	if (!s) {
		complain("out of memory");
		return EXIT_ENVIRONMENT;
	}
	scenario_print(s, stdout);
	scenario_free(s);
	return EXIT_HELD;
}

enum exit_status replay_command(const struct command *c, int argc, char **argv)
{
	struct replay_args args = { .target = TARGET_OPS };
	enum exit_status status = EXIT_HELD;

	parse_arguments(c->argp, argc, argv, &args);
	for (size_t i = 0; i < args.nr_files && !interrupted; i++)
		status = worse(status, replay(args.target, args.files[i]));
	return interrupted ? EXIT_INTERRUPTED : status;
}
