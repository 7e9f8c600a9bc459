/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A scenario as a program for syzkaller, in the calls that its descriptions of KVM have.
 * What a guest does is none of them, nor are the results of loads and stores.
 */
#include <inttypes.h>

#include "export.h"

#define NUMBER "0x%" PRIx64

/* syzkaller's own memory: structures at its beginning, mappings far behind them. */
#define STRUCTURES UINT64_C(0x7f0000000000)
#define MAPPINGS   UINT64_C(0x7f0000800000)
#define MAP_ROOM   UINT64_C(0x100000)
#define MAP_FIXED  0x10u

/* As syzkaller writes them; r0 is /dev/kvm. */
static struct export_name resource(uint64_t handle)
{
	struct export_name t;

	snprintf(t.text, sizeof(t.text), "r%" PRIu64, handle);
	return t;
}

static struct export_name address(struct export *x, struct gms_ref ref)
{
	struct export_name t;

	if (ref.handle)
		snprintf(t.text, sizeof(t.text), "&(" NUMBER "/0x1000)=nil",
			 MAPPINGS + ref.handle * MAP_ROOM + ref.number);
	else
		snprintf(t.text, sizeof(t.text), NUMBER, ref.number);
	if (ref.handle > 64 || ref.number >= MAP_ROOM)
		export_fail(x, "syzkaller's memory has no such address");
	return t;
}

static struct export_name descriptor(struct gms_ref ref)
{
	struct export_name t;

	if (ref.handle)
		return resource(ref.handle);
	snprintf(t.text, sizeof(t.text), NUMBER, ref.number);
	return t;
}

static void put_slot(struct export *x, const struct gms_op *op)
{
	if (op->bitmap.handle || op->bitmap.number || op->pad1 || op->pad2)
		export_fail(x, "syzkaller's description of a slot has no such field");
	fprintf(x->out, "ioctl$KVM_SET_USER_MEMORY_REGION%s(%s, %s, &(" NUMBER ")={",
		op->v1 ? "" : "2", resource(op->vm).text, op->v1 ? "0x4020ae46" : "0x40a0ae49",
		STRUCTURES);
	fprintf(x->out, NUMBER ", " NUMBER ", " NUMBER ", " NUMBER ", %s",
		op->as_id << 16 | op->id, op->flags, op->gpa, op->is_delete ? 0 : op->size,
		address(x, op->hva).text);
	if (!op->v1)
		fprintf(x->out, ", " NUMBER ", %s", op->off, descriptor(op->memfd).text);
	fputs("})\n", x->out);
}

static void put_mmap(struct export *x, const struct gms_op *op)
{
	struct gms_ref place = { .handle = op->define };

	if (op->hva.handle || op->hva.number || op->len > MAP_ROOM)
		export_fail(x, "syzkaller's memory has no room for the mapping");
	fprintf(x->out, "mmap(%s, " NUMBER ", " NUMBER ", " NUMBER ", %s, " NUMBER ")\n",
		address(x, place).text, op->len, op->prot,
		op->flags | MAP_FIXED | (op->is_anon ? 0x20u : 0),
		op->is_anon ? "0xffffffffffffffff" : descriptor(op->memfd).text, op->off);
}

/* Calls on a part of a mapping; its length if none is named is the room of one. */
static void put_range(struct export *x, const struct gms_op *op, const char *call, bool has_more,
		      uint64_t more)
{
	struct gms_ref place = { op->map, op->off };

	fprintf(x->out, "%s(%s, " NUMBER, call, address(x, place).text,
		gms_op_given(op, "len") ? op->len : MAP_ROOM - op->off);
	if (has_more)
		fprintf(x->out, ", " NUMBER, more);
	fputs(")\n", x->out);
}

static void put_file_call(struct export *x, const struct gms_op *op)
{
	struct export_name fd = resource(op->file);

	switch (op->code) {
	case GMS_OP_FALLOCATE:
		fprintf(x->out, "fallocate(%s, " NUMBER ", " NUMBER ", " NUMBER ")\n", fd.text,
			op->mode, op->off, op->len);
		break;
	case GMS_OP_FTRUNCATE:
		fprintf(x->out, "ftruncate(%s, " NUMBER ")\n", fd.text, op->len);
		break;
	case GMS_OP_DUP:
		fprintf(x->out, "%s = dup(%s)\n", resource(op->define).text, fd.text);
		break;
	case GMS_OP_LSEEK:
		fprintf(x->out, "lseek(%s, " NUMBER ", " NUMBER ")\n", fd.text, op->off,
			op->whence);
		break;
	default:
		fprintf(x->out, "%s(%s)\n", gms_op_row(op->code)->word, fd.text);
		break;
	}
}

static void put_kvm_call(struct export *x, const struct gms_op *op)
{
	switch (op->code) {
	case GMS_OP_VM:
		if (op->type)
			export_fail(x, "syzkaller creates VMs of type 0");
		fprintf(x->out, "%s = ioctl$KVM_CREATE_VM(r0, 0xae01, 0x0)\n",
			resource(op->define).text);
		break;
	case GMS_OP_VCPU:
		fprintf(x->out, "%s = ioctl$KVM_CREATE_VCPU(%s, 0xae41, " NUMBER ")\n",
			resource(op->define).text, resource(op->vm).text, op->vcpu_id);
		break;
	case GMS_OP_CHECK_EXTENSION:
		fprintf(x->out, "ioctl$KVM_CHECK_EXTENSION%s(%s, 0xae03, " NUMBER ")\n",
			op->vm ? "_VM" : "", op->vm ? resource(op->vm).text : "r0", op->cap);
		break;
	case GMS_OP_MEMFD:
		fprintf(x->out,
			"%s = ioctl$KVM_CREATE_GUEST_MEMFD(%s, 0xc040aed4, &(" NUMBER ")={" NUMBER
			", " NUMBER "})\n",
			resource(op->define).text, resource(op->vm).text, STRUCTURES, op->size,
			op->flags);
		break;
	default:
		fprintf(x->out,
			"ioctl$KVM_PRE_FAULT_MEMORY(%s, 0xc040aed5, &(" NUMBER ")={" NUMBER
			", " NUMBER ", " NUMBER "})\n",
			resource(op->vcpu).text, STRUCTURES, op->gpa, op->size, op->flags);
		break;
	}
}

void export_syz_line(struct export *x)
{
	const struct gms_op *op = &x->line->op;

	if (gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY)
		return;
	switch (op->code) {
	case GMS_OP_VM:
	case GMS_OP_VCPU:
	case GMS_OP_CHECK_EXTENSION:
	case GMS_OP_MEMFD:
	case GMS_OP_PREFAULT:
		put_kvm_call(x, op);
		break;
	case GMS_OP_SLOT:
		put_slot(x, op);
		break;
	case GMS_OP_MMAP:
		put_mmap(x, op);
		break;
	case GMS_OP_MUNMAP:
	case GMS_OP_MUNLOCK:
		put_range(x, op, gms_op_row(op->code)->word, false, 0);
		break;
	case GMS_OP_MLOCK:
		put_range(x, op, "mlock2", true, op->flags);
		break;
	case GMS_OP_MPROTECT:
		put_range(x, op, "mprotect", true, op->prot);
		break;
	case GMS_OP_MADVISE:
		put_range(x, op, "madvise", true, op->advice);
		break;
	case GMS_OP_CLOSE:
	case GMS_OP_DUP:
	case GMS_OP_FALLOCATE:
	case GMS_OP_FTRUNCATE:
	case GMS_OP_LSEEK:
	case GMS_OP_FSYNC:
	case GMS_OP_FDATASYNC:
		put_file_call(x, op);
		break;
	default:
		export_fail(x, "syzkaller's descriptions have no call for %s",
			    gms_op_row(op->code)->word);
		break;
	}
}
