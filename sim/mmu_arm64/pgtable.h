/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The stage-2 page tables of a VM, its own and the shadows that combine it with an L1
 * hypervisor's: ARM-PGT-*, for 4K pages at level 3.
 *
 * Context: entries change under mmu_lock.  A fault holds it for read and changes one
 * entry in a step, so that others meet what is under way as LOCKED; unmapping holds it
 * for write.
 *
 * Invariant: table_info.present is the number of entries that are not zero, which
 * is the kernel's reference count less one (ARM-PGT-3); a table below the roots
 * that has none is freed by the unmapping that emptied it (ARM-PGT-10).
 */
#ifndef SIM_MMU_ARM64_PGTABLE_H
#define SIM_MMU_ARM64_PGTABLE_H

#include "mmu_arm64.h"
#include "s2_walk.h"

/* One of them: struct kvm_s2_mmu. */
struct s2_mmu {
	const ref_t *root;
	ref_t vm;
	ref_t shadow; /* 0: the VM's own, of its IPAs */
	uint32_t ipa_bits;
	uint32_t start_level;
};

static inline struct s2_mmu s2_own(const struct gms_world *w, ref_t ref)
{
	const struct vm *vm = vm_at(w, ref);

	return (struct s2_mmu){ vm->root, ref, 0, vm->ipa_bits, vm->start_level };
}

/* The one on which the vCPU runs: hw_mmu. */
static inline struct s2_mmu s2_of_vcpu(const struct gms_world *w, ref_t vcpu)
{
	const struct vcpu *v = vcpu_at(w, vcpu);
	const struct shadow *s = shadow_at(w, v->hw_mmu);

	if (!v->hw_mmu)
		return s2_own(w, v->vm);
	return (struct s2_mmu){ s->root, v->vm, v->hw_mmu, s->ipa_bits, s->start_level };
}

/* How the tables of all VMs are written. */
static inline struct s2_format s2_vm_format(const struct gms_world *w)
{
	return (struct s2_format){
		.page_shift = PAGE_SHIFT,
		.lpa2 = w->config.param[GMS_PARAM_LPA2],
		.fwb = w->config.param[GMS_PARAM_FWB],
	};
}

/*
 * A read by a processor.  Table pages are found by address, as hardware does; but the
 * roots need not follow each other: each is where the first would make it lie.
 */
static inline struct s2_walk s2_mmu_walk(const struct gms_world *w, const struct s2_mmu *mmu,
					 uint64_t ipa)
{
	static const struct s2_access reads = { .kind = S2_ACCESS_READ };
	const struct s2_vtcr vtcr = {
		.page_shift = PAGE_SHIFT,
		.ipa_bits = mmu->ipa_bits,
		.start_level = mmu->start_level,
		.pa_bits = ARM64_PA_BITS,
		.lpa2 = w->config.param[GMS_PARAM_LPA2],
	};
	uint64_t tables = w->pool[POOL_TABLE_INFO].used;
	struct table_memory memory =
		table_memory(table_at(w, 0), TABLE_PFN_BASE << PAGE_SHIFT, tables << PAGE_SHIFT);
	uint64_t i = ipa >> s2_shift(PAGE_SHIFT, mmu->start_level) >> s2_index_bits(PAGE_SHIFT);
	struct s2 s2;

	i = ipa >> mmu->ipa_bits ? 0 : i;
	s2 = s2_of(&vtcr, false, (table_pfn(mmu->root[i]) - i) << PAGE_SHIFT, memory);
	return s2_walk(&s2, ipa, &reads);
}

/* What a leaf of a level says of one of its gfns. */
struct translation s2_translate_leaf(uint64_t gfn, uint64_t d, uint32_t level);
/* arch_ops.walk, of the VM's own; and of any. */
struct translation s2_translate(const struct gms_world *w, ref_t vm, uint64_t ipa);
struct translation s2_mmu_translate(const struct gms_world *w, const struct s2_mmu *mmu,
				    uint64_t ipa);

/* The page that an access reaches which needs these rights; 0: it faults. */
ref_t s2_hit(const struct gms_world *w, ref_t vm, uint64_t ipa, uint32_t prot);

/* Allocate the roots of so many bits.  False: no memory, and nothing is left. */
bool s2_init(struct gms_world *w, ref_t *root, uint32_t ipa_bits);
/* Unmap all and give the roots back, whose references are *root. */
void s2_destroy(struct gms_world *w, const struct s2_mmu *mmu, ref_t *root);

/* Table pages that a page at ipa still lacks. */
uint32_t s2_missing_tables(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa);

/*
 * Mapping, one entry a call; mmu_lock read.  ARM-PGT-4 to ARM-PGT-7.
 *
 * s2_link_table: the first table that is missing above the level, in the place of what
 * stands there; 0, EEXIST if none is missing, EAGAIN if the entry is locked, ENOMEM.
 * s2_break_leaf: make room for a leaf, whose tables are there; 0: the entry is locked
 * and s2_make() follows; EAGAIN: it is locked already, or differs in permissions only.
 */
int s2_link_table(struct gms_world *w, struct task *t, const struct s2_mmu *mmu, uint64_t ipa,
		  uint32_t level);
int s2_break_leaf(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa, uint64_t leaf,
		  uint32_t level);
void s2_make(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa, uint64_t leaf,
	     uint32_t level);

/* ARM-PGT-8: 0, or EAGAIN if there is no leaf. */
int s2_relax_permissions(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa,
			 uint32_t prot);
/* ARM-PGT-9: AF of the leaf; false if there is none. */
bool s2_make_young(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa);

/* Ranges of gfns; mmu_lock write. */
void s2_unmap(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end);
void s2_write_protect(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start,
		      uint64_t end);
/*
 * ARM-PGT-11: blocks of the range become tables of as many smaller ones, until there is no
 * memory for a table.
 */
void s2_split(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end);
/* The first leaf at or above *gfn: fills tr and *gfn; false if there is none. */
bool s2_mmu_next_leaf(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t *gfn,
		      struct translation *tr);
/* arch_ops.next_leaf. */
bool s2_next_leaf(const struct gms_world *w, ref_t vm, uint64_t *gfn, struct translation *tr);
/* ARM-PGT-9: was any leaf young?  With clear none is afterwards. */
bool s2_test_young(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, bool clear);

#endif /* SIM_MMU_ARM64_PGTABLE_H */
