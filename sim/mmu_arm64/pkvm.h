/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A host in protected mode (parameter `pkvm`): the hypervisor keeps every stage 2, and a
 * protected VM's pages are the guest's alone.  ARM-PKVM-*.
 *
 * What the host notes of a mapping is the leaf itself.  Any other VM shares its pages with
 * the hypervisor's leave; the leaf says so (ARM-S2-11).  A protected VM is given its pages
 * for good: they are pinned, have FOLIO_ASSIGNED, and come back when the VM goes.
 */
#ifndef SIM_MMU_ARM64_PKVM_H
#define SIM_MMU_ARM64_PKVM_H

#include "pgtable.h"

/* Software bits of a leaf: the guest owns the page, or has it of the host. ARM-S2-11 */
#define PKVM_OWNED    0u
#define PKVM_BORROWED 2u

static inline bool is_pkvm(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_PKVM];
}

static inline bool is_protected(const struct vm *vm)
{
	return vm->has_protected_state;
}

/* arch_ops.first_run: from now on the hypervisor has the VM. ARM-SLOT-11 */
void pkvm_first_run(struct gms_world *w, struct vm *vm);

/* May it be asked for, and enabled?  vm is 0 on /dev/kvm. */
bool pkvm_has_extension(const struct gms_world *w, ref_t vm, uint64_t cap);

/* pkvm_mem_abort(), steps of PROTO_ARM64_ABORT; the first ends arm64_decide(). */
enum verdict pkvm_mem_abort(struct gms_world *w, struct task *t);
enum verdict pkvm_pin(struct gms_world *w, struct task *t);
enum verdict pkvm_pinned(struct gms_world *w, struct task *t);
enum verdict pkvm_donate(struct gms_world *w, struct task *t);

/*
 * The hypervisor maps a leaf at t->fault.gpa and t->fault.level, whatever stands there but one
 * of that size; mmu_lock write.  0, EAGAIN or ENOMEM.
 */
int pkvm_map(struct gms_world *w, struct task *t, const struct s2_mmu *mmu, uint64_t leaf);

/* A protected VM goes: its pages are the host's again; mmu_lock write. */
void pkvm_reclaim(struct gms_world *w, ref_t vm);

#endif /* SIM_MMU_ARM64_PKVM_H */
