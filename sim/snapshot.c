/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Snapshot, restore, save and load: the used part of the arena as bytes.
 *
 *	head | world state | objects of each pool but tables | lines of tables
 *
 * Of a page-table page only the cache lines are kept that differ from what the
 * page was filled with, so that small worlds have small snapshots.
 */
#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "arch.h"
#include "profile.h"
#include "world.h"

#define STATE_BYTES    offsetof(struct gms_world, arch)
#define SNAPSHOT_MAGIC 0x50414e53534d47ull /* "GMSSNAP" */
#define FORMAT_VERSION 1

struct snapshot_head {
	uint64_t magic;
	uint32_t version;
	uint32_t rules; /* layouts of different builds do not mix */
	uint64_t bytes;
	uint64_t checksum; /* of all that follows; 0 in a snapshot */
};

static uint64_t pool_bytes(const struct pool *p)
{
	return (uint64_t)(p->used - 1) * p->object_bytes;
}

static bool in_image(int pool)
{
	return pool != POOL_TABLE;
}

static uint64_t lines_bytes(const struct gms_world *w)
{
	uint64_t lines = 0;

	for (ref_t i = 1; i < w->pool[POOL_TABLE_INFO].used; i++)
		lines += (uint64_t)__builtin_popcountll(table_info_at(w, i)->touched);
	return lines * LINE_BYTES;
}

size_t gms_snapshot_bytes(const struct gms_world *w)
{
	uint64_t bytes = sizeof(struct snapshot_head) + STATE_BYTES + lines_bytes(w);

	for (int i = 0; i < NR_POOLS; i++)
		if (in_image(i))
			bytes += pool_bytes(&w->pool[i]);
	return bytes;
}

static char *put(char *to, const void *from, size_t bytes)
{
	memcpy(to, from, bytes);
	return to + bytes;
}

/* Each touched line of each table, in order. */
static char *put_lines(const struct gms_world *w, char *to)
{
	for (ref_t i = 1; i < w->pool[POOL_TABLE_INFO].used; i++) {
		uint64_t touched = table_info_at(w, i)->touched;
		const char *table = (const char *)table_at(w, i);

		for (; touched; touched &= touched - 1)
			to = put(to, table + __builtin_ctzll(touched) * LINE_BYTES, LINE_BYTES);
	}
	return to;
}

size_t gms_snapshot(const struct gms_world *w, void *buf, size_t bytes)
{
	struct snapshot_head head = {
		.magic = SNAPSHOT_MAGIC,
		.version = FORMAT_VERSION,
		.rules = NR_RULES,
		.bytes = gms_snapshot_bytes(w),
	};
	char *to = buf;

	if (bytes < head.bytes)
		return 0;
	to = put(to, &head, sizeof(head));
	to = put(to, w, STATE_BYTES);
	for (int i = 0; i < NR_POOLS; i++)
		if (in_image(i))
			to = put(to, pool_at(w, (enum pool_id)i, 1), pool_bytes(&w->pool[i]));
	put_lines(w, to);
	return head.bytes;
}

size_t gms_save(const struct gms_world *w, void *buf, size_t bytes)
{
	size_t used = gms_snapshot(w, buf, bytes);
	struct snapshot_head *head = buf;

	if (used)
		head->checksum = XXH3_64bits(head + 1, used - sizeof(*head));
	return used;
}

/* ---- Reading ---- */

/* Where the parts of an image are; what it says is checked against its size. */
struct image {
	const struct gms_world *state; /* STATE_BYTES of it */
	const char *object[NR_POOLS];
	const char *lines;
};

static bool pools_fit(const struct gms_world *w, const struct pool *p)
{
	for (int i = 0; i < NR_POOLS; i++)
		if (!p[i].used || p[i].used > w->pool[i].capacity || p[i].free >= p[i].used ||
		    p[i].live >= p[i].used || p[i].object_bytes != w->pool[i].object_bytes)
			return false;
	return true;
}

static const char *open_image(const struct gms_world *w, const void *buf, size_t bytes,
			      struct image *image)
{
	const struct snapshot_head *head = buf;
	const char *at = (const char *)(head + 1), *end = (const char *)buf + bytes;
	const struct table_info *info;
	uint64_t lines = 0;

	if ((uintptr_t)buf % sizeof(uint64_t))
		return "a saved world must lie at an address that is a multiple of 8";
	if (bytes < sizeof(*head) + STATE_BYTES || head->magic != SNAPSHOT_MAGIC)
		return "this is not a saved world";
	if (head->version != FORMAT_VERSION || head->rules != NR_RULES)
		return "the world was saved by another version of gmemsim";
	if (head->bytes != bytes)
		return "the saved world is cut off, or has bytes too many";
	image->state = (const struct gms_world *)at;
	at += STATE_BYTES;
	if (image->state->magic != w->magic || !pools_fit(w, image->state->pool))
		return "the saved world does not fit into this arena";
	for (int i = 0; i < NR_POOLS; i++) {
		uint64_t size = pool_bytes(&image->state->pool[i]);

		if (!in_image(i))
			continue;
		if (size > (uint64_t)(end - at))
			return "the saved world contradicts its own size";
		image->object[i] = at;
		at += size;
	}
	info = (const struct table_info *)image->object[POOL_TABLE_INFO];
	for (ref_t i = 0; i + 1 < image->state->pool[POOL_TABLE_INFO].used; i++)
		lines += (uint64_t)__builtin_popcountll(info[i].touched);
	if (lines * LINE_BYTES != (uint64_t)(end - at))
		return "the saved world contradicts its own size";
	image->lines = at;
	return NULL;
}

static void fill_line(struct table *table, unsigned int line, uint64_t fill)
{
	for (unsigned int i = 0; i < LINE_BYTES / 8; i++)
		table->entry[line * (LINE_BYTES / 8) + i] = fill;
}

/* Make the table hold fill but for the lines of the image, which follow. */
static const char *restore_table(struct table *table, const struct table_info *now,
				 const struct table_info *then, const char *lines)
{
	bool same = now->live && now->fill == then->fill;
	uint64_t stale = same ? now->touched & ~then->touched : ~then->touched;

	for (; stale; stale &= stale - 1)
		fill_line(table, (unsigned int)__builtin_ctzll(stale), then->fill);
	for (uint64_t left = then->touched; left; left &= left - 1) {
		memcpy((char *)table + __builtin_ctzll(left) * LINE_BYTES, lines, LINE_BYTES);
		lines += LINE_BYTES;
	}
	return lines;
}

static void restore_tables(struct gms_world *w, const struct image *image)
{
	const struct table_info *then = (const struct table_info *)image->object[POOL_TABLE_INFO];
	const char *lines = image->lines;

	for (ref_t i = 1; i < image->state->pool[POOL_TABLE_INFO].used; i++, then++)
		if (then->live)
			lines = restore_table(table_at(w, i), table_info_at(w, i), then, lines);
}

/* Objects beyond those of the image become zero again: the pools' invariant. */
static void restore_pool(struct gms_world *w, enum pool_id id, const struct pool *then,
			 const char *from)
{
	struct pool *p = &w->pool[id];
	uint64_t bytes = pool_bytes(then);

	memcpy(pool_at(w, id, 1), from, bytes);
	if (p->used > then->used)
		memset(pool_at(w, id, then->used), 0,
		       (uint64_t)(p->used - then->used) * p->object_bytes);
	p->used = then->used;
	p->free = then->free;
	p->live = then->live;
}

static void restore_image(struct gms_world *w, const struct image *image)
{
	struct pool pool[NR_POOLS];
	uint64_t arena_bytes = w->arena_bytes;

	restore_tables(w, image);
	for (int i = 0; i < NR_POOLS; i++)
		if (in_image(i))
			restore_pool(w, (enum pool_id)i, &image->state->pool[i],
				     image->object[i]);
	memcpy(pool, w->pool, sizeof(pool));
	memcpy(w, image->state, STATE_BYTES);
	memcpy(w->pool, pool, sizeof(pool));
	w->arena_bytes = w->config.arena_bytes = arena_bytes;
	w->arch = w->config.arch == GMS_ARCH_ARM64 ? &arch_arm64 : &arch_x86;
	w->at = 0;
	w->operations++;
}

bool gms_restore(struct gms_world *w, const void *buf, size_t bytes)
{
	struct image image;

	if (open_image(w, buf, bytes, &image))
		return false;
	restore_image(w, &image);
	return true;
}

bool gms_load(struct gms_world *w, const void *buf, size_t bytes, const char **why)
{
	const struct snapshot_head *head = buf;
	struct image image;

	*why = open_image(w, buf, bytes, &image);
	if (*why)
		return false;
	if (head->checksum != XXH3_64bits(head + 1, bytes - sizeof(*head))) {
		*why = "the saved world is damaged: its checksum does not match";
		return false;
	}
	if (config_flaw(&image.state->config)) {
		*why = "the saved world names an unknown architecture, profile or parameter";
		return false;
	}
	restore_image(w, &image);
	return true;
}
