/* SPDX-License-Identifier: BSD-2-Clause */
#include "footprint.h"

#include <string.h>

#include "lock.h"
#include "profile.h"
#include "protocol.h"
#include "world.h"

#define ANYTHING ((struct footprint){ UINT64_MAX, UINT64_MAX })

/* The words of footprints.def. */
#define LOCK(kind) (1ull << (NR_PARTS + GMS_LOCK_##kind))
#define NOTHING	   0ull
#define FD	   (1ull << PART_FD)
#define LIVE	   (1ull << PART_LIVE)
#define SLOTS	   (1ull << PART_SLOTS)
#define READERS	   (1ull << PART_READERS)
#define FILE	   (1ull << PART_FILE)
#define ATTR	   (1ull << PART_ATTR)
#define SEQ	   (1ull << PART_SEQ)
#define LEAF	   (1ull << PART_LEAF)
#define TABLE	   (1ull << PART_TABLE)
#define CACHE	   (1ull << PART_CACHE)
#define STATE	   (1ull << PART_STATE)
#define POISON	   (1ull << PART_POISON)
#define GENERATION (1ull << PART_GENERATION)
#define CONTENT	   (1ull << PART_CONTENT)
#define TRYLOCK	   (1ull << PART_TRYLOCK)
#define HOST	   (1ull << PART_HOST)
#define REFS	   (1ull << PART_REFS)
#define POLICY	   (1ull << PART_POLICY)

_Static_assert(NR_PARTS + GMS_NR_LOCKS <= 64, "each part and each kind of lock has a bit");

struct row {
	enum protocol protocol;
	const char *step;
	struct footprint footprint;
};

static const struct row step_rows[] = {
#define STEP(protocol, step, reads, writes) { PROTO_##protocol, step, { reads, writes } },
#define REST(protocol, step, reads, writes)
#define OP(code, reads, writes)
#include "footprints.def"
#undef STEP
#undef REST
#undef OP
};

static const struct row rest_rows[] = {
#define STEP(protocol, step, reads, writes)
#define REST(protocol, step, reads, writes) { PROTO_##protocol, step, { reads, writes } },
#define OP(code, reads, writes)
#include "footprints.def"
#undef STEP
#undef REST
#undef OP
};

struct op_row {
	enum gms_opcode code;
	struct footprint footprint;
};

static const struct op_row op_rows[] = {
#define STEP(protocol, step, reads, writes)
#define REST(protocol, step, reads, writes)
#define OP(code, reads, writes) { GMS_OP_##code, { reads, writes } },
#include "footprints.def"
#undef STEP
#undef REST
#undef OP
};

/* ---- Steps ---- */

static const struct task *task_of(const struct gms_world *w, int task)
{
	return task_at(w, w->tasks[task]);
}

static const struct step *next_step(const struct task *t)
{
	struct call_frame f = t->frame[t->depth - 1];

	return &protocol_steps(frame_protocol(f))[frame_pc(f)];
}

/* The row of the step that a task takes next; NULL: it has none. */
static const struct row *row_of(const struct row *rows, size_t count, const struct task *t)
{
	enum protocol protocol;

	if (!t->depth)
		return NULL;
	protocol = frame_protocol(t->frame[t->depth - 1]);
	for (size_t i = 0; i < count; i++)
		if (rows[i].protocol == protocol && !strcmp(rows[i].step, next_step(t)->name))
			return &rows[i];
	return NULL;
}

static const struct row *step_row(const struct task *t)
{
	return row_of(step_rows, sizeof(step_rows) / sizeof(step_rows[0]), t);
}

/* What taking a lock means to who wants it too. */
static void add_lock(struct footprint *f, struct need n)
{
	uint64_t bit;

	if (need_kind(n) == GMS_NR_LOCKS)
		return;
	bit = 1ull << (NR_PARTS + need_kind(n));
	/* Who waits for readers of slots to leave is in the way of those that come. */
	if (need_mode(n) == LOCK_READ || (is_event(n) && need_kind(n) != GMS_LOCK_SRCU))
		f->reads |= bit;
	else
		f->writes |= bit;
}

/* A fault that maps nothing is tried again or ends the access. */
static bool ends_or_retries(const struct task *t)
{
	return frame_protocol(t->frame[t->depth - 1]) == PROTO_GUEST &&
	       t->fault.outcome != FAULT_NONE && t->fault.outcome != FAULT_MAPPED;
}

static bool has_tdp_mmu(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_TDP] && w->config.param[GMS_PARAM_TDP_MMU];
}

/* X86-TDP-3: V16 reads the next entry, V17 sets it and reads the one below it. */
static bool x86_links_table(const struct task *t, const char *step, struct footprint *out)
{
	bool links = t->fault.nr_tables;

	if (!strcmp(step, "install")) {
		*out = (struct footprint){ TABLE | LEAF, links ? TABLE : NOTHING };
		return true;
	}
	*out = (struct footprint){ TABLE | LEAF, TABLE };
	/* Who was overtaken has tables to spare, and sets the leaf all the same. */
	return links && t->fault.level > 1 &&
	       (!strcmp(step, "set-spte") || !strcmp(step, "ask-module"));
}

/*
 * Does the step link a table, or read an entry, and map nothing?  As many tables as were
 * missing were taken ahead, so if nobody else links any, which the footprint says, there is
 * one for each that is left.  The legacy MMU does all at once.
 */
static bool links_table(const struct gms_world *w, const struct task *t, struct footprint *out)
{
	enum protocol protocol = frame_protocol(t->frame[t->depth - 1]);
	const char *step = next_step(t)->name;

	if (!t->fault.from_gmem)
		return false;
	if (protocol == PROTO_X86_FAULT)
		return has_tdp_mmu(w) && x86_links_table(t, step, out);
	*out = (struct footprint){ TABLE, TABLE };
	return protocol == PROTO_ARM64_ABORT && t->fault.nr_tables && !strcmp(step, "install");
}

bool footprint_of_step(struct gms_world *w, int task, struct footprint *out)
{
	const struct task *t = task_of(w, task);
	const struct row *row = step_row(t);
	const struct step *s;

	if (t->depth && !t->op.l2 && links_table(w, t, out))
		return true;
	/* A guest of the guest's walks more tables than the rows know. */
	if (!row || t->op.l2 || ends_or_retries(t))
		return false;
	s = next_step(t);
	*out = row->footprint;
	if (t->fault.from_gmem)
		out->reads &= ~HOST;
	if (s->take)
		add_lock(out, s->take(w, t));
	if (s->within)
		add_lock(out, s->within(w, t));
	return true;
}

bool footprint_only_locks(struct gms_world *w, int task)
{
	const struct task *t = task_of(w, task);
	const struct row *row = step_row(t);

	return row && next_step(t)->take && !(row->footprint.reads | row->footprint.writes);
}

bool footprint_needs_lock(struct gms_world *w, int task)
{
	const struct task *t = task_of(w, task);

	return t->depth && (next_step(t)->take || next_step(t)->within);
}

/* ---- Operations ---- */

struct footprint footprint_of_op(const struct gms_op *op)
{
	for (size_t i = 0; i < sizeof(op_rows) / sizeof(op_rows[0]); i++)
		if (op_rows[i].code == op->code)
			return op_rows[i].footprint;
	return ANYTHING;
}

struct footprint footprint_of_rest(const struct gms_world *w, int task)
{
	const struct task *t = task_of(w, task);
	const struct row *row = row_of(rest_rows, sizeof(rest_rows) / sizeof(rest_rows[0]), t);

	/* What it may still have to release is not in the rows. */
	if (t->pending_release)
		return ANYTHING;
	return row && t->op.code == GMS_OP_FALLOCATE ? row->footprint : footprint_of_op(&t->op);
}

bool footprint_shows(struct footprint step)
{
	return step.writes & (FD | LIVE | SLOTS | FILE | ATTR | SEQ | LEAF | CACHE | STATE |
			      CONTENT | HOST | POISON);
}

/*
 * Nor may an allocation be about to fail, which counts them, or memory be shared by a
 * fork, so that any access may have to copy it.
 */
bool footprint_applies(const struct gms_world *w)
{
	for (unsigned int i = 0; i < gms_nr_switches(); i++)
		if (has(w, (enum sw)i) != (gms_switch_at(i)->profiles >> w->config.profile & 1))
			return false;
	for (int i = 0; i < GMS_NR_INJECTS; i++)
		if (w->inject_left[i])
			return false;
	return !w->config.param[GMS_PARAM_NODE_PAGES] && w->pool[POOL_PROCESS].live == 1;
}
