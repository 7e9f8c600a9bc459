/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * An ordered map from u64 to u64: a B+ tree whose nodes live in the arena.
 *
 * It serves the page cache (page index -> folio), memslots (gfn -> slot),
 * bindings, attributes (start of a run -> value), VMAs and host page tables.
 * Iteration is in ascending key order whatever the order of insertion was, which
 * is what makes the world's hash canonical.
 *
 * A zeroed struct map is an empty map.  No lock: the caller's step is atomic.
 */
#ifndef SIM_MAP_H
#define SIM_MAP_H

#include "arena.h"

struct map {
	ref_t root;
	uint32_t count;	 /* entries */
	uint32_t height; /* levels of nodes; 0 when empty */
	ref_t tail;	 /* the last leaf */
	ref_t finger;	 /* the leaf that changed last, or 0 */
	uint64_t last;	 /* the largest key, or 0 */
};

/* map_get() of a key that is not above all others. */
bool map_find(const struct gms_world *w, const struct map *m, uint64_t key, uint64_t *value);

/* The value of key in *value; false if there is none. value may be NULL. */
static inline bool map_get(const struct gms_world *w, const struct map *m, uint64_t key,
			   uint64_t *value)
{
	/* What is touched for the first time is often what comes next. */
	return key <= m->last && map_find(w, m, key, value);
}

/* Set key to value, replacing what was there.  False: out of memory, unchanged. */
bool map_set(struct gms_world *w, struct map *m, uint64_t key, uint64_t value);
enum map_added { MAP_ADDED, MAP_THERE, MAP_FULL };
/* Set key to value only if it is not there.  MAP_THERE, MAP_FULL (out of memory): unchanged. */
enum map_added map_add(struct gms_world *w, struct map *m, uint64_t key, uint64_t value);
/* Remove key; false if it was not there.  Never fails for want of memory. */
bool map_erase(struct gms_world *w, struct map *m, uint64_t key);
/* The same, with the value that it had. */
bool map_take(struct gms_world *w, struct map *m, uint64_t key, uint64_t *value);
/* First entry with key >= *key / last entry with key <= *key: updates both. */
bool map_ceil(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value);
bool map_floor(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value);
/* Give all nodes back; the map is empty afterwards. */
void map_clear(struct gms_world *w, struct map *m);

/*
 * Visit all entries in ascending order:
 *
 *	for (bool more = map_first(w, m, &key, &value); more;
 *	     more = map_next(w, m, &key, &value))
 *
 * The body may erase the entry it is at.
 */
bool map_first(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value);
bool map_next(const struct gms_world *w, const struct map *m, uint64_t *key, uint64_t *value);

#endif /* SIM_MAP_H */
