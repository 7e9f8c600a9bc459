/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ioctl on any descriptor: what the file layer answers itself, and what KVM's
 * descriptors answer to a request of another's.  Section 4, FOP-5.
 *
 *	FIOCLEX, FIONBIO, ... -> the file layer -> the file's own ioctl -> ENOTTY
 *
 * Requests that an operation of the language stands for are refused here when
 * they would be carried out.
 */
#include "abi.h"
#include "arch.h"
#include "file_call.h"
#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

enum {
	REQ_FIBMAP = 1,
	REQ_FIGETBSZ = 2,
	REQ_FIONBIO = 0x5421,
	REQ_FIONREAD = 0x541b,
	REQ_FIONCLEX = 0x5450,
	REQ_FIOCLEX = 0x5451,
	REQ_FIOASYNC = 0x5452,
	REQ_FIOQSIZE = 0x5460,
};

#define REQ_FIFREEZE	  0xc0045877u
#define REQ_FITHAW	  0xc0045878u
#define REQ_FICLONE	  0x40049409u
#define REQ_FICLONERANGE  0x4020940du
#define REQ_FIDEDUPERANGE 0xc0189436u
#define REQ_FIEMAP	  0xc020660bu
#define REQ_SETFLAGS	  0x40086602u
#define REQ_FSSETXATTR	  0x401c5820u
#define REQ_RESVSP	  0x40305828u
#define REQ_UNRESVSP	  0x40305829u
#define REQ_RESVSP64	  0x4030582au
#define REQ_UNRESVSP64	  0x4030582bu
#define REQ_ZERO_RANGE	  0x40305839u

/* ---- The argument ---- */

/* Is what arg= points at memory?  Without arg= it is the caller's, and good. */
static bool arg_is_bad(const struct gms_world *w, const struct task *t)
{
	uint64_t address = ref_address(w, t->op.argp);

	return gms_op_given(&t->op, "arg") && !vma_lookup(w, t->mm, address >> PAGE_SHIFT);
}

static enum verdict with_arg(struct gms_world *w, struct task *t, int error)
{
	return arg_is_bad(w, t) ? fail(w, t, FOP_5, EFAULT) : end_with(w, t, FOP_5, error);
}

static enum verdict own_operation(struct task *t)
{
	return unsupported(t, "the request has an operation of its own in the language");
}

/* ---- The file layer ---- */

static enum verdict set_nonblock(struct gms_world *w, struct task *t, ref_t file)
{
	if (arg_is_bad(w, t))
		return fail(w, t, FOP_5, EFAULT);
	if (t->op.value)
		file_at(w, file)->flags |= OPEN_NONBLOCK;
	else
		file_at(w, file)->flags &= ~OPEN_NONBLOCK;
	return succeed(w, t, FOP_5, 0);
}

/* arg= is the descriptor to clone from, a number. */
static enum verdict clone_file(struct gms_world *w, struct task *t)
{
	ref_t from = ref_file(w, t->op.argp);

	if (t->op.argp.handle)
		return unsupported(t, "FICLONE takes the number of a descriptor");
	if (!from)
		return fail(w, t, FD_1, EBADF);
	if (file_at(w, from)->kind != FILE_GMEM)
		return unsupported(t, "the file to clone is no guest_memfd");
	return fail(w, t, FOP_5, EOPNOTSUPP);
}

/* FIONREAD and the like: for regular files, which an anonymous inode once was. */
static enum verdict regular_request(struct gms_world *w, struct task *t)
{
	if (has(w, SW_ANON_INODE))
		return fail(w, t, FOP_5, ENOTTY);
	switch (t->op.command) {
	case REQ_FIBMAP:
		return with_arg(w, t, EINVAL);
	case REQ_FIONREAD:
	case REQ_FIOQSIZE:
		return with_arg(w, t, 0);
	default:
		return unsupported(t, "before 6.16 this request is fallocate: write it as such");
	}
}

/* What do_vfs_ioctl() answers for any file. */
static bool is_of_vfs(uint32_t request)
{
	switch (request) {
	case REQ_FIONBIO:
	case REQ_FIOASYNC:
	case REQ_FIGETBSZ:
	case REQ_FIFREEZE:
	case REQ_FITHAW:
	case REQ_FIEMAP:
	case REQ_FICLONE:
	case REQ_FICLONERANGE:
	case REQ_FIDEDUPERANGE:
	case REQ_SETFLAGS:
	case REQ_FSSETXATTR:
	case REQ_FIOQSIZE:
		return true;
	default:
		return false;
	}
}

static enum verdict gmem_ioctl(struct gms_world *w, struct task *t, ref_t file)
{
	enum file_kind kind = file_at(w, file)->kind;

	switch (t->op.command) {
	case REQ_FIONBIO:
		return set_nonblock(w, t, file);
	case REQ_FIOASYNC:
		return with_arg(w, t, t->op.value ? ENOTTY : 0);
	case REQ_FIGETBSZ:
		return with_arg(w, t, 0);
	case REQ_FIFREEZE:
	case REQ_FIEMAP:
		return fail(w, t, FOP_5, EOPNOTSUPP);
	case REQ_FITHAW:
		return fail(w, t, FOP_5, EINVAL);
	case REQ_FICLONE:
		return clone_file(w, t);
	case REQ_FICLONERANGE:
		if (!arg_is_bad(w, t))
			return unsupported(t, "which file FICLONERANGE names is in memory");
		return fail(w, t, FOP_5, EFAULT);
	case REQ_FIDEDUPERANGE:
		return with_arg(w, t, kind == FILE_GMEM ? EOPNOTSUPP : EINVAL);
	case REQ_SETFLAGS:
	case REQ_FSSETXATTR:
		return with_arg(w, t, kind == FILE_VCPU ? EINVAL : ENOTTY);
	case REQ_FIOQSIZE:
		/* Neither a VM nor a vCPU is a regular file, in any kernel. */
		if (kind != FILE_GMEM)
			return fail(w, t, FOP_5, ENOTTY);
		return regular_request(w, t);
	case REQ_FIBMAP:
	case REQ_FIONREAD:
	case REQ_RESVSP:
	case REQ_UNRESVSP:
	case REQ_RESVSP64:
	case REQ_UNRESVSP64:
	case REQ_ZERO_RANGE:
		return regular_request(w, t);
	default:
		return fail(w, t, FOP_5, ENOTTY);
	}
}

/* ---- KVM's own descriptors ---- */

/* Numbers of the type byte that KVM has given to some ioctl of some architecture. */
static bool is_assigned(uint32_t request)
{
	uint32_t number = request & 0xff;

	if (request_type(request) != KVM_TYPE_BYTE)
		return false;
	return number <= 0x0f || (number >= 0x40 && number <= 0xd7) ||
	       (number >= 0xe0 && number <= 0xe4);
}

/* The ioctls of one descriptor that the simulator has. */
static bool is_of_vm(uint32_t request)
{
	return request == KVM_CHECK_EXTENSION || request == KVM_CREATE_VCPU ||
	       request == KVM_GET_DIRTY_LOG || request == KVM_SET_USER_MEMORY_REGION ||
	       request == KVM_SET_USER_MEMORY_REGION2 || request == KVM_SET_MEMORY_ATTRIBUTES ||
	       request == KVM_CREATE_GUEST_MEMFD || request == KVM_ENABLE_CAP ||
	       request == KVM_CLEAR_DIRTY_LOG;
}

static bool is_of_vcpu(uint32_t request)
{
	return request == KVM_RUN || request == KVM_PRE_FAULT_MEMORY;
}

static bool is_of_system(uint32_t request)
{
	return request == KVM_GET_API_VERSION || request == KVM_CREATE_VM ||
	       request == KVM_CHECK_EXTENSION || request == KVM_GET_VCPU_MMAP_SIZE;
}

static bool is_known(uint32_t request)
{
	return is_of_vm(request) || is_of_vcpu(request) || is_of_system(request);
}

static enum verdict not_modelled(struct task *t)
{
	return unsupported(t, "an ioctl of KVM that the simulator does not have");
}

/* A structure that cannot be read is refused here as it is there. */
static enum verdict own_request(struct gms_world *w, struct task *t, uint32_t request)
{
	if (request_bytes(request) && arg_is_bad(w, t))
		return fail(w, t, IOCTL_3, EFAULT);
	return own_operation(t);
}

static bool is_built(struct gms_world *w, uint32_t request)
{
	switch (request) {
	case KVM_SET_MEMORY_ATTRIBUTES:
		return arch(w)->has_attributes(w);
	case KVM_CREATE_GUEST_MEMFD:
		return arch(w)->has_gmem(w);
	case KVM_PRE_FAULT_MEMORY:
		return arch(w)->has_prefault(w);
	default:
		return true;
	}
}

static enum verdict vm_ioctl(struct gms_world *w, struct task *t, ref_t file, uint32_t request)
{
	const struct vm *vm = vm_at(w, file_at(w, file)->vm);

	if (vm->dead || vm->mm != t->mm)
		return fail(w, t, IOCTL_1, EIO);
	if (is_of_vm(request) && is_built(w, request))
		return own_request(w, t, request);
	if (!is_known(request) && is_assigned(request))
		return not_modelled(t);
	return fail(w, t, IOCTL_4, arch(w)->not_built(w));
}

static enum verdict vcpu_ioctl(struct gms_world *w, struct task *t, ref_t file, uint32_t request)
{
	const struct vm *vm = vm_at(w, file_at(w, file)->vm);

	if (vm->dead || vm->mm != t->mm)
		return fail(w, t, IOCTL_2, EIO);
	if (is_of_vcpu(request) && is_built(w, request))
		return own_request(w, t, request);
	if (!is_known(request) && is_assigned(request))
		return not_modelled(t);
	return fail(w, t, IOCTL_2, EINVAL);
}

#define API_VERSION 12

static enum verdict system_ioctl(struct gms_world *w, struct task *t, uint32_t request)
{
	if (request == KVM_GET_API_VERSION) {
		if (ref_address(w, t->op.argp))
			return fail(w, t, IOCTL_4, EINVAL);
		return succeed(w, t, IOCTL_4, API_VERSION);
	}
	if (is_of_system(request))
		return own_operation(t);
	if (!is_known(request) && is_assigned(request))
		return not_modelled(t);
	return fail(w, t, IOCTL_4, EINVAL);
}

/* KVM's requests on what is neither KVM's nor a guest_memfd. */
static enum verdict other_ioctl(struct gms_world *w, struct task *t, ref_t file, uint32_t request)
{
	if (request_type(request) != KVM_TYPE_BYTE)
		return unsupported(t, "neither the file nor the request is KVM's");
	return fail(w, t, FOP_5, file_at(w, file)->other == OTHER_EPOLL ? EINVAL : ENOTTY);
}

static enum verdict ioctl_run(struct gms_world *w, struct task *t)
{
	uint32_t request = (uint32_t)t->op.command;
	ref_t file = ref_file(w, t->op.memfd);

	if (!file)
		return fail(w, t, ref_file_raw(w, t->op.memfd) ? FD_3 : FD_1, EBADF);
	if (request == REQ_FIOCLEX || request == REQ_FIONCLEX) {
		fd_set_cloexec(w, ref_fd(w, t->op.memfd), request == REQ_FIOCLEX);
		return succeed(w, t, FD_4, 0);
	}
	switch (file_at(w, file)->kind) {
	case FILE_GMEM:
		return gmem_ioctl(w, t, file);
	case FILE_VM:
		if (is_of_vfs(request))
			return gmem_ioctl(w, t, file);
		return vm_ioctl(w, t, file, request);
	case FILE_VCPU:
		if (is_of_vfs(request))
			return gmem_ioctl(w, t, file);
		return vcpu_ioctl(w, t, file, request);
	case FILE_SYSTEM:
		return system_ioctl(w, t, request);
	default:
		return other_ioctl(w, t, file, request);
	}
}

const struct step ioctl_steps[] = {
	{ "ioctl", ioctl_run },
	{ 0 },
};
