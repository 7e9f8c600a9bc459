/* SPDX-License-Identifier: BSD-2-Clause */
/* What abort.c and mem_abort.c have of each other. */
#ifndef SIM_MMU_ARM64_MEM_ABORT_H
#define SIM_MMU_ARM64_MEM_ABORT_H

#include "fault.h"
#include "memslot.h"

/* The steps of PROTO_ARM64_ABORT; the first is arm64_decide(). */
enum {
	ARM64_ABORT_LOOKUP,
	ARM64_ABORT_SNAPSHOT,
	ARM64_ABORT_GOT_PAGE,
	ARM64_ABORT_LOCK_MMU,
	ARM64_ABORT_CHECK_STALE,
	ARM64_ABORT_INSTALL,
	ARM64_ABORT_BREAK,
	ARM64_ABORT_MAKE,
	ARM64_ABORT_SHARE,
	ARM64_ABORT_RELAX,
	ARM64_ABORT_FLUSH_LOCAL,
	ARM64_ABORT_UNLOCK_MMU,
	ARM64_ABORT_YOUNG,
	ARM64_ABORT_NESTED,
	ARM64_ABORT_WALKED,
	ARM64_ABORT_PIN,
	ARM64_ABORT_PINNED,
	ARM64_ABORT_LOCK_TO_DONATE,
	ARM64_ABORT_DONATE,
};

/* The abort is looked at, and the slot looked up: ARM-ABORT-1 to ARM-ABORT-18. */
enum verdict arm64_decide(struct gms_world *w, struct task *t);
/* In between, of a guest of L1: L1's stage 2 is walked, and may say no.  ARM-ABORT-7 */
enum verdict arm64_walk_l1(struct gms_world *w, struct task *t);
enum verdict arm64_walked_l1(struct gms_world *w, struct task *t);
/* ARM-ABORT-1: an error of the memory system. */
enum verdict arm64_handle_sea(struct gms_world *w, struct task *t);
/* ARM-INJ-4. */
enum verdict arm64_inject_exclusive(struct gms_world *w, struct task *t);
/* ARM-GMEM-1, ARM-USER-1: pages for the tables on the way. */
enum verdict arm64_top_up(struct gms_world *w, struct task *t);

#endif /* SIM_MMU_ARM64_MEM_ABORT_H */
