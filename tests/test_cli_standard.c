/* --pdf-standard on the command line: what is kept, what is refused, what the user is told. */
#include "files.h"

Test(cli_standard, what_cannot_be_met_is_wrong_usage)
{
	static const struct {
		const char *list, *zh, *en;
	} row[] = {
		{ "1a,3a", "一个文件只能符合 PDF/A 的一个部分", "one part of PDF/A only" },
		{ "2b,3b", "一个文件只能符合 PDF/A 的一个部分", "one part of PDF/A only" },
		{ "none,3a", "none 不能与其他标准并列", "none stands alone" },
		{ "1a,ua1", "PDF/UA-1 须为 PDF 1.7", "PDF/UA-1 is PDF 1.7" },
		{ "4", "--pdf-standard 只能由",
		  "--pdf-standard takes 1a 1b 2a 2u 2b 3a 3u 3b ua1 none" },
		{ "3a,,ua1", "--pdf-standard 只能由", "--pdf-standard takes" },
	};
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r = NIANBAO(&t, "render", "r.xml", "--pdf-standard", row[i].list);

		cr_expect_eq(r.status, 2, "%s", row[i].list);
		cr_expect(says(r.err, row[i].en) && says(r.err, row[i].list), "%s", r.err.s);
		t.env[0] = "LC_ALL=zh_CN.UTF-8";
		r = NIANBAO(&t, "render", "r.xml", "--pdf-standard", row[i].list);
		cr_expect_eq(r.status, 2, "%s", row[i].list);
		cr_expect(says(r.err, row[i].zh) && says(r.err, row[i].list), "%s", r.err.s);
		t.env[0] = NULL;
	}
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "--pdf-standard").status, 2);
	cr_expect_eq(NIANBAO(&t, "check", "r.xml", "--pdf-standard=3a").status, 2);
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml", "nothing is written");
	trial_close(&t);
}

Test(cli_standard, the_usual_is_3a_and_ua1)
{
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	NIANBAO(&t, "render", "r.xml", "-o", "usual.pdf");
	NIANBAO(&t, "render", "r.xml", "-o", "named.pdf", "--pdf-standard=ua1,3a");
	NIANBAO(&t, "render", "r.xml", "-o", "less.pdf", "--pdf-standard=3a");
	cr_expect(same_files(&t, in_folder(&t, "usual.pdf"), in_folder(&t, "named.pdf")));
	cr_expect(!same_files(&t, in_folder(&t, "usual.pdf"), in_folder(&t, "less.pdf")));
	trial_close(&t);
}

/* A note is no warning: the file is written, also with --strict. */
Test(cli_standard, parts_without_attachment_say_that_the_report_is_not_inside)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	r = NIANBAO(&t, "render", "r.xml", "--strict", "--pdf-standard=2a,ua1");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "r.xml: note[N610]: PDF/A-2 allows no other file inside"), "%s",
		  r.err.s);
	cr_expect(says(read_text(&t, in_folder(&t, "r.pdf")), "<pdfaid:part>2<"));
	cr_expect(!says(read_text(&t, in_folder(&t, "r.pdf")), "report.xml"));
	t.env[0] = "LC_ALL=zh_CN.UTF-8";
	r = NIANBAO(&t, "render", "r.xml", "--pdf-standard=1b");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "note[N610]: PDF/A-1 不允许附带其他文件"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "--pdf-standard=none");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.err.s, "");
	trial_close(&t);
}

/* The facts for the archive, from the report's head to the PDF. */
Test(cli_standard, facts_for_the_archive)
{
	static const char *const says_it[] = {
		"/DocumentNumber <FEFF4E9153D16539301400320030003200353015003353F7>",
		"<archive:DocumentNumber>云发改〔2025〕3号</archive:DocumentNumber>",
		"<archive:Responsible>云岭市发展和改革委员会办公室</archive:Responsible>",
		"<archive:Retention>永久</archive:Retention>",
		"<archive:Secrecy>公开</archive:Secrecy>",
		"<dc:date><rdf:Seq><rdf:li>2025-01-26</rdf:li></rdf:Seq></dc:date>",
	};
	struct trial t = trial_open();
	struct str file;

	copy_file(&t, FIXTURE("long-text.xml"), "r.xml");
	/* PDF/A-1 has no object streams: Info can be read as it stands. */
	cr_expect_eq(NIANBAO(&t, "render", "r.xml", "-o", "a.pdf", "--pdf-standard", "1a").status,
		     0);
	file = read_text(&t, in_folder(&t, "a.pdf"));
	for (size_t i = 0; i < sizeof(says_it) / sizeof(*says_it); i++)
		cr_expect(says(file, says_it[i]), "%s", says_it[i]);
	write_changed(&t, "none.xml", "</head>", "<retention> </retention></head>");
	cr_expect_eq(NIANBAO(&t, "render", "none.xml").status, 0);
	cr_expect(!says(read_text(&t, in_folder(&t, "none.pdf")), "archive"));
	write_changed(&t, "two.xml", "</head>",
		      "<secrecy>a</secrecy><secrecy>b</secrecy></head>");
	cr_expect_eq(NIANBAO(&t, "render", "two.xml").status, 1);
	trial_close(&t);
}
