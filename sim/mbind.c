/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * mbind, set_mempolicy, set_mempolicy_home_node and get_mempolicy.  Section 8.
 *
 * A VMA always remembers the policy that was last set through it.  Memory that is
 * shared, and a guest_memfd since 6.19, keeps one for each page beside that, and
 * only that one counts; but a VMA that has the policy already is passed over, so
 * that what another mapping has set meanwhile stays.  MEMPOL-1, MBIND-4.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "mempolicy.h"
#include "migrate.h"
#include "profile.h"
#include "runs.h"

/* ---- VMA by VMA ---- */

/* The part of the VMA in t->notify_* gets the policy: 0, or ENOMEM with nothing changed. */
static int replace_policy(struct gms_world *w, struct task *t, uint64_t policy)
{
	struct vma *vma;

	if (!vma_split_range(w, t->mm, t->notify_start, t->notify_end))
		return ENOMEM;
	vma = vma_at(w, vma_lookup(w, t->mm, t->notify_start));
	if (policy_is_shared(w, vma) &&
	    !runs_store(w, &inode_at(w, vma->inode)->policies, vma->pgoff,
			vma->pgoff + (vma->end - vma->start), policy))
		return ENOMEM;
	if (inode_at(w, vma->inode)->kind == INODE_GMEM)
		apply(w, policy_is_shared(w, vma) ? MEMPOL_1 : MEMPOL_2);
	vma->policy = policy;
	vma_merge_range(w, t, t->notify_start, t->notify_end);
	return 0;
}

/* The rule that decided is recorded already. */
static enum verdict refused(struct task *t, int error)
{
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return finish();
}

/* ---- mbind ---- */

enum { MBIND_CHECK, MBIND_QUEUE, MBIND_SET, MBIND_MOVE };

static uint32_t move_flags(const struct task *t)
{
	uint32_t flags = (uint32_t)t->op.flags;

	/* Nothing can be misplaced where no policy holds. */
	return t->policy ? flags : flags & ~GMS_MPOL_MF_STRICT;
}

static bool moves(const struct task *t)
{
	return move_flags(t) & (GMS_MPOL_MF_MOVE | GMS_MPOL_MF_MOVE_ALL);
}

static enum verdict mbind_check(struct gms_world *w, struct task *t)
{
	const uint32_t known = GMS_MPOL_MF_STRICT | GMS_MPOL_MF_MOVE | GMS_MPOL_MF_MOVE_ALL;
	struct policy_request request;
	int error = policy_read(w, &t->op, &request);

	if (error)
		return refused(t, error);
	if ((uint32_t)t->op.flags & ~known || map_range(w, t))
		return fail(w, t, MBIND_1, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, MBIND_1, 0);
	error = policy_make(w, &request, &t->policy);
	if (error)
		return refused(t, error);
	t->target_nodes = request.nodes;
	return NEXT;
}

/* MPOL_DEFAULT does not mind holes, as long as there is anything. */
static enum verdict mbind_queue(struct gms_world *w, struct task *t)
{
	bool strict = move_flags(t) & GMS_MPOL_MF_STRICT && !moves(t);
	uint64_t start, end, seen;

	map_range(w, t);
	start = seen = t->notify_start;
	end = t->notify_end;
	while (range_next_vma(w, t)) {
		uint64_t first = t->notify_start, last = t->notify_end;
		bool gap = seen < first || (last < end && !vma_lookup(w, t->mm, last));

		if (gap && t->policy)
			return fail(w, t, MBIND_2, EFAULT);
		if (strict && misplaced_page(w, t, &first, last, true))
			return fail(w, t, MBIND_3, EIO);
		seen = last;
	}
	if (seen == start)
		return fail(w, t, MBIND_2, EFAULT);
	t->walked = 0;
	return NEXT;
}

static enum verdict mbind_end(struct gms_world *w, struct task *t)
{
	if (t->not_moved && move_flags(t) & GMS_MPOL_MF_STRICT)
		return fail(w, t, MBIND_5, EIO);
	return succeed(w, t, moves(t) ? MBIND_5 : MEMPOL_4, 0);
}

static enum verdict mbind_set(struct gms_world *w, struct task *t)
{
	ref_t vma = range_next_vma(w, t);

	if (vma && vma_at(w, vma)->policy == t->policy) {
		apply(w, MBIND_4);
		return AGAIN;
	}
	if (vma)
		return replace_policy(w, t, t->policy) ? fail(w, t, MBIND_6, ENOMEM) : AGAIN;
	if (!moves(t))
		return mbind_end(w, t);
	t->walked = 0;
	unlock(w, t, GMS_LOCK_MM, t->mm);
	return NEXT;
}

/*
 * The kernel has a list of what was misplaced when it looked; here the range is
 * looked through again, and finds the same unless others came between.
 */
static enum verdict mbind_move(struct gms_world *w, struct task *t)
{
	uint64_t start, page;

	map_range(w, t);
	start = t->notify_start;
	page = start + t->walked;
	if (!misplaced_page(w, t, &page, t->notify_end, move_flags(t) & GMS_MPOL_MF_MOVE_ALL))
		return mbind_end(w, t);
	t->walked = page - start + 1;
	isolate_page(w, t, page);
	return call_then(t, PROTO_MIGRATE, MBIND_MOVE);
}

const struct step mbind_steps[] = {
	[MBIND_CHECK] = { "check", mbind_check },
	[MBIND_QUEUE] = { "queue-pages", mbind_queue, .take = need_mm_write },
	[MBIND_SET] = { "set-policy", mbind_set },
	[MBIND_MOVE] = { "next-page", mbind_move },
	{ 0 },
};

/* ---- set_mempolicy ---- */

static enum verdict set_mempolicy_run(struct gms_world *w, struct task *t)
{
	struct mm *mm = current_mm(w);
	struct policy_request request;
	uint64_t policy;
	int error = policy_read(w, &t->op, &request);

	if (!error)
		error = policy_make(w, &request, &policy);
	if (error)
		return refused(t, error);
	mm->policy = policy;
	if (policy_interleaves(policy))
		mm->il_next = 0;
	return succeed(w, t, SETPOL_1, 0);
}

const struct step set_mempolicy_steps[] = {
	{ "set-policy", set_mempolicy_run },
	{ 0 },
};

/* ---- set_mempolicy_home_node ---- */

enum { HOME_CHECK, HOME_LOCK, HOME_SET };

static enum verdict home_check(struct gms_world *w, struct task *t)
{
	int error = map_range(w, t);

	if (error || t->op.flags || t->op.node >= nr_nodes(w))
		return fail(w, t, HOMENODE_1, EINVAL);
	if (t->notify_start == t->notify_end)
		return succeed(w, t, HOMENODE_1, 0);
	return NEXT;
}

static enum verdict home_lock(struct gms_world *w, struct task *t)
{
	(void)w;
	t->error = ENOENT;
	return NEXT;
}

/* Of a policy that the VMA has; one that only the inode has does not count. */
static enum verdict home_set(struct gms_world *w, struct task *t)
{
	ref_t ref = range_next_vma(w, t);
	uint64_t policy = vma_at(w, ref)->policy;

	if (!ref)
		return t->error ? fail(w, t, HOMENODE_2, (int)t->error)
				: succeed(w, t, HOMENODE_2, 0);
	if (!policy)
		return AGAIN;
	if (policy_mode(policy) != GMS_MPOL_BIND &&
	    policy_mode(policy) != GMS_MPOL_PREFERRED_MANY)
		return fail(w, t, HOMENODE_2, EOPNOTSUPP);
	t->error = 0;
	policy = policy_with_home(policy, (uint32_t)t->op.node);
	if (policy == vma_at(w, ref)->policy) {
		apply(w, MBIND_4);
		return AGAIN;
	}
	return replace_policy(w, t, policy) ? fail(w, t, MBIND_6, ENOMEM) : AGAIN;
}

const struct step set_mempolicy_home_node_steps[] = {
	[HOME_CHECK] = { "check", home_check },
	[HOME_LOCK] = { "lock", home_lock, .take = need_mm_write },
	[HOME_SET] = { "set-home", home_set },
	{ 0 },
};

/* ---- get_mempolicy ---- */

enum { GET_CHECK, GET_LOOK, GET_NODE };

/* The mask goes to userspace last: it has no say in what is found before. */
static enum verdict get_done(struct gms_world *w, struct task *t, struct gms_result result)
{
	if (t->op.maxnode - 1 > PAGE_SIZE * 8)
		return fail(w, t, GETPOL_1, EINVAL);
	/* No bit is asked for, and no word is written. */
	if (t->op.maxnode == 1)
		result.nodes = 0;
	t->result = result;
	apply(w, GETPOL_3);
	return finish();
}

static enum verdict get_check(struct gms_world *w, struct task *t)
{
	uint64_t address = ref_address(w, t->op.hva), flags = t->op.flags;

	if (flags & ~(uint64_t)(GMS_MPOL_F_NODE | GMS_MPOL_F_ADDR | GMS_MPOL_F_MEMS_ALLOWED) ||
	    t->op.maxnode < nr_nodes(w))
		return fail(w, t, GETPOL_1, EINVAL);
	if (flags & GMS_MPOL_F_MEMS_ALLOWED) {
		if (flags != GMS_MPOL_F_MEMS_ALLOWED)
			return fail(w, t, GETPOL_1, EINVAL);
		return get_done(w, t,
				(struct gms_result){ .kind = GMS_RESULT_NODES,
						     .nodes = all_nodes(w) });
	}
	if (address && !(flags & GMS_MPOL_F_ADDR))
		return fail(w, t, GETPOL_1, EINVAL);
	return NEXT;
}

static struct gms_result policy_result(uint64_t policy)
{
	return (struct gms_result){
		.kind = GMS_RESULT_POLICY,
		.value = policy_mode(policy),
		.flags = policy_flags(policy),
		.nodes = policy_user_nodes(policy),
	};
}

static struct gms_result node_result(uint32_t node, uint64_t policy)
{
	return (struct gms_result){
		.kind = GMS_RESULT_NODE,
		.value = node,
		.nodes = policy_user_nodes(policy),
	};
}

static enum verdict get_task_policy(struct gms_world *w, struct task *t)
{
	const struct mm *mm = current_mm(w);

	if (!(t->op.flags & GMS_MPOL_F_NODE))
		return get_done(w, t, policy_result(mm->policy));
	if (!policy_interleaves(mm->policy))
		return fail(w, t, GETPOL_4, EINVAL);
	return get_done(w, t, node_result(policy_next_node(w, mm, mm->policy), mm->policy));
}

static struct need need_mm_if_addr(const struct gms_world *w, const struct task *t)
{
	return t->op.flags & GMS_MPOL_F_ADDR ? need_mm_read(w, t) : NEED_NOTHING;
}

static enum verdict get_look(struct gms_world *w, struct task *t)
{
	uint64_t address = ref_address(w, t->op.hva), page = address >> PAGE_SHIFT;
	ref_t vma;

	if (!(t->op.flags & GMS_MPOL_F_ADDR))
		return get_task_policy(w, t);
	vma = vma_lookup(w, t->mm, page);
	if (!vma)
		return fail(w, t, GETPOL_2, EFAULT);
	apply(w, MEMPOL_3);
	t->policy = policy_of_page(w, vma_at(w, vma), page);
	if (!(t->op.flags & GMS_MPOL_F_NODE))
		return get_done(w, t, policy_result(t->policy));
	unlock(w, t, GMS_LOCK_MM, t->mm);
	t->host.address = address;
	t->host.write = 0;
	t->host.for_kvm = 1;
	return call(t, PROTO_HOST_FAULT);
}

/* The page is brought in to see where it is; what a signal would say is EFAULT. */
static enum verdict get_node(struct gms_world *w, struct task *t)
{
	ref_t folio = t->host.frame;
	uint32_t node;

	if (t->host.failed)
		return fail(w, t, GETPOL_4, t->host.error == ENOMEM ? ENOMEM : EFAULT);
	node = is_zero_page(w, folio) ? LOCAL_NODE : folio_node(w, folio);
	folio_put(w, folio);
	t->host.frame = 0;
	apply(w, GETPOL_4);
	return get_done(w, t, node_result(node, t->policy));
}

const struct step get_mempolicy_steps[] = {
	[GET_CHECK] = { "check", get_check },
	[GET_LOOK] = { "look-up", get_look, .take = need_mm_if_addr },
	[GET_NODE] = { "node-of-page", get_node },
	{ 0 },
};
