// SPDX-License-Identifier: BSD-2-Clause
/*
 * Processes, their descriptors, and what a file's last reference takes along.
 */
#include "abstract_state.h"

/* ---- Errors that are asked for ---- */

bool meets_error(struct abstract *a, enum gms_inject kind)
{
	return ++a->asked[kind] == a->config.inject[kind];
}

/* ---- Descriptors ---- */

static struct abs_descriptor *descriptor_named(const struct abstract *a, uint64_t handle)
{
	for (size_t i = list_find(a, LIST_DESCRIPTOR, a->process, 0);
	     handle && i < NR(a, DESCRIPTOR) && descriptor_at(a, i)->key.hi == a->process; i++)
		if (descriptor_at(a, i)->handle == handle)
			return descriptor_at(a, i);
	return NULL;
}

struct abs_file *file_named(const struct abstract *a, uint64_t handle)
{
	struct abs_descriptor *d = descriptor_named(a, handle);

	return d ? file_get(a, 0, d->file) : NULL;
}

struct abs_file *file_of_ref(const struct abstract *a, const struct gms_ref *ref)
{
	static struct abs_file standard = { .kind = KIND_OTHER };
	struct abs_descriptor *d;

	if (ref->handle)
		return file_named(a, ref->handle);
	/* The system call takes an int. */
	d = descriptor_get(a, a->process, (uint64_t)(int32_t)ref->number);
	if (!d)
		return NULL;
	return d->file ? file_get(a, 0, d->file) : &standard;
}

/* The lowest number that is free; false: EMFILE. CREATE-3 */
static bool number_free(struct abstract *a, uint64_t from, uint64_t *number)
{
	*number = from;
	if (meets_error(a, GMS_INJECT_FD))
		return false;
	for (size_t i = list_find(a, LIST_DESCRIPTOR, a->process, from);
	     i < NR(a, DESCRIPTOR) && descriptor_at(a, i)->key.hi == a->process &&
	     descriptor_at(a, i)->key.lo == *number;
	     i++)
		++*number;
	return *number < a->config.max_fds;
}

static void descriptor_add(struct abstract *a, uint64_t number, uint64_t handle, uint64_t file,
			   bool close_on_exec)
{
	struct abs_descriptor *d = list_add(a, LIST_DESCRIPTOR, a->process, number);

	d->handle = handle;
	d->file = file;
	d->close_on_exec = close_on_exec;
}

int file_open(struct abstract *a, uint64_t handle, const struct abs_file *file, bool cloexec)
{
	uint64_t number;
	struct abs_file *f;
	struct key key;

	if (!number_free(a, 0, &number))
		return EMFILE;
	if (meets_error(a, GMS_INJECT_FILE))
		return ENFILE;
	f = list_add(a, LIST_FILE, 0, new_id(a));
	key = f->key;
	*f = *file;
	f->key = key;
	descriptor_add(a, number, handle, key.lo, cloexec);
	return 0;
}

/* ---- The last reference ---- */

static bool file_is_held(const struct abstract *a, uint64_t file)
{
	for (size_t i = 0; i < NR(a, DESCRIPTOR); i++)
		if (descriptor_at(a, i)->file == file)
			return true;
	for (size_t i = 0; i < NR(a, VMA); i++)
		if (vma_at(a, i)->file == file)
			return true;
	for (size_t i = 0; i < NR(a, MESSAGE); i++)
		if (message_at(a, i)->file == file)
			return true;
	return false;
}

static bool vm_is_held(const struct abstract *a, uint64_t vm)
{
	for (size_t i = 0; i < NR(a, FILE); i++)
		if (file_at(a, i)->vm == vm)
			return true;
	return false;
}

/* RELEASE-7 */
static void vm_destroy(struct abstract *a, uint64_t vm)
{
	for (size_t i = list_find(a, LIST_SLOT, vm, 0);
	     i < NR(a, SLOT) && slot_at(a, i)->key.hi == vm; i++)
		list_remove_range(a, LIST_DIRTY, slot_at(a, i)->uid, 0, UINT64_MAX);
	list_remove_range(a, LIST_SLOT, vm, 0, UINT64_MAX);
	list_remove_range(a, LIST_PRIVATE, vm, 0, UINT64_MAX);
	list_remove_range(a, LIST_VCPU, vm, 0, UINT64_MAX);
	list_remove_range(a, LIST_VM, 0, vm, vm + 1);
}

static bool inode_is_held(const struct abstract *a, uint64_t inode)
{
	for (size_t i = 0; i < NR(a, FILE); i++)
		if (file_at(a, i)->inode == inode)
			return true;
	for (size_t i = 0; i < NR(a, VMA); i++)
		if (vma_at(a, i)->inode == inode)
			return true;
	return false;
}

/* RELEASE-2 to RELEASE-6: slots go on without a file; then the pages go. */
void file_dropped(struct abstract *a, uint64_t file)
{
	const struct abs_file *f = file_get(a, 0, file);
	uint64_t vm, inode;

	if (!f || file_is_held(a, file))
		return;
	vm = f->vm;
	inode = f->inode;
	for (size_t i = 0; i < NR(a, SLOT); i++)
		if (slot_at(a, i)->file == file) {
			const struct abs_slot *s = slot_at(a, i);

			td_loses(a, s->key.hi, s->gfn, s->gfn + s->npages);
			slot_at(a, i)->file = 0;
		}
	list_remove_range(a, LIST_FILE, 0, file, file + 1);
	if (inode && !inode_is_held(a, inode)) {
		punch(a, inode, 0, UINT64_MAX);
		list_remove_range(a, LIST_INODE, 0, inode, inode + 1);
	}
	if (vm && !vm_is_held(a, vm))
		vm_destroy(a, vm);
}

static void descriptor_close(struct abstract *a, size_t i)
{
	uint64_t file = descriptor_at(a, i)->file;

	list_remove(a, LIST_DESCRIPTOR, i, 1);
	file_dropped(a, file);
}

struct gms_result next_close(struct abstract *a, const struct gms_op *op)
{
	struct abs_message *m = message_get(a, 0, op->file);
	struct abs_descriptor *d;
	uint64_t file;

	if (m) {
		file = m->file;
		m->file = 0;
		file_dropped(a, file);
		return value(0);
	}
	d = descriptor_named(a, op->file);
	if (!d)
		return failure(EBADF);
	descriptor_close(a, list_find(a, LIST_DESCRIPTOR, d->key.hi, d->key.lo));
	return value(0);
}

/* FOP-7 */
struct gms_result next_dup(struct abstract *a, const struct gms_op *op)
{
	struct abs_descriptor *d = descriptor_named(a, op->file);
	struct abs_name *from = name_get(a, 0, op->file), *to;
	uint64_t number, file, inode = from ? from->start : 0;

	if (!d)
		return failure(EBADF);
	file = d->file;
	if (!number_free(a, 0, &number))
		return failure(EMFILE);
	descriptor_add(a, number, op->define, file, false);
	if (inode) {
		to = list_add(a, LIST_NAME, 0, op->define);
		to->start = inode;
	}
	return value(0);
}

/* ---- Processes ---- */

static struct abs_process *process_called(const struct abstract *a, uint64_t handle)
{
	for (size_t i = 0; i < NR(a, PROCESS); i++)
		if (process_at(a, i)->handle == handle)
			return process_at(a, i);
	return NULL;
}

/* A page with a long-term reference stays with the parent. FORK-3 */
static uint64_t frame_for_child(struct abstract *a, uint64_t frame)
{
	uint64_t copy;

	if (!frame_of(a, frame)->pins) {
		frame_of(a, frame)->refs++;
		frame_of(a, frame)->maps++;
		return frame;
	}
	copy = frame_new(a)->key.lo;
	frame_copy(a, copy, frame);
	frame_of(a, copy)->maps = 1;
	frame_of(a, copy)->ready = true;
	return copy;
}

/* A mapping that is not anonymous and private is the child's too; a private page is shared
 * until one of them writes. FORK-1 to FORK-3 */
static void fork_memory(struct abstract *a, uint64_t from, uint64_t to)
{
	for (size_t i = list_find(a, LIST_VMA, from, 0);
	     i < NR(a, VMA) && vma_at(a, i)->key.hi == from; i++) {
		struct abs_vma v = *vma_at(a, i), *copy;

		if (v.flags & VMA_DONTFORK)
			continue;
		copy = list_add(a, LIST_VMA, to, v.key.lo);
		v.key.hi = to;
		v.flags &= ~(uint32_t)(VMA_LOCKED | VMA_ON_FAULT);
		*copy = v;
		if (v.inode || v.flags & VMA_WIPEONFORK)
			continue;
		for (size_t k = list_find(a, LIST_ANON, from, v.key.lo / PAGE);
		     k < NR(a, ANON) && anon_at(a, k)->key.hi == from &&
		     anon_at(a, k)->key.lo < v.end / PAGE;
		     k++) {
			struct abs_anon page = *anon_at(a, k), *shared;

			shared = list_add(a, LIST_ANON, to, page.key.lo);
			shared->frame = frame_for_child(a, page.frame);
		}
	}
	for (size_t i = list_find(a, LIST_GUARD, from, 0);
	     i < NR(a, GUARD) && guard_at(a, i)->key.hi == from; i++)
		if (vma_of(a, to, guard_at(a, i)->key.lo * PAGE))
			list_add(a, LIST_GUARD, to, guard_at(a, i)->key.lo);
}

struct gms_result next_fork(struct abstract *a, const struct gms_op *op)
{
	uint64_t number = process_at(a, NR(a, PROCESS) - 1)->key.lo + 1;
	struct abs_process *child = list_add(a, LIST_PROCESS, 0, number);

	child->handle = op->define;
	child->mm = new_id(a);
	for (size_t i = list_find(a, LIST_DESCRIPTOR, a->process, 0);
	     i < NR(a, DESCRIPTOR) && descriptor_at(a, i)->key.hi == a->process; i++) {
		struct abs_descriptor d = *descriptor_at(a, i), *copy;

		copy = list_add(a, LIST_DESCRIPTOR, number, d.key.lo);
		d.key.hi = number;
		*copy = d;
	}
	fork_memory(a, a->mm, a->last_id);
	return value(0);
}

static void close_all(struct abstract *a, bool on_exec)
{
	for (size_t i = list_find(a, LIST_DESCRIPTOR, a->process, 0);
	     i < NR(a, DESCRIPTOR) && descriptor_at(a, i)->key.hi == a->process;)
		if (on_exec && !descriptor_at(a, i)->close_on_exec)
			i++;
		else
			descriptor_close(a, i);
}

struct gms_result next_exit(struct abstract *a, const struct gms_op *op)
{
	struct abs_process *p = process_called(a, op->process);

	unmap(a, a->mm, 0, UINT64_MAX);
	close_all(a, false);
	p->gone = true;
	return value(0);
}

/* FOP-9 */
struct gms_result next_execve(struct abstract *a, const struct gms_op *op)
{
	struct abs_process *p = process_called(a, op->process);

	unmap(a, a->mm, 0, UINT64_MAX);
	close_all(a, true);
	p->mm = new_id(a);
	p->locks_future = p->locks_on_fault = false;
	return value(0);
}

/* ---- Messages ---- */

struct gms_result next_send(struct abstract *a, const struct gms_op *op)
{
	const struct abs_file *f = file_named(a, op->file);
	struct abs_name *from = name_get(a, 0, op->file), *to;
	uint64_t file, inode = from ? from->start : 0;
	struct abs_message *m;

	if (!f)
		return failure(EBADF);
	file = f->key.lo;
	m = list_add(a, LIST_MESSAGE, 0, op->define);
	m->file = file;
	if (inode) {
		to = list_add(a, LIST_NAME, 0, op->define);
		to->start = inode;
	}
	return value(0);
}

/* MESSAGE-2: a message that cannot be received is lost. */
struct gms_result next_receive(struct abstract *a, const struct gms_op *op)
{
	struct abs_message *m = message_get(a, 0, op->file);
	struct abs_name *from = name_get(a, 0, op->file), *to;
	uint64_t number, file = m ? m->file : 0, inode = from ? from->start : 0;

	if (!file)
		return failure(EAGAIN);
	m->file = 0;
	if (!number_free(a, 0, &number)) {
		file_dropped(a, file);
		return failure(EMFILE);
	}
	descriptor_add(a, number, op->define, file, false);
	if (inode) {
		to = list_add(a, LIST_NAME, 0, op->define);
		to->start = inode;
	}
	return value(0);
}
