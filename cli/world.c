/* SPDX-License-Identifier: BSD-2-Clause */
#include <inttypes.h>
#include <string.h>

#include "kvm/kvm.h"
#include "output.h"
#include "scenario/names.h"
#include "world.h"

#define NAMES_MAX 256

enum {
	KEY_PROFILE = 0x100,
	KEY_ARCH,
	KEY_INJECT,
	KEY_SWITCH,
	KEY_BUG,
	KEY_WITHOUT_BUGS,
	KEY_ARENA,
	KEY_SEED,
	KEY_BACKEND,
	KEY_RING,
	KEY_MAY_HARM,
	KEY_PARAM, /* and one for each that follows */
};

static const struct argp_option options[] = {
	{ NULL, 0, NULL, 0, "The world that scenarios run in:", 0 },
	{ "profile", KEY_PROFILE, "P", 0, "Rules of this kernel, whatever the file says", 0 },
	{ "arch", KEY_ARCH, "A", 0, "Architecture, x86 or arm64, whatever the file says", 0 },
#define PARAM(id, word, option, fallback, least, largest, archs, sentence)                       \
	{ option, KEY_PARAM + GMS_PARAM_##id, "N", 0, sentence ".  Default: " #fallback, 0 },
	GMS_PARAMS(PARAM)
#undef PARAM
		{ "switch", KEY_SWITCH, "NAME=on|off", 0,
		  "Turn one switch on or off, against the profile; may be repeated", 0 },
	{ "bug", KEY_BUG, "NAME", 0,
	  "Have a bug of the catalogue, by its id or its switch; `gmemsim bugs' lists them", 0 },
	{ "without-bugs", KEY_WITHOUT_BUGS, NULL, 0,
	  "Without the defects that the profile's kernel has, as fuzzers run", 0 },
	{ "inject", KEY_INJECT, "KIND:N", 0,
	  "Make the Nth allocation fail (alloc), find a signal pending at the Nth place that "
	  "looks (signal), leave no descriptor for the Nth that is asked for (fd), or no room "
	  "in the system's table of open files for the Nth file (file); or have the RMP of an "
	  "SNP guest (rmp_lookup, rmp_update) or the module of a TD (tdx_busy, tdx_error) "
	  "refuse the Nth page",
	  0 },
	{ "seed", KEY_SEED, "N", 0,
	  "Interleave concurrent tasks at random from this seed, instead of in order", 0 },
	{ "arena", KEY_ARENA, "SIZE", 0, "Address space for one world, as in 64M", 0 },
	{ "backend", KEY_BACKEND, "NAME", 0,
	  "What executes the operations: sim (the default), model, or kvm: the kernel of this machine",
	  0 },
	{ "ring", KEY_RING, "N", 0,
	  "kvm: the guest's code runs in this ring, 3 (the default) or 0", 0 },
	{ "may-harm", KEY_MAY_HARM, NULL, 0,
	  "kvm: also do what takes memory from the machine for good (poison); only for a machine "
	  "that can be thrown away",
	  0 },
	{ 0 },
};

static const char *const arch_names[GMS_NR_ARCHS] = {
	[GMS_ARCH_X86] = "x86",
	[GMS_ARCH_ARM64] = "arm64",
};

static const char *const backend_names[NR_BACKENDS] = {
	[BACKEND_SIM] = "sim",
	[BACKEND_MODEL] = "model",
	[BACKEND_KVM] = "kvm",
};

/* ---- Arguments of the options ---- */

/* Index of a name; a wrong one ends the process with the nearest right one. */
static int find(struct argp_state *state, const char *option, const char *name,
		const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(names[i], name))
			return (int)i;
	argp_failure(state, EXIT_INPUT, 0, "--%s: unknown name %s%s", option, quote(name).text,
		     hint(name, names, count).text);
	return 0;
}

static int find_profile(struct argp_state *state, const char *name)
{
	const char *names[NAMES_MAX];
	unsigned int count = 0;

	for (; count < gms_nr_profiles() && count < NAMES_MAX; count++)
		names[count] = gms_profile_name(count);
	return find(state, "profile", name, names, count);
}

uint64_t option_number(struct argp_state *state, const char *option, const char *text)
{
	uint64_t value = 0;
	enum number_fault fault = number_parse(text, false, &value);

	if (fault != NUMBER_FINE)
		argp_failure(state, EXIT_INPUT, 0, "--%s: %s %s", option, quote(text).text,
			     number_fault_text(fault));
	return value;
}

struct pair {
	char before[64];
	const char *after;
};

/* Split text at its last separator; false if there is none, or no name so long. */
static bool split(const char *text, char separator, struct pair *pair)
{
	const char *at = strrchr(text, separator);
	size_t bytes = at ? (size_t)(at - text) : sizeof(pair->before);

	if (bytes >= sizeof(pair->before))
		return false;
	memcpy(pair->before, text, bytes);
	pair->before[bytes] = '\0';
	pair->after = at + 1;
	return true;
}

static void take_inject(struct argp_state *state, struct world_options *o, const char *arg)
{
	struct pair pair;
	int kind;

	if (!split(arg, ':', &pair)) {
		argp_failure(state, EXIT_INPUT, 0, "--inject: %s is not KIND:N", quote(arg).text);
		return;
	}
	kind = find(state, "inject", pair.before, inject_names, GMS_NR_INJECTS);
	o->inject[kind] = option_number(state, "inject", pair.after);
	if (!o->inject[kind])
		argp_failure(state, EXIT_INPUT, 0, "--inject: the first time is %s:1",
			     pair.before);
}

static int find_switch(struct argp_state *state, const char *name)
{
	const char *names[SWITCHES_MAX];
	unsigned int count = 0;
	int found = gms_switch_find(name);

	if (found >= 0 && found < SWITCHES_MAX)
		return found;
	for (; count < gms_nr_switches() && count < SWITCHES_MAX; count++)
		names[count] = gms_switch_at(count)->name;
	return find(state, "switch", name, names, count);
}

static void take_switch(struct argp_state *state, struct world_options *o, const char *arg)
{
	static const char *const settings[] = { "on", "off" };
	struct pair pair;
	int index;

	if (!split(arg, '=', &pair)) {
		argp_failure(state, EXIT_INPUT, 0, "--switch: %s is not NAME=on or NAME=off",
			     quote(arg).text);
		return;
	}
	index = find_switch(state, pair.before);
	o->switches[index] = find(state, "switch", pair.after, settings, 2) ? SWITCH_OFF
									    : SWITCH_ON;
}

unsigned int find_bug(struct argp_state *state, const char *name)
{
	const char *names[NAMES_MAX];
	unsigned int count = 0;
	int found = gms_bug_find(name);

	if (found >= 0)
		return (unsigned int)found;
	for (; count < gms_nr_bugs() && count < NAMES_MAX; count++)
		names[count] = gms_bug_at(count)->id;
	return (unsigned int)find(state, "bug", name, names, count);
}

static void take_bug(struct argp_state *state, struct world_options *o, const char *arg)
{
	const struct gms_bug *bug = gms_bug_at(find_bug(state, arg));

	if (bug->unseen)
		argp_failure(state, EXIT_INPUT, 0, "--bug: %s cannot be seen: %s", bug->id,
			     bug->unseen);
	else
		o->switches[bug->switch_index] = bug->on ? SWITCH_ON : SWITCH_OFF;
}

static void take_arena(struct argp_state *state, struct world_options *o, const char *arg)
{
	o->arena_bytes = option_number(state, "arena", arg);
	/* The library would take 0 for its default, which was not asked for. */
	if (!o->arena_bytes)
		argp_failure(state, EXIT_INPUT, 0, "--arena: a world cannot be empty");
}

static void take_ring(struct argp_state *state, struct world_options *o, const char *arg)
{
	uint64_t ring = option_number(state, "ring", arg);

	if (ring != 0 && ring != 3)
		argp_failure(state, EXIT_INPUT, 0, "--ring: %s is not 0 or 3", quote(arg).text);
	o->ring0 = !ring;
}

static uint64_t param_value(struct argp_state *state, int i, const char *arg)
{
	const struct gms_name_value *value = gms_param_names((unsigned int)i);
	const char *option = gms_param_at((unsigned int)i)->option;
	const char *names[NAMES_MAX];
	uint64_t unused;
	size_t count = 0;

	if (!value || number_parse(arg, false, &unused) == NUMBER_FINE)
		return option_number(state, option, arg);
	for (; count < NAMES_MAX && value[count].name; count++)
		names[count] = value[count].name;
	return value[find(state, option, arg, names, count)].value;
}

static error_t take_param(struct argp_state *state, struct world_options *o, int i,
			  const char *arg)
{
	const struct gms_param *param = gms_param_at((unsigned int)i);
	uint64_t value;

	if (i < 0 || !param)
		return ARGP_ERR_UNKNOWN;
	value = param_value(state, i, arg);
	if (value < param->least || value > param->largest)
		argp_failure(state, EXIT_INPUT, 0, "--%s: %s is not %" PRIu64 " to %" PRIu64,
			     param->option, quote(arg).text, param->least, param->largest);
	o->param[i] = value;
	o->params_given |= 1ull << i;
	return 0;
}

static error_t parse_option(int key, char *arg, struct argp_state *state)
{
	struct world_options *o = state->input;

	switch (key) {
	case ARGP_KEY_INIT:
		*o = (struct world_options){ .profile = -1, .arch = -1 };
		return 0;
	case KEY_PROFILE:
		o->profile = find_profile(state, arg);
		return 0;
	case KEY_ARCH:
		o->arch = find(state, "arch", arg, arch_names, GMS_NR_ARCHS);
		return 0;
	case KEY_INJECT:
		take_inject(state, o, arg);
		return 0;
	case KEY_SWITCH:
		take_switch(state, o, arg);
		return 0;
	case KEY_BUG:
		take_bug(state, o, arg);
		return 0;
	case KEY_WITHOUT_BUGS:
		for (unsigned int i = 0; i < gms_nr_switches() && i < SWITCHES_MAX; i++)
			if (gms_switch_at(i)->kind == GMS_SWITCH_BUG)
				o->switches[i] = SWITCH_OFF;
		return 0;
	case KEY_ARENA:
		take_arena(state, o, arg);
		return 0;
	case KEY_SEED:
		o->seed = option_number(state, "seed", arg);
		return 0;
	case KEY_BACKEND:
		o->backend = find(state, "backend", arg, backend_names, NR_BACKENDS);
		o->backend_given = true;
		return 0;
	case KEY_RING:
		take_ring(state, o, arg);
		return 0;
	case KEY_MAY_HARM:
		o->may_harm = true;
		return 0;
	default:
		return take_param(state, o, key - KEY_PARAM, arg);
	}
}

const struct argp world_argp = { .options = options, .parser = parse_option };

/* ---- The world ---- */

const char *backend_name(enum backend backend)
{
	return backend_names[backend];
}

void world_take_host(struct world_options *o, const struct kvm_host *host)
{
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++) {
		if (o->params_given >> i & 1 || !(host->params_known >> i & 1))
			continue;
		o->param[i] = host->param[i];
		o->params_given |= 1ull << i;
	}
	if (o->arch < 0)
		o->arch = (int)host->arch;
}

int profile_of_release(const char *release)
{
	for (unsigned int i = 0; i <= gms_profile_newest(); i++) {
		const char *name = gms_profile_name(i);
		size_t n = strlen(name);

		if (!strncmp(release, name, n) && (release[n] < '0' || release[n] > '9'))
			return (int)i;
	}
	return -1;
}

unsigned int world_profile(const struct world_options *o, const struct scenario *s)
{
	if (o->profile >= 0)
		return (unsigned int)o->profile;
	return s->profile >= 0 ? (unsigned int)s->profile : gms_profile_newest();
}

static enum gms_arch world_arch(const struct world_options *o, const struct scenario *s)
{
	if (o->arch >= 0)
		return (enum gms_arch)o->arch;
	return s->arch >= 0 ? (enum gms_arch)s->arch : GMS_ARCH_X86;
}

/* An option of the command comes before the file's header. */
static void set_params(struct gms_config *config, const struct world_options *o,
		       const struct scenario *s)
{
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++) {
		if (o->params_given >> i & 1)
			config->param[i] = o->param[i];
		else if (s->params_given >> i & 1)
			config->param[i] = s->param[i];
	}
}

struct gms_world *world_create(const struct world_options *o, const struct scenario *s,
			       enum exit_status *status)
{
	struct gms_config config;
	struct gms_world *w;
	const char *why = NULL;

	if (o->backend != BACKEND_SIM) {
		complain("--backend: %s cannot do this in this version, only sim can",
			 backend_name(o->backend));
		*status = EXIT_ENVIRONMENT;
		return NULL;
	}
	gms_config_init(&config);
	config.profile = world_profile(o, s);
	config.arch = world_arch(o, s);
	config.arena_bytes = o->arena_bytes;
	set_params(&config, o, s);
	memcpy(config.inject, o->inject, sizeof(config.inject));
	w = gms_create(&config, &why);
	if (!w) {
		complain("%s: there is no world%s: %s", s->file,
			 o->arena_bytes ? " with this --arena" : "", why ? why : "no reason");
		*status = o->arena_bytes || o->params_given | s->params_given ? EXIT_INPUT
									      : EXIT_ENVIRONMENT;
		return NULL;
	}
	for (unsigned int i = 0; i < gms_nr_switches() && i < SWITCHES_MAX; i++)
		if (o->switches[i] != SWITCH_AS_PROFILE)
			gms_set_switch(w, i, o->switches[i] == SWITCH_ON);
	return w;
}

bool world_injects_below(const struct world_options *o)
{
	for (int i = 0; i < GMS_NR_INJECTS; i++)
		if (o->inject[i] && i != GMS_INJECT_SIGNAL && i != GMS_INJECT_FD &&
		    i != GMS_INJECT_FILE)
			return true;
	return o->arena_bytes;
}

struct abstract *world_model(const struct world_options *o, const struct gms_world *w)
{
	struct abstract_config config = { .arch = gms_world_arch(w) };
	struct abstract *a;

	memcpy(config.inject, o->inject, sizeof(config.inject));
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		config.param[i] = gms_world_param(w, i);
	a = abstract_create(&config);
	for (unsigned int i = 0; a && i < gms_nr_switches(); i++)
		abstract_set_switch(a, i, gms_has_switch(w, i));
	return a;
}

enum exit_status run_status(const struct run_summary *summary)
{
	enum exit_status status = summary->failed || summary->violated ? EXIT_FAILED : EXIT_HELD;

	switch (summary->verdict) {
	case RUN_COMPLETE:
		return status;
	case RUN_DEADLOCK:
		return EXIT_FAILED;
	case RUN_BAD_SCHEDULE:
		return EXIT_INPUT;
	case RUN_UNSUPPORTED:
		return worse(status, EXIT_ENVIRONMENT);
	case RUN_INTERRUPTED:
		break;
	}
	return EXIT_INTERRUPTED;
}
