/*
 * LD_PRELOADed into the program by test_memory.c: the N-th request for memory that the program or
 * one of its libraries makes from main() on fails, and with NIANBAO_FAIL_ON all behind it.
 *   NIANBAO_FAIL_AT=N         the first to fail, from 1 on
 *   NIANBAO_FAIL_ON=1         those behind it too
 *   NIANBAO_FAIL_WHO=FILE     the library that asked for the first is written there
 *   NIANBAO_FAIL_COUNT=FILE   how many there were is written there at the end
 *   NIANBAO_CLOCK=SECONDS     what every clock shows
 *   NIANBAO_SOCKET=FILE       what comes of calls for sockets at the end is written there
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

/* The C library's own, by names that nobody overrides. */
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);
void *__libc_memalign(size_t alignment, size_t n);

typedef int main_fn(int argc, char **argv, char **env);
int __libc_start_main(main_fn *f, int argc, char **argv, void (*init)(void), void (*fini)(void),
		      void (*ld_fini)(void), void *stack_end);

static bool is_counting, fails_on;
static unsigned long count, fail_at;
static main_fn *real_main;

static void write_line(const char *variable, const char *line)
{
	const char *path = getenv(variable);
	FILE *f;

	is_counting = false;
	f = path ? fopen(path, "w") : NULL;
	if (f) {
		fprintf(f, "%s\n", line);
		fclose(f);
	}
}

static void write_who(const void *caller)
{
	Dl_info who;

	write_line("NIANBAO_FAIL_WHO", dladdr(caller, &who) ? who.dli_fname : "?");
	is_counting = true;
}

/* For the function that the program or a library called. */
#define FAILS() fails(__builtin_return_address(0))

static bool fails(const void *caller)
{
	if (!is_counting)
		return false;
	count++;
	if (count != fail_at && !(fails_on && fail_at != 0 && count > fail_at))
		return false;
	if (count == fail_at)
		write_who(caller);
	errno = ENOMEM;
	return true;
}

void *malloc(size_t n)
{
	return FAILS() ? NULL : __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
	return FAILS() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *p, size_t n)
{
	return FAILS() ? NULL : __libc_realloc(p, n);
}

void *aligned_alloc(size_t alignment, size_t n)
{
	return FAILS() ? NULL : __libc_memalign(alignment, n);
}

void *memalign(size_t alignment, size_t n)
{
	return FAILS() ? NULL : __libc_memalign(alignment, n);
}

int posix_memalign(void **p, size_t alignment, size_t n)
{
	if (FAILS())
		return ENOMEM;
	*p = __libc_memalign(alignment, n);
	return *p ? 0 : ENOMEM;
}

void *mmap(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
	if (FAILS())
		return MAP_FAILED;
	return (void *)syscall(SYS_mmap, at, n, prot, flags, fd, from);
}

void *mmap64(void *at, size_t n, int prot, int flags, int fd, off_t from)
{
	return mmap(at, n, prot, flags, fd, from);
}

static void write_count(void)
{
	char line[32];

	snprintf(line, sizeof(line), "%lu", count);
	write_line("NIANBAO_FAIL_COUNT", line);
}

/* Of each kind, and what has sockets of its own. */
static void write_sockets(void)
{
	static const int family[] = { AF_INET, AF_INET6, AF_UNIX, AF_NETLINK };
	char line[200];
	size_t n = 0;

	for (size_t i = 0; i < sizeof(family) / sizeof(*family); i++)
		n += (size_t)snprintf(line + n, sizeof(line) - n, "socket %s ",
				      socket(family[i], SOCK_STREAM, 0) < 0 ? strerror(errno)
									    : "fine");
	n += (size_t)snprintf(line + n, sizeof(line) - n, "io_uring %s ",
			      syscall(SYS_io_uring_setup, 1, line) < 0 ? strerror(errno)
								       : "fine");
	write_line("NIANBAO_SOCKET", line);
}

static int counted_main(int argc, char **argv, char **env)
{
	const char *at = getenv("NIANBAO_FAIL_AT");

	fail_at = at ? strtoul(at, NULL, 10) : 0;
	fails_on = getenv("NIANBAO_FAIL_ON") != NULL;
	atexit(write_count);
	atexit(write_sockets);
	is_counting = true;
	return real_main(argc, argv, env);
}

int __libc_start_main(main_fn *f, int argc, char **argv, void (*init)(void), void (*fini)(void),
		      void (*ld_fini)(void), void *stack_end)
{
	__typeof__(&__libc_start_main) start =
		(__typeof__(&__libc_start_main))dlsym(RTLD_NEXT, "__libc_start_main");

	real_main = f;
	return start(counted_main, argc, argv, init, fini, ld_fini, stack_end);
}

/* ---- the clock ---- */

static bool is_set(time_t *now)
{
	const char *clock = getenv("NIANBAO_CLOCK");

	if (clock)
		*now = (time_t)strtoll(clock, NULL, 10);
	return clock != NULL;
}

time_t time(time_t *to)
{
	time_t now;

	if (!is_set(&now))
		return (time_t)syscall(SYS_time, to);
	if (to)
		*to = now;
	return now;
}

int clock_gettime(clockid_t clock, struct timespec *to)
{
	if (!is_set(&to->tv_sec))
		return (int)syscall(SYS_clock_gettime, clock, to);
	to->tv_nsec = 0;
	return 0;
}

int gettimeofday(struct timeval *restrict to, void *restrict zone)
{
	if (!is_set(&to->tv_sec))
		return (int)syscall(SYS_gettimeofday, to, zone);
	to->tv_usec = 0;
	return 0;
}
