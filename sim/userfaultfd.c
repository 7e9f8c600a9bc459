/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Registering memory with userfaultfd.  MADV-6.
 *
 * The process has two of them, one with the feature WP_ASYNC and one without any.  What
 * they would be told is not modelled: a fault that would wait for them ends the run.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"

#define MODE_MISSING 1u
#define MODE_WP	     2u
#define MODE_MINOR   4u

#define FEATURE_WP_ASYNC (1u << 15)

static uint32_t flags_of(const struct task *t)
{
	uint32_t flags = t->op.attrs & FEATURE_WP_ASYNC ? VMA_UFFD_ASYNC : 0;

	if (t->op.mode & MODE_MISSING)
		flags |= VMA_UFFD_MISSING;
	if (t->op.mode & MODE_WP)
		flags |= VMA_UFFD_WP;
	return flags | (t->op.mode & MODE_MINOR ? VMA_UFFD_MINOR : 0);
}

/* The range, of whole pages, with something mapped in it. */
static bool range_is_valid(const struct gms_world *w, struct task *t)
{
	return !map_range(w, t) && !(t->op.len & ~PAGE_MASK) && t->notify_start < t->notify_end &&
	       t->notify_end <= host_page_end(w) &&
	       vma_first_in(w, t->mm, t->notify_start, t->notify_end);
}

/* Anonymous memory can be watched; any memory, for writes alone, if nobody waits for them. */
static bool can_userfault(const struct gms_world *w, const struct vma *vma, uint32_t flags)
{
	enum inode_kind kind = (enum inode_kind)inode_at(w, vma->inode)->kind;

	if (flags & VMA_UFFD_MINOR && kind != INODE_SHMEM)
		return false;
	if (flags == (VMA_UFFD_WP | VMA_UFFD_ASYNC))
		return true;
	return kind != INODE_GMEM;
}

static bool registered_by_other(const struct vma *vma, uint32_t flags)
{
	return vma->flags & VMA_UFFD && (vma->flags ^ flags) & VMA_UFFD_ASYNC;
}

static enum verdict register_run(struct gms_world *w, struct task *t)
{
	uint32_t flags = flags_of(t);
	uint64_t page;
	ref_t ref;

	if (t->op.mode & ~(uint64_t)(MODE_MISSING | MODE_WP | MODE_MINOR) || !t->op.mode ||
	    t->op.attrs & ~(uint64_t)FEATURE_WP_ASYNC || !range_is_valid(w, t))
		return fail(w, t, UFFD_1, EINVAL);
	for (page = t->notify_start; (ref = vma_first_in(w, t->mm, page, t->notify_end));
	     page = vma_at(w, ref)->end) {
		if (!can_userfault(w, vma_at(w, ref), flags))
			return fail(w, t, MADV_6, EINVAL);
		if (registered_by_other(vma_at(w, ref), flags))
			return fail(w, t, UFFD_1, EBUSY);
	}
	if (!vma_change_flags(w, t, VMA_UFFD | VMA_UFFD_ASYNC, flags))
		return fail(w, t, UFFD_1, ENOMEM);
	return succeed(w, t, UFFD_1, 0);
}

const struct step uffd_register_steps[] = {
	{ "register", register_run, .within = need_mm_write },
	{ 0 },
};

/* Every VMA must be one that could have been registered here, whether it was or not. */
static enum verdict unregister_run(struct gms_world *w, struct task *t)
{
	uint32_t async = flags_of(t) & VMA_UFFD_ASYNC;
	uint64_t page;
	ref_t ref;

	if (!range_is_valid(w, t))
		return fail(w, t, UFFD_2, EINVAL);
	for (page = t->notify_start; (ref = vma_first_in(w, t->mm, page, t->notify_end));
	     page = vma_at(w, ref)->end) {
		const struct vma *vma = vma_at(w, ref);

		if (registered_by_other(vma, async) ||
		    !can_userfault(w, vma, (vma->flags & VMA_UFFD) | async))
			return fail(w, t, UFFD_2, EINVAL);
	}
	if (!vma_change_flags(w, t, VMA_UFFD | VMA_UFFD_ASYNC, 0))
		return fail(w, t, UFFD_2, ENOMEM);
	return succeed(w, t, UFFD_2, 0);
}

const struct step uffd_unregister_steps[] = {
	{ "unregister", unregister_run, .within = need_mm_write },
	{ 0 },
};
