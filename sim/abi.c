/* SPDX-License-Identifier: BSD-2-Clause */
/* Which bytes of an ioctl's structure are which field of the operation. */
#include <string.h>

#include "abi.h"

#define MAX_FIELDS 7
#define V1_BYTES   32u

struct abi_field {
	uint32_t offset, bytes; /* in the structure */
	uint32_t field;		/* in struct gms_op, a uint64_t */
};

struct abi_struct {
	enum gms_opcode code;
	uint32_t bytes;
	struct abi_field field[MAX_FIELDS];
};

#define AT(f) ((uint32_t)offsetof(struct gms_op, f))

/*
 * What the kernel reads.  Padding and reserved words have no field (ABI-1).  The
 * slot's 32 bits fill `id` whole: op_slot_as() and op_slot_id() take it apart.
 */
static const struct abi_struct structs[] = {
	{ GMS_OP_MEMFD, 64, { { 0, 8, AT(size) }, { 8, 8, AT(flags) } } },
	{ GMS_OP_SLOT,
	  160,
	  { { 0, 4, AT(id) },
	    { 4, 4, AT(flags) },
	    { 8, 8, AT(gpa) },
	    { 16, 8, AT(size) },
	    { 24, 8, AT(hva.number) },
	    { 32, 8, AT(off) },
	    { 40, 4, AT(memfd.number) } } },
	{ GMS_OP_ATTRIBUTES,
	  32,
	  { { 0, 8, AT(gpa) }, { 8, 8, AT(size) }, { 16, 8, AT(attrs) }, { 24, 8, AT(flags) } } },
	{ GMS_OP_PREFAULT, 64, { { 0, 8, AT(gpa) }, { 8, 8, AT(size) }, { 16, 8, AT(flags) } } },
	{ GMS_OP_ENABLE_CAP, 104, { { 0, 4, AT(cap) }, { 8, 8, AT(value) } } },
	{ GMS_OP_DIRTY_LOG, 16, { { 0, 4, AT(id) }, { 8, 8, AT(bitmap.number) } } },
	{ GMS_OP_CLEAR_DIRTY_LOG,
	  24,
	  { { 0, 4, AT(id) },
	    { 4, 4, AT(len) },
	    { 8, 8, AT(off) },
	    { 16, 8, AT(bitmap.number) } } },
};

static const struct abi_struct *struct_of(const struct gms_op *op)
{
	for (size_t i = 0; i < sizeof(structs) / sizeof(structs[0]); i++)
		if (structs[i].code == op->code)
			return &structs[i];
	return NULL;
}

uint32_t abi_bytes(const struct gms_op *op)
{
	const struct abi_struct *s = struct_of(op);

	if (op->code == GMS_OP_SLOT && op->v1)
		return V1_BYTES;
	return s ? s->bytes : 0;
}

static void field_set(struct gms_op *op, const struct abi_field *f, uint64_t value)
{
	memcpy((char *)op + f->field, &value, sizeof(value));
}

static uint64_t field_get(const struct gms_op *op, const struct abi_field *f)
{
	uint64_t value;

	memcpy(&value, (const char *)op + f->field, sizeof(value));
	return value;
}

void abi_clear(struct gms_op *op)
{
	const struct abi_struct *s = struct_of(op);

	op->as_id = 0;
	for (int i = 0; s && i < MAX_FIELDS && s->field[i].bytes; i++)
		field_set(op, &s->field[i], 0);
}

void abi_put(struct gms_op *op, uint32_t offset, uint8_t byte)
{
	const struct abi_struct *s = struct_of(op);

	for (int i = 0; s && i < MAX_FIELDS && s->field[i].bytes; i++) {
		const struct abi_field *f = &s->field[i];

		if (offset - f->offset < f->bytes)
			field_set(op, f,
				  field_get(op, f) | (uint64_t)byte << 8 * (offset - f->offset));
	}
}
