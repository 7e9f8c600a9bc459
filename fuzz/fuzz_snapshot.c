/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Saved worlds, damaged: gms_load() refuses with a sentence and leaves the world as it
 * is, or what it took is the world that was saved.
 *
 *	number of changes | place (2 bytes) and byte of each | a sequence
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "campaign.h"
#include "mutate.h"
#include "targets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes);

MUTATE_SEQUENCES(SNAPSHOT_HEAD)

static _Noreturn void fail(const char *why)
{
	fprintf(stderr, "%s\n", why);
	abort();
}

/* The saved bytes with changes; *saved of them are there. */
static uint8_t *damaged(const struct gms_world *w, const uint8_t *change, size_t *saved)
{
	uint8_t *image;

	*saved = gms_snapshot_bytes(w);
	image = malloc(*saved);
	if (!image || gms_save(w, image, *saved) != *saved)
		exit(EXIT_FAILURE);
	for (unsigned int i = 0; i < change[0] % (CHANGES_MAX + 1); i++) {
		const uint8_t *c = change + 1 + i * CHANGE_BYTES;
		size_t at = (size_t)c[0] << 8 | c[1];

		/* The head's bytes are what matters most. */
		image[at % (c[0] < 0x80 ? 512 : *saved)] ^= c[2];
	}
	if (change[0] >= 0xc0)
		*saved -= change[0] & 0x3f;
	return image;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t bytes)
{
	static struct sequence q;
	struct campaign c = { .sequence = &q };
	struct gms_result result;
	uint8_t change[SNAPSHOT_HEAD] = { 0 };
	size_t head = bytes < SNAPSHOT_HEAD ? bytes : SNAPSHOT_HEAD, saved;
	const char *why = NULL;
	struct gms_world *w;
	uint8_t *image;
	uint64_t hash;

	if (head)
		memcpy(change, data, head);
	sequence_decode(&q, data + head, bytes - head);
	w = campaign_world(&q);
	if (!w)
		return 0;
	c.w = w;
	for (unsigned int i = 0; i < q.nr_ops; i++)
		if (!campaign_run(&c, &q.op[i], &result)) {
			campaign_end(&q, w);
			return 0;
		}
	hash = gms_hash(w);
	image = damaged(w, change, &saved);
	if (!gms_load(w, image, saved, &why) && (!why || !*why))
		fail("gms_load() refuses without saying why");
	if (gms_hash(w) != hash)
		fail("the world is another one than was saved");
	free(image);
	campaign_end(&q, w);
	return 0;
}
