/* SPDX-License-Identifier: BSD-2-Clause */
/* One row of the routing table of arm64: what it is about, and what was seen of it. */
#ifndef CLI_ROUTES_ARM64_H
#define CLI_ROUTES_ARM64_H

#include "routes.h"

enum slot_kind { SLOT_NONE, SLOT_ANON, SLOT_GMEM, SLOT_ANON_RO, NR_SLOTS };
enum fault_kind { TRANSLATION, PERMISSION, ACCESS_FLAG, NR_FAULTS, EXCL_ATOMIC = NR_FAULTS };
enum access_kind { READ, WRITE, EXEC, S1PTW, CMO, ATOMIC, NR_ACCESSES };

struct route {
	unsigned int number;
	enum slot_kind slot;
	enum fault_kind fault;
	enum access_kind access;
	bool raced, dirty_log;
	uint64_t esr;
};

/* Rules that say what happened; in this order they are the last column. */
#define ROUTE_NR_TOLD 24
extern const char *const route_told[ROUTE_NR_TOLD];

struct seen {
	int setup_error; /* errno of the slot, positive */
	uint64_t before, after;
	bool before_is_leaf, after_is_leaf;
	bool natural; /* the processor raises this fault by itself */
	bool checked, flushed, dirtied, logged;
	uint64_t hits[ROUTE_NR_TOLD];
	bool left; /* KVM_RUN returned, or the instruction was taken away: result holds */
	struct gms_result result;
	bool forever;
};

/* The syndrome that a processor gives such an access. ARM-S2-14 */
uint64_t route_esr(const struct route *r);

/*
 * Run the row in a world of its own, of a profile (-1: that of the options).  probe: only
 * look whether the access faults so by itself.  False, and *status, after a complaint.
 */
bool route_run_arm64(const struct world_options *options, const struct route *r, int profile,
		     bool nisv_cap, bool probe, struct seen *s, enum exit_status *status);

/* Was the rule one of those that decided? */
bool route_was_told(const struct seen *s, const char *rule);

#endif /* CLI_ROUTES_ARM64_H */
