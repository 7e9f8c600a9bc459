/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Random operations, interleaved at random: after every step every invariant
 * holds.  GMEMSIM_SEEDS says how many worlds of each architecture are tried; a
 * failure names the seed of its world.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* cmocka.h makes a macro of a name that step.h declares. */
#include "model/invariant.h"
#include "support.h"

#include <cmocka.h>

#define VM_TYPE_SNP 4
#define VM_TYPE_TDX 5

#define RANDOM_TASKS  3
#define RANDOM_ROUNDS 40
/* An operation on a huge range, or a fault that retries, ends a world early. */
#define RANDOM_STEPS  3000

enum kind { PLAIN_X86, CONFIDENTIAL_X86, ARM64 };

static uint64_t random_type(enum kind kind, uint64_t *seed)
{
	switch (kind) {
	case PLAIN_X86:
		return rnd(seed) % 2;
	case CONFIDENTIAL_X86:
		return rnd(seed) % 2 ? VM_TYPE_TDX : VM_TYPE_SNP;
	default:
		return 0;
	}
}

static struct gms_world *random_world(enum kind kind, uint64_t *seed)
{
	static const char *const profiles[] = { "6.12", "6.16", "6.18", "6.19",
						"7.1",	"7.2",	"7.3",	"mmap-v14" };
	enum gms_arch arch = kind == ARM64 ? GMS_ARCH_ARM64 : GMS_ARCH_X86;
	struct gms_world *w = world(arch, profiles[rnd(seed) % 8]);
	struct gms_ref hva = { .handle = H_ANON };

	w->config.param[GMS_PARAM_TLB] = kind == CONFIDENTIAL_X86;
	do_vm(w, H_VM, random_type(kind, seed));
	do_vcpu(w, H_VCPU, H_VM, 0);
	do_vcpu(w, H_VCPU2, H_VM, 1);
	do_memfd(w, H_FILE, H_VM, 4 * PAGE_SIZE, rnd(seed) % 4);
	do_mmap(w, H_MAP, H_FILE, 4 * PAGE_SIZE);
	do_mmap(w, H_ANON, 0, 4 * PAGE_SIZE);
	do_slot(w, H_VM, 0, 0, 4 * PAGE_SIZE, H_FILE, 0, hva);
	return w;
}

static struct gms_op guest_access(uint64_t *seed, uint64_t gpa)
{
	struct gms_op op = op_guest(rnd(seed) % 2 ? H_VCPU : H_VCPU2,
				    rnd(seed) % 3 ? GMS_ACCESS_WRITE : GMS_ACCESS_READ, gpa, 1);

	op.is_private = rnd(seed) % 2;
	return op;
}

static struct gms_op slot_change(uint64_t *seed)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = H_VM;
	op.id = rnd(seed) % 2;
	op.gpa = rnd(seed) % 3 * 2 * PAGE_SIZE;
	op.size = 2 * PAGE_SIZE;
	op.off = rnd(seed) % 2 * 2 * PAGE_SIZE;
	op.hva = (struct gms_ref){ rnd(seed) % 4 ? H_ANON : H_MAP, op.off };
	op.memfd.handle = H_FILE;
	op.flags = rnd(seed) % 4 ? MEM_GUEST_MEMFD : rnd(seed) % 2 * MEM_LOG_DIRTY;
	op.is_delete = rnd(seed) % 2;
	return op;
}

/* An operation on one page of the host's mappings, or on a whole one. */
static struct gms_op host_access(uint64_t *seed)
{
	static const enum gms_opcode codes[] = { GMS_OP_STORE,	GMS_OP_LOAD, GMS_OP_GUP,
						 GMS_OP_UNGUP,	GMS_OP_MMAP, GMS_OP_MUNMAP,
						 GMS_OP_MADVISE };
	static const uint64_t advices[] = { 4, 9, 22, 23, 100 };
	struct gms_op op;

	gms_op_init(&op, codes[rnd(seed) % 7]);
	op.map = op.define = rnd(seed) % 2 ? H_MAP : H_ANON;
	op.hva = (struct gms_ref){ op.map, rnd(seed) % 4 * PAGE_SIZE };
	op.off = op.code == GMS_OP_MMAP ? 0 : op.hva.number;
	op.len = op.code == GMS_OP_MMAP ? 4 * PAGE_SIZE : PAGE_SIZE;
	op.is_anon = op.map == H_ANON;
	op.memfd.handle = H_FILE;
	op.advice = advices[rnd(seed) % 5];
	return op;
}

/* Some of a few children, each of which lives once. */
static uint64_t child(uint64_t *seed)
{
	return H_FREE + 2 + rnd(seed) % 6;
}

static struct gms_op change_of_process(uint64_t *seed)
{
	static const enum gms_opcode codes[] = { GMS_OP_FORK, GMS_OP_FORK, GMS_OP_FORK,
						 GMS_OP_EXIT, GMS_OP_EXECVE };
	struct gms_op op;

	gms_op_init(&op, codes[rnd(seed) % 5]);
	op.process = op.define = child(seed);
	if (op.code == GMS_OP_FORK && rnd(seed) % 4)
		op.process = 0;
	return op;
}

/* An operation that is likely to do something, and to meet another. */
static struct gms_op likely_op(uint64_t *seed)
{
	uint64_t page = rnd(seed) % 4 * PAGE_SIZE;
	struct gms_op op;

	switch (rnd(seed) % 13) {
	case 0:
	case 1:
		return op_fallocate(H_FILE, KEEP_PUNCH, page, PAGE_SIZE << rnd(seed) % 2);
	case 2:
		return op_fallocate(H_FILE, KEEP, page, PAGE_SIZE);
	case 3:
		return slot_change(seed);
	case 4:
	case 5:
	case 6:
		op = host_access(seed);
		op.process = rnd(seed) % 3 ? 0 : child(seed);
		return op;
	case 12:
		return change_of_process(seed);
	case 7:
		gms_op_init(&op, rnd(seed) % 4 ? GMS_OP_ATTRIBUTES : GMS_OP_PREFAULT);
		op.vm = H_VM;
		op.vcpu = H_VCPU;
		op.gpa = page;
		op.size = PAGE_SIZE << rnd(seed) % 3;
		op.attrs = op.code == GMS_OP_ATTRIBUTES ? rnd(seed) % 2 * ATTRIBUTE_PRIVATE : 0;
		return op;
	case 8:
		if (rnd(seed) % 4)
			return random_op(seed);
		gms_op_init(&op, rnd(seed) % 2 ? GMS_OP_CLOSE : GMS_OP_MEMFD);
		op.vm = H_VM;
		op.file = op.define = H_FILE;
		op.size = 4 * PAGE_SIZE;
		op.flags = rnd(seed) % 4;
		return op;
	default:
		return guest_access(seed, page);
	}
}

/* Take one step of some task that can; false if none can. */
static bool step_one(struct gms_world *w, uint64_t *seed, const int *task)
{
	uint64_t first = rnd(seed);

	for (uint64_t i = 0; i < RANDOM_TASKS; i++) {
		int number = task[(first + i) % RANDOM_TASKS];

		if (number >= 0 && gms_task_can_step(w, number)) {
			gms_task_step(w, number);
			return true;
		}
	}
	return false;
}

static uint32_t vm_type(const struct gms_world *w)
{
	return vm_at(w, handle_vm(w, H_VM))->type;
}

static bool check_step(const struct gms_world *w, uint64_t seed, const struct gms_op *op)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	/* What a TD goes on using of a file with MMAP may become anything: HZ-2. */
	if (bad && !strcmp(bad->id, "X86-INV-4") && vm_type(w) == VM_TYPE_TDX)
		return false;
	if (bad)
		fail_msg("seed %" PRIu64 ", profile %s, amid %s, %s, %s: %s: %s", seed,
			 gms_profile_name(gms_world_profile(w)), gms_op_row(op[0].code)->word,
			 gms_op_row(op[1].code)->word, gms_op_row(op[2].code)->word, bad->id,
			 why);
	return true;
}

/* Some of the first content of a VM that has one. */
static struct gms_op launch_op(uint64_t *seed)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_POPULATE);
	op.vm = H_VM;
	op.gpa = rnd(seed) % 4 * PAGE_SIZE;
	op.size = PAGE_SIZE << rnd(seed) % 2;
	op.hva = (struct gms_ref){ H_ANON, rnd(seed) % 4 * PAGE_SIZE };
	return op;
}

/* False: the tasks wait for each other, which HZ-1 allows, or are not done. */
static bool round_of_tasks(struct gms_world *w, enum kind kind, uint64_t *seed, uint64_t name)
{
	struct gms_op op[RANDOM_TASKS];
	int task[RANDOM_TASKS];
	bool done = true;
	int steps = 0;

	for (int i = 0; i < RANDOM_TASKS; i++) {
		op[i] = kind == CONFIDENTIAL_X86 && !(rnd(seed) % 6) ? launch_op(seed)
								     : likely_op(seed);
		task[i] = gms_task_start(w, &op[i]);
	}
	while (steps++ < RANDOM_STEPS && step_one(w, seed, task))
		if (!check_step(w, name, op))
			return false;
	for (int i = 0; i < RANDOM_TASKS; i++)
		done = done && !gms_task_next_step(w, task[i]);
	for (int i = 0; i < RANDOM_TASKS && done; i++)
		gms_task_end(w, task[i]);
	if (done)
		check_step(w, name, op);
	return done;
}

static void random_operations_keep_every_invariant(enum kind kind, uint64_t seeds)
{
	for (uint64_t name = 1; name <= seeds; name++) {
		uint64_t seed = name * 0x9e3779b97f4a7c15ull;
		struct gms_world *w = random_world(kind, &seed);

		for (int i = 0; i < RANDOM_ROUNDS && round_of_tasks(w, kind, &seed, name); i++)
			;
		gms_destroy(w);
	}
}

static uint64_t random_seeds(void)
{
	const char *given = getenv("GMEMSIM_SEEDS");

	return given ? strtoull(given, NULL, 0) : 100;
}

static void random_operations_keep_every_invariant_on_x86(void **state)
{
	(void)state;
	random_operations_keep_every_invariant(PLAIN_X86, random_seeds());
}

static void random_operations_keep_every_invariant_of_confidential_guests(void **state)
{
	(void)state;
	random_operations_keep_every_invariant(CONFIDENTIAL_X86, random_seeds());
}

static void random_operations_keep_every_invariant_on_arm64(void **state)
{
	(void)state;
	random_operations_keep_every_invariant(ARM64, random_seeds());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_operations_keep_every_invariant_on_x86),
		cmocka_unit_test(random_operations_keep_every_invariant_of_confidential_guests),
		cmocka_unit_test(random_operations_keep_every_invariant_on_arm64),
	};

	return cmocka_run_group_tests_name("invariant-random", tests, NULL, NULL);
}
