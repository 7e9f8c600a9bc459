/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What steps read and write, in coarse parts of the world: enough to tell that two
 * of them can change places.
 *
 * What a lock guards that a step holds does not count, as nobody else can be there;
 * neither do counts of references, which can be taken and given back in any order as
 * long as nobody drops the last one (PART_LIVE) or looks at them (PART_REFS).  That a
 * task runs alone, and then does in one step what would be several, does not count either.
 */
#ifndef SIM_FOOTPRINT_H
#define SIM_FOOTPRINT_H

#include <stdbool.h>

#include "gmemsim.h"

#define PARTS(X)                                                                                 \
	X(FD)	      /* descriptors and names */                                                \
	X(LIVE)	      /* whether a file has any reference left */                                \
	X(SLOTS)      /* what readers find */                                                    \
	X(GENERATION) /* of the slots */                                                         \
	X(READERS)    /* who reads the slots: SRCU */                                            \
	X(FILE)	      /* bindings, a slot's file */                                              \
	X(ATTR)	      /* attributes */                                                           \
	X(SEQ)	      /* count, sequence and range of invalidations; which root is in use */     \
	X(LEAF)	      /* what stage 2 maps */                                                    \
	X(TABLE)      /* the tables that lead there */                                           \
	X(CACHE)      /* which folios a file has */                                              \
	X(STATE)      /* raw, ready, dirty, assigned */                                          \
	X(POISON)     /* which folios are bad */                                                 \
	X(CONTENT)    /* bytes */                                                                \
	X(TRYLOCK)    /* folio locks, for who asks and does not wait */                          \
	X(HOST)	      /* VMAs and the host's page table */                                       \
	X(REFS)	      /* counts of references to folios */                                       \
	X(POLICY)     /* where new pages come from */

enum part {
#define PART(name) PART_##name,
	PARTS(PART) NR_PARTS
#undef PART
};

/* Masks of parts; above them a bit for each enum gms_lock_kind, read if taken as a reader. */
struct footprint {
	uint64_t reads, writes;
};

/* Of a task's next step.  False: nothing is known, it may be anything. */
bool footprint_of_step(struct gms_world *w, int task, struct footprint *out);
/* Does the next step take a lock to keep it, and nothing else that another task could see? */
bool footprint_only_locks(struct gms_world *w, int task);
/* May it have to wait for one, to keep it or not? */
bool footprint_needs_lock(struct gms_world *w, int task);
/* Of all that the operation of a task may still do; of one that has not begun. */
struct footprint footprint_of_rest(const struct gms_world *w, int task);
struct footprint footprint_of_op(const struct gms_op *op);

/* Could the order of a step and of what another operation does matter? */
static inline bool footprints_meet(struct footprint step, struct footprint other)
{
	return step.writes & (other.reads | other.writes) || step.reads & other.writes;
}

/* Does it write what invariants or properties look at? */
bool footprint_shows(struct footprint step);

/* Does the world behave as its profile says, so that the table of footprints is about it? */
bool footprint_applies(const struct gms_world *w);

#endif /* SIM_FOOTPRINT_H */
