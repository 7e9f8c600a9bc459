/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fuzzing campaign: its directory, its jobs, and what came of it.
 *
 *	OUT/corpus/TARGET	inputs, shared by all jobs
 *	OUT/findings/ID		one of each kind: input, finding.gms, small.gms, log, count
 *	OUT/jobs/N		a job's own: stats, log
 *	OUT/progress.csv	seconds, executions, rules, findings: a line now and then
 *	OUT/report.*		what is written at the end
 *
 * Everything is there as soon as it is known, so that a campaign can be killed, and goes on
 * where it was when it is started again.
 */
#ifndef CLI_FUZZ_H
#define CLI_FUZZ_H

#include <sys/types.h>

#include "cli.h"
#include "fuzz/stats.h"

#define JOBS_MAX   64u
#define PATH_BYTES 1024

struct fuzz_job {
	pid_t pid;		  /* 0: it has ended */
	struct fuzz_stats *stats; /* NULL: there never was such a job */
};

struct fuzz_campaign {
	const char *target, *out;
	char corpus[PATH_BYTES];
	char programs[PATH_BYTES]; /* where fuzz_TARGET is */
	uint64_t seconds;	   /* that it lasts; 0: until it is interrupted */
	unsigned int nr_jobs;
	struct fuzz_job job[JOBS_MAX];
	uint64_t seconds_before;  /* of earlier runs */
	double started, last_new; /* seconds of the clock */
	/* Of all runs together. */
	uint64_t executions;
	unsigned int rules, findings;
	bool reached[STATS_RULES];
};

/* Path of a thing in the campaign's directory; the text is valid until the next call but three. */
const char *fuzz_path(const struct fuzz_campaign *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
double fuzz_clock(void);
/* Seconds of all runs together. */
uint64_t fuzz_seconds(const struct fuzz_campaign *c);

/* ---- Jobs (fuzz_job.c) ---- */

/* False after a complaint. */
bool fuzz_job_start(struct fuzz_campaign *c, unsigned int n);
/* Look whether jobs have ended; what one found is kept, and it is started again. */
bool fuzz_jobs_tend(struct fuzz_campaign *c);
/* End all, and wait for them. */
void fuzz_jobs_stop(struct fuzz_campaign *c);
/* Keep what covers something, of the corpus; nothing changes if that is interrupted. */
void fuzz_merge(const struct fuzz_campaign *c);
unsigned int fuzz_count_findings(const struct fuzz_campaign *c);

/* ---- The report (fuzz_report.c) ---- */

/* report.txt, report.json, report.html; false after a complaint. */
bool fuzz_report(const struct fuzz_campaign *c);

#endif /* CLI_FUZZ_H */
