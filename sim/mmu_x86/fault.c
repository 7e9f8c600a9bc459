/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * One attempt of an x86 page fault on the second stage: X86-FAULT-*, PROTO-V.
 *
 *	since 6.12  snapshot  check-attribute  check-slot  check-invalidate  route
 *	6.8         snapshot  check-invalidate check-slot  check-attribute   route
 *
 * then get the page, test the sequence again, and install under mmu_lock.
 */
#include <errno.h>

#include "async_pf.h"
#include "fault.h"
#include "gmem.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "shadow_mmu.h"
#include "snp.h"
#include "tdp_atomic.h"
#include "tdp_mmu.h"
#include "tdx.h"
#include "vcpu.h"
#include "write_track.h"

enum {
	LOOKUP,
	FAST,
	SNAPSHOT,
	CHECK_ATTRIBUTE,
	CHECK_SLOT,
	CHECK_INVALIDATE,
	TRY_ASYNC,
	ROUTE,
	RECHECK_INVALIDATE,
	LOCK_MMU,
	CHECK_STALE,
	INSTALL,
	SET_SPTE,
	ASK_MODULE,
	PREFETCH,
	UNLOCK_MMU,
	EMULATE_STORE,
	STORE_EMULATED,
};

static const struct slot *fault_slot(const struct gms_world *w, const struct task *t)
{
	return slot_at(w, t->fault.slot);
}

static enum verdict go_to_route(const struct gms_world *w, struct task *t)
{
	return jump(t, x86_has_async_pf(w) ? TRY_ASYNC : ROUTE);
}

/* ---- V1, V2: what is it about? ---- */

/*
 * X86-FAULT-11: pages for the tables on the way, while the fault may fail.  They
 * become too few if the whole root goes, which check-stale notices, or if a large page
 * takes the place of a table, and then the fault is retried.
 */
static enum verdict top_up(struct gms_world *w, struct task *t)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	uint32_t missing = tdp_missing_tables(w, fault_vm(w, t), x86_table_gfn(t));

	if (!fault_reserve_tables(w, t, missing, spte_make_empty(&format)))
		return fault_exit_bare(w, t, X86_FAULT_11, ENOMEM);
	return jump(t, SNAPSHOT);
}

/*
 * X86-FAULT-8.  The entry is there and only W is missing, or without A bits all of
 * its rights; an access of the other kind must not be served by it.
 */
static bool may_be_fast(struct gms_world *w, struct task *t)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));

	apply(w, X86_FAULT_8);
	if (!x86_has_tdp(w) ||
	    !t->fault.is_private != !gfn_is_private(w, fault_vm(w, t), t->fault.gfn))
		return false;
	return t->fault.permission ? t->fault.access == GMS_ACCESS_WRITE
				   : format.ad == SPTE_AD_DISABLED;
}

/*
 * X86-ERR-6, X86-ERR-7.  On SNP and TDX the access itself says which memory it
 * means.  A SW_PROTECTED guest cannot: the attribute of this moment decides, and
 * may be another one by check-attribute.  An access that is named private there
 * stands for one that read the attribute when it was private.
 */
static bool attribute_decides(const struct vm *vm, const struct gms_op *op)
{
	return vm->type == X86_SW_PROTECTED_VM && !op->is_private;
}

/* Does the processor keep who fetches, the guest's kernel or one of its users, from it? */
static bool fetch_is_refused(struct gms_world *w, const struct task *t,
			     const struct translation *tr)
{
	struct spte_format format;

	if (t->op.access != GMS_ACCESS_EXEC ||
	    !(w->config.param[GMS_PARAM_MBEC] | w->config.param[GMS_PARAM_GMET]))
		return false;
	format = x86_format(w, vm_at(w, t->vm));
	if (format.mbec || format.gmet)
		apply(w, X86_FAULT_10);
	return !spte_permits_fetch(&format, tr->entry, t->op.mode == USER_CPL);
}

bool x86_wrong_kind(struct gms_world *w, const struct task *t, const struct translation *tr)
{
	const struct vm *vm = vm_at(w, t->vm);

	if (fetch_is_refused(w, t, tr))
		return true;
	if (vm->type == X86_SNP_VM)
		return rmp_refuses(w, t, tr->frame);
	/* TDX has a table for each kind. */
	if (!vm->has_private_mem || vm->direct_gfn_bits || attribute_decides(vm, &t->op))
		return false;
	return !t->op.is_private == gfn_is_private(w, vm, t->op.gpa >> PAGE_SHIFT);
}

static void decide_privacy(struct gms_world *w, struct task *t)
{
	const struct vm *vm = fault_vm(w, t);

	if (t->fault.prefetch)
		return;
	if (!vm->has_private_mem || !attribute_decides(vm, &t->op)) {
		apply(w, X86_ERR_7);
		t->fault.is_private = !!t->op.is_private;
		return;
	}
	apply(w, X86_ERR_6);
	t->fault.is_private = gfn_is_private(w, vm, t->fault.gfn);
}

/* X86-MMIO-3: an MMIO entry that is current decides, whatever the attribute says. */
static enum verdict mmio_fault(struct gms_world *w, struct task *t)
{
	struct translation tr = tdp_translate(w, t->vm, t->fault.gpa);

	if (fault_vm(w, t)->type == X86_SNP_VM && t->op.is_private)
		return fault_exit_bare(w, t, X86_ERR_9, EFAULT);
	apply(w, X86_MMIO_3);
	t->fault.is_private = 0;
	if (!tr.mmio)
		return fault_end(t, FAULT_RETRY);
	return tr.prot ? fault_end(t, FAULT_EMULATE) : top_up(w, t);
}

/* What the processor reports, and what KVM makes of it: section 2. */
static void decode_exit(struct gms_world *w, struct task *t)
{
	if (fault_vm(w, t)->npt)
		apply(w, X86_ERR_4);
	else
		apply(w, t->fault.mmio ? X86_ERR_3 : X86_ERR_1);
	if (fault_vm(w, t)->direct_gfn_bits)
		apply(w, X86_TDX_1);
}

/* X86-FAULT-7, X86-TDX-7: private memory of a TD has no right that could be taken. */
static bool is_tracked(const struct gms_world *w, const struct task *t)
{
	const struct vm *vm = vm_at(w, t->vm);

	return write_is_tracked(w, vm, t->fault.slot, t->fault.gfn) &&
	       x86_root_of(vm, x86_table_gfn(t)) != X86_ROOT_MIRROR;
}

static bool is_tracked_write(const struct gms_world *w, const struct task *t)
{
	return t->fault.access == GMS_ACCESS_WRITE && is_tracked(w, t);
}

/* X86-FAULT-33.  Where KVM cannot see what the guest does, the guest does it again. */
static enum verdict write_protected(struct gms_world *w, struct task *t)
{
	apply(w, X86_FAULT_33);
	if (fault_vm(w, t)->has_protected_state)
		return fault_end(t, FAULT_RETRY);
	return jump(t, EMULATE_STORE);
}

static enum verdict lookup(struct gms_world *w, struct task *t)
{
	if (!t->fault.prefetch)
		decode_exit(w, t);
	t->fault.slot = slot_lookup(w, fault_vm(w, t), 0, t->fault.gfn);
	if (t->fault.slot && x86_table_gfn(t) >= x86_gfn_end(fault_vm(w, t))) {
		unsupported(t, "the page table does not reach the guest address");
		return fault_end(t, FAULT_EXIT);
	}
	if (!shadow_walk_guest(w, t)) {
		unsupported(t, "the arena has no room for the guest's page tables");
		return fault_end(t, FAULT_EXIT);
	}
	if (t->fault.mmio)
		return mmio_fault(w, t);
	decide_privacy(w, t);
	if (fault_vm(w, t)->type == X86_TDX_VM && !t->fault.prefetch && tdx_refuses_exit(w, t))
		return fault_exit_bare(w, t, X86_TDX_4, EIO);
	if (t->fault.permission && is_tracked_write(w, t)) {
		apply(w, X86_FAULT_7);
		return write_protected(w, t);
	}
	return may_be_fast(w, t) ? NEXT : top_up(w, t);
}

static void note_logged(struct gms_world *w, const struct task *t)
{
	if (!(fault_slot(w, t)->flags & MEM_LOG_DIRTY))
		return;
	apply(w, X86_DIRTY_3);
	mark_page_dirty(w, t->fault.slot, t->fault.gfn);
}

/* X86-FAULT-9: give W back by one compare-and-swap, without mmu_lock. */
static enum verdict fast(struct gms_world *w, struct task *t)
{
	enum gms_access access = (enum gms_access)t->fault.access;
	int result = tdp_fast_fix(w, t, fault_vm(w, t));

	if (result == EAGAIN)
		return top_up(w, t);
	apply(w, X86_FAULT_9);
	if (result && fault_vm(w, t)->type == X86_SNP_VM)
		return fault_end(t, rmp_fault(w, t));
	if (!result && t->fault.slot && access == GMS_ACCESS_WRITE)
		note_logged(w, t);
	return fault_end(t, FAULT_MAPPED);
}

/* ---- V3 to V6 ---- */

static enum verdict snapshot(struct gms_world *w, struct task *t)
{
	apply(w, X86_FAULT_12);
	fault_snapshot(w, t);
	return has(w, SW_X86_ATTRIBUTE_FIRST) ? NEXT : jump(t, CHECK_INVALIDATE);
}

static enum verdict check_attribute(struct gms_world *w, struct task *t)
{
	bool is_private = gfn_is_private(w, fault_vm(w, t), t->fault.gfn);

	if (!t->fault.is_private != !is_private) {
		apply(w, X86_FAULT_13);
		apply(w, X86_CONV_5);
		if (fault_vm(w, t)->type == X86_SNP_VM)
			apply(w, X86_SNP_4);
		return fault_exit_memory(w, t, EFAULT);
	}
	return has(w, SW_X86_ATTRIBUTE_FIRST) ? NEXT : go_to_route(w, t);
}

/*
 * X86-FAULT-15.  A gfn that the host's processor could not reach gets no entry:
 * every gpa that a scenario can name is answered, however high.
 */
static enum verdict no_slot(struct gms_world *w, struct task *t)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));

	apply(w, X86_FAULT_15);
	if (t->fault.is_private && !has(w, SW_PRIVATE_MISS_IS_CACHED))
		return fault_exit_memory(w, t, EFAULT);
	if (!format.mmio_caching || t->fault.gfn > x86_max_gfn(w) ||
	    x86_table_gfn(t) >= x86_gfn_end(fault_vm(w, t)))
		return fault_end(t, FAULT_EMULATE);
	return jump(t, LOCK_MMU);
}

/* X86-FAULT-16: a slot that is going away is neither memory nor MMIO. */
static enum verdict invalid_slot(struct gms_world *w, struct task *t)
{
	apply(w, X86_FAULT_16);
	apply(w, SLOT_34);
	if (t->fault.prefetch && has(w, SW_PREFAULT_EAGAIN))
		return fault_exit_bare(w, t, PREFAULT_6, EAGAIN);
	return fault_end(t, FAULT_RETRY);
}

static enum verdict check_slot(struct gms_world *w, struct task *t)
{
	bool attribute_first = has(w, SW_X86_ATTRIBUTE_FIRST);

	if (has(w, SW_ATTRIBUTE_BEFORE_SNAPSHOT))
		fault_snapshot(w, t);
	if (t->fault.slot && fault_slot(w, t)->flags & MEMSLOT_INVALID)
		return invalid_slot(w, t);
	if (!attribute_first) {
		apply(w, X86_FAULT_14);
		return jump(t, CHECK_ATTRIBUTE);
	}
	return t->fault.slot ? NEXT : no_slot(w, t);
}

static bool must_retry_early(struct gms_world *w, struct task *t)
{
	return t->fault.slot &&
	       invalidate_retry_unsafe(w, fault_vm(w, t), t->fault.snapshot, t->fault.gfn);
}

static enum verdict check_invalidate(struct gms_world *w, struct task *t)
{
	if (must_retry_early(w, t)) {
		apply(w, X86_FAULT_18);
		return fault_end(t, FAULT_RETRY);
	}
	return has(w, SW_X86_ATTRIBUTE_FIRST) ? go_to_route(w, t) : jump(t, CHECK_SLOT);
}

/* ---- V7: which memory? ---- */

static enum verdict route_gmem(struct gms_world *w, struct task *t)
{
	apply(w, t->fault.is_private ? X86_FAULT_19 : X86_FAULT_20);
	if (fault_slot(w, t)->flags & MEMSLOT_GMEM_ONLY)
		apply(w, CONSUME_3);
	if (!(fault_slot(w, t)->flags & MEM_GUEST_MEMFD)) {
		apply(w, X86_FAULT_21);
		return fault_exit_memory(w, t, EFAULT);
	}
	if (!t->fault.is_private && fault_vm(w, t)->type == X86_TDX_VM)
		apply(w, X86_TDX_13);
	t->fault.from_gmem = 1;
	return call(t, PROTO_GET_PFN);
}

static enum verdict route(struct gms_world *w, struct task *t)
{
	uint32_t flags = fault_slot(w, t)->flags;

	if (!t->fault.slot)
		return no_slot(w, t);
	if (t->fault.is_private || flags & MEMSLOT_GMEM_ONLY)
		return route_gmem(w, t);
	if (flags & MEM_GUEST_MEMFD)
		apply(w, CONSUME_4);
	if (flags & MEM_READONLY && t->fault.access == GMS_ACCESS_WRITE) {
		apply(w, X86_FAULT_26);
		return fault_end(t, FAULT_EMULATE);
	}
	apply(w, X86_FAULT_23);
	return fault_resolve_hva(w, t);
}

/* X86-FAULT-24: what would come from userspace_addr, and has to be read in. */
static enum verdict try_async(struct gms_world *w, struct task *t)
{
	uint32_t flags = fault_slot(w, t)->flags;
	bool emulated = flags & MEM_READONLY && t->fault.access == GMS_ACCESS_WRITE;
	enum verdict verdict;

	if (t->fault.slot && !t->fault.is_private && !(flags & MEMSLOT_GMEM_ONLY) && !emulated &&
	    async_pf_takes(w, t, &verdict))
		return verdict;
	return jump(t, ROUTE);
}

/* ---- V8 to V14 have run ---- */

static enum verdict hva_failed(struct gms_world *w, struct task *t, int error)
{
	if (error == EHWPOISON)
		return fault_signal_hwpoison(w, t, X86_FAULT_35);
	return fault_exit_bare(w, t, X86_FAULT_25, error);
}

static enum verdict recheck_invalidate(struct gms_world *w, struct task *t)
{
	int error = t->fault.from_gmem ? (int)t->error : fault_host_page(w, t);

	if (has(w, SW_SNAPSHOT_AFTER_LOOKUP))
		fault_snapshot(w, t);
	if (error && t->fault.from_gmem)
		return fault_exit_gmem(w, t, X86_FAULT_34);
	if (error)
		return hva_failed(w, t, error);
	if (t->fault.from_gmem)
		apply(w, X86_FAULT_22);
	else if (fault_slot(w, t)->flags & MEM_READONLY)
		apply(w, X86_FAULT_26);
	if (!must_retry_early(w, t))
		return NEXT;
	apply(w, X86_FAULT_27);
	fault_put_page(w, t);
	return fault_end(t, FAULT_RETRY);
}

/* ---- V15 to V18 ---- */

/* X86-FAULT-28: the root was replaced, or what was looked up may be gone. */
static enum verdict check_stale(struct gms_world *w, struct task *t)
{
	const struct vm *vm = fault_vm(w, t);
	bool stale = t->fault.generation != vm->mmu_generation;

	if (!stale && t->fault.slot)
		stale = invalidate_retry_gfn(w, vm, t->fault.snapshot, t->fault.gfn);
	if (!stale)
		return NEXT;
	apply(w, X86_FAULT_28);
	t->fault.outcome = FAULT_RETRY;
	return jump(t, UNLOCK_MMU);
}

static uint64_t make_leaf(struct gms_world *w, struct task *t, uint32_t level)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	struct spte_request request = {
		.pfn = frame_pfn(t->fault.frame) & ~(ept_pages(level) - 1),
		.level = level,
		.rights = shadow_rights(w, t),
		.host_writable = t->fault.host_writable,
		.prefetch = t->fault.prefetch,
		.write_tracked = is_tracked(w, t),
	};

	apply(w, X86_SPTE_4);
	if (format.gmet)
		apply(w, X86_NPT_6);
	if (t->fault.host_writable && t->fault.access != GMS_ACCESS_WRITE)
		apply(w, X86_SPTE_6);
	return spte_make_leaf(&format, &request);
}

static uint64_t make_entry(struct gms_world *w, struct task *t, uint32_t level)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	uint64_t generation = active_set(fault_vm(w, t), 0)->generation;

	if (t->fault.slot)
		return make_leaf(w, t, level);
	apply(w, X86_MMIO_1);
	return spte_make_mmio(&format, t->fault.gpa, generation, SPTE_ALL);
}

/* X86-SPTE-4, FOLIO-4: a writable entry makes the page dirty, wherever that is noted. */
static void note_dirty(struct gms_world *w, struct task *t, uint64_t leaf, int result)
{
	if (!t->fault.frame || !t->fault.host_writable)
		return;
	apply(w, X86_FAULT_30);
	fault_dirty_folio(w, t);
	if (!result && leaf & EPT_WRITE)
		note_logged(w, t);
}

static struct level_goal goal_of(struct gms_world *w, struct task *t)
{
	return tdp_keep_small(w, fault_vm(w, t), x86_table_gfn(t), level_goal(w, t));
}

/* As tdp_map(). */
static int map_page(struct gms_world *w, struct task *t)
{
	struct level_goal goal = goal_of(w, t);
	uint64_t leaf = make_entry(w, t, goal.level);
	int result = x86_has_tdp_mmu(w) ? tdp_map(w, t, leaf, goal)
					: shadow_map(w, t, leaf, goal);

	if (result == EAGAIN)
		return EAGAIN;
	note_dirty(w, t, leaf, result);
	if (!result && t->fault.is_private && fault_vm(w, t)->type == X86_TDX_VM)
		tdx_add_page(w, t->fault.frame);
	t->fault.outcome = t->fault.slot || result ? FAULT_MAPPED : FAULT_EMULATE;
	if (is_tracked_write(w, t))
		t->fault.outcome = FAULT_WRITE_PROTECTED;
	if (result == EEXIST && t->fault.permission && fault_vm(w, t)->type == X86_SNP_VM)
		t->fault.outcome = rmp_fault(w, t);
	return result;
}

int x86_install(struct gms_world *w, struct task *t)
{
	int result = map_page(w, t);

	return result == EEXIST ? 0 : result;
}

static enum verdict end_install(struct task *t, enum fault_outcome outcome)
{
	t->fault.outcome = outcome;
	return jump(t, UNLOCK_MMU);
}

/* X86-TDP-6: somebody else was faster, or is about to set it. */
static enum verdict lost_the_race(struct gms_world *w, struct task *t)
{
	apply(w, X86_TDP_6);
	return end_install(t, FAULT_RETRY);
}

/* X86-TDX-2: the fault starts again, unless the VM is dead by now. */
static bool module_refuses(struct gms_world *w, struct task *t)
{
	return t->fault.is_private && fault_vm(w, t)->type == X86_TDX_VM &&
	       tdx_module_refuses(w, t->vm);
}

/* V17.  A fault that mapped nothing maps nothing beside it. */
static enum verdict install_leaf(struct gms_world *w, struct task *t)
{
	int result = map_page(w, t);

	apply(w, X86_FAULT_29);
	if (result == EAGAIN)
		return end_install(t, FAULT_RETRY);
	return jump(t, result || x86_has_tdp_mmu(w) ? UNLOCK_MMU : PREFETCH);
}

/*
 * V16: in one step with V17 when no other task could tell.  Else an entry is read in the
 * step before the one that sets it: the first in this one, each other when the one above
 * it was set.
 */
static enum verdict install(struct gms_world *w, struct task *t)
{
	if (!x86_has_tdp_mmu(w) || task_alone(w, t))
		return module_refuses(w, t) ? lost_the_race(w, t) : install_leaf(w, t);
	apply(w, X86_TDP_3);
	return tdp_note_entry(w, t, goal_of(w, t)) ? NEXT : lost_the_race(w, t);
}

static enum verdict set_noted_entry(struct gms_world *w, struct task *t)
{
	struct level_goal goal = goal_of(w, t);

	if (!tdp_link_one(w, t, goal))
		return install_leaf(w, t);
	return tdp_note_entry(w, t, goal) ? jump(t, SET_SPTE) : lost_the_race(w, t);
}

static enum verdict set_spte(struct gms_world *w, struct task *t)
{
	struct level_goal goal = goal_of(w, t);

	if (!tdp_entry_is_as_noted(w, t, goal))
		return lost_the_race(w, t);
	if (!tdp_needs_module(w, t))
		return set_noted_entry(w, t);
	tdp_freeze(w, t, goal);
	return NEXT;
}

/* The module has done its part, and the entry is set. */
static enum verdict ask_module(struct gms_world *w, struct task *t)
{
	tdp_thaw(w, t, goal_of(w, t));
	return module_refuses(w, t) ? lost_the_race(w, t) : set_noted_entry(w, t);
}

static enum verdict prefetch(struct gms_world *w, struct task *t)
{
	shadow_prefetch(w, t);
	return NEXT;
}

static enum verdict unlock_mmu(struct gms_world *w, struct task *t)
{
	enum verdict verdict = fault_unlock_mmu(w, t);

	/* X86-FAULT-31: with P-82 alone a private fault comes here. */
	if (t->fault.outcome == FAULT_EMULATE && t->fault.is_private)
		return fault_exit_memory(w, t, EFAULT);
	return t->fault.outcome == FAULT_WRITE_PROTECTED ? write_protected(w, t) : verdict;
}

/* V15: faults of the TDP MMU run side by side, those of the legacy MMU alone. */
static struct need need_mmu(const struct gms_world *w, const struct task *t)
{
	return x86_has_tdp_mmu(w) ? need_mmu_read(w, t) : need_mmu_write(w, t);
}

/* ---- What the instruction emulator makes of it ---- */

/* X86-MMIO-5.  Adding reads first, unless a read-only slot has what is read. */
static struct gms_result emulated_data(const struct task *t)
{
	bool write = t->fault.access == GMS_ACCESS_WRITE &&
		     (t->op.access != GMS_ACCESS_XADD || t->fault.slot);

	return (struct gms_result){
		.kind = GMS_RESULT_MMIO,
		.gpa = t->op.gpa,
		.len = 8,
		.is_write = write,
		.value = write ? (int64_t)t->op.value : 0,
	};
}

/*
 * X86-FAULT-37: the emulator writes to userspace_addr, whatever the guest would reach there;
 * whether the access is private is not asked any more (X86-FAULT-31).
 */
static enum verdict emulate_store(struct gms_world *w, struct task *t)
{
	if (kvm_access_at(w, t, t->op.gpa, true))
		return call(t, PROTO_KVM_COPY);
	t->result = emulated_data(t);
	return fault_end(t, FAULT_EXIT);
}

static enum verdict store_emulated(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	if (t->host.failed)
		t->result = emulated_data(t);
	return fault_end(t, FAULT_EXIT);
}

const struct step x86_fault_steps[] = {
	[LOOKUP] = { "lookup", lookup, .take = need_fault_srcu },
	[FAST] = { "fast", fast },
	[SNAPSHOT] = { "snapshot", snapshot },
	[CHECK_ATTRIBUTE] = { "check-attribute", check_attribute },
	[CHECK_SLOT] = { "check-slot", check_slot },
	[CHECK_INVALIDATE] = { "check-invalidate", check_invalidate },
	[TRY_ASYNC] = { "try-async", try_async },
	[ROUTE] = { "route", route },
	[RECHECK_INVALIDATE] = { "recheck-invalidate", recheck_invalidate },
	[LOCK_MMU] = { "lock-mmu", fault_lock_mmu, .take = need_mmu },
	[CHECK_STALE] = { "check-stale", check_stale },
	[INSTALL] = { "install", install },
	[SET_SPTE] = { "set-spte", set_spte },
	[ASK_MODULE] = { "ask-module", ask_module },
	[PREFETCH] = { "prefetch", prefetch },
	[UNLOCK_MMU] = { "unlock-mmu", unlock_mmu },
	[EMULATE_STORE] = { "emulate", emulate_store },
	[STORE_EMULATED] = { "emulated", store_emulated },
	{ 0 },
};

/*
 * The emulator needs the guest's registers and its instruction.  Of SEV it has the
 * instruction for data alone, from the processor; of the types with protected state
 * nothing, so that the guest meets the MMIO entry and has to ask.
 */
void x86_emulate(struct gms_world *w, struct task *t)
{
	const struct vm *vm = vm_at(w, t->vm);

	if (vm->has_protected_state) {
		apply(w, vm->npt ? X86_MMIO_6 : X86_MMIO_7);
		t->fault.outcome = FAULT_ENTER;
		return;
	}
	apply(w, X86_MMIO_5);
	if (t->fault.access != GMS_ACCESS_EXEC) {
		t->result = emulated_data(t);
		return;
	}
	if (vm->type == X86_SEV_VM) {
		t->fault.outcome = FAULT_ENTER;
		return;
	}
	t->result = (struct gms_result){ .kind = GMS_RESULT_INTERNAL_ERROR, .value = 1 };
}

/* X86-MMIO-6, X86-MMIO-7: the processor does not ask which generation the entry is of. */
bool x86_guest_asks_for_mmio(struct gms_world *w, const struct task *t,
			     const struct translation *tr)
{
	const struct vm *vm = vm_at(w, t->vm);

	if (!tr->mmio || !vm->has_protected_state || t->op.access == GMS_ACCESS_EXEC)
		return false;
	apply(w, vm->npt ? X86_MMIO_6 : X86_MMIO_7);
	return true;
}
