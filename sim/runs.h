/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A map as runs of equal values: it holds the keys at which the value changes.
 *
 *	key        0123456789
 *	value      ...AAAA.AA        entries  3 -> A, 7 -> 0, 8 -> A
 *
 * Invariant: neighbouring entries differ, and the first is not 0; so a change
 * of any length touches two entries and removes those between them.
 */
#ifndef SIM_RUNS_H
#define SIM_RUNS_H

#include "map.h"

/* The value at key; 0 before the first entry. */
uint64_t runs_get(const struct gms_world *w, const struct map *m, uint64_t key);
/* The first key after `key` with another value; UINT64_MAX: none. */
uint64_t runs_end(const struct gms_world *w, const struct map *m, uint64_t key);
/* Make [start, end), which is not empty, value.  False: out of memory, unchanged. */
bool runs_store(struct gms_world *w, struct map *m, uint64_t start, uint64_t end, uint64_t value);

/* Map nodes that runs_store() may need: two entries, each with splits and a new root. */
static inline uint32_t runs_store_nodes(const struct map *m)
{
	return 2 * (m->height + 2);
}

#endif /* SIM_RUNS_H */
