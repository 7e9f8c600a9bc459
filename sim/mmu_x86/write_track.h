/* SPDX-License-Identifier: BSD-2-Clause */
/* Write tracking of single pages.  X86-FAULT-7, X86-DIRTY-6. */
#ifndef SIM_MMU_X86_WRITE_TRACK_H
#define SIM_MMU_X86_WRITE_TRACK_H

#include "lpage_info.h"
#include "mmu_x86.h"

/* Is every write to a gfn of a slot to be seen? */
static inline bool write_is_tracked(const struct gms_world *w, const struct vm *vm, ref_t slot,
				    uint64_t gfn)
{
	return vm->enabled & X86_WRITE_TRACKING && slot &&
	       lpage_is_tracked(w, slot_at(w, slot), gfn);
}

/* arch_ops. */
bool x86_is_write_tracked(const struct gms_world *w, ref_t slot, uint64_t gfn);

#endif /* SIM_MMU_X86_WRITE_TRACK_H */
