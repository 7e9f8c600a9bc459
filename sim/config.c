/* SPDX-License-Identifier: BSD-2-Clause */
/* What a world is made with: its architecture, profile and parameters. */
#include <string.h>

#include "profile.h"

static const struct gms_param params[GMS_NR_PARAMS] = {
#define PARAM(id, word, option, fallback, least, largest, archs, sentence)                       \
	[GMS_PARAM_##id] = { word, option, sentence, fallback, least, largest, archs },
	GMS_PARAMS(PARAM)
#undef PARAM
};

static const char *const out_of_range[GMS_NR_PARAMS] = {
#define PARAM(id, word, option, fallback, least, largest, archs, sentence)                       \
	[GMS_PARAM_##id] = word ": no such value",
	GMS_PARAMS(PARAM)
#undef PARAM
};

static const char *const of_another_arch[GMS_NR_PARAMS] = {
#define PARAM(id, word, option, fallback, least, largest, archs, sentence)                       \
	[GMS_PARAM_##id] = word ": the architecture has no such parameter",
	GMS_PARAMS(PARAM)
#undef PARAM
};

static const struct gms_name_value vendors[] = {
	{ "any", 0 },
	{ "intel", 1 },
	{ "amd", 2 },
	{ NULL, 0 },
};

const struct gms_name_value *gms_param_names(unsigned int index)
{
	return index == GMS_PARAM_VENDOR ? vendors : NULL;
}

const struct gms_param *gms_param_at(unsigned int index)
{
	return index < GMS_NR_PARAMS ? &params[index] : NULL;
}

int gms_param_find(const char *word)
{
	for (int i = 0; i < GMS_NR_PARAMS; i++)
		if (!strcmp(params[i].word, word))
			return i;
	return -1;
}

void gms_config_init(struct gms_config *config)
{
	memset(config, 0, sizeof(*config));
	config->arch = GMS_ARCH_X86;
	config->profile = gms_profile_newest();
	for (int i = 0; i < GMS_NR_PARAMS; i++)
		config->param[i] = params[i].fallback;
}

/* X86-CFG-16: below 46 are bits of addresses. */
#define CBIT_LEAST 46

static const char *param_flaw(const struct gms_config *config, int i)
{
	const struct gms_param *p = &params[i];

	if (i == GMS_PARAM_SME_CBIT && config->param[i] && config->param[i] < CBIT_LEAST)
		return "sme_cbit: it is 0 or 46 to 51";

	if (config->param[i] < p->least || config->param[i] > p->largest)
		return out_of_range[i];
	if (config->param[i] != p->fallback && !(p->archs >> config->arch & 1))
		return of_another_arch[i];
	return NULL;
}

/* X86-VM-4: the types other than default select attributes. */
static const char *types_flaw(const struct gms_config *config)
{
	if (config->arch == GMS_ARCH_X86 && config->param[GMS_PARAM_VM_TYPES] & ~1ull &&
	    !config->param[GMS_PARAM_MEMORY_ATTRIBUTES])
		return "memory_attributes: the other VM types need them, so vm_types must be 1";
	return NULL;
}

const char *config_flaw(const struct gms_config *config)
{
	const char *flaw = NULL;

	if ((unsigned int)config->arch >= GMS_NR_ARCHS)
		return "arch: no such architecture";
	if (config->profile >= NR_PROFILES)
		return "profile: no such profile";
	for (int i = 0; i < GMS_NR_PARAMS && !flaw; i++)
		flaw = param_flaw(config, i);
	return flaw ? flaw : types_flaw(config);
}

uint64_t gms_world_param(const struct gms_world *w, unsigned int index)
{
	return index < GMS_NR_PARAMS ? w->config.param[index] : 0;
}
