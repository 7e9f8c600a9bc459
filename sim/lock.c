/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Locks: who holds what is written in the tasks, nowhere else.
 *
 * A lock is free when no task's list of held locks says otherwise, so there is
 * no second record that could disagree.  The order of spec section 19.1 is
 * checked at every acquisition (INV-40).
 */
#include "lock.h"
#include "world.h"

#define NEED(name, kind, mode, field)                                                            \
	struct need name(const struct gms_world *w, const struct task *t)                        \
	{                                                                                        \
		(void)w;                                                                         \
		return need(kind, mode, t->field);                                               \
	}

struct need need_io_file(const struct gms_world *w, const struct task *t)
{
	return need(GMS_LOCK_FILE, LOCK_WRITE, file_at(w, t->io.file)->inode);
}

NEED(need_vcpu, GMS_LOCK_VCPU, LOCK_WRITE, vcpu)
NEED(need_slots_lock, GMS_LOCK_SLOTS, LOCK_WRITE, vm)
NEED(need_slots_arch_lock, GMS_LOCK_SLOTS_ARCH, LOCK_WRITE, vm)
NEED(need_ilk_read, GMS_LOCK_INVALIDATE, LOCK_READ, inode)
NEED(need_ilk_write, GMS_LOCK_INVALIDATE, LOCK_WRITE, inode)
NEED(need_mm_read, GMS_LOCK_MM, LOCK_READ, mm)
NEED(need_mm_write, GMS_LOCK_MM, LOCK_WRITE, mm)
NEED(need_folio, GMS_LOCK_FOLIO, LOCK_WRITE, folio)
NEED(need_mn_lock, GMS_LOCK_MN, LOCK_WRITE, vm)
NEED(need_mmu_read, GMS_LOCK_MMU, LOCK_READ, vm)
NEED(need_mmu_write, GMS_LOCK_MMU, LOCK_WRITE, vm)
NEED(need_srcu, GMS_LOCK_SRCU, LOCK_READ, vm)
NEED(need_no_notifiers, GMS_LOCK_NOTIFIERS, LOCK_EVENT, vm)
NEED(need_no_threads, GMS_LOCK_THREADS, LOCK_EVENT, process)
NEED(need_grace_period, GMS_LOCK_SRCU, LOCK_EVENT, vm)

static bool conflict(struct need a, struct need b)
{
	return same_lock(a, b) && need_kind(a) != GMS_LOCK_SRCU &&
	       (need_mode(a) == LOCK_WRITE || need_mode(b) == LOCK_WRITE);
}

/* A queued writer keeps later readers of an rwsem out. */
static bool writer_queued(const struct task *other, struct need n)
{
	return need_kind(n) == GMS_LOCK_INVALIDATE && need_mode(n) == LOCK_READ &&
	       other->blocked && conflict(other->waiting, n) && !is_event(other->waiting);
}

/* A task in the kernel that is the process's, or that uses its memory; -1. */
static int thread_in_kernel(const struct gms_world *w, const struct task *t)
{
	for (int i = 0; i < TASK_SLOTS; i++) {
		const struct task *other = task_at(w, w->tasks[i]);

		if (other != t && other->depth && !task_is_fresh(other) &&
		    (other->process == t->process || other->mm == t->mm ||
		     other->io.remote == t->mm))
			return i;
	}
	return -1;
}

static bool event_happened(const struct gms_world *w, const struct task *t, struct need n,
			   int *holder)
{
	*holder = -1;
	if (need_kind(n) == GMS_LOCK_THREADS) {
		*holder = thread_in_kernel(w, t);
		return *holder < 0;
	}
	if (need_kind(n) == GMS_LOCK_NOTIFIERS)
		return vm_at(w, need_object(n))->mn_active == 0;
	if (t->grace)
		*holder = __builtin_ctz(t->grace);
	return !t->grace;
}

bool need_available(const struct gms_world *w, const struct task *t, struct need n, int *holder)
{
	*holder = -1;
	if (need_kind(n) == GMS_NR_LOCKS)
		return true;
	if (is_event(n))
		return event_happened(w, t, n, holder);
	for (int i = 0; i < TASK_SLOTS; i++) {
		const struct task *other;

		if (!w->tasks[i] || (uint32_t)i == t->number)
			continue;
		other = task_at(w, w->tasks[i]);
		*holder = i;
		if (writer_queued(other, n))
			return false;
		for (uint32_t h = 0; h < other->nr_held; h++)
			if (conflict(other->held[h], n))
				return false;
	}
	*holder = -1;
	return true;
}

bool holds(const struct task *t, enum gms_lock_kind kind, ref_t object)
{
	for (uint32_t h = 0; h < t->nr_held; h++)
		if (same_lock(t->held[h], need(kind, LOCK_READ, object)))
			return true;
	return false;
}

/*
 * Rank in the order of 19.1; a lock may be taken when none of a higher rank is
 * held.  enum gms_lock_kind is in that order, with these exceptions.
 */
static const char *order_broken_by(const struct task *t, struct need n, struct need h)
{
	enum gms_lock_kind kind = need_kind(n), held = need_kind(h);

	if (same_lock(h, n) && kind != GMS_LOCK_SRCU)
		return "a task takes a lock that it holds";
	if (held == GMS_LOCK_SRCU)
		return kind == GMS_LOCK_SLOTS ? "slots_lock is taken inside an SRCU read section"
					      : NULL;
	if (kind == GMS_LOCK_SRCU && is_event(n) && held == GMS_LOCK_SLOTS_ARCH)
		return "slots_arch_lock is held while waiting for SRCU readers";
	if (kind == GMS_LOCK_SRCU || kind == GMS_LOCK_NOTIFIERS || kind == GMS_LOCK_THREADS)
		return NULL;
	if (held == GMS_LOCK_MMU)
		return "a lock is taken while mmu_lock is held";
	/* The kernel's memory-failure path does this: HZ-1, not our defect. */
	if (kind == GMS_LOCK_INVALIDATE && held == GMS_LOCK_FOLIO)
		return frame_protocol(t->frame[t->depth - 1]) == PROTO_MEMORY_FAILURE
			       ? NULL
			       : "the invalidate lock is taken while a folio is locked";
	if (kind < held && kind != GMS_LOCK_INVALIDATE && kind != GMS_LOCK_MM)
		return "a lock is taken after one that comes later in the order";
	return NULL;
}

#define BIT(kind)    (1u << (kind))
#define FROM(kind)   (~0u << (kind) & (BIT(GMS_LOCK_SRCU) - 1))
#define FOLIO_OR_MMU (BIT(GMS_LOCK_FOLIO) | BIT(GMS_LOCK_MMU))

const uint32_t lock_suspects[] = {
	[GMS_LOCK_FILE] = FROM(GMS_LOCK_FILE),
	[GMS_LOCK_VCPU] = FROM(GMS_LOCK_VCPU),
	[GMS_LOCK_SLOTS] = FROM(GMS_LOCK_SLOTS) | BIT(GMS_LOCK_SRCU),
	[GMS_LOCK_SLOTS_ARCH] = FROM(GMS_LOCK_SLOTS_ARCH),
	[GMS_LOCK_INVALIDATE] = BIT(GMS_LOCK_INVALIDATE) | FOLIO_OR_MMU,
	[GMS_LOCK_MM] = BIT(GMS_LOCK_MM) | BIT(GMS_LOCK_MMU),
	[GMS_LOCK_FOLIO] = FROM(GMS_LOCK_FOLIO),
	[GMS_LOCK_MN] = FROM(GMS_LOCK_MN),
	[GMS_LOCK_MMU] = FROM(GMS_LOCK_MMU),
	[GMS_LOCK_SRCU] = BIT(GMS_LOCK_SLOTS_ARCH),
	[GMS_LOCK_THREADS] = 0,
};

void lock_check_order(struct gms_world *w, const struct task *t, struct need n)
{
	const char *broken = NULL;

	for (uint32_t h = 0; h < t->nr_held && !broken; h++)
		broken = order_broken_by(t, n, t->held[h]);
	if (!broken && t->nr_held == MAX_HELD)
		broken = "a task holds more locks than any kernel path does";
	if (broken && !w->lock_order_violation)
		w->lock_order_violation = broken;
}

/* The last reader that a grace period waits for may be the one that leaves. */
static void srcu_leave(struct gms_world *w, const struct task *t)
{
	if (w->pool[POOL_TASK].live == 1)
		return;
	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i])
			task_at(w, w->tasks[i])->grace &= ~(1u << t->number);
}

void unlock(struct gms_world *w, struct task *t, enum gms_lock_kind kind, ref_t object)
{
	if (lock_pop(t, kind, object))
		return;
	for (uint32_t h = t->nr_held; h > 0; h--) {
		if (!same_lock(t->held[h - 1], need(kind, LOCK_READ, object)))
			continue;
		for (uint32_t k = h; k < t->nr_held; k++)
			t->held[k - 1] = t->held[k];
		t->nr_held--;
		t->held[t->nr_held] = (struct need){ 0 };
		/* Sections nest: only the outermost one is what others wait for. */
		if (kind == GMS_LOCK_SRCU && !holds(t, kind, object))
			srcu_leave(w, t);
		return;
	}
	w->lock_order_violation = "a task gives back a lock that it does not hold";
}

void lock_drop_all(struct gms_world *w, struct task *t)
{
	while (t->nr_held) {
		struct need last = t->held[t->nr_held - 1];

		/* One that is given up half way may hold anything. */
		if (need_kind(last) == GMS_LOCK_FOLIO && !t->depth &&
		    t->result.kind != GMS_RESULT_UNSUPPORTED)
			w->lock_order_violation =
				"An operation has ended and left a folio locked";
		unlock(w, t, need_kind(last), need_object(last));
	}
}

void srcu_synchronize(struct gms_world *w, struct task *t, ref_t vm)
{
	t->grace = 0;
	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i] && (uint32_t)i != t->number &&
		    holds(task_at(w, w->tasks[i]), GMS_LOCK_SRCU, vm))
			t->grace |= 1u << i;
}

const char *gms_lock_order_violation(const struct gms_world *w)
{
	return w->lock_order_violation;
}

const char *gms_lock_name(enum gms_lock_kind kind)
{
	switch (kind) {
	case GMS_LOCK_FILE:
		return "file's lock";
	case GMS_LOCK_VCPU:
		return "vcpu->mutex";
	case GMS_LOCK_SLOTS:
		return "slots_lock";
	case GMS_LOCK_SLOTS_ARCH:
		return "slots_arch_lock";
	case GMS_LOCK_INVALIDATE:
		return "invalidate lock";
	case GMS_LOCK_MM:
		return "mmap lock";
	case GMS_LOCK_FOLIO:
		return "folio lock";
	case GMS_LOCK_MN:
		return "mn_invalidate_lock";
	case GMS_LOCK_MMU:
		return "mmu_lock";
	case GMS_LOCK_SRCU:
		return "SRCU grace period";
	case GMS_LOCK_NOTIFIERS:
		return "end of mmu-notifier sections";
	case GMS_LOCK_THREADS:
		return "end of what other tasks do in the process";
	case GMS_NR_LOCKS:
		break;
	}
	return "no lock";
}
