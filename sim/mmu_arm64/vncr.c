/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page of VNCR_EL2, where a guest of L1 finds registers of EL2: what a vCPU knows of
 * it, and kvm_handle_vncr_abort().  ARM-VNCR-*; steps V1 to V8 of section 20.
 *
 *	enter -> map -> access --mapped--> leave
 *	          ^       |
 *	          |       abort: decide, invalidate, begin (L1_WALK), lookup
 *	          |       (GET_PFN or HOST_FAULT), got-page, fill
 *	          re-enter
 *
 * The page is mapped by a fixmap of the vCPU and not by stage 2, so that an unmapping of
 * the VM has to drop it apart.
 */
#include <errno.h>

#include "esr.h"
#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "l1_walk.h"
#include "mem_abort.h"
#include "memslot.h"
#include "nested.h"
#include "profile.h"
#include "vcpu.h"

static struct vncr_tlb *tlb_of(const struct gms_world *w, const struct task *t)
{
	return &vcpu_at(w, t->vcpu)->vncr;
}

void vncr_drop(struct gms_world *w, ref_t vcpu)
{
	vcpu_at(w, vcpu)->vncr = (struct vncr_tlb){ 0 };
}

/* What one entry of L1's stage 1 translates, or the page where it has none. */
static uint64_t span_of(const struct vncr_tlb *tlb)
{
	return tlb->flat ? PAGE_SIZE : s2_size(PAGE_SHIFT, tlb->level);
}

/* ARM-VNCR-15: no count is raised, so faults under way start again once. */
void vncr_tlbi(struct gms_world *w, ref_t ref, bool all, uint64_t va)
{
	struct vm *vm = vm_at(w, ref);
	uint64_t id, vcpu;

	vm->invalidate_seq++;
	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu)) {
		const struct vncr_tlb *tlb = &vcpu_at(w, (ref_t)vcpu)->vncr;

		if (all || !((tlb->gva ^ va) & ~(span_of(tlb) - 1)))
			vncr_drop(w, (ref_t)vcpu);
	}
}

/* ---- The access ---- */

enum { VNCR_ENTER, VNCR_MAP, VNCR_ACCESS, VNCR_REENTER, VNCR_WORK };

static enum verdict vncr_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (!vcpu_at(w, t->vcpu)->has_el2)
		return vcpu_ioctl_unsupported(w, t, "the vCPU has no EL2: el2 comes first");
	if (t->op.access > GMS_ACCESS_WRITE)
		return vcpu_ioctl_unsupported(w, t,
					      "an access to VNCR_EL2's page reads or writes");
	if (t->op.off >= PAGE_SIZE || t->op.off % 8)
		return vcpu_ioctl_unsupported(w, t,
					      "VNCR_EL2's page has 512 registers of 8 bytes");
	return NEXT;
}

/* ARM-VNCR-14: what was filled is mapped if it still is what the registers say. */
static enum verdict map_page(struct gms_world *w, struct task *t)
{
	const struct el2 *el2 = &vcpu_at(w, t->vcpu)->el2;
	struct vncr_tlb *tlb = tlb_of(w, t);

	apply(w, ARM_VNCR_14);
	tlb->mapped = tlb->valid && tlb->gva == el2->vncr && tlb->flat == !el2->ttbr;
	return NEXT;
}

/* Up to 7.1 L1's stage 1 alone decided; what the host allows did not count. */
static bool page_writable(const struct gms_world *w, const struct vncr_tlb *tlb)
{
	return tlb->prot & S2_PROT_W && (tlb->hpa_writable || !has(w, SW_ARM_VNCR_REWORK));
}

static bool permits(const struct gms_world *w, const struct task *t)
{
	const struct vncr_tlb *tlb = tlb_of(w, t);

	return t->op.access == GMS_ACCESS_WRITE ? page_writable(w, tlb) : tlb->prot & S2_PROT_R;
}

/* A mapping in EL2's own table: what it does not permit is a fault of level 3. */
static uint64_t natural_esr(const struct gms_world *w, const struct task *t)
{
	uint64_t fsc = tlb_of(w, t)->mapped ? FSC_PERMISSION : FSC_TRANSLATION;

	return ESR_IL | ESR_VNCR | (uint64_t)EC_DABT_CURRENT << ESR_EC_SHIFT | fsc |
	       S2_LAST_LEVEL | (t->op.access == GMS_ACCESS_WRITE ? ESR_WNR : 0);
}

/* Nothing keeps a page that a missing invalidation leaves behind: what is written is lost. */
static enum verdict reach(struct gms_world *w, struct task *t)
{
	ref_t frame = tlb_of(w, t)->frame;
	uint32_t offset = (uint32_t)t->op.off;

	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	if (t->op.access == GMS_ACCESS_READ) {
		t->result.kind = GMS_RESULT_VALUE;
		t->result.value = (int64_t)content_read(w, frame, offset);
	} else if (frame_at(w, frame)->refs && !content_write(w, frame, offset, t->op.value)) {
		return vcpu_ioctl_unsupported(w, t, "the arena has no room for what was written");
	}
	return vcpu_ioctl_leave(w, t);
}

static enum verdict vncr_access(struct gms_world *w, struct task *t)
{
	bool forced = t->op.esr && !t->fault.retries;

	if (vcpu_take_dead_request(w, t->vcpu))
		return vcpu_ioctl_fail(w, t, IOCTL_2, EIO);
	if (injected(w, GMS_INJECT_SIGNAL))
		return vcpu_ioctl_fail(w, t, VCPU_5, EINTR);
	if (!forced && tlb_of(w, t)->mapped && permits(w, t))
		return reach(w, t);
	fault_begin(w, t, 0, (enum gms_access)t->op.access);
	t->fault.esr = forced ? t->op.esr : natural_esr(w, t);
	t->fault.permission = esr_is_permission(t->fault.esr);
	t->fault.access = esr_is_write(t->fault.esr) ? GMS_ACCESS_WRITE : GMS_ACCESS_READ;
	return call(t, PROTO_VNCR_ABORT);
}

static enum verdict vncr_reenter(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	if (holds(t, GMS_LOCK_SRCU, t->vm))
		unlock(w, t, GMS_LOCK_SRCU, t->vm);
	if (t->fault.outcome == FAULT_EXIT || fault_retries_for_ever(w, t))
		return vcpu_ioctl_leave(w, t);
	return t->pending_release ? NEXT : jump(t, VNCR_MAP);
}

/* RELEASE-4. */
static enum verdict vncr_task_work(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	t->fault.retries_alone = 0;
	if (t->pending_release)
		return call_then(t, PROTO_RELEASE, VNCR_WORK);
	return jump(t, VNCR_MAP);
}

const struct step vncr_steps[] = {
	[VNCR_ENTER] = { "enter", vncr_enter, .take = need_op_vcpu },
	[VNCR_MAP] = { "map", map_page, .within = need_mmu_read },
	[VNCR_ACCESS] = { "access", vncr_access },
	[VNCR_REENTER] = { "re-enter", vncr_reenter },
	[VNCR_WORK] = { "task-work", vncr_task_work },
	{ 0 },
};

/* ---- kvm_handle_vncr_abort: how it ends ---- */

/* The guest of L1 goes on; what EL2 has to say to L1 is an abort of its own. */
static enum verdict inject_to_l1(struct gms_world *w, struct task *t, enum rule rule,
				 uint32_t fsc)
{
	apply(w, rule);
	apply(w, ARM_INJ_5);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_ABORT,
		.value = fsc,
		.code = (int)esr_ec(t->fault.esr),
	};
	return fault_end(t, FAULT_EXIT);
}

static enum verdict retry(struct gms_world *w, struct task *t, enum rule rule)
{
	apply(w, rule);
	return fault_end(t, FAULT_RETRY);
}

/* ARM-VNCR-11: what guest_memfd fails with is an exit, though KVM_RUN itself returns 0. */
static enum verdict exit_gmem(struct gms_world *w, struct task *t, enum rule rule)
{
	apply(w, ARM_VNCR_13);
	fault_exit_gmem(w, t, rule);
	t->result.error = 0;
	return RETURN;
}

/*
 * The table of ARM-VNCR-11 for what guest_memfd has no part in.  Its errnos are L1's abort
 * alike: want of memory is EFAULT here, as the host's fault has it.
 */
static enum verdict failed(struct gms_world *w, struct task *t, enum rule rule, uint32_t fsc)
{
	apply(w, rule);
	return inject_to_l1(w, t, ARM_VNCR_11, fsc);
}

/* ARM-VNCR-12, of what L1's stage 1 or the host's memory does not allow. */
static enum verdict inject_permission(struct gms_world *w, struct task *t, enum rule rule)
{
	const struct vncr_tlb *tlb = tlb_of(w, t);
	bool by_host = has(w, SW_ARM_VNCR_REWORK) && t->fault.access == GMS_ACCESS_WRITE &&
		       tlb->prot & S2_PROT_W && !tlb->hpa_writable;

	return inject_to_l1(w, t, rule, by_host ? FSC_SEA : FSC_PERMISSION | tlb->level);
}

/* ---- Its steps ---- */

enum {
	ABORT_DECIDE,
	ABORT_INVALIDATE,
	ABORT_BEGIN,
	ABORT_WALKED,
	ABORT_LOOKUP,
	ABORT_GOT_PAGE,
	ABORT_FILL,
};

/* ARM-VNCR-16: then a page that is known already gave no second look. */
static bool decided_by_tlb(const struct gms_world *w, const struct task *t)
{
	const struct vncr_tlb *tlb = tlb_of(w, t);

	return !has(w, SW_ARM_VNCR_REWORK) &&
	       (t->fault.permission || (tlb->valid && tlb->gva == vcpu_at(w, t->vcpu)->el2.vncr));
}

static enum verdict decide(struct gms_world *w, struct task *t)
{
	uint64_t esr = t->fault.esr;

	fault_vm(w, t);
	apply(w, ARM_VNCR_2);
	if (esr_is_sea(esr))
		return arm64_handle_sea(w, t);
	if (decided_by_tlb(w, t) && (esr_is_permission(esr) || esr_is_translation(esr)))
		return inject_permission(w, t, ARM_VNCR_16);
	if (esr_is_permission(esr) || esr_is_translation(esr))
		return NEXT;
	if (!has(w, SW_ARM_VNCR_REWORK))
		return retry(w, t, ARM_VNCR_2);
	vm_kill(w, vm_at(w, t->vm));
	return fault_exit_bare(w, t, ARM_VNCR_2, EIO);
}

/* V1. */
static enum verdict invalidate(struct gms_world *w, struct task *t)
{
	apply(w, ARM_VNCR_3);
	vncr_drop(w, t->vcpu);
	return NEXT;
}

/* V2.  Up to 7.1 the walk came first, so that what it read could be out of date. */
static void snapshot(struct gms_world *w, struct task *t)
{
	apply(w, ARM_VNCR_4);
	fault_snapshot(w, t);
}

static enum verdict begin(struct gms_world *w, struct task *t)
{
	const struct el2 *el2 = &vcpu_at(w, t->vcpu)->el2;

	if (has(w, SW_ARM_VNCR_REWORK))
		snapshot(w, t);
	if (el2->ttbr)
		return l1_walk_begin(w, t, L1_STAGE_1, el2->vncr) ? call(t, PROTO_L1_WALK)
								  : jump(t, ABORT_WALKED);
	*l1_walk_of(w, t) = (struct l1_walk){
		.stage = L1_STAGE_1,
		.output = el2->vncr,
		.level = S2_LAST_LEVEL,
		.prot = S2_PROT_RW,
	};
	return NEXT;
}

static enum verdict walked(struct gms_world *w, struct task *t)
{
	const struct l1_walk *walk = l1_walk_of(w, t);

	fault_vm(w, t);
	if (!l1_walk_mapped(walk))
		return failed(w, t, ARM_VNCR_5, walk->fsc);
	if (!has(w, SW_ARM_VNCR_REWORK))
		snapshot(w, t);
	t->fault.gpa = walk->output & PAGE_MASK;
	t->fault.gfn = walk->output >> PAGE_SHIFT;
	return NEXT;
}

/* ARM-VNCR-8: errors are told by GUP, and a slot that goes away has no memory. */
static enum verdict lookup_host(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);
	bool write = t->fault.access == GMS_ACCESS_WRITE;

	if (slot->flags & MEMSLOT_INVALID || (write && slot->flags & MEM_READONLY))
		return failed(w, t, ARM_VNCR_8, FSC_SEA);
	return fault_resolve_hva(w, t);
}

/* V4, V5. */
static enum verdict lookup(struct gms_world *w, struct task *t)
{
	const struct slot *slot;

	t->fault.slot = slot_lookup(w, vm_at(w, t->vm), 0, t->fault.gfn);
	slot = slot_at(w, t->fault.slot);
	if (!t->fault.slot && has(w, SW_ARM_VNCR_REWORK))
		return failed(w, t, ARM_VNCR_6, FSC_SEA);
	if (!t->fault.slot) {
		apply(w, ARM_VNCR_16);
		unsupported(t, "this kernel hits a BUG_ON: VNCR_EL2 is where no slot is");
		return fault_end(t, FAULT_EXIT);
	}
	t->fault.from_gmem = slot->flags & MEM_GUEST_MEMFD && !has(w, SW_ARM_VNCR_IGNORES_GMEM);
	if (!t->fault.from_gmem)
		return lookup_host(w, t);
	t->error = EFAULT;
	/* The copy that stands in for a slot that goes away has no file. */
	if (slot->flags & MEMSLOT_INVALID)
		return exit_gmem(w, t, ARM_VNCR_7);
	return call(t, PROTO_GET_PFN);
}

static enum verdict got_page(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	if (t->fault.from_gmem)
		return t->error ? exit_gmem(w, t, ARM_VNCR_7) : NEXT;
	if (fault_host_page(w, t))
		return failed(w, t, ARM_VNCR_8, FSC_SEA);
	return NEXT;
}

static enum verdict lost_the_race(struct gms_world *w, struct task *t)
{
	if (has(w, SW_ARM_VNCR_LEAKS_PAGE))
		t->fault.frame = 0;
	else
		fault_put_page(w, t);
	return retry(w, t, ARM_VNCR_10);
}

/* V6. */
static enum verdict fill(struct gms_world *w, struct task *t)
{
	const struct l1_walk *walk = l1_walk_of(w, t);
	struct vncr_tlb *tlb = tlb_of(w, t);

	if (invalidate_retry(w, vm_at(w, t->vm), t->fault.snapshot))
		return lost_the_race(w, t);
	apply(w, ARM_VNCR_10);
	*tlb = (struct vncr_tlb){
		.gva = vcpu_at(w, t->vcpu)->el2.vncr,
		.pa = walk->output,
		.frame = t->fault.frame,
		.level = walk->level,
		.prot = walk->prot & S2_PROT_RW,
		.valid = 1,
		.hpa_writable = t->fault.host_writable != 0,
		.flat = !vcpu_at(w, t->vcpu)->el2.ttbr,
	};
	if (page_writable(w, tlb))
		fault_dirty_folio(w, t);
	fault_put_page(w, t);
	if (has(w, SW_ARM_VNCR_REWORK) &&
	    !(t->fault.access == GMS_ACCESS_WRITE ? page_writable(w, tlb)
						  : tlb->prot & S2_PROT_R))
		return inject_permission(w, t, ARM_VNCR_12);
	return fault_end(t, FAULT_MAPPED);
}

const struct step vncr_abort_steps[] = {
	[ABORT_DECIDE] = { "decide", decide },
	[ABORT_INVALIDATE] = { "invalidate", invalidate, .within = need_mmu_write },
	[ABORT_BEGIN] = { "begin", begin, .take = need_fault_srcu },
	[ABORT_WALKED] = { "walked", walked },
	[ABORT_LOOKUP] = { "lookup", lookup },
	[ABORT_GOT_PAGE] = { "got-page", got_page },
	[ABORT_FILL] = { "fill", fill, .within = need_mmu_write },
	{ 0 },
};
