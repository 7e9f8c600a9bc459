// SPDX-License-Identifier: BSD-2-Clause
/*
 * The concurrent block's own lines: tasks, schedule, step, end.
 *
 * A schedule may name a task before the task's first line.  So the items hold
 * the index of a mention until `end`, which turns it into that of a task.
 */
#include <stdlib.h>
#include <string.h>

#include "parse.h"
#include "suggest.h"

#define STEP_NAME_MAX 64

static int find_task(const struct scenario *s, const char *name)
{
	for (unsigned int i = 0; i < s->nr_tasks; i++)
		if (!strcmp(s->tasks[i], name))
			return (int)i;
	return -1;
}

int parse_task(struct parser *p, const struct token *t)
{
	struct scenario *s = p->s;
	int task;

	if (!is_name(t->text)) {
		parse_fail(p, t->column, "%s is not a task's name", quote(t->text).text);
		return -1;
	}
	task = find_task(s, t->text);
	if (task >= 0)
		return task;
	if (s->nr_tasks == GMS_MAX_TASKS) {
		parse_fail(p, t->column, "%s: more than %d tasks", quote(t->text).text,
			   GMS_MAX_TASKS);
		return -1;
	}
	s->tasks[s->nr_tasks] = strdup(t->text);
	if (!s->tasks[s->nr_tasks]) {
		parse_no_memory(p);
		return -1;
	}
	return (int)s->nr_tasks++;
}

/* The index of a task's mention, -1 after an error. */
static int mention_task(struct parser *p, const struct token *t)
{
	struct mention *m;

	if (t->key || t->arrow || !is_name(t->text)) {
		parse_fail(p, t->column, "%s is not a task's name",
			   quote(t->arrow ? "->"
				 : t->key ? t->key
					  : t->text)
				   .text);
		return -1;
	}
	for (unsigned int i = 0; i < p->nr_mentions; i++)
		if (!strcmp(p->mention[i].name, t->text))
			return (int)i;
	if (p->nr_mentions == GMS_MAX_TASKS) {
		parse_fail(p, t->column, "%s: the schedule names more than %d tasks",
			   quote(t->text).text, GMS_MAX_TASKS);
		return -1;
	}
	m = &p->mention[p->nr_mentions];
	*m = (struct mention){ strdup(t->text), p->line, t->column };
	if (!m->name) {
		parse_no_memory(p);
		return -1;
	}
	return (int)p->nr_mentions++;
}

static struct schedule_item *append_item(struct parser *p, enum schedule_kind kind,
					 const struct token *task)
{
	size_t room = p->schedule_room ? 2 * p->schedule_room : 16;
	int mention = mention_task(p, task);
	struct schedule_item *items;

	if (mention < 0)
		return NULL;
	if (p->s->nr_schedule == p->schedule_room) {
		items = realloc(p->s->schedule, room * sizeof(*items));
		if (!items) {
			parse_no_memory(p);
			return NULL;
		}
		p->s->schedule = items;
		p->schedule_room = room;
	}
	items = &p->s->schedule[p->s->nr_schedule++];
	*items = (struct schedule_item){ .kind = kind,
					 .task = (unsigned int)mention,
					 .line = p->line,
					 .column = task->column };
	return items;
}

static bool check_in_block(struct parser *p)
{
	const struct token *t = p->tokens.token;

	if (p->block == BLOCK_OPEN)
		return true;
	return parse_fail(p, t[0].column, "'%s' may stand only in a concurrent block", t[0].text);
}

bool parse_schedule(struct parser *p)
{
	if (!check_in_block(p))
		return false;
	if (p->tokens.count == 1)
		return parse_fail(p, p->tokens.token[0].column, "'schedule' names no task");
	for (unsigned int i = 1; i < p->tokens.count; i++)
		if (!append_item(p, SCHEDULE_STEP, &p->tokens.token[i]))
			return false;
	return true;
}

/* Names of steps are the simulator's: letters, digits, - and _. */
static bool is_step_name(const struct token *t)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-_.";
	size_t bytes = strlen(t->text);

	return !t->key && bytes && bytes <= STEP_NAME_MAX && strspn(t->text, letters) == bytes;
}

bool parse_step(struct parser *p)
{
	const struct token *t = p->tokens.token;
	struct schedule_item *item;

	if (!check_in_block(p))
		return false;
	if (p->tokens.count < 4)
		return parse_fail(p, t[0].column, "expected 'step TASK until STEP'");
	if (t[2].key || strcmp(t[2].text, "until") != 0)
		return parse_fail(p, t[2].column, "expected 'until' after the task");
	if (p->tokens.count > 4)
		return parse_fail(p, t[4].column, "'step' stands one per line");
	if (!is_step_name(&t[3]))
		return parse_fail(p, t[3].column, "%s is not a step's name",
				  quote(t[3].text).text);
	item = append_item(p, SCHEDULE_UNTIL, &t[1]);
	if (!item)
		return false;
	item->step = strdup(t[3].text);
	return item->step || parse_no_memory(p);
}

static bool resolve_mentions(struct parser *p)
{
	unsigned int task[GMS_MAX_TASKS] = { 0 };

	for (unsigned int i = 0; i < p->nr_mentions; i++) {
		const struct mention *m = &p->mention[i];
		int found = find_task(p->s, m->name);

		if (found < 0) {
			p->line = m->line;
			return parse_fail(
				p, m->column, "no task is called %s%s", quote(m->name).text,
				hint(m->name, (const char *const *)p->s->tasks, p->s->nr_tasks)
					.text);
		}
		task[i] = (unsigned int)found;
	}
	for (size_t i = 0; i < p->s->nr_schedule; i++)
		p->s->schedule[i].task = task[p->s->schedule[i].task];
	return true;
}

bool parse_block_end(struct parser *p)
{
	const struct token *t = p->tokens.token;

	if (p->block != BLOCK_OPEN)
		return parse_fail(p, t[0].column, "'end' without 'concurrent'");
	if (p->tokens.count > 1)
		return parse_fail(p, t[1].column, "'end' stands alone on its line");
	if (!p->s->nr_tasks) {
		p->line = p->block_line;
		return parse_fail(p, p->block_column, "the concurrent block has no task");
	}
	p->block = BLOCK_ENDED;
	p->s->block_end = p->s->nr_lines;
	return resolve_mentions(p);
}
