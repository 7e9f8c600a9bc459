// SPDX-License-Identifier: BSD-2-Clause
/*
 * One line into tokens: words, key=value pairs and the arrow.
 */
#include <stdarg.h>
#include <string.h>

#include "lex.h"

struct scan {
	const char *line, *at, *end;
	char *out;
	struct scenario_error *error;
};

static bool lex_fail(struct scan *s, const char *at, const char *message)
{
	s->error->column = (unsigned int)(at - s->line) + 1;
	snprintf(s->error->message, sizeof(s->error->message), "%s", message);
	return false;
}

size_t utf8_bytes(const unsigned char *at, const unsigned char *end)
{
	unsigned char first = *at, low = 0x80, high = 0xbf;
	size_t bytes;

	if (first < 0x80)
		return 1;
	if (first < 0xc2 || first > 0xf4)
		return 0;
	bytes = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	if ((size_t)(end - at) < bytes)
		return 0;
	/* Overlong forms, surrogates and what lies beyond U+10FFFF. */
	if (first == 0xe0)
		low = 0xa0;
	else if (first == 0xed)
		high = 0x9f;
	else if (first == 0xf0)
		low = 0x90;
	else if (first == 0xf4)
		high = 0x8f;
	if (at[1] < low || at[1] > high)
		return 0;
	for (size_t i = 2; i < bytes; i++)
		if (at[i] < 0x80 || at[i] > 0xbf)
			return 0;
	return bytes;
}

static bool check_bytes(struct scan *s)
{
	const unsigned char *at = (const unsigned char *)s->at;
	const unsigned char *end = (const unsigned char *)s->end;

	while (at < end) {
		size_t bytes = utf8_bytes(at, end);

		if (!*at)
			return lex_fail(s, (const char *)at, "NUL byte in the line");
		if (!bytes)
			return lex_fail(s, (const char *)at, "the line is not valid UTF-8");
		at += bytes;
	}
	return true;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

static bool at_arrow(const struct scan *s)
{
	return s->end - s->at >= 2 && s->at[0] == '-' && s->at[1] == '>';
}

static bool at_word_end(const struct scan *s)
{
	return s->at == s->end || is_space(*s->at) || *s->at == '#' || at_arrow(s);
}

/* Control characters could reach a terminal through an error message. */
static bool check_printable(struct scan *s)
{
	unsigned char c = (unsigned char)*s->at;

	if (c >= 0x20 && c != 0x7f)
		return true;
	return lex_fail(s, s->at, "control character in the line");
}

/* Quotes may stand round a whole value: "4p", size="4p". */
static bool scan_quoted(struct scan *s)
{
	const char *open = s->at++;

	while (s->at < s->end && *s->at != '"') {
		if (*s->at != '\t' && !check_printable(s))
			return false;
		*s->out++ = *s->at++;
	}
	if (s->at == s->end)
		return lex_fail(s, open, "the quote is not closed");
	s->at++;
	if (!at_word_end(s))
		return lex_fail(s, s->at, "a closing quote must end the word");
	return true;
}

static void start_value(struct scan *s, struct token *t)
{
	*s->out++ = '\0';
	s->at++;
	t->key = t->text;
	t->text = s->out;
	t->value_column = (unsigned int)(s->at - s->line) + 1;
}

static bool scan_word(struct scan *s, struct token *t)
{
	t->text = s->out;
	while (!at_word_end(s)) {
		if (*s->at == '"') {
			if (s->out != t->text)
				return lex_fail(s, s->at,
						"a quote may stand only round a whole value");
			if (!scan_quoted(s))
				return false;
		} else if (*s->at == '=' && !t->key) {
			start_value(s, t);
		} else {
			if (!check_printable(s))
				return false;
			*s->out++ = *s->at++;
		}
	}
	*s->out++ = '\0';
	return true;
}

static bool scan_token(struct scan *s, struct token *t)
{
	*t = (struct token){ .column = (unsigned int)(s->at - s->line) + 1 };
	t->value_column = t->column;
	if (!at_arrow(s))
		return scan_word(s, t);
	t->arrow = true;
	t->text = s->out;
	*s->out++ = '\0';
	s->at += 2;
	return true;
}

bool lex_line(const char *line, size_t bytes, struct token_line *out,
	      struct scenario_error *error)
{
	struct scan s = { line, line, line + bytes, out->text, error };

	out->count = 0;
	if (bytes > SCENARIO_LINE_BYTES_MAX)
		return lex_fail(&s, line + SCENARIO_LINE_BYTES_MAX,
				"the line is longer than 4096 bytes");
	if (!check_bytes(&s))
		return false;
	for (;;) {
		while (s.at < s.end && is_space(*s.at))
			s.at++;
		if (s.at == s.end || *s.at == '#')
			return true;
		if (!scan_token(&s, &out->token[out->count]))
			return false;
		out->count++;
	}
}

bool lex_split_colon(struct token *t, struct token *rest)
{
	char *colon;

	/* A key before '=' is no task, and A:0 never stands first. */
	if (t->key || t->arrow)
		return false;
	colon = strchr(t->text, ':');
	if (!colon)
		return false;
	*rest = *t;
	*colon = '\0';
	rest->text = colon + 1;
	rest->column += (unsigned int)(colon + 1 - t->text);
	rest->value_column = rest->column;
	return true;
}
