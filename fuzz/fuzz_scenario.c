/* SPDX-License-Identifier: BSD-2-Clause */
/* The language: what parses prints, and what is printed parses to the same text. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"
#include "stats.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

struct text {
	char *bytes;
	size_t count;
};

static struct text print(const struct scenario *s)
{
	struct text t = { NULL, 0 };
	FILE *out = open_memstream(&t.bytes, &t.count);

	if (!out)
		exit(EXIT_FAILURE);
	scenario_print(s, out);
	fclose(out);
	return t;
}

static void fail(const char *what, const struct text *t)
{
	fprintf(stderr, "%s:\n%.*s", what, (int)t->count, t->bytes);
	abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("input", (const char *)data, bytes, &error), *again;
	struct text once, twice;

	stats_own()->executions++;
	if (!s)
		return 0;
	once = print(s);
	again = scenario_parse("printed", once.bytes, once.count, &error);
	if (!again) {
		fprintf(stderr, "%u:%u: %s\n", error.line, error.column, error.message);
		fail("what was printed does not parse", &once);
	}
	twice = print(again);
	if (once.count != twice.count || memcmp(once.bytes, twice.bytes, once.count) != 0)
		fail("it prints differently the second time", &twice);
	free(once.bytes);
	free(twice.bytes);
	scenario_free(s);
	scenario_free(again);
	return 0;
}
