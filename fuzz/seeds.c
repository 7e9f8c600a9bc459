/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What corpora begin with, made from scenarios, and the words of the language.
 *
 *	seeds DIRECTORY FILE...
 *
 * Writes DIRECTORY/TARGET/NAME for each file that can be said, and
 * DIRECTORY/fuzz_scenario.dict.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scenario/names.h"
#include "sequence.h"
#include "targets.h"

/* ---- Files ---- */

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "seeds: %s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

static FILE *open_out(const char *directory, const char *target, const char *name)
{
	char path[4096];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", directory, target);
	if (mkdir(path, 0777) && errno != EEXIST)
		die(path);
	snprintf(path, sizeof(path), "%s/%s/%s", directory, target, name);
	out = fopen(path, "w");
	if (!out)
		die(path);
	return out;
}

static void close_out(FILE *out, const char *name)
{
	if (fclose(out))
		die(name);
}

static char *read_text(const char *path, size_t *bytes)
{
	char *text = NULL;
	FILE *in = fopen(path, "r"), *out = open_memstream(&text, bytes);

	if (!in || !out)
		die(path);
	for (int c; (c = getc(in)) != EOF;)
		putc(c, out);
	fclose(in);
	close_out(out, path);
	return text;
}

/* ---- Seeds ---- */

static void write_seed(const char *directory, const char *target, const char *name, size_t prefix,
		       const uint8_t *data, size_t bytes)
{
	FILE *out = open_out(directory, target, name);

	for (size_t i = 0; i < prefix; i++)
		putc(0, out);
	fwrite(data, 1, bytes, out);
	close_out(out, name);
}

/* A block of two to four tasks of one operation each, which ends the sequence. */
static bool is_block_of_one_each(const struct scenario *s)
{
	size_t count = 0;

	for (size_t i = s->block_first; i < s->block_end; i++)
		count += s->lines[i].role == LINE_OPERATION;
	return count == s->nr_tasks && count >= TASKS_LEAST && count <= TASKS_MOST;
}

static void write_block(const char *directory, const char *name, struct scenario *s)
{
	uint8_t order[SCHEDULE_HEAD] = { (uint8_t)(s->nr_tasks - TASKS_LEAST) };
	size_t all = s->nr_lines, bytes;
	uint8_t data[SEQUENCE_BYTES];
	struct sequence_said said;
	FILE *out;

	s->nr_lines = s->block_end;
	bytes = sequence_encode(s, data, &said);
	s->nr_lines = all;
	if (said.ops != said.all)
		return;
	for (size_t i = 0; i < s->nr_schedule && i + 1 < sizeof(order); i++)
		order[i + 1] = (uint8_t)s->schedule[i].task;
	out = open_out(directory, "fuzz_schedule", name);
	fwrite(order, 1, sizeof(order), out);
	fwrite(data, 1, bytes, out);
	close_out(out, name);
}

static void write_seeds(const char *directory, const char *path)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	uint8_t data[SEQUENCE_BYTES];
	struct scenario_error error;
	struct sequence_said said;
	size_t bytes, encoded;
	char *text = read_text(path, &bytes);
	struct scenario *s = scenario_parse(path, text, bytes, &error);
	FILE *out = open_out(directory, "fuzz_scenario", name);

	fwrite(text, 1, bytes, out);
	close_out(out, name);
	free(text);
	if (!s)
		return;
	encoded = sequence_encode(s, data, &said);
	write_seed(directory, "fuzz_ops", name, 0, data, encoded);
	write_seed(directory, "fuzz_snapshot", name, SNAPSHOT_HEAD, data, encoded);
	/* Only the world of it: what follows are calls. */
	write_seed(directory, "fuzz_uapi", name, 0, data, HEAD_BYTES);
	if (is_block_of_one_each(s))
		write_block(directory, name, s);
	scenario_free(s);
}

/* ---- The dictionary ---- */

static void word(FILE *out, const char *text, const char *after)
{
	fprintf(out, "\"%s%s\"\n", text, after);
}

static void words(FILE *out, const struct gms_name_value *names)
{
	for (; names && names->name; names++)
		word(out, names->name, "");
}

static void write_dictionary(const char *directory)
{
	static const char *const others[] = {
		"profile ", "arch ",   "concurrent\n", "end\n",	      "-> ",	    "schedule ",
		"step ",    " until ", "always ",      "eventually ", "sometimes ", "system",
		"none",	    "T: ",     "1p",	       "0x"
	};
	FILE *out = open_out(directory, ".", "fuzz_scenario.dict");

	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		fprintf(out,
			others[i][strlen(others[i]) - 1] == '\n' ? "\"%.*s\\x0a\"\n"
								 : "\"%.*s\"\n",
			(int)strcspn(others[i], "\n"), others[i]);
	for (unsigned int code = 0; code < GMS_NR_OPS; code++) {
		const struct gms_op_row *row = gms_op_row((enum gms_opcode)code);

		word(out, row->word, " ");
		for (uint32_t i = 0; i < row->nr_args; i++) {
			const struct gms_arg *arg = &row->args[i];

			if (!(arg->flags & GMS_ARG_POSITIONAL))
				word(out, arg->key, arg->kind == GMS_ARG_KEYWORD ? "" : "=");
			words(out, arg->names);
		}
	}
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		word(out, gms_param_at(i)->word, " ");
	for (unsigned int i = 0; i < gms_nr_profiles(); i++)
		word(out, gms_profile_name(i), "");
	words(out, gms_capabilities());
	words(out, errno_names);
	words(out, memory_fault_flags);
	close_out(out, "fuzz_scenario.dict");
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: seeds DIRECTORY FILE...\n", stderr);
		return EXIT_FAILURE;
	}
	if (mkdir(argv[1], 0777) && errno != EEXIST)
		die(argv[1]);
	write_dictionary(argv[1]);
	for (int i = 2; i < argc; i++)
		write_seeds(argv[1], argv[i]);
	return EXIT_SUCCESS;
}
