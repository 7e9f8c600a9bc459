/* SPDX-License-Identifier: BSD-2-Clause */
/* What KVM's arm64 code decides outside of an abort: VM types, capabilities, slots. */
#include <errno.h>

#include "gmem.h"
#include "host_mm.h"
#include "memslot.h"
#include "nested.h"
#include "pkvm.h"
#include "profile.h"
#include "tables.h"
#include "tlb.h"

#define VM_TYPE_IPA_MASK  0xffu
#define VM_TYPE_PROTECTED 0x80000000u

uint32_t arm64_ipa_limit(const struct gms_world *w)
{
	const struct s2_host host = {
		.page_shift = PAGE_SHIFT,
		.pa_bits = (uint32_t)w->config.param[GMS_PARAM_PA_BITS],
		.lpa2 = w->config.param[GMS_PARAM_LPA2],
	};

	return s2_ipa_limit(&host);
}

/* ARM-VM-2. */
static int init_ipa_range(struct gms_world *w, struct vm *vm)
{
	uint64_t bits = vm->type & VM_TYPE_IPA_MASK;

	if (is_pkvm(w))
		bits = arm64_ipa_limit(w);
	else if (bits && (bits < ARM64_MIN_IPA_BITS || bits > arm64_ipa_limit(w)))
		return reject(w, ARM_VM_2, EINVAL);
	apply(w, ARM_VM_2);
	vm->ipa_bits = bits ? (uint32_t)bits : ARM64_DEFAULT_IPA_BITS;
	vm->start_level = s2_start_level(PAGE_SHIFT, vm->ipa_bits);
	return 0;
}

/* ARM-VM-4: after all the rest, which is given back. */
static int init_protected(struct gms_world *w, struct vm *vm)
{
	if (!(vm->type & VM_TYPE_PROTECTED))
		return 0;
	if (!is_pkvm(w)) {
		for (uint32_t i = 0; i < MMU_MAX_ROOTS && vm->root[i]; i++) {
			table_give(w, vm->root[i]);
			vm->root[i] = 0;
		}
		return reject(w, ARM_VM_4, EINVAL);
	}
	apply(w, ARM_VM_4);
	vm->has_protected_state = 1;
	vm->prefault_refused = 1;
	return 0;
}

static int arm64_vm_init(struct gms_world *w, struct vm *vm)
{
	uint32_t known = VM_TYPE_IPA_MASK;
	int error;

	if (has(w, SW_ARM_PROTECTED_VMS))
		known |= VM_TYPE_PROTECTED;
	if (vm->type & ~known)
		return reject(w, ARM_VM_1, EINVAL);
	error = init_ipa_range(w, vm);
	if (error)
		return error;
	vm->nr_as = 1;
	if (!s2_init(w, vm->root, vm->ipa_bits))
		return reject(w, ARM_S2_3, ENOMEM);
	return init_protected(w, vm);
}

/* Its own, and all that was made from it. */
static void unmap(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	const struct s2_mmu own = s2_own(w, vm);

	s2_unmap(w, &own, start, end);
	if (vm_at(w, vm)->shadows)
		nested_unmap(w, vm);
}

/* ARM-INVAL-6: arm64 does not distinguish private from shared. */
static void arm64_zap_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end,
			    uint32_t filter)
{
	(void)filter;
	apply(w, ARM_INVAL_6);
	if (is_protected(vm_at(w, vm)))
		apply(w, ARM_PKVM_5);
	else
		unmap(w, vm, start, end);
}

static void arm64_write_protect(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	const struct s2_mmu own = s2_own(w, vm);

	s2_write_protect(w, &own, start, end);
	if (vm_at(w, vm)->shadows)
		nested_write_protect(w, vm);
}

/* The roots stay: the VM gives them back. */
static void arm64_flush_shadow_all(struct gms_world *w, ref_t vm)
{
	if (is_protected(vm_at(w, vm)))
		pkvm_reclaim(w, vm);
	unmap(w, vm, 0, UINT64_MAX);
}

static void arm64_vm_destroy(struct gms_world *w, ref_t vm)
{
	const struct s2_mmu own = s2_own(w, vm);

	if (is_protected(vm_at(w, vm)))
		pkvm_reclaim(w, vm);
	nested_destroy(w, vm);
	s2_destroy(w, &own, vm_at(w, vm)->root);
}

/* ---- Capabilities ---- */

#define CAP_MAX_VCPUS		 66
#define CAP_READONLY_MEM	 81
#define CAP_MAX_VCPU_ID		 128
#define CAP_ARM_VM_IPA_SIZE	 165
#define CAP_ARM_NISV_TO_USER	 177
#define CAP_ARM_MTE		 205
#define CAP_ARM_EAGER_SPLIT	 228
#define CAP_ARM_SUPPORTED_BLOCKS 229
#define CAP_MULTI_ADDRESS_SPACE	 118
#define CAP_MEMORY_FAULT_INFO	 232
#define CAP_VM_TYPES		 235
#define CAP_PRE_FAULT_MEMORY	 236
#define CAP_ARM_CACHEABLE_PFNMAP 243
#define CAP_ARM_SEA_TO_USER	 245

#define BLOCK_SIZES_4K (0x40000000 | 0x200000 | 0x1000)

/* ARM-CAP-10: needs a VM, and processors that keep caches coherent. */
static int64_t cacheable_pfnmap(struct gms_world *w, ref_t vm)
{
	apply(w, ARM_CAP_10);
	if (!has(w, SW_ARM_GMEM))
		return 0;
	if (!vm)
		return -EINVAL;
	return w->config.param[GMS_PARAM_FWB] && w->config.param[GMS_PARAM_DIC];
}

/* ARM-CAP-9. */
static int block_sizes(const struct gms_world *w)
{
	return is_pkvm(w) && has(w, SW_ARM_PKVM_NO_BLOCK_SIZES) ? 0 : BLOCK_SIZES_4K;
}

static int64_t arm64_check_extension(struct gms_world *w, ref_t vm, uint64_t cap)
{
	if (!pkvm_has_extension(w, vm, cap))
		return reject(w, cap == CAP_ARM_MTE ? ARM_CAP_8 : ARM_CAP_6, 0);
	switch (cap) {
	case CAP_READONLY_MEM:
		return reject(w, ARM_CAP_6, 1);
	case CAP_ARM_VM_IPA_SIZE:
		return reject(w, ARM_VM_3, (int)arm64_ipa_limit(w));
	case CAP_ARM_NISV_TO_USER:
		return reject(w, ARM_CAP_7, 1);
	case CAP_ARM_MTE:
		return reject(w, ARM_CAP_8, (int)w->config.param[GMS_PARAM_MTE]);
	case CAP_ARM_SEA_TO_USER:
		return reject(w, ARM_CAP_7, has(w, SW_ARM_SEA_TO_USER));
	case CAP_ARM_EAGER_SPLIT:
		return reject(w, ARM_CAP_9, vm ? (int)vm_at(w, vm)->split_chunk : 0);
	case CAP_ARM_SUPPORTED_BLOCKS:
		return reject(w, ARM_CAP_9, block_sizes(w));
	case CAP_MEMORY_FAULT_INFO:
		return reject(w, ARM_CAP_5, 0);
	case CAP_MULTI_ADDRESS_SPACE:
		return reject(w, CAP_12, 0);
	case CAP_VM_TYPES:
		return reject(w, CAP_11, 0);
	case CAP_PRE_FAULT_MEMORY:
		return reject(w, CAP_9, 0);
	case CAP_ARM_CACHEABLE_PFNMAP:
		return cacheable_pfnmap(w, vm);
	case CAP_MAX_VCPUS:
		return arch_arm64.max_vcpus;
	case CAP_MAX_VCPU_ID:
		return arch_arm64.max_vcpu_ids;
	default:
		return reject(w, CAP_1, 0);
	}
}

/* ---- KVM_ENABLE_CAP ---- */

static bool has_gmem_slot(const struct gms_world *w, struct vm *vm)
{
	for (ref_t s = slot_first_in(w, vm, 0, 0, UINT64_MAX); s;
	     s = slot_next_in(w, vm, 0, s, UINT64_MAX))
		if (slot_at(w, s)->flags & MEM_GUEST_MEMFD)
			return true;
	return false;
}

static int enable_mte(struct gms_world *w, struct vm *vm)
{
	if (!w->config.param[GMS_PARAM_MTE] || vm->vcpus.count)
		return reject(w, ARM_SLOT_9, EINVAL);
	if (has(w, SW_ARM_MTE_AFTER_GMEM_REFUSED) && has_gmem_slot(w, vm))
		return reject(w, ARM_SLOT_9, EINVAL);
	vm->enabled |= ARM64_MTE;
	return 0;
}

/* It has to be said before there is a slot, in a size that a block has. */
static int enable_eager_split(struct gms_world *w, struct vm *vm, uint64_t bytes)
{
	bool is_size = !bytes || (!(bytes & (bytes - 1)) && BLOCK_SIZES_4K & bytes);

	if (slot_first_in(w, vm, 0, 0, UINT64_MAX) || !is_size)
		return reject(w, ARM_CAP_9, EINVAL);
	vm->split_chunk = (uint32_t)bytes;
	return reject(w, ARM_CAP_9, 0);
}

static int arm64_enable_cap(struct gms_world *w, ref_t ref, uint64_t cap, uint64_t arg)
{
	struct vm *vm = vm_at(w, ref);

	if (!pkvm_has_extension(w, ref, cap))
		return reject(w, cap == CAP_ARM_MTE ? ARM_CAP_8 : ARM_CAP_7, EINVAL);
	switch (cap) {
	case CAP_ARM_NISV_TO_USER:
		apply(w, ARM_CAP_7);
		vm->enabled |= ARM64_NISV_TO_USER;
		return 0;
	case CAP_ARM_SEA_TO_USER:
		if (!has(w, SW_ARM_SEA_TO_USER))
			return reject(w, CAP_13, EINVAL);
		apply(w, ARM_CAP_7);
		vm->enabled |= ARM64_SEA_TO_USER;
		return 0;
	case CAP_ARM_MTE:
		return enable_mte(w, vm);
	case CAP_ARM_EAGER_SPLIT:
		return enable_eager_split(w, vm, arg);
	default:
		return -1;
	}
}

static bool arm64_supports_readonly(const struct gms_world *w, const struct vm *vm)
{
	(void)w;
	(void)vm;
	return true;
}

static int arm64_not_built(struct gms_world *w)
{
	(void)w;
	return EINVAL;
}

static bool arm64_never(const struct gms_world *w)
{
	(void)w;
	return false;
}

static bool arm64_has_gmem(const struct gms_world *w)
{
	return has(w, SW_ARM_GMEM);
}

/* ---- Memslots ---- */

/* ARM-DIRTY-3: ahead of the writes, if that is on. */
static void arm64_split_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end)
{
	const struct s2_mmu own = s2_own(w, vm);

	if (vm_at(w, vm)->split_chunk)
		s2_split(w, &own, start, end);
}

/* What is logged is written page by page. */
static void arm64_start_logging(struct gms_world *w, ref_t vm, ref_t slot)
{
	const struct slot *s = slot_at(w, slot);
	uint64_t end = s->base_gfn + s->npages;

	apply(w, ARM_DIRTY_3);
	arm64_write_protect(w, vm, s->base_gfn, end);
	arm64_split_range(w, vm, s->base_gfn, end);
}

bool arm64_has_tags(const struct gms_world *w, const struct vma *vma)
{
	enum inode_kind kind = (enum inode_kind)inode_at(w, vma->inode)->kind;

	return kind == INODE_ANON || kind == INODE_SHMEM;
}

/* ARM-SLOT-10: holes are fine. */
static int check_vmas(struct gms_world *w, const struct vm *vm, const struct slot *slot)
{
	uint64_t start = slot->userspace_addr >> PAGE_SHIFT;

	if (!(vm->enabled & ARM64_MTE))
		return 0;
	for (uint64_t page = start; page < start + slot->npages;) {
		ref_t vma = vma_first_in(w, vm->mm, page, start + slot->npages);

		if (!vma)
			return 0;
		if (!arm64_has_tags(w, vma_at(w, vma)))
			return reject(w, ARM_SLOT_10, EINVAL);
		page = vma_at(w, vma)->end;
	}
	return 0;
}

/* ARM-SLOT-11: once it has run, the hypervisor knows the pages and not the slots. */
static int check_protected(struct gms_world *w, const struct vm *vm, const struct slot *slot,
			   enum slot_change change)
{
	if (!is_protected(vm))
		return 0;
	if (!vm->prefault_refused && (change == CHANGE_DELETE || change == CHANGE_MOVE))
		return reject(w, ARM_SLOT_11, EPERM);
	if (change != CHANGE_DELETE && slot->flags & (MEM_LOG_DIRTY | MEM_READONLY))
		return reject(w, ARM_SLOT_11, EPERM);
	return 0;
}

static int arm64_prepare_memory_region(struct gms_world *w, ref_t vm, ref_t old, ref_t new_slot,
				       enum slot_change change)
{
	const struct slot *slot = slot_at(w, new_slot);
	int error = check_protected(w, vm_at(w, vm), slot, change);
	uint64_t limit = 1ull << (vm_at(w, vm)->ipa_bits - PAGE_SHIFT);

	(void)old;
	if (error || change == CHANGE_DELETE)
		return error;
	if (slot->base_gfn + slot->npages > limit)
		return reject(w, ARM_SLOT_8, EFAULT);
	if (slot->flags & MEM_GUEST_MEMFD && !(slot->flags & MEMSLOT_GMEM_ONLY))
		return reject(w, ARM_SLOT_5, EINVAL);
	if (slot->flags & MEM_GUEST_MEMFD && vm_at(w, vm)->enabled & ARM64_MTE &&
	    has(w, SW_ARM_MTE_EXCLUDES_GMEM))
		return reject(w, ARM_SLOT_9, EINVAL);
	return check_vmas(w, vm_at(w, vm), slot);
}

/* ARM-INVAL-10: SRCU alone orders this against faults; no sequence moves. */
static bool arm64_flush_shadow_slot(struct gms_world *w, ref_t vm, ref_t slot, bool alone)
{
	const struct slot *s = slot_at(w, slot);

	(void)alone;
	apply(w, ARM_INVAL_10);
	/* A protected VM that has run keeps the slot, and all that it has. */
	if (!is_protected(vm_at(w, vm)))
		unmap(w, vm, s->base_gfn, s->base_gfn + s->npages);
	return false;
}

/* ARM-INVAL-9: what is old is walked again. */
static bool arm64_age_range(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end,
			    enum ageing how)
{
	bool young;

	if (is_protected(vm_at(w, vm))) {
		apply(w, ARM_PKVM_5);
		return false;
	}
	young = s2_test_young(w, vm, start, end, how != AGE_TEST);
	apply(w, ARM_INVAL_9);
	if (young && how == AGE_FLUSH)
		tlbi_vmid(w, vm);
	return young;
}

/* An entry without AF faults, whatever it permits. ARM-S2-13 */
static bool arm64_permits(const struct translation *tr, enum gms_access access)
{
	if (!(tr->entry & S2_AF))
		return false;
	switch (access) {
	case GMS_ACCESS_EXEC:
		return tr->prot & GMS_PROT_EXEC;
	case GMS_ACCESS_WRITE:
		return tr->prot & GMS_PROT_WRITE;
	default:
		return tr->prot & GMS_PROT_READ;
	}
}

static ref_t arm64_hit(const struct gms_world *w, ref_t vcpu, uint64_t ipa,
		       enum gms_access access)
{
	static const uint32_t needed[] = {
		[GMS_ACCESS_READ] = S2_PROT_R,
		[GMS_ACCESS_WRITE] = S2_PROT_W,
		[GMS_ACCESS_EXEC] = S2_PROT_R | S2_PROT_PX,
	};

	if (w->config.param[GMS_PARAM_TLB])
		return 0;
	return s2_hit(w, vcpu_at(w, vcpu)->vm, ipa, needed[access]);
}

const struct arch_ops arch_arm64 = {
	.name = "arm64",
	.nr_internal_slots = 0,
	.max_vcpus = 512,
	.max_vcpu_ids = 512,
	.vm_init = arm64_vm_init,
	.vm_destroy = arm64_vm_destroy,
	.check_extension = arm64_check_extension,
	.enable_cap = arm64_enable_cap,
	.supports_readonly = arm64_supports_readonly,
	.not_built = arm64_not_built,
	.has_attributes = arm64_never,
	.has_gmem = arm64_has_gmem,
	.has_prefault = arm64_never,
	.prepare_memory_region = arm64_prepare_memory_region,
	.zap_range = arm64_zap_range,
	.flush_shadow_slot = arm64_flush_shadow_slot,
	.flush_shadow_all = arm64_flush_shadow_all,
	.write_protect = arm64_write_protect,
	.protects_spans = true,
	.start_logging = arm64_start_logging,
	.start_logging_range = arm64_split_range,
	.walk = s2_translate,
	.vcpu_walk = arm64_vcpu_walk,
	.hit = arm64_hit,
	.accessed = arm64_accessed,
	.flush_tlbs = tlbi_vmid,
	.age_range = arm64_age_range,
	.permits = arm64_permits,
	.takes_abort = arm64_takes_abort,
	.first_run = pkvm_first_run,
	.syndrome = arm64_syndrome,
	.l2_protocol = PROTO_ARM64_LOAD_MMU,
	.fault_protocol = PROTO_ARM64_ABORT,
	.emulate = arm64_emulate,
	.next_leaf = s2_next_leaf,
	.next_remembered = arm64_next_remembered,
	.next_shadow = arm64_next_shadow,
	.table_root = arm64_table_root,
	.table_entry = arm64_table_entry,
};
