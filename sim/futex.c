/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * FUTEX_WAIT and FUTEX_WAKE.
 *
 * A key names what is waited for.  It belongs to a page of the file, whoever has it
 * mapped and where, so that GUP has to find the page; or, for private memory and
 * FUTEX_PRIVATE_FLAG, to an address of one process.
 *
 *	wait	key -> value, and among the waiters -> woken, or the timeout
 *	wake	key -> waiters
 *
 * Time is not simulated: a timeout has passed when the task that waits is stepped on.
 */
#include <errno.h>

#include "host_mm.h"
#include "user_copy.h"

enum { FUTEX_KEY, FUTEX_PINNED, FUTEX_ACT, FUTEX_FAULTED, FUTEX_TIMEOUT };

static uint64_t address_of(const struct gms_world *w, const struct task *t)
{
	return ref_address(w, t->op.hva);
}

static enum verdict futex_error(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	t->futex = (struct futex){ 0 };
	return fail(w, t, rule, error);
}

static void key_of_address(struct task *t, uint64_t address, bool is_private)
{
	t->futex.key.object = t->mm;
	t->futex.key.place = address;
	t->futex.key.kind = is_private ? FUTEX_OF_PROCESS : FUTEX_OF_MEMORY;
}

/* A page that may be written is asked for first, then one to be read. */
static enum verdict futex_key(struct gms_world *w, struct task *t)
{
	uint64_t address = address_of(w, t);
	bool write = !t->futex.readonly;

	if (address % sizeof(uint32_t))
		return futex_error(w, t, FUTEX_1, EINVAL);
	if (!user_range(w, address, sizeof(uint32_t)))
		return futex_error(w, t, FUTEX_1, EFAULT);
	if (!t->op.is_private)
		return gup_page(t, GUP_FAST, address, write, FUTEX_PINNED);
	key_of_address(t, address, true);
	return jump(t, FUTEX_ACT);
}

static void key_of_page(const struct gms_world *w, struct task *t, const struct frame *f)
{
	const struct vma *vma = vma_at(w, t->host.vma);
	uint64_t address = address_of(w, t);

	t->futex.key.object = vma->inode;
	t->futex.key.place = f->index << PAGE_SHIFT | (address & ~PAGE_MASK);
	t->futex.key.kind = FUTEX_OF_FILE;
}

static enum verdict futex_pinned(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->host.frame);
	bool cached = f->flags & FOLIO_CACHED, readonly = t->futex.readonly;

	if (t->host.failed && !readonly && t->host.error != ENOMEM) {
		t->futex.readonly = 1;
		return jump(t, FUTEX_KEY);
	}
	if (t->host.failed)
		return futex_error(w, t, FUTEX_2, gup_error(&t->host));
	if (cached && inode_at(w, f->inode)->kind == INODE_ANON) {
		gup_put(w, t);
		if (readonly)
			return futex_error(w, t, FUTEX_2, EFAULT);
		key_of_address(t, address_of(w, t), false);
		return NEXT;
	}
	if (cached)
		key_of_page(w, t, f);
	gup_put(w, t);
	/* It was punched meanwhile. */
	return cached ? NEXT : jump(t, FUTEX_KEY);
}

/* ---- wake ---- */

static bool waits_for(const struct task *t, const struct futex_key *key)
{
	return t->depth && t->futex.waits && t->futex.key.kind == key->kind &&
	       t->futex.key.object == key->object && t->futex.key.place == key->place;
}

/* Who has waited longest; 0: nobody. */
static struct task *first_waiter(const struct gms_world *w, const struct futex_key *key)
{
	struct task *first = NULL;

	for (int i = 0; i < TASK_SLOTS; i++) {
		struct task *t = task_at(w, w->tasks[i]);

		if (w->tasks[i] && waits_for(t, key) &&
		    (!first || t->futex.waits < first->futex.waits))
			first = t;
	}
	return first;
}

/* A number below 1 wakes one all the same. */
static enum verdict wake(struct gms_world *w, struct task *t)
{
	int32_t most = (int32_t)(uint32_t)t->op.value, count = 0;
	struct task *waiter = first_waiter(w, &t->futex.key);

	while (waiter) {
		waiter->futex.waits = 0;
		waiter->futex.woken = 1;
		if (++count >= most)
			break;
		waiter = first_waiter(w, &t->futex.key);
	}
	return succeed(w, t, FUTEX_3, count);
}

/* ---- wait ---- */

static uint32_t last_waiter(const struct gms_world *w)
{
	uint32_t last = 0;

	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i] && task_at(w, w->tasks[i])->futex.waits > last)
			last = task_at(w, w->tasks[i])->futex.waits;
	return last;
}

/* Looking at the value and getting in line are one step, under the bucket's lock. */
static enum verdict wait(struct gms_world *w, struct task *t)
{
	uint64_t address = address_of(w, t), word;
	ref_t page;

	t->host.address = address;
	t->host.write = 0;
	t->host.for_kvm = 0;
	page = host_reach(w, t);
	if (!page)
		return call_then(t, PROTO_HOST_FAULT, FUTEX_FAULTED);
	word = content_read(w, page, (uint32_t)(address & ~PAGE_MASK & ~7ull));
	if ((uint32_t)(word >> 8 * (address % 8)) != (uint32_t)t->op.value)
		return futex_error(w, t, FUTEX_4, EAGAIN);
	t->futex.waits = last_waiter(w) + 1;
	return jump(t, FUTEX_TIMEOUT);
}

static enum verdict futex_act(struct gms_world *w, struct task *t)
{
	return t->op.code == GMS_OP_FUTEX_WAKE ? wake(w, t) : wait(w, t);
}

static enum verdict futex_faulted(struct gms_world *w, struct task *t)
{
	if (t->host.failed)
		return futex_error(w, t, FUTEX_2, gup_error(&t->host));
	gup_put(w, t);
	return jump(t, FUTEX_ACT);
}

static enum verdict futex_timeout(struct gms_world *w, struct task *t)
{
	bool woken = t->futex.woken;

	t->futex = (struct futex){ 0 };
	return woken ? succeed(w, t, FUTEX_3, 0) : fail(w, t, FUTEX_5, ETIMEDOUT);
}

const struct step futex_steps[] = {
	[FUTEX_KEY] = { "find-key", futex_key },
	[FUTEX_PINNED] = { "key", futex_pinned },
	[FUTEX_ACT] = { "queue", futex_act },
	[FUTEX_FAULTED] = { "read-value", futex_faulted },
	[FUTEX_TIMEOUT] = { "timeout", futex_timeout },
	{ 0 },
};
