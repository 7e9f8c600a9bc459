/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The TDP MMU: the page table of a VM's second stage.  X86-TDP-*.
 *
 * Context: entries change under mmu_lock; a fault holds it for read and changes only what
 * its own path needs (tdp_atomic.h); zaps hold it for write.
 *
 * Invariant: table_info.present of a table counts its entries that are not the
 * non-present value.  A table is freed with the root, or when a large page takes its place.
 */
#ifndef SIM_MMU_X86_TDP_MMU_H
#define SIM_MMU_X86_TDP_MMU_H

#include "arch.h"
#include "level.h"
#include "mmu_x86.h"
#include "stage2.h"

/* arch_ops.walk. */
struct translation tdp_translate(const struct gms_world *w, ref_t vm, uint64_t gpa);

/* What a leaf of a level makes of a gfn. */
struct translation tdp_translate_leaf(const struct spte_format *format, uint64_t gfn, uint64_t e,
				      uint32_t level);

/* X86-MMIO-3: does an MMIO entry say what the memslots say now? */
bool tdp_mmio_is_current(const struct gms_world *w, struct vm *vm, uint64_t e);

/* Table pages, root included, that a mapping of gfn still lacks. */
uint32_t tdp_missing_tables(const struct gms_world *w, const struct vm *vm, uint64_t gfn);

/*
 * X86-TDP-4, X86-TDP-5: put `leaf` of a level where gfn is translated, with tables that
 * the fault reserved.  0: it stands there; EEXIST: so does a leaf that will do;
 * EAGAIN: a table is missing that nobody reserved.
 */
int tdp_map(struct gms_world *w, struct task *t, uint64_t leaf, struct level_goal goal);

/* X86-LEVEL-8: the level of the goal, or below a table that no large page may replace. */
struct level_goal tdp_keep_small(struct gms_world *w, const struct vm *vm, uint64_t gfn,
				 struct level_goal goal);

/* The root of the fault's table, made if there is none; 0: that was not reserved. */
ref_t tdp_make_root(struct gms_world *w, struct task *t);

/*
 * The table of the goal's level on the way to t->fault.gfn; what the path lacks is linked
 * from what the fault reserved.  0: that was too little.
 */
ref_t tdp_make_path(struct gms_world *w, struct task *t, struct vm *vm, struct level_goal goal);

/*
 * V16: link the next table that the path lacks.  False: nothing is left to link, or nothing
 * to do it with.
 */
bool tdp_link_one(struct gms_world *w, struct task *t, struct level_goal goal);

/* The only store of the x86 MMUs. */
void tdp_set_entry(struct gms_world *w, ref_t table, uint32_t index, uint64_t new_value);
/* The same for a large page in the place of a table, of which everything is freed. */
void tdp_replace_table(struct gms_world *w, const struct spte_format *format, ref_t table,
		       uint32_t index, uint64_t leaf);

/* A table and what is below it. */
void tdp_free_tables(struct gms_world *w, const struct spte_format *format, ref_t table,
		     uint32_t level);

/* X86-FAULT-9: 0 fixed, EEXIST nothing to fix, EAGAIN not by this path. */
int tdp_fast_fix(struct gms_world *w, struct task *t, struct vm *vm);

bool tdp_permits(const struct spte_format *format, uint64_t e, enum gms_access access);

/* Let a table translate as the large page of `level` does in whose place it will come. */
void tdp_split(struct gms_world *w, const struct spte_format *format, ref_t table, uint64_t large,
	       uint32_t level);

/*
 * An iterator over the leaves and MMIO entries of a range, which moves in three ways:
 * down into a table, aside to the next entry of the same table, up when that is done.
 * The entry that it stands at may be changed, also to a table.
 */
struct tdp_iter {
	uint64_t gfn; /* where it is; the first of its entry but at the start */
	uint64_t end;
	uint64_t entry;
	uint32_t level, root_level;
	struct spte_format format;
	ref_t table[PAGING_LEVEL_MAX + 1]; /* of each level on the path */
};

struct tdp_iter tdp_iter_start(const struct gms_world *w, const struct vm *vm, uint64_t start,
			       uint64_t end);
/* Where the table of a gfn ends: of a TD, private gfns come before shared ones. */
uint64_t tdp_end_of_table(const struct vm *vm, uint64_t gfn);
/* Find the next one at or after where it is; it stays there. */
bool tdp_iter_find(const struct gms_world *w, struct tdp_iter *it);
void tdp_iter_aside(struct tdp_iter *it);
/* Into the table that the entry, which was read, points to.  False: to none. */
bool tdp_iter_down(struct tdp_iter *it);
/* Past the entries of its 64 bytes: nobody ever wrote one of them. */
void tdp_iter_past_line(struct tdp_iter *it);
/* To a gfn after this entry, which begins an entry of some level. */
void tdp_iter_to(struct tdp_iter *it, uint64_t gfn);

static inline uint32_t tdp_iter_index(const struct tdp_iter *it)
{
	return ept_index(it->gfn, it->level);
}

/* arch_ops: zap_range, next_leaf. */
void tdp_zap_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, uint32_t filter);
bool tdp_next_leaf(const struct gms_world *w, ref_t vm, uint64_t *gfn, struct translation *tr);

/* arch_ops.zap_some: what the part zapped is flushed. */
bool tdp_zap_some(struct gms_world *w, ref_t vm, uint64_t *start, uint64_t end, uint32_t filter);

/*
 * X86-TDP-10: no vCPU uses the direct root any more; mmu_lock write.  Its tables are given
 * back by tdp_zap_roots(), arch_ops.zap_roots.
 */
void tdp_invalidate_roots(struct gms_world *w, ref_t vm);
bool tdp_zap_roots(struct gms_world *w, ref_t vm, bool alone);

/* X86-TDP-11: give back every table; nothing runs, or vCPUs notice. */
void tdp_zap_all(struct gms_world *w, ref_t vm);

#endif /* SIM_MMU_X86_TDP_MMU_H */
