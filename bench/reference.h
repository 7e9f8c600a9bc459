/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The same operations on the kernel that runs, through /dev/kvm: what the
 * simulator is compared with, measured in the same run on the same machine.
 */
#ifndef BENCH_REFERENCE_H
#define BENCH_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Measures one thing once: ns per unit, or a negative number when the kernel
 * refuses a call that it needs.
 */
typedef double reference_fn(int vm);

/* A VM's descriptor, or -1 where there is no guest_memfd that can be mapped. */
int reference_open(void);

double reference_create_close(int vm);
double reference_bind_delete(int vm);
double reference_host_fault(int vm);
double reference_host_access(int vm);
double reference_allocate_at_once(int vm);
double reference_allocate_by_page(int vm);
double reference_punch_at_once(int vm);
double reference_punch_mapped(int vm);
double reference_punch_by_page(int vm);

#endif /* BENCH_REFERENCE_H */
