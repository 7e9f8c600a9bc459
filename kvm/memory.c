// SPDX-License-Identifier: BSD-2-Clause
/*
 * Addresses of the scenario in this process, and how much of the machine it takes.
 *
 * The scenario's mappings lie upward from ARENA_START, where nothing of ours is; an
 * operation that reaches elsewhere is looked at before it is carried out, so that no
 * scenario writes over the program that executes it.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

#include "worker.h"

uint64_t host_address(struct worker *k, struct gms_ref ref)
{
	const struct named_map *map;

	if (!ref.handle)
		return ref.number;
	map = ref.handle < MAPS_MAX ? &k->c->map[ref.handle] : NULL;
	return (map && map->mapped ? map->start : UINT64_MAX) + ref.number;
}

void host_range(struct worker *k, const struct gms_op *op, uint64_t *address, uint64_t *bytes)
{
	const struct named_map *map = op->map < MAPS_MAX ? &k->c->map[op->map] : NULL;

	*address = host_address(k, (struct gms_ref){ op->map, op->off });
	*bytes = op->len;
	if (!gms_op_given(op, "len") && !op->len && map && map->defined)
		*bytes = map->bytes - op->off;
}

/* ---- What lies where ---- */

struct region {
	uint64_t start, end;
	char name[64];
};

static bool next_region(FILE *maps, struct region *r)
{
	char line[512];

	if (!fgets(line, sizeof(line), maps))
		return false;
	*r = (struct region){ .start = 0 };
	return sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %*s %*s %*s %63s", &r->start, &r->end,
		      r->name) >= 2;
}

static bool overlaps(const struct region *r, uint64_t address, uint64_t bytes)
{
	uint64_t last = address + bytes - 1;

	return address < r->end && (last < address || last >= r->start);
}

/* Also where the scenario has mapped outside of the arena: by addr=, which it named. */
static bool is_named(const struct worker *k, const struct region *r)
{
	for (uint64_t i = 1; i <= k->c->highest_map; i++)
		if (k->c->map[i].mapped && k->c->map[i].start < r->end &&
		    k->c->map[i].start + k->c->map[i].bytes > r->start)
			return true;
	return false;
}

bool is_ours(struct worker *k, uint64_t address, uint64_t bytes)
{
	struct region r;
	bool found = false;
	FILE *maps;

	bytes = bytes ? bytes : 1;
	if (address >= ARENA_START && address + bytes > address &&
	    address + bytes <= k->c->next_address)
		return false;
	maps = fopen("/proc/self/maps", "re");
	if (!maps)
		return true;
	while (!found && next_region(maps, &r))
		found = overlaps(&r, address, bytes) && strcmp(r.name, "[vsyscall]") != 0 &&
			!(r.start >= ARENA_START && r.end <= k->c->next_address) &&
			!is_named(k, &r);
	fclose(maps);
	return found;
}

bool is_mapped(uint64_t address)
{
	struct region r;
	bool found = false;
	FILE *maps = fopen("/proc/self/maps", "re");

	while (maps && !found && next_region(maps, &r))
		found = address >= r.start && address < r.end;
	if (maps)
		fclose(maps);
	return found;
}

void read_memory(uint64_t address, void *to, size_t bytes)
{
	const struct iovec own = { to, bytes };
	const struct iovec there = { (void *)(uintptr_t)address, bytes };

	if (process_vm_readv(getpid(), &own, 1, &there, 1, 0) != (ssize_t)bytes)
		memset(to, 0, bytes);
}

struct gms_result refuse_ours(void)
{
	return result_unsupported("it reaches memory of the program that executes it");
}

/* ---- The budget ---- */

bool spend(struct worker *k, uint64_t bytes)
{
	uint64_t left = k->c->budget_bytes - k->c->spent_bytes;

	if (k->c->spent_bytes > k->c->budget_bytes || bytes > left)
		return false;
	k->c->spent_bytes += bytes;
	return true;
}

struct gms_result refuse_spending(const struct worker *k)
{
	return result_unsupported("a scenario may take %" PRIu64 " MiB of this machine, not more",
				  k->c->budget_bytes >> 20);
}

void *buffer_get(uint64_t bytes)
{
	void *buffer = mmap(NULL, bytes ? bytes : 1, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return buffer == MAP_FAILED ? NULL : buffer;
}

void buffer_put(void *buffer, uint64_t bytes)
{
	if (buffer)
		munmap(buffer, bytes ? bytes : 1);
}
