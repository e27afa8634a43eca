/* What the tests of form/ share: a layout of the project and a report made for it by init. */
#ifndef NIANBAO_TESTS_FORM_CASE_H
#define NIANBAO_TESTS_FORM_CASE_H

#include "form/check.h"
#include "form/fill.h"
#include "form/init.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct form_case {
	struct arena *a;
	struct diags d;
	const struct layout *l;
	struct str bytes; /* the report */
};

static void case_oom(void *host)
{
	(void)host;
	abort();
}

static bool case_read_layout(void *host, struct arena *a, struct str id, struct str *file,
			     struct str *bytes)
{
	struct buf path = { .arena = a }, text = { .arena = a };
	char chunk[4096];
	size_t n;
	FILE *f;

	(void)host;
	buf_z(&path, NIANBAO_SOURCE_DIR "/layouts/");
	buf_str(&path, id);
	buf_z(&path, ".xml");
	f = fopen(str_z(a, buf_text(&path)), "rb");
	if (!f)
		return false;
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_put(&text, chunk, n);
	fclose(f);
	*file = buf_text(&path);
	*bytes = buf_text(&text);
	return true;
}

static inline struct form_case case_open(const char *layout)
{
	static const struct layout_source source = { .read = case_read_layout };
	struct form_case c = { .a = arena_open((size_t)256 << 20, case_oom, NULL) };
	struct buf report = { .arena = c.a };

	c.d.arena = c.a;
	c.l = layout_read(c.a, &c.d, &source, str_from(layout), (struct at){ STR("test"), 1 });
	cr_assert_not_null(c.l, "layout %s cannot be read", layout);
	init_report(c.a, c.l, STR("红旗区信访局"), STR("2022"), &report);
	c.bytes = buf_text(&report);
	return c;
}

/* Change the first `from` of the report to `to`. */
static inline void case_change(struct form_case *c, const char *from, const char *to)
{
	size_t at = str_find(c->bytes, str_from(from)), n = strlen(from);
	struct buf b = { .arena = c->a };

	cr_assert_neq(at, (size_t)-1, "no %s in the report", from);
	buf_str(&b, str_sub(c->bytes, 0, at));
	buf_z(&b, to);
	buf_str(&b, str_sub(c->bytes, at + n, c->bytes.n));
	c->bytes = buf_text(&b);
}

static inline const struct report *case_read(struct form_case *c)
{
	const struct report *r = report_read(c->a, &c->d, STR("r.xml"), c->bytes);

	cr_assert_not_null(r);
	return r;
}

/* All messages so far, as printed. */
static inline const char *case_messages(struct form_case *c, enum diag_lang lang)
{
	struct buf b = { .arena = c->a };

	diag_print(&c->d, &b, lang);
	return str_z(c->a, buf_text(&b));
}

static inline void case_close(struct form_case *c)
{
	arena_close(c->a);
}

#endif
