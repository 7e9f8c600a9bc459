/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Async page faults: while a page of the host comes from swap, the vCPU need not stand still.
 * X86-FAULT-24, X86-APF-1.
 *
 *	fault	queue the gfn		 the guest is told and does something else, or the
 *					 vCPU is halted until the page is there
 *	worker	bring the page in	 as any thread of the process
 *	ready	replay the fault as a	 when the vCPU runs again
 *		prefetch
 *
 * vcpu->async_pf holds what is queued: gfn -> address of the host's page, and the access.
 */
#include "async_pf.h"

#include <string.h>

#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "vcpu.h"

#define QUEUED_MAX 64

/* Values of the parameter async_pf. */
enum { APF_NONE, APF_HALTS, APF_TOLD };

static uint64_t param(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_ASYNC_PF];
}

static uint64_t host_page(const struct gms_world *w, const struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);

	return (slot->userspace_addr >> PAGE_SHIFT) + (t->fault.gfn - slot->base_gfn);
}

/* X86-FAULT-24: the page is the process's, and in swap. */
static bool needs_io(const struct gms_world *w, const struct task *t)
{
	ref_t mm = vm_at(w, vcpu_at(w, t->vcpu)->vm)->mm, vma;
	uint64_t page = host_page(w, t);
	bool write = t->fault.access == GMS_ACCESS_WRITE;

	if (!(pte_lookup(w, mm, page) & PTE_SWAP))
		return false;
	vma = vma_lookup(w, mm, page);
	return vma && vma_at(w, vma)->prot & (write ? GMS_PROT_WRITE : GMS_PROT_READ);
}

static enum verdict told(struct task *t)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_ASYNC_PF };
	return fault_end(t, FAULT_EXIT);
}

bool async_pf_takes(struct gms_world *w, struct task *t, enum verdict *verdict)
{
	struct map *queue = &vcpu_at(w, t->vcpu)->async_pf;
	uint64_t work = host_page(w, t) << PAGE_SHIFT | t->fault.access;

	if (t->fault.prefetch || !needs_io(w, t))
		return false;
	if (map_get(w, queue, t->fault.gfn, NULL)) {
		apply(w, X86_FAULT_24);
		*verdict = fault_end(t, FAULT_HALT);
		return true;
	}
	/* Without room the fault waits for the page itself. */
	if (queue->count >= QUEUED_MAX || !map_set(w, queue, t->fault.gfn, work))
		return false;
	apply(w, X86_FAULT_24);
	*verdict = param(w) == APF_TOLD ? told(t) : fault_end(t, FAULT_HALT);
	return true;
}

/* ---- ASYNC_PF_DONE: the worker, and what KVM_RUN makes of it ---- */

enum { PAGE_IN, PAGED_IN, REPLAY, REPLAYED };

static enum verdict page_in(struct gms_world *w, struct task *t)
{
	uint64_t gfn = 0, work;

	fault_vm(w, t);
	if (!map_ceil(w, &vcpu_at(w, t->vcpu)->async_pf, &gfn, &work))
		return RETURN;
	memset(&t->host, 0, sizeof(t->host));
	t->host.address = work & PAGE_MASK;
	t->host.write = (work & ~PAGE_MASK) == GMS_ACCESS_WRITE;
	t->host.for_kvm = 1;
	return call(t, PROTO_HOST_FAULT);
}

/* Whether that worked nobody asks: the fault finds out. */
static enum verdict paged_in(struct gms_world *w, struct task *t)
{
	if (t->host.frame)
		folio_put(w, t->host.frame);
	t->host.frame = 0;
	return NEXT;
}

static enum verdict replay(struct gms_world *w, struct task *t)
{
	uint64_t gfn = 0, work;
	struct map *queue;

	fault_vm(w, t);
	queue = &vcpu_at(w, t->vcpu)->async_pf;
	map_ceil(w, queue, &gfn, &work);
	map_erase(w, queue, gfn);
	apply(w, X86_APF_1);
	fault_begin(w, t, (gfn | vm_at(w, t->vm)->direct_gfn_bits) << PAGE_SHIFT,
		    (enum gms_access)(work & ~PAGE_MASK));
	t->fault.prefetch = 1;
	return call(t, PROTO_X86_FAULT);
}

/* The guest is entered again, and makes its access. */
static enum verdict replayed(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	fault_return_tables(w, t);
	if (holds(t, GMS_LOCK_SRCU, t->vm))
		unlock(w, t, GMS_LOCK_SRCU, t->vm);
	return jump(t, PAGE_IN);
}

const struct step async_pf_done_steps[] = {
	[PAGE_IN] = { "async-page-in", page_in },
	[PAGED_IN] = { "async-paged-in", paged_in },
	[REPLAY] = { "async-page-ready", replay },
	[REPLAYED] = { "async-replayed", replayed },
	{ 0 },
};

/* ---- page_in: all that a vCPU waits for comes in ---- */

enum { READY_ENTER, READY_DONE };

static enum verdict ready_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_X86)
		return vcpu_ioctl_unsupported(w, t, "only x86 has async page faults");
	t->cursor = vcpu_at(w, t->vcpu)->async_pf.count;
	return call(t, PROTO_ASYNC_PF_DONE);
}

static enum verdict ready_done(struct gms_world *w, struct task *t)
{
	succeed(w, t, X86_APF_1, (int64_t)t->cursor);
	return vcpu_ioctl_leave(w, t);
}

const struct step page_in_steps[] = {
	[READY_ENTER] = { "enter", ready_enter, .take = need_op_vcpu },
	[READY_DONE] = { "done", ready_done },
	{ 0 },
};
