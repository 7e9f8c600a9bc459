/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The state of the abstract specification: sorted lists of records, each found by a key of
 * two numbers.  Shared by abstract*.c.
 *
 * An object's key is 0 and its id; what belongs to another has that one's id first.
 * Adding and removing moves the elements: a pointer lasts until the next change of its list.
 */
#ifndef MODEL_ABSTRACT_STATE_H
#define MODEL_ABSTRACT_STATE_H

#include <errno.h>
#include <signal.h>
#include <string.h>

#include "abstract.h"

#define PAGE	     4096ull
#define PAGE_SHIFT   12
#define PRIVATE	     8ull /* KVM_MEMORY_ATTRIBUTE_PRIVATE, and the flag of an exit */
#define AT_NOTHING   UINT64_MAX
#define NONCANONICAL 0x80 /* SI_KERNEL */

struct key {
	uint64_t hi, lo;
};

struct abs_process { /* 0, number */
	struct key key;
	uint64_t handle;
	uint64_t mm;
	bool gone;
	bool locks_future, locks_on_fault; /* mlockall */
};

struct abs_descriptor { /* process, number */
	struct key key;
	uint64_t handle;
	uint64_t file;
	bool close_on_exec;
};

struct abs_message { /* 0, handle */
	struct key key;
	uint64_t file; /* 0: it was received or dropped */
};

enum abs_kind { KIND_VM, KIND_VCPU, KIND_GMEM, KIND_SYSTEM, KIND_PATH, KIND_OTHER };

struct abs_file { /* 0, id */
	struct key key;
	enum abs_kind kind;
	uint64_t vm;	/* its own, of a VM's and a vCPU's */
	uint64_t vcpu;	/* number */
	uint64_t inode; /* KIND_GMEM, KIND_PATH */
	bool holds_vm;
};

struct abs_inode { /* 0, id */
	struct key key;
	uint64_t size;	/* bytes */
	uint64_t flags; /* GUEST_MEMFD_FLAG_* */
	uint64_t number;
	uint64_t changes; /* mtime, ctime */
	bool is_gmem;	  /* else anonymous memory that is shared */
};

struct abs_vm { /* 0, id */
	struct key key;
	uint64_t type;
	uint64_t mm; /* of its creator */
	uint64_t nr_vcpus;
	uint64_t manual_log; /* MANUAL_DIRTY_LOG_PROTECT2 */
	uint64_t hypercalls; /* EXIT_HYPERCALL */
	uint64_t handle;
	uint64_t split_chunk; /* ARM_EAGER_SPLIT_CHUNK_SIZE */
	bool launched, dead, mte, nisv_to_user;
};

struct abs_vcpu { /* vm, number */
	struct key key;
};

struct abs_slot { /* vm, as << 16 | id */
	struct key key;
	uint64_t uid;
	uint64_t gfn, npages;
	uint64_t hva;
	uint32_t flags; /* KVM_MEM_* */
	uint64_t file;	/* 0: none, or closed */
	uint64_t pgoff;
	bool gmem_only;
};

struct abs_dirty { /* slot's uid, page */
	struct key key;
};

struct abs_private { /* vm, first gfn: a run of private ones */
	struct key key;
	uint64_t end;
};

struct abs_accepted { /* vm, gfn: private memory that a TD has, and did not lose. X86-TDX-6 */
	struct key key;
};

struct abs_page { /* inode, index */
	struct key key;
	uint64_t frame;
};

struct abs_anon { /* mm, page number: private memory */
	struct key key;
	uint64_t frame;
	bool reclaimed; /* and not touched since */
};

/* What a page holds: its words are apart. */
struct abs_frame { /* 0, id */
	struct key key;
	uint32_t refs;
	uint32_t maps; /* processes that have it as private memory */
	uint32_t node;
	uint32_t pins;
	bool ready; /* zeroed, or populated: FOLIO-1 */
	bool dirty;
	bool poisoned;
	bool assigned; /* X86-SNP-1: to the guest's gfn */
	uint64_t gfn;
};

struct abs_word { /* frame, offset: not 0 */
	struct key key;
	uint64_t value;
};

struct abs_guard { /* mm, page number */
	struct key key;
};

struct abs_touched { /* mm, page number: the process has the page of a file mapped */
	struct key key;
};

struct abs_broken { /* mm, page number: the mark of a memory failure in its place */
	struct key key;
};

struct abs_pin { /* mm, address */
	struct key key;
	uint64_t frame;
};

struct abs_name { /* 0, handle: of a mapping */
	struct key key;
	uint64_t start, len;
};

enum vma_flag {
	VMA_LOCKED = 1,
	VMA_ON_FAULT = 2,
	VMA_DONTFORK = 4,
	VMA_WIPEONFORK = 8,
	VMA_NOHUGEPAGE = 16,
	VMA_NORESERVE = 32,
};

struct abs_vma { /* mm, start */
	struct key key;
	uint64_t end;
	uint64_t inode; /* 0: private anonymous memory */
	uint64_t file;	/* that it holds; 0: none */
	uint64_t pgoff; /* of start, in the inode */
	uint64_t origin;
	uint32_t prot;
	uint32_t flags; /* enum vma_flag */
	bool is_shared;
};

/* Process and mm ids begin with FIRST; so do descriptors' numbers with what is free. */
#define FIRST_PROCESS 0
#define SYSTEM_NUMBER 3 /* descriptor of /dev/kvm */

#define ABS_LISTS(X)                                                                             \
	X(PROCESS, process)                                                                      \
	X(DESCRIPTOR, descriptor)                                                                \
	X(MESSAGE, message)                                                                      \
	X(FILE, file)                                                                            \
	X(INODE, inode)                                                                          \
	X(VM, vm)                                                                                \
	X(VCPU, vcpu)                                                                            \
	X(SLOT, slot)                                                                            \
	X(DIRTY, dirty)                                                                          \
	X(PRIVATE, private)                                                                      \
	X(ACCEPTED, accepted)                                                                    \
	X(PAGE, page)                                                                            \
	X(ANON, anon)                                                                            \
	X(FRAME, frame)                                                                          \
	X(WORD, word)                                                                            \
	X(GUARD, guard)                                                                          \
	X(TOUCHED, touched)                                                                      \
	X(BROKEN, broken)                                                                        \
	X(PIN, pin)                                                                              \
	X(NAME, name)                                                                            \
	X(VMA, vma)

enum abs_list {
#define ABS_LIST_ENUM(id, name) LIST_##id,
	ABS_LISTS(ABS_LIST_ENUM) NR_LISTS
#undef ABS_LIST_ENUM
};

struct list {
	char *at;
	size_t count, room;
};

#define ABS_SWITCHES_MAX 256
#define ABS_ELEMENT_MAX	 128

/* The switches that it asks for, as bits of abstract.has. */
#define ABS_SWITCHES(X)                                                                          \
	X(GMEM_ANY_VM)                                                                           \
	X(MMAP)                                                                                  \
	X(FLAGS_CAP)                                                                             \
	X(INIT_SHARED)                                                                           \
	X(MMAP_IMPLIES_SHARED)                                                                   \
	X(MMAP_NEEDS_SHARED_VM)                                                                  \
	X(CAP_243_GMEM_MMAP)                                                                     \
	X(CAP_244_BOOLEAN)                                                                       \
	X(FLAGS_HI)                                                                              \
	X(NOEXEC_FILE)                                                                           \
	X(OWN_FS)                                                                                \
	X(GUARD_REGIONS)                                                                         \
	X(NO_GMEM_TOGGLE)                                                                        \
	X(OVERLAP_EEXIST)                                                                        \
	X(UNSIGNED_BIND)                                                                         \
	X(BIND_AFTER_ARCH)                                                                       \
	X(POPULATE)                                                                              \
	X(POPULATE_SOURCE_FIRST)                                                                 \
	X(POPULATE_NO_EEXIST)                                                                    \
	X(PREFAULT)                                                                              \
	X(X86_SEV_TYPES)                                                                         \
	X(X86_TDX_TYPE)                                                                          \
	X(X86_QUIRK_GUEST_PAT)                                                                   \
	X(X86_QUIRK_SLOT_ZAP_ALL)                                                                \
	X(X86_QUIRK_FREEZE_IN_SMM)                                                               \
	X(ARM_SEA_TO_USER)                                                                       \
	X(ARM_GMEM)                                                                              \
	X(ARM_MTE_EXCLUDES_GMEM)                                                                 \
	X(ARM_MTE_AFTER_GMEM_REFUSED)                                                            \
	X(POISON_DELAYED_FAILS)                                                                  \
	X(X86_ATTRIBUTE_FIRST)

enum abs_switch {
#define ABS_SWITCH_ENUM(name) HAS_##name,
	ABS_SWITCHES(ABS_SWITCH_ENUM) NR_ABS_SWITCHES
#undef ABS_SWITCH_ENUM
};

struct abstract {
	struct abstract_config config;
	bool has[NR_ABS_SWITCHES];
	uint64_t last_id;
	uint64_t last_inode;
	uint64_t next_address; /* where nothing was mapped yet */
	uint64_t asked[GMS_NR_INJECTS];
	bool exhausted; /* our own memory: what was added last went to spare */
	struct list list[NR_LISTS];
	uint64_t spare[ABS_ELEMENT_MAX / 8];
	/* Of the operation that runs now. */
	const struct gms_op *op;
	uint64_t process, mm;
};

/* ---- Lists (abstract_list.c) ---- */

/* Index of the first element with a key that is not less. */
size_t list_find(const struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo);
/* The element with that key, or NULL. */
void *list_get(const struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo);
/* A new element, zero but for its key; there is none with it. */
void *list_add(struct abstract *a, enum abs_list list, uint64_t hi, uint64_t lo);
void list_remove(struct abstract *a, enum abs_list list, size_t first, size_t count);
/* Room in every list for what most operations add; false: there is none. */
bool lists_reserve(struct abstract *a);
/* Those of one owner with lo in [start, end). */
void list_remove_range(struct abstract *a, enum abs_list list, uint64_t hi, uint64_t start,
		       uint64_t end);
void *list_at(const struct abstract *a, enum abs_list list, size_t i);

#define ABS_ACCESS(id, name)                                                                     \
	static inline struct abs_##name *name##_at(const struct abstract *a, size_t i)           \
	{                                                                                        \
		return (struct abs_##name *)(void *)(a->list[LIST_##id].at +                     \
						     i * sizeof(struct abs_##name));             \
	}                                                                                        \
	static inline struct abs_##name *name##_get(const struct abstract *a, uint64_t hi,       \
						    uint64_t lo)                                 \
	{                                                                                        \
		return list_get(a, LIST_##id, hi, lo);                                           \
	}
ABS_LISTS(ABS_ACCESS)
#undef ABS_ACCESS

#define NR(a, id) ((a)->list[LIST_##id].count)

static inline uint64_t new_id(struct abstract *a)
{
	return ++a->last_id;
}

static inline bool has(const struct abstract *a, enum abs_switch s)
{
	return a->has[s];
}

static inline bool is_x86(const struct abstract *a)
{
	return a->config.arch == GMS_ARCH_X86;
}

static inline bool aligned(uint64_t n)
{
	return n % PAGE == 0;
}

/* ---- Results ---- */

static inline struct gms_result value(int64_t n)
{
	return (struct gms_result){ .kind = GMS_RESULT_VALUE, .value = n };
}

static inline struct gms_result done(void)
{
	return (struct gms_result){ .kind = GMS_RESULT_OK };
}

static inline struct gms_result failure(int error)
{
	return (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
}

static inline struct gms_result unsupported(const char *why)
{
	return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED, .reason = why };
}

/* Was argument i of the row named? */
static inline bool names(const struct gms_op *op, const char *key)
{
	return gms_op_given(op, key);
}

/* ---- Processes, descriptors, files (abstract_process.c) ---- */

/* The file of a descriptor's name in the process that issues the operation, or NULL. */
struct abs_file *file_named(const struct abstract *a, uint64_t handle);
/* The same of a name or a number. */
struct abs_file *file_of_ref(const struct abstract *a, const struct gms_ref *ref);
/* A file with a descriptor for it; 0, or the errno. */
int file_open(struct abstract *a, uint64_t handle, const struct abs_file *file, bool cloexec);
/* Who referred to the file does no more: it goes with the last one. */
void file_dropped(struct abstract *a, uint64_t file);
bool meets_error(struct abstract *a, enum gms_inject kind);

struct gms_result next_close(struct abstract *a, const struct gms_op *op);
struct gms_result next_dup(struct abstract *a, const struct gms_op *op);
struct gms_result next_fork(struct abstract *a, const struct gms_op *op);
struct gms_result next_exit(struct abstract *a, const struct gms_op *op);
struct gms_result next_execve(struct abstract *a, const struct gms_op *op);
struct gms_result next_send(struct abstract *a, const struct gms_op *op);
struct gms_result next_receive(struct abstract *a, const struct gms_op *op);

/* ---- guest_memfd (abstract_file.c) ---- */

struct gms_result next_memfd(struct abstract *a, const struct gms_op *op);
struct gms_result next_fallocate(struct abstract *a, const struct gms_op *op);
struct gms_result next_fstat(struct abstract *a, const struct gms_op *op);
struct gms_result next_resident(struct abstract *a, const struct gms_op *op);
/* Calls that a guest_memfd refuses one way or other. */
struct gms_result next_refused(struct abstract *a, const struct gms_op *op);
/* Remove the pages [start, end) of an inode. */
void punch(struct abstract *a, uint64_t inode, uint64_t start, uint64_t end);

/* ---- Memory of pages (abstract_page.c) ---- */

/* The page of the inode at index, which is made if there is none; NULL: ENOMEM. */
struct abs_frame *page_of(struct abstract *a, uint64_t inode, uint64_t index);
struct abs_frame *frame_of(struct abstract *a, uint64_t id);
struct abs_frame *frame_new(struct abstract *a);
void frame_put(struct abstract *a, uint64_t id);
uint64_t word_read(const struct abstract *a, uint64_t frame, uint64_t offset);
void word_write(struct abstract *a, uint64_t frame, uint64_t offset, uint64_t value);
void frame_copy(struct abstract *a, uint64_t to, uint64_t from);

/* ---- VMs (abstract_vm.c) ---- */

/* The VM of an ioctl on its descriptor; NULL and *error: EBADF, EIO. IOCTL-1 */
struct abs_vm *vm_named(struct abstract *a, uint64_t handle, int *error);
struct abs_vm *vm_of_vcpu(struct abstract *a, uint64_t handle, int *error);
bool has_private_mem(const struct abstract *a, const struct abs_vm *vm);
bool has_protected_state(const struct abstract *a, const struct abs_vm *vm);
unsigned int address_spaces(const struct abstract *a, const struct abs_vm *vm);
uint64_t create_flags(const struct abstract *a, const struct abs_vm *vm);
bool gmem_built(const struct abstract *a);
uint64_t user_slots(const struct abstract *a);
bool is_private(const struct abstract *a, uint64_t vm, uint64_t gfn);
/* Gfns [start, end) leave a TD. */
void td_loses(struct abstract *a, uint64_t vm, uint64_t start, uint64_t end);
/* Guest addresses end here; gfns. */
uint64_t gfn_end(const struct abstract *a, const struct abs_vm *vm);
/* The errno of an ioctl that was not built. IOCTL-4 */
int not_built(const struct abstract *a);

enum { TYPE_DEFAULT, TYPE_SW_PROTECTED, TYPE_SEV, TYPE_SEV_ES, TYPE_SNP, TYPE_TDX, NR_TYPES };

/* ARM-VM-3 */
uint64_t ipa_limit(const struct abstract *a);

struct gms_result next_vm(struct abstract *a, const struct gms_op *op);
struct gms_result next_vcpu(struct abstract *a, const struct gms_op *op);
struct gms_result next_check_extension(struct abstract *a, const struct gms_op *op);
struct gms_result next_enable_cap(struct abstract *a, const struct gms_op *op);
struct gms_result next_attributes(struct abstract *a, const struct gms_op *op);

/* ---- Memslots (abstract_slot.c) ---- */

struct abs_slot *slot_of_gfn(const struct abstract *a, uint64_t vm, uint64_t gfn);
void slot_mark_dirty(struct abstract *a, const struct abs_slot *s, uint64_t gfn);

struct gms_result next_slot(struct abstract *a, const struct gms_op *op);
struct gms_result next_dirty_log(struct abstract *a, const struct gms_op *op);

/* ---- Host memory (abstract_map.c, abstract_host.c) ---- */

/* A page of the host, and what came of touching it. */
enum touched {
	TOUCH_DONE,
	TOUCH_NO_VMA,	 /* SEGV_MAPERR */
	TOUCH_FORBIDDEN, /* SEGV_ACCERR */
	TOUCH_GUARD,	 /* SEGV_MAPERR */
	TOUCH_BEHIND,	 /* SIGBUS: not of the file, or not shared */
	TOUCH_POISONED,
	TOUCH_NO_MEMORY,
};

struct touch {
	enum touched what;
	uint64_t frame;
	const struct abs_vma *vma;
};

struct range {
	uint64_t start, len;
};

/* off= and len= of an operation about a mapping. */
struct range range_of(const struct abstract *a, const struct gms_op *op);
/* What the process has of a range: private memory goes, a file's stays with the file. */
void untouch(struct abstract *a, uint64_t mm, uint64_t start, uint64_t end);
/* 0, or the errno. */
int populate_page(struct abstract *a, uint64_t address, uint32_t prot);
int populate_range(struct abstract *a, uint64_t start, uint64_t end);
/* A page of a file breaks; code is that of the signal of who maps it, 0: of nobody's. */
struct gms_result poison_file(struct abstract *a, uint64_t inode, uint64_t index, int code);

struct touch host_touch(struct abstract *a, uint64_t mm, uint64_t address, uint32_t prot);
uint64_t user_end(const struct abstract *a);
uint64_t address_of(const struct abstract *a, const struct gms_ref *ref);
struct abs_vma *vma_of(const struct abstract *a, uint64_t mm, uint64_t address);
/* Cut the VMA that covers address in two there. */
void vma_split(struct abstract *a, uint64_t mm, uint64_t address);
/* VMAs that touch and are alike become one. */
void vma_merge(struct abstract *a, uint64_t mm);
/* Take [start, end) away. */
void unmap(struct abstract *a, uint64_t mm, uint64_t start, uint64_t end);

struct gms_result next_mmap(struct abstract *a, const struct gms_op *op);
struct gms_result next_munmap(struct abstract *a, const struct gms_op *op);
struct gms_result next_mprotect(struct abstract *a, const struct gms_op *op);
struct gms_result next_load(struct abstract *a, const struct gms_op *op);
struct gms_result next_store(struct abstract *a, const struct gms_op *op);
struct gms_result next_madvise(struct abstract *a, const struct gms_op *op);
struct gms_result next_mlock(struct abstract *a, const struct gms_op *op);
struct gms_result next_gup(struct abstract *a, const struct gms_op *op);
struct gms_result next_ungup(struct abstract *a, const struct gms_op *op);
struct gms_result next_poison(struct abstract *a, const struct gms_op *op);
struct gms_result next_mincore(struct abstract *a, const struct gms_op *op);
struct gms_result next_reclaim(struct abstract *a, const struct gms_op *op);

/* ---- Guests (abstract_guest.c) ---- */

struct gms_result next_guest(struct abstract *a, const struct gms_op *op);
struct gms_result next_prefault(struct abstract *a, const struct gms_op *op);
struct gms_result next_kvm(struct abstract *a, const struct gms_op *op);
struct gms_result next_populate(struct abstract *a, const struct gms_op *op);
struct gms_result next_finalize(struct abstract *a, const struct gms_op *op);

#endif /* MODEL_ABSTRACT_STATE_H */
