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

/* ---- Descriptors ---- */

static ref_t fd_file(const struct gms_world *w, uint64_t fd)
{
	uint64_t entry;

	return map_get(w, &w->fds, fd, &entry) ? (ref_t)entry : 0;
}

static ref_t unless_path(const struct gms_world *w, ref_t file)
{
	return file && file_at(w, file)->kind == FILE_PATH ? 0 : file;
}

bool fd_is_cloexec(const struct gms_world *w, uint64_t fd)
{
	uint64_t entry;

	return map_get(w, &w->fds, fd, &entry) && entry & FD_CLOEXEC_BIT;
}

/* The key is there: its value changes without memory. */
void fd_set_cloexec(struct gms_world *w, uint64_t fd, bool on)
{
	ref_t file = fd_file(w, fd);

	if (file)
		map_set(w, &w->fds, fd, file | (on ? FD_CLOEXEC_BIT : 0));
}

uint64_t ref_fd(const struct gms_world *w, struct gms_ref ref)
{
	uint64_t fd;

	/* A descriptor is an int, as in struct kvm_userspace_memory_region2. */
	if (!ref.handle)
		return ref.number & UINT32_MAX;
	return lookup(w, ref.handle, &fd) == HANDLE_FD ? fd : UINT64_MAX;
}

ref_t ref_file_raw(const struct gms_world *w, struct gms_ref ref)
{
	return fd_file(w, ref_fd(w, ref));
}

ref_t ref_file(const struct gms_world *w, struct gms_ref ref)
{
	return unless_path(w, ref_file_raw(w, ref));
}

ref_t handle_file_raw(const struct gms_world *w, uint64_t handle)
{
	uint64_t fd;

	return lookup(w, handle, &fd) == HANDLE_FD ? fd_file(w, fd) : 0;
}

ref_t handle_file(const struct gms_world *w, uint64_t handle)
{
	return unless_path(w, handle_file_raw(w, handle));
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

/* The hint is for the lowest of all; from higher up the numbers are tried in turn. */
static bool lowest_free_fd(struct gms_world *w, uint64_t lowest, uint64_t *fd)
{
	while (map_get(w, &w->fds, w->fd_hint, NULL))
		w->fd_hint++;
	*fd = lowest > w->fd_hint ? lowest : w->fd_hint;
	while (map_get(w, &w->fds, *fd, NULL))
		++*fd;
	return *fd < w->config.max_fds;
}

bool handle_open_from(struct gms_world *w, uint64_t handle, ref_t file, uint64_t lowest,
		      uint64_t *fd)
{
	if (injected(w, GMS_INJECT_FD) || !lowest_free_fd(w, lowest, fd))
		return false;
	if (!map_set(w, &w->fds, *fd, file))
		return false;
	if (handle && !map_set(w, &w->handles, handle, pack(HANDLE_FD, *fd))) {
		map_erase(w, &w->fds, *fd);
		return false;
	}
	if (!file_at(w, file)->handle)
		file_at(w, file)->handle = handle;
	return true;
}

bool handle_open(struct gms_world *w, uint64_t handle, ref_t file)
{
	uint64_t fd;

	return handle_open_from(w, handle, file, 0, &fd);
}

bool handle_open_cloexec(struct gms_world *w, uint64_t handle, ref_t file)
{
	uint64_t fd;

	if (!handle_open_from(w, handle, file, 0, &fd))
		return false;
	fd_set_cloexec(w, fd, true);
	return true;
}

ref_t handle_close(struct gms_world *w, uint64_t handle)
{
	ref_t file = handle_file_raw(w, handle);
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
