// SPDX-License-Identifier: BSD-2-Clause
#include <stdlib.h>
#include <string.h>

#include "record.h"
#include "result.h"

/* ---- Recording ---- */

struct recorder {
	const struct scenario *s;
	struct recording *recording;
	bool no_memory;
};

static char *print_result(const struct run_event *event)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	result_print(event->scenario, event->executor, &event->line->op, &event->result, out);
	fclose(out);
	return text;
}

static void note(struct recorder *r, size_t line, enum record_state state, char *text,
		 unsigned int rule)
{
	struct record *record = &r->recording->line[line];

	free(record->text);
	*record = (struct record){ .state = state, .text = text, .rule = rule };
	r->no_memory = r->no_memory || !text;
}

static void on_operation(void *self, const struct run_event *event)
{
	struct recorder *r = self;
	size_t line = (size_t)(event->line - event->scenario->lines);
	unsigned int rule = event->nr_trail ? event->trail[event->nr_trail - 1].rule
					    : gms_nr_rules();

	if (event->line->role != LINE_OPERATION)
		return;
	if (event->skipped)
		note(r, line, RECORD_SKIPPED, strdup(event->result.reason), rule);
	else
		note(r, line, RECORD_RESULT, print_result(event), rule);
}

/* The line at which the run stopped; what was said before of others is not about results. */
static void on_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	struct recorder *r = self;
	const struct scenario *s = r->s;

	(void)column;
	for (size_t i = 0; i < s->nr_lines; i++)
		if (s->lines[i].line == line && r->recording->line[i].state == RECORD_NONE)
			note(r, i, RECORD_STOPPED, strdup(text), gms_nr_rules());
}

bool recording_make(const struct scenario *s, const struct executor *e, const volatile int *stop,
		    struct recording *recording)
{
	const struct run_options options = { .explain = true, .interrupted = stop };
	struct recorder r = { .recording = recording, .s = s };
	const struct run_listener listener = {
		.self = &r,
		.operation = on_operation,
		.message = on_message,
	};

	*recording = (struct recording){
		.nr_lines = s->nr_lines,
		.line = calloc(s->nr_lines + 1, sizeof(*recording->line)),
	};
	if (!recording->line)
		return false;
	scenario_run(s, e, &options, &listener);
	return !r.no_memory;
}

void recording_free(struct recording *recording)
{
	for (size_t i = 0; recording->line && i < recording->nr_lines; i++)
		free(recording->line[i].text);
	free(recording->line);
	*recording = (struct recording){ .nr_lines = 0 };
}

/* ---- Comparing ---- */

/* The bytes of the next word: spaces end it, but not in quotes. */
static size_t word_bytes(const char *text)
{
	bool quoted = false;
	size_t n = 0;

	for (; text[n] && (quoted || text[n] != ' '); n++)
		quoted = quoted != (text[n] == '"');
	return n;
}

static size_t key_bytes(const char *word, size_t bytes)
{
	const char *equals = memchr(word, '=', bytes);

	return equals ? (size_t)(equals - word) : 0;
}

/* The word of text with that key, or the one without any. */
static const char *find_word(const char *text, const char *key, size_t bytes, size_t *found)
{
	while (*text) {
		size_t n = word_bytes(text);

		if (key_bytes(text, n) == bytes && !memcmp(text, key, bytes)) {
			*found = n;
			return text;
		}
		text += n + (text[n] == ' ');
	}
	return NULL;
}

typedef bool sees_fn(const struct gms_op *op, const char *key);

static bool is_unseen(const struct gms_op *op, const char *word, size_t bytes, sees_fn *sees)
{
	char key[32];

	if (!sees || !bytes || bytes >= sizeof(key))
		return false;
	memcpy(key, word, bytes);
	key[bytes] = '\0';
	return !sees(op, key);
}

/* Is each name of the list a one of b, as far as it is seen? */
static bool names_are_in(const struct gms_op *op, const char *a, const char *b, size_t b_bytes,
			 sees_fn *sees)
{
	size_t n, m;

	for (; *a && *a != ' '; a += n + (a[n] == '|')) {
		const char *end = b + b_bytes, *at = b;

		n = strcspn(a, "| ");
		if (is_unseen(op, a, n, sees))
			continue;
		for (; at < end; at += m + 1) {
			m = strcspn(at, "| ");
			if (m == n && !memcmp(a, at, n))
				break;
		}
		if (at >= end)
			return false;
	}
	return true;
}

/* Two words with the same key: the same text, or a list of the same names. */
static bool word_agrees(const struct gms_op *op, const char *a, size_t a_bytes, const char *b,
			size_t b_bytes, sees_fn *sees)
{
	size_t key = strlen("flags=");

	if (a_bytes == b_bytes && !memcmp(a, b, a_bytes))
		return true;
	return op->code == GMS_OP_SMAPS && a_bytes > key && b_bytes > key &&
	       !memcmp(a, "flags=", key) &&
	       names_are_in(op, a + key, b + key, b_bytes - key, sees);
}

/* Every word of a against the word of b with its key, if it has one. */
static bool words_agree(const struct gms_op *op, const char *a, const char *b, sees_fn *sees)
{
	while (*a) {
		size_t bytes = word_bytes(a), key = key_bytes(a, bytes), other;
		const char *word = find_word(b, a, key, &other);

		if (word && !is_unseen(op, a, key, sees) &&
		    !word_agrees(op, a, bytes, word, other, sees))
			return false;
		/* What has no key is what the result is. */
		if (!word && !key)
			return false;
		a += bytes + (a[bytes] == ' ');
	}
	return true;
}

static bool is_success(const char *text)
{
	return !strcmp(text, "0") || !strcmp(text, "ok");
}

bool texts_agree(const struct gms_op *op, const char *a, const char *b, sees_fn *sees)
{
	if (result_is_loose(op) && is_success(a) && is_success(b))
		return true;
	return words_agree(op, a, b, sees) && words_agree(op, b, a, sees);
}
