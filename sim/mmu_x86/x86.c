/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What KVM's x86 code decides outside of a fault: VM types, capabilities, slots.
 *
 * Unless the world's parameters say otherwise every type that a kernel version knows
 * can be created, as on a host with the hardware of both vendors.
 */
#include <errno.h>

#include "age.h"
#include "dirty.h"
#include "gmem.h"
#include "lpage_info.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tables.h"
#include "tdp_mmu.h"
#include "tdx.h"
#include "tlb.h"
#include "write_track.h"

struct type_row {
	bool private_mem;
	bool protected_state;
	bool needs_launch; /* no prefault before it */
};

/* Section 1, the table. */
static const struct type_row types[X86_NR_VM_TYPES] = {
	[X86_SW_PROTECTED_VM] = { .private_mem = true },
	[X86_SEV_ES_VM] = { .protected_state = true },
	[X86_SNP_VM] = { .private_mem = true, .protected_state = true, .needs_launch = true },
	[X86_TDX_VM] = { .private_mem = true, .protected_state = true, .needs_launch = true },
};

/* X86-VM-2, X86-CFG-5, -7, -8: what a type needs beside the processor of its vendor. */
static bool is_supported(const struct gms_world *w, uint32_t type)
{
	bool mmio_caching = w->config.param[GMS_PARAM_MMIO_CACHING];

	if (type == X86_DEFAULT_VM)
		return true;
	if (type >= X86_NR_VM_TYPES || !x86_vendor_has(w, type) ||
	    !(w->config.param[GMS_PARAM_VM_TYPES] >> type & 1))
		return false;
	switch (type) {
	case X86_SW_PROTECTED_VM:
		return x86_has_tdp_mmu(w);
	case X86_SEV_VM:
		return x86_has_tdp(w) && has(w, SW_X86_SEV_TYPES);
	case X86_SEV_ES_VM:
	case X86_SNP_VM:
		return x86_has_tdp(w) && has(w, SW_X86_SEV_TYPES) && mmio_caching;
	case X86_TDX_VM:
		return x86_has_tdp_mmu(w) && has(w, SW_X86_TDX_TYPE) && mmio_caching &&
		       w->config.param[GMS_PARAM_AD_BITS];
	default:
		return false;
	}
}

static uint32_t supported_types(const struct gms_world *w)
{
	uint32_t mask = 0;

	for (uint32_t type = 0; type < X86_NR_VM_TYPES; type++)
		mask |= (uint32_t)is_supported(w, type) << type;
	return mask;
}

static int x86_vm_init(struct gms_world *w, struct vm *vm)
{
	const struct type_row *type;

	if (!is_supported(w, vm->type))
		return reject(w, X86_VM_1, EINVAL);
	apply(w, X86_VM_3);
	type = &types[vm->type];
	vm->has_private_mem = type->private_mem;
	vm->has_protected_state = type->protected_state;
	/* PREFAULT-5: shadow paging never does it, a type that is launched not before. */
	vm->prefault_refused = type->needs_launch || !x86_has_tdp(w);
	vm->nr_as = type->private_mem ? 1 : (uint32_t)w->config.param[GMS_PARAM_SMM_AS];
	vm->disabled_quirks = (uint32_t)w->config.param[GMS_PARAM_QUIRKS_DISABLED] &
			      x86_quirks(w);
	x86_stage2_init(w, vm);
	return 0;
}

static void x86_vm_destroy(struct gms_world *w, ref_t vm)
{
	apply(w, X86_TDP_11);
	/* The TDX module gives its pages back. */
	if (vm_at(w, vm)->root[X86_ROOT_MIRROR])
		tdp_zap_range(w, vm, 0, UINT64_MAX, FILTER_PRIVATE);
	tdp_zap_all(w, vm);
	map_clear(w, &vm_at(w, vm)->guest_dirty);
}

/* ---- Capabilities ---- */

#define CAP_MAX_VCPUS		66
#define CAP_READONLY_MEM	81
#define CAP_MULTI_ADDRESS_SPACE 118
#define CAP_MAX_VCPU_ID		128
#define CAP_DIRTY_LOG_RING	192
#define CAP_MEMORY_FAULT_INFO	232
#define CAP_VM_TYPES		235
#define CAP_PRE_FAULT_MEMORY	236

/* Measured: what a kernel answers about the dirty ring, which is not modelled. */
#define DIRTY_RING_BYTES 0x100000

/* X86-CFG-12. */
static int nr_address_spaces(const struct gms_world *w, ref_t vm)
{
	int most = (int)w->config.param[GMS_PARAM_SMM_AS];

	if (most == 1)
		return 0;
	return vm ? (int)vm_at(w, vm)->nr_as : most;
}

static int64_t x86_check_extension(struct gms_world *w, ref_t ref, uint64_t cap)
{
	const struct vm *vm = vm_at(w, ref);

	apply(w, X86_VM_11);
	switch (cap) {
	case CAP_READONLY_MEM:
		return reject(w, CAP_10, !ref || !vm->has_protected_state);
	case CAP_MULTI_ADDRESS_SPACE:
		return reject(w, CAP_12, nr_address_spaces(w, ref));
	case CAP_EXIT_HYPERCALL:
		return HC_MAP_GPA_RANGE_MASK;
	case CAP_MEMORY_FAULT_INFO:
		return reject(w, CAP_8, 1);
	case CAP_VM_TYPES:
		apply(w, X86_VM_2);
		return reject(w, CAP_11, (int)supported_types(w));
	case CAP_PRE_FAULT_MEMORY:
		return reject(w, CAP_9, has(w, SW_PREFAULT) && x86_has_tdp(w));
	case CAP_MAX_VCPUS:
		return arch_x86.max_vcpus;
	case CAP_MAX_VCPU_ID:
		return arch_x86.max_vcpu_ids;
	case CAP_DISABLE_QUIRKS:
		return reject(w, X86_QUIRK_1, 1);
	case CAP_DISABLE_QUIRKS2:
		return reject(w, X86_QUIRK_1, (int)x86_quirks(w));
	case CAP_DIRTY_LOG_RING:
		return DIRTY_RING_BYTES;
	default:
		return reject(w, CAP_1, 0);
	}
}

static bool x86_supports_readonly(const struct gms_world *w, const struct vm *vm)
{
	(void)w;
	return !vm->has_protected_state;
}

static int x86_not_built(struct gms_world *w)
{
	(void)w;
	return ENOTTY;
}

/* X86-VM-4: what the types with private memory need is built for them. */
static bool x86_has_attributes(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_MEMORY_ATTRIBUTES];
}

/* For all types it is always built. */
static bool x86_has_gmem(const struct gms_world *w)
{
	return x86_has_attributes(w) || has(w, SW_GMEM_ANY_VM);
}

static bool x86_has_prefault(const struct gms_world *w)
{
	return has(w, SW_PREFAULT);
}

/* ---- Memslots ---- */

static int x86_prepare_memory_region(struct gms_world *w, ref_t vm, ref_t old, ref_t new_slot,
				     enum slot_change change)
{
	const struct slot *slot = slot_at(w, new_slot);

	(void)old;
	if (change != CHANGE_CREATE && change != CHANGE_MOVE)
		return 0;
	if (change == CHANGE_MOVE && vm_at(w, vm)->enabled & X86_WRITE_TRACKING)
		return reject(w, X86_VM_9, EINVAL);
	if (slot->base_gfn + slot->npages - 1 > x86_max_gfn(w) ||
	    (slot->base_gfn + slot->npages - 1) & vm_at(w, vm)->direct_gfn_bits)
		return reject(w, X86_VM_9, EINVAL);
	return lpage_init(w, vm_at(w, vm), slot_at(w, new_slot)) ? 0 : ENOMEM;
}

/*
 * X86-ZAP-1.  No sequence moves: what orders this against faults is that each of
 * them holds SRCU and that the slot was INVALID for a grace period.
 */
static bool x86_flush_shadow_slot(struct gms_world *w, ref_t ref, ref_t slot, bool alone)
{
	const struct slot *s = slot_at(w, slot);
	struct vm *vm = vm_at(w, ref);
	uint64_t first = s->base_gfn;

	apply(w, X86_ZAP_1);
	if (has(w, SW_X86_ZAP_ALL_ANY_TYPE) ||
	    (vm->type == X86_DEFAULT_VM && !(vm->disabled_quirks & QUIRK_SLOT_ZAP_ALL))) {
		if (vm->root[X86_ROOT_MIRROR] || !x86_has_tdp_mmu(w))
			tdp_zap_all(w, ref);
		else
			tdp_invalidate_roots(w, ref);
		return false;
	}
	if (!alone)
		return tdp_zap_some(w, ref, &first, s->base_gfn + s->npages, FILTER_BOTH);
	tdp_zap_range(w, ref, s->base_gfn, s->base_gfn + s->npages, FILTER_BOTH);
	return false;
}

static struct need x86_need_zap_roots(const struct gms_world *w, const struct task *t)
{
	return vm_at(w, t->vm)->root[X86_ROOT_INVALID] ? need_mmu_read(w, t) : NEED_NOTHING;
}

static bool x86_permits(const struct translation *tr, enum gms_access access)
{
	uint32_t prot = access == GMS_ACCESS_EXEC    ? GMS_PROT_EXEC
			: access == GMS_ACCESS_WRITE ? GMS_PROT_WRITE
						     : GMS_PROT_READ;

	return tr->prot & prot;
}

/* X86-TDX-1. */
static uint64_t x86_access_gpa(const struct gms_world *w, const struct vm *vm, uint64_t gpa,
			       bool is_private)
{
	(void)w;
	return is_private ? gpa : gpa | vm->direct_gfn_bits << PAGE_SHIFT;
}

const struct arch_ops arch_x86 = {
	.name = "x86",
	.nr_internal_slots = 3,
	.max_vcpus = 1024,
	.max_vcpu_ids = 4096,
	.vm_init = x86_vm_init,
	.vm_destroy = x86_vm_destroy,
	.check_extension = x86_check_extension,
	.enable_cap = x86_enable_cap,
	.supports_readonly = x86_supports_readonly,
	.not_built = x86_not_built,
	.has_attributes = x86_has_attributes,
	.has_gmem = x86_has_gmem,
	.has_prefault = x86_has_prefault,
	.prepare_memory_region = x86_prepare_memory_region,
	.zap_range = tdp_zap_range,
	.zap_some = tdp_zap_some,
	.pre_attributes = lpage_pre_attributes,
	.post_attributes = lpage_post_attributes,
	.attribute_nodes = lpage_nodes,
	.flush_shadow_slot = x86_flush_shadow_slot,
	.need_zap_roots = x86_need_zap_roots,
	.zap_roots = tdp_zap_roots,
	.flush_shadow_all = x86_vm_destroy,
	.write_protect = x86_write_protect,
	.split_slot = x86_split_slot,
	.start_logging = x86_start_logging,
	.start_logging_range = x86_start_logging_range,
	.recover_slot = x86_recover_slot,
	.flush_tlbs = tlb_flush_changed,
	.age_range = x86_age_range,
	.ages_without_lock = x86_ages_without_lock,
	.is_write_tracked = x86_is_write_tracked,
	.vcpu_walk = x86_vcpu_walk,
	.accessed = x86_accessed,
	.next_remembered = tlb_next,
	.walk = tdp_translate,
	.permits = x86_permits,
	.access_gpa = x86_access_gpa,
	.wrong_kind = x86_wrong_kind,
	.seen_by_guest = x86_seen_by_guest,
	.retries_inside = tdx_retries_inside,
	.acceptance = x86_acceptance,
	.may_run = tdx_may_run,
	.guest_asks_for_mmio = x86_guest_asks_for_mmio,
	.install = x86_install,
	.fault_protocol = PROTO_X86_FAULT,
	.emulate = x86_emulate,
	.launch_kind = x86_launch_kind,
	.launch_page = x86_launch_page,
	.prepare_folio = x86_prepare_folio,
	.reclaim_folio = x86_reclaim_folio,
	.next_spte = x86_next_spte,
	.next_mixed = lpage_next_mixed,
	.next_leaf = tdp_next_leaf,
	.table_notes = x86_table_notes,
	.table_root = x86_table_root,
	.table_entry = x86_table_entry,
};
