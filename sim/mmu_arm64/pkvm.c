/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Protected VMs: pkvm_mem_abort(), and what goes with it.  ARM-PKVM-3 to -5.
 *
 *	pin		what is at userspace_addr, to be written, for as long as the VM lives
 *	(HOST_FAULT)
 *	pinned		errors leave here
 *	lock-mmu, donate  the hypervisor takes the page from the host and maps it
 *	unlock-mmu
 *
 * There is no sequence to look at: what is pinned does not go away.
 */
#include "pkvm.h"

#include <errno.h>

#include "fault.h"
#include "gmem.h"
#include "mem_abort.h"
#include "pgtable.h"

/* ---- The VM ---- */

void pkvm_first_run(struct gms_world *w, struct vm *vm)
{
	(void)w;
	vm->prefault_refused = 0;
}

#define CAP_MAX_VCPUS	    66
#define CAP_MAX_VCPU_ID	    128
#define CAP_ARM_VM_IPA_SIZE 165
#define CAP_ARM_MTE	    205

/* kvm_pkvm_ext_allowed(). */
bool pkvm_has_extension(const struct gms_world *w, ref_t vm, uint64_t cap)
{
	if (!is_pkvm(w))
		return true;
	if (cap == CAP_MAX_VCPUS || cap == CAP_MAX_VCPU_ID || cap == CAP_ARM_VM_IPA_SIZE)
		return true;
	return cap != CAP_ARM_MTE && !(vm && is_protected(vm_at(w, vm)));
}

/* ---- A fault ---- */

enum verdict pkvm_mem_abort(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_own(w, t->vm);

	apply(w, ARM_ABORT_16);
	t->fault.from_gmem = 0;
	if (slot_at(w, t->fault.slot)->flags & MEM_GUEST_MEMFD)
		apply(w, ARM_PKVM_4);
	if (!fault_reserve_tables(w, t, s2_missing_tables(w, &mmu, t->fault.gpa), 0) ||
	    injected(w, GMS_INJECT_ALLOC))
		return fault_exit_bare(w, t, ARM_PKVM_3, ENOMEM);
	return jump(t, ARM64_ABORT_PIN);
}

enum verdict pkvm_pin(struct gms_world *w, struct task *t)
{
	enum verdict verdict = fault_resolve_hva(w, t);

	t->host.write = 1;
	return verdict;
}

/* Anonymous and shared memory; the pages of any other file are not swap-backed. */
static bool is_swap_backed(const struct gms_world *w, ref_t frame)
{
	uint32_t kind = inode_at(w, frame_at(w, frame)->inode)->kind;

	return kind == INODE_ANON || kind == INODE_SHMEM;
}

enum verdict pkvm_pinned(struct gms_world *w, struct task *t)
{
	int error = fault_host_page(w, t);

	if (error == EHWPOISON)
		return fault_signal_hwpoison(w, t, ARM_PKVM_3);
	if (error)
		return fault_exit_bare(w, t, ARM_PKVM_3, EFAULT);
	if (is_swap_backed(w, t->fault.frame))
		return NEXT;
	fault_put_page(w, t);
	return fault_exit_bare(w, t, ARM_PKVM_3, EIO);
}

int pkvm_map(struct gms_world *w, struct task *t, const struct s2_mmu *mmu, uint64_t leaf)
{
	int error;

	do
		error = s2_link_table(w, t, mmu, t->fault.gpa, t->fault.level);
	while (!error);
	if (error == EEXIST)
		error = s2_break_leaf(w, mmu, t->fault.gpa, leaf, t->fault.level);
	if (!error)
		s2_make(w, mmu, t->fault.gpa, leaf, t->fault.level);
	return error;
}

/* Some guest of the host's shares it with the host. */
static bool is_shared(const struct gms_world *w, ref_t frame)
{
	struct translation tr;

	for (ref_t vm = 1; vm < w->pool[POOL_VM].used; vm++) {
		if (!vm_at(w, vm)->nr_as || is_protected(vm_at(w, vm)))
			continue;
		for (uint64_t gfn = 0; s2_next_leaf(w, vm, &gfn, &tr); gfn++)
			if (tr.frame == frame)
				return true;
	}
	return false;
}

/* 0, EAGAIN, EPERM or ENOMEM.  The page is the guest's afterwards, with its reference. */
static int donate(struct gms_world *w, struct task *t, const struct s2_mmu *mmu)
{
	const struct s2_format format = s2_vm_format(w);
	struct frame *f = frame_at(w, t->fault.frame);
	const struct s2_leaf leaf = {
		.address = frame_pfn(t->fault.frame) << PAGE_SHIFT,
		.level = S2_LAST_LEVEL,
		.prot = S2_PROT_RW | S2_PROT_X,
		.sw = PKVM_OWNED,
	};
	int error;

	if (s2_translate(w, t->vm, t->fault.gpa).mapped)
		return EAGAIN;
	if (f->flags & FOLIO_ASSIGNED || is_shared(w, t->fault.frame))
		return EPERM;
	t->fault.level = S2_LAST_LEVEL;
	error = pkvm_map(w, t, mmu, s2_make_leaf(&format, &leaf));
	if (error)
		return error;
	f->flags |= FOLIO_ASSIGNED | FOLIO_DIRTY;
	f->pins++;
	return 0;
}

enum verdict pkvm_donate(struct gms_world *w, struct task *t)
{
	const struct s2_mmu mmu = s2_own(w, t->vm);
	int error = donate(w, t, &mmu);

	apply(w, ARM_PKVM_3);
	if (!error)
		t->fault.frame = 0;
	t->fault.outcome = error ? FAULT_RETRY : FAULT_MAPPED;
	if (error && error != EAGAIN)
		fault_exit_bare(w, t, ARM_PKVM_3, error);
	return jump(t, ARM64_ABORT_UNLOCK_MMU);
}

void pkvm_reclaim(struct gms_world *w, ref_t vm)
{
	struct translation tr;

	for (uint64_t gfn = 0; s2_next_leaf(w, vm, &gfn, &tr); gfn++) {
		struct frame *f = frame_at(w, tr.frame);

		f->flags &= ~FOLIO_ASSIGNED;
		f->pins--;
		folio_put(w, tr.frame);
	}
}
