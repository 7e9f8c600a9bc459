// SPDX-License-Identifier: BSD-2-Clause
/*
 * A result into its parts; the parts' texts into numbers.
 */
#include <signal.h>
#include <string.h>

#include "lex.h"
#include "names.h"
#include "result.h"

static void add(struct view *v, const char *key, enum part_kind kind, uint64_t number)
{
	v->part[v->nr_parts++] = (struct part){ .key = key, .kind = kind, .number = number };
}

static void add_word(struct view *v, const char *word)
{
	v->part[v->nr_parts++] = (struct part){ .kind = PART_WORD, .word = word };
}

static void add_text(struct view *v, const char *key, const char *text)
{
	v->part[v->nr_parts++] = (struct part){ .key = key, .kind = PART_TEXT, .word = text };
}

static void add_named(struct view *v, const char *key, enum part_kind kind, uint64_t handle,
		      uint64_t number)
{
	add(v, key, kind, number);
	v->part[v->nr_parts - 1].handle = handle;
}

static void add_errno(struct view *v, const char *key, int error)
{
	if (errno_name(error))
		add(v, key, PART_ERRNO, (uint64_t)error);
	else
		add(v, key, PART_DECIMAL, -(uint64_t)error);
}

static bool is_read(const struct gms_op *op)
{
	if (op->code == GMS_OP_GUEST || op->code == GMS_OP_KVM || op->code == GMS_OP_VNCR)
		return op->access == GMS_ACCESS_READ || op->access == GMS_ACCESS_XADD;
	return op->code == GMS_OP_LOAD;
}

static void view_signal(struct view *v, const struct gms_result *r)
{
	bool bus = r->signal == SIGBUS;

	add_word(v, bus ? "SIGBUS" : "SIGSEGV");
	if (r->code)
		add(v, "code", bus ? PART_BUS_CODE : PART_SEGV_CODE, (uint64_t)r->code);
}

static void view_abort(struct view *v, const struct gms_result *result)
{
	add_word(v, "ABORT");
	add(v, "ec", PART_HEX, (uint64_t)result->code);
	add(v, "fsc", PART_HEX, (uint64_t)result->value);
}

static void view_arm64_exit(struct view *v, const struct gms_result *result)
{
	add_word(v, result->code == GMS_EXIT_ARM_NISV  ? "ARM_NISV"
		    : result->code == GMS_EXIT_ARM_SEA ? "ARM_SEA"
						       : "ARM_LDST64B");
	add(v, "esr", PART_HEX, (uint64_t)result->value);
	add(v, "gpa", PART_HEX, result->gpa);
}

static void view_mmio(struct view *v, const struct gms_result *r)
{
	add_word(v, "MMIO");
	add(v, "gpa", PART_HEX, r->gpa);
	add(v, "len", PART_DECIMAL, r->len);
	add(v, "write", PART_DECIMAL, r->is_write);
}

static void view_io(struct view *v, const struct gms_result *r)
{
	add_word(v, "IO");
	add(v, "port", PART_HEX, r->gpa);
	add(v, "len", PART_DECIMAL, r->len);
	add(v, "write", PART_DECIMAL, r->is_write);
	add(v, "data", PART_HEX, (uint64_t)r->value);
}

static void view_hypercall(struct view *v, const struct gms_result *r)
{
	add_word(v, "HYPERCALL");
	add(v, "gpa", PART_HEX, r->gpa);
	add(v, "npages", PART_DECIMAL, r->len);
	add(v, "attributes", PART_HEX, r->flags);
}

static void view_memory_fault(struct view *v, const struct gms_result *r)
{
	add_word(v, "MEMORY_FAULT");
	add(v, "gpa", PART_HEX, r->gpa);
	add(v, "size", PART_SIZE, r->size);
	add(v, "flags", PART_FAULT_FLAGS, r->flags);
	add_errno(v, "errno", r->error);
}

static void view_prefault(struct view *v, const struct gms_result *r)
{
	if (r->error)
		add_errno(v, NULL, r->error);
	else
		add(v, NULL, PART_DECIMAL, (uint64_t)r->value);
	add(v, "left", PART_SIZE, r->size);
	add(v, "gpa", PART_HEX, r->gpa);
}

static void view_stat(struct view *v, const struct gms_result *r)
{
	add(v, "size", PART_SIZE, r->size);
	add(v, "blksize", PART_SIZE, r->blksize);
	add(v, "blocks", PART_DECIMAL, r->blocks);
	/* Who made the result may know no more. */
	if (!r->stat.type)
		return;
	add_text(v, "type", r->stat.type);
	add(v, "perm", PART_HEX, r->stat.perm);
	add(v, "nlink", PART_DECIMAL, r->stat.nlink);
	add(v, "uid", PART_DECIMAL, r->stat.uid);
	add(v, "gid", PART_DECIMAL, r->stat.gid);
	add(v, "ino", PART_DECIMAL, r->stat.ino);
	add(v, "atime", PART_DECIMAL, r->stat.atime);
	add(v, "mtime", PART_DECIMAL, r->stat.mtime);
	add(v, "ctime", PART_DECIMAL, r->stat.ctime);
}

static void view_statfs(struct view *v, const struct gms_result *r)
{
	add(v, "type", PART_HEX, (uint64_t)r->value);
	add(v, "bsize", PART_SIZE, r->blksize);
}

/* Level 1 is a page; each level above holds 512 of the one below. */
static uint64_t level_bytes(uint32_t level)
{
	return level && level <= 5 ? scenario_page_bytes() << 9 * (level - 1) : 0;
}

static void view_leaf(struct view *v, const struct gms_result *r)
{
	add(v, "level", PART_SIZE, level_bytes(r->level));
	add(v, "prot", PART_PROT, r->prot);
}

/* By what a guest's access was translated, if that is known. */
static void view_translation(struct view *v, const struct gms_op *op, const struct gms_result *r)
{
	if (op->code == GMS_OP_GUEST && r->level)
		view_leaf(v, r);
}

static void view_where(struct view *v, const struct gms_result *r)
{
	if (r->kind == GMS_RESULT_WHERE_MEMFD) {
		add_named(v, "memfd", PART_FILE, r->handle, 0);
		add(v, "page", PART_DECIMAL, r->page);
	} else {
		add_named(v, "hva", PART_PLACE, r->handle, r->offset);
	}
	view_leaf(v, r);
}

/* The text lives as long as the result. */
static void view_vma(struct view *v, const struct gms_result *r)
{
	uint64_t shared = 0;

	value_of(vm_flag_names, "sh", &shared);
	add(v, "len", PART_SIZE, r->len);
	add(v, "perm", PART_PERM, r->prot | (r->flags & shared ? PERM_SHARED : 0));
	add(v, "off", PART_SIZE, r->offset);
	add(v, "name", PART_TEXT, 0);
	v->part[v->nr_parts - 1].word = r->text;
	add(v, "flags", PART_VM_FLAGS, r->flags);
}

static void view_policy(struct view *v, const struct gms_result *r)
{
	const char *mode = name_of(gms_policy_modes(), (uint64_t)r->value);

	add_word(v, mode ? mode : "unknown");
	if (r->flags)
		add(v, "flags", PART_POLICY_FLAGS, r->flags);
	if (r->nodes)
		add(v, "nodes", PART_NODES, r->nodes);
}

static void view_node(struct view *v, const struct gms_op *op, const struct gms_result *r)
{
	add(v, "node", PART_DECIMAL, (uint64_t)r->value);
	if (op->code == GMS_OP_GET_MEMPOLICY)
		add(v, "nodes", PART_NODES, r->nodes);
}

static void view_word_and_number(struct view *v, const char *word, const char *key,
				 enum part_kind kind, const struct gms_result *r)
{
	add_word(v, word);
	add(v, key, kind, (uint64_t)r->value);
}

/* What came along with the result of a system call. */
static void view_signal_on_the_way(struct view *v, const struct gms_result *r)
{
	if (r->signal)
		add(v, "signal", PART_BUS_CODE, (uint64_t)r->code);
}

struct view result_view(const struct gms_op *op, const struct gms_result *result)
{
	struct view v = { .nr_parts = 0 };

	switch (result->kind) {
	case GMS_RESULT_VALUE:
		add(&v, NULL, is_read(op) ? PART_HEX : PART_DECIMAL, (uint64_t)result->value);
		view_signal_on_the_way(&v, result);
		view_translation(&v, op, result);
		break;
	case GMS_RESULT_OK:
		add_word(&v, "ok");
		view_translation(&v, op, result);
		break;
	case GMS_RESULT_ERRNO:
		add_errno(&v, NULL, result->error);
		view_signal_on_the_way(&v, result);
		break;
	case GMS_RESULT_SIGNAL:
		view_signal(&v, result);
		break;
	case GMS_RESULT_MMIO:
		view_mmio(&v, result);
		break;
	case GMS_RESULT_IO:
		view_io(&v, result);
		break;
	case GMS_RESULT_HYPERCALL:
		view_hypercall(&v, result);
		break;
	case GMS_RESULT_MEMORY_FAULT:
		view_memory_fault(&v, result);
		break;
	case GMS_RESULT_ABORT:
		view_abort(&v, result);
		break;
	case GMS_RESULT_ARM64_EXIT:
		view_arm64_exit(&v, result);
		break;
	case GMS_RESULT_VC:
		add_word(&v, "VC");
		break;
	case GMS_RESULT_ASYNC_PF:
		add_word(&v, "ASYNC_PF");
		break;
	case GMS_RESULT_RETRY:
		add_word(&v, "RETRY");
		break;
	case GMS_RESULT_INTERNAL_ERROR:
		view_word_and_number(&v, "INTERNAL_ERROR", "suberror", PART_DECIMAL, result);
		break;
	case GMS_RESULT_STAT:
		view_stat(&v, result);
		break;
	case GMS_RESULT_STATFS:
		view_statfs(&v, result);
		break;
	case GMS_RESULT_POLL:
		add(&v, NULL, PART_DECIMAL, (uint64_t)result->value);
		add(&v, "revents", PART_POLL, result->flags);
		break;
	case GMS_RESULT_LINK:
		add_text(&v, "link", result->reason);
		break;
	case GMS_RESULT_PREFAULT:
		view_prefault(&v, result);
		break;
	case GMS_RESULT_PAGES:
		add(&v, "pages", PART_PAGES, 0);
		break;
	case GMS_RESULT_VMA:
		view_vma(&v, result);
		break;
	case GMS_RESULT_WHERE_MEMFD:
	case GMS_RESULT_WHERE_HVA:
		view_where(&v, result);
		break;
	case GMS_RESULT_POLICY:
		view_policy(&v, result);
		break;
	case GMS_RESULT_NODE:
		view_node(&v, op, result);
		break;
	case GMS_RESULT_NODES:
		add(&v, "nodes", PART_NODES, result->nodes);
		break;
	case GMS_RESULT_STATUS:
		add(&v, NULL, PART_DECIMAL, (uint64_t)result->value);
		add(&v, "status", PART_STATUS, (uint64_t)(int64_t)result->status);
		break;
	case GMS_RESULT_UNMAPPED:
		add_word(&v, "unmapped");
		break;
	case GMS_RESULT_WHERE_MMIO:
		add_word(&v, "mmio");
		break;
	case GMS_RESULT_VIOLATED:
		view_word_and_number(&v, "violated", "rule", PART_INVARIANT, result);
		break;
	case GMS_RESULT_UNSUPPORTED:
		add_word(&v, "unsupported");
		break;
	}
	return v;
}

bool result_is_loose(const struct gms_op *op)
{
	return op->code == GMS_OP_UNGUP || op->code == GMS_OP_POISON ||
	       op->code == GMS_OP_RECLAIM;
}

/* ---- Texts ---- */

static bool flags_number(const struct gms_name_value *names, const char *text, uint64_t *number)
{
	char part[32];

	*number = 0;
	for (;;) {
		size_t bytes = strcspn(text, "|");
		uint64_t value;

		if (!bytes || bytes >= sizeof(part))
			return false;
		memcpy(part, text, bytes);
		part[bytes] = '\0';
		if (!value_of(names, part, &value) &&
		    number_parse(part, false, &value) != NUMBER_FINE)
			return false;
		*number |= value;
		if (!text[bytes])
			return true;
		text += bytes + 1;
	}
}

static bool prot_number(const char *text, uint64_t *number)
{
	static const char letters[] = "rwx";

	*number = 0;
	if (!strcmp(text, "none"))
		return true;
	if (!*text)
		return false;
	for (; *text; text++) {
		const char *at = strchr(letters, *text);

		if (!at || *number & 1u << (at - letters))
			return false;
		*number |= 1u << (at - letters);
	}
	return true;
}

/* r-xs, as in /proc/PID/maps. */
static bool perm_number(const char *text, uint64_t *number)
{
	static const char letters[] = "rwx";

	*number = 0;
	if (strlen(text) != 4 || (text[3] != 's' && text[3] != 'p'))
		return false;
	for (unsigned int i = 0; i < 3; i++) {
		if (text[i] != letters[i] && text[i] != '-')
			return false;
		*number |= text[i] == '-' ? 0 : 1u << i;
	}
	*number |= text[3] == 's' ? PERM_SHARED : 0;
	return true;
}

/* INV-7 is 7, X86-INV-7 is 7 and what stands for x86. */
static bool invariant_number(const char *text, uint64_t *number)
{
	static const char prefix[] = INVARIANT_PREFIX;
	static const char x86[] = INVARIANT_PREFIX_X86, arm64[] = INVARIANT_PREFIX_ARM64;
	uint64_t of_arch = 0;

	if (!strncasecmp(text, x86, sizeof(x86) - 1))
		of_arch = GMS_INVARIANT_X86;
	else if (!strncasecmp(text, arm64, sizeof(arm64) - 1))
		of_arch = GMS_INVARIANT_ARM64;
	_Static_assert(sizeof(x86) == sizeof(arm64), "either is as long");
	text += of_arch ? sizeof(x86) - sizeof(prefix) : 0;
	if (strncasecmp(text, prefix, sizeof(prefix) - 1))
		return false;
	text += sizeof(prefix) - 1;
	if (*text < '0' || *text > '9' || number_parse(text, false, number) != NUMBER_FINE ||
	    *number >= GMS_INVARIANT_X86)
		return false;
	*number |= of_arch;
	return true;
}

/* A node, or an errno, which is negated. */
static bool status_number(const char *text, uint64_t *number)
{
	if (!value_of(errno_names, text, number))
		return number_parse(text, false, number) == NUMBER_FINE;
	*number = -*number;
	return true;
}

/* 0 is none: an exit that KVM_RUN itself does not fail with. ARM-VNCR-13 */
static bool errno_or_none(const char *text, uint64_t *number)
{
	*number = 0;
	return !strcmp(text, "0") || value_of(errno_names, text, number);
}

bool part_number(enum part_kind kind, const char *text, uint64_t *number)
{
	switch (kind) {
	case PART_DECIMAL:
	case PART_HEX:
	case PART_SIZE:
		return number_parse(text, true, number) == NUMBER_FINE;
	case PART_ERRNO:
		return errno_or_none(text, number);
	case PART_BUS_CODE:
		return value_of(sigbus_codes, text, number) ||
		       number_parse(text, true, number) == NUMBER_FINE;
	case PART_SEGV_CODE:
		return value_of(sigsegv_codes, text, number) ||
		       number_parse(text, true, number) == NUMBER_FINE;
	case PART_FAULT_FLAGS:
		return flags_number(memory_fault_flags, text, number);
	case PART_VM_FLAGS:
		return flags_number(vm_flag_names, text, number);
	case PART_PERM:
		return perm_number(text, number);
	case PART_POLL:
		return flags_number(gms_poll_events(), text, number);
	case PART_POLICY_FLAGS:
		return flags_number(gms_policy_flags(), text, number);
	case PART_PROT:
		return prot_number(text, number);
	case PART_INVARIANT:
		return invariant_number(text, number);
	case PART_NODES:
		return nodes_parse(text, number);
	case PART_STATUS:
		return status_number(text, number);
	case PART_WORD:
	case PART_FILE:
	case PART_PLACE:
	case PART_PAGES:
	case PART_TEXT:
		break;
	}
	return false;
}

bool parse_pages(const char *text, uint64_t pages[PAGES_MAX], size_t *count, const char **bad)
{
	char number[32];

	*count = 0;
	if (!*text)
		return true;
	for (;; text++) {
		size_t bytes = strcspn(text, ",");

		*bad = text;
		if (*count == PAGES_MAX)
			return false;
		snprintf(number, sizeof(number), "%.*s", (int)bytes, text);
		if (bytes >= sizeof(number) ||
		    number_parse(number, false, &pages[*count]) != NUMBER_FINE)
			return false;
		(*count)++;
		text += bytes;
		if (!*text)
			return true;
	}
}

bool parse_place(const char *text, size_t *name_bytes, uint64_t *offset)
{
	const char *plus = strchr(text, '+');

	*name_bytes = 0;
	*offset = 0;
	if (*text >= '0' && *text <= '9')
		return number_parse(text, false, offset) == NUMBER_FINE;
	*name_bytes = plus ? (size_t)(plus - text) : strlen(text);
	return *name_bytes && *name_bytes <= SCENARIO_NAME_MAX &&
	       (!plus || number_parse(plus + 1, false, offset) == NUMBER_FINE);
}
