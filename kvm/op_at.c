// SPDX-License-Identifier: BSD-2-Clause
/*
 * The *at family with the file as its directory, and calls that want another kind of
 * descriptor: by the names that the language gives them.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "worker.h"

#define RELATIVE "none-of-these"

static const char *path_of(const struct gms_op *op)
{
	return op->path == GMS_PATH_RELATIVE ? RELATIVE : "";
}

static int empty_flag(const struct gms_op *op)
{
	return op->path == GMS_PATH_EMPTY ? AT_EMPTY_PATH : 0;
}

struct at_call {
	const char *name;
	long (*call)(int fd, const char *path, int empty, const struct gms_op *op);
};

static long at_openat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_openat, fd, path, O_RDONLY | O_CLOEXEC, 0);
}

static long at_openat2(int fd, const char *path, int empty, const struct gms_op *op)
{
	const uint64_t how[3] = { O_RDONLY | O_CLOEXEC };

	(void)empty;
	(void)op;
	return syscall(SYS_openat2, fd, path, how, sizeof(how));
}

static long at_mkdirat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_mkdirat, fd, path, 0700);
}

static long at_mknodat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_mknodat, fd, path, S_IFREG | 0600, 0);
}

static long at_unlinkat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_unlinkat, fd, path, 0);
}

static long at_symlinkat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_symlinkat, "target", fd, path);
}

static long at_renameat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)empty;
	(void)op;
	return syscall(SYS_renameat2, fd, path, fd, path, 0);
}

static long at_readlinkat(int fd, const char *path, int empty, const struct gms_op *op)
{
	char link[64];

	(void)empty;
	(void)op;
	return syscall(SYS_readlinkat, fd, path, link, sizeof(link));
}

static long at_fstatat(int fd, const char *path, int empty, const struct gms_op *op)
{
	struct stat stat;

	(void)op;
	return fstatat(fd, path, &stat, empty);
}

static long at_statx(int fd, const char *path, int empty, const struct gms_op *op)
{
	struct statx stat;

	(void)op;
	return statx(fd, path, empty, STATX_BASIC_STATS, &stat);
}

static long at_faccessat(int fd, const char *path, int empty, const struct gms_op *op)
{
	return syscall(SYS_faccessat2, fd, path, (int)op->mode, empty);
}

static long at_fchmodat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)op;
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
	return syscall(SYS_fchmodat2, fd, path, 0600, empty);
}

static long at_fchownat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)op;
	return syscall(SYS_fchownat, fd, path, 0, 0, empty);
}

static long at_utimensat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)op;
	return syscall(SYS_utimensat, fd, path, NULL, empty);
}

static long at_handle(int fd, const char *path, int empty, const struct gms_op *op)
{
	struct {
		unsigned int bytes;
		int type;
		unsigned char handle[128];
	} file = { .bytes = 128 };
	int mount;

	(void)op;
	return syscall(SYS_name_to_handle_at, fd, path, &file, &mount, empty);
}

static long at_execveat(int fd, const char *path, int empty, const struct gms_op *op)
{
	char *none[] = { NULL };

	(void)op;
	return syscall(SYS_execveat, fd, path, none, none, empty);
}

static long at_linkat(int fd, const char *path, int empty, const struct gms_op *op)
{
	(void)op;
	return syscall(SYS_linkat, fd, path, AT_FDCWD, "/tmp/" RELATIVE, empty);
}

static const struct at_call at_calls[] = {
	{ "openat", at_openat },
	{ "openat2", at_openat2 },
	{ "mkdirat", at_mkdirat },
	{ "mknodat", at_mknodat },
	{ "unlinkat", at_unlinkat },
	{ "symlinkat", at_symlinkat },
	{ "renameat", at_renameat },
	{ "readlinkat", at_readlinkat },
	{ "fstatat", at_fstatat },
	{ "statx", at_statx },
	{ "faccessat", at_faccessat },
	{ "fchmodat", at_fchmodat },
	{ "fchownat", at_fchownat },
	{ "utimensat", at_utimensat },
	{ "name_to_handle_at", at_handle },
	{ "execveat", at_execveat },
	{ "linkat", at_linkat },
};

/* Only guest_memfds: what these calls do elsewhere is no matter of ours, and may last. */
struct gms_result sys_at(struct worker *k, const struct gms_op *op)
{
	const char *name = op->code == GMS_OP_AT ? word_of(op, "CALL", op->command)
						 : gms_op_row(op->code)->word;

	if (is_other(k, op->file))
		return result_unsupported(
			"the file is no guest_memfd: the call is not about KVM");
	if (op->path > GMS_PATH_RELATIVE)
		return result_unsupported("there is no such kind of path");
	for (size_t i = 0; i < sizeof(at_calls) / sizeof(at_calls[0]); i++)
		if (!strcmp(at_calls[i].name, name))
			return result_zero(at_calls[i].call(fd_of(k, op->file), path_of(op),
							    empty_flag(op), op));
	return result_unsupported("there is no such call of the *at family");
}

/* ---- Calls for other kinds of descriptor ---- */

static long other_call(const char *name, int fd)
{
	static char buffer[4096] __attribute__((aligned(64)));
	uint64_t range[2] = { 0, 4096 };

	memset(buffer, 0, sizeof(buffer));
	if (!strcmp(name, "getdents64"))
		return syscall(SYS_getdents64, fd, buffer, sizeof(buffer));
	if (!strcmp(name, "cachestat"))
		return syscall(451, fd, range, buffer, 0);
	if (!strcmp(name, "setns"))
		return syscall(SYS_setns, fd, 0);
	if (!strcmp(name, "epoll_wait"))
		return syscall(SYS_epoll_pwait, fd, buffer, 1, 0, NULL, 8);
	if (!strcmp(name, "inotify_add_watch"))
		return syscall(SYS_inotify_add_watch, fd, "/", 2);
	if (!strcmp(name, "timerfd_settime"))
		return syscall(SYS_timerfd_settime, fd, 0, buffer, NULL);
	if (!strcmp(name, "signalfd"))
		return syscall(SYS_signalfd4, fd, buffer, 8, 0);
	if (!strcmp(name, "getsockname")) {
		*(int *)(void *)(buffer + 64) = 16;
		return syscall(SYS_getsockname, fd, buffer, buffer + 64);
	}
	if (!strcmp(name, "send"))
		return syscall(SYS_sendto, fd, buffer, 1, 0x4000, NULL, 0); /* MSG_NOSIGNAL */
	if (!strcmp(name, "pidfd_send_signal"))
		return syscall(SYS_pidfd_send_signal, fd, 0, NULL, 0);
	range[0] = (uint64_t)(uintptr_t)buffer;
	return syscall(SYS_process_madvise, fd, range, 1, 20, 0); /* MADV_COLD */
}

struct gms_result sys_call(struct worker *k, const struct gms_op *op)
{
	const char *name = word_of(op, "CALL", op->command);

	if (!*name)
		return result_unsupported("there is no such call in the table");
	if (is_other(k, op->file))
		return result_unsupported(
			"the file is no guest_memfd: the call is not about KVM");
	return result_zero(other_call(name, fd_of(k, op->file)));
}
