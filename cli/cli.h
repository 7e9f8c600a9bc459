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

extern const struct argp run_argp, explain_argp, conform_argp, explore_argp, bugs_argp, rules_argp, routes_argp,
	profiles_argp, tables_argp, invariants_argp, help_argp, version_argp;

enum exit_status run_command(const struct command *c, int argc, char **argv);
enum exit_status conform_command(const struct command *c, int argc, char **argv);
enum exit_status explore_command(const struct command *c, int argc, char **argv);
enum exit_status bugs_command(const struct command *c, int argc, char **argv);
enum exit_status rules_command(const struct command *c, int argc, char **argv);
enum exit_status routes_command(const struct command *c, int argc, char **argv);
enum exit_status profiles_command(const struct command *c, int argc, char **argv);
enum exit_status tables_command(const struct command *c, int argc, char **argv);
enum exit_status invariants_command(const struct command *c, int argc, char **argv);
enum exit_status help_command(const struct command *c, int argc, char **argv);
enum exit_status version_command(const struct command *c, int argc, char **argv);

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
