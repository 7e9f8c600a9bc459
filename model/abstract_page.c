// SPDX-License-Identifier: BSD-2-Clause
/*
 * Pages and what they hold.  A page lives as long as a file, a process or a pin has it.
 */
#include "abstract_state.h"

struct abs_frame *frame_of(struct abstract *a, uint64_t id)
{
	struct abs_frame *f = list_get(a, LIST_FRAME, 0, id);

	/* Only where our own memory ran out can there be none. */
	if (!f) {
		a->exhausted = true;
		f = (struct abs_frame *)(void *)a->spare;
		memset(f, 0, sizeof(*f));
	}
	return f;
}

struct abs_frame *frame_new(struct abstract *a)
{
	struct abs_frame *f = list_add(a, LIST_FRAME, 0, new_id(a));

	f->refs = 1;
	return f;
}

void frame_put(struct abstract *a, uint64_t id)
{
	struct abs_frame *f = frame_of(a, id);

	if (f->refs > 1) {
		f->refs--;
		return;
	}
	list_remove_range(a, LIST_WORD, id, 0, UINT64_MAX);
	list_remove_range(a, LIST_FRAME, 0, id, id + 1);
}

uint64_t word_read(const struct abstract *a, uint64_t frame, uint64_t offset)
{
	const struct abs_word *w = word_get(a, frame, offset);

	return w ? w->value : 0;
}

void word_write(struct abstract *a, uint64_t frame, uint64_t offset, uint64_t value)
{
	struct abs_word *w = word_get(a, frame, offset);

	if (w && value)
		w->value = value;
	else if (w)
		list_remove_range(a, LIST_WORD, frame, offset, offset + 1);
	else if (value) {
		w = list_add(a, LIST_WORD, frame, offset);
		w->value = value;
	}
}

void frame_copy(struct abstract *a, uint64_t to, uint64_t from)
{
	list_remove_range(a, LIST_WORD, to, 0, UINT64_MAX);
	for (uint64_t offset = 0; offset < PAGE;) {
		size_t i = list_find(a, LIST_WORD, from, offset);
		struct abs_word w;

		if (i == NR(a, WORD) || word_at(a, i)->key.hi != from)
			break;
		w = *word_at(a, i);
		word_write(a, to, w.key.lo, w.value);
		offset = w.key.lo + 1;
	}
}

struct abs_frame *page_of(struct abstract *a, uint64_t inode, uint64_t index)
{
	struct abs_page *p = page_get(a, inode, index);
	struct abs_frame *f;
	uint64_t id;

	if (p)
		return frame_of(a, p->frame);
	f = frame_new(a);
	id = f->key.lo;
	p = list_add(a, LIST_PAGE, inode, index);
	p->frame = id;
	return frame_of(a, id);
}

/*
 * The page leaves every process that has it; if one had, guards that were put in its place
 * go too. GUARD-2
 */
static void unmap_page(struct abstract *a, uint64_t inode, uint64_t index)
{
	bool was_mapped = false;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < NR(a, VMA); i++) {
			const struct abs_vma *v = vma_at(a, i);
			uint64_t page = v->key.lo / PAGE + index - v->pgoff;

			if (v->inode != inode || index < v->pgoff || page >= v->end / PAGE)
				continue;
			if (!pass && touched_get(a, v->key.hi, page))
				was_mapped = true;
			if (!pass)
				list_remove_range(a, LIST_TOUCHED, v->key.hi, page, page + 1);
			else if (was_mapped)
				list_remove_range(a, LIST_GUARD, v->key.hi, page, page + 1);
		}
}

/* What a file takes away is gone for a TD that it was bound to. */
static void zap(struct abstract *a, uint64_t inode, uint64_t start, uint64_t end)
{
	for (size_t i = 0; i < NR(a, SLOT); i++) {
		const struct abs_slot *s = slot_at(a, i);
		const struct abs_file *f = file_get(a, 0, s->file);
		uint64_t first = start > s->pgoff ? start - s->pgoff : 0;

		if (f && f->inode == inode && end > s->pgoff)
			td_loses(a, s->key.hi, s->gfn + first,
				 s->gfn + (end - s->pgoff < s->npages ? end - s->pgoff
								      : s->npages));
	}
}

/* PROTO-P */
void punch(struct abstract *a, uint64_t inode, uint64_t start, uint64_t end)
{
	size_t first = list_find(a, LIST_PAGE, inode, start), last;

	if (start >= end)
		return;
	zap(a, inode, start, end);
	last = list_find(a, LIST_PAGE, inode, end);
	for (size_t i = first; i < last; i++) {
		unmap_page(a, inode, page_at(a, i)->key.lo);
		frame_put(a, page_at(a, i)->frame);
	}
	list_remove(a, LIST_PAGE, first, last - first);
}
