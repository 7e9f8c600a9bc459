/* SPDX-License-Identifier: BSD-2-Clause */
/* From what the processor reports to what KVM's fault path asks. */
#include "error_code.h"

#include "ept_walk.h"

uint64_t error_code_of_violation(uint32_t qualification, bool mbec, uint64_t gpa,
				 uint64_t shared_bit)
{
	uint32_t present = EPT_QUAL_READABLE | EPT_QUAL_WRITABLE | EPT_QUAL_EXECUTABLE |
			   (mbec ? EPT_QUAL_USER_EXEC : 0);
	uint64_t code = 0;

	if (qualification & EPT_ACCESS_WRITE)
		code |= PFERR_WRITE;
	if (qualification & EPT_ACCESS_FETCH)
		code |= PFERR_FETCH;
	if (qualification & present)
		code |= PFERR_PRESENT;
	if (qualification & EPT_QUAL_LINEAR && !(qualification & EPT_QUAL_FINAL))
		code |= PFERR_GUEST_PAGE;
	else if (qualification & EPT_QUAL_LINEAR)
		code |= PFERR_FINAL | (qualification & EPT_QUAL_LINEAR_USER ? PFERR_USER : 0);
	if (shared_bit && !(gpa & shared_bit))
		code |= PFERR_PRIVATE_ACCESS;
	return code;
}

uint64_t error_code_of_npf(uint64_t exit_info, bool snp)
{
	uint64_t code = exit_info & ~PFERR_SYNTHETIC;

	return snp && code & PFERR_ENCRYPTED ? code | PFERR_PRIVATE_ACCESS : code;
}
