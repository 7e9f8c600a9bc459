/* SPDX-License-Identifier: BSD-2-Clause */
#include "tdx.h"

#include <errno.h>

#include "gmem.h"
#include "mmu_x86.h"
#include "profile.h"
#include "tdp_atomic.h"

bool tdx_refuses_exit(struct gms_world *w, struct task *t)
{
	if (!t->fault.is_private && t->fault.access == GMS_ACCESS_EXEC) {
		vm_kill(w, vm_at(w, t->vm));
		return true;
	}
	if (t->fault.is_private) {
		apply(w, X86_ERR_8);
		t->fault.access = GMS_ACCESS_WRITE;
	}
	return false;
}

int tdx_module_refuses(struct gms_world *w, ref_t vm)
{
	if (injected(w, GMS_INJECT_TDX_BUSY))
		return reject(w, X86_TDX_2, EAGAIN);
	if (!injected(w, GMS_INJECT_TDX_ERROR))
		return 0;
	vm_kill(w, vm_at(w, vm));
	return reject(w, X86_TDX_14, EIO);
}

void tdx_add_page(struct gms_world *w, ref_t folio)
{
	apply(w, X86_TDX_2);
	frame_at(w, folio)->flags |= FOLIO_ASSIGNED;
}

/* A slot that is going away waits for those who hold SRCU. */
bool tdx_retries_inside(const struct gms_world *w, const struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);
	bool going = t->fault.slot && slot->flags & MEMSLOT_INVALID;

	if (vm_at(w, t->vm)->type != X86_TDX_VM || !t->fault.is_private)
		return false;
	return !going || !has(w, SW_X86_TDX_RETRY_LEAVES_SRCU);
}

bool tdx_may_run(const struct gms_world *w, const struct vm *vm)
{
	return vm->type != X86_TDX_VM || !w->config.param[GMS_PARAM_LAUNCH_FIRST];
}

/* A busy operand costs a second try with every vCPU outside, which nobody sees. */
void tdx_remove_page(struct gms_world *w, ref_t vm, ref_t folio)
{
	int refused = tdx_module_refuses(w, vm);

	if (refused == EAGAIN)
		refused = tdx_module_refuses(w, vm);
	apply(w, X86_TDX_5);
	/* Blocked, and never given back: the VM is dead. */
	if (refused)
		return;
	apply(w, X86_TDX_6);
	frame_at(w, folio)->flags &= ~(FOLIO_ASSIGNED | FOLIO_ACCEPTED);
	content_copy(w, folio, 0);
}

/* ---- The initial content ---- */

static void give_tables(struct gms_world *w, const ref_t *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		table_give(w, table[i]);
}

/* Tables for the path that are missing, the lowest first.  False: no memory, none taken. */
static bool take_tables(struct gms_world *w, uint64_t fill, ref_t *table, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++) {
		table[i] = table_take(w, fill, i + 1);
		if (table[i])
			continue;
		give_tables(w, table, i);
		return false;
	}
	return true;
}

/* What stands in the way of a page there, if anything. */
static int path_error(const struct gms_world *w, const struct vm *vm, uint64_t gfn)
{
	struct tdp_iter it;

	if (!vm->root[X86_ROOT_MIRROR])
		return 0;
	it = tdp_path_end(w, vm, gfn, PAGING_LEVEL_4K);
	if (it.entry == spte_make_frozen(&it.format))
		return EAGAIN;
	return spte_is_leaf(it.entry, it.level) ? EIO : 0;
}

/* The table of 4K for gfn; tables of the levels below the last that is there are taken. */
static ref_t link_tables(struct gms_world *w, struct vm *vm, uint64_t gfn, const ref_t *taken)
{
	struct spte_format format = x86_format(w, vm);
	ref_t *root = &vm->root[X86_ROOT_MIRROR], table;

	if (!*root)
		*root = taken[vm->start_level - 1];
	table = *root;
	for (uint32_t level = vm->start_level; level > PAGING_LEVEL_4K; level--) {
		uint64_t e = entry_read(w, table, ept_index(gfn, level));

		if (!spte_is_table(e, level)) {
			e = spte_make_table(&format, table_pfn(taken[level - 2]));
			tdp_set_entry(w, table, ept_index(gfn, level), e);
		}
		table = pfn_table(spte_pfn(&format, e));
	}
	return table;
}

int tdx_populate_page(struct gms_world *w, ref_t ref, uint64_t gfn, ref_t folio, ref_t source)
{
	struct vm *vm = vm_at(w, ref);
	struct spte_format format = x86_format(w, vm);
	struct spte_request request = {
		.pfn = frame_pfn(folio),
		.level = PAGING_LEVEL_4K,
		.rights = SPTE_ALL,
		.host_writable = true,
		.prefetch = true,
	};
	uint32_t missing = tdp_missing_tables(w, vm, gfn);
	ref_t taken[PAGING_LEVEL_MAX];
	int error = path_error(w, vm, gfn);

	if (!error)
		error = tdx_module_refuses(w, ref);
	if (error)
		return error;
	if (!take_tables(w, spte_make_empty(&format), taken, missing))
		return ENOMEM;
	if (!content_copy(w, folio, source)) {
		give_tables(w, taken, missing);
		return ENOMEM;
	}
	tdp_set_entry(w, link_tables(w, vm, gfn, taken), ept_index(gfn, PAGING_LEVEL_4K),
		      spte_make_leaf(&format, &request));
	frame_at(w, folio)->flags |= FOLIO_ASSIGNED | FOLIO_ACCEPTED;
	return 0;
}
