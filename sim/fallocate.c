/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fallocate: PROTO-A (allocate) and PROTO-P (punch hole).  Section 6.3 and 13.
 *
 * PUNCH and ALLOCATE work on [t->range_start, t->range_end) pages of t->inode;
 * the caller holds a reference that keeps the inode.
 */
#include <errno.h>

#include "file_call.h"
#include "gmem.h"
#include "lock.h"
#include "profile.h"

#define KEEP_SIZE	   0x01u
#define PUNCH_HOLE	   0x02u
/* Modes of which the VFS takes one at a time: punch, collapse, zero, insert, unshare, write. */
#define EXCLUSIVE_MODES	   0xfau
#define KNOWN_MODES	   (KEEP_SIZE | EXCLUSIVE_MODES)
/* Collapse, insert and write-zeroes change the size or write: never with KEEP_SIZE. */
#define MODES_WITHOUT_KEEP 0xa8u

/* The system call takes an int. */
static bool vfs_refuses_mode(uint32_t mode)
{
	uint32_t exclusive = mode & EXCLUSIVE_MODES;

	if (mode & ~KNOWN_MODES || exclusive & (exclusive - 1))
		return true;
	if (mode & PUNCH_HOLE && !(mode & KEEP_SIZE))
		return true;
	return mode & MODES_WITHOUT_KEEP && mode & KEEP_SIZE;
}

/* The VFS's own checks; a regular file elsewhere would be asked to do it. */
static enum verdict fallocate_other(struct gms_world *w, struct task *t)
{
	struct file_traits traits = file_traits(w, t->file);

	if (traits.regular)
		return unsupported(t, "the file is no guest_memfd: its pages are not about KVM");
	if (!file_writable(w, t->file))
		return fail(w, t, FALLOC_12, EBADF);
	return fail(w, t, FALLOC_12, traits.pipe ? ESPIPE : ENODEV);
}

static enum verdict fallocate_check(struct gms_world *w, struct task *t)
{
	struct gms_op *op = &t->op;

	t->file = handle_file(w, op->file);
	if (!t->file)
		return fail(w, t, handle_file_raw(w, op->file) ? FD_3 : FD_1, EBADF);
	if (has(w, SW_HOLE_WITHOUT_KEEP_SIZE) && op->mode & PUNCH_HOLE)
		op->mode |= KEEP_SIZE;
	if (has(w, SW_ALIGNMENT_BEFORE_MODE) && (op->off | op->len) & ~PAGE_MASK)
		return fail(w, t, FALLOC_6, EINVAL);
	if ((int64_t)op->off < 0 || (int64_t)op->len <= 0)
		return fail(w, t, FALLOC_1, EINVAL);
	if (vfs_refuses_mode((uint32_t)op->mode))
		return fail(w, t, FALLOC_2, EOPNOTSUPP);
	if (file_at(w, t->file)->kind != FILE_GMEM)
		return fallocate_other(w, t);
	if (op->off + op->len > (uint64_t)INT64_MAX)
		return fail(w, t, FALLOC_3, EFBIG);
	if (!(op->mode & KEEP_SIZE))
		return fail(w, t, FALLOC_4, EOPNOTSUPP);
	if ((uint32_t)op->mode & ~(KEEP_SIZE | PUNCH_HOLE))
		return fail(w, t, FALLOC_5, EOPNOTSUPP);
	if ((op->off | op->len) & ~PAGE_MASK)
		return fail(w, t, FALLOC_6, EINVAL);
	file_get(w, t->file);
	t->inode = file_at(w, t->file)->inode;
	t->range_start = op->off >> PAGE_SHIFT;
	t->range_end = (op->off + op->len) >> PAGE_SHIFT;
	if (has(w, SW_HOLE_PAST_END_FAILS) && op->mode & PUNCH_HOLE &&
	    t->range_end > inode_at(w, t->inode)->size >> PAGE_SHIFT) {
		file_put(w, t, t->file);
		return fail(w, t, FALLOC_7, EINVAL);
	}
	return call(t, op->mode & PUNCH_HOLE ? PROTO_PUNCH : PROTO_ALLOCATE);
}

static enum verdict fallocate_done(struct gms_world *w, struct task *t)
{
	enum rule rule = t->op.mode & PUNCH_HOLE ? FALLOC_7 : FALLOC_8;

	if (!t->error)
		inode_at(w, t->inode)->ctime++;
	file_put(w, t, t->file);
	return t->error ? fail(w, t, rule, (int)t->error) : succeed(w, t, rule, 0);
}

const struct step fallocate_steps[] = {
	{ "check", fallocate_check },
	{ "fput", fallocate_done },
	{ 0 },
};

/* ---- PROTO-A ---- */

enum { CHECK_SIZE, ALLOCATE_LOCK, ALLOCATE_PAGE, UNLOCK_PAGE, ALLOCATE_UNLOCK };

static enum verdict allocate_check_size(struct gms_world *w, struct task *t)
{
	t->error = 0;
	if (t->range_end <= inode_at(w, t->inode)->size >> PAGE_SHIFT ||
	    has(w, SW_ALLOCATE_PAST_END))
		return NEXT;
	t->error = EINVAL;
	return RETURN;
}

static enum verdict allocate_lock(struct gms_world *w, struct task *t)
{
	apply(w, FALLOC_10);
	t->cursor = t->range_start;
	return NEXT;
}

/* A page that is there needs its lock only to be let go again: nothing to see. */
static enum verdict allocate_page(struct gms_world *w, struct task *t)
{
	if (t->cursor == t->range_end)
		return jump(t, ALLOCATE_UNLOCK);
	if (injected(w, GMS_INJECT_SIGNAL)) {
		t->error = EINTR;
		return jump(t, ALLOCATE_UNLOCK);
	}
	t->getfolio_index = t->cursor;
	return getfolio(w, t, UNLOCK_PAGE);
}

/* P-15: ready, with what the allocator had in it. */
static void pretend_zeroed(struct gms_world *w, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	if (!(f->flags & FOLIO_UPTODATE) && content_write(w, folio, 0, content_read(w, folio, 0)))
		f->flags |= FOLIO_UPTODATE;
}

/* P-17. */
static void take_back(struct gms_world *w, const struct task *t)
{
	for (uint64_t i = t->range_start; i < t->cursor; i++)
		if (folio_lookup(w, t->inode, i))
			folio_remove(w, folio_lookup(w, t->inode, i));
}

/* Letting a folio go and asking whether a signal is pending: nobody can tell them apart. */
static enum verdict allocate_unlock_page(struct gms_world *w, struct task *t)
{
	if (t->error)
		return NEXT;
	if (has(w, SW_ALLOCATED_COUNTS_AS_ZEROED))
		pretend_zeroed(w, t->folio);
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	folio_put(w, t->folio);
	t->cursor++;
	return allocate_page(w, t);
}

static enum verdict allocate_unlock(struct gms_world *w, struct task *t)
{
	if (t->error && has(w, SW_ALLOCATE_ROLLS_BACK))
		take_back(w, t);
	unlock(w, t, GMS_LOCK_INVALIDATE, t->inode);
	return RETURN;
}

static struct need need_allocate(const struct gms_world *w, const struct task *t)
{
	return has(w, SW_ALLOCATE_EXCLUSIVE) ? need_ilk_write(w, t) : need_ilk_read(w, t);
}

const struct step allocate_steps[] = {
	[CHECK_SIZE] = { "check-size", allocate_check_size },
	[ALLOCATE_LOCK] = { "lock", allocate_lock, .take = need_allocate },
	[ALLOCATE_PAGE] = { "next-page", allocate_page },
	[UNLOCK_PAGE] = { "unlock-folio", allocate_unlock_page },
	[ALLOCATE_UNLOCK] = { "unlock", allocate_unlock },
	{ 0 },
};

/* ---- PROTO-P ---- */

enum {
	PUNCH_LOCK,
	PUNCH_INVALIDATE_BEGIN,
	PUNCH_ZAP_REST,
	PUNCH_TRUNCATE,
	PUNCH_REMOVE,
	PUNCH_RESCAN,
	PUNCH_WAIT_FOLIO,
	PUNCH_INVALIDATE_END,
	PUNCH_UNLOCK,
};

static enum verdict punch_lock(struct gms_world *w, struct task *t)
{
	apply(w, FALLOC_10);
	t->error = 0;
	t->gmem_file = inode_at(w, t->inode)->files;
	return NEXT;
}

static enum verdict punch_invalidate_begin(struct gms_world *w, struct task *t)
{
	t->cursor = t->range_start;
	t->pass = 1;
	return gmem_invalidate_begin_step(w, t, PUNCH_TRUNCATE);
}

static enum verdict punch_zap_rest(struct gms_world *w, struct task *t)
{
	return gmem_zap_rest_step(w, t, PUNCH_INVALIDATE_BEGIN);
}

/* The next folio of the range at or after the cursor, which moves to it; 0: none. */
static ref_t next_folio(const struct gms_world *w, struct task *t)
{
	uint64_t folio;

	if (!map_ceil(w, &inode_at(w, t->inode)->pages, &t->cursor, &folio) ||
	    t->cursor >= t->range_end)
		return 0;
	return (ref_t)folio;
}

static void remove_folio(struct gms_world *w, struct task *t)
{
	ref_t folio = t->folio;

	apply(w, INVAL_12);
	if (frame_at(w, folio)->flags & FOLIO_HWPOISON)
		apply(w, POISON_5);
	if (!has(w, SW_HOLE_KEEPS_PAGES))
		folio_remove(w, folio);
	t->folio = t->notify_folio = 0;
	t->cursor++;
}

static void remove_and_unlock(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	remove_folio(w, t);
}

/* The host has to let it go first. */
static bool is_mapped(const struct gms_world *w, const struct task *t)
{
	return frame_at(w, t->folio)->mapcount && !has(w, SW_HOLE_STAYS_IN_HOST);
}

static enum verdict unmap_then_remove(struct task *t)
{
	t->notify_folio = t->folio;
	t->notify_mode = NOTIFY_ZAP;
	return call_then(t, PROTO_UNMAP_FOLIO, PUNCH_REMOVE);
}

/*
 * The folios up to the next one that the host maps.  The lock of each would be taken and
 * let go in the same step: only for who runs alone.
 */
static void remove_unmapped(struct gms_world *w, struct task *t)
{
	for (;;) {
		t->folio = next_folio(w, t);
		if (!t->folio || is_mapped(w, t))
			return;
		apply(w, INVAL_13);
		remove_folio(w, t);
	}
}

static enum verdict punch_truncate(struct gms_world *w, struct task *t)
{
	if (runs_whole(w))
		remove_unmapped(w, t);
	else
		t->folio = next_folio(w, t);
	if (!t->folio) {
		t->pass = 2;
		t->found = 0;
		t->cursor = t->range_start;
		return jump(t, PUNCH_RESCAN);
	}
	apply(w, INVAL_13);
	if (!try_lock(w, t, need_folio(w, t))) {
		t->cursor++;
		return AGAIN;
	}
	if (is_mapped(w, t))
		return unmap_then_remove(t);
	remove_and_unlock(w, t);
	return AGAIN;
}

static enum verdict punch_remove(struct gms_world *w, struct task *t)
{
	t->folio = t->notify_folio;
	remove_and_unlock(w, t);
	return jump(t, t->pass == 1 ? PUNCH_TRUNCATE : PUNCH_RESCAN);
}

static enum verdict punch_rescan(struct gms_world *w, struct task *t)
{
	t->folio = has(w, SW_HOLE_KEEPS_PAGES) ? 0 : next_folio(w, t);
	if (t->folio) {
		t->found = 1;
		folio_get(w, t->folio);
		return jump(t, PUNCH_WAIT_FOLIO);
	}
	t->gmem_file = inode_at(w, t->inode)->files;
	if (!t->found)
		return jump(t, PUNCH_INVALIDATE_END);
	t->found = 0;
	t->cursor = t->range_start;
	return AGAIN;
}

static enum verdict punch_wait_folio(struct gms_world *w, struct task *t)
{
	struct frame *f = frame_at(w, t->folio);
	bool gone = !(f->flags & FOLIO_CACHED);

	folio_put(w, t->folio);
	if (gone)
		unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	else if (is_mapped(w, t))
		return unmap_then_remove(t);
	else
		remove_and_unlock(w, t);
	return jump(t, PUNCH_RESCAN);
}

static enum verdict punch_unlock(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_INVALIDATE, t->inode);
	t->error = 0;
	return RETURN;
}

const struct step punch_steps[] = {
	[PUNCH_LOCK] = { "lock", punch_lock, .take = need_ilk_write },
	[PUNCH_INVALIDATE_BEGIN] = { "invalidate-begin", punch_invalidate_begin,
				     .within = need_mmu_write_if_bound },
	[PUNCH_ZAP_REST] = { "zap-rest", punch_zap_rest, .within = need_mmu_write_if_bound },
	[PUNCH_TRUNCATE] = { "truncate", punch_truncate },
	[PUNCH_REMOVE] = { "remove-folio", punch_remove },
	[PUNCH_RESCAN] = { "truncate-rescan", punch_rescan },
	[PUNCH_WAIT_FOLIO] = { "truncate-wait", punch_wait_folio, .take = need_folio },
	[PUNCH_INVALIDATE_END] = { "invalidate-end", gmem_invalidate_end_step,
				   .within = need_mmu_write_if_bound },
	[PUNCH_UNLOCK] = { "unlock", punch_unlock },
	{ 0 },
};
