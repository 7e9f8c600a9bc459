/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The TDP MMU.
 *
 */
#include "tdp_mmu.h"

#include <assert.h>
#include <errno.h>

#include "fault.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tlb.h"

#define GENERATION_IN_PROGRESS (1ull << 63)

struct spte_format tdp_format(const struct gms_world *w)
{
	struct spte_kernel kernel = {
		.exec_user = has(w, SW_X86_EXEC_USER_BIT),
		.suppress_ve = has(w, SW_X86_NONPRESENT_SUPPRESS_VE),
	};
	struct spte_format format = spte_ept_format(kernel);

	format.nx_huge_pages = w->config.param[GMS_PARAM_NX_HUGE_PAGES];
	return format;
}

static uint32_t right_of(enum gms_access access)
{
	switch (access) {
	case GMS_ACCESS_EXEC:
		return SPTE_EXEC;
	case GMS_ACCESS_WRITE:
		return SPTE_WRITE;
	default:
		return SPTE_READ;
	}
}

bool tdp_permits(uint64_t e, enum gms_access access)
{
	static const struct spte_format ept;

	return spte_permits(&ept, e, right_of(access));
}

/* ---- Changing an entry ---- */

/* X86-TDP-7: what no path of the kernel does to an entry. */
static bool change_is_legal(uint64_t old, uint64_t new_value, uint32_t level)
{
	bool was_leaf = spte_is_leaf(old, level), is_leaf = spte_is_leaf(new_value, level);

	if (was_leaf && is_leaf && ept_pfn(old) != ept_pfn(new_value))
		return false;
	return !spte_is_shadow_present(new_value) ||
	       (new_value & (EPT_READ | EPT_WRITE)) != EPT_WRITE;
}

void tdp_set_entry(struct gms_world *w, ref_t table, uint32_t index, uint64_t new_value)
{
	struct table_info *info = table_info_at(w, table);
	uint64_t old = entry_read(w, table, index);

	assert(change_is_legal(old, new_value, info->level));
	info->present += (new_value != info->fill);
	info->present -= (old != info->fill);
	entry_write(w, table, index, new_value);
}

static void free_tables(struct gms_world *w, ref_t table, uint32_t level)
{
	uint64_t touched = table_info_at(w, table)->touched;

	for (uint32_t i = 0; level > 1 && i < TABLE_ENTRIES; i++) {
		uint64_t e;

		if (!(touched >> (i / 8) & 1))
			continue;
		e = entry_read(w, table, i);
		if (spte_is_table(e, level))
			free_tables(w, tdp_child(e), level - 1);
	}
	table_give(w, table);
}

void tdp_replace_table(struct gms_world *w, ref_t table, uint32_t index, uint64_t leaf)
{
	uint32_t level = table_info_at(w, table)->level;
	uint64_t old = entry_read(w, table, index);

	apply(w, X86_TDP_7);
	tdp_set_entry(w, table, index, leaf);
	free_tables(w, tdp_child(old), level - 1);
}

/* ---- The iterator ---- */

struct tdp_iter tdp_iter_start(const struct vm *vm, uint64_t start, uint64_t end)
{
	struct tdp_iter it = {
		.gfn = start,
		.end = end < TDP_GFN_END ? end : TDP_GFN_END,
		.level = EPT_ROOT_LEVEL,
	};

	it.table[EPT_ROOT_LEVEL] = vm->root[0];
	if (!vm->root[0])
		it.end = 0;
	return it;
}

/* Down, if the entry is a table. */
static bool iter_down(struct tdp_iter *it)
{
	if (!spte_is_table(it->entry, it->level))
		return false;
	it->level--;
	it->table[it->level] = tdp_child(it->entry);
	return true;
}

/* To the entry that begins at gfn, after this one: aside, and up where tables end. */
void tdp_iter_to(struct tdp_iter *it, uint64_t gfn)
{
	it->gfn = gfn;
	while (it->level < EPT_ROOT_LEVEL && ept_index(gfn, it->level) == 0)
		it->level++;
}

void tdp_iter_aside(struct tdp_iter *it)
{
	tdp_iter_to(it, (it->gfn | (ept_pages(it->level) - 1)) + 1);
}

/* Past the 64-byte line of the entry: nobody ever wrote it. */
static void iter_past_line(struct tdp_iter *it)
{
	tdp_iter_to(it, (it->gfn | (ept_pages(it->level) * 8 - 1)) + 1);
}

/* Find the next leaf or MMIO entry at or after where it is; it stays there. */
bool tdp_iter_find(const struct gms_world *w, struct tdp_iter *it)
{
	while (it->gfn < it->end) {
		const struct table_info *info = table_info_at(w, it->table[it->level]);
		uint32_t index = ept_index(it->gfn, it->level);

		if (!info->present || !(info->touched >> (index / 8) & 1)) {
			iter_past_line(it);
			continue;
		}
		it->entry = entry_read(w, it->table[it->level], index);
		if (iter_down(it))
			continue;
		if (ept_is_present(it->entry))
			return true;
		tdp_iter_aside(it);
	}
	return false;
}

/* ---- Walks ---- */

bool tdp_mmio_is_current(const struct gms_world *w, struct vm *vm, uint64_t e)
{
	uint64_t generation = active_set(vm, 0)->generation;

	(void)w;
	return !(generation & GENERATION_IN_PROGRESS) &&
	       spte_mmio_generation(e) == (generation & SPTE_GENERATION_MASK);
}

static uint32_t prot_of(uint64_t e)
{
	return (e & EPT_READ ? GMS_PROT_READ : 0) | (e & EPT_WRITE ? GMS_PROT_WRITE : 0) |
	       (e & EPT_EXEC ? GMS_PROT_EXEC : 0);
}

struct translation tdp_translate_leaf(uint64_t gfn, uint64_t e, uint32_t level)
{
	return (struct translation){
		.mapped = true,
		.frame = pfn_frame(ept_pfn(e)) + (ref_t)(gfn & (ept_pages(level) - 1)),
		.level = level,
		.prot = prot_of(e),
		.entry = e,
		.bits = e & ~EPT_ADDRESS,
	};
}

static void translate_entry(const struct gms_world *w, struct vm *vm, uint64_t gfn, uint64_t e,
			    struct translation *tr)
{
	struct spte_format format;

	tr->entry = e;
	if (e & EPT_READ) {
		*tr = tdp_translate_leaf(gfn, e, tr->level);
		return;
	}
	format = tdp_format(w);
	if (spte_is_mmio(&format, e)) {
		tr->mmio = true;
		if (tdp_mmio_is_current(w, vm, e))
			tr->prot = GMS_PROT_READ | GMS_PROT_WRITE;
	}
}

struct translation tdp_translate(const struct gms_world *w, ref_t ref, uint64_t gpa)
{
	struct vm *vm = vm_at(w, ref);
	struct translation tr = { .level = EPT_ROOT_LEVEL };
	struct ept_walk walk;

	if (!vm->root[0])
		return tr;
	walk = tdp_walk(w, vm->root[0], gpa);
	tr.level = walk.level;
	translate_entry(w, vm, gpa >> PAGE_SHIFT, walk.entry, &tr);
	return tr;
}

bool tdp_next_leaf(const struct gms_world *w, ref_t ref, uint64_t *gfn, struct translation *tr)
{
	struct vm *vm = vm_at(w, ref);
	struct tdp_iter it = tdp_iter_start(vm, *gfn, TDP_GFN_END);

	if (!tdp_iter_find(w, &it))
		return false;
	*gfn = it.gfn;
	*tr = (struct translation){ .level = it.level };
	translate_entry(w, vm, it.gfn, it.entry, tr);
	return true;
}

uint32_t tdp_missing_tables(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	ref_t table = vm->root[0];
	uint32_t level = EPT_ROOT_LEVEL;

	if (!table)
		return EPT_ROOT_LEVEL;
	for (; level > 1; level--) {
		uint64_t e = entry_read(w, table, ept_index(gfn, level));

		if (!spte_is_table(e, level))
			return level - 1;
		table = tdp_child(e);
	}
	return 0;
}

/* ---- Mapping ---- */

struct level_goal tdp_keep_small(struct gms_world *w, const struct vm *vm, uint64_t gfn,
				 struct level_goal goal)
{
	struct tdp_iter it = tdp_iter_start(vm, gfn, gfn + 1);

	while (it.end && it.level > PAGING_LEVEL_4K) {
		uint32_t level = it.level;

		it.entry = entry_read(w, it.table[level], tdp_iter_index(&it));
		if (!iter_down(&it))
			break;
		if (level == goal.level && table_info_at(w, it.table[it.level])->no_huge) {
			apply(w, X86_LEVEL_8);
			goal.level--;
		}
	}
	return goal;
}

void tdp_split(struct gms_world *w, ref_t table, uint64_t large, uint32_t level)
{
	struct spte_format format = tdp_format(w);

	apply(w, X86_TDP_12);
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
		tdp_set_entry(w, table, i, spte_make_small(&format, large, level, i));
}

/* The table below an entry of `level`, linked if there is none; 0: none was reserved. */
static ref_t make_child(struct gms_world *w, struct task *t, ref_t table, uint32_t level,
			struct level_goal goal)
{
	struct spte_format format = tdp_format(w);
	uint32_t index = ept_index(t->fault.gfn, level);
	uint64_t e = entry_read(w, table, index);
	ref_t child;

	if (spte_is_table(e, level))
		return tdp_child(e);
	child = fault_take_table(w, t, level - 1);
	if (!child)
		return 0;
	table_info_at(w, child)->no_huge = goal.level < level && goal.wanted >= level;
	if (spte_is_leaf(e, level) && x86_has_tdp_mmu(w)) {
		tdp_split(w, child, e, level);
	} else if (spte_is_leaf(e, level)) {
		apply(w, X86_SHADOW_5);
		tdp_set_entry(w, table, index, spte_make_empty(&format));
		tlb_flush_zapped(w, t->vm);
	}
	apply(w, X86_SPTE_8);
	tdp_set_entry(w, table, index, spte_make_table(&format, table_pfn(child)));
	return child;
}

ref_t tdp_make_path(struct gms_world *w, struct task *t, struct vm *vm, struct level_goal goal)
{
	ref_t table;

	if (!vm->root[0])
		vm->root[0] = fault_take_table(w, t, EPT_ROOT_LEVEL);
	table = vm->root[0];
	for (uint32_t level = EPT_ROOT_LEVEL; table && level > goal.level; level--)
		table = make_child(w, t, table, level, goal);
	return table;
}

int tdp_map(struct gms_world *w, struct task *t, uint64_t leaf, struct level_goal goal)
{
	ref_t table = tdp_make_path(w, t, fault_vm(w, t), goal);
	uint32_t index = ept_index(t->fault.gfn, goal.level);
	uint64_t old;

	apply(w, X86_TDP_4);
	if (!table)
		return EAGAIN;
	old = entry_read(w, table, index);
	apply(w, X86_TDP_5);
	if (spte_is_leaf(old, goal.level) &&
	    (t->fault.prefetch || tdp_permits(old, (enum gms_access)t->fault.access)))
		return EEXIST;
	if (spte_is_table(old, goal.level)) {
		tdp_replace_table(w, table, index, leaf);
		tlb_flush_zapped(w, t->vm);
	} else if (old != leaf)
		tdp_set_entry(w, table, index, leaf);
	return 0;
}

/* A large page of a logged slot is for the slow path: it has to be split. */
static bool must_be_split(const struct gms_world *w, const struct task *t, uint32_t level)
{
	return level > PAGING_LEVEL_4K && slot_at(w, t->fault.slot)->flags & MEM_LOG_DIRTY;
}

int tdp_fast_fix(struct gms_world *w, struct task *t, struct vm *vm)
{
	enum gms_access access = (enum gms_access)t->fault.access;
	struct tdp_iter it = tdp_iter_start(vm, t->fault.gfn, t->fault.gfn + 1);
	struct spte_format format = tdp_format(w);
	uint64_t fixed;

	if (!tdp_iter_find(w, &it) || !spte_is_leaf(it.entry, it.level))
		return EAGAIN;
	if (tdp_permits(it.entry, access))
		return EEXIST;
	fixed = spte_fix(&format, it.entry, right_of(access));
	if (fixed == it.entry || must_be_split(w, t, it.level))
		return EAGAIN;
	tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it), fixed);
	return 0;
}

/* ---- Ranges; mmu_lock write ---- */

/* X86-TDP-8, X86-TDP-9: one root serves both kinds, so the filter says nothing. */
void tdp_zap_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, uint32_t filter)
{
	struct spte_format format = tdp_format(w);
	struct tdp_iter it = tdp_iter_start(vm_at(w, vm), start, end);
	bool zapped = false;

	(void)filter;
	apply(w, x86_has_tdp_mmu(w) ? X86_TDP_8 : X86_SHADOW_4);
	for (; tdp_iter_find(w, &it); tdp_iter_aside(&it)) {
		if (!spte_is_shadow_present(it.entry)) {
			apply(w, X86_MMIO_9);
			continue;
		}
		tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it),
			      spte_make_empty(&format));
		zapped = true;
	}
	if (zapped)
		tlb_flush_zapped(w, vm);
}

void tdp_zap_all(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);

	if (vm->root[0])
		free_tables(w, vm->root[0], EPT_ROOT_LEVEL);
	vm->root[0] = 0;
	vm->mmu_generation++;
	tlb_flush_zapped(w, ref);
}
