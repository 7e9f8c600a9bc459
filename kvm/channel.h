/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Memory that the backend shares with the processes of its scenario: a mailbox for each
 * process, and what all of them have to know of each other.
 *
 *	backend				process
 *	op -> REQUESTED, futex wake	waits for REQUESTED
 *	waits for ANSWERED		reply -> ANSWERED, futex wake
 *	IDLE
 *
 * A process may write anything there: the backend believes nothing that it reads.
 */
#ifndef KVM_CHANNEL_H
#define KVM_CHANNEL_H

#include <sys/types.h>

#include "gmemsim.h"

#define MESSAGES_MAX  32
#define PROCESSES_MAX 16
#define MAPS_MAX      (1u << 20)
#define REASON_BYTES  160
#define PAGES_WORDS   (1u << 14) /* of a result: a million pages */

enum mail_state { MAIL_IDLE, MAIL_REQUESTED, MAIL_ANSWERED };

/* A result without pointers. */
struct reply {
	struct gms_result result;
	char reason[REASON_BYTES];
	char type[8]; /* of struct gms_stat */
};

struct mailbox {
	uint32_t state;	  /* enum mail_state, a futex */
	uint64_t process; /* handle; 0 is the first */
	pid_t pid;	  /* 0: nobody, or it has exited */
	struct gms_op op;
	struct reply reply;
};

/* What a mapping's name stands for. */
struct named_map {
	uint64_t start, bytes;
	uint32_t defined, mapped; /* not mapped: the name stands for MAP_FAILED */
};

struct channel {
	pid_t owner; /* the backend's */
	bool skips_missing, may_harm, ring0;
	uint32_t nr_processes; /* that there ever were */
	uint64_t next_address; /* where the next mapping goes: none is used twice */
	uint64_t budget_bytes;
	uint64_t spent_bytes; /* of memory that the scenario may have taken */
	uint64_t mapped_bytes;
	uint64_t highest_map; /* handle */
	bool locks_future;    /* mlockall(MCL_FUTURE) by some process */
	uint32_t nr_messages;
	uint64_t message[MESSAGES_MAX]; /* handle of each, 0: it is gone */
	uint32_t message_kind[MESSAGES_MAX];
	struct mailbox mail[PROCESSES_MAX];
	uint64_t pages[PAGES_WORDS]; /* of a GMS_RESULT_PAGES */
	struct named_map map[MAPS_MAX];
};

/* Sleep until *state is not old, at most so long; false: it still is. */
bool mail_wait(const uint32_t *state, uint32_t old, unsigned int ms);
void mail_post(uint32_t *state, uint32_t value);

#endif /* KVM_CHANNEL_H */
