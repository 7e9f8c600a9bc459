/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The error code that KVM's fault path is given, whatever the processor reported.
 * Section 2 of the x86 rules.
 */
#ifndef SIM_MMU_X86_ERROR_CODE_H
#define SIM_MMU_X86_ERROR_CODE_H

#include <stdbool.h>
#include <stdint.h>

#define PFERR_PRESENT	      (1ull << 0)
#define PFERR_WRITE	      (1ull << 1)
#define PFERR_USER	      (1ull << 2)
#define PFERR_RSVD	      (1ull << 3)
#define PFERR_FETCH	      (1ull << 4)
#define PFERR_PK	      (1ull << 5)
#define PFERR_SHADOW_STACK    (1ull << 6)
#define PFERR_SGX	      (1ull << 15)
#define PFERR_RMP	      (1ull << 31)
#define PFERR_FINAL	      (1ull << 32) /* the address the guest meant */
#define PFERR_GUEST_PAGE      (1ull << 33) /* one of its page tables */
#define PFERR_ENCRYPTED	      (1ull << 34)
#define PFERR_SIZE_MISMATCH   (1ull << 35)
#define PFERR_VMPL	      (1ull << 36)
#define PFERR_IMPLICIT_ACCESS (1ull << 48) /* KVM's own from here */
#define PFERR_PRIVATE_ACCESS  (1ull << 49)
#define PFERR_SYNTHETIC	      (PFERR_IMPLICIT_ACCESS | PFERR_PRIVATE_ACCESS)

/*
 * X86-ERR-1.  mbec: bit 6 of the qualification counts.  shared_bit: the address
 * bit that makes an access of TDX shared, as a mask; 0 where there is none.
 */
uint64_t error_code_of_violation(uint32_t qualification, bool mbec, uint64_t gpa,
				 uint64_t shared_bit);
/* X86-ERR-3: P is not part of it. */
#define ERROR_CODE_OF_MISCONFIGURATION PFERR_RSVD
/* X86-ERR-4, of EXITINFO1. */
uint64_t error_code_of_npf(uint64_t exit_info, bool snp);

#endif /* SIM_MMU_X86_ERROR_CODE_H */
