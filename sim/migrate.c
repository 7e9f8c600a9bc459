/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Migration, as move_pages and mbind ask for it.  MADV-8.
 *
 *	allocate-target -> lock-folio -> (every PTE becomes a migration entry) -> move
 *
 * Who faults on a migration entry finds the folio locked, waits, and finds the page
 * in its new place, or where it was.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "mempolicy.h"
#include "migrate.h"

bool is_zero_page(const struct gms_world *w, ref_t folio)
{
	const struct frame *f = frame_at(w, folio);

	return inode_at(w, f->inode)->kind == INODE_ANON && !(f->flags & FOLIO_DIRTY);
}

static bool is_misplaced(const struct gms_world *w, const struct task *t, ref_t folio, bool all)
{
	if (is_zero_page(w, folio) || t->target_nodes >> folio_node(w, folio) & 1)
		return false;
	return all || frame_at(w, folio)->mapcount == 1;
}

bool misplaced_page(const struct gms_world *w, struct task *t, uint64_t *page, uint64_t end,
		    bool all)
{
	const struct map *ptes = &mm_at(w, t->mm)->ptes;
	uint64_t pte;

	for (bool more = map_ceil(w, ptes, page, &pte); more && *page < end;
	     more = map_next(w, ptes, page, &pte)) {
		if (pte & PTE_MIGRATION)
			t->not_moved++;
		if (pte & PTE_PRESENT && is_misplaced(w, t, pte_folio(pte), all))
			return true;
	}
	return false;
}

void isolate_page(struct gms_world *w, struct task *t, uint64_t page)
{
	t->folio = pte_folio(pte_lookup(w, t->mm, page));
	t->inode = frame_at(w, t->folio)->inode;
	folio_get(w, t->folio);
	inode_at(w, t->inode)->refs++;
}

/* ---- MIGRATE ---- */

static enum verdict migrate_allocate(struct gms_world *w, struct task *t)
{
	t->new_folio = policy_alloc_target(w, t, frame_at(w, t->folio)->index);
	if (t->new_folio)
		return NEXT;
	t->not_moved++;
	folio_put(w, t->folio);
	inode_put(w, t->inode);
	return RETURN;
}

static void migrate_release(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	folio_put(w, t->folio);
	folio_put(w, t->new_folio);
	inode_put(w, t->inode);
}

/* A folio that left its file while this one waited is no page to be moved any more. */
static enum verdict migrate_lock(struct gms_world *w, struct task *t)
{
	if (!(frame_at(w, t->folio)->flags & FOLIO_CACHED)) {
		migrate_release(w, t);
		return RETURN;
	}
	if (frame_at(w, t->folio)->shares) {
		migrate_release(w, t);
		return unsupported(t, "migrating private memory that several processes share");
	}
	t->notify_folio = t->folio;
	t->notify_mode = NOTIFY_MIGRATE;
	return call(t, PROTO_UNMAP_FOLIO);
}

/* Nobody but the page cache and this task may refer to the folio. */
static bool may_move(struct gms_world *w, const struct task *t)
{
	const struct frame *f = frame_at(w, t->folio);

	if (inode_at(w, t->inode)->kind == INODE_GMEM) {
		apply(w, MADV_8);
		return false;
	}
	apply(w, MIGRATE_1);
	return f->refs == 2 && !(f->flags & FOLIO_HWPOISON);
}

/* Every migration entry becomes what it was, with this folio.  False: no VMA shows it. */
static bool remap(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	ref_t ref = inode_at(w, inode)->vmas;
	bool shown = false;

	for (; ref; ref = vma_at(w, ref)->next_in_inode) {
		const struct vma *vma = vma_at(w, ref);

		if (index < vma->pgoff || index - vma->pgoff >= vma->end - vma->start)
			continue;
		pte_migrated(w, vma->mm, vma->start + (index - vma->pgoff), folio);
		shown = true;
	}
	return shown;
}

static enum verdict migrate_move(struct gms_world *w, struct task *t)
{
	uint64_t index = frame_at(w, t->folio)->index;
	bool moved = may_move(w, t);
	ref_t folio = moved ? t->new_folio : t->folio;

	t->notify_folio = 0;
	t->notify_mode = NOTIFY_ZAP;
	if (moved)
		folio_replace(w, t->folio, t->new_folio);
	else
		t->not_moved++;
	/* Private memory that was unmapped meanwhile is nobody's. */
	if (!remap(w, t->inode, index, folio) && inode_at(w, t->inode)->kind == INODE_ANON)
		folio_remove(w, folio);
	migrate_release(w, t);
	return RETURN;
}

const struct step migrate_steps[] = {
	{ "allocate-target", migrate_allocate },
	{ "lock-folio", migrate_lock, .take = need_folio },
	{ "move", migrate_move },
	{ 0 },
};

/* ---- move_pages, of one page ---- */

enum { MOVE_CHECK, MOVE_LOOK, MOVE_DONE };

static bool is_query(const struct task *t)
{
	return !gms_op_given(&t->op, "node");
}

static enum verdict move_status(struct gms_world *w, struct task *t, int status)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_STATUS, .status = status };
	apply(w, MOVEPAGES_2);
	return finish();
}

static enum verdict move_check(struct gms_world *w, struct task *t)
{
	uint32_t flags = (uint32_t)t->op.flags, node = (uint32_t)t->op.node;

	if (flags & ~(GMS_MPOL_MF_MOVE | GMS_MPOL_MF_MOVE_ALL))
		return fail(w, t, MOVEPAGES_1, EINVAL);
	if (!is_query(t) && node >= nr_nodes(w))
		return fail(w, t, MOVEPAGES_1, ENODEV);
	t->target_node = node;
	t->target_nodes = 1u << node % GMS_MAX_NODES;
	return NEXT;
}

/* Why the page at that address has no node, as its status; 0. */
static int no_status(const struct gms_world *w, const struct task *t, uint64_t page)
{
	uint64_t pte = pte_lookup(w, t->mm, page);

	if (!vma_lookup(w, t->mm, page))
		return -EFAULT;
	if (!(pte & PTE_PRESENT))
		return -ENOENT;
	return is_zero_page(w, pte_folio(pte)) ? -EFAULT : 0;
}

static enum verdict move_look(struct gms_world *w, struct task *t)
{
	uint64_t page = ref_address(w, t->op.hva) >> PAGE_SHIFT;
	int error = no_status(w, t, page);
	uint32_t node;
	ref_t folio;

	if (error)
		return move_status(w, t, error);
	folio = pte_folio(pte_lookup(w, t->mm, page));
	node = folio_node(w, folio);
	if (is_query(t) || node == t->target_node)
		return move_status(w, t, (int)node);
	if (frame_at(w, folio)->mapcount > 1 && !(t->op.flags & GMS_MPOL_MF_MOVE_ALL))
		return move_status(w, t, -EACCES);
	isolate_page(w, t, page);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call(t, PROTO_MIGRATE);
}

/* What stayed is counted; its status is not written. */
static enum verdict move_done(struct gms_world *w, struct task *t)
{
	if (t->not_moved)
		return succeed(w, t, MOVEPAGES_3, t->not_moved);
	return move_status(w, t, (int)t->target_node);
}

const struct step move_pages_steps[] = {
	[MOVE_CHECK] = { "check", move_check },
	[MOVE_LOOK] = { "look-up", move_look, .take = need_mm_read },
	[MOVE_DONE] = { "status", move_done },
	{ 0 },
};

/* ---- node: where a page of a file is, for who may look inside ---- */

static enum verdict node_look(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file(w, t->op.file), folio;

	if (!file || file_at(w, file)->kind != FILE_GMEM)
		return fail(w, t, FD_1, EBADF);
	folio = folio_lookup(w, file_at(w, file)->inode, t->op.off >> PAGE_SHIFT);
	if (!folio)
		return fail(w, t, NODE_0, ENOENT);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_NODE,
		.value = folio_node(w, folio),
	};
	apply(w, NODE_0);
	return finish();
}

const struct step node_steps[] = {
	{ "look", node_look },
	{ 0 },
};
