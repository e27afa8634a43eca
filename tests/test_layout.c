/* input/layout: merging, the grid of spans, and what a layout must satisfy. */
#include "case.h"
#include "input/layout.h"

#include <string.h>

/* Layouts in memory: name, text, name, text, NULL. */
static bool read_case(void *host, struct arena *a, struct str id, struct str *file,
		      struct str *bytes)
{
	struct buf name = { .arena = a };

	for (const char *const *layout = host; *layout != NULL; layout += 2) {
		if (!str_is(id, layout[0]))
			continue;
		buf_printf(&name, "%s.xml", layout[0]);
		*file = buf_text(&name);
		*bytes = str_from(layout[1]);
		return true;
	}
	return false;
}

static bool read_file(void *host, struct arena *a, struct str id, struct str *file,
		      struct str *bytes)
{
	struct buf path = { .arena = a };

	buf_printf(&path, NIANBAO_SOURCE_DIR "/layouts/%.*s.xml", (int)id.n, id.s);
	*file = id;
	*bytes = bench_read(host, path.s);
	return true;
}

static const struct layout *read_one(struct bench *b, const char *const *layouts,
				     const char *id)
{
	struct layout_source source = { .read = read_case, .host = (void *)(uintptr_t)layouts };

	return layout_read(b->a, &b->d, &source, str_from(id), (struct at){ STR("r.xml"), 2 });
}

/* Everything that a layout needs but forms and an outline. */
#define BASE                                                                                   \
	"<page width='210mm' height='297mm' top='37mm' left='28mm' text-width='156mm'"         \
	" text-height='225mm' lines='22' columns='28'/>"                                       \
	"<folio style='body' drop='7mm' inset='1'/>"                                           \
	"<tables rule='0.5pt' below='10pt'/>"                                                  \
	"<draft-mark style='body' text='草稿' rise='8mm'/>"                                  \
	"<title style='body' pattern='{organ}年报'><phrase>{organ}</phrase>"                 \
	"<phrase>年报</phrase></title>" STYLE("body") STYLE("h2") STYLE("h3") STYLE("item")    \
		STYLE("sign-organ") STYLE("sign-date") STYLE("note") STYLE("table-head")       \
			STYLE("table-cell") STYLE("table-figure") STYLE("figure-caption") STYLE("caption")
#define STYLE(id) "<style id='" id "' role='song' size='16pt' align='left'/>"
#define OUTLINE "<outline><table form='f' title='二' style='body'/></outline>"
#define FORM                                                                                   \
	"<form id='f' rule='0.5pt' head-style='body' label-style='body' figure-style='body'>"

/* What is said of a layout with this form. */
static const char *complain(struct bench *b, const char *form)
{
	struct buf xml = { .arena = b->a };
	const char *layouts[] = { "x", NULL, NULL };
	const struct layout *l;

	buf_printf(&xml, "<layout id='x' name='n'>" BASE OUTLINE "\n%s</layout>", form);
	layouts[1] = xml.s;
	l = read_one(b, layouts, "x");
	cr_assert_eq(l == NULL, b->d.n > 0);
	return bench_z(b, bench_said(b));
}

/* The same for a form of two columns with a record a (u v) and these rows. */
static const char *complain_rows(struct bench *b, const char *rows)
{
	struct buf form = { .arena = b->a };

	buf_printf(&form,
		   FORM "<col width='10mm'/><col width='10mm'/><record id='a' fields='u "
			"v'/>\n%s</form>",
		   rows);
	return complain(b, form.s);
}

Test(layout, resolves_spans_to_places)
{
	struct bench b = bench_open();
	static const char *const layouts[] = {
		"x",
		"<layout id='x' name='n'>" BASE OUTLINE FORM
		"<col width='10mm'/><col width='10mm'/><col width='10mm'/>"
		"<record id='a b' fields='u v' number='decimal'/>"
		"<head><tr height='20pt'><th rowspan='2'>一<br/>二</th><th "
		"colspan='2'>三</th></tr>"
		"<tr><th>四</th><th scope='none'>五</th></tr></head>"
		"<body><tr><th>六</th><each record='b'/></tr>"
		"<tr><th>七</th><td field='v' record='a'/><td field='u' record='a' "
		"style='h2'/></tr></body>"
		"</form><check id='c' form='f' per='field' addends='a' total='b'/></layout>",
		NULL,
	};
	const struct layout *l = read_one(&b, layouts, "x");
	struct buf out = { .arena = b.a };

	cr_assert_not_null(l, "%s", bench_z(&b, bench_said(&b)));
	layout_dump(l, &out);
	cr_assert_not_null(strstr(out.s, "form f rule=0.500 note-style=note\n"
					 "  columns width=28.346 width=28.346 width=28.346\n"
					 "  record a decimal fields=u,v\n"
					 "  record b decimal fields=u,v\n"
					 "  head row height=20\n"
					 "    0,0+2x1 body column \"一|二\"\n"
					 "    0,1+1x2 body column \"三\"\n"
					 "  head row\n"
					 "    1,1+1x1 body column \"四\"\n"
					 "    1,2+1x1 body none \"五\"\n"
					 "  row\n"
					 "    2,0+1x1 body row \"六\"\n"
					 "    2,1+1x1 body b/u\n"
					 "    2,2+1x1 body b/v\n"
					 "  row\n"
					 "    3,0+1x1 body row \"七\"\n"
					 "    3,1+1x1 body a/v\n"
					 "    3,2+1x1 h2 a/u\n"
					 "check c form=f per=field addends=a total=b\n"),
			   "%s", out.s);
	arena_close(b.a);
}

Test(layout, finds_what_is_wrong_with_a_grid)
{
	static const struct {
		const char *rows, *says;
	} row[] = {
		{ "<body>\n<tr><each record='a'/></tr></body>", "" },
		{ "<body>\n<tr><each record='a'/></tr><tr><th>1</th></tr></body>",
		  "x.xml:4: error[E411]: 表“f”第 2 行第 2 列没有单元格\n" },
		{ "<body><tr><each record='a'/><th>1</th></tr></body>",
		  "x.xml:3: error[E412]: 表“f”第 1 行第 3 列的单元格超出表格或跨越表头\n" },
		{ "<body><tr><each record='a'/></tr><tr><th rowspan='2' "
		  "colspan='2'/></tr></body>",
		  "x.xml:3: error[E412]: 表“f”第 2 行第 1 列的单元格超出表格或跨越表头\n" },
		{ "<head><tr><th rowspan='2'/><th/></tr></head><body><tr><each "
		  "record='a'/></tr></body>",
		  "x.xml:3: error[E412]: 表“f”第 1 行第 1 列的单元格超出表格或跨越表头\n" },
		{ "<body><tr><each record='a'/></tr><tr><th/><th rowspan='2'/></tr><tr><th "
		  "colspan='2'/></tr>"
		  "</body>",
		  "x.xml:3: error[E410]: 表“f”第 3 行第 2 列被两个单元格占用\n" },
		{ "<body><tr><td record='a' field='u'/><td record='a' field='u'/></tr></body>",
		  "x.xml:2: error[E413]: 表“f”没有放置数据 a 的 v\n"
		  "x.xml:3: error[E408]: td“a/u”重复\n" },
		{ "<body><tr><td record='a' field='u'/><td record='a' field='z'/></tr></body>",
		  "x.xml:2: error[E413]: 表“f”没有放置数据 a 的 v\n"
		  "x.xml:3: error[E407]: field“z”不存在\n"
		  "x.xml:3: error[E411]: 表“f”第 1 行第 2 列没有单元格\n" },
		{ "<body><tr><each record='q'/><each record='a'/></tr></body>",
		  "x.xml:3: error[E407]: record“q”不存在\n" },
		{ "<body><tr><each record='a' style='nix'/></tr></body>",
		  "x.xml:3: error[E407]: style“nix”不存在\n" },
		{ "<body><tr><each record='a' colspan='2'/></tr></body>",
		  "x.xml:3: error[E111]: <each> 没有属性 colspan\n" },
		{ "<body><tr height='20'><each record='a'/></tr></body>",
		  "x.xml:3: error[E404]: height=\"20\" 有误\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();

		cr_expect_str_eq(complain_rows(&b, row[i].rows), row[i].says, "%s\n%s",
				 row[i].rows, bench_z(&b, bench_said(&b)));
		arena_close(b.a);
	}
}

#define COL "<col width='10mm'/>"
#define RECORD "<record id='a' fields='u'/>"
#define BODY "<body><tr><each record='a'/></tr></body>"
#define GOOD FORM COL RECORD BODY "</form>"

Test(layout, finds_what_is_wrong_with_forms_and_checks)
{
	static const struct {
		const char *form, *says;
	} row[] = {
		{ GOOD, "" },
		{ "", "x.xml:1: error[E407]: form“f”不存在\n" },
		{ GOOD GOOD, "x.xml:2: error[E408]: form“f”重复\n" },
		{ FORM RECORD "<body/></form>",
		  "x.xml:2: error[E202]: <form> 缺少 <col>\n"
		  "x.xml:2: error[E413]: 表“f”没有放置数据 a 的 u\n" },
		{ FORM COL RECORD RECORD BODY "</form>",
		  "x.xml:2: error[E408]: record“a”重复\n" },
		{ FORM COL "<record id='a' fields='u u'/>" BODY "</form>",
		  "x.xml:2: error[E408]: field“u”重复\n"
		  "x.xml:2: error[E412]: 表“f”第 1 行第 2 列的单元格超出表格或跨越表头\n" },
		{ FORM "<col width='156.1mm'/>" RECORD BODY "</form>",
		  "x.xml:2: error[E414]: 表“f”各列共宽 156.1 mm，版心只有 156.0 mm\n" },
		{ GOOD "<check id='c' form='g' per='field' addends='a' total='a'/>",
		  "x.xml:2: error[E407]: form“g”不存在\n" },
		{ GOOD "<check id='c' form='f' per='field' addends='a b' total='a'/>",
		  "x.xml:2: error[E407]: record“b”不存在\n" },
		{ GOOD "<check id='c' form='f' per='record' addends='u v' total='u'/>",
		  "x.xml:2: error[E407]: field“v”不存在\n" },
		{ GOOD "<check id='c' form='f' per='row' addends='u' total='u'/>",
		  "x.xml:2: error[E404]: per=\"row\" 有误\n" },
		{ FORM COL "<record id='a' fields='u' number='free'/>" BODY
			   "</form><check id='c' form='f' per='record' addends='u' total='u'/>",
		  "x.xml:2: error[E415]: 勾稽“c”不能计算自由文字“a”\n" },
		{ "<form id='f' rule='0.5pt'>" COL RECORD BODY "</form>",
		  "x.xml:2: error[E112]: <each> 缺少属性 style\n" },
		{ GOOD "<style id='body' role='r' size='16pt' align='left'/>",
		  "x.xml:2: error[E408]: style“body”重复\n" },
		{ GOOD "<style id='y' role='r' size='0pt' align='middle'/>",
		  "x.xml:2: error[E404]: size=\"0pt\" 有误\nx.xml:2: error[E404]: "
		  "align=\"middle\" 有误\n" },
		{ GOOD "<outline/>", "x.xml:2: error[E203]: <layout> 中重复出现 <outline>\n" },
		{ GOOD "<forn/>", "x.xml:2: error[E110]: <layout> 中不能有 <forn>\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();

		cr_expect_str_eq(complain(&b, row[i].form), row[i].says, "%s\n%s", row[i].form,
				 bench_z(&b, bench_said(&b)));
		arena_close(b.a);
	}
}

Test(layout, merges_what_it_extends)
{
	struct bench b = bench_open();
	static const char *const layouts[] = {
		"base",
		"<layout id='base' name='b' last-year='2020'>" BASE OUTLINE GOOD "</layout>",
		"mid",
		"<layout id='mid' name='m' extends='base' first-year='2019'>"
		"<form id='g' rule='1pt' figure-style='h2'>" COL RECORD BODY "</form></layout>",
		"top",
		"<layout id='top' name='t' extends='mid'>"
		"<style id='h2' role='hei' size='9pt' align='right'/>"
		"<style id='new' role='kai' size='9pt' align='right'/>"
		"<form id='f' rule='2pt' figure-style='new'>" COL RECORD BODY "</form>"
		"<outline><preface/><table form='g' title='三' style='new' "
		"required='yes'/></outline></layout>",
		NULL,
	};
	const struct layout *l = read_one(&b, layouts, "top");

	cr_assert_not_null(l, "%s", bench_z(&b, bench_said(&b)));
	cr_assert(str_is(l->id, "top") && str_is(l->name, "t") && str_is(l->extends, "mid"));
	cr_assert(str_is(l->file, "top.xml"));
	cr_assert_eq(l->first_year, 2019);
	cr_assert_eq(l->last_year, 2020);
	cr_assert_eq(l->nstyle, 13);
	cr_assert_eq(l->nform, 2);
	/* Replaced in place; an inherited form means the new style. */
	cr_assert(str_is(l->form[0].file, "top.xml") && l->form[0].rule == 2 * EMU_PT);
	cr_assert(str_is(l->form[1].file, "mid.xml"));
	cr_assert(str_is(l->form[1].cell[0].style->role, "hei"));
	cr_assert_eq(l->form[1].cell[0].style, layout_style(l, STR("h2")));
	cr_assert_eq(l->npart, 2);
	cr_assert(l->part[1].required);
	arena_close(b.a);
}

Test(layout, finds_layouts_that_cannot_be_merged)
{
	static const char *const layouts[] = {
		"round",  "<layout id='round' name='n' extends='trip'/>",
		"trip",   "<layout id='trip' name='n' extends='round'/>",
		"orphan", "<layout id='orphan' name='n' extends='nowhere'/>",
		"alias",  "<layout id='other' name='n'/>",
		"odd",    "<report/>",
		"bare",   "<layout id='bare' name='n'/>",
		"l1",     "<layout id='l1' name='n' extends='l2'/>",
		"l2",     "<layout id='l2' name='n' extends='l3'/>",
		"l3",     "<layout id='l3' name='n' extends='l4'/>",
		"l4",     "<layout id='l4' name='n' extends='l5'/>",
		"l5",     "<layout id='l5' name='n' extends='l6'/>",
		"l6",     "<layout id='l6' name='n' extends='l7'/>",
		"l7",     "<layout id='l7' name='n' extends='l8'/>",
		"l8",     "<layout id='l8' name='n' extends='l9'/>",
		"l9",     "<layout id='l9' name='n'/>",
		NULL,
	};
	static const struct {
		const char *id, *says;
	} row[] = {
		{ "round", "trip.xml:1: error[E403]: 版式“round”的 extends 循环或超过 8 层\n" },
		{ "l1", "l8.xml:1: error[E403]: 版式“l9”的 extends 循环或超过 8 层\n" },
		{ "orphan", "orphan.xml:1: error[E401]: 没有名为“nowhere”的版式\n" },
		{ "alias",
		  "alias.xml:1: error[E402]: 版式文件的根元素应为 <layout id=\"alias\">\n" },
		{ "odd", "odd.xml:1: error[E402]: 版式文件的根元素应为 <layout id=\"odd\">\n" },
		{ "nix", "r.xml:2: error[E401]: 没有名为“nix”的版式\n" },
		{ "../x", "r.xml:2: error[E401]: 没有名为“../x”的版式\n" },
		{ "a/b", "r.xml:2: error[E401]: 没有名为“a/b”的版式\n" },
		{ "", "" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();

		cr_expect_null(read_one(&b, layouts, row[i].id));
		cr_expect_str_eq(bench_z(&b, bench_said(&b)), row[i].says);
		arena_close(b.a);
	}
}

Test(layout, lacks_are_named)
{
	struct bench b = bench_open();
	static const char *const layouts[] = { "bare", "<layout id='bare' name='n'/>", NULL };
	const char *said;

	cr_assert_null(read_one(&b, layouts, "bare"));
	said = bench_z(&b, bench_said(&b));
	cr_assert_not_null(strstr(said, "bare.xml:1: error[E405]: 版式缺少 <page>\n"));
	cr_assert_not_null(strstr(said, "bare.xml:1: error[E405]: 版式缺少 <outline>\n"));
	cr_assert_not_null(strstr(said, "bare.xml:1: error[E407]: style“body”不存在\n"));
	arena_close(b.a);
}

Test(layout, layouts_of_the_project_are_sound)
{
	static const struct {
		const char *id;
		size_t ndata; /* of the form applications: records of 7 figures */
	} row[] = {
		{ "ogi-2021", 25 * 7 },
		{ "ogi-2021-other-single", 23 * 7 },
		{ "ogi-2021-total-apart", 25 * 7 },
		{ "ogi-2019", 23 * 7 },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(row[0]); i++) {
		struct bench b = bench_open();
		struct layout_source source = { .read = read_file, .host = &b };
		const struct layout *l = layout_read(b.a, &b.d, &source, str_from(row[i].id),
						     (struct at){ STR("r.xml"), 1 });
		const struct form *f;
		size_t ndata = 0;

		cr_assert_not_null(l, "%s", bench_z(&b, bench_said(&b)));
		f = layout_form(l, STR("applications"));
		cr_assert_not_null(f);
		for (size_t j = 0; j < f->ncell; j++)
			ndata += f->cell[j].is_data;
		cr_expect_eq(ndata, row[i].ndata);
		cr_expect_geq(form_record_find(f, STR("refused.law")), 0);
		cr_expect_lt(form_record_find(f, STR("refused")), 0);
		cr_expect_eq(form_field_find(&f->record[0], STR("total")), 6);
		arena_close(b.a);
	}
}
