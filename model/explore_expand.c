/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What follows a node.  Nothing of the search changes here, so that each thread can do it
 * for nodes of its own; what was found is added to the search in the order of the nodes,
 * and so it is the same for any number of threads.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

/* With bounded preemptions a state is another one when they, or who goes on, differ. */
uint64_t hash_of(const struct search *s, const struct walker *k, const struct node *n)
{
	const struct explore_subject *subject = k->subject;
	uint64_t hash = k->reduces && subject->hash_live ? subject->hash_live(subject->self)
							 : subject->hash(subject->self);

	if (!s->options->bounds_preemptions)
		return hash;
	return (hash ^ (uint64_t)n->task << 8 ^ n->preemptions) * 0xbf58476d1ce4e5b9ull;
}

/* What a step of the task makes of the count; false: more than is asked for. */
static bool preempts(const struct search *s, const struct walker *k, uint32_t from,
		     unsigned int task, struct node *next)
{
	const struct node *n = &s->nodes[from];

	next->preemptions = n->preemptions;
	if (!s->options->bounds_preemptions || n->parent == NO_NODE || n->task == task ||
	    !k->subject->can_step(k->subject->self, n->task))
		return true;
	if (n->preemptions == s->options->preemptions)
		return false;
	next->preemptions++;
	return true;
}

static bool all_ended(const struct walker *k)
{
	for (unsigned int i = 0; i < k->subject->nr_tasks; i++)
		if (!k->subject->has_ended(k->subject->self, i))
			return false;
	return true;
}

/* Which tasks could step, as bits. */
static uint32_t able(const struct walker *k)
{
	uint32_t tasks = 0;

	for (unsigned int i = 0; i < k->subject->nr_tasks; i++)
		if (k->subject->can_step(k->subject->self, i))
			tasks |= 1u << i;
	return tasks;
}

/* A copy that the expansion owns; without memory the whole of it is void. */
static char *keep(struct expansion *e, const char *text)
{
	char *copy = strdup(text);

	if (!copy)
		e->no_memory = true;
	return copy;
}

/* Does each step that is said to commute do so with every other that is possible here? */
static void check_commuting(struct walker *k, const struct packed *p, uint32_t tasks,
			    struct expansion *e)
{
	unsigned int one, other;
	char text[EXPLORE_TEXT];

	if (!find_not_commuting(k, p, tasks, &one, &other))
		return;
	snprintf(text, sizeof(text),
		 "the next step of task %u does not commute with that of task %u", one, other);
	e->wrong = keep(e, text);
}

/* What is looked at in a state of a class, and who has ended there. */
static void begin_class(struct walker *k, struct expansion *e)
{
	const struct explore_subject *subject = k->subject;
	char text[EXPLORE_TEXT] = "";

	e->class = subject->hash_live(subject->self);
	e->follows = 1 + !subject->look(subject->self, text);
	for (unsigned int i = 0; i < subject->nr_tasks; i++)
		e->follows = 2 * e->follows + subject->has_ended(subject->self, i);
}

static void add_to_class(struct walker *k, struct expansion *e, const struct branch *b)
{
	if (e->class)
		e->follows += class_mix(b->wrong ? 0 : k->subject->hash_live(k->subject->self),
					b->next.task);
}

/* No task can step: all have ended, or they wait for each other. */
static void rest(struct walker *k, struct expansion *e)
{
	char text[EXPLORE_TEXT] = "";

	e->at_rest = true;
	e->ended = all_ended(k);
	if (!e->ended)
		k->subject->waits(k->subject->self, text);
	if (!e->ended || !k->subject->look_at_end(k->subject->self, text))
		e->wrong = keep(e, text);
}

/* The subject is in the state that a branch begins with. */
static void follow(const struct search *s, struct walker *k, struct expansion *e,
		   struct branch *b)
{
	char text[EXPLORE_TEXT] = "";

	if (!transition(k, b->next.task, text)) {
		b->wrong = keep(e, text);
		add_to_class(k, e, b);
		return;
	}
	add_to_class(k, e, b);
	b->next.hash = hash_of(s, k, &b->next);
	if (*place_of(s, b->next.hash) != NO_NODE ||
	    (k->claims && !claim(k->claims, b->next.hash, b)))
		return;
	b->state = pack_state(k);
	if (!b->state)
		e->no_memory = true;
	if (!k->subject->look(k->subject->self, text))
		b->looks = keep(e, text);
}

void expand(const struct search *s, struct walker *k, uint32_t index, struct expansion *out)
{
	const struct packed *p = *queued(s, index);
	uint32_t tasks;

	*out = (struct expansion){ .index = index };
	restore_state(k, p);
	tasks = able(k);
	if (s->options->check_reduction && k->subject->commutes)
		check_commuting(k, p, tasks, out);
	if (s->options->check_reduction && k->subject->hash_live)
		begin_class(k, out);
	if (!tasks && !out->wrong)
		rest(k, out);
	for (; tasks && !k->no_memory; tasks &= tasks - 1) {
		struct branch *b = &out->branch[out->nr_branches];

		*b = (struct branch){ .next = { .parent = index,
						.task = (uint8_t)__builtin_ctz(tasks) } };
		restore_state(k, p);
		if (!preempts(s, k, index, b->next.task, &b->next)) {
			out->cut = true;
			continue;
		}
		out->nr_branches++;
		follow(s, k, out, b);
	}
	out->no_memory |= k->no_memory;
}

void expansion_free(struct expansion *e)
{
	for (unsigned int i = 0; i < e->nr_branches; i++) {
		free(e->branch[i].wrong);
		free(e->branch[i].state);
		free(e->branch[i].looks);
	}
	free(e->wrong);
}
