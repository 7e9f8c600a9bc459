// SPDX-License-Identifier: BSD-2-Clause
/* Memory policies and the nodes of pages. */
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "worker.h"

#ifndef SYS_set_mempolicy_home_node
#define SYS_set_mempolicy_home_node 450
#endif

#define MODE_FLAGS 0xe000

/* As many words as a system call may read. */
static uint64_t mask[HOST_PAGE / sizeof(uint64_t) + 1];

static uint64_t *mask_of(const struct gms_op *op)
{
	mask[0] = op->nodes;
	return op->nodes || gms_op_given(op, "nodes") ? mask : NULL;
}

struct gms_result sys_mbind(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;

	host_range(k, op, &address, &bytes);
	if (is_ours(k, address, bytes))
		return refuse_ours();
	return result_of(syscall(SYS_mbind, address, bytes, op->mode | op->mode_flags,
				 mask_of(op), op->maxnode, op->flags));
}

struct gms_result sys_set_mempolicy(struct worker *k, const struct gms_op *op)
{
	(void)k;
	return result_of(
		syscall(SYS_set_mempolicy, op->mode | op->mode_flags, mask_of(op), op->maxnode));
}

struct gms_result sys_set_mempolicy_home_node(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;

	host_range(k, op, &address, &bytes);
	if (is_ours(k, address, bytes))
		return refuse_ours();
	return result_of(
		syscall(SYS_set_mempolicy_home_node, address, bytes, op->node, op->flags));
}

struct gms_result sys_get_mempolicy(struct worker *k, const struct gms_op *op)
{
	static uint64_t nodes[16];
	int mode = 0;

	nodes[0] = 0;
	if (op->maxnode > sizeof(nodes) * 8)
		return result_unsupported("the mask is longer than the memory for it");
	if (syscall(SYS_get_mempolicy, &mode, nodes, op->maxnode, host_address(k, op->hva),
		    op->flags) < 0)
		return result_errno(errno);
	if (op->flags & GMS_MPOL_F_MEMS_ALLOWED)
		return (struct gms_result){ .kind = GMS_RESULT_NODES,
					    .nodes = (uint32_t)nodes[0] };
	if (op->flags & GMS_MPOL_F_NODE)
		return (struct gms_result){ .kind = GMS_RESULT_NODE,
					    .value = mode,
					    .nodes = (uint32_t)nodes[0] };
	return (struct gms_result){ .kind = GMS_RESULT_POLICY,
				    .value = mode & ~MODE_FLAGS,
				    .flags = (uint64_t)mode & MODE_FLAGS,
				    .nodes = (uint32_t)nodes[0] };
}

struct gms_result sys_move_pages(struct worker *k, const struct gms_op *op)
{
	void *page = (void *)(uintptr_t)host_address(k, op->hva);
	int node = (int)op->node, status = 0;
	long moved = syscall(SYS_move_pages, 0, 1ul, &page,
			     gms_op_given(op, "node") ? &node : NULL, &status, (int)op->flags);

	if (moved)
		return result_of(moved);
	return (struct gms_result){ .kind = GMS_RESULT_STATUS, .status = status };
}
