/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Tasks, named atomic steps, and locks.
 *
 * An operation is a protocol: a table of steps that ends with an entry without
 * a name.  A step is what happens atomically.  It declares the lock that it
 * needs, so that the engine knows without running it whether it would block,
 * and who is in the way:
 *
 *	take	acquired before the step runs and held until unlock()
 *	within	held for the duration of this step only, as `lock; body; unlock`
 *
 * A step function never blocks and never looks at locks; it returns a verdict.
 * Protocols call each other as the kernel's functions do: `return call(t, P)`
 * runs P's steps, then goes on with the step after the calling one.
 */
#ifndef SIM_STEP_H
#define SIM_STEP_H

#include "object.h"
#include "gmemsim.h"
#include "rule.h"

/* One protocol for each operation and each sub-procedure of section 19. */
#define PROTOCOLS(X)                                                                             \
	X(VM, vm_steps)                                                                          \
	X(CHECK_EXTENSION, check_extension_steps)                                                \
	X(ENABLE_CAP, enable_cap_steps)                                                          \
	X(VCPU, vcpu_steps)                                                                      \
	X(CLOSE, close_steps)                                                                    \
	X(MEMFD, memfd_steps)                                                                    \
	X(DUP, dup_steps)                                                                        \
	X(FALLOCATE, fallocate_steps)                                                            \
	X(FTRUNCATE, file_call_steps)                                                            \
	X(READ, rw_steps)                                                                        \
	X(WRITE, rw_steps)                                                                       \
	X(LSEEK, lseek_steps)                                                                    \
	X(FSTAT, fstat_steps)                                                                    \
	X(FSYNC, file_call_steps)                                                                \
	X(READV, rw_steps)                                                                       \
	X(WRITEV, rw_steps)                                                                      \
	X(FDATASYNC, file_call_steps)                                                            \
	X(SYNCFS, file_call_steps)                                                               \
	X(SYNC_FILE_RANGE, file_call_steps)                                                      \
	X(FSTATFS, fstatfs_steps)                                                                \
	X(FCHMOD, file_call_steps)                                                               \
	X(FCHOWN, file_call_steps)                                                               \
	X(FUTIMENS, file_call_steps)                                                             \
	X(FSETXATTR, file_call_steps)                                                            \
	X(FGETXATTR, file_call_steps)                                                            \
	X(FREMOVEXATTR, file_call_steps)                                                         \
	X(FLISTXATTR, file_call_steps)                                                           \
	X(FADVISE, file_call_steps)                                                              \
	X(READAHEAD, file_call_steps)                                                            \
	X(SENDFILE, sendfile_steps)                                                              \
	X(SPLICE, splice_steps)                                                                  \
	X(TEE, splice_steps)                                                                     \
	X(COPY_FILE_RANGE, copy_range_steps)                                                     \
	X(IOCTL, ioctl_steps)                                                                    \
	X(FCNTL, fcntl_steps)                                                                    \
	X(FLOCK, file_call_steps)                                                                \
	X(POLL, poll_steps)                                                                      \
	X(EPOLL_CTL, epoll_ctl_steps)                                                            \
	X(READLINK, readlink_steps)                                                              \
	X(OPEN, open_steps)                                                                      \
	X(REOPEN, reopen_steps)                                                                  \
	X(FCHDIR, file_call_steps)                                                               \
	X(EXECVEAT, at_steps)                                                                    \
	X(LINKAT, at_steps)                                                                      \
	X(AT, at_steps)                                                                          \
	X(CALL, other_call_steps)                                                                \
	X(SLOT, slot_steps)                                                                      \
	X(ATTRIBUTES, attributes_steps)                                                          \
	X(PREFAULT, prefault_steps)                                                              \
	X(POPULATE, populate_steps)                                                              \
	X(FINALIZE, finalize_steps)                                                              \
	X(DIRTY_LOG, dirty_log_steps)                                                            \
	X(CLEAR_DIRTY_LOG, clear_dirty_log_steps)                                                \
	X(MMAP, mmap_steps)                                                                      \
	X(MUNMAP, munmap_steps)                                                                  \
	X(MPROTECT, mprotect_steps)                                                              \
	X(LOAD, load_steps)                                                                      \
	X(STORE, store_steps)                                                                    \
	X(MADVISE, madvise_steps)                                                                \
	X(MLOCK, mlock_steps)                                                                    \
	X(MUNLOCK, munlock_steps)                                                                \
	X(MLOCKALL, mlockall_steps)                                                              \
	X(MUNLOCKALL, munlockall_steps)                                                          \
	X(MREMAP, mremap_steps)                                                                  \
	X(REMAP_FILE_PAGES, remap_file_pages_steps)                                              \
	X(MSYNC, msync_steps)                                                                    \
	X(MINCORE, mincore_steps)                                                                \
	X(SMAPS, smaps_steps)                                                                    \
	X(MEMINFO, meminfo_steps)                                                                \
	X(UFFD_REGISTER, uffd_register_steps)                                                    \
	X(UFFD_UNREGISTER, uffd_unregister_steps)                                                \
	X(GUP, gup_steps)                                                                        \
	X(UNGUP, ungup_steps)                                                                    \
	X(MBIND, mbind_steps)                                                                    \
	X(GET_MEMPOLICY, get_mempolicy_steps)                                                    \
	X(SET_MEMPOLICY, set_mempolicy_steps)                                                    \
	X(SET_MEMPOLICY_HOME_NODE, set_mempolicy_home_node_steps)                                \
	X(MOVE_PAGES, move_pages_steps)                                                          \
	X(GUEST, guest_steps)                                                                    \
	X(MAP_GPA_RANGE, map_gpa_range_steps)                                                    \
	X(EL2, el2_steps)                                                                        \
	X(VNCR, vncr_steps)                                                                      \
	X(TLBI, tlbi_steps)                                                                      \
	X(MAP_GPA_RETURN, map_gpa_return_steps)                                                  \
	X(ACCEPT, accept_steps)                                                                  \
	X(KVM, kvm_steps)                                                                        \
	X(FORK, fork_steps)                                                                      \
	X(EXIT, exit_steps)                                                                      \
	X(EXECVE, execve_steps)                                                                  \
	X(SEND, send_steps)                                                                      \
	X(RECEIVE, receive_steps)                                                                \
	X(PROCESS_VM_READV, process_vm_steps)                                                    \
	X(PROCESS_VM_WRITEV, process_vm_steps)                                                   \
	X(PROC_MEM_READ, proc_mem_steps)                                                         \
	X(PROC_MEM_WRITE, proc_mem_steps)                                                        \
	X(VMSPLICE, vmsplice_steps)                                                              \
	X(FUTEX_WAIT, futex_steps)                                                               \
	X(FUTEX_WAKE, futex_steps)                                                               \
	X(CLOCK_GETTIME, clock_gettime_steps)                                                    \
	X(POISON, poison_steps)                                                                  \
	X(RECLAIM, reclaim_steps)                                                                \
	X(AGE, age_steps)                                                                        \
	X(SWAP_OUT, swap_out_steps)                                                              \
	X(PAGE_IN, page_in_steps)                                                                \
	X(WRITE_TRACK, write_track_steps)                                                        \
	X(RECOVER_NX, recover_nx_steps)                                                          \
	X(NONCOHERENT_DMA, noncoherent_dma_steps)                                                \
	X(WHERE, where_steps)                                                                    \
	X(RESIDENT, resident_steps)                                                              \
	X(NODE, node_steps)                                                                      \
	X(INVARIANTS, invariants_steps)                                                          \
	/* sub-procedures, called by the above */                                                \
	X(COPY_IN, copy_in_steps)                                                                \
	X(COPY_OUT, copy_out_steps)                                                              \
	X(ASYNC_PF_DONE, async_pf_done_steps)                                                    \
	X(KVM_COPY, kvm_copy_steps)                                                              \
	X(BITMAP_IN, bitmap_in_steps)                                                            \
	X(BITMAP_OUT, bitmap_out_steps)                                                          \
	X(PUNCH, punch_steps)                                                                    \
	X(ALLOCATE, allocate_steps)                                                              \
	X(GETFOLIO, getfolio_steps)                                                              \
	X(GET_PFN, get_pfn_steps)                                                                \
	X(RELEASE, release_steps)                                                                \
	X(NOTIFY, notify_steps)                                                                  \
	X(UNMAP_FOLIO, unmap_folio_steps)                                                        \
	X(MIGRATE, migrate_steps)                                                                \
	X(MEMORY_FAILURE, memory_failure_steps)                                                  \
	X(SWAP, swap_steps)                                                                      \
	X(SLOT_CREATE, slot_create_steps)                                                        \
	X(SLOT_DELETE, slot_delete_steps)                                                        \
	X(SLOT_MOVE, slot_move_steps)                                                            \
	X(SLOT_FLAGS, slot_flags_steps)                                                          \
	X(HOST_FAULT, host_fault_steps)                                                          \
	X(POPULATE_RANGE, populate_range_steps)                                                  \
	X(UNMAP_RANGE, unmap_range_steps)                                                        \
	X(MOVE_VMA, move_vma_steps)                                                              \
	X(COPY_ON_WRITE, copy_on_write_steps)                                                    \
	X(USER_COPY, user_copy_steps)                                                            \
	X(PIPE_READ, pipe_read_steps)                                                            \
	X(PIPE_WRITE, pipe_write_steps)                                                          \
	X(FILE_RW, file_rw_steps)                                                                \
	X(LEAVE_MM, leave_mm_steps)                                                              \
	X(KILLED, killed_steps)                                                                  \
	X(VNCR_ABORT, vncr_abort_steps)                                                          \
	X(L1_WALK, l1_walk_steps)                                                                \
	X(ARM64_LOAD_MMU, arm64_load_mmu_steps)                                                  \
	X(X86_FAULT, x86_fault_steps)                                                            \
	X(ARM64_ABORT, arm64_abort_steps)

enum protocol {
	PROTO_NONE,
#define PROTOCOL(id, table) PROTO_##id,
	PROTOCOLS(PROTOCOL) NR_PROTOCOLS
#undef PROTOCOL
};

enum verdict {
	NEXT,	/* go on with the following step; at the end: return */
	AGAIN,	/* this step once more: one round of a loop */
	JUMPED, /* by jump() */
	CALLED, /* by call() */
	RETURN, /* leave this protocol, go on in its caller */
	FINISH, /* the operation is over: t->result holds */
};

enum lock_mode {
	LOCK_READ,
	LOCK_WRITE,
	LOCK_EVENT, /* only has to be true when the step runs, and is never held */
};

/*
 * A lock, or an event, that a step needs.  One word, and no bit-fields: every
 * step hands several around, and they are to stay in registers.
 */
struct need {
	uint64_t bits; /* enum gms_lock_kind, enum lock_mode << 8, object << 32 */
};

/* object: VM, inode, frame, mm or vCPU, as kind says. */
static inline struct need need(enum gms_lock_kind kind, enum lock_mode mode, ref_t object)
{
	return (struct need){ (uint64_t)kind | (uint64_t)mode << 8 | (uint64_t)object << 32 };
}

static inline enum gms_lock_kind need_kind(struct need n)
{
	return (enum gms_lock_kind)(n.bits & 0xff);
}

static inline enum lock_mode need_mode(struct need n)
{
	return (enum lock_mode)(n.bits >> 8 & 0xff);
}

static inline ref_t need_object(struct need n)
{
	return (ref_t)(n.bits >> 32);
}

struct task;

struct step {
	const char *name;
	enum verdict (*run)(struct gms_world *w, struct task *t);
	struct need (*take)(const struct gms_world *w, const struct task *t);
	struct need (*within)(const struct gms_world *w, const struct task *t);
};

/* The tables, each defined in the file of its subject. */
#define PROTOCOL(id, table) extern const struct step table[];
PROTOCOLS(PROTOCOL)
#undef PROTOCOL

#define MAX_CALLS 8
#define MAX_HELD  12

/*
 * A protocol, and the step of it that comes next.  One word, which is what the
 * trail says of a rule's place: number of the task << 16, pc << 32, enum protocol << 48.
 */
struct call_frame {
	uint64_t place;
};

#define PLACE_PC_SHIFT 32

static inline struct call_frame first_step_of(enum protocol protocol, uint32_t task)
{
	return (struct call_frame){ (uint64_t)protocol << 48 | (uint64_t)task << 16 };
}

static inline enum protocol frame_protocol(struct call_frame f)
{
	return (enum protocol)(f.place >> 48);
}

static inline uint32_t frame_pc(struct call_frame f)
{
	return f.place >> PLACE_PC_SHIFT & UINT16_MAX;
}

static inline uint32_t frame_task(struct call_frame f)
{
	return f.place >> 16 & UINT16_MAX;
}

static inline void frame_jump(struct call_frame *f, uint32_t pc)
{
	f->place = (f->place & ~((uint64_t)UINT16_MAX << PLACE_PC_SHIFT)) |
		   (uint64_t)pc << PLACE_PC_SHIFT;
}

/* Why a fault attempt ended: PROTO-V. */
enum fault_outcome {
	FAULT_NONE,
	FAULT_MAPPED,  /* installed, or already there: re-enter the guest */
	FAULT_RETRY,   /* re-enter the guest and fault again */
	FAULT_EXIT,    /* to userspace: t->result holds */
	FAULT_EMULATE, /* no slot, or a write to a read-only one: MMIO */
	FAULT_ENTER,   /* something else was done (an abort was injected) */
	FAULT_HALT,    /* x86: until the pages that the vCPU waits for are there. X86-FAULT-24 */
	FAULT_WRITE_PROTECTED, /* x86: KVM is to write in the guest's place. X86-FAULT-33 */
};

/* A walk of five levels, and the root. */
#define FAULT_MAX_TABLES 5

/* State of one fault, filled step by step; meaning as in PROTO-V and PROTO-H. */
struct fault_state {
	uint64_t gpa;
	uint64_t gfn;
	uint64_t snapshot;	/* V3: invalidate_seq */
	ref_t slot;		/* V1; 0 if none */
	ref_t frame;		/* V10 on: with a reference held */
	uint32_t access;	/* enum gms_access */
	uint32_t is_private;	/* V2 */
	uint32_t prefetch;	/* KVM_PRE_FAULT_MEMORY */
	uint32_t from_gmem;	/* V7 */
	uint32_t host_writable; /* hva path: the host PTE may be written */
	uint32_t permission;	/* the walk met a leaf that does not permit the access */
	uint32_t error;		/* errno of GET_PFN or the hva path, positive */
	uint32_t outcome;	/* enum fault_outcome */
	uint32_t snapped;	/* snapshot was taken in this attempt */
	uint32_t mmio;		/* x86: the walk met an MMIO entry (RSVD) */
	uint32_t retries;	/* re-entries of this access so far */
	uint32_t retries_alone; /* of those, in a row while no other task could run */
	uint32_t generation;	/* x86: of the root in use. X86-TDP-10 */
	uint32_t nr_tables;	/* page-table pages taken ahead of V17 */
	ref_t tables[FAULT_MAX_TABLES];
	union {
		uint64_t esr;  /* arm64: of the abort */
		uint64_t seen; /* x86: the entry that V16 read, without its address */
	};
	uint32_t level; /* arm64: at which the leaf will stand; x86: of that entry */
};

/* One access of the host: `load`, `store`, gup, and the hva path of a fault. */
struct host_access {
	uint64_t address; /* bytes */
	uint32_t write;
	uint32_t for_kvm;    /* GUP: errno instead of a signal */
	uint32_t gup;	     /* enum gup_kind, with for_kvm */
	uint64_t kept_start; /* the caller's t->notify_start while COPY_ON_WRITE notifies */
	uint64_t kept_end;
	uint32_t kept_mode;
	ref_t vma;
	ref_t frame;	 /* out: the page, while HOST_FAULT holds it */
	uint32_t failed; /* out */
	uint32_t error;	 /* out: errno for GUP: EFAULT, EHWPOISON, ENOMEM */
	int32_t signal;	 /* out */
	int32_t code;	 /* out */
};

/* What new flags of a slot mean for its dirty log. */
enum logging { LOGGING_STAYS, LOGGING_STARTS, LOGGING_ENDS };

/* What NOTIFY does to the PTEs of its range. */
enum notify_mode {
	NOTIFY_ZAP,	/* clear them; guard pages stay */
	NOTIFY_DISCARD, /* the same, and private memory loses its pages */
	NOTIFY_UNMAP,	/* the same, and guard pages go too */
	NOTIFY_PROTECT, /* change the right to write to what the VMA gives */
	NOTIFY_FORK,	/* take the right to write. FORK-3 */
	NOTIFY_COPY,	/* put t->notify_copy in the place of a page that a fork shared */
	NOTIFY_POISON,	/* replace them by poison entries */
	NOTIFY_MIGRATE, /* replace them by migration entries */
	NOTIFY_SWAP,	/* replace them by swap entries, where nobody else has the page */
	NOTIFY_MOVE,	/* move them, guard pages too, to notify_move */
};

/* mremap and mmap at a fixed address; page numbers. */
struct move_state {
	uint64_t old_start, old_pages;
	uint64_t new_start, new_pages;
	uint64_t piece_start, piece_end; /* of the old range: one VMA's part of it */
	uint64_t place;			 /* where the next piece goes */
	uint32_t prot, flags;		 /* of the VMA that remap_file_pages replaces */
	ref_t vma;			 /* the new one */
	uint32_t moved;
};

/* USER_COPY: bytes between a process's memory and a folio of the kernel's. */
struct user_copy {
	uint64_t address; /* of the process */
	ref_t folio;
	uint32_t offset;
	uint32_t left; /* bytes to go; what is left cannot be reached */
	uint32_t to_user;
};

/* A call that moves data between memory and a file, a pipe, or other memory. */
struct user_io {
	uint64_t address;  /* of the caller's buffer */
	uint64_t len;	   /* bytes */
	uint64_t done;	   /* of them */
	uint64_t position; /* in an ordinary file */
	uint32_t piece;	   /* bytes under way */
	uint32_t accessed; /* /proc/PID/mem: of the piece */
	uint32_t has_buffer;
	ref_t file;   /* counted */
	ref_t folio;  /* counted: the other end of the piece */
	ref_t remote; /* mm of another process; its process does not end meanwhile */
};

enum futex_kind { FUTEX_NONE, FUTEX_OF_PROCESS, FUTEX_OF_MEMORY, FUTEX_OF_FILE };

/* What is waited for: a place in an inode, or an address of an mm. */
struct futex_key {
	uint64_t place; /* bytes */
	ref_t object;
	uint32_t kind;
};

struct futex {
	struct futex_key key;
	uint32_t readonly; /* the page cannot be written */
	uint32_t waits;	   /* place in the line, from 1; 0: does not wait */
	uint32_t woken;
};

struct task {
	struct gms_op op;
	struct gms_result result;
	struct call_frame frame[MAX_CALLS];
	uint32_t depth;	 /* frames in use; 0 when finished */
	uint32_t number; /* in w->tasks */
	struct need held[MAX_HELD];
	uint32_t nr_held;
	uint32_t blocked; /* waiting holds what it waits for */
	struct need waiting;
	uint32_t grace;	       /* tasks that SRCU waits for, bit per number: W4 */
	uint32_t error;	       /* of the protocol that returned last, positive */
	ref_t pending_release; /* file whose last reference this task dropped */

	/* What the locks of `need` helpers are taken on. */
	ref_t vm;
	ref_t vcpu;
	ref_t inode;
	ref_t file;
	ref_t process;
	ref_t mm;
	ref_t folio;	/* the folio that is locked, or to be locked */
	ref_t run_file; /* the vCPU's file, in use by an ioctl: counted */

	/* PUNCH, ALLOCATE, GSTART: pages of an inode, half open; ATTRIBUTES: gfns. */
	uint64_t range_start;
	uint64_t range_end;
	uint64_t cursor;
	uint32_t pass;		   /* of the removal loop: INVAL-13 */
	uint32_t found;		   /* the scan of this pass met a folio */
	ref_t gmem_file;	   /* whose bindings are being walked */
	uint32_t attribute_filter; /* INVAL-7 */
	uint64_t zap_from;	   /* gfn where a zap that let mmu_lock go goes on; else 0 */
	uint64_t zap_until;	   /* and up to where it was counted in, in pages of range_* */

	/* GETFOLIO: in: inode, getfolio_index; out: folio (locked, referenced), error. */
	uint64_t getfolio_index;
	ref_t new_folio;

	/* NOTIFY, UNMAP_FOLIO. */
	ref_t notify_vma;
	ref_t notify_mm; /* UNMAP_FOLIO: another process's, counted */
	ref_t notify_vm;
	uint64_t notify_start; /* host page numbers */
	uint64_t notify_end;
	uint32_t notify_mode;	/* enum notify_mode */
	uint64_t notify_move;	/* NOTIFY_MOVE: host page number that notify_start goes to */
	ref_t notify_folio;	/* UNMAP_FOLIO: only PTEs of this folio; 0: all */
	ref_t notify_copy;	/* COPY_ON_WRITE: the folio that replaces the one that is there */
	uint64_t notify_serial; /* VMs created from here on are not notified */

	ref_t child; /* FORK: the process that comes to be */

	/* MADVISE: VMA by VMA. */
	uint64_t walked;      /* pages of the range that are done */
	uint32_t hole;	      /* part of the range has no VMA */
	uint64_t guarded_end; /* host page number: up to where guard pages are set */

	/* MBIND, MOVE_PAGES, MIGRATE. */
	uint64_t policy;	  /* that mbind sets, and what it moves follows */
	uint64_t interleave_base; /* MEMPOL-6; known once `based` */
	uint32_t based;
	uint32_t target_nodes; /* where pages may stay */
	uint32_t target_node;
	uint32_t not_moved;

	/* SLOT_*: KVM_SET_USER_MEMORY_REGION. */
	ref_t old_slot;
	ref_t new_slot;
	ref_t invalid_slot;
	ref_t swap_as; /* address space that SWAP works on */
	uint32_t change;
	uint32_t bound;	  /* the new slot's bindings are stored */
	uint32_t logging; /* enum logging: of dirty pages, by new flags */

	/* ATTRIBUTES. */
	uint32_t started; /* an invalidation was begun */

	struct fault_state fault;
	struct host_access host;
	struct user_copy copy;
	struct user_io io;
	struct futex futex;
	struct move_state move;
	uint64_t left;	 /* PREFAULT: bytes to go */
	uint32_t copied; /* COPY_IN, COPY_OUT: bytes of the structure so far */
};

/* ---- Verdicts ---- */

static inline enum verdict jump(struct task *t, uint32_t pc)
{
	frame_jump(&t->frame[t->depth - 1], pc);
	return JUMPED;
}

/* End the operation: the simulator cannot express it.  reason is a static sentence. */
enum verdict unsupported(struct task *t, const char *reason);

/* Put the first step of a protocol before what comes next. */
static inline void enter(struct task *t, enum protocol protocol)
{
	t->frame[t->depth++] = first_step_of(protocol, t->number);
}

/* Run protocol, then go on at step pc of the calling protocol. */
static inline enum verdict call_then(struct task *t, enum protocol protocol, uint32_t pc)
{
	if (t->depth == MAX_CALLS)
		return unsupported(t, "the protocols call each other too deeply");
	frame_jump(&t->frame[t->depth - 1], pc);
	enter(t, protocol);
	return CALLED;
}

/* The same; go on with the step after the one that runs. */
static inline enum verdict call(struct task *t, enum protocol protocol)
{
	return call_then(t, protocol, frame_pc(t->frame[t->depth - 1]) + 1);
}

/* End the operation with an errno, or with a value.  Locks held are given back. */
enum verdict fail(struct gms_world *w, struct task *t, enum rule rule, int error);
enum verdict succeed(struct gms_world *w, struct task *t, enum rule rule, int64_t value);
/* End the operation; t->result was filled by the caller. */
static inline enum verdict finish(void)
{
	return FINISH;
}

/* ---- Locks ---- */

static const struct need NEED_NOTHING = { GMS_NR_LOCKS };

/* For .take and .within: the lock on the object that the task works on. */
struct need need_vcpu(const struct gms_world *w, const struct task *t);
struct need need_slots_lock(const struct gms_world *w, const struct task *t);
struct need need_slots_arch_lock(const struct gms_world *w, const struct task *t);
struct need need_ilk_read(const struct gms_world *w, const struct task *t);
struct need need_ilk_write(const struct gms_world *w, const struct task *t);
struct need need_mm_read(const struct gms_world *w, const struct task *t);
struct need need_mm_write(const struct gms_world *w, const struct task *t);
struct need need_folio(const struct gms_world *w, const struct task *t); /* t->folio */
struct need need_mn_lock(const struct gms_world *w, const struct task *t);
struct need need_mmu_read(const struct gms_world *w, const struct task *t);
struct need need_mmu_write(const struct gms_world *w, const struct task *t);
struct need need_srcu(const struct gms_world *w, const struct task *t);
/* Waits: until no mmu-notifier section is in flight; until SRCU readers left. */
struct need need_no_notifiers(const struct gms_world *w, const struct task *t);
/* Until no other operation in the kernel is the process's or uses its memory. */
struct need need_no_threads(const struct gms_world *w, const struct task *t);
struct need need_grace_period(const struct gms_world *w, const struct task *t);

/* Could the task have it now?  *holder is a task in the way, or -1. */
bool need_available(const struct gms_world *w, const struct task *t, struct need need,
		    int *holder);
/* Give back what a `take` acquired.  The object is the one it was taken on. */
void unlock(struct gms_world *w, struct task *t, enum gms_lock_kind kind, ref_t object);
bool holds(const struct task *t, enum gms_lock_kind kind, ref_t object);
/* Begin an SRCU grace period: t->grace := the tasks that read vm's slots now. */
void srcu_synchronize(struct gms_world *w, struct task *t, ref_t vm);

/* Has it not yet entered the kernel?  Then the end of its process is its end. */
bool task_is_fresh(const struct task *t);
/* Whether any other task has yet to finish: a lone vCPU that retries for ever stops. */
bool task_alone(const struct gms_world *w, const struct task *t);

#endif /* SIM_STEP_H */
