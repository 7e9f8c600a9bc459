/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of invariants, and how they are checked. */
#include <stdarg.h>
#include <stdio.h>

#include "invariant.h"
#include "invariant_rules.h"

static const struct invariant table[] = {
	{ "INV-1", "The ranges that slots bind in one file do not overlap", ALWAYS, NULL,
	  bindings_are_disjoint },
	{ "INV-2",
	  "A slot points to a file exactly if the file binds the slot's whole range to it", QUIET,
	  "HZ-6", slots_and_bindings_agree },
	{ "INV-3", "What is bound lies within the file", ALWAYS, "HZ-5", bindings_lie_inside },
	{ "INV-4", "A slot and its file belong to one VM", ALWAYS, NULL,
	  slots_share_the_vm_of_their_file },
	{ "INV-5", "No binding refers to a slot that was freed", ALWAYS, "HZ-3, HZ-4",
	  bindings_name_living_slots },
	{ "INV-6", "A VM lives as long as a file of it that is not yet released", ALWAYS, NULL,
	  files_keep_their_vm },
	{ "INV-7", "What the guest maps from a file is the page that the file holds there now",
	  ALWAYS, "HZ-2", leaves_map_the_bound_page },
	{ "INV-8", "Every mapping of the guest lies in a slot that still exists", ALWAYS, NULL,
	  leaves_have_a_slot },
	{ "INV-8", "At rest that slot is visible, valid, and still has its file", QUIET, NULL,
	  leaves_have_a_valid_slot },
	{ "INV-9", "While a hole is punched the guest maps no page of it", ALWAYS, "HZ-2",
	  holes_are_unmapped_while_punched },
	{ "INV-10", "A host mapping shows the page that its file holds at that place", ALWAYS,
	  NULL, ptes_map_the_page_of_their_vma },
	{ "INV-11",
	  "The host maps pages only of files that are shared with it, inside their size", ALWAYS,
	  NULL, ptes_need_a_shared_file },
	{ "INV-12", "A page that was not zeroed yet is mapped by nobody", ALWAYS, NULL,
	  raw_pages_are_unmapped },
	{ "INV-14", "A slot that lives in guest_memfd alone maps no page of the host's memory",
	  ALWAYS, NULL, gmem_only_slots_map_no_host_memory },
	{ "INV-15",
	  "Any other slot maps its file's page or what the host has at the slot's address",
	  ALWAYS, "HZ-4", leaves_have_one_of_two_sources },
	{ "INV-16", "At rest a private gfn maps the file and a shared one the host's memory",
	  QUIET, NULL, leaves_agree_with_attributes },
	{ "INV-17", "The count is the number of invalidations begun and not ended", ALWAYS,
	  "HZ-7", count_is_what_is_in_flight },
	{ "INV-19", "The invalidated range covers every range that is being invalidated", ALWAYS,
	  NULL, range_covers_what_is_in_flight },
	{ "INV-21", "The notifier count is the number of host unmappings under way", ALWAYS, NULL,
	  notifiers_are_counted },
	{ "INV-22", "Slots of an address space do not overlap and have numbers of their own",
	  ALWAYS, NULL, slots_are_disjoint },
	{ "INV-23", "At rest both slot sets hold the same valid slots and no swap is marked",
	  QUIET, NULL, slot_sets_agree },
	{ "INV-24", "At rest the page total of a VM is the sum of its slots", QUIET, NULL,
	  page_total_is_the_sum },
	{ "INV-26", "After its release nothing refers to a file", ALWAYS, NULL,
	  released_files_are_forgotten },
	{ "INV-28", "A poisoned page is mapped by nobody once its failure was handled", ALWAYS,
	  NULL, poisoned_pages_are_unmapped },
	{ "INV-29", "The size of a file is a positive number of whole pages", ALWAYS, NULL,
	  sizes_are_whole_pages },
	{ "INV-30", "A file holds no page beyond its end", ALWAYS, "HZ-5", pages_lie_inside },
	{ "INV-31", "A page is at one place in one file", ALWAYS, NULL, pages_have_one_place },
	{ "INV-33", "An attribute is nothing or PRIVATE, and PRIVATE only with private memory",
	  ALWAYS, NULL, attributes_are_private_or_nothing },
	{ "INV-36", "At rest every reference to a page has its reason", QUIET, NULL,
	  references_are_accounted_for },
	{ "INV-37",
	  "A guest access that guest_memfd refuses says where, in whole pages, and which kind",
	  ALWAYS, NULL, memory_faults_are_complete },
	{ "INV-38",
	  "Prefault moves gpa and size by the same amount, and succeeds exactly if it moved",
	  ALWAYS, NULL, prefault_tells_its_progress },
	{ "INV-40", "Locks exclude each other and are taken in the kernel's order", ALWAYS,
	  "HZ-1", locks_are_in_order },
	{ "INV-43", "At rest every reference to a file is a descriptor, a mapping or a message",
	  QUIET, NULL, files_are_referred_to },
	{ "INV-44", "A guest maps nothing once the memory of its VM's process is gone", QUIET,
	  NULL, orphans_map_nothing },
	{ "INV-45", "A fault works on no slot that was freed while it reads the slots", ALWAYS,
	  NULL, slots_that_are_read_live },
	{ "X86-INV-1", "A large page of the guest lies wholly in one slot", ALWAYS, NULL,
	  large_leaves_lie_in_one_slot },
	{ "X86-INV-2", "A leaf maps what a fault would map now, once an invalidation is over",
	  ALWAYS, NULL, leaves_are_what_would_be_mapped },
	{ "X86-INV-3", "A large page of the guest has one attribute", ALWAYS, NULL,
	  large_leaves_are_of_one_kind },
	{ "X86-INV-4",
	  "A page of a file that the guest maps is in the file, or is just being invalidated",
	  ALWAYS, "HZ-2", gmem_leaves_map_what_the_file_has },
	{ "X86-INV-5", "A leaf is never replaced by a leaf of another page", ALWAYS, NULL,
	  leaves_keep_their_page },
	{ "X86-INV-6", "W needs MMU-writable, and that needs host-writable", ALWAYS, NULL,
	  rights_to_write_are_nested },
	{ "X86-INV-7", "An entry is frozen only while somebody holds mmu_lock", ALWAYS, NULL,
	  entries_are_frozen_under_mmu_lock },
	{ "X86-INV-8", "Invalidations are not ended too often, and cover something", ALWAYS, NULL,
	  an_invalidation_has_a_range },
	{ "X86-INV-9", "A fault maps only if nothing was invalidated since its snapshot", ALWAYS,
	  NULL, faults_are_fresh_when_they_map },
	{ "X86-INV-10",
	  "But for MMIO the processor takes every entry, and none gives the guest #VE", ALWAYS,
	  NULL, entries_are_legal },
	{ "X86-INV-11", "What a vCPU remembers of stage 2 is mapped there still", ALWAYS, NULL,
	  what_is_remembered_is_mapped },
	{ "X86-INV-12", "A read-only slot maps nothing that the guest may write", ALWAYS, NULL,
	  readonly_slots_are_not_writable },
	{ "X86-INV-13",
	  "At rest no clean page of a logged slot can be written as part of a large one", QUIET,
	  NULL, logged_leaves_are_small },
	{ "X86-INV-14", "Of a guest_memfd single pages are mapped, with the right to write",
	  ALWAYS, NULL, gmem_leaves_are_writable_pages },
	{ "X86-INV-15", "Without private memory no fault is called private", ALWAYS, NULL,
	  only_private_memory_is_called_so },
	{ "X86-INV-16", "A memory fault is of one page, and its gpa has no bit for sharing",
	  ALWAYS, NULL, memory_faults_are_of_a_page },
	{ "X86-INV-17", "Private memory of a TD has the attribute, unless it is being converted",
	  ALWAYS, NULL, private_leaves_have_the_attribute },
	{ "X86-INV-17", "A TD has the private pages that its mirror maps, and no others", ALWAYS,
	  NULL, a_td_has_what_its_mirror_maps },
	{ "X86-INV-18", "At rest a TD maps no gfn as both private and shared", QUIET, NULL,
	  a_td_maps_a_gfn_once },
	{ "X86-INV-19", "A page that is an SNP or TDX guest's is in a guest_memfd", ALWAYS, NULL,
	  assigned_pages_are_of_a_file },
	{ "X86-INV-20", "Of a large page it is noted whether its attributes differ", ALWAYS, NULL,
	  mixed_blocks_are_noted },
	{ "X86-INV-21", "Once an INVALID slot was zapped nothing of it is mapped", ALWAYS, NULL,
	  zapped_slots_are_unmapped },
	{ "ARM-INV-1", "A protected guest maps the page of the file, where its slot has one",
	  ALWAYS, "ARM-PKVM-4", protected_guests_map_the_file },
	{ "ARM-INV-3",
	  "What a guest of L1 maps, and VNCR_EL2's page, is a page that left no file meanwhile",
	  ALWAYS, NULL, nothing_leads_to_a_page_that_left },
	{ "ARM-INV-4",
	  "An entry is made or relaxed with no invalidation under way, nor ended since the snapshot",
	  ALWAYS, NULL, changes_follow_the_sequence },
	{ "ARM-INV-5", "Of a guest_memfd pages are mapped, as normal memory with R and W", ALWAYS,
	  NULL, gmem_leaves_are_normal_pages },
	{ "ARM-INV-8",
	  "A memory fault of arm64 has no flags, and only slots with a file give one", ALWAYS,
	  NULL, memory_faults_of_arm64_are_of_gmem },
	{ "ARM-INV-10", "An entry is locked only while a fault is between its break and its make",
	  ALWAYS, NULL, locked_entries_are_being_made },
	{ "ARM-INV-11", "A table counts its entries, and one without any is a root", ALWAYS, NULL,
	  tables_count_their_entries },
	{ "ARM-INV-12",
	  "A guest of L1 maps what some slot has, page by page from a file, and writes only there",
	  ALWAYS, NULL, shadows_map_what_slots_have },
	{ "ARM-INV-13", "A read-only slot maps nothing that the guest may write", ALWAYS, NULL,
	  readonly_slots_of_arm64_are_not_writable },
	{ "ARM-INV-16", "Only a slot that is logged has dirty pages, and none with a file",
	  ALWAYS, NULL, only_logged_slots_have_dirty_pages },
	{ "ARM-INV-17", "VNCR_EL2's page is what its slot has there", ALWAYS, NULL,
	  vncr_pages_are_of_their_slot },
	{ "ARM-INV-21", "What a protected guest maps is pinned, and its alone", ALWAYS, NULL,
	  protected_guests_own_their_pages },
};

#define COUNT ((unsigned int)(sizeof(table) / sizeof(table[0])))

unsigned int invariants_count(void)
{
	return COUNT;
}

const struct invariant *invariant_at(unsigned int index)
{
	return index < COUNT ? &table[index] : NULL;
}

const struct invariant *invariants_check(const struct gms_world *w, bool quiet, char *why,
					 size_t bytes)
{
	quiet = quiet && observe_quiet(w);
	for (unsigned int i = 0; i < COUNT; i++) {
		if (table[i].when == QUIET && !quiet)
			continue;
		if (!table[i].holds(w, why, bytes))
			return &table[i];
	}
	return NULL;
}

bool broken(char *why, size_t bytes, const char *format, ...)
{
	va_list args;

	if (why && bytes) {
		va_start(args, format);
		vsnprintf(why, bytes, format, args);
		va_end(args);
	}
	return false;
}

bool switched_on(const struct gms_world *w, const char *name)
{
	int index = gms_switch_find(name);

	return index >= 0 && gms_has_switch(w, (unsigned int)index);
}

bool excused(const struct gms_world *w, const char *name, bool on)
{
	return !gms_world_param(w, GMS_PARAM_HAZARDS) && switched_on(w, name) == on;
}
