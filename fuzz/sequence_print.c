/* SPDX-License-Identifier: BSD-2-Clause */
/* A decoded sequence as a scenario, which the language's printer writes. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "sequence.h"

/* A letter for the kind and the handle; of a vCPU its VM and number. */
static char *name_of(const struct sequence *q, unsigned int handle)
{
	static const char letters[NR_SYMBOL_KINDS] = {
		[SYMBOL_VM] = 'A',  [SYMBOL_VCPU] = 'A',    [SYMBOL_FILE] = 'M',
		[SYMBOL_MAP] = 'H', [SYMBOL_PROCESS] = 'P', [SYMBOL_MESSAGE] = 'S',
	};
	const struct sequence_symbol *s = &q->symbol[handle];
	char name[64];

	if (s->kind == SYMBOL_VCPU)
		snprintf(name, sizeof(name), "A%" PRIu64 ".%" PRIu64, s->vm, s->id);
	else
		snprintf(name, sizeof(name), "%c%u", letters[s->kind], handle);
	return strdup(name);
}

static bool set_names(struct scenario *s, const struct sequence *q)
{
	s->symbols = calloc(q->nr_symbols + 1, sizeof(s->symbols[0]));
	for (unsigned int h = 1; s->symbols && h <= q->nr_symbols; h++) {
		s->symbols[h - 1] = (struct symbol){
			.name = name_of(q, h),
			.kind = q->symbol[h].kind,
			.carried = q->symbol[h].carried,
		};
		s->nr_symbols = h;
		if (!s->symbols[h - 1].name)
			return false;
	}
	return s->symbols;
}

static bool set_lines(struct scenario *s, const struct sequence *q, unsigned int nr_tasks)
{
	s->lines = calloc(q->nr_ops + 1, sizeof(s->lines[0]));
	s->tasks = calloc(nr_tasks + 1, sizeof(s->tasks[0]));
	if (!s->lines || !s->tasks)
		return false;
	s->nr_lines = s->block_first = s->block_end = q->nr_ops;
	for (unsigned int i = 0; i < q->nr_ops; i++)
		s->lines[i].op = q->op[i];
	if (!nr_tasks)
		return true;
	s->block_first = q->nr_ops - nr_tasks;
	for (unsigned int i = 0; i < nr_tasks; i++) {
		char name[16];

		snprintf(name, sizeof(name), "t%u", i + 1);
		s->tasks[i] = strdup(name);
		s->nr_tasks = i + 1;
		s->lines[s->block_first + i].task = i + 1;
		if (!s->tasks[i])
			return false;
	}
	return true;
}

static bool set_schedule(struct scenario *s, const uint8_t *schedule, size_t steps)
{
	s->schedule = calloc(steps + 1, sizeof(s->schedule[0]));
	for (size_t i = 0; s->schedule && i < steps; i++)
		s->schedule[i] =
			(struct schedule_item){ .kind = SCHEDULE_STEP, .task = schedule[i] };
	s->nr_schedule = s->schedule ? steps : 0;
	return s->schedule;
}

struct scenario *sequence_scenario(const struct sequence *q, unsigned int nr_tasks,
				   const uint8_t *schedule, size_t steps)
{
	struct scenario *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->profile = (int)q->config.profile;
	s->arch = (int)q->config.arch;
	memcpy(s->param, q->config.param, sizeof(s->param));
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		if (s->param[i] != gms_param_at(i)->fallback)
			s->params_given |= 1ull << i;
	s->file = strdup("input");
	if (s->file && set_names(s, q) && set_lines(s, q, nr_tasks) &&
	    set_schedule(s, schedule, steps))
		return s;
	scenario_free(s);
	return NULL;
}
