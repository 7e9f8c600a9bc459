// SPDX-License-Identifier: BSD-2-Clause
/*
 * A process of the scenario: takes operations from its mailbox and answers.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "run_vcpu.h"
#include "worker.h"

/* Descriptors of ours lie between the scenario's limit and this one. */
#define HIDDEN_MAX (2 * DESCRIPTORS_MAX)

/* ---- Results ---- */

struct gms_result result_value(int64_t value)
{
	return (struct gms_result){ .kind = GMS_RESULT_VALUE, .value = value };
}

struct gms_result result_errno(int error)
{
	return (struct gms_result){ .kind = GMS_RESULT_ERRNO, .error = error };
}

/* The text lives until the next one; the answer carries a copy. */
struct gms_result result_unsupported(const char *format, ...)
{
	static char text[REASON_BYTES];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	return (struct gms_result){ .kind = GMS_RESULT_UNSUPPORTED, .reason = text };
}

struct gms_result result_of(long value)
{
	return value < 0 ? result_errno(errno) : result_value(value);
}

struct gms_result result_zero(long value)
{
	return value < 0 ? result_errno(errno) : result_value(0);
}

/* ---- Signals ---- */

struct caught caught;

static void on_fault(int number, siginfo_t *info, void *context)
{
	(void)context;
	caught.signal = number;
	caught.code = info->si_code;
	if (caught.armed)
		siglongjmp(caught.resume, 1);
	/* A memory error that was found elsewhere; anything else is a fault of ours. */
	if (number != SIGBUS || info->si_code != BUS_MCEERR_AO)
		signal(number, SIG_DFL);
}

static void on_alarm(int number)
{
	vcpu_stop();
	/* An access of the host would go on waiting. */
	if (caught.armed) {
		caught.signal = number;
		siglongjmp(caught.resume, 1);
	}
}

static void arrange_signals(void)
{
	static char stack[64 << 10];
	const stack_t alternate = { .ss_sp = stack, .ss_size = sizeof(stack) };
	struct sigaction action = { .sa_sigaction = on_fault,
				    .sa_flags = SA_SIGINFO | SA_ONSTACK };

	sigaltstack(&alternate, NULL);
	sigaction(SIGSEGV, &action, NULL);
	sigaction(SIGBUS, &action, NULL);
	action = (struct sigaction){ .sa_handler = on_alarm };
	sigaction(SIGALRM, &action, NULL);
	signal(SIGINT, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGIO, SIG_IGN);
	signal(SIGCHLD, SIG_IGN);
	signal(SIGTERM, SIG_DFL);
}

/* A system call that waits is interrupted, and again if the first time came too early. */
static void set_alarm(unsigned int seconds)
{
	const struct itimerval timer = {
		.it_interval.tv_sec = seconds ? 1 : 0,
		.it_value.tv_sec = seconds,
	};

	setitimer(ITIMER_REAL, &timer, NULL);
}

/* ---- Objects ---- */

struct object *object_at(struct worker *k, uint64_t handle)
{
	static const struct object none = { .fd = -1 };
	size_t room = k->nr_objects ? k->nr_objects : 64;
	struct object *object;

	if (handle >= HANDLES_MAX)
		return NULL;
	if (handle < k->nr_objects)
		return &k->object[handle];
	while (room <= handle)
		room *= 2;
	object = realloc(k->object, room * sizeof(*object));
	if (!object)
		return NULL;
	for (size_t i = k->nr_objects; i < room; i++)
		object[i] = none;
	k->object = object;
	k->nr_objects = room;
	return &object[handle];
}

int fd_of(struct worker *k, uint64_t handle)
{
	const struct object *object = object_at(k, handle);

	return object && object->fd >= 0 ? object->fd : CLOSED_FD;
}

bool is_open(struct worker *k, uint64_t handle)
{
	return fd_of(k, handle) != CLOSED_FD;
}

int fd_of_ref(struct worker *k, struct gms_ref ref)
{
	return ref.handle ? fd_of(k, ref.handle) : (int)ref.number;
}

struct gms_result object_open(struct worker *k, uint64_t handle, enum object_kind kind,
			      unsigned int index, int fd)
{
	struct object *object;

	if (fd < 0)
		return result_errno(errno);
	object = object_at(k, handle);
	if (!object) {
		close(fd);
		return result_unsupported("there are too many names");
	}
	*object = (struct object){ .kind = kind, .fd = fd, .index = index };
	return result_value(0);
}

bool is_other(struct worker *k, uint64_t handle)
{
	const struct object *object = object_at(k, handle);

	return object && object->kind == OBJECT_FILE && object->index;
}

bool other_has_bytes(struct worker *k, uint64_t handle)
{
	return is_other(k, handle) && object_at(k, handle)->index == OTHER_WITH_BYTES;
}

/* Above what the scenario's limit lets it have: the limit is lifted for the moment. */
int hide(int fd)
{
	struct rlimit limit = { HIDDEN_MAX, HIDDEN_MAX };
	int hidden;

	setrlimit(RLIMIT_NOFILE, &limit);
	hidden = fcntl(fd, F_DUPFD_CLOEXEC, MESSAGE_FD(MESSAGES_MAX));
	limit.rlim_cur = DESCRIPTORS_MAX;
	setrlimit(RLIMIT_NOFILE, &limit);
	close(fd);
	return hidden;
}

struct vm *worker_vm(struct worker *k, uint64_t handle)
{
	const struct object *object = object_at(k, handle);

	return object && object->kind == OBJECT_VM ? &k->vm[object->index] : NULL;
}

struct vcpu *worker_vcpu(struct worker *k, uint64_t handle)
{
	const struct object *object = object_at(k, handle);

	return object && object->kind == OBJECT_VCPU ? &k->vcpu[object->index] : NULL;
}

/* ---- Words ---- */

const char *word_of(const struct gms_op *op, const char *key, uint64_t value)
{
	const struct gms_op_row *row = gms_op_row(op->code);

	for (uint32_t i = 0; i < row->nr_args; i++)
		if (row->args[i].names && !strcmp(row->args[i].key, key))
			for (const struct gms_name_value *n = row->args[i].names; n->name; n++)
				if (n->value == value)
					return n->name;
	return "";
}

/* ---- Answering ---- */

static op_fn *const operations[GMS_NR_OPS] = {
	[GMS_OP_VM] = sys_vm,
	[GMS_OP_CHECK_EXTENSION] = sys_check_extension,
	[GMS_OP_ENABLE_CAP] = sys_enable_cap,
	[GMS_OP_VCPU] = sys_vcpu,
	[GMS_OP_CLOSE] = sys_close,
	[GMS_OP_MEMFD] = sys_memfd,
	[GMS_OP_DUP] = sys_dup,
	[GMS_OP_FALLOCATE] = sys_fallocate,
	[GMS_OP_FTRUNCATE] = sys_ftruncate,
	[GMS_OP_READ] = sys_rw,
	[GMS_OP_WRITE] = sys_rw,
	[GMS_OP_READV] = sys_rwv,
	[GMS_OP_WRITEV] = sys_rwv,
	[GMS_OP_LSEEK] = sys_lseek,
	[GMS_OP_FSTAT] = sys_fstat,
	[GMS_OP_FSTATFS] = sys_fstatfs,
	[GMS_OP_FSYNC] = sys_sync,
	[GMS_OP_FDATASYNC] = sys_sync,
	[GMS_OP_SYNCFS] = sys_sync,
	[GMS_OP_SYNC_FILE_RANGE] = sys_sync_file_range,
	[GMS_OP_FCHMOD] = sys_fchmod,
	[GMS_OP_FCHOWN] = sys_fchown,
	[GMS_OP_FUTIMENS] = sys_futimens,
	[GMS_OP_FSETXATTR] = sys_xattr,
	[GMS_OP_FGETXATTR] = sys_xattr,
	[GMS_OP_FREMOVEXATTR] = sys_xattr,
	[GMS_OP_FLISTXATTR] = sys_xattr,
	[GMS_OP_FADVISE] = sys_fadvise,
	[GMS_OP_READAHEAD] = sys_readahead,
	[GMS_OP_SENDFILE] = sys_sendfile,
	[GMS_OP_SPLICE] = sys_splice,
	[GMS_OP_TEE] = sys_tee,
	[GMS_OP_COPY_FILE_RANGE] = sys_copy_file_range,
	[GMS_OP_IOCTL] = sys_ioctl,
	[GMS_OP_FCNTL] = sys_fcntl,
	[GMS_OP_FLOCK] = sys_flock,
	[GMS_OP_POLL] = sys_poll,
	[GMS_OP_EPOLL_CTL] = sys_epoll_ctl,
	[GMS_OP_READLINK] = sys_readlink,
	[GMS_OP_OPEN] = sys_open,
	[GMS_OP_REOPEN] = sys_reopen,
	[GMS_OP_FCHDIR] = sys_fchdir,
	[GMS_OP_EXECVEAT] = sys_at,
	[GMS_OP_LINKAT] = sys_at,
	[GMS_OP_AT] = sys_at,
	[GMS_OP_CALL] = sys_call,
	[GMS_OP_SLOT] = sys_slot,
	[GMS_OP_ATTRIBUTES] = sys_attributes,
	[GMS_OP_PREFAULT] = sys_prefault,
	[GMS_OP_DIRTY_LOG] = sys_dirty_log,
	[GMS_OP_CLEAR_DIRTY_LOG] = sys_clear_dirty_log,
	[GMS_OP_MMAP] = sys_mmap,
	[GMS_OP_MUNMAP] = sys_munmap,
	[GMS_OP_MPROTECT] = sys_mprotect,
	[GMS_OP_LOAD] = sys_load,
	[GMS_OP_STORE] = sys_store,
	[GMS_OP_MADVISE] = sys_madvise,
	[GMS_OP_MLOCK] = sys_mlock,
	[GMS_OP_MUNLOCK] = sys_munlock,
	[GMS_OP_MLOCKALL] = sys_mlockall,
	[GMS_OP_MUNLOCKALL] = sys_munlockall,
	[GMS_OP_MREMAP] = sys_mremap,
	[GMS_OP_REMAP_FILE_PAGES] = sys_remap_file_pages,
	[GMS_OP_MSYNC] = sys_msync,
	[GMS_OP_MINCORE] = sys_mincore,
	[GMS_OP_SMAPS] = sys_smaps,
	[GMS_OP_UFFD_REGISTER] = sys_uffd_register,
	[GMS_OP_UFFD_UNREGISTER] = sys_uffd_unregister,
	[GMS_OP_GUP] = sys_gup,
	[GMS_OP_UNGUP] = sys_ungup,
	[GMS_OP_MBIND] = sys_mbind,
	[GMS_OP_GET_MEMPOLICY] = sys_get_mempolicy,
	[GMS_OP_SET_MEMPOLICY] = sys_set_mempolicy,
	[GMS_OP_SET_MEMPOLICY_HOME_NODE] = sys_set_mempolicy_home_node,
	[GMS_OP_MOVE_PAGES] = sys_move_pages,
	[GMS_OP_GUEST] = sys_guest,
	[GMS_OP_MAP_GPA_RANGE] = sys_map_gpa_range,
	[GMS_OP_MAP_GPA_RETURN] = sys_map_gpa_return,
	[GMS_OP_FORK] = sys_fork,
	[GMS_OP_EXIT] = sys_exit,
	[GMS_OP_SEND] = sys_send,
	[GMS_OP_RECEIVE] = sys_receive,
	[GMS_OP_PROCESS_VM_READV] = sys_process_vm,
	[GMS_OP_PROCESS_VM_WRITEV] = sys_process_vm,
	[GMS_OP_PROC_MEM_READ] = sys_proc_mem,
	[GMS_OP_PROC_MEM_WRITE] = sys_proc_mem,
	[GMS_OP_VMSPLICE] = sys_vmsplice,
	[GMS_OP_FUTEX_WAIT] = sys_futex,
	[GMS_OP_FUTEX_WAKE] = sys_futex,
	[GMS_OP_CLOCK_GETTIME] = sys_clock_gettime,
	[GMS_OP_POISON] = sys_poison,
	[GMS_OP_RECLAIM] = sys_reclaim,
};

static struct gms_result carry_out(struct worker *k, const struct gms_op *op)
{
	struct gms_result result;

	if ((unsigned int)op->code >= GMS_NR_OPS || !operations[op->code])
		return result_unsupported("no system call of this executor says it");
	errno = 0;
	caught.signal = caught.code = 0;
	set_alarm(OPERATION_SECONDS);
	result = operations[op->code](k, op);
	set_alarm(0);
	return result;
}

static void answer(struct worker *k)
{
	struct gms_op op = k->mail->op;
	struct reply *reply = &k->mail->reply;

	reply->result = carry_out(k, &op);
	snprintf(reply->reason, sizeof(reply->reason), "%s",
		 reply->result.reason ? reply->result.reason : "");
	reply->type[0] = '\0';
	if (reply->result.kind == GMS_RESULT_STAT)
		snprintf(reply->type, sizeof(reply->type), "%s", reply->result.stat.type);
	if (k->exits) {
		k->mail->pid = 0;
		mail_post(&k->mail->state, MAIL_ANSWERED);
		_exit(0);
	}
	mail_post(&k->mail->state, MAIL_ANSWERED);
}

/* Nobody asks any more when the backend is gone. */
#define LOOK_MS 1000u

_Noreturn void worker_serve(struct worker *k)
{
	for (;;) {
		uint32_t state = __atomic_load_n(&k->mail->state, __ATOMIC_ACQUIRE);

		if (state == MAIL_REQUESTED)
			answer(k);
		else if (!mail_wait(&k->mail->state, state, LOOK_MS) && kill(k->c->owner, 0) != 0)
			_exit(0);
	}
}

/* ---- The first process ---- */

#define CPU_SECONDS 600

/* What a stray scenario could take without end; memory is counted by spend(). */
static void limit(void)
{
	static const struct {
		int resource;
		rlim_t now, most;
	} limits[] = {
		{ RLIMIT_NOFILE, DESCRIPTORS_MAX, HIDDEN_MAX },
		{ RLIMIT_CORE, 0, 0 },
		{ RLIMIT_FSIZE, BUDGET_BYTES, BUDGET_BYTES },
		{ RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS },
	};
	int fd = open("/proc/self/oom_score_adj", O_WRONLY);

	for (size_t i = 0; i < sizeof(limits) / sizeof(limits[0]); i++) {
		const struct rlimit both = { limits[i].now, limits[i].most };

		setrlimit(limits[i].resource, &both);
	}
	if (fd < 0)
		return;
	if (write(fd, "1000", 4) != 4)
		errno = 0;
	close(fd);
}

static void arrange_messages(void)
{
	const struct rlimit limit = { HIDDEN_MAX, HIDDEN_MAX };
	int pair[2];

	setrlimit(RLIMIT_NOFILE, &limit);
	for (unsigned int i = 0; i < MESSAGES_MAX; i++) {
		if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, pair))
			_exit(1);
		dup2(pair[0], MESSAGE_FD(i));
		dup2(pair[1], MESSAGE_FD(i) + 1);
		close(pair[0]);
		close(pair[1]);
	}
}

static void arrange_descriptors(int system_fd)
{
	int standard;

	if (dup2(system_fd, SYSTEM_FD) < 0)
		_exit(1);
	/* As a program has them that was started from a terminal. */
	standard = open("/dev/ptmx", O_RDWR | O_NOCTTY);
	if (standard < 0)
		standard = open("/dev/null", O_RDWR);
	for (int fd = 0; fd < SYSTEM_FD; fd++)
		dup2(standard, fd);
	for (int fd = SYSTEM_FD + 1; fd < DESCRIPTORS_MAX; fd++)
		close(fd);
	fcntl(SYSTEM_FD, F_SETFD, FD_CLOEXEC);
	arrange_messages();
}

_Noreturn void worker_main(struct channel *c, int system_fd)
{
	static struct worker k;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0);
	arrange_signals();
	arrange_descriptors(system_fd);
	limit();
	k.c = c;
	k.mail = &c->mail[0];
	c->mail[0].pid = getpid();
	c->next_address = ARENA_START;
	c->nr_processes = 1;
	worker_serve(&k);
}
