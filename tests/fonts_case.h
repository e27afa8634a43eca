/*
 * Small fonts made for the tests of a user's own fonts (tools/make_fonts.py), and trials where
 * fontconfig sees these and no others.
 */
#ifndef NIANBAO_TESTS_FONTS_CASE_H
#define NIANBAO_TESTS_FONTS_CASE_H

#include "files.h"

#include <criterion/hooks.h>

#define TOOL(name) NIANBAO_SOURCE_DIR "/tests/tools/" name
#define MADE "made"
#define NOTE "r/fonts.xml: note[N523]"

/* Made once for all tests, which are processes started by the one that runs the hooks. */
static inline const char *made_by(struct arena *a, pid_t runner)
{
	struct buf b = { .arena = a };

	buf_printf(&b, "/tmp/nianbao-test-fonts-%ld", (long)runner);
	return b.s;
}

ReportHook(PRE_ALL)(struct criterion_test_set *tests)
{
	struct trial t = trial_open();
	struct result r = RUN(&t, "/usr/bin/python3", TOOL("make_fonts.py"), NIANBAO_FONT_DIR,
			      made_by(t.a, getpid()), GOOD,
			      NIANBAO_SOURCE_DIR "/layouts/ogi-2021.xml");

	(void)tests;
	if (r.status != 0)
		fputs(r.err.s, stderr);
	trial_close(&t);
}

ReportHook(POST_ALL)(struct criterion_global_stats *stats)
{
	struct trial t = trial_open();

	(void)stats;
	RUN(&t, "/bin/rm", "-rf", made_by(t.a, getpid()));
	trial_close(&t);
}

/* A trial with made fonts, whose only installed fonts they are, and a report r/r.xml. */
static inline struct trial fonts_open(void)
{
	struct trial t = trial_open();
	struct buf conf = { .arena = t.a }, env = { .arena = t.a };
	const char *made = made_by(t.a, getppid());

	cr_assert_eq(symlink(made, in_folder(&t, MADE)), 0);
	cr_assert_eq(access(in_folder(&t, MADE "/variable.ttf"), R_OK), 0, "no fonts were made");
	buf_printf(&conf,
		   "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
		   "<dir>%s</dir><cachedir>%s/cache</cachedir></fontconfig>",
		   made, t.folder);
	write_text(&t, "fc.conf", buf_text(&conf));
	buf_printf(&env, "FONTCONFIG_FILE=%s/fc.conf", t.folder);
	t.env[0] = env.s;
	mkdir(in_folder(&t, "r"), 0777);
	copy_file(&t, GOOD, "r/r.xml");
	return t;
}

/* Render with fonts.xml of these roles beside the report. */
static inline struct result render_with(const struct trial *t, const char *roles)
{
	struct buf xml = { .arena = t->a };

	buf_printf(&xml, "<fonts>\n%s\n</fonts>\n", roles);
	write_text(t, "r/fonts.xml", buf_text(&xml));
	return NIANBAO(t, "render", "r/r.xml", "-o", "r.pdf");
}

#endif
