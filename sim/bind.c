/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Binding: which pages of a guest_memfd stand behind which slot.
 *
 *	slot     gfn 0x100 ........ 0x104
 *	              |                |
 *	file     page 2 .......... page 6      bindings: 2 -> slot
 *
 * Invariant (INV-1): the ranges bound in one file are disjoint.  HZ-5 lets a
 * range lie far beyond the end of the file, never past 2^52 pages.
 */
#include <errno.h>

#include "bind.h"
#include "gmem.h"
#include "memslot.h"
#include "profile.h"

/*
 * BIND-4.  The older test adds as signed numbers, so a sum from 2^63 up counts
 * as negative and lies below every size (HZ-5).
 */
static bool beyond_end(struct gms_world *w, uint64_t off, uint64_t bytes, uint64_t inode_size)
{
	uint64_t end = off + bytes;

	if (has(w, SW_UNSIGNED_BIND))
		return end < off || end > inode_size;
	if (off >> 63)
		return true;
	if (end >> 63) {
		apply(w, HZ_5);
		return false;
	}
	return end > inode_size;
}

static int check_file(struct gms_world *w, const struct task *t, ref_t file)
{
	const struct file *f = file_at(w, file);
	uint64_t bytes = slot_at(w, t->new_slot)->npages << PAGE_SHIFT;

	if (f->kind != FILE_GMEM)
		return reject(w, BIND_2, EINVAL);
	if (f->vm != t->vm && !has(w, SW_FOREIGN_FILE_BINDS))
		return reject(w, BIND_3, EINVAL);
	if (t->op.off & ~PAGE_MASK ||
	    beyond_end(w, t->op.off, bytes, inode_at(w, f->inode)->size))
		return reject(w, BIND_4, EINVAL);
	return 0;
}

int bind_look_up(struct gms_world *w, struct task *t)
{
	ref_t file = ref_file(w, t->op.memfd);
	int error;

	apply(w, SLOT_19);
	if (!file)
		return reject(w, ref_file_raw(w, t->op.memfd) ? FD_3 : BIND_1, EBADF);
	error = check_file(w, t, file);
	if (error)
		return error;
	file_get(w, file);
	t->file = file;
	t->inode = file_at(w, file)->inode;
	return 0;
}

void bind_attach(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->new_slot);

	apply(w, BIND_7);
	slot->gmem_file = t->file;
	slot->gmem_pgoff = t->op.off >> PAGE_SHIFT;
	if (gmem_host_may_mmap(w, inode_at(w, t->inode)))
		slot->flags |= MEMSLOT_GMEM_ONLY;
}

/* BIND-5.  Ranges are disjoint, so only the last one from below can reach in. */
static bool is_bound(struct gms_world *w, const struct file *file, uint64_t start, uint64_t end)
{
	uint64_t pgoff = start, slot;

	if (map_floor(w, &file->bindings, &pgoff, &slot) &&
	    start - pgoff < slot_at(w, (ref_t)slot)->npages)
		return true;
	pgoff = start;
	return map_ceil(w, &file->bindings, &pgoff, &slot) && pgoff < end;
}

int bind_store(struct gms_world *w, struct task *t)
{
	struct file *file = file_at(w, t->file);
	uint64_t start = t->op.off >> PAGE_SHIFT;

	if (is_bound(w, file, start, start + slot_at(w, t->new_slot)->npages))
		return reject(w, BIND_5, has(w, SW_OVERLAP_EEXIST) ? EEXIST : EINVAL);
	t->bound = 1;
	if (!injected(w, GMS_INJECT_ALLOC) && map_set(w, &file->bindings, start, t->new_slot))
		return 0;
	apply(w, BIND_8);
	if (!has(w, SW_BIND_STORE_CHECKED))
		return 0; /* HZ-6: faults on the slot will find no binding */
	t->bound = 0;
	return ENOMEM;
}

void bind_put_file(struct gms_world *w, struct task *t)
{
	if (t->file)
		file_put(w, t, t->file);
	t->file = 0;
}

/* ---- Unbinding ---- */

static struct slot *slot_given_up(const struct gms_world *w, const struct task *t)
{
	return slot_at(w, t->new_slot ? t->new_slot : t->old_slot);
}

void unbind_pin(struct gms_world *w, struct task *t)
{
	ref_t file = slot_given_up(w, t)->gmem_file;

	t->inode = file_at(w, file)->inode;
	t->file = file_get_active(w, file) ? file : 0;
}

/* A dying file has no reference to take; what then protects the bindings differs. */
struct need need_unbind(const struct gms_world *w, const struct task *t)
{
	if ((t->file || has(w, SW_UNBIND_ALWAYS_ILK)) && !has(w, SW_UNBIND_WITHOUT_LOCK))
		return need_ilk_write(w, t);
	return NEED_NOTHING;
}

void unbind_erase(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_given_up(w, t);
	struct map *bindings = &file_at(w, slot->gmem_file)->bindings;
	uint64_t bound;

	apply(w, BIND_12);
	if (!t->file && !has(w, SW_UNBIND_DYING_ERASES)) {
		apply(w, HZ_3);
		return;
	}
	if (!t->file && !has(w, SW_UNBIND_ALWAYS_ILK))
		apply(w, HZ_7);
	/* After HZ-6 another slot may have the place. */
	if (map_get(w, bindings, slot->gmem_pgoff, &bound) && slot_at(w, (ref_t)bound) == slot)
		map_erase(w, bindings, slot->gmem_pgoff);
	slot->gmem_file = 0;
	bind_put_file(w, t);
}
