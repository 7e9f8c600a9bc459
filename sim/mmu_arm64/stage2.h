/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Stage-2 descriptors of arm64 as values.  ARM-S2-5 to ARM-S2-12.
 *
 *	58..55  54 53  51   50..granule  9 8  10 7 6  5..2     1 0
 *	sw      XN     DBM  output       SH   AF W R  MemAttr  type
 *
 * An output of 52 bits has its highest elsewhere: with 64K pages in 15..12, with
 * LPA2 in 9..8 in the place of SH.
 */
#ifndef SIM_MMU_ARM64_STAGE2_H
#define SIM_MMU_ARM64_STAGE2_H

#include <stdbool.h>
#include <stdint.h>

#define S2_VALID    (1ull << 0)
#define S2_TABLE    (1ull << 1) /* of a page at level 3 as well. ARM-S2-6 */
#define S2_TYPE	    (S2_TABLE | S2_VALID)
#define S2_MEMATTR  (0xfull << 2)
#define S2_READ	    (1ull << 6)
#define S2_WRITE    (1ull << 7)
#define S2_SH_INNER (3ull << 8)
#define S2_AF	    (1ull << 10)
#define S2_CONT	    (1ull << 52) /* KVM sets none; L1 may. ARM-NV-7 */
#define S2_DBM	    (1ull << 51) /* a write may set W: VTCR_EL2.HD */
#define S2_XN	    (3ull << 53) /* ARM-S2-8 */
#define S2_XN_EL1   (1ull << 53)
#define S2_XN_ALL   (2ull << 53)
#define S2_XN_EL0   (3ull << 53)
#define S2_SW	    (0xfull << 55)
#define S2_SW_SHIFT 55
/* Break-before-make in progress: an invalid entry that is counted. ARM-S2-12 */
#define S2_LOCKED   (1ull << 60)

#define S2_LAST_LEVEL 3

/* What KVM asks of a leaf; a fetch of either EL has a bit of its own. */
#define S2_PROT_R  1u
#define S2_PROT_W  2u
#define S2_PROT_PX 4u
#define S2_PROT_UX 8u
#define S2_PROT_X  (S2_PROT_PX | S2_PROT_UX)
#define S2_PROT_RW (S2_PROT_R | S2_PROT_W)

/* How all descriptors of one table are written. */
struct s2_format {
	uint32_t page_shift; /* of the granule: 12, 14 or 16 */
	bool lpa2;	     /* VTCR_EL2.DS, of a granule that is not 64K */
	bool fwb;	     /* FEAT_S2FWB is in use. ARM-S2-9 */
	bool xnx;	     /* FEAT_XNX: EL0 and EL1 are told apart. ARM-S2-8 */
};

enum s2_memory { S2_NORMAL, S2_NORMAL_NC, S2_DEVICE };

/* What a leaf is made from. */
struct s2_leaf {
	uint64_t address; /* output, bytes */
	uint32_t level;	  /* 3 is a page, lower ones are blocks */
	uint32_t prot;	  /* S2_PROT_* */
	enum s2_memory memory;
	uint32_t sw; /* bits 58..55 */
};

/* ---- Levels ---- */

/* Bits of an address that index one table. */
static inline uint32_t s2_index_bits(uint32_t page_shift)
{
	return page_shift - 3;
}

/* S(n): the lowest bit of the IPA that indexes a table of the level. ARM-S2-3 */
static inline uint32_t s2_shift(uint32_t page_shift, uint32_t level)
{
	return s2_index_bits(page_shift) * (4 - level) + 3;
}

/* Bytes that an entry of the level translates. */
static inline uint64_t s2_size(uint32_t page_shift, uint32_t level)
{
	return 1ull << s2_shift(page_shift, level);
}

/* KVM_PGTABLE_MIN_BLOCK_LEVEL: the highest at which KVM makes a block. ARM-S2-5 */
static inline uint32_t s2_min_block_level(uint32_t page_shift)
{
	return page_shift == 12 ? 1 : 2;
}

/* ---- Types: ARM-S2-6 ---- */

static inline bool s2_is_valid(uint64_t d)
{
	return d & S2_VALID;
}

static inline bool s2_is_table(uint64_t d, uint32_t level)
{
	return level < S2_LAST_LEVEL && (d & S2_TYPE) == S2_TYPE;
}

/* A block above level 3, a page at level 3; 01 is reserved there. */
static inline bool s2_is_leaf(uint64_t d, uint32_t level)
{
	return s2_is_valid(d) && !(d & S2_TABLE) == (level < S2_LAST_LEVEL);
}

/* ---- Output addresses: ARM-S2-10 ---- */

/* Of an address as wide as the format has them. */
uint64_t s2_encode_address(const struct s2_format *f, uint64_t address);

/* The bits of a descriptor that hold an output address in its place. */
static inline uint64_t s2_address_bits(const struct s2_format *f)
{
	return ((f->lpa2 ? 1ull << 50 : 1ull << 48) - 1) & ~((1ull << f->page_shift) - 1);
}

/* And those that hold its highest. */
static inline uint64_t s2_high_bits(const struct s2_format *f)
{
	return f->page_shift == 16 ? 0xf000 : f->lpa2 ? 0x300 : 0;
}

/* Of a table or a page; of a block the low bits are the caller's to mask. */
static inline uint64_t s2_address(const struct s2_format *f, uint64_t d)
{
	uint64_t high = d & s2_high_bits(f);

	return (d & s2_address_bits(f)) | high << (f->page_shift == 16 ? 36 : 42);
}

/* ---- Making them ---- */

/* 0, or EINVAL: attributes that exclude each other. ARM-S2-8, ARM-S2-9 */
int s2_leaf_error(const struct s2_format *f, const struct s2_leaf *leaf);
/* Of a leaf without an error. */
uint64_t s2_make_leaf(const struct s2_format *f, const struct s2_leaf *leaf);
uint64_t s2_make_table(const struct s2_format *f, uint64_t address);

/* ---- Rights ---- */

/* S2_PROT_* of a leaf, whatever executing needs besides. */
uint32_t s2_prot(uint64_t d);
/* ARM-PGT-8: the leaf with rights added; XN only changes if prot has X. */
uint64_t s2_relax(uint64_t d, uint32_t prot);

/* ARM-PGT-5: equal but for what a permission change may alter. */
static inline bool s2_same_but_permissions(uint64_t a, uint64_t b)
{
	return !((a ^ b) & ~(S2_READ | S2_WRITE | S2_XN));
}

#endif /* SIM_MMU_ARM64_STAGE2_H */
