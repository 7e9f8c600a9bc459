/* SPDX-License-Identifier: BSD-2-Clause */
/* The observer of arm64: nested virtualization, and faults under mmu_lock. */
#include <string.h>

#include "arch.h"
#include "memslot.h"
#include "observe.h"

bool observe_shadow(const struct gms_world *w, uint64_t vm, uint64_t *shadow, uint64_t *cursor,
		    struct seen_leaf *out)
{
	struct translation tr;

	if (!arch(w)->next_shadow || !arch(w)->next_shadow(w, (ref_t)vm, shadow, cursor, &tr))
		return false;
	*out = (struct seen_leaf){
		.gfn = (*cursor)++,
		.page = tr.frame,
		.level = tr.level,
		.prot = tr.prot,
		.raw = tr.entry,
		.is_shadow = true,
	};
	return true;
}

bool observe_vncr(const struct gms_world *w, uint64_t vm, uint64_t *cursor, struct seen_vncr *out)
{
	uint64_t ref;

	for (; map_ceil(w, &vm_at(w, (ref_t)vm)->vcpus, cursor, &ref); ++*cursor) {
		const struct vncr_tlb *tlb = &vcpu_at(w, (ref_t)ref)->vncr;

		if (!tlb->valid)
			continue;
		*out = (struct seen_vncr){
			.vcpu = (*cursor)++,
			.gfn = tlb->pa >> PAGE_SHIFT,
			.page = tlb->frame,
			.writable = tlb->hpa_writable,
			.mapped = tlb->mapped,
		};
		return true;
	}
	return false;
}

bool observe_logged(const struct gms_world *w, uint64_t slot, uint64_t *cursor, uint64_t *page)
{
	uint64_t one;

	if (!map_ceil(w, slot_dirty_map(w, (ref_t)slot), cursor, &one))
		return false;
	*page = (*cursor)++;
	return true;
}

/* Is the step one of those that change an entry?  Tables are linked in "install". */
static bool changes_stage_2(const char *step)
{
	return !strcmp(step, "install") || !strcmp(step, "break") || !strcmp(step, "make") ||
	       !strcmp(step, "relax");
}

bool observe_change(const struct gms_world *w, uint64_t *cursor, struct seen_change *out)
{
	for (; *cursor < TASK_SLOTS; ++*cursor) {
		ref_t ref = w->tasks[*cursor];
		const struct task *t = task_at(w, ref);
		const struct vm *vm;
		const char *step;

		if (!ref || !t->depth ||
		    frame_protocol(t->frame[t->depth - 1]) != PROTO_ARM64_ABORT)
			continue;
		step = gms_task_next_step(w, (int)*cursor);
		if (!changes_stage_2(step))
			continue;
		vm = vm_at(w, t->vm);
		*out = (struct seen_change){
			.task = (int)(*cursor)++,
			.vm = t->vm,
			.current = t->fault.snapped && !vm->invalidate_count &&
				   t->fault.snapshot == vm->invalidate_seq &&
				   holds(t, GMS_LOCK_MMU, t->vm),
			.between = !strcmp(step, "make"),
		};
		return true;
	}
	return false;
}
