/* SPDX-License-Identifier: BSD-2-Clause */
/* The head of an input: the world, and what exists in it at the start. */
#include <string.h>

#include "sequence_internal.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const char *const preambles[] = {
	"",
	"vm A\nvcpu A.0\nmemfd M vm=A size=8p flags=mmap|init_shared\n"
	"slot A:0 gpa=0 size=8p memfd=M\nmmap H memfd=M len=8p\nmmap P anon len=8p\n",
	"vm A type=sw_protected\nvcpu A.0\nmemfd M vm=A size=8p\n"
	"mmap H anon len=8p\nslot A:0 gpa=0 size=8p memfd=M hva=H\n"
	"attributes A gpa=0 size=4p private\n",
	"vm A\nvcpu A.0\nvcpu A.1\nmemfd M vm=A size=8p flags=mmap|init_shared\n"
	"mmap H memfd=M len=8p\nslot A:0 gpa=0 size=8p hva=H\n",
};

/* The operations and names of a scenario's text. */
static void include(struct sequence *q, const char *text)
{
	struct scenario_error error;
	struct scenario *s = scenario_parse("preamble", text, strlen(text), &error);

	for (size_t i = 0; s && i < s->nr_lines; i++)
		q->op[q->nr_ops++] = s->lines[i].op;
	for (size_t i = 0; s && i < s->nr_symbols; i++)
		q->symbol[++q->nr_symbols].kind = s->symbols[i].kind;
	for (unsigned int i = 0; i < q->nr_ops; i++)
		if (q->op[i].code == GMS_OP_VCPU) {
			q->symbol[q->op[i].define].vm = q->op[i].vm;
			q->symbol[q->op[i].define].id = q->op[i].vcpu_id;
		}
	if (s)
		scenario_free(s);
}

/* Each is parsed once. */
static void start(struct sequence *q, uint8_t which)
{
	static struct sequence parsed[COUNT(preambles)];
	static bool is_parsed[COUNT(preambles)];
	struct sequence *from = &parsed[which];

	if (!is_parsed[which])
		include(from, preambles[which]);
	is_parsed[which] = true;
	q->nr_ops = from->nr_ops;
	q->nr_symbols = from->nr_symbols;
	memcpy(q->op, from->op, from->nr_ops * sizeof(q->op[0]));
	memcpy(q->symbol, from->symbol, (from->nr_symbols + 1) * sizeof(q->symbol[0]));
}

/* A parameter of the architecture's to a value that it can have. */
static void parameter(struct sequence *q, uint8_t index, uint8_t value)
{
	unsigned int i = index % GMS_NR_PARAMS;
	const struct gms_param *p = gms_param_at(i);
	uint64_t range = p->largest - p->least;

	if (!(p->archs >> q->config.arch & 1))
		return;
	q->config.param[i] = p->least + (range >= UINT8_MAX ? value : value % (range + 1));
	q->plain = false;
}

void sequence_head(struct sequence *q, const uint8_t *bytes)
{
	gms_config_init(&q->config);
	q->plain = true;
	q->config.arch = bytes[0] % GMS_NR_ARCHS;
	q->config.profile = bytes[1] ? bytes[1] % gms_nr_profiles() : q->config.profile;
	start(q, bytes[2] % COUNT(preambles));
	if (bytes[3] >= 0xc0) {
		parameter(q, bytes[4], bytes[5]);
		parameter(q, bytes[6], bytes[7]);
	}
	if (bytes[8] >= 0xe0) {
		q->config.inject[bytes[9] % GMS_NR_INJECTS] = 1 + bytes[10] % 64;
		q->plain = false;
	}
}
