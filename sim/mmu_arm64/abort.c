/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kvm_handle_guest_abort(): what an abort of the guest is about.  ARM-ABORT-*.
 *
 * In the order of the rules: errors of the memory system, addresses that cannot be,
 * what KVM does not know, no memory, the access flag, and then memory: mem_abort.c.
 */
#include <errno.h>

#include "esr.h"
#include "l1_walk.h"
#include "mem_abort.h"
#include "nested.h"
#include "pkvm.h"
#include "profile.h"

/* ---- What the guest gets: ARM-INJ-* ---- */

/* [MODEL] Where the guest's own walk is, in its stage 1: the last level. */
#define STAGE_1_LEVEL 3

/* The vCPU runs at EL1, and takes the abort there. */
static enum verdict inject(struct gms_world *w, struct task *t, enum rule rule, uint32_t ec,
			   uint32_t fsc)
{
	apply(w, rule);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_ABORT,
		.value = fsc,
		.code = (int)ec,
	};
	return fault_end(t, FAULT_EXIT);
}

static enum verdict inject_sea(struct gms_world *w, struct task *t, enum rule rule)
{
	uint64_t esr = t->fault.esr;
	bool fetch = esr_ec(esr) == EC_IABT_LOW;

	apply(w, ARM_INJ_1);
	apply(w, ARM_INJ_2);
	return inject(w, t, rule, fetch ? EC_IABT_CURRENT : EC_DABT_CURRENT,
		      esr & ESR_S1PTW ? FSC_SEA_WALK | STAGE_1_LEVEL : FSC_SEA);
}

/* ARM-INJ-3: as the above, but of another type, whatever was walked. */
static enum verdict inject_size_fault(struct gms_world *w, struct task *t, enum rule rule)
{
	enum verdict verdict = inject_sea(w, t, rule);

	apply(w, ARM_INJ_3);
	t->result.value = FSC_ADDRESS_SIZE;
	return verdict;
}

enum verdict arm64_inject_exclusive(struct gms_world *w, struct task *t)
{
	apply(w, ARM_INJ_4);
	return inject(w, t, ARM_USER_8, EC_DABT_CURRENT, FSC_EXCLUSIVE);
}

/* ---- Exits that only arm64 has ---- */

static void exit_arm64(struct task *t, enum gms_arm64_exit reason, uint64_t esr)
{
	t->result = (struct gms_result){
		.kind = GMS_RESULT_ARM64_EXIT,
		.code = (int)reason,
		.value = (int64_t)esr,
		.gpa = t->fault.gpa,
	};
}

/* ARM-INJ-6: no firmware claims it; the host has RAS, so a walk's error alone is its own. */
enum verdict arm64_handle_sea(struct gms_world *w, struct task *t)
{
	uint64_t esr = t->fault.esr;
	bool host_owned = esr_fsc(esr) != FSC_SEA && esr & ESR_S1PTW;

	apply(w, ARM_ABORT_1);
	if (host_owned || !(fault_vm(w, t)->enabled & ARM64_SEA_TO_USER))
		return inject(w, t, ARM_INJ_6, EC_SERROR, 0);
	apply(w, ARM_INJ_6);
	exit_arm64(t, GMS_EXIT_ARM_SEA, esr);
	return fault_end(t, FAULT_EXIT);
}

/* ---- No memory ---- */

/* Does the syndrome describe it?  ARM-MMIO-2, ARM-MMIO-3 */
static enum verdict emulate_without_syndrome(struct gms_world *w, struct task *t)
{
	if (is_protected(fault_vm(w, t)))
		return inject_sea(w, t, ARM_MMIO_2);
	if (!(fault_vm(w, t)->enabled & ARM64_NISV_TO_USER))
		return fault_exit_bare(w, t, ARM_MMIO_3, ENOSYS);
	apply(w, ARM_MMIO_2);
	exit_arm64(t, GMS_EXIT_ARM_NISV, t->fault.esr & (ESR_CM | ESR_WNR | ESR_FSC));
	return fault_end(t, FAULT_EXIT);
}

static bool is_64_bytes(const struct gms_world *w, uint64_t esr)
{
	uint32_t fsc = esr_fsc(esr);
	bool of_walk = (fsc >= 0x04 && fsc <= 0x0f) || fsc == 0x2a || fsc == 0x2b;

	return esr & ESR_LST && of_walk && has(w, SW_ARM_LS64);
}

/* ARM-MMIO-1: io_mem_abort(). */
static enum verdict io_mem_abort(struct gms_world *w, struct task *t)
{
	uint64_t esr = t->fault.esr;

	apply(w, ARM_ABORT_13);
	apply(w, ARM_MMIO_1);
	if (!(esr & ESR_ISV))
		return emulate_without_syndrome(w, t);
	if (is_64_bytes(w, esr)) {
		apply(w, ARM_MMIO_4);
		exit_arm64(t, GMS_EXIT_ARM_LDST64B, esr & ~ESR_FSC);
		return fault_end(t, FAULT_EXIT);
	}
	return fault_end(t, FAULT_EMULATE);
}

/* ARM-MMIO-5. */
void arm64_emulate(struct gms_world *w, struct task *t)
{
	bool is_write = esr_is_write(t->fault.esr);

	apply(w, ARM_MMIO_5);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_MMIO,
		.gpa = t->fault.gfn << PAGE_SHIFT | (t->op.gpa & ~PAGE_MASK),
		.len = 1ull << (t->fault.esr >> ESR_SAS_SHIFT & 3),
		.is_write = is_write,
		.value = is_write ? (int64_t)t->op.value : 0,
	};
}

/* ARM-ABORT-9 to -13: no memory there, or none that may be written. */
static enum verdict not_memory(struct gms_world *w, struct task *t, bool no_slot)
{
	uint64_t esr = t->fault.esr;

	apply(w, ARM_ABORT_9);
	if (esr_ec(esr) == EC_IABT_LOW)
		return inject_sea(w, t, ARM_ABORT_10);
	if (esr & ESR_S1PTW)
		return inject_sea(w, t, ARM_ABORT_11);
	if (no_slot && esr & ESR_CM) {
		apply(w, ARM_ABORT_12);
		t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
		return fault_end(t, FAULT_EXIT);
	}
	return io_mem_abort(w, t);
}

/* ---- Of a guest of L1 ---- */

/* ARM-NV-8: EL2 gets what hardware said, with what L1's own table says of it. */
static enum verdict inject_to_l1(struct gms_world *w, struct task *t, enum rule rule,
				 uint32_t fsc)
{
	apply(w, ARM_NV_8);
	apply(w, ARM_INJ_5);
	return inject(w, t, rule, esr_ec(t->fault.esr), fsc);
}

enum verdict arm64_walk_l1(struct gms_world *w, struct task *t)
{
	apply(w, ARM_ABORT_7);
	return l1_walk_begin(w, t, L1_STAGE_2, t->fault.gpa) ? call(t, PROTO_L1_WALK) : NEXT;
}

/* What cannot be read leaves KVM_RUN as well, after L1 was told. */
static enum verdict walk_failed(struct gms_world *w, struct task *t, const struct l1_walk *walk)
{
	if (walk->error == EAGAIN)
		return fault_end(t, FAULT_RETRY);
	inject_to_l1(w, t, ARM_ABORT_7, walk->fsc);
	if (walk->error)
		return fault_exit_bare(w, t, ARM_ABORT_7, (int)walk->error);
	return RETURN;
}

/* ARM-NV-9: of a permission fault, does L1 forbid it? */
static bool l1_forbids(const struct task *t, uint32_t prot)
{
	if (!t->fault.permission)
		return false;
	if (t->fault.access == GMS_ACCESS_EXEC)
		return !(prot & S2_PROT_PX);
	return !(prot & (t->fault.access == GMS_ACCESS_WRITE ? S2_PROT_W : S2_PROT_R));
}

static enum verdict decide_by_slot(struct gms_world *w, struct task *t);

enum verdict arm64_walked_l1(struct gms_world *w, struct task *t)
{
	const struct l1_walk *walk = l1_walk_of(w, t);
	enum verdict verdict;

	fault_vm(w, t);
	if (!l1_walk_mapped(walk))
		return walk_failed(w, t, walk);
	if (l1_forbids(t, walk->prot))
		return inject_to_l1(w, t, ARM_NV_9, FSC_PERMISSION | walk->level);
	apply(w, ARM_GMEM_2);
	t->fault.gfn = walk->output >> PAGE_SHIFT;
	verdict = decide_by_slot(w, t);
	return verdict == NEXT ? jump(t, ARM64_ABORT_SNAPSHOT) : verdict;
}

/* ---- The decision ---- */

/* ARM-ABORT-5: 0x35 came with 64-byte accesses. */
static bool handles(const struct gms_world *w, uint64_t esr)
{
	return esr_is_translation(esr) || esr_is_permission(esr) || esr_is_access_flag(esr) ||
	       (esr_is_exclusive(esr) && has(w, SW_ARM_LS64));
}

/* How KVM reads what the access was: ARM-ESR-7 to -10. */
static void note_kind(struct gms_world *w, uint64_t esr)
{
	if (esr & ESR_S1PTW)
		apply(w, ARM_ESR_7);
	else if (esr & ESR_CM)
		apply(w, ARM_ESR_9);
	else if (esr_ec(esr) != EC_IABT_LOW && !(esr & ESR_ISV))
		apply(w, ARM_ESR_10);
}

/* ARM-ABORT-15 to -18: there is memory. */
static enum verdict memory(struct gms_world *w, struct task *t, const struct slot *slot)
{
	if (esr_is_access_flag(t->fault.esr)) {
		apply(w, ARM_ABORT_15);
		return jump(t, ARM64_ABORT_YOUNG);
	}
	if (is_protected(fault_vm(w, t)))
		return pkvm_mem_abort(w, t);
	if (t->fault.permission && t->fault.access == GMS_ACCESS_READ)
		apply(w, ARM_ABORT_17);
	apply(w, ARM_ABORT_18);
	t->fault.from_gmem = !!(slot->flags & MEM_GUEST_MEMFD);
	return arm64_top_up(w, t);
}

/* A slot that is being deleted is none. */
static enum verdict decide_by_slot(struct gms_world *w, struct task *t)
{
	uint64_t esr = t->fault.esr;
	const struct slot *slot;
	bool no_slot;

	apply(w, ARM_ABORT_8);
	note_kind(w, esr);
	t->fault.slot = slot_lookup(w, vm_at(w, t->vm), 0, t->fault.gfn);
	slot = slot_at(w, t->fault.slot);
	if (slot->flags & MEMSLOT_INVALID) {
		apply(w, SLOT_34);
		apply(w, ARM_INVAL_11);
	}
	no_slot = !t->fault.slot || slot->flags & MEMSLOT_INVALID;
	if (no_slot || (esr_is_write(esr) && slot->flags & MEM_READONLY))
		return not_memory(w, t, no_slot);
	return memory(w, t, slot);
}

/* The first step.  An address that no slot can have is an abort of the guest. */
enum verdict arm64_decide(struct gms_world *w, struct task *t)
{
	uint64_t esr = t->fault.esr;

	fault_vm(w, t);
	if (esr_is_sea(esr))
		return arm64_handle_sea(w, t);
	if (esr_is_translation(esr) && t->fault.gpa >> arm64_ipa_limit(w))
		return inject_size_fault(w, t, ARM_ABORT_3);
	if (esr_is_translation(esr) && t->fault.gpa >> s2_of_vcpu(w, t->vcpu).ipa_bits)
		return inject_sea(w, t, ARM_ABORT_4);
	if (!handles(w, esr))
		return fault_exit_bare(w, t, ARM_ABORT_5, EFAULT);
	if (is_nested(w, t->vcpu))
		return jump(t, ARM64_ABORT_NESTED);
	return decide_by_slot(w, t);
}
