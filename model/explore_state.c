/* SPDX-License-Identifier: BSD-2-Clause */
/* Saved states are mostly zeros, and are kept without them. */
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

static bool has_room(struct walker *k, size_t words)
{
	uint64_t *buffer;

	if (words <= k->buffer_words)
		return true;
	buffer = realloc(k->buffer, words * 8);
	if (!buffer)
		return false;
	k->buffer = buffer;
	k->buffer_words = words;
	return true;
}

static bool save_state(struct walker *k, size_t *words)
{
	*words = (k->subject->bytes(k->subject->self) + 7) / 8;
	if (!has_room(k, *words))
		return false;
	if (*words)
		k->buffer[*words - 1] = 0;
	k->subject->save(k->subject->self, k->buffer);
	return true;
}

/* Words from `from` on that are zero, or that are not. */
static size_t run_of(const uint64_t *word, size_t from, size_t end, bool zero)
{
	size_t i = from;

	while (i < end && !word[i] == zero)
		i++;
	return i - from;
}

/* Zero words to skip << 32 | words that follow, then these. */
static size_t pack(const uint64_t *word, size_t words, uint64_t *to)
{
	size_t used = 0, i = 0;

	while (i < words) {
		size_t zeros = run_of(word, i, words, true);
		size_t others = run_of(word, i + zeros, words, false);

		if (to) {
			to[used] = (uint64_t)zeros << 32 | others;
			memcpy(&to[used + 1], &word[i + zeros], others * 8);
		}
		used += 1 + others;
		i += zeros + others;
	}
	return used;
}

struct packed *pack_state(struct walker *k)
{
	struct packed *p;
	size_t words, used;

	if (!save_state(k, &words))
		return NULL;
	used = pack(k->buffer, words, NULL);
	p = malloc(sizeof(*p) + used * 8);
	if (!p)
		return NULL;
	p->words = (uint32_t)words;
	p->used = (uint32_t)used;
	pack(k->buffer, words, p->data);
	return p;
}

void restore_state(struct walker *k, const struct packed *p)
{
	uint64_t *to;

	if (!has_room(k, p->words)) {
		k->no_memory = true;
		return;
	}
	to = k->buffer;
	memset(to, 0, (size_t)p->words * 8);
	for (uint32_t i = 0; i < p->used;) {
		uint32_t zeros = (uint32_t)(p->data[i] >> 32), others = (uint32_t)p->data[i];

		to += zeros;
		memcpy(to, &p->data[i + 1], (size_t)others * 8);
		to += others;
		i += 1 + others;
	}
	k->subject->restore(k->subject->self, k->buffer, (size_t)p->words * 8);
}

size_t packed_bytes(const struct packed *p)
{
	return sizeof(*p) + (size_t)p->used * 8;
}
