/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * TDX: what KVM does there that it does on no other type.  X86-TDX-*.
 *
 * The TDX module keeps the page table that the processor walks for private memory, and
 * KVM a mirror of it; both are one table here.  A page that a fault adds is pending
 * until the guest accepts it, which the simulated guest does before it uses it.
 */
#ifndef SIM_MMU_X86_TDX_H
#define SIM_MMU_X86_TDX_H

#include "arch.h"

/*
 * X86-ERR-8, X86-TDX-4.  A private fault becomes a write.  True: a shared fetch, which
 * the processor never lets a TD make; the VM is dead.
 */
bool tdx_refuses_exit(struct gms_world *w, struct task *t);

/* X86-TDX-5, X86-TDX-6: its leaf goes, and the TD's page with it. */
void tdx_remove_page(struct gms_world *w, ref_t folio);

#endif /* SIM_MMU_X86_TDX_H */
