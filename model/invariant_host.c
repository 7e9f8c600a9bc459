/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of processes' page tables and of references to pages. */
#include "invariant_rules.h"

bool next_pte(const struct gms_world *w, struct pte_cursor *at, struct seen_pte *out)
{
	for (;;) {
		if (at->process.mm && observe_pte(w, at->process.mm, &at->next_page, out))
			return true;
		at->next_page = 0;
		if (!observe_process(w, &at->next_process, &at->process))
			return false;
	}
}

/* ---- INV-10, INV-11: host page-table entries ---- */

/* The VMA, inode and page of one present entry. */
struct mapped {
	struct seen_pte pte;
	struct seen_vma vma;
	struct seen_inode inode;
	uint64_t index;
};

/* The next present entry at or after the cursor; vma.id 0: no VMA covers it. */
static bool next_mapped(const struct gms_world *w, struct pte_cursor *at, struct mapped *out)
{
	while (next_pte(w, at, &out->pte)) {
		if (!out->pte.present)
			continue;
		if (!observe_vma_of_page(w, at->process.mm, out->pte.page_number, &out->vma) ||
		    !observe_inode_by_id(w, out->vma.inode, &out->inode)) {
			out->vma = (struct seen_vma){ 0 };
			return true;
		}
		out->index = out->pte.page_number - out->vma.start + out->vma.file_page;
		return true;
	}
	return false;
}

/* INV-10 */
bool ptes_map_the_page_of_their_vma(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_page page, there;
	struct pte_cursor at = { 0 };
	struct mapped m;

	while (next_mapped(w, &at, &m)) {
		if (!m.vma.id)
			return broken(why, bytes,
				      "the host maps frame f%" PRIu64 " at page number %#" PRIx64
				      ", where nothing is mapped",
				      m.pte.page, m.pte.page_number);
		if (!observe_frame_by_id(w, m.pte.page, &page))
			return broken(why, bytes,
				      "the host maps frame f%" PRIu64 " as page %" PRIu64
				      " of handle %" PRIu64 ", and it is free",
				      m.pte.page, m.index, m.inode.handle);
		if (!observe_page_at(w, m.inode.id, m.index, &there) || there.id != page.id)
			return broken(why, bytes,
				      "the host maps frame f%" PRIu64 " as page %" PRIu64
				      " of handle %" PRIu64 ", and it %s page %" PRIu64,
				      m.pte.page, m.index, m.inode.handle,
				      page.cached ? "is" : "left", page.index);
	}
	return true;
}

/* INV-11, as the kernel of the profile grants it: HFAULT-2. */
static bool is_shared_with_host(const struct gms_world *w, const struct seen_inode *inode)
{
	return inode->mmap && (inode->init_shared || switched_on(w, "MMAP_IMPLIES_SHARED"));
}

/* INV-11 */
bool ptes_need_a_shared_file(const struct gms_world *w, char *why, size_t bytes)
{
	struct pte_cursor at = { 0 };
	struct mapped m;

	while (next_mapped(w, &at, &m)) {
		if (!m.vma.id || m.inode.is_anon)
			continue;
		if (!is_shared_with_host(w, &m.inode) || !m.vma.is_shared)
			return broken(why, bytes,
				      "the host maps page %" PRIu64 " of handle %" PRIu64
				      ", which is not shared with it",
				      m.index, m.inode.handle);
		if (m.index >= m.inode.size_bytes / gms_page_size(w))
			return broken(why, bytes,
				      "the host maps page %" PRIu64 " of handle %" PRIu64
				      ", beyond its end",
				      m.index, m.inode.handle);
	}
	return true;
}

/* ---- INV-36: who refers to a page ---- */

static bool is_mapped_at(const struct gms_world *w, uint64_t mm, uint64_t page_number,
			 uint64_t page)
{
	uint64_t cursor = page_number;
	struct seen_pte pte;

	return observe_pte(w, mm, &cursor, &pte) && pte.page_number == page_number &&
	       pte.present && pte.page == page;
}

/* By INV-10 a page can be mapped only where a VMA shows its place in its file. */
static uint32_t mappings_in(const struct gms_world *w, uint64_t mm, const struct seen_page *page)
{
	struct seen_vma vma;
	uint32_t count = 0;

	for (uint64_t c = 0; observe_vma(w, mm, &c, &vma);)
		if (vma.inode == page->inode && page->index >= vma.file_page &&
		    page->index - vma.file_page < vma.end - vma.start)
			count += is_mapped_at(w, mm, vma.start + page->index - vma.file_page,
					      page->id);
	return count;
}

/* FORK-3: a page of several processes has a place in each. */
static uint32_t mappings_anywhere(const struct gms_world *w, const struct seen_page *page)
{
	struct pte_cursor at = { 0 };
	struct seen_pte pte;
	uint32_t count = 0;

	while (next_pte(w, &at, &pte))
		count += pte.present && pte.page == page->id;
	return count;
}

static uint32_t host_mappings(const struct gms_world *w, const struct seen_page *page)
{
	struct seen_process process;
	uint32_t count = 0;

	if (!page->cached)
		return 0;
	if (page->shares)
		return mappings_anywhere(w, page);
	for (uint64_t c = 0; observe_process(w, &c, &process);)
		if (process.mm)
			count += mappings_in(w, process.mm, page);
	return count;
}

/* INV-36 */
bool references_are_accounted_for(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_page page;

	for (uint64_t c = 0; observe_frame(w, &c, &page);) {
		uint32_t mappings = host_mappings(w, &page);
		uint32_t refs = page.cached + page.shares + mappings + page.pins + page.pipes +
				page.poisoned;

		if (page.mapcount != mappings)
			return broken(why, bytes,
				      "frame f%" PRIu64 ", page %" PRIu64
				      " of its file, counts %" PRIu32
				      " host mappings and has %" PRIu32,
				      page.id, page.index, page.mapcount, mappings);
		if (page.refs != refs)
			return broken(why, bytes,
				      "frame f%" PRIu64 ", page %" PRIu64
				      " of its file, counts %" PRIu32
				      " references and has %" PRIu32,
				      page.id, page.index, page.refs, refs);
	}
	return true;
}
