/* R5 and R6: a report against that of the year before. */
#include "form_case.h"

#define CARRIED_OUT "id=\"carried-out\" person=\"0\""
#define CARRIED_IN "id=\"carried-in\" person=\"0\""
#define NORMATIVE "id=\"normative\" made=\"0\" repealed=\"0\" in-force=\"0\""
#define MAX_CHANGES 3

/* Changes to last year's report and to this one, and what they bring: no other messages. */
static const struct {
	const char *name;
	const char *last[MAX_CHANGES][2], *now[MAX_CHANGES][2];
	const char *said;
} rows[] = {
	{ "nothing carried over", { { 0 } }, { { 0 } }, "" },
	{ "R5 holds",
	  { { CARRIED_OUT, "id=\"carried-out\" person=\"118\"" } },
	  { { CARRIED_IN, "id=\"carried-in\" person=\"118\"" } },
	  "" },
	{ "R5",
	  { { CARRIED_OUT, "id=\"carried-out\" person=\"118\"" } },
	  { { CARRIED_IN, "id=\"carried-in\" person=\"3（含转办）\"" } },
	  "now.xml:32: warning[W330]: 与上年报告的勾稽关系 R5 不成立（自然人）："
	  "last.xml:78“四、结转下年度继续办理” = 118，而 二、上年结转政府信息公开申请数量 = "
	  "3，相差 115\n" },
	{ "R6 holds",
	  { { NORMATIVE, "id=\"normative\" made=\"9\" repealed=\"9\" in-force=\"597\"" } },
	  { { NORMATIVE, "id=\"normative\" made=\"50\" repealed=\"227\" in-force=\"420\"" } },
	  "" },
	{ "R6",
	  { { NORMATIVE, "id=\"normative\" made=\"9\" repealed=\"9\" in-force=\"5\"" } },
	  { { NORMATIVE,
	      "id=\"normative\" made=\"3（其中修订1件）\" repealed=\"0\" in-force=\"9\"" } },
	  "now.xml:17: warning[W330]: 与上年报告的勾稽关系 R6 不成立（行政规范性文件）："
	  "last.xml:17“现行有效件数” 5 + 本年制发件数 3 - 本年废止件数 0 = 8，而 现行有效件数 "
	  "= 9，相差 1\n" },
	{ "below nothing",
	  { { 0 } },
	  { { NORMATIVE, "id=\"normative\" made=\"0\" repealed=\"2\" in-force=\"0\"" } },
	  "now.xml:17: warning[W330]: 与上年报告的勾稽关系 R6 不成立（行政规范性文件）："
	  "last.xml:17“现行有效件数” 0 + 本年制发件数 0 - 本年废止件数 2 = -2，而 现行有效件数 "
	  "= 0，相差 2\n" },
	{ "last year blank or wrong",
	  { { CARRIED_OUT, "id=\"carried-out\" person=\"-\"" },
	    { NORMATIVE, "id=\"normative\" made=\"0\" repealed=\"0\" in-force=\"五件\"" } },
	  { { CARRIED_IN, "id=\"carried-in\" person=\"3\"" },
	    { NORMATIVE, "id=\"normative\" made=\"1\" repealed=\"0\" in-force=\"8\"" } },
	  "" },
	{ "last year's row missing",
	  { { "<row " CARRIED_OUT, "<row id=\"gone\" person=\"9\"" } },
	  { { 0 } },
	  "" },
	{ "this year blank",
	  { { CARRIED_OUT, "id=\"carried-out\" person=\"9\"" } },
	  { { CARRIED_IN, "id=\"carried-in\" person=\"\"" } },
	  "" },
	{ "another year",
	  { { "<year>2022", "<year>2021" },
	    { CARRIED_OUT, "id=\"carried-out\" person=\"9\"" } },
	  { { 0 } },
	  "now.xml:5: warning[W331]: 上年报告（last.xml:5）是 2021 年度的，不是 2023 "
	  "年度的前一年，"
	  "未与它核对\n" },
	{ "the same year",
	  { { "<year>2022", "<year>2023" } },
	  { { 0 } },
	  "now.xml:5: warning[W331]: 上年报告（last.xml:5）是 2023 年度的，不是 2023 "
	  "年度的前一年，"
	  "未与它核对\n" },
	{ "another organ, compared all the same",
	  { { "红旗区信访局", "红旗区水利局" },
	    { CARRIED_OUT, "id=\"carried-out\" person=\"9\"" } },
	  { { 0 } },
	  "now.xml:4: warning[W332]: "
	  "上年报告（last.xml:4）的单位是“红旗区水利局”，本报告是“红旗区信访局”\n"
	  "now.xml:32: warning[W330]: 与上年报告的勾稽关系 R5 不成立（自然人）："
	  "last.xml:78“四、结转下年度继续办理” = 9，而 二、上年结转政府信息公开申请数量 = "
	  "0，相差 9\n" },
};

static const struct report *read(struct form_case *c, const char *file, struct str bytes)
{
	struct diags unsaid = { .arena = c->a };
	const struct report *r = report_read(c->a, &unsaid, str_from(file), bytes);

	cr_assert_not_null(r);
	return r;
}

static struct str changed(struct form_case *c, const char *const change[MAX_CHANGES][2])
{
	struct str before = c->bytes, after;

	for (size_t i = 0; i < MAX_CHANGES && change[i][0]; i++)
		case_change(c, change[i][0], change[i][1]);
	after = c->bytes;
	c->bytes = before;
	return after;
}

/* What was said, without remedies. */
static const char *said(struct form_case *c)
{
	const char *all = case_messages(c, DIAG_CHINESE);
	struct buf b = { .arena = c->a };

	buf_z(&b, "");
	for (size_t n; *all; all += n) {
		n = strcspn(all, "\n") + 1;
		if (*all != ' ')
			buf_put(&b, all, n);
	}
	return b.s;
}

Test(previous, two_years)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct form_case c = case_open("ogi-2021");
		struct check_years years;

		years.last = read(&c, "last.xml", changed(&c, rows[i].last));
		case_change(&c, "<year>2022", "<year>2023");
		years.now = read(&c, "now.xml", changed(&c, rows[i].now));
		check_previous(c.a, &c.d, years, c.l, false);
		cr_expect_str_eq(said(&c), rows[i].said, "%s", rows[i].name);
		case_close(&c);
	}
}

/* Every column of R5 is an equation of its own. */
Test(previous, all_columns)
{
	struct form_case c = case_open("ogi-2021");
	const char *from = CARRIED_OUT " enterprise=\"0\" research=\"0\" welfare=\"0\" "
				       "legal=\"0\" other=\"0\" total=\"0\"";
	struct check_years years;

	case_change(&c, "<year>2022", "<year>2023");
	years.now = read(&c, "now.xml", c.bytes);
	case_change(&c, "<year>2023", "<year>2022");
	case_change(&c, from,
		    "id=\"carried-out\" person=\"1\" enterprise=\"2\" research=\"3\" "
		    "welfare=\"4\" legal=\"5\" other=\"6\" total=\"21\"");
	years.last = read(&c, "last.xml", c.bytes);
	check_previous(c.a, &c.d, years, c.l, true);
	cr_expect_eq(c.d.n, 7, "%s", said(&c));
	cr_expect_eq(diag_errors(&c.d), 0);
	case_close(&c);
}

/* Without last year's report nothing is said of it. */
Test(previous, not_given)
{
	struct form_case c = case_open("ogi-2021");
	bool broken;

	case_change(&c, NORMATIVE, "id=\"normative\" made=\"0\" repealed=\"0\" in-force=\"7\"");
	cr_expect(check_report(c.a, &c.d, case_read(&c), c.l, false, &broken));
	cr_expect_not(broken);
	cr_expect_eq(c.d.n, 0, "%s", said(&c));
	case_close(&c);
}

/* Over the change of forms: 三 goes on as it was, 二 has no 现行有效 to compare. */
Test(previous, from_2020_to_2021)
{
	struct form_case then = case_open("ogi-2019"), c = case_open("ogi-2021");
	struct check_years years;

	case_change(&then, "<year>2022", "<year>2020");
	case_change(&then, CARRIED_OUT, "id=\"carried-out\" person=\"4\"");
	case_change(&c, "<year>2022", "<year>2021");
	case_change(&c, NORMATIVE, "id=\"normative\" made=\"0\" repealed=\"0\" in-force=\"7\"");
	years.last = read(&then, "last.xml", then.bytes);
	years.now = read(&c, "now.xml", c.bytes);
	check_previous(c.a, &c.d, years, c.l, false);
	cr_expect_eq(c.d.n, 1, "%s", said(&c));
	cr_expect(strstr(said(&c), "R5 不成立（自然人）"), "%s", said(&c));
	case_close(&then);
	case_close(&c);
}
