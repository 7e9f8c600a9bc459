// SPDX-License-Identifier: BSD-2-Clause
/*
 * A world beside the abstract specification: the observer's records against its lists.
 */
#include <inttypes.h>
#include <stdio.h>

#include "abstract_state.h"
#include "observe.h"
#include "refine.h"

struct comparison {
	const struct gms_world *w;
	const struct abstract *a;
	char *text;
	size_t bytes;
};

#define DIFFER(c, ...) (snprintf((c)->text, (c)->bytes, __VA_ARGS__), false)

/* ---- Files ---- */

static const struct abs_inode *inode_called(const struct abstract *a, uint64_t handle)
{
	const struct abs_name *name = name_get(a, 0, handle);

	return name ? inode_get(a, 0, name->start) : NULL;
}

/* A page that nobody has touched holds nothing yet. FOLIO-1 */
static bool same_words(const struct comparison *c, const struct seen_page *page,
		       const struct abs_frame *f)
{
	size_t i = list_find(c->a, LIST_WORD, f->key.lo, 0);

	for (uint32_t offset = 0; page->ready && offset < PAGE; offset += 8) {
		bool here = i < NR(c->a, WORD) && word_at(c->a, i)->key.hi == f->key.lo &&
			    word_at(c->a, i)->key.lo == offset;
		uint64_t want = here ? word_at(c->a, i)->value : 0;
		uint64_t seen = observe_word(c->w, page->id, offset);

		i += here;
		if (seen != want)
			return DIFFER(c,
				      "page %" PRIu64 " holds 0x%" PRIx64 " at 0x%" PRIx32
				      ", the model 0x%" PRIx64,
				      page->index, seen, offset, want);
	}
	return true;
}

static bool same_pages(const struct comparison *c, const struct seen_inode *seen,
		       const struct abs_inode *inode)
{
	size_t i = list_find(c->a, LIST_PAGE, inode->key.lo, 0);
	struct seen_page page;

	for (uint64_t cursor = 0; observe_page(c->w, seen->id, &cursor, &page); i++) {
		const struct abs_page *p = i < NR(c->a, PAGE) ? page_at(c->a, i) : NULL;
		const struct abs_frame *f;

		if (!p || p->key.hi != inode->key.lo || p->key.lo > page.index)
			return DIFFER(c, "the file has page %" PRIu64 ", which the model has not",
				      page.index);
		if (p->key.lo != page.index)
			break;
		f = list_get(c->a, LIST_FRAME, 0, p->frame);
		if (!f || f->poisoned != page.poisoned)
			return DIFFER(c, "page %" PRIu64 " is %sbroken", page.index,
				      page.poisoned ? "" : "not ");
		if (!same_words(c, &page, f))
			return false;
	}
	if (i < NR(c->a, PAGE) && page_at(c->a, i)->key.hi == inode->key.lo)
		return DIFFER(c,
			      "the model has page %" PRIu64 " of a file, which the file has not",
			      page_at(c->a, i)->key.lo);
	return true;
}

static bool same_files(const struct comparison *c)
{
	struct seen_inode seen;
	size_t here = 0, there = 0;

	for (uint64_t cursor = 0; observe_inode(c->w, &cursor, &seen);) {
		const struct abs_inode *inode;

		if (seen.is_anon)
			continue;
		here++;
		inode = inode_called(c->a, seen.handle);
		if (!inode)
			return DIFFER(c, "there is a file that the model has not");
		if (inode->size != seen.size_bytes || !!(inode->flags & 1) != seen.mmap ||
		    !!(inode->flags & 2) != seen.init_shared)
			return DIFFER(c, "a file has another size or other flags");
		if (!same_pages(c, &seen, inode))
			return false;
	}
	for (size_t i = 0; i < NR(c->a, INODE); i++)
		there += inode_at(c->a, i)->is_gmem;
	return here == there || DIFFER(c, "there are %zu files, in the model %zu", here, there);
}

/* ---- VMs ---- */

/* The inode of a slot's file, by the handle that made it; 0: none. */
static uint64_t seen_file_handle(const struct gms_world *w, uint64_t file)
{
	struct seen_file f;
	struct seen_inode inode;

	if (!file || !observe_file_by_id(w, file, &f) || !observe_inode_by_id(w, f.inode, &inode))
		return 0;
	return inode.handle;
}

static bool same_slot(const struct comparison *c, const struct seen_slot *seen,
		      const struct abs_slot *s)
{
	const struct abs_file *f = file_get(c->a, 0, s->file);
	const struct abs_inode *inode = inode_called(c->a, seen_file_handle(c->w, seen->file));

	if (seen->base_gfn != s->gfn || seen->npages != s->npages)
		return DIFFER(c, "slot %u has other gfns", seen->number);
	if (seen->has_gmem != !!(s->flags & 4) || seen->gmem_only != s->gmem_only ||
	    seen->readonly != !!(s->flags & 2) || seen->logs_dirty != !!(s->flags & 1))
		return DIFFER(c, "slot %u has other flags", seen->number);
	if (!f != !inode || (f && f->inode != inode->key.lo))
		return DIFFER(c, "slot %u has another file", seen->number);
	if (f && seen->file_page != s->pgoff)
		return DIFFER(c, "slot %u is bound elsewhere in its file", seen->number);
	for (size_t i = list_find(c->a, LIST_DIRTY, s->uid, 0);
	     i < NR(c->a, DIRTY) && dirty_at(c->a, i)->key.hi == s->uid; i++)
		if (!observe_gfn_is_dirty(c->w, seen->id, s->gfn + dirty_at(c->a, i)->key.lo))
			return DIFFER(c,
				      "slot %u does not log page %" PRIu64 ", which was written",
				      seen->number, dirty_at(c->a, i)->key.lo);
	return true;
}

static bool same_slots(const struct comparison *c, const struct seen_vm *seen, uint64_t vm)
{
	struct seen_slot slot;
	size_t here = 0, there;

	for (uint32_t as = 0; as < seen->nr_as; as++)
		for (uint64_t cursor = 0;
		     observe_slot_numbered(c->w, seen->id, as, SEEN_ACTIVE, &cursor, &slot);
		     here++) {
			const struct abs_slot *s = slot_get(c->a, vm, as << 16 | slot.number);

			if (!s)
				return DIFFER(c, "there is a slot %u that the model has not",
					      slot.number);
			if (!same_slot(c, &slot, s))
				return false;
		}
	there = list_find(c->a, LIST_SLOT, vm, UINT64_MAX) - list_find(c->a, LIST_SLOT, vm, 0);
	return here == there || DIFFER(c, "there are %zu slots, in the model %zu", here, there);
}

static bool same_attributes(const struct comparison *c, const struct seen_vm *seen, uint64_t vm)
{
	size_t i = list_find(c->a, LIST_PRIVATE, vm, 0);
	struct seen_attribute run;
	uint64_t end = 0;

	for (uint64_t cursor = 0; observe_attribute(c->w, seen->id, &cursor, &run);) {
		if (!run.value)
			continue;
		if (end != run.start) {
			if (i < NR(c->a, PRIVATE) && end && private_at(c->a, i)->end != end)
				break;
			i += end != 0;
			if (i == NR(c->a, PRIVATE) || private_at(c->a, i)->key.hi != vm ||
			    private_at(c->a, i)->key.lo != run.start)
				return DIFFER(c, "gfn 0x%" PRIx64 " is private, not in the model",
					      run.start);
		}
		end = run.end;
	}
	if (end && private_at(c->a, i)->end != end)
		return DIFFER(c, "private gfns end at 0x%" PRIx64 ", in the model at 0x%" PRIx64,
			      end, private_at(c->a, i)->end);
	i += end != 0;
	if (i < NR(c->a, PRIVATE) && private_at(c->a, i)->key.hi == vm)
		return DIFFER(c, "gfn 0x%" PRIx64 " is private in the model alone",
			      private_at(c->a, i)->key.lo);
	return true;
}

static const struct abs_vm *vm_called(const struct abstract *a, uint64_t handle)
{
	for (size_t i = 0; i < NR(a, VM); i++)
		if (vm_at(a, i)->handle == handle)
			return vm_at(a, i);
	return NULL;
}

static bool same_vms(const struct comparison *c)
{
	struct seen_vm seen;
	size_t here = 0;

	for (uint64_t cursor = 0; observe_vm(c->w, &cursor, &seen); here++) {
		const struct abs_vm *vm = vm_called(c->a, seen.handle);

		if (!vm)
			return DIFFER(c, "there is a VM that the model has not");
		if (seen.dead != vm->dead)
			return DIFFER(c, "a VM is %sdead", seen.dead ? "" : "not ");
		if (!same_slots(c, &seen, vm->key.lo) || !same_attributes(c, &seen, vm->key.lo))
			return false;
	}
	return here == NR(c->a, VM) ||
	       DIFFER(c, "there are %zu VMs, in the model %zu", here, NR(c->a, VM));
}

/* ---- Processes ---- */

static bool same_descriptors(const struct comparison *c, uint64_t id, uint64_t process)
{
	size_t i = list_find(c->a, LIST_DESCRIPTOR, process, 0);
	struct seen_descriptor seen;

	/* Those that every process begins with are nobody's business. */
	while (i < NR(c->a, DESCRIPTOR) && !descriptor_at(c->a, i)->handle &&
	       descriptor_at(c->a, i)->key.hi == process)
		i++;
	for (uint64_t cursor = 0; observe_descriptor(c->w, id, &cursor, &seen);) {
		const struct abs_descriptor *d = i < NR(c->a, DESCRIPTOR) ? descriptor_at(c->a, i)
									  : NULL;

		if (seen.number <= SYSTEM_NUMBER)
			continue;
		if (!d || d->key.hi != process || d->key.lo != seen.number ||
		    d->close_on_exec != seen.close_on_exec)
			return DIFFER(c, "descriptor %" PRIu64 " is not the model's",
				      seen.number);
		i++;
	}
	if (i < NR(c->a, DESCRIPTOR) && descriptor_at(c->a, i)->key.hi == process)
		return DIFFER(c, "descriptor %" PRIu64 " is open in the model alone",
			      descriptor_at(c->a, i)->key.lo);
	return true;
}

/* Where a mapping lies is not said, nor into how many VMAs it is cut: sums over its pages. */
static uint64_t pages_sum(uint64_t pages, uint64_t pgoff, uint32_t prot, bool shared)
{
	uint64_t h = (prot << 1 | shared | 0x100) * 0x9e3779b97f4a7c15ull;
	uint64_t offsets = pages * pgoff + pages * (pages - 1) / 2;

	return (h ^ h >> 31) * (pages + offsets * 0xbf58476d1ce4e5b9ull);
}

static uint64_t mapped_sum(uint64_t pages, uint32_t prot, bool shared)
{
	uint64_t h = (prot << 1 | shared) * 0xc2b2ae3d27d4eb4full + 1;

	return (h ^ h >> 31) * pages;
}

static bool same_mappings(const struct comparison *c, uint64_t seen_mm, uint64_t mm)
{
	uint64_t here = 0, there = 0;
	struct seen_vma seen;

	for (uint64_t cursor = 0; observe_vma(c->w, seen_mm, &cursor, &seen);) {
		struct seen_inode inode = { .is_anon = true };

		if (seen.is_shared)
			observe_inode_by_id(c->w, seen.inode, &inode);
		here += inode.is_anon
				? mapped_sum(seen.end - seen.start, seen.prot, seen.is_shared)
				: pages_sum(seen.end - seen.start, seen.file_page, seen.prot,
					    seen.is_shared);
	}
	for (size_t i = list_find(c->a, LIST_VMA, mm, 0);
	     i < NR(c->a, VMA) && vma_at(c->a, i)->key.hi == mm; i++) {
		const struct abs_vma *v = vma_at(c->a, i);

		uint64_t pages = (v->end - v->key.lo) / PAGE;

		there += v->file ? pages_sum(pages, v->pgoff, v->prot, v->is_shared)
				 : mapped_sum(pages, v->prot, v->is_shared);
	}
	return here == there || DIFFER(c, "a process has other mappings");
}

static bool same_processes(const struct comparison *c)
{
	struct seen_process seen;

	for (uint64_t cursor = 0; observe_process(c->w, &cursor, &seen);) {
		const struct abs_process *p = NULL;

		for (size_t i = 0; i < NR(c->a, PROCESS) && !p; i++)
			if (process_at(c->a, i)->handle == seen.handle)
				p = process_at(c->a, i);
		if (!p || p->gone != !seen.mm)
			return DIFFER(c, "there is a process that the model has not");
		if (seen.mm && (!same_descriptors(c, seen.id, p->key.lo) ||
				!same_mappings(c, seen.mm, p->mm)))
			return false;
	}
	return true;
}

bool refine_same_state(const struct gms_world *w, const struct abstract *a, char *text,
		       size_t bytes)
{
	const struct comparison c = { .w = w, .a = a, .text = text, .bytes = bytes };

	return same_files(&c) && same_vms(&c) && same_processes(&c);
}

/* ---- What may differ ---- */

static bool switched(const struct gms_world *w, const char *name)
{
	int index = gms_switch_find(name);

	return index >= 0 && gms_has_switch(w, (unsigned int)index);
}

/* X86-MMIO-3: where there was MMIO once the processor does not ask again. */
static bool is_remembered_mmio(const struct gms_world *w, const struct gms_result *sim,
			       const struct gms_result *model)
{
	if (!gms_world_param(w, GMS_PARAM_MMIO_CACHING) || model->kind != GMS_RESULT_MEMORY_FAULT)
		return false;
	return sim->kind == GMS_RESULT_MMIO ||
	       (sim->kind == GMS_RESULT_ERRNO && sim->error == EFAULT) ||
	       (sim->kind == GMS_RESULT_MEMORY_FAULT && sim->gpa == model->gpa && !sim->flags);
}

/* X86-PREFETCH-5: what lies beside is mapped from elsewhere. */
static bool prefetches(const struct gms_world *w)
{
	return gms_world_arch(w) == GMS_ARCH_X86 && switched(w, "PREFETCH_IGNORES_GMEM") &&
	       (!gms_world_param(w, GMS_PARAM_TDP_MMU) || !gms_world_param(w, GMS_PARAM_TDP));
}

/* ARM-GMEM-9: before 7.1 who executes what it wrote faults for ever. */
static bool is_execution_for_ever(const struct gms_world *w, const struct gms_op *op,
				  const struct gms_result *sim)
{
	return gms_world_arch(w) == GMS_ARCH_ARM64 && !switched(w, "ARM_RELAX_PERMS") &&
	       op->access == GMS_ACCESS_EXEC && sim->kind == GMS_RESULT_RETRY;
}

/* The kernel may run out of memory where it likes. */
static bool is_without_memory(const struct gms_result *sim)
{
	return (sim->kind == GMS_RESULT_ERRNO || sim->kind == GMS_RESULT_MEMORY_FAULT) &&
	       sim->error == ENOMEM;
}

enum refine_excuse refine_excuses(const struct gms_world *w, const struct gms_op *op,
				  const struct gms_result *sim, const struct gms_result *model,
				  const char **rule)
{
	if (is_without_memory(sim)) {
		*rule = "ENOMEM";
		return REFINE_LOST;
	}
	if (op->code != GMS_OP_GUEST && op->code != GMS_OP_DIRTY_LOG)
		return REFINE_NONE;
	if (prefetches(w)) {
		*rule = "X86-PREFETCH-5";
		return REFINE_LOST;
	}
	if (op->code == GMS_OP_DIRTY_LOG)
		return REFINE_NONE;
	if (model->reason && sim->kind == GMS_RESULT_VALUE) {
		*rule = model->reason;
		return REFINE_TOLERATED;
	}
	if (gms_world_arch(w) == GMS_ARCH_X86 && is_remembered_mmio(w, sim, model)) {
		*rule = "X86-MMIO-3";
		return REFINE_TOLERATED;
	}
	if (is_execution_for_ever(w, op, sim)) {
		*rule = "ARM-GMEM-9";
		return REFINE_TOLERATED;
	}
	return REFINE_NONE;
}

/* Commands that make a descriptor, or change one. */
#define F_DUPFD_	 0
#define F_SETFD_	 2
#define F_DUPFD_CLOEXEC_ 1030
#define FIONCLEX_	 0x5450
#define FIOCLEX_	 0x5451

bool refine_is_beside_it(const struct gms_op *op)
{
	switch (op->code) {
	case GMS_OP_FCNTL:
		return op->command != F_DUPFD_ && op->command != F_DUPFD_CLOEXEC_ &&
		       op->command != F_SETFD_;
	case GMS_OP_IOCTL:
		return op->command != FIOCLEX_ && op->command != FIONCLEX_;
	case GMS_OP_GET_MEMPOLICY: /* the node of an address: its page is brought in */
		return !(op->flags & GMS_MPOL_F_NODE && op->flags & GMS_MPOL_F_ADDR);
	case GMS_OP_MOVE_PAGES:
	case GMS_OP_FGETXATTR:
	case GMS_OP_FLISTXATTR:
	case GMS_OP_SYNCFS:
	case GMS_OP_SYNC_FILE_RANGE:
	case GMS_OP_FUTIMENS:
	case GMS_OP_FSETXATTR:
	case GMS_OP_FREMOVEXATTR:
	case GMS_OP_FADVISE:
	case GMS_OP_READAHEAD:
	case GMS_OP_FLOCK:
	case GMS_OP_FCHDIR:
	case GMS_OP_EXECVEAT:
	case GMS_OP_LINKAT:
	case GMS_OP_AT:
	case GMS_OP_CALL:
	case GMS_OP_MSYNC:
	case GMS_OP_UFFD_UNREGISTER:
	case GMS_OP_MBIND:
	case GMS_OP_SET_MEMPOLICY:
	case GMS_OP_SET_MEMPOLICY_HOME_NODE:
	case GMS_OP_AGE:
	case GMS_OP_RECOVER_NX:
	case GMS_OP_NONCOHERENT_DMA:
	case GMS_OP_EL2:
	case GMS_OP_TLBI:
	case GMS_OP_MAP_GPA_RANGE:
	case GMS_OP_MAP_GPA_RETURN:
		return true;
	default:
		return gms_op_row(op->code)->flags & GMS_OP_OBSERVES;
	}
}
