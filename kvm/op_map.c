// SPDX-License-Identifier: BSD-2-Clause
/*
 * Mappings: made, moved, changed and asked about.
 */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "worker.h"

/* ---- Where they go ---- */

#define MAP_BYTES_MAX (16ull << 40)
#define LARGE_PAGE    (2ull << 20)
#define PROMISED_MAX  (4ull << 30)

static uint64_t whole_pages(uint64_t bytes)
{
	return (bytes + HOST_PAGE - 1) & -HOST_PAGE;
}

/*
 * Where the simulator would put so many bytes: upward, what can hold a large page at the
 * beginning of one.
 */
static uint64_t choose(const struct worker *k, uint64_t bytes)
{
	uint64_t start = k->c->next_address;

	if (bytes > MAP_BYTES_MAX)
		return 0;
	if (whole_pages(bytes) >= LARGE_PAGE)
		start = (start + LARGE_PAGE - 1) & -LARGE_PAGE;
	return start + bytes < ARENA_END ? start : 0;
}

/*
 * Addresses behind a mapping are taken while it is resized, unless some mapping had them
 * once: whether it can grow into others is up to who lays out the process.
 */
static bool fence(const struct worker *k, uint64_t end)
{
	for (uint64_t i = 1; i <= k->c->highest_map; i++)
		if (k->c->map[i].mapped && end - k->c->map[i].start < k->c->map[i].bytes)
			return false;
	return mmap((void *)(uintptr_t)end, HOST_PAGE, PROT_NONE,
		    MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != MAP_FAILED;
}

/* The name stands for MAP_FAILED until the call has succeeded. */
static struct gms_result settle(struct worker *k, const struct gms_op *op, void *at,
				uint64_t bytes)
{
	struct gms_result result = result_zero(at == MAP_FAILED ? -1 : 0);

	if (op->define >= MAPS_MAX) {
		if (at != MAP_FAILED)
			munmap(at, bytes);
		return result_unsupported("there are too many names");
	}
	if (op->define > k->c->highest_map)
		k->c->highest_map = op->define;
	k->c->map[op->define] = (struct named_map){
		.start = at == MAP_FAILED ? 0 : (uint64_t)(uintptr_t)at,
		.bytes = at == MAP_FAILED ? 0 : whole_pages(bytes),
		.defined = true,
		.mapped = at != MAP_FAILED,
	};
	/* A page stays free between two mappings. */
	if (at != MAP_FAILED && (uint64_t)(uintptr_t)at >= k->c->next_address &&
	    (uint64_t)(uintptr_t)at < ARENA_END)
		k->c->next_address = (uint64_t)(uintptr_t)at + whole_pages(bytes) + HOST_PAGE;
	return result;
}

/* ---- mmap ---- */

#define TAKES_MEMORY (MAP_POPULATE | MAP_LOCKED)

struct gms_result sys_mmap(struct worker *k, const struct gms_op *op)
{
	bool anonymous = op->is_anon || op->flags & MAP_ANONYMOUS;
	bool fixed = op->flags & (MAP_FIXED | MAP_FIXED_NOREPLACE);
	uint64_t flags = gms_op_given(op, "flags") || op->flags ? op->flags
			 : op->is_anon				? (uint64_t)MAP_PRIVATE
								: (uint64_t)MAP_SHARED;
	uint64_t address = host_address(k, op->hva);
	int fd = anonymous ? -1 : fd_of_ref(k, op->memfd);
	void *at;

	if (op->is_anon)
		flags |= MAP_ANONYMOUS;
	/* What the process itself takes of the address space decides. */
	if (op->len > MAP_BYTES_MAX && op->len < 1ull << 47)
		return result_unsupported("the process has no room for so large a mapping");
	if (fixed && is_ours(k, address, op->len))
		return refuse_ours();
	if (!(address & -HOST_PAGE) && !fixed)
		address = choose(k, op->len);
	if ((flags & TAKES_MEMORY || k->c->locks_future) && !spend(k, op->len))
		return refuse_spending(k);
	at = (void *)syscall(SYS_mmap, address, op->len, op->prot, flags, fd, op->off);
	/* Where the hint was taken the kernel has its own idea of the next best place. */
	if (at != MAP_FAILED && !fixed && (uint64_t)(uintptr_t)at >= ARENA_END) {
		munmap(at, op->len);
		at = (void *)syscall(SYS_mmap, choose(k, op->len), op->len, op->prot, flags, fd,
				     op->off);
	}
	if (at == MAP_FAILED && errno == ENOMEM && op->len > PROMISED_MAX && op->len < 1ull << 47)
		return result_unsupported("the machine does not promise so much memory");
	if (at != MAP_FAILED)
		k->c->mapped_bytes += op->len;
	return settle(k, op, at, op->len);
}

/* The range of the operation; not a value: why it is refused. */
static struct gms_result take_range(struct worker *k, const struct gms_op *op, uint64_t *address,
				    uint64_t *bytes)
{
	host_range(k, op, address, bytes);
	return is_ours(k, *address & -HOST_PAGE, *bytes) ? refuse_ours() : result_value(0);
}

struct gms_result sys_munmap(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;
	struct gms_result result = take_range(k, op, &address, &bytes);

	return result.kind == GMS_RESULT_VALUE ? result_of(syscall(SYS_munmap, address, bytes))
					       : result;
}

struct gms_result sys_mprotect(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;
	struct gms_result result = take_range(k, op, &address, &bytes);

	return result.kind == GMS_RESULT_VALUE
		       ? result_of(syscall(SYS_mprotect, address, bytes, op->prot))
		       : result;
}

/* Where it moves to, if the caller does not say, is as in the simulator. */
static void *resize(const struct worker *k, uint64_t address, uint64_t old, uint64_t len,
		    uint64_t flags, uint64_t to)
{
	void *at = MAP_FAILED;

	if (flags & MREMAP_FIXED || !(flags & MREMAP_MAYMOVE))
		return (void *)syscall(SYS_mremap, address, old, len, flags, to);
	/* It moves in any case, and takes this for a hint. */
	if (flags & MREMAP_DONTUNMAP || !old)
		return (void *)syscall(SYS_mremap, address, old, len, flags, choose(k, len));
	at = (void *)syscall(SYS_mremap, address, old, len, flags & ~(uint64_t)MREMAP_MAYMOVE);
	if (at != MAP_FAILED || errno != ENOMEM || !choose(k, len))
		return at;
	return (void *)syscall(SYS_mremap, address, old, len, flags | MREMAP_FIXED,
			       choose(k, len));
}

struct gms_result sys_mremap(struct worker *k, const struct gms_op *op)
{
	const struct named_map *map = op->map < MAPS_MAX ? &k->c->map[op->map] : NULL;
	uint64_t address = host_address(k, (struct gms_ref){ op->map, op->off });
	uint64_t old = op->size, to = host_address(k, op->hva), flags = op->flags;
	bool fenced;
	void *at;

	if (!gms_op_given(op, "old") && !old && map)
		old = map->bytes - op->off;
	if (is_ours(k, address, old) || (flags & MREMAP_FIXED && is_ours(k, to, op->len)))
		return refuse_ours();
	if (k->c->locks_future && !spend(k, op->len))
		return refuse_spending(k);
	fenced = op->len > old && !((address + old) % HOST_PAGE) && fence(k, address + old);
	at = resize(k, address, old, op->len, flags, to);
	if (fenced) {
		int error = errno;

		munmap((void *)(uintptr_t)(address + old), HOST_PAGE);
		errno = error;
	}
	return settle(k, op, at, op->len);
}

struct gms_result sys_remap_file_pages(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, (struct gms_ref){ op->map, op->off });

	if (is_ours(k, address, op->len))
		return refuse_ours();
	return result_of(
		syscall(SYS_remap_file_pages, address, op->len, op->prot, op->value, op->flags));
}

/* ---- Advice and locks ---- */

/* Pages that advice brings in, or that are taken from the machine for ever. */
#define ADVICE_WILLNEED	      3
#define ADVICE_MERGEABLE      12
#define ADVICE_NOHUGEPAGE     15
#define ADVICE_POPULATE_READ  22
#define ADVICE_POPULATE_WRITE 23
#define ADVICE_HWPOISON	      100
#define ADVICE_SOFT_OFFLINE   101

/* KSM and huge pages are things that a kernel may lack. */
static bool is_built(uint64_t advice)
{
	void *page = buffer_get(HOST_PAGE);
	bool built = page && !syscall(SYS_madvise, page, HOST_PAGE, (int)advice);

	buffer_put(page, HOST_PAGE);
	return built;
}

static struct gms_result check_advice(struct worker *k, uint64_t advice, uint64_t bytes)
{
	if ((advice == ADVICE_HWPOISON || advice == ADVICE_SOFT_OFFLINE) && !k->c->may_harm)
		return result_unsupported("it would take memory from this machine for good");
	if ((advice == ADVICE_WILLNEED || advice == ADVICE_POPULATE_READ ||
	     advice == ADVICE_POPULATE_WRITE) &&
	    bytes < 1ull << 46 && !spend(k, bytes))
		return refuse_spending(k);
	if (advice >= ADVICE_MERGEABLE && advice <= ADVICE_NOHUGEPAGE && !is_built(advice))
		return result_unsupported("this kernel was built without the advice");
	return result_value(0);
}

struct gms_result sys_madvise(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;
	struct gms_result result = take_range(k, op, &address, &bytes);

	if (result.kind == GMS_RESULT_VALUE)
		result = check_advice(k, op->advice, bytes);
	if (result.kind != GMS_RESULT_VALUE)
		return result;
	result = result_of(syscall(SYS_madvise, address, bytes, (int)op->advice));
	if (caught.signal && result.kind != GMS_RESULT_UNSUPPORTED) {
		result.signal = caught.signal;
		result.code = caught.code;
	}
	return result;
}

struct gms_result sys_mlock(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;
	struct gms_result result = take_range(k, op, &address, &bytes);

	if (result.kind != GMS_RESULT_VALUE)
		return result;
	if (bytes < 1ull << 46 && !spend(k, bytes))
		return refuse_spending(k);
	return result_of(syscall(SYS_mlock2, address, bytes, op->flags));
}

struct gms_result sys_munlock(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;

	host_range(k, op, &address, &bytes);
	return result_of(syscall(SYS_munlock, address, bytes));
}

struct gms_result sys_mlockall(struct worker *k, const struct gms_op *op)
{
	struct gms_result result;

	if (!spend(k, k->c->mapped_bytes + sizeof(struct channel)))
		return refuse_spending(k);
	result = result_of(syscall(SYS_mlockall, op->flags));
	k->c->locks_future = k->c->locks_future ||
			     (result.kind == GMS_RESULT_VALUE && op->flags & MCL_FUTURE);
	return result;
}

struct gms_result sys_munlockall(struct worker *k, const struct gms_op *op)
{
	(void)k;
	(void)op;
	return result_of(munlockall());
}

/* ---- Written back, resident ---- */

struct gms_result sys_msync(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes;

	host_range(k, op, &address, &bytes);
	return result_of(syscall(SYS_msync, address, bytes, op->flags));
}

struct gms_result sys_mincore(struct worker *k, const struct gms_op *op)
{
	uint64_t address, bytes, pages;
	struct gms_result result;
	unsigned char *vector;

	host_range(k, op, &address, &bytes);
	pages = bytes / HOST_PAGE + 1;
	if (pages > PAGES_WORDS * 64ull)
		return result_unsupported("the vector has more pages than it can show");
	vector = buffer_get(pages);
	if (!vector)
		return result_unsupported("there is no memory for the vector");
	result = result_of(syscall(SYS_mincore, address, bytes, vector));
	memset(k->c->pages, 0, sizeof(k->c->pages));
	for (uint64_t i = 0; i < pages && result.kind == GMS_RESULT_VALUE; i++)
		if (vector[i] & 1)
			k->c->pages[i / 64] |= 1ull << i % 64;
	if (result.kind == GMS_RESULT_VALUE)
		result.kind = GMS_RESULT_PAGES;
	buffer_put(vector, pages);
	return result;
}
