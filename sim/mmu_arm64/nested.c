/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Shadows: which of them a vCPU runs on, and what empties them.
 *
 * Invariant: two valid shadows of a VM are for different stage 2s of L1; one that a vCPU
 * runs on (hw_mmu) is not given to another stage 2.
 */
#include "nested.h"

#include <errno.h>

#include "fault.h"
#include "pkvm.h"
#include "profile.h"
#include "tlb.h"
#include "vcpu.h"

#define SHADOWS_PER_VCPU 2

static struct s2_mmu mmu_of(const struct gms_world *w, ref_t vm, ref_t shadow)
{
	const struct shadow *s = shadow_at(w, shadow);

	return (struct s2_mmu){ s->root, vm, shadow, s->ipa_bits, s->start_level };
}

/* ---- Making them, with the vCPU's EL2 ---- */

static bool add_shadow(struct gms_world *w, struct vm *vm)
{
	uint32_t bits = arm64_ipa_limit(w);
	ref_t ref = pool_take(w, POOL_SHADOW);
	struct shadow *s = shadow_at(w, ref);

	if (!ref)
		return false;
	if (!s2_init(w, s->root, bits)) {
		pool_give(w, POOL_SHADOW, ref);
		return false;
	}
	s->ipa_bits = bits;
	s->start_level = s2_start_level(PAGE_SHIFT, bits);
	s->next = vm->shadows;
	vm->shadows = ref;
	return true;
}

static void remove_shadow(struct gms_world *w, ref_t vm)
{
	ref_t ref = vm_at(w, vm)->shadows;
	const struct s2_mmu mmu = mmu_of(w, vm, ref);

	vm_at(w, vm)->shadows = shadow_at(w, ref)->next;
	s2_destroy(w, &mmu, shadow_at(w, ref)->root);
	pool_give(w, POOL_SHADOW, ref);
}

void nested_destroy(struct gms_world *w, ref_t vm)
{
	while (vm_at(w, vm)->shadows)
		remove_shadow(w, vm);
}

/* ---- What all of them lose ---- */

static void unmap_shadow(struct gms_world *w, ref_t vm, ref_t shadow)
{
	const struct s2_mmu mmu = mmu_of(w, vm, shadow);

	s2_unmap(w, &mmu, 0, UINT64_MAX);
}

static void drop_pages_of_vncr(struct gms_world *w, ref_t vm)
{
	uint64_t id, vcpu;

	for (bool more = map_first(w, &vm_at(w, vm)->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm_at(w, vm)->vcpus, &id, &vcpu)) {
		if (vcpu_at(w, (ref_t)vcpu)->vncr.valid)
			apply(w, ARM_VNCR_15);
		vncr_drop(w, (ref_t)vcpu);
	}
}

void nested_unmap(struct gms_world *w, ref_t vm)
{
	if (!has(w, SW_ARM_SHADOWS_KEPT))
		for (ref_t s = vm_at(w, vm)->shadows; s; s = shadow_at(w, s)->next)
			unmap_shadow(w, vm, s);
	if (!has(w, SW_ARM_VNCR_KEPT))
		drop_pages_of_vncr(w, vm);
}

/* ARM-DIRTY-3: so that L1's guests are logged as well. */
void nested_write_protect(struct gms_world *w, ref_t vm)
{
	apply(w, ARM_DIRTY_3);
	for (ref_t s = vm_at(w, vm)->shadows; s; s = shadow_at(w, s)->next) {
		const struct s2_mmu mmu = mmu_of(w, vm, s);

		s2_write_protect(w, &mmu, 0, UINT64_MAX);
	}
	drop_pages_of_vncr(w, vm);
}

/* ---- el2: L1 writes its registers ---- */

enum { EL2_ENTER, EL2_SET, EL2_LEAVE };

static enum verdict el2_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_ARM64)
		return vcpu_ioctl_unsupported(w, t, "only arm64 has EL2");
	if (is_pkvm(w))
		return vcpu_ioctl_unsupported(w, t,
					      "a host in protected mode has no EL2 to give");
	return has(w, SW_ARM_NV) ? NEXT : vcpu_ioctl_fail(w, t, ARM_VNCR_1, EINVAL);
}

static bool give_el2(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);

	for (int i = 0; i < SHADOWS_PER_VCPU; i++) {
		if (add_shadow(w, vm))
			continue;
		while (i--)
			remove_shadow(w, t->vm);
		return false;
	}
	vcpu_at(w, t->vcpu)->has_el2 = 1;
	return true;
}

/* What is not named stays. */
static enum verdict el2_set(struct gms_world *w, struct task *t)
{
	struct vcpu *vcpu = vcpu_at(w, t->vcpu);

	apply(w, ARM_VNCR_1);
	if (!vcpu->has_el2 && !give_el2(w, t)) {
		fail(w, t, ARM_VNCR_1, ENOMEM);
		return NEXT;
	}
	if (gms_op_given(&t->op, "vncr"))
		vcpu->el2.vncr = t->op.gpa & ~(uint64_t)0xfff;
	if (gms_op_given(&t->op, "ttbr"))
		vcpu->el2.ttbr = t->op.off;
	if (gms_op_given(&t->op, "vttbr"))
		vcpu->el2.vttbr = t->op.off_out;
	if (gms_op_given(&t->op, "vtcr"))
		vcpu->el2.vtcr = t->op.value;
	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	return NEXT;
}

static enum verdict leave(struct gms_world *w, struct task *t)
{
	return vcpu_ioctl_leave(w, t);
}

const struct step el2_steps[] = {
	[EL2_ENTER] = { "enter", el2_enter, .take = need_op_vcpu },
	[EL2_SET] = { "set-registers", el2_set, .within = need_mmu_write },
	[EL2_LEAVE] = { "leave", leave },
	{ 0 },
};

/* ---- Before a guest of L1 runs ---- */

static bool is_for(const struct shadow *s, const struct el2 *el2)
{
	if (!s->valid || !s->vtcr != !el2->vtcr)
		return false;
	return s->vttbr == el2->vttbr && s->vtcr == el2->vtcr;
}

static bool is_in_use(const struct gms_world *w, const struct vm *vm, ref_t shadow)
{
	uint64_t id, vcpu;

	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu))
		if (vcpu_at(w, (ref_t)vcpu)->hw_mmu == shadow)
			return true;
	return false;
}

/* There are more than vCPUs, so that one is free always. */
static ref_t choose_shadow(struct gms_world *w, const struct vm *vm, const struct el2 *el2)
{
	ref_t chosen = 0;

	for (ref_t s = vm->shadows; s; s = shadow_at(w, s)->next)
		if (is_for(shadow_at(w, s), el2))
			return s;
	for (ref_t s = vm->shadows; s; s = shadow_at(w, s)->next)
		if (!is_in_use(w, vm, s) && (!chosen || !shadow_at(w, s)->valid))
			chosen = s;
	return chosen;
}

static enum verdict load_mmu(struct gms_world *w, struct task *t)
{
	struct vcpu *vcpu = vcpu_at(w, t->vcpu);
	struct vm *vm = fault_vm(w, t);
	struct shadow *s;

	vcpu->hw_mmu = choose_shadow(w, vm, &vcpu->el2);
	s = shadow_at(w, vcpu->hw_mmu);
	if (is_for(s, &vcpu->el2))
		return NEXT;
	apply(w, ARM_INVAL_13);
	s->pending_unmap = s->valid;
	s->valid = 1;
	s->vttbr = vcpu->el2.vttbr;
	s->vtcr = vcpu->el2.vtcr;
	return NEXT;
}

/* ARM-INVAL-13: before its first use. */
static enum verdict unmap_recycled(struct gms_world *w, struct task *t)
{
	ref_t shadow = vcpu_at(w, t->vcpu)->hw_mmu;

	if (shadow_at(w, shadow)->pending_unmap) {
		apply(w, ARM_INVAL_13);
		unmap_shadow(w, t->vm, shadow);
		shadow_at(w, shadow)->pending_unmap = 0;
	}
	return NEXT;
}

const struct step arm64_load_mmu_steps[] = {
	{ "load-mmu", load_mmu, .within = need_mmu_write },
	{ "unmap-recycled", unmap_recycled, .within = need_mmu_write },
	{ 0 },
};

/* ---- tlbi: L1 invalidates ---- */

static enum verdict tlbi_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (vcpu_at(w, t->vcpu)->has_el2)
		return NEXT;
	unsupported(t, "the vCPU has no EL2: el2 comes first");
	return vcpu_ioctl_leave(w, t);
}

/* What a shadow's leaf says of the level at which L1 has it; 0: nothing. ARM-S2-11 */
static uint64_t l1_span(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa)
{
	struct s2_walk walk = s2_mmu_walk(w, mmu, ipa);
	uint32_t level = (uint32_t)((walk.entry & S2_SW) >> S2_SW_SHIFT) & 3;

	return s2_is_leaf(walk.entry, walk.level) && level ? s2_size(PAGE_SHIFT, level) : 0;
}

/* The most that L1 can map by one entry is the range where no level is known. */
static void unmap_ipa(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa)
{
	uint64_t span = l1_span(w, mmu, ipa);

	if (!span)
		span = s2_size(PAGE_SHIFT, s2_min_block_level(PAGE_SHIFT));
	ipa &= ~(span - 1);
	s2_unmap(w, mmu, ipa >> PAGE_SHIFT, (ipa + span) >> PAGE_SHIFT);
}

#define VMID(vttbr) ((vttbr) >> 48)

static enum verdict tlbi_stage_2(struct gms_world *w, struct task *t)
{
	uint64_t vttbr = vcpu_at(w, t->vcpu)->el2.vttbr;

	apply(w, ARM_INVAL_13);
	for (ref_t s = vm_at(w, t->vm)->shadows; s; s = shadow_at(w, s)->next) {
		const struct s2_mmu mmu = mmu_of(w, t->vm, s);

		if (!shadow_at(w, s)->valid || VMID(shadow_at(w, s)->vttbr) != VMID(vttbr))
			continue;
		if (t->op.command == GMS_TLBI_IPAS2E1)
			unmap_ipa(w, &mmu, t->op.gpa);
		else
			s2_unmap(w, &mmu, 0, UINT64_MAX);
	}
	return NEXT;
}

static enum verdict tlbi(struct gms_world *w, struct task *t)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	if (t->op.command == GMS_TLBI_IPAS2E1 || t->op.command == GMS_TLBI_VMALLS12E1)
		return tlbi_stage_2(w, t);
	apply(w, ARM_VNCR_15);
	vncr_tlbi(w, t->vm, t->op.command == GMS_TLBI_ALLE2, t->op.gpa);
	return NEXT;
}

const struct step tlbi_steps[] = {
	{ "enter", tlbi_enter, .take = need_op_vcpu },
	{ "invalidate", tlbi, .within = need_mmu_write },
	{ "leave", leave },
	{ 0 },
};

/* ---- Who looks at them ---- */

bool arm64_next_shadow(const struct gms_world *w, ref_t vm, uint64_t *shadow, uint64_t *gfn,
		       struct translation *tr)
{
	uint64_t number = 0;

	for (ref_t s = vm_at(w, vm)->shadows; s; s = shadow_at(w, s)->next, number++) {
		const struct s2_mmu mmu = mmu_of(w, vm, s);

		if (number < *shadow)
			continue;
		if (number > *shadow)
			*gfn = 0;
		*shadow = number;
		if (s2_mmu_next_leaf(w, &mmu, gfn, tr))
			return true;
	}
	return false;
}
