// SPDX-License-Identifier: BSD-2-Clause
/*
 * Memslots: the scenario's, and the one that holds the guest's own memory.
 *
 * The latter has the highest number that the scenario does not use, and lies where the
 * scenario has no slot.  A request of the scenario for either takes it away first; the next
 * access of a guest puts it somewhere else.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

#include "run_vcpu.h"
#include "worker.h"

/* ---- What slots there are ---- */

static struct slot_range *slot_find(struct vm *vm, uint64_t id)
{
	for (size_t i = 0; i < vm->nr_slots; i++)
		if (vm->slot[i].id == id)
			return &vm->slot[i];
	return NULL;
}

/* A request was carried out: size 0 deletes. */
static void slot_note(struct vm *vm, uint64_t id, uint64_t gpa, uint64_t size)
{
	struct slot_range *slot = slot_find(vm, id);

	if (!slot && size) {
		slot = realloc(vm->slot, (vm->nr_slots + 1) * sizeof(*slot));
		if (!slot)
			return;
		vm->slot = slot;
		slot += vm->nr_slots++;
	}
	if (!slot)
		return;
	if (size)
		*slot = (struct slot_range){ .id = id, .gpa = gpa, .size = size };
	else
		*slot = vm->slot[--vm->nr_slots];
	vm->slot_bytes += size;
}

static bool overlaps(uint64_t a, uint64_t a_size, uint64_t b, uint64_t b_size)
{
	return a_size && b_size && a <= b + (b_size - 1) && b <= a + (a_size - 1);
}

static bool is_free(const struct vm *vm, uint64_t gpa)
{
	for (size_t i = 0; i < vm->nr_slots; i++)
		if (overlaps(vm->slot[i].gpa, vm->slot[i].size, gpa, GUEST_MEMORY_BYTES))
			return false;
	return true;
}

/* ---- Ours ---- */

static int set_ours(const struct vm *vm, uint64_t size)
{
	const struct guest_memory *m = &vm->memory;
	struct region2 region = {
		.slot = (uint32_t)m->id,
		.gpa = m->gpa,
		.size = size,
		.hva = (uint64_t)(uintptr_t)m->host,
	};

	return ioctl(vm->fd, IOCTL_SET_REGION, &region) ? errno : 0;
}

void slots_make_way(struct vm *vm, uint64_t id, uint64_t gpa, uint64_t size)
{
	struct guest_memory *m = &vm->memory;

	if (!m->installed || (id != m->id && !overlaps(gpa, size, m->gpa, GUEST_MEMORY_BYTES)))
		return;
	set_ours(vm, 0);
	m->installed = false;
}

#define PLACES 16u

int guest_memory_install(struct vm *vm)
{
	struct guest_memory *m = &vm->memory;
	int slots, error = EEXIST;

	if (m->installed)
		return 0;
	if (!m->host) {
		m->host = buffer_get(GUEST_MEMORY_BYTES);
		if (!m->host)
			return ENOMEM;
		madvise(m->host, GUEST_MEMORY_BYTES, MADV_DONTFORK);
	}
	slots = ioctl(vm->fd, KVM_CHECK_EXTENSION, KVM_CAP_NR_MEMSLOTS);
	m->id = slots > 0 ? (uint64_t)slots - 1 : 0;
	while (m->id && slot_find(vm, m->id))
		m->id--;
	for (unsigned int i = 0; i < PLACES && error; i++) {
		m->gpa = GUEST_MEMORY_GPA >> i;
		m->gpa &= -(2ull << 20);
		if (!is_free(vm, m->gpa))
			continue;
		guest_memory_fill(m);
		error = set_ours(vm, GUEST_MEMORY_BYTES);
	}
	m->installed = !error;
	return error;
}

/* ---- KVM_SET_USER_MEMORY_REGION ---- */

/* What KVM allocates for a large slot is counted, for small ones it is nothing. */
#define SMALL_SLOT_BYTES (512ull << 20)
#define OVERHEAD(size)	 ((size) / HOST_PAGE * 12)
#define SLOT_BYTES_MAX	 (1ull << 43)

static struct gms_result refuse_slot(struct worker *k, const struct region2 *region)
{
	/* KVM refuses it by itself. */
	if (region->size > SLOT_BYTES_MAX)
		return result_value(0);
	if (region->hva && region->size && is_ours(k, region->hva, region->size))
		return refuse_ours();
	if (region->size > SMALL_SLOT_BYTES && !spend(k, OVERHEAD(region->size)))
		return refuse_spending(k);
	return result_value(0);
}

static void region_of(struct worker *k, const struct gms_op *op, struct region2 *region)
{
	*region = (struct region2){
		.slot = (uint32_t)(op->as_id << 16 | op->id),
		.flags = (uint32_t)op->flags,
		.gpa = op->gpa,
		.size = op->is_delete ? 0 : op->size,
		.hva = host_address(k, op->hva),
		.offset = op->off,
		.memfd = gms_op_given(op, "memfd") || op->memfd.handle || op->memfd.number
				 ? (uint32_t)fd_of_ref(k, op->memfd)
				 : 0,
		.pad1 = (uint32_t)op->pad1,
	};
	for (size_t i = 0; i < sizeof(region->pad2) / sizeof(region->pad2[0]); i++)
		region->pad2[i] = op->pad2;
}

struct gms_result sys_slot(struct worker *k, const struct gms_op *op)
{
	uint64_t bytes = op->v1 ? 32 : sizeof(struct region2), address;
	struct vm *vm = worker_vm(k, op->vm);
	struct gms_result result;
	struct region2 region;

	if (op->bitmap.handle || op->bitmap.number || gms_op_given(op, "bitmap"))
		return result_unsupported("no released kernel has a userfault bitmap");
	region_of(k, op, &region);
	address = (uint64_t)(uintptr_t)&region;
	if (gms_op_given(op, "argp")) {
		address = host_address(k, op->argp);
		read_memory(address, &region, bytes);
	}
	result = refuse_slot(k, &region);
	if (result.kind == GMS_RESULT_UNSUPPORTED)
		return result;
	if (vm && region.slot >> 16 == 0)
		slots_make_way(vm, region.slot, region.gpa, region.size);
	result = result_of(
		ioctl(fd_of(k, op->vm), op->v1 ? IOCTL_SET_REGION : IOCTL_SET_REGION2, address));
	if (vm && region.slot >> 16 == 0 && result.kind == GMS_RESULT_VALUE)
		slot_note(vm, region.slot, region.gpa, region.size);
	return result;
}

/* ---- The dirty log ---- */

static uint64_t log_bytes(struct worker *k, const struct gms_op *op)
{
	struct vm *vm = worker_vm(k, op->vm);
	const struct slot_range *slot = vm && !op->as_id ? slot_find(vm, op->id) : NULL;

	return slot ? (slot->size / HOST_PAGE + 63) / 64 * 8 : sizeof(uint64_t) * PAGES_WORDS;
}

/* The pages of the result, from where the ioctl wrote them. */
static void take_log(struct worker *k, uint64_t address, uint64_t bytes)
{
	memset(k->c->pages, 0, sizeof(k->c->pages));
	read_memory(address, k->c->pages, bytes);
}

struct gms_result sys_dirty_log(struct worker *k, const struct gms_op *op)
{
	struct kvm_dirty_log log = { .slot = (uint32_t)(op->as_id << 16 | op->id) };
	bool given = gms_op_given(op, "bitmap");
	uint64_t bytes = log_bytes(k, op), address;
	struct gms_result result;
	void *buffer;

	if (bytes > sizeof(k->c->pages))
		return result_unsupported("the dirty log has more pages than it can show");
	if (gms_op_given(op, "argp"))
		return result_of(
			ioctl(fd_of(k, op->vm), KVM_GET_DIRTY_LOG, host_address(k, op->argp)));
	buffer = given ? NULL : buffer_get(bytes);
	address = given ? host_address(k, op->bitmap) : (uint64_t)(uintptr_t)buffer;
	if (given && is_ours(k, address, bytes))
		return refuse_ours();
	log.dirty_bitmap = (void *)(uintptr_t)address;
	result = result_of(ioctl(fd_of(k, op->vm), KVM_GET_DIRTY_LOG, &log));
	if (result.kind == GMS_RESULT_VALUE) {
		take_log(k, address, bytes);
		result.kind = GMS_RESULT_PAGES;
	}
	buffer_put(buffer, bytes);
	return result;
}

struct gms_result sys_clear_dirty_log(struct worker *k, const struct gms_op *op)
{
	struct clear_log log = {
		.slot = (uint32_t)(op->as_id << 16 | op->id),
		.num_pages = (uint32_t)op->len,
		.first_page = op->off,
	};
	uint64_t words = (log.num_pages + 63ull) / 64 + 1;
	struct gms_result result;
	uint64_t *buffer;

	if (gms_op_given(op, "argp"))
		return result_of(ioctl(fd_of(k, op->vm), IOCTL_CLEAR_DIRTY_LOG,
				       host_address(k, op->argp)));
	if (gms_op_given(op, "bitmap")) {
		log.bitmap = host_address(k, op->bitmap);
		return result_of(ioctl(fd_of(k, op->vm), IOCTL_CLEAR_DIRTY_LOG, &log));
	}
	if (words > PAGES_WORDS)
		words = PAGES_WORDS;
	buffer = buffer_get(words * sizeof(*buffer));
	if (!buffer)
		return result_unsupported("there is no memory for the bitmap");
	for (uint64_t i = 0; i < words; i++)
		buffer[i] = op->value;
	log.bitmap = (uint64_t)(uintptr_t)buffer;
	result = result_of(ioctl(fd_of(k, op->vm), IOCTL_CLEAR_DIRTY_LOG, &log));
	buffer_put(buffer, words * sizeof(*buffer));
	return result;
}
