/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Invariants of arm64.  What canonical leaves have in common with x86 is INV-7 to INV-16;
 * here is the form of entries and tables, and nested virtualization.
 */
#include "invariant_rules.h"

#define XN(raw)	     ((raw) >> 53 & 3)
#define MEMATTR(raw) ((raw) >> 2 & 15)
#define XN_NOBODY    2

static bool is_arm64(const struct gms_world *w)
{
	return gms_world_arch(w) == GMS_ARCH_ARM64;
}

/* ---- Which slots have a page ---- */

/* While a slot is being replaced the other set has the original. */
static bool next_slot(const struct gms_world *w, uint64_t vm, int *set, uint64_t *cursor,
		      struct seen_slot *slot)
{
	for (; *set < SEEN_SETS; ++*set, *cursor = 0)
		while (observe_slot(w, vm, 0, (enum seen_set) * set, cursor, slot))
			if (!slot->invalid)
				return true;
	return false;
}

/* The host maps the page somewhere in the slot's range. */
static bool host_has(const struct gms_world *w, const struct seen_vm *vm,
		     const struct seen_slot *slot, uint64_t page)
{
	struct seen_pte pte;

	for (uint64_t c = slot->userspace_page;
	     observe_pte(w, vm->mm, &c, &pte) &&
	     pte.page_number < slot->userspace_page + slot->npages;)
		if (pte.present && pte.page == page)
			return true;
	return false;
}

static bool slot_has(const struct gms_world *w, const struct seen_vm *vm,
		     const struct seen_slot *slot, const struct seen_page *page)
{
	struct seen_file file;

	if (!slot->has_gmem)
		return host_has(w, vm, slot, page->id);
	/* Between its detaching and its zap a released file is not known by the slot. */
	if (!slot->file || !observe_file_by_id(w, slot->file, &file))
		return true;
	return file.inode == page->inode && page->index >= slot->file_page &&
	       page->index < slot->file_page + slot->npages;
}

static bool some_slot_has(const struct gms_world *w, const struct seen_vm *vm,
			  const struct seen_page *page, bool writable)
{
	struct seen_slot slot;
	uint64_t c = 0;

	for (int set = 0; next_slot(w, vm->id, &set, &c, &slot);)
		if (!(writable && slot.readonly) && slot_has(w, vm, &slot, page))
			return true;
	return false;
}

/* ---- ARM-INV-3 ---- */

static bool page_is_there(const struct gms_world *w, uint64_t id, struct seen_page *page)
{
	return observe_frame_by_id(w, id, page) && page->cached;
}

static bool leaf_leads_astray(const struct seen_vm *vm, const struct seen_leaf *leaf,
			      const char *who, char *why, size_t bytes)
{
	return broken(why, bytes,
		      "address %#" PRIx64 " of a guest of L1 in handle %" PRIu64
		      " %s frame f%" PRIu64 ", which is in no file",
		      leaf->gfn << 12, vm->handle, who, leaf->page);
}

static bool shadows_are_sound(const struct gms_world *w, const struct seen_vm *vm, char *why,
			      size_t bytes)
{
	struct seen_page page;
	struct seen_leaf leaf;

	for (uint64_t s = 0, c = 0; observe_shadow(w, vm->id, &s, &c, &leaf);)
		if (!page_is_there(w, leaf.page, &page))
			return leaf_leads_astray(vm, &leaf, "maps", why, bytes);
	for (uint64_t id = 0, k = 0; observe_remembered(w, vm->id, &id, &k, &leaf);)
		if (leaf.is_shadow && !page_is_there(w, leaf.page, &page))
			return leaf_leads_astray(vm, &leaf, "is remembered at", why, bytes);
	return true;
}

/* ARM-INV-3 */
bool nothing_leads_to_a_page_that_left(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vncr vncr;
	struct seen_page page;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);) {
		if (!shadows_are_sound(w, &vm, why, bytes))
			return false;
		for (uint64_t id = 0; observe_vncr(w, vm.id, &id, &vncr);)
			if (!page_is_there(w, vncr.page, &page))
				return broken(why, bytes,
					      "VNCR_EL2 of vCPU %" PRIu64 " of handle %" PRIu64
					      " leads to frame f%" PRIu64 ", which is in no file",
					      vncr.vcpu, vm.handle, vncr.page);
	}
	return true;
}

/* ---- ARM-INV-4 ---- */

bool changes_follow_the_sequence(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_change change;

	for (uint64_t c = 0; is_arm64(w) && observe_change(w, &c, &change);)
		if (!change.current)
			return broken(
				why, bytes,
				"the fault of task %d is about to change stage 2, though an "
				"invalidation ran since it looked",
				change.task);
	return true;
}

/* ---- ARM-INV-5, ARM-INV-13: the VM's own leaves ---- */

typedef bool judge(const struct gms_world *w, const struct seen_slot *slot,
		   const struct seen_leaf *leaf);

static bool each_leaf(const struct gms_world *w, judge *is_right, const char *sentence, char *why,
		      size_t bytes)
{
	struct seen_slot slot;
	struct seen_leaf leaf;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);)
		for (uint64_t k = 0; observe_leaf(w, vm.id, &k, &leaf);)
			if (observe_slot_of_gfn(w, vm.id, 0, SEEN_ACTIVE, leaf.gfn, &slot) &&
			    !slot.invalid && !is_right(w, &slot, &leaf))
				return broken(why, bytes,
					      "gfn %#" PRIx64 " of handle %" PRIu64
					      " is mapped by %#018" PRIx64 ", %s",
					      leaf.gfn, vm.handle, leaf.raw, sentence);
	return true;
}

static bool is_normal_page(const struct gms_world *w, const struct seen_slot *slot,
			   const struct seen_leaf *leaf)
{
	uint64_t normal = gms_world_param(w, GMS_PARAM_FWB) ? 6 : 15;
	uint32_t rights = GMS_PROT_READ | (slot->readonly ? 0 : GMS_PROT_WRITE);

	return !slot->has_gmem || (leaf->level == 1 && MEMATTR(leaf->raw) == normal &&
				   (leaf->prot & rights) == rights &&
				   (!XN(leaf->raw) || XN(leaf->raw) == XN_NOBODY));
}

/* ARM-INV-5 */
bool gmem_leaves_are_normal_pages(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, is_normal_page, "which is no page of normal memory with R and W", why,
			 bytes);
}

static bool is_not_writable(const struct gms_world *w, const struct seen_slot *slot,
			    const struct seen_leaf *leaf)
{
	(void)w;
	return !slot->readonly || !(leaf->prot & GMS_PROT_WRITE);
}

/* ARM-INV-13 */
bool readonly_slots_of_arm64_are_not_writable(const struct gms_world *w, char *why, size_t bytes)
{
	return each_leaf(w, is_not_writable, "which has W in a read-only slot", why, bytes);
}

/* ---- ARM-INV-8 ---- */

static bool is_complete(const struct gms_world *w, const struct seen_task *task)
{
	const struct gms_result *r = task->result;
	uint64_t page = gms_page_size(w);
	struct seen_file file;
	struct seen_slot slot;

	if (r->flags || r->size != page || r->gpa % page)
		return false;
	/* The address of a guest of L1 is in no slot. */
	if (task->op->l2)
		return true;
	for (uint64_t id = 0; observe_file(w, &id, &file);)
		if (file.kind == SEEN_VCPU && file.handle == task->op->vcpu)
			return !observe_slot_of_gfn(w, file.vm, 0, SEEN_ACTIVE, r->gpa / page,
						    &slot) ||
			       slot.has_gmem;
	return true;
}

/* ARM-INV-8 */
bool memory_faults_of_arm64_are_of_gmem(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_task task;

	for (uint64_t c = 0; is_arm64(w) && observe_task(w, &c, &task);)
		if (task.finished && task.result->kind == GMS_RESULT_MEMORY_FAULT &&
		    !is_complete(w, &task))
			return broken(why, bytes,
				      "task %d ends with a memory fault at %#" PRIx64
				      " for %#" PRIx64 " bytes with flags %#" PRIx64
				      ", or in a slot without a file",
				      task.number, task.result->gpa, task.result->size,
				      task.result->flags);
	return true;
}

/* ---- ARM-INV-10, ARM-INV-11: tables ---- */

struct census {
	uint64_t vm;
	uint32_t locked;
	uint64_t bad_gfn; /* of a table whose count is wrong */
	bool bad;
};

/* Tables are as deep as there are levels. */
static void count_table(const struct gms_world *w, struct census *census,
			const struct seen_table *table, bool is_root)
{
	uint32_t entries = 0;
	struct seen_entry e;

	for (uint32_t i = 0; i < table->entries; i++) {
		if (!observe_entry(w, census->vm, table, i, &e))
			continue;
		entries++;
		if (e.child.id)
			count_table(w, census, &e.child, false);
		else
			census->locked += !e.page;
	}
	if (entries != table->counted || (!entries && !is_root)) {
		census->bad = true;
		census->bad_gfn = table->gfn;
	}
}

static struct census count_vm(const struct gms_world *w, uint64_t vm)
{
	struct census census = { .vm = vm };
	struct seen_table root;

	for (uint32_t i = 0; observe_root(w, vm, i, &root); i++)
		count_table(w, &census, &root, true);
	return census;
}

/* ARM-INV-10 */
bool locked_entries_are_being_made(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_change change;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);) {
		uint32_t locked = count_vm(w, vm.id).locked, making = 0;

		for (uint64_t k = 0; observe_change(w, &k, &change);)
			making += change.between && change.vm == vm.id;
		if (locked > making)
			return broken(why, bytes,
				      "handle %" PRIu64 " has %" PRIu32
				      " locked entries, and %" PRIu32 " faults that make one",
				      vm.handle, locked, making);
	}
	return true;
}

/* ARM-INV-11 */
bool tables_count_their_entries(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_change change;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);) {
		struct census census = count_vm(w, vm.id);
		bool linking = false;

		/* A fault has linked its tables, and yet to make its leaf. */
		for (uint64_t k = 0; observe_change(w, &k, &change);)
			linking |= change.vm == vm.id;
		if (census.bad && !linking)
			return broken(why, bytes,
				      "a table of handle %" PRIu64 " from gfn %#" PRIx64
				      " on is empty, or counts other entries than it has",
				      vm.handle, census.bad_gfn);
	}
	return true;
}

/* ---- ARM-INV-12 ---- */

static bool shadow_leaf_is_right(const struct gms_world *w, const struct seen_vm *vm,
				 const struct seen_leaf *leaf)
{
	struct seen_page page;

	if (!observe_frame_by_id(w, leaf->page, &page))
		return false;
	if (!page.is_anon && page.cached && leaf->level != 1)
		return false;
	return some_slot_has(w, vm, &page, leaf->prot & GMS_PROT_WRITE);
}

/* ARM-INV-12 */
bool shadows_map_what_slots_have(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_leaf leaf;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);)
		for (uint64_t s = 0, k = 0; observe_shadow(w, vm.id, &s, &k, &leaf);)
			if (!shadow_leaf_is_right(w, &vm, &leaf))
				return broken(why, bytes,
					      "address %#" PRIx64
					      " of a guest of L1 in handle %" PRIu64
					      " is mapped by %#018" PRIx64
					      ", which no slot of it allows",
					      leaf.gfn << 12, vm.handle, leaf.raw);
	return true;
}

/* ---- ARM-INV-16 ---- */

bool only_logged_slots_have_dirty_pages(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_slot slot;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);)
		for (uint64_t k = 0; observe_slot(w, vm.id, 0, SEEN_ACTIVE, &k, &slot);) {
			uint64_t at = 0, page;

			if ((slot.logs_dirty && !slot.has_gmem && !slot.readonly) ||
			    !observe_logged(w, slot.id, &at, &page))
				continue;
			return broken(why, bytes,
				      "page %" PRIu64 " of " SLOT_FMT " of handle %" PRIu64
				      " is dirty, and the slot is not logged",
				      page, SLOT_ARG(&slot), vm.handle);
		}
	return true;
}

/* ---- ARM-INV-17 ---- */

static bool is_of_its_slot(const struct gms_world *w, const struct seen_vm *vm,
			   const struct seen_vncr *vncr)
{
	struct seen_page page;
	struct seen_slot slot;
	struct seen_file file;

	if (!observe_frame_by_id(w, vncr->page, &page))
		return false;
	for (int set = 0; set < SEEN_SETS; set++) {
		if (!observe_slot_of_gfn(w, vm->id, 0, (enum seen_set)set, vncr->gfn, &slot) ||
		    slot.invalid)
			continue;
		if (!slot.has_gmem)
			return host_has(w, vm, &slot, page.id);
		if (!slot.file || !observe_file_by_id(w, slot.file, &file))
			return true;
		return file.inode == page.inode &&
		       page.index == vncr->gfn - slot.base_gfn + slot.file_page;
	}
	return false;
}

/* ARM-INV-17 */
bool vncr_pages_are_of_their_slot(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_vncr vncr;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);)
		for (uint64_t id = 0; observe_vncr(w, vm.id, &id, &vncr);)
			if (!is_of_its_slot(w, &vm, &vncr))
				return broken(why, bytes,
					      "VNCR_EL2 of vCPU %" PRIu64 " of handle %" PRIu64
					      " leads to frame f%" PRIu64
					      ", which is not what gfn %#" PRIx64 " has",
					      vncr.vcpu, vm.handle, vncr.page, vncr.gfn);
	return true;
}

/* ---- Protected VMs: ARM-INV-1, ARM-INV-21 ---- */

static bool is_file_page(const struct gms_world *w, const struct seen_slot *slot,
			 const struct seen_leaf *leaf)
{
	struct seen_page page;
	struct seen_file file;

	return !slot->has_gmem || !slot->file || !observe_file_by_id(w, slot->file, &file) ||
	       (observe_frame_by_id(w, leaf->page, &page) && page.inode == file.inode);
}

/* ARM-INV-1: of other VMs it is INV-7. */
bool protected_guests_map_the_file(const struct gms_world *w, char *why, size_t bytes)
{
	return excused(w, "ARM_PROTECTED_VMS", true) ||
	       each_leaf(w, is_file_page, "though its slot has a guest_memfd", why, bytes);
}

static uint32_t times_mapped(const struct gms_world *w, uint64_t page)
{
	uint32_t times = 0;
	struct seen_leaf leaf;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint64_t k = 0; observe_leaf(w, vm.id, &k, &leaf);)
			times += leaf.page == page;
	return times;
}

/* ARM-INV-21 */
bool protected_guests_own_their_pages(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_leaf leaf;
	struct seen_page page;
	struct seen_vm vm;

	for (uint64_t c = 0; is_arm64(w) && observe_vm(w, &c, &vm);)
		for (uint64_t k = 0;
		     keeps_its_pages(w, &vm) && observe_leaf(w, vm.id, &k, &leaf);)
			if (!observe_frame_by_id(w, leaf.page, &page) || !page.pins ||
			    !page.assigned || times_mapped(w, leaf.page) != 1)
				return broken(why, bytes,
					      "gfn %#" PRIx64 " of handle %" PRIu64
					      " maps frame f%" PRIu64
					      ", which is not pinned, or not its alone",
					      leaf.gfn, vm.handle, leaf.page);
	return true;
}
