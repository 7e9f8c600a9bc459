/* SPDX-License-Identifier: BSD-2-Clause */
/* gmemsim routes: which memory serves a guest access, as a table that was executed. */
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "routes.h"

struct routes_args {
	struct world_options world;
	bool csv;
};

enum { KEY_CSV = 0x200 };

static const struct argp_option options[] = {
	{ "csv", KEY_CSV, NULL, 0, "Comma-separated values, for programs", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct routes_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_CSV:
		args->csv = true;
		return 0;
	case ARGP_KEY_ARG:
		argp_error(state, "%s: the table takes no file", quote(arg).text);
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp routes_argp = {
	.options = options,
	.parser = parse_option,
	.children = children,
	.doc = "Run every combination of VM type, slot, attribute and access on a world of "
	       "its own, and print which memory served it, what the page table has then, and "
	       "what KVM_RUN returned.",
};

/* ---- What tables are made with ---- */

struct gms_world *route_world(const struct world_options *o, enum exit_status *status)
{
	static char name[] = "routes";
	const struct scenario nothing = { .file = name, .profile = -1, .arch = -1 };

	return world_create(o, &nothing, status);
}

bool route_applied(const struct gms_world *w, const char *rule)
{
	int index = gms_rule_find(rule);

	return index >= 0 && gms_rule_hits(w, (unsigned int)index);
}

void route_set(struct route_row *row, unsigned int column, const char *text)
{
	snprintf(row->cell[column], ROUTE_CELL_BYTES, "%s", text);
}

/* ---- Printing ---- */

static unsigned int count_columns(const struct routes *table)
{
	unsigned int count = 0;

	while (table->columns[count])
		count++;
	return count;
}

static void print_csv_cell(const char *text)
{
	if (!strpbrk(text, ",\"\n")) {
		fputs(text, stdout);
		return;
	}
	putchar('"');
	for (; *text; text++) {
		if (*text == '"')
			putchar('"');
		putchar(*text);
	}
	putchar('"');
}

static void print_csv(const struct routes *table, const struct route_row *row)
{
	for (unsigned int i = 0; table->columns[i]; i++) {
		if (i)
			putchar(',');
		print_csv_cell(row ? row->cell[i] : table->columns[i]);
	}
	putchar('\n');
}

static void print_text(const struct routes *table, const struct route_row *row,
		       const size_t *width)
{
	unsigned int last = count_columns(table) - 1;

	for (unsigned int i = 0; i <= last; i++) {
		const char *text = row ? row->cell[i] : table->columns[i];

		printf("%-*s%s", i < last ? (int)width[i] : 0, text, i < last ? "  " : "\n");
	}
}

static void print_table(const struct routes *table, const struct route_row *rows)
{
	size_t width[ROUTE_COLUMNS_MAX] = { 0 };

	for (unsigned int i = 0; table->columns[i]; i++) {
		width[i] = strlen(table->columns[i]);
		for (unsigned int r = 0; r < table->nr_rows; r++)
			if (strlen(rows[r].cell[i]) > width[i])
				width[i] = strlen(rows[r].cell[i]);
	}
	print_text(table, NULL, width);
	for (unsigned int r = 0; r < table->nr_rows; r++)
		print_text(table, &rows[r], width);
}

static void print_rows(const struct routes *table, const struct route_row *rows, bool csv)
{
	if (!csv) {
		print_table(table, rows);
		return;
	}
	print_csv(table, NULL);
	for (unsigned int r = 0; r < table->nr_rows; r++)
		print_csv(table, &rows[r]);
}

/* ---- The command ---- */

static const struct routes *table_of(const struct world_options *o)
{
	return o->arch == GMS_ARCH_ARM64 ? &routes_arm64 : &routes_x86;
}

static enum exit_status run_rows(const struct routes *table, const struct routes_args *args,
				 struct route_row *rows)
{
	enum exit_status status = EXIT_HELD;

	for (unsigned int r = 0; r < table->nr_rows; r++) {
		if (interrupted)
			return EXIT_INTERRUPTED;
		if (!table->run(&args->world, r, &rows[r], &status))
			return status;
	}
	print_rows(table, rows, args->csv);
	return status;
}

enum exit_status routes_command(const struct command *c, int argc, char **argv)
{
	struct routes_args args = { .csv = false };
	const struct routes *table;
	struct route_row *rows;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	table = table_of(&args.world);
	rows = calloc(table->nr_rows, sizeof(*rows));
	if (!rows) {
		complain("routes: out of memory");
		return EXIT_ENVIRONMENT;
	}
	status = run_rows(table, &args, rows);
	free(rows);
	return status;
}
