/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * SNP: the RMP, which says of each page of the host whether it is a guest's, whose, and
 * at which gpa.  X86-SNP-1 to X86-SNP-6.
 *
 * A page is assigned at 4K if its folio has FOLIO_ASSIGNED: to the VM of its file, at
 * the gfn that the file's inode keeps; and validated if it has FOLIO_ACCEPTED.
 */
#ifndef SIM_MMU_X86_SNP_H
#define SIM_MMU_X86_SNP_H

#include "arch.h"

/* The page becomes the guest's.  0, EINVAL if the processor refuses, or ENOMEM. */
int rmp_assign(struct gms_world *w, ref_t folio, uint64_t gfn);

/* X86-SNP-3: does the processor refuse the access of t->op to a folio that is mapped? */
bool rmp_refuses(const struct gms_world *w, const struct task *t, ref_t folio);

/*
 * X86-SNP-5: the fault that only the RMP explains has been looked at.  How it ends, with the
 * result if that is an exit.
 */
enum fault_outcome rmp_fault(struct gms_world *w, struct task *t);

#endif /* SIM_MMU_X86_SNP_H */
