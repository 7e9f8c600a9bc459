/* SPDX-License-Identifier: BSD-2-Clause */
/* madvise and mlock on the host's mappings.  Section 7.3. */
#include <errno.h>
#include <signal.h>

#include "gmem.h"
#include "host_mm.h"

/* What an advice comes to on guest_memfd and anonymous memory. */
enum effect {
	UNKNOWN,
	NOTHING,	  /* accepted, nothing that could be seen */
	NOTHING_UNLOCKED, /* the same, but EINVAL on a locked VMA */
	NOT_FOR_FILES,	  /* EINVAL on a shared file mapping */
	NEVER,		  /* EINVAL */
	DROP_PTES,
	DROP_UNLOCKED,
	REMOVE,
	POPULATE_READ,
	POPULATE_WRITE,
	MEMORY_FAILURE,
	BEYOND, /* not modelled */
};

static const uint8_t effects[] = {
	[0] = NOTHING,	     /* NORMAL */
	[1] = NOTHING,	     /* RANDOM */
	[2] = NOTHING,	     /* SEQUENTIAL */
	[3] = NOTHING,	     /* WILLNEED */
	[4] = DROP_UNLOCKED, /* DONTNEED */
	[8] = NOT_FOR_FILES, /* FREE */
	[9] = REMOVE,
	[10] = NOTHING,		 /* DONTFORK */
	[11] = NOTHING,		 /* DOFORK */
	[12] = NOTHING,		 /* MERGEABLE */
	[13] = NOTHING,		 /* UNMERGEABLE */
	[14] = NOTHING,		 /* HUGEPAGE */
	[15] = NOTHING,		 /* NOHUGEPAGE */
	[16] = NOTHING,		 /* DONTDUMP */
	[17] = NOTHING,		 /* DODUMP */
	[18] = NOT_FOR_FILES,	 /* WIPEONFORK */
	[19] = NOTHING,		 /* KEEPONFORK */
	[20] = NOTHING_UNLOCKED, /* COLD */
	[21] = NOTHING_UNLOCKED, /* PAGEOUT */
	[22] = POPULATE_READ,
	[23] = POPULATE_WRITE,
	[24] = DROP_PTES,	/* DONTNEED_LOCKED */
	[25] = NEVER,		/* COLLAPSE */
	[100] = MEMORY_FAILURE, /* HWPOISON */
	[101] = BEYOND,		/* SOFT_OFFLINE */
	[102] = BEYOND,		/* GUARD_INSTALL */
	[103] = NOTHING,	/* GUARD_REMOVE */
};

static enum effect effect_of(const struct gms_op *op)
{
	return op->advice < sizeof(effects) ? (enum effect)effects[op->advice] : UNKNOWN;
}

enum {
	MADVISE_START,
	MADVISE_VMA,
	MADVISE_REMOVED,
	MADVISE_POPULATED,
	MADVISE_POISON,
};

static bool is_gmem(const struct gms_world *w, const struct vma *vma)
{
	return inode_at(w, vma->inode)->kind == INODE_GMEM;
}

/* ---- VMA by VMA: what came before one that refuses is done ---- */

static struct need need_mm_for_walk(const struct gms_world *w, const struct task *t)
{
	return holds(t, GMS_LOCK_MM, t->mm) ? NEED_NOTHING : need_mm_read(w, t);
}

/*
 * The next VMA, with the part of it that the advice is about in t->notify_start
 * and t->notify_end; 0 at the end.  The range is worked out anew each time: what
 * is called in between uses these fields for its own.
 */
static ref_t next_part(const struct gms_world *w, struct task *t)
{
	uint64_t first, end;
	const struct vma *vma;
	ref_t ref;

	map_range(w, t);
	first = t->notify_start;
	end = t->notify_end;
	t->notify_start += t->walked;
	if (t->notify_start == end)
		return 0;
	ref = vma_first_in(w, t->mm, t->notify_start, end);
	vma = vma_at(w, ref);
	if (!ref || vma->start > t->notify_start)
		t->hole = 1;
	if (!ref)
		return 0;
	if (t->notify_start < vma->start)
		t->notify_start = vma->start;
	if (t->notify_end > vma->end)
		t->notify_end = vma->end;
	t->walked = t->notify_end - first;
	return ref;
}

static enum rule rule_of(enum effect effect)
{
	if (effect == REMOVE)
		return MADV_2;
	return effect == DROP_PTES || effect == DROP_UNLOCKED ? MADV_1 : MADV_3;
}

/* The errno with which one VMA refuses the advice; 0. */
static int refusal(const struct vma *vma, enum effect effect)
{
	bool locked = vma->flags & VMA_LOCKED, shared = vma->flags & VMA_SHARED;

	switch (effect) {
	case NOTHING_UNLOCKED:
	case DROP_UNLOCKED:
		return locked ? EINVAL : 0;
	case NOT_FOR_FILES:
		return shared ? EINVAL : 0;
	case NEVER:
		return EINVAL;
	case REMOVE:
		return locked || !shared ? EINVAL : 0;
	default:
		return 0;
	}
}

/* MADV_REMOVE is a hole in the file; the mmap lock is let go for it. */
static enum verdict remove_part(struct gms_world *w, struct task *t, const struct vma *vma)
{
	t->file = vma->file;
	file_get(w, t->file);
	t->inode = vma->inode;
	t->range_start = vma_index(vma, t->notify_start);
	t->range_end = vma_index(vma, t->notify_end - 1) + 1;
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call_then(t, PROTO_PUNCH, MADVISE_REMOVED);
}

static enum verdict act_on_part(struct gms_world *w, struct task *t, const struct vma *vma,
				enum effect effect)
{
	apply(w, rule_of(effect));
	if (effect == NOT_FOR_FILES)
		return unsupported(t, "this advice on anonymous memory");
	/* Private anonymous memory loses its pages too; they would read zero. */
	if (!is_gmem(w, vma))
		return unsupported(t, "dropping the pages of anonymous memory");
	if (effect == REMOVE)
		return remove_part(w, t, vma);
	return call_then(t, PROTO_NOTIFY, MADVISE_VMA);
}

static enum verdict madvise_vma(struct gms_world *w, struct task *t)
{
	enum effect effect = effect_of(&t->op);
	ref_t ref;

	while ((ref = next_part(w, t))) {
		const struct vma *vma = vma_at(w, ref);
		int error = refusal(vma, effect);

		if (error)
			return fail(w, t, rule_of(effect), error);
		if (effect != NOTHING && effect != NOTHING_UNLOCKED)
			return act_on_part(w, t, vma, effect);
	}
	if (t->hole)
		return fail(w, t, rule_of(effect), ENOMEM);
	return succeed(w, t, rule_of(effect), 0);
}

static enum verdict madvise_removed(struct gms_world *w, struct task *t)
{
	inode_at(w, t->inode)->ctime++;
	file_put(w, t, t->file);
	return jump(t, MADVISE_VMA);
}

/* ---- The rest brings pages in ---- */

static enum verdict populate(struct task *t, bool write)
{
	t->host.write = write;
	return call_then(t, PROTO_POPULATE_RANGE, MADVISE_POPULATED);
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
	case POPULATE_READ:
	case POPULATE_WRITE:
		return populate(t, effect == POPULATE_WRITE);
	case MEMORY_FAILURE:
		return memory_failure(w, t);
	case BEYOND:
		return unsupported(t, "this advice is not modelled");
	default:
		return NEXT;
	}
}

/*
 * MADV-4: what a signal would report is EFAULT here, but poison is told apart, and
 * so are a hole and a VMA that does not permit the access (measured on 6.18.44).
 */
static int populate_error(const struct host_access *a)
{
	if (a->error == EFAULT && a->signal == SIGSEGV)
		return a->code == SEGV_MAPERR ? ENOMEM : EINVAL;
	return (int)a->error;
}

static enum verdict madvise_populated(struct gms_world *w, struct task *t)
{
	return t->host.failed ? fail(w, t, MADV_4, populate_error(&t->host))
			      : succeed(w, t, MADV_4, 0);
}

/* MADV_HWPOISON holds the page that it brought in while the failure is handled. */
static enum verdict madvise_poison(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->host.frame);

	if (t->host.failed)
		return fail(w, t, MADV_9, gup_error(&t->host));
	/* Reading anonymous memory maps the zero page, which no process owns. */
	if (inode_at(w, f->inode)->kind == INODE_ANON && !(f->flags & FOLIO_DIRTY)) {
		folio_put(w, t->host.frame);
		return unsupported(t,
				   "memory failure on anonymous memory that was never written");
	}
	apply(w, MADV_9);
	t->folio = t->host.frame;
	return call(t, PROTO_MEMORY_FAILURE);
}

const struct step madvise_steps[] = {
	[MADVISE_START] = { "advise", madvise_start },
	[MADVISE_VMA] = { "advise-vma", madvise_vma, .take = need_mm_for_walk },
	[MADVISE_REMOVED] = { "removed", madvise_removed },
	[MADVISE_POPULATED] = { "populated", madvise_populated },
	[MADVISE_POISON] = { "memory-failure", madvise_poison },
	{ 0 },
};

/* ---- mlock ---- */

enum { MLOCK_LOCK, MLOCK_DONE };

/* MADV-5: the VMAs are locked even if a page cannot be brought in, or a hole follows. */
static enum verdict mlock_lock(struct gms_world *w, struct task *t)
{
	uint64_t page;

	if (map_range(w, t))
		return fail(w, t, MADV_5, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MADV_5, 0);
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end))
		return fail(w, t, MADV_5, ENOMEM);
	for (page = t->notify_start; page < t->notify_end;) {
		ref_t vma = vma_lookup(w, t->mm, page);

		if (!vma)
			return fail(w, t, MADV_5, ENOMEM);
		vma_at(w, vma)->flags |= VMA_LOCKED;
		page = vma_at(w, vma)->end;
	}
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call(t, PROTO_POPULATE_RANGE);
}

/* POSIX has EAGAIN for memory that could not be had, ENOMEM for what is not there. */
static enum verdict mlock_done(struct gms_world *w, struct task *t)
{
	if (!t->host.failed)
		return succeed(w, t, MADV_5, 0);
	return fail(w, t, MADV_5, t->host.error == ENOMEM ? EAGAIN : ENOMEM);
}

const struct step mlock_steps[] = {
	[MLOCK_LOCK] = { "lock", mlock_lock, .take = need_mm_write },
	[MLOCK_DONE] = { "done", mlock_done },
	{ 0 },
};
