/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The observer: objects of the arena as the records of observe.h, and the three
 * operations that only look: resident, invariants, and the pages of a result.
 *
 * A cursor over objects is the reference to look at next; over the entries of an
 * ordered map it is the key to look at next.
 */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "mempolicy.h"
#include "observe.h"
#include "runs.h"

#define GENERATION_IN_PROGRESS (1ull << 63)
#define NO_RANGE	       UINT64_MAX

/* ---- Objects of a pool ---- */

/* A free object is zero but for its first word, so each test reads another one. */
static bool is_live(const struct gms_world *w, enum pool_id pool, ref_t ref)
{
	switch (pool) {
	case POOL_VM:
		return vm_at(w, ref)->nr_as;
	case POOL_SLOT:
		return slot_at(w, ref)->vm;
	case POOL_FILE:
		return file_at(w, ref)->refs || file_at(w, ref)->dying;
	case POOL_INODE:
		return inode_at(w, ref)->refs;
	case POOL_FRAME:
		return frame_at(w, ref)->refs;
	case POOL_PROCESS:
		return process_at(w, ref)->live;
	default:
		return false;
	}
}

static bool exists(const struct gms_world *w, enum pool_id pool, uint64_t id)
{
	return id && id < w->pool[pool].used && is_live(w, pool, (ref_t)id);
}

/* The first living object at or after *cursor, which moves behind it; 0: none. */
static ref_t next_object(const struct gms_world *w, enum pool_id pool, uint64_t *cursor)
{
	for (uint64_t id = *cursor ? *cursor : 1; id < w->pool[pool].used; id++)
		if (is_live(w, pool, (ref_t)id)) {
			*cursor = id + 1;
			return (ref_t)id;
		}
	return 0;
}

/* The first entry at or after *cursor, which moves behind it. */
static bool next_entry(const struct gms_world *w, const struct map *m, uint64_t *cursor,
		       uint64_t *key, uint64_t *value)
{
	*key = *cursor;
	if (!map_ceil(w, m, key, value))
		return false;
	*cursor = *key + 1;
	return true;
}

/* ---- VMs ---- */

static void see_vm(const struct gms_world *w, ref_t ref, struct seen_vm *out)
{
	const struct vm *vm = vm_at(w, ref);

	*out = (struct seen_vm){
		.id = ref,
		.handle = vm->handle,
		.mm = vm->mm,
		.type = vm->type,
		.refs = vm->refs,
		.nr_as = vm->nr_as,
		.dead = vm->dead,
		.descriptor_open = vm->fd_open,
		.has_private_mem = vm->has_private_mem,
		.range_set = vm->range_start != NO_RANGE,
		.range_start = vm->range_start,
		.range_end = vm->range_end,
		.shared_gfn_bit = vm->direct_gfn_bits,
		.invalidate_count = vm->invalidate_count,
		.invalidate_seq = vm->invalidate_seq,
		.notifiers = vm->mn_active,
		.nr_pages = vm->nr_pages,
	};
	for (uint32_t as = 0; as < NR_ADDRESS_SPACES_MAX; as++)
		for (uint32_t s = 0; s < SEEN_SETS; s++) {
			bool second = (s == SEEN_ACTIVE) == (vm->as[as].active != 0);
			uint64_t generation = vm->as[as].set[second].generation;

			out->generation[as][s] = generation & ~GENERATION_IN_PROGRESS;
			out->swapping[as][s] = generation & GENERATION_IN_PROGRESS;
		}
}

bool observe_vm(const struct gms_world *w, uint64_t *cursor, struct seen_vm *out)
{
	ref_t ref = next_object(w, POOL_VM, cursor);

	if (ref)
		see_vm(w, ref, out);
	return ref;
}

bool observe_vm_by_id(const struct gms_world *w, uint64_t id, struct seen_vm *out)
{
	if (!exists(w, POOL_VM, id))
		return false;
	see_vm(w, (ref_t)id, out);
	return true;
}

/* ---- Slots ---- */

static void see_slot(const struct gms_world *w, ref_t ref, struct seen_slot *out)
{
	const struct slot *slot = slot_at(w, ref);

	*out = (struct seen_slot){
		.id = ref,
		.vm = slot->vm,
		.as_id = slot->as_id,
		.number = slot->id,
		.base_gfn = slot->base_gfn,
		.npages = slot->npages,
		.userspace_page = slot->userspace_addr >> PAGE_SHIFT,
		.file = slot->gmem_file,
		.file_page = slot->gmem_pgoff,
		.has_gmem = slot->flags & MEM_GUEST_MEMFD,
		.gmem_only = slot->flags & MEMSLOT_GMEM_ONLY,
		.readonly = slot->flags & MEM_READONLY,
		.logs_dirty = slot->flags & MEM_LOG_DIRTY,
		.invalid = slot->flags & MEMSLOT_INVALID,
		.freed = slot->flags & MEMSLOT_FREED,
	};
}

bool observe_slot_by_id(const struct gms_world *w, uint64_t id, struct seen_slot *out)
{
	if (!exists(w, POOL_SLOT, id))
		return false;
	see_slot(w, (ref_t)id, out);
	return true;
}

static const struct slot_set *slot_set(const struct gms_world *w, uint64_t vm, uint32_t as,
				       enum seen_set set)
{
	struct vm *v = vm_at(w, (ref_t)vm);

	return set == SEEN_ACTIVE ? active_set(v, as) : inactive_set(v, as);
}

bool observe_slot(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
		  uint64_t *cursor, struct seen_slot *out)
{
	uint64_t gfn, slot;

	if (!next_entry(w, &slot_set(w, vm, as, set)->by_gfn, cursor, &gfn, &slot))
		return false;
	see_slot(w, (ref_t)slot, out);
	return true;
}

bool observe_slot_numbered(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
			   uint64_t *cursor, struct seen_slot *out)
{
	uint64_t number, slot;

	if (!next_entry(w, &slot_set(w, vm, as, set)->by_id, cursor, &number, &slot))
		return false;
	see_slot(w, (ref_t)slot, out);
	return true;
}

bool observe_slot_of_gfn(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
			 uint64_t gfn, struct seen_slot *out)
{
	uint64_t base = gfn, slot;

	if (!map_floor(w, &slot_set(w, vm, as, set)->by_gfn, &base, &slot))
		return false;
	see_slot(w, (ref_t)slot, out);
	return gfn - base < out->npages;
}

/* ---- Files ---- */

static bool is_linked(const struct gms_world *w, ref_t ref, ref_t inode)
{
	ref_t file = inode ? inode_at(w, inode)->files : 0;

	while (file && file != ref)
		file = file_at(w, file)->next_in_inode;
	return file;
}

static void see_file(const struct gms_world *w, ref_t ref, struct seen_file *out)
{
	const struct file *file = file_at(w, ref);

	*out = (struct seen_file){
		.id = ref,
		.handle = file->handle,
		.kind = file->kind == FILE_GMEM	  ? SEEN_GMEM
			: file->kind == FILE_VM	  ? SEEN_VM
			: file->kind == FILE_VCPU ? SEEN_VCPU
						  : SEEN_OTHER,
		.vm = file->vm,
		.inode = file->inode,
		.refs = file->refs,
		.dying = file->dying,
		.linked = is_linked(w, ref, file->inode),
		.flags = file->flags,
		.leased = file->lease,
		.locked_by_process = file->locked & LOCKED_BY_PROCESS,
		.locked_by_file = file->locked & LOCKED_BY_FILE,
		.signal = file->signal,
	};
}

bool observe_file(const struct gms_world *w, uint64_t *cursor, struct seen_file *out)
{
	ref_t ref = next_object(w, POOL_FILE, cursor);

	if (ref)
		see_file(w, ref, out);
	return ref;
}

bool observe_file_by_id(const struct gms_world *w, uint64_t id, struct seen_file *out)
{
	if (!exists(w, POOL_FILE, id))
		return false;
	see_file(w, (ref_t)id, out);
	return true;
}

bool observe_binding(const struct gms_world *w, uint64_t file, uint64_t *cursor,
		     struct seen_binding *out)
{
	uint64_t start, slot;

	if (!next_entry(w, &file_at(w, (ref_t)file)->bindings, cursor, &start, &slot))
		return false;
	*out = (struct seen_binding){
		.start = start,
		.end = start + slot_at(w, (ref_t)slot)->npages,
		.slot = slot,
	};
	return true;
}

bool observe_bound(const struct gms_world *w, uint64_t file, uint64_t start, uint64_t end)
{
	return gmem_bound(w, (ref_t)file, start, end);
}

/* ---- Inodes, pages and their bytes ---- */

static void see_inode(const struct gms_world *w, ref_t ref, struct seen_inode *out)
{
	const struct inode *inode = inode_at(w, ref);

	*out = (struct seen_inode){
		.id = ref,
		.handle = inode->handle,
		.is_anon = inode->kind != INODE_GMEM,
		.mmap = inode->flags & GMEM_FLAG_MMAP,
		.init_shared = inode->flags & GMEM_FLAG_INIT_SHARED,
		.size_bytes = inode->size,
		.nr_pages = inode->pages.count,
		.refs = inode->refs,
	};
}

bool observe_inode(const struct gms_world *w, uint64_t *cursor, struct seen_inode *out)
{
	ref_t ref = next_object(w, POOL_INODE, cursor);

	if (ref)
		see_inode(w, ref, out);
	return ref;
}

bool observe_inode_by_id(const struct gms_world *w, uint64_t id, struct seen_inode *out)
{
	if (!exists(w, POOL_INODE, id))
		return false;
	see_inode(w, (ref_t)id, out);
	return true;
}

static void see_page(const struct gms_world *w, ref_t ref, struct seen_page *out)
{
	const struct frame *f = frame_at(w, ref);
	bool cached = f->flags & FOLIO_CACHED;

	*out = (struct seen_page){
		.id = ref,
		.inode = f->inode,
		.index = f->index,
		.cached = cached,
		.is_anon = cached && inode_at(w, f->inode)->kind != INODE_GMEM,
		.pipes = f->pipes,
		.shares = f->shares,
		.ready = f->flags & FOLIO_UPTODATE,
		.dirty = f->flags & FOLIO_DIRTY,
		.poisoned = f->flags & FOLIO_HWPOISON,
		.assigned = f->flags & FOLIO_ASSIGNED,
		.refs = f->refs,
		.mapcount = f->mapcount,
		.pins = f->pins,
		.node = f->flags >> FOLIO_NODE_SHIFT,
	};
}

bool observe_frame(const struct gms_world *w, uint64_t *cursor, struct seen_page *out)
{
	ref_t ref = next_object(w, POOL_FRAME, cursor);

	if (ref)
		see_page(w, ref, out);
	return ref;
}

bool observe_frame_by_id(const struct gms_world *w, uint64_t id, struct seen_page *out)
{
	if (!exists(w, POOL_FRAME, id))
		return false;
	see_page(w, (ref_t)id, out);
	return true;
}

bool observe_page(const struct gms_world *w, uint64_t inode, uint64_t *cursor,
		  struct seen_page *out)
{
	uint64_t index, folio;

	if (!next_entry(w, &inode_at(w, (ref_t)inode)->pages, cursor, &index, &folio))
		return false;
	see_page(w, (ref_t)folio, out);
	return true;
}

uint64_t observe_word(const struct gms_world *w, uint64_t page, uint32_t offset)
{
	return content_read(w, (ref_t)page, offset);
}

/* ---- Stage 2 and attributes ---- */

bool observe_leaf(const struct gms_world *w, uint64_t vm, uint64_t *cursor, struct seen_leaf *out)
{
	struct translation tr;
	uint64_t gfn = *cursor;

	if (!arch(w)->next_leaf(w, (ref_t)vm, &gfn, &tr))
		return false;
	*cursor = gfn + 1;
	*out = (struct seen_leaf){
		.gfn = gfn & ~vm_at(w, (ref_t)vm)->direct_gfn_bits,
		.page = tr.frame,
		.level = tr.level,
		.prot = tr.prot,
		.raw = tr.entry,
		.is_mmio = tr.mmio,
		.is_shared_root = gfn & vm_at(w, (ref_t)vm)->direct_gfn_bits,
	};
	return true;
}

bool observe_remembered(const struct gms_world *w, uint64_t vm, uint64_t *vcpu, uint64_t *cursor,
			struct seen_leaf *out)
{
	struct translation tr;
	uint64_t gfn;

	if (!arch(w)->next_remembered ||
	    !arch(w)->next_remembered(w, (ref_t)vm, vcpu, cursor, &gfn, &tr))
		return false;
	*out = (struct seen_leaf){
		.gfn = gfn & ~vm_at(w, (ref_t)vm)->direct_gfn_bits,
		.page = tr.frame,
		.level = tr.level,
		.prot = tr.prot,
		.is_shared_root = gfn & vm_at(w, (ref_t)vm)->direct_gfn_bits,
		.is_shadow = tr.shadow,
	};
	return true;
}

bool observe_spte(const struct gms_world *w, uint64_t vm, uint64_t *cursor, struct seen_spte *out)
{
	return arch(w)->next_spte && arch(w)->next_spte(w, (ref_t)vm, cursor, out);
}

const char *observe_illegal_change(const struct gms_world *w)
{
	return w->illegal_change;
}

bool observe_mixed(const struct gms_world *w, uint64_t slot, uint64_t *cursor, uint64_t *gfn,
		   uint32_t *level)
{
	return arch(w)->next_mixed &&
	       arch(w)->next_mixed(w, slot_at(w, (ref_t)slot), cursor, gfn, level);
}

bool observe_attribute(const struct gms_world *w, uint64_t vm, uint64_t *cursor,
		       struct seen_attribute *out)
{
	const struct map *m = &vm_at(w, (ref_t)vm)->attributes;
	uint64_t unused;

	if (!next_entry(w, m, cursor, &out->start, &out->value))
		return false;
	out->end = *cursor;
	if (!map_ceil(w, m, &out->end, &unused))
		out->end = UINT64_MAX;
	return true;
}

uint64_t observe_attribute_of_gfn(const struct gms_world *w, uint64_t vm, uint64_t gfn)
{
	return attribute_get(w, vm_at(w, (ref_t)vm), gfn);
}

bool observe_gfn_is_tracked(const struct gms_world *w, uint64_t slot, uint64_t gfn)
{
	return arch(w)->is_write_tracked && arch(w)->is_write_tracked(w, (ref_t)slot, gfn);
}

bool observe_gfn_is_dirty(const struct gms_world *w, uint64_t slot, uint64_t gfn)
{
	uint64_t page = gfn - slot_at(w, (ref_t)slot)->base_gfn, next;

	return slot_next_dirty(w, (ref_t)slot, page, &next) && next == page;
}

bool observe_page_at(const struct gms_world *w, uint64_t inode, uint64_t index,
		     struct seen_page *out)
{
	ref_t folio = folio_lookup(w, (ref_t)inode, index);

	if (folio)
		see_page(w, folio, out);
	return folio;
}

/* ---- Memory policies ---- */

static struct seen_mempolicy see_policy(uint64_t policy)
{
	return (struct seen_mempolicy){
		.mode = policy_mode(policy),
		.flags = policy_flags(policy),
		.nodes = policy_user_nodes(policy),
		.home = (int)policy_home(policy),
	};
}

bool observe_policy(const struct gms_world *w, uint64_t inode, uint64_t *cursor,
		    struct seen_policy *out)
{
	const struct map *m = &inode_at(w, (ref_t)inode)->policies;
	uint64_t policy;

	do {
		if (!next_entry(w, m, cursor, &out->start, &policy))
			return false;
	} while (!policy);
	out->end = runs_end(w, m, out->start);
	out->policy = see_policy(policy);
	return true;
}

struct seen_mempolicy observe_process_policy(const struct gms_world *w, uint64_t mm)
{
	return see_policy(mm_at(w, (ref_t)mm)->policy);
}

/* ---- Processes ---- */

bool observe_process(const struct gms_world *w, uint64_t *cursor, struct seen_process *out)
{
	ref_t ref = next_object(w, POOL_PROCESS, cursor);
	const struct process *p = process_at(w, ref);

	if (ref)
		*out = (struct seen_process){ .id = ref, .handle = p->handle, .mm = p->mm };
	return ref;
}

bool observe_descriptor(const struct gms_world *w, uint64_t process, uint64_t *cursor,
			struct seen_descriptor *out)
{
	uint64_t fd, entry;

	if (!next_entry(w, &process_at(w, (ref_t)process)->fds, cursor, &fd, &entry))
		return false;
	*out = (struct seen_descriptor){
		.number = fd,
		.file = (uint32_t)entry,
		.close_on_exec = entry & FD_CLOEXEC_BIT,
	};
	return true;
}

bool observe_message(const struct gms_world *w, uint64_t *cursor, uint64_t *file)
{
	uint64_t handle, value;

	while (next_entry(w, &w->handles, cursor, &handle, &value)) {
		if (value >> 32 != HANDLE_MESSAGE)
			continue;
		*file = (uint32_t)value;
		return true;
	}
	return false;
}

static void see_vma(const struct gms_world *w, ref_t ref, struct seen_vma *out)
{
	const struct vma *vma = vma_at(w, ref);

	*out = (struct seen_vma){
		.id = ref,
		.start = vma->start,
		.end = vma->end,
		.file_page = vma->pgoff,
		.inode = vma->inode,
		.file = vma->file,
		.prot = vma->prot,
		.is_shared = vma->flags & VMA_SHARED,
		.policy = see_policy(vma->policy),
	};
}

bool observe_vma(const struct gms_world *w, uint64_t mm, uint64_t *cursor, struct seen_vma *out)
{
	uint64_t start, vma;

	if (!next_entry(w, &mm_at(w, (ref_t)mm)->vmas, cursor, &start, &vma))
		return false;
	see_vma(w, (ref_t)vma, out);
	return true;
}

bool observe_vma_of_page(const struct gms_world *w, uint64_t mm, uint64_t page_number,
			 struct seen_vma *out)
{
	uint64_t start = page_number, vma;

	if (!map_floor(w, &mm_at(w, (ref_t)mm)->vmas, &start, &vma))
		return false;
	see_vma(w, (ref_t)vma, out);
	return page_number < out->end;
}

bool observe_pte(const struct gms_world *w, uint64_t mm, uint64_t *cursor, struct seen_pte *out)
{
	uint64_t page_number, pte;

	if (!next_entry(w, &mm_at(w, (ref_t)mm)->ptes, cursor, &page_number, &pte))
		return false;
	*out = (struct seen_pte){
		.page_number = page_number,
		.page = pte >> PTE_FRAME_SHIFT,
		.present = pte & PTE_PRESENT,
		.writable = pte & PTE_WRITE,
		.poison = pte & PTE_HWPOISON,
	};
	return true;
}

/* ---- Result pages, and the operations that only look ---- */

/*
 * The file that a name stood for may live on without its descriptor, kept by a
 * mapping or by another name; then its inode still carries the name.
 */
static ref_t resident_inode(const struct gms_world *w, uint64_t process, uint64_t handle)
{
	ref_t file = process_file(w, handle_process(w, process), handle);

	if (file)
		return file_at(w, file)->kind == FILE_GMEM ? file_at(w, file)->inode : 0;
	for (ref_t i = 1; handle && i < w->pool[POOL_INODE].used; i++)
		if (is_live(w, POOL_INODE, i) && inode_at(w, i)->kind == INODE_GMEM &&
		    inode_at(w, i)->handle == handle)
			return i;
	return 0;
}

/* A name that was closed is forgotten, so one that stands for something is no file's. */
static bool never_named_a_file(const struct gms_world *w, uint64_t handle)
{
	return !handle || handle_taken(w, handle);
}

static enum verdict resident_look(struct gms_world *w, struct task *t)
{
	ref_t inode = resident_inode(w, t->op.process, t->op.file);

	if (!inode && never_named_a_file(w, t->op.file))
		return fail(w, t, FD_1, EBADF);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_PAGES,
		.value = inode ? inode_at(w, inode)->pages.count : 0,
	};
	return finish();
}

const struct step resident_steps[] = {
	{ "look", resident_look },
	{ 0 },
};

bool gms_result_next_page(const struct gms_world *w, const struct gms_op *op, uint64_t from,
			  uint64_t *page)
{
	uint64_t folio;
	ref_t inode;

	if (op->code == GMS_OP_DIRTY_LOG)
		return dirty_log_next_page(w, op, from, page);
	if (op->code == GMS_OP_MINCORE)
		return mincore_next_page(w, op, from, page);
	if (op->code != GMS_OP_RESIDENT)
		return false;
	inode = resident_inode(w, op->process, op->file);
	*page = from;
	return inode && map_ceil(w, &inode_at(w, inode)->pages, page, &folio);
}

/* INVAL-3: an end without a start marks the VM dead. */
static bool ended_too_often(const struct gms_world *w)
{
	struct seen_vm vm;

	for (uint64_t c = 0; observe_vm(w, &c, &vm);)
		if (vm.invalidate_count < 0)
			return true;
	return false;
}

static enum verdict invariants_look(struct gms_world *w, struct task *t)
{
	const char *lock_order = gms_lock_order_violation(w);

	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	if (ended_too_often(w))
		t->result = (struct gms_result){
			.kind = GMS_RESULT_VIOLATED,
			.value = 17,
			.reason = "more invalidations ended than began, and the VM is dead",
		};
	if (lock_order)
		t->result = (struct gms_result){
			.kind = GMS_RESULT_VIOLATED,
			.value = 40,
			.reason = lock_order,
		};
	return finish();
}

const struct step invariants_steps[] = {
	{ "look", invariants_look },
	{ 0 },
};
