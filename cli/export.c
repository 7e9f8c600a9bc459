/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim export: a scenario as a program for a real kernel.  What cannot be one is told
 * with its line, before anything is written.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "export.h"
#include "output.h"

enum form { FORM_NONE, FORM_C, FORM_SELFTEST, FORM_SYZ };

struct export_args {
	enum form form;
	const char *out;
	char *file;
};

enum { KEY_C = 0x200, KEY_SELFTEST, KEY_SYZ, KEY_OUT };

static const struct argp_option options[] = {
	{ NULL, 0, NULL, 0, "What is written, one of:", 0 },
	{ "c", KEY_C, NULL, 0, "A program in C that needs nothing of gmemsim", 0 },
	{ "selftest", KEY_SELFTEST, NULL, 0,
	  "The same in the shape of a kernel's selftest, with KTAP output", 0 },
	{ "syz", KEY_SYZ, NULL, 0, "A program for syzkaller, without expectations", 0 },
	{ NULL, 0, NULL, 0, "Where to:", 0 },
	{ "out", KEY_OUT, "FILE", 0, "There, and not to standard output", 0 },
	{ 0 },
};

static void take_form(struct argp_state *state, struct export_args *args, enum form form)
{
	if (args->form != FORM_NONE)
		argp_error(state, "one of --c, --selftest and --syz");
	args->form = form;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct export_args *args = state->input;

	switch (key) {
	case KEY_C:
		take_form(state, args, FORM_C);
		return 0;
	case KEY_SELFTEST:
		take_form(state, args, FORM_SELFTEST);
		return 0;
	case KEY_SYZ:
		take_form(state, args, FORM_SYZ);
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
	case ARGP_KEY_SUCCESS:
		if (args->form == FORM_NONE)
			argp_error(state, "one of --c, --selftest and --syz");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp export_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE",
	.doc = "Write a scenario as a program that does the same on /dev/kvm of x86 and checks "
	       "what the scenario expects.  What only a simulator sees is left out; whatever else "
	       "cannot be exported is an error, and nothing is written.",
};

/* ---- What the forms share ---- */

void export_fail(struct export *x, const char *format, ...)
{
	va_list args;

	if (x->failed)
		return;
	x->failed = true;
	va_start(args, format);
	vsnprintf(x->why, sizeof(x->why), format, args);
	va_end(args);
}

struct export_name export_name(const struct export *x, uint64_t handle)
{
	static const char *const kinds[NR_SYMBOL_KINDS] = {
		[SYMBOL_VM] = "vm",   [SYMBOL_VCPU] = "vcpu",	    [SYMBOL_FILE] = "fd",
		[SYMBOL_MAP] = "map", [SYMBOL_PROCESS] = "process", [SYMBOL_MESSAGE] = "message",
	};
	const struct symbol *symbol = &x->s->symbols[handle - 1];
	struct export_name name;

	snprintf(name.text, sizeof(name.text), "%s_%s", kinds[symbol->kind], symbol->name);
	for (char *c = name.text; *c; c++)
		*c = *c == '.' ? '_' : *c;
	return name;
}

bool export_checks_out(struct export *x)
{
	const struct gms_op *op = &x->line->op;

	if (x->s->arch == GMS_ARCH_ARM64)
		export_fail(x, "programs are for x86, and the scenario is of arm64");
	else if (x->s->block_first != x->s->block_end &&
		 x->line - x->s->lines >= (ptrdiff_t)x->s->block_first)
		export_fail(x, "nobody can tell a kernel in which order tasks step");
	else if (op->process || op->of)
		export_fail(x, "a program is one process");
	else if (gms_op_given(op, "argp"))
		export_fail(x, "argp= is not exported");
	return !x->failed;
}

/* ---- The whole ---- */

/* The operations' text, to be freed; NULL after a complaint. */
static char *body_of(const struct scenario *s, enum form form, unsigned int *nr_checks)
{
	struct export x = { .s = s };
	char *body = NULL;
	size_t bytes = 0;

	x.out = open_memstream(&body, &bytes);
	if (!x.out) {
		complain("out of memory");
		return NULL;
	}
	for (size_t i = 0; i < s->nr_lines && !x.failed; i++) {
		x.line = &s->lines[i];
		if (!export_checks_out(&x))
			break;
		if (form == FORM_SYZ)
			export_syz_line(&x);
		else
			export_c_line(&x);
	}
	fclose(x.out);
	*nr_checks = x.nr_checks;
	if (!x.failed)
		return body;
	complain_at(s->file, x.line->line, x.line->column, x.why);
	free(body);
	return NULL;
}

static void write_program(const struct scenario *s, const char *body, unsigned int nr_checks,
			  enum form form, FILE *out)
{
	if (form == FORM_SYZ)
		fprintf(out,
			"r0 = openat$kvm(0xffffffffffffff9c, &(0x7f0000000400), 0x0, 0x0)\n%s",
			body);
	else
		export_c_frame(s, body, nr_checks, form == FORM_SELFTEST, out);
}

static enum exit_status export_scenario(const struct export_args *args, const struct scenario *s)
{
	unsigned int nr_checks;
	char *body = body_of(s, args->form, &nr_checks);
	FILE *out = stdout;
	bool failed;

	if (!body)
		return EXIT_INPUT;
	if (args->out)
		out = fopen(args->out, "w");
	if (out)
		write_program(s, body, nr_checks, args->form, out);
	failed = !out || (args->out && fclose(out));
	free(body);
	if (!failed)
		return EXIT_HELD;
	complain("%s: %s", args->out, strerror(errno));
	return EXIT_ENVIRONMENT;
}

enum exit_status export_command(const struct command *c, int argc, char **argv)
{
	struct export_args args = { .form = FORM_NONE };
	struct scenarios scenarios;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	status = scenarios_load(&args.file, 1, &scenarios);
	if (status == EXIT_HELD)
		status = export_scenario(&args, scenarios.at[0]);
	scenarios_free(&scenarios);
	return status;
}
