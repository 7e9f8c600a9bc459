/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A guest access that needs no KVM: the processor's part of `guest` alone, for
 * those who make many.  What it does gms_run() would do; what it cannot do, it
 * leaves to that.
 */
#include <string.h>

#include "arch.h"
#include "gmem.h"

/* The vCPU behind a handle, if it could be run now and no error waits for it; 0. */
static ref_t ready_vcpu(const struct gms_world *w, uint64_t handle)
{
	ref_t vcpu = handle_vcpu(w, handle);
	const struct vm *vm;

	if (!vcpu || w->pool[POOL_TASK].live || w->inject_left[GMS_INJECT_SIGNAL])
		return 0;
	vm = vm_at(w, vcpu_at(w, vcpu)->vm);
	if (vm->dead || vm->mm != process_at(w, w->current)->mm || vm->has_private_mem)
		return 0;
	return vcpu_at(w, vcpu)->dead_request ? 0 : vcpu;
}

static void forget_hits(struct gms_world *w, uint64_t handle)
{
	ref_t vcpu = ready_vcpu(w, handle);

	memset(&w->of_guest, 0, sizeof(w->of_guest));
	w->of_guest.operations = w->operations;
	w->of_guest.handle = handle;
	w->of_guest.vcpu = vcpu;
}

static bool touch_content(struct gms_world *w, ref_t frame, enum gms_access access,
			  uint32_t offset, uint64_t *value)
{
	if (access == GMS_ACCESS_WRITE)
		return content_write(w, frame, offset, *value);
	*value = content_read(w, frame, offset);
	return true;
}

/* Through the TLB and the tables.  Returns the page; 0: no hit. */
static ref_t walk_and_touch(struct gms_world *w, ref_t vcpu, uint64_t gpa, enum gms_access access,
			    uint64_t *value)
{
	uint32_t offset = (uint32_t)(gpa & ~PAGE_MASK);
	ref_t frame = arch(w)->hit ? arch(w)->hit(w, vcpu, gpa, access) : 0;
	struct translation tr;

	if (frame && frame_at(w, frame)->refs)
		return touch_content(w, frame, access, offset, value) ? frame : 0;
	gpa = arch_access_gpa(w, vm_at(w, vcpu_at(w, vcpu)->vm), gpa, false);
	tr = arch(w)->vcpu_walk(w, vcpu, gpa, access);
	if (!tr.mapped || !arch(w)->permits(&tr, access) || !frame_at(w, tr.frame)->refs ||
	    !touch_content(w, tr.frame, access, offset, value))
		return 0;
	if (arch(w)->accessed)
		arch(w)->accessed(w, vcpu, gpa, &tr, access);
	return tr.frame;
}

bool gms_guest_hit(struct gms_world *w, uint64_t handle, uint64_t gpa, enum gms_access access,
		   uint64_t *value)
{
	uint64_t page = gpa >> PAGE_SHIFT | (uint64_t)access << 62;
	struct hits *h = &w->of_guest;
	struct hit *hit = &h->hit[(page ^ (uint64_t)access) % HITS];

	if (h->operations != w->operations || h->handle != handle)
		forget_hits(w, handle);
	if (!h->vcpu || gpa % 8 || access > GMS_ACCESS_EXEC)
		return false;
	if (hit->frame && hit->page == page)
		return touch_content(w, hit->frame, access, (uint32_t)(gpa & ~PAGE_MASK), value);
	hit->frame = walk_and_touch(w, h->vcpu, gpa, access, value);
	hit->page = page;
	if (!hit->frame)
		return false;
	/* Without a TLB the next access walks, too. */
	if (!w->config.param[GMS_PARAM_TLB])
		hit->frame = 0;
	return true;
}
