/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The launch of SNP and TDX guests: their first pages.  X86-SNP-7 and X86-TDX-11.
 * FOLIO_ASSIGNED says that a page is in the RMP (snp.h), or has been added to the TD.
 */
#include <errno.h>

#include "gmem.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "snp.h"
#include "tdx.h"
#include "write_track.h"

enum launch_kind x86_launch_kind(const struct gms_world *w, const struct vm *vm)
{
	(void)w;
	switch (vm->type) {
	case X86_SNP_VM:
		return LAUNCH_RANGE;
	case X86_TDX_VM:
		return LAUNCH_PAGES;
	default:
		return LAUNCH_NONE;
	}
}

static int refuse_page(struct gms_world *w, struct vm *vm, uint64_t gfn, const struct frame *f,
		       ref_t source)
{
	bool assigned = f->flags & FOLIO_ASSIGNED;

	if (vm->type == X86_SNP_VM) {
		apply(w, X86_SNP_7);
		if (injected(w, GMS_INJECT_RMP_LOOKUP))
			return EINVAL;
		return assigned ? EEXIST : 0;
	}
	apply(w, X86_TDX_11);
	/* Before, the source is read from address 0, where nothing is. */
	if (!source)
		return has(w, SW_POPULATE_PER_PAGE) ? EOPNOTSUPP : EFAULT;
	/* KVM cannot see what a TD writes to private memory. */
	if (has(w, SW_POPULATE_PER_PAGE) &&
	    write_is_tracked(w, vm, slot_lookup(w, vm, 0, gfn), gfn))
		return EPERM;
	return assigned ? EIO : 0;
}

int x86_launch_page(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio, ref_t source)
{
	struct frame *f = frame_at(w, folio);
	int error = refuse_page(w, vm_at(w, vm), gfn, f, source);

	if (error)
		return error;
	if (vm_at(w, vm)->type == X86_TDX_VM)
		return tdx_populate_page(w, vm, gfn, folio, source);
	if (!content_copy(w, folio, source))
		return ENOMEM;
	error = rmp_assign(w, folio, gfn);
	/* The firmware validates what it measures. */
	if (!error)
		f->flags |= FOLIO_ACCEPTED;
	return error;
}
