/* SPDX-License-Identifier: BSD-2-Clause */
/* The table of kernel versions and switches. */
#include <string.h>
#include <strings.h>

#include "profile.h"

#define ONLY(p)	 (1u << (p))
#define ALL	 ((1u << NR_PROFILES) - 1)
#define RELEASES ((1u << (P_7_3 + 1)) - 1)
#define NOWHERE	 0u
/* mmap-v14 was based on 6.16, the release candidate became 6.18. */
#define SINCE(p)                                                                                 \
	((RELEASES & ~((1u << (p)) - 1)) | ((p) <= P_6_16 ? ONLY(P_MMAP_V14) : 0) |              \
	 ((p) <= P_6_18 ? ONLY(P_6_18_RC) : 0))
#define UNTIL(p) (ALL & ~SINCE((p) + 1))

static const char *const profile_names[NR_PROFILES] = {
#define PROFILE(id, name) [id] = name,
	PROFILES(PROFILE)
#undef PROFILE
};

static const struct gms_switch switches[NR_SWITCHES] = {
#define SWITCH(name, kind, profiles, sentence, source)                                           \
	[SW_##name] = { #name, sentence, source, GMS_SWITCH_##kind, profiles },
#include "switches.def"
#undef SWITCH
};

unsigned int gms_nr_profiles(void)
{
	return NR_PROFILES;
}

const char *gms_profile_name(unsigned int profile)
{
	return profile < NR_PROFILES ? profile_names[profile] : NULL;
}

int gms_profile_find(const char *name)
{
	for (int i = 0; i < NR_PROFILES; i++)
		if (!strcmp(profile_names[i], name))
			return i;
	return -1;
}

unsigned int gms_profile_newest(void)
{
	return P_7_3;
}

unsigned int gms_nr_switches(void)
{
	return NR_SWITCHES;
}

const struct gms_switch *gms_switch_at(unsigned int index)
{
	return index < NR_SWITCHES ? &switches[index] : NULL;
}

int gms_switch_find(const char *name)
{
	for (int i = 0; i < NR_SWITCHES; i++)
		if (!strcasecmp(switches[i].name, name))
			return i;
	return -1;
}
