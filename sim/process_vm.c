/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The memory of another process: process_vm_readv, process_vm_writev, and reading and
 * writing /proc/PID/mem.
 *
 * Both take the other's page by GUP, one at a time; process_vm copies straight between
 * it and the caller's memory, /proc/PID/mem by way of a page of the kernel.
 */
#include <errno.h>

#include "host_mm.h"
#include "user_copy.h"

static uint64_t there(const struct gms_world *w, const struct task *t)
{
	return ref_address(w, t->op.hva) + t->io.done;
}

/* GUP on behalf of another process; then the task is its own again. */
static enum verdict pin_there(struct task *t, enum gup_kind kind, uint64_t address, bool write,
			      uint16_t pc)
{
	t->mm = t->io.remote;
	return gup_page(t, kind, address, write, pc);
}

static void back_home(const struct gms_world *w, struct task *t)
{
	t->mm = process_at(w, t->process)->mm;
}

/* ---- process_vm_readv, process_vm_writev ---- */

enum { VM_START, VM_PAGE, VM_PINNED, VM_COPIED };

static bool writes(const struct task *t)
{
	return t->op.code == GMS_OP_PROCESS_VM_WRITEV;
}

static enum verdict vm_start(struct gms_world *w, struct task *t)
{
	io_start(w, t);
	if (!user_range(w, t->io.address, t->op.len))
		return fail(w, t, COPY_1, EFAULT);
	if (!t->io.len)
		return succeed(w, t, PROCESS_VM_1, 0);
	t->io.remote = process_at(w, handle_process(w, t->op.of))->mm;
	return t->io.remote ? NEXT : fail(w, t, PROCESS_VM_2, ESRCH);
}

static enum verdict vm_page(struct gms_world *w, struct task *t)
{
	if (!io_left(t))
		return io_end(w, t, PROCESS_VM_1, 0);
	return pin_there(t, GUP_SLOW, there(w, t), writes(t), VM_PINNED);
}

static enum verdict vm_pinned(struct gms_world *w, struct task *t)
{
	struct span span = { t->host.frame, (uint32_t)(there(w, t) & ~PAGE_MASK) };

	back_home(w, t);
	if (t->host.failed)
		return io_end(w, t, PROCESS_VM_1, EFAULT);
	t->io.folio = t->host.frame;
	t->host.frame = 0;
	t->io.piece = bytes_in_page(there(w, t), io_left(t));
	user_copy_start(t, t->io.address + t->io.done, span, t->io.piece, !writes(t));
	return call(t, PROTO_USER_COPY);
}

static enum verdict vm_copied(struct gms_world *w, struct task *t)
{
	t->io.done += t->io.piece - t->copy.left;
	folio_put(w, t->io.folio);
	t->io.folio = 0;
	return t->copy.left ? io_end(w, t, COPY_1, EFAULT) : jump(t, VM_PAGE);
}

const struct step process_vm_steps[] = {
	[VM_START] = { "find-process", vm_start },
	[VM_PAGE] = { "pin-page", vm_page },
	[VM_PINNED] = { "copy", vm_pinned },
	[VM_COPIED] = { "unpin", vm_copied },
	{ 0 },
};

/* ---- /proc/PID/mem ---- */

enum { MEM_START, MEM_CHUNK, MEM_COPIED_IN, MEM_PAGE, MEM_PINNED, MEM_OUT, MEM_COPIED_OUT };

static bool writes_mem(const struct task *t)
{
	return t->op.code == GMS_OP_PROC_MEM_WRITE;
}

static struct span bounce(const struct task *t)
{
	return (struct span){ t->io.folio, t->io.accessed };
}

/* The caller's own buffer fails: what was done before does not count. */
static enum verdict mem_fault(struct gms_world *w, struct task *t)
{
	t->io.done = 0;
	return io_end(w, t, PROC_MEM_2, EFAULT);
}

static enum verdict mem_start(struct gms_world *w, struct task *t)
{
	const struct process *p = process_at(w, handle_process(w, t->op.of));

	io_start(w, t);
	if (there(w, t) >> 63)
		return fail(w, t, PROC_MEM_1, EINVAL);
	if (t->io.has_buffer && !user_range(w, t->io.address, t->op.len))
		return fail(w, t, COPY_1, EFAULT);
	if (!p->live)
		return fail(w, t, PROCESS_VM_2, ESRCH);
	/* The file was opened while there was memory. */
	if (!p->mm)
		return succeed(w, t, PROC_MEM_3, 0);
	t->io.remote = p->mm;
	t->io.folio = folio_alloc_kernel(w, true);
	if (!t->io.folio)
		return fail(w, t, PROC_MEM_1, ENOMEM);
	return NEXT;
}

static enum verdict mem_chunk(struct gms_world *w, struct task *t)
{
	if (!io_left(t))
		return io_end(w, t, PROC_MEM_1, 0);
	t->io.accessed = 0;
	t->io.piece = (uint32_t)(io_left(t) < PAGE_SIZE ? io_left(t) : PAGE_SIZE);
	if (!writes_mem(t))
		return jump(t, MEM_PAGE);
	user_copy_start(t, t->io.address + t->io.done, bounce(t), t->io.piece, false);
	return call(t, PROTO_USER_COPY);
}

static enum verdict mem_copied_in(struct gms_world *w, struct task *t)
{
	return t->copy.left ? mem_fault(w, t) : NEXT;
}

/* access_remote_vm(): up to the first page that cannot be had. */
static enum verdict mem_page(struct gms_world *w, struct task *t)
{
	if (t->io.accessed == t->io.piece)
		return jump(t, MEM_OUT);
	return pin_there(t, GUP_FORCE, there(w, t) + t->io.accessed, writes_mem(t), MEM_PINNED);
}

static enum verdict mem_pinned(struct gms_world *w, struct task *t)
{
	uint32_t bytes = bytes_in_page(t->host.address, t->io.piece - t->io.accessed);
	struct span page = { t->host.frame, (uint32_t)(t->host.address & ~PAGE_MASK) };
	bool good;

	back_home(w, t);
	if (t->host.failed)
		return NEXT;
	good = writes_mem(t) ? span_copy(w, page, bounce(t), bytes)
			     : span_copy(w, bounce(t), page, bytes);
	gup_put(w, t);
	t->io.accessed += bytes;
	return good ? jump(t, MEM_PAGE)
		    : unsupported(t, "the arena has no room for what was copied");
}

static enum verdict mem_out(struct gms_world *w, struct task *t)
{
	if (!t->io.accessed)
		return io_end(w, t, PROC_MEM_1, EIO);
	if (writes_mem(t)) {
		t->io.done += t->io.accessed;
		return jump(t, MEM_CHUNK);
	}
	user_copy_start(t, t->io.address + t->io.done, (struct span){ t->io.folio, 0 },
			t->io.accessed, true);
	return call(t, PROTO_USER_COPY);
}

static enum verdict mem_copied_out(struct gms_world *w, struct task *t)
{
	if (t->copy.left)
		return mem_fault(w, t);
	t->io.done += t->io.accessed;
	return jump(t, MEM_CHUNK);
}

const struct step proc_mem_steps[] = {
	[MEM_START] = { "take-page", mem_start },
	[MEM_CHUNK] = { "next-chunk", mem_chunk },
	[MEM_COPIED_IN] = { "copied-in", mem_copied_in },
	[MEM_PAGE] = { "pin-page", mem_page },
	[MEM_PINNED] = { "access", mem_pinned },
	[MEM_OUT] = { "accessed", mem_out },
	[MEM_COPIED_OUT] = { "copied-out", mem_copied_out },
	{ 0 },
};
