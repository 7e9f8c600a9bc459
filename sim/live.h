/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What of a task decides what it still does.
 *
 * The rest, what no step reads again before it is written, makes two states of what is one
 * for whoever looks at what can follow.
 */
#ifndef SIM_LIVE_H
#define SIM_LIVE_H

#include "gmemsim.h"

struct task;

/* Zero what is not live.  Invariants see no difference either. */
void task_keep_live(const struct gms_world *w, struct task *t);

/* gms_hash() of the world, of each task only what is live. */
uint64_t hash_of_live(const struct gms_world *w);

#endif /* SIM_LIVE_H */
