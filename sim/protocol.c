/* SPDX-License-Identifier: BSD-2-Clause */
/* Which protocol an operation runs, and where its steps are. */
#include "protocol.h"

static const struct step *const tables[NR_PROTOCOLS] = {
#define PROTOCOL(id, table) [PROTO_##id] = table,
	PROTOCOLS(PROTOCOL)
#undef PROTOCOL
};

const struct step *protocol_steps(enum protocol protocol)
{
	return tables[protocol];
}

enum protocol protocol_of(enum gms_opcode code)
{
	switch (code) {
#define CASE(id, word)                                                                           \
	case GMS_OP_##id:                                                                        \
		return PROTO_##id;
		GMS_OPS(CASE)
#undef CASE
	case GMS_NR_OPS:
		break;
	}
	return PROTO_NONE;
}
