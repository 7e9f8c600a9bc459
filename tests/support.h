/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests share: worlds, operations in one line, random numbers. */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

#include "gmemsim.h"
#include "world.h"

/* Handles that the tests use for their objects. */
enum {
	H_VM = 1,
	H_VM2,
	H_VCPU,
	H_VCPU2,
	H_FILE,
	H_FILE2,
	H_MAP,
	H_MAP2,
	H_ANON,
	H_OTHER,
	H_MOVED,
	H_MOVED2,
	H_MOVED3,
	H_CHILD,
	H_MESSAGE,
	H_FREE
};

/* A world of a profile; fails the test if there is none. */
struct gms_world *world(enum gms_arch arch, const char *profile);
/* An x86 world of profile 7.2 with that value of a parameter. */
struct gms_world *world_with(enum gms_param_id param, uint64_t value);
/* One whose arena is as small as can be: things run out quickly. */
struct gms_world *small_world(void);

/* xorshift: the state is the seed, never 0. */
static inline uint64_t rnd(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/*
 * Operations as one call each.  They return what `number()` makes of the result:
 * the value, or minus the errno, or minus 1000 minus the signal, or OTHER.
 */
#define OTHER INT64_MIN
int64_t number(const struct gms_result *result);

int64_t do_vm(struct gms_world *w, uint64_t vm, uint64_t type);
int64_t do_vcpu(struct gms_world *w, uint64_t vcpu, uint64_t vm, uint64_t id);
int64_t do_memfd(struct gms_world *w, uint64_t file, uint64_t vm, uint64_t size, uint64_t flags);
int64_t do_close(struct gms_world *w, uint64_t handle);
int64_t do_fallocate(struct gms_world *w, uint64_t file, uint64_t mode, uint64_t off,
		     uint64_t len);
/* A guest_memfd slot; file 0 makes a plain one with userspace_addr hva. */
int64_t do_slot(struct gms_world *w, uint64_t vm, uint64_t id, uint64_t gpa, uint64_t size,
		uint64_t file, uint64_t off, struct gms_ref hva);
int64_t do_slot_delete(struct gms_world *w, uint64_t vm, uint64_t id);
int64_t do_attributes(struct gms_world *w, uint64_t vm, uint64_t gpa, uint64_t size,
		      uint64_t attrs);
int64_t do_mmap(struct gms_world *w, uint64_t map, uint64_t file, uint64_t len);
int64_t do_munmap(struct gms_world *w, uint64_t map);
int64_t do_load(struct gms_world *w, uint64_t map, uint64_t off);
int64_t do_store(struct gms_world *w, uint64_t map, uint64_t off, uint64_t value);
int64_t do_guest(struct gms_world *w, uint64_t vcpu, enum gms_access access, uint64_t gpa,
		 uint64_t value);

#define KEEP	   1u
#define KEEP_PUNCH 3u

/* The operation itself, for tests that run it as a task. */
struct gms_op op_guest(uint64_t vcpu, enum gms_access access, uint64_t gpa, uint64_t value);
struct gms_op op_fallocate(uint64_t file, uint64_t mode, uint64_t off, uint64_t len);

/* The memory of the first process. */
struct mm *the_mm(const struct gms_world *w);

/* ---- Tasks ---- */

struct gms_op op_of(enum gms_opcode code);
int start(struct gms_world *w, struct gms_op op);
/* Step a task until the step that it would take next has that name. */
void until(struct gms_world *w, int task, const char *step);
/* Run a task to its end and take its result; the same as number() puts it. */
struct gms_result drain(struct gms_world *w, int task);
int64_t finish_task(struct gms_world *w, int task);
/* The task blocks, on that, held by that task. */
void assert_waits(struct gms_world *w, int task, enum gms_lock_kind kind, int holder);

/* One random operation among small objects; for property tests. */
struct gms_op random_op(uint64_t *seed);

#endif /* TESTS_SUPPORT_H */
