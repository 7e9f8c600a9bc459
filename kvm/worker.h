/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A process of a scenario: what it knows of the objects that it made, and the functions
 * that carry out operations.
 *
 * Descriptors 0 to 2 are /dev/null, 3 is /dev/kvm, as in the simulator's process; what the
 * process itself needs lies above DESCRIPTORS_MAX.
 */
#ifndef KVM_WORKER_H
#define KVM_WORKER_H

#include <setjmp.h>
#include <signal.h>

#include "channel.h"

#define SYSTEM_FD	  3
/* Descriptors of one process, as the simulator has them. */
#define DESCRIPTORS_MAX	  1024
/* The socket pair that holds message i: two descriptors side by side. */
#define MESSAGE_FD(i)	  (DESCRIPTORS_MAX + 2 * (int)(i))
/* Memory that a scenario may take of the machine, and most that one buffer may. */
#define BUDGET_BYTES	  (1ull << 30)
#define HANDLES_MAX	  (1u << 20)
#define VMS_MAX		  64
#define VCPUS_MAX	  64
#define OPERATION_SECONDS 4 /* then a signal interrupts the system call */
#define HOST_PAGE	  4096ull
/* Where the mappings of the scenario go. */
#if defined(__SANITIZE_ADDRESS__)
#define ARENA_START (1ull << 45) /* it has the other for itself */
#else
#define ARENA_START (1ull << 44)
#endif
#define ARENA_END (1ull << 46)

enum object_kind { OBJECT_NONE, OBJECT_VM, OBJECT_VCPU, OBJECT_FILE, OBJECT_MESSAGE };

/* What object.index says of a file that is no guest_memfd. */
enum { OTHER = 1, OTHER_WITH_BYTES = 2 };

/* What a handle of this process stands for. */
struct object {
	enum object_kind kind;
	int fd;		    /* -1: closed, or it was never opened */
	unsigned int index; /* of the VM, vCPU or message; kind of another file */
};

/* Memory of ours in a VM: page tables and code of the guest (guest_x86.c). */
struct guest_memory {
	unsigned char *host;
	uint64_t gpa;
	uint64_t id;			   /* of the slot */
	bool installed;			   /* the slot is there */
	unsigned int windows, executables; /* that were given */
	uint64_t *window;		   /* what each shows */
};

struct slot_range {
	uint64_t id, gpa, size;
};

struct vm {
	uint64_t handle;
	int fd;
	struct guest_memory memory;
	size_t nr_slots;
	struct slot_range *slot; /* of address space 0 */
	uint64_t slot_bytes;	 /* of all slots that there were */
};

struct vcpu {
	int fd;
	unsigned int vm;
	struct kvm_run *run;
	uint64_t entry; /* where the guest began last */
	bool ready;
};

struct worker {
	struct channel *c;
	struct mailbox *mail;
	struct object *object; /* by handle */
	size_t nr_objects;
	unsigned int nr_vms, nr_vcpus;
	struct vm vm[VMS_MAX];
	struct vcpu vcpu[VCPUS_MAX];
	bool exits; /* after this answer */
};

/* The life of a process of the scenario. */
_Noreturn void worker_main(struct channel *c, int system_fd);
/* Serve the mailbox until the end. */
_Noreturn void worker_serve(struct worker *k);

typedef struct gms_result op_fn(struct worker *k, const struct gms_op *op);

/* ---- Results (worker.c) ---- */

struct gms_result result_value(int64_t value);
struct gms_result result_errno(int error);
struct gms_result result_unsupported(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
/* What a system call returned; of one that returns a descriptor or an address, 0. */
struct gms_result result_of(long value);
struct gms_result result_zero(long value);

/* ---- Signals (worker.c) ---- */

/* A signal of an access: where to go on, and what it was. */
struct caught {
	sigjmp_buf resume;
	volatile sig_atomic_t armed;
	volatile int signal, code; /* the latest that came */
};

extern struct caught caught;

/* ---- Objects (worker.c) ---- */

/* NULL: the handle has no object of this process, and cannot have one. */
struct object *object_at(struct worker *k, uint64_t handle);
/* What stands for a descriptor that is not open: no process can have it. */
#define CLOSED_FD 0x7fffff00

/* The descriptor of a handle, CLOSED_FD if it has none. */
int fd_of(struct worker *k, uint64_t handle);
bool is_open(struct worker *k, uint64_t handle);
/* The same for a place that is a handle or a number. */
int fd_of_ref(struct worker *k, struct gms_ref ref);
/* Give a handle a descriptor, or close it and say why. */
struct gms_result object_open(struct worker *k, uint64_t handle, enum object_kind kind,
			      unsigned int index, int fd);
/* Is it a file that is no guest_memfd; one that holds bytes? */
bool is_other(struct worker *k, uint64_t handle);
bool other_has_bytes(struct worker *k, uint64_t handle);
struct vm *worker_vm(struct worker *k, uint64_t handle);
struct vcpu *worker_vcpu(struct worker *k, uint64_t handle);

/* Move a descriptor of ours out of the scenario's sight; closes it and is -1 if it cannot. */
int hide(int fd);
/* A message is dropped, with what it carries (op_process.c). */
struct gms_result message_drop(struct worker *k, uint64_t handle);

/* ---- Words (worker.c) ---- */

/* The name that the row's argument has for the value, or "". */
const char *word_of(const struct gms_op *op, const char *key, uint64_t value);

/* ---- Memory (memory.c) ---- */

uint64_t host_address(struct worker *k, struct gms_ref ref);
/* The range of an operation with off= and len= in a mapping. */
void host_range(struct worker *k, const struct gms_op *op, uint64_t *address, uint64_t *bytes);
/* Does [address, address + bytes) contain memory that is not the scenario's? */
bool is_ours(struct worker *k, uint64_t address, uint64_t bytes);
/* What lies in the scenario's memory, where all of it can be read; else zeroes. */
void read_memory(uint64_t address, void *to, size_t bytes);
/* Is there memory at an address? */
bool is_mapped(uint64_t address);
/* False: the scenario would take more of the machine than it may. */
bool spend(struct worker *k, uint64_t bytes);
struct gms_result refuse_ours(void);
struct gms_result refuse_spending(const struct worker *k);
/* Zeroed memory for a system call, or NULL; given back by buffer_put(). */
void *buffer_get(uint64_t bytes);
void buffer_put(void *buffer, uint64_t bytes);

/* ---- Slots (slot.c) ---- */

/* Room for the guest's memory: our slot moves out of the way of [gpa, gpa + size) and id. */
void slots_make_way(struct vm *vm, uint64_t id, uint64_t gpa, uint64_t size);
/* The guest's memory is there; 0 or an errno. */
int guest_memory_install(struct vm *vm);

/* ---- Operations, by subject ---- */

op_fn sys_vm, sys_check_extension, sys_enable_cap, sys_vcpu, sys_memfd, sys_attributes,
	sys_prefault;
op_fn sys_slot, sys_dirty_log, sys_clear_dirty_log;
op_fn sys_guest, sys_map_gpa_range, sys_map_gpa_return;
op_fn sys_mmap, sys_munmap, sys_mprotect, sys_madvise, sys_mlock, sys_munlock, sys_mlockall,
	sys_munlockall, sys_mremap, sys_remap_file_pages, sys_msync, sys_mincore, sys_reclaim;
op_fn sys_load, sys_store, sys_smaps, sys_uffd_register, sys_uffd_unregister, sys_gup, sys_ungup,
	sys_poison;
op_fn sys_mbind, sys_get_mempolicy, sys_set_mempolicy, sys_set_mempolicy_home_node,
	sys_move_pages;
op_fn sys_close, sys_dup, sys_open, sys_reopen, sys_fallocate, sys_ftruncate, sys_rw, sys_rwv,
	sys_lseek, sys_fstat, sys_fstatfs, sys_sync, sys_sync_file_range, sys_fchmod, sys_fchown,
	sys_futimens;
op_fn sys_xattr, sys_fadvise, sys_readahead, sys_sendfile, sys_splice, sys_tee,
	sys_copy_file_range, sys_vmsplice, sys_ioctl, sys_fcntl, sys_flock, sys_poll,
	sys_epoll_ctl, sys_readlink, sys_fchdir;
op_fn sys_at, sys_call;
op_fn sys_fork, sys_exit, sys_send, sys_receive, sys_process_vm, sys_proc_mem, sys_futex,
	sys_clock_gettime;

#endif /* KVM_WORKER_H */
