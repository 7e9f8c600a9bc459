/* SPDX-License-Identifier: BSD-2-Clause */
#include "cli.h"

const struct argp version_argp = {
	.doc = "Print the version.",
};

enum exit_status version_command(const struct command *c, int argc, char **argv)
{
	parse_arguments(c->argp, argc, argv, NULL);
	puts(argp_program_version);
	return EXIT_HELD;
}
