/* SPDX-License-Identifier: BSD-2-Clause */
/* What the benchmarks share. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>

/* Of each measurement; the median counts. */
#define RUNS 11

double now_ns(void);

/* Ends the program: what is measured does not work. */
_Noreturn void die(const char *what, const char *why);

/* Of count > 0 figures, which it sorts. */
double median(double *times, size_t count);

/* One line of the table; reference 0: there is none. */
void print_row(const char *what, const char *unit, double ours, double reference, const char *is);

/* Walks of page tables: rows whose name contains `only`.  walk.c */
void bench_walks(const char *only);

/* Faults, accesses and zaps of the second stage, likewise.  fault.c */
void bench_faults(const char *only);

/* Executions of a fuzz target, likewise.  fuzz.c */
void bench_fuzzing(const char *only);

#endif /* BENCH_BENCH_H */
