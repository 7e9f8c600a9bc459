/* SPDX-License-Identifier: BSD-2-Clause */
/* The walk of an EPT with everything that can go wrong on it. */
#include "ept_walk.h"

#include <assert.h>

/* ---- EPTP ---- */

bool ept_pointer_is_valid(const struct ept_cpu *cpu, uint64_t eptp)
{
	uint64_t type = eptp & EPTP_TYPE_MASK;
	uint32_t levels = ept_pointer_levels(eptp);

	if (type != EPTP_TYPE_WB && !(type == 0 && cpu->uncached_tables))
		return false;
	if (levels != 4 && !(levels == 5 && cpu->five_levels))
		return false;
	if (eptp & EPTP_ACCESS_DIRTY && !cpu->access_dirty)
		return false;
	return !(eptp & EPTP_RESERVED) && !(eptp >> cpu->maxphyaddr);
}

bool ept_open(struct ept *ept, const struct ept_cpu *cpu, uint64_t eptp,
	      struct table_memory memory)
{
	if (!ept_pointer_is_valid(cpu, eptp))
		return false;
	*ept = ept_of(cpu, eptp, memory);
	return true;
}

/* ---- One entry ---- */

/* With MBEC an entry that only users may execute is present too. */
static uint64_t present_bits(const struct ept_cpu *cpu)
{
	return EPT_RWX | (cpu->mbec ? EPT_EXEC_USER : 0);
}

bool ept_entry_is_present(const struct ept_cpu *cpu, uint64_t e)
{
	return e & present_bits(cpu);
}

static uint32_t bad_rights(const struct ept_cpu *cpu, uint64_t e)
{
	uint64_t exec = present_bits(cpu) & (EPT_EXEC | EPT_EXEC_USER);

	if (e & EPT_READ)
		return 0;
	return (e & EPT_WRITE ? EPT_BAD_WRITE_ONLY : 0) |
	       (e & exec && !cpu->exec_only ? EPT_BAD_EXEC_ONLY : 0);
}

/* Bit 7 of a root is reserved; below it says that this is no table. */
static uint32_t bad_table(uint64_t e, uint32_t level)
{
	uint64_t reserved = EPT_TABLE_RESERVED | (level > PAGING_LEVEL_1G ? EPT_PAGE : 0);

	return e & reserved ? EPT_BAD_TABLE_BITS : 0;
}

static uint32_t bad_leaf(const struct ept_cpu *cpu, uint64_t e, uint32_t level)
{
	bool exists = level == PAGING_LEVEL_4K ||
		      (level == PAGING_LEVEL_2M ? cpu->page_2m : cpu->page_1g);

	return (exists ? 0 : EPT_BAD_PAGE_SIZE) |
	       (e & EPT_ADDRESS & (paging_size(level) - 1) ? EPT_BAD_FRAME : 0) |
	       (ept_memory_type_is_valid(e) ? 0 : EPT_BAD_MEMORY_TYPE);
}

uint32_t ept_misconfiguration(const struct ept_cpu *cpu, uint64_t e, uint32_t level)
{
	uint32_t reasons = bad_rights(cpu, e);

	if (e & paging_reserved_address(cpu->maxphyaddr))
		reasons |= EPT_BAD_ADDRESS;
	return reasons |
	       (ept_entry_ends_walk(e, level) ? bad_leaf(cpu, e, level) : bad_table(e, level));
}

/* ---- The walk ---- */

static uint32_t linear_qualification(const struct ept *ept, const struct ept_access *access)
{
	uint32_t qualification = access->advanced & EPT_QUAL_NMI_UNBLOCK;

	if (!access->linear)
		return qualification;
	qualification |= EPT_QUAL_LINEAR;
	if (access->guest_table)
		return qualification;
	if (ept->cpu.advanced)
		qualification |= access->advanced & EPT_QUAL_ADVANCED;
	return qualification | EPT_QUAL_FINAL;
}

/* X86-EPT-8, X86-EPT-9.  walk->entry decides on #VE; above the table there is none. */
static struct ept_walk violation(const struct ept *ept, struct ept_walk walk,
				 const struct ept_access *access, bool has_entry)
{
	uint64_t rights = ept_walk_rights(ept, &walk);

	walk.outcome = EPT_VIOLATION;
	if (ept->cpu.violation_ve && has_entry && !(walk.entry & EPT_SUPPRESS_VE))
		walk.outcome = EPT_VIRTUALIZED;
	walk.qualification = access->kind | linear_qualification(ept, access);
	if (access->guest_table && ept->access_dirty)
		walk.qualification |= EPT_ACCESS_READ | EPT_ACCESS_WRITE;
	walk.qualification |= (uint32_t)(rights & EPT_RWX) << EPT_QUAL_RIGHTS_SHIFT;
	if (rights & EPT_EXEC_USER)
		walk.qualification |= EPT_QUAL_USER_EXEC;
	return walk;
}

/* Go down to the entry that ends the walk.  False: there is no memory, or it is bad. */
static bool descend(const struct ept *ept, uint64_t gpa, struct ept_walk *walk)
{
	for (uint64_t table = ept->root;; table = walk->entry & EPT_ADDRESS, walk->level--) {
		walk->outcome = EPT_NO_MEMORY;
		if (!table_memory_holds(&ept->memory, table))
			return false;
		walk->entry =
			*table_memory_at(&ept->memory, table + paging_offset(gpa, walk->level));
		if (!ept_entry_is_present(&ept->cpu, walk->entry)) {
			walk->all = 0;
			return true;
		}
		walk->outcome = EPT_MISCONFIGURED;
		walk->reasons = ept_misconfiguration(&ept->cpu, walk->entry, walk->level);
		if (walk->reasons)
			return false;
		walk->all &= walk->entry;
		if (ept_entry_ends_walk(walk->entry, walk->level))
			return true;
	}
}

struct ept_walk ept_walk_full(const struct ept *ept, uint64_t gpa,
			      const struct ept_access *access)
{
	struct ept_walk walk = { .level = ept->levels, .all = ~0ull };
	uint64_t need = ept_rights_needed(ept, access), within;

	assert(ept->levels == 4 || ept->levels == 5);
	if (gpa >> paging_shift(ept->levels + 1)) {
		walk.all = 0;
		return violation(ept, walk, access, false);
	}
	if (!descend(ept, gpa, &walk))
		return walk;
	if (need & ~walk.all)
		return violation(ept, walk, access, true);
	within = paging_size(walk.level) - 1;
	walk.outcome = EPT_MAPPED;
	walk.hpa = (walk.entry & EPT_ADDRESS) | (gpa & within);
	return walk;
}

void ept_mark_used(const struct ept *ept, uint64_t gpa, const struct ept_walk *walk, bool write)
{
	uint64_t table = ept->root, *e;

	if (!ept->access_dirty)
		return;
	for (uint32_t level = ept->levels;; level--) {
		e = table_memory_at(&ept->memory, table + paging_offset(gpa, level));
		*e |= EPT_ACCESSED;
		if (level == walk->level)
			break;
		table = *e & EPT_ADDRESS;
	}
	if (write)
		*e |= EPT_DIRTY;
}
