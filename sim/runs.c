/* SPDX-License-Identifier: BSD-2-Clause */
/* Runs of equal values in a map. */
#include "runs.h"

uint64_t runs_get(const struct gms_world *w, const struct map *m, uint64_t key)
{
	uint64_t value;

	return map_floor(w, m, &key, &value) ? value : 0;
}

uint64_t runs_end(const struct gms_world *w, const struct map *m, uint64_t key)
{
	uint64_t end = key + 1, value;

	return map_ceil(w, m, &end, &value) ? end : UINT64_MAX;
}

/*
 * The entry at end changes no value, the one at start commits the change, and
 * what lies between them only has to go: so nothing is half done without memory.
 */
bool runs_store(struct gms_world *w, struct map *m, uint64_t start, uint64_t end, uint64_t value)
{
	bool starts = value != (start ? runs_get(w, m, start - 1) : 0);
	uint64_t after = runs_get(w, m, end), key = start, unused;
	bool ends = value != after, had_end = map_get(w, m, end, NULL);

	if (ends && !map_set(w, m, end, after))
		return false;
	if (starts && !map_set(w, m, start, value)) {
		if (ends && !had_end)
			map_erase(w, m, end);
		return false;
	}
	if (starts)
		key++;
	while (map_ceil(w, m, &key, &unused) && (key < end || (key == end && !ends)))
		map_erase(w, m, key);
	return true;
}
