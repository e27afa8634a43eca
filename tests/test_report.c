/* input/report: what is read, what is reported. */
#include "case.h"
#include "input/report.h"

#include <string.h>

#define HEAD "<head><organ>甲局</organ><year>2023</year></head>\n"

/* The dump of a report, with the messages behind it. */
static const char *read_z(struct bench *b, const char *xml)
{
	struct buf out = { .arena = b->a };
	const struct report *r = report_read(b->a, &b->d, STR("f"), str_from(xml));

	if (r != NULL)
		report_dump(r, &out);
	buf_str(&out, bench_said(b));
	return bench_z(b, buf_text(&out));
}

/* The same for what is inside <section id="s">, from line 2 on, without the head's lines. */
static const char *read_section(struct bench *b, const char *xml)
{
	struct buf s = { .arena = b->a };
	const char *dump, *mark = "section s\n";

	buf_printf(&s, "<report layout='x'>" HEAD "<section id='s'>%s</section></report>", xml);
	dump = read_z(b, s.s);
	cr_assert_not_null(strstr(dump, mark), "%s", dump);
	return strstr(dump, mark) + strlen(mark);
}

/* The messages only, for what is inside <report>. */
static const char *complain(struct bench *b, const char *xml)
{
	struct buf s = { .arena = b->a };

	buf_printf(&s, "<report layout='x'>%s</report>", xml);
	report_read(b->a, &b->d, STR("f"), buf_text(&s));
	return bench_z(b, bench_said(b));
}

Test(report, reads_a_whole_report)
{
	struct bench b = bench_open();

	cr_assert_str_eq(
		read_z(&b, "<?xml version='1.0'?>\n"
			   "<report layout='ogi-2021'>\n"
			   "<head>\n<organ> 红旗区\n 信访局 </organ>\n<year>2022</year>\n"
			   "<title>红旗区信访局<br/>2022 "
			   "年年度报告</title><date>2023-01-16</date></head>\n"
			   "<preface><p>前言</p></preface>\n"
			   "<form id='f'><row\n id='r' a='1' b=''/><note>注：甲</note></form>\n"
			   "<section id='s'><p>文</p></section>\n"
			   "<signature><organ/><signatory>张三</signatory><date/></signature>\n"
			   "</report>\n"),
		"     2 report ogi-2021\n"
		"     4   organ \"红旗区\" \"信访局\"@5\n"
		"     6   year 2022\n"
		"     7   title \"红旗区信访局\" / \"2022年年度报告\"\n"
		"     7   date 2023-01-16\n"
		"     8   preface\n"
		"     8     p \"前言\"\n"
		"     9   form f\n"
		"     9     row r a=\"1\" b=\"\"\n"
		"    10     note \"注：甲\"\n"
		"    11   section s\n"
		"    11     p \"文\"\n"
		"    12   signature\n"
		"    12     organ\n"
		"    12     signatory \"张三\"\n"
		"    12     date \n");
	arena_close(b.a);
}

Test(report, reads_the_words_of_html)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_section(&b, "<p>一\n二<b>三</b> 四<br/>五</p>\n"
					  "<h2>（一）节</h2><h3>1.目</h3>\n"
					  "<p><h2>（二）节。</h2>正文\n接 Open\n Data</p>"),
			 "     2     p \"一\" \"二\"@3 *\"三\" \"四\" / \"五\"\n"
			 "     4     h2 \"（一）节\"\n"
			 "     4     h3 \"1.目\"\n"
			 "     5     p ^\"（二）节。\" \"正文\" \"接Open \"@6 \"Data\"@7\n");
	arena_close(b.a);
}

Test(report, reads_lists)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_section(&b,
				      "<ol><li>\n甲<b>乙</b>\n</li><li><p>丙</p>\n<ul><li>丁"
				      "</li></ul>戊</li></ol>"),
			 "     2     ol\n"
			 "     3       li\n"
			 "     3         p \"甲\" *\"乙\"\n"
			 "     4       li\n"
			 "     4         p \"丙\"\n"
			 "     5         ul\n"
			 "     5           li\n"
			 "     5             p \"丁\"\n"
			 "     5         p \"戊\"\n");
	arena_close(b.a);
}

Test(report, reads_tables)
{
	struct bench b = bench_open();

	cr_assert_str_eq(
		read_section(
			&b,
			"<table><caption>表</caption><col width='2'/><col width='1'/>"
			"<col width='1'/>\n<tr><th rowspan='9'>头</th><td>a</td><td/></tr>\n"
			"<tr><td colspan='2'>b<br/>c</td></tr></table>"),
		"     2     table widths=2,1,1 columns=3 \"表\"\n"
		"     3       tr\n"
		"     3         th rowspan=2 \"头\"\n"
		"     3         td \"a\"\n"
		"     3         td\n"
		"     4       tr\n"
		"     4         td colspan=2 \"b\" / \"c\"\n");
	arena_close(b.a);
}

Test(report, reports_each_mistake_with_the_nearest_name)
{
	static const struct {
		const char *xml, *says;
	} row[] = {
		{ "", "f:1: error[E202]: <report> 缺少 <head>\n" },
		{ "<head/>", "f:1: error[E202]: <head> 缺少 <organ>\n"
			     "f:1: error[E202]: <head> 缺少 <year>\n" },
		{ HEAD HEAD, "f:2: error[E203]: <report> 中重复出现 <head>\n" },
		{ "<head><organ> </organ><year>2023</year></head>",
		  "f:1: error[E204]: <organ> 是空的\n" },
		{ "<head><organ>甲</organ><year>1899</year></head>",
		  "f:1: error[E206]: 年份“1899”有误\n" },
		{ "<head><organ>甲</organ><year>２０２３</year></head>",
		  "f:1: error[E206]: 年份“２０２３”有误\n" },
		{ "<head><organ>甲</organ><year>2023年</year></head>",
		  "f:1: error[E206]: 年份“2023年”有误\n" },
		{ HEAD "<secton id='s'/>", "f:2: error[E110]: <report> 中不能有 <secton>\n" },
		{ HEAD "<section/>", "f:2: error[E112]: <section> 缺少属性 id\n" },
		{ HEAD "<section id=' '/>", "f:2: error[E112]: <section> 缺少属性 id\n" },
		{ HEAD "<section id='s' title='x'/>",
		  "f:2: error[E111]: <section> 没有属性 title\n" },
		{ HEAD "<form id='f'>\n文字</form>",
		  "f:3: error[E113]: <form> 中不能直接写文字“文字”\n" },
		{ HEAD "<form id='f'><row a='1'/></form>",
		  "f:2: error[E112]: <row> 缺少属性 id\n" },
		{ HEAD "<form id='f'><row id='a'><b/></row></form>",
		  "f:2: error[E110]: <row> 中不能有 <b>\n" },
		{ HEAD "<form id='f'><note> </note></form>",
		  "f:2: warning[W205]: <note> 是空的，已略过\n" },
		{ HEAD "<section id='s'><p/>\n<p> \n</p></section>",
		  "f:2: warning[W205]: <p> 是空的，已略过\nf:3: warning[W205]: <p> "
		  "是空的，已略过\n" },
		{ HEAD "<section id='s'><p>甲<h2>乙</h2></p></section>",
		  "f:2: error[E210]: <p> 中的 <h2> 只能在段首，且只能有一个\n" },
		{ HEAD "<section id='s'><figure><img src='a.png'/></figure></section>",
		  "f:2: error[E112]: <img> 缺少属性 alt\n" },
		{ HEAD "<section id='s'><figure><figcaption>图</figcaption></figure></section>",
		  "f:2: error[E202]: <figure> 缺少 <img>\n" },
		{ HEAD "<section id='s'><p><i>x</i></p></section>",
		  "f:2: error[E110]: <p> 中不能有 <i>\n" },
		{ HEAD
		  "<section "
		  "id='s'><ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul>"
		  "</li></ul></section>",
		  "f:2: error[E209]: <ul> 超过上限 3\n" },
		{ HEAD
		  "<section id='s'><table><tr><td colspan='65'>1</td></tr></table></section>",
		  "f:2: error[E211]: colspan=\"65\" 有误\n" },
		{ HEAD "<section id='s'><table><tr><td>1</td><td "
		       "rowspan='2'>2</td></tr><tr><td colspan='2'>"
		       "3</td></tr></table></section>",
		  "f:2: error[E212]: 表格第 2 行的单元格与上面跨行的单元格重叠\n" },
		{ HEAD "<section id='s'><table><col "
		       "width='1'/><tr><td>1</td><td>2</td></tr></table></section>",
		  "f:2: error[E213]: 有 1 个 <col>，而表格有 2 列\n" },
		{ HEAD "<signature><date>2023-02-29</date></signature>",
		  "f:2: error[E207]: 日期“2023-02-29”有误\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();

		cr_expect_str_eq(complain(&b, row[i].xml), row[i].says, "%s: %s", row[i].xml,
				 complain(&b, row[i].xml));
		arena_close(b.a);
	}
}

Test(report, suggests_the_nearest_name)
{
	struct bench b = bench_open();
	struct buf out = { .arena = b.a };

	complain(&b, HEAD "<secton id='s'/><zzzzzzzzzz/>");
	diag_print(&b.d, &out, DIAG_CHINESE);
	cr_assert_not_null(strstr(out.s, "        做法：此处可用：section\n"));
	cr_assert_not_null(
		strstr(out.s, "此处可用：head, preface, section, form, signature, annex\n"));
	arena_close(b.a);
}

Test(report, knows_the_calendar)
{
	static const char *const good[] = { "2023-01-16", "2024-02-29", "2000-02-29",
					    "1999-12-31" };
	static const char *const bad[] = {
		"2023-02-29", "1900-02-29", "2023-13-01",      "2023-00-10",
		"2023-04-31", "2023-1-16",  "2023/01/16",      "今天",
		"2023-01-00", "20230116",   "2023-01-16T00:00"
	};
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };

	buf_z(&s, HEAD);
	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		buf_printf(&s, "<signature><date>%s</date></signature>", good[i]);
		complain(&b, s.s);
		cr_assert_null(strstr(bench_z(&b, bench_said(&b)), "E207"), "%s", good[i]);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		struct buf one = { .arena = b.a };

		buf_printf(&one, HEAD "<signature><date>%s</date></signature>", bad[i]);
		b.d.n = b.d.nerror = 0;
		cr_assert_not_null(strstr(complain(&b, one.s), "E207"), "%s", bad[i]);
	}
	arena_close(b.a);
}

Test(report, reports_all_mistakes_in_one_run)
{
	struct bench b = bench_open();

	complain(&b,
		 "\n<head><year>x</year><date>y</date></head>\n文<section id='s'><p>\n<i/></p>"
		 "</section>\n<form><row/></form>");
	cr_assert_eq(b.d.n, 7, "%s", bench_z(&b, bench_said(&b)));
	arena_close(b.a);
}

Test(report, refuses_other_documents)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_z(&b, "<html/>"),
			 "f:1: error[E201]: 这不是报告：根元素是 <html>，应为 <report>\n");
	arena_close(b.a);
}

Test(report, bounds_rows, .timeout = 60)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };

	buf_z(&s, HEAD "<form id='f'>\n");
	for (int i = 0; i < 20010; i++)
		buf_z(&s, "<row id='a'/>\n");
	buf_z(&s, "</form>");
	cr_assert_str_eq(complain(&b, s.s), "f:20003: error[E209]: <row> 超过上限 20000\n");
	arena_close(b.a);
}

Test(report, reads_ten_megabytes, .timeout = 60)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };
	const struct report *r;

	buf_z(&s, "<report layout='x'>" HEAD "<section id='s'>\n");
	while (s.n < 10 << 20)
		buf_z(&s, "<p>全年通过门户网站 公开政府信息 3456 "
			  "条，<b>其中</b>\n重大建设项目。</p>\n");
	buf_z(&s, "</section></report>");
	r = report_read(b.a, &b.d, STR("f"), buf_text(&s));
	cr_assert_not_null(r);
	cr_assert_eq(b.d.n, 0);
	cr_assert_eq(r->section[0].blocks.item[r->section[0].blocks.n - 1].line,
		     1 + 2 * r->section[0].blocks.n);
	arena_close(b.a);
}

Test(report, reads_the_fixtures)
{
	static const char *const name[] = { "hongze-district-2023", "huaian-city-2024" };

	for (size_t i = 0; i < sizeof(name) / sizeof(name[0]); i++) {
		struct bench b = bench_open();
		struct buf path = { .arena = b.a };
		const struct report *r;

		buf_printf(&path, NIANBAO_SOURCE_DIR "/fixtures/%s.xml", name[i]);
		r = report_read(b.a, &b.d, STR("f"), bench_read(&b, path.s));
		cr_assert_not_null(r);
		cr_assert_eq(b.d.n, 0);
		cr_assert_eq(r->nform, 3);
		arena_close(b.a);
	}
}
