/* SPDX-License-Identifier: BSD-2-Clause */
/* msync, mincore and smaps: what userspace asks about its mappings. */
#include <errno.h>
#include <stdio.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

#define MS_ASYNC      1u
#define MS_INVALIDATE 2u
#define MS_SYNC	      4u

/* ---- msync ---- */

static int check_msync(struct gms_world *w, struct task *t)
{
	uint32_t flags = (uint32_t)t->op.flags;
	struct gms_ref at = { .handle = t->op.map, .number = t->op.off };

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) || ref_address(w, at) & ~PAGE_MASK ||
	    (flags & MS_ASYNC && flags & MS_SYNC))
		return EINVAL;
	return map_range(w, t);
}

/* MSYNC-2, MSYNC-3: what one VMA answers. */
static int sync_vma(struct gms_world *w, const struct task *t, const struct vma *vma)
{
	if (t->op.flags & MS_INVALIDATE && vma->flags & VMA_LOCKED)
		return reject(w, MSYNC_2, EBUSY);
	if (t->op.flags & MS_SYNC && inode_at(w, vma->inode)->kind == INODE_GMEM)
		return reject(w, MSYNC_3, EINVAL);
	return 0;
}

static enum verdict msync_run(struct gms_world *w, struct task *t)
{
	int error = check_msync(w, t);
	bool hole = false;
	uint64_t page;

	if (error)
		return fail(w, t, MSYNC_1, error);
	for (page = t->notify_start; page < t->notify_end;) {
		ref_t ref = vma_first_in(w, t->mm, page, t->notify_end);
		const struct vma *vma = vma_at(w, ref);

		hole |= !ref || vma->start > page;
		if (!ref)
			break;
		error = sync_vma(w, t, vma);
		if (error)
			return fail(w, t, MSYNC_1, error);
		page = vma->end;
	}
	return hole ? fail(w, t, MSYNC_1, ENOMEM) : succeed(w, t, MSYNC_1, 0);
}

const struct step msync_steps[] = {
	{ "sync", msync_run, .within = need_mm_read },
	{ 0 },
};

/* ---- mincore ---- */

static enum verdict mincore_run(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	if (!error && !vma_covers(w, t->mm, t->notify_start, t->notify_end))
		error = ENOMEM;
	if (error)
		return fail(w, t, MINCORE_1, error);
	apply(w, MINCORE_1);
	t->result = (struct gms_result){ .kind = GMS_RESULT_PAGES };
	return finish();
}

const struct step mincore_steps[] = {
	{ "look", mincore_run, .within = need_mm_read },
	{ 0 },
};

/* The first ready folio of the file that [page, end) of the VMA shows; end: none. */
static uint64_t next_cached(const struct gms_world *w, const struct vma *vma, uint64_t page,
			    uint64_t end)
{
	const struct map *pages = &inode_at(w, vma->inode)->pages;
	uint64_t index = vma_index(vma, page), folio;

	for (bool more = map_ceil(w, pages, &index, &folio); more;
	     more = map_next(w, pages, &index, &folio)) {
		if (index - vma->pgoff >= end - vma->start)
			return end;
		if (frame_at(w, (ref_t)folio)->flags & FOLIO_UPTODATE)
			return index - vma->pgoff + vma->start;
	}
	return end;
}

/* The first PTE of [page, end) that is in core: a mapped page, or a poison entry. */
static uint64_t next_mapped(const struct gms_world *w, ref_t mm, uint64_t page, uint64_t end)
{
	const struct map *ptes = &mm_at(w, mm)->ptes;
	uint64_t pte;

	for (bool more = map_ceil(w, ptes, &page, &pte); more && page < end;
	     more = map_next(w, ptes, &page, &pte))
		if (pte & (PTE_PRESENT | PTE_HWPOISON))
			return page;
	return end;
}

bool mincore_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
		       uint64_t *page)
{
	struct task t = { .op = *op, .mm = process_at(w, handle_process(w, op->process))->mm };
	uint64_t at;
	ref_t ref;

	if (map_range(w, &t) || from >= t.notify_end - t.notify_start)
		return false;
	at = t.notify_start + from;
	while ((ref = vma_first_in(w, t.mm, at, t.notify_end))) {
		const struct vma *vma = vma_at(w, ref);
		uint64_t start = vma->start > at ? vma->start : at;
		uint64_t end = vma->end < t.notify_end ? vma->end : t.notify_end;
		uint64_t mapped = next_mapped(w, t.mm, start, end);
		/* Of private memory nothing is found but by its PTEs. */
		uint64_t cached = vma->flags & VMA_SHARED ? next_cached(w, vma, start, end) : end;

		*page = (mapped < cached ? mapped : cached) - t.notify_start;
		if (mapped < end || cached < end)
			return true;
		at = end;
	}
	return false;
}

/* ---- smaps ---- */

/* Bits of a line VmFlags, as the kernel numbers VM_*. */
static uint64_t vm_flags(const struct gms_world *w, const struct vma *vma)
{
	static const struct {
		uint32_t flag;
		uint32_t bit;
	} bits[] = {
		{ VMA_UFFD_MISSING, 9 }, { VMA_MAYBE_GUARD, 11 }, { VMA_UFFD_WP, 12 },
		{ VMA_LOCKED, 13 },	 { VMA_SEQ_READ, 15 },	  { VMA_RAND_READ, 16 },
		{ VMA_DONTFORK, 17 },	 { VMA_LOCKONFAULT, 19 }, { VMA_ACCOUNT, 20 },
		{ VMA_NORESERVE, 21 },	 { VMA_WIPEONFORK, 25 },  { VMA_DONTDUMP, 26 },
		{ VMA_HUGEPAGE, 29 },	 { VMA_NOHUGEPAGE, 30 },  { VMA_MERGEABLE, 31 },
		{ VMA_UFFD_MINOR, 38 },
	};
	bool gmem = inode_at(w, vma->inode)->kind == INODE_GMEM;
	uint64_t flags = vma->prot | 0x30; /* may be read and written */

	if (!gmem)
		flags |= 0x40; /* may be executed */
	if (vma->flags & VMA_SHARED)
		flags |= 0x88; /* shared, and may be */
	if (has(w, SW_SOFT_DIRTY))
		flags |= 1ull << 27;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++)
		if (vma->flags & bits[i].flag)
			flags |= 1ull << bits[i].bit;
	return flags;
}

static const char *vma_name(const struct gms_world *w, const struct vma *vma)
{
	if (inode_at(w, vma->inode)->kind == INODE_GMEM)
		return gmem_path_name(w);
	return vma->flags & VMA_SHARED ? "/dev/zero (deleted)" : "";
}

static enum verdict smaps_look(struct gms_world *w, struct task *t)
{
	ref_t ref = vma_lookup(w, t->mm, ref_address(w, t->op.hva) >> PAGE_SHIFT);
	const struct vma *vma = vma_at(w, ref);

	apply(w, MMAP_8);
	t->result = (struct gms_result){ .kind = GMS_RESULT_UNMAPPED };
	if (!ref)
		return finish();
	t->result = (struct gms_result){
		.kind = GMS_RESULT_VMA,
		.prot = vma->prot,
		.flags = vm_flags(w, vma),
		.offset = vma->flags & VMA_SHARED ? vma->pgoff << PAGE_SHIFT : 0,
		.len = (vma->end - vma->start) << PAGE_SHIFT,
	};
	snprintf(t->result.text, sizeof(t->result.text), "%s", vma_name(w, vma));
	return finish();
}

const struct step smaps_steps[] = {
	{ "look", smaps_look, .within = need_mm_read },
	{ 0 },
};
