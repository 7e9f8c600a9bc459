/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mechanism's walks of stage 2, the quick and the full one, held against the naive
 * one: random tests and the fuzz target ask the same question of both.
 */
#ifndef TESTS_WALK_ARM64_H
#define TESTS_WALK_ARM64_H

#include "mmu_arm64/s2_walk.h"
#include "naive_walk_arm64.h"

/* Where two walks differ: `what` is NULL if they agree. */
struct walk_difference {
	const char *what;
	uint64_t ours, naive;
};

/*
 * Walk twice and once, set AF and W where it mapped, and compare everything.  The
 * naive answer goes to *answer.
 */
struct walk_difference walk_compare_s2(const struct s2 *s2, const struct naive_s2_question *q,
				       struct naive_s2_answer *answer);

#endif /* TESTS_WALK_ARM64_H */
