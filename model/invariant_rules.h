/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of invariants share among themselves, and with no one else. */
#ifndef MODEL_INVARIANT_RULES_H
#define MODEL_INVARIANT_RULES_H

#include <inttypes.h>

#include "observe.h"

/* Say what is wrong: returns false, for `return broken(why, bytes, ...)`. */
bool broken(char *why, size_t bytes, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Is that switch of the profile on? */
bool switched_on(const struct gms_world *w, const char *name);
/* Is it so set, and do known hazards not count? */
bool excused(const struct gms_world *w, const char *name, bool on);

/* Does a task hold mmu_lock of the VM, for write or at all? */
bool mmu_lock_is_held(const struct gms_world *w, uint64_t vm, bool for_write);

/* Does an invalidation that has begun keep faults out of gfn? */
static inline bool is_being_invalidated(const struct seen_vm *vm, uint64_t gfn)
{
	return vm->invalidate_count > 0 &&
	       (!vm->range_set || (vm->range_start <= gfn && gfn < vm->range_end));
}

/* Nobody unmaps what a protected guest has: it is pinned instead.  ARM-PKVM-5 */
static inline bool keeps_its_pages(const struct gms_world *w, const struct seen_vm *vm)
{
	return gms_world_arch(w) == GMS_ARCH_ARM64 && vm->type >> 31;
}

/* Every host page-table entry of every process: begin with a zeroed cursor. */
struct pte_cursor {
	uint64_t next_process, next_page;
	struct seen_process process; /* whose entry it is */
};

bool next_pte(const struct gms_world *w, struct pte_cursor *at, struct seen_pte *out);

/* How messages call a slot: address space and number. */
#define SLOT_FMT    "slot %" PRIu32 ":%" PRIu32
#define SLOT_ARG(s) (s)->as_id, (s)->number

/* Bindings and files (invariant_file.c) */
bool bindings_are_disjoint(const struct gms_world *w, char *why, size_t bytes);
bool slots_and_bindings_agree(const struct gms_world *w, char *why, size_t bytes);
bool bindings_lie_inside(const struct gms_world *w, char *why, size_t bytes);
bool slots_share_the_vm_of_their_file(const struct gms_world *w, char *why, size_t bytes);
bool bindings_name_living_slots(const struct gms_world *w, char *why, size_t bytes);
bool files_keep_their_vm(const struct gms_world *w, char *why, size_t bytes);
bool released_files_are_forgotten(const struct gms_world *w, char *why, size_t bytes);
bool sizes_are_whole_pages(const struct gms_world *w, char *why, size_t bytes);
bool pages_lie_inside(const struct gms_world *w, char *why, size_t bytes);
bool pages_have_one_place(const struct gms_world *w, char *why, size_t bytes);

/* Stage 2 (invariant_stage2.c) */
bool leaves_map_the_bound_page(const struct gms_world *w, char *why, size_t bytes);
bool leaves_have_a_slot(const struct gms_world *w, char *why, size_t bytes);
bool leaves_have_a_valid_slot(const struct gms_world *w, char *why, size_t bytes);
bool holes_are_unmapped_while_punched(const struct gms_world *w, char *why, size_t bytes);
bool raw_pages_are_unmapped(const struct gms_world *w, char *why, size_t bytes);
bool gmem_only_slots_map_no_host_memory(const struct gms_world *w, char *why, size_t bytes);
bool leaves_have_one_of_two_sources(const struct gms_world *w, char *why, size_t bytes);
bool leaves_agree_with_attributes(const struct gms_world *w, char *why, size_t bytes);
bool poisoned_pages_are_unmapped(const struct gms_world *w, char *why, size_t bytes);
bool leaves_are_what_would_be_mapped(const struct gms_world *w, char *why, size_t bytes);
bool gmem_leaves_map_what_the_file_has(const struct gms_world *w, char *why, size_t bytes);
bool zapped_slots_are_unmapped(const struct gms_world *w, char *why, size_t bytes);

/* Kinds of memory of x86 (invariant_types.c) */
bool readonly_slots_are_not_writable(const struct gms_world *w, char *why, size_t bytes);
bool gmem_leaves_are_writable_pages(const struct gms_world *w, char *why, size_t bytes);
bool private_leaves_have_the_attribute(const struct gms_world *w, char *why, size_t bytes);
bool a_td_has_what_its_mirror_maps(const struct gms_world *w, char *why, size_t bytes);
bool a_td_maps_a_gfn_once(const struct gms_world *w, char *why, size_t bytes);
bool assigned_pages_are_of_a_file(const struct gms_world *w, char *why, size_t bytes);

/* Large pages, TLBs, logged slots (invariant_levels.c) */
bool large_leaves_lie_in_one_slot(const struct gms_world *w, char *why, size_t bytes);
bool large_leaves_are_of_one_kind(const struct gms_world *w, char *why, size_t bytes);
bool what_is_remembered_is_mapped(const struct gms_world *w, char *why, size_t bytes);
bool logged_leaves_are_small(const struct gms_world *w, char *why, size_t bytes);
bool mixed_blocks_are_noted(const struct gms_world *w, char *why, size_t bytes);

/* Entries of page tables, and who may set them (invariant_spte.c) */
bool leaves_keep_their_page(const struct gms_world *w, char *why, size_t bytes);
bool rights_to_write_are_nested(const struct gms_world *w, char *why, size_t bytes);
bool entries_are_frozen_under_mmu_lock(const struct gms_world *w, char *why, size_t bytes);
bool faults_are_fresh_when_they_map(const struct gms_world *w, char *why, size_t bytes);
bool entries_are_legal(const struct gms_world *w, char *why, size_t bytes);

/* arm64 (invariant_arm64.c) */
bool nothing_leads_to_a_page_that_left(const struct gms_world *w, char *why, size_t bytes);
bool changes_follow_the_sequence(const struct gms_world *w, char *why, size_t bytes);
bool gmem_leaves_are_normal_pages(const struct gms_world *w, char *why, size_t bytes);
bool memory_faults_of_arm64_are_of_gmem(const struct gms_world *w, char *why, size_t bytes);
bool locked_entries_are_being_made(const struct gms_world *w, char *why, size_t bytes);
bool tables_count_their_entries(const struct gms_world *w, char *why, size_t bytes);
bool shadows_map_what_slots_have(const struct gms_world *w, char *why, size_t bytes);
bool readonly_slots_of_arm64_are_not_writable(const struct gms_world *w, char *why, size_t bytes);
bool only_logged_slots_have_dirty_pages(const struct gms_world *w, char *why, size_t bytes);
bool vncr_pages_are_of_their_slot(const struct gms_world *w, char *why, size_t bytes);
bool protected_guests_map_the_file(const struct gms_world *w, char *why, size_t bytes);
bool protected_guests_own_their_pages(const struct gms_world *w, char *why, size_t bytes);

/* The host (invariant_host.c) */
bool ptes_map_the_page_of_their_vma(const struct gms_world *w, char *why, size_t bytes);
bool ptes_need_a_shared_file(const struct gms_world *w, char *why, size_t bytes);
bool references_are_accounted_for(const struct gms_world *w, char *why, size_t bytes);

/* Processes (invariant_process.c) */
bool files_are_referred_to(const struct gms_world *w, char *why, size_t bytes);
bool orphans_map_nothing(const struct gms_world *w, char *why, size_t bytes);

/* VMs: invalidation, memslots, attributes, locks (invariant_vm.c) */
bool count_is_what_is_in_flight(const struct gms_world *w, char *why, size_t bytes);
bool range_covers_what_is_in_flight(const struct gms_world *w, char *why, size_t bytes);
bool an_invalidation_has_a_range(const struct gms_world *w, char *why, size_t bytes);
bool notifiers_are_counted(const struct gms_world *w, char *why, size_t bytes);
bool slots_are_disjoint(const struct gms_world *w, char *why, size_t bytes);
bool slot_sets_agree(const struct gms_world *w, char *why, size_t bytes);
bool page_total_is_the_sum(const struct gms_world *w, char *why, size_t bytes);
bool attributes_are_private_or_nothing(const struct gms_world *w, char *why, size_t bytes);
bool slots_that_are_read_live(const struct gms_world *w, char *why, size_t bytes);
bool locks_are_in_order(const struct gms_world *w, char *why, size_t bytes);

/* Results of tasks that have finished and were not ended (invariant_result.c) */
bool memory_faults_are_complete(const struct gms_world *w, char *why, size_t bytes);
bool only_private_memory_is_called_so(const struct gms_world *w, char *why, size_t bytes);
bool memory_faults_are_of_a_page(const struct gms_world *w, char *why, size_t bytes);
bool prefault_tells_its_progress(const struct gms_world *w, char *why, size_t bytes);

#endif /* MODEL_INVARIANT_RULES_H */
