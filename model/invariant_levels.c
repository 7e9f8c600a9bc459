/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of x86: large pages, what vCPUs remember, logged slots, mixed attributes. */
#include "invariant_rules.h"

/* A leaf with its VM and the valid slot that covers it, if any. */
struct level_view {
	struct seen_leaf leaf;
	struct seen_vm vm;
	struct seen_slot slot;
	bool has_slot;
};

static uint64_t pages_of(const struct seen_leaf *leaf)
{
	return 1ull << 9 * (leaf->level - 1);
}

static uint64_t block_at(uint64_t gfn, uint32_t level)
{
	return gfn & ~((1ull << 9 * (level - 1)) - 1);
}

static uint64_t block_of(const struct seen_leaf *leaf)
{
	return block_at(leaf->gfn, leaf->level);
}

typedef bool judge(const struct gms_world *w, const struct level_view *v, char *why,
		   size_t bytes);

/* Judge each page of every large leaf; the first that fails ends it. */
static bool each_large_leaf(const struct gms_world *w, judge *is_right, char *why, size_t bytes)
{
	struct level_view v;

	for (uint64_t c = 0; observe_vm(w, &c, &v.vm);)
		for (uint64_t k = 0; observe_leaf(w, v.vm.id, &k, &v.leaf);) {
			if (v.leaf.is_mmio || v.leaf.level == 1)
				continue;
			v.has_slot = observe_slot_of_gfn(w, v.vm.id, 0, SEEN_ACTIVE, v.leaf.gfn,
							 &v.slot) &&
				     !v.slot.invalid;
			if (!is_right(w, &v, why, bytes))
				return false;
		}
	return true;
}

/* X86-INV-1 */
static bool lies_in_one_slot(const struct gms_world *w, const struct level_view *v, char *why,
			     size_t bytes)
{
	uint64_t block = block_of(&v->leaf);

	(void)w;
	if (!v->has_slot || (block >= v->slot.base_gfn &&
			     block + pages_of(&v->leaf) <= v->slot.base_gfn + v->slot.npages))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of handle %" PRIu64
		      " is mapped by a page of level %" PRIu32 " that reaches out of " SLOT_FMT,
		      v->leaf.gfn, v->vm.handle, v->leaf.level, SLOT_ARG(&v->slot));
}

/* X86-INV-1 */
bool large_leaves_lie_in_one_slot(const struct gms_world *w, char *why, size_t bytes)
{
	return each_large_leaf(w, lies_in_one_slot, why, bytes);
}

/* X86-INV-3 */
static bool is_of_one_kind(const struct gms_world *w, const struct level_view *v, char *why,
			   size_t bytes)
{
	uint64_t block = block_of(&v->leaf);

	if (!v->vm.has_private_mem || observe_attribute_of_gfn(w, v->vm.id, v->leaf.gfn) ==
					      observe_attribute_of_gfn(w, v->vm.id, block))
		return true;
	return broken(why, bytes,
		      "gfns %#" PRIx64 " and %#" PRIx64 " of handle %" PRIu64
		      " have different attributes and one leaf of level %" PRIu32,
		      block, v->leaf.gfn, v->vm.handle, v->leaf.level);
}

/* X86-INV-3 */
bool large_leaves_are_of_one_kind(const struct gms_world *w, char *why, size_t bytes)
{
	return each_large_leaf(w, is_of_one_kind, why, bytes);
}

/* X86-INV-13 */
static bool is_logged_page_by_page(const struct gms_world *w, const struct level_view *v,
				   char *why, size_t bytes)
{
	if (!v->has_slot || !v->slot.logs_dirty || !(v->leaf.prot & GMS_PROT_WRITE) ||
	    observe_gfn_is_dirty(w, v->slot.id, v->leaf.gfn))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of the logged " SLOT_FMT " of handle %" PRIu64
		      " is clean and writable by a page of level %" PRIu32,
		      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle, v->leaf.level);
}

/* X86-INV-13 */
bool logged_leaves_are_small(const struct gms_world *w, char *why, size_t bytes)
{
	return each_large_leaf(w, is_logged_page_by_page, why, bytes);
}

/* Does the table that old is from map the page there? */
static bool maps(const struct gms_world *w, const struct seen_vm *vm, const struct seen_leaf *old,
		 uint64_t gfn, uint64_t page)
{
	uint64_t cursor = gfn | (old->is_shared_root ? vm->shared_gfn_bit : 0);
	struct seen_leaf leaf;

	if (!old->is_shadow)
		return observe_leaf(w, vm->id, &cursor, &leaf) && leaf.gfn == gfn &&
		       leaf.is_shared_root == old->is_shared_root && leaf.page == page;
	cursor = 0;
	for (uint64_t s = 0; observe_shadow(w, vm->id, &s, &cursor, &leaf);)
		if (leaf.gfn == gfn && leaf.page == page)
			return true;
	return false;
}

/* X86-INV-11: each page of what a vCPU remembers. */
static bool is_still_mapped(const struct gms_world *w, const struct seen_vm *vm, uint64_t vcpu,
			    const struct seen_leaf *old, char *why, size_t bytes)
{
	for (uint64_t i = 0; i < pages_of(old); i++) {
		uint64_t gfn = old->gfn + i;

		if (maps(w, vm, old, gfn, old->page + i))
			continue;
		return broken(why, bytes,
			      "vCPU %" PRIu64 " of handle %" PRIu64 " remembers frame f%" PRIu64
			      " at gfn %#" PRIx64 ", where stage 2 does not map it",
			      vcpu, vm->handle, old->page + i, gfn);
	}
	return true;
}

/* X86-INV-11 */
bool what_is_remembered_is_mapped(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_leaf old;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint64_t id = 0, k = 0; observe_remembered(w, vm.id, &id, &k, &old);)
			if (!is_still_mapped(w, &vm, id, &old, why, bytes))
				return false;
	return true;
}

/* ---- X86-INV-20: mixed blocks ---- */

static bool slots_lock_is_held(const struct gms_world *w, uint64_t vm)
{
	struct seen_task task;

	for (uint64_t c = 0; observe_task(w, &c, &task);)
		for (uint32_t h = 0; h < task.nr_held; h++)
			if (task.held[h].kind == GMS_LOCK_SLOTS && task.held[h].object == vm)
				return true;
	return false;
}

/* Does an attribute begin inside the block, and not at its first gfn? */
static bool is_mixed(const struct gms_world *w, uint64_t vm, uint64_t block, uint32_t level)
{
	uint64_t cursor = block + 1, first = observe_attribute_of_gfn(w, vm, block);
	struct seen_attribute run;

	while (observe_attribute(w, vm, &cursor, &run) && block_at(run.start, level) == block)
		if (run.value != first)
			return true;
	return false;
}

/* Nothing is noted of the slot but what is. */
static bool no_block_is_noted_wrongly(const struct gms_world *w, const struct seen_vm *vm,
				      const struct seen_slot *slot, char *why, size_t bytes)
{
	uint32_t level;
	uint64_t block;

	for (uint64_t c = 0; observe_mixed(w, slot->id, &c, &block, &level);)
		if (!is_mixed(w, vm->id, block, level))
			return broken(why, bytes,
				      "the block of level %" PRIu32 " at gfn %#" PRIx64
				      " of handle %" PRIu64 " is uniform and counts as mixed",
				      level, block, vm->handle);
	return true;
}

static bool is_noted(const struct gms_world *w, const struct seen_slot *slot, uint64_t wanted,
		     uint32_t wanted_level)
{
	uint32_t level;
	uint64_t block;

	for (uint64_t c = 0; observe_mixed(w, slot->id, &c, &block, &level);)
		if (block == wanted && level == wanted_level)
			return true;
	return false;
}

/* Only a block in which an attribute begins can be mixed. */
static bool every_mixed_block_is_noted(const struct gms_world *w, const struct seen_vm *vm,
				       const struct seen_slot *slot, char *why, size_t bytes)
{
	uint64_t end = slot->base_gfn + slot->npages, c = slot->base_gfn + 1;
	struct seen_attribute run;

	while (observe_attribute(w, vm->id, &c, &run) && run.start < end)
		for (uint32_t level = 2; level <= 3; level++) {
			uint64_t block = block_at(run.start, level);
			uint64_t pages = 1ull << 9 * (level - 1);

			if (block < slot->base_gfn || block + pages > end ||
			    !is_mixed(w, vm->id, block, level) || is_noted(w, slot, block, level))
				continue;
			return broken(why, bytes,
				      "the block of level %" PRIu32 " at gfn %#" PRIx64
				      " of handle %" PRIu64 " is mixed and counts as uniform",
				      level, block, vm->handle);
		}
	return true;
}

/* X86-INV-20 */
bool mixed_blocks_are_noted(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_slot slot;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		if (gms_world_arch(w) != GMS_ARCH_X86 || !vm.has_private_mem || vm.dead ||
		    slots_lock_is_held(w, vm.id))
			continue;
		for (uint64_t k = 0; observe_slot(w, vm.id, 0, SEEN_ACTIVE, &k, &slot);)
			if (!no_block_is_noted_wrongly(w, &vm, &slot, why, bytes) ||
			    !every_mixed_block_is_noted(w, &vm, &slot, why, bytes))
				return false;
	}
	return true;
}
