/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the arm64 side share. */
#ifndef SIM_MMU_ARM64_MMU_ARM64_H
#define SIM_MMU_ARM64_MMU_ARM64_H

#include "arch.h"

/* What a VM gets by default, and the least. ARM-VM-2 */
#define ARM64_DEFAULT_IPA_BITS 40
#define ARM64_MIN_IPA_BITS     32
/* Of the addresses in a table: all memory of the simulator is below. */
#define ARM64_PA_BITS	       48

/* What KVM_ENABLE_CAP has switched on: vm.enabled. */
#define ARM64_NISV_TO_USER 1u
#define ARM64_SEA_TO_USER  2u
#define ARM64_MTE	   4u

/* ARM-VM-3. */
uint32_t arm64_ipa_limit(const struct gms_world *w);

/* Anonymous memory and shmem can have tags; the VMA of a guest_memfd cannot. */
bool arm64_has_tags(const struct gms_world *w, const struct vma *vma);

/* arch_ops, in abort.c and syndrome.c. */
void arm64_emulate(struct gms_world *w, struct task *t);
void arm64_syndrome(struct gms_world *w, struct task *t, const struct translation *tr);
bool arm64_takes_abort(const struct gms_world *w, const struct task *t);

#endif /* SIM_MMU_ARM64_MMU_ARM64_H */
