/* What comes in: absent files, other encodings, hostile XML; and every mistake in one run. */
#include "files.h"

#include <sys/times.h>

#define MEGABYTE ((off_t)1 << 20)

/* Of processor time that the runs so far have taken: the machine may have other work. */
static double seconds(void)
{
	struct tms used;

	times(&used);
	return (double)(used.tms_cutime + used.tms_cstime) / (double)sysconf(_SC_CLK_TCK);
}

Test(input, missing_one_is_status_3_with_its_name)
{
	struct trial t = trial_open();
	struct result r = NIANBAO(&t, "render", "absent.xml");

	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F904]: cannot read \"absent.xml\": No such file"), "%s",
		  r.err.s);
	r = NIANBAO(&t, "check", "none/absent.xml", "-");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "cannot read \"none/absent.xml\""), "%s", r.err.s);
	r = NIANBAO(&t, "render", "");
	cr_expect_eq(r.status, 3);
	r = NIANBAO(&t, "render", t.folder, "-o", "r.pdf");
	cr_expect_eq(r.status, 3, "a folder is no report");
	cr_expect(says(r.err, "Is a directory"), "%s", r.err.s);
	r = NIANBAO(&t, "render", GOOD, "--fonts", "absent.xml", "-o", "r.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "cannot read \"absent.xml\""), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "");
	trial_close(&t);
}

Test(input, unreadable_one_is_status_3)
{
	struct trial t = trial_open();
	struct result r;

	mkdir(in_folder(&t, "locked"), 0777);
	copy_file(&t, GOOD, "locked/r.xml");
	copy_file(&t, GOOD, "r.xml");
	chmod(in_folder(&t, "r.xml"), 0);
	chmod(in_folder(&t, "locked"), 0);
	t.as_nobody = true;
	r = NIANBAO(&t, "render", "r.xml", "-o", "r.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "cannot read \"r.xml\": Permission denied"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "locked/r.xml", "-o", "r.pdf");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "cannot read \"locked/r.xml\": Permission denied"), "%s",
		  r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "locked r.xml");
	chmod(in_folder(&t, "locked"), 0755);
	trial_close(&t);
}

Test(input, what_is_no_report_is_status_1)
{
	static const struct {
		const char *bytes, *message;
	} row[] = {
		{ "", "error[E1" },
		{ "\n", "error[E1" },
		{ "report", "error[E1" },
		{ "%PDF-1.7\n", "error[E1" },
		{ "<report", "error[E1" },
		{ "<report layout=\"ogi-2021\">", "error[E1" },
		{ "<report layout=\"ogi-2021\"></rapport>", "error[E101]" },
		{ "<html/>", "r.xml:1: error[E201]" },
		{ "<report/>", "r.xml:1: error[E112]" },
		{ "<report layout=\"ogi-2021\"/>", "r.xml:1: error[E202]" },
		{ "<report layout=\"ogi-2021\"/><report/>", "error[E1" },
		{ "\x1F\x8B\x08", "error[E10" },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct result r;

		write_text(&t, "r.xml", str_from(row[i].bytes));
		r = NIANBAO(&t, "render", "r.xml");
		cr_expect_eq(r.status, 1, "%s: %d", row[i].bytes, r.status);
		cr_expect(says(r.err, row[i].message), "%s: %s", row[i].bytes, r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	}
	write_text(&t, "r.xml", ((struct str){ "<report>\0</report>", 18 }));
	cr_expect_eq(NIANBAO(&t, "render", "r.xml").status, 1);
	trial_close(&t);
}

/* Entities that double, entities that repeat, files and hosts: the declaration is refused. */
Test(input, doctype_is_refused_at_once)
{
	static const char *const doctype[] = {
		"<!DOCTYPE report>",
		"<!DOCTYPE report SYSTEM \"http://127.0.0.1:9/report.dtd\">",
		"<!DOCTYPE report SYSTEM \"/etc/passwd\">",
		"<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
		"<!DOCTYPE r [<!ENTITY % e SYSTEM \"http://127.0.0.1:9/e\"> %e;]>",
		"<!DOCTYPE r [<!ENTITY e0 \"lol\">"
		"<!ENTITY e1 \"&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;&e0;\">"
		"<!ENTITY e2 \"&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;&e1;\">"
		"<!ENTITY e3 \"&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;&e2;\">"
		"<!ENTITY e4 \"&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;&e3;\">"
		"<!ENTITY e5 \"&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;&e4;\">"
		"<!ENTITY e6 \"&e5;&e5;&e5;&e5;&e5;&e5;&e5;&e5;&e5;&e5;\">"
		"<!ENTITY e7 \"&e6;&e6;&e6;&e6;&e6;&e6;&e6;&e6;&e6;&e6;\">"
		"<!ENTITY e8 \"&e7;&e7;&e7;&e7;&e7;&e7;&e7;&e7;&e7;&e7;\">"
		"<!ENTITY e \"&e8;&e8;&e8;&e8;&e8;&e8;&e8;&e8;&e8;&e8;\">]>",
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(doctype) / sizeof(*doctype); i++) {
		struct buf root = { .arena = t.a };
		struct str s = read_text(&t, GOOD);
		struct result r;
		double start;

		buf_printf(&root, "%s\n<report", doctype[i]);
		s = changed(&t, s, "<report", root.s);
		write_text(&t, "r.xml", i < 3 ? s : changed(&t, s, "<p>", "<p>&e;"));
		start = seconds();
		r = NIANBAO(&t, "render", "r.xml", "-o", "r.pdf");
		cr_expect_lt(seconds() - start, 5.0);
		cr_expect_eq(r.status, 1);
		cr_expect(says(r.err, "r.xml:2: error[E102]"), "%s", r.err.s);
		cr_expect_not(says(r.err, "root:"), "%s", r.err.s);
		cr_expect_str_eq(names_in(&t, t.folder), "r.xml");
	}
	trial_close(&t);
}

Test(input, depth_and_size_have_limits)
{
	struct trial t = trial_open();
	struct buf deep = { .arena = t.a };
	struct result r;
	double start = seconds();

	buf_z(&deep, "<report layout=\"ogi-2021\"><section id=\"overview\">");
	for (int i = 0; i < 100000; i++)
		buf_z(&deep, "<b>");
	write_text(&t, "deep.xml", buf_text(&deep));
	r = NIANBAO(&t, "render", "deep.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "deep.xml:1: error[E103]"), "%.200s", r.err.s);
	write_text(&t, "big.xml", STR("<report>"));
	cr_assert_eq(truncate(in_folder(&t, "big.xml"), 65 * MEGABYTE), 0);
	r = NIANBAO(&t, "render", "big.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "big.xml: error[E104]"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "/dev/zero", "-o", "r.pdf");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "/dev/zero: error[E104]"), "%s", r.err.s);
	cr_expect_lt(seconds() - start, 20.0);
	cr_expect_str_eq(names_in(&t, t.folder), "big.xml deep.xml");
	trial_close(&t);
}

/* The fixture in another encoding, declared as `name`, or without a declaration. */
static const char *write_twin(struct trial *t, const char *fixture, const char *iconv,
			      const char *name)
{
	struct str s = read_text(t, fixture);
	struct result r;

	s = name ? changed(t, s, "UTF-8", name) : changed(t, s, " encoding=\"UTF-8\"", "");
	t->in = write_text(t, "twin.utf8", s);
	r = RUN(t, "/usr/bin/iconv", "-f", "UTF-8", "-t", iconv);
	t->in = NULL;
	cr_assert_eq(r.status, 0, "iconv: %s", r.err.s);
	return write_text(t, "twin.xml", r.out);
}

Test(input, other_encodings_give_the_same_book)
{
	static const struct {
		const char *fixture, *iconv, *name;
	} row[] = {
		{ GOOD, "GBK", "GBK" },
		{ GOOD, "GBK", "gb2312" },
		{ GOOD, "GB18030", "GB18030" },
		{ GOOD, "UTF-16", "UTF-16" },
		{ FIXTURE("rare-characters.xml"), "GB18030", "GB18030" },
		{ FIXTURE("rare-characters.xml"), "UTF-16LE", "UTF-16" },
		{ FIXTURE("rare-characters.xml"), "UTF-16BE", "UTF-16" },
		{ FIXTURE("rare-characters.xml"), "UTF-16LE", NULL },
		{ FIXTURE("rare-characters.xml"), "UTF-8", "utf-8" },
		{ FIXTURE("rare-characters.xml"), "UTF-8", NULL },
	};
	struct trial t = trial_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		const char *twin = write_twin(&t, row[i].fixture, row[i].iconv, row[i].name);
		struct result want = NIANBAO(&t, "render", row[i].fixture, "--dump=book");
		struct result r = NIANBAO(&t, "render", twin, "--dump=book");

		cr_expect_eq(r.status, 0, "%s %s: %s", row[i].iconv, row[i].name, r.err.s);
		cr_expect(r.out.n > 10000 && str_eq(r.out, want.out), "%s %s differs",
			  row[i].iconv, row[i].name);
	}
	trial_close(&t);
}

Test(input, byte_order_marks_and_line_ends_do_not_matter)
{
	static const struct {
		const char *mark, *iconv;
	} row[] = { { "\xEF\xBB\xBF", "UTF-8" },
		    { "\xFF\xFE", "UTF-16LE" },
		    { "\xFE\xFF", "UTF-16BE" } };
	struct trial t = trial_open();
	struct result want = NIANBAO(&t, "render", GOOD, "--dump=book"), r;
	struct str s = read_text(&t, GOOD);
	struct buf crlf = { .arena = t.a };

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct buf b = { .arena = t.a };

		buf_z(&b, row[i].mark);
		buf_str(&b, read_text(&t, write_twin(&t, GOOD, row[i].iconv, NULL)));
		write_text(&t, "r.xml", buf_text(&b));
		r = NIANBAO(&t, "render", "r.xml", "--dump=book");
		cr_expect_eq(r.status, 0, "%s: %s", row[i].iconv, r.err.s);
		cr_expect(str_eq(r.out, want.out), "%s", row[i].iconv);
	}
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == '\n')
			buf_char(&crlf, '\r');
		buf_char(&crlf, s.s[i]);
	}
	write_text(&t, "r.xml", buf_text(&crlf));
	r = NIANBAO(&t, "render", "r.xml", "--dump=book");
	cr_expect(str_eq(r.out, want.out), "CR LF");
	trial_close(&t);
}

Test(input, wrong_encoding_is_named_with_its_line)
{
	struct trial t = trial_open();
	struct result r;

	/* GBK bytes that call themselves UTF-8 */
	r = NIANBAO(&t, "check", write_twin(&t, GOOD, "GBK", "UTF-8"));
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, ":4: error[E106]"), "%s", r.err.s);
	r = NIANBAO(&t, "check", write_twin(&t, GOOD, "UTF-8", "Big5"));
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, ":1: error[E105]") && says(r.err, "Big5"), "%s", r.err.s);
	/* a surrogate, an overlong slash, a byte too few */
	for (size_t i = 0; i < 3; i++) {
		static const char *const bad[] = { "\xED\xA0\x80", "\xC0\xAF", "\xE4\xB8" };

		write_changed(&t, "r.xml", "聚焦", bad[i]);
		r = NIANBAO(&t, "check", "r.xml");
		cr_expect_eq(r.status, 1);
		cr_expect(says(r.err, "r.xml:8: error[E106]"), "%s", r.err.s);
	}
	trial_close(&t);
}

/* The same mistakes for both commands; each at the line where it stands in the fixture. */
Test(input, all_mistakes_are_named_in_one_run)
{
	static const char *const message[] = {
		":3: error[E111]",
		":3: error[E257]",
		":7: error[E206]",
		":8: error[E207]",
		":9: error[E110]",
		":12: error[E111]",
		":13: error[E110]",
		":16: error[E110]",
		":17: error[E113]",
		":18: error[E110]",
		":20: error[E211]: colspan",
		":20: error[E211]: rowspan",
		":21: error[E111]",
		":23: error[E110]",
		":25: error[E250]",
		":26: error[E112]",
		":28: error[E254]",
		":30: error[E301]",
		":31: error[E302]",
		":31: error[E303]",
		":31: error[E309]",
		":32: error[E304]",
		":33: error[E305]",
		":34: error[E306]",
		":35: error[E304]",
		":36: error[E252]",
		":37: error[E110]",
		":39: error[E255]",
		":42: error[E251]",
		":45: error[E112]",
		":48: error[E259]",
		":55: error[E311]",
		":57: warning[W321]",
		":59: error[E253]",
		":59: error[E260]",
		":61: error[E260]",
		":63: error[E252]",
		":65: error[E256]",
		":66: error[E112]",
		":67: error[E113]",
		":69: error[E306]",
		":70: error[E303]",
		":71: error[E306]",
		":72: error[E304]",
		":73: error[E301]",
		":74: error[E308]",
		":75: error[E301]",
		":76: error[E301]",
		":80: error[E311]: rule R1 does not hold (自然人)",
		":80: error[E311]: rule R1 does not hold (总计)",
		":82: error[E110]",
		":86: error[E311]",
		":88: error[E311]",
		":93: error[E110]",
		":94: error[E207]",
		":96: error[E110]",
	};
	struct trial t = trial_open();
	struct result r, check;

	copy_file(&t, FIXTURE("wrong-everything.xml"), "wrong.xml");
	r = NIANBAO(&t, "render", "wrong.xml");
	check = NIANBAO(&t, "check", "wrong.xml");
	cr_expect_eq(r.status, 1);
	cr_expect_eq(check.status, 1);
	cr_expect_str_eq(r.err.s, check.err.s);
	cr_expect_eq(r.out.n, 0);
	for (size_t i = 0; i < sizeof(message) / sizeof(*message); i++) {
		struct buf b = { .arena = t.a };

		buf_printf(&b, "wrong.xml%s", message[i]);
		cr_expect(says(r.err, b.s), "no %s", b.s);
	}
	cr_expect_str_eq(names_in(&t, t.folder), "wrong.xml");
	trial_close(&t);
}

/* Every message has its help, and no blank of the message is left unfilled. */
Test(input, every_mistake_says_what_to_do)
{
	struct trial t = trial_open();
	struct str err = NIANBAO(&t, "check", FIXTURE("wrong-everything.xml")).err;
	size_t n = 0;

	cr_expect_not(says(err, "{"), "%s", err.s);
	for (; err.n > 0; n++) {
		size_t message = str_find(err, STR("\n")) + 1, help;

		cr_expect_neq(err.s[0], ' ');
		err = str_sub(err, message, err.n);
		cr_expect_eq(str_find(err, STR("        help: ")), 0, "%.200s", err.s);
		help = str_find(err, STR("\n")) + 1;
		cr_expect_gt(help, 20);
		err = str_sub(err, help, err.n);
	}
	cr_expect_gt(n, 50);
	trial_close(&t);
}
