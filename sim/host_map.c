/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mmap, munmap and mprotect: the host process's VMAs.  Section 7.1.
 *
 *	mapping H   |................|      a name, and the range mmap gave it
 *	VMAs        |....|      |....|      what munmap and mprotect left of it
 *
 * Addresses are given out in ascending order and never again, so that a range
 * of addresses stands for one mapping for ever.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

#define MAP_TYPE       0x0fu
#define MAP_FIXED      0x100010u /* and FIXED_NOREPLACE */
#define MAP_ANONYMOUS  0x20u
#define MAP_GROWSDOWN  0x100u
#define MAP_LOCKED     0x2000u
#define MAP_POPULATE   0x8000u
#define MAP_NONBLOCK   0x10000u
#define MAP_HUGETLB    0x40000u
/* The flags that MAP_SHARED_VALIDATE accepts on any file: not MAP_SYNC. */
#define MAP_LEGACY     0x7c07f933u
#define MAP_LEGACY_X86 0xc0u /* 32BIT, ABOVE4G */

#define HUGE_PAGES (1ull << 9)

/* ---- VMAs ---- */

ref_t vma_lookup(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t start = page, vma;

	if (!map_floor(w, &mm_at(w, mm)->vmas, &start, &vma))
		return 0;
	return page < vma_at(w, (ref_t)vma)->end ? (ref_t)vma : 0;
}

ref_t vma_first_in(const struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	ref_t vma = vma_lookup(w, mm, start);
	uint64_t value;

	if (vma || start >= end)
		return vma;
	if (!map_ceil(w, &mm_at(w, mm)->vmas, &start, &value) || start >= end)
		return 0;
	return (ref_t)value;
}

static void vma_link(struct gms_world *w, ref_t ref)
{
	struct vma *vma = vma_at(w, ref);
	struct inode *inode = inode_at(w, vma->inode);

	vma->next_in_inode = inode->vmas;
	inode->vmas = ref;
	inode->refs++;
	if (vma->file)
		file_get(w, vma->file);
}

static void vma_unlink(struct gms_world *w, ref_t ref)
{
	ref_t *link = &inode_at(w, vma_at(w, ref)->inode)->vmas;

	while (*link != ref)
		link = &vma_at(w, *link)->next_in_inode;
	*link = vma_at(w, ref)->next_in_inode;
}

/* The part of a VMA from page on becomes one of its own. */
static bool vma_split(struct gms_world *w, ref_t mm, uint64_t page)
{
	ref_t ref = vma_lookup(w, mm, page), upper;
	struct vma *vma = vma_at(w, ref);

	if (!ref || vma->start == page)
		return true;
	upper = pool_take(w, POOL_VMA);
	if (!upper)
		return false;
	*vma_at(w, upper) = *vma;
	vma_at(w, upper)->start = page;
	vma_at(w, upper)->pgoff = vma_index(vma, page);
	if (!map_set(w, &mm_at(w, mm)->vmas, page, upper)) {
		pool_give(w, POOL_VMA, upper);
		return false;
	}
	vma->end = page;
	vma_link(w, upper);
	return true;
}

bool vma_split_range(struct gms_world *w, ref_t mm, uint64_t start, uint64_t end)
{
	return vma_split(w, mm, start) && vma_split(w, mm, end);
}

static void vma_remove(struct gms_world *w, struct task *t, ref_t ref)
{
	const struct vma *vma = vma_at(w, ref);
	ref_t inode = vma->inode, file = vma->file;

	map_erase(w, &mm_at(w, vma->mm)->vmas, vma->start);
	vma_unlink(w, ref);
	pool_give(w, POOL_VMA, ref);
	if (file)
		file_put(w, t, file);
	inode_put(w, inode);
}

bool mapping_of(const struct gms_world *w, uint64_t address, uint64_t *handle, uint64_t *offset)
{
	uint64_t start = address >> PAGE_SHIFT, mapping;
	const struct mapping *m;

	if (!map_floor(w, &mm_at(w, w->mm)->mappings, &start, &mapping))
		return false;
	m = mapping_at(w, (ref_t)mapping);
	if ((address >> PAGE_SHIFT) - start >= m->pages)
		return false;
	*handle = m->handle;
	*offset = address - (start << PAGE_SHIFT);
	return true;
}

/* ---- mmap ---- */

/* Files of KVM's own making live on a filesystem without execution: MMAP-3. */
static bool is_anon_inode(const struct gms_world *w, ref_t file)
{
	enum file_kind kind = file_at(w, file)->kind;

	return kind == FILE_GMEM || kind == FILE_VM || kind == FILE_VCPU;
}

static uint64_t validated_flags(const struct gms_world *w)
{
	return MAP_LEGACY | (w->config.arch == GMS_ARCH_X86 ? MAP_LEGACY_X86 : 0);
}

/* MMAP-1, MMAP-2: what do_mmap() checks before it asks the file. */
static int check_file_mapping(struct gms_world *w, const struct gms_op *op, ref_t file)
{
	uint64_t type = op->flags & MAP_TYPE;

	if (op->off > (uint64_t)INT64_MAX - ((op->len + PAGE_SIZE - 1) & PAGE_MASK))
		return reject(w, MMAP_1, EOVERFLOW);
	if (type == GMS_MAP_SHARED_VALIDATE && op->flags & ~validated_flags(w))
		return reject(w, MMAP_2, EOPNOTSUPP);
	if (!type || type > GMS_MAP_SHARED_VALIDATE)
		return reject(w, MMAP_2, EINVAL);
	if (op->prot & GMS_PROT_EXEC && is_anon_inode(w, file) && has(w, SW_NOEXEC_FILE))
		return reject(w, MMAP_3, EPERM);
	if (file_at(w, file)->kind != FILE_GMEM || !has(w, SW_MMAP))
		return reject(w, MMAP_4, ENODEV);
	if (op->flags & MAP_GROWSDOWN)
		return reject(w, MMAP_2, EINVAL);
	if (!gmem_host_may_mmap(w, inode_at(w, file_at(w, file)->inode)))
		return reject(w, MMAP_4, ENODEV);
	return type == GMS_MAP_PRIVATE ? reject(w, MMAP_5, EINVAL) : 0;
}

static int check_anonymous(struct gms_world *w, const struct gms_op *op)
{
	uint64_t type = op->flags & MAP_TYPE;

	if (type != GMS_MAP_SHARED && type != GMS_MAP_PRIVATE)
		return reject(w, MMAP_2, EINVAL);
	/* A stack is private. */
	if (type == GMS_MAP_SHARED && op->flags & MAP_GROWSDOWN)
		return reject(w, MMAP_2, EINVAL);
	return 0;
}

static bool is_anonymous(const struct gms_op *op)
{
	return op->is_anon || op->flags & MAP_ANONYMOUS;
}

/* Without flags= a file is mapped shared, anonymous memory private. */
static void default_flags(struct gms_op *op)
{
	if (!op->flags && !gms_op_given(op, "flags"))
		op->flags = op->is_anon ? GMS_MAP_PRIVATE : GMS_MAP_SHARED;
}

static int check_mmap(struct gms_world *w, struct task *t)
{
	const struct gms_op *op = &t->op;

	if (op->off & ~PAGE_MASK)
		return reject(w, MMAP_1, EINVAL);
	t->file = is_anonymous(op) ? 0 : ref_file(w, op->memfd);
	if (!is_anonymous(op) && !t->file)
		return reject(w, FD_1, EBADF);
	if (t->file && op->flags & MAP_HUGETLB)
		return reject(w, MMAP_2, EINVAL);
	if (!op->len)
		return reject(w, MMAP_1, EINVAL);
	if (op->len > HOST_ADDRESS_END)
		return reject(w, MMAP_1, ENOMEM);
	return t->file ? check_file_mapping(w, op, t->file) : check_anonymous(w, op);
}

static ref_t anon_inode(struct gms_world *w, const struct gms_op *op)
{
	ref_t ref = pool_take(w, POOL_INODE);
	struct inode *inode;

	if (!ref)
		return 0;
	inode = inode_at(w, ref);
	inode->kind = INODE_ANON;
	inode->size = op->len;
	inode->handle = op->define;
	return ref;
}

/* A free range of addresses; large ones start at a multiple of 2 MiB.  0: none. */
static uint64_t place(struct mm *mm, uint64_t pages)
{
	uint64_t start = mm->next_map;

	if (pages >= HUGE_PAGES)
		start = (start + HUGE_PAGES - 1) & ~(HUGE_PAGES - 1);
	if (pages >= (HOST_ADDRESS_END >> PAGE_SHIFT) - start)
		return 0;
	/* A page stays free between two mappings. */
	mm->next_map = start + pages + 1;
	return start;
}

/* Give the name its mapping; a failed one stands for MAP_FAILED. */
static struct mapping *name_mapping(struct gms_world *w, const struct task *t)
{
	ref_t ref = pool_take_internal(w, POOL_MAPPING);

	if (!ref)
		return NULL;
	if (!handle_set_mapping(w, t->op.define, ref)) {
		pool_give(w, POOL_MAPPING, ref);
		return NULL;
	}
	*mapping_at(w, ref) = (struct mapping){
		.handle = t->op.define,
		.mm = t->mm,
		.failed = 1,
	};
	return mapping_at(w, ref);
}

static bool insert_vma(struct gms_world *w, struct task *t, uint64_t start, uint64_t pages)
{
	ref_t ref = pool_take(w, POOL_VMA);

	t->inode = ref && t->file ? file_at(w, t->file)->inode : ref ? anon_inode(w, &t->op) : 0;
	if (!t->inode || !map_set(w, &mm_at(w, t->mm)->vmas, start, ref)) {
		if (t->inode && !t->file)
			pool_give(w, POOL_INODE, t->inode);
		if (ref)
			pool_give(w, POOL_VMA, ref);
		return false;
	}
	*vma_at(w, ref) = (struct vma){
		.start = start,
		.end = start + pages,
		.pgoff = t->file ? t->op.off >> PAGE_SHIFT : 0,
		.mm = t->mm,
		.inode = t->inode,
		.file = t->file,
		.prot = (uint32_t)t->op.prot & 7,
		.flags = ((t->op.flags & MAP_TYPE) == GMS_MAP_PRIVATE ? 0 : VMA_SHARED) |
			 (t->op.flags & MAP_LOCKED ? VMA_LOCKED : 0),
	};
	vma_link(w, ref);
	return true;
}

static enum verdict mmap_failed(struct task *t, int error)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return finish();
}

static bool brings_pages_in(uint64_t flags)
{
	return flags & MAP_LOCKED || (flags & (MAP_POPULATE | MAP_NONBLOCK)) == MAP_POPULATE;
}

/* What the simulator cannot map, as a sentence; NULL. */
static const char *not_expressible(const struct gms_op *op)
{
	if (op->flags & MAP_FIXED)
		return "a mapping at a fixed address";
	if (is_anonymous(op) && op->flags & MAP_HUGETLB)
		return "anonymous memory of huge pages";
	return NULL;
}

enum { MMAP_MAP, MMAP_DONE };

static enum verdict mmap_map(struct gms_world *w, struct task *t)
{
	struct mm *mm = mm_at(w, t->mm);
	uint64_t pages, start;
	struct mapping *m;
	int error;

	default_flags(&t->op);
	if (not_expressible(&t->op))
		return unsupported(t, not_expressible(&t->op));
	m = name_mapping(w, t);
	if (!m)
		return unsupported(t, "the arena has no room for another name");
	error = check_mmap(w, t);
	if (error)
		return mmap_failed(t, error);
	pages = (t->op.len + PAGE_SIZE - 1) >> PAGE_SHIFT;
	start = place(mm, pages);
	if (!start || !map_set(w, &mm->mappings, start, (ref_t)handle_mapping(w, t->op.define)) ||
	    !insert_vma(w, t, start, pages))
		return mmap_failed(t, reject(w, MMAP_6, ENOMEM));
	m->failed = 0;
	m->start = start;
	m->pages = pages;
	apply(w, MMAP_6);
	if (!brings_pages_in(t->op.flags))
		return succeed(w, t, MMAP_6, 0);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	t->notify_start = start;
	t->notify_end = start + pages;
	return call(t, PROTO_POPULATE_RANGE);
}

/* What MAP_POPULATE could not bring in is not reported. */
static enum verdict mmap_done(struct gms_world *w, struct task *t)
{
	return succeed(w, t, MMAP_6, 0);
}

const struct step mmap_steps[] = {
	[MMAP_MAP] = { "map", mmap_map, .take = need_mm_write },
	[MMAP_DONE] = { "populated", mmap_done },
	{ 0 },
};

/* ---- Ranges of a mapping ---- */

/* What a range that wraps round gives; mlock rounds such a length to nothing. */
static int range_wraps(enum gms_opcode code)
{
	return code == GMS_OP_MPROTECT ? ENOMEM : code == GMS_OP_MLOCK ? 0 : EINVAL;
}

int map_range(const struct gms_world *w, struct task *t)
{
	struct gms_ref at = { .handle = t->op.map, .number = t->op.off };
	uint64_t address = ref_address(w, at), len = t->op.len, slack = 0, bytes;
	ref_t mapping = handle_mapping(w, t->op.map);

	if (!gms_op_given(&t->op, "len") && mapping && !len)
		len = (mapping_at(w, mapping)->pages << PAGE_SHIFT) - t->op.off;
	if (t->op.code == GMS_OP_MLOCK)
		slack = address & ~PAGE_MASK;
	address -= slack;
	if (address & ~PAGE_MASK)
		return EINVAL;
	t->notify_start = t->notify_end = address >> PAGE_SHIFT;
	bytes = (len + slack + PAGE_SIZE - 1) & PAGE_MASK;
	if (bytes < len)
		return range_wraps(t->op.code);
	if (address + bytes < address)
		return t->op.code == GMS_OP_MPROTECT ? ENOMEM : EINVAL;
	if (t->op.code == GMS_OP_MUNMAP && address + bytes > HOST_ADDRESS_END)
		return EINVAL;
	t->notify_end = (address + bytes) >> PAGE_SHIFT;
	return 0;
}

/* ---- munmap ---- */

enum { MUNMAP_SPLIT, MUNMAP_REMOVE };

static enum verdict munmap_split(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	if (error || t->notify_start == t->notify_end)
		return fail(w, t, MUNMAP_1, EINVAL);
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end))
		return fail(w, t, MUNMAP_1, ENOMEM);
	if (!vma_first_in(w, t->mm, t->notify_start, t->notify_end))
		return succeed(w, t, MUNMAP_1, 0);
	return call(t, PROTO_NOTIFY);
}

static enum verdict munmap_remove(struct gms_world *w, struct task *t)
{
	ref_t vma;

	while ((vma = vma_first_in(w, t->mm, t->notify_start, t->notify_end)))
		vma_remove(w, t, vma);
	return succeed(w, t, MUNMAP_1, 0);
}

const struct step munmap_steps[] = {
	[MUNMAP_SPLIT] = { "split", munmap_split, .take = need_mm_write },
	[MUNMAP_REMOVE] = { "remove", munmap_remove },
	{ 0 },
};

/* ---- mprotect ---- */

enum { MPROTECT_CHANGE, MPROTECT_DONE };

/*
 * Up to the first VMA that forbids it, or a hole.  What has changed is left in
 * t->notify_start and t->notify_end: nobody is told of more.
 */
static int change_protection(struct gms_world *w, struct task *t)
{
	uint64_t page = t->notify_start, end = t->notify_end;
	uint32_t prot = (uint32_t)t->op.prot & 7;

	t->notify_end = t->notify_start;
	while (page < end) {
		ref_t ref = vma_lookup(w, t->mm, page);
		struct vma *vma = vma_at(w, ref);

		if (!ref)
			return ENOMEM;
		if (t->op.prot & GMS_PROT_EXEC && inode_at(w, vma->inode)->kind == INODE_GMEM)
			return reject(w, MMAP_7, EACCES);
		page = vma->end;
		if (vma->prot == prot)
			continue;
		vma->prot = prot;
		if (t->notify_end == t->notify_start)
			t->notify_start = vma->start;
		t->notify_end = vma->end;
	}
	return 0;
}

static enum verdict mprotect_change(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	/* Bit 3 is PROT_SEM, which means nothing. */
	if (error || t->op.prot > 15)
		return fail(w, t, MPROTECT_1, error ? error : EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MPROTECT_1, 0);
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end))
		return fail(w, t, MPROTECT_1, ENOMEM);
	t->error = (uint32_t)change_protection(w, t);
	t->notify_prot = 1;
	return t->notify_start < t->notify_end ? call(t, PROTO_NOTIFY) : NEXT;
}

static enum verdict mprotect_done(struct gms_world *w, struct task *t)
{
	if (t->error)
		return fail(w, t, MPROTECT_1, (int)t->error);
	return succeed(w, t, MPROTECT_1, 0);
}

const struct step mprotect_steps[] = {
	[MPROTECT_CHANGE] = { "change", mprotect_change, .take = need_mm_write },
	[MPROTECT_DONE] = { "done", mprotect_done },
	{ 0 },
};
