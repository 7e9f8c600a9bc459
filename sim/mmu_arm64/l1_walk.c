/* SPDX-License-Identifier: BSD-2-Clause */
/* Walks of the tables of an L1 hypervisor. */
#include "l1_walk.h"

#include <errno.h>

#include "esr.h"
#include "fault.h"
#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "vcpu.h"

enum { WALK_READ, WALK_FAULTED, WALK_SET_AF, WALK_SET_AF_FAULTED };

/* Stage 1 forbids writes by the bit by which stage 2 allows them. */
#define S1_READ_ONLY	S2_WRITE
#define S1_ADDRESS_BITS 48

/* How the tables of the walk are to be read.  True but for a VTCR_EL2 that is none. */
static bool regime_of(const struct gms_world *w, const struct task *t, struct s2_vtcr *v,
		      uint32_t *fsc)
{
	if (l1_walk_of(w, t)->stage == L1_STAGE_2)
		return vtcr_read_l1(vcpu_at(w, t->vcpu)->el2.vtcr, arm64_ipa_limit(w), v, fsc);
	*v = (struct s2_vtcr){
		.page_shift = PAGE_SHIFT,
		.ipa_bits = S1_ADDRESS_BITS,
		.pa_bits = arm64_ipa_limit(w),
	};
	return true;
}

static struct s2_vtcr regime(const struct gms_world *w, const struct task *t)
{
	struct s2_vtcr v;
	uint32_t fsc;

	regime_of(w, t, &v, &fsc);
	return v;
}

uint64_t l1_block_bytes(const struct gms_world *w, const struct task *t)
{
	return s2_size(regime(w, t).page_shift, l1_walk_of(w, t)->level);
}

/* ---- How it can fail ---- */

static void fail_walk(struct gms_world *w, struct task *t, enum rule rule, uint32_t fsc,
		      int error)
{
	struct l1_walk *walk = l1_walk_of(w, t);

	apply(w, rule);
	walk->fsc = fsc;
	walk->error = (uint32_t)error;
}

static void unreadable(struct gms_world *w, struct task *t)
{
	fail_walk(w, t, ARM_NV_4, FSC_SEA_WALK | l1_walk_of(w, t)->level, EFAULT);
}

/* The status says it all: errnos of stage 1 (ARM-VNCR-5) are told apart by nobody. */
static void no_output(struct gms_world *w, struct task *t, enum rule rule, uint32_t kind)
{
	fail_walk(w, t, rule, kind | l1_walk_of(w, t)->level, 0);
}

bool l1_walk_begin(struct gms_world *w, struct task *t, uint32_t stage, uint64_t input)
{
	const struct vcpu *vcpu = vcpu_at(w, t->vcpu);
	struct l1_walk *walk = l1_walk_of(w, t);
	uint64_t root = stage == L1_STAGE_2 ? vcpu->el2.vttbr : vcpu->el2.ttbr;
	struct s2_vtcr v;
	uint32_t fsc = 0;

	*walk = (struct l1_walk){ .stage = stage, .input = input };
	if (!regime_of(w, t, &v, &fsc)) {
		fail_walk(w, t, ARM_NV_2, fsc, EFAULT);
		return false;
	}
	walk->table = root & ((1ull << S1_ADDRESS_BITS) - 1) & ~(uint64_t)7;
	if (walk->table >> v.pa_bits) {
		no_output(w, t, ARM_NV_3, FSC_ADDRESS_SIZE);
		return false;
	}
	if (input >> v.ipa_bits) {
		no_output(w, t, ARM_NV_4, FSC_TRANSLATION);
		return false;
	}
	apply(w, stage == L1_STAGE_2 ? ARM_NV_1 : ARM_VNCR_5);
	walk->level = v.start_level;
	return true;
}

/* ---- One descriptor ---- */

static uint64_t descriptor_at(const struct l1_walk *walk, const struct s2_vtcr *v)
{
	uint64_t index = walk->input >> s2_shift(v->page_shift, walk->level);

	if (walk->level > v->start_level)
		index &= (1ull << s2_index_bits(v->page_shift)) - 1;
	return walk->table + index * 8;
}

/* ARM-NV-7: CONT says that more bits of the input are the output's. */
static uint32_t output_shift(const struct l1_walk *walk, const struct s2_vtcr *v)
{
	uint32_t shift = s2_shift(v->page_shift, walk->level);

	if (walk->stage == L1_STAGE_1 || !(walk->entry & S2_CONT))
		return shift;
	if (v->page_shift == 12)
		return shift + 4;
	return shift + (v->page_shift == 14 && walk->level == S2_LAST_LEVEL ? 7 : 5);
}

/* Without FEAT_XNX the lower bit of XN says nothing. ARM-NV-9 */
static uint32_t stage_2_prot(uint64_t d)
{
	return (d & S2_READ ? S2_PROT_R : 0) | (d & S2_WRITE ? S2_PROT_W : 0) |
	       (d & S2_XN_ALL ? 0 : S2_PROT_X);
}

/* It is mapped, if with no rights: that is a bit as well. */
#define MAPPED (1u << 31)

static enum verdict mapped(struct gms_world *w, struct task *t)
{
	const struct s2_vtcr v = regime(w, t);
	struct l1_walk *walk = l1_walk_of(w, t);
	const struct s2_format format = { .page_shift = v.page_shift };
	uint64_t within = (1ull << output_shift(walk, &v)) - 1;

	walk->output = (s2_address(&format, walk->entry) & ~within) | (walk->input & within);
	walk->prot = MAPPED;
	if (walk->stage == L1_STAGE_2)
		walk->prot |= stage_2_prot(walk->entry);
	else
		walk->prot |= walk->entry & S1_READ_ONLY ? S2_PROT_R : S2_PROT_RW;
	apply(w, walk->stage == L1_STAGE_2 ? ARM_NV_7 : ARM_VNCR_5);
	return RETURN;
}

static enum verdict decode(struct gms_world *w, struct task *t)
{
	const struct s2_vtcr v = regime(w, t);
	struct l1_walk *walk = l1_walk_of(w, t);
	const struct s2_format format = { .page_shift = v.page_shift };
	bool table = s2_is_table(walk->entry, walk->level);

	if (!table && !s2_is_leaf(walk->entry, walk->level)) {
		no_output(w, t, ARM_NV_4, FSC_TRANSLATION);
	} else if (!table && walk->level < s2_min_block_level(v.page_shift)) {
		no_output(w, t, ARM_NV_5, FSC_TRANSLATION);
	} else if (s2_address(&format, walk->entry) >> v.pa_bits) {
		no_output(w, t, table ? ARM_NV_4 : ARM_NV_5, FSC_ADDRESS_SIZE);
	} else if (table) {
		walk->table = s2_address(&format, walk->entry);
		walk->level++;
		return jump(t, WALK_READ);
	} else if (walk->entry & S2_AF) {
		return mapped(w, t);
	} else if (v.ha) {
		return jump(t, WALK_SET_AF);
	} else {
		no_output(w, t, ARM_NV_6, FSC_ACCESS_FLAG);
	}
	return RETURN;
}

/* ---- Steps ---- */

/* The folio of the descriptor; 0: HOST_FAULT is to bring it in, or there is none. */
static ref_t reach(struct gms_world *w, struct task *t, bool write, uint32_t *offset, bool *none)
{
	const struct s2_vtcr v = regime(w, t);
	uint64_t at = descriptor_at(l1_walk_of(w, t), &v);

	*offset = (uint32_t)(at & ~PAGE_MASK);
	*none = !kvm_access_at(w, t, at, write);
	return *none ? 0 : host_reach(w, t);
}

static enum verdict read_descriptor(struct gms_world *w, struct task *t)
{
	uint32_t offset;
	bool none;
	ref_t folio = reach(w, t, false, &offset, &none);

	if (none) {
		unreadable(w, t);
		return RETURN;
	}
	if (!folio)
		return call(t, PROTO_HOST_FAULT);
	l1_walk_of(w, t)->entry = content_read(w, folio, offset);
	return decode(w, t);
}

/* Brought in, or not: KVM's copy fails without a signal. */
static enum verdict after_fault(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	if (t->host.failed) {
		unreadable(w, t);
		return RETURN;
	}
	folio_put(w, t->host.frame);
	t->host.frame = 0;
	return jump(t, t->host.write ? WALK_SET_AF : WALK_READ);
}

/* ARM-NV-6: what else fails but a descriptor that changed is L1's business alone. */
static enum verdict set_access_flag(struct gms_world *w, struct task *t)
{
	struct l1_walk *walk = l1_walk_of(w, t);
	uint32_t offset;
	bool none;
	ref_t folio = reach(w, t, true, &offset, &none);

	apply(w, ARM_NV_6);
	if (!none && !folio)
		return call(t, PROTO_HOST_FAULT);
	if (none) {
		fail_walk(w, t, ARM_NV_6, FSC_SEA_WALK | walk->level, 0);
		return RETURN;
	}
	if (content_read(w, folio, offset) != walk->entry) {
		walk->error = EAGAIN;
		return RETURN;
	}
	walk->entry |= S2_AF;
	if (!content_write(w, folio, offset, walk->entry)) {
		fail_walk(w, t, ARM_NV_6, FSC_SEA_WALK | walk->level, 0);
		return RETURN;
	}
	frame_at(w, folio)->flags |= FOLIO_DIRTY;
	mark_page_dirty(w, t->fault.slot,
			slot_at(w, t->fault.slot)->base_gfn +
				((t->host.address - slot_at(w, t->fault.slot)->userspace_addr) >>
				 PAGE_SHIFT));
	return mapped(w, t);
}

static enum verdict after_write_fault(struct gms_world *w, struct task *t)
{
	enum verdict verdict = after_fault(w, t);

	if (t->host.failed) {
		l1_walk_of(w, t)->error = 0;
		apply(w, ARM_NV_6);
	}
	return verdict;
}

const struct step l1_walk_steps[] = {
	[WALK_READ] = { "read-descriptor", read_descriptor },
	[WALK_FAULTED] = { "descriptor-fault", after_fault },
	[WALK_SET_AF] = { "set-access-flag", set_access_flag },
	[WALK_SET_AF_FAULTED] = { "access-flag-fault", after_write_fault },
	{ 0 },
};
