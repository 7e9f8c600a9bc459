// SPDX-License-Identifier: BSD-2-Clause
/*
 * The guest of x86: 64-bit code in ring 3, under page tables of ours.
 *
 *	guest memory	PML4 | PDPT | 8 page directories | code | scratch | 3 page tables | landing
 *	guest virtual	window 0: guest memory | window 1 | ... | pages to execute
 *
 * A window is 2 MiB of virtual addresses that show 2 MiB of guest physical ones, given
 * when an access first needs it.  An entry that was present never changes: the host
 * writes the tables, which shadow paging does not notice, but what is not present nobody
 * remembers.
 *
 * What is executed is whatever the scenario has there, mostly zeroes, which are harmless
 * instructions: they go on to the end of their page, and behind it lies the landing page,
 * which says that it is done.  Such pages have entries of their own, one in a group of
 * eight, so that KVM does not map one for the sake of another.
 */
#if defined(__x86_64__)

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

#include "run_vcpu.h"

#define DIRECTORIES    8u
#define TABLES	       3u
#define WINDOWS	       (DIRECTORIES * 512u - TABLES)
#define WINDOW_BYTES   (2ull << 20)
#define CODE_OFFSET    ((2 + DIRECTORIES) * HOST_PAGE)
#define SCRATCH_OFFSET (CODE_OFFSET + HOST_PAGE)
#define FIRST_TABLE    (4 + DIRECTORIES)
#define LANDING_PAGE   (FIRST_TABLE + TABLES)
#define GROUP	       8u
#define EXECUTABLES    (TABLES * 512u / GROUP)

/*
 * Present, writable, user; of a directory's entry also: 2 MiB.  Nobody has used them yet:
 * with shadow paging a first write maps anew, which is what the simulator assumes.
 */
#define ENTRY_TABLE  0x07ull
#define ENTRY_WINDOW 0x87ull

#define DONE_PORT   0xf1u
#define EXITS_CPUID 256

/* Each is followed by out %al,(%dx), which is how the guest says that it is done. */
#define ROUTINE_BYTES 16u
static const unsigned char code[][ROUTINE_BYTES] = {
	[GMS_ACCESS_READ] = { 0x48, 0x8b, 0x03, 0xee, 0xeb, 0xfe },
	[GMS_ACCESS_WRITE] = { 0x48, 0x89, 0x03, 0xee, 0xeb, 0xfe },
	[GMS_ACCESS_XADD] = { 0xf0, 0x48, 0x0f, 0xc1, 0x03, 0xee, 0xeb, 0xfe },
	/* out %eax,(%dx), to the port that was asked for */
	[GMS_ACCESS_OUT] = { 0xef, 0xeb, 0xfe },
	/* vmcall and vmmcall */
	{ 0x0f, 0x01, 0xc1, 0x48, 0x89, 0xfa, 0xee, 0xeb, 0xfe },
	{ 0x0f, 0x01, 0xd9, 0x48, 0x89, 0xfa, 0xee, 0xeb, 0xfe },
};

/* nop, out %al,(%dx), and no further */
static const unsigned char landing[] = { 0x90, 0xee, 0xeb, 0xfe };

enum { ROUTINE_VMCALL = GMS_ACCESS_OUT + 1, ROUTINE_VMMCALL };

static uint64_t *table(const struct guest_memory *memory, unsigned int page)
{
	return (uint64_t *)(memory->host + page * HOST_PAGE);
}

/* ---- Windows ---- */

static bool open_window(struct guest_memory *memory, uint64_t gpa)
{
	unsigned int n = memory->windows;

	if (n == WINDOWS)
		return false;
	memory->window[n] = gpa / WINDOW_BYTES;
	table(memory, 2 + n / 512)[n % 512] = (gpa & -WINDOW_BYTES) | ENTRY_WINDOW;
	memory->windows++;
	return true;
}

/* Virtual address that shows gpa; UINT64_MAX if no window is left. */
static uint64_t window_of(struct guest_memory *memory, uint64_t gpa)
{
	unsigned int i = 0;

	while (i < memory->windows && memory->window[i] != gpa / WINDOW_BYTES)
		i++;
	if (i == memory->windows && !open_window(memory, gpa))
		return UINT64_MAX;
	return i * WINDOW_BYTES + gpa % WINDOW_BYTES;
}

static bool open_executable(struct guest_memory *memory, uint64_t gpa)
{
	unsigned int n = memory->executables;
	uint64_t *entry = &table(memory, FIRST_TABLE)[n * GROUP];

	if (n == EXECUTABLES)
		return false;
	memory->window[WINDOWS + n] = gpa / HOST_PAGE;
	entry[0] = (gpa & -HOST_PAGE) | ENTRY_TABLE;
	entry[1] = (memory->gpa + LANDING_PAGE * HOST_PAGE) | ENTRY_TABLE;
	memory->executables++;
	return true;
}

/* Virtual address at which gpa can be executed; UINT64_MAX if none is left. */
static uint64_t executable_of(struct guest_memory *memory, uint64_t gpa)
{
	const uint64_t *page = memory->window + WINDOWS;
	unsigned int i = 0;

	while (i < memory->executables && page[i] != gpa / HOST_PAGE)
		i++;
	if (i == memory->executables && !open_executable(memory, gpa))
		return UINT64_MAX;
	return WINDOWS * WINDOW_BYTES + i * GROUP * HOST_PAGE + gpa % HOST_PAGE;
}

bool guest_can_reach(const struct guest_memory *memory, uint64_t gpa)
{
	(void)memory;
	return gpa < 1ull << 52;
}

void guest_memory_fill(struct guest_memory *memory)
{
	if (!memory->window)
		memory->window = calloc(WINDOWS + EXECUTABLES, sizeof(*memory->window));
	if (!memory->window)
		return;
	memset(memory->host, 0, GUEST_MEMORY_BYTES);
	memory->windows = memory->executables = 0;
	table(memory, 0)[0] = (memory->gpa + HOST_PAGE) | ENTRY_TABLE;
	for (unsigned int i = 0; i < DIRECTORIES; i++)
		table(memory, 1)[i] = (memory->gpa + (2 + i) * HOST_PAGE) | ENTRY_TABLE;
	for (unsigned int i = 0; i < TABLES; i++)
		table(memory, 1 + DIRECTORIES)[512 - TABLES + i] =
			(memory->gpa + (FIRST_TABLE + i) * HOST_PAGE) | ENTRY_TABLE;
	memcpy(memory->host + CODE_OFFSET, code, sizeof(code));
	memset(memory->host + LANDING_PAGE * HOST_PAGE, 0x90, HOST_PAGE / 2);
	memcpy(memory->host + LANDING_PAGE * HOST_PAGE + 32, landing, sizeof(landing));
	open_window(memory, memory->gpa);
}

/* ---- Registers ---- */

static bool is_amd(const struct kvm_cpuid2 *cpuid)
{
	for (uint32_t i = 0; i < cpuid->nent; i++)
		if (!cpuid->entries[i].function)
			return cpuid->entries[i].ecx == 0x444d4163; /* "cAMD" */
	return false;
}

/* The processor as KVM offers it, and what a hypercall is called on it. */
static int set_cpuid(struct vcpu *vcpu, unsigned int *hypercall)
{
	size_t bytes = sizeof(struct kvm_cpuid2) + EXITS_CPUID * sizeof(struct kvm_cpuid_entry2);
	struct kvm_cpuid2 *cpuid = calloc(1, bytes);
	int error = 0;

	if (!cpuid)
		return ENOMEM;
	cpuid->nent = EXITS_CPUID;
	if (ioctl(SYSTEM_FD, KVM_GET_SUPPORTED_CPUID, cpuid) ||
	    ioctl(vcpu->fd, KVM_SET_CPUID2, cpuid))
		error = errno;
	*hypercall = is_amd(cpuid) ? ROUTINE_VMMCALL : ROUTINE_VMCALL;
	free(cpuid);
	return error;
}

static struct kvm_segment segment(bool is_code, unsigned int ring)
{
	return (struct kvm_segment){
		.limit = UINT32_MAX,
		.selector = (uint16_t)((is_code ? 0x30 : 0x28) | ring),
		.type = is_code ? 11 : 3,
		.present = 1,
		.dpl = (uint8_t)ring,
		.db = !is_code,
		.s = 1,
		.l = is_code,
		.g = 1,
	};
}

#define CR0  0x80050033ull /* PG, AM, WP, NE, ET, MP, PE */
#define CR4  0x620ull	   /* OSXMMEXCPT, OSFXSR, PAE */
#define EFER 0xd00ull	   /* NXE, LMA, LME */

static int set_sregs(struct vcpu *vcpu, const struct guest_memory *memory, unsigned int ring)
{
	struct kvm_sregs sregs;

	if (ioctl(vcpu->fd, KVM_GET_SREGS, &sregs))
		return errno;
	sregs.cr0 = CR0;
	sregs.cr3 = memory->gpa;
	sregs.cr4 = CR4;
	sregs.efer = EFER;
	sregs.cs = segment(true, ring);
	sregs.ds = sregs.es = sregs.fs = sregs.gs = sregs.ss = segment(false, ring);
	return ioctl(vcpu->fd, KVM_SET_SREGS, &sregs) ? errno : 0;
}

/* Interrupts off, I/O from any ring. */
#define RFLAGS 0x3002ull

#define KVM_HC_MAP_GPA 12

static void registers_of(const struct guest_order *order, uint64_t address, unsigned int routine,
			 struct kvm_regs *regs)
{
	*regs = (struct kvm_regs){
		.rip = CODE_OFFSET + routine * ROUTINE_BYTES,
		.rflags = RFLAGS,
		.rsp = SCRATCH_OFFSET + HOST_PAGE / 2,
		.rax = order->value,
		.rbx = address,
		.rdx = DONE_PORT,
	};
	if (order->hypercall) {
		regs->rax = KVM_HC_MAP_GPA;
		regs->rbx = order->gpa;
		regs->rcx = order->pages;
		regs->rdx = order->attributes;
		regs->rdi = DONE_PORT;
	} else if (order->access == GMS_ACCESS_OUT) {
		regs->rdx = order->gpa & 0xffff;
	} else if (order->access == GMS_ACCESS_EXEC) {
		/* Whatever instruction stands there, its operands are our scratch. */
		regs->rip = address;
		regs->rax = regs->rbx = regs->rcx = regs->rsi = regs->rdi =
			SCRATCH_OFFSET + HOST_PAGE / 2;
	}
}

int guest_prepare(struct vcpu *vcpu, struct guest_memory *memory, const struct guest_order *order)
{
	uint64_t address = 0;
	unsigned int hypercall = ROUTINE_VMCALL;
	struct kvm_regs regs;
	int error = 0;

	if (!memory->window)
		return ENOMEM;
	if (order->access == GMS_ACCESS_EXEC)
		address = executable_of(memory, order->gpa);
	else if (!order->hypercall && order->access != GMS_ACCESS_OUT)
		address = window_of(memory, order->gpa);
	if (address == UINT64_MAX)
		return ENOSPC;
	if (!vcpu->ready || order->hypercall)
		error = set_cpuid(vcpu, &hypercall);
	/* KVM refuses another CPUID once the vCPU has run; the same is no matter. */
	if (error && !vcpu->ready)
		return error;
	error = set_sregs(vcpu, memory, order->ring0 ? 0 : 3);
	registers_of(order, address, order->hypercall ? hypercall : order->access, &regs);
	if (!error && ioctl(vcpu->fd, KVM_SET_REGS, &regs))
		error = errno;
	vcpu->entry = regs.rip;
	vcpu->ready = !error;
	return error;
}

/* ---- Exits ---- */

bool guest_is_done(const struct vcpu *vcpu)
{
	return vcpu->run->exit_reason == KVM_EXIT_IO && vcpu->run->io.port == DONE_PORT &&
	       vcpu->run->io.size == 1;
}

int guest_value(const struct vcpu *vcpu, uint64_t *value)
{
	struct kvm_regs regs;

	if (ioctl(vcpu->fd, KVM_GET_REGS, &regs))
		return errno;
	*value = regs.rax;
	return 0;
}

/* There is no handler for what an arbitrary instruction may come to: it is a shutdown. */
bool guest_executed(const struct vcpu *vcpu)
{
	struct kvm_regs regs;

	if (vcpu->run->exit_reason == KVM_EXIT_SHUTDOWN)
		return true;
	return !ioctl(vcpu->fd, KVM_GET_REGS, &regs) && regs.rip != vcpu->entry;
}

#endif
