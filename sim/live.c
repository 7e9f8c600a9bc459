/* SPDX-License-Identifier: BSD-2-Clause */
#include "live.h"

#include <string.h>

#include "arch.h"
#include "protocol.h"
#include "world.h"

static const struct call_frame *top(const struct task *t)
{
	return &t->frame[t->depth - 1];
}

static bool is_at(const struct task *t, const char *step)
{
	return !strcmp(protocol_steps(frame_protocol(*top(t)))[frame_pc(*top(t))].name, step);
}

/* fault_begin() clears all but the retries; who reads the slots is seen with one of them. */
static void forget_fault(struct task *t)
{
	t->fault = (struct fault_state){
		.slot = t->vm && holds(t, GMS_LOCK_SRCU, t->vm) ? t->fault.slot : 0,
		.generation = t->fault.generation,
		.retries_alone = t->fault.retries_alone,
	};
}

/* GETFOLIO has its own, from who calls it. */
static void forget_getfolio(struct task *t)
{
	t->getfolio_index = 0;
	t->inode = 0;
}

static void page_keep_live(struct task *t)
{
	if (is_at(t, "get-file"))
		forget_getfolio(t);
	if (is_at(t, "get-file") || is_at(t, "find-folio"))
		t->folio = t->error = 0;
}

static void host_keep_live(struct task *t)
{
	if (!is_at(t, "lock-vma") && !is_at(t, "after-fault"))
		return;
	forget_getfolio(t);
	t->folio = t->error = t->host.vma = 0;
	if (is_at(t, "lock-vma"))
		t->host.frame = t->host.failed = t->host.error = 0;
}

static void forget_tables(struct task *t)
{
	t->fault.nr_tables = 0;
	t->fault.level = 0;
}

/* The guest is about to be entered, whatever the fault was about. */
static bool enters_guest(const struct gms_world *w, const struct task *t)
{
	return t->fault.outcome == FAULT_MAPPED ||
	       (t->fault.outcome == FAULT_RETRY && !vm_at(w, t->vm)->direct_gfn_bits);
}

static void guest_keep_live(const struct gms_world *w, struct task *t)
{
	uint32_t outcome = t->fault.outcome;

	forget_getfolio(t);
	t->error = 0;
	if (is_at(t, "walk")) {
		forget_fault(t);
		memset(&t->host, 0, sizeof(t->host));
	} else if (is_at(t, "re-enter") && enters_guest(w, t)) {
		forget_fault(t);
		t->fault.outcome = outcome;
		memset(&t->host, 0, sizeof(t->host));
	} else if (is_at(t, "re-enter")) {
		forget_tables(t);
	}
}

/* The tables that are taken ahead are for the levels below that of the entry to be set. */
static void fault_keep_live(const struct gms_world *w, struct task *t)
{
	bool is_x86 = frame_protocol(*top(t)) == PROTO_X86_FAULT;

	forget_getfolio(t);
	if (is_x86 && !is_at(t, "recheck-invalidate") && !is_at(t, "emulated"))
		memset(&t->host, 0, sizeof(t->host));
	if (is_at(t, "unlock-mmu") && enters_guest(w, t)) {
		forget_tables(t);
		if (is_x86)
			t->fault.seen = 0;
	} else if (is_x86 && is_at(t, "set-spte") && t->fault.nr_tables >= t->fault.level) {
		t->fault.nr_tables = t->fault.level - 1;
	}
}

/* NOTIFY is told its range, and by UNMAP_FOLIO for each place where the folio is mapped. */
static void forget_range(struct task *t)
{
	t->notify_start = t->notify_end = t->notify_serial = t->notify_move = 0;
	t->notify_vma = t->notify_vm = t->notify_copy = 0;
}

static void forget_notification(struct task *t)
{
	forget_range(t);
	t->notify_folio = 0;
	t->notify_mode = 0;
}

static void notify_keep_live(struct task *t)
{
	if (is_at(t, "find-mapping"))
		forget_range(t);
	if (is_at(t, "notify-start"))
		t->notify_serial = 0;
	if (t->op.code == GMS_OP_FALLOCATE)
		t->gmem_file = 0;
}

static void punch_keep_live(struct task *t)
{
	if (is_at(t, "remove-folio"))
		forget_range(t);
	else
		forget_notification(t);
	if (is_at(t, "truncate") || is_at(t, "truncate-rescan"))
		t->folio = t->gmem_file = 0;
	if (is_at(t, "truncate-wait") || is_at(t, "remove-folio"))
		t->gmem_file = 0;
	if (is_at(t, "invalidate-end") || is_at(t, "unlock"))
		t->cursor = t->found = t->pass = 0;
}

static void fallocate_keep_live(struct task *t)
{
	forget_notification(t);
	if (!is_at(t, "fput"))
		return;
	t->folio = t->gmem_file = t->pass = t->found = 0;
	t->range_start = t->range_end = t->cursor = t->getfolio_index = 0;
}

static void top_keep_live(const struct gms_world *w, struct task *t)
{
	enum protocol protocol = frame_protocol(*top(t));

	switch (protocol) {
	case PROTO_GUEST:
		guest_keep_live(w, t);
		return;
	case PROTO_GET_PFN:
	case PROTO_GETFOLIO:
		page_keep_live(t);
		return;
	case PROTO_LOAD:
	case PROTO_STORE:
	case PROTO_HOST_FAULT:
		host_keep_live(t);
		return;
	case PROTO_FALLOCATE:
		fallocate_keep_live(t);
		return;
	case PROTO_PUNCH:
		punch_keep_live(t);
		return;
	case PROTO_UNMAP_FOLIO:
	case PROTO_NOTIFY:
		notify_keep_live(t);
		return;
	default:
		/* Pages that were waited for are faulted in from elsewhere. */
		if (protocol == arch(w)->fault_protocol && t->depth == 2)
			fault_keep_live(w, t);
	}
}

/* Calls that move pages use some fields for longer. */
static bool is_plain(const struct task *t)
{
	switch (t->op.code) {
	case GMS_OP_GUEST:
		return !t->op.l2;
	case GMS_OP_LOAD:
	case GMS_OP_STORE:
	case GMS_OP_FALLOCATE:
		return true;
	default:
		return false;
	}
}

void task_keep_live(const struct gms_world *w, struct task *t)
{
	memset(&t->frame[t->depth], 0, (MAX_CALLS - t->depth) * sizeof(t->frame[0]));
	if (!t->depth || !is_plain(t))
		return;
	/* Of the plain ones only GETFOLIO has one, until the file has it. */
	if (!is_at(t, "insert-folio"))
		t->new_folio = 0;
	top_keep_live(w, t);
}
