/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The bitmap of KVM_GET_DIRTY_LOG and KVM_CLEAR_DIRTY_LOG, in words of 64 pages, between
 * the process's memory and the slot's second one, t->old_slot's `reported`.  DIRTY-10.
 */
#include "copy.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "user_copy.h"

enum { NEXT_PAGE, PAGE_THERE };

/* Of the ioctl's pages, in whole words. */
static uint64_t bitmap_bytes(const struct gms_world *w, const struct task *t)
{
	bool clears = t->op.code == GMS_OP_CLEAR_DIRTY_LOG;
	uint64_t pages = clears ? t->op.len : slot_at(w, t->old_slot)->npages;

	return (pages + 63) / 64 * 8;
}

/* What the page holds of the bitmap, and where in the page. */
static uint32_t bytes_here(const struct gms_world *w, const struct task *t)
{
	return bytes_in_page(t->host.address, bitmap_bytes(w, t) - t->copied);
}

/* ---- In ---- */

static enum verdict in_next(struct gms_world *w, struct task *t)
{
	struct slot *slot = slot_at(w, t->old_slot);

	if (!t->copied) {
		map_clear(w, &slot->reported);
		slot->all_reported = 0;
	}
	return copy_next_page(w, t, t->op.bitmap, bitmap_bytes(w, t), false);
}

static bool note_byte(struct gms_world *w, struct task *t, uint8_t byte)
{
	uint64_t first = t->op.off + (uint64_t)t->copied * 8;
	bool fits = true;

	for (uint32_t i = 0; i < 8 && fits; i++)
		if (byte >> i & 1)
			fits = map_set(w, &slot_at(w, t->old_slot)->reported, first + i, 1);
	return fits;
}

static enum verdict in_page(struct gms_world *w, struct task *t)
{
	uint32_t count, at = (uint32_t)(t->host.address & ~PAGE_MASK);
	bool fits = true;

	if (t->host.failed)
		return copy_no_page(t);
	count = bytes_here(w, t);
	for (uint32_t i = 0; i < count && fits; i++, t->copied++, at++) {
		uint64_t word = content_read(w, t->host.frame, at & ~7u);

		fits = note_byte(w, t, (uint8_t)(word >> 8 * (at & 7)));
	}
	copy_page_done(w, t);
	if (fits)
		return jump(t, NEXT_PAGE);
	/* Whoever uses the log is told. */
	slot_at(w, t->old_slot)->has_dirty_bitmap = DIRTY_LOST;
	return RETURN;
}

const struct step bitmap_in_steps[] = {
	[NEXT_PAGE] = { "copy-bitmap", in_next },
	[PAGE_THERE] = { "copy-bitmap-page", in_page },
	{ 0 },
};

/* ---- Out ---- */

static enum verdict out_next(struct gms_world *w, struct task *t)
{
	return copy_next_page(w, t, t->op.bitmap, bitmap_bytes(w, t), true);
}

static uint8_t reported_byte(const struct gms_world *w, const struct task *t)
{
	uint64_t first = (uint64_t)t->copied * 8, page = first;
	uint8_t byte = 0;

	for (; dirty_log_next_page(w, &t->op, page, &page) && page < first + 8; page++)
		byte |= (uint8_t)(1u << (page - first));
	return byte;
}

static enum verdict out_page(struct gms_world *w, struct task *t)
{
	uint32_t count, at = (uint32_t)(t->host.address & ~PAGE_MASK);
	bool fits = true;

	if (t->host.failed)
		return copy_no_page(t);
	count = bytes_here(w, t);
	for (uint32_t i = 0; i < count && fits; i++, t->copied++, at++)
		fits = folio_write_byte(w, t->host.frame, at, reported_byte(w, t));
	copy_page_done(w, t);
	if (fits)
		return jump(t, NEXT_PAGE);
	unsupported(t, "the arena has no room for the bitmap of the dirty log");
	return RETURN;
}

const struct step bitmap_out_steps[] = {
	[NEXT_PAGE] = { "copy-bitmap-out", out_next },
	[PAGE_THERE] = { "copy-bitmap-out-page", out_page },
	{ 0 },
};
