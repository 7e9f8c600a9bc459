/* SPDX-License-Identifier: BSD-2-Clause */
/* gmemsim help: --help in other words, and the man page. */
#include <stdlib.h>

#include "cli.h"
#include "output.h"

struct help_args {
	bool man;
	const struct command *command;
};

enum { KEY_MAN = 0x200 };

static const struct argp_option options[] = {
	{ "man", KEY_MAN, NULL, 0, "Print the man page, for man or mandoc to format", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct help_args *args = state->input;

	switch (key) {
	case KEY_MAN:
		args->man = true;
		return 0;
	case ARGP_KEY_ARG:
		if (args->command)
			argp_error(state, "one subcommand at a time");
		args->command = command_find(arg);
		if (args->command)
			return 0;
		command_unknown(arg);
		exit(EXIT_INPUT);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp help_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "[SUBCOMMAND]",
	.doc = "Tell what gmemsim does, or what one of its subcommands does.",
};

enum exit_status help_command(const struct command *c, int argc, char **argv)
{
	struct help_args args = { .man = false };

	parse_arguments(c->argp, argc, argv, &args);
	if (args.man)
		print_man(stdout);
	else if (args.command)
		print_help(args.command, stdout);
	else
		print_overview(stdout);
	return EXIT_HELD;
}
