/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Every allocation, signal and descriptor made to fail, one at a time, until a
 * run meets none: the errno is the kernel's, and every invariant still holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "invariants.h"
#include "model/invariant.h"
#include "profile.h"
#include "support.h"

#include <cmocka.h>

/* Hits of each rule over all worlds of this program. */
static uint64_t hits[NR_RULES];

static void count_and_destroy(struct gms_world *w)
{
	for (unsigned int rule = 0; rule < NR_RULES; rule++)
		hits[rule] += gms_rule_hits(w, rule);
	gms_destroy(w);
}

static int64_t do_prefault(struct gms_world *w)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_PREFAULT);
	op.vcpu = H_VCPU;
	op.gpa = 0;
	op.size = 4 * PAGE_SIZE;
	result = gms_run(w, &op);
	return result.kind == GMS_RESULT_PREFAULT ? -result.error : number(&result);
}

static int64_t do_poison(struct gms_world *w, uint64_t off)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_POISON);
	op.file = H_FILE;
	op.off = off;
	result = gms_run(w, &op);
	return number(&result);
}

static int64_t do_slot_flags(struct gms_world *w, uint64_t gpa, uint64_t flags)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = H_VM;
	op.id = 1;
	op.gpa = gpa;
	op.size = 4 * PAGE_SIZE;
	op.hva = (struct gms_ref){ .handle = H_ANON };
	op.flags = flags;
	result = gms_run(w, &op);
	return number(&result);
}

static int64_t do_range(struct gms_world *w, enum gms_opcode code, uint64_t map, uint64_t off,
			uint64_t value)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, code);
	op.map = map;
	op.off = off;
	op.len = PAGE_SIZE;
	op.advice = op.value = value;
	result = gms_run(w, &op);
	return number(&result);
}

static int64_t do_mremap(struct gms_world *w, uint64_t define, uint64_t map, uint64_t len,
			 uint64_t flags, uint64_t to)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_MREMAP);
	op.define = define;
	op.map = map;
	op.len = len;
	op.flags = flags;
	op.hva = (struct gms_ref){ .handle = to };
	result = gms_run(w, &op);
	return number(&result);
}

/* Marks and borders in the middle of mappings, which move, and replace each other. */
static void do_remaps(struct gms_world *w)
{
	do_range(w, GMS_OP_MLOCK, H_ANON, PAGE_SIZE, 0);
	do_range(w, GMS_OP_MUNLOCK, H_ANON, PAGE_SIZE, 0);
	do_range(w, GMS_OP_MADVISE, H_MAP, PAGE_SIZE, 10);
	do_range(w, GMS_OP_MADVISE, H_MAP, PAGE_SIZE, 102);
	do_range(w, GMS_OP_REMAP_FILE_PAGES, H_MAP, 2 * PAGE_SIZE, 5);
	do_mmap(w, H_OTHER, 0, 16 * PAGE_SIZE);
	do_mremap(w, H_MOVED, H_ANON, 8 * PAGE_SIZE, 1, 0);
	do_mremap(w, H_MOVED2, H_MAP, 16 * PAGE_SIZE, 3, H_OTHER);
	do_mremap(w, H_MOVED3, H_MOVED2, 16 * PAGE_SIZE, 5, 0);
	do_store(w, H_MOVED, 0, 1);
}

/* An access that says that it is private, where a guest can say so. */
static void do_private(struct gms_world *w, uint64_t type, uint64_t gpa)
{
	struct gms_op op = op_guest(H_VCPU, GMS_ACCESS_WRITE, gpa, 4);

	op.is_private = 1;
	if (type == SNP || type == TDX)
		gms_run(w, &op);
}

/* A bit of everything; operations fail as they must when one before them did. */
static void play(struct gms_world *w, uint64_t type, uint64_t flags)
{
	struct gms_ref none = { 0 }, anon = { .handle = H_ANON };

	do_vm(w, H_VM, type);
	do_vcpu(w, H_VCPU, H_VM, 0);
	do_vcpu(w, H_VCPU2, H_VM, 0);
	do_memfd(w, H_FILE, H_VM, 16 * PAGE_SIZE, flags);
	do_mmap(w, H_MAP, H_FILE, 16 * PAGE_SIZE);
	do_mmap(w, H_ANON, 0, 4 * PAGE_SIZE);
	do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, none);
	do_slot(w, H_VM, 1, 8 * PAGE_SIZE, 4 * PAGE_SIZE, 0, 0, anon);
	do_attributes(w, H_VM, PAGE_SIZE, 2 * PAGE_SIZE, 8);
	do_store(w, H_MAP, 0, 1);
	do_private(w, type, PAGE_SIZE);
	do_private(w, type, 2 * PAGE_SIZE);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, PAGE_SIZE, 2);
	do_guest(w, H_VCPU, GMS_ACCESS_READ, 8 * PAGE_SIZE, 0);
	do_guest(w, H_VCPU, GMS_ACCESS_WRITE, 9 * PAGE_SIZE, 3);
	do_guest(w, H_VCPU, GMS_ACCESS_EXEC, 2 * PAGE_SIZE, 0);
	do_prefault(w);
	do_slot_flags(w, 8 * PAGE_SIZE, MEM_LOG_DIRTY);
	do_slot_flags(w, 16 * PAGE_SIZE, MEM_LOG_DIRTY);
	do_fallocate(w, H_FILE, KEEP, 4 * PAGE_SIZE, 4 * PAGE_SIZE);
	do_poison(w, 15 * PAGE_SIZE);
	do_poison(w, 0);
	do_fallocate(w, H_FILE, KEEP_PUNCH, 0, 2 * PAGE_SIZE);
	do_attributes(w, H_VM, 0, 4 * PAGE_SIZE, 0);
	do_remaps(w);
	do_munmap(w, H_ANON);
	do_slot_delete(w, H_VM, 0);
	do_close(w, H_FILE);
}

static void assert_sound(const struct gms_world *w, enum gms_inject what, uint64_t n)
{
	char why[256] = "";
	const struct invariant *broken = invariants_check(w, true, why, sizeof(why));

	if (broken)
		fail_msg("%s after injection %d of %llu: %s", broken->id, (int)what,
			 (unsigned long long)n, why);
}

/* Returns how many runs it took until nothing was left to fail. */
static uint64_t inject_everywhere(enum gms_arch arch, const char *profile, uint64_t type,
				  uint64_t flags, enum gms_inject what)
{
	for (uint64_t n = 1;; n++) {
		struct gms_world *w = world(arch, profile);
		bool due;

		w->inject_left[what] = n;
		play(w, type, flags);
		due = !w->inject_left[what];
		assert_sound(w, what, n);
		count_and_destroy(w);
		if (!due)
			return n - 1;
	}
}

static void every_failure_leaves_a_sound_world(void **state)
{
	static const char *const profiles[] = { "6.8", "6.12", "6.18", "7.1", "7.2", "7.3" };

	(void)state;
	for (size_t p = 0; p < sizeof(profiles) / sizeof(profiles[0]); p++) {
		uint64_t flags = p < 2 ? 0 : 1;

		for (int what = 0; what <= GMS_INJECT_FILE; what++) {
			uint64_t points = inject_everywhere(GMS_ARCH_X86, profiles[p], 1, flags,
							    (enum gms_inject)what);

			assert_true(points > 0);
			inject_everywhere(GMS_ARCH_X86, profiles[p], 0, 3 * flags,
					  (enum gms_inject)what);
			inject_everywhere(GMS_ARCH_ARM64, profiles[p], 0, 3 * flags,
					  (enum gms_inject)what);
		}
	}
}

/* What only some VM types meet: X86-SNP-1, X86-TDX-2, X86-TDX-14. */
static void every_refusal_of_the_hardware_leaves_a_sound_world(void **state)
{
	static const char *const profiles[] = { "6.16", "6.18", "7.2", "7.3" };
	static const struct {
		uint64_t type;
		enum gms_inject what;
	} kinds[] = {
		{ SNP, GMS_INJECT_RMP_LOOKUP },
		{ SNP, GMS_INJECT_RMP_UPDATE },
		{ TDX, GMS_INJECT_TDX_BUSY },
		{ TDX, GMS_INJECT_TDX_ERROR },
	};

	(void)state;
	for (size_t p = 0; p < sizeof(profiles) / sizeof(profiles[0]); p++)
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if (!inject_everywhere(GMS_ARCH_X86, profiles[p], kinds[i].type, p > 0,
					       kinds[i].what))
				fail_msg("%s: refusal %d never happens", profiles[p],
					 (int)kinds[i].what);
}

/* IOCTL-2: an invalidation that ended too often has killed the VM. */
static void ioctl_on_a_dead_vm_is_eio(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	(void)state;
	do_vm(w, H_VM, 0);
	do_vcpu(w, H_VCPU, H_VM, 0);
	vm_at(w, handle_vm(w, H_VM))->dead = 1;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, 0, 0), -EIO);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, PAGE_SIZE, 0), -EIO);
	count_and_destroy(w);
}

/* ARM-GMEM-15: version 13 of the mmap series, as a switch. */
static void old_arm64_series_maps_without_a_snapshot(void **state)
{
	struct gms_world *w = world(GMS_ARCH_ARM64, "7.2");

	(void)state;
	gms_set_switch(w, SW_ARM_NO_SEQUENCE_CHECK, true);
	play(w, 0, 3);
	count_and_destroy(w);
}

/* CAP-5. */
static void high_create_flags_have_a_capability_if_proposed(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct gms_op op;

	(void)state;
	gms_set_switch(w, SW_FLAGS_HI, true);
	gms_op_init(&op, GMS_OP_CHECK_EXTENSION);
	op.cap = 4096;
	assert_int_equal(gms_run(w, &op).value, 1);
	count_and_destroy(w);
}

/* What no scenario can reach is reached here; the last test, so that it sees all. */
static void rules_that_scenarios_cannot_reach_are_hit(void **state)
{
	static const enum rule rules[] = {
		ARM_GMEM_1, ARM_GMEM_15, ARM_S2_3, ARM_USER_1, BIND_8,	     CAP_5,
		CREATE_3,   FD_2,	 HFAULT_3, IOCTL_1,    IOCTL_2,	     POISON_0,
		PREFAULT_3, SLOT_18,	 VCPU_2,   VCPU_3,     X86_FAULT_11,
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++)
		if (!hits[rules[i]])
			fail_msg("%s is not hit", gms_rule_at(rules[i])->id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_failure_leaves_a_sound_world),
		cmocka_unit_test(every_refusal_of_the_hardware_leaves_a_sound_world),
		cmocka_unit_test(ioctl_on_a_dead_vm_is_eio),
		cmocka_unit_test(old_arm64_series_maps_without_a_snapshot),
		cmocka_unit_test(high_create_flags_have_a_capability_if_proposed),
		cmocka_unit_test(rules_that_scenarios_cannot_reach_are_hit),
	};

	return cmocka_run_group_tests_name("injection", tests, NULL, NULL);
}
