/* SPDX-License-Identifier: BSD-2-Clause */
/* madvise on the host's mappings.  Section 7.3. */
#include <errno.h>
#include <signal.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

#define HUGE_PAGES (1ull << 9)

/* What an advice does to a VMA that does not refuse it. */
enum effect {
	UNKNOWN,
	NOTHING, /* nothing that could be seen */
	FLAGS,	 /* the VMA is marked */
	FREE,
	COLLAPSE,
	DROP_PAGES,
	REMOVE,
	GUARD,
	UNGUARD,
	POPULATE_READ,
	POPULATE_WRITE,
	MEMORY_FAILURE,
	SOFT_OFFLINE,
};

/* Which VMAs refuse it: EINVAL. */
#define NOT_LOCKED 1u
#define NOT_SHARED 2u
#define PRIVATE	   4u /* no refusal: flags are for private memory only */

#define VMA_READS (VMA_RAND_READ | VMA_SEQ_READ)
#define VMA_HUGE  (VMA_HUGEPAGE | VMA_NOHUGEPAGE)

struct advice {
	uint8_t effect;
	uint8_t where;
	uint32_t clear, set; /* FLAGS */
};

static const struct advice advices[] = {
	[0] = { FLAGS, 0, VMA_READS, 0 },	      /* NORMAL */
	[1] = { FLAGS, 0, VMA_READS, VMA_RAND_READ }, /* RANDOM */
	[2] = { FLAGS, 0, VMA_READS, VMA_SEQ_READ },  /* SEQUENTIAL */
	[3] = { NOTHING, 0, 0, 0 },		      /* WILLNEED */
	[4] = { DROP_PAGES, NOT_LOCKED, 0, 0 },	      /* DONTNEED */
	[8] = { FREE, NOT_LOCKED | NOT_SHARED, 0, 0 },
	[9] = { REMOVE, NOT_LOCKED, 0, 0 },
	[10] = { FLAGS, 0, 0, VMA_DONTFORK },
	[11] = { FLAGS, 0, VMA_DONTFORK, 0 }, /* DOFORK */
	[12] = { FLAGS, PRIVATE, 0, VMA_MERGEABLE },
	[13] = { FLAGS, PRIVATE, VMA_MERGEABLE, 0 }, /* UNMERGEABLE */
	[14] = { FLAGS, 0, VMA_HUGE, VMA_HUGEPAGE },
	[15] = { FLAGS, 0, VMA_HUGE, VMA_NOHUGEPAGE },
	[16] = { FLAGS, 0, 0, VMA_DONTDUMP },
	[17] = { FLAGS, 0, VMA_DONTDUMP, 0 }, /* DODUMP */
	[18] = { FLAGS, NOT_SHARED, 0, VMA_WIPEONFORK },
	[19] = { FLAGS, 0, VMA_WIPEONFORK, 0 }, /* KEEPONFORK */
	[20] = { NOTHING, NOT_LOCKED, 0, 0 },	/* COLD */
	[21] = { NOTHING, NOT_LOCKED, 0, 0 },	/* PAGEOUT */
	[22] = { POPULATE_READ, 0, 0, 0 },
	[23] = { POPULATE_WRITE, 0, 0, 0 },
	[24] = { DROP_PAGES, 0, 0, 0 }, /* DONTNEED_LOCKED */
	[25] = { COLLAPSE, NOT_SHARED, 0, 0 },
	[100] = { MEMORY_FAILURE, 0, 0, 0 }, /* HWPOISON */
	[101] = { SOFT_OFFLINE, 0, 0, 0 },
	[102] = { GUARD, NOT_LOCKED, 0, 0 }, /* GUARD_INSTALL */
	[103] = { UNGUARD, 0, 0, 0 },	     /* GUARD_REMOVE */
};

static const struct advice *advice_of(const struct gms_op *op)
{
	return &advices[op->advice < sizeof(advices) / sizeof(advices[0]) ? op->advice : 5];
}

static enum effect effect_of(const struct gms_world *w, const struct gms_op *op)
{
	enum effect effect = (enum effect)advice_of(op)->effect;

	if ((effect == GUARD || effect == UNGUARD) && !has(w, SW_GUARD_REGIONS))
		return UNKNOWN;
	return effect;
}

enum {
	MADVISE_START,
	MADVISE_VMA,
	MADVISE_REMOVED,
	MADVISE_POPULATED,
	MADVISE_POISON,
	MADVISE_OFFLINED,
	MADVISE_GUARD,
};

/* ---- VMA by VMA: what came before one that refuses is done ---- */

static struct need need_mm_for_walk(const struct gms_world *w, const struct task *t)
{
	if (holds(t, GMS_LOCK_MM, t->mm))
		return NEED_NOTHING;
	return effect_of(w, &t->op) == FLAGS ? need_mm_write(w, t) : need_mm_read(w, t);
}

static enum rule rule_of(enum effect effect)
{
	switch (effect) {
	case REMOVE:
		return MADV_2;
	case DROP_PAGES:
		return MADV_1;
	case COLLAPSE:
		return MADV_10;
	case GUARD:
	case UNGUARD:
		return GUARD_1;
	default:
		return MADV_3;
	}
}

static bool any_pte(const struct gms_world *w, const struct task *t, uint64_t start, uint64_t end)
{
	uint64_t pte;

	return map_ceil(w, &mm_at(w, t->mm)->ptes, &start, &pte) && start < end;
}

/* A huge page is made where the range has whole ones and each has a page in it already. */
static bool collapses(const struct gms_world *w, const struct task *t, const struct vma *vma)
{
	uint64_t block = (t->notify_start + HUGE_PAGES - 1) & ~(HUGE_PAGES - 1);

	if (vma->flags & VMA_NOHUGEPAGE || block + HUGE_PAGES > t->notify_end)
		return false;
	for (; block + HUGE_PAGES <= t->notify_end; block += HUGE_PAGES)
		if (!any_pte(w, t, block, block + HUGE_PAGES))
			return false;
	return true;
}

/* B-22. */
static bool may_collapse_shared(const struct gms_world *w, const struct advice *advice)
{
	return advice->effect == COLLAPSE && has(w, SW_COLLAPSE_SHARED_FILE);
}

/* The errno with which one VMA refuses the advice; 0. */
static int refusal(const struct gms_world *w, const struct task *t, const struct vma *vma)
{
	const struct advice *advice = advice_of(&t->op);
	bool shared = vma->flags & VMA_SHARED;

	if ((advice->where & NOT_LOCKED && vma->flags & VMA_LOCKED) ||
	    (advice->where & NOT_SHARED && shared && !may_collapse_shared(w, advice)))
		return EINVAL;
	if (advice->effect == REMOVE)
		return shared ? 0 : EINVAL;
	return advice->effect == COLLAPSE && !collapses(w, t, vma) ? EINVAL : 0;
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

/* MADV-1: private memory loses its pages, a file only the entries that show them. */
static enum verdict drop_part(struct task *t)
{
	t->notify_mode = NOTIFY_DISCARD;
	return call_then(t, PROTO_NOTIFY, MADVISE_VMA);
}

/* GUARD-1: what is mapped in the part is taken away first. */
static enum verdict guard_part(const struct gms_world *w, struct task *t, ref_t ref)
{
	t->guarded_end = t->notify_end;
	vma_at(w, ref)->flags |= VMA_MAYBE_GUARD;
	t->notify_mode = NOTIFY_DISCARD;
	return any_pte(w, t, t->notify_start, t->notify_end)
		       ? call_then(t, PROTO_NOTIFY, MADVISE_GUARD)
		       : jump(t, MADVISE_GUARD);
}

static void unguard_part(struct gms_world *w, const struct task *t)
{
	const struct map *ptes = &mm_at(w, t->mm)->ptes;
	uint64_t page = t->notify_start, pte;

	for (bool more = map_ceil(w, ptes, &page, &pte); more && page < t->notify_end;
	     more = map_next(w, ptes, &page, &pte))
		if (pte & PTE_GUARD)
			pte_clear(w, t->mm, page);
}

/* The VMAs change at once, one after the other; false: ENOMEM. */
static bool mark_part(struct gms_world *w, struct task *t, const struct vma *vma)
{
	const struct advice *advice = advice_of(&t->op);

	if (advice->where & PRIVATE && vma->flags & VMA_SHARED)
		return true;
	return vma_change_flags(w, t, advice->clear, advice->set);
}

/* Returns JUMPED when the part is done: the next one follows. */
static enum verdict act_on_part(struct gms_world *w, struct task *t, ref_t ref)
{
	const struct vma *vma = vma_at(w, ref);
	enum effect effect = effect_of(w, &t->op);

	apply(w, rule_of(effect));
	switch (effect) {
	case FLAGS:
		if (!mark_part(w, t, vma))
			return fail(w, t, MADV_3, EAGAIN);
		break;
	case DROP_PAGES:
		return drop_part(t);
	case REMOVE:
		return remove_part(w, t, vma);
	case GUARD:
		return guard_part(w, t, ref);
	case UNGUARD:
		unguard_part(w, t);
		break;
	default:
		break;
	}
	return jump(t, MADVISE_VMA);
}

/* One VMA's part, and what is done to it; a part without effect does not take a step. */
static enum verdict madvise_vma(struct gms_world *w, struct task *t)
{
	enum effect effect = effect_of(w, &t->op);
	ref_t ref;

	while ((ref = range_next_vma(w, t))) {
		int error = refusal(w, t, vma_at(w, ref));

		if (error)
			return fail(w, t, rule_of(effect), error);
		if (effect != NOTHING && effect != FREE && effect != COLLAPSE)
			return act_on_part(w, t, ref);
	}
	if (t->hole)
		return fail(w, t, rule_of(effect), ENOMEM);
	return succeed(w, t, rule_of(effect), 0);
}

/* A page that a fault brought in meanwhile is taken away again. */
static enum verdict madvise_guard(struct gms_world *w, struct task *t)
{
	struct map *ptes = &mm_at(w, t->mm)->ptes;

	for (; t->notify_start < t->guarded_end; t->notify_start++) {
		uint64_t pte = pte_lookup(w, t->mm, t->notify_start);

		if (pte & PTE_PRESENT) {
			t->notify_end = t->guarded_end;
			return call_then(t, PROTO_NOTIFY, MADVISE_GUARD);
		}
		if (!map_set(w, ptes, t->notify_start, PTE_GUARD))
			return fail(w, t, GUARD_1, ENOMEM);
	}
	return jump(t, MADVISE_VMA);
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

static enum verdict memory_failure(struct task *t)
{
	t->host.address = t->notify_start << PAGE_SHIFT;
	t->host.write = 0;
	t->host.for_kvm = 1;
	return call_then(t, PROTO_HOST_FAULT, MADVISE_POISON);
}

static enum verdict madvise_start(struct gms_world *w, struct task *t)
{
	enum effect effect = effect_of(w, &t->op);

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
	case SOFT_OFFLINE:
		return memory_failure(t);
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
	if (!a->vma)
		return ENOMEM;
	return a->signal == SIGSEGV && a->code == SEGV_ACCERR ? EINVAL : (int)a->error;
}

static enum verdict madvise_populated(struct gms_world *w, struct task *t)
{
	return t->host.failed ? fail(w, t, MADV_4, populate_error(&t->host))
			      : succeed(w, t, MADV_4, 0);
}

/* MADV-11: the page of anonymous memory moves to another frame, unless it is pinned. */
static enum verdict soft_offline(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->host.frame);
	bool moves = inode_at(w, f->inode)->kind != INODE_GMEM && !f->pins;

	folio_put(w, t->host.frame);
	if (!moves)
		return fail(w, t, MADV_11, EBUSY);
	apply(w, MADV_11);
	t->notify_end = t->notify_start + 1;
	t->notify_mode = NOTIFY_ZAP;
	return call_then(t, PROTO_NOTIFY, MADVISE_OFFLINED);
}

/* On to the next page of the range. */
static enum verdict madvise_offlined(struct gms_world *w, struct task *t)
{
	uint64_t page = t->notify_start + 1;

	map_range(w, t);
	if (page == t->notify_end)
		return succeed(w, t, MADV_11, 0);
	t->notify_start = page;
	return memory_failure(t);
}

/* MADV_HWPOISON holds the page that it brought in while the failure is handled. */
static enum verdict madvise_poison(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->host.frame);

	if (t->host.failed)
		return fail(w, t, MADV_9, gup_error(&t->host));
	if (effect_of(w, &t->op) == SOFT_OFFLINE)
		return soft_offline(w, t);
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
	[MADVISE_OFFLINED] = { "offlined", madvise_offlined },
	[MADVISE_GUARD] = { "guard", madvise_guard },
	{ 0 },
};
