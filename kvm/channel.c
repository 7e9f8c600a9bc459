// SPDX-License-Identifier: BSD-2-Clause
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "channel.h"

bool mail_wait(const uint32_t *state, uint32_t old, unsigned int ms)
{
	struct timespec timeout = { .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L };

	if (__atomic_load_n(state, __ATOMIC_ACQUIRE) == old)
		syscall(SYS_futex, state, FUTEX_WAIT, old, &timeout, NULL, 0);
	return __atomic_load_n(state, __ATOMIC_ACQUIRE) != old;
}

void mail_post(uint32_t *state, uint32_t value)
{
	__atomic_store_n(state, value, __ATOMIC_RELEASE);
	syscall(SYS_futex, state, FUTEX_WAKE, 1, NULL, NULL, 0);
}
