/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The legacy MMU.  Prefetch, around a fault on the page marked x:
 *
 *	gfn          8 9 a b c d e f     the aligned eight
 *	was mapped       m
 *	fault                x
 *	runs         [1] . [2] . [ 3 ]
 *
 * A run is looked up as one: a slot that ends within it gives none of it.  Of its
 * pages those up to the first that the host does not map writable are taken; if
 * that is the run's first page, the later runs are not looked at.
 */
#include "shadow_mmu.h"

#include <errno.h>

#include "fault.h"
#include "host_mm.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tdp_mmu.h"
#include "tlb.h"
#include "write_track.h"

#define PREFETCH_GFNS 8

/* ---- The guest's own page table, without TDP ---- */

static bool guest_wrote(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	return map_get(w, &vm->guest_dirty, gfn / ept_pages(2), NULL);
}

bool shadow_walk_guest(struct gms_world *w, const struct task *t)
{
	struct vm *vm = vm_at(w, vcpu_at(w, t->vcpu)->vm);

	if (x86_has_tdp(w) || t->fault.access != GMS_ACCESS_WRITE ||
	    guest_wrote(w, vm, t->fault.gfn))
		return true;
	apply(w, X86_SHADOW_2);
	return map_set(w, &vm->guest_dirty, t->fault.gfn / ept_pages(2), 1);
}

/* Where D is clear KVM maps without W, so as to see the write that sets it. */
static bool is_read_only(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	return !x86_has_tdp(w) && !guest_wrote(w, vm, gfn);
}

uint32_t shadow_rights(struct gms_world *w, const struct task *t)
{
	if (!is_read_only(w, vm_at(w, t->vm), t->fault.gfn))
		return SPTE_ALL;
	apply(w, X86_SHADOW_3);
	return SPTE_ALL & ~SPTE_WRITE;
}

/* ---- Mapping ---- */

/*
 * The kernel has a shadow page for each set of rights, and links another one; the
 * old one is never used again.  To empty it comes to the same.
 */
static void replace_table(struct gms_world *w, ref_t vm, ref_t table, bool read_only)
{
	struct table_info *info = table_info_at(w, table);

	for (uint32_t i = 0; info->present && i < TABLE_ENTRIES; i++)
		if (entry_read(w, table, i) != info->fill)
			tdp_set_entry(w, table, i, info->fill);
	info->read_only = read_only;
	tlb_flush_zapped(w, vm);
}

/* The table that the leaf of the attempt belongs into; 0: tables are lacking. */
static ref_t leaf_table(struct gms_world *w, struct task *t, struct level_goal goal)
{
	struct vm *vm = fault_vm(w, t);
	bool read_only = is_read_only(w, vm, t->fault.gfn);
	ref_t table = tdp_make_path(w, t, vm, goal);

	/* A large page is an entry of a table that shadows one of the guest's. */
	if (table && goal.level == PAGING_LEVEL_4K &&
	    table_info_at(w, table)->read_only != read_only)
		replace_table(w, t->vm, table, read_only);
	return table;
}

/* 0: the leaf stands there; EEXIST: it did before. */
static int set_leaf(struct gms_world *w, ref_t vm, ref_t table, uint32_t index, uint64_t leaf,
		    uint32_t level, bool prefetch)
{
	uint64_t old = entry_read(w, table, index);
	bool was_leaf = spte_is_leaf(old, level), same_page = ept_pfn(old) == ept_pfn(leaf);

	if (was_leaf && same_page && (prefetch || old == leaf))
		return EEXIST;
	if (was_leaf && !same_page) {
		apply(w, X86_SHADOW_1);
		tdp_set_entry(w, table, index, table_info_at(w, table)->fill);
		tlb_flush_zapped(w, vm);
	}
	tdp_set_entry(w, table, index, leaf);
	return 0;
}

int shadow_map(struct gms_world *w, struct task *t, uint64_t leaf, struct level_goal goal)
{
	struct spte_format format = x86_format(w, fault_vm(w, t));
	ref_t table = leaf_table(w, t, goal);
	uint32_t index = ept_index(t->fault.gfn, goal.level);

	apply(w, X86_FAULT_38);
	if (!table)
		return EAGAIN;
	if (!spte_is_table(entry_read(w, table, index), goal.level))
		return set_leaf(w, t->vm, table, index, leaf, goal.level, t->fault.prefetch);
	apply(w, X86_SHADOW_5);
	tdp_replace_table(w, &format, table, index, leaf);
	tlb_flush_zapped(w, t->vm);
	return 0;
}

/* ---- Prefetch ---- */

/* X86-PREFETCH-3, X86-PREFETCH-5. */
static bool may_prefetch(struct gms_world *w, ref_t ref, uint64_t gfn, uint64_t count,
			 bool read_only)
{
	const struct slot *slot = slot_at(w, ref);
	uint32_t refused = MEMSLOT_INVALID | MEM_READONLY | (read_only ? 0 : MEM_LOG_DIRTY);

	if (!ref || slot->flags & refused || slot->base_gfn + slot->npages < gfn + count) {
		apply(w, X86_PREFETCH_3);
		return false;
	}
	if (!(slot->flags & MEMSLOT_GMEM_ONLY))
		return true;
	if (has(w, SW_PREFETCH_IGNORES_GMEM))
		apply(w, X86_PREFETCH_5);
	return has(w, SW_PREFETCH_IGNORES_GMEM);
}

/* What the process could write to at once, without a fault; 0 if it could not. */
static ref_t writable_folio(const struct gms_world *w, const struct task *t, uint64_t page)
{
	uint64_t pte = pte_lookup(w, t->mm, page);

	return pte & PTE_PRESENT && pte & PTE_WRITE ? (ref_t)(pte >> PTE_FRAME_SHIFT) : 0;
}

static void prefetch_page(struct gms_world *w, ref_t vm, ref_t table, ref_t slot, uint64_t gfn,
			  ref_t folio)
{
	struct spte_format format = x86_format(w, vm_at(w, vm));
	bool read_only = table_info_at(w, table)->read_only;
	struct spte_request request = {
		.pfn = frame_pfn(folio),
		.level = PAGING_LEVEL_4K,
		.rights = read_only ? SPTE_ALL & ~SPTE_WRITE : SPTE_ALL,
		.host_writable = true,
		.prefetch = true,
		.write_tracked = write_is_tracked(w, vm_at(w, vm), slot, gfn),
	};

	frame_at(w, folio)->flags |= FOLIO_DIRTY;
	set_leaf(w, vm, table, ept_index(gfn, 1), spte_make_leaf(&format, &request),
		 PAGING_LEVEL_4K, true);
}

/* Map [gfn, gfn + count), as far as it goes.  False: nothing of it, and nothing after. */
static bool prefetch_run(struct gms_world *w, struct task *t, ref_t table, uint64_t gfn,
			 uint64_t count)
{
	ref_t ref = slot_lookup(w, fault_vm(w, t), 0, gfn);
	const struct slot *slot = slot_at(w, ref);
	uint64_t host, n = 0;

	if (!may_prefetch(w, ref, gfn, count, table_info_at(w, table)->read_only))
		return false;
	host = (slot->userspace_addr >> PAGE_SHIFT) + (gfn - slot->base_gfn);
	for (; n < count && writable_folio(w, t, host + n); n++)
		prefetch_page(w, t->vm, table, ref, gfn + n, writable_folio(w, t, host + n));
	apply(w, X86_PREFETCH_4);
	return n;
}

static bool ends_run(const struct gms_world *w, const struct task *t, ref_t table, uint64_t gfn)
{
	return gfn == t->fault.gfn ||
	       spte_is_shadow_present(entry_read(w, table, ept_index(gfn, 1)));
}

void shadow_prefetch(struct gms_world *w, struct task *t)
{
	uint64_t first = t->fault.gfn & ~(uint64_t)(PREFETCH_GFNS - 1);
	uint64_t end = first + PREFETCH_GFNS, start = first;
	struct level_goal small = { .level = PAGING_LEVEL_4K, .wanted = PAGING_LEVEL_4K };
	ref_t table;

	if (tdp_translate(w, t->vm, t->fault.gpa).level > PAGING_LEVEL_4K)
		return;
	if (fault_vm(w, t)->invalidate_count) {
		apply(w, X86_PREFETCH_2);
		return;
	}
	apply(w, X86_PREFETCH_1);
	/* The table that was mapped into, though the guest may have set D since. */
	table = tdp_make_path(w, t, fault_vm(w, t), small);
	for (uint64_t gfn = first; gfn <= end; gfn++) {
		if (gfn < end && !ends_run(w, t, table, gfn))
			continue;
		if (start < gfn && !prefetch_run(w, t, table, start, gfn - start))
			return;
		start = gfn + 1;
	}
}
