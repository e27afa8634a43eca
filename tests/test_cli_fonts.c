/*
 * The user's own fonts: named by family or by path, in front of the standard ones; how they are
 * embedded, and who drew what.
 */
#include "fonts_case.h"

/* What pdffonts says of the font of this name: "CID Type 0C Identity-H yes yes yes". */
static const char *font_line(const struct trial *t, const char *name)
{
	struct result r = RUN(t, "/usr/bin/pdffonts", "r.pdf");
	size_t at = str_find(r.out, str_from(name)), n = strlen(name);
	struct buf b = { .arena = t->a };
	struct str rest, word;
	size_t nword = 0;

	buf_z(&b, "");
	if (at == (size_t)-1)
		return b.s;
	rest = str_sub(r.out, at + n, r.out.n);
	rest = str_sub(rest, 0, str_find(rest, STR("\n")));
	/* up to the third yes or no: the object's number follows */
	while (nword < 3 && str_word(&rest, &word)) {
		buf_z(&b, b.n ? " " : "");
		buf_str(&b, word);
		nword += str_is(word, "yes") || str_is(word, "no");
	}
	return b.s;
}

static void expect_conforming(const struct trial *t, const char *what)
{
	struct result r = RUN(t, "/usr/bin/python3", TOOL("conform.py"), "r.pdf");

	cr_expect_eq(r.status, 0, "%s", what);
	cr_expect_str_eq(r.out.s, "", "%s: %s", what, r.out.s);
}

/* A reader finds the title whole, whatever font it is set in. */
static void expect_text(const struct trial *t, const char *what)
{
	struct result r = RUN(t, "/usr/bin/pdftotext", "-l", "1", "r.pdf", "-");

	cr_expect(says(r.out, "红旗区信访局2022年\n政府信息公开工作年度报告"), "%s: %s", what,
		  r.out.s);
}

Test(cli_fonts, each_kind_of_font_is_found_and_embedded)
{
	static const struct {
		const char *role, *font, *how;
	} row[] = {
		/* as its family is written, and otherwise */
		{ "id='title' family='方正小标宋_GBK'", "+FZXBSK--GBK1-0", "CID Type 0C" },
		{ "id='title' family=' 方正小标宋＿gbk '", "+FZXBSK--GBK1-0", "CID Type 0C" },
		{ "id='title' family='方正 小标宋 GBK'", "+FZXBSK--GBK1-0", "CID Type 0C" },
		{ "id='title' family='FZXIAOBIAOSONG-B05'", "+FZXBSK--GBK1-0", "CID Type 0C" },
		{ "id='title' family='FZXBSK--GBK1-0'", "+FZXBSK--GBK1-0", "CID Type 0C" },
		/* this font says its English name alone: aliases.xml has the other */
		{ "id='title' family='楷体_GB2312'", "+KaiTi_GB2312", "CID TrueType" },
		/* in a collection, by name and by path; the second may not be subset */
		{ "id='title' family='宋体'", "+SimSun", "CID TrueType" },
		{ "id='title' family='ＳｉｍＨｅｉ'", "SimHei", "CID TrueType" },
		{ "id='title' file='../made/pair.ttc'", "+SimSun", "CID TrueType" },
		{ "id='title' file='../made/pair.ttc' index='1'", "SimHei", "CID TrueType" },
		{ "id='title' file='../made/title.otf'", "+FZXBSK--GBK1-0", "CID Type 0C" },
		/* CFF keyed by name, and whole fonts of either kind */
		{ "id='title' family='名键宋'", "+NameKeyed", "CID Type 0C" },
		{ "id='title' family='整字体'", "Rights-whole", "CID Type 0C" },
		{ "id='title' family='整楷'", "WholeKai", "CID TrueType" },
		/* old fonts may have several levels of rights: the least restrictive counts */
		{ "id='title' family='旧字体'", "+Rights-older", "CID Type 0C" },
	};
	struct trial t = fonts_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct buf role = { .arena = t.a }, line = { .arena = t.a };
		struct str first;
		struct result r;

		buf_printf(&role, "<role %s/>", row[i].role);
		r = render_with(&t, role.s);
		cr_assert_eq(r.status, 0, "%s: %s", role.s, r.err.s);
		cr_expect(says(r.err, NOTE), "%s", r.err.s);
		buf_printf(&line, "%s Identity-H yes %s yes", row[i].how,
			   *row[i].font == '+' ? "yes" : "no");
		cr_expect_str_eq(font_line(&t, row[i].font), line.s, "%s", role.s);
		expect_text(&t, role.s);
		if (i == 0 || strcmp(row[i].font, row[i - 1].font) != 0)
			expect_conforming(&t, role.s);
		first = read_text(&t, in_folder(&t, "r.pdf"));
		render_with(&t, role.s);
		cr_expect(str_eq(first, read_text(&t, in_folder(&t, "r.pdf"))), "%s", role.s);
	}
	trial_close(&t);
}

/* A whole font is all there: more glyphs than the report shows. */
Test(cli_fonts, what_may_not_be_subset_is_whole)
{
	struct trial t = fonts_open();
	struct str whole, part;

	render_with(&t, "<role id='title' family='整字体'/>");
	whole = read_text(&t, in_folder(&t, "r.pdf"));
	render_with(&t, "<role id='title' family='方正小标宋_GBK'/>");
	part = read_text(&t, in_folder(&t, "r.pdf"));
	cr_expect_gt(whole.n, part.n + 50000, "%zu, %zu", whole.n, part.n);
	trial_close(&t);
}

Test(cli_fonts, all_standards_are_kept)
{
	static const char *const standard[] = { "3b", "2a,ua1", "1a", "1b", "ua1" };
	struct trial t = fonts_open();
	struct result r;

	render_with(&t, "<role id='title' family='名键宋'/><role id='body' family='整楷'/>"
			"<role id='kai' family='整字体'/><role id='hei' family='宋体'/>");
	for (size_t i = 0; i < sizeof(standard) / sizeof(*standard); i++) {
		r = NIANBAO(&t, "render", "r/r.xml", "-o", "r.pdf", "--pdf-standard", standard[i]);
		cr_expect_eq(r.status, 0, "%s", r.err.s);
		r = RUN(&t, "/usr/bin/python3", TOOL("conform.py"), "--standard", standard[i],
			"r.pdf");
		cr_expect_str_eq(r.out.s, "", "%s: %s", standard[i], r.out.s);
	}
	trial_close(&t);
}

/* All that is wrong in one run; what is there instead, the most alike first. */
/* The note is a note: once, and no error under --strict. */
/* The line of `fonts --for` that begins so, or an empty one. */
static struct str line_of(const struct trial *t, struct str list, const char *start)
{
	size_t at = str_find(list, str_from(start));
	struct str line = at == (size_t)-1 ? STR("") : str_sub(list, at, list.n);

	return str_from(str_z(t->a, str_sub(line, 0, str_find(line, STR("\n")))));
}

/* Behind the user's font stands the role's chain, and in front of it what serves Latin. */
Test(cli_fonts, what_a_font_lacks_comes_from_the_standard_ones)
{
	struct trial t = fonts_open();
	struct result r = render_with(&t, "<role id='body' family='仿宋GB2312'/>");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = NIANBAO(&t, "fonts", "--for", "r/r.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.err, NOTE), "%s", r.err.s);
	cr_expect(says(r.out, "body\t1\tLiberationSerif\t"), "%s", r.out.s);
	cr_expect(says(r.out, "body\t2\tFangSong_GB2312\t"), "%s", r.out.s);
	cr_expect(says(line_of(&t, r.out, "body\t3\tFandolFang-Regular\t"),
		       "\t2\t旗U+65D7 访U+8BBF"),
		  "%s", r.out.s);
	r = render_with(&t, "<role id='body' family='仿宋GB2312' fallback='no'/>");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "r/r.xml:8: error[E501]: no font has the character \"旗\" (U+65D7)"),
		  "%s", r.err.s);
	r = NIANBAO(&t, "fonts", "--for", "r/r.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.out, "body\t-\t-\t-\t2\t旗U+65D7 访U+8BBF\n"), "%s", r.out.s);
	trial_close(&t);
}

/* Faces of the user's, standard ones, and both in one role; a role of his own. */
Test(cli_fonts, chains_can_be_written_out)
{
	struct trial t = fonts_open();
	struct result r = render_with(
		&t, "<face id='mine' family='仿宋_GB2312' scale='0.98'/>\n"
		    "<face id='digits' file='../made/kai.ttf' only='latin'/>\n"
		    "<role id='body' fallback='no'><use face='digits'/><use face='mine'/>"
		    "<use face='light'/></role>\n<role id='new' name='新'><use face='mine'/></role>");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	r = NIANBAO(&t, "fonts", "--fonts", "r/fonts.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.out, "body\t1\tKaiTi_GB2312\tr/../made/kai.ttf#0\n"
			      "body\t2\tFangSong_GB2312\t"),
		  "%s", r.out.s);
	cr_expect(says(r.out, "body\t3\tNotoSerifCJKsc-ExtraLight\t"), "%s", r.out.s);
	cr_expect_not(says(r.out, "body\t4"), "%s", r.out.s);
	cr_expect(says(r.out, "new\t1\tFangSong_GB2312\t"), "%s", r.out.s);
	r = NIANBAO(&t, "fonts", "--for", "r/r.xml");
	cr_expect(says(line_of(&t, r.out, "body\t3"), "\t2\t旗U+65D7 访U+8BBF"), "%s", r.out.s);
	trial_close(&t);
}

/* Private use is what the user's font says; the standard fonts' own is not meant. */
Test(cli_fonts, private_use_is_the_users_own)
{
	struct trial t = fonts_open();
	struct result r;

	write_changed(&t, "r/r.xml", "聚焦", "聚\xEE\x80\x80焦");
	r = render_with(&t, "<role id='body' family='仿宋_GB2312'/>");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "(U+E000)"), "%s", r.err.s);
	r = render_with(&t, "<role id='body' family='名键宋'/>");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	expect_conforming(&t, "private use");
	r = RUN(&t, "/usr/bin/pdftotext", "-l", "1", "r.pdf", "-");
	cr_expect(says(r.out, "聚\xEE\x80\x80焦"), "%s", r.out.s);
	trial_close(&t);
}

/* --fonts goes before the file beside the report, which serves reports in its folder alone. */
Test(cli_fonts, the_file_is_the_named_one_or_lies_beside_the_report)
{
	struct trial t = fonts_open();
	struct result r;

	render_with(&t, "<role id='title' family='宋体'/>");
	copy_file(&t, GOOD, "other.xml");
	write_text(&t, "mine.xml", STR("<fonts><role id='title' file='made/kai.ttf'/></fonts>"));
	mkdir(in_folder(&t, "out"), 0777);
	r = NIANBAO(&t, "render", "other.xml", "r/r.xml", GOOD, "-d", "out");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	copy_file(&t, in_folder(&t, "out/r.pdf"), "r.pdf");
	cr_expect_str_neq(font_line(&t, "+SimSun"), "");
	copy_file(&t, in_folder(&t, "out/other.pdf"), "r.pdf");
	cr_expect_str_eq(font_line(&t, "+SimSun"), "");
	cr_expect(same_files(&t, in_folder(&t, "out/other.pdf"),
			     in_folder(&t, "out/hongqi-xinfang-2022.pdf")));
	/* what was done with other fonts is done again */
	write_text(&t, "r/fonts.xml", STR("<fonts><role id='title' family='名键宋'/></fonts>"));
	r = NIANBAO(&t, "render", "other.xml", "r/r.xml", GOOD, "-d", "out");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	copy_file(&t, in_folder(&t, "out/r.pdf"), "r.pdf");
	cr_expect_str_neq(font_line(&t, "+NameKeyed"), "");
	r = NIANBAO(&t, "render", "r/r.xml", "--fonts", "mine.xml", "-o", "r.pdf");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.err, "mine.xml: note[N523]"), "%s", r.err.s);
	cr_expect_str_neq(font_line(&t, "+KaiTi_GB2312"), "");
	cr_expect_str_eq(font_line(&t, "+SimSun"), "");
	r = NIANBAO(&t, "render", "r/r.xml", "--fonts", "absent.xml", "-o", "r.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "absent.xml"), "%s", r.err.s);
	trial_close(&t);
}

/* Without the library, or with something else in its place, fonts are still found by path. */
/* The names are those of the list that the standard set prints from. */
Test(cli_fonts, for_a_report_lists_stand_ins)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "fonts", "--for", FIXTURE("rare-characters.xml"));

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(line_of(&t, r.out, "body\t3\tNotoSerifCJKsc-ExtraLight\t"), " 镕U+9555 "),
		  "%s", r.out.s);
	cr_expect(says(line_of(&t, r.out, "body\t4\tBabelStoneHan\t"), " 鿬U+9FEC "), "%s",
		  r.out.s);
	cr_expect(says(line_of(&t, r.out, "body\t6\tHanaMinB\t"), "#0\t1\t𠲋U+20C8B"), "%s",
		  r.out.s);
	cr_expect(says(line_of(&t, r.out, "body\t2\tFandolFang-Regular\t"), "\t-"), "%s",
		  r.out.s);
	cr_expect(says(r.out, "song\t1\tNotoSerifCJKsc-Regular\t"), "%s", r.out.s);
	r = NIANBAO(&t, "fonts", "--for", "absent.xml");
	cr_expect_eq(r.status, 3);
	cr_expect_str_eq(r.out.s, "");
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "--for", GOOD).status, 2);
	trial_close(&t);
}
