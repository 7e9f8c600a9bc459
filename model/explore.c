/* SPDX-License-Identifier: BSD-2-Clause */
/*
 *	nodes	every state, in the order in which it was found: hash, whence, by which task
 *	table	hash -> node
 *	queue	the nodes that were not expanded yet, and some that were, with their saved states
 *	edges	where each expanded node leads, for the livelocks
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

#define FINDINGS_MAX   64
#define PROGRESS_EVERY 1024
#define POINTER_BYTES  sizeof(void *)
#define DOUBLES_UP_TO  65536 /* elements; from there on a quarter more at a time */

static void *grow(void *array, uint64_t *room, uint64_t needed, size_t bytes)
{
	uint64_t more = *room ? *room : 1024;
	void *grown;

	if (needed <= *room)
		return array;
	while (more < needed)
		more += more < DOUBLES_UP_TO ? more : more / 4;
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
		snprintf(f->text, sizeof(f->text), "%s", text);
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
uint32_t *place_of(const struct search *s, uint64_t hash)
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

/* Room for one more; when there is none, what was expanded makes some if that is much. */
static bool make_queue_room(struct search *s)
{
	uint64_t length = s->nr_nodes - s->queue_first, gone = 0;
	struct packed **queue;

	if (length < s->queue_room)
		return true;
	while (gone < length && !s->queue[gone])
		gone++;
	if (gone > length / 4) {
		memmove(s->queue, s->queue + gone, (length - gone) * POINTER_BYTES);
		s->queue_first += gone;
		return true;
	}
	queue = grow(s->queue, &s->queue_room, length + 1, POINTER_BYTES);
	if (!queue)
		return false;
	s->queue = queue;
	return true;
}

static bool make_room(struct search *s)
{
	struct node *nodes = grow(s->nodes, &s->node_room, s->nr_nodes + 1, sizeof(*nodes));

	if (!nodes)
		return false;
	s->nodes = nodes;
	return make_queue_room(s) && (4 * (s->nr_nodes + 1) <= 3 * s->table_size || rehash(s));
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

/* A state that is new, and what it shows.  False: the search ends. */
static bool add_node(struct search *s, struct node node, struct packed **state, const char *looks)
{
	uint32_t index = (uint32_t)s->nr_nodes;

	if (!within_bounds(s))
		return false;
	s->nodes[index] = node;
	*queued(s, index) = *state;
	s->queue_bytes += packed_bytes(*state);
	*state = NULL;
	*place_of(s, node.hash) = index;
	s->nr_nodes++;
	s->result.digest += node.hash * 0x9e3779b97f4a7c15ull;
	if (!looks)
		return true;
	s->nodes[index].closed = 1;
	return found(s, EXPLORE_WRONG, looks, index, -1);
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

/* The branch that has the state and what it shows, if this one has not. */
static struct branch *keeper(const struct search *s, struct branch *b)
{
	return b->state || !s->walker.claims ? b : claimer(s->walker.claims, b->next.hash);
}

static bool add_branch(struct search *s, uint32_t from, struct branch *b)
{
	struct branch *kept;
	uint32_t known;

	s->result.transitions++;
	if (b->wrong) {
		s->nodes[from].closed = 1;
		return found(s, EXPLORE_WRONG, b->wrong, from, b->next.task);
	}
	known = *place_of(s, b->next.hash);
	if (known == NO_NODE) {
		known = (uint32_t)s->nr_nodes;
		kept = keeper(s, b);
		if (!kept || !kept->state)
			return explore_stop(s, EXPLORED_TO_MEMORY);
		if (!add_node(s, b->next, &kept->state, kept->looks))
			return false;
	}
	return add_edge(s, from, known);
}

static bool add_end(struct search *s, const struct expansion *e)
{
	s->nodes[e->index].closed = 1;
	s->result.ends += e->ended;
	return !e->wrong ||
	       found(s, e->ended ? EXPLORE_WRONG : EXPLORE_DEADLOCK, e->wrong, e->index, -1);
}

/* Those that the reduction takes for one must lead to the same. */
static bool check_class(struct search *s, const struct expansion *e)
{
	bool no_memory, agrees = class_agrees(&s->classes, e->class, e->follows, &no_memory);

	if (no_memory)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	return agrees ||
	       found(s, EXPLORE_WRONG,
		     "the reduction takes this state for one that leads elsewhere", e->index, -1);
}

/* What a thread has found.  False: the search ends. */
static bool add(struct search *s, struct expansion *e)
{
	bool good = true;

	if (e->no_memory)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	if (e->at_rest)
		good = add_end(s, e);
	else if (e->wrong)
		good = found(s, EXPLORE_WRONG, e->wrong, e->index, -1);
	if (e->cut)
		s->nodes[e->index].closed = 1;
	for (unsigned int i = 0; i < e->nr_branches && good; i++)
		good = add_branch(s, e->index, &e->branch[i]);
	if (good && e->class)
		good = check_class(s, e);
	s->queue_bytes -= packed_bytes(*queued(s, e->index));
	free(*queued(s, e->index));
	*queued(s, e->index) = NULL;
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

/* Nodes that are expanded before any of what follows them is added. */
#define BATCH_NODES 512

struct batch {
	const struct search *s;
	uint64_t first, end; /* nodes */
	_Atomic uint64_t next;
	struct expansion *at; /* of node first and those that follow */
};

struct worker {
	struct batch *batch;
	struct walker walker;
	pthread_t thread;
	bool runs;
};

static void *work(void *argument)
{
	struct worker *worker = argument;
	struct batch *b = worker->batch;
	uint64_t i;

	while ((i = atomic_fetch_add(&b->next, 1)) < b->end)
		expand(b->s, &worker->walker, (uint32_t)i, &b->at[i - b->first]);
	return NULL;
}

/* The further threads and this one; a thread that does not start leaves its work to others. */
static void expand_batch(struct search *s, struct batch *b, struct worker *worker)
{
	struct worker mine = { .batch = b, .walker = s->walker };

	for (unsigned int i = 0; i < s->options->nr_helpers; i++)
		worker[i].runs = !pthread_create(&worker[i].thread, NULL, work, &worker[i]);
	work(&mine);
	s->walker = mine.walker;
	for (unsigned int i = 0; i < s->options->nr_helpers; i++)
		if (worker[i].runs)
			pthread_join(worker[i].thread, NULL);
}

static void add_batch(struct search *s, struct batch *b)
{
	for (uint64_t i = b->first; i < b->end; i++) {
		struct expansion *e = &b->at[i - b->first];

		if (!s->stop) {
			tell_progress(s, i);
			add(s, e);
		}
		expansion_free(e);
	}
}

static void search_on(struct search *s, struct worker *worker, struct expansion *room)
{
	uint64_t most = s->options->nr_helpers ? BATCH_NODES : 1;
	struct batch b = { .s = s, .at = room };

	for (unsigned int i = 0; i < s->options->nr_helpers; i++)
		worker[i] = (struct worker){
			.batch = &b,
			.walker = { .subject = &s->options->helpers[i],
				    .claims = s->walker.claims,
				    .reduces = s->walker.reduces },
		};
	while (b.end < s->nr_nodes && !s->stop) {
		b.first = b.end;
		b.end = s->nr_nodes - b.first < most ? s->nr_nodes : b.first + most;
		b.next = b.first;
		if (is_interrupted(s)) {
			explore_stop(s, EXPLORED_TO_INTERRUPT);
			break;
		}
		if (s->walker.claims)
			claims_clear(s->walker.claims);
		expand_batch(s, &b, worker);
		add_batch(s, &b);
	}
	for (unsigned int i = 0; i < s->options->nr_helpers; i++)
		free(worker[i].walker.buffer);
}

static void search_all(struct search *s)
{
	uint64_t most = s->options->nr_helpers ? BATCH_NODES : 1;
	struct worker *worker = calloc(s->options->nr_helpers + 1, sizeof(*worker));
	struct expansion *room = calloc(most, sizeof(*room));

	s->walker.claims = s->options->nr_helpers ? claims_new() : NULL;
	if (worker && room && (s->walker.claims || !s->options->nr_helpers))
		search_on(s, worker, room);
	else
		explore_stop(s, EXPLORED_TO_MEMORY);
	free(s->walker.claims);
	s->walker.claims = NULL;
	free(worker);
	free(room);
}

/* The first node.  False: there is nothing to search. */
static bool begin(struct search *s)
{
	struct node root = { .parent = NO_NODE };
	struct packed *state = NULL;
	char text[EXPLORE_TEXT] = "";
	bool looks;

	s->start = rehash(s) ? pack_state(&s->walker) : NULL;
	if (!s->start)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	/* What is wrong from the first steps on needs no reduction to be found. */
	if (!settle(&s->walker, text)) {
		s->walker.reduces = false;
		restore_state(&s->walker, s->start);
	}
	root.hash = hash_of(s, &s->walker, &root);
	state = pack_state(&s->walker);
	if (!state)
		return explore_stop(s, EXPLORED_TO_MEMORY);
	looks = !s->walker.subject->look(s->walker.subject->self, text);
	if (add_node(s, root, &state, looks ? text : NULL))
		return true;
	free(state);
	return false;
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

/* So many states are looked at for a way that is a shortest one. */
#define SHORTEST_STATES_MAX 200000

/*
 * With the reduction what is found first need not be what is reached by the fewest steps.
 * A search without it, as far as that goes, tells the same finding as if there were none.
 */
static void find_shortest(struct search *s)
{
	struct explore_options plain = *s->options;
	struct explore_result r;

	plain.no_reduction = true;
	plain.progress = NULL;
	if (!plain.max_states || plain.max_states > SHORTEST_STATES_MAX)
		plain.max_states = SHORTEST_STATES_MAX;
	restore_state(&s->walker, s->start);
	r = explore(s->walker.subject, &plain);
	if (r.nr_findings && (r.extent == EXPLORED_TO_FINDING || r.extent == EXPLORED_ALL)) {
		struct explore_result longer = { .findings = s->result.findings,
						 .nr_findings = s->result.nr_findings };

		s->result.findings = r.findings;
		s->result.nr_findings = r.nr_findings;
		r.findings = longer.findings;
		r.nr_findings = longer.nr_findings;
	}
	explore_free(&r);
}

struct explore_result explore(const struct explore_subject *subject,
			      const struct explore_options *options)
{
	struct search s = { .walker.subject = subject, .options = options };

	s.walker.reduces = subject->commutes && !options->no_reduction &&
			   !options->check_reduction && !options->bounds_preemptions;
	s.result.findings = calloc(FINDINGS_MAX, sizeof(*s.result.findings));
	if (!s.result.findings)
		explore_stop(&s, EXPLORED_TO_MEMORY);
	else if (begin(&s))
		search_all(&s);
	if (!s.stop)
		find_livelock(&s);
	if (s.walker.reduces && s.result.nr_findings &&
	    (s.result.extent == EXPLORED_TO_FINDING || s.result.extent == EXPLORED_ALL))
		find_shortest(&s);
	if (!s.stop && options->bounds_preemptions)
		s.result.extent = EXPLORED_TO_PREEMPTIONS;
	s.result.states = s.nr_nodes;
	for (uint64_t i = s.queue_first; i < s.nr_nodes; i++)
		free(*queued(&s, i));
	free(s.nodes);
	free(s.table);
	free(s.queue);
	free(s.edges);
	free(s.classes.class);
	free(s.walker.buffer);
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
