/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A scenario in which something is wrong into a small one in which the same is wrong.
 *
 * Lines go first, then expectations, arguments, the header and the schedule, again and
 * again until nothing more can go.  The same input gives the same result.
 */
#ifndef SCENARIO_SHRINK_H
#define SCENARIO_SHRINK_H

#include "run.h"

enum wrong_kind {
	WRONG_NOTHING,
	WRONG_INVARIANT,   /* text: its id */
	WRONG_EXPECTATION, /* text: operation, what was expected, what was seen */
	WRONG_DEADLOCK,	   /* or a livelock */
};

struct wrong {
	enum wrong_kind kind;
	char text[256];
};

struct shrink_options {
	/* A new world for the scenario, or NULL; it is destroyed after use. */
	struct gms_world *(*world)(void *self, const struct scenario *s);
	void *self;
	const volatile int *interrupted; /* or NULL: then what is smallest so far counts */
};

struct shrink_result {
	struct wrong wrong;
	uint64_t runs;
	size_t lines_before, lines_after;
};

/* What is first found wrong when the scenario runs. */
struct wrong scenario_wrong(const struct scenario *s, const struct shrink_options *options);

/*
 * The smallest that was found, which the caller frees; NULL if nothing is wrong with s, or
 * without memory.  s is the caller's.
 */
struct scenario *scenario_shrink(const struct scenario *s, const struct shrink_options *options,
				 struct shrink_result *result);

#endif /* SCENARIO_SHRINK_H */
