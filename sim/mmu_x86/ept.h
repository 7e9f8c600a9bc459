/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * EPT entries as the processor takes them, and KVM's bits among those that it
 * ignores.  X86-EPT-3, X86-SPTE-1.  What KVM makes of them is in spte.h.
 *
 *	63    62..52    51..12   11      10 9 8 7  6    5..3 2 1 0
 *	sup.  software  frame    present XU D A PS IPAT type X W R
 *	#VE
 */
#ifndef SIM_MMU_X86_EPT_H
#define SIM_MMU_X86_EPT_H

#include "paging.h"

#define EPT_READ	   (1ull << 0)
#define EPT_WRITE	   (1ull << 1)
#define EPT_EXEC	   (1ull << 2)
#define EPT_RWX		   (EPT_READ | EPT_WRITE | EPT_EXEC)
#define EPT_TYPE_SHIFT	   3
#define EPT_IPAT	   (1ull << 6)
#define EPT_TABLE_RESERVED (0xfull << 3) /* 6:3 of a pointer to a table */
#define EPT_PAGE	   (1ull << 7)	 /* a leaf above 4K */
#define EPT_ACCESSED	   (1ull << 8)
#define EPT_DIRTY	   (1ull << 9)
#define EPT_EXEC_USER	   (1ull << 10)
#define EPT_PRESENT	   (1ull << 11) /* software: X86-SPTE-3 */
#define EPT_ADDRESS	   PAGING_ADDRESS
#define EPT_HOST_WRITABLE  (1ull << 53) /* software: the backing may be written */
#define EPT_MMU_WRITABLE   (1ull << 55) /* software: W may come back without a look-up */
#define EPT_SUPPRESS_VE	   (1ull << 63)

static inline uint32_t ept_index(uint64_t gfn, uint32_t level)
{
	return (uint32_t)(gfn >> (PAGING_INDEX_BITS * (level - 1))) & 511;
}

/* gfns that one entry of a level translates. */
static inline uint64_t ept_pages(uint32_t level)
{
	return 1ull << (PAGING_INDEX_BITS * (level - 1));
}

/* Any of R, W, X, so that the processor looks at it.  MMIO entries have some too. */
static inline bool ept_is_present(uint64_t e)
{
	return e & EPT_RWX;
}

static inline uint64_t ept_pfn(uint64_t e)
{
	return (e & EPT_ADDRESS) >> 12;
}

#endif /* SIM_MMU_X86_EPT_H */
