/* The command line: what is no usage, the language of messages, and the commands beside render. */
#include "files.h"

#define MAX_ARGS 12

/* What cannot be meant: the message, and nothing else. */
static const struct {
	const char *message;
	const char *argv[MAX_ARGS];
} misuse[] = {
	{ "no command was given", { 0 } },
	{ "no such command: rander", { "rander", "r.xml" } },
	{ "no such command: ", { "" } },
	{ "no such option here: --colour", { "render", "--colour", "r.xml" } },
	{ "no such option here: -x", { "render", "r.xml", "-x" } },
	{ "no such option here: --drafty", { "render", "r.xml", "--drafty" } },
	{ "no such option here: -o", { "check", "r.xml", "-o", "r.pdf" } },
	{ "no such option here: --draft", { "check", "r.xml", "--draft" } },
	{ "no such option here: --strict", { "layouts", "--strict" } },
	{ "the option needs a value: -o", { "render", "r.xml", "-o" } },
	{ "the option needs a value: -o", { "render", "r.xml", "-o", "" } },
	{ "the option needs a value: --output=", { "render", "r.xml", "--output=" } },
	{ "the option needs a value: -d", { "render", "r.xml", "-d" } },
	{ "the option needs a value: -j", { "render", "r.xml", "-j" } },
	{ "the option needs a value: --layouts", { "check", "r.xml", "--layouts" } },
	{ "the option needs a value: --year", { "init", "-l", "a", "--organ", "b", "--year" } },
	{ "the option takes no value: --draft=yes", { "render", "r.xml", "--draft=yes" } },
	{ "the option takes no value: --strict=1", { "render", "r.xml", "--strict=1" } },
	{ "-j takes a number, 1 to 256: 0", { "render", "r.xml", "-j", "0" } },
	{ "-j takes a number, 1 to 256: 257", { "render", "r.xml", "-j257" } },
	{ "-j takes a number, 1 to 256: 3x", { "render", "r.xml", "--jobs=3x" } },
	{ "-j takes a number, 1 to 256: -1", { "render", "r.xml", "-j", "-1" } },
	{ "-j takes a number, 1 to 256: 99999999999999999999",
	  { "render", "r.xml", "-j", "99999999999999999999" } },
	{ "--dump takes report, doc, galley, book or sheets: pdf",
	  { "render", "r.xml", "--dump=pdf" } },
	{ "no report was named", { "render" } },
	{ "no report was named", { "render", "--draft", "--" } },
	{ "no report was named", { "check" } },
	{ "for several reports name a folder with -d",
	  { "render", "r.xml", "s.xml", "-o", "r.pdf" } },
	{ "-o and -d exclude each other", { "render", "r.xml", "-o", "r.pdf", "-d", "." } },
	{ "--dump takes one report", { "render", "r.xml", "s.xml", "--dump=doc" } },
	{ "--dump takes one report", { "render", "r.xml", "-d", ".", "--dump=doc" } },
	{ "two reports would be written to one file: ./r.pdf",
	  { "render", "r.xml", "sub/r.xml", "-d", "." } },
	{ "two reports would be written to one file: r.pdf", { "render", "r.xml", "r.xml" } },
	{ "unexpected argument: r.xml", { "layouts", "r.xml" } },
	{ "unexpected argument: r.xml", { "fonts", "r.xml" } },
	{ "unexpected argument: r.xml",
	  { "init", "-l", "ogi-2021", "--organ", "a", "--year", "2022", "r.xml" } },
	{ "standard input can be read only once", { "render", "-", "-" } },
	{ "init needs -l LAYOUT --organ NAME --year YEAR", { "init", "-l", "ogi-2021" } },
	{ "init needs -l LAYOUT --organ NAME --year YEAR",
	  { "init", "--organ", "a", "--year", "2022" } },
	{ "the year must be four digits: 22",
	  { "init", "-l", "ogi-2021", "--organ", "a", "--year", "22" } },
	{ "the year must be four digits: 2022a",
	  { "init", "-l", "ogi-2021", "--organ", "a", "--year", "2022a" } },
	{ "the organ's name is not UTF-8",
	  { "init", "-l", "ogi-2021", "--organ", "\xFF", "--year", "2022" } },
};

Test(usage, misuse_is_status_2_and_touches_nothing)
{
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	copy_file(&t, GOOD, "s.xml");
	for (size_t i = 0; i < sizeof(misuse) / sizeof(*misuse); i++) {
		const char *argv[MAX_ARGS + 2] = { NIANBAO_PROGRAM };
		struct result r;

		memcpy(argv + 1, misuse[i].argv, sizeof(misuse[i].argv));
		r = trial_run(&t, argv);
		cr_expect_eq(r.status, 2, "%s: status %d", misuse[i].message, r.status);
		cr_expect(says(r.err, misuse[i].message), "no “%s” in: %s", misuse[i].message,
			  r.err.s);
		cr_expect(says(r.err, "see nianbao --help"), "%s", r.err.s);
		cr_expect_eq(r.out.n, 0, "%s: %s", misuse[i].message, r.out.s);
	}
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml s.xml");
	trial_close(&t);
}

/* The first of LC_ALL, LC_MESSAGES and LANG that is set and not empty decides. */
Test(usage, language_follows_the_environment)
{
	static const struct {
		const char *env[3];
		bool chinese;
	} row[] = {
		{ { "LANG=zh_CN.UTF-8" }, true },
		{ { "LANG=zh_TW" }, true },
		{ { "LANG=C.UTF-8" }, false },
		{ { "LANG=" }, false },
		{ { "LANG=de_DE.UTF-8", "LC_MESSAGES=zh_CN" }, true },
		{ { "LANG=zh_CN.UTF-8", "LC_ALL=C" }, false },
		{ { "LANG=zh_CN.UTF-8", "LC_ALL=" }, true },
		{ { "LANG=zh_CN.UTF-8", "LC_MESSAGES=zh_CN", "LC_ALL=en_US.UTF-8" }, false },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct trial t = trial_open();
		struct result r;

		memcpy(t.env, row[i].env, sizeof(row[i].env));
		r = NIANBAO(&t, "rander");
		cr_expect_eq(says(r.err, "没有这个命令：rander"), row[i].chinese, "%zu: %s", i,
			     r.err.s);
		r = NIANBAO(&t, "check", UNBALANCED);
		cr_expect_eq(r.status, 1);
		cr_expect_eq(says(r.err, "error[E311]: 勾稽关系 R4 不成立"), row[i].chinese,
			     "%zu: %s", i, r.err.s);
		cr_expect_eq(says(r.err, "error[E311]: rule R4 does not hold"), !row[i].chinese,
			     "%zu: %s", i, r.err.s);
		r = NIANBAO(&t, "--help");
		cr_expect_eq(r.status, 0);
		cr_expect_eq(says(r.out, "退出状态"), row[i].chinese);
		trial_close(&t);
	}
}

/* "file:line: error[E123]:" of every message; the rest is the language's. */
static const char *places_and_codes(const struct trial *t, struct str err)
{
	struct buf b = { .arena = t->a };

	while (err.n > 0) {
		size_t n = str_find(err, STR("\n")) + 1, code = str_find(err, STR("]: "));

		if (code < n)
			buf_str(&b, str_sub(err, 0, code + 1));
		buf_char(&b, '\n');
		err = str_sub(err, n, err.n);
	}
	return b.s;
}

Test(usage, codes_are_the_same_in_both_languages)
{
	struct trial t = trial_open();
	struct result en = NIANBAO(&t, "check", FIXTURE("wrong-everything.xml")), zh;

	t.env[0] = "LANG=zh_CN.UTF-8";
	zh = NIANBAO(&t, "check", FIXTURE("wrong-everything.xml"));
	cr_expect_eq(en.status, 1);
	cr_expect_eq(zh.status, 1);
	cr_expect_str_eq(places_and_codes(&t, zh.err), places_and_codes(&t, en.err));
	cr_expect_not(str_eq(en.err, zh.err));
	trial_close(&t);
}

/* On a terminal a character of three bytes takes two columns, one of two bytes one. */
static size_t widest_line(struct str s)
{
	size_t width = 0, widest = 0;

	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];

		width = c == '\n' ? 0 : width + (c < 0x80 || c >= 0xC0) + (c >= 0xE0);
		widest = width > widest ? width : widest;
	}
	return widest;
}

Test(usage, help_and_version)
{
	static const char *const help[] = { "--help", "-h", "help" };
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "--version");

	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out.s, "nianbao " NIANBAO_VERSION "\n");
	for (size_t i = 0; i < 6; i++) {
		t.env[0] = i < 3 ? "LANG=C" : "LANG=zh_CN.UTF-8";
		r = NIANBAO(&t, help[i % 3]);
		cr_expect_eq(r.status, 0);
		cr_expect_eq(r.err.n, 0);
		cr_expect(says(r.out, "nianbao render") && says(r.out, "--draft"));
		cr_expect_leq(widest_line(r.out), 80, "%zu columns", widest_line(r.out));
	}
	trial_close(&t);
}

Test(usage, two_dashes_end_the_options)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "-r.xml");
	r = NIANBAO(&t, "render", "-o", "r.pdf", "--", "-r.xml");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
	trial_close(&t);
}

Test(check, good_report_is_status_0_without_a_word)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	r = NIANBAO(&t, "check", "r.xml");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.err.s, "");
	cr_expect_str_eq(r.out.s, "");
	cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	trial_close(&t);
}

Test(check, wrong_reports_are_all_named)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "good.xml");
	copy_file(&t, UNBALANCED, "bad.xml");
	copy_file(&t, FIXTURE("missing-parts.xml"), "worse.xml");
	r = NIANBAO(&t, "check", "bad.xml", "good.xml", "worse.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "bad.xml:48: error[E311]"));
	cr_expect(says(r.err, "worse.xml:5: error[E202]"));
	cr_expect_not(says(r.err, "good.xml"));
	cr_expect_str_eq(r.out.s, "");
	cr_expect_str_eq(names_in(&t, t.folder), "bad.xml good.xml worse.xml");
	r = NIANBAO(&t, "check", "bad.xml", "absent.xml");
	cr_expect_eq(r.status, 3, "the worst status counts");
	trial_close(&t);
}

/* A character without a font is found without a PDF being asked for. */
Test(check, composes_too)
{
	struct trial t = trial_open();
	struct result r;

	write_changed(&t, "r.xml", "聚焦", "聚\xEE\x80\x80焦");
	r = NIANBAO(&t, "check", "r.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "r.xml:8: error[E501]"), "%s", r.err.s);
	cr_expect(says(r.err, "U+E000"), "%s", r.err.s);
	trial_close(&t);
}

/* `<role id="…">` of the roles file. */
Test(fonts, lists_every_role_with_files_that_exist)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "fonts");
	struct str roles = read_text(&t, NIANBAO_SOURCE_DIR "/fonts/roles.xml"), line;
	size_t nrole = 0, at;

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect_str_eq(r.err.s, "");
	while ((at = str_find(roles, STR("<role id=\""))) != (size_t)-1) {
		struct buf b = { .arena = t.a };

		roles = str_sub(roles, at + 10, roles.n);
		buf_str(&b, str_sub(roles, 0, str_find(roles, STR("\""))));
		buf_z(&b, "\t1\t");
		cr_expect(says(r.out, b.s), "no role %s in:\n%s", b.s, r.out.s);
		nrole++;
	}
	cr_expect_geq(nrole, 5);
	while (str_word(&r.out, &line))
		if (line.s[0] == '/')
			cr_expect_eq(
				access(str_z(t.a, str_sub(line, 0, str_find(line, STR("#")))),
				       R_OK),
				0);
	trial_close(&t);
}

/* A report that may be filled in already is not lost. */
Test(init, does_not_overwrite_a_file)
{
	struct trial t = trial_open();
	struct result r;

	write_text(&t, "r.xml", STR("a year's figures"));
	r = NIANBAO(&t, "init", "-l", "ogi-2021", "--organ", "甲", "--year", "2024", "-o", "r.xml");
	cr_expect_eq(r.status, 2);
	cr_expect(says(r.err, "r.xml"), "%s", r.err.s);
	cr_expect_str_eq(read_text(&t, in_folder(&t, "r.xml")).s, "a year's figures");
	trial_close(&t);
}

Test(layouts, are_listed_and_init_writes_a_report_that_renders)
{
	struct trial t = trial_open();
	struct result list = NIANBAO(&t, "layouts"), r;
	struct str rest = list.out;
	size_t nlayout = 0;

	cr_expect_eq(list.status, 0, "%s", list.err.s);
	cr_expect_str_eq(list.err.s, "");
	for (; rest.n > 0; nlayout++) {
		size_t n = str_find(rest, STR("\n"));
		const char *id = str_z(t.a, str_sub(rest, 0, str_find(rest, STR("\t"))));
		const char *year = strstr(id, "2019") ? "2020" : "2023";

		r = NIANBAO(&t, "init", "-l", id, "--organ", "红旗区信访局", "--year", year,
			    "-o", "r.xml");
		cr_expect_eq(r.status, 0, "%s: %s", id, r.err.s);
		cr_expect_str_eq(r.out.s, "");
		r = NIANBAO(&t, "render", "r.xml", "-o", "r.pdf");
		cr_expect_eq(r.status, 0, "%s: %s", id, r.err.s);
		if (strstr(id, "red-head"))
			cr_expect(says(r.err, "W273") && says(r.err, "W276"), "%s", r.err.s);
		else
			cr_expect_str_eq(r.err.s, "", "%s: %s", id, r.err.s);
		cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
		remove(in_folder(&t, "r.pdf"));
		remove(in_folder(&t, "r.xml"));
		rest = str_sub(rest, n + 1, rest.n);
	}
	cr_expect_geq(nlayout, 3);
	cr_expect_not(says(list.out, "gbt9704"), "a base is no layout for reports");
	trial_close(&t);
}

Test(layouts, init_goes_to_standard_output_and_escapes_the_organ)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "init", "-l", "ogi-2021", "--organ", "甲<乙>&“丙”",
				  "--year", "2022");

	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.out, "<organ>甲&lt;乙&gt;&amp;“丙”</organ>"));
	t.in = write_text(&t, "r.xml", r.out);
	r = NIANBAO(&t, "render", "-", "--dump=doc");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.out, "甲<乙>&“丙”2022年政府信息公开工作年度报告"));
	trial_close(&t);
}

Test(layouts, unknown_one_is_status_1_with_the_nearest)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "init", "-l", "ogi-2022", "--organ", "a", "--year",
				  "2022", "-o", "r.xml");

	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "error[E401]") && says(r.err, "use ogi-2021"), "%s", r.err.s);
	write_changed(&t, "s.xml", "layout=\"ogi-2021\"", "layout=\"../layouts/ogi-2021\"");
	r = NIANBAO(&t, "render", "s.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "s.xml:2: error[E401]"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "s.xml");
	trial_close(&t);
}

Test(layouts, a_folder_of_ones_own_is_searched_first)
{
	struct trial t = trial_open();
	struct str own = read_text(&t, NIANBAO_SOURCE_DIR "/layouts/ogi-2021.xml");
	struct result r;

	own = changed(&t, own, "title=\"一、总体情况\"", "title=\"一、基本情况\"");
	write_text(&t, "ogi-2021.xml", own);
	copy_file(&t, GOOD, "r.xml");
	r = NIANBAO(&t, "render", "r.xml", "--dump=doc", "--layouts", ".");
	cr_expect_eq(r.status, 0, "%s", r.err.s);
	cr_expect(says(r.out, "一、基本情况"));
	trial_close(&t);
}

Test(dump, every_stage_is_text_on_standard_output)
{
	static const struct {
		const char *stage, *first, *within;
	} row[] = {
		{ "--dump=report", "     2 report ogi-2021\n", "form applications" },
		{ "--dump=doc", "layout ogi-2021\n", "heading 2 [h1]: 一、总体情况" },
		{ "--dump=galley", "line height=", "一、总体情况" },
		{ "--dump=book", "book size=7560000,10692000", "page 5 number=5" },
	};
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r = NIANBAO(&t, "render", "r.xml", row[i].stage);

		cr_expect_eq(r.status, 0, "%s: %s", row[i].stage, r.err.s);
		cr_expect_str_eq(r.err.s, "");
		cr_expect_eq(str_find(r.out, str_from(row[i].first)), 0, "%s", row[i].stage);
		cr_expect(says(r.out, row[i].within), "%s", row[i].stage);
		cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
		NIANBAO(&t, "render", "r.xml", row[i].stage, "-o", "dump.txt");
		cr_expect(str_eq(read_text(&t, in_folder(&t, "dump.txt")), r.out));
		remove(in_folder(&t, "dump.txt"));
	}
	trial_close(&t);
}
