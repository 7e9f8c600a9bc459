/* SPDX-License-Identifier: BSD-2-Clause */
/* Making stage-2 descriptors. */
#include "stage2.h"

#include <assert.h>
#include <errno.h>

uint64_t s2_encode_address(const struct s2_format *f, uint64_t address)
{
	uint64_t high = address >> (f->page_shift == 16 ? 36 : 42) & s2_high_bits(f);

	return (address & s2_address_bits(f)) | high;
}

/* ARM-S2-9. */
static uint64_t memory_attribute(enum s2_memory memory, bool fwb)
{
	switch (memory) {
	case S2_NORMAL:
		return (fwb ? 6ull : 0xfull) << 2;
	case S2_NORMAL_NC:
		return 5ull << 2;
	default:
		return 1ull << 2;
	}
}

/* ARM-S2-8. */
static uint64_t execute_never(uint32_t prot)
{
	switch (prot & S2_PROT_X) {
	case S2_PROT_X:
		return 0;
	case S2_PROT_UX:
		return S2_XN_EL1;
	case S2_PROT_PX:
		return S2_XN_EL0;
	default:
		return S2_XN_ALL;
	}
}

int s2_leaf_error(const struct s2_format *f, const struct s2_leaf *leaf)
{
	uint32_t exec = leaf->prot & S2_PROT_X;

	if (leaf->memory != S2_NORMAL && exec)
		return EINVAL;
	return exec && exec != S2_PROT_X && !f->xnx ? EINVAL : 0;
}

uint64_t s2_make_leaf(const struct s2_format *f, const struct s2_leaf *leaf)
{
	uint64_t d = S2_VALID | S2_AF | s2_encode_address(f, leaf->address);

	assert(!s2_leaf_error(f, leaf));
	if (leaf->level == S2_LAST_LEVEL)
		d |= S2_TABLE;
	if (!f->lpa2)
		d |= S2_SH_INNER;
	d |= memory_attribute(leaf->memory, f->fwb);
	if (leaf->prot & S2_PROT_R)
		d |= S2_READ;
	if (leaf->prot & S2_PROT_W)
		d |= S2_WRITE;
	return d | execute_never(leaf->prot) | (uint64_t)leaf->sw << S2_SW_SHIFT;
}

uint64_t s2_make_table(const struct s2_format *f, uint64_t address)
{
	return s2_encode_address(f, address) | S2_TYPE;
}

uint32_t s2_prot(uint64_t d)
{
	static const uint32_t exec[] = { S2_PROT_X, S2_PROT_UX, 0, S2_PROT_PX };
	uint32_t prot = exec[(d & S2_XN) / S2_XN_EL1];

	if (d & S2_READ)
		prot |= S2_PROT_R;
	if (d & S2_WRITE)
		prot |= S2_PROT_W;
	return prot;
}

uint64_t s2_relax(uint64_t d, uint32_t prot)
{
	if (prot & S2_PROT_R)
		d |= S2_READ;
	if (prot & S2_PROT_W)
		d |= S2_WRITE;
	if (prot & S2_PROT_X)
		d = (d & ~S2_XN) | execute_never(prot);
	return d;
}
