/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Steps of PROTO-V that both architectures' fault protocols are made of.  The
 * protocols themselves, whose order differs, are in mmu_x86/ and mmu_arm64/.
 *
 * An attempt begins with fault_begin(), which the caller of the protocol does,
 * and ends when t->fault.outcome is set and the protocol returns.  It returns
 * holding SRCU, if it took it, and neither mmu_lock nor a page.
 */
#ifndef SIM_FAULT_H
#define SIM_FAULT_H

#include "world.h"

/* Prepare t->fault for one attempt at gpa; what counts retries stays. */
void fault_begin(struct gms_world *w, struct task *t, uint64_t gpa, enum gms_access access);

/* End the attempt with an outcome. */
enum verdict fault_end(struct task *t, enum fault_outcome outcome);

/* EXIT-2: end it with KVM_EXIT_MEMORY_FAULT and an errno. */
enum verdict fault_exit_memory(struct gms_world *w, struct task *t, int error);

/* EXIT-4: the same, because kvm_gmem_get_pfn() failed with t->error. */
enum verdict fault_exit_gmem(struct gms_world *w, struct task *t, enum rule rule);

/* EXIT-5: end it with an errno and no exit record. */
enum verdict fault_exit_bare(struct gms_world *w, struct task *t, enum rule rule, int error);

/* The VM of the faulting vCPU; a called protocol may have left t->vm elsewhere. */
static inline struct vm *fault_vm(const struct gms_world *w, struct task *t)
{
	t->vm = vcpu_at(w, t->vcpu)->vm;
	return vm_at(w, t->vm);
}

/*
 * Count the attempt that ended.  True, with t->result a RETRY, if going on is in
 * vain: no other task could change anything, or it went on for too long.
 */
bool fault_retries_for_ever(struct gms_world *w, struct task *t);

/* For .take of the first step: KVM_RUN enters SRCU per attempt, prefault once for all. */
struct need need_fault_srcu(const struct gms_world *w, const struct task *t);

/*
 * Page-table pages that V17 may need, taken while the fault may still fail with
 * ENOMEM; the kernel keeps such a cache in each vCPU.  fault_begin() and
 * fault_return_tables() give back what was not used.
 */
bool fault_reserve_tables(struct gms_world *w, struct task *t, uint32_t count, uint64_t fill);
ref_t fault_take_table(struct gms_world *w, struct task *t, uint32_t level);
void fault_return_tables(struct gms_world *w, struct task *t);

/* Steps shared by both. */
enum verdict fault_snapshot(struct gms_world *w, struct task *t);    /* V3 */
enum verdict fault_resolve_hva(struct gms_world *w, struct task *t); /* V7: call HOST_FAULT */
enum verdict fault_lock_mmu(struct gms_world *w, struct task *t);    /* V15; .take mmu_lock */
enum verdict fault_unlock_mmu(struct gms_world *w, struct task *t);  /* V18 */

/*
 * After HOST_FAULT: 0 with the page in t->fault.frame and host_writable set, or
 * the errno; EHWPOISON is the caller's to turn into a signal.
 */
int fault_host_page(struct gms_world *w, struct task *t);
/* A poisoned page on the hva path: SIGBUS at the host address, as the kernel sends. */
enum verdict fault_signal_hwpoison(struct gms_world *w, struct task *t, enum rule rule);

/* FOLIO-4: a writable entry was made for the page of the attempt. */
void fault_dirty_folio(struct gms_world *w, struct task *t);
/* Drop the page of the attempt, if it has one. */
void fault_put_page(struct gms_world *w, struct task *t);

#endif /* SIM_FAULT_H */
