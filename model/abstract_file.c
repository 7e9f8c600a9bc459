// SPDX-License-Identifier: BSD-2-Clause
/*
 * guest_memfd files: made, allocated, punched, and what else is refused.
 */
#include "abstract_state.h"

#define KEEP_SIZE	0x01u
#define PUNCH_HOLE	0x02u
#define COLLAPSE	0x08u
#define INSERT		0x20u
#define WRITE_ZERO	0x80u
/* Of these at most one; NO_HIDE_STALE (4) is not known. */
#define EXCLUSIVE_MODES (PUNCH_HOLE | COLLAPSE | 0x10u | INSERT | 0x40u | WRITE_ZERO)

/* CREATE-1, CREATE-2 */
static int memfd_check(const struct abstract *a, const struct abs_vm *vm, const struct gms_op *op)
{
	if (!gmem_built(a))
		return not_built(a);
	if (op->flags & ~create_flags(a, vm))
		return EINVAL;
	if ((int64_t)op->size <= 0 || !aligned(op->size))
		return EINVAL;
	return 0;
}

struct gms_result next_memfd(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);
	struct abs_file file = { .kind = KIND_GMEM };
	struct abs_inode *inode;
	struct abs_name *name;

	if (!error)
		error = memfd_check(a, vm, op);
	if (error)
		return failure(error);
	file.vm = vm->key.lo;
	file.inode = a->last_id + 1;
	inode = list_add(a, LIST_INODE, 0, new_id(a));
	inode->is_gmem = true;
	inode->size = op->size;
	inode->flags = op->flags;
	error = file_open(a, op->define, &file, false);
	if (error) {
		list_remove_range(a, LIST_INODE, 0, file.inode, file.inode + 1);
		return failure(error);
	}
	inode_get(a, 0, file.inode)->number = ++a->last_inode;
	name = list_add(a, LIST_NAME, 0, op->define);
	name->start = file.inode;
	return value(0);
}

/* ---- fallocate ---- */

/* FALLOC-1 to FALLOC-3: whatever the file is. */
static int fallocate_check_call(const struct gms_op *op)
{
	uint64_t exclusive = op->mode & EXCLUSIVE_MODES;

	if ((int64_t)op->off < 0 || (int64_t)op->len <= 0)
		return EINVAL;
	if ((uint32_t)op->mode & ~(EXCLUSIVE_MODES | KEEP_SIZE) || exclusive & (exclusive - 1))
		return EOPNOTSUPP;
	if (op->mode & PUNCH_HOLE && !(op->mode & KEEP_SIZE))
		return EOPNOTSUPP;
	if (op->mode & (COLLAPSE | INSERT | WRITE_ZERO) && op->mode & KEEP_SIZE)
		return EOPNOTSUPP;
	return 0;
}

/* FALLOC-4 to FALLOC-8 */
static int fallocate_check_file(const struct abs_inode *inode, const struct gms_op *op)
{
	if (op->off + op->len > INT64_MAX)
		return EFBIG;
	if (!(op->mode & KEEP_SIZE) || (uint32_t)op->mode & ~(KEEP_SIZE | PUNCH_HOLE))
		return EOPNOTSUPP;
	if (!aligned(op->off) || !aligned(op->len))
		return EINVAL;
	if (!(op->mode & PUNCH_HOLE) && op->off + op->len > inode->size)
		return EINVAL;
	return 0;
}

struct gms_result next_fallocate(struct abstract *a, const struct gms_op *op)
{
	const struct abs_file *f = file_named(a, op->file);
	struct abs_inode *inode;
	uint64_t start = op->off / PAGE, end = (op->off + op->len) / PAGE;
	int error;

	if (!f || f->kind == KIND_PATH)
		return failure(EBADF);
	error = fallocate_check_call(op);
	if (error)
		return failure(error);
	if (f->kind != KIND_GMEM)
		return unsupported("files of other kinds are not described");
	inode = inode_get(a, 0, f->inode);
	error = fallocate_check_file(inode, op);
	if (error)
		return failure(error);
	if (op->mode & PUNCH_HOLE)
		punch(a, inode->key.lo, start, end);
	else
		for (; start < end && !a->exhausted; start++) {
			if (meets_error(a, GMS_INJECT_SIGNAL))
				return failure(EINTR);
			page_of(a, inode->key.lo, start);
		}
	inode->changes++;
	return value(0);
}

/* ---- Looking ---- */

/* FSTAT-1, FSTAT-2 */
struct gms_result next_fstat(struct abstract *a, const struct gms_op *op)
{
	const struct abs_file *f = file_named(a, op->file);
	const struct abs_inode *inode = f ? inode_get(a, 0, f->inode) : NULL;
	struct gms_result r = { .kind = GMS_RESULT_STAT, .blksize = PAGE };

	if (!f)
		return failure(EBADF);
	if (!inode)
		return unsupported("files of other kinds are not described");
	r.size = inode->size;
	r.stat = (struct gms_stat){
		.type = "reg",
		.perm = 0600,
		.nlink = 1,
		.ino = inode->number,
		.mtime = inode->changes,
		.ctime = inode->changes,
	};
	return r;
}

struct gms_result next_resident(struct abstract *a, const struct gms_op *op)
{
	(void)a, (void)op;
	return (struct gms_result){ .kind = GMS_RESULT_PAGES };
}

static bool next_index(const struct abstract *a, uint64_t inode, uint64_t from, uint64_t *index)
{
	size_t i = list_find(a, LIST_PAGE, inode, from);

	if (i == NR(a, PAGE) || page_at(a, i)->key.hi != inode)
		return false;
	*index = page_at(a, i)->key.lo;
	return true;
}

/* MINCORE-1: the range, whole. */
struct gms_result next_mincore(struct abstract *a, const struct gms_op *op)
{
	struct range r = range_of(a, op);
	uint64_t pages = r.len / PAGE + (r.len % PAGE != 0);

	if (!aligned(r.start))
		return failure(EINVAL);
	if (r.start > user_end(a) || r.len > user_end(a) - r.start)
		return failure(ENOMEM);
	for (uint64_t at = r.start; at < r.start + pages * PAGE;) {
		const struct abs_vma *v = vma_of(a, a->mm, at);

		if (!v)
			return failure(ENOMEM);
		at = v->end;
	}
	return (struct gms_result){ .kind = GMS_RESULT_PAGES };
}

/* A page of the range that is in memory, and was touched. */
static bool next_in_core(struct abstract *a, const struct gms_op *op, uint64_t from,
			 uint64_t *page)
{
	struct range r = range_of(a, op);
	uint64_t first = r.start;

	for (uint64_t n = from; n < r.len / PAGE + (r.len % PAGE != 0); n++) {
		const struct abs_vma *v = vma_of(a, a->mm, first + n * PAGE);
		const struct abs_page *p;

		if (!v)
			break;
		if (!v->inode) {
			const struct abs_anon *own = anon_get(a, a->mm, first / PAGE + n);

			if (!own || own->reclaimed)
				continue;
			*page = n;
			return true;
		}
		p = page_get(a, v->inode, v->pgoff + (first + n * PAGE - v->key.lo) / PAGE);
		if (p && frame_of(a, p->frame)->ready) {
			*page = n;
			return true;
		}
	}
	return false;
}

bool abstract_next_page(struct abstract *a, const struct gms_op *op, uint64_t from,
			uint64_t *page)
{
	const struct abs_name *name = name_get(a, 0, op->file);
	size_t i;

	switch (op->code) {
	case GMS_OP_RESIDENT:
		return name && next_index(a, name->start, from, page);
	case GMS_OP_MINCORE:
		return next_in_core(a, op, from, page);
	case GMS_OP_DIRTY_LOG:
		i = list_find(a, LIST_DIRTY, 0, from);
		if (i == NR(a, DIRTY) || dirty_at(a, i)->key.hi)
			return false;
		*page = dirty_at(a, i)->key.lo;
		return true;
	default:
		return false;
	}
}

/* ---- What is refused ---- */

/* FOP-1 to FOP-4: no file of this kind can be read, written, resized or synced. */
static int refused_by_gmem(const struct gms_op *op)
{
	bool at = names(op, "off");

	switch (op->code) {
	case GMS_OP_READ:
	case GMS_OP_WRITE:
		return at ? ESPIPE : EINVAL;
	case GMS_OP_READV:
	case GMS_OP_WRITEV:
		return at && !(names(op, "flags") && (int64_t)op->off == -1) ? ESPIPE : EINVAL;
	case GMS_OP_LSEEK:
		return op->whence > 4 ? EINVAL : ESPIPE;
	default:
		return EINVAL;
	}
}

/* What is wrong whatever the descriptor is. FOP-2 */
static int refused_by_call(const struct gms_op *op)
{
	bool at = names(op, "off");

	switch (op->code) {
	case GMS_OP_READ:
	case GMS_OP_WRITE:
		return at && (int64_t)op->off < 0 ? EINVAL : 0;
	case GMS_OP_READV:
	case GMS_OP_WRITEV:
		return at && (int64_t)op->off < 0 &&
				       !(names(op, "flags") && (int64_t)op->off == -1)
			       ? EINVAL
			       : 0;
	case GMS_OP_FTRUNCATE:
		return (int64_t)op->len < 0 ? EINVAL : 0;
	default:
		return 0;
	}
}

struct gms_result next_refused(struct abstract *a, const struct gms_op *op)
{
	const struct abs_file *f = file_named(a, op->file);
	int error = refused_by_call(op);

	if (error)
		return failure(error);
	if (!f || f->kind == KIND_PATH)
		return failure(EBADF);
	if (f->kind != KIND_GMEM)
		return unsupported("files of other kinds are not described");
	return failure(refused_by_gmem(op));
}
