/* SPDX-License-Identifier: BSD-2-Clause */
/* What the forms of an export share. */
#ifndef CLI_EXPORT_H
#define CLI_EXPORT_H

#include "scenario/scenario.h"

/* The program that is being written, and why it cannot be. */
struct export
{
	const struct scenario *s;
	const struct scenario_line *line; /* the present one */
	FILE *out;
	unsigned int nr_checks;
	bool failed;
	char why[160];
};

/* The line cannot be exported; the first reason counts. */
void export_fail(struct export *x, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* A name for C and for syzkaller's programs: dots are none of their letters. */
struct export_name {
	char text[80];
};

struct export_name export_name(const struct export *x, uint64_t handle);

/* What is needed to export, and cannot be, whatever the form. */
bool export_checks_out(struct export *x);

/* The operations as C, each with its check; export_c_frame() puts all around them. */
void export_c_line(struct export *x);
void export_c_frame(const struct scenario *s, const char *body, unsigned int nr_checks,
		    bool selftest, FILE *out);
/* The arguments of check(): what the line expects. */
void export_expectation(struct export *x);
/* Pages that a dirty_log line expects, and how many; -1: it says nothing of them. */
int export_pages(struct export *x, const uint64_t **pages);

/* The operations as a program for syzkaller. */
void export_syz_line(struct export *x);

/* What stands before every program in C: cli/export/runtime.c. */
extern const char export_runtime[];

#endif /* CLI_EXPORT_H */
