/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every interleaving of a few tasks, each state once.
 *
 * The search is breadth first, so that the way to what it finds is a shortest one.
 * It knows nothing of worlds: a subject can step, be saved and put back, and say
 * what its state is called.  Two states of one hash are taken for one.
 *
 * Reduction: steps that commute with all that other tasks may still do are taken at once,
 * as part of the transition before them; and a step that only takes a lock goes with the
 * next one of its task, if that needs none.  States of one hash_live() are one.  Where only
 * one task can step, the state is looked at and is no node.
 */
#ifndef MODEL_EXPLORE_H
#define MODEL_EXPLORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EXPLORE_TASKS_MAX 32
#define EXPLORE_TEXT	  512

/* All functions get `self`, and are about the state that the subject is in. */
struct explore_subject {
	void *self;
	unsigned int nr_tasks;
	bool (*can_step)(void *self, unsigned int task);
	bool (*has_ended)(void *self, unsigned int task);
	/* False: the step showed something wrong, and text says what. */
	bool (*step)(void *self, unsigned int task, char *text);
	/* Look at a state that is new; at one in which all tasks have ended.  As step(). */
	bool (*look)(void *self, char *text);
	bool (*look_at_end)(void *self, char *text);
	/*
	 * Does the task's next step commute with all that any other may still do, and do
	 * properties not see it?  Does it only take a lock?  May it have to wait for one?
	 * NULL, all: nothing is known.
	 */
	bool (*commutes)(void *self, unsigned int task);
	bool (*only_locks)(void *self, unsigned int task);
	bool (*needs_lock)(void *self, unsigned int task);
	/* Who waits for what, when no task can step. */
	void (*waits)(void *self, char *text);
	uint64_t (*hash)(void *self);
	/* The same of states of which the same can follow; NULL: of none that differ. */
	uint64_t (*hash_live)(void *self);
	size_t (*bytes)(void *self);
	void (*save)(void *self, void *to);
	void (*restore)(void *self, const void *from, size_t bytes);
};

struct explore_options {
	uint64_t max_states; /* 0: any number, as for the others */
	uint64_t max_memory; /* bytes */
	bool bounds_preemptions;
	uint32_t preemptions; /* of a task that could go on, in one schedule */
	bool all;	      /* go on after the first finding */
	bool no_reduction;    /* every step is a transition of its own */
	bool check_reduction; /* the same, and try in each state whether what is said holds */
	/* Further threads, each with a subject of its own in the same state. */
	const struct explore_subject *helpers;
	unsigned int nr_helpers;
	const volatile int *interrupted;
	/* Called now and then, may be NULL. */
	void (*progress)(void *self, uint64_t states, uint64_t frontier, uint64_t depth);
	void *progress_self;
};

enum explore_what { EXPLORE_WRONG, EXPLORE_DEADLOCK, EXPLORE_LIVELOCK };

/* One thing that is wrong, and the task of each step that leads there from the start. */
struct explore_finding {
	enum explore_what what;
	char text[EXPLORE_TEXT];
	uint8_t *path;
	size_t length;
};

enum explore_extent {
	EXPLORED_ALL,
	EXPLORED_TO_FINDING, /* the first, without `all` */
	EXPLORED_TO_STATES,
	EXPLORED_TO_PREEMPTIONS, /* all that the bound allows */
	EXPLORED_TO_MEMORY,	 /* max_memory, or none was to be had */
	EXPLORED_TO_INTERRUPT,
};

struct explore_result {
	enum explore_extent extent;
	uint64_t states, transitions, ends;
	uint64_t digest; /* of the set of states */
	struct explore_finding *findings;
	size_t nr_findings;
};

/* From the state that the subject is in.  explore_free() gives back what the result holds. */
struct explore_result explore(const struct explore_subject *subject,
			      const struct explore_options *options);
void explore_free(struct explore_result *result);

#endif /* MODEL_EXPLORE_H */
