/* Figures and sums as the program reads, prints and refuses them: report-format, "Figures". */
#include "files.h"

/* The three kinds of figure: what stands in the good report, and what it becomes. */
static const struct kind {
	const char *from, *to;
	const char *cell;         /* in the dump of the filled form */
	const char *line, *label; /* in messages */
} count = { "<row id=\"normative\" made=\"0\" repealed=\"0\"",
	    "<row id=\"normative\" made=\"0\" repealed=\"%s\"",
	    "figure under 0,3,9: ", "r.xml:22: error[",
	    "\"本年废止件数\" (repealed) of \"行政规范性文件\"" },
  decimal = { "<row id=\"fees\" amount=\"0\"", "<row id=\"fees\" amount=\"%s\"",
	      "figure under 25,27,28: ", "r.xml:26: error[",
	      "\"本年收费金额（单位：万元）\" (amount) of \"行政事业性收费\"" },
  sign = { "<row id=\"licensing\" decided=\"0\"", "<row id=\"licensing\" decided=\"%s\"",
	   "figure under 13,15,16: ", "r.xml:23: error[",
	   "\"本年处理决定数量\" (decided) of \"行政许可\"" };

/* A layout "ogi-2021" in the trial's folder, where licences are counted with a sign. */
static void write_signed_layout(const struct trial *t)
{
	struct str s = read_text(t, NIANBAO_SOURCE_DIR "/layouts/ogi-2021.xml");

	s = changed(t, s, "<record id=\"licensing penalties coercion\"",
		    "<record id=\"licensing\" fields=\"decided\" number=\"signed\"/>\n"
		    "<record id=\"penalties coercion\"");
	write_text(t, "ogi-2021.xml", s);
}

/* The good report as r.xml, with `text` for its figure of this kind. */
static void write_figure(const struct trial *t, const struct kind *kind, const char *text)
{
	struct str to = changed(t, str_from(kind->to), "%s", text);

	write_changed(t, "r.xml", kind->from, str_z(t->a, to));
}

static const char *join(const struct trial *t, const char *a, const char *b, const char *c)
{
	struct buf all = { .arena = t->a };

	buf_printf(&all, "%s%s%s", a, b, c);
	return all.s;
}

Test(figure, right_ones_print_as_written)
{
	static const struct {
		const struct kind *kind;
		const char *text;
	} row[] = {
		{ &count, "1204" },
		{ &count, "0" },
		{ &count, "999999999999" },
		{ &count, "22（其中修订16件）" },
		{ &count, "22(16 revised)" },
		{ &decimal, "96171.6" },
		{ &decimal, "0.000001" },
		{ &decimal, "12" },
		{ &sign, "+1036" },
		{ &sign, "-8" },
		{ &sign, "8" },
	};
	struct trial t = trial_open();

	write_signed_layout(&t);
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r;

		write_figure(&t, row[i].kind, row[i].text);
		r = NIANBAO(&t, "render", "r.xml", "--layouts", ".", "--dump=doc", "--strict");
		cr_expect_eq(r.status, 0, "%s: %s", row[i].text, r.err.s);
		cr_expect_str_eq(r.err.s, "");
		cr_expect(says(r.out, join(&t, row[i].kind->cell, row[i].text, "\n")), "%s",
			  row[i].text);
	}
	trial_close(&t);
}

Test(figure, blank_ones_warn_and_with_strict_are_errors)
{
	static const char *const blank[] = { "", "/", "-", "—" };
	struct trial t = trial_open();

	write_signed_layout(&t);
	for (size_t i = 0; i < 12; i++) {
		const struct kind *kind =
			(const struct kind *const[]){ &count, &decimal, &sign }[i / 4];
		const char *text = blank[i % 4];
		struct result r;

		write_figure(&t, kind, text);
		r = NIANBAO(&t, "render", "r.xml", "--layouts", ".", "--dump=doc");
		cr_expect_eq(r.status, 0, "“%s”: %s", text, r.err.s);
		cr_expect(says(r.err, ": warning[W321]: "), "“%s”: %s", text, r.err.s);
		cr_expect(says(r.out, join(&t, kind->cell, text, "\n")), "“%s”", text);
		r = NIANBAO(&t, "render", "r.xml", "--layouts", ".", "--strict");
		cr_expect_eq(r.status, 1, "“%s”: %s", text, r.err.s);
		cr_expect(says(r.err, ": error[W321]: "), "“%s”: %s", text, r.err.s);
		r = NIANBAO(&t, "check", "r.xml", "--layouts", ".", "--strict");
		cr_expect_eq(r.status, 1);
		cr_expect_str_eq(names_in(&t, t.folder), "ogi-2021.xml r.xml");
	}
	trial_close(&t);
}

Test(figure, wrong_ones_name_line_row_column_and_fix)
{
	static const struct {
		const struct kind *kind;
		const char *text, *code;
	} row[] = {
		{ &count, "abc", "E301" },
		{ &count, "１２", "E302" },
		{ &count, "1,204", "E303" },
		{ &count, "12件", "E304" },
		{ &count, "3.5", "E305" },
		{ &count, "-3", "E306" },
		{ &count, "+3", "E306" },
		{ &count, "007", "E307" },
		{ &count, "1e9", "E304" },
		{ &count, "NaN", "E301" },
		{ &count, "1000000000000", "E308" },
		{ &count, "9223372036854775808", "E308" },
		{ &count, "22（其中", "E309" },
		{ &count, "22（a）b", "E309" },
		{ &decimal, "0.0000001", "E308" },
		{ &decimal, "1.2.3", "E304" },
		{ &decimal, "-1.5", "E306" },
		{ &decimal, ".5", "E301" },
		{ &sign, "１", "E302" },
		{ &sign, "--8", "E301" },
		{ &sign, "-1.5", "E305" },
	};
	struct trial t = trial_open();

	write_signed_layout(&t);
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const struct kind *kind = row[i].kind;
		struct result r;

		write_figure(&t, kind, row[i].text);
		r = NIANBAO(&t, "render", "r.xml", "--layouts", ".", "--draft");
		cr_expect_eq(r.status, 1, "%s: status %d", row[i].text, r.status);
		cr_expect(says(r.err, join(&t, kind->line, row[i].code, "]: ")), "%s: %s",
			  row[i].text, r.err.s);
		cr_expect(says(r.err, join(&t, "is \"", row[i].text, "\"")), "%s", r.err.s);
		cr_expect(says(r.err, kind->label), "%s", r.err.s);
		cr_expect(says(r.err, "        help: "), "%s", r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "ogi-2021.xml r.xml");
	}
	trial_close(&t);
}

#define REVIEW                                                                                 \
	"id=\"review\" upheld=\"0\" corrected=\"0\" other=\"0\" pending=\"0\" total=\"0\""
#define REVIEW_IS(upheld, corrected, total)                                                    \
	"id=\"review\" upheld=\"" upheld "\" corrected=\"" corrected                           \
	"\" other=\"0\" pending=\"0\" total=\"" total "\""

/* What a figure counts as in an equation. */
Test(sum, counts_numbers_and_not_their_notes)
{
	static const struct {
		const char *row;
		int status;
	} row[] = {
		{ REVIEW_IS("2", "1", "3"), 0 },
		{ REVIEW_IS("2", "1", "4"), 1 },
		{ REVIEW_IS("2（其中1件重复）", "1", "3（件）"), 0 },
		{ REVIEW_IS("2（其中1件重复）", "1", "4"), 1 },
		{ REVIEW_IS("3", "", "3"), 0 }, /* blank: nothing among the addends */
		{ REVIEW_IS("3", "/", "4"), 1 },
		{ REVIEW_IS("3", "—", "/"), 0 }, /* no total: not checked */
		{ REVIEW_IS("999999999999", "0", "999999999999"), 0 },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r;

		write_changed(&t, "r.xml", REVIEW, row[i].row);
		r = NIANBAO(&t, "render", "r.xml", "--dump=doc");
		cr_expect_eq(r.status, row[i].status, "%s: %s", row[i].row, r.err.s);
		cr_expect_eq(says(r.err, "error[E311]: rule R4"), row[i].status == 1, "%s: %s",
			     row[i].row, r.err.s);
	}
	trial_close(&t);
}

Test(sum, broken_one_names_the_line_where_its_row_starts)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "render", UNBALANCED, "-o", "r.pdf");

	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err,
		       "row-over-five-lines.xml:48: error[E311]: rule R4 does not hold "
		       "(行政复议): 结果维持 3 + 结果纠正 1 + 其他结果 0 + 尚未审结 1 = 5, "
		       "but 总计 = 6; difference 1\n"),
		  "%s", r.err.s);
	cr_expect_eq(str_find(str_sub(r.err, 1, r.err.n), STR("error[")),
		     str_find(r.err, STR("error[")) - 1);
	cr_expect_str_eq(names_in(&t, t.folder), "");
	trial_close(&t);
}

/* libxml2's tree stops counting at 65 535. */
Test(sum, broken_one_on_line_70000)
{
	struct trial t = trial_open();
	struct str s = read_text(&t, UNBALANCED);
	struct buf lines = { .arena = t.a };
	struct result r;

	for (int i = 48; i < 70000; i++)
		buf_char(&lines, '\n');
	buf_z(&lines, "<form id=\"remedies\">");
	s = changed(&t, s, "<form id=\"remedies\">", lines.s);
	write_text(&t, "long.xml", s);
	r = NIANBAO(&t, "render", "long.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "long.xml:70000: error[E311]: rule R4"), "%s", r.err.s);
	trial_close(&t);
}

/* The words of each page that pdftotext finds; how many pages there are. */
static size_t count_pages_with(const struct trial *t, const char *pdf, const char *words,
			       size_t *npage)
{
	struct str text = RUN(t, "/usr/bin/pdftotext", "-raw", pdf, "-").out;
	size_t with = 0;

	for (*npage = 0; text.n > 0; ++*npage) {
		size_t end = str_find(text, STR("\f"));

		cr_assert_lt(end, text.n, "the last page ends too");
		with += says(str_sub(text, 0, end), words);
		text = str_sub(text, end + 1, text.n);
	}
	return with;
}

Test(draft, prints_broken_sums_with_a_mark_on_every_page)
{
	static const char *const fixture[] = { UNBALANCED,
					       FIXTURE("hongze-district-2023.xml") };
	struct trial t = trial_open();

	for (size_t i = 0; i < 2; i++) {
		struct result r = NIANBAO(&t, "render", fixture[i], "--draft", "-o", "r.pdf");
		struct str tags;
		size_t npage;

		cr_expect_eq(r.status, 0, "%s", r.err.s);
		cr_expect(says(r.err, "warning[W311]: rule R4 does not hold"), "%s", r.err.s);
		cr_expect_not(says(r.err, "error["), "%s", r.err.s);
		cr_expect_eq(count_pages_with(&t, "r.pdf", "草稿", &npage), npage);
		cr_expect_geq(npage, 3);
		tags = RUN(&t, "/usr/bin/pdfinfo", "-struct-text", "r.pdf").out;
		cr_expect(says(tags, "一、总体情况"), "%s", tags.s);
		cr_expect_not(says(tags, "草稿"), "the mark is an artifact");
	}
	trial_close(&t);
}

Test(draft, marks_a_good_report_too_and_nothing_else_changes)
{
	struct trial t = trial_open();
	struct result plain = NIANBAO(&t, "render", GOOD, "-o", "r.pdf"), draft;
	size_t npage, nmarked;

	cr_expect_eq(plain.status, 0);
	cr_expect_eq(count_pages_with(&t, "r.pdf", "草稿", &npage), 0);
	draft = NIANBAO(&t, "render", GOOD, "--draft", "-o", "d.pdf");
	cr_expect_eq(draft.status, 0);
	cr_expect_eq(count_pages_with(&t, "d.pdf", "草稿", &nmarked), npage);
	cr_expect_eq(nmarked, npage);
	plain = NIANBAO(&t, "render", GOOD, "--dump=galley");
	draft = NIANBAO(&t, "render", GOOD, "--dump=galley", "--draft");
	cr_expect(str_eq(plain.out, draft.out));
	trial_close(&t);
}

Test(draft, with_strict_still_refuses)
{
	struct trial t = trial_open();
	struct result r =
		NIANBAO(&t, "render", UNBALANCED, "--draft", "--strict", "-o", "r.pdf");

	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "error[W311]"), "%s", r.err.s);
	r = NIANBAO(&t, "render", FIXTURE("missing-parts.xml"), "--draft", "-o", "r.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect_str_eq(names_in(&t, t.folder), "");
	trial_close(&t);
}
