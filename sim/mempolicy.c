/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory policies: how one is made, which one holds for a page, and the node that
 * it gives.  Section 8.
 *
 *	policy			asked first		then
 *	none, local		local			the nodes after it, in turn
 *	preferred		the first of its nodes	the nodes after it, in turn
 *	bind			home, or local		its nodes only
 *	preferred_many		home, or local: its nodes, then all
 *	(weighted_)interleave	one node after another	the nodes after it, in turn
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "mempolicy.h"
#include "profile.h"
#include "runs.h"

/* A mask longer than a page is refused. */
#define MASK_BITS_MAX (PAGE_SIZE * 8)

uint32_t all_nodes(const struct gms_world *w)
{
	return (uint32_t)((1ull << nr_nodes(w)) - 1);
}

static uint32_t first_node(uint32_t nodes)
{
	return (uint32_t)__builtin_ctz(nodes);
}

/* ---- Making one ---- */

static int read_mode(struct gms_world *w, const struct gms_op *op, struct policy_request *r)
{
	const uint32_t known = GMS_MPOL_F_STATIC_NODES | GMS_MPOL_F_RELATIVE_NODES |
			       GMS_MPOL_F_NUMA_BALANCING;
	uint32_t mode = (uint32_t)(op->mode | op->mode_flags);

	r->flags = mode & known;
	r->mode = mode & ~known;
	if (r->mode >= GMS_NR_MPOL_MODES)
		return reject(w, MPOL_1, EINVAL);
	if (r->flags & GMS_MPOL_F_STATIC_NODES && r->flags & GMS_MPOL_F_RELATIVE_NODES)
		return reject(w, MPOL_1, EINVAL);
	if (r->flags & GMS_MPOL_F_NUMA_BALANCING && r->mode != GMS_MPOL_BIND &&
	    r->mode != GMS_MPOL_PREFERRED_MANY)
		return reject(w, MPOL_1, EINVAL);
	return 0;
}

static int read_nodes(struct gms_world *w, const struct gms_op *op, struct policy_request *r)
{
	uint64_t bits = op->maxnode - 1, nodes = op->nodes;

	r->nodes = 0;
	if (!bits || (!nodes && !gms_op_given(op, "nodes")))
		return 0;
	if (bits > MASK_BITS_MAX)
		return reject(w, MPOL_2, EINVAL);
	if (bits < 64)
		nodes &= (1ull << bits) - 1;
	if (nodes >> GMS_MAX_NODES)
		return reject(w, MPOL_2, EINVAL);
	r->nodes = (uint32_t)nodes;
	return 0;
}

int policy_read(struct gms_world *w, const struct gms_op *op, struct policy_request *r)
{
	int error = read_mode(w, op, r);

	return error ? error : read_nodes(w, op, r);
}

/* Numbers beyond the machine's nodes count on from its first. */
static uint32_t fold_nodes(const struct gms_world *w, uint32_t nodes)
{
	uint32_t folded = 0;

	for (uint32_t n = 0; n < GMS_MAX_NODES; n++)
		if (nodes >> n & 1)
			folded |= 1u << n % nr_nodes(w);
	return folded;
}

static uint32_t nodes_there(const struct gms_world *w, uint32_t flags, uint32_t nodes)
{
	return flags & GMS_MPOL_F_RELATIVE_NODES ? fold_nodes(w, nodes) : nodes & all_nodes(w);
}

/* Does the mode go with such a mask? */
static bool mode_takes(const struct policy_request *r, bool prefers_local)
{
	if (prefers_local || r->mode == GMS_MPOL_LOCAL)
		return !r->nodes && !r->flags;
	return r->mode == GMS_MPOL_DEFAULT ? !r->nodes : r->nodes;
}

int policy_make(struct gms_world *w, const struct policy_request *r, uint64_t *policy)
{
	bool prefers_local = r->mode == GMS_MPOL_PREFERRED && !r->nodes;
	uint32_t mode = prefers_local ? GMS_MPOL_LOCAL : r->mode, nodes;

	*policy = 0;
	if (!mode_takes(r, prefers_local))
		return reject(w, MPOL_3, EINVAL);
	if (mode == GMS_MPOL_DEFAULT)
		return 0;
	if (injected(w, GMS_INJECT_ALLOC))
		return reject(w, MPOL_3, ENOMEM);
	nodes = nodes_there(w, r->flags, r->nodes);
	if (mode != GMS_MPOL_LOCAL && !nodes)
		return reject(w, MPOL_4, EINVAL);
	if (mode == GMS_MPOL_PREFERRED)
		nodes &= -nodes;
	if (r->flags)
		nodes = r->nodes;
	*policy = nodes | (uint64_t)mode << 32 |
		  (uint64_t)(r->flags / GMS_MPOL_F_NUMA_BALANCING) << 36;
	return 0;
}

/* ---- Which one holds ---- */

/* The nodes that it means, of those that the machine has. */
static uint32_t policy_nodes(const struct gms_world *w, uint64_t policy)
{
	return nodes_there(w, policy_flags(policy), policy_user_nodes(policy));
}

bool policy_is_shared(const struct gms_world *w, const struct vma *vma)
{
	switch (inode_at(w, vma->inode)->kind) {
	case INODE_GMEM:
		return has(w, SW_INODE_MPOL);
	case INODE_SHMEM:
		return true;
	default:
		return false;
	}
}

uint64_t policy_of_page(const struct gms_world *w, const struct vma *vma, uint64_t page)
{
	if (policy_is_shared(w, vma))
		return runs_get(w, &inode_at(w, vma->inode)->policies,
				page - vma->start + vma->pgoff);
	return vma->policy;
}

/* A policy, and the place in its interleaving; without one it takes turns. */
struct lookup {
	uint64_t policy;
	uint64_t index;
	bool indexed;
};

/* Private memory interleaves by the place in what mmap gave. */
static uint64_t place(const struct gms_world *w, const struct inode *inode, uint64_t index)
{
	uint64_t handle, offset;

	if (inode->kind != INODE_ANON ||
	    !mapping_of(w, vma_at(w, inode->vmas)->mm, index << PAGE_SHIFT, &handle, &offset))
		return index;
	return offset >> PAGE_SHIFT;
}

/*
 * F4: the policy for t->getfolio_index.  Private memory has that of the VMA which
 * faults.  Anonymous memory interleaves by place; guest_memfd gives none to go by.
 */
static struct lookup policy_lookup(struct gms_world *w, const struct task *t)
{
	const struct inode *inode = inode_at(w, t->inode);
	struct lookup l = { .indexed = inode->kind != INODE_GMEM };

	if (inode->kind == INODE_ANON)
		l.policy = vma_at(w, t->host.vma)->policy;
	else if (inode->policies.count)
		l.policy = runs_get(w, &inode->policies, t->getfolio_index);
	if (l.policy && !l.indexed)
		apply(w, MEMPOL_1);
	if (!l.policy)
		l.policy = current_mm(w)->policy;
	if (!l.policy)
		return l;
	apply(w, MEMPOL_5);
	if (l.indexed)
		l.index = place(w, inode, t->getfolio_index);
	return l;
}

/* ---- The node that it gives ---- */

static bool has_room(const struct gms_world *w, uint32_t node)
{
	return !w->config.param[GMS_PARAM_NODE_PAGES] ||
	       w->node_used[node] < w->config.param[GMS_PARAM_NODE_PAGES];
}

/* The first of nodes that has a page, from `node` on and round; NO_NODE. */
static uint32_t node_with_room(struct gms_world *w, uint32_t node, uint32_t nodes)
{
	if (nodes >> node & 1 && has_room(w, node))
		return node;
	for (uint32_t i = 1; i < nr_nodes(w); i++) {
		uint32_t n = (node + i) % nr_nodes(w);

		if (nodes >> n & 1 && has_room(w, n)) {
			if (nodes >> node & 1)
				apply(w, NUMA_1);
			return n;
		}
	}
	return NO_NODE;
}

/* The nth of nodes, counting round. */
static uint32_t nth_node(uint32_t nodes, uint64_t n)
{
	for (n %= (uint64_t)__builtin_popcount(nodes); n; n--)
		nodes &= nodes - 1;
	return first_node(nodes);
}

uint32_t policy_next_node(const struct gms_world *w, const struct mm *mm, uint64_t policy)
{
	uint32_t nodes = policy_nodes(w, policy);
	uint32_t ahead = (uint32_t)((uint64_t)nodes >> mm->il_next << mm->il_next);

	return first_node(ahead ? ahead : nodes);
}

/* All weights are 1, so that weighted interleaving is interleaving. */
static uint32_t interleave(struct gms_world *w, const struct lookup *l)
{
	struct mm *mm = current_mm(w);
	uint32_t node;

	if (l->indexed)
		return nth_node(policy_nodes(w, l->policy), l->index);
	node = policy_next_node(w, mm, l->policy);
	mm->il_next = node + 1;
	return node;
}

static uint32_t choose_node(struct gms_world *w, const struct lookup *l)
{
	uint32_t nodes, home, node;

	if (!l->policy)
		return node_with_room(w, LOCAL_NODE, all_nodes(w));
	nodes = policy_nodes(w, l->policy);
	home = policy_home(l->policy);
	if (home == NO_NODE)
		home = LOCAL_NODE;
	switch (policy_mode(l->policy)) {
	case GMS_MPOL_PREFERRED:
		return node_with_room(w, first_node(nodes), all_nodes(w));
	case GMS_MPOL_BIND:
		return node_with_room(w, home, nodes);
	case GMS_MPOL_PREFERRED_MANY:
		node = node_with_room(w, home, nodes);
		return node == NO_NODE ? node_with_room(w, home, all_nodes(w)) : node;
	case GMS_MPOL_INTERLEAVE:
	case GMS_MPOL_WEIGHTED_INTERLEAVE:
		return node_with_room(w, interleave(w, l), all_nodes(w));
	default:
		return node_with_room(w, LOCAL_NODE, all_nodes(w));
	}
}

static ref_t alloc_from(struct gms_world *w, uint32_t node)
{
	if (node != NO_NODE)
		return folio_alloc(w, node);
	apply(w, NUMA_2);
	return 0;
}

static __attribute__((noinline)) ref_t alloc_by_policy(struct gms_world *w, struct task *t)
{
	struct lookup l = policy_lookup(w, t);

	return alloc_from(w, choose_node(w, &l));
}

ref_t policy_alloc_folio(struct gms_world *w, struct task *t)
{
	const struct inode *inode = inode_at(w, t->inode);

	/* The usual case, for speed: no policy anywhere. */
	if (inode->kind == INODE_GMEM && !inode->policies.count && !current_mm(w)->policy &&
	    has_room(w, LOCAL_NODE))
		return folio_alloc(w, LOCAL_NODE);
	return alloc_by_policy(w, t);
}

ref_t policy_alloc_row(struct gms_world *w, struct task *t, uint32_t count)
{
	struct lookup l = policy_lookup(w, t);
	uint32_t node = choose_node(w, &l);
	uint64_t pages = w->config.param[GMS_PARAM_NODE_PAGES];

	if (node == NO_NODE || (pages && w->node_used[node] + count > pages))
		return 0;
	return folio_alloc_row(w, node, count);
}

/* MEMPOL-6: where mbind's interleaving of this inode's pages begins. */
static uint64_t interleave_base(struct gms_world *w, ref_t inode, uint64_t index)
{
	if (inode_at(w, inode)->kind != INODE_GMEM || !has(w, SW_INODE_MPOL))
		return 0;
	apply(w, MEMPOL_6);
	return has(w, SW_ILX_INODE) ? inode_at(w, inode)->number : index;
}

ref_t policy_alloc_target(struct gms_world *w, struct task *t, uint64_t index)
{
	struct lookup l = { .policy = t->policy, .indexed = true };

	if (t->op.code == GMS_OP_MOVE_PAGES)
		return alloc_from(w, has_room(w, t->target_node) ? t->target_node : NO_NODE);
	if (!l.policy)
		l.policy = current_mm(w)->policy;
	if (!t->based) {
		t->interleave_base = interleave_base(w, t->inode, index);
		t->based = 1;
	}
	l.index = t->interleave_base + place(w, inode_at(w, t->inode), index);
	return alloc_from(w, choose_node(w, &l));
}
