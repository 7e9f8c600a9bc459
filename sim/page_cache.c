/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The page cache of an inode, folios, and the GETFOLIO procedure.  Section 12.
 *
 *	state of an index	what moves it on
 *	absent			GETFOLIO: insert-folio		-> raw
 *	raw (not FOLIO_UPTODATE) folio_zero(), populate		-> ready
 *	raw, ready		folio_remove() (punch, evict)	-> absent
 */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "lock.h"
#include "mempolicy.h"
#include "profile.h"

ref_t folio_lookup(const struct gms_world *w, ref_t inode, uint64_t index)
{
	uint64_t folio;

	return map_get(w, &inode_at(w, inode)->pages, index, &folio) ? (ref_t)folio : 0;
}

static ref_t new_folio(struct gms_world *w, ref_t folio, uint32_t node)
{
	if (!folio)
		return 0;
	frame_at(w, folio)->refs = 1;
	frame_at(w, folio)->flags = node << FOLIO_NODE_SHIFT;
	w->node_used[node]++;
	return folio;
}

ref_t folio_alloc(struct gms_world *w, uint32_t node)
{
	return new_folio(w, pool_take(w, POOL_FRAME), node);
}

ref_t folio_alloc_row(struct gms_world *w, uint32_t node, uint32_t count)
{
	ref_t first = pool_take_row(w, POOL_FRAME, count);

	for (uint32_t i = 0; first && i < count; i++) {
		new_folio(w, first + i, node);
		folio_zero(w, first + i);
		frame_at(w, first + i)->flags |= FOLIO_ROW;
	}
	return first;
}

ref_t folio_alloc_kernel(struct gms_world *w, bool may_fail)
{
	ref_t folio = may_fail ? pool_take(w, POOL_FRAME) : pool_take_internal(w, POOL_FRAME);

	folio = new_folio(w, folio, 0);
	if (folio)
		folio_zero(w, folio);
	return folio;
}

/* It is at that index of the inode's page cache. */
static void cached_at(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	f->inode = inode;
	f->index = index;
	f->flags |= FOLIO_CACHED;
	if (inode_at(w, inode)->kind == INODE_GMEM)
		f->flags |= FOLIO_UNEVICTABLE;
	f->refs++;
}

bool folio_insert(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	if (!map_set(w, &inode_at(w, inode)->pages, index, folio))
		return false;
	cached_at(w, inode, index, folio);
	return true;
}

bool folio_share(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	if (!map_set(w, &inode_at(w, inode)->pages, index, folio))
		return false;
	f->flags |= FOLIO_FORKED;
	f->shares++;
	f->refs++;
	return true;
}

/* Memory of another process that has the folio, at whatever address. */
static __attribute__((noinline)) void find_another_holder(const struct gms_world *w, ref_t folio,
							  struct frame *f)
{
	for (ref_t i = 1; i < w->pool[POOL_INODE].used; i++) {
		const struct inode *inode = inode_at(w, i);
		uint64_t index, value;

		if (!inode->refs || inode->kind != INODE_ANON)
			continue;
		for (bool more = map_first(w, &inode->pages, &index, &value); more;
		     more = map_next(w, &inode->pages, &index, &value))
			if (value == folio) {
				f->inode = i;
				f->index = index;
				return;
			}
	}
}

/* It is at one place less. */
static void uncache(struct gms_world *w, ref_t inode, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	if (f->shares) {
		f->shares--;
		if (f->inode == inode)
			find_another_holder(w, folio, f);
	} else {
		f->flags &= ~(FOLIO_CACHED | FOLIO_DIRTY);
		if (f->flags & FOLIO_ASSIGNED && arch(w)->reclaim_folio) {
			apply(w, FOLIO_5);
			arch(w)->reclaim_folio(w, folio);
		}
	}
	folio_put(w, folio);
}

void folio_leave(struct gms_world *w, ref_t inode, uint64_t index, ref_t folio)
{
	map_erase(w, &inode_at(w, inode)->pages, index);
	uncache(w, inode, folio);
}

void folio_succeed(struct gms_world *w, ref_t inode, uint64_t index, ref_t old, ref_t folio)
{
	folio_insert(w, inode, index, folio);
	uncache(w, inode, old);
}

void folio_remove(struct gms_world *w, ref_t folio)
{
	const struct frame *f = frame_at(w, folio);

	folio_leave(w, f->inode, f->index, folio);
}

void folio_replace(struct gms_world *w, ref_t old, ref_t new_folio)
{
	struct frame *from = frame_at(w, old), *to = frame_at(w, new_folio);

	/* The key is there: its value changes without memory. */
	map_set(w, &inode_at(w, from->inode)->pages, from->index, new_folio);
	to->inode = from->inode;
	to->index = from->index;
	to->flags |= from->flags & (FOLIO_UPTODATE | FOLIO_DIRTY | FOLIO_CACHED);
	to->lines = from->lines;
	to->refs++;
	from->lines = 0;
	from->flags &= ~(FOLIO_CACHED | FOLIO_DIRTY);
	folio_put(w, old);
}

static __attribute__((noinline)) void free_lines(struct gms_world *w, struct frame *f)
{
	while (f->lines) {
		ref_t line = f->lines;

		f->lines = line_at(w, line)->next;
		pool_give(w, POOL_LINE, line);
	}
}

static void content_free(struct gms_world *w, struct frame *f)
{
	if (f->lines)
		free_lines(w, f);
}

void folio_free(struct gms_world *w, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	content_free(w, f);
	w->node_used[f->flags >> FOLIO_NODE_SHIFT]--;
	*f = (struct frame){ 0 };
	pool_give_clean(w, POOL_FRAME, folio);
}

void folio_zero(struct gms_world *w, ref_t folio)
{
	struct frame *f = frame_at(w, folio);

	content_free(w, f);
	f->flags |= FOLIO_UPTODATE;
}

/* ---- Content: only lines that were written take space ---- */

/* What a page that nobody zeroed may hold: anything; to be noticed, not zero. */
#define JUNK 0x5a5a5a5a5a5a5a5aull

/* Where the line of that number is referred to, or would be. */
static ref_t *line_link(const struct gms_world *w, struct frame *f, uint32_t number)
{
	ref_t *link = &f->lines;

	while (*link && line_at(w, *link)->number < number)
		link = &line_at(w, *link)->next;
	return link;
}

uint64_t content_read(const struct gms_world *w, ref_t folio, uint32_t offset)
{
	struct frame *f = frame_at(w, folio);
	uint32_t number = offset / LINE_BYTES;
	ref_t line = *line_link(w, f, number);

	if (line && line_at(w, line)->number == number)
		return line_at(w, line)->word[offset % LINE_BYTES / 8];
	return f->flags & FOLIO_UPTODATE ? 0 : JUNK;
}

bool content_write(struct gms_world *w, ref_t folio, uint32_t offset, uint64_t value)
{
	struct frame *f = frame_at(w, folio);
	uint32_t number = offset / LINE_BYTES;
	ref_t *link = line_link(w, f, number), line = *link;

	if (!line || line_at(w, line)->number != number) {
		if (!value && f->flags & FOLIO_UPTODATE)
			return true;
		line = pool_take_internal(w, POOL_LINE);
		if (!line)
			return false;
		line_at(w, line)->next = *link;
		line_at(w, line)->number = number;
		*link = line;
	}
	line_at(w, line)->word[offset % LINE_BYTES / 8] = value;
	return true;
}

bool content_copy(struct gms_world *w, ref_t to, ref_t from)
{
	ref_t line = from ? frame_at(w, from)->lines : 0;

	content_free(w, frame_at(w, to));
	for (; line; line = line_at(w, line)->next) {
		uint32_t offset = line_at(w, line)->number * LINE_BYTES;

		for (uint32_t i = 0; i < LINE_BYTES / 8; i++)
			if (!content_write(w, to, offset + i * 8, line_at(w, line)->word[i]))
				return false;
	}
	return true;
}

bool span_copy(struct gms_world *w, struct span to, struct span from, uint32_t bytes)
{
	while (bytes) {
		uint32_t in = from.offset % 8, out = to.offset % 8, n = 8 - (in > out ? in : out);
		uint64_t word = content_read(w, from.folio, from.offset - in) >> 8 * in, mask;

		if (n > bytes)
			n = bytes;
		mask = (n == 8 ? 0 : 1ull << 8 * n) - 1;
		mask <<= 8 * out;
		word = (word << 8 * out & mask) |
		       (content_read(w, to.folio, to.offset - out) & ~mask);
		if (!content_write(w, to.folio, to.offset - out, word))
			return false;
		from.offset += n;
		to.offset += n;
		bytes -= n;
	}
	return true;
}

/* ---- GETFOLIO (spec 19.2) ---- */

enum { FIND_FOLIO, LOCK_FOLIO, ALLOCATE_FOLIO, INSERT_FOLIO };

/* Of a page that is bound. */
static uint64_t bound_gfn(const struct gms_world *w, ref_t file, uint64_t index)
{
	uint64_t pgoff = index, slot = 0;

	map_floor(w, &file_at(w, file)->bindings, &pgoff, &slot);
	return slot_at(w, (ref_t)slot)->base_gfn + (index - pgoff);
}

/*
 * GETPFN-2 in 6.11: a new page is prepared at once, for every VM that binds it; if
 * one refuses, the file has no such page.
 */
static int prepare_new_folio(struct gms_world *w, const struct task *t)
{
	int error = 0;

	if (!has(w, SW_PREPARE_AT_CREATION) || !arch(w)->prepare_folio)
		return 0;
	for (ref_t file = inode_at(w, t->inode)->files; file && !error;
	     file = file_at(w, file)->next_in_inode) {
		if (!gmem_bound(w, file, t->getfolio_index, t->getfolio_index + 1))
			continue;
		apply(w, GETPFN_2);
		error = arch(w)->prepare_folio(w, file_at(w, file)->vm,
					       bound_gfn(w, file, t->getfolio_index), t->folio);
	}
	return error;
}

static enum verdict insert_folio(struct gms_world *w, struct task *t)
{
	enum map_added added =
		map_add(w, &inode_at(w, t->inode)->pages, t->getfolio_index, t->new_folio);

	if (added != MAP_ADDED)
		folio_put(w, t->new_folio);
	if (added == MAP_THERE)
		return jump(t, FIND_FOLIO);
	if (added == MAP_FULL) {
		t->error = ENOMEM;
		return RETURN;
	}
	cached_at(w, t->inode, t->getfolio_index, t->new_folio);
	apply(w, FOLIO_1);
	t->folio = t->new_folio;
	t->error = (uint32_t)prepare_new_folio(w, t);
	if (t->error) {
		folio_remove(w, t->folio);
		folio_put(w, t->folio);
		return RETURN;
	}
	try_lock(w, t, need_folio(w, t));
	return RETURN;
}

static enum verdict allocate_folio(struct gms_world *w, struct task *t)
{
	t->new_folio = policy_alloc_folio(w, t);
	if (!t->new_folio) {
		t->error = ENOMEM;
		return RETURN;
	}
	if (!has(w, SW_ZERO_AT_FAULT)) {
		apply(w, FALLOC_9);
		folio_zero(w, t->new_folio);
	}
	return go_on(w, t, INSERT_FOLIO, insert_folio);
}

static enum verdict find_folio(struct gms_world *w, struct task *t)
{
	t->error = 0;
	t->folio = folio_lookup(w, t->inode, t->getfolio_index);
	if (!t->folio)
		return go_on(w, t, ALLOCATE_FOLIO, allocate_folio);
	folio_get(w, t->folio);
	return NEXT;
}

static enum verdict lock_folio(struct gms_world *w, struct task *t)
{
	const struct frame *f = frame_at(w, t->folio);
	bool here = f->flags & FOLIO_CACHED || has(w, SW_FOLIO_NOT_RECHECKED);

	/* It may have left this memory and still be another process's. */
	if (f->flags & FOLIO_FORKED)
		here = folio_lookup(w, t->inode, t->getfolio_index) == t->folio;
	if (here) {
		apply(w, FOLIO_2);
		return RETURN;
	}
	apply(w, GETFOLIO_F3);
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	folio_put(w, t->folio);
	return jump(t, FIND_FOLIO);
}

enum verdict getfolio(struct gms_world *w, struct task *t, uint32_t then)
{
	enum verdict verdict = call_then(t, PROTO_GETFOLIO, then);

	return verdict == CALLED ? go_on(w, t, FIND_FOLIO, find_folio) : verdict;
}

const struct step getfolio_steps[] = {
	[FIND_FOLIO] = { "find-folio", find_folio },
	[LOCK_FOLIO] = { "lock-folio", lock_folio, .take = need_folio },
	[ALLOCATE_FOLIO] = { "allocate-folio", allocate_folio },
	[INSERT_FOLIO] = { "insert-folio", insert_folio },
	{ 0 },
};
