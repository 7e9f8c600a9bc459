/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memslots: the two sets of each address space, and how one replaces the other.
 *
 *	set 0   A  B            A  B  C
 *	set 1   A  B   insert   A  B  C   publish: readers move over, one by one;
 *	        ^ active        ^         when the last has left set 0, it follows
 *
 * Invariant at rest (INV-23): both sets hold the same slots, none INVALID, and
 * bit 63 of the generation is clear.  slots_lock guards both sets; the one that
 * readers see changes under mn_lock as well, while no mmu notifier runs.
 */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "memslot.h"
#include "profile.h"

#define GENERATION_IN_PROGRESS (1ull << 63)

/* ---- Readers ---- */

static bool covers(const struct slot *slot, uint64_t gfn)
{
	return gfn >= slot->base_gfn && gfn - slot->base_gfn < slot->npages;
}

ref_t slot_lookup(const struct gms_world *w, struct vm *vm, uint32_t as, uint64_t gfn)
{
	uint64_t base = gfn, slot;

	if (!map_floor(w, &active_set(vm, as)->by_gfn, &base, &slot))
		return 0;
	return covers(slot_at(w, (ref_t)slot), gfn) ? (ref_t)slot : 0;
}

ref_t slot_by_id(const struct gms_world *w, struct vm *vm, uint32_t as, uint32_t id)
{
	uint64_t slot;

	return map_get(w, &active_set(vm, as)->by_id, id, &slot) ? (ref_t)slot : 0;
}

/* The slot with the lowest base in [from, end). */
static ref_t slot_from(const struct gms_world *w, struct vm *vm, uint32_t as, uint64_t from,
		       uint64_t end)
{
	uint64_t slot;

	if (!map_ceil(w, &active_set(vm, as)->by_gfn, &from, &slot) || from >= end)
		return 0;
	return (ref_t)slot;
}

ref_t slot_first_in(const struct gms_world *w, struct vm *vm, uint32_t as, uint64_t start,
		    uint64_t end)
{
	ref_t slot;

	if (start >= end)
		return 0;
	slot = slot_lookup(w, vm, as, start);
	return slot ? slot : slot_from(w, vm, as, start, end);
}

ref_t slot_next_in(const struct gms_world *w, struct vm *vm, uint32_t as, ref_t after,
		   uint64_t end)
{
	return slot_from(w, vm, as, slot_at(w, after)->base_gfn + 1, end);
}

/* The slot object that keeps the bitmap. */
static struct slot *dirty_keeper(const struct gms_world *w, ref_t ref)
{
	struct slot *slot = slot_at(w, ref);

	return slot->dirty_in ? slot_at(w, slot->dirty_in) : slot;
}

struct map *slot_dirty_map(const struct gms_world *w, ref_t slot)
{
	return &dirty_keeper(w, slot)->dirty;
}

bool slot_all_dirty(const struct gms_world *w, ref_t slot)
{
	return dirty_keeper(w, slot)->all_dirty;
}

void mark_page_dirty(struct gms_world *w, ref_t ref, uint64_t gfn)
{
	uint64_t page = gfn - slot_at(w, ref)->base_gfn;
	struct slot *slot = dirty_keeper(w, ref);

	if (!slot->has_dirty_bitmap)
		return;
	if (slot->all_dirty)
		map_erase(w, &slot->dirty, page);
	else if (!map_set(w, &slot->dirty, page, 1))
		slot->has_dirty_bitmap = DIRTY_LOST;
}

/* ---- Edits; slots_lock ---- */

bool nodes_reserve(struct gms_world *w, struct vm *vm, uint32_t count)
{
	while (count--) {
		ref_t node = pool_take_internal(w, POOL_NODE);

		if (!node) {
			nodes_release(w, vm);
			return false;
		}
		*(ref_t *)pool_at(w, POOL_NODE, node) = vm->spare_nodes;
		vm->spare_nodes = node;
	}
	return true;
}

void nodes_release(struct gms_world *w, struct vm *vm)
{
	while (vm->spare_nodes) {
		ref_t node = vm->spare_nodes;

		vm->spare_nodes = *(ref_t *)pool_at(w, POOL_NODE, node);
		pool_give(w, POOL_NODE, node);
	}
}

/* A new key splits at most every level, and the root. */
uint32_t slot_set_nodes(const struct slot_set *set)
{
	return set->by_gfn.height + 1 + set->by_id.height + 1;
}

bool slot_set_replace(struct gms_world *w, struct slot_set *set, ref_t old, ref_t new_slot)
{
	const struct slot *o = slot_at(w, old);
	const struct slot *n = slot_at(w, new_slot);

	if (new_slot && !map_set(w, &set->by_id, n->id, new_slot))
		return false;
	if (new_slot && !map_set(w, &set->by_gfn, n->base_gfn, new_slot)) {
		if (old)
			map_set(w, &set->by_id, n->id, old);
		else
			map_erase(w, &set->by_id, n->id);
		return false;
	}
	if (old && !new_slot)
		map_erase(w, &set->by_id, o->id);
	if (old && (!new_slot || n->base_gfn != o->base_gfn))
		map_erase(w, &set->by_gfn, o->base_gfn);
	return true;
}

/*
 * A slot that the kernel frees while a binding still points to it (HZ-3, HZ-4)
 * keeps its record as long as the VM lives, so that what walks the bindings
 * meets defined bytes, and INV-5 can tell.
 */
void slot_free(struct gms_world *w, ref_t ref)
{
	struct slot *slot = slot_at(w, ref);
	struct vm *vm = vm_at(w, slot->vm);

	map_clear(w, &slot->dirty);
	map_clear(w, &slot->reported);
	map_clear(w, &slot->lpage);
	if (!slot->gmem_file) {
		pool_give(w, POOL_SLOT, ref);
		return;
	}
	slot->flags |= MEMSLOT_FREED;
	slot->next_ghost = vm->ghosts;
	vm->ghosts = ref;
}

static void free_ghosts(struct gms_world *w, struct vm *vm)
{
	while (vm->ghosts) {
		ref_t ghost = vm->ghosts;

		vm->ghosts = slot_at(w, ghost)->next_ghost;
		pool_give(w, POOL_SLOT, ghost);
	}
}

void slots_destroy(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);

	for (uint32_t as = 0; as < NR_ADDRESS_SPACES_MAX; as++) {
		const struct map *slots = &active_set(vm, as)->by_id;
		uint64_t id, slot;

		for (bool more = map_first(w, slots, &id, &slot); more;
		     more = map_next(w, slots, &id, &slot)) {
			slot_at(w, (ref_t)slot)->gmem_file = 0;
			slot_free(w, (ref_t)slot);
		}
		for (int i = 0; i < 2; i++) {
			map_clear(w, &vm->as[as].set[i].by_gfn);
			map_clear(w, &vm->as[as].set[i].by_id);
		}
	}
	free_ghosts(w, vm);
	vm->nr_pages = 0;
}

/* ---- SWAP ---- */

/*
 * W1 to W3: the set that was edited becomes the one that readers find.  Their
 * old one must not change before the last of them has left it, and those are
 * the tasks inside an SRCU section now.
 */
static enum verdict swap_publish(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	struct address_space *as = &vm->as[t->swap_as];

	inactive_set(vm, t->swap_as)->generation = active_set(vm, t->swap_as)->generation |
						   GENERATION_IN_PROGRESS;
	as->active = !as->active;
	apply(w, SLOT_32);
	unlock(w, t, GMS_LOCK_SLOTS_ARCH, t->vm);
	if (!has(w, SW_SWAP_WAITS_NOT))
		srcu_synchronize(w, t, t->vm);
	return NEXT;
}

/* W5: a generation that no address space of the VM has had. */
static enum verdict swap_advance(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	struct slot_set *set = active_set(vm, t->swap_as);

	set->generation = (set->generation & ~GENERATION_IN_PROGRESS) + vm->nr_as;
	apply(w, SLOT_31);
	return NEXT;
}

static struct need need_notifiers_done(const struct gms_world *w, const struct task *t)
{
	return has(w, SW_SWAP_PASSES_NOTIFIERS) ? NEED_NOTHING : need_no_notifiers(w, t);
}

const struct step swap_steps[] = {
	{ "publish", swap_publish, .take = need_notifiers_done, .within = need_mn_lock },
	{ "wait-readers", swap_advance, .take = need_grace_period },
	{ 0 },
};

/* ---- Entering and leaving an ioctl ---- */

enum verdict vm_ioctl_enter(struct gms_world *w, struct task *t)
{
	t->vm = handle_vm(w, t->op.vm);
	if (!t->vm)
		return fail(w, t, FD_1, EBADF);
	if (vm_refuses(w, t, t->vm))
		return fail(w, t, IOCTL_1, EIO);
	vm_at(w, t->vm)->refs++;
	return NEXT;
}

enum verdict vm_ioctl_leave(struct gms_world *w, struct task *t)
{
	t->old_slot = t->new_slot = t->invalid_slot = 0;
	vm_put(w, t->vm);
	return finish();
}

enum verdict vm_ioctl_error(struct gms_world *w, struct task *t, int error)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return vm_ioctl_leave(w, t);
}

enum verdict vm_ioctl_fail(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	apply(w, rule);
	return vm_ioctl_error(w, t, error);
}

enum verdict vm_ioctl_succeed(struct gms_world *w, struct task *t, enum rule rule, int64_t value)
{
	succeed(w, t, rule, value);
	return vm_ioctl_leave(w, t);
}
