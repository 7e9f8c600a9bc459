/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a fuzzer's execution costs: random sequences of 32 operations, decoded, run in a world
 * that is put back, all invariants looked at after each.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "fuzz/campaign.h"

#define INPUTS	  64u
#define REPEATS	  8u
#define RUNS_FUZZ 3u

/* xorshift64*: the same inputs in every run. */
static uint8_t next_byte(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return (uint8_t)(*state * 0x2545f4914f6cdd1dull >> 56);
}

/* Worlds as they are mostly: the architecture's own, with a VM, a file and a slot. */
static void make_input(uint8_t *data, uint64_t *state)
{
	for (size_t i = 0; i < SEQUENCE_BYTES; i++)
		data[i] = next_byte(state);
	memset(data, 0, HEAD_BYTES);
	data[2] = 1;
}

static double one_round(const uint8_t (*inputs)[SEQUENCE_BYTES], bool looks, uint64_t *ops)
{
	static struct sequence q;
	double start = now_ns();

	for (unsigned int i = 0; i < INPUTS; i++) {
		struct campaign c = { .sequence = &q };
		struct gms_result result;

		sequence_decode(&q, inputs[i], SEQUENCE_BYTES);
		c.w = campaign_world(&q);
		for (; c.nr_done < q.nr_ops; c.nr_done++) {
			gms_trail_clear(c.w);
			if (!campaign_run(&c, &q.op[c.nr_done], &result))
				break;
			campaign_note(c.w, q.op[c.nr_done].code, &result);
			if (looks)
				campaign_check(&c, true);
		}
		*ops += c.nr_done;
		campaign_end(&q, c.w);
	}
	return (now_ns() - start) / INPUTS;
}

static double measure(const uint8_t (*inputs)[SEQUENCE_BYTES], bool looks, uint64_t *ops)
{
	double times[RUNS_FUZZ];

	for (unsigned int run = 0; run < RUNS_FUZZ; run++) {
		times[run] = 0;
		*ops = 0;
		for (unsigned int i = 0; i < REPEATS; i++)
			times[run] += one_round(inputs, looks, ops) / REPEATS;
	}
	return median(times, RUNS_FUZZ);
}

/* Putting a world back that a sequence has changed. */
static double measure_reset(const uint8_t *input)
{
	static struct sequence q;
	double times[RUNS];
	struct gms_world *w;

	sequence_decode(&q, input, SEQUENCE_BYTES);
	for (unsigned int run = 0; run < RUNS; run++) {
		w = campaign_world(&q);
		for (unsigned int i = 0; i < q.nr_ops && i < 8; i++)
			gms_run(w, &q.op[i]);
		times[run] = now_ns();
		campaign_world(&q);
		times[run] = now_ns() - times[run];
	}
	return median(times, RUNS);
}

void bench_fuzzing(const char *only)
{
	static uint8_t inputs[INPUTS][SEQUENCE_BYTES];
	const uint8_t(*given)[SEQUENCE_BYTES] = (const uint8_t(*)[SEQUENCE_BYTES])inputs;
	uint64_t state = 0x9e3779b97f4a7c15ull, ops;
	double ns;

	if (!strstr("fuzz: an execution, invariants", only))
		return;
	for (unsigned int i = 0; i < INPUTS; i++)
		make_input(inputs[i], &state);
	ns = measure(given, false, &ops);
	print_row("fuzz: an execution, no invariants", "input", ns, 0, "");
	ns = measure(given, true, &ops);
	print_row("fuzz: an execution, invariants", "input", ns, 0, "");
	printf("%-34s %-10s %10.1f\n", "fuzz: of these, an operation", "operation",
	       ns * INPUTS * REPEATS / (double)(ops + 1));
	print_row("fuzz: a world is put back", "input", measure_reset(inputs[0]), 0, "");
}
