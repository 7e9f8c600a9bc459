/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * --check-reduction: states that hash_live() takes for one lead, by each task's step, to
 * states that it takes for one.
 */
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

/* Sums do not depend on the order of what is added, so each is stirred first. */
uint64_t class_mix(uint64_t hash, uint64_t about)
{
	hash = (hash ^ (about + 1) * 0x9e3779b97f4a7c15ull) * 0xbf58476d1ce4e5b9ull;
	return (hash ^ hash >> 29) * 0x94d049bb133111ebull;
}

static struct class *place_of_class(const struct class_table *t, uint64_t hash)
{
	uint64_t at = hash & (t->size - 1);

	while (t->class[at].hash && t->class[at].hash != hash)
		at = (at + 1) & (t->size - 1);
	return &t->class[at];
}

static bool make_room(struct class_table *t)
{
	struct class_table more = { .size = t->size ? 2 * t->size : 1024, .count = t->count };

	if (2 * t->count < t->size)
		return true;
	more.class = calloc(more.size, sizeof(*more.class));
	if (!more.class)
		return false;
	for (uint64_t i = 0; i < t->size; i++)
		if (t->class[i].hash)
			*place_of_class(&more, t->class[i].hash) = t->class[i];
	free(t->class);
	*t = more;
	return true;
}

bool class_agrees(struct class_table *t, uint64_t hash, uint64_t follows, bool *no_memory)
{
	struct class *c;

	*no_memory = !make_room(t);
	if (*no_memory)
		return true;
	c = place_of_class(t, hash);
	if (c->hash)
		return c->follows == follows;
	*c = (struct class){ .hash = hash, .follows = follows };
	t->count++;
	return true;
}
