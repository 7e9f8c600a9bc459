/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The routing table of x86: six VM types, seven kinds of slot, the gfn's attribute,
 * the privacy of the access, and what it does.
 *
 * Nothing is looked up.  A row that cannot be built says what refused: the attribute
 * (ATTR), the file's flags (GMEMFLAGS), the read-only slot (ROSLOT), an access that
 * the type cannot make (ACCESS).  Others are built in an unusual way and say how: the
 * attribute changes under the fault (RACE), KVM takes the access for another one (OP),
 * the processor reports what it must not (HW).
 */
#include <string.h>

#include "routes.h"
#include "scenario/run.h"
#include "sim/observe.h"

#define PAGE	   4096ull
/* Room for a large page, should the host have one there. */
#define SLOT_GPA   0x200000ull
#define SLOT_PAGES 512ull
#define ATTRIBUTE  8ull

enum { VM = 1, VCPU, FILE_HANDLE, MAP };

enum column {
	COLUMN_ROW,
	COLUMN_VM_TYPE,
	COLUMN_SLOT_KIND,
	COLUMN_GMEM_FLAGS,
	COLUMN_MMAP,
	COLUMN_INIT_SHARED,
	COLUMN_ATTR,
	COLUMN_ACCESS,
	COLUMN_OP,
	COLUMN_CONSTRUCTIBLE,
	COLUMN_BACKING,
	COLUMN_PF_RESULT,
	COLUMN_RUN_RET,
	COLUMN_RUN_ERRNO,
	COLUMN_EXIT_REASON,
	COLUMN_MF_FLAGS,
	COLUMN_SPTE_W,
	COLUMN_LEVEL_CAP,
	COLUMN_RULE,
	COLUMN_NOTE,
	NR_COLUMNS
};

static const char *const columns[NR_COLUMNS + 1] = {
	"row",	   "vm_type",	"slot_kind",   "gmem_flags",	"mmap",	   "init_shared",
	"attr",	   "access",	"op",	       "constructible", "backing", "pf_result",
	"run_ret", "run_errno", "exit_reason", "mf_flags",	"spte_w",  "level_cap",
	"rule",	   "note",	NULL,
};

/* ---- What a row is about ---- */

static const char *const types[] = { "DEFAULT", "SW_PROTECTED", "SEV", "SEV_ES", "SNP", "TDX" };
static const char *const ops[] = { "READ", "WRITE", "EXEC" };
static const enum gms_access accesses[] = { GMS_ACCESS_READ, GMS_ACCESS_WRITE, GMS_ACCESS_EXEC };
static const char *const kinds_of_memory[] = { "SHARED", "PRIVATE" };

struct slot_kind {
	const char *name;
	bool there, readonly, gmem;
	uint64_t gmem_flags;
};

static const struct slot_kind slot_kinds[] = {
	{ .name = "NONE" },
	{ .name = "ANON", .there = true },
	{ .name = "ANON_RO", .there = true, .readonly = true },
	{ .name = "GMEM_NOMMAP", .there = true, .gmem = true, .gmem_flags = 0 },
	{ .name = "GMEM_NOMMAP", .there = true, .gmem = true, .gmem_flags = 2 },
	{ .name = "GMEM_MMAP", .there = true, .gmem = true, .gmem_flags = 1 },
	{ .name = "GMEM_MMAP", .there = true, .gmem = true, .gmem_flags = 3 },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NR_ROWS	     (COUNT(types) * COUNT(slot_kinds) * 2 * 2 * COUNT(ops))

struct route {
	unsigned int type, op;
	bool attribute, access; /* private? */
	const struct slot_kind *slot;
};

static struct route route_at(unsigned int index)
{
	struct route r = { .op = index % COUNT(ops) };

	index /= COUNT(ops);
	r.access = index % 2;
	r.attribute = index / 2 % 2;
	r.slot = &slot_kinds[index / 4 % COUNT(slot_kinds)];
	r.type = index / 4 / COUNT(slot_kinds);
	return r;
}

/* ---- Operations ---- */

static bool succeeds(struct gms_world *w, const struct gms_op *op)
{
	enum gms_result_kind kind = gms_run(w, op).kind;

	return kind == GMS_RESULT_VALUE || kind == GMS_RESULT_OK;
}

static bool make_vm(struct gms_world *w, unsigned int type)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_VM);
	op.define = VM;
	op.type = type;
	if (!succeeds(w, &op))
		return false;
	gms_op_init(&op, GMS_OP_VCPU);
	op.vm = VM;
	op.define = VCPU;
	return succeeds(w, &op);
}

static bool set_attribute(struct gms_world *w, bool is_private)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_ATTRIBUTES);
	op.vm = VM;
	op.gpa = SLOT_GPA;
	op.size = SLOT_PAGES * PAGE;
	op.attrs = is_private ? ATTRIBUTE : 0;
	return succeeds(w, &op);
}

static bool make_file(struct gms_world *w, uint64_t flags)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_MEMFD);
	op.vm = VM;
	op.define = FILE_HANDLE;
	op.size = SLOT_PAGES * PAGE;
	op.flags = flags;
	return succeeds(w, &op);
}

/* Memory of the host at userspace_addr, whose page is there. */
static bool make_host_memory(struct gms_world *w, bool writable)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_MMAP);
	op.define = MAP;
	op.is_anon = 1;
	op.len = SLOT_PAGES * PAGE;
	op.prot = GMS_PROT_READ | GMS_PROT_WRITE;
	op.flags = GMS_MAP_PRIVATE;
	if (!succeeds(w, &op))
		return false;
	gms_op_init(&op, GMS_OP_STORE);
	op.hva.handle = MAP;
	op.value = 1;
	if (!succeeds(w, &op))
		return false;
	gms_op_init(&op, GMS_OP_MPROTECT);
	op.map = MAP;
	op.prot = GMS_PROT_READ | (writable ? GMS_PROT_WRITE : 0);
	op.len = SLOT_PAGES * PAGE;
	return succeeds(w, &op);
}

static bool make_slot(struct gms_world *w, const struct slot_kind *kind)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_SLOT);
	op.vm = VM;
	op.gpa = SLOT_GPA;
	op.size = SLOT_PAGES * PAGE;
	op.hva.handle = MAP;
	op.flags = (kind->readonly ? 2 : 0) | (kind->gmem ? 4 : 0);
	op.memfd.handle = kind->gmem ? FILE_HANDLE : 0;
	return succeeds(w, &op);
}

static struct gms_op guest_op(enum gms_access access, bool is_private)
{
	struct gms_op op;

	gms_op_init(&op, GMS_OP_GUEST);
	op.vcpu = VCPU;
	op.access = access;
	op.gpa = SLOT_GPA;
	op.is_private = is_private;
	return op;
}

/* ---- One run of a row ---- */

/* Why a row cannot be built, or how it had to be. */
enum reason {
	REASON_TYPE,
	REASON_ATTR,
	REASON_GMEMFLAGS,
	REASON_SLOT,
	REASON_ROSLOT,
	REASON_ACCESS,
	NR_REFUSALS,
	REASON_RACE = NR_REFUSALS,
	REASON_OP,
	REASON_HW,
	NR_REASONS
};

static const char *const reasons[NR_REASONS] = {
	"TYPE", "ATTR", "GMEMFLAGS", "SLOT", "ROSLOT", "ACCESS", "RACE", "OP", "HW",
};

struct attempt {
	unsigned int reasons; /* bit i: enum reason */
	bool faulted;
	struct seen_fault fault; /* how its first fault ended */
	bool left;		 /* KVM_RUN returned: result holds */
	struct gms_result result;
	bool mapped;
	struct seen_leaf leaf;
	bool leaf_is_file; /* a page of the guest_memfd */
	const char *rule;
	char note[ROUTE_CELL_BYTES];
};

static void refuse_unless(struct attempt *a, bool done, enum reason reason)
{
	if (!done)
		a->reasons |= 1u << reason;
}

/* On which types does the attribute say what an access means? */
static bool access_follows_attribute(struct gms_world *w)
{
	struct gms_op op = guest_op(GMS_ACCESS_READ, false);

	gms_run(w, &op);
	return route_applied(w, "X86-ERR-6");
}

static void build(struct gms_world *w, const struct route *r, bool host_writable,
		  struct attempt *a)
{
	bool attribute = a->reasons & 1u << REASON_RACE ? r->access : r->attribute;

	refuse_unless(a, make_vm(w, r->type), REASON_TYPE);
	if (attribute)
		refuse_unless(a, set_attribute(w, true), REASON_ATTR);
	if (r->slot->gmem)
		refuse_unless(a, make_file(w, r->slot->gmem_flags), REASON_GMEMFLAGS);
	if (!r->slot->there || a->reasons & 1u << REASON_GMEMFLAGS)
		return;
	refuse_unless(a, make_host_memory(w, host_writable) && make_slot(w, r->slot),
		      r->slot->readonly ? REASON_ROSLOT : REASON_SLOT);
}

/* The first attempt of the access, up to where the guest would run again. */
static void access_once(struct gms_world *w, const struct route *r, const struct gms_op *op,
			struct attempt *a)
{
	int task = gms_task_start(w, op);
	bool race = a->reasons & 1u << REASON_RACE, again = false;
	const char *next;

	gms_trail_clear(w);
	while ((next = gms_task_next_step(w, task)) && !again) {
		if (race && !strcmp(next, "snapshot")) {
			set_attribute(w, r->attribute);
			race = false;
		}
		again = !strcmp(next, "re-enter");
		if (again)
			a->faulted = observe_fault(w, task, &a->fault);
		gms_task_step(w, task);
	}
	a->left = !gms_task_next_step(w, task);
	if (a->left)
		a->result = gms_task_end(w, task);
}

static void look_at_leaf(const struct gms_world *w, struct attempt *a)
{
	uint64_t cursor = 0, gfn = SLOT_GPA / PAGE;
	struct seen_vm vm;
	struct seen_page page;

	if (!observe_vm(w, &cursor, &vm) || !observe_leaf(w, vm.id, &gfn, &a->leaf))
		return;
	a->mapped = a->leaf.gfn == SLOT_GPA / PAGE && !a->leaf.is_mmio;
	a->leaf_is_file = a->mapped && observe_frame_by_id(w, a->leaf.page, &page) &&
			  !page.is_anon;
}

/* ---- Which rule was it? ---- */

/* What decides more than what stands below it. */
static const char *const deciders[] = {
	"X86-TDX-4",	"X86-MMIO-6",	"X86-MMIO-7",	"X86-MMIO-5",
	"X86-FAULT-13", "X86-FAULT-26", "X86-FAULT-20", "X86-FAULT-21",
	"X86-FAULT-15", "X86-FAULT-23", "X86-FAULT-22",
};

/* That data becomes MMIO is what its address has decided. */
static bool decides(const struct attempt *a, const char *rule)
{
	return strcmp(rule, "X86-MMIO-5") || !a->left || a->result.kind != GMS_RESULT_MMIO;
}

static bool in_trail(const struct gms_world *w, const char *rule)
{
	for (unsigned int i = 0; i < gms_trail_length(w); i++)
		if (!strcmp(gms_rule_at(gms_trail_at(w, i).rule)->id, rule))
			return true;
	return false;
}

static void find_rule(const struct gms_world *w, struct attempt *a)
{
	a->rule = "-";
	for (size_t i = 0; i < COUNT(deciders); i++)
		if (in_trail(w, deciders[i]) && decides(a, deciders[i])) {
			a->rule = deciders[i];
			return;
		}
}

/* The others that were applied. */
static void note_rules(const struct gms_world *w, struct attempt *a)
{
	size_t used = 0;

	for (unsigned int i = 0; i < gms_trail_length(w); i++) {
		const char *id = gms_rule_at(gms_trail_at(w, i).rule)->id;

		if (!strcmp(id, a->rule))
			continue;
		used += (size_t)snprintf(a->note + used, sizeof(a->note) - used, "%s%s",
					 used ? " " : "", id);
		if (used >= sizeof(a->note)) {
			snprintf(a->note + sizeof(a->note) - 4, 4, "...");
			return;
		}
	}
}

/* ---- A row, run ---- */

/* Does the attribute say what an access of the type means, and not the access? */
static bool probe_type(const struct world_options *options, unsigned int type, bool *follows,
		       enum exit_status *status)
{
	struct gms_world *w = route_world(options, status);

	if (!w)
		return false;
	*follows = make_vm(w, type) && access_follows_attribute(w);
	gms_destroy(w);
	return true;
}

static bool attempt(const struct world_options *options, const struct route *r,
		    bool host_writable, struct attempt *a, enum exit_status *status)
{
	struct gms_world *w;
	struct gms_op op;
	bool follows;

	*a = (struct attempt){ .rule = "-" };
	if (!probe_type(options, r->type, &follows, status))
		return false;
	w = route_world(options, status);
	if (!w)
		return false;
	refuse_unless(a, !follows || r->access == r->attribute, REASON_RACE);
	build(w, r, host_writable, a);
	op = guest_op(accesses[r->op], r->access && !follows);
	if (!(a->reasons & 1u << REASON_TYPE))
		access_once(w, r, &op, a);
	refuse_unless(a, !a->left || a->result.kind != GMS_RESULT_UNSUPPORTED, REASON_ACCESS);
	refuse_unless(a, !a->faulted || a->fault.access == op.access, REASON_OP);
	refuse_unless(a, !in_trail(w, "X86-TDX-4"), REASON_HW);
	look_at_leaf(w, a);
	find_rule(w, a);
	note_rules(w, a);
	gms_destroy(w);
	return true;
}

/* ---- A row, told ---- */

static void tell_reasons(struct route_row *row, unsigned int found)
{
	char text[ROUTE_CELL_BYTES] = "Y";
	size_t used = 1;

	for (unsigned int i = 0; i < NR_REASONS; i++) {
		if (!(found >> i & 1))
			continue;
		text[0] = 'N';
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%c%s",
					 used > 1 ? '+' : ':', reasons[i]);
	}
	route_set(row, COLUMN_CONSTRUCTIBLE, text);
}

static void tell_fault(struct route_row *row, const struct attempt *a)
{
	char text[ROUTE_CELL_BYTES];

	switch (a->fault.outcome) {
	case SEEN_FAULT_MAPPED:
		route_set(row, COLUMN_PF_RESULT, "FIXED");
		break;
	case SEEN_FAULT_RETRY:
		route_set(row, COLUMN_PF_RESULT, "RETRY");
		break;
	case SEEN_FAULT_EMULATE:
		route_set(row, COLUMN_PF_RESULT, "EMULATE");
		break;
	case SEEN_FAULT_EXIT:
		snprintf(text, sizeof(text), "-%s", errno_name(a->fault.error));
		route_set(row, COLUMN_PF_RESULT, text);
		break;
	}
}

static void tell_error(struct route_row *row, int error, const char *exit_reason)
{
	route_set(row, COLUMN_RUN_RET, "-1");
	route_set(row, COLUMN_RUN_ERRNO, errno_name(error));
	route_set(row, COLUMN_EXIT_REASON, exit_reason);
}

static void tell_exit(struct route_row *row, const struct gms_result *r)
{
	char flags[ROUTE_CELL_BYTES];

	switch (r->kind) {
	case GMS_RESULT_MMIO:
		route_set(row, COLUMN_RUN_RET, "0");
		route_set(row, COLUMN_EXIT_REASON, "KVM_EXIT_MMIO");
		break;
	case GMS_RESULT_INTERNAL_ERROR:
		route_set(row, COLUMN_RUN_RET, "0");
		route_set(row, COLUMN_EXIT_REASON, "KVM_EXIT_INTERNAL_ERROR");
		break;
	case GMS_RESULT_MEMORY_FAULT:
		tell_error(row, r->error, "KVM_EXIT_MEMORY_FAULT");
		snprintf(flags, sizeof(flags), "%u", (unsigned int)r->flags);
		route_set(row, COLUMN_MF_FLAGS, flags);
		break;
	case GMS_RESULT_ERRNO:
		tell_error(row, r->error, "-");
		break;
	default:
		route_set(row, COLUMN_RUN_RET, "RESUME");
		break;
	}
}

/* The same row run again: where the host's memory cannot be written, where it is large. */
struct variants {
	struct attempt bound, large;
};

static void tell_leaf(struct route_row *row, const struct attempt *a, const struct variants *v)
{
	bool writable = a->leaf.prot & GMS_PROT_WRITE;
	bool also = v->bound.mapped ? (v->bound.leaf.prot & GMS_PROT_WRITE) != 0 : writable;

	route_set(row, COLUMN_BACKING, a->leaf_is_file ? "GMEM" : "HVA");
	route_set(row, COLUMN_SPTE_W, also != writable ? "HOSTW" : writable ? "1" : "0");
	route_set(row, COLUMN_LEVEL_CAP, v->large.leaf.level > 1 ? "HOST" : "4K");
}

static void tell_row(struct route_row *row, const struct attempt *a, const struct variants *v)
{
	tell_reasons(row, a->reasons);
	if (a->reasons & ((1u << NR_REFUSALS) - 1))
		return;
	route_set(row, COLUMN_BACKING, "NONE");
	route_set(row, COLUMN_RUN_RET, "RESUME");
	if (a->faulted)
		tell_fault(row, a);
	if (a->left)
		tell_exit(row, &a->result);
	if (a->mapped)
		tell_leaf(row, a, v);
	route_set(row, COLUMN_RULE, a->rule);
	route_set(row, COLUMN_NOTE, a->note);
}

static void name_row(struct route_row *row, unsigned int index, const struct route *r)
{
	char text[ROUTE_CELL_BYTES];

	for (unsigned int i = 0; i < NR_COLUMNS; i++)
		route_set(row, i, "-");
	snprintf(text, sizeof(text), "%u", index + 1);
	route_set(row, COLUMN_ROW, text);
	route_set(row, COLUMN_VM_TYPE, types[r->type]);
	route_set(row, COLUMN_SLOT_KIND, r->slot->name);
	route_set(row, COLUMN_ATTR, kinds_of_memory[r->attribute]);
	route_set(row, COLUMN_ACCESS, kinds_of_memory[r->access]);
	route_set(row, COLUMN_OP, ops[r->op]);
	if (!r->slot->gmem)
		return;
	snprintf(text, sizeof(text), "%u", (unsigned int)r->slot->gmem_flags);
	route_set(row, COLUMN_GMEM_FLAGS, text);
	route_set(row, COLUMN_MMAP, r->slot->gmem_flags & 1 ? "1" : "0");
	route_set(row, COLUMN_INIT_SHARED, r->slot->gmem_flags & 2 ? "1" : "0");
}

static bool run_variants(const struct world_options *options, const struct route *r,
			 struct variants *v, enum exit_status *status)
{
	struct world_options large = *options;

	large.param[GMS_PARAM_HOST_HUGE_LEVEL] = 2;
	large.params_given |= 1ull << GMS_PARAM_HOST_HUGE_LEVEL;
	/* Nothing is written to memory that cannot be. */
	if (accesses[r->op] != GMS_ACCESS_WRITE && !attempt(options, r, false, &v->bound, status))
		return false;
	return attempt(&large, r, true, &v->large, status);
}

static bool run_row(const struct world_options *options, unsigned int index,
		    struct route_row *row, enum exit_status *status)
{
	struct variants v = { .bound = { .rule = "-" } };
	struct route r = route_at(index);
	struct attempt a;

	name_row(row, index, &r);
	if (!attempt(options, &r, true, &a, status))
		return false;
	if (a.mapped && !run_variants(options, &r, &v, status))
		return false;
	tell_row(row, &a, &v);
	return true;
}

const struct routes routes_x86 = { columns, NR_ROWS, run_row };
