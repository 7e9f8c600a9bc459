/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Moving pages from one NUMA node to another.  MADV-8.
 *
 * MIGRATE: t->folio, which isolate_page() set, goes to a folio of t->target_node
 * (move_pages) or one that t->policy gives (mbind).  On return nothing is held, and
 * t->not_moved has grown by one if the page stayed where it was.
 */
#ifndef SIM_MIGRATE_H
#define SIM_MIGRATE_H

#include "world.h"

/* Private memory that was only read: the kernel would have mapped its one page of zeroes. */
bool is_zero_page(const struct gms_world *w, ref_t folio);
/*
 * The first mapped page from *page on, below end, that lies on none of
 * t->target_nodes; with `all` also if it is mapped more than once.
 */
bool misplaced_page(const struct gms_world *w, struct task *t, uint64_t *page, uint64_t end,
		    bool all);
/* Take the page that is mapped there, with a reference that MIGRATE drops. */
void isolate_page(struct gms_world *w, struct task *t, uint64_t page);

#endif /* SIM_MIGRATE_H */
