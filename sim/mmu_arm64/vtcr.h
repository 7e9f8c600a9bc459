/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * VTCR_EL2: what KVM writes there for a VM, and what a processor reads from it.
 * ARM-VM-3, ARM-S2-1 to ARM-S2-4.
 */
#ifndef SIM_MMU_ARM64_VTCR_H
#define SIM_MMU_ARM64_VTCR_H

#include "stage2.h"

/* What a host has that decides how its stage 2 looks. */
struct s2_host {
	uint32_t page_shift; /* of the kernel's pages: 12, 14 or 16 */
	uint32_t pa_bits;    /* of its processors: PARange */
	bool lpa2;	     /* FEAT_LPA2 with that granule */
	bool vmid16;
	bool no_ha; /* erratum AMPERE_AC03_CPU_38. ARM-AF-2 */
};

/* A VTCR_EL2 taken apart. */
struct s2_vtcr {
	uint32_t page_shift;
	uint32_t ipa_bits;
	uint32_t start_level;
	uint32_t pa_bits; /* outputs beyond are address size faults */
	bool lpa2;	  /* DS */
	bool ha;	  /* hardware sets AF */
	bool hd;	  /* and W where DBM is */
};

/* ARM-S2-2, ARM-S2-3: where a walk starts, and how many tables are its root. */
uint32_t s2_start_level(uint32_t page_shift, uint32_t ipa_bits);
uint32_t s2_root_pages(uint32_t page_shift, uint32_t ipa_bits);

/* ARM-VM-3: the largest IPA space that a VM may have. */
uint32_t s2_ipa_limit(const struct s2_host *host);

/* kvm_get_vtcr(). */
uint64_t vtcr_make(const struct s2_host *host, uint32_t ipa_bits);

/*
 * False if granule, start level and size do not fit: nothing is translated then.
 * pa_bits is the processor's; PS reduces it.  ARM-S2-3
 */
bool vtcr_read(uint64_t vtcr, uint32_t pa_bits, struct s2_vtcr *v);

/*
 * As KVM reads the VTCR_EL2 of an L1 hypervisor, whose addresses have pa_bits.  False: it
 * is none, and *fsc what its guest's abort says of it.  ARM-NV-1, ARM-NV-2
 */
bool vtcr_read_l1(uint64_t vtcr, uint32_t pa_bits, struct s2_vtcr *v, uint32_t *fsc);

#endif /* SIM_MMU_ARM64_VTCR_H */
