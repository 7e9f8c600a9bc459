/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A fuzzer's input as operations.
 *
 *	head (HEAD_BYTES) | records (RECORD_BYTES each), an operation each
 *
 * Every input is a legal sequence: what the bytes cannot say is left out, and names
 * are those of what the sequence has made before.  A changed byte changes one thing.
 *
 *	record	opcode | process | two bytes for each argument of the row, in order:
 *		how it is chosen, and which of the choices | two numbers of 8 bytes that
 *		arguments may be
 */
#ifndef FUZZ_SEQUENCE_H
#define FUZZ_SEQUENCE_H

#include "scenario/scenario.h"

#define SEQUENCE_OPS   32u
#define SEQUENCE_BYTES (HEAD_BYTES + SEQUENCE_OPS * RECORD_BYTES)
#define HEAD_BYTES     16u
#define RECORD_BYTES   48u
/* A VM with a vCPU, a file, a slot, and mappings: so that one operation can go far. */
#define PREAMBLE_OPS   6u
#define SEQUENCE_ROOM  (SEQUENCE_OPS + PREAMBLE_OPS)

struct sequence_symbol {
	enum symbol_kind kind;
	enum symbol_kind carried; /* of a message */
	uint64_t vm, id;	  /* of a vCPU */
};

struct sequence {
	struct gms_config config;
	bool plain; /* the configuration is an architecture's and a profile's own */
	unsigned int nr_ops, nr_symbols;
	struct gms_op op[SEQUENCE_ROOM];
	struct sequence_symbol symbol[SEQUENCE_ROOM + 1]; /* by handle, from 1 */
};

void sequence_decode(struct sequence *q, const uint8_t *data, size_t bytes);

/* What an input could say of a scenario: operations, and how many there were. */
struct sequence_said {
	unsigned int all, ops;
	unsigned int beyond; /* of those that it does not have: after SEQUENCE_OPS others */
	bool head;	     /* the parameters, all of them */
};

/*
 * The inverse: an input that decodes to the scenario's operations, one after the other, as
 * far as the encoding can say them; the others are left out.  data has SEQUENCE_BYTES.
 * Returns the bytes of the input.  Not for two threads at once.
 */
size_t sequence_encode(const struct scenario *s, uint8_t *data, struct sequence_said *said);

/*
 * The sequence as a scenario, to be printed.  The last nr_tasks operations are those
 * of a concurrent block, a task each; schedule says which task steps, in order.  The
 * caller frees it with scenario_free(); NULL without memory.
 */
struct scenario *sequence_scenario(const struct sequence *q, unsigned int nr_tasks,
				   const uint8_t *schedule, size_t steps);

#endif /* FUZZ_SEQUENCE_H */
