/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The suite on a kernel, and what every profile of the simulator says to it: what
 * conform.c finds, and conform_report.c tells.
 */
#ifndef CLI_CONFORM_H
#define CLI_CONFORM_H

#include "kvm/kvm.h"
#include "scenario/record.h"
#include "world.h"

struct conform_args {
	struct world_options world; /* of the simulator; profile -1 is auto */
	int kernel;		    /* with --backend sim: the profile that is the subject */
	bool json;
	char **paths;
	size_t nr_paths;
	struct kvm_host host;
};

/* One file of the suite. */
struct conform_case {
	const char *path;
	const struct scenario *s; /* NULL: it is no scenario, on purpose */
	const char *skipped;	  /* why the whole is, or NULL */
	struct recording seen;
	bool (*sees)(const struct gms_op *op, const char *key); /* of the subject */
	bool died; /* its processes had to be killed, or died */
};

enum conform_verdict {
	CONFORM_AGREES,
	CONFORM_DIFFERS,
	CONFORM_SKIPPED,
	CONFORM_ABSENT, /* the run had stopped before */
	NR_CONFORM_VERDICTS
};

struct conform_counts {
	uint64_t of[NR_CONFORM_VERDICTS]; /* operations */
	uint64_t agree, differ, skipped;  /* files */
};

/* What the subject did with a line, against what the simulator says. */
enum conform_verdict conform_verdict(const struct conform_case *c, size_t line,
				     const struct recording *expected);

/* The simulator under a profile on one file, with the parameters of the host. */
enum exit_status conform_expect(const struct conform_args *args, unsigned int profile,
				const struct scenario *s, struct recording *expected);

/* Count, and with print tell, all files under one profile. */
enum exit_status conform_report(const struct conform_args *args, unsigned int profile,
				const struct conform_case *cases, size_t count, bool print,
				struct conform_counts *counts);
void conform_print_head(const struct conform_args *args, size_t count);
void conform_print_summary(const struct conform_args *args, unsigned int profile, bool fitted,
			   const struct conform_counts *counts);

#endif /* CLI_CONFORM_H */
