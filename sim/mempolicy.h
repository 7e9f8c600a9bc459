/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * NUMA memory policies, and from which node a page comes.  Section 8.
 *
 * A policy is a value, and 0 is none:
 *
 *	bits 0-31	nodes: as userspace gave them if the mode has a flag, else
 *			those of them that the machine has
 *	bits 32-35	mode
 *	bits 36-38	mode flags, from GMS_MPOL_F_NUMA_BALANCING up
 *	bits 40-45	home node and one; 0 is none
 *
 * What may refer to one: a VMA, an inode for each of its pages (a map of runs),
 * and the process.  Every task runs on node 0: that is what `local` means.
 */
#ifndef SIM_MEMPOLICY_H
#define SIM_MEMPOLICY_H

#include "world.h"

#define LOCAL_NODE 0u
#define NO_NODE	   UINT32_MAX

static inline enum gms_policy_mode policy_mode(uint64_t policy)
{
	return (enum gms_policy_mode)(policy >> 32 & 15);
}

static inline uint32_t policy_flags(uint64_t policy)
{
	return (uint32_t)(policy >> 36 & 7) * GMS_MPOL_F_NUMA_BALANCING;
}

/* The mask that get_mempolicy returns. */
static inline uint32_t policy_user_nodes(uint64_t policy)
{
	return (uint32_t)policy;
}

/* NO_NODE: it has none. */
static inline uint32_t policy_home(uint64_t policy)
{
	return (uint32_t)(policy >> 40 & 63) - 1;
}

static inline uint64_t policy_with_home(uint64_t policy, uint32_t node)
{
	return (policy & ~(63ull << 40)) | (uint64_t)(node + 1) << 40;
}

static inline bool policy_interleaves(uint64_t policy)
{
	return policy_mode(policy) == GMS_MPOL_INTERLEAVE ||
	       policy_mode(policy) == GMS_MPOL_WEIGHTED_INTERLEAVE;
}

static inline uint32_t nr_nodes(const struct gms_world *w)
{
	return (uint32_t)w->config.param[GMS_PARAM_NODES];
}

/* Every node of the machine. */
uint32_t all_nodes(const struct gms_world *w);

/* What mbind and set_mempolicy ask for. */
struct policy_request {
	uint32_t mode;
	uint32_t flags;
	uint32_t nodes;
};

/* Mode, flags and mask of the operation, as far as they can be told wrong alone: errno or 0. */
int policy_read(struct gms_world *w, const struct gms_op *op, struct policy_request *request);
/* The policy that is asked for: errno or 0. */
int policy_make(struct gms_world *w, const struct policy_request *request, uint64_t *policy);

/* The node that the process interleaves to next. */
uint32_t policy_next_node(const struct gms_world *w, const struct mm *mm, uint64_t policy);

/* Is the policy of this VMA's pages kept in its inode, for everyone? MEMPOL-1 */
bool policy_is_shared(const struct gms_world *w, const struct vma *vma);
/* What get_mempolicy says of a host page of the VMA. MEMPOL-3 */
uint64_t policy_of_page(const struct gms_world *w, const struct vma *vma, uint64_t page);

/*
 * A folio for t->getfolio_index of t->inode, from the node that the policy in force
 * there says (MEMPOL-5); as folio_alloc(), and 0 too if no node may give one.
 */
ref_t policy_alloc_folio(struct gms_world *w, struct task *t);
/* `count` of them in a row, as folio_alloc_row(). */
ref_t policy_alloc_row(struct gms_world *w, struct task *t, uint32_t count);
/* A folio where t's migration wants the page at index to go: t->policy, t->target_node. */
ref_t policy_alloc_target(struct gms_world *w, struct task *t, uint64_t index);

#endif /* SIM_MEMPOLICY_H */
