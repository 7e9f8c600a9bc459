/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_GET_DIRTY_LOG and KVM_CLEAR_DIRTY_LOG: which pages of a slot were written.
 *
 *	get	dirty pages -> slot->reported; without manual protection they are also
 *		forgotten, and become read-only so that the next write marks them again
 *	clear	the pages that userspace names are forgotten, and become read-only
 *
 * slot->dirty holds the dirty pages; of a log that began with all of them, the others.
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "memslot.h"

#define MEM_SLOTS_NUM 32767u
#define WORD_PAGES    64u

int dirty_log_enable(struct gms_world *w, struct vm *vm, uint64_t arg)
{
	uint64_t allowed = MANUAL_PROTECT_ENABLE;

	apply(w, DIRTY_4);
	if (arg & MANUAL_PROTECT_ENABLE)
		allowed |= MANUAL_PROTECT_INITIALLY_SET;
	if (arg & ~allowed)
		return EINVAL;
	vm->manual_protect = (uint8_t)arg;
	return 0;
}

/* ---- Sets of pages, or of the pages that are not in them ---- */

static bool next_in(const struct gms_world *w, const struct map *set, uint64_t from,
		    uint64_t *page)
{
	uint64_t one;

	*page = from;
	return map_ceil(w, set, page, &one);
}

/* A run of keys in a row is stepped over one by one. */
static bool next_not_in(const struct gms_world *w, const struct map *set, uint64_t npages,
			uint64_t from, uint64_t *page)
{
	uint64_t key = from, one;

	for (bool more = map_ceil(w, set, &key, &one); more && key == from;
	     more = map_next(w, set, &key, &one))
		from++;
	*page = from;
	return from < npages;
}

bool slot_next_dirty(const struct gms_world *w, ref_t ref, uint64_t from, uint64_t *page)
{
	const struct map *set = slot_dirty_map(w, ref);

	if (slot_all_dirty(w, ref))
		return next_not_in(w, set, slot_at(w, ref)->npages, from, page);
	return next_in(w, set, from, page);
}

/* Where the dirty pages that begin at `page` end. */
static uint64_t dirty_run_end(const struct gms_world *w, const struct slot *slot, uint64_t page)
{
	uint64_t end;

	if (!slot->all_dirty)
		next_not_in(w, &slot->dirty, slot->npages, page, &end);
	else if (!next_in(w, &slot->dirty, page, &end))
		end = slot->npages;
	return end;
}

/* ---- Both ioctls ---- */

static enum verdict find_slot(struct gms_world *w, struct task *t)
{
	t->old_slot = slot_by_id(w, vm_at(w, t->vm), op_slot_as(&t->op), op_slot_id(&t->op));
	if (!t->old_slot || !slot_at(w, t->old_slot)->has_dirty_bitmap)
		return vm_ioctl_fail(w, t, DIRTY_2, ENOENT);
	return NEXT;
}

static bool is_out_of_range(const struct gms_world *w, const struct task *t)
{
	return op_slot_as(&t->op) >= vm_at(w, t->vm)->nr_as ||
	       op_slot_id(&t->op) >= MEM_SLOTS_NUM - arch(w)->nr_internal_slots;
}

static enum verdict lost(struct gms_world *w, struct task *t)
{
	unsupported(t, "the arena was too small to note every dirty page");
	return vm_ioctl_leave(w, t);
}

/* Neighbouring dirty pages are protected as one range. */
static void protect_all(struct gms_world *w, ref_t vm, ref_t ref)
{
	const struct slot *slot = slot_at(w, ref);
	uint64_t start, end = 0;

	while (slot_next_dirty(w, ref, end, &start)) {
		end = dirty_run_end(w, slot, start);
		arch(w)->write_protect(w, vm, slot->base_gfn + start, slot->base_gfn + end);
	}
}

static uint64_t nr_dirty(const struct slot *slot)
{
	return slot->all_dirty ? slot->npages - slot->dirty.count : slot->dirty.count;
}

/* ---- Get ---- */

enum { DIRTY_ENTER, DIRTY_COPIED, DIRTY_FIND, DIRTY_COLLECT, DIRTY_FLUSH, DIRTY_LEAVE };

static enum verdict dirty_log_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : jump(t, DIRTY_FIND);
}

static enum verdict dirty_log_copied(struct gms_world *w, struct task *t)
{
	return t->error ? vm_ioctl_fail(w, t, IOCTL_3, (int)t->error) : NEXT;
}

static enum verdict dirty_log_find(struct gms_world *w, struct task *t)
{
	return is_out_of_range(w, t) ? vm_ioctl_fail(w, t, DIRTY_1, EINVAL) : find_slot(w, t);
}

static bool is_manual(const struct gms_world *w, const struct task *t)
{
	return vm_at(w, t->vm)->manual_protect;
}

/* The kernel copies what it reports to a second bitmap, unless that is all it does. */
static bool copy_dirty(struct gms_world *w, struct slot *slot)
{
	uint64_t page, one;

	for (bool more = map_first(w, &slot->dirty, &page, &one); more;
	     more = map_next(w, &slot->dirty, &page, &one))
		if (!map_set(w, &slot->reported, page, 1))
			return false;
	return true;
}

static void forget_all(struct slot *slot)
{
	slot->dirty = (struct map){ 0 };
	slot->all_dirty = 0;
}

static enum verdict dirty_log_collect(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);

	if (slot->has_dirty_bitmap == DIRTY_LOST)
		return lost(w, t);
	apply(w, is_manual(w, t) ? DIRTY_5 : DIRTY_3);
	map_clear(w, &slot->reported);
	slot->all_reported = slot->all_dirty;
	t->result =
		(struct gms_result){ .kind = GMS_RESULT_PAGES, .value = (int64_t)nr_dirty(slot) };
	if (is_manual(w, t))
		return copy_dirty(w, slot) ? NEXT : lost(w, t);
	protect_all(w, t->vm, t->old_slot);
	slot->reported = slot->dirty;
	forget_all(slot);
	return NEXT;
}

/* X86-DIRTY-4: mmu_lock is not held any more, and the caller has not got the log yet. */
static enum verdict dirty_log_flush(struct gms_world *w, struct task *t)
{
	if (t->result.value && !is_manual(w, t) && arch(w)->flush_tlbs)
		arch(w)->flush_tlbs(w, t->vm);
	t->copied = 0;
	return has_bitmap(&t->op) ? call(t, PROTO_BITMAP_OUT) : NEXT;
}

static enum verdict dirty_log_leave(struct gms_world *w, struct task *t)
{
	if (has_bitmap(&t->op) && t->error)
		return vm_ioctl_fail(w, t, DIRTY_10, (int)t->error);
	return vm_ioctl_leave(w, t);
}

static struct need need_mmu_if_protects(const struct gms_world *w, const struct task *t)
{
	return is_manual(w, t) ? NEED_NOTHING : need_mmu_write(w, t);
}

const struct step dirty_log_steps[] = {
	[DIRTY_ENTER] = { "check", dirty_log_enter },
	[DIRTY_COPIED] = { "check-copied", dirty_log_copied },
	[DIRTY_FIND] = { "lock-slots", dirty_log_find, .take = need_slots_lock },
	[DIRTY_COLLECT] = { "write-protect", dirty_log_collect, .within = need_mmu_if_protects },
	[DIRTY_FLUSH] = { "flush", dirty_log_flush },
	[DIRTY_LEAVE] = { "done", dirty_log_leave },
	{ 0 },
};

bool dirty_log_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
			 uint64_t *page)
{
	ref_t file = process_file(w, handle_process(w, op->process), op->vm);
	ref_t vm = file_at(w, file)->kind == FILE_VM ? file_at(w, file)->vm : 0, ref = 0;
	const struct slot *slot;

	if (vm && op_slot_as(op) < vm_at(w, vm)->nr_as)
		ref = slot_by_id(w, vm_at(w, vm), op_slot_as(op), op_slot_id(op));
	slot = slot_at(w, ref);
	if (!ref)
		return false;
	if (slot->all_reported)
		return next_not_in(w, &slot->reported, slot->npages, from, page);
	return next_in(w, &slot->reported, from, page);
}

/* ---- Clear ---- */

enum { CLEAR_ENTER, CLEAR_COPIED, CLEAR_FIND, CLEAR_READ, CLEAR_CLEAR, CLEAR_FLUSH };

static enum verdict clear_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (t->op.len > UINT32_MAX) {
		unsupported(t, "npages has 32 bits");
		return vm_ioctl_leave(w, t);
	}
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : jump(t, CLEAR_FIND);
}

static bool is_bad_piece(const struct slot *slot, uint64_t first, uint64_t count)
{
	if (first > slot->npages || count > slot->npages - first)
		return true;
	return count < slot->npages - first && count % WORD_PAGES;
}

static enum verdict clear_find(struct gms_world *w, struct task *t)
{
	enum verdict verdict;

	if (is_out_of_range(w, t))
		return vm_ioctl_fail(w, t, DIRTY_1, EINVAL);
	if (t->op.off % WORD_PAGES)
		return vm_ioctl_fail(w, t, DIRTY_6, EINVAL);
	verdict = find_slot(w, t);
	if (verdict != NEXT)
		return verdict;
	if (is_bad_piece(slot_at(w, t->old_slot), t->op.off, t->op.len))
		return vm_ioctl_fail(w, t, DIRTY_7, EINVAL);
	t->copied = 0;
	return has_bitmap(&t->op) ? call(t, PROTO_BITMAP_IN) : jump(t, CLEAR_CLEAR);
}

static enum verdict clear_read(struct gms_world *w, struct task *t)
{
	return t->error ? vm_ioctl_fail(w, t, DIRTY_10, (int)t->error) : NEXT;
}

/* Does userspace name the page?  What its bitmap says was put into `reported`. */
static bool is_named(const struct gms_world *w, const struct task *t, uint64_t page)
{
	if (has_bitmap(&t->op))
		return map_get(w, &slot_at(w, t->old_slot)->reported, page, NULL);
	return t->op.value >> page % WORD_PAGES & 1;
}

static bool forget(struct gms_world *w, struct slot *slot, uint64_t page)
{
	if (slot->all_dirty)
		return map_set(w, &slot->dirty, page, 1);
	return map_erase(w, &slot->dirty, page);
}

static void protect(struct gms_world *w, const struct task *t, uint64_t start, uint64_t end)
{
	uint64_t base = slot_at(w, t->old_slot)->base_gfn;

	if (dirty_log_initially_set(vm_at(w, t->vm)) && arch(w)->start_logging_range)
		arch(w)->start_logging_range(w, t->vm, base + start, base + end);
	arch(w)->write_protect(w, t->vm, base + start, base + end);
}

/* The pages of one word that were cleared, run by run, or from the first to the last. */
static void protect_word(struct gms_world *w, const struct task *t, uint64_t page, uint64_t mask)
{
	while (mask) {
		uint32_t low = (uint32_t)__builtin_ctzll(mask);
		uint64_t rest = ~(mask >> low);
		uint32_t count = rest ? (uint32_t)__builtin_ctzll(rest) : WORD_PAGES - low;

		if (arch(w)->protects_spans)
			count = WORD_PAGES - low - (uint32_t)__builtin_clzll(mask);
		protect(w, t, page + low, page + low + count);
		mask = low + count < WORD_PAGES ? mask & ~0ull << (low + count) : 0;
	}
}

/* False: no room for it.  t->found: something was cleared. */
static bool clear_word(struct gms_world *w, struct task *t, uint64_t from, uint64_t end)
{
	uint64_t word = from & ~(uint64_t)(WORD_PAGES - 1), mask = 0;
	struct slot *slot = slot_at(w, t->old_slot);
	bool room = true;

	if (end > word + WORD_PAGES)
		end = word + WORD_PAGES;
	for (; room && slot_next_dirty(w, t->old_slot, from, &from) && from < end; from++)
		if (is_named(w, t, from)) {
			room = forget(w, slot, from);
			mask |= 1ull << (from - word);
		}
	t->found |= mask != 0;
	protect_word(w, t, word, mask);
	return room;
}

/* All of it: nothing has to be looked at page by page. */
static bool clears_all(const struct gms_world *w, const struct task *t)
{
	return !t->op.off && t->op.len == slot_at(w, t->old_slot)->npages &&
	       !has_bitmap(&t->op) && t->op.value == UINT64_MAX;
}

static void clear_all(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);
	uint64_t start, end = 0;

	while (slot_next_dirty(w, t->old_slot, end, &start)) {
		end = dirty_run_end(w, slot, start);
		protect(w, t, start, end);
		t->found = 1;
	}
	map_clear(w, &slot->dirty);
	forget_all(slot);
}

static enum verdict clear_clear(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);
	uint64_t page = t->op.off, end = page + t->op.len;

	if (slot->has_dirty_bitmap == DIRTY_LOST)
		return lost(w, t);
	apply(w, DIRTY_8);
	t->found = 0;
	if (clears_all(w, t)) {
		clear_all(w, t);
		return NEXT;
	}
	while (slot_next_dirty(w, t->old_slot, page, &page) && page < end) {
		if (!clear_word(w, t, page, end)) {
			slot->has_dirty_bitmap = DIRTY_LOST;
			return lost(w, t);
		}
		page = (page | (WORD_PAGES - 1)) + 1;
	}
	return NEXT;
}

static enum verdict clear_flush(struct gms_world *w, struct task *t)
{
	if (t->found && arch(w)->flush_tlbs)
		arch(w)->flush_tlbs(w, t->vm);
	return vm_ioctl_succeed(w, t, DIRTY_8, 0);
}

const struct step clear_dirty_log_steps[] = {
	[CLEAR_ENTER] = { "check", clear_enter },
	[CLEAR_COPIED] = { "check-copied", dirty_log_copied },
	[CLEAR_FIND] = { "lock-slots", clear_find, .take = need_slots_lock },
	[CLEAR_READ] = { "bitmap-copied", clear_read },
	[CLEAR_CLEAR] = { "write-protect", clear_clear, .within = need_mmu_write },
	[CLEAR_FLUSH] = { "flush", clear_flush },
	{ 0 },
};
