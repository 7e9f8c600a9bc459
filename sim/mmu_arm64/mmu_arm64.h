/* SPDX-License-Identifier: BSD-2-Clause */
/* What the parts of the arm64 side share. */
#ifndef SIM_MMU_ARM64_MMU_ARM64_H
#define SIM_MMU_ARM64_MMU_ARM64_H

#include "arch.h"

/* ARM-VM-3: what the host's processors address, and what a VM gets by default. */
#define ARM64_HOST_IPA_BITS    48
#define ARM64_DEFAULT_IPA_BITS 40
#define ARM64_MIN_IPA_BITS     32
#define ARM64_PA_BITS	       48

/* arch_ops, in abort.c. */
int arm64_install(struct gms_world *w, struct task *t);
void arm64_emulate(struct gms_world *w, struct task *t);

#endif /* SIM_MMU_ARM64_MMU_ARM64_H */
