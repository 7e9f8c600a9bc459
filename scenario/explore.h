/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A scenario's concurrent block in every order of its tasks' steps.
 *
 * The lines before the block run once.  In every state the invariants are looked at
 * (unless the file expects them violated) and `always` lines must hold; in every end
 * `eventually` lines, and the lines after the block; in some end each `sometimes`.
 */
#ifndef SCENARIO_EXPLORE_H
#define SCENARIO_EXPLORE_H

#include "model/explore.h"
#include "run.h"

struct exploration {
	/* Why there is none: the lines before the block, or what cannot be expressed. */
	enum run_verdict verdict;
	struct explore_result result;
	/* The first `sometimes` line that no end met, 0 if none; known if all was explored. */
	unsigned int never_met;
};

/*
 * w is the caller's, and in some state of the search afterwards.  So are the helpers, worlds
 * that are the same as w was at first; each has a thread that takes part, and the result
 * does not depend on how many there are.  The listener gets the operations before the
 * block, and messages.  explore_free() gives the result back.
 */
struct exploration scenario_explore(const struct scenario *s, struct gms_world *w,
				    struct gms_world *const *helpers, unsigned int nr_helpers,
				    const struct explore_options *options,
				    const struct run_listener *listener);

/* The finding's path as a schedule, which the caller frees; NULL: no memory. */
struct schedule_item *scenario_schedule_of(const struct explore_finding *finding);

/* Print the scenario with the finding's path as its schedule. */
void scenario_print_finding(const struct scenario *s, const struct explore_finding *finding,
			    FILE *out);

#endif /* SCENARIO_EXPLORE_H */
