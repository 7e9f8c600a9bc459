/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every invariant: a legal world keeps it, and the same world, damaged by hand,
 * is told from a legal one by exactly that invariant.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* cmocka.h makes a macro of a name that step.h declares. */
#include "gmem.h"
#include "invariants.h"
#include "observe.h"

#include <cmocka.h>

#define NEWEST	    "7.3"
#define GFN	    (GPA >> PAGE_SHIFT)
#define SHARED_FILE (GMEM_FLAG_MMAP | GMEM_FLAG_INIT_SHARED)

/* ---- What is expected ---- */

/* The check names this invariant, with a sentence that has `part` in it. */
static void breaks_when(const struct gms_world *w, bool quiet, const char *id, enum when when,
			const char *part)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, quiet, why, sizeof(why));

	assert_non_null(bad);
	if (strcmp(bad->id, id))
		fail_msg("%s instead of %s: %s", bad->id, id, why);
	assert_int_equal(bad->when, when);
	if (!strstr(why, part))
		fail_msg("%s does not say '%s': %s", id, part, why);
}

static void breaks_always(const struct gms_world *w, const char *id, const char *part)
{
	breaks_when(w, true, id, ALWAYS, part);
	breaks_when(w, false, id, ALWAYS, part);
}

/* Only at rest: in between it may be so. */
static void breaks_at_rest(const struct gms_world *w, const char *id, const char *part)
{
	char why[256] = "";

	breaks_when(w, true, id, QUIET, part);
	assert_null(invariants_check(w, false, why, sizeof(why)));
}

/* ---- Worlds ---- */

/* A file of 4 pages that the host may map, and nothing bound. */
static struct gms_world *unbound_world(const char *profile)
{
	struct gms_world *w = world(GMS_ARCH_X86, profile);

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE_SIZE, SHARED_FILE), 0);
	return w;
}

/* Slot 0 on all 4 pages of it. */
static struct gms_world *slot_world(const char *profile)
{
	struct gms_world *w = unbound_world(profile);

	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE_SIZE, H_FILE, 0, NOWHERE), 0);
	all_hold(w);
	return w;
}

/* The guest has page 0, the host has page 1. */
static struct gms_world *touched_world(const char *profile)
{
	struct gms_world *w = slot_world(profile);

	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 4 * PAGE_SIZE), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
	assert_int_equal(do_store(w, H_MAP, PAGE_SIZE, 2), 0);
	all_hold(w);
	return w;
}

/* A slot with a file that is not mappable, and anonymous memory behind it. */
static struct gms_world *mixed_world(uint64_t type)
{
	struct gms_world *w = world(GMS_ARCH_X86, NEWEST);
	struct gms_ref hva = { .handle = H_ANON };

	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE_SIZE, 0), 0);
	assert_int_equal(do_mmap(w, H_ANON, 0, 4 * PAGE_SIZE), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE_SIZE, H_FILE, 0, hva), 0);
	return w;
}

/* Page 0 is private and page 1 is shared; the guest has touched both. */
static struct gms_world *private_world(void)
{
	struct gms_world *w = mixed_world(SW_PROTECTED);
	struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_WRITE, GPA, 1);
	struct gms_result r;

	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE_SIZE, ATTRIBUTE_PRIVATE), 0);
	op.is_private = 1;
	r = gms_run(w, &op);
	assert_int_equal(number(&r), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA + PAGE_SIZE, 1), 0);
	all_hold(w);
	return w;
}

/* ---- What the damage is done to ---- */

static struct file *the_file(struct gms_world *w)
{
	return file_at(w, handle_file(w, H_FILE));
}

static struct inode *the_inode(struct gms_world *w)
{
	return inode_at(w, the_file(w)->inode);
}

static ref_t page_ref(struct gms_world *w, uint64_t index)
{
	return folio_lookup(w, the_file(w)->inode, index);
}

static struct frame *the_page(struct gms_world *w, uint64_t index)
{
	ref_t ref = page_ref(w, index);

	assert_int_not_equal(ref, 0);
	return frame_at(w, ref);
}

static uint64_t host_page(struct gms_world *w, uint64_t handle)
{
	return mapping_at(w, handle_mapping(w, handle))->start;
}

/* Run a task until the step of that name is next. */
static struct task *run_until(struct gms_world *w, const struct gms_op *op, const char *step)
{
	int task = start(w, *op);

	until(w, task, step);
	return task_at(w, w->tasks[task]);
}

/* ---- Files and bindings ---- */

static void inv_1_two_slots_on_one_page_of_a_file(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	do_slot(w, H_VM, 0, GPA, 2 * PAGE_SIZE, H_FILE, 0, NOWHERE);
	do_slot(w, H_VM, 1, 2 * GPA, 2 * PAGE_SIZE, H_FILE, 2 * PAGE_SIZE, NOWHERE);
	all_hold(w);
	slot_of(w, 0)->npages = 3;
	breaks_always(w, "INV-1", "handle 5 binds its pages from 0x2 on");
	gms_destroy(w);
}

static void inv_2_a_slot_that_its_file_does_not_know(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	map_erase(w, &the_file(w)->bindings, 0);
	breaks_at_rest(w, "INV-2", "slot 0:0 of handle 1");
	gms_destroy(w);
}

static void inv_2_a_binding_that_its_slot_does_not_know(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	slot_of(w, 0)->gmem_file = 0;
	breaks_at_rest(w, "INV-2", "does not point back");
	gms_destroy(w);
}

static void inv_2_hz_6_a_binding_is_lost_in_silence_up_to_7_2(void **state)
{
	struct gms_world *w = slot_world("7.2");

	(void)state;
	map_erase(w, &the_file(w)->bindings, 0);
	all_hold(w);
	gms_destroy(w);
}

static void inv_3_a_binding_beyond_the_end(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	the_inode(w)->size = PAGE_SIZE;
	breaks_always(w, "INV-3", "handle 5 has 0x1 pages and binds [0, 0x4)");
	gms_destroy(w);
}

static void inv_3_hz_5_an_end_past_2_to_the_63_up_to_7_0(void **state)
{
	struct gms_world *w = unbound_world("6.18");

	(void)state;
	assert_int_equal(
		do_slot(w, H_VM, 0, GPA, 4 * PAGE_SIZE, H_FILE, 0x7ffffffffffff000, NOWHERE), 0);
	all_hold(w);
	gms_set_switch(w, (unsigned int)gms_switch_find("UNSIGNED_BIND"), true);
	breaks_always(w, "INV-3", "binds [0x7ffffffffffff, 0x8000000000003)");
	gms_destroy(w);
}

static void inv_4_a_file_of_another_vm(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	do_vm(w, H_VM2, 0);
	the_file(w)->vm = handle_vm(w, H_VM2);
	vm_at(w, handle_vm(w, H_VM2))->refs++;
	vm_of(w)->refs--;
	breaks_always(w, "INV-4", "slot 0:0 points to handle 5, a file of another VM");
	gms_destroy(w);
}

static void inv_5_a_binding_to_a_freed_slot(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	slot_of(w, 0)->flags |= MEMSLOT_FREED;
	breaks_always(w, "INV-5", "handle 5 binds page 0 to a slot that was freed");
	gms_destroy(w);
}

static void inv_5_hz_4_a_slot_loses_its_flag_where_it_may(void **state)
{
	struct gms_world *w = slot_world("6.18");
	struct gms_op op;
	struct gms_result r;

	(void)state;
	gms_set_switch(w, (unsigned int)gms_switch_find("NO_GMEM_TOGGLE"), false);
	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = H_VM;
	op.gpa = GPA;
	op.size = 4 * PAGE_SIZE;
	r = gms_run(w, &op);
	assert_int_equal(number(&r), 0);
	all_hold(w);
	gms_set_switch(w, (unsigned int)gms_switch_find("NO_GMEM_TOGGLE"), true);
	breaks_always(w, "INV-5", "a slot that was freed");
	gms_destroy(w);
}

static void inv_6_a_vm_with_fewer_references_than_files(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	all_hold(w);
	vm_of(w)->refs = 1;
	breaks_always(w, "INV-6", "handle 1 has 1 references");
	gms_destroy(w);
}

static void inv_26_a_slot_that_keeps_a_released_file(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	ref_t file = handle_file(w, H_FILE);
	struct gms_op op;
	char why[256];

	(void)state;
	gms_op_init(&op, GMS_OP_CLOSE);
	op.file = H_FILE;
	run_until(w, &op, "evict");
	assert_null(invariants_check(w, true, why, sizeof(why)));
	slot_of(w, 0)->gmem_file = file;
	breaks_always(w, "INV-26", "slot 0:0 points to handle 5, which was released");
	gms_destroy(w);
}

static void inv_29_a_file_without_a_page(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	the_inode(w)->size = 0;
	breaks_always(w, "INV-29", "handle 5 has a size of 0 bytes");
	the_inode(w)->size = PAGE_SIZE + 1;
	breaks_always(w, "INV-29", "4097 bytes");
	gms_destroy(w);
}

static void inv_30_a_page_beyond_the_end(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, 4 * PAGE_SIZE), 0);
	all_hold(w);
	the_inode(w)->size = 3 * PAGE_SIZE;
	breaks_always(w, "INV-30", "handle 5 has 0x3 pages and holds page 0x3");
	gms_destroy(w);
}

static void inv_31_one_page_at_two_places(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, PAGE_SIZE), 0);
	all_hold(w);
	map_set(w, &the_inode(w)->pages, 2, page_ref(w, 0));
	breaks_always(w, "INV-31", "page 2 of handle 5 and says it is at page 0");
	gms_destroy(w);
}

/* ---- Stage 2 ---- */

static void inv_7_the_guest_maps_a_page_that_left_its_file(void **state)
{
	struct gms_world *w = touched_world(NEWEST);
	ref_t page = page_ref(w, 0);

	(void)state;
	folio_get(w, page);
	folio_remove(w, page);
	breaks_always(w, "INV-7", "which left page 0 of handle 5");
	gms_destroy(w);
}

static void inv_7_the_guest_maps_a_page_that_is_free(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	folio_remove(w, page_ref(w, 0));
	breaks_always(w, "INV-7", "which is free");
	gms_destroy(w);
}

static void inv_8_the_guest_maps_memory_without_a_slot(void **state)
{
	struct gms_world *w = touched_world(NEWEST);
	struct vm *vm = vm_of(w);
	ref_t slot = slot_by_id(w, vm, 0, 0);

	(void)state;
	for (int i = 0; i < 2; i++)
		slot_set_replace(w, &vm->as[0].set[i], slot, 0);
	breaks_always(w, "INV-8", "gfn 0x100 of handle 1 is mapped and no slot covers it");
	gms_destroy(w);
}

static void inv_8_at_rest_the_slot_is_valid(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	slot_of(w, 0)->flags |= MEMSLOT_INVALID;
	breaks_at_rest(w, "INV-8", "the INVALID slot 0:0");
	gms_destroy(w);
}

static void inv_8_at_rest_the_slot_has_its_file(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	slot_of(w, 0)->gmem_file = 0;
	map_erase(w, &the_file(w)->bindings, 0);
	breaks_at_rest(w, "INV-8", "slot 0:0 of handle 1 has lost its file");
	gms_destroy(w);
}

/* Stops before the step, then pretends that it ran. */
static void skip_step(struct task *t)
{
	t->frame[t->depth - 1].place += 1ull << PLACE_PC_SHIFT;
}

static void inv_9_a_hole_that_is_still_mapped(void **state)
{
	struct gms_world *w = touched_world(NEWEST);
	struct gms_op op = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);

	(void)state;
	skip_step(run_until(w, &op, "invalidate-begin"));
	breaks_always(w, "INV-9", "gfn 0x100 of slot 0:0 of handle 1 maps page 0");
	gms_destroy(w);
}

static void inv_12_the_guest_maps_a_page_that_nobody_zeroed(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	the_page(w, 0)->flags &= ~FOLIO_UPTODATE;
	breaks_always(w, "INV-12", "gfn 0x100");
	gms_destroy(w);
}

static void inv_12_the_host_maps_a_page_that_nobody_zeroed(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	the_page(w, 1)->flags &= ~FOLIO_UPTODATE;
	breaks_always(w, "INV-12", "the host maps frame");
	gms_destroy(w);
}

static void inv_14_host_memory_in_a_slot_that_lives_in_its_file(void **state)
{
	struct gms_world *w = mixed_world(0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
	all_hold(w);
	slot_of(w, 0)->flags |= MEMSLOT_GMEM_ONLY;
	breaks_always(w, "INV-14", "gfn 0x100 of slot 0:0 of handle 1");
	gms_destroy(w);
}

static void inv_15_the_guest_keeps_what_the_host_unmapped(void **state)
{
	struct gms_world *w = mixed_world(0);
	struct map *ptes = &the_mm(w)->ptes;
	uint64_t page = host_page(w, H_ANON), pte = 0;

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
	all_hold(w);
	assert_true(map_get(w, ptes, page, &pte));
	map_erase(w, ptes, page);
	frame_at(w, (ref_t)(pte >> PTE_FRAME_SHIFT))->mapcount--;
	frame_at(w, (ref_t)(pte >> PTE_FRAME_SHIFT))->refs--;
	breaks_always(w, "INV-15", "which the host does not have at the slot's address");
	gms_destroy(w);
}

static void inv_16_a_shared_gfn_maps_the_file(void **state)
{
	struct gms_world *w = private_world();

	(void)state;
	map_clear(w, &vm_of(w)->attributes);
	breaks_when(w, true, "INV-16", QUIET, "is shared and maps the page of its file");
	breaks_when(w, false, "X86-INV-2", ALWAYS, "is shared and maps the page of its file");
	gms_destroy(w);
}

static void inv_16_a_private_gfn_maps_the_hosts_memory(void **state)
{
	struct gms_world *w = private_world();

	(void)state;
	map_clear(w, &vm_of(w)->attributes);
	map_set(w, &vm_of(w)->attributes, GFN, ATTRIBUTE_PRIVATE);
	breaks_when(w, true, "INV-16", QUIET,
		    "gfn 0x101 of slot 0:0 of handle 1 is private and maps the host");
	breaks_when(w, false, "X86-INV-2", ALWAYS, "is private and maps the host");
	gms_destroy(w);
}

static void inv_28_a_poisoned_page_is_mapped(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	the_page(w, 0)->flags |= FOLIO_HWPOISON;
	breaks_always(w, "INV-28", "gfn 0x100");
	the_page(w, 0)->flags &= ~FOLIO_HWPOISON;
	the_page(w, 1)->flags |= FOLIO_HWPOISON;
	breaks_always(w, "INV-28", "the host maps frame");
	gms_destroy(w);
}

/* ---- The host ---- */

static void inv_10_the_host_maps_another_page_of_the_file(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	map_set(w, &the_mm(w)->ptes, host_page(w, H_MAP) + 1,
		(uint64_t)page_ref(w, 0) << PTE_FRAME_SHIFT | PTE_PRESENT);
	breaks_always(w, "INV-10", "as page 1 of handle 5, and it is page 0");
	gms_destroy(w);
}

static void inv_10_the_host_maps_a_page_that_left_its_file(void **state)
{
	struct gms_world *w = touched_world(NEWEST);
	ref_t page = page_ref(w, 1);

	(void)state;
	folio_get(w, page);
	folio_remove(w, page);
	breaks_always(w, "INV-10", "and it left page 1");
	gms_destroy(w);
}

static void inv_10_the_host_maps_a_page_outside_its_mappings(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	map_erase(w, &the_mm(w)->vmas, host_page(w, H_MAP));
	breaks_always(w, "INV-10", "where nothing is mapped");
	gms_destroy(w);
}

static void inv_11_the_host_maps_a_private_file(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	the_inode(w)->flags &= ~GMEM_FLAG_INIT_SHARED;
	breaks_always(w, "INV-11", "page 1 of handle 5, which is not shared with it");
	gms_destroy(w);
}

static void inv_11_the_host_maps_a_page_beyond_the_end(void **state)
{
	struct gms_world *w = unbound_world(NEWEST);

	(void)state;
	do_mmap(w, H_MAP, H_FILE, 4 * PAGE_SIZE);
	assert_int_equal(do_store(w, H_MAP, 3 * PAGE_SIZE, 2), 0);
	all_hold(w);
	the_inode(w)->size = PAGE_SIZE;
	breaks_always(w, "INV-11", "page 3 of handle 5, beyond its end");
	gms_destroy(w);
}

static void inv_36_a_reference_without_a_reason(void **state)
{
	struct gms_world *w = touched_world(NEWEST);

	(void)state;
	the_page(w, 0)->refs++;
	breaks_at_rest(w, "INV-36", "counts 2 references and has 1");
	the_page(w, 0)->refs--;
	the_page(w, 1)->mapcount = 0;
	breaks_at_rest(w, "INV-36", "counts 0 host mappings and has 1");
	gms_destroy(w);
}

/* ---- VMs ---- */

static void inv_17_an_invalidation_that_nobody_ends(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	vm_of(w)->invalidate_count = 1;
	breaks_always(w, "INV-17", "handle 1 counts 1 invalidations and 0 are in flight");
	vm_of(w)->invalidate_count = -1;
	breaks_always(w, "INV-17", "handle 1 counts -1");
	gms_destroy(w);
}

static void inv_17_hz_7_a_stuck_count_up_to_7_2(void **state)
{
	struct gms_world *w = slot_world("7.2");

	(void)state;
	vm_of(w)->invalidate_count = 1;
	vm_of(w)->range_start = GFN;
	vm_of(w)->range_end = GFN + 1;
	all_hold(w);
	vm_of(w)->invalidate_count = -1;
	breaks_always(w, "INV-17", "-1");
	gms_destroy(w);
}

static void inv_19_a_hole_outside_the_invalidated_range(void **state)
{
	struct gms_world *w = touched_world(NEWEST);
	struct gms_op op = op_fallocate(H_FILE, KEEP_PUNCH, 0, 2 * PAGE_SIZE);
	char why[256];

	(void)state;
	run_until(w, &op, "truncate");
	assert_null(invariants_check(w, true, why, sizeof(why)));
	vm_of(w)->range_end--;
	breaks_always(w, "INV-19", "gfns [0x100, 0x102) of handle 1");
	gms_destroy(w);
}

static void inv_21_a_notifier_that_nobody_runs(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	vm_of(w)->mn_active = 1;
	breaks_always(w, "INV-21", "counts 1 mmu notifiers and 0 are in flight");
	gms_destroy(w);
}

static void inv_22_two_slots_on_one_gfn(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, NEWEST);

	(void)state;
	do_vm(w, H_VM, 0);
	do_slot(w, H_VM, 0, GPA, PAGE_SIZE, 0, 0, NOWHERE);
	do_slot(w, H_VM, 1, GPA + PAGE_SIZE, PAGE_SIZE, 0, 0, NOWHERE);
	all_hold(w);
	slot_of(w, 0)->npages = 2;
	breaks_always(w, "INV-22", "slot 0:1 of handle 1 begins at gfn 0x101");
	gms_destroy(w);
}

static void inv_22_two_slots_with_one_number(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	slot_of(w, 0)->id = 1;
	breaks_always(w, "INV-22", "number 0 of handle 1 stands for slot 0:1");
	gms_destroy(w);
}

static void inv_23_the_sets_differ_at_rest(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	slot_set_replace(w, inactive_set(vm_of(w), 0), slot_by_id(w, vm_of(w), 0, 0), 0);
	breaks_at_rest(w, "INV-23", "differ at slot 0:0");
	gms_destroy(w);
}

static void inv_23_an_invalid_slot_at_rest(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	slot_of(w, 0)->flags |= MEMSLOT_INVALID;
	breaks_at_rest(w, "INV-23", "slot 0:0 of handle 1 is INVALID");
	gms_destroy(w);
}

static void inv_23_a_swap_that_nobody_does(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct slot_set *set = active_set(vm_of(w), 0);

	(void)state;
	set->generation |= 1ull << 63;
	breaks_at_rest(w, "INV-23", "is marked as being swapped");
	gms_destroy(w);
}

static void inv_24_a_wrong_page_total(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	vm_of(w)->nr_pages++;
	breaks_at_rest(w, "INV-24", "handle 1 counts 5 pages and its slots have 4");
	gms_destroy(w);
}

static void inv_33_a_private_gfn_without_private_memory(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	map_set(w, &vm_of(w)->attributes, 5, ATTRIBUTE_PRIVATE);
	breaks_always(w, "INV-33", "gfn 0x5 of handle 1 has attributes 0x8");
	gms_destroy(w);
}

static void inv_33_an_attribute_that_does_not_exist(void **state)
{
	struct gms_world *w = mixed_world(SW_PROTECTED);

	(void)state;
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE_SIZE, ATTRIBUTE_PRIVATE), 0);
	all_hold(w);
	map_set(w, &vm_of(w)->attributes, GFN, 1);
	breaks_always(w, "INV-33", "gfn 0x100 of handle 1 has attributes 0x1");
	gms_destroy(w);
}

static void inv_40_a_lock_out_of_order(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	w->lock_order_violation = "a lock is taken while mmu_lock is held";
	breaks_always(w, "INV-40", "while mmu_lock is held");
	gms_destroy(w);
}

static void inv_40_two_tasks_hold_one_lock(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct gms_op op = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);
	const struct task *first = run_until(w, &op, "invalidate-begin");
	struct task *second = run_until(w, &op, "lock");
	char why[256];

	(void)state;
	assert_null(invariants_check(w, true, why, sizeof(why)));
	second->held[second->nr_held++] = first->held[0];
	breaks_always(w, "INV-40", "tasks 0 and 1 both hold the invalidate lock");
	gms_destroy(w);
}

static void inv_40_a_reader_of_slots_waits_for_their_lock(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct gms_op op = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);
	struct task *t = run_until(w, &op, "lock");
	ref_t vm = handle_vm(w, H_VM);

	(void)state;
	t->held[t->nr_held++] = need(GMS_LOCK_SRCU, LOCK_READ, vm);
	t->blocked = 1;
	t->waiting = need(GMS_LOCK_SLOTS, LOCK_WRITE, vm);
	breaks_always(w, "INV-40", "task 0 waits for slots_lock inside an SRCU section");
	gms_destroy(w);
}

static void inv_45_a_fault_reads_a_slot_that_was_freed(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_READ, GPA, 0);
	int number = gms_task_start(w, &op);
	struct task *t = task_at(w, w->tasks[number]);

	(void)state;
	while (!t->fault.slot)
		assert_int_equal(gms_task_step(w, number), GMS_STEPPED);
	assert_null(invariants_check(w, false, NULL, 0));
	t->fault.slot = w->pool[POOL_SLOT].used;
	breaks_always(w, "INV-45", "task 0 still reads a slot that was freed");
	gms_destroy(w);
}

/* ---- Results ---- */

/* A task that has run to its end and keeps its result. */
static void inv_37_a_memory_fault_that_says_too_much(void **state)
{
	struct gms_world *w = mixed_world(SW_PROTECTED);
	struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_READ, GPA + 8, 0);
	struct task *t;

	(void)state;
	op.is_private = 1;
	t = run_to_the_end(w, op);
	assert_int_equal(t->result.kind, GMS_RESULT_MEMORY_FAULT);
	all_hold(w);
	t->result.gpa += 8;
	breaks_always(w, "INV-37", "task 0 to gpa 0x100008 faults at 0x100008 for 0x1000 bytes");
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = EHWPOISON };
	breaks_always(w, "INV-37", "gives no memory fault");
	gms_destroy(w);
}

static void inv_38_a_prefault_that_miscounts(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct gms_op op;
	struct task *t;

	(void)state;
	gms_op_init(&op, GMS_OP_PREFAULT);
	op.vcpu = H_VCPU;
	op.gpa = GPA;
	op.size = 2 * PAGE_SIZE;
	t = run_to_the_end(w, op);
	assert_int_equal(t->result.kind, GMS_RESULT_PREFAULT);
	all_hold(w);
	t->result.size = PAGE_SIZE;
	breaks_always(w, "INV-38",
		      "from gpa 0x100000 to 0x102000 with 0x1000 of 0x2000 bytes left");
	t->result.size = 0;
	t->result.error = EAGAIN;
	breaks_always(w, "INV-38", "error 11");
	gms_destroy(w);
}

/* ---- All of them together ---- */

static void a_world_with_a_task_in_flight_is_never_quiet(void **state)
{
	struct gms_world *w = slot_world(NEWEST);
	struct gms_op op = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE);
	char why[256];

	(void)state;
	vm_of(w)->nr_pages++;
	assert_non_null(invariants_check(w, true, why, sizeof(why)));
	gms_task_start(w, &op);
	assert_false(observe_quiet(w));
	assert_null(invariants_check(w, true, why, sizeof(why)));
	gms_destroy(w);
}

static void every_invariant_says_what_it_is(void **state)
{
	int last = 0;

	(void)state;
	for (unsigned int i = 0; i < invariants_count(); i++) {
		const struct invariant *inv = invariant_at(i);
		bool of_x86 = !strncmp(inv->id, "X86-", 4);
		bool of_arm64 = !strncmp(inv->id, "ARM-", 4);
		int n = 0;

		assert_int_equal(sscanf(inv->id + 4 * (of_x86 || of_arm64), "INV-%d", &n), 1);
		assert_in_range(n, 1, of_x86 ? 22 : of_arm64 ? 21 : 45);
		last = n > last ? n : last;
		assert_true(strlen(inv->sentence) > 20);
		assert_non_null(inv->holds);
	}
	assert_int_equal(last, 45);
	assert_null(invariant_at(invariants_count()));
}

static void why_may_be_left_out(void **state)
{
	struct gms_world *w = slot_world(NEWEST);

	(void)state;
	vm_of(w)->mn_active = 1;
	assert_non_null(invariants_check(w, true, NULL, 0));
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(inv_1_two_slots_on_one_page_of_a_file),
		cmocka_unit_test(inv_2_a_slot_that_its_file_does_not_know),
		cmocka_unit_test(inv_2_a_binding_that_its_slot_does_not_know),
		cmocka_unit_test(inv_2_hz_6_a_binding_is_lost_in_silence_up_to_7_2),
		cmocka_unit_test(inv_3_a_binding_beyond_the_end),
		cmocka_unit_test(inv_3_hz_5_an_end_past_2_to_the_63_up_to_7_0),
		cmocka_unit_test(inv_4_a_file_of_another_vm),
		cmocka_unit_test(inv_5_a_binding_to_a_freed_slot),
		cmocka_unit_test(inv_5_hz_4_a_slot_loses_its_flag_where_it_may),
		cmocka_unit_test(inv_6_a_vm_with_fewer_references_than_files),
		cmocka_unit_test(inv_7_the_guest_maps_a_page_that_left_its_file),
		cmocka_unit_test(inv_7_the_guest_maps_a_page_that_is_free),
		cmocka_unit_test(inv_8_the_guest_maps_memory_without_a_slot),
		cmocka_unit_test(inv_8_at_rest_the_slot_is_valid),
		cmocka_unit_test(inv_8_at_rest_the_slot_has_its_file),
		cmocka_unit_test(inv_9_a_hole_that_is_still_mapped),
		cmocka_unit_test(inv_10_the_host_maps_another_page_of_the_file),
		cmocka_unit_test(inv_10_the_host_maps_a_page_that_left_its_file),
		cmocka_unit_test(inv_10_the_host_maps_a_page_outside_its_mappings),
		cmocka_unit_test(inv_11_the_host_maps_a_private_file),
		cmocka_unit_test(inv_11_the_host_maps_a_page_beyond_the_end),
		cmocka_unit_test(inv_12_the_guest_maps_a_page_that_nobody_zeroed),
		cmocka_unit_test(inv_12_the_host_maps_a_page_that_nobody_zeroed),
		cmocka_unit_test(inv_14_host_memory_in_a_slot_that_lives_in_its_file),
		cmocka_unit_test(inv_15_the_guest_keeps_what_the_host_unmapped),
		cmocka_unit_test(inv_16_a_shared_gfn_maps_the_file),
		cmocka_unit_test(inv_16_a_private_gfn_maps_the_hosts_memory),
		cmocka_unit_test(inv_17_an_invalidation_that_nobody_ends),
		cmocka_unit_test(inv_17_hz_7_a_stuck_count_up_to_7_2),
		cmocka_unit_test(inv_19_a_hole_outside_the_invalidated_range),
		cmocka_unit_test(inv_21_a_notifier_that_nobody_runs),
		cmocka_unit_test(inv_22_two_slots_on_one_gfn),
		cmocka_unit_test(inv_22_two_slots_with_one_number),
		cmocka_unit_test(inv_23_the_sets_differ_at_rest),
		cmocka_unit_test(inv_23_an_invalid_slot_at_rest),
		cmocka_unit_test(inv_23_a_swap_that_nobody_does),
		cmocka_unit_test(inv_24_a_wrong_page_total),
		cmocka_unit_test(inv_26_a_slot_that_keeps_a_released_file),
		cmocka_unit_test(inv_28_a_poisoned_page_is_mapped),
		cmocka_unit_test(inv_29_a_file_without_a_page),
		cmocka_unit_test(inv_30_a_page_beyond_the_end),
		cmocka_unit_test(inv_31_one_page_at_two_places),
		cmocka_unit_test(inv_33_a_private_gfn_without_private_memory),
		cmocka_unit_test(inv_33_an_attribute_that_does_not_exist),
		cmocka_unit_test(inv_36_a_reference_without_a_reason),
		cmocka_unit_test(inv_37_a_memory_fault_that_says_too_much),
		cmocka_unit_test(inv_38_a_prefault_that_miscounts),
		cmocka_unit_test(inv_40_a_lock_out_of_order),
		cmocka_unit_test(inv_40_two_tasks_hold_one_lock),
		cmocka_unit_test(inv_40_a_reader_of_slots_waits_for_their_lock),
		cmocka_unit_test(inv_45_a_fault_reads_a_slot_that_was_freed),
		cmocka_unit_test(a_world_with_a_task_in_flight_is_never_quiet),
		cmocka_unit_test(every_invariant_says_what_it_is),
		cmocka_unit_test(why_may_be_left_out),
	};

	return cmocka_run_group_tests_name("invariant", tests, NULL, NULL);
}
