/* Rules of layouts: kinds of numbers, checks, mentions, requirements; as data, and what is wrong. */
#include "case.h"
#include "input/layout.h"

#include <string.h>

/* "x" is the text at hand; other layouts are files. */
struct source {
	struct bench *b;
	const char *text;
};

static bool read_layer(void *host, struct arena *a, struct str id, struct str *file,
		       struct str *bytes)
{
	struct source *s = host;
	struct buf path = { .arena = a };

	if (str_is(id, "x")) {
		*file = STR("x.xml");
		*bytes = str_from(s->text);
		return true;
	}
	buf_printf(&path, "%s/%.*s.xml",
		   str_is(id, "small") ? NIANBAO_SOURCE_DIR "/tests/layouts"
				       : NIANBAO_SOURCE_DIR "/layouts",
		   (int)id.n, id.s);
	*file = id;
	*bytes = bench_read(s->b, path.s);
	return true;
}

/* The small form with these elements beside it. */
static const struct layout *read_with(struct bench *b, const char *elements)
{
	struct buf text = { .arena = b->a };
	struct source s = { .b = b };
	struct layout_source source = { .read = read_layer, .host = &s };

	buf_printf(&text, "<layout id='x' name='n' extends='small'>\n%s</layout>", elements);
	s.text = text.s;
	return layout_read(b->a, &b->d, &source, STR("x"), (struct at){ STR("r.xml"), 1 });
}

#define RECORDS(number)                                                                        \
	"<form id='small' rule='1pt' figure-style='body'><col width='9mm'/><col width='9mm'/>" \
	"<col width='9mm'/><record id='a' fields='u v w' number='" number "'/>"                \
	"<record id='b' fields='u v w'/><body><tr><each record='a'/></tr>"                     \
	"<tr><each record='b'/></tr></body></form>"
#define CHECK(more) "<check id='c' form='small' " more "/>"
#define MENTION(more) "<mention id='m' section='text' form='small' record='apples' " more "/>"
#define SAYS(says) MENTION("field='total' says='" says "'")

Test(rules, as_read)
{
	static const struct {
		const char *elements, *dump;
	} row[] = {
		{ RECORDS("signed"),
		  "  record a signed fields=u,v,w\n  record b count fields=u,v,w\n" },
		{ RECORDS("count signed free"), "  record a count,signed,free fields=u,v,w\n" },
		{ RECORDS("free free free"), "  record a free fields=u,v,w\n" },
		{ CHECK("per='field' addends='apples -previous:pears previous:apples -pears' "
			"total='pears' only='big total' level='warning'"),
		  "check c form=small per=field only=big,total "
		  "addends=apples,-previous:pears,previous:apples,-pears total=pears "
		  "level=warning\n" },
		{ CHECK("per='record' only='pears' addends='big small' total='total' "
			"level='error'"),
		  "check c form=small per=record only=pears addends=big,small total=total\n" },
		{ "<mention id='m' section='text' form='small' record='apples pears' "
		  "field='big' "
		  "says='苹果…#斤 没有苹果' about='果' unless='其中 网'/>",
		  "mention m section=text form=small record=apples,pears field=big "
		  "says=苹果…#斤,没有苹果 about=果 unless=其中,网\n" },
		{ "<require id='r' section='text' any='甲 乙' beyond='无'/>",
		  "require r section=text any=甲,乙 beyond=无\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct bench b = bench_open();
		const struct layout *l = read_with(&b, row[i].elements);
		struct buf out = { .arena = b.a };

		cr_assert_not_null(l, "%s\n%s", row[i].elements, bench_z(&b, bench_said(&b)));
		layout_dump(l, &out);
		cr_expect(strstr(out.s, row[i].dump), "no %s in\n%s", row[i].dump, out.s);
		arena_close(b.a);
	}
}

Test(rules, what_is_wrong)
{
	static const struct {
		const char *elements, *says;
	} row[] = {
		{ RECORDS("count signed"),
		  "error[E430]: number 写了 2 种数字，而 fields 有 3 栏\n" },
		{ RECORDS("count signed free count"),
		  "error[E430]: number 写了 4 种数字，而 fields 有 3 栏\n" },
		{ RECORDS("count sign free"), "error[E404]: number=\"sign\" 有误\n" },
		{ RECORDS(" "), "error[E404]: number=\" \" 有误\n" },

		{ CHECK("per='field' addends='previous:plums' total='pears'"),
		  "error[E407]: record“plums”不存在\n" },
		{ CHECK("per='field' addends='apples' total='-pears'"),
		  "error[E407]: record“-pears”不存在\n" },
		{ CHECK("per='field' addends='apples' total='previous:pears'"),
		  "error[E407]: record“previous:pears”不存在\n" },
		{ CHECK("per='field' addends='previous:-apples' total='pears'"),
		  "error[E407]: record“-apples”不存在\n" },
		{ CHECK("per='field' addends='apples' total='pears' only='huge'"),
		  "error[E407]: field“huge”不存在\n" },
		{ CHECK("per='record' addends='big' total='total' only='plums'"),
		  "error[E407]: record“plums”不存在\n" },
		{ CHECK("per='record' addends='big' total='total' only='weight'"),
		  "error[E407]: field“big”不存在\nx.xml:2: error[E407]: field“total”不存在\n" },
		{ CHECK("per='field' addends='apples' total='pears' level='note'"),
		  "error[E404]: level=\"note\" 有误\n" },

		{ MENTION("field='huge' says='a#b'"), "error[E407]: field“huge”不存在\n" },
		{ MENTION("field='big'"), "error[E112]: <mention> 缺少属性 says\n" },
		{ "<mention id='m' section='txt' form='f' record='a' field='b' says='a#b'/>",
		  "error[E407]: section“txt”不存在\nx.xml:2: error[E407]: form“f”不存在\n" },
		{ "<mention id='m' section='text' form='small' record='remark' field='words' "
		  "says='a#b'/>",
		  "error[E415]: 勾稽“m”不能计算自由文字“remark”\n" },
		{ SAYS("#件"), "error[E431]: “m”的说法“#件”有误\n" },
		{ SAYS("收到#"), "error[E431]: “m”的说法“收到#”有误\n" },
		{ SAYS("…收到"), "error[E431]: “m”的说法“…收到”有误\n" },
		{ SAYS("收到…"), "error[E431]: “m”的说法“收到…”有误\n" },
		{ SAYS("a#b#c"), "error[E431]: “m”的说法“a#b#c”有误\n" },
		{ SAYS("a…b…c…d"), "error[E431]: “m”的说法“a…b…c…d”有误\n" },
		{ SAYS("a#b") SAYS("a#b"), "error[E408]: mention“m”重复\n" },

		{ "<require id='r' section='txt' any='a'/>",
		  "error[E407]: section“txt”不存在\n" },
		{ "<require id='r' any='a'/>", "error[E112]: <require> 缺少属性 section\n" },
		{ "<require id='r' section='text' all='a'/>",
		  "error[E111]: <require> 没有属性 all\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct bench b = bench_open();
		struct buf says = { .arena = b.a };

		buf_printf(&says, "x.xml:2: %s", row[i].says);
		cr_expect_null(read_with(&b, row[i].elements));
		cr_expect_str_eq(bench_z(&b, bench_said(&b)), says.s, "%s", row[i].elements);
		arena_close(b.a);
	}
}

/* A layout that extends another may replace a rule. */
Test(rules, are_merged_by_id)
{
	struct bench b = bench_open();
	struct buf text = { .arena = b.a };
	struct source s = { .b = &b };
	struct layout_source source = { .read = read_layer, .host = &s };
	const struct layout *base, *l;

	base = layout_read(b.a, &b.d, &source, STR("ogi-2021"), (struct at){ STR("r.xml"), 1 });
	buf_z(&text,
	      "<layout id='x' name='n' extends='ogi-2021'>"
	      "<require id='R9' section='problems'/><require id='new' section='problems'/>"
	      "<mention id='R8.done' section='problems' form='remedies' record='review' "
	      "field='total' says='a#b'/></layout>");
	s.text = text.s;
	l = layout_read(b.a, &b.d, &source, STR("x"), (struct at){ STR("r.xml"), 1 });
	cr_assert(base && l, "%s", bench_z(&b, bench_said(&b)));
	cr_expect_eq(l->nrequire, base->nrequire + 1);
	cr_expect_eq(l->nmention, base->nmention);
	cr_expect(str_is(l->require[0].id, "R9") && str_is(l->require[0].section, "problems"));
	cr_expect_eq(l->require[0].nany, 0);
	arena_close(b.a);
}
