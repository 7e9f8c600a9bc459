/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A guest access that needs no KVM: the processor's part of `guest` alone, for
 * those who make many.  What it does gms_run() would do; what it cannot do, it
 * leaves to that.
 */
#include "arch.h"
#include "gmem.h"

/* The vCPU behind a handle, if it could be run now and no error waits for it; 0. */
static ref_t ready_vcpu(const struct gms_world *w, uint64_t handle)
{
	ref_t vcpu = handle_vcpu(w, handle);
	const struct vm *vm;

	if (!vcpu || w->pool[POOL_TASK].live || w->inject_left[GMS_INJECT_SIGNAL])
		return 0;
	vm = vm_at(w, vcpu_at(w, vcpu)->vm);
	if (vm->dead || vm->mm != process_at(w, w->current)->mm || vm->has_private_mem)
		return 0;
	return vcpu_at(w, vcpu)->dead_request ? 0 : vcpu;
}

bool gms_guest_hit(struct gms_world *w, uint64_t handle, uint64_t gpa, enum gms_access access,
		   uint64_t *value)
{
	uint32_t offset = (uint32_t)(gpa & ~PAGE_MASK);
	ref_t vcpu = ready_vcpu(w, handle);
	struct translation tr;

	if (!vcpu || gpa % 8 || access > GMS_ACCESS_EXEC)
		return false;
	gpa = arch_access_gpa(w, vm_at(w, vcpu_at(w, vcpu)->vm), gpa, false);
	tr = arch(w)->vcpu_walk(w, vcpu, gpa, access);
	if (!tr.mapped || !arch(w)->permits(&tr, access) || !frame_at(w, tr.frame)->refs)
		return false;
	if (access != GMS_ACCESS_WRITE)
		*value = content_read(w, tr.frame, offset);
	else if (!content_write(w, tr.frame, offset, *value))
		return false;
	if (arch(w)->accessed)
		arch(w)->accessed(w, vcpu, gpa, &tr, access);
	return true;
}
