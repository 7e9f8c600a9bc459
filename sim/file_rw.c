/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Reading, writing and seeking, and calls that move data between descriptors.
 *
 * A guest_memfd is open for reading and writing but has no operation for either,
 * no position, and nothing to splice: calls fail with EBADF, EINVAL or ESPIPE,
 * by which of these they ask for first.
 */
#include "file_call.h"
#include "file_io.h"
#include "gmem.h"

/* ---- read, write, and their variants ---- */

/* preadv2() and pwritev2() take offset -1 for the position of the file. */
static bool uses_position(const struct gms_op *op)
{
	if (!gms_op_given(op, "off"))
		return true;
	return gms_op_given(op, "flags") && op->off == UINT64_MAX;
}

/* Without a vector, and without flags. */
static bool is_plain(enum gms_opcode code)
{
	return code == GMS_OP_READ || code == GMS_OP_WRITE;
}

static enum verdict rw_run(struct gms_world *w, struct task *t)
{
	bool positioned = !uses_position(&t->op);
	enum verdict verdict;
	ref_t file;

	if (positioned && (int64_t)t->op.off < 0)
		return fail(w, t, FOP_2, EINVAL);
	file = handle_file(w, t->op.file);
	if (file && file_has_bytes(w, file) && is_plain(t->op.code))
		return file_rw(w, t, file);
	verdict = gmem_get(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	return positioned ? fail(w, t, FOP_2, ESPIPE) : fail(w, t, FOP_1, EINVAL);
}

const struct step rw_steps[] = {
	{ "vfs-rw", rw_run },
	{ 0 },
};

#define SEEK_LAST 4 /* SEEK_HOLE */

static enum verdict lseek_run(struct gms_world *w, struct task *t)
{
	enum verdict verdict;
	ref_t file;

	verdict = gmem_get(w, t, &file);
	if (verdict != NEXT)
		return verdict;
	return fail(w, t, FOP_2, (uint32_t)t->op.whence > SEEK_LAST ? EINVAL : ESPIPE);
}

const struct step lseek_steps[] = {
	{ "llseek", lseek_run },
	{ 0 },
};

/* ---- Between two descriptors ---- */

static bool is_gmem(const struct gms_world *w, ref_t file)
{
	return file_at(w, file)->kind == FILE_GMEM;
}

static enum verdict nothing_for_kvm(struct task *t)
{
	return unsupported(t, "neither descriptor is a guest_memfd: the call is not about KVM");
}

static enum verdict bad_descriptor(struct gms_world *w, struct task *t)
{
	return fail(w, t, FD_1, EBADF);
}

/* sendfile() asks its input for everything before it looks for its output. */
static int sendfile_input(struct gms_world *w, const struct task *t, ref_t in)
{
	if (!in || !file_readable(w, in))
		return EBADF;
	if (!gms_op_given(&t->op, "off"))
		return (int64_t)t->op.len < 0 ? EINVAL : 0;
	if (!file_traits(w, in).has_position)
		return ESPIPE;
	return (int64_t)t->op.off < 0 || (int64_t)t->op.len < 0 ? EINVAL : 0;
}

static int sendfile_output(const struct gms_world *w, const struct task *t, ref_t in, ref_t out)
{
	if (!out || !file_writable(w, out))
		return EBADF;
	if (t->op.len)
		return EINVAL;
	/* Nothing to copy: a pipe at either end is not asked for what it cannot do. */
	if (file_traits(w, out).pipe || file_traits(w, in).splices)
		return 0;
	return EINVAL;
}

static enum verdict sendfile_run(struct gms_world *w, struct task *t)
{
	ref_t in = ref_file(w, t->op.in), out = ref_file(w, t->op.out);
	int error = sendfile_input(w, t, in);

	if (error)
		return error == EBADF ? bad_descriptor(w, t) : fail(w, t, FOP_10, error);
	if (!is_gmem(w, in) && !(out && is_gmem(w, out)))
		return out ? nothing_for_kvm(t) : bad_descriptor(w, t);
	error = sendfile_output(w, t, in, out);
	return error == EBADF ? bad_descriptor(w, t) : end_with(w, t, FOP_10, error);
}

const struct step sendfile_steps[] = {
	{ "sendfile", sendfile_run },
	{ 0 },
};

#define SPLICE_FLAGS 0xfu

/* splice() and tee() once both descriptors are there. */
static int move_data(struct gms_world *w, const struct task *t, ref_t in, ref_t out)
{
	bool off_in = gms_op_given(&t->op, "off_in"), off_out = gms_op_given(&t->op, "off_out");

	if ((off_in && file_traits(w, in).pipe) || (off_out && file_traits(w, out).pipe))
		return ESPIPE;
	return file_readable(w, in) && file_writable(w, out) ? EINVAL : EBADF;
}

static enum verdict splice_run(struct gms_world *w, struct task *t)
{
	ref_t in, out;
	int error;

	/* tee() looks at its flags first, splice() at its length. */
	if (!t->op.len &&
	    (t->op.code == GMS_OP_SPLICE || !((uint32_t)t->op.flags & ~SPLICE_FLAGS)))
		return succeed(w, t, FOP_10, 0);
	if ((uint32_t)t->op.flags & ~SPLICE_FLAGS)
		return fail(w, t, FOP_10, EINVAL);
	in = ref_file(w, t->op.in);
	out = ref_file(w, t->op.out);
	if (!in || !out)
		return bad_descriptor(w, t);
	if (!is_gmem(w, in) && !is_gmem(w, out))
		return nothing_for_kvm(t);
	error = move_data(w, t, in, out);
	return error == EBADF ? bad_descriptor(w, t) : fail(w, t, FOP_10, error);
}

const struct step splice_steps[] = {
	{ "splice", splice_run },
	{ 0 },
};

/* Both are guest_memfds, on one filesystem. */
static int copy_between_gmem(const struct gms_world *w, const struct gms_op *op, ref_t in)
{
	int64_t size = (int64_t)inode_at(w, file_at(w, in)->inode)->size;

	if (op->off + op->len < op->off || op->off_out + op->len < op->off_out)
		return EOVERFLOW;
	if (op->off_out == (uint64_t)INT64_MAX)
		return EFBIG;
	if ((int64_t)op->off < 0 || (int64_t)op->off_out < 0)
		return EINVAL;
	/* Beyond the end there is nothing to copy; else the copy falls back to splicing. */
	return !op->len || (int64_t)op->off >= size ? 0 : EINVAL;
}

static int copy_range(struct gms_world *w, const struct task *t, ref_t in, ref_t out)
{
	struct file_traits from = file_traits(w, in), to = file_traits(w, out);

	if ((uint32_t)t->op.flags)
		return EINVAL;
	if (from.directory || to.directory)
		return EISDIR;
	if (!from.regular || !to.regular)
		return EINVAL;
	if (!file_readable(w, in) || !file_writable(w, out) ||
	    file_at(w, out)->flags & OPEN_APPEND)
		return EBADF;
	if (!is_gmem(w, in) || !is_gmem(w, out))
		return EXDEV;
	return copy_between_gmem(w, &t->op, in);
}

static enum verdict copy_range_run(struct gms_world *w, struct task *t)
{
	ref_t in = ref_file(w, t->op.in), out = ref_file(w, t->op.out);
	int error;

	if (!in || !out)
		return bad_descriptor(w, t);
	if (!is_gmem(w, in) && !is_gmem(w, out))
		return nothing_for_kvm(t);
	error = copy_range(w, t, in, out);
	return error == EBADF ? bad_descriptor(w, t) : end_with(w, t, FOP_10, error);
}

const struct step copy_range_steps[] = {
	{ "copy-file-range", copy_range_run },
	{ 0 },
};
