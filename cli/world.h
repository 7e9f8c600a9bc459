/* SPDX-License-Identifier: BSD-2-Clause */
/* Options that say in which world a scenario runs, and that world. */
#ifndef CLI_WORLD_H
#define CLI_WORLD_H

#include "cli.h"
#include "model/abstract.h"
#include "scenario/run.h"

#define SWITCHES_MAX 256

enum backend { BACKEND_SIM, BACKEND_MODEL, BACKEND_KVM, NR_BACKENDS };

enum switch_setting { SWITCH_AS_PROFILE, SWITCH_ON, SWITCH_OFF };

struct world_options {
	int profile; /* index, or -1: as the file says, or the newest */
	int arch;    /* enum gms_arch, or -1 */
	uint64_t inject[GMS_NR_INJECTS];
	unsigned char switches[SWITCHES_MAX]; /* enum switch_setting */
	uint64_t param[GMS_NR_PARAMS];
	uint64_t params_given; /* bit i: enum gms_param_id i was given */
	uint64_t arena_bytes;  /* 0: the library's default */
	uint64_t seed;
	enum backend backend;
	bool backend_given;
	bool may_harm, ring0; /* of the backend kvm */
};

/* For a subcommand's argp.children; its input is a struct world_options. */
extern const struct argp world_argp;

/* The number that an option is given; what is none ends the process with EXIT_INPUT. */
uint64_t option_number(struct argp_state *state, const char *option, const char *text);

/* Index of a bug by its id or switch; an unknown one ends the process with EXIT_INPUT. */
unsigned int find_bug(struct argp_state *state, const char *name);

/* The profile that holds for a scenario. */
unsigned int world_profile(const struct world_options *o, const struct scenario *s);

/* Of the machine's parameters, what is known and the command line does not give. */
struct kvm_host;
void world_take_host(struct world_options *o, const struct kvm_host *host);

/* The profile of a kernel's release, as 7.2 of 7.2.13; -1: there is none. */
int profile_of_release(const char *release);

/* The word that --backend takes. */
const char *backend_name(enum backend backend);

/*
 * A world of the simulator for a scenario; NULL after a complaint, and *status says of what
 * kind.  The caller destroys it.
 */
struct gms_world *world_create(const struct world_options *o, const struct scenario *s,
			       enum exit_status *status);

/*
 * The abstract specification of the world's kernel and host; NULL: out of memory.  The
 * caller destroys it.
 */
struct abstract *world_model(const struct world_options *o, const struct gms_world *w);

/*
 * Are errors injected that only the mechanism can count?  How often allocations and hardware
 * are asked the model does not know.
 */
bool world_injects_below(const struct world_options *o);

/* What the end of a run means for the exit status. */
enum exit_status run_status(const struct run_summary *summary);

#endif /* CLI_WORLD_H */
