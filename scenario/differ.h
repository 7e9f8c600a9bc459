/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One sequence of operations on two executors, an operation at a time on both, until they
 * differ; and the smallest part of the sequence in which they differ in the same way.
 */
#ifndef SCENARIO_DIFFER_H
#define SCENARIO_DIFFER_H

#include "run.h"

/* Two executors that begin anew. */
struct differ {
	void *self;
	/* False: they cannot be had. */
	bool (*open)(void *self, const struct scenario *s, struct executor *a,
		     struct executor *b);
	void (*close)(void *self);
	/* Did b lose its processes?  Then its last result is no result.  NULL: it cannot. */
	bool (*died)(void *self);
	const volatile int *interrupted;
};

struct difference {
	size_t line;	   /* of scenario->lines */
	char *a, *b;	   /* the results; the caller frees them */
	unsigned int rule; /* that decided a's; gms_nr_rules(): none */
};

struct differ_counts {
	uint64_t compared, skipped;
};

enum differ_verdict {
	DIFFER_NEVER,  /* alike to the end, or to where one could not go on */
	DIFFER_FOUND,  /* *difference says where */
	DIFFER_FAILED, /* the executors cannot be had, or memory */
};

/* Lines without their bit in `left` (a byte each; NULL: none is left out) do not run. */
enum differ_verdict differ_run(const struct differ *d, const struct scenario *s, const char *left,
			       struct difference *difference, struct differ_counts *counts);

/*
 * Clear in left, which has a byte for each line, what the difference does not need.
 * Returns how many lines are left.
 */
size_t differ_shrink(const struct differ *d, const struct scenario *s, char *left,
		     const struct difference *difference);

void difference_free(struct difference *difference);

#endif /* SCENARIO_DIFFER_H */
