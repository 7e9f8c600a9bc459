// SPDX-License-Identifier: BSD-2-Clause
/*
 * Orders of whole operations, tried one by one on copies of the abstract specification.
 *
 * Where the kernel promises less than one order of whole operations, a relaxation says so;
 * they are tried when no order does without:
 *
 *   RELAX-PAGES    what works page by page may have others between two pages (ATTR-9,
 *                  INVAL-13, PREFAULT-3, POPULATE-4, MADV-4)
 *   RELAX-PAGE     an access may have brought its page in before it came to its end (V10 and
 *                  H4 before V17 and H7)
 *   RELAX-KIND     an access meets a change of attributes: it may be told that its kind is
 *                  the wrong one, whichever that was (HZ-12, CONSUME-6)
 *   RELAX-PREFAULT prefault chose the kind before the change, or met a slot that was going
 *                  away (SCN-16, SLOT-34)
 *
 * and one holds always, RELAX-RETRY: a fault that is to be retried did not happen.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "model/abstract.h"
#include "model/refine.h"
#include "orders.h"
#include "result.h"

#define PAGE	   4096ull
#define UNITS_MAX  64
/* So many copies, and then nobody knows. */
#define TRIES_MAX  20000
#define TEXT_BYTES 512

struct past {
	struct gms_op op;
	struct gms_result result; /* of the simulator, or what is known of it */
	struct gms_result given;  /* by the specification, in the order that is tried */
	int before;
	unsigned int units, done; /* pages into which it is split, or 1 */
};

struct orders {
	struct past *past;
	unsigned int count, room;
	unsigned int tries;
	bool relaxed;
	const struct gms_world *w; /* NULL: test says what is right */
	const struct order_test *test;
	struct abstract *a;
	const char *unknown;
	char text[TEXT_BYTES];
};

struct orders *orders_new(void)
{
	return calloc(1, sizeof(struct orders));
}

void orders_free(struct orders *o)
{
	if (o)
		free(o->past);
	free(o);
}

int orders_begin(struct orders *o, const struct gms_op *op, int before)
{
	if (o->count == o->room) {
		unsigned int room = o->room ? 2 * o->room : 16;
		struct past *past = realloc(o->past, room * sizeof(*past));

		if (!past) {
			o->unknown = "out of memory";
			return -1;
		}
		o->past = past;
		o->room = room;
	}
	o->past[o->count] = (struct past){ .op = *op, .before = before, .units = 1 };
	return (int)o->count++;
}

void orders_end(struct orders *o, int which, const struct gms_result *result)
{
	if (which >= 0)
		o->past[which].result = *result;
}

unsigned int orders_count(const struct orders *o)
{
	return o->count;
}

void orders_clear(struct orders *o)
{
	o->count = 0;
	o->unknown = NULL;
}

/* ---- Results ---- */

static const struct part *part_called(const struct view *v, const char *key)
{
	for (unsigned int i = 0; i < v->nr_parts; i++) {
		const char *have = v->part[i].key;

		if (!key == !have && (!key || !strcmp(key, have)))
			return &v->part[i];
	}
	return NULL;
}

/* Every page of the specification's log is in the simulator's: X86-DIRTY-3. */
static bool pages_agree(const struct executor *sim, struct abstract *a, const struct gms_op *op)
{
	uint64_t of_sim, of_model, from = 0;

	while (abstract_next_page(a, op, from, &of_model)) {
		if (!sim->next_page(sim->self, op, from, &of_sim))
			return false;
		if (of_sim > of_model || (of_sim < of_model && op->code != GMS_OP_DIRTY_LOG))
			return false;
		if (of_sim == of_model)
			from = of_model + 1;
		else
			from = of_sim + 1;
	}
	return op->code == GMS_OP_DIRTY_LOG || !sim->next_page(sim->self, op, from, &of_sim);
}

/* Of a translation the specification knows nothing. */
static bool is_out_of_sight(const struct gms_op *op, const struct part *p)
{
	return op->code == GMS_OP_GUEST && p->key &&
	       (!strcmp(p->key, "level") || !strcmp(p->key, "prot"));
}

static bool parts_agree(const struct part *a, const struct part *b)
{
	if (a->kind != b->kind || a->number != b->number || a->handle != b->handle)
		return false;
	return (!a->word && !b->word) || (a->word && b->word && !strcmp(a->word, b->word));
}

static bool is_success(const struct gms_result *r)
{
	return r->kind == GMS_RESULT_OK || (r->kind == GMS_RESULT_VALUE && !r->value);
}

static bool words_agree(const struct gms_op *op, const struct gms_result *of_sim,
			const struct gms_result *of_model)
{
	struct view sim = result_view(op, of_sim), model = result_view(op, of_model);
	unsigned int hidden = 0;

	if (result_is_loose(op) && is_success(of_sim) && is_success(of_model))
		return true;
	for (unsigned int i = 0; i < sim.nr_parts; i++) {
		const struct part *p = &sim.part[i], *q = part_called(&model, p->key);

		if (is_out_of_sight(op, p))
			hidden++;
		else if (!q || (p->kind != PART_PAGES && !parts_agree(p, q)))
			return false;
	}
	return sim.nr_parts - hidden == model.nr_parts;
}

bool answers_agree(const struct executor *sim, struct abstract *a, const struct gms_op *op,
		   const struct gms_result *of_sim, const struct gms_result *of_model)
{
	if (!words_agree(op, of_sim, of_model))
		return false;
	return of_sim->kind != GMS_RESULT_PAGES || pages_agree(sim, a, op);
}

/* ---- Relaxations ---- */

/* What has gone of a range before its result was decided. */
static uint64_t done_of(const struct past *p)
{
	bool tells = p->result.kind == GMS_RESULT_PREFAULT && p->result.size <= p->op.size;

	switch (p->op.code) {
	case GMS_OP_ATTRIBUTES:
		return p->op.size;
	case GMS_OP_PREFAULT:
	case GMS_OP_POPULATE:
		return tells ? p->op.size - p->result.size : p->op.size;
	case GMS_OP_FALLOCATE:
	case GMS_OP_MADVISE:
		return p->op.len;
	default:
		return 0;
	}
}

static bool is_access(const struct gms_op *op)
{
	return op->code == GMS_OP_GUEST || op->code == GMS_OP_LOAD || op->code == GMS_OP_STORE;
}

/* The steps of an operation that does not happen at once: RELAX-PAGES, RELAX-PAGE. */
static unsigned int units_of(const struct past *p)
{
	uint64_t len = done_of(p);

	if (is_access(&p->op))
		return 2;
	if (p->result.error || !len || len % PAGE || len / PAGE > UNITS_MAX)
		return 1;
	return (unsigned int)(len / PAGE);
}

static struct gms_op unit_of(const struct past *p)
{
	struct gms_op op = p->op;
	uint64_t at = p->done * PAGE;

	if (p->units == 1 || is_access(&op))
		return op;
	op.gpa += at;
	op.off += at;
	op.size = op.len = PAGE;
	if (op.hva.handle || op.hva.number)
		op.hva.number += at;
	return op;
}

static bool covers(const struct gms_op *attributes, uint64_t gpa)
{
	return gpa >= attributes->gpa && gpa - attributes->gpa < attributes->size;
}

/* An operation of the block that may have been in the way of this one. */
static bool meets(const struct orders *o, enum gms_opcode code, const struct gms_op *op)
{
	for (unsigned int i = 0; i < o->count; i++) {
		const struct gms_op *other = &o->past[i].op;

		if (other->code == code && (code != GMS_OP_ATTRIBUTES || covers(other, op->gpa) ||
					    covers(op, other->gpa)))
			return true;
	}
	return false;
}

/* Did the operation not happen, which needs no order?  RELAX-KIND, RELAX-PREFAULT */
static bool may_not_have_happened(const struct orders *o, const struct past *p)
{
	const struct gms_result *r = &p->result;

	if (!abstract_describes(p->op.code) && refine_is_beside_it(&p->op))
		return true;
	if (r->kind == GMS_RESULT_RETRY &&
	    (p->op.code == GMS_OP_GUEST || p->op.code == GMS_OP_PREFAULT))
		return true;
	if (!o->relaxed)
		return false;
	if (p->op.code == GMS_OP_GUEST)
		return r->kind == GMS_RESULT_MEMORY_FAULT && r->error == EFAULT &&
		       meets(o, GMS_OP_ATTRIBUTES, &p->op);
	if (p->op.code != GMS_OP_PREFAULT)
		return false;
	return (r->error == EFAULT && meets(o, GMS_OP_ATTRIBUTES, &p->op)) ||
	       (r->error == EAGAIN && meets(o, GMS_OP_SLOT, &p->op));
}

/* ---- The search ---- */

static bool search(struct orders *o, const struct abstract *a);

static bool unit_is_right(struct orders *o, const struct past *p, const struct gms_op *op,
			  const struct gms_result *model)
{
	const char *rule;

	if (p->units > 1 && !is_access(op))
		return !model->error && model->kind != GMS_RESULT_UNSUPPORTED;
	if (o->test)
		return o->test->result(o->test->self, (int)(p - o->past), model);
	if (words_agree(op, &p->result, model))
		return true;
	return refine_excuses(o->w, op, &p->result, model, &rule) == REFINE_TOLERATED;
}

/* What an access leaves that came no further: the page, as if it had been read. */
static void bring_in(struct abstract *a, const struct gms_op *op)
{
	struct gms_op read = *op;

	read.access = GMS_ACCESS_READ;
	if (op->code == GMS_OP_STORE)
		read.code = GMS_OP_LOAD;
	abstract_next(a, &read);
}

/* Go on with one unit of p, on a copy. */
static bool try_unit(struct orders *o, const struct abstract *a, struct past *p)
{
	bool happens = !is_access(&p->op) || p->done + 1 == p->units;
	struct abstract *copy = ++o->tries <= TRIES_MAX ? abstract_clone(a) : NULL;
	struct gms_op op = unit_of(p);
	struct gms_result r = { .kind = GMS_RESULT_OK };
	bool found = false;

	if (!copy) {
		o->unknown = o->tries > TRIES_MAX ? "too many orders" : "out of memory";
		return false;
	}
	if (happens)
		r = abstract_next(copy, &op);
	else
		bring_in(copy, &op);
	if (r.kind == GMS_RESULT_UNSUPPORTED)
		o->unknown = r.reason;
	else if (!happens || unit_is_right(o, p, &op, &r)) {
		p->given = r;
		p->done++;
		found = search(o, copy);
		p->done--;
	}
	abstract_destroy(copy);
	return found;
}

static bool skip(struct orders *o, const struct abstract *a, struct past *p)
{
	unsigned int done = p->done;
	bool found;

	p->given = p->result;
	p->done = p->units;
	found = search(o, a);
	p->done = done;
	return found;
}

static bool is_the_end(struct orders *o, const struct abstract *a)
{
	if (o->test)
		return o->test->end(o->test->self, a);
	return refine_same_state(o->w, a, o->text, sizeof(o->text));
}

static bool search(struct orders *o, const struct abstract *a)
{
	bool left = false;

	for (unsigned int i = 0; i < o->count && !o->unknown; i++) {
		struct past *p = &o->past[i];

		if (p->done == p->units)
			continue;
		left = true;
		if (p->before >= 0 && o->past[p->before].done < o->past[p->before].units)
			continue;
		if (may_not_have_happened(o, p) && skip(o, a, p))
			return true;
		if (abstract_describes(p->op.code) && try_unit(o, a, p))
			return true;
	}
	if (left || !is_the_end(o, a))
		return false;
	if (abstract_copy(o->a, a))
		return true;
	o->unknown = "out of memory";
	return false;
}

/* What it does not describe it cannot put in order. */
static const char *undescribed(const struct orders *o)
{
	for (unsigned int i = 0; i < o->count; i++)
		if (!abstract_describes(o->past[i].op.code) &&
		    !refine_is_beside_it(&o->past[i].op))
			return "the model does not have an operation of the block";
	return NULL;
}

static enum order_verdict find(struct orders *o, struct abstract *a, const char **why)
{
	bool found = false;

	o->a = a;
	if (!o->unknown)
		o->unknown = undescribed(o);
	o->text[0] = '\0';
	o->tries = 0;
	for (int relaxed = 0; relaxed < 2 && !found && !o->unknown; relaxed++) {
		o->relaxed = relaxed;
		for (unsigned int i = 0; i < o->count; i++) {
			o->past[i].done = 0;
			o->past[i].units = relaxed ? units_of(&o->past[i]) : 1;
		}
		found = search(o, a);
	}
	*why = o->unknown ? o->unknown : o->text[0] ? o->text : NULL;
	if (found)
		return ORDER_FOUND;
	return o->unknown ? ORDER_UNKNOWN : ORDER_NONE;
}

enum order_verdict orders_find(struct orders *o, const struct gms_world *w, struct abstract *a,
			       const char **why)
{
	o->w = w;
	o->test = NULL;
	return find(o, a, why);
}

enum order_verdict orders_find_by(struct orders *o, const struct order_test *test,
				  struct abstract *a, const char **why)
{
	o->w = NULL;
	o->test = test;
	return find(o, a, why);
}

const struct gms_result *order_result(const struct orders *o, int which)
{
	return &o->past[which].given;
}
