/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The engine: one step of one task at a time.
 *
 * States of a task: fresh (gms_task_start) -> stepping <-> blocked -> finished
 * (depth 0) -> gone (gms_task_end).  The engine takes the locks that a step
 * declares, runs it, and follows its verdict; a task that ends gives back what
 * it still holds, and runs the release of a file whose last reference it
 * dropped, as the kernel's task work does (RELEASE-4).
 */
#include <stddef.h>
#include <string.h>

#include "lock.h"
#include "op_row.h"
#include "profile.h"
#include "protocol.h"
#include "world.h"

static struct task *task_of(const struct gms_world *w, int number)
{
	if (number < 0 || number >= TASK_SLOTS || !w->tasks[number])
		return NULL;
	return task_at(w, w->tasks[number]);
}

static const struct step *current_step(const struct task *t)
{
	struct call_frame f = t->frame[t->depth - 1];

	return &protocol_steps(frame_protocol(f))[frame_pc(f)];
}

enum verdict fail(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	apply(w, rule);
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return FINISH;
}

enum verdict succeed(struct gms_world *w, struct task *t, enum rule rule, int64_t value)
{
	apply(w, rule);
	t->result = (struct gms_result){ .kind = GMS_RESULT_VALUE, .value = value };
	return FINISH;
}

enum verdict unsupported(struct task *t, const char *reason)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED, .reason = reason };
	return FINISH;
}

bool task_is_fresh(const struct task *t)
{
	struct call_frame f = t->frame[0];

	return t->depth == 1 && !frame_pc(f) && !t->nr_held &&
	       (frame_protocol(f) == PROTO_KILLED ||
		frame_protocol(f) == protocol_of(t->op.code));
}

bool task_alone(const struct gms_world *w, const struct task *t)
{
	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i] && (uint32_t)i != t->number && task_at(w, w->tasks[i])->depth)
			return false;
	return true;
}

/* Leave protocols that have no step left, and then the operation. */
static const struct step *unwind(struct gms_world *w, struct task *t)
{
	while (t->depth) {
		const struct step *s = current_step(t);

		if (s->name)
			return s;
		t->depth--;
	}
	lock_drop_all(w, t);
	if (!t->pending_release)
		return NULL;
	enter(t, PROTO_RELEASE);
	return current_step(t);
}

/* Both loops that step have a copy of what they do for every step. */
#define IN_LOOP static inline __attribute__((always_inline))

/* The step that comes after s; NULL: the operation is over. */
IN_LOOP const struct step *follow(struct gms_world *w, struct task *t, const struct step *s,
				  enum verdict verdict)
{
	switch (verdict) {
	case NEXT:
		t->frame[t->depth - 1].place += 1ull << PLACE_PC_SHIFT;
		if (s[1].name)
			return s + 1;
		break;
	case AGAIN:
		return s;
	case JUMPED:
	case CALLED:
		break;
	case RETURN:
		t->depth--;
		break;
	case FINISH:
		t->depth = 0;
		break;
	}
	return unwind(w, t);
}

/* What a step takes or is within, if it declares it. */
static struct need need_of(const struct gms_world *w, const struct task *t,
			   struct need (*declared)(const struct gms_world *, const struct task *))
{
	return declared ? declared(w, t) : NEED_NOTHING;
}

/* The first thing that a step needs and cannot have, if any. */
static bool is_blocked(const struct gms_world *w, const struct task *t, const struct step *s,
		       struct need *on, int *holder)
{
	*on = need_of(w, t, s->take);
	if (!need_available(w, t, *on, holder))
		return true;
	*on = need_of(w, t, s->within);
	return !need_available(w, t, *on, holder);
}

/* Give back what the step ran within, unless it did that itself. */
static void leave(struct gms_world *w, struct task *t, struct need within)
{
	enum gms_lock_kind kind = need_kind(within);

	if (lock_pop(t, kind, need_object(within)))
		return;
	if (holds(t, kind, need_object(within)))
		unlock(w, t, kind, need_object(within));
}

static bool is_free(struct gms_world *w, struct task *t, struct need n)
{
	int holder;

	if (need_available(w, t, n, &holder))
		return true;
	t->blocked = 1;
	t->waiting = n;
	return false;
}

/* Nobody can be in the way of a task alone, but what is no lock may have to happen. */
IN_LOOP bool both_free(struct gms_world *w, struct task *t, struct need a, struct need b)
{
	if (w->pool[POOL_TASK].live == 1 && !is_event(a) && !is_event(b))
		return true;
	return is_free(w, t, a) && is_free(w, t, b);
}

/* Take the locks that s declares; false, and the task is blocked: not all are free. */
IN_LOOP bool enter_step(struct gms_world *w, struct task *t, const struct step *s,
			struct need *within)
{
	struct need take = need_of(w, t, s->take);

	*within = need_of(w, t, s->within);
	if (!both_free(w, t, take, *within))
		return false;
	t->blocked = 0;
	lock_take(w, t, take);
	lock_take(w, t, *within);
	return true;
}

/*
 * Run step s of t.  Returns the one that follows, which is s itself when the task
 * is blocked, and NULL when the operation is over.
 */
IN_LOOP const struct step *run_step(struct gms_world *w, struct task *t, const struct step *s)
{
	struct need within = NEED_NOTHING;
	enum verdict verdict;

	if ((s->take || s->within) && !enter_step(w, t, s, &within))
		return s;
	w->at = t->frame[t->depth - 1].place;
	verdict = s->run(w, t);
	if (need_kind(within) != GMS_NR_LOCKS)
		leave(w, t, within);
	return follow(w, t, s, verdict);
}

/* Between steps, questions are the first process'. */
static void rest(struct gms_world *w)
{
	w->at = 0;
	w->current = FIRST_PROCESS;
}

static enum gms_status step_task(struct gms_world *w, struct task *t)
{
	const struct step *s;

	w->current = t->process;
	s = run_step(w, t, current_step(t));
	rest(w);
	if (!s)
		return GMS_FINISHED;
	return t->blocked ? GMS_BLOCKED : GMS_STEPPED;
}

/* Sizes that the compiler does not know: inline, it copies one word at a time. */
static const volatile size_t op_bytes = sizeof(struct gms_op), short_op_bytes = SHORT_OP_BYTES;

/* It needs no process that is alive. */
static bool observes_from_outside(const struct gms_op *op)
{
	return gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY;
}

/* Put an operation into a free slot, none of its steps taken.  False: no room. */
IN_LOOP bool start(struct gms_world *w, int number, const struct gms_op *op)
{
	struct task *t;
	ref_t ref;

	if (op->code >= GMS_NR_OPS)
		return false;
	w->operations++;
	ref = pool_take_internal(w, POOL_TASK);
	if (!ref)
		return false;
	t = task_at(w, ref);
	memcpy(&t->op, op, op_is_short(op->code) ? short_op_bytes : op_bytes);
	t->number = (uint32_t)number;
	t->process = handle_process(w, op->process);
	t->mm = process_at(w, t->process)->mm;
	w->tasks[number] = ref;
	if (op->define && handle_taken(w, op->define))
		unsupported(t, "the handle names another object already");
	else if (t->mm || observes_from_outside(op))
		enter(t, protocol_of(op->code));
	else
		enter(t, PROTO_KILLED);
	return true;
}

int gms_task_start(struct gms_world *w, const struct gms_op *op)
{
	int number = 0;

	while (number < GMS_MAX_TASKS && w->tasks[number])
		number++;
	return number < GMS_MAX_TASKS && start(w, number, op) ? number : -1;
}

enum gms_status gms_task_step(struct gms_world *w, int task)
{
	struct task *t = task_of(w, task);

	return t && t->depth ? step_task(w, t) : GMS_FINISHED;
}

const char *gms_task_next_step(const struct gms_world *w, int task)
{
	const struct task *t = task_of(w, task);

	return t && t->depth ? current_step(t)->name : NULL;
}

bool gms_task_can_step(struct gms_world *w, int task)
{
	const struct task *t = task_of(w, task);
	struct need on;
	int holder;

	return t && t->depth && !is_blocked(w, t, current_step(t), &on, &holder);
}

/* The handle and page that a lock's object is known by. */
static void describe(const struct gms_world *w, struct need n, struct gms_wait *wait)
{
	switch (need_kind(n)) {
	case GMS_LOCK_VCPU:
		wait->handle = vcpu_at(w, need_object(n))->handle;
		break;
	case GMS_LOCK_FILE:
	case GMS_LOCK_INVALIDATE:
		wait->handle = inode_at(w, need_object(n))->handle;
		break;
	case GMS_LOCK_FOLIO:
		wait->handle = inode_at(w, frame_at(w, need_object(n))->inode)->handle;
		wait->page = frame_at(w, need_object(n))->index;
		break;
	case GMS_LOCK_MM:
	case GMS_LOCK_THREADS:
		break;
	default:
		wait->handle = vm_at(w, need_object(n))->handle;
		break;
	}
}

bool gms_task_wait(const struct gms_world *w, int task, struct gms_wait *wait)
{
	const struct task *t = task_of(w, task);
	struct need on;

	*wait = (struct gms_wait){ .kind = GMS_NR_LOCKS, .holder = -1 };
	if (!t || !t->depth || !is_blocked(w, t, current_step(t), &on, &wait->holder))
		return false;
	wait->kind = need_kind(on);
	describe(w, on, wait);
	return true;
}

/* Free the task's slot.  What every operation overwrites stays until one does. */
static inline void end(struct gms_world *w, struct task *t)
{
	const size_t whole = sizeof(*t) - offsetof(struct task, result);
	const size_t rest = op_is_short(t->op.code) ? 0 : op_bytes - SHORT_OP_BYTES;
	uint32_t number = t->number;

	lock_drop_all(w, t);
	memset((char *)&t->result - rest, 0, whole + rest);
	pool_give_clean(w, POOL_TASK, w->tasks[number]);
	w->tasks[number] = 0;
	w->operations++;
}

struct gms_result gms_task_end(struct gms_world *w, int task)
{
	struct task *t = task_of(w, task);
	struct gms_result result;

	if (!t)
		return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED,
					    .reason = "no such task" };
	result = t->result;
	end(w, t);
	return result;
}

/* The end of gms_run(), after its result is where the caller wants it. */
static inline void end_whole(struct gms_world **w)
{
	end(*w, task_of(*w, GMS_MAX_TASKS));
}

static struct gms_result run_whole(struct gms_world *w)
{
	struct gms_world *ends __attribute__((cleanup(end_whole), unused)) = w;
	struct task *t = task_of(w, GMS_MAX_TASKS);
	const struct step *s = t->depth ? current_step(t) : NULL;

	w->current = t->process;
	while (s && !t->blocked)
		s = run_step(w, t, s);
	rest(w);
	if (t->blocked)
		t->result = (struct gms_result){
			.kind = GMS_RESULT_UNSUPPORTED,
			.reason = "the operation waits for a task that is not running",
		};
	return t->result;
}

struct gms_result gms_run(struct gms_world *w, const struct gms_op *op)
{
	if (start(w, GMS_MAX_TASKS, op))
		return run_whole(w);
	return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED,
				    .reason = "no such operation" };
}

struct gms_trail gms_trail_at(const struct gms_world *w, unsigned int index)
{
	struct gms_trail trail = { .task = -1 };
	struct call_frame f;

	if (index >= w->trail_length)
		return trail;
	f.place = w->trail[index].bits;
	trail.rule = f.place & UINT16_MAX;
	if (frame_protocol(f)) {
		trail.task = (int)frame_task(f);
		trail.step = protocol_steps(frame_protocol(f))[frame_pc(f)].name;
	}
	return trail;
}
