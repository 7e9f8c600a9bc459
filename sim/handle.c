/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names and descriptors.
 *
 * A handle is a name of the caller's; a descriptor is a number of the process.
 * A handle whose descriptor was closed names nothing, even if the number is in
 * use again.
 */
#include "gmem.h"
#include "world.h"

static uint64_t pack(enum handle_kind kind, uint64_t number)
{
	return (uint64_t)kind << 32 | number;
}

static enum handle_kind lookup(const struct gms_world *w, uint64_t handle, uint64_t *number)
{
	uint64_t value;

	if (!handle || !map_get(w, &w->handles, handle, &value))
		return HANDLE_NONE;
	*number = value & UINT32_MAX;
	return (enum handle_kind)(value >> 32);
}

ref_t handle_file(const struct gms_world *w, uint64_t handle)
{
	uint64_t fd, file;

	if (lookup(w, handle, &fd) != HANDLE_FD || !map_get(w, &w->fds, fd, &file))
		return 0;
	return (ref_t)file;
}

ref_t handle_vm(const struct gms_world *w, uint64_t handle)
{
	ref_t file = handle_file(w, handle);

	return file && file_at(w, file)->kind == FILE_VM ? file_at(w, file)->vm : 0;
}

ref_t handle_vcpu(const struct gms_world *w, uint64_t handle)
{
	ref_t file = handle_file(w, handle);

	return file && file_at(w, file)->kind == FILE_VCPU ? file_at(w, file)->vcpu : 0;
}

ref_t handle_mapping(const struct gms_world *w, uint64_t handle)
{
	uint64_t mapping;

	return lookup(w, handle, &mapping) == HANDLE_MAPPING ? (ref_t)mapping : 0;
}

ref_t ref_file(const struct gms_world *w, struct gms_ref ref)
{
	uint64_t file;

	if (ref.handle)
		return handle_file(w, ref.handle);
	/* struct kvm_userspace_memory_region2 has 32 bits for it. */
	return map_get(w, &w->fds, ref.number & UINT32_MAX, &file) ? (ref_t)file : 0;
}

uint64_t ref_address(const struct gms_world *w, struct gms_ref ref)
{
	const struct mapping *m;
	ref_t mapping;

	if (!ref.handle)
		return ref.number;
	mapping = handle_mapping(w, ref.handle);
	if (!mapping)
		return UINT64_MAX + ref.number;
	m = mapping_at(w, mapping);
	return (m->failed ? UINT64_MAX : m->start << PAGE_SHIFT) + ref.number;
}

static bool lowest_free_fd(struct gms_world *w, uint64_t *fd)
{
	while (map_get(w, &w->fds, w->fd_hint, NULL))
		w->fd_hint++;
	*fd = w->fd_hint;
	return *fd < w->config.max_fds;
}

bool handle_open(struct gms_world *w, uint64_t handle, ref_t file)
{
	uint64_t fd;

	if (injected(w, GMS_INJECT_FD) || !lowest_free_fd(w, &fd))
		return false;
	if (!map_set(w, &w->fds, fd, file))
		return false;
	if (handle && !map_set(w, &w->handles, handle, pack(HANDLE_FD, fd))) {
		map_erase(w, &w->fds, fd);
		return false;
	}
	if (!file_at(w, file)->handle)
		file_at(w, file)->handle = handle;
	return true;
}

ref_t handle_close(struct gms_world *w, uint64_t handle)
{
	ref_t file = handle_file(w, handle);
	uint64_t fd = 0;

	if (!file)
		return 0;
	lookup(w, handle, &fd);
	map_erase(w, &w->fds, fd);
	map_erase(w, &w->handles, handle);
	if (fd < w->fd_hint)
		w->fd_hint = fd;
	return file;
}

bool handle_set_mapping(struct gms_world *w, uint64_t handle, ref_t mapping)
{
	return map_set(w, &w->handles, handle, pack(HANDLE_MAPPING, mapping));
}
