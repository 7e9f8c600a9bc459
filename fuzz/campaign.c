/* SPDX-License-Identifier: BSD-2-Clause */
/* Worlds, checks and findings of the targets that run operations. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campaign.h"
#include "model/invariant.h"
#include "scenario/names.h"
#include "stats.h"

#define TYPE_TDX 5 /* KVM_X86_TDX_VM */

/* ---- Worlds ---- */

struct cached {
	struct gms_world *w;
	void *snapshot;
	size_t bytes;
};

#define PROFILES_MAX 32

static struct cached *cached_of(const struct sequence *q)
{
	static struct cached cache[GMS_NR_ARCHS][PROFILES_MAX];

	return &cache[q->config.arch][q->config.profile];
}

/* One bug of the catalogue, for an experiment. */
static void add_bug(struct gms_world *w)
{
	const char *name = getenv("GMS_FUZZ_BUG");
	int bug = name ? gms_bug_find(name) : -1;

	if (bug >= 0)
		gms_set_switch(w, gms_bug_at((unsigned int)bug)->switch_index,
			       gms_bug_at((unsigned int)bug)->on);
}

static struct gms_world *create(const struct sequence *q)
{
	const bool known = getenv("GMS_FUZZ_BUGS");
	struct gms_config config = q->config;
	const char *why = "";
	struct gms_world *w;

	if (!known)
		config.param[GMS_PARAM_HAZARDS] = 0;
	/* A page of 1G is a quarter of a million frames. */
	if (config.param[GMS_PARAM_HOST_HUGE_LEVEL] > 2)
		config.param[GMS_PARAM_HOST_HUGE_LEVEL] = 2;
	w = gms_create(&config, &why);
	for (unsigned int i = 0; w && i < gms_nr_switches() && !known; i++)
		if (gms_switch_at(i)->kind == GMS_SWITCH_BUG)
			gms_set_switch(w, i, false);
	if (w)
		add_bug(w);
	return w;
}

/* The first of its kind is kept, with what it was in the beginning. */
static struct gms_world *keep(const struct sequence *q)
{
	struct cached *c = cached_of(q);

	if (!c->w) {
		c->w = create(q);
		c->bytes = c->w ? gms_snapshot_bytes(c->w) : 0;
		c->snapshot = malloc(c->bytes + 1);
		if (!c->w || !c->snapshot || !gms_snapshot(c->w, c->snapshot, c->bytes)) {
			fputs("no memory for a world\n", stderr);
			exit(EXIT_FAILURE);
		}
	}
	gms_restore(c->w, c->snapshot, c->bytes);
	return c->w;
}

struct gms_world *campaign_world(const struct sequence *q)
{
	stats_own()->executions++;
	return q->plain ? keep(q) : create(q);
}

void campaign_end(const struct sequence *q, struct gms_world *w)
{
	if (!q->plain)
		gms_destroy(w);
}

/* ---- Operations ---- */

/*
 * A fallocate() of a terabyte is millions of steps, and looking at what it made as many.
 * Looking at a large page's 512 small ones is worth it once, at the end.
 */
#define STEPS_MAX	4096u
#define LOOK_BYTES_MAX	(32ull << 10)
#define WORLD_BYTES_MAX (192ull << 10)

bool campaign_run(const struct campaign *c, const struct gms_op *op, struct gms_result *result)
{
	enum gms_status status = GMS_STEPPED;
	int task = gms_task_start(c->w, op);

	for (unsigned int i = 0; i < STEPS_MAX && status == GMS_STEPPED; i++)
		status = gms_task_step(c->w, task);
	*result = gms_task_end(c->w, task);
	return status == GMS_FINISHED && gms_snapshot_bytes(c->w) <= WORLD_BYTES_MAX;
}

/* ---- What the fuzzer is told ---- */

#define RULES_MAX 1024
#define PAIRS	  16384u
#define RESULTS	  4096u

/* libFuzzer reads them after each input, and clears them before. */
#define COUNTERS __attribute__((section("__libfuzzer_extra_counters")))

static uint8_t rule_counters[RULES_MAX] COUNTERS;
static uint8_t pair_counters[PAIRS] COUNTERS;
static uint8_t result_counters[RESULTS] COUNTERS;

static void count(uint8_t *counter)
{
	if (*counter < UINT8_MAX)
		++*counter;
}

void campaign_note(const struct gms_world *w, enum gms_opcode code,
		   const struct gms_result *result)
{
	static int plain = -1;
	unsigned int before = 0, length = gms_trail_length(w);
	uint32_t kind = (uint32_t)result->kind * 256u + (uint32_t)result->error;

	if (plain < 0)
		plain = getenv("GMS_FUZZ_PLAIN") != NULL;
	for (unsigned int i = 0; i < length; i++) {
		unsigned int rule = gms_trail_at(w, i).rule;

		stats_own()->reached[rule % STATS_RULES] = 1;
		if (plain)
			continue;
		count(&rule_counters[rule % RULES_MAX]);
		count(&pair_counters[(before * 613u + rule) % PAIRS]);
		before = rule + 1;
	}
	if (!plain)
		count(&result_counters[((uint32_t)code * 997u + kind) % RESULTS]);
}

/* ---- Findings ---- */

static void print_trail(const struct gms_world *w)
{
	for (unsigned int i = 0; i < gms_trail_length(w); i++) {
		struct gms_trail t = gms_trail_at(w, i);
		const struct gms_rule *rule = gms_rule_at(t.rule);

		fprintf(stderr, "  %-16s %-20s %s\n", rule->id, t.step ? t.step : "",
			rule->sentence);
	}
}

/* What gmemsim must be told, as the language cannot say it. */
static void print_options(const struct sequence *q, FILE *out)
{
	const char *bug = getenv("GMS_FUZZ_BUG");

	fputs("# options:", out);
	if (!getenv("GMS_FUZZ_BUGS"))
		fputs(" --without-bugs --hazards 0", out);
	if (bug)
		fprintf(out, " --bug %s", bug);
	for (int i = 0; i < GMS_NR_INJECTS; i++)
		if (q->config.inject[i])
			fprintf(out, " --inject %s:%" PRIu64, inject_names[i],
				q->config.inject[i]);
	putc('\n', out);
}

static FILE *open_finding(void)
{
	const char *directory = getenv("GMS_FUZZ_OUT");
	char path[4096];

	snprintf(path, sizeof(path), "%s/finding.gms", directory ? directory : ".");
	return fopen(path, "w");
}

/* What was run and nothing after it. */
static void print_scenario(const struct campaign *c, FILE *out)
{
	static struct sequence run;
	struct scenario *s;

	run = *c->sequence;
	run.nr_ops = c->nr_done;
	s = sequence_scenario(&run, c->nr_tasks, c->schedule, c->steps);
	if (s)
		scenario_print(s, out);
	scenario_free(s);
}

void campaign_finding(const struct campaign *c, const char *id, const char *why)
{
	FILE *out = open_finding();

	fprintf(stderr, "%s: %s\n", id, why);
	print_trail(c->w);
	print_scenario(c, stderr);
	if (out) {
		fprintf(out, "# %s: %s\n", id, why);
		print_options(c->sequence, out);
		print_scenario(c, out);
		fclose(out);
	}
	abort();
}

/* HZ-2 breaks it of TDs, and nothing excuses that: every kernel has it. */
static bool is_known(const struct campaign *c, const struct invariant *broken)
{
	if (strcmp(broken->id, "X86-INV-4") != 0)
		return false;
	for (unsigned int i = 0; i < c->nr_done; i++)
		if (c->sequence->op[i].code == GMS_OP_VM && c->sequence->op[i].type == TYPE_TDX)
			return true;
	return false;
}

void campaign_check(const struct campaign *c, bool rest)
{
	bool last = rest && c->nr_done == c->sequence->nr_ops;
	const struct invariant *broken;
	char why[512] = "";

	if (!last && gms_snapshot_bytes(c->w) > LOOK_BYTES_MAX)
		return;
	broken = invariants_check(c->w, rest, why, sizeof(why));
	if (broken && !is_known(c, broken))
		campaign_finding(c, broken->id, why);
}
