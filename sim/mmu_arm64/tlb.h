/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the processors remember of stage 2, if the world has the parameter tlb, and the
 * instructions that make them forget.  ARM-PGT-12, ARM-PGT-13.
 *
 * Each vCPU keeps the leaves that its accesses used.  They answer for their addresses,
 * also with a permission fault, until a TLBI takes them away; so one that is missing
 * shows as a stale access.
 */
#ifndef SIM_MMU_ARM64_TLB_H
#define SIM_MMU_ARM64_TLB_H

#include "pgtable.h"

/* arch_ops: vcpu_walk, accessed, next_remembered. */
struct translation arm64_vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t ipa,
				   enum gms_access access);
void arm64_accessed(struct gms_world *w, ref_t vcpu, uint64_t ipa, const struct translation *tr,
		    enum gms_access access);
bool arm64_next_remembered(const struct gms_world *w, ref_t vm, uint64_t *id, uint64_t *cursor,
			   uint64_t *gfn, struct translation *tr);

/* Of all vCPUs: one address, [start, end) gfns, or everything. */
void tlbi_ipa(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa);
void tlbi_range(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end);
/* arch_ops.flush_tlbs: of the VM's own IPAs. ARM-PGT-12 */
void tlbi_vmid(struct gms_world *w, ref_t vm);
/* Of the vCPU that executes it: one address. */
void tlbi_ipa_local(struct gms_world *w, ref_t vcpu, uint64_t ipa);

#endif /* SIM_MMU_ARM64_TLB_H */
