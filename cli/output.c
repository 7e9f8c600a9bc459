/* SPDX-License-Identifier: BSD-2-Clause */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "output.h"

void complain(const char *format, ...)
{
	va_list args;

	/* So that the two streams appear in order on one terminal. */
	fflush(stdout);
	fputs("gmemsim: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
}

void complain_at(const char *file, unsigned int line, unsigned int column, const char *text)
{
	fflush(stdout);
	fprintf(stderr, "%s:%u:%u: %s\n", file, line, column, text);
}

bool output_failed(void)
{
	return ferror(stdout);
}

void close_output(void)
{
	bool failed = ferror(stdout), pending = __fpending(stdout) != 0;

	errno = 0;
	if (!fclose(stdout) && !failed)
		return;
	/* A descriptor that was closed from the start, and nothing to say: no loss. */
	if (errno == EBADF && !failed && !pending)
		return;
	fprintf(stderr, "gmemsim: the output cannot be written%s%s\n", errno ? ": " : "",
		errno ? strerror(errno) : "");
	_exit(EXIT_ENVIRONMENT);
}

/* ---- Colour ---- */

static bool wants_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	if (no && *no)
		return false;
	return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

const char *colour_on(enum colour colour)
{
	static const char *const codes[NR_COLOURS] = {
		[COLOUR_GOOD] = "\033[32m",
		[COLOUR_BAD] = "\033[31m",
		[COLOUR_RULE] = "\033[36m",
		[COLOUR_STEP] = "\033[33m",
	};

	return wants_colour() ? codes[colour] : "";
}

const char *colour_off(void)
{
	return wants_colour() ? "\033[0m" : "";
}

/* ---- JSON ---- */

void json_string(FILE *out, const char *text)
{
	const unsigned char *s = (const unsigned char *)text, *end = s + strlen(text);

	fputc('"', out);
	while (s < end) {
		size_t bytes = utf8_bytes(s, end);

		if (!bytes)
			fputs("\\ufffd", out);
		else if (*s == '"' || *s == '\\')
			fprintf(out, "\\%c", *s);
		else if (*s < 0x20 || *s == 0x7f)
			fprintf(out, "\\u%04x", *s);
		else
			fwrite(s, 1, bytes, out);
		s += bytes ? bytes : 1;
	}
	fputc('"', out);
}

void json_key(FILE *out, bool *first, const char *key)
{
	if (!*first)
		fputc(',', out);
	*first = false;
	json_string(out, key);
	fputc(':', out);
}

void json_text(FILE *out, bool *first, const char *key, const char *text)
{
	json_key(out, first, key);
	json_string(out, text);
}

void json_number(FILE *out, bool *first, const char *key, uint64_t number)
{
	json_key(out, first, key);
	fprintf(out, "%" PRIu64, number);
}

void json_bool(FILE *out, bool *first, const char *key, bool value)
{
	json_key(out, first, key);
	fputs(value ? "true" : "false", out);
}
