/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The abstract specification: what userspace is promised, as maps and one next-state
 * function an operation.
 *
 * No locks, page tables, caches or steps, and nothing of the mechanism: an operation
 * happens as a whole.  What it does not describe it says so (GMS_RESULT_UNSUPPORTED, with
 * the reason), and changes nothing.
 */
#ifndef MODEL_ABSTRACT_H
#define MODEL_ABSTRACT_H

#include "gmemsim.h"

struct abstract;

/* What decides beside the operations: the kernel and the host. */
struct abstract_config {
	enum gms_arch arch;
	uint64_t max_fds; /* descriptors of a process; 0 is 1024 */
	uint64_t inject[GMS_NR_INJECTS];
	uint64_t param[GMS_NR_PARAMS];
};

/*
 * One without any object; the caller destroys it.  NULL: out of memory.  Its switches are
 * off; abstract_set_switch() is by index, as gms_set_switch().
 */
struct abstract *abstract_create(const struct abstract_config *config);
void abstract_destroy(struct abstract *a);
void abstract_set_switch(struct abstract *a, unsigned int index, bool on);

/* A copy that goes its own way, or NULL. */
struct abstract *abstract_clone(const struct abstract *a);
/* Make a what `from` is.  False, and a is what it was or empty: out of memory. */
bool abstract_copy(struct abstract *a, const struct abstract *from);

/* The next state, and what userspace sees. */
struct gms_result abstract_next(struct abstract *a, const struct gms_op *op);

/* Does it have the operation at all? */
bool abstract_describes(enum gms_opcode code);

/* The page numbers of a GMS_RESULT_PAGES result: the first >= from. */
bool abstract_next_page(struct abstract *a, const struct gms_op *op, uint64_t from,
			uint64_t *page);

#endif /* MODEL_ABSTRACT_H */
