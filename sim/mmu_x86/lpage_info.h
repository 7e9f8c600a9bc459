/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lpage_info: which large pages a slot's memory must not be mapped by.  X86-LEVEL-1.
 *
 * The kernel has an array for each slot and level; here what follows from the slot's
 * place is computed, and only what came about later is kept, in slot->lpage.
 */
#ifndef SIM_MMU_X86_LPAGE_INFO_H
#define SIM_MMU_X86_LPAGE_INFO_H

#include "world.h"

/* The attributes of the block differ; below it, a count of what disallows the page. */
#define LPAGE_MIXED (1u << 31)

/* The entry of a gfn of a slot at a level of 2 or 3; 0: such a page is allowed. */
uint32_t lpage_info(const struct gms_world *w, const struct slot *slot, uint64_t gfn,
		    uint32_t level);

/* X86-LEVEL-3: one more, or with -1 one less, wants to see writes to a gfn.  False: ENOMEM. */
bool lpage_track(struct gms_world *w, struct slot *slot, uint64_t gfn, int by);
bool lpage_is_tracked(const struct gms_world *w, const struct slot *slot, uint64_t gfn);

/*
 * X86-ATTR-9: the slot comes to be over memory that has attributes already.  False:
 * ENOMEM.
 */
bool lpage_init(struct gms_world *w, const struct vm *vm, struct slot *slot);

/* arch_ops.next_mixed; a cursor is a key of the map. */
bool lpage_next_mixed(const struct gms_world *w, const struct slot *slot, uint64_t *cursor,
		      uint64_t *gfn, uint32_t *level);

/* arch_ops: pre_attributes, post_attributes, attribute_nodes.  X86-ATTR-3, X86-ATTR-7. */
void lpage_pre_attributes(struct gms_world *w, ref_t vm, ref_t slot, uint64_t start, uint64_t end,
			  uint64_t attributes);
void lpage_post_attributes(struct gms_world *w, ref_t vm, ref_t slot, uint64_t start,
			   uint64_t end, uint64_t attributes);
uint32_t lpage_nodes(const struct gms_world *w, struct vm *vm, uint64_t start, uint64_t end);

#endif /* SIM_MMU_X86_LPAGE_INFO_H */
