// SPDX-License-Identifier: BSD-2-Clause
/*
 * Results in the language's words, and against expectations.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "scenario/run.h"

/* A set of pages, as an executor would iterate it. */
struct page_set {
	uint64_t count;
	const uint64_t *pages; /* ascending; NULL: the even numbers */
};

static bool next_page(void *self, const struct gms_op *op, uint64_t from, uint64_t *page)
{
	const struct page_set *set = self;

	(void)op;
	for (uint64_t i = set->pages ? 0 : from / 2; i < set->count; i++) {
		*page = set->pages ? set->pages[i] : 2 * i;
		if (*page >= from)
			return true;
	}
	return false;
}

static struct executor pages_executor(struct page_set *set)
{
	return (struct executor){ .name = "test", .self = set, .next_page = next_page };
}

/* Lines 0..: the operations that results are of. */
static const char operations[] =
	"vm A\nvcpu A.0\nmemfd M vm=A size=4p\ndup N M\nmmap H memfd=M len=4p\nmmap J anon len=1p\n";

static struct scenario *parse(const char *last)
{
	struct scenario_error error;
	char text[1024];
	struct scenario *s;

	snprintf(text, sizeof(text), "%s%s\n", operations, last);
	s = scenario_parse("test", text, strlen(text), &error);
	if (!s)
		fail_msg("%u:%u: %s: %s", error.line, error.column, error.message, last);
	return s;
}

/* clang-format off */
#define VALUE(v) { .kind = GMS_RESULT_VALUE, .value = (v) }
#define ERRNO(e) { .kind = GMS_RESULT_ERRNO, .error = (e) }
/* clang-format on */

struct result_case {
	const char *line; /* operation and expectation */
	struct gms_result result;
	bool matches;
	const char *printed;
};

static const struct gms_result ok = { .kind = GMS_RESULT_OK };

/* clang-format off */
#define OK_RESULT { .kind = GMS_RESULT_OK }
#define FAULT { .kind = GMS_RESULT_MEMORY_FAULT, .gpa = 0x100000, .size = 4096, \
	.flags = 24, .error = 14 }
#define STAT { .kind = GMS_RESULT_STAT, .size = 16384, .blksize = 4096, .blocks = 8 }
#define REGULAR { .kind = GMS_RESULT_STAT, .stat = { .type = "reg", .perm = 0600, .nlink = 1, \
	.ino = 3, .mtime = 2, .ctime = 2 } }
#define LINK { .kind = GMS_RESULT_LINK, .reason = "a b" }
#define EVENTS { .kind = GMS_RESULT_POLL, .value = 1, .flags = 5 }
#define LEFT { .kind = GMS_RESULT_PREFAULT, .size = 8192, .gpa = 0x102000 }
#define LEFT_EAGAIN { .kind = GMS_RESULT_PREFAULT, .error = 11, .size = 8192, .gpa = 0x102000 }
#define IN_FILE { .kind = GMS_RESULT_WHERE_MEMFD, .handle = 3, .page = 2, .level = 1, \
	.prot = 7 }
#define IN_MAP { .kind = GMS_RESULT_WHERE_HVA, .handle = 5, .offset = 0x1000, .level = 2, \
	.prot = 3 }
#define BUS(c) { .kind = GMS_RESULT_SIGNAL, .signal = SIGBUS, .code = (c) }
#define MMIO_READ { .kind = GMS_RESULT_MMIO, .gpa = 0x200000, .len = 8 }

static const struct result_case cases[] = {
	/* Numbers are compared by value. */
	{ "load H -> 0xaa", VALUE(170), true, "0xaa" },
	{ "load H -> 170", VALUE(170), true, "0xaa" },
	{ "load H -> 171", VALUE(170), false, "0xaa" },
	{ "load H -> 0xffffffffffffffff", VALUE(-1), true, "0xffffffffffffffff" },
	{ "load H -> -1", VALUE(-1), true, "0xffffffffffffffff" },
	{ "guest A.0 read 0 -> 4K", VALUE(4096), true, "0x1000" },
	{ "lseek M off=0 whence=end -> 16K", VALUE(16384), true, "16384" },
	{ "lseek M off=0 whence=end -> -5", VALUE(-5), true, "-5" },
	{ "check_extension A 234 -> 1", VALUE(1), true, "1" },
	/* 0 and ok differ, but where no system call says which it is. */
	{ "vm B -> 0", VALUE(0), true, "0" },
	{ "vm B -> ok", VALUE(0), false, "0" },
	{ "vm B -> EINVAL", VALUE(0), false, "0" },
	{ "store H 1 -> ok", OK_RESULT, true, "ok" },
	{ "store H 1 -> 0", OK_RESULT, false, "ok" },
	{ "gup H -> ok", OK_RESULT, true, "ok" },
	{ "gup H -> 0", OK_RESULT, false, "ok" },
	{ "guest A.0 write 0 1 -> ok", OK_RESULT, true, "ok" },
	{ "invariants -> ok", OK_RESULT, true, "ok" },
	{ "poison M off=0 -> 0", OK_RESULT, true, "ok" },
	{ "poison M off=0 -> ok", VALUE(0), true, "0" },
	{ "reclaim H -> 0", VALUE(0), true, "0" },
	{ "ungup H -> ok", ERRNO(22), false, "EINVAL" },
	/* No arrow accepts whatever happens. */
	{ "vm B", ERRNO(24), true, "EMFILE" },
	/* Texts, and names joined with a bar */
	{ "fstat M -> type=reg perm=0x180 mtime=2", REGULAR, true,
	  "size=0 blksize=0 blocks=0 type=reg perm=0x180 nlink=1 uid=0 gid=0 ino=3 atime=0 "
	  "mtime=2 ctime=2" },
	{ "fstat M -> type=dir", REGULAR, false,
	  "size=0 blksize=0 blocks=0 type=reg perm=0x180 nlink=1 uid=0 gid=0 ino=3 atime=0 "
	  "mtime=2 ctime=2" },
	{ "fstatfs M -> type=0x474d454d bsize=4096",
	  { .kind = GMS_RESULT_STATFS, .value = 0x474d454d, .blksize = 4096 },
	  true, "type=0x474d454d bsize=4K" },
	{ "readlink M -> link=\"a b\"", LINK, true, "link=\"a b\"" },
	{ "readlink M -> link=a", LINK, false, "link=\"a b\"" },
	{ "poll M -> 1 revents=out|in", EVENTS, true, "1 revents=in|out" },
	{ "poll M -> 1", EVENTS, true, "1 revents=in|out" },
	{ "poll M -> 1 revents=in", EVENTS, false, "1 revents=in|out" },
	{ "poll M -> 0", EVENTS, false, "1 revents=in|out" },
	/* Errnos and signals */
	{ "vm B -> EMFILE", ERRNO(24), true, "EMFILE" },
	{ "vm B -> ENFILE", ERRNO(24), false, "EMFILE" },
	{ "vm B -> 24", ERRNO(24), false, "EMFILE" },
	{ "vm B -> EWOULDBLOCK", ERRNO(11), true, "EAGAIN" },
	{ "vm B -> -512", ERRNO(512), true, "-512" },
	{ "load H -> SIGBUS", BUS(2), true, "SIGBUS code=BUS_ADRERR" },
	{ "load H -> SIGBUS code=BUS_ADRERR", BUS(2), true, "SIGBUS code=BUS_ADRERR" },
	{ "load H -> SIGBUS code=2", BUS(2), true, "SIGBUS code=BUS_ADRERR" },
	{ "load H -> SIGBUS code=BUS_MCEERR_AR", BUS(2), false, "SIGBUS code=BUS_ADRERR" },
	{ "load H -> SIGBUS", BUS(77), true, "SIGBUS code=77" },
	{ "load H -> SIGSEGV", BUS(2), false, "SIGBUS code=BUS_ADRERR" },
	{ "load H -> SIGSEGV code=SEGV_ACCERR",
	  { .kind = GMS_RESULT_SIGNAL, .signal = SIGSEGV, .code = 2 },
	  true,
	  "SIGSEGV code=SEGV_ACCERR" },
	{ "load H -> SIGSEGV code=2",
	  { .kind = GMS_RESULT_SIGNAL, .signal = SIGSEGV, .code = 2 },
	  true,
	  "SIGSEGV code=SEGV_ACCERR" },
	{ "load H -> SIGBUS", BUS(0), true, "SIGBUS" },
	/* Exits: keys that are left out are not compared. */
	{ "guest A.0 read 0 -> MMIO", MMIO_READ, true, "MMIO gpa=0x200000 len=8 write=0" },
	{ "guest A.0 read 0 -> MMIO write=0 gpa=2M", MMIO_READ, true,
	  "MMIO gpa=0x200000 len=8 write=0" },
	{ "guest A.0 read 0 -> MMIO write=1", MMIO_READ, false,
	  "MMIO gpa=0x200000 len=8 write=0" },
	{ "guest A.0 read 0 -> MEMORY_FAULT", FAULT, true,
	  "MEMORY_FAULT gpa=0x100000 size=4K flags=private|userfault errno=EFAULT" },
	{ "guest A.0 read 0 -> MEMORY_FAULT errno=EFAULT flags=userfault|private size=1p", FAULT,
	  true, "MEMORY_FAULT gpa=0x100000 size=4K flags=private|userfault errno=EFAULT" },
	{ "guest A.0 read 0 -> MEMORY_FAULT flags=private", FAULT, false,
	  "MEMORY_FAULT gpa=0x100000 size=4K flags=private|userfault errno=EFAULT" },
	{ "guest A.0 read 0 -> MEMORY_FAULT flags=24", FAULT, true,
	  "MEMORY_FAULT gpa=0x100000 size=4K flags=private|userfault errno=EFAULT" },
	{ "guest A.0 read 0 -> MEMORY_FAULT errno=EHWPOISON", FAULT, false,
	  "MEMORY_FAULT gpa=0x100000 size=4K flags=private|userfault errno=EFAULT" },
	{ "guest A.0 read 0 -> MEMORY_FAULT flags=0",
	  { .kind = GMS_RESULT_MEMORY_FAULT, .size = 4096, .error = 14 },
	  true,
	  "MEMORY_FAULT gpa=0x0 size=4K flags=0 errno=EFAULT" },
	{ "guest A.0 read 0 -> ABORT fsc=0x10",
	  { .kind = GMS_RESULT_ABORT, .value = 16, .code = 0x25 },
	  true,
	  "ABORT ec=0x25 fsc=0x10" },
	{ "guest A.0 read 0 -> RETRY", { .kind = GMS_RESULT_RETRY }, true, "RETRY" },
	{ "guest A.0 read 0 -> VC", { .kind = GMS_RESULT_VC }, true, "VC" },
	{ "guest A.0 read 0 -> ASYNC_PF", { .kind = GMS_RESULT_ASYNC_PF }, true, "ASYNC_PF" },
	{ "guest A.0 read 0 -> INTERNAL_ERROR suberror=1",
	  { .kind = GMS_RESULT_INTERNAL_ERROR, .value = 1 },
	  true,
	  "INTERNAL_ERROR suberror=1" },
	/* What results carry */
	{ "fstat M -> size=4p blocks=8", STAT, true, "size=16K blksize=4K blocks=8" },
	{ "fstat M -> size=4p blocks=0", STAT, false, "size=16K blksize=4K blocks=8" },
	{ "fstat M -> blksize=4096", STAT, true, "size=16K blksize=4K blocks=8" },
	{ "fstat M -> size=0", ERRNO(9), false, "EBADF" },
	{ "prefault A.0 gpa=0 size=1p -> 0 left=2p gpa=0x102000", LEFT, true,
	  "0 left=8K gpa=0x102000" },
	{ "prefault A.0 gpa=0 size=1p -> 0 left=0", LEFT, false, "0 left=8K gpa=0x102000" },
	{ "prefault A.0 gpa=0 size=1p -> EAGAIN left=8K", LEFT_EAGAIN, true,
	  "EAGAIN left=8K gpa=0x102000" },
	{ "prefault A.0 gpa=0 size=1p -> 0", LEFT_EAGAIN, false, "EAGAIN left=8K gpa=0x102000" },
	{ "where A 0 -> memfd=M page=2 level=4K prot=rwx", IN_FILE, true,
	  "memfd=M page=2 level=4K prot=rwx" },
	{ "where A 0 -> memfd=N", IN_FILE, false, "memfd=M page=2 level=4K prot=rwx" },
	{ "where A 0 -> level=1p", IN_FILE, true, "memfd=M page=2 level=4K prot=rwx" },
	{ "where A 0 -> prot=rw", IN_FILE, false, "memfd=M page=2 level=4K prot=rwx" },
	{ "where A 0 -> unmapped", IN_FILE, false, "memfd=M page=2 level=4K prot=rwx" },
	{ "where A 0 -> hva=H+4K level=2M prot=wr", IN_MAP, true,
	  "hva=H+0x1000 level=2M prot=rw" },
	{ "where A 0 -> hva=H", IN_MAP, false, "hva=H+0x1000 level=2M prot=rw" },
	{ "where A 0 -> hva=0x1000", IN_MAP, false, "hva=H+0x1000 level=2M prot=rw" },
	{ "where A 0 -> hva=H",
	  { .kind = GMS_RESULT_WHERE_HVA, .handle = 5, .level = 9 },
	  true,
	  "hva=H level=0 prot=none" },
	{ "where A 0 -> prot=none",
	  { .kind = GMS_RESULT_WHERE_HVA, .handle = 5, .level = 5 },
	  true,
	  "hva=H level=256T prot=none" },
	{ "where A 0 -> hva=J+4K", IN_MAP, false, "hva=H+0x1000 level=2M prot=rw" },
	{ "where A 0 -> hva=0x7000",
	  { .kind = GMS_RESULT_WHERE_HVA, .offset = 0x7000, .level = 1, .prot = 1 },
	  true,
	  "hva=0x7000 level=4K prot=r" },
	{ "where A 0 -> memfd=M", IN_MAP, false, "hva=H+0x1000 level=2M prot=rw" },
	{ "where A 0 -> unmapped", { .kind = GMS_RESULT_UNMAPPED }, true, "unmapped" },
	{ "where A 0 -> prot=r", { .kind = GMS_RESULT_UNMAPPED }, false, "unmapped" },
	{ "where A 0 -> mmio", { .kind = GMS_RESULT_WHERE_MMIO }, true, "mmio" },
	{ "where A 0", { .kind = GMS_RESULT_UNSUPPORTED }, true, "unsupported" },
};
/* clang-format on */

static char *print(const struct scenario *s, const struct executor *e, const struct gms_op *op,
		   const struct gms_result *result)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	assert_non_null(out);
	result_print(s, e, op, result, out);
	fclose(out);
	return text;
}

static void results_print_and_match_as_the_table_says(void **state)
{
	struct page_set none = { 0, NULL };
	struct executor e = pages_executor(&none);
	unsigned int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct result_case *c = &cases[i];
		struct scenario *s = parse(c->line);
		const struct scenario_line *line = &s->lines[s->nr_lines - 1];
		bool matches = result_matches(s, &e, &line->op, &c->result, &line->expect);
		char *printed = print(s, &e, &line->op, &c->result);

		if (matches != c->matches || strcmp(printed, c->printed) != 0) {
			print_error("%s: %s, %s\n", c->line, printed,
				    matches ? "matches" : "does not match");
			wrong++;
		}
		free(printed);
		scenario_free(s);
	}
	assert_int_equal(wrong, 0);
}

/* What a result prints is an expectation that the result meets. */
static void printed_result_is_an_expectation_that_holds(void **state)
{
	struct page_set none = { 0, NULL };
	struct executor e = pages_executor(&none);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct result_case *c = &cases[i];
		char line[512];
		struct scenario *s;

		if (c->result.kind == GMS_RESULT_UNSUPPORTED)
			continue;
		snprintf(line, sizeof(line), "%.*s -> %s",
			 (int)(strstr(c->line, " ->") ? strstr(c->line, " ->") - c->line
						      : (long)strlen(c->line)),
			 c->line, c->printed);
		s = parse(line);
		assert_true(result_matches(s, &e, &s->lines[s->nr_lines - 1].op, &c->result,
					   &s->lines[s->nr_lines - 1].expect));
		scenario_free(s);
	}
}

static bool pages_match(const char *expected, const uint64_t *pages, uint64_t count)
{
	static const struct gms_result result = { .kind = GMS_RESULT_PAGES };
	struct page_set set = { count, pages };
	struct executor e = pages_executor(&set);
	char text[128];
	struct scenario *s;
	bool matches;

	snprintf(text, sizeof(text), "resident M -> pages=%s", expected);
	s = parse(text);
	matches = result_matches(s, &e, &s->lines[s->nr_lines - 1].op, &result,
				 &s->lines[s->nr_lines - 1].expect);
	scenario_free(s);
	return matches;
}

static void pages_are_compared_as_sets(void **state)
{
	static const uint64_t pages[] = { 0, 2, 0x100 };

	(void)state;
	assert_true(pages_match("0,2,256", pages, 3));
	assert_true(pages_match("0x100,0,2,2", pages, 3));
	assert_false(pages_match("0,2", pages, 3));
	assert_false(pages_match("0,2,256,257", pages, 3));
	assert_false(pages_match("", pages, 3));
	assert_true(pages_match("", pages, 0));
	assert_false(pages_match("0", pages, 0));
	assert_false(pages_match("0,3,256", pages, 3));
}

/* Behind the last number there is none to go on from. */
static void last_page_of_all_ends_the_list(void **state)
{
	static const uint64_t pages[] = { 1, UINT64_MAX };
	static const struct gms_result result = { .kind = GMS_RESULT_PAGES };
	struct page_set set = { 2, pages };
	struct executor e = pages_executor(&set);
	struct scenario *s = parse("resident M");
	char *text = print(s, &e, &s->lines[s->nr_lines - 1].op, &result);

	(void)state;
	assert_string_equal(text, "pages=1,18446744073709551615");
	assert_true(pages_match("1,0xffffffffffffffff", pages, 2));
	free(text);
	scenario_free(s);
}

/* An object that the scenario did not name has its handle. */
static void handle_without_a_name_is_printed(void **state)
{
	struct gms_result result = { .kind = GMS_RESULT_WHERE_MEMFD, .handle = 99, .level = 1 };
	struct page_set none = { 0, NULL };
	struct executor e = pages_executor(&none);
	struct scenario *s = parse("where A 0 -> memfd=M");
	const struct scenario_line *line = &s->lines[s->nr_lines - 1];
	char *text = print(s, &e, &line->op, &result);

	(void)state;
	assert_string_equal(text, "memfd=h99 page=0 level=4K prot=none");
	assert_false(result_matches(s, &e, &line->op, &result, &line->expect));
	free(text);
	scenario_free(s);
}

static void large_page_set_prints_whole(void **state)
{
	static const struct gms_result result = { .kind = GMS_RESULT_PAGES };
	struct page_set set = { 100000, NULL };
	struct executor e = pages_executor(&set);
	struct scenario *s = parse("resident M");
	char *text = print(s, &e, &s->lines[s->nr_lines - 1].op, &result);
	size_t commas = 0;

	(void)state;
	for (const char *at = text; *at; at++)
		commas += *at == ',';
	assert_int_equal(commas, 99999);
	assert_non_null(strstr(text, ",199998"));
	free(text);
	scenario_free(s);
}

static void violated_invariant_names_its_rule(void **state)
{
	struct gms_result result = { .kind = GMS_RESULT_VIOLATED, .value = 7 };
	struct page_set none = { 0, NULL };
	struct executor e = pages_executor(&none);
	const char *line = "invariants -> violated rule=INV-7";
	struct scenario *s;
	char *text;

	(void)state;
	s = parse(line);
	text = print(s, &e, &s->lines[s->nr_lines - 1].op, &result);
	assert_string_equal(text, strstr(line, "violated"));
	assert_true(result_matches(s, &e, &s->lines[s->nr_lines - 1].op, &result,
				   &s->lines[s->nr_lines - 1].expect));
	assert_false(result_matches(s, &e, &s->lines[s->nr_lines - 1].op, &ok,
				    &s->lines[s->nr_lines - 1].expect));
	free(text);
	scenario_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(results_print_and_match_as_the_table_says),
		cmocka_unit_test(printed_result_is_an_expectation_that_holds),
		cmocka_unit_test(pages_are_compared_as_sets),
		cmocka_unit_test(last_page_of_all_ends_the_list),
		cmocka_unit_test(handle_without_a_name_is_printed),
		cmocka_unit_test(large_page_set_prints_whole),
		cmocka_unit_test(violated_invariant_names_its_rule),
	};

	return cmocka_run_group_tests_name("scenario_result", tests, NULL, NULL);
}
