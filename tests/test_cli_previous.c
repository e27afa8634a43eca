/* The option --previous: a report against that of the year before. */
#include "files.h"

#define CARRIED_OUT "<row id=\"carried-out\" person=\"0\""

static void write_last(const struct trial *t, const char *from, const char *to)
{
	struct str last = changed(t, read_text(t, GOOD), "<year>2022", "<year>2021");

	write_text(t, "last.xml", changed(t, last, from, to));
}

Test(previous, names_the_lines_of_both_files)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	write_last(&t, CARRIED_OUT, "<row id=\"carried-out\" person=\"7\"");
	r = NIANBAO(&t, "check", "r.xml", "--previous", "last.xml");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err,
		       "r.xml:30: warning[W330]: rule R5 does not hold with last year's report "
		       "(自然人): last.xml:53“四、结转下年度继续办理” = 7, but "
		       "二、上年结转政府信息公开申请数量 = 0; difference 7"),
		  "%s", r.err.s);
	r = NIANBAO(&t, "check", "r.xml", "--previous=last.xml", "--strict");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "error[W330]"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "--previous", "last.xml");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "warning[W330]"), "%s", r.err.s);
	cr_expect(is_pdf(&t, in_folder(&t, "r.pdf")));
	t.in = in_folder(&t, "last.xml");
	r = NIANBAO(&t, "check", "r.xml", "--previous", "-");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err, "(自然人): -:53“四、"), "%s", r.err.s);
	trial_close(&t);
}

/* Same pages with and without it. */
Test(previous, leaves_the_pages_alone)
{
	struct trial t = trial_open();

	copy_file(&t, GOOD, "r.xml");
	write_last(&t, "<organ>", "<organ>");
	NIANBAO(&t, "render", "r.xml", "-o", "a.pdf");
	cr_expect_str_eq(
		NIANBAO(&t, "render", "r.xml", "-o", "b.pdf", "--previous", "last.xml").err.s,
		"");
	cr_expect(same_files(&t, in_folder(&t, "a.pdf"), in_folder(&t, "b.pdf")));
	trial_close(&t);
}

/* What cannot be compared is said, and not what last year's report would be refused for. */
Test(previous, that_is_wrong_itself)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	write_last(&t, "person=\"0\" enterprise=\"0\"", "person=\"１\" enterprise=\"x\"");
	r = NIANBAO(&t, "check", "r.xml", "--previous", "last.xml");
	cr_expect_eq(r.status, 0);
	cr_expect(says(r.err,
		       "last.xml: warning[W333]: last year's report (last.xml) has 2 mistakes"),
		  "%s", r.err.s);
	cr_expect_not(says(r.err, "E302"));
	write_last(&t, CARRIED_OUT, "<row id=\"carried-out\" enterprise=\"0\"<");
	r = NIANBAO(&t, "render", "r.xml", "--previous", "last.xml");
	cr_expect_eq(r.status, 1);
	cr_expect(says(r.err, "last.xml:53: error[E101]"), "%s", r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "--previous", "gone.xml");
	cr_expect_eq(r.status, 3);
	cr_expect(says(r.err, "error[F904]"), "%s", r.err.s);
	cr_expect_str_eq(names_in(&t, t.folder), "last.xml r.xml");
	trial_close(&t);
}

Test(previous, misuse)
{
	struct trial t = trial_open();
	struct result r;

	copy_file(&t, GOOD, "r.xml");
	copy_file(&t, GOOD, "s.xml");
	r = NIANBAO(&t, "check", "r.xml", "s.xml", "--previous", "s.xml");
	cr_expect(r.status == 2 && says(r.err, "--previous takes one report"), "%s", r.err.s);
	r = NIANBAO(&t, "check", "-", "--previous", "-");
	cr_expect(r.status == 2 && says(r.err, "cannot both come from standard input"), "%s",
		  r.err.s);
	r = NIANBAO(&t, "render", "r.xml", "--previous", "s.xml", "-o", "./s.xml");
	cr_expect(r.status == 2 && says(r.err, "the output is an input: ./s.xml"), "%s",
		  r.err.s);
	r = NIANBAO(&t, "layouts", "--previous", "s.xml");
	cr_expect(r.status == 2 && says(r.err, "no such option here: --previous"), "%s",
		  r.err.s);
	r = NIANBAO(&t, "check", "r.xml", "--previous", "");
	cr_expect(r.status == 2 && says(r.err, "the option needs a value: --previous"), "%s",
		  r.err.s);
	cr_expect(same_files(&t, in_folder(&t, "s.xml"), GOOD));
	trial_close(&t);
}
