/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of invariants share: what is expected, and damage. */
#ifndef TESTS_INVARIANTS_H
#define TESTS_INVARIANTS_H

#include "guests.h"
#include "mmu_x86/tdp_mmu.h"
#include "model/invariant.h"

#define SNP 4
#define TDX 5

/* Nothing is broken in a world at rest. */
void all_hold(const struct gms_world *w);
/* What is broken are these and no others: ids in the order of the table, with spaces. */
void broken_are(const struct gms_world *w, bool quiet, const char *ids);

/* A VM with four pages of a file with MMAP, and nothing mapped. */
struct gms_world *file_world(uint64_t type);
/* The entry where stage 2 translates a page that is mapped. */
struct tdp_iter leaf_at(const struct gms_world *w, uint64_t gpa);
/* Change bits of it by hand. */
void damage(struct gms_world *w, uint64_t gpa, uint64_t set, uint64_t clear);
/* The attribute of the page at GPA, in no table but its own. */
void set_attribute(struct gms_world *w, uint64_t value);
/* Run a task to its last step, and leave its result with it. */
struct task *run_to_the_end(struct gms_world *w, struct gms_op op);

#endif /* TESTS_INVARIANTS_H */
