/* SPDX-License-Identifier: BSD-2-Clause */
/* Making SPTEs and taking them apart. */
#include "spte.h"

#include "ept_walk.h"
#include "npt_walk.h"

#define FROZEN_BITS	    0x1a0ull
#define EPT_AD_SHIFT	    60
#define EPT_SAVED_SHIFT	    52
#define NPT_HOST_WRITABLE   (1ull << 9)
#define NPT_MMU_WRITABLE    (1ull << 10)
#define GENERATION_LOW	    7 /* bits of it, at 9:3; the others are at 62:52 */
#define PAGE_BITS	    12
#define L1TF_BITS	    5
#define PAGING_ADDRESS_BITS 52

#define TYPE_UC 0
#define TYPE_WB 6

/* ---- Formats ---- */

struct spte_format spte_ept_format(struct spte_kernel kernel)
{
	return (struct spte_format){
		.kernel = kernel,
		.ignore_pat = true,
		.mmio_caching = true,
		.mmio_value = EPT_WRITE | EPT_EXEC,
		.mmio_mask = EPT_SUPPRESS_VE | EPT_RWX,
	};
}

struct spte_format spte_tdx_format(struct spte_kernel kernel)
{
	struct spte_format format = spte_ept_format(kernel);

	format.ignore_pat = false;
	format.mmio_value = 0;
	return format;
}

/* A present entry that the processor refuses: bits that no address has. */
struct spte_format spte_npt_format(struct spte_kernel kernel, uint32_t maxphyaddr, uint32_t cbit)
{
	uint32_t low = cbit ? maxphyaddr + (cbit == maxphyaddr) : 51;
	uint64_t value = paging_reserved_address(low) | NPT_PRESENT;
	struct spte_format format = {
		.kernel = kernel,
		.npt = true,
		.mmio_caching = maxphyaddr < 52 && low < 52,
		.encryption = cbit ? 1ull << cbit : 0,
	};

	if (format.mmio_caching)
		format.mmio_value = format.mmio_mask = value;
	return format;
}

uint64_t spte_l1tf_mask(uint32_t maxphyaddr)
{
	if (maxphyaddr >= PAGING_ADDRESS_BITS - L1TF_BITS)
		return 0;
	return ((1ull << L1TF_BITS) - 1) << (maxphyaddr - L1TF_BITS);
}

static uint64_t suppress_ve(const struct spte_format *format)
{
	return format->kernel.suppress_ve ? EPT_SUPPRESS_VE : 0;
}

/* ---- From parts to an entry ---- */

/* SPTE_READ, _WRITE and _EXEC are bits 0 to 2 of EPT. */
static uint64_t ept_rights(uint32_t rights)
{
	return (rights & EPT_RWX) | (rights & SPTE_USER ? EPT_EXEC_USER : 0);
}

static uint64_t encode_ept(const struct spte_format *format, const struct spte *spte)
{
	uint64_t e = EPT_PRESENT | suppress_ve(format) | ept_rights(spte->rights);

	e |= (uint64_t)spte->ad << EPT_AD_SHIFT;
	e |= ept_rights(spte->saved) << EPT_SAVED_SHIFT;
	e |= spte->accessed ? EPT_ACCESSED : 0;
	e |= spte->dirty ? EPT_DIRTY : 0;
	e |= (uint64_t)spte->memory_type << EPT_TYPE_SHIFT;
	e |= spte->ignore_pat ? EPT_IPAT : 0;
	e |= spte->host_writable ? EPT_HOST_WRITABLE : 0;
	return e | (spte->mmu_writable ? EPT_MMU_WRITABLE : 0);
}

static uint64_t encode_npt(const struct spte *spte)
{
	uint64_t e = EPT_PRESENT;

	e |= spte->rights & SPTE_READ ? NPT_PRESENT : 0;
	e |= spte->rights & SPTE_WRITE ? NPT_WRITE : 0;
	e |= spte->rights & SPTE_USER ? NPT_USER : 0;
	e |= spte->rights & SPTE_EXEC ? 0 : NPT_NX;
	e |= spte->accessed ? NPT_ACCESSED : 0;
	e |= spte->dirty ? NPT_DIRTY : 0;
	e |= spte->host_writable ? NPT_HOST_WRITABLE : 0;
	return e | (spte->mmu_writable ? NPT_MMU_WRITABLE : 0);
}

static uint64_t encode_mmio(const struct spte_format *format, const struct spte *spte)
{
	uint64_t low = spte->generation & ((1u << GENERATION_LOW) - 1);
	uint64_t high = spte->generation >> GENERATION_LOW;
	uint64_t rights = format->npt ? spte->rights & (SPTE_WRITE | SPTE_USER) : 0;
	uint64_t address = spte->address & PAGING_ADDRESS, moved = address & format->l1tf_mask;

	return format->mmio_value | address | format->l1tf_mask | moved << L1TF_BITS |
	       (rights & SPTE_WRITE ? NPT_WRITE : 0) | (rights & SPTE_USER ? NPT_USER : 0) |
	       low << 3 | high << 52;
}

uint64_t spte_encode(const struct spte_format *format, const struct spte *spte)
{
	uint64_t e;

	switch (spte->kind) {
	case SPTE_EMPTY:
		return suppress_ve(format);
	case SPTE_FROZEN: /* bit 10 was part of it until it became XU */
		return suppress_ve(format) | FROZEN_BITS |
		       (format->kernel.exec_user ? 0 : EPT_EXEC_USER);
	case SPTE_MMIO:
		return encode_mmio(format, spte);
	case SPTE_TABLE:
	case SPTE_LEAF:
		e = format->npt ? encode_npt(spte) : encode_ept(format, spte);
		e |= spte->address & PAGING_ADDRESS & ~format->encryption;
		e |= spte->encrypted ? format->encryption : 0;
		return e | (spte->kind == SPTE_LEAF && spte->level > 1 ? EPT_PAGE : 0);
	default:
		return 0;
	}
}

/* ---- From an entry to its parts ---- */

static uint32_t ept_granted(uint64_t e)
{
	return (uint32_t)(e & EPT_RWX) | (e & EPT_EXEC_USER ? SPTE_USER : 0);
}

static void decode_ept(uint64_t e, struct spte *spte)
{
	spte->rights = ept_granted(e);
	spte->ad = (enum spte_ad)(e >> EPT_AD_SHIFT & 3);
	spte->accessed = e & EPT_ACCESSED;
	if (spte->kind == SPTE_TABLE)
		return;
	spte->dirty = e & EPT_DIRTY;
	spte->saved = ept_granted(e >> EPT_SAVED_SHIFT) & ~SPTE_WRITE;
	spte->memory_type = ept_memory_type(e);
	spte->ignore_pat = e & EPT_IPAT;
	spte->host_writable = e & EPT_HOST_WRITABLE;
	spte->mmu_writable = e & EPT_MMU_WRITABLE;
}

static void decode_npt(uint64_t e, struct spte *spte)
{
	spte->rights = (e & NPT_PRESENT ? SPTE_READ : 0) | (e & NPT_WRITE ? SPTE_WRITE : 0) |
		       (e & NPT_NX ? 0 : SPTE_EXEC) | (e & NPT_USER ? SPTE_USER : 0);
	spte->accessed = e & NPT_ACCESSED;
	if (spte->kind == SPTE_TABLE)
		return;
	spte->dirty = e & NPT_DIRTY;
	spte->host_writable = e & NPT_HOST_WRITABLE;
	spte->mmu_writable = e & NPT_MMU_WRITABLE;
}

static void decode_mmio(const struct spte_format *format, uint64_t e, struct spte *spte)
{
	uint64_t moved = e >> L1TF_BITS & format->l1tf_mask;

	spte->address = e & PAGING_ADDRESS &
			~(format->mmio_mask | format->l1tf_mask | format->l1tf_mask << L1TF_BITS);
	spte->address |= moved;
	spte->generation = (uint32_t)spte_mmio_generation(e);
	if (format->npt)
		spte->rights = (e & NPT_WRITE ? SPTE_WRITE : 0) | (e & NPT_USER ? SPTE_USER : 0);
}

static enum spte_kind kind_of(const struct spte_format *format, uint64_t e, uint32_t level)
{
	if (e == spte_make_empty(format))
		return SPTE_EMPTY;
	if (e == spte_make_frozen(format))
		return SPTE_FROZEN;
	if (spte_is_shadow_present(e))
		return spte_is_leaf(e, level) ? SPTE_LEAF : SPTE_TABLE;
	return spte_is_mmio(format, e) ? SPTE_MMIO : SPTE_FOREIGN;
}

struct spte spte_decode(const struct spte_format *format, uint64_t e, uint32_t level)
{
	struct spte spte = { .kind = kind_of(format, e, level), .level = level };

	if (spte.kind == SPTE_MMIO)
		decode_mmio(format, e, &spte);
	if (spte.kind == SPTE_TABLE || spte.kind == SPTE_LEAF) {
		spte.address = e & PAGING_ADDRESS & ~format->encryption;
		spte.encrypted = e & format->encryption;
		if (format->npt)
			decode_npt(e, &spte);
		else
			decode_ept(e, &spte);
	}
	/* Bits that no part stands for. */
	if (spte_encode(format, &spte) != e)
		return (struct spte){ .kind = SPTE_FOREIGN, .level = level };
	return spte;
}

/* ---- What KVM makes ---- */

uint64_t spte_make_empty(const struct spte_format *format)
{
	return spte_encode(format, &(struct spte){ .kind = SPTE_EMPTY });
}

uint64_t spte_make_frozen(const struct spte_format *format)
{
	return spte_encode(format, &(struct spte){ .kind = SPTE_FROZEN });
}

/* Rights that fetches need; U of NPT is none of them. */
static uint32_t exec_rights(const struct spte_format *format)
{
	return SPTE_EXEC | (format->npt ? 0 : SPTE_USER);
}

/* Rights that this kernel writes at all. */
static uint32_t known_rights(const struct spte_format *format)
{
	return format->npt || format->kernel.exec_user ? SPTE_ALL : SPTE_ALL & ~SPTE_USER;
}

/* And into leaves. */
static uint32_t leaf_rights(const struct spte_format *format)
{
	return known_rights(format) & (format->gmet ? ~SPTE_USER : SPTE_ALL);
}

uint64_t spte_make_table(const struct spte_format *format, uint64_t pfn)
{
	bool tracked = format->ad == SPTE_AD_DISABLED;
	struct spte spte = {
		.kind = SPTE_TABLE,
		.level = PAGING_LEVEL_MAX,
		.address = pfn << PAGE_BITS,
		.rights = known_rights(format),
		.ad = tracked ? SPTE_AD_DISABLED : SPTE_AD_ENABLED,
		.accessed = !tracked,
		.encrypted = format->encryption,
	};

	return spte_encode(format, &spte);
}

uint64_t spte_make_mmio(const struct spte_format *format, uint64_t gpa, uint64_t generation,
			uint32_t rights)
{
	struct spte spte = {
		.kind = SPTE_MMIO,
		.level = PAGING_LEVEL_4K,
		.address = gpa,
		.rights = rights & leaf_rights(format),
		.generation = generation & SPTE_GENERATION_MASK,
	};

	return spte_encode(format, &spte);
}

/* D is set with W, whatever the access was that asked: X86-SPTE-6. */
uint64_t spte_make_leaf(const struct spte_format *format, const struct spte_request *request)
{
	bool may_write = request->host_writable && request->rights & SPTE_WRITE &&
			 !request->write_tracked;
	struct spte spte = {
		.kind = SPTE_LEAF,
		.level = request->level,
		.address = request->pfn << PAGE_BITS,
		.rights = (request->rights & leaf_rights(format) & ~SPTE_WRITE) | SPTE_READ,
		.ad = format->ad,
		.accessed = format->ad != SPTE_AD_DISABLED,
		.dirty = may_write && format->ad != SPTE_AD_DISABLED,
		.host_writable = request->host_writable,
		.mmu_writable = may_write,
		.encrypted = format->encryption && !request->host_mmio,
	};
	uint64_t e;

	if (request->level > PAGING_LEVEL_4K && format->nx_huge_pages)
		spte.rights &= ~exec_rights(format);
	if (!format->npt) {
		spte.memory_type = request->host_mmio ? TYPE_UC : TYPE_WB;
		spte.ignore_pat = format->ignore_pat && !request->host_mmio;
	}
	if (may_write)
		spte.rights |= SPTE_WRITE;
	e = spte_encode(format, &spte);
	return request->prefetch ? spte_mark_old(format, e) : e;
}

/* ---- Rights that come and go ---- */

static enum spte_ad ad_of(const struct spte_format *format, uint64_t e)
{
	return format->npt ? SPTE_AD_ENABLED : (enum spte_ad)(e >> EPT_AD_SHIFT & 3);
}

static bool is_access_tracked(const struct spte_format *format, uint64_t e)
{
	return ad_of(format, e) == SPTE_AD_DISABLED && !(e & (EPT_RWX | EPT_EXEC_USER));
}

uint64_t spte_mark_old(const struct spte_format *format, uint64_t e)
{
	uint64_t saved = e & (EPT_READ | EPT_EXEC | EPT_EXEC_USER);

	if (ad_of(format, e) != SPTE_AD_DISABLED)
		return e & ~(format->npt ? NPT_ACCESSED : EPT_ACCESSED);
	return (e & ~(EPT_RWX | EPT_EXEC_USER)) | saved << EPT_SAVED_SHIFT;
}

/* Nothing is saved in a leaf that is not tracked. */
uint64_t spte_restore(uint64_t e)
{
	uint64_t saved = e & (EPT_READ | EPT_EXEC | EPT_EXEC_USER) << EPT_SAVED_SHIFT;

	return (e ^ saved) | saved >> EPT_SAVED_SHIFT;
}

uint64_t spte_write_protect(uint64_t e)
{
	return e & ~EPT_WRITE;
}

uint64_t spte_track_writes(const struct spte_format *format, uint64_t e)
{
	return e & ~(EPT_WRITE | (format->npt ? NPT_MMU_WRITABLE : EPT_MMU_WRITABLE));
}

uint64_t spte_clear_dirty(const struct spte_format *format, uint64_t e)
{
	if (ad_of(format, e) != SPTE_AD_ENABLED)
		return spte_write_protect(e);
	return e & ~(format->npt ? NPT_DIRTY : EPT_DIRTY);
}

uint64_t spte_fix(const struct spte_format *format, uint64_t e, uint32_t right)
{
	uint64_t fixed = spte_restore(e);

	if (right == SPTE_WRITE && e & (format->npt ? NPT_MMU_WRITABLE : EPT_MMU_WRITABLE))
		fixed |= EPT_WRITE;
	return spte_permits(format, fixed, right) ? fixed : e;
}

/* ---- Sizes ---- */

static uint64_t set_executable(const struct spte_format *format, uint64_t e, bool executable)
{
	bool tracked = is_access_tracked(format, e);
	uint64_t bits = ept_rights(exec_rights(format) & known_rights(format));

	if (format->npt)
		return executable ? e & ~NPT_NX : e | NPT_NX;
	e = spte_restore(e);
	e = executable ? e | bits : e & ~bits;
	return tracked ? spte_mark_old(format, e) : e;
}

uint64_t spte_make_small(const struct spte_format *format, uint64_t large, uint32_t level,
			 uint32_t index)
{
	uint64_t e = large + index * paging_size(level - 1);

	if (level > PAGING_LEVEL_2M)
		return e;
	e &= ~EPT_PAGE;
	return format->nx_huge_pages ? set_executable(format, e, true) : e;
}

uint64_t spte_make_large(const struct spte_format *format, uint64_t small, uint32_t level)
{
	uint64_t e = (small & ~(PAGING_ADDRESS & (paging_size(level) - 1))) | EPT_PAGE;

	return format->nx_huge_pages ? set_executable(format, e, false) : e;
}

/* ---- Questions ---- */

bool spte_is_accessed(const struct spte_format *format, uint64_t e)
{
	if (ad_of(format, e) == SPTE_AD_DISABLED)
		return !is_access_tracked(format, e);
	return e & (format->npt ? NPT_ACCESSED : EPT_ACCESSED);
}

bool spte_is_dirty(const struct spte_format *format, uint64_t e)
{
	if (ad_of(format, e) == SPTE_AD_DISABLED)
		return e & EPT_WRITE;
	return e & (format->npt ? NPT_DIRTY : EPT_DIRTY);
}

/* ---- What must not be ---- */

bool spte_is_refused(const struct spte_format *format, uint64_t e, uint32_t level)
{
	static const struct ept_cpu ept = { .maxphyaddr = 52, .page_2m = true, .page_1g = true };
	static const struct npt_cpu npt = { .maxphyaddr = 52, .nx = true, .page_1g = true };

	if (format->npt)
		return e & npt_reserved(&npt, e, level);
	return ept_entry_is_present(&ept, e) && ept_misconfiguration(&ept, e, level);
}

const char *spte_flaw(const struct spte_format *format, uint64_t e, uint32_t level)
{
	struct spte spte = spte_decode(format, e, level);

	if (spte.kind == SPTE_FOREIGN)
		return "it is nothing that KVM writes";
	if (spte.kind != SPTE_TABLE && spte.kind != SPTE_LEAF)
		return NULL;
	if (spte_is_refused(format, e, level))
		return "the processor refuses it";
	if (!(spte.rights & SPTE_READ) && !is_access_tracked(format, e))
		return "it cannot be read and is not access-tracked";
	if (spte.saved && !is_access_tracked(format, e))
		return "rights are saved that were not taken";
	if (spte.kind == SPTE_TABLE)
		return NULL;
	if (spte.rights & SPTE_WRITE && !spte.mmu_writable)
		return "W without MMU-writable";
	if (spte.mmu_writable && !spte.host_writable)
		return "MMU-writable without host-writable";
	return NULL;
}
