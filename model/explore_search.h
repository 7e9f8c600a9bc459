/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the files of the search share among themselves, and with no one else.
 *
 *	explore.c		nodes, the search, livelocks
 *	explore_state.c		states as they are saved
 *	explore_step.c		what a transition is, and the steps that lead to a node
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

/* End the search.  Returns false. */
bool explore_stop(struct search *s, enum explore_extent extent);

/* ---- explore_state.c ---- */

/* The state that the subject is in; NULL: no memory.  The caller frees it. */
struct packed *pack_state(struct search *s);
void restore_state(struct search *s, const struct packed *p);
size_t packed_bytes(const struct packed *p);

/* ---- explore_step.c ---- */

bool explore_can_step(const struct search *s, unsigned int task);
/* All steps that commute.  False: one of them shows something wrong, as text says. */
bool settle(struct search *s, char *text);
/* One transition of a task, from a state that is settled.  As settle(). */
bool transition(struct search *s, unsigned int task, char *text);
/*
 * The steps to a node, and those of one more transition if `last` is a task.  The subject is
 * in any state afterwards.  False: no memory.
 */
bool trace(struct search *s, uint32_t node, int last, struct explore_finding *f);
/* Two of `tasks` that do not commute in state p although it is said; false: none. */
bool find_not_commuting(struct search *s, const struct packed *p, uint32_t tasks,
			unsigned int *one, unsigned int *other);

#endif /* MODEL_EXPLORE_SEARCH_H */
