/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * EPT entries as values: made, tested and taken apart by pure functions.
 * X86-EPT-*, X86-SPTE-*, X86-MMIO-*.  Memory is not touched here.
 *
 *	63    62..52    51..12   11      10 9 8 7  6    5..3 2 1 0
 *	sup.  software  frame    present XU D A PS IPAT type X W R
 *	#VE
 */
#ifndef SIM_MMU_X86_EPT_H
#define SIM_MMU_X86_EPT_H

#include <stdbool.h>
#include <stdint.h>

#define EPT_READ	   (1ull << 0)
#define EPT_WRITE	   (1ull << 1)
#define EPT_EXEC	   (1ull << 2)
#define EPT_RWX		   (EPT_READ | EPT_WRITE | EPT_EXEC)
#define EPT_TYPE_SHIFT	   3
#define EPT_TYPE_WB	   (6ull << 3)
#define EPT_IPAT	   (1ull << 6)
#define EPT_TABLE_RESERVED (0xfull << 3) /* 6:3 of a pointer to a table */
#define EPT_PAGE	   (1ull << 7)	 /* a leaf above 4K */
#define EPT_ACCESSED	   (1ull << 8)
#define EPT_DIRTY	   (1ull << 9)
#define EPT_EXEC_USER	   (1ull << 10)
#define EPT_PRESENT	   (1ull << 11) /* software: X86-SPTE-3 */
#define EPT_ADDRESS	   0x000ffffffffff000ull
#define EPT_HOST_WRITABLE  (1ull << 53) /* software: the backing may be written */
#define EPT_MMU_WRITABLE   (1ull << 55) /* software: W may come back without a look-up */
#define EPT_SUPPRESS_VE	   (1ull << 63)

#define EPT_ENTRIES_SHIFT 9
#define EPT_ROOT_LEVEL	  4
#define EPT_GPA_BITS	  48 /* that a walk of four levels translates */

/* X86-MMIO-1: writable but not readable, which the processor takes for an error. */
#define EPT_MMIO_VALUE	  6ull
#define EPT_MMIO_MASK	  (EPT_SUPPRESS_VE | EPT_RWX)
#define EPT_MMIO_GEN_MASK 0x3ffffull

/* Options that a kernel version or a VM decides. */
struct ept_config {
	bool exec_user;	  /* X86_EXEC_USER_BIT */
	bool suppress_ve; /* X86_NONPRESENT_SUPPRESS_VE */
};

/* What a leaf is made from. */
struct ept_leaf {
	uint64_t pfn;
	uint32_t level; /* 1 = 4K */
	bool host_writable;
	bool prefetch; /* made ahead of an access: A stays clear */
};

static inline uint32_t ept_index(uint64_t gfn, uint32_t level)
{
	return (uint32_t)(gfn >> (EPT_ENTRIES_SHIFT * (level - 1))) & 511;
}

/* gfns that one entry of a level translates. */
static inline uint64_t ept_pages(uint32_t level)
{
	return 1ull << (EPT_ENTRIES_SHIFT * (level - 1));
}

/* ---- Tests ---- */

/* Hardware's: any of R, W, X.  MMIO entries pass it too, and misconfigure. */
static inline bool ept_is_present(uint64_t e)
{
	return e & EPT_RWX;
}

static inline bool ept_is_shadow_present(uint64_t e)
{
	return e & EPT_PRESENT;
}

static inline bool ept_is_leaf(uint64_t e, uint32_t level)
{
	return e & EPT_PRESENT && (level == 1 || e & EPT_PAGE);
}

static inline bool ept_is_mmio(uint64_t e)
{
	return (e & EPT_MMIO_MASK) == EPT_MMIO_VALUE;
}

/* X86-EPT-5: W without R.  Of what KVM writes only MMIO entries are so. */
static inline bool ept_is_misconfigured(uint64_t e)
{
	return (e & (EPT_READ | EPT_WRITE)) == EPT_WRITE;
}

static inline uint64_t ept_pfn(uint64_t e)
{
	return (e & EPT_ADDRESS) >> 12;
}

static inline uint64_t ept_mmio_generation(uint64_t e)
{
	return (e >> 3 & 0x7f) | (e >> 52 & 0x7ff) << 7;
}

/* ---- Making them ---- */

uint64_t ept_make_nonpresent(const struct ept_config *config);
/* Being changed by somebody: not present for hardware, and not MMIO. X86-SPTE-2. */
uint64_t ept_make_frozen(const struct ept_config *config);
uint64_t ept_make_table(const struct ept_config *config, uint64_t pfn);
uint64_t ept_make_leaf(const struct ept_config *config, const struct ept_leaf *leaf);
uint64_t ept_make_mmio(uint64_t gpa, uint64_t generation);

/* X86-DIRTY-4: W goes, and may come back by the fast path. */
static inline uint64_t ept_write_protect(uint64_t e)
{
	return e & ~EPT_WRITE;
}

/* X86-EPT-1. */
uint64_t ept_pointer(uint64_t root_pfn, uint32_t levels, bool access_dirty);

/* The rights of a leaf as GMS_PROT_*. */
uint32_t ept_prot(uint64_t e);

#endif /* SIM_MMU_X86_EPT_H */
