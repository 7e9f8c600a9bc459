/* SPDX-License-Identifier: BSD-2-Clause */
/* Mutations of whole operations, of their arguments, and of the world's choices. */
#include <string.h>

#include "mutate.h"
#include "sequence_internal.h"

/* The fuzzer's own; a replay program has none. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t bytes, size_t max) __attribute__((weak));

/* An input taken apart: the prefix and head, then whole records. */
struct records {
	uint8_t first[UINT8_MAX + HEAD_BYTES];
	size_t first_bytes;
	unsigned int count, room;
	uint8_t at[SEQUENCE_OPS][RECORD_BYTES];
	uint64_t random;
};

/* xorshift64*: a mutation is a function of the seed. */
static uint32_t random_number(struct records *r)
{
	r->random ^= r->random >> 12;
	r->random ^= r->random << 25;
	r->random ^= r->random >> 27;
	return (uint32_t)(r->random * 0x2545f4914f6cdd1dull >> 32);
}

static uint32_t below(struct records *r, uint32_t n)
{
	return random_number(r) % n;
}

/* ---- Bytes and records ---- */

static void read_records(struct records *r, const uint8_t *data, size_t bytes, size_t prefix)
{
	size_t at = prefix + HEAD_BYTES;

	r->first_bytes = at;
	memset(r->first, 0, at);
	if (bytes)
		memcpy(r->first, data, bytes < at ? bytes : at);
	for (r->count = 0; r->count < SEQUENCE_OPS && at < bytes; at += RECORD_BYTES) {
		size_t left = bytes - at < RECORD_BYTES ? bytes - at : RECORD_BYTES;

		memset(r->at[r->count], 0, RECORD_BYTES);
		memcpy(r->at[r->count++], data + at, left);
	}
}

static size_t write_records(const struct records *r, uint8_t *data, size_t max)
{
	size_t at = r->first_bytes;

	if (max < at)
		return 0;
	memcpy(data, r->first, at);
	for (unsigned int i = 0; i < r->count && at + RECORD_BYTES <= max; i++) {
		memcpy(data + at, r->at[i], RECORD_BYTES);
		at += RECORD_BYTES;
	}
	return at;
}

static void open_gap(struct records *r, unsigned int at)
{
	if (r->count < r->room)
		r->count++;
	memmove(r->at[at + 1], r->at[at], (r->count - at - 1) * sizeof(r->at[0]));
}

static void cut(struct records *r, unsigned int at)
{
	r->count--;
	memmove(r->at[at], r->at[at + 1], (r->count - at) * sizeof(r->at[0]));
}

static void put(struct records *r, unsigned int at, const uint8_t *record)
{
	if (at >= r->room)
		return;
	open_gap(r, at);
	memcpy(r->at[at], record, RECORD_BYTES);
}

/* ---- Operations ---- */

/* Mostly what is given is plain: a wild value ends most sequences. */
static uint8_t random_how(struct records *r)
{
	uint32_t how = random_number(r);

	if (how % 8)
		return how >> 8 & 1 ? (uint8_t)(how >> 16 & 0x1f) : LEFT_OUT;
	return (uint8_t)(how >> 16);
}

static void insert_operation(struct records *r)
{
	uint8_t record[RECORD_BYTES] = { 0 };

	record[0] = (uint8_t)random_number(r);
	record[1] = below(r, 8) ? 0 : (uint8_t)random_number(r);
	for (unsigned int i = 0; i < ARGUMENTS_MAX; i++) {
		record[CHOICE_AT(i)] = random_how(r);
		record[CHOICE_AT(i) + 1] = (uint8_t)random_number(r);
	}
	put(r, below(r, r->count + 1), record);
}

static void delete_operation(struct records *r)
{
	if (r->count)
		cut(r, below(r, r->count));
}

static void duplicate_operation(struct records *r)
{
	uint8_t record[RECORD_BYTES];

	if (!r->count)
		return;
	memcpy(record, r->at[below(r, r->count)], RECORD_BYTES);
	put(r, below(r, r->count + 1), record);
}

static void move_operation(struct records *r)
{
	uint8_t record[RECORD_BYTES];
	unsigned int from;

	if (!r->count)
		return;
	from = below(r, r->count);
	memcpy(record, r->at[from], RECORD_BYTES);
	cut(r, from);
	put(r, below(r, r->count + 1), record);
}

static void change_operation(struct records *r)
{
	if (r->count)
		r->at[below(r, r->count)][0] = (uint8_t)random_number(r);
}

/* ---- Arguments ---- */

/* Where one argument's choice begins; NULL: there is no operation. */
static uint8_t *some_choice(struct records *r, uint8_t **record)
{
	unsigned int args;

	if (!r->count)
		return NULL;
	*record = r->at[below(r, r->count)];
	args = gms_op_row((enum gms_opcode)((*record)[0] % GMS_NR_OPS))->nr_args;
	if (args > ARGUMENTS_MAX || (*record)[0] >= GMS_NR_OPS)
		args = ARGUMENTS_MAX;
	return *record + CHOICE_AT(args ? below(r, args) : 0);
}

static void change_argument(struct records *r)
{
	uint8_t *record, *choice = some_choice(r, &record);

	if (!choice)
		return;
	choice[0] = below(r, 3) ? random_how(r) : choice[0];
	choice[1] = below(r, 3) ? (uint8_t)random_number(r)
				: (uint8_t)(choice[1] + 1 - 2 * below(r, 2));
}

/* A number near a page, a large page, the ends of what a call takes. */
static void nudge(struct records *r)
{
	static const uint64_t edges[] = { 0,	      PAGE,	  1ull << 21,	 1ull << 30,
					  1ull << 31, 1ull << 32, 1ull << 39,	 1ull << 46,
					  1ull << 47, 1ull << 48, 1ull << 52,	 1ull << 63,
					  INT64_MAX,  UINT64_MAX, 512ull * PAGE, 8ull * PAGE };
	static const int64_t by[] = { 0, 0, 0, 1, -1, 8, -8, (int64_t)PAGE, -(int64_t)PAGE };
	uint8_t *record, *choice = some_choice(r, &record);
	uint32_t which = below(r, LITERALS);
	uint64_t number;

	if (!choice)
		return;
	memcpy(&number, record + LITERAL_AT(which), sizeof(number));
	if (choice[0] != LITERAL + which || below(r, 2))
		number = edges[below(r, sizeof(edges) / sizeof(edges[0]))];
	number += (uint64_t)by[below(r, sizeof(by) / sizeof(by[0]))];
	memcpy(record + LITERAL_AT(which), &number, sizeof(number));
	choice[0] = (uint8_t)(LITERAL + which);
}

static void change_world(struct records *r)
{
	r->first[r->first_bytes - HEAD_BYTES + below(r, 11)] = (uint8_t)random_number(r);
}

static void change_prefix(struct records *r)
{
	if (r->first_bytes > HEAD_BYTES)
		r->first[below(r, (uint32_t)(r->first_bytes - HEAD_BYTES))] =
			(uint8_t)random_number(r);
	else
		change_argument(r);
}

/* ---- What a fuzzer calls ---- */

static void start(struct records *r, size_t max, unsigned int seed, size_t prefix)
{
	size_t room = max > prefix + HEAD_BYTES ? (max - prefix - HEAD_BYTES) / RECORD_BYTES : 0;

	r->random = seed * 0x9e3779b97f4a7c15ull + 1;
	r->count = 0;
	r->room = room < SEQUENCE_OPS ? (unsigned int)room : SEQUENCE_OPS;
}

size_t sequence_mutate(uint8_t *data, size_t bytes, size_t max, unsigned int seed, size_t prefix)
{
	static void (*const mutations[])(struct records *) = {
		insert_operation, insert_operation,
		delete_operation, duplicate_operation,
		move_operation,	  change_operation,
		change_argument,  change_argument,
		change_argument,  nudge,
		change_world,	  change_prefix,
	};
	static struct records r;

	start(&r, max, seed, prefix);
	if (max < prefix + HEAD_BYTES || (LLVMFuzzerMutate && !below(&r, 6)))
		return LLVMFuzzerMutate ? LLVMFuzzerMutate(data, bytes, max) : bytes;
	read_records(&r, data, bytes, prefix);
	if (r.count > r.room)
		r.count = r.room;
	for (uint32_t n = 1 + below(&r, 3); n && r.room; n--)
		mutations[below(&r, sizeof(mutations) / sizeof(mutations[0]))](&r);
	return write_records(&r, data, max);
}

size_t sequence_cross(const uint8_t *a, size_t a_bytes, const uint8_t *b, size_t b_bytes,
		      uint8_t *out, size_t max, unsigned int seed, size_t prefix)
{
	static struct records r, other;
	unsigned int first, last, at;

	if (max < prefix + HEAD_BYTES)
		return 0;
	start(&r, max, seed, prefix);
	read_records(&r, a, a_bytes, prefix);
	read_records(&other, b, b_bytes, prefix);
	if (r.count > r.room)
		r.count = r.room;
	if (other.count && r.room) {
		first = below(&r, other.count);
		last = first + 1 + below(&r, other.count - first);
		at = below(&r, r.count + 1);
		while (last > first)
			put(&r, at, other.at[--last]);
	}
	return write_records(&r, out, max);
}
