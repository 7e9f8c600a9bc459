/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * How the language writes values; shared by operations and results.
 */
#ifndef SCENARIO_PRINT_H
#define SCENARIO_PRINT_H

#include "scenario.h"

/* The name of a handle; one that no line defined becomes h<number>. */
void print_name(const struct scenario *s, uint64_t handle, FILE *out);
/* With the largest suffix that divides it: 16K, 2M, 4097. */
void print_size(uint64_t bytes, FILE *out);
/* Names joined with |, what is left as a number, 0 for none. */
void print_flags(const struct gms_name_value *names, uint64_t flags, FILE *out);
/* A value, in quotes where it needs them. */
void print_text(const char *text, FILE *out);
void print_prot(uint64_t prot, FILE *out);
/* A mask of NUMA nodes: 0,2; `none` if it is empty. */
void print_nodes(uint64_t nodes, FILE *out);

#endif /* SCENARIO_PRINT_H */
