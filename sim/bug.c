/* SPDX-License-Identifier: BSD-2-Clause */
/* The catalogue of bugs as a table. */
#include <strings.h>

#include "profile.h"

static const struct gms_bug bugs[] = {
#define BUG(id, name, breaks, sentence, source)                                                  \
	{ id, sentence, source, breaks, SW_##name, true, NULL },
#define BUG_AS(id, name, on, breaks, sentence, source)                                           \
	{ id, sentence, source, breaks, SW_##name, on, NULL },
#define UNSEEN(id, breaks, sentence, source, missing)                                            \
	{ id, sentence, source, breaks, NR_SWITCHES, false, missing },
#include "bugs.def"
#undef BUG
#undef BUG_AS
#undef UNSEEN
};

#define NR_BUGS (sizeof(bugs) / sizeof(bugs[0]))

unsigned int gms_nr_bugs(void)
{
	return NR_BUGS;
}

const struct gms_bug *gms_bug_at(unsigned int index)
{
	return index < NR_BUGS ? &bugs[index] : NULL;
}

int gms_bug_find(const char *name)
{
	unsigned int index = (unsigned int)gms_switch_find(name);

	for (unsigned int i = 0; i < NR_BUGS; i++)
		if (!strcasecmp(bugs[i].id, name) ||
		    (!bugs[i].unseen && bugs[i].switch_index == index))
			return (int)i;
	return -1;
}
