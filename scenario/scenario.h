/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The scenario language (.gms): a parsed file, and how to get and print one.
 *
 * A scenario owns all its memory; scenario_free() gives it back.  Names are
 * numbered 1.. in order of definition; the number is the handle that the
 * operations carry.
 */
#ifndef SCENARIO_H
#define SCENARIO_H

#include <stdio.h>

#include "gmemsim.h"

#define SCENARIO_LINE_BYTES_MAX 4096
#define SCENARIO_LINES_MAX	1000000
#define SCENARIO_NAME_MAX	32

enum expect_kind {
	EXPECT_NOTHING, /* no arrow: accepts whatever happens */
	EXPECT_RESULT,
};

/* One `key=value` or the first word of what stands after the arrow. */
struct expect_item {
	char *key; /* NULL for the word */
	char *text;
	unsigned int column;
};

struct expectation {
	enum expect_kind kind;
	unsigned int nr_items;
	struct expect_item *items;
};

/* What a line is for. */
enum line_role {
	LINE_OPERATION,
	LINE_ALWAYS, /* properties inside the concurrent block */
	LINE_EVENTUALLY,
	LINE_SOMETIMES,
};

struct scenario_line {
	enum line_role role;
	unsigned int line;   /* in the file, from 1 */
	unsigned int column; /* of the operation's word, from 1 */
	unsigned int task;   /* 0 outside the block; else index into tasks, plus 1 */
	struct gms_op op;
	struct expectation expect;
};

enum schedule_kind { SCHEDULE_STEP, SCHEDULE_UNTIL };

struct schedule_item {
	enum schedule_kind kind;
	unsigned int task; /* index into tasks */
	char *step;	   /* SCHEDULE_UNTIL: the step's name */
	unsigned int line, column;
};

enum symbol_kind {
	SYMBOL_VM,
	SYMBOL_VCPU,
	SYMBOL_FILE,
	SYMBOL_MAP,
	SYMBOL_PROCESS,
	SYMBOL_MESSAGE,
	NR_SYMBOL_KINDS
};

struct symbol {
	char *name;
	enum symbol_kind kind;
	enum symbol_kind carried; /* SYMBOL_MESSAGE: kind of what was sent */
};

_Static_assert(GMS_NR_PARAMS <= 64, "a mask has a bit for each");

struct scenario {
	char *file;
	int profile; /* index, or -1 when the header has none */
	int arch;    /* enum gms_arch, or -1 */
	uint64_t param[GMS_NR_PARAMS];
	uint64_t params_given; /* bit i: the header has enum gms_param_id i */
	size_t nr_lines;
	struct scenario_line *lines;
	/* The concurrent block: lines [block_first, block_end); none if equal. */
	size_t block_first, block_end;
	unsigned int nr_tasks;
	char **tasks; /* in order of appearance */
	size_t nr_schedule;
	struct schedule_item *schedule;
	size_t nr_symbols;
	struct symbol *symbols; /* symbols[handle - 1] */
};

struct scenario_error {
	unsigned int line, column; /* from 1 */
	char message[256];
};

/*
 * Parse text.  Returns NULL and fills *error on the first mistake.  file is
 * the name for messages; it is copied.
 */
struct scenario *scenario_parse(const char *file, const char *text, size_t bytes,
				struct scenario_error *error);
void scenario_free(struct scenario *s);

/* Print it so that it parses back to the same operations. */
void scenario_print(const struct scenario *s, FILE *out);
/* One operation in the language, without task, expectation and newline. */
void scenario_print_op(const struct scenario *s, const struct gms_op *op, FILE *out);

/* The name of a handle, or NULL. */
const char *scenario_name(const struct scenario *s, uint64_t handle);

/* The known name nearest to a mistyped one, or NULL if none is near. */
const char *nearest_name(const char *word, const char *const *names, size_t count);

#endif /* SCENARIO_H */
