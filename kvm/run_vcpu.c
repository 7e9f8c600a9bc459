// SPDX-License-Identifier: BSD-2-Clause
/*
 * A vCPU makes an access: into KVM_RUN, and its exit as a result.
 */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "run_vcpu.h"

static struct kvm_run *volatile running;

void vcpu_stop(void)
{
	if (running)
		running->immediate_exit = 1;
}

/* ---- KVM_RUN ---- */

/* 0, or the errno. */
static int enter(struct vcpu *vcpu, bool only_complete)
{
	int error = 0;

	vcpu->run->exit_reason = KVM_EXIT_UNKNOWN;
	vcpu->run->immediate_exit = only_complete;
	running = vcpu->run;
	if (ioctl(vcpu->fd, KVM_RUN, NULL) < 0)
		error = errno;
	running = NULL;
	vcpu->run->immediate_exit = 0;
	return error;
}

/* An instruction that waits for userspace ends in the next KVM_RUN, which goes no further. */
static void complete(struct vcpu *vcpu)
{
	uint32_t reason = vcpu->run->exit_reason;

	if (reason == KVM_EXIT_IO || reason == KVM_EXIT_MMIO)
		enter(vcpu, true);
}

/* ---- Exits ---- */

static struct gms_result memory_fault(const struct vcpu *vcpu, int error)
{
	struct memory_fault fault;

	memcpy(&fault, &vcpu->run->hw, sizeof(fault));
	return (struct gms_result){ .kind = GMS_RESULT_MEMORY_FAULT,
				    .error = error,
				    .gpa = fault.gpa,
				    .size = fault.size,
				    .flags = fault.flags };
}

static struct gms_result mmio(const struct kvm_run *run)
{
	return (struct gms_result){ .kind = GMS_RESULT_MMIO,
				    .gpa = run->mmio.phys_addr,
				    .len = run->mmio.len,
				    .is_write = run->mmio.is_write };
}

static struct gms_result port(const struct kvm_run *run)
{
	uint32_t data = 0;

	memcpy(&data, (const char *)run + run->io.data_offset, sizeof(data));
	return (struct gms_result){ .kind = GMS_RESULT_IO,
				    .gpa = run->io.port,
				    .len = run->io.size,
				    .is_write = run->io.direction == KVM_EXIT_IO_OUT,
				    .value = data };
}

static struct gms_result hypercall(const struct kvm_run *run)
{
	return (struct gms_result){ .kind = GMS_RESULT_HYPERCALL,
				    .gpa = run->hypercall.args[0],
				    .len = run->hypercall.args[1],
				    .flags = run->hypercall.args[2] };
}

static struct gms_result other_exit(const struct vcpu *vcpu, int error)
{
	const struct kvm_run *run = vcpu->run;

	switch (run->exit_reason) {
	case EXIT_MEMORY_FAULT:
		return memory_fault(vcpu, error);
	case KVM_EXIT_MMIO:
		return mmio(run);
	case KVM_EXIT_IO:
		return port(run);
	case KVM_EXIT_HYPERCALL:
		return hypercall(run);
	case KVM_EXIT_INTERNAL_ERROR:
		return (struct gms_result){ .kind = GMS_RESULT_INTERNAL_ERROR,
					    .value = run->internal.suberror };
	default:
		break;
	}
	if (error)
		return result_errno(error);
	return result_unsupported("the guest ended with exit reason %u", run->exit_reason);
}

/* What the guest's code found, when it got to its end. */
static struct gms_result finished(const struct vcpu *vcpu, const struct guest_order *order)
{
	uint64_t value = 0;
	int error = guest_value(vcpu, &value);

	if (error)
		return result_errno(error);
	if (order->hypercall && (int64_t)value < 0)
		return result_errno((int64_t)value == -1000 ? ENOSYS : (int)-value);
	if (order->access == GMS_ACCESS_WRITE && !order->hypercall)
		return (struct gms_result){ .kind = GMS_RESULT_OK };
	return result_value((int64_t)value);
}

static struct gms_result go(struct vcpu *vcpu, const struct guest_order *order)
{
	bool executes = order->access == GMS_ACCESS_EXEC && !order->hypercall;
	int error = enter(vcpu, false);
	struct gms_result result;

	if (executes && guest_executed(vcpu))
		result = (struct gms_result){ .kind = GMS_RESULT_OK };
	else if (error == EINTR)
		result = (struct gms_result){ .kind = GMS_RESULT_RETRY };
	else if (!error && guest_is_done(vcpu))
		result = finished(vcpu, order);
	else
		result = other_exit(vcpu, error);
	complete(vcpu);
	return result;
}

/* ---- Operations ---- */

static struct gms_result run_order(struct worker *k, uint64_t handle,
				   const struct guest_order *order)
{
	struct vcpu *vcpu = worker_vcpu(k, handle);
	struct vm *vm;
	int error;

	/* A descriptor of ours that is closed, or of a process that has none of it. */
	if (!vcpu || !is_open(k, handle))
		return result_errno(EBADF);
	vm = &k->vm[vcpu->vm];
	/* KVM is what says that the caller's memory is another. */
	if (!vcpu->run)
		return result_of(ioctl(vcpu->fd, KVM_RUN, NULL));
	if (!guest_can_reach(&vm->memory, order->gpa))
		return result_unsupported("the guest's page tables have no such address");
	if (!spend(k, HOST_PAGE))
		return refuse_spending(k);
	error = guest_memory_install(vm);
	if (!error)
		error = guest_prepare(vcpu, &vm->memory, order);
	if (error)
		return result_unsupported("the guest cannot be made ready: %s", strerror(error));
	return go(vcpu, order);
}

/*
 * Does the processor run the guest, in any ring?  A module for guests that know it has
 * hypercalls of its own, and emulates what is not ring 3.
 */
static bool has_hardware(void)
{
	return !access("/sys/module/kvm_intel", F_OK) || !access("/sys/module/kvm_amd", F_OK);
}

struct gms_result sys_guest(struct worker *k, const struct gms_op *op)
{
	const struct guest_order order = {
		.access = (enum gms_access)op->access,
		.gpa = op->gpa,
		.value = op->value,
		/* Where KVM cannot fetch, ring 3 gets an exception that nobody handles. */
		.ring0 = k->c->ring0 || (op->access == GMS_ACCESS_EXEC && has_hardware()),
	};

	if (op->esr || op->l2 || op->s1ptw || op->cm || op->access > GMS_ACCESS_OUT)
		return result_unsupported("the guest of this executor makes no such access");
	return run_order(k, op->vcpu, &order);
}

struct gms_result sys_map_gpa_range(struct worker *k, const struct gms_op *op)
{
	const struct guest_order order = {
		.hypercall = true,
		.gpa = op->gpa,
		.pages = op->len,
		.attributes = op->attrs,
		.ring0 = !op->mode,
	};

	if (!has_hardware())
		return result_unsupported("the guest of this executor has no hypercall here");
	return run_order(k, op->vcpu, &order);
}

struct gms_result sys_map_gpa_return(struct worker *k, const struct gms_op *op)
{
	const struct guest_order order = { .hypercall = true };
	struct vcpu *vcpu = worker_vcpu(k, op->vcpu);

	if (!vcpu || !is_open(k, op->vcpu) || !vcpu->run)
		return result_errno(EBADF);
	vcpu->run->hypercall.ret = op->value;
	return go(vcpu, &order);
}
