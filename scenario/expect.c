// SPDX-License-Identifier: BSD-2-Clause
/*
 * What may stand after an arrow: read, and checked before anything runs.
 */
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "parse.h"
#include "result.h"
#include "suggest.h"

/* Operations that a form is a result of; the list ends with NO_OP, and alone it means any. */
#define FORM_OPS_MAX 5
#define NO_OP	     GMS_NR_OPS
#define ON(op)                                                                                   \
	{                                                                                        \
		GMS_OP_##op, NO_OP                                                               \
	}
#define ON2(a, b)                                                                                \
	{                                                                                        \
		GMS_OP_##a, GMS_OP_##b, NO_OP                                                    \
	}
#define ON3(a, b, c)                                                                             \
	{                                                                                        \
		GMS_OP_##a, GMS_OP_##b, GMS_OP_##c, NO_OP                                        \
	}
#define ON4(a, b, c, d)                                                                          \
	{                                                                                        \
		GMS_OP_##a, GMS_OP_##b, GMS_OP_##c, GMS_OP_##d, NO_OP                            \
	}
#define ANY_OP                                                                                   \
	{                                                                                        \
		NO_OP                                                                            \
	}

enum word_class { WORD_EXACT, WORD_NUMBER, WORD_ERRNO, WORD_NONE };

struct form_key {
	const char *key;
	enum part_kind kind;
};

/* One shape of a result: its word, the keys that it may have, on which operations. */
struct form {
	enum word_class class;
	enum gms_opcode ops[FORM_OPS_MAX];
	const char *word;
	struct form_key keys[VIEW_PARTS_MAX];
};

/* What get_mempolicy says of a policy with this mode. */
#define POLICY_FORM(mode)                                                                        \
	{                                                                                        \
		WORD_EXACT, ON(GET_MEMPOLICY), mode,                                             \
		{                                                                                \
			{ "nodes", PART_NODES },                                                 \
			{                                                                        \
				"flags", PART_POLICY_FLAGS                                       \
			}                                                                        \
		}                                                                                \
	}

/* clang-format off */
static const struct form forms[] = {
	{ WORD_NUMBER, ON2(PREFAULT, POPULATE), NULL,
	  { { "left", PART_SIZE }, { "gpa", PART_HEX } } },
	{ WORD_ERRNO, ON2(PREFAULT, POPULATE), NULL,
	  { { "left", PART_SIZE }, { "gpa", PART_HEX } } },
	{ WORD_NUMBER, ON2(POISON, MADVISE), NULL, { { "signal", PART_BUS_CODE } } },
	{ WORD_ERRNO, ON2(POISON, MADVISE), NULL, { { "signal", PART_BUS_CODE } } },
	{ WORD_NUMBER, ON(GUEST), NULL, { { "level", PART_SIZE }, { "prot", PART_PROT } } },
	{ WORD_EXACT, ON(GUEST), "ok", { { "level", PART_SIZE }, { "prot", PART_PROT } } },
	{ WORD_NUMBER, ON(MOVE_PAGES), NULL, { { "status", PART_STATUS } } },
	{ WORD_NUMBER, ANY_OP, NULL, { { NULL, PART_WORD } } },
	{ WORD_ERRNO, ANY_OP, NULL, { { NULL, PART_WORD } } },
	{ WORD_EXACT, ANY_OP, "ok", { { NULL, PART_WORD } } },
	{ WORD_EXACT, ANY_OP, "SIGBUS", { { "code", PART_BUS_CODE } } },
	{ WORD_EXACT, ANY_OP, "SIGSEGV", { { "code", PART_SEGV_CODE } } },
	{ WORD_EXACT, ON(GUEST), "MMIO",
	  { { "gpa", PART_HEX }, { "len", PART_DECIMAL }, { "write", PART_DECIMAL } } },
	{ WORD_EXACT, ON(GUEST), "VC", { { NULL, PART_WORD } } },
	{ WORD_EXACT, ON(GUEST), "IO",
	  { { "port", PART_HEX }, { "len", PART_DECIMAL }, { "write", PART_DECIMAL },
	    { "data", PART_HEX } } },
	{ WORD_EXACT, ON2(MAP_GPA_RANGE, MAP_GPA_RETURN), "HYPERCALL",
	  { { "gpa", PART_HEX }, { "npages", PART_DECIMAL }, { "attributes", PART_HEX } } },
	{ WORD_EXACT, ON4(GUEST, ACCEPT, VNCR, PREFAULT), "MEMORY_FAULT",
	  { { "gpa", PART_HEX }, { "size", PART_SIZE }, { "flags", PART_FAULT_FLAGS },
	    { "errno", PART_ERRNO } } },
	{ WORD_EXACT, ON2(GUEST, VNCR), "ABORT", { { "ec", PART_HEX }, { "fsc", PART_HEX } } },
	{ WORD_EXACT, ON(GUEST), "ARM_NISV", { { "esr", PART_HEX }, { "gpa", PART_HEX } } },
	{ WORD_EXACT, ON2(GUEST, VNCR), "ARM_SEA", { { "esr", PART_HEX }, { "gpa", PART_HEX } } },
	{ WORD_EXACT, ON(GUEST), "ARM_LDST64B", { { "esr", PART_HEX }, { "gpa", PART_HEX } } },
	{ WORD_EXACT, ON4(GUEST, ACCEPT, VNCR, PREFAULT), "RETRY", { { NULL, PART_WORD } } },
	{ WORD_EXACT, ON(GUEST), "ASYNC_PF", { { NULL, PART_WORD } } },
	{ WORD_EXACT, ON(GUEST), "INTERNAL_ERROR", { { "suberror", PART_DECIMAL } } },
	{ WORD_EXACT, ON2(WHERE, SMAPS), "unmapped", { { NULL, PART_WORD } } },
	{ WORD_EXACT, ON(WHERE), "mmio", { { NULL, PART_WORD } } },
	POLICY_FORM("default"),
	POLICY_FORM("preferred"),
	POLICY_FORM("bind"),
	POLICY_FORM("interleave"),
	POLICY_FORM("local"),
	POLICY_FORM("preferred_many"),
	POLICY_FORM("weighted_interleave"),
	{ WORD_NONE, ON(GET_MEMPOLICY), NULL, { { "node", PART_DECIMAL }, { "nodes", PART_NODES } } },
	{ WORD_NONE, ON(NODE), NULL, { { "node", PART_DECIMAL } } },
	{ WORD_EXACT, ON(INVARIANTS), "violated", { { "rule", PART_INVARIANT } } },
	{ WORD_NONE, ON(FSTAT), NULL,
	  { { "size", PART_SIZE }, { "blksize", PART_SIZE }, { "blocks", PART_DECIMAL },
	    { "type", PART_TEXT }, { "perm", PART_HEX }, { "nlink", PART_DECIMAL },
	    { "uid", PART_DECIMAL }, { "gid", PART_DECIMAL }, { "ino", PART_DECIMAL },
	    { "atime", PART_DECIMAL }, { "mtime", PART_DECIMAL }, { "ctime", PART_DECIMAL } } },
	{ WORD_NONE, ON(FSTATFS), NULL, { { "type", PART_HEX }, { "bsize", PART_SIZE } } },
	{ WORD_NONE, ON(READLINK), NULL, { { "link", PART_TEXT } } },
	{ WORD_NUMBER, ON(POLL), NULL, { { "revents", PART_POLL } } },
	{ WORD_NONE, ON3(RESIDENT, DIRTY_LOG, MINCORE), NULL, { { "pages", PART_PAGES } } },
	{ WORD_NONE, ON(SMAPS), NULL,
	  { { "len", PART_SIZE }, { "perm", PART_PERM }, { "off", PART_SIZE },
	    { "name", PART_TEXT }, { "flags", PART_VM_FLAGS } } },
	{ WORD_NONE, ON(WHERE), NULL,
	  { { "memfd", PART_FILE }, { "page", PART_DECIMAL }, { "level", PART_SIZE },
	    { "prot", PART_PROT } } },
	{ WORD_NONE, ON(WHERE), NULL,
	  { { "hva", PART_PLACE }, { "level", PART_SIZE }, { "prot", PART_PROT } } },
};
/* clang-format on */

#define NR_FORMS (sizeof(forms) / sizeof(forms[0]))

struct expect_parse {
	struct parser *p;
	const struct gms_op *op;
	unsigned int first, end; /* tokens */
};

static const struct form_key *form_find_key(const struct form *f, const char *key)
{
	for (size_t i = 0; i < VIEW_PARTS_MAX && f->keys[i].key; i++)
		if (!strcmp(f->keys[i].key, key))
			return &f->keys[i];
	return NULL;
}

static bool applies(const struct form *f, const struct gms_op *op)
{
	const enum gms_opcode *code = f->ops;

	while (*code != NO_OP && *code != op->code)
		code++;
	return *code == op->code || f->ops[0] == NO_OP;
}

/* ---- The word ---- */

static bool fail_word(struct parser *p, const struct token *t)
{
	const char *names[NR_FORMS + 160];
	size_t count = 0;

	for (size_t i = 0; i < NR_FORMS; i++)
		if (forms[i].word)
			names[count++] = forms[i].word;
	for (const struct gms_name_value *n = errno_names; n->name; n++)
		names[count++] = n->name;
	return parse_fail(p, t->column, "unknown result %s%s", quote(t->text).text,
			  hint(t->text, names, count).text);
}

static bool word_class(struct parser *p, const struct token *t, enum word_class *class)
{
	enum number_fault fault;
	uint64_t number;

	*class = WORD_EXACT;
	if (t->key) {
		*class = WORD_NONE;
		return true;
	}
	if (errno_number(t->text)) {
		*class = WORD_ERRNO;
		return true;
	}
	if ((*t->text < '0' || *t->text > '9') && *t->text != '-')
		return true;
	*class = WORD_NUMBER;
	fault = number_parse(t->text, true, &number);
	if (fault == NUMBER_FINE)
		return true;
	return parse_fail(p, t->column, "%s %s", quote(t->text).text, number_fault_text(fault));
}

/* ---- The keys ---- */

/* Does the form have every key that stands there?  *missing is the first it lacks. */
static bool form_has_keys(const struct expect_parse *x, const struct form *f,
			  const struct token **missing)
{
	for (unsigned int i = x->first; i < x->end; i++) {
		const struct token *t = &x->p->tokens.token[i];

		if (t->key && !form_find_key(f, t->key)) {
			*missing = t;
			return false;
		}
	}
	return true;
}

static bool fail_key(const struct expect_parse *x, enum word_class class,
		     const struct token *first, const struct token *t)
{
	const char *names[NR_FORMS * VIEW_PARTS_MAX];
	size_t count = 0;

	for (size_t i = 0; i < NR_FORMS; i++) {
		const struct form *f = &forms[i];

		if (!applies(f, x->op) || f->class != class ||
		    (f->word && strcmp(f->word, first->text) != 0))
			continue;
		for (size_t k = 0; k < VIEW_PARTS_MAX && f->keys[k].key; k++)
			names[count++] = f->keys[k].key;
	}
	if (class == WORD_NONE)
		return parse_fail(x->p, t->column, "a result of %s has no key %s%s",
				  gms_op_row(x->op->code)->word, quote(t->key).text,
				  hint(t->key, names, count).text);
	return parse_fail(x->p, t->column, "the result %s of %s has no key %s%s",
			  quote(first->text).text, gms_op_row(x->op->code)->word,
			  quote(t->key).text, hint(t->key, names, count).text);
}

/* The form that the expectation has. */
static const struct form *find_form(const struct expect_parse *x)
{
	const struct token *first = &x->p->tokens.token[x->first], *missing = NULL;
	enum word_class class;
	bool word_known = false;

	if (!word_class(x->p, first, &class))
		return NULL;
	for (size_t i = 0; i < NR_FORMS; i++) {
		const struct form *f = &forms[i];

		if (f->class != class || (f->word && strcmp(f->word, first->text) != 0))
			continue;
		word_known = true;
		if (applies(f, x->op) && form_has_keys(x, f, &missing))
			return f;
	}
	if (missing)
		fail_key(x, class, first, missing);
	else if (!word_known)
		fail_word(x->p, first);
	else if (class == WORD_NONE)
		fail_key(x, class, first, first);
	else
		parse_fail(x->p, first->column, "%s is not a result of %s",
			   quote(first->text).text, gms_op_row(x->op->code)->word);
	return NULL;
}

/* ---- The values ---- */

static struct hint value_hint(enum part_kind kind, const char *text)
{
	switch (kind) {
	case PART_ERRNO:
		return hint_pairs(text, errno_names);
	case PART_BUS_CODE:
		return hint_pairs(text, sigbus_codes);
	case PART_SEGV_CODE:
		return hint_pairs(text, sigsegv_codes);
	case PART_FAULT_FLAGS:
		return hint_pairs(text, memory_fault_flags);
	case PART_VM_FLAGS:
		return hint_pairs(text, vm_flag_names);
	case PART_POLL:
		return hint_pairs(text, gms_poll_events());
	case PART_POLICY_FLAGS:
		return hint_pairs(text, gms_policy_flags());
	case PART_STATUS:
		return hint_pairs(text, errno_names);
	default:
		return (struct hint){ "" };
	}
}

static bool check_place(struct parser *p, const struct token *t)
{
	char name[SCENARIO_NAME_MAX + 1];
	size_t bytes;
	uint64_t offset;

	if (!parse_place(t->text, &bytes, &offset))
		return parse_fail(p, t->value_column, "%s: %s is not MAP, MAP+OFFSET or a number",
				  t->key, quote(t->text).text);
	if (!bytes)
		return true;
	memcpy(name, t->text, bytes);
	name[bytes] = '\0';
	return parse_use_name(p, t->value_column, name, 1u << SYMBOL_MAP) != 0;
}

static bool check_pages(struct parser *p, const struct token *t)
{
	uint64_t pages[PAGES_MAX];
	const char *bad;
	size_t count;

	if (parse_pages(t->text, pages, &count, &bad))
		return true;
	return parse_fail(p, t->value_column + (unsigned int)(bad - t->text),
			  "%s: %s is not a list of page numbers, such as 0,2", t->key,
			  quote(bad).text);
}

static bool check_part(struct parser *p, const struct token *t, enum part_kind kind)
{
	uint64_t number;

	if (kind == PART_TEXT)
		return true;
	if (kind == PART_PAGES)
		return check_pages(p, t);
	if (kind == PART_PLACE)
		return check_place(p, t);
	if (kind == PART_TEXT)
		return true;
	if (kind == PART_FILE)
		return parse_use_name(p, t->value_column, t->text, 1u << SYMBOL_FILE) != 0;
	if (part_number(kind, t->text, &number))
		return true;
	if (kind == PART_INVARIANT)
		return parse_fail(
			p, t->value_column,
			"%s: %s is no invariant: expected INV-N, X86-INV-N or ARM-INV-N", t->key,
			quote(t->text).text);
	if (kind == PART_DECIMAL || kind == PART_HEX || kind == PART_SIZE)
		return parse_fail(p, t->value_column, "%s: %s %s", t->key, quote(t->text).text,
				  number_fault_text(number_parse(t->text, true, &number)));
	return parse_fail(p, t->value_column, "%s: unknown %s%s", t->key, quote(t->text).text,
			  value_hint(kind, t->text).text);
}

static bool check_items(const struct expect_parse *x, const struct form *f)
{
	const struct token *tokens = x->p->tokens.token;

	for (unsigned int i = x->first; i < x->end; i++) {
		const struct token *t = &tokens[i];

		if (!t->key && i > x->first)
			return parse_fail(x->p, t->column,
					  "%s: only one result word, then KEY=VALUE",
					  quote(t->text).text);
		for (unsigned int j = x->first; t->key && j < i; j++)
			if (tokens[j].key && !strcmp(tokens[j].key, t->key))
				return parse_fail(x->p, t->column, "'%s' is given twice", t->key);
		if (t->key && !check_part(x->p, t, form_find_key(f, t->key)->kind))
			return false;
	}
	return true;
}

/* Items and their texts in one piece, which expect->items frees. */
static bool store(const struct expect_parse *x, struct expectation *expect)
{
	const struct token *tokens = x->p->tokens.token;
	size_t count = x->end - x->first, bytes = count * sizeof(*expect->items);
	char *at;

	for (unsigned int i = x->first; i < x->end; i++)
		bytes += strlen(tokens[i].text) + 1 +
			 (tokens[i].key ? strlen(tokens[i].key) + 1 : 0);
	expect->items = malloc(bytes);
	if (!expect->items)
		return parse_no_memory(x->p);
	at = (char *)(expect->items + count);
	for (size_t i = 0; i < count; i++) {
		const struct token *t = &tokens[x->first + i];
		struct expect_item *item = &expect->items[i];

		*item = (struct expect_item){ .column = t->column };
		if (t->key) {
			item->key = at;
			at = stpcpy(at, t->key) + 1;
		}
		item->text = at;
		at = stpcpy(at, t->text) + 1;
	}
	expect->nr_items = (unsigned int)count;
	expect->kind = EXPECT_RESULT;
	return true;
}

bool parse_expectation(struct parser *p, unsigned int first, unsigned int end,
		       const struct gms_op *op, struct expectation *expect)
{
	const struct expect_parse x = { p, op, first, end };
	const struct form *f;

	for (unsigned int i = first; i < end; i++)
		if (p->tokens.token[i].arrow)
			return parse_fail(p, p->tokens.token[i].column, "a second '->'");
	if (first == end)
		return parse_fail(p, p->tokens.token[first - 1].column,
				  "nothing stands after '->'");
	f = find_form(&x);
	return f && check_items(&x, f) && store(&x, expect);
}
