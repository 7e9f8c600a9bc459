/* SPDX-License-Identifier: BSD-2-Clause */
/* SPTEs in words. */
#include <stdarg.h>
#include <stdio.h>

#include "spte.h"

struct text {
	char *at;
	size_t bytes;
	size_t length; /* that it would have with room enough */
};

__attribute__((format(printf, 2, 3))) static void add(struct text *text, const char *format, ...)
{
	size_t used = text->length < text->bytes ? text->length : text->bytes;
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(text->at + used, text->bytes - used, format, arguments);
	va_end(arguments);
	text->length += length > 0 ? (size_t)length : 0;
}

static void add_if(struct text *text, bool condition, const char *word)
{
	if (condition)
		add(text, " %s", word);
}

static void add_rights(struct text *text, uint32_t rights)
{
	add(text, " %c%c%c%c", rights & SPTE_READ ? 'r' : '-', rights & SPTE_WRITE ? 'w' : '-',
	    rights & SPTE_EXEC ? 'x' : '-', rights & SPTE_USER ? 'u' : '-');
}

static void add_leaf(struct text *text, const struct spte_format *format, const struct spte *spte)
{
	static const char *const types[] = { "UC", "WC", "type-2", "type-3",
					     "WT", "WP", "WB",	   "type-7" };

	if (!format->npt) {
		add(text, " %s", types[spte->memory_type]);
		add_if(text, spte->ignore_pat, "ipat");
	}
	add_if(text, spte->host_writable, "host-writable");
	add_if(text, spte->mmu_writable, "mmu-writable");
	if (spte->saved) {
		add(text, " saved");
		add_rights(text, spte->saved);
	}
}

static void add_present(struct text *text, const struct spte_format *format,
			const struct spte *spte)
{
	static const char *const sizes[] = { "?", "4K", "2M", "1G" };

	if (spte->kind == SPTE_TABLE)
		add(text, "table");
	else
		add(text, "leaf %s", sizes[spte->level <= PAGING_LEVEL_1G ? spte->level : 0]);
	add_rights(text, spte->rights);
	add_if(text, spte->accessed, "A");
	add_if(text, spte->dirty, "D");
	add_if(text, spte->ad == SPTE_AD_DISABLED, "no-ad");
	add_if(text, spte->ad == SPTE_AD_WRITE_PROTECT, "ad-write-protect");
	add_if(text, spte->encrypted, "encrypted");
	if (spte->kind == SPTE_LEAF)
		add_leaf(text, format, spte);
}

size_t spte_words(const struct spte_format *format, uint64_t e, uint32_t level, char *text,
		  size_t bytes)
{
	struct text out = { .at = text, .bytes = bytes };
	struct spte spte = spte_decode(format, e, level);

	switch (spte.kind) {
	case SPTE_EMPTY:
		add(&out, "empty");
		break;
	case SPTE_FROZEN:
		add(&out, "frozen");
		break;
	case SPTE_MMIO:
		add(&out, "mmio generation 0x%x", spte.generation);
		break;
	case SPTE_TABLE:
	case SPTE_LEAF:
		add_present(&out, format, &spte);
		break;
	case SPTE_FOREIGN:
		add(&out, "foreign");
		break;
	}
	return out.length;
}
