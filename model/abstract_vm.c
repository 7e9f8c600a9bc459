// SPDX-License-Identifier: BSD-2-Clause
/*
 * VMs, their capabilities, and which of their memory is private.
 */
#include "abstract_state.h"

#define VCPU_IDS	 4096
#define FLAG_MMAP	 1u
#define FLAG_INIT_SHARED 2u

static uint64_t param(const struct abstract *a, enum gms_param_id id)
{
	return a->config.param[id];
}

int not_built(const struct abstract *a)
{
	return is_x86(a) ? ENOTTY : EINVAL;
}

/* ---- What a type means ---- */

bool has_private_mem(const struct abstract *a, const struct abs_vm *vm)
{
	return is_x86(a) &&
	       (vm->type == TYPE_SW_PROTECTED || vm->type == TYPE_SNP || vm->type == TYPE_TDX);
}

bool has_protected_state(const struct abstract *a, const struct abs_vm *vm)
{
	return is_x86(a) && vm->type >= TYPE_SEV_ES;
}

/* X86-VM-2 */
static uint64_t vm_types(const struct abstract *a)
{
	uint64_t types = param(a, GMS_PARAM_VM_TYPES) | 1u << TYPE_DEFAULT;
	uint64_t vendor = param(a, GMS_PARAM_VENDOR);

	if (!has(a, HAS_X86_SEV_TYPES))
		types &= 3;
	if (!has(a, HAS_X86_TDX_TYPE))
		types &= ~(1ull << TYPE_TDX);
	if (!param(a, GMS_PARAM_TDP))
		types &= 1;
	if (!param(a, GMS_PARAM_TDP_MMU))
		types &= ~(1ull << TYPE_SW_PROTECTED | 1ull << TYPE_TDX);
	if (!param(a, GMS_PARAM_MMIO_CACHING))
		types &= 7;
	if (!param(a, GMS_PARAM_AD_BITS))
		types &= ~(1ull << TYPE_TDX);
	if (vendor == 1)
		types &= ~0x1cull;
	if (vendor == 2)
		types &= ~(1ull << TYPE_TDX);
	return types;
}

bool gmem_built(const struct abstract *a)
{
	if (!is_x86(a))
		return has(a, HAS_ARM_GMEM);
	return has(a, HAS_GMEM_ANY_VM) || param(a, GMS_PARAM_MEMORY_ATTRIBUTES);
}

/* CAP-3 */
uint64_t create_flags(const struct abstract *a, const struct abs_vm *vm)
{
	bool may_share = !vm || !has_private_mem(a, vm);
	uint64_t flags = 0;

	if (has(a, HAS_MMAP) && (may_share || !has(a, HAS_MMAP_NEEDS_SHARED_VM)))
		flags |= FLAG_MMAP;
	if (has(a, HAS_INIT_SHARED) && may_share)
		flags |= FLAG_INIT_SHARED;
	return flags;
}

/* CAP-12, X86-VM-12 */
unsigned int address_spaces(const struct abstract *a, const struct abs_vm *vm)
{
	if (!is_x86(a) || (vm && has_private_mem(a, vm)))
		return 1;
	return (unsigned int)param(a, GMS_PARAM_SMM_AS);
}

uint64_t user_slots(const struct abstract *a)
{
	return is_x86(a) ? 32764 : 32767;
}

uint64_t ipa_limit(const struct abstract *a)
{
	static const uint64_t sizes[] = { 52, 48, 44, 42, 40, 36, 32 };
	uint64_t bits = param(a, GMS_PARAM_PA_BITS), size = 32;

	for (int i = 6; i >= 0; i--)
		if (sizes[i] <= bits)
			size = sizes[i];
	return size > 48 && !param(a, GMS_PARAM_LPA2) ? 48 : size;
}

uint64_t gfn_end(const struct abstract *a, const struct abs_vm *vm)
{
	uint64_t bits;

	if (!is_x86(a))
		bits = vm->type & 0xff ? vm->type & 0xff : 40;
	else if (!param(a, GMS_PARAM_TDP))
		bits = 52;
	else
		bits = param(a, GMS_PARAM_MAXPHYADDR);
	return 1ull << (bits - PAGE_SHIFT);
}

/* ---- Descriptors ---- */

static struct abs_vm *vm_of_file(struct abstract *a, const struct abs_file *f, enum abs_kind kind,
				 int *error)
{
	struct abs_vm *vm = f && f->kind == kind ? vm_get(a, 0, f->vm) : NULL;

	*error = 0;
	if (!f)
		*error = EBADF;
	else if (!vm)
		*error = ENOTTY;
	else if (vm->mm != a->mm || vm->dead)
		*error = EIO;
	return vm;
}

struct abs_vm *vm_named(struct abstract *a, uint64_t handle, int *error)
{
	return vm_of_file(a, file_named(a, handle), KIND_VM, error);
}

struct abs_vm *vm_of_vcpu(struct abstract *a, uint64_t handle, int *error)
{
	return vm_of_file(a, file_named(a, handle), KIND_VCPU, error);
}

/* ---- Creating ---- */

/* ARM-VM-1, ARM-VM-2, X86-VM-1 */
static bool type_is_known(const struct abstract *a, uint64_t type)
{
	uint64_t bits = type ? type : 40;

	if (is_x86(a))
		return type < NR_TYPES && vm_types(a) >> type & 1;
	return !(type & ~0xffull) && bits >= 32 && bits <= ipa_limit(a);
}

struct gms_result next_vm(struct abstract *a, const struct gms_op *op)
{
	struct abs_file file = { .kind = KIND_VM };
	struct abs_vm *vm;
	int error;

	if (param(a, GMS_PARAM_PKVM))
		return unsupported("a host in protected mode is not described");
	if (!type_is_known(a, op->type))
		return failure(EINVAL);
	file.vm = new_id(a);
	error = file_open(a, op->define, &file, true);
	if (error)
		return failure(error);
	vm = list_add(a, LIST_VM, 0, file.vm);
	vm->handle = op->define;
	vm->type = op->type;
	vm->mm = a->mm;
	return value(0);
}

struct gms_result next_vcpu(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);
	struct abs_file file = { .kind = KIND_VCPU };

	if (error)
		return failure(error);
	if (op->vcpu_id >= (is_x86(a) ? VCPU_IDS : 512))
		return failure(EINVAL);
	if (vcpu_get(a, vm->key.lo, op->vcpu_id))
		return failure(EEXIST);
	file.vm = vm->key.lo;
	file.vcpu = op->vcpu_id;
	vm->nr_vcpus++;
	error = file_open(a, op->define, &file, true);
	if (error)
		return failure(error);
	list_add(a, LIST_VCPU, file.vm, file.vcpu);
	return value(0);
}

/* ---- Capabilities ---- */

/* X86-QUIRK-1 */
static uint64_t quirks(const struct abstract *a)
{
	uint64_t mask = 0x7f;

	if (has(a, HAS_X86_QUIRK_SLOT_ZAP_ALL))
		mask |= 0x80;
	if (has(a, HAS_X86_QUIRK_GUEST_PAT))
		mask |= param(a, GMS_PARAM_VENDOR) == 2 ? 0x100 : 0x300;
	if (has(a, HAS_X86_QUIRK_FREEZE_IN_SMM))
		mask |= 0x400;
	return mask;
}

/* Capabilities 234, 243 and 244: CAP-2 to CAP-5. */
static int64_t gmem_capability(const struct abstract *a, const struct abs_vm *vm, uint64_t cap)
{
	switch (cap) {
	case 234:
		return gmem_built(a) &&
		       (!vm || has(a, HAS_GMEM_ANY_VM) || has_private_mem(a, vm));
	case 243:
		return has(a, HAS_CAP_243_GMEM_MMAP) && create_flags(a, vm) & FLAG_MMAP;
	default:
		if (has(a, HAS_CAP_244_BOOLEAN))
			return create_flags(a, vm) & FLAG_MMAP;
		return has(a, HAS_FLAGS_CAP) ? (int64_t)create_flags(a, vm) : 0;
	}
}

static int64_t capability_x86(const struct abstract *a, const struct abs_vm *vm, uint64_t cap)
{
	switch (cap) {
	case 81:
		return !vm || !has_protected_state(a, vm);
	case 116:
		return 1;
	case 118:
		return param(a, GMS_PARAM_SMM_AS) == 1 ? 0 : address_spaces(a, vm);
	case 192:
		return 1048576;
	case 201:
		return 0x1000;
	case 213:
		return (int64_t)quirks(a);
	case 232:
		return 1;
	case 233:
		return param(a, GMS_PARAM_MEMORY_ATTRIBUTES) && (!vm || has_private_mem(a, vm))
			       ? 8
			       : 0;
	case 235:
		return (int64_t)vm_types(a);
	case 236:
		return has(a, HAS_PREFAULT) && param(a, GMS_PARAM_TDP);
	default:
		return 0;
	}
}

static int64_t capability_arm64(const struct abstract *a, const struct abs_vm *vm, uint64_t cap)
{
	switch (cap) {
	case 81:
	case 177:
		return 1;
	case 165:
		return (int64_t)ipa_limit(a);
	case 205:
		return (int64_t)param(a, GMS_PARAM_MTE);
	case 229:
		return 0x40201000;
	case 243:
		return vm ? param(a, GMS_PARAM_FWB) && param(a, GMS_PARAM_DIC) : -EINVAL;
	case 228:
		return vm ? (int64_t)vm->split_chunk : 0;
	case 245:
		return has(a, HAS_ARM_SEA_TO_USER);
	default:
		return 0;
	}
}

static int64_t capability(const struct abstract *a, const struct abs_vm *vm, uint64_t cap)
{
	switch (cap) {
	case 3:
	case 16:
	case 21:
	case 30:
	case 98:
	case 105:
	case 231:
		return 1;
	case 10:
		return (int64_t)user_slots(a);
	case 168:
		return 3;
	case 234:
	case 244:
		return gmem_capability(a, vm, cap);
	case 243:
		if (has(a, HAS_CAP_243_GMEM_MMAP))
			return gmem_capability(a, vm, cap);
		break;
	default:
		break;
	}
	return is_x86(a) ? capability_x86(a, vm, cap) : capability_arm64(a, vm, cap);
}

struct gms_result next_check_extension(struct abstract *a, const struct gms_op *op)
{
	int error = 0;
	struct abs_vm *vm = op->vm ? vm_named(a, op->vm, &error) : NULL;
	int64_t answer = error ? -error : capability(a, vm, op->cap);

	if (param(a, GMS_PARAM_PKVM))
		return unsupported("a host in protected mode is not described");
	return answer < 0 ? failure((int)-answer) : value(answer);
}

static int enable_mte(const struct abstract *a, struct abs_vm *vm)
{
	if (!param(a, GMS_PARAM_MTE) || vm->nr_vcpus)
		return EINVAL;
	for (size_t i = list_find(a, LIST_SLOT, vm->key.lo, 0);
	     has(a, HAS_ARM_MTE_AFTER_GMEM_REFUSED) && i < NR(a, SLOT) &&
	     slot_at(a, i)->key.hi == vm->key.lo;
	     i++)
		if (slot_at(a, i)->flags & 4)
			return EINVAL;
	vm->mte = true;
	return 0;
}

/* ARM-DIRTY-3: a size of blocks, or none; before the first slot. */
static struct gms_result enable_split(const struct abstract *a, struct abs_vm *vm, uint64_t size)
{
	size_t i = list_find(a, LIST_SLOT, vm->key.lo, 0);

	if (i < NR(a, SLOT) && slot_at(a, i)->key.hi == vm->key.lo)
		return failure(EINVAL);
	if (size && size != PAGE && size != 2ull << 20 && size != 1ull << 30)
		return failure(EINVAL);
	vm->split_chunk = size;
	return value(0);
}

struct gms_result next_enable_cap(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);

	if (error)
		return failure(error);
	switch (op->cap) {
	case 168:
		if (op->value & ~3ull || op->value == 2)
			return failure(EINVAL);
		vm->manual_log = op->value;
		return value(0);
	case 201:
		if (!is_x86(a) || op->value & ~0x1000ull)
			return failure(EINVAL);
		vm->hypercalls = op->value;
		return value(0);
	case 205:
		error = is_x86(a) ? EINVAL : enable_mte(a, vm);
		return error ? failure(error) : value(0);
	case 213:
		return !is_x86(a) || op->value & ~quirks(a) ? failure(EINVAL) : value(0);
	case 177:
		if (is_x86(a))
			return failure(EINVAL);
		vm->nisv_to_user = true;
		return value(0);
	case 228:
		return is_x86(a) ? failure(EINVAL) : enable_split(a, vm, op->value);
	case 116:
	case 192:
	case 245:
		return unsupported("what this capability does is not described");
	default:
		return failure(EINVAL);
	}
}

/* ---- Attributes ---- */

bool is_private(const struct abstract *a, uint64_t vm, uint64_t gfn)
{
	size_t i = list_find(a, LIST_PRIVATE, vm, gfn);

	if (i < NR(a, PRIVATE) && private_at(a, i)->key.hi == vm &&
	    private_at(a, i)->key.lo == gfn)
		return true;
	return i && private_at(a, i - 1)->key.hi == vm && private_at(a, i - 1)->end > gfn;
}

/* Gfns [start, end) take a value; runs of private ones stay apart from each other. */
static void set_private(struct abstract *a, uint64_t vm, uint64_t start, uint64_t end, bool on)
{
	bool before = start && is_private(a, vm, start - 1), after = is_private(a, vm, end);
	struct abs_private *run;
	uint64_t first = start, last = end;
	size_t i = list_find(a, LIST_PRIVATE, vm, end);

	if (after && i && private_at(a, i - 1)->key.hi == vm && private_at(a, i - 1)->end > end)
		last = private_at(a, i - 1)->end;
	else if (after)
		last = private_at(a, i)->end;
	i = list_find(a, LIST_PRIVATE, vm, start);
	if (before)
		first = private_at(a, i - 1)->key.lo;
	list_remove_range(a, LIST_PRIVATE, vm, first, after && on ? last : end);
	if (after)
		list_remove_range(a, LIST_PRIVATE, vm, end, end + 1);
	if (on) {
		run = list_add(a, LIST_PRIVATE, vm, first);
		run->end = last;
		return;
	}
	if (before) {
		run = list_add(a, LIST_PRIVATE, vm, first);
		run->end = start;
	}
	if (after) {
		run = list_add(a, LIST_PRIVATE, vm, end);
		run->end = last;
	}
}

void td_loses(struct abstract *a, uint64_t vm, uint64_t start, uint64_t end)
{
	size_t i = list_find(a, LIST_ACCEPTED, vm, start);

	for (; i < NR(a, ACCEPTED) && accepted_at(a, i)->key.hi == vm &&
	       accepted_at(a, i)->key.lo < end;
	     i++) {
		uint64_t gfn = accepted_at(a, i)->key.lo;
		const struct abs_slot *s = slot_of_gfn(a, vm, gfn);
		const struct abs_file *f = s ? file_get(a, 0, s->file) : NULL;
		const struct abs_page *p = f ? page_get(a, f->inode, gfn - s->gfn + s->pgoff)
					     : NULL;

		if (p)
			list_remove_range(a, LIST_WORD, p->frame, 0, UINT64_MAX);
	}
	list_remove_range(a, LIST_ACCEPTED, vm, start, end);
}

/* ATTR-1 to ATTR-6 */
struct gms_result next_attributes(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);

	if (error)
		return failure(error);
	if (!is_x86(a) || !param(a, GMS_PARAM_MEMORY_ATTRIBUTES))
		return failure(not_built(a));
	if (op->flags || op->attrs & ~(has_private_mem(a, vm) ? PRIVATE : 0))
		return failure(EINVAL);
	if (!op->size || op->gpa + op->size <= op->gpa)
		return failure(EINVAL);
	if (!aligned(op->gpa) || !aligned(op->size))
		return failure(EINVAL);
	set_private(a, vm->key.lo, op->gpa / PAGE, (op->gpa + op->size) / PAGE, op->attrs);
	if (!op->attrs)
		td_loses(a, vm->key.lo, op->gpa / PAGE, (op->gpa + op->size) / PAGE);
	return value(0);
}
