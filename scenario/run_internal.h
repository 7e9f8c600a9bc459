/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One run in progress: shared by run.c (operations alone) and concurrent.c
 * (the block).
 */
#ifndef SCENARIO_RUN_INTERNAL_H
#define SCENARIO_RUN_INTERNAL_H

#include "run.h"

/* Rules that one operation's trail keeps; later ones are left out. */
#define TRAIL_MAX 256

struct trail_log {
	unsigned int count;
	struct gms_trail at[TRAIL_MAX];
};

struct run {
	const struct scenario *s;
	const struct executor *e;
	const struct run_options *options;
	const struct run_listener *listener;
	struct run_summary summary;
	uint64_t random;
	bool looks;		/* at the invariants; until one is found broken */
	struct trail_log trail; /* of what runs alone */
};

/* r is all zero. */
void run_init(struct run *r, const struct scenario *s, const struct executor *e,
	      const struct run_options *options, const struct run_listener *listener);
/* Stop the run for a reason.  False, for the caller to return. */
bool run_stop(struct run *r, enum run_verdict verdict);
/* True, with the verdict set, when the caller's flag was raised. */
bool run_interrupted(struct run *r);

void run_message(struct run *r, unsigned int line, unsigned int column, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* Start a trail; add what the executor noted since its own was cleared. */
void trail_start(struct run *r, struct trail_log *log);
void trail_collect(struct run *r, struct trail_log *log);

/* Run one line's operation alone, or skip it.  False: unsupported, stopped. */
bool run_alone(struct run *r, const struct scenario_line *line, struct run_event *event);
/* False, with verdict and message, if the executor could not express it. */
bool run_check_supported(struct run *r, const struct scenario_line *line,
			 const struct gms_result *result);
/* After a step or an operation of that line: are the invariants whole? */
void run_look(struct run *r, const struct scenario_line *line);
/* Count an operation that has ended, and tell the listener. */
void run_report(struct run *r, struct run_event *event);

/* Lines [first, end), none of the block.  False: the run is stopped. */
bool run_lines(struct run *r, size_t first, size_t end);
/* The same of the concurrent block, in some order of whole operations. */
bool run_block_whole(struct run *r);
/* The concurrent block.  False: the run is stopped. */
bool run_block(struct run *r);

#endif /* SCENARIO_RUN_INTERNAL_H */
