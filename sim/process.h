/* SPDX-License-Identifier: BSD-2-Clause */
/* What the files of processes share. */
#ifndef SIM_PROCESS_H
#define SIM_PROCESS_H

#include "world.h"

/* What a process keeps with new memory: where addresses go on, and its memory policy. */
void mm_inherit(struct mm *to, const struct mm *from);
/* Everything that an address space maps goes; nothing is notified. */
void mm_clear(struct gms_world *w, struct task *t, ref_t mm);
/* Close the descriptors that have all of flags: FD_CLOEXEC_BIT, or 0 for every one. */
void process_close_files(struct gms_world *w, struct task *t, struct process *p, uint64_t flags);

#endif /* SIM_PROCESS_H */
