// SPDX-License-Identifier: BSD-2-Clause
/*
 * A scenario back into text that parses to the same scenario.
 */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "language.h"
#include "lex.h"
#include "names.h"
#include "print.h"

/* Tasks on one `schedule` line: keeps it below SCENARIO_LINE_BYTES_MAX. */
#define SCHEDULE_LINE_TASKS 32

/* ---- Values ---- */

const char *scenario_name(const struct scenario *s, uint64_t handle)
{
	return handle && handle <= s->nr_symbols ? s->symbols[handle - 1].name : NULL;
}

void print_name(const struct scenario *s, uint64_t handle, FILE *out)
{
	const char *name = scenario_name(s, handle);

	if (name)
		fputs(name, out);
	else
		fprintf(out, "h%" PRIu64, handle);
}

void print_size(uint64_t bytes, FILE *out)
{
	static const char suffix[] = "KMGT";
	int i = -1;

	while (bytes && bytes % 1024 == 0 && i < 3) {
		bytes /= 1024;
		i++;
	}
	fprintf(out, "%" PRIu64, bytes);
	if (i >= 0)
		fputc(suffix[i], out);
}

void print_flags(const struct gms_name_value *names, uint64_t flags, FILE *out)
{
	const char *whole = flags ? name_of(names, flags) : NULL;
	uint64_t rest = flags;
	const char *bar = "";

	if (whole) {
		fputs(whole, out);
		return;
	}
	for (; names->name && rest; names++) {
		if (!names->value || (rest & names->value) != names->value)
			continue;
		fprintf(out, "%s%s", bar, names->name);
		rest &= ~names->value;
		bar = "|";
	}
	if (rest)
		fprintf(out, "%s0x%" PRIx64, bar, rest);
	else if (!flags)
		fputc('0', out);
}

/* What has a blank, or would start a comment or an expectation, stands in quotes. */
void print_text(const char *text, FILE *out)
{
	bool plain = !text[strcspn(text, " \t#")] && !strstr(text, "->");
	const char *quotes = plain ? "" : "\"";

	fprintf(out, "%s%s%s", quotes, text, quotes);
}

void print_prot(uint64_t prot, FILE *out)
{
	if (prot & ~(uint64_t)(GMS_PROT_READ | GMS_PROT_WRITE | GMS_PROT_EXEC)) {
		fprintf(out, "0x%" PRIx64, prot);
		return;
	}
	fprintf(out, "%s%s%s%s", prot ? "" : "none", prot & GMS_PROT_READ ? "r" : "",
		prot & GMS_PROT_WRITE ? "w" : "", prot & GMS_PROT_EXEC ? "x" : "");
}

void print_nodes(uint64_t nodes, FILE *out)
{
	const char *comma = "";

	if (!nodes)
		fputs("none", out);
	for (unsigned int n = 0; nodes; n++, nodes >>= 1) {
		if (!(nodes & 1))
			continue;
		fprintf(out, "%s%u", comma, n);
		comma = ",";
	}
}

/* ---- Arguments ---- */

static uint64_t field(const struct gms_op *op, const struct gms_arg *arg)
{
	uint64_t value;

	memcpy(&value, (const char *)op + arg->field, sizeof(value));
	return value;
}

static bool is_ref(const struct gms_arg *arg)
{
	return arg->kind == GMS_ARG_ADDRESS || arg->kind == GMS_ARG_FD ||
	       arg->kind == GMS_ARG_DESCRIPTOR;
}

static struct gms_ref ref_field(const struct gms_op *op, const struct gms_arg *arg)
{
	struct gms_ref ref;

	memcpy(&ref, (const char *)op + arg->field, sizeof(ref));
	return ref;
}

/* Addresses, values and masks read best in hex, sizes and offsets with a suffix. */
static void print_number(const struct gms_op *op, const struct gms_arg *arg, FILE *out)
{
	uint64_t value = field(op, arg);

	if (arg->flags & GMS_ARG_SIGNED && (int64_t)value < 0) {
		fprintf(out, "%" PRId64, (int64_t)value);
		return;
	}
	switch (arg->field) {
	case offsetof(struct gms_op, size):
	case offsetof(struct gms_op, off):
	case offsetof(struct gms_op, len):
		print_size(value, out);
		break;
	default:
		fprintf(out, value < 10 ? "%" PRIu64 : "0x%" PRIx64, value);
		break;
	}
}

static void print_word(const struct gms_arg *arg, uint64_t value, FILE *out)
{
	const char *name = name_of(arg->names, value);

	if (name)
		fputs(name, out);
	else
		fprintf(out, "%" PRIu64, value);
}

static void print_ref(const struct scenario *s, const struct gms_op *op,
		      const struct gms_arg *arg, FILE *out)
{
	struct gms_ref ref = ref_field(op, arg);

	if (ref.handle) {
		print_name(s, ref.handle, out);
		if (ref.number && arg->kind == GMS_ARG_ADDRESS) {
			fputc('+', out);
			print_size(ref.number, out);
		}
	} else if (arg->kind == GMS_ARG_ADDRESS && !ref.number) {
		fputs("none", out);
	} else {
		fprintf(out, arg->kind == GMS_ARG_ADDRESS ? "0x%" PRIx64 : "%" PRIu64,
			ref.number);
	}
}

static void print_slot(const struct scenario *s, const struct gms_op *op, FILE *out)
{
	print_name(s, op->vm, out);
	fputc(':', out);
	if (op->as_id)
		fprintf(out, "%" PRIu64 ".", op->as_id);
	fprintf(out, "%" PRIu64, op->id);
}

static void print_new_vcpu(const struct scenario *s, const struct gms_op *op, FILE *out)
{
	print_name(s, op->vm, out);
	fprintf(out, ".%" PRIu64, op->vcpu_id);
}

/* Without what another argument implies, flags must be a number. */
static void print_flag_argument(const struct gms_op *op, const struct gms_arg *arg, FILE *out)
{
	uint64_t flags = field(op, arg), implied = language_default_flags(op);

	if (op->code != GMS_OP_MMAP && (flags & implied) != implied)
		fprintf(out, "0x%" PRIx64, flags);
	else
		print_flags(arg->names, flags, out);
}

static void print_value(const struct scenario *s, const struct gms_op *op,
			const struct gms_arg *arg, FILE *out)
{
	switch (arg->kind) {
	case GMS_ARG_NEW_VCPU:
		print_new_vcpu(s, op, out);
		break;
	case GMS_ARG_VM_OR_SYSTEM:
		if (!field(op, arg))
			fputs("system", out);
		else
			print_name(s, field(op, arg), out);
		break;
	case GMS_ARG_NEW_VM:
	case GMS_ARG_NEW_PROCESS:
	case GMS_ARG_NEW_MESSAGE:
	case GMS_ARG_NEW_RECEIVED:
	case GMS_ARG_SENDABLE:
	case GMS_ARG_MESSAGE:
	case GMS_ARG_PROCESS:
	case GMS_ARG_NEW_FILE:
	case GMS_ARG_NEW_MAP:
	case GMS_ARG_VM:
	case GMS_ARG_VCPU:
	case GMS_ARG_FILE:
	case GMS_ARG_CLOSABLE:
	case GMS_ARG_MAP:
		print_name(s, field(op, arg), out);
		break;
	case GMS_ARG_SLOT:
		print_slot(s, op, out);
		break;
	case GMS_ARG_NUMBER:
		print_number(op, arg, out);
		break;
	case GMS_ARG_FLAGS:
		print_flag_argument(op, arg, out);
		break;
	case GMS_ARG_WORD:
	case GMS_ARG_CAP:
		print_word(arg, field(op, arg), out);
		break;
	case GMS_ARG_PROT:
		print_prot(field(op, arg), out);
		break;
	case GMS_ARG_ADDRESS:
	case GMS_ARG_FD:
	case GMS_ARG_DESCRIPTOR:
		print_ref(s, op, arg, out);
		break;
	case GMS_ARG_NODES:
		print_nodes(field(op, arg), out);
		break;
	case GMS_ARG_KEYWORD:
		if (arg->names)
			print_word(arg, field(op, arg), out);
		else
			fputs(arg->key, out);
		break;
	}
}

/* ---- Operations ---- */

/* Is the field at what it would be if the argument were left out? */
static bool is_default(const struct gms_op *op, const struct gms_arg *arg)
{
	struct gms_ref ref;

	if (is_ref(arg)) {
		ref = ref_field(op, arg);
		return !ref.handle && !ref.number;
	}
	if (arg->field == offsetof(struct gms_op, flags))
		return field(op, arg) == language_default_flags(op);
	return field(op, arg) == arg->fallback;
}

/* Does another argument say what this one could? */
static bool said_by_other(const struct gms_op *op, uint32_t i)
{
	const struct gms_op_row *row = gms_op_row(op->code);
	const struct gms_arg *arg = &row->args[i];

	for (uint32_t j = 0; j < row->nr_args; j++) {
		if (j == i || row->args[j].field != arg->field)
			continue;
		if (op->given & 1u << j)
			return true;
		/* A keyword, when it has a word for the value. */
		if (row->args[j].kind == GMS_ARG_KEYWORD && row->args[j].names &&
		    name_of(row->args[j].names, field(op, arg)))
			return true;
	}
	return false;
}

static bool is_printed(const struct gms_op *op, uint32_t i)
{
	const struct gms_arg *arg = &gms_op_row(op->code)->args[i];

	if (arg->kind == GMS_ARG_KEYWORD && !arg->names)
		return field(op, arg) != 0;
	if (op->given & 1u << i)
		return true;
	if (said_by_other(op, i) || language_refuses(op, arg))
		return false;
	if (arg->kind == GMS_ARG_KEYWORD)
		return name_of(arg->names, field(op, arg)) != NULL;
	return arg->flags & GMS_ARG_REQUIRED || language_needs(op, arg) || !is_default(op, arg);
}

void scenario_print_op(const struct scenario *s, const struct gms_op *op, FILE *out)
{
	const struct gms_op_row *row = gms_op_row(op->code);
	const struct gms_arg *issuer = gms_issuer(op->code);

	fputs(row->word, out);
	for (uint32_t i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];

		if (!is_printed(op, i))
			continue;
		fputc(' ', out);
		if (arg->kind != GMS_ARG_KEYWORD && !(arg->flags & GMS_ARG_POSITIONAL))
			fprintf(out, "%s=", arg->key);
		print_value(s, op, arg, out);
	}
	if (issuer && op->process) {
		fprintf(out, " %s=", issuer->key);
		print_value(s, op, issuer, out);
	}
}

/* ---- The file ---- */

static void print_expectation(const struct expectation *expect, FILE *out)
{
	if (expect->kind == EXPECT_NOTHING)
		return;
	fputs(" ->", out);
	for (unsigned int i = 0; i < expect->nr_items; i++) {
		const struct expect_item *item = &expect->items[i];

		fprintf(out, " %s%s", item->key ? item->key : "", item->key ? "=" : "");
		print_text(item->text, out);
	}
}

static void print_line(const struct scenario *s, size_t i, FILE *out)
{
	static const char *const roles[] = {
		[LINE_OPERATION] = "",
		[LINE_ALWAYS] = "always ",
		[LINE_EVENTUALLY] = "eventually ",
		[LINE_SOMETIMES] = "sometimes ",
	};
	const struct scenario_line *line = &s->lines[i];

	if (i >= s->block_first && i < s->block_end)
		fputs("  ", out);
	if (line->task)
		fprintf(out, "%s: ", s->tasks[line->task - 1]);
	fputs(roles[line->role], out);
	scenario_print_op(s, &line->op, out);
	print_expectation(&line->expect, out);
	fputc('\n', out);
}

static void print_schedule(const struct scenario *s, FILE *out)
{
	unsigned int on_line = 0;

	for (size_t i = 0; i < s->nr_schedule; i++) {
		const struct schedule_item *item = &s->schedule[i];

		if (on_line && (item->kind == SCHEDULE_UNTIL || on_line == SCHEDULE_LINE_TASKS)) {
			fputc('\n', out);
			on_line = 0;
		}
		if (item->kind == SCHEDULE_UNTIL) {
			fprintf(out, "  step %s until %s\n", s->tasks[item->task], item->step);
			continue;
		}
		fprintf(out, "%s %s", on_line ? "" : "  schedule", s->tasks[item->task]);
		on_line++;
	}
	if (on_line)
		fputc('\n', out);
}

static void print_param(unsigned int i, uint64_t value, FILE *out)
{
	const struct gms_name_value *names = gms_param_names(i);

	for (; names && names->name; names++)
		if (names->value == value) {
			fprintf(out, "%s %s\n", gms_param_at(i)->word, names->name);
			return;
		}
	fprintf(out, "%s %" PRIu64 "\n", gms_param_at(i)->word, value);
}

void scenario_print(const struct scenario *s, FILE *out)
{
	if (s->profile >= 0)
		fprintf(out, "profile %s\n", gms_profile_name((unsigned int)s->profile));
	if (s->arch >= 0)
		fprintf(out, "arch %s\n", s->arch == GMS_ARCH_ARM64 ? "arm64" : "x86");
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		if (s->params_given >> i & 1)
			print_param(i, s->param[i], out);
	for (size_t i = 0; i < s->nr_lines; i++) {
		if (i == s->block_first && i < s->block_end)
			fputs("concurrent\n", out);
		print_line(s, i, out);
		if (i + 1 == s->block_end && s->block_first < s->block_end) {
			print_schedule(s, out);
			fputs("end\n", out);
		}
	}
}
