/* SPDX-License-Identifier: BSD-2-Clause */
/* mlock, mlock2, munlock, mlockall and munlockall: locked VMAs.  Section 7.3. */
#include <errno.h>

#include "host_mm.h"

#define MLOCK_ONFAULT 1u

#define MCL_CURRENT 1u
#define MCL_FUTURE  2u
#define MCL_ONFAULT 4u

#define VMA_LOCKED_MASK (VMA_LOCKED | VMA_LOCKONFAULT)

static uint32_t locked_flags(bool on_fault)
{
	return VMA_LOCKED | (on_fault ? VMA_LOCKONFAULT : 0);
}

/* ---- Ranges ---- */

/* MADV-5: VMAs change up to the first hole, which is ENOMEM. */
static int lock_range(struct gms_world *w, struct task *t, uint32_t flags)
{
	uint64_t page = t->notify_start, end = t->notify_end;
	ref_t vma;

	while (page < end && (vma = vma_lookup(w, t->mm, page)))
		page = vma_at(w, vma)->end;
	t->notify_end = page < end ? page : end;
	if (!vma_change_flags(w, t, VMA_LOCKED_MASK, flags))
		return ENOMEM;
	return page < end ? ENOMEM : 0;
}

enum { MLOCK_LOCK, MLOCK_DONE };

static enum verdict mlock_lock(struct gms_world *w, struct task *t)
{
	int error;

	if ((uint32_t)t->op.flags & ~MLOCK_ONFAULT)
		return fail(w, t, MLOCK_1, EINVAL);
	if (map_range(w, t))
		return fail(w, t, MADV_5, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MADV_5, 0);
	error = lock_range(w, t, locked_flags(t->op.flags & MLOCK_ONFAULT));
	if (error)
		return fail(w, t, MADV_5, error);
	if (t->op.flags & MLOCK_ONFAULT)
		apply(w, MLOCK_1);
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

static enum verdict munlock_run(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	if (error)
		return fail(w, t, MLOCK_2, EINVAL);
	if (t->notify_start != t->notify_end)
		error = lock_range(w, t, 0);
	return error ? fail(w, t, MLOCK_2, error) : succeed(w, t, MLOCK_2, 0);
}

const struct step munlock_steps[] = {
	{ "unlock", munlock_run, .within = need_mm_write },
	{ 0 },
};

/* ---- The whole process ---- */

/* All addresses; false: ENOMEM. */
static bool lock_all(struct gms_world *w, struct task *t, uint32_t flags)
{
	t->notify_start = 0;
	t->notify_end = host_page_end(w);
	return vma_change_flags(w, t, VMA_LOCKED_MASK, flags);
}

static enum verdict mlockall_lock(struct gms_world *w, struct task *t)
{
	uint32_t flags = (uint32_t)t->op.flags;
	uint32_t locked = locked_flags(flags & MCL_ONFAULT);

	if (!flags || flags == MCL_ONFAULT || flags & ~(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT))
		return fail(w, t, MLOCK_3, EINVAL);
	mm_at(w, t->mm)->def_flags = flags & MCL_FUTURE ? locked : 0;
	if (!(flags & MCL_CURRENT))
		return succeed(w, t, MLOCK_3, 0);
	if (!lock_all(w, t, locked))
		return fail(w, t, MLOCK_3, ENOMEM);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call(t, PROTO_POPULATE_RANGE);
}

/* What could not be brought in is not reported. */
static enum verdict mlockall_done(struct gms_world *w, struct task *t)
{
	return succeed(w, t, MLOCK_3, 0);
}

const struct step mlockall_steps[] = {
	{ "lock-all", mlockall_lock, .take = need_mm_write },
	{ "done", mlockall_done },
	{ 0 },
};

static enum verdict munlockall_run(struct gms_world *w, struct task *t)
{
	mm_at(w, t->mm)->def_flags = 0;
	return lock_all(w, t, 0) ? succeed(w, t, MLOCK_3, 0) : fail(w, t, MLOCK_3, ENOMEM);
}

const struct step munlockall_steps[] = {
	{ "unlock-all", munlockall_run, .within = need_mm_write },
	{ 0 },
};
