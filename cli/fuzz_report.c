/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The report of a campaign: text, JSON, and a page with plots.
 */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"
#include "output.h"

#define PLOT_WIDTH  640
#define PLOT_HEIGHT 160

/* ---- Findings ---- */

struct finding {
	const char *kind;
	unsigned int times;
	bool first;
};

typedef void finding_fn(const struct fuzz_campaign *c, const struct finding *f, FILE *out);

static unsigned int times_of(const struct fuzz_campaign *c, const char *kind)
{
	FILE *in = fopen(fuzz_path(c, "findings/%s/count", kind), "r");
	unsigned int times = 0;

	if (in && fscanf(in, "%u", &times) != 1)
		times = 0;
	if (in)
		fclose(in);
	return times;
}

static int is_kind(const struct dirent *e)
{
	return e->d_name[0] != '.';
}

static void each_finding(const struct fuzz_campaign *c, finding_fn *visit, FILE *out)
{
	struct dirent **list;
	int count = scandir(fuzz_path(c, "findings"), &list, is_kind, alphasort);

	for (int i = 0; i < count; i++) {
		const struct finding f = { list[i]->d_name, times_of(c, list[i]->d_name),
					   i == 0 };

		visit(c, &f, out);
		free(list[i]);
	}
	if (count >= 0)
		free(list);
}

/* The scenario made small, or as it was found; NULL: a finding without one. */
static FILE *open_scenario(const struct fuzz_campaign *c, const char *kind)
{
	const char *path = fuzz_path(c, "findings/%s/small.gms", kind);

	if (access(path, R_OK))
		path = fuzz_path(c, "findings/%s/finding.gms", kind);
	return fopen(path, "r");
}

/* ---- Text ---- */

static void text_finding(const struct fuzz_campaign *c, const struct finding *f, FILE *out)
{
	fprintf(out, "finding %s, %u times: %s\n", f->kind, f->times,
		fuzz_path(c, "findings/%s", f->kind));
}

static void print_text(const struct fuzz_campaign *c, FILE *out)
{
	fprintf(out, "%s: %" PRIu64 " executions in %" PRIu64 " s, %u rules of %u, %u findings\n",
		c->target, c->executions, fuzz_seconds(c), c->rules, gms_nr_rules(), c->findings);
	each_finding(c, text_finding, out);
}

static void print_unreached(const struct fuzz_campaign *c, FILE *out)
{
	fputs("rules never reached:", out);
	for (unsigned int i = 0; i < gms_nr_rules() && i < STATS_RULES; i++)
		if (!c->reached[i])
			fprintf(out, " %s", gms_rule_at(i)->id);
	fputc('\n', out);
}

/* ---- JSON ---- */

static void json_finding(const struct fuzz_campaign *c, const struct finding *f, FILE *out)
{
	bool first = true;

	fputs(f->first ? "{" : ",{", out);
	json_text(out, &first, "kind", f->kind);
	json_number(out, &first, "times", f->times);
	json_text(out, &first, "directory", fuzz_path(c, "findings/%s", f->kind));
	fputc('}', out);
}

static void print_json(const struct fuzz_campaign *c, FILE *out)
{
	bool first = true, first_rule = true;

	fputc('{', out);
	json_text(out, &first, "target", c->target);
	json_number(out, &first, "executions", c->executions);
	json_number(out, &first, "seconds", fuzz_seconds(c));
	json_number(out, &first, "rules", gms_nr_rules());
	json_number(out, &first, "rules_reached", c->rules);
	json_key(out, &first, "never_reached");
	fputc('[', out);
	for (unsigned int i = 0; i < gms_nr_rules() && i < STATS_RULES; i++) {
		if (c->reached[i])
			continue;
		fputs(first_rule ? "" : ",", out);
		json_string(out, gms_rule_at(i)->id);
		first_rule = false;
	}
	fputc(']', out);
	json_key(out, &first, "findings");
	fputc('[', out);
	each_finding(c, json_finding, out);
	fputs("]}\n", out);
}

/* ---- HTML ---- */

static void print_escaped(const char *text, FILE *out)
{
	for (; *text; text++) {
		if (*text == '<')
			fputs("&lt;", out);
		else if (*text == '&')
			fputs("&amp;", out);
		else
			fputc(*text, out);
	}
}

static void html_finding(const struct fuzz_campaign *c, const struct finding *f, FILE *out)
{
	FILE *in = open_scenario(c, f->kind);
	char line[4096];

	fputs("<h3>", out);
	print_escaped(f->kind, out);
	fprintf(out, ", %u times</h3>\n<pre>", f->times);
	while (in && fgets(line, sizeof(line), in))
		print_escaped(line, out);
	if (in)
		fclose(in);
	fputs("</pre>\n", out);
}

/* One column of the progress over its first. */
static void plot(const struct fuzz_campaign *c, unsigned int column, const char *title, FILE *out)
{
	FILE *in = fopen(fuzz_path(c, "progress.csv"), "r");
	double x, y[3], last = 1, most = 1;
	char line[256];

	if (!in)
		return;
	while (fgets(line, sizeof(line), in))
		if (sscanf(line, "%lf,%lf,%lf,%lf", &x, &y[0], &y[1], &y[2]) == 4) {
			last = x > last ? x : last;
			most = y[column] > most ? y[column] : most;
		}
	fprintf(out,
		"<h2>%s: %.0f in %.0f s</h2>\n"
		"<svg viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\">"
		"<polyline fill=\"none\" stroke=\"#07c\" stroke-width=\"2\" points=\"0,%d",
		title, most, last, PLOT_WIDTH, PLOT_HEIGHT, PLOT_WIDTH, PLOT_HEIGHT, PLOT_HEIGHT);
	rewind(in);
	while (fgets(line, sizeof(line), in))
		if (sscanf(line, "%lf,%lf,%lf,%lf", &x, &y[0], &y[1], &y[2]) == 4)
			fprintf(out, " %.1f,%.1f", x / last * PLOT_WIDTH,
				PLOT_HEIGHT - y[column] / most * (PLOT_HEIGHT - 4));
	fputs("\"/></svg>\n", out);
	fclose(in);
}

static void print_html(const struct fuzz_campaign *c, FILE *out)
{
	fprintf(out,
		"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		"<title>gmemsim fuzz %s</title>\n"
		"<style>body{font-family:sans-serif;max-width:50em;margin:2em auto}"
		"svg{background:#f4f4f4}pre{background:#f4f4f4;padding:1em}</style></head>\n"
		"<body><h1>gmemsim fuzz %s</h1>\n<p>",
		c->target, c->target);
	print_text(c, out);
	fputs("</p>\n", out);
	plot(c, 1, "Rules reached", out);
	plot(c, 0, "Executions", out);
	plot(c, 2, "Findings", out);
	fputs("<h2>Findings</h2>\n", out);
	each_finding(c, html_finding, out);
	fputs("<h2>Rules never reached</h2>\n<ul>\n", out);
	for (unsigned int i = 0; i < gms_nr_rules() && i < STATS_RULES; i++) {
		if (c->reached[i])
			continue;
		fprintf(out, "<li><b>%s</b> ", gms_rule_at(i)->id);
		print_escaped(gms_rule_at(i)->sentence, out);
		fputs("</li>\n", out);
	}
	fputs("</ul></body></html>\n", out);
}

/* ---- All three ---- */

static bool write_one(const struct fuzz_campaign *c, const char *name,
		      void (*print)(const struct fuzz_campaign *, FILE *))
{
	const char *path = fuzz_path(c, "%s", name);
	FILE *out = fopen(path, "w");

	if (out)
		print(c, out);
	if (out && !fclose(out))
		return true;
	complain("%s: %s", path, strerror(errno));
	return false;
}

static void print_long_text(const struct fuzz_campaign *c, FILE *out)
{
	print_text(c, out);
	print_unreached(c, out);
}

bool fuzz_report(const struct fuzz_campaign *c)
{
	print_text(c, stdout);
	return write_one(c, "report.txt", print_long_text) &&
	       write_one(c, "report.json", print_json) && write_one(c, "report.html", print_html);
}
