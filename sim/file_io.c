/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Ordinary files: read and write between their page cache and a process's memory,
 * through the processor or, with O_DIRECT, by pinning the process's pages.
 *
 * Such a file is what the other end of a mapping of guest_memfd is in practice, and no
 * more: it has bytes, a size, a position.
 */
#include <errno.h>

#include "file_io.h"
#include "host_mm.h"
#include "user_copy.h"

/* What a device reads and writes at once. */
#define SECTOR 512u

enum { RW_LOCK, RW_PAGE, RW_COPIED, DIRECT_PAGE, DIRECT_PINNED };

static struct inode *inode_of(const struct gms_world *w, const struct task *t)
{
	return inode_at(w, file_at(w, t->io.file)->inode);
}

static bool is_write(const struct task *t)
{
	return t->op.code == GMS_OP_WRITE;
}

/* A write has the file for itself. */
static struct need need_file_if_write(const struct gms_world *w, const struct task *t)
{
	return is_write(t) ? need_io_file(w, t) : NEED_NOTHING;
}

/* Without off= the position of the open file moves. */
static enum verdict rw_end(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	if (!gms_op_given(&t->op, "off"))
		file_at(w, t->io.file)->position += t->io.done;
	return io_end(w, t, rule, error);
}

/* O_DIRECT fails as a whole, though what was moved was moved. */
static enum verdict direct_fails(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	t->io.done = 0;
	return rw_end(w, t, rule, error);
}

static enum verdict rw_lock(struct gms_world *w, struct task *t)
{
	if (t->io.has_buffer && !user_range(w, t->io.address, t->op.len))
		return rw_end(w, t, COPY_1, EFAULT);
	if (!t->io.len)
		return rw_end(w, t, COPY_1, 0);
	if (t->io.position > (uint64_t)INT64_MAX - t->io.len)
		return rw_end(w, t, COPY_1, is_write(t) ? EFBIG : EINVAL);
	if (!file_is_direct(w, t->io.file))
		return NEXT;
	if (t->io.position % SECTOR || t->io.len % SECTOR)
		return direct_fails(w, t, DIRECT_2, EINVAL);
	return jump(t, DIRECT_PAGE);
}

/* A read ends with the file. */
static uint64_t left(const struct gms_world *w, const struct task *t)
{
	uint64_t size = inode_of(w, t)->size, rest = io_left(t);

	if (is_write(t))
		return rest;
	if (t->io.position >= size)
		return 0;
	return rest < size - t->io.position ? rest : size - t->io.position;
}

/* The page at the position, with a reference in t->io.folio.  False: out of memory. */
static bool take_page(struct gms_world *w, struct task *t)
{
	ref_t inode = file_at(w, t->io.file)->inode;
	uint64_t index = t->io.position >> PAGE_SHIFT;

	t->io.folio = folio_lookup(w, inode, index);
	if (t->io.folio) {
		folio_get(w, t->io.folio);
		return true;
	}
	t->io.folio = folio_alloc_kernel(w, true);
	if (!t->io.folio)
		return false;
	return folio_insert(w, inode, index, t->io.folio);
}

static struct span at_position(const struct task *t)
{
	return (struct span){ t->io.folio, (uint32_t)(t->io.position & ~PAGE_MASK) };
}

static void advance(struct gms_world *w, struct task *t, uint32_t bytes)
{
	t->io.done += bytes;
	t->io.position += bytes;
	if (is_write(t) && inode_of(w, t)->size < t->io.position)
		inode_of(w, t)->size = t->io.position;
	folio_put(w, t->io.folio);
	t->io.folio = 0;
}

static enum verdict rw_page(struct gms_world *w, struct task *t)
{
	if (!left(w, t))
		return rw_end(w, t, COPY_1, 0);
	if (!take_page(w, t))
		return rw_end(w, t, COPY_1, ENOMEM);
	t->io.piece = bytes_in_page(t->io.position, left(w, t));
	user_copy_start(t, t->io.address + t->io.done, at_position(t), t->io.piece, !is_write(t));
	return call(t, PROTO_USER_COPY);
}

static enum verdict rw_copied(struct gms_world *w, struct task *t)
{
	advance(w, t, t->io.piece - t->copy.left);
	return t->copy.left ? rw_end(w, t, COPY_1, EFAULT) : jump(t, RW_PAGE);
}

static enum verdict direct_page(struct gms_world *w, struct task *t)
{
	uint64_t address = t->io.address + t->io.done;

	if (!left(w, t))
		return rw_end(w, t, DIRECT_1, 0);
	t->io.piece = bytes_in_page(t->io.position, left(w, t));
	if (!t->io.has_buffer)
		return NEXT;
	t->io.piece = bytes_in_page(address, t->io.piece);
	return gup_page(t, GUP_FAST, address, !is_write(t), DIRECT_PINNED);
}

static enum verdict direct_pinned(struct gms_world *w, struct task *t)
{
	struct span user = { t->host.frame, (uint32_t)(t->host.address & ~PAGE_MASK) };
	bool good = true;

	if (t->io.has_buffer && t->host.failed)
		return direct_fails(w, t, DIRECT_1, gup_error(&t->host));
	if (t->io.has_buffer && t->io.address % SECTOR)
		return direct_fails(w, t, DIRECT_2, EINVAL);
	if (!take_page(w, t))
		return direct_fails(w, t, DIRECT_1, ENOMEM);
	if (t->io.has_buffer)
		good = is_write(t) ? span_copy(w, at_position(t), user, t->io.piece)
				   : span_copy(w, user, at_position(t), t->io.piece);
	gup_put(w, t);
	advance(w, t, t->io.piece);
	return good ? jump(t, DIRECT_PAGE)
		    : unsupported(t, "the arena has no room for what was written");
}

const struct step file_rw_steps[] = {
	[RW_LOCK] = { "lock-file", rw_lock, .take = need_file_if_write },
	[RW_PAGE] = { "next-page", rw_page },
	[RW_COPIED] = { "copied-page", rw_copied },
	[DIRECT_PAGE] = { "pin-page", direct_page },
	[DIRECT_PINNED] = { "transfer", direct_pinned },
	{ 0 },
};

/* ---- Which of the two a descriptor is ---- */

enum verdict file_rw(struct gms_world *w, struct task *t, ref_t file)
{
	bool positioned = gms_op_given(&t->op, "off");

	if (file_is_pipe(w, file) && positioned)
		return fail(w, t, PIPE_1, ESPIPE);
	io_start(w, t);
	file_get(w, file);
	t->io.file = file;
	t->io.position = positioned ? t->op.off : file_at(w, file)->position;
	if (!file_is_pipe(w, file))
		return call(t, PROTO_FILE_RW);
	return call(t, is_write(t) ? PROTO_PIPE_WRITE : PROTO_PIPE_READ);
}
