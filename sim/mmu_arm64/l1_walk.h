/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM's walks of tables that an L1 hypervisor keeps in its own memory: its stage 2, for
 * an abort of its guest, and the stage 1 of EL2, for VNCR_EL2.  ARM-NV-*, ARM-VNCR-5.
 *
 * Descriptors are read through userspace_addr, one a step, whatever file the slot has.
 * What came of it is in the vCPU's struct l1_walk.
 */
#ifndef SIM_MMU_ARM64_L1_WALK_H
#define SIM_MMU_ARM64_L1_WALK_H

#include "mmu_arm64.h"
#include "vtcr.h"

#define L1_STAGE_1 1u /* of EL2: 4K pages, 48 bits */
#define L1_STAGE_2 2u

static inline struct l1_walk *l1_walk_of(const struct gms_world *w, const struct task *t)
{
	return &vcpu_at(w, t->vcpu)->walk;
}

/*
 * Begin a walk of the vCPU's registers.  True: `return call(t, PROTO_L1_WALK)` goes on
 * with it; false: it is over already, and failed.
 */
bool l1_walk_begin(struct gms_world *w, struct task *t, uint32_t stage, uint64_t input);

/* It ended with an output. */
static inline bool l1_walk_mapped(const struct l1_walk *walk)
{
	return walk->prot;
}

/* Bytes that the leaf of a walk of stage 2 translates, CONT left aside.  ARM-NV-7 */
uint64_t l1_block_bytes(const struct gms_world *w, const struct task *t);

#endif /* SIM_MMU_ARM64_L1_WALK_H */
