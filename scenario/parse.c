// SPDX-License-Identifier: BSD-2-Clause
/*
 * A file into a scenario: its lines, the header, the roles that lines have.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "language.h"
#include "parse.h"
#include "suggest.h"

bool parse_fail(struct parser *p, unsigned int column, const char *format, ...)
{
	va_list args;

	p->error->line = p->line;
	p->error->column = column;
	va_start(args, format);
	vsnprintf(p->error->message, sizeof(p->error->message), format, args);
	va_end(args);
	return false;
}

bool parse_no_memory(struct parser *p)
{
	return parse_fail(p, 1, "out of memory");
}

/* ---- Header ---- */

static bool take_profile(struct parser *p, const struct token *t)
{
	const char *names[64];
	size_t count = 0;

	if (p->s->profile >= 0)
		return parse_fail(p, p->tokens.token[0].column, "'profile' is given twice");
	p->s->profile = gms_profile_find(t->text);
	if (p->s->profile >= 0)
		return true;
	for (; count < gms_nr_profiles() && count < 64; count++)
		names[count] = gms_profile_name((unsigned int)count);
	return parse_fail(p, t->column, "unknown profile %s%s", quote(t->text).text,
			  hint(t->text, names, count).text);
}

static bool take_arch(struct parser *p, const struct token *t)
{
	static const char *const names[GMS_NR_ARCHS] = {
		[GMS_ARCH_X86] = "x86",
		[GMS_ARCH_ARM64] = "arm64",
	};

	if (p->s->arch >= 0)
		return parse_fail(p, p->tokens.token[0].column, "'arch' is given twice");
	for (int i = 0; i < GMS_NR_ARCHS; i++) {
		if (!strcmp(names[i], t->text)) {
			p->s->arch = i;
			return true;
		}
	}
	return parse_fail(p, t->column, "unknown arch %s: expected x86 or arm64",
			  quote(t->text).text);
}

static bool header_number(struct parser *p, const struct token *t, uint64_t *number)
{
	enum number_fault fault = number_parse(t->text, false, number);

	return fault == NUMBER_FINE ||
	       parse_fail(p, t->column, "%s: %s %s", p->tokens.token[0].text, quote(t->text).text,
			  number_fault_text(fault));
}

/* A parameter's value by its name; its number will do as well. */
static bool param_value(struct parser *p, const struct token *t, unsigned int i, uint64_t *value)
{
	const struct gms_name_value *names = gms_param_names(i);

	for (; names && names->name; names++)
		if (!strcmp(names->name, t->text)) {
			*value = names->value;
			return true;
		}
	return header_number(p, t, value);
}

/* The word before says which parameter. */
static bool take_param(struct parser *p, const struct token *t)
{
	const struct token *word = p->tokens.token;
	int i = gms_param_find(word->text);
	const struct gms_param *param = gms_param_at((unsigned int)i);
	uint64_t value = 0;

	if (p->s->params_given >> i & 1)
		return parse_fail(p, word->column, "'%s' is given twice", word->text);
	if (!param_value(p, t, (unsigned int)i, &value))
		return false;
	if (value < param->least || value > param->largest)
		return parse_fail(p, t->column, "%s is %" PRIu64 " to %" PRIu64, word->text,
				  param->least, param->largest);
	p->s->param[i] = value;
	p->s->params_given |= 1ull << i;
	return true;
}

typedef bool take_header(struct parser *p, const struct token *t);

static bool parse_header(struct parser *p, take_header *take)
{
	const struct token *t = p->tokens.token;

	if (p->s->nr_lines || p->block != BLOCK_NOT_YET)
		return parse_fail(p, t[0].column, "'%s' must stand before the first operation",
				  t[0].text);
	if (p->tokens.count < 2)
		return parse_fail(p, t[0].column, "'%s' needs a value", t[0].text);
	if (t[1].key || t[1].arrow)
		return parse_fail(p, t[1].column, "'%s' takes one word", t[0].text);
	if (p->tokens.count > 2)
		return parse_fail(p, t[2].column, "'%s' takes one word only", t[0].text);
	return take(p, &t[1]);
}

/* ---- Operations and properties ---- */

static struct scenario_line *append_line(struct parser *p)
{
	size_t room = p->line_room ? 2 * p->line_room : 16;
	struct scenario_line *lines;

	if (p->s->nr_lines == p->line_room) {
		lines = realloc(p->s->lines, room * sizeof(*lines));
		if (!lines) {
			parse_no_memory(p);
			return NULL;
		}
		p->s->lines = lines;
		p->line_room = room;
	}
	lines = &p->s->lines[p->s->nr_lines];
	memset(lines, 0, sizeof(*lines));
	return lines;
}

/* Tokens from first on: an operation, and maybe an arrow with an expectation. */
static bool parse_operation_line(struct parser *p, unsigned int first, enum line_role role,
				 unsigned int task)
{
	struct scenario_line *line = append_line(p);
	unsigned int arrow = first;

	if (!line)
		return false;
	if (first == p->tokens.count)
		return parse_fail(p, p->tokens.token[first - 1].column,
				  "an operation is missing");
	while (arrow < p->tokens.count && !p->tokens.token[arrow].arrow)
		arrow++;
	if (arrow == first)
		return parse_fail(p, p->tokens.token[first].column, "an operation is missing");
	line->role = role;
	line->line = p->line;
	line->column = p->tokens.token[first].column;
	line->task = task;
	if (!parse_operation(p, first, arrow, &line->op))
		return false;
	if (arrow < p->tokens.count &&
	    !parse_expectation(p, arrow + 1, p->tokens.count, &line->op, &line->expect))
		return false;
	p->s->nr_lines++;
	return true;
}

static bool parse_property(struct parser *p, enum line_role role)
{
	const struct token *word = &p->tokens.token[0];
	const struct scenario_line *line;

	if (p->block != BLOCK_OPEN)
		return parse_fail(p, word->column, "'%s' may stand only in a concurrent block",
				  word->text);
	if (!parse_operation_line(p, 1, role, 0))
		return false;
	line = &p->s->lines[p->s->nr_lines - 1];
	if (!language_observes(&line->op))
		return parse_fail(p, line->column,
				  "'%s' needs an operation that only observes, not %s",
				  word->text, gms_op_row(line->op.code)->word);
	if (line->expect.kind == EXPECT_NOTHING)
		return parse_fail(p, line->column, "'%s' needs an expectation after '->'",
				  word->text);
	return true;
}

/* TASK ':' OPERATION.  The colon may stand alone, or touch either word. */
static bool parse_task_line(struct parser *p, bool *is_task)
{
	struct token *t = p->tokens.token, rest;
	unsigned int first = 1;
	int task;

	*is_task = true;
	if (lex_split_colon(&t[0], &rest)) {
		if (*rest.text) {
			memmove(&t[2], &t[1], (p->tokens.count - 1) * sizeof(*t));
			p->tokens.count++;
			t[1] = rest;
		}
	} else if (p->tokens.count > 1 && !t[1].key && t[1].text[0] == ':') {
		if (t[1].text[1]) {
			t[1].text++;
			t[1].column++;
			t[1].value_column++;
		} else {
			first = 2;
		}
	} else {
		*is_task = false;
		return true;
	}
	if (p->block != BLOCK_OPEN)
		return parse_fail(p, t[0].column,
				  "a task may be named only in a concurrent block");
	task = parse_task(p, &t[0]);
	return task >= 0 &&
	       parse_operation_line(p, first, LINE_OPERATION, (unsigned int)task + 1);
}

static bool parse_block_start(struct parser *p)
{
	const struct token *t = p->tokens.token;

	if (p->tokens.count > 1)
		return parse_fail(p, t[1].column, "'concurrent' stands alone on its line");
	if (p->block == BLOCK_OPEN)
		return parse_fail(p, t[0].column, "a concurrent block cannot stand in another");
	if (p->block == BLOCK_ENDED)
		return parse_fail(p, t[0].column, "a file has at most one concurrent block");
	p->block = BLOCK_OPEN;
	p->block_line = p->line;
	p->block_column = t[0].column;
	p->s->block_first = p->s->nr_lines;
	return true;
}

static bool parse_plain_line(struct parser *p)
{
	if (p->block == BLOCK_OPEN)
		return parse_fail(p, p->tokens.token[0].column,
				  "in a concurrent block an operation needs its task: TASK: %s",
				  p->tokens.token[0].text);
	return parse_operation_line(p, 0, LINE_OPERATION, 0);
}

enum line_word {
	WORD_PROFILE,
	WORD_ARCH,
	WORD_CONCURRENT,
	WORD_END,
	WORD_SCHEDULE,
	WORD_STEP,
	WORD_ALWAYS,
	WORD_EVENTUALLY,
	WORD_SOMETIMES,
	WORD_PARAM, /* any of GMS_PARAMS */
	WORD_OTHER,
};

static enum line_word first_word(const struct token *t)
{
	static const char *const words[] = {
		"profile", "arch",   "concurrent", "end",	"schedule",
		"step",	   "always", "eventually", "sometimes",
	};
	unsigned int i;

	if (t->key)
		return WORD_OTHER;
	for (i = 0; i < WORD_PARAM; i++)
		if (!strcmp(words[i], t->text))
			return (enum line_word)i;
	return gms_param_find(t->text) >= 0 ? WORD_PARAM : WORD_OTHER;
}

static bool parse_line(struct parser *p)
{
	bool is_task;

	if (p->tokens.token[0].arrow)
		return parse_fail(p, p->tokens.token[0].column, "an operation is missing");
	if (!parse_task_line(p, &is_task))
		return false;
	if (is_task)
		return true;
	switch (first_word(&p->tokens.token[0])) {
	case WORD_PROFILE:
		return parse_header(p, take_profile);
	case WORD_ARCH:
		return parse_header(p, take_arch);
	case WORD_PARAM:
		return parse_header(p, take_param);
	case WORD_CONCURRENT:
		return parse_block_start(p);
	case WORD_END:
		return parse_block_end(p);
	case WORD_SCHEDULE:
		return parse_schedule(p);
	case WORD_STEP:
		return parse_step(p);
	case WORD_ALWAYS:
		return parse_property(p, LINE_ALWAYS);
	case WORD_EVENTUALLY:
		return parse_property(p, LINE_EVENTUALLY);
	case WORD_SOMETIMES:
		return parse_property(p, LINE_SOMETIMES);
	case WORD_OTHER:
		break;
	}
	return parse_plain_line(p);
}

/* ---- The file ---- */

static bool parse_lines(struct parser *p, const char *text, size_t bytes)
{
	const char *at = text, *end = text + bytes, *newline;
	size_t length;

	for (; at < end; at = newline + 1) {
		if (++p->line > SCENARIO_LINES_MAX)
			return parse_fail(p, 1, "the file has more than 1000000 lines");
		newline = memchr(at, '\n', (size_t)(end - at));
		if (!newline)
			newline = end;
		length = (size_t)(newline - at);
		if (length && newline < end && at[length - 1] == '\r')
			length--;
		p->error->line = p->line;
		if (!lex_line(at, length, &p->tokens, p->error))
			return false;
		if (p->tokens.count && !parse_line(p))
			return false;
	}
	if (p->block != BLOCK_OPEN)
		return true;
	p->line = p->block_line;
	return parse_fail(p, p->block_column, "the concurrent block has no 'end'");
}

static struct scenario *new_scenario(const char *file)
{
	struct scenario *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->profile = -1;
	s->arch = -1;
	s->file = strdup(file);
	s->tasks = calloc(GMS_MAX_TASKS, sizeof(*s->tasks));
	if (s->file && s->tasks)
		return s;
	scenario_free(s);
	return NULL;
}

struct scenario *scenario_parse(const char *file, const char *text, size_t bytes,
				struct scenario_error *error)
{
	struct parser *p = calloc(1, sizeof(*p));
	struct scenario *s = new_scenario(file);
	bool good = false;

	*error = (struct scenario_error){ 1, 1, "out of memory" };
	if (p && s) {
		p->s = s;
		p->error = error;
		good = parse_lines(p, text, bytes);
		for (unsigned int i = 0; i < p->nr_mentions; i++)
			free(p->mention[i].name);
		symbol_index_free(&p->index);
	}
	free(p);
	if (good)
		return s;
	scenario_free(s);
	return NULL;
}

void scenario_free(struct scenario *s)
{
	if (!s)
		return;
	for (size_t i = 0; i < s->nr_lines; i++)
		free(s->lines[i].expect.items);
	for (size_t i = 0; i < s->nr_schedule; i++)
		free(s->schedule[i].step);
	for (unsigned int i = 0; s->tasks && i < s->nr_tasks; i++)
		free(s->tasks[i]);
	for (size_t i = 0; i < s->nr_symbols; i++)
		free(s->symbols[i].name);
	free(s->lines);
	free(s->schedule);
	free(s->tasks);
	free(s->symbols);
	free(s->file);
	free(s);
}
