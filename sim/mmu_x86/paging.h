/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What EPT and NPT have in common: how an address is cut into indices, and the
 * memory that the tables lie in.
 *
 * Levels: 1 holds 4K pages, 2 and 3 may hold pages of 2M and 1G, 4 or 5 is the root.
 */
#ifndef SIM_MMU_X86_PAGING_H
#define SIM_MMU_X86_PAGING_H

#include "table_memory.h"

#define PAGING_INDEX_BITS  9
#define PAGING_LEVEL_4K	   1
#define PAGING_LEVEL_2M	   2
#define PAGING_LEVEL_1G	   3
#define PAGING_LEVEL_MAX   5
#define PAGING_ADDRESS	   0x000ffffffffff000ull /* bits 51:12 */
#define PAGING_TABLE_BYTES 4096ull

/* The lowest bit of an address that indexes a table of the level. */
static inline uint32_t paging_shift(uint32_t level)
{
	return 3 + PAGING_INDEX_BITS * level;
}

/* Bytes that one entry of the level translates. */
static inline uint64_t paging_size(uint32_t level)
{
	return 1ull << paging_shift(level);
}

/* Where the entry of an address is in a table of the level, bytes.  X86-EPT-2. */
static inline uint64_t paging_offset(uint64_t address, uint32_t level)
{
	return (address >> paging_shift(level) & 511) * 8;
}

/* Bits of 51:12 that a processor with so many address bits does not have. */
static inline uint64_t paging_reserved_address(uint32_t maxphyaddr)
{
	return PAGING_ADDRESS & ~((1ull << maxphyaddr) - 1);
}

#endif /* SIM_MMU_X86_PAGING_H */
