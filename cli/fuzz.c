/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim fuzz: a campaign, from its start to its report.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "output.h"
#include "world.h"

#define SECONDS_DEFAULT	 60
#define PROGRESS_SECONDS 5

enum { KEY_TARGET = 0x200, KEY_TIME, KEY_JOBS, KEY_CORPUS, KEY_OUT, KEY_PROGRAMS };

static const struct argp_option options[] = {
	{ "target", KEY_TARGET, "NAME", 0, "ops (the default), schedule, uapi, scenario, ...",
	  0 },
	{ "time", KEY_TIME, "DURATION", 0,
	  "How long it lasts, as 90, 90s, 15m or 8h; 0 is until it is interrupted.  Default: 60s",
	  0 },
	{ "jobs", KEY_JOBS, "N", 0, "So many processes at once.  Default: 1", 0 },
	{ "corpus", KEY_CORPUS, "DIR", 0, "Inputs are there.  Default: OUT/corpus/TARGET", 0 },
	{ "out", KEY_OUT, "DIR", 0, "All else goes there.  Default: fuzz-out", 0 },
	{ "programs", KEY_PROGRAMS, "DIR", 0,
	  "The targets are there.  Default: fuzz, beside this program", 0 },
	{ 0 },
};

static uint64_t duration(struct argp_state *state, char *text)
{
	size_t last = strlen(text) ? strlen(text) - 1 : 0;
	uint64_t unit = 1, value;

	if (text[last] == 'h')
		unit = 3600;
	else if (text[last] == 'm')
		unit = 60;
	if (text[last] == 'h' || text[last] == 'm' || text[last] == 's')
		text[last] = '\0';
	value = option_number(state, "time", text);
	if (value > UINT32_MAX)
		argp_failure(state, EXIT_INPUT, 0, "--time: that is more than a century");
	return value * unit;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct fuzz_campaign *c = state->input;
	uint64_t jobs;

	switch (key) {
	case KEY_TARGET:
		if (strspn(arg, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(arg))
			argp_failure(state, EXIT_INPUT, 0, "--target: %s is no name",
				     quote(arg).text);
		c->target = arg;
		return 0;
	case KEY_TIME:
		c->seconds = duration(state, arg);
		return 0;
	case KEY_JOBS:
		jobs = option_number(state, "jobs", arg);
		if (!jobs || jobs > JOBS_MAX)
			argp_failure(state, EXIT_INPUT, 0, "--jobs: 1 to %u", JOBS_MAX);
		c->nr_jobs = (unsigned int)jobs;
		return 0;
	case KEY_CORPUS:
		snprintf(c->corpus, sizeof(c->corpus), "%s", arg);
		return 0;
	case KEY_OUT:
		c->out = arg;
		return 0;
	case KEY_PROGRAMS:
		snprintf(c->programs, sizeof(c->programs), "%s", arg);
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

const struct argp fuzz_argp = {
	.options = options,
	.parser = parse_option,
	.doc = "Run a fuzz target for a while, several processes with one corpus, and keep one of "
	       "each kind of what it finds, made small.  The same command goes on where it was.  "
	       "The targets are built by `make fuzz'; they need clang.",
};

/* ---- Places and times ---- */

const char *fuzz_path(const struct fuzz_campaign *c, const char *format, ...)
{
	static char ring[4][2 * PATH_BYTES];
	static unsigned int next;
	char *path = ring[next++ % 4];
	int bytes = snprintf(path, PATH_BYTES, "%s/", c->out);
	va_list args;

	if (bytes < 0 || bytes >= PATH_BYTES)
		bytes = 0;
	va_start(args, format);
	vsnprintf(path + bytes, 2 * PATH_BYTES - (size_t)bytes, format, args);
	va_end(args);
	return path;
}

double fuzz_clock(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

uint64_t fuzz_seconds(const struct fuzz_campaign *c)
{
	return c->seconds_before + (uint64_t)(fuzz_clock() - c->started);
}

static bool make_directory(const char *path)
{
	if (!mkdir(path, 0777) || errno == EEXIST)
		return true;
	complain("%s: %s", path, strerror(errno));
	return false;
}

/* Beside the command that runs. */
static void find_programs(struct fuzz_campaign *c)
{
	char self[PATH_BYTES];
	ssize_t bytes = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash;

	if (*c->programs)
		return;
	self[bytes > 0 ? bytes : 0] = '\0';
	slash = strrchr(self, '/');
	snprintf(c->programs, sizeof(c->programs), "%.*s/fuzz", slash ? (int)(slash - self) : 0,
		 self);
}

static bool make_places(struct fuzz_campaign *c)
{
	char old[2 * PATH_BYTES];

	if (!*c->corpus) {
		if (!make_directory(c->out) || !make_directory(fuzz_path(c, "corpus")))
			return false;
		snprintf(c->corpus, sizeof(c->corpus), "%s",
			 fuzz_path(c, "corpus/%s", c->target));
	}
	find_programs(c);
	/* Killed in the middle of a merge, which had put it aside. */
	snprintf(old, sizeof(old), "%s.old", c->corpus);
	if (access(c->corpus, F_OK))
		rename(old, c->corpus);
	return make_directory(c->out) && make_directory(c->corpus) &&
	       make_directory(fuzz_path(c, "findings")) && make_directory(fuzz_path(c, "jobs"));
}

/* ---- What was done so far ---- */

/* Earlier runs: the last line of the progress says how long they were. */
static void read_progress(struct fuzz_campaign *c)
{
	FILE *in = fopen(fuzz_path(c, "progress.csv"), "r");
	char line[256];

	while (in && fgets(line, sizeof(line), in))
		c->seconds_before = strtoull(line, NULL, 10);
	if (in)
		fclose(in);
	for (unsigned int n = 0; n < JOBS_MAX; n++)
		if (!access(fuzz_path(c, "jobs/%u/stats", n), R_OK))
			c->job[n].stats = stats_map(fuzz_path(c, "jobs/%u/stats", n));
}

static void count(struct fuzz_campaign *c)
{
	c->executions = 0;
	for (unsigned int n = 0; n < JOBS_MAX; n++) {
		const struct fuzz_stats *stats = c->job[n].stats;

		if (!stats)
			continue;
		c->executions += stats->executions;
		for (unsigned int rule = 0; rule < gms_nr_rules() && rule < STATS_RULES; rule++) {
			if (!stats->reached[rule] || c->reached[rule])
				continue;
			c->reached[rule] = true;
			c->rules++;
			c->last_new = fuzz_clock();
		}
	}
}

static void write_progress(const struct fuzz_campaign *c)
{
	FILE *out = fopen(fuzz_path(c, "progress.csv"), "a");

	if (!out)
		return;
	fprintf(out, "%" PRIu64 ",%" PRIu64 ",%u,%u\n", fuzz_seconds(c), c->executions, c->rules,
		c->findings);
	fclose(out);
}

/* ---- Running ---- */

static void show(const struct fuzz_campaign *c, uint64_t before)
{
	double now = fuzz_clock();

	if (!isatty(STDERR_FILENO))
		return;
	fprintf(stderr,
		"\r%" PRIu64 " s  %" PRIu64 " executions  %.0f/s  rules %u of %u  findings %u  "
		"last new rule %.0f s ago   ",
		fuzz_seconds(c), c->executions,
		(double)(c->executions - before) / (now - c->started + 1e-9), c->rules,
		gms_nr_rules(), c->findings, now - c->last_new);
}

static bool is_over(const struct fuzz_campaign *c)
{
	return interrupted || (c->seconds && fuzz_clock() - c->started >= (double)c->seconds);
}

static bool run(struct fuzz_campaign *c)
{
	uint64_t before = c->executions;
	double told = c->started;
	bool good = true;

	for (unsigned int n = 0; n < c->nr_jobs && good; n++)
		good = fuzz_job_start(c, n);
	while (good && !is_over(c)) {
		struct timespec pause = { .tv_nsec = 200000000 };

		nanosleep(&pause, NULL);
		good = fuzz_jobs_tend(c);
		count(c);
		show(c, before);
		if (fuzz_clock() - told < PROGRESS_SECONDS)
			continue;
		told = fuzz_clock();
		write_progress(c);
	}
	fuzz_jobs_stop(c);
	fuzz_jobs_tend(c);
	count(c);
	write_progress(c);
	if (isatty(STDERR_FILENO))
		fputc('\n', stderr);
	return good;
}

enum exit_status fuzz_command(const struct command *cmd, int argc, char **argv)
{
	static struct fuzz_campaign c;

	c = (struct fuzz_campaign){
		.target = "ops",
		.out = "fuzz-out",
		.seconds = SECONDS_DEFAULT,
		.nr_jobs = 1,
	};
	parse_arguments(cmd->argp, argc, argv, &c);
	if (!make_places(&c))
		return EXIT_ENVIRONMENT;
	c.started = c.last_new = fuzz_clock();
	read_progress(&c);
	c.findings = fuzz_count_findings(&c);
	count(&c);
	if (!run(&c))
		return EXIT_ENVIRONMENT;
	if (!interrupted)
		fuzz_merge(&c);
	if (!fuzz_report(&c))
		return EXIT_ENVIRONMENT;
	if (interrupted)
		return EXIT_INTERRUPTED;
	return c.findings ? EXIT_FAILED : EXIT_HELD;
}
