/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The world: the head of the arena, and typed access to its pools.
 *
 * Everything up to `diagnostics` is state: a snapshot copies it together with
 * the pools.  What comes after describes how the state came about and does not
 * influence what happens next.
 */
#ifndef SIM_WORLD_H
#define SIM_WORLD_H

#include "gmemsim.h"
#include "object.h"
#include "step.h"

#define TRAIL_MAX 256

/* Room for one bit for each of enum sw. */
#define SWITCH_WORDS 4

/* The last slot is for gms_run(): one operation alone fits beside all tasks. */
#define TASK_SLOTS (GMS_MAX_TASKS + 1)

/* What a handle stands for. */
enum handle_kind { HANDLE_NONE, HANDLE_FD, HANDLE_MAPPING, HANDLE_PROCESS, HANDLE_MESSAGE };

/* A rule and where it was applied; one word, as apply() is everywhere. */
struct trail_entry {
	uint64_t bits; /* rule, and a place as of struct call_frame; no place: in no step */
};

/*
 * What gms_guest_hit() found out since the last operation, so that it need not look again
 * before the next one: which vCPU can run, and with a TLB what it translated.
 */
#define HITS 64
struct hits {
	uint64_t operations; /* gms_world.operations when it was found out */
	uint64_t handle;     /* of the vCPU */
	ref_t vcpu;	     /* 0: it cannot run now */
	struct hit {
		uint64_t page; /* guest physical page number | enum gms_access << 62 */
		ref_t frame;   /* 0: nothing is known */
	} hit[HITS];
};

struct gms_world {
	uint64_t magic;
	uint64_t arena_bytes;
	struct gms_config config;
	uint64_t switches[SWITCH_WORDS];
	struct pool pool[NR_POOLS];
	struct map handles; /* handle -> enum handle_kind << 32 | object; files: of processes */
	ref_t current;	    /* process whose step runs; between steps the first */
	ref_t tasks[TASK_SLOTS];
	uint64_t inject_left[GMS_NR_INJECTS];
	uint64_t next_inode;
	uint64_t next_vm;
	uint64_t node_used[GMS_MAX_NODES]; /* pages taken from each NUMA node */

	/* diagnostics */
	const struct arch_ops *arch; /* set again after a load */
	uint64_t hits[NR_RULES];
	uint64_t at; /* place of the step that runs; between steps 0 */
	uint64_t trail_dropped;
	uint32_t trail_length;
	struct trail_entry trail[TRAIL_MAX];
	const char *lock_order_violation;
	const char *illegal_change; /* of an entry of a page table. X86-INV-5 */
	uint64_t mapping_bytes;	    /* what gms_destroy() unmaps; 0: not ours */
	uint64_t operations;	    /* beginnings and ends, and whatever else changes the state */
	struct hits of_guest;
};

static inline void *pool_base(const struct gms_world *w, enum pool_id id)
{
	return (char *)(uintptr_t)w + w->pool[id].offset;
}

static inline void *pool_at(const struct gms_world *w, enum pool_id id, ref_t ref)
{
	return (char *)pool_base(w, id) + (uint64_t)ref * w->pool[id].object_bytes;
}

#define DEFINE_AT(type, id)                                                                      \
	static inline struct type *type##_at(const struct gms_world *w, ref_t ref)               \
	{                                                                                        \
		return (struct type *)pool_base(w, id) + ref;                                    \
	}

/* It is there from the start. */
#define FIRST_PROCESS 1u

DEFINE_AT(vm, POOL_VM)
DEFINE_AT(vcpu, POOL_VCPU)
DEFINE_AT(shadow, POOL_SHADOW)
DEFINE_AT(slot, POOL_SLOT)
DEFINE_AT(file, POOL_FILE)
DEFINE_AT(inode, POOL_INODE)
DEFINE_AT(frame, POOL_FRAME)
DEFINE_AT(process, POOL_PROCESS)
DEFINE_AT(mm, POOL_MM)
DEFINE_AT(vma, POOL_VMA)
DEFINE_AT(mapping, POOL_MAPPING)
DEFINE_AT(task, POOL_TASK)
DEFINE_AT(line, POOL_LINE)
DEFINE_AT(table_info, POOL_TABLE_INFO)
DEFINE_AT(table, POOL_TABLE)
#undef DEFINE_AT

/*
 * Physical addresses as descriptors carry them: frame n and page-table page n
 * live in two disjoint ranges, whatever width a guest's addresses have.
 */
#define PHYSICAL_BITS  44
#define FRAME_PFN_BASE 0x100000ull
#define TABLE_PFN_BASE 0x20000000ull

static inline uint64_t frame_pfn(ref_t frame)
{
	return FRAME_PFN_BASE + frame;
}

static inline ref_t pfn_frame(uint64_t pfn)
{
	return (ref_t)(pfn - FRAME_PFN_BASE);
}

static inline uint64_t table_pfn(ref_t table)
{
	return TABLE_PFN_BASE + table;
}

static inline ref_t pfn_table(uint64_t pfn)
{
	return (ref_t)(pfn - TABLE_PFN_BASE);
}

/*
 * Does gms_run() run an operation from its first step to its last, with nobody to
 * see what is in between?  Then a loop need not leave its step for each round.
 */
static inline bool runs_whole(const struct gms_world *w)
{
	return w->tasks[GMS_MAX_TASKS] && w->pool[POOL_TASK].live == 1;
}

/*
 * Go on with step pc of the same protocol, whose function is `run` and which needs no
 * lock: at once if nobody can come in between.
 */
static inline enum verdict go_on(struct gms_world *w, struct task *t, uint32_t pc,
				 enum verdict (*run)(struct gms_world *, struct task *))
{
	enum verdict verdict = jump(t, pc);

	if (!runs_whole(w))
		return verdict;
	w->at = t->frame[t->depth - 1].place;
	verdict = run(w, t);
	/* To the engine the caller's is the step that ran. */
	if (verdict == NEXT)
		return jump(t, frame_pc(t->frame[t->depth - 1]) + 1);
	return verdict == AGAIN ? JUMPED : verdict;
}

/* The memory of the process whose step runs. */
static inline struct mm *current_mm(const struct gms_world *w)
{
	return mm_at(w, process_at(w, w->current)->mm);
}

/* ---- Handles and descriptors (handle.c), of the current process unless one is named ---- */

/*
 * The file behind a handle; 0 if it is closed, never existed or is no file, or
 * if its descriptor is O_PATH: fdget().
 */
ref_t handle_file(const struct gms_world *w, uint64_t handle);
/* The same with O_PATH descriptors: fdget_raw(). */
ref_t handle_file_raw(const struct gms_world *w, uint64_t handle);
/* The same, only if it is of that kind. */
ref_t handle_vm(const struct gms_world *w, uint64_t handle);
ref_t handle_vcpu(const struct gms_world *w, uint64_t handle);
ref_t handle_mapping(const struct gms_world *w, uint64_t handle);
ref_t handle_process(const struct gms_world *w, uint64_t handle); /* 0 is the first */
/* The file that a message carries. */
ref_t handle_message(const struct gms_world *w, uint64_t handle);
/* The file behind a handle in a process, whatever its descriptor is. */
ref_t process_file(const struct gms_world *w, ref_t process, uint64_t handle);
/* Does a handle name anything, in any process? */
bool handle_taken(const struct gms_world *w, uint64_t handle);
/* The file of a descriptor: a handle's, or a raw number's.  0: EBADF. */
ref_t ref_file(const struct gms_world *w, struct gms_ref ref);
ref_t ref_file_raw(const struct gms_world *w, struct gms_ref ref);
/* The number of a descriptor, open or not; UINT64_MAX for a name without one. */
uint64_t ref_fd(const struct gms_world *w, struct gms_ref ref);
/* FD_CLOEXEC of an open descriptor. */
bool fd_is_cloexec(const struct gms_world *w, uint64_t fd);
void fd_set_cloexec(struct gms_world *w, uint64_t fd, bool on);
/* A host address in bytes; the address of a failed mapping is MAP_FAILED (all ones). */
uint64_t ref_address(const struct gms_world *w, struct gms_ref ref);
/* Give file the lowest free descriptor and the handle its name.  False: EMFILE. */
bool handle_open(struct gms_world *w, uint64_t handle, ref_t file);
/* The same for the lowest free number from `lowest` on, which goes to *fd. */
bool handle_open_from(struct gms_world *w, uint64_t handle, ref_t file, uint64_t lowest,
		      uint64_t *fd);
/*
 * Give a file that is being made its descriptor.  Returns 0, EMFILE or ENFILE; the
 * file is the caller's to free then.
 */
int handle_install(struct gms_world *w, uint64_t handle, ref_t file, bool cloexec);
/* Close the descriptor behind a handle: the file, whose reference is now the caller's; or 0. */
ref_t handle_close(struct gms_world *w, uint64_t handle);
bool handle_set_mapping(struct gms_world *w, uint64_t handle, ref_t mapping);
bool handle_set_process(struct gms_world *w, uint64_t handle, ref_t process);
bool handle_set_message(struct gms_world *w, uint64_t handle, ref_t file);
/* Forget the name of a message or process. */
void handle_forget(struct gms_world *w, uint64_t handle);

/* An injected error is due at this point: counts down, true once. */
bool injected(struct gms_world *w, enum gms_inject what);

/* ---- Page tables' pages (arena.c) ---- */

/* A table page whose entries all hold fill; 0: out of memory. */
ref_t table_take(struct gms_world *w, uint64_t fill, uint32_t level);
void table_give(struct gms_world *w, ref_t table);

/* The only two ways to an entry. */
static inline uint64_t entry_read(const struct gms_world *w, ref_t table, uint32_t index)
{
	return table_at(w, table)->entry[index];
}

static inline void entry_write(struct gms_world *w, ref_t table, uint32_t index, uint64_t value)
{
	table_at(w, table)->entry[index] = value;
	table_info_at(w, table)->touched |= 1ull << (index / 8);
}

#endif /* SIM_WORLD_H */
