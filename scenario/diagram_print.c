/* SPDX-License-Identifier: BSD-2-Clause */
/* Diagrams as Mermaid (sequenceDiagram) and as SVG. */
#include "diagram.h"

#include <string.h>

/* ---- Mermaid ---- */

/* A semicolon ends a line of it, and a number sign begins a code. */
static void mermaid_text(const char *text, FILE *out)
{
	for (; *text; text++)
		fputc(*text == ';' || *text == '#' ? ',' : *text, out);
}

static void mermaid_row(const struct diagram_row *row, FILE *out)
{
	if (!row->step[0]) {
		fprintf(out, "    t%u->>t%u: ", row->task, row->task);
		mermaid_text(row->result, out);
		fputc('\n', out);
		return;
	}
	fprintf(out, "    Note over t%u: %s", row->task, row->step);
	if (row->locks[0])
		fprintf(out, "<br/>%s", row->locks);
	if (row->rule[0])
		fprintf(out, "<br/>%s", row->rule);
	fputc('\n', out);
}

void diagram_print_mermaid(const struct diagram *d, FILE *out)
{
	fputs("sequenceDiagram\n", out);
	for (unsigned int i = 0; i < d->s->nr_tasks; i++)
		fprintf(out, "    participant t%u as %s\n", i, d->s->tasks[i]);
	for (size_t i = 0; i < d->count; i++)
		mermaid_row(&d->rows[i], out);
	fputs("    Note over t0", out);
	if (d->s->nr_tasks > 1)
		fprintf(out, ",t%u", d->s->nr_tasks - 1);
	fputs(": ", out);
	mermaid_text(d->title, out);
	fputc('\n', out);
}

/* ---- SVG ---- */

#define COLUMN_WIDTH 300u
#define MARGIN	     20u
#define HEAD_HEIGHT  60u
#define LINE_HEIGHT  15u
#define GAP	     10u
#define LINE_CHARS   44u

static void svg_text(const char *text, size_t length, FILE *out)
{
	for (size_t i = 0; i < length; i++)
		switch (text[i]) {
		case '<':
			fputs("&lt;", out);
			break;
		case '>':
			fputs("&gt;", out);
			break;
		case '&':
			fputs("&amp;", out);
			break;
		default:
			fputc(text[i], out);
		}
}

/* How much of text goes on one line: up to a blank, if there is one. */
static size_t line_length(const char *text, size_t chars)
{
	size_t length = strlen(text), end = chars;

	if (length <= chars)
		return length;
	while (end && text[end] != ' ')
		end--;
	return end ? end : chars;
}

/* The lines that text takes, from y on, if out is not NULL.  Returns their count. */
static unsigned int svg_lines(const char *text, size_t chars, unsigned int x, unsigned int y,
			      const char *style, FILE *out)
{
	unsigned int lines = 0;

	for (; *text; lines++) {
		size_t length = line_length(text, chars);

		if (out) {
			fprintf(out, "<text x=\"%u\" y=\"%u\" class=\"%s\">", x,
				y + lines * LINE_HEIGHT, style);
			svg_text(text, length, out);
			fputs("</text>\n", out);
		}
		text += length + (text[length] == ' ');
	}
	return lines;
}

/* The same for a row: a step with its locks and rule, or a result. */
static unsigned int svg_row(const struct diagram_row *row, unsigned int x, unsigned int y,
			    FILE *out)
{
	unsigned int lines = svg_lines(row->step, LINE_CHARS, x, y, "step", out);

	lines += svg_lines(row->locks, LINE_CHARS, x, y + lines * LINE_HEIGHT, "lock", out);
	lines += svg_lines(row->rule, LINE_CHARS, x, y + lines * LINE_HEIGHT, "rule", out);
	return lines +
	       svg_lines(row->result, LINE_CHARS, x, y + lines * LINE_HEIGHT, "result", out);
}

static unsigned int column_of(unsigned int task)
{
	return MARGIN + task * COLUMN_WIDTH;
}

static unsigned int width_of(const struct diagram *d)
{
	return 2 * MARGIN + d->s->nr_tasks * COLUMN_WIDTH;
}

/* All rows, if out is not NULL.  Returns where they end. */
static unsigned int svg_rows(const struct diagram *d, FILE *out)
{
	unsigned int y = HEAD_HEIGHT;

	for (size_t i = 0; i < d->count; i++) {
		const struct diagram_row *row = &d->rows[i];
		unsigned int x = column_of(row->task);
		unsigned int lines = svg_row(row, x + GAP, 0, NULL);

		if (out) {
			fprintf(out,
				"<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\" rx=\"4\" "
				"class=\"%s\"/>\n",
				x, y, COLUMN_WIDTH - GAP, lines * LINE_HEIGHT + GAP,
				row->step[0] ? "box" : "end");
			svg_row(row, x + GAP, y + LINE_HEIGHT, out);
		}
		y += lines * LINE_HEIGHT + 2 * GAP;
	}
	return y;
}

static void svg_columns(const struct diagram *d, unsigned int end, FILE *out)
{
	for (unsigned int i = 0; i < d->s->nr_tasks; i++) {
		unsigned int x = column_of(i) + (COLUMN_WIDTH - GAP) / 2;

		fprintf(out,
			"<text x=\"%u\" y=\"%u\" class=\"task\">%s</text>\n"
			"<line x1=\"%u\" y1=\"%u\" x2=\"%u\" y2=\"%u\" class=\"life\"/>\n",
			x, HEAD_HEIGHT - 2 * LINE_HEIGHT, d->s->tasks[i], x,
			HEAD_HEIGHT - LINE_HEIGHT, x, end);
	}
}

void diagram_print_svg(const struct diagram *d, FILE *out)
{
	size_t chars = (size_t)LINE_CHARS * d->s->nr_tasks;
	unsigned int end = svg_rows(d, NULL);
	unsigned int lines = svg_lines(d->title, chars, 0, 0, "", NULL);
	unsigned int height = end + lines * LINE_HEIGHT + 2 * MARGIN;

	fprintf(out,
		"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" "
		"font-family=\"sans-serif\" font-size=\"12\">\n"
		"<style>.task{font-weight:bold;font-size:15px;text-anchor:middle}"
		".step,.title{font-weight:bold}.lock{fill:#8a4b00}.rule{fill:#555}"
		".result{fill:#004b8a}.box{fill:#f4f4f4;stroke:#888}"
		".end{fill:#e4f0ff;stroke:#4b7bb0}.life{stroke:#aaa;stroke-dasharray:4 3}"
		"</style>\n"
		"<rect width=\"%u\" height=\"%u\" fill=\"white\"/>\n",
		width_of(d), height, width_of(d), height);
	svg_columns(d, end, out);
	svg_rows(d, out);
	svg_lines(d->title, chars, MARGIN, end + MARGIN, "title", out);
	fputs("</svg>\n", out);
}
