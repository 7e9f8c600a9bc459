/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The vocabulary of descriptors: rows of the operations that the kernel's file
 * layer answers, in the spelling of its headers without their prefixes.
 */
#include "abi.h"
#include "file_call.h"
#include "op_row.h"

/* Tables are read by their columns. */
/* clang-format off */

static const struct gms_name_value whences[] = {
	{ "set", 0 }, { "cur", 1 }, { "end", 2 }, { "data", 3 }, { "hole", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value rw_flags[] = {
	{ "hipri", 0x01 },  { "dsync", 0x02 },	  { "sync", 0x04 },   { "nowait", 0x08 },
	{ "append", 0x10 }, { "noappend", 0x20 }, { "atomic", 0x40 }, { "dontcache", 0x80 },
	END_OF_NAMES,
};

/* Numbers as on x86-64; what is several bits comes before its parts. */
static const struct gms_name_value open_flags[] = {
	{ "rdonly", 0 },	   { "wronly", 0x1 },	   { "rdwr", 0x2 },
	{ "tmpfile", 0x410000 },   { "sync", 0x101000 },   { "creat", 0x40 },
	{ "excl", 0x80 },	   { "noctty", 0x100 },	   { "trunc", 0x200 },
	{ "append", 0x400 },	   { "nonblock", 0x800 },  { "dsync", 0x1000 },
	{ "async", 0x2000 },	   { "direct", 0x4000 },   { "largefile", 0x8000 },
	{ "directory", 0x10000 },  { "nofollow", 0x20000 }, { "noatime", 0x40000 },
	{ "cloexec", 0x80000 },	   { "path", 0x200000 },
	END_OF_NAMES,
};

static const struct gms_name_value kinds[] = {
	{ "eventfd", OTHER_EVENTFD },	{ "pipe", OTHER_PIPE },	      { "zero", OTHER_ZERO },
	{ "null", OTHER_NULL },		{ "file", OTHER_FILE },	      { "memfd", OTHER_MEMFD },
	{ "epoll", OTHER_EPOLL },	{ "signalfd", OTHER_SIGNALFD }, { "timerfd", OTHER_TIMERFD },
	{ "inotify", OTHER_INOTIFY },	{ "socket", OTHER_SOCKET },   { "directory", OTHER_DIRECTORY },
	END_OF_NAMES,
};

static const struct gms_name_value sync_flags[] = {
	{ "wait_before", 1 }, { "write", 2 }, { "wait_after", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value file_advices[] = {
	{ "normal", 0 }, { "random", 1 }, { "sequential", 2 }, { "willneed", 3 },
	{ "dontneed", 4 }, { "noreuse", 5 },
	END_OF_NAMES,
};

static const struct gms_name_value file_times[] = {
	{ "now", 0x3fffffff }, { "omit", 0x3ffffffe },
	END_OF_NAMES,
};

/* Attribute names by their prefix; each stands for a name that it begins. */
static const struct gms_name_value xattrs[] = {
	{ "user", 0 }, { "trusted", 1 }, { "security", 2 }, { "system", 3 }, { "unknown", 4 },
	{ "empty", XATTR_EMPTY },
	END_OF_NAMES,
};

static const struct gms_name_value xattr_flags[] = {
	{ "create", 1 }, { "replace", 2 },
	END_OF_NAMES,
};

static const struct gms_name_value splice_flags[] = {
	{ "move", 1 }, { "nonblock", 2 }, { "more", 4 }, { "gift", 8 },
	END_OF_NAMES,
};

static const struct gms_name_value fcntls[] = {
	{ "dupfd", 0 },		    { "getfd", 1 },	     { "setfd", 2 },
	{ "getfl", 3 },		    { "setfl", 4 },	     { "getlk", 5 },
	{ "setlk", 6 },		    { "setlkw", 7 },	     { "setown", 8 },
	{ "getown", 9 },	    { "setsig", 10 },	     { "getsig", 11 },
	{ "setown_ex", 15 },	    { "getown_ex", 16 },     { "getowner_uids", 17 },
	{ "ofd_getlk", 36 },	    { "ofd_setlk", 37 },     { "ofd_setlkw", 38 },
	{ "setlease", 1024 },	    { "getlease", 1025 },    { "notify", 1026 },
	{ "dupfd_query", 1027 },    { "created_query", 1028 }, { "cancellk", 1029 },
	{ "dupfd_cloexec", 1030 },  { "setpipe_sz", 1031 },  { "getpipe_sz", 1032 },
	{ "add_seals", 1033 },	    { "get_seals", 1034 },   { "get_rw_hint", 1035 },
	{ "set_rw_hint", 1036 },    { "get_file_rw_hint", 1037 },
	{ "set_file_rw_hint", 1038 }, { "getdeleg", 1039 },  { "setdeleg", 1040 },
	END_OF_NAMES,
};

static const struct gms_name_value locks[] = {
	{ "rdlck", 0 }, { "wrlck", 1 }, { "unlck", 2 },
	END_OF_NAMES,
};

static const struct gms_name_value flocks[] = {
	{ "sh", 1 }, { "ex", 2 }, { "nb", 4 }, { "un", 8 }, { "mand", 32 },
	END_OF_NAMES,
};

static const struct gms_name_value requests[] = {
	{ "FIONCLEX", 0x5450 },		  { "FIOCLEX", 0x5451 },
	{ "FIOASYNC", 0x5452 },		  { "FIONBIO", 0x5421 },
	{ "FIONREAD", 0x541b },		  { "FIOQSIZE", 0x5460 },
	{ "FIBMAP", 1 },		  { "FIGETBSZ", 2 },
	{ "FIFREEZE", 0xc0045877 },	  { "FITHAW", 0xc0045878 },
	{ "FICLONE", 0x40049409 },	  { "FICLONERANGE", 0x4020940d },
	{ "FIDEDUPERANGE", 0xc0189436 },  { "FS_IOC_FIEMAP", 0xc020660b },
	{ "FS_IOC_RESVSP", 0x40305828 },  { "FS_IOC_UNRESVSP", 0x40305829 },
	{ "FS_IOC_RESVSP64", 0x4030582a }, { "FS_IOC_UNRESVSP64", 0x4030582b },
	{ "FS_IOC_ZERO_RANGE", 0x40305839 },
	{ "FS_IOC_GETFLAGS", 0x80086601 }, { "FS_IOC_SETFLAGS", 0x40086602 },
	{ "FS_IOC_GETVERSION", 0x80087601 }, { "FS_IOC_SETVERSION", 0x40087602 },
	{ "FS_IOC_FSGETXATTR", 0x801c581f }, { "FS_IOC_FSSETXATTR", 0x401c5820 },
	{ "FS_IOC_GETFSLABEL", 0x81009431 }, { "FS_IOC_SETFSLABEL", 0x41009432 },
	{ "FS_IOC_GETFSUUID", 0x80111500 }, { "FS_IOC_GETFSSYSFSPATH", 0x80811501 },
	{ "TCGETS", 0x5401 },		  { "BLKGETSIZE64", 0x80081272 },
	{ "KVM_GET_API_VERSION", KVM_GET_API_VERSION },
	{ "KVM_CREATE_VM", KVM_CREATE_VM },
	{ "KVM_CHECK_EXTENSION", KVM_CHECK_EXTENSION },
	{ "KVM_GET_VCPU_MMAP_SIZE", KVM_GET_VCPU_MMAP_SIZE },
	{ "KVM_CREATE_VCPU", KVM_CREATE_VCPU },
	{ "KVM_GET_DIRTY_LOG", KVM_GET_DIRTY_LOG },
	{ "KVM_SET_USER_MEMORY_REGION", KVM_SET_USER_MEMORY_REGION },
	{ "KVM_SET_USER_MEMORY_REGION2", KVM_SET_USER_MEMORY_REGION2 },
	{ "KVM_RUN", KVM_RUN },
	{ "KVM_ENABLE_CAP", KVM_ENABLE_CAP },
	{ "KVM_CLEAR_DIRTY_LOG", KVM_CLEAR_DIRTY_LOG },
	{ "KVM_SET_MEMORY_ATTRIBUTES", KVM_SET_MEMORY_ATTRIBUTES },
	{ "KVM_CREATE_GUEST_MEMFD", KVM_CREATE_GUEST_MEMFD },
	{ "KVM_PRE_FAULT_MEMORY", KVM_PRE_FAULT_MEMORY },
	END_OF_NAMES,
};

static const struct gms_name_value poll_names[] = {
	{ "in", 0x1 },	   { "pri", 0x2 },     { "out", 0x4 },	   { "err", 0x8 },
	{ "hup", 0x10 },   { "nval", 0x20 },   { "rdnorm", 0x40 }, { "rdband", 0x80 },
	{ "wrnorm", 0x100 }, { "wrband", 0x200 }, { "msg", 0x400 }, { "rdhup", 0x2000 },
	END_OF_NAMES,
};

static const struct gms_name_value epoll_ops[] = {
	{ "add", 1 }, { "del", 2 }, { "mod", 3 },
	END_OF_NAMES,
};

static const struct gms_name_value paths[] = {
	{ "empty", GMS_PATH_EMPTY }, { "nothing", GMS_PATH_NOTHING },
	{ "relative", GMS_PATH_RELATIVE },
	END_OF_NAMES,
};

#define AT_NAME(id, name, empty) { name, AT_##id },
static const struct gms_name_value at_calls[] = {
	AT_CALLS(AT_NAME)
	END_OF_NAMES,
};

#define CALL_NAME(id, name, error) { name, CALL_##id },
static const struct gms_name_value other_calls[] = {
	OTHER_CALLS(CALL_NAME)
	END_OF_NAMES,
};

#define THE_FILE     { "FILE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL }
#define OFF(extra)   { "off", GMS_ARG_NUMBER, (extra) | GMS_ARG_SIGNED, FIELD(off), 0, NULL }
#define LEN(extra)   { "len", GMS_ARG_NUMBER, (extra) | GMS_ARG_SIGNED, FIELD(len), 0, NULL }
#define FLAGS(names) { "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, names }
#define BUF	     { "buf", GMS_ARG_ADDRESS, 0, FIELD(buf), 0, NULL }
#define XATTR	     { "NAME", GMS_ARG_WORD, POS, FIELD(command), 0, xattrs }
#define PATH	     { "path", GMS_ARG_WORD, 0, FIELD(path), GMS_PATH_EMPTY, paths }
#define IN	     { "IN", GMS_ARG_DESCRIPTOR, POS, FIELD(in), 0, NULL }
#define OUT	     { "OUT", GMS_ARG_DESCRIPTOR, POS, FIELD(out), 0, NULL }
#define OFF_IN	     { "off_in", GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(off), 0, NULL }
#define OFF_OUT	     { "off_out", GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(off_out), 0, NULL }
#define TIME(key)    { #key, GMS_ARG_WORD, 0, FIELD(key), 0x3fffffff, file_times }
#define OWNER(key)   { #key, GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(key), 0, NULL }

const struct gms_op_row file_op_rows[GMS_NR_OPS] = {
	[GMS_OP_DUP] = { "dup", "duplicate a descriptor", 0, 2, {
		{ "NEW", GMS_ARG_NEW_FILE, POS, FIELD(define), 0, NULL }, THE_FILE,
	} },
	[GMS_OP_FTRUNCATE] = { "ftruncate", "change the file's size", 0, 2, {
		THE_FILE, LEN(REQ),
	} },
	[GMS_OP_READ] = { "read", "read from the file; with off= pread", 0, 4, {
		THE_FILE, OFF(0), LEN(REQ), BUF,
	} },
	[GMS_OP_WRITE] = { "write", "write to the file; with off= pwrite", 0, 4, {
		THE_FILE, OFF(0), LEN(REQ), BUF,
	} },
	[GMS_OP_READV] = { "readv", "readv; with off= preadv, with flags= preadv2", 0, 4, {
		THE_FILE, OFF(0), LEN(0), FLAGS(rw_flags),
	} },
	[GMS_OP_WRITEV] = { "writev", "writev; with off= pwritev, with flags= pwritev2", 0, 4, {
		THE_FILE, OFF(0), LEN(0), FLAGS(rw_flags),
	} },
	[GMS_OP_LSEEK] = { "lseek", "move the file position", 0, 3, {
		THE_FILE, OFF(REQ), { "whence", GMS_ARG_WORD, REQ, FIELD(whence), 0, whences },
	} },
	[GMS_OP_FSTAT] = { "fstat", "the file's size, blocks, kind, owner and times",
			   GMS_OP_OBSERVES, 1, { THE_FILE } },
	[GMS_OP_FSTATFS] = { "fstatfs", "the filesystem that the file lives on",
			     GMS_OP_OBSERVES, 1, { THE_FILE } },
	[GMS_OP_FSYNC] = { "fsync", "fsync the file", 0, 1, { THE_FILE } },
	[GMS_OP_FDATASYNC] = { "fdatasync", "fdatasync the file", 0, 1, { THE_FILE } },
	[GMS_OP_SYNCFS] = { "syncfs", "sync the file's filesystem", 0, 1, { THE_FILE } },
	[GMS_OP_SYNC_FILE_RANGE] = { "sync_file_range", "write part of the file back", 0, 4, {
		THE_FILE, OFF(0), LEN(0), FLAGS(sync_flags),
	} },
	[GMS_OP_FCHMOD] = { "fchmod", "change the file's permissions", 0, 2, {
		THE_FILE, { "mode", GMS_ARG_NUMBER, REQ, FIELD(mode), 0, NULL },
	} },
	[GMS_OP_FCHOWN] = { "fchown", "change the file's owner", 0, 3, {
		THE_FILE, OWNER(uid), OWNER(gid),
	} },
	[GMS_OP_FUTIMENS] = { "futimens", "set the file's times", 0, 3, {
		THE_FILE, TIME(atime), TIME(mtime),
	} },
	[GMS_OP_FSETXATTR] = { "fsetxattr", "set an extended attribute", 0, 4, {
		THE_FILE, XATTR, LEN(0), FLAGS(xattr_flags),
	} },
	[GMS_OP_FGETXATTR] = { "fgetxattr", "get an extended attribute", 0, 2, { THE_FILE, XATTR } },
	[GMS_OP_FREMOVEXATTR] = { "fremovexattr", "remove an extended attribute", 0, 2, {
		THE_FILE, XATTR,
	} },
	[GMS_OP_FLISTXATTR] = { "flistxattr", "list the extended attributes", 0, 1, { THE_FILE } },
	[GMS_OP_FADVISE] = { "fadvise", "advise on the file (posix_fadvise)", 0, 4, {
		THE_FILE, { "ADVICE", GMS_ARG_WORD, POS, FIELD(advice), 0, file_advices },
		OFF(0), LEN(0),
	} },
	[GMS_OP_READAHEAD] = { "readahead", "read part of the file ahead", 0, 3, {
		THE_FILE, OFF(0), LEN(0),
	} },
	[GMS_OP_SENDFILE] = { "sendfile", "copy from one descriptor to another", 0, 4, {
		OUT, IN, OFF(0), LEN(REQ),
	} },
	[GMS_OP_SPLICE] = { "splice", "move data between a descriptor and a pipe", 0, 6, {
		IN, OUT, OFF_IN, OFF_OUT, LEN(REQ), FLAGS(splice_flags),
	} },
	[GMS_OP_TEE] = { "tee", "copy data from a pipe to a pipe", 0, 4, {
		IN, OUT, LEN(REQ), FLAGS(splice_flags),
	} },
	[GMS_OP_COPY_FILE_RANGE] = { "copy_file_range", "copy from a file to a file", 0, 6, {
		IN, OUT, OFF_IN, OFF_OUT, LEN(REQ), { "flags", GMS_ARG_NUMBER, 0, FIELD(flags), 0, NULL },
	} },
	[GMS_OP_IOCTL] = { "ioctl", "issue an ioctl that has no operation of its own", 0, 4, {
		{ "NAME", GMS_ARG_DESCRIPTOR, POS, FIELD(memfd), 0, NULL },
		{ "REQUEST", GMS_ARG_WORD, POS, FIELD(command), 0, requests },
		{ "arg", GMS_ARG_ADDRESS, 0, FIELD(argp), 0, NULL },
		{ "value", GMS_ARG_NUMBER, 0, FIELD(value), 0, NULL },
	} },
	[GMS_OP_FCNTL] = { "fcntl", "fcntl on a descriptor", 0, 11, {
		{ "NAME", GMS_ARG_DESCRIPTOR, POS, FIELD(memfd), 0, NULL },
		{ "COMMAND", GMS_ARG_WORD, POS, FIELD(command), 0, fcntls },
		{ "arg", GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(value), 0, NULL },
		FLAGS(open_flags),
		{ "lock", GMS_ARG_WORD, 0, FIELD(lock), 0, locks },
		{ "whence", GMS_ARG_WORD, 0, FIELD(whence), 0, whences },
		OFF(0), LEN(0),
		{ "pid", GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(pid), 0, NULL },
		{ "argp", GMS_ARG_ADDRESS, 0, FIELD(argp), 0, NULL },
		{ "as", GMS_ARG_NEW_FILE, 0, FIELD(define), 0, NULL },
	} },
	[GMS_OP_FLOCK] = { "flock", "lock the file", 0, 2, {
		THE_FILE, { "OPERATION", GMS_ARG_FLAGS, POS, FIELD(lock), 0, flocks },
	} },
	[GMS_OP_POLL] = { "poll", "ask which events are there", GMS_OP_OBSERVES, 2, {
		THE_FILE, { "events", GMS_ARG_FLAGS, 0, FIELD(events), 0x5, poll_names },
	} },
	[GMS_OP_EPOLL_CTL] = { "epoll_ctl", "change what an epoll descriptor watches", 0, 4, {
		{ "EPOLL", GMS_ARG_DESCRIPTOR, POS, FIELD(in), 0, NULL },
		{ "OPERATION", GMS_ARG_WORD, POS, FIELD(command), 0, epoll_ops },
		{ "NAME", GMS_ARG_DESCRIPTOR, POS, FIELD(out), 0, NULL },
		{ "argp", GMS_ARG_ADDRESS, 0, FIELD(argp), 0, NULL },
	} },
	[GMS_OP_READLINK] = { "readlink", "where the link of the descriptor in /proc points",
			      GMS_OP_OBSERVES, 1, { THE_FILE } },
	[GMS_OP_OPEN] = { "open", "open a descriptor that is no guest_memfd", 0, 3, {
		{ "NEW", GMS_ARG_NEW_FILE, POS, FIELD(define), 0, NULL },
		{ "KIND", GMS_ARG_WORD, POS, FIELD(command), 0, kinds }, FLAGS(open_flags),
	} },
	[GMS_OP_REOPEN] = { "reopen", "open the file again through /proc/self/fd", 0, 3, {
		{ "NEW", GMS_ARG_NEW_FILE, POS, FIELD(define), 0, NULL },
		THE_FILE, FLAGS(open_flags),
	} },
	[GMS_OP_FCHDIR] = { "fchdir", "make the file the current directory", 0, 1, { THE_FILE } },
	[GMS_OP_EXECVEAT] = { "execveat", "execute the file", 0, 2, { THE_FILE, PATH } },
	[GMS_OP_LINKAT] = { "linkat", "give the file a name in a directory", 0, 2, {
		THE_FILE, PATH,
	} },
	[GMS_OP_AT] = { "at", "a call of the *at family with the file as its directory", 0, 4, {
		THE_FILE, { "CALL", GMS_ARG_WORD, POS, FIELD(command), 0, at_calls }, PATH,
		{ "mode", GMS_ARG_NUMBER, 0, FIELD(mode), 4, NULL },
	} },
	[GMS_OP_CALL] = { "call", "another system call that takes a descriptor", 0, 2, {
		THE_FILE, { "CALL", GMS_ARG_WORD, POS, FIELD(command), 0, other_calls },
	} },
};

/* clang-format on */

const struct gms_name_value *gms_poll_events(void)
{
	return poll_names;
}
