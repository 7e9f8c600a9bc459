/* SPDX-License-Identifier: BSD-2-Clause */
/* The TDP MMU. */
#include "tdp_mmu.h"

#include <assert.h>
#include <errno.h>

#include "fault.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tdx.h"
#include "tlb.h"

#define GENERATION_IN_PROGRESS (1ull << 63)

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

bool tdp_permits(const struct spte_format *format, uint64_t e, enum gms_access access)
{
	return spte_permits(format, e, right_of(access));
}

/* ---- Changing an entry ---- */

/* X86-TDP-7: what no path of the kernel does to an entry.  X86-INV-5 says so later. */
static void judge_change(struct gms_world *w, uint64_t old, uint64_t new_value, uint32_t level)
{
	if (spte_is_leaf(old, level) && spte_is_leaf(new_value, level) &&
	    ept_pfn(old) != ept_pfn(new_value))
		w->illegal_change = "a leaf was replaced by a leaf of another page";
	assert(!spte_is_shadow_present(new_value) ||
	       (new_value & (EPT_READ | EPT_WRITE)) != EPT_WRITE);
}

void tdp_set_entry(struct gms_world *w, ref_t table, uint32_t index, uint64_t new_value)
{
	struct table_info *info = table_info_at(w, table);
	uint64_t old = entry_read(w, table, index);

	judge_change(w, old, new_value, info->level);
	info->present += (new_value != info->fill);
	info->present -= (old != info->fill);
	entry_write(w, table, index, new_value);
}

static ref_t child_of(const struct spte_format *format, uint64_t e)
{
	return pfn_table(spte_pfn(format, e));
}

void tdp_free_tables(struct gms_world *w, const struct spte_format *format, ref_t table,
		     uint32_t level)
{
	uint64_t touched = table_info_at(w, table)->touched;

	for (uint32_t i = 0; level > 1 && i < TABLE_ENTRIES; i++) {
		uint64_t e;

		if (!(touched >> (i / 8) & 1))
			continue;
		e = entry_read(w, table, i);
		if (spte_is_table(e, level))
			tdp_free_tables(w, format, child_of(format, e), level - 1);
	}
	table_give(w, table);
}

void tdp_replace_table(struct gms_world *w, const struct spte_format *format, ref_t table,
		       uint32_t index, uint64_t leaf)
{
	uint32_t level = table_info_at(w, table)->level;
	uint64_t old = entry_read(w, table, index);

	apply(w, X86_TDP_7);
	tdp_set_entry(w, table, index, leaf);
	tdp_free_tables(w, format, child_of(format, old), level - 1);
}

/* ---- The iterator ---- */

struct tdp_iter tdp_iter_start(const struct gms_world *w, const struct vm *vm, uint64_t start,
			       uint64_t end)
{
	struct tdp_iter it = {
		.gfn = start,
		.end = end < x86_gfn_end(vm) ? end : x86_gfn_end(vm),
		.level = vm->start_level,
		.root_level = vm->start_level,
		.format = x86_format(w, vm),
	};

	it.table[it.level] = vm->root[x86_root_of(vm, start)];
	if (!it.table[it.level])
		it.end = 0;
	return it;
}

bool tdp_iter_down(struct tdp_iter *it)
{
	if (it->level == PAGING_LEVEL_4K || !spte_is_table(it->entry, it->level))
		return false;
	it->level--;
	it->table[it->level] = child_of(&it->format, it->entry);
	return true;
}

/* To the entry that begins at gfn, after this one: aside, and up where tables end. */
void tdp_iter_to(struct tdp_iter *it, uint64_t gfn)
{
	it->gfn = gfn;
	while (it->level < it->root_level && ept_index(gfn, it->level) == 0)
		it->level++;
}

void tdp_iter_aside(struct tdp_iter *it)
{
	tdp_iter_to(it, (it->gfn | (ept_pages(it->level) - 1)) + 1);
}

void tdp_iter_past_line(struct tdp_iter *it)
{
	tdp_iter_to(it, (it->gfn | (ept_pages(it->level) * 8 - 1)) + 1);
}

/* Past the lines of the table that hold nothing; all of them if nothing is present. */
static void past_empty_lines(struct tdp_iter *it, const struct table_info *info)
{
	uint64_t span = ept_pages(it->level) * 8;
	uint32_t line = ept_index(it->gfn, it->level) / 8;
	uint64_t left = info->present ? info->touched >> line : 0;
	uint64_t lines = left ? (uint64_t)__builtin_ctzll(left) : TABLE_ENTRIES / 8 - line;

	tdp_iter_to(it, (it->gfn & ~(span - 1)) + lines * span);
}

/* Find the next leaf or MMIO entry at or after where it is; it stays there. */
bool tdp_iter_find(const struct gms_world *w, struct tdp_iter *it)
{
	while (it->gfn < it->end) {
		const struct table_info *info = table_info_at(w, it->table[it->level]);
		uint32_t index = ept_index(it->gfn, it->level);

		if (!info->present || !(info->touched >> (index / 8) & 1)) {
			past_empty_lines(it, info);
			continue;
		}
		it->entry = entry_read(w, it->table[it->level], index);
		if (tdp_iter_down(it))
			continue;
		if (spte_is_shadow_present(it->entry) || spte_is_mmio(&it->format, it->entry))
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

/* R and W of EPT are P and W of NPT. */
static uint32_t prot_of(const struct spte_format *format, uint64_t e)
{
	return (e & EPT_READ ? GMS_PROT_READ : 0) | (e & EPT_WRITE ? GMS_PROT_WRITE : 0) |
	       (spte_permits(format, e, SPTE_EXEC) ? GMS_PROT_EXEC : 0);
}

struct translation tdp_translate_leaf(const struct spte_format *format, uint64_t gfn, uint64_t e,
				      uint32_t level)
{
	return (struct translation){
		.mapped = e & EPT_READ,
		.frame = pfn_frame(spte_pfn(format, e)) + (ref_t)(gfn & (ept_pages(level) - 1)),
		.level = level,
		.prot = prot_of(format, e),
		.entry = e,
		.bits = e & ~EPT_ADDRESS,
	};
}

static void translate_entry(const struct gms_world *w, struct vm *vm, uint64_t gfn, uint64_t e,
			    struct translation *tr)
{
	struct spte_format format;

	tr->entry = e;
	if (spte_is_shadow_present(e)) {
		format = x86_leaf_format(w, vm);
		*tr = tdp_translate_leaf(&format, gfn, e, tr->level);
		return;
	}
	format = x86_format(w, vm);
	if (spte_is_mmio(&format, e)) {
		tr->mmio = true;
		if (tdp_mmio_is_current(w, vm, e))
			tr->prot = GMS_PROT_READ | GMS_PROT_WRITE;
	}
}

struct translation tdp_translate(const struct gms_world *w, ref_t ref, uint64_t gpa)
{
	struct vm *vm = vm_at(w, ref);
	struct translation tr = { .level = vm->start_level };
	struct tdp_walk walk;

	if (!vm->root[x86_root_of(vm, gpa >> PAGE_SHIFT)])
		return tr;
	walk = tdp_walk(w, vm, gpa);
	tr.level = walk.level;
	translate_entry(w, vm, gpa >> PAGE_SHIFT, walk.entry, &tr);
	return tr;
}

uint64_t tdp_end_of_table(const struct vm *vm, uint64_t gfn)
{
	return x86_root_of(vm, gfn) == X86_ROOT_MIRROR ? vm->direct_gfn_bits : UINT64_MAX;
}

bool tdp_next_leaf(const struct gms_world *w, ref_t ref, uint64_t *gfn, struct translation *tr)
{
	struct vm *vm = vm_at(w, ref);
	struct tdp_iter it = tdp_iter_start(w, vm, *gfn, tdp_end_of_table(vm, *gfn));
	bool found = tdp_iter_find(w, &it);

	if (!found && x86_root_of(vm, *gfn) == X86_ROOT_MIRROR) {
		it = tdp_iter_start(w, vm, vm->direct_gfn_bits, UINT64_MAX);
		found = tdp_iter_find(w, &it);
	}
	if (!found)
		return false;
	*gfn = it.gfn;
	*tr = (struct translation){ .level = it.level };
	translate_entry(w, vm, it.gfn, it.entry, tr);
	return true;
}

uint32_t tdp_missing_tables(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	struct spte_format format = x86_format(w, vm);
	ref_t table = vm->root[x86_root_of(vm, gfn)];
	uint32_t level = vm->start_level;

	if (!table)
		return level;
	for (; level > 1; level--) {
		uint64_t e = entry_read(w, table, ept_index(gfn, level));

		if (!spte_is_table(e, level))
			return level - 1;
		table = child_of(&format, e);
	}
	return 0;
}

/* ---- Mapping ---- */

struct level_goal tdp_keep_small(struct gms_world *w, const struct vm *vm, uint64_t gfn,
				 struct level_goal goal)
{
	struct tdp_iter it = tdp_iter_start(w, vm, gfn, gfn + 1);

	while (it.end && it.level > PAGING_LEVEL_4K) {
		uint32_t level = it.level;

		it.entry = entry_read(w, it.table[level], tdp_iter_index(&it));
		if (!tdp_iter_down(&it))
			break;
		if (level == goal.level && table_info_at(w, it.table[it.level])->no_huge) {
			apply(w, X86_LEVEL_8);
			goal.level--;
		}
	}
	return goal;
}

void tdp_split(struct gms_world *w, const struct spte_format *format, ref_t table, uint64_t large,
	       uint32_t level)
{
	apply(w, X86_TDP_12);
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
		tdp_set_entry(w, table, i, spte_make_small(format, large, level, i));
}

/* The table below an entry of `level`, linked if there is none; 0: none was reserved. */
static ref_t make_child(struct gms_world *w, struct task *t, ref_t table, uint32_t level,
			struct level_goal goal)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	uint32_t index = ept_index(x86_table_gfn(t), level);
	uint64_t e = entry_read(w, table, index);
	ref_t child;

	if (spte_is_table(e, level))
		return child_of(&format, e);
	child = fault_take_table(w, t, level - 1);
	if (!child)
		return 0;
	table_info_at(w, child)->no_huge = goal.no_huge;
	table_info_at(w, child)->recoverable = goal.no_huge && goal.wanted >= level;
	if (spte_is_leaf(e, level) && x86_has_tdp_mmu(w)) {
		tdp_split(w, &format, child, e, level);
	} else if (spte_is_leaf(e, level)) {
		apply(w, X86_SHADOW_5);
		tdp_set_entry(w, table, index, spte_make_empty(&format));
		tlb_flush_zapped(w, t->vm);
	}
	apply(w, X86_SPTE_8);
	tdp_set_entry(w, table, index, spte_make_table(&format, table_pfn(child)));
	return child;
}

ref_t tdp_make_root(struct gms_world *w, struct task *t)
{
	struct vm *vm = fault_vm(w, t);
	ref_t *root = &vm->root[x86_root_of(vm, x86_table_gfn(t))];

	apply(w, X86_TDP_2);
	if (!*root)
		*root = fault_take_table(w, t, vm->start_level);
	return *root;
}

ref_t tdp_make_path(struct gms_world *w, struct task *t, struct vm *vm, struct level_goal goal)
{
	ref_t table = tdp_make_root(w, t);

	for (uint32_t level = vm->start_level; table && level > goal.level; level--)
		table = make_child(w, t, table, level, goal);
	return table;
}

bool tdp_link_one(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct vm *vm = fault_vm(w, t);
	uint32_t missing = tdp_missing_tables(w, vm, x86_table_gfn(t));
	/* Of the entry that is no table, or of the root. */
	uint32_t level = missing + (missing < vm->start_level);

	if (!missing || level <= goal.level)
		return false;
	goal.level = level - 1;
	return tdp_make_path(w, t, vm, goal);
}

/* X86-FAULT-10: is the leaf that is there what the fault wanted? */
static bool serves(const struct gms_world *w, const struct task *t,
		   const struct spte_format *format, uint64_t e)
{
	if (t->fault.access == GMS_ACCESS_EXEC && has(w, SW_X86_PERMISSION_BITMAP))
		return spte_permits_fetch(format, e, t->op.mode == USER_CPL);
	return tdp_permits(format, e, (enum gms_access)t->fault.access);
}

int tdp_map(struct gms_world *w, struct task *t, uint64_t leaf, struct level_goal goal)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	ref_t table = tdp_make_path(w, t, fault_vm(w, t), goal);
	uint32_t index = ept_index(x86_table_gfn(t), goal.level);
	uint64_t old;

	apply(w, X86_TDP_4);
	if (!table)
		return EAGAIN;
	old = entry_read(w, table, index);
	apply(w, X86_TDP_5);
	if (spte_is_leaf(old, goal.level) && (t->fault.prefetch || serves(w, t, &format, old)))
		return EEXIST;
	if (spte_is_table(old, goal.level)) {
		tdp_replace_table(w, &format, table, index, leaf);
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
	uint64_t gfn = x86_table_gfn(t);
	struct tdp_iter it = tdp_iter_start(w, vm, gfn, gfn + 1);
	uint64_t fixed;

	if (!tdp_iter_find(w, &it) || !spte_is_leaf(it.entry, it.level))
		return EAGAIN;
	if (tdp_permits(&it.format, it.entry, access))
		return EEXIST;
	fixed = spte_fix(&it.format, it.entry, right_of(access));
	if (fixed == it.entry || must_be_split(w, t, it.level))
		return EAGAIN;
	tdp_set_entry(w, it.table[it.level], tdp_iter_index(&it), fixed);
	return 0;
}

/* ---- Ranges; mmu_lock write ---- */

/*
 * The leaves of the table of 4K that it stands in, from there on: most of a zap.  It goes
 * on behind them.  How many there were.
 */
static uint32_t zap_small(struct gms_world *w, struct tdp_iter *it, uint64_t empty)
{
	struct table_info *info = table_info_at(w, it->table[PAGING_LEVEL_4K]);
	uint64_t *entry = table_at(w, it->table[PAGING_LEVEL_4K])->entry;
	uint32_t index = tdp_iter_index(it), zapped = 0, kept = 0;
	uint64_t left = it->end - it->gfn;
	uint32_t end = left < TABLE_ENTRIES - index ? index + (uint32_t)left : TABLE_ENTRIES;

	for (uint32_t i = index; i < end; i++) {
		uint64_t e = entry[i];
		bool present = spte_is_shadow_present(e);

		entry[i] = present ? empty : e;
		zapped += present;
		kept += !present && e != empty;
	}
	if (kept)
		apply(w, X86_MMIO_9);
	info->present -= zapped;
	tdp_iter_to(it, it->gfn + (end - index));
	return zapped;
}

/* A large page, or a page of a TD's own, which the TDX module has to let go of. */
static uint32_t zap_one(struct gms_world *w, struct tdp_iter *it, ref_t vm, bool mirror)
{
	bool present = spte_is_shadow_present(it->entry);

	if (present && mirror)
		tdx_remove_page(w, vm, pfn_frame(spte_pfn(&it->format, it->entry)));
	if (present)
		tdp_set_entry(w, it->table[it->level], tdp_iter_index(it),
			      spte_make_empty(&it->format));
	tdp_iter_aside(it);
	return present;
}

static bool zap_leaves(struct gms_world *w, ref_t ref, uint64_t start, uint64_t end)
{
	const struct vm *vm = vm_at(w, ref);
	bool mirror = x86_root_of(vm, start) == X86_ROOT_MIRROR;
	struct tdp_iter it = tdp_iter_start(w, vm, start, end);
	uint64_t empty = spte_make_empty(&it.format), zapped = 0;

	while (tdp_iter_find(w, &it))
		zapped += it.level == PAGING_LEVEL_4K && !mirror ? zap_small(w, &it, empty)
								 : zap_one(w, &it, ref, mirror);
	return zapped;
}

/* X86-TDP-9: the filter says something where there are two roots. */
static bool zap_either(struct gms_world *w, ref_t ref, uint64_t start, uint64_t end,
		       uint32_t filter)
{
	uint64_t shared = vm_at(w, ref)->direct_gfn_bits;
	bool zapped = false;

	apply(w, X86_TDP_9);
	apply(w, filter & FILTER_PRIVATE ? X86_TDX_7 : X86_TDX_8);
	end = end < shared ? end : shared;
	start = start < end ? start : end;
	if (filter & FILTER_PRIVATE)
		zapped = zap_leaves(w, ref, start, end);
	if (filter & FILTER_SHARED)
		zapped |= zap_leaves(w, ref, start + shared, end + shared);
	return zapped;
}

/* X86-TDP-8. */
void tdp_zap_range(struct gms_world *w, ref_t ref, uint64_t start, uint64_t end, uint32_t filter)
{
	const struct vm *vm = vm_at(w, ref);
	bool zapped;

	apply(w, x86_has_tdp_mmu(w) ? X86_TDP_8 : X86_SHADOW_4);
	zapped = vm->direct_gfn_bits ? zap_either(w, ref, start, end, filter)
				     : zap_leaves(w, ref, start, end);
	if (zapped && vm->direct_gfn_bits)
		apply(w, X86_TDX_9);
	if (zapped)
		tlb_flush_zapped(w, ref);
}
