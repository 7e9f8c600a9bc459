/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What generic code asks of an architecture, as KVM's asks kvm_arch_*.
 * Each architecture fills one table; the two never see each other.
 *
 * Return values of type int are an errno (positive) or 0.
 */
#ifndef SIM_ARCH_H
#define SIM_ARCH_H

#include "world.h"

enum slot_change { CHANGE_CREATE, CHANGE_DELETE, CHANGE_MOVE, CHANGE_FLAGS_ONLY };

/* How the launch of a VM with private memory fills it: section 16. */
enum launch_kind {
	LAUNCH_NONE,
	LAUNCH_RANGE, /* SNP: one call of kvm_gmem_populate(), which may stop early */
	LAUNCH_PAGES, /* TDX: one call a page */
};

/* How the host asks whether pages were used: so that a page is old afterwards, or not. */
enum ageing {
	AGE_FLUSH, /* clear_flush_young: TLBs forget it, where that is done at all */
	AGE_TEST,  /* test_young: nothing changes */
	AGE_LAZY,  /* clear_young: TLBs keep it */
};

/* What stage 2 says about one gpa: the result of a walk. */
struct translation {
	bool mapped;
	bool mmio;   /* an MMIO entry stands there; not mapped */
	bool shadow; /* of next_remembered: a guest of L1 used it */
	ref_t frame;
	uint32_t level; /* 1 = 4K */
	uint32_t prot;	/* GMS_PROT_*; of an MMIO entry 0 once it is out of date */
	uint64_t entry; /* the leaf, or where the walk ended, raw */
	uint64_t bits;	/* of a leaf, all that its level, frame and prot leave untold */
};

/* A page of a page table, for who prints it. */
struct table_view {
	ref_t table;
	uint32_t level;
	uint32_t entries;
	uint64_t gfn;	    /* the first that it translates */
	bool private_alone; /* other memory has a table of its own */
	bool shadow;	    /* arm64: of a guest of L1, whose VTTBR_EL2 is vttbr */
	uint64_t vttbr;
};

#define ENTRY_WORDS_MAX 128

/* One of its entries: what it points to is a table, a frame, or nothing. */
struct entry_view {
	uint64_t raw;
	uint64_t gfn, pages; /* that it translates */
	struct table_view child;
	ref_t frame;
	char words[ENTRY_WORDS_MAX]; /* decoded */
};

struct seen_spte;

struct arch_ops {
	const char *name;
	uint32_t nr_internal_slots; /* KVM_USER_MEM_SLOTS = 32767 - this */
	uint32_t max_vcpus;	    /* of one VM */
	uint32_t max_vcpu_ids;	    /* their numbers are below this */

	/* KVM_CREATE_VM: check vm->type, fill has_private_mem, nr_as, ipa_bits. */
	int (*vm_init)(struct gms_world *w, struct vm *vm);
	void (*vm_destroy)(struct gms_world *w, ref_t vm);

	/* KVM_CHECK_EXTENSION beyond the generic ones; vm is 0 on /dev/kvm. -errno: it fails. */
	int64_t (*check_extension)(struct gms_world *w, ref_t vm, uint64_t cap);

	/* KVM_ENABLE_CAP: 0 or the errno; -1 of what it does not know.  NULL: nothing. */
	int (*enable_cap)(struct gms_world *w, ref_t vm, uint64_t cap, uint64_t arg);

	bool (*supports_readonly)(const struct gms_world *w, const struct vm *vm);
	/* Errno of an ioctl that this kernel was built without: IOCTL-4. */
	int (*not_built)(struct gms_world *w);
	bool (*has_attributes)(const struct gms_world *w); /* built with them */
	bool (*has_gmem)(const struct gms_world *w);	   /* built with it */
	bool (*has_prefault)(const struct gms_world *w);

	/* SLOT-20: under slots_lock and slots_arch_lock; new is 0 for a delete. */
	int (*prepare_memory_region)(struct gms_world *w, ref_t vm, ref_t old, ref_t new_slot,
				     enum slot_change change);

	/*
	 * Remove leaves of [start, end) gfns; mmu_lock write.  filter is
	 * FILTER_*: only VMs with two page tables distinguish.  INVAL-7.
	 */
	void (*zap_range)(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end,
			  uint32_t filter);
	/*
	 * A part of it, from *start on, which moves behind that: who zaps lets mmu_lock go
	 * before the rest.  False: that was all.  NULL: it is always all.  INVAL-15.
	 */
	bool (*zap_some)(struct gms_world *w, ref_t vm, uint64_t *start, uint64_t end,
			 uint32_t filter);
	/*
	 * ATTR-8, ATTR-10: [start, end) gfns of a slot are about to get attributes,
	 * and have got them; mmu_lock write.  NULL: nothing to do.  The first may
	 * widen the invalidated range (X86-ATTR-3).
	 */
	void (*pre_attributes)(struct gms_world *w, ref_t vm, ref_t slot, uint64_t start,
			       uint64_t end, uint64_t attributes);
	void (*post_attributes)(struct gms_world *w, ref_t vm, ref_t slot, uint64_t start,
				uint64_t end, uint64_t attributes);
	/* Map nodes that post_attributes of [start, end) may need; slots_lock.  NULL: none. */
	uint32_t (*attribute_nodes)(const struct gms_world *w, struct vm *vm, uint64_t start,
				    uint64_t end);
	/*
	 * SLOT-33: a slot goes away; mmu_lock write.  True: more is to be done, once others
	 * had mmu_lock, who want it unless `alone`.
	 */
	bool (*flush_shadow_slot)(struct gms_world *w, ref_t vm, ref_t slot, bool alone);
	/* And after it; mmu_lock read, of the need.  NULL: nothing is left to do. */
	struct need (*need_zap_roots)(const struct gms_world *w, const struct task *t);
	bool (*zap_roots)(struct gms_world *w, ref_t vm, bool alone);
	/* EXIT-MM-1: the process left its memory, nothing runs: all of stage 2; mmu_lock write. */
	void (*flush_shadow_all)(struct gms_world *w, ref_t vm);
	/* GET_DIRTY_LOG: make [start, end) fault on the next write; mmu_lock write. */
	void (*write_protect)(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end);

	/*
	 * Dirty logging of a slot, by its new flags: large pages are split, mmu_lock read,
	 * so that they can be logged one by one; writes are made visible, mmu_lock write
	 * (NULL: write_protect); and when it ends large pages come back, mmu_lock read.
	 */
	void (*split_slot)(struct gms_world *w, ref_t vm, ref_t slot);
	void (*start_logging)(struct gms_world *w, ref_t vm, ref_t slot);
	void (*recover_slot)(struct gms_world *w, ref_t vm, ref_t slot);
	/*
	 * DIRTY-9: of the pages [start, end) gfns some are clean for the first time since logging
	 * began: the large ones among them; mmu_lock write.  NULL: write_protect does it.
	 */
	void (*start_logging_range)(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end);
	/* CLEAR_DIRTY_LOG protects all from the first to the last page of a word's. */
	bool protects_spans;
	/* What was taken away above and by write_protect is gone from all TLBs.  NULL: none. */
	void (*flush_tlbs)(struct gms_world *w, ref_t vm);
	/*
	 * The host looks whether [start, end) gfns were used since it looked last; mmu_lock
	 * write, unless ages_without_lock() says otherwise.
	 */
	bool (*age_range)(struct gms_world *w, ref_t vm, uint64_t start, uint64_t end,
			  enum ageing how);
	bool (*ages_without_lock)(const struct gms_world *w); /* NULL: never */
	/* Does somebody outside of KVM see every write to a gfn of a slot?  NULL: never. */
	bool (*is_write_tracked)(const struct gms_world *w, ref_t slot, uint64_t gfn);
	/* The walk for an access of a vCPU, which may remember an earlier one.  NULL: as walk. */
	struct translation (*vcpu_walk)(struct gms_world *w, ref_t vcpu, uint64_t gpa,
					enum gms_access access);
	/*
	 * The page that an access of a vCPU reaches which does not run, if nothing is to be
	 * noted of it.  0: what else is asked tells.  NULL: always.
	 */
	ref_t (*hit)(const struct gms_world *w, ref_t vcpu, uint64_t gpa, enum gms_access access);
	/* A vCPU made an access that tr permits: A, D.  NULL: nothing to note. */
	void (*accessed)(struct gms_world *w, ref_t vcpu, uint64_t gpa,
			 const struct translation *tr, enum gms_access access);

	/*
	 * The address that a guest access carries: where private and shared memory are
	 * told apart by an address bit, with that bit.  NULL: as it is.
	 */
	uint64_t (*access_gpa)(const struct gms_world *w, const struct vm *vm, uint64_t gpa,
			       bool is_private);
	/* The hardware's walk of a vCPU's stage 2; changes nothing.  gpa of access_gpa(). */
	struct translation (*walk)(const struct gms_world *w, ref_t vm, uint64_t gpa);
	/* Does the translation allow it? */
	bool (*permits)(const struct translation *tr, enum gms_access access);
	/*
	 * Is the guest access of t->op private where the memory that it reaches is not, or
	 * the reverse; or is it a fetch by who may not make it?  NULL: never.
	 */
	bool (*wrong_kind)(struct gms_world *w, const struct task *t,
			   const struct translation *tr);
	/* What a guest access reads that finds value in a folio.  NULL: that. */
	uint64_t (*seen_by_guest)(struct gms_world *w, const struct task *t, ref_t folio,
				  uint64_t value);
	/*
	 * Does the processor hand what the walk met to the guest, who is to make an MMIO
	 * request of it?  NULL: never.
	 */
	bool (*guest_asks_for_mmio)(struct gms_world *w, const struct task *t,
				    const struct translation *tr);
	/* The operation says that the access takes an abort, whatever stage 2 is.  NULL: never. */
	bool (*takes_abort)(const struct gms_world *w, const struct task *t);
	/* A fault is to be tried again: at once, inside SRCU?  NULL: never. */
	bool (*retries_inside)(const struct gms_world *w, const struct task *t);
	/*
	 * Private memory of a VM with protected state has to be accepted.  True: t->result
	 * holds, of who accepts it or of who did not.  NULL: there is none.
	 */
	bool (*acceptance)(struct gms_world *w, struct task *t, ref_t folio);
	/* May a vCPU of a VM that was not launched run?  NULL: it may. */
	bool (*may_run)(const struct gms_world *w, const struct vm *vm);
	/* KVM_RUN of a VM that has not run, as prefault_refused says.  NULL: nothing begins. */
	void (*first_run)(struct gms_world *w, struct vm *vm);
	/* After fault_begin(): what the processor says of the fault.  NULL: nothing more. */
	void (*syndrome)(struct gms_world *w, struct task *t, const struct translation *tr);
	/* V17: install t->fault.frame at t->fault.gfn; mmu_lock held. 0, EAGAIN, ENOMEM. */
	int (*install)(struct gms_world *w, struct task *t);
	/* What a guest access by `l2` runs before the first walk.  PROTO_NONE: there is no L2. */
	enum protocol l2_protocol;
	/* The protocol of one fault, V1 to V18; fills t->fault.outcome. */
	enum protocol fault_protocol;
	/* A fault with outcome FAULT_EMULATE: fill t->result, or change the outcome. */
	void (*emulate)(struct gms_world *w, struct task *t);

	/* Section 16; NULL: no VM of this architecture is populated. */
	enum launch_kind (*launch_kind)(const struct gms_world *w, const struct vm *vm);
	/*
	 * The callback of kvm_gmem_populate(), G6: the folio becomes the guest's, with
	 * the content of the source page, or zeroes if that is 0.  The file's
	 * invalidate lock is held, the folio's is not; with LAUNCH_PAGES mmu_lock is for
	 * read, and EAGAIN means to try again.
	 */
	int (*launch_page)(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio,
			   ref_t source);

	/* GETPFN-2, under the folio's lock: it is about to be mapped.  NULL: nothing to do. */
	int (*prepare_folio)(struct gms_world *w, ref_t vm, uint64_t gfn, ref_t folio);
	/* FOLIO-5: a folio has left its guest_memfd.  NULL: nothing to do. */
	void (*reclaim_folio)(struct gms_world *w, ref_t folio);

	/*
	 * The next translation that a vCPU remembers, at or after *id and *cursor, which it
	 * moves on, and *gfn, the first that it is for.  False: none.  NULL: none ever.
	 */
	bool (*next_remembered)(const struct gms_world *w, ref_t vm, uint64_t *id,
				uint64_t *cursor, uint64_t *gfn, struct translation *tr);
	/*
	 * The next leaf of a shadow, at or after *shadow, a number, and *gfn.  False: none.  NULL:
	 * there are no shadows.
	 */
	bool (*next_shadow)(const struct gms_world *w, ref_t vm, uint64_t *shadow, uint64_t *gfn,
			    struct translation *tr);
	/*
	 * The page tables as they are: roots by number, 0 and up, false behind the last; and
	 * what an entry of a table says, false if it is empty.
	 */
	bool (*table_root)(const struct gms_world *w, ref_t vm, uint32_t index,
			   struct table_view *out);
	bool (*table_entry)(const struct gms_world *w, ref_t vm, const struct table_view *table,
			    uint32_t index, struct entry_view *out);
	/* What observe_spte() and observe_mixed() show.  NULL: nothing. */
	bool (*next_spte)(const struct gms_world *w, ref_t vm, uint64_t *cursor,
			  struct seen_spte *out);
	bool (*next_mixed)(const struct gms_world *w, const struct slot *slot, uint64_t *cursor,
			   uint64_t *gfn, uint32_t *level);
	/* A number that says of the tables what no entry of them does.  NULL: nothing to say. */
	uint64_t (*table_notes)(const struct gms_world *w, ref_t vm);
	/* The first leaf or MMIO entry at or above *gfn: fills tr and *gfn; false if none. */
	bool (*next_leaf)(const struct gms_world *w, ref_t vm, uint64_t *gfn,
			  struct translation *tr);
};

extern const struct arch_ops arch_x86;
extern const struct arch_ops arch_arm64;

static inline const struct arch_ops *arch(const struct gms_world *w)
{
	return w->arch;
}

static inline uint64_t arch_access_gpa(const struct gms_world *w, const struct vm *vm,
				       uint64_t gpa, bool is_private)
{
	return arch(w)->access_gpa ? arch(w)->access_gpa(w, vm, gpa, is_private) : gpa;
}

#endif /* SIM_ARCH_H */
