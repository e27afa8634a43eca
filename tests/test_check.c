/* One change to a report that is in order, and the messages that it must bring: no other ones. */
#include "form_case.h"

#include <dirent.h>

#define MAX_EXPECTED 3

struct expected {
	const char *at; /* the message names the line of this text */
	const char *text;
};

struct row {
	const char *name, *from, *to;
	bool fits, broken;
	struct expected message[MAX_EXPECTED];
};

#define RECEIVED                                                                               \
	"<row id=\"received\" person=\"0\" enterprise=\"0\" research=\"0\" welfare=\"0\" "     \
	"legal=\"0\" other=\"0\" total=\"0\"/>"
#define GRANTED "id=\"granted\" person=\"0\""
#define TOTAL "id=\"total\" person=\"0\""
#define FEES "id=\"fees\" amount=\"0\""

static const struct row rows[] = {
	{ "in order", "red", "red", true, false, { { 0 } } },

	/* ids */
	{ "section unknown",
	  "<section id=\"problems\">",
	  "<section id=\"problem\">",
	  false,
	  false,
	  { { "<report", "error[E257]: 缺少章节“五、存在的主要问题及改进情况”" },
	    { "id=\"problem\"", "error[E250]: 版式中没有章节“problem”" } } },
	{ "section twice",
	  "<section id=\"problems\">",
	  "<section id=\"overview\"><!--2-->",
	  false,
	  false,
	  { { "<report", "error[E257]: 缺少章节“五、存在的主要问题及改进情况”" },
	    { "<!--2-->", "error[E254]: 章节“overview”重复，第 9 行已经有了" } } },
	{ "section is a form",
	  "<section id=\"problems\">",
	  "<section id=\"disclosure\">",
	  false,
	  false,
	  { { "<report", "error[E257]: 缺少章节“五、存在的主要问题及改进情况”" },
	    { "<section id=\"disclosure\"", "error[E265]: “disclosure”是表，不是章节" } } },
	{ "row unknown",
	  "id=\"refused.law\"",
	  "id=\"refused.laws\"",
	  false,
	  false,
	  { { "<form id=\"applications\"",
	      "error[E259]: "
	      "缺少行“三、本年度办理结果·（三）不予公开·2.其他法律行政法规禁止公开”"
	      "（refused.law）" },
	    { "id=\"refused.laws\"",
	      "error[E252]: 表“applications”中没有行“refused.laws”" } } },
	{ "row twice",
	  RECEIVED,
	  RECEIVED "\n" RECEIVED "<!--2-->",
	  false,
	  false,
	  { { "<!--2-->", "error[E256]: 行“received”重复，第 30 行已经有了" } } },
	{ "figure unknown",
	  GRANTED,
	  "id=\"granted\" persons=\"0\"",
	  false,
	  false,
	  { { "id=\"granted\"", "error[E253]: 行“granted”中没有栏“persons”" },
	    { "id=\"granted\"",
	      "error[E260]: “三、本年度办理结果·（一）予以公开”一行缺少 person（自然人）" } } },
	{ "figures missing",
	  " person=\"0\" enterprise=\"0\"",
	  "",
	  false,
	  false,
	  { { "id=\"received\"",
	      "error[E260]: “一、本年新收政府信息公开申请数量”一行缺少 person（自然人）、"
	      "enterprise（商业企业）" } } },

	/* figures */
	{ "full-width",
	  GRANTED,
	  "id=\"granted\" person=\"１２\"",
	  false,
	  false,
	  { { "id=\"granted\"",
	      "error[E302]: “三、本年度办理结果·（一）予以公开”的“自然人”（person）"
	      "填的是“１２”，含有全角字符" } } },
	{ "unit",
	  FEES,
	  "id=\"fees\" amount=\"12.5万元\"",
	  false,
	  false,
	  { { "id=\"fees\"",
	      "error[E304]: “行政事业性收费”的“本年收费金额（单位：万元）”（amount）"
	      "填的是“12.5万元”，数字后有其他文字" } } },
	{ "decimals", FEES, "id=\"fees\" amount=\"12.5\"", true, false, { { 0 } } },
	{ "note", GRANTED, "id=\"granted\" person=\"0（无）\"", true, false, { { 0 } } },
	{ "blank",
	  FEES,
	  "id=\"fees\" amount=\"/\"",
	  true,
	  false,
	  { { "id=\"fees\"",
	      "warning[W321]: “行政事业性收费”的“本年收费金额（单位：万元）”（amount）"
	      "没有填数" } } },

	/* equations */
	{ "R2 and R3",
	  GRANTED,
	  "id=\"granted\" person=\"3\"",
	  true,
	  true,
	  { { "id=\"granted\"",
	      "error[E311]: 勾稽关系 R3 不成立（三、本年度办理结果·（一）予以公开）："
	      "自然人 3（其余各项为0） = 3，而 总计 = 0，相差 3" },
	    { TOTAL,
	      "error[E311]: 勾稽关系 R2 不成立（自然人）：（一）予以公开 3（其余各项为0） = 3，"
	      "而 （七）总计 = 0，相差 3" } } },
	{ "R1",
	  "id=\"carried-out\" person=\"0\"",
	  "id=\"carried-out\" person=\"-\"",
	  true,
	  false,
	  { { "id=\"carried-out\"",
	      "warning[W321]: “四、结转下年度继续办理”的“自然人”（person）没有填数" } } },
	{ "R4",
	  "upheld=\"0\" corrected=\"0\" other=\"0\" pending=\"0\" total=\"0\"",
	  "upheld=\"10\" corrected=\"1\" other=\"0\" pending=\"0\" total=\"0\"",
	  true,
	  true,
	  { { "id=\"review\"",
	      "error[E311]: 勾稽关系 R4 不成立（行政复议）：结果维持 10 + 结果纠正 1"
	      " + 其他结果 0 + 尚未审结 0 = 11，而 总计 = 0，相差 11" } } },
	{ "wrong figure leaves its equations",
	  "upheld=\"0\" corrected=\"0\"",
	  "upheld=\"x\" corrected=\"7\"",
	  false,
	  false,
	  { { "id=\"review\"",
	      "error[E301]: “行政复议”的“结果维持”（upheld）填的是“x”，不是数字" } } },
	{ "long figures",
	  "upheld=\"0\" corrected=\"0\" other=\"0\" pending=\"0\" total=\"0\"",
	  "upheld=\"999999999999\" corrected=\"999999999999\" other=\"0\" pending=\"0\" "
	  "total=\"999999999999\"",
	  true,
	  true,
	  { { "id=\"review\"",
	      "error[E311]: 勾稽关系 R4 不成立（行政复议）：结果维持 999999999999 + 结果纠正 "
	      "999999999999 + 其他结果 0 + 尚未审结 0 = 1999999999998，而 总计 = 999999999999，"
	      "相差 999999999999" } } },

	/* the whole */
	{ "year",
	  "<year>2022<",
	  "<year>2019<",
	  true,
	  false,
	  { { "<year>", "warning[W263]: 版式“ogi-2021”适用于 2021– 年度，报告年度是 2019" } } },
	{ "empty section",
	  "<p>（文字描述）</p>",
	  "",
	  true,
	  false,
	  { { "id=\"overview\"", "warning[W261]: 章节“一、总体情况”没有内容" } } },
};

static uint32_t line_of(struct str bytes, const char *text)
{
	size_t at = str_find(bytes, str_from(text));
	uint32_t line = 1;

	cr_assert_neq(at, (size_t)-1, "no %s in the report", text);
	for (size_t i = 0; i < at; i++)
		line += bytes.s[i] == '\n';
	return line;
}

/* Messages as they must be printed, without remedies. */
static const char *expected_messages(struct form_case *c, const struct row *row)
{
	struct buf b = { .arena = c->a };

	for (size_t i = 0; i < MAX_EXPECTED && row->message[i].at; i++) {
		buf_printf(&b, "r.xml:%u: ", (unsigned)line_of(c->bytes, row->message[i].at));
		buf_z(&b, row->message[i].text);
		buf_char(&b, '\n');
	}
	return str_z(c->a, buf_text(&b));
}

static const char *without_remedies(struct form_case *c, const char *messages)
{
	struct buf b = { .arena = c->a };

	while (*messages) {
		size_t n = strcspn(messages, "\n") + 1;

		if (*messages != ' ')
			buf_put(&b, messages, n);
		messages += n;
	}
	return str_z(c->a, buf_text(&b));
}

Test(check, one_change)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct form_case c = case_open("ogi-2021");
		bool broken, fits;

		if (strcmp(rows[i].from, "red") != 0)
			case_change(&c, rows[i].from, rows[i].to);
		fits = check_report(c.a, &c.d, case_read(&c), c.l, false, &broken);
		cr_expect_eq(fits, rows[i].fits, "%s: fits", rows[i].name);
		cr_expect_eq(broken, rows[i].broken, "%s: broken", rows[i].name);
		cr_expect_str_eq(without_remedies(&c, case_messages(&c, DIAG_CHINESE)),
				 expected_messages(&c, &rows[i]), "%s", rows[i].name);
		case_close(&c);
	}
}

/* Twelve figures of twelve digits are more than 64 bits hold in millionths. */
Test(check, sums_too_large)
{
	struct form_case c = case_open("ogi-2021");
	bool broken;

	case_change(&c, RECEIVED, "<row id=\"received\"/>");
	case_change(&c, "id=\"carried-in\" person=\"0\"", "id=\"carried-in\"");
	for (int i = 0; i < 12; i++)
		case_change(&c, "person=\"0\" ", "person=\"999999999999\" ");
	check_report(c.a, &c.d, case_read(&c), c.l, true, &broken);
	cr_expect(broken);
	cr_expect(strstr(case_messages(&c, DIAG_ENGLISH),
			 "error[E312]: the sum of rule R2 (自然人) is too large"));
	case_close(&c);
}

Test(check, draft_warns)
{
	struct form_case c = case_open("ogi-2021");
	bool broken;

	case_change(&c, GRANTED, "id=\"granted\" person=\"3\"");
	cr_expect(check_report(c.a, &c.d, case_read(&c), c.l, true, &broken));
	cr_expect(broken);
	cr_expect_eq(diag_errors(&c.d), 0);
	cr_expect_eq(c.d.n, 2);
	cr_expect_eq(c.d.item[0].code, DIAG_SUM_BROKEN_DRAFT);
	case_close(&c);
}

static void expect_in_order(const char *layout)
{
	struct form_case c = case_open(layout);
	bool broken;

	if (c.l->last_year > 0)
		case_change(&c, "<year>2022", "<year>2020");
	/* What a red head says of itself, nobody but its writer knows. */
	if (strstr(layout, "red-head"))
		case_change(&c, "</head>", "<document-number>某府发〔2025〕3号</document-number>"
					   "<date>2025-01-20</date></head>");
	cr_expect(check_report(c.a, &c.d, case_read(&c), c.l, false, &broken));
	cr_expect_not(broken);
	cr_expect_eq(c.d.n, 0, "%s:\n%s", layout, case_messages(&c, DIAG_CHINESE));
	case_close(&c);
}

/* What `nianbao init` writes for a layout is a report without a single message. */
Test(check, init_is_in_order)
{
	DIR *dir = opendir(NIANBAO_SOURCE_DIR "/layouts");
	int nlayout = 0;

	cr_assert_not_null(dir);
	for (struct dirent *e; (e = readdir(dir));) {
		char id[64];

		if (sscanf(e->d_name, "%63[^.].xml", id) != 1 || strncmp(id, "ogi-", 4) != 0)
			continue;
		expect_in_order(id);
		nlayout++;
	}
	closedir(dir);
	cr_expect_geq(nlayout, 3);
}
