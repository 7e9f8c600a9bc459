/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of VMs: invalidation state, memslots, attributes, locks. */
#include "invariant_rules.h"

#define ATTRIBUTE_PRIVATE 8u

/* ---- INV-17, INV-19, INV-21: invalidations ---- */

static int64_t sections_that_count(const struct gms_world *w, uint64_t vm)
{
	struct seen_section s;
	int64_t count = 0;

	for (uint64_t c = 0; observe_section(w, &c, &s);)
		count += s.counted && s.vm == vm;
	return count;
}

/*
 * HZ-7: a binding of a dying file that goes in the middle of an invalidation
 * leaves its end with nothing to end.
 */
static bool count_may_be_stuck(const struct gms_world *w)
{
	return excused(w, "UNBIND_ALWAYS_ILK", false) && switched_on(w, "UNBIND_DYING_ERASES");
}

/* INV-17 */
bool count_is_what_is_in_flight(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		int64_t in_flight = sections_that_count(w, vm.id);

		if (vm.invalidate_count == in_flight ||
		    (vm.invalidate_count > in_flight && count_may_be_stuck(w)))
			continue;
		return broken(why, bytes,
			      "handle %" PRIu64 " counts %" PRId64 " invalidations and %" PRId64
			      " are in flight",
			      vm.handle, vm.invalidate_count, in_flight);
	}
	return true;
}

bool mmu_lock_is_held(const struct gms_world *w, uint64_t vm, bool for_write)
{
	struct seen_task task;

	for (uint64_t c = 0; observe_task(w, &c, &task);)
		for (uint32_t h = 0; h < task.nr_held; h++)
			if (task.held[h].kind == GMS_LOCK_MMU && task.held[h].object == vm &&
			    (task.held[h].is_write || !for_write))
				return true;
	return false;
}

/* X86-INV-8 */
bool an_invalidation_has_a_range(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		bool ranged = vm.range_set && vm.range_start < vm.range_end;

		if (vm.invalidate_count < 0)
			return broken(why, bytes,
				      "handle %" PRIu64 " counts %" PRId64 " invalidations",
				      vm.handle, vm.invalidate_count);
		if (vm.invalidate_count && !ranged && !mmu_lock_is_held(w, vm.id, true))
			return broken(why, bytes,
				      "handle %" PRIu64
				      " is being invalidated, and no gfn of it is",
				      vm.handle);
	}
	return true;
}

static bool covered(const struct seen_vm *vm, uint64_t start, uint64_t end, char *why,
		    size_t bytes)
{
	if (start >= end || (vm->range_set && vm->range_start <= start && end <= vm->range_end))
		return true;
	return broken(why, bytes,
		      "gfns [%#" PRIx64 ", %#" PRIx64 ") of handle %" PRIu64
		      " are being invalidated outside [%#" PRIx64 ", %#" PRIx64 ")",
		      start, end, vm->handle, vm->range_start, vm->range_end);
}

/* [start, end) of what begins at first, seen from gfn base on, clipped to the slot. */
static bool slot_part_covered(const struct seen_vm *vm, const struct seen_slot *slot,
			      uint64_t first, const struct seen_section *s, char *why,
			      size_t bytes)
{
	uint64_t start = s->start > first ? s->start - first : 0;
	uint64_t end = s->end > first ? s->end - first : 0;

	if (end > slot->npages)
		end = slot->npages;
	return covered(vm, slot->base_gfn + start, slot->base_gfn + end, why, bytes);
}

/* INV-19: a range of a file, through its bindings. */
static bool file_part_covered(const struct gms_world *w, const struct seen_vm *vm,
			      const struct seen_section *s, char *why, size_t bytes)
{
	struct seen_binding b;
	struct seen_slot slot;

	for (uint64_t c = 0; observe_binding(w, s->file, &c, &b);)
		if (observe_slot_by_id(w, b.slot, &slot) && !slot.freed &&
		    !slot_part_covered(vm, &slot, b.start, s, why, bytes))
			return false;
	return true;
}

/* INV-19: a range of gfns or of host pages, through the slots that meet it. */
static bool slots_covered(const struct gms_world *w, const struct seen_vm *vm,
			  const struct seen_section *s, char *why, size_t bytes)
{
	struct seen_slot slot;

	for (uint32_t as = 0; as < vm->nr_as; as++)
		for (uint64_t c = 0; observe_slot(w, vm->id, as, SEEN_ACTIVE, &c, &slot);) {
			uint64_t first = s->kind == SEEN_SECTION_GFNS ? slot.base_gfn
								      : slot.userspace_page;

			if (!slot_part_covered(vm, &slot, first, s, why, bytes))
				return false;
		}
	return true;
}

/* INV-19 */
bool range_covers_what_is_in_flight(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_section s;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_section(w, &c, &s);) {
		if (!s.counted || !observe_vm_by_id(w, s.vm, &vm) ||
		    mmu_lock_is_held(w, s.vm, true))
			continue;
		if (!(s.kind == SEEN_SECTION_FILE ? file_part_covered
						  : slots_covered)(w, &vm, &s, why, bytes))
			return false;
	}
	return true;
}

/* INV-21 */
bool notifiers_are_counted(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_section s;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		int64_t count = 0;

		for (uint64_t k = 0; observe_section(w, &k, &s);)
			count += s.kind == SEEN_SECTION_HOST && s.vm == vm.id;
		if (vm.notifiers != count)
			return broken(why, bytes,
				      "handle %" PRIu64 " counts %" PRId64
				      " mmu notifiers and %" PRId64 " are in flight",
				      vm.handle, vm.notifiers, count);
	}
	return true;
}

/* ---- INV-22 to INV-24: slot sets ---- */

/* INV-22: no overlap. */
static bool gfns_are_disjoint(const struct gms_world *w, const struct seen_vm *vm, uint32_t as,
			      char *why, size_t bytes)
{
	struct seen_slot slot;
	uint64_t end = 0;

	for (uint64_t c = 0; observe_slot(w, vm->id, as, SEEN_ACTIVE, &c, &slot);) {
		if (slot.base_gfn < end || slot.base_gfn != c - 1)
			return broken(why, bytes,
				      SLOT_FMT " of handle %" PRIu64 " begins at gfn %#" PRIx64
					       " and the slot below it ends at %#" PRIx64,
				      SLOT_ARG(&slot), vm->handle, slot.base_gfn, end);
		end = slot.base_gfn + slot.npages;
	}
	return true;
}

/* INV-22: the slot that is found by its number is the one that is found by its gfns. */
static bool numbers_are_unique(const struct gms_world *w, const struct seen_vm *vm, uint32_t as,
			       char *why, size_t bytes)
{
	struct seen_slot slot, same;
	uint64_t by_number = 0, by_gfn = 0;

	for (uint64_t c = 0; observe_slot(w, vm->id, as, SEEN_ACTIVE, &c, &slot);)
		by_gfn++;
	for (uint64_t c = 0; observe_slot_numbered(w, vm->id, as, SEEN_ACTIVE, &c, &slot);) {
		by_number++;
		if (slot.number != c - 1 || slot.as_id != as || slot.vm != vm->id ||
		    !observe_slot_of_gfn(w, vm->id, as, SEEN_ACTIVE, slot.base_gfn, &same) ||
		    same.id != slot.id)
			return broken(why, bytes,
				      "number %" PRIu64 " of handle %" PRIu64
				      " stands for " SLOT_FMT
				      ", which is not the slot at gfn %#" PRIx64,
				      c - 1, vm->handle, SLOT_ARG(&slot), slot.base_gfn);
	}
	if (by_number == by_gfn)
		return true;
	return broken(why, bytes,
		      "handle %" PRIu64 " has %" PRIu64 " slots with %" PRIu64 " numbers",
		      vm->handle, by_gfn, by_number);
}

/* INV-22 */
bool slots_are_disjoint(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint32_t as = 0; as < vm.nr_as; as++)
			if (!gfns_are_disjoint(w, &vm, as, why, bytes) ||
			    !numbers_are_unique(w, &vm, as, why, bytes))
				return false;
	return true;
}

/* INV-23: the slots of one address space, both sets side by side. */
static bool sets_hold_the_same(const struct gms_world *w, const struct seen_vm *vm, uint32_t as,
			       char *why, size_t bytes)
{
	struct seen_slot slot = { 0 }, twin = { 0 };
	uint64_t c = 0, k = 0;

	for (;;) {
		bool more = observe_slot(w, vm->id, as, SEEN_ACTIVE, &c, &slot);
		bool twin_more = observe_slot(w, vm->id, as, SEEN_INACTIVE, &k, &twin);

		if (more != twin_more || (more && slot.id != twin.id))
			return broken(why, bytes,
				      "the sets of address space %" PRIu32 " of handle %" PRIu64
				      " differ at " SLOT_FMT,
				      as, vm->handle, SLOT_ARG(more ? &slot : &twin));
		if (!more)
			return true;
		if (slot.invalid)
			return broken(why, bytes,
				      SLOT_FMT " of handle %" PRIu64
					       " is INVALID and nobody is changing it",
				      SLOT_ARG(&slot), vm->handle);
	}
}

/* INV-23: generations. */
static bool generations_are_settled(const struct seen_vm *vm, char *why, size_t bytes)
{
	for (uint32_t as = 0; as < vm->nr_as; as++)
		if (vm->swapping[as][SEEN_ACTIVE] || vm->swapping[as][SEEN_INACTIVE])
			return broken(why, bytes,
				      "address space %" PRIu32 " of handle %" PRIu64
				      " is marked as being swapped",
				      as, vm->handle);
	if (vm->nr_as < 2 || vm->generation[0][SEEN_ACTIVE] != vm->generation[1][SEEN_ACTIVE])
		return true;
	return broken(why, bytes,
		      "both address spaces of handle %" PRIu64 " have generation %" PRIu64,
		      vm->handle, vm->generation[0][SEEN_ACTIVE]);
}

/* INV-23 */
bool slot_sets_agree(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		for (uint32_t as = 0; as < vm.nr_as; as++)
			if (!sets_hold_the_same(w, &vm, as, why, bytes))
				return false;
		if (!generations_are_settled(&vm, why, bytes))
			return false;
	}
	return true;
}

/* INV-24 */
bool page_total_is_the_sum(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_slot slot;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);) {
		uint64_t sum = 0;

		for (uint32_t as = 0; as < vm.nr_as; as++)
			for (uint64_t k = 0; observe_slot(w, vm.id, as, SEEN_ACTIVE, &k, &slot);)
				sum += slot.npages;
		if (sum != vm.nr_pages)
			return broken(why, bytes,
				      "handle %" PRIu64 " counts %" PRIu64
				      " pages and its slots have %" PRIu64,
				      vm.handle, vm.nr_pages, sum);
	}
	return true;
}

/* ---- INV-33 ---- */

/* INV-33 */
bool attributes_are_private_or_nothing(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_attribute run;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint64_t k = 0; observe_attribute(w, vm.id, &k, &run);) {
			if (!run.value || (run.value == ATTRIBUTE_PRIVATE && vm.has_private_mem))
				continue;
			return broken(why, bytes,
				      "gfn %#" PRIx64 " of handle %" PRIu64
				      " has attributes %#" PRIx64,
				      run.start, vm.handle, run.value);
		}
	return true;
}

/* ---- INV-40 ---- */

/* Two tasks hold what only one may. */
static bool exclude_each_other(const struct seen_lock *a, const struct seen_lock *b)
{
	return a->kind != b->kind || a->object != b->object || a->kind == GMS_LOCK_SRCU ||
	       !(a->is_write || b->is_write);
}

/* INV-40: one task against those with higher numbers. */
static bool locks_are_exclusive(const struct gms_world *w, const struct seen_task *task,
				char *why, size_t bytes)
{
	struct seen_task other;

	for (uint64_t c = (uint64_t)task->number + 1; observe_task(w, &c, &other);)
		for (uint32_t i = 0; i < task->nr_held; i++)
			for (uint32_t k = 0; k < other.nr_held; k++)
				if (!exclude_each_other(&task->held[i], &other.held[k]))
					return broken(why, bytes,
						      "tasks %d and %d both hold the %s",
						      task->number, other.number,
						      gms_lock_name(task->held[i].kind));
	return true;
}

/* INV-40: whoever reads the slots must not wait for who changes them. */
static bool readers_do_not_wait(const struct seen_task *task, char *why, size_t bytes)
{
	bool reading = false;

	for (uint32_t h = 0; h < task->nr_held; h++) {
		if (reading && task->held[h].kind == GMS_LOCK_SLOTS)
			return broken(why, bytes,
				      "task %d took slots_lock inside an SRCU section",
				      task->number);
		reading |= task->held[h].kind == GMS_LOCK_SRCU;
	}
	if (reading && task->blocked && task->waiting.kind == GMS_LOCK_SLOTS)
		return broken(why, bytes, "task %d waits for slots_lock inside an SRCU section",
			      task->number);
	return true;
}

/* INV-40.  The lock engine watches each acquisition; HZ-1 it lets pass. */
bool locks_are_in_order(const struct gms_world *w, char *why, size_t bytes)
{
	const char *violation = gms_lock_order_violation(w);
	struct seen_task task;

	if (violation)
		return broken(why, bytes, "%s", violation);
	for (uint64_t c = 0; observe_task(w, &c, &task);)
		if (!locks_are_exclusive(w, &task, why, bytes) ||
		    !readers_do_not_wait(&task, why, bytes))
			return false;
	return true;
}

/* INV-45 */
bool slots_that_are_read_live(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_task task;
	struct seen_slot slot;

	for (uint64_t c = 0; observe_task(w, &c, &task);)
		if (task.reads_slot &&
		    (!observe_slot_by_id(w, task.reads_slot, &slot) || slot.freed))
			return broken(why, bytes, "task %d still reads a slot that was freed",
				      task.number);
	return true;
}
