/* SPDX-License-Identifier: BSD-2-Clause */
/*
 *	nodes	every state, in the order in which it was found: hash, whence, by which task
 *	table	hash -> node
 *	queue	the nodes that were not expanded yet, with their saved states
 *	edges	where each expanded node leads, for the livelocks
 *
 * Saved states are mostly zeros, and are kept without them.
 */
#include "explore.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_NODE	       UINT32_MAX
#define FINDINGS_MAX   64
#define PROGRESS_EVERY 1024
#define POINTER_BYTES  sizeof(void *)

struct node {
	uint64_t hash;
	uint32_t parent;
	uint8_t task;	     /* that stepped from the parent */
	uint8_t degree;	     /* edges; known once it is expanded */
	uint8_t preemptions; /* so far, if they are bounded */
	uint8_t closed;	     /* tasks have ended here, or nothing good comes after: no livelock */
};

/* A state as it is saved: runs of words, each with the count of zero words before it. */
struct packed {
	uint32_t words; /* of the state */
	uint32_t used;	/* of data */
	uint64_t data[];
};

/* Tasks in the order in which they step. */
struct record {
	uint8_t *task;
	size_t count, room;
};

struct search {
	const struct explore_subject *subject;
	const struct explore_options *options;
	struct explore_result result;
	struct node *nodes;
	uint64_t nr_nodes, node_room;
	uint32_t *table; /* a power of two, at most half full */
	uint64_t table_size;
	struct packed **queue; /* of node i; NULL once it is expanded */
	uint64_t queue_room, queue_bytes;
	uint32_t *edges;
	uint64_t nr_edges, edge_room;
	uint64_t *buffer; /* one state, not packed */
	size_t buffer_words;
	struct packed *start;
	struct record *record; /* of the steps that are taken, or NULL */
	bool reduces;
	bool stop;
};

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

static bool stop(struct search *s, enum explore_extent extent)
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

static bool trace(struct search *s, uint32_t node, int last, struct explore_finding *f);

static bool found(struct search *s, enum explore_what what, const char *text, uint32_t node,
		  int last)
{
	struct explore_finding *f;

	if (!is_known(s, what, text) && s->result.nr_findings < FINDINGS_MAX) {
		f = &s->result.findings[s->result.nr_findings];
		*f = (struct explore_finding){ .what = what };
		memcpy(f->text, text, EXPLORE_TEXT);
		if (!trace(s, node, last, f))
			return stop(s, EXPLORED_TO_MEMORY);
		s->result.nr_findings++;
	}
	return s->options->all || stop(s, EXPLORED_TO_FINDING);
}

/* ---- Saved states ---- */

static bool save_state(struct search *s, size_t *words)
{
	size_t bytes = s->subject->bytes(s->subject->self);
	uint64_t *buffer;

	*words = (bytes + 7) / 8;
	if (*words > s->buffer_words) {
		buffer = realloc(s->buffer, *words * 8);
		if (!buffer)
			return false;
		s->buffer = buffer;
		s->buffer_words = *words;
	}
	if (*words)
		s->buffer[*words - 1] = 0;
	s->subject->save(s->subject->self, s->buffer);
	return true;
}

/* Words from `from` on that are zero, or that are not. */
static size_t run_of(const uint64_t *word, size_t from, size_t end, bool zero)
{
	size_t i = from;

	while (i < end && !word[i] == zero)
		i++;
	return i - from;
}

/* Zero words to skip << 32 | words that follow, then these. */
static size_t pack(const uint64_t *word, size_t words, uint64_t *to)
{
	size_t used = 0, i = 0;

	while (i < words) {
		size_t zeros = run_of(word, i, words, true);
		size_t others = run_of(word, i + zeros, words, false);

		if (to) {
			to[used] = (uint64_t)zeros << 32 | others;
			memcpy(&to[used + 1], &word[i + zeros], others * 8);
		}
		used += 1 + others;
		i += zeros + others;
	}
	return used;
}

static struct packed *pack_state(struct search *s)
{
	struct packed *p;
	size_t words, used;

	if (!save_state(s, &words))
		return NULL;
	used = pack(s->buffer, words, NULL);
	p = malloc(sizeof(*p) + used * 8);
	if (!p)
		return NULL;
	p->words = (uint32_t)words;
	p->used = (uint32_t)used;
	pack(s->buffer, words, p->data);
	return p;
}

static void restore_state(struct search *s, const struct packed *p)
{
	uint64_t *to = s->buffer;

	memset(to, 0, (size_t)p->words * 8);
	for (uint32_t i = 0; i < p->used;) {
		uint32_t zeros = (uint32_t)(p->data[i] >> 32), others = (uint32_t)p->data[i];

		to += zeros;
		memcpy(to, &p->data[i + 1], (size_t)others * 8);
		to += others;
		i += 1 + others;
	}
	s->subject->restore(s->subject->self, s->buffer, (size_t)p->words * 8);
}

static size_t packed_bytes(const struct packed *p)
{
	return sizeof(*p) + (size_t)p->used * 8;
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
		return stop(s, EXPLORED_TO_STATES);
	if (s->nr_nodes == NO_NODE - 1 || !make_room(s) ||
	    (o->max_memory && memory(s) > o->max_memory))
		return stop(s, EXPLORED_TO_MEMORY);
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
		return stop(s, EXPLORED_TO_MEMORY);
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
		return stop(s, EXPLORED_TO_MEMORY);
	s->edges = edges;
	edges[s->nr_edges++] = to;
	s->nodes[from].degree++;
	return true;
}

/* ---- Transitions: a step, and what goes with it ---- */

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

static bool step_once(struct search *s, unsigned int task, char *text)
{
	if (!note_step(s->record, task))
		return stop(s, EXPLORED_TO_MEMORY);
	return s->subject->step(s->subject->self, task, text);
}

static bool can_step(const struct search *s, unsigned int task)
{
	return s->subject->can_step(s->subject->self, task);
}

/* A task whose next step commutes; -1: none. */
static int commuting(const struct search *s)
{
	for (unsigned int i = 0; i < s->subject->nr_tasks; i++)
		if (can_step(s, i) && s->subject->commutes(s->subject->self, i))
			return (int)i;
	return -1;
}

/* All steps that commute.  False: one of them shows something wrong. */
static bool settle(struct search *s, char *text)
{
	int task;

	for (int steps = 0; s->reduces && steps < SETTLE_STEPS_MAX; steps++) {
		task = commuting(s);
		if (task < 0)
			return true;
		if (!step_once(s, (unsigned int)task, text))
			return false;
	}
	return true;
}

/*
 * One transition of a task, from a state that is settled.  What a step that only takes
 * a lock is followed by can as well come right after it: nobody who is not kept out by the
 * lock sees the difference, and who is waits until the task has gone on.  But a task that
 * has one lock and needs another is a state of its own: that is how tasks come to wait for
 * each other.
 */
static bool transition(struct search *s, unsigned int task, char *text)
{
	bool locks = s->reduces && s->subject->only_locks(s->subject->self, task);

	if (!step_once(s, task, text) || !settle(s, text))
		return false;
	if (!locks || !can_step(s, task) || s->subject->needs_lock(s->subject->self, task))
		return true;
	return step_once(s, task, text) && settle(s, text);
}

/* ---- The way to what was found ---- */

/* Where the tasks' steps lead from the start, with the same finding at the end? */
static bool leads_there(struct search *s, const struct record *r, size_t without,
			const struct explore_finding *f, bool at_a_step)
{
	char text[EXPLORE_TEXT] = "";

	restore_state(s, s->start);
	for (size_t i = 0; i < r->count; i++) {
		if (i == without)
			continue;
		if (!can_step(s, r->task[i]))
			return false;
		if (!s->subject->step(s->subject->self, r->task[i], text))
			return at_a_step && i == r->count - 1 && !strcmp(text, f->text);
	}
	return !at_a_step && !s->subject->look(s->subject->self, text) && !strcmp(text, f->text);
}

/* Take out what was stepped early and is not needed. */
static void shorten(struct search *s, struct record *r, const struct explore_finding *f,
		    bool at_a_step)
{
	for (size_t i = r->count; s->reduces && i-- > 0;) {
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

	restore_state(s, s->start);
	s->record = r;
	good = settle(s, text);
	for (size_t i = 0; i < count && good; i++)
		good = transition(s, task[i], text);
	if (last >= 0 && good)
		transition(s, (unsigned int)last, text);
	s->record = NULL;
	return r->count || !count;
}

/* The steps to a node, and those of one more transition if `last` is a task. */
static bool trace(struct search *s, uint32_t node, int last, struct explore_finding *f)
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

/* The hash after one step and another; 0: one of them is wrong, or ends its task. */
static uint64_t hash_after(struct search *s, const struct packed *p, unsigned int first,
			   unsigned int second)
{
	const struct explore_subject *subject = s->subject;
	char text[EXPLORE_TEXT] = "";

	restore_state(s, p);
	if (!subject->step(subject->self, first, text) ||
	    subject->has_ended(subject->self, first))
		return 0;
	/* It may only be given something: what was free must stay so. */
	if (!can_step(s, second))
		return 1;
	if (!subject->step(subject->self, second, text) ||
	    subject->has_ended(subject->self, second))
		return 0;
	return subject->hash(subject->self);
}

/* Does each step that is said to commute do so with every other that is possible here? */
static bool check_commuting(struct search *s, uint32_t index, const struct packed *p,
			    uint32_t tasks)
{
	char text[EXPLORE_TEXT];
	uint32_t commuting = 0;

	for (unsigned int i = 0; i < s->subject->nr_tasks; i++)
		if (tasks >> i & 1 && s->subject->commutes(s->subject->self, i))
			commuting |= 1u << i;
	for (unsigned int i = 0; i < s->subject->nr_tasks; i++)
		for (unsigned int k = 0; commuting >> i & 1 && k < s->subject->nr_tasks; k++) {
			uint64_t one, other;

			if (i == k || !(tasks >> k & 1))
				continue;
			one = hash_after(s, p, i, k);
			other = hash_after(s, p, k, i);
			if (one == other || !one || !other)
				continue;
			snprintf(text, sizeof(text),
				 "the next step of task %u does not commute with that of task %u",
				 i, k);
			return found(s, EXPLORE_WRONG, text, index, -1);
		}
	restore_state(s, p);
	return true;
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
		stop(s, EXPLORED_TO_MEMORY);
		return;
	}
	s->start = pack_state(s);
	if (!s->start) {
		stop(s, EXPLORED_TO_MEMORY);
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
			stop(s, EXPLORED_TO_INTERRUPT);
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
		stop(&s, EXPLORED_TO_MEMORY);
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
