/* SPDX-License-Identifier: BSD-2-Clause */
/* What stands before the sequence in the inputs of the targets, for those who write them. */
#ifndef FUZZ_TARGETS_H
#define FUZZ_TARGETS_H

/* fuzz_schedule: number of tasks | which task steps. */
#define SCHEDULE_BYTES 64u
#define SCHEDULE_HEAD  (1u + SCHEDULE_BYTES)
#define TASKS_LEAST    2u
#define TASKS_MOST     4u

/* fuzz_snapshot: number of changes | place (2 bytes) and byte of each. */
#define CHANGES_MAX   8u
#define CHANGE_BYTES  3u
#define SNAPSHOT_HEAD (1u + CHANGES_MAX * CHANGE_BYTES)

#endif /* FUZZ_TARGETS_H */
