/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The command: what its subcommands share.
 *
 * A subcommand is a row of commands[] in main.c and a file of its own.  Its
 * options are an argp table, from which --help and the man page are made.
 */
#ifndef CLI_H
#define CLI_H

#include <argp.h>
#include <signal.h>
#include <stdbool.h>

#include "scenario/scenario.h"

/* The same for every subcommand. */
enum exit_status {
	EXIT_HELD = 0,	      /* all held */
	EXIT_FAILED = 1,      /* an expectation, an invariant; a deadlock */
	EXIT_INPUT = 2,	      /* the input or the command line is wrong */
	EXIT_ENVIRONMENT = 3, /* it cannot run here */
	EXIT_INCOMPLETE = 4,  /* nothing wrong was found, but not all was looked at */
	EXIT_INTERRUPTED = 130,
};

/* Of the outcomes of two files the one that the process ends with. */
enum exit_status worse(enum exit_status a, enum exit_status b);

struct command {
	const char *name;
	const char *summary; /* one line, without a full stop */
	const struct argp *argp;
	enum exit_status (*run)(const struct command *c, int argc, char **argv);
};

/* Ends with a row without a name. */
extern const struct command commands[];
const struct command *command_find(const char *name);
/* Complain about a name that is none, with the nearest one. */
void command_unknown(const char *name);

/* A subcommand's options, and what it does. */
#define COMMAND(name)                                                                            \
	extern const struct argp name##_argp;                                                    \
	enum exit_status name##_command(const struct command *c, int argc, char **argv)

COMMAND(run);
COMMAND(conform);
COMMAND(diff);
COMMAND(explore);
COMMAND(bugs);
COMMAND(shrink);
COMMAND(replay);
COMMAND(export);
COMMAND(fuzz);
COMMAND(rules);
COMMAND(routes);
COMMAND(profiles);
COMMAND(tables);
COMMAND(invariants);
COMMAND(help);
COMMAND(version);
#undef COMMAND

/* Done by run_command(). */
extern const struct argp explain_argp;

/* Parse a subcommand's arguments; wrong ones end the process with EXIT_INPUT. */
void parse_arguments(const struct argp *argp, int argc, char **argv, void *input);
/* The text of --help of the command itself, and of one subcommand. */
void print_overview(FILE *out);
void print_help(const struct command *c, FILE *out);
/* The man page, mdoc. */
void print_man(FILE *out);

/* ---- Interruption (main.c) ---- */

/* The signal that asked for the end, or 0. */
extern volatile sig_atomic_t interrupted;

/* ---- Files (file.c) ---- */

/* The scenarios of a command line, in its order. */
struct scenarios {
	size_t count;
	struct scenario **at;
};

/*
 * Read and parse every file (`-` is standard input).  Complains about each that
 * is wrong and leaves it out; returns EXIT_HELD if none is.
 */
enum exit_status scenarios_load(char *const *files, size_t count, struct scenarios *out);
void scenarios_free(struct scenarios *scenarios);

#endif /* CLI_H */
