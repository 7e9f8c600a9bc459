// SPDX-License-Identifier: BSD-2-Clause
/*
 * System calls on descriptors: what a program can do with any of them.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "run_vcpu.h"
#include "worker.h"

/* ---- Owner, times, attributes ---- */

struct gms_result sys_fchmod(struct worker *k, const struct gms_op *op)
{
	return result_of(fchmod(fd_of(k, op->file), (mode_t)op->mode));
}

struct gms_result sys_fchown(struct worker *k, const struct gms_op *op)
{
	return result_of(fchown(fd_of(k, op->file), (uid_t)op->uid, (gid_t)op->gid));
}

struct gms_result sys_futimens(struct worker *k, const struct gms_op *op)
{
	const struct timespec times[2] = {
		{ .tv_nsec = (long)op->atime },
		{ .tv_nsec = (long)op->mtime },
	};

	return result_of(syscall(SYS_utimensat, fd_of(k, op->file), NULL, times, 0));
}

#define XATTR_MOST (1u << 20)

struct gms_result sys_xattr(struct worker *k, const struct gms_op *op)
{
	static const char *const names[] = { "user.x",	 "trusted.x", "security.x",
					     "system.x", "unknown.x", "" };
	const char *name = names[op->command < 6 ? op->command : 4];
	uint64_t bytes = op->len < XATTR_MOST ? op->len : XATTR_MOST;
	int fd = fd_of(k, op->file);
	struct gms_result result;
	void *buffer = buffer_get(XATTR_MOST);

	switch (op->code) {
	case GMS_OP_FSETXATTR:
		result = result_of(fsetxattr(fd, name, buffer, bytes, (int)op->flags));
		break;
	case GMS_OP_FGETXATTR:
		result = result_of(fgetxattr(fd, name, buffer, XATTR_MOST));
		break;
	case GMS_OP_FREMOVEXATTR:
		result = result_of(fremovexattr(fd, name));
		break;
	default:
		result = result_of(flistxattr(fd, buffer, XATTR_MOST));
		break;
	}
	buffer_put(buffer, XATTR_MOST);
	return result;
}

/* ---- Advice ---- */

struct gms_result sys_fadvise(struct worker *k, const struct gms_op *op)
{
	return result_of(
		syscall(SYS_fadvise64, fd_of(k, op->file), op->off, op->len, (int)op->advice));
}

struct gms_result sys_readahead(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_readahead, fd_of(k, op->file), op->off, op->len));
}

/* ---- Between descriptors ---- */

/* An offset in memory of ours, if one was given. */
static uint64_t *offset(const struct gms_op *op, const char *key, uint64_t *value)
{
	return gms_op_given(op, key) ? value : NULL;
}

static bool moves_much(const struct gms_op *op)
{
	return op->len > 64ull << 20;
}

struct gms_result sys_sendfile(struct worker *k, const struct gms_op *op)
{
	uint64_t off = op->off;

	if (!spend(k, moves_much(op) ? 0 : op->len))
		return refuse_spending(k);
	return result_of(syscall(SYS_sendfile, fd_of_ref(k, op->out), fd_of_ref(k, op->in),
				 offset(op, "off", &off), op->len));
}

#define NONBLOCK 2u /* SPLICE_F_NONBLOCK */

struct gms_result sys_splice(struct worker *k, const struct gms_op *op)
{
	uint64_t in = op->off, out = op->off_out;

	return result_of(syscall(SYS_splice, fd_of_ref(k, op->in), offset(op, "off_in", &in),
				 fd_of_ref(k, op->out), offset(op, "off_out", &out), op->len,
				 (unsigned int)op->flags | NONBLOCK));
}

struct gms_result sys_tee(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_tee, fd_of_ref(k, op->in), fd_of_ref(k, op->out), op->len,
				 (unsigned int)op->flags | NONBLOCK));
}

struct gms_result sys_copy_file_range(struct worker *k, const struct gms_op *op)
{
	uint64_t in = op->off, out = op->off_out;

	return result_of(syscall(SYS_copy_file_range, fd_of_ref(k, op->in),
				 offset(op, "off_in", &in), fd_of_ref(k, op->out),
				 offset(op, "off_out", &out), op->len, (unsigned int)op->flags));
}

struct gms_result sys_vmsplice(struct worker *k, const struct gms_op *op)
{
	struct iovec vector = { (void *)(uintptr_t)host_address(k, op->hva), op->len };

	if (is_ours(k, (uintptr_t)vector.iov_base, op->len))
		return refuse_ours();
	return result_of(syscall(SYS_vmsplice, fd_of(k, op->file), &vector, 1ul, NONBLOCK));
}

/* ---- ioctl ---- */

#define TYPE_OF(request) ((request) >> 8 & 0xff)
#define KVM_TYPE	 0xaeu
#define LAST_ASSIGNED	 0xe4u /* no kernel has given a higher number to anything */

static bool is_named(const struct gms_op *op)
{
	return *word_of(op, "REQUEST", op->command);
}

/* A request of its own kind: other operations of the language stand for it. */
static bool is_own_request(enum object_kind kind, uint64_t request)
{
	switch (request) {
	case KVM_CHECK_EXTENSION:
	case KVM_CREATE_VCPU:
	case KVM_GET_DIRTY_LOG:
	case IOCTL_SET_REGION:
	case IOCTL_SET_REGION2:
	case IOCTL_SET_ATTRIBUTES:
	case IOCTL_CREATE_MEMFD:
	case KVM_ENABLE_CAP:
	case IOCTL_CLEAR_DIRTY_LOG:
		return kind == OBJECT_VM;
	case KVM_RUN:
	case IOCTL_PRE_FAULT:
		return kind == OBJECT_VCPU;
	default:
		return false;
	}
}

static const char *refuse_request(struct worker *k, const struct gms_op *op,
				  const struct object *object)
{
	enum object_kind kind = object ? object->kind : OBJECT_NONE;
	bool bad_argument = gms_op_given(op, "arg") && !is_mapped(host_address(k, op->argp));

	if (is_own_request(kind, op->command) && !bad_argument)
		return "the request has an operation of its own in the language";
	if (TYPE_OF(op->command) == KVM_TYPE && !is_named(op) &&
	    (op->command & 0xff) <= LAST_ASSIGNED)
		return "what the request would do is not known";
	/* A filesystem that is frozen stays so. */
	if (kind == OBJECT_FILE && object->index && TYPE_OF(op->command) != KVM_TYPE &&
	    TYPE_OF(op->command) != 'T')
		return "the file is no guest_memfd: the request is not about KVM";
	if (!object && op->memfd.number != SYSTEM_FD && op->memfd.number < DESCRIPTORS_MAX)
		return "whose descriptor the number is, is not known";
	return NULL;
}

struct gms_result sys_ioctl(struct worker *k, const struct gms_op *op)
{
	const struct object *object = op->memfd.handle ? object_at(k, op->memfd.handle) : NULL;
	const char *why = refuse_request(k, op, object);
	struct gms_result result;
	uint64_t *buffer, address;

	if (why)
		return result_unsupported("%s", why);
	buffer = buffer_get(1u << 20);
	if (!buffer)
		return result_unsupported("there is no memory for the request");
	*buffer = op->value;
	/* What has no structure takes a number. */
	address = (uint64_t)(uintptr_t)buffer;
	if (gms_op_given(op, "arg"))
		address = host_address(k, op->argp);
	else if (TYPE_OF(op->command) == KVM_TYPE && !(op->command >> 16))
		address = op->value;
	if (gms_op_given(op, "arg") && op->argp.number != 0 && is_ours(k, address, HOST_PAGE))
		result = refuse_ours();
	else
		result = result_of(
			syscall(SYS_ioctl, fd_of_ref(k, op->memfd), op->command, address));
	buffer_put(buffer, 1u << 20);
	return result;
}

/* ---- fcntl ---- */

union fcntl_argument {
	struct flock lock;
	struct {
		int type, pid;
	} owner;
	uint64_t hint;
};

/* The structure of a command that takes one; false: it takes a number. */
static bool fcntl_structure(const struct gms_op *op, union fcntl_argument *arg)
{
	memset(arg, 0, sizeof(*arg));
	switch (op->command) {
	case F_GETLK:
	case F_SETLK:
	case F_SETLKW:
	case 36: /* F_OFD_GETLK to F_OFD_SETLKW */
	case 37:
	case 38:
		arg->lock = (struct flock){
			.l_type = (short)op->lock,
			.l_whence = (short)op->whence,
			.l_start = (off_t)op->off,
			.l_len = (off_t)op->len,
			.l_pid = (pid_t)op->pid,
		};
		return true;
	case 15: /* F_SETOWN_EX, F_GETOWN_EX */
	case 16:
		arg->owner.pid = (int)op->value;
		return true;
	case 1035: /* F_GET_RW_HINT to F_SET_FILE_RW_HINT */
	case 1036:
	case 1037:
	case 1038:
		arg->hint = op->value;
		return true;
	default:
		return false;
	}
}

static uint64_t fcntl_number(const struct gms_op *op)
{
	if (op->command == F_SETFL && gms_op_given(op, "flags"))
		return op->flags;
	if (op->command == F_SETLEASE && gms_op_given(op, "lock"))
		return op->lock;
	return op->value;
}

#define F_DUPFD_CLOEXEC_ 1030

struct gms_result sys_fcntl(struct worker *k, const struct gms_op *op)
{
	bool dups = op->command == F_DUPFD || op->command == F_DUPFD_CLOEXEC_;
	union fcntl_argument structure;
	uint64_t argument = fcntl_structure(op, &structure) ? (uint64_t)(uintptr_t)&structure
							    : fcntl_number(op);
	struct gms_result result;

	if (op->command == 17)
		return result_unsupported("F_GETOWNER_UIDS depends on how the kernel was built");
	if (dups && !op->define)
		return result_unsupported("nobody could close the descriptor: name it with as=");
	if (op->command == F_SETOWN && op->value)
		return result_unsupported("which processes there are is not about KVM");
	if (gms_op_given(op, "argp") && argument == (uint64_t)(uintptr_t)&structure) {
		argument = host_address(k, op->argp);
		if (is_ours(k, argument, sizeof(structure)))
			return refuse_ours();
	}
	result = result_of(
		syscall(SYS_fcntl, fd_of_ref(k, op->memfd), (int)op->command, argument));
	if (dups && result.kind == GMS_RESULT_VALUE)
		object_open(k, op->define, OBJECT_FILE, 0, (int)result.value);
	else if (result.kind == GMS_RESULT_VALUE && argument == (uint64_t)(uintptr_t)&structure)
		result.value = 0;
	return result;
}

struct gms_result sys_flock(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_flock, fd_of(k, op->file), (int)op->lock));
}

/* ---- Events ---- */

struct gms_result sys_poll(struct worker *k, const struct gms_op *op)
{
	struct pollfd poll_fd = { .fd = fd_of(k, op->file), .events = (short)op->events };
	int count;

	count = poll(&poll_fd, 1, 0);
	if (count < 0)
		return result_errno(errno);
	return (struct gms_result){ .kind = GMS_RESULT_POLL,
				    .value = count,
				    .flags = (unsigned short)poll_fd.revents };
}

struct gms_result sys_epoll_ctl(struct worker *k, const struct gms_op *op)
{
	struct epoll_event event = { .events = EPOLLIN };
	uint64_t address = gms_op_given(op, "argp") ? host_address(k, op->argp)
						    : (uint64_t)(uintptr_t)&event;

	return result_of(syscall(SYS_epoll_ctl, fd_of_ref(k, op->in), (int)op->command,
				 fd_of_ref(k, op->out), address));
}

struct gms_result sys_fchdir(struct worker *k, const struct gms_op *op)
{
	struct gms_result result = result_of(fchdir(fd_of(k, op->file)));

	if (result.kind == GMS_RESULT_VALUE && chdir("/"))
		return result_errno(errno);
	return result;
}
