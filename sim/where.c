/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * `where`: what stage 2 maps at a guest address, in the words of a scenario.
 *
 * An observer: it looks at the entry that is there, not at what a fault would
 * do.  `private` names the table of private memory on VMs that have two; all
 * types that are modelled so far have one, which serves both kinds.
 */
#include <errno.h>

#include "arch.h"
#include "host_mm.h"
#include "memslot.h"

/* A page of a guest_memfd, reached as such and not through a host mapping of it. */
static bool from_gmem(const struct gms_world *w, ref_t slot, const struct frame *f)
{
	if (!f->inode || inode_at(w, f->inode)->kind != INODE_GMEM)
		return false;
	return !slot || slot_at(w, slot)->flags & MEM_GUEST_MEMFD;
}

static struct gms_result where_leaf(const struct gms_world *w, struct vm *vm, uint64_t gfn,
				    const struct translation *tr)
{
	const struct frame *f = frame_at(w, tr->frame);
	ref_t slot = slot_lookup(w, vm, 0, gfn);
	struct gms_result r = { .level = tr->level, .prot = tr->prot };

	if (from_gmem(w, slot, f)) {
		r.kind = GMS_RESULT_WHERE_MEMFD;
		r.handle = inode_at(w, f->inode)->handle;
		r.page = f->index;
		return r;
	}
	r.kind = GMS_RESULT_WHERE_HVA;
	if (slot) {
		uint64_t offset = (gfn - slot_at(w, slot)->base_gfn) << PAGE_SHIFT;
		uint64_t address = slot_at(w, slot)->userspace_addr + offset;

		if (!mapping_of(w, vm->mm, address, &r.handle, &r.offset))
			r.offset = address;
	}
	return r;
}

static enum verdict where_look(struct gms_world *w, struct task *t)
{
	ref_t ref = handle_vm(w, t->op.vm);
	struct translation tr;
	uint64_t gpa;

	if (!ref)
		return fail(w, t, FD_1, EBADF);
	gpa = arch_access_gpa(w, vm_at(w, ref), t->op.gpa, t->op.is_private);
	tr = arch(w)->walk(w, ref, gpa);
	/* Without A bits a leaf may be there that the processor does not take. */
	if (tr.frame)
		t->result = where_leaf(w, vm_at(w, ref), t->op.gpa >> PAGE_SHIFT, &tr);
	else
		t->result.kind = tr.mmio ? GMS_RESULT_WHERE_MMIO : GMS_RESULT_UNMAPPED;
	return finish();
}

const struct step where_steps[] = {
	{ "look", where_look },
	{ 0 },
};
