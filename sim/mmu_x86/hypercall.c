/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_HC_MAP_GPA_RANGE: the guest asks for a conversion, and KVM asks userspace.  KVM
 * itself changes nothing.  X86-CONV-1, X86-CONV-2.
 */
#include <errno.h>

#include "mmu_x86.h"
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

/* What the guest gets in RAX, without an exit; 0: userspace is to decide. */
static int refused(const struct gms_world *w, const struct task *t)
{
	const struct gms_op *op = &t->op;
	uint64_t first = op->gpa >> PAGE_SHIFT;

	if (op->mode)
		return EPERM;
	if (!(vm_at(w, t->vm)->enabled & X86_EXIT_HYPERCALL))
		return ENOSYS;
	if (op->gpa & ~PAGE_MASK || !op->len || first + op->len <= first)
		return EINVAL;
	return 0;
}

static enum verdict map_gpa_exit(struct gms_world *w, struct task *t)
{
	int error = refused(w, t);

	apply(w, X86_CONV_1);
	t->result = (struct gms_result){
		.kind = error ? GMS_RESULT_ERRNO : GMS_RESULT_HYPERCALL,
		.error = error,
		.gpa = t->op.gpa,
		.len = t->op.len,
		.flags = t->op.attrs,
	};
	return vcpu_ioctl_leave(w, t);
}

static enum verdict map_gpa_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_X86) {
		unsupported(t, "only x86 has this hypercall");
		return vcpu_ioctl_leave(w, t);
	}
	return NEXT;
}

/* KVM_RUN to its exit; what the next one makes of run->hypercall.ret only the guest sees. */
static enum verdict map_gpa_run(struct gms_world *w, struct task *t)
{
	if (vcpu_take_dead_request(w, t->vcpu)) {
		fail(w, t, IOCTL_2, EIO);
		return vcpu_ioctl_leave(w, t);
	}
	return map_gpa_exit(w, t);
}

const struct step map_gpa_range_steps[] = {
	{ "enter", map_gpa_enter, .take = need_op_vcpu },
	{ "hypercall", map_gpa_run },
	{ 0 },
};
