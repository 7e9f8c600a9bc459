/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Open files, inodes and VMs: who refers to whom, and what goes when the last
 * reference is gone.  OBJ-2, OBJ-4, RELEASE-*.
 *
 * Release protocol (PROTO-R), queued by file_put() and run by the step engine:
 *
 *	slots_lock -> invalidate lock -> detach -> begin -> end -> unlink -> evict
 */
#include "arch.h"
#include "gmem.h"
#include "file_io.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"
#include "vcpu.h"

ref_t file_new(struct gms_world *w, enum file_kind kind)
{
	ref_t ref = pool_take_internal(w, POOL_FILE);

	if (!ref)
		return 0;
	file_at(w, ref)->kind = kind;
	file_at(w, ref)->refs = 1;
	return ref;
}

const char *gmem_path_name(const struct gms_world *w)
{
	return has(w, SW_OWN_FS) ? "/[kvm-gmem] (deleted)" : "anon_inode:[kvm-gmem]";
}

void vm_put(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);

	if (--vm->refs)
		return;
	apply(w, RELEASE_7);
	slots_destroy(w, ref);
	arch(w)->vm_destroy(w, ref);
	vcpus_destroy(w, ref);
	map_clear(w, &vm->attributes);
	mm_put(w, vm->mm);
	pool_give(w, POOL_VM, ref);
}

void vm_kill(struct gms_world *w, struct vm *vm)
{
	uint64_t id, vcpu;

	vm->dead = 1;
	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu))
		vcpu_at(w, (ref_t)vcpu)->dead_request = 1;
}

bool vm_refuses(const struct gms_world *w, const struct task *t, ref_t vm)
{
	return vm_at(w, vm)->dead || vm_at(w, vm)->mm != t->mm;
}

void inode_drop_pages(struct gms_world *w, ref_t inode)
{
	uint64_t index, folio;

	while (map_first(w, &inode_at(w, inode)->pages, &index, &folio))
		folio_leave(w, inode, index, (ref_t)folio);
}

static void evict(struct gms_world *w, ref_t inode)
{
	inode_drop_pages(w, inode);
	pipe_clear(w, inode_at(w, inode));
	map_clear(w, &inode_at(w, inode)->policies);
	map_clear(w, &inode_at(w, inode)->rmp);
	pool_give(w, POOL_INODE, inode);
}

void inode_put(struct gms_world *w, ref_t inode)
{
	if (--inode_at(w, inode)->refs)
		return;
	if (inode_at(w, inode)->kind == INODE_GMEM)
		apply(w, RELEASE_6);
	evict(w, inode);
}

bool file_get_active(struct gms_world *w, ref_t file)
{
	if (!file || !file_at(w, file)->refs)
		return false;
	file_get(w, file);
	return true;
}

void file_put(struct gms_world *w, struct task *t, ref_t ref)
{
	struct file *file = file_at(w, ref);
	ref_t vm = file->vm;

	if (--file->refs)
		return;
	switch (file->kind) {
	case FILE_GMEM:
		apply(w, RELEASE_2);
		file->dying = 1;
		file->next_release = t->pending_release;
		t->pending_release = ref;
		return;
	case FILE_VM:
		vm_at(w, vm)->fd_open = 0;
		if (vm_at(w, vm)->refs > 1)
			apply(w, RELEASE_8);
		break;
	case FILE_VCPU:
		break;
	case FILE_PATH:
	case FILE_OTHER:
		if (file->inode)
			inode_put(w, file->inode);
		pool_give(w, POOL_FILE, ref);
		return;
	default:
		pool_give(w, POOL_FILE, ref);
		return;
	}
	pool_give(w, POOL_FILE, ref);
	vm_put(w, vm);
}

/* ---- PROTO-R ---- */

enum {
	RELEASE_START,
	RELEASE_LOCK_SLOTS,
	RELEASE_LOCK_FILE,
	RELEASE_DETACH,
	RELEASE_WAIT_RCU,
	RELEASE_BEGIN,
	RELEASE_ZAP_REST,
	RELEASE_END,
	RELEASE_UNLINK,
	RELEASE_EVICT,
};

static enum verdict release_start(struct gms_world *w, struct task *t)
{
	t->file = t->pending_release;
	t->pending_release = file_at(w, t->file)->next_release;
	t->vm = file_at(w, t->file)->vm;
	t->inode = file_at(w, t->file)->inode;
	apply(w, RELEASE_4);
	return NEXT;
}

static enum verdict release_nothing(struct gms_world *w, struct task *t)
{
	(void)w;
	(void)t;
	return NEXT;
}

/* Whoever reads slot->gmem.file under RCU does so within one step: nobody is waited for. */
static enum verdict release_wait_rcu(struct gms_world *w, struct task *t)
{
	(void)t;
	apply(w, RELEASE_3);
	return NEXT;
}

/* R3: from here on a slot finds no file, so GETPFN-1 fails. */
static enum verdict release_detach(struct gms_world *w, struct task *t)
{
	const struct map *bindings = &file_at(w, t->file)->bindings;
	uint64_t pgoff, slot;

	apply(w, RELEASE_3);
	for (bool more = map_first(w, bindings, &pgoff, &slot);
	     more && !has(w, SW_RELEASE_DETACHES_NOT);
	     more = map_next(w, bindings, &pgoff, &slot))
		slot_at(w, (ref_t)slot)->gmem_file = 0;
	if (has(w, SW_NO_SLOT_RCU))
		return jump(t, RELEASE_BEGIN);
	return go_on(w, t, RELEASE_WAIT_RCU, release_wait_rcu);
}

static struct need mmu_write_if_bound(const struct gms_world *w, const struct task *t)
{
	return file_at(w, t->file)->bindings.count ? need_mmu_write(w, t) : NEED_NOTHING;
}

static enum verdict release_invalidate_begin(struct gms_world *w, struct task *t)
{
	t->range_start = 0;
	t->range_end = UINT64_MAX;
	if (!has(w, SW_RELEASE_ZAPS_NOT) && gmem_invalidate_start(w, t, t->file))
		return NEXT;
	return jump(t, RELEASE_END);
}

static enum verdict release_zap_rest(struct gms_world *w, struct task *t)
{
	return gmem_zap_rest(w, t, t->file) ? AGAIN : NEXT;
}

static enum verdict release_invalidate_end(struct gms_world *w, struct task *t)
{
	if (!has(w, SW_RELEASE_ZAPS_NOT))
		gmem_invalidate_end(w, t->file, 0, UINT64_MAX);
	t->range_end = 0;
	return NEXT;
}

static void unlink_file(struct gms_world *w, struct inode *inode, ref_t file)
{
	ref_t *link = &inode->files;

	while (*link && *link != file)
		link = &file_at(w, *link)->next_in_inode;
	if (*link)
		*link = file_at(w, file)->next_in_inode;
}

/* R7 to R9: nobody can reach the file any more. */
static enum verdict release_evict(struct gms_world *w, struct task *t)
{
	map_clear(w, &file_at(w, t->file)->bindings);
	inode_put(w, t->inode);
	pool_give(w, POOL_FILE, t->file);
	vm_put(w, t->vm);
	return RETURN;
}

static enum verdict release_unlink(struct gms_world *w, struct task *t)
{
	unlink_file(w, inode_at(w, t->inode), t->file);
	unlock(w, t, GMS_LOCK_INVALIDATE, t->inode);
	unlock(w, t, GMS_LOCK_SLOTS, t->vm);
	return go_on(w, t, RELEASE_EVICT, release_evict);
}

const struct step release_steps[] = {
	[RELEASE_START] = { "fput", release_start },
	[RELEASE_LOCK_SLOTS] = { "lock-slots", release_nothing, .take = need_slots_lock },
	[RELEASE_LOCK_FILE] = { "lock-file", release_nothing, .take = need_ilk_write },
	[RELEASE_DETACH] = { "detach-slots", release_detach },
	[RELEASE_WAIT_RCU] = { "wait-rcu", release_wait_rcu },
	[RELEASE_BEGIN] = { "invalidate-begin", release_invalidate_begin,
			    .within = mmu_write_if_bound },
	[RELEASE_ZAP_REST] = { "zap-rest", release_zap_rest, .within = mmu_write_if_bound },
	[RELEASE_END] = { "invalidate-end", release_invalidate_end,
			  .within = mmu_write_if_bound },
	[RELEASE_UNLINK] = { "unlink", release_unlink },
	[RELEASE_EVICT] = { "evict", release_evict },
	{ 0 },
};
