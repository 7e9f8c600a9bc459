/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Pipes: read, write and vmsplice between a process's memory and pages of the kernel.
 *
 *	buffers    | page, offset, length | ...up to 16	   the oldest is read first
 *
 * write() fills pages of the pipe's own, and appends to the last one if what is over
 * a whole number of pages fits; vmsplice() puts the process's page itself there.
 * Nobody waits: a full or an empty pipe is EAGAIN, as with O_NONBLOCK.
 */
#include <errno.h>

#include "file_io.h"
#include "host_mm.h"
#include "user_copy.h"

#define RING 16

/* ---- Buffers: frame << 32 | merge << 26 | offset << 13 | bytes, by sequence number ---- */

struct buffer {
	ref_t frame;
	uint32_t offset;
	uint32_t bytes;
	bool merge; /* more may be appended */
};

static uint64_t pack(struct buffer b)
{
	return (uint64_t)b.frame << 32 | (uint64_t)b.merge << 26 | (uint64_t)b.offset << 13 |
	       b.bytes;
}

static struct buffer unpack(uint64_t value)
{
	return (struct buffer){
		.frame = (ref_t)(value >> 32),
		.offset = (uint32_t)(value >> 13 & 0x1fff),
		.bytes = (uint32_t)(value & 0x1fff),
		.merge = value >> 26 & 1,
	};
}

static struct map *buffers(const struct gms_world *w, const struct task *t)
{
	return &inode_at(w, file_at(w, t->io.file)->inode)->buffers;
}

/* The last one; false if the pipe is empty. */
static bool last_buffer(const struct gms_world *w, const struct task *t, uint64_t *number,
			struct buffer *out)
{
	uint64_t value;

	*number = UINT64_MAX;
	if (!map_floor(w, buffers(w, t), number, &value))
		return false;
	*out = unpack(value);
	return true;
}

/* Takes over the caller's reference to the frame. */
static bool push(struct gms_world *w, struct task *t, struct buffer b)
{
	struct buffer last;
	uint64_t number;
	bool any = last_buffer(w, t, &number, &last);

	if (!map_set(w, buffers(w, t), any ? number + 1 : 0, pack(b)))
		return false;
	frame_at(w, b.frame)->pipes++;
	return true;
}

static void drop(struct gms_world *w, struct map *m, uint64_t number, struct buffer b)
{
	map_erase(w, m, number);
	frame_at(w, b.frame)->pipes--;
	folio_put(w, b.frame);
}

void pipe_clear(struct gms_world *w, struct inode *pipe)
{
	uint64_t number, value;

	while (map_first(w, &pipe->buffers, &number, &value))
		drop(w, &pipe->buffers, number, unpack(value));
}

static bool is_full(const struct gms_world *w, const struct task *t)
{
	return buffers(w, t)->count >= RING;
}

/* ---- write ---- */

enum { WRITE_LOCK, WRITE_MERGED, WRITE_PAGE, WRITE_COPIED };

/* What is over a whole number of pages goes into the last page, if there is room. */
static bool appends(const struct gms_world *w, const struct task *t, struct buffer *last)
{
	uint32_t bytes = (uint32_t)(t->io.len & ~PAGE_MASK);
	uint64_t number;

	return bytes && last_buffer(w, t, &number, last) && last->merge &&
	       last->offset + last->bytes + bytes <= PAGE_SIZE;
}

static enum verdict write_lock(struct gms_world *w, struct task *t)
{
	struct buffer last;

	if (!t->io.len)
		return io_end(w, t, PIPE_1, 0);
	if (t->io.has_buffer && !user_range(w, t->io.address, t->op.len))
		return io_end(w, t, COPY_1, EFAULT);
	if (!appends(w, t, &last))
		return jump(t, WRITE_PAGE);
	t->io.piece = (uint32_t)(t->io.len & ~PAGE_MASK);
	user_copy_start(t, t->io.address, (struct span){ last.frame, last.offset + last.bytes },
			t->io.piece, false);
	return call(t, PROTO_USER_COPY);
}

static enum verdict write_merged(struct gms_world *w, struct task *t)
{
	struct buffer last = { 0 };
	uint64_t number;

	if (t->copy.left)
		return io_end(w, t, PIPE_1, EFAULT);
	last_buffer(w, t, &number, &last);
	last.bytes += t->io.piece;
	map_set(w, buffers(w, t), number, pack(last));
	t->io.done = t->io.piece;
	return io_left(t) ? NEXT : io_end(w, t, PIPE_1, 0);
}

static enum verdict write_page(struct gms_world *w, struct task *t)
{
	if (is_full(w, t))
		return io_end(w, t, PIPE_2, EAGAIN);
	t->io.folio = folio_alloc_kernel(w, true);
	if (!t->io.folio)
		return io_end(w, t, PIPE_1, ENOMEM);
	t->io.piece = (uint32_t)(io_left(t) < PAGE_SIZE ? io_left(t) : PAGE_SIZE);
	user_copy_start(t, t->io.address + t->io.done, (struct span){ t->io.folio, 0 },
			t->io.piece, false);
	return call(t, PROTO_USER_COPY);
}

/* A page that could not be filled is given back, with what it got. */
static enum verdict write_copied(struct gms_world *w, struct task *t)
{
	struct buffer b = { .frame = t->io.folio, .bytes = t->io.piece, .merge = true };

	if (t->copy.left)
		return io_end(w, t, PIPE_1, EFAULT);
	if (!push(w, t, b))
		return io_end(w, t, PIPE_1, ENOMEM);
	t->io.folio = 0;
	t->io.done += t->io.piece;
	return io_left(t) ? jump(t, WRITE_PAGE) : io_end(w, t, PIPE_1, 0);
}

const struct step pipe_write_steps[] = {
	[WRITE_LOCK] = { "lock-pipe", write_lock, .take = need_io_file },
	[WRITE_MERGED] = { "append", write_merged },
	[WRITE_PAGE] = { "take-page", write_page },
	[WRITE_COPIED] = { "push", write_copied },
	{ 0 },
};

/* ---- read ---- */

enum { READ_LOCK, READ_BUFFER, READ_COPIED };

static enum verdict read_lock(struct gms_world *w, struct task *t)
{
	if (t->io.has_buffer && !user_range(w, t->io.address, t->op.len))
		return io_end(w, t, COPY_1, EFAULT);
	return t->io.len ? NEXT : io_end(w, t, PIPE_1, 0);
}

static enum verdict read_buffer(struct gms_world *w, struct task *t)
{
	uint64_t number, value;
	struct buffer b;

	if (!io_left(t))
		return io_end(w, t, PIPE_1, 0);
	if (!map_first(w, buffers(w, t), &number, &value))
		return io_end(w, t, PIPE_2, EAGAIN);
	b = unpack(value);
	t->io.piece = (uint32_t)(io_left(t) < b.bytes ? io_left(t) : b.bytes);
	user_copy_start(t, t->io.address + t->io.done, (struct span){ b.frame, b.offset },
			t->io.piece, true);
	return call(t, PROTO_USER_COPY);
}

/* A buffer that could not be copied whole stays, though its reader may have seen part of it. */
static enum verdict read_copied(struct gms_world *w, struct task *t)
{
	uint64_t number, value;
	struct buffer b;

	if (t->copy.left)
		return io_end(w, t, PIPE_1, EFAULT);
	map_first(w, buffers(w, t), &number, &value);
	b = unpack(value);
	t->io.done += t->io.piece;
	if (t->io.piece == b.bytes) {
		drop(w, buffers(w, t), number, b);
	} else {
		b.offset += t->io.piece;
		b.bytes -= t->io.piece;
		map_set(w, buffers(w, t), number, pack(b));
	}
	return jump(t, READ_BUFFER);
}

const struct step pipe_read_steps[] = {
	[READ_LOCK] = { "lock-pipe", read_lock, .take = need_io_file },
	[READ_BUFFER] = { "next-buffer", read_buffer },
	[READ_COPIED] = { "pop", read_copied },
	{ 0 },
};

/* ---- vmsplice ---- */

enum { SPLICE_START, SPLICE_LOCK, SPLICE_PAGE, SPLICE_PINNED };

static enum verdict splice_start(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file(w, t->op.file);

	if (!file)
		return fail(w, t, FD_1, EBADF);
	io_start(w, t);
	t->io.address = ref_address(w, t->op.hva);
	if (!user_range(w, t->io.address, t->op.len))
		return fail(w, t, COPY_1, EFAULT);
	/* Where nothing is to be moved, nobody asks whether it is a pipe. */
	if (!t->io.len)
		return succeed(w, t, PIPE_3, 0);
	if (!file_is_pipe(w, file))
		return fail(w, t, FD_1, EBADF);
	file_get(w, file);
	t->io.file = file;
	return NEXT;
}

static enum verdict splice_lock(struct gms_world *w, struct task *t)
{
	(void)w;
	(void)t;
	return NEXT;
}

static enum verdict splice_page(struct gms_world *w, struct task *t)
{
	if (!io_left(t))
		return io_end(w, t, PIPE_3, 0);
	if (is_full(w, t))
		return io_end(w, t, PIPE_2, EAGAIN);
	return gup_page(t, GUP_FAST, t->io.address + t->io.done, false, SPLICE_PINNED);
}

/* The reference of the pin becomes the pipe's. */
static enum verdict splice_pinned(struct gms_world *w, struct task *t)
{
	uint64_t address = t->io.address + t->io.done;
	struct buffer b = {
		.frame = t->host.frame,
		.offset = (uint32_t)(address & ~PAGE_MASK),
		.bytes = bytes_in_page(address, io_left(t)),
	};

	if (t->host.failed)
		return io_end(w, t, HFAULT_8, gup_error(&t->host));
	if (!push(w, t, b))
		return io_end(w, t, PIPE_3, ENOMEM);
	t->host.frame = 0;
	t->io.done += b.bytes;
	return jump(t, SPLICE_PAGE);
}

const struct step vmsplice_steps[] = {
	[SPLICE_START] = { "vmsplice", splice_start },
	[SPLICE_LOCK] = { "lock-pipe", splice_lock, .take = need_io_file },
	[SPLICE_PAGE] = { "next-page", splice_page },
	[SPLICE_PINNED] = { "push", splice_pinned },
	{ 0 },
};
