/* SPDX-License-Identifier: BSD-2-Clause */
/* Making EPT entries. */
#include "ept.h"

#include "gmemsim.h"

#define FROZEN_BITS 0x1a0ull

uint64_t ept_make_nonpresent(const struct ept_config *config)
{
	return config->suppress_ve ? EPT_SUPPRESS_VE : 0;
}

/* Bit 10 was part of it until it became the user-execute bit. */
uint64_t ept_make_frozen(const struct ept_config *config)
{
	return ept_make_nonpresent(config) | FROZEN_BITS |
	       (config->exec_user ? 0 : EPT_EXEC_USER);
}

static uint64_t exec_user(const struct ept_config *config)
{
	return config->exec_user ? EPT_EXEC_USER : 0;
}

uint64_t ept_make_table(const struct ept_config *config, uint64_t pfn)
{
	return ept_make_nonpresent(config) | pfn << 12 | EPT_PRESENT | EPT_ACCESSED | EPT_RWX |
	       exec_user(config);
}

/*
 * X86-SPTE-4.  Always executable, and writable whenever the backing is, whatever
 * the access was that asked (X86-SPTE-6).  D is set with W, as KVM does.
 */
uint64_t ept_make_leaf(const struct ept_config *config, const struct ept_leaf *leaf)
{
	uint64_t e = EPT_PRESENT | ept_make_nonpresent(config) | leaf->pfn << 12;

	if (!leaf->prefetch)
		e |= EPT_ACCESSED;
	e |= EPT_READ | EPT_EXEC | exec_user(config);
	if (leaf->level > 1)
		e |= EPT_PAGE;
	e |= EPT_TYPE_WB | EPT_IPAT;
	if (leaf->host_writable)
		e |= EPT_HOST_WRITABLE | EPT_MMU_WRITABLE | EPT_WRITE | EPT_DIRTY;
	return e;
}

uint64_t ept_make_mmio(uint64_t gpa, uint64_t generation)
{
	uint64_t gen = generation & EPT_MMIO_GEN_MASK;

	return EPT_MMIO_VALUE | (gpa & EPT_ADDRESS) | (gen & 0x7f) << 3 | gen >> 7 << 52;
}

uint64_t ept_pointer(uint64_t root_pfn, uint32_t levels, bool access_dirty)
{
	return root_pfn << 12 | 6 | (uint64_t)(levels - 1) << 3 | (access_dirty ? 1u << 6 : 0);
}

uint32_t ept_prot(uint64_t e)
{
	return (e & EPT_READ ? GMS_PROT_READ : 0) | (e & EPT_WRITE ? GMS_PROT_WRITE : 0) |
	       (e & EPT_EXEC ? GMS_PROT_EXEC : 0);
}
