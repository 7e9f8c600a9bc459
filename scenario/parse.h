/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the parser's files share: parse.c reads the file's structure, block.c
 * the concurrent block's own lines, args.c an operation, value.c one argument,
 * expect.c what stands after the arrow.
 *
 * Every function that returns false has filled the error.
 */
#ifndef SCENARIO_PARSE_H
#define SCENARIO_PARSE_H

#include "lex.h"
#include "symbol.h"

/* A name that the operation being parsed will define; an empty name is none. */
struct definition {
	char name[SYMBOL_TEXT_MAX];
	enum symbol_kind kind, carried;
};

/* A task that a schedule names, maybe before the task's first line. */
struct mention {
	char *name;
	unsigned int line, column; /* where first */
};

enum block_state { BLOCK_NOT_YET, BLOCK_OPEN, BLOCK_ENDED };

struct parser {
	struct scenario *s;
	struct scenario_error *error;
	struct symbol_index index;
	struct token_line tokens; /* of the present line */
	unsigned int line;
	size_t line_room, schedule_room; /* entries allocated */
	struct definition define;
	enum block_state block;
	unsigned int block_line, block_column;
	unsigned int nr_mentions;
	struct mention mention[GMS_MAX_TASKS];
};

bool parse_fail(struct parser *p, unsigned int column, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
bool parse_no_memory(struct parser *p);

/* Tokens [first, end) are an operation's word and its arguments. */
bool parse_operation(struct parser *p, unsigned int first, unsigned int end, struct gms_op *op);

/* One argument as it is written. */
struct value {
	struct parser *p;
	const struct gms_arg *arg;
	struct gms_op *op;
	const char *text;
	unsigned int column;
	bool bare_number; /* out: FLAGS without any name */
};

bool parse_value(struct value *v);
/* The handle of a name that must be one of kinds (a bit each); 0 is an error. */
uint64_t parse_use_name(struct parser *p, unsigned int column, const char *name,
			unsigned int kinds);

/* Tokens [first, end) stand after the arrow of an operation. */
bool parse_expectation(struct parser *p, unsigned int first, unsigned int end,
		       const struct gms_op *op, struct expectation *expect);

/* The index of a task's name, with a new one appended; -1 is an error. */
int parse_task(struct parser *p, const struct token *t);
/* Lines that only the block knows: `schedule`, `step`; and its `end`. */
bool parse_schedule(struct parser *p);
bool parse_step(struct parser *p);
bool parse_block_end(struct parser *p);

#endif /* SCENARIO_PARSE_H */
