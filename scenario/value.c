// SPDX-License-Identifier: BSD-2-Clause
/*
 * One argument's text into its field, by the kind that its row declares.
 */
#include <string.h>
#include <strings.h>

#include "parse.h"
#include "suggest.h"

#define BIT_OF(kind) (1u << (kind))

static void fill(struct value *v, uint64_t value)
{
	memcpy((char *)v->op + v->arg->field, &value, sizeof(value));
}

static void fill_ref(struct value *v, uint64_t handle, uint64_t number)
{
	struct gms_ref ref = { .handle = handle, .number = number };

	memcpy((char *)v->op + v->arg->field, &ref, sizeof(ref));
}

/* A number that starts at text, which is part of the value. */
static bool number_at(struct value *v, const char *text, uint64_t *number)
{
	enum number_fault fault;

	fault = number_parse(text, v->arg->flags & GMS_ARG_SIGNED, number);
	if (fault == NUMBER_FINE)
		return true;
	return parse_fail(v->p, v->column + (unsigned int)(text - v->text), "%s: %s %s",
			  v->arg->key, quote(text).text, number_fault_text(fault));
}

static bool check_aligned(struct value *v, uint64_t number)
{
	/* A port is no address. */
	bool is_port = v->op->code == GMS_OP_GUEST && v->op->access == GMS_ACCESS_OUT;

	if (!(v->arg->flags & GMS_ARG_ALIGNED8) || number % 8 == 0 || is_port)
		return true;
	return parse_fail(v->p, v->column, "%s: %s is not a multiple of 8", v->arg->key,
			  quote(v->text).text);
}

/* ---- Names ---- */

static const char *kinds_text(unsigned int kinds)
{
	if (kinds == (BIT_OF(SYMBOL_VM) | BIT_OF(SYMBOL_FILE)))
		return "a VM or a guest_memfd file";
	if (kinds == (BIT_OF(SYMBOL_VM) | BIT_OF(SYMBOL_FILE) | BIT_OF(SYMBOL_MESSAGE)))
		return "a VM, a guest_memfd file or a message";
	for (unsigned int k = 0; k < NR_SYMBOL_KINDS; k++)
		if (kinds == BIT_OF(k))
			return symbol_kind_text((enum symbol_kind)k);
	return "another kind of name";
}

uint64_t parse_use_name(struct parser *p, unsigned int column, const char *name,
			unsigned int kinds)
{
	uint64_t handle = symbol_find(&p->index, p->s, name);
	const char *near;

	if (handle && kinds & BIT_OF(p->s->symbols[handle - 1].kind))
		return handle;
	if (handle) {
		parse_fail(p, column, "%s is %s; expected %s", quote(name).text,
			   symbol_kind_text(p->s->symbols[handle - 1].kind), kinds_text(kinds));
		return 0;
	}
	near = symbol_nearest(p->s, name, kinds);
	if (near)
		parse_fail(p, column, "%s is not defined; did you mean '%s'?", quote(name).text,
			   near);
	else
		parse_fail(p, column, "%s is not defined; expected the name of %s",
			   quote(name).text, kinds_text(kinds));
	return 0;
}

/* Leave a new name to be defined when its whole line was good. */
static bool announce(struct value *v, const char *name, enum symbol_kind kind)
{
	if (symbol_find(&v->p->index, v->p->s, name))
		return parse_fail(v->p, v->column, "%s is already defined", quote(name).text);
	snprintf(v->p->define.name, sizeof(v->p->define.name), "%s", name);
	v->p->define.kind = kind;
	return true;
}

static bool new_name(struct value *v, enum symbol_kind kind)
{
	if (!is_name(v->text) && strlen(v->text) > SCENARIO_NAME_MAX)
		return parse_fail(v->p, v->column, "the name %s is longer than 32 characters",
				  quote(v->text).text);
	if (!is_name(v->text))
		return parse_fail(v->p, v->column,
				  "%s is not a name: a letter or _, then letters, digits and _",
				  quote(v->text).text);
	if (!strcmp(v->text, "none") || !strcmp(v->text, "system"))
		return parse_fail(v->p, v->column, "%s is a word of the language, not a name",
				  quote(v->text).text);
	return announce(v, v->text, kind);
}

static bool use_name(struct value *v, unsigned int kinds)
{
	uint64_t handle = parse_use_name(v->p, v->column, v->text, kinds);

	fill(v, handle);
	return handle != 0;
}

/*
 * Split VM.N (or VM:N) and look up its VM.  *rest is what stands after the
 * separator.
 */
static uint64_t vm_before(struct value *v, char separator, const char **rest)
{
	const char *at = strchr(v->text, separator);
	char name[SCENARIO_NAME_MAX + 1];
	size_t bytes = at ? (size_t)(at - v->text) : 0;

	if (!at || !bytes) {
		parse_fail(v->p, v->column, "%s: expected %s, got %s", v->arg->key,
			   separator == '.' ? "VM.NUMBER, such as A.0" : "VM:ID or VM:ASID.ID",
			   quote(v->text).text);
		return 0;
	}
	if (bytes >= sizeof(name)) {
		parse_fail(v->p, v->column, "the name %s is longer than 32 characters",
			   quote(v->text).text);
		return 0;
	}
	memcpy(name, v->text, bytes);
	name[bytes] = '\0';
	*rest = at + 1;
	return parse_use_name(v->p, v->column, name, BIT_OF(SYMBOL_VM));
}

/* VM.N, with N written as the one decimal that names the vCPU. */
static bool vcpu_name(struct value *v, char name[SYMBOL_TEXT_MAX], uint64_t *vm, uint64_t *id)
{
	const char *number;

	*vm = vm_before(v, '.', &number);
	if (!*vm || !number_at(v, number, id))
		return false;
	snprintf(name, SYMBOL_TEXT_MAX, "%s.%llu", v->p->s->symbols[*vm - 1].name,
		 (unsigned long long)*id);
	return true;
}

static bool value_new_vcpu(struct value *v)
{
	char name[SYMBOL_TEXT_MAX];
	uint64_t vm, id;

	if (!vcpu_name(v, name, &vm, &id))
		return false;
	v->op->vm = vm;
	v->op->vcpu_id = id;
	return announce(v, name, SYMBOL_VCPU);
}

static bool value_vcpu(struct value *v)
{
	char name[SYMBOL_TEXT_MAX];
	uint64_t vm, id, handle;

	if (!vcpu_name(v, name, &vm, &id))
		return false;
	handle = parse_use_name(v->p, v->column, name, BIT_OF(SYMBOL_VCPU));
	fill(v, handle);
	return handle != 0;
}

static bool value_closable(struct value *v)
{
	if (strchr(v->text, '.'))
		return value_vcpu(v);
	return use_name(v, BIT_OF(SYMBOL_VM) | BIT_OF(SYMBOL_FILE) | BIT_OF(SYMBOL_MESSAGE));
}

static const struct symbol *symbol_of(const struct value *v)
{
	uint64_t handle = symbol_find(&v->p->index, v->p->s, v->text);

	return &v->p->s->symbols[handle - 1];
}

/* The message that is being defined carries this. */
static bool value_sendable(struct value *v)
{
	if (!use_name(v, BIT_OF(SYMBOL_VM) | BIT_OF(SYMBOL_FILE)))
		return false;
	v->p->define.carried = symbol_of(v)->kind;
	return true;
}

/* What is being defined is of the kind that was sent. */
static bool value_message(struct value *v)
{
	if (!use_name(v, BIT_OF(SYMBOL_MESSAGE)))
		return false;
	v->p->define.kind = symbol_of(v)->carried;
	return true;
}

static bool value_vm_or_system(struct value *v)
{
	if (!strcmp(v->text, "system"))
		return true;
	return use_name(v, BIT_OF(SYMBOL_VM));
}

/* The ABI packs both numbers of a slot into 16 bits each. */
static bool slot_number(struct value *v, const char *text, uint64_t *number)
{
	if (!number_at(v, text, number))
		return false;
	if (*number < 1u << 16)
		return true;
	return parse_fail(v->p, v->column + (unsigned int)(text - v->text),
			  "%s does not fit in the 16 bits of a slot or address space",
			  quote(text).text);
}

static bool value_slot(struct value *v)
{
	const char *rest = NULL, *dot;
	char as_id[64];

	v->op->vm = vm_before(v, ':', &rest);
	if (!v->op->vm)
		return false;
	dot = strchr(rest, '.');
	if (!dot)
		return slot_number(v, rest, &v->op->id);
	snprintf(as_id, sizeof(as_id), "%.*s", (int)(dot - rest), rest);
	if (number_parse(as_id, false, &v->op->as_id) != NUMBER_FINE || v->op->as_id >> 16)
		return parse_fail(v->p, v->column + (unsigned int)(rest - v->text),
				  "%s is not the number of an address space", quote(as_id).text);
	return slot_number(v, dot + 1, &v->op->id);
}

/* ---- Numbers and words ---- */

static bool value_number(struct value *v)
{
	uint64_t number;

	if (!number_at(v, v->text, &number) || !check_aligned(v, number))
		return false;
	fill(v, number);
	return true;
}

static bool looks_like_number(const char *text)
{
	return (*text >= '0' && *text <= '9') || *text == '-';
}

static const struct gms_name_value *find_pair(const struct gms_name_value *pairs,
					      const char *name, bool any_case)
{
	for (; pairs->name; pairs++)
		if (any_case ? !strcasecmp(pairs->name, name) : !strcmp(pairs->name, name))
			return pairs;
	return NULL;
}

/* The kernel's own spelling has a prefix that the language leaves out. */
static bool fail_unknown_word(struct value *v, unsigned int column, const char *word)
{
	static const char *const prefixes[] = {
		"KVM_CAP_",   "MADV_",	   "SEEK_", "KVM_MEM_", "GUEST_MEMFD_FLAG_",
		"FALLOC_FL_", "MAP_",	   "O_",    "F_",	"POSIX_FADV_",
		"RWF_",	      "SPLICE_F_", "LOCK_", "POLL",	"EPOLL_CTL_",
		"MPOL_MF_",   "MPOL_F_",   "MPOL_"
	};

	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		size_t n = strlen(prefixes[i]);
		const struct gms_name_value *pair;

		if (strncasecmp(word, prefixes[i], n) != 0)
			continue;
		pair = find_pair(v->arg->names, word + n, true);
		if (pair)
			return parse_fail(v->p, column, "%s: unknown %s; did you mean '%s'?",
					  v->arg->key, quote(word).text, pair->name);
	}
	return parse_fail(v->p, column, "%s: unknown %s%s", v->arg->key, quote(word).text,
			  hint_pairs(word, v->arg->names).text);
}

static bool value_word(struct value *v)
{
	const struct gms_name_value *pair;

	if (looks_like_number(v->text))
		return value_number(v);
	pair = find_pair(v->arg->names, v->text, true);
	if (!pair)
		return fail_unknown_word(v, v->column, v->text);
	fill(v, pair->value);
	return true;
}

/* One name or number between two bars. */
static bool flag_part(struct value *v, unsigned int column, const char *part, uint64_t *flags)
{
	const struct gms_name_value *pair = find_pair(v->arg->names, part, false);
	enum number_fault fault;
	uint64_t number;

	if (pair) {
		v->bare_number = false;
		*flags |= pair->value;
		return true;
	}
	if (!*part)
		return parse_fail(v->p, column, "%s: a flag is missing", v->arg->key);
	if (!looks_like_number(part))
		return fail_unknown_word(v, column, part);
	fault = number_parse(part, v->arg->flags & GMS_ARG_SIGNED, &number);
	if (fault != NUMBER_FINE)
		return parse_fail(v->p, column, "%s: %s %s", v->arg->key, quote(part).text,
				  number_fault_text(fault));
	*flags |= number;
	return true;
}

static bool value_flags(struct value *v)
{
	const char *at = v->text;
	uint64_t flags = 0;
	char part[64];

	v->bare_number = true;
	for (;;) {
		size_t bytes = strcspn(at, "|");
		unsigned int column = v->column + (unsigned int)(at - v->text);

		if (bytes >= sizeof(part))
			return fail_unknown_word(v, column, at);
		memcpy(part, at, bytes);
		part[bytes] = '\0';
		if (!flag_part(v, column, part, &flags))
			return false;
		if (!at[bytes])
			break;
		at += bytes + 1;
	}
	fill(v, flags);
	return true;
}

static bool value_prot(struct value *v)
{
	static const struct gms_name_value prots[] = {
		{ "none", 0 }, { "r", 1 },  { "w", 2 },	  { "rw", 3 }, { "x", 4 },
		{ "rx", 5 },   { "wx", 6 }, { "rwx", 7 }, { NULL, 0 },
	};
	const struct gms_name_value *pair = find_pair(prots, v->text, false);

	if (!pair && looks_like_number(v->text))
		return value_number(v);
	if (!pair)
		return parse_fail(v->p, v->column, "%s: %s is not r, rw, rx, rwx or none",
				  v->arg->key, quote(v->text).text);
	fill(v, pair->value);
	return true;
}

/* ---- Addresses and descriptors ---- */

static bool value_map_offset(struct value *v)
{
	const char *plus = strchr(v->text, '+');
	size_t bytes = plus ? (size_t)(plus - v->text) : strlen(v->text);
	char name[SCENARIO_NAME_MAX + 1];
	uint64_t handle, offset = 0;

	if (bytes >= sizeof(name))
		return parse_fail(v->p, v->column, "the name %s is longer than 32 characters",
				  quote(v->text).text);
	memcpy(name, v->text, bytes);
	name[bytes] = '\0';
	handle = parse_use_name(v->p, v->column, name, BIT_OF(SYMBOL_MAP));
	if (!handle || (plus && !number_at(v, plus + 1, &offset)) || !check_aligned(v, offset))
		return false;
	fill_ref(v, handle, offset);
	return true;
}

static bool value_address(struct value *v)
{
	uint64_t number = 0;

	if (strcmp(v->text, "none") != 0 && !looks_like_number(v->text))
		return value_map_offset(v);
	if (looks_like_number(v->text) && !number_at(v, v->text, &number))
		return false;
	if (!check_aligned(v, number))
		return false;
	fill_ref(v, 0, number);
	return true;
}

static bool value_fd(struct value *v)
{
	uint64_t handle = 0, number = 0;

	if (looks_like_number(v->text)) {
		if (!number_at(v, v->text, &number))
			return false;
	} else {
		handle = parse_use_name(v->p, v->column, v->text, BIT_OF(SYMBOL_FILE));
		if (!handle)
			return false;
	}
	fill_ref(v, handle, number);
	return true;
}

/* /dev/kvm is the first that the process opened. */
#define SYSTEM_FD 3

static bool value_descriptor(struct value *v)
{
	char name[SYMBOL_TEXT_MAX];
	uint64_t handle, vm, id;

	if (!strcmp(v->text, "system")) {
		fill_ref(v, 0, SYSTEM_FD);
		return true;
	}
	if (looks_like_number(v->text))
		return value_fd(v);
	if (strchr(v->text, '.')) {
		if (!vcpu_name(v, name, &vm, &id))
			return false;
		handle = parse_use_name(v->p, v->column, name, BIT_OF(SYMBOL_VCPU));
	} else {
		handle = parse_use_name(v->p, v->column, v->text,
					BIT_OF(SYMBOL_VM) | BIT_OF(SYMBOL_FILE));
	}
	fill_ref(v, handle, 0);
	return handle != 0;
}

static bool value_keyword(struct value *v)
{
	const struct gms_name_value *pair;

	if (!v->arg->names) {
		fill(v, 1);
		return true;
	}
	pair = find_pair(v->arg->names, v->text, false);
	fill(v, pair ? pair->value : 0);
	return true;
}

/* 0,2 or none. */
static bool value_nodes(struct value *v)
{
	uint64_t nodes;

	if (!nodes_parse(v->text, &nodes))
		return parse_fail(
			v->p, v->column,
			"%s: %s is not a list of nodes from 0 to 31, such as 0,2, or none",
			v->arg->key, quote(v->text).text);
	fill(v, nodes);
	return true;
}

static bool value_empty(struct value *v)
{
	return parse_fail(v->p, v->column, "%s: the value is missing", v->arg->key);
}

bool parse_value(struct value *v)
{
	if (!*v->text)
		return value_empty(v);
	switch (v->arg->kind) {
	case GMS_ARG_NEW_VM:
		return new_name(v, SYMBOL_VM);
	case GMS_ARG_NEW_FILE:
		return new_name(v, SYMBOL_FILE);
	case GMS_ARG_NEW_MAP:
		return new_name(v, SYMBOL_MAP);
	case GMS_ARG_NEW_VCPU:
		return value_new_vcpu(v);
	case GMS_ARG_NEW_PROCESS:
		return new_name(v, SYMBOL_PROCESS);
	case GMS_ARG_NEW_MESSAGE:
		return new_name(v, SYMBOL_MESSAGE);
	case GMS_ARG_NEW_RECEIVED:
		return new_name(v, SYMBOL_FILE);
	case GMS_ARG_SENDABLE:
		return value_sendable(v);
	case GMS_ARG_MESSAGE:
		return value_message(v);
	case GMS_ARG_PROCESS:
		return use_name(v, BIT_OF(SYMBOL_PROCESS));
	case GMS_ARG_VM:
		return use_name(v, BIT_OF(SYMBOL_VM));
	case GMS_ARG_VM_OR_SYSTEM:
		return value_vm_or_system(v);
	case GMS_ARG_VCPU:
		return value_vcpu(v);
	case GMS_ARG_FILE:
		return use_name(v, BIT_OF(SYMBOL_FILE));
	case GMS_ARG_CLOSABLE:
		return value_closable(v);
	case GMS_ARG_MAP:
		return use_name(v, BIT_OF(SYMBOL_MAP));
	case GMS_ARG_SLOT:
		return value_slot(v);
	case GMS_ARG_NUMBER:
		return value_number(v);
	case GMS_ARG_FLAGS:
		return value_flags(v);
	case GMS_ARG_WORD:
	case GMS_ARG_CAP:
		return value_word(v);
	case GMS_ARG_PROT:
		return value_prot(v);
	case GMS_ARG_ADDRESS:
		return value_address(v);
	case GMS_ARG_FD:
		return value_fd(v);
	case GMS_ARG_DESCRIPTOR:
		return value_descriptor(v);
	case GMS_ARG_KEYWORD:
		return value_keyword(v);
	case GMS_ARG_NODES:
		return value_nodes(v);
	}
	return parse_fail(v->p, v->column, "%s: cannot be written", v->arg->key);
}
