/* SPDX-License-Identifier: BSD-2-Clause */
/* What the fault protocols of both architectures have in common.  Spec 19.3. */
#include <errno.h>
#include <string.h>

#include "arch.h"
#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"

/* si_code of a memory error that the thread ran into: BUS_MCEERR_AR. */
#define CODE_MCEERR_AR 4
#define SIGNAL_SIGBUS  7

void fault_begin(struct gms_world *w, struct task *t, uint64_t gpa, enum gms_access access)
{
	struct fault_state *f = &t->fault;

	fault_return_tables(w, t);
	*f = (struct fault_state){
		.gpa = gpa,
		.gfn = gpa >> PAGE_SHIFT & ~fault_vm(w, t)->direct_gfn_bits,
		.access = access,
		.retries = f->retries,
		.retries_alone = f->retries_alone,
		.generation = fault_vm(w, t)->mmu_generation,
	};
}

enum verdict fault_end(struct task *t, enum fault_outcome outcome)
{
	t->fault.outcome = outcome;
	t->fault.snapped = 0;
	return RETURN;
}

enum verdict fault_exit_memory(struct gms_world *w, struct task *t, int error)
{
	bool is_private = has(w, SW_EXIT_TELLS_THE_PAGE)
				  ? gfn_is_private(w, fault_vm(w, t), t->fault.gfn)
				  : t->fault.is_private;

	apply(w, EXIT_2);
	t->fault.error = (uint32_t)error;
	t->result = (struct gms_result){
		.kind = GMS_RESULT_MEMORY_FAULT,
		.error = error,
		.gpa = has(w, SW_EXIT_TELLS_THE_BYTE) ? t->fault.gpa : t->fault.gfn << PAGE_SHIFT,
		.size = PAGE_SIZE,
		.flags = is_private ? ATTRIBUTE_PRIVATE : 0,
	};
	return fault_end(t, FAULT_EXIT);
}

enum verdict fault_exit_gmem(struct gms_world *w, struct task *t, enum rule rule)
{
	apply(w, rule);
	apply(w, EXIT_4);
	return fault_exit_memory(w, t, (int)t->error);
}

enum verdict fault_exit_bare(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	apply(w, rule);
	t->fault.error = (uint32_t)error;
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return fault_end(t, FAULT_EXIT);
}

/* What does the same in vain this often will do it for ever. */
#define RETRIES_ALONE 3
#define RETRIES_MAX   1000000

/* INV-42: a retry ends when its reason goes away; alone there is nobody to do that. */
bool fault_retries_for_ever(struct gms_world *w, struct task *t)
{
	struct fault_state *f = &t->fault;
	bool again = f->outcome != FAULT_MAPPED;

	f->retries++;
	f->retries_alone = again && task_alone(w, t) ? f->retries_alone + 1 : 0;
	if (f->retries_alone < RETRIES_ALONE && f->retries < RETRIES_MAX)
		return false;
	apply(w, EXIT_7);
	t->result = (struct gms_result){ .kind = GMS_RESULT_RETRY };
	return true;
}

struct need need_fault_srcu(const struct gms_world *w, const struct task *t)
{
	return holds(t, GMS_LOCK_SRCU, t->vm) ? NEED_NOTHING : need_srcu(w, t);
}

/* ---- The vCPU's cache of page-table pages ---- */

bool fault_reserve_tables(struct gms_world *w, struct task *t, uint32_t count, uint64_t fill)
{
	struct fault_state *f = &t->fault;

	while (f->nr_tables < count) {
		ref_t table = table_take(w, fill, 1);

		if (!table)
			return false;
		f->tables[f->nr_tables++] = table;
	}
	return true;
}

ref_t fault_take_table(struct gms_world *w, struct task *t, uint32_t level)
{
	struct fault_state *f = &t->fault;
	ref_t table;

	if (!f->nr_tables)
		return 0;
	table = f->tables[--f->nr_tables];
	f->tables[f->nr_tables] = 0;
	table_info_at(w, table)->level = (uint16_t)level;
	return table;
}

void fault_return_tables(struct gms_world *w, struct task *t)
{
	struct fault_state *f = &t->fault;

	while (f->nr_tables) {
		table_give(w, f->tables[--f->nr_tables]);
		f->tables[f->nr_tables] = 0;
	}
}

/* ---- Shared steps ---- */

/* V3.  What is read after this is void if the sequence has moved by V16. */
enum verdict fault_snapshot(struct gms_world *w, struct task *t)
{
	t->fault.snapshot = fault_vm(w, t)->invalidate_seq;
	t->fault.snapped = 1;
	return NEXT;
}

/* V7, the hva path: the kernel pins the page as the process would touch it. */
enum verdict fault_resolve_hva(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);

	apply(w, CONSUME_2);
	memset(&t->host, 0, sizeof(t->host));
	t->host.address = slot->userspace_addr + ((t->fault.gfn - slot->base_gfn) << PAGE_SHIFT);
	t->host.write = t->fault.access == GMS_ACCESS_WRITE;
	t->host.for_kvm = 1;
	return call(t, PROTO_HOST_FAULT);
}

/* X86-FAULT-23, ARM-USER-6: a read takes what the host's entry grants. */
static bool host_entry_writable(const struct gms_world *w, const struct task *t)
{
	uint64_t pte = pte_lookup(w, t->mm, t->host.address >> PAGE_SHIFT);

	return pte & PTE_PRESENT && pte & PTE_WRITE && pte >> PTE_FRAME_SHIFT == t->host.frame;
}

int fault_host_page(struct gms_world *w, struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);

	fault_vm(w, t);
	if (t->host.failed)
		return reject(w, EXIT_5, (int)t->host.error);
	t->fault.frame = t->host.frame;
	t->fault.from_gmem = 0;
	t->fault.host_writable = !(slot->flags & MEM_READONLY) &&
				 (t->host.write || host_entry_writable(w, t));
	t->host.frame = 0;
	return 0;
}

enum verdict fault_signal_hwpoison(struct gms_world *w, struct task *t, enum rule rule)
{
	apply(w, rule);
	apply(w, POISON_8);
	t->fault.error = EINTR;
	t->result = (struct gms_result){
		.kind = GMS_RESULT_SIGNAL,
		.signal = SIGNAL_SIGBUS,
		.code = CODE_MCEERR_AR,
	};
	mapping_of(w, t->mm, t->host.address, &t->result.handle, &t->result.offset);
	return fault_end(t, FAULT_EXIT);
}

enum verdict fault_lock_mmu(struct gms_world *w, struct task *t)
{
	(void)w;
	(void)t;
	return NEXT;
}

void fault_dirty_folio(struct gms_world *w, struct task *t)
{
	apply(w, FOLIO_4);
	frame_at(w, t->fault.frame)->flags |= FOLIO_DIRTY;
}

void fault_put_page(struct gms_world *w, struct task *t)
{
	if (!t->fault.frame)
		return;
	folio_put(w, t->fault.frame);
	t->fault.frame = 0;
}

/* V18.  Stage 2 keeps no reference to the page: INV-36. */
enum verdict fault_unlock_mmu(struct gms_world *w, struct task *t)
{
	fault_put_page(w, t);
	unlock(w, t, GMS_LOCK_MMU, t->vm);
	return fault_end(t, (enum fault_outcome)t->fault.outcome);
}
