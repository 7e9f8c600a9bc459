/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_SET_USER_MEMORY_REGION and KVM_SET_USER_MEMORY_REGION2 up to the point
 * where it is known what changes: SLOT-1 to SLOT-19, in the kernel's order.
 *
 *	check -> lock-slots -> SLOT_CREATE | SLOT_DELETE | SLOT_MOVE | SLOT_FLAGS
 *
 * The first gate that refuses decides the errno.
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"

#define MEM_SLOTS_NUM	 32767u
#define MEM_MAX_NR_PAGES ((1ull << 31) - 1)
#define V1_FLAGS	 (MEM_LOG_DIRTY | MEM_READONLY)

/* struct kvm_userspace_memory_region2, as it was copied in. */
struct region {
	uint32_t as;
	uint32_t id;
	uint32_t flags;
	uint64_t gpa;
	uint64_t size;
	uint64_t hva;
	uint64_t off;
};

static struct region region_of(const struct gms_world *w, const struct gms_op *op)
{
	return (struct region){
		.as = op_slot_as(op),
		.id = op_slot_id(op),
		.flags = (uint32_t)op->flags,
		.gpa = op->gpa,
		.size = op->is_delete ? 0 : op->size,
		.hva = ref_address(w, op->hva),
		.off = op->off,
	};
}

static bool aligned(uint64_t value)
{
	return !(value & ~PAGE_MASK);
}

/* ---- Before slots_lock ---- */

enum { SLOT_ENTER, SLOT_CHECK, SLOT_DECIDE };

static enum verdict slot_check(struct gms_world *w, struct task *t)
{
	struct gms_op *op = &t->op;

	if (t->error)
		return vm_ioctl_fail(w, t, IOCTL_3, (int)t->error);
	if (op->pad1 || op->pad2)
		apply(w, ABI_1);
	/* The structure is copied once: what a name stands for may change later. */
	op->hva = (struct gms_ref){ .number = ref_address(w, op->hva) };
	if (op->v1) {
		if ((uint32_t)op->flags & ~V1_FLAGS)
			return vm_ioctl_fail(w, t, SLOT_2, EINVAL);
		apply(w, SLOT_21);
		op->off = 0;
	}
	if (op_slot_id(op) >= MEM_SLOTS_NUM - arch(w)->nr_internal_slots)
		return vm_ioctl_fail(w, t, SLOT_3, EINVAL);
	return jump(t, SLOT_DECIDE);
}

static enum verdict slot_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : slot_check(w, t);
}

/* ---- Under slots_lock: the request by itself ---- */

static bool supports_gmem(struct gms_world *w, const struct vm *vm)
{
	return arch(w)->has_gmem(w) && (has(w, SW_GMEM_ANY_VM) || vm->has_private_mem);
}

static int check_flags(struct gms_world *w, const struct vm *vm, const struct region *r)
{
	bool any_readonly = has(w, SW_READONLY_GMEM_SLOT);
	uint32_t valid = MEM_LOG_DIRTY;

	if (supports_gmem(w, vm))
		valid |= MEM_GUEST_MEMFD;
	if (r->flags & MEM_GUEST_MEMFD && !any_readonly)
		valid &= ~MEM_LOG_DIRTY;
	else if (any_readonly || arch(w)->supports_readonly(w, vm))
		valid |= MEM_READONLY;
	return r->flags & ~valid ? reject(w, SLOT_5, EINVAL) : 0;
}

static int check_layout(struct gms_world *w, const struct vm *vm, const struct region *r)
{
	if (!aligned(r->size))
		return reject(w, SLOT_6, EINVAL);
	if (!aligned(r->gpa))
		return reject(w, SLOT_7, EINVAL);
	if (!aligned(r->hva) || !user_range(w, r->hva, r->size))
		return reject(w, SLOT_8, EINVAL);
	if (r->flags & MEM_GUEST_MEMFD && (!aligned(r->off) || r->off + r->size < r->off))
		return reject(w, SLOT_9, EINVAL);
	if (r->as >= vm->nr_as || r->id >= MEM_SLOTS_NUM)
		return reject(w, SLOT_10, EINVAL);
	if (r->gpa + r->size < r->gpa)
		return reject(w, SLOT_11, EINVAL);
	if (r->size >> PAGE_SHIFT > MEM_MAX_NR_PAGES)
		return reject(w, SLOT_12, EINVAL);
	return 0;
}

/* ---- Under slots_lock: the request against the slots that exist ---- */

/* SLOT-17: another slot of the address space lies in the way. */
static bool overlaps(const struct gms_world *w, struct vm *vm, const struct region *r)
{
	uint64_t start = r->gpa >> PAGE_SHIFT, end = start + (r->size >> PAGE_SHIFT);

	for (ref_t s = slot_first_in(w, vm, r->as, start, end); s;
	     s = slot_next_in(w, vm, r->as, s, end))
		if (slot_at(w, s)->id != r->id)
			return true;
	return false;
}

static enum verdict begin_change(struct gms_world *w, struct task *t, enum slot_change change)
{
	t->change = change;
	t->swap_as = op_slot_as(&t->op);
	switch (change) {
	case CHANGE_CREATE:
		return slot_create_begin(w, t);
	case CHANGE_DELETE:
		return call(t, PROTO_SLOT_DELETE);
	case CHANGE_MOVE:
		return call(t, PROTO_SLOT_MOVE);
	case CHANGE_FLAGS_ONLY:
		break;
	}
	return call(t, PROTO_SLOT_FLAGS);
}

/* SLOT-17 and SLOT-18, then the change that needs a new slot object. */
static enum verdict place(struct gms_world *w, struct task *t, const struct region *r,
			  enum slot_change change)
{
	struct vm *vm = vm_at(w, t->vm);

	if (change != CHANGE_FLAGS_ONLY && overlaps(w, vm, r))
		return vm_ioctl_fail(w, t, SLOT_17, EEXIST);
	t->new_slot = pool_take(w, POOL_SLOT);
	if (!t->new_slot)
		return vm_ioctl_fail(w, t, SLOT_18, ENOMEM);
	*slot_at(w, t->new_slot) = (struct slot){
		.as_id = r->as,
		.id = r->id,
		.base_gfn = r->gpa >> PAGE_SHIFT,
		.npages = r->size >> PAGE_SHIFT,
		.flags = r->flags,
		.userspace_addr = r->hva,
		.vm = t->vm,
	};
	return begin_change(w, t, change);
}

static enum verdict remove_slot(struct gms_world *w, struct task *t)
{
	if (!t->old_slot)
		return vm_ioctl_fail(w, t, SLOT_13, EINVAL);
	apply(w, SLOT_13);
	/* Fewer pages in total than in one slot: a kernel bug, never seen. */
	if (vm_at(w, t->vm)->nr_pages < slot_at(w, t->old_slot)->npages)
		return vm_ioctl_fail(w, t, SLOT_13, EIO);
	return begin_change(w, t, CHANGE_DELETE);
}

static enum verdict create_slot(struct gms_world *w, struct task *t, const struct region *r)
{
	uint64_t pages = vm_at(w, t->vm)->nr_pages;

	if (pages + (r->size >> PAGE_SHIFT) < pages)
		return vm_ioctl_fail(w, t, SLOT_14, EINVAL);
	apply(w, SLOT_14);
	return place(w, t, r, CHANGE_CREATE);
}

/* SLOT-15, SLOT-16: where and which flags may change, nothing else. */
static enum verdict modify_slot(struct gms_world *w, struct task *t, const struct region *r)
{
	const struct slot *old = slot_at(w, t->old_slot);
	uint32_t fixed = MEM_READONLY | (has(w, SW_NO_GMEM_TOGGLE) ? MEM_GUEST_MEMFD : 0);

	if ((r->flags & MEM_GUEST_MEMFD && !has(w, SW_GMEM_SLOT_CHANGES)) ||
	    r->hva != old->userspace_addr || r->size >> PAGE_SHIFT != old->npages ||
	    (r->flags ^ old->flags) & fixed)
		return vm_ioctl_fail(w, t, SLOT_15, EINVAL);
	apply(w, SLOT_16);
	if (r->gpa >> PAGE_SHIFT != old->base_gfn)
		return place(w, t, r, CHANGE_MOVE);
	if (r->flags != old->flags)
		return place(w, t, r, CHANGE_FLAGS_ONLY);
	return vm_ioctl_succeed(w, t, SLOT_16, 0);
}

static enum verdict slot_decide(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	struct region r = region_of(w, &t->op);
	int error;

	apply(w, SLOT_4);
	error = check_flags(w, vm, &r);
	if (!error)
		error = check_layout(w, vm, &r);
	if (error)
		return vm_ioctl_error(w, t, error);
	t->old_slot = slot_by_id(w, vm, r.as, r.id);
	if (!r.size)
		return remove_slot(w, t);
	return t->old_slot ? modify_slot(w, t, &r) : create_slot(w, t, &r);
}

const struct step slot_steps[] = {
	[SLOT_ENTER] = { "check", slot_enter },
	[SLOT_CHECK] = { "check-copied", slot_check },
	[SLOT_DECIDE] = { "lock-slots", slot_decide, .take = need_slots_lock },
	{ 0 },
};
