// SPDX-License-Identifier: BSD-2-Clause
/*
 * Memslots: which files they are bound to, and the log of dirty pages.
 */
#include "abstract_state.h"

#define LOG_DIRTY      1u
#define READONLY       2u
#define GUEST_MEMFD    4u
#define MAX_PAGES      ((1ull << 31) - 1)
#define KEY_OF(as, id) ((as) << 16 | (id))

struct abs_slot *slot_of_gfn(const struct abstract *a, uint64_t vm, uint64_t gfn)
{
	for (size_t i = list_find(a, LIST_SLOT, vm, 0);
	     i < NR(a, SLOT) && slot_at(a, i)->key.hi == vm && slot_at(a, i)->key.lo < 1u << 16;
	     i++)
		if (slot_at(a, i)->gfn <= gfn && gfn - slot_at(a, i)->gfn < slot_at(a, i)->npages)
			return slot_at(a, i);
	return NULL;
}

void slot_mark_dirty(struct abstract *a, const struct abs_slot *s, uint64_t gfn)
{
	if (s->flags & LOG_DIRTY && !dirty_get(a, s->uid, gfn - s->gfn))
		list_add(a, LIST_DIRTY, s->uid, gfn - s->gfn);
}

/* ---- The request, checked in order ---- */

struct request {
	uint64_t as, id, gpa, size, hva, off;
	uint32_t flags;
};

/* SLOT-2, SLOT-3, SLOT-5 */
static int check_flags(const struct abstract *a, const struct abs_vm *vm, const struct gms_op *op,
		       const struct request *q)
{
	uint32_t valid = LOG_DIRTY;

	if (op->v1 && q->flags & ~(LOG_DIRTY | READONLY))
		return EINVAL;
	if (q->id >= user_slots(a))
		return EINVAL;
	if (gmem_built(a) && (has(a, HAS_GMEM_ANY_VM) || has_private_mem(a, vm)))
		valid |= GUEST_MEMFD;
	if (q->flags & GUEST_MEMFD & valid)
		valid &= ~LOG_DIRTY;
	if (!has_protected_state(a, vm) && !(q->flags & GUEST_MEMFD))
		valid |= READONLY;
	return q->flags & ~valid ? EINVAL : 0;
}

/* SLOT-8: what access_ok() says. */
static bool is_user_range(const struct abstract *a, uint64_t start, uint64_t size)
{
	uint64_t end = start + size;

	if (end < start)
		return false;
	if (!is_x86(a))
		return end <= 1ull << 48;
	return end <= user_end(a);
}

/* SLOT-6 to SLOT-12 */
static int check_range(const struct abstract *a, const struct abs_vm *vm, const struct request *q)
{
	if (!aligned(q->size) || !aligned(q->gpa) || !aligned(q->hva) ||
	    !is_user_range(a, q->hva, q->size))
		return EINVAL;
	if (q->flags & GUEST_MEMFD && (!aligned(q->off) || q->off + q->size < q->off))
		return EINVAL;
	if (q->as >= address_spaces(a, vm) || q->gpa + q->size < q->gpa ||
	    q->size / PAGE > MAX_PAGES)
		return EINVAL;
	return 0;
}

/* SLOT-17 */
static bool overlaps(const struct abstract *a, const struct abs_vm *vm, const struct request *q)
{
	uint64_t start = q->gpa / PAGE, end = start + q->size / PAGE;

	for (size_t i = list_find(a, LIST_SLOT, vm->key.lo, KEY_OF(q->as, 0));
	     i < NR(a, SLOT) && slot_at(a, i)->key.hi == vm->key.lo &&
	     slot_at(a, i)->key.lo >> 16 == q->as;
	     i++) {
		const struct abs_slot *s = slot_at(a, i);

		if (s->key.lo != KEY_OF(q->as, q->id) && s->gfn < end &&
		    start < s->gfn + s->npages)
			return true;
	}
	return false;
}

/* X86-VM-9, ARM-SLOT-8 */
static int check_arch(const struct abstract *a, const struct abs_vm *vm, const struct request *q)
{
	uint64_t end = (q->gpa + q->size) / PAGE;

	if (end > gfn_end(a, vm))
		return is_x86(a) ? EINVAL : EFAULT;
	if (is_x86(a) && vm->type == 5 && end > 1ull << 35)
		return EINVAL;
	return 0;
}

/* ARM-SLOT-5, ARM-SLOT-9, ARM-SLOT-10 */
static int check_arm64(const struct abstract *a, const struct abs_vm *vm, const struct request *q,
		       bool gmem_only)
{
	if (q->flags & GUEST_MEMFD && !gmem_only)
		return EINVAL;
	if (!vm->mte)
		return 0;
	if (q->flags & GUEST_MEMFD && has(a, HAS_ARM_MTE_EXCLUDES_GMEM))
		return EINVAL;
	for (size_t i = 0; i < NR(a, VMA); i++) {
		const struct abs_vma *v = vma_at(a, i);

		if (v->key.hi == a->mm && v->key.lo < q->hva + q->size && v->end > q->hva &&
		    v->inode && inode_get(a, 0, v->inode)->is_gmem)
			return EINVAL;
	}
	return 0;
}

/* ---- Binding ---- */

/* BIND-1 to BIND-4 */
static int check_file(const struct abstract *a, const struct abs_vm *vm, const struct abs_file *f,
		      const struct request *q)
{
	const struct abs_inode *inode;
	int64_t end;

	if (!f || f->kind == KIND_PATH)
		return EBADF;
	if (f->kind != KIND_GMEM || f->vm != vm->key.lo)
		return EINVAL;
	inode = inode_get(a, 0, f->inode);
	if (has(a, HAS_UNSIGNED_BIND))
		return q->off + q->size > inode->size ? EINVAL : 0;
	end = (int64_t)(q->off + q->size);
	return (int64_t)q->off < 0 || end > (int64_t)inode->size ? EINVAL : 0;
}

/* BIND-5 */
static bool is_bound(const struct abstract *a, const struct abs_file *f, const struct request *q)
{
	uint64_t start = q->off / PAGE, end = start + q->size / PAGE;

	for (size_t i = 0; i < NR(a, SLOT); i++) {
		const struct abs_slot *s = slot_at(a, i);

		if (s->file == f->key.lo && s->pgoff < end && start < s->pgoff + s->npages)
			return true;
	}
	return false;
}

/* BIND-6: which of the two comes first. */
static int check_binding(const struct abstract *a, const struct abs_vm *vm,
			 const struct abs_file *f, const struct request *q, bool gmem_only)
{
	int bound = is_bound(a, f, q) ? has(a, HAS_OVERLAP_EEXIST) ? EEXIST : EINVAL : 0;
	int arch = check_arch(a, vm, q);

	if (!arch && !is_x86(a))
		arch = check_arm64(a, vm, q, gmem_only);
	if (has(a, HAS_BIND_AFTER_ARCH))
		return arch ? arch : bound;
	return bound ? bound : arch;
}

/* ---- Changes ---- */

static struct gms_result slot_delete(struct abstract *a, struct abs_slot *s)
{
	if (!s)
		return failure(EINVAL);
	td_loses(a, s->key.hi, s->gfn, s->gfn + s->npages);
	list_remove_range(a, LIST_DIRTY, s->uid, 0, UINT64_MAX);
	list_remove_range(a, LIST_SLOT, s->key.hi, s->key.lo, s->key.lo + 1);
	return value(0);
}

/* DIRTY-9: with 3 the log begins full. */
static void start_logging(struct abstract *a, const struct abs_vm *vm, const struct abs_slot *s)
{
	list_remove_range(a, LIST_DIRTY, s->uid, 0, UINT64_MAX);
	for (uint64_t page = 0; vm->manual_log == 3 && page < s->npages; page++)
		list_add(a, LIST_DIRTY, s->uid, page);
}

static struct gms_result slot_create(struct abstract *a, const struct abs_vm *vm,
				     const struct request *q, const struct gms_op *op)
{
	const struct abs_file *f = NULL;
	bool gmem_only = false;
	struct abs_slot *s;
	int error;

	if (overlaps(a, vm, q))
		return failure(EEXIST);
	if (q->flags & GUEST_MEMFD) {
		f = file_of_ref(a, &op->memfd);
		error = check_file(a, vm, f, q);
		if (error)
			return failure(error);
		gmem_only = inode_get(a, 0, f->inode)->flags & 1;
		error = check_binding(a, vm, f, q, gmem_only);
	} else {
		error = check_arch(a, vm, q);
		if (!error && !is_x86(a))
			error = check_arm64(a, vm, q, false);
	}
	if (error)
		return failure(error);
	s = list_add(a, LIST_SLOT, vm->key.lo, KEY_OF(q->as, q->id));
	s->uid = new_id(a);
	s->gfn = q->gpa / PAGE;
	s->npages = q->size / PAGE;
	s->hva = q->hva;
	s->flags = q->flags;
	s->file = f ? f->key.lo : 0;
	s->pgoff = f ? q->off / PAGE : 0;
	s->gmem_only = gmem_only;
	if (q->flags & LOG_DIRTY)
		start_logging(a, vm, s);
	return value(0);
}

/* SLOT-15, SLOT-16 */
static struct gms_result slot_change(struct abstract *a, const struct abs_vm *vm,
				     struct abs_slot *s, const struct request *q)
{
	uint32_t fixed = READONLY | (has(a, HAS_NO_GMEM_TOGGLE) ? GUEST_MEMFD : 0);
	bool logged = s->flags & LOG_DIRTY;
	int error;

	if (q->flags & GUEST_MEMFD)
		return failure(EINVAL);
	if (q->hva != s->hva || q->size / PAGE != s->npages || (q->flags ^ s->flags) & fixed)
		return failure(EINVAL);
	if (q->gpa / PAGE == s->gfn && q->flags == s->flags)
		return value(0);
	if (s->flags & GUEST_MEMFD)
		return unsupported("clearing GUEST_MEMFD is a defect of old kernels (HZ-4)");
	if (q->gpa / PAGE != s->gfn && overlaps(a, vm, q))
		return failure(EEXIST);
	error = is_x86(a) && q->gpa / PAGE == s->gfn ? 0 : check_arch(a, vm, q);
	if (error)
		return failure(error);
	s->gfn = q->gpa / PAGE;
	s->flags = q->flags;
	if (!(q->flags & LOG_DIRTY))
		list_remove_range(a, LIST_DIRTY, s->uid, 0, UINT64_MAX);
	else if (!logged)
		start_logging(a, vm, s);
	return value(0);
}

struct gms_result next_slot(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);
	struct request q = {
		.as = op->as_id,
		.id = op->id,
		.gpa = op->gpa,
		.size = op->is_delete ? 0 : op->size,
		.hva = address_of(a, &op->hva),
		.off = op->v1 ? 0 : op->off,
		.flags = (uint32_t)op->flags,
	};
	struct abs_slot *s;

	if (error)
		return failure(error);
	error = check_flags(a, vm, op, &q);
	if (!error)
		error = check_range(a, vm, &q);
	if (error)
		return failure(error);
	s = slot_get(a, vm->key.lo, KEY_OF(q.as, q.id));
	if (!q.size)
		return slot_delete(a, s);
	return s ? slot_change(a, vm, s, &q) : slot_create(a, vm, &q, op);
}

/* ---- The log ---- */

/* The slot of a log; the errno in *error. DIRTY-1, DIRTY-2 */
static struct abs_slot *logged_slot(struct abstract *a, const struct abs_vm *vm,
				    const struct gms_op *op, int *error)
{
	struct abs_slot *s;

	*error = EINVAL;
	if (op->as_id >= address_spaces(a, vm) || op->id >= user_slots(a))
		return NULL;
	s = slot_get(a, vm->key.lo, KEY_OF(op->as_id, op->id));
	*error = s && s->flags & LOG_DIRTY ? 0 : ENOENT;
	return s;
}

/* DIRTY-4: what was fetched is kept for who asks for the pages, under no slot's number. */
static struct gms_result fetch_log(struct abstract *a, const struct abs_vm *vm,
				   const struct abs_slot *s)
{
	uint64_t uid = s->uid;

	list_remove_range(a, LIST_DIRTY, 0, 0, UINT64_MAX);
	for (size_t i = list_find(a, LIST_DIRTY, uid, 0);
	     i < NR(a, DIRTY) && dirty_at(a, i)->key.hi == uid; i += 2) {
		uint64_t page = dirty_at(a, i)->key.lo;

		/* It stands before these, and moves them on. */
		list_add(a, LIST_DIRTY, 0, page);
	}
	if (!vm->manual_log)
		list_remove_range(a, LIST_DIRTY, uid, 0, UINT64_MAX);
	return (struct gms_result){ .kind = GMS_RESULT_PAGES };
}

/* DIRTY-6, DIRTY-7 */
static struct gms_result clear_log(struct abstract *a, const struct abs_slot *s,
				   const struct gms_op *op)
{
	uint64_t end = op->off + op->len;

	if (op->off > s->npages || op->len > s->npages - op->off ||
	    (end < s->npages && op->len % 64))
		return failure(EINVAL);
	if (names(op, "bitmap"))
		return unsupported("a bitmap in memory is not described");
	for (uint64_t page = op->off; page < end; page++)
		if (op->value >> (page - op->off) % 64 & 1)
			list_remove_range(a, LIST_DIRTY, s->uid, page, page + 1);
	return value(0);
}

struct gms_result next_dirty_log(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);
	struct abs_slot *s;

	if (error)
		return failure(error);
	if (op->code == GMS_OP_CLEAR_DIRTY_LOG && op->off % 64)
		return failure(EINVAL);
	s = logged_slot(a, vm, op, &error);
	if (error)
		return failure(error);
	if (op->code == GMS_OP_CLEAR_DIRTY_LOG)
		return clear_log(a, s, op);
	if (names(op, "bitmap"))
		return unsupported("a bitmap in memory is not described");
	return fetch_log(a, vm, s);
}
