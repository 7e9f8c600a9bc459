/* SPDX-License-Identifier: BSD-2-Clause */
/* Creating a world, and its pools. */
#include <string.h>
#include <sys/mman.h>

#include "arch.h"
#include "gmem.h"
#include "host_mm.h"
#include "profile.h"
#include "world.h"

#define WORLD_MAGIC 0x31304d53454d47ull /* "GMESM01" */

/* How an arena of DEFAULT_BYTES is divided; others scale. */
#define DEFAULT_BYTES (16ull << 30)

struct pool_shape {
	uint32_t bytes;
	uint32_t count;
};

#define NODE_BYTES 256

static const struct pool_shape shapes[NR_POOLS] = {
	[POOL_VM] = { sizeof(struct vm), 1u << 14 },
	[POOL_VCPU] = { sizeof(struct vcpu), 1u << 16 },
	[POOL_SLOT] = { sizeof(struct slot), 1u << 20 },
	[POOL_FILE] = { sizeof(struct file), 1u << 20 },
	[POOL_INODE] = { sizeof(struct inode), 1u << 20 },
	[POOL_FRAME] = { sizeof(struct frame), 1u << 25 },
	[POOL_PROCESS] = { sizeof(struct process), 1u << 10 },
	[POOL_MM] = { sizeof(struct mm), 1u << 10 },
	[POOL_VMA] = { sizeof(struct vma), 1u << 20 },
	[POOL_MAPPING] = { sizeof(struct mapping), 1u << 20 },
	[POOL_TASK] = { sizeof(struct task), 1u << 6 },
	[POOL_NODE] = { NODE_BYTES, 1u << 23 },
	[POOL_SHADOW] = { sizeof(struct shadow), 1u << 12 },
	[POOL_LINE] = { sizeof(struct line), 1u << 25 },
	[POOL_TABLE_INFO] = { sizeof(struct table_info), 1u << 20 },
	[POOL_TABLE] = { sizeof(struct table), 1u << 20 },
};

/* Fewer of an object than this and nothing can run. */
#define CAPACITY_MIN 24

static uint64_t align_up(uint64_t value, uint64_t to)
{
	return (value + to - 1) / to * to;
}

/* Place the pools into bytes; false if they do not fit. */
static bool lay_out(struct pool pool[NR_POOLS], uint64_t bytes)
{
	uint64_t offset = align_up(sizeof(struct gms_world), PAGE_SIZE);

	for (int i = 0; i < NR_POOLS; i++) {
		uint64_t share =
			bytes / 4096 * (shapes[i].count / 64) / (DEFAULT_BYTES / 4096 / 64);
		uint64_t capacity = share < CAPACITY_MIN ? CAPACITY_MIN : share;

		if (i == POOL_TASK)
			capacity = shapes[i].count;
		if (capacity > 1u << 28)
			capacity = 1u << 28;
		pool[i] = (struct pool){
			.offset = offset,
			.object_bytes = shapes[i].bytes,
			.capacity = (uint32_t)capacity,
			.used = 1,
		};
		offset = align_up(offset + capacity * shapes[i].bytes, PAGE_SIZE);
	}
	/* A table and what is known of it share their number. */
	if (pool[POOL_TABLE].capacity != pool[POOL_TABLE_INFO].capacity)
		return false;
	return offset <= bytes;
}

/* Descriptors that every process has: three that are nothing to KVM, and /dev/kvm. */
static bool open_standard_files(struct gms_world *w)
{
	for (uint64_t fd = 0; fd <= 3; fd++) {
		ref_t file = file_new(w, fd == 3 ? FILE_SYSTEM : FILE_OTHER);

		if (!file || !map_set(w, &process_at(w, w->current)->fds, fd, file))
			return false;
	}
	return true;
}

static bool populate(struct gms_world *w)
{
	w->current = pool_take_internal(w, POOL_PROCESS);
	if (!w->current)
		return false;
	process_at(w, w->current)->live = 1;
	process_at(w, w->current)->mm = mm_new(w);
	if (!process_at(w, w->current)->mm)
		return false;
	w->next_inode = 1;
	w->next_vm = 1;
	w->at = 0;
	return open_standard_files(w);
}

struct gms_world *gms_create_in(void *memory, uint64_t bytes, const struct gms_config *config,
				const char **why)
{
	struct gms_world *w = memory;
	struct pool pool[NR_POOLS];

	*why = config_flaw(config);
	if (*why)
		return NULL;
	if (!lay_out(pool, bytes)) {
		*why = "arena: too small for a world (1 MiB is enough for a small one)";
		return NULL;
	}
	w->magic = WORLD_MAGIC;
	w->arena_bytes = bytes;
	w->config = *config;
	w->config.arena_bytes = bytes;
	if (!w->config.max_fds)
		w->config.max_fds = 1024;
	memcpy(w->pool, pool, sizeof(pool));
	memcpy(w->inject_left, config->inject, sizeof(w->inject_left));
	for (unsigned int i = 0; i < NR_SWITCHES; i++)
		gms_set_switch(w, i, gms_switch_at(i)->profiles >> config->profile & 1);
	w->arch = config->arch == GMS_ARCH_ARM64 ? &arch_arm64 : &arch_x86;
	if (!populate(w)) {
		*why = "arena: too small for a world";
		return NULL;
	}
	return w;
}

struct gms_world *gms_create(const struct gms_config *config, const char **why)
{
	uint64_t bytes = config->arena_bytes ? config->arena_bytes : DEFAULT_BYTES;
	struct gms_world *w;
	void *memory;

	if (bytes > 1ull << 46 || bytes < PAGE_SIZE) {
		*why = "arena: the size must be between 4 KiB and 64 TiB";
		return NULL;
	}
	bytes = align_up(bytes, PAGE_SIZE);
	memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (memory == MAP_FAILED) {
		*why = "arena: no address space left for its size";
		return NULL;
	}
	w = gms_create_in(memory, bytes, config, why);
	if (!w) {
		munmap(memory, bytes);
		return NULL;
	}
	w->mapping_bytes = bytes;
	return w;
}

void gms_destroy(struct gms_world *w)
{
	if (w && w->mapping_bytes)
		munmap(w, w->mapping_bytes);
}

bool injected(struct gms_world *w, enum gms_inject what)
{
	if (!w->inject_left[what])
		return false;
	return --w->inject_left[what] == 0;
}

ref_t pool_take_internal(struct gms_world *w, enum pool_id id)
{
	struct pool *p = &w->pool[id];
	ref_t ref = p->free;

	if (ref) {
		ref_t *link = pool_at(w, id, ref);

		p->free = *link;
		*link = 0;
	} else {
		if (p->used == p->capacity)
			return 0;
		ref = p->used++;
	}
	p->live++;
	return ref;
}

ref_t pool_take(struct gms_world *w, enum pool_id id)
{
	return injected(w, GMS_INJECT_ALLOC) ? 0 : pool_take_internal(w, id);
}

void pool_give_clean(struct gms_world *w, enum pool_id id, ref_t ref)
{
	struct pool *p = &w->pool[id];

	*(ref_t *)pool_at(w, id, ref) = p->free;
	p->free = ref;
	p->live--;
}

void pool_give(struct gms_world *w, enum pool_id id, ref_t ref)
{
	const struct pool *p = &w->pool[id];
	void *object = pool_at(w, id, ref);

	memset(object, 0, p->object_bytes);
	pool_give_clean(w, id, ref);
}

/* Rows come from what was never taken; what alignment leaves out is free. */
ref_t pool_take_row(struct gms_world *w, enum pool_id id, uint32_t count)
{
	struct pool *p = &w->pool[id];
	uint64_t first = align_up(p->used, count);

	if (injected(w, GMS_INJECT_ALLOC) || first + count > p->capacity)
		return 0;
	for (; p->used < first; p->live++)
		pool_give(w, id, p->used++);
	p->used += count;
	p->live += count;
	return (ref_t)first;
}

ref_t table_take(struct gms_world *w, uint64_t fill, uint32_t level)
{
	ref_t ref = pool_take(w, POOL_TABLE_INFO);
	struct table_info *info;
	struct table *table;

	if (!ref)
		return 0;
	info = table_info_at(w, ref);
	info->fill = fill;
	info->level = (uint16_t)level;
	info->live = 1;
	table = table_at(w, ref);
	for (int i = 0; i < TABLE_ENTRIES; i++)
		table->entry[i] = fill;
	return ref;
}

void table_give(struct gms_world *w, ref_t table)
{
	pool_give(w, POOL_TABLE_INFO, table);
}

void gms_set_switch(struct gms_world *w, unsigned int index, bool on)
{
	if (index >= NR_SWITCHES)
		return;
	if (on)
		w->switches[index / 64] |= 1ull << (index % 64);
	else
		w->switches[index / 64] &= ~(1ull << (index % 64));
	w->operations++;
}

bool gms_has_switch(const struct gms_world *w, unsigned int index)
{
	return index < NR_SWITCHES && has(w, (enum sw)index);
}

unsigned int gms_world_profile(const struct gms_world *w)
{
	return w->config.profile;
}

enum gms_arch gms_world_arch(const struct gms_world *w)
{
	return w->config.arch;
}

uint64_t gms_page_size(const struct gms_world *w)
{
	(void)w;
	return PAGE_SIZE;
}
