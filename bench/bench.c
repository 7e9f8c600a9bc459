/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What operations cost, beside what a real kernel takes.
 *
 * A benchmark is a scenario: lines that set up, then lines that are timed, over
 * and over, each time one page (or whatever `advance` says) further on.  Every
 * run has a fresh world; the median of the runs counts.
 *
 * The reference is the kernel that runs, measured in between, where /dev/kvm has
 * guest_memfd.  Else, and for what a vCPU does, it is a figure of another machine:
 * Linux 6.18.44, x86-64, shadow paging, itself a virtual machine, AMD EPYC 2.6
 * GHz.  Such a ratio tells an order of magnitude, not a percentage.
 */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "bench.h"
#include "reference.h"
#include "scenario/scenario.h"

#define REFERENCE_RUNS 5
#define PAGE	       4096ull

struct bench {
	const char *what;
	const char *unit; /* what one of `count` is */
	const char *setup;
	const char *loop;
	uint64_t count;	       /* how often the loop runs */
	uint64_t per_loop;     /* units in one round */
	size_t advance;	       /* field of struct gms_op that grows each round */
	uint64_t step;	       /* by so much */
	double reference_ns;   /* of one unit, on the other machine; 0: not known */
	reference_fn *measure; /* the same here, or NULL */
};

#define NO_ADVANCE     0, 0
#define ADVANCE(field) offsetof(struct gms_op, field), PAGE

#define GUEST_OF_64M                                                                             \
	"vm A\n"                                                                                 \
	"vcpu A.0\n"                                                                             \
	"memfd M vm=A size=64M flags=mmap|init_shared\n"                                         \
	"slot A:0 gpa=0 size=64M memfd=M\n"
#define FILE_OF_64M                                                                              \
	"vm A\n"                                                                                 \
	"memfd M vm=A size=64M flags=mmap|init_shared\n"                                         \
	"mmap H memfd=M len=64M\n"

/* What a VMM does in its life, on a file that comes and goes and on one that stays. */
#define MIXED                                                                                    \
	"memfd N vm=A size=8p flags=mmap|init_shared\n"                                          \
	"slot A:1 gpa=0x10000000 size=8p memfd=N\n"                                              \
	"store H 0x11\n"                                                                         \
	"guest A.0 read 0\n"                                                                     \
	"guest A.0 write 0x10001000 0x22\n"                                                      \
	"load H+0x1000\n"                                                                        \
	"fallocate N off=2p len=2p mode=keep_size\n"                                             \
	"fallocate N off=0 len=2p mode=keep_size|punch_hole\n"                                   \
	"guest A.0 read 0x10000000\n"                                                            \
	"fstat N\n"                                                                              \
	"slot A:1 delete\n"                                                                      \
	"close N\n"
#define MIXED_OPERATIONS 12

#define PRIVATE_GUEST                                                                            \
	"vm A type=sw_protected\n"                                                               \
	"memfd M vm=A size=64M\n"                                                                \
	"slot A:0 gpa=0 size=64M memfd=M\n"
#define CONVERT(size)                                                                            \
	"attributes A gpa=0 size=" size " private\nattributes A gpa=0 size=" size " shared\n"

static const struct bench benches[] = {
	{ "mixed sequence of 12 operations", "operation", GUEST_OF_64M "mmap H memfd=M len=64M\n",
	  MIXED, 2000, MIXED_OPERATIONS },
	{ "create + close a file", "pair", "vm A\n",
	  "memfd M vm=A size=4K flags=mmap|init_shared\nclose M\n", 20000, 1, NO_ADVANCE, 3860.2,
	  reference_create_close },
	{ "bind + delete a slot", "pair", "vm A\nmemfd M vm=A size=4K flags=mmap|init_shared\n",
	  "slot A:0 gpa=0 size=4K memfd=M\nslot A:0 delete\n", 10000, 1, NO_ADVANCE, 144259.6,
	  reference_bind_delete },
	{ "host fault, first touch", "page", FILE_OF_64M, "store H 1\n", 8192, 1,
	  ADVANCE(hva.number), 2254.4, reference_host_fault },
	{ "host access, mapped", "access", FILE_OF_64M "store H 1\n", "load H\n", 100000, 1,
	  NO_ADVANCE, 14.1, reference_host_access },
	{ "fallocate 64M at once", "page", FILE_OF_64M,
	  "fallocate M off=0 len=64M mode=keep_size\n", 1, 16384, NO_ADVANCE, 543.0,
	  reference_allocate_at_once },
	{ "fallocate page by page", "page", FILE_OF_64M,
	  "fallocate M off=0 len=1p mode=keep_size\n", 16384, 1, ADVANCE(off), 1270.7,
	  reference_allocate_by_page },
	{ "punch 64M at once", "page", FILE_OF_64M "fallocate M off=0 len=64M mode=keep_size\n",
	  "fallocate M off=0 len=64M mode=keep_size|punch_hole\n", 1, 16384, NO_ADVANCE, 0,
	  reference_punch_at_once },
	{ "punch 64M at once, mapped", "page", FILE_OF_64M "madvise H populate_write\n",
	  "fallocate M off=0 len=64M mode=keep_size|punch_hole\n", 1, 16384, NO_ADVANCE, 1112.8,
	  reference_punch_mapped },
	{ "punch page by page", "page", FILE_OF_64M "fallocate M off=0 len=64M mode=keep_size\n",
	  "fallocate M off=0 len=1p mode=keep_size|punch_hole\n", 16384, 1, ADVANCE(off), 1655.4,
	  reference_punch_by_page },
	{ "guest fault, first touch", "page", GUEST_OF_64M, "guest A.0 write 0 1\n", 8192, 1,
	  ADVANCE(gpa), 3736.7 },
	{ "guest fault, page allocated", "page",
	  GUEST_OF_64M "fallocate M off=0 len=64M mode=keep_size\n", "guest A.0 write 0 1\n",
	  8192, 1, ADVANCE(gpa), 2740.8 },
	{ "guest access, mapped", "access", GUEST_OF_64M "guest A.0 write 0 1\n",
	  "guest A.0 read 0\n", 100000, 1, NO_ADVANCE, 17.6 },
	{ "attributes, 1 page", "change", PRIVATE_GUEST, CONVERT("1p"), 10000, 2 },
	{ "attributes, 1 GiB", "change", PRIVATE_GUEST, CONVERT("1G"), 10000, 2 },
	{ "attributes, 16 TiB", "change", PRIVATE_GUEST, CONVERT("16T"), 10000, 2 },
};

_Noreturn void die(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(EXIT_FAILURE);
}

double now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

double median(double *times, size_t count)
{
	qsort(times, count, sizeof(*times), compare_times);
	return times[count / 2];
}

/* ---- Worlds and scenarios ---- */

static struct gms_world *new_world(void)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why = "";

	gms_config_init(&config);
	config.profile = (unsigned int)gms_profile_find("6.18");
	w = gms_create(&config, &why);
	if (!w)
		die("gms_create", why);
	return w;
}

/* Parse setup and loop as one file; *loop_first is the loop's first line. */
static struct scenario *parse(const char *setup, const char *loop, size_t *loop_first)
{
	char text[8192];
	struct scenario_error error;
	struct scenario *s;
	int bytes = snprintf(text, sizeof(text), "%s%s", setup, loop);

	if (bytes < 0 || (size_t)bytes >= sizeof(text))
		die(setup, "too long");
	s = scenario_parse("bench", text, (size_t)bytes, &error);
	if (!s)
		die(text, error.message);
	*loop_first = 0;
	for (; *setup; setup++)
		*loop_first += *setup == '\n';
	return s;
}

/* What fails is fast: it must not be measured. */
static void run_or_die(struct gms_world *w, const struct gms_op *op)
{
	struct gms_result r = gms_run(w, op);

	if (r.kind == GMS_RESULT_ERRNO)
		die(gms_op_row(op->code)->word, strerror(r.error));
	if (r.kind != GMS_RESULT_OK && r.kind != GMS_RESULT_VALUE && r.kind != GMS_RESULT_STAT)
		die(gms_op_row(op->code)->word, "an unexpected result");
}

static void advance(struct gms_op *op, size_t field, uint64_t step)
{
	uint64_t value;

	memcpy(&value, (char *)op + field, sizeof(value));
	value += step;
	memcpy((char *)op + field, &value, sizeof(value));
}

struct snapshot {
	void *buffer;
	size_t bytes;
};

static struct snapshot take_snapshot(const struct gms_world *w)
{
	struct snapshot snap = { .bytes = gms_snapshot_bytes(w) };

	snap.buffer = malloc(snap.bytes);
	if (!snap.buffer || !gms_snapshot(w, snap.buffer, snap.bytes))
		die("snapshot", "there is none");
	return snap;
}

/* ---- One benchmark ---- */

/* Put the world back and run the loop; ns per unit. */
static double run_once(const struct bench *b, struct gms_world *w, const struct snapshot *snap,
		       struct scenario *s, size_t first)
{
	double start;

	if (!gms_restore(w, snap->buffer, snap->bytes))
		die(b->what, "the snapshot was refused");
	start = now_ns();
	for (uint64_t round = 0; round < b->count; round++) {
		for (size_t i = first; i < s->nr_lines; i++) {
			run_or_die(w, &s->lines[i].op);
			if (b->step)
				advance(&s->lines[i].op, b->advance, b->step);
		}
	}
	start = now_ns() - start;
	for (size_t i = first; b->step && i < s->nr_lines; i++)
		advance(&s->lines[i].op, b->advance, -(b->count * b->step));
	return start / (double)(b->count * b->per_loop);
}

void print_row(const char *what, const char *unit, double ours, double reference, const char *is)
{
	printf("%-34s %-10s %10.1f", what, unit, ours);
	if (reference > 0)
		printf(" %12.1f %9.4f  %s\n", reference, ours / reference, is);
	else
		printf(" %12s %9s  %.0f per second\n", "-", "-", 1e9 / ours);
}

/* What the kernel here takes; negative if it cannot be measured. */
static double measure(const struct bench *b, int vm)
{
	double times[REFERENCE_RUNS];

	if (vm < 0 || !b->measure)
		return -1;
	for (int i = 0; i < REFERENCE_RUNS; i++) {
		times[i] = b->measure(vm);
		if (times[i] < 0)
			return -1;
	}
	return median(times, REFERENCE_RUNS);
}

static void run_bench(const struct bench *b, int vm)
{
	size_t first;
	struct scenario *s = parse(b->setup, b->loop, &first);
	struct gms_world *w = new_world();
	struct snapshot snap;
	double times[RUNS], here = measure(b, vm);

	for (size_t i = 0; i < first; i++)
		run_or_die(w, &s->lines[i].op);
	snap = take_snapshot(w);
	run_once(b, w, &snap, s, first);
	for (int i = 0; i < RUNS; i++)
		times[i] = run_once(b, w, &snap, s, first);
	print_row(b->what, b->unit, median(times, RUNS), here > 0 ? here : b->reference_ns,
		  here > 0 ? "this kernel" : "Linux 6.18.44, elsewhere");
	free(snap.buffer);
	gms_destroy(w);
	scenario_free(s);
}

/* ---- Snapshots ---- */

#define SMALL_WORLD                                                                              \
	"vm A\nvm B\nvcpu A.0\nvcpu B.0\n"                                                       \
	"memfd M vm=A size=4p flags=mmap|init_shared\n"                                          \
	"memfd N vm=B size=4p flags=mmap|init_shared\n"                                          \
	"slot A:0 gpa=0x100000 size=4p memfd=M\n"                                                \
	"slot B:0 gpa=0x100000 size=4p memfd=N\n"                                                \
	"guest A.0 write 0x100000 1\nguest A.0 write 0x101000 2\n"                               \
	"guest A.0 write 0x102000 3\nguest A.0 write 0x103000 4\n"                               \
	"guest B.0 write 0x100000 5\nguest B.0 write 0x101000 6\n"                               \
	"guest B.0 write 0x102000 7\nguest B.0 write 0x103000 8\n"

#define SNAPSHOT_GOAL_NS 2000.0
#define SNAPSHOT_ROUNDS	 20000

/* A snapshot, a change, and back: what an explorer does at every branch. */
static double snapshot_once(struct gms_world *w, const struct snapshot *snap,
			    const struct gms_op *change)
{
	double spent = 0;

	for (int i = 0; i < SNAPSHOT_ROUNDS; i++) {
		double start = now_ns();
		bool good = gms_snapshot(w, snap->buffer, snap->bytes);

		spent += now_ns() - start;
		run_or_die(w, change);
		start = now_ns();
		good = good && gms_restore(w, snap->buffer, snap->bytes);
		spent += now_ns() - start;
		if (!good)
			die("snapshot", "refused");
	}
	return spent / SNAPSHOT_ROUNDS;
}

static void bench_snapshot(void)
{
	size_t last;
	struct scenario *s = parse(SMALL_WORLD, "guest A.0 write 0x100000 9\n", &last);
	struct gms_world *w = new_world();
	struct snapshot snap;
	double times[RUNS];

	for (size_t i = 0; i < last; i++)
		run_or_die(w, &s->lines[i].op);
	snap = take_snapshot(w);
	snapshot_once(w, &snap, &s->lines[last].op);
	for (int i = 0; i < RUNS; i++)
		times[i] = snapshot_once(w, &snap, &s->lines[last].op);
	print_row("snapshot + restore", "pair", median(times, RUNS), SNAPSHOT_GOAL_NS,
		  "goal: 2 VMs, 8 pages, 2 vCPUs");
	printf("%-34s %-10s %10zu\n", "snapshot of that world", "bytes", snap.bytes);
	free(snap.buffer);
	gms_destroy(w);
	scenario_free(s);
}

/* ---- Memory ---- */

#define RESIDENT_PAGES (1u << 20)
#define BYTES_GOAL     64.0

/* A guest of 1 TiB with one page in every MiB, of which all have been allocated. */
static void bench_memory(void)
{
	static const char setup[] =
		"vm A\nmemfd M vm=A size=1T\nslot A:0 gpa=0 size=1T memfd=M\n";
	size_t last;
	struct scenario *s = parse(setup, "fallocate M off=0 len=1p mode=keep_size\n", &last);
	struct gms_world *w = new_world();
	struct gms_op *op = &s->lines[last].op;
	size_t empty;

	for (size_t i = 0; i < last; i++)
		run_or_die(w, &s->lines[i].op);
	empty = gms_snapshot_bytes(w);
	for (uint64_t i = 0; i < RESIDENT_PAGES; i++) {
		op->off = i << 20;
		run_or_die(w, op);
	}
	print_row("memory, 1M pages over 1 TiB", "bytes/page",
		  (double)(gms_snapshot_bytes(w) - empty) / RESIDENT_PAGES, BYTES_GOAL,
		  "goal: without tables and contents");
	gms_destroy(w);
	scenario_free(s);
}

/* Rows whose name contains an argument; without one, all. */
int main(int argc, char **argv)
{
	const char *only = argc > 1 ? argv[1] : "";
	int vm = reference_open();

	printf("ns per unit, median of %d runs%s\n\n", RUNS,
	       vm < 0 ? "; /dev/kvm has no guest_memfd here: no reference of this machine" : "");
	printf("%-34s %-10s %10s %12s %9s  %s\n", "what", "unit", "ours", "reference", "ratio",
	       "reference is");
	for (size_t i = 0; i < sizeof(benches) / sizeof(benches[0]); i++) {
		if (strstr(benches[i].what, only))
			run_bench(&benches[i], vm);
		fflush(stdout);
	}
	if (strstr("snapshot + restore", only))
		bench_snapshot();
	if (strstr("memory, 1M pages over 1 TiB", only))
		bench_memory();
	bench_walks(only);
	bench_faults(only);
	bench_fuzzing(only);
	if (vm >= 0)
		close(vm);
	return EXIT_SUCCESS;
}
