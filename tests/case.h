/* What the tests of base/ and input/ share: an arena with its messages, and files. */
#ifndef NIANBAO_TESTS_CASE_H
#define NIANBAO_TESTS_CASE_H

#include "base/diag.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

struct bench {
	struct arena *a;
	struct diags d;
};

static void bench_oom(void *host)
{
	(void)host;
	abort();
}

static inline struct bench bench_open(void)
{
	struct bench b = { .a = arena_open((size_t)1 << 31, bench_oom, NULL) };

	b.d.arena = b.a;
	return b;
}

/* The messages so far in Chinese, one a line, without the remedies. */
static inline struct str bench_said(struct bench *b)
{
	struct buf all = { .arena = b->a }, kept = { .arena = b->a };
	struct str rest, line;
	size_t end;

	diag_print(&b->d, &all, DIAG_CHINESE);
	for (rest = buf_text(&all); rest.n > 0; rest = str_sub(rest, end + 1, rest.n)) {
		end = str_find(rest, STR("\n"));
		line = str_sub(rest, 0, end);
		if (line.s[0] == ' ')
			continue;
		buf_str(&kept, line);
		buf_char(&kept, '\n');
	}
	return buf_text(&kept);
}

/* A string of the test, for comparing with cr_assert_str_eq. */
static inline const char *bench_z(struct bench *b, struct str s)
{
	return str_z(b->a, s);
}

static inline struct str bench_read(struct bench *b, const char *path)
{
	struct buf text = { .arena = b->a };
	char chunk[4096];
	size_t n;
	FILE *f = fopen(path, "rb");

	cr_assert_not_null(f, "%s", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_put(&text, chunk, n);
	fclose(f);
	return buf_text(&text);
}

#endif
