/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The physical memory that page tables lie in, as a processor's walk reads it.  A
 * base and a subtraction, so that a walk costs hardly more than its loads: any memory
 * can be looked at in this way, the arena's tables among it.
 */
#ifndef SIM_TABLE_MEMORY_H
#define SIM_TABLE_MEMORY_H

#include <stdbool.h>
#include <stdint.h>

/* [first, first + bytes), whole pages. */
struct table_memory {
	uintptr_t origin; /* the host's address of physical address 0, which need not be there */
	uint64_t first;
	uint64_t bytes;
};

static inline struct table_memory table_memory(const void *host, uint64_t first, uint64_t bytes)
{
	return (struct table_memory){
		.origin = (uintptr_t)host - (uintptr_t)first,
		.first = first,
		.bytes = bytes,
	};
}

static inline bool table_memory_holds(const struct table_memory *m, uint64_t table)
{
	return table - m->first < m->bytes;
}

static inline uint64_t *table_memory_at(const struct table_memory *m, uint64_t address)
{
	return (uint64_t *)(m->origin + (uintptr_t)address);
}

#endif /* SIM_TABLE_MEMORY_H */
