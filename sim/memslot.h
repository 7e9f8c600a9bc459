/* SPDX-License-Identifier: BSD-2-Clause */
/* Memslots, binding and attributes as their readers see them.  Sections 9 and 10. */
#ifndef SIM_MEMSLOT_H
#define SIM_MEMSLOT_H

#include "world.h"

/* struct slot's has_dirty_bitmap. */
enum dirty_bitmap {
	DIRTY_NONE,
	DIRTY_LOGGED,
	DIRTY_LOST, /* the arena had no room for a page that was dirtied */
};

static inline struct slot_set *active_set(struct vm *vm, uint32_t as)
{
	return &vm->as[as].set[vm->as[as].active];
}

static inline struct slot_set *inactive_set(struct vm *vm, uint32_t as)
{
	return &vm->as[as].set[!vm->as[as].active];
}

/* The slot that covers gfn in the active set, INVALID ones too; 0 if none. */
ref_t slot_lookup(const struct gms_world *w, struct vm *vm, uint32_t as, uint64_t gfn);
/* The slot with that number in the active set; 0 if none. */
ref_t slot_by_id(const struct gms_world *w, struct vm *vm, uint32_t as, uint32_t id);

/*
 * Slots of the active set that intersect [start, end) gfns, ascending:
 *
 *	for (s = slot_first_in(w, vm, as, start, end); s; s = slot_next_in(w, vm, as, s, end))
 */
ref_t slot_first_in(const struct gms_world *w, struct vm *vm, uint32_t as, uint64_t start,
		    uint64_t end);
ref_t slot_next_in(const struct gms_world *w, struct vm *vm, uint32_t as, ref_t after,
		   uint64_t end);

/* The attributes of one gfn: 0 or ATTRIBUTE_PRIVATE.  Lockless. ATTR-16. */
uint64_t attribute_get(const struct gms_world *w, const struct vm *vm, uint64_t gfn);
/* Do all of [start, end) gfns, not empty, have exactly that value? */
bool attribute_uniform(const struct gms_world *w, const struct vm *vm, uint64_t start,
		       uint64_t end, uint64_t value);

/* Is the gfn private?  ATTR-16: false where attributes are not built. */
bool gfn_is_private(const struct gms_world *w, const struct vm *vm, uint64_t gfn);

/* The map that holds a slot's dirty pages, its own or that of the slot it replaces. */
struct map *slot_dirty_map(const struct gms_world *w, ref_t slot);
/* Does that map hold the pages that are clean? */
bool slot_all_dirty(const struct gms_world *w, ref_t slot);
/* Mark a gfn of a slot dirty in its bitmap, if it has one. */
void mark_page_dirty(struct gms_world *w, ref_t ref, uint64_t gfn);
/* The first dirty page >= from of a slot that logs, counted from its base; false: none. */
bool slot_next_dirty(const struct gms_world *w, ref_t slot, uint64_t from, uint64_t *page);
/* KVM_CAP_MANUAL_DIRTY_LOG_PROTECT2: 0, or the errno. */
int dirty_log_enable(struct gms_world *w, struct vm *vm, uint64_t arg);
/* Does a new dirty log begin with every page dirty, and nothing protected? */
static inline bool dirty_log_initially_set(const struct vm *vm)
{
	return vm->manual_protect & MANUAL_PROTECT_INITIALLY_SET;
}
/* The pages that the last GET_DIRTY_LOG of op's slot returned: the first >= from. */
bool dirty_log_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
			 uint64_t *page);

/* Free every slot of a VM that is going away: RELEASE-7. */
void slots_destroy(struct gms_world *w, ref_t ref);

/* ---- What the ioctls that hold slots_lock share ---- */

/*
 * Enter an ioctl on the VM of t->op: the gates of every VM ioctl, then t->vm
 * with a reference, as the descriptor is in use until the ioctl returns.  After
 * NEXT the operation ends by one of the functions below, which give the
 * reference back.
 */
enum verdict vm_ioctl_enter(struct gms_world *w, struct task *t);
enum verdict vm_ioctl_fail(struct gms_world *w, struct task *t, enum rule rule, int error);
enum verdict vm_ioctl_succeed(struct gms_world *w, struct task *t, enum rule rule, int64_t value);
/* The rule was recorded before. */
enum verdict vm_ioctl_error(struct gms_world *w, struct task *t, int error);
/* t->result was filled before. */
enum verdict vm_ioctl_leave(struct gms_world *w, struct task *t);

/* The 32-bit slot argument of the kernel's structures: address space and number. */
static inline uint32_t op_slot_as(const struct gms_op *op)
{
	return (uint32_t)(op->as_id << 16 | op->id) >> 16;
}

static inline uint32_t op_slot_id(const struct gms_op *op)
{
	return (uint32_t)op->id & 0xffff;
}

/*
 * Nodes of ordered maps for an edit beyond the point of no return: taken while
 * the ioctl may still fail, given back right before the edit.  slots_lock.
 */
bool nodes_reserve(struct gms_world *w, struct vm *vm, uint32_t count);
void nodes_release(struct gms_world *w, struct vm *vm);
/* What one slot_set_replace() can need. */
uint32_t slot_set_nodes(const struct slot_set *set);

/*
 * Put `new_slot` where `old` is; 0 for either is none.  False, and nothing
 * changed, if a new key found no memory; a slot at the same place needs none.
 */
bool slot_set_replace(struct gms_world *w, struct slot_set *set, ref_t old, ref_t new_slot);

/* Free a slot that no set holds.  One that a file still binds becomes a ghost. */
void slot_free(struct gms_world *w, ref_t ref);

/* Begin SLOT_CREATE for t->new_slot, at the step that its kind of memory needs. */
enum verdict slot_create_begin(struct gms_world *w, struct task *t);

#endif /* SIM_MEMSLOT_H */
