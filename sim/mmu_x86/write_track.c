/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Write tracking: somebody outside of KVM wants to see every write of the guest to a page,
 * as a device model does that shadows the guest's own tables.  X86-DIRTY-6, X86-FAULT-7.
 *
 * The page is mapped without the right to write, and alone, so that each write is a fault.
 * KVM then makes the write in the guest's place, through userspace_addr (fault.c).
 */
#include <errno.h>

#include "arch.h"
#include "lpage_info.h"
#include "memslot.h"
#include "tdp_mmu.h"
#include "tlb.h"
#include "write_track.h"

enum { TRACK_ENTER, TRACK_ENABLE, TRACK_LOOKUP, TRACK_CHANGE };

static enum verdict track_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_X86) {
		unsupported(t, "only x86 tracks writes");
		return vm_ioctl_leave(w, t);
	}
	return vm_at(w, t->vm)->enabled & X86_WRITE_TRACKING ? jump(t, TRACK_LOOKUP) : NEXT;
}

/* From the first user on each slot has room for a count of each page. */
static enum verdict track_enable(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_SLOTS_ARCH, t->vm);
	if (injected(w, GMS_INJECT_ALLOC))
		return vm_ioctl_fail(w, t, X86_DIRTY_6, ENOMEM);
	vm_at(w, t->vm)->enabled |= X86_WRITE_TRACKING;
	return NEXT;
}

static enum verdict leave(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_SRCU, t->vm);
	return vm_ioctl_leave(w, t);
}

static enum verdict track_lookup(struct gms_world *w, struct task *t)
{
	t->old_slot = slot_lookup(w, vm_at(w, t->vm), 0, t->op.gpa >> PAGE_SHIFT);
	if (t->old_slot)
		return NEXT;
	fail(w, t, X86_DIRTY_6, EINVAL);
	return leave(w, t);
}

static void protect(struct gms_world *w, ref_t ref, uint64_t gfn)
{
	struct vm *vm = vm_at(w, ref);
	struct tdp_iter it;

	gfn |= vm->direct_gfn_bits;
	it = tdp_iter_start(w, vm, gfn, gfn + 1);
	if (!tdp_iter_find(w, &it) || !spte_is_leaf(it.entry, it.level))
		return;
	tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it),
		      spte_track_writes(&it.format, it.entry));
	tlb_flush_zapped(w, ref);
}

bool x86_is_write_tracked(const struct gms_world *w, ref_t slot, uint64_t gfn)
{
	return write_is_tracked(w, vm_at(w, slot_at(w, slot)->vm), slot, gfn);
}

static enum verdict track_change(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);
	uint64_t gfn = t->op.gpa >> PAGE_SHIFT;
	int by = t->op.is_delete ? -1 : 1;

	if (by < 0 && !lpage_is_tracked(w, slot, gfn)) {
		unsupported(t, "nobody tracks writes to the page");
		return leave(w, t);
	}
	apply(w, X86_LEVEL_3);
	if (!lpage_track(w, slot, gfn, by)) {
		fail(w, t, X86_DIRTY_6, ENOMEM);
		return leave(w, t);
	}
	if (by > 0)
		protect(w, t->vm, gfn);
	succeed(w, t, X86_DIRTY_6, 0);
	return leave(w, t);
}

const struct step write_track_steps[] = {
	[TRACK_ENTER] = { "enter", track_enter },
	[TRACK_ENABLE] = { "enable", track_enable, .take = need_slots_arch_lock },
	[TRACK_LOOKUP] = { "lookup", track_lookup, .take = need_srcu },
	[TRACK_CHANGE] = { "write-protect", track_change, .within = need_mmu_write },
	{ 0 },
};
