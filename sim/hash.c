/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The canonical hash of a world.
 *
 * Every object is hashed on its own, with each reference replaced by what the
 * referenced object is called (handle, offset, index), and the hashes are
 * added: the sum does not depend on where objects lie nor in which order they
 * were made.  Counters that only grow enter as differences.
 */
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "arch.h"
#include "host_mm.h"
#include "live.h"
#include "memslot.h"
#include "world.h"

/* First word of each hashed record: what it is about. */
enum subject {
	ABOUT_WORLD,
	ABOUT_NAME,
	ABOUT_FILE,
	ABOUT_BINDING,
	ABOUT_VM,
	ABOUT_SLOT,
	ABOUT_DIRTY,
	ABOUT_ATTRIBUTE,
	ABOUT_LEAF,
	ABOUT_INODE,
	ABOUT_PAGE,
	ABOUT_WORD,
	ABOUT_VMA,
	ABOUT_PTE,
	ABOUT_MAPPING,
	ABOUT_PROCESS,
	ABOUT_MESSAGE,
	ABOUT_BUFFER,
	ABOUT_PIN,
	ABOUT_TASK,
	ABOUT_REFERENCE,
	ABOUT_VCPU,
	ABOUT_POLICY,
	ABOUT_PARAM,
	ABOUT_INJECT,
	ABOUT_GUEST_DIRTY,
	ABOUT_LPAGE,
	ABOUT_REMEMBERED,
	ABOUT_RMP,
	ABOUT_EL2,
	ABOUT_SHADOW,
};

#define RECORD_WORDS 14

static uint64_t hash_words(const uint64_t *word, size_t count)
{
	return XXH3_64bits(word, count * sizeof(*word));
}

#define HASH(...) hash_words((const uint64_t[RECORD_WORDS]){ __VA_ARGS__ }, RECORD_WORDS)

/* ---- What objects are called ---- */

static uint64_t name_vm(const struct gms_world *w, ref_t vm)
{
	return vm ? vm_at(w, vm)->handle : 0;
}

static uint64_t name_inode(const struct gms_world *w, ref_t inode)
{
	return inode ? inode_at(w, inode)->handle : 0;
}

static uint64_t name_file(const struct gms_world *w, ref_t ref)
{
	const struct file *file = file_at(w, ref);

	if (!ref)
		return 0;
	return HASH(ABOUT_REFERENCE, file->kind, name_inode(w, file->inode),
		    file->kind == FILE_VCPU ? vcpu_at(w, file->vcpu)->handle : 0,
		    file->vm ? name_vm(w, file->vm) : 0, file->dying, file->other);
}

static uint64_t name_slot(const struct gms_world *w, ref_t ref)
{
	const struct slot *slot = slot_at(w, ref);

	/* Not only the sets of slots lead to one: a binding does before there is a set, or after. */
	return ref ? HASH(ABOUT_REFERENCE, slot->as_id, slot->id, slot->base_gfn, slot->flags,
			  slot->npages, name_file(w, slot->gmem_file), slot->gmem_pgoff)
		   : 0;
}

/* An address that a call chose is named after the mapping that first lay there. */
static uint64_t name_address(const struct gms_world *w, ref_t mm, uint64_t address)
{
	uint64_t handle, offset;

	if (!mapping_of(w, mm, address, &handle, &offset))
		return HASH(ABOUT_REFERENCE, 0, address);
	return HASH(ABOUT_REFERENCE, handle, offset);
}

/* Pages of private memory are numbered by their address. */
static uint64_t name_index(const struct gms_world *w, ref_t inode, uint64_t index)
{
	const struct inode *i = inode_at(w, inode);

	return i->kind == INODE_ANON
		       ? name_address(w, vma_at(w, i->vmas)->mm, index << PAGE_SHIFT)
		       : index;
}

static uint64_t hash_content(const struct gms_world *w, const struct frame *f)
{
	uint64_t sum = 0;

	for (ref_t line = f->lines; line; line = line_at(w, line)->next) {
		const struct line *l = line_at(w, line);

		for (uint64_t k = 0; k < LINE_BYTES / 8; k++)
			if (l->word[k])
				sum += HASH(ABOUT_WORD, l->number * 8 + k, l->word[k]);
	}
	return sum;
}

/* A folio in its file is named by its place, one that left it by what it holds. */
static uint64_t name_folio(const struct gms_world *w, ref_t ref)
{
	const struct frame *f = frame_at(w, ref);

	if (!ref)
		return 0;
	if (f->flags & FOLIO_CACHED && !(f->flags & FOLIO_FORKED))
		return HASH(ABOUT_REFERENCE, 1, name_inode(w, f->inode),
			    name_index(w, f->inode, f->index));
	return HASH(ABOUT_REFERENCE, 2, f->flags, f->refs, hash_content(w, f));
}

static uint64_t name_vma(const struct gms_world *w, ref_t ref)
{
	const struct vma *vma = vma_at(w, ref);

	return ref ? name_address(w, vma->mm, vma->start << PAGE_SHIFT) : 0;
}

/* By its process; all whose process has left them are alike. */
static uint64_t name_mm(const struct gms_world *w, ref_t mm)
{
	for (ref_t p = FIRST_PROCESS; mm && p < w->pool[POOL_PROCESS].used; p++)
		if (process_at(w, p)->mm == mm)
			return process_at(w, p)->handle + 1;
	return 0;
}

static uint64_t name_locked(const struct gms_world *w, struct need n)
{
	switch (need_kind(n)) {
	case GMS_LOCK_VCPU:
		return vcpu_at(w, need_object(n))->handle;
	case GMS_LOCK_FILE:
	case GMS_LOCK_INVALIDATE:
		return name_inode(w, need_object(n));
	case GMS_LOCK_FOLIO:
		return name_folio(w, need_object(n));
	case GMS_LOCK_MM:
		return name_mm(w, need_object(n));
	case GMS_LOCK_THREADS:
		return process_at(w, need_object(n))->handle;
	default:
		return name_vm(w, need_object(n));
	}
}

/* ---- Host side ---- */

static uint64_t hash_inode(const struct gms_world *w, ref_t ref)
{
	const struct inode *inode = inode_at(w, ref);
	uint64_t index, folio, policy, gfn, sum;

	sum = HASH(ABOUT_INODE, inode->handle, inode->kind, inode->flags, inode->size,
		   inode->refs);
	for (bool more = map_first(w, &inode->pages, &index, &folio); more;
	     more = map_next(w, &inode->pages, &index, &folio)) {
		const struct frame *f = frame_at(w, (ref_t)folio);

		sum += HASH(ABOUT_PAGE, inode->handle, name_index(w, ref, index), f->flags,
			    f->refs, f->mapcount, f->pins, f->pipes, f->shares,
			    hash_content(w, f));
	}
	for (bool more = map_first(w, &inode->policies, &index, &policy); more;
	     more = map_next(w, &inode->policies, &index, &policy))
		sum += HASH(ABOUT_POLICY, inode->handle, index, policy);
	for (bool more = map_first(w, &inode->rmp, &index, &gfn); more;
	     more = map_next(w, &inode->rmp, &index, &gfn))
		sum += HASH(ABOUT_RMP, inode->handle, index, gfn);
	return sum;
}

static uint64_t hash_bindings(const struct gms_world *w, const struct file *file)
{
	uint64_t pgoff, slot, sum = 0;

	for (bool more = map_first(w, &file->bindings, &pgoff, &slot); more;
	     more = map_next(w, &file->bindings, &pgoff, &slot))
		sum += HASH(ABOUT_BINDING, name_inode(w, file->inode), pgoff,
			    name_slot(w, (ref_t)slot));
	return sum;
}

/* What is in a pipe; numbers of buffers enter as places in the line. */
static uint64_t hash_buffers(const struct gms_world *w, const struct file *file)
{
	const struct map *buffers = &inode_at(w, file->inode)->buffers;
	uint64_t number, buffer, place = 0, sum = 0;

	for (bool more = map_first(w, buffers, &number, &buffer); more;
	     more = map_next(w, buffers, &number, &buffer))
		sum += HASH(ABOUT_BUFFER, file->handle, place++, buffer & UINT32_MAX,
			    name_folio(w, (ref_t)(buffer >> 32)));
	return sum;
}

static uint64_t hash_file(const struct gms_world *w, ref_t ref)
{
	const struct file *file = file_at(w, ref);
	uint64_t sum = HASH(ABOUT_FILE, name_file(w, ref), file->refs, file->flags, file->lease,
			    file->locked, file->signal, file->position);

	/* An inode that only an O_PATH descriptor keeps is found here alone. */
	if (file->kind == FILE_PATH && file->inode)
		sum += hash_inode(w, file->inode);
	if (file->kind == FILE_GMEM)
		sum += hash_bindings(w, file);
	if (file->inode)
		sum += hash_inode(w, file->inode) + hash_buffers(w, file);
	return sum;
}

static uint64_t hash_vmas(const struct gms_world *w, ref_t mm_ref)
{
	const struct mm *mm = mm_at(w, mm_ref);
	uint64_t start, ref, sum = 0;

	for (bool more = map_first(w, &mm->vmas, &start, &ref); more;
	     more = map_next(w, &mm->vmas, &start, &ref)) {
		const struct vma *vma = vma_at(w, (ref_t)ref);

		sum += HASH(ABOUT_VMA, name_address(w, mm_ref, start << PAGE_SHIFT),
			    vma->end - start, name_index(w, vma->inode, vma->pgoff),
			    name_inode(w, vma->inode), vma->prot, vma->flags, vma->policy);
		/* A file that only a mapping keeps is found here alone. */
		sum += vma->file ? hash_file(w, vma->file) : hash_inode(w, vma->inode);
	}
	return sum;
}

static uint64_t hash_mm(const struct gms_world *w, ref_t mm)
{
	const struct map *ptes = &mm_at(w, mm)->ptes;
	uint64_t page, pte, sum = hash_vmas(w, mm) + HASH(ABOUT_VMA, mm_at(w, mm)->def_flags);

	sum += HASH(ABOUT_POLICY, 0, mm_at(w, mm)->policy, mm_at(w, mm)->il_next);
	for (bool more = map_first(w, ptes, &page, &pte); more;
	     more = map_next(w, ptes, &page, &pte))
		sum += HASH(ABOUT_PTE, name_address(w, mm, page << PAGE_SHIFT),
			    pte & ((1u << PTE_FRAME_SHIFT) - 1),
			    name_folio(w, (ref_t)(pte >> PTE_FRAME_SHIFT)),
			    page % 512 ? 0 : host_mapping_level(w, mm, page));
	return sum;
}

static uint64_t hash_mapping(const struct gms_world *w, uint64_t handle, ref_t ref)
{
	const struct mapping *m = mapping_at(w, ref);
	uint64_t offset, folio, sum;

	sum = HASH(ABOUT_MAPPING, handle, m->pages, m->failed,
		   m->failed ? 0 : name_address(w, m->mm, m->start << PAGE_SHIFT));

	for (bool more = map_first(w, &m->pins, &offset, &folio); more;
	     more = map_next(w, &m->pins, &offset, &folio))
		sum += HASH(ABOUT_PIN, handle, offset, name_folio(w, (ref_t)folio));
	return sum;
}

static uint64_t hash_process(const struct gms_world *w, ref_t ref)
{
	const struct process *p = process_at(w, ref);
	uint64_t handle, name, sum = HASH(ABOUT_PROCESS, p->handle, p->mm != 0, p->fds.count);

	for (bool more = map_first(w, &p->names, &handle, &name); more;
	     more = map_next(w, &p->names, &handle, &name)) {
		uint64_t entry = 0;

		map_get(w, &p->fds, fd_of_name(name), &entry);
		sum += HASH(ABOUT_NAME, p->handle, handle, name_file(w, (ref_t)entry),
			    entry >> 32);
		sum += hash_file(w, (ref_t)entry);
	}
	/* Private memory has the same names in a child. */
	return sum + (p->mm ? HASH(ABOUT_PROCESS, p->handle, hash_mm(w, p->mm)) : 0);
}

static uint64_t hash_processes(const struct gms_world *w)
{
	uint64_t sum = 0;

	for (ref_t p = FIRST_PROCESS; p < w->pool[POOL_PROCESS].used; p++)
		if (process_at(w, p)->live)
			sum += hash_process(w, p);
	return sum;
}

/* Names of what belongs to no process, and what can be reached from them. */
static uint64_t hash_names(const struct gms_world *w)
{
	uint64_t handle, value, sum = 0;

	for (bool more = map_first(w, &w->handles, &handle, &value); more;
	     more = map_next(w, &w->handles, &handle, &value)) {
		if (value >> 32 == HANDLE_MAPPING)
			sum += hash_mapping(w, handle, (ref_t)value);
		if (value >> 32 != HANDLE_MESSAGE)
			continue;
		sum += HASH(ABOUT_MESSAGE, handle, name_file(w, (ref_t)value));
		sum += hash_file(w, (ref_t)value);
	}
	return sum;
}

/* ---- VMs ---- */

static uint64_t hash_slot(const struct gms_world *w, const struct vm *vm, uint32_t as,
			  bool active, ref_t ref)
{
	const struct slot *slot = slot_at(w, ref);
	uint64_t gfn, one, sum;

	sum = HASH(ABOUT_SLOT, vm->handle, as, active, slot->id, slot->base_gfn, slot->npages,
		   slot->flags, name_address(w, vm->mm, slot->userspace_addr),
		   name_file(w, slot->gmem_file), slot->gmem_pgoff, slot->has_dirty_bitmap);
	for (bool more = map_first(w, &slot->lpage, &gfn, &one); more;
	     more = map_next(w, &slot->lpage, &gfn, &one))
		sum += HASH(ABOUT_LPAGE, vm->handle, as, active, slot->id, gfn, one);
	sum += HASH(ABOUT_DIRTY, vm->handle, as, slot->id, UINT64_MAX, slot_all_dirty(w, ref));
	for (bool more = map_first(w, slot_dirty_map(w, ref), &gfn, &one); more && active;
	     more = map_next(w, slot_dirty_map(w, ref), &gfn, &one))
		sum += HASH(ABOUT_DIRTY, vm->handle, as, slot->id, gfn);
	return sum;
}

static uint64_t hash_slots(const struct gms_world *w, const struct vm *vm)
{
	uint64_t id, slot, sum = 0;

	for (uint32_t as = 0; as < NR_ADDRESS_SPACES_MAX; as++)
		for (uint32_t s = 0; s < 2; s++) {
			const struct slot_set *set = &vm->as[as].set[s];
			bool active = s == vm->as[as].active;

			sum += HASH(ABOUT_SLOT, vm->handle, as, active, set->generation >> 63);
			for (bool more = map_first(w, &set->by_id, &id, &slot); more;
			     more = map_next(w, &set->by_id, &id, &slot))
				sum += hash_slot(w, vm, as, active, (ref_t)slot);
		}
	return sum;
}

static uint64_t hash_leaves(const struct gms_world *w, ref_t ref)
{
	struct translation tr;
	uint64_t sum = 0;

	for (uint64_t gfn = 0; arch(w)->next_leaf(w, ref, &gfn, &tr); gfn++)
		sum += HASH(ABOUT_LEAF, name_vm(w, ref), gfn, tr.level, tr.prot, tr.mmio,
			    tr.mmio ? 0 : name_folio(w, tr.frame), tr.bits);
	if (arch(w)->table_notes)
		sum += HASH(ABOUT_LEAF, name_vm(w, ref), UINT64_MAX,
			    arch(w)->table_notes(w, ref));
	return sum;
}

/* What vCPUs remember; a page that was freed meanwhile has no name. */
static uint64_t hash_remembered(const struct gms_world *w, ref_t vm)
{
	uint64_t id = 0, cursor = 0, gfn, sum = 0;
	struct translation tr;

	if (!arch(w)->next_remembered)
		return 0;
	while (arch(w)->next_remembered(w, vm, &id, &cursor, &gfn, &tr))
		sum += HASH(ABOUT_REMEMBERED, name_vm(w, vm), id, gfn, tr.level, tr.bits,
			    name_folio(w, tr.frame), tr.shadow);
	return sum;
}

/* ---- Nested virtualization ---- */

/* By what it is for; those that are for nothing are alike. */
static uint64_t name_shadow(const struct gms_world *w, ref_t ref)
{
	const struct shadow *s = shadow_at(w, ref);

	return ref ? HASH(ABOUT_SHADOW, s->valid, s->vttbr, s->vtcr, s->pending_unmap) : 0;
}

static uint64_t hash_shadows(const struct gms_world *w, ref_t vm)
{
	uint64_t number = 0, at = 0, gfn = 0, sum = 0;
	struct translation tr;

	for (ref_t s = vm_at(w, vm)->shadows; s; s = shadow_at(w, s)->next, number++) {
		sum += HASH(ABOUT_SHADOW, name_vm(w, vm), name_shadow(w, s));
		for (;
		     at <= number && arch(w)->next_shadow(w, vm, &at, &gfn, &tr) && at == number;
		     gfn++)
			sum += HASH(ABOUT_SHADOW, name_vm(w, vm), name_shadow(w, s), gfn,
				    tr.level, tr.bits, name_folio(w, tr.frame));
	}
	return sum;
}

static uint64_t hash_el2(const struct gms_world *w, const struct vcpu *v)
{
	if (!v->has_el2)
		return 0;
	return HASH(ABOUT_EL2, v->handle, v->el2.vncr, v->el2.ttbr, v->el2.vttbr, v->el2.vtcr,
		    name_shadow(w, v->hw_mmu)) +
	       HASH(ABOUT_EL2, v->handle, 1, v->vncr.gva, v->vncr.pa,
		    name_folio(w, v->vncr.frame), v->vncr.level, v->vncr.prot, v->vncr.valid,
		    v->vncr.hpa_writable, v->vncr.mapped, v->vncr.flat);
}

/* Of the task that runs on the vCPU: afterwards it says nothing. */
static uint64_t hash_walk(const struct vcpu *v)
{
	const struct l1_walk *walk = &v->walk;

	return HASH(ABOUT_EL2, v->handle, 2, walk->input, walk->table, walk->entry, walk->output,
		    walk->stage, walk->level, walk->fsc, walk->error, walk->prot);
}

static uint64_t hash_waits(const struct gms_world *w, const struct vm *vm,
			   const struct vcpu *vcpu)
{
	const struct conversion *c = &vcpu->conversion;
	uint64_t gfn, work, sum;

	sum = HASH(ABOUT_VCPU, vm->handle, vcpu->id, c->pages, c->pages ? c->gfn : 0,
		   c->pages ? c->attributes : 0);
	for (bool more = map_first(w, &vcpu->async_pf, &gfn, &work); more;
	     more = map_next(w, &vcpu->async_pf, &gfn, &work))
		sum += HASH(ABOUT_VCPU, vm->handle, vcpu->id, gfn,
			    name_address(w, vm->mm, work & PAGE_MASK), work & ~PAGE_MASK);
	return sum;
}

/* They outlive their descriptors, so their numbers stay taken. VCPU-2 */
static uint64_t hash_vcpus(const struct gms_world *w, const struct vm *vm)
{
	uint64_t id, vcpu, sum = 0;

	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu))
		sum += HASH(ABOUT_VCPU, vm->handle, id, vcpu_at(w, (ref_t)vcpu)->dead_request) +
		       hash_el2(w, vcpu_at(w, (ref_t)vcpu)) +
		       hash_waits(w, vm, vcpu_at(w, (ref_t)vcpu));
	return sum;
}

static uint64_t hash_vm(const struct gms_world *w, ref_t ref)
{
	const struct vm *vm = vm_at(w, ref);
	bool busy = vm->invalidate_count > 0;
	uint64_t gfn, value, sum;

	sum = HASH(ABOUT_VM, vm->handle, vm->type, vm->dead, vm->fd_open, vm->refs, vm->nr_pages,
		   (uint64_t)vm->invalidate_count, busy ? vm->range_start : 0,
		   busy ? vm->range_end : 0, (uint64_t)vm->mn_active, name_mm(w, vm->mm),
		   vm->enabled, vm->disabled_quirks);
	for (bool more = map_first(w, &vm->attributes, &gfn, &value); more;
	     more = map_next(w, &vm->attributes, &gfn, &value))
		sum += HASH(ABOUT_ATTRIBUTE, vm->handle, gfn, value);
	sum += HASH(ABOUT_VM, vm->handle, vm->prefault_refused, vm->manual_protect,
		    vm->noncoherent_dma, vm->split_chunk, vm->reserved_start, vm->reserved_end);
	for (bool more = map_first(w, &vm->guest_dirty, &gfn, &value); more;
	     more = map_next(w, &vm->guest_dirty, &gfn, &value))
		sum += HASH(ABOUT_GUEST_DIRTY, vm->handle, gfn);
	return sum + hash_vcpus(w, vm) + hash_slots(w, vm) + hash_leaves(w, ref) +
	       hash_remembered(w, ref) + hash_shadows(w, ref);
}

/* ---- Tasks ---- */

static uint64_t name_key(const struct gms_world *w, const struct futex_key *key)
{
	if (key->kind == FUTEX_OF_FILE)
		return HASH(ABOUT_REFERENCE, key->kind, name_inode(w, key->object), key->place);
	return HASH(ABOUT_REFERENCE, key->kind, name_mm(w, key->object),
		    name_address(w, key->object, key->place));
}

/* What a call that moves data refers to. */
static uint64_t hash_io(const struct gms_world *w, const struct task *t)
{
	return HASH(ABOUT_REFERENCE, t->number, 4, name_file(w, t->io.file),
		    name_folio(w, t->io.folio), name_mm(w, t->io.remote),
		    name_folio(w, t->copy.folio), name_address(w, t->mm, t->copy.address),
		    name_address(w, t->mm, t->io.address), name_key(w, &t->futex.key));
}

static uint64_t hash_task_refs(const struct gms_world *w, const struct task *t)
{
	uint64_t sum;

	sum = HASH(ABOUT_REFERENCE, t->number, name_vm(w, t->vm),
		   t->vcpu ? vcpu_at(w, t->vcpu)->handle : 0, name_inode(w, t->inode),
		   name_file(w, t->file), name_folio(w, t->folio), name_folio(w, t->new_folio),
		   name_file(w, t->gmem_file), name_vma(w, t->notify_vma),
		   name_vm(w, t->notify_vm), name_folio(w, t->notify_folio),
		   name_slot(w, t->old_slot), name_slot(w, t->new_slot));
	sum += HASH(ABOUT_REFERENCE, t->number, 1, name_slot(w, t->invalid_slot),
		    name_slot(w, t->fault.slot), name_folio(w, t->fault.frame),
		    name_vma(w, t->host.vma), name_folio(w, t->host.frame),
		    name_file(w, t->pending_release), process_at(w, t->process)->handle,
		    name_mm(w, t->mm), name_folio(w, t->notify_copy),
		    process_at(w, t->child)->handle);
	sum += hash_io(w, t);
	for (uint32_t h = 0; h < t->nr_held; h++)
		sum += HASH(ABOUT_REFERENCE, t->number, 2, need_kind(t->held[h]),
			    need_mode(t->held[h]), name_locked(w, t->held[h]));
	return sum;
}

/* A host page number of the task's process. */
static uint64_t name_page(const struct gms_world *w, const struct task *t, uint64_t page)
{
	return name_address(w, t->mm, page << PAGE_SHIFT);
}

static uint64_t hash_move(const struct gms_world *w, const struct task *t)
{
	const struct move_state *m = &t->move;

	return HASH(ABOUT_REFERENCE, t->number, 3, name_page(w, t, m->old_start), m->old_pages,
		    name_page(w, t, m->new_start), m->new_pages, name_page(w, t, m->piece_start),
		    m->piece_end - m->piece_start, name_page(w, t, m->place), m->prot, m->flags,
		    m->vma ? name_vma(w, m->vma) : 0, m->moved);
}

/* The rest of a task as bytes: references cleared, the snapshot made relative. */
static uint64_t hash_task(const struct gms_world *w, const struct task *task)
{
	struct task t = *task;

	t.vm = t.vcpu = t.inode = t.file = t.mm = t.process = t.child = t.folio = t.new_folio = 0;
	t.gmem_file = t.notify_vma = t.notify_mm = t.notify_vm = t.notify_folio = 0;
	t.old_slot = t.new_slot = t.invalid_slot = t.pending_release = t.notify_copy = 0;
	t.fault.slot = t.fault.frame = t.host.vma = t.host.frame = 0;
	t.host.address = t.notify_start = t.notify_end = t.notify_move = 0;
	t.host.kept_start = t.host.kept_end = t.guarded_end = 0;
	memset(&t.move, 0, sizeof(t.move));
	t.io.file = t.io.folio = t.io.remote = t.copy.folio = 0;
	t.io.address = t.copy.address = 0;
	memset(&t.futex.key, 0, sizeof(t.futex.key));
	memset(t.held, 0, sizeof(t.held));
	memset(&t.waiting, 0, sizeof(t.waiting));
	t.run_file = 0;
	memset(t.fault.tables, 0, sizeof(t.fault.tables));
	/* A bound on endless retries, not state: a spinning vCPU goes in circles. */
	t.fault.retries = 0;
	t.fault.snapshot = 0;
	if (task->vcpu) {
		const struct vm *vm = vm_at(w, vcpu_at(w, task->vcpu)->vm);

		t.fault.generation = vm->mmu_generation - t.fault.generation;
		if (t.fault.snapped)
			t.fault.snapshot = vm->invalidate_seq - task->fault.snapshot;
	}
	return HASH(ABOUT_TASK, t.number, XXH3_64bits(&t, sizeof(t)),
		    name_page(w, task, task->host.address >> PAGE_SHIFT),
		    task->host.address & ~PAGE_MASK, name_page(w, task, task->notify_start),
		    task->notify_end - task->notify_start, name_page(w, task, task->guarded_end),
		    name_page(w, task, task->host.kept_start),
		    task->host.kept_end - task->host.kept_start) +
	       hash_move(w, task) + hash_task_refs(w, task) +
	       (task->vcpu ? hash_walk(vcpu_at(w, task->vcpu)) : 0);
}

/* VMs that have neither a name nor a file left cannot be; the pool is walked. */
static uint64_t hash_vms(const struct gms_world *w)
{
	uint64_t sum = 0;

	for (ref_t vm = 1; vm < w->pool[POOL_VM].used; vm++)
		if (vm_at(w, vm)->nr_as)
			sum += hash_vm(w, vm);
	return sum;
}

/* No name leads to a file whose release is to run, and its bindings are there still. */
static uint64_t hash_dying(const struct gms_world *w)
{
	uint64_t sum = 0;

	for (ref_t file = 1; file < w->pool[POOL_FILE].used; file++)
		if (file_at(w, file)->dying)
			sum += hash_file(w, file);
	return sum;
}

/* Tables without a leaf are progress, too, of who made them. */
static uint64_t count_tables(const struct gms_world *w, bool live)
{
	uint64_t count = w->pool[POOL_TABLE_INFO].live;

	for (int i = 0; i < TASK_SLOTS && live; i++)
		if (w->tasks[i])
			count -= task_at(w, w->tasks[i])->fault.nr_tables;
	return count;
}

static uint64_t hash_live_task(const struct gms_world *w, const struct task *task)
{
	struct task t = *task;

	task_keep_live(w, &t);
	return hash_task(w, &t);
}

static uint64_t hash_world(const struct gms_world *w, bool live)
{
	uint64_t sum = HASH(ABOUT_WORLD, w->config.arch, w->switches[0], w->switches[1],
			    w->switches[2], w->switches[3], count_tables(w, live));

	for (uint64_t i = 0; i < GMS_NR_PARAMS; i++)
		sum += HASH(ABOUT_PARAM, i, w->config.param[i]);
	for (uint64_t i = 0; i < GMS_NR_INJECTS; i++)
		sum += HASH(ABOUT_INJECT, i, w->inject_left[i]);
	sum += hash_names(w) + hash_processes(w) + hash_vms(w) + hash_dying(w);
	for (int i = 0; i < TASK_SLOTS; i++)
		if (w->tasks[i])
			sum += live ? hash_live_task(w, task_at(w, w->tasks[i]))
				    : hash_task(w, task_at(w, w->tasks[i]));
	return sum;
}

uint64_t gms_hash(const struct gms_world *w)
{
	return hash_world(w, false);
}

uint64_t hash_of_live(const struct gms_world *w)
{
	return hash_world(w, true);
}
