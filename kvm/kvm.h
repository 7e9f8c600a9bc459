/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * A real kernel as an executor: each operation is the system call, the ioctl or the
 * access that it names, made by a process of its own.
 *
 * The processes of a scenario are children of the one that opened the backend.  What a
 * scenario may take of the machine is limited (limits in worker.h), and an operation that
 * does not come to an end is ended: with its process, and with it the scenario.
 */
#ifndef KVM_KVM_H
#define KVM_KVM_H

#include "scenario/executor.h"

struct kvm_options {
	/* What the kernel lacks makes an operation unsupported; else it is carried out. */
	bool skips_missing;
	/*
	 * Operations that can harm the machine are carried out: poisoned pages, which the
	 * machine loses.  Only for a machine that can be thrown away.
	 */
	bool may_harm;
	bool ring0;		  /* the guest's code runs in ring 0, not in ring 3 */
	uint64_t budget_bytes;	  /* that a scenario may take of the machine; 0 is the default */
	unsigned int patience_ms; /* for one operation; 0 is the default */
};

struct kvm_backend;

/* Descriptor of /dev/kvm, the caller's to close.  -1, and a sentence: there is none. */
int kvm_device_open(const char **why);

/* Start the first process of a scenario.  NULL, and a sentence: this cannot run here. */
struct kvm_backend *kvm_backend_open(const struct kvm_options *options, const char **why);
/* All its processes end, and with them everything that they made. */
void kvm_backend_close(struct kvm_backend *b);
/* Did its processes die, or did they have to be killed?  Then no result is to be had. */
bool kvm_backend_died(const struct kvm_backend *b);
/* The executor of an open backend. */
struct executor executor_kvm(struct kvm_backend *b);

/* What this machine decides beside its kernel's version, as parameters of a world. */
struct kvm_host {
	char release[65]; /* of uname(2) */
	enum gms_arch arch;
	uint64_t param[GMS_NR_PARAMS]; /* where known, else the default */
	uint64_t params_known;	       /* bit i: parameter i was found out */
	bool has_attributes, has_prefault, has_flags;
};

/* False, and a sentence: there is no /dev/kvm here. */
bool kvm_host_probe(struct kvm_host *host, const char **why);

#endif /* KVM_KVM_H */
