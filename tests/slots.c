/* SPDX-License-Identifier: BSD-2-Clause */
/* What the tests of memslots, binding and attributes share. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "lock.h"
#include "slots.h"

#include <cmocka.h>

struct gms_world *furnished(const char *profile, uint64_t type)
{
	struct gms_world *w = world(GMS_ARCH_X86, profile);

	assert_int_equal(do_vm(w, H_VM, type), 0);
	assert_int_equal(do_memfd(w, H_FILE, H_VM, 16 * PAGE, 0), 0);
	return w;
}

struct vm *vm_of(const struct gms_world *w)
{
	return vm_at(w, handle_vm(w, H_VM));
}

struct slot *slot_of(const struct gms_world *w, uint32_t id)
{
	ref_t slot = slot_by_id(w, vm_of(w), 0, id);

	assert_true(slot != 0);
	return slot_at(w, slot);
}

uint64_t generation(const struct gms_world *w)
{
	return active_set(vm_of(w), 0)->generation;
}

struct gms_op slot_op(uint64_t id, uint64_t gpa, uint64_t size, uint64_t flags)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = H_VM;
	op.id = id;
	op.gpa = gpa;
	op.size = size;
	op.flags = flags;
	if (flags & MEM_GUEST_MEMFD)
		op.memfd.handle = H_FILE;
	return op;
}

int64_t run_op(struct gms_world *w, struct gms_op op)
{
	struct gms_result result;

	gms_trail_clear(w);
	result = gms_run(w, &op);
	return number(&result);
}

int64_t set_plain(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t pages)
{
	return run_op(w, slot_op(id, gpa, pages * PAGE, 0));
}

int64_t set_gmem(struct gms_world *w, uint64_t id, uint64_t gpa, uint64_t pages, uint64_t pgoff)
{
	struct gms_op op = slot_op(id, gpa, pages * PAGE, MEM_GUEST_MEMFD);

	op.off = pgoff * PAGE;
	return run_op(w, op);
}

/* The rule that decided last. */
const char *decided(const struct gms_world *w)
{
	unsigned int n = gms_trail_length(w);

	assert_true(n > 0);
	return gms_rule_at(gms_trail_at(w, n - 1).rule)->id;
}

bool applied(const struct gms_world *w, const char *id)
{
	for (unsigned int i = 0; i < gms_trail_length(w); i++)
		if (!strcmp(gms_rule_at(gms_trail_at(w, i).rule)->id, id))
			return true;
	return false;
}

/* A task that is in an SRCU read section of the VM and does nothing else. */
int start_reader(struct gms_world *w)
{
	struct gms_op op;
	int task;

	gms_op_init(&op, GMS_OP_INVARIANTS);
	task = start(w, op);
	assert_true(try_lock(w, task_at(w, w->tasks[task]),
			     need(GMS_LOCK_SRCU, LOCK_READ, handle_vm(w, H_VM))));
	return task;
}

void stop_reader(struct gms_world *w, int task)
{
	unlock(w, task_at(w, w->tasks[task]), GMS_LOCK_SRCU, handle_vm(w, H_VM));
}

/* INV-22, INV-23, INV-24: what holds between operations. */
void assert_quiet(const struct gms_world *w)
{
	struct vm *vm = vm_of(w);
	uint64_t id, slot, pages = 0;

	for (uint32_t as = 0; as < vm->nr_as; as++) {
		const struct slot_set *active = active_set(vm, as);
		const struct slot_set *other = inactive_set(vm, as);

		assert_false(active->generation & IN_PROGRESS);
		assert_int_equal(active->by_id.count, active->by_gfn.count);
		assert_int_equal(active->by_id.count, other->by_id.count);
		assert_int_equal(active->by_gfn.count, other->by_gfn.count);
		for (bool more = map_first(w, &active->by_id, &id, &slot); more;
		     more = map_next(w, &active->by_id, &id, &slot)) {
			const struct slot *s = slot_at(w, (ref_t)slot);
			uint64_t same;

			assert_int_equal(s->flags & (MEMSLOT_INVALID | MEMSLOT_FREED), 0);
			assert_int_equal(s->dirty_in, 0);
			assert_true(map_get(w, &other->by_id, id, &same) && same == slot);
			assert_true(map_get(w, &active->by_gfn, s->base_gfn, &same) &&
				    same == slot);
			assert_true(map_get(w, &other->by_gfn, s->base_gfn, &same) &&
				    same == slot);
			pages += s->npages;
		}
	}
	assert_int_equal(vm->nr_pages, pages);
	assert_int_equal(vm->spare_nodes, 0);
	assert_int_equal(vm->invalidate_count, 0);
	assert_null(gms_lock_order_violation(w));
}

struct gms_op close_op(uint64_t handle)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_CLOSE);
	op.file = handle;
	return op;
}

struct gms_op attributes_op(uint64_t gpa, uint64_t size, uint64_t attrs)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_ATTRIBUTES);
	op.vm = H_VM;
	op.gpa = gpa;
	op.size = size;
	op.attrs = attrs;
	return op;
}
