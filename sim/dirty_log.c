/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_GET_DIRTY_LOG: which pages of a slot were written since the last call.
 *
 * The pages move from slot->dirty to slot->reported, where the result's reader
 * finds them, and become read-only, so that the next write marks them again.
 */
#include <errno.h>

#include "arch.h"
#include "copy.h"
#include "memslot.h"

#define MEM_SLOTS_NUM 32767u

enum { DIRTY_ENTER, DIRTY_COPIED, DIRTY_FIND, DIRTY_COLLECT, DIRTY_FLUSH };

static enum verdict dirty_log_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	return has_argp(&t->op) ? call(t, PROTO_COPY_IN) : jump(t, DIRTY_FIND);
}

static enum verdict dirty_log_copied(struct gms_world *w, struct task *t)
{
	if (t->error)
		return vm_ioctl_fail(w, t, IOCTL_3, (int)t->error);
	unsupported(t, "the bitmap of dirty_log goes to no mapping: argp= is for bad addresses");
	return vm_ioctl_leave(w, t);
}

static enum verdict dirty_log_find(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->vm);
	uint32_t as = op_slot_as(&t->op), id = op_slot_id(&t->op);

	if (as >= vm->nr_as || id >= MEM_SLOTS_NUM - arch(w)->nr_internal_slots)
		return vm_ioctl_fail(w, t, DIRTY_1, EINVAL);
	t->old_slot = slot_by_id(w, vm, as, id);
	if (!t->old_slot || !slot_at(w, t->old_slot)->has_dirty_bitmap)
		return vm_ioctl_fail(w, t, DIRTY_2, ENOENT);
	return NEXT;
}

/* Neighbouring dirty pages are protected as one range. */
static void protect_dirty(struct gms_world *w, ref_t vm, const struct slot *slot)
{
	uint64_t start = 0, end = 0, page, one;

	for (bool more = map_first(w, &slot->dirty, &page, &one); more;
	     more = map_next(w, &slot->dirty, &page, &one)) {
		if (page != end) {
			if (start != end)
				arch(w)->write_protect(w, vm, slot->base_gfn + start,
						       slot->base_gfn + end);
			start = page;
		}
		end = page + 1;
	}
	if (start != end)
		arch(w)->write_protect(w, vm, slot->base_gfn + start, slot->base_gfn + end);
}

static enum verdict dirty_log_collect(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);

	if (slot->has_dirty_bitmap == DIRTY_LOST) {
		unsupported(t, "the arena was too small to note every dirty page");
		return vm_ioctl_leave(w, t);
	}
	apply(w, DIRTY_3);
	protect_dirty(w, t->vm, slot);
	map_clear(w, &slot->reported);
	slot->reported = slot->dirty;
	slot->dirty = (struct map){ 0 };
	t->result = (struct gms_result){
		.kind = GMS_RESULT_PAGES,
		.value = slot->reported.count,
	};
	return NEXT;
}

/* X86-DIRTY-4: mmu_lock is not held any more, and the caller has not got the log yet. */
static enum verdict dirty_log_flush(struct gms_world *w, struct task *t)
{
	if (t->result.value && arch(w)->flush_tlbs)
		arch(w)->flush_tlbs(w, t->vm);
	return vm_ioctl_leave(w, t);
}

const struct step dirty_log_steps[] = {
	[DIRTY_ENTER] = { "check", dirty_log_enter },
	[DIRTY_COPIED] = { "check-copied", dirty_log_copied },
	[DIRTY_FIND] = { "lock-slots", dirty_log_find, .take = need_slots_lock },
	[DIRTY_COLLECT] = { "write-protect", dirty_log_collect, .within = need_mmu_write },
	[DIRTY_FLUSH] = { "flush", dirty_log_flush },
	{ 0 },
};

bool dirty_log_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
			 uint64_t *page)
{
	ref_t file = process_file(w, handle_process(w, op->process), op->vm);
	ref_t vm = file_at(w, file)->kind == FILE_VM ? file_at(w, file)->vm : 0, slot = 0;
	uint64_t one;

	if (vm && op_slot_as(op) < vm_at(w, vm)->nr_as)
		slot = slot_by_id(w, vm_at(w, vm), op_slot_as(op), op_slot_id(op));
	*page = from;
	return slot && map_ceil(w, &slot_at(w, slot)->reported, page, &one);
}
