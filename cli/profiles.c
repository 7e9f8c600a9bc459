/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim profiles: kernel versions as columns of one table of switches; one
 * column of it; or the rows in which two columns differ.
 */
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"

#define NAMES_MAX 256

struct profiles_args {
	bool json;
	unsigned int count; /* profiles that were named */
	unsigned int profile[2];
};

enum { KEY_JSON = 0x200 };

static const struct argp_option options[] = {
	{ "json", KEY_JSON, NULL, 0, "One JSON object per switch, each on a line", 0 },
	{ 0 },
};

static void take_profile(struct argp_state *state, struct profiles_args *args, const char *name)
{
	const char *names[NAMES_MAX];
	int found = gms_profile_find(name);
	unsigned int count = 0;

	if (found >= 0) {
		args->profile[args->count++] = (unsigned int)found;
		return;
	}
	for (; count < gms_nr_profiles() && count < NAMES_MAX; count++)
		names[count] = gms_profile_name(count);
	argp_failure(state, EXIT_INPUT, 0, "unknown profile %s%s", quote(name).text,
		     hint(name, names, count).text);
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct profiles_args *args = state->input;

	switch (key) {
	case KEY_JSON:
		args->json = true;
		return 0;
	case ARGP_KEY_ARG:
		if (args->count == 2)
			argp_error(state, "two profiles can be compared, not more");
		else
			take_profile(state, args, arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp profiles_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "[A [B]]",
	.doc = "Print the table of switches and the kernels that have them; the switches of "
	       "profile A; or where A and B differ.",
};

static bool is_on(const struct gms_switch *sw, unsigned int profile)
{
	return sw->profiles >> profile & 1;
}

static const char *kind_word(enum gms_switch_kind kind)
{
	static const char *const words[] = {
		[GMS_SWITCH_VERSION] = "version",
		[GMS_SWITCH_PROPOSAL] = "proposal",
		[GMS_SWITCH_BUG] = "bug",
	};

	return words[kind];
}

static int name_width(void)
{
	size_t width = strlen("SWITCH");

	for (unsigned int i = 0; i < gms_nr_switches(); i++)
		if (strlen(gms_switch_at(i)->name) > width)
			width = strlen(gms_switch_at(i)->name);
	return (int)width;
}

static int column_width(unsigned int profile)
{
	size_t width = strlen(gms_profile_name(profile));

	return width > 3 ? (int)width : 3;
}

/* ---- Text ---- */

static void print_cell(const struct gms_switch *sw, unsigned int profile)
{
	bool on = is_on(sw, profile);

	printf(" %s%*s%s", on ? colour_on(COLOUR_GOOD) : "", column_width(profile),
	       on ? "on" : "-", on ? colour_off() : "");
}

static void print_table(int width)
{
	printf("%-*s", width, "SWITCH");
	for (unsigned int p = 0; p < gms_nr_profiles(); p++)
		printf(" %*s", column_width(p), gms_profile_name(p));
	putchar('\n');
	for (unsigned int i = 0; i < gms_nr_switches(); i++) {
		printf("%-*s", width, gms_switch_at(i)->name);
		for (unsigned int p = 0; p < gms_nr_profiles(); p++)
			print_cell(gms_switch_at(i), p);
		putchar('\n');
	}
}

static void print_columns(const struct profiles_args *args, const struct gms_switch *sw,
			  int width)
{
	printf("%-*s", width, sw->name);
	for (unsigned int i = 0; i < args->count; i++)
		print_cell(sw, args->profile[i]);
	printf("  %s (%s", sw->sentence, sw->source);
	if (sw->kind != GMS_SWITCH_VERSION)
		printf("; %s", kind_word(sw->kind));
	puts(")");
}

static void print_head(const struct profiles_args *args, int width)
{
	printf("%-*s", width, "SWITCH");
	for (unsigned int i = 0; i < args->count; i++)
		printf(" %*s", column_width(args->profile[i]),
		       gms_profile_name(args->profile[i]));
	putchar('\n');
}

/* ---- JSON ---- */

static void json_switch(const struct profiles_args *args, const struct gms_switch *sw)
{
	bool first = true, first_profile = true;

	putchar('{');
	json_text(stdout, &first, "name", sw->name);
	json_text(stdout, &first, "kind", kind_word(sw->kind));
	json_text(stdout, &first, "sentence", sw->sentence);
	json_text(stdout, &first, "source", sw->source);
	json_key(stdout, &first, "profiles");
	putchar('{');
	for (unsigned int i = 0; i < (args->count ? args->count : gms_nr_profiles()); i++) {
		unsigned int p = args->count ? args->profile[i] : i;

		json_bool(stdout, &first_profile, gms_profile_name(p), is_on(sw, p));
	}
	fputs("}}\n", stdout);
}

/* ---- The rows ---- */

static bool is_listed(const struct profiles_args *args, const struct gms_switch *sw)
{
	return args->count < 2 || is_on(sw, args->profile[0]) != is_on(sw, args->profile[1]);
}

enum exit_status profiles_command(const struct command *c, int argc, char **argv)
{
	struct profiles_args args = { .count = 0 };
	int width = name_width();

	parse_arguments(c->argp, argc, argv, &args);
	if (!args.json && !args.count) {
		print_table(width);
		return EXIT_HELD;
	}
	if (!args.json)
		print_head(&args, width);
	for (unsigned int i = 0; i < gms_nr_switches(); i++) {
		const struct gms_switch *sw = gms_switch_at(i);

		if (!is_listed(&args, sw))
			continue;
		if (args.json)
			json_switch(&args, sw);
		else
			print_columns(&args, sw, width);
	}
	return EXIT_HELD;
}
