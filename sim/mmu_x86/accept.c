/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a guest does with private memory that it was given: SNP's PVALIDATE, and
 * TDG.MEM.PAGE.ACCEPT of a TD.  Without the parameter auto_accept it does so itself.
 *
 *	assigned, or added	by a fault: not accepted; by the launch: accepted
 *	accept, rescind		accepted, not accepted
 *	leaves the guest	neither
 */
#include <errno.h>

#include "gmem.h"
#include "mmu_x86.h"

/* The value says whether it was so already: PVALIDATE's carry flag. */
static void take_page(struct gms_world *w, struct task *t, struct frame *f)
{
	bool accepted = f->flags & FOLIO_ACCEPTED;

	apply(w, vm_at(w, t->vm)->type == X86_SNP_VM ? X86_SNP_10 : X86_TDX_15);
	t->result = (struct gms_result){ .value = accepted == !t->op.is_delete };
	if (t->op.is_delete)
		f->flags &= ~FOLIO_ACCEPTED;
	else
		f->flags |= FOLIO_ACCEPTED;
}

/* X86-TDX-4: the TD asked for no #VE, and KVM sees an access before the acceptance. */
static void refuse_access(struct gms_world *w, struct task *t)
{
	if (vm_at(w, t->vm)->type == X86_SNP_VM) {
		apply(w, X86_SNP_10);
		t->result = (struct gms_result){ .kind = GMS_RESULT_VC };
		return;
	}
	apply(w, X86_TDX_15);
	vm_kill(w, vm_at(w, t->vm));
	t->result = (struct gms_result){
		.kind = GMS_RESULT_ERRNO,
		.error = reject(w, X86_TDX_4, EIO),
	};
}

bool x86_acceptance(struct gms_world *w, struct task *t, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	if (t->op.code == GMS_OP_ACCEPT) {
		take_page(w, t, f);
		return true;
	}
	if (!t->op.is_private || f->flags & FOLIO_ACCEPTED || !(f->flags & FOLIO_ASSIGNED))
		return false;
	if (w->config.param[GMS_PARAM_AUTO_ACCEPT]) {
		f->flags |= FOLIO_ACCEPTED;
		return false;
	}
	refuse_access(w, t);
	return true;
}
