/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of guest accesses share. */
#ifndef TESTS_GUESTS_H
#define TESTS_GUESTS_H

#include "slots.h"

#define MMAP	    1u
#define INIT_SHARED 2u
/* The guest address of a page of the slot at GPA. */
#define GPA_OF(n)   (GPA + (n)*PAGE)

struct gms_op access_op(enum gms_access access, uint64_t gpa, bool is_private);
struct gms_result guest(struct gms_world *w, enum gms_access access, uint64_t gpa,
			bool is_private);
struct gms_result guest_read(struct gms_world *w, uint64_t gpa);
void assert_memory_fault(struct gms_result r, int error, uint64_t gpa, uint64_t flags);
struct gms_result where(struct gms_world *w, uint64_t gpa);
struct gms_result prefault(struct gms_world *w, uint64_t gpa, uint64_t size, uint64_t flags);
void assert_prefault(struct gms_result r, int error, uint64_t left, uint64_t gpa);
int64_t read_only_slot(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t flags);
struct gms_world *vm_world(enum gms_arch arch, const char *profile, uint64_t type);
void bind_file(struct gms_world *w, uint64_t flags);
struct gms_world *gmem_world(enum gms_arch arch, const char *profile, uint64_t flags);
struct gms_op punch_op(void);
bool cached(const struct gms_world *w, ref_t frame);

#endif /* TESTS_GUESTS_H */
