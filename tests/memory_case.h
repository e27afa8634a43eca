/*
 * Runs whose requests for memory are refused by tests/preload/fail.c: the program says so (status
 * 3), or did not need it and gives the very bytes that it gives otherwise.
 */
#ifndef NIANBAO_TESTS_MEMORY_CASE_H
#define NIANBAO_TESTS_MEMORY_CASE_H

#include "files.h"

#ifndef NIANBAO_PRELOAD
#define NIANBAO_PRELOAD ""
#endif

#define MAX_WORDS 32

/* A command, NULL behind its last word, and the file it makes ("": what it prints). */
struct command {
	const char *argv[MAX_WORDS - 8];
	const char *output;
};

/* Without the library the test is skipped. */
static inline void need_preload(struct trial *t)
{
	if (*NIANBAO_PRELOAD)
		return;
	trial_close(t);
	cr_skip_test("the sanitizers have an allocator of their own");
}

/* Request `at` (0: none) fails, and with `on` all behind it. */
static inline struct result run_refused(const struct trial *t, const struct command *c,
					unsigned long at, bool on)
{
	struct buf which = { .arena = t->a };
	/* trial's own environment would load it into strace, sh and all */
	const char *argv[MAX_WORDS] = { "/usr/bin/env", "LD_PRELOAD=" NIANBAO_PRELOAD,
					"NIANBAO_FAIL_COUNT=count", "NIANBAO_FAIL_WHO=who" };

	buf_printf(&which, "NIANBAO_FAIL_AT=%lu", at);
	argv[4] = which.s;
	argv[5] = on ? "NIANBAO_FAIL_ON=1" : "NIANBAO_ONCE=1";
	memcpy(argv + 6, c->argv, sizeof c->argv);
	return trial_run(t, argv);
}

/* How many requests a run makes of which none is refused. */
static inline unsigned long count_requests(const struct trial *t, const struct command *c)
{
	struct result r = run_refused(t, c, 0, false);

	cr_assert_eq(r.status, 0, "%s%s", r.out.s, r.err.s);
	return strtoul(read_text(t, in_folder(t, "count")).s, NULL, 10);
}

/* What the command made: its file, or what it printed. */
static inline struct str made(const struct trial *t, const struct command *c, struct result r)
{
	return *c->output ? read_text(t, in_folder(t, c->output)) : r.out;
}

#endif
