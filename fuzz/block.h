/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The concurrent block of an input: the last operations of a sequence at once, step by
 * step as the input's bytes say.
 */
#ifndef FUZZ_BLOCK_H
#define FUZZ_BLOCK_H

#include "campaign.h"
#include "targets.h"

/* A fault may retry for as long as an invalidation lasts: nobody waits that long. */
#define BLOCK_STEPS_MAX 1024u

struct block {
	struct campaign c;
	const uint8_t *order;
	unsigned int nr_tasks;
	bool ended[TASKS_MOST];
	uint8_t schedule[BLOCK_STEPS_MAX];
};

enum block_state {
	BLOCK_GOES_ON,
	BLOCK_ENDED, /* all have, or took too many steps */
	BLOCK_STUCK, /* they wait for each other */
};

/*
 * Decode the input into *q, make its world, and run what comes before the block, whose
 * tasks are then ready.  False: there is no block; nothing is to be given back.
 */
bool block_start(struct block *b, struct sequence *q, const uint8_t *data, size_t bytes);

/* The next step. */
enum block_state block_step(struct block *b);

/* End the tasks, tell the fuzzer of their results, and give the world back. */
void block_end(struct block *b);

#endif /* FUZZ_BLOCK_H */
