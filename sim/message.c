/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * Descriptors in messages (SCM_RIGHTS): FOP-7, RELEASE-1.
 *
 * A message that is under way holds a reference to the file, whatever becomes of
 * the processes at its ends.
 */
#include <errno.h>

#include "gmem.h"

static enum verdict send_run(struct gms_world *w, struct task *t)
{
	ref_t file = handle_file(w, t->op.file);

	if (!file)
		return fail(w, t, FD_1, EBADF);
	if (!handle_set_message(w, t->op.define, file))
		return unsupported(t, "the arena has no room for another message");
	file_get(w, file);
	return succeed(w, t, FOP_7, 0);
}

const struct step send_steps[] = {
	{ "send", send_run },
	{ 0 },
};

static enum verdict receive_run(struct gms_world *w, struct task *t)
{
	ref_t file = handle_message(w, t->op.file);

	if (!file)
		return fail(w, t, MESSAGE_1, EAGAIN);
	handle_forget(w, t->op.file);
	if (handle_open(w, t->op.define, file))
		return succeed(w, t, FOP_7, 0);
	file_put(w, t, file);
	return fail(w, t, MESSAGE_2, EMFILE);
}

const struct step receive_steps[] = {
	{ "receive", receive_run },
	{ 0 },
};
