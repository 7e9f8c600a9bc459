/* SPDX-License-Identifier: BSD-2-Clause */
/* The stage-2 page table: mapping, unmapping, permissions. */
#include "pgtable.h"

#include <assert.h>
#include <errno.h>

#include "fault.h"
#include "pkvm.h"
#include "profile.h"
#include "tlb.h"

/* gfns that an entry of the level spans. */
static uint64_t span_gfns(uint32_t level)
{
	return 1ull << (s2_shift(PAGE_SHIFT, level) - PAGE_SHIFT);
}

/* How generic code counts levels: 1 = 4K. */
static uint32_t generic_level(uint32_t level)
{
	return 4 - level;
}

/* All memory is below 2^48, whose bits every format has in the same place. */
static uint64_t pfn_of(uint64_t d)
{
	return (d & ((1ull << ARM64_PA_BITS) - 1)) >> PAGE_SHIFT;
}

static ref_t child_of(uint64_t d)
{
	return pfn_table(pfn_of(d));
}

static uint64_t table_entry(const struct gms_world *w, ref_t table)
{
	const struct s2_format format = s2_vm_format(w);

	return s2_make_table(&format, table_pfn(table) << PAGE_SHIFT);
}

/* ---- Changing an entry ---- */

/* ARM-INV-10: permissions and AF change in place, all else by a break. */
static bool change_is_legal(uint64_t old, uint64_t new_value)
{
	return !s2_is_valid(old) || !s2_is_valid(new_value) ||
	       s2_same_but_permissions(old & ~S2_AF, new_value & ~S2_AF);
}

/* The only store of this MMU. */
static void set_entry(struct gms_world *w, ref_t table, uint32_t index, uint64_t new_value)
{
	struct table_info *info = table_info_at(w, table);
	uint64_t old = entry_read(w, table, index);

	assert(change_is_legal(old, new_value));
	info->present += (uint32_t)(new_value != 0) - (uint32_t)(old != 0);
	entry_write(w, table, index, new_value);
}

/* ---- Roots ---- */

/* The simulator's roots need not be next to each other, as hardware's must. */
bool s2_init(struct gms_world *w, ref_t *root, uint32_t ipa_bits)
{
	uint32_t level = generic_level(s2_start_level(PAGE_SHIFT, ipa_bits));

	for (uint32_t i = 0; i < s2_root_pages(PAGE_SHIFT, ipa_bits); i++) {
		root[i] = table_take(w, 0, level);
		if (root[i])
			continue;
		while (i--) {
			table_give(w, root[i]);
			root[i] = 0;
		}
		return false;
	}
	return true;
}

static uint32_t index_at(uint64_t ipa, uint32_t level)
{
	return (uint32_t)(ipa >> s2_shift(PAGE_SHIFT, level)) & (TABLE_ENTRIES - 1);
}

static ref_t root_of(const struct s2_mmu *mmu, uint64_t ipa)
{
	return mmu->root[ipa >>
			 (s2_shift(PAGE_SHIFT, mmu->start_level) + s2_index_bits(PAGE_SHIFT))];
}

/* ---- The walker of ranges ---- */

/*
 * Visits the leaves of [start, end) gfns in ascending order, and each table after
 * what is below it.  A callback may change the entry that it is given.
 */
struct visit {
	struct gms_world *w;
	const struct s2_mmu *mmu;
	uint64_t start;
	uint64_t end;
	bool (*leaf)(struct visit *v, ref_t table, uint32_t index, uint32_t level);
	void (*table_done)(struct visit *v, ref_t table, uint32_t index);
	uint64_t gfn; /* of the leaf */
	bool tlbi;    /* clear_leaf: each leaf is invalidated by itself */
};

/* True as soon as a leaf callback wants no more. */
static bool visit_table(struct visit *v, ref_t table, uint32_t level, uint64_t base)
{
	const struct table_info *info = table_info_at(v->w, table);
	uint64_t span = span_gfns(level);
	uint64_t i = v->start > base ? (v->start - base) / span : 0;

	for (; i < TABLE_ENTRIES && base + i * span < v->end; i++) {
		uint32_t index = (uint32_t)i;
		uint64_t d;

		if (!(info->touched >> (i / 8) & 1)) {
			i |= 7;
			continue;
		}
		d = entry_read(v->w, table, index);
		v->gfn = base + i * span;
		if (s2_is_leaf(d, level) && v->leaf(v, table, index, level))
			return true;
		if (!s2_is_table(d, level))
			continue;
		if (visit_table(v, child_of(d), level + 1, base + i * span))
			return true;
		if (v->table_done)
			v->table_done(v, table, index);
	}
	return false;
}

/* ARM-PGT-1: nothing outside of the IPA space is visited. */
static bool visit_range(struct visit *v)
{
	const struct s2_mmu *mmu = v->mmu;
	uint32_t level = mmu->start_level;
	uint64_t root_gfns = span_gfns(level) * TABLE_ENTRIES;

	for (uint32_t i = 0; i < s2_root_pages(PAGE_SHIFT, mmu->ipa_bits); i++) {
		uint64_t base = i * root_gfns;

		if (!mmu->root[i] || base >= v->end || base + root_gfns <= v->start)
			continue;
		if (visit_table(v, mmu->root[i], level, base))
			return true;
	}
	return false;
}

/* ---- One entry ---- */

struct place {
	ref_t table;
	uint32_t index;
	uint32_t level;
	uint64_t entry;
};

/* Where the walk of ipa ends: at the level, or above it where there is no table. */
static struct place find(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa,
			 uint32_t level)
{
	struct place at = { .table = root_of(mmu, ipa), .level = mmu->start_level };

	for (;; at.level++) {
		at.index = index_at(ipa, at.level);
		at.entry = entry_read(w, at.table, at.index);
		if (at.level == level || !s2_is_table(at.entry, at.level))
			return at;
		at.table = child_of(at.entry);
	}
}

/* ---- Walks ---- */

static uint32_t host_prot(uint64_t d)
{
	uint32_t prot = s2_prot(d);

	return (prot & S2_PROT_R ? GMS_PROT_READ : 0) | (prot & S2_PROT_W ? GMS_PROT_WRITE : 0) |
	       (prot & S2_PROT_R && prot & S2_PROT_PX ? GMS_PROT_EXEC : 0);
}

/* The page of a block that is the gfn's, or the page. */
static ref_t frame_of(uint64_t gfn, uint64_t d, uint32_t level)
{
	return pfn_frame(pfn_of(d)) + (ref_t)(gfn & (span_gfns(level) - 1));
}

struct translation s2_translate_leaf(uint64_t gfn, uint64_t d, uint32_t level)
{
	return (struct translation){
		.mapped = true,
		.frame = frame_of(gfn, d, level),
		.level = generic_level(level),
		.prot = host_prot(d),
		.entry = d,
		.bits = d & (S2_AF | S2_XN | S2_SW | S2_MEMATTR),
	};
}

struct translation s2_mmu_translate(const struct gms_world *w, const struct s2_mmu *mmu,
				    uint64_t ipa)
{
	struct place at;

	if (ipa >> mmu->ipa_bits)
		return (struct translation){ .level = generic_level(0) };
	at = find(w, mmu, ipa, S2_LAST_LEVEL);
	if (s2_is_leaf(at.entry, at.level))
		return s2_translate_leaf(ipa >> PAGE_SHIFT, at.entry, at.level);
	return (struct translation){ .level = generic_level(at.level), .entry = at.entry };
}

struct translation s2_translate(const struct gms_world *w, ref_t vm, uint64_t ipa)
{
	const struct s2_mmu mmu = s2_own(w, vm);

	return s2_mmu_translate(w, &mmu, ipa);
}

ref_t s2_hit(const struct gms_world *w, ref_t vm, uint64_t ipa, uint32_t prot)
{
	const struct s2_mmu mmu = s2_own(w, vm);
	struct place at;

	if (ipa >> mmu.ipa_bits)
		return 0;
	at = find(w, &mmu, ipa, S2_LAST_LEVEL);
	if (!s2_is_leaf(at.entry, at.level) || !(at.entry & S2_AF) || prot & ~s2_prot(at.entry))
		return 0;
	return frame_of(ipa >> PAGE_SHIFT, at.entry, at.level);
}

static bool found_leaf(struct visit *v, ref_t table, uint32_t index, uint32_t level)
{
	(void)v;
	(void)table;
	(void)index;
	(void)level;
	return true;
}

bool s2_mmu_next_leaf(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t *gfn,
		      struct translation *tr)
{
	struct visit v = {
		.w = (struct gms_world *)w, /* found_leaf() changes nothing */
		.mmu = mmu,
		.start = *gfn,
		.end = UINT64_MAX,
		.leaf = found_leaf,
	};

	if (!visit_range(&v))
		return false;
	/* Of a block each gfn in turn. */
	if (*gfn < v.gfn)
		*gfn = v.gfn;
	*tr = s2_mmu_translate(w, mmu, *gfn << PAGE_SHIFT);
	return true;
}

bool s2_next_leaf(const struct gms_world *w, ref_t vm, uint64_t *gfn, struct translation *tr)
{
	const struct s2_mmu mmu = s2_own(w, vm);

	return s2_mmu_next_leaf(w, &mmu, gfn, tr);
}

/* ---- Mapping ---- */

/* ARM-PGT-4: who meets it now starts again, and nobody remembers what it was. */
static void break_entry(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa,
			const struct place *at)
{
	uint64_t span = span_gfns(at->level), start = (ipa >> PAGE_SHIFT) & ~(span - 1);

	apply(w, ARM_PGT_4);
	set_entry(w, at->table, at->index, S2_LOCKED);
	if (s2_is_leaf(at->entry, at->level))
		tlbi_ipa(w, mmu, ipa);
	else if (s2_is_table(at->entry, at->level))
		tlbi_range(w, mmu, start, start + span);
}

/* What a block replaces: no entry leads there any more. ARM-PGT-7 */
static void free_subtree(struct gms_world *w, ref_t table, uint32_t level)
{
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++) {
		uint64_t d = entry_read(w, table, i);

		if (s2_is_table(d, level))
			free_subtree(w, child_of(d), level + 1);
	}
	apply(w, ARM_PGT_7);
	table_give(w, table);
}

uint32_t s2_missing_tables(const struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa)
{
	return S2_LAST_LEVEL - find(w, mmu, ipa, S2_LAST_LEVEL).level;
}

/* A block that stood there is gone; its other parts fault again. ARM-PGT-5 */
int s2_link_table(struct gms_world *w, struct task *t, const struct s2_mmu *mmu, uint64_t ipa,
		  uint32_t level)
{
	struct place at = find(w, mmu, ipa, level);
	ref_t child;

	if (at.level == level)
		return EEXIST;
	if (at.entry == S2_LOCKED)
		return EAGAIN;
	child = fault_take_table(w, t, generic_level(at.level + 1));
	/* A table that was there when the fault looked may be gone by now. */
	if (!child)
		child = table_take(w, 0, generic_level(at.level + 1));
	if (!child)
		return ENOMEM;
	break_entry(w, mmu, ipa, &at);
	set_entry(w, at.table, at.index, table_entry(w, child));
	return 0;
}

/* ARM-PKVM-1, ARM-PKVM-2: the host looks at its note, which knows a size and nothing more. */
static bool is_noted(struct gms_world *w)
{
	if (!is_pkvm(w))
		return false;
	apply(w, ARM_PKVM_1);
	apply(w, ARM_PKVM_2);
	return true;
}

int s2_break_leaf(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa, uint64_t leaf,
		  uint32_t level)
{
	struct place at = find(w, mmu, ipa, level);

	apply(w, ARM_PGT_5);
	if (at.level != level || at.entry == S2_LOCKED)
		return EAGAIN;
	if (s2_is_leaf(at.entry, level) &&
	    (is_noted(w) || s2_same_but_permissions(at.entry, leaf)))
		return EAGAIN;
	break_entry(w, mmu, ipa, &at);
	if (s2_is_table(at.entry, level))
		free_subtree(w, child_of(at.entry), level + 1);
	return 0;
}

void s2_make(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa, uint64_t leaf,
	     uint32_t level)
{
	struct place at = find(w, mmu, ipa, level);

	/* Else a block has replaced the whole table meanwhile: nobody sees the store. */
	if (at.level == level && at.entry == S2_LOCKED)
		set_entry(w, at.table, at.index, leaf);
}

int s2_relax_permissions(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa,
			 uint32_t prot)
{
	struct place at = find(w, mmu, ipa, S2_LAST_LEVEL);

	apply(w, ARM_PGT_8);
	if (!s2_is_leaf(at.entry, at.level))
		return EAGAIN;
	set_entry(w, at.table, at.index, s2_relax(at.entry, prot));
	return 0;
}

bool s2_make_young(struct gms_world *w, const struct s2_mmu *mmu, uint64_t ipa)
{
	struct place at = find(w, mmu, ipa, S2_LAST_LEVEL);

	apply(w, ARM_PGT_9);
	if (!s2_is_leaf(at.entry, at.level))
		return false;
	set_entry(w, at.table, at.index, at.entry | S2_AF);
	return true;
}

/* ---- Ranges; mmu_lock write ---- */

/* ARM-PGT-10: where no cache has to be cleaned leaf by leaf one TLBI does for the range. */
static bool defers_tlbi(const struct gms_world *w)
{
	return w->config.param[GMS_PARAM_FWB];
}

/* A block that the range only touches goes as a whole. */
static bool clear_leaf(struct visit *v, ref_t table, uint32_t index, uint32_t level)
{
	(void)level;
	set_entry(v->w, table, index, 0);
	if (v->tlbi)
		tlbi_ipa(v->w, v->mmu, v->gfn << PAGE_SHIFT);
	return false;
}

static void free_empty_table(struct visit *v, ref_t table, uint32_t index)
{
	ref_t child = child_of(entry_read(v->w, table, index));

	if (table_info_at(v->w, child)->present)
		return;
	set_entry(v->w, table, index, 0);
	table_give(v->w, child);
}

void s2_unmap(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end)
{
	bool forgets = w->config.param[GMS_PARAM_TLB] && !has(w, SW_ARM_UNMAP_WITHOUT_TLBI);
	struct visit v = {
		.w = w,
		.mmu = mmu,
		.start = start,
		.end = end,
		.leaf = clear_leaf,
		.table_done = free_empty_table,
		.tlbi = forgets && !defers_tlbi(w),
	};

	apply(w, ARM_PGT_10);
	visit_range(&v);
	if (forgets && defers_tlbi(w))
		tlbi_range(w, mmu, start, end);
}

/* The leaf of the next level, with the same rights. */
static uint64_t part_of(const struct gms_world *w, uint64_t block, uint32_t level, uint64_t i)
{
	const struct s2_format format = s2_vm_format(w);
	uint64_t address = s2_address(&format, block) + i * s2_size(PAGE_SHIFT, level + 1);

	block &= ~(s2_address_bits(&format) | s2_high_bits(&format));
	if (level + 1 == S2_LAST_LEVEL)
		block |= S2_TABLE;
	return block | s2_encode_address(&format, address);
}

static bool split_leaf(struct visit *v, ref_t table, uint32_t index, uint32_t level)
{
	struct place at = { table, index, level, entry_read(v->w, table, index) };
	ref_t child;

	if (level == S2_LAST_LEVEL)
		return false;
	child = table_take(v->w, 0, generic_level(level + 1));
	apply(v->w, ARM_PGT_11);
	if (!child)
		return true;
	for (uint32_t i = 0; i < TABLE_ENTRIES; i++)
		set_entry(v->w, child, i, part_of(v->w, at.entry, level, i));
	break_entry(v->w, v->mmu, v->gfn << PAGE_SHIFT, &at);
	set_entry(v->w, table, index, table_entry(v->w, child));
	return false;
}

void s2_split(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end)
{
	struct visit v = { .w = w, .mmu = mmu, .start = start, .end = end, .leaf = split_leaf };

	visit_range(&v);
}

struct aging {
	struct visit v;
	bool clear;
	bool young;
};

static bool age_leaf(struct visit *v, ref_t table, uint32_t index, uint32_t level)
{
	struct aging *aging = (struct aging *)v;
	uint64_t d = entry_read(v->w, table, index);

	(void)level;
	if (d & S2_AF) {
		aging->young = true;
		if (aging->clear)
			set_entry(v->w, table, index, d & ~S2_AF);
	}
	return false;
}

bool s2_test_young(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end, bool clear)
{
	const struct s2_mmu mmu = s2_own(w, vm);
	struct aging aging = {
		.v = { .w = w, .mmu = &mmu, .start = start, .end = end, .leaf = age_leaf },
		.clear = clear,
	};

	apply(w, ARM_PGT_9);
	visit_range(&aging.v);
	return aging.young;
}

static bool protect_leaf(struct visit *v, ref_t table, uint32_t index, uint32_t level)
{
	(void)level;
	set_entry(v->w, table, index, entry_read(v->w, table, index) & ~S2_WRITE);
	return false;
}

void s2_write_protect(struct gms_world *w, const struct s2_mmu *mmu, uint64_t start, uint64_t end)
{
	struct visit v = { .w = w, .mmu = mmu, .start = start, .end = end, .leaf = protect_leaf };

	apply(w, ARM_PGT_9);
	visit_range(&v);
}

void s2_destroy(struct gms_world *w, const struct s2_mmu *mmu, ref_t *root)
{
	struct visit v = {
		.w = w,
		.mmu = mmu,
		.end = UINT64_MAX,
		.leaf = clear_leaf,
		.table_done = free_empty_table,
	};

	visit_range(&v);
	for (uint32_t i = 0; i < MMU_MAX_ROOTS; i++) {
		if (root[i])
			table_give(w, root[i]);
		root[i] = 0;
	}
}
