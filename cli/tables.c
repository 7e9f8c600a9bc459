/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim tables: the page tables of the second stage, as a scenario leaves them.
 *
 * Tables are numbered as they are met, so that the same scenario prints the same.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "output.h"
#include "sim/observe.h"
#include "world.h"

enum style { STYLE_TEXT, STYLE_JSON, STYLE_DOT };

struct tables_args {
	struct world_options world;
	enum style style;
	const char *vm; /* NULL: all */
	uint64_t first_gpa, last_gpa;
	char **files;
	size_t nr_files;
};

enum { KEY_VM = 0x200, KEY_GPA, KEY_JSON, KEY_DOT };

static const struct argp_option options[] = {
	{ "vm", KEY_VM, "NAME", 0, "Only the tables of that VM", 0 },
	{ "gpa", KEY_GPA, "START[+LENGTH]", 0,
	  "Only entries that translate part of a range, of a page without LENGTH", 0 },
	{ "json", KEY_JSON, NULL, 0, "One JSON object per entry, each on a line", 0 },
	{ "dot", KEY_DOT, NULL, 0, "A graph for Graphviz", 0 },
	{ 0 },
};

/* ---- The command line ---- */

static uint64_t gpa_number(struct argp_state *state, const char *text)
{
	uint64_t value = 0;
	enum number_fault fault = number_parse(text, false, &value);

	if (fault != NUMBER_FINE)
		argp_failure(state, EXIT_INPUT, 0, "--gpa: %s %s", quote(text).text,
			     number_fault_text(fault));
	return value;
}

static void take_range(struct argp_state *state, struct tables_args *args, char *text)
{
	char *plus = strchr(text, '+');
	uint64_t length = 1;

	if (plus) {
		*plus = '\0';
		length = gpa_number(state, plus + 1);
	}
	args->first_gpa = gpa_number(state, text);
	args->last_gpa = args->first_gpa + length - 1;
	if (!length || args->last_gpa < args->first_gpa)
		argp_failure(state, EXIT_INPUT, 0, "--gpa: the range is empty or has no end");
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct tables_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_VM:
		args->vm = arg;
		return 0;
	case KEY_GPA:
		take_range(state, args, arg);
		return 0;
	case KEY_JSON:
		args->style = STYLE_JSON;
		return 0;
	case KEY_DOT:
		args->style = STYLE_DOT;
		return 0;
	case ARGP_KEY_ARGS:
		args->files = state->argv + state->next;
		args->nr_files = (size_t)(state->argc - state->next);
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no scenario is named");
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp tables_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE...",
	.doc = "Run scenarios, and print the page tables of the second stage as they are at "
	       "the end: of each entry its index, the guest address, the raw value, what it "
	       "says, and the frame and memory that it maps.",
	.children = children,
};

/* ---- One scenario's tables ---- */

struct print {
	const struct tables_args *args;
	const struct scenario *s;
	struct executor executor;
	struct gms_world *w;
	const char *vm_name;
	struct seen_vm vm;
	unsigned int nr_tables; /* numbered so far */
};

static bool in_range(const struct print *p, const struct seen_entry *e)
{
	uint64_t first = p->args->first_gpa >> 12, last = p->args->last_gpa >> 12;

	return e->gfn <= last && e->gfn + e->pages - 1 >= first;
}

/*
 * What `where` says of a leaf: which memory it maps, its size and rights.  It knows nothing
 * of a shadow's addresses, which are not the VM's.
 */
static void print_owner(struct print *p, const struct seen_table *table, uint64_t gpa, FILE *out)
{
	struct gms_op op;
	struct gms_result result;

	gms_op_init(&op, GMS_OP_WHERE);
	op.vm = p->vm.handle;
	op.gpa = gpa;
	op.is_private = table->is_private;
	result = gms_run(p->w, &op);
	result_print(p->s, &p->executor, &op, &result, out);
}

static bool has_owner(const struct seen_table *table, const struct seen_entry *e)
{
	return e->page && !table->is_shadow;
}

/* The same as text that the caller frees. */
static char *owner_text(struct print *p, const struct seen_table *table, uint64_t gpa)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	print_owner(p, table, gpa, out);
	fclose(out);
	return text;
}

/* Of one entry: number of its table, of the table that it points to. */
struct place {
	const struct seen_table *table;
	unsigned int number, child;
	uint32_t index;
	int indent;
};

static void entry_as_text(struct print *p, const struct place *at, const struct seen_entry *e)
{
	uint64_t gpa = e->gfn << 12;

	printf("%*sL%" PRIu32 " %3" PRIu32 "  %#" PRIx64 "  %#018" PRIx64 "  %s", at->indent, "",
	       at->table->level, at->index, gpa, e->raw, e->words);
	if (e->child.id)
		printf("  -> t%u", at->child);
	if (e->page)
		printf("  -> f%" PRIu64, e->page);
	if (has_owner(at->table, e)) {
		putchar(' ');
		print_owner(p, at->table, gpa, stdout);
	}
	putchar('\n');
}

static void entry_as_json(struct print *p, const struct place *at, const struct seen_entry *e)
{
	bool first = true;
	char raw[24], *owner;

	snprintf(raw, sizeof(raw), "%#018" PRIx64, e->raw);
	putchar('{');
	json_text(stdout, &first, "file", p->s->file);
	json_text(stdout, &first, "vm", p->vm_name);
	json_number(stdout, &first, "table", at->number);
	if (at->table->is_shadow)
		json_number(stdout, &first, "shadow", at->table->vttbr);
	json_number(stdout, &first, "level", at->table->level);
	json_number(stdout, &first, "index", at->index);
	json_number(stdout, &first, "gpa", e->gfn << 12);
	json_number(stdout, &first, "bytes", e->pages << 12);
	json_text(stdout, &first, "raw", raw);
	json_text(stdout, &first, "words", e->words);
	if (e->child.id)
		json_number(stdout, &first, "child", at->child);
	owner = has_owner(at->table, e) ? owner_text(p, at->table, e->gfn << 12) : NULL;
	if (e->page)
		json_number(stdout, &first, "frame", e->page);
	if (owner)
		json_text(stdout, &first, "maps", owner);
	free(owner);
	puts("}");
}

static void entry_as_dot(struct print *p, const struct place *at, const struct seen_entry *e)
{
	printf("\tt%u -> ", at->number);
	if (e->child.id)
		printf("t%u", at->child);
	else
		printf("\"%u.%" PRIu32 "\"", at->number, at->index);
	printf(" [label=\"%" PRIu32 "\"]\n", at->index);
	if (e->child.id)
		return;
	printf("\t\"%u.%" PRIu32 "\" [shape=box label=\"%#" PRIx64 "\\n%s", at->number, at->index,
	       e->gfn << 12, e->words);
	if (e->page)
		printf("\\nf%" PRIu64, e->page);
	if (has_owner(at->table, e)) {
		putchar(' ');
		print_owner(p, at->table, e->gfn << 12, stdout);
	}
	puts("\"]");
}

static void print_entry(struct print *p, const struct place *at, const struct seen_entry *e)
{
	static void (*const print[])(struct print *, const struct place *,
				     const struct seen_entry *) = {
		[STYLE_TEXT] = entry_as_text,
		[STYLE_JSON] = entry_as_json,
		[STYLE_DOT] = entry_as_dot,
	};

	print[p->args->style](p, at, e);
}

/* Tables are as deep as there are levels. */
static void print_table(struct print *p, const struct seen_table *table, unsigned int number,
			int indent)
{
	struct place at = { .table = table, .number = number, .indent = indent };
	struct seen_entry e;

	if (p->args->style == STYLE_DOT)
		printf("\tt%u [label=\"%s%s%s, level %" PRIu32 "\\n%#" PRIx64 "\"]\n", number,
		       p->vm_name, table->is_private ? ", private" : "",
		       table->is_shadow ? ", shadow" : "", table->level, table->gfn << 12);
	for (; at.index < table->entries && !output_failed() && !interrupted; at.index++) {
		if (!observe_entry(p->w, p->vm.id, table, at.index, &e) || !in_range(p, &e))
			continue;
		at.child = e.child.id ? ++p->nr_tables : 0;
		print_entry(p, &at, &e);
		if (e.child.id)
			print_table(p, &e.child, at.child, indent + 2);
	}
}

static void print_root(const struct print *p, const struct seen_table *root, unsigned int number)
{
	printf("%s: %s%s", p->s->file, p->vm_name, root->is_private ? ", private memory" : "");
	if (root->is_shadow)
		printf(", shadow for VTTBR_EL2 %#" PRIx64, root->vttbr);
	printf(", t%u of level %" PRIu32, number, root->level);
	if (root->gfn)
		printf(", from %#" PRIx64, root->gfn << 12);
	putchar('\n');
}

static void print_vm(struct print *p)
{
	struct seen_table root;

	p->vm_name = p->s->symbols[p->vm.handle - 1].name;
	if (p->args->vm && strcmp(p->args->vm, p->vm_name))
		return;
	for (uint32_t i = 0; observe_root(p->w, p->vm.id, i, &root); i++) {
		unsigned int number = ++p->nr_tables;

		if (p->args->style == STYLE_TEXT)
			print_root(p, &root, number);
		print_table(p, &root, number, 2);
	}
}

static void print_vms(const struct tables_args *args, const struct scenario *s,
		      struct gms_world *w, struct executor executor)
{
	struct print p = { .args = args, .s = s, .w = w, .executor = executor };

	if (args->style == STYLE_DOT)
		puts("digraph tables {\n\trankdir=LR");
	for (uint64_t c = 0; observe_vm(w, &c, &p.vm);)
		print_vm(&p);
	if (args->style == STYLE_DOT)
		puts("}");
}

/* ---- Running ---- */

static void ignore_operation(void *self, const struct run_event *event)
{
	(void)self;
	(void)event;
}

static void tell(void *self, unsigned int line, unsigned int column, const char *text)
{
	const struct scenario *s = self;

	complain_at(s->file, line, column, text);
}

static bool knows_vm(const struct scenario *s, const char *name)
{
	for (size_t i = 0; i < s->nr_symbols; i++)
		if (s->symbols[i].kind == SYMBOL_VM && !strcmp(s->symbols[i].name, name))
			return true;
	return false;
}

static enum exit_status tables_of(const struct tables_args *args, struct scenario *s)
{
	const struct run_listener listener = { s, ignore_operation, NULL, tell };
	const struct run_options run_options = {
		.seed = args->world.seed,
		.interrupted = &interrupted,
	};
	struct run_summary summary;
	enum exit_status status;
	struct executor e;
	struct gms_world *w;

	if (args->vm && !knows_vm(s, args->vm)) {
		complain("%s: no VM is called %s", s->file, quote(args->vm).text);
		return EXIT_INPUT;
	}
	w = world_create(&args->world, s, &status);
	if (!w)
		return status;
	e = executor_sim(w);
	summary = scenario_run(s, &e, &run_options, &listener);
	if (summary.failed)
		complain("%s: %" PRIu64 " expectations failed", s->file, summary.failed);
	print_vms(args, s, w, e);
	gms_destroy(w);
	return run_status(&summary);
}

enum exit_status tables_command(const struct command *c, int argc, char **argv)
{
	struct tables_args args = { .last_gpa = UINT64_MAX };
	struct scenarios scenarios;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	status = scenarios_load(args.files, args.nr_files, &scenarios);
	for (size_t i = 0; status == EXIT_HELD && i < scenarios.count; i++)
		status = worse(status, tables_of(&args, scenarios.at[i]));
	scenarios_free(&scenarios);
	if (status == EXIT_INTERRUPTED || interrupted) {
		complain("interrupted");
		return EXIT_INTERRUPTED;
	}
	return status;
}
