/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Large pages of the host: private memory that is mapped by one leaf of 2M or 1G.
 *
 * The page table (struct mm) has one entry for each 4K all the same, and frames are
 * single.  A large page is what would be one leaf: an aligned block of entries with the
 * same rights to frames in a row.  So whatever changes part of a block has split it, and
 * the host has as many ways to do that as the kernel has.
 */
#include "gmem.h"
#include "host_mm.h"
#include "mempolicy.h"

static uint64_t pages_of(uint32_t level)
{
	return 1ull << 9 * (level - 1);
}

static uint32_t largest(const struct gms_world *w)
{
	return (uint32_t)w->config.param[GMS_PARAM_HOST_HUGE_LEVEL];
}

/* What all entries of a block share, but for the frame. */
static uint64_t rights_of(uint64_t pte)
{
	return pte & (PTE_PRESENT | PTE_WRITE);
}

/* A frame that was given back and comes again is in the same place, but a page of its own. */
static bool is_of_row(const struct gms_world *w, uint64_t pte)
{
	return pte & PTE_PRESENT && frame_at(w, pte_folio(pte))->flags & FOLIO_ROW;
}

static bool is_one_leaf(const struct gms_world *w, ref_t mm, uint64_t page, uint32_t level)
{
	uint64_t first = page & ~(pages_of(level) - 1), head = pte_lookup(w, mm, first), pte;

	if (!is_of_row(w, head) || frame_pfn(pte_folio(head)) & (pages_of(level) - 1))
		return false;
	for (uint64_t i = 1; i < pages_of(level); i++) {
		pte = pte_lookup(w, mm, first + i);
		if (!is_of_row(w, pte) || rights_of(pte) != rights_of(head) ||
		    pte_folio(pte) != pte_folio(head) + i)
			return false;
	}
	return true;
}

uint32_t host_mapping_level(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint32_t level = largest(w);

	while (level > 1 && !is_one_leaf(w, mm, page, level))
		level--;
	return level;
}

/* ---- Bringing one in ---- */

static bool is_empty(const struct gms_world *w, const struct task *t, const struct vma *vma,
		     uint64_t first, uint64_t count)
{
	uint64_t index = vma_index(vma, first), page = first, value;

	if (first < vma->start || first + count > vma->end)
		return false;
	if (map_ceil(w, &mm_at(w, t->mm)->ptes, &page, &value) && page < first + count)
		return false;
	page = index;
	return !map_ceil(w, &inode_at(w, vma->inode)->pages, &page, &value) ||
	       page >= index + count;
}

/* The inode's page, and the entry for it; false: neither. */
static bool map_one(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t page,
		    ref_t folio)
{
	uint64_t write = vma->prot & GMS_PROT_WRITE ? PTE_WRITE | PTE_DIRTY : 0;

	if (!folio_insert(w, vma->inode, vma_index(vma, page), folio))
		return false;
	if (pte_set(w, t->mm, page, folio, write)) {
		frame_at(w, folio)->flags |= write ? FOLIO_DIRTY : 0;
		return true;
	}
	folio_remove(w, folio);
	return false;
}

static bool map_row(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t first,
		    ref_t folio, uint64_t count)
{
	uint64_t done = 0;

	while (done < count && map_one(w, t, vma, first + done, folio + (ref_t)done))
		done++;
	for (uint64_t i = 0; done < count && i < done; i++) {
		pte_clear(w, t->mm, first + i);
		folio_remove(w, folio + (ref_t)i);
	}
	for (uint64_t i = 0; i < count; i++)
		folio_put(w, folio + (ref_t)i);
	return done == count;
}

static bool map_level(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t page,
		      uint32_t level)
{
	uint64_t count = pages_of(level), first = page & ~(count - 1);
	ref_t folio;

	if (!is_empty(w, t, vma, first, count))
		return false;
	t->inode = vma->inode;
	t->getfolio_index = vma_index(vma, page);
	folio = policy_alloc_row(w, t, (uint32_t)count);
	if (!folio || !map_row(w, t, vma, first, folio, count))
		return false;
	apply(w, HLARGE_1);
	return true;
}

/* Without memory for one the fault goes on with a small page, as the kernel's does. */
bool host_map_large(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t page)
{
	uint32_t level = largest(w);

	if (inode_at(w, vma->inode)->kind != INODE_ANON || vma->flags & VMA_NOHUGEPAGE)
		return false;
	while (level > 1 && !map_level(w, t, vma, page, level))
		level--;
	return level > 1;
}
