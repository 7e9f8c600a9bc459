/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim diff: random sequences on the simulator and on a kernel, a difference shrunk to
 * the operations that it needs.
 *
 * Sequence i of seed S comes from S and i alone.  What could harm the machine the executor
 * refuses, and what it refuses the simulator does not do either.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli.h"
#include "fuzz/sequence.h"
#include "kvm/kvm.h"
#include "output.h"
#include "scenario/differ.h"
#include "world.h"

#define DEFAULT_OPS	10000
#define SEQUENCE_BUDGET (64ull << 20)
#define PATIENCE_MS	10000

struct diff_args {
	struct world_options world; /* of the simulator, which is a */
	uint64_t ops, seconds, first;
	bool b_is_sim;
	int kernel; /* with --backend-b=sim: its profile */
};

enum { KEY_OPS = 0x400, KEY_TIME, KEY_A, KEY_B, KEY_KERNEL, KEY_SEQUENCE };

static const struct argp_option options[] = {
	{ "ops", KEY_OPS, "N", 0, "Compare so many operations (10000)", 0 },
	{ "time", KEY_TIME, "SECONDS", 0, "And stop after this time; without --ops only then",
	  0 },
	{ "sequence", KEY_SEQUENCE, "N", 0, "Begin with the Nth sequence of the seed", 0 },
	{ "backend-a", KEY_A, "NAME", 0, "Who says what is expected: sim", 0 },
	{ "backend-b", KEY_B, "NAME", 0, "Who is looked at: kvm (the default), or sim", 0 },
	{ "kernel", KEY_KERNEL, "P", 0, "With --backend-b=sim: the kernel that it simulates", 0 },
	{ 0 },
};

static bool is_sim(struct argp_state *state, const char *option, const char *arg, bool only)
{
	static const char *const names[] = { "sim", "kvm" };
	size_t count = only ? 1 : 2;

	for (size_t i = 0; i < count; i++)
		if (!strcmp(arg, names[i]))
			return !i;
	argp_failure(state, EXIT_INPUT, 0, "--%s: unknown name %s%s", option, quote(arg).text,
		     hint(arg, names, count).text);
	return true;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct diff_args *args = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		state->child_inputs[0] = &args->world;
		return 0;
	case KEY_OPS:
		args->ops = option_number(state, "ops", arg);
		return 0;
	case KEY_TIME:
		args->seconds = option_number(state, "time", arg);
		return 0;
	case KEY_SEQUENCE:
		args->first = option_number(state, "sequence", arg);
		return 0;
	case KEY_A:
		is_sim(state, "backend-a", arg, true);
		return 0;
	case KEY_B:
		args->b_is_sim = is_sim(state, "backend-b", arg, false);
		return 0;
	case KEY_KERNEL:
		args->kernel = gms_profile_find(arg);
		if (args->kernel < 0)
			argp_failure(state, EXIT_INPUT, 0, "--kernel: unknown name %s",
				     quote(arg).text);
		return 0;
	case ARGP_KEY_ARG:
		argp_error(state, "diff takes no files");
		return EINVAL;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = { { &world_argp, 0, NULL, 0 }, { 0 } };

const struct argp diff_argp = {
	.options = options,
	.parser = parse_option,
	.doc = "Run random sequences of operations on the simulator and on this machine's kernel, "
	       "and tell where they differ, with the operations that the difference needs and the "
	       "rule by which the simulator decided.  The same --seed gives the same sequences.",
	.children = children,
};

/* ---- Two executors ---- */

struct subjects {
	const struct diff_args *args;
	struct gms_world *a, *b;
	struct kvm_backend *kvm;
};

static struct gms_world *make_world(const struct diff_args *args, int profile,
				    const struct scenario *s)
{
	struct world_options o = args->world;
	enum exit_status status;

	o.profile = profile;
	return world_create(&o, s, &status);
}

static void close_subjects(void *self)
{
	struct subjects *subjects = self;

	if (subjects->a)
		gms_destroy(subjects->a);
	if (subjects->b)
		gms_destroy(subjects->b);
	kvm_backend_close(subjects->kvm);
	subjects->a = subjects->b = NULL;
	subjects->kvm = NULL;
}

static bool open_subjects(void *self, const struct scenario *s, struct executor *a,
			  struct executor *b)
{
	static const struct kvm_options kvm = {
		.budget_bytes = SEQUENCE_BUDGET,
		.patience_ms = PATIENCE_MS,
	};
	struct subjects *subjects = self;
	const struct diff_args *args = subjects->args;
	const char *why = "no world";

	/* Its processes are not to inherit the worlds, which are large to lock. */
	if (!args->b_is_sim)
		subjects->kvm = kvm_backend_open(&kvm, &why);
	else
		subjects->b = make_world(args, args->kernel, s);
	subjects->a = make_world(args, args->world.profile, s);
	if (!subjects->a || (!subjects->b && !subjects->kvm)) {
		complain("diff cannot go on: %s", why);
		close_subjects(subjects);
		return false;
	}
	*a = executor_sim(subjects->a);
	*b = args->b_is_sim ? executor_sim(subjects->b) : executor_kvm(subjects->kvm);
	return true;
}

static bool b_died(void *self)
{
	const struct subjects *subjects = self;

	return subjects->kvm && kvm_backend_died(subjects->kvm);
}

/* ---- Sequences ---- */

static uint64_t next_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15ull;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ z >> 27) * 0x94d049bb133111ebull;
	return z ^ z >> 31;
}

/* Most operations are those that sequences are about: see fuzz/sequence.c. */
#define USUAL 0xb4u

static struct scenario *make_sequence(uint64_t seed, uint64_t number)
{
	static struct sequence q;
	static uint8_t data[SEQUENCE_BYTES];
	uint64_t state = seed * 0x2545f4914f6cdd1dull + number;

	for (size_t i = 0; i < sizeof(data); i++)
		data[i] = (uint8_t)next_random(&state);
	for (size_t i = 0; i < SEQUENCE_OPS; i++)
		if (next_random(&state) % 4)
			data[HEAD_BYTES + i * RECORD_BYTES] |= USUAL;
	sequence_decode(&q, data, sizeof(data));
	return sequence_scenario(&q, 0, NULL, 0);
}

/* The world is what the command and the host say, not what the sequence does. */
static struct scenario *random_scenario(const struct diff_args *args, uint64_t number)
{
	struct scenario *s = make_sequence(args->world.seed, number);

	if (!s)
		return NULL;
	s->profile = s->arch = -1;
	s->params_given = 0;
	return s;
}

/* ---- Differences ---- */

#define DISTINCT_MAX 256

struct diff {
	const struct diff_args *args;
	struct subjects subjects;
	struct differ differ;
	struct differ_counts counts;
	uint64_t sequences, found;
	unsigned int nr_distinct;
	uint64_t distinct[DISTINCT_MAX]; /* hashes of operation and results */
};

static uint64_t hash_text(uint64_t hash, const char *text)
{
	while (*text)
		hash = (hash ^ (unsigned char)*text++) * 0x100000001b3ull;
	return hash;
}

/* Results that differ in a number only are one finding. */
static void first_word(const char *text, char word[32])
{
	size_t n = strcspn(text, " =");

	if (text[0] >= '0' && text[0] <= '9')
		text = "number", n = strlen(text);
	snprintf(word, 32, "%.*s", (int)(n < 31 ? n : 31), text);
}

static bool is_new(struct diff *diff, const struct gms_op *op, const struct difference *d)
{
	char a[32], b[32];
	uint64_t hash;

	first_word(d->a, a);
	first_word(d->b, b);
	hash = hash_text(0xcbf29ce484222325ull, gms_op_row(op->code)->word);
	hash = hash_text(hash_text(hash, a) * 31, b);
	for (unsigned int i = 0; i < diff->nr_distinct; i++)
		if (diff->distinct[i] == hash)
			return false;
	if (diff->nr_distinct < DISTINCT_MAX)
		diff->distinct[diff->nr_distinct++] = hash;
	return true;
}

static void tell(const struct diff *diff, const struct scenario *s, const char *left,
		 size_t count, const struct difference *d, uint64_t number)
{
	const struct gms_rule *rule = gms_rule_at(d->rule);

	printf("# --seed %" PRIu64 " --sequence %" PRIu64 ": %zu operations of %zu\n",
	       diff->args->world.seed, number, count, s->nr_lines);
	for (size_t i = 0; i < s->nr_lines; i++) {
		if (!left[i])
			continue;
		scenario_print_op(s, &s->lines[i].op, stdout);
		if (i == d->line)
			printf(" -> %s\n# expected by %s  %s\n# seen %s\n\n", d->a,
			       rule ? rule->id : "no rule", rule ? rule->sentence : "", d->b);
		else
			putchar('\n');
	}
	fflush(stdout);
}

static bool shrink_and_tell(struct diff *diff, const struct scenario *s, struct difference *d,
			    uint64_t number)
{
	char *left = malloc(s->nr_lines + 1);
	size_t count;

	if (!left)
		return false;
	memset(left, 1, s->nr_lines + 1);
	count = differ_shrink(&diff->differ, s, left, d);
	tell(diff, s, left, count, d, number);
	free(left);
	return true;
}

static enum exit_status run_sequence(struct diff *diff, uint64_t number)
{
	struct scenario *s = random_scenario(diff->args, number);
	enum exit_status status = EXIT_HELD;
	enum differ_verdict verdict;
	struct difference d;

	if (!s)
		return EXIT_ENVIRONMENT;
	verdict = differ_run(&diff->differ, s, NULL, &d, &diff->counts);
	if (verdict == DIFFER_FAILED)
		status = EXIT_ENVIRONMENT;
	if (verdict == DIFFER_FOUND) {
		diff->found++;
		if (is_new(diff, &s->lines[d.line].op, &d) &&
		    !shrink_and_tell(diff, s, &d, number))
			status = EXIT_ENVIRONMENT;
	}
	diff->sequences++;
	difference_free(&d);
	scenario_free(s);
	return status;
}

static bool is_over(const struct diff *diff, time_t start)
{
	const struct diff_args *args = diff->args;

	return (args->ops && diff->counts.compared >= args->ops) ||
	       (args->seconds && (uint64_t)(time(NULL) - start) >= args->seconds);
}

static enum exit_status run_diff(const struct diff_args *args)
{
	struct diff *diff = calloc(1, sizeof(*diff));
	enum exit_status status = EXIT_HELD;
	time_t start = time(NULL);

	if (!diff)
		return EXIT_ENVIRONMENT;
	diff->args = args;
	diff->subjects.args = args;
	diff->differ = (struct differ){
		.self = &diff->subjects,
		.open = open_subjects,
		.close = close_subjects,
		.died = b_died,
		.interrupted = &interrupted,
	};
	for (uint64_t i = args->first;
	     status == EXIT_HELD && !interrupted && !is_over(diff, start); i++)
		status = run_sequence(diff, i);
	printf("diff: seed %" PRIu64 ": %" PRIu64 " sequences, %" PRIu64
	       " operations compared, %" PRIu64 " skipped, %" PRIu64
	       " sequences differ, in %u ways\n",
	       args->world.seed, diff->sequences, diff->counts.compared, diff->counts.skipped,
	       diff->found, diff->nr_distinct);
	if (status == EXIT_HELD && diff->found)
		status = EXIT_FAILED;
	free(diff);
	return interrupted ? EXIT_INTERRUPTED : status;
}

/* ---- The command ---- */

enum exit_status diff_command(const struct command *c, int argc, char **argv)
{
	struct diff_args args = { .kernel = -1 };
	struct kvm_host host;

	parse_arguments(c->argp, argc, argv, &args);
	if (!args.ops && !args.seconds)
		args.ops = DEFAULT_OPS;
	if (!args.b_is_sim) {
		const char *why = NULL;

		if (!kvm_host_probe(&host, &why)) {
			complain("diff cannot run here: %s", why);
			return EXIT_ENVIRONMENT;
		}
		world_take_host(&args.world, &host);
		if (args.world.profile < 0)
			args.world.profile = profile_of_release(host.release);
	}
	return run_diff(&args);
}
