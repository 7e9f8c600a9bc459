/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Mutations that know what an input is: operations come, go, move and are copied, of one
 * operation an argument changes, and two inputs exchange runs of operations.
 *
 * An input begins with `prefix` bytes of the target's own, which are left to the fuzzer.
 */
#ifndef FUZZ_MUTATE_H
#define FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* Change data in place; the result, at most max bytes, depends on the arguments alone. */
size_t sequence_mutate(uint8_t *data, size_t bytes, size_t max, unsigned int seed, size_t prefix);

/* One input out of two: head of the first, and runs of the operations of both. */
size_t sequence_cross(const uint8_t *a, size_t a_bytes, const uint8_t *b, size_t b_bytes,
		      uint8_t *out, size_t max, unsigned int seed, size_t prefix);

/* What libFuzzer and AFL++ look for, of a target whose inputs begin with `prefix` bytes. */
#define MUTATE_SEQUENCES(prefix)                                                                 \
	size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t bytes, size_t max,                  \
				       unsigned int seed);                                       \
	size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_bytes, const uint8_t *b,     \
					 size_t b_bytes, uint8_t *out, size_t max,               \
					 unsigned int seed);                                     \
	size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t bytes, size_t max,                  \
				       unsigned int seed)                                        \
	{                                                                                        \
		return sequence_mutate(data, bytes, max, seed, prefix);                          \
	}                                                                                        \
	size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_bytes, const uint8_t *b,     \
					 size_t b_bytes, uint8_t *out, size_t max,               \
					 unsigned int seed)                                      \
	{                                                                                        \
		return sequence_cross(a, a_bytes, b, b_bytes, out, max, seed, prefix);           \
	}

#endif /* FUZZ_MUTATE_H */
