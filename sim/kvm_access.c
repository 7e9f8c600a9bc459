/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM's own accesses to guest memory, in the context of a vCPU: kvm_read_guest(),
 * kvm_write_guest().  CONSUME-7.
 *
 * They do not look at stage 2, at the attribute, or at the slot's file: they copy
 * from and to userspace_addr, as the process itself could.
 */
#include <errno.h>
#include <string.h>

#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "profile.h"
#include "vcpu.h"

enum { KVM_ENTER, KVM_LOOKUP, KVM_DONE };
enum { COPY_REACH, COPY_FAULTED };

static enum verdict kvm_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (t->op.gpa % 8)
		return vcpu_ioctl_unsupported(w, t,
					      "an access of KVM is 8 bytes at a multiple of 8");
	return NEXT;
}

bool kvm_access_at(struct gms_world *w, struct task *t, uint64_t gpa, bool write)
{
	const struct slot *slot;

	t->fault.slot = slot_lookup(w, fault_vm(w, t), 0, gpa >> PAGE_SHIFT);
	slot = slot_at(w, t->fault.slot);
	if (!t->fault.slot || slot->flags & (MEMSLOT_INVALID | (write ? MEM_READONLY : 0))) {
		apply(w, KVM_1);
		return false;
	}
	apply(w, CONSUME_7);
	memset(&t->host, 0, sizeof(t->host));
	t->host.address = slot->userspace_addr + (gpa - (slot->base_gfn << PAGE_SHIFT));
	t->host.write = write;
	return true;
}

static enum verdict kvm_lookup(struct gms_world *w, struct task *t)
{
	if (!kvm_access_at(w, t, t->op.gpa, t->op.access == GMS_ACCESS_WRITE))
		return vcpu_ioctl_fail(w, t, KVM_1, EFAULT);
	return call(t, PROTO_KVM_COPY);
}

/* The instruction that copies faults as the process would, but is not killed for it. */
static enum verdict kvm_done(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	return t->host.failed ? vcpu_ioctl_fail(w, t, KVM_2, EFAULT) : vcpu_ioctl_leave(w, t);
}

const struct step kvm_steps[] = {
	[KVM_ENTER] = { "enter", kvm_enter, .take = need_op_vcpu },
	[KVM_LOOKUP] = { "lookup", kvm_lookup, .take = need_fault_srcu },
	[KVM_DONE] = { "done", kvm_done },
	{ 0 },
};

/* ---- KVM_COPY ---- */

/* Adding, as the emulator of an instruction does, reads and writes. */
static enum verdict kvm_copied(struct gms_world *w, struct task *t, ref_t folio)
{
	uint32_t offset = (uint32_t)(t->host.address & ~PAGE_MASK);
	uint64_t before = content_read(w, folio, offset), value = t->op.value;

	t->result = (struct gms_result){ .kind = GMS_RESULT_OK };
	if (!t->host.write || t->op.access == GMS_ACCESS_XADD)
		t->result =
			(struct gms_result){ .kind = GMS_RESULT_VALUE, .value = (int64_t)before };
	if (!t->host.write)
		return RETURN;
	if (t->op.access == GMS_ACCESS_XADD)
		value += before;
	frame_at(w, folio)->flags |= FOLIO_DIRTY;
	if (!content_write(w, folio, offset, value)) {
		unsupported(t, "the arena has no room for what KVM wrote");
		return RETURN;
	}
	apply(w, KVM_3);
	mark_page_dirty(w, t->fault.slot, t->op.gpa >> PAGE_SHIFT);
	return RETURN;
}

/* B-49. */
static ref_t file_page(const struct gms_world *w, const struct task *t)
{
	const struct slot *slot = slot_at(w, t->fault.slot);
	uint64_t page = (t->op.gpa >> PAGE_SHIFT) - slot->base_gfn + slot->gmem_pgoff;

	return slot->gmem_file ? folio_lookup(w, file_at(w, slot->gmem_file)->inode, page) : 0;
}

static enum verdict copy_reach(struct gms_world *w, struct task *t)
{
	ref_t folio = has(w, SW_KVM_READS_THE_FILE) ? file_page(w, t) : 0;

	if (!folio)
		folio = host_reach(w, t);

	return folio ? kvm_copied(w, t, folio) : call(t, PROTO_HOST_FAULT);
}

static enum verdict copy_faulted(struct gms_world *w, struct task *t)
{
	if (t->host.failed)
		return RETURN;
	folio_put(w, t->host.frame);
	t->host.frame = 0;
	return jump(t, COPY_REACH);
}

const struct step kvm_copy_steps[] = {
	[COPY_REACH] = { "copy", copy_reach },
	[COPY_FAULTED] = { "after-fault", copy_faulted },
	{ 0 },
};
