/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * lpage_info.  Attributes change from start to end; of each level
 *
 *	gfn        0   4   8   c      blocks of four
 *	change       ^^^^^^^
 *	block      h   .   t          head and tail are looked at anew, what lies between
 *	                              is as the change made it
 */
#include "lpage_info.h"

#include "gmem.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "runs.h"
#include "spte.h"

#define LEVEL_SHIFT 48 /* of a key; below it the block's number */

static uint64_t key_of(uint64_t gfn, uint32_t level)
{
	return (uint64_t)level << LEVEL_SHIFT | gfn / ept_pages(level);
}

static uint64_t slot_end(const struct slot *slot)
{
	return slot->base_gfn + slot->npages;
}

static bool is_inside(const struct slot *slot, uint64_t block, uint32_t level)
{
	return block >= slot->base_gfn && block + ept_pages(level) <= slot_end(slot);
}

/* X86-LEVEL-2: the slot has not all of the page, or its host memory lies otherwise. */
static uint32_t disallowed_by_place(const struct gms_world *w, const struct slot *slot,
				    uint64_t gfn, uint32_t level)
{
	uint64_t mask = ept_pages(level) - 1;

	if ((slot->base_gfn ^ slot->userspace_addr >> PAGE_SHIFT) & mask &&
	    !has(w, SW_MISALIGNED_BLOCK_COUNTS))
		return 1;
	return !is_inside(slot, gfn & ~mask, level) && !has(w, SW_PARTIAL_BLOCK_COUNTS);
}

static uint64_t kept_of(const struct gms_world *w, const struct slot *slot, uint64_t gfn,
			uint32_t level)
{
	uint64_t kept = 0;

	map_get(w, &slot->lpage, key_of(gfn, level), &kept);
	return kept;
}

static bool keep(struct gms_world *w, struct slot *slot, uint64_t gfn, uint32_t level,
		 uint64_t kept)
{
	if (kept)
		return map_set(w, &slot->lpage, key_of(gfn, level), kept);
	map_erase(w, &slot->lpage, key_of(gfn, level));
	return true;
}

uint32_t lpage_info(const struct gms_world *w, const struct slot *slot, uint64_t gfn,
		    uint32_t level)
{
	return (uint32_t)kept_of(w, slot, gfn, level) + disallowed_by_place(w, slot, gfn, level);
}

/* ---- Write tracking: a key of level 1 says by how many ---- */

static bool count_by(struct gms_world *w, struct slot *slot, uint64_t gfn, uint32_t level, int by)
{
	uint64_t kept = kept_of(w, slot, gfn, level);

	return keep(w, slot, gfn, level, by < 0 ? kept - 1 : kept + 1);
}

bool lpage_track(struct gms_world *w, struct slot *slot, uint64_t gfn, int by)
{
	uint32_t level = PAGING_LEVEL_4K;

	while (level <= PAGING_LEVEL_1G && count_by(w, slot, gfn, level, by))
		level++;
	if (level > PAGING_LEVEL_1G)
		return true;
	while (--level)
		count_by(w, slot, gfn, level, -by);
	return false;
}

bool lpage_is_tracked(const struct gms_world *w, const struct slot *slot, uint64_t gfn)
{
	return kept_of(w, slot, gfn, PAGING_LEVEL_4K);
}

/* ---- Mixed attributes ---- */

static bool is_mixed(const struct gms_world *w, const struct slot *slot, uint64_t block,
		     uint32_t level)
{
	return kept_of(w, slot, block, level) & LPAGE_MIXED;
}

static bool set_mixed(struct gms_world *w, struct slot *slot, uint64_t block, uint32_t level,
		      bool mixed)
{
	uint64_t count = kept_of(w, slot, block, level) & ~(uint64_t)LPAGE_MIXED;

	if (!mixed && has(w, SW_MIXED_FOR_EVER))
		return true;
	return keep(w, slot, block, level, count | (mixed ? LPAGE_MIXED : 0));
}

bool lpage_next_mixed(const struct gms_world *w, const struct slot *slot, uint64_t *cursor,
		      uint64_t *gfn, uint32_t *level)
{
	uint64_t kept;

	for (; map_ceil(w, &slot->lpage, cursor, &kept); ++*cursor) {
		if (!(kept & LPAGE_MIXED))
			continue;
		*level = (uint32_t)(*cursor >> LEVEL_SHIFT);
		*gfn = (*cursor & ((1ull << LEVEL_SHIFT) - 1)) * ept_pages(*level);
		++*cursor;
		return true;
	}
	return false;
}

/* All of its blocks of 2M are one kind each, and the same: the kernel looks no deeper. */
static bool is_uniform(const struct gms_world *w, const struct vm *vm, uint64_t block,
		       uint32_t level, uint64_t attributes)
{
	return attribute_uniform(w, vm, block, block + ept_pages(level), attributes);
}

static bool look_anew(struct gms_world *w, const struct vm *vm, struct slot *slot, uint64_t block,
		      uint32_t level, uint64_t attributes)
{
	if (!is_inside(slot, block, level))
		return true;
	return set_mixed(w, slot, block, level, !is_uniform(w, vm, block, level, attributes));
}

/* No block that lies in [block, end) is mixed. */
static void clear_mixed(struct gms_world *w, struct slot *slot, uint64_t block, uint64_t end,
			uint32_t level)
{
	uint64_t key = key_of(block, level), kept;

	for (; map_ceil(w, &slot->lpage, &key, &kept) && key < key_of(end, level); key++) {
		kept &= ~(uint64_t)LPAGE_MIXED;
		if (kept)
			map_set(w, &slot->lpage, key, kept);
		else
			map_erase(w, &slot->lpage, key);
	}
}

/* X86-ATTR-7, at one level. */
static bool update_mixed(struct gms_world *w, const struct vm *vm, struct slot *slot,
			 uint64_t start, uint64_t end, uint32_t level, uint64_t attributes)
{
	uint64_t pages = ept_pages(level), block = start & ~(pages - 1),
		 last = end & ~(pages - 1);
	bool stored = true;

	if (block != start || block + pages > end) {
		stored = look_anew(w, vm, slot, block, level, attributes);
		block += pages;
	}
	if (block < last && !has(w, SW_MIXED_FOR_EVER))
		clear_mixed(w, slot, block, last, level);
	if (last != end && last >= block)
		stored = look_anew(w, vm, slot, last, level, attributes) && stored;
	return stored;
}

void lpage_post_attributes(struct gms_world *w, ref_t ref, ref_t slot, uint64_t start,
			   uint64_t end, uint64_t attributes)
{
	struct vm *vm = vm_at(w, ref);

	apply(w, X86_ATTR_7);
	for (uint32_t level = PAGING_LEVEL_2M; level <= PAGING_LEVEL_1G; level++)
		if (!update_mixed(w, vm, slot_at(w, slot), start, end, level, attributes))
			vm_kill(w, vm);
}

uint32_t lpage_nodes(const struct gms_world *w, struct vm *vm, uint64_t start, uint64_t end)
{
	const struct slot *head = slot_at(w, slot_lookup(w, vm, 0, start));
	const struct slot *tail = slot_at(w, slot_lookup(w, vm, 0, end - 1));

	/* Only where the change begins and ends inside a block, at each of two levels. */
	return runs_store_nodes(&head->lpage) + runs_store_nodes(&tail->lpage);
}

/* X86-ATTR-9: only a block in which a run ends can be mixed. */
bool lpage_init(struct gms_world *w, const struct vm *vm, struct slot *slot)
{
	uint64_t gfn = runs_end(w, &vm->attributes, slot->base_gfn);

	if (!vm->has_private_mem)
		return true;
	apply(w, X86_ATTR_9);
	for (; gfn < slot_end(slot); gfn = runs_end(w, &vm->attributes, gfn))
		for (uint32_t level = PAGING_LEVEL_2M; level <= PAGING_LEVEL_1G; level++) {
			uint64_t block = gfn & ~(ept_pages(level) - 1);

			if (gfn != block && is_inside(slot, block, level) &&
			    !set_mixed(w, slot, block, level, true))
				return false;
		}
	return true;
}

/* ---- X86-ATTR-3: blocks that will be mixed, and of which no fault knows yet ---- */

static void cover(struct gms_world *w, struct vm *vm, const struct slot *slot, uint64_t block,
		  uint32_t level)
{
	if (!is_inside(slot, block, level) || is_mixed(w, slot, block, level))
		return;
	apply(w, X86_ATTR_3);
	invalidate_add(w, vm, block, block + ept_pages(level));
}

void lpage_pre_attributes(struct gms_world *w, ref_t ref, ref_t slot_ref, uint64_t start,
			  uint64_t end, uint64_t attributes)
{
	const struct slot *slot = slot_at(w, slot_ref);
	struct vm *vm = vm_at(w, ref);

	(void)attributes;
	if (!has(w, SW_X86_ATTR_COVERS_BLOCKS))
		return;
	for (uint32_t level = PAGING_LEVEL_2M; level <= PAGING_LEVEL_1G; level++) {
		uint64_t pages = ept_pages(level), head = start & ~(pages - 1);
		uint64_t tail = (end - 1) & ~(pages - 1);

		if (head != start || head + pages > end)
			cover(w, vm, slot, head, level);
		if (tail != head && tail + pages > end)
			cover(w, vm, slot, tail, level);
	}
}
