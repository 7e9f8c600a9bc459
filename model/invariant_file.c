/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of files: bindings, owners, sizes, page caches. */
#include "invariant_rules.h"

/* Offsets are 63-bit bytes; a signed sum that passes 2^63 is one past this. HZ-5 */
#define PAST_SIGNED_PAGES (1ull << 51)
#define SLOT_PAGES_MAX	  (1ull << 31)

static uint64_t size_in_pages(const struct gms_world *w, const struct seen_inode *inode)
{
	return inode->size_bytes / gms_page_size(w);
}

/* The first guest_memfd file at or after the cursor. */
static bool next_gmem(const struct gms_world *w, uint64_t *cursor, struct seen_file *out)
{
	while (observe_file(w, cursor, out))
		if (out->kind == SEEN_GMEM)
			return true;
	return false;
}

static bool next_gmem_inode(const struct gms_world *w, uint64_t *cursor, struct seen_inode *out)
{
	while (observe_inode(w, cursor, out))
		if (!out->is_anon)
			return true;
	return false;
}

/* ---- INV-1 to INV-6: who is bound to whom ---- */

/* INV-1: one file. */
static bool file_bindings_are_disjoint(const struct gms_world *w, const struct seen_file *file,
				       char *why, size_t bytes)
{
	struct seen_binding b;
	uint64_t end = 0;

	for (uint64_t c = 0; observe_binding(w, file->id, &c, &b); end = b.end)
		if (b.start < end)
			return broken(why, bytes,
				      "handle %" PRIu64 " binds its pages from %#" PRIx64
				      " on while an earlier binding reaches to %#" PRIx64,
				      file->handle, b.start, end);
	return true;
}

/* INV-1 */
bool bindings_are_disjoint(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_file file;

	for (uint64_t c = 0; next_gmem(w, &c, &file);)
		if (!file_bindings_are_disjoint(w, &file, why, bytes))
			return false;
	return true;
}

/* Does the file bind exactly the slot's range to it? */
static bool is_bound_to(const struct gms_world *w, const struct seen_slot *slot)
{
	uint64_t cursor = slot->file_page;
	struct seen_file file;
	struct seen_binding b;

	return observe_file_by_id(w, slot->file, &file) && file.kind == SEEN_GMEM &&
	       observe_binding(w, slot->file, &cursor, &b) && b.start == slot->file_page &&
	       b.slot == slot->id;
}

/* INV-2, from the slots of one address space. */
static bool slots_are_bound(const struct gms_world *w, const struct seen_vm *vm, uint32_t as,
			    char *why, size_t bytes)
{
	struct seen_slot slot;

	for (uint64_t c = 0; observe_slot(w, vm->id, as, SEEN_ACTIVE, &c, &slot);) {
		if (!slot.file || is_bound_to(w, &slot))
			continue;
		/* HZ-6: a binding that found no memory was left out in silence. */
		if (excused(w, "BIND_STORE_CHECKED", false))
			continue;
		return broken(why, bytes,
			      SLOT_FMT " of handle %" PRIu64
				       " points to a file that does not bind page %#" PRIx64
				       " to it",
			      SLOT_ARG(&slot), vm->handle, slot.file_page);
	}
	return true;
}

/* INV-2, from the bindings of one file. */
static bool bindings_are_returned(const struct gms_world *w, const struct seen_file *file,
				  char *why, size_t bytes)
{
	struct seen_binding b;
	struct seen_slot slot;

	for (uint64_t c = 0; observe_binding(w, file->id, &c, &b);) {
		/* A dangling binding is INV-5's to judge. */
		if (!observe_slot_by_id(w, b.slot, &slot) || slot.freed)
			continue;
		if (slot.file != file->id || slot.file_page != b.start)
			return broken(why, bytes,
				      "handle %" PRIu64 " binds page %#" PRIx64 " to " SLOT_FMT
				      ", which does not point back",
				      file->handle, b.start, SLOT_ARG(&slot));
	}
	return true;
}

/* INV-2 */
bool slots_and_bindings_agree(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_file file;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint32_t as = 0; as < vm.nr_as; as++)
			if (!slots_are_bound(w, &vm, as, why, bytes))
				return false;
	for (uint64_t c = 0; next_gmem(w, &c, &file);)
		if (!bindings_are_returned(w, &file, why, bytes))
			return false;
	return true;
}

/* HZ-5: an end that is negative as a signed number passed for inside. */
static bool end_passed_as_negative(const struct gms_world *w, const struct seen_binding *b)
{
	return b->start < PAST_SIGNED_PAGES && b->end >= PAST_SIGNED_PAGES &&
	       excused(w, "UNSIGNED_BIND", false);
}

/* INV-3 */
bool bindings_lie_inside(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_inode inode;
	struct seen_binding b;
	struct seen_file file;

	for (uint64_t c = 0; next_gmem(w, &c, &file);) {
		if (!observe_inode_by_id(w, file.inode, &inode))
			continue;
		for (uint64_t k = 0; observe_binding(w, file.id, &k, &b);)
			if (b.end > size_in_pages(w, &inode) && !end_passed_as_negative(w, &b))
				return broken(why, bytes,
					      "handle %" PRIu64 " has %#" PRIx64
					      " pages and binds [%#" PRIx64 ", %#" PRIx64 ")",
					      file.handle, size_in_pages(w, &inode), b.start,
					      b.end);
	}
	return true;
}

/* INV-4: one slot. */
static bool slot_shares_its_vm(const struct gms_world *w, const struct seen_slot *slot, char *why,
			       size_t bytes)
{
	struct seen_file file;

	if (!slot->file || !observe_file_by_id(w, slot->file, &file) || file.vm == slot->vm)
		return true;
	return broken(why, bytes, SLOT_FMT " points to handle %" PRIu64 ", a file of another VM",
		      SLOT_ARG(slot), file.handle);
}

/* INV-4.  A slot that is being created is found through its binding first. */
bool slots_share_the_vm_of_their_file(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_binding b;
	struct seen_file file;
	struct seen_slot slot;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint32_t as = 0; as < vm.nr_as; as++)
			for (uint64_t k = 0; observe_slot(w, vm.id, as, SEEN_ACTIVE, &k, &slot);)
				if (!slot_shares_its_vm(w, &slot, why, bytes))
					return false;
	for (uint64_t c = 0; next_gmem(w, &c, &file);)
		for (uint64_t k = 0; observe_binding(w, file.id, &k, &b);)
			if (observe_slot_by_id(w, b.slot, &slot) && !slot.freed &&
			    !slot_shares_its_vm(w, &slot, why, bytes))
				return false;
	return true;
}

/* HZ-3, HZ-4: kernels that free a slot without unbinding it. */
static bool may_dangle(const struct gms_world *w, const struct seen_file *file)
{
	return excused(w, "NO_GMEM_TOGGLE", false) ||
	       (file->dying && excused(w, "UNBIND_DYING_ERASES", false));
}

/*
 * INV-5.  From R6 to R7 a file that has left its inode still has its bindings, but nobody
 * can reach them any more: SCN-8.
 */
bool bindings_name_living_slots(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_binding b;
	struct seen_file file;
	struct seen_slot slot;

	for (uint64_t c = 0; next_gmem(w, &c, &file);)
		for (uint64_t k = 0; file.linked && observe_binding(w, file.id, &k, &b);) {
			bool exists = observe_slot_by_id(w, b.slot, &slot);

			if ((exists && !slot.freed) || (exists && may_dangle(w, &file)))
				continue;
			return broken(why, bytes,
				      "handle %" PRIu64 " binds page %#" PRIx64
				      " to a slot that was freed",
				      file.handle, b.start);
		}
	return true;
}

static uint32_t files_of_vm(const struct gms_world *w, uint64_t vm)
{
	struct seen_file file;
	uint32_t count = 0;

	for (uint64_t c = 0; observe_file(w, &c, &file);)
		count += file.vm == vm;
	return count;
}

/* INV-6.  Each file of a VM counts a reference; ioctls in flight add theirs. */
bool files_keep_their_vm(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_file file;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_file(w, &c, &file);) {
		if (!file.vm)
			continue;
		if (!observe_vm_by_id(w, file.vm, &vm))
			return broken(why, bytes, "handle %" PRIu64 " is open and its VM is gone",
				      file.handle);
		if (vm.refs < files_of_vm(w, file.vm))
			return broken(why, bytes,
				      "handle %" PRIu64 " has %" PRIu32
				      " references, fewer than its files",
				      vm.handle, vm.refs);
	}
	return true;
}

/* ---- INV-26: after release ---- */

/* INV-26: the file of one slot, which may be none. */
static bool slot_file_is_not_released(const struct gms_world *w, const struct seen_slot *slot,
				      char *why, size_t bytes)
{
	struct seen_file file;

	if (!slot->file)
		return true;
	if (!observe_file_by_id(w, slot->file, &file) || file.kind != SEEN_GMEM)
		return broken(why, bytes, SLOT_FMT " points to a file that is gone",
			      SLOT_ARG(slot));
	if (file.dying && !file.linked)
		return broken(why, bytes,
			      SLOT_FMT " points to handle %" PRIu64 ", which was released",
			      SLOT_ARG(slot), file.handle);
	return true;
}

/* INV-26: the leaves of one VM. */
static bool leaves_avoid_released_files(const struct gms_world *w, const struct seen_file *file,
					char *why, size_t bytes)
{
	struct seen_leaf leaf;
	struct seen_page page;

	for (uint64_t c = 0; observe_leaf(w, file->vm, &c, &leaf);)
		if (!leaf.is_mmio && observe_frame_by_id(w, leaf.page, &page) && page.cached &&
		    page.inode == file->inode)
			return broken(why, bytes,
				      "gfn %#" PRIx64 " maps page %" PRIu64 " of handle %" PRIu64
				      ", which was released",
				      leaf.gfn, page.index, file->handle);
	return true;
}

/* INV-26 */
bool released_files_are_forgotten(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_file file;
	struct seen_slot slot;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint32_t as = 0; as < vm.nr_as; as++)
			for (uint64_t k = 0; observe_slot(w, vm.id, as, SEEN_ACTIVE, &k, &slot);)
				if (!slot_file_is_not_released(w, &slot, why, bytes))
					return false;
	for (uint64_t c = 0; next_gmem(w, &c, &file);)
		if (file.dying && !file.linked &&
		    !leaves_avoid_released_files(w, &file, why, bytes))
			return false;
	return true;
}

/* ---- INV-29 to INV-31: the page cache ---- */

/* INV-29 */
bool sizes_are_whole_pages(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_inode inode;

	for (uint64_t c = 0; next_gmem_inode(w, &c, &inode);)
		if (!inode.size_bytes || inode.size_bytes % gms_page_size(w))
			return broken(why, bytes,
				      "handle %" PRIu64 " has a size of %" PRIu64 " bytes",
				      inode.handle, inode.size_bytes);
	return true;
}

/* HZ-5: through a slot that was bound near 2^63 bytes faults insert pages there. */
static bool index_passed_as_negative(const struct gms_world *w, uint64_t index)
{
	return index >= PAST_SIGNED_PAGES - SLOT_PAGES_MAX && excused(w, "UNSIGNED_BIND", false);
}

/* INV-30 */
bool pages_lie_inside(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_inode inode;
	struct seen_page page;

	for (uint64_t c = 0; next_gmem_inode(w, &c, &inode);)
		for (uint64_t k = 0; observe_page(w, inode.id, &k, &page);)
			if (k - 1 >= size_in_pages(w, &inode) &&
			    !index_passed_as_negative(w, k - 1))
				return broken(why, bytes,
					      "handle %" PRIu64 " has %#" PRIx64
					      " pages and holds page %#" PRIx64,
					      inode.handle, size_in_pages(w, &inode), k - 1);
	return true;
}

/*
 * INV-31.  A page at two places disagrees with one of them, as it names its own; private
 * memory that a fork copied has such pages (FORK-3).
 */
bool pages_have_one_place(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_inode inode;
	struct seen_page page;

	for (uint64_t c = 0; observe_inode(w, &c, &inode);)
		for (uint64_t k = 0; observe_page(w, inode.id, &k, &page);)
			if (!page.cached || ((page.inode != inode.id || page.index != k - 1) &&
					     !(inode.is_anon && page.shares)))
				return broken(why, bytes,
					      "frame f%" PRIu64 " is page %" PRIu64
					      " of handle %" PRIu64 " and says it is %s %" PRIu64,
					      page.id, k - 1, inode.handle,
					      page.cached ? "at page" : "in no file, last at",
					      page.index);
	return true;
}
