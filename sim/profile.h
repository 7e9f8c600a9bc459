/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Kernel versions as columns of one table of switches (switches.def).
 *
 * Code asks has(w, SW_...); nothing in sim/ compares versions.
 */
#ifndef SIM_PROFILE_H
#define SIM_PROFILE_H

#include "world.h"

/* In order of age; what is not a release comes last. */
#define PROFILES(X)                                                                              \
	X(P_6_8, "6.8")                                                                          \
	X(P_6_12, "6.12")                                                                        \
	X(P_6_16, "6.16")                                                                        \
	X(P_6_18, "6.18")                                                                        \
	X(P_6_19, "6.19")                                                                        \
	X(P_7_0, "7.0")                                                                          \
	X(P_7_1, "7.1")                                                                          \
	X(P_7_2, "7.2")                                                                          \
	X(P_7_3, "7.3")                                                                          \
	X(P_MMAP_V14, "mmap-v14")                                                                \
	X(P_6_18_RC, "6.18-rc")

enum profile {
#define PROFILE(id, name) id,
	PROFILES(PROFILE) NR_PROFILES
#undef PROFILE
};

enum sw {
#define SWITCH(name, kind, profiles, sentence, source) SW_##name,
#include "switches.def"
#undef SWITCH
	NR_SWITCHES
};

_Static_assert(NR_SWITCHES <= 64 * SWITCH_WORDS, "each has a bit in the world");

static inline bool has(const struct gms_world *w, enum sw sw)
{
	return w->switches[sw / 64] >> (sw % 64) & 1;
}

/* What makes a configuration impossible, as a sentence; NULL if nothing does. */
const char *config_flaw(const struct gms_config *config);

#endif /* SIM_PROFILE_H */
