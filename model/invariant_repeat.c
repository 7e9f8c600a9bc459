/* SPDX-License-Identifier: BSD-2-Clause */
/* X86-INV-22, which compares the results of two KVM_RUNs. */
#include <errno.h>
#include <stdlib.h>

#include "invariant.h"
#include "invariant_rules.h"

/*
 * Would the same access now, with nothing in flight and no error to come, be the same?  Other
 * errnos are of errors that were injected, or that memory ran out.
 */
static bool can_be_repeated(const struct gms_world *w, const struct gms_op *op,
			    const struct gms_result *first)
{
	return gms_world_arch(w) == GMS_ARCH_X86 && op->code == GMS_OP_GUEST &&
	       first->kind == GMS_RESULT_MEMORY_FAULT &&
	       (first->error == EFAULT || first->error == EHWPOISON) && observe_quiet(w) &&
	       !observe_injection(w);
}

static bool is_the_same(const struct gms_result *a, const struct gms_result *b)
{
	return a->kind == b->kind && a->error == b->error && a->gpa == b->gpa &&
	       a->size == b->size && a->flags == b->flags;
}

bool memory_fault_repeats(struct gms_world *w, const struct gms_op *op,
			  const struct gms_result *first, char *why, size_t why_bytes)
{
	struct gms_result again;
	size_t bytes;
	void *before;

	if (!can_be_repeated(w, op, first))
		return true;
	bytes = gms_snapshot_bytes(w);
	before = malloc(bytes);
	if (!before || !gms_snapshot(w, before, bytes)) {
		free(before);
		return true;
	}
	again = gms_run(w, op);
	gms_restore(w, before, bytes);
	free(before);
	if (is_the_same(first, &again))
		return true;
	return broken(
		why, why_bytes,
		"X86-INV-22 A KVM_RUN that is repeated after a memory fault gives the same: "
		"the access to gpa %#" PRIx64 " gave errno %d and flags %#" PRIx64
		", then %s %d with flags %#" PRIx64,
		op->gpa, first->error, first->flags,
		again.kind == GMS_RESULT_MEMORY_FAULT ? "errno" : "another result, with errno",
		again.error, again.flags);
}
