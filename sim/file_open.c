/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Opening, opening again and duplicating descriptors, and what files that are no
 * guest_memfd are like.
 */
#include "file_call.h"
#include "file_io.h"
#include "gmem.h"
#include "host_mm.h"

/* ---- Kinds ---- */

#define RDWR_LARGE (OPEN_RDWR | OPEN_LARGEFILE)

/* clang-format off */
/*			  flags			    splices position pipe regular directory */
static const struct file_traits other_traits[NR_OTHER_KINDS] = {
	[OTHER_STANDARD]  = { RDWR_LARGE,	    true,   false, false, false, false },
	[OTHER_EVENTFD]	  = { OPEN_RDWR,	    true,   false, false, false, false },
	[OTHER_PIPE]	  = { RDWR_LARGE,	    false,  false, true,  false, false },
	[OTHER_ZERO]	  = { RDWR_LARGE,	    true,   true,  false, false, false },
	[OTHER_NULL]	  = { RDWR_LARGE,	    true,   true,  false, false, false },
	[OTHER_FILE]	  = { RDWR_LARGE,	    true,   true,  false, true,  false },
	[OTHER_MEMFD]	  = { RDWR_LARGE,	    true,   true,  false, true,  false },
	[OTHER_EPOLL]	  = { OPEN_RDWR,	    true,   false, false, false, false },
	[OTHER_SIGNALFD]  = { OPEN_RDWR,	    true,   false, false, false, false },
	[OTHER_TIMERFD]	  = { OPEN_RDWR,	    true,   false, false, false, false },
	[OTHER_INOTIFY]	  = { OPEN_RDONLY,	    true,   false, false, false, false },
	[OTHER_SOCKET]	  = { OPEN_RDWR,	    false,  false, false, false, false },
	[OTHER_DIRECTORY] = { OPEN_LARGEFILE | OPEN_DIRECTORY, true, true, false, false, true },
};

static const struct file_traits system_traits = { RDWR_LARGE, true,  true,  false, false, false };
static const struct file_traits kvm_traits    = { OPEN_RDWR,  true,  false, false, false, false };
static const struct file_traits gmem_traits   = { RDWR_LARGE, false, false, false, true,  false };
/* clang-format on */

struct file_traits file_traits(const struct gms_world *w, ref_t ref)
{
	const struct file *file = file_at(w, ref);

	switch (file->kind) {
	case FILE_GMEM:
		return gmem_traits;
	case FILE_SYSTEM:
		return system_traits;
	case FILE_VM:
	case FILE_VCPU:
		return kvm_traits;
	default:
		return other_traits[file->other];
	}
}

bool other_is_anonymous(uint32_t other)
{
	switch (other) {
	case OTHER_EVENTFD:
	case OTHER_EPOLL:
	case OTHER_SIGNALFD:
	case OTHER_TIMERFD:
	case OTHER_INOTIFY:
	case OTHER_SOCKET:
		return true;
	default:
		return false;
	}
}

bool file_readable(const struct gms_world *w, ref_t file)
{
	return (file_traits(w, file).flags & OPEN_ACCMODE) != OPEN_WRONLY;
}

bool file_writable(const struct gms_world *w, ref_t file)
{
	return (file_traits(w, file).flags & OPEN_ACCMODE) != OPEN_RDONLY;
}

/* ---- A file that is no guest_memfd ---- */

/* Pipes and ordinary files hold bytes; what the others do is no matter of memory. */
static enum inode_kind inode_kind_of(uint64_t kind)
{
	switch (kind) {
	case OTHER_PIPE:
		return INODE_PIPE;
	case OTHER_FILE:
	case OTHER_MEMFD:
		return INODE_FILE;
	default:
		return INODE_GMEM;
	}
}

bool file_is_pipe(const struct gms_world *w, ref_t file)
{
	return file_has_bytes(w, file) &&
	       inode_at(w, file_at(w, file)->inode)->kind == INODE_PIPE;
}

bool file_has_bytes(const struct gms_world *w, ref_t file)
{
	return file_at(w, file)->kind == FILE_OTHER && file_at(w, file)->inode;
}

bool file_is_direct(const struct gms_world *w, ref_t file)
{
	return file_at(w, file)->flags & OPEN_DIRECT;
}

/* An ordinary file has data in it: zeroes. */
#define FILE_BYTES 0x10000ull

static bool open_inode(struct gms_world *w, const struct gms_op *op, ref_t file)
{
	enum inode_kind kind = inode_kind_of(op->command);
	ref_t inode;

	if (kind == INODE_GMEM)
		return true;
	inode = anon_inode(w, kind, op->define, 0);
	if (!inode)
		return false;
	inode_at(w, inode)->refs = 1;
	if (kind == INODE_FILE)
		inode_at(w, inode)->size = FILE_BYTES;
	file_at(w, file)->inode = inode;
	file_at(w, file)->flags = (uint32_t)op->flags;
	return true;
}

static ref_t new_file(struct gms_world *w, enum file_kind kind)
{
	return injected(w, GMS_INJECT_ALLOC) ? 0 : file_new(w, kind);
}

static enum verdict no_descriptor(struct gms_world *w, struct task *t, ref_t file, int error)
{
	file_put(w, t, file);
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return finish();
}

static enum verdict open_run(struct gms_world *w, struct task *t)
{
	ref_t file;
	int error;

	if (t->op.command >= NR_OTHER_KINDS)
		return unsupported(t, "there is no such kind of descriptor");
	if (t->op.flags && (t->op.flags != OPEN_DIRECT || t->op.command != OTHER_FILE))
		return unsupported(t, "only an ordinary file may be opened with a flag, direct");
	file = new_file(w, FILE_OTHER);
	if (!file)
		return fail(w, t, FD_5, ENOMEM);
	file_at(w, file)->other = (uint32_t)t->op.command;
	if (!open_inode(w, &t->op, file)) {
		file_put(w, t, file);
		return fail(w, t, FD_5, ENOMEM);
	}
	error = handle_install(w, t->op.define, file, false);
	if (error)
		return no_descriptor(w, t, file, error);
	return succeed(w, t, FD_2, 0);
}

const struct step open_steps[] = {
	{ "open", open_run },
	{ 0 },
};

/* ---- The same file again ---- */

static enum verdict dup_run(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file_raw(w, t->op.file);

	if (!file)
		return fail(w, t, FD_1, EBADF);
	if (!handle_open(w, t->op.define, file))
		return fail(w, t, FD_2, EMFILE);
	file_get(w, file);
	return succeed(w, t, FOP_7, 0);
}

const struct step dup_steps[] = {
	{ "dup", dup_run },
	{ 0 },
};

/* What open() refuses before it looks at the path. */
static bool flags_contradict(uint64_t flags)
{
	if (flags & OPEN_PATH)
		return false;
	if (flags & OPEN_CREAT && flags & OPEN_DIRECTORY)
		return true;
	if (!(flags & OPEN_TMPFILE))
		return false;
	return !(flags & OPEN_DIRECTORY) || (flags & OPEN_ACCMODE) == OPEN_RDONLY;
}

/* The errno of opening the file by its link in /proc; 0 for an O_PATH descriptor. */
static int reopen_error(uint64_t flags)
{
	if (flags & OPEN_PATH)
		return flags & OPEN_DIRECTORY ? ENOTDIR : 0;
	if (flags & OPEN_CREAT && flags & OPEN_EXCL)
		return EEXIST;
	if (flags & OPEN_DIRECTORY)
		return ENOTDIR;
	return flags & OPEN_NOFOLLOW ? ELOOP : ENXIO;
}

/* With O_NOFOLLOW it is the link itself that is opened: no file of ours. */
static enum verdict open_path(struct gms_world *w, struct task *t, ref_t inode)
{
	ref_t file = new_file(w, FILE_PATH);
	int error;

	if (!file)
		return fail(w, t, FD_5, ENOMEM);
	error = handle_install(w, t->op.define, file, t->op.flags & OPEN_CLOEXEC);
	if (error)
		return no_descriptor(w, t, file, error);
	file_at(w, file)->flags = (uint32_t)t->op.flags & OPEN_NOFOLLOW;
	if (!(t->op.flags & OPEN_NOFOLLOW)) {
		file_at(w, file)->inode = inode;
		inode_at(w, inode)->refs++;
	}
	return succeed(w, t, FOP_6, 0);
}

static bool has_lease(const struct gms_world *w, ref_t inode)
{
	ref_t file = inode_at(w, inode)->files;

	while (file && !file_at(w, file)->lease)
		file = file_at(w, file)->next_in_inode;
	return file;
}

static enum verdict reopen_run(struct gms_world *w, struct task *t)
{
	const struct gms_op *op = &t->op;
	enum verdict verdict;
	ref_t file;
	int error;

	if (flags_contradict(op->flags))
		return fail(w, t, FOP_6, EINVAL);
	/* The link of a descriptor that is not open does not exist. */
	if (!handle_file_raw(w, op->file))
		return fail(w, t, FOP_6, ENOENT);
	verdict = gmem_get_raw(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	error = reopen_error(op->flags);
	if (error == ENXIO && has_lease(w, file_at(w, file)->inode))
		return unsupported(t, "opening a file breaks its lease, by a signal and a wait");
	return error ? fail(w, t, FOP_6, error) : open_path(w, t, file_at(w, file)->inode);
}

const struct step reopen_steps[] = {
	{ "open", reopen_run },
	{ 0 },
};
