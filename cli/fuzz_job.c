/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processes of a campaign, and what they find.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"
#include "output.h"

#define ARGUMENTS_MAX  32
#define SHRINK_SECONDS 60u

/* ---- Processes ---- */

struct arguments {
	char text[ARGUMENTS_MAX][2 * PATH_BYTES];
	char *argv[ARGUMENTS_MAX + 1];
	int count;
};

__attribute__((format(printf, 2, 3))) static void add(struct arguments *a, const char *format,
						      ...)
{
	va_list args;

	if (a->count == ARGUMENTS_MAX)
		return;
	va_start(args, format);
	vsnprintf(a->text[a->count], sizeof(a->text[0]), format, args);
	va_end(args);
	a->argv[a->count] = a->text[a->count];
	a->argv[++a->count] = NULL;
}

/* A child that does not outlive this process, with its output in a file. */
static pid_t spawn(const struct arguments *a, const char *log, const char *stats, const char *out)
{
	pid_t parent = getpid(), pid = fork();
	int fd;

	if (pid)
		return pid;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* Ctrl-C is for the supervisor, which then ends its children. */
	setpgid(0, 0);
	fd = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (getppid() != parent || fd < 0 || dup2(fd, STDOUT_FILENO) < 0 ||
	    dup2(fd, STDERR_FILENO) < 0)
		_exit(127);
	signal(SIGINT, SIG_DFL);
	signal(SIGTERM, SIG_DFL);
	signal(SIGPIPE, SIG_DFL);
	setenv("GMS_FUZZ_STATS", stats, 1);
	setenv("GMS_FUZZ_OUT", out, 1);
	execv(a->argv[0], a->argv);
	_exit(127);
}

/* Of the time that is left; libFuzzer stops by itself a second after. */
static uint64_t seconds_left(const struct fuzz_campaign *c)
{
	double left = (double)c->seconds - (fuzz_clock() - c->started);

	return left < 1 ? 1 : (uint64_t)left + 1;
}

static void arguments_of(const struct fuzz_campaign *c, unsigned int n, struct arguments *a)
{
	char path[2 * PATH_BYTES];

	*a = (struct arguments){ .count = 0 };
	add(a, "%s/fuzz_%s", c->programs, c->target);
	add(a, "-max_len=4096");
	add(a, "-len_control=0");
	add(a, "-entropic=0");
	add(a, "-reload=1");
	add(a, "-timeout=60");
	add(a, "-print_final_stats=1");
	if (c->seconds)
		add(a, "-max_total_time=%" PRIu64, seconds_left(c));
	add(a, "-artifact_prefix=%s", fuzz_path(c, "jobs/%u/", n));
	snprintf(path, sizeof(path), "%s/seeds/fuzz_%s.dict", c->programs, c->target);
	if (!access(path, R_OK))
		add(a, "-dict=%s", path);
	add(a, "%s", c->corpus);
	snprintf(path, sizeof(path), "%s/seeds/fuzz_%s", c->programs, c->target);
	if (!access(path, R_OK))
		add(a, "%s", path);
}

bool fuzz_job_start(struct fuzz_campaign *c, unsigned int n)
{
	static struct arguments a;
	struct fuzz_job *job = &c->job[n];

	arguments_of(c, n, &a);
	if (access(a.argv[0], X_OK)) {
		complain("%s: %s; `make fuzz' builds the targets", a.argv[0], strerror(errno));
		return false;
	}
	if (mkdir(fuzz_path(c, "jobs/%u", n), 0777) && errno != EEXIST) {
		complain("%s: %s", fuzz_path(c, "jobs/%u", n), strerror(errno));
		return false;
	}
	if (!job->stats)
		job->stats = stats_map(fuzz_path(c, "jobs/%u/stats", n));
	job->pid = spawn(&a, fuzz_path(c, "jobs/%u/log", n), fuzz_path(c, "jobs/%u/stats", n),
			 fuzz_path(c, "jobs/%u", n));
	if (job->pid > 0 && job->stats)
		return true;
	complain("a job cannot be started: %s", strerror(errno));
	return false;
}

void fuzz_jobs_stop(struct fuzz_campaign *c)
{
	for (unsigned int n = 0; n < c->nr_jobs; n++)
		if (c->job[n].pid > 0)
			kill(c->job[n].pid, SIGKILL);
	for (unsigned int n = 0; n < c->nr_jobs; n++)
		if (c->job[n].pid > 0) {
			waitpid(c->job[n].pid, NULL, 0);
			c->job[n].pid = 0;
		}
}

/* ---- Findings ---- */

/* What kind it is, as a name of a directory: the invariant, or what a sanitizer says. */
static void kind_of(const struct fuzz_campaign *c, unsigned int n, char *kind, size_t bytes)
{
	FILE *in = fopen(fuzz_path(c, "jobs/%u/finding.gms", n), "r");
	char line[512] = "";
	const char *summary;

	if (in) {
		if (fgets(line, sizeof(line), in) && !strncmp(line, "# ", 2))
			snprintf(kind, bytes, "%.*s", (int)strcspn(line + 2, ":\n"), line + 2);
		fclose(in);
	} else if ((in = fopen(fuzz_path(c, "jobs/%u/log", n), "r"))) {
		while (fgets(line, sizeof(line), in))
			if ((summary = strstr(line, "SUMMARY: ")))
				snprintf(kind, bytes, "%.*s", (int)strcspn(summary + 9, "\n"),
					 summary + 9);
		fclose(in);
	}
	if (!*kind)
		snprintf(kind, bytes, "unknown");
	for (char *at = kind; *at; at++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.",
			    *at))
			*at = '_';
}

/* The input that libFuzzer left; false: there is none. */
static bool find_input(const struct fuzz_campaign *c, unsigned int n, char *path, size_t bytes)
{
	DIR *d = opendir(fuzz_path(c, "jobs/%u", n));
	struct dirent *e;
	bool found = false;

	while (d && !found && (e = readdir(d))) {
		found = !strncmp(e->d_name, "crash-", 6) || !strncmp(e->d_name, "timeout-", 8) ||
			!strncmp(e->d_name, "oom-", 4) || !strncmp(e->d_name, "leak-", 5);
		if (found)
			snprintf(path, bytes, "%s", fuzz_path(c, "jobs/%u/%s", n, e->d_name));
	}
	if (d)
		closedir(d);
	return found;
}

/* The options that the finding names in its second line. */
static void add_options(struct arguments *a, const char *finding)
{
	static const char head[] = "# options:";
	FILE *in = fopen(finding, "r");
	char line[512], *word, *rest;

	if (!in)
		return;
	for (unsigned int i = 0; i < 2; i++)
		if (!fgets(line, sizeof(line), in))
			*line = '\0';
	if (!strncmp(line, head, sizeof(head) - 1))
		for (word = strtok_r(line + sizeof(head) - 1, " \n", &rest); word;
		     word = strtok_r(NULL, " \n", &rest))
			add(a, "%s", word);
	fclose(in);
}

/* By this command itself, which stops with what it has when its time is over. */
static void shrink(const struct fuzz_campaign *c, const char *kind)
{
	static struct arguments a;
	const char *finding = fuzz_path(c, "findings/%s/finding.gms", kind);
	pid_t pid;

	a = (struct arguments){ .count = 0 };
	if (access(finding, R_OK))
		return;
	add(&a, "/proc/self/exe");
	add(&a, "shrink");
	add_options(&a, finding);
	add(&a, "--out");
	add(&a, "%s", fuzz_path(c, "findings/%s/small.gms", kind));
	add(&a, "%s", fuzz_path(c, "findings/%s/finding.gms", kind));
	pid = spawn(&a, fuzz_path(c, "findings/%s/shrink.log", kind), "/dev/null", ".");
	for (unsigned int i = 0; pid > 0 && i < SHRINK_SECONDS * 10; i++) {
		struct timespec pause = { .tv_nsec = 100000000 };

		if (waitpid(pid, NULL, WNOHANG) == pid)
			return;
		if (interrupted)
			break;
		nanosleep(&pause, NULL);
	}
	if (pid > 0) {
		kill(pid, SIGTERM);
		waitpid(pid, NULL, 0);
	}
}

static void count_one_more(const struct fuzz_campaign *c, const char *kind)
{
	const char *path = fuzz_path(c, "findings/%s/count", kind);
	FILE *file = fopen(path, "r");
	unsigned int times = 0;

	if (file && fscanf(file, "%u", &times) != 1)
		times = 0;
	if (file)
		fclose(file);
	file = fopen(path, "w");
	if (file) {
		fprintf(file, "%u\n", times + 1);
		fclose(file);
	}
}

/* The first of its kind is kept; of the others how many there were. */
static void keep_finding(struct fuzz_campaign *c, unsigned int n)
{
	char kind[200] = "", input[2 * PATH_BYTES] = "";
	bool has_input = find_input(c, n, input, sizeof(input)), first;

	kind_of(c, n, kind, sizeof(kind));
	first = !mkdir(fuzz_path(c, "findings/%s", kind), 0777);
	if (first) {
		if (has_input)
			rename(input, fuzz_path(c, "findings/%s/input", kind));
		rename(fuzz_path(c, "jobs/%u/finding.gms", n),
		       fuzz_path(c, "findings/%s/finding.gms", kind));
		rename(fuzz_path(c, "jobs/%u/log", n), fuzz_path(c, "findings/%s/log", kind));
	} else {
		if (has_input)
			unlink(input);
		unlink(fuzz_path(c, "jobs/%u/finding.gms", n));
	}
	count_one_more(c, kind);
	c->findings = fuzz_count_findings(c);
	if (first)
		shrink(c, kind);
}

unsigned int fuzz_count_findings(const struct fuzz_campaign *c)
{
	DIR *d = opendir(fuzz_path(c, "findings"));
	unsigned int found = 0;
	struct dirent *e;

	while (d && (e = readdir(d)))
		found += e->d_name[0] != '.';
	if (d)
		closedir(d);
	return found;
}

bool fuzz_jobs_tend(struct fuzz_campaign *c)
{
	for (unsigned int n = 0; n < c->nr_jobs; n++) {
		struct fuzz_job *job = &c->job[n];
		int status;

		if (job->pid <= 0 || waitpid(job->pid, &status, WNOHANG) != job->pid)
			continue;
		job->pid = 0;
		if (WIFEXITED(status) && WEXITSTATUS(status) == 127) {
			complain("%s/fuzz_%s does not run", c->programs, c->target);
			return false;
		}
		if (!WIFEXITED(status) || WEXITSTATUS(status))
			keep_finding(c, n);
		else if (c->seconds && seconds_left(c) <= 1)
			continue;
		if (!interrupted && !fuzz_job_start(c, n))
			return false;
	}
	return true;
}

/* ---- The corpus ---- */

static void remove_directory(const char *path)
{
	DIR *d = opendir(path);
	char file[4 * PATH_BYTES];
	struct dirent *e;

	while (d && (e = readdir(d))) {
		snprintf(file, sizeof(file), "%s/%s", path, e->d_name);
		if (e->d_name[0] != '.')
			unlink(file);
	}
	if (d)
		closedir(d);
	rmdir(path);
}

void fuzz_merge(const struct fuzz_campaign *c)
{
	static struct arguments a;
	char merged[2 * PATH_BYTES], old[2 * PATH_BYTES];
	int status = -1;
	pid_t pid;

	snprintf(merged, sizeof(merged), "%s.merged", c->corpus);
	snprintf(old, sizeof(old), "%s.old", c->corpus);
	remove_directory(merged);
	if (mkdir(merged, 0777))
		return;
	a = (struct arguments){ .count = 0 };
	add(&a, "%s/fuzz_%s", c->programs, c->target);
	add(&a, "-merge=1");
	add(&a, "-max_len=4096");
	add(&a, "%s", merged);
	add(&a, "%s", c->corpus);
	pid = spawn(&a, fuzz_path(c, "jobs/merge.log"), "/dev/null", ".");
	while (pid > 0 && waitpid(pid, &status, WNOHANG) == 0) {
		struct timespec pause = { .tv_nsec = 100000000 };

		nanosleep(&pause, NULL);
		if (interrupted)
			kill(pid, SIGKILL);
	}
	/* Whatever moment it is killed at, one of the two has all. */
	if (pid > 0 && WIFEXITED(status) && !WEXITSTATUS(status) && !rename(c->corpus, old)) {
		if (!rename(merged, c->corpus))
			remove_directory(old);
		else
			rename(old, c->corpus);
	} else {
		remove_directory(merged);
	}
}
