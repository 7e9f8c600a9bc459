/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Page tables out of a fuzzer's bytes, for the targets that walk them.
 *
 * A few pages of memory, and entries that the input puts there, ENTRY_BYTES each:
 *
 *	page | level | child | the entry, 8 bytes
 *
 * An entry stands where the address under test has its index at that level, and points to
 * a page of the memory unless the child is CHILD_RAW: chance alone would never get a walk
 * beyond the root.
 */
#ifndef FUZZ_TABLES_H
#define FUZZ_TABLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENTRY_BYTES 11u
/* From here on the bytes of an entry say where it points to. */
#define CHILD_RAW   0xc0u
/* From here on of `level`: the entry stands at the index that the child's byte names. */
#define LEVEL_RAW   0xe0u

struct input {
	const uint8_t *data;
	size_t left;
};

/* The next bytes as a number, little-endian; zeroes beyond the end. */
uint64_t input_number(struct input *in, unsigned int bytes);

struct table_entry {
	uint8_t page, level, child;
	uint64_t bits;
};

/* False at the end of the input. */
bool input_entry(struct input *in, struct table_entry *e);

#endif /* FUZZ_TABLES_H */
