/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processor's walk of an EPT.  X86-EPT-1 to X86-EPT-10.
 *
 * What processor and hypervisor decide once is in struct ept; a walk is a pure
 * function of it, the memory and the access.  ept_walk() is for the hot path: it
 * goes straight down a well-formed table that maps the address, and leaves all
 * else to ept_walk_full(), which is the format's definition.  Neither sets A or D.
 */
#ifndef SIM_MMU_X86_EPT_WALK_H
#define SIM_MMU_X86_EPT_WALK_H

#include "ept.h"
#include "paging.h"

/* What the processor can do, and which controls are on. */
struct ept_cpu {
	uint32_t maxphyaddr; /* 32 to 52 */
	bool five_levels;
	bool uncached_tables; /* memory type 0 for the tables */
	bool access_dirty;
	bool exec_only; /* leaves with X and without R */
	bool page_2m;
	bool page_1g;
	bool mbec;	   /* control: fetches by user and supervisor are told apart */
	bool violation_ve; /* control: #VE instead of an exit where bit 63 allows it */
	bool advanced;	   /* violations tell of the linear translation: bits 11:9 */
};

/* A page table as a vCPU uses it: ept_open(), ept_of(). */
struct ept {
	struct table_memory memory;
	uint64_t root;	   /* address of the root table */
	uint64_t reserved; /* address bits beyond MAXPHYADDR */
	uint64_t plain;	   /* of these, an ordinary pointer to a table has R and nothing else */
	struct ept_cpu cpu;
	uint32_t levels;
	uint32_t page_sizes; /* bit n: a leaf may stand at level n */
	bool access_dirty;
};

/* Bits of an access that are those of the exit qualification. X86-EPT-8 */
#define EPT_ACCESS_READ	 (1u << 0)
#define EPT_ACCESS_WRITE (1u << 1)
#define EPT_ACCESS_FETCH (1u << 2)

#define EPT_QUAL_RIGHTS_SHIFT 3
#define EPT_QUAL_READABLE     (1u << 3)
#define EPT_QUAL_WRITABLE     (1u << 4)
#define EPT_QUAL_EXECUTABLE   (1u << 5)
#define EPT_QUAL_USER_EXEC    (1u << 6)
#define EPT_QUAL_LINEAR	      (1u << 7) /* a linear address was being translated */
#define EPT_QUAL_FINAL	      (1u << 8) /* to its end; else one of the guest's tables was read */
#define EPT_QUAL_LINEAR_USER  (1u << 9)
#define EPT_QUAL_LINEAR_WRITE (1u << 10)
#define EPT_QUAL_LINEAR_XD    (1u << 11)
#define EPT_QUAL_NMI_UNBLOCK  (1u << 12)
#define EPT_QUAL_ADVANCED     (EPT_QUAL_LINEAR_USER | EPT_QUAL_LINEAR_WRITE | EPT_QUAL_LINEAR_XD)

struct ept_access {
	uint32_t kind;	   /* EPT_ACCESS_*, one or more */
	bool user;	   /* a fetch from a user-mode linear address, for MBEC */
	bool linear;	   /* there is a linear address */
	bool guest_table;  /* to read an entry of the guest's page tables */
	uint32_t advanced; /* of EPT_QUAL_ADVANCED and EPT_QUAL_NMI_UNBLOCK */
};

enum ept_outcome {
	EPT_MAPPED,
	EPT_VIOLATION,
	EPT_MISCONFIGURED,
	EPT_VIRTUALIZED, /* a violation that the guest gets as #VE: X86-EPT-9 */
	EPT_NO_MEMORY,	 /* a table is where no memory is: the caller's doing */
};

/* Why an entry is misconfigured: X86-EPT-5.  Several may hold at once. */
#define EPT_BAD_WRITE_ONLY  (1u << 0) /* W without R */
#define EPT_BAD_EXEC_ONLY   (1u << 1) /* X without R, and no such leaves */
#define EPT_BAD_TABLE_BITS  (1u << 2) /* 7:3 or 6:3 of a pointer to a table */
#define EPT_BAD_PAGE_SIZE   (1u << 3) /* a large page that the processor lacks */
#define EPT_BAD_FRAME	    (1u << 4) /* a large page that is not aligned */
#define EPT_BAD_ADDRESS	    (1u << 5) /* beyond MAXPHYADDR */
#define EPT_BAD_MEMORY_TYPE (1u << 6) /* 2, 3 or 7 */

struct ept_walk {
	enum ept_outcome outcome;
	uint32_t level; /* of the last entry */
	uint64_t entry; /* the last one: the leaf, or what ended the walk */
	uint64_t all;	/* AND of the entries used: rights, and whether A is set in all */
	uint64_t hpa;	/* mapped */
	uint32_t
		qualification; /* violation: X86-EPT-8; a misconfiguration has none: X86-EPT-10 */
	uint32_t reasons;      /* misconfigured: EPT_BAD_* */
};

#define EPTP_TYPE_MASK	  7ull
#define EPTP_TYPE_WB	  6ull
#define EPTP_LEVELS_SHIFT 3
#define EPTP_ACCESS_DIRTY (1ull << 6)
#define EPTP_RESERVED	  0xf80ull

/* X86-EPT-1: as KVM makes it. */
static inline uint64_t ept_pointer(uint64_t root_pfn, uint32_t levels, bool access_dirty)
{
	return root_pfn << 12 | EPTP_TYPE_WB | (uint64_t)(levels - 1) << EPTP_LEVELS_SHIFT |
	       (access_dirty ? EPTP_ACCESS_DIRTY : 0);
}

static inline uint32_t ept_pointer_levels(uint64_t eptp)
{
	return (uint32_t)(eptp >> EPTP_LEVELS_SHIFT & 7) + 1;
}

/* Of a pointer that is valid.  Inline, as the hot path knows processor and pointer. */
static inline struct ept ept_of(const struct ept_cpu *cpu, uint64_t eptp,
				struct table_memory memory)
{
	uint64_t reserved = paging_reserved_address(cpu->maxphyaddr);

	return (struct ept){
		.memory = memory,
		.root = eptp & EPT_ADDRESS,
		.reserved = reserved,
		.plain = EPT_READ | EPT_TABLE_RESERVED | EPT_PAGE | reserved,
		.cpu = *cpu,
		.levels = ept_pointer_levels(eptp),
		.page_sizes = 1u << PAGING_LEVEL_4K | (uint32_t)cpu->page_2m << PAGING_LEVEL_2M |
			      (uint32_t)cpu->page_1g << PAGING_LEVEL_1G,
		.access_dirty = eptp & EPTP_ACCESS_DIRTY,
	};
}

/* X86-EPT-1: would VM entry accept the pointer? */
bool ept_pointer_is_valid(const struct ept_cpu *cpu, uint64_t eptp);
/* False if the pointer is not valid: such a vCPU is never entered. */
bool ept_open(struct ept *ept, const struct ept_cpu *cpu, uint64_t eptp,
	      struct table_memory memory);

/* X86-EPT-4. */
bool ept_entry_is_present(const struct ept_cpu *cpu, uint64_t e);
/* X86-EPT-5: EPT_BAD_* of a present entry; 0 is a good one. */
uint32_t ept_misconfiguration(const struct ept_cpu *cpu, uint64_t e, uint32_t level);

/* Where a walk ends, whatever else is wrong: X86-EPT-7. */
static inline bool ept_entry_ends_walk(uint64_t e, uint32_t level)
{
	return level == PAGING_LEVEL_4K || (level <= PAGING_LEVEL_1G && e & EPT_PAGE);
}

/* X86-EPT-7, step by step. */
struct ept_walk ept_walk_full(const struct ept *ept, uint64_t gpa,
			      const struct ept_access *access);

/* R, W, X and, with MBEC, XU that an access must find in every entry. */
static inline uint64_t ept_rights_needed(const struct ept *ept, const struct ept_access *access)
{
	uint64_t need = access->kind;

	if (access->guest_table && ept->access_dirty)
		need |= EPT_WRITE;
	if (ept->cpu.mbec && access->user && need & EPT_EXEC)
		need = (need & ~EPT_EXEC) | EPT_EXEC_USER;
	return need;
}

/* Of a leaf: 0 UC, 1 WC, 4 WT, 5 WP, 6 WB.  With EPT_IPAT the guest's PAT has no say. */
static inline uint32_t ept_memory_type(uint64_t e)
{
	return (uint32_t)(e >> EPT_TYPE_SHIFT) & 7;
}

/* Not 2, 3 and 7. */
static inline bool ept_memory_type_is_valid(uint64_t e)
{
	return 0x73u >> ept_memory_type(e) & 1;
}

/* A leaf whose only fault can be its memory type or its rights; it has R. */
static inline bool ept_leaf_is_plain(const struct ept *ept, uint64_t e, uint32_t level)
{
	uint64_t must = EPT_READ | ept->reserved | (EPT_ADDRESS & (paging_size(level) - 1));

	return (e & must) == EPT_READ && ept->page_sizes >> level & 1 &&
	       ept_entry_ends_walk(e, level);
}

static inline struct ept_walk ept_walk(const struct ept *ept, uint64_t gpa,
				       const struct ept_access *access)
{
	uint64_t need = ept_rights_needed(ept, access);
	uint64_t table = ept->root, all = ~0ull, e;
	uint32_t level = ept->levels;

	if (gpa >> paging_shift(level + 1))
		return ept_walk_full(ept, gpa, access);
	for (;; level--) {
		if (!table_memory_holds(&ept->memory, table))
			return ept_walk_full(ept, gpa, access);
		e = *table_memory_at(&ept->memory, table + paging_offset(gpa, level));
		if (level == PAGING_LEVEL_4K || (e & ept->plain) != EPT_READ)
			break;
		all &= e;
		table = e & EPT_ADDRESS;
	}
	if (!ept_leaf_is_plain(ept, e, level) || !ept_memory_type_is_valid(e) ||
	    (all & e & need) != need)
		return ept_walk_full(ept, gpa, access);
	return (struct ept_walk){
		.outcome = EPT_MAPPED,
		.level = level,
		.entry = e,
		.all = all & e,
		.hpa = (e & EPT_ADDRESS) | (gpa & (paging_size(level) - 1)),
	};
}

/* ---- Of a walk that mapped ---- */

/* Does the access count as a write where A and D are concerned? */
static inline bool ept_access_writes(const struct ept *ept, const struct ept_access *access)
{
	return access->kind & EPT_ACCESS_WRITE || (access->guest_table && ept->access_dirty);
}

/* X86-EPT-7: A in every entry used, D in the leaf of a write; nothing if EPTP says no. */
void ept_mark_used(const struct ept *ept, uint64_t gpa, const struct ept_walk *walk, bool write);

/* ---- Of any walk ---- */

/* R, W, X, and XU with MBEC, that all entries grant; none if one was not present. */
static inline uint64_t ept_walk_rights(const struct ept *ept, const struct ept_walk *walk)
{
	return walk->all & (EPT_RWX | (ept->cpu.mbec ? EPT_EXEC_USER : 0));
}

#endif /* SIM_MMU_X86_EPT_WALK_H */
