/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * VMAs: found, split, merged, inserted, removed; and the addresses of mappings.
 *
 *	mapping H   |................|      a name, and the range mmap gave it
 *	VMAs        |....|      |....|      what munmap and mprotect left of it
 *
 * Addresses are given out in ascending order and never again, unless a call asks
 * for one by number.  What an address is called does not change: it keeps the
 * name of the mapping that first lay there.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"

#define HUGE_PAGES    (1ull << 9)
/* vm.mmap_min_addr as it is by default: a hint below it means this address. */
#define MMAP_MIN_ADDR 0x10000ull

/* ---- Finding ---- */

ref_t vma_lookup(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t start = page, vma;

	if (!map_floor(w, &mm_at(w, mm)->vmas, &start, &vma))
		return 0;
	return page < vma_at(w, (ref_t)vma)->end ? (ref_t)vma : 0;
}

ref_t vma_first_in(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	ref_t vma = start < end ? vma_lookup(w, mm, start) : 0;
	uint64_t value;

	if (vma || start >= end)
		return vma;
	if (!map_ceil(w, &mm_at(w, mm)->vmas, &start, &value) || start >= end)
		return 0;
	return (ref_t)value;
}

bool vma_covers(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	while (start < end) {
		ref_t vma = vma_lookup(w, mm, start);

		if (!vma)
			return false;
		start = vma_at(w, vma)->end;
	}
	return true;
}

/* ---- Inserting and removing ---- */

static void vma_link(struct gms_world *w, ref_t ref)
{
	struct vma *vma = vma_at(w, ref);
	struct inode *inode = inode_at(w, vma->inode);

	vma->next_in_inode = inode->vmas;
	inode->vmas = ref;
	inode->refs++;
	if (vma->file)
		file_get(w, vma->file);
}

static void vma_unlink(struct gms_world *w, ref_t ref)
{
	ref_t *link = &inode_at(w, vma_at(w, ref)->inode)->vmas;

	while (*link != ref)
		link = &vma_at(w, *link)->next_in_inode;
	*link = vma_at(w, ref)->next_in_inode;
}

ref_t vma_insert(struct gms_world *w, const struct vma *vma)
{
	ref_t ref = pool_take(w, POOL_VMA);

	if (!ref)
		return 0;
	*vma_at(w, ref) = *vma;
	if (!map_set(w, &mm_at(w, vma->mm)->vmas, vma->start, ref)) {
		pool_give(w, POOL_VMA, ref);
		return 0;
	}
	vma_link(w, ref);
	return ref;
}

void vma_remove(struct gms_world *w, struct task *t, ref_t ref)
{
	const struct vma *vma = vma_at(w, ref);
	ref_t inode = vma->inode, file = vma->file;

	map_erase(w, &mm_at(w, vma->mm)->vmas, vma->start);
	vma_unlink(w, ref);
	pool_give(w, POOL_VMA, ref);
	if (file)
		file_put(w, t, file);
	inode_put(w, inode);
}

ref_t anon_inode(struct gms_world *w, enum inode_kind kind, uint64_t handle, uint64_t pages)
{
	ref_t ref = pool_take(w, POOL_INODE);
	struct inode *inode;

	if (!ref)
		return 0;
	inode = inode_at(w, ref);
	inode->kind = kind;
	inode->size = pages << PAGE_SHIFT;
	inode->handle = handle;
	return ref;
}

/*
 * A folio that a fault has locked is about to be mapped: it stays, and is zeroed; unless
 * another process may have it, for which such a fault looks once more.
 */
static void discard_folio(struct gms_world *w, const struct task *t, ref_t inode, uint64_t index,
			  ref_t folio)
{
	int holder;

	if (frame_at(w, folio)->flags & FOLIO_FORKED ||
	    need_available(w, t, need(GMS_LOCK_FOLIO, LOCK_WRITE, folio), &holder))
		folio_leave(w, inode, index, folio);
	else
		folio_zero(w, folio);
}

void anon_discard(struct gms_world *w, const struct task *t, uint64_t start, uint64_t end)
{
	ref_t ref;

	while ((ref = vma_first_in(w, t->mm, start, end))) {
		const struct vma *vma = vma_at(w, ref);
		const struct map *pages = &inode_at(w, vma->inode)->pages;
		uint64_t from = vma->start > start ? vma->start : start;
		uint64_t to = vma->end < end ? vma->end : end;
		uint64_t index = vma_index(vma, from), last = vma_index(vma, to - 1), folio;

		start = to;
		if (vma->flags & VMA_SHARED)
			continue;
		for (bool more = map_ceil(w, pages, &index, &folio); more && index <= last;
		     more = map_next(w, pages, &index, &folio))
			discard_folio(w, t, vma->inode, index, (ref_t)folio);
	}
}

void anon_move(struct gms_world *w, const struct task *t)
{
	const struct vma *vma = vma_at(w, vma_lookup(w, t->mm, t->notify_start));
	struct map *pages = &inode_at(w, vma->inode)->pages;
	uint64_t index = t->notify_start, folio;

	if (vma->flags & VMA_SHARED)
		return;
	for (; map_ceil(w, pages, &index, &folio) && index < t->notify_end; index++) {
		uint64_t to = index - t->notify_start + t->notify_move;

		if (map_set(w, pages, to, folio)) {
			map_erase(w, pages, index);
			folio_moved(w, vma->inode, to, (ref_t)folio);
			continue;
		}
		/* Room was made sure of, and another task took it. */
		pte_clear(w, t->mm, index);
		folio_leave(w, vma->inode, index, (ref_t)folio);
	}
}

/* ---- Splitting and merging ---- */

/* The part of a VMA from page on becomes one of its own. */
static bool vma_split(struct gms_world *w, ref_t mm, uint64_t page)
{
	ref_t ref = vma_lookup(w, mm, page);
	struct vma upper;

	if (!ref || vma_at(w, ref)->start == page)
		return true;
	upper = *vma_at(w, ref);
	upper.start = page;
	upper.pgoff = vma_index(vma_at(w, ref), page);
	if (!vma_insert(w, &upper))
		return false;
	vma_at(w, ref)->end = page;
	return true;
}

bool vma_split_range(struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	return vma_split(w, mm, start) && vma_split(w, mm, end);
}

/* b begins where a ends.  That there may be guard pages does not keep them apart. */
static bool mergeable(const struct vma *a, const struct vma *b)
{
	return a->inode == b->inode && a->file == b->file && a->prot == b->prot &&
	       a->policy == b->policy && !((a->flags ^ b->flags) & ~VMA_MAYBE_GUARD) &&
	       vma_index(a, a->end) == b->pgoff;
}

void vma_merge_range(struct gms_world *w, struct task *t, uint64_t start, uint64_t end)
{
	ref_t ref = vma_first_in(w, t->mm, start ? start - 1 : 0, end), next;

	while (ref && vma_at(w, ref)->end <= end) {
		struct vma *vma = vma_at(w, ref);

		next = vma_first_in(w, t->mm, vma->end, end + 1);
		if (!next || vma_at(w, next)->start != vma->end ||
		    !mergeable(vma, vma_at(w, next))) {
			ref = next;
			continue;
		}
		vma->flags |= vma_at(w, next)->flags;
		vma->end = vma_at(w, next)->end;
		vma_remove(w, t, next);
	}
}

/* VMA by VMA: one that has the flags already is not split, and needs no memory. */
bool vma_change_flags(struct gms_world *w, struct task *t, uint32_t clear, uint32_t set)
{
	uint64_t page = t->notify_start, end = t->notify_end;
	bool fits = true;
	ref_t ref;

	while (fits && (ref = vma_first_in(w, t->mm, page, end))) {
		const struct vma *vma = vma_at(w, ref);
		uint64_t from = vma->start > page ? vma->start : page;
		uint32_t flags = (vma->flags & ~clear) | set;

		page = vma->end < end ? vma->end : end;
		if (flags == vma->flags)
			continue;
		fits = vma_split_range(w, t->mm, from, page);
		if (fits)
			vma_at(w, vma_lookup(w, t->mm, from))->flags = flags;
	}
	vma_merge_range(w, t, t->notify_start, end);
	return fits;
}

/* ---- UNMAP_RANGE ---- */

enum { UNMAP_SPLIT, UNMAP_REMOVE };

static enum verdict unmap_split(struct gms_world *w, struct task *t)
{
	t->error = 0;
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end)) {
		t->error = ENOMEM;
		return RETURN;
	}
	if (!vma_first_in(w, t->mm, t->notify_start, t->notify_end))
		return RETURN;
	t->notify_mode = NOTIFY_UNMAP;
	return call(t, PROTO_NOTIFY);
}

static enum verdict unmap_remove(struct gms_world *w, struct task *t)
{
	ref_t ref;

	while ((ref = vma_first_in(w, t->mm, t->notify_start, t->notify_end)))
		vma_remove(w, t, ref);
	return RETURN;
}

const struct step unmap_range_steps[] = {
	[UNMAP_SPLIT] = { "split", unmap_split },
	[UNMAP_REMOVE] = { "remove", unmap_remove },
	{ 0 },
};

/* ---- Addresses ---- */

/* The mapping whose name the page of the address space has; 0: none was ever there. */
static ref_t area_of(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t start = page, ref;
	const struct mapping *m;

	if (!map_floor(w, &mm_at(w, mm)->areas, &start, &ref))
		return 0;
	m = mapping_at(w, (ref_t)ref);
	return page < m->start + m->pages ? (ref_t)ref : 0;
}

/* Where the part of that name which holds the page ends; page itself if it has none. */
static uint64_t area_end(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t next = page + 1, end, value;
	ref_t ref = area_of(w, mm, page);

	if (!ref)
		return page;
	end = mapping_at(w, ref)->start + mapping_at(w, ref)->pages;
	return map_ceil(w, &mm_at(w, mm)->areas, &next, &value) && next < end ? next : end;
}

bool area_covers(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	for (uint64_t next; start < end; start = next) {
		next = area_end(w, mm, start);
		if (next == start)
			return false;
	}
	return true;
}

bool mapping_of(const struct gms_world *w, ref_t mm, uint64_t address, uint64_t *handle,
		uint64_t *offset)
{
	ref_t ref = area_of(w, mm, address >> PAGE_SHIFT);

	if (!ref)
		return false;
	*handle = mapping_at(w, ref)->handle;
	*offset = address - (mapping_at(w, ref)->start << PAGE_SHIFT);
	return true;
}

/* The end of the last name that stands for part of [start, end); 0: there is none. */
static uint64_t taken_up_to(const struct gms_world *w, const struct mm *mm, uint64_t start,
			    uint64_t end)
{
	uint64_t last = end - 1, ref, up_to;

	if (!map_floor(w, &mm->areas, &last, &ref))
		return 0;
	up_to = mapping_at(w, (ref_t)ref)->start + mapping_at(w, (ref_t)ref)->pages;
	return up_to > start ? up_to : 0;
}

/* To the largest page of the host that it could hold; 2M at least, as files are, too. */
static uint64_t align_to_leaf(const struct gms_world *w, uint64_t start, uint64_t pages)
{
	uint64_t leaf = HUGE_PAGES;

	if (w->config.param[GMS_PARAM_HOST_HUGE_LEVEL] > 2 && pages >= HUGE_PAGES << 9)
		leaf <<= 9;
	return pages < leaf ? start : (start + leaf - 1) & ~(leaf - 1);
}

static uint64_t vma_place(struct gms_world *w, ref_t ref, uint64_t pages, uint64_t end)
{
	struct mm *mm = mm_at(w, ref);
	uint64_t start = mm->next_map, up_to;

	for (;;) {
		start = align_to_leaf(w, start, pages);
		if (start >= end || pages >= end - start)
			return 0;
		up_to = taken_up_to(w, mm, start, start + pages);
		if (!up_to)
			break;
		start = up_to + 1;
	}
	/* A page stays free between two mappings. */
	mm->next_map = start + pages + 1;
	return start;
}

/* Where addresses end that a process gets without asking for higher ones. */
static uint64_t window_end(const struct gms_world *w)
{
	uint64_t end = host_page_end(w), four_levels = ((1ull << 47) - PAGE_SIZE) >> PAGE_SHIFT;

	return w->config.arch == GMS_ARCH_X86 && end > four_levels ? four_levels : end;
}

uint64_t vma_choose(struct gms_world *w, ref_t mm, uint64_t hint, uint64_t pages)
{
	uint64_t window = window_end(w), end = host_page_end(w), start;

	hint &= PAGE_MASK;
	if (!hint)
		return vma_place(w, mm, pages, window);
	start = (hint < MMAP_MIN_ADDR ? MMAP_MIN_ADDR : hint) >> PAGE_SHIFT;
	if (start > end || pages > end - start || (start <= window && start + pages > window) ||
	    vma_first_in(w, mm, start, start + pages))
		return vma_place(w, mm, pages, start > window ? end : window);
	return start;
}

ref_t mapping_name(struct gms_world *w, const struct task *t)
{
	ref_t ref = pool_take_internal(w, POOL_MAPPING);

	if (!ref)
		return 0;
	if (!handle_set_mapping(w, t->op.define, ref)) {
		pool_give(w, POOL_MAPPING, ref);
		return 0;
	}
	*mapping_at(w, ref) = (struct mapping){
		.handle = t->op.define,
		.mm = t->mm,
		.failed = 1,
	};
	/* Its names are needed as long as the mapping has one. */
	mm_get(w, t->mm);
	return ref;
}

bool mapping_settle(struct gms_world *w, const struct task *t, uint64_t start, uint64_t pages)
{
	ref_t ref = handle_mapping(w, t->op.define);
	struct map *areas = &mm_at(w, t->mm)->areas;
	struct mapping *m = mapping_at(w, ref);
	uint64_t page = start, end = start + pages;

	m->start = start;
	m->pages = pages;
	while (page < end) {
		uint64_t next = page + 1, value;

		if (area_of(w, t->mm, page)) {
			page = area_end(w, t->mm, page);
			continue;
		}
		if (!map_set(w, areas, page, ref))
			return false;
		page = map_ceil(w, areas, &next, &value) ? next : end;
	}
	m->failed = 0;
	return true;
}

void mapping_unsettle(struct gms_world *w, const struct task *t)
{
	ref_t ref = handle_mapping(w, t->op.define);
	struct map *areas = &mm_at(w, t->mm)->areas;
	struct mapping *m = mapping_at(w, ref);
	uint64_t page = m->start, named;

	while (map_ceil(w, areas, &page, &named) && page < m->start + m->pages) {
		if (named == ref)
			map_erase(w, areas, page);
		page++;
	}
	m->start = m->pages = 0;
	m->failed = 1;
}
