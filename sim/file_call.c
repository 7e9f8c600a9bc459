/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Calls whose answer depends on little but the kind of the descriptor: one table,
 * and the few tests that come before its answer.
 */
#include "file_call.h"
#include "gmem.h"
#include "profile.h"

/* ---- Which descriptor ---- */

static enum verdict refuse_descriptor(struct gms_world *w, struct task *t)
{
	return fail(w, t, handle_file_raw(w, t->op.file) ? FD_3 : FD_1, EBADF);
}

static enum verdict refuse_kind(struct task *t)
{
	return unsupported(t, "the file is no guest_memfd: the call is not about KVM");
}

enum verdict gmem_get(struct gms_world *w, struct task *t, ref_t *file)
{
	*file = handle_file(w, t->op.file);
	if (!*file)
		return refuse_descriptor(w, t);
	return file_at(w, *file)->kind == FILE_GMEM ? NEXT : refuse_kind(t);
}

enum verdict gmem_get_raw(struct gms_world *w, struct task *t, ref_t *file)
{
	*file = handle_file_raw(w, t->op.file);
	if (!*file)
		return refuse_descriptor(w, t);
	return file_at(w, *file)->inode ? NEXT : refuse_kind(t);
}

enum verdict end_with(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	return error ? fail(w, t, rule, error) : succeed(w, t, rule, 0);
}

/* ---- What is looked at beside the descriptor ---- */

#define SYNC_FLAGS    0x7u
#define ADVICES	      6u
#define XATTR_FLAGS   0x3u
#define XATTR_MAX     65536u
#define UTIME_OMITTED 0x3ffffffeu
#define FLOCK_NB      4u
#define FLOCK_MAND    32u

/* Nothing is left to do, whatever the descriptor. */
#define DONE (-1)

static int check_length(const struct gms_op *op)
{
	return (int64_t)op->len < 0 ? EINVAL : 0;
}

static int check_times(const struct gms_op *op)
{
	return op->atime == UTIME_OMITTED && op->mtime == UTIME_OMITTED ? DONE : 0;
}

static int check_xattr(const struct gms_op *op)
{
	if ((uint32_t)op->flags & ~XATTR_FLAGS)
		return EINVAL;
	if (op->command == XATTR_EMPTY)
		return ERANGE;
	return op->len > XATTR_MAX ? E2BIG : 0;
}

/* LOCK_MAND is accepted and means nothing any more. */
static int check_flock(const struct gms_op *op)
{
	uint32_t operation = (uint32_t)op->lock & ~FLOCK_NB;

	if (op->lock & FLOCK_MAND)
		return DONE;
	return operation == 1 || operation == 2 || operation == 8 ? 0 : EINVAL;
}

static int check_sync_range(struct gms_world *w, const struct gms_op *op)
{
	int64_t end = (int64_t)(op->off + op->len);

	(void)w;
	if ((uint32_t)op->flags & ~SYNC_FLAGS || (int64_t)op->off < 0)
		return EINVAL;
	return end < 0 || end < (int64_t)op->off ? EINVAL : 0;
}

static int check_advice(struct gms_world *w, const struct gms_op *op)
{
	(void)w;
	return (int64_t)op->len < 0 || (uint32_t)op->advice >= ADVICES ? EINVAL : 0;
}

/* Where an anonymous inode counts as a regular file, reading ahead is advice. */
static int check_readahead(struct gms_world *w, const struct gms_op *op)
{
	return has(w, SW_ANON_INODE) || (int64_t)op->len < 0 ? EINVAL : 0;
}

/* ---- The table ---- */

struct answer {
	enum rule rule;
	int (*before)(const struct gms_op *op); /* the descriptor is looked for */
	int (*check)(struct gms_world *w, const struct gms_op *op);
	int error;
	bool any_path; /* an O_PATH descriptor is as good */
};

static const struct answer answers[GMS_NR_OPS] = {
	[GMS_OP_FTRUNCATE] = { FOP_3, check_length, NULL, EINVAL },
	[GMS_OP_FCHMOD] = { FOP_3, NULL, NULL, EINVAL },
	[GMS_OP_FCHOWN] = { FOP_3, NULL, NULL, EINVAL },
	[GMS_OP_FUTIMENS] = { FOP_3, check_times, NULL, EINVAL },
	[GMS_OP_FSYNC] = { FOP_4, NULL, NULL, EINVAL },
	[GMS_OP_FDATASYNC] = { FOP_4, NULL, NULL, EINVAL },
	[GMS_OP_SYNCFS] = { FOP_11, NULL, NULL, 0 },
	[GMS_OP_SYNC_FILE_RANGE] = { FOP_11, NULL, check_sync_range, 0 },
	[GMS_OP_FADVISE] = { FOP_12, NULL, check_advice, 0 },
	[GMS_OP_READAHEAD] = { FOP_12, NULL, check_readahead, 0 },
	[GMS_OP_FSETXATTR] = { FOP_13, check_xattr, NULL, EOPNOTSUPP },
	[GMS_OP_FGETXATTR] = { FOP_13, check_xattr, NULL, EOPNOTSUPP },
	[GMS_OP_FREMOVEXATTR] = { FOP_13, check_xattr, NULL, EOPNOTSUPP },
	[GMS_OP_FLISTXATTR] = { FOP_13, NULL, NULL, 0 },
	[GMS_OP_FLOCK] = { FOP_8, check_flock, NULL, 0 },
	[GMS_OP_FCHDIR] = { FOP_14, NULL, NULL, ENOTDIR, .any_path = true },
};

static enum verdict call_run(struct gms_world *w, struct task *t)
{
	const struct answer *a = &answers[t->op.code];
	int error = a->before ? a->before(&t->op) : 0;
	enum verdict verdict;
	ref_t file;

	if (error)
		return end_with(w, t, a->rule, error == DONE ? 0 : error);
	verdict = a->any_path ? gmem_get_raw(w, t, &file) : gmem_get(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	error = a->check ? a->check(w, &t->op) : 0;
	return end_with(w, t, a->rule, error ? error : a->error);
}

const struct step file_call_steps[] = {
	{ "call", call_run },
	{ 0 },
};

/* ---- The *at family ---- */

static const int at_empty[NR_AT_CALLS] = {
#define AT_EMPTY(id, name, empty) [AT_##id] = empty,
	AT_CALLS(AT_EMPTY)
#undef AT_EMPTY
};

#define MAY_EXECUTE  1u
#define ACCESS_MODES 7u

static enum verdict at_call(struct gms_world *w, struct task *t, uint64_t number)
{
	const struct gms_op *op = &t->op;
	bool knows_empty = at_empty[number] != NO_EMPTY;
	enum verdict verdict;
	ref_t file;

	if (number == AT_FACCESSAT && (uint32_t)op->mode & ~ACCESS_MODES)
		return fail(w, t, FOP_14, EINVAL);
	/* readlinkat() alone takes an empty path without being told to. */
	if ((op->path == GMS_PATH_NOTHING && number != AT_READLINKAT) ||
	    (op->path == GMS_PATH_EMPTY && !knows_empty))
		return fail(w, t, FOP_14, ENOENT);
	verdict = gmem_get_raw(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	if (op->path == GMS_PATH_RELATIVE)
		return fail(w, t, FOP_14, ENOTDIR);
	if (number == AT_FACCESSAT && op->mode & MAY_EXECUTE)
		return fail(w, t, FOP_14, EACCES);
	return end_with(w, t, FOP_14, at_empty[number]);
}

static enum verdict at_run(struct gms_world *w, struct task *t)
{
	switch (t->op.code) {
	case GMS_OP_EXECVEAT:
		return at_call(w, t, AT_EXECVEAT);
	case GMS_OP_LINKAT:
		return at_call(w, t, AT_LINKAT);
	default:
		break;
	}
	if (t->op.command >= NR_AT_CALLS)
		return unsupported(t, "there is no such call of the *at family");
	return at_call(w, t, t->op.command);
}

const struct step at_steps[] = {
	{ "at", at_run },
	{ 0 },
};

/* ---- Calls for other kinds of descriptor ---- */

static const int other_errors[NR_OTHER_CALLS] = {
#define CALL_ERROR(id, name, error) [CALL_##id] = error,
	OTHER_CALLS(CALL_ERROR)
#undef CALL_ERROR
};

static enum verdict other_run(struct gms_world *w, struct task *t)
{
	enum verdict verdict;
	ref_t file;

	if (t->op.command >= NR_OTHER_CALLS)
		return unsupported(t, "there is no such call in the table");
	verdict = gmem_get(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	return end_with(w, t, FOP_15, other_errors[t->op.command]);
}

const struct step other_call_steps[] = {
	{ "call", other_run },
	{ 0 },
};
