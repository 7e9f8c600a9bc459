/* SPDX-License-Identifier: BSD-2-Clause */
/* Bytes into operations, by the operations' rows. */
#include <stddef.h>
#include <string.h>

#include "scenario/language.h"
#include "sequence_internal.h"

#define AT(f)	 offsetof(struct gms_op, f)
#define COUNT(a) (sizeof(a) / sizeof((a)[0]))
#define KIND(k)	 (1u << (k))

/* ---- Names ---- */

/* One of what was made so far; 0: nothing of that kind was. */
uint64_t sequence_pick(const struct sequence *q, unsigned int kinds, uint8_t what)
{
	unsigned int count = 0, nth;

	for (unsigned int h = 1; h <= q->nr_symbols; h++)
		count += kinds >> q->symbol[h].kind & 1;
	if (!count)
		return 0;
	nth = what % count;
	for (unsigned int h = 1; h <= q->nr_symbols; h++)
		if (kinds >> q->symbol[h].kind & 1 && !nth--)
			return h;
	return 0;
}

static void makes(struct decoder *d, enum symbol_kind kind)
{
	d->makes = true;
	d->made.kind = kind;
}

static bool vcpu_is_there(const struct sequence *q, uint64_t vm, uint64_t id)
{
	for (unsigned int h = 1; h <= q->nr_symbols; h++)
		if (q->symbol[h].kind == SYMBOL_VCPU && q->symbol[h].vm == vm &&
		    q->symbol[h].id == id)
			return true;
	return false;
}

/* ---- Numbers ---- */

static const uint64_t wild_numbers[] = {
	0,
	1,
	7,
	8,
	PAGE - 1,
	PAGE + 1,
	1ull << 21,
	(1ull << 21) - PAGE,
	1ull << 30,
	(1ull << 30) + PAGE,
	UINT32_MAX,
	1ull << 32,
	1ull << 46,
	(1ull << 47) - PAGE,
	1ull << 47,
	1ull << 48,
	1ull << 52,
	INT64_MAX,
	INT64_MAX - PAGE + 1,
	1ull << 63,
	UINT64_MAX,
	UINT64_MAX - PAGE + 1,
	UINT64_MAX - PAGE,
	0xdeadbeef000,
};

static const uint64_t some_pages[] = { 0, 1, 2, 3, 4, 5, 6, 8, 1, 2, 3, 16, 64, 512, 513, 1024 };

static bool counts_bytes(uint32_t field)
{
	static const size_t fields[] = { AT(size),   AT(off),	     AT(len),
					 AT(gpa),    AT(hva.number), AT(buf),
					 AT(bitmap), AT(off_out),    AT(argp) };

	for (size_t i = 0; i < COUNT(fields); i++)
		if (fields[i] == field)
			return true;
	return false;
}

static uint64_t number_of(const struct decoder *d, const struct gms_arg *arg, struct choice c)
{
	uint64_t n;

	if (is_literal(c))
		n = d->literal[c.how - LITERAL];
	else if (c.how >= WILD && c.how % 2)
		n = wild_numbers[c.what % COUNT(wild_numbers)];
	else if (c.how >= SHIFTED && c.how < LEFT_OUT)
		n = (uint64_t)c.what << 4 * (c.how - SHIFTED);
	else if (counts_bytes(arg->field))
		n = some_pages[c.what % COUNT(some_pages)] * PAGE +
		    (c.what >= 0xe0 ? c.what / 16 % 4 * 8 : 0);
	else
		n = c.what;
	return arg->flags & GMS_ARG_ALIGNED8 ? n & ~7ull : n;
}

static uint64_t flags_of(const struct gms_arg *arg, struct choice c)
{
	const struct gms_name_value *n = arg->names;
	uint64_t flags = 0;

	if (c.how >= WILD)
		return 1ull << c.what % 64;
	for (unsigned int bit = 0; n && n->name; n++, bit = (bit + 1) % 8)
		if (c.what >> bit & 1)
			flags |= n->value;
	return flags;
}

static uint64_t word_of(const struct gms_name_value *names, struct choice c)
{
	unsigned int count = 0;

	while (names && names[count].name)
		count++;
	return !count || c.how >= WILD ? c.what : names[c.what % count].value;
}

/* ---- Arguments ---- */

static void fill(struct gms_op *op, const struct gms_arg *arg, uint64_t value)
{
	memcpy((char *)op + arg->field, &value, sizeof(value));
}

static void fill_ref(struct gms_op *op, const struct gms_arg *arg, uint64_t handle,
		     uint64_t number)
{
	const struct gms_ref ref = { handle, number };

	memcpy((char *)op + arg->field, &ref, sizeof(ref));
}

/* A name of one of the kinds; false: there is none. */
static bool use(struct decoder *d, const struct gms_arg *arg, unsigned int kinds, struct choice c)
{
	uint64_t handle = sequence_pick(d->q, kinds, c.what);

	fill(d->op, arg, handle);
	return handle;
}

static bool new_vcpu(struct decoder *d, struct choice c)
{
	uint64_t vm = sequence_pick(d->q, KIND(SYMBOL_VM), c.how);
	uint64_t id = c.how >= WILD ? d->literal[0] : c.what % 4;

	if (!vm || vcpu_is_there(d->q, vm, id))
		return false;
	d->op->vm = d->made.vm = vm;
	d->op->vcpu_id = d->made.id = id;
	makes(d, SYMBOL_VCPU);
	return true;
}

static bool slot_number(struct decoder *d, struct choice c)
{
	d->op->vm = sequence_pick(d->q, KIND(SYMBOL_VM), c.how);
	d->op->id = c.how >= WILD ? (uint16_t)d->literal[0] : c.what % 8;
	d->op->as_id = c.how >= WILD	? (uint16_t)(d->literal[0] >> 32)
		       : c.what >= 0xf0 ? c.what % 4
					: 0;
	return d->op->vm;
}

static bool sendable(struct decoder *d, const struct gms_arg *arg, struct choice c)
{
	if (!use(d, arg, KIND(SYMBOL_VM) | KIND(SYMBOL_FILE), c))
		return false;
	d->made.carried = d->q->symbol[d->op->file].kind;
	return true;
}

/* What receives makes what the message carries. */
static bool message(struct decoder *d, const struct gms_arg *arg, struct choice c)
{
	if (!use(d, arg, KIND(SYMBOL_MESSAGE), c))
		return false;
	d->made.kind = d->q->symbol[sequence_pick(d->q, KIND(SYMBOL_MESSAGE), c.what)].carried;
	return true;
}

static bool received(struct decoder *d)
{
	d->makes = true;
	return true;
}

static bool address(struct decoder *d, const struct gms_arg *arg, struct choice c)
{
	uint64_t map = sequence_pick(d->q, KIND(SYMBOL_MAP), is_literal(c) ? c.what : c.how);

	/* A bare address if the literal's choice is no mapping. */
	if (c.how >= WILD || (is_literal(c) && c.what == UINT8_MAX))
		map = 0;
	fill_ref(d->op, arg, map, number_of(d, arg, c));
	return true;
}

static bool descriptor(struct decoder *d, const struct gms_arg *arg, unsigned int kinds,
		       struct choice c)
{
	bool bare = c.how >= WILD || is_literal(c);
	uint64_t handle = bare ? 0 : sequence_pick(d->q, kinds, c.what);
	uint64_t number = is_literal(c) ? d->literal[c.how - LITERAL] : c.what;

	fill_ref(d->op, arg, handle, handle ? 0 : number);
	return true;
}

/* What an operation that defines a name makes; NR_SYMBOL_KINDS: this defines none. */
static enum symbol_kind kind_made(enum gms_arg_kind kind)
{
	switch (kind) {
	case GMS_ARG_NEW_VM:
		return SYMBOL_VM;
	case GMS_ARG_NEW_FILE:
		return SYMBOL_FILE;
	case GMS_ARG_NEW_MAP:
		return SYMBOL_MAP;
	case GMS_ARG_NEW_PROCESS:
		return SYMBOL_PROCESS;
	case GMS_ARG_NEW_MESSAGE:
		return SYMBOL_MESSAGE;
	default:
		return NR_SYMBOL_KINDS;
	}
}

static bool is_numeric(enum gms_arg_kind kind)
{
	return kind == GMS_ARG_FLAGS || kind == GMS_ARG_WORD || kind == GMS_ARG_CAP ||
	       kind == GMS_ARG_PROT || kind == GMS_ARG_NODES;
}

bool sequence_take(struct decoder *d, const struct gms_arg *arg, struct choice c)
{
	if (is_literal(c) && is_numeric(arg->kind)) {
		fill(d->op, arg, d->literal[c.how - LITERAL]);
		d->flags_are_number |= arg->kind == GMS_ARG_FLAGS;
		return true;
	}
	switch (arg->kind) {
	case GMS_ARG_NEW_VM:
	case GMS_ARG_NEW_FILE:
	case GMS_ARG_NEW_MAP:
	case GMS_ARG_NEW_PROCESS:
	case GMS_ARG_NEW_MESSAGE:
		makes(d, kind_made(arg->kind));
		return true;
	case GMS_ARG_NEW_RECEIVED:
		return received(d);
	case GMS_ARG_NEW_VCPU:
		return new_vcpu(d, c);
	case GMS_ARG_VM:
		return use(d, arg, KIND(SYMBOL_VM), c);
	case GMS_ARG_VM_OR_SYSTEM:
		return c.how >= WILD || use(d, arg, KIND(SYMBOL_VM), c);
	case GMS_ARG_VCPU:
		return use(d, arg, KIND(SYMBOL_VCPU), c);
	case GMS_ARG_FILE:
		return use(d, arg, KIND(SYMBOL_FILE), c);
	case GMS_ARG_CLOSABLE:
		return use(d, arg,
			   KIND(SYMBOL_VM) | KIND(SYMBOL_FILE) | KIND(SYMBOL_VCPU) |
				   KIND(SYMBOL_MESSAGE),
			   c);
	case GMS_ARG_SENDABLE:
		return sendable(d, arg, c);
	case GMS_ARG_DESCRIPTOR:
		return descriptor(d, arg, KIND(SYMBOL_VM) | KIND(SYMBOL_FILE) | KIND(SYMBOL_VCPU),
				  c);
	case GMS_ARG_MESSAGE:
		return message(d, arg, c);
	case GMS_ARG_PROCESS:
		return use(d, arg, KIND(SYMBOL_PROCESS), c);
	case GMS_ARG_MAP:
		return use(d, arg, KIND(SYMBOL_MAP), c);
	case GMS_ARG_SLOT:
		return slot_number(d, c);
	case GMS_ARG_NUMBER:
		fill(d->op, arg, number_of(d, arg, c));
		return true;
	case GMS_ARG_FLAGS:
		fill(d->op, arg, flags_of(arg, c));
		return true;
	case GMS_ARG_WORD:
	case GMS_ARG_CAP:
		fill(d->op, arg, word_of(arg->names, c));
		return true;
	case GMS_ARG_PROT:
	case GMS_ARG_NODES:
		fill(d->op, arg, c.what % 8);
		return true;
	case GMS_ARG_ADDRESS:
		return address(d, arg, c);
	case GMS_ARG_FD:
		return descriptor(d, arg, KIND(SYMBOL_FILE), c);
	case GMS_ARG_KEYWORD:
		fill(d->op, arg,
		     arg->names ? word_of(arg->names, (struct choice){ 0, c.what }) : 1);
		return true;
	}
	return false;
}

/* Does an argument stand there already that fills the same field? */
static bool field_is_filled(const struct gms_op *op, const struct gms_op_row *row, uint32_t field)
{
	for (uint32_t i = 0; i < row->nr_args; i++)
		if (op->given & 1u << i && row->args[i].field == field)
			return true;
	return false;
}

/* A keyword is rarer than what takes a value: `delete` is not half of all slots. */
static bool left_out(const struct gms_arg *arg, struct choice c)
{
	if (arg->flags & GMS_ARG_REQUIRED)
		return false;
	return arg->kind == GMS_ARG_KEYWORD ? c.how < KEYWORD : c.how >= LEFT_OUT && c.how < WILD;
}

/* Leave out what the language refuses; false: it cannot do without something. */
static bool settle(struct gms_op *op, const struct gms_op_row *row, bool flags_are_number)
{
	for (uint32_t i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];

		if (op->given & 1u << i ? language_refuses(op, arg) != NULL
					: language_needs(op, arg) != NULL)
			return false;
	}
	language_complete(op, flags_are_number);
	return true;
}

static void define(struct decoder *d)
{
	struct sequence *q = d->q;

	if (!d->makes)
		return;
	q->symbol[++q->nr_symbols] = d->made;
	d->op->define = q->nr_symbols;
}

/* Positional arguments stand in order: after one that is left out, none can stand. */
static bool arguments(struct decoder *d, const uint8_t *bytes)
{
	const struct gms_op_row *row = gms_op_row(d->op->code);
	bool positional = true;

	for (uint32_t i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];
		struct choice c = { 0, 0 };

		if (i < ARGUMENTS_MAX)
			c = (struct choice){ bytes[CHOICE_AT(i)], bytes[CHOICE_AT(i) + 1] };
		else if (!(arg->flags & GMS_ARG_REQUIRED))
			continue;
		if (left_out(arg, c) || field_is_filled(d->op, row, arg->field) ||
		    (arg->flags & GMS_ARG_POSITIONAL && !positional)) {
			if (arg->flags & GMS_ARG_POSITIONAL)
				positional = false;
			continue;
		}
		if (!sequence_take(d, arg, c)) {
			if (arg->flags & GMS_ARG_REQUIRED)
				return false;
			continue;
		}
		d->op->given |= 1u << i;
	}
	return settle(d->op, row, d->flags_are_number);
}

/* What most sequences are about; the others share the rest of the byte's values. */
static const uint8_t core[] = {
	GMS_OP_SLOT,	  GMS_OP_SLOT,	     GMS_OP_MEMFD,	GMS_OP_MMAP,	GMS_OP_GUEST,
	GMS_OP_GUEST,	  GMS_OP_GUEST,	     GMS_OP_STORE,	GMS_OP_LOAD,	GMS_OP_FALLOCATE,
	GMS_OP_FALLOCATE, GMS_OP_ATTRIBUTES, GMS_OP_ATTRIBUTES, GMS_OP_CLOSE,	GMS_OP_PREFAULT,
	GMS_OP_VM,	  GMS_OP_VCPU,	     GMS_OP_MUNMAP,	GMS_OP_MADVISE, GMS_OP_KVM,
};

_Static_assert(GMS_NR_OPS < 180, "a byte has values left for the usual ones");

static enum gms_opcode opcode(uint8_t byte)
{
	if (byte >= GMS_NR_OPS)
		return (enum gms_opcode)core[byte % COUNT(core)];
	return (enum gms_opcode)byte;
}

bool sequence_record(struct sequence *q, const uint8_t *bytes)
{
	struct decoder d = { .q = q, .op = &q->op[q->nr_ops] };

	gms_op_init(d.op, opcode(bytes[0]));
	memcpy(d.literal, bytes + LITERAL_AT(0), sizeof(d.literal));
	if (!arguments(&d, bytes))
		return false;
	if (bytes[1] >= WILD && gms_issuer(d.op->code))
		d.op->process = sequence_pick(q, KIND(SYMBOL_PROCESS), bytes[1]);
	define(&d);
	q->nr_ops++;
	return true;
}

/* ---- A whole input ---- */

void sequence_decode(struct sequence *q, const uint8_t *data, size_t bytes)
{
	uint8_t first[HEAD_BYTES] = { 0 }, last[RECORD_BYTES];
	size_t at = bytes < HEAD_BYTES ? bytes : HEAD_BYTES;

	q->nr_ops = q->nr_symbols = 0;
	if (at)
		memcpy(first, data, at);
	sequence_head(q, first);
	for (unsigned int i = 0; i < SEQUENCE_OPS && at < bytes; i++, at += RECORD_BYTES) {
		size_t left = bytes - at < RECORD_BYTES ? bytes - at : RECORD_BYTES;

		memset(last, 0, sizeof(last));
		memcpy(last, data + at, left);
		sequence_record(q, last);
	}
}
