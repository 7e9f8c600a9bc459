/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A second opinion on stage 2 of arm64: slow, bit by bit, written from the tables that
 * describe the formats.  It shares nothing with the mechanism, no header either.
 */
#ifndef TESTS_NAIVE_WALK_ARM64_H
#define TESTS_NAIVE_WALK_ARM64_H

#include <stdbool.h>
#include <stdint.h>

/* Physical memory from `first` on. */
struct naive_s2_memory {
	const unsigned char *bytes;
	uint64_t first;
	uint64_t size;
};

struct naive_s2_question {
	uint64_t vtcr;
	uint64_t root;
	uint64_t address;
	int physical_bits; /* of the processor */
	bool split_execute;
	bool read, write, fetch, el0;
};

enum naive_s2_what {
	NAIVE_S2_MAPPED,
	NAIVE_S2_FAULT,
	NAIVE_S2_NO_MEMORY,
};

struct naive_s2_answer {
	enum naive_s2_what what;
	int level;
	uint64_t entry;
	int code;	 /* of the fault: FSC */
	uint64_t result; /* mapped: physical address */
	uint64_t used_at;
	uint64_t used_after; /* mapped: the leaf afterwards */
};

struct naive_s2_answer naive_s2(const struct naive_s2_memory *memory,
				const struct naive_s2_question *question);

#endif /* TESTS_NAIVE_WALK_ARM64_H */
