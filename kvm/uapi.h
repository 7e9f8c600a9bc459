/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What headers older than the kernel lack of its interface.  Numbers of ioctls and
 * layouts are its ABI on 64-bit machines.
 */
#ifndef KVM_UAPI_H
#define KVM_UAPI_H

#include <linux/kvm.h>
#include <stdint.h>

#define IOCTL_SET_REGION      0x4020ae46ul
#define IOCTL_SET_REGION2     0x40a0ae49ul
#define IOCTL_SET_ATTRIBUTES  0x4020aed2ul
#define IOCTL_CREATE_MEMFD    0xc040aed4ul
#define IOCTL_PRE_FAULT	      0xc040aed5ul
#define IOCTL_CLEAR_DIRTY_LOG 0xc018aec0ul

#define CAP_VM_TYPES	      235
#define CAP_MEMORY_ATTRIBUTES 233
#define CAP_PRE_FAULT_MEMORY  236
#define CAP_GUEST_MEMFD	      234
#define CAP_GUEST_MEMFD_FLAGS 244

#define EXIT_MEMORY_FAULT 39

/* struct kvm_userspace_memory_region2; the older one is its beginning. */
struct region2 {
	uint32_t slot, flags;
	uint64_t gpa, size, hva;
	uint64_t offset;
	uint32_t memfd, pad1;
	uint64_t pad2[14];
};

struct memory_attributes {
	uint64_t gpa, size, attributes, flags;
};

struct create_memfd {
	uint64_t size, flags;
	uint64_t reserved[6];
};

struct pre_fault {
	uint64_t gpa, size, flags;
	uint64_t padding[5];
};

/* Of struct kvm_run, after the exit reason's header. */
struct memory_fault {
	uint64_t flags, gpa, size;
};

struct clear_log {
	uint32_t slot, num_pages;
	uint64_t first_page;
	uint64_t bitmap;
};

#endif /* KVM_UAPI_H */
