/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kvm_gmem_get_pfn(): the page of a guest_memfd that backs a gfn.  GETPFN-1.
 *
 * Takes neither the invalidate lock nor slots_lock (GETPFN-4): what it finds may
 * be on its way out, and only the sequence test of the caller notices.
 */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "profile.h"

enum { GET_FILE, PREPARE, PUT_FILE };

static enum verdict refuse(struct gms_world *w, struct task *t, int error)
{
	apply(w, GETPFN_1);
	t->error = (uint32_t)error;
	return RETURN;
}

/* The binding that begins at the slot's offset must be the slot's own: INV-1. */
bool gmem_binds(const struct gms_world *w, ref_t file, ref_t slot)
{
	uint64_t found;

	return map_get(w, &file_at(w, file)->bindings, slot_at(w, slot)->gmem_pgoff, &found) &&
	       found == slot;
}

/* V8, V9.  No reference is left to a file that is being closed: RELEASE-2. */
static enum verdict get_file(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);
	ref_t file = slot->gmem_file;

	if (!file_get_active(w, file))
		return refuse(w, t, has(w, SW_CLOSED_FILE_IS_EIO) ? EIO : EFAULT);
	t->gmem_file = file;
	if (!gmem_binds(w, file, t->fault.slot)) {
		t->error = EIO;
		apply(w, GETPFN_1);
		return jump(t, PUT_FILE);
	}
	t->error = 0;
	t->inode = file_at(w, file)->inode;
	t->getfolio_index = t->fault.gfn - slot->base_gfn + slot->gmem_pgoff;
	return getfolio(w, t, PREPARE);
}

/*
 * GETPFN-2: which calls the architecture's hook sees.  Before 7.0 a folio that is
 * ready is one that was prepared as well.
 */
static bool is_prepared_now(const struct gms_world *w, const struct task *t, bool was_ready)
{
	const struct inode *inode = inode_at(w, t->inode);

	if (!arch(w)->prepare_folio || !has(w, SW_ZERO_AT_FAULT))
		return false;
	if (!has(w, SW_PREPARE_EVERY_CALL))
		return !was_ready;
	return !has(w, SW_MAKE_PRIVATE_ONLY_PRIVATE_INODE) ||
	       !(inode->flags & GMEM_FLAG_INIT_SHARED);
}

/* V12, V13: 0, or the hook's errno. */
static int make_ready(struct gms_world *w, struct task *t)
{
	struct frame *f = frame_at(w, t->folio);
	bool was_ready = f->flags & FOLIO_UPTODATE;
	int error;

	if (!was_ready && !has(w, SW_GUEST_FAULT_ZEROES_NOT)) {
		apply(w, FOLIO_3);
		folio_zero(w, t->folio);
	}
	if (!is_prepared_now(w, t, was_ready))
		return 0;
	apply(w, GETPFN_2);
	error = arch(w)->prepare_folio(w, file_at(w, t->gmem_file)->vm, t->fault.gfn, t->folio);
	if (error && !has(w, SW_PREPARE_EVERY_CALL) && !has(w, SW_READY_BEFORE_HOOK))
		f->flags &= ~FOLIO_UPTODATE;
	return error;
}

/* V11 to V13, under the folio's lock; the reference stays with the caller. */
static enum verdict prepare(struct gms_world *w, struct task *t)
{
	if (t->error) {
		apply(w, GETPFN_1);
		return NEXT;
	}
	if (frame_at(w, t->folio)->flags & FOLIO_HWPOISON && !has(w, SW_POISON_IGNORED))
		t->error = (uint32_t)reject(w, GETPFN_1, EHWPOISON);
	else
		t->error = (uint32_t)make_ready(w, t);
	if (!t->error || !has(w, SW_HOOK_KEEPS_LOCK))
		unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	if (t->error) {
		if (!has(w, SW_POISON_LEAKS_REFERENCE))
			folio_put(w, t->folio);
	} else {
		t->fault.frame = t->folio;
		t->fault.from_gmem = 1;
		t->fault.host_writable = !(slot_at(w, t->fault.slot)->flags & MEM_READONLY);
	}
	t->folio = 0;
	return NEXT;
}

/* GETPFN-3: the last reference may be this one; then release runs on this task. */
static enum verdict put_file(struct gms_world *w, struct task *t)
{
	ref_t file = t->gmem_file;

	t->gmem_file = 0;
	if (file_at(w, file)->refs == 1)
		apply(w, GETPFN_3);
	file_put(w, t, file);
	return NEXT;
}

const struct step get_pfn_steps[] = {
	[GET_FILE] = { "get-file", get_file },
	[PREPARE] = { "prepare", prepare },
	[PUT_FILE] = { "put-file", put_file },
	{ 0 },
};
