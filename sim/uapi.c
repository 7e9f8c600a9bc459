/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's own interface: an ioctl's number and struct become an operation.
 *
 * Layouts are those of include/uapi/linux/kvm.h on 64-bit machines (spec
 * section 1.2); fields are read byte by byte, so that the caller's struct may
 * lie at any address.
 */
#include <errno.h>
#include <string.h>

#include "abi.h"
#include "memslot.h"
#include "world.h"

struct request {
	struct gms_world *w;
	uint64_t target;
	uint64_t define;
	unsigned char *arg;
};

/* The structure's fields, read byte by byte: it may lie at any address. */
static void read_struct(const struct request *r, struct gms_op *op)
{
	uint32_t bytes = abi_bytes(op);

	for (uint32_t i = 0; i < bytes; i++)
		abi_put(op, i, r->arg[i]);
}

static int64_t answer(const struct gms_result *result)
{
	if (result->kind == GMS_RESULT_VALUE)
		return result->value;
	if (result->kind == GMS_RESULT_OK)
		return 0;
	return result->error ? -(int64_t)result->error : -EOPNOTSUPP;
}

static int64_t run(const struct request *r, const struct gms_op *op)
{
	struct gms_result result = gms_run(r->w, op);

	return answer(&result);
}

static int64_t create_vm(const struct request *r, uint64_t type)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_VM);
	op.define = r->define;
	op.type = type;
	return run(r, &op);
}

static int64_t check_extension(const struct request *r, uint64_t cap)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_CHECK_EXTENSION);
	op.vm = r->target;
	op.cap = cap;
	return run(r, &op);
}

static int64_t enable_cap(const struct request *r)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_ENABLE_CAP);
	op.vm = r->target;
	read_struct(r, &op);
	return run(r, &op);
}

static int64_t create_vcpu(const struct request *r, uint64_t id)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_VCPU);
	op.vm = r->target;
	op.define = r->define;
	op.vcpu_id = id;
	return run(r, &op);
}

static int64_t set_region(const struct request *r, bool v1)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = r->target;
	op.v1 = v1;
	read_struct(r, &op);
	return run(r, &op);
}

static int64_t set_attributes(const struct request *r)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_ATTRIBUTES);
	op.vm = r->target;
	read_struct(r, &op);
	return run(r, &op);
}

static int64_t create_guest_memfd(const struct request *r)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_MEMFD);
	op.vm = r->target;
	op.define = r->define;
	read_struct(r, &op);
	return run(r, &op);
}

/* A bit for each page of the slot, in words of 64 as the kernel allocates them. */
static void write_bitmap(const struct request *r, const struct gms_op *op, unsigned char *bitmap)
{
	ref_t vm = handle_vm(r->w, op->vm);
	ref_t slot = slot_by_id(r->w, vm_at(r->w, vm), op_slot_as(op), op_slot_id(op));
	uint64_t words = (slot_at(r->w, slot)->npages + 63) / 64;

	memset(bitmap, 0, words * 8);
	for (uint64_t page = 0; dirty_log_next_page(r->w, op, page, &page); page++)
		bitmap[page / 8] |= (unsigned char)(1u << page % 8);
}

/* DIRTY-3.  A bitmap that cannot be written is noticed when the pages are forgotten. */
static int64_t get_dirty_log(const struct request *r)
{
	struct gms_result result;
	uint64_t bitmap;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_DIRTY_LOG);
	op.vm = r->target;
	read_struct(r, &op);
	bitmap = op.bitmap.number;
	op.bitmap.number = 0;
	result = gms_run(r->w, &op);
	if (result.kind != GMS_RESULT_PAGES)
		return answer(&result);
	if (!bitmap)
		return -reject(r->w, IOCTL_3, EFAULT);
	write_bitmap(r, &op, (unsigned char *)(uintptr_t)bitmap);
	return 0;
}

/* Checked as a whole; then word by word, as the bitmap has them.  Nothing runs in between. */
static int64_t clear_dirty_log(const struct request *r)
{
	uint64_t first, count, word;
	const unsigned char *bitmap;
	struct gms_op op;
	int64_t answer;

	gms_op_init(&op, GMS_OP_CLEAR_DIRTY_LOG);
	op.vm = r->target;
	read_struct(r, &op);
	bitmap = (const unsigned char *)(uintptr_t)op.bitmap.number;
	first = op.off;
	count = op.len;
	op.bitmap.number = op.value = 0;
	answer = run(r, &op);
	if (answer || !count)
		return answer;
	if (!bitmap)
		return -reject(r->w, DIRTY_10, EFAULT);
	for (uint64_t done = 0; done < count && !answer; done += 64) {
		memcpy(&word, bitmap + done / 8, sizeof(word));
		op.off = first + done;
		op.len = count - done < 64 ? count - done : 64;
		op.value = word;
		answer = run(r, &op);
	}
	return answer;
}

/* PREFAULT-2: what is left is written back, after an error too. */
static int64_t pre_fault(const struct request *r)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_PREFAULT);
	op.vcpu = r->target;
	read_struct(r, &op);
	result = gms_run(r->w, &op);
	if (result.kind != GMS_RESULT_PREFAULT)
		return answer(&result);
	memcpy(r->arg, &result.gpa, sizeof(result.gpa));
	memcpy(r->arg + 8, &result.size, sizeof(result.size));
	return result.error ? -(int64_t)result.error : result.value;
}

/* IOCTL-3: the whole struct must be readable. */
static bool takes_struct(uint32_t request)
{
	return request == KVM_SET_USER_MEMORY_REGION || request == KVM_SET_USER_MEMORY_REGION2 ||
	       request == KVM_SET_MEMORY_ATTRIBUTES || request == KVM_CREATE_GUEST_MEMFD ||
	       request == KVM_PRE_FAULT_MEMORY || request == KVM_GET_DIRTY_LOG ||
	       request == KVM_CLEAR_DIRTY_LOG || request == KVM_ENABLE_CAP;
}

static bool readable(uint32_t request, const void *arg, size_t arg_bytes)
{
	return !takes_struct(request) || (arg && arg_bytes >= request_bytes(request));
}

static int64_t vm_ioctl(const struct request *r, uint32_t request, uint64_t number)
{
	switch (request) {
	case KVM_CHECK_EXTENSION:
		return check_extension(r, number);
	case KVM_CREATE_VCPU:
		return create_vcpu(r, number);
	case KVM_SET_USER_MEMORY_REGION:
		return set_region(r, true);
	case KVM_SET_USER_MEMORY_REGION2:
		return set_region(r, false);
	case KVM_SET_MEMORY_ATTRIBUTES:
		return set_attributes(r);
	case KVM_CREATE_GUEST_MEMFD:
		return create_guest_memfd(r);
	case KVM_ENABLE_CAP:
		return enable_cap(r);
	case KVM_GET_DIRTY_LOG:
		return get_dirty_log(r);
	case KVM_CLEAR_DIRTY_LOG:
		return clear_dirty_log(r);
	default:
		return -ENOTTY;
	}
}

static int64_t system_ioctl(const struct request *r, uint32_t request, uint64_t number)
{
	switch (request) {
	case KVM_GET_API_VERSION:
		return 12;
	case KVM_CREATE_VM:
		return create_vm(r, number);
	case KVM_CHECK_EXTENSION:
		return check_extension(r, number);
	default:
		return -EINVAL;
	}
}

int64_t gms_ioctl(struct gms_world *w, uint64_t target, uint32_t request, void *arg,
		  size_t arg_bytes, uint64_t define)
{
	struct request r = { .w = w, .target = target, .define = define, .arg = arg };
	uint64_t number = (uint64_t)(uintptr_t)arg;
	ref_t vm, vcpu;

	if (!target)
		return system_ioctl(&r, request, number);
	if (!handle_file(w, target))
		return -reject(w, FD_1, EBADF);
	vm = handle_vm(w, target);
	vcpu = handle_vcpu(w, target);
	if (!vm && !vcpu)
		return -ENOTTY;
	if (vm_at(w, vm ? vm : vcpu_at(w, vcpu)->vm)->dead)
		return -reject(w, vm ? IOCTL_1 : IOCTL_2, EIO);
	if (!vm && request != KVM_PRE_FAULT_MEMORY)
		return -EINVAL;
	if (!readable(request, arg, arg_bytes))
		return -reject(w, IOCTL_3, EFAULT);
	return vm ? vm_ioctl(&r, request, number) : pre_fault(&r);
}
