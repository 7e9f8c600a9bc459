/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A second opinion on EPT and NPT: slow, bit by bit, written from the tables that
 * describe the formats.  It shares nothing with the mechanism, no header either.
 */
#ifndef TESTS_NAIVE_WALK_X86_H
#define TESTS_NAIVE_WALK_X86_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Physical memory from `first` on. */
struct naive_memory {
	const unsigned char *bytes;
	uint64_t first;
	uint64_t size;
};

struct naive_machine {
	int physical_bits;
	bool has_2m, has_1g;
	/* EPT */
	bool execute_only, split_execute, virtualize_violations, advanced;
	/* NPT */
	bool five_levels, no_execute, execute_trap;
	int encryption_bit; /* 0: none */
};

struct naive_question {
	uint64_t root; /* EPTP or nCR3 */
	uint64_t address;
	bool read, write, fetch;
	bool guest_table;
	/* EPT */
	bool linear, user;
	bool linear_user, linear_write, linear_xd, nmi_unblock;
	/* NPT */
	bool encrypted, supervisor;
};

enum naive_what {
	NAIVE_MAPPED,
	NAIVE_FAULT, /* EPT violation, #NPF */
	NAIVE_MISCONFIGURED,
	NAIVE_VIRTUALIZED,
	NAIVE_NO_MEMORY,
};

enum naive_reason {
	WRITE_ONLY,
	EXECUTE_ONLY,
	TABLE_BITS,
	PAGE_SIZE_UNKNOWN,
	FRAME_NOT_ALIGNED,
	ADDRESS_TOO_HIGH,
	MEMORY_TYPE,
	NR_REASONS
};

struct naive_answer {
	enum naive_what what;
	int level;
	uint64_t entry;
	uint64_t result; /* host physical address */
	uint64_t code;	 /* qualification, EXITINFO1 */
	bool can_read, can_write, can_execute, can_execute_user;
	int memory_type; /* EPT, mapped */
	bool ignore_pat;
	bool because[NR_REASONS]; /* misconfigured */
	size_t nr_used;		  /* mapped: the entries used, as they are afterwards */
	uint64_t used_at[5];
	uint64_t used_after[5];
};

struct naive_answer naive_ept(const struct naive_memory *memory,
			      const struct naive_machine *machine,
			      const struct naive_question *question);
struct naive_answer naive_npt(const struct naive_memory *memory,
			      const struct naive_machine *machine,
			      const struct naive_question *question);

#endif /* TESTS_NAIVE_WALK_X86_H */
