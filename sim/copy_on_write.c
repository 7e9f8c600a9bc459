/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Copy-on-write of anonymous memory: FORK-3.
 *
 *	before		parent PTE r- --> folio <-- PTE r- child
 *	parent writes	parent PTE rw --> copy      folio <-- PTE r- child
 *	child writes	                            folio <-- PTE rw child
 *
 * A folio that a fork shared stays marked until a process that is alone with it
 * writes to it: a reference of any kind, a pipe's for instance, counts as company.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "mempolicy.h"

enum { COPY_FOLIO, COPY_DONE };

ref_t anon_copy(struct gms_world *w, struct task *t, uint64_t page, ref_t folio)
{
	const struct vma *vma = vma_at(w, t->host.vma);
	ref_t copy;

	t->inode = vma->inode;
	t->getfolio_index = vma_index(vma, page);
	copy = policy_alloc_folio(w, t);
	if (!copy)
		return 0;
	folio_zero(w, copy);
	if (content_copy(w, copy, folio))
		return copy;
	folio_put(w, copy);
	return 0;
}

static uint64_t faulting_page(const struct task *t)
{
	return t->host.address >> PAGE_SHIFT;
}

/* The process's memory and its PTE are all that refer to it. */
static bool is_alone(const struct frame *f)
{
	return !f->shares && f->refs == 2;
}

static enum verdict keep(struct gms_world *w, struct task *t, uint64_t pte)
{
	ref_t folio = (ref_t)(pte >> PTE_FRAME_SHIFT);
	struct frame *f = frame_at(w, folio);
	const struct vma *vma = vma_at(w, t->host.vma);

	f->flags &= ~FOLIO_FORKED;
	f->inode = vma->inode;
	f->index = vma_index(vma, faulting_page(t));
	pte_make_writable(w, t, faulting_page(t), pte);
	folio_get(w, folio);
	t->host.frame = folio;
	return RETURN;
}

/* The range of a caller's own walk is kept aside for NOTIFY's. */
static void aim_notify(struct task *t)
{
	t->host.kept_start = t->notify_start;
	t->host.kept_end = t->notify_end;
	t->host.kept_mode = t->notify_mode;
	t->notify_start = faulting_page(t);
	t->notify_end = t->notify_start + 1;
	t->notify_folio = 0;
	t->notify_mode = NOTIFY_COPY;
}

static enum verdict copy_folio(struct gms_world *w, struct task *t)
{
	uint64_t pte = pte_lookup(w, t->mm, faulting_page(t));
	ref_t folio = (ref_t)(pte >> PTE_FRAME_SHIFT);

	t->error = 0;
	t->host.frame = 0;
	if (!(pte & PTE_PRESENT) || !(frame_at(w, folio)->flags & FOLIO_FORKED))
		return RETURN;
	apply(w, FORK_3);
	if (is_alone(frame_at(w, folio)))
		return keep(w, t, pte);
	t->notify_copy = anon_copy(w, t, faulting_page(t), folio);
	if (!t->notify_copy) {
		t->error = ENOMEM;
		return RETURN;
	}
	aim_notify(t);
	return call(t, PROTO_NOTIFY);
}

void copy_replace(struct gms_world *w, struct task *t, uint64_t page, uint64_t pte)
{
	const struct vma *vma = vma_at(w, t->host.vma);
	ref_t old = (ref_t)(pte >> PTE_FRAME_SHIFT), copy = t->notify_copy;
	uint64_t index = vma_index(vma, page);

	/* Another thread of the process was faster. */
	if (!(pte & PTE_PRESENT) || !(frame_at(w, old)->flags & FOLIO_FORKED))
		return;
	folio_succeed(w, vma->inode, index, old, copy);
	pte_replace(w, t->mm, page, copy);
	pte_make_writable(w, t, page, pte_lookup(w, t->mm, page));
	t->host.frame = copy;
	t->notify_copy = 0;
}

static enum verdict copy_done(struct gms_world *w, struct task *t)
{
	t->notify_start = t->host.kept_start;
	t->notify_end = t->host.kept_end;
	t->notify_mode = t->host.kept_mode;
	if (t->notify_copy)
		folio_put(w, t->notify_copy);
	t->notify_copy = 0;
	return RETURN;
}

const struct step copy_on_write_steps[] = {
	[COPY_FOLIO] = { "copy-page", copy_folio },
	[COPY_DONE] = { "copied", copy_done },
	{ 0 },
};
