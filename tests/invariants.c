/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of invariants share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "invariants.h"

#include <cmocka.h>

#define IDS_BYTES 256

void all_hold(const struct gms_world *w)
{
	char why[256] = "";
	const struct invariant *bad = invariants_check(w, true, why, sizeof(why));

	if (bad)
		fail_msg("%s: %s", bad->id, why);
}

void broken_are(const struct gms_world *w, bool quiet, const char *ids)
{
	char found[IDS_BYTES] = "", why[256];
	size_t length = 0;

	for (unsigned int i = 0; i < invariants_count(); i++) {
		const struct invariant *inv = invariant_at(i);

		why[0] = '\0';
		if ((inv->when == QUIET && !quiet) || inv->holds(w, why, sizeof(why)))
			continue;
		assert_true(strlen(why));
		length += (size_t)snprintf(found + length, sizeof(found) - length, "%s%s",
					   length ? " " : "", inv->id);
		assert_true(length < sizeof(found));
	}
	assert_string_equal(found, ids);
}

struct gms_world *file_world(uint64_t type)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");

	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_vcpu(w, H_VCPU, H_VM, 0), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 4 * PAGE, MMAP), 0);
	assert_int_equal(do_slot(w, H_VM, 0, GPA, 4 * PAGE, H_FILE, 0, NOWHERE), 0);
	return w;
}

struct tdp_iter leaf_at(const struct gms_world *w, uint64_t gpa)
{
	uint64_t gfn = gpa >> PAGE_SHIFT;
	struct tdp_iter it = tdp_iter_start(w, vm_of(w), gfn, gfn + 1);

	assert_true(tdp_iter_find(w, &it));
	return it;
}

void damage(struct gms_world *w, uint64_t gpa, uint64_t set, uint64_t clear)
{
	struct tdp_iter it = leaf_at(w, gpa);

	entry_write(w, it.table[it.level], tdp_iter_index(&it), (it.entry & ~clear) | set);
}

void set_attribute(struct gms_world *w, uint64_t value)
{
	uint64_t gfn = GPA >> PAGE_SHIFT;

	assert_true(map_set(w, &vm_of(w)->attributes, gfn, value));
	assert_true(map_set(w, &vm_of(w)->attributes, gfn + 1, 0));
}

struct task *run_to_the_end(struct gms_world *w, struct gms_op op)
{
	int task = start(w, op);

	while (gms_task_step(w, task) == GMS_STEPPED)
		;
	return task_at(w, w->tasks[task]);
}
