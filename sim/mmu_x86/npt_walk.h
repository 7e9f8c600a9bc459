/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processor's walk of an NPT.  X86-NPT-1 to X86-NPT-4, X86-NPT-6.
 *
 * As with EPT: npt_walk() is the hot path of an address that is mapped,
 * npt_walk_full() the definition, and neither sets A or D.  The check of SNP's RMP
 * that follows a walk that maps (X86-NPT-5) is not part of it.
 */
#ifndef SIM_MMU_X86_NPT_WALK_H
#define SIM_MMU_X86_NPT_WALK_H

#include "error_code.h"
#include "npt.h"

/* What the processor can do, and what the host switched on. */
struct npt_cpu {
	uint32_t maxphyaddr; /* 32 to 52, already reduced where memory is encrypted */
	uint32_t cbit;	     /* 0: the host does not encrypt memory */
	bool five_levels;    /* the host's own paging: nested paging follows it */
	bool nx;	     /* EFER.NXE of the host; without it bit 63 is reserved */
	bool page_1g;
	bool gmet; /* control: U says who may execute. X86-NPT-6 */
};

/* A page table as a vCPU uses it; filled by npt_open(). */
struct npt {
	struct table_memory memory;
	uint64_t root;	   /* address of the root table */
	uint64_t address;  /* where entries hold one: no C-bit */
	uint64_t plain;	   /* of these, an ordinary pointer to a table has P and nothing else */
	uint64_t reserved; /* in any present entry */
	struct npt_cpu cpu;
	uint32_t levels;
	uint32_t page_sizes; /* bit n: a leaf may stand at level n */
};

struct npt_access {
	bool write;
	bool fetch;
	bool guest_table; /* to read an entry of the guest's page tables: counts as a write */
	bool encrypted;	  /* through C=1 of the guest */
	bool supervisor;  /* a fetch by CPL 0 to 2, for GMET; else all accesses are the user's */
};

enum npt_outcome {
	NPT_MAPPED,
	NPT_FAULT,
	NPT_NO_MEMORY, /* a table is where no memory is: the caller's doing */
};

struct npt_walk {
	enum npt_outcome outcome;
	uint32_t level;	     /* of the last entry */
	uint64_t entry;	     /* the last one: the leaf, or what ended the walk */
	uint64_t all;	     /* AND of the entries used */
	uint64_t any;	     /* OR of them: NX in one is NX */
	uint64_t hpa;	     /* mapped */
	uint64_t error_code; /* fault: EXITINFO1, PFERR_*. X86-NPT-4 */
};

/* False if VMRUN refuses the root: an address bit that the processor does not have. */
bool npt_open(struct npt *npt, const struct npt_cpu *cpu, uint64_t ncr3,
	      struct table_memory memory);

/* X86-NPT-2: what must be 0 in a present entry like e. */
uint64_t npt_reserved(const struct npt_cpu *cpu, uint64_t e, uint32_t level);

static inline bool npt_entry_ends_walk(uint64_t e, uint32_t level)
{
	return level == PAGING_LEVEL_4K || (level <= PAGING_LEVEL_1G && e & NPT_PAGE);
}

/* Address bits below the frame of a large page; the lowest of them is PAT. */
static inline uint64_t npt_frame_reserved(uint32_t level)
{
	return NPT_ADDRESS & (paging_size(level) - 1) & ~NPT_LARGE_PAT;
}

/* X86-NPT-3, step by step. */
struct npt_walk npt_walk_full(const struct npt *npt, uint64_t gpa,
			      const struct npt_access *access);

static inline bool npt_access_writes(const struct npt_access *access)
{
	return access->write || access->guest_table;
}

/* A present leaf without anything reserved. */
static inline bool npt_leaf_is_plain(const struct npt *npt, uint64_t e, uint32_t level)
{
	uint64_t must = NPT_PRESENT | npt->reserved | npt_frame_reserved(level);

	return (e & must) == NPT_PRESENT && npt->page_sizes >> level & 1 &&
	       npt_entry_ends_walk(e, level);
}

static inline struct npt_walk npt_walk(const struct npt *npt, uint64_t gpa,
				       const struct npt_access *access)
{
	uint64_t need = NPT_USER | (npt_access_writes(access) ? NPT_WRITE : 0);
	uint64_t forbidden = access->fetch ? NPT_NX : 0;
	uint64_t table = npt->root, all = ~0ull, any = 0, e;
	uint32_t level = npt->levels;

	if (npt->cpu.gmet || gpa >> paging_shift(level + 1))
		return npt_walk_full(npt, gpa, access);
	for (;; level--) {
		if (!table_memory_holds(&npt->memory, table))
			return npt_walk_full(npt, gpa, access);
		e = *table_memory_at(&npt->memory, table + paging_offset(gpa, level));
		if (level == PAGING_LEVEL_4K || (e & npt->plain) != NPT_PRESENT)
			break;
		all &= e;
		any |= e;
		table = e & npt->address;
	}
	if (!npt_leaf_is_plain(npt, e, level) || (all & e & need) != need ||
	    (any | e) & forbidden)
		return npt_walk_full(npt, gpa, access);
	return (struct npt_walk){
		.outcome = NPT_MAPPED,
		.level = level,
		.entry = e,
		.all = all & e,
		.any = any | e,
		.hpa = (e & npt->address & ~(paging_size(level) - 1)) |
		       (gpa & (paging_size(level) - 1)),
	};
}

/* Of a walk that mapped: A in every entry used, D in the leaf of a write. */
void npt_mark_used(const struct npt *npt, uint64_t gpa, const struct npt_walk *walk, bool write);

#endif /* SIM_MMU_X86_NPT_WALK_H */
