/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Text, colour and JSON.
 *
 * Results go to standard output, complaints to standard error.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "scenario/lex.h"
#include "scenario/suggest.h"

/* "gmemsim: sentence" on standard error. */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);
/* "FILE:LINE:COLUMN: sentence" on standard error. */
void complain_at(const char *file, unsigned int line, unsigned int column, const char *text);

/*
 * For atexit(): writes out what is buffered, and if that fails says so and ends
 * the process with EXIT_ENVIRONMENT.
 */
void close_output(void);
/* Has standard output failed?  Then there is no use in going on. */
bool output_failed(void);

enum colour { COLOUR_GOOD, COLOUR_BAD, COLOUR_RULE, COLOUR_STEP, NR_COLOURS };

/* What switches a colour on, and off: empty unless standard output is a terminal. */
const char *colour_on(enum colour colour);
const char *colour_off(void);

/* ---- JSON ---- */

/* A string in quotes; bytes that are not UTF-8 become U+FFFD. */
void json_string(FILE *out, const char *text);

/* `"key":` with a comma before all but the first; *first is the caller's. */
void json_key(FILE *out, bool *first, const char *key);
void json_text(FILE *out, bool *first, const char *key, const char *text);
void json_number(FILE *out, bool *first, const char *key, uint64_t number);
void json_bool(FILE *out, bool *first, const char *key, bool value);

#endif /* CLI_OUTPUT_H */
