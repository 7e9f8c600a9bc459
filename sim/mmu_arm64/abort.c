/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One guest abort on arm64: kvm_handle_guest_abort(), gmem_abort() and
 * user_mem_abort() for plain loads, stores and fetches.  ARM-ABORT-*.
 *
 *	lookup   the slot decides: SEA, MMIO, guest_memfd or userspace_addr
 *	snapshot the sequence, before anything is looked up through it
 *	(GET_PFN or HOST_FAULT)
 *	got-page  errors leave here; they are not subject to the retry test
 *	lock-mmu, check-stale, install, unlock-mmu
 *
 * The processors have neither DIC nor FWB: a page is executable only after an
 * instruction fetch asked for it.
 */
#include <errno.h>

#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "mmu_arm64.h"
#include "pgtable.h"
#include "profile.h"

enum { LOOKUP, SNAPSHOT, GOT_PAGE, LOCK_MMU, CHECK_STALE, INSTALL, UNLOCK_MMU };

#define FSC_ADDRESS_SIZE_L0 0x00
#define FSC_SEA		    0x10

static const struct slot *fault_slot(const struct gms_world *w, const struct task *t)
{
	return slot_at(w, t->fault.slot);
}

static bool is_write(const struct task *t)
{
	return t->fault.access == GMS_ACCESS_WRITE;
}

/* ---- kvm_handle_guest_abort ---- */

/* The guest takes an exception instead of its access. */
static enum verdict inject(struct gms_world *w, struct task *t, enum rule rule, int64_t fsc)
{
	apply(w, rule);
	t->result = (struct gms_result){ .kind = GMS_RESULT_ABORT, .value = fsc };
	return fault_end(t, FAULT_EXIT);
}

/* ARM-ABORT-9 to -13: no memory there, or none that may be written. */
static enum verdict not_memory(struct gms_world *w, struct task *t)
{
	if (t->fault.access == GMS_ACCESS_EXEC)
		return inject(w, t, ARM_ABORT_10, FSC_SEA);
	apply(w, ARM_ABORT_13);
	return fault_end(t, FAULT_EMULATE);
}

/*
 * ARM-GMEM-1, ARM-USER-1: pages for the tables on the way.  A permission fault
 * needs none; kernels up to 7.0 allocate for it all the same.
 */
static enum verdict top_up(struct gms_world *w, struct task *t)
{
	bool gmem = fault_slot(w, t)->flags & MEM_GUEST_MEMFD;
	enum rule rule = gmem ? ARM_GMEM_1 : ARM_USER_1;
	uint32_t missing;

	if (t->fault.permission) {
		if (gmem && !has(w, SW_ARM_TOPUP_NOT_ON_PERMISSION) &&
		    injected(w, GMS_INJECT_ALLOC))
			return fault_exit_bare(w, t, rule, ENOMEM);
		return NEXT;
	}
	missing = s2_missing_tables(w, fault_vm(w, t), t->fault.gpa);
	if (!fault_reserve_tables(w, t, missing, 0))
		return fault_exit_bare(w, t, rule, ENOMEM);
	return NEXT;
}

/*
 * ARM-ABORT-3, -4, -8: an address that no slot can have is an abort of the guest,
 * whatever the access; a slot that is being deleted is none.
 */
static enum verdict lookup(struct gms_world *w, struct task *t)
{
	struct vm *vm = fault_vm(w, t);
	uint32_t flags;

	if (t->fault.gpa >> ARM64_HOST_IPA_BITS)
		return inject(w, t, ARM_ABORT_3, FSC_ADDRESS_SIZE_L0);
	if (t->fault.gpa >> vm->ipa_bits)
		return inject(w, t, ARM_ABORT_4, FSC_SEA);
	apply(w, ARM_ABORT_8);
	t->fault.slot = slot_lookup(w, vm, 0, t->fault.gfn);
	flags = fault_slot(w, t)->flags;
	if (flags & MEMSLOT_INVALID)
		apply(w, SLOT_34);
	if (!t->fault.slot || flags & MEMSLOT_INVALID || (is_write(t) && flags & MEM_READONLY))
		return not_memory(w, t);
	apply(w, ARM_ABORT_18);
	t->fault.from_gmem = !!(flags & MEM_GUEST_MEMFD);
	return top_up(w, t);
}

/* ---- The page ---- */

/* user_mem_abort() looks at the VMA; gmem_abort() never does. ARM-GMEM-13 */
static struct need mm_read_for_user(const struct gms_world *w, const struct task *t)
{
	return t->fault.from_gmem ? NEED_NOTHING : need_mm_read(w, t);
}

static enum verdict snapshot_gmem(struct gms_world *w, struct task *t)
{
	apply(w, CONSUME_3);
	if (has(w, SW_ARM_NO_SEQUENCE_CHECK)) {
		apply(w, ARM_GMEM_15);
	} else {
		apply(w, ARM_GMEM_4);
		fault_snapshot(w, t);
	}
	return call(t, PROTO_GET_PFN);
}

static enum verdict snapshot(struct gms_world *w, struct task *t)
{
	const struct slot *slot = fault_slot(w, t);
	uint64_t page = (slot->userspace_addr >> PAGE_SHIFT) + t->fault.gfn - slot->base_gfn;

	if (t->fault.from_gmem)
		return snapshot_gmem(w, t);
	if (!vma_lookup(w, t->mm, page))
		return fault_exit_bare(w, t, ARM_USER_2, EFAULT);
	apply(w, ARM_USER_5);
	fault_snapshot(w, t);
	return fault_resolve_hva(w, t);
}

static enum verdict got_page(struct gms_world *w, struct task *t)
{
	int error;

	fault_vm(w, t);
	if (t->fault.from_gmem)
		return t->error ? fault_exit_gmem(w, t, ARM_GMEM_5) : NEXT;
	error = fault_host_page(w, t);
	if (error == EHWPOISON)
		return fault_signal_hwpoison(w, t, ARM_USER_6);
	return error ? fault_exit_bare(w, t, ARM_USER_6, error) : NEXT;
}

/* ---- Under mmu_lock ---- */

/* The coarse test: any invalidation of the VM makes the fault start again. */
static enum verdict check_stale(struct gms_world *w, struct task *t)
{
	if (t->fault.from_gmem && has(w, SW_ARM_NO_SEQUENCE_CHECK))
		return NEXT;
	if (!invalidate_retry(w, fault_vm(w, t), t->fault.snapshot))
		return NEXT;
	apply(w, t->fault.from_gmem ? ARM_GMEM_8 : ARM_USER_10);
	t->fault.outcome = FAULT_RETRY;
	return jump(t, UNLOCK_MMU);
}

/* ARM-GMEM-6, ARM-USER-9. */
static uint32_t leaf_prot(struct gms_world *w, const struct task *t)
{
	bool logging = fault_slot(w, t)->has_dirty_bitmap && !t->fault.from_gmem;
	uint32_t prot = S2_PROT_R;

	apply(w, t->fault.from_gmem ? ARM_GMEM_6 : ARM_USER_9);
	if (t->fault.host_writable && (!logging || is_write(t)))
		prot |= S2_PROT_W;
	if (t->fault.access == GMS_ACCESS_EXEC)
		prot |= S2_PROT_X;
	return prot;
}

/*
 * ARM-GMEM-9, ARM-USER-13.  Without ARM_RELAX_PERMS a permission fault on
 * guest_memfd maps again, which an entry that differs in permissions only
 * refuses: the guest faults for ever.
 */
static bool relaxes(struct gms_world *w, const struct task *t)
{
	if (!t->fault.permission)
		return false;
	apply(w, t->fault.from_gmem ? ARM_GMEM_9 : ARM_USER_13);
	return !t->fault.from_gmem || has(w, SW_ARM_RELAX_PERMS);
}

int arm64_install(struct gms_world *w, struct task *t)
{
	uint32_t prot = leaf_prot(w, t);
	uint64_t ipa = t->fault.gpa & PAGE_MASK;
	struct s2_leaf leaf = {
		.address = frame_pfn(t->fault.frame) << PAGE_SHIFT,
		.level = S2_LAST_LEVEL,
		.prot = prot,
	};
	int error;

	if (relaxes(w, t)) {
		error = s2_relax_permissions(w, fault_vm(w, t), ipa, prot);
	} else {
		apply(w, t->fault.from_gmem ? ARM_GMEM_10 : ARM_USER_14);
		error = s2_map(w, t, ipa, s2_make_leaf(&s2_vm_format, &leaf));
	}
	if (!error && prot & S2_PROT_W) {
		fault_dirty_folio(w, t);
		mark_page_dirty(w, t->fault.slot, t->fault.gfn);
	}
	return error;
}

/* ARM-GMEM-11: EAGAIN only means that the guest tries again. */
static enum verdict install(struct gms_world *w, struct task *t)
{
	int error = arm64_install(w, t);

	apply(w, ARM_GMEM_11);
	if (error == ENOMEM) {
		fault_exit_bare(w, t, ARM_GMEM_1, ENOMEM);
		return NEXT;
	}
	t->fault.outcome = error ? FAULT_RETRY : FAULT_MAPPED;
	return NEXT;
}

const struct step arm64_abort_steps[] = {
	[LOOKUP] = { "lookup", lookup, .take = need_fault_srcu },
	[SNAPSHOT] = { "snapshot", snapshot, .within = mm_read_for_user },
	[GOT_PAGE] = { "got-page", got_page },
	[LOCK_MMU] = { "lock-mmu", fault_lock_mmu, .take = need_mmu_read },
	[CHECK_STALE] = { "check-stale", check_stale },
	[INSTALL] = { "install", install },
	[UNLOCK_MMU] = { "unlock-mmu", fault_unlock_mmu },
	{ 0 },
};

/* ARM-MMIO-5: a plain load or store says all that userspace needs (ISV=1). */
void arm64_emulate(struct gms_world *w, struct task *t)
{
	if (t->op.access == GMS_ACCESS_XADD) {
		unsupported(t, "an atomic access that is no memory has no syndrome");
		return;
	}
	apply(w, ARM_MMIO_5);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_MMIO,
		.gpa = t->op.gpa,
		.len = 8,
		.is_write = is_write(t),
		.value = is_write(t) ? (int64_t)t->op.value : 0,
	};
}
