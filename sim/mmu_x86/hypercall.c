/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_HC_MAP_GPA_RANGE: the guest asks for a conversion, and KVM asks userspace.  KVM
 * itself changes nothing.  X86-CONV-1 to X86-CONV-4.
 *
 * An SNP guest asks by a page-state change, a TD by MapGPA; userspace sees the same exit.
 */
#include <errno.h>

#include "mmu_x86.h"
#include "stage2.h"
#include "vcpu.h"

int hypercall_enable_exit(struct gms_world *w, struct vm *vm, uint64_t arg)
{
	apply(w, X86_CONV_1);
	if (arg & ~(uint64_t)HC_MAP_GPA_RANGE_MASK)
		return EINVAL;
	vm->enabled &= ~X86_EXIT_HYPERCALL;
	vm->enabled |= arg ? X86_EXIT_HYPERCALL : 0;
	return 0;
}

/* The requests of each kind of guest that lead to the exit. */
enum request { HYPERCALL, PAGE_STATE_CHANGE, MAP_GPA };

static enum request request_of(const struct gms_world *w, const struct task *t)
{
	switch (vm_at(w, t->vm)->type) {
	case X86_SNP_VM:
		return PAGE_STATE_CHANGE;
	case X86_TDX_VM:
		return MAP_GPA;
	default:
		return HYPERCALL;
	}
}

static enum rule rule_of(const struct gms_world *w, const struct task *t)
{
	static const enum rule rules[] = {
		[HYPERCALL] = X86_CONV_1,
		[PAGE_STATE_CHANGE] = X86_CONV_3,
		[MAP_GPA] = X86_CONV_4,
	};

	return rules[request_of(w, t)];
}

/* X86-CONV-4: a TD names the kind of memory by the address, and all of it is of one kind. */
static bool leaves_its_half(const struct gms_world *w, const struct task *t)
{
	uint64_t half = vm_at(w, t->vm)->direct_gfn_bits;

	return half && (t->op.gpa >> PAGE_SHIFT) + t->op.len > half;
}

/* What the guest gets, without an exit; 0: userspace is to decide. */
static int refused(const struct gms_world *w, const struct task *t)
{
	const struct gms_op *op = &t->op;
	uint64_t first = op->gpa >> PAGE_SHIFT;

	if (op->mode && request_of(w, t) == HYPERCALL)
		return EPERM;
	if (!(vm_at(w, t->vm)->enabled & X86_EXIT_HYPERCALL))
		return ENOSYS;
	if (op->gpa & ~PAGE_MASK || !op->len || first + op->len <= first || leaves_its_half(w, t))
		return EINVAL;
	return 0;
}

/* One exit tells of all of it, but a TD's of 2 MiB at most. */
static enum verdict exit_for_rest(struct gms_world *w, struct task *t)
{
	struct conversion *c = &vcpu_at(w, t->vcpu)->conversion;
	uint64_t pages = c->pages;

	if (request_of(w, t) == MAP_GPA && pages > ept_pages(PAGING_LEVEL_2M))
		pages = ept_pages(PAGING_LEVEL_2M);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_HYPERCALL,
		.gpa = c->gfn << PAGE_SHIFT,
		.len = pages,
		.flags = c->attributes,
	};
	return vcpu_ioctl_leave(w, t);
}

static enum verdict leave_errno(struct gms_world *w, struct task *t, int error)
{
	return vcpu_ioctl_fail(w, t, rule_of(w, t), error);
}

static enum verdict map_gpa_exit(struct gms_world *w, struct task *t)
{
	int error = refused(w, t);

	apply(w, rule_of(w, t));
	if (error)
		return leave_errno(w, t, error);
	apply(w, X86_CONV_2);
	vcpu_at(w, t->vcpu)->conversion = (struct conversion){
		.gfn = t->op.gpa >> PAGE_SHIFT,
		.pages = t->op.len,
		.attributes = t->op.attrs,
	};
	return exit_for_rest(w, t);
}

static enum verdict map_gpa_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_X86)
		return vcpu_ioctl_unsupported(w, t, "only x86 has this hypercall");
	if (vm_at(w, t->vm)->prefault_refused && !vcpu_may_run(w, t->vm))
		return vcpu_ioctl_fail(w, t, X86_TDX_12, EINVAL);
	return NEXT;
}

/* KVM_RUN to its exit. */
static enum verdict map_gpa_run(struct gms_world *w, struct task *t)
{
	if (vcpu_take_dead_request(w, t->vcpu))
		return vcpu_ioctl_fail(w, t, IOCTL_2, EIO);
	return map_gpa_exit(w, t);
}

const struct step map_gpa_range_steps[] = {
	{ "enter", map_gpa_enter, .take = need_op_vcpu },
	{ "hypercall", map_gpa_run },
	{ 0 },
};

/* ---- The KVM_RUN after it: run->hypercall.ret ---- */

/* A hypercall's result goes to RAX whatever it is; the other protocols know three. */
static enum verdict answered(struct gms_world *w, struct task *t, uint64_t answer)
{
	if (request_of(w, t) == HYPERCALL) {
		succeed(w, t, X86_CONV_1, (int64_t)answer);
		return vcpu_ioctl_leave(w, t);
	}
	if (answer != EINVAL && answer != EAGAIN)
		return leave_errno(w, t, EINVAL);
	return leave_errno(w, t, (int)answer);
}

static enum verdict map_gpa_return(struct gms_world *w, struct task *t)
{
	struct conversion *c = &vcpu_at(w, t->vcpu)->conversion;
	uint64_t done = ept_pages(PAGING_LEVEL_2M), answer = t->op.value;

	if (!c->pages)
		return vcpu_ioctl_unsupported(w, t, "the vCPU made no such request");
	if (!answer && request_of(w, t) == MAP_GPA && c->pages > done) {
		apply(w, X86_CONV_4);
		c->gfn += done;
		c->pages -= done;
		return exit_for_rest(w, t);
	}
	c->pages = 0;
	if (answer)
		return answered(w, t, answer);
	succeed(w, t, rule_of(w, t), 0);
	return vcpu_ioctl_leave(w, t);
}

const struct step map_gpa_return_steps[] = {
	{ "enter", map_gpa_enter, .take = need_op_vcpu },
	{ "complete", map_gpa_return },
	{ 0 },
};
