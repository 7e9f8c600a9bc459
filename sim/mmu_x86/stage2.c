/* SPDX-License-Identifier: BSD-2-Clause */
/* Which second stage a VM has. */
#include <string.h>

#include "stage2.h"

#include "profile.h"

static uint64_t param(const struct gms_world *w, enum gms_param_id id)
{
	return w->config.param[id];
}

/* Section 1, last row of the table. */
static uint32_t vendor_of_type(uint32_t type)
{
	switch (type) {
	case X86_SEV_VM:
	case X86_SEV_ES_VM:
	case X86_SNP_VM:
		return VENDOR_AMD;
	case X86_TDX_VM:
		return VENDOR_INTEL;
	default:
		return VENDOR_ANY;
	}
}

bool x86_vendor_has(const struct gms_world *w, uint32_t type)
{
	uint32_t needed = vendor_of_type(type);

	return param(w, GMS_PARAM_VENDOR) == VENDOR_ANY || needed == VENDOR_ANY ||
	       param(w, GMS_PARAM_VENDOR) == needed;
}

/* A processor of fewer bits than the simulator's memory has would refuse its tables. */
static uint32_t physical_bits(const struct gms_world *w)
{
	uint32_t bits = (uint32_t)param(w, GMS_PARAM_MAXPHYADDR);

	return bits < PHYSICAL_BITS ? PHYSICAL_BITS : bits;
}

static struct spte_format base_format(const struct gms_world *w, const struct vm *vm)
{
	struct spte_kernel kernel = {
		.exec_user = has(w, SW_X86_EXEC_USER_BIT),
		.suppress_ve = has(w, SW_X86_NONPRESENT_SUPPRESS_VE),
	};

	if (vm->npt)
		return spte_npt_format(kernel, physical_bits(w),
				       (uint32_t)param(w, GMS_PARAM_SME_CBIT));
	return vm->type == X86_TDX_VM ? spte_tdx_format(kernel) : spte_ept_format(kernel);
}

/* X86-CFG-13, X86-NPT-6. */
static bool has_gmet(const struct gms_world *w, const struct vm *vm)
{
	return vm->npt && param(w, GMS_PARAM_GMET) && has(w, SW_X86_EXEC_USER_BIT);
}

/* The same.  What the TDX module lets a TD execute is not KVM's to say. */
static bool has_mbec(const struct gms_world *w, const struct vm *vm)
{
	return !vm->npt && x86_has_tdp(w) && vm->type != X86_TDX_VM && param(w, GMS_PARAM_MBEC) &&
	       has(w, SW_X86_EXEC_USER_BIT);
}

/* X86-CFG-5: NPT has A and D bits always, and so has a processor with TDX. */
static struct spte_format first_format(const struct gms_world *w, const struct vm *vm)
{
	struct spte_format format = base_format(w, vm);

	format.gmet = has_gmet(w, vm);
	format.mbec = has_mbec(w, vm);
	format.nx_huge_pages = param(w, GMS_PARAM_NX_HUGE_PAGES);
	format.mmio_caching &= param(w, GMS_PARAM_MMIO_CACHING) != 0;
	if (vm->npt)
		return format;
	format.ignore_pat &= param(w, GMS_PARAM_IGNORE_GUEST_PAT) != 0;
	if (param(w, GMS_PARAM_L1TF))
		format.l1tf_mask = spte_l1tf_mask((uint32_t)param(w, GMS_PARAM_MAXPHYADDR));
	if (!param(w, GMS_PARAM_AD_BITS))
		format.ad = SPTE_AD_DISABLED;
	return format;
}

_Static_assert(sizeof(struct spte_format) <= sizeof(((struct vm *)0)->format),
	       "a VM keeps its format");

/* Field by field: what lies between them is part of a snapshot, and must not be chance. */
static void keep_format(struct vm *vm, const struct spte_format *format)
{
	struct spte_format clean;

	memset(&clean, 0, sizeof(clean));
	clean.kernel = format->kernel;
	clean.npt = format->npt;
	clean.ignore_pat = format->ignore_pat;
	clean.nx_huge_pages = format->nx_huge_pages;
	clean.mmio_caching = format->mmio_caching;
	clean.gmet = format->gmet;
	clean.mbec = format->mbec;
	clean.ad = format->ad;
	clean.encryption = format->encryption;
	clean.mmio_value = format->mmio_value;
	clean.mmio_mask = format->mmio_mask;
	clean.l1tf_mask = format->l1tf_mask;
	memcpy(vm->format, &clean, sizeof(clean));
}

struct spte_format x86_format(const struct gms_world *w, const struct vm *vm)
{
	struct spte_format format;

	(void)w;
	memcpy(&format, vm->format, sizeof(format));
	format.ignore_pat &= !vm->noncoherent_dma &&
			     !(vm->disabled_quirks & QUIRK_IGNORE_GUEST_PAT);
	return format;
}

/* X86-CFG-1: where both would do and the host says nothing, it is EPT.  X86-TDX-1 */
void x86_stage2_init(const struct gms_world *w, struct vm *vm)
{
	uint32_t vendor = vendor_of_type(vm->type);
	struct spte_format format;

	if (vendor == VENDOR_ANY)
		vendor = (uint32_t)param(w, GMS_PARAM_VENDOR);
	vm->npt = vendor == VENDOR_AMD;
	vm->start_level = (uint32_t)param(w, GMS_PARAM_ROOT_LEVEL);
	format = first_format(w, vm);
	keep_format(vm, &format);
	if (vm->type == X86_TDX_VM)
		vm->direct_gfn_bits = 1ull << (vm->start_level == PAGING_LEVEL_MAX ? 39 : 35);
}

struct tdp_walk x86_npt_walk(const struct gms_world *w, const struct vm *vm, uint64_t gpa)
{
	static const struct npt_access reads = { .encrypted = false };
	uint32_t cbit = (uint32_t)param(w, GMS_PARAM_SME_CBIT);
	struct npt_cpu cpu = {
		.maxphyaddr = physical_bits(w),
		.cbit = cbit,
		.five_levels = vm->start_level == PAGING_LEVEL_MAX,
		.nx = true,
		.gmet = has_gmet(w, vm),
		.page_1g = true,
	};
	uint64_t ncr3 = table_pfn(vm->root[X86_ROOT_DIRECT]) << PAGE_SHIFT |
			(cbit ? 1ull << cbit : 0);
	struct npt_walk walk;
	struct npt npt;

	npt_open(&npt, &cpu, ncr3, x86_table_memory(w));
	walk = npt_walk(&npt, gpa, &reads);
	return (struct tdp_walk){ walk.level, walk.entry };
}
