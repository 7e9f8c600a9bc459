/* SPDX-License-Identifier: BSD-2-Clause */
/* copy_from_user() and copy_to_user() of an ioctl's structure. */
#include <errno.h>

#include "abi.h"
#include "copy.h"
#include "gmem.h"
#include "host_mm.h"
#include "user_copy.h"

#define COPY_OUT_BYTES 16u

enum { NEXT_PAGE, PAGE_THERE };

enum verdict copy_next_page(struct gms_world *w, struct task *t, struct gms_ref where,
			    uint64_t bytes, bool write)
{
	uint64_t address = ref_address(w, where);

	t->error = 0;
	if (t->copied == bytes)
		return RETURN;
	if (!user_range(w, address, bytes))
		return copy_no_page(t);
	t->host.address = address + t->copied;
	t->host.write = write;
	t->host.for_kvm = 0;
	return call(t, PROTO_HOST_FAULT);
}

enum verdict copy_no_page(struct task *t)
{
	t->error = EFAULT;
	return RETURN;
}

void copy_page_done(struct gms_world *w, struct task *t)
{
	folio_put(w, t->host.frame);
	t->host.frame = 0;
}

static enum verdict next_page(struct gms_world *w, struct task *t, uint64_t bytes, bool write)
{
	apply(w, IOCTL_3);
	return copy_next_page(w, t, t->op.argp, bytes, write);
}

static enum verdict copy_in_page(struct gms_world *w, struct task *t)
{
	return next_page(w, t, abi_bytes(&t->op), false);
}

static enum verdict copy_in_bytes(struct gms_world *w, struct task *t)
{
	uint32_t count;

	if (t->host.failed)
		return copy_no_page(t);
	if (!t->copied)
		abi_clear(&t->op);
	count = bytes_in_page(t->host.address, abi_bytes(&t->op) - t->copied);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t at = (uint32_t)(t->host.address & ~PAGE_MASK) + i;
		uint64_t word = content_read(w, t->host.frame, at & ~7u);

		abi_put(&t->op, t->copied++, (uint8_t)(word >> 8 * (at & 7)));
	}
	copy_page_done(w, t);
	return jump(t, NEXT_PAGE);
}

const struct step copy_in_steps[] = {
	[NEXT_PAGE] = { "copy-in", copy_in_page },
	[PAGE_THERE] = { "copy-in-page", copy_in_bytes },
	{ 0 },
};

static enum verdict copy_out_page(struct gms_world *w, struct task *t)
{
	return next_page(w, t, COPY_OUT_BYTES, true);
}

bool folio_write_byte(struct gms_world *w, ref_t folio, uint32_t at, uint8_t byte)
{
	uint64_t word = content_read(w, folio, at & ~7u), shift = 8 * (at & 7);

	word = (word & ~(0xffull << shift)) | (uint64_t)byte << shift;
	return content_write(w, folio, at & ~7u, word);
}

static enum verdict copy_out_bytes(struct gms_world *w, struct task *t)
{
	const uint64_t words[] = { t->result.gpa, t->result.size };
	uint32_t count;
	bool fits = true;

	if (t->host.failed)
		return copy_no_page(t);
	count = bytes_in_page(t->host.address, COPY_OUT_BYTES - t->copied);
	for (uint32_t i = 0; i < count && fits; i++, t->copied++)
		fits = folio_write_byte(w, t->host.frame,
					(uint32_t)(t->host.address & ~PAGE_MASK) + i,
					(uint8_t)(words[t->copied / 8] >> 8 * (t->copied % 8)));
	copy_page_done(w, t);
	if (fits)
		return jump(t, NEXT_PAGE);
	/* The caller leaves the ioctl with this result. */
	unsupported(t, "the arena has no room for what the ioctl wrote");
	return RETURN;
}

const struct step copy_out_steps[] = {
	[NEXT_PAGE] = { "copy-out", copy_out_page },
	[PAGE_THERE] = { "copy-out-page", copy_out_bytes },
	{ 0 },
};
