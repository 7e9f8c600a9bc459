/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmem_abort() and user_mem_abort(): an abort where there is memory.  ARM-GMEM-*,
 * ARM-USER-*; steps G5 to G17 of section 20.
 *
 *	lookup	the slot decides what this is about: abort.c
 *	snapshot the sequence, before anything is looked up through it
 *	(GET_PFN or HOST_FAULT)
 *	got-page  errors leave here; they are not subject to the retry test
 *	lock-mmu, check-stale
 *	relax, flush-local  a permission fault; else
 *	install	one table that is missing, as often as it takes
 *	break, make  the leaf: between the two another vCPU finds it locked
 *	share	instead of the three, where pKVM's hypervisor maps
 *	unlock-mmu
 *
 * A guest of L1 faults at an address of its own (fault.gpa), which L1's stage 2 turns into
 * one of the VM's (fault.gfn); the leaf goes to the shadow and has no right that L1 denies.
 */
#include "mem_abort.h"

#include <errno.h>

#include "esr.h"
#include "gmem.h"
#include "host_mm.h"
#include "l1_walk.h"
#include "nested.h"
#include "pkvm.h"
#include "profile.h"
#include "tlb.h"

static const struct slot *fault_slot(const struct gms_world *w, const struct task *t)
{
	return slot_at(w, t->fault.slot);
}

/* ARM-ESR-8: as KVM sees it. */
static bool is_write(const struct task *t)
{
	return t->fault.access == GMS_ACCESS_WRITE;
}

/* ARM-DIRTY-1, ARM-SLOT-13: what is read-only is not logged, whatever its flags say. */
static bool is_logging(const struct slot *slot)
{
	return slot->has_dirty_bitmap && !(slot->flags & MEM_READONLY);
}

/* ---- The page-table cache ---- */

/* The cache is full already, but for a block that dirty logging splits: ARM-USER-1. */
static bool tops_up_on_permission(const struct gms_world *w, const struct task *t, bool gmem)
{
	if (gmem)
		return !has(w, SW_ARM_TOPUP_NOT_ON_PERMISSION);
	if (is_pkvm(w) && has(w, SW_ARM_TOPUP_WHEN_LOGGING))
		return true;
	return is_logging(fault_slot(w, t)) && (is_write(t) || has(w, SW_ARM_TOPUP_WHEN_LOGGING));
}

enum verdict arm64_top_up(struct gms_world *w, struct task *t)
{
	bool gmem = t->fault.from_gmem;
	enum rule rule = gmem ? ARM_GMEM_1 : ARM_USER_1;
	struct s2_mmu mmu;
	uint32_t missing;

	if (t->fault.permission) {
		if (tops_up_on_permission(w, t, gmem) && injected(w, GMS_INJECT_ALLOC))
			return fault_exit_bare(w, t, rule, ENOMEM);
		return NEXT;
	}
	mmu = s2_of_vcpu(w, t->vcpu);
	missing = s2_missing_tables(w, &mmu, t->fault.gpa);
	/* In protected mode the note of the mapping as well. */
	if (!fault_reserve_tables(w, t, missing, 0) ||
	    (is_pkvm(w) && injected(w, GMS_INJECT_ALLOC)))
		return fault_exit_bare(w, t, rule, ENOMEM);
	return NEXT;
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

/* ARM-USER-9: with MTE only what can have tags is mapped anew. */
static bool lacks_tags(const struct gms_world *w, const struct task *t)
{
	ref_t vma;

	if (!(vm_at(w, t->vm)->enabled & ARM64_MTE) || t->fault.permission)
		return false;
	vma = vma_lookup(w, t->mm, t->host.address >> PAGE_SHIFT);
	return vma && !arm64_has_tags(w, vma_at(w, vma));
}

static enum verdict got_user_page(struct gms_world *w, struct task *t)
{
	int error = fault_host_page(w, t);

	if (error == EHWPOISON)
		return fault_signal_hwpoison(w, t, ARM_USER_6);
	if (error)
		return fault_exit_bare(w, t, ARM_USER_6, error);
	if (lacks_tags(w, t)) {
		fault_put_page(w, t);
		return fault_exit_bare(w, t, ARM_USER_12, EFAULT);
	}
	if (inode_at(w, frame_at(w, t->fault.frame)->inode)->kind == INODE_GMEM)
		apply(w, ARM_USER_16);
	if (!esr_is_exclusive(t->fault.esr))
		return NEXT;
	fault_put_page(w, t);
	return arm64_inject_exclusive(w, t);
}

static enum verdict got_page(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	if (!t->fault.from_gmem)
		return got_user_page(w, t);
	if (!t->error)
		return NEXT;
	fault_exit_gmem(w, t, ARM_GMEM_5);
	/* Of a guest of L1 its own address, which no slot has. */
	apply(w, ARM_EXIT_1);
	t->result.gpa = t->fault.gpa & PAGE_MASK;
	return RETURN;
}

/* ---- Under mmu_lock ---- */

/* ARM-GMEM-7. */
static struct need need_fault_lock(const struct gms_world *w, const struct task *t)
{
	return is_pkvm(w) ? need_mmu_write(w, t) : need_mmu_read(w, t);
}

#define BLOCK_LEVEL 2

/* ARM-USER-4: the block around the address lies in the slot, and at the host alike. */
static bool slot_supports_block(const struct slot *slot, uint64_t gfn)
{
	uint64_t pages = s2_size(PAGE_SHIFT, BLOCK_LEVEL) >> PAGE_SHIFT;
	uint64_t first = gfn & ~(pages - 1);

	return ((slot->userspace_addr >> PAGE_SHIFT) & (pages - 1)) ==
		       (slot->base_gfn & (pages - 1)) &&
	       first >= slot->base_gfn && first + pages <= slot->base_gfn + slot->npages;
}

/* The host maps it by a leaf that is as large.  Its memory has no other sizes: ARM-USER-3 */
static bool host_maps_block(const struct gms_world *w, const struct task *t)
{
	const struct slot *slot = fault_slot(w, t);
	uint64_t page = (slot->userspace_addr >> PAGE_SHIFT) + t->fault.gfn - slot->base_gfn;

	return host_mapping_level(w, t->mm, page) > 1;
}

/* ARM-GMEM-10, ARM-USER-11: the level at which the leaf will stand. */
static uint32_t leaf_level(struct gms_world *w, const struct task *t)
{
	uint64_t granule = esr_permission_granule(t->fault.esr, PAGE_SHIFT);

	if (t->fault.from_gmem)
		return S2_LAST_LEVEL;
	apply(w, ARM_USER_3);
	if (is_logging(fault_slot(w, t))) {
		apply(w, ARM_DIRTY_2);
		return S2_LAST_LEVEL;
	}
	if (fault_slot(w, t)->has_dirty_bitmap)
		apply(w, ARM_DIRTY_1);
	if (granule > PAGE_SIZE)
		return esr_fsc(t->fault.esr) & 3;
	if (!host_maps_block(w, t))
		return S2_LAST_LEVEL;
	if (is_nested(w, t->vcpu) && l1_block_bytes(w, t) < s2_size(PAGE_SHIFT, BLOCK_LEVEL)) {
		apply(w, ARM_NV_10);
		return S2_LAST_LEVEL;
	}
	if (!slot_supports_block(fault_slot(w, t), t->fault.gfn)) {
		apply(w, ARM_USER_4);
		return S2_LAST_LEVEL;
	}
	apply(w, ARM_USER_11);
	return BLOCK_LEVEL;
}

/*
 * ARM-GMEM-9, ARM-USER-13: a permission fault of the same size.  Without
 * ARM_RELAX_PERMS one on guest_memfd maps again, which an entry that differs in
 * permissions only refuses: the guest faults for ever.
 */
static bool relaxes(struct gms_world *w, const struct task *t)
{
	uint64_t granule = esr_permission_granule(t->fault.esr, PAGE_SHIFT);

	if (!t->fault.permission)
		return false;
	if (t->fault.from_gmem) {
		apply(w, ARM_GMEM_9);
		return has(w, SW_ARM_RELAX_PERMS);
	}
	if (granule != s2_size(PAGE_SHIFT, t->fault.level))
		return false;
	apply(w, ARM_USER_13);
	return true;
}

/* The coarse test: any invalidation of the VM makes the fault start again. */
static enum verdict check_stale(struct gms_world *w, struct task *t)
{
	bool checks = !t->fault.from_gmem || !has(w, SW_ARM_NO_SEQUENCE_CHECK);

	apply(w, ARM_GMEM_7);
	if (checks && invalidate_retry(w, fault_vm(w, t), t->fault.snapshot)) {
		apply(w, t->fault.from_gmem ? ARM_GMEM_8 : ARM_USER_10);
		t->fault.outcome = FAULT_RETRY;
		return jump(t, ARM64_ABORT_UNLOCK_MMU);
	}
	t->fault.level = leaf_level(w, t);
	if (relaxes(w, t))
		return jump(t, ARM64_ABORT_RELAX);
	return jump(t, is_pkvm(w) ? ARM64_ABORT_SHARE : ARM64_ABORT_INSTALL);
}

/* ARM-GMEM-6, ARM-USER-9: without DIC code is executable once it was fetched. */
static uint32_t leaf_prot(struct gms_world *w, const struct task *t)
{
	bool logging = is_logging(fault_slot(w, t)) && !t->fault.from_gmem;
	uint32_t prot = S2_PROT_R;

	apply(w, t->fault.from_gmem ? ARM_GMEM_6 : ARM_USER_9);
	if (t->fault.host_writable && (!logging || is_write(t)))
		prot |= S2_PROT_W;
	if (t->fault.access == GMS_ACCESS_EXEC || w->config.param[GMS_PARAM_DIC])
		prot |= S2_PROT_X;
	return is_nested(w, t->vcpu) ? prot & l1_walk_of(w, t)->prot : prot;
}

/* What the leaf says beside: a level of L1's, or whose the page is.  ARM-S2-11 */
static uint32_t leaf_software(const struct gms_world *w, const struct task *t)
{
	if (is_pkvm(w))
		return PKVM_BORROWED;
	return is_nested(w, t->vcpu) ? l1_walk_of(w, t)->level : 0;
}

static uint64_t leaf_of(struct gms_world *w, const struct task *t)
{
	const struct s2_format format = s2_vm_format(w);
	const struct s2_leaf leaf = {
		.address = frame_pfn(t->fault.frame) << PAGE_SHIFT &
			   ~(s2_size(PAGE_SHIFT, t->fault.level) - 1),
		.level = t->fault.level,
		.prot = leaf_prot(w, t),
		.sw = leaf_software(w, t),
	};

	return s2_make_leaf(&format, &leaf);
}

/* ARM-GMEM-11, ARM-USER-15: an entry was made or relaxed. */
static enum verdict mapped(struct gms_world *w, struct task *t, uint32_t prot)
{
	apply(w, t->fault.from_gmem ? ARM_GMEM_11 : ARM_USER_15);
	t->fault.outcome = FAULT_MAPPED;
	if (prot & S2_PROT_W) {
		fault_dirty_folio(w, t);
		mark_page_dirty(w, t->fault.slot, t->fault.gfn);
	}
	return jump(t, ARM64_ABORT_UNLOCK_MMU);
}

/* EAGAIN only means that the guest tries again. */
static enum verdict failed(struct gms_world *w, struct task *t, int error)
{
	apply(w, t->fault.from_gmem ? ARM_GMEM_11 : ARM_USER_15);
	if (error == EAGAIN) {
		apply(w, ARM_GMEM_16);
		t->fault.outcome = FAULT_RETRY;
	} else {
		fault_exit_bare(w, t, ARM_PGT_5, error);
	}
	return jump(t, ARM64_ABORT_UNLOCK_MMU);
}

/* G13: one table, if one is missing. */
static enum verdict install(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, t->vcpu);
	int error = s2_link_table(w, t, &mmu, t->fault.gpa, t->fault.level);

	if (error == EEXIST)
		return NEXT;
	return error ? failed(w, t, error) : AGAIN;
}

/* G14. */
static enum verdict break_leaf(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, t->vcpu);
	int error;

	apply(w, t->fault.from_gmem ? ARM_GMEM_10 : ARM_USER_14);
	if (t->fault.from_gmem && esr_is_exclusive(t->fault.esr))
		apply(w, ARM_GMEM_12);
	error = s2_break_leaf(w, &mmu, t->fault.gpa, leaf_of(w, t), t->fault.level);
	return error ? failed(w, t, error) : NEXT;
}

/* G15. */
static enum verdict make_leaf(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, t->vcpu);
	uint64_t leaf = leaf_of(w, t);

	s2_make(w, &mmu, t->fault.gpa, leaf, t->fault.level);
	return mapped(w, t, s2_prot(leaf));
}

/* ARM-PKVM-2: one call of the hypervisor, which shares no page that is a protected guest's. */
static enum verdict share(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_own(w, t->vm);
	uint64_t leaf = leaf_of(w, t);
	int error;

	apply(w, t->fault.from_gmem ? ARM_GMEM_10 : ARM_USER_14);
	if (frame_at(w, t->fault.frame)->flags & FOLIO_ASSIGNED) {
		fault_exit_bare(w, t, ARM_PKVM_2, EPERM);
		return jump(t, ARM64_ABORT_UNLOCK_MMU);
	}
	error = pkvm_map(w, t, &mmu, leaf);
	return error ? failed(w, t, error) : mapped(w, t, s2_prot(leaf));
}

/* P14.  The local TLBI follows whether or not there was an entry. */
static enum verdict relax(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, t->vcpu);
	uint32_t prot = leaf_prot(w, t);
	int error = s2_relax_permissions(w, &mmu, t->fault.gpa, prot);

	if (error)
		failed(w, t, error);
	else
		mapped(w, t, prot);
	return jump(t, ARM64_ABORT_FLUSH_LOCAL);
}

/* P15: other vCPUs may go on with what they remember. */
static enum verdict flush_local(struct gms_world *w, struct task *t)
{
	tlbi_ipa_local(w, t->vcpu, t->fault.gpa);
	return NEXT;
}

/* ---- handle_access_fault ---- */

/* ARM-AF-1: nothing but AF of a live entry changes, so no retry test is needed. */
static enum verdict make_young(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_of_vcpu(w, t->vcpu);
	bool young = s2_make_young(w, &mmu, t->fault.gpa);

	apply(w, ARM_AF_1);
	t->fault.outcome = young ? FAULT_MAPPED : FAULT_RETRY;
	return RETURN;
}

const struct step arm64_abort_steps[] = {
	[ARM64_ABORT_LOOKUP] = { "lookup", arm64_decide, .take = need_fault_srcu },
	[ARM64_ABORT_SNAPSHOT] = { "snapshot", snapshot, .within = mm_read_for_user },
	[ARM64_ABORT_GOT_PAGE] = { "got-page", got_page },
	[ARM64_ABORT_LOCK_MMU] = { "lock-mmu", fault_lock_mmu, .take = need_fault_lock },
	[ARM64_ABORT_CHECK_STALE] = { "check-stale", check_stale },
	[ARM64_ABORT_INSTALL] = { "install", install },
	[ARM64_ABORT_BREAK] = { "break", break_leaf },
	[ARM64_ABORT_MAKE] = { "make", make_leaf },
	[ARM64_ABORT_SHARE] = { "share", share },
	[ARM64_ABORT_RELAX] = { "relax", relax },
	[ARM64_ABORT_FLUSH_LOCAL] = { "flush-local", flush_local },
	[ARM64_ABORT_UNLOCK_MMU] = { "unlock-mmu", fault_unlock_mmu },
	[ARM64_ABORT_YOUNG] = { "make-young", make_young, .within = need_mmu_read },
	[ARM64_ABORT_NESTED] = { "walk-l1", arm64_walk_l1 },
	[ARM64_ABORT_WALKED] = { "walked-l1", arm64_walked_l1 },
	[ARM64_ABORT_PIN] = { "pin", pkvm_pin },
	[ARM64_ABORT_PINNED] = { "pinned", pkvm_pinned },
	[ARM64_ABORT_LOCK_TO_DONATE] = { "lock-mmu", fault_lock_mmu, .take = need_mmu_write },
	[ARM64_ABORT_DONATE] = { "donate", pkvm_donate },
	{ 0 },
};
