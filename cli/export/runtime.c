/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an exported scenario needs: gmemsim export puts it before the operations.  It
 * needs a C compiler and /dev/kvm with guest_memfd, and nothing else.
 *
 * Each operation is done on the kernel that runs, and its result compared with what the
 * scenario expects.  Status: 0 all held, 1 something did not, 4 it cannot run here.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Not every program needs all of it. */
#define HELPER static __attribute__((unused))

#define PAGE	    4096ull
#define STATUS_SKIP 4

/* Where the guest's own memory is: not where the scenario has something. */
#ifndef OWN_GPA
#define OWN_GPA 0x7000000000ull
#endif

/* Of the kernel's interface what older headers lack. */
#define SET_REGION     0x4020ae46ul
#define SET_REGION2    0x40a0ae49ul
#define SET_ATTRIBUTES 0x4020aed2ul
#define CREATE_MEMFD   0xc040aed4ul
#define PRE_FAULT      0xc040aed5ul
#define CAP_MEMFD      234
#define EXIT_MEM_FAULT 39

struct region2 {
	uint32_t slot, flags;
	uint64_t gpa, size, hva, offset;
	uint32_t memfd, pad1;
	uint64_t pad2[14];
};

struct memory_attributes {
	uint64_t gpa, size, attributes, flags;
};

struct memfd_args {
	uint64_t size, flags, reserved[6];
};

struct prefault_args {
	uint64_t gpa, size, flags, padding[5];
};

/* ---- Results ---- */

enum kind { VALUE, OK, ERROR, SIGNAL, MMIO, MEMORY_FAULT, OTHER };

static const char *const kind_words[] = { "value", "ok",	   "errno", "signal",
					  "MMIO",  "MEMORY_FAULT", "exit" };

struct result {
	enum kind kind;
	int error, code; /* errno; of a signal its number, and si_code */
	uint64_t value, gpa, size, flags, blksize, blocks;
};

/* What is compared beside the kind. */
enum {
	HAS_VALUE = 1,
	HAS_ERROR = 2,
	HAS_GPA = 4,
	HAS_SIZE = 8,
	HAS_FLAGS = 16,
	HAS_BLKSIZE = 32,
	HAS_BLOCKS = 64,
	HAS_CODE = 128,
};

static struct result r;
static unsigned int nr_checks, nr_failed;
static int kvm_fd = -1;

HELPER int differs(unsigned int has, unsigned int what, uint64_t a, uint64_t b)
{
	return has & what && a != b;
}

HELPER void show(const char *what, unsigned int has, const struct result *x)
{
	printf("# %s: %s", what, kind_words[x->kind]);
	if (x->kind == VALUE || x->kind == OTHER)
		printf(" 0x%llx", (unsigned long long)x->value);
	if (x->kind == ERROR || has & HAS_ERROR)
		printf(" %d (%s)", x->error, strerror(x->error));
	if (x->kind == SIGNAL)
		printf(" %d code %d", x->error, x->code);
	if (has & (HAS_GPA | HAS_SIZE | HAS_FLAGS))
		printf(" gpa 0x%llx size 0x%llx flags 0x%llx", (unsigned long long)x->gpa,
		       (unsigned long long)x->size, (unsigned long long)x->flags);
	putchar('\n');
}

HELPER void check(unsigned int line, const char *text, unsigned int has, struct result want)
{
	int bad = r.kind != want.kind || differs(has, HAS_VALUE, r.value, want.value) ||
		  differs(has, HAS_ERROR, (uint64_t)r.error, (uint64_t)want.error) ||
		  differs(has, HAS_CODE, (uint64_t)r.code, (uint64_t)want.code) ||
		  differs(has, HAS_GPA, r.gpa, want.gpa) ||
		  differs(has, HAS_SIZE, r.size, want.size) ||
		  differs(has, HAS_FLAGS, r.flags, want.flags) ||
		  differs(has, HAS_BLKSIZE, r.blksize, want.blksize) ||
		  differs(has, HAS_BLOCKS, r.blocks, want.blocks);

	nr_checks++;
	nr_failed += bad ? 1 : 0;
#ifdef SELFTEST
	printf("%sok %u line %u: %s\n", bad ? "not " : "", nr_checks, line, text);
#else
	if (bad)
		printf("line %u: %s\n", line, text);
#endif
	if (bad) {
		show("expected", has, &want);
		show("saw", has, &r);
	}
	fflush(stdout);
}

HELPER _Noreturn void skip(const char *why)
{
#ifdef SELFTEST
	printf("Bail out! %s\n", why);
#else
	printf("cannot run here: %s\n", why);
#endif
	fflush(stdout);
	_exit(STATUS_SKIP);
}

HELPER void of_call(long returned)
{
	if (returned == -1)
		r = (struct result){ .kind = ERROR, .error = errno };
	else
		r = (struct result){ .kind = VALUE, .value = (uint64_t)returned };
}

/* The number of a descriptor is nobody's business. */
HELPER int of_open(int fd)
{
	of_call(fd < 0 ? -1 : 0);
	return fd;
}

/* ---- VMs, files, slots ---- */

HELPER void start(void)
{
#ifdef SELFTEST
	printf("KTAP version 1\n");
#endif
	kvm_fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);
#ifdef SELFTEST
	if (kvm_fd < 0 || ioctl(kvm_fd, KVM_CHECK_EXTENSION, CAP_MEMFD) <= 0) {
		printf("1..0 # SKIP no /dev/kvm with guest_memfd\n");
		exit(STATUS_SKIP);
	}
	printf("1..%d\n", SELFTEST);
#else
	if (kvm_fd < 0)
		skip("there is no /dev/kvm");
	if (ioctl(kvm_fd, KVM_CHECK_EXTENSION, CAP_MEMFD) <= 0)
		skip("this kernel has no guest_memfd");
#endif
}

HELPER int finish(void)
{
#ifdef SELFTEST
	printf("# Totals: pass:%u fail:%u xfail:0 xpass:0 skip:0 error:0\n",
	       nr_checks - nr_failed, nr_failed);
#else
	printf("%u expectations, %u failed\n", nr_checks, nr_failed);
#endif
	return nr_failed != 0;
}

HELPER int create_vm(uint64_t type)
{
	return of_open(ioctl(kvm_fd, KVM_CREATE_VM, type));
}

HELPER int create_memfd(int vm, uint64_t size, uint64_t flags, uint64_t reserved)
{
	struct memfd_args args = { .size = size, .flags = flags };

	for (int i = 0; i < 6; i++)
		args.reserved[i] = reserved;
	return of_open(ioctl(vm, CREATE_MEMFD, &args));
}

HELPER void set_region(int vm, unsigned long request, struct region2 region)
{
	of_call(ioctl(vm, request, &region));
}

HELPER void set_attributes(int vm, uint64_t gpa, uint64_t size, uint64_t attributes,
			   uint64_t flags)
{
	struct memory_attributes args = { gpa, size, attributes, flags };

	of_call(ioctl(vm, SET_ATTRIBUTES, &args));
}

HELPER void pre_fault(int vcpu, uint64_t gpa, uint64_t size, uint64_t flags)
{
	struct prefault_args args = { .gpa = gpa, .size = size, .flags = flags };

	of_call(ioctl(vcpu, PRE_FAULT, &args));
	r.gpa = args.gpa;
	r.size = args.size;
}

HELPER void enable_cap(int vm, uint64_t number, uint64_t arg)
{
	struct kvm_enable_cap cap = { .cap = (uint32_t)number, .args = { arg } };

	of_call(ioctl(vm, KVM_ENABLE_CAP, &cap));
}

HELPER void stat_file(int fd)
{
	struct stat s;

	of_call(fstat(fd, &s));
	if (r.kind != VALUE)
		return;
	r.size = (uint64_t)s.st_size;
	r.blksize = (uint64_t)s.st_blksize;
	r.blocks = (uint64_t)s.st_blocks;
}

/* ---- Host memory ---- */

HELPER char *map(uint64_t len, int prot, uint64_t flags, int fd, uint64_t off)
{
	void *p = (void *)syscall(SYS_mmap, NULL, len, prot, flags, fd, off);

	of_call(p == MAP_FAILED ? -1 : 0);
	return p;
}

static sigjmp_buf after_signal;
static volatile sig_atomic_t signal_number, signal_code;

HELPER void on_signal(int number, siginfo_t *info, void *context)
{
	(void)context;
	signal_number = number;
	signal_code = info->si_code;
	siglongjmp(after_signal, 1);
}

HELPER void host_access(void *at, const uint64_t *store)
{
	struct sigaction action, old_bus, old_segv;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = on_signal;
	action.sa_flags = SA_SIGINFO;
	sigaction(SIGBUS, &action, &old_bus);
	sigaction(SIGSEGV, &action, &old_segv);
	if (sigsetjmp(after_signal, 1)) {
		r = (struct result){ .kind = SIGNAL };
		r.error = signal_number;
		r.code = signal_code;
	} else if (store) {
		*(volatile uint64_t *)at = *store;
		r = (struct result){ .kind = OK };
	} else {
		uint64_t value = *(volatile uint64_t *)at;

		r = (struct result){ .kind = VALUE, .value = value };
	}
	sigaction(SIGBUS, &old_bus, NULL);
	sigaction(SIGSEGV, &old_segv, NULL);
}

HELPER void host_load(void *at)
{
	host_access(at, NULL);
}

HELPER void host_store(void *at, uint64_t value)
{
	host_access(at, &value);
}

/* ---- The guest: 64-bit code in ring 3 ----
 *
 *	own memory	PML4 | PDPT | PD | PT | PD of windows | PT to execute | code | stack | landing
 *	virtual		0: own memory | 1G - 2M: pages to execute | 1G: windows of 2M
 *
 * A window shows 2M of guest physical memory; an entry that is present never changes.
 * What is executed goes on, whatever it is, to the end of its page, where the landing
 * page says that it is done.
 */

#define OWN_PAGES   9u
#define OWN_BYTES   (OWN_PAGES * PAGE)
#define CODE_AT	    (6 * PAGE)
#define STACK_AT    (7 * PAGE)
#define WINDOW_AT   (1ull << 30)
#define WINDOW	    (2ull << 20)
#define WINDOWS	    512u
#define EXECUTE_AT  (511ull * WINDOW)
#define EXECUTABLES 64u
#define DONE_PORT   0xf1
#define ENTRY	    0x67ull
#define ENTRY_LARGE 0xe7ull

enum access { READ, WRITE, XADD, EXECUTE };

/* mov (%rbx),%rax; mov %rax,(%rbx); lock xadd %rax,(%rbx): each with out %al,(%dx) */
static const unsigned char code[][16] = {
	[READ] = { 0x48, 0x8b, 0x03, 0xee, 0xeb, 0xfe },
	[WRITE] = { 0x48, 0x89, 0x03, 0xee, 0xeb, 0xfe },
	[XADD] = { 0xf0, 0x48, 0x0f, 0xc1, 0x03, 0xee, 0xeb, 0xfe },
};

struct own {
	int vm;
	uint64_t *page;
	unsigned int windows, executables;
	uint64_t window[WINDOWS], executable[EXECUTABLES];
};

struct vcpu {
	int fd;
	struct kvm_run *run;
	struct own *own;
	int ready;
};

HELPER uint64_t *own_page(const struct own *own, unsigned int n)
{
	return own->page + (size_t)n * 512;
}

HELPER void own_fill(const struct own *own)
{
	own_page(own, 0)[0] = (OWN_GPA + PAGE) | ENTRY;
	own_page(own, 1)[0] = (OWN_GPA + 2 * PAGE) | ENTRY;
	own_page(own, 1)[1] = (OWN_GPA + 4 * PAGE) | ENTRY;
	own_page(own, 2)[0] = (OWN_GPA + 3 * PAGE) | ENTRY;
	own_page(own, 2)[511] = (OWN_GPA + 5 * PAGE) | ENTRY;
	for (unsigned int i = 0; i < OWN_PAGES; i++)
		own_page(own, 3)[i] = (OWN_GPA + i * PAGE) | ENTRY;
	memcpy(own_page(own, 6), code, sizeof(code));
	memset(own_page(own, 8), 0x90, 64);
	memcpy(own_page(own, 8) + 8, "\xee\xeb\xfe", 3);
}

/* Own memory in a slot of its own, the first time that a guest runs. */
HELPER void own_start(struct own *own)
{
	int slots = ioctl(own->vm, KVM_CHECK_EXTENSION, KVM_CAP_NR_MEMSLOTS);
	struct region2 region = { .slot = (uint32_t)(slots > 0 ? slots - 1 : 31) };

	if (own->page)
		return;
	own->page = mmap(NULL, OWN_BYTES, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	if (own->page == MAP_FAILED)
		skip("no memory for the guest's code");
	own_fill(own);
	region.gpa = OWN_GPA;
	region.size = OWN_BYTES;
	region.hva = (uint64_t)(uintptr_t)own->page;
	if (ioctl(own->vm, SET_REGION, &region))
		skip("no slot for the guest's code");
}

HELPER uint64_t window_of(struct own *own, uint64_t gpa)
{
	unsigned int i = 0;

	while (i < own->windows && own->window[i] != gpa / WINDOW)
		i++;
	if (i == own->windows) {
		if (i == WINDOWS)
			skip("the guest has no window left");
		own->window[own->windows++] = gpa / WINDOW;
		own_page(own, 4)[i] = (gpa & -WINDOW) | ENTRY_LARGE;
	}
	return WINDOW_AT + i * WINDOW + gpa % WINDOW;
}

HELPER uint64_t executable_of(struct own *own, uint64_t gpa)
{
	unsigned int i = 0;

	while (i < own->executables && own->executable[i] != gpa / PAGE)
		i++;
	if (i == own->executables) {
		if (i == EXECUTABLES)
			skip("the guest has no page to execute left");
		own->executable[own->executables++] = gpa / PAGE;
		own_page(own, 5)[(size_t)i * 8] = (gpa & -PAGE) | ENTRY;
		own_page(own, 5)[(size_t)i * 8 + 1] = (OWN_GPA + 8 * PAGE) | ENTRY;
	}
	return EXECUTE_AT + i * 8 * PAGE + gpa % PAGE;
}

HELPER struct kvm_segment segment(int is_code)
{
	return (struct kvm_segment){
		.limit = 0xffffffff,
		.selector = is_code ? 0x33 : 0x2b,
		.type = is_code ? 11 : 3,
		.present = 1,
		.dpl = 3,
		.db = !is_code,
		.s = 1,
		.l = is_code != 0,
		.g = 1,
	};
}

HELPER void set_cpuid(const struct vcpu *v)
{
	struct kvm_cpuid2 *cpuid = calloc(1, sizeof(*cpuid) + 256 * sizeof(cpuid->entries[0]));

	if (!cpuid) {
		skip("out of memory");
		return;
	}
	cpuid->nent = 256;
	if (ioctl(kvm_fd, KVM_GET_SUPPORTED_CPUID, cpuid) || ioctl(v->fd, KVM_SET_CPUID2, cpuid))
		skip("the vCPU has no CPUID");
	free(cpuid);
}

HELPER void set_registers(const struct vcpu *v, enum access access, uint64_t address,
			  uint64_t value)
{
	struct kvm_regs regs = {
		.rip = access == EXECUTE ? address : CODE_AT + access * sizeof(code[0]),
		.rflags = 0x3002, /* interrupts off, I/O from any ring */
		.rsp = STACK_AT + PAGE / 2,
		.rax = value,
		.rbx = address,
		.rdx = DONE_PORT,
	};
	struct kvm_sregs sregs;

	/* Whatever instruction stands there, its operands are the stack. */
	if (access == EXECUTE)
		regs.rax = regs.rbx = regs.rcx = regs.rsi = regs.rdi = regs.rsp;
	if (ioctl(v->fd, KVM_GET_SREGS, &sregs))
		skip("the vCPU has no registers");
	sregs.cr0 = 0x80050033;
	sregs.cr3 = OWN_GPA;
	sregs.cr4 = 0x620;
	sregs.efer = 0xd00;
	sregs.cs = segment(1);
	sregs.ds = sregs.es = sregs.fs = sregs.gs = sregs.ss = segment(0);
	if (ioctl(v->fd, KVM_SET_SREGS, &sregs) || ioctl(v->fd, KVM_SET_REGS, &regs))
		skip("the vCPU takes no registers");
}

HELPER struct vcpu create_vcpu(int vm, struct own *own, uint64_t id)
{
	struct vcpu v = { .fd = of_open(ioctl(vm, KVM_CREATE_VCPU, id)), .own = own };
	int bytes = ioctl(kvm_fd, KVM_GET_VCPU_MMAP_SIZE, 0);

	own->vm = vm;
	if (v.fd < 0)
		return v;
	v.run = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, v.fd, 0);
	if (v.run == MAP_FAILED)
		skip("the vCPU cannot be mapped");
	return v;
}

HELPER void note_memory_fault(const struct kvm_run *run, int error)
{
	uint64_t fault[3];

	memcpy(fault, &run->hw, sizeof(fault));
	r = (struct result){ .kind = MEMORY_FAULT, .error = error };
	r.flags = fault[0];
	r.gpa = fault[1];
	r.size = fault[2];
}

HELPER void note_exit(const struct vcpu *v, enum access access, int error)
{
	const struct kvm_run *run = v->run;
	struct kvm_regs regs;

	if (ioctl(v->fd, KVM_GET_REGS, &regs))
		skip("the vCPU has no registers");
	r = (struct result){ .kind = OTHER, .value = run->exit_reason, .error = error };
	if (run->exit_reason == EXIT_MEM_FAULT) {
		note_memory_fault(run, error);
	} else if (error) {
		r.kind = ERROR;
	} else if (run->exit_reason == KVM_EXIT_MMIO) {
		r = (struct result){ .kind = MMIO, .gpa = run->mmio.phys_addr };
		r.size = run->mmio.len;
		r.flags = run->mmio.is_write;
	} else if (access == EXECUTE) {
		/* It ran, if only to a fault that nobody handles. */
		r.kind = OK;
	} else if (run->exit_reason == KVM_EXIT_IO && run->io.port == DONE_PORT) {
		r = (struct result){ .kind = access == WRITE ? OK : VALUE };
		r.value = access == WRITE ? 0 : regs.rax;
	}
}

HELPER void guest(struct vcpu *v, enum access access, uint64_t gpa, uint64_t value)
{
	uint64_t address;
	int error = 0;

	if (v->fd < 0 || !v->run) {
		r = (struct result){ .kind = ERROR, .error = EBADF };
		return;
	}
	own_start(v->own);
	if (!v->ready)
		set_cpuid(v);
	v->ready = 1;
	address = access == EXECUTE ? executable_of(v->own, gpa) : window_of(v->own, gpa);
	set_registers(v, access, address, value);
	v->run->exit_reason = 0;
	if (ioctl(v->fd, KVM_RUN, 0))
		error = errno;
	note_exit(v, access, error);
	/* An access that waits for userspace ends in the next KVM_RUN, which goes no further. */
	v->run->immediate_exit = 1;
	if (r.kind == MMIO || v->run->exit_reason == KVM_EXIT_IO)
		ioctl(v->fd, KVM_RUN, 0);
	v->run->immediate_exit = 0;
}

/* ---- The dirty log ---- */

/* The result's value is the number of dirty pages, plus 1000000 for each that is missing. */
HELPER void dirty_log(int vm, uint32_t slot, uint64_t pages, const uint64_t *want,
		      unsigned int nr_want)
{
	uint64_t *bitmap = calloc(pages / 64 + 2, sizeof(*bitmap));
	struct kvm_dirty_log log = { .slot = slot };
	uint64_t seen = 0;

	if (!bitmap)
		skip("out of memory");
	log.dirty_bitmap = bitmap;
	of_call(ioctl(vm, KVM_GET_DIRTY_LOG, &log));
	for (uint64_t i = 0; i < pages; i++)
		seen += bitmap[i / 64] >> i % 64 & 1;
	for (unsigned int i = 0; i < nr_want; i++)
		if (want[i] >= pages || !(bitmap[want[i] / 64] >> want[i] % 64 & 1))
			seen += 1000000;
	free(bitmap);
	if (r.kind == VALUE)
		r.value = seen;
}
