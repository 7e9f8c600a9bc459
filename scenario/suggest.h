/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The end of an error message that names the likely word.
 */
#ifndef SCENARIO_SUGGEST_H
#define SCENARIO_SUGGEST_H

#include "gmemsim.h"

struct hint {
	char text[80]; /* "; did you mean 'x'?", or empty */
};

struct hint hint(const char *word, const char *const *names, size_t count);
/* The same over a list of names with values, which ends with NULL. */
struct hint hint_pairs(const char *word, const struct gms_name_value *pairs);

#endif /* SCENARIO_SUGGEST_H */
