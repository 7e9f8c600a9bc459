/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invariants: what must be true of every world, numbered as in section 21 of
 * the specification.
 *
 * Each is stated over one state, as the observer shows it.  Those that compare
 * a state with an earlier one, or speak of an operation's result, are not here.
 */
#ifndef MODEL_INVARIANT_H
#define MODEL_INVARIANT_H

#include "gmemsim.h"

enum when {
	ALWAYS, /* after every atomic step */
	QUIET,	/* when no task has anything left to do */
};

struct invariant {
	const char *id; /* INV-7; one id may have a part of each kind */
	const char *sentence;
	enum when when;
	const char *excused_by; /* hazards that may break it, as rule ids; or NULL */
	/* False, with a sentence about the first offender in why, if it is broken. */
	bool (*holds)(const struct gms_world *w, char *why, size_t bytes);
};

unsigned int invariants_count(void);
const struct invariant *invariant_at(unsigned int index);

/*
 * The first invariant that is broken, with why; NULL if all hold.  quiet says
 * that no task is in flight; a world with an unfinished task is never quiet,
 * whatever the caller says.
 */
const struct invariant *invariants_check(const struct gms_world *w, bool quiet, char *why,
					 size_t bytes);

#endif /* MODEL_INVARIANT_H */
