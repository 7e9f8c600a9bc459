// SPDX-License-Identifier: BSD-2-Clause
/*
 * The scenario language: what parses, what it means, what it prints back, and
 * where and how a malformed file is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "op_row.h"
#include "scenario/lex.h"
#include "scenario/run.h"
#include "scenario/scenario.h"

static struct scenario *parse_bytes(const char *text, size_t bytes)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("test", text, bytes, &error);

	if (!s)
		fail_msg("%u:%u: %s in\n%s", error.line, error.column, error.message, text);
	return s;
}

static struct scenario *parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

static char *print(const struct scenario *s)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	scenario_print(s, out);
	fclose(out);
	return text;
}

static char *print_op(const struct scenario *s, const struct gms_op *op)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	scenario_print_op(s, op, out);
	fclose(out);
	return text;
}

/* ---- Round trip ---- */

/* Every form that the language's definition shows. */
static const char every_form[] =
	"profile 7.2            # kernel whose rules hold\n"
	"arch x86\n"
	"nodes 3\n"
	"node_pages 512\n"
	"tdp_mmu 0\n"
	"tdp 1\n"
	"vendor amd\n"
	"root_level 5\n"
	"ad_bits 0\n"
	"mmio_caching 0\n"
	"ignore_guest_pat 0\n"
	"sme_cbit 47\n"
	"gmet 1\n"
	"mbec 1\n"
	"auto_accept 0\n"
	"launch_first 1\n"
	"\n"
	"vm A type=sw_protected -> 0\n"
	"vm B type=7\n"
	"check_extension A GUEST_MEMFD -> 1\n"
	"check_extension system memory_attributes\n"
	"check_extension A 4095 -> 0\n"
	"enable_cap A USER_MEMORY2 -> EINVAL\n"
	"enable_cap A EXIT_HYPERCALL arg=0x1000 -> 0\n"
	"finalize A -> ENOTTY\n"
	"vcpu A.0 -> 0\n"
	"vcpu A.0x11 -> EINVAL\n"
	"close A.17\n"
	"memfd M vm=A size=4p flags=mmap|init_shared -> 0\n"
	"memfd N vm=A flags=mmap|0x4 size=16K -> EINVAL\n"
	"memfd O size=1T vm=B flags=0\n"
	"dup M2 M\n"
	"fallocate M off=0 len=1p mode=keep_size|punch_hole -> 0\n"
	"fallocate M off=-1 len=-9223372036854775808 -> EINVAL\n"
	"ftruncate M len=8p -> EINVAL\n"
	"read M off=0 len=16\n"
	"write M len=16 off=0x1000\n"
	"lseek M off=-4096 whence=end\n"
	"lseek M off=0 whence=9 -> EINVAL\n"
	"fstat M -> size=16K blksize=4K blocks=0\n"
	"fsync M\n"
	"fstat M -> type=reg perm=0x180 nlink=1 uid=0 gid=0 ino=1 atime=0 mtime=2 ctime=2\n"
	"memfd P vm=A size=4p reserved=0xff -> 0\n"
	"memfd P2 vm=A argp=none -> EFAULT\n"
	"read M len=0 -> EINVAL\n"
	"write M len=1 -> EINVAL\n"
	"readv M len=8 flags=nowait|0x100\n"
	"writev M off=-1 -> EINVAL\n"
	"fdatasync M\n"
	"syncfs M -> 0\n"
	"sync_file_range M off=0 len=4K flags=wait_before|write -> 0\n"
	"fstatfs M -> type=0x474d454d bsize=4K\n"
	"fchmod M mode=0x180 -> EINVAL\n"
	"fchown M uid=-1 gid=0 -> EINVAL\n"
	"futimens M atime=omit mtime=5\n"
	"fsetxattr M user len=1 flags=create -> EOPNOTSUPP\n"
	"fgetxattr M empty -> ERANGE\n"
	"fremovexattr M trusted\n"
	"flistxattr M -> 0\n"
	"fadvise M dontneed off=-1 len=1p -> 0\n"
	"readahead M off=0 len=4K\n"
	"open E eventfd -> 0\n"
	"sendfile E M off=0 len=64 -> ESPIPE\n"
	"splice M E off_in=0 off_out=-1 len=64 flags=move|nonblock\n"
	"tee M 9999 len=1 -> EBADF\n"
	"copy_file_range A.0 M len=1 flags=1\n"
	"ioctl system KVM_GET_API_VERSION -> 12\n"
	"ioctl A.0 0xaeff arg=none -> EINVAL\n"
	"ioctl M FIONBIO arg=0x1000 value=1 -> EFAULT\n"
	"fcntl A getfd -> 1\n"
	"fcntl M dupfd arg=10 as=M3 -> 10\n"
	"fcntl M ofd_setlk lock=wrlck whence=end off=-1 len=1 pid=0\n"
	"fcntl M setfl flags=direct|append -> EINVAL\n"
	"fcntl M getlk argp=none -> EFAULT\n"
	"flock M ex|nb -> 0\n"
	"poll M -> 1 revents=in|out\n"
	"poll M events=rdnorm|0x4000 -> 1 revents=0x40\n"
	"epoll_ctl E add M -> EPERM\n"
	"epoll_ctl 3 9 A argp=none\n"
	"readlink M -> link=\"/[kvm-gmem] (deleted)\"\n"
	"reopen R M flags=rdwr|trunc -> ENXIO\n"
	"reopen R2 M flags=path\n"
	"fchdir M -> ENOTDIR\n"
	"execveat M path=nothing -> ENOENT\n"
	"linkat M -> EXDEV\n"
	"at M openat path=relative -> ENOTDIR\n"
	"at M faccessat mode=1\n"
	"call M getdents64 -> ENOTDIR\n"
	"mmap H memfd=M len=4p off=0 prot=r flags=shared -> 0\n"
	"mmap J anon len=4p prot=rw -> 0\n"
	"mmap K memfd=4294967295 len=4p -> EBADF\n"
	"mmap L memfd=M len=2p flags=private|populate -> EINVAL\n"
	"mmap Q len=2M anon prot=none\n"
	"slot A:0 gpa=0x100000 size=4p hva=H memfd=M off=0 flags=log_dirty -> 0\n"
	"slot A:1 gpa=0x200000 size=4p hva=J+4K flags=readonly -> 0\n"
	"slot A:1.2 gpa=4M size=4p hva=none memfd=M flags=0 -> EINVAL\n"
	"slot A:3 gpa=4M size=4p hva=0x7000 memfd=77 bitmap=J+0x1000 -> EBADF\n"
	"slot A:4 gpa=8M size=4p memfd=M flags=userfault|0x100\n"
	"slot A:0 delete\n"
	"slot A:5 gpa=8M size=4p pad1=1 pad2=0xffff\n"
	"slot A:5 argp=J+0xfe0 v1=1\n"
	"slot A:0 gpa=0x100000 size=4p hva=J v1=1\n"
	"attributes A gpa=0x100000 size=2p private -> 0\n"
	"attributes A gpa=0x100000 size=2p shared\n"
	"attributes A size=2p attrs=0x18 gpa=0x100000 flags=1 -> EINVAL\n"
	"prefault A.0 gpa=0x100000 size=4p -> 0 left=0 gpa=0x104000\n"
	"attributes A argp=0xffff800000000000 -> EFAULT\n"
	"prefault A.0 argp=J+1 -> EFAULT\n"
	"dirty_log A:0 argp=none -> EFAULT\n"
	"prefault A.0 gpa=0x100000 size=4p flags=1 -> EAGAIN left=16K gpa=0x100000\n"
	"dirty_log A:0 -> pages=1,3\n"
	"dirty_log A:0 bitmap=J+8 -> EFAULT\n"
	"clear_dirty_log A:0 first=64 npages=128 mask=0x5 -> 0\n"
	"clear_dirty_log A:0 npages=64 bitmap=J\n"
	"swap_out J -> ok\n"
	"page_in A.0 -> 0\n"
	"map_gpa_return A.0 ret=11 -> EAGAIN\n"
	"accept A.0 0x1000 -> 0\n"
	"accept A.0 0x1000 rescind -> 1\n"
	"age J+4K -> 0\n"
	"age J test\n"
	"age J lazy -> 1\n"
	"write_track A 0x100000 -> 0\n"
	"write_track A 0x101000 stop\n"
	"recover_nx A -> 0\n"
	"noncoherent_dma A\n"
	"noncoherent_dma A stop -> 0\n"
	"load H+4K -> 0xaa\n"
	"store H+4K 0xaa -> ok\n"
	"store 0x10 18446744073709551615 -> SIGSEGV code=SEGV_MAPERR\n"
	"load none -> SIGSEGV\n"
	"load H -> SIGBUS code=BUS_ADRERR\n"
	"munmap H\n"
	"munmap H off=4K len=1p\n"
	"mprotect H prot=r off=0 len=4K\n"
	"madvise H DONTNEED\n"
	"madvise H 4 off=0\n"
	"mlock H len=1p\n"
	"mlock H flags=onfault\n"
	"munlock H len=1p\n"
	"mlockall flags=current|onfault\n"
	"munlockall\n"
	"mmap F memfd=M len=1p flags=shared|fixed addr=H+4K\n"
	"mremap H2 H off=1p old=1p len=2p flags=maymove|fixed addr=F\n"
	"remap_file_pages H len=1p pgoff=3 flags=nonblock\n"
	"msync H flags=async|invalidate len=1p -> 0\n"
	"mincore H -> pages=0,3\n"
	"smaps H+8 -> len=4K perm=rw-s off=0 name=\"/[kvm-gmem] (deleted)\" flags=rd|wr|sh\n"
	"meminfo unevictable -> 4\n"
	"uffd_register H mode=wp features=wp_async len=1p -> EINVAL\n"
	"uffd_unregister H features=wp_async\n"
	"gup H+4K -> ok\n"
	"ungup H+4K\n"
	"guest A.0 read 0x100000 private -> 0xaa\n"
	"guest A.0 write 0x100000 0x5 esr=0x9200004f isv=0 wnr=1 s1ptw -> ABORT ec=0x25 fsc=0x17\n"
	"guest A.0 read 0x100000 cm -> ARM_NISV esr=0x145 gpa=0x100000\n"
	"guest A.0 write 0x100000 0xaa private -> ok\n"
	"guest A.0 write 0x100000 0\n"
	"guest A.0 exec 0x100000 -> ok\n"
	"guest A.0 xadd 0x100000 5 -> 0x7\n"
	"map_gpa_range A.0 gpa=0x100000 npages=2 private -> HYPERCALL gpa=0x100000 npages=2 "
	"attributes=0x10\n"
	"map_gpa_range A.0 gpa=0x100001 npages=2 attrs=0x11 cpl=3 -> EPERM\n"
	"guest A.0 out 0xcf9 6 -> IO port=0xcf9 len=4 write=1 data=0x6\n"
	"guest A.0 read 0 -> MMIO gpa=0 len=8 write=0\n"
	"guest A.0 read 8 -> MEMORY_FAULT gpa=0x100000 size=4K flags=private errno=EFAULT\n"
	"guest A.0 read 8 -> MEMORY_FAULT flags=userfault|private\n"
	"guest A.0 read 8 -> EHWPOISON\n"
	"guest A.0 read 8 -> ABORT fsc=0x10\n"
	"guest A.0 read 8 -> INTERNAL_ERROR suberror=1\n"
	"mbind H bind nodes=0,2 off=1p len=2p flags=move|strict -> EIO\n"
	"mbind H 999 nodes=none maxnode=0\n"
	"mbind H interleave nodes=0 mode_flags=static_nodes|relative_nodes\n"
	"get_mempolicy\n"
	"get_mempolicy H+4K -> bind nodes=0,2 flags=static_nodes\n"
	"get_mempolicy H flags=2 maxnode=3 -> default\n"
	"get_mempolicy H flags=node -> node=1 nodes=1,0\n"
	"get_mempolicy flags=mems_allowed -> nodes=0,1\n"
	"set_mempolicy weighted_interleave nodes=0,1 -> 0\n"
	"set_mempolicy_home_node H node=1 len=1p -> EOPNOTSUPP\n"
	"move_pages H+4K -> 0 status=ENOENT\n"
	"move_pages H+4K node=-1 flags=move_all -> 0 status=1\n"
	"node M off=1p -> node=1\n"
	"guest A.0 read 0x8000 l2 -> ABORT ec=0x24 fsc=0x7\n"
	"el2 A.0 vncr=0x101000 ttbr=0x102000 vttbr=0x1000000103000 vtcr=0x800d3558 -> ok\n"
	"vncr A.0 read 16 -> 0xaa\n"
	"vncr A.0 write 0x18 0x5 esr=0x9600200f -> MEMORY_FAULT gpa=0x101000 size=4K flags=0 errno=0\n"
	"vncr A.0 read 0 -> ABORT ec=0x25 fsc=0x7\n"
	"tlbi A.0 alle2 -> ok\n"
	"tlbi A.0 ipas2e1 0x8000 -> ok\n"
	"kvm A.0 read 0x100000 -> 0xaa\n"
	"kvm A.0 write 0x100008 0xaa -> EFAULT\n"
	"fork C -> 0\n"
	"fork D by=C -> ENOMEM\n"
	"send S M by=C -> 0\n"
	"receive M9 S -> EMFILE\n"
	"send S2 A -> 0\n"
	"receive A2 S2 by=D -> 0\n"
	"vcpu A2.0 by=D -> EIO\n"
	"close S2\n"
	"load H by=C -> ESRCH\n"
	"process_vm_readv J H len=4K of=C -> 0x1000\n"
	"process_vm_writev J H+4K len=4K of=C -> EFAULT\n"
	"proc_mem_read H len=8 buf=J of=C -> 8\n"
	"proc_mem_write H len=8 -> EIO\n"
	"vmsplice M H len=4K by=C -> EBADF\n"
	"futex_wait H+8 0x5 -> ETIMEDOUT\n"
	"futex_wake H+8 0x1 private -> 0\n"
	"clock_gettime H+16 by=C -> EFAULT\n"
	"execve C -> 0\n"
	"execve\n"
	"exit C -> 0\n"
	"exit\n"
	"poison M off=1p\n"
	"poison M off=1p early -> EBUSY signal=BUS_MCEERR_AO\n"
	"reclaim H+4K\n"
	"age H+4K -> 1\n"
	"where A 0x100000 private -> memfd=M page=0 level=4K prot=rwx\n"
	"where A 0x100000 -> hva=H+0x1000 level=2M prot=rw\n"
	"where A 0x100000 -> unmapped\n"
	"where A 0x100000 -> mmio\n"
	"resident M -> pages=0,2\n"
	"invariants -> ok\n"
	"concurrent\n"
	"  a: guest A.0 write 0x100000 1     -> ok\n"
	"  schedule b\n"
	"  b: fallocate M off=0 len=1p mode=keep_size|punch_hole\n"
	"  b: guest A.0 read 0x100000 -> RETRY\n"
	"  schedule a a b b b a              # optional\n"
	"  step a until invalidate-begin\n"
	"  always     invariants             -> ok\n"
	"  eventually invariants             -> ok\n"
	"  sometimes  resident M             -> pages=\n"
	"  sometimes  resident M             -> pages=0\n"
	"  sometimes  load H -> 0\n"
	"  eventually guest A.0 read 0x100000 -> 1\n"
	"end\n"
	"resident M -> pages=0\n"
	"close M\n"
	"populate A gpa=0x100000 size=4p -> EIO left=16K\n"
	"populate A gpa=0x100000 size=4p source=H+4K -> 0 left=0 gpa=0x104000\n"
	"close A.0\n"
	"close A\n";

static void assert_same_expectation(const struct expectation *a, const struct expectation *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->nr_items, b->nr_items);
	for (unsigned int i = 0; i < a->nr_items; i++) {
		assert_int_equal(!a->items[i].key, !b->items[i].key);
		if (a->items[i].key)
			assert_string_equal(a->items[i].key, b->items[i].key);
		assert_string_equal(a->items[i].text, b->items[i].text);
	}
}

static void assert_same_scenario(const struct scenario *a, const struct scenario *b)
{
	assert_int_equal(a->profile, b->profile);
	assert_int_equal(a->arch, b->arch);
	assert_int_equal(a->params_given, b->params_given);
	assert_memory_equal(a->param, b->param, sizeof(a->param));
	assert_int_equal(a->nr_lines, b->nr_lines);
	assert_int_equal(a->block_first, b->block_first);
	assert_int_equal(a->block_end, b->block_end);
	assert_int_equal(a->nr_tasks, b->nr_tasks);
	assert_int_equal(a->nr_schedule, b->nr_schedule);
	assert_int_equal(a->nr_symbols, b->nr_symbols);
	for (size_t i = 0; i < a->nr_lines; i++) {
		assert_int_equal(a->lines[i].role, b->lines[i].role);
		assert_int_equal(a->lines[i].task, b->lines[i].task);
		assert_memory_equal(&a->lines[i].op, &b->lines[i].op, sizeof(struct gms_op));
		assert_same_expectation(&a->lines[i].expect, &b->lines[i].expect);
	}
	for (size_t i = 0; i < a->nr_schedule; i++) {
		assert_int_equal(a->schedule[i].kind, b->schedule[i].kind);
		assert_int_equal(a->schedule[i].task, b->schedule[i].task);
		if (a->schedule[i].kind == SCHEDULE_UNTIL)
			assert_string_equal(a->schedule[i].step, b->schedule[i].step);
	}
	for (size_t i = 0; i < a->nr_symbols; i++) {
		assert_string_equal(a->symbols[i].name, b->symbols[i].name);
		assert_int_equal(a->symbols[i].kind, b->symbols[i].kind);
	}
}

static void printed_scenario_parses_to_the_same(void **state)
{
	struct scenario *a = parse(every_form), *b;
	char *text = print(a), *again;

	(void)state;
	b = parse(text);
	assert_same_scenario(a, b);
	again = print(b);
	assert_string_equal(text, again);
	free(text);
	free(again);
	scenario_free(a);
	scenario_free(b);
}

static void every_operation_occurs_in_the_round_trip(void **state)
{
	struct scenario *s = parse(every_form);

	(void)state;
	for (unsigned int code = 0; code < GMS_NR_OPS; code++) {
		size_t i = 0;

		while (i < s->nr_lines && s->lines[i].op.code != code)
			i++;
		if (i == s->nr_lines)
			fail_msg("%s is missing", gms_op_row((enum gms_opcode)code)->word);
	}
	scenario_free(s);
}

/* One more and it is out of reach, one less and a text could name nothing. */
static void every_row_counts_its_arguments(void **state)
{
	(void)state;
	for (unsigned int code = 0; code < GMS_NR_OPS; code++) {
		const struct gms_op_row *row = gms_op_row((enum gms_opcode)code);

		for (uint32_t i = 0; i < GMS_MAX_ARGS; i++)
			if ((i < row->nr_args) != (row->args[i].key != NULL))
				fail_msg("%s has %u arguments?", row->word, row->nr_args);
	}
}

/* Of a short operation only the first part of struct gms_op is copied. */
static void short_operations_have_their_arguments_in_the_first_part(void **state)
{
	(void)state;
	for (unsigned int code = 0; code < GMS_NR_OPS; code++) {
		const struct gms_op_row *row = gms_op_row((enum gms_opcode)code);

		for (uint32_t i = 0; op_is_short((enum gms_opcode)code) && i < row->nr_args; i++)
			if (row->args[i].field >= SHORT_OP_BYTES)
				fail_msg("%s is not short: %s", row->word, row->args[i].key);
	}
}

static void line_endings_of_other_systems_are_accepted(void **state)
{
	struct scenario *s = parse("vm A -> 0\r\n\r\nvcpu A.0 -> 0\r\n");

	(void)state;
	assert_int_equal(s->nr_lines, 2);
	assert_string_equal(s->lines[0].expect.items[0].text, "0");
	assert_int_equal(s->lines[1].line, 3);
	scenario_free(s);
}

static void empty_file_is_a_scenario_without_lines(void **state)
{
	struct scenario *s = parse("");

	(void)state;
	assert_int_equal(s->nr_lines, 0);
	assert_int_equal(s->profile, -1);
	assert_int_equal(s->arch, -1);
	scenario_free(s);
}

static void quotes_protect_a_hash_and_vanish(void **state)
{
	struct scenario *s =
		parse("vm \"A\" type=\"tdx\"# a comment\nvm B -> \"0\" # \xc3\xa9 \"\n");
	struct scenario_error error;

	(void)state;
	assert_string_equal(s->symbols[0].name, "A");
	assert_int_equal(s->lines[0].op.type, 5);
	scenario_free(s);
	s = scenario_parse("test", "vm \"A#\"\n", 8, &error);
	assert_null(s);
	assert_non_null(strstr(error.message, "'A#'"));
}

static void spaces_round_arrow_and_colon_are_free(void **state)
{
	struct scenario *s =
		parse("vm A->0\nvcpu A.0\t->\t0\nmemfd M vm=A size=1p\nconcurrent\n"
		      "a:fsync M->0\nb : fsync M\nc :fsync M -> 0\nd: fsync M\nend\n");

	(void)state;
	assert_int_equal(s->nr_tasks, 4);
	assert_int_equal(s->lines[3].column, 3);
	assert_int_equal(s->lines[4].column, 5);
	assert_int_equal(s->lines[5].column, 4);
	assert_int_equal(s->lines[5].expect.nr_items, 1);
	scenario_free(s);
}

/* ---- Meaning ---- */

struct op_case {
	const char *line;
	const char *printed;
};

/* After: vm A, vcpu A.0, memfd M, mmap H, slot A:0. */
/* clang-format off */
static const struct op_case canonical[] = {
	{ "vm B", "vm B" },
	{ "vm B type=TDX", "vm B type=tdx" },
	{ "vm B type=5", "vm B type=tdx" },
	{ "vm B type=99", "vm B type=99" },
	{ "check_extension system 234", "check_extension system GUEST_MEMFD" },
	{ "vcpu A.0x1", "vcpu A.1" },
	{ "memfd N vm=A size=8192", "memfd N vm=A size=8K" },
	{ "memfd N size=2p vm=A flags=3", "memfd N vm=A size=8K flags=mmap|init_shared" },
	{ "memfd N vm=A size=1 flags=0x8|mmap", "memfd N vm=A size=1 flags=mmap|0x8" },
	{ "fallocate M len=1T off=0", "fallocate M off=0 len=1T" },
	{ "ftruncate M len=-1p", "ftruncate M len=-4096" },
	{ "slot A:0.7 gpa=1M size=4p", "slot A:7 gpa=0x100000 size=16K" },
	{ "slot A:1.7 delete", "slot A:1.7 delete" },
	{ "slot A:1 gpa=0 size=4p memfd=M", "slot A:1 gpa=0 size=16K memfd=M" },
	{ "slot A:1 gpa=0 size=4p memfd=M flags=readonly",
	  "slot A:1 gpa=0 size=16K memfd=M flags=readonly|guest_memfd" },
	{ "slot A:1 gpa=0 size=4p memfd=M flags=2", "slot A:1 gpa=0 size=16K memfd=M flags=0x2" },
	{ "slot A:1 gpa=0 size=4p memfd=M flags=4",
	  "slot A:1 gpa=0 size=16K memfd=M flags=guest_memfd" },
	{ "slot A:1 gpa=0 size=4p hva=none", "slot A:1 gpa=0 size=16K hva=none" },
	{ "mmap J memfd=M len=1p flags=shared", "mmap J memfd=M len=4K flags=shared" },
	{ "mmap J anon len=1p", "mmap J anon len=4K" },
	{ "mmap J anon len=1p flags=0x22", "mmap J anon len=4K flags=private|anonymous" },
	{ "mprotect H prot=0x1000001", "mprotect H prot=0x1000001" },
	{ "attributes A gpa=1M size=1p attrs=8", "attributes A gpa=0x100000 size=4K attrs=8" },
	{ "store H+16 170", "store H+16 0xaa" },
	{ "madvise H populate_read", "madvise H populate_read" },
	{ "madvise H 200", "madvise H 200" },
	{ "guest A.0 write 1M 5 private", "guest A.0 write 0x100000 5 private" },
	{ "guest A.0 READ 1M", "guest A.0 read 0x100000" },
	{ "guest A.0x0 exec 1M", "guest A.0 exec 0x100000" },
};
/* clang-format on */

static void every_operation_prints_in_canonical_form(void **state)
{
	static const char before[] =
		"vm A\nvcpu A.0\nmemfd M vm=A size=4p\nmmap H memfd=M len=4p\n";
	char text[512];

	(void)state;
	for (size_t i = 0; i < sizeof(canonical) / sizeof(canonical[0]); i++) {
		struct scenario *s;
		char *printed;

		snprintf(text, sizeof(text), "%s%s\n", before, canonical[i].line);
		s = parse(text);
		printed = print_op(s, &s->lines[s->nr_lines - 1].op);
		assert_string_equal(printed, canonical[i].printed);
		free(printed);
		scenario_free(s);
	}
}

static void defaults_follow_the_other_arguments(void **state)
{
	struct scenario *s = parse("vm A\nmemfd M vm=A size=4p\nmmap H memfd=M len=4p\n"
				   "mmap J anon len=4p\nslot A:0 gpa=0 size=4p memfd=M\n"
				   "slot A:1 gpa=1M size=4p memfd=M flags=0\n"
				   "fallocate M off=0 len=1p\n");

	(void)state;
	assert_int_equal(s->lines[2].op.flags, GMS_MAP_SHARED);
	assert_int_equal(s->lines[2].op.prot, GMS_PROT_READ | GMS_PROT_WRITE);
	assert_int_equal(s->lines[3].op.flags, GMS_MAP_PRIVATE);
	assert_int_equal(s->lines[4].op.flags, 4);
	assert_int_equal(s->lines[5].op.flags, 0);
	assert_int_equal(s->lines[6].op.mode, 0);
	scenario_free(s);
}

static void handles_number_names_in_order_of_definition(void **state)
{
	struct scenario *s = parse("vm A\nvcpu A.3\nmemfd M vm=A size=4p\nclose A.3\n");

	(void)state;
	assert_string_equal(scenario_name(s, 1), "A");
	assert_string_equal(scenario_name(s, 2), "A.3");
	assert_string_equal(scenario_name(s, 3), "M");
	assert_null(scenario_name(s, 0));
	assert_null(scenario_name(s, 4));
	assert_int_equal(s->lines[1].op.vcpu_id, 3);
	assert_int_equal(s->lines[1].op.vm, 1);
	assert_int_equal(s->lines[1].op.define, 2);
	assert_int_equal(s->lines[3].op.file, 2);
	scenario_free(s);
}

/* ---- Refusals ---- */

struct refusal {
	const char *text;
	unsigned int line, column;
	const char *message; /* part of it */
};

#define VM     "vm A\n"
#define MAPPED "mmap H anon len=1p\n"
#define FILES  "vm A\nmemfd M vm=A size=4p\n"
#define ALL    "vm A\nvcpu A.0\nmemfd M vm=A size=4p\nmmap H memfd=M len=4p\n"
#define NAME32 "abcdefghijklmnopqrstuvwxyz012345"

/* clang-format off */
static const struct refusal refusals[] = {
	/* Operations and keys */
	{ "vn A\n", 1, 1, "did you mean 'vm'" },
	{ VM "  falocate A\n", 2, 3, "unknown operation 'falocate'; did you mean 'fallocate'?" },
	{ "zzzzzz A\n", 1, 1, "unknown operation 'zzzzzz'" },
	{ "vm=A\n", 1, 1, "expected an operation" },
	{ "-> 0\n", 1, 1, "an operation is missing" },
	{ "VM A\n", 1, 1, "did you mean 'vm'" },
	{ VM "memfd M vm=A siez=4p\n", 2, 14, "no key 'siez'; did you mean 'size'?" },
	{ VM "memfd M vm=A size=4p size=8p\n", 2, 22, "'size' is given twice" },
	{ VM "memfd M vm=A\n", 2, 1, "memfd needs size=" },
	{ VM "memfd vm=A size=4p\n", 2, 1, "memfd needs FILE" },
	{ VM "memfd vm=A size=4p M\n", 2, 20, "FILE must stand before 'vm'" },
	{ "vm\n", 1, 1, "vm needs VM" },
	{ "vm A B\n", 1, 6, "vm does not take 'B'" },
	{ VM "memfd M vm=A size\n", 2, 14, "'size' needs a value" },
	{ VM "memfd M vm=A size=\n", 2, 19, "size: the value is missing" },
	{ VM "memfd M vm=A =4p\n", 2, 14, "a key is missing before '='" },
	{ VM "memfd M vm=A size = 4p\n", 2, 14, "'size' needs a value" },
	{ FILES "fallocate M off=0\n", 3, 1, "fallocate needs len=" },
	{ FILES "dup M2\n", 3, 1, "dup needs FILE" },
	/* Numbers */
	{ VM "memfd M vm=A size=18446744073709551616\n", 2, 19, "does not fit in 64 bits" },
	{ VM "memfd M vm=A size=16777216T\n", 2, 19, "does not fit in 64 bits" },
	{ VM "memfd M vm=A size=0x1ffffffffffffffffK\n", 2, 19, "does not fit in 64 bits" },
	{ VM "memfd M vm=A size=4503599627370496p\n", 2, 19, "does not fit in 64 bits" },
	{ VM "memfd M vm=A size=4k\n", 2, 19, "has a bad end" },
	{ VM "memfd M vm=A size=4KB\n", 2, 19, "has a bad end" },
	{ VM "memfd M vm=A size=0x\n", 2, 19, "is not a number" },
	{ VM "memfd M vm=A size=four\n", 2, 19, "is not a number" },
	{ VM "memfd M vm=A size=-1\n", 2, 19, "is negative, and the field has no sign" },
	{ FILES "ftruncate M len=-9223372036854775809\n", 3, 17, "does not fit in 64 bits" },
	{ FILES "ftruncate M len=--1\n", 3, 17, "is not a number" },
	/* Names */
	{ "memfd M vm=A size=4p\n", 1, 12, "'A' is not defined" },
	{ "vm Abc\nmemfd M vm=Abd size=4p\n", 2, 12, "'Abd' is not defined; did you mean 'Abc'" },
	{ VM "vm A\n", 2, 4, "'A' is already defined" },
	{ VM "memfd A vm=A size=4p\n", 2, 7, "'A' is already defined" },
	{ FILES "mmap M anon len=1p\n", 3, 6, "'M' is already defined" },
	{ VM "vcpu A.0\nvcpu A.00\n", 3, 6, "'A.0' is already defined" },
	{ FILES "memfd N vm=M size=4p\n", 3, 12, "'M' is a guest_memfd file; expected a VM" },
	{ VM "fstat A\n", 2, 7, "'A' is a VM; expected a guest_memfd file" },
	{ ALL "close H\n", 5, 7, "'H' is a mapping; expected a VM, a guest_memfd file or "
				"a message" },
	{ ALL "fork C\nfork C\n", 6, 6, "'C' is already defined" },
	{ ALL "load H by=M\n", 5, 11, "'M' is a guest_memfd file; expected a process" },
	{ ALL "load H by=C\n", 5, 11,
	  "'C' is not defined; expected the name of a process" },
	{ ALL "fork C\nload H by=C by=C\n", 6, 13, "'by' is given twice" },
	{ ALL "fork C\nexit C by=C\n", 6, 8, "exit has no key 'by'" },
	{ ALL "exit H\n", 5, 6, "'H' is a mapping; expected a process" },
	{ ALL "send S H\n", 5, 8, "'H' is a mapping; expected a VM or a guest_memfd file" },
	{ ALL "send S A\nreceive M2 S\nfstat M2\n", 7, 7,
	  "'M2' is a VM; expected a guest_memfd file" },
	{ FILES "dup M3 M3\n", 3, 8, "'M3' is not defined" },
	{ "vm 1A\n", 1, 4, "'1A' is not a name" },
	{ "vm A-B\n", 1, 4, "'A-B' is not a name" },
	{ "vm " NAME32 "6\n", 1, 4, "longer than 32 characters" },
	{ "vm none\n", 1, 4, "'none' is a word of the language" },
	{ "vm system\n", 1, 4, "'system' is a word of the language" },
	{ VM "vcpu A\n", 2, 6, "expected VM.NUMBER" },
	{ VM "vcpu A.x\n", 2, 8, "'x' is not a number" },
	{ VM "vcpu B.0\n", 2, 6, "'B' is not defined" },
	{ VM "guest A.0 read 0\n", 2, 7, "'A.0' is not defined" },
	{ VM "close A.0\n", 2, 7, "'A.0' is not defined" },
	{ VM "vcpu " NAME32 "6.0\n", 2, 6, "longer than 32 characters" },
	/* Slots */
	{ VM "slot A gpa=0 size=1p\n", 2, 6, "expected VM:ID or VM:ASID.ID" },
	{ VM "slot A:x delete\n", 2, 8, "'x' is not a number" },
	{ VM "slot A:65536 delete\n", 2, 8, "does not fit in the 16 bits" },
	{ VM "slot A:65536.0 delete\n", 2, 8, "is not the number of an address space" },
	{ VM "slot A:.0 delete\n", 2, 8, "is not the number of an address space" },
	{ VM "slot A:0. delete\n", 2, 10, "is not a number" },
	{ VM "slot A:0\n", 2, 1, "slot needs gpa= and size=, or delete" },
	{ VM "slot A:0 gpa=0\n", 2, 1, "slot needs size=" },
	{ VM "slot A:0 delete size=0\n", 2, 17, "leave out size=" },
	{ VM "slot A:0 delet\n", 2, 10, "did you mean 'delete'" },
	{ VM "slot A:0 gpa=0 size=1p v1=2\n", 2, 24, "v1= is 0 or 1" },
	{ VM "slot A:0 gpa=0 size=1p memfd=A\n", 2, 30, "expected a guest_memfd file" },
	/* Flags, words, addresses */
	{ VM "memfd M vm=A size=1p flags=mmap|init_shred\n", 2, 33,
	  "did you mean 'init_shared'" },
	{ VM "memfd M vm=A size=1p flags=mmap||0\n", 2, 33, "a flag is missing" },
	{ VM "memfd M vm=A size=1p flags=mmap|4Q\n", 2, 33, "has a bad end" },
	{ VM "memfd M vm=A size=1p flags=|\n", 2, 28, "a flag is missing" },
	{ "vm A type=sw_protectd\n", 1, 11, "did you mean 'sw_protected'" },
	{ VM "check_extension A KVM_CAP_GUEST_MEMFD\n", 2, 19, "did you mean 'GUEST_MEMFD'" },
	{ ALL "madvise H MADV_DONTNEED\n", 5, 11, "did you mean 'dontneed'" },
	{ ALL "mprotect H prot=wr\n", 5, 17, "is not r, rw, rx, rwx or none" },
	{ ALL "load J\n", 5, 6, "'J' is not defined" },
	{ ALL "load M\n", 5, 6, "expected a mapping" },
	{ ALL "load H+\n", 5, 8, "is not a number" },
	{ ALL "load H+4\n", 5, 6, "is not a multiple of 8" },
	{ ALL "store 0x14 1\n", 5, 7, "is not a multiple of 8" },
	{ ALL "gup H+1\n", 5, 5, "is not a multiple of 8" },
	{ ALL "guest A.0 read 0x100001\n", 5, 16, "is not a multiple of 8" },
	{ ALL "guest A.0 peek 0x100000\n", 5, 11, "unknown 'peek'" },
	{ ALL "guest A.0 0 0x100000 -> 0\nguest A.0 7 0\n", 6, 11, "read, write, exec, xadd or out" },
	{ ALL "guest A.0 write 0x100000\n", 5, 1, "guest write needs the value" },
	{ ALL "guest A.0 read 0x100000 5\n", 5, 25, "only guest write, xadd and out take a value" },
	{ ALL "guest A.0 read 0x100000 privat\n", 5, 25, "did you mean 'private'" },
	{ ALL "guest A.0 write 0x100000 private 5\n", 5, 34,
	  "VALUE must stand before 'private'" },
	{ VM "attributes A gpa=0 size=1p\n", 2, 1, "needs shared, private or attrs=" },
	{ VM "attributes A gpa=0 size=1p private attrs=8\n", 2, 36, "exclude each other" },
	{ VM "attributes A gpa=0 size=1p private shared\n", 2, 36, "given twice" },
	{ FILES "mmap H len=1p\n", 3, 1, "mmap needs memfd= or anon" },
	{ FILES "mmap H anon memfd=M len=1p\n", 3, 13, "leave out memfd=" },
	{ FILES "memfd N vm=A size=1p flags=" NAME32 NAME32 "\n", 3, 28, "...'" },
	{ ALL "load " NAME32 "6+8\n", 5, 6, "longer than 32 characters" },
	{ ALL "load 0x10000000000000000\n", 5, 6, "does not fit" },
	{ FILES "mmap H memfd=0x10000000000000000 len=1p\n", 3, 14, "does not fit" },
	{ VM "vcpu A.0\nprefault B.0 gpa=0 size=1p\n", 3, 10, "'B' is not defined" },
	{ VM "vcpu A.0\nprefault A gpa=0 size=1p\n", 3, 10, "expected VM.NUMBER" },
	{ FILES "mmap H anom len=1p\n", 3, 8, "did you mean 'anon'" },
	{ FILES "dup N N\n", 3, 7, "'N' is not defined" },
	{ VM "vcpu A.0\nkvm A.0 write 0\n", 3, 1, "a write needs the value to write" },
	{ VM "vcpu A.0\nkvm A.0 read 0 1\n", 3, 16, "only a write takes a value" },
	{ VM "vcpu A.0\nkvm A.0 exec 0\n", 3, 9, "exec" },
	{ VM "vcpu A.0\nkvm A.0 2 0\n", 3, 9, "the access is read or write" },
	{ VM "vcpu A.0\nvncr A.0 write 8\n", 3, 1, "a write needs the value to write" },
	{ VM "vcpu A.0\nvncr A.0 read 8 1\n", 3, 17, "only a write takes a value" },
	{ VM "vcpu A.0\nvncr A.0 2 8\n", 3, 10, "the access is read or write" },
	{ VM "vcpu A.0\ntlbi A.0 vae2\n", 3, 1, "vae2 and ipas2e1 need an address" },
	{ VM "vcpu A.0\ntlbi A.0 alle2 0\n", 3, 16, "only vae2 and ipas2e1 take an address" },
	{ VM "vcpu A.0\ntlbi A.0 4\n", 3, 10, "the operation is vae2" },
	{ VM "vcpu A.0\nkvm A.0 read 4\n", 3, 14, "not a multiple of 8" },
	/* Header */
	{ "profile a=7.2\n", 1, 9, "'profile' takes one word" },
	{ "arch -> x86\n", 1, 6, "'arch' takes one word" },
	{ "profile 9.99\n", 1, 9, "unknown profile '9.99'" },
	{ "profile\n", 1, 1, "'profile' needs a value" },
	{ "profile 7.2 7.3\n", 1, 13, "one word only" },
	{ "profile 7.2\nprofile 7.2\n", 2, 1, "'profile' is given twice" },
	{ VM "profile 7.2\n", 2, 1, "must stand before the first operation" },
	{ "concurrent\narch x86\n", 2, 1, "must stand before the first operation" },
	{ "arch x87\n", 1, 6, "expected x86 or arm64" },
	{ "arch x86\narch x86\n", 2, 1, "'arch' is given twice" },
	{ "nodes 0\n", 1, 7, "nodes is 1 to 32" },
	{ "nodes 33\n", 1, 7, "nodes is 1 to 32" },
	{ "nodes two\n", 1, 7, "nodes: 'two' is not a number" },
	{ "nodes 1\nnodes 1\n", 2, 1, "'nodes' is given twice" },
	{ VM "nodes 2\n", 2, 1, "must stand before the first operation" },
	{ MAPPED "mbind H bind nodes=32\n", 2, 20, "is not a list of nodes" },
	{ MAPPED "mbind H bind nodes=0,\n", 2, 20, "is not a list of nodes" },
	{ MAPPED "mbind H MPOL_BIND\n", 2, 9, "did you mean 'bind'" },
	{ MAPPED "mbind H bind flags=MPOL_MF_MOVE\n", 2, 20, "did you mean 'move'" },
	{ MAPPED "get_mempolicy G\n", 2, 15, "'G' is not defined" },
	{ MAPPED "get_mempolicy H -> bind node=0\n", 2, 25, "has no key 'node'" },
	{ MAPPED "get_mempolicy H -> bind nodes=x\n", 2, 31, "unknown 'x'" },
	{ MAPPED "get_mempolicy H -> bind flags=statik_nodes\n", 2, 31, "'static_nodes'" },
	{ MAPPED "move_pages H -> 0 status=ENOENTT\n", 2, 26, "'ENOENT'" },
	{ MAPPED "load H -> bind\n", 2, 11, "is not a result of load" },
	{ "tdp 1\ntdp 1\n", 2, 1, "'tdp' is given twice" },
	{ "tdp_mmu\n", 1, 1, "'tdp_mmu' needs a value" },
	{ "tdp_mmu 2\n", 1, 9, "tdp_mmu is 0 to 1" },
	{ "tdp_mmu off\n", 1, 9, "tdp_mmu: 'off'" },
	{ "vendor via\n", 1, 8, "vendor: 'via'" },
	{ "vendor 3\n", 1, 8, "vendor is 0 to 2" },
	{ "root_level 3\n", 1, 12, "root_level is 4 to 5" },
	{ "tdp_mm 0\n", 1, 1, "did you mean 'tdp_mmu'" },
	{ VM "tdp 0\n", 2, 1, "must stand before the first operation" },
	/* Expectations */
	{ "vm A ->\n", 1, 6, "nothing stands after '->'" },
	{ "vm A -> -> 0\n", 1, 9, "a second '->'" },
	{ "vm A -> EINVL\n", 1, 9, "unknown result 'EINVL'; did you mean 'EINVAL'?" },
	{ "vm A -> einval\n", 1, 9, "did you mean 'EINVAL'" },
	{ "vm A -> 0 0\n", 1, 11, "only one result word" },
	{ "vm A -> 5x\n", 1, 9, "has a bad end" },
	{ "vm A -> 0 left=0\n", 1, 11, "has no key 'left'" },
	{ FILES "fstat M -> size=16K siz=4\n", 3, 21, "no key 'siz'; did you mean 'size'" },
	{ FILES "fstat M -> size=16K size=4\n", 3, 21, "'size' is given twice" },
	{ ALL "guest A.0 read 0 -> MEMORY_FAULT errno=EHWPOISN\n", 5, 40, "did you mean 'EHWPOISON'" },
	{ FILES "fstat M -> size=big\n", 3, 17, "is not a number" },
	{ FILES "fstat M -> pages=1\n", 3, 12, "a result of fstat has no key 'pages'" },
	{ FILES "fsync M -> size=0\n", 3, 12, "a result of fsync has no key 'size'" },
	{ FILES "fstat M -> MMIO\n", 3, 12, "'MMIO' is not a result of fstat" },
	{ FILES "resident M -> pages=0,x\n", 3, 23, "is not a list of page numbers" },
	{ FILES "resident M -> pages=0-3\n", 3, 21, "is not a list of page numbers" },
	{ FILES "resident M -> pages=0,\n", 3, 23, "is not a list of page numbers" },
	{ ALL "load H -> SIGBUS code=BUS_ADRER\n", 5, 23, "did you mean 'BUS_ADRERR'" },
	{ ALL "load H -> SIGSEGV code=SEGV_MAPER\n", 5, 24, "did you mean 'SEGV_MAPERR'" },
	{ ALL "where A 0 -> memfd=M prot=rr\n", 5, 27, "prot: unknown 'rr'" },
	{ ALL "where A 0 -> memfd=M prot=\n", 5, 27, "prot: unknown ''" },
	{ ALL "where A 0 -> hva=" NAME32 "6\n", 5, 18, "is not MAP, MAP+OFFSET or a number" },
	{ ALL "guest A.0 read 0 -> MEMORY_FAULT flags=private|\n", 5, 40, "flags: unknown" },
	{ ALL "guest A.0 read 0 -> MEMORY_FAULT flags=" NAME32 "\n", 5, 40, "flags: unknown" },
	{ FILES "resident M -> pages=" NAME32 "\n", 3, 21, "is not a list of page numbers" },
	{ "invariants -> violated rule=HZ-1\n", 1, 29, "'HZ-1' is no invariant" },
	{ "invariants -> violated rule=INV-x\n", 1, 29, "'INV-x' is no invariant" },
	{ ALL "guest A.0 read 0 -> MEMORY_FAULT flags=privte\n", 5, 40,
	  "did you mean 'private'" },
	{ ALL "guest A.0 read 0 -> MEMORY_FAULT errno=EFAUL\n", 5, 40, "did you mean 'EFAULT'" },
	{ ALL "guest A.0 read 0 -> MEMORY_FALT\n", 5, 21, "did you mean 'MEMORY_FAULT'" },
	{ ALL "where A 0 -> memfd=N\n", 5, 20, "'N' is not defined" },
	{ ALL "where A 0 -> hva=M+1\n", 5, 18, "expected a mapping" },
	{ ALL "where A 0 -> hva=H+x\n", 5, 18, "is not MAP, MAP+OFFSET or a number" },
	{ ALL "where A 0 -> memfd=M prot=rq\n", 5, 27, "prot: unknown 'rq'" },
	{ "invariants -> violated rule=INV-\n", 1, 29, "rule: 'INV-' is no invariant" },
	{ "invariants -> violated rule=X86-INV-\n", 1, 29, "rule: 'X86-INV-' is no invariant" },
	{ "invariants -> violated rule=INV-65536\n", 1, 29, "rule: 'INV-65536' is no invariant" },
	/* The concurrent block */
	{ FILES "concurrent\na: fsync M\n", 3, 1, "has no 'end'" },
	{ FILES "concurrent\nconcurrent\n", 4, 1, "cannot stand in another" },
	{ FILES "concurrent\na: fsync M\nend\nconcurrent\n", 6, 1,
	  "at most one concurrent block" },
	{ FILES "end\n", 3, 1, "'end' without 'concurrent'" },
	{ FILES "concurrent\nend\n", 3, 1, "has no task" },
	{ FILES "concurrent a\n", 3, 12, "stands alone" },
	{ FILES "concurrent\nfsync M\nend\n", 4, 1, "needs its task" },
	{ FILES "a: fsync M\n", 3, 1, "only in a concurrent block" },
	{ FILES "concurrent\na:\nend\n", 4, 1, "an operation is missing" },
	{ FILES "concurrent\n1a: fsync M\nend\n", 4, 1, "'1a' is not a task's name" },
	{ FILES "concurrent\na: fsync M\nschedule a c\nend\n", 5, 12, "no task is called 'c'" },
	{ FILES "concurrent\nworker: fsync M\nstep worke until x\nend\n", 5, 6,
	  "did you mean 'worker'" },
	{ FILES "concurrent\na: fsync M\nschedule\nend\n", 5, 1, "'schedule' names no task" },
	{ FILES "concurrent\na: fsync M\nschedule a -> 0\nend\n", 5, 12,
	  "'->' is not a task's name" },
	{ FILES "concurrent\na: fsync M\nstep a to x\nend\n", 5, 8, "expected 'until'" },
	{ FILES "concurrent\na: fsync M\nstep a until\nend\n", 5, 1, "step TASK until STEP" },
	{ FILES "concurrent\na: fsync M\nstep a until x y\nend\n", 5, 16, "one per line" },
	{ FILES "concurrent\na: fsync M\nschedule a=1\nend\n", 5, 10, "'a' is not a task's name" },
	{ FILES "concurrent\na: fsync M\nschedule 1\nend\n", 5, 10, "'1' is not a task's name" },
	{ FILES "concurrent\na: fsync M\nstep a until=x\nend\n", 5, 1, "step TASK until STEP" },
	{ FILES "concurrent\na: fsync M\nstep a until=x y z\nend\n", 5, 8, "expected 'until'" },
	{ FILES "concurrent\na: fsync M\nstep a until x=y\nend\n", 5, 14, "is not a step's name" },
	{ FILES "concurrent\na: fsync M\nstep a until \"\"\nend\n", 5, 14, "is not a step's name" },
	{ FILES "concurrent\na: fsync M\nstep a until x!\nend\n", 5, 14, "is not a step's name" },
	{ FILES "concurrent\na: fsync M\nstep 1 until x\nend\n", 5, 6, "'1' is not a task's name" },
	{ FILES "concurrent\na: fsync M\nend a\n", 5, 5, "'end' stands alone" },
	{ FILES "concurrent\na: -> 0\nend\n", 4, 4, "an operation is missing" },
	{ FILES "schedule a\n", 3, 1, "only in a concurrent block" },
	{ FILES "step a until x\n", 3, 1, "only in a concurrent block" },
	{ FILES "always invariants -> ok\n", 3, 1, "only in a concurrent block" },
	{ FILES "concurrent\na: fsync M\nalways fsync M -> 0\nend\n", 5, 8, "only observes" },
	{ ALL "concurrent\na: fsync M\nalways guest A.0 write 0 1 -> ok\nend\n", 7, 8,
	  "only observes" },
	{ FILES "concurrent\na: fsync M\nalways invariants\nend\n", 5, 8,
	  "needs an expectation" },
	{ FILES "concurrent\na: fsync M\nalways\nend\n", 5, 1, "an operation is missing" },
	{ FILES "concurrent\na: always invariants -> ok\nend\n", 4, 4, "cannot stand here" },
	{ FILES "concurrent\na: memfd N vm=A size=1p\nb: memfd N vm=A size=1p\nend\n", 5, 10,
	  "'N' is already defined" },
	/* Bytes */
	{ "vm \"A\n", 1, 4, "the quote is not closed" },
	{ "vm A\"B\"\n", 1, 5, "a quote may stand only round a whole value" },
	{ "vm \"A\"B\n", 1, 7, "a closing quote must end the word" },
	{ "vm \x80\n", 1, 4, "not valid UTF-8" },
	{ "vm A # \xc0\xaf\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xed\xa0\x80\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xf4\x90\x80\x80\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xe2\x82\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xe0\x9f\xbf\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xf0\x8f\xbf\xbf\n", 1, 8, "not valid UTF-8" },
	{ "vm A # \xf0\x90\x80\n", 1, 8, "not valid UTF-8" },
	{ "vm \"A\x07\"\n", 1, 6, "control character" },
	{ "vm A\x7f\n", 1, 5, "control character" },
	{ "vm \x1b[2J\n", 1, 4, "control character" },
	{ "vm A\rvm B\n", 1, 5, "control character" },
};
/* clang-format on */

static void every_malformed_file_is_refused_where_it_is_wrong(void **state)
{
	unsigned int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		const struct refusal *r = &refusals[i];
		struct scenario_error e = { 0, 0, "" };
		struct scenario *s = scenario_parse("test", r->text, strlen(r->text), &e);

		if (!s && e.line == r->line && e.column == r->column &&
		    strstr(e.message, r->message))
			continue;
		wrong++;
		print_error("%s", r->text);
		print_error("  expected %u:%u: %s\n", r->line, r->column, r->message);
		print_error("  got      %u:%u: %s\n", e.line, e.column,
			    s ? "no error" : e.message);
		scenario_free(s);
	}
	assert_int_equal(wrong, 0);
}

static void assert_refused(const char *text, size_t bytes, unsigned int line, unsigned int column,
			   const char *message)
{
	struct scenario_error e;

	assert_null(scenario_parse("test", text, bytes, &e));
	assert_int_equal(e.line, line);
	assert_int_equal(e.column, column);
	assert_non_null(strstr(e.message, message));
}

static void nul_byte_is_refused(void **state)
{
	(void)state;
	assert_refused("vm A\nvm \0B\n", 11, 2, 4, "NUL");
	assert_refused("# \0\n", 4, 1, 3, "NUL");
}

/* Write over part of a line, without a NUL. */
static void put(char *at, const char *bytes)
{
	while (*bytes)
		*at++ = *bytes++;
}

static void line_of_4096_bytes_is_the_longest(void **state)
{
	char text[5000];

	(void)state;
	memset(text, ' ', sizeof(text));
	put(text, "vm A");
	text[4096] = '\n';
	scenario_free(parse_bytes(text, 4097));
	put(text + 4096, "\r\n");
	scenario_free(parse_bytes(text, 4098));
	put(text + 4096, " \n");
	assert_refused(text, 4098, 1, 4097, "longer than 4096 bytes");
}

static void densest_line_fits_the_tokens(void **state)
{
	char text[4097];

	(void)state;
	for (size_t i = 0; i < 4096; i++)
		text[i] = "a->"[i % 3];
	text[4096] = '\n';
	assert_refused(text, 4097, 1, 1, "unknown operation");
	for (size_t i = 0; i < 4096; i++)
		text[i] = "a "[i % 2];
	put(text, "a: ");
	assert_refused(text, 4097, 1, 1, "only in a concurrent block");
}

static void million_lines_are_the_most(void **state)
{
	size_t bytes = 1000001;
	char *text = malloc(bytes);

	(void)state;
	assert_non_null(text);
	memset(text, '\n', bytes);
	scenario_free(parse_bytes(text, bytes - 1));
	assert_refused(text, bytes, 1000001, 1, "more than 1000000 lines");
	free(text);
}

/* Each line a name: what is quadratic in them would not end. */
static void file_of_many_names_parses_in_linear_time(void **state)
{
	const unsigned int lines = 200000;
	char *text = malloc(lines * 24);
	struct scenario *s;
	size_t bytes = 0;

	(void)state;
	assert_non_null(text);
	for (unsigned int i = 0; i < lines; i++)
		bytes += (size_t)sprintf(text + bytes, "vm A%u -> 0\n", i);
	s = parse_bytes(text, bytes);
	assert_int_equal(s->nr_symbols, lines);
	free(text);
	scenario_free(s);
}

/* The first and the last characters of each length, and none of them a name. */
static void any_utf8_may_stand_in_a_comment(void **state)
{
	static const char text[] =
		"# \xc2\x80 \xdf\xbf \xe0\xa0\x80 \xed\x9f\xbf \xee\x80\x80 \xef\xbf\xbf"
		"\tand \xf0\x90\x80\x80 \xf4\x8f\xbf\xbf\n";

	(void)state;
	scenario_free(parse_bytes(text, sizeof(text) - 1));
}

static void seventeenth_task_is_refused(void **state)
{
	char text[1024] = "invariants\nconcurrent\n";
	size_t bytes = strlen(text);

	(void)state;
	for (int i = 0; i <= GMS_MAX_TASKS; i++)
		bytes += (size_t)sprintf(text + bytes, "t%d: invariants\n", i);
	sprintf(text + bytes, "end\n");
	assert_refused(text, strlen(text), 3 + GMS_MAX_TASKS, 1, "more than 16 tasks");
}

/* ---- Parts ---- */

static void seventeenth_name_in_a_schedule_is_refused(void **state)
{
	char text[1024] = "concurrent\na: invariants\nschedule a";
	size_t bytes = strlen(text);

	(void)state;
	for (int i = 1; i <= GMS_MAX_TASKS; i++)
		bytes += (size_t)sprintf(text + bytes, " t%02d", i);
	sprintf(text + bytes, "\nend\n");
	assert_refused(text, strlen(text), 3, 12 + 4 * (GMS_MAX_TASKS - 1),
		       "names more than 16 tasks");
}

static void nearest_name_is_by_edits(void **state)
{
	static const char *const names[] = { "memfd", "mmap", "munmap", "mprotect", "vm" };

	(void)state;
	assert_string_equal(nearest_name("mmpa", names, 5), "mmap");
	assert_string_equal(nearest_name("MEMFD", names, 5), "memfd");
	assert_string_equal(nearest_name("mprotct", names, 5), "mprotect");
	assert_string_equal(nearest_name("vmm", names, 5), "vm");
	assert_null(nearest_name("zz", names, 5));
	assert_null(nearest_name("", names, 5));
	assert_null(nearest_name("memfd", names, 0));
}

static void errno_names_and_numbers_agree(void **state)
{
	(void)state;
	assert_string_equal(errno_name(22), "EINVAL");
	assert_string_equal(errno_name(11), "EAGAIN");
	assert_string_equal(errno_name(133), "EHWPOISON");
	assert_int_equal(errno_number("EINVAL"), 22);
	assert_int_equal(errno_number("EWOULDBLOCK"), 11);
	assert_int_equal(errno_number("einval"), 0);
	assert_null(errno_name(0));
	assert_null(errno_name(4000));
	for (int i = 1; i < 134; i++)
		if (errno_name(i))
			assert_int_equal(errno_number(errno_name(i)), i);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(printed_scenario_parses_to_the_same),
		cmocka_unit_test(every_operation_occurs_in_the_round_trip),
		cmocka_unit_test(every_row_counts_its_arguments),
		cmocka_unit_test(short_operations_have_their_arguments_in_the_first_part),
		cmocka_unit_test(line_endings_of_other_systems_are_accepted),
		cmocka_unit_test(empty_file_is_a_scenario_without_lines),
		cmocka_unit_test(quotes_protect_a_hash_and_vanish),
		cmocka_unit_test(spaces_round_arrow_and_colon_are_free),
		cmocka_unit_test(every_operation_prints_in_canonical_form),
		cmocka_unit_test(defaults_follow_the_other_arguments),
		cmocka_unit_test(handles_number_names_in_order_of_definition),
		cmocka_unit_test(every_malformed_file_is_refused_where_it_is_wrong),
		cmocka_unit_test(nul_byte_is_refused),
		cmocka_unit_test(line_of_4096_bytes_is_the_longest),
		cmocka_unit_test(densest_line_fits_the_tokens),
		cmocka_unit_test(million_lines_are_the_most),
		cmocka_unit_test(file_of_many_names_parses_in_linear_time),
		cmocka_unit_test(any_utf8_may_stand_in_a_comment),
		cmocka_unit_test(seventeenth_task_is_refused),
		cmocka_unit_test(seventeenth_name_in_a_schedule_is_refused),
		cmocka_unit_test(nearest_name_is_by_edits),
		cmocka_unit_test(errno_names_and_numbers_agree),
	};

	return cmocka_run_group_tests_name("scenario", tests, NULL, NULL);
}
