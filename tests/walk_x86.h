/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The mechanism's walks of EPT and NPT, the quick and the full one, held against the
 * naive ones: random tests and the fuzz target ask the same question of both.
 */
#ifndef TESTS_WALK_X86_H
#define TESTS_WALK_X86_H

#include "mmu_x86/ept_walk.h"
#include "mmu_x86/npt_walk.h"
#include "naive_walk_x86.h"

/* Where two walks differ: `what` is NULL if they agree. */
struct walk_difference {
	const char *what;
	uint64_t ours, naive;
};

/* Processors as the mechanism describes them; EPT with everything that has no bit there. */
struct ept_cpu walk_ept_cpu(const struct naive_machine *machine);
struct npt_cpu walk_npt_cpu(const struct naive_machine *machine);

/*
 * Walk twice and once, set A and D where it mapped, and compare everything.  The memory
 * is that of the table, from `first` on.  The naive answer goes to *answer.
 */
struct walk_difference walk_compare_ept(const struct ept *ept,
					const struct naive_machine *machine,
					const struct naive_question *q,
					struct naive_answer *answer);
struct walk_difference walk_compare_npt(const struct npt *npt,
					const struct naive_machine *machine,
					const struct naive_question *q,
					struct naive_answer *answer);

#endif /* TESTS_WALK_X86_H */
