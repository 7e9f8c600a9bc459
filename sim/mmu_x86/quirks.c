/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a VM's userspace switches on and off of KVM's x86 behaviour: KVM_ENABLE_CAP, and
 * devices whose DMA is not coherent, for which the guest's PAT has to count.
 */
#include <errno.h>

#include "gmem.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "stage2.h"
#include "tdp_mmu.h"

/* KVM_X86_QUIRK_*: those that every kernel has are of no consequence here. */
#define QUIRKS_OLD     0x07fu
#define QUIRKS_OF_6_16 0x100u
#define QUIRKS_OF_6_18 0x400u

uint32_t x86_quirks(const struct gms_world *w)
{
	bool has_ept = w->config.param[GMS_PARAM_VENDOR] != VENDOR_AMD;

	return QUIRKS_OLD | (has(w, SW_X86_QUIRK_SLOT_ZAP_ALL) ? QUIRK_SLOT_ZAP_ALL : 0) |
	       (has(w, SW_X86_QUIRK_GUEST_PAT) ? QUIRKS_OF_6_16 : 0) |
	       (has(w, SW_X86_QUIRK_GUEST_PAT) && has_ept ? QUIRK_IGNORE_GUEST_PAT : 0) |
	       (has(w, SW_X86_QUIRK_FREEZE_IN_SMM) ? QUIRKS_OF_6_18 : 0);
}

static int disable_quirks(struct gms_world *w, struct vm *vm, uint64_t cap, uint64_t quirks)
{
	apply(w, X86_QUIRK_1);
	if (cap == CAP_DISABLE_QUIRKS2 && quirks & ~(uint64_t)x86_quirks(w))
		return EINVAL;
	vm->disabled_quirks |= (uint32_t)quirks & x86_quirks(w);
	return 0;
}

int x86_enable_cap(struct gms_world *w, ref_t vm, uint64_t cap, uint64_t arg)
{
	switch (cap) {
	case CAP_EXIT_HYPERCALL:
		return hypercall_enable_exit(w, vm_at(w, vm), arg);
	case CAP_DISABLE_QUIRKS:
	case CAP_DISABLE_QUIRKS2:
		return disable_quirks(w, vm_at(w, vm), cap, arg);
	default:
		return -1;
	}
}

/* ---- Devices without coherent DMA ---- */

enum { DMA_ENTER, DMA_ZAP };

static bool is_first_or_last(const struct vm *vm, bool starts)
{
	return vm->noncoherent_dma == (starts ? 1 : 0);
}

/* X86-ZAP-6, X86-CFG-18: what is mapped was mapped without the guest's say, or with it. */
static bool changes_memory_types(const struct gms_world *w, const struct vm *vm)
{
	return !vm->npt && vm->type != X86_TDX_VM &&
	       w->config.param[GMS_PARAM_IGNORE_GUEST_PAT] &&
	       !(vm->disabled_quirks & QUIRK_IGNORE_GUEST_PAT);
}

static enum verdict dma_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);
	bool starts = !t->op.is_delete;
	struct vm *vm;

	if (verdict != NEXT)
		return verdict;
	vm = vm_at(w, t->vm);
	if (gms_world_arch(w) != GMS_ARCH_X86 || (!starts && !vm->noncoherent_dma)) {
		unsupported(t, starts ? "only x86 has KVM know of such a device"
				      : "there is no such device to be taken away");
		return vm_ioctl_leave(w, t);
	}
	vm->noncoherent_dma += starts ? 1 : UINT32_MAX;
	if (is_first_or_last(vm, starts) && changes_memory_types(w, vm))
		return NEXT;
	return vm_ioctl_succeed(w, t, X86_CFG_18, 0);
}

/* kvm_zap_gfn_range() of everything: one invalidation that begins and ends under mmu_lock. */
static enum verdict dma_zap(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);

	invalidate_start(w, vm);
	invalidate_add(w, vm, 0, x86_gfn_end(vm));
	tdp_zap_range(w, t->vm, 0, x86_gfn_end(vm), FILTER_BOTH);
	invalidate_end(w, vm);
	return vm_ioctl_succeed(w, t, X86_ZAP_6, 0);
}

const struct step noncoherent_dma_steps[] = {
	[DMA_ENTER] = { "enter", dma_enter },
	[DMA_ZAP] = { "zap", dma_zap, .within = need_mmu_write },
	{ 0 },
};
