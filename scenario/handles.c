/* SPDX-License-Identifier: BSD-2-Clause */
#include "handles.h"

bool arg_is_ref(const struct gms_arg *arg)
{
	return arg->kind == GMS_ARG_ADDRESS || arg->kind == GMS_ARG_FD ||
	       arg->kind == GMS_ARG_DESCRIPTOR;
}

static bool is_handle(const struct gms_arg *arg)
{
	switch (arg->kind) {
	case GMS_ARG_VM:
	case GMS_ARG_VM_OR_SYSTEM:
	case GMS_ARG_VCPU:
	case GMS_ARG_FILE:
	case GMS_ARG_CLOSABLE:
	case GMS_ARG_SENDABLE:
	case GMS_ARG_MESSAGE:
	case GMS_ARG_PROCESS:
	case GMS_ARG_MAP:
		return true;
	default:
		/* The handle is what a reference begins with. */
		return arg_is_ref(arg);
	}
}

unsigned int op_handles(struct gms_op *op, uint64_t *at[OP_HANDLES_MAX])
{
	const struct gms_op_row *row = gms_op_row(op->code);
	unsigned int count = 0;

	for (uint32_t i = 0; i < row->nr_args; i++) {
		const struct gms_arg *arg = &row->args[i];

		if (arg->kind == GMS_ARG_SLOT || arg->kind == GMS_ARG_NEW_VCPU)
			at[count++] = &op->vm;
		else if (is_handle(arg))
			at[count++] = (uint64_t *)((char *)op + arg->field);
	}
	at[count++] = &op->process;
	return count;
}
