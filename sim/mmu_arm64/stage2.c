/* SPDX-License-Identifier: BSD-2-Clause */
/* Making stage-2 descriptors. */
#include "stage2.h"

#include "gmemsim.h"

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

uint64_t s2_make_leaf(const struct s2_leaf *leaf)
{
	uint64_t d = S2_VALID | (leaf->address & S2_ADDRESS) | S2_AF | S2_SH_INNER;

	if (leaf->level == S2_LAST_LEVEL)
		d |= S2_TABLE;
	d |= memory_attribute(leaf->memory, leaf->fwb);
	if (leaf->prot & GMS_PROT_READ)
		d |= S2_READ;
	if (leaf->prot & GMS_PROT_WRITE)
		d |= S2_WRITE;
	if (!(leaf->prot & GMS_PROT_EXEC))
		d |= S2_XN_ALL;
	return d | (uint64_t)leaf->sw << S2_SW_SHIFT;
}

uint64_t s2_make_table(uint64_t address)
{
	return (address & S2_ADDRESS) | S2_TABLE | S2_VALID;
}

uint32_t s2_prot(uint64_t d)
{
	uint32_t prot = 0;

	if (d & S2_READ)
		prot |= GMS_PROT_READ;
	if (d & S2_WRITE)
		prot |= GMS_PROT_WRITE;
	if (d & S2_READ && !(d & S2_XN))
		prot |= GMS_PROT_EXEC;
	return prot;
}

uint64_t s2_relax(uint64_t d, uint32_t prot)
{
	if (prot & GMS_PROT_READ)
		d |= S2_READ;
	if (prot & GMS_PROT_WRITE)
		d |= S2_WRITE;
	if (prot & GMS_PROT_EXEC)
		d &= ~S2_XN;
	return d;
}

uint32_t s2_start_level(uint64_t ipa_bits)
{
	uint64_t levels = (ipa_bits - 8) / S2_INDEX_BITS;

	return (uint32_t)(4 - (levels < 2 ? 2 : levels));
}

uint32_t s2_nr_roots(uint64_t ipa_bits)
{
	uint32_t start = s2_start_level(ipa_bits);
	uint32_t span_bits = s2_shift(start) + S2_INDEX_BITS;

	return ipa_bits <= span_bits ? 1 : 1u << (ipa_bits - span_bits);
}
