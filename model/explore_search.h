/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the search share among themselves, and with no one else.
 *
 *	explore.c		nodes, the search, livelocks
 *	explore_state.c		states as they are saved
 *	explore_step.c		what a transition is, and the steps that lead to a node
 *	explore_expand.c	what follows a node, as a thread finds it alone
 *	explore_claim.c		who of several threads saves a state
 *	explore_class.c		--check-reduction of states that are taken for one
 */
#ifndef MODEL_EXPLORE_SEARCH_H
#define MODEL_EXPLORE_SEARCH_H

#include "explore.h"

#define NO_NODE UINT32_MAX

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

struct claims;

/* Who takes the steps: the search has one, and one for each further thread. */
struct walker {
	const struct explore_subject *subject;
	struct record *record; /* of the steps that are taken, or NULL */
	uint64_t *buffer;      /* one state, not packed */
	size_t buffer_words;
	struct claims *claims; /* shared with other threads; NULL: there are none */
	bool reduces;
	bool no_memory;
};

/* States that hash_live() takes for one, and what follows all of them. */
struct class
{
	uint64_t hash; /* 0: there is none */
	uint64_t follows;
};

struct class_table {
	struct class *class;
	uint64_t size, count;
};

struct search {
	struct walker walker;
	const struct explore_options *options;
	struct explore_result result;
	struct node *nodes;
	uint64_t nr_nodes, node_room;
	uint32_t *table; /* a power of two, at most three quarters full */
	uint64_t table_size;
	struct packed **queue; /* of node queue_first + i; NULL once it is expanded */
	uint64_t queue_first, queue_room, queue_bytes;
	uint32_t *edges;
	uint64_t nr_edges, edge_room;
	struct packed *start;
	struct class_table classes;
	bool stop;
};

/* Where the state of a node is that is not expanded yet, or was the last to be. */
static inline struct packed **queued(const struct search *s, uint64_t node)
{
	return &s->queue[node - s->queue_first];
}

/* End the search.  Returns false. */
bool explore_stop(struct search *s, enum explore_extent extent);

/* ---- explore_state.c ---- */

/* The state that the subject is in; NULL: no memory.  The caller frees it. */
struct packed *pack_state(struct walker *k);
/* Without memory it sets k->no_memory, and the subject stays as it is. */
void restore_state(struct walker *k, const struct packed *p);
size_t packed_bytes(const struct packed *p);

/* ---- explore_step.c ---- */

bool explore_can_step(const struct walker *k, unsigned int task);
/* All steps that commute.  False: one of them shows something wrong, as text says. */
bool settle(struct walker *k, char *text);
/* One transition of a task, from a state that is settled.  As settle(). */
bool transition(struct walker *k, unsigned int task, char *text);
/*
 * The steps to a node, and those of one more transition if `last` is a task.  The subject is
 * in any state afterwards.  False: no memory.
 */
bool trace(struct search *s, uint32_t node, int last, struct explore_finding *f);
/* Two of `tasks` that do not commute in state p although it is said; false: none. */
bool find_not_commuting(struct walker *k, const struct packed *p, uint32_t tasks,
			unsigned int *one, unsigned int *other);

/* ---- explore_expand.c ---- */

/* What a step of one task leads to from a node. */
struct branch {
	struct node next;
	char *wrong;	      /* what the transition shows; NULL: nothing */
	struct packed *state; /* NULL if its hash was known before, or is another's to save */
	char *looks;	      /* what the state shows; NULL: nothing */
};

/* All that follows a node. */
struct expansion {
	uint32_t index;
	bool at_rest, ended; /* no task can step; because all have ended */
	bool cut;	     /* some task must not step: --preemptions */
	bool no_memory;
	char *wrong;		 /* what the end shows, or who waits, or what does not commute */
	uint64_t class, follows; /* 0: not asked for */
	unsigned int nr_branches;
	struct branch branch[EXPLORE_TASKS_MAX];
};

/* Reads the search and changes only k and *out, so that several threads may. */
void expand(const struct search *s, struct walker *k, uint32_t index, struct expansion *out);
/* Gives back what was not taken out of it. */
void expansion_free(struct expansion *e);
uint64_t hash_of(const struct search *s, const struct walker *k, const struct node *n);
/* The hash's place in the table of nodes, or where it would be. */
uint32_t *place_of(const struct search *s, uint64_t hash);

/* ---- explore_claim.c ---- */

struct claims *claims_new(void); /* NULL: no memory; free() gives it back */
void claims_clear(struct claims *c);
/* By any thread.  False: another branch has claimed the hash. */
bool claim(struct claims *c, uint64_t hash, struct branch *b);
/* Whose hash it is, when no thread claims any more. */
struct branch *claimer(struct claims *c, uint64_t hash);

/* ---- explore_class.c ---- */

uint64_t class_mix(uint64_t hash, uint64_t about);
/* False: another state of this class is followed by something else. */
bool class_agrees(struct class_table *t, uint64_t hash, uint64_t follows, bool *no_memory);

#endif /* MODEL_EXPLORE_SEARCH_H */
