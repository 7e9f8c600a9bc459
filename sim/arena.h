/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The arena: pools of objects of one size each, addressed by reference.
 *
 * A reference is the index of an object in its pool, 0 is none.  Each pool owns
 * a fixed range of the arena's address space, so that a reference becomes a
 * pointer by one multiplication and a pool grows without moving anything.
 *
 * Invariant: bytes of a pool at and after `used` objects are zero; so are those
 * of a free object, apart from the link to the next free one in its first word.
 */
#ifndef SIM_ARENA_H
#define SIM_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gms_world;

typedef uint32_t ref_t;

enum pool_id {
	POOL_VM,
	POOL_VCPU,
	POOL_SLOT,
	POOL_FILE,
	POOL_INODE,
	POOL_FRAME,
	POOL_PROCESS,
	POOL_MM,
	POOL_VMA,
	POOL_MAPPING,
	POOL_TASK,
	POOL_NODE, /* nodes of ordered maps */
	POOL_SHADOW,
	POOL_LINE, /* 64 bytes of a page's content */
	POOL_TABLE_INFO,
	POOL_TABLE, /* 4 KiB pages of page tables; same index as its info */
	NR_POOLS
};

struct pool {
	uint64_t offset; /* from the start of the arena, bytes */
	uint32_t object_bytes;
	uint32_t capacity; /* objects, including the unused number 0 */
	uint32_t used;	   /* objects ever taken, including number 0 */
	uint32_t free;	   /* first of the free list */
	uint32_t live;	   /* taken now */
	uint32_t pad;
};

/*
 * Take a zeroed object.  Returns 0 when the pool is full or when an injected
 * allocation failure is due: the caller answers with the kernel's ENOMEM.
 */
ref_t pool_take(struct gms_world *w, enum pool_id id);
/* The same for memory that the kernel does not allocate at this point. */
ref_t pool_take_internal(struct gms_world *w, enum pool_id id);
void pool_give(struct gms_world *w, enum pool_id id, ref_t ref);
/* The same when the object is zeroed already, but for what every taker overwrites. */
void pool_give_clean(struct gms_world *w, enum pool_id id, ref_t ref);
/* `count` zeroed objects in a row, the first at a multiple of count; 0 as pool_take(). */
ref_t pool_take_row(struct gms_world *w, enum pool_id id, uint32_t count);

#endif /* SIM_ARENA_H */
