/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SPTEs: what KVM writes into EPT and NPT.  X86-SPTE-*, X86-MMIO-1, X86-LEVEL-5.
 *
 * An SPTE is a value; struct spte is the same taken apart.  Both directions are
 * pure functions, and inverse for everything that KVM writes.  Memory is not
 * touched here.
 *
 *	EPT	63    62 61..60 55  54 53   52    51..12  11      10 9 8 7  6    5..3 2 1 0
 *		#VE   XU A/D    mmu X  host R     frame   present XU D A PS IPAT type X W R
 *		supp. saved     wr. saved w. saved
 *	NPT	63    62..52            51..12  11      10  9    8 7  6 5 4 3 2 1 0
 *		NX                      frame   present mmu host G PS D A cache U W P
 */
#ifndef SIM_MMU_X86_SPTE_H
#define SIM_MMU_X86_SPTE_H

#include <stddef.h>

#include "ept.h"
#include "npt.h"

/* X86-SPTE-1: how A and D are kept; the value of bits 61:60, 0 on NPT. */
enum spte_ad { SPTE_AD_ENABLED, SPTE_AD_DISABLED, SPTE_AD_WRITE_PROTECT };

/* What kernel versions do differently. */
struct spte_kernel {
	bool suppress_ve; /* an empty entry has bit 63. X86_NONPRESENT_SUPPRESS_VE */
	bool exec_user;	  /* bit 10 is XU. X86_EXEC_USER_BIT */
};

/* How the entries of one page table look: kernel, processor and VM decide. */
struct spte_format {
	struct spte_kernel kernel;
	bool npt;
	bool gmet;	 /* NPT: leaves have no U. X86-NPT-6 */
	bool mbec;	 /* EPT: X is for the guest's kernel alone, XU for its users */
	bool ignore_pat; /* EPT: the guest's PAT has no say. X86-CFG-18 */
	bool nx_huge_pages;
	bool mmio_caching;
	enum spte_ad ad;
	uint64_t encryption; /* mask of the host's C-bit; 0: memory is not encrypted */
	uint64_t mmio_value; /* X86-MMIO-1 */
	uint64_t mmio_mask;  /* of these bits MMIO entries have mmio_value */
	uint64_t l1tf_mask; /* these MMIO entries have all, and the address's above. X86-CFG-15 */
};

/* Rights as hardware grants them; SPTE_USER is XU in EPT, U in NPT. */
#define SPTE_READ  1u
#define SPTE_WRITE 2u
#define SPTE_EXEC  4u
#define SPTE_USER  8u
#define SPTE_ALL   (SPTE_READ | SPTE_WRITE | SPTE_EXEC | SPTE_USER)

enum spte_kind {
	SPTE_EMPTY,
	SPTE_FROZEN, /* somebody is changing it. X86-SPTE-2 */
	SPTE_MMIO,
	SPTE_TABLE,
	SPTE_LEAF,
	SPTE_FOREIGN, /* nothing that KVM writes */
};

/* An SPTE taken apart.  Fields that its kind does not have are 0. */
struct spte {
	enum spte_kind kind;
	uint32_t level;
	uint64_t address; /* of the frame or table; of MMIO the gpa.  Bytes, whole pages */
	uint32_t rights;  /* SPTE_* */
	uint32_t saved;	  /* SPTE_*: what comes back from access tracking */
	enum spte_ad ad;
	uint32_t memory_type; /* EPT leaf */
	bool ignore_pat;      /* EPT leaf */
	bool accessed;
	bool dirty;
	bool host_writable; /* the backing may be written */
	bool mmu_writable;  /* W may come back without a look-up */
	bool encrypted;
	uint32_t generation; /* of MMIO: bits 17:0 of the memslots' */
};

/* ---- Formats ---- */

/* EPT of an ordinary VM, with A/D bits, ignoring the guest's PAT. */
struct spte_format spte_ept_format(struct spte_kernel kernel);
/*
 * The mask of a processor with that fault: the five highest bits of its physical addresses.
 * 0 where there is no room to put an address's own bits above them.
 */
uint64_t spte_l1tf_mask(uint32_t maxphyaddr);
/* TDX: MMIO is #VE instead of a misconfiguration, the guest's PAT counts. X86-SPTE-5 */
struct spte_format spte_tdx_format(struct spte_kernel kernel);
/* NPT; cbit 0: the host does not encrypt memory.  X86-MMIO-1 */
struct spte_format spte_npt_format(struct spte_kernel kernel, uint32_t maxphyaddr, uint32_t cbit);

/* ---- Both directions ---- */

uint64_t spte_encode(const struct spte_format *format, const struct spte *spte);
struct spte spte_decode(const struct spte_format *format, uint64_t e, uint32_t level);

/* ---- Kinds that do not depend on the format: X86-SPTE-3 ---- */

static inline bool spte_is_shadow_present(uint64_t e)
{
	return e & EPT_PRESENT;
}

static inline bool spte_is_leaf(uint64_t e, uint32_t level)
{
	return e & EPT_PRESENT && (level == PAGING_LEVEL_4K || e & EPT_PAGE);
}

static inline bool spte_is_table(uint64_t e, uint32_t level)
{
	return e & EPT_PRESENT && !spte_is_leaf(e, level);
}

static inline bool spte_is_mmio(const struct spte_format *format, uint64_t e)
{
	return format->mmio_caching && (e & format->mmio_mask) == format->mmio_value;
}

/* Of a leaf or a pointer to a table. */
static inline uint64_t spte_pfn(const struct spte_format *format, uint64_t e)
{
	return (e & PAGING_ADDRESS & ~format->encryption) >> 12;
}

/* X86-MMIO-1: the bits of the memslots' generation that an MMIO entry has room for. */
#define SPTE_GENERATION_MASK 0x3ffffull

static inline uint64_t spte_mmio_generation(uint64_t e)
{
	return (e >> 3 & 0x7f) | (e >> 52 & 0x7ff) << 7;
}

/* ---- What KVM makes ---- */

uint64_t spte_make_empty(const struct spte_format *format);
uint64_t spte_make_frozen(const struct spte_format *format);
uint64_t spte_make_table(const struct spte_format *format, uint64_t pfn);
/* rights: of the root; only NPT keeps W and U of them. */
uint64_t spte_make_mmio(const struct spte_format *format, uint64_t gpa, uint64_t generation,
			uint32_t rights);

/* What a leaf is made from. */
struct spte_request {
	uint64_t pfn;
	uint32_t level;
	uint32_t rights; /* of the root: SPTE_ALL, but for what MBEC or GMET takes */
	bool host_writable;
	bool prefetch;	    /* made ahead of an access */
	bool host_mmio;	    /* the pfn is a device of the host, not memory */
	bool write_tracked; /* somebody must see every write: X86-DIRTY-6 */
};

/* X86-SPTE-4.  A write that finds the leaf without W is to be emulated if it was tracked. */
uint64_t spte_make_leaf(const struct spte_format *format, const struct spte_request *request);

/* X86-SPTE-10: child `index` of a large leaf of `level`, and the reverse. */
uint64_t spte_make_small(const struct spte_format *format, uint64_t large, uint32_t level,
			 uint32_t index);
uint64_t spte_make_large(const struct spte_format *format, uint64_t small, uint32_t level);

/* ---- Changes to a leaf ---- */

/* X86-DIRTY-4: W goes, and may come back by the fast path. */
uint64_t spte_write_protect(uint64_t e);
/* X86-DIRTY-6: it may not. */
uint64_t spte_track_writes(const struct spte_format *format, uint64_t e);
/* X86-DIRTY-2: D goes; where there is none, W. */
uint64_t spte_clear_dirty(const struct spte_format *format, uint64_t e);
/* X86-TDP-13: not accessed any more.  Without A bits it loses its rights: X86-SPTE-1. */
uint64_t spte_mark_old(const struct spte_format *format, uint64_t e);
/* And gets them back, but W. */
uint64_t spte_restore(uint64_t e);
/* X86-FAULT-9: what the fast path makes of a leaf; e itself if that is no help. */
uint64_t spte_fix(const struct spte_format *format, uint64_t e, uint32_t right);

/* ---- Questions to a leaf ---- */

/* X86-FAULT-10: one of SPTE_READ, SPTE_WRITE, SPTE_EXEC. */
static inline bool spte_permits(const struct spte_format *format, uint64_t e, uint32_t right)
{
	if (right != SPTE_EXEC)
		return e & right;
	return format->npt ? !(e & NPT_NX) : !!(e & (EPT_EXEC | EPT_EXEC_USER));
}

/*
 * The same of a fetch by the guest's users or its kernel.  Without MBEC and GMET it is all
 * one; GMET keeps the kernel away from a leaf with U.  X86-NPT-6
 */
static inline bool spte_permits_fetch(const struct spte_format *format, uint64_t e, bool user)
{
	if (format->mbec)
		return e & (user ? EPT_EXEC_USER : EPT_EXEC);
	return spte_permits(format, e, SPTE_EXEC) && !(format->gmet && !user && e & NPT_USER);
}

/* Which bits those are. */
static inline uint64_t spte_accessed_bit(const struct spte_format *format)
{
	return format->npt ? NPT_ACCESSED : EPT_ACCESSED;
}

static inline uint64_t spte_dirty_bit(const struct spte_format *format)
{
	return format->npt ? NPT_DIRTY : EPT_DIRTY;
}

/* Without A or D bits: is it not tracked, may it be written? */
bool spte_is_accessed(const struct spte_format *format, uint64_t e);
bool spte_is_dirty(const struct spte_format *format, uint64_t e);

/* Would a processor that can do everything refuse it, as a misconfiguration or for its bits? */
bool spte_is_refused(const struct spte_format *format, uint64_t e, uint32_t level);

/*
 * What is wrong with an entry that KVM is about to write, as a sentence; NULL if
 * nothing is.  X86-SPTE-7, X86-INV-6, X86-INV-10.
 */
const char *spte_flaw(const struct spte_format *format, uint64_t e, uint32_t level);

/*
 * In words, for tables that are printed: `leaf 4K rwx A D WB ipat host-writable
 * mmu-writable`.  Addresses stay out.  Written like snprintf(): returns the length.
 */
#define SPTE_WORDS_MAX 128
size_t spte_words(const struct spte_format *format, uint64_t e, uint32_t level, char *text,
		  size_t bytes);

#endif /* SIM_MMU_X86_SPTE_H */
