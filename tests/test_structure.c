/* The structure tree from report to file: what is read aloud, in which language, and how big. */
#include "page_case.h"
#include "pdf_case.h"

#include "output/pdf_latin.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A report with this in its first section; the forms are empty of meaning. */
static struct page_case report_with(const char *section)
{
	static const char begin[] = "<report layout=\"small\"><head><organ>某局</organ>"
				    "<year>2024</year></head><section id=\"text\">";
	static const char end[] =
		"</section><form id=\"small\">"
		"<row id=\"apples\" big=\"/\" small=\"-\" total=\"\"/>"
		"<row id=\"pears\" big=\"\" small=\" \" total=\"0\"/>"
		"<row id=\"weight\" amount=\"1\"/><row id=\"change\" amount=\"0\"/>"
		"<row id=\"remark\" words=\"\"/></form></report>";
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf bytes = { .arena = a };
	struct page_case c;

	buf_z(&bytes, begin);
	buf_z(&bytes, section);
	buf_z(&bytes, end);
	c = page_case_of(buf_text(&bytes), false);
	arena_close(a);
	return c;
}

/* The tags of a book without their numbers, from `role` on, a word each: "Document H1 …". */
static const char *roles_of(struct arena *a, const struct book *b, size_t from, size_t n)
{
	struct buf out = { .arena = a };

	for (size_t i = from; i < b->ntag && i < from + n; i++) {
		buf_z(&out, i > from ? " " : "");
		buf_z(&out, tag_role_name(b->tag[i].role));
	}
	return out.s;
}

Test(structure, blank_figures_say_so)
{
	struct page_case c = report_with("<p>无。</p>");
	struct type_case *t = &c.type;
	struct str file = pdf_under(t, c.book, "3a,ua1", "");
	size_t nblank = 0;

	for (size_t i = 1; i < c.book->ntag; i++) {
		const struct tag *tag = &c.book->tag[i];

		nblank += tag->actual.n > 0;
		cr_expect(
			tag->actual.n == 0 ||
			(tag->role == TAG_TD && str_is(tag->actual, "空白") && tag->nhead > 0));
	}
	cr_expect_eq(nblank, 4, "total, big, small and words are blank; / and - are printed");
	for (size_t i = 0; i < nblank; i++)
		after(file, "/ActualText<FEFF7A7A767D>/A<</O/Table", i, 1);
	page_case_close(&c);
}

Test(structure, headings_go_down_by_one_level_at_most)
{
	static const struct {
		const char *section, *roles;
	} row[] = {
		{ "<h2>（一）甲</h2><h3>1.乙</h3>", "H1 H2 H3 H4 H2" },
		{ "<h3>1.乙</h3><h3>2.丙</h3><h2>（一）甲</h2>", "H1 H2 H3 H4 H3 H2" },
	};

	for (size_t i = 0; i < COUNT(row); i++) {
		struct page_case c = report_with(row[i].section);
		struct buf roles = { .arena = c.type.a };

		for (size_t k = 1; k < c.book->ntag; k++)
			if (c.book->tag[k].role >= TAG_H1 && c.book->tag[k].role <= TAG_H4) {
				buf_z(&roles, roles.n ? " " : "");
				buf_z(&roles, tag_role_name(c.book->tag[k].role));
			}
		cr_expect_str_eq(roles.s, row[i].roles);
		page_case_close(&c);
	}
}

/* A mark that the writer typed runs on in the text of its item, and is its Lbl. */
Test(structure, typed_labels)
{
	struct page_case c = report_with("<ul><li>（一）甲</li><li>（二）乙</li></ul>");
	size_t nlabel = 0;

	cr_expect_str_eq(roles_of(c.type.a, c.book, 1, 12),
			 "Document H1 H2 L LI Lbl LBody P LI Lbl LBody P");
	for (size_t i = 0; i < c.book->page[0].nitem; i++) {
		const struct item *item = &c.book->page[0].item[i];

		if (c.book->tag[item->tag].role != TAG_LBL)
			continue;
		nlabel++;
		cr_expect(str_is(item->text, nlabel == 1 ? "（一）" : "（二）"));
	}
	cr_expect_eq(nlabel, 2);
	page_case_close(&c);
}

Test(structure, lists_and_captions)
{
	struct page_case c = report_with("<ol><li>甲</li><li><p>乙</p><ul><li>丁</li></ul><p>丙</p></li></ol>"
					 "<table><caption>表1</caption>"
					 "<tr><th>甲</th></tr><tr><td>1</td></tr></table>"
					 "<table><tr><td>2</td></tr></table>");

	cr_expect_str_eq(roles_of(c.type.a, c.book, 1, 28),
			 "Document H1 H2 L LI Lbl LBody P LI Lbl LBody P L LI LBody P P "
			 "Table Caption P "
			 "THead TR TH TBody TR TD Table TBody");
	page_case_close(&c);
}

/* What is printed under a tag. */
static const char *text_of(struct arena *a, const struct book *b, uint32_t tag)
{
	struct buf text = { .arena = a };

	buf_z(&text, "");
	for (size_t p = 0; p < b->npage; p++)
		for (size_t i = 0; i < b->page[p].nitem; i++)
			if (b->page[p].item[i].tag == tag)
				buf_str(&text, b->page[p].item[i].text);
	return text.s;
}

/* Every TH says for which cells it is one; a figure names all of its heads, outermost first. */
Test(structure, a_figure_names_its_heads)
{
	static const char should[] =
		"申请人情况|自然人|三、本年度办理结果|（三）不予公开|1.属于国家秘密|";
	struct page_case c = page_case_open("fixtures/hongqi-xinfang-2022.xml", false);
	size_t found = 0;

	for (size_t i = 1; i < c.book->ntag; i++) {
		const struct tag *tag = &c.book->tag[i];
		struct buf heads = { .arena = c.type.a };

		cr_expect(tag->role != TAG_TH || tag->scope_row || tag->scope_column);
		buf_z(&heads, "");
		for (size_t k = 0; k < tag->nhead; k++)
			buf_printf(&heads, "%s|", text_of(c.type.a, c.book, tag->head[k]));
		found += strcmp(heads.s, should) == 0;
	}
	cr_expect_eq(found, 1);
	page_case_close(&c);
}

/* ---- languages ---- */

Test(pdf_latin, words_and_what_holds_them_together)
{
	static const struct {
		const char *text;
		size_t at, end;
	} row[] = {
		{ "Open Data", 0, 9 },
		{ "Open Data平台", 0, 9 },
		{ "提供API接口", 6, 9 },
		{ "a@b.example.cn）", 0, 14 },
		{ "COVID-19疫情", 0, 8 },
		{ "PDF (2024)", 0, 3 },
		{ "PDF, Word.", 0, 9 },
		{ "GB/T 9704", 0, 4 },
		{ "caf\xC3\xA9\xE3\x80\x82", 0, 5 },
		{ "A4", 0, 0 },
		{ "A B C", 0, 0 },
		{ "2ab", 0, 0 },
		{ "2ab", 1, 3 },
		{ "a\xC3\x97"
		  "b",
		  0, 0 },
		{ "ab", 2, 2 },
		{ "", 0, 0 },
	};

	for (size_t i = 0; i < COUNT(row); i++)
		cr_expect_eq(pdf_latin_end(str_from(row[i].text), row[i].at), row[i].end, "%s",
			     row[i].text);
}

#define LETTER(c) ((uint32_t)(c)-29u) /* glyph of an ASCII character in LATIN */

/* One run of ASCII text, every character 5 pt wide. */
static struct item run_of(struct type_case *c, const char *text, uint32_t tag)
{
	struct item run = {
		.kind = ITEM_RUN, .tag = tag, .size = 10 * EMU_PT, .text = str_from(text)
	};
	struct book_glyph *glyph = arena_array(c->a, run.text.n, sizeof(*glyph));

	for (uint32_t i = 0; i < run.text.n; i++)
		glyph[i] = (struct book_glyph){ LETTER(text[i]), (emu)i * 5 * EMU_PT, 0, i, 1 };
	run.glyph = glyph;
	run.nglyph = (uint32_t)run.text.n;
	return run;
}

static const struct tag tags[] = {
	{ 0 },
	{ .role = TAG_DOCUMENT },
	{ .role = TAG_P, .parent = 1 },
};

/* The marks of a page of one run, without what they paint: "P Span(en) P". */
static const char *marks_of(struct type_case *c, struct str content)
{
	struct buf out = { .arena = c->a };
	size_t at;

	buf_z(&out, "");
	while ((at = str_find(content, STR("\n/"))) != (size_t)-1) {
		struct str line = str_sub(content, at + 2, content.n);

		content = line;
		line = str_sub(line, 0, str_find(line, STR("\n")));
		if (!has(line, "<<"))
			continue; /* a font */
		buf_z(&out, out.n ? " " : "");
		buf_str(&out, str_sub(line, 0, str_find(line, STR("<<"))));
		buf_z(&out, has(line, "/Lang(en)") ? "(en)" : "");
	}
	return out.s;
}

Test(structure, latin_words_are_english)
{
	static const struct {
		const char *text;
		uint32_t tag;
		const char *marks;
	} row[] = {
		{ "12", 2, "P" },
		{ "Open Data", 2, "Span(en)" },
		{ "12 ab, 34", 2, "P Span(en) P" },
		{ "A4 12", 2, "P" },
		{ "ab", 0, "Artifact" },
	};
	struct type_case c = type_case_open();

	for (size_t i = 0; i < COUNT(row); i++) {
		struct item run = run_of(&c, row[i].text, row[i].tag);
		struct page page;
		struct book b = book_of(&page, &run, 1, tags, COUNT(tags));
		struct str file = pdf_under(&c, &b, "1a", "");

		cr_expect_str_eq(
			marks_of(&c, stream_of(&c, object_at(&c, file, "/Contents ", 0))),
			row[i].marks, "%s", row[i].text);
	}
	type_case_close(&c);
}

/* Marks that a voice reads as one element are in its /K in order, English or not. */
Test(structure, a_paragraph_keeps_its_words_in_order)
{
	struct type_case c = type_case_open();
	struct item run = run_of(&c, "1 ab 2 cd 3", 2);
	struct page page;
	struct book b = book_of(&page, &run, 1, tags, COUNT(tags));

	cr_expect(has(pdf_under(&c, &b, "3a", ""), "/K[ 0 1 2 3 4]"));
	type_case_close(&c);
}
