/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The observer's view of tasks: what they hold, what they wait for, and which
 * invalidations they have begun and not ended.
 *
 * Every protocol that invalidates names the two steps between which its
 * invalidation is in flight "invalidate-begin" and "invalidate-end"; how far a
 * task has come is read from its call frames.
 */
#include <string.h>

#include "arch.h"
#include "gmem.h"
#include "memslot.h"
#include "observe.h"
#include "protocol.h"
#include "world.h"

static struct seen_lock see_lock(struct need n)
{
	return (struct seen_lock){
		.kind = need_kind(n),
		.object = need_object(n),
		.is_write = need_mode(n) == LOCK_WRITE,
	};
}

static uint64_t page_being_poisoned(const struct task *t)
{
	for (uint32_t i = 0; i < t->depth; i++)
		if (frame_protocol(t->frame[i]) == PROTO_MEMORY_FAILURE)
			return t->folio;
	return 0;
}

/* Has one of its steps run, and the other not? */
static bool between(const struct call_frame *f, const char *begin, const char *end)
{
	const struct step *s = protocol_steps(frame_protocol(*f));
	bool begun = false;

	/* The step at pc has not run, or runs on behalf of what it called. */
	for (uint32_t pc = 0; s[pc].name; pc++) {
		if (pc == frame_pc(*f))
			return begun;
		if (!strcmp(s[pc].name, begin))
			begun = true;
		else if (!strcmp(s[pc].name, end))
			begun = false;
	}
	return false;
}

/* Between G6 and G7. */
static uint64_t page_being_populated(const struct task *t)
{
	const struct call_frame *f = &t->frame[t->depth ? t->depth - 1 : 0];

	if (!t->depth || frame_protocol(*f) != PROTO_POPULATE ||
	    !between(f, "callback", "put-page"))
		return 0;
	return t->fault.frame;
}

/* D4 has run, D9 has not. */
static uint64_t slot_that_is_unmapped(const struct task *t)
{
	for (uint32_t i = 0; i < t->depth; i++) {
		enum protocol protocol = frame_protocol(t->frame[i]);

		if ((protocol == PROTO_SLOT_DELETE || protocol == PROTO_SLOT_MOVE) &&
		    between(&t->frame[i], "zap", "commit"))
			return t->invalid_slot;
	}
	return 0;
}

/* What it found in an earlier section of SRCU is no use any more. */
static uint64_t slot_that_is_read(const struct task *t)
{
	return t->vm && holds(t, GMS_LOCK_SRCU, t->vm) ? t->fault.slot : 0;
}

static void see_task(const struct gms_world *w, int number, struct seen_task *out)
{
	const struct task *t = task_at(w, w->tasks[number]);
	ref_t vcpu = handle_vcpu(w, t->op.vcpu);

	*out = (struct seen_task){
		.number = number,
		.op = &t->op,
		.result = t->depth ? NULL : &t->result,
		.finished = !t->depth,
		.next_step = gms_task_next_step(w, number),
		.nr_held = t->nr_held,
		.blocked = t->blocked,
		.waiting = see_lock(t->waiting),
		.poisoning = page_being_poisoned(t),
		.populated = page_being_populated(t),
		.unmapped = slot_that_is_unmapped(t),
		.vm = vcpu ? vcpu_at(w, vcpu)->vm : 0,
		.reads_slot = slot_that_is_read(t),
	};
	for (uint32_t i = 0; i < t->nr_held && i < SEEN_LOCKS; i++)
		out->held[i] = see_lock(t->held[i]);
}

bool observe_task(const struct gms_world *w, uint64_t *cursor, struct seen_task *out)
{
	for (uint64_t i = *cursor; i < TASK_SLOTS; i++)
		if (w->tasks[i]) {
			*cursor = i + 1;
			see_task(w, (int)i, out);
			return true;
		}
	return false;
}

bool observe_quiet(const struct gms_world *w)
{
	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i] && task_at(w, w->tasks[i])->depth)
			return false;
	return true;
}

bool observe_injection(const struct gms_world *w)
{
	for (int i = 0; i < GMS_NR_INJECTS; i++)
		if (w->inject_left[i])
			return true;
	return false;
}

/* ---- The fault that a guest access had ---- */

bool observe_fault(const struct gms_world *w, int task, struct seen_fault *out)
{
	static const enum seen_fault_outcome outcomes[] = {
		[FAULT_MAPPED] = SEEN_FAULT_MAPPED, [FAULT_RETRY] = SEEN_FAULT_RETRY,
		[FAULT_EXIT] = SEEN_FAULT_EXIT,	    [FAULT_EMULATE] = SEEN_FAULT_EMULATE,
		[FAULT_ENTER] = SEEN_FAULT_MAPPED,
	};
	const struct fault_state *f = &task_at(w, w->tasks[task])->fault;

	if (f->outcome == FAULT_NONE)
		return false;
	*out = (struct seen_fault){
		.access = (enum gms_access)f->access,
		.is_private = f->is_private,
		.outcome = outcomes[f->outcome],
		.error = (int)f->error,
	};
	return true;
}

bool observe_install(const struct gms_world *w, int task, struct seen_install *out)
{
	const struct task *t = task_at(w, w->tasks[task]);
	const struct call_frame *f = &t->frame[t->depth ? t->depth - 1 : 0];

	if (!t->depth || frame_protocol(*f) != arch(w)->fault_protocol ||
	    !between(f, "check-stale", "unlock-mmu") || t->fault.outcome != FAULT_NONE)
		return false;
	*out = (struct seen_install){
		.vm = vcpu_at(w, t->vcpu)->vm,
		.gfn = t->fault.gfn,
		.snapshot = t->fault.snapshot,
		.has_slot = t->fault.slot,
	};
	return true;
}

/* ---- Invalidations in flight ---- */

static void file_section(const struct gms_world *w, ref_t file, uint64_t start, uint64_t end,
			 struct seen_section *out)
{
	out->kind = SEEN_SECTION_FILE;
	out->file = file;
	out->inode = file_at(w, file)->inode;
	out->vm = file_at(w, file)->vm;
	out->start = start;
	out->end = end;
	out->counted = gmem_bound(w, file, start, end);
}

/* An inode has one file as long as no kernel makes a second (OBJ-2). */
static bool inode_section(const struct gms_world *w, const struct task *t, uint64_t start,
			  uint64_t end, struct seen_section *out)
{
	ref_t file = inode_at(w, t->inode)->files;

	if (file)
		file_section(w, file, start, end, out);
	return file;
}

/* INVAL-15: others have mmu_lock, and part of the range is not zapped yet. */
static bool is_midway(const struct task *t, const struct call_frame *f)
{
	const struct step *next = &protocol_steps(frame_protocol(*f))[frame_pc(*f)];

	return t->zap_from && !strcmp(next->name, "zap-rest");
}

/* What the protocol itself has begun; VMs that it notifies come below. */
static bool own_section(const struct gms_world *w, const struct task *t,
			const struct call_frame *f, struct seen_section *out)
{
	uint64_t end;

	if (!between(f, "invalidate-begin", "invalidate-end"))
		return false;
	end = is_midway(t, f) && t->zap_until < t->range_end ? t->zap_until : t->range_end;
	switch (frame_protocol(*f)) {
	case PROTO_PUNCH:
		out->removes = !is_midway(t, f);
		return inode_section(w, t, t->range_start, end, out);
	case PROTO_MEMORY_FAILURE:
		return inode_section(w, t, t->range_start, end, out);
	case PROTO_RELEASE:
		file_section(w, t->file, t->range_start, end, out);
		return true;
	case PROTO_ATTRIBUTES:
		out->kind = SEEN_SECTION_GFNS;
		out->vm = t->vm;
		out->start = t->range_start;
		out->end = end;
		out->counted = t->started;
		return true;
	default:
		return false;
	}
}

/* ---- Notifications: a section for each VM of the process ---- */

/*
 * NOTIFY begins every VM in ascending order, changes the PTEs, and ends every VM
 * in that order: the step that comes next, and the VM it is about, tell for each
 * other VM whether its section is open and whether its count is raised.
 */
enum { BELOW, THAT_VM, ABOVE, NR_SIDES };

static const struct progress {
	const char *next_step;
	bool open[NR_SIDES];
	bool counted[NR_SIDES];
} progress[] = {
	{ "notify-begin", { 1, 0, 0 }, { 1, 0, 0 } },
	{ "notify-invalidate", { 1, 1, 0 }, { 1, 0, 0 } },
	{ "notify-zap-rest", { 1, 1, 0 }, { 1, 1, 0 } },
	{ "change-ptes", { 1, 1, 1 }, { 1, 1, 1 } },
	{ "notify-invalidate-end", { 0, 1, 1 }, { 0, 1, 1 } },
	{ "notify-end", { 0, 1, 1 }, { 0, 0, 1 } },
};

static const struct progress *progress_of(const struct call_frame *f)
{
	const char *next = protocol_steps(frame_protocol(*f))[frame_pc(*f)].name;

	for (size_t i = 0; i < sizeof(progress) / sizeof(progress[0]); i++)
		if (!strcmp(progress[i].next_step, next))
			return &progress[i];
	return NULL;
}

static bool has_memory_in(const struct gms_world *w, struct vm *vm, uint64_t start, uint64_t end)
{
	uint64_t gfn, ref;

	for (uint32_t as = 0; as < vm->nr_as; as++) {
		const struct map *slots = &active_set(vm, as)->by_gfn;

		for (bool more = map_first(w, slots, &gfn, &ref); more;
		     more = map_next(w, slots, &gfn, &ref)) {
			const struct slot *slot = slot_at(w, (ref_t)ref);
			uint64_t first = slot->userspace_addr >> PAGE_SHIFT;

			if (first < end && first + slot->npages > start)
				return true;
		}
	}
	return false;
}

static bool is_notified(const struct gms_world *w, const struct task *t, ref_t ref)
{
	const struct vm *vm = vm_at(w, ref);

	return vm->nr_as && vm->mm == t->mm && vm->serial < t->notify_serial;
}

static bool host_section(const struct gms_world *w, const struct task *t,
			 const struct call_frame *f, ref_t vm, struct seen_section *out)
{
	const struct progress *p = progress_of(f);
	int side = vm < t->notify_vm ? BELOW : vm == t->notify_vm ? THAT_VM : ABOVE;

	if (!p || !p->open[side] || !is_notified(w, t, vm))
		return false;
	out->kind = SEEN_SECTION_HOST;
	out->vm = vm;
	out->start = t->notify_start;
	out->end = t->notify_end;
	out->counted = p->counted[side] &&
		       has_memory_in(w, vm_at(w, vm), t->notify_start, t->notify_end);
	return true;
}

/* ---- All of them ---- */

/* What a call frame has in flight, beginning with VM *vm; 0 is the frame's own section. */
static bool frame_section(const struct gms_world *w, const struct task *t, uint32_t level,
			  uint32_t *vm, struct seen_section *out)
{
	const struct call_frame *f = &t->frame[level];

	*out = (struct seen_section){ .task = (int)t->number };
	if (frame_protocol(*f) != PROTO_NOTIFY)
		return !*vm && own_section(w, t, f, out);
	for (; *vm < w->pool[POOL_VM].used; ++*vm)
		if (*vm && host_section(w, t, f, *vm, out))
			return true;
	return false;
}

/* The cursor numbers the call frames of all tasks, and in its lower half the VMs. */
bool observe_section(const struct gms_world *w, uint64_t *cursor, struct seen_section *out)
{
	uint32_t vm = (uint32_t)*cursor;

	for (uint64_t i = *cursor >> 32; i < TASK_SLOTS * MAX_CALLS; i++, vm = 0) {
		ref_t task = w->tasks[i / MAX_CALLS];
		uint32_t level = i % MAX_CALLS;

		if (!task || level >= task_at(w, task)->depth ||
		    !frame_section(w, task_at(w, task), level, &vm, out))
			continue;
		*cursor = i << 32 | (vm + 1);
		return true;
	}
	return false;
}
