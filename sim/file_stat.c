/* SPDX-License-Identifier: BSD-2-Clause */
/* What a descriptor tells about the file: fstat, fstatfs, its link, poll, epoll. */
#include "file_call.h"
#include "gmem.h"
#include "profile.h"

#define GMEM_MAGIC	 0x474d454du
#define ANON_INODE_MAGIC 0x09041934u

static enum verdict fstat_run(struct gms_world *w, struct task *t)
{
	const struct inode *inode;
	enum verdict verdict;
	ref_t file;

	verdict = gmem_get_raw(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	inode = inode_at(w, file_at(w, file)->inode);
	apply(w, FSTAT_1);
	apply(w, FSTAT_2);
	apply(w, CREATE_8);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_STAT,
		.size = inode->size,
		.blksize = PAGE_SIZE,
		.stat = { .type = "reg",
			  .perm = 0600,
			  .nlink = 1,
			  .ino = inode->number,
			  .mtime = inode->ctime,
			  .ctime = inode->ctime },
	};
	return finish();
}

const struct step fstat_steps[] = {
	{ "getattr", fstat_run },
	{ 0 },
};

static enum verdict fstatfs_run(struct gms_world *w, struct task *t)
{
	enum verdict verdict;
	ref_t file;

	verdict = gmem_get_raw(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	apply(w, FSTAT_3);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_STATFS,
		.value = has(w, SW_OWN_FS) ? GMEM_MAGIC : ANON_INODE_MAGIC,
		.blksize = PAGE_SIZE,
	};
	return finish();
}

const struct step fstatfs_steps[] = {
	{ "statfs", fstatfs_run },
	{ 0 },
};

static enum verdict readlink_run(struct gms_world *w, struct task *t)
{
	enum verdict verdict;
	ref_t file;

	if (!handle_file_raw(w, t->op.file))
		return fail(w, t, FSTAT_4, ENOENT);
	verdict = gmem_get_raw(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	apply(w, FSTAT_4);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_LINK,
		.reason = has(w, SW_OWN_FS) ? "/[kvm-gmem] (deleted)" : "anon_inode:[kvm-gmem]",
	};
	return finish();
}

const struct step readlink_steps[] = {
	{ "readlink", readlink_run },
	{ 0 },
};

/* ---- poll and epoll ---- */

/* IN, OUT, RDNORM, WRNORM: what a file without a poll operation always has. */
#define DEFAULT_EVENTS 0x145u
#define EVENT_NVAL     0x20u

static enum verdict poll_run(struct gms_world *w, struct task *t)
{
	uint64_t revents = EVENT_NVAL;
	enum verdict verdict;
	ref_t file;

	if (handle_file(w, t->op.file)) {
		verdict = gmem_get(w, t, &file);
		if (verdict != NEXT)
			return verdict;
		revents = DEFAULT_EVENTS & t->op.events;
	}
	apply(w, FOP_16);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_POLL,
		.value = revents != 0,
		.flags = revents,
	};
	return finish();
}

const struct step poll_steps[] = {
	{ "poll", poll_run },
	{ 0 },
};

#define EPOLL_DEL 2u

/* The event is copied in first, except to delete; the descriptors come after it. */
static enum verdict epoll_run(struct gms_world *w, struct task *t)
{
	bool reads_event = t->op.command != EPOLL_DEL && gms_op_given(&t->op, "argp");
	ref_t epoll = ref_file(w, t->op.in), file = ref_file(w, t->op.out);

	if (reads_event && t->op.argp.handle)
		return unsupported(t, "epoll_ctl reads no event from a mapping: leave out argp=");
	if (reads_event)
		return fail(w, t, FOP_16, EFAULT);
	if (!epoll || !file)
		return fail(w, t, FD_1, EBADF);
	if (file_at(w, file)->kind != FILE_GMEM)
		return unsupported(t, "the watched descriptor is no guest_memfd");
	return fail(w, t, FOP_16, EPERM);
}

const struct step epoll_ctl_steps[] = {
	{ "epoll-ctl", epoll_run },
	{ 0 },
};
