/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an executor answered to each line of a scenario, kept to be held against what
 * another one answers.
 */
#ifndef SCENARIO_RECORD_H
#define SCENARIO_RECORD_H

#include "run.h"

enum record_state {
	RECORD_NONE,	/* the run did not come to it, or had stopped before */
	RECORD_RESULT,	/* text is the result in the language's words */
	RECORD_SKIPPED, /* the executor leaves it out: text is the reason */
	RECORD_STOPPED, /* it cannot be expressed, and the run ended: text is the reason */
};

struct record {
	enum record_state state;
	char *text;
	unsigned int rule; /* that decided last; gms_nr_rules() is none */
};

struct recording {
	size_t nr_lines;
	struct record *line; /* as scenario->lines */
};

/* Run it to the end, or to where it stops.  False: out of memory. */
bool recording_make(const struct scenario *s, const struct executor *e, const volatile int *stop,
		    struct recording *recording);
void recording_free(struct recording *recording);

/*
 * Do two results of the operation say the same?  The word and every key that both have;
 * but what an executor does not see (its function `sees`, or NULL) is not compared.
 */
bool texts_agree(const struct gms_op *op, const char *a, const char *b,
		 bool (*sees)(const struct gms_op *op, const char *key));

#endif /* SCENARIO_RECORD_H */
