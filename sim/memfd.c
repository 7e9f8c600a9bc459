/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_CREATE_GUEST_MEMFD.  Section 5.
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "gmem.h"
#include "memslot.h"
#include "profile.h"

/* An example of a flag above bit 31, for the proposal of a second capability. */
#define GMEM_FLAG_HIGH (1ull << 32)

uint64_t gmem_supported_flags(struct gms_world *w, ref_t vm)
{
	bool private_mem = vm && vm_at(w, vm)->has_private_mem;
	uint64_t flags = 0;

	if (has(w, SW_MMAP) && !(private_mem && has(w, SW_MMAP_NEEDS_SHARED_VM)))
		flags |= GMEM_FLAG_MMAP;
	if (has(w, SW_INIT_SHARED) && (!private_mem || has(w, SW_INIT_SHARED_FOR_PRIVATE_VM)))
		flags |= GMEM_FLAG_INIT_SHARED;
	if (has(w, SW_FLAGS_HI))
		flags |= GMEM_FLAG_HIGH;
	return flags;
}

bool gmem_host_may_mmap(const struct gms_world *w, const struct inode *inode)
{
	return has(w, SW_MMAP) && inode->flags & GMEM_FLAG_MMAP;
}

bool gmem_host_may_fault(const struct gms_world *w, const struct inode *inode)
{
	if (has(w, SW_MMAP_IMPLIES_SHARED))
		return inode->flags & GMEM_FLAG_MMAP;
	return inode->flags & GMEM_FLAG_INIT_SHARED;
}

/* ---- KVM_CREATE_GUEST_MEMFD ---- */

enum { MEMFD_ENTER, MEMFD_CHECK, MEMFD_CREATE };

static ref_t gmem_inode_new(struct gms_world *w, const struct gms_op *op)
{
	ref_t ref = pool_take(w, POOL_INODE);
	struct inode *inode;

	if (!ref)
		return 0;
	inode = inode_at(w, ref);
	inode->kind = INODE_GMEM;
	inode->flags = (uint32_t)op->flags & (GMEM_FLAG_MMAP | GMEM_FLAG_INIT_SHARED);
	inode->size = op->size;
	inode->number = w->next_inode++;
	inode->handle = op->define;
	inode->refs = 1;
	return ref;
}

static enum verdict memfd_create(struct gms_world *w, struct task *t)
{
	ref_t file = injected(w, GMS_INJECT_ALLOC) ? 0 : file_new(w, FILE_GMEM);
	ref_t inode = file ? gmem_inode_new(w, &t->op) : 0;

	int error = inode ? handle_install(w, t->op.define, file, false) : ENOMEM;

	if (error) {
		if (file)
			pool_give(w, POOL_FILE, file);
		if (inode)
			pool_give(w, POOL_INODE, inode);
		return vm_ioctl_fail(w, t, CREATE_3, error);
	}
	file_at(w, file)->vm = t->vm;
	file_at(w, file)->inode = inode;
	inode_at(w, inode)->files = file;
	vm_at(w, t->vm)->refs++;
	apply(w, CREATE_4);
	return vm_ioctl_succeed(w, t, CREATE_5, 0);
}

static enum verdict memfd_check(struct gms_world *w, struct task *t)
{
	const struct gms_op *op = &t->op;

	if (t->error)
		return vm_ioctl_fail(w, t, IOCTL_3, (int)t->error);
	if (op->reserved)
		apply(w, ABI_1);
	if (op->flags & ~gmem_supported_flags(w, t->vm))
		return vm_ioctl_fail(w, t, CREATE_1, EINVAL);
	if ((int64_t)op->size <= 0 || op->size & ~PAGE_MASK)
		return vm_ioctl_fail(w, t, CREATE_2, EINVAL);
	if (!has(w, SW_GMEM_ANY_VM) && !vm_at(w, t->vm)->has_private_mem)
		apply(w, CREATE_6);
	if (op->flags == GMEM_FLAG_MMAP || op->flags == GMEM_FLAG_INIT_SHARED)
		apply(w, CREATE_7);
	return go_on(w, t, MEMFD_CREATE, memfd_create);
}

static enum verdict memfd_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (!arch(w)->has_gmem(w))
		return vm_ioctl_fail(w, t, IOCTL_4, arch(w)->not_built(w));
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : memfd_check(w, t);
}

const struct step memfd_steps[] = {
	[MEMFD_ENTER] = { "check", memfd_enter },
	[MEMFD_CHECK] = { "check-copied", memfd_check },
	[MEMFD_CREATE] = { "create", memfd_create },
	{ 0 },
};
