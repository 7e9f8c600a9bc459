/* SPDX-License-Identifier: BSD-2-Clause */
#include "reference.h"

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bench.h"

#define PAGE	    4096ull
#define FILE_BYTES  (FILE_PAGES * PAGE)
#define FILE_PAGES  16384ull
#define PUNCH	    (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE)
#define REFUSED	    (-1.0)
#define ROUNDS	    2000
#define SLOT_ROUNDS 50
#define READ_ROUNDS 16
#define MMAP_SHARED 3ull /* GUEST_MEMFD_FLAG_MMAP | GUEST_MEMFD_FLAG_INIT_SHARED */
#define MEM_GMEM    4u	 /* KVM_MEM_GUEST_MEMFD */
#define CREATE_VM   0xAE01ul
#define SET_REGION2 0x40A0AE49ul
#define CREATE_GMEM 0xC040AED4ul

/* As section 1.2 of the specification lays them out: headers of older kernels lack them. */
struct create_gmem {
	uint64_t size, flags, reserved[6];
};

struct region2 {
	uint32_t slot, flags;
	uint64_t gpa, size, hva, gmem_offset;
	uint32_t gmem;
	uint32_t pad1;
	uint64_t pad2[14];
};

static int create(int vm, uint64_t size)
{
	struct create_gmem args = { .size = size, .flags = MMAP_SHARED };

	return ioctl(vm, CREATE_GMEM, &args);
}

int reference_open(void)
{
	int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC), vm, gmem;

	if (kvm < 0)
		return -1;
	vm = ioctl(kvm, CREATE_VM, 0);
	close(kvm);
	if (vm < 0)
		return -1;
	gmem = create(vm, PAGE);
	if (gmem >= 0) {
		close(gmem);
		return vm;
	}
	close(vm);
	return -1;
}

double reference_create_close(int vm)
{
	double start = now_ns();

	for (int i = 0; i < ROUNDS; i++) {
		int fd = create(vm, PAGE);

		if (fd < 0)
			return REFUSED;
		close(fd);
	}
	return (now_ns() - start) / ROUNDS;
}

double reference_bind_delete(int vm)
{
	int fd = create(vm, PAGE);
	struct region2 set = { .flags = MEM_GMEM, .size = PAGE, .gmem = (uint32_t)fd };
	struct region2 delete = { .slot = 0 };
	double start = now_ns(), spent = REFUSED;
	int rc = 0;

	if (fd < 0)
		return REFUSED;
	for (int i = 0; i < SLOT_ROUNDS && !rc; i++)
		rc = ioctl(vm, SET_REGION2, &set) || ioctl(vm, SET_REGION2, &delete);
	if (!rc)
		spent = (now_ns() - start) / SLOT_ROUNDS;
	close(fd);
	return spent;
}

/* A file of 64M, mapped, for a body that returns ns in total. */
struct mapped {
	int fd;
	volatile uint64_t *at;
};

static bool map_file(int vm, struct mapped *m)
{
	void *at;

	m->fd = create(vm, FILE_BYTES);
	if (m->fd < 0)
		return false;
	at = mmap(NULL, FILE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, m->fd, 0);
	if (at == MAP_FAILED) {
		close(m->fd);
		return false;
	}
	m->at = at;
	return true;
}

static void unmap_file(struct mapped *m)
{
	munmap((void *)(uintptr_t)m->at, FILE_BYTES);
	close(m->fd);
}

static void touch_all(struct mapped *m)
{
	for (uint64_t i = 0; i < FILE_PAGES; i++)
		m->at[i * PAGE / 8] = 1;
}

double reference_host_fault(int vm)
{
	struct mapped m;
	double start;

	if (!map_file(vm, &m))
		return REFUSED;
	start = now_ns();
	touch_all(&m);
	start = now_ns() - start;
	unmap_file(&m);
	return start / (double)FILE_PAGES;
}

double reference_host_access(int vm)
{
	uint64_t sum = 0;
	struct mapped m;
	double start;

	if (!map_file(vm, &m))
		return REFUSED;
	touch_all(&m);
	start = now_ns();
	for (int round = 0; round < READ_ROUNDS; round++)
		for (uint64_t i = 0; i < FILE_PAGES; i++)
			sum += m.at[i * PAGE / 8];
	start = now_ns() - start;
	unmap_file(&m);
	return sum == READ_ROUNDS * FILE_PAGES ? start / READ_ROUNDS / (double)FILE_PAGES
					       : REFUSED;
}

/* fallocate over the whole file in pieces; ns per page. */
static double allocate_in(int fd, int mode, uint64_t piece)
{
	double start = now_ns();

	for (uint64_t off = 0; off < FILE_BYTES; off += piece)
		if (fallocate(fd, mode, (off_t)off, (off_t)piece))
			return REFUSED;
	return (now_ns() - start) / (double)FILE_PAGES;
}

/* The same on a new file, or, for a hole, on one that was allocated at once. */
static double on_new_file(int vm, int mode, uint64_t piece)
{
	int fd = create(vm, FILE_BYTES);
	double spent = 0;

	if (fd < 0)
		return REFUSED;
	if (mode == PUNCH)
		spent = allocate_in(fd, FALLOC_FL_KEEP_SIZE, FILE_BYTES);
	if (spent >= 0)
		spent = allocate_in(fd, mode, piece);
	close(fd);
	return spent;
}

double reference_allocate_at_once(int vm)
{
	return on_new_file(vm, FALLOC_FL_KEEP_SIZE, FILE_BYTES);
}

double reference_allocate_by_page(int vm)
{
	return on_new_file(vm, FALLOC_FL_KEEP_SIZE, PAGE);
}

double reference_punch_at_once(int vm)
{
	return on_new_file(vm, PUNCH, FILE_BYTES);
}

/* A hole of everything, every page of which the host has mapped. */
double reference_punch_mapped(int vm)
{
	struct mapped m;
	double spent;

	if (!map_file(vm, &m))
		return REFUSED;
	touch_all(&m);
	spent = allocate_in(m.fd, PUNCH, FILE_BYTES);
	unmap_file(&m);
	return spent;
}

double reference_punch_by_page(int vm)
{
	return on_new_file(vm, PUNCH, PAGE);
}
