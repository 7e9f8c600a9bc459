/* SPDX-License-Identifier: BSD-2-Clause */
/* Taking locks, which the step engine does; steps declare theirs (step.h). */
#ifndef SIM_LOCK_H
#define SIM_LOCK_H

#include "world.h"

static inline bool is_event(struct need n)
{
	return need_mode(n) == LOCK_EVENT;
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

/*
 * Of each kind of lock: bit per kind of hold that may forbid it.  Of all others
 * lock_check_order() has nothing to say.
 */
extern const uint32_t lock_suspects[];
/* A violation of the order of spec section 19.1 is noted in the world: INV-40. */
void lock_check_order(struct gms_world *w, const struct task *t, struct need n);

static inline void lock_take(struct gms_world *w, struct task *t, struct need n)
{
	uint32_t suspects, count = t->nr_held;

	if (need_kind(n) == GMS_NR_LOCKS)
		return;
	suspects = lock_suspects[need_kind(n)];
	for (uint32_t h = 0; h < count; h++)
		if (suspects >> need_kind(t->held[h]) & 1 || count == MAX_HELD) {
			lock_check_order(w, t, n);
			break;
		}
	if (is_event(n) || count == MAX_HELD)
		return;
	t->held[count] = n;
	t->nr_held = count + 1;
}

/* Take a lock inside a step if it is free, as trylock does: pass 1 of INVAL-13. */
static inline bool try_lock(struct gms_world *w, struct task *t, struct need n)
{
	int holder;

	if (w->pool[POOL_TASK].live > 1 && !need_available(w, t, n, &holder))
		return false;
	lock_take(w, t, n);
	return true;
}

void lock_drop_all(struct gms_world *w, struct task *t);

#endif /* SIM_LOCK_H */
