// SPDX-License-Identifier: BSD-2-Clause
/*
 * "Did you mean": the known name that a mistyped word is nearest to.
 */
#include <string.h>
#include <strings.h>

#include "scenario.h"
#include "suggest.h"

/* Longer words are not compared: nothing of the language is as long. */
#define WORD_MAX  40
/* The longest list of names with values, the errnos, has fewer. */
#define PAIRS_MAX 160

static unsigned int min3(unsigned int a, unsigned int b, unsigned int c)
{
	unsigned int least = a < b ? a : b;

	return least < c ? least : c;
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/*
 * Letters to insert, delete, change, or swap with their neighbour, to get from
 * a to b; case does not count.  Both are at most WORD_MAX long.
 */
static unsigned int edit_distance(const char *a, size_t na, const char *b, size_t nb)
{
	unsigned int row[3][WORD_MAX + 1];

	for (unsigned int j = 0; j <= nb; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= na; i++) {
		unsigned int *now = row[i % 3], *before = row[(i + 2) % 3];
		const unsigned int *first = row[(i + 1) % 3];

		now[0] = (unsigned int)i;
		for (size_t j = 1; j <= nb; j++) {
			bool same = lower(a[i - 1]) == lower(b[j - 1]);

			now[j] = min3(before[j] + 1, now[j - 1] + 1, before[j - 1] + !same);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]) && first[j - 2] + 1 < now[j])
				now[j] = first[j - 2] + 1;
		}
	}
	return row[na % 3][nb];
}

const char *nearest_name(const char *word, const char *const *names, size_t count)
{
	size_t length = strlen(word);
	/* A third of the letters may be wrong, one of a short word. */
	unsigned int best = length < 3 ? 2 : (unsigned int)length / 3 + 1;
	const char *nearest = NULL;

	if (!length || length > WORD_MAX)
		return NULL;
	for (size_t i = 0; i < count; i++) {
		size_t n = strlen(names[i]);
		unsigned int distance;

		if (n > WORD_MAX || n > length + best || length > n + best)
			continue;
		distance = edit_distance(word, length, names[i], n);
		/* Two words without one letter in common are not near. */
		if (distance < best && distance < n) {
			best = distance;
			nearest = names[i];
		}
	}
	return nearest;
}

struct hint hint(const char *word, const char *const *names, size_t count)
{
	const char *nearest = nearest_name(word, names, count);
	struct hint h = { "" };

	if (nearest)
		snprintf(h.text, sizeof(h.text), "; did you mean '%s'?", nearest);
	return h;
}

struct hint hint_pairs(const char *word, const struct gms_name_value *pairs)
{
	const char *names[PAIRS_MAX];
	size_t count = 0;

	for (; count < PAIRS_MAX && pairs[count].name; count++)
		names[count] = pairs[count].name;
	return hint(word, names, count);
}
