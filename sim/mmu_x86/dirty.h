/* SPDX-License-Identifier: BSD-2-Clause */
/* Dirty logging: which writes KVM gets to see.  X86-DIRTY-*, X86-LEVEL-9. */
#ifndef SIM_MMU_X86_DIRTY_H
#define SIM_MMU_X86_DIRTY_H

#include "arch.h"

/* arch_ops. */
void x86_write_protect(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end);
void x86_split_slot(struct gms_world *w, ref_t vm, ref_t slot);
void x86_start_logging(struct gms_world *w, ref_t vm, ref_t slot);
void x86_start_logging_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end);
void x86_recover_slot(struct gms_world *w, ref_t vm, ref_t slot);
struct translation x86_vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t gpa,
				 enum gms_access access);
void x86_accessed(struct gms_world *w, ref_t vcpu, uint64_t gpa, const struct translation *tr,
		  enum gms_access access);

#endif /* SIM_MMU_X86_DIRTY_H */
