/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the targets share: worlds that are put back after each input, the checks,
 * what the fuzzer is told of an input beside the code that it covered, and findings.
 *
 * The defects that kernels have, switches of kind GMS_SWITCH_BUG, are off, and so is the
 * parameter hazards, so that whatever is found is new; with GMS_FUZZ_BUGS in the environment
 * they are as profile and input have them.  GMS_FUZZ_BUG names one bug of the catalogue that
 * is there in any case.
 */
#ifndef FUZZ_CAMPAIGN_H
#define FUZZ_CAMPAIGN_H

#include "sequence.h"

/* What is under way, for a finding to be told. */
struct campaign {
	const struct sequence *sequence;
	struct gms_world *w;
	unsigned int nr_done;  /* operations that have ended, or are the block's */
	unsigned int nr_tasks; /* of the block; 0: none */
	const uint8_t *schedule;
	size_t steps;
	bool at_rest; /* the block's tasks have ended */
};

/* A world as the sequence's head says; NULL: no such configuration. */
struct gms_world *campaign_world(const struct sequence *q);
/* Give it back. */
void campaign_end(const struct sequence *q, struct gms_world *w);

/* Tell the fuzzer of the rules since the trail was cleared, and of the result. */
void campaign_note(const struct gms_world *w, enum gms_opcode code,
		   const struct gms_result *result);

/*
 * One operation, alone, to its end.  False: it takes so many steps, or made so much, that
 * the rest of the input is not worth it.
 */
bool campaign_run(const struct campaign *c, const struct gms_op *op, struct gms_result *result);

/*
 * Look at all invariants; a broken one is a finding.  Rest: no task is under way.  Of a
 * world that has grown large they are looked at only when the last operation has ended.
 */
void campaign_check(const struct campaign *c, bool rest);

/*
 * Print what was found, the rules that led there and the scenario; write the scenario
 * to finding.gms in the directory that GMS_FUZZ_OUT names, or here; and abort.
 */
_Noreturn void campaign_finding(const struct campaign *c, const char *id, const char *why);

#endif /* FUZZ_CAMPAIGN_H */
