/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stage-2 page table of a VM: ARM-PGT-*, for 4K pages at level 3.
 *
 * Context: entries change under mmu_lock.  A fault holds it for read and changes
 * what its path needs in one step, so that break-before-make is over when another
 * task looks; unmapping holds it for write.
 *
 * Invariant: table_info.present is the number of entries that are not zero, which
 * is the kernel's reference count less one (ARM-PGT-3); a table below the roots
 * that has none is freed by the unmapping that emptied it (ARM-PGT-10).
 */
#ifndef SIM_MMU_ARM64_PGTABLE_H
#define SIM_MMU_ARM64_PGTABLE_H

#include "arch.h"
#include "stage2.h"

/* ARM-S2-13: the entry where the walk of an IPA ends, and at which level. */
static inline uint64_t s2_walk(const struct gms_world *w, const struct vm *vm, uint64_t ipa,
			       uint32_t *level)
{
	uintptr_t base = (uintptr_t)table_at(w, 0) - (uintptr_t)(TABLE_PFN_BASE << PAGE_SHIFT);
	uint32_t l = vm->start_level;
	uint64_t at = ipa >> s2_shift(l);
	uint64_t d = s2_make_table(table_pfn(vm->root[at >> S2_INDEX_BITS]) << PAGE_SHIFT);

	for (;; l++) {
		const uint64_t *table = (const uint64_t *)(base + (uintptr_t)s2_address(d));

		d = table[(ipa >> s2_shift(l)) & (TABLE_ENTRIES - 1)];
		if (!s2_is_table(d, l))
			break;
	}
	*level = l;
	return d;
}

/* arch_ops.walk. */
struct translation s2_translate(const struct gms_world *w, ref_t vm, uint64_t ipa);

/* KVM_CREATE_VM allocates the roots.  False: no memory, and nothing is left. */
bool s2_init(struct gms_world *w, struct vm *vm);
void s2_destroy(struct gms_world *w, struct vm *vm);

/* Table pages that a mapping of ipa still lacks. */
uint32_t s2_missing_tables(const struct gms_world *w, const struct vm *vm, uint64_t ipa);

/* ARM-PGT-5: 0; EAGAIN if only permissions differ; ENOMEM without a reserved page. */
int s2_map(struct gms_world *w, struct task *t, uint64_t ipa, uint64_t leaf);
/* ARM-PGT-8: 0, or EAGAIN if there is no leaf. */
int s2_relax_permissions(struct gms_world *w, const struct vm *vm, uint64_t ipa, uint32_t prot);

/* arch_ops: zap_range, write_protect, next_leaf. */
void s2_unmap(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, uint32_t filter);
void s2_write_protect(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end);
bool s2_next_leaf(const struct gms_world *w, ref_t vm, uint64_t *gfn, struct translation *tr);

#endif /* SIM_MMU_ARM64_PGTABLE_H */
