/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fcntl.  What is about the descriptor works for every kind of file, what is about
 * the file for a guest_memfd only.
 *
 * Memory that a command reads or writes is the caller's and good, unless argp=
 * names it: then only its address counts, which is bad or a mapping's.
 */
#include "file_call.h"
#include "gmem.h"
#include "profile.h"

enum command {
	CMD_DUPFD = 0,
	CMD_GETFD,
	CMD_SETFD,
	CMD_GETFL,
	CMD_SETFL,
	CMD_GETLK,
	CMD_SETLK,
	CMD_SETLKW,
	CMD_SETOWN,
	CMD_GETOWN,
	CMD_SETSIG,
	CMD_GETSIG,
	CMD_SETOWN_EX = 15,
	CMD_GETOWN_EX,
	CMD_GETOWNER_UIDS,
	CMD_OFD_GETLK = 36,
	CMD_OFD_SETLK,
	CMD_OFD_SETLKW,
	CMD_SETLEASE = 1024,
	CMD_GETLEASE,
	CMD_NOTIFY,
	CMD_DUPFD_QUERY,
	CMD_CREATED_QUERY,
	CMD_DUPFD_CLOEXEC = 1030,
	CMD_SETPIPE_SZ,
	CMD_GETPIPE_SZ,
	CMD_GET_RW_HINT = 1035,
	CMD_SET_RW_HINT,
	CMD_GETDELEG = 1039,
	CMD_SETDELEG,
};

enum lock_type { LOCK_RDLCK, LOCK_WRLCK, LOCK_UNLCK };

/* ---- The descriptor ---- */

static bool is_query(const struct gms_world *w, uint64_t command)
{
	return has(w, SW_FD_QUERIES) &&
	       (command == CMD_DUPFD_QUERY || command == CMD_CREATED_QUERY);
}

/* What may be asked of an O_PATH descriptor too. */
static bool is_about_descriptor(const struct gms_world *w, uint64_t command)
{
	return command <= CMD_GETFL || command == CMD_DUPFD_CLOEXEC || is_query(w, command);
}

static enum verdict dup_from(struct gms_world *w, struct task *t, ref_t file)
{
	uint64_t lowest = (uint32_t)t->op.value, fd;

	if (lowest >= w->config.max_fds)
		return fail(w, t, FD_2, EINVAL);
	if (!t->op.define)
		return unsupported(t, "nobody could close the descriptor: name it with as=");
	if (!handle_open_from(w, t->op.define, file, lowest, &fd))
		return fail(w, t, FD_2, EMFILE);
	file_get(w, file);
	fd_set_cloexec(w, fd, t->op.command == CMD_DUPFD_CLOEXEC);
	apply(w, FOP_7);
	return succeed(w, t, FD_2, (int64_t)fd);
}

static enum verdict query(struct gms_world *w, struct task *t, ref_t file)
{
	ref_t other;

	if (t->op.command == CMD_CREATED_QUERY)
		return succeed(w, t, FD_4, 0);
	other = ref_file_raw(w, (struct gms_ref){ .number = (uint32_t)t->op.value });
	return other ? succeed(w, t, FD_4, other == file) : fail(w, t, FD_1, EBADF);
}

static uint64_t status_flags(const struct gms_world *w, ref_t ref)
{
	const struct file *file = file_at(w, ref);

	return (file->kind == FILE_PATH ? OPEN_PATH : file_traits(w, ref).flags) | file->flags;
}

static enum verdict about_descriptor(struct gms_world *w, struct task *t, ref_t file, uint64_t fd)
{
	switch (t->op.command) {
	case CMD_DUPFD:
	case CMD_DUPFD_CLOEXEC:
		return dup_from(w, t, file);
	case CMD_GETFD:
		return succeed(w, t, FD_4, fd_is_cloexec(w, fd));
	case CMD_SETFD:
		fd_set_cloexec(w, fd, t->op.value & 1);
		return succeed(w, t, FD_4, 0);
	case CMD_GETFL:
		return succeed(w, t, CREATE_4, (int64_t)status_flags(w, file));
	default:
		return query(w, t, file);
	}
}

/* ---- Locks ---- */

#define FILE_OFFSET_MAX INT64_MAX

/* The range of struct flock, first and last byte; or the errno. */
static int lock_range(const struct gms_op *op, uint64_t size)
{
	int64_t start, len = (int64_t)op->len;

	if (op->whence > 2)
		return EINVAL;
	start = op->whence == 2 ? (int64_t)size : 0;
	if ((int64_t)op->off > FILE_OFFSET_MAX - start)
		return EOVERFLOW;
	start += (int64_t)op->off;
	if (start < 0)
		return EINVAL;
	if (len > 0 && len - 1 > FILE_OFFSET_MAX - start)
		return EOVERFLOW;
	return len < 0 && start + len < 0 ? EINVAL : 0;
}

static bool is_ofd(uint64_t command)
{
	return command >= CMD_OFD_GETLK && command <= CMD_OFD_SETLKW;
}

static int lock_check(const struct gms_world *w, const struct gms_op *op, const struct file *file)
{
	int error = lock_range(op, inode_at(w, file->inode)->size);

	if (error)
		return error;
	if (op->lock > LOCK_UNLCK || (op->lock == LOCK_UNLCK && op->command == CMD_GETLK))
		return EINVAL;
	return is_ofd(op->command) && op->pid ? EINVAL : 0;
}

/*
 * One process has one open file here, so locks of one owner never conflict.  The
 * process and the open file are two owners.
 */
static enum verdict set_lock(struct gms_world *w, struct task *t, struct file *file)
{
	uint32_t own = is_ofd(t->op.command) ? LOCKED_BY_FILE : LOCKED_BY_PROCESS;
	bool whole = !t->op.whence && !t->op.off && !t->op.len;

	if (t->op.lock != LOCK_UNLCK) {
		if (file->locked & ~own)
			return unsupported(t, "locks of the process and of the open file on one "
					      "file may conflict, which is not about KVM");
		file->locked |= own;
	} else if (whole) {
		file->locked &= ~own;
	}
	return succeed(w, t, FOP_8, 0);
}

static enum verdict lock_command(struct gms_world *w, struct task *t, struct file *file)
{
	int error = lock_check(w, &t->op, file);

	if (error)
		return fail(w, t, FOP_8, error);
	if (t->op.command == CMD_GETLK || t->op.command == CMD_OFD_GETLK)
		return succeed(w, t, FOP_8, 0);
	return set_lock(w, t, file);
}

/* The file counts as open for writing by others: only a read lease is to be had. */
static enum verdict set_lease(struct gms_world *w, struct task *t, struct file *file)
{
	uint32_t type = (uint32_t)(gms_op_given(&t->op, "lock") ? t->op.lock : t->op.value);

	if (type > LOCK_UNLCK || has(w, SW_LEASE_OPT_IN))
		return fail(w, t, FOP_17, EINVAL);
	if (type == LOCK_WRLCK || (type == LOCK_UNLCK && !file->lease))
		return fail(w, t, FOP_17, EAGAIN);
	file->lease = type == LOCK_RDLCK;
	return succeed(w, t, FOP_17, 0);
}

/* ---- The file ---- */

#define SETTABLE_FLAGS (OPEN_APPEND | OPEN_NONBLOCK | OPEN_DIRECT | OPEN_NOATIME)
#define SIGNAL_MAX     64u
#define DN_MULTISHOT   0x80000000u
#define RW_HINT_MAX    5u

static enum verdict set_flags(struct gms_world *w, struct task *t, struct file *file)
{
	uint64_t flags = gms_op_given(&t->op, "flags") ? t->op.flags : t->op.value;

	if (flags & OPEN_DIRECT)
		return fail(w, t, FOP_18, EINVAL);
	file->flags = (uint32_t)flags & SETTABLE_FLAGS;
	return succeed(w, t, FOP_18, 0);
}

static enum verdict set_owner(struct gms_world *w, struct task *t)
{
	int32_t who = (int32_t)t->op.value;

	if (who == INT32_MIN)
		return fail(w, t, FOP_18, EINVAL);
	if (who)
		return unsupported(t, "which processes there are is not about KVM: arg=0");
	return succeed(w, t, FOP_18, 0);
}

static enum verdict set_signal(struct gms_world *w, struct task *t, struct file *file)
{
	if ((uint32_t)t->op.value > SIGNAL_MAX)
		return fail(w, t, FOP_18, EINVAL);
	file->signal = (uint32_t)t->op.value;
	return succeed(w, t, FOP_18, 0);
}

static enum verdict rest_of_commands(struct gms_world *w, struct task *t)
{
	uint64_t command = t->op.command;

	if (command == CMD_SETPIPE_SZ || command == CMD_GETPIPE_SZ)
		return fail(w, t, FOP_18, EBADF);
	if (command == CMD_NOTIFY)
		return end_with(w, t, FOP_18,
				(uint32_t)t->op.value & ~DN_MULTISHOT ? ENOTDIR : 0);
	if ((command == CMD_GETDELEG || command == CMD_SETDELEG) && has(w, SW_DELEGATIONS))
		return unsupported(t, "no kernel with delegations by fcntl was measured");
	if (command == CMD_GETOWNER_UIDS)
		return unsupported(t, "F_GETOWNER_UIDS depends on how the kernel was built");
	/* Seals are for memfds; what is left does not exist. */
	return fail(w, t, FOP_18, EINVAL);
}

/* Commands that read or write memory, which argp= may make bad. */
static bool takes_pointer(uint64_t command)
{
	switch (command) {
	case CMD_GETLK:
	case CMD_SETLK:
	case CMD_SETLKW:
	case CMD_OFD_GETLK:
	case CMD_OFD_SETLK:
	case CMD_OFD_SETLKW:
	case CMD_SETOWN_EX:
	case CMD_GETOWN_EX:
	case CMD_GETOWNER_UIDS:
	case CMD_GET_RW_HINT:
	case CMD_SET_RW_HINT:
		return true;
	default:
		return false;
	}
}

static enum verdict about_file(struct gms_world *w, struct task *t, ref_t ref)
{
	struct file *file = file_at(w, ref);

	switch (t->op.command) {
	case CMD_SETFL:
		return set_flags(w, t, file);
	case CMD_GETLK:
	case CMD_SETLK:
	case CMD_SETLKW:
	case CMD_OFD_GETLK:
	case CMD_OFD_SETLK:
	case CMD_OFD_SETLKW:
		return lock_command(w, t, file);
	case CMD_SETLEASE:
		return set_lease(w, t, file);
	case CMD_GETLEASE:
		return succeed(w, t, FOP_17, file->lease ? LOCK_RDLCK : LOCK_UNLCK);
	case CMD_SETOWN:
		return set_owner(w, t);
	case CMD_SETSIG:
		return set_signal(w, t, file);
	case CMD_GETSIG:
		return succeed(w, t, FOP_18, file->signal);
	case CMD_SET_RW_HINT:
		return end_with(w, t, FOP_18, t->op.value > RW_HINT_MAX ? EINVAL : 0);
	case CMD_GETOWN:
	case CMD_GETOWN_EX:
	case CMD_SETOWN_EX:
	case CMD_GET_RW_HINT:
		return succeed(w, t, FOP_18, 0);
	default:
		return rest_of_commands(w, t);
	}
}

static enum verdict fcntl_run(struct gms_world *w, struct task *t)
{
	uint64_t command = t->op.command, fd = ref_fd(w, t->op.memfd);
	ref_t file = ref_file_raw(w, t->op.memfd);

	if (!file)
		return fail(w, t, FD_1, EBADF);
	if (is_about_descriptor(w, command))
		return about_descriptor(w, t, file, fd);
	if (file_at(w, file)->kind == FILE_PATH)
		return fail(w, t, FD_3, EBADF);
	if (file_at(w, file)->kind != FILE_GMEM)
		return unsupported(t, "the file is no guest_memfd: the command is not about KVM");
	if (takes_pointer(command) && gms_op_given(&t->op, "argp")) {
		if (t->op.argp.handle)
			return unsupported(t, "fcntl reads no structure from a mapping: "
					      "leave out argp=");
		return fail(w, t, FOP_18, EFAULT);
	}
	return about_file(w, t, file);
}

const struct step fcntl_steps[] = {
	{ "fcntl", fcntl_run },
	{ 0 },
};
