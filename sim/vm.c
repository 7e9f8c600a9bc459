/* SPDX-License-Identifier: BSD-2-Clause */
/* KVM_CREATE_VM, KVM_CHECK_EXTENSION and close.  Sections 3, 4 and 6. */
#include <errno.h>

#include "arch.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"

/* ---- KVM_CREATE_VM ---- */

/* 0, or the errno. */
static int open_file(struct gms_world *w, ref_t vm, uint64_t handle)
{
	ref_t file = file_new(w, FILE_VM);
	int error;

	if (!file)
		return reject(w, FD_5, ENOMEM);
	file_at(w, file)->vm = vm;
	error = handle_install(w, handle, file, true);
	if (error)
		pool_give(w, POOL_FILE, file);
	return error;
}

static enum verdict vm_create(struct gms_world *w, struct task *t)
{
	ref_t ref = pool_take(w, POOL_VM);
	struct vm *vm;
	int error;

	if (!ref)
		return fail(w, t, CREATE_3, ENOMEM);
	vm = vm_at(w, ref);
	vm->refs = 1;
	vm->mm = t->mm;
	vm->serial = w->next_vm++;
	vm->handle = t->op.define;
	vm->type = (uint32_t)t->op.type;
	vm->fd_open = 1;
	vm->nr_as = 1;
	error = t->op.type > UINT32_MAX ? EINVAL : arch(w)->vm_init(w, vm);
	if (!error) {
		error = open_file(w, ref, t->op.define);
		if (error)
			arch(w)->vm_destroy(w, ref);
	}
	if (error) {
		pool_give(w, POOL_VM, ref);
		t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
		return finish();
	}
	mm_get(w, vm->mm);
	for (uint32_t as = 0; as < NR_ADDRESS_SPACES_MAX; as++)
		vm->as[as].set[0].generation = vm->as[as].set[1].generation = as;
	t->result = (struct gms_result){ .kind = GMS_RESULT_VALUE };
	return finish();
}

const struct step vm_steps[] = {
	{ "create", vm_create },
	{ 0 },
};

/* ---- KVM_CHECK_EXTENSION ---- */

#define CAP_MANUAL_DIRTY_LOG_PROTECT 168

static int64_t cap_boolean(struct gms_world *w, const struct vm *vm, enum sw sw)
{
	if (!has(w, sw))
		return -1;
	apply(w, CAP_4);
	return !vm || !vm->has_private_mem;
}

static int64_t cap_gmem(struct gms_world *w, const struct vm *vm)
{
	apply(w, CAP_2);
	if (!arch(w)->has_gmem(w))
		return 0;
	return has(w, SW_GMEM_ANY_VM) || !vm || vm->has_private_mem;
}

static int64_t cap_gmem_flags(struct gms_world *w, ref_t vm)
{
	int64_t boolean = cap_boolean(w, vm ? vm_at(w, vm) : NULL, SW_CAP_244_BOOLEAN);

	if (boolean >= 0)
		return boolean;
	if (!has(w, SW_FLAGS_CAP) || !arch(w)->has_gmem(w)) {
		apply(w, CAP_1);
		return 0;
	}
	apply(w, CAP_3);
	return (int32_t)(uint32_t)gmem_supported_flags(w, vm);
}

static int64_t cap_attributes(struct gms_world *w, const struct vm *vm)
{
	apply(w, CAP_7);
	if (!arch(w)->has_attributes(w))
		return 0;
	return !vm || vm->has_private_mem ? ATTRIBUTE_PRIVATE : 0;
}

/* The generic ones; -1: ask the architecture. */
static int64_t generic_extension(struct gms_world *w, ref_t ref, uint64_t cap)
{
	const struct vm *vm = ref ? vm_at(w, ref) : NULL;

	switch (cap) {
	case 3:	  /* USER_MEMORY */
	case 16:  /* SYNC_MMU */
	case 21:  /* DESTROY_MEMORY_REGION_WORKS */
	case 30:  /* JOIN_MEMORY_REGIONS_WORKS */
	case 98:  /* ENABLE_CAP_VM */
	case 105: /* CHECK_EXTENSION_VM */
	case 231: /* USER_MEMORY2 */
		return reject(w, CAP_10, 1);
	case 10:
		return reject(w, CAP_10, 32767 - (int)arch(w)->nr_internal_slots);
	case CAP_MANUAL_DIRTY_LOG_PROTECT:
		return reject(w, DIRTY_4, MANUAL_PROTECT_ENABLE | MANUAL_PROTECT_INITIALLY_SET);
	case 233:
		return cap_attributes(w, vm);
	case 234:
		return cap_gmem(w, vm);
	case 243:
		return cap_boolean(w, vm, SW_CAP_243_GMEM_MMAP);
	case 244:
		return cap_gmem_flags(w, ref);
	case 4096: /* no number is reserved; the simulator's own */
		if (!has(w, SW_FLAGS_HI))
			return -1;
		apply(w, CAP_5);
		return (int32_t)(gmem_supported_flags(w, ref) >> 32);
	default:
		return -1;
	}
}

static enum verdict check_extension(struct gms_world *w, struct task *t)
{
	ref_t vm = t->op.vm ? handle_vm(w, t->op.vm) : 0;
	int64_t value;

	if (t->op.vm && !vm)
		return fail(w, t, FD_1, EBADF);
	if (vm && vm_refuses(w, t, vm))
		return fail(w, t, IOCTL_1, EIO);
	value = generic_extension(w, vm, t->op.cap);
	if (value < 0)
		value = arch(w)->check_extension(w, vm, t->op.cap);
	if (value < 0) {
		t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = (int)-value };
		return finish();
	}
	t->result = (struct gms_result){ .kind = GMS_RESULT_VALUE, .value = value };
	return finish();
}

const struct step check_extension_steps[] = {
	{ "check", check_extension },
	{ 0 },
};

/* ---- KVM_ENABLE_CAP ---- */

/* What else a VM of some kernel can enable; none of it matters to guest_memfd. */
static bool can_be_enabled(const struct gms_world *w, uint64_t cap)
{
	static const uint16_t x86[] = { 121, 128, 129, 143, 159, 164, 182, 188, 192, 193, 196,
					197, 204, 206, 212, 218, 219, 220, 223, 225, 237 };
	static const uint16_t arm64[] = { 177, 182, 192, 205, 215, 223, 225, 228, 239, 245 };
	bool is_x86 = gms_world_arch(w) == GMS_ARCH_X86;
	const uint16_t *caps = is_x86 ? x86 : arm64;
	size_t count = is_x86 ? sizeof(x86) / sizeof(x86[0]) : sizeof(arm64) / sizeof(arm64[0]);

	for (size_t i = 0; i < count; i++)
		if (caps[i] == cap)
			return true;
	return false;
}

static enum verdict enable_cap(struct gms_world *w, struct task *t)
{
	ref_t vm = handle_vm(w, t->op.vm);
	int error = -1;

	if (!vm)
		return fail(w, t, FD_1, EBADF);
	if (vm_refuses(w, t, vm))
		return fail(w, t, IOCTL_1, EIO);
	if (t->op.cap == CAP_MANUAL_DIRTY_LOG_PROTECT)
		error = dirty_log_enable(w, vm_at(w, vm), t->op.value);
	else if (arch(w)->enable_cap)
		error = arch(w)->enable_cap(w, vm, t->op.cap, t->op.value);
	if (error > 0)
		t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	if (error >= 0)
		return finish();
	if (can_be_enabled(w, t->op.cap))
		return unsupported(t, "what this capability enables is not modelled");
	return fail(w, t, CAP_13, EINVAL);
}

const struct step enable_cap_steps[] = {
	{ "enable", enable_cap },
	{ 0 },
};

/* ---- close ---- */

static enum verdict close_fd(struct gms_world *w, struct task *t)
{
	ref_t file = handle_close(w, t->op.file);

	if (!file) {
		file = handle_message(w, t->op.file);
		handle_forget(w, file ? t->op.file : 0);
	}
	if (!file)
		return fail(w, t, FD_1, EBADF);
	/* Any descriptor's close gives up the process' locks, whoever took them. */
	file_at(w, file)->locked &= ~LOCKED_BY_PROCESS;
	if (has(w, SW_CLOSE_EVICTS) && file_at(w, file)->kind == FILE_GMEM)
		inode_drop_pages(w, file_at(w, file)->inode);
	file_put(w, t, file);
	return succeed(w, t, RELEASE_1, 0);
}

const struct step close_steps[] = {
	{ "close", close_fd },
	{ 0 },
};
