/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mremap: a mapping grows, shrinks, moves or is duplicated.
 *
 *	old  [ kept | cut off ]		shrink:	UNMAP_RANGE of the tail
 *	old  [      ][ grown  ]		in place, where addresses are free
 *	old  [      ]  ...  new [      | grown ]	MOVE_VMA
 *
 * All of it happens under the mmap lock; the new name stands for the result.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

#define MREMAP_MAYMOVE	 1u
#define MREMAP_FIXED	 2u
#define MREMAP_DONTUNMAP 4u

static bool implies_new_address(const struct task *t)
{
	return t->op.flags & (MREMAP_FIXED | MREMAP_DONTUNMAP);
}

/* ---- Checks that need no VMA: MREMAP-1 ---- */

static uint64_t old_bytes(const struct gms_world *w, const struct task *t)
{
	ref_t mapping = handle_mapping(w, t->op.map);

	if (gms_op_given(&t->op, "old") || t->op.size || !mapping)
		return t->op.size;
	return (mapping_at(w, mapping)->pages << PAGE_SHIFT) - t->op.off;
}

static bool overlap(uint64_t a, uint64_t a_pages, uint64_t b, uint64_t b_pages)
{
	return a < b + b_pages && b < a + a_pages;
}

/* The address that FIXED asks for, and DONTUNMAP may. */
static int check_new_address(const struct gms_world *w, struct task *t)
{
	uint64_t address = ref_address(w, t->op.hva), end = host_address_end(w);

	if (address > end || t->move.new_pages > (end - address) >> PAGE_SHIFT ||
	    address & ~PAGE_MASK || !(t->op.flags & MREMAP_MAYMOVE))
		return EINVAL;
	if (t->op.flags & MREMAP_DONTUNMAP && t->move.old_pages != t->move.new_pages)
		return EINVAL;
	t->move.new_start = address >> PAGE_SHIFT;
	return overlap(t->move.old_start, t->move.old_pages, t->move.new_start, t->move.new_pages)
		       ? EINVAL
		       : 0;
}

static int check_arguments(const struct gms_world *w, struct task *t)
{
	struct gms_ref at = { .handle = t->op.map, .number = t->op.off };
	uint64_t address = ref_address(w, at), old = old_bytes(w, t);

	if (t->op.flags & ~(uint64_t)(MREMAP_MAYMOVE | MREMAP_FIXED | MREMAP_DONTUNMAP) ||
	    address & ~PAGE_MASK)
		return EINVAL;
	t->move.old_start = address >> PAGE_SHIFT;
	t->move.old_pages = ((old + PAGE_SIZE - 1) & PAGE_MASK) >> PAGE_SHIFT;
	t->move.new_pages = ((t->op.len + PAGE_SIZE - 1) & PAGE_MASK) >> PAGE_SHIFT;
	if (!t->move.new_pages || t->move.new_pages > host_page_end(w))
		return EINVAL;
	return implies_new_address(t) ? check_new_address(w, t) : 0;
}

/* ---- Checks of the VMA: MREMAP-2 ---- */

/* For the part of one VMA that starts at page and is to become new_pages long. */
static int check_vma(const struct gms_world *w, const struct task *t, uint64_t page,
		     uint64_t old_pages, uint64_t new_pages)
{
	ref_t ref = vma_lookup(w, t->mm, page);
	const struct vma *vma = vma_at(w, ref);
	uint64_t kept = old_pages < new_pages ? old_pages : new_pages;

	if (!ref)
		return EFAULT;
	if (new_pages <= old_pages && !implies_new_address(t))
		return 0;
	if (!old_pages && !(vma->flags & VMA_SHARED))
		return EINVAL;
	if (kept > vma->end - page)
		return EFAULT;
	return 0;
}

/* ---- MOVE_VMA ---- */

static uint64_t piece_pages(const struct task *t)
{
	return t->move.piece_end - t->move.piece_start;
}

/* The copy of the old VMA; what userfaultfd was told of the old addresses is not moved. */
static bool insert_copy(struct gms_world *w, struct task *t)
{
	struct vma copy = *vma_at(w, vma_lookup(w, t->mm, t->move.piece_start));
	uint64_t grown =
		t->move.new_pages > t->move.old_pages ? t->move.new_pages - t->move.old_pages : 0;

	copy.pgoff = copy.flags & VMA_SHARED ? vma_index(&copy, t->move.piece_start)
					     : t->move.place;
	copy.start = t->move.place;
	copy.end = t->move.place + piece_pages(t) + grown;
	copy.flags &= ~(VMA_UFFD | VMA_UFFD_ASYNC);
	t->move.vma = vma_insert(w, &copy);
	return t->move.vma;
}

static uint64_t entries_in(const struct gms_world *w, const struct map *m, uint64_t start,
			   uint64_t end)
{
	uint64_t count = 0, value;

	for (bool more = map_ceil(w, m, &start, &value); more && start < end;
	     more = map_next(w, m, &start, &value))
		count++;
	return count;
}

/* Each entry that moves may need a node, and each map two for every level. */
static bool has_room(const struct gms_world *w, const struct task *t)
{
	const struct vma *vma = vma_at(w, vma_lookup(w, t->mm, t->move.piece_start));
	uint64_t need =
		entries_in(w, &mm_at(w, t->mm)->ptes, t->move.piece_start, t->move.piece_end) +
		entries_in(w, &inode_at(w, vma->inode)->pages,
			   vma_index(vma, t->move.piece_start),
			   vma_index(vma, t->move.piece_end)) +
		32;

	return w->pool[POOL_NODE].capacity - w->pool[POOL_NODE].live >= need;
}

static enum verdict move_insert(struct gms_world *w, struct task *t)
{
	t->error = ENOMEM;
	if (!has_room(w, t))
		return RETURN;
	if (piece_pages(t) && !vma_split_range(w, t->mm, t->move.piece_start, t->move.piece_end))
		return RETURN;
	if (!insert_copy(w, t))
		return RETURN;
	t->error = 0;
	apply(w, MREMAP_3);
	t->notify_start = t->move.piece_start;
	t->notify_end = t->move.piece_end;
	t->notify_move = t->move.place;
	t->notify_mode = NOTIFY_MOVE;
	return piece_pages(t) ? call(t, PROTO_NOTIFY) : NEXT;
}

/* MREMAP-4: the old addresses stay mapped, but not locked. */
static enum verdict keep_old(struct gms_world *w, struct task *t)
{
	apply(w, MREMAP_4);
	vma_at(w, vma_lookup(w, t->mm, t->move.piece_start))->flags &=
		~(VMA_LOCKED | VMA_LOCKONFAULT);
	return RETURN;
}

static enum verdict move_leave(struct gms_world *w, struct task *t)
{
	if (!piece_pages(t))
		return RETURN;
	if (t->op.flags & MREMAP_DONTUNMAP)
		return keep_old(w, t);
	t->notify_start = t->move.piece_start;
	t->notify_end = t->move.piece_end;
	return call(t, PROTO_UNMAP_RANGE);
}

static enum verdict move_merge(struct gms_world *w, struct task *t)
{
	const struct vma *vma = vma_at(w, t->move.vma);

	vma_merge_range(w, t, vma->start, vma->end);
	t->move.vma = 0;
	return RETURN;
}

const struct step move_vma_steps[] = {
	{ "copy-vma", move_insert },
	{ "leave", move_leave },
	{ "merge", move_merge },
	{ 0 },
};

/* ---- mremap ---- */

enum {
	MREMAP_CHECK,
	MREMAP_SHRUNK,
	MREMAP_PIECE,
	MREMAP_TAIL,
	MREMAP_MOVE,
	MREMAP_MOVED,
	MREMAP_POPULATED,
};

/* The new name stands for the result, wherever it is. */
static enum verdict settle(struct gms_world *w, struct task *t, enum rule rule)
{
	if (!mapping_settle(w, t, t->move.new_start, t->move.new_pages))
		return unsupported(t, "the arena has no room for another mapping");
	return succeed(w, t, rule, 0);
}

/* Pages that the mapping grew by are brought in if it is locked. */
static enum verdict grown(struct gms_world *w, struct task *t)
{
	uint32_t flags = vma_at(w, vma_lookup(w, t->mm, t->move.new_start))->flags;

	if ((flags & (VMA_LOCKED | VMA_LOCKONFAULT)) != VMA_LOCKED ||
	    t->move.new_pages <= t->move.old_pages)
		return settle(w, t, MREMAP_3);
	if (!mapping_settle(w, t, t->move.new_start, t->move.new_pages))
		return unsupported(t, "the arena has no room for another mapping");
	t->notify_start = t->move.new_start + t->move.old_pages;
	t->notify_end = t->move.new_start + t->move.new_pages;
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call_then(t, PROTO_POPULATE_RANGE, MREMAP_POPULATED);
}

/*
 * MREMAP-5: behind the mapping, if nothing is mapped there now and something was: what
 * lies beyond is up to the kernel's layout, and counts as taken.
 */
static bool grows_in_place(const struct gms_world *w, const struct task *t)
{
	const struct vma *vma = vma_at(w, vma_lookup(w, t->mm, t->move.old_start));
	uint64_t end = t->move.old_start + t->move.old_pages;
	uint64_t new_end = t->move.old_start + t->move.new_pages;

	return t->move.old_pages && vma->end == end && new_end <= host_page_end(w) &&
	       !vma_first_in(w, t->mm, end, new_end) && area_covers(w, t->mm, end, new_end);
}

static enum verdict expand(struct gms_world *w, struct task *t)
{
	struct vma *vma = vma_at(w, vma_lookup(w, t->mm, t->move.old_start));

	if (grows_in_place(w, t)) {
		apply(w, MREMAP_5);
		vma->end = t->move.old_start + t->move.new_pages;
		t->move.new_start = t->move.old_start;
		vma_merge_range(w, t, vma->end, vma->end);
		return grown(w, t);
	}
	if (!(t->op.flags & MREMAP_MAYMOVE))
		return fail(w, t, MREMAP_5, ENOMEM);
	return jump(t, MREMAP_PIECE);
}

static enum verdict shrink(struct task *t)
{
	t->move.new_start = t->move.old_start;
	t->notify_start = t->move.old_start + t->move.new_pages;
	t->notify_end = t->move.old_start + t->move.old_pages;
	return call_then(t, PROTO_UNMAP_RANGE, MREMAP_SHRUNK);
}

/* Does a range of the same size go to a fixed address?  Then it may be several VMAs. */
static bool moves_many(const struct gms_world *w, const struct task *t)
{
	return has(w, SW_MREMAP_MANY) && t->op.flags & MREMAP_FIXED &&
	       t->move.old_pages == t->move.new_pages;
}

static enum verdict mremap_check(struct gms_world *w, struct task *t)
{
	uint64_t old, new;
	int error;

	if (!mapping_name(w, t))
		return unsupported(t, "the arena has no room for another name");
	error = check_arguments(w, t);
	if (error)
		return fail(w, t, MREMAP_1, error);
	old = t->move.old_pages;
	new = t->move.new_pages;
	t->move.piece_end = t->move.old_start;
	if (moves_many(w, t))
		return jump(t, MREMAP_PIECE);
	error = check_vma(w, t, t->move.old_start, old, new);
	if (error)
		return fail(w, t, MREMAP_2, error);
	if (implies_new_address(t))
		return jump(t, MREMAP_PIECE);
	if (new < old)
		return shrink(t);
	if (new > old)
		return expand(w, t);
	t->move.new_start = t->move.old_start;
	return settle(w, t, MREMAP_2);
}

static enum verdict mremap_shrunk(struct gms_world *w, struct task *t)
{
	if (t->error)
		return fail(w, t, MREMAP_2, (int)t->error);
	return settle(w, t, MREMAP_2);
}

/* ---- To another place ---- */

/* The next VMA part of the old range; false at its end. */
static bool next_piece(const struct gms_world *w, struct task *t)
{
	uint64_t end = t->move.old_start + t->move.old_pages;
	ref_t ref = vma_first_in(w, t->mm, t->move.piece_end, end);
	const struct vma *vma = vma_at(w, ref);

	if (!ref || t->move.piece_end >= end)
		return false;
	t->move.piece_start = vma->start > t->move.piece_end ? vma->start : t->move.piece_end;
	t->move.piece_end = vma->end < end ? vma->end : end;
	return true;
}

/* The one VMA part that stays what it is, without what is cut off. */
static bool only_piece(struct task *t)
{
	uint64_t pages = t->move.old_pages < t->move.new_pages ? t->move.old_pages
							       : t->move.new_pages;

	if (t->move.moved)
		return false;
	t->move.piece_start = t->move.old_start;
	t->move.piece_end = t->move.old_start + pages;
	return true;
}

/* What lies at the new place is unmapped first, also if something fails later. */
static enum verdict mremap_piece(struct gms_world *w, struct task *t)
{
	bool many = moves_many(w, t);

	t->error = 0;
	if (!(many ? next_piece(w, t) : only_piece(t)))
		return t->move.moved ? settle(w, t, MREMAP_6) : fail(w, t, MREMAP_2, EFAULT);
	if (!t->move.moved && t->move.piece_start != t->move.old_start)
		return fail(w, t, MREMAP_2, EFAULT);
	if (!(t->op.flags & MREMAP_FIXED))
		return NEXT;
	t->move.place = t->move.new_start + (t->move.piece_start - t->move.old_start);
	t->notify_start = t->move.place;
	t->notify_end = t->move.place + (many ? piece_pages(t) : t->move.new_pages);
	return call(t, PROTO_UNMAP_RANGE);
}

static enum verdict mremap_tail(struct gms_world *w, struct task *t)
{
	if (t->error)
		return fail(w, t, MREMAP_3, (int)t->error);
	if (moves_many(w, t) || t->move.new_pages >= t->move.old_pages)
		return NEXT;
	t->notify_start = t->move.piece_end;
	t->notify_end = t->move.old_start + t->move.old_pages;
	return call(t, PROTO_UNMAP_RANGE);
}

static enum verdict mremap_move(struct gms_world *w, struct task *t)
{
	if (t->error)
		return fail(w, t, MREMAP_3, (int)t->error);
	if (t->op.flags & MREMAP_FIXED)
		return call(t, PROTO_MOVE_VMA);
	t->move.place = vma_choose(w, t->mm,
				   implies_new_address(t) ? t->move.new_start << PAGE_SHIFT : 0,
				   t->move.new_pages);
	t->move.new_start = t->move.place;
	return t->move.place ? call(t, PROTO_MOVE_VMA) : fail(w, t, MREMAP_3, ENOMEM);
}

static enum verdict mremap_moved(struct gms_world *w, struct task *t)
{
	if (t->error)
		return fail(w, t, MREMAP_3, (int)t->error);
	t->move.moved = 1;
	return moves_many(w, t) ? jump(t, MREMAP_PIECE) : grown(w, t);
}

static enum verdict mremap_populated(struct gms_world *w, struct task *t)
{
	return succeed(w, t, MREMAP_3, 0);
}

const struct step mremap_steps[] = {
	[MREMAP_CHECK] = { "check", mremap_check, .take = need_mm_write },
	[MREMAP_SHRUNK] = { "shrunk", mremap_shrunk },
	[MREMAP_PIECE] = { "clear-new", mremap_piece },
	[MREMAP_TAIL] = { "cut-off", mremap_tail },
	[MREMAP_MOVE] = { "move", mremap_move },
	[MREMAP_MOVED] = { "moved", mremap_moved },
	[MREMAP_POPULATED] = { "populated", mremap_populated },
	{ 0 },
};
