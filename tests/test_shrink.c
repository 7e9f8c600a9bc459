/* SPDX-License-Identifier: BSD-2-Clause */
/* Shrinking: what is left is as wrong as before, and nothing of it can go. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* Before cmocka.h, which defines a macro fail(). */
#include "scenario/shrink.h"
#include "support.h"

#include <cmocka.h>

struct maker {
	const char *bug;
};

static struct gms_world *make_world(void *self, const struct scenario *s)
{
	const struct maker *m = self;
	int index = m->bug ? gms_bug_find(m->bug) : -1;
	struct gms_config config;
	const char *why;
	struct gms_world *w;

	gms_config_init(&config);
	if (s->profile >= 0)
		config.profile = (unsigned int)s->profile;
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		if (s->params_given >> i & 1)
			config.param[i] = s->param[i];
	w = gms_create(&config, &why);
	assert_non_null(w);
	if (index >= 0)
		gms_set_switch(w, gms_bug_at((unsigned int)index)->switch_index,
			       gms_bug_at((unsigned int)index)->on);
	return w;
}

static struct scenario *parse(const char *text)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("test", text, strlen(text), &error);

	if (!s)
		fail_msg("%u:%u: %s", error.line, error.column, error.message);
	return s;
}

static char *printed(const struct scenario *s)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	scenario_print(s, out);
	fclose(out);
	return text;
}

/* What is left of text; the caller frees it. */
static char *shrunk(const char *text, const char *bug, struct shrink_result *result)
{
	struct maker maker = { bug };
	const struct shrink_options options = { .world = make_world, .self = &maker };
	struct scenario *s = parse(text), *small = scenario_shrink(s, &options, result);
	struct wrong wrong;
	char *left;

	scenario_free(s);
	if (!small)
		return NULL;
	wrong = scenario_wrong(small, &options);
	assert_int_equal(wrong.kind, result->wrong.kind);
	assert_string_equal(wrong.text, result->wrong.text);
	left = printed(small);
	scenario_free(small);
	return left;
}

static void assert_shrinks(const char *text, const char *bug, const char *wrong, const char *left)
{
	struct shrink_result result;
	char *once = shrunk(text, bug, &result), *twice;

	assert_non_null(once);
	assert_string_equal(result.wrong.text, wrong);
	assert_string_equal(once, left);
	twice = shrunk(once, bug, &result);
	assert_string_equal(twice, once);
	free(once);
	free(twice);
}

static void lines_and_arguments_go_and_the_invariant_stays_broken(void **state)
{
	(void)state;
	assert_shrinks("vm A type=sw_protected -> 0\n"
		       "vm B -> 0\n"
		       "vcpu A.0 -> 0\n"
		       "mmap H anon len=16M -> 0\n"
		       "store H 0x11 -> ok\n"
		       "memfd M vm=A size=16M\n"
		       "fork C\n"
		       "store H 0x12 by=C -> ok\n"
		       "slot A:0 gpa=0x40000000 size=16M hva=H memfd=M off=0\n"
		       "attributes A gpa=0x40001000 size=4K private -> 0\n"
		       "attributes A gpa=0x40001000 size=4K shared -> 0\n"
		       "fallocate M off=0 len=2p\n",
		       "P-35", "X86-INV-20",
		       "vm A type=sw_protected\n"
		       "slot A:0 gpa=0x40000000 size=2M\n"
		       "attributes A gpa=0x40001000 size=4K private\n"
		       "attributes A gpa=0x40001000 size=4K shared\n");
}

static void an_expectation_fails_in_the_same_way(void **state)
{
	(void)state;
	assert_shrinks("profile 7.2\n"
		       "nodes 4\n"
		       "vm A -> 0\n"
		       "memfd M vm=A size=64K flags=mmap|init_shared -> 0\n"
		       "mmap H memfd=M len=64K -> 0\n"
		       "store H+0x1000 0x77 -> ok\n"
		       "load H+0x1000 -> 0x78\n"
		       "load H -> 1\n",
		       NULL, "load -> 0x78 but 0x77",
		       "profile 7.2\n"
		       "vm A\n"
		       "memfd M vm=A size=8K flags=mmap|init_shared\n"
		       "mmap H memfd=M len=8K\n"
		       "store H+4K 0x77\n"
		       "load H+4K -> 0x78\n");
}

static void steps_that_do_not_matter_go(void **state)
{
	(void)state;
	assert_shrinks("vm A\n"
		       "memfd M vm=A size=8K\n"
		       "memfd N vm=A size=4K\n"
		       "slot A:0 gpa=0 size=8K memfd=M\n"
		       "concurrent\n"
		       "  a: fallocate N off=0 len=4K mode=keep_size\n"
		       "  p: fallocate M off=0 len=8K mode=keep_size|punch_hole\n"
		       "  schedule a a p p p p p\n"
		       "end\n",
		       "P-11", "INV-19",
		       "vm A\n"
		       "memfd M vm=A size=8K\n"
		       "slot A:0 gpa=0 size=8K memfd=M\n"
		       "concurrent\n"
		       "  p: fallocate M off=0 len=8K mode=keep_size|punch_hole\n"
		       "end\n");
}

static void tasks_still_wait_for_each_other(void **state)
{
	(void)state;
	assert_shrinks("profile 7.2\n"
		       "vm A\n"
		       "vcpu A.0\n"
		       "memfd M vm=A size=1p flags=mmap|init_shared\n"
		       "mmap H memfd=M len=1p\n"
		       "store H 1\n"
		       "concurrent\n"
		       "  f: poison M off=0\n"
		       "  p: fallocate M off=0 len=1p mode=keep_size|punch_hole\n"
		       "  step f until lock-file\n"
		       "  step p until truncate-wait\n"
		       "end\n"
		       "fstat M\n",
		       NULL, "deadlock",
		       "profile 7.2\n"
		       "vm A\n"
		       "memfd M vm=A size=4K flags=mmap|init_shared\n"
		       "mmap H memfd=M len=1\n"
		       "store H 0\n"
		       "concurrent\n"
		       "  f: poison M off=0\n"
		       "  p: fallocate M off=0 len=4K mode=keep_size|punch_hole\n"
		       "  step f until lock-file\n"
		       "  step p until truncate-wait\n"
		       "end\n");
}

static void what_is_not_wrong_is_not_shrunk(void **state)
{
	struct shrink_result result;

	(void)state;
	assert_null(shrunk("vm A -> 0\n", NULL, &result));
	assert_int_equal(result.wrong.kind, WRONG_NOTHING);
	/* A schedule that cannot be followed is a mistake of the file. */
	assert_null(shrunk("vm A\n"
			   "memfd M vm=A size=4K\n"
			   "concurrent\n"
			   "  a: fallocate M off=0 len=4K mode=keep_size\n"
			   "  b: fallocate M off=0 len=4K mode=keep_size|punch_hole\n"
			   "  schedule a a a b b b\n"
			   "end\n"
			   "vm B -> EINVAL\n",
			   NULL, &result));
}

static void an_interrupted_search_keeps_what_it_has(void **state)
{
	const volatile int interrupted = 1;
	struct maker maker = { NULL };
	const struct shrink_options options = {
		.world = make_world,
		.self = &maker,
		.interrupted = &interrupted,
	};
	struct shrink_result result;
	struct scenario *s = parse("vm A\nvm B -> EINVAL\n");

	(void)state;
	assert_null(scenario_shrink(s, &options, &result));
	scenario_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_and_arguments_go_and_the_invariant_stays_broken),
		cmocka_unit_test(an_expectation_fails_in_the_same_way),
		cmocka_unit_test(steps_that_do_not_matter_go),
		cmocka_unit_test(tasks_still_wait_for_each_other),
		cmocka_unit_test(what_is_not_wrong_is_not_shrunk),
		cmocka_unit_test(an_interrupted_search_keeps_what_it_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
