/* SPDX-License-Identifier: BSD-2-Clause */
#include "tdx.h"

#include "gmem.h"

bool tdx_refuses_exit(struct gms_world *w, struct task *t)
{
	if (!t->fault.is_private && t->fault.access == GMS_ACCESS_EXEC) {
		vm_kill(w, vm_at(w, t->vm));
		return true;
	}
	if (t->fault.is_private) {
		apply(w, X86_ERR_8);
		t->fault.access = GMS_ACCESS_WRITE;
	}
	return false;
}

void tdx_remove_page(struct gms_world *w, ref_t folio)
{
	apply(w, X86_TDX_5);
	frame_at(w, folio)->flags &= ~FOLIO_ASSIGNED;
	content_copy(w, folio, 0);
}
