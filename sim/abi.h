/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The ioctls' numbers and structures, as include/uapi/linux/kvm.h has them on
 * 64-bit machines.  Sections 1.1 and 1.2.
 */
#ifndef SIM_ABI_H
#define SIM_ABI_H

#include "gmemsim.h"

#define KVM_GET_API_VERSION	    0x0000ae00u
#define KVM_CREATE_VM		    0x0000ae01u
#define KVM_CHECK_EXTENSION	    0x0000ae03u
#define KVM_GET_VCPU_MMAP_SIZE	    0x0000ae04u
#define KVM_CREATE_VCPU		    0x0000ae41u
#define KVM_GET_DIRTY_LOG	    0x4010ae42u
#define KVM_SET_USER_MEMORY_REGION  0x4020ae46u
#define KVM_SET_USER_MEMORY_REGION2 0x40a0ae49u
#define KVM_RUN			    0x0000ae80u
#define KVM_ENABLE_CAP		    0x4068aea3u
#define KVM_CLEAR_DIRTY_LOG	    0xc018aec0u
#define KVM_SET_MEMORY_ATTRIBUTES   0x4020aed2u
#define KVM_CREATE_GUEST_MEMFD	    0xc040aed4u
#define KVM_PRE_FAULT_MEMORY	    0xc040aed5u

#define KVM_TYPE_BYTE 0xaeu

static inline uint32_t request_type(uint32_t request)
{
	return request >> 8 & 0xff;
}

static inline uint32_t request_bytes(uint32_t request)
{
	return request >> 16 & 0x3fff;
}

/* Bytes of the structure that the operation's ioctl copies in; 0 if it has none. */
uint32_t abi_bytes(const struct gms_op *op);
/* Clear every field of the operation that the structure holds. */
void abi_clear(struct gms_op *op);
/* Byte `offset` of the structure into its field; padding goes nowhere. */
void abi_put(struct gms_op *op, uint32_t offset, uint8_t byte);

#endif /* SIM_ABI_H */
