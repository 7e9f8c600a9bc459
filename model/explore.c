/* SPDX-License-Identifier: BSD-2-Clause */
/*
 *	nodes	every state, in the order in which it was found: hash, whence, by which task
 *	table	hash -> node
 *	queue	the nodes that were not expanded yet, with their saved states
 *	edges	where each expanded node leads, for the livelocks
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

#define FINDINGS_MAX   64
#define PROGRESS_EVERY 1024
#define POINTER_BYTES  sizeof(void *)

static void *grow(void *array, uint64_t *room, uint64_t needed, size_t bytes)
{
	uint64_t more = *room ? *room : 1024;
	void *grown;

	if (needed <= *room)
		return array;
	while (more < needed)
		more *= 2;
	grown = realloc(array, more * bytes);
	if (grown)
		*room = more;
	return grown;
}

bool explore_stop(struct search *s, enum explore_extent extent)
{
	s->result.extent = extent;
	s->stop = true;
	return false;
}

/* ---- Findings ---- */

static bool is_known(const struct search *s, enum explore_what what, const char *text)
{
	for (size_t i = 0; i < s->result.nr_findings; i++)
		if (s->result.findings[i].what == what &&
		    !strcmp(s->result.findings[i].text, text))
			return true;
	return false;
}

static bool found(struct search *s, enum explore_what what, const char *text, uint32_t node,
		  int last)
{
	struct explore_finding *f;

	if (!is_known(s, what, text) && s->result.nr_findings < FINDINGS_MAX) {
		f = &s->result.findings[s->result.nr_findings];
		*f = (struct explore_finding){ .what = what };
		memcpy(f->text, text, EXPLORE_TEXT);
		if (!trace(s, node, last, f))
			return explore_stop(s, EXPLORED_TO_MEMORY);
		s->result.nr_findings++;
	}
	return s->options->all || explore_stop(s, EXPLORED_TO_FINDING);
}

/* ---- Nodes ---- */

static bool rehash(struct search *s)
{
	uint64_t size = s->table_size ? 2 * s->table_size : 4096;
	uint32_t *table = malloc(size * sizeof(*table));

	if (!table)
		return false;
	memset(table, 0xff, size * sizeof(*table));
	for (uint64_t i = 0; i < s->nr_nodes; i++) {
		uint64_t at = s->nodes[i].hash & (size - 1);

		while (table[at] != NO_NODE)
			at = (at + 1) & (size - 1);
		table[at] = (uint32_t)i;
	}
	free(s->table);
	s->table = table;
	s->table_size = size;
	return true;
}

/* Where the hash's node is in the table, or would be. */
static uint32_t *place_of(struct search *s, uint64_t hash)
{
	uint64_t at = hash & (s->table_size - 1);

	while (s->table[at] != NO_NODE && s->nodes[s->table[at]].hash != hash)
		at = (at + 1) & (s->table_size - 1);
	return &s->table[at];
}

static uint64_t memory(const struct search *s)
{
	return s->node_room * sizeof(*s->nodes) + s->table_size * sizeof(*s->table) +
	       s->queue_room * POINTER_BYTES + s->edge_room * sizeof(*s->edges) + s->queue_bytes;
}

static bool make_room(struct search *s)
{
	struct node *nodes = grow(s->nodes, &s->node_room, s->nr_nodes + 1, sizeof(*nodes));
	struct packed **queue;

	if (!nodes)
		return false;
	s->nodes = nodes;
	queue = grow(s->queue, &s->queue_room, s->nr_nodes + 1, POINTER_BYTES);
	if (!queue)
		return false;
	s->queue = queue;
	return 2 * (s->nr_nodes + 1) <= s->table_size || rehash(s);
}

/* May there be another state? */
static bool within_bounds(struct search *s)
{
	const struct explore_options *o = s->options;

	if (o->max_states && s->nr_nodes == o->max_states)
		return explore_stop(s, EXPLORED_TO_STATES);
	if (s->nr_nodes == NO_NODE - 1 || !make_room(s) ||
	    (o->max_memory && memory(s) > o->max_memory))
		return explore_stop(s, EXPLORED_TO_MEMORY);
	return true;
}

/* The state that the subject is in, which is new.  False: the search ends. */
static bool add_node(struct search *s, struct node node)
{
	uint32_t index = (uint32_t)s->nr_nodes;
	char text[EXPLORE_TEXT] = "";
	struct packed *p;

	if (!within_bounds(s))
		return false;
	p = pack_state(s);
	if (!p)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	s->nodes[index] = node;
	s->queue[index] = p;
	s->queue_bytes += packed_bytes(p);
	*place_of(s, node.hash) = index;
	s->nr_nodes++;
	s->result.digest += node.hash * 0x9e3779b97f4a7c15ull;
	if (s->subject->look(s->subject->self, text))
		return true;
	s->nodes[index].closed = 1;
	return found(s, EXPLORE_WRONG, text, index, -1);
}

static bool add_edge(struct search *s, uint32_t from, uint32_t to)
{
	uint32_t *edges = grow(s->edges, &s->edge_room, s->nr_edges + 1, sizeof(*edges));

	if (!edges)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	s->edges = edges;
	edges[s->nr_edges++] = to;
	s->nodes[from].degree++;
	return true;
}

/* ---- The search ---- */

/* With bounded preemptions a state is another one when they, or who goes on, differ. */
static uint64_t hash_of(const struct search *s, const struct node *n)
{
	uint64_t hash = s->subject->hash(s->subject->self);

	if (!s->options->bounds_preemptions)
		return hash;
	return (hash ^ (uint64_t)n->task << 8 ^ n->preemptions) * 0xbf58476d1ce4e5b9ull;
}

/* The subject is in node's state; its task takes a step. */
static bool follow(struct search *s, uint32_t from, struct node next)
{
	char text[EXPLORE_TEXT] = "";
	uint32_t known;

	s->result.transitions++;
	if (!transition(s, next.task, text)) {
		s->nodes[from].closed = 1;
		return !s->stop && found(s, EXPLORE_WRONG, text, from, next.task);
	}
	next.hash = hash_of(s, &next);
	known = *place_of(s, next.hash);
	if (known == NO_NODE) {
		known = (uint32_t)s->nr_nodes;
		if (!add_node(s, next))
			return false;
	}
	return add_edge(s, from, known);
}

/* What a step of the task makes of the count; false: more than is asked for. */
static bool preempts(const struct search *s, uint32_t from, unsigned int task, struct node *next)
{
	const struct node *n = &s->nodes[from];

	next->preemptions = n->preemptions;
	if (!s->options->bounds_preemptions || n->parent == NO_NODE || n->task == task ||
	    !s->subject->can_step(s->subject->self, n->task))
		return true;
	if (n->preemptions == s->options->preemptions)
		return false;
	next->preemptions++;
	return true;
}

static bool all_ended(const struct search *s)
{
	for (unsigned int i = 0; i < s->subject->nr_tasks; i++)
		if (!s->subject->has_ended(s->subject->self, i))
			return false;
	return true;
}

/* No task can step: all have ended, or they wait for each other. */
static bool at_rest(struct search *s, uint32_t index)
{
	char text[EXPLORE_TEXT] = "";

	s->nodes[index].closed = 1;
	if (!all_ended(s)) {
		s->subject->waits(s->subject->self, text);
		return found(s, EXPLORE_DEADLOCK, text, index, -1);
	}
	s->result.ends++;
	return s->subject->look_at_end(s->subject->self, text) ||
	       found(s, EXPLORE_WRONG, text, index, -1);
}

/* Which tasks could step, as bits. */
static uint32_t able(const struct search *s)
{
	uint32_t tasks = 0;

	for (unsigned int i = 0; i < s->subject->nr_tasks; i++)
		if (s->subject->can_step(s->subject->self, i))
			tasks |= 1u << i;
	return tasks;
}

/* Does each step that is said to commute do so with every other that is possible here? */
static bool check_commuting(struct search *s, uint32_t index, const struct packed *p,
			    uint32_t tasks)
{
	unsigned int one, other;
	char text[EXPLORE_TEXT];

	if (!find_not_commuting(s, p, tasks, &one, &other))
		return true;
	snprintf(text, sizeof(text),
		 "the next step of task %u does not commute with that of task %u", one, other);
	return found(s, EXPLORE_WRONG, text, index, -1);
}

static bool expand(struct search *s, uint32_t index)
{
	struct packed *p = s->queue[index];
	uint32_t tasks;
	bool good = true;

	restore_state(s, p);
	tasks = able(s);
	if (s->options->check_reduction && s->subject->commutes)
		good = check_commuting(s, index, p, tasks);
	if (!tasks && good)
		good = at_rest(s, index);
	for (bool first = true; tasks && good; tasks &= tasks - 1, first = false) {
		struct node next = { .parent = index, .task = (uint8_t)__builtin_ctz(tasks) };

		if (!first)
			restore_state(s, p);
		if (preempts(s, index, next.task, &next))
			good = follow(s, index, next);
		else
			s->nodes[index].closed = 1;
	}
	s->queue[index] = NULL;
	s->queue_bytes -= packed_bytes(p);
	free(p);
	return good;
}

static bool is_interrupted(const struct search *s)
{
	return s->options->interrupted && *s->options->interrupted;
}

static void tell_progress(const struct search *s, uint64_t expanded)
{
	uint64_t depth = 0;

	if (!s->options->progress || expanded % PROGRESS_EVERY)
		return;
	for (uint32_t n = (uint32_t)expanded; s->nodes[n].parent != NO_NODE;
	     n = s->nodes[n].parent)
		depth++;
	s->options->progress(s->options->progress_self, s->nr_nodes, s->nr_nodes - expanded,
			     depth);
}

static void run(struct search *s)
{
	struct node root = { .parent = NO_NODE };
	char text[EXPLORE_TEXT];

	if (!rehash(s)) {
		explore_stop(s, EXPLORED_TO_MEMORY);
		return;
	}
	s->start = pack_state(s);
	if (!s->start) {
		explore_stop(s, EXPLORED_TO_MEMORY);
		return;
	}
	/* What is wrong from the first steps on needs no reduction to be found. */
	if (!settle(s, text)) {
		s->reduces = false;
		restore_state(s, s->start);
	}
	root.hash = hash_of(s, &root);
	if (!add_node(s, root))
		return;
	for (uint64_t i = 0; i < s->nr_nodes && !s->stop; i++) {
		tell_progress(s, i);
		if (is_interrupted(s))
			explore_stop(s, EXPLORED_TO_INTERRUPT);
		else
			expand(s, (uint32_t)i);
	}
}

/* ---- Livelocks: states from which no end can be reached any more ---- */

/* One round, from the newest node to the oldest.  True: it changed something. */
static bool close_backwards(struct search *s)
{
	uint64_t edge = s->nr_edges;
	bool changed = false;

	for (uint64_t i = s->nr_nodes; i--;) {
		struct node *n = &s->nodes[i];

		for (uint8_t k = 0; k < n->degree; k++)
			if (s->nodes[s->edges[--edge]].closed && !n->closed) {
				n->closed = 1;
				changed = true;
			}
	}
	return changed;
}

static void find_livelock(struct search *s)
{
	char text[EXPLORE_TEXT] = "tasks go on stepping and can never all end";

	while (close_backwards(s))
		;
	for (uint64_t i = 0; i < s->nr_nodes && !s->stop; i++)
		if (!s->nodes[i].closed) {
			found(s, EXPLORE_LIVELOCK, text, (uint32_t)i, -1);
			return;
		}
}

struct explore_result explore(const struct explore_subject *subject,
			      const struct explore_options *options)
{
	struct search s = { .subject = subject, .options = options };

	s.reduces = subject->commutes && !options->no_reduction && !options->check_reduction &&
		    !options->bounds_preemptions;
	s.result.findings = calloc(FINDINGS_MAX, sizeof(*s.result.findings));
	if (s.result.findings)
		run(&s);
	else
		explore_stop(&s, EXPLORED_TO_MEMORY);
	if (!s.stop)
		find_livelock(&s);
	if (!s.stop && options->bounds_preemptions)
		s.result.extent = EXPLORED_TO_PREEMPTIONS;
	s.result.states = s.nr_nodes;
	for (uint64_t i = 0; i < s.nr_nodes; i++)
		free(s.queue[i]);
	free(s.nodes);
	free(s.table);
	free(s.queue);
	free(s.edges);
	free(s.buffer);
	free(s.start);
	return s.result;
}

void explore_free(struct explore_result *result)
{
	for (size_t i = 0; i < result->nr_findings; i++)
		free(result->findings[i].path);
	free(result->findings);
	*result = (struct explore_result){ 0 };
}
