/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_PRE_FAULT_MEMORY: read faults on behalf of userspace.  Section 17.
 *
 * One SRCU section spans the whole call, retries included: that is what makes a
 * kernel without PREFAULT_EAGAIN wait for itself on a slot that is being deleted
 * (HZ-9).
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "fault.h"
#include "gmem.h"
#include "memslot.h"
#include "profile.h"
#include "vcpu.h"

enum {
	PREFAULT_ENTER,
	PREFAULT_CHECK,
	PREFAULT_PAGE,
	PREFAULT_FAULT,
	PREFAULT_DONE,
	PREFAULT_COPY_OUT,
	PREFAULT_LEAVE,
};

/* PREFAULT-2, PREFAULT-4: the rest of the range is told in every case. */
static enum verdict prefault_end(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	bool progress = t->left != t->op.size;

	apply(w, progress ? PREFAULT_4 : rule);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_PREFAULT,
		.error = progress ? 0 : error,
		.size = t->left,
		.gpa = t->op.gpa + (t->op.size - t->left),
	};
	if (has_argp(&t->op))
		return jump(t, PREFAULT_COPY_OUT);
	return vcpu_ioctl_leave(w, t);
}

static bool range_is_valid(const struct gms_op *op)
{
	return !((op->gpa | op->size) & ~PAGE_MASK) && op->gpa + op->size > op->gpa;
}

static enum verdict prefault_check(struct gms_world *w, struct task *t)
{
	if (t->error)
		return vcpu_ioctl_fail(w, t, IOCTL_3, (int)t->error);
	t->left = t->op.size;
	if (t->op.flags || !range_is_valid(&t->op))
		return prefault_end(w, t, PREFAULT_1, EINVAL);
	return jump(t, PREFAULT_PAGE);
}

static enum verdict prefault_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (!arch(w)->has_prefault(w)) {
		/* Measured: what a vCPU's ioctl does not know is EINVAL on x86 as well. */
		fail(w, t, IOCTL_4, EINVAL);
		return vcpu_ioctl_leave(w, t);
	}
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : prefault_check(w, t);
}

/* PREFAULT-3, PREFAULT-5, PREFAULT-7: the next page, its kind chosen once. */
static enum verdict prefault_page(struct gms_world *w, struct task *t)
{
	uint64_t gpa = t->op.gpa + (t->op.size - t->left);
	const struct vm *vm = fault_vm(w, t);

	if (injected(w, GMS_INJECT_SIGNAL))
		return prefault_end(w, t, PREFAULT_3, EINTR);
	if (vm->prefault_refused && !has(w, SW_PREFAULT_BEFORE_LAUNCH))
		return prefault_end(w, t, PREFAULT_5, EOPNOTSUPP);
	t->fault.retries = t->fault.retries_alone = 0;
	t->fault.is_private = vm->has_private_mem && gfn_is_private(w, vm, gpa >> PAGE_SHIFT);
	apply(w, PREFAULT_7);
	return NEXT;
}

/* PREFAULT-10: before 7.3 whoever notices takes the request away from KVM_RUN. */
static bool vm_has_died(struct gms_world *w, const struct task *t)
{
	if (!vcpu_at(w, t->vcpu)->dead_request)
		return false;
	apply(w, PREFAULT_10);
	return has(w, SW_PREFAULT_DEAD_STICKY) || vcpu_take_dead_request(w, t->vcpu);
}

static enum verdict prefault_fault(struct gms_world *w, struct task *t)
{
	uint64_t gpa = t->op.gpa + (t->op.size - t->left);
	uint32_t is_private = t->fault.is_private;

	gpa = arch_access_gpa(w, fault_vm(w, t), gpa, is_private);

	if (injected(w, GMS_INJECT_SIGNAL))
		return prefault_end(w, t, PREFAULT_5, EINTR);
	if (vm_has_died(w, t))
		return prefault_end(w, t, PREFAULT_5, EIO);
	fault_begin(w, t, gpa, GMS_ACCESS_READ);
	t->fault.is_private = is_private;
	t->fault.prefetch = 1;
	return call(t, arch(w)->fault_protocol);
}

static enum verdict prefault_retry(struct gms_world *w, struct task *t)
{
	if (fault_retries_for_ever(w, t))
		return vcpu_ioctl_leave(w, t);
	return jump(t, PREFAULT_FAULT);
}

/* PREFAULT-4, X86-PREFAULT-2: what the leaf maps from here on, as far as was asked for. */
static uint64_t mapped_bytes(struct gms_world *w, const struct task *t)
{
	uint64_t gpa = t->op.gpa + (t->op.size - t->left), bytes = PAGE_SIZE;
	struct translation tr = arch(w)->walk(w, t->vm, gpa);

	if (tr.mapped)
		bytes = PAGE_SIZE << 9 * (tr.level - 1);
	bytes -= gpa & (bytes - 1);
	return bytes < t->left ? bytes : t->left;
}

/* PREFAULT-6. */
static enum verdict prefault_done(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	fault_return_tables(w, t);
	switch ((enum fault_outcome)t->fault.outcome) {
	case FAULT_MAPPED:
		apply(w, PREFAULT_6);
		t->left -= mapped_bytes(w, t);
		if (t->left)
			return jump(t, PREFAULT_PAGE);
		return prefault_end(w, t, PREFAULT_4, 0);
	case FAULT_EMULATE:
		return prefault_end(w, t, PREFAULT_6, ENOENT);
	case FAULT_EXIT:
		return prefault_end(w, t, PREFAULT_8, (int)t->fault.error);
	default:
		return prefault_retry(w, t);
	}
}

/* The slots are no longer read; the vCPU stays locked. */
static enum verdict prefault_copy_out(struct gms_world *w, struct task *t)
{
	fault_return_tables(w, t);
	if (holds(t, GMS_LOCK_SRCU, t->vm))
		unlock(w, t, GMS_LOCK_SRCU, t->vm);
	t->copied = 0;
	return call(t, PROTO_COPY_OUT);
}

/* PREFAULT-2: what was done is done, and nothing of it is told. */
static void copy_out_failed(struct gms_world *w, struct task *t)
{
	apply(w, PREFAULT_2);
	t->result.error = EFAULT;
	t->result.size = t->op.size;
	t->result.gpa = t->op.gpa;
}

/* PREFAULT-2: whatever was done, the caller does not learn of it. */
static enum verdict prefault_leave(struct gms_world *w, struct task *t)
{
	if (t->error)
		copy_out_failed(w, t);
	return vcpu_ioctl_leave(w, t);
}

const struct step prefault_steps[] = {
	[PREFAULT_ENTER] = { "check", prefault_enter, .take = need_op_vcpu },
	[PREFAULT_CHECK] = { "check-copied", prefault_check },
	[PREFAULT_PAGE] = { "next-page", prefault_page, .take = need_fault_srcu },
	[PREFAULT_FAULT] = { "fault", prefault_fault },
	[PREFAULT_DONE] = { "page-done", prefault_done },
	[PREFAULT_COPY_OUT] = { "drop-srcu", prefault_copy_out },
	[PREFAULT_LEAVE] = { "leave", prefault_leave },
	{ 0 },
};
