/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Names and descriptors.
 *
 * A handle is a name of the caller's; a descriptor is a number of a process, and
 * which descriptor a handle stands for is each process's own affair.  A handle
 * whose descriptor was closed names nothing, even if the number is in use again.
 */
#include <errno.h>

#include "gmem.h"
#include "world.h"

static uint64_t pack(enum handle_kind kind, uint64_t number)
{
	return (uint64_t)kind << 32 | number;
}

static struct process *current(const struct gms_world *w)
{
	return process_at(w, w->current);
}

/* What is no file has one name for all processes. */
static ref_t lookup(const struct gms_world *w, uint64_t handle, enum handle_kind kind)
{
	uint64_t value;

	if (!handle || !map_get(w, &w->handles, handle, &value) || value >> 32 != kind)
		return 0;
	return (ref_t)value;
}

/* ---- Descriptors ---- */

static ref_t fd_file(const struct gms_world *w, const struct process *p, uint64_t fd)
{
	uint64_t entry;

	return map_get(w, &p->fds, fd, &entry) ? (ref_t)entry : 0;
}

/* The descriptor that a process knows by that name; UINT64_MAX: none. */
static uint64_t named_fd(const struct gms_world *w, const struct process *p, uint64_t handle)
{
	uint64_t name;

	return handle && map_get(w, &p->names, handle, &name) ? fd_of_name(name) : UINT64_MAX;
}

static ref_t named_file(const struct gms_world *w, const struct process *p, uint64_t handle)
{
	uint64_t name;

	return handle && map_get(w, &p->names, handle, &name) ? file_of_name(name) : 0;
}

static ref_t unless_path(const struct gms_world *w, ref_t file)
{
	return file && file_at(w, file)->kind == FILE_PATH ? 0 : file;
}

bool fd_is_cloexec(const struct gms_world *w, uint64_t fd)
{
	uint64_t entry;

	return map_get(w, &current(w)->fds, fd, &entry) && entry & FD_CLOEXEC_BIT;
}

/* The key is there: its value changes without memory. */
void fd_set_cloexec(struct gms_world *w, uint64_t fd, bool on)
{
	struct process *p = current(w);
	ref_t file = fd_file(w, p, fd);

	if (file)
		map_set(w, &p->fds, fd, file | (on ? FD_CLOEXEC_BIT : 0));
}

uint64_t ref_fd(const struct gms_world *w, struct gms_ref ref)
{
	/* A descriptor is an int, as in struct kvm_userspace_memory_region2. */
	return ref.handle ? named_fd(w, current(w), ref.handle) : ref.number & UINT32_MAX;
}

ref_t ref_file_raw(const struct gms_world *w, struct gms_ref ref)
{
	return ref.handle ? named_file(w, current(w), ref.handle)
			  : fd_file(w, current(w), ref_fd(w, ref));
}

ref_t ref_file(const struct gms_world *w, struct gms_ref ref)
{
	return unless_path(w, ref_file_raw(w, ref));
}

ref_t process_file(const struct gms_world *w, ref_t process, uint64_t handle)
{
	return named_file(w, process_at(w, process), handle);
}

ref_t handle_file_raw(const struct gms_world *w, uint64_t handle)
{
	return process_file(w, w->current, handle);
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
	return lookup(w, handle, HANDLE_MAPPING);
}

ref_t handle_process(const struct gms_world *w, uint64_t handle)
{
	return handle ? lookup(w, handle, HANDLE_PROCESS) : FIRST_PROCESS;
}

ref_t handle_message(const struct gms_world *w, uint64_t handle)
{
	return lookup(w, handle, HANDLE_MESSAGE);
}

bool handle_taken(const struct gms_world *w, uint64_t handle)
{
	if (map_get(w, &w->handles, handle, NULL))
		return true;
	for (ref_t p = FIRST_PROCESS; p < w->pool[POOL_PROCESS].used; p++)
		if (map_get(w, &process_at(w, p)->names, handle, NULL))
			return true;
	return false;
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
static bool lowest_free_fd(struct gms_world *w, struct process *p, uint64_t lowest, uint64_t *fd)
{
	while (map_get(w, &p->fds, p->fd_hint, NULL))
		p->fd_hint++;
	*fd = p->fd_hint;
	if (lowest > *fd)
		*fd = lowest;
	while (*fd > p->fd_hint && map_get(w, &p->fds, *fd, NULL))
		++*fd;
	return *fd < w->config.max_fds;
}

bool handle_open_from(struct gms_world *w, uint64_t handle, ref_t file, uint64_t lowest,
		      uint64_t *fd)
{
	struct process *p = current(w);

	if (injected(w, GMS_INJECT_FD) || !lowest_free_fd(w, p, lowest, fd))
		return false;
	if (!map_set(w, &p->fds, *fd, file))
		return false;
	if (handle && !map_set(w, &p->names, handle, *fd | (uint64_t)file << 32)) {
		map_erase(w, &p->fds, *fd);
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

static void forget(struct gms_world *w, struct process *p, uint64_t handle, uint64_t fd)
{
	map_erase(w, &p->fds, fd);
	map_erase(w, &p->names, handle);
	if (fd < p->fd_hint)
		p->fd_hint = fd;
}

/* The descriptor is taken before the file is made: FD-2 comes before FD-5. */
int handle_install(struct gms_world *w, uint64_t handle, ref_t file, bool cloexec)
{
	uint64_t fd;

	if (!handle_open_from(w, handle, file, 0, &fd))
		return reject(w, FD_2, EMFILE);
	if (injected(w, GMS_INJECT_FILE)) {
		forget(w, current(w), handle, fd);
		return reject(w, FD_5, ENFILE);
	}
	if (cloexec)
		fd_set_cloexec(w, fd, true);
	return 0;
}

ref_t handle_close(struct gms_world *w, uint64_t handle)
{
	struct process *p = current(w);
	uint64_t name;

	if (!handle || !map_get(w, &p->names, handle, &name))
		return 0;
	forget(w, p, handle, fd_of_name(name));
	return file_of_name(name);
}

/* Two tasks may have been given one handle: the first to get here has it. */
static bool set_object(struct gms_world *w, uint64_t handle, enum handle_kind kind, ref_t object)
{
	return !handle_taken(w, handle) && map_set(w, &w->handles, handle, pack(kind, object));
}

bool handle_set_process(struct gms_world *w, uint64_t handle, ref_t process)
{
	return set_object(w, handle, HANDLE_PROCESS, process);
}

bool handle_set_message(struct gms_world *w, uint64_t handle, ref_t file)
{
	return set_object(w, handle, HANDLE_MESSAGE, file);
}

void handle_forget(struct gms_world *w, uint64_t handle)
{
	map_erase(w, &w->handles, handle);
}

bool handle_set_mapping(struct gms_world *w, uint64_t handle, ref_t mapping)
{
	return set_object(w, handle, HANDLE_MAPPING, mapping);
}
