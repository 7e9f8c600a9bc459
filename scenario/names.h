/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The kernel's names for numbers that results carry.
 */
#ifndef SCENARIO_NAMES_H
#define SCENARIO_NAMES_H

#include "gmemsim.h"

/* Both end with a NULL name; an errno's usual name stands before its aliases. */
extern const struct gms_name_value errno_names[];
extern const struct gms_name_value sigbus_codes[];
extern const struct gms_name_value sigsegv_codes[];
extern const struct gms_name_value memory_fault_flags[];
/* The two letters of a VmFlags line, with the kernel's VM_* bit. */
extern const struct gms_name_value vm_flag_names[];

/* Of enum gms_inject, as --inject takes them. */
extern const char *const inject_names[GMS_NR_INJECTS];

/* The first name with this value, or NULL. */
const char *name_of(const struct gms_name_value *names, uint64_t value);
/* Whether the list has the name; its value goes to *value. */
bool value_of(const struct gms_name_value *names, const char *name, uint64_t *value);

#endif /* SCENARIO_NAMES_H */
