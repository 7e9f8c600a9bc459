/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Rules: every decision of the simulator names the rule that makes it.
 *
 * Each rule is declared once, in one of the rules_*.def files:
 *
 *	RULE(CREATE_2, "CREATE-2", "one sentence", "file:function")
 *
 * and applied where the code decides, with apply() or reject().
 */
#ifndef SIM_RULE_H
#define SIM_RULE_H

#include <stdint.h>

#include "gmemsim.h"

enum rule {
#define RULE(name, id, sentence, source) name,
#include "rules_gmem.def"
#include "rules_slot.def"
#include "rules_fault.def"
#include "rules_host.def"
#include "rules_numa.def"
#include "rules_process.def"
#include "rules_x86.def"
#include "rules_arm64.def"
#undef RULE
	NR_RULES
};

/* Record that a rule decided something in the step that is running. */
void apply(struct gms_world *w, enum rule rule);
/* The same, for `return reject(w, RULE, EINVAL);`: returns error (> 0). */
int reject(struct gms_world *w, enum rule rule, int error);

#endif /* SIM_RULE_H */
