/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Routing tables: every combination of VM, slot and access that decides which
 * memory serves a guest, run on worlds of their own.  One file per architecture.
 */
#ifndef CLI_ROUTES_H
#define CLI_ROUTES_H

#include "world.h"

#define ROUTE_COLUMNS_MAX 40
#define ROUTE_CELL_BYTES  512

struct route_row {
	char cell[ROUTE_COLUMNS_MAX][ROUTE_CELL_BYTES];
};

struct routes {
	const char *const *columns; /* ends with NULL */
	unsigned int nr_rows;
	/*
	 * Run row `index`, from 0, and say in each cell what happened.  False, and
	 * *status, after a complaint.
	 */
	bool (*run)(const struct world_options *options, unsigned int index,
		    struct route_row *row, enum exit_status *status);
};

extern const struct routes routes_x86;
extern const struct routes routes_arm64;

/* A fresh world with these options; NULL after a complaint. */
struct gms_world *route_world(const struct world_options *options, enum exit_status *status);
/* Was the rule applied in this world? */
bool route_applied(const struct gms_world *w, const char *rule);
void route_set(struct route_row *row, unsigned int column, const char *text);

#endif /* CLI_ROUTES_H */
