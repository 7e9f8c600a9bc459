/* SPDX-License-Identifier: BSD-2-Clause */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "support.h"

#include <cmocka.h>

struct gms_world *world(enum gms_arch arch, const char *profile)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why;
	int index = gms_profile_find(profile);

	assert_true(index >= 0);
	gms_config_init(&config);
	config.arch = arch;
	config.profile = (unsigned int)index;
	w = gms_create(&config, &why);
	assert_non_null(w);
	return w;
}

struct gms_world *world_with(enum gms_param_id param, uint64_t value)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why;

	gms_config_init(&config);
	config.profile = (unsigned int)gms_profile_find("7.2");
	config.param[param] = value;
	w = gms_create(&config, &why);
	assert_non_null(w);
	return w;
}

struct gms_world *small_world(void)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why;

	gms_config_init(&config);
	config.arena_bytes = 512 << 10;
	w = gms_create(&config, &why);
	assert_non_null(w);
	return w;
}

int64_t number(const struct gms_result *result)
{
	switch (result->kind) {
	case GMS_RESULT_VALUE:
		return result->value;
	case GMS_RESULT_OK:
		return 0;
	case GMS_RESULT_ERRNO:
		return -(int64_t)result->error;
	case GMS_RESULT_SIGNAL:
		return -1000 - (int64_t)result->signal;
	default:
		return OTHER;
	}
}

static int64_t run(struct gms_world *w, const struct gms_op *op)
{
	struct gms_result result = gms_run(w, op);

	return number(&result);
}

struct gms_op op_of(enum gms_opcode code)
{
	struct gms_op op;

	gms_op_init(&op, code);
	return op;
}

int64_t do_vm(struct gms_world *w, uint64_t vm, uint64_t type)
{
	struct gms_op op = op_of(GMS_OP_VM);

	op.define = vm;
	op.type = type;
	return run(w, &op);
}

int64_t do_vcpu(struct gms_world *w, uint64_t vcpu, uint64_t vm, uint64_t id)
{
	struct gms_op op = op_of(GMS_OP_VCPU);

	op.define = vcpu;
	op.vm = vm;
	op.vcpu_id = id;
	return run(w, &op);
}

int64_t do_memfd(struct gms_world *w, uint64_t file, uint64_t vm, uint64_t size, uint64_t flags)
{
	struct gms_op op = op_of(GMS_OP_MEMFD);

	op.define = file;
	op.vm = vm;
	op.size = size;
	op.flags = flags;
	return run(w, &op);
}

int64_t do_close(struct gms_world *w, uint64_t handle)
{
	struct gms_op op = op_of(GMS_OP_CLOSE);

	op.file = handle;
	return run(w, &op);
}

struct gms_op op_fallocate(uint64_t file, uint64_t mode, uint64_t off, uint64_t len)
{
	struct gms_op op = op_of(GMS_OP_FALLOCATE);

	op.file = file;
	op.mode = mode;
	op.off = off;
	op.len = len;
	return op;
}

int64_t do_fallocate(struct gms_world *w, uint64_t file, uint64_t mode, uint64_t off,
		     uint64_t len)
{
	struct gms_op op = op_fallocate(file, mode, off, len);

	return run(w, &op);
}

int64_t do_slot(struct gms_world *w, uint64_t vm, uint64_t id, uint64_t gpa, uint64_t size,
		uint64_t file, uint64_t off, struct gms_ref hva)
{
	struct gms_op op = op_of(GMS_OP_SLOT);

	op.vm = vm;
	op.id = id;
	op.gpa = gpa;
	op.size = size;
	op.hva = hva;
	op.off = off;
	if (file) {
		op.memfd.handle = file;
		op.flags = MEM_GUEST_MEMFD;
	}
	return run(w, &op);
}

int64_t do_slot_delete(struct gms_world *w, uint64_t vm, uint64_t id)
{
	struct gms_op op = op_of(GMS_OP_SLOT);

	op.vm = vm;
	op.id = id;
	op.is_delete = 1;
	return run(w, &op);
}

int64_t do_attributes(struct gms_world *w, uint64_t vm, uint64_t gpa, uint64_t size,
		      uint64_t attrs)
{
	struct gms_op op = op_of(GMS_OP_ATTRIBUTES);

	op.vm = vm;
	op.gpa = gpa;
	op.size = size;
	op.attrs = attrs;
	return run(w, &op);
}

int64_t do_mmap(struct gms_world *w, uint64_t map, uint64_t file, uint64_t len)
{
	struct gms_op op = op_of(GMS_OP_MMAP);

	op.define = map;
	op.memfd.handle = file;
	op.is_anon = !file;
	op.len = len;
	return run(w, &op);
}

int64_t do_munmap(struct gms_world *w, uint64_t map)
{
	struct gms_op op = op_of(GMS_OP_MUNMAP);

	op.map = map;
	return run(w, &op);
}

int64_t do_load(struct gms_world *w, uint64_t map, uint64_t off)
{
	struct gms_op op = op_of(GMS_OP_LOAD);

	op.hva = (struct gms_ref){ .handle = map, .number = off };
	return run(w, &op);
}

int64_t do_store(struct gms_world *w, uint64_t map, uint64_t off, uint64_t value)
{
	struct gms_op op = op_of(GMS_OP_STORE);

	op.hva = (struct gms_ref){ .handle = map, .number = off };
	op.value = value;
	return run(w, &op);
}

struct gms_op op_guest(uint64_t vcpu, enum gms_access access, uint64_t gpa, uint64_t value)
{
	struct gms_op op = op_of(GMS_OP_GUEST);

	op.vcpu = vcpu;
	op.access = access;
	op.gpa = gpa;
	op.value = value;
	return op;
}

int64_t do_guest(struct gms_world *w, uint64_t vcpu, enum gms_access access, uint64_t gpa,
		 uint64_t value)
{
	struct gms_op op = op_guest(vcpu, access, gpa, value);

	return run(w, &op);
}

struct mm *the_mm(const struct gms_world *w)
{
	return mm_at(w, process_at(w, FIRST_PROCESS)->mm);
}

/* ---- Tasks ---- */

int start(struct gms_world *w, struct gms_op op)
{
	int task = gms_task_start(w, &op);

	assert_true(task >= 0);
	return task;
}

void until(struct gms_world *w, int task, const char *step)
{
	for (int i = 0; i < 10000; i++) {
		const char *next = gms_task_next_step(w, task);

		assert_non_null(next);
		if (!strcmp(next, step))
			return;
		assert_int_equal(gms_task_step(w, task), GMS_STEPPED);
	}
	fail_msg("the task never comes to step %s", step);
}

struct gms_result drain(struct gms_world *w, int task)
{
	enum gms_status status;

	do
		status = gms_task_step(w, task);
	while (status == GMS_STEPPED);
	assert_int_equal(status, GMS_FINISHED);
	return gms_task_end(w, task);
}

int64_t finish_task(struct gms_world *w, int task)
{
	struct gms_result result = drain(w, task);

	return number(&result);
}

void assert_waits(struct gms_world *w, int task, enum gms_lock_kind kind, int holder)
{
	struct gms_wait wait;

	assert_int_equal(gms_task_step(w, task), GMS_BLOCKED);
	assert_true(gms_task_wait(w, task, &wait));
	assert_int_equal(wait.kind, kind);
	assert_int_equal(wait.holder, holder);
}

/* Values that sit on and beside the edges that operations check. */
static uint64_t random_size(uint64_t *seed)
{
	static const uint64_t sizes[] = { 0,	      1,	  8,	     4096,  4096,
					  8192,	      8192,	  16384,     65536, 4095,
					  1ull << 40, 1ull << 63, UINT64_MAX };

	return sizes[rnd(seed) % (sizeof(sizes) / sizeof(sizes[0]))];
}

/* Memory policies, and pages that move. */
static void random_policy(struct gms_op *op, uint64_t *seed)
{
	op->mode = rnd(seed) % 8;
	op->mode_flags = rnd(seed) % 4 ? 0 : rnd(seed) % 8 * GMS_MPOL_F_NUMA_BALANCING;
	op->nodes = rnd(seed) % 8;
	op->node = rnd(seed) % 3;
	op->given = rnd(seed) % 2 ? UINT32_MAX : 0;
	op->flags = rnd(seed) % 8;
	if (rnd(seed) % 8 == 0)
		op->maxnode = rnd(seed) % 4 ? rnd(seed) % 4 : random_size(seed);
}

static uint64_t random_handle(uint64_t *seed)
{
	return rnd(seed) % (H_FREE + 2);
}

/* The first process goes on for ever, so that something can happen. */
static void choose_process(struct gms_op *op, uint64_t *seed)
{
	op->process = rnd(seed) % 8 ? 0 : H_CHILD;
	switch (op->code) {
	case GMS_OP_FORK:
		op->define = H_CHILD;
		break;
	case GMS_OP_SEND:
		op->define = H_MESSAGE;
		break;
	case GMS_OP_RECEIVE:
		op->file = H_MESSAGE;
		break;
	case GMS_OP_EXIT:
	case GMS_OP_EXECVE:
		op->process = H_CHILD;
		break;
	default:
		break;
	}
}

struct gms_op random_op(uint64_t *seed)
{
	struct gms_op op = op_of((enum gms_opcode)(rnd(seed) % GMS_NR_OPS));

	op.define = random_handle(seed);
	op.vm = rnd(seed) % 8 ? H_VM : random_handle(seed);
	op.vcpu = rnd(seed) % 8 ? H_VCPU : random_handle(seed);
	op.file = rnd(seed) % 8 ? H_FILE : random_handle(seed);
	op.map = rnd(seed) % 8 ? H_MAP : random_handle(seed);
	op.vcpu_id = rnd(seed) % 3;
	op.id = rnd(seed) % 4;
	op.as_id = rnd(seed) % 16 ? 0 : rnd(seed) % 3;
	op.cap = rnd(seed) % 2 ? 234 + rnd(seed) % 12 : rnd(seed) % 300;
	op.size = op.len = random_size(seed);
	op.off = rnd(seed) % 2 ? 0 : random_size(seed);
	op.gpa = rnd(seed) % 8 ? rnd(seed) % 16 << PAGE_SHIFT : random_size(seed) & ~7ull;
	op.value = rnd(seed) % 4;
	op.mode = rnd(seed) % 4 ? 1 + 2 * (rnd(seed) % 2) : rnd(seed) % 256;
	op.access = rnd(seed) % 3;
	op.advice = rnd(seed) % 26;
	op.whence = rnd(seed) % 6;
	op.prot = rnd(seed) % 4 ? 3 : rnd(seed) % 8;
	op.is_delete = rnd(seed) % 4 == 0;
	op.is_anon = rnd(seed) % 3 == 0;
	op.attrs = rnd(seed) % 2 ? 8 : 0;
	op.is_private = rnd(seed) % 4 == 0;
	op.hva.handle = op.code == GMS_OP_SLOT && rnd(seed) % 2 ? 0 : H_MAP + rnd(seed) % 3;
	op.hva.number = op.hva.handle ? rnd(seed) % 8 << PAGE_SHIFT : 0;
	op.memfd.handle = rnd(seed) % 4 ? H_FILE : random_handle(seed);
	if (op.code == GMS_OP_MEMFD || op.code == GMS_OP_SLOT)
		op.flags = rnd(seed) % 16 ? rnd(seed) % 8 : rnd(seed);
	if (op.code == GMS_OP_MEMFD && rnd(seed) % 4)
		op.flags &= 3;
	if (op.code >= GMS_OP_MBIND && op.code <= GMS_OP_MOVE_PAGES)
		random_policy(&op, seed);
	choose_process(&op, seed);
	return op;
}
