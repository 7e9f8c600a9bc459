/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's objects as the simulator keeps them: plain records in pools,
 * which refer to each other by reference.  Field comments name the lock that
 * guards a change and, where the specification has one, the rule.
 */
#ifndef SIM_OBJECT_H
#define SIM_OBJECT_H

#include "map.h"

#define PAGE_SHIFT 12
#define PAGE_SIZE  (1ull << PAGE_SHIFT)
#define PAGE_MASK  (~(PAGE_SIZE - 1))

#define NR_ADDRESS_SPACES_MAX 2

/* KVM_MEM_* of a memslot; bits 16 and up are the kernel's own. */
#define MEM_LOG_DIRTY	  (1u << 0)
#define MEM_READONLY	  (1u << 1)
#define MEM_GUEST_MEMFD	  (1u << 2)
#define MEM_USERFAULT	  (1u << 3) /* a proposal */
#define MEMSLOT_INVALID	  (1u << 16)
#define MEMSLOT_GMEM_ONLY (1u << 17)
/* The simulator's own: the kernel freed it, but a binding refers to it. HZ-3, HZ-4 */
#define MEMSLOT_FREED	  (1u << 18)

/* KVM_DIRTY_LOG_*: pages are cleared by an ioctl of their own, and at first all are dirty. */
#define MANUAL_PROTECT_ENABLE	     1u
#define MANUAL_PROTECT_INITIALLY_SET 2u

#define GMEM_FLAG_MMAP	      (1u << 0)
#define GMEM_FLAG_INIT_SHARED (1u << 1)

#define ATTRIBUTE_PRIVATE 8u

#define FILTER_SHARED  1u
#define FILTER_PRIVATE 2u
#define FILTER_BOTH    3u

/* Memslots as one set: what a reader sees between two swaps. SLOT-30. */
struct slot_set {
	uint64_t generation; /* bit 63: a swap is in progress. SLOT-31 */
	struct map by_gfn;   /* base_gfn -> slot */
	struct map by_id;    /* id -> slot */
};

/* SLOT-30..33. Guarded by slots_lock; `active` flips under mn_lock too. */
struct address_space {
	struct slot_set set[2];
	uint32_t active;
	uint32_t pad;
};

#define MMU_MAX_ROOTS	  16
#define SPTE_FORMAT_WORDS 6

struct vm {
	uint32_t refs; /* VM fd, vCPU fds, guest_memfd files. OBJ-4 */
	uint32_t mm;   /* ref of the mm that created it, counted. IOCTL-1 */
	uint64_t handle;
	uint32_t type;
	uint8_t dead;		 /* kvm_vm_dead: every ioctl is EIO */
	uint8_t has_private_mem; /* OBJ-7 */
	uint8_t nr_as;
	uint8_t fd_open;	     /* the VM fd itself; the VM may outlive it */
	uint8_t has_protected_state; /* x86: SEV_ES, SNP, TDX; arm64: PROTECTED */
	uint8_t prefault_refused; /* x86: SNP, TDX until launched; arm64: PROTECTED until it ran */
	uint8_t npt;		  /* x86: stage 2 is an NPT, else an EPT. X86-CFG-1 */
	uint8_t manual_protect;	  /* MANUAL_PROTECT_* of dirty logs; slots_lock */
	struct address_space as[NR_ADDRESS_SPACES_MAX];
	uint64_t nr_pages;     /* of all slots; slots_lock */
	struct map attributes; /* start gfn of a run -> value up to the next. OBJ-6 */
	uint64_t reserved_start, reserved_end; /* gfns that a failure left reserved: B-21 alone */
	ref_t spare_nodes; /* kept for an edit that must not fail; slots_lock */
	uint64_t serial;   /* in order of creation: who was there when NOTIFY began */
	ref_t ghosts;	   /* MEMSLOT_FREED slots; slots_lock */
	/* Section 13; mmu_lock write. */
	int64_t invalidate_count;
	uint64_t invalidate_seq;
	uint64_t range_start; /* gfn */
	uint64_t range_end;
	int64_t mn_active; /* mmu-notifier sections in flight; mn_lock */
	/* Stage 2: owned by the architecture; entries change under mmu_lock. */
	/* Table pages: arm64 1 to 16 (ARM-S2-3), x86 enum x86_root. */
	ref_t root[MMU_MAX_ROOTS];
	uint32_t mmu_generation;  /* of valid roots; X86-TDP-10 */
	uint64_t direct_gfn_bits; /* TDX: the bit of a gfn that makes it shared; else 0 */
	uint32_t ipa_bits;	  /* arm64 */
	uint32_t start_level;	  /* of the walk: arm64 ARM-S2-2, x86 X86-CFG-2 */
	uint64_t format[SPTE_FORMAT_WORDS]; /* x86: struct spte_format, as the VM was made */
	ref_t shadows;			    /* arm64: list; none without a vCPU that has EL2 */
	uint32_t enabled;		    /* by KVM_ENABLE_CAP: bits of the architecture */
	uint32_t disabled_quirks;	    /* x86: KVM_X86_QUIRK_* */
	uint32_t noncoherent_dma;	    /* x86: devices of that kind */
	uint32_t split_chunk;	/* arm64: bytes that are split at once; 0: none. ARM-DIRTY-3 */
	struct map vcpus;	/* id -> vcpu; they live as long as the VM */
	struct map guest_dirty; /* x86 without TDP: 2M regions that the guest wrote to */
};

/*
 * arm64: stage 2 of a guest of an L1 hypervisor, which combines L1's own with the VM's.
 * A VM has two for each vCPU with EL2.  mmu_lock write.
 */
struct shadow {
	ref_t next; /* of the VM */
	ref_t root[MMU_MAX_ROOTS];
	uint32_t ipa_bits;
	uint32_t start_level;
	uint32_t valid;		/* vttbr and vtcr say for which of L1's it is */
	uint32_t pending_unmap; /* it was another's, whose leaves are still in it */
	uint32_t pad;
	uint64_t vttbr;
	uint64_t vtcr;
};

/* arm64: registers of EL2 as L1 wrote them; 0 where it switched something off. */
struct el2 {
	uint64_t vncr;	/* VNCR_EL2 */
	uint64_t ttbr;	/* TTBR0_EL2: root of its own stage 1; 0: flat */
	uint64_t vttbr; /* VTTBR_EL2 */
	uint64_t vtcr;	/* VTCR_EL2; 0: no stage 2 */
};

/* arm64: a walk of tables that L1 keeps in its memory, under way or done. ARM-NV-4 */
struct l1_walk {
	uint64_t input;
	uint64_t table; /* of the descriptor that comes next, or that ended it */
	uint64_t entry;
	uint64_t output; /* of L1's addresses */
	uint32_t stage;
	uint32_t level;
	uint32_t fsc;	/* if it failed: the status that L1 gets */
	uint32_t error; /* if it failed: errno; 0 with fsc: L1's abort is all there is */
	uint32_t prot;	/* S2_PROT_* */
	uint32_t pad;
};

/* arm64: the page to which VNCR_EL2 was translated last. ARM-VNCR-1 */
struct vncr_tlb {
	uint64_t gva;
	uint64_t pa;	/* of L1 */
	ref_t frame;	/* not counted; mmu_lock write */
	uint32_t level; /* of L1's stage 1 */
	uint32_t prot;	/* S2_PROT_RW, by that */
	uint8_t valid;
	uint8_t hpa_writable;
	uint8_t mapped; /* into the vCPU's fixmap. ARM-VNCR-14 */
	uint8_t flat;	/* without stage 1 */
};

/* x86: what the guest asked userspace to convert and has no answer to.  X86-CONV-1 */
struct conversion {
	uint64_t gfn, pages; /* pages 0: nothing */
	uint64_t attributes;
};

struct vcpu {
	ref_t vm;
	uint32_t id;
	uint64_t handle;
	uint32_t dead_request; /* KVM_REQ_VM_DEAD: it has yet to see that the VM died */
	uint32_t pad;
	struct map tlb;	     /* level and number of a page -> its leaf; the vCPU's own */
	struct map async_pf; /* x86: gfn -> page that comes from swap, and the access */
	struct conversion conversion;
	/* arm64, with EL2.  The vCPU's own but for vncr, which mmu_lock write guards. */
	ref_t hw_mmu; /* shadow on which it runs; 0: the VM's own stage 2 */
	uint32_t has_el2;
	struct el2 el2;
	struct l1_walk walk;
	struct vncr_tlb vncr;
};

/* OBJ-3.  Apart from gmem_file nothing changes after creation. INV-25 */
struct slot {
	uint32_t as_id;
	uint32_t id;
	uint64_t base_gfn;
	uint64_t npages;
	uint32_t flags;
	ref_t gmem_file; /* not counted; ilk write and slots_lock. OBJ-3 */
	uint64_t userspace_addr;
	uint64_t gmem_pgoff; /* pages */
	ref_t vm;
	struct map dirty;	   /* gfn - base_gfn -> 1, when LOG_DIRTY */
	struct map reported;	   /* what the last GET_DIRTY_LOG returned: its result's pages */
	uint32_t has_dirty_bitmap; /* enum dirty_bitmap */
	uint8_t all_dirty;	   /* `dirty` holds the pages that are clean. DIRTY-9 */
	uint8_t all_reported;	   /* and `reported` those that were */
	ref_t dirty_in;		   /* while it replaces that slot: the bitmap is still there */
	ref_t next_ghost;
	struct map lpage; /* x86: large pages that are disallowed; slots_lock, mmu_lock write */
};

enum file_kind {
	FILE_NONE,
	FILE_OTHER,
	FILE_SYSTEM, /* /dev/kvm */
	FILE_VM,
	FILE_VCPU,
	FILE_GMEM,
	FILE_PATH, /* opened with O_PATH: its inode is a guest_memfd's, or 0 */
};

/* What a FILE_OTHER is. */
enum other_kind {
	OTHER_STANDARD, /* standard input, output and error */
	OTHER_EVENTFD,
	OTHER_PIPE, /* a FIFO: both ends in one descriptor */
	OTHER_ZERO,
	OTHER_NULL,
	OTHER_FILE,
	OTHER_MEMFD,
	OTHER_EPOLL,
	OTHER_SIGNALFD,
	OTHER_TIMERFD,
	OTHER_INOTIFY,
	OTHER_SOCKET,
	OTHER_DIRECTORY,
	NR_OTHER_KINDS
};

/* Who holds POSIX locks on a file. */
#define LOCKED_BY_PROCESS 1u
#define LOCKED_BY_FILE	  2u

/* OBJ-2: struct file.  refs: descriptors, VMAs, and tasks in the kernel. */
struct file {
	enum file_kind kind;
	uint32_t refs; /* 0 while `dying`: release has yet to run. RELEASE-2 */
	ref_t vm;      /* counted for FILE_GMEM, FILE_VM and FILE_VCPU */
	ref_t vcpu;
	ref_t inode;
	ref_t next_in_inode; /* files of one inode; ilk write */
	struct map bindings; /* pgoff of the slot -> slot; ilk write. INV-1 */
	uint64_t handle;     /* the first name it was given */
	uint32_t dying;
	ref_t next_release; /* files whose release one task has queued */
	uint32_t other;	    /* enum other_kind */
	uint32_t flags;	    /* O_* that F_SETFL set */
	uint32_t lease;	    /* a read lease is held. FOP-17 */
	uint32_t locked;    /* LOCKED_BY_*. FOP-8 */
	uint32_t signal;    /* of F_SETSIG */
	uint64_t position;  /* of an ordinary file */
};

/*
 * INODE_FILE is an ordinary file, whose size changes.  INODE_SHMEM is shared anonymous memory.  INODE_ANON is private memory: its pages are
 * numbered by their address, so that no two VMAs show one of them.
 */
enum inode_kind { INODE_GMEM, INODE_SHMEM, INODE_ANON, INODE_FILE, INODE_PIPE };

/* OBJ-1: size and flags never change. */
struct inode {
	uint32_t kind;
	uint32_t flags;
	uint64_t size;	     /* bytes */
	uint64_t number;     /* st_ino: CREATE-8 */
	struct map pages;    /* page index -> frame */
	struct map buffers;  /* INODE_PIPE: what is in it; GMS_LOCK_FILE */
	ref_t files;	     /* list through next_in_inode */
	ref_t vmas;	     /* list through next_in_inode: who maps it */
	struct map policies; /* page -> memory policy, as runs. MEMPOL-1 */
	struct map rmp;	     /* SNP: page -> gfn at which it is the guest's. X86-SNP-1 */
	uint32_t refs;	     /* files, O_PATH ones too, and VMAs */
	ref_t forked;	     /* FORK in progress: what the child gets in its place; mmap lock */
	uint64_t handle;     /* of its first file, or of an anonymous mapping */
	uint64_t ctime;	     /* counts successful fallocate calls. FSTAT-2 */
};

#define FOLIO_UPTODATE	  1u /* ready; without it the content is undefined. FOLIO-1 */
#define FOLIO_DIRTY	  2u
#define FOLIO_HWPOISON	  4u
#define FOLIO_CACHED	  8u /* in its inode's page cache */
/*
 * The guest's alone: assigned in the RMP (SNP, X86-SNP-1), added to the TD (TDX), or given to
 * a protected VM (arm64, ARM-PKVM-3).
 */
#define FOLIO_ASSIGNED	  16u
/* Anonymous, of several processes maybe: a write copies it. FORK-3 */
#define FOLIO_FORKED	  32u
/* Allocated as part of a large page. */
#define FOLIO_ROW	  64u
/* Of a guest_memfd, and for as long as it lives.  MEMINFO-2 */
#define FOLIO_UNEVICTABLE 128u
/* While it is counted.  MEMINFO-3 */
#define FOLIO_COUNTED	  256u
/* x86: and the guest has taken it: validated (SNP), accepted (TDX). X86-SNP-10 */
#define FOLIO_ACCEPTED	  512u
/* Above the flags, the NUMA node whose memory it is, as in the kernel. */
#define FOLIO_NODE_SHIFT  24

/* One order-0 folio: the frame and what the kernel's struct folio says. */
struct frame {
	ref_t inode;	   /* owner while FOLIO_CACHED; one of them if there are `shares` */
	uint32_t refs;	   /* page cache, host PTEs, pins, tasks. INV-36 */
	uint64_t index;	   /* in the inode, pages */
	uint32_t mapcount; /* host PTEs */
	uint32_t flags;
	ref_t lines;	 /* content; 0 is all zero */
	uint32_t pins;	 /* long-term references by `gup` */
	uint32_t pipes;	 /* references of pipe buffers */
	uint32_t shares; /* inodes of anonymous memory that hold it, beside the first */
};

/*
 * A process: an address space and descriptors.  Its threads are the tasks that
 * issue operations for it.  PROC-*
 */
struct process {
	uint64_t handle;  /* 0 is the first process */
	uint64_t fd_hint; /* no descriptor below it is free */
	struct map fds;	  /* descriptor -> file | FD_CLOEXEC_BIT */
	struct map names; /* handle -> descriptor that is open | its file << 32 */
	ref_t mm;	  /* counted; 0 once it has exited */
	uint32_t live;
};

#define FD_CLOEXEC_BIT (1ull << 32)

static inline uint64_t fd_of_name(uint64_t name)
{
	return name & UINT32_MAX;
}

static inline ref_t file_of_name(uint64_t name)
{
	return (ref_t)(name >> 32);
}

/* The memory of one process: VMAs and a page table.  It outlives the process by its VMs. */
struct mm {
	struct map vmas;    /* start page number -> vma; MM lock write */
	struct map areas;   /* page number -> mapping that names it and what follows; kept */
	struct map ptes;    /* page number -> PTE_*; page-table lock */
	uint64_t next_map;  /* where the next mapping is placed, page number */
	uint32_t def_flags; /* VMA_LOCKED, VMA_LOCKONFAULT of VMAs to come: mlockall */
	uint32_t refs;	    /* the process, its VMs and its mappings' names */
	uint32_t pad;
	uint64_t policy;  /* of the process: what mempolicy.h says; 0 none */
	uint64_t il_next; /* the node to interleave to, or the first after it */
};

/* A host PTE: frame << 8 | bits. */
#define PTE_PRESENT	1u
#define PTE_WRITE	2u
#define PTE_DIRTY	4u
#define PTE_HWPOISON	8u  /* not present: access gives SIGBUS */
#define PTE_GUARD	16u /* not present, a marker: access gives SIGSEGV. GUARD-1 */
#define PTE_MIGRATION	32u /* not present: the folio is on its way */
#define PTE_SWAP	64u /* not present: the page is private, and has to be read in */
#define PTE_FRAME_SHIFT 8

#define VMA_SHARED	 (1u << 0)
#define VMA_LOCKED	 (1u << 1)
#define VMA_LOCKONFAULT	 (1u << 2) /* locked, but nothing is brought in */
#define VMA_DONTFORK	 (1u << 3) /* a child does not get it */
#define VMA_WIPEONFORK	 (1u << 4) /* a child gets it empty */
#define VMA_DONTDUMP	 (1u << 5)
#define VMA_RAND_READ	 (1u << 6)
#define VMA_SEQ_READ	 (1u << 7)
#define VMA_HUGEPAGE	 (1u << 8)
#define VMA_NOHUGEPAGE	 (1u << 9)
#define VMA_MERGEABLE	 (1u << 10)
#define VMA_NORESERVE	 (1u << 11)
#define VMA_ACCOUNT	 (1u << 12)
#define VMA_MAYBE_GUARD	 (1u << 13) /* a guard page was set in it once */
#define VMA_UFFD_MISSING (1u << 14)
#define VMA_UFFD_WP	 (1u << 15)
#define VMA_UFFD_MINOR	 (1u << 16)
#define VMA_UFFD_ASYNC	 (1u << 17) /* by the userfaultfd with WP_ASYNC */
#define VMA_UFFD	 (VMA_UFFD_MISSING | VMA_UFFD_WP | VMA_UFFD_MINOR)

struct vma {
	uint64_t start; /* page numbers, half open */
	uint64_t end;
	uint64_t pgoff; /* of start in the inode, pages */
	ref_t mm;
	ref_t inode;
	ref_t file; /* counted; 0 for anonymous memory */
	ref_t next_in_inode;
	uint32_t prot; /* GMS_PROT_* */
	uint32_t flags;
	uint64_t policy; /* that was set through this VMA; 0 none. mempolicy.h */
};

/* What a mapping's name stands for: the range that mmap returned. */
struct mapping {
	uint64_t handle;
	uint64_t start; /* page number */
	uint64_t pages;
	ref_t mm;
	uint32_t failed; /* mmap failed: the name stands for MAP_FAILED */
	struct map pins; /* byte offset of `gup` -> frame */
};

#define LINE_BYTES 64

/* What was written to 64 bytes of a page; a page without lines is all zero. */
struct line {
	ref_t next;	 /* of the same page, in ascending order */
	uint32_t number; /* offset / LINE_BYTES */
	uint64_t word[LINE_BYTES / 8];
};

#define TABLE_ENTRIES 512

/* A page of a page table.  `fill` is what an entry never written holds. */
struct table_info {
	uint64_t fill;
	uint64_t touched; /* bit i: entries 8i..8i+7 may differ from fill */
	uint32_t present; /* entries that the architecture counts */
	uint16_t level;
	uint8_t live;	       /* 0 on the free list */
	uint8_t read_only : 1; /* x86 without TDP: its leaves never get W. X86-SHADOW-2 */
	uint8_t no_huge : 1;   /* x86: instead of a large page that could execute. X86-LEVEL-8 */
	uint8_t recoverable : 1; /* x86: only because of that. X86-ZAP-7 */
};

struct table {
	uint64_t entry[TABLE_ENTRIES];
};

#endif /* SIM_OBJECT_H */
