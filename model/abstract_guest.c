// SPDX-License-Identifier: BSD-2-Clause
/*
 * What a guest's access finds: which memory it is about, and who is told if there is none.
 */
#include "abstract_state.h"

#define READONLY     2u
#define GUEST_MEMFD  4u
#define ACCESS_BYTES 8

#define EC_DATA	       0x25
#define EC_INSTRUCTION 0x21
#define FSC_SEA	       0x10

/* Where an access ends: in a page, or in a result. */
struct backing {
	uint64_t frame; /* 0: result says why not */
	struct gms_result result;
};

static struct backing backing_failed(struct gms_result r)
{
	return (struct backing){ .result = r };
}

/* EXIT-1, EXIT-2 */
static struct gms_result memory_fault(uint64_t gfn, bool private, int error)
{
	return (struct gms_result){
		.kind = GMS_RESULT_MEMORY_FAULT,
		.gpa = gfn * PAGE,
		.size = PAGE,
		.flags = private ? PRIVATE : 0,
		.error = error,
	};
}

static struct gms_result mmio(const struct gms_op *op, bool is_write)
{
	return (struct gms_result){
		.kind = GMS_RESULT_MMIO,
		.gpa = op->gpa,
		.len = ACCESS_BYTES,
		.is_write = is_write,
	};
}

static bool writes(const struct gms_op *op)
{
	return op->access == GMS_ACCESS_WRITE || op->access == GMS_ACCESS_XADD;
}

/* ---- Where the memory is ---- */

/* GETPFN-1: the page of the file. */
static struct backing from_file(struct abstract *a, const struct abs_slot *s, uint64_t gfn,
				bool private)
{
	const struct abs_file *f = file_get(a, 0, s->file);
	struct abs_frame *frame;

	if (!f)
		return backing_failed(memory_fault(gfn, private, EFAULT));
	frame = page_of(a, f->inode, gfn - s->gfn + s->pgoff);
	if (frame->poisoned)
		return backing_failed(memory_fault(gfn, private, EHWPOISON));
	frame->ready = true;
	frame->dirty = true;
	return (struct backing){ .frame = frame->key.lo };
}

/* EXIT-5, POISON-8: the page at userspace_addr, or a bare error. */
static struct backing from_host(struct abstract *a, const struct abs_vm *vm,
				const struct abs_slot *s, uint64_t gfn, bool is_write)
{
	uint64_t address = s->hva + (gfn - s->gfn) * PAGE;
	const struct abs_vma *v = vma_of(a, vm->mm, address);
	struct gms_result r = { .kind = GMS_RESULT_SIGNAL,
				.signal = SIGBUS,
				.code = BUS_MCEERR_AR };
	struct touch t;

	if (v && !is_write && !(v->prot & GMS_PROT_READ))
		return backing_failed(failure(EFAULT));
	t = host_touch(a, vm->mm, address, is_write ? GMS_PROT_WRITE : GMS_PROT_READ);
	if (t.what == TOUCH_DONE)
		return (struct backing){ .frame = t.frame };
	if (t.what != TOUCH_POISONED)
		return backing_failed(failure(EFAULT));
	r.gpa = address;
	return backing_failed(r);
}

/* CONSUME-2 to CONSUME-4 */
static struct backing back(struct abstract *a, const struct abs_vm *vm, const struct abs_slot *s,
			   uint64_t gfn, bool private, bool is_write)
{
	bool from_gmem = is_x86(a) ? private || s->gmem_only : s->flags & GUEST_MEMFD;

	if (!from_gmem)
		return from_host(a, vm, s, gfn, is_write);
	if (!(s->flags & GUEST_MEMFD))
		return backing_failed(memory_fault(gfn, private, EFAULT));
	return from_file(a, s, gfn, private);
}

/* ---- The access itself ---- */

static struct gms_result access_page(struct abstract *a, const struct gms_op *op,
				     const struct abs_slot *s, uint64_t frame)
{
	uint64_t offset = op->gpa % PAGE, old = word_read(a, frame, offset);

	if (writes(op)) {
		slot_mark_dirty(a, s, op->gpa / PAGE);
		word_write(a, frame, offset,
			   op->access == GMS_ACCESS_XADD ? old + op->value : op->value);
	}
	if (op->access == GMS_ACCESS_WRITE || op->access == GMS_ACCESS_EXEC)
		return done();
	return value((int64_t)old);
}

/* ---- x86 ---- */

/* X86-SNP-1, X86-SNP-3, X86-SNP-9; false: it faults for ever. */
static bool rmp_allows(struct abstract *a, const struct abs_slot *s, uint64_t gfn, bool private,
		       bool from_gmem, bool is_write, uint64_t frame)
{
	struct abs_frame *f = frame_of(a, frame);

	(void)s;
	if (from_gmem && !f->assigned) {
		f->assigned = true;
		f->gfn = gfn;
	}
	if (private)
		return f->assigned && f->gfn == gfn;
	return !is_write || !f->assigned;
}

/* X86-TDX-6: what left the TD comes back empty. */
static void td_accept(struct abstract *a, const struct abs_vm *vm, uint64_t gfn, uint64_t frame)
{
	if (accepted_get(a, vm->key.lo, gfn))
		return;
	list_add(a, LIST_ACCEPTED, vm->key.lo, gfn);
	list_remove_range(a, LIST_WORD, frame, 0, UINT64_MAX);
}

/* X86-MMIO-5 to X86-MMIO-7 */
static struct gms_result no_memory_x86(const struct abs_vm *vm, const struct gms_op *op)
{
	if (op->access != GMS_ACCESS_EXEC)
		return mmio(op, op->access == GMS_ACCESS_WRITE);
	if (vm->type == TYPE_DEFAULT || vm->type == TYPE_SW_PROTECTED)
		return (struct gms_result){ .kind = GMS_RESULT_INTERNAL_ERROR, .value = 1 };
	return (struct gms_result){ .kind = GMS_RESULT_RETRY };
}

/* X86-ERR-7; false: the access names what such a guest cannot. */
static bool kind_of_access(const struct abstract *a, const struct abs_vm *vm,
			   const struct gms_op *op, bool *private)
{
	bool attribute = is_private(a, vm->key.lo, op->gpa / PAGE);

	*private = op->is_private;
	if (vm->type == TYPE_SW_PROTECTED)
		*private = attribute || op->is_private;
	return *private == attribute;
}

static struct gms_result access_x86(struct abstract *a, struct abs_vm *vm,
				    const struct gms_op *op)
{
	uint64_t gfn = op->gpa / PAGE;
	struct abs_slot *s = slot_of_gfn(a, vm->key.lo, gfn);
	struct backing b;
	bool private;

	if (op->gpa >> (a->config.param[GMS_PARAM_ROOT_LEVEL] == 5 ? 57 : 48) && s)
		return unsupported("no table of the second stage translates such an address");

	if (op->is_private && !has_private_mem(a, vm))
		return unsupported("a guest of this type has no private memory");
	if (op->is_private && !a->config.param[GMS_PARAM_AUTO_ACCEPT] &&
	    (vm->type == TYPE_SNP || vm->type == TYPE_TDX))
		return unsupported("how a guest accepts memory is not described");
	if (vm->type == TYPE_TDX && op->access == GMS_ACCESS_EXEC && !op->is_private) {
		vm->dead = true;
		return failure(EIO);
	}
	if (!kind_of_access(a, vm, op, &private)) {
		struct gms_result r = memory_fault(gfn, private, EFAULT);

		/* What is mapped is read, encrypted. */
		if (vm->type == TYPE_SNP && !private && !writes(op))
			r.reason = "X86-SNP-3";
		return r;
	}
	if (!s)
		return private ? memory_fault(gfn, true, EFAULT) : no_memory_x86(vm, op);
	if (s->flags & READONLY && writes(op) && !private)
		return mmio(op, true);
	b = back(a, vm, s, gfn, private, writes(op));
	if (!b.frame)
		return b.result;
	if (vm->type == TYPE_SNP &&
	    !rmp_allows(a, s, gfn, private, private || s->gmem_only, writes(op), b.frame))
		return (struct gms_result){ .kind = GMS_RESULT_RETRY };
	if (vm->type == TYPE_SNP && !private && frame_of(a, b.frame)->assigned)
		return unsupported("what a guest finds encrypted is not described");
	if (meets_error(a, GMS_INJECT_SIGNAL))
		return failure(EINTR);
	if (vm->type == TYPE_TDX && private)
		td_accept(a, vm, gfn, b.frame);
	return access_page(a, op, slot_of_gfn(a, vm->key.lo, gfn), b.frame);
}

/* ---- arm64 ---- */

static struct gms_result arm64_abort(const struct gms_op *op, uint64_t fsc)
{
	return (struct gms_result){
		.kind = GMS_RESULT_ABORT,
		.value = (int64_t)fsc,
		.code = op->access == GMS_ACCESS_EXEC ? EC_INSTRUCTION : EC_DATA,
	};
}

/* ARM-ABORT-10 to ARM-ABORT-13 */
static struct gms_result no_memory_arm64(const struct abs_vm *vm, const struct gms_op *op,
					 bool has_slot)
{
	if (op->access == GMS_ACCESS_EXEC)
		return arm64_abort(op, FSC_SEA);
	if (op->cm && !has_slot)
		return done();
	if (op->cm || op->access == GMS_ACCESS_XADD || op->isv == GMS_BIT_CLEAR)
		return vm->nisv_to_user ? unsupported("what a syndrome says is not described")
					: failure(ENOSYS);
	return mmio(op, writes(op));
}

/* ARM-USER-12: memory of a file cannot have any. */
static bool has_tags(const struct abstract *a, const struct abs_vm *vm, const struct abs_slot *s,
		     uint64_t gfn)
{
	const struct abs_vma *v = vma_of(a, vm->mm, s->hva + (gfn - s->gfn) * PAGE);

	return v && !v->file;
}

static struct gms_result access_arm64(struct abstract *a, struct abs_vm *vm,
				      const struct gms_op *op)
{
	uint64_t gfn = op->gpa / PAGE;
	struct abs_slot *s = slot_of_gfn(a, vm->key.lo, gfn);
	struct backing b;

	if (op->is_private)
		return unsupported("arm64 has no private memory");
	if (names(op, "esr") || op->l2 || op->s1ptw || op->wnr != GMS_BIT_NATURAL || op->cm ||
	    (op->isv != GMS_BIT_NATURAL && op->access == GMS_ACCESS_XADD))
		return unsupported("what a syndrome says is not described");
	if (op->gpa >> ipa_limit(a))
		return arm64_abort(op, 0);
	if (gfn >= gfn_end(a, vm))
		return arm64_abort(op, FSC_SEA);
	if (!s || (s->flags & READONLY && writes(op)))
		return no_memory_arm64(vm, op, s);
	b = back(a, vm, s, gfn, false, writes(op));
	if (!b.frame)
		return b.result;
	if (meets_error(a, GMS_INJECT_SIGNAL))
		return failure(EINTR);
	if (vm->mte && !(s->flags & GUEST_MEMFD) && !has_tags(a, vm, s, gfn))
		return failure(EFAULT);
	return access_page(a, op, slot_of_gfn(a, vm->key.lo, gfn), b.frame);
}

/* ---- KVM_RUN ---- */

struct gms_result next_guest(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_of_vcpu(a, op->vcpu, &error);

	if (error)
		return failure(error);
	if (is_x86(a) && vm->type == TYPE_TDX && a->config.param[GMS_PARAM_LAUNCH_FIRST] &&
	    !vm->launched)
		return failure(EINVAL);
	if (meets_error(a, GMS_INJECT_SIGNAL))
		return failure(EINTR);
	if (op->access != GMS_ACCESS_OUT)
		return is_x86(a) ? access_x86(a, vm, op) : access_arm64(a, vm, op);
	if (!is_x86(a))
		return unsupported("arm64 has no ports");
	return (struct gms_result){
		.kind = GMS_RESULT_IO,
		.gpa = op->gpa,
		.len = 4,
		.is_write = 1,
		.value = (int64_t)op->value,
	};
}

/* CONSUME-7, KVM-1 to KVM-3 */
struct gms_result next_kvm(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_of_vcpu(a, op->vcpu, &error);
	uint64_t gfn = op->gpa / PAGE, offset = op->gpa % PAGE;
	bool is_write = op->access == GMS_ACCESS_WRITE;
	struct abs_slot *s;
	struct touch t;

	if (error)
		return failure(error);
	s = slot_of_gfn(a, vm->key.lo, gfn);
	if (!s || (is_write && s->flags & READONLY))
		return failure(EFAULT);
	t = host_touch(a, vm->mm, s->hva + (gfn - s->gfn) * PAGE,
		       is_write ? GMS_PROT_WRITE : GMS_PROT_READ);
	if (t.what != TOUCH_DONE)
		return failure(EFAULT);
	if (!is_write)
		return value((int64_t)word_read(a, t.frame, offset));
	slot_mark_dirty(a, s, gfn);
	word_write(a, t.frame, offset, op->value);
	return done();
}

/* ---- Prefault ---- */

static struct gms_result prefault_result(uint64_t gpa, uint64_t left, int error)
{
	return (struct gms_result){
		.kind = GMS_RESULT_PREFAULT,
		.gpa = gpa,
		.size = left,
		.error = error,
	};
}

/* PREFAULT-6, X86-PREFAULT-4: 0, or the errno. */
static int prefault_page(struct abstract *a, const struct abs_vm *vm, uint64_t gfn)
{
	const struct abs_slot *s = slot_of_gfn(a, vm->key.lo, gfn);
	bool private = has_private_mem(a, vm) && is_private(a, vm->key.lo, gfn);
	struct backing b;

	if (!s)
		return private ? EFAULT : ENOENT;
	b = back(a, vm, s, gfn, private, false);
	if (!b.frame)
		return b.result.error;
	if (vm->type == TYPE_SNP)
		rmp_allows(a, s, gfn, private, private || s->gmem_only, false, b.frame);
	if (vm->type == TYPE_TDX && private)
		td_accept(a, vm, gfn, b.frame);
	return 0;
}

/* The loop looks, and the architecture does. PREFAULT-3, PREFAULT-5 */
static bool signal_at_prefault(struct abstract *a)
{
	if (meets_error(a, GMS_INJECT_SIGNAL))
		return true;
	return meets_error(a, GMS_INJECT_SIGNAL);
}

struct gms_result next_prefault(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_of_vcpu(a, op->vcpu, &error);
	uint64_t gpa = op->gpa, end = op->gpa + op->size;

	if (error)
		return failure(error);
	if (!is_x86(a) || !has(a, HAS_PREFAULT))
		return failure(EINVAL);
	if (op->flags || !aligned(op->gpa) || !aligned(op->size) || end <= op->gpa)
		return prefault_result(gpa, op->size, EINVAL);
	if (!a->config.param[GMS_PARAM_TDP] || (vm->type >= TYPE_SNP && !vm->launched))
		return prefault_result(gpa, op->size, EOPNOTSUPP);
	for (; gpa < end && !error && !a->exhausted; gpa += error ? 0 : PAGE)
		error = signal_at_prefault(a) ? EINTR : prefault_page(a, vm, gpa / PAGE);
	return prefault_result(gpa, end - gpa, gpa == op->gpa ? error : 0);
}

/* ---- Launch ---- */

/* POPULATE-2, POPULATE-5 to POPULATE-7: one page; 0, or the errno. */
static int populate_gfn(struct abstract *a, const struct abs_vm *vm, uint64_t gfn,
			uint64_t source, bool has_source)
{
	const struct abs_slot *s = slot_of_gfn(a, vm->key.lo, gfn);
	const struct abs_file *f = s ? file_get(a, 0, s->file) : NULL;
	struct touch t = { .what = TOUCH_DONE };
	struct abs_frame *frame;
	uint64_t id;

	if (!s || !(s->flags & GUEST_MEMFD))
		return EINVAL;
	if (!f)
		return EFAULT;
	if (!has_source && vm->type == TYPE_TDX && has(a, HAS_POPULATE_SOURCE_FIRST))
		return EINVAL;
	if (has_source)
		t = host_touch(a, a->mm, source, GMS_PROT_READ);
	if (t.what != TOUCH_DONE && has(a, HAS_POPULATE_NO_EEXIST))
		return EFAULT;
	frame = page_of(a, f->inode, gfn - s->gfn + s->pgoff);
	if (frame->poisoned)
		return EHWPOISON;
	if (frame->ready && !has(a, HAS_POPULATE_NO_EEXIST))
		return EEXIST;
	if (!is_private(a, vm->key.lo, gfn))
		return EINVAL;
	if (t.what != TOUCH_DONE || (!has_source && vm->type == TYPE_TDX))
		return has(a, HAS_POPULATE_NO_EEXIST) ? EOPNOTSUPP : EFAULT;
	if (vm->type == TYPE_SNP ? frame->assigned : accepted_get(a, vm->key.lo, gfn) != NULL)
		return vm->type == TYPE_SNP ? EEXIST : EIO;
	id = frame->key.lo;
	frame->ready = true;
	frame->assigned = vm->type == TYPE_SNP;
	frame->gfn = gfn;
	list_remove_range(a, LIST_WORD, id, 0, UINT64_MAX);
	if (has_source)
		frame_copy(a, id, t.frame);
	if (vm->type == TYPE_TDX)
		list_add(a, LIST_ACCEPTED, vm->key.lo, gfn);
	return 0;
}

/* POPULATE-3: SNP stops at the end of the slot without a word. */
static uint64_t populate_end(const struct abstract *a, const struct abs_vm *vm,
			     const struct gms_op *op)
{
	const struct abs_slot *s = slot_of_gfn(a, vm->key.lo, op->gpa / PAGE);
	uint64_t end = op->gpa + op->size;

	if (vm->type == TYPE_SNP && s && (s->gfn + s->npages) * PAGE < end)
		return (s->gfn + s->npages) * PAGE;
	return end;
}

static bool has_launch(const struct abstract *a, const struct abs_vm *vm)
{
	return is_x86(a) && (vm->type == TYPE_SNP || vm->type == TYPE_TDX) &&
	       has(a, HAS_POPULATE);
}

struct gms_result next_populate(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);
	uint64_t gpa = op->gpa, source = address_of(a, &op->hva), end;
	bool has_source = op->hva.handle || op->hva.number;

	if (error)
		return failure(error);
	if (!has_launch(a, vm))
		return failure(not_built(a));
	if (vm->launched)
		return failure(EINVAL);
	if (!op->size || !aligned(op->gpa) || !aligned(op->size) || !aligned(source) ||
	    op->gpa + op->size <= op->gpa)
		return prefault_result(gpa, op->size, EINVAL);
	end = populate_end(a, vm, op);
	for (; gpa < end && !error && !a->exhausted; gpa += error ? 0 : PAGE)
		error = meets_error(a, GMS_INJECT_SIGNAL)
				? EINTR
				: populate_gfn(a, vm, gpa / PAGE, source + gpa - op->gpa,
					       has_source);
	/* SNP: EIO whatever the reason, and none once a page was done. X86-SNP-7 */
	if (vm->type == TYPE_SNP)
		error = gpa > op->gpa ? 0 : error ? EIO : 0;
	return prefault_result(gpa, op->gpa + op->size - gpa, error);
}

/* LAUNCH-1, LAUNCH-2 */
struct gms_result next_finalize(struct abstract *a, const struct gms_op *op)
{
	int error;
	struct abs_vm *vm = vm_named(a, op->vm, &error);

	if (error)
		return failure(error);
	if (!has_launch(a, vm))
		return failure(not_built(a));
	if (vm->launched)
		return failure(EINVAL);
	vm->launched = true;
	return value(0);
}
