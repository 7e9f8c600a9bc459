/* SPDX-License-Identifier: BSD-2-Clause */
/* What happens on the way is listened to; which locks are held is asked after each step. */
#include "diagram.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "run.h"
#include "sim/observe.h"

/* After the schedule the tasks would go on; nobody listens any more. */
#define LIVELOCK_STEPS 1000

struct listening {
	struct diagram *d;
	struct gms_world *w;
	size_t steps;	   /* yet to be listened to */
	bool after_a_step; /* that was listened to */
	bool failed;
	unsigned int told[GMS_MAX_TASKS];     /* rules of each task's operation so far */
	struct seen_task held[GMS_MAX_TASKS]; /* as it was before the step */
};

static struct diagram_row *new_row(struct listening *l, const char *task)
{
	struct diagram *d = l->d;
	struct diagram_row *rows;

	if (d->count == d->room) {
		rows = realloc(d->rows, (d->room + 64) * sizeof(*rows));
		if (!rows) {
			l->failed = true;
			return NULL;
		}
		d->rows = rows;
		d->room += 64;
	}
	d->rows[d->count] = (struct diagram_row){ .task = 0 };
	for (unsigned int i = 0; i < d->s->nr_tasks; i++)
		if (!strcmp(d->s->tasks[i], task))
			d->rows[d->count].task = i;
	return &d->rows[d->count++];
}

/* ---- Locks ---- */

static bool is_held(const struct seen_task *t, struct seen_lock lock)
{
	for (uint32_t i = 0; i < t->nr_held && i < SEEN_LOCKS; i++)
		if (t->held[i].kind == lock.kind && t->held[i].object == lock.object)
			return true;
	return false;
}

/* What is held in `one` and not in the other. */
static void add_locks(char *text, const char *verb, const struct seen_task *one,
		      const struct seen_task *other)
{
	size_t used;

	for (uint32_t i = 0; i < one->nr_held && i < SEEN_LOCKS; i++) {
		if (is_held(other, one->held[i]))
			continue;
		used = strlen(text);
		snprintf(text + used, DIAGRAM_TEXT - used, "%s%s %s", used ? ", " : "", verb,
			 gms_lock_name(one->held[i].kind));
	}
}

static void note_locks(struct listening *l, char *text)
{
	struct seen_task now[GMS_MAX_TASKS] = { 0 }, task;

	for (uint64_t c = 0; observe_task(l->w, &c, &task);)
		if (task.number < GMS_MAX_TASKS)
			now[task.number] = task;
	for (int i = 0; i < GMS_MAX_TASKS; i++) {
		add_locks(text, "takes the", &now[i], &l->held[i]);
		add_locks(text, "gives back the", &l->held[i], &now[i]);
	}
	memcpy(l->held, now, sizeof(now));
}

/* ---- The listener ---- */

static void listen_step(void *self, const struct run_event *event, const char *step)
{
	struct listening *l = self;
	struct diagram_row *row = l->steps ? new_row(l, event->task) : NULL;

	l->after_a_step = row;
	if (!row)
		return;
	l->steps--;
	snprintf(row->step, sizeof(row->step), "%s", step);
	note_locks(l, row->locks);
	/* Each rule is told once. */
	if (event->nr_trail > l->told[row->task]) {
		const struct gms_rule *rule = gms_rule_at(event->trail[event->nr_trail - 1].rule);

		snprintf(row->rule, sizeof(row->rule), "%s", rule ? rule->id : "");
	}
	l->told[row->task] = event->nr_trail;
}

static void listen_operation(void *self, const struct run_event *event)
{
	struct listening *l = self;
	struct diagram_row *row;
	FILE *out;

	if (!event->task || !l->after_a_step)
		return;
	l->after_a_step = false;
	row = new_row(l, event->task);
	if (row)
		l->told[row->task] = 0;
	out = row ? fmemopen(row->result, sizeof(row->result) - 1, "w") : NULL;
	if (!out)
		return;
	scenario_print_op(event->scenario, &event->line->op, out);
	fputs(" -> ", out);
	result_print(event->scenario, event->executor, &event->line->op, &event->result, out);
	fclose(out);
}

static void listen_message(void *self, unsigned int line, unsigned int column, const char *text)
{
	(void)self;
	(void)line;
	(void)column;
	(void)text;
}

bool diagram_of(const struct scenario *s, struct gms_world *w, size_t steps, const char *title,
		struct diagram *out)
{
	const struct run_options options = { .explain = true, .livelock_steps = LIVELOCK_STEPS };
	struct listening *l = calloc(1, sizeof(*l));
	struct executor e = executor_sim(w);
	struct run_listener listener = {
		.operation = listen_operation,
		.step = listen_step,
		.message = listen_message,
	};
	bool good;

	*out = (struct diagram){ .s = s, .title = strdup(title) };
	if (!l || !out->title) {
		free(l);
		return false;
	}
	*l = (struct listening){ .d = out, .w = w, .steps = steps };
	listener.self = l;
	scenario_run(s, &e, &options, &listener);
	good = !l->failed;
	free(l);
	return good;
}

void diagram_free(struct diagram *d)
{
	free(d->title);
	free(d->rows);
	*d = (struct diagram){ .s = NULL };
}
