/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A result as the language says it: at most one word, then key=value parts.
 * Printing, matching and checking an expectation all go by these parts.
 */
#ifndef SCENARIO_RESULT_H
#define SCENARIO_RESULT_H

#include "run.h"

/* How a part is written, and what makes two equal. */
enum part_kind {
	PART_WORD,    /* word, as text */
	PART_DECIMAL, /* number, signed */
	PART_HEX,
	PART_SIZE, /* number, printed with a suffix when one divides it */
	PART_ERRNO,
	PART_BUS_CODE,
	PART_SEGV_CODE,
	PART_FAULT_FLAGS,  /* names joined with |, in any order */
	PART_PROT,	   /* GMS_PROT_* */
	PART_INVARIANT,	   /* number of an invariant, written INV-N */
	PART_FILE,	   /* handle */
	PART_PLACE,	   /* handle of a mapping, and number: MAP+OFFSET */
	PART_PAGES,	   /* the pages of the result, in any order */
	PART_TEXT,	   /* word, as text, in quotes if it has spaces */
	PART_PERM,	   /* GMS_PROT_* and PERM_SHARED: rw-s */
	PART_VM_FLAGS,	   /* bits of VmFlags, joined with |, in any order */
	PART_POLL,	   /* names joined with |, in any order */
	PART_NODES,	   /* mask of NUMA nodes, in any order */
	PART_POLICY_FLAGS, /* names joined with |, in any order */
	PART_STATUS,	   /* a node, or the name of an errno, negated */
};

#define INVARIANT_PREFIX       "INV-"
#define INVARIANT_PREFIX_X86   "X86-INV-"
#define INVARIANT_PREFIX_ARM64 "ARM-INV-"

/* Beside GMS_PROT_* in a PART_PERM. */
#define PERM_SHARED 8u

struct part {
	const char *key; /* NULL for the word */
	enum part_kind kind;
	const char *word;
	uint64_t number;
	uint64_t handle;
};

#define VIEW_PARTS_MAX 12

struct view {
	unsigned int nr_parts;
	struct part part[VIEW_PARTS_MAX];
};

struct view result_view(const struct gms_op *op, const struct gms_result *result);

/* Text of a part into a number; false if it is not well-formed. */
bool part_number(enum part_kind kind, const char *text, uint64_t *number);

/* How many page numbers a line can hold. */
#define PAGES_MAX (SCENARIO_LINE_BYTES_MAX / 2)
/* The numbers of a comma list, as written.  False if one is malformed: *bad is it. */
bool parse_pages(const char *text, uint64_t pages[PAGES_MAX], size_t *count, const char **bad);

/* MAP, MAP+OFFSET or a number.  *name_bytes is 0 for a number. */
bool parse_place(const char *text, size_t *name_bytes, uint64_t *offset);

/* `0` and `ok` are the same where no system call says what success looks like. */
bool result_is_loose(const struct gms_op *op);

#endif /* SCENARIO_RESULT_H */
