/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * exit and execve: a process gives its memory up, and some or all descriptors.
 *
 *	exit	end-threads -> stage 2 empty -> VMAs gone -> descriptors closed
 *	execve	the same, but with memory that is new and only what is close-on-exec
 */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "host_mm.h"
#include "process.h"

static struct process *self(const struct gms_world *w, const struct task *t)
{
	return process_at(w, t->process);
}

/* ---- Threads ---- */

static enum verdict killed_run(struct gms_world *w, struct task *t)
{
	return fail(w, t, EXIT_MM_4, ESRCH);
}

const struct step killed_steps[] = {
	{ "killed", killed_run },
	{ 0 },
};

/* Those that have yet to enter the kernel never will. */
static void kill_threads(struct gms_world *w, const struct task *t)
{
	for (int i = 0; i < TASK_SLOTS; i++) {
		struct task *other = task_at(w, w->tasks[i]);

		if (w->tasks[i] && other != t && other->process == t->process &&
		    task_is_fresh(other))
			other->frame[0] = first_step_of(PROTO_KILLED, other->number);
	}
}

/* ---- LEAVE_MM ---- */

enum { LEAVE_FIRST, LEAVE_STAGE2, LEAVE_VMAS };

static ref_t next_vm_of(const struct gms_world *w, ref_t mm, ref_t after)
{
	for (ref_t vm = after + 1; vm < w->pool[POOL_VM].used; vm++)
		if (vm_at(w, vm)->nr_as && vm_at(w, vm)->mm == mm)
			return vm;
	return 0;
}

static enum verdict leave_first(struct gms_world *w, struct task *t)
{
	t->notify_vm = next_vm_of(w, t->mm, 0);
	return jump(t, t->notify_vm ? LEAVE_STAGE2 : LEAVE_VMAS);
}

static struct need need_mmu_of_notified(const struct gms_world *w, const struct task *t)
{
	(void)w;
	return need(GMS_LOCK_MMU, LOCK_WRITE, t->notify_vm);
}

static enum verdict leave_stage2(struct gms_world *w, struct task *t)
{
	apply(w, EXIT_MM_1);
	arch(w)->flush_shadow_all(w, t->notify_vm);
	t->notify_vm = next_vm_of(w, t->mm, t->notify_vm);
	return t->notify_vm ? AGAIN : NEXT;
}

static enum verdict leave_vmas(struct gms_world *w, struct task *t)
{
	apply(w, EXIT_MM_2);
	mm_clear(w, t, t->mm);
	return RETURN;
}

const struct step leave_mm_steps[] = {
	[LEAVE_FIRST] = { "leave-memory", leave_first },
	[LEAVE_STAGE2] = { "empty-stage-2", leave_stage2, .within = need_mmu_of_notified },
	[LEAVE_VMAS] = { "unmap", leave_vmas, .within = need_mm_write },
	{ 0 },
};

/* ---- exit ---- */

static enum verdict exit_threads(struct gms_world *w, struct task *t)
{
	kill_threads(w, t);
	self(w, t)->mm = 0;
	return call(t, PROTO_LEAVE_MM);
}

static enum verdict exit_files(struct gms_world *w, struct task *t)
{
	mm_put(w, t->mm);
	t->mm = 0;
	process_close_files(w, t, self(w, t), 0);
	return succeed(w, t, EXIT_MM_3, 0);
}

const struct step exit_steps[] = {
	{ "end-threads", exit_threads, .take = need_no_threads },
	{ "close-files", exit_files },
	{ 0 },
};

/* ---- execve ---- */

/* Addresses are not used twice: names of old mappings stand for nothing new. */
static enum verdict execve_threads(struct gms_world *w, struct task *t)
{
	ref_t mm = injected(w, GMS_INJECT_ALLOC) ? 0 : mm_new(w);

	if (!mm)
		return fail(w, t, FOP_9, ENOMEM);
	kill_threads(w, t);
	mm_inherit(mm_at(w, mm), mm_at(w, t->mm));
	self(w, t)->mm = mm;
	return call(t, PROTO_LEAVE_MM);
}

static enum verdict execve_files(struct gms_world *w, struct task *t)
{
	mm_put(w, t->mm);
	t->mm = self(w, t)->mm;
	process_close_files(w, t, self(w, t), FD_CLOEXEC_BIT);
	return succeed(w, t, FOP_9, 0);
}

const struct step execve_steps[] = {
	{ "end-threads", execve_threads, .take = need_no_threads },
	{ "close-on-exec", execve_files },
	{ 0 },
};
