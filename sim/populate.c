/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * kvm_gmem_populate(): a private-memory VM is given its first content.  Section 16.
 *
 * `populate` stands for KVM_SEV_SNP_LAUNCH_UPDATE, which is one call for its whole
 * range, and KVM_TDX_INIT_MEM_REGION, which makes one call a page.  A call:
 *
 *	since 7.0  find-slot { read-source  lock-file  folio  attribute  callback }
 *	before     find-slot  lock-file { folio  attribute  read-source  callback }
 *
 * The braces are one page: PROTO-G.  t->gmem_file is the file, t->fault.slot the
 * slot, t->fault.gfn the page and t->fault.frame its folio; t->host.frame is the
 * source page.  What is done is op->size less t->left.
 */
#include <errno.h>
#include <string.h>

#include "arch.h"
#include "gmem.h"
#include "launch.h"
#include "memslot.h"
#include "profile.h"

enum {
	CHECK,
	LOCK_SLOTS,
	FIND_SLOT,
	LOCK_WHOLE_LOOP,
	NEXT_PAGE,
	GOT_SOURCE,
	LOCK_FILE,
	GET_FOLIO,
	CHECK_FOLIO,
	CHECK_ATTRIBUTE,
	CALLBACK,
	MARK_READY,
	PUT_PAGE,
	CALL_DONE,
};

static uint64_t bytes_done(const struct task *t)
{
	return t->op.size - t->left;
}

static uint64_t source_address(const struct task *t)
{
	return t->op.hva.number + bytes_done(t);
}

static bool has_source(const struct task *t)
{
	return t->op.hva.number;
}

/* ---- The ioctl ---- */

/* What is left is told in every case, as both ioctls write it back. */
static enum verdict answer(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	apply(w, rule);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_PREFAULT,
		.error = error,
		.size = t->left,
		.gpa = t->op.gpa + bytes_done(t),
	};
	return vm_ioctl_leave(w, t);
}

/* X86-TDX-11: shared addresses, or no source. */
static bool refuses_region(const struct gms_world *w, const struct task *t)
{
	uint64_t shared = vm_at(w, t->vm)->direct_gfn_bits << PAGE_SHIFT;
	uint64_t last = t->op.gpa + t->op.size - !has(w, SW_REGION_END_COUNTS);

	return t->op.gpa >= shared || last >= shared ||
	       (has(w, SW_POPULATE_SOURCE_FIRST) && !has_source(t));
}

static enum verdict populate_check(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);
	struct gms_op *op = &t->op;

	if (verdict != NEXT)
		return verdict;
	t->left = op->size;
	if (vm_launch_kind(w, t->vm) == LAUNCH_NONE)
		return vm_ioctl_fail(w, t, IOCTL_4, arch(w)->not_built(w));
	if (vm_is_launched(w, t->vm))
		return vm_ioctl_fail(w, t, LAUNCH_2, EINVAL);
	op->hva = (struct gms_ref){ .number = ref_address(w, op->hva) };
	if (!op->size || (op->gpa | op->size | op->hva.number) & ~PAGE_MASK ||
	    op->gpa + op->size < op->gpa)
		return answer(w, t, POPULATE_1, EINVAL);
	if (vm_launch_kind(w, t->vm) == LAUNCH_PAGES && refuses_region(w, t))
		return answer(w, t, X86_TDX_11, EINVAL);
	return NEXT;
}

static enum verdict populate_lock(struct gms_world *w, struct task *t)
{
	(void)w;
	t->error = 0;
	return NEXT;
}

/* ---- One call: the slot and its file ---- */

static enum verdict stop(struct gms_world *w, struct task *t, enum rule rule, int error,
			 uint16_t next)
{
	apply(w, rule);
	t->error = (uint32_t)error;
	return jump(t, next);
}

/* POPULATE-3: SNP asks for all that is left, TDX for one page. */
static void set_end(struct gms_world *w, struct task *t, const struct slot *slot)
{
	uint64_t slot_end = slot->base_gfn + slot->npages;

	t->range_end = (t->op.gpa + t->op.size) >> PAGE_SHIFT;
	if (vm_launch_kind(w, t->vm) == LAUNCH_PAGES)
		t->range_end = t->fault.gfn + 1;
	if (t->range_end <= slot_end)
		return;
	apply(w, POPULATE_3);
	t->range_end = slot_end;
}

static enum verdict populate_find_slot(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	const struct slot *slot;

	if (vm_launch_kind(w, t->vm) == LAUNCH_PAGES && injected(w, GMS_INJECT_SIGNAL))
		return answer(w, t, POPULATE_8, EINTR);
	t->fault.gfn = (t->op.gpa + bytes_done(t)) >> PAGE_SHIFT;
	t->fault.slot = slot_lookup(w, vm, 0, t->fault.gfn);
	slot = slot_at(w, t->fault.slot);
	if (!t->fault.slot || !(slot->flags & MEM_GUEST_MEMFD))
		return answer(w, t, POPULATE_2, EINVAL);
	if (!file_get_active(w, slot->gmem_file))
		return stop(w, t, POPULATE_2, EFAULT, CALL_DONE);
	t->gmem_file = slot->gmem_file;
	t->inode = file_at(w, t->gmem_file)->inode;
	set_end(w, t, slot);
	return has(w, SW_POPULATE_PER_PAGE) ? jump(t, NEXT_PAGE) : NEXT;
}

static enum verdict populate_lock_whole_loop(struct gms_world *w, struct task *t)
{
	(void)w;
	(void)t;
	return NEXT;
}

/* ---- One page ---- */

static enum verdict read_source(struct task *t, uint16_t next)
{
	memset(&t->host, 0, sizeof(t->host));
	if (!has_source(t))
		return jump(t, next);
	t->host.address = source_address(t);
	t->host.for_kvm = 1;
	return call_then(t, PROTO_HOST_FAULT, next);
}

/* HFAULT-8: nobody asks to be told of poison apart. */
static int source_error(const struct task *t)
{
	if (!t->host.failed)
		return 0;
	return t->host.error == EHWPOISON ? EFAULT : (int)t->host.error;
}

/* G1 comes first and without the file's lock since 7.0. */
static enum verdict populate_next_page(struct gms_world *w, struct task *t)
{
	t->host.frame = t->host.failed = 0;
	if (injected(w, GMS_INJECT_SIGNAL))
		return stop(w, t, POPULATE_4, EINTR, PUT_PAGE);
	if (!has(w, SW_POPULATE_PER_PAGE))
		return jump(t, GET_FOLIO);
	return read_source(t, GOT_SOURCE);
}

static enum verdict populate_got_source(struct gms_world *w, struct task *t)
{
	int error = source_error(t);

	if (error)
		return stop(w, t, POPULATE_4, error, PUT_PAGE);
	t->inode = file_at(w, t->gmem_file)->inode;
	return NEXT;
}

/* G2. */
static enum verdict populate_lock_file(struct gms_world *w, struct task *t)
{
	apply(w, POPULATE_4);
	(void)t;
	return NEXT;
}

/* G3, G4. */
static enum verdict populate_get_folio(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);

	if (slot->gmem_file != t->gmem_file)
		return stop(w, t, POPULATE_5, EFAULT, PUT_PAGE);
	if (!gmem_binds(w, t->gmem_file, t->fault.slot))
		return stop(w, t, POPULATE_5, EIO, PUT_PAGE);
	t->getfolio_index = t->fault.gfn - slot->base_gfn + slot->gmem_pgoff;
	return call(t, PROTO_GETFOLIO);
}

static int refused_folio(struct gms_world *w, const struct task *t)
{
	uint32_t flags = frame_at(w, t->folio)->flags;

	if (flags & FOLIO_HWPOISON)
		return reject(w, POPULATE_5, EHWPOISON);
	if (flags & FOLIO_UPTODATE && !has(w, SW_POPULATE_NO_EEXIST))
		return reject(w, POPULATE_7, EEXIST);
	return 0;
}

static enum verdict populate_check_folio(struct gms_world *w, struct task *t)
{
	if (t->error)
		return stop(w, t, POPULATE_5, (int)t->error, PUT_PAGE);
	t->error = (uint32_t)refused_folio(w, t);
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	if (t->error) {
		folio_put(w, t->folio);
		return jump(t, PUT_PAGE);
	}
	t->fault.frame = t->folio;
	return NEXT;
}

/* G5; older callbacks fetch the source themselves, under the file's lock. */
static enum verdict populate_check_attribute(struct gms_world *w, struct task *t)
{
	if (!gfn_is_private(w, vm_at(w, t->vm), t->fault.gfn) &&
	    !has(w, SW_POPULATE_IGNORES_ATTRIBUTE))
		return stop(w, t, POPULATE_5, EINVAL, PUT_PAGE);
	return has(w, SW_POPULATE_PER_PAGE) ? NEXT : read_source(t, CALLBACK);
}

/* G6. */
static enum verdict populate_callback(struct gms_world *w, struct task *t)
{
	int error = source_error(t);

	apply(w, POPULATE_6);
	if (!error)
		error = arch(w)->launch_page(w, t->vm, t->fault.gfn, t->fault.frame,
					     t->host.frame);
	if (error == EAGAIN)
		return AGAIN;
	return error ? stop(w, t, POPULATE_7, error, PUT_PAGE) : NEXT;
}

/* A callback of that kind maps. */
static struct need need_to_map(const struct gms_world *w, const struct task *t)
{
	return vm_launch_kind(w, t->vm) == LAUNCH_PAGES ? need_mmu_read(w, t) : NEED_NOTHING;
}

/* G7.  The content was defined by the callback alone. */
static enum verdict populate_mark_ready(struct gms_world *w, struct task *t)
{
	apply(w, POPULATE_9);
	frame_at(w, t->fault.frame)->flags |= FOLIO_UPTODATE;
	return NEXT;
}

/* 6.11 took the folio of a page that failed out of the file again. */
static bool removes_folio(const struct gms_world *w, const struct task *t)
{
	return t->error && t->fault.frame && !has(w, SW_POPULATE_KEEPS_RAW);
}

static struct need need_folio_to_remove(const struct gms_world *w, const struct task *t)
{
	return removes_folio(w, t) ? need(GMS_LOCK_FOLIO, LOCK_WRITE, t->fault.frame)
				   : NEED_NOTHING;
}

/* G8. */
static enum verdict populate_put_page(struct gms_world *w, struct task *t)
{
	ref_t inode = file_at(w, t->gmem_file)->inode;

	if (removes_folio(w, t))
		folio_remove(w, t->fault.frame);
	if (t->fault.frame)
		folio_put(w, t->fault.frame);
	t->fault.frame = 0;
	if (has(w, SW_POPULATE_PER_PAGE) && holds(t, GMS_LOCK_INVALIDATE, inode))
		unlock(w, t, GMS_LOCK_INVALIDATE, inode);
	if (t->host.frame)
		folio_put(w, t->host.frame);
	t->host.frame = 0;
	t->inode = inode;
	if (t->error)
		return NEXT;
	t->left -= PAGE_SIZE;
	t->fault.gfn++;
	return t->fault.gfn < t->range_end ? jump(t, NEXT_PAGE) : NEXT;
}

/* ---- The end of a call, and of the ioctl ---- */

static void leave_file(struct gms_world *w, struct task *t)
{
	if (!t->gmem_file)
		return;
	if (holds(t, GMS_LOCK_INVALIDATE, t->inode))
		unlock(w, t, GMS_LOCK_INVALIDATE, t->inode);
	file_put(w, t, t->gmem_file);
	t->gmem_file = 0;
}

/* POPULATE-8.  SNP tells an error only if it did nothing, and then always this one. */
static enum verdict populate_call_done(struct gms_world *w, struct task *t)
{
	bool none = !bytes_done(t);

	leave_file(w, t);
	if (has(w, SW_POPULATE_COUNTS_ALL))
		t->left = 0;
	if (vm_launch_kind(w, t->vm) == LAUNCH_RANGE)
		return answer(w, t, POPULATE_8,
			      t->error && (none || has(w, SW_POPULATE_FORGETS_PAGES)) ? EIO : 0);
	if (t->left && !t->error)
		return jump(t, FIND_SLOT);
	return answer(w, t, POPULATE_8, (int)t->error);
}

const struct step populate_steps[] = {
	[CHECK] = { "check", populate_check },
	[LOCK_SLOTS] = { "lock-slots", populate_lock, .take = need_slots_lock },
	[FIND_SLOT] = { "find-slot", populate_find_slot },
	[LOCK_WHOLE_LOOP] = { "lock-file", populate_lock_whole_loop, .take = need_ilk_write },
	[NEXT_PAGE] = { "next-page", populate_next_page },
	[GOT_SOURCE] = { "got-source", populate_got_source },
	[LOCK_FILE] = { "lock-file", populate_lock_file, .take = need_ilk_write },
	[GET_FOLIO] = { "get-folio", populate_get_folio },
	[CHECK_FOLIO] = { "check-folio", populate_check_folio },
	[CHECK_ATTRIBUTE] = { "check-attribute", populate_check_attribute },
	[CALLBACK] = { "callback", populate_callback, .within = need_to_map },
	[MARK_READY] = { "mark-ready", populate_mark_ready },
	[PUT_PAGE] = { "put-page", populate_put_page, .within = need_folio_to_remove },
	[CALL_DONE] = { "done", populate_call_done },
	{ 0 },
};
