// SPDX-License-Identifier: BSD-2-Clause
/*
 * Accesses of the host to its own memory, references to it, errors in it, and what /proc
 * and userfaultfd say of it.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/io_uring.h>
#include <linux/userfaultfd.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "scenario/names.h"
#include "worker.h"

/* ---- Load and store ---- */

static struct gms_result caught_signal(void)
{
	if (caught.signal == SIGALRM)
		return result_unsupported("the access waits for something that does not come");
	return (struct gms_result){ .kind = GMS_RESULT_SIGNAL,
				    .signal = caught.signal,
				    .code = caught.code };
}

/* One access of 8 bytes.  False: it was killed. */
static bool touch(uint64_t address, bool write, uint64_t *value)
{
	volatile uint64_t *at = (volatile uint64_t *)(uintptr_t)address;

	if (sigsetjmp(caught.resume, 1)) {
		caught.armed = 0;
		return false;
	}
	caught.armed = 1;
	if (write)
		*at = *value;
	else
		*value = *at;
	caught.armed = 0;
	return true;
}

struct gms_result sys_load(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, op->hva), value = 0;

	if (is_ours(k, address, sizeof(value)))
		return refuse_ours();
	if (!spend(k, HOST_PAGE))
		return refuse_spending(k);
	return touch(address, false, &value) ? result_value((int64_t)value) : caught_signal();
}

struct gms_result sys_store(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, op->hva), value = op->value;

	if (is_ours(k, address, sizeof(value)))
		return refuse_ours();
	if (!spend(k, HOST_PAGE))
		return refuse_spending(k);
	if (!touch(address, true, &value))
		return caught_signal();
	return (struct gms_result){ .kind = GMS_RESULT_OK };
}

/* ---- Long-term references: a buffer registered with io_uring ---- */

#define PINS_MAX 64

static struct pin {
	uint64_t address;
	int ring;
} pins[PINS_MAX];

static int ring_with(uint64_t address)
{
	struct io_uring_params params = { 0 };
	struct iovec buffer = { (void *)(uintptr_t)address, sizeof(uint64_t) };
	int ring = (int)syscall(SYS_io_uring_setup, 1, &params), error;

	if (ring < 0 ||
	    !syscall(SYS_io_uring_register, ring, IORING_REGISTER_BUFFERS, &buffer, 1))
		return ring;
	error = errno;
	close(ring);
	errno = error;
	return -1;
}

struct gms_result sys_gup(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, op->hva);
	int i = 0, ring;

	while (i < PINS_MAX && pins[i].ring)
		i++;
	if (i == PINS_MAX)
		return result_unsupported("a scenario may hold %d references", PINS_MAX);
	if (!spend(k, HOST_PAGE))
		return refuse_spending(k);
	ring = ring_with(address);
	if (ring < 0 && (errno == EPERM || errno == ENOSYS))
		return result_unsupported(
			"io_uring, which takes the reference, is not to be had");
	if (ring < 0)
		return result_errno(errno);
	pins[i] = (struct pin){ .address = address, .ring = hide(ring) };
	return (struct gms_result){ .kind = GMS_RESULT_OK };
}

struct gms_result sys_ungup(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, op->hva);

	for (int i = 0; i < PINS_MAX; i++) {
		if (!pins[i].ring || pins[i].address != address)
			continue;
		/* Closing the ring would drop the reference later. */
		syscall(SYS_io_uring_register, pins[i].ring, IORING_UNREGISTER_BUFFERS, NULL, 0);
		close(pins[i].ring);
		pins[i].ring = 0;
		return (struct gms_result){ .kind = GMS_RESULT_OK };
	}
	return result_errno(EINVAL);
}

/* ---- userfaultfd: one with that feature, one without any ---- */

#define WP_ASYNC (1u << 15)

static int uffds[2];

static int uffd_with(bool wp_async)
{
	struct uffdio_api api = { .api = UFFD_API, .features = wp_async ? WP_ASYNC : 0 };
	int *fd = &uffds[wp_async];

	if (*fd > 0)
		return *fd;
	*fd = (int)syscall(SYS_userfaultfd, O_CLOEXEC | O_NONBLOCK);
	if (*fd > 0)
		*fd = hide(*fd);
	if (*fd > 0 && ioctl(*fd, UFFDIO_API, &api)) {
		close(*fd);
		*fd = -1;
	}
	return *fd;
}

struct gms_result sys_uffd_register(struct worker *k, const struct gms_op *op)
{
	struct uffdio_register args = { .mode = op->mode };
	uint64_t address, bytes;
	int fd = uffd_with(op->attrs & WP_ASYNC);

	if (fd <= 0)
		return result_unsupported("userfaultfd is not to be had");
	host_range(k, op, &address, &bytes);
	if (is_ours(k, address, bytes))
		return refuse_ours();
	args.range = (struct uffdio_range){ .start = address, .len = bytes };
	return result_of(ioctl(fd, UFFDIO_REGISTER, &args));
}

struct gms_result sys_uffd_unregister(struct worker *k, const struct gms_op *op)
{
	struct uffdio_range range;
	uint64_t address, bytes;
	int fd = uffd_with(op->attrs & WP_ASYNC);

	if (fd <= 0)
		return result_unsupported("userfaultfd is not to be had");
	host_range(k, op, &address, &bytes);
	range = (struct uffdio_range){ .start = address, .len = bytes };
	return result_of(ioctl(fd, UFFDIO_UNREGISTER, &range));
}

/* ---- smaps ---- */

static void take_flags(char *line, uint64_t *flags)
{
	char *rest = NULL;
	uint64_t flag;

	for (char *name = strtok_r(line, " \n", &rest); name; name = strtok_r(NULL, " \n", &rest))
		if (value_of(vm_flag_names, name, &flag))
			*flags |= flag;
}

static bool take_head(const char *line, uint64_t address, struct gms_result *result)
{
	uint64_t start, end, offset;
	char perm[5] = "";
	int name = 0;

	if (sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s %" SCNx64 " %*s %*s %n", &start, &end, perm,
		   &offset, &name) < 4 ||
	    address < start || address >= end)
		return false;
	result->kind = GMS_RESULT_VMA;
	result->len = end - start;
	result->offset = offset;
	for (unsigned int i = 0; i < 3; i++)
		result->prot |= perm[i] == '-' ? 0 : 1u << i;
	snprintf(result->text, sizeof(result->text), "%.*s", (int)strcspn(line + name, "\n"),
		 line + name);
	return true;
}

struct gms_result sys_smaps(struct worker *k, const struct gms_op *op)
{
	struct gms_result result = { .kind = GMS_RESULT_UNMAPPED };
	uint64_t address = host_address(k, op->hva);
	FILE *smaps = fopen("/proc/self/smaps", "re");
	bool inside = false, done = false;
	char line[512];

	if (!smaps)
		return result_unsupported("/proc/self/smaps cannot be read");
	while (!done && fgets(line, sizeof(line), smaps)) {
		inside = inside || take_head(line, address, &result);
		done = inside && !strncmp(line, "VmFlags:", 8);
	}
	if (done)
		take_flags(line, &result.flags);
	fclose(smaps);
	return result;
}

/* ---- From outside ---- */

static bool rights_at(uint64_t address, int *prot)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	uint64_t start, end;
	char line[512], perm[5];
	bool found = false;

	while (maps && !found && fgets(line, sizeof(line), maps))
		found = sscanf(line, "%" SCNx64 "-%" SCNx64 " %4s", &start, &end, perm) == 3 &&
			address >= start && address < end;
	if (maps)
		fclose(maps);
	*prot = 0;
	for (int i = 0; found && i < 3; i++)
		*prot |= perm[i] == '-' ? 0 : 1 << i;
	return found;
}

/* Rights that are taken and given back: mmu notifiers hear of the page, its content stays. */
struct gms_result sys_reclaim(struct worker *k, const struct gms_op *op)
{
	uint64_t address = host_address(k, op->hva) & -HOST_PAGE;
	void *page = (void *)(uintptr_t)address;
	int prot;

	if (is_ours(k, address, HOST_PAGE))
		return refuse_ours();
	if (!rights_at(address, &prot))
		return result_value(0);
	if (mprotect(page, HOST_PAGE, prot ? PROT_NONE : PROT_READ))
		return result_errno(errno);
	return result_zero(mprotect(page, HOST_PAGE, prot));
}

#define ADVICE_HWPOISON 100

struct gms_result sys_poison(struct worker *k, const struct gms_op *op)
{
	struct gms_result result;
	void *page;

	if (!k->c->may_harm)
		return result_unsupported("it would take memory from this machine for good");
	prctl(PR_MCE_KILL, PR_MCE_KILL_SET,
	      op->is_early ? PR_MCE_KILL_EARLY : PR_MCE_KILL_DEFAULT, 0, 0);
	page = mmap(NULL, HOST_PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd_of(k, op->file),
		    (off_t)op->off);
	if (page == MAP_FAILED)
		return result_unsupported("only a page that can be mapped can be hit");
	result = result_of(madvise(page, HOST_PAGE, ADVICE_HWPOISON));
	munmap(page, HOST_PAGE);
	if (caught.signal) {
		result.signal = caught.signal;
		result.code = caught.code;
	}
	return result;
}
