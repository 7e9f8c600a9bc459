/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * KVM_CREATE_VCPU, and one guest access as a vCPU inside KVM_RUN makes it.
 *
 *	enter -> walk --permitted--> the access, leave
 *	          ^  |
 *	          |  fault protocol (SRCU held from its first step)
 *	          |  |
 *	      re-enter --exit, MMIO--> leave
 *
 * A fault that was mapped, or has to be retried, goes back to the walk, with
 * SRCU dropped in between as the kernel does before it enters the guest.
 */
#include <errno.h>

#include "arch.h"
#include "fault.h"
#include "gmem.h"
#include "memslot.h"
#include "vcpu.h"

/* ---- KVM_CREATE_VCPU ---- */

/* 0, or the errno. */
static int open_vcpu(struct gms_world *w, ref_t vm, ref_t vcpu, uint64_t handle)
{
	ref_t file = file_new(w, FILE_VCPU);
	int error;

	if (!file)
		return reject(w, FD_5, ENOMEM);
	file_at(w, file)->vm = vm;
	file_at(w, file)->vcpu = vcpu;
	error = handle_install(w, handle, file, true);
	if (error)
		pool_give(w, POOL_FILE, file);
	else
		vm_at(w, vm)->refs++;
	return error;
}

static enum verdict vcpu_create(struct gms_world *w, struct task *t)
{
	ref_t ref = handle_vm(w, t->op.vm), vcpu;
	struct vm *vm = vm_at(w, ref);
	int error;

	if (!ref)
		return fail(w, t, FD_1, EBADF);
	if (vm_refuses(w, t, ref))
		return fail(w, t, IOCTL_1, EIO);
	if (t->op.vcpu_id >= arch(w)->max_vcpu_ids || vm->vcpus.count >= arch(w)->max_vcpus)
		return fail(w, t, VCPU_1, EINVAL);
	if (map_get(w, &vm->vcpus, t->op.vcpu_id, NULL))
		return fail(w, t, VCPU_2, EEXIST);
	vcpu = pool_take(w, POOL_VCPU);
	if (!vcpu || !map_set(w, &vm->vcpus, t->op.vcpu_id, vcpu)) {
		if (vcpu)
			pool_give(w, POOL_VCPU, vcpu);
		return fail(w, t, VCPU_3, ENOMEM);
	}
	*vcpu_at(w, vcpu) = (struct vcpu){
		.vm = ref,
		.id = (uint32_t)t->op.vcpu_id,
		.handle = t->op.define,
	};
	error = open_vcpu(w, ref, vcpu, t->op.define);
	if (!error)
		return succeed(w, t, VCPU_4, 0);
	map_erase(w, &vm->vcpus, t->op.vcpu_id);
	pool_give(w, POOL_VCPU, vcpu);
	t->result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
	return finish();
}

const struct step vcpu_steps[] = {
	{ "create", vcpu_create },
	{ 0 },
};

static void vcpu_free(struct gms_world *w, ref_t vcpu)
{
	map_clear(w, &vcpu_at(w, vcpu)->tlb);
	map_clear(w, &vcpu_at(w, vcpu)->async_pf);
	pool_give(w, POOL_VCPU, vcpu);
}

void vcpus_destroy(struct gms_world *w, ref_t ref)
{
	struct vm *vm = vm_at(w, ref);
	uint64_t id, vcpu;

	for (bool more = map_first(w, &vm->vcpus, &id, &vcpu); more;
	     more = map_next(w, &vm->vcpus, &id, &vcpu))
		vcpu_free(w, (ref_t)vcpu);
	map_clear(w, &vm->vcpus);
}

/* ---- Ioctls on a vCPU ---- */

struct need need_op_vcpu(const struct gms_world *w, const struct task *t)
{
	ref_t file = process_file(w, t->process, t->op.vcpu);

	/* IOCTL-2: who is refused does not wait for the vCPU. */
	if (!file || file_at(w, file)->kind != FILE_VCPU ||
	    vm_refuses(w, t, file_at(w, file)->vm))
		return NEED_NOTHING;
	return need(GMS_LOCK_VCPU, LOCK_WRITE, file_at(w, file)->vcpu);
}

enum verdict vcpu_ioctl_enter(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file(w, t->op.vcpu);

	if (!file || file_at(w, file)->kind != FILE_VCPU)
		return fail(w, t, FD_1, EBADF);
	if (vm_refuses(w, t, file_at(w, file)->vm))
		return fail(w, t, IOCTL_2, EIO);
	file_get(w, file);
	t->run_file = file;
	t->vcpu = file_at(w, file)->vcpu;
	t->vm = file_at(w, file)->vm;
	return NEXT;
}

enum verdict vcpu_ioctl_leave(struct gms_world *w, struct task *t)
{
	ref_t vcpu = t->vcpu, vm = vcpu_at(w, vcpu)->vm, file = t->run_file;

	fault_return_tables(w, t);
	if (holds(t, GMS_LOCK_SRCU, vm))
		unlock(w, t, GMS_LOCK_SRCU, vm);
	vcpu_at(w, vcpu)->hw_mmu = 0;
	unlock(w, t, GMS_LOCK_VCPU, vcpu);
	t->vcpu = 0;
	t->vm = 0;
	t->run_file = 0;
	/* The last reference to the vCPU's file may be the last to the VM. */
	file_put(w, t, file);
	return finish();
}

enum verdict vcpu_ioctl_fail(struct gms_world *w, struct task *t, enum rule rule, int error)
{
	fail(w, t, rule, error);
	return vcpu_ioctl_leave(w, t);
}

enum verdict vcpu_ioctl_unsupported(struct gms_world *w, struct task *t, const char *reason)
{
	unsupported(t, reason);
	return vcpu_ioctl_leave(w, t);
}

bool vcpu_take_dead_request(struct gms_world *w, ref_t vcpu)
{
	bool dead = vcpu_at(w, vcpu)->dead_request;

	vcpu_at(w, vcpu)->dead_request = 0;
	return dead;
}

/* ---- One guest access ---- */

enum { GUEST_ENTER, GUEST_WALK, GUEST_REENTER, GUEST_WORK };

#define IO_PORTS 0x10000
#define CPL_MAX	 3

static enum verdict guest_out_check(struct gms_world *w, struct task *t)
{
	if (gms_world_arch(w) != GMS_ARCH_X86)
		return vcpu_ioctl_unsupported(w, t, "only x86 has I/O ports");
	if (t->op.gpa >= IO_PORTS || t->op.value > UINT32_MAX)
		return vcpu_ioctl_unsupported(w, t, "out writes 4 bytes to a port below 0x10000");
	return NEXT;
}

static bool has_syndrome(const struct gms_op *op)
{
	return op->esr || op->s1ptw || op->cm || op->l2 || op->isv != GMS_BIT_NATURAL ||
	       op->wnr != GMS_BIT_NATURAL;
}

/* The vCPU's hypervisor returns to its own guest. */
static enum verdict guest_enter_l2(struct gms_world *w, struct task *t)
{
	if (!vcpu_at(w, t->vcpu)->has_el2)
		return vcpu_ioctl_unsupported(w, t, "the vCPU has no EL2: el2 comes first");
	return call(t, arch(w)->l2_protocol);
}

bool vcpu_may_run(struct gms_world *w, ref_t vm)
{
	if (arch(w)->first_run)
		arch(w)->first_run(w, vm_at(w, vm));
	return !arch(w)->may_run || arch(w)->may_run(w, vm_at(w, vm));
}

static enum verdict guest_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict = vcpu_ioctl_enter(w, t);

	if (verdict != NEXT)
		return verdict;
	if (t->op.access > GMS_ACCESS_OUT)
		return vcpu_ioctl_unsupported(w, t, "there is no such access");
	if (t->op.access == GMS_ACCESS_OUT)
		return guest_out_check(w, t);
	if (t->op.gpa % 8)
		return vcpu_ioctl_unsupported(w, t,
					      "a guest access is 8 bytes at a multiple of 8");
	if (has_syndrome(&t->op) && !arch(w)->syndrome)
		return vcpu_ioctl_unsupported(w, t,
					      "l2, esr=, s1ptw, cm, isv= and wnr= are arm64's");
	if (t->op.mode && (gms_world_arch(w) != GMS_ARCH_X86 || t->op.mode > CPL_MAX))
		return vcpu_ioctl_unsupported(w, t, "cpl= is x86's, 0 to 3");
	if (vm_at(w, t->vm)->prefault_refused && !vcpu_may_run(w, t->vm))
		return vcpu_ioctl_fail(w, t, X86_TDX_12, EINVAL);
	if (t->op.is_private && !vm_at(w, t->vm)->has_private_mem)
		return vcpu_ioctl_unsupported(w, t,
					      "a VM of this type makes no private accesses");
	if (t->op.l2)
		return guest_enter_l2(w, t);
	return NEXT;
}

/* CONSUME-1: private memory is not reached by a shared access, nor the reverse. */
static bool wrong_kind(struct gms_world *w, const struct task *t, const struct translation *tr)
{
	return arch(w)->wrong_kind && arch(w)->wrong_kind(w, t, tr);
}

static bool takes_abort(const struct gms_world *w, const struct task *t)
{
	return arch(w)->takes_abort && arch(w)->takes_abort(w, t);
}

/* What page tables must permit: whoever adds reads and writes; a fetch's walk reads. */
static enum gms_access access_needed(const struct task *t)
{
	if (t->op.s1ptw && t->op.access == GMS_ACCESS_EXEC)
		return GMS_ACCESS_READ;
	if (t->op.access == GMS_ACCESS_XADD)
		return GMS_ACCESS_WRITE;
	return (enum gms_access)t->op.access;
}

/* The access itself: 8 bytes of the page's content. */
static enum verdict guest_access(struct gms_world *w, struct task *t,
				 const struct translation *tr)
{
	uint32_t offset = (uint32_t)(t->op.gpa & ~PAGE_MASK);
	ref_t frame = tr->frame;
	uint64_t before = content_read(w, frame, offset), value = t->op.value;

	t->result = (struct gms_result){
		.kind = GMS_RESULT_OK,
		.level = tr->level,
		.prot = tr->prot,
	};
	/* Cache maintenance moves no data. */
	if (t->op.cm)
		return vcpu_ioctl_leave(w, t);
	if (arch(w)->seen_by_guest)
		before = arch(w)->seen_by_guest(w, t, frame, before);
	if (t->op.access == GMS_ACCESS_READ || t->op.access == GMS_ACCESS_XADD) {
		t->result.kind = GMS_RESULT_VALUE;
		t->result.value = (int64_t)before;
	}
	if (t->op.access == GMS_ACCESS_XADD)
		value += before;
	if (!frame_at(w, frame)->refs)
		apply(w, X86_TLB_4);
	else if (access_needed(t) == GMS_ACCESS_WRITE && !content_write(w, frame, offset, value))
		return vcpu_ioctl_unsupported(w, t,
					      "the arena has no room for what the guest wrote");
	return vcpu_ioctl_leave(w, t);
}

/* The guest's handler of #VC or #VE: KVM_EXIT_MMIO is what it asks for. */
static enum verdict guest_mmio_request(struct gms_world *w, struct task *t)
{
	bool is_write = t->op.access == GMS_ACCESS_WRITE;

	t->result = (struct gms_result){
		.kind = GMS_RESULT_MMIO,
		.gpa = t->op.gpa,
		.len = 8,
		.is_write = is_write,
		.value = is_write ? (int64_t)t->op.value : 0,
	};
	return vcpu_ioctl_leave(w, t);
}

/* VCPU-6: no memory is involved. */
static enum verdict guest_out(struct gms_world *w, struct task *t)
{
	apply(w, VCPU_6);
	t->result = (struct gms_result){
		.kind = GMS_RESULT_IO,
		.gpa = t->op.gpa,
		.len = 4,
		.is_write = 1,
		.value = (int64_t)t->op.value,
	};
	return vcpu_ioctl_leave(w, t);
}

static struct translation vcpu_walk(struct gms_world *w, ref_t vcpu, uint64_t gpa,
				    enum gms_access access)
{
	if (arch(w)->vcpu_walk)
		return arch(w)->vcpu_walk(w, vcpu, gpa, access);
	return arch(w)->walk(w, vcpu_at(w, vcpu)->vm, gpa);
}

/* The processor's walk, atomic: it uses the entries as they are at this moment. */
static enum verdict guest_walk(struct gms_world *w, struct task *t)
{
	enum gms_access access = access_needed(t);
	ref_t vm = vcpu_at(w, t->vcpu)->vm;
	uint64_t gpa = arch_access_gpa(w, vm_at(w, vm), t->op.gpa, t->op.is_private);
	struct translation tr = vcpu_walk(w, t->vcpu, gpa, access);

	t->vm = vm;
	if (vcpu_take_dead_request(w, t->vcpu))
		return vcpu_ioctl_fail(w, t, IOCTL_2, EIO);
	if (injected(w, GMS_INJECT_SIGNAL))
		return vcpu_ioctl_fail(w, t, VCPU_5, EINTR);
	if (t->op.access == GMS_ACCESS_OUT)
		return guest_out(w, t);
	if (tr.mapped && arch(w)->permits(&tr, access) && !wrong_kind(w, t, &tr) &&
	    !takes_abort(w, t)) {
		if (arch(w)->accessed)
			arch(w)->accessed(w, t->vcpu, gpa, &tr, access);
		if (vm_at(w, vm)->has_protected_state && arch(w)->acceptance &&
		    arch(w)->acceptance(w, t, tr.frame))
			return vcpu_ioctl_leave(w, t);
		return guest_access(w, t, &tr);
	}
	if (arch(w)->guest_asks_for_mmio && arch(w)->guest_asks_for_mmio(w, t, &tr))
		return guest_mmio_request(w, t);
	if (vm_at(w, vm)->has_private_mem)
		apply(w, CONSUME_1);
	fault_begin(w, t, gpa, access);
	t->fault.permission = tr.mapped;
	t->fault.mmio = tr.mmio;
	if (arch(w)->syndrome)
		arch(w)->syndrome(w, t, &tr);
	return call(t, arch(w)->fault_protocol);
}

/* X86-TDX-3: the same fault once more, without entering the guest in between. */
static enum verdict retry_inside(struct gms_world *w, struct task *t)
{
	apply(w, X86_TDX_3);
	if (vcpu_take_dead_request(w, t->vcpu))
		return vcpu_ioctl_fail(w, t, IOCTL_2, EIO);
	if (fault_retries_for_ever(w, t))
		return vcpu_ioctl_leave(w, t);
	fault_begin(w, t, t->fault.gpa, access_needed(t));
	return call_then(t, arch(w)->fault_protocol, GUEST_REENTER);
}

static enum verdict guest_reenter(struct gms_world *w, struct task *t)
{
	fault_vm(w, t);
	fault_return_tables(w, t);
	if (t->fault.outcome == FAULT_RETRY && arch(w)->retries_inside &&
	    arch(w)->retries_inside(w, t))
		return retry_inside(w, t);
	if (holds(t, GMS_LOCK_SRCU, t->vm))
		unlock(w, t, GMS_LOCK_SRCU, t->vm);
	if (t->fault.outcome == FAULT_EMULATE)
		arch(w)->emulate(w, t);
	if (t->fault.outcome == FAULT_EMULATE || t->fault.outcome == FAULT_EXIT)
		return vcpu_ioctl_leave(w, t);
	if (t->fault.outcome == FAULT_HALT)
		return call_then(t, PROTO_ASYNC_PF_DONE, GUEST_WALK);
	if (fault_retries_for_ever(w, t))
		return vcpu_ioctl_leave(w, t);
	return t->pending_release ? NEXT : jump(t, GUEST_WALK);
}

/* RELEASE-4: inside KVM_RUN a queued release runs before the guest is entered again. */
static enum verdict guest_task_work(struct gms_world *w, struct task *t)
{
	(void)w;
	t->fault.retries_alone = 0;
	if (t->pending_release)
		return call_then(t, PROTO_RELEASE, GUEST_WORK);
	return jump(t, GUEST_WALK);
}

/* X86-SNP-10, X86-TDX-15: it faults as a private write does. */
static enum verdict accept_enter(struct gms_world *w, struct task *t)
{
	enum verdict verdict;

	t->op.access = GMS_ACCESS_WRITE;
	t->op.is_private = 1;
	t->op.isv = t->op.wnr = GMS_BIT_NATURAL;
	verdict = guest_enter(w, t);
	if (verdict != NEXT)
		return verdict;
	if (!vm_at(w, t->vm)->has_protected_state)
		return vcpu_ioctl_unsupported(w, t, "a guest of this type accepts no memory");
	if (t->op.is_delete && vm_at(w, t->vm)->direct_gfn_bits)
		return vcpu_ioctl_unsupported(w, t, "a TD does not rescind what it accepted");
	return NEXT;
}

const struct step accept_steps[] = {
	[GUEST_ENTER] = { "enter", accept_enter, .take = need_op_vcpu },
	[GUEST_WALK] = { "walk", guest_walk },
	[GUEST_REENTER] = { "re-enter", guest_reenter },
	[GUEST_WORK] = { "task-work", guest_task_work },
	{ 0 },
};

const struct step guest_steps[] = {
	[GUEST_ENTER] = { "enter", guest_enter, .take = need_op_vcpu },
	[GUEST_WALK] = { "walk", guest_walk },
	[GUEST_REENTER] = { "re-enter", guest_reenter },
	[GUEST_WORK] = { "task-work", guest_task_work },
	{ 0 },
};
