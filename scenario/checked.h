/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The simulator and the abstract specification in lock step: an executor whose answers are
 * the simulator's, and which finds (as a broken invariant, executor.violated) where the two
 * differ.
 */
#ifndef SCENARIO_CHECKED_H
#define SCENARIO_CHECKED_H

#include "executor.h"
#include "model/abstract.h"
#include "scenario.h"

struct checked;

/*
 * Both stay the caller's, who frees the result with checked_free(); the world must be new,
 * and a be that of its kernel and host.  NULL: out of memory.
 */
struct checked *checked_new(struct gms_world *w, struct abstract *a, const struct scenario *s);
void checked_free(struct checked *c);
struct executor executor_checked(struct checked *c);

/* Why the check ended before the run did, or NULL; *op is the operation's word. */
const char *checked_unchecked(const struct checked *c, const char **op);

#endif /* SCENARIO_CHECKED_H */
