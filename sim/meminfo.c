/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * /proc/meminfo, as far as the pages of files and of processes change it.
 *
 * A kernel keeps counters, in batches a processor; here the pages are counted when
 * somebody asks, all in one step.
 */
#include "gmem.h"
#include "host_mm.h"

static bool is_file_page(const struct gms_world *w, const struct frame *f)
{
	return f->flags & FOLIO_CACHED && inode_at(w, f->inode)->kind != INODE_ANON;
}

static bool counts(const struct gms_world *w, const struct frame *f, uint64_t line)
{
	switch (line) {
	case GMS_MEMINFO_CACHED:
		return is_file_page(w, f);
	case GMS_MEMINFO_SHMEM:
		return is_file_page(w, f) && inode_at(w, f->inode)->kind == INODE_SHMEM;
	case GMS_MEMINFO_MAPPED:
		return is_file_page(w, f) && f->mapcount;
	case GMS_MEMINFO_MLOCKED:
		return f->flags & FOLIO_COUNTED;
	default:
		return !(f->flags & FOLIO_HWPOISON) &&
		       f->flags & (FOLIO_UNEVICTABLE | FOLIO_COUNTED);
	}
}

/* MEMINFO-3: mark what a VMA maps. */
static void mark_mapped(struct gms_world *w, const struct vma *vma)
{
	const struct map *ptes = &mm_at(w, vma->mm)->ptes;
	uint64_t page = vma->start, pte;

	for (bool more = map_ceil(w, ptes, &page, &pte); more && page < vma->end;
	     more = map_next(w, ptes, &page, &pte))
		if (pte & PTE_PRESENT)
			frame_at(w, pte_folio(pte))->flags |= FOLIO_COUNTED;
}

static void mark_locked(struct gms_world *w, ref_t mm)
{
	uint64_t start, vma;

	for (bool more = map_first(w, &mm_at(w, mm)->vmas, &start, &vma); more;
	     more = map_next(w, &mm_at(w, mm)->vmas, &start, &vma))
		if (vma_at(w, (ref_t)vma)->flags & VMA_LOCKED)
			mark_mapped(w, vma_at(w, (ref_t)vma));
}

static enum verdict meminfo_count(struct gms_world *w, struct task *t)
{
	uint64_t pages = 0;

	if (t->op.command >= GMS_NR_MEMINFO)
		return unsupported(t, "there is no such line of /proc/meminfo");
	apply(w, MEMINFO_1);
	apply(w, MEMINFO_2);
	for (ref_t p = 1; p < w->pool[POOL_PROCESS].used; p++)
		if (process_at(w, p)->live && process_at(w, p)->mm)
			mark_locked(w, process_at(w, p)->mm);
	for (ref_t i = 1; i < w->pool[POOL_FRAME].used; i++) {
		struct frame *f = frame_at(w, i);

		if (!f->refs)
			continue;
		pages += counts(w, f, t->op.command);
		f->flags &= ~FOLIO_COUNTED;
	}
	return succeed(w, t, MEMINFO_3, (int64_t)pages);
}

const struct step meminfo_steps[] = {
	{ "count", meminfo_count },
	{ 0 },
};
