/* SPDX-License-Identifier: BSD-2-Clause */
/* mmap, munmap and mprotect, and the range that a call is about.  Section 7.1. */
#include <errno.h>

#include "file_call.h"
#include "gmem.h"
#include "host_mm.h"
#include "profile.h"

#define MAP_TYPE	    0x0fu
#define MAP_DROPPABLE	    0x08u
#define MAP_FIXED	    0x10u
#define MAP_ANONYMOUS	    0x20u
#define MAP_GROWSDOWN	    0x100u
#define MAP_LOCKED	    0x2000u
#define MAP_NORESERVE	    0x4000u
#define MAP_POPULATE	    0x8000u
#define MAP_NONBLOCK	    0x10000u
#define MAP_HUGETLB	    0x40000u
#define MAP_FIXED_NOREPLACE 0x100000u
/* The flags that MAP_SHARED_VALIDATE accepts on any file: not MAP_SYNC. */
#define MAP_LEGACY	    0x7c07f933u
#define MAP_LEGACY_X86	    0xc0u /* 32BIT, ABOVE4G */

/* PROT_GROWSDOWN, PROT_GROWSUP: for stacks. */
#define PROT_GROWS 0x03000000u
#define PROT_KNOWN 0x0fu /* bit 3, PROT_SEM, means nothing */

/* ---- mmap ---- */

/* Files without a name live on filesystems without execution: MMAP-3. */
static bool is_anon_inode(const struct gms_world *w, ref_t file)
{
	enum file_kind kind = file_at(w, file)->kind;

	return kind == FILE_GMEM || kind == FILE_VM || kind == FILE_VCPU ||
	       (kind == FILE_OTHER && other_is_anonymous(file_at(w, file)->other));
}

/* It would be mapped, but not by anything that is simulated. */
#define MAPPED_ELSEWHERE (-1)

/* MMAP-2, MMAP-4 for a file that is no guest_memfd. */
static int check_other_mapping(struct gms_world *w, const struct gms_op *op, ref_t file)
{
	const struct file *f = file_at(w, file);
	bool shared = (op->flags & MAP_TYPE) != GMS_MAP_PRIVATE;

	if (shared && op->prot & GMS_PROT_WRITE && !file_writable(w, file))
		return reject(w, MMAP_2, EACCES);
	if (op->prot & GMS_PROT_EXEC && is_anon_inode(w, file) && has(w, SW_NOEXEC_FILE))
		return reject(w, MMAP_3, EPERM);
	if (f->kind == FILE_VCPU || file_traits(w, file).regular ||
	    (f->kind == FILE_OTHER && f->other == OTHER_ZERO))
		return MAPPED_ELSEWHERE;
	return reject(w, MMAP_4, ENODEV);
}

static uint64_t validated_flags(const struct gms_world *w)
{
	return MAP_LEGACY | (w->config.arch == GMS_ARCH_X86 ? MAP_LEGACY_X86 : 0);
}

/* MMAP-1 to MMAP-4: what do_mmap() checks before anything gives way to the mapping. */
static int check_file_mapping(struct gms_world *w, const struct gms_op *op, ref_t file)
{
	uint64_t type = op->flags & MAP_TYPE;

	if (op->off > (uint64_t)INT64_MAX - ((op->len + PAGE_SIZE - 1) & PAGE_MASK))
		return reject(w, MMAP_1, EOVERFLOW);
	if (type == GMS_MAP_SHARED_VALIDATE && op->flags & ~validated_flags(w))
		return reject(w, MMAP_2, EOPNOTSUPP);
	if (!type || type > GMS_MAP_SHARED_VALIDATE)
		return reject(w, MMAP_2, EINVAL);
	if (file_at(w, file)->kind != FILE_GMEM)
		return check_other_mapping(w, op, file);
	if (op->prot & GMS_PROT_EXEC && has(w, SW_NOEXEC_FILE))
		return reject(w, MMAP_3, EPERM);
	if (!has(w, SW_MMAP))
		return reject(w, MMAP_4, ENODEV);
	return op->flags & MAP_GROWSDOWN ? reject(w, MMAP_2, EINVAL) : 0;
}

/* What the file itself says, when the addresses are free already: MMAP-10. */
static int ask_file(struct gms_world *w, const struct task *t)
{
	if (!t->file)
		return 0;
	if (!gmem_host_may_mmap(w, inode_at(w, file_at(w, t->file)->inode)))
		return reject(w, MMAP_4, ENODEV);
	return (t->op.flags & MAP_TYPE) == GMS_MAP_PRIVATE && !has(w, SW_PRIVATE_MAPPING)
		       ? reject(w, MMAP_5, EINVAL)
		       : 0;
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

static bool is_fixed(const struct gms_op *op)
{
	return op->flags & (MAP_FIXED | MAP_FIXED_NOREPLACE);
}

/* MMAP-9: the address that a caller insists on. */
static int check_fixed(struct gms_world *w, const struct task *t, uint64_t address,
		       uint64_t pages)
{
	uint64_t start = address >> PAGE_SHIFT, end = host_address_end(w);

	if (address > end || pages > (end - address) >> PAGE_SHIFT)
		return reject(w, MMAP_9, ENOMEM);
	if (address & ~PAGE_MASK)
		return reject(w, MMAP_9, EINVAL);
	if (t->op.flags & MAP_FIXED_NOREPLACE && vma_first_in(w, t->mm, start, start + pages))
		return reject(w, MMAP_9, EEXIST);
	return 0;
}

static int check_descriptor(struct gms_world *w, struct task *t)
{
	const struct gms_op *op = &t->op;

	if (op->off & ~PAGE_MASK)
		return reject(w, MMAP_1, EINVAL);
	t->file = is_anonymous(op) ? 0 : ref_file(w, op->memfd);
	if (!is_anonymous(op) && !t->file)
		return reject(w, ref_file_raw(w, op->memfd) ? FD_3 : FD_1, EBADF);
	if (t->file && op->flags & MAP_HUGETLB)
		return reject(w, MMAP_2, EINVAL);
	if (!op->len)
		return reject(w, MMAP_1, EINVAL);
	return op->len > host_address_end(w) ? reject(w, MMAP_1, ENOMEM) : 0;
}

/* The whole order of checks; on success t->move says where the mapping goes. */
static int check_mmap(struct gms_world *w, struct task *t)
{
	uint64_t pages = (t->op.len + PAGE_SIZE - 1) >> PAGE_SHIFT;
	uint64_t address = ref_address(w, t->op.hva);
	int error = check_descriptor(w, t);

	if (!error && is_fixed(&t->op))
		error = check_fixed(w, t, address, pages);
	if (!error)
		error = t->file ? check_file_mapping(w, &t->op, t->file)
				: check_anonymous(w, &t->op);
	if (error)
		return error;
	t->move.new_pages = pages;
	t->move.new_start = is_fixed(&t->op) ? address >> PAGE_SHIFT
					     : vma_choose(w, t->mm, address, pages);
	return t->move.new_start || is_fixed(&t->op) ? 0 : reject(w, MMAP_6, ENOMEM);
}

static uint32_t vma_flags(const struct gms_world *w, const struct task *t)
{
	uint64_t flags = t->op.flags;
	bool is_private = (flags & MAP_TYPE) == GMS_MAP_PRIVATE;
	uint32_t out = is_private ? 0 : VMA_SHARED;

	if (flags & MAP_LOCKED)
		out |= VMA_LOCKED;
	if (flags & MAP_NORESERVE)
		out |= VMA_NORESERVE;
	else if (is_private && t->op.prot & GMS_PROT_WRITE)
		out |= VMA_ACCOUNT;
	return out | mm_at(w, t->mm)->def_flags;
}

/* An inode for anonymous memory: private pages are numbered by their address. */
static ref_t inode_of_mapping(struct gms_world *w, const struct task *t, bool shared)
{
	if (t->file)
		return file_at(w, t->file)->inode;
	return anon_inode(w, shared ? INODE_SHMEM : INODE_ANON, t->op.define, t->move.new_pages);
}

static bool insert_vma(struct gms_world *w, struct task *t)
{
	struct vma vma = {
		.start = t->move.new_start,
		.end = t->move.new_start + t->move.new_pages,
		.mm = t->mm,
		.file = t->file,
		.prot = (uint32_t)t->op.prot & 7,
		.flags = vma_flags(w, t),
	};
	bool shared = vma.flags & VMA_SHARED;

	vma.pgoff = t->file ? t->op.off >> PAGE_SHIFT : shared ? 0 : vma.start;
	vma.inode = inode_of_mapping(w, t, shared);
	if (!vma.inode)
		return false;
	if (!vma_insert(w, &vma)) {
		if (!t->file)
			pool_give(w, POOL_INODE, vma.inode);
		return false;
	}
	vma_merge_range(w, t, vma.start, vma.end);
	return true;
}

static enum verdict mmap_failed(struct task *t, int error)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return finish();
}

static bool brings_pages_in(const struct gms_world *w, const struct task *t)
{
	return (t->op.flags & (MAP_POPULATE | MAP_NONBLOCK)) == MAP_POPULATE ||
	       (vma_flags(w, t) & (VMA_LOCKED | VMA_LOCKONFAULT)) == VMA_LOCKED;
}

/* What the simulator cannot map, as a sentence; NULL. */
static const char *not_expressible(const struct gms_op *op)
{
	if (is_anonymous(op) && op->flags & MAP_HUGETLB)
		return "anonymous memory of huge pages";
	if (is_anonymous(op) && (op->flags & MAP_TYPE) == MAP_DROPPABLE)
		return "memory that the kernel may drop";
	return NULL;
}

enum { MMAP_MAP, MMAP_REPLACE, MMAP_DONE };

/* The mapping's name and its VMA; false: ENOMEM. */
static bool settle_vma(struct gms_world *w, struct task *t)
{
	if (mapping_settle(w, t, t->move.new_start, t->move.new_pages) && insert_vma(w, t))
		return true;
	mapping_unsettle(w, t);
	return false;
}

static enum verdict map_region(struct gms_world *w, struct task *t)
{
	int error = t->error ? reject(w, MMAP_6, (int)t->error) : ask_file(w, t);

	if (error)
		return mmap_failed(t, error);
	if (!settle_vma(w, t))
		return mmap_failed(t, reject(w, MMAP_6, ENOMEM));
	apply(w, MMAP_6);
	if (!brings_pages_in(w, t))
		return succeed(w, t, MMAP_6, 0);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	t->notify_start = t->move.new_start;
	t->notify_end = t->move.new_start + t->move.new_pages;
	return call_then(t, PROTO_POPULATE_RANGE, MMAP_DONE);
}

static enum verdict mmap_map(struct gms_world *w, struct task *t)
{
	int error;

	default_flags(&t->op);
	if (not_expressible(&t->op))
		return unsupported(t, not_expressible(&t->op));
	if (!mapping_name(w, t))
		return unsupported(t, "the arena has no room for another name");
	error = check_mmap(w, t);
	if (error == MAPPED_ELSEWHERE)
		return unsupported(t, "a mapping of what is no guest_memfd is not modelled");
	if (error)
		return mmap_failed(t, error);
	t->error = 0;
	t->notify_start = t->move.new_start;
	t->notify_end = t->move.new_start + t->move.new_pages;
	if (!vma_first_in(w, t->mm, t->notify_start, t->notify_end))
		return map_region(w, t);
	apply(w, MMAP_9);
	if (t->file)
		file_get(w, t->file);
	return call(t, PROTO_UNMAP_RANGE);
}

/* MMAP-10: whatever comes now, what lay there is gone. */
static enum verdict mmap_replace(struct gms_world *w, struct task *t)
{
	enum verdict verdict = map_region(w, t);

	apply(w, MMAP_10);
	if (t->file)
		file_put(w, t, t->file);
	return verdict;
}

/* What MAP_POPULATE could not bring in is not reported. */
static enum verdict mmap_done(struct gms_world *w, struct task *t)
{
	return succeed(w, t, MMAP_6, 0);
}

const struct step mmap_steps[] = {
	[MMAP_MAP] = { "map", mmap_map, .take = need_mm_write },
	[MMAP_REPLACE] = { "replace", mmap_replace },
	[MMAP_DONE] = { "populated", mmap_done },
	{ 0 },
};

/* ---- Ranges of a mapping ---- */

static bool rounds_down(enum gms_opcode code)
{
	return code == GMS_OP_MLOCK || code == GMS_OP_MUNLOCK;
}

/* What a length gives that is nothing when it is rounded up to pages. */
static int length_wraps(enum gms_opcode code)
{
	switch (code) {
	case GMS_OP_MPROTECT:
	case GMS_OP_MINCORE:
		return ENOMEM;
	case GMS_OP_MLOCK:
	case GMS_OP_MUNLOCK:
	case GMS_OP_MSYNC:
	case GMS_OP_MBIND:
	case GMS_OP_SET_MEMPOLICY_HOME_NODE:
		return 0;
	default:
		return EINVAL;
	}
}

static int range_wraps(enum gms_opcode code)
{
	return code == GMS_OP_MPROTECT || code == GMS_OP_MSYNC || code == GMS_OP_MINCORE ? ENOMEM
											 : EINVAL;
}

int map_range(const struct gms_world *w, struct task *t)
{
	struct gms_ref at = { .handle = t->op.map, .number = t->op.off };
	uint64_t address = ref_address(w, at), len = t->op.len, slack = 0, bytes;
	ref_t mapping = handle_mapping(w, t->op.map);

	if (!gms_op_given(&t->op, "len") && mapping && !len)
		len = (mapping_at(w, mapping)->pages << PAGE_SHIFT) - t->op.off;
	if (rounds_down(t->op.code))
		slack = address & ~PAGE_MASK;
	address -= slack;
	if (address & ~PAGE_MASK)
		return EINVAL;
	t->notify_start = t->notify_end = address >> PAGE_SHIFT;
	bytes = (len + slack + PAGE_SIZE - 1) & PAGE_MASK;
	if (bytes < len)
		return length_wraps(t->op.code);
	if (address + bytes < address)
		return range_wraps(t->op.code);
	if (t->op.code == GMS_OP_MUNMAP && address + bytes > host_address_end(w))
		return EINVAL;
	t->notify_end = (address + bytes) >> PAGE_SHIFT;
	return 0;
}

ref_t range_next_vma(const struct gms_world *w, struct task *t)
{
	const struct vma *vma;
	uint64_t first;
	ref_t ref;

	map_range(w, t);
	first = t->notify_start;
	t->notify_start += t->walked;
	if (t->notify_start >= t->notify_end)
		return 0;
	ref = vma_first_in(w, t->mm, t->notify_start, t->notify_end);
	vma = vma_at(w, ref);
	if (!ref || vma->start > t->notify_start)
		t->hole = 1;
	if (!ref)
		return 0;
	if (t->notify_start < vma->start)
		t->notify_start = vma->start;
	if (t->notify_end > vma->end)
		t->notify_end = vma->end;
	t->walked = t->notify_end - first;
	return ref;
}

/* ---- munmap ---- */

static enum verdict munmap_check(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	if (error || t->notify_start == t->notify_end)
		return fail(w, t, MUNMAP_1, EINVAL);
	return call(t, PROTO_UNMAP_RANGE);
}

static enum verdict munmap_done(struct gms_world *w, struct task *t)
{
	return t->error ? fail(w, t, MUNMAP_1, (int)t->error) : succeed(w, t, MUNMAP_1, 0);
}

const struct step munmap_steps[] = {
	{ "unmap", munmap_check, .take = need_mm_write },
	{ "done", munmap_done },
	{ 0 },
};

/* ---- mprotect ---- */

enum { MPROTECT_CHANGE, MPROTECT_DONE };

/* Private memory that may be written is accounted for; it stays so once it has a page. */
static void account(const struct gms_world *w, struct vma *vma)
{
	if (vma->flags & (VMA_SHARED | VMA_NORESERVE))
		return;
	if (vma->prot & GMS_PROT_WRITE)
		vma->flags |= VMA_ACCOUNT;
	else if (!inode_at(w, vma->inode)->pages.count)
		vma->flags &= ~VMA_ACCOUNT;
}

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
		account(w, vma);
		if (t->notify_end == t->notify_start)
			t->notify_start = vma->start;
		t->notify_end = vma->end;
	}
	return 0;
}

/* PROT_GROWSDOWN and PROT_GROWSUP are for stacks, and no mapping here is one. */
static int check_protection(const struct gms_world *w, const struct task *t)
{
	uint64_t grows = t->op.prot & PROT_GROWS;

	if (t->op.prot & ~(uint64_t)(PROT_KNOWN | PROT_GROWS))
		return EINVAL;
	if (!vma_first_in(w, t->mm, t->notify_start, t->notify_end))
		return ENOMEM;
	return grows ? EINVAL : 0;
}

static enum verdict mprotect_change(struct gms_world *w, struct task *t)
{
	int error = (t->op.prot & PROT_GROWS) == PROT_GROWS ? EINVAL : map_range(w, t);

	if (error)
		return fail(w, t, MPROTECT_1, error);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MPROTECT_1, 0);
	error = check_protection(w, t);
	if (error)
		return fail(w, t, MPROTECT_1, error);
	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end))
		return fail(w, t, MPROTECT_1, ENOMEM);
	t->error = (uint32_t)change_protection(w, t);
	t->notify_mode = NOTIFY_PROTECT;
	return t->notify_start < t->notify_end ? call(t, PROTO_NOTIFY) : NEXT;
}

static enum verdict mprotect_done(struct gms_world *w, struct task *t)
{
	map_range(w, t);
	vma_merge_range(w, t, t->notify_start, t->notify_end);
	if (t->error)
		return fail(w, t, MPROTECT_1, (int)t->error);
	return succeed(w, t, MPROTECT_1, 0);
}

const struct step mprotect_steps[] = {
	[MPROTECT_CHANGE] = { "change", mprotect_change, .take = need_mm_write },
	[MPROTECT_DONE] = { "done", mprotect_done },
	{ 0 },
};
