// SPDX-License-Identifier: BSD-2-Clause
/*
 * Processes: children, descriptors in messages, each other's memory, futexes.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include "worker.h"

/* ---- Children ---- */

struct gms_result sys_fork(struct worker *k, const struct gms_op *op)
{
	struct mailbox *mail = &k->c->mail[k->c->nr_processes];
	pid_t pid;

	if (k->c->nr_processes == PROCESSES_MAX)
		return result_unsupported("a scenario may have %d processes", PROCESSES_MAX);
	*mail = (struct mailbox){ .process = op->define };
	pid = fork();
	if (pid < 0)
		return result_errno(errno);
	if (!pid) {
		/* What was mapped of the VMs stays with the parent. */
		for (unsigned int i = 0; i < k->nr_vcpus; i++)
			k->vcpu[i].run = NULL;
		k->mail = mail;
		mail->pid = getpid();
		worker_serve(k);
	}
	mail->pid = pid;
	k->c->nr_processes++;
	return result_value(0);
}

/* The answer comes first: the backend waits until nothing is left of the process. */
struct gms_result sys_exit(struct worker *k, const struct gms_op *op)
{
	(void)op;
	k->exits = true;
	return result_value(0);
}

static pid_t pid_of(const struct worker *k, uint64_t process)
{
	for (unsigned int i = 0; i < k->c->nr_processes; i++)
		if (k->c->mail[i].process == process)
			return k->c->mail[i].pid;
	return 0;
}

/* ---- Messages: a socket pair holds one each ---- */

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(sizeof(int))];
};

static void message_init(struct msghdr *message, struct iovec *data, union control *control)
{
	memset(control, 0, sizeof(*control));
	*message = (struct msghdr){
		.msg_iov = data,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(*control),
	};
}

struct gms_result sys_send(struct worker *k, const struct gms_op *op)
{
	struct iovec data = { (char[]){ 0 }, 1 };
	unsigned int index = k->c->nr_messages;
	const struct object *what = object_at(k, op->file);
	int fd = fd_of(k, op->file);
	struct msghdr message;
	union control control;

	if (index == MESSAGES_MAX || op->define >= HANDLES_MAX)
		return result_unsupported("a scenario may send %d messages", MESSAGES_MAX);
	message_init(&message, &data, &control);
	control.header = (struct cmsghdr){
		.cmsg_len = CMSG_LEN(sizeof(int)),
		.cmsg_level = SOL_SOCKET,
		.cmsg_type = SCM_RIGHTS,
	};
	memcpy(CMSG_DATA(&control.header), &fd, sizeof(fd));
	if (sendmsg(MESSAGE_FD(index), &message, 0) < 0)
		return result_errno(errno);
	k->c->message[index] = op->define;
	k->c->message_kind[index] = what ? what->kind : OBJECT_FILE;
	k->c->nr_messages++;
	return result_value(0);
}

static int message_of(const struct worker *k, uint64_t handle)
{
	for (unsigned int i = 0; i < k->c->nr_messages; i++)
		if (handle && k->c->message[i] == handle)
			return (int)i;
	return -1;
}

/* The descriptor of a message; -1, and an errno: it is gone, or lost for want of room. */
static int take_message(struct worker *k, int index)
{
	struct iovec data = { (char[]){ 0 }, 1 };
	struct msghdr message;
	union control control;
	int fd = -1;

	message_init(&message, &data, &control);
	if (recvmsg(MESSAGE_FD(index) + 1, &message, MSG_DONTWAIT) < 0)
		return -1;
	k->c->message[index] = 0;
	errno = EMFILE;
	if (!(message.msg_flags & MSG_CTRUNC) && CMSG_FIRSTHDR(&message))
		memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof(fd));
	return fd;
}

struct gms_result sys_receive(struct worker *k, const struct gms_op *op)
{
	int index = message_of(k, op->file), fd;
	enum object_kind kind;

	if (index < 0)
		return result_errno(EAGAIN);
	kind = (enum object_kind)k->c->message_kind[index];
	fd = take_message(k, index);
	/* A VM of another process: what we know of it is not ours to use. */
	if (fd >= 0 && kind == OBJECT_VM) {
		if (k->nr_vms == VMS_MAX) {
			close(fd);
			return result_unsupported("a process may have %d VMs", VMS_MAX);
		}
		k->vm[k->nr_vms] = (struct vm){ .fd = fd };
		return object_open(k, op->define, kind, k->nr_vms++, fd);
	}
	return object_open(k, op->define, OBJECT_FILE, 0, fd);
}

struct gms_result message_drop(struct worker *k, uint64_t handle)
{
	int index = message_of(k, handle), fd = index < 0 ? -1 : take_message(k, index);

	if (fd < 0)
		return result_errno(EBADF);
	close(fd);
	return result_value(0);
}

/* ---- Memory of each other ---- */

/* Nobody copies more than this in one call. */
#define COPY_MAX (64ull << 20)

static struct gms_result check_copy(struct worker *k, uint64_t address, uint64_t len)
{
	if (is_ours(k, address, len))
		return refuse_ours();
	return len < 1ull << 46 && !spend(k, len) ? refuse_spending(k) : result_value(0);
}

struct gms_result sys_process_vm(struct worker *k, const struct gms_op *op)
{
	struct iovec own = { (void *)(uintptr_t)host_address(k, op->buf), op->len };
	struct iovec there = { (void *)(uintptr_t)host_address(k, op->hva), op->len };
	long call = op->code == GMS_OP_PROCESS_VM_READV ? SYS_process_vm_readv
							: SYS_process_vm_writev;
	struct gms_result result = check_copy(k, (uintptr_t)own.iov_base, op->len);

	if (result.kind == GMS_RESULT_VALUE)
		result = check_copy(k, (uintptr_t)there.iov_base, op->len);
	if (result.kind != GMS_RESULT_VALUE)
		return result;
	return result_of(syscall(call, pid_of(k, op->of), &own, 1ul, &there, 1ul, 0ul));
}

struct gms_result sys_proc_mem(struct worker *k, const struct gms_op *op)
{
	bool writes = op->code == GMS_OP_PROC_MEM_WRITE, own = gms_op_given(op, "buf");
	uint64_t address = host_address(k, op->hva);
	struct gms_result result = check_copy(k, address, op->len);
	char path[64];
	void *buffer;
	int fd;

	if (result.kind != GMS_RESULT_VALUE)
		return result;
	if (op->len > COPY_MAX)
		return result_unsupported("one call may copy %llu MiB here", COPY_MAX >> 20);
	if (own && is_ours(k, host_address(k, op->buf), op->len))
		return refuse_ours();
	snprintf(path, sizeof(path), "/proc/%d/mem", (int)pid_of(k, op->of));
	fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		return result_errno(errno == ENOENT ? ESRCH : errno);
	buffer = own ? (void *)(uintptr_t)host_address(k, op->buf) : buffer_get(op->len);
	result = result_of(writes ? pwrite(fd, buffer, op->len, (off_t)address)
				  : pread(fd, buffer, op->len, (off_t)address));
	close(fd);
	if (!own)
		buffer_put(buffer, op->len);
	return result;
}

/* ---- Futexes, and a call that fills a structure ---- */

#define WAIT_NS 20000000L

struct gms_result sys_futex(struct worker *k, const struct gms_op *op)
{
	const struct timespec timeout = { .tv_nsec = WAIT_NS };
	int private = op->is_private ? FUTEX_PRIVATE_FLAG : 0;
	uint64_t address = host_address(k, op->hva);

	if (is_ours(k, address, sizeof(uint32_t)))
		return refuse_ours();
	if (op->code == GMS_OP_FUTEX_WAKE)
		return result_of(syscall(SYS_futex, address, FUTEX_WAKE | private, (int)op->value,
					 NULL, NULL, 0));
	return result_of(syscall(SYS_futex, address, FUTEX_WAIT | private, (uint32_t)op->value,
				 &timeout, NULL, 0));
}

/* As far as the kernel came before it met what it cannot write. */
static void overwrite(uint64_t address, time_t seconds)
{
	if (!sigsetjmp(caught.resume, 1)) {
		caught.armed = 1;
		memcpy((void *)(uintptr_t)address, &seconds, sizeof(seconds));
	}
	caught.armed = 0;
}

/* What time it is would be another answer each time: the structure says 1 second. */
struct gms_result sys_clock_gettime(struct worker *k, const struct gms_op *op)
{
	static const struct timespec one = { .tv_sec = 1 };
	uint64_t address = host_address(k, op->hva);
	struct gms_result result;

	if (is_ours(k, address, sizeof(one)))
		return refuse_ours();
	result = result_of(syscall(SYS_clock_gettime, CLOCK_MONOTONIC, address));
	if (result.kind == GMS_RESULT_VALUE)
		memcpy((void *)(uintptr_t)address, &one, sizeof(one));
	else
		overwrite(address, one.tv_sec);
	return result;
}
