/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Refinement: does a world at rest show what the abstract specification says?
 */
#ifndef MODEL_REFINE_H
#define MODEL_REFINE_H

#include "abstract.h"

/*
 * The visible state of both: files, their pages and what they hold, slots, attributes,
 * descriptors, mappings.  False with the first difference in text.
 */
bool refine_same_state(const struct gms_world *w, const struct abstract *a, char *text,
		       size_t bytes);

/* May the simulator's answer to an operation that ran alone differ like this? */
enum refine_excuse {
	REFINE_NONE,	  /* no */
	REFINE_TOLERATED, /* yes, and the states agree */
	REFINE_LOST,	  /* yes, and from here on the states need not agree */
};

enum refine_excuse refine_excuses(const struct gms_world *w, const struct gms_op *op,
				  const struct gms_result *sim, const struct gms_result *model,
				  const char **rule);

/* Changes nothing that the abstract specification describes. */
bool refine_is_beside_it(const struct gms_op *op);

#endif /* MODEL_REFINE_H */
