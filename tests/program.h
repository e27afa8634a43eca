/*
 * Runs the built program as a user would: in a fresh folder, with no environment but LANG=C, PATH
 * and what the test asks for. Memory is the trial's, until trial_close.
 */
#ifndef NIANBAO_TESTS_PROGRAM_H
#define NIANBAO_TESTS_PROGRAM_H

#include "base/str.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define NOBODY 65534
#define MAX_ENV 16
#define MAX_SECONDS 120 /* of one run: then SIGALRM ends it */

struct trial {
	struct arena *a;
	const char *folder;   /* where the program starts; everybody may write here */
	const char *env[4];   /* "NAME=value": stands before LANG=C and the rest */
	const char *cwd;      /* start here instead */
	const char *in, *out; /* files for stdin and stdout; NULL: empty, captured */
	bool as_nobody;       /* without root's rights, if the test has them */
};

/* Texts are NUL-terminated; `status` is 128 + the signal if one ended the program. */
struct result {
	int status;
	struct str out, err;
};

static void trial_oom(void *host)
{
	(void)host;
	abort();
}

static inline struct trial trial_open(void)
{
	struct trial t = { .a = arena_open((size_t)1 << 30, trial_oom, NULL) };
	struct buf b = { .arena = t.a };

	buf_z(&b, "/tmp/nianbao-test-XXXXXX");
	cr_assert(mkdtemp(b.s) && chmod(b.s, 0777) == 0, "no folder in /tmp");
	t.folder = b.s;
	return t;
}

/* The environment: a name that the test gives comes first, and the first one counts. */
static inline void trial_environment(const struct trial *t, const char **env)
{
	static const char *const kept[] = { "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS",
					    "PATH" };
	size_t n = 0;

	for (size_t i = 0; i < sizeof(t->env) / sizeof(*t->env) && t->env[i]; i++)
		env[n++] = t->env[i];
	env[n++] = "LANG=C";
	for (size_t i = 0; i < sizeof(kept) / sizeof(*kept); i++) {
		const char *value = getenv(kept[i]);
		struct buf b = { .arena = t->a };

		if (!value)
			continue;
		buf_printf(&b, "%s=%s", kept[i], value);
		env[n++] = b.s;
	}
	env[n] = NULL;
}

static inline void trial_exec(const struct trial *t, const char *const *argv, int out, int err)
{
	const char *env[MAX_ENV];
	int in = open(t->in ? t->in : "/dev/null", O_RDONLY);

	trial_environment(t, env);
	if (in < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(err, 2) < 0)
		_exit(120);
	if (chdir(t->cwd ? t->cwd : t->folder) < 0)
		_exit(121);
	if (t->as_nobody && getuid() == 0 && (setgid(NOBODY) < 0 || setuid(NOBODY) < 0))
		_exit(122);
	alarm(MAX_SECONDS);
	execve(argv[0], (char *const *)(uintptr_t)argv, (char *const *)(uintptr_t)env);
	_exit(123);
}

static inline struct str trial_slurp(const struct trial *t, FILE *f)
{
	struct buf b = { .arena = t->a };
	char chunk[4096];
	size_t n;

	rewind(f);
	buf_z(&b, "");
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_put(&b, chunk, n);
	return buf_text(&b);
}

static inline struct result trial_run(const struct trial *t, const char *const *argv)
{
	FILE *out = t->out ? fopen(t->out, "r+") : tmpfile(), *err = tmpfile();
	struct result r = { .status = -1 };
	int state;
	pid_t pid;

	cr_assert(out && err, "cannot open the program's output");
	pid = fork();
	if (pid == 0)
		trial_exec(t, argv, fileno(out), fileno(err));
	cr_assert(pid > 0 && waitpid(pid, &state, 0) == pid);
	r.status = WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state);
	r.out = t->out ? STR("") : trial_slurp(t, out);
	r.err = trial_slurp(t, err);
	/* A sanitizer's exit status is that of a wrong report. */
	cr_expect(str_find(r.err, STR("Sanitizer")) == (size_t)-1 &&
			  str_find(r.err, STR("runtime error: ")) == (size_t)-1,
		  "%s", r.err.s);
	fclose(out);
	fclose(err);
	return r;
}

#define RUN(t, ...) trial_run((t), (const char *const[]){ __VA_ARGS__, NULL })
#define NIANBAO(t, ...) RUN(t, NIANBAO_PROGRAM, __VA_ARGS__)

static inline void trial_close(struct trial *t)
{
	t->as_nobody = false;
	t->out = t->in = t->cwd = NULL;
	RUN(t, "/bin/rm", "-rf", t->folder);
	arena_close(t->a);
}

#endif
