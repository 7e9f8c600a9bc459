/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the x86 side share. */
#ifndef SIM_MMU_X86_MMU_X86_H
#define SIM_MMU_X86_MMU_X86_H

#include "arch.h"

#define CAP_DISABLE_QUIRKS    116
#define CAP_EXIT_HYPERCALL    201
#define CAP_DISABLE_QUIRKS2   213
#define HC_MAP_GPA_RANGE_MASK 0x1000

/* Privilege level of the guest's users; its kernel has 0 to 2. */
#define USER_CPL 3

/* Of vm->enabled. */
#define X86_EXIT_HYPERCALL 1u
#define X86_WRITE_TRACKING 2u /* since somebody tracked a page first. X86-FAULT-7 */

/* Of vm->disabled_quirks: KVM_X86_QUIRK_*. */
#define QUIRK_SLOT_ZAP_ALL     0x080u
#define QUIRK_IGNORE_GUEST_PAT 0x200u

/* KVM_X86_*_VM. */
enum x86_vm_type {
	X86_DEFAULT_VM,
	X86_SW_PROTECTED_VM,
	X86_SEV_VM,
	X86_SEV_ES_VM,
	X86_SNP_VM,
	X86_TDX_VM,
	X86_NR_VM_TYPES
};

/* Are two page tables walked, the guest's and KVM's?  Else KVM's shadows the guest's. */
static inline bool x86_has_tdp(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_TDP];
}

/* X86-CFG-7: the TDP MMU maps for guests, or the legacy MMU. */
static inline bool x86_has_tdp_mmu(const struct gms_world *w)
{
	return x86_has_tdp(w) && w->config.param[GMS_PARAM_TDP_MMU];
}

/* X86-CFG-3.  Shadow paging takes every address that some processor could have. */
static inline uint64_t x86_max_gfn(const struct gms_world *w)
{
	uint64_t bits = x86_has_tdp(w) ? w->config.param[GMS_PARAM_MAXPHYADDR] : 52;

	return (1ull << (bits - PAGE_SHIFT)) - 1;
}

/* arch_ops, in fault.c. */
bool x86_wrong_kind(struct gms_world *w, const struct task *t, const struct translation *tr);
int x86_install(struct gms_world *w, struct task *t);
void x86_emulate(struct gms_world *w, struct task *t);
bool x86_guest_asks_for_mmio(struct gms_world *w, const struct task *t,
			     const struct translation *tr);

/* KVM_CAP_EXIT_HYPERCALL: 0 or the errno. */
int hypercall_enable_exit(struct gms_world *w, struct vm *vm, uint64_t arg);

/* X86-CFG-9: the quirks that this kernel has on this processor, all on at first. */
uint32_t x86_quirks(const struct gms_world *w);

/* arch_ops, in nx_recovery.c. */
uint64_t x86_table_notes(const struct gms_world *w, ref_t vm);

/* arch_ops, in quirks.c. */
int x86_enable_cap(struct gms_world *w, ref_t vm, uint64_t cap, uint64_t arg);

/* The same, in launch.c. */
enum launch_kind x86_launch_kind(const struct gms_world *w, const struct vm *vm);
int x86_launch_page(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio, ref_t source);

/* The same, in accept.c. */
bool x86_acceptance(struct gms_world *w, struct task *t, ref_t folio);

/* The same, in snp.c. */
int x86_prepare_folio(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio);
void x86_reclaim_folio(struct gms_world *w, ref_t folio);
uint64_t x86_seen_by_guest(struct gms_world *w, const struct task *t, ref_t folio,
			   uint64_t value);

#endif /* SIM_MMU_X86_MMU_X86_H */
