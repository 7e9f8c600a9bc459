/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nested virtualization: vCPUs with EL2, the shadows on which guests of an L1 hypervisor
 * run, and the page of VNCR_EL2.  ARM-NV-*, ARM-VNCR-*.
 *
 * Any unmapping of a VM empties all shadows of it and drops what VNCR_EL2 was translated
 * to, whatever its range was: nobody knows what of L1's they came from.
 */
#ifndef SIM_MMU_ARM64_NESTED_H
#define SIM_MMU_ARM64_NESTED_H

#include "pgtable.h"

/* Does the vCPU run a guest of L1 behind a stage 2 of L1's?  ARM-ABORT-7 */
static inline bool is_nested(const struct gms_world *w, ref_t vcpu)
{
	return vcpu_at(w, vcpu)->hw_mmu && vcpu_at(w, vcpu)->el2.vtcr;
}

/* All shadows, and the pages of VNCR_EL2; mmu_lock write.  ARM-INVAL-6, ARM-VNCR-15 */
void nested_unmap(struct gms_world *w, ref_t vm);
void nested_write_protect(struct gms_world *w, ref_t vm);
void nested_destroy(struct gms_world *w, ref_t vm);

/* The vCPU forgets its page; mmu_lock write. */
void vncr_drop(struct gms_world *w, ref_t vcpu);
/* EL2's TLBI of one address of its own, or of all, on all vCPUs; mmu_lock write. */
void vncr_tlbi(struct gms_world *w, ref_t vm, bool all, uint64_t va);

/* arch_ops.next_shadow. */
bool arm64_next_shadow(const struct gms_world *w, ref_t vm, uint64_t *shadow, uint64_t *gfn,
		       struct translation *tr);

#endif /* SIM_MMU_ARM64_NESTED_H */
