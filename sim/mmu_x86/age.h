/* SPDX-License-Identifier: BSD-2-Clause */
/* Ageing.  X86-TDP-13. */
#ifndef SIM_MMU_X86_AGE_H
#define SIM_MMU_X86_AGE_H

#include "arch.h"

/* arch_ops. */
bool x86_age_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, enum ageing how);
bool x86_ages_without_lock(const struct gms_world *w);

#endif /* SIM_MMU_X86_AGE_H */
