/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Transitions, of one step or of several, and the steps that lead to a node: the search
 * notes by which task it came, and all else follows when the transitions are taken again.
 */
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

/* A cycle without a choice has a node every so many transitions. */
#define CHAIN_STEPS_MAX 50

/* With more it is left to the search whether there is an end. */
#define SETTLE_STEPS_MAX 1000

static bool note_step(struct record *r, unsigned int task)
{
	uint8_t *grown;

	if (!r)
		return true;
	if (r->count == r->room) {
		grown = realloc(r->task, r->room + 256);
		if (!grown)
			return false;
		r->task = grown;
		r->room += 256;
	}
	r->task[r->count++] = (uint8_t)task;
	return true;
}

static bool step_once(struct walker *k, unsigned int task, char *text)
{
	if (!note_step(k->record, task)) {
		k->no_memory = true;
		return false;
	}
	return k->subject->step(k->subject->self, task, text);
}

bool explore_can_step(const struct walker *k, unsigned int task)
{
	return k->subject->can_step(k->subject->self, task);
}

/* A task whose next step commutes; -1: none. */
static int commuting(const struct walker *k)
{
	for (unsigned int i = 0; i < k->subject->nr_tasks; i++)
		if (explore_can_step(k, i) && k->subject->commutes(k->subject->self, i))
			return (int)i;
	return -1;
}

/* All steps that commute.  False: one of them shows something wrong. */
bool settle(struct walker *k, char *text)
{
	int task;

	for (int steps = 0; k->reduces && steps < SETTLE_STEPS_MAX; steps++) {
		task = commuting(k);
		if (task < 0)
			return true;
		if (!step_once(k, (unsigned int)task, text))
			return false;
	}
	return true;
}

/*
 * One step and those that commute.  What a step that only takes a lock is followed by can
 * as well come right after it: nobody who is not kept out by the lock sees the difference,
 * and who is waits until the task has gone on.  But a task that has one lock and needs
 * another is a state of its own: that is how tasks come to wait for each other.
 */
static bool advance(struct walker *k, unsigned int task, char *text)
{
	bool locks = k->reduces && k->subject->only_locks(k->subject->self, task);

	if (!step_once(k, task, text) || !settle(k, text))
		return false;
	if (!locks || !explore_can_step(k, task) ||
	    k->subject->needs_lock(k->subject->self, task))
		return true;
	return step_once(k, task, text) && settle(k, text);
}

/* The only task that can step; -1: none, or one of several. */
static int only_one(const struct walker *k)
{
	int only = -1;

	for (unsigned int i = 0; i < k->subject->nr_tasks; i++) {
		if (!explore_can_step(k, i))
			continue;
		if (only >= 0)
			return -1;
		only = (int)i;
	}
	return only;
}

/*
 * One transition of a task, from a state that is settled, to the next state in which there
 * is a choice.  Those on the way are looked at.
 */
bool transition(struct walker *k, unsigned int task, char *text)
{
	int only;

	if (!advance(k, task, text))
		return false;
	for (int steps = 0; k->reduces && steps < CHAIN_STEPS_MAX; steps++) {
		only = only_one(k);
		if (only < 0)
			return true;
		if (!k->subject->look(k->subject->self, text) ||
		    !advance(k, (unsigned int)only, text))
			return false;
	}
	return true;
}

/* ---- The way to what was found ---- */

/* Where the tasks' steps lead from the start, with the same finding at the end? */
static bool leads_there(struct search *s, const struct record *r, size_t without,
			const struct explore_finding *f, bool at_a_step)
{
	char text[EXPLORE_TEXT] = "";

	restore_state(&s->walker, s->start);
	for (size_t i = 0; i < r->count; i++) {
		if (i == without)
			continue;
		if (!explore_can_step(&s->walker, r->task[i]))
			return false;
		if (!s->walker.subject->step(s->walker.subject->self, r->task[i], text))
			return at_a_step && i == r->count - 1 && !strcmp(text, f->text);
	}
	return !at_a_step && !s->walker.subject->look(s->walker.subject->self, text) &&
	       !strcmp(text, f->text);
}

/* Take out what was stepped early and is not needed. */
static void shorten(struct search *s, struct record *r, const struct explore_finding *f,
		    bool at_a_step)
{
	for (size_t i = r->count; s->walker.reduces && i-- > 0;) {
		if (!leads_there(s, r, i, f, at_a_step))
			continue;
		memmove(&r->task[i], &r->task[i + 1], r->count - i - 1);
		r->count--;
	}
}

/* The tasks of the transitions to a node. */
static size_t transitions_to(const struct search *s, uint32_t node, uint8_t *task)
{
	size_t count = 0;

	for (uint32_t n = node; s->nodes[n].parent != NO_NODE; n = s->nodes[n].parent)
		count++;
	for (size_t i = count; i--; node = s->nodes[node].parent)
		task[i] = s->nodes[node].task;
	return count;
}

/* Take the transitions again, and note each step. */
static bool replay(struct search *s, const uint8_t *task, size_t count, int last,
		   struct record *r)
{
	char text[EXPLORE_TEXT] = "";
	bool good;

	restore_state(&s->walker, s->start);
	s->walker.record = r;
	good = settle(&s->walker, text);
	for (size_t i = 0; i < count && good; i++)
		good = transition(&s->walker, task[i], text);
	if (last >= 0 && good)
		transition(&s->walker, (unsigned int)last, text);
	s->walker.record = NULL;
	return r->count || !count;
}

/* The steps to a node, and those of one more transition if `last` is a task. */
bool trace(struct search *s, uint32_t node, int last, struct explore_finding *f)
{
	struct record r = { .count = 0 };
	uint8_t *task = malloc(s->nr_nodes + 1);
	size_t count;

	if (!task)
		return false;
	count = transitions_to(s, node, task);
	if (!replay(s, task, count, last, &r)) {
		free(task);
		free(r.task);
		return false;
	}
	free(task);
	if (f->what == EXPLORE_WRONG)
		shorten(s, &r, f, last >= 0);
	f->path = r.task ? r.task : calloc(1, 1);
	f->length = r.count;
	return f->path;
}

/* ---- Is it so? ---- */

/* The hash after one step and another; 0: one of them is wrong, or ends its task. */
static uint64_t hash_after(struct walker *k, const struct packed *p, unsigned int first,
			   unsigned int second)
{
	const struct explore_subject *subject = k->subject;
	char text[EXPLORE_TEXT] = "";

	restore_state(k, p);
	if (!subject->step(subject->self, first, text) ||
	    subject->has_ended(subject->self, first))
		return 0;
	/* It may only be given something: what was free must stay so. */
	if (!explore_can_step(k, second))
		return 1;
	if (!subject->step(subject->self, second, text) ||
	    subject->has_ended(subject->self, second))
		return 0;
	return subject->hash(subject->self);
}

bool find_not_commuting(struct walker *k, const struct packed *p, uint32_t tasks,
			unsigned int *one, unsigned int *other)
{
	uint32_t said = 0;

	for (unsigned int i = 0; i < k->subject->nr_tasks; i++)
		if (tasks >> i & 1 && k->subject->commutes(k->subject->self, i))
			said |= 1u << i;
	for (*one = 0; *one < k->subject->nr_tasks; ++*one)
		for (*other = 0; said >> *one & 1 && *other < k->subject->nr_tasks; ++*other) {
			uint64_t first, second;

			if (*one == *other || !(tasks >> *other & 1))
				continue;
			first = hash_after(k, p, *one, *other);
			second = hash_after(k, p, *other, *one);
			if (first != second && first && second)
				return true;
		}
	restore_state(k, p);
	return false;
}
