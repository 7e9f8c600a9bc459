/* SPDX-License-Identifier: BSD-2-Clause */
/* What a line expects, as the arguments of check() in an exported program. */
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "scenario/lex.h"
#include "scenario/names.h"
#include "scenario/result.h"

/* Kinds and fields as the program calls them. */
struct want {
	const char *kind;
	char has[160];
	char fields[320];
};

static void add(struct want *w, const char *has, const char *field, uint64_t value)
{
	size_t h = strlen(w->has), f = strlen(w->fields);

	snprintf(w->has + h, sizeof(w->has) - h, "%s%s", h ? " | " : "", has);
	snprintf(w->fields + f, sizeof(w->fields) - f, ", .%s = (%s)0x%" PRIx64 "ull", field,
		 strcmp(field, "error") && strcmp(field, "code") ? "uint64_t" : "int", value);
}

static void take_word(struct export *x, struct want *w, const char *word)
{
	uint64_t value;

	if (number_parse(word, true, &value) == NUMBER_FINE) {
		w->kind = "VALUE";
		add(w, "HAS_VALUE", "value", value);
	} else if (!strcmp(word, "ok")) {
		w->kind = "OK";
	} else if (!strcmp(word, "SIGBUS") || !strcmp(word, "SIGSEGV")) {
		w->kind = "SIGNAL";
		add(w, "HAS_ERROR", "error", !strcmp(word, "SIGBUS") ? SIGBUS : SIGSEGV);
	} else if (!strcmp(word, "MMIO") || !strcmp(word, "MEMORY_FAULT")) {
		w->kind = !strcmp(word, "MMIO") ? "MMIO" : "MEMORY_FAULT";
	} else if (errno_number(word)) {
		w->kind = "ERROR";
		add(w, "HAS_ERROR", "error", (uint64_t)errno_number(word));
	} else {
		export_fail(x, "a program does not look for the result %s", quote(word).text);
	}
}

struct key {
	const char *key, *has, *field;
	enum part_kind kind;
};

static const struct key keys[] = {
	{ "gpa", "HAS_GPA", "gpa", PART_HEX },
	{ "size", "HAS_SIZE", "size", PART_SIZE },
	{ "left", "HAS_SIZE", "size", PART_SIZE },
	{ "len", "HAS_SIZE", "size", PART_DECIMAL },
	{ "write", "HAS_FLAGS", "flags", PART_DECIMAL },
	{ "flags", "HAS_FLAGS", "flags", PART_FAULT_FLAGS },
	{ "errno", "HAS_ERROR", "error", PART_ERRNO },
	{ "blksize", "HAS_BLKSIZE", "blksize", PART_SIZE },
	{ "blocks", "HAS_BLOCKS", "blocks", PART_DECIMAL },
};

/* Which page a guest was served by only a simulator can tell. */
static bool is_seen_by_a_simulator(const struct export *x, const char *key)
{
	return x->line->op.code == GMS_OP_GUEST &&
	       (!strcmp(key, "level") || !strcmp(key, "prot"));
}

static void take_key(struct export *x, struct want *w, const struct expect_item *item)
{
	uint64_t value;

	if (is_seen_by_a_simulator(x, item->key))
		return;
	if (!strcmp(item->key, "code") && x->line->expect.nr_items &&
	    (value_of(sigbus_codes, item->text, &value) ||
	     value_of(sigsegv_codes, item->text, &value))) {
		add(w, "HAS_CODE", "code", value);
		return;
	}
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(keys[i].key, item->key) != 0)
			continue;
		/* A MEMORY_FAULT of which KVM_RUN says 0 has no errno. */
		if (!part_number(keys[i].kind, item->text, &value) &&
		    number_parse(item->text, false, &value) != NUMBER_FINE)
			export_fail(x, "a program does not look for %s=", item->key);
		else
			add(w, keys[i].has, keys[i].field, value);
		return;
	}
	export_fail(x, "a program does not look for %s=", item->key);
}

void export_expectation(struct export *x)
{
	const struct expectation *expect = &x->line->expect;
	struct want w = { .kind = "VALUE" };

	for (unsigned int i = 0; i < expect->nr_items && !x->failed; i++) {
		if (expect->items[i].key)
			take_key(x, &w, &expect->items[i]);
		else
			take_word(x, &w, expect->items[i].text);
	}
	fprintf(x->out, "%s, (struct result){ .kind = %s%s }", *w.has ? w.has : "0", w.kind,
		w.fields);
}

int export_pages(struct export *x, const uint64_t **pages)
{
	static uint64_t numbers[PAGES_MAX];
	const struct expectation *expect = &x->line->expect;
	const char *bad;
	size_t count = 0;

	*pages = numbers;
	for (unsigned int i = 0; i < expect->nr_items; i++)
		if (expect->items[i].key && !strcmp(expect->items[i].key, "pages") &&
		    parse_pages(expect->items[i].text, numbers, &count, &bad))
			return (int)count;
	return -1;
}
