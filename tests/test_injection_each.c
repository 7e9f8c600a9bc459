/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Each operation alone, in worlds of both architectures and several kernels,
 * with the Nth allocation, signal or descriptor failing, for every N until none
 * is left to fail.  Each time
 *
 * - the errno is one that the rules allow there,
 * - the world is as it was, or in one of the states that the row lists as what
 *   the kernel documents to keep,
 * - every invariant holds and no object is left behind,
 * - the same operation, issued again, does what it would have done at once.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "model/invariant.h"
#include "scenario/scenario.h"
#include "arch.h"
#include "host_mm.h"
#include "memslot.h"
#include "support.h"

#include <cmocka.h>

/* ---- The worlds ---- */

struct setting {
	enum gms_arch arch;
	const char *profile;
	const char *type;
	const char *flags;
};

/* clang-format off */
static const struct setting settings[] = {
	{ GMS_ARCH_X86, "6.8", "sw_protected", "0" },
	{ GMS_ARCH_X86, "6.12", "sw_protected", "0" },
	{ GMS_ARCH_X86, "6.16", "default", "0" },
	{ GMS_ARCH_X86, "6.18", "default", "mmap|init_shared" },
	{ GMS_ARCH_X86, "7.1", "sw_protected", "mmap" },
	{ GMS_ARCH_X86, "7.2", "default", "mmap|init_shared" },
	{ GMS_ARCH_X86, "6.12", "snp", "0" },
	{ GMS_ARCH_X86, "6.18", "tdx", "0" },
	{ GMS_ARCH_X86, "7.2", "snp", "0" },
	{ GMS_ARCH_X86, "7.2", "tdx", "0" },
	{ GMS_ARCH_X86, "7.3", "default", "mmap|init_shared" },
	{ GMS_ARCH_X86, "7.3", "sw_protected", "0" },
	{ GMS_ARCH_ARM64, "6.12", "0", "0" },
	{ GMS_ARCH_ARM64, "6.18", "0", "mmap|init_shared" },
	{ GMS_ARCH_ARM64, "7.2", "0", "mmap|init_shared" },
	{ GMS_ARCH_ARM64, "7.3", "0", "mmap" },
};
/* clang-format on */

/*
 * M's pages 0 to 3 are slot 0's, 12 is raw, 13 poisoned.  Slots 1 and 2 are plain,
 * 2 is logged; P is what they are made of.  What a kernel does not have fails.
 */
static const char furniture[] = "vcpu A.0\n"
				"mmap H memfd=M len=16p\n"
				"mmap P anon len=16p\n"
				"slot A:0 gpa=0 size=4p memfd=M\n"
				"slot A:1 gpa=8p size=4p hva=P\n"
				"slot A:2 gpa=16p size=4p hva=P+8p flags=log_dirty\n"
				"attributes A gpa=1p size=2p private\n"
				"store H+2p 7\n"
				"store P+4p 7\n"
				"guest A.0 read 9p\n"
				"guest A.0 write 17p 1\n"
				"fallocate M off=12p len=2p mode=keep_size\n"
				"poison M off=13p\n"
				"gup P+3p\n"
				"open Q pipe\n"
				"write Q len=8 buf=P+4p\n"
				"open T file\n"
				"send S M\n"
				"send S2 M\n"
				"vcpu A.1\n"
				"el2 A.1 vncr=3p\n";

/* ---- The operations ---- */

#define MAY_SUCCEED   1u /* the failure need not show in the result */
#define CANNOT_REPEAT 2u /* it left something in its way: `again` does as well */

#define PARTIAL_MAX 13

struct row {
	const char *line;
	int alloc, signal, fd, file; /* errno of such a failure; 0: it has no such point */
	uint32_t flags;
	const char *again;		     /* what is issued afterwards; NULL: the same */
	const char *partial[PARTIAL_MAX];    /* what else may have been done: "" for nothing */
	void (*adjust)(struct gms_world *w); /* then, for each of them */
};

static ref_t first_vma_of(const struct gms_world *w, uint64_t handle)
{
	uint64_t start = mapping_at(w, handle_mapping(w, handle))->start;

	return vma_lookup(w, process_at(w, FIRST_PROCESS)->mm, start);
}

enum { NAME_A = 1, NAME_M, NAME_VCPU, NAME_H, NAME_P };

/* A guest that accepts by itself did so when it read. */
static void not_accepted(struct gms_world *w)
{
	for (ref_t f = 1; f < w->pool[POOL_FRAME].used; f++)
		frame_at(w, f)->flags &= ~FOLIO_ACCEPTED;
}

/* MADV-5: the VMAs stay locked. */
static void lock_anonymous(struct gms_world *w)
{
	vma_at(w, first_vma_of(w, NAME_P))->flags |= VMA_LOCKED;
}

/* Where the range begins a VMA was split already: nobody puts it together again. */
static void split_anonymous(struct gms_world *w)
{
	uint64_t page = mapping_at(w, handle_mapping(w, NAME_P))->start + 6;

	assert_true(vma_split_range(w, process_at(w, FIRST_PROCESS)->mm, page, page));
}

static void zap_slot(struct gms_world *w, uint32_t id)
{
	ref_t vm = handle_vm(w, NAME_A);
	const struct slot *slot = slot_at(w, slot_by_id(w, vm_at(w, vm), 0, id));

	arch(w)->zap_range(w, vm, slot->base_gfn, slot->base_gfn + slot->npages, FILTER_SHARED);
}

/*
 * FORK-3, FORK-4: the copy of the page with a long-term reference failed. Private memory
 * stays write-protected, what guests mapped of it is gone, and the pages before that one
 * are thought to be shared.
 */
static void protect_anonymous(struct gms_world *w)
{
	ref_t mm = process_at(w, FIRST_PROCESS)->mm;
	struct map *ptes = &mm_at(w, mm)->ptes;
	uint64_t page, pte;

	for (bool more = map_first(w, ptes, &page, &pte); more;
	     more = map_next(w, ptes, &page, &pte))
		if (!(vma_at(w, vma_lookup(w, mm, page))->flags & VMA_SHARED)) {
			map_set(w, ptes, page, pte & ~(uint64_t)PTE_WRITE);
			if (page < mapping_at(w, handle_mapping(w, NAME_P))->start + 3)
				frame_at(w, (ref_t)(pte >> PTE_FRAME_SHIFT))->flags |=
					FOLIO_FORKED;
		}
	zap_slot(w, 1);
	zap_slot(w, 2);
}

/* HZ-6: the slot came without its binding. */
static void drop_binding(struct gms_world *w)
{
	ref_t file = handle_file(w, NAME_M);

	if (file)
		map_erase(w, &file_at(w, file)->bindings, 4);
}

/* INV-34: a move that fails after the INVALID phase has zapped the slot. */
static void zap_slot_1(struct gms_world *w)
{
	ref_t vm = handle_vm(w, NAME_A);

	arch(w)->flush_shadow_slot(w, vm, slot_by_id(w, vm_at(w, vm), 0, 1), true);
	if (arch(w)->zap_roots)
		arch(w)->zap_roots(w, vm, true);
}

#define KEEP_SIZE "mode=keep_size"
#define PUNCH	  "mode=keep_size|punch_hole"
#define ALLOC	  "fallocate M off=4p " KEEP_SIZE " len="
#define POPULATE  "madvise P populate_write off=5p len="
#define FAULT_IN  "madvise P populate_write len="
#define PREFAULT  "prefault A.0 gpa=0 size="
#define LAUNCH	  "populate A gpa=1p source=P+5p size="
#define SOURCE	  "madvise P populate_read len=1p "
#define RAW	  "fallocate M len=1p " KEEP_SIZE " "
#define DROP	  "madvise H dontneed"
#define READ	  DROP "\nmadvise H populate_read len="
#define BIND	  "mbind P bind nodes=1"
#define MOVE(at)  "\nmove_pages P+" at "p node=1"

/* clang-format off */
static const struct row rows[] = {
	{ "vm B", ENOMEM, 0, EMFILE, ENFILE },
	{ "check_extension A GUEST_MEMFD" },
	{ "enable_cap A GUEST_MEMFD" },
	{ "vcpu A.5", ENOMEM, 0, EMFILE, ENFILE },
	{ "memfd N vm=A size=1p", ENOMEM, 0, EMFILE, ENFILE },
	{ "dup N M", 0, 0, EMFILE },
	{ "memfd N vm=A argp=P+6p", EFAULT },
	{ "open N pipe", ENOMEM, 0, EMFILE, ENFILE },
	{ "reopen N M" },
	{ "reopen N M flags=path", ENOMEM, 0, EMFILE, ENFILE },
	{ "fcntl M dupfd arg=0 as=N", 0, 0, EMFILE },
	{ "fcntl M setlease arg=0" },
	{ "ioctl M FIONREAD" },
	{ "flock M ex" },
	{ "poll M" },
	{ "epoll_ctl 0 add M" },
	{ "readv M len=8" },
	{ "writev M len=8" },
	{ "fdatasync M" },
	{ "syncfs M" },
	{ "sync_file_range M" },
	{ "fstatfs M" },
	{ "readlink M" },
	{ "fchmod M mode=0x180" },
	{ "fchown M" },
	{ "futimens M" },
	{ "fsetxattr M user len=1" },
	{ "fgetxattr M user" },
	{ "fremovexattr M user" },
	{ "flistxattr M" },
	{ "fadvise M dontneed" },
	{ "readahead M" },
	{ "sendfile M M len=64" },
	{ "splice M M len=64" },
	{ "tee M M len=64" },
	{ "copy_file_range M M len=64" },
	{ "fchdir M" },
	{ "execveat M" },
	{ "linkat M" },
	{ "at M openat" },
	{ "call M getdents64" },
	{ "close M" },
	{ "close A.0" },
	{ "close A" },
	{ "fallocate M off=4p len=4p " KEEP_SIZE, ENOMEM, EINTR, 0, 0, 0, NULL,
	  { ALLOC "1p", ALLOC "2p", ALLOC "3p" } },
	{ "fallocate M off=12p len=2p " KEEP_SIZE, 0, EINTR },
	{ "fallocate M off=0 len=16p " PUNCH },
	{ "ftruncate M len=8p" },
	{ "read M off=0 len=8" },
	{ "write M off=0 len=8" },
	{ "lseek M off=0 whence=set" },
	{ "fstat M" },
	{ "fsync M" },
	{ "slot A:3 gpa=32p size=4p memfd=M off=4p", ENOMEM, 0, 0, 0, MAY_SUCCEED,
	  "slot A:3 delete", { "slot A:3 gpa=32p size=4p memfd=M off=4p" }, drop_binding },
	{ "slot A:3 gpa=32p size=4p hva=P", ENOMEM },
	{ "slot A:3 gpa=32p size=4p hva=P flags=log_dirty", ENOMEM },
	{ "slot A:1 gpa=64p size=4p hva=P", ENOMEM },
	{ "slot A:1 gpa=64p size=4p hva=P flags=log_dirty", ENOMEM, 0, 0, 0, 0, NULL, { "" },
	  zap_slot_1 },
	{ "slot A:1 gpa=8p size=4p hva=P flags=log_dirty", ENOMEM },
	{ "slot A:2 gpa=16p size=4p hva=P+8p", ENOMEM },
	{ "slot A:2 gpa=24p size=4p hva=P+8p flags=log_dirty", ENOMEM },
	{ "slot A:0 delete", ENOMEM },
	{ "slot A:2 delete", ENOMEM },
	{ "attributes A gpa=0 size=8p private", ENOMEM },
	{ "attributes A gpa=0 size=8p shared", ENOMEM },
	{ "prefault A.0 gpa=0 size=4p", ENOMEM, EINTR, 0, 0, MAY_SUCCEED, NULL,
	  { PREFAULT "1p", PREFAULT "2p", PREFAULT "3p" } },
	/* The source page or the folio, or both; and before them a page that is done. */
	{ LAUNCH "2p", ENOMEM, EINTR, 0, 0, MAY_SUCCEED, "fallocate M off=1p len=2p " PUNCH,
	  { SOURCE "off=5p", RAW "off=1p", LAUNCH "1p", LAUNCH "1p\n" SOURCE "off=6p",
	    LAUNCH "1p\n" RAW "off=2p", SOURCE "off=5p\n" RAW "off=1p",
	    LAUNCH "1p\n" SOURCE "off=6p\n" RAW "off=2p" } },
	{ "dirty_log A:2" },
	{ "clear_dirty_log A:2 npages=4" },
	{ "mmap N memfd=M len=4p", ENOMEM, 0, 0, 0, CANNOT_REPEAT, "mmap O memfd=M len=4p",
	  { "mmap N memfd=M len=4p off=1" } },
	{ "mmap N anon len=4p", ENOMEM, 0, 0, 0, CANNOT_REPEAT, "mmap O anon len=4p",
	  { "mmap N anon len=4p off=1" } },
	{ "munmap P off=6p len=4p", ENOMEM, 0, 0, 0, 0, NULL, { "" }, split_anonymous },
	{ "munmap P" },
	{ "munmap H" },
	{ "mprotect P prot=r off=6p len=4p", ENOMEM, 0, 0, 0, 0, NULL,
	  { "" }, split_anonymous },
	{ "mprotect H prot=r" },
	{ "load H+5p", ENOMEM },
	{ "load H+2p" },
	{ "store H+5p 9", ENOMEM },
	{ "store P+5p 9", ENOMEM },
	{ "madvise H dontneed" },
	{ "madvise H remove" },
	{ "madvise H willneed" },
	{ "madvise P populate_write off=5p len=4p", ENOMEM, 0, 0, 0, 0, NULL,
	  { POPULATE "1p", POPULATE "2p", POPULATE "3p" } },
	{ "madvise H populate_read off=5p len=1p", ENOMEM },
	{ "madvise H hwpoison off=5p len=1p", ENOMEM },
	{ "mlock P off=0 len=16p", EAGAIN, 0, 0, 0, 0, NULL,
	  { "", FAULT_IN "2p", FAULT_IN "5p", FAULT_IN "6p", FAULT_IN "7p", FAULT_IN "8p",
	    FAULT_IN "10p", FAULT_IN "11p", FAULT_IN "12p", FAULT_IN "13p", FAULT_IN "14p",
	    FAULT_IN "15p" }, lock_anonymous },
	{ "munlock P off=6p len=4p" },
	{ "mlockall flags=future" },
	{ "munlockall" },
	{ "mremap N P old=16p len=32p flags=maymove", ENOMEM, 0, 0, 0, CANNOT_REPEAT,
	  "mremap O P old=16p len=32p flags=maymove", { "mremap N P off=1 len=1p" } },
	/* MMAP-10: what lay there is gone; then, up to the poisoned page, pages come back. */
	{ "remap_file_pages H len=16p pgoff=0", ENOMEM, 0, 0, 0, CANNOT_REPEAT | MAY_SUCCEED,
	  "munmap H",
	  { "munmap H", DROP, READ "1p", READ "3p", READ "4p", READ "5p", READ "6p", READ "7p",
	    READ "8p", READ "9p", READ "10p", READ "11p" } },
	{ "msync H" },
	{ "mincore P" },
	{ "smaps P" },
	{ "meminfo mlocked" },
	{ "uffd_register P off=6p len=4p mode=missing", ENOMEM },
	{ "uffd_unregister P" },
	{ "mbind P bind nodes=1 off=6p len=4p", ENOMEM, .partial = { "" },
	  .adjust = split_anonymous },
	{ BIND, ENOMEM },
	/* Page 3 is pinned; what finds no memory stays, and the others go on. */
	{ BIND " flags=move", ENOMEM, .flags = MAY_SUCCEED,
	  .partial = { BIND MOVE("4") MOVE("9"), BIND MOVE("4"), BIND MOVE("9") } },
	{ "mbind H interleave nodes=0,1", ENOMEM },
	{ "get_mempolicy P+4p" },
	{ "get_mempolicy P+5p flags=node", ENOMEM },
	{ "set_mempolicy interleave nodes=0,1", ENOMEM },
	{ "set_mempolicy_home_node P node=1" },
	{ "move_pages P+4p" },
	{ "move_pages P+4p node=1", ENOMEM, .flags = MAY_SUCCEED },
	{ "gup H+5p", ENOMEM },
	{ "ungup P+3p" },
	/* Mapped, and the signal came before the guest was entered again. */
	{ "guest A.0 read 0", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 read 0" } },
	{ "guest A.0 write 0 5", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 write 0 0" } },
	{ "guest A.0 exec 0", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 exec 0" } },
	{ "guest A.0 read 1p", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 read 1p" } },
	{ "guest A.0 write 8p 5", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 write 8p 0" } },
	{ "guest A.0 write 17p 6", 0, EINTR },
	/* On arm64 it reads first. */
	{ "guest A.0 xadd 8p 5", ENOMEM, EINTR, 0, 0, 0, NULL,
	  { "guest A.0 write 8p 0", "guest A.0 read 8p" } },
	{ "guest A.0 out 0x10 5", 0, EINTR },
	{ "el2 A.0 vncr=2p vttbr=0 vtcr=0", ENOMEM },
	{ "vncr A.1 read 8", ENOMEM, EINTR, 0, 0, MAY_SUCCEED, NULL,
	  { "vncr A.1 read 8" } },
	{ "vncr A.1 write 8 5", ENOMEM, EINTR, 0, 0, MAY_SUCCEED, NULL,
	  { "vncr A.1 write 8 0" } },
	{ "tlbi A.1 alle2", 0 },
	{ "kvm A.0 read 8p", EFAULT },
	{ "kvm A.0 write 8p 5", EFAULT },
	/* A guest that asks for MMIO itself leaves the entry behind: X86-MMIO-6. */
	{ "guest A.0 read 1G", ENOMEM, EINTR, 0, 0, 0, NULL, { "guest A.0 read 1G" } },
	{ "finalize A" },
	{ "map_gpa_range A.0 gpa=0 npages=1 private" },
	{ "fork C", ENOMEM, 0, 0, 0, CANNOT_REPEAT, "fork D", { "" }, protect_anonymous },
	{ "execve", ENOMEM },
	{ "exit" },
	{ "send S3 M" },
	{ "receive N S", 0, 0, EMFILE, 0, CANNOT_REPEAT, "receive N2 S2", { "close S" } },
	{ "process_vm_readv P H+5p len=1p", EFAULT, 0, 0, 0, 0, NULL,
	  { "madvise H populate_read off=5p len=1p" } },
	{ "process_vm_writev P+5p P len=1p", EFAULT, 0, 0, 0, 0, NULL,
	  { "madvise P populate_write len=1p", "madvise P populate_read len=1p" } },
	{ "proc_mem_read P+4p len=8", ENOMEM },
	{ "proc_mem_write P+4p len=8", ENOMEM },
	{ "write Q len=1p buf=P+4p", ENOMEM },
	{ "read Q len=8 buf=P+5p", EFAULT },
	{ "write T off=0 len=8 buf=P+4p", ENOMEM },
	{ "read T off=0 len=8 buf=P+4p", ENOMEM },
	{ "vmsplice Q H+5p len=1p", ENOMEM },
	{ "futex_wait H+5p 0", ENOMEM },
	{ "futex_wake H+5p 1", ENOMEM },
	{ "clock_gettime H+5p", EFAULT },
	{ "poison M off=2p" },
	{ "reclaim P+1p" },
	{ "age P+1p" },
	/* From the first page on that is tracked slots have room for counts. */
	{ "write_track A 10p", ENOMEM, 0, 0, 0, 0, NULL,
	  { "write_track A 10p\nwrite_track A 10p stop" } },
	{ "recover_nx A" },
	{ "map_gpa_return A.0" },
	/* The page, then that it is the guest's, then its leaf. */
	{ "accept A.0 1p", ENOMEM, EINTR, 0, 0, 0, NULL,
	  { RAW "off=1p", "guest A.0 read 1p private" }, not_accepted },
	{ "swap_out P+4p" },
	{ "page_in A.0" },
	{ "noncoherent_dma A" },
	{ "where A 0" },
	{ "resident M" },
	{ "node M off=2p" },
	{ "invariants" },
};
/* clang-format on */

#define NR_ROWS (sizeof(rows) / sizeof(rows[0]))

/* ---- One world, and the way back to its beginning ---- */

struct bench {
	const struct setting *s;
	struct gms_world *w;
	void *start, *after; /* snapshots: as furnished, and where the check stands */
	size_t start_bytes, after_bytes, room;
	char header[160];
};

/* The furniture, and a line after it that may use its names. */
static struct scenario *parse(const struct bench *b, const char *line)
{
	struct scenario_error error;
	struct scenario *s;
	char text[2048];

	snprintf(text, sizeof(text), "%s%s%s\n", b->header, furniture, line);
	s = scenario_parse("furniture", text, strlen(text), &error);
	if (!s)
		print_error("%s: %s\n", line, error.message);
	assert_non_null(s);
	return s;
}

static struct gms_op op_of_line(const struct bench *b, const char *line)
{
	struct scenario *s = parse(b, line);
	struct gms_op op = s->lines[s->nr_lines - 1].op;

	scenario_free(s);
	return op;
}

static struct gms_result run_line(const struct bench *b, const char *line)
{
	struct gms_op op = op_of_line(b, line);

	return gms_run(b->w, &op);
}

static void run_lines(const struct bench *b, const char *lines)
{
	while (*lines) {
		int bytes = (int)strcspn(lines, "\n");
		char line[128];

		snprintf(line, sizeof(line), "%.*s", bytes, lines);
		run_line(b, line);
		lines += bytes + (lines[bytes] == '\n');
	}
}

static void furnish(struct bench *b)
{
	struct scenario *s;

	snprintf(b->header, sizeof(b->header), "vm A type=%s\nmemfd M vm=A size=16p flags=%s\n",
		 b->s->type, b->s->flags);
	s = parse(b, "");
	for (size_t i = 0; i < s->nr_lines; i++)
		gms_run(b->w, &s->lines[i].op);
	scenario_free(s);
}

static void set_up(struct bench *b, const struct setting *s)
{
	*b = (struct bench){ .s = s, .w = world(s->arch, s->profile) };
	furnish(b);
	b->room = gms_snapshot_bytes(b->w) + (4 << 20);
	b->start = malloc(b->room);
	b->after = malloc(b->room);
	assert_non_null(b->start);
	assert_non_null(b->after);
	b->start_bytes = gms_snapshot(b->w, b->start, b->room);
	assert_true(b->start_bytes > 0);
}

static void tear_down(struct bench *b)
{
	free(b->start);
	free(b->after);
	gms_destroy(b->w);
}

static void to_start(const struct bench *b)
{
	assert_true(gms_restore(b->w, b->start, b->start_bytes));
}

/* ---- The checks ---- */

/* What one run of a row gives when nothing fails. */
struct outcome {
	struct gms_result result;
	uint64_t hash;
	uint32_t live[NR_POOLS];
};

static struct outcome outcome_of(const struct gms_world *w, struct gms_result result)
{
	struct outcome o = { .result = result, .hash = gms_hash(w) };

	for (int i = 0; i < NR_POOLS; i++)
		o.live[i] = w->pool[i].live;
	return o;
}

static bool same_result(const struct gms_result *a, const struct gms_result *b)
{
	return a->kind == b->kind && a->error == b->error && a->signal == b->signal &&
	       a->code == b->code && a->value == b->value && a->gpa == b->gpa &&
	       a->size == b->size && a->flags == b->flags && a->handle == b->handle &&
	       a->page == b->page;
}

/* What the hardware of a VM type refuses, which comes after these, is for test_injection.c. */
#define NR_KINDS (GMS_INJECT_FILE + 1)

static const char *const kinds[NR_KINDS] = { "allocation", "signal", "descriptor", "file" };

static int errno_of(const struct row *row, enum gms_inject what)
{
	switch (what) {
	case GMS_INJECT_ALLOC:
		return row->alloc;
	case GMS_INJECT_SIGNAL:
		return row->signal;
	case GMS_INJECT_FD:
		return row->fd;
	case GMS_INJECT_FILE:
		return row->file;
	default:
		return 0;
	}
}

/* One failure, for messages. */
struct point {
	const struct bench *b;
	const struct row *row;
	enum gms_inject what;
	uint64_t n;
};

#define REPORT(p, ...)                                                                           \
	do {                                                                                     \
		char what_[400];                                                                 \
                                                                                                 \
		snprintf(what_, sizeof(what_), __VA_ARGS__);                                     \
		fail_msg("%s %s %s: %s, %s %llu fails: %s", gms_arch_name((p)->b->s->arch),      \
			 (p)->b->s->profile, (p)->b->s->type, (p)->row->line, kinds[(p)->what],  \
			 (unsigned long long)(p)->n, what_);                                     \
	} while (0)

static const char *gms_arch_name(enum gms_arch arch)
{
	return arch == GMS_ARCH_X86 ? "x86" : "arm64";
}

static void assert_errno(const struct point *p, const struct gms_result *r,
			 const struct gms_result *fine)
{
	int allowed = errno_of(p->row, p->what);

	if (!allowed)
		REPORT(p, "no such point is known");
	if (r->error && r->error == allowed)
		return;
	/* POPULATE-8: SNP has one errno for everything. */
	if (!strcmp(p->row->line, LAUNCH "2p") && !strcmp(p->b->s->type, "snp") &&
	    r->error == EIO)
		return;
	if (p->row->flags & MAY_SUCCEED && !r->error)
		return;
	REPORT(p, "result kind %d, errno %d, without the failure %d, %d", r->kind, r->error,
	       fine->kind, fine->error);
}

static void assert_sound(const struct point *p)
{
	char why[256] = "";
	const struct invariant *broken = invariants_check(p->b->w, true, why, sizeof(why));

	if (broken)
		REPORT(p, "%s %s", broken->id, why);
	if (gms_lock_order_violation(p->b->w))
		REPORT(p, "%s", gms_lock_order_violation(p->b->w));
}

/* As it was, or one of the row's partial states.  The world comes back to here. */
static bool state_is_documented(struct bench *b, const struct row *row)
{
	uint64_t hash = gms_hash(b->w);
	bool found;

	b->after_bytes = gms_snapshot(b->w, b->after, b->room);
	assert_true(b->after_bytes > 0);
	to_start(b);
	found = gms_hash(b->w) == hash;
	for (size_t i = 0; !found && i < PARTIAL_MAX && row->partial[i]; i++) {
		to_start(b);
		run_lines(b, row->partial[i]);
		if (row->adjust)
			row->adjust(b->w);
		found = gms_hash(b->w) == hash;
	}
	assert_true(gms_restore(b->w, b->after, b->after_bytes));
	return found;
}

/* The operation again, with nothing failing: as if nothing ever had. */
static void assert_repeats(const struct point *p, const struct outcome *fine)
{
	const struct row *row = p->row;
	struct gms_result again = { .error = 0 };
	struct outcome now;

	if (row->again)
		again = run_line(p->b, row->again);
	if (row->flags & CANNOT_REPEAT) {
		if (again.error != fine->result.error)
			REPORT(p, "afterwards %s gives %d", row->again, again.error);
		return;
	}
	now = outcome_of(p->b->w, run_line(p->b, row->line));
	if (!same_result(&now.result, &fine->result) &&
	    !(row->flags & MAY_SUCCEED && !now.result.error))
		REPORT(p, "afterwards result kind %d, errno %d", now.result.kind,
		       now.result.error);
	/* What the other operation did on the way may show. */
	if (!row->again && now.hash != fine->hash)
		REPORT(p, "afterwards the world is another one");
	for (int i = 0; i < NR_POOLS; i++)
		if (!row->again && i != POOL_NODE && now.live[i] != fine->live[i])
			REPORT(p, "afterwards pool %d has %u objects instead of %u", i,
			       now.live[i], fine->live[i]);
}

/* How many points the row has in this world. */
static uint64_t fail_each(struct bench *b, const struct row *row, const struct outcome *fine,
			  enum gms_inject what)
{
	struct gms_op op = op_of_line(b, row->line);

	for (uint64_t n = 1;; n++) {
		struct point p = { .b = b, .row = row, .what = what, .n = n };
		struct gms_result result;
		bool due;

		to_start(b);
		b->w->inject_left[what] = n;
		result = gms_run(b->w, &op);
		due = !b->w->inject_left[what];
		b->w->inject_left[what] = 0;
		if (!due) {
			assert_true(gms_hash(b->w) == fine->hash);
			return n - 1;
		}
		assert_errno(&p, &result, &fine->result);
		assert_sound(&p);
		if (!state_is_documented(b, row))
			REPORT(&p, "it left something behind");
		assert_repeats(&p, fine);
	}
}

static void each_operation_fails_cleanly(void **state)
{
	uint64_t points[NR_ROWS][NR_KINDS] = { 0 };

	(void)state;
	for (size_t s = 0; s < sizeof(settings) / sizeof(settings[0]); s++) {
		struct bench b;

		set_up(&b, &settings[s]);
		for (size_t i = 0; i < NR_ROWS; i++) {
			struct outcome fine;

			to_start(&b);
			fine = outcome_of(b.w, run_line(&b, rows[i].line));
			for (int what = 0; what < NR_KINDS; what++)
				points[i][what] +=
					fail_each(&b, &rows[i], &fine, (enum gms_inject)what);
		}
		tear_down(&b);
	}
	/* An errno that a row lists and nothing gives is a mistake in the row. */
	for (size_t i = 0; i < NR_ROWS; i++)
		for (int what = 0; what < NR_KINDS; what++)
			if (errno_of(&rows[i], (enum gms_inject)what) && !points[i][what])
				fail_msg("%s: no %s ever fails", rows[i].line, kinds[what]);
}

static void every_operation_has_a_row(void **state)
{
	struct bench b;
	bool seen[GMS_NR_OPS] = { false };

	(void)state;
	set_up(&b, &settings[0]);
	for (size_t i = 0; i < NR_ROWS; i++)
		seen[op_of_line(&b, rows[i].line).code] = true;
	tear_down(&b);
	for (unsigned int code = 0; code < GMS_NR_OPS; code++)
		if (!seen[code])
			fail_msg("%s has no row in this file",
				 gms_op_row((enum gms_opcode)code)->word);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_operation_fails_cleanly),
		cmocka_unit_test(every_operation_has_a_row),
	};

	return cmocka_run_group_tests_name("injection of each", tests, NULL, NULL);
}
