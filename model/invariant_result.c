/* SPDX-License-Identifier: BSD-2-Clause */
/* Invariants of results, which a state holds from a task's last step to its end. */
#include <errno.h>

#include "invariant_rules.h"

#define PRIVATE_FLAG 8u /* KVM_MEMORY_EXIT_FLAG_PRIVATE */

/* The next task with a result, of an operation of that kind. */
static bool next_result(const struct gms_world *w, enum gms_opcode code, uint64_t *cursor,
			struct seen_task *out)
{
	while (observe_task(w, cursor, out))
		if (out->finished && out->op->code == code)
			return true;
	return false;
}

/* INV-37 */
bool memory_faults_are_complete(const struct gms_world *w, char *why, size_t bytes)
{
	uint64_t page = gms_page_size(w);
	struct seen_task task;

	for (uint64_t c = 0; next_result(w, GMS_OP_GUEST, &c, &task);) {
		const struct gms_result *r = task.result;

		if (r->kind == GMS_RESULT_ERRNO && r->error == EHWPOISON)
			return broken(why, bytes,
				      "the access of task %d to gpa %#" PRIx64
				      " met a poisoned page and gives no memory fault",
				      task.number, task.op->gpa);
		if (r->kind != GMS_RESULT_MEMORY_FAULT)
			continue;
		if (r->gpa % page || r->gpa / page != task.op->gpa / page || r->size != page ||
		    r->flags & ~(uint64_t)PRIVATE_FLAG)
			return broken(why, bytes,
				      "the access of task %d to gpa %#" PRIx64
				      " faults at %#" PRIx64 " for %#" PRIx64
				      " bytes with flags %#" PRIx64,
				      task.number, task.op->gpa, r->gpa, r->size, r->flags);
	}
	return true;
}

/* The VM of a task's vCPU, and its result if that is a memory fault of a guest on x86. */
static const struct gms_result *memory_fault_of(const struct gms_world *w,
						const struct seen_task *task, struct seen_vm *vm)
{
	if (gms_world_arch(w) != GMS_ARCH_X86 || task->result->kind != GMS_RESULT_MEMORY_FAULT ||
	    !observe_vm_by_id(w, task->vm, vm))
		return NULL;
	return task->result;
}

/* X86-INV-15 */
bool only_private_memory_is_called_so(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_task task;
	struct seen_vm vm;

	for (uint64_t c = 0; next_result(w, GMS_OP_GUEST, &c, &task);) {
		const struct gms_result *r = memory_fault_of(w, &task, &vm);

		if (r && r->flags & PRIVATE_FLAG && !vm.has_private_mem)
			return broken(why, bytes,
				      "the access of task %d to gpa %#" PRIx64
				      " of handle %" PRIu64
				      " is called private, and no memory of the VM is",
				      task.number, task.op->gpa, vm.handle);
	}
	return true;
}

/* X86-INV-16 */
bool memory_faults_are_of_a_page(const struct gms_world *w, char *why, size_t bytes)
{
	uint64_t page = gms_page_size(w);
	struct seen_task task;
	struct seen_vm vm;

	for (uint64_t c = 0; next_result(w, GMS_OP_GUEST, &c, &task);) {
		const struct gms_result *r = memory_fault_of(w, &task, &vm);

		if (r && (r->size != page || r->gpa % page || r->gpa / page & vm.shared_gfn_bit))
			return broken(why, bytes,
				      "the memory fault of task %d is at %#" PRIx64
				      " for %#" PRIx64 " bytes",
				      task.number, r->gpa, r->size);
	}
	return true;
}

/* INV-38 */
bool prefault_tells_its_progress(const struct gms_world *w, char *why, size_t bytes)
{
	struct seen_task task;

	for (uint64_t c = 0; next_result(w, GMS_OP_PREFAULT, &c, &task);) {
		const struct gms_result *r = task.result;

		if (r->kind != GMS_RESULT_PREFAULT)
			continue;
		if (r->gpa - task.op->gpa != task.op->size - r->size ||
		    !r->error != (r->size < task.op->size))
			return broken(why, bytes,
				      "the prefault of task %d went from gpa %#" PRIx64
				      " to %#" PRIx64 " with %#" PRIx64 " of %#" PRIx64
				      " bytes left and error %d",
				      task.number, task.op->gpa, r->gpa, r->size, task.op->size,
				      r->error);
	}
	return true;
}
