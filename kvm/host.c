// SPDX-License-Identifier: BSD-2-Clause
/*
 * What this machine decides: capabilities, and how the modules were loaded.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "kvm.h"
#include "uapi.h"

#define CAP_MULTI_ADDRESS_SPACE 118

static void set(struct kvm_host *host, enum gms_param_id param, uint64_t value)
{
	const struct gms_param *p = gms_param_at(param);

	if (value < p->least || value > p->largest)
		return;
	host->param[param] = value;
	host->params_known |= 1ull << param;
}

/* The number or the letter in a file of /sys; false: there is none. */
static bool read_setting(const char *path, uint64_t *value)
{
	FILE *file = fopen(path, "re");
	char text[32] = "";
	bool read = file && fgets(text, sizeof(text), file);

	if (file)
		fclose(file);
	*value = *text == 'Y' || strtoull(text, NULL, 10);
	return read;
}

static void read_param(struct kvm_host *host, enum gms_param_id param, const char *path)
{
	uint64_t value;

	if (read_setting(path, &value))
		set(host, param, value);
}

static void probe_modules(struct kvm_host *host)
{
	bool intel = !access("/sys/module/kvm_intel", F_OK),
	     amd = !access("/sys/module/kvm_amd", F_OK);

	read_param(host, GMS_PARAM_TDP, "/sys/module/kvm_intel/parameters/ept");
	read_param(host, GMS_PARAM_TDP, "/sys/module/kvm_amd/parameters/npt");
	/* A module that is neither, such as one for guests without virtualisation. */
	if (!intel && !amd)
		set(host, GMS_PARAM_TDP, 0);
	read_param(host, GMS_PARAM_TDP_MMU, "/sys/module/kvm/parameters/tdp_mmu");
	read_param(host, GMS_PARAM_NX_HUGE_PAGES, "/sys/module/kvm/parameters/nx_huge_pages");
	read_param(host, GMS_PARAM_EAGER_PAGE_SPLIT,
		   "/sys/module/kvm/parameters/eager_page_split");
	read_param(host, GMS_PARAM_MMIO_CACHING, "/sys/module/kvm/parameters/mmio_caching");
	read_param(host, GMS_PARAM_PML, "/sys/module/kvm_intel/parameters/pml");
	/* What is not Intel's has nothing of EPT. */
	if (!intel || !amd)
		set(host, GMS_PARAM_VENDOR, intel ? 1 : 2);
}

#if defined(__x86_64__)
#define CPUID_ADDRESSES 0x80000008u
#define CPUID_ENTRIES	256

static void probe_addresses(struct kvm_host *host, int fd)
{
	struct kvm_cpuid2 *cpuid =
		calloc(1, sizeof(*cpuid) + CPUID_ENTRIES * sizeof(cpuid->entries[0]));

	if (!cpuid)
		return;
	cpuid->nent = CPUID_ENTRIES;
	if (!ioctl(fd, KVM_GET_SUPPORTED_CPUID, cpuid))
		for (uint32_t i = 0; i < cpuid->nent; i++)
			if (cpuid->entries[i].function == CPUID_ADDRESSES)
				set(host, GMS_PARAM_MAXPHYADDR, cpuid->entries[i].eax & 0xff);
	free(cpuid);
}

static bool has_la57(void)
{
	FILE *file = fopen("/proc/cpuinfo", "re");
	bool found = false;
	char line[4096];

	while (file && !found && fgets(line, sizeof(line), file))
		found = !strncmp(line, "flags", 5) && strstr(line, " la57");
	if (file)
		fclose(file);
	return found;
}
#endif

static void probe_nodes(struct kvm_host *host)
{
	FILE *file = fopen("/sys/devices/system/node/online", "re");
	char text[64] = "0";
	const char *last;

	if (file) {
		if (!fgets(text, sizeof(text), file))
			strcpy(text, "0");
		fclose(file);
	}
	last = strrchr(text, '-');
	set(host, GMS_PARAM_NODES, strtoull(last ? last + 1 : text, NULL, 10) + 1);
}

static void probe_capabilities(struct kvm_host *host, int fd)
{
	long spaces = ioctl(fd, KVM_CHECK_EXTENSION, CAP_MULTI_ADDRESS_SPACE);

	host->has_attributes = ioctl(fd, KVM_CHECK_EXTENSION, CAP_MEMORY_ATTRIBUTES) > 0;
	host->has_prefault = ioctl(fd, KVM_CHECK_EXTENSION, CAP_PRE_FAULT_MEMORY) > 0;
	host->has_flags = ioctl(fd, KVM_CHECK_EXTENSION, CAP_GUEST_MEMFD_FLAGS) > 0;
	if (host->arch != GMS_ARCH_X86)
		return;
	set(host, GMS_PARAM_VM_TYPES, (uint64_t)ioctl(fd, KVM_CHECK_EXTENSION, CAP_VM_TYPES));
	set(host, GMS_PARAM_MEMORY_ATTRIBUTES, host->has_attributes);
	set(host, GMS_PARAM_SMM_AS, spaces > 0 ? (uint64_t)spaces : 1);
	probe_modules(host);
#if defined(__x86_64__)
	probe_addresses(host, fd);
	set(host, GMS_PARAM_HOST_LEVELS, has_la57() ? 5 : 4);
#endif
}

int kvm_device_open(const char **why)
{
	int fd = open("/dev/kvm", O_RDWR | O_CLOEXEC);

	*why = errno == ENOENT ? "there is no /dev/kvm" : "/dev/kvm cannot be opened";
	if (fd < 0 || ioctl(fd, KVM_GET_API_VERSION, 0) == KVM_API_VERSION)
		return fd;
	*why = "/dev/kvm is not KVM";
	close(fd);
	return -1;
}

bool kvm_host_probe(struct kvm_host *host, const char **why)
{
	struct utsname name;
	int fd = kvm_device_open(why);

	*host = (struct kvm_host){ .arch = GMS_ARCH_ARM64 };
#if defined(__x86_64__)
	host->arch = GMS_ARCH_X86;
#endif
	if (fd < 0)
		return false;
	if (!uname(&name))
		snprintf(host->release, sizeof(host->release), "%s", name.release);
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		host->param[i] = gms_param_at(i)->fallback;
	probe_capabilities(host, fd);
	probe_nodes(host);
	close(fd);
	return true;
}
