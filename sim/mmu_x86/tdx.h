/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * TDX: what KVM does there that it does on no other type.  X86-TDX-*.
 *
 * The TDX module keeps the page table that the processor walks for private memory, and
 * KVM a mirror of it; the module's leaves are the pages with FOLIO_ASSIGNED, its tables
 * those of the mirror.  A page that a fault adds is pending until the guest accepts it:
 * then it has FOLIO_ACCEPTED.
 */
#ifndef SIM_MMU_X86_TDX_H
#define SIM_MMU_X86_TDX_H

#include "arch.h"

/*
 * X86-ERR-8, X86-TDX-4.  A private fault becomes a write.  True: a shared fetch, which
 * the processor never lets a TD make; the VM is dead.
 */
bool tdx_refuses_exit(struct gms_world *w, struct task *t);

/*
 * Does the module do what a fault asks of it?  EAGAIN: an operand is busy, and the fault starts
 * again; EIO: it failed, and the VM is dead.  0: it does.  X86-TDX-2, X86-TDX-14
 */
int tdx_module_refuses(struct gms_world *w, ref_t vm);

/* X86-TDX-2: a fault maps it, and adds it to the TD; pending until the guest accepts it. */
void tdx_add_page(struct gms_world *w, ref_t folio);

/*
 * X86-TDX-11: a folio gets the content of the source, and is mapped; mmu_lock read.  0,
 * ENOMEM, EIO if a page is mapped there, or EAGAIN: somebody is changing an entry on the way.
 */
int tdx_populate_page(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio, ref_t source);

/*
 * X86-TDX-3: does the handler of the exit fault again, without entering the guest or
 * leaving SRCU?
 */
bool tdx_retries_inside(const struct gms_world *w, const struct task *t);

/* X86-TDX-12: may a vCPU of the VM, which was not launched yet, run? */
bool tdx_may_run(const struct gms_world *w, const struct vm *vm);

/* X86-TDX-5, X86-TDX-6: its leaf goes, and the TD's page with it, unless the module fails. */
void tdx_remove_page(struct gms_world *w, ref_t vm, ref_t folio);

#endif /* SIM_MMU_X86_TDX_H */
