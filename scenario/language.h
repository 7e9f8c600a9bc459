/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What an operation's row cannot say: arguments that depend on each other.
 * The parser demands it, the printer relies on it.
 */
#ifndef SCENARIO_LANGUAGE_H
#define SCENARIO_LANGUAGE_H

#include "gmemsim.h"

/* Was the argument that fills this field given? */
bool op_gives(const struct gms_op *op, size_t field);

/* A sentence if the operation cannot do without the argument; else NULL. */
const char *language_needs(const struct gms_op *op, const struct gms_arg *arg);
/* A sentence if the argument must not stand in the operation; else NULL. */
const char *language_refuses(const struct gms_op *op, const struct gms_arg *arg);

/* Flags that hold when `flags=` is left out. */
uint64_t language_default_flags(const struct gms_op *op);

/* Fill in what the arguments together imply, after all of them were read. */
void language_complete(struct gms_op *op, bool flags_are_number);

/* May the operation state a property, that is, does it only observe? */
bool language_observes(const struct gms_op *op);

#endif /* SCENARIO_LANGUAGE_H */
