/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The invariants of read-only, private and assigned memory: a legal world keeps them, and
 * the same world, damaged by hand, does not.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "invariants.h"

#include <cmocka.h>

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
	damage(w, GPA, rights, 0);
	broken_are(w, true, "X86-INV-12");
	gms_destroy(w);
}

/* X86-INV-14 */
static void a_page_of_a_file_that_cannot_be_written(void **state)
{
	struct gms_world *w = file_world(0);

	(void)state;
	assert_int_equal(do_guest(w, H_VCPU, GMS_ACCESS_READ, GPA, 0), 0);
	all_hold(w);
	damage(w, GPA, 0, EPT_WRITE);
	broken_are(w, true, "X86-INV-14");
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
	broken_are(w, true, "X86-INV-17");
	gms_destroy(w);
}

/* X86-INV-17: the module lost a page, or has one that the mirror does not know. */
static void a_td_that_has_other_pages_than_its_mirror(void **state)
{
	struct gms_world *w = file_world(TDX);
	ref_t frame;

	(void)state;
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	assert_int_equal(guest(w, GMS_ACCESS_WRITE, GPA, true).kind, GMS_RESULT_OK);
	all_hold(w);
	frame = pfn_frame(ept_pfn(leaf_at(w, GPA).entry));
	frame_at(w, frame)->flags &= ~FOLIO_ASSIGNED;
	broken_are(w, false, "X86-INV-17");
	frame_at(w, frame)->flags |= FOLIO_ASSIGNED;
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, PAGE, PAGE), 0);
	all_hold(w);
	frame_at(w, frame + 1)->flags |= FOLIO_ASSIGNED;
	broken_are(w, false, "X86-INV-17");
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
	broken_are(w, true, "X86-INV-18");
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
	broken_are(w, true, "X86-INV-19");
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_read_only_slot_that_can_be_written),
		cmocka_unit_test(a_page_of_a_file_that_cannot_be_written),
		cmocka_unit_test(private_memory_of_a_td_that_is_not_private),
		cmocka_unit_test(a_td_that_has_other_pages_than_its_mirror),
		cmocka_unit_test(a_gfn_in_both_tables_of_a_td),
		cmocka_unit_test(a_page_that_is_a_guests_and_in_no_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
