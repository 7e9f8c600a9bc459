/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_SET_MEMORY_ATTRIBUTES, and how attributes are kept.  PROTO-S, ATTR-*.
 *
 * vm->attributes is a map of runs: gfn -> value up to the next entry.
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "gmem.h"
#include "memslot.h"
#include "profile.h"
#include "runs.h"

/* A range that others may watch changes in at most so many steps. ATTR-9. */
#define STORE_STEPS_MAX 4096

/* ---- The map ---- */

uint64_t attribute_get(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	return runs_get(w, &vm->attributes, gfn);
}

bool attribute_uniform(const struct gms_world *w, const struct vm *vm, uint64_t start,
		       uint64_t end, uint64_t value)
{
	/* B-21: that there is no entry is how no attribute is looked for. */
	if (!value && start < vm->reserved_end && end > vm->reserved_start)
		return false;
	return attribute_get(w, vm, start) == value && runs_end(w, &vm->attributes, start) >= end;
}

bool gfn_is_private(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	return arch(w)->has_attributes(w) && attribute_get(w, vm, gfn) & ATTRIBUTE_PRIVATE;
}

/* ---- S1 to S3: the gates, the no-op test, the reservation ---- */

static int check_request(struct gms_world *w, const struct task *t)
{
	const struct gms_op *op = &t->op;
	uint64_t supported = vm_at(w, t->vm)->has_private_mem ? ATTRIBUTE_PRIVATE : 0;

	if (op->flags)
		return reject(w, ATTR_1, EINVAL);
	if (op->attrs & ~supported)
		return reject(w, ATTR_2, EINVAL);
	if (!op->size || op->gpa + op->size < op->gpa)
		return reject(w, ATTR_3, EINVAL);
	if ((op->gpa | op->size) & ~PAGE_MASK)
		return reject(w, ATTR_4, EINVAL);
	return 0;
}

enum { SET_ENTER, SET_CHECK, SET_LOCK, SET_BEGIN, SET_ZAP_REST, SET_STORE, SET_END };

static enum verdict attributes_check(struct gms_world *w, struct task *t)
{
	int error;

	if (t->error)
		return vm_ioctl_fail(w, t, IOCTL_3, (int)t->error);
	error = check_request(w, t);
	if (error)
		return vm_ioctl_error(w, t, error);
	apply(w, ATTR_5);
	t->range_start = t->cursor = t->op.gpa >> PAGE_SHIFT;
	t->range_end = (t->op.gpa + t->op.size) >> PAGE_SHIFT;
	return jump(t, SET_LOCK);
}

static enum verdict attributes_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (!arch(w)->has_attributes(w))
		return vm_ioctl_fail(w, t, IOCTL_4, arch(w)->not_built(w));
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : attributes_check(w, t);
}

/* With the same value on both sides the change only removes entries. */
static bool needs_no_entry(const struct gms_world *w, const struct task *t)
{
	const struct vm *vm = vm_at(w, t->vm);
	uint64_t before = t->range_start ? attribute_get(w, vm, t->range_start - 1) : 0;

	return before == t->op.attrs && attribute_get(w, vm, t->range_end) == t->op.attrs;
}

/* What end_piece() may need, which cannot fail. */
static uint32_t nodes_to_end(const struct gms_world *w, const struct task *t)
{
	if (!arch(w)->attribute_nodes)
		return 0;
	return arch(w)->attribute_nodes(w, vm_at(w, t->vm), t->range_start, t->range_end);
}

static uint32_t nodes_to_store(const struct gms_world *w, const struct task *t)
{
	return runs_store_nodes(&vm_at(w, t->vm)->attributes) + nodes_to_end(w, t);
}

/* ATTR-7: what was reserved so far stays, and nobody sees it. */
static void leave_reserved(struct gms_world *w, const struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);

	if (!has(w, SW_RESERVED_COUNTS))
		return;
	vm->reserved_start = t->range_start;
	vm->reserved_end = t->range_end;
}

/*
 * The kernel reserves an entry for each gfn, since 7.3 only to set something;
 * here two are enough, for clearing in the middle of a private range too.
 */
static enum verdict reserve(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	bool may_fail = t->op.attrs || !has(w, SW_ATTR_CLEAR_NO_RESERVE);

	if (may_fail) {
		apply(w, ATTR_7);
		if (injected(w, GMS_INJECT_ALLOC)) {
			leave_reserved(w, t);
			return vm_ioctl_error(w, t, ENOMEM);
		}
	}
	if (nodes_reserve(w, vm, nodes_to_store(w, t)) || needs_no_entry(w, t))
		return NEXT;
	if (may_fail)
		return vm_ioctl_error(w, t, ENOMEM);
	unsupported(t, "the arena is full, and this kernel would need no memory");
	return vm_ioctl_leave(w, t);
}

static bool meets_a_slot(const struct gms_world *w, const struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);

	for (uint32_t as = 0; as < vm->nr_as; as++)
		if (slot_first_in(w, vm, as, t->range_start, t->range_end))
			return true;
	return false;
}

/* P-41, B-12. */
static bool zaps_for_nothing(const struct gms_world *w, const struct task *t)
{
	return has(w, SW_SAME_ATTRIBUTE_ZAPS) ||
	       (has(w, SW_NO_ATTRIBUTE_IS_NO_ENTRY) && !t->op.attrs &&
		vm_at(w, t->vm)->attributes.count);
}

static enum verdict attributes_lock(struct gms_world *w, struct task *t)
{
	const struct vm *vm = vm_at(w, t->vm);
	enum verdict verdict;

	if (has(w, SW_ATTRIBUTES_NEED_A_SLOT) && !meets_a_slot(w, t))
		return vm_ioctl_error(w, t, EINVAL);
	if (attribute_uniform(w, vm, t->range_start, t->range_end, t->op.attrs)) {
		if (zaps_for_nothing(w, t))
			arch(w)->zap_range(w, t->vm, t->range_start, t->range_end, FILTER_BOTH);
		return vm_ioctl_succeed(w, t, vm->has_private_mem ? ATTR_6 : ATTR_15, 0);
	}
	verdict = reserve(w, t);
	if (verdict != NEXT)
		return verdict;
	t->started = meets_a_slot(w, t);
	if (t->started)
		return NEXT;
	apply(w, ATTR_11);
	return jump(t, SET_STORE);
}

/* ---- S4 and S6: the invalidation around the stores ---- */

struct piece {
	ref_t slot;
	uint64_t start;
	uint64_t end;
};

static struct piece clip(const struct gms_world *w, const struct task *t, ref_t ref)
{
	const struct slot *slot = slot_at(w, ref);
	uint64_t slot_end = slot->base_gfn + slot->npages;

	return (struct piece){
		.slot = ref,
		.start = t->range_start > slot->base_gfn ? t->range_start : slot->base_gfn,
		.end = t->range_end < slot_end ? t->range_end : slot_end,
	};
}

/* Pieces of the range until one says that the others have to wait: true. */
static bool for_each_piece(struct gms_world *w, struct task *t,
			   bool (*body)(struct gms_world *w, struct task *t, struct piece p))
{
	struct vm *vm = vm_at(w, t->vm);

	for (uint32_t as = 0; as < vm->nr_as; as++)
		for (ref_t s = slot_first_in(w, vm, as, t->range_start, t->range_end); s;
		     s = slot_next_in(w, vm, as, s, t->range_end))
			if (body(w, t, clip(w, t, s)))
				return true;
	return false;
}

/* INVAL-8: what is left behind is zapped, what is there already may stay. */
static uint32_t filter_left(const struct gms_world *w, const struct task *t)
{
	if (!has(w, SW_FILTERS))
		return FILTER_BOTH;
	return t->op.attrs & ATTRIBUTE_PRIVATE ? FILTER_SHARED : FILTER_PRIVATE;
}

/* Or go on with it where mmu_lock was let go; a VM with attributes has one address space. */
static bool begin_piece(struct gms_world *w, struct task *t, struct piece p)
{
	uint64_t from = t->zap_from;

	if (p.end <= from)
		return false;
	t->zap_from = 0;
	if (from <= p.start) {
		invalidate_add(w, vm_at(w, t->vm), p.start, p.end);
		if (arch(w)->pre_attributes)
			arch(w)->pre_attributes(w, t->vm, p.slot, p.start, p.end, t->op.attrs);
		from = p.start;
	}
	t->zap_until = p.end;
	return zap_or_begin_to(w, t, t->vm, from, p.end, filter_left(w, t));
}

static bool end_piece(struct gms_world *w, struct task *t, struct piece p)
{
	if (arch(w)->post_attributes)
		arch(w)->post_attributes(w, t->vm, p.slot, p.start, p.end, t->op.attrs);
	return false;
}

static enum verdict zap_pieces(struct gms_world *w, struct task *t)
{
	if (for_each_piece(w, t, begin_piece))
		return AGAIN;
	t->zap_until = 0;
	return jump(t, SET_STORE);
}

static enum verdict attributes_begin(struct gms_world *w, struct task *t)
{
	enum verdict verdict;

	apply(w, ATTR_8);
	invalidate_start(w, vm_at(w, t->vm));
	verdict = zap_pieces(w, t);
	return verdict == AGAIN ? NEXT : verdict;
}

static enum verdict attributes_end(struct gms_world *w, struct task *t)
{
	apply(w, ATTR_10);
	invalidate_end(w, vm_at(w, t->vm));
	nodes_release(w, vm_at(w, t->vm));
	for_each_piece(w, t, end_piece);
	return vm_ioctl_succeed(w, t, ATTR_10, 0);
}

/* ---- S5: the stores ---- */

/*
 * How far the next step stores.  Nobody can tell one gfn from the whole range
 * when no other task runs, nor a store of the value that is there already.
 * With others it goes gfn by gfn, in longer strides only over a range of more
 * than STORE_STEPS_MAX pages: those are some of the kernel's interleavings.
 * Without spare nodes the arena is nearly full, and the range goes in one, as
 * the fewest entries are made so.
 */
static uint64_t stride_end(const struct gms_world *w, const struct task *t)
{
	uint64_t stride = (t->range_end - t->range_start) / STORE_STEPS_MAX + 1;

	if (task_alone(w, t) || !vm_at(w, t->vm)->spare_nodes ||
	    t->range_end - t->cursor <= stride)
		return t->range_end;
	return t->cursor + stride;
}

static void skip_stored(const struct gms_world *w, struct task *t)
{
	const struct vm *vm = vm_at(w, t->vm);

	while (t->cursor < t->range_end && attribute_get(w, vm, t->cursor) == t->op.attrs)
		t->cursor = runs_end(w, &vm->attributes, t->cursor);
}

static enum verdict attributes_store(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	uint64_t end;

	apply(w, ATTR_9);
	skip_stored(w, t);
	end = stride_end(w, t);
	nodes_release(w, vm);
	if (!runs_store(w, &vm->attributes, t->cursor, end, t->op.attrs))
		vm_kill(w, vm);
	t->cursor = end;
	skip_stored(w, t);
	nodes_reserve(w, vm,
		      t->cursor < t->range_end ? nodes_to_store(w, t) : nodes_to_end(w, t));
	if (t->cursor < t->range_end)
		return AGAIN;
	if (t->started)
		return NEXT;
	nodes_release(w, vm);
	return vm_ioctl_succeed(w, t, ATTR_11, 0);
}

const struct step attributes_steps[] = {
	[SET_ENTER] = { "check", attributes_enter },
	[SET_CHECK] = { "check-copied", attributes_check },
	[SET_LOCK] = { "lock-slots", attributes_lock, .take = need_slots_lock },
	[SET_BEGIN] = { "invalidate-begin", attributes_begin, .within = need_mmu_write },
	[SET_ZAP_REST] = { "zap-rest", zap_pieces, .within = need_mmu_write },
	[SET_STORE] = { "store", attributes_store },
	[SET_END] = { "invalidate-end", attributes_end, .within = need_mmu_write },
	{ 0 },
};
