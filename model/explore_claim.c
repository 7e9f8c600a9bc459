/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Threads that expand nodes side by side come to many states several times before the
 * first of them is added.  Who is the first to claim a hash saves the state and looks at
 * it; the others leave that to it.  Whose state it is makes no difference to what comes of
 * the search: it has the hash, and the way to it is that of the first branch in order.
 */
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "explore_search.h"

/* Enough for a batch of few tasks; with more, some states are looked at twice. */
#define CLAIMS	     16384
#define CLAIM_PROBES 32

struct claims {
	_Atomic uint64_t hash[CLAIMS]; /* 0: free */
	struct branch *branch[CLAIMS]; /* set by who claims, read when all threads are done */
};

struct claims *claims_new(void)
{
	return calloc(1, sizeof(struct claims));
}

void claims_clear(struct claims *c)
{
	memset(c, 0, sizeof(*c));
}

bool claim(struct claims *c, uint64_t hash, struct branch *b)
{
	for (uint64_t i = 0; hash && i < CLAIM_PROBES; i++) {
		uint64_t at = (hash + i) & (CLAIMS - 1), there = 0;

		if (atomic_compare_exchange_strong(&c->hash[at], &there, hash)) {
			c->branch[at] = b;
			return true;
		}
		if (there == hash)
			return false;
	}
	return true;
}

struct branch *claimer(struct claims *c, uint64_t hash)
{
	for (uint64_t i = 0; i < CLAIM_PROBES; i++) {
		uint64_t at = (hash + i) & (CLAIMS - 1);

		if (c->hash[at] == hash)
			return c->branch[at];
	}
	return NULL;
}
