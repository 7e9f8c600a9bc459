/* SPDX-License-Identifier: BSD-2-Clause */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "stats.h"

struct fuzz_stats *stats_map(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	struct fuzz_stats *stats = NULL;

	if (fd < 0)
		return NULL;
	if (!ftruncate(fd, sizeof(*stats))) {
		stats = mmap(NULL, sizeof(*stats), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		if (stats == MAP_FAILED)
			stats = NULL;
	}
	close(fd);
	return stats;
}

struct fuzz_stats *stats_own(void)
{
	static struct fuzz_stats unshared, *stats;
	const char *path;

	if (stats)
		return stats;
	path = getenv("GMS_FUZZ_STATS");
	stats = path ? stats_map(path) : NULL;
	if (!stats)
		stats = &unshared;
	return stats;
}
