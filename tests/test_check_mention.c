/* R8: figures that the text repeats, against the forms. In doubt the check is silent. */
#include "form_case.h"

#define ROW(id, total)                                                                         \
	{                                                                                      \
		"id=\"" id "\" person=\"0\" enterprise=\"0\" research=\"0\" welfare=\"0\" "    \
		"legal=\"0\" other=\"0\" total=\"0\"",                                         \
			"id=\"" id                                                             \
			"\" person=\"0\" enterprise=\"0\" research=\"0\" welfare=\"0\" "       \
			"legal=\"0\" other=\"0\" total=\"" total "\""                          \
	}
#define REMEDY(id, corrected, total)                                                           \
	{                                                                                      \
		"id=\"" id                                                                     \
		"\" upheld=\"0\" corrected=\"0\" other=\"0\" pending=\"0\" total=\"0\"",       \
			"id=\"" id "\" upheld=\"0\" corrected=\"" corrected "\" other=\"0\" "  \
			"pending=\"0\" total=\"" total "\""                                    \
	}

/* The figures of the forms. */
static const struct {
	const char *from, *to;
} figures[] = {
	ROW("received", "1917"),
	ROW("carried-in", "34"),
	ROW("total", "1902"),
	ROW("carried-out", "49（含补正）"),
	REMEDY("review", "12", "76"),
	REMEDY("litigation-direct", "2", "18"),
	REMEDY("litigation-after-review", "1", "22"),
};

#define RECEIVED "一、本年新收政府信息公开申请数量·总计 1917"

/* A paragraph of section 一 in a report of 2022, and what it brings; NULL: nothing. */
static const struct {
	const char *text, *message;
} rows[] = {
	/* right ones */
	{ "全年新收政府信息公开申请1917件，上年结转34件；办结1902件，结转下年度继续办理49件。",
	  NULL },
	{ "收到政府信息公开申请 1,917 件。", NULL },
	{ "因政府信息公开引发的行政复议76件、行政诉讼40件。", NULL },
	{ "因政府信息公开引发的行政复议被纠正12件、行政诉讼败诉3件。", NULL },

	/* wrong ones */
	{ "2022年，共收到政府信息公开申请917件。",
	  "规则 R8.received：正文写的是“收到政府信息公开申请917件”，而表中（第 30 "
	  "行）" RECEIVED },
	{ "受理公民、法人和其他组织政府信息公开申请1,918件。",
	  "正文写的是“受理公民、法人和其他组织政府信息公开申请1,918件”，而表中（第 30 "
	  "行）" RECEIVED },
	{ "共收到8份政府信息公开申请。",
	  "“收到8份政府信息公开申请”，而表中（第 30 行）" RECEIVED },
	{ "本年度，我局没有收到公开政府信息的申请。",
	  "“没有收到公开政府信息的申请”，而表中（第 30 行）" RECEIVED },
	{ "未收到政府信息公开申请，未发生行政复议。",
	  "“未收到政府信息公开申请”，而表中（第 30 行）" RECEIVED },
	{ "新收政府信息公开申请1917件，上年结转33件。",
	  "规则 R8.carried-in：正文写的是“上年结转33件”，而表中（第 32 行）"
	  "二、上年结转政府信息公开申请数量·总计 34" },
	{ "收到政府信息公开申请1917件；办结1,900件。",
	  "规则 R8.done：正文写的是“办结1,900件”，而表中（第 76 "
	  "行）三、本年度办理结果·（七）总计·总计 1902" },
	{ "依申请公开件结转下年度继续办理50件。",
	  "规则 R8.carried-out：正文写的是“结转下年度继续办理50件”，而表中（第 78 行）"
	  "四、结转下年度继续办理·总计 49（含补正）" },
	{ "因政府信息公开引起行政复议0件。",
	  "规则 R8.review：正文写的是“行政复议0件”，而表中（第 83 行）行政复议·总计 76" },
	{ "政府信息公开类行政诉讼案件18起。",
	  "规则 R8.litigation：正文写的是“行政诉讼案件18起”，而表中（第 85 行）"
	  "行政诉讼（未经复议直接起诉）·总计 18 + 行政诉讼（复议后起诉）·总计 22 = 40" },
	{ "因政府信息公开工作，行政诉讼败诉4件。",
	  "规则 R8.litigation-corrected：正文写的是“行政诉讼败诉4件”" },
	{ "收到政府信息公开申请917件（<b>已</b>全部答复）。", "“收到政府信息公开申请917件”" },

	/* a part, a channel, a kind of applicant, another scope */
	{ "其中收到政府信息公开申请9件。", NULL },
	{ "通过网站收到政府信息公开申请9件。", NULL },
	{ "收到书面政府信息公开申请9件，收到自然人政府信息公开申请9件。", NULL },
	{ "收到政府信息公开申请9件（含上年转来3件）。", NULL },
	{ "区本级收到政府信息公开申请9件。", NULL },
	{ "第一季度收到政府信息公开申请9件。", NULL },
	{ "未收到书面政府信息公开申请。", NULL },
	{ "新发生因政府信息公开引起的行政复议9件。", NULL },
	{ "因政府信息公开引发的行政复议、行政诉讼9件。", NULL },
	{ "收到申请1917件，其中延期办结9件。", NULL },

	/* another year */
	{ "2021年收到政府信息公开申请9件。", NULL },
	{ "去年收到政府信息公开申请9件。", NULL },

	/* about something else */
	{ "收到行政许可申请9件，办结9件。", NULL },
	{ "办理人大代表建议，办结9件。", NULL },
	{ "复议机构办结行政复议9件。", NULL },
	{ "未收到政府信息公开申请引起的投诉。", NULL },
	{ "收到信访件5件；政府信息公开申请9件。", NULL },

	/* no plain number */
	{ "收到政府信息公开申请9余件。", NULL },
	{ "收到政府信息公开申请9.5万件。", NULL },
	{ "收到政府信息公开申请1,91件。", NULL },
	{ "收到政府信息公开申请九件。", NULL },
	{ "收到政府信息公开申请99999999999999999999件。", NULL },
};

/* The W340 among the messages, one a line. */
static const char *mentions(struct form_case *c)
{
	const char *all = case_messages(c, DIAG_CHINESE);
	struct buf b = { .arena = c->a };

	buf_z(&b, "");
	for (size_t n; *all; all += n) {
		struct str line = { all, n = strcspn(all, "\n") + 1 };

		if (str_find(line, STR("[W340]")) != (size_t)-1)
			buf_str(&b, line);
	}
	return b.s;
}

static struct form_case open_with(const char *layout, const char *text)
{
	struct form_case c = case_open(layout);
	struct buf p = { .arena = c.a };

	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++)
		case_change(&c, figures[i].from, figures[i].to);
	buf_printf(&p, "<p>%s</p>", text);
	case_change(&c, "<p>（文字描述）</p>", p.s);
	return c;
}

Test(mention, text_against_forms)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct form_case c = open_with("ogi-2021", rows[i].text);
		const char *said;
		bool broken;

		check_report(c.a, &c.d, case_read(&c), c.l, true, &broken);
		said = mentions(&c);
		if (!rows[i].message)
			cr_expect_str_eq(said, "", "%s", rows[i].text);
		else
			cr_expect(strstr(said, rows[i].message) &&
					  strchr(said, '\n') == said + strlen(said) - 1,
				  "%s\n%s", rows[i].text, said);
		case_close(&c);
	}
}

/* The message names the line on which the words stand, in lists too; other sections are not read. */
Test(mention, line_and_place)
{
	struct form_case c =
		open_with("ogi-2021", "正文。</p>\n<ul><li>第一项</li>\n<li>其二，\n"
				      "收到政府信息公开申请\n5件</li></ul><p>完");
	bool broken;

	case_change(&c, "<p>（文字描述）</p>", "<p>收到政府信息公开申请6件。</p>");
	check_report(c.a, &c.d, case_read(&c), c.l, true, &broken);
	cr_expect(strstr(mentions(&c), "r.xml:13: warning[W340]: 规则 R8.received：正文写的是"
				       "“收到政府信息公开申请5件”"),
		  "%s", mentions(&c));
	cr_expect_null(strstr(mentions(&c), "6件"));
	case_close(&c);
}

/* A figure that is blank or wrong is reported as such, and compared with nothing. */
Test(mention, without_a_figure)
{
	static const char *const total[] = { "", "/", "12件" };

	for (size_t i = 0; i < sizeof(total) / sizeof(*total); i++) {
		struct form_case c = open_with("ogi-2021", "收到政府信息公开申请5件。");
		struct buf to = { .arena = c.a };
		bool broken;

		buf_printf(&to, "total=\"%s\"", total[i]);
		case_change(&c, "total=\"1917\"", to.s);
		check_report(c.a, &c.d, case_read(&c), c.l, true, &broken);
		cr_expect_str_eq(mentions(&c), "", "total=\"%s\"", total[i]);
		case_close(&c);
	}
}

Test(mention, strict_makes_it_an_error)
{
	struct form_case c = open_with("ogi-2019", "收到政府信息公开申请5件。");
	bool broken;

	c.d.strict = true;
	check_report(c.a, &c.d, case_read(&c), c.l, true, &broken);
	cr_expect(strstr(
		case_messages(&c, DIAG_ENGLISH),
		"error[W340]: rule R8.received: the text says \"收到政府信息公开申请5件\", "
		"but the form (line "));
	case_close(&c);
}
