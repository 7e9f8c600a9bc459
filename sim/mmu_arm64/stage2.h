/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Stage-2 descriptors of arm64 with 4K pages as values.  ARM-S2-*.
 *
 *	58..55  54 53  47..12  10 9 8 7 6  5..2     1 0
 *	sw      XN     output  AF SH  W R  MemAttr  type
 */
#ifndef SIM_MMU_ARM64_STAGE2_H
#define SIM_MMU_ARM64_STAGE2_H

#include <stdbool.h>
#include <stdint.h>

#define S2_VALID    (1ull << 0)
#define S2_TABLE    (1ull << 1) /* of a page at level 3 as well. ARM-S2-6 */
#define S2_MEMATTR  (0xfull << 2)
#define S2_READ	    (1ull << 6)
#define S2_WRITE    (1ull << 7)
#define S2_SH_INNER (3ull << 8)
#define S2_AF	    (1ull << 10)
#define S2_ADDRESS  0x0000fffffffff000ull
#define S2_XN	    (3ull << 53)
#define S2_XN_ALL   (2ull << 53) /* nobody executes. ARM-S2-8 */
#define S2_SW_SHIFT 55
/* Break-before-make in progress: an invalid entry that is counted. ARM-S2-12 */
#define S2_LOCKED   (1ull << 60)

#define S2_LAST_LEVEL 3
#define S2_INDEX_BITS 9

enum s2_memory { S2_NORMAL, S2_NORMAL_NC, S2_DEVICE };

/* What a leaf is made from. */
struct s2_leaf {
	uint64_t address; /* output, bytes */
	uint32_t level;	  /* 3 is a page; 1 and 2 are blocks */
	uint32_t prot;	  /* GMS_PROT_* */
	enum s2_memory memory;
	bool fwb;    /* ARM-S2-9: FEAT_S2FWB is in use */
	uint32_t sw; /* bits 58..55 */
};

uint64_t s2_make_leaf(const struct s2_leaf *leaf);
uint64_t s2_make_table(uint64_t address);

static inline bool s2_is_valid(uint64_t d)
{
	return d & S2_VALID;
}

static inline bool s2_is_table(uint64_t d, uint32_t level)
{
	return level < S2_LAST_LEVEL && (d & (S2_VALID | S2_TABLE)) == (S2_VALID | S2_TABLE);
}

/* A block above level 3, a page at level 3; 01 is reserved there. */
static inline bool s2_is_leaf(uint64_t d, uint32_t level)
{
	return s2_is_valid(d) && !(d & S2_TABLE) == (level < S2_LAST_LEVEL);
}

static inline uint64_t s2_address(uint64_t d)
{
	return d & S2_ADDRESS;
}

/* S(n): the lowest bit of the IPA that indexes a table of the level. ARM-S2-3 */
static inline uint32_t s2_shift(uint32_t level)
{
	return S2_INDEX_BITS * (4 - level) + 3;
}

/* ARM-PGT-5: equal but for what a permission change may alter. */
static inline bool s2_same_but_permissions(uint64_t a, uint64_t b)
{
	return !((a ^ b) & ~(S2_READ | S2_WRITE | S2_XN));
}

/* The rights of a leaf as GMS_PROT_*.  Executing needs R too: ARM-S2-13. */
uint32_t s2_prot(uint64_t d);
/* ARM-PGT-8: the leaf with rights added; XN only changes if prot has X. */
uint64_t s2_relax(uint64_t d, uint32_t prot);

/* ARM-S2-2, ARM-S2-3: the level at which a walk starts, and how many roots it has. */
uint32_t s2_start_level(uint64_t ipa_bits);
uint32_t s2_nr_roots(uint64_t ipa_bits);

#endif /* SIM_MMU_ARM64_STAGE2_H */
