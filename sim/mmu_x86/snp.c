/* SPDX-License-Identifier: BSD-2-Clause */
#include "snp.h"

#include <errno.h>

#include "fault.h"
#include "gmem.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tdp_mmu.h"

/* ---- The RMP ---- */

int rmp_assign(struct gms_world *w, ref_t folio, uint64_t gfn)
{
	struct frame *f = frame_at(w, folio);

	if (injected(w, GMS_INJECT_RMP_UPDATE))
		return EINVAL;
	if (!map_set(w, &inode_at(w, f->inode)->rmp, f->index, gfn))
		return ENOMEM;
	f->flags |= FOLIO_ASSIGNED;
	return 0;
}

static bool is_assigned_at(const struct gms_world *w, const struct frame *f, ref_t vm,
			   uint64_t gfn)
{
	const struct inode *inode = inode_at(w, f->inode);
	uint64_t assigned = 0;

	return f->flags & FOLIO_ASSIGNED && inode->files && file_at(w, inode->files)->vm == vm &&
	       map_get(w, &inode->rmp, f->index, &assigned) && assigned == gfn;
}

bool rmp_refuses(const struct gms_world *w, const struct task *t, ref_t folio)
{
	const struct frame *f = frame_at(w, folio);
	bool writes = t->op.access == GMS_ACCESS_WRITE || t->op.access == GMS_ACCESS_XADD;

	if (t->op.is_private)
		return !is_assigned_at(w, f, t->vm, t->op.gpa >> PAGE_SHIFT);
	return writes && f->flags & FOLIO_ASSIGNED;
}

/* Is there nothing about the page, by now, that the RMP could refuse? */
static bool rmp_is_benign(const struct gms_world *w, struct task *t)
{
	struct translation tr = tdp_translate(w, t->vm, t->fault.gpa);

	return !gfn_is_private(w, fault_vm(w, t), t->fault.gfn) ||
	       !(tr.mapped && frame_at(w, tr.frame)->flags & FOLIO_ASSIGNED);
}

/*
 * X86-ERR-5, X86-SNP-5, X86-SNP-9.  A page was mapped that would do, and yet there was a fault: the
 * RMP.  Its entries are of 4K and nothing is done about them.
 */
enum fault_outcome rmp_fault(struct gms_world *w, struct task *t)
{
	apply(w, X86_ERR_5);
	apply(w, X86_SNP_5);
	if (has(w, SW_RMP_FAULT_FAILS) && rmp_is_benign(w, t)) {
		fault_exit_bare(w, t, X86_SNP_5, EFAULT);
		return FAULT_EXIT;
	}
	if (!gfn_is_private(w, fault_vm(w, t), t->fault.gfn))
		apply(w, X86_SNP_9);
	return FAULT_RETRY;
}

/* ---- What becomes of pages of a guest_memfd ---- */

/* A page that is assigned already stays as it is, be it for another gfn. */
int x86_prepare_folio(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio)
{
	if (vm_at(w, vm)->type != X86_SNP_VM)
		return 0;
	apply(w, X86_SNP_1);
	if (injected(w, GMS_INJECT_RMP_LOOKUP))
		return ENOENT;
	return frame_at(w, folio)->flags & FOLIO_ASSIGNED ? 0 : rmp_assign(w, folio, gfn);
}

void x86_reclaim_folio(struct gms_world *w, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	apply(w, X86_SNP_2);
	map_erase(w, &inode_at(w, f->inode)->rmp, f->index);
	f->flags &= ~(FOLIO_ASSIGNED | FOLIO_ACCEPTED);
}

/* ---- What the guest reads ---- */

/* Some number that depends on what is there and where. */
static uint64_t ciphertext(uint64_t value, uint64_t gpa)
{
	uint64_t mixed = (value ^ gpa) * 0x9e3779b97f4a7c15ull;

	return mixed ^ mixed >> 29;
}

/* X86-SNP-3: a shared read of a page that is the guest's is allowed, and no use. */
uint64_t x86_seen_by_guest(struct gms_world *w, const struct task *t, ref_t folio, uint64_t value)
{
	bool foreign = vm_at(w, t->vm)->type == X86_SNP_VM && !t->op.is_private &&
		       frame_at(w, folio)->flags & FOLIO_ASSIGNED;

	if (!foreign)
		return value;
	apply(w, X86_SNP_3);
	return ciphertext(value, t->op.gpa);
}
