/* input/xml: lines, encodings, and what is refused. */
#include "case.h"
#include "input/xml.h"

#include <iconv.h>
#include <string.h>

/* The tree as text: LINE<name a="v">…, texts as LINE'…'. */
static void show_node(struct buf *out, const struct xml_node *n)
{
	if (xml_is_text(n)) {
		buf_printf(out, "%u'", n->line);
		buf_str(out, n->text);
		buf_char(out, '\'');
		return;
	}
	buf_printf(out, "%u<", n->line);
	buf_str(out, n->name);
	for (size_t i = 0; i < n->nattr; i++) {
		buf_char(out, ' ');
		buf_str(out, n->attr[i].name);
		buf_z(out, "=");
		buf_str(out, n->attr[i].value);
	}
	buf_char(out, '>');
	for (const struct xml_node *c = n->first; c != NULL; c = c->next)
		show_node(out, c);
	buf_char(out, ';');
}

/* The tree, or the messages where there is none. */
static const char *read_bytes(struct bench *b, struct str bytes)
{
	struct buf out = { .arena = b->a };
	const struct xml_node *root = xml_read(b->a, &b->d, STR("f"), bytes);

	if (root == NULL)
		return bench_z(b, bench_said(b));
	cr_assert_eq(b->d.n, 0);
	show_node(&out, root);
	return bench_z(b, buf_text(&out));
}

static const char *read_z(struct bench *b, const char *z)
{
	return read_bytes(b, str_from(z));
}

/* `s` in another encoding, with a mark in front. */
static struct str encode(struct bench *b, const char *s, const char *encoding, struct str mark)
{
	size_t left = strlen(s), room = left * 2 + 8, n;
	char *out = arena_alloc(b->a, room), *to = out + mark.n, *in = (char *)(uintptr_t)s;
	iconv_t c = iconv_open(encoding, "UTF-8");

	memcpy(out, mark.s, mark.n);
	n = room - mark.n;
	cr_assert_neq(iconv(c, &in, &left, &to, &n), (size_t)-1);
	iconv_close(c);
	return (struct str){ out, room - n };
}

Test(xml, reads_a_tree)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_z(&b, "<a x='1' y:z=\"&lt;2\"><b/>t&amp;u<c>v</c></a>"),
			 "1<a x=1 y:z=<2>1<b>;1't&u'1<c>1'v';;");
	arena_close(b.a);
}

Test(xml, knows_the_line_where_a_tag_starts)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_z(&b,
				"<?xml version='1.0'?>\n<!-- \n -->\n<a\n x='1'\n\n y='>'\n>"
				"<b\n/><c/>\n<d></d\n><e/></a>"),
			 "4<a x=1 y=>>8<b>;9<c>;9'\n'10<d>;11<e>;;");
	arena_close(b.a);
}

Test(xml, knows_the_line_where_text_starts)
{
	struct bench b = bench_open();

	/* Comments and instructions end a text; a referenced line break is none. */
	cr_assert_str_eq(
		read_z(&b, "<a>x\n&amp;&#10;\ny<![CDATA[\n<z>]]>\nw<!--\n-->v\n<?p\n?>u</a>"),
		"1<a>1'x\n& \ny\n<z>\nw'6'v\n'8'u';");
	arena_close(b.a);
}

Test(xml, counts_every_kind_of_line_end)
{
	struct bench b = bench_open();

	cr_assert_str_eq(read_z(&b, "<a>\r\n<b\r\nx='1'/>\r\n<c/></a>"),
			 "1<a>1'\n'2<b x=1>;3'\n'4<c>;;");
	cr_assert_str_eq(read_z(&b, "<a>\r<b\rx='1'/>\r<c/></a>"),
			 "1<a>1'\n'2<b x=1>;3'\n'4<c>;;");
	arena_close(b.a);
}

Test(xml, counts_lines_beyond_65535)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };

	buf_z(&s, "<a>");
	for (int i = 1; i < 70000; i++)
		buf_z(&s, i % 2 == 0 ? "\n" : "<x\n/>");
	buf_z(&s, "<row\n\n\n\nid='1'/><z/></a>");
	cr_assert_not_null(strstr(read_bytes(&b, buf_text(&s)), "70000<row id=1>;70004<z>"));
	arena_close(b.a);
}

Test(xml, reads_long_chinese_text_whole)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a }, want = { .arena = b.a };

	buf_z(&s, "<a>\n");
	buf_z(&want, "1<a>1'\n");
	for (int i = 0; i < 1000; i++) {
		buf_z(&s, "全年3次；\n");
		buf_z(&want, "全年3次；\n");
	}
	buf_z(&s, "</a>");
	buf_z(&want, "';");
	cr_assert_str_eq(read_bytes(&b, buf_text(&s)), want.s);
	arena_close(b.a);
}

Test(xml, reads_other_encodings)
{
	const struct {
		const char *declared, *encoding;
		struct str mark;
	} row[] = {
		{ " encoding='UTF-8'", "UTF-8", STR("\xEF\xBB\xBF") },
		{ " encoding='GBK'", "UTF-8", STR("\xEF\xBB\xBF") }, /* the mark knows better */
		{ "", "UTF-8", STR("") },
		{ " encoding = \"utf-8\" standalone='yes'", "UTF-8", STR("") },
		{ " encoding='GBK'", "GBK", STR("") },
		{ " encoding=\"gb2312\"", "GBK", STR("") },
		{ " encoding='GB18030'", "GB18030", STR("") },
		{ " encoding='UTF-16'", "UTF-16LE", STR("\xFF\xFE") },
		{ " encoding='UTF-16'", "UTF-16BE", STR("\xFE\xFF") },
		{ "", "UTF-16LE", STR("\xFF\xFE") },
		{ " encoding='UTF-16'", "UTF-16LE", STR("") },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();
		struct buf s = { .arena = b.a };

		buf_printf(&s, "<?xml version='1.0'%s?>\n<年报>红旗区\n信访局<a/></年报>",
			   row[i].declared);
		cr_expect_str_eq(read_bytes(&b, encode(&b, s.s, row[i].encoding, row[i].mark)),
				 "2<年报>2'红旗区\n信访局'3<a>;;", "%zu", i);
		arena_close(b.a);
	}
}

Test(xml, refuses)
{
	static const struct {
		const char *xml, *says;
	} row[] = {
		{ "", "f:1: error[E101]" },
		{ "  \n", "f:2: error[E101]" },
		{ "年报", "f:1: error[E101]" },
		{ "<a>\n<b>\n</a>",
		  "f:3: error[E101]: XML 语法错误：开始标签与结束标签不配对" },
		{ "<a>\n\n&nbsp;</a>", "f:3: error[E101]: XML 语法错误：只能引用" },
		{ "<a>A & B</a>",
		  "f:1: error[E101]: XML 语法错误：此处应有名称；字符“&”须写作" },
		{ "<a x=1/>", "f:1: error[E101]: XML 语法错误：属性值须放在英文引号中" },
		{ "<a x='1' x='2'/>", "f:1: error[E101]: XML 语法错误：同一标签中属性重复" },
		{ "<a/>\n<b/>", "f:2: error[E101]" },
		{ "<a>\x01</a>", "f:1: error[E101]: XML 语法错误：含有" },
		{ "<?xml version='1.0'?>\n\n<!DOCTYPE a [\n<!ENTITY x 'y'>\n]><a/>",
		  "f:3: error[E102]" },
		{ "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "f:1: error[E102]" },
		{ "<?xml version='1.0' encoding='latin1'?><a/>", "f:1: error[E105]" },
		{ "<?xml version='1.0' encoding='UTF-16'?><a/>", "f:1: error[E105]" },
		{ "<?xml version='1.0' encoding='GBK'?>\n<a>\xFF</a>", "f:2: error[E106]" },
		{ "<a>\n年\n\xE5\xB9</a>", "f:3: error[E106]" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();
		const char *said = read_z(&b, row[i].xml);

		cr_expect_eq(strncmp(said, row[i].says, strlen(row[i].says)), 0, "%s: %s",
			     row[i].xml, said);
		cr_expect_eq(diag_status(&b.d), 1);
		arena_close(b.a);
	}
}

Test(xml, reports_all_syntax_errors_once_a_line)
{
	struct bench b = bench_open();

	read_z(&b, "<a>\n<b x=1 y=2>\n</c>\n</a>");
	cr_assert_geq(b.d.n, 2);
	for (size_t i = 1; i < b.d.n; i++)
		cr_assert_lt(b.d.item[i - 1].at.line, b.d.item[i].at.line);
	arena_close(b.a);
}

/* Attacks, each with a time limit: they must cost no more than they weigh. */
Test(xml, stops_a_billion_laughs, .timeout = 10)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };

	buf_z(&s, "<!DOCTYPE a [<!ENTITY l0 \"lol\">");
	for (int i = 1; i < 10; i++) {
		buf_printf(&s, "<!ENTITY l%d \"", i);
		for (int j = 0; j < 10; j++)
			buf_printf(&s, "&l%d;", i - 1);
		buf_z(&s, "\">");
	}
	buf_z(&s, "]><a>&l9;</a>");
	cr_assert_not_null(strstr(read_bytes(&b, buf_text(&s)), "E102"));
	cr_assert_eq(b.d.n, 1);
	arena_close(b.a);
}

Test(xml, stops_at_depth, .timeout = 10)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };

	for (int i = 0; i < 100000; i++)
		buf_z(&s, "<a>\n");
	cr_assert_str_eq(read_bytes(&b, buf_text(&s)),
			 "f:65: error[E103]: 元素嵌套超过 64 层\n");
	arena_close(b.a);
}

Test(xml, stops_at_size, .timeout = 10)
{
	struct bench b = bench_open();
	char *s = arena_alloc(b.a, XML_MAX_BYTES + 1);

	memset(s, ' ', XML_MAX_BYTES + 1);
	cr_assert_str_eq(read_bytes(&b, (struct str){ s, XML_MAX_BYTES + 1 }),
			 "f: error[E104]: 文件超过 64 MB\n");
	arena_close(b.a);
}

Test(xml, is_linear_in_lines_and_tags, .timeout = 60)
{
	struct bench b = bench_open();
	struct buf s = { .arena = b.a };
	const struct xml_node *root, *last;

	buf_z(&s, "<a>");
	for (int i = 0; i < 500000; i++)
		buf_z(&s, "<row\n id='x'>text</row>\n");
	buf_z(&s, "</a>");
	root = xml_read(b.a, &b.d, STR("f"), buf_text(&s));
	cr_assert_not_null(root);
	for (last = root->first; last->next->next != NULL; last = last->next)
		;
	cr_assert_eq(last->line, 999999);
	arena_close(b.a);
}
