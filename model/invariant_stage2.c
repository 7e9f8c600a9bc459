/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invariants of stage 2: what the guest maps, and from where.
 *
 *	slot			its leaves map
 *	plain			what the host has at the slot's address
 *	with a file		that, or on VMs with private memory the file's page
 *	GMEM_ONLY		the file's page
 */
#include "invariant_rules.h"

#define VM_TYPE_TDX 5

/* One leaf with all that it should agree with. */
struct view {
	struct seen_leaf leaf;
	struct seen_vm vm;
	struct seen_slot slot; /* the valid slot that covers it, if has_slot */
	struct seen_file file; /* the slot's, if has_file */
	struct seen_page page; /* that it maps, if has_page; else the frame is free */
	bool has_slot, has_file, has_page;
	uint64_t index; /* of the gfn in the slot's file */
};

/*
 * vCPUs of the simulator are never in system-management mode, so address space
 * 0 is what they map.  While the slot is being replaced its copy is INVALID and
 * the other set still has the original.
 */
static bool find_slot(const struct gms_world *w, uint64_t vm, uint64_t gfn,
		      struct seen_slot *slot)
{
	for (int set = 0; set < SEEN_SETS; set++)
		if (observe_slot_of_gfn(w, vm, 0, (enum seen_set)set, gfn, slot) &&
		    !slot->invalid)
			return true;
	return false;
}

static void look(const struct gms_world *w, struct view *v)
{
	v->has_slot = find_slot(w, v->vm.id, v->leaf.gfn, &v->slot);
	v->has_file = v->has_slot && v->slot.file &&
		      observe_file_by_id(w, v->slot.file, &v->file);
	v->has_page = observe_frame_by_id(w, v->leaf.page, &v->page);
	v->index = v->has_slot ? v->leaf.gfn - v->slot.base_gfn + v->slot.file_page : 0;
}

typedef bool judge(const struct gms_world *w, const struct view *v, char *why, size_t bytes);

/* Judge every leaf of every VM; the first that fails ends it. */
static bool each_leaf(const struct gms_world *w, judge *is_right, char *why, size_t bytes)
{
	struct view v;

	for (uint64_t c = 0; observe_vm(w, &c, &v.vm);)
		for (uint64_t k = 0;
		     !keeps_its_pages(w, &v.vm) && observe_leaf(w, v.vm.id, &k, &v.leaf);) {
			if (v.leaf.is_mmio)
				continue;
			look(w, &v);
			if (!is_right(w, &v, why, bytes))
				return false;
		}
	return true;
}

/* A page that is, or was last, in the file that the slot binds. */
static bool of_own_file(const struct view *v)
{
	return v->has_page && v->has_file && v->page.inode == v->file.inode;
}

/* The page that the slot's file holds for this gfn now. */
static bool is_own_page(const struct view *v)
{
	if (!v->has_page || !v->page.cached || v->page.is_anon || v->page.index != v->index)
		return false;
	/* Between its detaching and its zap a released file is not known by the slot. */
	return !v->has_file || of_own_file(v);
}

static bool leaf_is_wrong(const struct gms_world *w, const struct view *v, char *why,
			  size_t bytes)
{
	struct seen_inode inode = { 0 };

	if (!v->has_page)
		return broken(why, bytes,
			      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64
			      " maps frame f%" PRIu64 ", which is free",
			      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle, v->leaf.page);
	observe_inode_by_id(w, v->page.inode, &inode);
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64
		      " maps frame f%" PRIu64 ", which %s page %" PRIu64 " of handle %" PRIu64
		      "; the slot binds page %" PRIu64,
		      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle, v->leaf.page,
		      v->page.cached ? "is" : "left", v->page.index, inode.handle, v->index);
}

/*
 * HZ-2: where private and shared memory have tables of their own, shared faults
 * on a file without INIT_SHARED fill one and its invalidations zap the other.
 */
static bool filters_miss_it(const struct gms_world *w, const struct view *v)
{
	struct seen_inode inode;

	return v->vm.type == VM_TYPE_TDX && v->slot.gmem_only && v->has_file &&
	       observe_inode_by_id(w, v->file.inode, &inode) && !inode.init_shared &&
	       excused(w, "FILTERS", true);
}

/* What it maps can only have come from the slot's file. */
static bool is_from_file(const struct view *v)
{
	if (!v->has_slot || !v->slot.has_gmem)
		return false;
	return v->slot.gmem_only ? !(v->has_page && v->page.is_anon) : of_own_file(v);
}

/* INV-7 */
static bool maps_the_bound_page(const struct gms_world *w, const struct view *v, char *why,
				size_t bytes)
{
	if (!is_from_file(v) || is_own_page(v))
		return true;
	return filters_miss_it(w, v) || leaf_is_wrong(w, v, why, bytes);
}

/* INV-7 */
bool leaves_map_the_bound_page(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, maps_the_bound_page, why, bytes);
}

/* INV-8, always; an INVALID copy covers it too until the zap. */
static bool has_a_slot(const struct gms_world *w, const struct view *v, char *why, size_t bytes)
{
	struct seen_slot slot;

	for (int set = 0; set < SEEN_SETS; set++)
		if (observe_slot_of_gfn(w, v->vm.id, 0, (enum seen_set)set, v->leaf.gfn, &slot))
			return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of handle %" PRIu64 " is mapped and no slot covers it",
		      v->leaf.gfn, v->vm.handle);
}

/* INV-8 */
bool leaves_have_a_slot(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, has_a_slot, why, bytes);
}

static bool is_private(const struct gms_world *w, const struct view *v)
{
	return v->vm.has_private_mem && observe_attribute_of_gfn(w, v->vm.id, v->leaf.gfn);
}

/* INV-8, quiet */
static bool has_a_valid_slot(const struct gms_world *w, const struct view *v, char *why,
			     size_t bytes)
{
	struct seen_slot slot;

	if (!observe_slot_of_gfn(w, v->vm.id, 0, SEEN_ACTIVE, v->leaf.gfn, &slot))
		return broken(why, bytes,
			      "gfn %#" PRIx64 " of handle %" PRIu64
			      " is mapped and no visible slot covers it",
			      v->leaf.gfn, v->vm.handle);
	if (slot.invalid)
		return broken(why, bytes,
			      "gfn %#" PRIx64 " is mapped through the INVALID " SLOT_FMT
			      " of handle %" PRIu64,
			      v->leaf.gfn, SLOT_ARG(&slot), v->vm.handle);
	if (!slot.file && (slot.gmem_only || (slot.has_gmem && is_private(w, v))))
		return broken(why, bytes,
			      "gfn %#" PRIx64 " is mapped and " SLOT_FMT " of handle %" PRIu64
			      " has lost its file",
			      v->leaf.gfn, SLOT_ARG(&slot), v->vm.handle);
	return true;
}

/* INV-8 */
bool leaves_have_a_valid_slot(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, has_a_valid_slot, why, bytes);
}

/* ---- INV-9 ---- */

/* INV-9: the part of one binding that the hole covers. */
static bool bound_part_is_unmapped(const struct gms_world *w, const struct seen_section *s,
				   const struct seen_binding *b, char *why, size_t bytes)
{
	uint64_t start = s->start > b->start ? s->start : b->start;
	uint64_t end = s->end < b->end ? s->end : b->end;
	struct view v = { 0 };
	struct seen_slot slot;
	uint64_t gfn;

	if (start >= end || !observe_slot_by_id(w, b->slot, &slot) || slot.freed ||
	    !observe_vm_by_id(w, s->vm, &v.vm))
		return true;
	gfn = slot.base_gfn + (start - b->start);
	/* A TD's shared leaves, which come last, no hole reaches: HZ-2. */
	while (observe_leaf(w, s->vm, &gfn, &v.leaf) && !v.leaf.is_shared_root &&
	       v.leaf.gfn < slot.base_gfn + (end - b->start)) {
		look(w, &v);
		if (!v.leaf.is_mmio && of_own_file(&v) && !filters_miss_it(w, &v))
			return broken(why, bytes,
				      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64
				      " maps page %" PRIu64 " while it is being punched",
				      v.leaf.gfn, SLOT_ARG(&slot), v.vm.handle, v.page.index);
	}
	return true;
}

/* INV-9 */
bool holes_are_unmapped_while_punched(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_section s;
	struct seen_binding b;

	for (uint64_t c = 0; observe_section(w, &c, &s);)
		for (uint64_t k = 0; s.removes && observe_binding(w, s.file, &k, &b);)
			if (!bound_part_is_unmapped(w, &s, &b, why, bytes))
				return false;
	return true;
}

/* ---- INV-12, INV-28: pages that nobody may map ---- */

/* A launch has just filled and mapped it: PROTO-G, between G6 and G7. */
static bool is_being_populated(const struct gms_world *w, uint64_t page)
{
	struct seen_task task;

	for (uint64_t c = 0; observe_task(w, &c, &task);)
		if (task.populated == page)
			return true;
	return false;
}

/* INV-12 */
static bool maps_a_ready_page(const struct gms_world *w, const struct view *v, char *why,
			      size_t bytes)
{
	if (!v->has_page || v->page.ready || is_being_populated(w, v->page.id))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of handle %" PRIu64 " maps frame f%" PRIu64
		      ", page %" PRIu64 " of its file, which was never zeroed",
		      v->leaf.gfn, v->vm.handle, v->leaf.page, v->page.index);
}

/* INV-12 */
bool raw_pages_are_unmapped(const struct gms_world *w, char *why, size_t bytes)
{
	struct pte_cursor at = { 0 };
	struct seen_page page;
	struct seen_pte pte;

	while (next_pte(w, &at, &pte))
		if (pte.present && observe_frame_by_id(w, pte.page, &page) && !page.ready)
			return broken(why, bytes,
				      "the host maps frame f%" PRIu64 ", page %" PRIu64
				      " of its file, which was never zeroed",
				      page.id, page.index);
	return each_leaf(w, maps_a_ready_page, why, bytes);
}

/* The failure of that page is still being handled: PROTO-M has not reached M7. */
static bool failure_in_flight(const struct gms_world *w, uint64_t page)
{
	struct seen_task task;

	for (uint64_t c = 0; observe_task(w, &c, &task);)
		if (!task.finished && task.poisoning == page)
			return true;
	return false;
}

static bool may_be_mapped(const struct gms_world *w, const struct seen_page *page)
{
	return !page->poisoned || failure_in_flight(w, page->id);
}

/* INV-28 */
static bool maps_a_sound_page(const struct gms_world *w, const struct view *v, char *why,
			      size_t bytes)
{
	if (!v->has_page || may_be_mapped(w, &v->page))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of handle %" PRIu64 " maps frame f%" PRIu64
		      ", page %" PRIu64 " of its file, which is poisoned",
		      v->leaf.gfn, v->vm.handle, v->leaf.page, v->page.index);
}

/* INV-28 */
bool poisoned_pages_are_unmapped(const struct gms_world *w, char *why, size_t bytes)
{
	struct pte_cursor at = { 0 };
	struct seen_page page;
	struct seen_pte pte;

	while (next_pte(w, &at, &pte))
		if (pte.present && observe_frame_by_id(w, pte.page, &page) &&
		    !may_be_mapped(w, &page))
			return broken(why, bytes,
				      "the host maps frame f%" PRIu64 ", page %" PRIu64
				      " of its file, which is poisoned",
				      page.id, page.index);
	return each_leaf(w, maps_a_sound_page, why, bytes);
}

/* ---- INV-14 to INV-16: which backing ---- */

/* INV-14 */
static bool maps_no_host_memory(const struct gms_world *w, const struct view *v, char *why,
				size_t bytes)
{
	(void)w;
	if (!v->has_slot || !v->slot.gmem_only || !v->has_page || !v->page.is_anon)
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64
		      " maps frame f%" PRIu64 " of the host's memory",
		      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle, v->leaf.page);
}

/* INV-14 */
bool gmem_only_slots_map_no_host_memory(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, maps_no_host_memory, why, bytes);
}

/* What the host's own page table has where the slot's address points. */
static bool is_host_page(const struct gms_world *w, const struct view *v)
{
	uint64_t page_number = v->slot.userspace_page + (v->leaf.gfn - v->slot.base_gfn);
	uint64_t cursor = page_number;
	struct seen_pte pte;

	return observe_pte(w, v->vm.mm, &cursor, &pte) && pte.page_number == page_number &&
	       pte.present && pte.page == v->leaf.page;
}

/* HZ-4: a slot that was made plain keeps what it had mapped from its file. */
static bool lost_its_flag(const struct gms_world *w, const struct view *v)
{
	return !v->slot.has_gmem && v->has_page && !v->page.is_anon &&
	       excused(w, "NO_GMEM_TOGGLE", false);
}

/* INV-15.  A notifier zaps before the host's entry goes, so the two agree always. */
static bool has_one_of_two_sources(const struct gms_world *w, const struct view *v, char *why,
				   size_t bytes)
{
	bool file_serves = v->slot.has_gmem && v->vm.has_private_mem;

	if (!v->has_slot || v->slot.gmem_only || (file_serves && is_own_page(v)))
		return true;
	if (is_host_page(w, v) || lost_its_flag(w, v))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64
		      " maps frame f%" PRIu64
		      ", which the host does not have at the slot's address%s",
		      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle, v->leaf.page,
		      file_serves ? " nor the file at its page" : "");
}

/* INV-15 */
bool leaves_have_one_of_two_sources(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, has_one_of_two_sources, why, bytes);
}

/* INV-16 */
static bool agrees_with_attribute(const struct gms_world *w, const struct view *v, char *why,
				  size_t bytes)
{
	bool serves_both = v->slot.gmem_only || !v->slot.has_gmem;

	if (!v->has_slot || !v->vm.has_private_mem || serves_both ||
	    is_private(w, v) == is_own_page(v))
		return true;
	return broken(why, bytes,
		      "gfn %#" PRIx64 " of " SLOT_FMT " of handle %" PRIu64 " is %s and maps %s",
		      v->leaf.gfn, SLOT_ARG(&v->slot), v->vm.handle,
		      is_private(w, v) ? "private" : "shared",
		      is_own_page(v) ? "the page of its file" : "the host's memory");
}

/* INV-16 */
bool leaves_agree_with_attributes(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, agrees_with_attribute, why, bytes);
}

/* ---- X86-INV-2, X86-INV-4: the same of x86, more strictly ---- */

/* X86-INV-2: a fault now would map from the same place. */
static bool is_what_would_be_mapped(const struct gms_world *w, const struct view *v, char *why,
				    size_t bytes)
{
	if (v->vm.invalidate_count || mmu_lock_is_held(w, v->vm.id, false))
		return true;
	return agrees_with_attribute(w, v, why, bytes);
}

/* X86-INV-2 */
bool leaves_are_what_would_be_mapped(const struct gms_world *w, char *why, size_t bytes)
{
	return gms_world_arch(w) != GMS_ARCH_X86 ||
	       each_leaf(w, is_what_would_be_mapped, why, bytes);
}

/* X86-INV-4: HZ-2 breaks it. */
static bool maps_what_the_file_has(const struct gms_world *w, const struct view *v, char *why,
				   size_t bytes)
{
	if (!is_from_file(v) || is_own_page(v) || is_being_invalidated(&v->vm, v->leaf.gfn))
		return true;
	return leaf_is_wrong(w, v, why, bytes);
}

/* X86-INV-4 */
bool gmem_leaves_map_what_the_file_has(const struct gms_world *w, char *why, size_t bytes)
{
	return gms_world_arch(w) != GMS_ARCH_X86 ||
	       each_leaf(w, maps_what_the_file_has, why, bytes);
}

/* X86-INV-21: the slot that covers the leaf is INVALID, and its task has zapped it. */
static bool was_zapped_and_stays_so(const struct gms_world *w, const struct view *v, char *why,
				    size_t bytes)
{
	struct seen_task task;
	struct seen_slot slot;

	if (!observe_slot_of_gfn(w, v->vm.id, 0, SEEN_ACTIVE, v->leaf.gfn, &slot) ||
	    !slot.invalid)
		return true;
	for (uint64_t c = 0; observe_task(w, &c, &task);)
		if (task.unmapped == slot.id)
			return broken(why, bytes,
				      "gfn %#" PRIx64 " of handle %" PRIu64
				      " is mapped, and task "
				      "%d has zapped the INVALID " SLOT_FMT,
				      v->leaf.gfn, v->vm.handle, task.number, SLOT_ARG(&slot));
	return true;
}

/* X86-INV-21 */
bool zapped_slots_are_unmapped(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, was_zapped_and_stays_so, why, bytes);
}
