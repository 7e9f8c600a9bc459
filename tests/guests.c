/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of guest accesses share. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"

#include <cmocka.h>

struct gms_op access_op(enum gms_access access, uint64_t gpa, bool is_private)
{
	struct gms_op op = op_guest(H_VCPU, access, gpa, 0x5);

	op.is_private = is_private;
	return op;
}

struct gms_result guest(struct gms_world *w, enum gms_access access, uint64_t gpa,
			bool is_private)
{
	struct gms_op op = access_op(access, gpa, is_private);

	gms_trail_clear(w);
	return gms_run(w, &op);
}

struct gms_result guest_read(struct gms_world *w, uint64_t gpa)
{
	return guest(w, GMS_ACCESS_READ, gpa, false);
}

void assert_memory_fault(struct gms_result r, int error, uint64_t gpa, uint64_t flags)
{
	assert_int_equal(r.kind, GMS_RESULT_MEMORY_FAULT);
	assert_int_equal(r.error, error);
	assert_int_equal(r.gpa, gpa);
	assert_int_equal(r.size, PAGE);
	assert_int_equal(r.flags, flags);
}

struct gms_result where(struct gms_world *w, uint64_t gpa)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_WHERE);
	op.vm = H_VM;
	op.gpa = gpa;
	return gms_run(w, &op);
}

struct gms_result prefault(struct gms_world *w, uint64_t gpa, uint64_t size, uint64_t flags)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_PREFAULT);
	op.vcpu = H_VCPU;
	op.gpa = gpa;
	op.size = size;
	op.flags = flags;
	return gms_run(w, &op);
}

void assert_prefault(struct gms_result r, int error, uint64_t left, uint64_t gpa)
{
	assert_int_equal(r.kind, GMS_RESULT_PREFAULT);
	assert_int_equal(r.error, error);
	assert_int_equal(r.size, left);
	assert_int_equal(r.gpa, gpa);
}

int64_t read_only_slot(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t flags)
{
	struct gms_op op = slot_op(id, gpa, 4 * PAGE, flags);

	op.hva.handle = H_ANON;
	return run_op(w, op);
}

/* A VM with a vCPU, and anonymous memory of 4 pages whose first word is 0x77. */
struct gms_world *vm_world(enum gms_arch arch, const char *profile, uint64_t type)
{
	struct gms_world *w = world(arch, profile);

	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_mmap(w, H_ANON, 0, 4 * PAGE), 0);
	assert_int_equal(do_store(w, H_ANON, 0, 0x77), 0);
	return w;
}

void bind_file(struct gms_world *w, uint64_t flags)
{
	struct gms_ref hva = { .handle = H_ANON };

	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE, flags), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE, 0, hva), 0);
}

/* The same with a file of 4 pages bound at GPA. */
struct gms_world *gmem_world(enum gms_arch arch, const char *profile, uint64_t flags)
{
	struct gms_world *w = vm_world(arch, profile, 0);

	bind_file(w, flags);
	return w;
}

struct gms_op punch_op(void)
{
	return op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE);
}

bool cached(const struct gms_world *w, ref_t frame)
{
	return frame_at(w, frame)->flags & FOLIO_CACHED;
}
