/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a VM's page table on the second stage looks like, and the walk of its
 * processor: EPT or NPT, of four or five levels.  Vendor, VM type and parameters of
 * the world decide: X86-CFG-*.
 */
#ifndef SIM_MMU_X86_STAGE2_H
#define SIM_MMU_X86_STAGE2_H

#include "arch.h"
#include "ept_walk.h"
#include "mmu_x86.h"
#include "npt_walk.h"
#include "spte.h"

/*
 * X86-TDP-1, X86-TDP-2.  TDX has two tables: private memory is in the mirror of the
 * one that the TDX module keeps, indexed by gfn; shared memory in the other, indexed
 * by the gfn with the bit that makes it shared.  So in what walks and changes tables
 * a gfn is one with that bit, and names its table.
 */
enum x86_root {
	X86_ROOT_DIRECT,
	X86_ROOT_MIRROR,
	X86_ROOT_INVALID, /* a direct one that nobody uses any more. X86-TDP-10 */
};

static inline enum x86_root x86_root_of(const struct vm *vm, uint64_t gfn)
{
	return vm->direct_gfn_bits && !(gfn & vm->direct_gfn_bits) ? X86_ROOT_MIRROR
								   : X86_ROOT_DIRECT;
}

/* One above the last gfn that the tables translate. */
static inline uint64_t x86_gfn_end(const struct vm *vm)
{
	return ept_pages(vm->start_level + 1);
}

/* The gfn that the tables know the fault's by. */
static inline uint64_t x86_table_gfn(const struct task *t)
{
	return t->fault.gpa >> PAGE_SHIFT;
}

/* Fill vm->npt, vm->start_level and vm->direct_gfn_bits from its type. */
void x86_stage2_init(const struct gms_world *w, struct vm *vm);
/* What its entries look like.  Of the parameters and the VM's type alone. */
struct spte_format x86_format(const struct gms_world *w, const struct vm *vm);
/* Of it what leaves that are there are read by: for the paths that every access takes. */
static inline struct spte_format x86_leaf_format(const struct gms_world *w, const struct vm *vm)
{
	uint64_t cbit = vm->npt ? w->config.param[GMS_PARAM_SME_CBIT] : 0;
	bool tracked = !vm->npt && !w->config.param[GMS_PARAM_AD_BITS];

	return (struct spte_format){
		.npt = vm->npt,
		.encryption = cbit ? 1ull << cbit : 0,
		.ad = tracked ? SPTE_AD_DISABLED : SPTE_AD_ENABLED,
	};
}

/* Values of the parameter vendor. */
enum { VENDOR_ANY, VENDOR_INTEL, VENDOR_AMD };

/* X86-VM-2: does a processor of this host have what a VM type needs? */
bool x86_vendor_has(const struct gms_world *w, uint32_t type);

struct tdp_walk {
	uint32_t level; /* of the last entry */
	uint64_t entry; /* the leaf, or what ended the walk */
};

/* With the C-bit where the host encrypts; not inline: few VMs use it. */
struct tdp_walk x86_npt_walk(const struct gms_world *w, const struct vm *vm, uint64_t gpa);

static inline struct table_memory x86_table_memory(const struct gms_world *w)
{
	uint64_t tables = w->pool[POOL_TABLE_INFO].used;

	return table_memory(table_at(w, 0), TABLE_PFN_BASE << PAGE_SHIFT, tables << PAGE_SHIFT);
}

/*
 * A read by a processor that has what KVM makes use of.  Table pages are found by
 * address, as hardware does; what the walk ends with besides, the entry says.
 */
static inline struct tdp_walk tdp_walk(const struct gms_world *w, const struct vm *vm,
				       uint64_t gpa)
{
	static const struct ept_cpu cpu = {
		.maxphyaddr = PHYSICAL_BITS,
		.five_levels = true,
		.access_dirty = true,
		.page_2m = true,
		.page_1g = true,
	};
	static const struct ept_access reads = { .kind = EPT_ACCESS_READ, .linear = true };
	struct ept_walk walk;
	struct ept ept;
	ref_t root;

	if (vm->npt)
		return x86_npt_walk(w, vm, gpa);
	root = vm->root[x86_root_of(vm, gpa >> PAGE_SHIFT)];
	ept = ept_of(&cpu, ept_pointer(table_pfn(root), vm->start_level, true),
		     x86_table_memory(w));
	walk = ept_walk(&ept, gpa, &reads);
	return (struct tdp_walk){ walk.level, walk.entry };
}

#endif /* SIM_MMU_X86_STAGE2_H */
