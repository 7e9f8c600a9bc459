/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The host asks whether a guest used its pages: A is cleared, or without A bits all rights
 * are taken, which the fast path of the next fault gives back.  X86-TDP-13.
 */
#include "age.h"

#include "profile.h"
#include "tdp_mmu.h"
#include "tlb.h"

static bool age_leaf(struct gms_world *w, const struct tdp_iter *it, bool clear)
{
	if (!spte_is_leaf(it->entry, it->level) || !spte_is_accessed(&it->format, it->entry))
		return false;
	if (clear)
		tdp_set_entry(w, it->table[it->level], tdp_iter_index(it),
			      spte_mark_old(&it->format, it->entry));
	return true;
}

/* Nobody flushes, unless an older kernel: a translation that is remembered goes on to serve. */
bool x86_age_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, enum ageing how)
{
	uint64_t shared = vm_at(w, vm)->direct_gfn_bits;
	struct tdp_iter it = tdp_iter_start(w, vm_at(w, vm), start + shared, end + shared);
	bool young = false;

	apply(w, X86_TDP_13);
	for (; tdp_iter_find(w, &it); tdp_iter_aside(&it))
		young |= age_leaf(w, &it, how != AGE_TEST);
	if (young && how == AGE_FLUSH && !has(w, SW_X86_AGE_WITHOUT_LOCK))
		tlb_flush_changed(w, vm);
	return young;
}

bool x86_ages_without_lock(const struct gms_world *w)
{
	return has(w, SW_X86_AGE_WITHOUT_LOCK);
}
