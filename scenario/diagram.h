/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A schedule of the concurrent block as a diagram: a column for each task, its steps from
 * top to bottom, the locks that each takes and gives back, and the rule that decided.
 */
#ifndef SCENARIO_DIAGRAM_H
#define SCENARIO_DIAGRAM_H

#include "scenario.h"

#define DIAGRAM_TEXT 192

struct diagram_row {
	unsigned int task;	   /* index into the scenario's */
	char step[DIAGRAM_TEXT];   /* name; empty: the operation has ended */
	char locks[DIAGRAM_TEXT];  /* "takes mmu_lock; gives back SRCU", or empty */
	char rule[DIAGRAM_TEXT];   /* the last that was applied, or empty */
	char result[DIAGRAM_TEXT]; /* of an operation that has ended */
};

struct diagram {
	const struct scenario *s;
	char *title; /* what the schedule leads to */
	size_t count, room;
	struct diagram_row *rows;
};

/*
 * Run the scenario, which has the schedule, in a world of its own that is the caller's, up
 * to `steps` steps of its block.  False: no memory.  diagram_free() gives all back.
 */
bool diagram_of(const struct scenario *s, struct gms_world *w, size_t steps, const char *title,
		struct diagram *out);
void diagram_free(struct diagram *d);

void diagram_print_mermaid(const struct diagram *d, FILE *out);
void diagram_print_svg(const struct diagram *d, FILE *out);

#endif /* SCENARIO_DIAGRAM_H */
