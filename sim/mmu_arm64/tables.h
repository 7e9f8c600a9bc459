/* SPDX-License-Identifier: BSD-2-Clause */
/* arch_ops.table_root and table_entry. */
#ifndef SIM_MMU_ARM64_TABLES_H
#define SIM_MMU_ARM64_TABLES_H

#include "arch.h"

bool arm64_table_root(const struct gms_world *w, ref_t vm, uint32_t index,
		      struct table_view *out);
bool arm64_table_entry(const struct gms_world *w, ref_t vm, const struct table_view *table,
		       uint32_t index, struct entry_view *out);

#endif /* SIM_MMU_ARM64_TABLES_H */
