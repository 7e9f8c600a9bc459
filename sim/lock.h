/* SPDX-License-Identifier: BSD-2-Clause */
/* What the step engine alone does with locks; steps declare theirs (step.h). */
#ifndef SIM_LOCK_H
#define SIM_LOCK_H

#include "step.h"

/* What only has to be true when the step runs, and is never held. */
static inline bool is_event(struct need n)
{
	enum gms_lock_kind kind = need_kind(n);

	return kind == GMS_LOCK_NOTIFIERS || kind == GMS_LOCK_THREADS ||
	       (kind == GMS_LOCK_SRCU && need_mode(n) == LOCK_WRITE);
}

/* Whatever the mode. */
static inline bool same_lock(struct need a, struct need b)
{
	const uint64_t mode = 0xff00;

	return !((a.bits ^ b.bits) & ~mode);
}

/* Give back the lock that was taken last, if it is that one and its end wakes nobody. */
static inline bool lock_pop(struct task *t, enum gms_lock_kind kind, ref_t object)
{
	uint32_t last = t->nr_held - 1;

	if (!t->nr_held || kind == GMS_LOCK_SRCU ||
	    !same_lock(t->held[last], need(kind, LOCK_READ, object)))
		return false;
	t->held[last].bits = 0;
	t->nr_held = last;
	return true;
}

void lock_take(struct gms_world *w, struct task *t, struct need n);
void lock_drop_all(struct gms_world *w, struct task *t);

#endif /* SIM_LOCK_H */
