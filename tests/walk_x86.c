/* SPDX-License-Identifier: BSD-2-Clause */
/* Questions in the mechanism's terms, and its answers in those of the naive walkers. */
#include "walk_x86.h"

/* The first difference is the one that counts. */
static void compare(struct walk_difference *d, const char *what, uint64_t ours, uint64_t naive)
{
	if (!d->what && ours != naive)
		*d = (struct walk_difference){ what, ours, naive };
}

static struct naive_memory naive_memory_of(const struct table_memory *m)
{
	return (struct naive_memory){
		.bytes = (const unsigned char *)table_memory_at(m, m->first),
		.first = m->first,
		.size = m->bytes,
	};
}

/* Each entry used, after A and D were set.  One may have served several levels. */
static void compare_used(struct walk_difference *d, const struct table_memory *memory,
			 const struct naive_answer *a)
{
	for (size_t i = 0; i < a->nr_used; i++) {
		uint64_t after = 0;

		for (size_t j = 0; j < a->nr_used; j++)
			after |= a->used_at[j] == a->used_at[i] ? a->used_after[j] : 0;
		compare(d, "entry after use", *table_memory_at(memory, a->used_at[i]), after);
	}
}

/* ---- EPT ---- */

struct ept_cpu walk_ept_cpu(const struct naive_machine *machine)
{
	return (struct ept_cpu){
		.maxphyaddr = (uint32_t)machine->physical_bits,
		.five_levels = true,
		.access_dirty = true,
		.exec_only = machine->execute_only,
		.page_2m = machine->has_2m,
		.page_1g = machine->has_1g,
		.mbec = machine->split_execute,
		.violation_ve = machine->virtualize_violations,
		.advanced = machine->advanced,
	};
}

static struct ept_access ept_access_of(const struct naive_question *q)
{
	return (struct ept_access){
		.kind = (q->read ? EPT_ACCESS_READ : 0) | (q->write ? EPT_ACCESS_WRITE : 0) |
			(q->fetch ? EPT_ACCESS_FETCH : 0),
		.user = q->user,
		.linear = q->linear,
		.guest_table = q->guest_table,
		.advanced = (q->linear_user ? EPT_QUAL_LINEAR_USER : 0) |
			    (q->linear_write ? EPT_QUAL_LINEAR_WRITE : 0) |
			    (q->linear_xd ? EPT_QUAL_LINEAR_XD : 0) |
			    (q->nmi_unblock ? EPT_QUAL_NMI_UNBLOCK : 0),
	};
}

static uint32_t reasons_of(const struct naive_answer *a)
{
	static const uint32_t bit[NR_REASONS] = {
		[WRITE_ONLY] = EPT_BAD_WRITE_ONLY,   [EXECUTE_ONLY] = EPT_BAD_EXEC_ONLY,
		[TABLE_BITS] = EPT_BAD_TABLE_BITS,   [PAGE_SIZE_UNKNOWN] = EPT_BAD_PAGE_SIZE,
		[FRAME_NOT_ALIGNED] = EPT_BAD_FRAME, [ADDRESS_TOO_HIGH] = EPT_BAD_ADDRESS,
		[MEMORY_TYPE] = EPT_BAD_MEMORY_TYPE,
	};
	uint32_t reasons = 0;

	for (int i = 0; i < NR_REASONS; i++)
		reasons |= a->because[i] ? bit[i] : 0;
	return reasons;
}

static uint64_t rights_of(const struct naive_answer *a)
{
	return (a->can_read ? EPT_READ : 0) | (a->can_write ? EPT_WRITE : 0) |
	       (a->can_execute ? EPT_EXEC : 0) | (a->can_execute_user ? EPT_EXEC_USER : 0);
}

static void compare_ept(struct walk_difference *d, const struct ept *ept, struct ept_walk walk,
			const struct naive_answer *a)
{
	static const enum ept_outcome outcome[] = {
		[NAIVE_MAPPED] = EPT_MAPPED,
		[NAIVE_FAULT] = EPT_VIOLATION,
		[NAIVE_MISCONFIGURED] = EPT_MISCONFIGURED,
		[NAIVE_VIRTUALIZED] = EPT_VIRTUALIZED,
		[NAIVE_NO_MEMORY] = EPT_NO_MEMORY,
	};

	compare(d, "outcome", walk.outcome, outcome[a->what]);
	compare(d, "level", walk.level, (uint64_t)a->level);
	if (a->what == NAIVE_NO_MEMORY)
		return;
	compare(d, "entry", walk.entry, a->entry);
	compare(d, "qualification", walk.qualification, a->code);
	if (a->what == NAIVE_MISCONFIGURED) {
		compare(d, "reasons", walk.reasons, reasons_of(a));
		return;
	}
	compare(d, "rights", ept_walk_rights(ept, &walk), rights_of(a));
	compare(d, "hpa", walk.hpa, a->result);
	if (a->what != NAIVE_MAPPED)
		return;
	compare(d, "memory type", ept_memory_type(walk.entry), (uint64_t)a->memory_type);
	compare(d, "ignore PAT", !!(walk.entry & EPT_IPAT), a->ignore_pat);
}

struct walk_difference walk_compare_ept(const struct ept *ept,
					const struct naive_machine *machine,
					const struct naive_question *q,
					struct naive_answer *answer)
{
	struct naive_memory memory = naive_memory_of(&ept->memory);
	struct ept_access access = ept_access_of(q);
	struct walk_difference d = { 0 };
	struct ept_walk walk;

	*answer = naive_ept(&memory, machine, q);
	walk = ept_walk(ept, q->address, &access);
	compare_ept(&d, ept, walk, answer);
	compare_ept(&d, ept, ept_walk_full(ept, q->address, &access), answer);
	if (walk.outcome != EPT_MAPPED || d.what)
		return d;
	ept_mark_used(ept, q->address, &walk, ept_access_writes(ept, &access));
	compare_used(&d, &ept->memory, answer);
	return d;
}

/* ---- NPT ---- */

struct npt_cpu walk_npt_cpu(const struct naive_machine *machine)
{
	return (struct npt_cpu){
		.maxphyaddr = (uint32_t)machine->physical_bits,
		.cbit = (uint32_t)machine->encryption_bit,
		.five_levels = machine->five_levels,
		.nx = machine->no_execute,
		.page_1g = machine->has_1g,
		.gmet = machine->execute_trap,
	};
}

static void compare_npt(struct walk_difference *d, struct npt_walk walk,
			const struct naive_answer *a)
{
	static const enum npt_outcome outcome[] = {
		[NAIVE_MAPPED] = NPT_MAPPED,
		[NAIVE_FAULT] = NPT_FAULT,
		[NAIVE_NO_MEMORY] = NPT_NO_MEMORY,
	};

	compare(d, "outcome", walk.outcome, outcome[a->what]);
	compare(d, "level", walk.level, (uint64_t)a->level);
	if (a->what == NAIVE_NO_MEMORY)
		return;
	compare(d, "entry", walk.entry, a->entry);
	compare(d, "error code", walk.error_code, a->code);
	compare(d, "hpa", walk.hpa, a->result);
	if (a->what != NAIVE_MAPPED)
		return;
	compare(d, "writable", !!(walk.all & NPT_WRITE), a->can_write);
	compare(d, "executable", !(walk.any & NPT_NX), a->can_execute);
}

struct walk_difference walk_compare_npt(const struct npt *npt,
					const struct naive_machine *machine,
					const struct naive_question *q,
					struct naive_answer *answer)
{
	struct naive_memory memory = naive_memory_of(&npt->memory);
	struct npt_access access = {
		.write = q->write,
		.fetch = q->fetch,
		.guest_table = q->guest_table,
		.encrypted = q->encrypted,
		.supervisor = q->supervisor,
	};
	struct walk_difference d = { 0 };
	struct npt_walk walk;

	*answer = naive_npt(&memory, machine, q);
	walk = npt_walk(npt, q->address, &access);
	compare_npt(&d, walk, answer);
	compare_npt(&d, npt_walk_full(npt, q->address, &access), answer);
	if (walk.outcome != NPT_MAPPED || d.what)
		return d;
	npt_mark_used(npt, q->address, &walk, npt_access_writes(&access));
	compare_used(&d, &npt->memory, answer);
	return d;
}
