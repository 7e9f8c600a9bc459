/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a memslot change does once it may go ahead: PROTO-C, PROTO-D, and their
 * like for a move and for new flags.  All run under slots_lock.
 *
 *	create  (look-up-file, bind) prepare (bind) | SWAP | commit
 *	flags   prepare                             | SWAP | commit
 *	move    make-invalid | SWAP | zap, move     | SWAP | commit
 *	delete  make-invalid | SWAP | zap, remove   | SWAP | commit (unbind)
 *
 * An edit goes to the set that nobody reads; SWAP publishes it and waits until
 * nobody reads the other; commit repeats the edit there.  A slot that goes away
 * is first replaced by an INVALID copy, so that no fault can begin on it while
 * its mappings are zapped (SLOT-33).
 */
#include <errno.h>

#include "arch.h"
#include "bind.h"
#include "memslot.h"
#include "profile.h"
#include "runs.h"

static struct slot_set *unread_set(const struct gms_world *w, const struct task *t)
{
	return inactive_set(vm_at(w, t->vm), t->swap_as);
}

/* The set that was read before the swap takes the same edit. SLOT-30. */
static void repeat_edit(struct gms_world *w, struct task *t, ref_t old, ref_t new_slot)
{
	apply(w, SLOT_30);
	nodes_release(w, vm_at(w, t->vm));
	slot_set_replace(w, unread_set(w, t), old, new_slot);
}

/* Publish an edit that has a new key; both sets must have room for it. */
static bool first_edit(struct gms_world *w, struct task *t, ref_t old, ref_t new_slot)
{
	struct vm *vm = vm_at(w, t->vm);
	uint32_t nodes = slot_set_nodes(active_set(vm, t->swap_as));

	if (nodes_reserve(w, vm, nodes) && slot_set_replace(w, unread_set(w, t), old, new_slot))
		return true;
	nodes_release(w, vm);
	return false;
}

/* Give up the new slot object, and the file that was looked up for it. */
static void drop_new_slot(struct gms_world *w, struct task *t)
{
	bind_put_file(w, t);
	if (!t->new_slot)
		return;
	slot_at(w, t->new_slot)->gmem_file = 0;
	/* With new flags alone it is still the old one's. */
	if (t->change == CHANGE_FLAGS_ONLY)
		slot_at(w, t->new_slot)->lpage = (struct map){ 0 };
	slot_free(w, t->new_slot);
	t->new_slot = 0;
}

static enum verdict abandon(struct gms_world *w, struct task *t, int error)
{
	drop_new_slot(w, t);
	return vm_ioctl_error(w, t, error);
}

/* ---- SLOT-20: the generic and the architecture's preparation ---- */

/*
 * A slot that takes over from a logged one goes on with its bitmap.  Until the
 * readers of the old slot are gone both objects mark the one in the old.
 */
static int prepare_dirty_bitmap(struct gms_world *w, struct task *t)
{
	struct slot *new_slot = slot_at(w, t->new_slot);
	const struct slot *old = slot_at(w, t->old_slot);

	if (!(new_slot->flags & MEM_LOG_DIRTY))
		return 0;
	if (t->old_slot && old->has_dirty_bitmap) {
		new_slot->has_dirty_bitmap = old->has_dirty_bitmap;
		new_slot->dirty_in = t->old_slot;
		return 0;
	}
	if (injected(w, GMS_INJECT_ALLOC))
		return ENOMEM;
	new_slot->has_dirty_bitmap = DIRTY_LOGGED;
	if (dirty_log_initially_set(vm_at(w, t->vm))) {
		apply(w, DIRTY_9);
		new_slot->all_dirty = 1;
	}
	return 0;
}

static int prepare(struct gms_world *w, struct task *t)
{
	int error = 0;

	apply(w, SLOT_20);
	if (t->change != CHANGE_DELETE)
		error = prepare_dirty_bitmap(w, t);
	if (!error)
		error = arch(w)->prepare_memory_region(w, t->vm, t->old_slot, t->new_slot,
						       (enum slot_change)t->change);
	return error;
}

/* The new slot inherits what only the old one kept; then the old one goes. */
static void retire_old_slot(struct gms_world *w, struct task *t)
{
	struct slot *new_slot = slot_at(w, t->new_slot);
	struct slot *old = slot_at(w, t->old_slot);

	if (new_slot->dirty_in) {
		new_slot->dirty = old->dirty;
		new_slot->reported = old->reported;
		new_slot->has_dirty_bitmap = old->has_dirty_bitmap;
		new_slot->all_dirty = old->all_dirty;
		new_slot->all_reported = old->all_reported;
		new_slot->dirty_in = 0;
		old->dirty = old->reported = (struct map){ 0 };
	}
	/* Only a delete unbinds, and these changes are not meant for gmem slots. */
	if (t->change == CHANGE_FLAGS_ONLY)
		old->lpage = (struct map){ 0 };
	if (old->gmem_file)
		apply(w, HZ_4);
	slot_free(w, t->old_slot);
}

/* ---- PROTO-C: create ---- */

enum {
	CREATE_LOOK_UP,
	CREATE_BIND,
	CREATE_PREPARE,
	CREATE_BIND_LATE,
	CREATE_COMMIT,
	CREATE_UNBIND
};

enum verdict slot_create_begin(struct gms_world *w, struct task *t)
{
	enum verdict verdict = call(t, PROTO_SLOT_CREATE);

	if (verdict == CALLED && !(slot_at(w, t->new_slot)->flags & MEM_GUEST_MEMFD))
		return jump(t, CREATE_PREPARE);
	return verdict;
}

static enum verdict create_look_up(struct gms_world *w, struct task *t)
{
	int error = bind_look_up(w, t);

	if (error)
		return abandon(w, t, error);
	if (!has(w, SW_BIND_AFTER_ARCH))
		return NEXT;
	bind_attach(w, t);
	return jump(t, CREATE_PREPARE);
}

/* The file is bound before the slot exists; the ioctl lets go of it. BIND-7. */
static enum verdict create_bind(struct gms_world *w, struct task *t)
{
	int error;

	apply(w, BIND_6);
	error = bind_store(w, t);
	if (error)
		return abandon(w, t, error);
	bind_attach(w, t);
	bind_put_file(w, t);
	return NEXT;
}

static enum verdict create_failed(struct gms_world *w, struct task *t, int error)
{
	unlock(w, t, GMS_LOCK_SLOTS_ARCH, t->vm);
	if (!t->bound || has(w, SW_FAILED_CREATE_STAYS_BOUND))
		return abandon(w, t, error);
	apply(w, BIND_9);
	bind_put_file(w, t);
	t->error = (uint32_t)error;
	unbind_pin(w, t);
	return jump(t, CREATE_UNBIND);
}

static enum verdict create_publish(struct gms_world *w, struct task *t)
{
	if (!first_edit(w, t, 0, t->new_slot))
		return create_failed(w, t, ENOMEM);
	return call_then(t, PROTO_SWAP, CREATE_COMMIT);
}

static enum verdict create_prepare(struct gms_world *w, struct task *t)
{
	int error = prepare(w, t);

	if (error)
		return create_failed(w, t, error);
	if (slot_at(w, t->new_slot)->gmem_file && has(w, SW_BIND_AFTER_ARCH))
		return NEXT;
	return create_publish(w, t);
}

static enum verdict create_bind_late(struct gms_world *w, struct task *t)
{
	int error;

	apply(w, BIND_6);
	error = bind_store(w, t);
	return error ? create_failed(w, t, error) : create_publish(w, t);
}

static enum verdict create_commit(struct gms_world *w, struct task *t)
{
	repeat_edit(w, t, 0, t->new_slot);
	vm_at(w, t->vm)->nr_pages += slot_at(w, t->new_slot)->npages;
	bind_put_file(w, t);
	return vm_ioctl_succeed(w, t, SLOT_20, 0);
}

static enum verdict create_unbind(struct gms_world *w, struct task *t)
{
	unbind_erase(w, t);
	slot_free(w, t->new_slot);
	return vm_ioctl_error(w, t, (int)t->error);
}

const struct step slot_create_steps[] = {
	[CREATE_LOOK_UP] = { "look-up-file", create_look_up },
	[CREATE_BIND] = { "bind", create_bind, .within = need_ilk_write },
	[CREATE_PREPARE] = { "prepare", create_prepare, .take = need_slots_arch_lock },
	[CREATE_BIND_LATE] = { "bind", create_bind_late, .within = need_ilk_write },
	[CREATE_COMMIT] = { "commit", create_commit },
	[CREATE_UNBIND] = { "unbind", create_unbind, .within = need_unbind },
	{ 0 },
};

/* ---- The INVALID phase of delete and move ---- */

/* D2: the copy has neither file nor bitmap, so nothing can be consumed through it. */
static enum verdict make_invalid(struct gms_world *w, struct task *t)
{
	const struct slot *old = slot_at(w, t->old_slot);

	t->invalid_slot = pool_take(w, POOL_SLOT);
	if (!t->invalid_slot) {
		apply(w, SLOT_20);
		return abandon(w, t, ENOMEM);
	}
	*slot_at(w, t->invalid_slot) = (struct slot){
		.as_id = old->as_id,
		.id = old->id,
		.base_gfn = old->base_gfn,
		.npages = old->npages,
		.flags = old->flags | MEMSLOT_INVALID,
		.userspace_addr = old->userspace_addr,
		.vm = old->vm,
	};
	apply(w, SLOT_33);
	slot_set_replace(w, unread_set(w, t), t->old_slot, t->invalid_slot);
	return call(t, PROTO_SWAP);
}

/* D4: no reader has the old slot any more, and new ones find it INVALID. */
static enum verdict zap_slot(struct gms_world *w, struct task *t)
{
	apply(w, SLOT_35);
	if (has(w, SW_DELETE_ZAPS_NOT))
		return NEXT;
	return arch(w)->flush_shadow_slot(w, t->vm, t->old_slot, task_alone(w, t)) ? AGAIN : NEXT;
}

static struct need need_zap_roots(const struct gms_world *w, const struct task *t)
{
	return arch(w)->need_zap_roots ? arch(w)->need_zap_roots(w, t) : NEED_NOTHING;
}

/* What nobody uses any more is given back side by side with faults. */
static enum verdict zap_roots(struct gms_world *w, struct task *t)
{
	if (!arch(w)->zap_roots)
		return NEXT;
	return arch(w)->zap_roots(w, t->vm, task_alone(w, t)) ? AGAIN : NEXT;
}

/*
 * D5 failed: the unread set still has the old slot, so publishing it is all
 * that is needed to make it valid again.
 */
static enum verdict revert(struct task *t, int error, uint16_t then)
{
	t->error = (uint32_t)error;
	return call_then(t, PROTO_SWAP, then);
}

static enum verdict free_invalid(struct gms_world *w, struct task *t)
{
	repeat_edit(w, t, t->invalid_slot, t->old_slot);
	slot_free(w, t->invalid_slot);
	return abandon(w, t, (int)t->error);
}

/* ---- PROTO-D: delete ---- */

enum {
	DELETE_INVALID,
	DELETE_ZAP,
	DELETE_ROOTS,
	DELETE_REMOVE,
	DELETE_COMMIT,
	DELETE_UNBIND,
	DELETE_REVERT
};

static enum verdict delete_remove(struct gms_world *w, struct task *t)
{
	int error = prepare(w, t);

	if (error)
		return revert(t, error, DELETE_REVERT);
	slot_set_replace(w, unread_set(w, t), t->old_slot, 0);
	return call_then(t, PROTO_SWAP, DELETE_COMMIT);
}

static enum verdict delete_finish(struct gms_world *w, struct task *t)
{
	slot_free(w, t->old_slot);
	return vm_ioctl_succeed(w, t, SLOT_36, 0);
}

static enum verdict delete_commit(struct gms_world *w, struct task *t)
{
	const struct slot *old = slot_at(w, t->old_slot);

	repeat_edit(w, t, t->invalid_slot, 0);
	slot_free(w, t->invalid_slot);
	vm_at(w, t->vm)->nr_pages -= old->npages;
	if (has(w, SW_DELETE_CLEARS_ATTRIBUTES))
		runs_store(w, &vm_at(w, t->vm)->attributes, old->base_gfn,
			   old->base_gfn + old->npages, 0);
	if (!(old->flags & MEM_GUEST_MEMFD) || has(w, SW_DELETE_STAYS_BOUND))
		return delete_finish(w, t);
	if (!old->gmem_file) {
		apply(w, BIND_14);
		return delete_finish(w, t);
	}
	unbind_pin(w, t);
	return NEXT;
}

static enum verdict delete_unbind(struct gms_world *w, struct task *t)
{
	unbind_erase(w, t);
	return delete_finish(w, t);
}

const struct step slot_delete_steps[] = {
	[DELETE_INVALID] = { "make-invalid", make_invalid, .take = need_slots_arch_lock },
	[DELETE_ZAP] = { "zap", zap_slot, .within = need_mmu_write },
	[DELETE_ROOTS] = { "zap-roots", zap_roots, .within = need_zap_roots },
	[DELETE_REMOVE] = { "remove", delete_remove, .take = need_slots_arch_lock },
	[DELETE_COMMIT] = { "commit", delete_commit },
	[DELETE_UNBIND] = { "unbind", delete_unbind, .within = need_unbind },
	[DELETE_REVERT] = { "revert", free_invalid },
	{ 0 },
};

/* ---- Move ---- */

enum { MOVE_INVALID, MOVE_ZAP, MOVE_ROOTS, MOVE_MOVE, MOVE_COMMIT, MOVE_REVERT };

static enum verdict move_move(struct gms_world *w, struct task *t)
{
	int error = prepare(w, t);

	if (!error && !first_edit(w, t, t->old_slot, t->new_slot))
		error = ENOMEM;
	return error ? revert(t, error, MOVE_REVERT) : call_then(t, PROTO_SWAP, MOVE_COMMIT);
}

static enum verdict move_commit(struct gms_world *w, struct task *t)
{
	repeat_edit(w, t, t->invalid_slot, t->new_slot);
	slot_free(w, t->invalid_slot);
	retire_old_slot(w, t);
	return vm_ioctl_succeed(w, t, SLOT_20, 0);
}

const struct step slot_move_steps[] = {
	[MOVE_INVALID] = { "make-invalid", make_invalid, .take = need_slots_arch_lock },
	[MOVE_ZAP] = { "zap", zap_slot, .within = need_mmu_write },
	[MOVE_ROOTS] = { "zap-roots", zap_roots, .within = need_zap_roots },
	[MOVE_MOVE] = { "move", move_move, .take = need_slots_arch_lock },
	[MOVE_COMMIT] = { "commit", move_commit },
	[MOVE_REVERT] = { "revert", free_invalid },
	{ 0 },
};

/* ---- Flags only ---- */

static bool starts_logging(const struct gms_world *w, const struct task *t)
{
	const struct slot *new_slot = slot_at(w, t->new_slot);

	/* DIRTY-9: what is dirty may be written. */
	return new_slot->has_dirty_bitmap && !new_slot->dirty_in &&
	       !(new_slot->flags & MEM_READONLY) && !new_slot->all_dirty;
}

static enum logging logging_changes(const struct gms_world *w, const struct task *t)
{
	if (starts_logging(w, t))
		return LOGGING_STARTS;
	return slot_at(w, t->old_slot)->has_dirty_bitmap &&
			       !slot_at(w, t->new_slot)->has_dirty_bitmap
		       ? LOGGING_ENDS
		       : LOGGING_STAYS;
}

static struct need mmu_write_if_starts(const struct gms_world *w, const struct task *t)
{
	return t->logging == LOGGING_STARTS ? need_mmu_write(w, t) : NEED_NOTHING;
}

static struct need mmu_read_if_changes(const struct gms_world *w, const struct task *t)
{
	return t->logging != LOGGING_STAYS ? need_mmu_read(w, t) : NEED_NOTHING;
}

/* SLOT-37: one swap, and no moment without the slot. */
static enum verdict flags_prepare(struct gms_world *w, struct task *t)
{
	int error = prepare(w, t);

	if (error) {
		unlock(w, t, GMS_LOCK_SLOTS_ARCH, t->vm);
		return abandon(w, t, error);
	}
	/* Nothing changes it while slots_lock is held, so that both may have it. */
	slot_at(w, t->new_slot)->lpage = slot_at(w, t->old_slot)->lpage;
	slot_set_replace(w, unread_set(w, t), t->old_slot, t->new_slot);
	return call(t, PROTO_SWAP);
}

static enum verdict flags_commit(struct gms_world *w, struct task *t)
{
	repeat_edit(w, t, t->old_slot, t->new_slot);
	t->logging = logging_changes(w, t);
	retire_old_slot(w, t);
	if (t->logging == LOGGING_STAYS)
		return vm_ioctl_succeed(w, t, SLOT_37, 0);
	return NEXT;
}

/* Large pages are split before they are written to, or put back when nobody looks any more. */
static enum verdict flags_resize(struct gms_world *w, struct task *t)
{
	if (t->logging == LOGGING_STARTS && arch(w)->split_slot)
		arch(w)->split_slot(w, t->vm, t->new_slot);
	if (t->logging == LOGGING_STARTS)
		return NEXT;
	if (arch(w)->recover_slot)
		arch(w)->recover_slot(w, t->vm, t->new_slot);
	return vm_ioctl_succeed(w, t, SLOT_37, 0);
}

/* What is mapped writable would be dirtied unseen. */
static enum verdict flags_protect(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->new_slot);

	if (has(w, SW_LOGGING_PROTECTS_NOT))
		return NEXT;
	if (arch(w)->start_logging)
		arch(w)->start_logging(w, t->vm, t->new_slot);
	else
		arch(w)->write_protect(w, t->vm, slot->base_gfn, slot->base_gfn + slot->npages);
	return NEXT;
}

static enum verdict flags_flush(struct gms_world *w, struct task *t)
{
	if (arch(w)->flush_tlbs)
		arch(w)->flush_tlbs(w, t->vm);
	return vm_ioctl_succeed(w, t, SLOT_37, 0);
}

const struct step slot_flags_steps[] = {
	{ "prepare", flags_prepare, .take = need_slots_arch_lock },
	{ "commit", flags_commit },
	{ "resize-pages", flags_resize, .within = mmu_read_if_changes },
	{ "write-protect", flags_protect, .within = mmu_write_if_starts },
	{ "flush", flags_flush },
	{ 0 },
};
