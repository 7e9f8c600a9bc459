/* SPDX-License-Identifier: BSD-2-Clause */
/* What the benchmarks share. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>

double now_ns(void);

/* Of count > 0 figures, which it sorts. */
double median(double *times, size_t count);

/* One line of the table; reference 0: there is none. */
void print_row(const char *what, const char *unit, double ours, double reference, const char *is);

#endif /* BENCH_BENCH_H */
