/* SPDX-License-Identifier: BSD-2-Clause */
#ifndef SIM_PROTOCOL_H
#define SIM_PROTOCOL_H

#include "step.h"

const struct step *protocol_steps(enum protocol protocol);
enum protocol protocol_of(enum gms_opcode code);

#endif /* SIM_PROTOCOL_H */
