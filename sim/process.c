/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Processes: their memory, and fork.
 *
 *	fork: copy-files -> copy-vma --shared----------------> next VMA ... -> done
 *	                      |  ^
 *	                      |  private: write-protect, tell VMs, copy-pages
 *	                      +--+
 *
 * The parent's mmap lock is held throughout, so that what was write-protected
 * stays so until its pages are shared.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "process.h"

/* ---- Address spaces ---- */

ref_t mm_new(struct gms_world *w)
{
	ref_t mm = pool_take_internal(w, POOL_MM);

	if (!mm)
		return 0;
	mm_at(w, mm)->refs = 1;
	mm_at(w, mm)->next_map = HOST_MAP_BASE >> PAGE_SHIFT;
	return mm;
}

void mm_put(struct gms_world *w, ref_t mm)
{
	if (--mm_at(w, mm)->refs)
		return;
	map_clear(w, &mm_at(w, mm)->areas);
	pool_give(w, POOL_MM, mm);
}

void mm_clear(struct gms_world *w, struct task *t, ref_t mm)
{
	uint64_t key, value;

	while (map_first(w, &mm_at(w, mm)->ptes, &key, &value))
		pte_clear(w, mm, key);
	while (map_first(w, &mm_at(w, mm)->vmas, &key, &value))
		vma_remove(w, t, (ref_t)value);
}

/* ---- Descriptors ---- */

static bool map_copy(struct gms_world *w, struct map *to, const struct map *from)
{
	uint64_t key, value;

	for (bool more = map_first(w, from, &key, &value); more;
	     more = map_next(w, from, &key, &value))
		if (!map_set(w, to, key, value))
			return false;
	return true;
}

void process_close_files(struct gms_world *w, struct task *t, struct process *p, uint64_t flags)
{
	uint64_t key, value;

	for (bool more = map_first(w, &p->fds, &key, &value); more;
	     more = map_next(w, &p->fds, &key, &value)) {
		if ((value & flags) != flags)
			continue;
		map_erase(w, &p->fds, key);
		file_put(w, t, (ref_t)value);
	}
	for (bool more = map_first(w, &p->names, &key, &value); more;
	     more = map_next(w, &p->names, &key, &value))
		if (!map_get(w, &p->fds, fd_of_name(value), NULL))
			map_erase(w, &p->names, key);
	p->fd_hint = 0;
}

static bool copy_files(struct gms_world *w, struct process *child, const struct process *parent)
{
	uint64_t fd, entry;

	for (bool more = map_first(w, &parent->fds, &fd, &entry); more;
	     more = map_next(w, &parent->fds, &fd, &entry)) {
		if (!map_set(w, &child->fds, fd, entry))
			return false;
		file_get(w, (ref_t)entry);
	}
	child->fd_hint = parent->fd_hint;
	return map_copy(w, &child->names, &parent->names);
}

/* ---- fork ---- */

enum { FORK_FILES, FORK_VMA, FORK_PAGES };

static struct process *child_of(const struct gms_world *w, const struct task *t)
{
	return process_at(w, t->child);
}

/* What the child's inodes are is known while it is made; one may have no VMA yet. */
static void forget_inodes(struct gms_world *w, const struct task *t)
{
	const struct map *vmas = &mm_at(w, t->mm)->vmas;
	uint64_t start, vma;

	for (bool more = map_first(w, vmas, &start, &vma); more;
	     more = map_next(w, vmas, &start, &vma)) {
		struct inode *inode = inode_at(w, vma_at(w, (ref_t)vma)->inode);

		if (inode->forked && !inode_at(w, inode->forked)->refs)
			pool_give(w, POOL_INODE, inode->forked);
		inode->forked = 0;
	}
}

static enum verdict no_child(struct gms_world *w, struct task *t)
{
	struct process *child = child_of(w, t);

	forget_inodes(w, t);
	if (child->mm) {
		mm_clear(w, t, child->mm);
		mm_put(w, child->mm);
	}
	process_close_files(w, t, child, 0);
	handle_forget(w, t->op.define);
	pool_give(w, POOL_PROCESS, t->child);
	t->child = 0;
	return fail(w, t, FORK_1, ENOMEM);
}

void mm_inherit(struct mm *to, const struct mm *from)
{
	to->next_map = from->next_map;
	to->policy = from->policy;
	to->il_next = from->il_next;
}

static enum verdict fork_files(struct gms_world *w, struct task *t)
{
	const struct mm *mm = mm_at(w, t->mm);
	struct process *child;

	t->child = pool_take(w, POOL_PROCESS);
	if (!t->child)
		return fail(w, t, FORK_1, ENOMEM);
	child = child_of(w, t);
	child->handle = t->op.define;
	child->mm = injected(w, GMS_INJECT_ALLOC) ? 0 : mm_new(w);
	if (!child->mm || !handle_set_process(w, t->op.define, t->child) ||
	    !copy_files(w, child, process_at(w, t->process)) ||
	    !map_copy(w, &mm_at(w, child->mm)->areas, &mm->areas))
		return no_child(w, t);
	mm_inherit(mm_at(w, child->mm), mm);
	apply(w, FOP_7);
	t->cursor = 0;
	return NEXT;
}

static struct need need_mm_of_parent(const struct gms_world *w, const struct task *t)
{
	return holds(t, GMS_LOCK_MM, t->mm) ? NEED_NOTHING : need_mm_write(w, t);
}

/* Private memory is the child's own, once for all its VMAs; 0: out of memory. */
static ref_t inode_for_child(struct gms_world *w, const struct vma *vma)
{
	struct inode *inode = inode_at(w, vma->inode);

	if (vma->flags & VMA_SHARED)
		return vma->inode;
	if (!inode->forked)
		inode->forked =
			anon_inode(w, INODE_ANON, inode->handle, inode->size >> PAGE_SHIFT);
	return inode->forked;
}

#define NOT_INHERITED (VMA_LOCKED | VMA_LOCKONFAULT | VMA_UFFD | VMA_UFFD_ASYNC)

/* The VMA in the child; 0: out of memory. */
static ref_t copy_vma(struct gms_world *w, const struct task *t, const struct vma *parent)
{
	struct vma vma = *parent;

	vma.inode = inode_for_child(w, parent);
	vma.mm = child_of(w, t)->mm;
	vma.flags &= ~NOT_INHERITED;
	return vma.inode ? vma_insert(w, &vma) : 0;
}

/* Guard pages, and poison entries of private memory. */
static bool copy_markers(struct gms_world *w, const struct task *t, const struct vma *copy)
{
	uint64_t kinds = copy->flags & VMA_SHARED ? PTE_GUARD : PTE_GUARD | PTE_HWPOISON;
	const struct map *ptes = &mm_at(w, t->mm)->ptes;
	uint64_t page = copy->start, pte;

	if (copy->flags & VMA_WIPEONFORK)
		return true;
	for (bool more = map_ceil(w, ptes, &page, &pte); more && page < copy->end;
	     more = map_next(w, ptes, &page, &pte))
		if (pte & kinds && !map_set(w, &mm_at(w, copy->mm)->ptes, page, pte))
			return false;
	return true;
}

static bool has_private_pages(const struct gms_world *w, const struct vma *vma)
{
	uint64_t index = vma->pgoff, folio;

	return !(vma->flags & (VMA_SHARED | VMA_WIPEONFORK)) &&
	       map_ceil(w, &inode_at(w, vma->inode)->pages, &index, &folio) &&
	       index < vma_index(vma, vma->end);
}

static enum verdict fork_done(struct gms_world *w, struct task *t)
{
	forget_inodes(w, t);
	child_of(w, t)->live = 1;
	return succeed(w, t, FORK_1, 0);
}

static enum verdict fork_vma(struct gms_world *w, struct task *t)
{
	uint64_t start = t->cursor, ref;
	const struct vma *vma;

	if (!map_ceil(w, &mm_at(w, t->mm)->vmas, &start, &ref))
		return fork_done(w, t);
	vma = vma_at(w, (ref_t)ref);
	t->cursor = vma->end;
	if (vma->flags & (VMA_DONTFORK | VMA_WIPEONFORK | NOT_INHERITED))
		apply(w, FORK_5);
	if (vma->flags & VMA_DONTFORK)
		return AGAIN;
	t->notify_vma = copy_vma(w, t, vma);
	if (!t->notify_vma || !copy_markers(w, t, vma_at(w, t->notify_vma)))
		return no_child(w, t);
	apply(w, inode_at(w, vma->inode)->kind == INODE_GMEM ? MMAP_8 : FORK_2);
	if (!has_private_pages(w, vma))
		return AGAIN;
	t->notify_start = vma->start;
	t->notify_end = vma->end;
	t->notify_folio = 0;
	t->notify_mode = NOTIFY_FORK;
	return call(t, PROTO_NOTIFY);
}

/* FORK-4: the reference goes on to see what the parent writes. */
static bool copy_pinned(struct gms_world *w, struct task *t, const struct vma *vma,
			uint64_t index, ref_t folio)
{
	ref_t copy;
	bool good;

	apply(w, FORK_4);
	t->host.vma = t->notify_vma;
	copy = anon_copy(w, t, vma->start + (index - vma->pgoff), folio);
	good = copy && folio_insert(w, vma->inode, index, copy);
	if (copy)
		folio_put(w, copy);
	return good;
}

/* Into the child's VMA, and into its page table if the parent's has it. */
static bool share_page(struct gms_world *w, struct task *t, const struct vma *vma, uint64_t index,
		       ref_t folio)
{
	uint64_t page = vma->start + (index - vma->pgoff);

	if (frame_at(w, folio)->pins)
		return copy_pinned(w, t, vma, index, folio);
	apply(w, FORK_3);
	return folio_share(w, vma->inode, index, folio) &&
	       (!(pte_lookup(w, t->mm, page) & PTE_PRESENT) ||
		pte_set(w, vma->mm, page, folio, 0));
}

static enum verdict fork_pages(struct gms_world *w, struct task *t)
{
	const struct vma *copy = vma_at(w, t->notify_vma);
	ref_t parent = vma_lookup(w, t->mm, copy->start);
	const struct map *pages = &inode_at(w, vma_at(w, parent)->inode)->pages;
	uint64_t index = copy->pgoff, folio;

	for (bool more = map_ceil(w, pages, &index, &folio);
	     more && index < vma_index(copy, copy->end);
	     more = map_next(w, pages, &index, &folio))
		if (!share_page(w, t, copy, index, (ref_t)folio))
			return no_child(w, t);
	return jump(t, FORK_VMA);
}

const struct step fork_steps[] = {
	[FORK_FILES] = { "copy-files", fork_files },
	[FORK_VMA] = { "copy-vma", fork_vma, .take = need_mm_of_parent },
	[FORK_PAGES] = { "copy-pages", fork_pages },
	{ 0 },
};
