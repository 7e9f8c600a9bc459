/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * System calls on descriptors, as the file layer answers them for a guest_memfd.
 * Section 6, and measurements on Linux 6.18.44 where it is silent.
 */
#ifndef SIM_FILE_CALL_H
#define SIM_FILE_CALL_H

#include <errno.h>

#include "step.h"

/* O_* as on x86-64. */
#define OPEN_ACCMODE   0x3u
#define OPEN_CREAT     0x40u
#define OPEN_EXCL      0x80u
#define OPEN_APPEND    0x400u
#define OPEN_NONBLOCK  0x800u
#define OPEN_DIRECT    0x4000u
#define OPEN_LARGEFILE 0x8000u
#define OPEN_DIRECTORY 0x10000u
#define OPEN_NOFOLLOW  0x20000u
#define OPEN_NOATIME   0x40000u
#define OPEN_CLOEXEC   0x80000u
#define OPEN_PATH      0x200000u
#define OPEN_TMPFILE   0x400000u
#define OPEN_RDONLY    0u
#define OPEN_WRONLY    1u
#define OPEN_RDWR      2u

/* An attribute's name that is the empty string. */
#define XATTR_EMPTY 5u

/* The call does not know AT_EMPTY_PATH. */
#define NO_EMPTY (-1)

/* The *at family: errno for the descriptor's own file, 0 if it succeeds. */
#define AT_CALLS(X)                                                                              \
	X(OPENAT, "openat", NO_EMPTY)                                                            \
	X(OPENAT2, "openat2", NO_EMPTY)                                                          \
	X(MKDIRAT, "mkdirat", NO_EMPTY)                                                          \
	X(MKNODAT, "mknodat", NO_EMPTY)                                                          \
	X(UNLINKAT, "unlinkat", NO_EMPTY)                                                        \
	X(SYMLINKAT, "symlinkat", NO_EMPTY)                                                      \
	X(RENAMEAT, "renameat", NO_EMPTY)                                                        \
	X(READLINKAT, "readlinkat", ENOENT)                                                      \
	X(FSTATAT, "fstatat", 0)                                                                 \
	X(STATX, "statx", 0)                                                                     \
	X(FACCESSAT, "faccessat", 0)                                                             \
	X(FCHMODAT, "fchmodat", EINVAL)                                                          \
	X(FCHOWNAT, "fchownat", EINVAL)                                                          \
	X(UTIMENSAT, "utimensat", EINVAL)                                                        \
	X(NAME_TO_HANDLE_AT, "name_to_handle_at", EOPNOTSUPP)                                    \
	X(EXECVEAT, "execveat", EACCES)                                                          \
	X(LINKAT, "linkat", EXDEV)

enum at_call {
#define AT_ENUM(id, name, empty) AT_##id,
	AT_CALLS(AT_ENUM) NR_AT_CALLS
#undef AT_ENUM
};

/* Calls that want a descriptor of their own kind, or ask for what the file has not. */
#define OTHER_CALLS(X)                                                                           \
	X(GETDENTS64, "getdents64", ENOTDIR)                                                     \
	X(CACHESTAT, "cachestat", 0)                                                             \
	X(SETNS, "setns", EINVAL)                                                                \
	X(EPOLL_WAIT, "epoll_wait", EINVAL)                                                      \
	X(INOTIFY_ADD_WATCH, "inotify_add_watch", EINVAL)                                        \
	X(TIMERFD_SETTIME, "timerfd_settime", EINVAL)                                            \
	X(SIGNALFD, "signalfd", EINVAL)                                                          \
	X(GETSOCKNAME, "getsockname", ENOTSOCK)                                                  \
	X(SEND, "send", ENOTSOCK)                                                                \
	X(PIDFD_SEND_SIGNAL, "pidfd_send_signal", EBADF)                                         \
	X(PROCESS_MADVISE, "process_madvise", EBADF)

enum other_call {
#define CALL_ENUM(id, name, error) CALL_##id,
	OTHER_CALLS(CALL_ENUM) NR_OTHER_CALLS
#undef CALL_ENUM
};

/*
 * The guest_memfd of t->op.file in *file, as fdget() finds it.  NEXT; or the
 * operation has ended: EBADF for a descriptor that is closed or O_PATH,
 * unsupported for another kind of file.
 */
enum verdict gmem_get(struct gms_world *w, struct task *t, ref_t *file);
/* The same as fdget_raw(): an O_PATH descriptor of a guest_memfd is one too. */
enum verdict gmem_get_raw(struct gms_world *w, struct task *t, ref_t *file);
/* Errno 0 is success with value 0. */
enum verdict end_with(struct gms_world *w, struct task *t, enum rule rule, int error);

/* What an open file of that kind is good for. */
struct file_traits {
	uint32_t flags;	   /* F_GETFL */
	bool splices;	   /* its data can be read through a pipe */
	bool has_position; /* pread and pwrite are possible */
	bool pipe, regular, directory;
};

struct file_traits file_traits(const struct gms_world *w, ref_t file);
/* Does a FILE_OTHER live on a filesystem of files without a name? */
bool other_is_anonymous(uint32_t other);
bool file_readable(const struct gms_world *w, ref_t file);
bool file_writable(const struct gms_world *w, ref_t file);

#endif /* SIM_FILE_CALL_H */
