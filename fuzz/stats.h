/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What a target has done so far, in a file that the campaign's supervisor maps as well:
 * it is up to date whatever becomes of the process.
 */
#ifndef FUZZ_STATS_H
#define FUZZ_STATS_H

#include <stdint.h>

#define STATS_RULES 4096u

struct fuzz_stats {
	uint64_t executions;
	uint8_t reached[STATS_RULES]; /* by rule: 1 once it has decided something */
};

/* Of this process: in the file that GMS_FUZZ_STATS names, else in memory of its own. */
struct fuzz_stats *stats_own(void);

/* The file's, which is made where it is not there; NULL with errno. */
struct fuzz_stats *stats_map(const char *path);

#endif /* FUZZ_STATS_H */
