/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim explore: a scenario's concurrent block in every order of its steps.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "output.h"
#include "report.h"
#include "scenario/diagram.h"
#include "scenario/explore.h"
#include "world.h"

struct explore_args {
	struct world_options world; /* first: what the child's parser gets */
	struct explore_options options;
	unsigned int threads;
	bool json, quiet;
	const char *out;
	const char *diagram;
	char **files;
	size_t nr_files;
};

#define THREADS_MAX 64

enum {
	KEY_MAX_STATES = 0x200,
	KEY_MAX_MEMORY,
	KEY_PREEMPTIONS,
	KEY_THREADS,
	KEY_NO_REDUCTION,
	KEY_CHECK_REDUCTION,
	KEY_ALL,
	KEY_OUT,
	KEY_DIAGRAM,
	KEY_JSON,
	KEY_QUIET
};

static const struct argp_option options[] = {
	{ NULL, 0, NULL, 0, "How far it goes:", 0 },
	{ "max-states", KEY_MAX_STATES, "N", 0, "Stop at so many states", 0 },
	{ "max-memory", KEY_MAX_MEMORY, "SIZE", 0, "Stop when the search takes so much, as in 4G",
	  0 },
	{ "preemptions", KEY_PREEMPTIONS, "N", 0,
	  "Only orders in which a task that could go on is interrupted at most N times", 0 },
	{ "threads", KEY_THREADS, "N", 0,
	  "Search with N threads, 64 at most; what comes of it is the same for any N", 0 },
	{ "no-reduction", KEY_NO_REDUCTION, NULL, 0,
	  "Every step is a transition, also one that commutes with all that others may do", 0 },
	{ "check-reduction", KEY_CHECK_REDUCTION, NULL, 0,
	  "The same, and try in every state whether what the reduction rests on holds", 0 },
	{ "all", KEY_ALL, NULL, 0, "Go on after the first finding, to every different one", 0 },
	{ NULL, 0, NULL, 0, "What is printed:", 0 },
	{ "out", KEY_OUT, "FILE", 0,
	  "Write the counterexample there: the scenario, with the schedule that leads to it", 0 },
	{ "diagram", KEY_DIAGRAM, "FILE", 0,
	  "Draw the counterexample there, as Mermaid (FILE.mmd) or SVG (FILE.svg)", 0 },
	{ "json", KEY_JSON, NULL, 0, "One JSON object per finding and one at the end", 0 },
	{ "quiet", KEY_QUIET, NULL, 0, "No counterexample and no progress", 0 },
	{ 0 },
};

static uint64_t positive(struct argp_state *state, const char *option, const char *text)
{
	uint64_t value = option_number(state, option, text);

	if (!value)
		argp_failure(state, EXIT_INPUT, 0, "--%s: with 0 there is nothing to do", option);
	return value;
}

static error_t parse_bound(int key, char *arg, struct argp_state *state)
{
	struct explore_args *args = state->input;
	uint64_t value;

	switch (key) {
	case KEY_MAX_STATES:
		args->options.max_states = positive(state, "max-states", arg);
		return 0;
	case KEY_MAX_MEMORY:
		args->options.max_memory = positive(state, "max-memory", arg);
		return 0;
	case KEY_PREEMPTIONS:
		value = option_number(state, "preemptions", arg);
		if (value >= UINT8_MAX)
			argp_failure(state, EXIT_INPUT, 0, "--preemptions: at most %d",
				     UINT8_MAX - 1);
		args->options.bounds_preemptions = true;
		args->options.preemptions = (uint32_t)value;
		return 0;
	case KEY_THREADS:
		value = positive(state, "threads", arg);
		if (value > THREADS_MAX)
			argp_failure(state, EXIT_INPUT, 0, "--threads: at most %d", THREADS_MAX);
		args->threads = (unsigned int)value;
		return 0;
	case KEY_NO_REDUCTION:
		args->options.no_reduction = true;
		return 0;
	case KEY_CHECK_REDUCTION:
		args->options.check_reduction = true;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text), tail = strlen(end);

	return length > tail && !strcmp(text + length - tail, end);
}

static void take_diagram(struct argp_state *state, struct explore_args *args, const char *name)
{
	if (!ends_with(name, ".mmd") && !ends_with(name, ".svg"))
		argp_failure(state, EXIT_INPUT, 0,
			     "--diagram: %s ends neither with .mmd nor .svg", quote(name).text);
	args->diagram = name;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct explore_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_ALL:
		args->options.all = true;
		return 0;
	case KEY_OUT:
		args->out = arg;
		return 0;
	case KEY_DIAGRAM:
		take_diagram(state, args, arg);
		return 0;
	case KEY_JSON:
		args->json = true;
		return 0;
	case KEY_QUIET:
		args->quiet = true;
		return 0;
	case ARGP_KEY_ARGS:
		args->files = state->argv + state->next;
		args->nr_files = (size_t)(state->argc - state->next);
		if ((args->out || args->diagram) && args->nr_files > 1)
			argp_error(state, "--out and --diagram take the counterexample of one "
					  "scenario");
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, "no scenario is named");
		return EINVAL;
	default:
		return parse_bound(key, arg, state);
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp explore_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "FILE...",
	.doc = "Run the concurrent block of scenarios in every order of its tasks' steps, and "
	       "tell what goes wrong in any of them: an expectation, a property, an invariant, "
	       "a deadlock, a livelock.  A schedule in the file is left aside.",
	.children = children,
};

/* ---- What was found ---- */

static const char *word_of(enum explore_what what)
{
	static const char *const words[] = {
		[EXPLORE_WRONG] = "violation",
		[EXPLORE_DEADLOCK] = "deadlock",
		[EXPLORE_LIVELOCK] = "livelock",
	};

	return words[what];
}

static void finding_json(const struct scenario *s, const struct explore_finding *f)
{
	bool first = true;

	putchar('{');
	json_text(stdout, &first, "file", s->file);
	json_text(stdout, &first, "found", word_of(f->what));
	json_text(stdout, &first, "text", f->text);
	json_number(stdout, &first, "steps", f->length);
	json_key(stdout, &first, "schedule");
	putchar('[');
	for (size_t i = 0; i < f->length; i++) {
		printf("%s", i ? "," : "");
		json_string(stdout, s->tasks[f->path[i]]);
	}
	puts("]}");
}

/* False: the file could not be written. */
static bool write_out(const struct explore_args *args, const struct scenario *s,
		      const struct explore_finding *f)
{
	FILE *out = fopen(args->out, "w");
	bool good;

	if (!out) {
		complain("--out: %s: %s", args->out, strerror(errno));
		return false;
	}
	fprintf(out, "# %s: %s\n", word_of(f->what), f->text);
	scenario_print_finding(s, f, out);
	good = !ferror(out);
	if (fclose(out) || !good) {
		complain("--out: %s: %s", args->out, strerror(errno));
		return false;
	}
	return true;
}

/* The scenario, with the finding's way as its schedule, in a world of its own. */
static bool collect_diagram(const struct explore_args *args, const struct scenario *s,
			    const struct explore_finding *f, struct diagram *d)
{
	struct schedule_item *items = scenario_schedule_of(f);
	char title[EXPLORE_TEXT + 16];
	struct scenario copy = *s;
	enum exit_status status;
	struct gms_world *w;
	bool good = false;

	snprintf(title, sizeof(title), "%s: %s", word_of(f->what), f->text);
	copy.schedule = items;
	copy.nr_schedule = f->length;
	w = items ? world_create(&args->world, s, &status) : NULL;
	if (w)
		good = diagram_of(&copy, w, f->length, title, d);
	gms_destroy(w);
	free(items);
	d->s = s;
	return good;
}

/* False: the file could not be written. */
static bool write_diagram(const struct explore_args *args, const struct scenario *s,
			  const struct explore_finding *f)
{
	struct diagram d = { .s = s };
	bool good = collect_diagram(args, s, f, &d);
	FILE *out = good ? fopen(args->diagram, "w") : NULL;

	if (out) {
		if (ends_with(args->diagram, ".svg"))
			diagram_print_svg(&d, out);
		else
			diagram_print_mermaid(&d, out);
		good = !ferror(out);
		good = !fclose(out) && good;
	}
	if (!out || !good)
		complain("--diagram: %s: %s", args->diagram, strerror(errno));
	diagram_free(&d);
	return out && good;
}

static bool tell_findings(const struct explore_args *args, const struct scenario *s,
			  const struct explore_result *r)
{
	for (size_t i = 0; i < r->nr_findings; i++) {
		const struct explore_finding *f = &r->findings[i];

		if (args->json) {
			finding_json(s, f);
			continue;
		}
		printf("%s: %s after %zu steps: %s\n", s->file, word_of(f->what), f->length,
		       f->text);
		if (!args->quiet && !args->out)
			scenario_print_finding(s, f, stdout);
	}
	if (!r->nr_findings)
		return true;
	return (!args->out || write_out(args, s, &r->findings[0])) &&
	       (!args->diagram || write_diagram(args, s, &r->findings[0]));
}

/* ---- How far it went ---- */

static const char *extent_word(enum explore_extent extent)
{
	switch (extent) {
	case EXPLORED_ALL:
		return "COMPLETE";
	case EXPLORED_TO_FINDING:
	case EXPLORED_TO_STATES:
	case EXPLORED_TO_PREEMPTIONS:
		return "BOUNDED";
	default:
		return "CUT";
	}
}

/* What bounded it or cut it, in brackets. */
static void print_extent(const struct explore_args *args, enum explore_extent extent, FILE *out)
{
	switch (extent) {
	case EXPLORED_ALL:
		return;
	case EXPLORED_TO_FINDING:
		fputs(" (by the first finding; --all goes on)", out);
		return;
	case EXPLORED_TO_STATES:
		fprintf(out, " (by --max-states=%" PRIu64 ")", args->options.max_states);
		return;
	case EXPLORED_TO_PREEMPTIONS:
		fprintf(out, " (by --preemptions=%u)", args->options.preemptions);
		return;
	case EXPLORED_TO_MEMORY:
		fputs(" (memory ran out)", out);
		return;
	case EXPLORED_TO_INTERRUPT:
		fputs(" (interrupted)", out);
		return;
	}
}

static void print_verdict(const struct exploration *x, FILE *out)
{
	const struct explore_result *r = &x->result;

	if (r->nr_findings)
		fprintf(out, "VIOLATED %s: %s", word_of(r->findings[0].what),
			r->findings[0].text);
	else if (x->never_met)
		fprintf(out, "VIOLATED sometimes: line %u: no end meets it", x->never_met);
	else
		fputs("clean", out);
}

static void summary_json(const struct explore_args *args, const struct scenario *s,
			 const struct exploration *x)
{
	char verdict[EXPLORE_TEXT + 64] = "";
	FILE *out = fmemopen(verdict, sizeof(verdict) - 1, "w");
	char digest[24];
	bool first = true;

	(void)args;
	if (out) {
		print_verdict(x, out);
		fclose(out);
	}
	snprintf(digest, sizeof(digest), "%016" PRIx64, x->result.digest);
	putchar('{');
	json_text(stdout, &first, "file", s->file);
	json_text(stdout, &first, "extent", extent_word(x->result.extent));
	json_number(stdout, &first, "states", x->result.states);
	json_number(stdout, &first, "transitions", x->result.transitions);
	json_number(stdout, &first, "ends", x->result.ends);
	json_text(stdout, &first, "digest", digest);
	json_text(stdout, &first, "verdict", verdict);
	puts("}");
}

static void tell_summary(const struct explore_args *args, const struct scenario *s,
			 const struct exploration *x)
{
	const struct explore_result *r = &x->result;

	if (args->json) {
		summary_json(args, s, x);
		return;
	}
	printf("%s: %s: %" PRIu64 " states, %" PRIu64 " transitions, ", s->file,
	       extent_word(r->extent), r->states, r->transitions);
	print_verdict(x, stdout);
	print_extent(args, r->extent, stdout);
	putchar('\n');
}

static enum exit_status status_of(const struct exploration *x)
{
	if (x->result.nr_findings || x->never_met)
		return EXIT_FAILED;
	if (x->result.extent == EXPLORED_TO_INTERRUPT)
		return EXIT_INTERRUPTED;
	return x->result.extent == EXPLORED_ALL ? EXIT_HELD : EXIT_INCOMPLETE;
}

/* ---- One file ---- */

static void show_progress(void *self, uint64_t states, uint64_t frontier, uint64_t depth)
{
	(void)self;
	fprintf(stderr, "\r%" PRIu64 " states, %" PRIu64 " to go on from, depth %" PRIu64 "  ",
		states, frontier, depth);
}

static void end_progress(const struct explore_args *args)
{
	if (args->options.progress)
		fprintf(stderr, "\r%60s\r", "");
}

/* A world for each thread but the first; fewer if no more can be had. */
static unsigned int create_helpers(const struct explore_args *args, const struct scenario *s,
				   struct gms_world **helper)
{
	enum exit_status status;
	unsigned int count = 0;

	while (count + 1 < args->threads) {
		helper[count] = world_create(&args->world, s, &status);
		if (!helper[count])
			break;
		count++;
	}
	return count;
}

static enum exit_status explore_one(const struct explore_args *args, const struct scenario *s)
{
	struct report report = { .style.quiet = true, .s = s };
	struct run_listener listener = report_listener(&report);
	struct gms_world *helper[THREADS_MAX], *w;
	enum exit_status status;
	struct exploration x;
	unsigned int helpers;

	if (s->block_first == s->block_end) {
		complain("%s: it has no concurrent block to explore", s->file);
		return EXIT_INPUT;
	}
	w = world_create(&args->world, s, &status);
	if (!w)
		return status;
	helpers = create_helpers(args, s, helper);
	x = scenario_explore(s, w, helper, helpers, &args->options, &listener);
	while (helpers)
		gms_destroy(helper[--helpers]);
	end_progress(args);
	status = EXIT_ENVIRONMENT;
	if (x.verdict == RUN_COMPLETE)
		status = status_of(&x);
	if (!tell_findings(args, s, &x.result))
		status = EXIT_ENVIRONMENT;
	if (x.verdict == RUN_COMPLETE)
		tell_summary(args, s, &x);
	explore_free(&x.result);
	gms_destroy(w);
	return status;
}

enum exit_status explore_command(const struct command *c, int argc, char **argv)
{
	struct explore_args args = { .options.interrupted = &interrupted };
	struct scenarios scenarios;
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	if (!args.quiet && isatty(STDERR_FILENO))
		args.options.progress = show_progress;
	status = scenarios_load(args.files, args.nr_files, &scenarios);
	if (status == EXIT_HELD)
		for (size_t i = 0; i < scenarios.count && !output_failed() && !interrupted; i++)
			status = worse(status, explore_one(&args, scenarios.at[i]));
	scenarios_free(&scenarios);
	return interrupted ? EXIT_INTERRUPTED : status;
}
