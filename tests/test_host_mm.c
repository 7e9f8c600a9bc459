/* SPDX-License-Identifier: BSD-2-Clause */
/* The host's mappings and faults, mmu notifiers, memory failure: who meets whom. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <signal.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "host_mm.h"
#include "support.h"

#include <cmocka.h>

#define SIGNAL(n) (-1000 - (n))

static struct gms_world *furnished(void)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.3");

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE_SIZE, 3), 0);
	assert_int_equal(do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, (struct gms_ref){ 0 }),
			 0);
	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 16 * PAGE_SIZE), 0);
	return w;
}

static struct gms_op op_munmap(uint64_t map, uint64_t off, uint64_t len)
{
	struct gms_op op = op_of(GMS_OP_MUNMAP);

	op.map = map;
	op.off = off;
	op.len = len;
	return op;
}

static int64_t do_munmap_part(struct gms_world *w, uint64_t map, uint64_t off, uint64_t len)
{
	struct gms_op op = op_munmap(map, off, len);
	struct gms_result result = gms_run(w, &op);

	return number(&result);
}

static struct gms_op op_poison(uint64_t file, uint64_t off)
{
	struct gms_op op = op_of(GMS_OP_POISON);

	op.file = file;
	op.off = off;
	return op;
}

/*
 * page   0123456789abcdef
 * munmap ....xxxx........
 */
static void munmap_splits_and_leaves_the_rest(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	for (uint64_t page = 0; page < 16; page++)
		assert_int_equal(do_store(w, H_MAP, page * PAGE_SIZE, page + 1), 0);
	assert_int_equal(do_munmap_part(w, H_MAP, 4 * PAGE_SIZE, 4 * PAGE_SIZE), 0);
	for (uint64_t page = 0; page < 16; page++) {
		int64_t expected = page >= 4 && page < 8 ? SIGNAL(SIGSEGV) : (int64_t)page + 1;

		assert_int_equal(do_load(w, H_MAP, page * PAGE_SIZE), expected);
	}
	assert_int_equal(the_mm(w)->vmas.count, 2);
	assert_int_equal(do_munmap_part(w, H_MAP, 5 * PAGE_SIZE, PAGE_SIZE), 0);
	assert_int_equal(do_munmap_part(w, H_MAP, 1, PAGE_SIZE), -EINVAL);
	assert_int_equal(do_munmap(w, H_MAP), 0);
	assert_int_equal(the_mm(w)->vmas.count, 0);
	assert_int_equal(the_mm(w)->ptes.count, 0);
	gms_destroy(w);
}

/* RELEASE-1: the last mapping keeps the file; its end releases it. */
static void mapping_keeps_the_file_until_it_is_gone(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	assert_int_equal(do_store(w, H_MAP, 0, 7), 0);
	assert_int_equal(do_close(w, H_FILE), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, 0, 0), 7);
	assert_int_equal(do_munmap(w, H_MAP), 0);
	assert_int_equal(w->pool[POOL_INODE].live, 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 0);
	/* EXIT-8: consumed, file closed. */
	assert_true(do_guest(w, H_VCPU, GMS_ACCESS_READ, 0, 0) == OTHER);
	gms_destroy(w);
}

/* The kernel unregisters a VM's notifier only when it does not run. */
static void vm_that_is_closed_during_a_notification_stays_until_its_end(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.3");
	int unmap;

	(void)state;
	do_vm(w, H_VM, 0);
	do_mmap(w, H_ANON, 0, PAGE_SIZE);
	do_store(w, H_ANON, 0, 1);
	unmap = start(w, op_munmap(H_ANON, 0, PAGE_SIZE));
	until(w, unmap, "notify-end");
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_VM].live, 1);
	drain(w, unmap);
	assert_int_equal(w->pool[POOL_VM].live, 0);
	do_vm(w, H_VM2, 0);
	assert_int_equal(vm_at(w, handle_vm(w, H_VM2))->mn_active, 0);
	gms_destroy(w);
}

/* INV-21: the slots that a section began on are those that it ends on. */
static void slot_swap_waits_for_the_notifier(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op = op_of(GMS_OP_SLOT);
	struct gms_wait wait;
	int unmap, add;

	(void)state;
	do_store(w, H_MAP, 0, 1);
	unmap = start(w, op_munmap(H_MAP, 0, PAGE_SIZE));
	until(w, unmap, "change-ptes");
	op.vm = H_VM;
	op.id = 1;
	op.gpa = 1 << 20;
	op.size = PAGE_SIZE;
	add = start(w, op);
	while (gms_task_step(w, add) == GMS_STEPPED)
		continue;
	assert_true(gms_task_wait(w, add, &wait));
	assert_int_equal(wait.kind, GMS_LOCK_NOTIFIERS);
	drain(w, unmap);
	drain(w, add);
	gms_destroy(w);
}

/* SCN-4: a host fault that holds the folio keeps the hole from taking it. */
static void hole_waits_for_the_host_fault_that_holds_the_folio(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op = op_of(GMS_OP_STORE);
	struct gms_wait wait;
	int store, punch;

	(void)state;
	op.hva = (struct gms_ref){ .handle = H_MAP };
	op.value = 9;
	store = start(w, op);
	until(w, store, "set-pte");
	punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	while (gms_task_step(w, punch) == GMS_STEPPED)
		continue;
	assert_true(gms_task_wait(w, punch, &wait));
	assert_int_equal(wait.kind, GMS_LOCK_FOLIO);
	assert_int_equal(wait.holder, store);
	/* The PTE is set, then zapped by the hole: the store starts again. */
	until(w, store, "after-fault");
	drain(w, punch);
	drain(w, store);
	assert_int_equal(do_load(w, H_MAP, 0), 9);
	gms_destroy(w);
}

/* HZ-1: each holds what the other wants, in 6.18, 7.2 and 7.3 (measured). */
static void memory_failure_and_a_hole_deadlock(void **state)
{
	struct gms_world *w = furnished();
	int poison, punch;

	(void)state;
	do_store(w, H_MAP, 0, 1);
	poison = start(w, op_poison(H_FILE, 0));
	punch = start(w, op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE_SIZE));
	until(w, poison, "lock-file");
	until(w, punch, "truncate-wait");
	assert_int_equal(gms_task_step(w, poison), GMS_BLOCKED);
	assert_int_equal(gms_task_step(w, punch), GMS_BLOCKED);
	/* The inversion is the kernel's own: not reported as ours. INV-40. */
	assert_null(gms_lock_order_violation(w));
	gms_destroy(w);
}

/* The failing page's inode stays although its file is closed meanwhile. */
static void memory_failure_outlives_the_file(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.3");
	uint64_t seq;
	int poison;

	(void)state;
	do_vm(w, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 3);
	do_fallocate(w, H_FILE, KEEP, 0, PAGE_SIZE);
	poison = start(w, op_poison(H_FILE, 0));
	until(w, poison, "lock-file");
	do_close(w, H_FILE);
	do_memfd(w, H_FILE2, H_VM, PAGE_SIZE, 3);
	do_slot(w, H_VM, 0, 0, PAGE_SIZE, H_FILE2, 0, (struct gms_ref){ 0 });
	seq = vm_at(w, handle_vm(w, H_VM))->invalidate_seq;
	drain(w, poison);
	assert_int_equal(vm_at(w, handle_vm(w, H_VM))->invalidate_seq, seq);
	assert_int_equal(w->pool[POOL_INODE].live, 1);
	gms_destroy(w);
}

/* MADV-7: the pin keeps storage, the file gets a new page. */
static void pinned_page_leaves_the_file_and_lives_on(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op gup = op_of(GMS_OP_GUP), ungup = op_of(GMS_OP_UNGUP);
	struct gms_result result;

	(void)state;
	do_store(w, H_MAP, 0, 5);
	gup.hva = ungup.hva = (struct gms_ref){ .handle = H_MAP };
	result = gms_run(w, &gup);
	assert_int_equal(result.kind, GMS_RESULT_OK);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 1);
	assert_int_equal(do_load(w, H_MAP, 0), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 2);
	result = gms_run(w, &ungup);
	assert_int_equal(result.kind, GMS_RESULT_OK);
	assert_int_equal(w->pool[POOL_FRAME].live, 1);
	result = gms_run(w, &ungup);
	assert_int_equal(result.kind, GMS_RESULT_UNSUPPORTED);
	gms_destroy(w);
}

/* MMAP-1: lengths and offsets at the edges of 64 bits. */
static void extreme_mappings_fail_with_the_kernels_errno(void **state)
{
	static const struct {
		uint64_t len, off;
		int64_t expected;
	} rows[] = {
		{ 0, 0, -EINVAL },
		{ PAGE_SIZE, 1, -EINVAL },
		{ PAGE_SIZE, 0x7ffffffffffff000, -EOVERFLOW },
		{ PAGE_SIZE, 0xfffffffffffff000, -EOVERFLOW },
		{ UINT64_MAX, 0, -ENOMEM },
		{ 1ull << 48, 0x7ffffffffffff000, -ENOMEM },
		{ 1ull << 48, 0, -ENOMEM },
		{ 1ull << 46, 0, 0 },
		{ 1ull << 46, 0, -ENOMEM },
		{ PAGE_SIZE, 1ull << 62, 0 },
	};
	struct gms_world *w = furnished();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct gms_op op = op_of(GMS_OP_MMAP);
		struct gms_result result;

		op.define = 100 + i;
		op.memfd.handle = H_FILE;
		op.len = rows[i].len;
		op.off = rows[i].off;
		result = gms_run(w, &op);
		assert_int_equal(number(&result), rows[i].expected);
		if (rows[i].expected)
			assert_int_equal(do_load(w, 100 + i, 0), SIGNAL(SIGSEGV));
	}
	gms_destroy(w);
}

static int64_t run_range(struct gms_world *w, enum gms_opcode code, uint64_t off, uint64_t len)
{
	struct gms_op op = op_of(code);
	struct gms_result result;

	op.map = H_MAP;
	op.off = off;
	op.len = len;
	op.prot = GMS_PROT_READ;
	op.given = ~0u;
	result = gms_run(w, &op);
	return number(&result);
}

/* Measured on 6.18.44: each call has its own answer to a range that cannot be. */
static void impossible_ranges_give_each_calls_errno(void **state)
{
	static const struct {
		enum gms_opcode code;
		uint64_t off, len;
		int64_t expected;
	} rows[] = {
		{ GMS_OP_MUNMAP, 0, 0, -EINVAL },
		{ GMS_OP_MUNMAP, 1, 4096, -EINVAL },
		{ GMS_OP_MUNMAP, 0, 1ull << 62, -EINVAL },
		{ GMS_OP_MUNMAP, 0, UINT64_MAX, -EINVAL },
		{ GMS_OP_MADVISE, 0, 0, 0 },
		{ GMS_OP_MADVISE, 1, 4096, -EINVAL },
		{ GMS_OP_MADVISE, 0, 1ull << 62, -ENOMEM },
		{ GMS_OP_MADVISE, 0, UINT64_MAX, -EINVAL },
		{ GMS_OP_MADVISE, 0, UINT64_MAX - 8191, -EINVAL },
		{ GMS_OP_MLOCK, 1, 4096, 0 },
		{ GMS_OP_MLOCK, 0, 0, 0 },
		{ GMS_OP_MLOCK, 0, 1ull << 62, -ENOMEM },
		{ GMS_OP_MLOCK, 0, UINT64_MAX - 4095, -EINVAL },
		{ GMS_OP_MPROTECT, 0, 0, 0 },
		{ GMS_OP_MPROTECT, 1, 4096, -EINVAL },
		{ GMS_OP_MPROTECT, 0, UINT64_MAX - 4095, -ENOMEM },
		{ GMS_OP_MPROTECT, 0, 1ull << 62, -ENOMEM },
	};
	struct gms_world *w = furnished();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(run_range(w, rows[i].code, rows[i].off, rows[i].len),
				 rows[i].expected);
	gms_destroy(w);
}

/* ---- Advice, VMA by VMA; errnos and effects measured on 6.18.44 ---- */

#define DONTNEED       4
#define REMOVE	       9
#define COLD	       20
#define PAGEOUT	       21
#define POPULATE_READ  22
#define POPULATE_WRITE 23
#define HWPOISON       100

static int64_t advise(struct gms_world *w, uint64_t map, uint64_t advice, uint64_t page,
		      uint64_t pages)
{
	struct gms_op op = op_of(GMS_OP_MADVISE);
	struct gms_result result;

	op.map = map;
	op.advice = advice;
	op.off = page * PAGE_SIZE;
	op.len = pages * PAGE_SIZE;
	result = gms_run(w, &op);
	return number(&result);
}

static int64_t range_op(struct gms_world *w, enum gms_opcode code, uint64_t page, uint64_t pages,
			uint64_t prot)
{
	struct gms_op op = op_of(code);
	struct gms_result result;

	op.map = H_MAP;
	op.off = page * PAGE_SIZE;
	op.len = pages * PAGE_SIZE;
	op.prot = prot;
	result = gms_run(w, &op);
	return number(&result);
}

static uint64_t pte_of(struct gms_world *w, uint64_t map, uint64_t page)
{
	struct gms_ref at = { .handle = map, .number = page * PAGE_SIZE };

	return pte_lookup(w, process_at(w, FIRST_PROCESS)->mm, ref_address(w, at) >> PAGE_SHIFT);
}

/* MADV-1: what comes before the VMA that refuses has been dropped, the rest has not. */
static void advice_stops_at_the_first_vma_that_refuses(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	for (uint64_t page = 0; page < 8; page++)
		do_store(w, H_MAP, page * PAGE_SIZE, page + 1);
	assert_int_equal(range_op(w, GMS_OP_MLOCK, 3, 1, 0), 0);
	assert_int_equal(advise(w, H_MAP, DONTNEED, 0, 8), -EINVAL);
	assert_int_equal(pte_of(w, H_MAP, 0), 0);
	assert_true(pte_of(w, H_MAP, 3) & PTE_PRESENT);
	assert_true(pte_of(w, H_MAP, 7) & PTE_PRESENT);
	assert_int_equal(do_load(w, H_MAP, 0), 1);
	assert_int_equal(advise(w, H_MAP, COLD, 3, 1), -EINVAL);
	assert_int_equal(advise(w, H_MAP, PAGEOUT, 3, 1), -EINVAL);
	assert_int_equal(advise(w, H_MAP, COLD, 0, 3), 0);
	gms_destroy(w);
}

/*
 * MADV-2.  The pages are mapped, so that each hole notifies.
 *
 * page   01234567
 * rights wwwwrrrr
 * remove ^^^^^^^^
 */
static void remove_reaches_every_vma_of_the_range(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	for (uint64_t page = 0; page < 8; page++)
		do_store(w, H_MAP, page * PAGE_SIZE, page + 1);
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 4, 4, GMS_PROT_READ), 0);
	assert_int_equal(advise(w, H_MAP, REMOVE, 0, 8), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 0);
	for (uint64_t page = 0; page < 8; page++)
		assert_int_equal(do_load(w, H_MAP, page * PAGE_SIZE), 0);
	assert_int_equal(do_munmap_part(w, H_MAP, 2 * PAGE_SIZE, PAGE_SIZE), 0);
	assert_int_equal(advise(w, H_MAP, REMOVE, 0, 8), -ENOMEM);
	assert_int_equal(w->pool[POOL_FRAME].live, 1);
	gms_destroy(w);
}

/* MADV-4 */
static void populate_tells_holes_rights_and_the_end_apart(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 0, 1, GMS_PROT_READ), 0);
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 1, 1, GMS_PROT_WRITE), 0);
	assert_int_equal(advise(w, H_MAP, POPULATE_READ, 0, 1), 0);
	assert_int_equal(advise(w, H_MAP, POPULATE_WRITE, 0, 1), -EINVAL);
	assert_int_equal(advise(w, H_MAP, POPULATE_WRITE, 1, 1), 0);
	assert_int_equal(advise(w, H_MAP, POPULATE_READ, 1, 1), -EINVAL);
	assert_int_equal(do_load(w, H_MAP, PAGE_SIZE), 0);
	assert_int_equal(do_munmap_part(w, H_MAP, 3 * PAGE_SIZE, PAGE_SIZE), 0);
	assert_int_equal(advise(w, H_MAP, POPULATE_WRITE, 2, 3), -ENOMEM);
	assert_true(pte_of(w, H_MAP, 2) & PTE_PRESENT);
	assert_int_equal(do_mmap(w, H_MAP2, H_FILE, 17 * PAGE_SIZE), 0);
	assert_int_equal(advise(w, H_MAP2, POPULATE_READ, 15, 2), -EFAULT);
	gms_destroy(w);
}

/* MADV-5: as far as the hole; what is locked was not brought in. */
static void mlock_stops_at_a_hole(void **state)
{
	struct gms_world *w = furnished();

	(void)state;
	assert_int_equal(do_munmap_part(w, H_MAP, 4 * PAGE_SIZE, PAGE_SIZE), 0);
	assert_int_equal(range_op(w, GMS_OP_MLOCK, 0, 8, 0), -ENOMEM);
	assert_int_equal(w->pool[POOL_FRAME].live, 0);
	assert_int_equal(advise(w, H_MAP, DONTNEED, 0, 1), -EINVAL);
	assert_int_equal(advise(w, H_MAP, DONTNEED, 5, 1), 0);
	gms_destroy(w);
}

/* ---- Flags of mmap ---- */

static int64_t map_with(struct gms_world *w, uint64_t map, uint64_t file, uint64_t flags)
{
	struct gms_op op = op_of(GMS_OP_MMAP);
	struct gms_result result;

	op.define = map;
	op.memfd.handle = file;
	op.is_anon = !file;
	op.len = 4 * PAGE_SIZE;
	op.flags = flags;
	result = gms_run(w, &op);
	return number(&result);
}

/* MMAP-2, measured. */
static void flags_of_mmap_are_checked_as_the_kernel_does(void **state)
{
	static const struct {
		uint64_t file, flags;
		int64_t expected;
	} rows[] = {
		{ H_FILE, 0x203, -EOPNOTSUPP },
		{ H_FILE, 0x80000003, -EOPNOTSUPP },
		{ H_FILE, 0x80003, -EOPNOTSUPP },
		{ H_FILE, 0x100000003, -EOPNOTSUPP },
		{ H_FILE, 0x7c000003, 0 },
		{ H_FILE, 0x103, -EINVAL },
		{ H_FILE, 0x201, 0 },
		{ H_FILE, 0x40001, -EINVAL },
		{ 0, 0x101, -EINVAL },
		{ 0, 0x102, 0 },
		{ 0, 3, -EINVAL },
		{ 0, 0, 0 },
	};
	struct gms_world *w = furnished();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(map_with(w, 100 + i, rows[i].file, rows[i].flags),
				 rows[i].expected);
	gms_destroy(w);
}

/* MMAP-6: NONBLOCK undoes POPULATE; LOCKED does not mind; neither writes to the file. */
static void populate_and_locked_bring_pages_in(void **state)
{
	struct gms_world *w = furnished();
	ref_t folio;

	(void)state;
	assert_int_equal(map_with(w, 100, H_FILE, 0x18001), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 0);
	assert_int_equal(map_with(w, 101, H_FILE, 0x8001), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 4);
	folio = (ref_t)(pte_of(w, 101, 0) >> PTE_FRAME_SHIFT);
	assert_false(frame_at(w, folio)->flags & FOLIO_DIRTY);
	assert_int_equal(map_with(w, 102, 0, 0x2002), 0);
	assert_int_equal(w->pool[POOL_FRAME].live, 8);
	assert_true(pte_of(w, 102, 0) & PTE_WRITE);
	assert_int_equal(advise(w, 102, DONTNEED, 0, 1), -EINVAL);
	gms_destroy(w);
}

/* A slot whose userspace_addr is the mapping hears of changes, and only of those. */
static void mprotect_notifies_what_it_changes(void **state)
{
	struct gms_world *w = furnished();
	const struct vm *vm = vm_at(w, handle_vm(w, H_VM));
	uint64_t seq;

	(void)state;
	assert_int_equal(do_slot(w, H_VM, 1, 1 << 20, PAGE_SIZE, 0, 0,
				 (struct gms_ref){ .handle = H_MAP }),
			 0);
	seq = vm->invalidate_seq;
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 0, 4, 3), 0);
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 1, 3, GMS_PROT_READ), 0);
	assert_int_equal(vm->invalidate_seq, seq);
	assert_int_equal(range_op(w, GMS_OP_MPROTECT, 0, 1, GMS_PROT_READ), 0);
	assert_int_equal(vm->invalidate_seq, seq + 1);
	gms_destroy(w);
}

/* ---- Signals and poison ---- */

/* HFAULT-0, measured: x86 tells addresses that no page table could map apart. */
static void non_canonical_addresses_are_no_page_faults(void **state)
{
	static const struct {
		uint64_t address;
		int code;
	} rows[] = {
		{ 0, SEGV_MAPERR },
		{ 0x7ffffffffff8, SEGV_MAPERR },
		{ 1ull << 47, SI_KERNEL },
		{ 1ull << 60, SI_KERNEL },
		{ 0xffff7ffffffffff8, SI_KERNEL },
		{ 0xffff800000000000, SEGV_MAPERR },
		{ UINT64_MAX - 7, SEGV_MAPERR },
	};
	struct gms_world *w = furnished();

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct gms_op op = op_of(GMS_OP_LOAD);
		struct gms_result result;

		op.hva.number = rows[i].address;
		result = gms_run(w, &op);
		assert_int_equal(result.signal, SIGSEGV);
		assert_int_equal(result.code, rows[i].code);
	}
	gms_destroy(w);
}

/* POISON-5: the hole takes the page; the entry in the old mapping goes when dropped. */
static void poison_entry_outlives_the_hole(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op poison = op_poison(H_FILE, 0);
	struct gms_result result;

	(void)state;
	do_store(w, H_MAP, 0, 1);
	do_mmap(w, H_MAP2, H_FILE, PAGE_SIZE);
	result = gms_run(w, &poison);
	assert_int_equal(number(&result), -EBUSY);
	result = gms_run(w, &poison);
	assert_int_equal(number(&result), -EHWPOISON);
	assert_int_equal(advise(w, H_MAP, POPULATE_READ, 0, 1), -EHWPOISON);
	/* HFAULT-8: MADV_HWPOISON does not ask for the difference. */
	assert_int_equal(advise(w, H_MAP, HWPOISON, 0, 1), -EFAULT);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE), 0);
	assert_int_equal(do_load(w, H_MAP, 0), SIGNAL(SIGBUS));
	assert_int_equal(do_load(w, H_MAP2, 0), 0);
	assert_int_equal(advise(w, H_MAP, DONTNEED, 0, 1), 0);
	assert_int_equal(do_load(w, H_MAP, 0), 0);
	gms_destroy(w);
}

/* H7: only an empty entry is filled. */
static void fault_does_not_replace_a_poison_entry(void **state)
{
	struct gms_world *w = furnished();
	struct gms_op op = op_of(GMS_OP_LOAD), poison = op_poison(H_FILE, 0);
	struct gms_result result;
	int load;

	(void)state;
	op.hva.handle = H_MAP;
	load = start(w, op);
	until(w, load, "find-folio");
	do_store(w, H_MAP, 0, 1);
	gms_run(w, &poison);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE_SIZE), 0);
	result = drain(w, load);
	assert_int_equal(result.kind, GMS_RESULT_SIGNAL);
	assert_int_equal(result.code, BUS_MCEERR_AR);
	assert_true(pte_of(w, H_MAP, 0) & PTE_HWPOISON);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(munmap_splits_and_leaves_the_rest),
		cmocka_unit_test(mapping_keeps_the_file_until_it_is_gone),
		cmocka_unit_test(vm_that_is_closed_during_a_notification_stays_until_its_end),
		cmocka_unit_test(slot_swap_waits_for_the_notifier),
		cmocka_unit_test(hole_waits_for_the_host_fault_that_holds_the_folio),
		cmocka_unit_test(memory_failure_and_a_hole_deadlock),
		cmocka_unit_test(memory_failure_outlives_the_file),
		cmocka_unit_test(pinned_page_leaves_the_file_and_lives_on),
		cmocka_unit_test(impossible_ranges_give_each_calls_errno),
		cmocka_unit_test(extreme_mappings_fail_with_the_kernels_errno),
		cmocka_unit_test(advice_stops_at_the_first_vma_that_refuses),
		cmocka_unit_test(remove_reaches_every_vma_of_the_range),
		cmocka_unit_test(populate_tells_holes_rights_and_the_end_apart),
		cmocka_unit_test(mlock_stops_at_a_hole),
		cmocka_unit_test(flags_of_mmap_are_checked_as_the_kernel_does),
		cmocka_unit_test(populate_and_locked_bring_pages_in),
		cmocka_unit_test(mprotect_notifies_what_it_changes),
		cmocka_unit_test(non_canonical_addresses_are_no_page_faults),
		cmocka_unit_test(poison_entry_outlives_the_hole),
		cmocka_unit_test(fault_does_not_replace_a_poison_entry),
	};

	return cmocka_run_group_tests_name("host_mm", tests, NULL, NULL);
}
