/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The observer: a world as plain records, for who judges it without knowing how
 * the mechanism keeps it (model/, tests).  Nothing here changes the world.
 *
 * An id is an opaque number, unique among living objects of one kind; 0 is
 * none.  Each observe_*() that takes a cursor steps through what there is in
 * ascending order: begin with *cursor 0 (or the first key of interest), and go
 * on while it returns true:
 *
 *	for (c = 0; observe_vm(w, &c, &vm);)
 *
 * Units are pages: gfns, page numbers of files and of the host's addresses.
 */
#ifndef SIM_OBSERVE_H
#define SIM_OBSERVE_H

#include "gmemsim.h"

#define SEEN_ADDRESS_SPACES 2
#define SEEN_LOCKS	    12

/* The two slot sets of an address space: readers use the active one. SLOT-30 */
enum seen_set { SEEN_ACTIVE, SEEN_INACTIVE, SEEN_SETS };

struct seen_vm {
	uint64_t id, handle;
	uint64_t mm; /* of the process that created it */
	uint32_t type;
	uint32_t refs;
	uint32_t nr_as;
	bool dead;
	bool descriptor_open;
	bool has_private_mem;
	bool range_set; /* [range_start, range_end) gfns means something */
	uint64_t range_start, range_end;
	int64_t invalidate_count;
	uint64_t invalidate_seq;
	int64_t notifiers; /* mmu-notifier sections in flight */
	uint64_t nr_pages;
	uint64_t shared_gfn_bit; /* of a TD: gfns that have it are shared; else 0 */
	uint64_t generation[SEEN_ADDRESS_SPACES][SEEN_SETS]; /* without the bit below */
	bool swapping[SEEN_ADDRESS_SPACES][SEEN_SETS];	     /* bit 63. SLOT-31 */
};

struct seen_slot {
	uint64_t id, vm;
	uint32_t as_id, number;
	uint64_t base_gfn, npages;
	uint64_t userspace_page;
	uint64_t file; /* 0: none, or the file was released */
	uint64_t file_page;
	bool has_gmem; /* made with GUEST_MEMFD */
	bool gmem_only, readonly, logs_dirty;
	bool invalid; /* the copy that stands in while a slot goes. SLOT-33 */
	bool freed;   /* the kernel freed it: a binding that refers to it dangles */
};

enum seen_file_kind { SEEN_OTHER, SEEN_VM, SEEN_VCPU, SEEN_GMEM };

struct seen_file {
	uint64_t id, handle;
	enum seen_file_kind kind;
	uint64_t vm, inode;
	uint32_t refs;
	bool dying;	/* no reference left, release not done. RELEASE-2 */
	bool linked;	/* on its inode's list of files */
	uint32_t flags; /* O_* that F_SETFL set */
	bool leased, locked_by_process, locked_by_file;
	uint32_t signal; /* of F_SETSIG */
};

struct seen_inode {
	uint64_t id, handle;
	bool is_anon; /* anonymous host memory, no guest_memfd */
	bool mmap, init_shared;
	uint64_t size_bytes;
	uint64_t nr_pages; /* in its page cache */
	uint32_t refs;
};

struct seen_page {
	uint64_t id;
	uint64_t inode, index; /* where it is, or was if it left; see cached */
	bool cached;	       /* in the inode's page cache */
	bool is_anon;	       /* cached, and the inode is anonymous */
	uint32_t pipes;	       /* references of pipe buffers */
	uint32_t shares;       /* anonymous inodes that hold it, beside one. FORK-3 */
	bool ready;	       /* zeroed or populated: FOLIO-1 */
	bool dirty, poisoned;
	bool assigned; /* x86: it is a guest's alone. X86-SNP-1 */
	uint32_t refs, mapcount, pins;
	uint32_t node; /* NUMA node whose memory it is */
};

struct seen_binding {
	uint64_t start, end; /* pages of the file */
	uint64_t slot;
};

struct seen_leaf {
	uint64_t gfn;
	uint64_t page;
	uint32_t level, prot;
	uint64_t raw; /* the entry */
	bool is_mmio;
	bool is_shared_root; /* of a TD: in the table for shared memory */
	bool is_shadow;	     /* arm64: the address is a guest's of an L1 hypervisor */
};

/* arm64: the page that a vCPU knows by VNCR_EL2. */
struct seen_vncr {
	uint64_t vcpu;
	uint64_t gfn;
	uint64_t page;
	bool writable;
	bool mapped;
};

enum seen_spte_kind { SEEN_TABLE, SEEN_LEAF, SEEN_MMIO, SEEN_FROZEN, SEEN_FOREIGN };

/* x86: what KVM noted in an entry that was written once, and what the processor makes of it. */
struct seen_spte {
	uint64_t gfn; /* the first that it translates; of a TD with the shared bit */
	uint32_t level;
	enum seen_spte_kind kind;
	bool writable, mmu_writable, host_writable;
	bool refused;	/* a misconfiguration, or reserved bits */
	bool raises_ve; /* EPT: a violation there is #VE for the guest, not an exit */
};

/* A page of a page table. */
struct seen_table {
	uint64_t id;
	uint32_t level;
	uint32_t entries;
	uint64_t gfn;	 /* the first that it translates */
	bool is_private; /* of private memory alone, as TDX has one */
	bool is_shadow;	 /* arm64: of a guest of an L1 hypervisor, whose VTTBR_EL2 is vttbr */
	uint64_t vttbr;
	uint32_t counted; /* entries that the architecture counts */
};

#define SEEN_WORDS_MAX 128

struct seen_entry {
	uint64_t raw;
	uint64_t gfn, pages;	 /* that it translates */
	struct seen_table child; /* id 0: it points to no table */
	uint64_t page;		 /* 0: nor to a page */
	char words[SEEN_WORDS_MAX];
};

/* A NUMA memory policy: mode GMS_MPOL_DEFAULT is none. */
struct seen_mempolicy {
	uint32_t mode;	/* enum gms_policy_mode */
	uint32_t flags; /* GMS_MPOL_F_* */
	uint32_t nodes; /* a bit each, as get_mempolicy returns them */
	int home;	/* node, or -1 */
};

struct seen_process {
	uint64_t id, handle;
	uint64_t mm; /* 0: it has exited */
};

struct seen_descriptor {
	uint64_t number, file;
	bool close_on_exec;
};

struct seen_vma {
	uint64_t id;
	uint64_t start, end;
	uint64_t file_page; /* of start, in the inode */
	uint64_t inode, file;
	uint32_t prot;
	bool is_shared;
	struct seen_mempolicy policy; /* that was set through it */
};

struct seen_pte {
	uint64_t page_number;
	uint64_t page;
	bool present, writable;
	bool poison;
};

/* A run of pages of an inode with one memory policy. MEMPOL-1 */
struct seen_policy {
	uint64_t start, end;
	struct seen_mempolicy policy;
};

/* A run of gfns with one value. */
struct seen_attribute {
	uint64_t start, end;
	uint64_t value;
};

struct seen_lock {
	enum gms_lock_kind kind;
	uint64_t object;
	bool is_write;
};

struct seen_task {
	int number;
	bool finished, blocked;
	const struct gms_op *op;	 /* both until the world changes */
	const struct gms_result *result; /* NULL until it has finished */
	const char *next_step;
	uint32_t nr_held;
	struct seen_lock held[SEEN_LOCKS]; /* in the order in which they were taken */
	struct seen_lock waiting;
	uint64_t poisoning;  /* page that a memory failure in flight works on */
	uint64_t populated;  /* page that a launch has filled, and may have mapped. G6 */
	uint64_t unmapped;   /* INVALID slot of which it has zapped everything. SLOT-33 */
	uint64_t reads_slot; /* that its fault found, while it reads the slots; 0 */
	uint64_t vm;	     /* of the vCPU that it names; 0 if there is none */
};

/* A fault that holds mmu_lock, was found not to be stale, and is going to map. */
struct seen_install {
	uint64_t vm, gfn;
	uint64_t snapshot; /* of the VM's invalidate_seq: V3 */
	bool has_slot;
};

enum seen_fault_outcome {
	SEEN_FAULT_MAPPED,
	SEEN_FAULT_RETRY,   /* the guest faults again */
	SEEN_FAULT_EXIT,    /* to userspace, with the error */
	SEEN_FAULT_EMULATE, /* no memory: KVM emulates the access */
};

/* The stage-2 fault of a guest access that was served last. */
struct seen_fault {
	enum gms_access access; /* that KVM took it for */
	bool is_private;
	enum seen_fault_outcome outcome;
	int error;
};

/* What a task has begun to invalidate and not ended. */
enum seen_section_kind {
	SEEN_SECTION_FILE, /* start, end: pages of the inode. INVAL-9 */
	SEEN_SECTION_GFNS, /* start, end: gfns of the VM. ATTR-8 */
	SEEN_SECTION_HOST, /* start, end: host page numbers. PROTO NOTIFY, N1 to N5 */
};

struct seen_section {
	enum seen_section_kind kind;
	int task;
	uint64_t vm;
	uint64_t file, inode; /* SEEN_SECTION_FILE */
	uint64_t start, end;
	bool counted; /* it raised the VM's count, and has yet to lower it */
	bool removes; /* the pages are leaving the file */
};

/* Objects, by id; those that live. */
bool observe_vm(const struct gms_world *w, uint64_t *cursor, struct seen_vm *out);
bool observe_file(const struct gms_world *w, uint64_t *cursor, struct seen_file *out);
bool observe_inode(const struct gms_world *w, uint64_t *cursor, struct seen_inode *out);
/* Every frame in use, in a page cache or not. */
bool observe_frame(const struct gms_world *w, uint64_t *cursor, struct seen_page *out);

/* One object; false if there is none with that id any more. */
bool observe_vm_by_id(const struct gms_world *w, uint64_t id, struct seen_vm *out);
bool observe_slot_by_id(const struct gms_world *w, uint64_t id, struct seen_slot *out);
bool observe_file_by_id(const struct gms_world *w, uint64_t id, struct seen_file *out);
bool observe_inode_by_id(const struct gms_world *w, uint64_t id, struct seen_inode *out);
bool observe_frame_by_id(const struct gms_world *w, uint64_t id, struct seen_page *out);

/* Slots of one set: by first gfn, and by number. */
bool observe_slot(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
		  uint64_t *cursor, struct seen_slot *out);
bool observe_slot_numbered(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
			   uint64_t *cursor, struct seen_slot *out);
/* The slot of a set that covers gfn. */
bool observe_slot_of_gfn(const struct gms_world *w, uint64_t vm, uint32_t as, enum seen_set set,
			 uint64_t gfn, struct seen_slot *out);

/* Pages of a slot that its log holds, from *cursor on. */
bool observe_logged(const struct gms_world *w, uint64_t slot, uint64_t *cursor, uint64_t *page);
/* The page cache of an inode, by index; *cursor is one above the key it was found under. */
bool observe_page(const struct gms_world *w, uint64_t inode, uint64_t *cursor,
		  struct seen_page *out);
/* The memory policies that an inode keeps; *cursor is a page. */
bool observe_policy(const struct gms_world *w, uint64_t inode, uint64_t *cursor,
		    struct seen_policy *out);
/* 8 bytes of a page at a multiple of 8. */
uint64_t observe_word(const struct gms_world *w, uint64_t page, uint32_t offset);

bool observe_binding(const struct gms_world *w, uint64_t file, uint64_t *cursor,
		     struct seen_binding *out);
/* Is any page of [start, end) bound? */
bool observe_bound(const struct gms_world *w, uint64_t file, uint64_t start, uint64_t end);

/*
 * arm64: a fault that is about to change stage 2, with mmu_lock held; what else the lock
 * guards that it should have looked at.
 */
struct seen_change {
	int task;
	uint64_t vm;
	bool current; /* no invalidation is under way or ended since its snapshot */
	bool between; /* it has locked an entry and not made it */
};

bool observe_change(const struct gms_world *w, uint64_t *cursor, struct seen_change *out);

/* Stage 2, by gfn; MMIO entries too.  After a TD's private ones come its shared ones. */
bool observe_leaf(const struct gms_world *w, uint64_t vm, uint64_t *cursor,
		  struct seen_leaf *out);
/* The same of what vCPUs remember: two cursors, the first a vCPU's number; one leaf each. */
bool observe_remembered(const struct gms_world *w, uint64_t vm, uint64_t *vcpu, uint64_t *cursor,
			struct seen_leaf *out);
/* arm64: shadow stage 2s, a number and a gfn of L1's guest; pages of VNCR_EL2, by vCPU. */
bool observe_shadow(const struct gms_world *w, uint64_t vm, uint64_t *shadow, uint64_t *cursor,
		    struct seen_leaf *out);
bool observe_vncr(const struct gms_world *w, uint64_t vm, uint64_t *cursor,
		  struct seen_vncr *out);
/*
 * The page tables of a VM as they are: its roots, by number from 0, and the entries of a
 * table.  False: no more roots, or an empty entry.
 */
bool observe_root(const struct gms_world *w, uint64_t vm, uint32_t index, struct seen_table *out);
bool observe_entry(const struct gms_world *w, uint64_t vm, const struct seen_table *table,
		   uint32_t index, struct seen_entry *out);
/* x86: entries of the page tables, without those that nobody ever wrote. */
bool observe_spte(const struct gms_world *w, uint64_t vm, uint64_t *cursor,
		  struct seen_spte *out);
/* An entry was changed as no path of the kernel does it: a sentence, or NULL. */
const char *observe_illegal_change(const struct gms_world *w);
/* x86: large pages of a slot that are noted to have attributes which differ, by first gfn. */
bool observe_mixed(const struct gms_world *w, uint64_t slot, uint64_t *cursor, uint64_t *gfn,
		   uint32_t *level);
bool observe_attribute(const struct gms_world *w, uint64_t vm, uint64_t *cursor,
		       struct seen_attribute *out);
uint64_t observe_attribute_of_gfn(const struct gms_world *w, uint64_t vm, uint64_t gfn);
/* Is somebody to see every write of the guest to the gfn?  X86-DIRTY-6 */
bool observe_gfn_is_tracked(const struct gms_world *w, uint64_t slot, uint64_t gfn);
/* Is the gfn, of a slot with a dirty log, in it? */
bool observe_gfn_is_dirty(const struct gms_world *w, uint64_t slot, uint64_t gfn);

/* Processes, and the memory of one: an mm is an id, which VMs know it by too. */
bool observe_process(const struct gms_world *w, uint64_t *cursor, struct seen_process *out);
bool observe_vma(const struct gms_world *w, uint64_t mm, uint64_t *cursor, struct seen_vma *out);
bool observe_vma_of_page(const struct gms_world *w, uint64_t mm, uint64_t page_number,
			 struct seen_vma *out);
/* The policy of the process. */
struct seen_mempolicy observe_process_policy(const struct gms_world *w, uint64_t mm);
bool observe_pte(const struct gms_world *w, uint64_t mm, uint64_t *cursor, struct seen_pte *out);
/* The page of an inode at index; false if it holds none there. */
bool observe_page_at(const struct gms_world *w, uint64_t inode, uint64_t index,
		     struct seen_page *out);
/* Its descriptors. */
bool observe_descriptor(const struct gms_world *w, uint64_t process, uint64_t *cursor,
			struct seen_descriptor *out);
/* A file in a message that is under way. */
bool observe_message(const struct gms_world *w, uint64_t *cursor, uint64_t *file);

/* Tasks that were started and not ended, by number; what they have in flight. */
bool observe_task(const struct gms_world *w, uint64_t *cursor, struct seen_task *out);
bool observe_section(const struct gms_world *w, uint64_t *cursor, struct seen_section *out);
/* False while the task has none behind it. */
bool observe_fault(const struct gms_world *w, int task, struct seen_fault *out);
bool observe_install(const struct gms_world *w, int task, struct seen_install *out);
/* No task has anything left to do. */
bool observe_quiet(const struct gms_world *w);
/* Is an error to be injected, some time? */
bool observe_injection(const struct gms_world *w);

#endif /* SIM_OBSERVE_H */
