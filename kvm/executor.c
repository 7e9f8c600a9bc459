// SPDX-License-Identifier: BSD-2-Clause
/*
 * The backend's side: operations go to the processes of the scenario, results come back.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "channel.h"
#include "kvm.h"
#include "worker.h"

#define PATIENCE_MS 20000u
#define SLICE_MS    50u

struct kvm_backend {
	struct channel *c;
	pid_t first; /* the first process, and the process group of all */
	unsigned int patience_ms;
	bool dead;		   /* its processes were killed, or died */
	char reason[REASON_BYTES]; /* of the latest result */
	char type[8];
};

/* ---- Processes ---- */

static void kill_all(struct kvm_backend *b)
{
	if (b->first > 0) {
		kill(-b->first, SIGKILL);
		kill(b->first, SIGKILL);
		waitpid(b->first, NULL, 0);
	}
	b->first = 0;
	b->dead = true;
}

struct kvm_backend *kvm_backend_open(const struct kvm_options *options, const char **why)
{
	struct kvm_backend *b;
	int fd = kvm_device_open(why);

	if (fd >= 0)
		*why = "out of memory";
	b = fd < 0 ? NULL : calloc(1, sizeof(*b));
	if (!b)
		goto no_backend;
	b->c = mmap(NULL, sizeof(*b->c), PROT_READ | PROT_WRITE,
		    MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (b->c == MAP_FAILED)
		goto no_channel;
	b->patience_ms = options->patience_ms ? options->patience_ms : PATIENCE_MS;
	b->c->owner = getpid();
	b->c->budget_bytes = options->budget_bytes ? options->budget_bytes : BUDGET_BYTES;
	b->c->skips_missing = options->skips_missing;
	b->c->may_harm = options->may_harm;
	b->c->ring0 = options->ring0;
	b->first = fork();
	if (!b->first)
		worker_main(b->c, fd);
	if (b->first < 0)
		goto no_process;
	setpgid(b->first, b->first);
	close(fd);
	return b;

no_process:
	*why = "no process can be started";
	munmap(b->c, sizeof(*b->c));
no_channel:
	free(b);
no_backend:
	if (fd >= 0)
		close(fd);
	return NULL;
}

void kvm_backend_close(struct kvm_backend *b)
{
	if (!b)
		return;
	kill_all(b);
	munmap(b->c, sizeof(*b->c));
	free(b);
}

bool kvm_backend_died(const struct kvm_backend *b)
{
	return b->dead;
}

/* ---- One operation ---- */

static struct gms_result unsupported(const char *reason)
{
	return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED, .reason = reason };
}

static struct gms_result give_up(struct kvm_backend *b, const char *reason)
{
	kill_all(b);
	return unsupported(reason);
}

/* The mailbox of a living process, or NULL. */
static struct mailbox *mailbox_of(struct kvm_backend *b, uint64_t process)
{
	unsigned int count = b->c->nr_processes;

	if (!process)
		return b->c->mail[0].pid || !count ? &b->c->mail[0] : NULL;
	for (unsigned int i = 1; i < count && i < PROCESSES_MAX; i++)
		if (b->c->mail[i].process == process && b->c->mail[i].pid)
			return &b->c->mail[i];
	return NULL;
}

static bool has_died(const struct kvm_backend *b, const struct mailbox *m)
{
	if (m == &b->c->mail[0])
		return waitpid(b->first, NULL, WNOHANG) != 0;
	return m->pid > 0 && kill(m->pid, 0) != 0;
}

/* Its files are closed and its memory is gone when nobody finds it any more. */
static void await_end(struct kvm_backend *b, const struct mailbox *m, pid_t pid)
{
	for (unsigned int i = 0; i < 10000; i++) {
		if (m == &b->c->mail[0] ? waitpid(b->first, NULL, WNOHANG) != 0
					: kill(pid, 0) != 0)
			return;
		usleep(100);
	}
}

/* What the process wrote, without what could hurt. */
static struct gms_result take_reply(struct kvm_backend *b, const struct reply *reply)
{
	struct gms_result result = reply->result;

	memcpy(b->reason, reply->reason, sizeof(b->reason) - 1);
	memcpy(b->type, reply->type, sizeof(b->type) - 1);
	result.reason = b->reason;
	if (result.kind == GMS_RESULT_STAT)
		result.stat.type = b->type;
	else
		result.text[sizeof(result.text) - 1] = '\0';
	if ((unsigned int)result.kind > GMS_RESULT_UNSUPPORTED)
		return unsupported("the process that executed it wrote nonsense");
	return result;
}

static struct gms_result ask(struct kvm_backend *b, struct mailbox *m, const struct gms_op *op,
			     const volatile int *stop, bool *stopped)
{
	pid_t pid = m->pid;

	m->op = *op;
	mail_post(&m->state, MAIL_REQUESTED);
	for (unsigned int ms = 0; !mail_wait(&m->state, MAIL_REQUESTED, SLICE_MS);
	     ms += SLICE_MS) {
		if (stop && *stop) {
			*stopped = true;
			return give_up(b, "it was interrupted");
		}
		if (has_died(b, m))
			return give_up(b, "the process that executed it died");
		if (ms >= b->patience_ms)
			return give_up(b, "it did not come to an end, and was killed");
	}
	if (op->code == GMS_OP_EXIT)
		await_end(b, m, pid);
	else
		m->state = MAIL_IDLE;
	return take_reply(b, &m->reply);
}

static bool kvm_run_or_stop(void *self, const struct gms_op *op, const volatile int *stop,
			    struct gms_result *result)
{
	struct kvm_backend *b = self;
	struct mailbox *m = b->dead ? NULL : mailbox_of(b, op->process);
	bool stopped = false;

	if (b->dead)
		*result = unsupported("the processes of the scenario are dead");
	else if (!m)
		*result = (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = ESRCH };
	else
		*result = ask(b, m, op, stop, &stopped);
	return !stopped;
}

static struct gms_result kvm_run(void *self, const struct gms_op *op)
{
	struct gms_result result;

	kvm_run_or_stop(self, op, NULL, &result);
	return result;
}

static bool kvm_next_page(void *self, const struct gms_op *op, uint64_t from, uint64_t *page)
{
	const struct kvm_backend *b = self;

	(void)op;
	for (uint64_t i = from; i < PAGES_WORDS * 64ull; i++) {
		uint64_t rest = b->c->pages[i / 64] >> i % 64;

		if (rest) {
			*page = i + (uint64_t)__builtin_ctzll(rest);
			return true;
		}
		i |= 63;
	}
	return false;
}

/* A number that some kernel may have given, for something else than guest_memfd. */
#define LAST_CAPABILITY 1024u

static bool is_nameless(uint64_t cap)
{
	const struct gms_name_value *name = gms_capabilities();

	while (name->name && name->value != cap)
		name++;
	return !name->name && cap < LAST_CAPABILITY;
}

/* What no system call tells, but the scenario can go on without. */
static const char *kvm_skips(void *self, const struct gms_op *op)
{
	(void)self;
	if (gms_op_row(op->code)->flags & GMS_OP_SIM_ONLY)
		return "only a simulator can see it";
	switch (op->code) {
	case GMS_OP_MEMINFO:
		return "other programs count as well";
	case GMS_OP_AGE:
		return "no system call asks mmu notifiers about age";
	case GMS_OP_CHECK_EXTENSION:
		return is_nameless(op->cap) ? "the capability is about other parts of KVM" : NULL;
	default:
		return NULL;
	}
}

/* A kernel tells neither what its page tables hold nor what its clocks and inodes count. */
static bool kvm_sees(const struct gms_op *op, const char *key)
{
	static const char *const of_guest[] = { "level", "prot", NULL };
	static const char *const of_fstat[] = { "ino", "atime", "mtime", "ctime", NULL };
	/* The flag for soft-dirty pages, with which a kernel is built or not. */
	static const char *const of_smaps[] = { "sd", NULL };
	const char *const *hidden = op->code == GMS_OP_GUEST   ? of_guest
				    : op->code == GMS_OP_FSTAT ? of_fstat
				    : op->code == GMS_OP_SMAPS ? of_smaps
							       : NULL;

	while (hidden && *hidden && strcmp(*hidden, key) != 0)
		hidden++;
	return !hidden || !*hidden;
}

struct executor executor_kvm(struct kvm_backend *b)
{
	return (struct executor){
		.name = "kvm",
		.self = b,
		.page_size = 4096,
		.skips = kvm_skips,
		.sees = kvm_sees,
		.run = kvm_run,
		.run_or_stop = kvm_run_or_stop,
		.next_page = kvm_next_page,
	};
}
