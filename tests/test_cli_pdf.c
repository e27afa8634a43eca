/* PDFs that carry their report: as input, and taken apart. */
#include "carrier.h"

/* ---- the report of a PDF ---- */

Test(pdf, gives_the_same_bytes_as_its_report)
{
	static const char *const report[] = { GOOD, FIXTURE("rare-characters.xml"),
					      FIXTURE("long-text.xml") };
	struct trial t = trial_open();

	t.env[0] = "SOURCE_DATE_EPOCH=951782400";
	for (size_t i = 0; i < sizeof(report) / sizeof(*report); i++) {
		struct str want = render(&t, report[i]);

		write_text(&t, "1.pdf", want);
		cr_expect_eq(NIANBAO(&t, "render", "1.pdf", "-o", "2.pdf").status, 0);
		cr_expect(str_eq(read_text(&t, in_folder(&t, "2.pdf")), want), "%s", report[i]);
		cr_expect(str_eq(render(&t, "2.pdf"), want), "%s, twice over", report[i]);
		t.in = in_folder(&t, "1.pdf");
		cr_expect(str_eq(NIANBAO(&t, "render", "-").out, want), "%s, by stdin",
			  report[i]);
		t.in = NULL;
		cr_expect_eq(NIANBAO(&t, "check", "1.pdf").status, 0);
	}
	trial_close(&t);
}

/* Tools rewrite PDFs: in other objects, unpacked, behind a mail's header, encrypted for all. */
Test(pdf, may_have_been_rewritten)
{
	static const char *const way[][5] = {
		{ "--linearize" },
		{ "--stream-data=uncompress" },
		{ "--object-streams=generate" },
		{ "--encrypt", "", "owner", "256", "--" },
	};
	struct trial t = trial_open();
	struct buf late = { .arena = t.a };
	struct str want = render(&t, GOOD);

	write_text(&t, "r.pdf", want);
	for (size_t i = 0; i < sizeof(way) / sizeof(*way); i++) {
		struct result r = RUN(&t, "/usr/bin/qpdf", "r.pdf", "other.pdf", way[i][0],
				      way[i][1], way[i][2], way[i][3], way[i][4]);

		cr_assert_eq(r.status, 0, "%s: %s", way[i][0], r.err.s);
		cr_expect(str_eq(render(&t, "other.pdf"), want), "%s", way[i][0]);
	}
	for (int i = 0; i < 100; i++)
		buf_z(&late, "X-Line\r\n");
	buf_str(&late, want);
	write_text(&t, "other.pdf", buf_text(&late));
	cr_expect(str_eq(render(&t, "other.pdf"), want));
	trial_close(&t);
}

/* Pictures come out of the PDF, never from its folder; last year's report may be a PDF too. */
Test(pdf, carries_the_pictures_of_its_report)
{
	static const char *const picture[] = { "pictures/alpha.png", "pictures/hall.jpg",
					       "pictures/季度申请量.png" };
	struct trial t = trial_open();
	struct str want = render(&t, FIXTURE("figures.xml"));
	struct result r;

	write_text(&t, "r.pdf", want);
	mkdir(in_folder(&t, "pictures"), 0777);
	write_text(&t, "pictures/alpha.png", STR("another picture"));
	cr_expect(str_eq(render(&t, "r.pdf"), want));
	mkdir(in_folder(&t, "out"), 0777);
	cr_expect_eq(NIANBAO(&t, "extract", "r.pdf", "-d", "out").status, 0);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), "pictures report.xml");
	for (size_t i = 0; i < sizeof(picture) / sizeof(*picture); i++) {
		struct buf from = { .arena = t.a }, to = { .arena = t.a };

		buf_printf(&from, FIXTURE("%s"), picture[i]);
		buf_printf(&to, "%s/out/%s", t.folder, picture[i]);
		cr_expect(same_files(&t, from.s, to.s), "%s", picture[i]);
	}
	cr_expect(str_eq(render(&t, "out/report.xml"), want));
	r = RUN(&t, "/usr/bin/qpdf", "r.pdf", "--remove-attachment=pictures/hall.jpg",
		"less.pdf");
	cr_assert_eq(r.status, 0, "%s", r.err.s);
	r = NIANBAO(&t, "render", "less.pdf", "-o", "x.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect_eq(str_find(r.err, STR("less.pdf(report.xml):16: error[E121]")), 0, "%s",
		     r.err.s);
	trial_close(&t);
}

Test(pdf, may_be_the_report_of_the_year_before)
{
	struct trial t = trial_open();
	struct result r;

	write_text(&t, "r.pdf", render(&t, GOOD));
	r = NIANBAO(&t, "check", GOOD, "--previous", "r.pdf");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "last year's report (r.pdf(report.xml):5) is of 2022"), "%s",
		  r.err.s);
	cr_expect_eq(NIANBAO(&t, "render", GOOD, "--previous", "r.pdf", "-o", "r.pdf").status,
		     2);
	trial_close(&t);
}

Test(pdf, messages_name_it_and_the_line_of_its_report)
{
	struct trial t = trial_open();
	struct str draft = NIANBAO(&t, "render", UNBALANCED, "--draft", "-o", "-").out;
	struct result r;

	write_text(&t, "r.pdf", draft);
	r = NIANBAO(&t, "render", "./r.pdf", "-o", "x.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect_eq(str_find(r.err, STR("./r.pdf(report.xml):48: error[E311]")), 0, "%s",
		     r.err.s);
	r = NIANBAO(&t, "check", "r.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect_eq(str_find(r.err, STR("r.pdf(report.xml):48: error[E311]")), 0, "%s",
		     r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "r.pdf");
	r = NIANBAO(&t, "render", "r.pdf", "--draft", "-o", "-");
	cr_expect_eq(r.status, 0);
	cr_expect(str_eq(r.out, draft));
	trial_close(&t);
}

Test(pdf, is_never_its_own_output)
{
	struct trial t = trial_open();
	struct str want = render(&t, GOOD);

	write_text(&t, "r.pdf", want);
	cr_expect_eq(NIANBAO(&t, "render", "r.pdf").status, 2);
	cr_expect_eq(NIANBAO(&t, "render", "r.pdf", "-d", ".").status, 2);
	cr_expect_eq(NIANBAO(&t, "render", "r.pdf", "-o", "./r.pdf").status, 2);
	cr_expect(str_eq(read_text(&t, in_folder(&t, "r.pdf")), want));
	/* nor is an XML file a PDF because it speaks of one */
	write_changed(&t, "r.xml", "<report", "<!-- %PDF-1.7 -->\n<report");
	cr_expect_eq(NIANBAO(&t, "check", "r.xml").status, 0);
	trial_close(&t);
}

/* ---- extract ---- */

/* Also reports whose bytes are no UTF-8; over an old file, from a pipe's end. */
Test(extract, gives_the_report_byte_for_byte)
{
	static const char *const iconv[] = { "GBK", "UTF-16" };
	struct trial t = trial_open();
	struct result r;

	mkdir(in_folder(&t, "out"), 0777);
	write_text(&t, "out/report.xml", STR("an old file"));
	for (size_t i = 0; i < sizeof(iconv) / sizeof(*iconv); i++) {
		t.in = write_text(&t, "r.utf8",
				  changed(&t, read_text(&t, GOOD), "UTF-8", iconv[i]));
		r = RUN(&t, "/usr/bin/iconv", "-f", "UTF-8", "-t", iconv[i]);
		t.in = NULL;
		write_text(&t, "r.xml", r.out);
		write_text(&t, "r.pdf", render(&t, "r.xml"));
		r = NIANBAO(&t, "extract", "r.pdf", "-d", "out");
		cr_expect_eq(r.status, 0);
		cr_expect_eq(r.out.n + r.err.n, 0);
		cr_expect(
			same_files(&t, in_folder(&t, "out/report.xml"), in_folder(&t, "r.xml")),
			"%s", iconv[i]);
		cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), "report.xml");
	}
	t.in = in_folder(&t, "r.pdf");
	remove(in_folder(&t, "r.xml"));
	cr_expect_eq(NIANBAO(&t, "extract", "-", "-d", ".").status, 0);
	t.in = NULL;
	cr_expect(same_files(&t, in_folder(&t, "out/report.xml"), in_folder(&t, "report.xml")));
	trial_close(&t);
}

Test(extract, gives_every_file)
{
	struct trial t = trial_open();

	mkdir(in_folder(&t, "out"), 0777);
	write_text(&t, "r.pdf", render(&t, GOOD));
	write_text(&t, "图 1.png", STR("\x89PNG"));
	write_text(&t, "empty", STR(""));
	cr_assert_eq(RUN(&t, "/usr/bin/qpdf", "r.pdf", "--add-attachment", "图 1.png", "--",
			 "--add-attachment", "empty", "--", "two.pdf")
			     .status,
		     0);
	cr_expect_eq(NIANBAO(&t, "extract", "two.pdf", "-d", "out").status, 0);
	cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), "empty report.xml 图 1.png");
	cr_expect(same_files(&t, in_folder(&t, "out/图 1.png"), in_folder(&t, "图 1.png")));
	cr_expect(same_files(&t, in_folder(&t, "out/report.xml"), GOOD));
	cr_expect_eq(read_text(&t, in_folder(&t, "out/empty")).n, 0);
	trial_close(&t);
}

Test(extract, refuses_names_that_are_not_safe)
{
	static const char *const name[] = {
		"(../evil)",
		"(/tmp/evil)",
		"(..)",
		"(.)",
		"()",
		"(sub/../../evil)",
		"(sub//evil)",
		"(sub/)",
		"(sub/.)",
		"(.ssh/evil)",
		"(.profile)",
		"(a\\nb)",
		"(a\\000b)",
		"(a\\\\b)",
		"<FEFF202E006C006D0078>",
		"<FEFF0085>",
		"5",
		"/Name",
		"(aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)",
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
		struct buf spec = { .arena = t.a };
		struct result r;

		/* the key, which stands in for a name that is none, is no name either */
		buf_printf(&spec, "<</UF %s/EF<</F 5 0 R>>>>", name[i]);
		write_pdf(&t, "r.pdf", "<</Names[(/) 4 0 R]>>", spec.s,
			  stream(&t, "", STR("evil")));
		mkdir(in_folder(&t, "out"), 0777);
		r = NIANBAO(&t, "extract", "r.pdf", "-d", "out");
		cr_expect_eq(r.status, 1, "%s: %d", name[i], r.status);
		cr_expect_eq(str_find(r.err, STR("r.pdf: error[E135]")), 0, "%s: %s", name[i],
			     r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "out r.pdf", "%s", name[i]);
		cr_expect_str_eq(names_in(&t, in_folder(&t, "out")), "", "%s", name[i]);
	}
	trial_close(&t);
}

/* A file of one's own under the name of the PDF, or one that is not to be had. */
Test(extract, spares_its_input_and_says_what_it_cannot_write)
{
	struct trial t = trial_open();
	struct str before;
	struct result r;

	write_named(&t, "(r.pdf)", stream(&t, "", STR("evil")));
	before = read_text(&t, in_folder(&t, "r.pdf"));
	r = NIANBAO(&t, "extract", "r.pdf", "-d", ".");
	cr_expect_eq(r.status, 2);
	cr_expect(says(r.err, "the output is an input: ./r.pdf"), "%s", r.err.s);
	cr_expect(str_eq(read_text(&t, in_folder(&t, "r.pdf")), before));
	r = NIANBAO(&t, "extract", "r.pdf", "-d", "absent");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F905]: cannot write \"absent/r.pdf\""), "%s", r.err.s);
	trial_close(&t);
}

Test(extract, misuse_is_status_2)
{
	static const struct {
		const char *message, *argv[5];
	} row[] = {
		{ "no report was named", { "-d", "." } },
		{ "extract needs -d FOLDER", { "r.pdf" } },
		{ "extract takes one PDF", { "r.pdf", "r.pdf", "-d", "." } },
		{ "no such option here: -o", { "r.pdf", "-o", "r.xml" } },
		{ "no such option here: --strict", { "r.pdf", "-d", ".", "--strict" } },
	};
	struct trial t = trial_open();

	write_text(&t, "r.pdf", render(&t, GOOD));
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r = NIANBAO(&t, "extract", row[i].argv[0], row[i].argv[1],
					  row[i].argv[2], row[i].argv[3], row[i].argv[4]);

		cr_expect_eq(r.status, 2, "%s", row[i].message);
		cr_expect(says(r.err, row[i].message), "%s", r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "r.pdf");
	}
	trial_close(&t);
}
