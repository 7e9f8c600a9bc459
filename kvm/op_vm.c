// SPDX-License-Identifier: BSD-2-Clause
/*
 * VMs, vCPUs, guest_memfd files and what KVM is asked about them.
 */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "run_vcpu.h"
#include "worker.h"

/* The pointer that the ioctl gets: argp= of the operation, or a structure of ours. */
static uint64_t argument(struct worker *k, const struct gms_op *op, void *own)
{
	return gms_op_given(op, "argp") ? host_address(k, op->argp) : (uint64_t)(uintptr_t)own;
}

static long system_extension(uint64_t cap)
{
	return ioctl(SYSTEM_FD, KVM_CHECK_EXTENSION, cap);
}

struct gms_result sys_vm(struct worker *k, const struct gms_op *op)
{
	unsigned int index = k->nr_vms;
	long types = system_extension(CAP_VM_TYPES);
	int fd;

	if (op->type >= 2 && op->type <= 5 && (k->c->skips_missing || types >> op->type & 1))
		return result_unsupported("the executor launches no guests of type %u",
					  (unsigned int)op->type);
	if (k->c->skips_missing && op->type == 1 && !(types & 2))
		return result_unsupported("this kernel has no VMs of type sw_protected");
	if (index == VMS_MAX)
		return result_unsupported("a process of a scenario may have %d VMs", VMS_MAX);
	fd = ioctl(SYSTEM_FD, KVM_CREATE_VM, op->type);
	if (fd >= 0) {
		k->vm[index] = (struct vm){ .handle = op->define, .fd = fd };
		k->nr_vms++;
	}
	return object_open(k, op->define, OBJECT_VM, index, fd);
}

struct gms_result sys_check_extension(struct worker *k, const struct gms_op *op)
{
	return result_of(
		ioctl(op->vm ? fd_of(k, op->vm) : SYSTEM_FD, KVM_CHECK_EXTENSION, op->cap));
}

struct gms_result sys_enable_cap(struct worker *k, const struct gms_op *op)
{
	struct kvm_enable_cap cap = { .cap = (uint32_t)op->cap, .args = { op->value } };

	if (!*word_of(op, "CAP", op->cap))
		return result_unsupported("what the capability would do is not known");
	return result_of(ioctl(fd_of(k, op->vm), KVM_ENABLE_CAP, &cap));
}

struct gms_result sys_vcpu(struct worker *k, const struct gms_op *op)
{
	unsigned int index = k->nr_vcpus;
	const struct vm *vm = worker_vm(k, op->vm);
	int bytes = ioctl(SYSTEM_FD, KVM_GET_VCPU_MMAP_SIZE, 0), fd;
	struct kvm_run *run;

	if (index == VCPUS_MAX)
		return result_unsupported("a process of a scenario may have %d vCPUs", VCPUS_MAX);
	fd = ioctl(fd_of(k, op->vm), KVM_CREATE_VCPU, op->vcpu_id);
	if (fd < 0 || !vm || bytes <= 0)
		return object_open(k, op->define, OBJECT_VCPU, 0, fd);
	run = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (run == MAP_FAILED) {
		close(fd);
		return result_unsupported("the vCPU's kvm_run cannot be mapped");
	}
	/* A child of the process would keep the vCPU. */
	madvise(run, (size_t)bytes, MADV_DONTFORK);
	k->vcpu[index] = (struct vcpu){
		.fd = fd,
		.vm = (unsigned int)(vm - k->vm),
		.run = run,
	};
	k->nr_vcpus++;
	return object_open(k, op->define, OBJECT_VCPU, index, fd);
}

struct gms_result sys_memfd(struct worker *k, const struct gms_op *op)
{
	struct create_memfd args = { .size = op->size, .flags = op->flags };
	int fd;

	for (size_t i = 0; i < sizeof(args.reserved) / sizeof(args.reserved[0]); i++)
		args.reserved[i] = op->reserved;
	fd = ioctl(fd_of(k, op->vm), IOCTL_CREATE_MEMFD, argument(k, op, &args));
	return object_open(k, op->define, OBJECT_FILE, 0, fd);
}

struct gms_result sys_attributes(struct worker *k, const struct gms_op *op)
{
	struct memory_attributes args = {
		.gpa = op->gpa,
		.size = op->size,
		.attributes = op->attrs,
		.flags = op->flags,
	};

	if (k->c->skips_missing && !system_extension(CAP_MEMORY_ATTRIBUTES))
		return result_unsupported("this kernel has no memory attributes");
	return result_of(ioctl(fd_of(k, op->vm), IOCTL_SET_ATTRIBUTES, argument(k, op, &args)));
}

/* The vCPU is that of a 64-bit guest from the beginning: KVM looks at its paging. */
static void make_ready(struct worker *k, struct vcpu *vcpu)
{
	const struct guest_order order = { .access = GMS_ACCESS_OUT };
	struct vm *vm = &k->vm[vcpu->vm];

	if (vcpu->run && !vcpu->ready && !guest_memory_install(vm))
		guest_prepare(vcpu, &vm->memory, &order);
}

struct gms_result sys_prefault(struct worker *k, const struct gms_op *op)
{
	struct pre_fault args = { .gpa = op->gpa, .size = op->size, .flags = op->flags };
	struct vcpu *vcpu = worker_vcpu(k, op->vcpu);
	uint64_t bytes = vcpu ? k->vm[vcpu->vm].slot_bytes : 0;
	struct gms_result result;

	if (k->c->skips_missing && !system_extension(CAP_PRE_FAULT_MEMORY))
		return result_unsupported("this kernel does not fault memory in ahead");
	if (!spend(k, op->size < bytes ? op->size : bytes))
		return refuse_spending(k);
	if (vcpu && is_open(k, op->vcpu))
		make_ready(k, vcpu);
	result = result_of(ioctl(fd_of(k, op->vcpu), IOCTL_PRE_FAULT, argument(k, op, &args)));
	/* Who has no descriptor gets no structure back either. */
	if (result.kind == GMS_RESULT_ERRNO && result.error == EBADF)
		return result;
	if (gms_op_given(op, "argp"))
		read_memory(host_address(k, op->argp), &args, sizeof(args));
	result.kind = GMS_RESULT_PREFAULT;
	result.size = args.size;
	result.gpa = args.gpa;
	return result;
}
