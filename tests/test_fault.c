/* SPDX-License-Identifier: BSD-2-Clause */
/* Guest accesses: which memory they reach, and how they fail. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "gmem.h"
#include "guests.h"
#include "profile.h"

#include <cmocka.h>

/* ---- Which memory ---- */

enum slot_kind { NONE, ANON, ANON_RO, FILE_0, FILE_MMAP, NR_SLOT_KINDS };
enum reached { HVA, GMEM, MMIO, EMULATION, EXIT, NR_REACHED };

static void make_slot(struct gms_world *w, enum slot_kind kind)
{
	struct gms_ref hva = { .handle = H_ANON };

	switch (kind) {
	case ANON:
		assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, 0, 0, hva), 0);
		break;
	case ANON_RO:
		assert_int_equal(read_only_slot(w, 0, GPA, MEM_READONLY), 0);
		break;
	case FILE_0:
		bind_file(w, 0);
		break;
	case FILE_MMAP:
		bind_file(w, MMAP);
		break;
	default:
		break;
	}
}

static enum reached reached(struct gms_world *w, struct gms_result r)
{
	switch (r.kind) {
	case GMS_RESULT_MMIO:
		return MMIO;
	case GMS_RESULT_INTERNAL_ERROR:
		return EMULATION;
	case GMS_RESULT_MEMORY_FAULT:
		return EXIT;
	case GMS_RESULT_VALUE:
	case GMS_RESULT_OK:
		return where(w, GPA).kind == GMS_RESULT_WHERE_MEMFD ? GMEM : HVA;
	default:
		return NR_REACHED;
	}
}

/* Rows of the decision table of section 18 that a scenario can construct: read, write, exec. */
static const struct {
	uint64_t type;
	enum slot_kind slot;
	bool is_private;
	enum reached want[3];
} routing[] = {
	{ 0, NONE, false, { MMIO, MMIO, EMULATION } },
	{ 0, ANON, false, { HVA, HVA, HVA } },
	{ 0, ANON_RO, false, { HVA, MMIO, HVA } },
	{ 0, FILE_0, false, { HVA, HVA, HVA } },
	{ 0, FILE_MMAP, false, { GMEM, GMEM, GMEM } },
	{ 1, NONE, false, { MMIO, MMIO, EMULATION } },
	{ 1, ANON, false, { HVA, HVA, HVA } },
	{ 1, ANON_RO, false, { HVA, MMIO, HVA } },
	{ 1, FILE_0, false, { HVA, HVA, HVA } },
	{ 1, FILE_MMAP, false, { GMEM, GMEM, GMEM } },
	{ 1, NONE, true, { EXIT, EXIT, EXIT } },
	{ 1, ANON, true, { EXIT, EXIT, EXIT } },
	{ 1, ANON_RO, true, { EXIT, EXIT, EXIT } },
	{ 1, FILE_0, true, { GMEM, GMEM, GMEM } },
	{ 1, FILE_MMAP, true, { GMEM, GMEM, GMEM } },
};

/* X86-FAULT-13 to -21, EXIT-8 */
static void x86_accesses_are_routed_as_the_table_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(routing) / sizeof(routing[0]); i++)
		for (int access = 0; access < 3; access++) {
			struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", routing[i].type);
			struct gms_result r;

			make_slot(w, routing[i].slot);
			if (routing[i].is_private)
				assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
			r = guest(w, (enum gms_access)access, GPA, false);
			assert_int_equal(reached(w, r), routing[i].want[access]);
			if (r.kind == GMS_RESULT_MEMORY_FAULT)
				assert_memory_fault(r, EFAULT, GPA, PRIVATE);
			assert_int_equal(vm_of(w)->invalidate_count, 0);
			gms_destroy(w);
		}
}

/* ARM-ABORT-8 to -18 */
static void arm64_accesses_are_routed_by_the_slot(void **state)
{
	static const enum reached want[NR_SLOT_KINDS][2] = {
		[NONE] = { MMIO, MMIO },
		[ANON] = { HVA, HVA },
		[ANON_RO] = { HVA, MMIO },
		[FILE_MMAP] = { GMEM, GMEM },
	};

	(void)state;
	for (int kind = NONE; kind < NR_SLOT_KINDS; kind++)
		for (int access = 0; access < 2 && kind != FILE_0; access++) {
			struct gms_world *w = vm_world(GMS_ARCH_ARM64, "7.2", 0);

			make_slot(w, (enum slot_kind)kind);
			assert_int_equal(reached(w,
						 guest(w, (enum gms_access)access, GPA, false)),
					 want[kind][access]);
			gms_destroy(w);
		}
}

/* ARM-ABORT-3, ARM-ABORT-4, ARM-ABORT-10 */
static void arm64_aborts_what_cannot_be_memory(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_ARM64, "7.2", 0);
	struct gms_result r = guest(w, GMS_ACCESS_EXEC, GPA, false);

	(void)state;
	assert_int_equal(r.kind, GMS_RESULT_ABORT);
	assert_int_equal(r.value, 0x10);
	r = guest_read(w, 1ull << 40);
	assert_int_equal(r.kind, GMS_RESULT_ABORT);
	assert_int_equal(r.value, 0x10);
	r = guest_read(w, UINT64_MAX - 7);
	assert_int_equal(r.kind, GMS_RESULT_ABORT);
	assert_int_equal(r.value, 0);
	gms_destroy(w);
}

/* X86-FAULT-15: beyond the host's physical addresses KVM emulates and remembers nothing. */
static void x86_emulates_an_address_that_no_slot_can_have(void **state)
{
	static const uint64_t gpas[] = { 1ull << 46, 1ull << 48, 1ull << 52, UINT64_MAX - 7 };
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(gpas) / sizeof(gpas[0]); i++) {
		struct gms_result r = guest_read(w, gpas[i]);

		assert_int_equal(r.kind, GMS_RESULT_MMIO);
		assert_int_equal(r.gpa, gpas[i]);
		assert_int_equal(where(w, gpas[i]).kind, GMS_RESULT_UNMAPPED);
	}
	assert_int_equal(guest_read(w, (1ull << 46) - 8).kind, GMS_RESULT_MMIO);
	assert_int_equal(where(w, (1ull << 46) - 8).kind, GMS_RESULT_WHERE_MMIO);
	gms_destroy(w);
}

/* CONSUME-3: what lies behind userspace_addr is neither read nor written. */
static void a_file_with_mmap_hides_userspace_addr(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);

		assert_int_equal(guest_read(w, GPA).value, 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA + 8, 0x11), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA + 8, 0), 0x11);
		assert_int_equal(do_load(w, H_ANON, 0), 0x77);
		assert_int_equal(do_load(w, H_ANON, 8), 0);
		gms_destroy(w);
	}
}

/* EXIT-5, X86-FAULT-25, ARM-USER-2: measured, plain.hva_unmapped. */
static void missing_host_memory_is_a_bare_efault(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);
		struct gms_result r;

		assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, 0, 0, NOWHERE), 0);
		r = guest_read(w, GPA);
		assert_int_equal(r.kind, GMS_RESULT_ERRNO);
		assert_int_equal(r.error, EFAULT);
		gms_destroy(w);
	}
}

/* X86-ZAP-4, CONSUME-8: the guest loses what the host unmaps. */
static void unmapping_host_memory_takes_it_from_the_guest(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);

		make_slot(w, ANON);
		assert_int_equal(guest_read(w, GPA).value, 0x77);
		assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_HVA);
		assert_int_equal(do_munmap(w, H_ANON), 0);
		assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
		assert_int_equal(guest_read(w, GPA).error, EFAULT);
		gms_destroy(w);
	}
}

/* X86-FAULT-23: a page that only a read brought in becomes writable when it is written. */
static void a_write_after_a_read_gets_its_right(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);

		make_slot(w, ANON);
		assert_int_equal(guest_read(w, GPA_OF(2)).value, 0);
		assert_false(where(w, GPA_OF(2)).prot & GMS_PROT_WRITE);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA_OF(2), 0x22), 0);
		assert_int_equal(do_load(w, H_ANON, 2 * PAGE), 0x22);
		assert_true(where(w, GPA_OF(2)).prot & GMS_PROT_WRITE);
		gms_destroy(w);
	}
}

/* ---- vCPUs ---- */

/* VCPU-1, VCPU-2, FD-1 */
static void creating_a_vcpu_checks_its_number(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", 0);

	(void)state;
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 4096), -EINVAL);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1ull << 32), -EINVAL);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 0), -EEXIST);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM2, 1), -EBADF);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 4095), 0);
	assert_int_equal(do_close(w, H_VCPU2), 0);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 4095), -EEXIST);
	gms_destroy(w);

	w = vm_world(GMS_ARCH_ARM64, "7.2", 0);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 512), -EINVAL);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 511), 0);
	gms_destroy(w);
}

/* IOCTL-2, OBJ-4: a vCPU runs on when the VM's own descriptor is closed. */
static void a_vcpu_keeps_its_vm_alive(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);

	(void)state;
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
	assert_int_equal(do_close(w, H_VCPU), 0);
	assert_int_equal(guest_read(w, GPA).error, EBADF);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(w->pool[POOL_VM].live, 0);
	gms_destroy(w);
}

/* The descriptor that KVM_RUN was called on keeps the vCPU and its VM until it returns. */
static void closing_a_vcpu_that_runs_waits_for_nothing(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	int vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));

	(void)state;
	until(w, vcpu, "check-slot");
	assert_int_equal(do_close(w, H_VCPU), 0);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(finish_task(w, vcpu), 0);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(w->pool[POOL_VM].live, 0);
	gms_destroy(w);
}

static void two_accesses_of_one_vcpu_take_turns(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	int first = start(w, access_op(GMS_ACCESS_READ, GPA, false));
	int second = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));

	(void)state;
	until(w, first, "install");
	assert_waits(w, second, GMS_LOCK_VCPU, first);
	assert_int_equal(finish_task(w, first), 0);
	assert_int_equal(finish_task(w, second), 0);
	gms_destroy(w);
}

/* IOCTL-1, IOCTL-2: every ioctl, whatever else is wrong with it; but not the file. */
static void a_dead_vm_refuses_every_ioctl(void **state)
{
	static const enum gms_opcode ioctls[] = {
		GMS_OP_ENABLE_CAP, GMS_OP_CHECK_EXTENSION, GMS_OP_VCPU,	     GMS_OP_MEMFD,
		GMS_OP_SLOT,	   GMS_OP_ATTRIBUTES,	   GMS_OP_DIRTY_LOG, GMS_OP_PREFAULT,
		GMS_OP_GUEST,	   GMS_OP_CLEAR_DIRTY_LOG,
	};
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);

	(void)state;
	vm_kill(w, vm_of(w));
	for (size_t i = 0; i < sizeof(ioctls) / sizeof(ioctls[0]); i++) {
		struct gms_op op = op_of(ioctls[i]);

		op.vm = H_VM;
		op.vcpu = H_VCPU;
		op.define = H_FREE;
		assert_int_equal(gms_run(w, &op).error, EIO);
	}
	for (uint32_t request = 0; request < 0x100; request++) {
		assert_int_equal(gms_ioctl(w, H_VM, 0xae00 + request, NULL, 0, 0), -EIO);
		assert_int_equal(gms_ioctl(w, H_VCPU, 0xae00 + request, NULL, 0, 0), -EIO);
	}
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, PAGE), 0);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE), 0);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(do_close(w, H_VM), 0);
	gms_destroy(w);
}

/* INVAL-3: a vCPU that is in KVM_RUN when the VM dies leaves it before its next access. */
static void a_vcpu_notices_that_its_vm_died(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	int task = start(w, access_op(GMS_ACCESS_WRITE, GPA, false));

	(void)state;
	until(w, task, "install");
	invalidate_end(w, vm_of(w));
	assert_int_equal(drain(w, task).error, EIO);
	assert_int_equal(guest_read(w, GPA).error, EIO);
	gms_destroy(w);
}

/* VCPU-5: before the first entry, and before the one after the fault. */
static void a_signal_ends_kvm_run(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);

	(void)state;
	w->inject_left[GMS_INJECT_SIGNAL] = 1;
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).error, EINTR);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
	w->inject_left[GMS_INJECT_SIGNAL] = 2;
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).error, EINTR);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_MEMFD);
	assert_int_equal(guest_read(w, GPA).value, 0);
	gms_destroy(w);
}

static void what_cannot_be_expressed_says_so(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_X86, "7.2", MMAP);
	struct gms_result r = guest(w, GMS_ACCESS_READ, GPA, true);

	(void)state;
	assert_int_equal(r.kind, GMS_RESULT_UNSUPPORTED);
	assert_non_null(r.reason);
	assert_int_equal(guest_read(w, GPA + 4).kind, GMS_RESULT_UNSUPPORTED);
	/* Neither left anything behind. */
	assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
	gms_destroy(w);
}

/* ---- Failing to get the page ---- */

/* GETPFN-1, EXIT-2, EXIT-7 */
static void a_closed_file_is_a_memory_fault_for_ever(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);

		assert_int_equal(guest_read(w, GPA_OF(1)).kind, GMS_RESULT_VALUE);
		assert_int_equal(do_close(w, H_FILE), 0);
		for (int i = 0; i < 2; i++) {
			assert_memory_fault(guest_read(w, GPA_OF(1) + 8), EFAULT, GPA_OF(1), 0);
			assert_memory_fault(guest(w, GMS_ACCESS_EXEC, GPA_OF(2), false), EFAULT,
					    GPA_OF(2), 0);
		}
		assert_true(applied(w, "GETPFN-1") && applied(w, "EXIT-2"));
		gms_destroy(w);
	}
}

/* GETPFN-1 (5), X86-FAULT-34, ARM-GMEM-5 */
static void a_poisoned_page_is_ehwpoison(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		struct gms_op op;

		gms_op_init(&op, GMS_OP_POISON);
		op.file = H_FILE;
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
		assert_int_equal(run_op(w, op), -EBUSY); /* POISON-6 */
		assert_int_equal(where(w, GPA).kind, GMS_RESULT_UNMAPPED);
		assert_memory_fault(guest_read(w, GPA), EHWPOISON, GPA, 0);
		assert_int_equal(guest_read(w, GPA_OF(1)).kind, GMS_RESULT_VALUE);
		gms_destroy(w);
	}
}

/* X86-FAULT-11, ARM-GMEM-1: no record; EXIT-4: with one. */
static void which_allocation_fails_decides_about_the_exit_record(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = gmem_world((enum gms_arch)a, "7.2", MMAP);
		struct gms_result r;

		w->inject_left[GMS_INJECT_ALLOC] = 1;
		r = guest_read(w, GPA);
		assert_int_equal(r.kind, GMS_RESULT_ERRNO);
		assert_int_equal(r.error, ENOMEM);
		assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_VALUE);
		/* The tables are there: the next allocation is the folio's. */
		w->inject_left[GMS_INJECT_ALLOC] = 1;
		assert_memory_fault(guest_read(w, GPA_OF(1)), ENOMEM, GPA_OF(1), 0);
		assert_int_equal(guest_read(w, GPA_OF(1)).kind, GMS_RESULT_VALUE);
		gms_destroy(w);
	}
}

/* ---- MMIO entries ---- */

/* X86-MMIO-3: a slot that came later is seen, because the generation moved. */
static void an_mmio_entry_is_believed_until_the_slots_change(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", 0);

	(void)state;
	assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_MMIO);
	assert_int_equal(where(w, GPA).kind, GMS_RESULT_WHERE_MMIO);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).is_write, 1);
	assert_true(applied(w, "X86-MMIO-3") && !applied(w, "X86-FAULT-15"));
	make_slot(w, ANON);
	assert_int_equal(guest_read(w, GPA).value, 0x77);
	gms_destroy(w);
}

/* X86-MMIO-8: a conversion without a slot zaps nothing. */
static void an_mmio_entry_outlives_a_conversion(void **state)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, "7.2", SW_PROTECTED);

	(void)state;
	assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_MMIO);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(guest_read(w, GPA).kind, GMS_RESULT_MMIO);
	assert_int_equal(set_plain(w, 1, 0x800000, 1), 0);
	assert_memory_fault(guest_read(w, GPA), EFAULT, GPA, 0);
	gms_destroy(w);
}

/* ---- Dirty logging ---- */

static void log_dirty_slot(struct gms_world *w)
{
	struct gms_op op = slot_op(0, GPA, 4 * PAGE, MEM_LOG_DIRTY);

	op.hva.handle = H_ANON;
	assert_int_equal(run_op(w, op), 0);
}

static uint64_t dirty_pages(struct gms_world *w)
{
	struct gms_op op;
	struct gms_result r;

	gms_op_init(&op, GMS_OP_DIRTY_LOG);
	op.vm = H_VM;
	r = gms_run(w, &op);
	assert_int_equal(r.kind, GMS_RESULT_PAGES);
	return (uint64_t)r.value;
}

/* X86-DIRTY-3, ARM-DIRTY-2: x86 logs a page that could be written, arm64 one that was. */
static void a_read_of_writable_memory_is_logged_on_x86_only(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);

		log_dirty_slot(w);
		assert_int_equal(guest_read(w, GPA).value, 0x77);
		assert_int_equal(dirty_pages(w), a == GMS_ARCH_X86);
		assert_int_equal(dirty_pages(w), 0);
		gms_destroy(w);
	}
}

/* X86-DIRTY-4, X86-FAULT-9; ARM-USER-13 */
static void a_write_after_the_log_was_fetched_is_logged_again(void **state)
{
	(void)state;
	for (int a = 0; a < GMS_NR_ARCHS; a++) {
		struct gms_world *w = vm_world((enum gms_arch)a, "7.2", 0);

		log_dirty_slot(w);
		for (int i = 0; i < 3; i++) {
			assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).kind,
					 GMS_RESULT_OK);
			assert_int_equal(dirty_pages(w), 1);
			assert_false(where(w, GPA).prot & GMS_PROT_WRITE);
		}
		guest(w, GMS_ACCESS_WRITE, GPA, false);
		assert_true(applied(w, a == GMS_ARCH_X86 ? "X86-FAULT-9" : "ARM-USER-13"));
		gms_destroy(w);
	}
}

/* ---- arm64 permissions ---- */

/* ARM-GMEM-6, ARM-GMEM-9 */
static void arm64_executes_after_a_second_fault_since_7_1(void **state)
{
	struct gms_world *w = gmem_world(GMS_ARCH_ARM64, "7.1", MMAP);

	(void)state;
	assert_int_equal(guest_read(w, GPA).value, 0);
	assert_int_equal(where(w, GPA).prot, GMS_PROT_READ | GMS_PROT_WRITE);
	assert_int_equal(guest(w, GMS_ACCESS_EXEC, GPA, false).kind, GMS_RESULT_OK);
	assert_int_equal(where(w, GPA).prot, GMS_PROT_READ | GMS_PROT_WRITE | GMS_PROT_EXEC);
	gms_destroy(w);

	w = gmem_world(GMS_ARCH_ARM64, "6.18", MMAP);
	assert_int_equal(guest_read(w, GPA).value, 0);
	assert_int_equal(guest(w, GMS_ACCESS_EXEC, GPA, false).kind, GMS_RESULT_RETRY);
	assert_int_equal(guest(w, GMS_ACCESS_EXEC, GPA_OF(1), false).kind, GMS_RESULT_OK);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA_OF(1), false).kind, GMS_RESULT_OK);
	gms_destroy(w);
}

/* ARM-GMEM-15: the switch brings the defect of version 13 back. */
static void arm64_without_the_sequence_check_maps_a_punched_page(void **state)
{
	(void)state;
	for (int broken = 0; broken < 2; broken++) {
		struct gms_world *w = gmem_world(GMS_ARCH_ARM64, "7.2", MMAP);
		struct translation tr;
		int vcpu;

		gms_set_switch(w, SW_ARM_NO_SEQUENCE_CHECK, broken);
		vcpu = start(w, access_op(GMS_ACCESS_READ, GPA, false));
		until(w, vcpu, "lock-mmu");
		assert_int_equal(run_op(w, punch_op()), 0);
		until(w, vcpu, "unlock-mmu");
		tr = arch(w)->walk(w, handle_vm(w, H_VM), GPA);
		assert_int_equal(tr.mapped, broken);
		assert_true(!broken || !cached(w, tr.frame));
		until(w, vcpu, "re-enter");
		gms_destroy(w);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(x86_accesses_are_routed_as_the_table_says),
		cmocka_unit_test(arm64_accesses_are_routed_by_the_slot),
		cmocka_unit_test(arm64_aborts_what_cannot_be_memory),
		cmocka_unit_test(x86_emulates_an_address_that_no_slot_can_have),
		cmocka_unit_test(a_file_with_mmap_hides_userspace_addr),
		cmocka_unit_test(missing_host_memory_is_a_bare_efault),
		cmocka_unit_test(unmapping_host_memory_takes_it_from_the_guest),
		cmocka_unit_test(a_write_after_a_read_gets_its_right),
		cmocka_unit_test(creating_a_vcpu_checks_its_number),
		cmocka_unit_test(a_vcpu_keeps_its_vm_alive),
		cmocka_unit_test(closing_a_vcpu_that_runs_waits_for_nothing),
		cmocka_unit_test(two_accesses_of_one_vcpu_take_turns),
		cmocka_unit_test(a_dead_vm_refuses_every_ioctl),
		cmocka_unit_test(a_vcpu_notices_that_its_vm_died),
		cmocka_unit_test(a_signal_ends_kvm_run),
		cmocka_unit_test(what_cannot_be_expressed_says_so),
		cmocka_unit_test(a_closed_file_is_a_memory_fault_for_ever),
		cmocka_unit_test(a_poisoned_page_is_ehwpoison),
		cmocka_unit_test(which_allocation_fails_decides_about_the_exit_record),
		cmocka_unit_test(an_mmio_entry_is_believed_until_the_slots_change),
		cmocka_unit_test(an_mmio_entry_outlives_a_conversion),
		cmocka_unit_test(a_read_of_writable_memory_is_logged_on_x86_only),
		cmocka_unit_test(a_write_after_the_log_was_fetched_is_logged_again),
		cmocka_unit_test(arm64_executes_after_a_second_fault_since_7_1),
		cmocka_unit_test(arm64_without_the_sequence_check_maps_a_punched_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
