/* SPDX-License-Identifier: BSD-2-Clause */
/* The encoding's parts, for what decodes, encodes and mutates it. */
#ifndef FUZZ_SEQUENCE_INTERNAL_H
#define FUZZ_SEQUENCE_INTERNAL_H

#include "sequence.h"

#define PAGE 4096ull

/* Of `how`: from here on a value is chosen that nobody expects. */
#define WILD	 0xf4u
/* From here on an argument that may be left out is left out. */
#define LEFT_OUT 0x80u
/* From here on a keyword stands. */
#define KEYWORD	 (LEFT_OUT + 0x40u)
/* From here to LEFT_OUT a number is `what`, so many half bytes higher. */
#define SHIFTED	 0x70u

/* From here to SHIFTED it is one of the record's numbers. */
#define LITERAL	 0x6eu
#define LITERALS (SHIFTED - LITERAL)

/* How one argument is chosen. */
struct choice {
	uint8_t how;
	uint8_t what;
};

struct decoder {
	struct sequence *q;
	struct gms_op *op;
	struct sequence_symbol made; /* what the operation defines */
	bool makes;
	bool flags_are_number; /* they stand without what other arguments imply */
	uint64_t literal[LITERALS];
};

/* Of the record, the bytes of argument i; those of arguments beyond are 0. */
#define CHOICE_AT(i)  (2u + 2u * (i))
#define ARGUMENTS_MAX 15u
#define LITERAL_AT(i) (CHOICE_AT(ARGUMENTS_MAX) + 8u * (i))

_Static_assert(LITERAL_AT(LITERALS) == RECORD_BYTES, "a record has nothing else");

static inline bool is_literal(struct choice c)
{
	return c.how - LITERAL < LITERALS;
}

/* One of what was made so far, a bit for each kind; 0: nothing of these was. */
uint64_t sequence_pick(const struct sequence *q, unsigned int kinds, uint8_t what);
/* Fill in one argument; false: the sequence has nothing to name there. */
bool sequence_take(struct decoder *d, const struct gms_arg *arg, struct choice c);
/* Append the operation of RECORD_BYTES bytes; false: it cannot stand there. */
bool sequence_record(struct sequence *q, const uint8_t *bytes);
/* Configuration and preamble of HEAD_BYTES bytes. */
void sequence_head(struct sequence *q, const uint8_t *bytes);

#endif /* FUZZ_SEQUENCE_INTERNAL_H */
