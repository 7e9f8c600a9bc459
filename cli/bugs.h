/* SPDX-License-Identifier: BSD-2-Clause */
/* The scenarios of tests/bugs, which the build makes part of the command. */
#ifndef CLI_BUGS_H
#define CLI_BUGS_H

struct bug_file {
	const char *id;	  /* of the bug that it shows */
	const char *text; /* of the scenario */
};

/* Ends with a row without an id. */
extern const struct bug_file bug_files[];

#endif /* CLI_BUGS_H */
