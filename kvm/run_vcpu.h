/* SPDX-License-Identifier: BSD-2-Clause */
/* A vCPU's way through KVM_RUN, and the guest that makes the accesses. */
#ifndef KVM_RUN_VCPU_H
#define KVM_RUN_VCPU_H

#include "uapi.h"
#include "worker.h"

/*
 * Memory of the guest's own: page tables, code, and a page to scribble on.  It lies far
 * from where scenarios have theirs, and makes way if one has it there.
 */
#define GUEST_MEMORY_BYTES 0x10000ull
#define GUEST_MEMORY_GPA   0xde00000000ull

/* What a vCPU is to do. */
struct guest_order {
	enum gms_access access;
	uint64_t gpa, value;
	bool hypercall; /* KVM_HC_MAP_GPA_RANGE with gpa, pages and attributes */
	uint64_t pages, attributes;
	bool ring0;
};

/* Interrupt the vCPU that runs now, if one does: for the handler of SIGALRM. */
void vcpu_stop(void);

/* ---- By architecture (guest_x86.c, guest_arm64.c) ---- */

/* Fill the guest's memory for its place.  Nothing of it was mapped before. */
void guest_memory_fill(struct guest_memory *memory);
/* Is the address one that the guest can name? */
bool guest_can_reach(const struct guest_memory *memory, uint64_t gpa);
/* Let the vCPU begin with the order.  0, or an errno. */
int guest_prepare(struct vcpu *vcpu, struct guest_memory *memory,
		  const struct guest_order *order);
/* It has done what it was told: its value, for accesses that have one. */
int guest_value(const struct vcpu *vcpu, uint64_t *value);
/* Is the exit the one by which the guest says that it is done? */
bool guest_is_done(const struct vcpu *vcpu);
/*
 * Was the instruction at gpa executed?  What follows it is chance: the guest ends in any
 * way, or is interrupted.
 */
bool guest_executed(const struct vcpu *vcpu);

#endif /* KVM_RUN_VCPU_H */
