/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invariants: what must be true of every world, numbered as in section 21 of
 * the specification.
 *
 * Each is stated over one state, as the observer shows it.  Those that compare
 * a state with an earlier one are not here, but for one of two results.
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

/*
 * X86-INV-22: does the access of op, which has just given `first` in w, give the same when it
 * is made again?  w is afterwards as before.  True for all but memory faults, while a task is
 * in flight or an error is to be injected, and without memory to try; false with why, which
 * begins with the invariant.
 */
bool memory_fault_repeats(struct gms_world *w, const struct gms_op *op,
			  const struct gms_result *first, char *why, size_t bytes);

#endif /* MODEL_INVARIANT_H */
