// SPDX-License-Identifier: BSD-2-Clause
/*
 * The abstract specification as an executor: an operation is one step.
 */
#include <string.h>

#include "executor.h"
#include "model/abstract.h"

static struct gms_result model_run(void *self, const struct gms_op *op)
{
	return abstract_next(self, op);
}

static bool model_next_page(void *self, const struct gms_op *op, uint64_t from, uint64_t *page)
{
	return abstract_next_page(self, op, from, page);
}

static const char *model_skips(void *self, const struct gms_op *op)
{
	(void)self;
	if (gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY && !abstract_describes(op->code))
		return "only a simulator can see it";
	return NULL;
}

/* It has no translations, so that it cannot tell by what page an access was translated. */
static bool model_sees(const struct gms_op *op, const char *key)
{
	return op->code != GMS_OP_GUEST ||
	       (strcmp(key, "level") != 0 && strcmp(key, "prot") != 0);
}

struct executor executor_model(struct abstract *a)
{
	return (struct executor){
		.name = "model",
		.self = a,
		.page_size = 4096,
		.skips = model_skips,
		.sees = model_sees,
		.is_whole = true,
		.run = model_run,
		.next_page = model_next_page,
	};
}
