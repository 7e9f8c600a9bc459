/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The processor's walk of stage 2.  ARM-S2-13, ARM-S2-14.
 *
 * A walk is a pure function of the table, the memory and the access.  s2_walk() is for
 * the hot path: it goes straight down a well-formed table that maps the address, and
 * leaves all else to s2_walk_full(), which is the definition.  Neither sets AF or W.
 */
#ifndef SIM_MMU_ARM64_S2_WALK_H
#define SIM_MMU_ARM64_S2_WALK_H

#include "table_memory.h"
#include "vtcr.h"

/* A page table as a processor uses it: s2_open(), s2_of(). */
struct s2 {
	struct table_memory memory;
	struct s2_vtcr vtcr;
	struct s2_format format;
	uint64_t root;	       /* address of the first root table; they follow each other */
	uint64_t limit;	       /* IPAs below it can take the hot path */
	uint64_t address_bits; /* of a descriptor, in place */
	uint64_t odd;	       /* address bits that the hot path leaves alone */
	uint32_t block_levels; /* bit n: a block may stand at level n */
	bool usable;	       /* VTCR_EL2 is one that translates */
};

/* What an access does; an atomic one reads and writes. */
#define S2_ACCESS_READ	(1u << 0)
#define S2_ACCESS_WRITE (1u << 1)
#define S2_ACCESS_FETCH (1u << 2)

struct s2_access {
	uint32_t kind; /* S2_ACCESS_*; of a stage-1 descriptor READ, and WRITE to update it */
	bool el0;      /* of a fetch: unprivileged */
};

enum s2_outcome {
	S2_MAPPED,
	S2_TRANSLATION,
	S2_ADDRESS_SIZE,
	S2_ACCESS_FLAG,
	S2_PERMISSION,
	S2_NO_MEMORY, /* a table is where no memory is: the caller's doing */
};

struct s2_walk {
	enum s2_outcome outcome;
	uint32_t level; /* of the last entry; of a fault: what FSC says */
	uint64_t entry; /* the last one: the leaf, or what ended the walk; 0: none was read */
	uint64_t pa;	/* mapped */
};

/* Of a VTCR_EL2 that translates.  Inline, as the hot path knows it. */
static inline struct s2 s2_of(const struct s2_vtcr *vtcr, bool xnx, uint64_t root,
			      struct table_memory memory)
{
	struct s2_format format = { vtcr->page_shift, vtcr->lpa2, .xnx = xnx };
	uint64_t bits = s2_address_bits(&format), beyond = ~((1ull << vtcr->pa_bits) - 1);
	/* Architecture: larger blocks come with 52 bits of address. */
	bool large = vtcr->page_shift == 16 ? vtcr->pa_bits == 52 : vtcr->lpa2;
	uint32_t first = vtcr->page_shift == 12 ? 1 : 2;

	return (struct s2){
		.memory = memory,
		.vtcr = *vtcr,
		.format = format,
		.root = root,
		.limit = root & beyond ? 0 : 1ull << vtcr->ipa_bits,
		.address_bits = bits,
		.odd = s2_high_bits(&format) | (bits & beyond),
		.block_levels = 1u << 2 | 1u << first | (large ? 1u << (first - 1) : 0),
		.usable = true,
	};
}

/* pa_bits and xnx are the processor's. */
struct s2 s2_open(uint64_t vtcr, uint32_t pa_bits, bool xnx, uint64_t root,
		  struct table_memory memory);

/* ARM-S2-13, in the order of its numbers. */
struct s2_walk s2_walk_full(const struct s2 *s2, uint64_t ipa, const struct s2_access *access);

/* Bits that a leaf must have, and those that it must not. */
static inline uint64_t s2_rights_needed(const struct s2_access *access)
{
	return S2_READ | (access->kind & S2_ACCESS_WRITE ? S2_WRITE : 0);
}

static inline struct s2_walk s2_walk(const struct s2 *s2, uint64_t ipa,
				     const struct s2_access *access)
{
	uint32_t bits = s2_index_bits(s2->vtcr.page_shift), level = s2->vtcr.start_level;
	uint32_t shift = s2_shift(s2->vtcr.page_shift, level);
	uint64_t must = s2_rights_needed(access) | S2_AF | S2_VALID;
	uint64_t never = s2->odd | (access->kind & S2_ACCESS_FETCH ? S2_XN : 0);
	uint64_t table = s2->root, index = ipa >> shift, d;

	if (ipa >= s2->limit)
		return s2_walk_full(s2, ipa, access);
	for (;; level++) {
		if (!table_memory_holds(&s2->memory, table + index * 8))
			return s2_walk_full(s2, ipa, access);
		d = *table_memory_at(&s2->memory, table + index * 8);
		if (level == S2_LAST_LEVEL || (d & (S2_TYPE | s2->odd)) != S2_TYPE)
			break;
		table = d & s2->address_bits;
		shift -= bits;
		index = ipa >> shift & ((1ull << bits) - 1);
	}
	if (level == S2_LAST_LEVEL)
		must |= S2_TABLE;
	else if (d & S2_TABLE || !(s2->block_levels >> level & 1))
		return s2_walk_full(s2, ipa, access);
	if ((d & (must | never)) != must)
		return s2_walk_full(s2, ipa, access);
	return (struct s2_walk){
		.level = level,
		.entry = d,
		.pa = (d & s2->address_bits & ~((1ull << shift) - 1)) |
		      (ipa & ((1ull << shift) - 1)),
	};
}

/*
 * Of a walk that mapped: AF in the leaf if HA says so, and W for a write that DBM let
 * through.  Neither: nothing changes.
 */
void s2_mark_used(const struct s2 *s2, uint64_t ipa, const struct s2_walk *walk, bool write);

/* ARM-ESR-3: the fault status code of a walk that did not map. */
uint32_t s2_fsc(const struct s2_walk *walk);

#endif /* SIM_MMU_ARM64_S2_WALK_H */
