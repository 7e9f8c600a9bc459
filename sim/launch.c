/* SPDX-License-Identifier: BSD-2-Clause */
/* The end of a launch: KVM_SEV_SNP_LAUNCH_FINISH and KVM_TDX_FINALIZE_VM. */
#include "launch.h"

#include <errno.h>

#include "memslot.h"
#include "profile.h"

enum launch_kind vm_launch_kind(const struct gms_world *w, ref_t vm)
{
	if (!has(w, SW_POPULATE) || !arch(w)->launch_kind)
		return LAUNCH_NONE;
	return arch(w)->launch_kind(w, vm_at(w, vm));
}

bool vm_is_launched(const struct gms_world *w, ref_t vm)
{
	return !vm_at(w, vm)->prefault_refused;
}

static enum verdict finalize(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vm_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (vm_launch_kind(w, t->vm) == LAUNCH_NONE)
		return vm_ioctl_fail(w, t, IOCTL_4, arch(w)->not_built(w));
	if (vm_is_launched(w, t->vm))
		return vm_ioctl_fail(w, t, LAUNCH_2, EINVAL);
	vm_at(w, t->vm)->prefault_refused = 0;
	return vm_ioctl_succeed(w, t, LAUNCH_1, 0);
}

const struct step finalize_steps[] = {
	{ "finalize", finalize },
	{ 0 },
};
