/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory failure on a page of a guest_memfd: PROTO-M.  Section 15.
 *
 * The folio's lock is held when the file's invalidate lock is asked for, and a
 * hole being punched holds them the other way round: HZ-1, as in the kernel.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

/* ---- poison FILE off= ---- */

enum { POISON_FIND };

static enum verdict poison_find(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file(w, t->op.file);

	if (!file)
		return fail(w, t, FD_1, EBADF);
	t->folio = folio_lookup(w, file_at(w, file)->inode, t->op.off >> PAGE_SHIFT);
	/* An error hits memory; an absent page has none. */
	if (!t->folio)
		return fail(w, t, POISON_0, ENXIO);
	folio_get(w, t->folio);
	return call(t, PROTO_MEMORY_FAILURE);
}

const struct step poison_steps[] = {
	[POISON_FIND] = { "find-page", poison_find },
	{ 0 },
};

/* ---- POISON-4: who is told at once ---- */

#define SIGNAL_SIGBUS  7
#define CODE_MCEERR_AR 4
#define CODE_MCEERR_AO 5

/*
 * MADV_HWPOISON counts as an access of its caller.  An error from elsewhere is told
 * only to a process that asked to be (PR_MCE_KILL_EARLY): by default none does.
 */
static int32_t code_for_process(const struct task *t)
{
	if (t->op.code == GMS_OP_MADVISE)
		return CODE_MCEERR_AR;
	return t->op.is_early ? CODE_MCEERR_AO : 0;
}

/* Before the folio is unmapped: a clean one could be had again, so nobody is told. */
static void choose_signal(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->folio);

	t->host.signal = t->host.code = 0;
	if (!f->mapcount || !(f->flags & FOLIO_DIRTY) || !code_for_process(t))
		return;
	apply(w, POISON_4);
	t->host.signal = SIGNAL_SIGBUS;
	t->host.code = code_for_process(t);
}

/* The operation's own result, and the signal that its process got meanwhile. */
static enum verdict tell(const struct task *t, struct gms_result *result)
{
	result->signal = t->host.signal;
	result->code = t->host.code;
	return finish();
}

/* ---- memory_failure(): t->folio, with a reference that it keeps or drops ---- */

enum {
	SET_HWPOISON,
	LOCK_POISONED,
	LOCK_FILE,
	INVALIDATE_BEGIN,
	INVALIDATE_END,
	UNLOCK_POISONED,
	UNLOCK_ANONYMOUS,
};

/* M1, M2: the reference is never given back.  The inode cannot go while it is here. */
static enum verdict set_hwpoison(struct gms_world *w, struct task *t)
{
	struct frame *f = frame_at(w, t->folio);

	if (f->flags & FOLIO_HWPOISON || !(f->flags & FOLIO_CACHED)) {
		bool again = f->flags & FOLIO_HWPOISON;

		folio_put(w, t->folio);
		return again ? fail(w, t, POISON_7, EHWPOISON) : fail(w, t, POISON_6, EBUSY);
	}
	apply(w, POISON_1);
	f->flags |= FOLIO_HWPOISON;
	t->inode = f->inode;
	inode_at(w, t->inode)->refs++;
	t->notify_folio = t->folio;
	return NEXT;
}

/* M3, M4. */
static enum verdict lock_poisoned(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->folio);

	if (!(f->flags & FOLIO_CACHED)) {
		unlock(w, t, GMS_LOCK_FOLIO, t->folio);
		inode_put(w, t->inode);
		return fail(w, t, POISON_6, EBUSY);
	}
	t->range_start = f->index;
	t->range_end = f->index + 1;
	t->notify_mode = NOTIFY_POISON;
	choose_signal(w, t);
	if (inode_at(w, t->inode)->kind == INODE_ANON)
		return call_then(t, PROTO_UNMAP_FOLIO, UNLOCK_ANONYMOUS);
	return f->mapcount ? call(t, PROTO_UNMAP_FOLIO) : NEXT;
}

static enum verdict lock_file(struct gms_world *w, struct task *t)
{
	t->gmem_file = inode_at(w, t->inode)->files;
	return NEXT;
}

static enum verdict invalidate_begin_one(struct gms_world *w, struct task *t)
{
	enum verdict verdict;

	if (has(w, SW_POISON_ZAPS_NOT)) {
		t->gmem_file = 0;
		return NEXT;
	}
	/* One page is zapped at once. */
	verdict = gmem_invalidate_begin_step(w, t, INVALIDATE_END);
	apply(w, POISON_2);
	if (verdict != AGAIN)
		t->gmem_file = inode_at(w, t->inode)->files;
	return verdict;
}

/* M8, M9; POISON-6: the hook's answer counts as a failure. */
static enum verdict unlock_poisoned(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_INVALIDATE, t->inode);
	if (has(w, SW_POISON_REMOVES))
		folio_remove(w, t->folio);
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	inode_put(w, t->inode);
	if (has(w, SW_POISON_DELAYED_FAILS))
		fail(w, t, POISON_6, EBUSY);
	else
		t->result = (struct gms_result){ .kind = GMS_RESULT_VALUE };
	return tell(t, &t->result);
}

/* POISON-9: the poison entries stay, and that is all. */
static enum verdict unlock_anonymous(struct gms_world *w, struct task *t)
{
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	inode_put(w, t->inode);
	succeed(w, t, POISON_9, 0);
	return tell(t, &t->result);
}

const struct step memory_failure_steps[] = {
	[SET_HWPOISON] = { "set-hwpoison", set_hwpoison },
	[LOCK_POISONED] = { "lock-folio", lock_poisoned, .take = need_folio },
	[LOCK_FILE] = { "lock-file", lock_file, .take = need_ilk_read },
	[INVALIDATE_BEGIN] = { "invalidate-begin", invalidate_begin_one,
			       .within = need_mmu_write_if_bound },
	[INVALIDATE_END] = { "invalidate-end", gmem_invalidate_end_step,
			     .within = need_mmu_write_if_bound },
	[UNLOCK_POISONED] = { "unlock", unlock_poisoned },
	[UNLOCK_ANONYMOUS] = { "unlock-folio", unlock_anonymous },
	{ 0 },
};
