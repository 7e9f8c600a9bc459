/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A scenario into an input.  What bytes stand for an argument is found by decoding
 * candidates, so that the inverse cannot disagree with the encoding.
 */
#include <stddef.h>
#include <string.h>

#include "scenario/handles.h"
#include "sequence_internal.h"

/* A sequence has few names; a scenario that has more than that is not about them all. */
#define HANDLES_MAX 1024u

struct encoder {
	struct sequence q;	      /* what was said so far */
	uint64_t handle[HANDLES_MAX]; /* of the scenario, in the sequence; 0: none */
};

/* ---- Handles ---- */

static bool rename_handle(const struct encoder *e, uint64_t *handle)
{
	uint64_t old = *handle;

	if (old)
		*handle = old < HANDLES_MAX ? e->handle[old] : 0;
	return !old || *handle;
}

static bool is_among(uint64_t *const *at, unsigned int count, const uint64_t *field)
{
	for (unsigned int i = 0; i < count; i++)
		if (at[i] == field)
			return true;
	return false;
}

/* The operation with the sequence's handles; false: it names what is not there. */
static bool rename_all(const struct encoder *e, struct gms_op *op)
{
	uint64_t *at[OP_HANDLES_MAX];
	unsigned int count = op_handles(op, at);

	/* A field that two arguments fill is renamed once. */
	for (unsigned int i = 0; i < count; i++)
		if (!is_among(at, i, at[i]) && !rename_handle(e, at[i]))
			return false;
	return true;
}

/* ---- One argument ---- */

static bool is_same(const struct gms_op *a, const struct gms_op *b, const struct gms_arg *arg)
{
	size_t bytes = arg_is_ref(arg) ? sizeof(struct gms_ref) : sizeof(uint64_t);

	switch (arg->kind) {
	case GMS_ARG_NEW_VM:
	case GMS_ARG_NEW_FILE:
	case GMS_ARG_NEW_MAP:
	case GMS_ARG_NEW_PROCESS:
	case GMS_ARG_NEW_MESSAGE:
	case GMS_ARG_NEW_RECEIVED:
		return true;
	case GMS_ARG_NEW_VCPU:
		return a->vm == b->vm && a->vcpu_id == b->vcpu_id;
	case GMS_ARG_SLOT:
		return a->vm == b->vm && a->as_id == b->as_id && a->id == b->id;
	default:
		return !memcmp((const char *)a + arg->field, (const char *)b + arg->field, bytes);
	}
}

/* The argument decodes to what is wanted; literals come from the record. */
static bool says(struct encoder *e, const struct gms_op *want, const struct gms_arg *arg,
		 const uint8_t *bytes, struct choice c)
{
	struct decoder d = { .q = &e->q };
	struct gms_op op;

	gms_op_init(&op, want->code);
	d.op = &op;
	memcpy(d.literal, bytes + LITERAL_AT(0), sizeof(d.literal));
	return sequence_take(&d, arg, c) && is_same(&op, want, arg);
}

/* Do both of a choice's bytes matter? */
static bool is_of_two(const struct gms_arg *arg)
{
	return arg->kind == GMS_ARG_SLOT || arg->kind == GMS_ARG_ADDRESS ||
	       arg->kind == GMS_ARG_NEW_VCPU;
}

static bool find_among(struct encoder *e, const struct gms_op *want, const struct gms_arg *arg,
		       const uint8_t *bytes, unsigned int from, unsigned int to,
		       struct choice *found)
{
	for (unsigned int how = from; how < to; how++)
		for (unsigned int what = 0; what <= UINT8_MAX; what++) {
			*found = (struct choice){ (uint8_t)how, (uint8_t)what };
			if (says(e, want, arg, bytes, *found))
				return true;
		}
	return false;
}

/* What a literal has to be for the argument. */
static uint64_t literal_of(const struct gms_op *want, const struct gms_arg *arg)
{
	size_t at = arg->field + (arg_is_ref(arg) ? offsetof(struct gms_ref, number) : 0);
	uint64_t value;

	if (arg->kind == GMS_ARG_SLOT)
		return want->as_id << 32 | want->id;
	if (arg->kind == GMS_ARG_NEW_VCPU)
		return want->vcpu_id;
	memcpy(&value, (const char *)want + at, sizeof(value));
	return value;
}

static bool find_literal(struct encoder *e, const struct gms_op *want, const struct gms_arg *arg,
			 uint8_t *bytes, unsigned int *used, struct choice *found)
{
	bool wild = arg->kind == GMS_ARG_SLOT || arg->kind == GMS_ARG_NEW_VCPU;
	uint64_t value = literal_of(want, arg);
	unsigned int from = wild ? WILD : LITERAL;
	unsigned int to = wild ? UINT8_MAX + 1u : LITERAL + *used + 1;

	if (*used == LITERALS || (wild && *used))
		return false;
	memcpy(bytes + LITERAL_AT(*used), &value, sizeof(value));
	if (find_among(e, want, arg, bytes, from, to, found)) {
		*used += wild || found->how == LITERAL + *used;
		return true;
	}
	return false;
}

/* Bytes that say the argument: the expected first, then the unexpected, then itself. */
static bool find_choice(struct encoder *e, const struct gms_op *want, const struct gms_arg *arg,
			uint8_t *bytes, unsigned int *used, struct choice *found)
{
	if (arg->kind == GMS_ARG_KEYWORD)
		return find_among(e, want, arg, bytes, KEYWORD, KEYWORD + 1, found);
	return find_among(e, want, arg, bytes, 0, is_of_two(arg) ? e->q.nr_symbols + 1 : 1,
			  found) ||
	       find_among(e, want, arg, bytes, SHIFTED, LEFT_OUT, found) ||
	       (arg->kind == GMS_ARG_VM_OR_SYSTEM &&
		find_among(e, want, arg, bytes, WILD, WILD + 1, found)) ||
	       find_literal(e, want, arg, bytes, used, found);
}

/* ---- One operation ---- */

static bool find_issuer(const struct encoder *e, uint64_t process, uint8_t *byte)
{
	unsigned int kinds = 1u << SYMBOL_PROCESS;

	*byte = 0;
	for (unsigned int b = WILD; process && b <= UINT8_MAX; b++) {
		*byte = (uint8_t)b;
		if (sequence_pick(&e->q, kinds, *byte) == process)
			return true;
	}
	return !process;
}

static bool find_record(struct encoder *e, const struct gms_op *want, uint8_t *bytes)
{
	const struct gms_op_row *row = gms_op_row(want->code);
	bool issued = gms_issuer(want->code) && want->process;
	unsigned int used = 0;

	memset(bytes, 0, RECORD_BYTES);
	bytes[0] = (uint8_t)want->code;
	if (issued && !find_issuer(e, want->process, &bytes[1]))
		return false;
	for (uint32_t i = 0; i < row->nr_args; i++) {
		struct choice c = { LEFT_OUT, 0 };

		if (want->given >> i & 1 &&
		    !find_choice(e, want, &row->args[i], bytes, &used, &c))
			return false;
		if (i == ARGUMENTS_MAX)
			return !(want->given >> i);
		bytes[CHOICE_AT(i)] = c.how;
		bytes[CHOICE_AT(i) + 1] = c.what;
	}
	return true;
}

/* What was made of the bytes is what was wanted, or it was not said. */
static bool append(struct encoder *e, const struct gms_op *want, const uint8_t *bytes)
{
	unsigned int ops = e->q.nr_ops, symbols = e->q.nr_symbols;
	struct gms_op made;

	if (!sequence_record(&e->q, bytes))
		return false;
	made = e->q.op[ops];
	made.given = want->given;
	made.define = want->define;
	if (!memcmp(&made, want, sizeof(made)))
		return true;
	e->q.nr_ops = ops;
	e->q.nr_symbols = symbols;
	return false;
}

static bool encode_line(struct encoder *e, const struct gms_op *op, uint8_t *bytes)
{
	struct gms_op want = *op;

	if (!rename_all(e, &want) || !find_record(e, &want, bytes) || !append(e, &want, bytes))
		return false;
	if (op->define && op->define < HANDLES_MAX)
		e->handle[op->define] = e->q.nr_symbols;
	return true;
}

/* ---- The head ---- */

static bool encode_parameter(const struct scenario *s, unsigned int i, uint8_t *bytes)
{
	const struct gms_param *p = gms_param_at(i);
	uint64_t value = s->param[i] - p->least;

	bytes[0] = (uint8_t)i;
	bytes[1] = (uint8_t)value;
	return value <= UINT8_MAX;
}

/* False if it leaves parameters out: two can be said. */
static bool encode_head(const struct scenario *s, uint8_t *head)
{
	unsigned int said = 0;

	memset(head, 0, HEAD_BYTES);
	head[0] = s->arch > 0 ? (uint8_t)s->arch : 0;
	if (s->profile >= 0)
		head[1] = (uint8_t)(s->profile ? (unsigned int)s->profile : gms_nr_profiles());
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++) {
		if (!(s->params_given >> i & 1))
			continue;
		if (said == 2 || !encode_parameter(s, i, head + 4 + 2 * said))
			return false;
		said++;
	}
	/* Said twice is the same as once: 0 would be another parameter. */
	if (said == 1)
		memcpy(head + 6, head + 4, 2);
	head[3] = said ? 0xff : 0;
	return true;
}

size_t sequence_encode(const struct scenario *s, uint8_t *data, struct sequence_said *said)
{
	static struct encoder e;
	size_t at = HEAD_BYTES;

	*said = (struct sequence_said){ .head = encode_head(s, data) };
	sequence_decode(&e.q, data, HEAD_BYTES);
	memset(e.handle, 0, sizeof(e.handle));
	for (size_t i = 0; i < s->nr_lines; i++) {
		if (s->lines[i].role != LINE_OPERATION)
			continue;
		said->all++;
		if (e.q.nr_ops == SEQUENCE_OPS) {
			said->beyond++;
		} else if (encode_line(&e, &s->lines[i].op, data + at)) {
			said->ops++;
			at += RECORD_BYTES;
		}
	}
	return at;
}
