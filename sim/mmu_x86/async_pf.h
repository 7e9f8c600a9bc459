/* SPDX-License-Identifier: BSD-2-Clause */
/* Async page faults.  X86-FAULT-24, X86-APF-1. */
#ifndef SIM_MMU_X86_ASYNC_PF_H
#define SIM_MMU_X86_ASYNC_PF_H

#include "mmu_x86.h"

static inline bool x86_has_async_pf(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_ASYNC_PF];
}

/*
 * Does the page at userspace_addr of the fault come in while the vCPU does something else?
 * Then *verdict ends the attempt.
 */
bool async_pf_takes(struct gms_world *w, struct task *t, enum verdict *verdict);

#endif /* SIM_MMU_X86_ASYNC_PF_H */
