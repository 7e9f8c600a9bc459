/* SPDX-License-Identifier: BSD-2-Clause */
#include "tdp_atomic.h"

#include "fault.h"

struct tdp_iter tdp_path_end(const struct gms_world *w, const struct vm *vm, uint64_t gfn,
			     uint32_t level)
{
	struct tdp_iter it = tdp_iter_start(w, vm, gfn, gfn + 1);

	do
		it.entry = entry_read(w, it.table[it.level], tdp_iter_index(&it));
	while (it.level > level && tdp_iter_down(&it));
	return it;
}

static struct tdp_iter next_to_change(const struct gms_world *w, struct task *t,
				      struct level_goal goal)
{
	return tdp_path_end(w, fault_vm(w, t), x86_table_gfn(t), goal.level);
}

/* An address is told by what is there, and a leaf under mmu_lock for read keeps its page. */
static uint64_t noted(uint64_t entry)
{
	return entry & ~PAGING_ADDRESS;
}

bool tdp_note_entry(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct tdp_iter it;

	if (!tdp_make_root(w, t))
		return false;
	it = next_to_change(w, t, goal);
	t->fault.level = it.level;
	t->fault.seen = noted(it.entry);
	return it.entry != spte_make_frozen(&it.format);
}

bool tdp_entry_is_as_noted(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct tdp_iter it = next_to_change(w, t, goal);

	return it.level == t->fault.level && noted(it.entry) == t->fault.seen;
}

bool tdp_needs_module(struct gms_world *w, struct task *t)
{
	struct vm *vm = fault_vm(w, t);

	return x86_root_of(vm, x86_table_gfn(t)) == X86_ROOT_MIRROR &&
	       !(t->fault.seen & EPT_PRESENT);
}

static void set_noted(struct gms_world *w, struct task *t, struct level_goal goal, uint64_t entry)
{
	struct tdp_iter it = next_to_change(w, t, goal);

	tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it), entry);
}

void tdp_freeze(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));

	set_noted(w, t, goal, spte_make_frozen(&format));
}

/* What is not present in a mirror is empty: it holds no MMIO. */
void tdp_thaw(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));

	set_noted(w, t, goal, spte_make_empty(&format));
}
