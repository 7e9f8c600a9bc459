/* SPDX-License-Identifier: BSD-2-Clause */
/* madvise and mlock on the host's mappings.  Section 7.3. */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"

/* What an advice comes to on guest_memfd and anonymous memory. */
enum effect {
	UNKNOWN,
	NOTHING,       /* accepted, nothing that could be seen */
	NOT_FOR_FILES, /* EINVAL on a shared file mapping */
	NEVER,	       /* EINVAL */
	DROP_PTES,
	DROP_UNLOCKED, /* the same, but EINVAL on a locked VMA */
	REMOVE,
	POPULATE_READ,
	POPULATE_WRITE,
	MEMORY_FAILURE,
	BEYOND, /* not modelled */
};

static const uint8_t effects[] = {
	[0] = NOTHING,							 /* NORMAL */
	[1] = NOTHING,							 /* RANDOM */
	[2] = NOTHING,							 /* SEQUENTIAL */
	[3] = NOTHING,							 /* WILLNEED */
	[4] = DROP_UNLOCKED,						 /* DONTNEED */
	[8] = NOT_FOR_FILES,						 /* FREE */
	[9] = REMOVE,		[10] = NOTHING,				 /* DONTFORK */
	[11] = NOTHING,							 /* DOFORK */
	[12] = NOTHING,							 /* MERGEABLE */
	[13] = NOTHING,							 /* UNMERGEABLE */
	[14] = NOTHING,							 /* HUGEPAGE */
	[15] = NOTHING,							 /* NOHUGEPAGE */
	[16] = NOTHING,							 /* DONTDUMP */
	[17] = NOTHING,							 /* DODUMP */
	[18] = NOT_FOR_FILES,						 /* WIPEONFORK */
	[19] = NOTHING,							 /* KEEPONFORK */
	[20] = NOTHING,							 /* COLD */
	[21] = NOTHING,							 /* PAGEOUT */
	[22] = POPULATE_READ,	[23] = POPULATE_WRITE, [24] = DROP_PTES, /* DONTNEED_LOCKED */
	[25] = NEVER,							 /* COLLAPSE */
	[100] = MEMORY_FAILURE,						 /* HWPOISON */
	[101] = BEYOND,							 /* SOFT_OFFLINE */
	[102] = BEYOND,							 /* GUARD_INSTALL */
	[103] = NOTHING,						 /* GUARD_REMOVE */
};

static enum effect effect_of(const struct gms_op *op)
{
	return op->advice < sizeof(effects) ? (enum effect)effects[op->advice] : UNKNOWN;
}

enum {
	MADVISE_START,
	MADVISE_DROPPED,
	MADVISE_REMOVE,
	MADVISE_REMOVED,
	MADVISE_POPULATED,
	MADVISE_POISON,
};

/* Does a hole lie in the range?  The advice is followed, then ENOMEM. */
static bool has_hole(const struct gms_world *w, const struct task *t)
{
	uint64_t page = t->notify_start;

	while (page < t->notify_end) {
		ref_t vma = vma_lookup(w, t->mm, page);

		if (!vma)
			return true;
		page = vma_at(w, vma)->end;
	}
	return false;
}

static enum verdict done(struct gms_world *w, struct task *t, enum rule rule)
{
	return has_hole(w, t) ? fail(w, t, rule, ENOMEM) : succeed(w, t, rule, 0);
}

static bool any_vma(const struct gms_world *w, const struct task *t,
		    bool (*test)(const struct gms_world *w, const struct vma *vma))
{
	ref_t vma = vma_first_in(w, t->mm, t->notify_start, t->notify_end);

	while (vma) {
		if (test(w, vma_at(w, vma)))
			return true;
		vma = vma_first_in(w, t->mm, vma_at(w, vma)->end, t->notify_end);
	}
	return false;
}

static bool is_locked(const struct gms_world *w, const struct vma *vma)
{
	(void)w;
	return vma->flags & VMA_LOCKED;
}

static bool is_gmem(const struct gms_world *w, const struct vma *vma)
{
	return inode_at(w, vma->inode)->kind == INODE_GMEM;
}

static enum verdict drop_ptes(struct gms_world *w, struct task *t, bool locked_too)
{
	if (!locked_too && any_vma(w, t, is_locked))
		return fail(w, t, MADV_1, EINVAL);
	apply(w, MADV_1);
	/* Private anonymous memory loses its pages too; they would read zero. */
	if (!any_vma(w, t, is_gmem))
		return unsupported(t, "dropping the pages of anonymous memory");
	return call_then(t, PROTO_NOTIFY, MADVISE_DROPPED);
}

static enum verdict populate(struct task *t, bool write)
{
	t->host.write = write;
	return call_then(t, PROTO_POPULATE_RANGE, MADVISE_POPULATED);
}

/* MADV_REMOVE is a hole in the file of each VMA of the range, from its start on. */
static enum verdict remove_next(struct gms_world *w, struct task *t)
{
	ref_t ref = vma_first_in(w, t->mm, t->notify_start, t->notify_end);
	const struct vma *vma = vma_at(w, ref);

	if (!ref || vma->start > t->notify_start)
		t->left = 1; /* a hole */
	if (!ref)
		return fail(w, t, MADV_2, ENOMEM);
	if (vma->flags & VMA_LOCKED || !is_gmem(w, vma))
		return fail(w, t, MADV_2, EINVAL);
	if (!(vma->flags & VMA_SHARED))
		return fail(w, t, MADV_2, EACCES);
	if (t->notify_start < vma->start)
		t->notify_start = vma->start;
	t->file = vma->file;
	file_get(w, t->file);
	t->inode = vma->inode;
	t->range_start = vma_index(vma, t->notify_start);
	t->notify_start = t->notify_end < vma->end ? t->notify_end : vma->end;
	t->range_end = vma_index(vma, t->notify_start - 1) + 1;
	return call(t, PROTO_PUNCH);
}

static enum verdict memory_failure(struct gms_world *w, struct task *t)
{
	(void)w;
	t->host.address = t->notify_start << PAGE_SHIFT;
	t->host.write = 0;
	t->host.for_kvm = 1;
	return call_then(t, PROTO_HOST_FAULT, MADVISE_POISON);
}

static enum verdict madvise_start(struct gms_world *w, struct task *t)
{
	enum effect effect = effect_of(&t->op);

	if (effect == UNKNOWN)
		return fail(w, t, MADV_3, EINVAL);
	if (map_range(w, t))
		return fail(w, t, MADV_3, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MADV_3, 0);
	switch (effect) {
	case NOTHING:
		return done(w, t, MADV_3);
	case NOT_FOR_FILES:
		if (any_vma(w, t, is_gmem))
			return fail(w, t, MADV_3, EINVAL);
		return unsupported(t, "this advice on anonymous memory");
	case NEVER:
		return fail(w, t, MADV_3, EINVAL);
	case DROP_PTES:
	case DROP_UNLOCKED:
		return drop_ptes(w, t, effect == DROP_PTES);
	case REMOVE:
		return jump(t, MADVISE_REMOVE);
	case POPULATE_READ:
	case POPULATE_WRITE:
		return populate(t, effect == POPULATE_WRITE);
	case MEMORY_FAILURE:
		return memory_failure(w, t);
	case UNKNOWN:
	case BEYOND:
		break;
	}
	return unsupported(t, "this advice is not modelled");
}

static enum verdict madvise_dropped(struct gms_world *w, struct task *t)
{
	return done(w, t, MADV_1);
}

static enum verdict madvise_removed(struct gms_world *w, struct task *t)
{
	inode_at(w, t->inode)->ctime++;
	file_put(w, t, t->file);
	if (t->notify_start < t->notify_end)
		return jump(t, MADVISE_REMOVE);
	return t->left ? fail(w, t, MADV_2, ENOMEM) : succeed(w, t, MADV_2, 0);
}

/* MADV-4: what a signal would report is EFAULT here, but poison is told apart. */
static enum verdict madvise_populated(struct gms_world *w, struct task *t)
{
	return t->host.failed ? fail(w, t, MADV_4, (int)t->host.error) : succeed(w, t, MADV_4, 0);
}

/* MADV_HWPOISON holds the page that it brought in while the failure is handled. */
static enum verdict madvise_poison(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->host.frame);

	if (t->host.failed)
		return fail(w, t, MADV_9, (int)t->host.error);
	if (inode_at(w, f->inode)->kind != INODE_GMEM) {
		folio_put(w, t->host.frame);
		return unsupported(t, "memory failure outside a guest_memfd");
	}
	apply(w, MADV_9);
	t->folio = t->host.frame;
	return call(t, PROTO_MEMORY_FAILURE);
}

const struct step madvise_steps[] = {
	[MADVISE_START] = { "advise", madvise_start },
	[MADVISE_DROPPED] = { "dropped", madvise_dropped },
	[MADVISE_REMOVE] = { "remove", remove_next },
	[MADVISE_REMOVED] = { "removed", madvise_removed },
	[MADVISE_POPULATED] = { "populated", madvise_populated },
	[MADVISE_POISON] = { "memory-failure", madvise_poison },
	{ 0 },
};

/* ---- mlock ---- */

enum { MLOCK_LOCK, MLOCK_DONE };

/* MADV-5: the VMAs are locked even if a page cannot be brought in. */
static enum verdict mlock_lock(struct gms_world *w, struct task *t)
{
	uint64_t page;
	ref_t vma;

	if (map_range(w, t))
		return fail(w, t, MADV_5, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MADV_5, 0);
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end) || has_hole(w, t))
		return fail(w, t, MADV_5, ENOMEM);
	for (page = t->notify_start; page < t->notify_end; page = vma_at(w, vma)->end) {
		vma = vma_lookup(w, t->mm, page);
		vma_at(w, vma)->flags |= VMA_LOCKED;
		t->host.write = vma_at(w, vma)->prot & GMS_PROT_WRITE ? 1 : 0;
	}
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call(t, PROTO_POPULATE_RANGE);
}

static enum verdict mlock_done(struct gms_world *w, struct task *t)
{
	return t->host.failed ? fail(w, t, MADV_5, ENOMEM) : succeed(w, t, MADV_5, 0);
}

const struct step mlock_steps[] = {
	[MLOCK_LOCK] = { "lock", mlock_lock, .take = need_mm_write },
	[MLOCK_DONE] = { "done", mlock_done },
	{ 0 },
};
