/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Nested virtualization of arm64 where a scenario does not reach: what cannot be
 * expressed, what runs out of memory, and what happens in between.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"
#include "mmu_arm64/pgtable.h"
#include "mmu_arm64/tables.h"
#include "mmu_arm64/vtcr.h"
#include "profile.h"

#include <cmocka.h>

#define VTCR 0x800d3558ull

static struct gms_op el2_op(uint64_t vcpu, uint64_t vttbr, uint64_t vncr)
{
	struct gms_op op = op_of(GMS_OP_EL2);

	op.vcpu = vcpu;
	op.given = ~0u;
	op.off_out = vttbr;
	op.value = VTCR;
	op.gpa = vncr;
	return op;
}

static struct gms_op vncr_op(enum gms_access access, uint64_t off)
{
	struct gms_op op = op_of(GMS_OP_VNCR);

	op.vcpu = H_VCPU;
	op.access = access;
	op.off = off;
	op.value = 5;
	return op;
}

static struct gms_op l2_op(uint64_t vcpu, uint64_t ipa)
{
	struct gms_op op = op_guest(vcpu, GMS_ACCESS_READ, ipa, 0);

	op.l2 = 1;
	return op;
}

static struct gms_op tlbi_op(void)
{
	struct gms_op op = op_of(GMS_OP_TLBI);

	op.vcpu = H_VCPU;
	op.command = GMS_TLBI_ALLE2;
	return op;
}

/* Two vCPUs, and a file of 16 pages at GPA, mapped at userspace_addr. */
static struct gms_world *nested_world(const char *profile)
{
	struct gms_world *w = world(GMS_ARCH_ARM64, profile);
	struct gms_ref hva = { .handle = H_MAP };

	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP | INIT_SHARED), 0);
	assert_int_equal(do_mmap(w, H_MAP, H_FILE, 16 * PAGE), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0, hva), 0);
	return w;
}

static void store(struct gms_world *w, uint64_t page, uint64_t offset, uint64_t value)
{
	assert_int_not_equal(do_store(w, H_MAP, page * PAGE + offset, value), -EFAULT);
}

/* Page 8 of L1's guest is page 6 of the file. */
static void fill_tables(struct gms_world *w)
{
	store(w, 2, 0, (GPA + 4 * PAGE) | 3);
	store(w, 4, 0, (GPA + 5 * PAGE) | 3);
	store(w, 5, 0x40, (GPA + 6 * PAGE) | 0x4ff);
}

static void is_unsupported(struct gms_world *w, struct gms_op op)
{
	struct gms_result r = gms_run(w, &op);

	assert_int_equal(r.kind, GMS_RESULT_UNSUPPORTED);
	assert_non_null(r.reason);
}

static void what_cannot_be_expressed_says_so(void **state)
{
	struct gms_world *w = nested_world("7.2"), *x86 = world(GMS_ARCH_X86, "7.2");

	(void)state;
	is_unsupported(w, vncr_op(GMS_ACCESS_READ, 8));
	is_unsupported(w, l2_op(H_VCPU, 0x8000));
	is_unsupported(w, tlbi_op());
	assert_int_equal(run_op(w, el2_op(H_VCPU, 0, 0)), 0);
	is_unsupported(w, vncr_op(GMS_ACCESS_READ, PAGE));
	is_unsupported(w, vncr_op(GMS_ACCESS_READ, 4));
	is_unsupported(w, vncr_op(GMS_ACCESS_EXEC, 8));
	assert_int_equal(do_vm(x86, H_VM, 0), 0);
	assert_int_equal(do_vcpu(x86, H_VCPU, H_VM, 0), 0);
	is_unsupported(x86, el2_op(H_VCPU, 0, 0));
	is_unsupported(x86, vncr_op(GMS_ACCESS_READ, 8));
	is_unsupported(x86, l2_op(H_VCPU, 0x8000));
	is_unsupported(x86, tlbi_op());
	gms_destroy(x86);
	gms_destroy(w);
}

/* ARM-VNCR-16: what the kernel itself does not survive. */
static void a_bug_on_is_not_expressible(void **state)
{
	struct gms_world *w = nested_world("6.18");

	(void)state;
	assert_int_equal(run_op(w, el2_op(H_VCPU, 0, 1ull << 33)), 0);
	is_unsupported(w, vncr_op(GMS_ACCESS_READ, 8));
	gms_destroy(w);
}

static void closed_vcpus_have_no_el2(void **state)
{
	struct gms_world *w = nested_world("7.2");

	(void)state;
	assert_int_equal(do_close(w, H_VCPU), 0);
	assert_int_equal(run_op(w, el2_op(H_VCPU, 0, 0)), -EBADF);
	assert_int_equal(run_op(w, vncr_op(GMS_ACCESS_READ, 8)), -EBADF);
	assert_int_equal(run_op(w, tlbi_op()), -EBADF);
	gms_destroy(w);
}

/* ARM-VNCR-7, ARM-VNCR-8, B-8: what the copy of a slot that goes away has. */
static void a_slot_that_is_being_deleted(void **state)
{
	(void)state;
	for (int gmem = 0; gmem < 2; gmem++) {
		struct gms_world *w = nested_world("7.2");
		struct gms_op op = vncr_op(GMS_ACCESS_READ, 8), delete;
		struct gms_result r;
		int task;

		if (!gmem) {
			assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
			assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, 0, 0,
						 (struct gms_ref){ .handle = H_MAP }),
					 0);
		}
		assert_int_equal(run_op(w, el2_op(H_VCPU, 0, GPA + PAGE)), 0);
		delete = slot_op(0, 0, 0, 0);
		delete.is_delete = 1;
		task = start(w, delete);
		until(w, task, "zap");
		r = gms_run(w, &op);
		assert_int_equal(r.kind, gmem ? GMS_RESULT_MEMORY_FAULT : GMS_RESULT_ABORT);
		assert_int_equal(r.error, 0);
		finish_task(w, task);
		gms_destroy(w);
	}
}

/* Two stage 2s of L1 take a shadow each from a vCPU; a third takes one that nobody runs on. */
static void a_shadow_in_use_is_not_taken(void **state)
{
	struct gms_world *w = nested_world("7.2");
	int task;

	(void)state;
	fill_tables(w);
	assert_int_equal(run_op(w, el2_op(H_VCPU, 1ull << 48 | (GPA + 2 * PAGE), 0)), 0);
	assert_int_equal(run_op(w, el2_op(H_VCPU2, 2ull << 48 | (GPA + 2 * PAGE), 0)), 0);
	for (uint64_t vmid = 3; vmid < 9; vmid++) {
		task = start(w, l2_op(H_VCPU, 0x8000));
		until(w, task, "walk");
		assert_int_equal(run_op(w, el2_op(H_VCPU2, vmid << 48 | (GPA + 2 * PAGE), 0)), 0);
		assert_int_equal(run_op(w, l2_op(H_VCPU2, 0x8000)), 0);
		assert_int_equal(finish_task(w, task), 0);
	}
	gms_destroy(w);
}

/* RELEASE-4: the lookup has the last reference to the file. */
static void the_last_reference_to_the_file(void **state)
{
	struct gms_world *w = nested_world("7.2");
	int task;

	(void)state;
	assert_int_equal(do_munmap(w, H_MAP), 0);
	assert_int_equal(run_op(w, el2_op(H_VCPU, 0, GPA + PAGE)), 0);
	task = start(w, vncr_op(GMS_ACCESS_WRITE, 8));
	until(w, task, "prepare");
	assert_int_equal(do_close(w, H_FILE), 0);
	while (gms_task_step(w, task) == GMS_STEPPED)
		;
	assert_int_equal(gms_task_end(w, task).kind, GMS_RESULT_MEMORY_FAULT);
	gms_destroy(w);
}

/* ---- Registers ---- */

static uint32_t vtcr_fsc(uint64_t vtcr, uint32_t pa_bits)
{
	struct s2_vtcr v;
	uint32_t fsc = 0x3f;

	return vtcr_read_l1(vtcr, pa_bits, &v, &fsc) ? 0x3f : fsc;
}

/* ARM-NV-1, ARM-NV-2: TG0, SL0 and T0SZ, and how far physical addresses reach. */
static void vtcr_of_l1_is_read_as_kvm_does(void **state)
{
	struct s2_vtcr v;
	uint32_t fsc;

	(void)state;
	assert_true(vtcr_read_l1(VTCR, 48, &v, &fsc));
	assert_int_equal(v.page_shift, 12);
	assert_int_equal(v.ipa_bits, 40);
	assert_int_equal(v.start_level, 1);
	assert_int_equal(v.pa_bits, 48);
	assert_false(v.ha);
	assert_true(vtcr_read_l1(0x80265590, 52, &v, &fsc) || fsc == 4);
	/* 4K from level 0 needs more than 42 bits. */
	assert_int_equal(vtcr_fsc(0x80053590, 48), 0x3f);
	assert_int_equal(vtcr_fsc(0x80053590, 42), 4);
	assert_int_equal(vtcr_fsc(0x80053596, 42), 4);
	/* 16K from level 1 more than 40, 64K more than 42. */
	assert_int_equal(vtcr_fsc(0x8005b598, 48), 0x3f);
	assert_int_equal(vtcr_fsc(0x8005b598, 40), 4);
	assert_int_equal(vtcr_fsc(0x80057590, 48), 0x3f);
	assert_int_equal(vtcr_fsc(0x80057590, 42), 4);
	/* Sizes that are none. */
	assert_int_equal(vtcr_fsc(0x80053528, 48), 0);
	assert_int_equal(vtcr_fsc(0x8005350f, 48), 0);
	assert_int_equal(vtcr_fsc(0x80053550, 44), 4);
}

/* ---- Tables as they are shown ---- */

static void entries_are_told_in_words(void **state)
{
	static const struct {
		uint64_t leaf;
		const char *words;
	} cases[] = {
		{ 0x00400000800007ff, "page R W - normal inner AF" },
		{ 0x00000000800003ff, "page R W X normal inner" },
		{ 0x00200000800007bf, "page - W X at EL0 normal inner AF" },
		{ 0x006000008000077f, "page R - X at EL1 normal inner AF" },
		{ 0x00400000800007c7, "page R W - device inner AF" },
		{ 0x00400000800007d7, "page R W - non-cacheable inner AF" },
		{ 0x01400000800007ff, "page R W - normal inner AF sw 2" },
		{ 1ull << 60, "locked" },
		{ 2ull << 60, "invalid" },
	};
	struct gms_world *w = nested_world("7.2");
	ref_t vm = handle_vm(w, H_VM), table = table_take(w, 0, 1);
	const struct table_view view = { .table = table, .level = 1, .entries = TABLE_ENTRIES };
	struct table_view root;
	struct entry_view e;

	(void)state;
	for (uint32_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		entry_write(w, table, i, cases[i].leaf);
		assert_true(arm64_table_entry(w, vm, &view, i, &e));
		assert_string_equal(e.words, cases[i].words);
	}
	assert_false(arm64_table_entry(w, vm, &view, TABLE_ENTRIES - 1, &e));
	assert_true(arm64_table_root(w, vm, 1, &root));
	assert_false(arm64_table_root(w, vm, 2, &root));
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_cannot_be_expressed_says_so),
		cmocka_unit_test(a_bug_on_is_not_expressible),
		cmocka_unit_test(closed_vcpus_have_no_el2),
		cmocka_unit_test(a_slot_that_is_being_deleted),
		cmocka_unit_test(a_shadow_in_use_is_not_taken),
		cmocka_unit_test(the_last_reference_to_the_file),
		cmocka_unit_test(vtcr_of_l1_is_read_as_kvm_does),
		cmocka_unit_test(entries_are_told_in_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
