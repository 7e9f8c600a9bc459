/* SPDX-License-Identifier: BSD-2-Clause */
/* The legacy MMU of x86: its lock, its entries, and the invariant that its prefetch breaks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <errno.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "arch.h"
#include "guests.h"
#include "mmu_x86/spte.h"
#include "mmu_x86/tdp_mmu.h"
#include "model/invariant.h"
#include "profile.h"

#include <cmocka.h>

/* A VM with two vCPUs, 16 pages of shared anonymous memory that all were written to. */
static struct gms_world *anon_world(enum gms_param_id param, uint64_t value)
{
	struct gms_world *w = world_with(param, value);
	struct gms_op op = op_of(GMS_OP_MMAP);

	op.define = H_ANON;
	op.is_anon = 1;
	op.len = 16 * PAGE;
	op.prot = GMS_PROT_READ | GMS_PROT_WRITE;
	op.flags = GMS_MAP_SHARED;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU2, H_VM, 1), 0);
	assert_int_equal(run_op(w, op), 0);
	for (uint64_t i = 0; i < 16; i++)
		assert_int_equal(do_store(w, H_ANON, i * PAGE, 0xa0 + i), 0);
	return w;
}

/* The same, bound to a file of 16 pages with MMAP at GPA. */
static struct gms_world *bound_world(enum gms_param_id param, uint64_t value)
{
	struct gms_world *w = anon_world(param, value);
	struct gms_ref hva = { .handle = H_ANON };

	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, MMAP | INIT_SHARED), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, H_FILE, 0, hva), 0);
	return w;
}

static int start_guest(struct gms_world *w, uint64_t vcpu, enum gms_access access, uint64_t gpa)
{
	return start(w, op_guest(vcpu, access, gpa, 1));
}

/* ---- mmu_lock ---- */

/* X86-FAULT-38 */
static void legacy_faults_wait_for_each_other(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP_MMU, 0);
	int a = start_guest(w, H_VCPU, GMS_ACCESS_READ, GPA);
	int b = start_guest(w, H_VCPU2, GMS_ACCESS_READ, GPA_OF(8));

	(void)state;
	until(w, a, "prefetch");
	until(w, b, "lock-mmu");
	assert_waits(w, b, GMS_LOCK_MMU, a);
	assert_int_equal(finish_task(w, a), 0);
	assert_int_equal(finish_task(w, b), 0);
	gms_destroy(w);
}

static void faults_of_the_tdp_mmu_do_not(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP_MMU, 1);
	int a = start_guest(w, H_VCPU, GMS_ACCESS_READ, GPA);
	int b = start_guest(w, H_VCPU2, GMS_ACCESS_READ, GPA_OF(8));

	(void)state;
	until(w, a, "unlock-mmu");
	until(w, b, "unlock-mmu");
	assert_int_equal(finish_task(w, a), 0);
	assert_int_equal(finish_task(w, b), 0);
	gms_destroy(w);
}

/* ---- The invariant ---- */

static const char *broken_by(const struct gms_world *w)
{
	char why[256];
	const struct invariant *broken = invariants_check(w, false, why, sizeof(why));

	return broken ? broken->id : "none";
}

/* X86-PREFETCH-5 */
static void prefetch_breaks_inv_14_at_its_step(void **state)
{
	static const enum gms_param_id params[] = { GMS_PARAM_TDP_MMU, GMS_PARAM_TDP };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct gms_world *w = bound_world(params[i], 0);
		int a = start_guest(w, H_VCPU, GMS_ACCESS_READ, GPA_OF(3));

		until(w, a, "prefetch");
		assert_string_equal(broken_by(w), "none");
		until(w, a, "unlock-mmu");
		assert_string_equal(broken_by(w), "INV-14");
		assert_int_equal(finish_task(w, a), 0);
		gms_destroy(w);
	}
}

static void without_the_switch_it_holds(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP_MMU, 0);

	(void)state;
	gms_set_switch(w, SW_PREFETCH_IGNORES_GMEM, false);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA_OF(3), 0), 0);
	assert_int_equal(where(w, GPA_OF(4)).kind, GMS_RESULT_UNMAPPED);
	assert_string_equal(broken_by(w), "none");
	gms_destroy(w);
}

static void kernels_with_gmem_only_slots_have_the_defect(void **state)
{
	const struct gms_switch *sw = gms_switch_at(SW_PREFETCH_IGNORES_GMEM);

	(void)state;
	assert_int_equal(sw->kind, GMS_SWITCH_BUG);
	assert_int_equal(sw->profiles, gms_switch_at(SW_MMAP)->profiles);
}

/* ---- Entries ---- */

static uint64_t entry_at(const struct gms_world *w, uint64_t gpa)
{
	struct translation tr = arch(w)->walk(w, handle_vm(w, H_VM), gpa);

	return tr.mapped ? tr.entry : 0;
}

/* X86-SPTE-9: made ahead of an access, A is clear. */
static void a_prefetched_entry_is_writable_and_not_accessed(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP_MMU, 0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	assert_true(entry_at(w, GPA) & EPT_ACCESSED);
	assert_false(entry_at(w, GPA_OF(1)) & EPT_ACCESSED);
	assert_int_equal(entry_at(w, GPA_OF(1)) >> 52 << 52 | (entry_at(w, GPA_OF(1)) & 0xfff),
			 0x80a0000000000e77);
	gms_destroy(w);
}

/* X86-SHADOW-3, X86-SPTE-7: the backing may be written, the entry may not. */
static void shadow_paging_maps_without_w_until_the_guest_writes(void **state)
{
	uint64_t rights = EPT_WRITE | EPT_MMU_WRITABLE | EPT_HOST_WRITABLE;
	struct gms_world *w = bound_world(GMS_PARAM_TDP, 0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	assert_int_equal(entry_at(w, GPA) & rights, EPT_HOST_WRITABLE);
	assert_int_equal(entry_at(w, GPA_OF(1)) & rights, EPT_HOST_WRITABLE);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA_OF(9), 1), 0);
	assert_int_equal(entry_at(w, GPA), 0);
	assert_int_equal(entry_at(w, GPA_OF(1)), 0);
	assert_int_equal(entry_at(w, GPA_OF(9)) & rights, rights);
	assert_int_equal(entry_at(w, GPA_OF(8)) & rights, rights);
	gms_destroy(w);
}

/* X86-SHADOW-1: drop, then map; the entry is never changed from page to page. */
static void prefault_replaces_a_page_of_the_host(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP_MMU, 0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	assert_int_equal(where(w, GPA_OF(1)).kind, GMS_RESULT_WHERE_HVA);
	gms_trail_clear(w);
	assert_prefault(prefault(w, GPA_OF(1), PAGE, 0), 0, 0, GPA_OF(2));
	assert_true(applied(w, "X86-SHADOW-1"));
	assert_int_equal(where(w, GPA_OF(1)).kind, GMS_RESULT_WHERE_MEMFD);
	gms_destroy(w);
}

/* X86-FAULT-9: write protection for the dirty log is fixed without mmu_lock, with TDP. */
static void only_tdp_has_the_fast_path(void **state)
{
	static const struct {
		enum gms_param_id param;
		bool fast;
	} worlds[] = { { GMS_PARAM_TDP_MMU, true }, { GMS_PARAM_TDP, false } };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct gms_world *w = anon_world(worlds[i].param, 0);
		struct gms_op op = slot_op(0, GPA, 16 * PAGE, MEM_LOG_DIRTY);

		op.hva.handle = H_ANON;
		assert_int_equal(run_op(w, op), 0);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1), 0);
		op = op_of(GMS_OP_DIRTY_LOG);
		op.vm = H_VM;
		run_op(w, op);
		assert_false(entry_at(w, GPA) & EPT_WRITE);
		gms_trail_clear(w);
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 2), 0);
		assert_int_equal(applied(w, "X86-FAULT-9"), worlds[i].fast);
		assert_true(entry_at(w, GPA) & EPT_WRITE);
		gms_destroy(w);
	}
}

/* ---- What a world keeps of it ---- */

/* D of the guest's table is state: it decides what a later read maps. */
static void the_guests_dirty_bits_are_hashed_and_restored(void **state)
{
	struct gms_world *w = bound_world(GMS_PARAM_TDP, 0);
	size_t bytes = gms_snapshot_bytes(w);
	void *before = malloc(bytes);
	uint64_t hash = gms_hash(w);

	(void)state;
	assert_int_equal(gms_snapshot(w, before, bytes), bytes);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA_OF(16), false).kind, GMS_RESULT_MMIO);
	assert_true(gms_restore(w, before, bytes));
	assert_int_equal(gms_hash(w), hash);
	assert_int_equal(guest(w, GMS_ACCESS_READ, GPA_OF(16), false).kind, GMS_RESULT_MMIO);
	hash = gms_hash(w);
	assert_true(gms_restore(w, before, bytes));
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA_OF(16), false).kind, GMS_RESULT_MMIO);
	assert_int_not_equal(gms_hash(w), hash);
	free(before);
	gms_destroy(w);
}

static void parameters_are_part_of_the_hash(void **state)
{
	struct gms_world *a = world_with(GMS_PARAM_TDP_MMU, 0);
	struct gms_world *b = world_with(GMS_PARAM_TDP_MMU, 1);

	(void)state;
	assert_int_not_equal(gms_hash(a), gms_hash(b));
	gms_destroy(a);
	gms_destroy(b);
}

static void a_vm_that_goes_away_gives_its_dirty_bits_back(void **state)
{
	struct gms_world *w = world_with(GMS_PARAM_TDP, 0);
	uint32_t nodes = w->pool[POOL_NODE].live;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).kind, GMS_RESULT_MMIO);
	assert_int_equal(do_close(w, H_VCPU), 0);
	assert_int_equal(do_close(w, H_VM), 0);
	assert_int_equal(w->pool[POOL_NODE].live, nodes);
	gms_destroy(w);
}

/* X86-FAULT-11: each allocation of a fault made to fail. */
static void a_fault_without_memory_is_enomem(void **state)
{
	int64_t result = -1;

	(void)state;
	for (uint64_t n = 1; result; n++) {
		struct gms_world *w = anon_world(GMS_PARAM_TDP, 0);
		struct gms_ref hva = { .handle = H_ANON };

		assert_int_equal(do_slot(w, H_VM, 0, GPA, 16 * PAGE, 0, 0, hva), 0);
		w->inject_left[GMS_INJECT_ALLOC] = n;
		result = do_guest(w, H_VCPU, GMS_ACCESS_WRITE, GPA, 1);
		assert_true(!result || result == -ENOMEM);
		assert_string_equal(broken_by(w), "none");
		w->inject_left[GMS_INJECT_ALLOC] = 0;
		assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA_OF(1), 0), 0xa1);
		gms_destroy(w);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(legacy_faults_wait_for_each_other),
		cmocka_unit_test(faults_of_the_tdp_mmu_do_not),
		cmocka_unit_test(prefetch_breaks_inv_14_at_its_step),
		cmocka_unit_test(without_the_switch_it_holds),
		cmocka_unit_test(kernels_with_gmem_only_slots_have_the_defect),
		cmocka_unit_test(a_prefetched_entry_is_writable_and_not_accessed),
		cmocka_unit_test(shadow_paging_maps_without_w_until_the_guest_writes),
		cmocka_unit_test(prefault_replaces_a_page_of_the_host),
		cmocka_unit_test(only_tdp_has_the_fast_path),
		cmocka_unit_test(the_guests_dirty_bits_are_hashed_and_restored),
		cmocka_unit_test(parameters_are_part_of_the_hash),
		cmocka_unit_test(a_vm_that_goes_away_gives_its_dirty_bits_back),
		cmocka_unit_test(a_fault_without_memory_is_enomem),
	};

	return cmocka_run_group_tests_name("shadow_mmu", tests, NULL, NULL);
}
