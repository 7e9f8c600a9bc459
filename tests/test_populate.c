/* SPDX-License-Identifier: BSD-2-Clause */
/* Populating, and when the architecture prepares a folio: what no scenario can see. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "gmem.h"
#include "guests.h"
#include "profile.h"

#include <cmocka.h>

#define SNP 4u

/* An SNP VM with a private slot of 4 pages at GPA. */
static struct gms_world *snp_world(const char *profile)
{
	struct gms_world *w = vm_world(GMS_ARCH_X86, profile, SNP);

	bind_file(w, 0);
	assert_int_equal(do_attributes(w, H_VM, GPA, 4 * PAGE, PRIVATE), 0);
	return w;
}

static ref_t inode_of(const struct gms_world *w)
{
	return file_at(w, handle_file(w, H_FILE))->inode;
}

static bool is_assigned(const struct gms_world *w, uint64_t index)
{
	ref_t folio = folio_lookup(w, inode_of(w), index);

	return folio && frame_at(w, folio)->flags & FOLIO_ASSIGNED;
}

static struct gms_result populate(struct gms_world *w, uint64_t gpa, uint64_t size)
{
	struct gms_op op = op_of(GMS_OP_POPULATE);

	op.vm = H_VM;
	op.gpa = gpa;
	op.size = size;
	return gms_run(w, &op);
}

/* X86-SNP-3: what is not the guest's it cannot read. */
static void guest_reads_what_is_its_own(struct gms_world *w)
{
	enum gms_result_kind kind = guest(w, GMS_ACCESS_READ, GPA, true).kind;

	assert_int_equal(kind, is_assigned(w, 0) ? GMS_RESULT_VALUE : GMS_RESULT_RETRY);
}

/* Does a second fault on a page that is ready prepare it again? */
static bool prepares_again(const char *profile, uint32_t inode_flags)
{
	struct gms_world *w = snp_world(profile);
	bool again;

	inode_at(w, inode_of(w))->flags = inode_flags;
	guest_reads_what_is_its_own(w);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, 0), 0);
	assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, PRIVATE), 0);
	frame_at(w, folio_lookup(w, inode_of(w), 0))->flags &= ~FOLIO_ASSIGNED;
	guest_reads_what_is_its_own(w);
	again = is_assigned(w, 0);
	gms_destroy(w);
	return again;
}

/* GETPFN-2 */
static void which_faults_prepare_differs_by_kernel(void **state)
{
	(void)state;
	assert_false(prepares_again("6.12", 0));
	assert_false(prepares_again("6.19", 0));
	assert_true(prepares_again("7.0", 0));
	assert_true(prepares_again("7.2", INIT_SHARED));
	assert_true(prepares_again("7.3", 0));
	assert_false(prepares_again("7.3", INIT_SHARED));
}

/* GETPFN-2: in 6.11 every new page, whoever brings it in, but only where a slot is. */
static void new_pages_are_prepared_at_once_in_6_11(void **state)
{
	struct gms_world *w = snp_world("6.12");

	(void)state;
	gms_set_switch(w, SW_ZERO_AT_FAULT, false);
	gms_set_switch(w, SW_PREPARE_AT_CREATION, true);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, PAGE), 0);
	assert_true(is_assigned(w, 0));
	assert_int_equal(do_slot_delete(w, H_VM, 0), 0);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP, 0, 2 * PAGE), 0);
	assert_false(is_assigned(w, 1));
	gms_destroy(w);
}

/* FOLIO-5, X86-SNP-2: leaving the file ends it, and the frame is anybody's again. */
static void a_hole_takes_the_page_back_from_the_guest(void **state)
{
	struct gms_world *w = snp_world("7.2");
	ref_t folio;

	(void)state;
	assert_int_equal(populate(w, GPA, PAGE).error, 0);
	folio = folio_lookup(w, inode_of(w), 0);
	assert_true(is_assigned(w, 0));
	folio_get(w, folio);
	assert_int_equal(do_fallocate(w, H_FILE, KEEP_PUNCH, 0, PAGE), 0);
	assert_false(frame_at(w, folio)->flags & FOLIO_ASSIGNED);
	folio_put(w, folio);
	gms_destroy(w);
}

/* POPULATE-8: the folio of a page that failed, before 6.12 and since. */
static void a_failed_page_leaves_its_folio_since_6_12(void **state)
{
	(void)state;
	for (int keeps = 0; keeps < 2; keeps++) {
		struct gms_world *w = snp_world("6.12");

		gms_set_switch(w, SW_POPULATE_KEEPS_RAW, keeps);
		assert_int_equal(do_attributes(w, H_VM, GPA, PAGE, 0), 0);
		assert_int_equal(populate(w, GPA, PAGE).error, EIO);
		assert_int_equal(folio_lookup(w, inode_of(w), 0) != 0, keeps);
		gms_destroy(w);
	}
}

/* POPULATE-5: what was found under slots_lock is looked at again with the file locked. */
static void populate_checks_the_binding_again(void **state)
{
	struct gms_world *w = snp_world("7.2");

	(void)state;
	map_erase(w, &file_at(w, handle_file(w, H_FILE))->bindings, 0);
	assert_int_equal(populate(w, GPA, PAGE).error, EIO);
	slot_of(w, 0)->gmem_file = 0;
	assert_int_equal(populate(w, GPA, PAGE).error, EIO);
	gms_destroy(w);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(which_faults_prepare_differs_by_kernel),
		cmocka_unit_test(new_pages_are_prepared_at_once_in_6_11),
		cmocka_unit_test(a_hole_takes_the_page_back_from_the_guest),
		cmocka_unit_test(a_failed_page_leaves_its_folio_since_6_12),
		cmocka_unit_test(populate_checks_the_binding_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
