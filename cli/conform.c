/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim conform: does a kernel do what the simulator says?
 *
 * Every file runs once on the subject.  Then the simulator runs it under the profile that
 * was asked for, or under each to find the one that fits, with what is known of the host
 * as its parameters; the two are compared line by line.  What a file itself expects is no
 * part of it: that the simulator meets it, on the host that it was measured on, is for
 * other tests.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cli.h"
#include "conform.h"
#include "output.h"

#define DEFAULT_SUITE "tests/conformance"

enum { KEY_JSON = 0x300, KEY_KERNEL, KEY_PROFILE };

static const struct argp_option options[] = {
	{ "json", KEY_JSON, NULL, 0, "One JSON object at the end, instead of KTAP", 0 },
	{ "profile", KEY_PROFILE, "P", 0,
	  "The kernel whose rules are expected, or auto (the default): the one that fits best",
	  0 },
	{ "kernel", KEY_KERNEL, "P", 0,
	  "With --backend=sim: the simulated kernel that is looked at", 0 },
	{ 0 },
};

static int profile_option(struct argp_state *state, const char *option, const char *name)
{
	const char *names[64];
	unsigned int count = 0;
	int found = gms_profile_find(name);

	for (; count < gms_nr_profiles() && count < 64; count++)
		names[count] = gms_profile_name(count);
	if (found < 0)
		argp_failure(state, EXIT_INPUT, 0, "--%s: unknown name %s%s", option,
			     quote(name).text, hint(name, names, count).text);
	return found;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct conform_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_JSON:
		args->json = true;
		return 0;
	case KEY_KERNEL:
		args->kernel = profile_option(state, "kernel", arg);
		return 0;
	case KEY_PROFILE:
		args->world.profile =
			strcmp(arg, "auto") != 0 ? profile_option(state, "profile", arg) : -1;
		return 0;
	case ARGP_KEY_ARGS:
		args->paths = state->argv + state->next;
		args->nr_paths = (size_t)(state->argc - state->next);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp conform_argp = {
	.options = options,
	.parser = parse_option,
	.args_doc = "[DIR|FILE...]",
	.doc = "Run scenarios on a kernel, and hold what it does against the simulator: KTAP, with "
	       "a test per file and a subtest per operation, and a summary that names the kernel, "
	       "the profile that fits it best, and every difference.  The kernel is that of this "
	       "machine unless --backend says otherwise; a DIR stands for its .gms files, and "
	       "without any it is " DEFAULT_SUITE ".",
	.children = children,
};

/* ---- The files ---- */

struct paths {
	char **at;
	size_t count;
};

static bool add_path(struct paths *paths, const char *folder, const char *name)
{
	char **at = realloc(paths->at, (paths->count + 1) * sizeof(*at));

	if (!at)
		return false;
	paths->at = at;
	if (asprintf(&at[paths->count], "%s%s%s", folder, *folder ? "/" : "", name) < 0)
		return false;
	paths->count++;
	return true;
}

static int is_scenario(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot && !strcmp(dot, ".gms");
}

static bool add_folder(struct paths *paths, const char *folder)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, is_scenario, alphasort);
	bool good = count >= 0;

	for (int i = 0; i < count; i++) {
		good = good && add_path(paths, folder, entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return good;
}

static enum exit_status find_files(const struct conform_args *args, struct paths *paths)
{
	static char suite[] = DEFAULT_SUITE, *defaults[] = { suite };
	char **from = args->nr_paths ? args->paths : defaults;
	size_t count = args->nr_paths ? args->nr_paths : 1;
	struct stat stat_of;

	for (size_t i = 0; i < count; i++) {
		bool is_folder = !stat(from[i], &stat_of) && S_ISDIR(stat_of.st_mode);

		errno = ENOMEM;
		if (is_folder ? !add_folder(paths, from[i]) : !add_path(paths, "", from[i])) {
			complain("%s: %s", from[i], strerror(errno));
			return EXIT_INPUT;
		}
	}
	return EXIT_HELD;
}

/* Files of the tests say in a comment that they are no scenarios. */
static bool is_malformed_on_purpose(const char *path)
{
	FILE *file = fopen(path, "re");
	bool found = false;
	char line[256];

	while (file && !found && fgets(line, sizeof(line), file))
		found = !strncmp(line, "# expect-exit: 2", 16);
	if (file)
		fclose(file);
	return found;
}

/* ---- The subject ---- */

static bool record_kvm(const struct conform_args *args, struct conform_case *c)
{
	const struct kvm_options kvm = {
		.may_harm = args->world.may_harm,
		.ring0 = args->world.ring0,
	};
	const char *why = NULL;
	struct kvm_backend *b = kvm_backend_open(&kvm, &why);
	struct executor e;
	bool good;

	if (!b) {
		complain("%s: %s", c->path, why);
		return false;
	}
	e = executor_kvm(b);
	c->sees = e.sees;
	good = recording_make(c->s, &e, &interrupted, &c->seen);
	c->died = kvm_backend_died(b);
	kvm_backend_close(b);
	return good;
}

static bool record_sim(const struct conform_args *args, unsigned int profile,
		       const struct scenario *s, struct recording *recording)
{
	struct world_options o = args->world;
	enum exit_status status;
	struct gms_world *w;
	struct executor e;
	bool good;

	o.profile = (int)profile;
	o.arch = (int)args->host.arch;
	o.backend = BACKEND_SIM;
	w = world_create(&o, s, &status);
	if (!w)
		return false;
	e = executor_sim(w);
	/* Looking for broken invariants would end what is compared. */
	e.violated = NULL;
	e.differs_again = NULL;
	good = recording_make(s, &e, &interrupted, recording);
	gms_destroy(w);
	return good;
}

enum exit_status conform_expect(const struct conform_args *args, unsigned int profile,
				const struct scenario *s, struct recording *expected)
{
	return record_sim(args, profile, s, expected) ? EXIT_HELD : EXIT_ENVIRONMENT;
}

/* What would have to be the machine's, and never is. */
#define OF_NO_HOST (1ull << GMS_PARAM_NODE_PAGES | 1ull << GMS_PARAM_ASYNC_PF)

static const char *why_skipped(const struct conform_args *args, const struct scenario *s)
{
	if (s->params_given & OF_NO_HOST && args->world.backend == BACKEND_KVM)
		return "it is about a machine that this one cannot be";
	if (s->block_first != s->block_end)
		return "a concurrent block needs an executor that steps";
	if (s->arch >= 0 && s->arch != (int)args->host.arch)
		return "it is for another architecture";
	return NULL;
}

static enum exit_status run_subject(const struct conform_args *args, struct conform_case *c)
{
	unsigned int kernel = args->kernel >= 0 ? (unsigned int)args->kernel
						: gms_profile_newest();
	bool good;

	c->skipped = why_skipped(args, c->s);
	if (c->skipped)
		return EXIT_HELD;
	good = args->world.backend == BACKEND_SIM ? record_sim(args, kernel, c->s, &c->seen)
						  : record_kvm(args, c);
	if (interrupted)
		return EXIT_INTERRUPTED;
	return good ? EXIT_HELD : EXIT_ENVIRONMENT;
}

/* ---- Comparing ---- */

enum conform_verdict conform_verdict(const struct conform_case *c, size_t line,
				     const struct recording *expected)
{
	const struct record *seen = &c->seen.line[line], *said = &expected->line[line];

	if (seen->state == RECORD_NONE)
		return CONFORM_ABSENT;
	if (seen->state == RECORD_STOPPED && c->died)
		return CONFORM_DIFFERS;
	if (seen->state != RECORD_RESULT || said->state != RECORD_RESULT)
		return CONFORM_SKIPPED;
	return texts_agree(&c->s->lines[line].op, said->text, seen->text, c->sees)
		       ? CONFORM_AGREES
		       : CONFORM_DIFFERS;
}

/* The profile with the fewest differences, the one of the kernel's own name if it is one. */
static enum exit_status find_profile(const struct conform_args *args,
				     const struct conform_case *cases, size_t count,
				     unsigned int *profile)
{
	uint64_t least = UINT64_MAX;

	for (unsigned int i = 0; i <= gms_profile_newest(); i++) {
		struct conform_counts counts;
		enum exit_status status = conform_report(args, i, cases, count, false, &counts);
		uint64_t differ = 2 * counts.of[CONFORM_DIFFERS] + 1;

		if (status != EXIT_HELD && status != EXIT_FAILED)
			return status;
		if (profile_of_release(args->host.release) == (int)i)
			differ--;
		if (differ <= least)
			*profile = i;
		if (differ < least)
			least = differ;
	}
	return EXIT_HELD;
}

static enum exit_status compare(const struct conform_args *args, const struct conform_case *cases,
				size_t count)
{
	unsigned int profile = (unsigned int)args->world.profile;
	enum exit_status status = EXIT_HELD;
	struct conform_counts counts;

	if (args->world.profile < 0)
		status = find_profile(args, cases, count, &profile);
	if (status != EXIT_HELD)
		return status;
	if (!args->json)
		conform_print_head(args, count);
	status = conform_report(args, profile, cases, count, true, &counts);
	conform_print_summary(args, profile, args->world.profile < 0, &counts);
	return status;
}

static enum exit_status run_suite(const struct conform_args *args, const struct paths *paths)
{
	struct conform_case *cases = calloc(paths->count + 1, sizeof(*cases));
	struct scenarios *loaded = calloc(paths->count + 1, sizeof(*loaded));
	enum exit_status status = cases && loaded ? EXIT_HELD : EXIT_ENVIRONMENT;

	for (size_t i = 0; status == EXIT_HELD && i < paths->count; i++) {
		cases[i].path = paths->at[i];
		if (is_malformed_on_purpose(paths->at[i])) {
			cases[i].skipped = "it is no scenario, on purpose";
			continue;
		}
		status = scenarios_load(&paths->at[i], 1, &loaded[i]);
		if (status == EXIT_HELD)
			cases[i].s = loaded[i].at[0];
	}
	for (size_t i = 0; status == EXIT_HELD && i < paths->count; i++)
		if (cases[i].s)
			status = run_subject(args, &cases[i]);
	if (status == EXIT_HELD)
		status = compare(args, cases, paths->count);
	for (size_t i = 0; cases && loaded && i < paths->count; i++) {
		recording_free(&cases[i].seen);
		scenarios_free(&loaded[i]);
	}
	free(cases);
	free(loaded);
	return status;
}

/* ---- The command ---- */

/* The host decides what the command line does not. */
static bool find_host(struct conform_args *args)
{
	struct world_options *o = &args->world;
	const char *why = NULL;

	if (o->backend == BACKEND_SIM) {
		args->host.arch = o->arch >= 0 ? (enum gms_arch)o->arch : GMS_ARCH_X86;
		snprintf(args->host.release, sizeof(args->host.release), "%s",
			 gms_profile_name(args->kernel >= 0 ? (unsigned int)args->kernel
							    : gms_profile_newest()));
		return true;
	}
	if (!kvm_host_probe(&args->host, &why)) {
		complain("conform cannot run here: %s", why);
		return false;
	}
	world_take_host(o, &args->host);
	return true;
}

enum exit_status conform_command(const struct command *c, int argc, char **argv)
{
	struct conform_args args = { .kernel = -1 };
	struct paths paths = { .count = 0 };
	enum exit_status status;

	parse_arguments(c->argp, argc, argv, &args);
	if (!args.world.backend_given)
		args.world.backend = BACKEND_KVM;
	if (args.world.backend == BACKEND_MODEL) {
		complain("--backend: conform looks at kvm or at sim");
		return EXIT_INPUT;
	}
	status = find_files(&args, &paths);
	if (status == EXIT_HELD && !find_host(&args))
		status = EXIT_ENVIRONMENT;
	if (status == EXIT_HELD)
		status = run_suite(&args, &paths);
	for (size_t i = 0; i < paths.count; i++)
		free(paths.at[i]);
	free(paths.at);
	if (status == EXIT_INTERRUPTED)
		complain("interrupted");
	return status;
}
