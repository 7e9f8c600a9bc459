// SPDX-License-Identifier: BSD-2-Clause
/*
 * The next state, by operation.
 */
#include "abstract_state.h"

typedef struct gms_result next_fn(struct abstract *a, const struct gms_op *op);

static next_fn *const next_of[GMS_NR_OPS] = {
	[GMS_OP_VM] = next_vm,
	[GMS_OP_CHECK_EXTENSION] = next_check_extension,
	[GMS_OP_ENABLE_CAP] = next_enable_cap,
	[GMS_OP_VCPU] = next_vcpu,
	[GMS_OP_CLOSE] = next_close,
	[GMS_OP_MEMFD] = next_memfd,
	[GMS_OP_DUP] = next_dup,
	[GMS_OP_FALLOCATE] = next_fallocate,
	[GMS_OP_FTRUNCATE] = next_refused,
	[GMS_OP_READ] = next_refused,
	[GMS_OP_WRITE] = next_refused,
	[GMS_OP_LSEEK] = next_refused,
	[GMS_OP_FSTAT] = next_fstat,
	[GMS_OP_FSYNC] = next_refused,
	[GMS_OP_READV] = next_refused,
	[GMS_OP_WRITEV] = next_refused,
	[GMS_OP_FDATASYNC] = next_refused,
	[GMS_OP_FCHMOD] = next_refused,
	[GMS_OP_FCHOWN] = next_refused,
	[GMS_OP_SLOT] = next_slot,
	[GMS_OP_ATTRIBUTES] = next_attributes,
	[GMS_OP_PREFAULT] = next_prefault,
	[GMS_OP_POPULATE] = next_populate,
	[GMS_OP_FINALIZE] = next_finalize,
	[GMS_OP_DIRTY_LOG] = next_dirty_log,
	[GMS_OP_CLEAR_DIRTY_LOG] = next_dirty_log,
	[GMS_OP_MMAP] = next_mmap,
	[GMS_OP_MUNMAP] = next_munmap,
	[GMS_OP_MPROTECT] = next_mprotect,
	[GMS_OP_LOAD] = next_load,
	[GMS_OP_STORE] = next_store,
	[GMS_OP_MADVISE] = next_madvise,
	[GMS_OP_MLOCK] = next_mlock,
	[GMS_OP_MUNLOCK] = next_mlock,
	[GMS_OP_MLOCKALL] = next_mlock,
	[GMS_OP_MUNLOCKALL] = next_mlock,
	[GMS_OP_MINCORE] = next_mincore,
	[GMS_OP_GUP] = next_gup,
	[GMS_OP_UNGUP] = next_ungup,
	[GMS_OP_GUEST] = next_guest,
	[GMS_OP_KVM] = next_kvm,
	[GMS_OP_FORK] = next_fork,
	[GMS_OP_EXIT] = next_exit,
	[GMS_OP_EXECVE] = next_execve,
	[GMS_OP_SEND] = next_send,
	[GMS_OP_RECEIVE] = next_receive,
	[GMS_OP_POISON] = next_poison,
	[GMS_OP_RECLAIM] = next_reclaim,
	[GMS_OP_RESIDENT] = next_resident,
};

bool abstract_describes(enum gms_opcode code)
{
	return (unsigned int)code < GMS_NR_OPS && next_of[code];
}

/* Who issues it; false: nobody who lives. EXIT-MM-4 */
static bool take_issuer(struct abstract *a, const struct gms_op *op)
{
	for (size_t i = 0; i < NR(a, PROCESS); i++) {
		const struct abs_process *p = process_at(a, i);

		if (p->handle != op->process)
			continue;
		a->process = p->key.lo;
		a->mm = p->mm;
		return !p->gone || gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY;
	}
	return false;
}

struct gms_result abstract_next(struct abstract *a, const struct gms_op *op)
{
	struct gms_result r;

	if (!abstract_describes(op->code))
		return unsupported("the abstract specification does not have this operation");
	if (a->exhausted || !lists_reserve(a))
		return unsupported("out of memory");
	if (!take_issuer(a, op))
		return failure(ESRCH);
	if (names(op, "argp"))
		return unsupported("a structure in memory is not described");
	r = next_of[op->code](a, op);
	return a->exhausted ? unsupported("out of memory") : r;
}
