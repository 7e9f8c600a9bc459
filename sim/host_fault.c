/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The host's page table, its page faults (PROTO-H), and loads and stores.
 *
 * A load or store is one step when its PTE is there; else it faults, and tries
 * again, as the instruction does.
 */
#include <errno.h>
#include <signal.h>

#include "gmem.h"
#include "host_mm.h"
#include "profile.h"
#include "user_copy.h"

/* ---- PTEs ---- */

uint64_t pte_lookup(const struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t pte;

	return map_get(w, &mm_at(w, mm)->ptes, page, &pte) ? pte : 0;
}

bool pte_set(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio, uint64_t bits)
{
	uint64_t pte = (uint64_t)folio << PTE_FRAME_SHIFT | PTE_PRESENT | bits;

	if (!map_set(w, &mm_at(w, mm)->ptes, page, pte))
		return false;
	folio_get(w, folio);
	frame_at(w, folio)->mapcount++;
	return true;
}

static void pte_drop(struct gms_world *w, uint64_t pte)
{
	if (!(pte & PTE_PRESENT))
		return;
	frame_at(w, pte_folio(pte))->mapcount--;
	folio_put(w, pte_folio(pte));
}

void pte_clear(struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t pte;

	if (map_take(w, &mm_at(w, mm)->ptes, page, &pte))
		pte_drop(w, pte);
}

void pte_replace(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio)
{
	uint64_t old = pte_lookup(w, mm, page);

	pte_set(w, mm, page, folio, 0);
	pte_drop(w, old);
}

void pte_poison(struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t pte = pte_lookup(w, mm, page);

	/* The key is there: its value changes without memory. */
	map_set(w, &mm_at(w, mm)->ptes, page, PTE_HWPOISON);
	pte_drop(w, pte);
}

void pte_migrate(struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t pte = pte_lookup(w, mm, page);

	map_set(w, &mm_at(w, mm)->ptes, page, PTE_MIGRATION | (pte & (PTE_WRITE | PTE_DIRTY)));
	pte_drop(w, pte);
}

void pte_swap_out(struct gms_world *w, ref_t mm, uint64_t page)
{
	uint64_t pte = pte_lookup(w, mm, page);

	map_set(w, &mm_at(w, mm)->ptes, page, PTE_SWAP);
	pte_drop(w, pte);
}

void pte_migrated(struct gms_world *w, ref_t mm, uint64_t page, ref_t folio)
{
	uint64_t pte = pte_lookup(w, mm, page);

	if (pte & PTE_MIGRATION)
		pte_set(w, mm, page, folio, pte & (PTE_WRITE | PTE_DIRTY));
}

/* ---- PROTO-H ---- */

enum { LOCK_VMA, PREPARE, MAP_FOLIO, MIGRATION_WAIT, COPY, COPIED };

static enum verdict refuse(struct gms_world *w, struct task *t, enum rule rule, int signal,
			   int code)
{
	struct host_access *a = &t->host;

	apply(w, rule);
	a->failed = 1;
	a->signal = signal;
	a->code = code;
	a->error = code == BUS_MCEERR_AR && signal == SIGBUS ? EHWPOISON : EFAULT;
	if (holds(t, GMS_LOCK_MM, t->mm))
		unlock(w, t, GMS_LOCK_MM, t->mm);
	return RETURN;
}

/* x86: an address that is not canonical is no page fault but a protection fault. */
static int no_vma_code(const struct gms_world *w, uint64_t address)
{
	uint32_t shift = w->config.param[GMS_PARAM_HOST_LEVELS] == 5 ? 56 : 47;
	uint64_t top = address >> shift;

	return w->config.arch == GMS_ARCH_X86 && top && top != ~0ull >> shift ? SI_KERNEL
									      : SEGV_MAPERR;
}

static enum verdict no_memory(struct gms_world *w, struct task *t)
{
	refuse(w, t, HFAULT_3, 0, 0);
	t->host.error = ENOMEM;
	return RETURN;
}

/* On x86 what may be written may be read. */
static bool vma_permits(const struct vma *vma, bool write)
{
	return write ? vma->prot & GMS_PROT_WRITE : vma->prot != 0;
}

/* FOLL_FORCE: what is private is copied, so that nobody else sees the write. */
static bool may_force(const struct task *t, const struct vma *vma)
{
	return t->host.for_kvm && t->host.gup == GUP_FORCE &&
	       (!t->host.write || !(vma->flags & VMA_SHARED));
}

/*
 * The processor lets what may be written be read; GUP asks the VMA for the right
 * to read, unless it finds the entry there and need not ask (measured on 6.18.44).
 * What mlock and MAP_POPULATE bring in they force.
 */
static bool gup_permits(const struct task *t, const struct vma *vma, uint64_t pte)
{
	if (!t->host.for_kvm || t->host.write || vma->prot & GMS_PROT_READ)
		return true;
	if (t->host.gup != GUP_FAST)
		return t->host.gup == GUP_FORCE;
	switch (t->op.code) {
	case GMS_OP_MMAP:
	case GMS_OP_MREMAP:
	case GMS_OP_REMAP_FILE_PAGES:
	case GMS_OP_MLOCK:
	case GMS_OP_MLOCKALL:
		return true;
	case GMS_OP_MADVISE:
		return false;
	default:
		return pte & PTE_WRITE;
	}
}

void pte_make_writable(struct gms_world *w, const struct task *t, uint64_t page, uint64_t pte)
{
	uint64_t write = vma_at(w, t->host.vma)->prot & GMS_PROT_WRITE ? PTE_WRITE : 0;

	map_set(w, &mm_at(w, t->mm)->ptes, page, pte | write | PTE_DIRTY);
	frame_at(w, pte_folio(pte))->flags |= FOLIO_DIRTY;
}

/* FORK-3: a write to private memory that another process may have too. */
static bool copies_on_write(const struct gms_world *w, const struct task *t, uint64_t pte)
{
	return t->host.write && !(pte & PTE_WRITE) &&
	       frame_at(w, pte_folio(pte))->flags & FOLIO_FORKED;
}

static enum verdict already_mapped(struct gms_world *w, struct task *t, uint64_t page,
				   uint64_t pte)
{
	if (copies_on_write(w, t, pte))
		return jump(t, COPY);
	if (t->host.write)
		pte_make_writable(w, t, page, pte);
	t->host.frame = pte_folio(pte);
	folio_get(w, t->host.frame);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return RETURN;
}

/* H4.  The VMA cannot go away: its lock is held. */
static enum verdict get_folio(struct gms_world *w, struct task *t, const struct vma *vma,
			      uint64_t page)
{
	t->inode = vma->inode;
	t->getfolio_index = vma_index(vma, page);
	return getfolio(w, t, PREPARE);
}

/* A page that is missing, or one that is there but not mapped yet. */
static bool waits_for_userfaultfd(const struct gms_world *w, const struct vma *vma, uint64_t page)
{
	bool there;

	if (!(vma->flags & VMA_UFFD))
		return false;
	there = folio_lookup(w, vma->inode, vma_index(vma, page));
	return vma->flags & (there ? VMA_UFFD_MINOR : VMA_UFFD_MISSING);
}

static enum verdict fault_lock_vma(struct gms_world *w, struct task *t)
{
	uint64_t page = t->host.address >> PAGE_SHIFT, pte = pte_lookup(w, t->mm, page);
	const struct inode *inode;
	const struct vma *vma;

	t->host.failed = t->host.error = 0;
	t->host.frame = 0;
	t->host.vma = vma_lookup(w, t->mm, page);
	if (!t->host.vma)
		return refuse(w, t, HFAULT_0, SIGSEGV, no_vma_code(w, t->host.address));
	vma = vma_at(w, t->host.vma);
	inode = inode_at(w, vma->inode);
	if ((!vma_permits(vma, t->host.write) && !may_force(t, vma)) || !gup_permits(t, vma, pte))
		return refuse(w, t, HFAULT_0, SIGSEGV, SEGV_ACCERR);
	if (pte & PTE_HWPOISON)
		return refuse(w, t, POISON_3, SIGBUS, BUS_MCEERR_AR);
	if (pte & PTE_GUARD)
		return refuse(w, t, GUARD_2, SIGSEGV, SEGV_MAPERR);
	if (pte & PTE_PRESENT)
		return already_mapped(w, t, page, pte);
	if (pte & PTE_MIGRATION)
		return jump(t, MIGRATION_WAIT);
	if (waits_for_userfaultfd(w, vma, page))
		return unsupported(t, "a fault that waits for who reads the userfaultfd");
	if (inode->kind != INODE_ANON && vma_index(vma, page) >= inode->size >> PAGE_SHIFT &&
	    !has(w, SW_HOST_FAULT_PAST_END))
		return refuse(w, t, HFAULT_1, SIGBUS, BUS_ADRERR);
	if (inode->kind == INODE_GMEM && !gmem_host_may_fault(w, inode))
		return refuse(w, t, HFAULT_2, SIGBUS, BUS_ADRERR);
	if (host_map_large(w, t, vma, page))
		return already_mapped(w, t, page, pte_lookup(w, t->mm, page));
	return get_folio(w, t, vma, page);
}

/*
 * A shared file page is mapped writable from the start; a private page that is
 * only read could still be the zero page.
 */
static uint64_t pte_bits(const struct gms_world *w, const struct task *t)
{
	const struct vma *vma = vma_at(w, t->host.vma);
	uint64_t write = vma->prot & GMS_PROT_WRITE ? PTE_WRITE : 0;
	uint64_t bits = t->host.write ? write | PTE_DIRTY : 0;

	if (frame_at(w, t->folio)->flags & FOLIO_FORKED)
		return 0;
	return vma->flags & VMA_SHARED ? bits | write : bits;
}

/*
 * Since H1 the page was poisoned and punched, and another folio is here, or it became a
 * guard page: the entry stays.
 */
static enum verdict found_marker(struct gms_world *w, struct task *t, uint64_t pte)
{
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	folio_put(w, t->folio);
	if (pte & PTE_GUARD)
		return refuse(w, t, GUARD_2, SIGSEGV, SEGV_MAPERR);
	return refuse(w, t, POISON_3, SIGBUS, BUS_MCEERR_AR);
}

/* FORK-3: the lock of a folio that other processes have keeps it from them alone. */
static bool left_meanwhile(const struct gms_world *w, const struct task *t)
{
	const struct vma *vma = vma_at(w, t->host.vma);

	return folio_lookup(w, vma->inode, vma_index(vma, t->host.address >> PAGE_SHIFT)) !=
	       t->folio;
}

/* H7, H8.  Two faults on one page: the second finds the PTE there. */
static enum verdict fault_map(struct gms_world *w, struct task *t)
{
	uint64_t page = t->host.address >> PAGE_SHIFT, pte = pte_lookup(w, t->mm, page);
	ref_t folio = t->folio;
	bool mapped;

	if (pte & (PTE_HWPOISON | PTE_GUARD))
		return found_marker(w, t, pte);
	if (frame_at(w, folio)->flags & FOLIO_FORKED && left_meanwhile(w, t)) {
		unlock(w, t, GMS_LOCK_FOLIO, folio);
		unlock(w, t, GMS_LOCK_MM, t->mm);
		folio_put(w, folio);
		return jump(t, LOCK_VMA);
	}
	mapped = pte & PTE_PRESENT || pte_set(w, t->mm, page, folio, pte_bits(w, t));
	apply(w, HFAULT_6);
	unlock(w, t, GMS_LOCK_FOLIO, folio);
	if (mapped && frame_at(w, folio)->flags & FOLIO_FORKED &&
	    copies_on_write(w, t, pte_lookup(w, t->mm, page))) {
		folio_put(w, folio);
		return jump(t, COPY);
	}
	if (pte & PTE_PRESENT && t->host.write)
		pte_make_writable(w, t, page, pte);
	else if (mapped && t->host.write)
		frame_at(w, folio)->flags |= FOLIO_DIRTY;
	if (!mapped) {
		folio_put(w, folio);
		return no_memory(w, t);
	}
	t->host.frame = folio;
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return RETURN;
}

/* H5, H6: under the folio's lock. */
static enum verdict fault_prepare(struct gms_world *w, struct task *t)
{
	struct frame *f = frame_at(w, t->folio);

	if (t->error)
		return no_memory(w, t);
	if (!(f->flags & FOLIO_UPTODATE)) {
		apply(w, HFAULT_4);
		folio_zero(w, t->folio);
	}
	if (!(f->flags & FOLIO_HWPOISON))
		return go_on(w, t, MAP_FOLIO, fault_map);
	unlock(w, t, GMS_LOCK_FOLIO, t->folio);
	folio_put(w, t->folio);
	return refuse(w, t, HFAULT_5, SIGBUS, BUS_MCEERR_AR);
}

/* The folio that is on its way: who waits has no reference, which would keep it. */
static struct need need_migrated(const struct gms_world *w, const struct task *t)
{
	uint64_t page = t->host.address >> PAGE_SHIFT;
	const struct vma *vma = vma_at(w, t->host.vma);
	ref_t folio = folio_lookup(w, vma->inode, vma_index(vma, page));

	if (!folio || !(pte_lookup(w, t->mm, page) & PTE_MIGRATION))
		return NEED_NOTHING;
	return need(GMS_LOCK_FOLIO, LOCK_WRITE, folio);
}

static enum verdict migration_wait(struct gms_world *w, struct task *t)
{
	apply(w, MIGRATE_2);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return jump(t, LOCK_VMA);
}

static enum verdict fault_copy(struct gms_world *w, struct task *t)
{
	(void)w;
	return call(t, PROTO_COPY_ON_WRITE);
}

/* The entry may have changed while the copy was made: then the fault begins anew. */
static enum verdict fault_copied(struct gms_world *w, struct task *t)
{
	if (t->error)
		return no_memory(w, t);
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return t->host.frame ? RETURN : jump(t, LOCK_VMA);
}

const struct step host_fault_steps[] = {
	[LOCK_VMA] = { "lock-vma", fault_lock_vma, .take = need_mm_read },
	[PREPARE] = { "zero-folio", fault_prepare },
	[MAP_FOLIO] = { "set-pte", fault_map },
	[MIGRATION_WAIT] = { "migration-entry-wait", migration_wait, .within = need_migrated },
	[COPY] = { "copy-on-write", fault_copy },
	[COPIED] = { "copied", fault_copied },
	{ 0 },
};

/* ---- Loads and stores ---- */

enum { ACCESS, AFTER_FAULT };

static enum verdict access_content(struct gms_world *w, struct task *t, ref_t folio)
{
	uint32_t offset = (uint32_t)(t->host.address & ~PAGE_MASK);

	apply(w, HFAULT_9);
	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	if (!t->host.write) {
		t->result.kind = GMS_RESULT_VALUE;
		t->result.value = (int64_t)content_read(w, folio, offset);
		return finish();
	}
	frame_at(w, folio)->flags |= FOLIO_DIRTY;
	if (!content_write(w, folio, offset, t->op.value))
		return unsupported(t, "the arena has no room for what the host stored");
	return finish();
}

ref_t host_reach(const struct gms_world *w, const struct task *t)
{
	uint64_t page = t->host.address >> PAGE_SHIFT, pte = pte_lookup(w, t->mm, page);
	ref_t vma;

	if (!(pte & PTE_PRESENT) || (t->host.write && !(pte & PTE_WRITE)))
		return 0;
	vma = vma_lookup(w, t->mm, page);
	return vma && vma_permits(vma_at(w, vma), t->host.write) ? pte_folio(pte) : 0;
}

/* The instruction, until nothing is in its way. */
static enum verdict try_access(struct gms_world *w, struct task *t)
{
	ref_t folio = host_reach(w, t);

	if (folio)
		return access_content(w, t, folio);
	return call_then(t, PROTO_HOST_FAULT, AFTER_FAULT);
}

static enum verdict host_access(struct gms_world *w, struct task *t)
{
	t->host.address = ref_address(w, t->op.hva);
	t->host.write = t->op.code == GMS_OP_STORE;
	t->host.for_kvm = 0;
	if (t->host.address % 8 && t->host.address < host_address_end(w))
		return unsupported(t, "a host access is 8 bytes at a multiple of 8");
	return try_access(w, t);
}

/* The instruction again: its page may be gone by now, if anybody could take it. */
static enum verdict host_access_again(struct gms_world *w, struct task *t)
{
	ref_t folio = t->host.frame;

	if (!t->host.failed) {
		folio_put(w, folio);
		t->host.frame = 0;
		return runs_whole(w) ? access_content(w, t, folio) : try_access(w, t);
	}
	if (t->host.error == ENOMEM) {
		t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = ENOMEM };
		return finish();
	}
	t->result = (struct gms_result){
		.kind = GMS_RESULT_SIGNAL,
		.signal = t->host.signal,
		.code = t->host.code,
	};
	return finish();
}

const struct step load_steps[] = {
	[ACCESS] = { "load", host_access },
	[AFTER_FAULT] = { "after-fault", host_access_again },
	{ 0 },
};

const struct step store_steps[] = {
	[ACCESS] = { "store", host_access },
	[AFTER_FAULT] = { "after-fault", host_access_again },
	{ 0 },
};

/* ---- Faulting a range in: MAP_POPULATE, MADV_POPULATE, mlock ---- */

enum { POPULATE_PAGE, POPULATED };

/* mlock and MAP_POPULATE write only to what a write would copy: private memory. */
static bool populates_by_writing(const struct vma *vma)
{
	return !(vma->flags & VMA_SHARED) && vma->prot & GMS_PROT_WRITE;
}

/*
 * What is locked on fault is left out, and for mlockall what is not mapped.  0: nothing
 * is left to bring in.
 */
static bool skip_vmas(const struct gms_world *w, struct task *t)
{
	ref_t ref;

	if (t->op.code == GMS_OP_MADVISE)
		return t->notify_start < t->notify_end;
	while (t->notify_start < t->notify_end) {
		const struct vma *vma;

		ref = vma_first_in(w, t->mm, t->notify_start, t->notify_end);
		vma = vma_at(w, ref);
		if (t->op.code == GMS_OP_MLOCKALL) {
			if (!ref)
				return false;
			if (vma->start > t->notify_start)
				t->notify_start = vma->start;
		}
		if (!(vma->flags & VMA_LOCKONFAULT) || vma->start > t->notify_start)
			return true;
		t->notify_start = vma->end < t->notify_end ? vma->end : t->notify_end;
	}
	return false;
}

static enum verdict populate_page(struct gms_world *w, struct task *t)
{
	t->host.failed = t->host.error = 0;
	if (!skip_vmas(w, t))
		return RETURN;
	t->host.address = t->notify_start << PAGE_SHIFT;
	t->host.for_kvm = 1;
	if (t->op.code != GMS_OP_MADVISE)
		t->host.write =
			populates_by_writing(vma_at(w, vma_lookup(w, t->mm, t->notify_start)));
	return call(t, PROTO_HOST_FAULT);
}

static enum verdict populated(struct gms_world *w, struct task *t)
{
	if (t->host.failed && t->op.code != GMS_OP_MLOCKALL)
		return RETURN;
	if (t->host.failed) {
		ref_t vma = vma_lookup(w, t->mm, t->notify_start);

		t->notify_start = vma ? vma_at(w, vma)->end : t->notify_start + 1;
		return jump(t, POPULATE_PAGE);
	}
	folio_put(w, t->host.frame);
	t->host.frame = 0;
	t->notify_start++;
	return jump(t, POPULATE_PAGE);
}

const struct step populate_range_steps[] = {
	[POPULATE_PAGE] = { "populate-page", populate_page },
	[POPULATED] = { "next-page", populated },
	{ 0 },
};
