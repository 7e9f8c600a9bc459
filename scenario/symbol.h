/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The one namespace of a file: VMs, vCPUs (A.0), guest_memfd files, mappings,
 * processes, messages.
 */
#ifndef SCENARIO_SYMBOL_H
#define SCENARIO_SYMBOL_H

#include "scenario.h"

/* Finds a name's handle; the symbols themselves belong to the scenario. */
struct symbol_index {
	uint32_t *slot; /* handle, or 0 */
	size_t slots;	/* a power of two, at least twice the names */
	size_t room;	/* of scenario->symbols */
};

/* "A.18446744073709551615" */
#define SYMBOL_TEXT_MAX (SCENARIO_NAME_MAX + 22)

/* The handle of a name, 0 if it is not defined. */
uint64_t symbol_find(const struct symbol_index *x, const struct scenario *s, const char *name);
/* Define a name that is not there yet; carried is for messages.  Returns its handle, 0 without memory. */
uint64_t symbol_define(struct symbol_index *x, struct scenario *s, const char *name,
		       enum symbol_kind kind, enum symbol_kind carried);
void symbol_index_free(struct symbol_index *x);

/* "a VM", "a mapping", ... */
const char *symbol_kind_text(enum symbol_kind kind);
/* The known name nearest to word, among the latest defined of the kinds (a bit each). */
const char *symbol_nearest(const struct scenario *s, const char *word, unsigned int kinds);

#endif /* SCENARIO_SYMBOL_H */
