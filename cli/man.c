/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The man page, from the tables that the command itself goes by: subcommands,
 * their options, and the operations of the language.
 */
#include <ctype.h>
#include <string.h>

#include "cli.h"
#include "world.h"

/* Of the page, not of the day on which it is made: builds are to be repeatable. */
#define PAGE_DATE "November 21, 2026"

/* ---- mdoc ---- */

/* Text that no character of is taken for a request or an escape. */
static void print_text(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", out);
		else if (*text == '-')
			fputs("\\-", out);
		else
			fputc(*text, out);
	}
}

/* Sentences, each on a line of its own as mdoc wants it. */
static void print_sentences(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", out);
		else
			fputc(*text, out);
		if (*text == '.' && text[1] == ' ') {
			while (text[1] == ' ')
				text++;
			fputc('\n', out);
		}
	}
	fputc('\n', out);
}

/* An argument of a macro: in quotes, so that no word of it is one. */
static void print_argument(const char *text, FILE *out)
{
	fputs(" \"", out);
	print_text(text, out);
	fputc('"', out);
}

/* ---- Options ---- */

static bool is_group(const struct argp_option *o)
{
	return !o->name && !o->key;
}

static bool is_last(const struct argp_option *o)
{
	return !o->name && !o->key && !o->doc && !o->group;
}

static void print_option(const struct argp_option *o, FILE *out)
{
	if (o->flags & OPTION_HIDDEN)
		return;
	fputs(".It", out);
	if (isprint(o->key))
		fprintf(out, " Fl %c ,", o->key);
	if (o->name) {
		fputs(" Fl \\-", out);
		print_text(o->name, out);
	}
	if (o->arg) {
		fputs(" Ns = Ns Ar", out);
		print_argument(o->arg, out);
	}
	fputc('\n', out);
	print_sentences(o->doc ? o->doc : "", out);
}

static void print_options(const struct argp *argp, FILE *out)
{
	fputs(".Bl -tag -width Ds\n", out);
	for (const struct argp_option *o = argp->options; o && !is_last(o); o++)
		if (!is_group(o))
			print_option(o, out);
	fputs(".El\n", out);
}

static bool has_options(const struct argp *argp)
{
	return argp->options && !is_last(argp->options);
}

/* ---- Sections ---- */

static void print_command(const struct command *c, FILE *out)
{
	fprintf(out, ".Ss gmemsim %s", c->name);
	if (has_options(c->argp))
		fputs(" [OPTION...]", out);
	if (c->argp->args_doc)
		fprintf(out, " %s", c->argp->args_doc);
	fputc('\n', out);
	print_sentences(c->argp->doc, out);
	if (c->argp->children)
		fputs("Its options are these and the\n.Sx WORLD OPTIONS .\n", out);
	if (has_options(c->argp))
		print_options(c->argp, out);
}

/* What subcommands that run scenarios share is told once. */
static void print_world_options(FILE *out)
{
	fputs(".Sh WORLD OPTIONS\nThey say in which world a scenario runs.\n", out);
	print_options(&world_argp, out);
}

static void print_operations(FILE *out)
{
	fputs(".Sh OPERATIONS\nA line of a scenario is one of these.\n"
	      "With\n.Ic by= Ns Ar PROCESS\nanother process than the first issues it.\n.Bl -tag -width Ds\n",
	      out);
	for (int i = 0; i < GMS_NR_OPS; i++) {
		const struct gms_op_row *row = gms_op_row((enum gms_opcode)i);

		fprintf(out, ".It Ic %s\n", row->word);
		print_sentences(row->summary, out);
	}
	fputs(".El\n", out);
}

static void print_statuses(FILE *out)
{
	static const struct {
		enum exit_status status;
		const char *meaning;
	} table[] = {
		{ EXIT_HELD, "All held." },
		{ EXIT_FAILED, "An expectation failed, an invariant broke, or a violation was "
			       "found." },
		{ EXIT_INPUT, "The input or the command line is wrong." },
		{ EXIT_ENVIRONMENT, "It cannot run here." },
		{ EXIT_INCOMPLETE, "Nothing wrong was found, but not all was searched." },
		{ EXIT_INTERRUPTED, "It was interrupted." },
	};

	fputs(".Sh EXIT STATUS\n.Bl -tag -width Ds\n", out);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		fprintf(out, ".It %d\n%s\n", (int)table[i].status, table[i].meaning);
	fputs(".El\n", out);
}

static void print_rest(FILE *out)
{
	fputs(".Sh ENVIRONMENT\n"
	      ".Bl -tag -width NO_COLOR\n"
	      ".It Ev NO_COLOR\n"
	      "If it is not empty, output is never coloured.\n"
	      "Otherwise it is on a terminal.\n"
	      ".El\n",
	      out);
	print_statuses(out);
	fputs(".Sh EXAMPLES\n"
	      "A file, and a guest that reads from it:\n"
	      ".Bd -literal -offset indent\n"
	      "vm A                                   -> 0\n"
	      "vcpu A.0                               -> 0\n"
	      "memfd M vm=A size=4p flags=mmap        -> 0\n"
	      "slot A:0 gpa=0x100000 size=4p memfd=M  -> 0\n"
	      "guest A.0 read 0x100000                -> 0\n"
	      ".Ed\n"
	      ".Pp\n"
	      "Run it, and see why each line gave what it gave:\n"
	      ".Dl gmemsim run \\-\\-explain file.gms\n"
	      ".Pp\n"
	      "What changed between two kernels:\n"
	      ".Dl gmemsim profiles 6.18 7.2\n",
	      out);
}

void print_man(FILE *out)
{
	fputs(".\\\" SPDX\\-License\\-Identifier: BSD\\-2\\-Clause\n"
	      ".Dd " PAGE_DATE "\n"
	      ".Dt GMEMSIM 1\n"
	      ".Os\n"
	      ".Sh NAME\n"
	      ".Nm gmemsim\n"
	      ".Nd reference simulator of KVM guest_memfd\n"
	      ".Sh SYNOPSIS\n"
	      ".Nm\n"
	      ".Ar subcommand\n"
	      ".Op Ar argument ...\n"
	      ".Sh DESCRIPTION\n"
	      ".Nm\n"
	      "executes scenarios of KVM and guest_memfd operations as a kernel would, in user\n"
	      "space and without\n"
	      ".Pa /dev/kvm ,\n"
	      "and tells which rule of the kernel decided each of them.\n"
	      "Every subcommand has\n"
	      ".Fl \\-help .\n"
	      ".Sh SUBCOMMANDS\n",
	      out);
	for (const struct command *c = commands; c->name; c++)
		print_command(c, out);
	print_world_options(out);
	print_operations(out);
	print_rest(out);
}
