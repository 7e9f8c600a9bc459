/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invalidation: the count, the sequence and the range that let a fault notice
 * that what it looked up may be gone.  Section 13.
 *
 * Invariant: count is the number of invalidations between start and end; while
 * it is positive the range holds every gfn that one of them covers (INV-17,
 * INV-19).
 */
#include "arch.h"
#include "gmem.h"
#include "profile.h"

#define NO_RANGE UINT64_MAX

void invalidate_start(struct gms_world *w, struct vm *vm)
{
	apply(w, INVAL_1);
	if (++vm->invalidate_count == 1)
		vm->range_start = vm->range_end = NO_RANGE;
}

void invalidate_add(struct gms_world *w, struct vm *vm, uint64_t start, uint64_t end)
{
	apply(w, INVAL_2);
	if (has(w, SW_RANGE_TOO_NARROW))
		end = start + 1;
	if (vm->range_start == NO_RANGE) {
		vm->range_start = start;
		vm->range_end = end;
		return;
	}
	if (start < vm->range_start)
		vm->range_start = start;
	if (end > vm->range_end)
		vm->range_end = end;
}

void invalidate_end(struct gms_world *w, struct vm *vm)
{
	apply(w, INVAL_3);
	vm->invalidate_seq += !has(w, SW_SEQUENCE_STAYS);
	vm->invalidate_count--;
	if (vm->invalidate_count < 0)
		vm_kill(w, vm);
}

static bool in_range(const struct vm *vm, uint64_t gfn)
{
	return vm->range_start <= gfn && gfn < vm->range_end;
}

bool invalidate_retry_gfn(struct gms_world *w, const struct vm *vm, uint64_t seq, uint64_t gfn)
{
	bool busy = vm->invalidate_count > 0 && !has(w, SW_COUNT_IGNORED) &&
		    (vm->range_start == NO_RANGE || in_range(vm, gfn));

	apply(w, INVAL_4);
	return (busy || vm->invalidate_seq != seq) && !has(w, SW_NO_RETRY_TEST);
}

bool invalidate_retry(struct gms_world *w, const struct vm *vm, uint64_t seq)
{
	apply(w, INVAL_5);
	return (vm->invalidate_count > 0 || vm->invalidate_seq != seq) &&
	       !has(w, SW_NO_RETRY_TEST);
}

bool invalidate_retry_unsafe(struct gms_world *w, const struct vm *vm, uint64_t seq, uint64_t gfn)
{
	apply(w, INVAL_6);
	return (vm->invalidate_count > 0 && in_range(vm, gfn)) || vm->invalidate_seq != seq;
}

/* ---- Walking the bindings of a file ---- */

/* The binding with the lowest offset in [*pgoff, end). */
static ref_t binding_next(const struct gms_world *w, const struct file *file, uint64_t end,
			  uint64_t *pgoff)
{
	uint64_t value;

	if (!map_ceil(w, &file->bindings, pgoff, &value) || *pgoff >= end)
		return 0;
	return (ref_t)value;
}

/* The first binding that reaches into [start, end): it may begin before start. */
static ref_t binding_first(const struct gms_world *w, const struct file *file, uint64_t start,
			   uint64_t end, uint64_t *pgoff)
{
	uint64_t value;

	if (start >= end)
		return 0;
	*pgoff = start;
	if (map_floor(w, &file->bindings, pgoff, &value) &&
	    *pgoff + slot_at(w, (ref_t)value)->npages > start)
		return (ref_t)value;
	*pgoff = start;
	return binding_next(w, file, end, pgoff);
}

bool gmem_bound(const struct gms_world *w, ref_t file, uint64_t start, uint64_t end)
{
	uint64_t pgoff;

	return binding_first(w, file_at(w, file), start, end, &pgoff) != 0;
}

static uint32_t gmem_filter(struct gms_world *w, const struct inode *inode)
{
	if (!has(w, SW_FILTERS))
		return FILTER_BOTH;
	apply(w, INVAL_7);
	if (has(w, SW_FILTER_BY_INIT_SHARED) && inode->flags & GMEM_FLAG_INIT_SHARED)
		return FILTER_SHARED;
	return FILTER_PRIVATE;
}

bool zap_or_begin_to(struct gms_world *w, struct task *t, ref_t vm, uint64_t start, uint64_t end,
		     uint32_t filter)
{
	if (runs_whole(w) || !arch(w)->zap_some || task_alone(w, t)) {
		arch(w)->zap_range(w, vm, start, end, filter);
		return false;
	}
	if (!arch(w)->zap_some(w, vm, &start, end, filter))
		return false;
	apply(w, INVAL_15);
	t->zap_from = start;
	return true;
}

/* The gfns of the part of one bound slot that [start, end) pages of the file covers. */
static void bound_gfns(const struct gms_world *w, const struct slot *slot, uint64_t pgoff,
		       uint64_t *start, uint64_t *end)
{
	uint64_t base = has(w, SW_HOLE_IGNORES_OFFSET) ? 0 : pgoff;
	bool clips_above = !has(w, SW_HOLE_NOT_CLIPPED_ABOVE);
	bool clips_below = !has(w, SW_HOLE_NOT_CLIPPED_BELOW);
	uint64_t first = *start <= pgoff && clips_below ? 0 : *start - base;
	uint64_t last = *end - base >= slot->npages && clips_above ? slot->npages : *end - base;

	*start = slot->base_gfn + first;
	*end = slot->base_gfn + last;
}

/* Add it and zap it, or zap what is left of it.  True: not all. */
static bool invalidate_slot(struct gms_world *w, struct task *t, ref_t file,
			    const struct slot *slot, uint64_t pgoff, uint64_t end,
			    uint32_t filter)
{
	uint64_t start = t->range_start, from = t->zap_from;
	ref_t vm = file_at(w, file)->vm;

	bound_gfns(w, slot, pgoff, &start, &end);
	t->zap_from = 0;
	if (!from) {
		apply(w, INVAL_9);
		invalidate_add(w, vm_at(w, vm), start, end);
		from = start;
	}
	t->zap_until = pgoff + slot->npages;
	return !has(w, SW_ZAP_AFTER_REMOVAL) && zap_or_begin_to(w, t, vm, from, end, filter);
}

/* Behind the last page of the range of t. */
static uint64_t end_of_hole(const struct gms_world *w, const struct task *t)
{
	return t->range_end + (has(w, SW_HOLE_END_INCLUSIVE) && t->range_end != UINT64_MAX);
}

/* This binding and all that follow. */
static bool invalidate_bindings(struct gms_world *w, struct task *t, ref_t ref, ref_t slot,
				uint64_t pgoff)
{
	const struct file *file = file_at(w, ref);
	uint32_t filter = gmem_filter(w, inode_at(w, file->inode));
	uint64_t end = end_of_hole(w, t);

	while (slot) {
		if (invalidate_slot(w, t, ref, slot_at(w, slot), pgoff, end, filter))
			return true;
		pgoff++;
		slot = has(w, SW_HOLE_IN_FIRST_SLOT) ? 0 : binding_next(w, file, end, &pgoff);
	}
	t->zap_until = 0;
	return false;
}

bool gmem_invalidate_start(struct gms_world *w, struct task *t, ref_t ref)
{
	const struct file *file = file_at(w, ref);
	uint64_t pgoff = 0;
	ref_t slot = binding_first(w, file, t->range_start, end_of_hole(w, t), &pgoff);

	if (!slot) {
		apply(w, INVAL_11);
		return false;
	}
	invalidate_start(w, vm_at(w, file->vm));
	return invalidate_bindings(w, t, ref, slot, pgoff);
}

bool gmem_zap_rest(struct gms_world *w, struct task *t, ref_t ref)
{
	const struct file *file = file_at(w, ref);
	uint64_t pgoff = 0;
	ref_t slot = binding_first(w, file, t->zap_until - 1, t->zap_until, &pgoff);

	return invalidate_bindings(w, t, ref, slot, pgoff);
}

void gmem_invalidate_end(struct gms_world *w, ref_t ref, uint64_t start, uint64_t end)
{
	struct vm *vm = vm_at(w, file_at(w, ref)->vm);

	if (!gmem_bound(w, ref, start, end))
		return;
	apply(w, INVAL_10);
	if (has(w, SW_ZAP_AFTER_REMOVAL))
		arch(w)->zap_range(w, file_at(w, ref)->vm, vm->range_start, vm->range_end,
				   FILTER_BOTH);
	invalidate_end(w, vm);
}

/* ---- The same as steps ---- */

struct need need_mmu_write_if_bound(const struct gms_world *w, const struct task *t)
{
	if (!t->gmem_file || !gmem_bound(w, t->gmem_file, t->range_start, t->range_end))
		return NEED_NOTHING;
	return need(GMS_LOCK_MMU, LOCK_WRITE, file_at(w, t->gmem_file)->vm);
}

/* On to the next file of the inode; each has its own VM and mmu_lock. */
static enum verdict next_file(struct gms_world *w, struct task *t)
{
	t->gmem_file = file_at(w, t->gmem_file)->next_in_inode;
	return t->gmem_file ? AGAIN : NEXT;
}

/* What is left is for the step in between. */
enum verdict gmem_invalidate_begin_step(struct gms_world *w, struct task *t, uint32_t zapped)
{
	enum verdict verdict = NEXT;

	if (t->gmem_file && gmem_invalidate_start(w, t, t->gmem_file))
		return NEXT;
	if (t->gmem_file)
		verdict = next_file(w, t);
	return verdict == NEXT ? jump(t, zapped) : verdict;
}

enum verdict gmem_zap_rest_step(struct gms_world *w, struct task *t, uint32_t begin)
{
	if (gmem_zap_rest(w, t, t->gmem_file))
		return AGAIN;
	return next_file(w, t) == NEXT ? NEXT : jump(t, begin);
}

enum verdict gmem_invalidate_end_step(struct gms_world *w, struct task *t)
{
	if (!t->gmem_file)
		return NEXT;
	gmem_invalidate_end(w, t->gmem_file, t->range_start, t->range_end);
	return next_file(w, t);
}
