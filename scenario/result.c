// SPDX-License-Identifier: BSD-2-Clause
/*
 * Results in words, and against expectations.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "names.h"
#include "print.h"
#include "result.h"

/* ---- Printing ---- */

/* A log that is full of a large slot has more than anybody reads. */
#define PAGES_PRINTED_MAX (1u << 20)

static void print_pages(const struct executor *e, const struct gms_op *op, FILE *out)
{
	uint64_t page, from = 0;
	const char *comma = "";

	for (size_t n = 0; e->next_page(e->self, op, from, &page); n++) {
		if (n == PAGES_PRINTED_MAX) {
			fprintf(out, ",...");
			break;
		}
		fprintf(out, "%s%" PRIu64, comma, page);
		comma = ",";
		if (page == UINT64_MAX)
			break;
		from = page + 1;
	}
}

static void print_place(const struct scenario *s, const struct part *p, FILE *out)
{
	if (p->handle) {
		print_name(s, p->handle, out);
		if (p->number)
			fputc('+', out);
	}
	if (p->number || !p->handle)
		fprintf(out, "0x%" PRIx64, p->number);
}

static void print_code(const struct gms_name_value *names, uint64_t code, FILE *out)
{
	const char *name = name_of(names, code);

	if (name)
		fputs(name, out);
	else
		fprintf(out, "%" PRId64, (int64_t)code);
}

static void print_perm(uint64_t perm, FILE *out)
{
	static const char letters[] = "rwx";

	for (unsigned int i = 0; i < 3; i++)
		fputc(perm >> i & 1 ? letters[i] : '-', out);
	fputc(perm & PERM_SHARED ? 's' : 'p', out);
}

static void print_status(uint64_t status, FILE *out)
{
	const char *name = name_of(errno_names, -status);

	if (name && (int64_t)status < 0)
		fputs(name, out);
	else
		fprintf(out, "%" PRId64, (int64_t)status);
}

static void print_part(const struct scenario *s, const struct executor *e,
		       const struct gms_op *op, const struct part *p, FILE *out)
{
	switch (p->kind) {
	case PART_WORD:
		fputs(p->word, out);
		break;
	case PART_DECIMAL:
		fprintf(out, "%" PRId64, (int64_t)p->number);
		break;
	case PART_HEX:
		fprintf(out, "0x%" PRIx64, p->number);
		break;
	case PART_SIZE:
		print_size(p->number, out);
		break;
	case PART_ERRNO:
		fputs(p->number ? name_of(errno_names, p->number) : "0", out);
		break;
	case PART_BUS_CODE:
		print_code(sigbus_codes, p->number, out);
		break;
	case PART_SEGV_CODE:
		print_code(sigsegv_codes, p->number, out);
		break;
	case PART_FAULT_FLAGS:
		print_flags(memory_fault_flags, p->number, out);
		break;
	case PART_PROT:
		print_prot(p->number, out);
		break;
	case PART_NODES:
		print_nodes(p->number, out);
		break;
	case PART_POLICY_FLAGS:
		print_flags(gms_policy_flags(), p->number, out);
		break;
	case PART_STATUS:
		print_status(p->number, out);
		break;
	case PART_INVARIANT:
		fprintf(out, "%s%" PRIu64,
			p->number & GMS_INVARIANT_X86	  ? INVARIANT_PREFIX_X86
			: p->number & GMS_INVARIANT_ARM64 ? INVARIANT_PREFIX_ARM64
							  : INVARIANT_PREFIX,
			p->number & ~(uint64_t)(GMS_INVARIANT_X86 | GMS_INVARIANT_ARM64));
		break;
	case PART_FILE:
		print_name(s, p->handle, out);
		break;
	case PART_PLACE:
		print_place(s, p, out);
		break;
	case PART_PAGES:
		print_pages(e, op, out);
		break;
	case PART_TEXT:
		print_text(p->word, out);
		break;
	case PART_PERM:
		print_perm(p->number, out);
		break;
	case PART_VM_FLAGS:
		print_flags(vm_flag_names, p->number, out);
		break;
	case PART_POLL:
		print_flags(gms_poll_events(), p->number, out);
		break;
	}
}

void result_print(const struct scenario *s, const struct executor *e, const struct gms_op *op,
		  const struct gms_result *result, FILE *out)
{
	struct view v = result_view(op, result);

	for (unsigned int i = 0; i < v.nr_parts; i++) {
		if (i)
			fputc(' ', out);
		if (v.part[i].key)
			fprintf(out, "%s=", v.part[i].key);
		print_part(s, e, op, &v.part[i], out);
	}
}

/* ---- Matching ---- */

static int compare_pages(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return x < y ? -1 : x > y;
}

/* The expected set against the result's, both in ascending order. */
static bool pages_match(const struct executor *e, const struct gms_op *op, const char *text)
{
	uint64_t pages[PAGES_MAX], seen, from = 0;
	const char *bad;
	size_t count;

	if (!parse_pages(text, pages, &count, &bad))
		return false;
	qsort(pages, count, sizeof(pages[0]), compare_pages);
	for (size_t i = 0; i < count; i++) {
		if (i && pages[i] == pages[i - 1])
			continue;
		if (!e->next_page(e->self, op, from, &seen) || seen != pages[i])
			return false;
		/* No page follows the last that a number can name. */
		if (seen == UINT64_MAX)
			return true;
		from = seen + 1;
	}
	return !e->next_page(e->self, op, from, &seen);
}

static bool names_match(const struct scenario *s, uint64_t handle, const char *text, size_t bytes)
{
	const char *name = scenario_name(s, handle);

	return name && strlen(name) == bytes && !memcmp(name, text, bytes);
}

static bool place_matches(const struct scenario *s, const struct part *p, const char *text)
{
	size_t name_bytes;
	uint64_t offset;

	if (!parse_place(text, &name_bytes, &offset) || offset != p->number)
		return false;
	if (!name_bytes)
		return !p->handle;
	return names_match(s, p->handle, text, name_bytes);
}

static bool part_matches(const struct scenario *s, const struct executor *e,
			 const struct gms_op *op, const struct part *p, const char *text)
{
	uint64_t number;

	switch (p->kind) {
	case PART_WORD:
	case PART_TEXT:
		return !strcmp(text, p->word);
	case PART_FILE:
		return names_match(s, p->handle, text, strlen(text));
	case PART_PLACE:
		return place_matches(s, p, text);
	case PART_PAGES:
		return pages_match(e, op, text);
	default:
		return part_number(p->kind, text, &number) && number == p->number;
	}
}

static const struct part *find_part(const struct view *v, const char *key)
{
	for (unsigned int i = 0; i < v->nr_parts; i++) {
		const char *have = v->part[i].key;

		if (!key == !have && (!key || !strcmp(have, key)))
			return &v->part[i];
	}
	return NULL;
}

/* `ok` for 0 and `0` for ok, where result_is_loose() allows it. */
static bool loosely_matches(const struct gms_op *op, const struct gms_result *r, const char *text)
{
	bool success = r->kind == GMS_RESULT_OK || (r->kind == GMS_RESULT_VALUE && !r->value);

	return result_is_loose(op) && success && (!strcmp(text, "ok") || !strcmp(text, "0"));
}

bool result_matches(const struct scenario *s, const struct executor *e, const struct gms_op *op,
		    const struct gms_result *result, const struct expectation *expect)
{
	struct view v = result_view(op, result);

	if (expect->kind == EXPECT_NOTHING)
		return true;
	/* Parts alone expect a result without a word: `unmapped` is none of them. */
	if (expect->nr_items && expect->items[0].key && find_part(&v, NULL))
		return false;
	for (unsigned int i = 0; i < expect->nr_items; i++) {
		const struct expect_item *item = &expect->items[i];
		const struct part *p = find_part(&v, item->key);

		if (item->key && e->sees && !e->sees(op, item->key))
			continue;
		if (!item->key && loosely_matches(op, result, item->text))
			continue;
		if (!p || !part_matches(s, e, op, p, item->text))
			return false;
	}
	return true;
}
