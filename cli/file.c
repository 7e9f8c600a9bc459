/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Files into scenarios.
 *
 * A file may be anything: a device without end, a pipe, a line of a gigabyte.
 * Reading stops as soon as what was read cannot be a scenario any more; the
 * parser, which gets that much, then says why.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "output.h"

/* More than a million lines of usual length, and bearable in memory. */
#define FILE_BYTES_MAX (512ul << 20)
#define READ_BYTES     (64ul << 10)

struct text {
	char *bytes;
	size_t used, room;
	size_t lines;	   /* that have ended */
	size_t line_start; /* of the one that has not */
};

static bool make_room(struct text *t)
{
	size_t room = t->room ? 2 * t->room : READ_BYTES;
	char *bytes;

	if (t->room - t->used >= READ_BYTES)
		return true;
	bytes = realloc(t->bytes, room);
	if (!bytes)
		return false;
	t->bytes = bytes;
	t->room = room;
	return true;
}

/* Can what is there still become a scenario? */
static bool count_lines(struct text *t, size_t from)
{
	const char *newline;

	while ((newline = memchr(t->bytes + from, '\n', t->used - from))) {
		from = (size_t)(newline - t->bytes) + 1;
		t->line_start = from;
		if (++t->lines > SCENARIO_LINES_MAX)
			return false;
	}
	/* One byte more for the CR of a line end that is yet to come. */
	return t->used - t->line_start <= SCENARIO_LINE_BYTES_MAX + 1;
}

/* Returns NULL or what is wrong. */
static const char *read_all(int fd, struct text *t)
{
	for (;;) {
		ssize_t bytes;

		if (!make_room(t))
			return "out of memory";
		bytes = read(fd, t->bytes + t->used, READ_BYTES);
		if (bytes < 0 && errno == EINTR && !interrupted)
			continue;
		if (bytes < 0)
			return strerror(errno);
		if (!bytes)
			return NULL;
		t->used += (size_t)bytes;
		if (!count_lines(t, t->used - (size_t)bytes))
			return NULL;
		if (t->used > FILE_BYTES_MAX)
			return "the file is larger than 512M";
	}
}

static const char *read_file(const char *name, struct text *t)
{
	bool is_stdin = !strcmp(name, "-");
	int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	const char *why;

	if (fd < 0)
		return strerror(errno);
	why = read_all(fd, t);
	if (!is_stdin)
		close(fd);
	return why;
}

static enum exit_status load(const char *name, struct scenario **s)
{
	struct text t = { 0 };
	struct scenario_error error;
	const char *why = read_file(name, &t);

	*s = NULL;
	if (!why && !interrupted) {
		*s = scenario_parse(name, t.bytes, t.used, &error);
		if (!*s)
			complain_at(name, error.line, error.column, error.message);
	}
	free(t.bytes);
	if (interrupted)
		return EXIT_INTERRUPTED;
	if (why)
		complain("%s: %s", name, why);
	return *s ? EXIT_HELD : EXIT_INPUT;
}

enum exit_status scenarios_load(char *const *files, size_t count, struct scenarios *out)
{
	enum exit_status status = EXIT_HELD;

	*out = (struct scenarios){ .at = calloc(count + 1, sizeof(struct scenario *)) };
	if (!out->at) {
		complain("out of memory");
		return EXIT_ENVIRONMENT;
	}
	for (size_t i = 0; i < count && !interrupted; i++) {
		struct scenario *s;

		status = worse(status, load(files[i], &s));
		if (s)
			out->at[out->count++] = s;
	}
	return interrupted ? EXIT_INTERRUPTED : status;
}

void scenarios_free(struct scenarios *scenarios)
{
	for (size_t i = 0; i < scenarios->count; i++)
		scenario_free(scenarios->at[i]);
	free(scenarios->at);
	scenarios->at = NULL;
	scenarios->count = 0;
}
