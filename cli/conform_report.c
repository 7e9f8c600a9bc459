/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * What conform found: KTAP version 1, or one JSON object.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "conform.h"
#include "output.h"

/* ---- One line ---- */

static char *operation_text(const struct conform_case *c, size_t line)
{
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);

	if (!out)
		return NULL;
	scenario_print_op(c->s, &c->s->lines[line].op, out);
	fclose(out);
	return text;
}

static const char *rule_id(unsigned int rule)
{
	return rule < gms_nr_rules() ? gms_rule_at(rule)->id : "no rule";
}

/* A reason on one line, in which # would begin another part. */
static void print_reason(const char *text)
{
	for (; *text; text++)
		putchar(*text == '\n' || *text == '#' ? ' ' : *text);
}

static void print_line(const struct conform_case *c, size_t line, enum conform_verdict verdict,
		       const struct recording *expected, uint64_t number)
{
	const struct record *seen = &c->seen.line[line], *said = &expected->line[line];
	char *text = operation_text(c, line);

	printf("    %sok %" PRIu64 " %u %s", verdict == CONFORM_DIFFERS ? "not " : "", number,
	       c->s->lines[line].line, text ? text : "");
	if (verdict == CONFORM_SKIPPED) {
		fputs(" # SKIP ", stdout);
		print_reason(seen->state == RECORD_RESULT ? "the simulator cannot express it"
							  : seen->text);
	} else if (verdict == CONFORM_ABSENT) {
		fputs(" # SKIP the run had stopped before", stdout);
	}
	putchar('\n');
	if (verdict == CONFORM_DIFFERS)
		printf("    # %s:%u: %s\n    # expected %s (%s)\n    # seen %s\n", c->path,
		       c->s->lines[line].line, text ? text : "",
		       said->text ? said->text : "nothing", rule_id(said->rule), seen->text);
	free(text);
}

static void json_line(const struct conform_case *c, size_t line, const struct recording *expected,
		      bool *first_of_all)
{
	const struct record *seen = &c->seen.line[line], *said = &expected->line[line];
	char *text = operation_text(c, line);
	bool first = true;

	fputs(*first_of_all ? "{" : ",{", stdout);
	*first_of_all = false;
	json_text(stdout, &first, "file", c->path);
	json_number(stdout, &first, "line", c->s->lines[line].line);
	json_text(stdout, &first, "operation", text ? text : "");
	json_text(stdout, &first, "expected", said->text ? said->text : "");
	json_text(stdout, &first, "rule", rule_id(said->rule));
	json_text(stdout, &first, "seen", seen->text);
	putchar('}');
	free(text);
}

/* ---- One file ---- */

struct teller {
	const struct conform_args *args;
	bool print;
	bool first; /* of the differences in JSON */
	size_t number;
};

static bool is_operation(const struct conform_case *c, size_t line)
{
	return c->s->lines[line].role == LINE_OPERATION;
}

static void tell_lines(struct teller *t, const struct conform_case *c,
		       const struct recording *expected, struct conform_counts *of_file)
{
	uint64_t number = 0, count = 0;

	for (size_t i = 0; i < c->s->nr_lines; i++)
		count += is_operation(c, i);
	if (t->print && !t->args->json)
		printf("    KTAP version 1\n    1..%" PRIu64 "\n", count);
	for (size_t i = 0; i < c->s->nr_lines; i++) {
		enum conform_verdict verdict;

		if (!is_operation(c, i))
			continue;
		verdict = conform_verdict(c, i, expected);
		of_file->of[verdict]++;
		number++;
		if (t->print && !t->args->json)
			print_line(c, i, verdict, expected, number);
		else if (t->print && verdict == CONFORM_DIFFERS)
			json_line(c, i, expected, &t->first);
	}
}

static enum exit_status tell_file(struct teller *t, unsigned int profile,
				  const struct conform_case *c, struct conform_counts *counts)
{
	struct conform_counts of_file = { .agree = 0 };
	struct recording expected = { .nr_lines = 0 };
	enum exit_status status = EXIT_HELD;
	bool differs, ran;

	t->number++;
	if (!c->skipped)
		status = conform_expect(t->args, profile, c->s, &expected);
	if (interrupted || status != EXIT_HELD) {
		recording_free(&expected);
		return interrupted ? EXIT_INTERRUPTED : status;
	}
	if (!c->skipped)
		tell_lines(t, c, &expected, &of_file);
	recording_free(&expected);
	differs = of_file.of[CONFORM_DIFFERS];
	ran = differs || of_file.of[CONFORM_AGREES];
	for (unsigned int i = 0; i < NR_CONFORM_VERDICTS; i++)
		counts->of[i] += of_file.of[i];
	counts->differ += differs;
	counts->agree += ran && !differs;
	counts->skipped += !ran;
	if (!t->print || t->args->json)
		return EXIT_HELD;
	printf("%sok %zu %s", differs ? "not " : "", t->number, c->path);
	if (!ran)
		printf(" # SKIP %s",
		       c->skipped ? c->skipped : "no operation of it can be compared");
	putchar('\n');
	return EXIT_HELD;
}

/* ---- All ---- */

static void json_head(const struct conform_args *args, unsigned int profile)
{
	bool first = true;

	putchar('{');
	json_text(stdout, &first, "kernel", args->host.release);
	json_text(stdout, &first, "profile", gms_profile_name(profile));
	json_key(stdout, &first, "differences");
	putchar('[');
}

enum exit_status conform_report(const struct conform_args *args, unsigned int profile,
				const struct conform_case *cases, size_t count, bool print,
				struct conform_counts *counts)
{
	struct teller t = { .args = args, .print = print, .first = true };
	enum exit_status status = EXIT_HELD;

	*counts = (struct conform_counts){ .agree = 0 };
	if (print && args->json)
		json_head(args, profile);
	for (size_t i = 0; status == EXIT_HELD && i < count; i++)
		status = tell_file(&t, profile, &cases[i], counts);
	if (print && args->json)
		putchar(']');
	if (status == EXIT_HELD && counts->of[CONFORM_DIFFERS])
		status = EXIT_FAILED;
	return status;
}

void conform_print_head(const struct conform_args *args, size_t count)
{
	printf("KTAP version 1\n# kernel %s, %s\n", args->host.release,
	       args->host.arch == GMS_ARCH_X86 ? "x86" : "arm64");
	for (unsigned int i = 0; i < GMS_NR_PARAMS; i++)
		if (args->world.params_given >> i & 1)
			printf("# %s %" PRIu64 "\n", gms_param_at(i)->word, args->world.param[i]);
	printf("1..%zu\n", count);
}

static void json_counts(const struct conform_counts *counts)
{
	bool first = false;

	json_number(stdout, &first, "agree", counts->of[CONFORM_AGREES]);
	json_number(stdout, &first, "differ", counts->of[CONFORM_DIFFERS]);
	json_number(stdout, &first, "skipped",
		    counts->of[CONFORM_SKIPPED] + counts->of[CONFORM_ABSENT]);
	json_number(stdout, &first, "files_agree", counts->agree);
	json_number(stdout, &first, "files_differ", counts->differ);
	json_number(stdout, &first, "files_skipped", counts->skipped);
	puts("}");
}

void conform_print_summary(const struct conform_args *args, unsigned int profile, bool fitted,
			   const struct conform_counts *counts)
{
	if (args->json) {
		json_counts(counts);
		return;
	}
	printf("# %s %s profile %s: %" PRIu64 " operations agree, %" PRIu64 " differ, %" PRIu64
	       " skipped\n",
	       args->host.release, fitted ? "fits best the" : "under the",
	       gms_profile_name(profile), counts->of[CONFORM_AGREES], counts->of[CONFORM_DIFFERS],
	       counts->of[CONFORM_SKIPPED] + counts->of[CONFORM_ABSENT]);
	printf("# Totals: pass:%" PRIu64 " fail:%" PRIu64 " skip:%" PRIu64 "\n", counts->agree,
	       counts->differ, counts->skipped);
}
