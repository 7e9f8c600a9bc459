/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Running a row of the routing table of arm64.  A row is a scenario: its world is built,
 * the access takes the abort, and up to where the guest would run again the steps, the
 * rules and the entry of stage 2 say what happened.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "output.h"
#include "routes_arm64.h"
#include "scenario/scenario.h"
#include "sim/mmu_arm64/esr.h"
#include "sim/mmu_arm64/pgtable.h"

#define GPA "0x100000"

static const uint64_t statuses[] = { FSC_TRANSLATION | 3, FSC_PERMISSION | 3, FSC_ACCESS_FLAG | 3,
				     FSC_EXCLUSIVE };

uint64_t route_esr(const struct route *r)
{
	uint64_t ec = r->access == EXEC ? EC_IABT_LOW : EC_DABT_LOW;
	uint64_t esr = ec << ESR_EC_SHIFT | ESR_IL | statuses[r->fault];
	bool late = r->access == S1PTW || r->access == ATOMIC;

	if (r->access == WRITE || r->access == CMO || (late && r->fault == PERMISSION))
		esr |= ESR_WNR;
	if (r->access == READ || r->access == WRITE)
		esr |= ESR_ISV | 3ull << ESR_SAS_SHIFT | ESR_SF;
	return esr | (r->access == S1PTW ? ESR_S1PTW : 0) | (r->access == CMO ? ESR_CM : 0);
}

/* ---- The scenario of a row ---- */

/* An entry without W although the host's page may be written: it was mapped before that. */
static bool is_mapped_first(const struct route *r)
{
	return r->slot == SLOT_ANON && r->fault == PERMISSION && r->access != EXEC;
}

static const char *slot_line(const struct route *r)
{
	static const char *const lines[NR_SLOTS][2] = {
		[SLOT_ANON] = { "slot A:0 gpa=" GPA " size=1p hva=H\n",
				"slot A:0 gpa=" GPA " size=1p hva=H flags=log_dirty\n" },
		[SLOT_ANON_RO] = { "slot A:0 gpa=" GPA " size=1p hva=H flags=readonly\n",
				   "slot A:0 gpa=" GPA
				   " size=1p hva=H flags=readonly|log_dirty\n" },
		[SLOT_GMEM] = { "slot A:0 gpa=" GPA " size=1p memfd=M hva=H\n",
				"slot A:0 gpa=" GPA " size=1p memfd=M hva=H flags=log_dirty\n" },
	};

	return lines[r->slot][r->dirty_log];
}

static const char *memory_lines(const struct route *r)
{
	if (r->slot == SLOT_GMEM)
		return "memfd M vm=A size=1p flags=mmap|init_shared\nmmap H memfd=M len=1p\n";
	return "mmap H anon len=1p\n";
}

/* In this order: the access, the invalidation, then the rest. */
static void write_scenario(const struct route *r, bool nisv_cap, char *text, size_t bytes)
{
	static const char *const access[] = {
		[READ] = "read " GPA,	    [WRITE] = "write " GPA " 1",
		[EXEC] = "exec " GPA,	    [S1PTW] = "write " GPA " 1 s1ptw",
		[CMO] = "write " GPA " cm", [ATOMIC] = "xadd " GPA " 1",
	};
	static const char *const race[] = {
		[SLOT_ANON] = "reclaim H\n",
		[SLOT_ANON_RO] = "reclaim H\n",
		[SLOT_GMEM] = "fallocate M off=0 len=1p mode=keep_size|punch_hole\n",
	};
	bool there = r->slot != SLOT_NONE, mapped = there && r->fault != TRANSLATION;

	snprintf(text, bytes, "arch arm64\nvm A\nvcpu A.0\n%s%s%s%s%s%s%sguest A.0 %s\n%s",
		 nisv_cap ? "enable_cap A ARM_NISV_TO_USER\n" : "", there ? memory_lines(r) : "",
		 there && !is_mapped_first(r) ? "store H 1\n" : "", there ? slot_line(r) : "",
		 mapped ? "guest A.0 read " GPA "\n" : "",
		 there && is_mapped_first(r) ? "store H 1\n" : "",
		 mapped && r->fault == ACCESS_FLAG ? "age H\n" : "", access[r->access],
		 there ? race[r->slot] : "");
}

/* ---- One run of a row ---- */

const char *const route_told[ROUTE_NR_TOLD] = {
	"ARM-ABORT-5", "ARM-ABORT-8",  "ARM-ESR-7",    "ARM-ESR-9",    "ARM-ESR-10",
	"ARM-ABORT-9", "ARM-ABORT-10", "ARM-ABORT-11", "ARM-ABORT-12", "ARM-ABORT-13",
	"ARM-MMIO-5",  "ARM-INJ-2",    "ARM-ABORT-15", "ARM-AF-1",     "ARM-GMEM-8",
	"ARM-GMEM-9",  "ARM-GMEM-12",  "ARM-GMEM-10",  "ARM-USER-8",   "ARM-USER-10",
	"ARM-USER-13", "ARM-USER-14",  "ARM-MMIO-2",   "ARM-MMIO-3",
};

static uint64_t hits_of(const struct gms_world *w, const char *rule)
{
	int index = gms_rule_find(rule);

	return index < 0 ? 0 : gms_rule_hits(w, (unsigned int)index);
}

bool route_was_told(const struct seen *s, const char *rule)
{
	for (size_t i = 0; i < ROUTE_NR_TOLD; i++)
		if (!strcmp(route_told[i], rule))
			return s->hits[i];
	return false;
}

static uint64_t leaf(const struct gms_world *w, bool *is_leaf)
{
	ref_t vm = handle_vm(w, 1);
	const struct s2_mmu own = s2_own(w, vm);
	struct s2_walk walk = s2_mmu_walk(w, &own, 0x100000);

	*is_leaf = s2_is_leaf(walk.entry, walk.level);
	return walk.entry;
}

/* Would the access, by itself, fault so? */
static bool is_natural(struct gms_world *w, const struct route *r, const struct gms_op *op)
{
	struct gms_op plain = *op;
	int task = gms_task_start(w, &plain);
	uint64_t esr;

	for (int i = 0; i < 2; i++)
		gms_task_step(w, task);
	esr = task_at(w, w->tasks[task])->fault.esr;
	while (gms_task_next_step(w, task))
		gms_task_step(w, task);
	gms_task_end(w, task);
	return esr && (esr & 0x3c) == (statuses[r->fault] & 0x3c);
}

/* Is the page in the dirty log? */
static bool is_logged(struct gms_world *w)
{
	struct gms_result result;
	struct gms_op op;

	gms_op_init(&op, GMS_OP_DIRTY_LOG);
	op.vm = 1;
	result = gms_run(w, &op);
	return result.kind == GMS_RESULT_PAGES && result.value;
}

/* One step; true if the guest would run again after it. */
static bool step_abort(struct gms_world *w, int task, struct seen *s)
{
	const char *next = gms_task_next_step(w, task);
	bool again = !strcmp(next, "re-enter");

	s->checked |= !strcmp(next, "check-stale");
	s->flushed |= !strcmp(next, "flush-local");
	if (again)
		s->after = leaf(w, &s->after_is_leaf);
	gms_task_step(w, task);
	return again;
}

/* Is the invalidation due, between the snapshot, or the abort, and the lock? */
static bool is_race_point(const struct gms_world *w, int task)
{
	const char *next = gms_task_next_step(w, task);

	return !strcmp(next, "lock-mmu") || !strcmp(next, "make-young");
}

/* Up to where the guest would run again; then to the end. */
static void take_abort(struct gms_world *w, const struct gms_op *op, const struct gms_op *race,
		       struct seen *s)
{
	uint64_t before[ROUTE_NR_TOLD], dirtied = hits_of(w, "FOLIO-4");
	int task = gms_task_start(w, op);
	bool again = false;

	for (size_t i = 0; i < ROUTE_NR_TOLD; i++)
		before[i] = hits_of(w, route_told[i]);
	while (!again) {
		if (race && is_race_point(w, task)) {
			gms_run(w, race);
			race = NULL;
		}
		again = step_abort(w, task, s);
	}
	s->dirtied = hits_of(w, "FOLIO-4") > dirtied;
	for (size_t i = 0; i < ROUTE_NR_TOLD; i++)
		s->hits[i] = hits_of(w, route_told[i]) - before[i];
	s->logged = is_logged(w);
	s->left = !gms_task_next_step(w, task);
	/* The processor sees what it saw before: nothing is another, and no TLBI. */
	s->forever = !s->left && !s->flushed && s->before_is_leaf && s->after == s->before;
	while (gms_task_next_step(w, task))
		gms_task_step(w, task);
	s->result = gms_task_end(w, task);
}

/* The last line but the invalidation is the access. */
static void run_lines(struct gms_world *w, const struct route *r, const struct scenario *text,
		      bool probe, struct seen *s)
{
	size_t access = text->nr_lines - (r->slot == SLOT_NONE ? 1 : 2);
	struct gms_op op = text->lines[access].op;

	for (size_t i = 0; i < access; i++) {
		struct gms_result result = gms_run(w, &text->lines[i].op);

		if (text->lines[i].op.code == GMS_OP_SLOT && result.error) {
			s->setup_error = result.error;
			return;
		}
	}
	if (probe) {
		s->natural = is_natural(w, r, &op);
		return;
	}
	s->before = leaf(w, &s->before_is_leaf);
	op.esr = r->esr;
	take_abort(w, &op, r->raced && r->slot != SLOT_NONE ? &text->lines[access + 1].op : NULL,
		   s);
}

/* In a world of its own, of a profile; -1: that of the options. */
bool route_run_arm64(const struct world_options *options, const struct route *r, int profile,
		     bool nisv_cap, bool probe, struct seen *s, enum exit_status *status)
{
	struct world_options o = *options;
	struct scenario_error error;
	struct scenario *text;
	struct gms_world *w;
	char lines[1024];

	*s = (struct seen){ 0 };
	if (profile >= 0)
		o.profile = profile;
	w = route_world(&o, status);
	if (!w)
		return false;
	write_scenario(r, nisv_cap, lines, sizeof(lines));
	text = scenario_parse("routes", lines, strlen(lines), &error);
	if (text)
		run_lines(w, r, text, probe, s);
	else
		complain("routes: %s", error.message);
	scenario_free(text);
	gms_destroy(w);
	*status = text ? *status : EXIT_ENVIRONMENT;
	return text;
}
