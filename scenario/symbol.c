// SPDX-License-Identifier: BSD-2-Clause
/*
 * Names and their handles: an open-addressed table over scenario->symbols.
 */
#include <stdlib.h>
#include <string.h>

#include "symbol.h"

/* FNV-1a. */
static size_t hash_name(const char *name)
{
	uint64_t hash = 0xcbf29ce484222325ull;

	for (; *name; name++)
		hash = (hash ^ (unsigned char)*name) * 0x100000001b3ull;
	return (size_t)(hash ^ hash >> 32);
}

/* Where name is, or where it would go. */
static size_t probe(const struct symbol_index *x, const struct scenario *s, const char *name)
{
	size_t i = hash_name(name) & (x->slots - 1);

	while (x->slot[i] && strcmp(s->symbols[x->slot[i] - 1].name, name) != 0)
		i = (i + 1) & (x->slots - 1);
	return i;
}

uint64_t symbol_find(const struct symbol_index *x, const struct scenario *s, const char *name)
{
	return x->slots ? x->slot[probe(x, s, name)] : 0;
}

static bool grow_slots(struct symbol_index *x, const struct scenario *s)
{
	struct symbol_index bigger = *x;

	if (x->slots >= 2 * (s->nr_symbols + 1))
		return true;
	bigger.slots = x->slots ? 2 * x->slots : 64;
	bigger.slot = calloc(bigger.slots, sizeof(*bigger.slot));
	if (!bigger.slot)
		return false;
	for (size_t h = 1; h <= s->nr_symbols; h++)
		bigger.slot[probe(&bigger, s, s->symbols[h - 1].name)] = (uint32_t)h;
	free(x->slot);
	*x = bigger;
	return true;
}

static bool grow_symbols(struct symbol_index *x, struct scenario *s)
{
	size_t room = x->room ? 2 * x->room : 16;
	struct symbol *symbols;

	if (s->nr_symbols < x->room)
		return true;
	symbols = realloc(s->symbols, room * sizeof(*symbols));
	if (!symbols)
		return false;
	s->symbols = symbols;
	x->room = room;
	return true;
}

uint64_t symbol_define(struct symbol_index *x, struct scenario *s, const char *name,
		       enum symbol_kind kind, enum symbol_kind carried)
{
	char *copy;

	if (!grow_slots(x, s) || !grow_symbols(x, s))
		return 0;
	copy = strdup(name);
	if (!copy)
		return 0;
	x->slot[probe(x, s, name)] = (uint32_t)s->nr_symbols + 1;
	s->symbols[s->nr_symbols++] = (struct symbol){
		.name = copy,
		.kind = kind,
		.carried = carried,
	};
	return s->nr_symbols;
}

void symbol_index_free(struct symbol_index *x)
{
	free(x->slot);
}

const char *symbol_kind_text(enum symbol_kind kind)
{
	switch (kind) {
	case SYMBOL_VM:
		return "a VM";
	case SYMBOL_VCPU:
		return "a vCPU";
	case SYMBOL_FILE:
		return "a guest_memfd file";
	case SYMBOL_MAP:
		return "a mapping";
	case SYMBOL_PROCESS:
		return "a process";
	case SYMBOL_MESSAGE:
		return "a message";
	case NR_SYMBOL_KINDS:
		break;
	}
	return "a name";
}

const char *symbol_nearest(const struct scenario *s, const char *word, unsigned int kinds)
{
	const char *names[256];
	size_t count = 0;

	for (size_t i = s->nr_symbols; i > 0 && count < 256; i--)
		if (kinds & 1u << s->symbols[i - 1].kind)
			names[count++] = s->symbols[i - 1].name;
	return nearest_name(word, names, count);
}
