// SPDX-License-Identifier: BSD-2-Clause
/*
 * The lists of the abstract specification, and the whole of it made, copied and given back.
 */
#include <stdlib.h>

#include "abstract_state.h"

static const size_t element_bytes[NR_LISTS] = {
#define ABS_LIST_BYTES(id, name) [LIST_##id] = sizeof(struct abs_##name),
	ABS_LISTS(ABS_LIST_BYTES)
#undef ABS_LIST_BYTES
};

#define ABS_LIST_FITS(id, name)                                                                  \
	_Static_assert(sizeof(struct abs_##name) <= ABS_ELEMENT_MAX, "spare holds any");
ABS_LISTS(ABS_LIST_FITS)
#undef ABS_LIST_FITS

void *list_at(const struct abstract *a, enum abs_list list, size_t i)
{
	return a->list[list].at + i * element_bytes[list];
}

static bool is_less(const struct key *k, uint64_t hi, uint64_t lo)
{
	return k->hi < hi || (k->hi == hi && k->lo < lo);
}

size_t list_find(const struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo)
{
	size_t first = 0, end = a->list[list].count;

	/* Most that is looked for was added last, or comes after all. */
	if (end && is_less(list_at(a, list, end - 1), hi, lo))
		return end;
	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (is_less(list_at(a, list, middle), hi, lo))
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

void *list_get(const struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo)
{
	size_t i = list_find(a, list, hi, lo);
	struct key *k;

	if (i == a->list[list].count)
		return NULL;
	k = list_at(a, list, i);
	return k->hi == hi && k->lo == lo ? k : NULL;
}

/* The first element has the type's alignment: every element is of whole words. */
static bool list_grow(struct abstract *a, enum abs_list list, size_t room)
{
	struct list *l = &a->list[list];
	char *at;

	if (room <= l->room)
		return true;
	room = room < 2 * l->room ? 2 * l->room : room;
	room = room < 8 ? 8 : room;
	at = realloc(l->at, room * element_bytes[list]);
	if (!at)
		return false;
	l->at = at;
	l->room = room;
	return true;
}

#define RESERVED 8

bool lists_reserve(struct abstract *a)
{
	for (int i = 0; i < NR_LISTS; i++)
		if (a->list[i].room - a->list[i].count < RESERVED &&
		    !list_grow(a, i, a->list[i].count + RESERVED))
			return false;
	return true;
}

void *list_add(struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo)
{
	struct list *l = &a->list[list];
	size_t bytes = element_bytes[list], i = list_find(a, list, hi, lo);
	struct key *k;

	if (!list_grow(a, list, l->count + 1)) {
		a->exhausted = true;
		k = (struct key *)(void *)a->spare;
	} else {
		k = list_at(a, list, i);
		memmove((char *)k + bytes, k, (l->count - i) * bytes);
		l->count++;
	}
	memset(k, 0, bytes);
	k->hi = hi;
	k->lo = lo;
	return k;
}

void list_remove(struct abstract *a, enum abs_list list, size_t first, size_t count)
{
	struct list *l = &a->list[list];
	size_t bytes = element_bytes[list];

	if (!count)
		return;
	memmove(l->at + first * bytes, l->at + (first + count) * bytes,
		(l->count - first - count) * bytes);
	l->count -= count;
}

void list_remove_range(struct abstract *a, enum abs_list list, uint64_t hi, uint64_t start,
		       uint64_t end)
{
	size_t first, last;

	if (start >= end)
		return;
	first = list_find(a, list, hi, start);
	last = list_find(a, list, hi, end);
	list_remove(a, list, first, last - first);
}

/* ---- The whole ---- */

/* Nothing is mapped at low addresses but what is asked for there. */
#define FIRST_ADDRESS 0x10000000000ull

struct abstract *abstract_create(const struct abstract_config *config)
{
	struct abstract *a = calloc(1, sizeof(*a));
	struct abs_process *p;
	struct abs_file *system;

	if (!a)
		return NULL;
	a->config = *config;
	if (!a->config.max_fds)
		a->config.max_fds = 1024;
	a->next_address = FIRST_ADDRESS;
	p = list_add(a, LIST_PROCESS, 0, FIRST_PROCESS);
	p->mm = new_id(a);
	system = list_add(a, LIST_FILE, 0, new_id(a));
	system->kind = KIND_SYSTEM;
	for (uint64_t number = 0; number <= SYSTEM_NUMBER; number++) {
		struct abs_descriptor *d = list_add(a, LIST_DESCRIPTOR, FIRST_PROCESS, number);

		d->file = number == SYSTEM_NUMBER ? a->last_id : 0;
	}
	if (!a->exhausted)
		return a;
	abstract_destroy(a);
	return NULL;
}

void abstract_destroy(struct abstract *a)
{
	if (!a)
		return;
	for (int i = 0; i < NR_LISTS; i++)
		free(a->list[i].at);
	free(a);
}

bool abstract_copy(struct abstract *a, const struct abstract *from)
{
	struct list kept[NR_LISTS];

	for (int i = 0; i < NR_LISTS; i++)
		if (!list_grow(a, i, from->list[i].count))
			return false;
	memcpy(kept, a->list, sizeof(kept));
	*a = *from;
	for (int i = 0; i < NR_LISTS; i++) {
		a->list[i] = kept[i];
		a->list[i].count = from->list[i].count;
		if (from->list[i].count)
			memcpy(a->list[i].at, from->list[i].at,
			       from->list[i].count * element_bytes[i]);
	}
	return true;
}

struct abstract *abstract_clone(const struct abstract *a)
{
	struct abstract *copy = calloc(1, sizeof(*copy));

	if (copy && !abstract_copy(copy, a)) {
		abstract_destroy(copy);
		return NULL;
	}
	return copy;
}

void abstract_set_switch(struct abstract *a, unsigned int index, bool on)
{
	static const char *const names_of[NR_ABS_SWITCHES] = {
#define ABS_SWITCH_NAME(name) [HAS_##name] = #name,
		ABS_SWITCHES(ABS_SWITCH_NAME)
#undef ABS_SWITCH_NAME
	};
	const struct gms_switch *s = gms_switch_at(index);

	for (int i = 0; s && i < NR_ABS_SWITCHES; i++)
		if (!strcmp(names_of[i], s->name))
			a->has[i] = on;
}
