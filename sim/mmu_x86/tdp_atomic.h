/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Faults of the TDP MMU that run side by side: an entry is read in one step and set in a
 * later one, if it still is what was read.  X86-TDP-3, X86-TDP-6.
 *
 * Context: mmu_lock for read.  No task is kept in a table that somebody frees: which entry
 * it was about is found anew from the root.
 */
#ifndef SIM_MMU_X86_TDP_ATOMIC_H
#define SIM_MMU_X86_TDP_ATOMIC_H

#include "level.h"
#include "tdp_mmu.h"

/* The entry of a level for a gfn whose root is there, or one above it that points to no table. */
struct tdp_iter tdp_path_end(const struct gms_world *w, const struct vm *vm, uint64_t gfn,
			     uint32_t level);

/*
 * V16: note the entry that the fault has to change next on its way to the goal, and its
 * level.  False: somebody has it frozen.
 */
bool tdp_note_entry(struct gms_world *w, struct task *t, struct level_goal goal);

/* V16, V17: is it the one to change, and as it was? */
bool tdp_entry_is_as_noted(struct gms_world *w, struct task *t, struct level_goal goal);

/*
 * Does an entry like that change only with the TDX module?  Then it is frozen meanwhile,
 * and thawed by who is to set it.
 */
bool tdp_needs_module(struct gms_world *w, struct task *t);
void tdp_freeze(struct gms_world *w, struct task *t, struct level_goal goal);
void tdp_thaw(struct gms_world *w, struct task *t, struct level_goal goal);

#endif /* SIM_MMU_X86_TDP_ATOMIC_H */
