/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of rules, coverage, and the trail that explains a decision. */
#include <strings.h>

#include "world.h"

static const struct gms_rule rules[NR_RULES] = {
#define RULE(name, id, sentence, source) [name] = { id, sentence, source },
#include "rules_gmem.def"
#include "rules_slot.def"
#include "rules_fault.def"
#include "rules_host.def"
#include "rules_numa.def"
#include "rules_process.def"
#include "rules_x86.def"
#include "rules_arm64.def"
#undef RULE
};

unsigned int gms_nr_rules(void)
{
	return NR_RULES;
}

const struct gms_rule *gms_rule_at(unsigned int index)
{
	return index < NR_RULES ? &rules[index] : NULL;
}

int gms_rule_find(const char *id)
{
	for (int i = 0; i < NR_RULES; i++)
		if (!strcasecmp(rules[i].id, id))
			return i;
	return -1;
}

void apply(struct gms_world *w, enum rule rule)
{
	uint64_t entry = w->at | (uint64_t)rule;
	uint32_t n = w->trail_length;

	w->hits[rule]++;
	/* A loop that applies one rule for every page explains itself once. */
	if (n && w->trail[n - 1].bits == entry)
		return;
	if (n == TRAIL_MAX)
		w->trail_dropped++;
	else
		w->trail[w->trail_length++].bits = entry;
}

int reject(struct gms_world *w, enum rule rule, int error)
{
	apply(w, rule);
	return error;
}

void gms_trail_clear(struct gms_world *w)
{
	w->trail_length = 0;
	w->trail_dropped = 0;
}

unsigned int gms_trail_length(const struct gms_world *w)
{
	return w->trail_length;
}

uint64_t gms_trail_dropped(const struct gms_world *w)
{
	return w->trail_dropped;
}

uint64_t gms_rule_hits(const struct gms_world *w, unsigned int rule)
{
	return rule < NR_RULES ? w->hits[rule] : 0;
}
