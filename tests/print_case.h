/* What the tests of print profiles share. */
#ifndef NIANBAO_TESTS_PRINT_CASE_H
#define NIANBAO_TESTS_PRINT_CASE_H

#include "files.h"

#define TOOL(t, name, ...)                                                                     \
	RUN(t, "/usr/bin/python3", NIANBAO_SOURCE_DIR "/tests/tools/" name, __VA_ARGS__)
#define DATED FIXTURE("long-text.xml") /* ten pages and more */
#define SHEETS NIANBAO_SOURCE_DIR "/tests/fixtures/sheets/"

static const struct {
	const char *id, *standard; /* as conform.py names it */
	double width, height;      /* of the sheet, in mm */
} profiles[] = {
	{ "office", "3a,ua1", 210, 297 },   { "duplex", "3a,ua1", 210, 297 },
	{ "booklet", "3u", 420, 297 },      { "board-a3", "3a,ua1", 297, 420 },
	{ "board-a3-2up", "3u", 420, 297 }, { "board-large", "3a,ua1", 297, 420 },
	{ "poster", "3a,ua1", 841, 594 },   { "press", "x4", 230, 317 },
};

#define NPROFILE (sizeof(profiles) / sizeof(*profiles))

static inline const char *render(const struct trial *t, const char *report, const char *id)
{
	struct buf name = { .arena = t->a };
	struct result r;

	buf_printf(&name, "%s.pdf", id);
	r = NIANBAO(t, "render", report, "--print", id, "-o", name.s);
	cr_expect_eq(r.status, 0, "%s: %s", id, r.err.s);
	return name.s;
}

static inline bool is_near(double a, double b, double by)
{
	return a - b < by && b - a < by;
}

/* The folio in one half of a sheet; 0: there is none. */
static inline unsigned long folio(const struct trial *t, const char *pdf, size_t isheet, bool right)
{
	struct buf n = { .arena = t->a };
	struct result r;
	size_t at;

	buf_printf(&n, "%zu", isheet + 1);
	r = RUN(t, "/usr/bin/pdftotext", "-f", n.s, "-l", n.s, "-x", right ? "596" : "0", "-y",
		"700", "-W", "594", "-H", "141", pdf, "-");
	at = str_find(r.out, STR("\xE2\x80\x94 "));
	return at == (size_t)-1 ? 0 : strtoul(r.out.s + at + 4, NULL, 10);
}

static inline size_t count_pages(const struct trial *t, const char *pdf)
{
	struct result r = RUN(t, "/usr/bin/pdfinfo", pdf);
	size_t at = str_find(r.out, STR("Pages:"));

	return at == (size_t)-1 ? 0 : strtoul(r.out.s + at + 6, NULL, 10);
}

#endif
