/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * The first process of a virtual machine in which gmemsim looks at a kernel: mounts what
 * it needs, loads modules, runs the command that /command names, and ends the machine.
 *
 *	/command	seconds that it may take, then its words, one a line
 *	/modules/	kernel modules, loaded in the order of their names
 *
 * What the command prints goes to the second serial port, or to the virtio console; the
 * last line there is `# conform-vm: status N`.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define WORDS_MAX      64
#define STATUS_TIMEOUT 124

static void mount_all(void)
{
	static const struct {
		const char *type, *at;
	} mounts[] = {
		{ "devtmpfs", "/dev" }, { "proc", "/proc" },	 { "sysfs", "/sys" },
		{ "tmpfs", "/tmp" },	{ "tmpfs", "/dev/shm" },
	};

	for (size_t i = 0; i < sizeof(mounts) / sizeof(mounts[0]); i++) {
		mkdir(mounts[i].at, 0755);
		if (mount(mounts[i].type, mounts[i].at, mounts[i].type, 0, NULL))
			fprintf(stderr, "init: %s: %s\n", mounts[i].at, strerror(errno));
	}
}

/* The first of the places for output that there is, raw. */
static int open_output(void)
{
	static const char *const ports[] = { "/dev/ttyS1", "/dev/hvc0", "/dev/console" };
	struct termios settings;

	for (size_t i = 0; i < sizeof(ports) / sizeof(ports[0]); i++) {
		int fd = open(ports[i], O_RDWR | O_NOCTTY);

		/* A serial port that is not there can be opened, but not set. */
		if (fd >= 0 && !tcgetattr(fd, &settings)) {
			cfmakeraw(&settings);
			tcsetattr(fd, TCSANOW, &settings);
			return fd;
		}
		if (fd >= 0)
			close(fd);
	}
	return -1;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void load_modules(void)
{
	struct dirent **entries;
	int count = scandir("/modules", &entries, NULL, by_name);
	char path[300];

	for (int i = 0; i < count; i++) {
		int fd = -1;

		snprintf(path, sizeof(path), "/modules/%s", entries[i]->d_name);
		if (entries[i]->d_name[0] != '.')
			fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd >= 0 && syscall(SYS_finit_module, fd, "", 0))
			fprintf(stderr, "init: %s: %s\n", path, strerror(errno));
		if (fd >= 0)
			close(fd);
	}
}

/* ---- The command ---- */

static char text[1 << 16];

/* Its words from /command; returns the seconds that it has. */
static long read_command(char *words[WORDS_MAX + 1])
{
	int fd = open("/command", O_RDONLY | O_CLOEXEC), count = 0;
	ssize_t bytes = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	char *rest = NULL, *seconds;

	if (bytes <= 0)
		return -1;
	close(fd);
	text[bytes] = '\0';
	seconds = strtok_r(text, "\n", &rest);
	while (count < WORDS_MAX && (words[count] = strtok_r(NULL, "\n", &rest)))
		count++;
	words[count] = NULL;
	return seconds && count ? strtol(seconds, NULL, 10) : -1;
}

/* What is blocked for ever is told on the console. */
static void tell_blocked(void)
{
	int fd = open("/proc/sysrq-trigger", O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		return;
	if (write(fd, "w", 1) != 1)
		fprintf(stderr, "init: who is blocked cannot be told\n");
	close(fd);
	sleep(1);
}

/* The exit status; others' ends are taken note of as well, as the first process must. */
static int await(pid_t pid, long seconds)
{
	const struct timespec tick = { .tv_nsec = 20000000 };
	time_t end = time(NULL) + seconds;
	int status;

	while (time(NULL) < end) {
		pid_t ended = waitpid(-1, &status, WNOHANG);

		if (ended == pid)
			return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
		if (ended <= 0)
			nanosleep(&tick, NULL);
	}
	tell_blocked();
	kill(-1, SIGKILL);
	return STATUS_TIMEOUT;
}

static int run(char *words[], long seconds, int output)
{
	pid_t pid = fork();

	if (!pid) {
		dup2(output, STDOUT_FILENO);
		dup2(output, STDERR_FILENO);
		setsid();
		execv(words[0], words);
		_exit(127);
	}
	return pid < 0 ? 125 : await(pid, seconds);
}

int main(void)
{
	char *words[WORDS_MAX + 1];
	int output, status = 125;
	long seconds;

	setenv("NO_COLOR", "1", 1);
	mount_all();
	output = open_output();
	/* /dev/null for what reads, the console for what we say ourselves. */
	dup2(open("/dev/null", O_RDWR), STDIN_FILENO);
	dup2(open("/dev/console", O_WRONLY), STDERR_FILENO);
	load_modules();
	seconds = read_command(words);
	if (output >= 0 && seconds > 0)
		status = run(words, seconds, output);
	if (output >= 0) {
		dprintf(output, "\n# conform-vm: status %d\n", status);
		tcdrain(output);
	}
	sync();
	reboot(RB_AUTOBOOT);
	for (;;)
		pause();
}
