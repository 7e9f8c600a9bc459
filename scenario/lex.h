/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Lines into words, and words into numbers and names.
 *
 * Columns count bytes of the file's line, from 1, so that they hold for an
 * editor whatever quotes and comments were taken away.
 */
#ifndef SCENARIO_LEX_H
#define SCENARIO_LEX_H

#include "scenario.h"

struct token {
	char *key;		   /* what stands before the first '=', or NULL */
	char *text;		   /* the word, or what stands after '='; without quotes */
	unsigned int column;	   /* of the word */
	unsigned int value_column; /* of text */
	bool arrow;		   /* `->` */
};

/* Two tokens may share three bytes (`a->b->`), never less than one each. */
#define TOKENS_MAX SCENARIO_LINE_BYTES_MAX

struct token_line {
	unsigned int count;
	struct token token[TOKENS_MAX];
	char text[2 * SCENARIO_LINE_BYTES_MAX + 1]; /* every word with its NUL */
};

/*
 * Split one line, given without its line ending.  False fills column and
 * message of *error.
 */
bool lex_line(const char *line, size_t bytes, struct token_line *out,
	      struct scenario_error *error);

/* Split a token TASK:OPERATION at its first colon: *rest gets what follows. */
bool lex_split_colon(struct token *t, struct token *rest);

enum number_fault {
	NUMBER_FINE,
	NUMBER_NONE, /* not a number at all */
	NUMBER_BAD_SUFFIX,
	NUMBER_TOO_LARGE, /* does not fit in 64 bits, its suffix included */
	NUMBER_NEGATIVE,  /* where the field has no sign */
};

/* A negative number is its two's complement in *value. */
enum number_fault number_parse(const char *text, bool is_signed, uint64_t *value);
/* What is wrong, as the end of a sentence. */
const char *number_fault_text(enum number_fault fault);

/* A list of NUMA nodes, such as 0,2, or `none`: a bit each.  False if it is none. */
bool nodes_parse(const char *text, uint64_t *nodes);

/* Bytes of one page of the VM, for the suffix p: the same on both architectures. */
uint64_t scenario_page_bytes(void);

/* [A-Za-z_][A-Za-z0-9_]{0,31} */
bool is_name(const char *text);

/* Bytes of the well-formed UTF-8 sequence at `at`, before end; 0 if there is none. */
size_t utf8_bytes(const unsigned char *at, const unsigned char *end);

/* A word of the input in a message: short, printable, in quotes. */
struct quoted {
	char text[48];
};

struct quoted quote(const char *word);

#endif /* SCENARIO_LEX_H */
