/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What the second stage costs as a guest grows: faults beside many slots and in large
 * guests, accesses with and without a TLB, and the zap of a GiB of small pages.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arch.h"
#include "bench.h"

enum { VM = 1, VCPU, GUEST_FILE, FILLER_FILE };

#define PAGE	4096ull
#define FAULTS	4096u
#define FILLERS (1ull << 45) /* gpa, above the guest */

static void do_op(struct gms_world *w, const struct gms_op *op)
{
	struct gms_result r = gms_run(w, op);

	if (r.kind == GMS_RESULT_ERRNO)
		die(gms_op_row(op->code)->word, strerror(r.error));
}

static struct gms_op op_of(enum gms_opcode code)
{
	struct gms_op op;

	gms_op_init(&op, code);
	return op;
}

static void create_file(struct gms_world *w, uint64_t handle, uint64_t bytes)
{
	struct gms_op op = op_of(GMS_OP_MEMFD);

	op.define = handle;
	op.vm = VM;
	op.size = bytes;
	op.flags = 3;
	do_op(w, &op);
}

static void bind_slot(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t bytes,
		      uint64_t file, uint64_t off)
{
	struct gms_op op = op_of(GMS_OP_SLOT);

	op.vm = VM;
	op.id = id;
	op.gpa = gpa;
	op.size = bytes;
	op.memfd.handle = file;
	op.off = off;
	op.flags = MEM_GUEST_MEMFD;
	do_op(w, &op);
}

/* The guest's memory in slots as large as they can be; other slots of a page above it. */
static struct gms_world *guest_of(enum gms_arch of, uint64_t bytes, uint64_t slots, uint64_t tlb)
{
	const uint64_t largest = 1ull << 42;
	struct gms_config config;
	struct gms_world *w;
	struct gms_op op;
	const char *why = "";
	uint64_t id = 0;

	gms_config_init(&config);
	config.arch = of;
	config.param[GMS_PARAM_TLB] = tlb;
	w = gms_create(&config, &why);
	if (!w)
		die("gms_create", why);
	op = op_of(GMS_OP_VM);
	op.define = VM;
	do_op(w, &op);
	op = op_of(GMS_OP_VCPU);
	op.define = VCPU;
	op.vm = VM;
	do_op(w, &op);
	create_file(w, GUEST_FILE, bytes);
	create_file(w, FILLER_FILE, slots * PAGE);
	for (uint64_t at = 0; at < bytes; at += largest)
		bind_slot(w, id++, at, bytes - at < largest ? bytes - at : largest, GUEST_FILE,
			  at);
	for (; id < slots; id++)
		bind_slot(w, id, FILLERS + id * PAGE, PAGE, FILLER_FILE, id * PAGE);
	return w;
}

static struct gms_op access_op(uint64_t gpa, enum gms_access access)
{
	struct gms_op op = op_of(GMS_OP_GUEST);

	op.vcpu = VCPU;
	op.access = access;
	op.gpa = gpa;
	return op;
}

/* ns of an access to each page of a range. */
static double touch(struct gms_world *w, uint64_t first_gpa, uint64_t pages)
{
	struct gms_op op = access_op(first_gpa, GMS_ACCESS_WRITE);
	double start = now_ns();

	for (uint64_t i = 0; i < pages; i++, op.gpa += PAGE)
		do_op(w, &op);
	return (now_ns() - start) / (double)pages;
}

static ref_t the_vm(const struct gms_world *w)
{
	return handle_vm(w, VM);
}

static double zap(struct gms_world *w, uint64_t first_gpa, uint64_t pages)
{
	uint64_t gfn = first_gpa / PAGE;
	double start = now_ns();

	arch(w)->zap_range(w, the_vm(w), gfn, gfn + pages, FILTER_BOTH);
	return (now_ns() - start) / (double)pages;
}

/* Pages are there; each run maps the last of the guest's and zaps them again. */
static double fault_ns(enum gms_arch of, uint64_t bytes, uint64_t slots)
{
	struct gms_world *w = guest_of(of, bytes, slots, 0);
	uint64_t first = bytes - FAULTS * PAGE;
	double times[RUNS];

	touch(w, first, FAULTS);
	for (int i = 0; i < RUNS; i++) {
		zap(w, first, FAULTS);
		times[i] = touch(w, first, FAULTS);
	}
	gms_destroy(w);
	return median(times, RUNS);
}

static void bench_sizes(void)
{
	static const uint64_t slots[] = { 1, 32, 1024, 32764 };
	double first = 0, ns;
	char what[64];

	for (size_t i = 0; i < sizeof(slots) / sizeof(slots[0]); i++) {
		ns = fault_ns(GMS_ARCH_X86, 1ull << 30, slots[i]);
		first = i ? first : ns;
		snprintf(what, sizeof(what), "guest fault, %" PRIu64 " slots", slots[i]);
		print_row(what, "page", ns, i ? first : 0, "with 1 slot");
	}
	for (uint32_t shift = 30; shift <= 45; shift += 5) {
		ns = fault_ns(GMS_ARCH_X86, 1ull << shift, 1);
		first = shift > 30 ? first : ns;
		snprintf(what, sizeof(what), "guest fault, guest of %" PRIu64 " GiB",
			 (uint64_t)1 << (shift - 30));
		print_row(what, "page", ns, shift > 30 ? first : 0, "guest of 1 GiB");
	}
}

/* ---- Accesses ---- */

#define ACCESSES 200000u

/* An access that hits: as an operation, or by itself. */
static double access_ns(enum gms_arch of, uint64_t tlb, bool as_operation)
{
	struct gms_world *w = guest_of(of, 1ull << 30, 1, tlb);
	struct gms_op op = access_op(0, GMS_ACCESS_READ);
	double times[RUNS];
	uint64_t value;

	touch(w, 0, 1);
	for (int i = 0; i < RUNS; i++) {
		double start = now_ns();

		for (uint32_t k = 0; k < ACCESSES; k++)
			if (as_operation)
				do_op(w, &op);
			else if (!gms_guest_hit(w, VCPU, 0, GMS_ACCESS_READ, &value))
				die("guest hit", "it does not");
		times[i] = (now_ns() - start) / ACCESSES;
	}
	gms_destroy(w);
	return median(times, RUNS);
}

static double walk_ns(enum gms_arch of)
{
	struct gms_world *w = guest_of(of, 1ull << 30, 1, 0);
	ref_t vm = the_vm(w);
	double times[RUNS];
	volatile bool mapped;

	touch(w, 0, 1);
	for (int i = 0; i < RUNS; i++) {
		double start = now_ns();

		for (uint32_t k = 0; k < ACCESSES; k++)
			mapped = arch(w)->walk(w, vm, 0).mapped;
		times[i] = (now_ns() - start) / ACCESSES;
	}
	(void)mapped;
	gms_destroy(w);
	return median(times, RUNS);
}

/* ---- Zapping ---- */

#define GIB_PAGES (1ull << 18)

/* 8 bytes to each entry of the tables that held the leaves, which arm64 has given back. */
static double store_ns(struct gms_world *w)
{
	uint64_t stores = 0;
	double start = now_ns();

	for (ref_t t = 1; t < w->pool[POOL_TABLE_INFO].used; t++) {
		volatile uint64_t *entry = table_at(w, t)->entry;

		if (table_info_at(w, t)->live && table_info_at(w, t)->level != 1)
			continue;
		for (uint32_t i = 0; i < TABLE_ENTRIES; i++, stores++)
			entry[i] = table_info_at(w, t)->fill;
	}
	return (now_ns() - start) / (double)stores;
}

static void bench_zap(enum gms_arch of, const char *what)
{
	struct gms_world *w = guest_of(of, 1ull << 30, 1, 0);
	double zaps[RUNS], stores[RUNS];

	for (int i = 0; i < RUNS; i++) {
		touch(w, 0, GIB_PAGES);
		zaps[i] = zap(w, 0, GIB_PAGES);
		stores[i] = store_ns(w);
	}
	print_row(what, "leaf", median(zaps, RUNS), median(stores, RUNS),
		  "8 bytes to each entry");
	gms_destroy(w);
}

/* What Linux 6.18.44 takes on x86, elsewhere: the only fault of a guest that was measured. */
#define FAULT_REFERENCE_NS 3736.7

static const struct {
	enum gms_arch arch;
	const char *prefix, *fault, *zap;
} of_archs[] = {
	{ GMS_ARCH_X86, "", NULL, "zap 1 GiB mapped by 4K" },
	{ GMS_ARCH_ARM64, "arm64: ", "arm64: guest fault", "arm64: unmap 1 GiB mapped by 4K" },
};

static void bench_accesses(enum gms_arch of, const char *prefix)
{
	double walk = walk_ns(of);
	char what[64];

	for (int operation = 0; operation < 2; operation++)
		for (int tlb = 0; tlb < 2; tlb++) {
			snprintf(what, sizeof(what), "%sguest %s, %sTLB", prefix,
				 operation ? "operation" : "hit", tlb ? "" : "no ");
			print_row(what, "access", access_ns(of, tlb, operation), walk,
				  "the walk alone");
		}
}

void bench_faults(const char *only)
{
	if (strstr("guest fault, slots, guest of", only))
		bench_sizes();
	for (size_t i = 0; i < sizeof(of_archs) / sizeof(of_archs[0]); i++) {
		enum gms_arch of = of_archs[i].arch;

		if (of_archs[i].fault && strstr(of_archs[i].fault, only))
			print_row(of_archs[i].fault, "page", fault_ns(of, 1ull << 30, 1),
				  FAULT_REFERENCE_NS, "Linux 6.18.44, x86, elsewhere");
		if (strstr("arm64: guest hit, guest operation", only))
			bench_accesses(of, of_archs[i].prefix);
		if (strstr(of_archs[i].zap, only))
			bench_zap(of, of_archs[i].zap);
	}
}
