/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of x86: entries of page tables, and when a fault may set one. */
#include "invariant_rules.h"

typedef bool judge(const struct gms_world *w, const struct seen_vm *vm,
		   const struct seen_spte *spte);

/* Every entry must please is_right; sentence says what is wrong with the first that does not. */
static bool each_entry(const struct gms_world *w, judge *is_right, const char *sentence,
		       char *why, size_t bytes)
{
	struct seen_spte spte;
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		for (uint64_t k = 0; observe_spte(w, vm.id, &k, &spte);)
			if (!is_right(w, &vm, &spte))
				return broken(why, bytes,
					      "the entry of level %" PRIu32 " at gfn %#" PRIx64
					      " of handle %" PRIu64 " %s",
					      spte.level, spte.gfn & ~vm.shared_gfn_bit,
					      vm.handle, sentence);
	return true;
}

/* X86-INV-5.  Who changes an entry knows what was there. */
bool leaves_keep_their_page(const struct gms_world *w, char *why, size_t bytes)
{
	const char *change = observe_illegal_change(w);

	return !change || broken(why, bytes, "%s", change);
}

/* X86-INV-6 */
static bool has_nested_rights(const struct gms_world *w, const struct seen_vm *vm,
			      const struct seen_spte *spte)
{
	(void)w;
	(void)vm;
	return spte->kind != SEEN_LEAF || ((!spte->writable || spte->mmu_writable) &&
					   (!spte->mmu_writable || spte->host_writable));
}

/* X86-INV-6 */
bool rights_to_write_are_nested(const struct gms_world *w, char *why, size_t bytes)
{
	return each_entry(w, has_nested_rights,
			  "may be written, and not by KVM's own notes or not by the host", why,
			  bytes);
}

/* X86-INV-7 */
static bool is_frozen_by_someone(const struct gms_world *w, const struct seen_vm *vm,
				 const struct seen_spte *spte)
{
	return spte->kind != SEEN_FROZEN || mmu_lock_is_held(w, vm->id, false);
}

/* X86-INV-7 */
bool entries_are_frozen_under_mmu_lock(const struct gms_world *w, char *why, size_t bytes)
{
	return each_entry(w, is_frozen_by_someone, "is frozen, and nobody holds mmu_lock", why,
			  bytes);
}

/* X86-INV-10 */
static bool is_legal(const struct gms_world *w, const struct seen_vm *vm,
		     const struct seen_spte *spte)
{
	(void)w;
	(void)vm;
	if (spte->kind == SEEN_MMIO)
		return true;
	return spte->kind != SEEN_FOREIGN && !spte->refused && !spte->raises_ve;
}

/* X86-INV-10 */
bool entries_are_legal(const struct gms_world *w, char *why, size_t bytes)
{
	return each_entry(
		w, is_legal,
		"is one that KVM does not write, the processor refuses, or gives #VE for", why,
		bytes);
}

/* X86-INV-9: X86-FAULT-28 was right, and mmu_lock has been held since. */
bool faults_are_fresh_when_they_map(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_install fault;
	struct seen_task task;
	struct seen_vm vm;

	for (uint64_t c = 0; gms_world_arch(w) == GMS_ARCH_X86 && observe_task(w, &c, &task);)
		if (observe_install(w, task.number, &fault) && fault.has_slot &&
		    observe_vm_by_id(w, fault.vm, &vm) &&
		    (fault.snapshot != vm.invalidate_seq || is_being_invalidated(&vm, fault.gfn)))
			return broken(why, bytes,
				      "task %d maps gfn %#" PRIx64 " of handle %" PRIu64
				      ", which was invalidated since it looked",
				      task.number, fault.gfn, vm.handle);
	return true;
}
