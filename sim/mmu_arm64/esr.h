/* SPDX-License-Identifier: BSD-2-Clause */
/* ESR_EL2 of an abort: fields and what they mean to KVM.  ARM-ESR-1, ARM-ESR-3. */
#ifndef SIM_MMU_ARM64_ESR_H
#define SIM_MMU_ARM64_ESR_H

#include <stdbool.h>
#include <stdint.h>

#define ESR_EC_SHIFT  26
#define ESR_IL	      (1ull << 25)
#define ESR_ISV	      (1ull << 24) /* SAS to AR describe the access */
#define ESR_SAS_SHIFT 22	   /* its bytes, as a power of two */
#define ESR_SF	      (1ull << 15)
#define ESR_VNCR      (1ull << 13) /* of an access to the page of VNCR_EL2 */
#define ESR_LST	      (3ull << 11) /* of a 64-byte access, with ISV */
#define ESR_FNV	      (1ull << 10)
#define ESR_CM	      (1ull << 8)
#define ESR_S1PTW     (1ull << 7)
#define ESR_WNR	      (1ull << 6)
#define ESR_FSC	      0x3full

#define EC_IABT_LOW	0x20
#define EC_IABT_CURRENT 0x21
#define EC_DABT_LOW	0x24
#define EC_DABT_CURRENT 0x25
#define EC_SERROR	0x2f

#define FSC_ADDRESS_SIZE	 0x00 /* each of these four: | level */
#define FSC_TRANSLATION		 0x04
#define FSC_ACCESS_FLAG		 0x08
#define FSC_PERMISSION		 0x0c
#define FSC_SEA			 0x10
#define FSC_SEA_WALK		 0x14 /* | level */
#define FSC_TRANSLATION_NEGATIVE 0x2b /* of level -1 */
#define FSC_EXCLUSIVE		 0x35 /* an atomic access that the memory does not support */

static inline uint32_t esr_ec(uint64_t esr)
{
	return (uint32_t)(esr >> ESR_EC_SHIFT) & 0x3f;
}

static inline uint32_t esr_fsc(uint64_t esr)
{
	return (uint32_t)(esr & ESR_FSC);
}

static inline bool esr_is_translation(uint64_t esr)
{
	return (esr_fsc(esr) & 0x3c) == FSC_TRANSLATION ||
	       esr_fsc(esr) == FSC_TRANSLATION_NEGATIVE;
}

static inline bool esr_is_access_flag(uint64_t esr)
{
	return (esr_fsc(esr) & 0x3c) == FSC_ACCESS_FLAG;
}

static inline bool esr_is_permission(uint64_t esr)
{
	return (esr_fsc(esr) & 0x3c) == FSC_PERMISSION;
}

static inline bool esr_is_exclusive(uint64_t esr)
{
	return esr_fsc(esr) == FSC_EXCLUSIVE;
}

/* An external abort or a parity error, of the access or of a walk. */
static inline bool esr_is_sea(uint64_t esr)
{
	uint32_t fsc = esr_fsc(esr);

	return fsc == FSC_SEA || (fsc >= 0x13 && fsc <= 0x18) || (fsc >= 0x1b && fsc <= 0x1f);
}

/* ARM-ESR-4: a walk on behalf of a fetch is none. */
static inline bool esr_is_exec(uint64_t esr)
{
	return esr_ec(esr) == EC_IABT_LOW && !(esr & ESR_S1PTW);
}

/* ARM-ESR-7, ARM-ESR-8: kvm_is_write_fault(). */
static inline bool esr_is_write(uint64_t esr)
{
	if (esr & ESR_S1PTW)
		return esr_is_permission(esr);
	return esr_ec(esr) != EC_IABT_LOW && esr & ESR_WNR;
}

/* ARM-ESR-11: bytes that the entry of a permission fault maps; 0 for any other fault. */
static inline uint64_t esr_permission_granule(uint64_t esr, uint32_t page_shift)
{
	return esr_is_permission(esr) ? 1ull << ((page_shift - 3) * (4 - (esr & 3)) + 3) : 0;
}

#endif /* SIM_MMU_ARM64_ESR_H */
