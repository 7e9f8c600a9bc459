/* SPDX-License-Identifier: BSD-2-Clause */
/* What the step engine alone does with locks; steps declare theirs (step.h). */
#ifndef SIM_LOCK_H
#define SIM_LOCK_H

#include "step.h"

void lock_take(struct gms_world *w, struct task *t, struct need n);
void lock_drop_all(struct gms_world *w, struct task *t);

#endif /* SIM_LOCK_H */
