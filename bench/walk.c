/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a walk costs, beside the loads that it cannot do without.
 *
 * The reference is a table of the same shape, page for page, whose entries are the
 * host's addresses of the next table: the same number of dependent loads from the
 * same places, and nothing else.  Both visit the same random addresses.
 *
 *	chained		each address depends on the result before: what one walk takes
 *	side by side	none does, and the processor overlaps them: what many take
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bench.h"
#include "mmu_arm64/s2_walk.h"
#include "mmu_x86/ept_walk.h"
#include "mmu_x86/npt_walk.h"
#include "mmu_x86/spte.h"

#define ENTRIES	   512u
#define FIRST	   0x40000000ull /* physical address of the tables */
#define ROOT_LEVEL 4

/*
 * `roots` page tables of four levels; each maps `leaves` whole tables of pages of
 * leaf_level.  Of 1G pages one root can have 512 tables at most: more needs roots.
 */
struct shape {
	uint32_t leaf_level;
	uint32_t roots;
	uint32_t leaves;
};

struct tables {
	struct shape shape;
	uint64_t pages_per_root;
	uint64_t (*entry)[ENTRIES];   /* as the processor takes them */
	uint64_t (*pointer)[ENTRIES]; /* as the host does */
};

enum kind { EPT, NPT, STAGE2 };

/* How the entries of a kind are made. */
struct format {
	enum kind kind;
	struct spte_format spte;
	struct s2_format s2;
};

struct run {
	const struct tables *tables;
	uint64_t walks;
	uint64_t let_through; /* bits of a result that change the next address: none */
};

typedef double run_fn(const struct run *run);

/* ---- Building ---- */

/* Tables of a level that one root has. */
static uint64_t tables_of_level(const struct shape *shape, uint32_t level)
{
	uint64_t count = shape->leaves;

	for (uint32_t l = shape->leaf_level; l < level; l++)
		count = (count + ENTRIES - 1) / ENTRIES;
	return count;
}

static uint64_t pages_per_root(const struct shape *shape)
{
	uint64_t pages = 0;

	for (uint32_t level = shape->leaf_level; level <= ROOT_LEVEL; level++)
		pages += tables_of_level(shape, level);
	return pages;
}

static uint64_t make_leaf(const struct format *format, uint64_t pfn, uint32_t level)
{
	struct spte_request spte = {
		.pfn = pfn,
		.level = level,
		.rights = SPTE_ALL,
		.host_writable = true,
	};
	struct s2_leaf s2 = {
		.address = pfn << 12,
		.level = ROOT_LEVEL - level,
		.prot = S2_PROT_RW,
	};

	return format->kind == STAGE2 ? s2_make_leaf(&format->s2, &s2)
				      : spte_make_leaf(&format->spte, &spte);
}

static uint64_t make_table(const struct format *format, uint64_t pfn)
{
	return format->kind == STAGE2 ? s2_make_table(&format->s2, pfn << 12)
				      : spte_make_table(&format->spte, pfn);
}

/* Entry `index` of all tables of the level, which begin at page `first`. */
static void set_entry(struct tables *t, const struct format *format, uint64_t first,
		      uint64_t index, uint32_t level, uint64_t child)
{
	uint64_t page = first + index / ENTRIES;

	if (level == t->shape.leaf_level) {
		t->entry[page][index % ENTRIES] =
			make_leaf(format, index << 9 * (level - 1) & 0x3ffffffff, level);
		t->pointer[page][index % ENTRIES] = index << 12;
		return;
	}
	t->entry[page][index % ENTRIES] = make_table(format, (FIRST >> 12) + child);
	t->pointer[page][index % ENTRIES] = (uintptr_t)t->pointer[child];
}

static void fill_root(struct tables *t, const struct format *format, uint64_t page)
{
	for (uint32_t level = ROOT_LEVEL; level >= t->shape.leaf_level; level--) {
		uint64_t next = page + tables_of_level(&t->shape, level);
		uint64_t used = level > t->shape.leaf_level
					? tables_of_level(&t->shape, level - 1)
					: (uint64_t)t->shape.leaves * ENTRIES;

		for (uint64_t i = 0; i < used; i++)
			set_entry(t, format, page, i, level, next + i);
		page = next;
	}
}

static void *take_pages(uint64_t pages)
{
	void *memory = aligned_alloc(4096, pages * 4096);

	if (memory)
		return memset(memory, 0, pages * 4096);
	die("walk", "no memory for the tables");
}

static struct tables make_tables(const struct shape *shape, const struct format *format)
{
	struct tables t = { .shape = *shape, .pages_per_root = pages_per_root(shape) };
	uint64_t pages = t.pages_per_root * shape->roots;

	t.entry = take_pages(pages);
	t.pointer = take_pages(pages);
	for (uint32_t root = 0; root < shape->roots; root++)
		fill_root(&t, format, root * t.pages_per_root);
	return t;
}

/* ---- Running ---- */

/* Of this thread: whoever else runs here does not count. */
static double cpu_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* The address of a walk: which root, and where in it. */
struct place {
	uint64_t root; /* page */
	uint64_t gpa;
};

static inline struct place next_place(const struct tables *t, uint64_t *state, uint64_t depends)
{
	uint64_t entries = (uint64_t)t->shape.leaves * ENTRIES;

	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (struct place){
		.root = (*state >> 56 & (t->shape.roots - 1)) * t->pages_per_root,
		.gpa = ((*state >> 24 & (entries - 1)) << paging_shift(t->shape.leaf_level)) ^
		       depends,
	};
}

static struct table_memory memory_of(const struct tables *t)
{
	return table_memory(t->entry, FIRST,
			    t->pages_per_root * t->shape.roots * PAGING_TABLE_BYTES);
}

static inline double walk_ept(const struct run *run, bool chained)
{
	static const struct ept_cpu cpu = {
		.maxphyaddr = 46,
		.access_dirty = true,
		.page_2m = true,
		.page_1g = true,
	};
	static const struct ept_access access = { .kind = EPT_ACCESS_READ, .linear = true };
	uint64_t state = 1, depends = 0, pages = 0;
	double start;
	struct ept ept;

	if (!ept_open(&ept, &cpu, ept_pointer(FIRST >> 12, ROOT_LEVEL, true),
		      memory_of(run->tables)))
		die("walk", "EPTP");
	start = cpu_ns();
	for (uint64_t i = 0; i < run->walks; i++) {
		struct place place = next_place(run->tables, &state, depends);
		struct ept_walk walk;

		ept.root = FIRST + place.root * PAGING_TABLE_BYTES;
		walk = ept_walk(&ept, place.gpa, &access);
		pages += walk.outcome == EPT_MAPPED;
		if (chained)
			depends = walk.hpa & run->let_through;
	}
	start = cpu_ns() - start;
	if (pages != run->walks)
		die("walk", "not mapped");
	return start / (double)run->walks;
}

static inline double walk_npt(const struct run *run, bool chained)
{
	static const struct npt_cpu cpu = { .maxphyaddr = 46, .nx = true, .page_1g = true };
	static const struct npt_access access = { 0 };
	uint64_t state = 1, depends = 0, pages = 0;
	double start;
	struct npt npt;

	if (!npt_open(&npt, &cpu, FIRST, memory_of(run->tables)))
		die("walk", "nCR3");
	start = cpu_ns();
	for (uint64_t i = 0; i < run->walks; i++) {
		struct place place = next_place(run->tables, &state, depends);
		struct npt_walk walk;

		npt.root = FIRST + place.root * PAGING_TABLE_BYTES;
		walk = npt_walk(&npt, place.gpa, &access);
		pages += walk.outcome == NPT_MAPPED;
		if (chained)
			depends = walk.hpa & run->let_through;
	}
	start = cpu_ns() - start;
	if (pages != run->walks)
		die("walk", "not mapped");
	return start / (double)run->walks;
}

static inline double walk_stage2(const struct run *run, bool chained)
{
	static const struct s2_host host = { .page_shift = 12, .pa_bits = 48 };
	static const struct s2_access access = { .kind = S2_ACCESS_READ };
	uint64_t state = 1, depends = 0, pages = 0;
	struct s2 s2 = s2_open(vtcr_make(&host, 48), 48, false, FIRST, memory_of(run->tables));
	double start = cpu_ns();

	for (uint64_t i = 0; i < run->walks; i++) {
		struct place place = next_place(run->tables, &state, depends);
		struct s2_walk walk;

		s2.root = FIRST + place.root * PAGING_TABLE_BYTES;
		walk = s2_walk(&s2, place.gpa, &access);
		pages += walk.outcome == S2_MAPPED;
		if (chained)
			depends = walk.pa & run->let_through;
	}
	start = cpu_ns() - start;
	if (pages != run->walks)
		die("walk", "not mapped");
	return start / (double)run->walks;
}

static inline double chase(const struct run *run, uint32_t leaf_level, bool chained)
{
	const struct tables *t = run->tables;
	uint64_t state = 1, depends = 0, sum = 0;
	double start = cpu_ns();

	for (uint64_t i = 0; i < run->walks; i++) {
		struct place place = next_place(t, &state, depends);
		uint64_t at = (uintptr_t)t->pointer[place.root];

		for (uint32_t level = ROOT_LEVEL; level >= leaf_level; level--)
			at = *(const uint64_t *)(uintptr_t)(at + paging_offset(place.gpa, level));
		sum += at;
		if (chained)
			depends = at & run->let_through;
	}
	start = cpu_ns() - start;
	if (!sum)
		die("walk", "the chase went nowhere");
	return start / (double)run->walks;
}

/* One function each, so that the compiler knows which it is. */
static double ept_chained(const struct run *run)
{
	return walk_ept(run, true);
}

static double ept_side_by_side(const struct run *run)
{
	return walk_ept(run, false);
}

static double npt_chained(const struct run *run)
{
	return walk_npt(run, true);
}

static double npt_side_by_side(const struct run *run)
{
	return walk_npt(run, false);
}

static double stage2_chained(const struct run *run)
{
	return walk_stage2(run, true);
}

static double stage2_side_by_side(const struct run *run)
{
	return walk_stage2(run, false);
}

static double chase_4k_chained(const struct run *run)
{
	return chase(run, PAGING_LEVEL_4K, true);
}

static double chase_4k_side_by_side(const struct run *run)
{
	return chase(run, PAGING_LEVEL_4K, false);
}

static double chase_1g_chained(const struct run *run)
{
	return chase(run, PAGING_LEVEL_1G, true);
}

/* ---- Measuring ---- */

/* In turns, so that both see the same weather. */
static void compare_runs(const char *what, const struct run *run, run_fn *ours, run_fn *loads)
{
	double our_times[RUNS], load_times[RUNS];

	ours(run);
	loads(run);
	for (int i = 0; i < RUNS; i++) {
		our_times[i] = ours(run);
		load_times[i] = loads(run);
	}
	print_row(what, "walk", median(our_times, RUNS), median(load_times, RUNS),
		  loads == chase_1g_chained ? "2 dependent loads" : "4 dependent loads");
}

struct size {
	const char *name;
	uint32_t tables; /* that hold leaves; a power of 2 */
	uint64_t walks;
};

/* Half of a first-level and of a second-level cache at most, and more than any last. */
static const struct size sizes[] = {
	{ "16K", 4, 40000 },
	{ "256K", 64, 40000 },
	{ "256M", 65536, 10000 },
};

struct subject {
	const char *name;
	uint32_t leaf_level;
	enum kind kind;
	run_fn *walk;
	run_fn *loads;
};

static const struct subject subjects[] = {
	{ "EPT walk, 4K", PAGING_LEVEL_4K, EPT, ept_chained, chase_4k_chained },
	{ "EPT walk, 1G", PAGING_LEVEL_1G, EPT, ept_chained, chase_1g_chained },
	{ "NPT walk, 4K", PAGING_LEVEL_4K, NPT, npt_chained, chase_4k_chained },
	{ "NPT walk, 1G", PAGING_LEVEL_1G, NPT, npt_chained, chase_1g_chained },
	{ "stage 2 walk, 4K", PAGING_LEVEL_4K, STAGE2, stage2_chained, chase_4k_chained },
	{ "stage 2 walk, 1G", PAGING_LEVEL_1G, STAGE2, stage2_chained, chase_1g_chained },
	{ "EPT walks, 4K, side by side", PAGING_LEVEL_4K, EPT, ept_side_by_side,
	  chase_4k_side_by_side },
	{ "NPT walks, 4K, side by side", PAGING_LEVEL_4K, NPT, npt_side_by_side,
	  chase_4k_side_by_side },
	{ "stage 2 walks, 4K, side by side", PAGING_LEVEL_4K, STAGE2, stage2_side_by_side,
	  chase_4k_side_by_side },
};

static void bench_subject(const struct subject *subject, const struct size *size,
			  const char *what)
{
	struct spte_kernel kernel = { .suppress_ve = true, .exec_user = true };
	struct format format = {
		.kind = subject->kind,
		.spte = subject->kind == NPT ? spte_npt_format(kernel, 46, 0)
					     : spte_ept_format(kernel),
		.s2 = { .page_shift = 12 },
	};
	struct shape shape = { subject->leaf_level, 1, size->tables };
	/* The compiler must not see that nothing is let through. */
	volatile uint64_t nothing = 0;
	struct run run = { .walks = size->walks, .let_through = nothing };
	struct tables tables;

	if (subject->leaf_level == PAGING_LEVEL_1G && shape.leaves > ENTRIES) {
		shape.roots = shape.leaves / ENTRIES;
		shape.leaves = ENTRIES;
	}
	tables = make_tables(&shape, &format);
	run.tables = &tables;
	compare_runs(what, &run, subject->walk, subject->loads);
	free(tables.entry);
	free(tables.pointer);
}

void bench_walks(const char *only)
{
	char what[64];

	for (size_t s = 0; s < sizeof(sizes) / sizeof(sizes[0]); s++) {
		for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
			snprintf(what, sizeof(what), "%s, %s", subjects[i].name, sizes[s].name);
			if (strstr(what, only))
				bench_subject(&subjects[i], &sizes[s], what);
			fflush(stdout);
		}
	}
}
