/* SPDX-License-Identifier: BSD-2-Clause */
/* vCPUs: creating them, and what their ioctls have in common. */
#ifndef SIM_VCPU_H
#define SIM_VCPU_H

#include "world.h"

/* Free the vCPUs of a VM that is going away: RELEASE-7. */
void vcpus_destroy(struct gms_world *w, ref_t vm);

/*
 * For .take of an ioctl's first step: the mutex of the vCPU that the operation
 * names, or nothing if the name is closed.
 */
struct need need_op_vcpu(const struct gms_world *w, const struct task *t);

/*
 * Enter an ioctl on the vCPU of t->op, whose mutex is held: fills t->vcpu, t->vm
 * and t->run_file, which keeps both until vcpu_ioctl_leave().  Ends the operation
 * if the descriptor is closed or the VM is dead.
 */
enum verdict vcpu_ioctl_enter(struct gms_world *w, struct task *t);

/* kvm_check_request(KVM_REQ_VM_DEAD): has the VM died unseen?  Takes the request. */
bool vcpu_take_dead_request(struct gms_world *w, ref_t vcpu);

/* Of a VM whose launch was not finished: does KVM_RUN not refuse it?  X86-TDX-12. */
bool vcpu_may_run(struct gms_world *w, ref_t vm);

/* End the ioctl: t->result holds.  No lock but the mutex and SRCU may be held. */
enum verdict vcpu_ioctl_leave(struct gms_world *w, struct task *t);
/* The same with an errno, and with what the simulator cannot express. */
enum verdict vcpu_ioctl_fail(struct gms_world *w, struct task *t, enum rule rule, int error);
enum verdict vcpu_ioctl_unsupported(struct gms_world *w, struct task *t, const char *reason);

/*
 * An access of KVM itself to 8 bytes of the vCPU's VM: fills t->host, for host_reach() and
 * HOST_FAULT, and t->fault.slot.  False: there is no memory for it.  KVM-1, CONSUME-7
 */
bool kvm_access_at(struct gms_world *w, struct task *t, uint64_t gpa, bool write);

#endif /* SIM_VCPU_H */
