/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * MMU notifiers: the host's page table is about to change, KVM zaps what it
 * mapped from there.  NOTIFY of section 19.2, UNMAP_FOLIO, and `reclaim`.
 *
 * While a section is open the VM's slots are not swapped (INV-21), so that the
 * slots found at N2 are those found at N4.
 */
#include "arch.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"

/* The next VM after `after` that was there when the section began; 0: none. */
static ref_t next_vm(const struct gms_world *w, const struct task *t, ref_t after)
{
	for (ref_t vm = after + 1; vm < w->pool[POOL_VM].used; vm++)
		if (vm_at(w, vm)->nr_as && vm_at(w, vm)->mm == t->mm &&
		    vm_at(w, vm)->serial < t->notify_serial)
			return vm;
	return 0;
}

/* The gfns of a slot whose memory lies in [start, end) host pages. */
static bool slot_gfns(const struct slot *slot, uint64_t start, uint64_t end, uint64_t *first,
		      uint64_t *last)
{
	uint64_t low = slot->userspace_addr >> PAGE_SHIFT, high = low + slot->npages;

	if (low < start)
		low = start;
	if (high > end)
		high = end;
	if (low >= high)
		return false;
	*first = slot->base_gfn + (low - (slot->userspace_addr >> PAGE_SHIFT));
	*last = *first + (high - low);
	return true;
}

static bool has_slots(struct vm *vm)
{
	_Static_assert(NR_ADDRESS_SPACES_MAX == 2, "both are asked");
	return active_set(vm, 0)->by_gfn.count || active_set(vm, 1)->by_gfn.count;
}

/*
 * The next slot of the VM that the range touches, from *as and *base on.  All
 * slots are looked at; an index by host address would go here.
 */
static bool next_hit(const struct gms_world *w, const struct task *t, struct vm *vm, uint32_t *as,
		     uint64_t *base, uint64_t *first, uint64_t *last)
{
	uint64_t slot;

	for (; *as < vm->nr_as; ++*as, *base = 0) {
		while (map_ceil(w, &active_set(vm, *as)->by_gfn, base, &slot)) {
			++*base;
			if (slot_gfns(slot_at(w, (ref_t)slot), t->notify_start, t->notify_end,
				      first, last))
				return true;
		}
	}
	return false;
}

static bool any_hit(const struct gms_world *w, const struct task *t, ref_t vm)
{
	uint64_t base = 0, first, last;
	uint32_t as = 0;

	return has_slots(vm_at(w, vm)) && next_hit(w, t, vm_at(w, vm), &as, &base, &first, &last);
}

/* ---- NOTIFY ---- */

enum {
	NOTIFY_START,
	NOTIFY_BEGIN,
	NOTIFY_INVALIDATE,
	NOTIFY_ZAP_REST,
	NOTIFY_BODY,
	NOTIFY_INVALIDATE_END,
	NOTIFY_END,
};

static struct need need_mn_lock_notified(const struct gms_world *w, const struct task *t)
{
	(void)w;
	return need(GMS_LOCK_MN, LOCK_WRITE, t->notify_vm);
}

static struct need need_mmu_write_if_hit(const struct gms_world *w, const struct task *t)
{
	if (!any_hit(w, t, t->notify_vm))
		return NEED_NOTHING;
	return need(GMS_LOCK_MMU, LOCK_WRITE, t->notify_vm);
}

static enum verdict notify_start(struct gms_world *w, struct task *t)
{
	t->notify_serial = w->next_vm;
	t->notify_vm = next_vm(w, t, 0);
	return jump(t, t->notify_vm ? NOTIFY_BEGIN : NOTIFY_BODY);
}

/*
 * N1: from here on no slot set of the VM is swapped, and the VM stays: the kernel
 * unregisters a notifier only when it does not run.
 */
static enum verdict notify_begin(struct gms_world *w, struct task *t)
{
	apply(w, NOTIFY_1);
	vm_at(w, t->notify_vm)->mn_active++;
	vm_at(w, t->notify_vm)->refs++;
	return NEXT;
}

static enum verdict notify_next_vm(struct gms_world *w, struct task *t)
{
	t->notify_vm = next_vm(w, t, t->notify_vm);
	return jump(t, t->notify_vm ? NOTIFY_BEGIN : NOTIFY_BODY);
}

/* Only where it is the last to be zapped, and so all are counted in. True: not all. */
static bool zap_hit(struct gms_world *w, struct task *t, uint64_t first, uint64_t last,
		    bool alone)
{
	if (alone)
		return zap_or_begin_to(w, t, t->notify_vm, first, last, FILTER_SHARED);
	arch(w)->zap_range(w, t->notify_vm, first, last, FILTER_SHARED);
	return false;
}

/* N2.  The slot's own kind of backing does not matter: CONSUME-8. */
static enum verdict notify_invalidate(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->notify_vm);
	uint64_t base = 0, first, last, next_first, next_last;
	bool more = has_slots(vm), started = false;
	uint32_t as = 0;

	more = more && next_hit(w, t, vm, &as, &base, &first, &last);
	while (more) {
		if (!started && !has(w, SW_NOTIFIER_BEGINS_NOT))
			invalidate_start(w, vm);
		apply(w, INVAL_8);
		if (!has(w, SW_NOTIFIER_BEGINS_NOT))
			invalidate_add(w, vm, first, last);
		more = next_hit(w, t, vm, &as, &base, &next_first, &next_last);
		if (zap_hit(w, t, first, last, !started && !more))
			return NEXT;
		started = true;
		first = next_first;
		last = next_last;
	}
	return notify_next_vm(w, t);
}

static enum verdict notify_zap_rest(struct gms_world *w, struct task *t)
{
	uint64_t base = 0, first = 0, last = 0, from = t->zap_from;
	uint32_t as = 0;

	next_hit(w, t, vm_at(w, t->notify_vm), &as, &base, &first, &last);
	t->zap_from = 0;
	return zap_hit(w, t, from, last, true) ? AGAIN : notify_next_vm(w, t);
}

/* Only UNMAP and the removal of a folio from its file take guard pages away. */
static bool keeps_markers(const struct task *t)
{
	return t->notify_mode != NOTIFY_UNMAP && !t->notify_folio;
}

/* mremap: the entry goes to another address; if that has no room it will fault. */
static void move_pte(struct gms_world *w, const struct task *t, uint64_t page, uint64_t pte)
{
	struct map *ptes = &mm_at(w, t->mm)->ptes;
	uint64_t to = page - t->notify_start + t->notify_move;

	if (map_set(w, ptes, to, pte))
		map_erase(w, ptes, page);
	else
		pte_clear(w, t->mm, page);
}

/*
 * mprotect: a shared page gets W with its VMA, a private one if it was written
 * before: only then it is the process's own.
 */
static uint64_t protect_pte(const struct gms_world *w, const struct task *t, uint64_t page,
			    uint64_t pte)
{
	const struct vma *vma = vma_at(w, vma_lookup(w, t->mm, page));
	bool writable = vma->prot & GMS_PROT_WRITE &&
			(vma->flags & VMA_SHARED || pte & PTE_DIRTY);

	if (!(pte & PTE_PRESENT))
		return pte;
	if (frame_at(w, (ref_t)(pte >> PTE_FRAME_SHIFT))->flags & FOLIO_FORKED)
		writable = false;
	return writable ? pte | PTE_WRITE : pte & ~(uint64_t)PTE_WRITE;
}

/* A page with a long-term reference stays, one that is mapped elsewhere stays in memory. */
static void swap_out_pte(struct gms_world *w, const struct task *t, uint64_t page, uint64_t pte)
{
	const struct frame *f = frame_at(w, pte_folio(pte));

	if (!(pte & PTE_PRESENT) || f->pins)
		return;
	if (f->mapcount == 1)
		pte_swap_out(w, t->mm, page);
	else
		pte_clear(w, t->mm, page);
}

static void change_pte(struct gms_world *w, struct task *t, uint64_t page, uint64_t pte)
{
	if (t->notify_mode == NOTIFY_MOVE) {
		move_pte(w, t, page, pte);
		return;
	}
	if (pte & PTE_GUARD) {
		if (!keeps_markers(t))
			pte_clear(w, t->mm, page);
		return;
	}
	if (t->notify_folio && pte >> PTE_FRAME_SHIFT != t->notify_folio)
		return;
	/* Reclaim takes pages, and a poison entry is none. */
	if (pte & PTE_HWPOISON && t->op.code == GMS_OP_RECLAIM)
		return;
	if (t->notify_mode == NOTIFY_COPY)
		copy_replace(w, t, page, pte);
	else if (t->notify_mode == NOTIFY_FORK)
		map_set(w, &mm_at(w, t->mm)->ptes, page, pte & ~(uint64_t)PTE_WRITE);
	else if (t->notify_mode == NOTIFY_POISON)
		pte_poison(w, t->mm, page);
	else if (t->notify_mode == NOTIFY_MIGRATE)
		pte_migrate(w, t->mm, page);
	else if (t->notify_mode == NOTIFY_SWAP)
		swap_out_pte(w, t, page, pte);
	else if (t->notify_mode == NOTIFY_PROTECT)
		map_set(w, &mm_at(w, t->mm)->ptes, page, protect_pte(w, t, page, pte));
	else
		pte_clear(w, t->mm, page);
}

/* N3: under the page-table lock. */
static enum verdict notify_body(struct gms_world *w, struct task *t)
{
	const struct map *ptes = &mm_at(w, t->mm)->ptes;
	uint64_t page = t->notify_start, pte;

	if (t->notify_mode == NOTIFY_MOVE)
		anon_move(w, t);
	for (bool more = map_ceil(w, ptes, &page, &pte); more && page < t->notify_end;
	     more = page + 1 < t->notify_end && map_next(w, ptes, &page, &pte))
		change_pte(w, t, page, pte);
	if (t->notify_mode == NOTIFY_UNMAP || t->notify_mode == NOTIFY_DISCARD)
		anon_discard(w, t, t->notify_start, t->notify_end);
	t->notify_vm = next_vm(w, t, 0);
	return t->notify_vm ? NEXT : RETURN;
}

static enum verdict notify_invalidate_end(struct gms_world *w, struct task *t)
{
	if (any_hit(w, t, t->notify_vm) && !has(w, SW_NOTIFIER_BEGINS_NOT))
		invalidate_end(w, vm_at(w, t->notify_vm));
	return NEXT;
}

static enum verdict notify_end(struct gms_world *w, struct task *t)
{
	ref_t vm = t->notify_vm;

	apply(w, NOTIFY_5);
	vm_at(w, vm)->mn_active--;
	t->notify_vm = next_vm(w, t, vm);
	vm_put(w, vm);
	return t->notify_vm ? jump(t, NOTIFY_INVALIDATE_END) : RETURN;
}

const struct step notify_steps[] = {
	[NOTIFY_START] = { "notify-start", notify_start },
	[NOTIFY_BEGIN] = { "notify-begin", notify_begin, .within = need_mn_lock_notified },
	[NOTIFY_INVALIDATE] = { "notify-invalidate", notify_invalidate,
				.within = need_mmu_write_if_hit },
	[NOTIFY_ZAP_REST] = { "notify-zap-rest", notify_zap_rest,
			      .within = need_mmu_write_if_hit },
	[NOTIFY_BODY] = { "change-ptes", notify_body },
	[NOTIFY_INVALIDATE_END] = { "notify-invalidate-end", notify_invalidate_end,
				    .within = need_mmu_write_if_hit },
	[NOTIFY_END] = { "notify-end", notify_end, .within = need_mn_lock_notified },
	{ 0 },
};

/* ---- UNMAP_FOLIO ---- */

enum { FIND_MAPPING };

/* A page that a fork shared is in memory of several processes, maybe at other addresses. */
static bool find_in_processes(const struct gms_world *w, ref_t folio, ref_t *mm, uint64_t *page)
{
	uint64_t pte;

	for (ref_t p = FIRST_PROCESS; p < w->pool[POOL_PROCESS].used; p++) {
		const struct map *ptes = &mm_at(w, process_at(w, p)->mm)->ptes;

		*mm = process_at(w, p)->mm;
		for (bool more = map_first(w, ptes, page, &pte); more;
		     more = map_next(w, ptes, page, &pte))
			if (pte & PTE_PRESENT && pte >> PTE_FRAME_SHIFT == folio)
				return true;
	}
	return false;
}

/*
 * The page number at which some VMA maps the folio, or has a guard page in its place
 * which goes with it: when the folio leaves a guest_memfd.  What was removed is not
 * found again.
 */
static bool find_mapping(const struct gms_world *w, const struct task *t, ref_t *mm,
			 uint64_t *page)
{
	ref_t folio = t->notify_folio;
	const struct frame *f = frame_at(w, folio);
	bool drops_guards = t->notify_mode == NOTIFY_ZAP &&
			    inode_at(w, f->inode)->kind == INODE_GMEM;
	ref_t ref = inode_at(w, f->inode)->vmas;

	if (f->flags & FOLIO_FORKED)
		return find_in_processes(w, folio, mm, page);
	for (; ref; ref = vma_at(w, ref)->next_in_inode) {
		const struct vma *vma = vma_at(w, ref);
		uint64_t pte;

		if (f->index < vma->pgoff || f->index - vma->pgoff >= vma->end - vma->start)
			continue;
		*page = vma->start + (f->index - vma->pgoff);
		pte = pte_lookup(w, vma->mm, *page);
		*mm = vma->mm;
		if (pte & PTE_PRESENT && pte >> PTE_FRAME_SHIFT == folio)
			return true;
		if (pte & PTE_GUARD && drops_guards)
			return true;
	}
	return false;
}

/* The task is about its own process again; the other may have ended meanwhile. */
static void notify_mm_put(struct gms_world *w, struct task *t)
{
	if (t->notify_mm)
		mm_put(w, t->notify_mm);
	t->notify_mm = 0;
	t->mm = process_at(w, t->process)->mm;
}

static enum verdict unmap_folio(struct gms_world *w, struct task *t)
{
	uint64_t page;
	ref_t mm;

	if (!find_mapping(w, t, &mm, &page)) {
		notify_mm_put(w, t);
		return RETURN;
	}
	apply(w, INVAL_12);
	mm_get(w, mm);
	notify_mm_put(w, t);
	t->notify_mm = t->mm = mm;
	t->notify_start = page;
	t->notify_end = page + 1;
	return call_then(t, PROTO_NOTIFY, FIND_MAPPING);
}

const struct step unmap_folio_steps[] = {
	[FIND_MAPPING] = { "find-mapping", unmap_folio },
	{ 0 },
};

/* ---- reclaim: one host page is taken from the page table ---- */

static enum verdict reclaim_start(struct gms_world *w, struct task *t)
{
	uint64_t page = ref_address(w, t->op.hva) >> PAGE_SHIFT;

	t->notify_start = page;
	t->notify_end = page + 1;
	t->notify_folio = 0;
	t->notify_mode = NOTIFY_ZAP;
	return call(t, PROTO_NOTIFY);
}

static enum verdict reclaim_done(struct gms_world *w, struct task *t)
{
	return succeed(w, t, INVAL_8, 0);
}

const struct step reclaim_steps[] = {
	{ "reclaim", reclaim_start },
	{ "done", reclaim_done },
	{ 0 },
};

/* ---- swap_out: what is private goes to swap ---- */

static enum verdict swap_out_start(struct gms_world *w, struct task *t)
{
	uint64_t page = ref_address(w, t->op.hva) >> PAGE_SHIFT;
	ref_t vma = vma_lookup(w, t->mm, page);

	if (!vma || inode_at(w, vma_at(w, vma)->inode)->kind != INODE_ANON)
		return unsupported(t, "private memory alone can be swapped out");
	t->notify_start = page;
	t->notify_end = page + 1;
	t->notify_folio = 0;
	t->notify_mode = NOTIFY_SWAP;
	if (vma_at(w, vma)->flags & VMA_LOCKED)
		return reclaim_done(w, t);
	return call(t, PROTO_NOTIFY);
}

const struct step swap_out_steps[] = {
	{ "swap-out", swap_out_start },
	{ "done", reclaim_done },
	{ 0 },
};

/* ---- age: has the guest used a host page since the host looked last? ---- */

enum { AGE_FIND, AGE_VM };

static enum verdict age_find(struct gms_world *w, struct task *t)
{
	t->notify_start = ref_address(w, t->op.hva) >> PAGE_SHIFT;
	t->notify_end = t->notify_start + 1;
	t->notify_serial = w->next_vm;
	t->notify_vm = next_vm(w, t, 0);
	t->found = 0;
	return t->notify_vm ? NEXT : succeed(w, t, NOTIFY_6, 0);
}

static enum verdict age_vm(struct gms_world *w, struct task *t)
{
	struct vm *vm = vm_at(w, t->notify_vm);
	uint64_t base = 0, first, last;
	uint32_t as = 0;

	while (next_hit(w, t, vm, &as, &base, &first, &last))
		if (arch(w)->age_range(w, t->notify_vm, first, last, (enum ageing)t->op.mode))
			t->found = 1;
	t->notify_vm = next_vm(w, t, t->notify_vm);
	return t->notify_vm ? AGAIN : succeed(w, t, NOTIFY_6, t->found);
}

static struct need need_mmu_to_age(const struct gms_world *w, const struct task *t)
{
	if (arch(w)->ages_without_lock && arch(w)->ages_without_lock(w))
		return NEED_NOTHING;
	return need_mmu_write_if_hit(w, t);
}

const struct step age_steps[] = {
	[AGE_FIND] = { "find-vms", age_find },
	[AGE_VM] = { "age", age_vm, .within = need_mmu_to_age },
	{ 0 },
};
