/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of x86 that are about kinds of memory: read-only, private, the guest's own. */
#include "invariant_rules.h"

#define VM_TYPE_TDX 5

struct type_view {
	struct seen_leaf leaf;
	struct seen_vm vm;
	struct seen_slot slot;
	struct seen_page page;
	bool has_slot, has_page;
};

typedef bool judge(const struct gms_world *w, const struct type_view *v);

static bool is_x86(const struct gms_world *w)
{
	return gms_world_arch(w) == GMS_ARCH_X86;
}

/* Every leaf must please is_right; sentence says what is wrong with the first that does not. */
static bool each_leaf(const struct gms_world *w, judge *is_right, const char *sentence, char *why,
		      size_t bytes)
{
	struct type_view v;

	for (uint64_t c = 0; is_x86(w) && observe_vm(w, &c, &v.vm);)
		for (uint64_t k = 0; observe_leaf(w, v.vm.id, &k, &v.leaf);) {
			if (v.leaf.is_mmio)
				continue;
			v.has_slot = observe_slot_of_gfn(w, v.vm.id, 0, SEEN_ACTIVE, v.leaf.gfn,
							 &v.slot) &&
				     !v.slot.invalid;
			v.has_page = observe_frame_by_id(w, v.leaf.page, &v.page);
			if (!is_right(w, &v))
				return broken(why, bytes,
					      "gfn %#" PRIx64 " of handle %" PRIu64 " %s",
					      v.leaf.gfn, v.vm.handle, sentence);
		}
	return true;
}

/* X86-INV-12 */
static bool is_not_writable(const struct gms_world *w, const struct type_view *v)
{
	(void)w;
	return !v->has_slot || !v->slot.readonly || !(v->leaf.prot & GMS_PROT_WRITE);
}

/* X86-INV-12 */
bool readonly_slots_are_not_writable(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, is_not_writable, "may be written, in a read-only slot", why, bytes);
}

/* X86-INV-14.  Without TDP, or without A bits, W comes with the first write, or never. */
static bool is_a_writable_page(const struct gms_world *w, const struct type_view *v)
{
	bool lazy = !gms_world_param(w, GMS_PARAM_TDP) ||
		    !gms_world_param(w, GMS_PARAM_AD_BITS) ||
		    observe_gfn_is_tracked(w, v->slot.id, v->leaf.gfn);

	if (!v->has_page || v->page.is_anon || !v->has_slot || !v->slot.gmem_only)
		return true;
	return v->leaf.level == 1 && (lazy || v->leaf.prot & GMS_PROT_WRITE);
}

/* X86-INV-14 */
bool gmem_leaves_are_writable_pages(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, is_a_writable_page,
			 "maps a page of guest_memfd that is large or cannot be written", why,
			 bytes);
}

static bool is_private_leaf(const struct type_view *v)
{
	return v->vm.type == VM_TYPE_TDX && !v->leaf.is_shared_root;
}

/* X86-INV-17 */
static bool has_its_attribute(const struct gms_world *w, const struct type_view *v)
{
	return !is_private_leaf(v) || v->vm.invalidate_count ||
	       observe_attribute_of_gfn(w, v->vm.id, v->leaf.gfn);
}

/* X86-INV-17 */
bool private_leaves_have_the_attribute(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, has_its_attribute, "is private memory of the TD and not private", why,
			 bytes);
}

/* The private leaf of a TD for the page, through whatever binding it has. */
static bool has_private_leaf(const struct gms_world *w, const struct seen_file *file,
			     const struct seen_page *page)
{
	uint64_t c = 0, gfn;
	struct seen_binding b;
	struct seen_leaf leaf;
	struct seen_slot slot;

	while (observe_binding(w, file->id, &c, &b)) {
		if (page->index < b.start || page->index >= b.end ||
		    !observe_slot_by_id(w, b.slot, &slot))
			continue;
		gfn = slot.base_gfn + (page->index - b.start);
		return observe_leaf(w, file->vm, &gfn, &leaf) && leaf.page == page->id &&
		       !leaf.is_shared_root;
	}
	return false;
}

/* X86-INV-17: what the TDX module has is what its mirror maps, no more and no less. */
static bool is_in_the_td(const struct gms_world *w, const struct type_view *v)
{
	(void)w;
	return !is_private_leaf(v) || v->page.assigned;
}

/* X86-INV-17 */
bool a_td_has_what_its_mirror_maps(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_file file;
	struct seen_page page;
	struct seen_vm vm;

	if (!each_leaf(w, is_in_the_td, "is mapped by the mirror and is not in the TD", why,
		       bytes))
		return false;
	for (uint64_t c = 0; is_x86(w) && observe_file(w, &c, &file);) {
		if (file.kind != SEEN_GMEM || file.dying || !observe_vm_by_id(w, file.vm, &vm) ||
		    vm.type != VM_TYPE_TDX)
			continue;
		for (uint64_t k = 0; observe_page(w, file.inode, &k, &page);)
			/* A dead VM's page may have stayed there: X86-TDX-14. */
			if (page.assigned && !vm.dead && !has_private_leaf(w, &file, &page))
				return broken(why, bytes,
					      "page %" PRIu64 " of handle %" PRIu64
					      " is in the TD and the mirror does not map it",
					      page.index, file.handle);
	}
	return true;
}

/* X86-INV-18 */
static bool is_in_one_table(const struct gms_world *w, const struct type_view *v)
{
	uint64_t cursor = v->leaf.gfn;
	struct seen_leaf other;

	if (v->vm.type != VM_TYPE_TDX || !v->leaf.is_shared_root)
		return true;
	return !observe_leaf(w, v->vm.id, &cursor, &other) || other.is_shared_root ||
	       other.gfn != v->leaf.gfn;
}

/* X86-INV-18 */
bool a_td_maps_a_gfn_once(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, is_in_one_table, "is in both tables of the TD", why, bytes);
}

/* X86-INV-19 */
bool assigned_pages_are_of_a_file(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_page page;

	for (uint64_t c = 0; is_x86(w) && observe_frame(w, &c, &page);)
		if (page.assigned && (!page.cached || page.is_anon))
			return broken(why, bytes,
				      "frame f%" PRIu64 " is the guest's and in no guest_memfd",
				      page.id);
	return true;
}
