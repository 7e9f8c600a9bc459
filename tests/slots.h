/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of memslots, binding and attributes share. */
#ifndef TESTS_SLOTS_H
#define TESTS_SLOTS_H

#include "memslot.h"
#include "support.h"

#define PAGE	     PAGE_SIZE
#define GPA	     0x100000ull
#define PRIVATE	     8u
#define SW_PROTECTED 1u
#define IN_PROGRESS  (1ull << 63)

static const struct gms_ref NOWHERE;

/* A VM of that type with a guest_memfd of 16 pages, flags 0. */
struct gms_world *furnished(const char *profile, uint64_t type);
struct vm *vm_of(const struct gms_world *w);
struct slot *slot_of(const struct gms_world *w, uint32_t id);
uint64_t generation(const struct gms_world *w);
struct gms_op slot_op(uint64_t id, uint64_t gpa, uint64_t size, uint64_t flags);
/* One operation with a trail of its own; the result as number() puts it. */
int64_t run_op(struct gms_world *w, struct gms_op op);
int64_t set_plain(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t pages);
int64_t set_gmem(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t pages, uint64_t pgoff);
/* The rule that decided last, and whether a rule was applied at all. */
const char *decided(const struct gms_world *w);
bool applied(const struct gms_world *w, const char *id);
/* A task that is in an SRCU read section of the VM and does nothing else. */
int start_reader(struct gms_world *w);
void stop_reader(struct gms_world *w, int task);
/* INV-22, INV-23, INV-24: what holds between operations. */
void assert_quiet(const struct gms_world *w);
struct gms_op close_op(uint64_t handle);
struct gms_op attributes_op(uint64_t gpa, uint64_t size, uint64_t attrs);

#endif /* TESTS_SLOTS_H */
