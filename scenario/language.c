// SPDX-License-Identifier: BSD-2-Clause
/*
 * Dependences between arguments of one operation.
 */
#include <stddef.h>

#include "language.h"

#define AT(f) offsetof(struct gms_op, f)

#define SLOT_GUEST_MEMFD 4u /* KVM_MEM_GUEST_MEMFD */

bool op_gives(const struct gms_op *op, size_t field)
{
	const struct gms_op_row *row = gms_op_row(op->code);

	for (uint32_t i = 0; i < row->nr_args; i++)
		if (row->args[i].field == field && op->given & 1u << i)
			return true;
	return false;
}

/* Given in the file, or set by a caller that made the operation itself. */
static bool has_memfd(const struct gms_op *op)
{
	return op_gives(op, AT(memfd)) || op->memfd.handle || op->memfd.number;
}

static bool takes_value(const struct gms_op *op)
{
	return op->access == GMS_ACCESS_WRITE || op->access == GMS_ACCESS_XADD ||
	       op->access == GMS_ACCESS_OUT;
}

/* Of TLBI operations those about one address. */
static bool takes_address(const struct gms_op *op)
{
	return op->command == GMS_TLBI_VAE2 || op->command == GMS_TLBI_IPAS2E1;
}

/* Does argp= say where the structure lies, and so what its fields are? */
static bool in_memory(const struct gms_op *op)
{
	return op_gives(op, AT(argp));
}

const char *language_needs(const struct gms_op *op, const struct gms_arg *arg)
{
	switch (op->code) {
	case GMS_OP_MEMFD:
		if (!in_memory(op) && arg->field == AT(size))
			return "memfd needs size=, or argp=";
		break;
	case GMS_OP_SLOT:
		if (op->is_delete || in_memory(op))
			break;
		if (arg->field == AT(gpa))
			return "slot needs gpa= and size=, or delete";
		if (arg->field == AT(size))
			return "slot needs size=, or delete";
		break;
	case GMS_OP_PREFAULT:
		if (!in_memory(op) && (arg->field == AT(gpa) || arg->field == AT(size)))
			return "prefault needs gpa= and size=, or argp=";
		break;
	case GMS_OP_ATTRIBUTES:
		if (in_memory(op))
			break;
		if (arg->field == AT(gpa) || arg->field == AT(size))
			return "attributes needs gpa= and size=, or argp=";
		if (arg->kind == GMS_ARG_KEYWORD && !op_gives(op, AT(attrs)))
			return "attributes needs shared, private or attrs=";
		break;
	case GMS_OP_MMAP:
		if (!op->is_anon && arg->field == AT(memfd))
			return "mmap needs memfd= or anon";
		break;
	case GMS_OP_GUEST:
		if (takes_value(op) && !op->cm && arg->field == AT(value))
			return "guest write needs the value to write, xadd and out as well";
		break;
	case GMS_OP_KVM:
	case GMS_OP_VNCR:
		if (op->access == GMS_ACCESS_WRITE && arg->field == AT(value))
			return "a write needs the value to write";
		break;
	case GMS_OP_TLBI:
		if (takes_address(op) && arg->field == AT(gpa))
			return "vae2 and ipas2e1 need an address";
		break;
	default:
		break;
	}
	return NULL;
}

/* Fields of an ioctl's structure, which argp= finds in memory. */
static bool is_in_struct(const struct gms_op *op, const struct gms_arg *arg)
{
	if (arg->flags & GMS_ARG_POSITIONAL)
		return false;
	return arg->field != AT(argp) && arg->field != AT(v1) && arg->field != AT(vm) &&
	       (op->code == GMS_OP_MEMFD || op->code == GMS_OP_SLOT ||
		op->code == GMS_OP_ATTRIBUTES || op->code == GMS_OP_PREFAULT);
}

/* F_DUPFD and F_DUPFD_CLOEXEC. */
static bool duplicates(const struct gms_op *op)
{
	return op->command == 0 || op->command == 1030;
}

static const char *slot_refuses(const struct gms_op *op, const struct gms_arg *arg)
{
	if (op->is_delete && arg->field == AT(size))
		return "delete is size 0: leave out size=";
	if (arg->field == AT(v1) && op->v1 > 1)
		return "v1= is 0 or 1";
	return NULL;
}

const char *language_refuses(const struct gms_op *op, const struct gms_arg *arg)
{
	if (in_memory(op) && is_in_struct(op, arg))
		return "argp= says where the structure lies: its fields are in memory";
	switch (op->code) {
	case GMS_OP_SLOT:
		return slot_refuses(op, arg);
	case GMS_OP_FCNTL:
		if (arg->field == AT(define) && !duplicates(op))
			return "only dupfd and dupfd_cloexec make a descriptor to name";
		break;
	case GMS_OP_MMAP:
		if (op->is_anon && arg->field == AT(memfd))
			return "anon has no file: leave out memfd=";
		break;
	case GMS_OP_GUEST:
		if (arg->field == AT(access) && op->access > GMS_ACCESS_OUT)
			return "the access is read, write, exec, xadd or out";
		if (!takes_value(op) && arg->field == AT(value))
			return "only guest write, xadd and out take a value";
		if (op->cm && arg->field == AT(cm) && op->access > GMS_ACCESS_WRITE)
			return "cache maintenance reads, or writes as DC IVAC does";
		if ((arg->field == AT(isv) && op_gives(op, AT(isv)) && op->isv > GMS_BIT_SET) ||
		    (arg->field == AT(wnr) && op_gives(op, AT(wnr)) && op->wnr > GMS_BIT_SET))
			return "isv= and wnr= are 0 or 1";
		if (op->access == GMS_ACCESS_OUT && op->is_private &&
		    arg->field == AT(is_private))
			return "an I/O port is not memory";
		break;
	case GMS_OP_KVM:
	case GMS_OP_VNCR:
		if (arg->field == AT(access) && op->access > GMS_ACCESS_WRITE)
			return "the access is read or write";
		if (op->access != GMS_ACCESS_WRITE && arg->field == AT(value))
			return "only a write takes a value";
		break;
	case GMS_OP_TLBI:
		if (arg->field == AT(command) && op->command > GMS_TLBI_VMALLS12E1)
			return "the operation is vae2, alle2, ipas2e1 or vmalls12e1";
		if (!takes_address(op) && arg->field == AT(gpa))
			return "only vae2 and ipas2e1 take an address";
		break;
	default:
		break;
	}
	return NULL;
}

static bool has_address(const struct gms_op *op)
{
	return op_gives(op, AT(hva)) || op->hva.handle || op->hva.number;
}

uint64_t language_default_flags(const struct gms_op *op)
{
	if (op->code == GMS_OP_MMAP)
		return op->is_anon ? GMS_MAP_PRIVATE : GMS_MAP_SHARED;
	if (op->code == GMS_OP_SLOT && has_memfd(op))
		return SLOT_GUEST_MEMFD;
	if (op->code == GMS_OP_GET_MEMPOLICY && has_address(op))
		return GMS_MPOL_F_ADDR;
	return 0;
}

void language_complete(struct gms_op *op, bool flags_are_number)
{
	if (!op_gives(op, AT(flags)))
		op->flags = language_default_flags(op);
	else if (op->code != GMS_OP_MMAP && !flags_are_number)
		op->flags |= language_default_flags(op);
}

bool language_observes(const struct gms_op *op)
{
	switch (op->code) {
	case GMS_OP_LOAD:
		return true;
	case GMS_OP_GUEST:
		return op->access == GMS_ACCESS_READ;
	case GMS_OP_MOVE_PAGES:
		return !op_gives(op, AT(node));
	case GMS_OP_GET_MEMPOLICY:
		return !(op->flags & GMS_MPOL_F_NODE);
	default:
		return gms_op_row(op->code)->flags & GMS_OP_OBSERVES;
	}
}
