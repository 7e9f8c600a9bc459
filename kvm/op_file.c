// SPDX-License-Identifier: BSD-2-Clause
/*
 * Files: opened, closed, read, written, sized, and asked what they are.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/uio.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "run_vcpu.h"
#include "worker.h"

/* ---- Open and close ---- */

static void forget_vcpu(struct vcpu *vcpu)
{
	int bytes = ioctl(SYSTEM_FD, KVM_GET_VCPU_MMAP_SIZE, 0);

	/* The mapping would keep the vCPU. */
	if (vcpu->run && bytes > 0)
		munmap(vcpu->run, (size_t)bytes);
	vcpu->run = NULL;
}

struct gms_result sys_close(struct worker *k, const struct gms_op *op)
{
	struct object *object = object_at(k, op->file);
	int fd = object ? object->fd : -1;

	if (!object || object->kind == OBJECT_NONE)
		return message_drop(k, op->file);
	if (object->kind == OBJECT_VCPU && fd >= 0)
		forget_vcpu(&k->vcpu[object->index]);
	object->fd = -1;
	return result_of(close(fd));
}

struct gms_result sys_dup(struct worker *k, const struct gms_op *op)
{
	const struct object *object = object_at(k, op->file);

	return object_open(k, op->define, OBJECT_FILE, object ? object->index : 0,
			   dup(fd_of(k, op->file)));
}

/* Both ends in one; nobody waits at it. */
static int open_pipe(void)
{
	char path[64];
	int ends[2], fd;

	if (pipe2(ends, O_CLOEXEC))
		return -1;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", ends[0]);
	fd = open(path, O_RDWR | O_NONBLOCK);
	close(ends[1]);
	if (fd < 0)
		return ends[0];
	/* The lowest number is the scenario's. */
	dup2(fd, ends[0]);
	close(fd);
	return ends[0];
}

#define FILE_BYTES 0x10000

static int with_bytes(int fd)
{
	if (fd >= 0 && ftruncate(fd, FILE_BYTES)) {
		close(fd);
		return -1;
	}
	return fd;
}

#define RAMFS 0x858458f6

static bool is_in_memory(const char *place)
{
	struct statfs stat;

	return !statfs(place, &stat) && (stat.f_type == TMPFS_MAGIC || stat.f_type == RAMFS);
}

static int open_ordinary(uint64_t flags)
{
	static const char *const places[] = { "/tmp", "/var/tmp", "/dev/shm" };
	int fd = -1;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]) && fd < 0; i++) {
		/* What is in memory anyway takes O_DIRECT for nothing. */
		if (flags & O_DIRECT && is_in_memory(places[i]))
			continue;
		fd = open(places[i], O_TMPFILE | O_RDWR | (int)flags, 0600);
	}
	if (fd < 0 && flags)
		errno = EINVAL;
	return with_bytes(fd);
}

static int open_kind(const char *kind, uint64_t flags)
{
	sigset_t none;

	sigemptyset(&none);
	if (!strcmp(kind, "eventfd"))
		return eventfd(0, EFD_NONBLOCK);
	if (!strcmp(kind, "pipe"))
		return open_pipe();
	if (!strcmp(kind, "zero"))
		return open("/dev/zero", O_RDWR);
	if (!strcmp(kind, "null"))
		return open("/dev/null", O_RDWR);
	if (!strcmp(kind, "file"))
		return open_ordinary(flags);
	if (!strcmp(kind, "memfd"))
		return with_bytes(memfd_create("scenario", 0));
	if (!strcmp(kind, "epoll"))
		return epoll_create1(0);
	if (!strcmp(kind, "signalfd"))
		return signalfd(-1, &none, SFD_NONBLOCK);
	if (!strcmp(kind, "timerfd"))
		return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK);
	if (!strcmp(kind, "inotify"))
		return inotify_init1(IN_NONBLOCK);
	if (!strcmp(kind, "socket"))
		return socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);
	if (!strcmp(kind, "directory"))
		return open("/", O_RDONLY | O_DIRECTORY);
	errno = EINVAL;
	return -1;
}

struct gms_result sys_open(struct worker *k, const struct gms_op *op)
{
	const char *kind = word_of(op, "KIND", op->command);
	bool has_bytes = !strcmp(kind, "pipe") || !strcmp(kind, "file") || !strcmp(kind, "memfd");
	int fd;

	if (op->flags && (op->flags != O_DIRECT || strcmp(kind, "file") != 0))
		return result_unsupported("only a file may be opened with a flag, direct");
	fd = open_kind(kind, op->flags);
	if (fd < 0 && errno == EINVAL && op->flags)
		return result_unsupported("no file for O_DIRECT is to be had");
	return object_open(k, op->define, OBJECT_FILE, has_bytes ? OTHER_WITH_BYTES : OTHER, fd);
}

struct gms_result sys_reopen(struct worker *k, const struct gms_op *op)
{
	char path[64];

	if (is_other(k, op->file))
		return result_unsupported("the file is no guest_memfd");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd_of(k, op->file));
	return object_open(k, op->define, OBJECT_FILE, 0,
			   (int)syscall(SYS_openat, AT_FDCWD, path, (int)op->flags, 0600));
}

/* ---- Size ---- */

struct gms_result sys_fallocate(struct worker *k, const struct gms_op *op)
{
	int64_t off = (int64_t)op->off, len = (int64_t)op->len;
	struct stat stat = { .st_size = 0 };
	int fd = fd_of(k, op->file);

	if (fstat(fd, &stat))
		stat.st_size = 0;
	if (is_other(k, op->file))
		stat.st_size = INT64_MAX;
	/* What allocates, within the file. */
	if (!(op->mode & FALLOC_FL_PUNCH_HOLE) && off >= 0 && len > 0 && off < stat.st_size &&
	    !spend(k, (uint64_t)(len < stat.st_size - off ? len : stat.st_size - off)))
		return refuse_spending(k);
	return result_of(syscall(SYS_fallocate, fd, (int)op->mode, off, len));
}

struct gms_result sys_ftruncate(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_ftruncate, fd_of(k, op->file), op->len));
}

struct gms_result sys_lseek(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_lseek, fd_of(k, op->file), op->off, (int)op->whence));
}

/* ---- Data ---- */

/* Most that a system call moves, and most that one of a scenario's may. */
#define IO_MAX	   0x7ffff000ull
#define BUFFER_MAX (64ull << 20)

/* Memory that nothing is wrong with. */
static uint64_t own_bytes(const struct gms_op *op)
{
	return op->len < BUFFER_MAX ? op->len : BUFFER_MAX;
}

static struct gms_result check_io(struct worker *k, const struct gms_op *op, bool own)
{
	uint64_t len = op->len < IO_MAX ? op->len : IO_MAX;

	if (is_other(k, op->file) && !other_has_bytes(k, op->file))
		return result_unsupported(
			"the file is no guest_memfd: the call is not about KVM");
	if (!own && is_ours(k, host_address(k, op->buf), len))
		return refuse_ours();
	if (is_other(k, op->file) && own && len > BUFFER_MAX)
		return result_unsupported("one call may move %llu MiB here", BUFFER_MAX >> 20);
	return is_other(k, op->file) && !spend(k, len) ? refuse_spending(k) : result_value(0);
}

struct gms_result sys_rw(struct worker *k, const struct gms_op *op)
{
	bool own = !gms_op_given(op, "buf") && !op->buf.handle && !op->buf.number;
	bool reads = op->code == GMS_OP_READ, placed = gms_op_given(op, "off");
	struct gms_result result = check_io(k, op, own);
	long call = placed ? (reads ? SYS_pread64 : SYS_pwrite64)
			   : (reads ? SYS_read : SYS_write);
	void *buffer;

	if (result.kind != GMS_RESULT_VALUE)
		return result;
	buffer = own ? buffer_get(own_bytes(op)) : (void *)(uintptr_t)host_address(k, op->buf);
	result = result_of(syscall(call, fd_of(k, op->file), buffer, op->len, op->off));
	if (own)
		buffer_put(buffer, own_bytes(op));
	return result;
}

struct gms_result sys_rwv(struct worker *k, const struct gms_op *op)
{
	bool reads = op->code == GMS_OP_READV;
	struct gms_result result = check_io(k, op, true);
	int fd = fd_of(k, op->file);
	struct iovec vector;

	if (result.kind != GMS_RESULT_VALUE)
		return result;
	vector = (struct iovec){ buffer_get(own_bytes(op)), op->len };
	if (gms_op_given(op, "flags"))
		result = result_of(
			syscall(reads ? SYS_preadv2 : SYS_pwritev2, fd, &vector, 1ul,
				gms_op_given(op, "off") ? op->off : UINT64_MAX,
				gms_op_given(op, "off") && (int64_t)op->off != -1 ? 0l : -1l,
				(int)op->flags));
	else if (gms_op_given(op, "off"))
		result = result_of(syscall(reads ? SYS_preadv : SYS_pwritev, fd, &vector, 1ul,
					   op->off, 0ul));
	else
		result = result_of(syscall(reads ? SYS_readv : SYS_writev, fd, &vector, 1ul));
	buffer_put(vector.iov_base, own_bytes(op));
	return result;
}

/* ---- What it is ---- */

struct gms_result sys_fstat(struct worker *k, const struct gms_op *op)
{
	struct stat stat;

	if (fstat(fd_of(k, op->file), &stat))
		return result_errno(errno);
	return (struct gms_result){
		.kind = GMS_RESULT_STAT,
		.size = (uint64_t)stat.st_size,
		.blksize = (uint64_t)stat.st_blksize,
		.blocks = (uint64_t)stat.st_blocks,
		.stat = {
			/* Before 6.16 an anonymous inode has no type. */
			.type = S_ISREG(stat.st_mode) ? "reg" : stat.st_mode & S_IFMT ? "other" : "none",
			.perm = stat.st_mode & 07777,
			.nlink = (uint32_t)stat.st_nlink,
			.uid = stat.st_uid,
			.gid = stat.st_gid,
		},
	};
}

struct gms_result sys_fstatfs(struct worker *k, const struct gms_op *op)
{
	struct statfs stat;

	if (fstatfs(fd_of(k, op->file), &stat))
		return result_errno(errno);
	return (struct gms_result){
		.kind = GMS_RESULT_STATFS,
		.value = (int64_t)stat.f_type,
		.blksize = (uint64_t)stat.f_bsize,
	};
}

struct gms_result sys_readlink(struct worker *k, const struct gms_op *op)
{
	static char link[128];
	char path[64];
	ssize_t bytes;

	if (is_other(k, op->file))
		return result_unsupported(
			"the file is no guest_memfd: its link is not about KVM");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd_of(k, op->file));
	bytes = readlink(path, link, sizeof(link) - 1);
	if (bytes < 0)
		return result_errno(errno);
	link[bytes] = '\0';
	return (struct gms_result){ .kind = GMS_RESULT_LINK, .reason = link };
}

struct gms_result sys_sync(struct worker *k, const struct gms_op *op)
{
	int fd = fd_of(k, op->file);

	if (is_other(k, op->file))
		return result_unsupported(
			"the file is no guest_memfd: the call is not about KVM");
	switch (op->code) {
	case GMS_OP_FSYNC:
		return result_of(fsync(fd));
	case GMS_OP_FDATASYNC:
		return result_of(fdatasync(fd));
	default:
		return result_of(syncfs(fd));
	}
}

struct gms_result sys_sync_file_range(struct worker *k, const struct gms_op *op)
{
	return result_of(syscall(SYS_sync_file_range, fd_of(k, op->file), op->off, op->len,
				 (unsigned int)op->flags));
}
