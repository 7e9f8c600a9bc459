/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Long-term references through a mapping: `gup` and `ungup`.  MADV-7.
 *
 * A pinned folio stays what it is when its page is punched: it only leaves the
 * file, and whoever holds the pin keeps storage that nobody else can reach.
 */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"

static struct mapping *pinned_mapping(const struct gms_world *w, const struct task *t)
{
	ref_t mapping = handle_mapping(w, t->op.hva.handle);

	return mapping ? mapping_at(w, mapping) : NULL;
}

static enum verdict gup_fault(struct gms_world *w, struct task *t)
{
	struct mapping *m = pinned_mapping(w, t);
	ref_t vma;

	if (!m)
		return unsupported(t, "a reference is taken through a mapping's name");
	if (map_get(w, &m->pins, t->op.hva.number, NULL))
		return unsupported(t, "a reference is held at this address already");
	t->host.address = ref_address(w, t->op.hva);
	t->host.for_kvm = 1;
	vma = vma_lookup(w, t->mm, t->host.address >> PAGE_SHIFT);
	t->host.write = vma && vma_at(w, vma)->prot & GMS_PROT_WRITE ? 1 : 0;
	return call(t, PROTO_HOST_FAULT);
}

static enum verdict gup_pin(struct gms_world *w, struct task *t)
{
	struct mapping *m = pinned_mapping(w, t);

	if (t->host.failed)
		return fail(w, t, HFAULT_8, gup_error(&t->host));
	if (!map_set(w, &m->pins, t->op.hva.number, t->host.frame)) {
		folio_put(w, t->host.frame);
		return unsupported(t, "the arena has no room for another pin");
	}
	frame_at(w, t->host.frame)->pins++;
	apply(w, MADV_7);
	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	return finish();
}

const struct step gup_steps[] = {
	{ "fault-in", gup_fault },
	{ "pin", gup_pin },
	{ 0 },
};

static enum verdict ungup_run(struct gms_world *w, struct task *t)
{
	struct mapping *m = pinned_mapping(w, t);
	uint64_t folio;

	if (!m || !map_get(w, &m->pins, t->op.hva.number, &folio))
		return unsupported(t, "no reference is held at this address");
	map_erase(w, &m->pins, t->op.hva.number);
	frame_at(w, (ref_t)folio)->pins--;
	folio_put(w, (ref_t)folio);
	apply(w, MADV_7);
	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	return finish();
}

const struct step ungup_steps[] = {
	{ "unpin", ungup_run },
	{ 0 },
};
