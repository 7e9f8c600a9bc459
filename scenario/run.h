/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Running a scenario on an executor: operation by operation, the concurrent
 * block by its schedule, each result against its expectation.
 *
 * What is seen goes out through a listener, so that the command prints text or
 * JSON, tests count, and later the explorer replays.
 */
#ifndef SCENARIO_RUN_H
#define SCENARIO_RUN_H

#include "executor.h"
#include "scenario.h"

struct run_event {
	const struct scenario *scenario;
	const struct scenario_line *line;
	const struct executor *executor;
	struct gms_result result;
	bool expected;	  /* the line has an expectation that this run decides */
	bool held;	  /* and it held (true when it has none) */
	bool skipped;	  /* only a simulator sees it: not run, result has the reason */
	const char *task; /* name of the task, or NULL */
	/* With run_options.explain: the rules that decided, each once, in order. */
	const struct gms_trail *trail;
	unsigned int nr_trail;
};

struct run_listener {
	void *self;
	/*
	 * An operation has ended, or a property was decided: `always` where it
	 * first fails or else at the block's end, the others at its end.  A
	 * `sometimes` comes with expected false: only exploration decides it.
	 */
	void (*operation)(void *self, const struct run_event *event);
	/*
	 * A task of the concurrent block has taken a step; may be NULL.  The
	 * event has no result yet; its trail is that of the operation so far.
	 */
	void (*step)(void *self, const struct run_event *event, const char *step);
	/* A sentence about the run: a deadlock, a schedule that cannot be followed. */
	void (*message)(void *self, unsigned int line, unsigned int column, const char *text);
};

enum run_verdict {
	RUN_COMPLETE,	  /* ran to the end, whether expectations held or not */
	RUN_DEADLOCK,	  /* tasks wait for each other */
	RUN_BAD_SCHEDULE, /* the schedule asks a blocked task to step */
	RUN_UNSUPPORTED,  /* the executor cannot express an operation */
	RUN_INTERRUPTED,  /* *interrupted became non-zero */
};

struct run_options {
	uint64_t seed; /* 0: tasks finish in order; else a seeded interleaving */
	const volatile int *interrupted; /* set by a signal handler, or NULL */
	bool explain;			 /* fill the events' trail */
	uint64_t livelock_steps;	 /* so many, and no task ends: none will; 0: 10^8 */
};

struct run_summary {
	enum run_verdict verdict;
	uint64_t operations, expectations, failed;
	uint64_t skipped; /* operations that only a simulator sees */
	bool violated;	  /* an invariant was found broken, and a message said so */
};

/*
 * The invariants are looked at after every operation and every step of the block, or,
 * while the state is large, at the end; not in a file that expects them broken anywhere.
 * Properties count as expectations, not as operations.  With any verdict but
 * RUN_COMPLETE, tasks of the block may be left unfinished in the executor.
 * options may be NULL.
 */
struct run_summary scenario_run(const struct scenario *s, const struct executor *e,
				const struct run_options *options,
				const struct run_listener *listener);

/* Write a result in the words of the language. */
void result_print(const struct scenario *s, const struct executor *e, const struct gms_op *op,
		  const struct gms_result *result, FILE *out);
/* Does the result meet the expectation? */
bool result_matches(const struct scenario *s, const struct executor *e, const struct gms_op *op,
		    const struct gms_result *result, const struct expectation *expect);

/* Errno and signal names, shared by parser and printer. */
const char *errno_name(int error);
int errno_number(const char *name); /* 0 if unknown */

#endif /* SCENARIO_RUN_H */
