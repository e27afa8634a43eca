/*
 * Rare characters on paper: every role prints the 通用规范汉字表 and samples of all blocks of
 * Chinese characters, and a reader gets each as itself, whichever font drew it.
 */
#include "files.h"

#include "base/utf8.h"

#define LIST NIANBAO_SOURCE_DIR "/tests/tgh8105.txt"
#define STEP 61 /* how far apart samples of a block are */

/* Ranges that are in the standard set without a gap. */
static const uint32_t range[][2] = {
	{ 0x2E80, 0x2E99 },   { 0x2E9B, 0x2EF3 },   { 0x2F00, 0x2FD5 },	  { 0x31C0, 0x31E3 },
	{ 0x3400, 0x4DBF },   { 0x9FA6, 0x9FFF },   { 0xF900, 0xFA6D },	  { 0xFA70, 0xFAD9 },
	{ 0x20000, 0x2A6DF }, { 0x2A700, 0x2B739 }, { 0x2B740, 0x2B81D }, { 0x2B820, 0x2CEA1 },
	{ 0x2CEB0, 0x2EBE0 }, { 0x2F800, 0x2FA1D },
};

/* Of the extensions G and H, which have gaps; characters with a selector of their form; pairs
 * of characters that share a glyph in one of the fonts. */
static const char others[] = "\xF0\xB0\x80\x80\xF0\xB0\x80\x81\xF0\xB1\x8D\x90"
			     "葛\xF3\xA0\x84\x80城葛\xF3\xA0\x84\x81城㐂\xEF\xB8\x80一⼀二⼆人⼈";

static void put_samples(struct buf *b)
{
	for (size_t i = 0; i < sizeof(range) / sizeof(*range); i++) {
		uint32_t step = range[i][1] - range[i][0] < 1000 ? 3 : STEP;

		for (uint32_t c = range[i][0]; c <= range[i][1]; c += step)
			buf_utf8(b, c);
	}
	buf_z(b, others);
}

static struct str without_space(const struct trial *t, struct str s)
{
	struct buf b = { .arena = t->a };

	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] != '\n' && s.s[i] != '\f' && s.s[i] != ' ')
			buf_char(&b, s.s[i]);
	return buf_text(&b);
}

/* Are outlines drawn over somewhere, which makes a thin font dark? */
static bool draws_over(const struct trial *t, const char *pdf)
{
	struct result r = RUN(t, "/usr/bin/qpdf", "--qdf", "--object-streams=disable", pdf, "-");

	cr_assert_eq(r.status, 0, "%s", r.err.s);
	return says(r.out, "1 j 2 Tr\n");
}

/* The characters, and a report with all of them in a paragraph. */
static struct str write_report(const struct trial *t)
{
	struct buf text = { .arena = t->a }, p = { .arena = t->a };

	buf_str(&text, without_space(t, read_text(t, LIST)));
	put_samples(&text);
	buf_printf(&p, "<section id=\"overview\"><p>%s</p>", text.s);
	write_changed(t, "r.xml", "<section id=\"overview\">", p.s);
	return buf_text(&text);
}

/* The layout with body text in this role. */
static void write_layout(const struct trial *t, const char *role)
{
	struct buf style = { .arena = t->a };
	struct str s = read_text(t, NIANBAO_SOURCE_DIR "/layouts/gbt9704.xml");

	buf_printf(&style, "<style id=\"body\" role=\"%s\"", role);
	write_text(t, "gbt9704.xml", changed(t, s, "<style id=\"body\" role=\"body\"", style.s));
}

/* Where the two texts begin to differ, for people. */
static const char *difference(const struct trial *t, struct str want, struct str is)
{
	struct buf b = { .arena = t->a };
	size_t i = 0;

	while (i < want.n && i < is.n && want.s[i] == is.s[i])
		i++;
	while (i > 0 && (want.s[i] & 0xC0) == 0x80)
		i--;
	buf_printf(&b, "at byte %zu: ", i);
	buf_str(&b, str_sub(want, i, 24));
	buf_z(&b, " | ");
	buf_str(&b, str_sub(is, i, 24));
	return b.s;
}

Test(cli_rare, every_role_prints_all_and_readers_get_them_back)
{
	static const char *const roles[] = { "title", "body", "kai", "hei", "song" };
	struct trial t = trial_open();
	struct str text = write_report(&t);
	struct result r;

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		struct buf pdf = { .arena = t.a };
		struct str all;
		size_t at;

		buf_printf(&pdf, "%s.pdf", roles[i]);
		write_layout(&t, roles[i]);
		r = NIANBAO(&t, "render", "r.xml", "--layouts", ".", "-o", pdf.s);
		cr_assert_eq(r.status, 0, "%s: %s", roles[i], r.err.s);
		cr_expect_eq(draws_over(&t, pdf.s), i == 0 || i == 3, "%s", roles[i]);
		/* the text block alone, without the folios */
		r = RUN(&t, "/usr/bin/pdftotext", "-x", "0", "-y", "0", "-W", "596", "-H", "746",
			pdf.s, "-");
		cr_assert_eq(r.status, 0, "%s", r.err.s);
		all = without_space(&t, r.out);
		at = str_find(all, str_sub(text, 0, 30));
		cr_assert_neq(at, (size_t)-1, "%s", roles[i]);
		all = str_sub(all, at, text.n);
		cr_expect(str_eq(all, text), "%s %s", roles[i], difference(&t, text, all));
	}
	r = RUN(&t, "/usr/bin/python3", NIANBAO_SOURCE_DIR "/tests/tools/conform.py", "title.pdf",
		"body.pdf", "kai.pdf", "hei.pdf", "song.pdf");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out.s, "", "%s", r.out.s);
	trial_close(&t);
}

/* U+2EBF0 of Extension I, which is newer than all fonts, and U+30041 of G. */
Test(cli_rare, a_character_without_a_font_is_named)
{
	struct trial t = trial_open();
	struct result r;

	write_changed(&t, "r.xml", "聚焦", "聚\xF0\xAE\xAF\xB0\xF0\xB0\x81\x81焦");
	r = NIANBAO(&t, "render", "r.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "r.xml:8: error[E501]: no font has the character"), "%s", r.err.s);
	cr_expect(says(r.err, "(U+2EBF0)") && says(r.err, "(U+30041)"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	trial_close(&t);
}
