// SPDX-License-Identifier: BSD-2-Clause
/*
 * What the host's processes do with memory: accesses, references, memory failure.
 */
#include "abstract_state.h"

/* ---- Touching a page ---- */

/* HFAULT-2 */
static bool host_may_have(const struct abstract *a, const struct abs_inode *inode)
{
	return !inode->is_gmem || inode->flags & 2 ||
	       (has(a, HAS_MMAP_IMPLIES_SHARED) && inode->flags & 1);
}

/* HFAULT-1 to HFAULT-6 */
static struct touch touch_file(struct abstract *a, uint64_t mm, const struct abs_vma *v,
			       uint64_t address, uint32_t prot)
{
	const struct abs_inode *inode = inode_get(a, 0, v->inode);
	uint64_t index = v->pgoff + (address - v->key.lo) / PAGE;
	struct abs_frame *f;

	if (index >= inode->size / PAGE || !host_may_have(a, inode))
		return (struct touch){ .what = TOUCH_BEHIND };
	f = page_of(a, v->inode, index);
	f->ready = true;
	if (f->poisoned)
		return (struct touch){ .what = TOUCH_POISONED };
	if (prot & GMS_PROT_WRITE)
		f->dirty = true;
	if (!touched_get(a, mm, address / PAGE))
		list_add(a, LIST_TOUCHED, mm, address / PAGE);
	return (struct touch){ .frame = f->key.lo };
}

/* FORK-3: who writes to a page that others have gets one of its own. */
static struct touch touch_private(struct abstract *a, uint64_t mm, uint64_t address,
				  uint32_t prot)
{
	struct abs_anon *p = anon_get(a, mm, address / PAGE);
	struct abs_frame *f;
	uint64_t old, id;

	if (!p) {
		id = frame_new(a)->key.lo;
		p = list_add(a, LIST_ANON, mm, address / PAGE);
		p->frame = id;
		frame_of(a, id)->maps = 1;
	}
	p->reclaimed = false;
	old = p->frame;
	f = frame_of(a, old);
	if (f->poisoned)
		return (struct touch){ .what = TOUCH_POISONED };
	if (prot & GMS_PROT_WRITE && f->maps > 1) {
		id = frame_new(a)->key.lo;
		frame_copy(a, id, old);
		frame_of(a, old)->maps--;
		frame_put(a, old);
		anon_get(a, mm, address / PAGE)->frame = id;
		f = frame_of(a, id);
		f->maps = 1;
	}
	f->ready = true;
	if (prot & GMS_PROT_WRITE)
		f->dirty = true;
	return (struct touch){ .frame = f->key.lo };
}

struct touch host_touch(struct abstract *a, uint64_t mm, uint64_t address, uint32_t prot)
{
	const struct abs_vma *v = vma_of(a, mm, address);
	struct touch t;

	if (!v)
		return (struct touch){ .what = TOUCH_NO_VMA };
	if (!v->prot || prot & ~v->prot & (GMS_PROT_WRITE | GMS_PROT_EXEC))
		return (struct touch){ .what = TOUCH_FORBIDDEN };
	if (guard_get(a, mm, address / PAGE))
		return (struct touch){ .what = TOUCH_GUARD };
	if (broken_get(a, mm, address / PAGE))
		return (struct touch){ .what = TOUCH_POISONED };
	t = v->inode ? touch_file(a, mm, v, address, prot) : touch_private(a, mm, address, prot);
	return t;
}

/* The signal of an access. HFAULT-0 to HFAULT-5 */
static struct gms_result signal_of(const struct abstract *a, enum touched what, uint64_t address)
{
	uint64_t hole =
		is_x86(a) ? 1ull << (a->config.param[GMS_PARAM_HOST_LEVELS] == 5 ? 56 : 47) : 0;
	struct gms_result r = { .kind = GMS_RESULT_SIGNAL, .signal = SIGSEGV, .gpa = address };

	switch (what) {
	case TOUCH_FORBIDDEN:
		r.code = SEGV_ACCERR;
		break;
	case TOUCH_BEHIND:
		r.signal = SIGBUS;
		r.code = BUS_ADRERR;
		break;
	case TOUCH_POISONED:
		r.signal = SIGBUS;
		r.code = BUS_MCEERR_AR;
		break;
	default:
		r.code = hole && address >= hole && address < -hole ? NONCANONICAL : SEGV_MAPERR;
		break;
	}
	return r;
}

struct gms_result next_load(struct abstract *a, const struct gms_op *op)
{
	uint64_t address = address_of(a, &op->hva);
	struct touch t = host_touch(a, a->mm, address, GMS_PROT_READ);

	if (t.what != TOUCH_DONE)
		return signal_of(a, t.what, address);
	return value((int64_t)word_read(a, t.frame, address % PAGE));
}

struct gms_result next_store(struct abstract *a, const struct gms_op *op)
{
	uint64_t address = address_of(a, &op->hva);
	struct touch t = host_touch(a, a->mm, address, GMS_PROT_WRITE);

	if (t.what != TOUCH_DONE)
		return signal_of(a, t.what, address);
	word_write(a, t.frame, address % PAGE, op->value);
	return done();
}

/* ---- Bringing pages in ---- */

int populate_page(struct abstract *a, uint64_t address, uint32_t prot)
{
	switch (host_touch(a, a->mm, address, prot).what) {
	case TOUCH_DONE:
		return 0;
	case TOUCH_NO_VMA:
		return ENOMEM;
	case TOUCH_FORBIDDEN:
		return EINVAL;
	case TOUCH_POISONED:
		return EHWPOISON;
	default:
		return EFAULT;
	}
}

/* As a lock, or MAP_POPULATE, does it: private memory that may be written is. */
int populate_range(struct abstract *a, uint64_t start, uint64_t end)
{
	for (uint64_t at = start; at < end && !a->exhausted; at += PAGE) {
		const struct abs_vma *v = vma_of(a, a->mm, at);
		uint32_t prot = v && v->prot & GMS_PROT_WRITE && !v->is_shared ? GMS_PROT_WRITE
									       : GMS_PROT_READ;
		int error = populate_page(a, at, prot);

		if (error)
			return error;
	}
	return 0;
}

/* MLOCK-1 to MLOCK-3, MADV-5 */
static int lock_range(struct abstract *a, uint64_t start, uint64_t end, uint32_t flags)
{
	uint64_t at = start;

	while (at < end) {
		struct abs_vma *v = vma_of(a, a->mm, at);

		if (!v)
			return ENOMEM;
		vma_split(a, a->mm, at);
		vma_split(a, a->mm, end);
		v = vma_of(a, a->mm, at);
		v->flags = (v->flags & ~(uint32_t)(VMA_LOCKED | VMA_ON_FAULT)) | flags;
		at = v->end;
	}
	return 0;
}

static struct gms_result lock_all(struct abstract *a, const struct gms_op *op)
{
	struct abs_process *p = process_get(a, 0, a->process);
	bool locks = op->code == GMS_OP_MLOCKALL;
	uint32_t flags = locks ? VMA_LOCKED | (op->flags & 4 ? VMA_ON_FAULT : 0u) : 0;

	if (locks &&
	    (!(uint32_t)op->flags || (uint32_t)op->flags & ~7u || (uint32_t)op->flags == 4))
		return failure(EINVAL);
	p->locks_future = locks && op->flags & 2;
	p->locks_on_fault = p->locks_future && op->flags & 4;
	if (locks && !(op->flags & 1))
		return value(0);
	for (size_t i = list_find(a, LIST_VMA, a->mm, 0);
	     i < NR(a, VMA) && vma_at(a, i)->key.hi == a->mm; i++) {
		struct abs_vma *v = vma_at(a, i);

		v->flags = (v->flags & ~(uint32_t)(VMA_LOCKED | VMA_ON_FAULT)) | flags;
		if (flags == VMA_LOCKED)
			populate_range(a, v->key.lo, v->end);
	}
	vma_merge(a, a->mm);
	return value(0);
}

struct gms_result next_mlock(struct abstract *a, const struct gms_op *op)
{
	struct range r = range_of(a, op);
	bool locks = op->code == GMS_OP_MLOCK;
	uint32_t flags = locks ? VMA_LOCKED | (op->flags & 1 ? VMA_ON_FAULT : 0u) : 0;
	uint64_t start = r.start & ~(PAGE - 1), len;
	int error;

	if (op->code == GMS_OP_MLOCKALL || op->code == GMS_OP_MUNLOCKALL)
		return lock_all(a, op);
	if (locks && (uint32_t)op->flags & ~1u)
		return failure(EINVAL);
	len = (r.len + r.start % PAGE + PAGE - 1) & ~(PAGE - 1);
	if (start + len < start)
		return failure(EINVAL);
	error = lock_range(a, start, start + len, flags);
	vma_merge(a, a->mm);
	if (!error && flags == VMA_LOCKED && populate_range(a, start, start + len))
		error = ENOMEM;
	return error ? failure(error) : value(0);
}

/* ---- References ---- */

/* MADV-7 */
struct gms_result next_gup(struct abstract *a, const struct gms_op *op)
{
	uint64_t address = address_of(a, &op->hva);
	const struct abs_vma *v = vma_of(a, a->mm, address);
	struct touch t;
	struct abs_pin *pin;

	if (pin_get(a, a->mm, address))
		return unsupported("there is a reference at that address already");
	t = host_touch(a, a->mm, address, v && !v->is_shared ? GMS_PROT_WRITE : GMS_PROT_READ);
	if (!v || t.what != TOUCH_DONE || !(v->prot & GMS_PROT_READ))
		return failure(EFAULT);
	pin = list_add(a, LIST_PIN, a->mm, address);
	pin->frame = t.frame;
	frame_of(a, t.frame)->refs++;
	frame_of(a, t.frame)->pins++;
	return done();
}

struct gms_result next_ungup(struct abstract *a, const struct gms_op *op)
{
	uint64_t address = address_of(a, &op->hva), frame;
	struct abs_pin *pin = pin_get(a, a->mm, address);

	if (!pin)
		return unsupported("there is no reference at that address");
	frame = pin->frame;
	list_remove_range(a, LIST_PIN, a->mm, address, address + 1);
	frame_of(a, frame)->pins--;
	frame_put(a, frame);
	return done();
}

/* Nothing that a process or a guest sees depends on what is mapped ahead. */
struct gms_result next_reclaim(struct abstract *a, const struct gms_op *op)
{
	uint64_t address = address_of(a, &op->hva);
	const struct abs_vma *v = vma_of(a, a->mm, address);

	struct abs_anon *p = anon_get(a, a->mm, address / PAGE);

	if (v && v->inode)
		list_remove_range(a, LIST_TOUCHED, a->mm, address / PAGE, address / PAGE + 1);
	if (p)
		p->reclaimed = true;
	return done();
}

/* ---- Memory failure ---- */

/* Who has the page of the file mapped? */
static bool has_mapped(const struct abstract *a, uint64_t mm, uint64_t inode, uint64_t index)
{
	for (size_t i = 0; i < NR(a, VMA); i++) {
		const struct abs_vma *v = vma_at(a, i);
		uint64_t pages = (v->end - v->key.lo) / PAGE;

		if (v->inode == inode && index >= v->pgoff && index - v->pgoff < pages &&
		    v->key.hi == mm && touched_get(a, mm, v->key.lo / PAGE + index - v->pgoff))
			return true;
	}
	return false;
}

/* POISON-1 to POISON-7; signal is what a process that maps it gets, 0: none. */
struct gms_result poison_file(struct abstract *a, uint64_t inode, uint64_t index, int code)
{
	struct abs_frame *f = page_of(a, inode, index);
	struct gms_result r = value(0);

	if (f->poisoned)
		return failure(EHWPOISON);
	if (has(a, HAS_POISON_DELAYED_FAILS))
		r = failure(EBUSY);
	if (code && f->dirty && has_mapped(a, a->mm, inode, index)) {
		r.signal = SIGBUS;
		r.code = code;
	}
	f->poisoned = true;
	for (size_t i = 0; i < NR(a, VMA); i++) {
		const struct abs_vma *v = vma_at(a, i);
		uint64_t page = v->key.lo / PAGE + index - v->pgoff;

		if (v->inode != inode || index < v->pgoff || page >= v->end / PAGE ||
		    !touched_get(a, v->key.hi, page))
			continue;
		list_remove_range(a, LIST_TOUCHED, v->key.hi, page, page + 1);
		list_add(a, LIST_BROKEN, v->key.hi, page);
	}
	return r;
}

struct gms_result next_poison(struct abstract *a, const struct gms_op *op)
{
	const struct abs_file *f = file_named(a, op->file);

	if (!f)
		return failure(EBADF);
	if (f->kind != KIND_GMEM)
		return unsupported("files of other kinds are not described");
	if (!page_get(a, f->inode, op->off / PAGE))
		return failure(ENXIO);
	return poison_file(a, f->inode, op->off / PAGE, op->is_early ? BUS_MCEERR_AO : 0);
}
