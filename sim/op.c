/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The vocabulary: one row for each operation.
 *
 * The row serves the parser, the printer, --help, the manual and every
 * executor; what the operation does is its protocol (step.h).
 */
#include <string.h>

#include "arch.h"
#include "op_row.h"

/* Tables are read by their columns. */
/* clang-format off */

static const struct gms_name_value vm_types[] = {
	{ "default", 0 }, { "sw_protected", 1 }, { "sev", 2 },
	{ "sev_es", 3 },  { "snp", 4 },		 { "tdx", 5 },
	END_OF_NAMES,
};

static const struct gms_name_value meminfo_lines[] = {
	{ "cached", GMS_MEMINFO_CACHED },   { "shmem", GMS_MEMINFO_SHMEM },
	{ "mapped", GMS_MEMINFO_MAPPED },   { "mlocked", GMS_MEMINFO_MLOCKED },
	{ "unevictable", GMS_MEMINFO_UNEVICTABLE },
	END_OF_NAMES,
};

static const struct gms_name_value create_flags[] = {
	{ "mmap", 1 },
	{ "init_shared", 2 },
	END_OF_NAMES,
};

static const struct gms_name_value fallocate_modes[] = {
	{ "keep_size", 0x01 },	  { "punch_hole", 0x02 },     { "no_hide_stale", 0x04 },
	{ "collapse_range", 0x08 }, { "zero_range", 0x10 },   { "insert_range", 0x20 },
	{ "unshare_range", 0x40 }, { "write_zeroes", 0x80 },
	END_OF_NAMES,
};

static const struct gms_name_value slot_flags[] = {
	{ "log_dirty", 1 }, { "readonly", 2 }, { "guest_memfd", 4 }, { "userfault", 8 },
	END_OF_NAMES,
};

static const struct gms_name_value attribute_words[] = {
	{ "shared", 0 },
	{ "private", 8 },
	END_OF_NAMES,
};

/* Bit 4 of what KVM_HC_MAP_GPA_RANGE takes: the guest means to encrypt. */
static const struct gms_name_value encryption_words[] = {
	{ "shared", 0 },
	{ "private", 16 },
	END_OF_NAMES,
};

static const struct gms_name_value map_flags[] = {
	{ "shared", 0x01 },	   { "private", 0x02 },	   { "shared_validate", 0x03 },
	{ "fixed", 0x10 },	   { "anonymous", 0x20 },  { "growsdown", 0x100 },
	{ "locked", 0x2000 },	   { "noreserve", 0x4000 }, { "populate", 0x8000 },
	{ "nonblock", 0x10000 },   { "hugetlb", 0x40000 }, { "sync", 0x80000 },
	{ "fixed_noreplace", 0x100000 },
	END_OF_NAMES,
};

static const struct gms_name_value mremap_flags[] = {
	{ "maymove", 1 }, { "fixed", 2 }, { "dontunmap", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value mlock_flags[] = {
	{ "onfault", 1 },
	END_OF_NAMES,
};

static const struct gms_name_value mlockall_flags[] = {
	{ "current", 1 }, { "future", 2 }, { "onfault", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value msync_flags[] = {
	{ "async", 1 }, { "invalidate", 2 }, { "sync", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value uffd_modes[] = {
	{ "missing", 1 }, { "wp", 2 }, { "minor", 4 },
	END_OF_NAMES,
};

static const struct gms_name_value uffd_features[] = {
	{ "wp_async", 1 << 15 },
	END_OF_NAMES,
};

static const struct gms_name_value accesses[] = {
	{ "read", GMS_ACCESS_READ },
	{ "write", GMS_ACCESS_WRITE },
	{ "exec", GMS_ACCESS_EXEC },
	{ "xadd", GMS_ACCESS_XADD },
	{ "out", GMS_ACCESS_OUT },
	END_OF_NAMES,
};

static const struct gms_name_value tlbi_operations[] = {
	{ "vae2", GMS_TLBI_VAE2 },
	{ "alle2", GMS_TLBI_ALLE2 },
	{ "ipas2e1", GMS_TLBI_IPAS2E1 },
	{ "vmalls12e1", GMS_TLBI_VMALLS12E1 },
	END_OF_NAMES,
};

static const struct gms_name_value age_words[] = {
	{ "test", AGE_TEST },
	{ "lazy", AGE_LAZY },
	END_OF_NAMES,
};

static const struct gms_name_value kvm_accesses[] = {
	{ "read", GMS_ACCESS_READ },
	{ "write", GMS_ACCESS_WRITE },
	END_OF_NAMES,
};

static const struct gms_name_value advices[] = {
	{ "normal", 0 },	{ "random", 1 },	 { "sequential", 2 },
	{ "willneed", 3 },	{ "dontneed", 4 },	 { "free", 8 },
	{ "remove", 9 },	{ "dontfork", 10 },	 { "dofork", 11 },
	{ "mergeable", 12 },	{ "unmergeable", 13 },	 { "hugepage", 14 },
	{ "nohugepage", 15 },	{ "dontdump", 16 },	 { "dodump", 17 },
	{ "wipeonfork", 18 },	{ "keeponfork", 19 },	 { "cold", 20 },
	{ "pageout", 21 },	{ "populate_read", 22 }, { "populate_write", 23 },
	{ "dontneed_locked", 24 }, { "collapse", 25 },	 { "hwpoison", 100 },
	{ "soft_offline", 101 }, { "guard_install", 102 }, { "guard_remove", 103 },
	END_OF_NAMES,
};

/* Modes of a memory policy are numbers; the flags go on top of one. */
static const struct gms_name_value policy_modes[] = {
	{ "default", GMS_MPOL_DEFAULT },
	{ "preferred", GMS_MPOL_PREFERRED },
	{ "bind", GMS_MPOL_BIND },
	{ "interleave", GMS_MPOL_INTERLEAVE },
	{ "local", GMS_MPOL_LOCAL },
	{ "preferred_many", GMS_MPOL_PREFERRED_MANY },
	{ "weighted_interleave", GMS_MPOL_WEIGHTED_INTERLEAVE },
	END_OF_NAMES,
};

static const struct gms_name_value policy_flags[] = {
	{ "static_nodes", GMS_MPOL_F_STATIC_NODES },
	{ "relative_nodes", GMS_MPOL_F_RELATIVE_NODES },
	{ "numa_balancing", GMS_MPOL_F_NUMA_BALANCING },
	END_OF_NAMES,
};

static const struct gms_name_value move_flags[] = {
	{ "strict", GMS_MPOL_MF_STRICT },
	{ "move", GMS_MPOL_MF_MOVE },
	{ "move_all", GMS_MPOL_MF_MOVE_ALL },
	END_OF_NAMES,
};

static const struct gms_name_value get_policy_flags[] = {
	{ "node", GMS_MPOL_F_NODE },
	{ "addr", GMS_MPOL_F_ADDR },
	{ "mems_allowed", GMS_MPOL_F_MEMS_ALLOWED },
	END_OF_NAMES,
};

static const struct gms_name_value capabilities[] = {
	{ "USER_MEMORY", 3 },
	{ "NR_MEMSLOTS", 10 },
	{ "SYNC_MMU", 16 },
	{ "DESTROY_MEMORY_REGION_WORKS", 21 },
	{ "JOIN_MEMORY_REGIONS_WORKS", 30 },
	{ "READONLY_MEM", 81 },
	{ "ENABLE_CAP_VM", 98 },
	{ "CHECK_EXTENSION_VM", 105 },
	{ "DISABLE_QUIRKS", 116 },
	{ "MULTI_ADDRESS_SPACE", 118 },
	{ "ARM_VM_IPA_SIZE", 165 },
	{ "MANUAL_DIRTY_LOG_PROTECT2", 168 },
	{ "ARM_NISV_TO_USER", 177 },
	{ "EXIT_HYPERCALL", 201 },
	{ "ARM_MTE", 205 },
	{ "DISABLE_QUIRKS2", 213 },
	{ "ARM_EAGER_SPLIT_CHUNK_SIZE", 228 },
	{ "ARM_SUPPORTED_BLOCK_SIZES", 229 },
	{ "USER_MEMORY2", 231 },
	{ "MEMORY_FAULT_INFO", 232 },
	{ "MEMORY_ATTRIBUTES", 233 },
	{ "GUEST_MEMFD", 234 },
	{ "VM_TYPES", 235 },
	{ "PRE_FAULT_MEMORY", 236 },
	{ "GMEM_MMAP", 243 },
	{ "ARM_CACHEABLE_PFNMAP_SUPPORTED", 243 },
	{ "GUEST_MEMFD_FLAGS", 244 },
	{ "GUEST_MEMFD_MMAP", 244 },
	{ "ARM_SEA_TO_USER", 245 },
	{ "GUEST_MEMFD_FLAGS_HI", 4096 },
	END_OF_NAMES,
};

/* The address that load, store, gup, ... name. */
#define ADDRESS(extra) { "ADDRESS", GMS_ARG_ADDRESS, POS | (extra), FIELD(hva), 0, NULL }
#define OFF_LEN                                                                                  \
	{ "off", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },                                       \
	{ "len", GMS_ARG_NUMBER, 0, FIELD(len), 0, NULL }

/* Where the structure of an ioctl lies. */
#define ARGP { "argp", GMS_ARG_ADDRESS, 0, FIELD(argp), 0, NULL }
#define UNREAD(key) { #key, GMS_ARG_NUMBER, 0, FIELD(key), 0, NULL }
/* A memory policy, as mbind and set_mempolicy take it. */
#define POLICY                                                                                   \
	{ "MODE", GMS_ARG_WORD, POS, FIELD(mode), 0, policy_modes },                             \
	{ "nodes", GMS_ARG_NODES, 0, FIELD(nodes), 0, NULL },                                    \
	{ "mode_flags", GMS_ARG_FLAGS, 0, FIELD(mode_flags), 0, policy_flags },                  \
	{ "maxnode", GMS_ARG_NUMBER, 0, FIELD(maxnode), MAXNODE, NULL }
/* One word of a mask: what libnuma passes. */
#define MAXNODE 65
#define BUF { "buf", GMS_ARG_ADDRESS, 0, FIELD(buf), 0, NULL }
#define OF  { "of", GMS_ARG_PROCESS, 0, FIELD(of), 0, NULL }

/* `by=`, which every operation takes that does not name its process otherwise. */
static const struct gms_arg issuer = { "by", GMS_ARG_PROCESS, 0, FIELD(process), 0, NULL };

static const struct gms_op_row rows[GMS_NR_OPS] = {
	[GMS_OP_VM] = { "vm", "create a virtual machine (KVM_CREATE_VM)", 0, 2, {
		{ "VM", GMS_ARG_NEW_VM, POS, FIELD(define), 0, NULL },
		{ "type", GMS_ARG_WORD, 0, FIELD(type), 0, vm_types },
	} },
	[GMS_OP_CHECK_EXTENSION] = { "check_extension", "ask for a capability (KVM_CHECK_EXTENSION)",
				     GMS_OP_OBSERVES, 2, {
		{ "VM", GMS_ARG_VM_OR_SYSTEM, POS, FIELD(vm), 0, NULL },
		{ "CAP", GMS_ARG_CAP, POS, FIELD(cap), 0, capabilities },
	} },
	[GMS_OP_ENABLE_CAP] = { "enable_cap", "enable a capability (KVM_ENABLE_CAP)", 0, 3, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "CAP", GMS_ARG_CAP, POS, FIELD(cap), 0, capabilities },
		{ "arg", GMS_ARG_NUMBER, 0, FIELD(value), 0, NULL },
	} },
	[GMS_OP_VCPU] = { "vcpu", "create a vCPU (KVM_CREATE_VCPU)", 0, 1, {
		{ "VM.N", GMS_ARG_NEW_VCPU, POS, FIELD(define), 0, NULL },
	} },
	[GMS_OP_CLOSE] = { "close", "close a VM's, vCPU's or guest_memfd's descriptor, or drop a message", 0, 1, {
		{ "NAME", GMS_ARG_CLOSABLE, POS, FIELD(file), 0, NULL },
	} },
	[GMS_OP_MEMFD] = { "memfd", "create a guest_memfd file (KVM_CREATE_GUEST_MEMFD)", 0, 6, {
		{ "FILE", GMS_ARG_NEW_FILE, POS, FIELD(define), 0, NULL },
		{ "vm", GMS_ARG_VM, REQ, FIELD(vm), 0, NULL },
		{ "size", GMS_ARG_NUMBER, 0, FIELD(size), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, create_flags },
		UNREAD(reserved), ARGP,
	} },
	[GMS_OP_FALLOCATE] = { "fallocate", "allocate pages or punch a hole", 0, 4, {
		{ "FILE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL },
		{ "off", GMS_ARG_NUMBER, REQ | GMS_ARG_SIGNED, FIELD(off), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ | GMS_ARG_SIGNED, FIELD(len), 0, NULL },
		{ "mode", GMS_ARG_FLAGS, 0, FIELD(mode), 0, fallocate_modes },
	} },
	[GMS_OP_SLOT] = { "slot", "create, change or delete a memslot (KVM_SET_USER_MEMORY_REGION2)",
			  0, 13, {
		{ "VM:ID", GMS_ARG_SLOT, POS, FIELD(id), 0, NULL },
		{ "delete", GMS_ARG_KEYWORD, 0, FIELD(is_delete), 0, NULL },
		{ "gpa", GMS_ARG_NUMBER, 0, FIELD(gpa), 0, NULL },
		{ "size", GMS_ARG_NUMBER, 0, FIELD(size), 0, NULL },
		{ "hva", GMS_ARG_ADDRESS, 0, FIELD(hva), 0, NULL },
		{ "memfd", GMS_ARG_FD, GMS_ARG_SIGNED, FIELD(memfd), 0, NULL },
		{ "off", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, slot_flags },
		{ "v1", GMS_ARG_NUMBER, 0, FIELD(v1), 0, NULL },
		{ "bitmap", GMS_ARG_ADDRESS, 0, FIELD(bitmap), 0, NULL },
		UNREAD(pad1), UNREAD(pad2), ARGP,
	} },
	[GMS_OP_ATTRIBUTES] = { "attributes",
				"make gfns private or shared (KVM_SET_MEMORY_ATTRIBUTES)", 0, 7, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "gpa", GMS_ARG_NUMBER, 0, FIELD(gpa), 0, NULL },
		{ "size", GMS_ARG_NUMBER, 0, FIELD(size), 0, NULL },
		{ "shared|private", GMS_ARG_KEYWORD, 0, FIELD(attrs), 0, attribute_words },
		{ "attrs", GMS_ARG_NUMBER, 0, FIELD(attrs), 0, NULL },
		{ "flags", GMS_ARG_NUMBER, 0, FIELD(flags), 0, NULL },
		ARGP,
	} },
	[GMS_OP_PREFAULT] = { "prefault", "map guest memory ahead (KVM_PRE_FAULT_MEMORY)", 0, 5, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "gpa", GMS_ARG_NUMBER, 0, FIELD(gpa), 0, NULL },
		{ "size", GMS_ARG_NUMBER, 0, FIELD(size), 0, NULL },
		{ "flags", GMS_ARG_NUMBER, 0, FIELD(flags), 0, NULL },
		ARGP,
	} },
	[GMS_OP_POPULATE] = { "populate",
			      "give private memory its first content (SNP_LAUNCH_UPDATE, TDX_INIT_MEM_REGION)",
			      0, 4, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "gpa", GMS_ARG_NUMBER, REQ, FIELD(gpa), 0, NULL },
		{ "size", GMS_ARG_NUMBER, REQ, FIELD(size), 0, NULL },
		{ "source", GMS_ARG_ADDRESS, 0, FIELD(hva), 0, NULL },
	} },
	[GMS_OP_FINALIZE] = { "finalize",
			      "end the launch of private memory (SNP_LAUNCH_FINISH, TDX_FINALIZE_VM)", 0, 1, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
	} },
	[GMS_OP_DIRTY_LOG] = { "dirty_log", "fetch and clear a slot's dirty pages (KVM_GET_DIRTY_LOG)",
			       0, 3, {
		{ "VM:ID", GMS_ARG_SLOT, POS, FIELD(id), 0, NULL },
		{ "bitmap", GMS_ARG_ADDRESS, 0, FIELD(bitmap), 0, NULL },
		ARGP,
	} },
	[GMS_OP_CLEAR_DIRTY_LOG] = { "clear_dirty_log",
				     "clear some of a slot's dirty pages (KVM_CLEAR_DIRTY_LOG)", 0, 6, {
		{ "VM:ID", GMS_ARG_SLOT, POS, FIELD(id), 0, NULL },
		{ "first", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "npages", GMS_ARG_NUMBER, 0, FIELD(len), 0, NULL },
		{ "mask", GMS_ARG_NUMBER, 0, FIELD(value), UINT64_MAX, NULL },
		{ "bitmap", GMS_ARG_ADDRESS, 0, FIELD(bitmap), 0, NULL },
		ARGP,
	} },
	[GMS_OP_MMAP] = { "mmap", "map a file or anonymous memory into the host process", 0, 8, {
		{ "MAP", GMS_ARG_NEW_MAP, POS, FIELD(define), 0, NULL },
		{ "anon", GMS_ARG_KEYWORD, 0, FIELD(is_anon), 0, NULL },
		{ "memfd", GMS_ARG_FD, GMS_ARG_SIGNED, FIELD(memfd), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		{ "off", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "prot", GMS_ARG_PROT, 0, FIELD(prot), GMS_PROT_READ | GMS_PROT_WRITE, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, map_flags },
		{ "addr", GMS_ARG_ADDRESS, 0, FIELD(hva), 0, NULL },
	} },
	[GMS_OP_MUNMAP] = { "munmap", "unmap a mapping or part of it", 0, 3, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
	} },
	[GMS_OP_MPROTECT] = { "mprotect", "change a mapping's protection", 0, 4, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		{ "prot", GMS_ARG_PROT, REQ, FIELD(prot), 0, NULL },
		OFF_LEN,
	} },
	[GMS_OP_LOAD] = { "load", "the host loads 8 bytes", 0, 1, {
		ADDRESS(GMS_ARG_ALIGNED8),
	} },
	[GMS_OP_STORE] = { "store", "the host stores 8 bytes", 0, 2, {
		ADDRESS(GMS_ARG_ALIGNED8),
		{ "VALUE", GMS_ARG_NUMBER, POS, FIELD(value), 0, NULL },
	} },
	[GMS_OP_MADVISE] = { "madvise", "advise on a mapping", 0, 4, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		{ "ADVICE", GMS_ARG_WORD, POS, FIELD(advice), 0, advices },
		OFF_LEN,
	} },
	[GMS_OP_MLOCK] = { "mlock", "lock a mapping into memory (mlock2)", 0, 4, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, mlock_flags },
	} },
	[GMS_OP_MUNLOCK] = { "munlock", "unlock a mapping", 0, 3, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
	} },
	[GMS_OP_MLOCKALL] = { "mlockall", "lock all mappings, now or to come", 0, 1, {
		{ "flags", GMS_ARG_FLAGS, REQ, FIELD(flags), 0, mlockall_flags },
	} },
	[GMS_OP_MUNLOCKALL] = { "munlockall", "unlock all mappings", 0, 0,
				{ { NULL, 0, 0, 0, 0, NULL } } },
	[GMS_OP_MREMAP] = { "mremap", "grow, shrink, move or duplicate a mapping", 0, 7, {
		{ "NEW", GMS_ARG_NEW_MAP, POS, FIELD(define), 0, NULL },
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		{ "off", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "old", GMS_ARG_NUMBER, 0, FIELD(size), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, mremap_flags },
		{ "addr", GMS_ARG_ADDRESS, 0, FIELD(hva), 0, NULL },
	} },
	[GMS_OP_REMAP_FILE_PAGES] = { "remap_file_pages",
				      "let part of a mapping show other pages of its file", 0, 6, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		{ "off", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		{ "prot", GMS_ARG_PROT, 0, FIELD(prot), 0, NULL },
		{ "pgoff", GMS_ARG_NUMBER, REQ, FIELD(value), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, map_flags },
	} },
	[GMS_OP_MSYNC] = { "msync", "write a mapping back", 0, 4, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, msync_flags },
	} },
	[GMS_OP_MINCORE] = { "mincore", "which pages of a mapping are in memory",
			     GMS_OP_OBSERVES, 3, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
	} },
	[GMS_OP_SMAPS] = { "smaps", "what /proc/self/smaps says of the VMA at an address",
			   GMS_OP_OBSERVES, 1, {
		ADDRESS(0),
	} },
	[GMS_OP_MEMINFO] = { "meminfo", "what /proc/meminfo counts, in pages",
			     GMS_OP_OBSERVES, 1, {
		{ "LINE", GMS_ARG_WORD, POS, FIELD(command), 0, meminfo_lines },
	} },
	[GMS_OP_UFFD_REGISTER] = { "uffd_register", "register a mapping with userfaultfd", 0, 5, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
		{ "mode", GMS_ARG_FLAGS, REQ, FIELD(mode), 0, uffd_modes },
		{ "features", GMS_ARG_FLAGS, 0, FIELD(attrs), 0, uffd_features },
	} },
	[GMS_OP_UFFD_UNREGISTER] = { "uffd_unregister", "take a mapping back from userfaultfd",
				     0, 4, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		OFF_LEN,
		{ "features", GMS_ARG_FLAGS, 0, FIELD(attrs), 0, uffd_features },
	} },
	[GMS_OP_GUP] = { "gup", "take a long-term reference through a mapping", 0, 1, {
		ADDRESS(GMS_ARG_ALIGNED8),
	} },
	[GMS_OP_UNGUP] = { "ungup", "drop a reference that gup took", 0, 1, {
		ADDRESS(GMS_ARG_ALIGNED8),
	} },
	[GMS_OP_MBIND] = { "mbind", "set the memory policy of a mapping", 0, 8, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		POLICY,
		OFF_LEN,
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, move_flags },
	} },
	[GMS_OP_GET_MEMPOLICY] = { "get_mempolicy", "the memory policy, or the node of a page", 0, 3, {
		{ "ADDRESS", GMS_ARG_ADDRESS, GMS_ARG_POSITIONAL, FIELD(hva), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, get_policy_flags },
		{ "maxnode", GMS_ARG_NUMBER, 0, FIELD(maxnode), MAXNODE, NULL },
	} },
	[GMS_OP_SET_MEMPOLICY] = { "set_mempolicy", "set the memory policy of the process", 0, 4, {
		POLICY,
	} },
	[GMS_OP_SET_MEMPOLICY_HOME_NODE] = { "set_mempolicy_home_node",
					     "set where bind and preferred_many begin", 0, 5, {
		{ "MAP", GMS_ARG_MAP, POS, FIELD(map), 0, NULL },
		{ "node", GMS_ARG_NUMBER, REQ, FIELD(node), 0, NULL },
		OFF_LEN,
		{ "flags", GMS_ARG_NUMBER, 0, FIELD(flags), 0, NULL },
	} },
	[GMS_OP_MOVE_PAGES] = { "move_pages", "ask for a page's node, or move it to another", 0, 3, {
		ADDRESS(0),
		{ "node", GMS_ARG_NUMBER, GMS_ARG_SIGNED, FIELD(node), 0, NULL },
		{ "flags", GMS_ARG_FLAGS, 0, FIELD(flags), 0, move_flags },
	} },
	[GMS_OP_GUEST] = { "guest", "a vCPU accesses guest memory, or an I/O port (KVM_RUN)", 0, 12, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "read|write|exec|xadd|out", GMS_ARG_WORD, POS, FIELD(access), 0, accesses },
		{ "GPA", GMS_ARG_NUMBER, POS | GMS_ARG_ALIGNED8, FIELD(gpa), 0, NULL },
		{ "VALUE", GMS_ARG_NUMBER, GMS_ARG_POSITIONAL, FIELD(value), 0, NULL },
		{ "private", GMS_ARG_KEYWORD, 0, FIELD(is_private), 0, NULL },
		{ "esr", GMS_ARG_NUMBER, 0, FIELD(esr), 0, NULL },
		{ "l2", GMS_ARG_KEYWORD, 0, FIELD(l2), 0, NULL },
		{ "s1ptw", GMS_ARG_KEYWORD, 0, FIELD(s1ptw), 0, NULL },
		{ "cm", GMS_ARG_KEYWORD, 0, FIELD(cm), 0, NULL },
		{ "isv", GMS_ARG_NUMBER, 0, FIELD(isv), GMS_BIT_NATURAL, NULL },
		{ "wnr", GMS_ARG_NUMBER, 0, FIELD(wnr), GMS_BIT_NATURAL, NULL },
		{ "cpl", GMS_ARG_NUMBER, 0, FIELD(mode), 0, NULL },
	} },
	[GMS_OP_MAP_GPA_RANGE] = { "map_gpa_range",
				   "a vCPU asks for a conversion (KVM_HC_MAP_GPA_RANGE)", 0, 6, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "gpa", GMS_ARG_NUMBER, REQ, FIELD(gpa), 0, NULL },
		{ "npages", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		{ "shared|private", GMS_ARG_KEYWORD, 0, FIELD(attrs), 0, encryption_words },
		{ "attrs", GMS_ARG_NUMBER, 0, FIELD(attrs), 0, NULL },
		{ "cpl", GMS_ARG_NUMBER, 0, FIELD(mode), 0, NULL },
	} },
	[GMS_OP_ACCEPT] = { "accept",
			    "x86: an SNP guest or a TD accepts a page of private memory", 0, 3, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "GPA", GMS_ARG_NUMBER, POS | GMS_ARG_ALIGNED8, FIELD(gpa), 0, NULL },
		{ "rescind", GMS_ARG_KEYWORD, 0, FIELD(is_delete), 0, NULL },
	} },
	[GMS_OP_EL2] = { "el2", "arm64: the hypervisor in a vCPU sets registers of its EL2", 0, 5, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "vncr", GMS_ARG_NUMBER, 0, FIELD(gpa), 0, NULL },
		{ "ttbr", GMS_ARG_NUMBER, 0, FIELD(off), 0, NULL },
		{ "vttbr", GMS_ARG_NUMBER, 0, FIELD(off_out), 0, NULL },
		{ "vtcr", GMS_ARG_NUMBER, 0, FIELD(value), 0, NULL },
	} },
	[GMS_OP_VNCR] = { "vncr", "arm64: a vCPU accesses the page of VNCR_EL2", 0, 5, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "read|write", GMS_ARG_WORD, POS, FIELD(access), 0, kvm_accesses },
		{ "OFF", GMS_ARG_NUMBER, POS | GMS_ARG_ALIGNED8, FIELD(off), 0, NULL },
		{ "VALUE", GMS_ARG_NUMBER, GMS_ARG_POSITIONAL, FIELD(value), 0, NULL },
		{ "esr", GMS_ARG_NUMBER, 0, FIELD(esr), 0, NULL },
	} },
	[GMS_OP_TLBI] = { "tlbi", "arm64: the hypervisor in a vCPU invalidates translations", 0, 3, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "OPERATION", GMS_ARG_WORD, POS, FIELD(command), 0, tlbi_operations },
		{ "ADDRESS", GMS_ARG_NUMBER, GMS_ARG_POSITIONAL, FIELD(gpa), 0, NULL },
	} },
	[GMS_OP_MAP_GPA_RETURN] = { "map_gpa_return",
				    "userspace has answered map_gpa_range (run->hypercall.ret)", 0, 2, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "ret", GMS_ARG_NUMBER, 0, FIELD(value), 0, NULL },
	} },
	[GMS_OP_KVM] = { "kvm", "KVM itself reads or writes guest memory (kvm_read_guest, kvm_write_guest)",
			 0, 4, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
		{ "read|write", GMS_ARG_WORD, POS, FIELD(access), 0, kvm_accesses },
		{ "GPA", GMS_ARG_NUMBER, POS | GMS_ARG_ALIGNED8, FIELD(gpa), 0, NULL },
		{ "VALUE", GMS_ARG_NUMBER, GMS_ARG_POSITIONAL, FIELD(value), 0, NULL },
	} },
	[GMS_OP_FORK] = { "fork", "the process makes a child like itself", 0, 1, {
		{ "PROCESS", GMS_ARG_NEW_PROCESS, POS, FIELD(define), 0, NULL },
	} },
	[GMS_OP_EXIT] = { "exit", "the process ends", 0, 1, {
		{ "PROCESS", GMS_ARG_PROCESS, GMS_ARG_POSITIONAL, FIELD(process), 0, NULL },
	} },
	[GMS_OP_EXECVE] = { "execve", "the process executes another program", 0, 1, {
		{ "PROCESS", GMS_ARG_PROCESS, GMS_ARG_POSITIONAL, FIELD(process), 0, NULL },
	} },
	[GMS_OP_SEND] = { "send", "pass a descriptor on in a message (SCM_RIGHTS)", 0, 2, {
		{ "MESSAGE", GMS_ARG_NEW_MESSAGE, POS, FIELD(define), 0, NULL },
		{ "NAME", GMS_ARG_SENDABLE, POS, FIELD(file), 0, NULL },
	} },
	[GMS_OP_RECEIVE] = { "receive", "take the descriptor out of a message", 0, 2, {
		{ "NEW", GMS_ARG_NEW_RECEIVED, POS, FIELD(define), 0, NULL },
		{ "MESSAGE", GMS_ARG_MESSAGE, POS, FIELD(file), 0, NULL },
	} },
	[GMS_OP_PROCESS_VM_READV] = { "process_vm_readv", "read the memory of a process", 0, 4, {
		{ "LOCAL", GMS_ARG_ADDRESS, POS, FIELD(buf), 0, NULL },
		{ "REMOTE", GMS_ARG_ADDRESS, POS, FIELD(hva), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		OF,
	} },
	[GMS_OP_PROCESS_VM_WRITEV] = { "process_vm_writev", "write to the memory of a process", 0, 4, {
		{ "LOCAL", GMS_ARG_ADDRESS, POS, FIELD(buf), 0, NULL },
		{ "REMOTE", GMS_ARG_ADDRESS, POS, FIELD(hva), 0, NULL },
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		OF,
	} },
	[GMS_OP_PROC_MEM_READ] = { "proc_mem_read", "pread from /proc/PID/mem", 0, 4, {
		ADDRESS(0),
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		BUF, OF,
	} },
	[GMS_OP_PROC_MEM_WRITE] = { "proc_mem_write", "pwrite to /proc/PID/mem", 0, 4, {
		ADDRESS(0),
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
		BUF, OF,
	} },
	[GMS_OP_VMSPLICE] = { "vmsplice", "put pages of the process into a pipe", 0, 3, {
		{ "PIPE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL },
		ADDRESS(0),
		{ "len", GMS_ARG_NUMBER, REQ, FIELD(len), 0, NULL },
	} },
	[GMS_OP_FUTEX_WAIT] = { "futex_wait", "wait at a futex, with a timeout (FUTEX_WAIT)", 0, 3, {
		ADDRESS(0),
		{ "VALUE", GMS_ARG_NUMBER, POS, FIELD(value), 0, NULL },
		{ "private", GMS_ARG_KEYWORD, 0, FIELD(is_private), 0, NULL },
	} },
	[GMS_OP_FUTEX_WAKE] = { "futex_wake", "wake waiters at a futex (FUTEX_WAKE)", 0, 3, {
		ADDRESS(0),
		{ "COUNT", GMS_ARG_NUMBER, POS | GMS_ARG_SIGNED, FIELD(value), 0, NULL },
		{ "private", GMS_ARG_KEYWORD, 0, FIELD(is_private), 0, NULL },
	} },
	[GMS_OP_CLOCK_GETTIME] = { "clock_gettime", "a call that fills 16 bytes of its caller's", 0, 1, {
		ADDRESS(0),
	} },
	[GMS_OP_POISON] = { "poison", "a memory error hits a page of the file", 0, 3, {
		{ "FILE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL },
		{ "off", GMS_ARG_NUMBER, REQ, FIELD(off), 0, NULL },
		{ "early", GMS_ARG_KEYWORD, 0, FIELD(is_early), 0, NULL },
	} },
	[GMS_OP_RECLAIM] = { "reclaim", "the host invalidates one page of a mapping", 0, 1, {
		ADDRESS(0),
	} },
	[GMS_OP_AGE] = { "age", "the host asks whether the guest used a page since it asked last", 0, 2, {
		ADDRESS(0),
		{ "test|lazy", GMS_ARG_KEYWORD, 0, FIELD(mode), 0, age_words },
	} },
	[GMS_OP_SWAP_OUT] = { "swap_out", "the host takes a page of private memory to swap", 0, 1, {
		ADDRESS(0),
	} },
	[GMS_OP_PAGE_IN] = { "page_in", "the pages that a vCPU's faults wait for come in", 0, 1, {
		{ "VM.N", GMS_ARG_VCPU, POS, FIELD(vcpu), 0, NULL },
	} },
	[GMS_OP_WRITE_TRACK] = { "write_track", "somebody is to see every write to a page", 0, 3, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "GPA", GMS_ARG_NUMBER, POS, FIELD(gpa), 0, NULL },
		{ "stop", GMS_ARG_KEYWORD, 0, FIELD(is_delete), 0, NULL },
	} },
	[GMS_OP_RECOVER_NX] = { "recover_nx", "KVM's worker undoes what nx_huge_pages made small", 0, 1, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
	} },
	[GMS_OP_NONCOHERENT_DMA] = { "noncoherent_dma", "the VM gets a device whose DMA is not coherent",
				     0, 2, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "stop", GMS_ARG_KEYWORD, 0, FIELD(is_delete), 0, NULL },
	} },
	[GMS_OP_WHERE] = { "where", "what stage 2 maps at a guest address",
			   GMS_OP_OBSERVES | GMS_OP_SIM_ONLY, 3, {
		{ "VM", GMS_ARG_VM, POS, FIELD(vm), 0, NULL },
		{ "GPA", GMS_ARG_NUMBER, POS, FIELD(gpa), 0, NULL },
		{ "private", GMS_ARG_KEYWORD, 0, FIELD(is_private), 0, NULL },
	} },
	[GMS_OP_RESIDENT] = { "resident", "which pages the file holds",
			      GMS_OP_OBSERVES | GMS_OP_SIM_ONLY, 1, {
		{ "FILE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL },
	} },
	[GMS_OP_NODE] = { "node", "the NUMA node of a page of the file",
			  GMS_OP_OBSERVES | GMS_OP_SIM_ONLY, 2, {
		{ "FILE", GMS_ARG_FILE, POS, FIELD(file), 0, NULL },
		{ "off", GMS_ARG_NUMBER, REQ, FIELD(off), 0, NULL },
	} },
	[GMS_OP_INVARIANTS] = { "invariants", "check every invariant",
				GMS_OP_OBSERVES | GMS_OP_SIM_ONLY, 0, { { NULL, 0, 0, 0, 0, NULL } } },
};

/* clang-format on */

const struct gms_op_row *gms_op_row(enum gms_opcode code)
{
	if ((unsigned int)code >= GMS_NR_OPS)
		code = GMS_OP_INVARIANTS;
	return rows[code].word ? &rows[code] : &file_op_rows[code];
}

const struct gms_arg *gms_issuer(enum gms_opcode code)
{
	const struct gms_op_row *row = gms_op_row(code);

	for (uint32_t i = 0; i < row->nr_args; i++)
		if (row->args[i].field == issuer.field)
			return NULL;
	return &issuer;
}

const struct gms_name_value *gms_capabilities(void)
{
	return capabilities;
}

const struct gms_name_value *gms_policy_modes(void)
{
	return policy_modes;
}

const struct gms_name_value *gms_policy_flags(void)
{
	return policy_flags;
}

bool gms_op_given(const struct gms_op *op, const char *key)
{
	const struct gms_op_row *row = gms_op_row(op->code);

	for (uint32_t i = 0; i < row->nr_args; i++)
		if (op->given >> i & 1 && !strcmp(row->args[i].key, key))
			return true;
	return false;
}

bool op_given(const struct gms_op *op, uint32_t field)
{
	const struct gms_arg *args = gms_op_row(op->code)->args;

	for (uint32_t left = op->given; left; left &= left - 1)
		if (args[__builtin_ctz(left)].field == field)
			return true;
	return false;
}

void gms_op_init(struct gms_op *op, enum gms_opcode code)
{
	const struct gms_op_row *row = gms_op_row(code);

	memset(op, 0, sizeof(*op));
	op->code = code;
	for (uint32_t i = 0; i < row->nr_args; i++) {
		uint64_t value = row->args[i].fallback;

		if (value)
			memcpy((char *)op + row->args[i].field, &value, sizeof(value));
	}
}
