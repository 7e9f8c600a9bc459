/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The worker that undoes what nx_huge_pages made small: tables that stand where a large page
 * could, because code was executed there.  It drops them one by one, and the next fault may
 * map a large page again, without the right to execute.  X86-ZAP-7.
 */
#include "arch.h"
#include "memslot.h"
#include "mmu_x86.h"
#include "stage2.h"
#include "tdp_mmu.h"
#include "tlb.h"

enum { RECOVER_ENTER, RECOVER_ONE };

/* The entry that points to such a table. */
struct candidate {
	uint64_t gfn;
	ref_t parent, table;
	uint32_t index;
};

/* Below a table of some level that translates from gfn on; the first in order of gfns. */
static bool find_below(const struct gms_world *w, const struct spte_format *format, ref_t parent,
		       uint32_t level, uint64_t gfn, struct candidate *out)
{
	for (uint32_t i = 0; level > PAGING_LEVEL_4K && i < TABLE_ENTRIES; i++) {
		uint64_t e, start = gfn + i * ept_pages(level);
		ref_t table;

		if (!(table_info_at(w, parent)->touched >> (i / 8) & 1))
			continue;
		e = table_at(w, parent)->entry[i];
		if (!spte_is_table(e, level))
			continue;
		table = pfn_table(spte_pfn(format, e));
		*out = (struct candidate){ start, parent, table, i };
		if (table_info_at(w, table)->recoverable ||
		    find_below(w, format, table, level - 1, start, out))
			return true;
	}
	return false;
}

/* Which tables keep large pages away, by what they translate. */
static uint64_t notes_below(const struct gms_world *w, const struct spte_format *format,
			    ref_t parent, uint32_t level, uint64_t gfn)
{
	uint64_t sum = 0;

	for (uint32_t i = 0; level > PAGING_LEVEL_4K && i < TABLE_ENTRIES; i++) {
		uint64_t e = entry_read(w, parent, i), start = gfn + i * ept_pages(level);
		const struct table_info *info;
		uint64_t note;

		if (!spte_is_table(e, level))
			continue;
		info = table_info_at(w, pfn_table(spte_pfn(format, e)));
		note = start << 4 | (uint64_t)info->no_huge << 1 | info->recoverable;
		sum += info->no_huge ? (note ^ note >> 23) * 0x9e3779b97f4a7c15 * level : 0;
		sum += notes_below(w, format, pfn_table(spte_pfn(format, e)), level - 1, start);
	}
	return sum;
}

uint64_t x86_table_notes(const struct gms_world *w, ref_t ref)
{
	const struct vm *vm = vm_at(w, ref);
	struct spte_format format;

	if (!w->config.param[GMS_PARAM_NX_HUGE_PAGES] || !vm->root[X86_ROOT_DIRECT])
		return 0;
	format = x86_format(w, vm);
	return notes_below(w, &format, vm->root[X86_ROOT_DIRECT], vm->start_level, 0);
}

static bool find_candidate(const struct gms_world *w, const struct vm *vm, struct candidate *out)
{
	struct spte_format format = x86_format(w, vm);
	ref_t root = vm->root[X86_ROOT_DIRECT];

	return root && find_below(w, &format, root, vm->start_level, 0, out);
}

static enum verdict recover_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (gms_world_arch(w) != GMS_ARCH_X86) {
		unsupported(t, "only x86 has nx_huge_pages");
		return vm_ioctl_leave(w, t);
	}
	return NEXT;
}

/* The pages of a logged slot stay small: the table is no candidate any more. */
static void recover(struct gms_world *w, ref_t vm, const struct candidate *c)
{
	uint64_t gfn = c->gfn & ~vm_at(w, vm)->direct_gfn_bits;
	ref_t slot = slot_lookup(w, vm_at(w, vm), 0, gfn);
	struct spte_format format = x86_format(w, vm_at(w, vm));

	if (slot && slot_at(w, slot)->flags & MEM_LOG_DIRTY) {
		table_info_at(w, c->table)->recoverable = 0;
		table_info_at(w, c->table)->no_huge = 0;
		return;
	}
	tdp_replace_table(w, &format, c->parent, c->index, spte_make_empty(&format));
	tlb_flush_zapped(w, vm);
}

/* One table a step; the lock is kept in between, but others may look. */
static enum verdict recover_one(struct gms_world *w, struct task *t)
{
	struct candidate candidate;

	if (!find_candidate(w, vm_at(w, t->vm), &candidate)) {
		unlock(w, t, GMS_LOCK_MMU, t->vm);
		return vm_ioctl_succeed(w, t, X86_ZAP_7, 0);
	}
	recover(w, t->vm, &candidate);
	return AGAIN;
}

static struct need need_mmu(const struct gms_world *w, const struct task *t)
{
	if (holds(t, GMS_LOCK_MMU, t->vm))
		return NEED_NOTHING;
	return x86_has_tdp_mmu(w) ? need_mmu_read(w, t) : need_mmu_write(w, t);
}

const struct step recover_nx_steps[] = {
	[RECOVER_ENTER] = { "enter", recover_enter },
	[RECOVER_ONE] = { "recover", recover_one, .take = need_mmu },
	{ 0 },
};
