// SPDX-License-Identifier: BSD-2-Clause
/* Refinement: the two agree, and whatever is broken on either side is found. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "support.h"

#include <cmocka.h>

#include "model/refine.h"
#include "scenario/checked.h"
#include "scenario/run.h"
#include "scenario/orders.h"

#define PAGE 4096ull

static struct abstract *model_of(const struct gms_world *w)
{
	struct abstract_config config = { .arch = gms_world_arch(w) };
	struct abstract *a;

	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		config.param[i] = gms_world_param(w, i);
	a = abstract_create(&config);
	assert_non_null(a);
	for (unsigned int i = 0; i < gms_nr_switches(); i++)
		abstract_set_switch(a, i, gms_has_switch(w, i));
	return a;
}

/* A world beside its model; both have a VM, a vCPU, a file, a mapping and a slot. */
struct pair {
	struct gms_world *w;
	struct abstract *a;
	char text[512];
};

static void both(struct pair *p, struct gms_op op)
{
	struct gms_result sim = gms_run(p->w, &op), model = abstract_next(p->a, &op);

	assert_int_equal(number(&sim), number(&model));
}

static struct gms_op named(enum gms_opcode code, uint64_t define)
{
	struct gms_op op = op_of(code);

	op.define = define;
	op.vm = H_VM;
	return op;
}

static struct gms_op memfd_op(void)
{
	struct gms_op op = named(GMS_OP_MEMFD, H_FILE);

	op.size = 8 * PAGE;
	op.flags = 3;
	return op;
}

static struct gms_op mmap_op(void)
{
	struct gms_op op = named(GMS_OP_MMAP, H_MAP);

	op.memfd.handle = H_FILE;
	op.len = 8 * PAGE;
	return op;
}

static struct gms_op slot_op(uint64_t id, uint64_t gpa, uint64_t off)
{
	struct gms_op op = named(GMS_OP_SLOT, 0);

	op.id = id;
	op.gpa = gpa;
	op.size = 2 * PAGE;
	op.memfd.handle = H_FILE;
	op.off = off;
	op.flags = 4;
	return op;
}

static struct gms_op store_op(uint64_t offset, uint64_t value)
{
	struct gms_op op = op_of(GMS_OP_STORE);

	op.hva = (struct gms_ref){ .handle = H_MAP, .number = offset };
	op.value = value;
	return op;
}

static struct pair pair_of(uint64_t type)
{
	struct pair p = { .w = world(GMS_ARCH_X86, "7.2") };
	struct gms_op vm = named(GMS_OP_VM, H_VM), file = memfd_op();

	p.a = model_of(p.w);
	vm.type = type;
	file.flags = type ? 1 : 3;
	both(&p, vm);
	both(&p, named(GMS_OP_VCPU, H_VCPU));
	both(&p, file);
	both(&p, mmap_op());
	both(&p, slot_op(0, 0x100000, 0));
	if (!type)
		both(&p, store_op(0, 0x11));
	assert_true(refine_same_state(p.w, p.a, p.text, sizeof(p.text)));
	return p;
}

static void pair_free(struct pair *p)
{
	gms_destroy(p->w);
	abstract_destroy(p->a);
}

static void expect_different(struct pair *p, const char *word)
{
	assert_false(refine_same_state(p->w, p->a, p->text, sizeof(p->text)));
	if (!strstr(p->text, word))
		fail_msg("\"%s\" does not say %s", p->text, word);
}

/* One operation on the simulator alone leaves a state that the model has not. */
static void a_change_of_one_side_is_seen(void **state)
{
	struct gms_op close = op_of(GMS_OP_CLOSE), poison = op_of(GMS_OP_POISON);
	struct gms_op slot = named(GMS_OP_SLOT, 0), munmap = op_of(GMS_OP_MUNMAP);
	struct gms_op dup = op_of(GMS_OP_DUP);

	(void)state;
	close.file = H_VCPU;
	poison.file = H_FILE;
	slot.is_delete = 1;
	munmap.map = H_MAP;
	dup.file = H_FILE;
	dup.define = H_FILE2;
	const struct {
		struct gms_op op;
		const char *word;
	} cases[] = {
		{ store_op(8, 5), "holds" },
		{ op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE), "has page 0" },
		{ op_fallocate(H_FILE, KEEP, 3 * PAGE, PAGE), "page 3" },
		{ slot_op(1, 0x200000, 4 * PAGE), "slot 1" },
		{ slot, "slots" },
		{ close, "descriptor" },
		{ dup, "descriptor" },
		{ munmap, "mappings" },
		{ poison, "broken" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct pair p = pair_of(0);

		gms_run(p.w, &cases[i].op);
		expect_different(&p, cases[i].word);
		pair_free(&p);
	}
}

static void an_attribute_of_one_side_is_seen(void **state)
{
	struct pair p = pair_of(1);
	struct gms_op private = named(GMS_OP_ATTRIBUTES, 0);

	(void)state;
	private.gpa = 0x101000;
	private.size = 2 * PAGE;
	private.attrs = 8;
	gms_run(p.w, &private);
	expect_different(&p, "private");
	abstract_next(p.a, &private);
	assert_true(refine_same_state(p.w, p.a, p.text, sizeof(p.text)));
	private.size = PAGE;
	private.attrs = 0;
	abstract_next(p.a, &private);
	expect_different(&p, "private");
	pair_free(&p);
}

/* ---- Orders ---- */

static struct gms_result value_result(int64_t n)
{
	return (struct gms_result){ .kind = GMS_RESULT_VALUE, .value = n };
}

/* A guest's read beside a hole, which the world has punched: what may it have read? */
static enum order_verdict read_beside_hole(int64_t read)
{
	struct pair p = pair_of(0);
	struct gms_op hole = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE);
	struct gms_op guest = op_guest(H_VCPU, GMS_ACCESS_READ, 0x100000, 0);
	struct gms_result of_hole = value_result(0), of_guest = value_result(read);
	struct orders *o = orders_new();
	enum order_verdict verdict;
	const char *why;

	assert_non_null(o);
	gms_run(p.w, &hole);
	orders_end(o, orders_begin(o, &hole, -1), &of_hole);
	orders_end(o, orders_begin(o, &guest, -1), &of_guest);
	assert_int_equal(orders_count(o), 2);
	verdict = orders_find(o, p.w, p.a, &why);
	orders_clear(o);
	assert_int_equal(orders_count(o), 0);
	orders_free(o);
	pair_free(&p);
	return verdict;
}

static void some_order_must_give_the_results(void **state)
{
	(void)state;
	assert_int_equal(read_beside_hole(0x11), ORDER_FOUND);
	/* A 0 would have been read after the hole, and there would be a page. */
	assert_int_equal(read_beside_hole(0), ORDER_NONE);
	assert_int_equal(read_beside_hole(0x12), ORDER_NONE);
}

/* The same, in one task: only its own order counts. */
static void a_task_keeps_its_order(void **state)
{
	struct pair p = pair_of(0);
	struct gms_op hole = op_fallocate(H_FILE, KEEP_PUNCH, 0, PAGE);
	struct gms_op guest = op_guest(H_VCPU, GMS_ACCESS_READ, 0x100000, 0);
	struct gms_result of_hole = value_result(0), of_guest = value_result(0x11);
	struct orders *o = orders_new();
	const char *why;
	int first;

	(void)state;
	assert_non_null(o);
	gms_run(p.w, &hole);
	first = orders_begin(o, &hole, -1);
	orders_end(o, first, &of_hole);
	orders_end(o, orders_begin(o, &guest, first), &of_guest);
	assert_int_equal(orders_find(o, p.w, p.a, &why), ORDER_NONE);
	orders_free(o);
	pair_free(&p);
}

/* RELAX-RETRY: who has to try again has done nothing. */
static void a_fault_that_retries_did_not_happen(void **state)
{
	struct pair p = pair_of(0);
	struct gms_op guest = op_guest(H_VCPU, GMS_ACCESS_WRITE, 0x100000, 7);
	struct gms_result retry = { .kind = GMS_RESULT_RETRY };
	struct orders *o = orders_new();
	const char *why;

	(void)state;
	assert_non_null(o);
	orders_end(o, orders_begin(o, &guest, -1), &retry);
	assert_int_equal(orders_find(o, p.w, p.a, &why), ORDER_FOUND);
	orders_free(o);
	pair_free(&p);
}

/* ---- A whole file ---- */

struct heard {
	char text[512];
};

static void hear(void *self, unsigned int line, unsigned int column, const char *text)
{
	struct heard *heard = self;

	(void)line;
	(void)column;
	snprintf(heard->text, sizeof(heard->text), "%s", text);
}

/* Runs text on a world and a model that has one switch otherwise; what was found. */
static struct heard run_with(const char *text, const char *other, const char **unchecked)
{
	struct gms_world *w = world(GMS_ARCH_X86, "7.2");
	struct abstract *a = model_of(w);
	struct scenario_error error;
	struct scenario *s = scenario_parse("t.gms", text, strlen(text), &error);
	struct heard heard = { "" };
	const struct run_listener listener = { .self = &heard, .message = hear };
	struct run_summary summary;
	struct checked *c;
	struct executor e;
	const char *op;

	assert_non_null(s);
	if (other) {
		int i = gms_switch_find(other);

		abstract_set_switch(a, (unsigned int)i, !gms_has_switch(w, (unsigned int)i));
	}
	c = checked_new(w, a, s);
	assert_non_null(c);
	e = executor_checked(c);
	summary = scenario_run(s, &e, NULL, &listener);
	assert_int_equal(summary.violated, heard.text[0] != '\0');
	*unchecked = checked_unchecked(c, &op);
	checked_free(c);
	scenario_free(s);
	abstract_destroy(a);
	gms_destroy(w);
	return heard;
}

static void a_result_that_differs_is_told_with_its_rule(void **state)
{
	static const char text[] = "vm A\nmemfd M vm=A size=4p\n"
				   "slot A:0 gpa=0 size=2p memfd=M\n"
				   "slot A:1 gpa=64K size=2p memfd=M off=1p\n";
	const char *unchecked;
	struct heard heard = run_with(text, "OVERLAP_EEXIST", &unchecked);

	(void)state;
	assert_string_equal(heard.text,
			    "refinement: slot: the simulator says EEXIST, the model EINVAL "
			    "(rule BIND-5)");
	assert_null(unchecked);
	heard = run_with(text, NULL, &unchecked);
	assert_string_equal(heard.text, "");
}

static void what_is_not_described_ends_the_check(void **state)
{
	const char *unchecked;
	struct heard heard =
		run_with("vm A\nopen P pipe\nmemfd M vm=A size=4p\n", NULL, &unchecked);

	(void)state;
	assert_string_equal(heard.text, "");
	assert_non_null(unchecked);
}

static void a_block_is_some_order_of_its_operations(void **state)
{
	const char *unchecked;
	struct heard heard =
		run_with("vm A\nvcpu A.0\nmemfd M vm=A size=4p flags=mmap\n"
			 "slot A:0 gpa=0 size=4p memfd=M\nguest A.0 write 0 1\n"
			 "concurrent\n  a: fallocate M off=0 len=1p mode=keep_size|punch_hole\n"
			 "  b: guest A.0 write 8 2\n  schedule a a b\nend\nguest A.0 read 8\n",
			 NULL, &unchecked);

	(void)state;
	assert_string_equal(heard.text, "");
	assert_null(unchecked);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_change_of_one_side_is_seen),
		cmocka_unit_test(an_attribute_of_one_side_is_seen),
		cmocka_unit_test(some_order_must_give_the_results),
		cmocka_unit_test(a_task_keeps_its_order),
		cmocka_unit_test(a_fault_that_retries_did_not_happen),
		cmocka_unit_test(a_result_that_differs_is_told_with_its_rule),
		cmocka_unit_test(what_is_not_described_ends_the_check),
		cmocka_unit_test(a_block_is_some_order_of_its_operations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
