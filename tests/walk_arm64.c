/* SPDX-License-Identifier: BSD-2-Clause */
/* Questions in the mechanism's terms, and its answers in those of the naive walker. */
#include "walk_arm64.h"

/* The first difference is the one that counts. */
static void compare(struct walk_difference *d, const char *what, uint64_t ours, uint64_t naive)
{
	if (!d->what && ours != naive)
		*d = (struct walk_difference){ what, ours, naive };
}

static struct s2_access access_of(const struct naive_s2_question *q)
{
	return (struct s2_access){
		.kind = (q->read ? S2_ACCESS_READ : 0) | (q->write ? S2_ACCESS_WRITE : 0) |
			(q->fetch ? S2_ACCESS_FETCH : 0),
		.el0 = q->el0,
	};
}

static void compare_walk(struct walk_difference *d, struct s2_walk walk,
			 const struct naive_s2_answer *a)
{
	compare(d, "no memory", walk.outcome == S2_NO_MEMORY, a->what == NAIVE_S2_NO_MEMORY);
	compare(d, "mapped", walk.outcome == S2_MAPPED, a->what == NAIVE_S2_MAPPED);
	compare(d, "level", walk.level, (uint64_t)a->level);
	if (a->what == NAIVE_S2_NO_MEMORY)
		return;
	compare(d, "entry", walk.entry, a->entry);
	if (a->what == NAIVE_S2_FAULT)
		compare(d, "FSC", s2_fsc(&walk), (uint64_t)a->code);
	else
		compare(d, "pa", walk.pa, a->result);
}

struct walk_difference walk_compare_s2(const struct s2 *s2, const struct naive_s2_question *q,
				       struct naive_s2_answer *answer)
{
	const struct table_memory *m = &s2->memory;
	struct naive_s2_memory memory = { (const unsigned char *)table_memory_at(m, m->first),
					  m->first, m->bytes };
	struct s2_access access = access_of(q);
	struct s2_walk walk = s2_walk(s2, q->address, &access);
	struct walk_difference d = { 0 };

	*answer = naive_s2(&memory, q);
	compare_walk(&d, walk, answer);
	compare_walk(&d, s2_walk_full(s2, q->address, &access), answer);
	if (walk.outcome != S2_MAPPED || d.what)
		return d;
	s2_mark_used(s2, q->address, &walk, q->write);
	compare(&d, "leaf after use", *table_memory_at(m, answer->used_at), answer->used_after);
	return d;
}
