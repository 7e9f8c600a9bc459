/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_ops: table_root, table_entry, next_spte. */
#ifndef SIM_MMU_X86_TABLES_H
#define SIM_MMU_X86_TABLES_H

#include "arch.h"

bool x86_table_root(const struct gms_world *w, ref_t vm, uint32_t index, struct table_view *out);
bool x86_table_entry(const struct gms_world *w, ref_t vm, const struct table_view *table,
		     uint32_t index, struct entry_view *out);
bool x86_next_spte(const struct gms_world *w, ref_t vm, uint64_t *cursor, struct seen_spte *out);

#endif /* SIM_MMU_X86_TABLES_H */
