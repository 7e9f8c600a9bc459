/* SPDX-License-Identifier: BSD-2-Clause */
/* VTCR_EL2. */
#include "vtcr.h"

#define VTCR_T0SZ      0x3full
#define VTCR_SL0_SHIFT 6
#define VTCR_CACHED    (1ull << 8 | 1ull << 10) /* IRGN0, ORGN0: write back */
#define VTCR_SH_INNER  (3ull << 12)
#define VTCR_TG0_SHIFT 14
#define VTCR_PS_SHIFT  16
#define VTCR_VS	       (1ull << 19)
#define VTCR_HA	       (1ull << 21)
#define VTCR_HD	       (1ull << 22)
#define VTCR_RES1      (1ull << 31)
#define VTCR_DS	       (1ull << 32)
#define VTCR_SL2       (1ull << 33)

#define PS_48 5u
#define PS_52 6u

static const uint32_t ps_bits[] = { 32, 36, 40, 42, 44, 48, 52, 52 };

/* ---- Levels ---- */

uint32_t s2_start_level(uint32_t page_shift, uint32_t ipa_bits)
{
	uint32_t levels = (ipa_bits - 8) / s2_index_bits(page_shift);

	return 4 - (levels < 2 ? 2 : levels);
}

uint32_t s2_root_pages(uint32_t page_shift, uint32_t ipa_bits)
{
	uint32_t start = s2_start_level(page_shift, ipa_bits);
	uint32_t span = s2_shift(page_shift, start) + s2_index_bits(page_shift);

	return ipa_bits <= span ? 1 : 1u << (ipa_bits - span);
}

/* SL0 counts from the level that it names by 0. ARM-S2-2 */
static uint32_t base_level(uint32_t page_shift)
{
	return page_shift == 12 ? 2 : 3;
}

/* ---- What KVM writes ---- */

/* 52 bits need 64K pages or LPA2; kernels without them see 48. */
static uint32_t max_ps(const struct s2_host *host)
{
	return host->page_shift == 16 || host->lpa2 ? PS_52 : PS_48;
}

static uint32_t host_ps(const struct s2_host *host)
{
	uint32_t ps = max_ps(host);

	while (ps && ps_bits[ps] > host->pa_bits)
		ps--;
	return ps;
}

uint32_t s2_ipa_limit(const struct s2_host *host)
{
	return ps_bits[host_ps(host)];
}

static uint64_t granule_field(uint32_t page_shift)
{
	return page_shift == 12 ? 0 : page_shift == 16 ? 1 : 2;
}

uint64_t vtcr_make(const struct s2_host *host, uint32_t ipa_bits)
{
	uint32_t start = s2_start_level(host->page_shift, ipa_bits);
	uint64_t sl0 = base_level(host->page_shift) - start;

	return VTCR_RES1 | VTCR_SH_INNER | VTCR_CACHED | (64 - ipa_bits) | sl0 << VTCR_SL0_SHIFT |
	       granule_field(host->page_shift) << VTCR_TG0_SHIFT |
	       (uint64_t)host_ps(host) << VTCR_PS_SHIFT | (host->vmid16 ? VTCR_VS : 0) |
	       (host->no_ha ? 0 : VTCR_HA) | (host->lpa2 && host->page_shift != 16 ? VTCR_DS : 0);
}

/* ---- What a processor reads ---- */

static uint32_t page_shift_of(uint64_t vtcr)
{
	static const uint32_t shifts[] = { 12, 16, 14, 0 };

	return shifts[vtcr >> VTCR_TG0_SHIFT & 3];
}

/* Outputs have 48 bits unless granule or DS make room for more. */
static uint32_t output_bits(uint64_t vtcr, const struct s2_vtcr *v, uint32_t pa_bits)
{
	uint32_t bits = ps_bits[vtcr >> VTCR_PS_SHIFT & 7];

	if (bits > 48 && v->page_shift != 16 && !v->lpa2)
		bits = 48;
	return bits < pa_bits ? bits : pa_bits;
}

/* Level 0 does not exist with 64K pages, and with 16K ones needs LPA2; -1 is not stage 2's. */
static bool start_exists(uint64_t vtcr, const struct s2_vtcr *v)
{
	uint32_t sl0 = vtcr >> VTCR_SL0_SHIFT & 3;
	uint32_t base = base_level(v->page_shift);

	if (vtcr & VTCR_SL2 || sl0 > base)
		return false;
	if (v->page_shift == 14 && sl0 == base)
		return v->lpa2;
	return v->page_shift != 16 || sl0 < base;
}

bool vtcr_read(uint64_t vtcr, uint32_t pa_bits, struct s2_vtcr *v)
{
	uint32_t shift, bits;

	*v = (struct s2_vtcr){
		.page_shift = page_shift_of(vtcr),
		.ipa_bits = 64 - (uint32_t)(vtcr & VTCR_T0SZ),
		.ha = vtcr & VTCR_HA,
		.hd = vtcr & VTCR_HA && vtcr & VTCR_HD,
	};
	if (!v->page_shift)
		return false;
	v->lpa2 = vtcr & VTCR_DS && v->page_shift != 16;
	v->pa_bits = output_bits(vtcr, v, pa_bits);
	if (!start_exists(vtcr, v))
		return false;
	v->start_level = base_level(v->page_shift) - (uint32_t)(vtcr >> VTCR_SL0_SHIFT & 3);
	if (v->ipa_bits > 48 && v->page_shift != 16 && !v->lpa2)
		return false;
	shift = s2_shift(v->page_shift, v->start_level);
	bits = s2_index_bits(v->page_shift) + 4;
	return v->ipa_bits > shift && v->ipa_bits <= shift + bits && v->ipa_bits <= 52;
}

/* ---- What KVM reads for L1 ---- */

#define L1_MIN_INPUT 25u
#define L1_MAX_BITS  48u

/* Whether a level can be the first depends on how far the addresses reach. */
static bool l1_start_exists(const struct s2_vtcr *v, uint32_t sl0, uint32_t pa_bits)
{
	uint32_t base = base_level(v->page_shift);

	if (sl0 > base)
		return false;
	if (v->page_shift == 12)
		return sl0 < base || pa_bits > 42;
	return sl0 < base && (base - sl0 > 1 || pa_bits > (v->page_shift == 14 ? 40u : 42u));
}

static bool l1_root_fits(const struct s2_vtcr *v)
{
	uint32_t shift = s2_shift(v->page_shift, v->start_level);

	return v->ipa_bits > shift && v->ipa_bits <= shift + s2_index_bits(v->page_shift) + 4;
}

bool vtcr_read_l1(uint64_t vtcr, uint32_t pa_bits, struct s2_vtcr *v, uint32_t *fsc)
{
	uint32_t sl0 = vtcr >> VTCR_SL0_SHIFT & 3, ps = ps_bits[vtcr >> VTCR_PS_SHIFT & 7];

	if (pa_bits > L1_MAX_BITS)
		pa_bits = L1_MAX_BITS;
	*v = (struct s2_vtcr){
		.page_shift = page_shift_of(vtcr),
		.ipa_bits = 64 - (uint32_t)(vtcr & VTCR_T0SZ),
		.ha = vtcr & VTCR_HA,
		.pa_bits = ps < pa_bits ? ps : pa_bits,
	};
	if (!v->page_shift)
		v->page_shift = 12;
	*fsc = 0;
	if (v->ipa_bits < L1_MIN_INPUT || v->ipa_bits > L1_MAX_BITS)
		return false;
	*fsc = 4;
	if (!l1_start_exists(v, sl0, pa_bits) || v->ipa_bits > pa_bits)
		return false;
	v->start_level = base_level(v->page_shift) - sl0;
	return l1_root_fits(v);
}
