/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a run looks like from outside: text, explained text, or JSON.
 */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "scenario/run.h"

struct report_style {
	bool explain; /* every operation, with the rules that decided it */
	bool json;    /* one object per operation, on a line of its own */
	bool quiet;   /* no summaries */
};

/* Filled by the caller; what the listener's self points to. */
struct report {
	struct report_style style;
	const struct scenario *s;
	/* Of each task's operation in progress: rules that were told already. */
	unsigned int told[GMS_MAX_TASKS];
};

struct run_listener report_listener(struct report *r);
/* "FILE: N operations, N expectations, N failed" */
void report_summary(const struct report *r, const struct run_summary *summary);

#endif /* CLI_REPORT_H */
