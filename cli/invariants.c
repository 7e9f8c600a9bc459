/* SPDX-License-Identifier: BSD-2-Clause */
/* gmemsim invariants: what must hold in every world, as the model states it. */
#include "cli.h"
#include "model/invariant.h"
#include "output.h"

enum { KEY_JSON = 0x200 };

static const struct argp_option options[] = {
	{ "json", KEY_JSON, NULL, 0, "One JSON object per invariant, each on a line", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	bool *json = state->input;

	(void)arg;
	if (key != KEY_JSON)
		return ARGP_ERR_UNKNOWN;
	*json = true;
	return 0;
}

const struct argp invariants_argp = {
	.options = options,
	.parser = parse_option,
	.doc = "List what must hold in every world: after every step, or `at rest`, when no task has "
	       "anything left to do; and which hazards of real kernels may break it.",
};

static void print_invariant(const struct invariant *inv)
{
	printf("%s%-10s%s  %s%s%s%s\n", colour_on(COLOUR_RULE), inv->id, colour_off(),
	       inv->sentence, inv->when == QUIET ? " (at rest)" : "",
	       inv->excused_by ? "; but for " : "", inv->excused_by ? inv->excused_by : "");
}

static void json_invariant(const struct invariant *inv)
{
	bool first = true;

	putchar('{');
	json_text(stdout, &first, "id", inv->id);
	json_text(stdout, &first, "sentence", inv->sentence);
	json_text(stdout, &first, "when", inv->when == QUIET ? "at rest" : "always");
	if (inv->excused_by)
		json_text(stdout, &first, "excused_by", inv->excused_by);
	puts("}");
}

enum exit_status invariants_command(const struct command *c, int argc, char **argv)
{
	bool json = false;

	parse_arguments(c->argp, argc, argv, &json);
	for (unsigned int i = 0; i < invariants_count(); i++)
		if (json)
			json_invariant(invariant_at(i));
		else
			print_invariant(invariant_at(i));
	return EXIT_HELD;
}
