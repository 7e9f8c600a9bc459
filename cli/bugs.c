/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim bugs: each bug of the catalogue switched on, to see it found by its
 * scenario, and switched off, to see the same scenario clean.
 */
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "bugs.h"
#include "cli.h"
#include "output.h"
#include "scenario/checked.h"
#include "scenario/explore.h"
#include "world.h"

enum style { STYLE_TEXT, STYLE_JSON, STYLE_MARKDOWN };

struct bugs_args {
	enum style style;
	bool named; /* some, not all */
	bool chosen[256];
};

enum { KEY_JSON = 0x200, KEY_MARKDOWN };

static const struct argp_option options[] = {
	{ "json", KEY_JSON, NULL, 0, "One JSON object per bug, each on a line", 0 },
	{ "markdown", KEY_MARKDOWN, NULL, 0, "The table of docs/bugs.md, which has no times", 0 },
	{ 0 },
};

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct bugs_args *args = state->input;
	unsigned int index;

	switch (key) {
	case KEY_JSON:
		args->style = STYLE_JSON;
		return 0;
	case KEY_MARKDOWN:
		args->style = STYLE_MARKDOWN;
		return 0;
	case ARGP_KEY_ARG:
		index = find_bug(state, arg);
		args->named = true;
		if (index < sizeof(args->chosen))
			args->chosen[index] = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp bugs_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "[BUG...]",
	.doc = "Switch each bug of the catalogue on, and tell what finds it: a result, an "
	       "invariant, a deadlock, a livelock.  A bug that is not found, or a scenario that "
	       "finds something without its bug, is a failure.  `run' and `explore' take --bug.",
};

/* ---- One scenario, with the bug or without ---- */

struct outcome {
	bool ran, found;
	char text[EXPLORE_TEXT]; /* what was found */
	enum explore_what what;
	uint64_t states; /* of the search; 0: no concurrent block */
	uint64_t steps;	 /* of the counterexample, or operations */
	uint64_t microseconds;
};

static void note_operation(void *self, const struct run_event *event)
{
	struct outcome *o = self;
	FILE *out;

	o->steps += !o->found;
	if (event->held || o->found)
		return;
	o->found = true;
	out = fmemopen(o->text, sizeof(o->text) - 1, "w");
	if (!out)
		return;
	fprintf(out, "line %u: %s gives ", event->line->line,
		gms_op_row(event->line->op.code)->word);
	result_print(event->scenario, event->executor, &event->line->op, &event->result, out);
	fputs(", which is not what is expected", out);
	fclose(out);
}

static void note_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	struct outcome *o = self;

	(void)line;
	(void)column;
	if (o->found)
		return;
	/* It is told before the operation that it comes from. */
	o->steps++;
	o->found = true;
	snprintf(o->text, sizeof(o->text), "%s", text);
}

static void explore_block(const struct scenario *s, struct gms_world *w,
			  const struct run_listener *listener, struct outcome *o)
{
	const struct explore_options explore_options = { .interrupted = &interrupted };
	struct exploration x = scenario_explore(s, w, NULL, 0, &explore_options, listener);
	const struct explore_finding *f = x.result.findings;

	o->ran = x.verdict == RUN_COMPLETE;
	o->states = x.result.states;
	if (!o->found && x.result.nr_findings) {
		o->found = true;
		o->what = f->what;
		o->steps = f->length;
		snprintf(o->text, sizeof(o->text), "%s", f->text);
	}
	explore_free(&x.result);
}

static void run_scenario(const struct scenario *s, struct gms_world *w, struct abstract *a,
			 struct outcome *o)
{
	const struct run_options run_options = { .interrupted = &interrupted };
	const struct run_listener listener = {
		.self = o,
		.operation = note_operation,
		.message = note_message,
	};
	struct checked *c = a ? checked_new(w, a, s) : NULL;
	struct executor e = c ? executor_checked(c) : executor_sim(w);

	if (s->block_first == s->block_end)
		o->ran = scenario_run(s, &e, &run_options, &listener).verdict == RUN_COMPLETE;
	else
		explore_block(s, w, &listener, o);
	checked_free(c);
}

static uint64_t microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* A line of the file asks for an error: `# options: --inject alloc:5`. */
static void take_injections(const char *text, struct world_options *o)
{
	static const struct {
		const char *word;
		enum gms_inject what;
	} kinds[] = {
		{ "alloc", GMS_INJECT_ALLOC },
		{ "signal", GMS_INJECT_SIGNAL },
		{ "rmp_lookup", GMS_INJECT_RMP_LOOKUP },
		{ "rmp_update", GMS_INJECT_RMP_UPDATE },
	};
	char word[16];
	unsigned int n;

	if (sscanf(text, "%*[^\n]\n# options: --inject %15[a-z_]:%u", word, &n) != 2)
		return;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kinds[i].word, word))
			o->inject[kinds[i].what] = n;
}

static struct outcome try_bug(const struct gms_bug *bug, const struct bug_file *file, bool with)
{
	struct world_options world = { .profile = -1, .arch = -1 };
	struct outcome o = { .ran = false };
	struct scenario_error error;
	enum exit_status status;
	struct scenario *s = scenario_parse(file->id, file->text, strlen(file->text), &error);
	struct abstract *a = NULL;
	struct gms_world *w;

	if (!s) {
		complain_at(file->id, error.line, error.column, error.message);
		return o;
	}
	take_injections(file->text, &world);
	w = world_create(&world, s, &status);
	if (w) {
		uint64_t start = microseconds();

		/* The model has the promise, not the bug. */
		gms_set_switch(w, bug->switch_index, !bug->on);
		if (!world_injects_below(&world))
			a = world_model(&world, w);
		gms_set_switch(w, bug->switch_index, with == bug->on);
		run_scenario(s, w, a, &o);
		o.microseconds = microseconds() - start;
		abstract_destroy(a);
		gms_destroy(w);
	}
	scenario_free(s);
	return o;
}

/* ---- What is printed ---- */

static const struct bug_file *file_of(const struct gms_bug *bug)
{
	for (const struct bug_file *f = bug_files; f->id; f++)
		if (!strcmp(f->id, bug->id))
			return f;
	return NULL;
}

/* The invariant's id, or a word. */
static const char *found_by(const struct outcome *o, char *word, size_t bytes)
{
	if (o->what == EXPLORE_DEADLOCK)
		return "deadlock";
	if (o->what == EXPLORE_LIVELOCK)
		return "livelock";
	if (!strncmp(o->text, "refinement", strlen("refinement")))
		return "refinement";
	if (!strstr(o->text, "INV-"))
		return "result";
	snprintf(word, bytes, "%.*s", (int)strcspn(o->text, " "), o->text);
	return word;
}

static void print_states(const struct outcome *o, const char *format)
{
	char states[24] = "-";

	if (o->states)
		snprintf(states, sizeof(states), "%" PRIu64, o->states);
	printf(format, states);
}

static void print_text(const struct gms_bug *bug, const struct outcome *o)
{
	char word[32];

	if (bug->unseen) {
		printf("%-5s not seen: %s\n", bug->id, bug->unseen);
		return;
	}
	printf("%-5s %-10s", bug->id, found_by(o, word, sizeof(word)));
	print_states(o, " %7s states");
	printf(" %3" PRIu64 " steps %6.1f ms  %s\n", o->steps, (double)o->microseconds / 1000,
	       bug->sentence);
}

static void print_markdown(const struct gms_bug *bug, const struct outcome *o)
{
	char word[32];

	printf("| %s | %s | %s | ", bug->id, bug->sentence, bug->breaks);
	if (bug->unseen) {
		printf("not seen: %s | | | %s |\n", bug->unseen, bug->source);
		return;
	}
	printf("%s | ", found_by(o, word, sizeof(word)));
	print_states(o, "%s | ");
	printf("%" PRIu64 " | %s |\n", o->steps, bug->source);
}

static void print_json(const struct gms_bug *bug, const struct outcome *o)
{
	bool first = true;
	char word[32];

	putchar('{');
	json_text(stdout, &first, "id", bug->id);
	json_text(stdout, &first, "sentence", bug->sentence);
	json_text(stdout, &first, "source", bug->source);
	json_text(stdout, &first, "breaks", bug->breaks);
	if (bug->unseen) {
		json_text(stdout, &first, "unseen", bug->unseen);
		puts("}");
		return;
	}
	json_text(stdout, &first, "switch", gms_switch_at(bug->switch_index)->name);
	json_bool(stdout, &first, "on", bug->on);
	json_text(stdout, &first, "found_by", found_by(o, word, sizeof(word)));
	json_text(stdout, &first, "text", o->text);
	json_number(stdout, &first, "states", o->states);
	json_number(stdout, &first, "steps", o->steps);
	json_number(stdout, &first, "microseconds", o->microseconds);
	puts("}");
}

static void print_bug(const struct bugs_args *args, const struct gms_bug *bug,
		      const struct outcome *o)
{
	static void (*const print[])(const struct gms_bug *bug, const struct outcome *o) = {
		[STYLE_TEXT] = print_text,
		[STYLE_JSON] = print_json,
		[STYLE_MARKDOWN] = print_markdown,
	};

	print[args->style](bug, o);
}

static void print_head(const struct bugs_args *args)
{
	if (args->style == STYLE_MARKDOWN)
		puts("# The catalogue of bugs\n\n"
		     "Made by `gmemsim bugs --markdown`.  B: it was in a kernel or a series of patches.\n"
		     "P: it is plausible.  Each is a switch (`--bug B-01`), and has the smallest scenario\n"
		     "that shows it in tests/bugs.  Without the bug the scenario is clean.\n\n"
		     "Breaks: I1 a mapping of what is gone, I2 the sequence, I3 zeroes, I4 privacy, I5\n"
		     "bindings, I6 lifetimes, I7 balance of invalidations, I8 errors, I9 the range that was\n"
		     "asked for, I10 large pages of one kind, I11 references, I12 progress, I13 poison, I14\n"
		     "what userspace is told.\n\n"
		     "Found by: an invariant, a deadlock, a livelock, refinement (an answer or a state that is\n"
		     "not the model's), or a result that is not what the scenario expects.  States are\n"
		     "those of the search until then; steps those of the\n"
		     "shortest counterexample, or without a concurrent block operations.\n\n"
		     "| bug | what it is | breaks | found by | states | steps | source |\n"
		     "|---|---|---|---|---|---|---|");
}

/* ---- All of them ---- */

static enum exit_status show_bug(const struct bugs_args *args, const struct gms_bug *bug)
{
	const struct bug_file *file = file_of(bug);
	struct outcome with = { .ran = false }, without;

	if (bug->unseen) {
		print_bug(args, bug, &with);
		return EXIT_HELD;
	}
	if (!file) {
		complain("%s: it has no scenario", bug->id);
		return EXIT_FAILED;
	}
	with = try_bug(bug, file, true);
	without = try_bug(bug, file, false);
	if (interrupted)
		return EXIT_INTERRUPTED;
	if (!with.found) {
		complain("%s: it is not found", bug->id);
		return EXIT_FAILED;
	}
	print_bug(args, bug, &with);
	if (without.ran && !without.found)
		return EXIT_HELD;
	complain("%s: its scenario is not clean without it: %s", bug->id, without.text);
	return EXIT_FAILED;
}

enum exit_status bugs_command(const struct command *c, int argc, char **argv)
{
	struct bugs_args args = { .named = false };
	enum exit_status status = EXIT_HELD;

	parse_arguments(c->argp, argc, argv, &args);
	print_head(&args);
	for (unsigned int i = 0; i < gms_nr_bugs() && !output_failed() && !interrupted; i++)
		if (!args.named || (i < sizeof(args.chosen) && args.chosen[i]))
			status = worse(status, show_bug(&args, gms_bug_at(i)));
	return status;
}
