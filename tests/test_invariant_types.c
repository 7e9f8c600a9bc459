/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The invariants of read-only, private and assigned memory: a legal world keeps them, and
 * the same world, damaged by hand, does not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "guests.h"
#include "mmu_x86/tdp_mmu.h"
#include "model/invariant.h"

#include <cmocka.h>

#define SNP 4
#define TDX 5

static void broken_is(const struct gms_world *w, const char *id)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	assert_non_null(bad);
	assert_string_equal(bad->id, id);
	assert_true(strlen(why));
}

static void all_hold(const struct gms_world *w)
{
	char why[256] = "";

	assert_null(invariants_check(w, true, why, sizeof(why)));
}

/* A VM with four pages of a file with MMAP, and nothing mapped. */
static struct gms_world *file_world(uint64_t type)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE, 0, NOWHERE), 0);
	return w;
}

static struct vm *the_vm(const struct gms_world *w)
{
	return vm_at(w, handle_vm(w, H_VM));
}

/* Change bits of the leaf of GPA. */
static void damage(struct gms_world *w, uint64_t set, uint64_t clear)
{
	uint64_t gfn = GPA >> PAGE_SHIFT;
	struct tdp_iter it = tdp_iter_start(w, the_vm(w), gfn, gfn + 1);

	assert_true(tdp_iter_find(w, &it));
	entry_write(w, it.table[1], tdp_iter_index(&it), (it.entry | set) & ~clear);
}

static void set_attribute(struct gms_world *w, uint64_t value)
{
	uint64_t gfn = GPA >> PAGE_SHIFT;

	assert_true(map_set(w, &the_vm(w)->attributes, gfn, value));
	assert_true(map_set(w, &the_vm(w)->attributes, gfn + 1, 0));
}

/* X86-INV-12 */
static void a_read_only_slot_that_can_be_written(void **state)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	uint64_t rights = EPT_WRITE | EPT_MMU_WRITABLE | EPT_HOST_WRITABLE;

	(void)state;
	assert_int_equal(do_vm(w, H_VM, 0), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_mmap(w, H_ANON, 0, 4 * PAGE), 0);
	assert_int_equal(read_only_slot(w, 0, GPA, MEM_READONLY), 0);
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	all_hold(w);
	damage(w, rights, 0);
	broken_is(w, "X86-INV-12");
	gms_destroy(w);
}

/* X86-INV-14 */
static void a_page_of_a_file_that_cannot_be_written(void **state)
{
	struct gms_world *w = file_world(0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	all_hold(w);
	damage(w, 0, EPT_WRITE);
	broken_is(w, "X86-INV-14");
	gms_destroy(w);
}

/* X86-INV-17 */
static void private_memory_of_a_td_that_is_not_private(void **state)
{
	struct gms_world *w = file_world(TDX);

	(void)state;
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, true).kind, GMS_RESULT_OK);
	all_hold(w);
	set_attribute(w, 0);
	broken_is(w, "X86-INV-17");
	gms_destroy(w);
}

/* X86-INV-18: nothing was zapped when the attribute changed. */
static void a_gfn_in_both_tables_of_a_td(void **state)
{
	struct gms_world *w = file_world(TDX);

	(void)state;
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, false).kind, GMS_RESULT_OK);
	all_hold(w);
	set_attribute(w, PRIVATE);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, true).kind, GMS_RESULT_OK);
	broken_is(w, "X86-INV-18");
	gms_destroy(w);
}

/* X86-INV-19: the page was not taken back when it left the file. */
static void a_page_that_is_a_guests_and_in_no_file(void **state)
{
	struct gms_world *w = file_world(SNP);
	ref_t frame;

	(void)state;
	assert_int_equal(do_mmap(w, H_ANON, 0, PAGE), 0);
	assert_int_equal(do_store(w, H_ANON, 0, 1), 0);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, true).kind, GMS_RESULT_OK);
	all_hold(w);
	for (frame = 1; frame_at(w, frame)->flags & FOLIO_ASSIGNED; frame++)
		;
	frame_at(w, frame)->flags |= FOLIO_ASSIGNED;
	broken_is(w, "X86-INV-19");
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_read_only_slot_that_can_be_written),
		cmocka_unit_test(a_page_of_a_file_that_cannot_be_written),
		cmocka_unit_test(private_memory_of_a_td_that_is_not_private),
		cmocka_unit_test(a_gfn_in_both_tables_of_a_td),
		cmocka_unit_test(a_page_that_is_a_guests_and_in_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
