/* SPDX-License-Identifier: BSD-2-Clause */
/* What a vCPU's failed access looks like in ESR_EL2.  ARM-S2-14, ARM-ESR-7 to -10. */
#include "esr.h"
#include "pgtable.h"

#define SAS_8_BYTES (3ull << ESR_SAS_SHIFT)

/* The walk's fault, as its translation tells: no leaf, one that is old, or one that forbids. */
static uint64_t fault_status(const struct gms_world *w, const struct task *t,
			     const struct translation *tr)
{
	if (t->op.gpa >> s2_of_vcpu(w, t->vcpu).ipa_bits)
		return FSC_TRANSLATION;
	if (!tr->mapped)
		return FSC_TRANSLATION | (4 - tr->level);
	if (!(tr->entry & S2_AF))
		return FSC_ACCESS_FLAG | (4 - tr->level);
	return FSC_PERMISSION | (4 - tr->level);
}

/*
 * What reads first and then writes, as atomics and the update of a stage-1 descriptor
 * do, says that it wrote only if the read alone would have passed.  ARM-ESR-10
 */
static bool wrote(const struct task *t, uint64_t fsc)
{
	if (t->op.cm)
		return true;
	if (t->op.access == GMS_ACCESS_XADD || t->op.s1ptw)
		return t->op.access != GMS_ACCESS_READ && esr_is_permission(fsc);
	return t->op.access == GMS_ACCESS_WRITE;
}

static uint64_t natural(const struct gms_world *w, const struct task *t,
			const struct translation *tr)
{
	bool fetch = t->op.access == GMS_ACCESS_EXEC;
	uint64_t esr = ESR_IL | fault_status(w, t, tr);

	esr |= (uint64_t)(fetch ? EC_IABT_LOW : EC_DABT_LOW) << ESR_EC_SHIFT;
	if (t->op.s1ptw)
		esr |= ESR_S1PTW;
	if (fetch)
		return esr;
	if (wrote(t, esr))
		esr |= ESR_WNR;
	if (t->op.cm)
		return esr | ESR_CM;
	if (t->op.access == GMS_ACCESS_XADD || t->op.s1ptw)
		return esr;
	return esr | ESR_ISV | SAS_8_BYTES | ESR_SF;
}

/* What isv= and wnr= say instead. */
static uint64_t with_bit(uint64_t esr, uint64_t bit, uint64_t said)
{
	if (said == GMS_BIT_CLEAR)
		return esr & ~bit;
	return said == GMS_BIT_SET ? esr | bit : esr;
}

/*
 * ARM-S2-14.  esr= comes once, and again as long as it is about what the memory is and
 * no table can change.
 */
bool arm64_takes_abort(const struct gms_world *w, const struct task *t)
{
	(void)w;
	return t->op.esr && (!t->fault.retries || esr_is_exclusive(t->op.esr));
}

void arm64_syndrome(struct gms_world *w, struct task *t, const struct translation *tr)
{
	uint64_t esr = natural(w, t, tr);

	esr = with_bit(esr, ESR_ISV, t->op.isv);
	esr = with_bit(esr, ESR_WNR, t->op.wnr);
	t->fault.esr = arm64_takes_abort(w, t) ? t->op.esr : esr;
	t->fault.permission = esr_is_permission(t->fault.esr);
	t->fault.access = esr_is_exec(t->fault.esr)    ? GMS_ACCESS_EXEC
			  : esr_is_write(t->fault.esr) ? GMS_ACCESS_WRITE
						       : GMS_ACCESS_READ;
}
