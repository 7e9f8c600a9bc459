/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A scenario as a program in C.  Each operation is a call or two that leave their result
 * in `r`; a check follows.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "export.h"
#include "scenario/language.h"

#define PAGE		4096ull
#define GUEST_MEMFD	4u
#define ADVICE_HWPOISON 100u
#define ADVICE_OFFLINE	101u
#define BUFFER_BYTES	(64u << 10)

__attribute__((format(printf, 2, 3))) static void put(struct export *x, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(x->out, format, args);
	va_end(args);
}

#define NUMBER "0x%" PRIx64 "ull"

/* ---- Values ---- */

struct text {
	char text[256];
};

static struct text fd_of(const struct export *x, uint64_t handle)
{
	struct text t;

	if (scenario_name(x->s, handle) && x->s->symbols[handle - 1].kind == SYMBOL_VCPU)
		snprintf(t.text, sizeof(t.text), "%s.fd", export_name(x, handle).text);
	else
		snprintf(t.text, sizeof(t.text), "%s", export_name(x, handle).text);
	return t;
}

/* A host address as a pointer. */
static struct text address_of(const struct export *x, struct gms_ref ref)
{
	struct text t;

	if (ref.handle)
		snprintf(t.text, sizeof(t.text), "(%s + " NUMBER ")",
			 export_name(x, ref.handle).text, ref.number);
	else
		snprintf(t.text, sizeof(t.text), "(char *)(uintptr_t)" NUMBER, ref.number);
	return t;
}

static struct text fd_of_ref(const struct export *x, struct gms_ref ref)
{
	struct text t;

	if (ref.handle)
		return fd_of(x, ref.handle);
	snprintf(t.text, sizeof(t.text), "(int)" NUMBER, ref.number);
	return t;
}

/* Start and length of a part of a mapping, as two arguments. */
static struct text range_of(const struct export *x, const struct gms_op *op)
{
	struct export_name name = export_name(x, op->map);
	struct text t;

	if (gms_op_given(op, "len"))
		snprintf(t.text, sizeof(t.text), "%s + " NUMBER ", " NUMBER, name.text, op->off,
			 op->len);
	else
		snprintf(t.text, sizeof(t.text), "%s + " NUMBER ", %s_len - " NUMBER, name.text,
			 op->off, name.text, op->off);
	return t;
}

/* ---- Operations on VMs ---- */

static void put_vm(struct export *x, const struct gms_op *op)
{
	put(x, "%s = create_vm(" NUMBER ");\n", fd_of(x, op->define).text, op->type);
}

static void put_check_extension(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(ioctl(%s, KVM_CHECK_EXTENSION, " NUMBER "));\n",
	    op->vm ? fd_of(x, op->vm).text : "kvm_fd", op->cap);
}

static void put_enable_cap(struct export *x, const struct gms_op *op)
{
	put(x, "enable_cap(%s, " NUMBER ", " NUMBER ");\n", fd_of(x, op->vm).text, op->cap,
	    op->value);
}

static void put_vcpu(struct export *x, const struct gms_op *op)
{
	struct export_name vm = export_name(x, op->vm);

	put(x, "%s = create_vcpu(%s, &own_%s, " NUMBER ");\n", export_name(x, op->define).text,
	    vm.text, vm.text, op->vcpu_id);
}

static void put_close(struct export *x, const struct gms_op *op)
{
	struct text fd = fd_of(x, op->file);

	if (x->s->symbols[op->file - 1].kind == SYMBOL_MESSAGE)
		export_fail(x, "messages are not exported");
	put(x, "of_call(close(%s));\n\t%s = -1;\n", fd.text, fd.text);
}

static void put_memfd(struct export *x, const struct gms_op *op)
{
	put(x, "%s = create_memfd(%s, " NUMBER ", " NUMBER ", " NUMBER ");\n",
	    fd_of(x, op->define).text, fd_of(x, op->vm).text, op->size, op->flags, op->reserved);
}

static void put_slot(struct export *x, const struct gms_op *op)
{
	bool named = op->memfd.handle || op_gives(op, offsetof(struct gms_op, memfd));

	put(x, "set_region(%s, %s, (struct region2){\n", fd_of(x, op->vm).text,
	    op->v1 ? "SET_REGION" : "SET_REGION2");
	put(x,
	    "\t\t.slot = 0x%xu, .flags = (uint32_t)" NUMBER ", .gpa = " NUMBER ", .size = " NUMBER
	    ",\n",
	    (unsigned int)(op->as_id << 16 | op->id), op->flags, op->gpa,
	    op->is_delete ? 0 : op->size);
	put(x, "\t\t.hva = (uint64_t)(uintptr_t)%s", address_of(x, op->hva).text);
	if (named)
		put(x, ", .memfd = (uint32_t)%s, .offset = " NUMBER, fd_of_ref(x, op->memfd).text,
		    op->off);
	if (op->pad1)
		put(x, ", .pad1 = (uint32_t)" NUMBER, op->pad1);
	put(x, " });\n");
	if (op->bitmap.handle || op->bitmap.number || op->pad2)
		export_fail(x, "a slot's bitmap= and pad2= are not exported");
}

static void put_attributes(struct export *x, const struct gms_op *op)
{
	put(x, "set_attributes(%s, " NUMBER ", " NUMBER ", " NUMBER ", " NUMBER ");\n",
	    fd_of(x, op->vm).text, op->gpa, op->size, op->attrs, op->flags);
}

static void put_prefault(struct export *x, const struct gms_op *op)
{
	put(x, "pre_fault(%s, " NUMBER ", " NUMBER ", " NUMBER ");\n", fd_of(x, op->vcpu).text,
	    op->gpa, op->size, op->flags);
}

/* Pages of the slot: of the line before that made it largest. */
static uint64_t pages_of_slot(const struct export *x, const struct gms_op *op)
{
	uint64_t size = 0;

	for (const struct scenario_line *l = x->s->lines; l < x->line; l++)
		if (l->op.code == GMS_OP_SLOT && l->op.vm == op->vm && l->op.id == op->id &&
		    l->op.as_id == op->as_id && l->op.size > size)
			size = l->op.size;
	return size / PAGE;
}

static void put_dirty_log(struct export *x, const struct gms_op *op)
{
	const uint64_t *pages;
	int count = export_pages(x, &pages);
	uint64_t room = pages_of_slot(x, op);

	if (op->bitmap.handle || op->bitmap.number || room > 1u << 24) {
		export_fail(x, "such a dirty_log is not exported");
		return;
	}
	if (count > 0) {
		put(x, "{\n\t\tstatic const uint64_t pages[] = {");
		for (int i = 0; i < count; i++)
			put(x, "%s%" PRIu64, i ? ", " : " ", pages[i]);
		put(x, " };\n\n\t\tdirty_log(%s, 0x%xu, " NUMBER ", pages, %d);\n\t}\n",
		    fd_of(x, op->vm).text, (unsigned int)(op->as_id << 16 | op->id), room, count);
	} else {
		put(x, "dirty_log(%s, 0x%xu, " NUMBER ", NULL, 0);\n", fd_of(x, op->vm).text,
		    (unsigned int)(op->as_id << 16 | op->id), room);
	}
}

static void put_guest(struct export *x, const struct gms_op *op)
{
	static const char *const words[] = {
		[GMS_ACCESS_READ] = "READ",
		[GMS_ACCESS_WRITE] = "WRITE",
		[GMS_ACCESS_EXEC] = "EXECUTE",
		[GMS_ACCESS_XADD] = "XADD",
	};

	if (op->access > GMS_ACCESS_XADD || op->is_private || op->esr || op->s1ptw || op->cm ||
	    op->l2 || op->gpa >> 52) {
		export_fail(x, "the guest of a program makes no such access");
		return;
	}
	put(x, "guest(&%s, %s, " NUMBER ", " NUMBER ");\n", export_name(x, op->vcpu).text,
	    words[op->access], op->gpa, op->value);
}

/* ---- Operations on files ---- */

static void put_dup(struct export *x, const struct gms_op *op)
{
	put(x, "%s = of_open(dup(%s));\n", fd_of(x, op->define).text, fd_of(x, op->file).text);
}

static void put_fallocate(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(fallocate(%s, (int)" NUMBER ", (off_t)" NUMBER ", (off_t)" NUMBER "));\n",
	    fd_of(x, op->file).text, op->mode, op->off, op->len);
}

static void put_ftruncate(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(ftruncate(%s, (off_t)" NUMBER "));\n", fd_of(x, op->file).text, op->len);
}

static void put_transfer(struct export *x, const struct gms_op *op)
{
	const char *call = op->code == GMS_OP_READ ? "pread" : "pwrite";

	if (op->buf.handle || op->buf.number) {
		put(x, "of_call(%s(%s, %s, " NUMBER ", (off_t)" NUMBER "));\n", call,
		    fd_of(x, op->file).text, address_of(x, op->buf).text, op->len, op->off);
	} else if (op->len > BUFFER_BYTES) {
		export_fail(x, "without buf= a program has 64K to read or write");
	} else {
		put(x,
		    "{\n\t\tstatic char buffer[0x10000];\n\n"
		    "\t\tof_call(%s(%s, buffer, " NUMBER ", (off_t)" NUMBER "));\n\t}\n",
		    call, fd_of(x, op->file).text, op->len, op->off);
	}
}

static void put_lseek(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(lseek(%s, (off_t)" NUMBER ", (int)" NUMBER "));\n",
	    fd_of(x, op->file).text, op->off, op->whence);
}

static void put_fstat(struct export *x, const struct gms_op *op)
{
	put(x, "stat_file(%s);\n", fd_of(x, op->file).text);
}

static void put_fsync(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(%s(%s));\n", op->code == GMS_OP_FSYNC ? "fsync" : "fdatasync",
	    fd_of(x, op->file).text);
}

/* ---- Operations on memory ---- */

static void put_mmap(struct export *x, const struct gms_op *op)
{
	struct export_name name = export_name(x, op->define);

	if (op->hva.handle || op->hva.number)
		export_fail(x, "mmap with addr= is not exported");
	put(x, "%s = map(" NUMBER ", (int)" NUMBER ", " NUMBER ", %s, " NUMBER ");\n", name.text,
	    op->len, op->prot, op->flags | (op->is_anon ? 0x20u : 0),
	    op->is_anon ? "-1" : fd_of_ref(x, op->memfd).text, op->off);
	put(x, "\t%s_len = (" NUMBER " + PAGE - 1) & -PAGE;\n", name.text, op->len);
}

static void put_munmap(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(munmap(%s));\n", range_of(x, op).text);
}

static void put_mprotect(struct export *x, const struct gms_op *op)
{
	put(x, "of_call(mprotect(%s, (int)" NUMBER "));\n", range_of(x, op).text, op->prot);
}

static void put_madvise(struct export *x, const struct gms_op *op)
{
	if (op->advice == ADVICE_HWPOISON || op->advice == ADVICE_OFFLINE)
		export_fail(x, "it would take memory away from the machine");
	put(x, "of_call(madvise(%s, (int)" NUMBER "));\n", range_of(x, op).text, op->advice);
}

static void put_mlock(struct export *x, const struct gms_op *op)
{
	if (op->code == GMS_OP_MLOCK)
		put(x, "of_call(syscall(SYS_mlock2, %s, " NUMBER "));\n", range_of(x, op).text,
		    op->flags);
	else
		put(x, "of_call(munlock(%s));\n", range_of(x, op).text);
}

static void put_load(struct export *x, const struct gms_op *op)
{
	put(x, "host_load(%s);\n", address_of(x, op->hva).text);
}

static void put_store(struct export *x, const struct gms_op *op)
{
	put(x, "host_store(%s, " NUMBER ");\n", address_of(x, op->hva).text, op->value);
}

/* ---- Lines ---- */

static void (*const table[GMS_NR_OPS])(struct export *, const struct gms_op *) = {
	[GMS_OP_VM] = put_vm,
	[GMS_OP_CHECK_EXTENSION] = put_check_extension,
	[GMS_OP_ENABLE_CAP] = put_enable_cap,
	[GMS_OP_VCPU] = put_vcpu,
	[GMS_OP_CLOSE] = put_close,
	[GMS_OP_MEMFD] = put_memfd,
	[GMS_OP_SLOT] = put_slot,
	[GMS_OP_ATTRIBUTES] = put_attributes,
	[GMS_OP_PREFAULT] = put_prefault,
	[GMS_OP_DIRTY_LOG] = put_dirty_log,
	[GMS_OP_GUEST] = put_guest,
	[GMS_OP_DUP] = put_dup,
	[GMS_OP_FALLOCATE] = put_fallocate,
	[GMS_OP_FTRUNCATE] = put_ftruncate,
	[GMS_OP_READ] = put_transfer,
	[GMS_OP_WRITE] = put_transfer,
	[GMS_OP_LSEEK] = put_lseek,
	[GMS_OP_FSTAT] = put_fstat,
	[GMS_OP_FSYNC] = put_fsync,
	[GMS_OP_FDATASYNC] = put_fsync,
	[GMS_OP_MMAP] = put_mmap,
	[GMS_OP_MUNMAP] = put_munmap,
	[GMS_OP_MPROTECT] = put_mprotect,
	[GMS_OP_MADVISE] = put_madvise,
	[GMS_OP_MLOCK] = put_mlock,
	[GMS_OP_MUNLOCK] = put_mlock,
	[GMS_OP_LOAD] = put_load,
	[GMS_OP_STORE] = put_store,
};

/* The operation as a string of C. */
static void put_quoted_op(struct export *x)
{
	char *text = NULL;
	size_t bytes = 0;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return;
	scenario_print_op(x->s, &x->line->op, out);
	fclose(out);
	putc('"', x->out);
	for (const char *c = text; *c; c++)
		fprintf(x->out, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
	putc('"', x->out);
	free(text);
}

static void put_check(struct export *x)
{
	const uint64_t *pages;
	int count = x->line->op.code == GMS_OP_DIRTY_LOG ? export_pages(x, &pages) : -1;

	x->nr_checks++;
	put(x, "\tcheck(%u, ", x->line->line);
	put_quoted_op(x);
	put(x, ",\n\t      ");
	if (count >= 0)
		put(x, "HAS_VALUE, (struct result){ .kind = VALUE, .value = %d }", count);
	else
		export_expectation(x);
	put(x, ");\n");
}

void export_c_line(struct export *x)
{
	const struct gms_op *op = &x->line->op;

	if (gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY) {
		put(x, "\t/* line %u: only a simulator sees it */\n", x->line->line);
		return;
	}
	if (!table[op->code]) {
		export_fail(x, "%s is not exported", gms_op_row(op->code)->word);
		return;
	}
	putc('\t', x->out);
	table[op->code](x, op);
	if (x->line->expect.kind != EXPECT_NOTHING)
		put_check(x);
}

/* ---- The frame ---- */

static bool has_vcpu(const struct scenario *s, uint64_t vm)
{
	for (size_t i = 0; i < s->nr_lines; i++)
		if (s->lines[i].op.code == GMS_OP_VCPU && s->lines[i].op.vm == vm)
			return true;
	return false;
}

static void put_variables(const struct scenario *s, FILE *out)
{
	const struct export x = { .s = s };

	for (uint64_t h = 1; h <= s->nr_symbols; h++) {
		struct export_name name = export_name(&x, h);

		switch (s->symbols[h - 1].kind) {
		case SYMBOL_VM:
			fprintf(out, "static int %s = -1;\n", name.text);
			if (has_vcpu(s, h))
				fprintf(out, "static struct own own_%s;\n", name.text);
			break;
		case SYMBOL_VCPU:
			fprintf(out, "static struct vcpu %s = { .fd = -1 };\n", name.text);
			break;
		case SYMBOL_FILE:
			fprintf(out, "static int %s = -1;\n", name.text);
			break;
		default:
			fprintf(out, "static char *%s;\nstatic uint64_t %s_len;\n", name.text,
				name.text);
			break;
		}
	}
}

/* Is anything of the scenario within 2M of the place? */
static bool is_used(const struct scenario *s, uint64_t place)
{
	const uint64_t room = 4ull << 20;

	for (size_t i = 0; i < s->nr_lines; i++) {
		const struct gms_op *op = &s->lines[i].op;
		uint64_t size = op->code == GMS_OP_SLOT ? op->size : PAGE;

		if ((op->code == GMS_OP_SLOT || op->code == GMS_OP_GUEST ||
		     op->code == GMS_OP_PREFAULT) &&
		    op->gpa < place + room && op->gpa + size > place - room)
			return true;
	}
	return false;
}

static uint64_t place_for_guest(const struct scenario *s)
{
	static const uint64_t places[] = { 0x7000000000, 0x3f00000000, 0x5000000000, 0xf0000000,
					   0x70000000,	 0x30000000,   0x7000000 };
	size_t i = 0;

	while (i + 1 < sizeof(places) / sizeof(places[0]) && is_used(s, places[i]))
		i++;
	return places[i];
}

void export_c_frame(const struct scenario *s, const char *body, unsigned int nr_checks,
		    bool selftest, FILE *out)
{
	if (selftest)
		fprintf(out,
			"/* Number of results, as the KTAP plan says. */\n#define SELFTEST %u\n",
			nr_checks);
	fprintf(out, "#define OWN_GPA " NUMBER "\n\n%s\n/* ---- The scenario ---- */\n\n",
		place_for_guest(s), export_runtime);
	put_variables(s, out);
	fprintf(out, "\nint main(void)\n{\n\tstart();\n%s\treturn finish();\n}\n", body);
}
