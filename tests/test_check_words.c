/* What sections must say: R9, no section empty, a mere 无, or the same as another. */
#include "form_case.h"

#define OTHER_HINT "（文字描述，收取信息处理费情况在此处报告。）"
#define LONG                                                                                                                             \
	"一是公开不够及时，个别部门的栏目存在超期更新的情况；二是解读形式较为单一，群众看不懂" \
	"。"

static const struct {
	const char *name, *from, *to;
	const char *message; /* NULL: none */
} rows[] = {
	{ "fees", OTHER_HINT, "2022年收取信息处理费0元。", NULL },
	{ "fees in other words", OTHER_HINT, "没有向申请人收取任何费用。", NULL },
	{ "fees in a list", "<p>" OTHER_HINT "</p>",
	  "<ul><li>无其他事项。</li><li>未收取费用。</li></ul>", NULL },
	{ "fees in a table", "<p>" OTHER_HINT "</p>",
	  "<table><tr><td>信息处理费</td><td>0元</td></tr></table>", NULL },
	{ "no word of fees", OTHER_HINT, "没有其他需要报告的事项。",
	  "warning[W341]: 规则 R9：章节“六、其他需要报告的事项”没有提到“信息处理费”或“收取”" },
	{ "a mere 无", OTHER_HINT, "无。",
	  "warning[W342]: 章节“六、其他需要报告的事项”只写了“无”" },
	{ "a mere （无）", "<p>（文字描述）</p>", "<h2>（一）</h2><p>（无。）</p>", NULL },
	{ "in brackets", "<p>（文字描述）</p>", "<p>（无。）</p>",
	  "warning[W342]: 章节“一、总体情况”只写了“无”" },
	{ "无 among words", "<p>（文字描述）</p>", "<p>无。</p><p>但有其他。</p>", NULL },
	{ "empty", "<p>" OTHER_HINT "</p>", "<p> </p>",
	  "warning[W261]: 章节“六、其他需要报告的事项”没有内容" },
	{ "repeats", "<p>" OTHER_HINT "</p>",
	  "<p>收取情况：</p><p>" LONG "</p><p>" LONG "二</p>",
	  "warning[W343]: 章节“六、其他需要报告的事项”有 1 "
	  "段文字与“五、存在的主要问题及改进情况”"
	  "（第 91 行起）相同" },
	{ "repeats itself", "<p>（文字描述）</p>", "<p>" LONG "二</p><p>" LONG "二</p>", NULL },
};

/* The messages without W205 and the remedies; problems already says LONG. */
static const char *said_of(struct form_case *c)
{
	const char *all = case_messages(c, DIAG_CHINESE);
	struct buf b = { .arena = c->a };

	buf_z(&b, "");
	for (size_t n; *all; all += n) {
		struct str line = { all, n = strcspn(all, "\n") + 1 };

		if (line.s[0] != ' ' && str_find(line, STR("[W205]")) == (size_t)-1)
			buf_str(&b, line);
	}
	return b.s;
}

Test(words, of_sections)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct form_case c = case_open("ogi-2021");
		const char *said;
		bool broken;

		case_change(&c, "<section id=\"problems\">\n    <p>（文字描述）</p>",
			    "<section id=\"problems\">\n    <p>" LONG "</p>");
		case_change(&c, rows[i].from, rows[i].to);
		cr_expect(check_report(c.a, &c.d, case_read(&c), c.l, false, &broken));
		said = said_of(&c);
		if (!rows[i].message)
			cr_expect_str_eq(said, "", "%s", rows[i].name);
		else
			cr_expect(strstr(said, rows[i].message) &&
					  strchr(said, '\n') == said + strlen(said) - 1,
				  "%s:\n%s", rows[i].name, said);
		case_close(&c);
	}
}

/* Short paragraphs may stand twice; the preface is no section. */
Test(words, what_may_repeat)
{
	struct form_case c = case_open("ogi-2021");
	bool broken;

	case_change(&c, "<section id=\"overview\">\n    <p>（文字描述）</p>",
		    "<preface><p>" LONG "</p></preface><section id=\"overview\"><p>" LONG
		    "</p><p>存在问题：</p>");
	case_change(&c, "<p>（文字描述）</p>", "<p>存在问题：</p><p>人手不足。</p>");
	cr_expect(check_report(c.a, &c.d, case_read(&c), c.l, false, &broken));
	cr_expect_str_eq(said_of(&c), "");
	case_close(&c);
}
