/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk of an NPT with everything that can go wrong on it. */
#include "npt_walk.h"

#include <assert.h>

#define NCR3_FLAGS 0xfffull /* cache control, and bits that are ignored */

static uint64_t cbit_mask(const struct npt_cpu *cpu)
{
	return cpu->cbit ? 1ull << cpu->cbit : 0;
}

/* In a present entry of any kind. */
static uint64_t always_reserved(const struct npt_cpu *cpu)
{
	return (paging_reserved_address(cpu->maxphyaddr) & ~cbit_mask(cpu)) |
	       (cpu->nx ? 0 : NPT_NX);
}

static uint32_t page_sizes(const struct npt_cpu *cpu)
{
	return 1u << PAGING_LEVEL_4K | 1u << PAGING_LEVEL_2M |
	       (uint32_t)cpu->page_1g << PAGING_LEVEL_1G;
}

uint64_t npt_reserved(const struct npt_cpu *cpu, uint64_t e, uint32_t level)
{
	uint64_t reserved = always_reserved(cpu);

	if (level > PAGING_LEVEL_1G)
		return reserved | NPT_PAGE | NPT_GLOBAL;
	if (level == PAGING_LEVEL_4K || !(e & NPT_PAGE))
		return reserved;
	return reserved | npt_frame_reserved(level) |
	       (page_sizes(cpu) >> level & 1 ? 0 : NPT_PAGE);
}

bool npt_open(struct npt *npt, const struct npt_cpu *cpu, uint64_t ncr3,
	      struct table_memory memory)
{
	*npt = (struct npt){
		.memory = memory,
		.address = NPT_ADDRESS & ~cbit_mask(cpu),
		.cpu = *cpu,
		.reserved = always_reserved(cpu),
		.levels = cpu->five_levels ? 5 : 4,
		.page_sizes = page_sizes(cpu),
	};
	if (ncr3 & ~NCR3_FLAGS & ~cbit_mask(cpu) & ~((1ull << cpu->maxphyaddr) - 1))
		return false;
	npt->root = ncr3 & npt->address;
	npt->plain = NPT_PRESENT | NPT_PAGE | NPT_GLOBAL | npt->reserved;
	return true;
}

static uint64_t error_code(const struct npt_access *access)
{
	return PFERR_USER | (npt_access_writes(access) ? PFERR_WRITE : 0) |
	       (access->fetch ? PFERR_FETCH : 0) | (access->encrypted ? PFERR_ENCRYPTED : 0) |
	       (access->guest_table ? PFERR_GUEST_PAGE : PFERR_FINAL);
}

/* X86-NPT-3; with GMET, X86-NPT-6: U closes the page to fetches of the supervisor alone. */
static bool permitted(const struct npt *npt, const struct npt_walk *walk,
		      const struct npt_access *access)
{
	if (npt_access_writes(access) && !(walk->all & NPT_WRITE))
		return false;
	if (access->fetch && walk->any & NPT_NX)
		return false;
	if (!npt->cpu.gmet)
		return walk->all & NPT_USER;
	return !access->fetch || !access->supervisor || !(walk->all & NPT_USER);
}

static struct npt_walk fault(struct npt_walk walk, uint64_t more)
{
	walk.outcome = NPT_FAULT;
	walk.error_code |= more;
	return walk;
}

struct npt_walk npt_walk_full(const struct npt *npt, uint64_t gpa,
			      const struct npt_access *access)
{
	struct npt_walk walk = {
		.level = npt->levels,
		.all = ~0ull,
		.error_code = error_code(access),
	};
	uint64_t within;

	assert(npt->levels == 4 || npt->levels == 5);
	/* Not told by the manuals that the rules were read from: nothing is there. */
	if (gpa >> paging_shift(npt->levels + 1))
		return fault(walk, 0);
	for (uint64_t table = npt->root;; table = walk.entry & npt->address, walk.level--) {
		if (!table_memory_holds(&npt->memory, table)) {
			walk.outcome = NPT_NO_MEMORY;
			return walk;
		}
		walk.entry =
			*table_memory_at(&npt->memory, table + paging_offset(gpa, walk.level));
		if (!(walk.entry & NPT_PRESENT))
			return fault(walk, 0);
		if (walk.entry & npt_reserved(&npt->cpu, walk.entry, walk.level))
			return fault(walk, PFERR_PRESENT | PFERR_RSVD);
		walk.all &= walk.entry;
		walk.any |= walk.entry;
		if (npt_entry_ends_walk(walk.entry, walk.level))
			break;
	}
	if (!permitted(npt, &walk, access))
		return fault(walk, PFERR_PRESENT);
	within = paging_size(walk.level) - 1;
	walk.outcome = NPT_MAPPED;
	walk.error_code = 0;
	walk.hpa = (walk.entry & npt->address & ~within) | (gpa & within);
	return walk;
}

void npt_mark_used(const struct npt *npt, uint64_t gpa, const struct npt_walk *walk, bool write)
{
	uint64_t table = npt->root, *e;

	for (uint32_t level = npt->levels;; level--) {
		e = table_memory_at(&npt->memory, table + paging_offset(gpa, level));
		*e |= NPT_ACCESSED;
		if (level == walk->level)
			break;
		table = *e & npt->address;
	}
	if (write)
		*e |= NPT_DIRTY;
}
