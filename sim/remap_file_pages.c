/* SPDX-License-Identifier: BSD-2-Clause */
/* remap_file_pages: part of a shared mapping shows other pages of its file.  RFP-1. */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"

enum { RFP_CHECK, RFP_MAP, RFP_DONE };

/* The range must be one file's, with one set of rights, without a hole. */
static bool is_one_file(const struct gms_world *w, const struct task *t)
{
	uint64_t page = t->notify_start;
	ref_t ref = vma_lookup(w, t->mm, page);
	const struct vma *first = vma_at(w, ref);

	for (; page < t->notify_end; page = vma_at(w, ref)->end) {
		const struct vma *vma;

		ref = vma_lookup(w, t->mm, page);
		vma = vma_at(w, ref);
		if (!ref || vma->inode != first->inode || vma->file != first->file ||
		    vma->flags != first->flags || vma->prot != first->prot)
			return false;
	}
	return true;
}

static int check_arguments(const struct gms_world *w, struct task *t)
{
	struct gms_ref at = { .handle = t->op.map, .number = t->op.off };
	uint64_t start = ref_address(w, at) & PAGE_MASK, bytes = t->op.len & PAGE_MASK;
	uint64_t pgoff = t->op.value;
	ref_t ref;

	if (t->op.prot || start + bytes <= start || pgoff + (bytes >> PAGE_SHIFT) < pgoff)
		return EINVAL;
	t->notify_start = start >> PAGE_SHIFT;
	t->notify_end = (start + bytes) >> PAGE_SHIFT;
	ref = vma_lookup(w, t->mm, t->notify_start);
	if (!ref || !(vma_at(w, ref)->flags & VMA_SHARED) || !is_one_file(w, t))
		return EINVAL;
	return pgoff > (((uint64_t)INT64_MAX - bytes) >> PAGE_SHIFT) ? EOVERFLOW : 0;
}

static enum verdict rfp_check(struct gms_world *w, struct task *t)
{
	int error = check_arguments(w, t);
	const struct vma *vma;

	if (error)
		return fail(w, t, RFP_1, error);
	vma = vma_at(w, vma_lookup(w, t->mm, t->notify_start));
	t->move.new_start = t->notify_start;
	t->move.new_pages = t->notify_end - t->notify_start;
	t->inode = vma->inode;
	t->file = vma->file;
	t->move.prot = vma->prot;
	t->move.flags = VMA_SHARED | (vma->flags & VMA_LOCKED) | mm_at(w, t->mm)->def_flags;
	/* The file must not go while its last VMA is replaced. */
	inode_at(w, t->inode)->refs++;
	if (t->file)
		file_get(w, t->file);
	return call(t, PROTO_UNMAP_RANGE);
}

static void put_file(struct gms_world *w, struct task *t)
{
	if (t->file)
		file_put(w, t, t->file);
	inode_put(w, t->inode);
}

static enum verdict rfp_map(struct gms_world *w, struct task *t)
{
	struct vma vma = {
		.start = t->move.new_start,
		.end = t->move.new_start + t->move.new_pages,
		.pgoff = t->op.value,
		.mm = t->mm,
		.inode = t->inode,
		.file = t->file,
		.prot = t->move.prot,
		.flags = t->move.flags,
	};
	bool failed = t->error || !vma_insert(w, &vma);

	put_file(w, t);
	if (failed)
		return fail(w, t, RFP_1, ENOMEM);
	apply(w, RFP_1);
	vma_merge_range(w, t, vma.start, vma.end);
	t->notify_start = vma.start;
	t->notify_end = vma.end;
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return call(t, PROTO_POPULATE_RANGE);
}

/* The pages are brought in; what cannot be is not reported. */
static enum verdict rfp_done(struct gms_world *w, struct task *t)
{
	return succeed(w, t, RFP_1, 0);
}

const struct step remap_file_pages_steps[] = {
	[RFP_CHECK] = { "check", rfp_check, .take = need_mm_write },
	[RFP_MAP] = { "map", rfp_map },
	[RFP_DONE] = { "populated", rfp_done },
	{ 0 },
};
