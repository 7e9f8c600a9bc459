/* SPDX-License-Identifier: BSD-2-Clause */
/* The launch of a VM whose private memory userspace fills before it runs. */
#ifndef SIM_LAUNCH_H
#define SIM_LAUNCH_H

#include "arch.h"

/* How, by this kernel; LAUNCH_NONE: there is no launch. */
enum launch_kind vm_launch_kind(const struct gms_world *w, ref_t vm);
/* LAUNCH-1: it has been finalized; of a VM that is launched at all. */
bool vm_is_launched(const struct gms_world *w, ref_t vm);

#endif /* SIM_LAUNCH_H */
