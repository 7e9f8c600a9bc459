/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmemsim: a reference simulator of KVM guest_memfd.
 *
 * A world holds everything that one simulation knows: virtual machines,
 * guest_memfd files, memslots, host mappings and page tables.  It is one block
 * of memory (the arena) without pointers, so that a copy is a snapshot.
 *
 * Threads: two threads may use two worlds at the same time; one world is used
 * by one thread at a time.  The library has no global state that changes, does
 * no I/O, never exits, and takes no memory but the arena.
 *
 * Processes: a world begins with one, which issues every operation that names no
 * other.  Handles of files are names of a process: a child inherits them, and
 * a process that does not have one gets EBADF.
 *
 * Units: every size, length, offset, gpa and address is in bytes unless its
 * name says pages.  A handle is a number that the caller chose for an object
 * when it issued the operation that creates it; 0 is no handle.  A handle that
 * still names something cannot be given to another object.
 */
#ifndef GMEMSIM_H
#define GMEMSIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define GMS_API __attribute__((visibility("default")))

#define GMS_VERSION "0.1.0"

/* Operations that one world can have in flight. */
#define GMS_MAX_TASKS 16

/* NUMA nodes that a world can have; a mask of nodes has a bit for each. */
#define GMS_MAX_NODES 32

struct gms_world;

/* ---- Operations ------------------------------------------------------- */

/*
 * Every operation, in the scenario language's words.  To add one: a line here,
 * its row in sim/op.c, its protocol in sim/protocol.c; the compiler names
 * each place that is missing.
 */
#define GMS_OPS(X)                                                                               \
	X(VM, "vm")                                                                              \
	X(CHECK_EXTENSION, "check_extension")                                                    \
	X(ENABLE_CAP, "enable_cap")                                                              \
	X(VCPU, "vcpu")                                                                          \
	X(CLOSE, "close")                                                                        \
	X(MEMFD, "memfd")                                                                        \
	X(DUP, "dup")                                                                            \
	X(FALLOCATE, "fallocate")                                                                \
	X(FTRUNCATE, "ftruncate")                                                                \
	X(READ, "read")                                                                          \
	X(WRITE, "write")                                                                        \
	X(LSEEK, "lseek")                                                                        \
	X(FSTAT, "fstat")                                                                        \
	X(FSYNC, "fsync")                                                                        \
	X(READV, "readv")                                                                        \
	X(WRITEV, "writev")                                                                      \
	X(FDATASYNC, "fdatasync")                                                                \
	X(SYNCFS, "syncfs")                                                                      \
	X(SYNC_FILE_RANGE, "sync_file_range")                                                    \
	X(FSTATFS, "fstatfs")                                                                    \
	X(FCHMOD, "fchmod")                                                                      \
	X(FCHOWN, "fchown")                                                                      \
	X(FUTIMENS, "futimens")                                                                  \
	X(FSETXATTR, "fsetxattr")                                                                \
	X(FGETXATTR, "fgetxattr")                                                                \
	X(FREMOVEXATTR, "fremovexattr")                                                          \
	X(FLISTXATTR, "flistxattr")                                                              \
	X(FADVISE, "fadvise")                                                                    \
	X(READAHEAD, "readahead")                                                                \
	X(SENDFILE, "sendfile")                                                                  \
	X(SPLICE, "splice")                                                                      \
	X(TEE, "tee")                                                                            \
	X(COPY_FILE_RANGE, "copy_file_range")                                                    \
	X(IOCTL, "ioctl")                                                                        \
	X(FCNTL, "fcntl")                                                                        \
	X(FLOCK, "flock")                                                                        \
	X(POLL, "poll")                                                                          \
	X(EPOLL_CTL, "epoll_ctl")                                                                \
	X(READLINK, "readlink")                                                                  \
	X(OPEN, "open")                                                                          \
	X(REOPEN, "reopen")                                                                      \
	X(FCHDIR, "fchdir")                                                                      \
	X(EXECVEAT, "execveat")                                                                  \
	X(LINKAT, "linkat")                                                                      \
	X(AT, "at")                                                                              \
	X(CALL, "call")                                                                          \
	X(SLOT, "slot")                                                                          \
	X(ATTRIBUTES, "attributes")                                                              \
	X(PREFAULT, "prefault")                                                                  \
	X(POPULATE, "populate")                                                                  \
	X(FINALIZE, "finalize")                                                                  \
	X(DIRTY_LOG, "dirty_log")                                                                \
	X(CLEAR_DIRTY_LOG, "clear_dirty_log")                                                    \
	X(MMAP, "mmap")                                                                          \
	X(MUNMAP, "munmap")                                                                      \
	X(MPROTECT, "mprotect")                                                                  \
	X(LOAD, "load")                                                                          \
	X(STORE, "store")                                                                        \
	X(MADVISE, "madvise")                                                                    \
	X(MLOCK, "mlock")                                                                        \
	X(MUNLOCK, "munlock")                                                                    \
	X(MLOCKALL, "mlockall")                                                                  \
	X(MUNLOCKALL, "munlockall")                                                              \
	X(MREMAP, "mremap")                                                                      \
	X(REMAP_FILE_PAGES, "remap_file_pages")                                                  \
	X(MSYNC, "msync")                                                                        \
	X(MINCORE, "mincore")                                                                    \
	X(SMAPS, "smaps")                                                                        \
	X(MEMINFO, "meminfo")                                                                    \
	X(UFFD_REGISTER, "uffd_register")                                                        \
	X(UFFD_UNREGISTER, "uffd_unregister")                                                    \
	X(GUP, "gup")                                                                            \
	X(UNGUP, "ungup")                                                                        \
	X(MBIND, "mbind")                                                                        \
	X(GET_MEMPOLICY, "get_mempolicy")                                                        \
	X(SET_MEMPOLICY, "set_mempolicy")                                                        \
	X(SET_MEMPOLICY_HOME_NODE, "set_mempolicy_home_node")                                    \
	X(MOVE_PAGES, "move_pages")                                                              \
	X(GUEST, "guest")                                                                        \
	X(MAP_GPA_RANGE, "map_gpa_range")                                                        \
	X(EL2, "el2")                                                                            \
	X(VNCR, "vncr")                                                                          \
	X(TLBI, "tlbi")                                                                          \
	X(MAP_GPA_RETURN, "map_gpa_return")                                                      \
	X(ACCEPT, "accept")                                                                      \
	X(KVM, "kvm")                                                                            \
	X(FORK, "fork")                                                                          \
	X(EXIT, "exit")                                                                          \
	X(EXECVE, "execve")                                                                      \
	X(SEND, "send")                                                                          \
	X(RECEIVE, "receive")                                                                    \
	X(PROCESS_VM_READV, "process_vm_readv")                                                  \
	X(PROCESS_VM_WRITEV, "process_vm_writev")                                                \
	X(PROC_MEM_READ, "proc_mem_read")                                                        \
	X(PROC_MEM_WRITE, "proc_mem_write")                                                      \
	X(VMSPLICE, "vmsplice")                                                                  \
	X(FUTEX_WAIT, "futex_wait")                                                              \
	X(FUTEX_WAKE, "futex_wake")                                                              \
	X(CLOCK_GETTIME, "clock_gettime")                                                        \
	X(POISON, "poison")                                                                      \
	X(RECLAIM, "reclaim")                                                                    \
	X(AGE, "age")                                                                            \
	X(SWAP_OUT, "swap_out")                                                                  \
	X(PAGE_IN, "page_in")                                                                    \
	X(WRITE_TRACK, "write_track")                                                            \
	X(RECOVER_NX, "recover_nx")                                                              \
	X(NONCOHERENT_DMA, "noncoherent_dma")                                                    \
	X(WHERE, "where")                                                                        \
	X(RESIDENT, "resident")                                                                  \
	X(NODE, "node")                                                                          \
	X(INVARIANTS, "invariants")

enum gms_opcode {
#define GMS_OP_ENUM(id, word) GMS_OP_##id,
	GMS_OPS(GMS_OP_ENUM) GMS_NR_OPS
#undef GMS_OP_ENUM
};

/*
 * A place that is either an object's handle with a number, or a bare number:
 * a host address (mapping + offset, or an address), or a file descriptor
 * (a file's handle, or a raw descriptor value).
 */
struct gms_ref {
	uint64_t handle;
	uint64_t number;
};

/* Lines of /proc/meminfo, which meminfo gives in pages. */
enum gms_meminfo {
	GMS_MEMINFO_CACHED,
	GMS_MEMINFO_SHMEM,
	GMS_MEMINFO_MAPPED,
	GMS_MEMINFO_MLOCKED,
	GMS_MEMINFO_UNEVICTABLE,
	GMS_NR_MEMINFO
};

/* XADD adds atomically and tells the value before.  OUT writes to an x86 I/O port. */
enum gms_access {
	GMS_ACCESS_READ,
	GMS_ACCESS_WRITE,
	GMS_ACCESS_EXEC,
	GMS_ACCESS_XADD,
	GMS_ACCESS_OUT,
};

/* Protections and the mapping types of mmap, as the kernel numbers them. */
#define GMS_PROT_READ		1u
#define GMS_PROT_WRITE		2u
#define GMS_PROT_EXEC		4u
#define GMS_MAP_SHARED		1u
#define GMS_MAP_PRIVATE		2u
#define GMS_MAP_SHARED_VALIDATE 3u

/* Memory policies, as the kernel numbers them, and the flags that go with a mode. */
enum gms_policy_mode {
	GMS_MPOL_DEFAULT,
	GMS_MPOL_PREFERRED,
	GMS_MPOL_BIND,
	GMS_MPOL_INTERLEAVE,
	GMS_MPOL_LOCAL,
	GMS_MPOL_PREFERRED_MANY,
	GMS_MPOL_WEIGHTED_INTERLEAVE,
	GMS_NR_MPOL_MODES
};

#define GMS_MPOL_F_STATIC_NODES	  (1u << 15)
#define GMS_MPOL_F_RELATIVE_NODES (1u << 14)
#define GMS_MPOL_F_NUMA_BALANCING (1u << 13)

/* Flags of get_mempolicy, and of mbind and move_pages. */
#define GMS_MPOL_F_NODE		1u
#define GMS_MPOL_F_ADDR		2u
#define GMS_MPOL_F_MEMS_ALLOWED 4u
#define GMS_MPOL_MF_STRICT	1u
#define GMS_MPOL_MF_MOVE	2u
#define GMS_MPOL_MF_MOVE_ALL	4u

/*
 * One operation.  Which fields it reads is said by its row (gms_op_row()).
 * The bit for argument i of the row is set in `given` when it was named, so
 * that a default can be told from a value.
 */
struct gms_op {
	enum gms_opcode code;
	uint32_t given;
	uint64_t define;  /* handle that the operation gives its object */
	uint64_t process; /* handle of who issues it; 0 is the first process */
	uint64_t vm;	  /* handle; 0 is `system` for check_extension */
	uint64_t vcpu;	  /* handle */
	uint64_t file;	  /* handle: a guest_memfd, a message, or what close takes */
	uint64_t as_id;	  /* memslot address space */
	uint64_t id;	  /* memslot id within it */
	uint64_t size, off, len, gpa, value;
	uint64_t flags, mode, attrs;
	uint64_t access;     /* enum gms_access */
	uint64_t is_private; /* 0 or 1: the access names private memory */
	uint64_t esr;	     /* arm64: ESR_EL2 of an abort that the access takes first; 0: none */
	uint64_t s1ptw, cm;  /* 0 or 1, arm64: of a stage-1 walk; cache maintenance */
	uint64_t l2;	     /* 0 or 1, arm64: a guest of the vCPU's own hypervisor makes it */
	uint64_t isv, wnr;   /* arm64: enum gms_bit, in the abort's ESR_EL2 */
	uint64_t reserved;   /* words of an ioctl's structure that nobody reads */
	struct gms_ref hva;  /* userspace_addr, the address accessed or asked for, a source */
	struct gms_ref memfd; /* guest_memfd to bind or map */
	/* Where the ioctl's structure lies, when that was named; else memory of the caller. */
	struct gms_ref argp;

	/* From here on only operations that are rare in long runs have arguments. */
	uint64_t vcpu_id; /* number that KVM_CREATE_VCPU gets */
	uint64_t map;	  /* handle of a mapping */
	uint64_t type;	  /* VM type */
	uint64_t cap;	  /* capability number */
	uint64_t prot, whence, advice;
	uint64_t mode_flags; /* GMS_MPOL_F_*, added to mode */
	uint64_t nodes;	     /* mask of NUMA nodes */
	uint64_t maxnode;    /* bits of the mask, and one, as the system call counts */
	uint64_t node;
	uint64_t is_delete, is_anon, v1;
	uint64_t pad1, pad2;	/* as reserved */
	uint64_t is_early;	/* 0 or 1: the process is told of memory errors early */
	struct gms_ref bitmap;	/* userfault bitmap */
	struct gms_ref buf;	/* memory that a call reads from or writes to */
	uint64_t of;		/* handle of the process whose memory it is about; 0: the first */
	struct gms_ref in, out; /* descriptors that data moves between */
	uint64_t off_out;
	uint64_t
		command; /* of fcntl, ioctl, epoll_ctl, at, call; kind that open opens; enum gms_meminfo, gms_tlbi */
	uint64_t path; /* enum gms_path */
	uint64_t lock; /* F_RDLCK, F_WRLCK, F_UNLCK; operation of flock */
	uint64_t atime, mtime, uid, gid, pid, events;
};

/* arm64: what an L1 hypervisor invalidates by TLBI, for command. */
enum gms_tlbi {
	GMS_TLBI_VAE2,	     /* EL2's own stage 1: one address */
	GMS_TLBI_ALLE2,	     /* all of it */
	GMS_TLBI_IPAS2E1,    /* its guest's stage 2: one address, of the VMID in VTTBR_EL2 */
	GMS_TLBI_VMALLS12E1, /* all of that VMID */
};

/* A bit that an operation may name, or leave as it would be. */
enum gms_bit { GMS_BIT_CLEAR, GMS_BIT_SET, GMS_BIT_NATURAL };

/* What a call of the *at family names, relative to its descriptor. */
enum gms_path {
	GMS_PATH_EMPTY,	   /* "" with AT_EMPTY_PATH: the descriptor's own file */
	GMS_PATH_NOTHING,  /* "" without it */
	GMS_PATH_RELATIVE, /* a name in it */
};

/* What an argument is: how it is written, and which field it fills. */
enum gms_arg_kind {
	GMS_ARG_NEW_VM, /* NAME that the operation defines */
	GMS_ARG_NEW_FILE,
	GMS_ARG_NEW_MAP,
	GMS_ARG_NEW_PROCESS,
	GMS_ARG_NEW_MESSAGE,
	GMS_ARG_NEW_RECEIVED, /* what the message of the operation carries */
	GMS_ARG_NEW_VCPU,     /* VM.N: fills vm, vcpu_id and define */
	GMS_ARG_VM,
	GMS_ARG_VM_OR_SYSTEM,
	GMS_ARG_VCPU,	    /* VM.N, defined before */
	GMS_ARG_FILE,	    /* a guest_memfd, or what open opened */
	GMS_ARG_CLOSABLE,   /* a VM, a file, a vCPU or a message: fills file */
	GMS_ARG_SENDABLE,   /* a VM or a file: fills file */
	GMS_ARG_DESCRIPTOR, /* a VM, a file, a vCPU, `system` for /dev/kvm, or a number */
	GMS_ARG_MESSAGE,
	GMS_ARG_PROCESS,
	GMS_ARG_MAP,
	GMS_ARG_SLOT, /* VM:ID or VM:AS.ID: fills vm, as_id, id */
	GMS_ARG_NUMBER,
	GMS_ARG_FLAGS,	 /* names joined with |, or a number, or both */
	GMS_ARG_WORD,	 /* one of names, any case, or a number */
	GMS_ARG_PROT,	 /* r, rw, rx, rwx, none */
	GMS_ARG_CAP,	 /* capability name or number */
	GMS_ARG_ADDRESS, /* MAP, MAP+OFFSET, number, none */
	GMS_ARG_FD,	 /* a guest_memfd's name, or a number */
	GMS_ARG_KEYWORD, /* a bare word: one of names, else key, which sets 1 */
	GMS_ARG_NODES,	 /* 0,2 or none: a mask of NUMA nodes */
};

struct gms_name_value {
	const char *name;
	uint64_t value;
};

#define GMS_ARG_REQUIRED   1u /* must be given */
#define GMS_ARG_POSITIONAL 2u /* comes first, in order, without key */
#define GMS_ARG_ALIGNED8   4u /* must be a multiple of 8 */
#define GMS_ARG_SIGNED	   8u /* a negative number is written as such */

struct gms_arg {
	const char *key; /* key of key=value, the keyword, or a name for messages */
	enum gms_arg_kind kind;
	uint32_t flags;
	uint32_t field;			    /* offset in struct gms_op of what it fills */
	uint64_t fallback;		    /* value when it is not given */
	const struct gms_name_value *names; /* FLAGS, WORD: ends with NULL name */
};

#define GMS_MAX_ARGS 16

#define GMS_OP_OBSERVES 1u /* changes nothing: may state a property */
#define GMS_OP_SIM_ONLY 2u /* no system call says it: skipped on a kernel */

struct gms_op_row {
	const char *word;
	const char *summary; /* one line for --help and the manual */
	uint32_t flags;
	uint32_t nr_args;
	struct gms_arg args[GMS_MAX_ARGS];
};

/* The row of an operation.  Never NULL for code < GMS_NR_OPS. */
GMS_API const struct gms_op_row *gms_op_row(enum gms_opcode code);

/*
 * The argument beside those of the row that says which process issues the operation;
 * NULL if one of the row does.
 */
GMS_API const struct gms_arg *gms_issuer(enum gms_opcode code);

/* Fill *op with code and every argument's default. */
GMS_API void gms_op_init(struct gms_op *op, enum gms_opcode code);

/* Was the argument with that key named? */
GMS_API bool gms_op_given(const struct gms_op *op, const char *key);

/* Capability names without KVM_CAP_, with their numbers; ends with NULL. */
GMS_API const struct gms_name_value *gms_capabilities(void);

/* Events of poll without POLL; ends with NULL. */
GMS_API const struct gms_name_value *gms_poll_events(void);
/* Modes of a memory policy, and the flags that go with one; each ends with NULL. */
GMS_API const struct gms_name_value *gms_policy_modes(void);
GMS_API const struct gms_name_value *gms_policy_flags(void);

/* ---- Results ---------------------------------------------------------- */

#define GMS_INVARIANT_X86   0x10000u
#define GMS_INVARIANT_ARM64 0x20000u

enum gms_result_kind {
	GMS_RESULT_VALUE,	 /* value: the return value, or what was read */
	GMS_RESULT_OK,		 /* an access that completed without a value */
	GMS_RESULT_ERRNO,	 /* error */
	GMS_RESULT_SIGNAL,	 /* signal, code, address */
	GMS_RESULT_MMIO,	 /* gpa, len, is_write: KVM_EXIT_MMIO */
	GMS_RESULT_IO,		 /* gpa: the port; len, is_write, value: KVM_EXIT_IO */
	GMS_RESULT_HYPERCALL,	 /* gpa, len: pages, flags: KVM_EXIT_HYPERCALL, nr 12 */
	GMS_RESULT_MEMORY_FAULT, /* gpa, size, flags, error: KVM_EXIT_MEMORY_FAULT */
	GMS_RESULT_ABORT,	 /* arm64, injected: value: fault status, code: EC */
	GMS_RESULT_ARM64_EXIT,	 /* code: enum gms_arm64_exit; value: its ESR_EL2; gpa */
	GMS_RESULT_RETRY,	 /* the vCPU would re-enter and fault again */
	GMS_RESULT_VC,		 /* x86, SNP: the guest got #VC: it has not validated the page */
	GMS_RESULT_ASYNC_PF,	 /* x86: the guest was told that the page is on its way */
	GMS_RESULT_INTERNAL_ERROR, /* value: suberror of KVM_EXIT_INTERNAL_ERROR */
	GMS_RESULT_STAT,	   /* size, blksize, blocks, stat */
	GMS_RESULT_STATFS,	   /* value: the filesystem's magic; blksize */
	GMS_RESULT_POLL,	   /* value; flags: revents */
	GMS_RESULT_LINK,	   /* reason: where the link points */
	GMS_RESULT_PREFAULT,	   /* prefault, populate: value or error; left in size, gpa */
	GMS_RESULT_PAGES,	   /* page numbers: gms_result_next_page() */
	GMS_RESULT_VMA,		   /* text, prot, flags, offset, len: a VMA as smaps shows it */
	GMS_RESULT_WHERE_MEMFD,	   /* handle, page, level, prot */
	GMS_RESULT_WHERE_HVA,	   /* handle, offset, level, prot */
	GMS_RESULT_UNMAPPED,
	GMS_RESULT_POLICY, /* value: enum gms_policy_mode; flags: GMS_MPOL_F_*; nodes */
	GMS_RESULT_NODE,   /* value: a node; nodes: of the policy that was asked for */
	GMS_RESULT_NODES,  /* nodes */
	GMS_RESULT_STATUS, /* value: 0; status: the page's node, or an errno negated */
	GMS_RESULT_WHERE_MMIO,
	/*
	 * invariants: value is N of INV-N, with GMS_INVARIANT_X86 of X86-INV-N and
	 * GMS_INVARIANT_ARM64 of ARM-INV-N; reason its sentence
	 */
	GMS_RESULT_VIOLATED,
	GMS_RESULT_UNSUPPORTED, /* the simulator cannot express it: see reason */
};

#define GMS_TEXT_BYTES 32

/* What fstat tells beside the size.  Times count the changes since creation. */
struct gms_stat {
	const char *type; /* reg */
	uint32_t perm, nlink, uid, gid;
	uint64_t ino; /* in order of creation: a kernel's number differs */
	uint64_t atime, mtime, ctime;
};

/* Exits that only arm64 has; numbers of KVM_EXIT_*. */
enum gms_arm64_exit {
	GMS_EXIT_ARM_NISV = 28,
	GMS_EXIT_ARM_SEA = 41,
	GMS_EXIT_ARM_LDST64B = 42,
};

struct gms_result {
	enum gms_result_kind kind;
	int error;  /* errno, positive; 0 if none */
	int signal; /* SIGBUS or SIGSEGV; with VALUE and ERRNO one that came along. POISON-4 */
	int code;   /* si_code of the signal */
	int64_t value;
	uint64_t gpa, size, flags;
	uint64_t handle; /* of the file or mapping that the result names */
	uint64_t page, offset, len;
	uint64_t blksize, blocks;
	uint32_t level; /* 1 = 4K, 2 = 2M, 3 = 1G; of a guest's access 0 if it was not walked */
	uint32_t prot;	/* GMS_PROT_* */
	uint32_t is_write;
	uint32_t nodes; /* mask of NUMA nodes */
	int status;
	const char *reason; /* static text, or NULL */
	union {
		struct gms_stat stat;	   /* GMS_RESULT_STAT */
		char text[GMS_TEXT_BYTES]; /* GMS_RESULT_VMA: a path as /proc shows it */
	};
};

/* ---- Profiles and switches --------------------------------------------- */

enum gms_arch { GMS_ARCH_X86, GMS_ARCH_ARM64, GMS_NR_ARCHS };

enum gms_switch_kind {
	GMS_SWITCH_VERSION,  /* behaviour that came or went with a kernel */
	GMS_SWITCH_PROPOSAL, /* not merged: off in every released kernel */
	GMS_SWITCH_BUG,	     /* a defect: on in the kernels that have it */
};

struct gms_switch {
	const char *name;
	const char *sentence;
	const char *source; /* rule of the specification, or function */
	enum gms_switch_kind kind;
	uint32_t profiles; /* bit i: on in profile i */
};

GMS_API unsigned int gms_nr_profiles(void);
GMS_API const char *gms_profile_name(unsigned int profile);
/* Index of a profile's name, or -1. */
GMS_API int gms_profile_find(const char *name);
/* The profile of the newest released kernel, the default. */
GMS_API unsigned int gms_profile_newest(void);
GMS_API unsigned int gms_nr_switches(void);
GMS_API const struct gms_switch *gms_switch_at(unsigned int index);
GMS_API int gms_switch_find(const char *name);

/* ---- Bugs -------------------------------------------------------------- */

/* A defect that was, or could be: a switch and the setting that brings it about. */
struct gms_bug {
	const char *id; /* B-01: was real, P-01: plausible */
	const char *sentence;
	const char *source;
	const char *breaks; /* invariants of the catalogue, as "I1, I2" */
	unsigned int switch_index;
	bool on;
	const char *unseen; /* NULL, or what would have to be modelled to see it */
};

GMS_API unsigned int gms_nr_bugs(void);
GMS_API const struct gms_bug *gms_bug_at(unsigned int index);
/* By id, or by the name of its switch, in any case; -1: there is none. */
GMS_API int gms_bug_find(const char *name);

/* ---- Rules ------------------------------------------------------------- */

struct gms_rule {
	const char *id; /* as in the specification: CREATE-2 */
	const char *sentence;
	const char *source; /* kernel function that carries it */
};

GMS_API unsigned int gms_nr_rules(void);
GMS_API const struct gms_rule *gms_rule_at(unsigned int index);
GMS_API int gms_rule_find(const char *id);

/* ---- Worlds ------------------------------------------------------------ */

/* Errors that can be injected: the Nth time the kernel meets such a point. */
enum gms_inject {
	GMS_INJECT_ALLOC,      /* an allocation fails */
	GMS_INJECT_SIGNAL,     /* a signal is pending */
	GMS_INJECT_FD,	       /* no descriptor is free */
	GMS_INJECT_FILE,       /* the system's table of open files is full */
	GMS_INJECT_RMP_LOOKUP, /* x86, SNP: the RMP's entry of a page cannot be read */
	GMS_INJECT_RMP_UPDATE, /* x86, SNP: the processor refuses to assign a page */
	GMS_INJECT_TDX_BUSY,   /* x86, TDX: the module answers that an operand is busy */
	GMS_INJECT_TDX_ERROR,  /* x86, TDX: a call of the module fails */
	GMS_NR_INJECTS
};

/*
 * What a host decides beside its kernel's version: its processor, and how the
 * modules were loaded.
 *
 *	X(id, word of a scenario's header, option of the command, default, least,
 *	  largest, architectures: bit i for enum gms_arch, sentence)
 */
#define GMS_PARAMS(X)                                                                            \
	X(TDP, "tdp", "tdp", 1, 0, 1, 1u << GMS_ARCH_X86,                                        \
	  "Two-dimensional paging, EPT or NPT; 0 is shadow paging")                              \
	X(TDP_MMU, "tdp_mmu", "tdp-mmu", 1, 0, 1, 1u << GMS_ARCH_X86,                            \
	  "The TDP MMU maps for the guest; 0 is the legacy MMU")                                 \
	X(MAXPHYADDR, "maxphyaddr", "maxphyaddr", 46, 32, 52, 1u << GMS_ARCH_X86,                \
	  "Bits of the host's physical addresses, which limit those of guests")                  \
	X(HOST_LEVELS, "host_levels", "host-levels", 4, 4, 5, 1u << GMS_ARCH_X86,                \
	  "Levels of the host's own page tables, which limit user addresses")                    \
	X(VM_TYPES, "vm_types", "vm-types", 0x3f, 0, 0x3f, 1u << GMS_ARCH_X86,                   \
	  "The VM types that build and hardware offer, as KVM_CAP_VM_TYPES; 0 is always there")  \
	X(MEMORY_ATTRIBUTES, "memory_attributes", "memory-attributes", 1, 0, 1,                  \
	  1u << GMS_ARCH_X86, "The kernel was built with memory attributes")                     \
	X(SMM_AS, "smm_as", "smm-as", 2, 1, 2, 1u << GMS_ARCH_X86,                               \
	  "Address spaces of slots; 1 is a kernel built without SMM")                            \
	X(MAX_HUGE_LEVEL, "max_huge_level", "max-huge-level", 3, 1, 3, 1u << GMS_ARCH_X86,       \
	  "Largest page of the second stage: 1 is 4K, 2 is 2M, 3 is 1G")                         \
	X(NX_HUGE_PAGES, "nx_huge_pages", "nx-huge-pages", 0, 0, 1, 1u << GMS_ARCH_X86,          \
	  "Large pages of the second stage are not executable")                                  \
	X(EAGER_PAGE_SPLIT, "eager_page_split", "eager-page-split", 1, 0, 1, 1u << GMS_ARCH_X86, \
	  "Dirty logging begins by splitting large pages")                                       \
	X(PML, "pml", "pml", 0, 0, 1, 1u << GMS_ARCH_X86,                                        \
	  "The processor logs writes by the dirty bit; 0: KVM write-protects")                   \
	X(TLB, "tlb", "tlb", 0, 0, 1, 1u << GMS_ARCH_X86 | 1u << GMS_ARCH_ARM64,                 \
	  "vCPUs remember translations until they are flushed")                                  \
	X(HOST_HUGE_LEVEL, "host_huge_level", "host-huge-level", 1, 1, 3,                        \
	  1u << GMS_ARCH_X86 | 1u << GMS_ARCH_ARM64,                                             \
	  "Largest page by which the host maps private memory: 1 is 4K, 2 is 2M, 3 is 1G")       \
	X(VENDOR, "vendor", "vendor", 0, 0, 2, 1u << GMS_ARCH_X86,                               \
	  "The processor is Intel's (EPT) or AMD's (NPT); any has the VM types of both")         \
	X(ROOT_LEVEL, "root_level", "root-level", 4, 4, 5, 1u << GMS_ARCH_X86,                   \
	  "Levels of the second stage's page table")                                             \
	X(AD_BITS, "ad_bits", "ad-bits", 1, 0, 1, 1u << GMS_ARCH_X86,                            \
	  "EPT has accessed and dirty bits; TDX needs them")                                     \
	X(MMIO_CACHING, "mmio_caching", "mmio-caching", 1, 0, 1, 1u << GMS_ARCH_X86,             \
	  "MMIO is remembered in page tables; SEV_ES, SNP and TDX need that")                    \
	X(IGNORE_GUEST_PAT, "ignore_guest_pat", "ignore-guest-pat", 1, 0, 1, 1u << GMS_ARCH_X86, \
	  "EPT: the guest's PAT has no say about memory")                                        \
	X(QUIRKS_DISABLED, "quirks_disabled", "quirks-disabled", 0, 0, 0xffffffff,               \
	  1u << GMS_ARCH_X86, "Quirks that VMs are made without, as KVM_CAP_DISABLE_QUIRKS2")    \
	X(ASYNC_PF, "async_pf", "async-pf", 0, 0, 2, 1u << GMS_ARCH_X86,                         \
	  "Pages come from swap while the vCPU halts (1), or the guest is told (2); 0: neither") \
	X(L1TF, "l1tf", "l1tf", 0, 0, 1, 1u << GMS_ARCH_X86,                                     \
	  "EPT: MMIO entries point beyond what the first-level cache holds")                     \
	X(SME_CBIT, "sme_cbit", "sme-cbit", 0, 0, 51, 1u << GMS_ARCH_X86,                        \
	  "AMD: address bit that encrypts the host's memory, 46 to 51; 0 is none")               \
	X(HAZARDS, "hazards", "hazards", 0, 0, 1, 1u << GMS_ARCH_X86 | 1u << GMS_ARCH_ARM64,     \
	  "Invariants make no exception for known hazards of the kernel")                        \
	X(GMET, "gmet", "gmet", 0, 0, 1, 1u << GMS_ARCH_X86,                                     \
	  "AMD: U of a leaf says who may execute, not who may read (since 7.2)")                 \
	X(MBEC, "mbec", "mbec", 0, 0, 1, 1u << GMS_ARCH_X86,                                     \
	  "EPT: fetches by the guest's users need a right of their own, XU (since 7.2)")         \
	X(AUTO_ACCEPT, "auto_accept", "auto-accept", 1, 0, 1, 1u << GMS_ARCH_X86,                \
	  "SNP guests and TDs accept private memory when they first use it")                     \
	X(LAUNCH_FIRST, "launch_first", "launch-first", 0, 0, 1, 1u << GMS_ARCH_X86,             \
	  "A TD's vCPUs run only once its launch was finished")                                  \
	X(NODES, "nodes", "nodes", 2, 1, GMS_MAX_NODES,                                          \
	  1u << GMS_ARCH_X86 | 1u << GMS_ARCH_ARM64, "NUMA nodes of the machine")                \
	X(NODE_PAGES, "node_pages", "node-pages", 0, 0, 1ull << 40,                              \
	  1u << GMS_ARCH_X86 | 1u << GMS_ARCH_ARM64,                                             \
	  "Pages that each NUMA node has; 0 is any number")                                      \
	X(PA_BITS, "pa_bits", "pa-bits", 48, 44, 52, 1u << GMS_ARCH_ARM64,                       \
	  "Physical address bits of the processors (PARange), which limit a VM's IPA space")     \
	X(LPA2, "lpa2", "lpa2", 0, 0, 1, 1u << GMS_ARCH_ARM64,                                   \
	  "FEAT_LPA2: 52 bits of address with 4K pages")                                         \
	X(FWB, "fwb", "fwb", 0, 0, 1, 1u << GMS_ARCH_ARM64,                                      \
	  "FEAT_S2FWB: stage 2 makes normal memory cacheable")                                   \
	X(DIC, "dic", "dic", 0, 0, 1, 1u << GMS_ARCH_ARM64,                                      \
	  "CTR_EL0.DIC: code needs no cache maintenance, all pages are executable")              \
	X(MTE, "mte", "mte", 0, 0, 1, 1u << GMS_ARCH_ARM64, "FEAT_MTE2: memory tags")            \
	X(PKVM, "pkvm", "pkvm", 0, 0, 1, 1u << GMS_ARCH_ARM64,                                   \
	  "The host runs in protected mode: pKVM's hypervisor keeps the second stage")

enum gms_param_id {
#define GMS_PARAM_ENUM(id, word, option, fallback, least, largest, archs, sentence)              \
	GMS_PARAM_##id,
	GMS_PARAMS(GMS_PARAM_ENUM) GMS_NR_PARAMS
#undef GMS_PARAM_ENUM
};

struct gms_param {
	const char *word;
	const char *option;
	const char *sentence;
	uint64_t fallback, least, largest;
	uint32_t archs; /* bit i: the architecture i has it */
};

/* NULL for index >= GMS_NR_PARAMS. */
GMS_API const struct gms_param *gms_param_at(unsigned int index);
/* Words for the values of a parameter, ending with NULL; NULL if it is a number. */
GMS_API const struct gms_name_value *gms_param_names(unsigned int index);
/* Index of a parameter's word, or -1. */
GMS_API int gms_param_find(const char *word);

struct gms_config {
	enum gms_arch arch;
	unsigned int profile;		 /* index; gms_config_init() sets the newest */
	uint64_t arena_bytes;		 /* address space to reserve; 0 is the default */
	uint64_t inject[GMS_NR_INJECTS]; /* 1 is the first time; 0 never */
	uint64_t max_fds;		 /* descriptors of the process; 0 is 1024 */
	uint64_t param[GMS_NR_PARAMS];	 /* gms_config_init() sets the defaults */
};

GMS_API void gms_config_init(struct gms_config *config);

/*
 * Create a world in address space of its own.  Returns NULL and, in *why, a
 * sentence, if the configuration is impossible or no address space is left.
 * The caller owns the world and gives it back with gms_destroy().
 */
GMS_API struct gms_world *gms_create(const struct gms_config *config, const char **why);
GMS_API void gms_destroy(struct gms_world *w);

/*
 * Create a world in memory that the caller owns: bytes zeroed bytes, aligned
 * to 4096.  config->arena_bytes is ignored.  Nothing to destroy.
 */
GMS_API struct gms_world *gms_create_in(void *memory, uint64_t bytes,
					const struct gms_config *config, const char **why);

/* Turn a switch on or off, against the profile. */
GMS_API void gms_set_switch(struct gms_world *w, unsigned int index, bool on);
GMS_API bool gms_has_switch(const struct gms_world *w, unsigned int index);
GMS_API unsigned int gms_world_profile(const struct gms_world *w);
GMS_API enum gms_arch gms_world_arch(const struct gms_world *w);
/* The value of a parameter; 0 for index >= GMS_NR_PARAMS. */
GMS_API uint64_t gms_world_param(const struct gms_world *w, unsigned int index);
GMS_API uint64_t gms_page_size(const struct gms_world *w);

/*
 * A snapshot is the used part of the arena.  gms_snapshot() writes it into
 * buf and returns its bytes, or 0 if it does not fit; gms_snapshot_bytes() is
 * what it needs now.  gms_restore() puts the world back, bit for bit; it
 * returns false and changes nothing if buf is not a snapshot that was taken
 * of this world or of one with the same configuration.
 */
GMS_API size_t gms_snapshot_bytes(const struct gms_world *w);
GMS_API size_t gms_snapshot(const struct gms_world *w, void *buf, size_t bytes);
GMS_API bool gms_restore(struct gms_world *w, const void *buf, size_t bytes);

/*
 * The same with a checksum, for files: what gms_save() wrote, gms_load()
 * accepts on any machine of the same byte order; anything else it refuses
 * with a sentence in *why, and the world is unchanged.
 */
GMS_API size_t gms_save(const struct gms_world *w, void *buf, size_t bytes);
GMS_API bool gms_load(struct gms_world *w, const void *buf, size_t bytes, const char **why);

/*
 * Hash of what the world means: equal for worlds that differ only in the
 * order in which memory was allocated, or in the absolute values of counters
 * that only grow.
 */
GMS_API uint64_t gms_hash(const struct gms_world *w);

/* ---- Running ----------------------------------------------------------- */

/* Run one operation alone, to its end. */
GMS_API struct gms_result gms_run(struct gms_world *w, const struct gms_op *op);

/*
 * An access of the vCPU with that handle, between operations, as its processor makes
 * it without KVM: 8 bytes at gpa, a multiple of 8, through its TLB and stage 2.
 * *value is what GMS_ACCESS_WRITE stores and what the others find.  False, and
 * nothing was accessed: something is in the way, or the VM has private memory;
 * gms_run() of a `guest` operation does all of it, and names the rules.
 */
GMS_API bool gms_guest_hit(struct gms_world *w, uint64_t vcpu, uint64_t gpa,
			   enum gms_access access, uint64_t *value);

enum gms_status {
	GMS_STEPPED,  /* one named step was taken */
	GMS_BLOCKED,  /* it needs a lock: see gms_task_wait() */
	GMS_FINISHED, /* its result is there */
};

/*
 * Start an operation as a task without running any of it.  Returns its number
 * (0 .. GMS_MAX_TASKS-1), or -1 if all are taken.
 */
GMS_API int gms_task_start(struct gms_world *w, const struct gms_op *op);
/* Take one step of a task. */
GMS_API enum gms_status gms_task_step(struct gms_world *w, int task);
/* Name of the step that it would take next; NULL when it has finished. */
GMS_API const char *gms_task_next_step(const struct gms_world *w, int task);
/* Whether the next step could be taken now; takes none and changes nothing. */
GMS_API bool gms_task_can_step(struct gms_world *w, int task);
/* The result of a finished task; its number may be given to another. */
GMS_API struct gms_result gms_task_end(struct gms_world *w, int task);

enum gms_lock_kind {
	GMS_LOCK_FILE,	     /* a file's own: i_rwsem, pipe->mutex */
	GMS_LOCK_VCPU,	     /* vcpu->mutex */
	GMS_LOCK_SLOTS,	     /* kvm->slots_lock */
	GMS_LOCK_SLOTS_ARCH, /* kvm->slots_arch_lock */
	GMS_LOCK_INVALIDATE, /* the inode's invalidate lock, rwsem */
	GMS_LOCK_MM,	     /* mmap lock, rwsem */
	GMS_LOCK_FOLIO,
	GMS_LOCK_MN,	    /* kvm->mn_invalidate_lock */
	GMS_LOCK_MMU,	    /* kvm->mmu_lock, rwlock */
	GMS_LOCK_SRCU,	    /* a read section of kvm->srcu */
	GMS_LOCK_NOTIFIERS, /* not a lock: mmu-notifier sections in flight */
	GMS_LOCK_THREADS,   /* not a lock: operations that use a process or its memory */
	GMS_NR_LOCKS
};

/* What a blocked task waits for. */
struct gms_wait {
	enum gms_lock_kind kind;
	uint64_t handle; /* of the VM or file that the lock belongs to */
	uint64_t page;	 /* of the folio, for GMS_LOCK_FOLIO */
	int holder;	 /* a task that holds it, or -1 */
};

GMS_API bool gms_task_wait(const struct gms_world *w, int task, struct gms_wait *wait);
GMS_API const char *gms_lock_name(enum gms_lock_kind kind);

/* The page numbers of a GMS_RESULT_PAGES result: the first >= from. */
GMS_API bool gms_result_next_page(const struct gms_world *w, const struct gms_op *op,
				  uint64_t from, uint64_t *page);

/* ---- Why: the rules that decided ---------------------------------------- */

struct gms_trail {
	unsigned int rule;
	int task;
	const char *step; /* in which step of the protocol */
};

/* The trail since gms_trail_clear(), oldest first; repeated rules once. */
GMS_API void gms_trail_clear(struct gms_world *w);
GMS_API unsigned int gms_trail_length(const struct gms_world *w);
GMS_API struct gms_trail gms_trail_at(const struct gms_world *w, unsigned int index);
/* How many were left out because the trail was full. */
GMS_API uint64_t gms_trail_dropped(const struct gms_world *w);
/* How often a rule was applied in this world; survives gms_restore(). */
GMS_API uint64_t gms_rule_hits(const struct gms_world *w, unsigned int rule);

/* The lock order was broken (rule INV-40): sentence, or NULL. */
GMS_API const char *gms_lock_order_violation(const struct gms_world *w);

/* ---- The kernel's own interface ------------------------------------------ */

/*
 * One ioctl as a VMM issues it: request number and the kernel's struct, whose
 * arg_bytes bytes are readable and writable; arg NULL is a bad pointer.  target
 * is the handle of a VM or vCPU, or 0 for /dev/kvm.  define is the handle for
 * what it creates.  Returns what the ioctl returns, errno negated; -EOPNOTSUPP also
 * for what the simulator cannot express.
 *
 * KVM_GET_DIRTY_LOG writes to the caller's memory that dirty_bitmap points to: a bit
 * for each page of the slot, rounded up to 64 of them; KVM_CLEAR_DIRTY_LOG reads as many
 * bits as it has pages from there, rounded up likewise.  NULL is a bad pointer.
 */
GMS_API int64_t gms_ioctl(struct gms_world *w, uint64_t target, uint32_t request, void *arg,
			  size_t arg_bytes, uint64_t define);

#ifdef __cplusplus
}
#endif

#endif /* GMEMSIM_H */
