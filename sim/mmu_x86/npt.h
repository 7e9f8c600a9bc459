/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * NPT entries: those of long mode.  X86-NPT-1.
 *
 *	63  62..52    51..12   11       10..9    8 7     6 5 4 3   2 1 0
 *	NX  software  frame    present  software G PS    D A cache U W P
 *	                       (of KVM)            (PAT at level 1)
 */
#ifndef SIM_MMU_X86_NPT_H
#define SIM_MMU_X86_NPT_H

#include "paging.h"

#define NPT_PRESENT   (1ull << 0)
#define NPT_WRITE     (1ull << 1)
#define NPT_USER      (1ull << 2)
#define NPT_ACCESSED  (1ull << 5)
#define NPT_DIRTY     (1ull << 6)
#define NPT_PAGE      (1ull << 7) /* a leaf above 4K */
#define NPT_GLOBAL    (1ull << 8)
#define NPT_LARGE_PAT (1ull << 12) /* of a leaf above 4K */
#define NPT_NX	      (1ull << 63)
#define NPT_ADDRESS   PAGING_ADDRESS

#endif /* SIM_MMU_X86_NPT_H */
