/* SPDX-License-Identifier: BSD-2-Clause */
/* What x86 remembers beside its page tables is state: it is hashed, and a snapshot has it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"
#include "support.h"

#include <cmocka.h>

#define FURNITURE                                                                                \
	"vm A type=sw_protected\n"                                                               \
	"vcpu A.0\n"                                                                             \
	"mmap H anon len=4M addr=0x40000000\n"                                                   \
	"enable_cap A EXIT_HYPERCALL arg=0x1000\n"                                               \
	"slot A:0 gpa=0x40000000 size=4M hva=H\n"                                                \
	"store H+4K 1\n"                                                                         \
	"swap_out H+4K\n"

/* Two ways to the same page tables, after which a guest may see different things. */
static const struct {
	const char *one, *other;
} pairs[] = {
	{ "enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=1\n",
	  "enable_cap A MANUAL_DIRTY_LOG_PROTECT2 arg=3\n" },
	{ "enable_cap A DISABLE_QUIRKS2 arg=0x80\n", "enable_cap A DISABLE_QUIRKS2 arg=0x200\n" },
	{ "noncoherent_dma A\n", "noncoherent_dma A\nnoncoherent_dma A\n" },
	{ "write_track A 0x40002000\nwrite_track A 0x40002000 stop\n",
	  "write_track A 0x40002000\n" },
	{ "guest A.0 read 0x40001000\n", "guest A.0 write 0x40001000 5\n" },
	{ "map_gpa_range A.0 gpa=0 npages=1 private\n",
	  "map_gpa_range A.0 gpa=0 npages=2 private\n" },
	{ "map_gpa_range A.0 gpa=0 npages=1 private\nmap_gpa_return A.0\n",
	  "map_gpa_range A.0 gpa=0 npages=1 private\n" },
	{ "", "swap_out H\n" },
	/* A table that code left behind, its leaf gone. */
	{ "guest A.0 exec 0x40200000\nreclaim H+2M\n",
	  "guest A.0 read 0x40200000\nreclaim H+2M\n" },
};

static struct gms_world *run(const char *lines)
{
	struct gms_config config;
	struct scenario_error error;
	struct gms_world *w;
	struct scenario *s;
	const char *why = NULL;
	char text[1024];

	gms_config_init(&config);
	config.param[GMS_PARAM_ASYNC_PF] = 2;
	config.param[GMS_PARAM_NX_HUGE_PAGES] = 1;
	config.param[GMS_PARAM_HOST_HUGE_LEVEL] = 2;
	config.param[GMS_PARAM_MAX_HUGE_LEVEL] = 3;
	w = gms_create(&config, &why);
	assert_non_null(w);
	snprintf(text, sizeof(text), "%s%s", FURNITURE, lines);
	s = scenario_parse("pair", text, strlen(text), &error);
	assert_non_null(s);
	for (size_t i = 0; i < s->nr_lines; i++) {
		struct gms_result result = gms_run(w, &s->lines[i].op);

		assert_int_not_equal(result.kind, GMS_RESULT_UNSUPPORTED);
	}
	scenario_free(s);
	return w;
}

static void what_a_guest_may_see_later_is_hashed(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct gms_world *a = run(pairs[i].one), *b = run(pairs[i].other);

		if (gms_hash(a) == gms_hash(b))
			fail_msg("same hash: %s and %s", pairs[i].one, pairs[i].other);
		gms_destroy(a);
		gms_destroy(b);
	}
}

static void a_snapshot_has_all_of_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		struct gms_world *a = run(pairs[i].one), *b = run(pairs[i].other);
		size_t bytes = gms_snapshot_bytes(a);
		void *snapshot = malloc(bytes);

		assert_int_equal(gms_snapshot(a, snapshot, bytes), bytes);
		assert_true(gms_restore(b, snapshot, bytes));
		assert_true(gms_hash(a) == gms_hash(b));
		free(snapshot);
		gms_destroy(a);
		gms_destroy(b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_guest_may_see_later_is_hashed),
		cmocka_unit_test(a_snapshot_has_all_of_it),
	};

	return cmocka_run_group_tests_name("hash of x86", tests, NULL, NULL);
}
