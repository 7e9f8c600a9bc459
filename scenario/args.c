// SPDX-License-Identifier: BSD-2-Clause
/*
 * An operation and its arguments, by its row.
 *
 * Positional arguments come first and in order.  A bare word is the next
 * positional argument, unless it is one of the row's keywords and nothing
 * positional has to stand there.
 */
#include <string.h>

#include "language.h"
#include "parse.h"
#include "suggest.h"

struct arguments {
	struct parser *p;
	const struct gms_op_row *row;
	struct gms_op *op;
	unsigned int op_column;
	uint32_t next;		   /* argument that may be positional next */
	const struct token *named; /* the first key or keyword */
	bool flags_are_number;
	unsigned int column[GMS_MAX_ARGS];
};

static bool is_positional(const struct arguments *a, uint32_t i)
{
	return i < a->row->nr_args && a->row->args[i].flags & GMS_ARG_POSITIONAL;
}

static bool keyword_matches(const struct gms_arg *arg, const char *text)
{
	if (arg->kind != GMS_ARG_KEYWORD)
		return false;
	if (!arg->names)
		return !strcmp(arg->key, text);
	for (const struct gms_name_value *n = arg->names; n->name; n++)
		if (!strcmp(n->name, text))
			return true;
	return false;
}

/* The row's argument with this key, or with this keyword; nr_args if none. */
static uint32_t find_argument(const struct gms_op_row *row, const char *text, bool keyword)
{
	uint32_t i;

	for (i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];

		if (keyword ? keyword_matches(arg, text)
			    : arg->kind != GMS_ARG_KEYWORD &&
				      !(arg->flags & GMS_ARG_POSITIONAL) &&
				      !strcmp(arg->key, text))
			break;
	}
	return i;
}

/* Keys and keywords that the row knows, for suggestions. */
static size_t known_words(const struct gms_op_row *row, bool keywords, const char **names)
{
	size_t count = 0;

	for (uint32_t i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];

		if (arg->flags & GMS_ARG_POSITIONAL || (arg->kind == GMS_ARG_KEYWORD) != keywords)
			continue;
		if (!arg->names || !keywords)
			names[count++] = arg->key;
		else
			for (const struct gms_name_value *n = arg->names; n->name; n++)
				names[count++] = n->name;
	}
	return count;
}

/* Does the argument, or another that fills the same field, stand there already? */
static bool check_once(struct arguments *a, uint32_t i, const struct token *t)
{
	const struct gms_arg *arg = &a->row->args[i];

	for (uint32_t j = 0; j < a->row->nr_args; j++) {
		if (!(a->op->given & 1u << j) || a->row->args[j].field != arg->field)
			continue;
		if (i == j)
			return parse_fail(a->p, t->column, "'%s' is given twice", arg->key);
		return parse_fail(a->p, t->column, "'%s' and '%s' exclude each other", arg->key,
				  a->row->args[j].key);
	}
	return true;
}

static bool take_argument(struct arguments *a, uint32_t i, const struct token *t)
{
	struct value v = {
		.p = a->p,
		.arg = &a->row->args[i],
		.op = a->op,
		.text = t->text,
		.column = t->value_column,
	};

	if (!check_once(a, i, t) || !parse_value(&v))
		return false;
	if (v.arg->kind == GMS_ARG_FLAGS)
		a->flags_are_number = v.bare_number;
	a->op->given |= 1u << i;
	a->column[i] = t->column;
	return true;
}

/* `by=` is no argument of the row's own. */
static bool take_issuer(struct arguments *a, const struct gms_arg *issuer, const struct token *t)
{
	struct value v = {
		.p = a->p,
		.arg = issuer,
		.op = a->op,
		.text = t->text,
		.column = t->value_column,
	};

	if (a->op->process)
		return parse_fail(a->p, t->column, "'%s' is given twice", issuer->key);
	if (!a->named)
		a->named = t;
	return parse_value(&v);
}

static bool take_key(struct arguments *a, const struct token *t)
{
	uint32_t i = find_argument(a->row, t->key, false);
	const struct gms_arg *issuer = gms_issuer(a->op->code);
	const char *names[32];

	if (issuer && !strcmp(t->key, issuer->key))
		return take_issuer(a, issuer, t);

	if (!*t->key)
		return parse_fail(a->p, t->column, "a key is missing before '='");
	if (i == a->row->nr_args)
		return parse_fail(a->p, t->column, "%s has no key %s%s", a->row->word,
				  quote(t->key).text,
				  hint(t->key, names, known_words(a->row, false, names)).text);
	if (!a->named)
		a->named = t;
	return take_argument(a, i, t);
}

static bool fail_bare_word(struct arguments *a, const struct token *t)
{
	const char *names[32];

	if (find_argument(a->row, t->text, false) < a->row->nr_args)
		return parse_fail(a->p, t->column, "%s needs a value: %s=VALUE",
				  quote(t->text).text, t->text);
	return parse_fail(a->p, t->column, "%s does not take %s%s", a->row->word,
			  quote(t->text).text,
			  hint(t->text, names, known_words(a->row, true, names)).text);
}

/* An optional positional argument that is a number: a mistyped keyword is to show. */
static bool could_be(const struct gms_arg *arg, const char *text)
{
	return arg->flags & GMS_ARG_REQUIRED || arg->kind == GMS_ARG_ADDRESS ||
	       arg->kind == GMS_ARG_PROCESS || (*text >= '0' && *text <= '9') || *text == '-';
}

static bool take_bare(struct arguments *a, const struct token *t)
{
	uint32_t keyword = find_argument(a->row, t->text, true);
	bool positional = is_positional(a, a->next);

	if (keyword < a->row->nr_args &&
	    !(positional && a->row->args[a->next].flags & GMS_ARG_REQUIRED)) {
		if (!a->named)
			a->named = t;
		return take_argument(a, keyword, t);
	}
	if (!positional || !could_be(&a->row->args[a->next], t->text))
		return fail_bare_word(a, t);
	if (a->named)
		return parse_fail(a->p, t->column, "%s must stand before %s",
				  a->row->args[a->next].key,
				  quote(a->named->key ? a->named->key : a->named->text).text);
	return take_argument(a, a->next++, t);
}

/* What must be there, and what must not, now that all is read. */
static bool check_complete(struct arguments *a)
{
	for (uint32_t i = 0; i < a->row->nr_args; i++) {
		const struct gms_arg *arg = &a->row->args[i];
		const char *why;

		if (a->op->given & 1u << i) {
			why = language_refuses(a->op, arg);
			if (why)
				return parse_fail(a->p, a->column[i], "%s", why);
			continue;
		}
		why = language_needs(a->op, arg);
		if (why)
			return parse_fail(a->p, a->op_column, "%s", why);
		if (arg->flags & GMS_ARG_REQUIRED)
			return parse_fail(a->p, a->op_column, "%s needs %s%s", a->row->word,
					  arg->key, arg->flags & GMS_ARG_POSITIONAL ? "" : "=");
	}
	return true;
}

/* Words that start a line beside operations: for a helpful message. */
#define PARAM_WORD(id, word, option, fallback, least, largest, archs, sentence) word,
static const char *const line_words[] = { GMS_PARAMS(PARAM_WORD) "profile",
					  "arch",
					  "concurrent",
					  "end",
					  "always",
					  "eventually",
					  "sometimes",
					  "schedule",
					  "step" };
#undef PARAM_WORD

static bool find_operation(struct parser *p, const struct token *t, enum gms_opcode *code)
{
	const char *names[GMS_NR_OPS + sizeof(line_words) / sizeof(line_words[0])];
	size_t count = 0;

	if (t->key)
		return parse_fail(p, t->column, "expected an operation, got a key %s",
				  quote(t->key).text);
	for (unsigned int c = 0; c < GMS_NR_OPS; c++) {
		*code = (enum gms_opcode)c;
		names[count] = gms_op_row(*code)->word;
		if (!strcmp(names[count++], t->text))
			return true;
	}
	for (size_t i = 0; i < sizeof(line_words) / sizeof(line_words[0]); i++) {
		names[count++] = line_words[i];
		if (!strcmp(line_words[i], t->text))
			return parse_fail(p, t->column, "%s cannot stand here",
					  quote(t->text).text);
	}
	return parse_fail(p, t->column, "unknown operation %s%s", quote(t->text).text,
			  hint(t->text, names, count).text);
}

bool parse_operation(struct parser *p, unsigned int first, unsigned int end, struct gms_op *op)
{
	const struct token *t = &p->tokens.token[first];
	struct arguments a = { .p = p, .op = op, .op_column = t->column };
	enum gms_opcode code = GMS_NR_OPS;

	p->define.name[0] = '\0';
	if (!find_operation(p, t, &code))
		return false;
	gms_op_init(op, code);
	a.row = gms_op_row(code);
	for (unsigned int i = first + 1; i < end; i++) {
		t = &p->tokens.token[i];
		if (!(t->key ? take_key(&a, t) : take_bare(&a, t)))
			return false;
	}
	if (!check_complete(&a))
		return false;
	language_complete(op, a.flags_are_number);
	if (!p->define.name[0])
		return true;
	op->define =
		symbol_define(&p->index, p->s, p->define.name, p->define.kind, p->define.carried);
	return op->define || parse_no_memory(p);
}
