// SPDX-License-Identifier: BSD-2-Clause
/*
 * Mappings of the host's processes: what lies where, and what may be done with it.
 */
#include "abstract_state.h"

#define MAP_TYPE       0x0fu
#define MAP_SHARED_    1u
#define MAP_PRIVATE_   2u
#define MAP_VALIDATE   3u
#define MAP_FIXED_     0x10u
#define MAP_ANON_      0x20u
#define MAP_GROWS      0x100u
#define MAP_LOCKED_    0x2000u
#define MAP_NORESERVE_ 0x4000u
#define MAP_POPULATE_  0x8000u
#define MAP_NONBLOCK_  0x10000u
#define MAP_HUGETLB_   0x40000u
#define MAP_NOREPLACE  0x100000u
/* What MAP_SHARED_VALIDATE takes without asking the file. MMAP-2 */
#define MAP_LEGACY     (0x1000u | 0x800u | 0x40u | 0x7f137u | MAP_HUGETLB_)

#define LOWEST_HINT 0x10000ull /* vm.mmap_min_addr */
#define BLOCK	    (2ull << 20)

/* ---- Addresses ---- */

/* Where the addresses of a process end that did not ask for more. */
static uint64_t window_end(const struct abstract *a)
{
	return is_x86(a) ? (1ull << 47) - PAGE : 1ull << 48;
}

uint64_t user_end(const struct abstract *a)
{
	if (is_x86(a) && a->config.param[GMS_PARAM_HOST_LEVELS] == 5)
		return (1ull << 56) - PAGE;
	return window_end(a);
}

/* Where mmap failed, the name stands for what it returned: MAP_FAILED. */
uint64_t address_of(const struct abstract *a, const struct gms_ref *ref)
{
	const struct abs_name *name = ref->handle ? name_get(a, 0, ref->handle) : NULL;

	if (!ref->handle)
		return ref->number;
	return (name ? name->start : UINT64_MAX) + ref->number;
}

struct abs_vma *vma_of(const struct abstract *a, uint64_t mm, uint64_t address)
{
	size_t i = list_find(a, LIST_VMA, mm, address);
	struct abs_vma *v;

	if (i < NR(a, VMA)) {
		v = vma_at(a, i);
		if (v->key.hi == mm && v->key.lo == address)
			return v;
	}
	v = i ? vma_at(a, i - 1) : NULL;
	return v && v->key.hi == mm && v->end > address ? v : NULL;
}

/* The first VMA of [start, end), or NULL. */
static struct abs_vma *vma_in(const struct abstract *a, uint64_t mm, uint64_t start, uint64_t end)
{
	struct abs_vma *v = vma_of(a, mm, start);
	size_t i;

	if (v)
		return v;
	i = list_find(a, LIST_VMA, mm, start);
	v = i < NR(a, VMA) ? vma_at(a, i) : NULL;
	return v && v->key.hi == mm && v->key.lo < end ? v : NULL;
}

void vma_split(struct abstract *a, uint64_t mm, uint64_t address)
{
	struct abs_vma *v = vma_of(a, mm, address), upper;
	struct abs_vma *copy;

	if (!v || v->key.lo == address)
		return;
	upper = *v;
	v->end = address;
	upper.pgoff += (address - upper.key.lo) / PAGE;
	upper.key.lo = address;
	copy = list_add(a, LIST_VMA, mm, address);
	*copy = upper;
}

static bool are_one(const struct abs_vma *v, const struct abs_vma *next)
{
	return v->key.hi == next->key.hi && v->end == next->key.lo && v->inode == next->inode &&
	       v->file == next->file && v->origin == next->origin && v->prot == next->prot &&
	       v->flags == next->flags && v->is_shared == next->is_shared &&
	       v->pgoff + (v->end - v->key.lo) / PAGE == next->pgoff;
}

void vma_merge(struct abstract *a, uint64_t mm)
{
	for (size_t i = list_find(a, LIST_VMA, mm, 0) + 1; i < NR(a, VMA);)
		if (vma_at(a, i - 1)->key.hi == mm && are_one(vma_at(a, i - 1), vma_at(a, i))) {
			vma_at(a, i - 1)->end = vma_at(a, i)->end;
			list_remove(a, LIST_VMA, i, 1);
		} else {
			i++;
		}
}

/* Private pages of a range are no longer the process's. */
static void drop_anon(struct abstract *a, uint64_t mm, uint64_t start, uint64_t end)
{
	size_t first = list_find(a, LIST_ANON, mm, start / PAGE), i;

	for (i = first;
	     i < NR(a, ANON) && anon_at(a, i)->key.hi == mm && anon_at(a, i)->key.lo < end / PAGE;
	     i++) {
		frame_of(a, anon_at(a, i)->frame)->maps--;
		frame_put(a, anon_at(a, i)->frame);
	}
	list_remove(a, LIST_ANON, first, i - first);
}

void untouch(struct abstract *a, uint64_t mm, uint64_t start, uint64_t end)
{
	drop_anon(a, mm, start, end);
	list_remove_range(a, LIST_TOUCHED, mm, start / PAGE, end / PAGE);
	list_remove_range(a, LIST_BROKEN, mm, start / PAGE, end / PAGE);
}

static void inode_forget(struct abstract *a, uint64_t inode)
{
	for (size_t i = 0; i < NR(a, VMA); i++)
		if (vma_at(a, i)->inode == inode)
			return;
	punch(a, inode, 0, UINT64_MAX);
	list_remove_range(a, LIST_INODE, 0, inode, inode + 1);
}

void unmap(struct abstract *a, uint64_t mm, uint64_t start, uint64_t end)
{
	struct abs_vma *v;

	vma_split(a, mm, start);
	vma_split(a, mm, end);
	while ((v = vma_in(a, mm, start, end))) {
		struct abs_vma gone = *v;

		untouch(a, mm, gone.key.lo, gone.end);
		list_remove_range(a, LIST_GUARD, mm, gone.key.lo / PAGE, gone.end / PAGE);
		list_remove_range(a, LIST_VMA, mm, gone.key.lo, gone.key.lo + 1);
		if (gone.file)
			file_dropped(a, gone.file);
		else if (gone.inode)
			inode_forget(a, gone.inode);
	}
}

/* ---- mmap ---- */

struct placing {
	uint64_t address, len;
	uint32_t flags;
};

static bool is_free(const struct abstract *a, uint64_t start, uint64_t len)
{
	return !vma_in(a, a->mm, start, start + len);
}

/* Room where nothing ever was, else where nothing is; 0: there is none. */
static uint64_t find_room(struct abstract *a, uint64_t len, uint64_t end)
{
	uint64_t start = a->next_address;

	if (len >= BLOCK)
		start = (start + BLOCK - 1) & ~(BLOCK - 1);
	while (len <= end && start <= end - len) {
		const struct abs_vma *v = vma_in(a, a->mm, start, start + len);

		if (!v) {
			a->next_address = start + len + PAGE;
			return start;
		}
		start = (v->end + PAGE + BLOCK - 1) & ~(BLOCK - 1);
	}
	start = LOWEST_HINT;
	for (size_t i = list_find(a, LIST_VMA, a->mm, 0);
	     i < NR(a, VMA) && vma_at(a, i)->key.hi == a->mm; i++) {
		if (vma_at(a, i)->key.lo >= start + len + PAGE)
			break;
		if (vma_at(a, i)->end > start)
			start = vma_at(a, i)->end + PAGE;
	}
	return len <= end && start <= end - len ? start : 0;
}

/* MMAP-9, MMAP-10 */
static int place(struct abstract *a, struct placing *p)
{
	uint64_t hint = p->address & ~(PAGE - 1), end = window_end(a);

	if (p->flags & (MAP_FIXED_ | MAP_NOREPLACE)) {
		if (p->len > user_end(a) || p->address > user_end(a) - p->len)
			return ENOMEM;
		if (!aligned(p->address))
			return EINVAL;
		return p->flags & MAP_NOREPLACE && !is_free(a, p->address, p->len) ? EEXIST : 0;
	}
	if (hint && hint < LOWEST_HINT)
		hint = LOWEST_HINT;
	if (hint >= end)
		end = user_end(a);
	if (p->len > end)
		return ENOMEM;
	if (hint && hint <= end - p->len && is_free(a, hint, p->len)) {
		p->address = hint;
		return 0;
	}
	p->address = find_room(a, p->len, end);
	return p->address ? 0 : ENOMEM;
}

/* What is refused before any old mapping goes: MMAP-1 to MMAP-3. */
static int mmap_check_file(const struct abstract *a, const struct abs_file *f,
			   const struct placing *p, const struct gms_op *op)
{
	uint32_t type = p->flags & MAP_TYPE;

	if (op->off > INT64_MAX || p->len > INT64_MAX - op->off)
		return EOVERFLOW;
	if (type < MAP_SHARED_ || type > MAP_VALIDATE)
		return EINVAL;
	if (type == MAP_VALIDATE && p->flags & ~MAP_LEGACY)
		return EOPNOTSUPP;
	if (f->kind != KIND_GMEM)
		return ENODEV;
	if (op->prot & GMS_PROT_EXEC && has(a, HAS_NOEXEC_FILE))
		return EPERM;
	if (!has(a, HAS_MMAP))
		return ENODEV;
	return p->flags & MAP_GROWS ? EINVAL : 0;
}

/* What the file itself refuses: MMAP-4, MMAP-5. */
static int mmap_ask_file(const struct abstract *a, const struct abs_file *f, uint32_t flags)
{
	if (!(inode_get(a, 0, f->inode)->flags & 1))
		return ENODEV;
	return (flags & MAP_TYPE) == MAP_PRIVATE_ ? EINVAL : 0;
}

/* An order that was given ahead, or with the mapping. */
static void lock_new(struct abstract *a, struct abs_vma *v, uint32_t flags)
{
	const struct abs_process *p = process_get(a, 0, a->process);

	if (p->locks_future || flags & MAP_LOCKED_)
		v->flags |= VMA_LOCKED;
	if (p->locks_future && p->locks_on_fault)
		v->flags |= VMA_ON_FAULT;
}

static struct gms_result map_at(struct abstract *a, const struct placing *p,
				const struct abs_file *f, const struct gms_op *op)
{
	uint64_t file = f ? f->key.lo : 0, inode = f ? f->inode : 0;
	bool shared = (p->flags & MAP_TYPE) != MAP_PRIVATE_;
	struct abs_name *name = list_add(a, LIST_NAME, 0, op->define);
	struct abs_vma *v;
	bool populates;

	name->start = p->address;
	name->len = op->len;
	if (!f && shared) {
		struct abs_inode *i = list_add(a, LIST_INODE, 0, new_id(a));

		i->size = p->len;
		inode = i->key.lo;
	}
	v = list_add(a, LIST_VMA, a->mm, p->address);
	v->end = p->address + p->len;
	v->inode = inode;
	v->file = file;
	v->pgoff = f ? op->off / PAGE : inode ? 0 : p->address / PAGE;
	v->origin = inode ? 0 : new_id(a);
	v->prot = (uint32_t)op->prot & 7;
	v->is_shared = shared;
	v->flags = p->flags & MAP_NORESERVE_ ? VMA_NORESERVE : 0;
	lock_new(a, v, p->flags);
	populates = (v->flags & VMA_LOCKED && !(v->flags & VMA_ON_FAULT)) ||
		    (p->flags & (MAP_POPULATE_ | MAP_NONBLOCK_)) == MAP_POPULATE_;
	if (populates)
		populate_range(a, p->address, p->address + p->len);
	vma_merge(a, a->mm);
	return value(0);
}

struct gms_result next_mmap(struct abstract *a, const struct gms_op *op)
{
	struct placing p = { .address = address_of(a, &op->hva), .flags = (uint32_t)op->flags };
	bool anon = op->is_anon || p.flags & MAP_ANON_;
	const struct abs_file *f = NULL;
	int error;

	if (!names(op, "flags"))
		p.flags |= anon ? MAP_PRIVATE_ : MAP_SHARED_;
	if (!aligned(op->off))
		return failure(EINVAL);
	if (!anon) {
		f = file_of_ref(a, &op->memfd);
		if (!f || f->kind == KIND_PATH)
			return failure(EBADF);
		if (p.flags & MAP_HUGETLB_)
			return failure(EINVAL);
	} else if (p.flags & MAP_HUGETLB_) {
		return unsupported("huge pages of the host are not described");
	}
	if (f && f->kind != KIND_GMEM && f->kind != KIND_VM && f->kind != KIND_VCPU)
		return unsupported("files of other kinds are not described");
	if (!op->len)
		return failure(EINVAL);
	p.len = (op->len + PAGE - 1) & ~(PAGE - 1);
	if (!p.len)
		return failure(ENOMEM);
	if (f && op->off / PAGE + p.len / PAGE > UINT64_MAX / PAGE)
		return failure(EOVERFLOW);
	error = place(a, &p);
	if (!error && f)
		error = mmap_check_file(a, f, &p, op);
	else if (!error &&
		 ((p.flags & MAP_TYPE) < MAP_SHARED_ || (p.flags & MAP_TYPE) > MAP_PRIVATE_))
		error = EINVAL;
	if (error)
		return failure(error);
	unmap(a, a->mm, p.address, p.address + p.len);
	if (f)
		f = file_of_ref(a, &op->memfd);
	error = f ? mmap_ask_file(a, f, p.flags) : 0;
	return error ? failure(error) : map_at(a, &p, f, op);
}

/* ---- Ranges of a mapping ---- */

struct range range_of(const struct abstract *a, const struct gms_op *op)
{
	const struct gms_ref at = { .handle = op->map, .number = op->off };
	const struct abs_name *name = name_get(a, 0, op->map);
	struct range r = { .start = address_of(a, &at), .len = op->len };

	if (!names(op, "len"))
		r.len = name && op->off < name->len ? name->len - op->off : 0;
	return r;
}

struct gms_result next_munmap(struct abstract *a, const struct gms_op *op)
{
	struct range r = range_of(a, op);
	uint64_t len = (r.len + PAGE - 1) & ~(PAGE - 1);

	if (!aligned(r.start) || r.start > user_end(a) || r.len > user_end(a) - r.start || !len)
		return failure(EINVAL);
	unmap(a, a->mm, r.start, r.start + len);
	return value(0);
}

/* MPROTECT-1, MMAP-7 */
struct gms_result next_mprotect(struct abstract *a, const struct gms_op *op)
{
	struct range r = range_of(a, op);
	uint64_t grows = op->prot & 0x3000000, len = (r.len + PAGE - 1) & ~(PAGE - 1);
	uint64_t at = r.start;
	int error = 0;

	if (grows == 0x3000000 || !aligned(r.start))
		return failure(EINVAL);
	if (!r.len)
		return value(0);
	if (r.start + len <= r.start)
		return failure(ENOMEM);
	if (op->prot & ~0x300000full)
		return failure(EINVAL);
	if (!vma_in(a, a->mm, r.start, r.start + len))
		return failure(ENOMEM);
	if (grows)
		return failure(EINVAL);
	while (at < r.start + len && !error) {
		struct abs_vma *v = vma_of(a, a->mm, at);

		if (!v)
			error = ENOMEM;
		else if (v->file && op->prot & GMS_PROT_EXEC)
			error = EACCES;
		if (error)
			break;
		vma_split(a, a->mm, at);
		vma_split(a, a->mm, r.start + len);
		v = vma_of(a, a->mm, at);
		v->prot = (uint32_t)op->prot & 7;
		at = v->end;
	}
	vma_merge(a, a->mm);
	return error ? failure(error) : value(0);
}
