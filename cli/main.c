/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim: finds the subcommand, and arranges what holds for all of them:
 * signals, exit statuses, and that output which cannot be written is noticed.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"

const struct command commands[] = {
	{ "run", "run scenarios and check what they expect", &run_argp, run_command },
	{ "explain", "run scenarios and tell the rules that decided each operation",
	  &explain_argp, run_command },
	{ "explore", "run concurrent blocks in every order of their steps", &explore_argp,
	  explore_command },
	{ "bugs", "find each bug of the catalogue that is switched on", &bugs_argp,
	  bugs_command },
	{ "conform", "hold what this machine's kernel does against the simulator", &conform_argp,
	  conform_command },
	{ "shrink", "make a scenario small in which something is wrong", &shrink_argp,
	  shrink_command },
	{ "replay", "print a fuzzer's input as a scenario", &replay_argp, replay_command },
	{ "export", "write a scenario as a program for a real kernel", &export_argp,
	  export_command },
	{ "diff", "run random operations on the simulator and on this machine's kernel",
	  &diff_argp, diff_command },
	{ "fuzz", "run a fuzzing campaign", &fuzz_argp, fuzz_command },
	{ "rules", "list the rules, and how often scenarios hit them", &rules_argp,
	  rules_command },
	{ "invariants", "list what must hold in every world", &invariants_argp,
	  invariants_command },
	{ "routes", "run every route of a guest access, as a table", &routes_argp,
	  routes_command },
	{ "profiles", "show how kernel versions differ", &profiles_argp, profiles_command },
	{ "tables", "run scenarios and print the page tables at their end", &tables_argp,
	  tables_command },
	{ "help", "tell about a subcommand", &help_argp, help_command },
	{ "version", "print the version", &version_argp, version_command },
	{ NULL, NULL, NULL, NULL },
};

volatile sig_atomic_t interrupted;

const char *argp_program_version = "gmemsim " GMS_VERSION;

/* The last row has no name. */
#define NR_COMMANDS (sizeof(commands) / sizeof(commands[0]) - 1)

const struct command *command_find(const char *name)
{
	for (const struct command *c = commands; c->name; c++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

void command_unknown(const char *name)
{
	const char *names[NR_COMMANDS];

	for (size_t i = 0; i < NR_COMMANDS; i++)
		names[i] = commands[i].name;
	complain("unknown subcommand %s%s", quote(name).text,
		 hint(name, names, NR_COMMANDS).text);
}

/* What went wrong for certain comes before what could not be tried. */
static int severity(enum exit_status status)
{
	static const enum exit_status order[] = {
		EXIT_HELD,   EXIT_INCOMPLETE, EXIT_ENVIRONMENT,
		EXIT_FAILED, EXIT_INPUT,      EXIT_INTERRUPTED,
	};
	int i = 0;

	while (order[i] != status)
		i++;
	return i;
}

enum exit_status worse(enum exit_status a, enum exit_status b)
{
	return severity(a) > severity(b) ? a : b;
}

void parse_arguments(const struct argp *argp, int argc, char **argv, void *input)
{
	error_t error = argp_parse(argp, argc, argv, 0, NULL, input);

	if (!error)
		return;
	complain("%s", strerror(error));
	exit(EXIT_INPUT);
}

/* ---- Signals ---- */

static void note_signal(int number)
{
	interrupted = number;
}

/*
 * The first signal asks for the end, with a summary; a second one does not
 * wait.  A reader that closed its end is an error of write(), not a death.
 */
static void arrange_signals(void)
{
	struct sigaction action = { .sa_handler = note_signal, .sa_flags = SA_RESETHAND };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	action = (struct sigaction){ .sa_handler = SIG_IGN };
	sigaction(SIGPIPE, &action, NULL);
}

/* ---- The command line before the subcommand ---- */

struct main_args {
	int first; /* index of the subcommand in argv */
};

static error_t parse_main(int key, char *arg, struct argp_state *state)
{
	struct main_args *args = state->input;

	(void)arg;
	switch (key) {
	case ARGP_KEY_ARG:
		args->first = state->next - 1;
		state->next = state->argc;
		return 0;
	case ARGP_KEY_NO_ARGS:
		print_overview(stderr);
		exit(EXIT_INPUT);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static char *list_commands(int key, const char *text, void *input)
{
	char *list = NULL;
	size_t bytes;
	FILE *out;

	(void)input;
	if (key != ARGP_KEY_HELP_POST_DOC)
		return (char *)(uintptr_t)text;
	out = open_memstream(&list, &bytes);
	if (!out)
		return NULL;
	fputs("Subcommands:\n", out);
	for (const struct command *c = commands; c->name; c++)
		fprintf(out, "  %-10s %s\n", c->name, c->summary);
	fputs("\n`gmemsim SUBCOMMAND --help' tells more about one.", out);
	fclose(out);
	return list;
}

static const struct argp main_argp = {
	.parser = parse_main,
	.args_doc = "SUBCOMMAND [ARGUMENT...]",
	.doc = "A reference simulator of KVM guest_memfd.\v",
	.help_filter = list_commands,
};

static char program_name[] = "gmemsim";

void print_overview(FILE *out)
{
	argp_help(&main_argp, out, ARGP_HELP_STD_HELP & ~ARGP_HELP_EXIT_OK, program_name);
}

void print_help(const struct command *c, FILE *out)
{
	char name[64];

	snprintf(name, sizeof(name), "gmemsim %s", c->name);
	argp_help(c->argp, out, ARGP_HELP_STD_HELP & ~ARGP_HELP_EXIT_OK, name);
}

int main(int argc, char **argv)
{
	struct main_args args = { 0 };
	const struct command *c;
	char name[64];
	error_t error;

	argp_err_exit_status = EXIT_INPUT;
	atexit(close_output);
	arrange_signals();
	error = argp_parse(&main_argp, argc, argv, ARGP_IN_ORDER, NULL, &args);
	if (error || !args.first)
		return EXIT_INPUT;
	c = command_find(argv[args.first]);
	if (!c) {
		command_unknown(argv[args.first]);
		return EXIT_INPUT;
	}
	snprintf(name, sizeof(name), "gmemsim %s", c->name);
	argv[args.first] = name;
	return c->run(c, argc - args.first, argv + args.first);
}
