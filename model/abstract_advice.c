// SPDX-License-Identifier: BSD-2-Clause
/*
 * madvise, VMA by VMA.
 */
#include "abstract_state.h"

enum {
	ADVICE_DONTNEED = 4,
	ADVICE_FREE = 8,
	ADVICE_REMOVE,
	ADVICE_DONTFORK,
	ADVICE_DOFORK,
	ADVICE_HUGEPAGE = 14,
	ADVICE_NOHUGEPAGE,
	ADVICE_WIPEONFORK = 18,
	ADVICE_KEEPONFORK,
	ADVICE_COLD,
	ADVICE_PAGEOUT,
	ADVICE_POPULATE_READ,
	ADVICE_POPULATE_WRITE,
	ADVICE_DONTNEED_LOCKED,
	ADVICE_COLLAPSE,
	ADVICE_HWPOISON = 100,
	ADVICE_SOFT_OFFLINE,
	ADVICE_GUARD_INSTALL,
	ADVICE_GUARD_REMOVE,
};

#define BLOCK (2ull << 20)

static bool is_known(const struct abstract *a, uint64_t advice)
{
	if (advice >= ADVICE_GUARD_INSTALL && advice <= ADVICE_GUARD_REMOVE)
		return has(a, HAS_GUARD_REGIONS);
	return advice <= ADVICE_DONTNEED ||
	       (advice >= ADVICE_FREE && advice <= ADVICE_COLLAPSE) ||
	       advice == ADVICE_HWPOISON || advice == ADVICE_SOFT_OFFLINE;
}

/* GUARD-1 */
static void guard(struct abstract *a, uint64_t start, uint64_t end)
{
	untouch(a, a->mm, start, end);
	for (uint64_t page = start / PAGE; page < end / PAGE && !a->exhausted; page++)
		if (!guard_get(a, a->mm, page))
			list_add(a, LIST_GUARD, a->mm, page);
}

/* MADV-3: gmem never; private memory if each block has a page. */
static int collapse(const struct abstract *a, const struct abs_vma *v, uint64_t start,
		    uint64_t end)
{
	uint64_t first = (start + BLOCK - 1) & ~(BLOCK - 1), last = end & ~(BLOCK - 1);

	if (v->inode || v->flags & VMA_NOHUGEPAGE || first >= last)
		return EINVAL;
	for (; first < last; first += BLOCK) {
		size_t i = list_find(a, LIST_ANON, a->mm, first / PAGE);

		if (i == NR(a, ANON) || anon_at(a, i)->key.hi != a->mm ||
		    anon_at(a, i)->key.lo >= (first + BLOCK) / PAGE)
			return EINVAL;
	}
	return 0;
}

/* MADV-2 */
static int remove_pages(struct abstract *a, const struct abs_vma *v, uint64_t start, uint64_t end)
{
	uint64_t index = v->pgoff + (start - v->key.lo) / PAGE;
	struct abs_inode *inode = inode_get(a, 0, v->inode);

	if (v->flags & VMA_LOCKED || !inode)
		return EINVAL;
	inode->changes++;
	punch(a, v->inode, index, index + (end - start) / PAGE);
	return 0;
}

/* What is said about the mapping: 0, or the errno; *flags is changed. */
static int mark(const struct abs_vma *v, uint64_t advice, uint32_t *flags)
{
	switch (advice) {
	case ADVICE_DONTFORK:
		*flags |= VMA_DONTFORK;
		break;
	case ADVICE_DOFORK:
		*flags &= ~(uint32_t)VMA_DONTFORK;
		break;
	case ADVICE_HUGEPAGE:
		*flags &= ~(uint32_t)VMA_NOHUGEPAGE;
		break;
	case ADVICE_NOHUGEPAGE:
		*flags |= VMA_NOHUGEPAGE;
		break;
	case ADVICE_WIPEONFORK:
		*flags |= VMA_WIPEONFORK;
		return v->inode || v->is_shared ? EINVAL : 0;
	case ADVICE_KEEPONFORK:
		*flags &= ~(uint32_t)VMA_WIPEONFORK;
		break;
	default:
		break;
	}
	return 0;
}

/* MADV-1 to MADV-3, of a piece of one VMA. */
static int advise(struct abstract *a, const struct abs_vma *v, uint64_t advice, uint64_t start,
		  uint64_t end)
{
	bool locked = v->flags & VMA_LOCKED;
	uint32_t flags = v->flags;
	int error;

	switch (advice) {
	case ADVICE_DONTNEED:
		if (locked)
			return EINVAL;
		untouch(a, a->mm, start, end);
		return 0;
	case ADVICE_DONTNEED_LOCKED:
		untouch(a, a->mm, start, end);
		return 0;
	case ADVICE_FREE:
		return locked || v->inode ? EINVAL : 0;
	case ADVICE_REMOVE:
		return remove_pages(a, v, start, end);
	case ADVICE_COLD:
	case ADVICE_PAGEOUT:
		return locked ? EINVAL : 0;
	case ADVICE_COLLAPSE:
		return collapse(a, v, start, end);
	case ADVICE_GUARD_INSTALL:
		if (locked)
			return EINVAL;
		guard(a, start, end);
		return 0;
	case ADVICE_GUARD_REMOVE:
		list_remove_range(a, LIST_GUARD, a->mm, start / PAGE, end / PAGE);
		return 0;
	default:
		error = mark(v, advice, &flags);
		if (error || flags == v->flags)
			return error;
		vma_split(a, a->mm, start);
		vma_split(a, a->mm, end);
		vma_of(a, a->mm, start)->flags = flags;
		return 0;
	}
}

/* A hole in the range is told of at the end. MADV-10 */
static struct gms_result advise_range(struct abstract *a, uint64_t advice, uint64_t start,
				      uint64_t end)
{
	int hole = 0, error = 0;

	for (uint64_t at = start; at < end && !error;) {
		const struct abs_vma *v = vma_of(a, a->mm, at);
		size_t i = list_find(a, LIST_VMA, a->mm, at);
		uint64_t stop;

		if (!v) {
			hole = ENOMEM;
			if (i == NR(a, VMA) || vma_at(a, i)->key.hi != a->mm)
				break;
			at = vma_at(a, i)->key.lo;
			continue;
		}
		stop = v->end < end ? v->end : end;
		error = advise(a, v, advice, at, stop);
		at = stop;
	}
	vma_merge(a, a->mm);
	return error || hole ? failure(error ? error : hole) : value(0);
}

/* MADV-4 */
static struct gms_result populate(struct abstract *a, uint32_t prot, uint64_t start, uint64_t end)
{
	int error = 0;

	for (uint64_t at = start; at < end && !error && !a->exhausted; at += PAGE)
		error = populate_page(a, at, prot);
	return error ? failure(error) : value(0);
}

/* MADV-9, MADV-11, POISON-9: the page is brought in, and then is broken. */
static struct gms_result inject_at(struct abstract *a, uint64_t advice, uint64_t at)
{
	const struct abs_vma *v = vma_of(a, a->mm, at);
	struct touch t = host_touch(a, a->mm, at, GMS_PROT_READ);
	struct gms_result r = value(0);
	struct abs_frame *f;

	if (t.what != TOUCH_DONE)
		return failure(t.what == TOUCH_NO_VMA ? ENOMEM : EFAULT);
	f = frame_of(a, t.frame);
	if (advice == ADVICE_SOFT_OFFLINE)
		return v->file || f->pins ? failure(EBUSY) : value(0);
	if (v->file)
		return poison_file(a, v->inode, v->pgoff + (at - v->key.lo) / PAGE,
				   BUS_MCEERR_AR);
	if (v->inode || !f->dirty)
		return unsupported("memory failure of memory that nobody wrote is not described");
	f->poisoned = true;
	r.signal = SIGBUS;
	r.code = BUS_MCEERR_AR;
	return r;
}

static struct gms_result inject(struct abstract *a, uint64_t advice, uint64_t start, uint64_t end)
{
	struct gms_result r = value(0);

	for (uint64_t at = start; at < end; at += PAGE) {
		r = inject_at(a, advice, at);
		if (r.kind != GMS_RESULT_VALUE || r.value)
			break;
	}
	return r;
}

struct gms_result next_madvise(struct abstract *a, const struct gms_op *op)
{
	struct range r = range_of(a, op);
	uint64_t len = (r.len + PAGE - 1) & ~(PAGE - 1), end = r.start + len;

	if (!is_known(a, op->advice) || !aligned(r.start) || (r.len && !len) || end < r.start)
		return failure(EINVAL);
	if (end == r.start)
		return value(0);
	switch (op->advice) {
	case ADVICE_POPULATE_READ:
		return populate(a, GMS_PROT_READ, r.start, end);
	case ADVICE_POPULATE_WRITE:
		return populate(a, GMS_PROT_WRITE, r.start, end);
	case ADVICE_HWPOISON:
	case ADVICE_SOFT_OFFLINE:
		return inject(a, op->advice, r.start, end);
	default:
		return advise_range(a, op->advice, r.start, end);
	}
}
