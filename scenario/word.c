// SPDX-License-Identifier: BSD-2-Clause
/*
 * The smallest parts of the language: numbers, names, quoting for messages.
 */
#include <string.h>

#include "lex.h"

uint64_t scenario_page_bytes(void)
{
	return 4096;
}

static int digit_value(char c, unsigned int base)
{
	int value = -1;

	if (c >= '0' && c <= '9')
		value = c - '0';
	else if (c >= 'a' && c <= 'f')
		value = c - 'a' + 10;
	else if (c >= 'A' && c <= 'F')
		value = c - 'A' + 10;
	return value < (int)base ? value : -1;
}

/* What a suffix multiplies by; 0 if it is none. */
static uint64_t suffix_factor(const char *suffix)
{
	if (!*suffix)
		return 1;
	if (suffix[1])
		return 0;
	switch (*suffix) {
	case 'K':
		return 1ull << 10;
	case 'M':
		return 1ull << 20;
	case 'G':
		return 1ull << 30;
	case 'T':
		return 1ull << 40;
	case 'p':
		return scenario_page_bytes();
	}
	return 0;
}

static enum number_fault magnitude_parse(const char *at, uint64_t *value)
{
	unsigned int base = 10;
	bool too_large = false;
	uint64_t factor, n = 0;

	if (at[0] == '0' && at[1] == 'x') {
		base = 16;
		at += 2;
	}
	if (digit_value(*at, base) < 0)
		return NUMBER_NONE;
	for (; digit_value(*at, base) >= 0; at++) {
		too_large |= __builtin_mul_overflow(n, (uint64_t)base, &n);
		too_large |= __builtin_add_overflow(n, (uint64_t)digit_value(*at, base), &n);
	}
	factor = suffix_factor(at);
	if (!factor)
		return NUMBER_BAD_SUFFIX;
	if (too_large || __builtin_mul_overflow(n, factor, value))
		return NUMBER_TOO_LARGE;
	return NUMBER_FINE;
}

enum number_fault number_parse(const char *text, bool is_signed, uint64_t *value)
{
	bool negative = *text == '-';
	enum number_fault fault = magnitude_parse(text + negative, value);

	if (fault != NUMBER_FINE || !negative)
		return fault;
	if (!is_signed)
		return NUMBER_NEGATIVE;
	if (*value > 1ull << 63)
		return NUMBER_TOO_LARGE;
	*value = -*value;
	return NUMBER_FINE;
}

const char *number_fault_text(enum number_fault fault)
{
	switch (fault) {
	case NUMBER_FINE:
		break;
	case NUMBER_NONE:
		return "is not a number";
	case NUMBER_BAD_SUFFIX:
		return "has a bad end: a number is decimal or 0x..., then K, M, G, T, p or nothing";
	case NUMBER_TOO_LARGE:
		return "does not fit in 64 bits";
	case NUMBER_NEGATIVE:
		return "is negative, and the field has no sign";
	}
	return "is fine";
}

bool nodes_parse(const char *text, uint64_t *nodes)
{
	uint64_t node;
	char part[24];
	size_t bytes;

	*nodes = 0;
	if (!strcmp(text, "none"))
		return true;
	for (;; text += bytes + 1) {
		bytes = strcspn(text, ",");
		if (bytes >= sizeof(part))
			return false;
		memcpy(part, text, bytes);
		part[bytes] = '\0';
		if (number_parse(part, false, &node) != NUMBER_FINE || node >= GMS_MAX_NODES)
			return false;
		*nodes |= 1ull << node;
		if (!text[bytes])
			return true;
	}
}

static bool is_name_start(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool is_name(const char *text)
{
	size_t i = 0;

	if (!is_name_start(text[0]))
		return false;
	while (is_name_start(text[i]) || (text[i] >= '0' && text[i] <= '9'))
		i++;
	return !text[i] && i <= SCENARIO_NAME_MAX;
}

struct quoted quote(const char *word)
{
	struct quoted q;
	size_t n = 0;

	q.text[n++] = '\'';
	for (; *word && n < sizeof(q.text) - 5; word++)
		q.text[n++] = *word >= 0x20 && *word < 0x7f ? *word : '?';
	if (*word) {
		memcpy(q.text + n, "...", 3);
		n += 3;
	}
	q.text[n++] = '\'';
	q.text[n] = '\0';
	return q;
}
