/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Moving bytes between a process's memory and the kernel: USER_COPY, GUP of one page,
 * and clock_gettime() for every system call that fills a structure of its caller's.
 *
 *	                 copy_to_user, copy_from_user	GUP
 *	would be SIGBUS	 EFAULT, up to there it counts	EFAULT
 *	PTE not there	 page fault, then once more	fault without signal
 *	rights		 the processor's		of the VMA, see enum gup_kind
 */
#include <errno.h>

#include "host_mm.h"
#include "user_copy.h"

/* ---- USER_COPY ---- */

enum { COPY_PIECE, COPY_FAULTED };

void user_copy_start(struct task *t, uint64_t address, struct span span, uint32_t bytes,
		     bool to_user)
{
	t->copy = (struct user_copy){
		.address = address,
		.folio = span.folio,
		.offset = span.offset,
		.left = bytes,
		.to_user = to_user,
	};
}

/* The part of the piece that one page of the process has. */
static bool copy_page(struct gms_world *w, struct task *t, ref_t page)
{
	struct user_copy *c = &t->copy;
	struct span user = { page, (uint32_t)(c->address & ~PAGE_MASK) };
	struct span kernel = { c->folio, c->offset };
	uint32_t bytes = bytes_in_page(c->address, c->left);
	bool good = c->to_user ? span_copy(w, user, kernel, bytes)
			       : span_copy(w, kernel, user, bytes);

	if (c->to_user)
		frame_at(w, page)->flags |= FOLIO_DIRTY;
	c->address += bytes;
	c->offset += bytes;
	c->left -= bytes;
	return good;
}

/* What the page table grants needs no fault, and no lock. */
static enum verdict copy_piece(struct gms_world *w, struct task *t)
{
	struct user_copy *c = &t->copy;
	ref_t page;

	while (c->left && t->io.has_buffer) {
		if (!user_range(w, c->address, 1))
			return RETURN;
		t->host.address = c->address;
		t->host.write = c->to_user;
		t->host.for_kvm = 0;
		page = host_reach(w, t);
		if (!page)
			return call(t, PROTO_HOST_FAULT);
		if (!copy_page(w, t, page))
			return unsupported(t, "the arena has no room for what was copied");
	}
	c->left = 0;
	return RETURN;
}

static enum verdict copy_faulted(struct gms_world *w, struct task *t)
{
	if (t->host.failed)
		return RETURN;
	gup_put(w, t);
	return jump(t, COPY_PIECE);
}

const struct step user_copy_steps[] = {
	[COPY_PIECE] = { "copy", copy_piece },
	[COPY_FAULTED] = { "copy-fault", copy_faulted },
	{ 0 },
};

/* ---- GUP of one page ---- */

enum verdict gup_page(struct task *t, enum gup_kind kind, uint64_t address, bool write,
		      uint16_t pc)
{
	t->host.address = address;
	t->host.write = write;
	t->host.for_kvm = 1;
	t->host.gup = kind;
	return call_then(t, PROTO_HOST_FAULT, pc);
}

void gup_put(struct gms_world *w, struct task *t)
{
	if (t->host.frame)
		folio_put(w, t->host.frame);
	t->host.frame = 0;
}

/* ---- Calls that move data ---- */

/* No call moves more: MAX_RW_COUNT. */
#define MOST_BYTES 0x7ffff000ull

void io_start(const struct gms_world *w, struct task *t)
{
	t->io = (struct user_io){
		.address = ref_address(w, t->op.buf),
		.len = t->op.len < MOST_BYTES ? t->op.len : MOST_BYTES,
		.has_buffer = gms_op_given(&t->op, "buf") || t->op.buf.handle ||
			      t->op.buf.number || t->op.code == GMS_OP_PROCESS_VM_READV ||
			      t->op.code == GMS_OP_PROCESS_VM_WRITEV,
	};
}

enum verdict io_end(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	gup_put(w, t);
	if (t->io.folio)
		folio_put(w, t->io.folio);
	t->io.folio = 0;
	if (t->io.file)
		file_put(w, t, t->io.file);
	t->io.file = 0;
	if (error && !t->io.done)
		return fail(w, t, rule, error);
	return succeed(w, t, rule, (int64_t)t->io.done);
}

/* ---- clock_gettime ---- */

#define TIMESPEC_BYTES 16
/* The clock stands still: time is not simulated. */
#define SECONDS	       1

static enum verdict clock_start(struct gms_world *w, struct task *t)
{
	t->io = (struct user_io){ .address = ref_address(w, t->op.hva), .has_buffer = 1 };
	if (!user_range(w, t->io.address, TIMESPEC_BYTES))
		return fail(w, t, COPY_1, EFAULT);
	t->io.folio = folio_alloc_kernel(w, false);
	if (!t->io.folio || !content_write(w, t->io.folio, 0, SECONDS))
		return unsupported(t, "the arena has no room for what the call wrote");
	user_copy_start(t, t->io.address, (struct span){ t->io.folio, 0 }, TIMESPEC_BYTES, true);
	return call(t, PROTO_USER_COPY);
}

static enum verdict clock_done(struct gms_world *w, struct task *t)
{
	return io_end(w, t, COPY_1, t->copy.left ? EFAULT : 0);
}

const struct step clock_gettime_steps[] = {
	{ "clock", clock_start },
	{ "copied-out", clock_done },
	{ 0 },
};
