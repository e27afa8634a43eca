/* The PDF writer: structure tree, outline, what the file says of itself; and the book as text. */
#include "pdf_case.h"

enum { DOCUMENT = 1, H1, H2, H3, H2_LAST, TABLE, TR, TH, TD, EMPTY, P };

#define TITLE "<\xE5\xB9\xB4> & \""

static const uint32_t heads[] = { TH };

static const struct tag tags[] = {
	[DOCUMENT] = { .role = TAG_DOCUMENT },
	[H1] = { .role = TAG_H1, .parent = DOCUMENT, .title = { TITLE, 9 } },
	[H2] = { .role = TAG_H2, .parent = DOCUMENT, .title = { "\xE4\xB8\x80", 3 } },
	[H3] = { .role = TAG_H3, .parent = DOCUMENT, .title = { "2", 1 } },
	[H2_LAST] = { .role = TAG_H2, .parent = DOCUMENT, .title = { "3", 1 } },
	[TABLE] = { .role = TAG_TABLE, .parent = DOCUMENT, .title = { "4", 1 } },
	[TR] = { .role = TAG_TR, .parent = TABLE },
	[TH] = { .role = TAG_TH,
		 .parent = TR,
		 .rowspan = 1,
		 .colspan = 2,
		 .scope_column = true },
	[TD] = { .role = TAG_TD,
		 .parent = TR,
		 .rowspan = 3,
		 .colspan = 1,
		 .head = heads,
		 .nhead = 1 },
	[EMPTY] = { .role = TAG_TD, .parent = TR, .rowspan = 1, .colspan = 1 },
	[P] = { .role = TAG_P, .parent = DOCUMENT },
};

#define NTAG (sizeof(tags) / sizeof(*tags))

static const struct item first_page[] = {
	RUN(H1, 10, 100, 10, twelve, "12"), RUN(H2, 10, 120, 10, twelve, "12"),
	RUN(H3, 10, 140, 10, twelve, "12"), RUN(H2_LAST, 10, 160, 10, twelve, "12"),
	RUN(TH, 10, 180, 10, twelve, "12"), RUN(TD, 10, 200, 10, twelve, "12"),
	RUN(P, 10, 220, 10, twelve, "12"),
};
static const struct item second_page[] = { RUN(P, 10, 100, 10, twelve, "12") };
static const struct page pages[] = { { first_page, 7, 3 }, { second_page, 1, 4 } };

static const struct book book = {
	.width = 210 * EMU_MM,
	.height = 297 * EMU_MM,
	.page = pages,
	.npage = 2,
	.tag = tags,
	.ntag = NTAG,
	.title = { TITLE, 9 },
	.organ = { "a", 1 },
	.source = { "<report/>", 9 },
};

/* The number of the object in which `text` stands. */
static unsigned number_of(struct type_case *c, struct str file, const char *text)
{
	size_t at = str_find(file, str_from(text)), begin = at;

	cr_assert(at != (size_t)-1, "there is no %s", text);
	while (begin > 0 && memcmp(file.s + begin, " 0 obj", 6))
		begin--;
	while (begin > 0 && file.s[begin - 1] != '\n')
		begin--;
	return (unsigned)strtoul(str_z(c->a, str_sub(file, begin, 12)), NULL, 10);
}

/* `text` with $0 … $9 replaced by object numbers. */
static const char *with(struct type_case *c, const char *text, const unsigned *number)
{
	struct buf b = { .arena = c->a };

	for (; *text; text++)
		if (*text == '$')
			buf_printf(&b, "%u 0 R", number[*++text - '0']);
		else
			buf_char(&b, *text);
	return b.s;
}

static void expect_object(struct type_case *c, struct str file, unsigned id, const char *should)
{
	struct str body = object(c, file, id);

	cr_assert(body.n > 5);
	expect_text(c, str_sub(body, 3, body.n - 5), should, "the object");
}

Test(pdf_tag, elements)
{
	struct type_case c = type_case_open();
	struct str file = pdf_of(&c, &book, "");
	unsigned row = number_of(&c, file, "/S/TR"), table = number_of(&c, file, "/S/Table");
	unsigned doc = number_of(&c, file, "/S/Document");
	unsigned page = number_of(&c, file, "/StructParents 0");
	unsigned next = number_of(&c, file, "/StructParents 1");
	unsigned head = number_of(&c, file, "/S/TH"), p = number_of(&c, file, "/S/P/P");
	unsigned n[] = { row, page, head, head + 1, head + 2, table, doc, next };

	expect_object(&c, file, table,
		      with(&c, "/S/Table/P $6/K[ $0]/A<</O/Table/Summary<FEFF0034>>>", n));
	expect_object(&c, file, row, with(&c, "/S/TR/P $5/K[ $2 $3 $4]", n));
	expect_object(&c, file, head,
		      with(&c,
			   "/S/TH/P $0/Pg $1/K[ 4]/A<</O/Table/ColSpan 2/Scope/Column>>"
			   "/ID(h8)",
			   n));
	expect_object(&c, file, head + 1,
		      with(&c,
			   "/S/TD/P $0/Pg $1/K[ 5]/A<</O/Table/RowSpan 3"
			   "/Headers[(h8)]>>",
			   n));
	expect_object(&c, file, head + 2, with(&c, "/S/TD/P $0", n));
	expect_object(&c, file, p,
		      with(&c, "/S/P/P $6/Pg $1/K[ 6<</Type/MCR/Pg $7/MCID 0>>]", n));
	type_case_close(&c);
}

/* PDF/UA-1 7.6: a list with labels says what they are. */
Test(pdf_tag, lists_say_what_their_labels_are)
{
	static const struct tag list[] = {
		[1] = { .role = TAG_DOCUMENT },
		[2] = { .role = TAG_L, .parent = 1, .numbering = NUMBERING_DECIMAL },
		[3] = { .role = TAG_LI, .parent = 2 },
		[4] = { .role = TAG_LBL, .parent = 3 },
		[5] = { .role = TAG_LBODY, .parent = 3 },
		[6] = { .role = TAG_L, .parent = 5, .numbering = NUMBERING_DISC },
		[7] = { .role = TAG_L, .parent = 5 },
	};
	static const struct item item[] = { RUN(4, 10, 100, 10, twelve, "12"),
					    RUN(5, 10, 120, 10, twelve, "12") };
	struct type_case c = type_case_open();
	struct page page;
	struct book b = book_of(&page, item, 2, list, sizeof(list) / sizeof(*list));
	struct str file = pdf_of(&c, &b, "");
	unsigned doc = number_of(&c, file, "/S/Document"), outer = number_of(&c, file, "/S/L/P");
	unsigned li = number_of(&c, file, "/S/LI"), body = number_of(&c, file, "/S/LBody");
	unsigned n[] = { doc, li, body };

	expect_object(&c, file, outer,
		      with(&c, "/S/L/P $0/K[ $1]/A<</O/List/ListNumbering/Decimal>>", n));
	expect_object(&c, file, body + 1,
		      with(&c, "/S/L/P $2/A<</O/List/ListNumbering/Disc>>", n));
	expect_object(&c, file, body + 2, with(&c, "/S/L/P $2", n));
	type_case_close(&c);
}

Test(pdf_tag, trees_that_lead_back)
{
	struct type_case c = type_case_open();
	struct str file = pdf_of(&c, &book, "");
	unsigned h1 = number_of(&c, file, "/S/H1"), head = number_of(&c, file, "/S/TH");
	unsigned n[] = { h1, h1 + 1, h1 + 2, h1 + 3, head, head + 1, head + 3 };

	expect_object(&c, file, number_of(&c, file, "/Limits[0 1]"),
		      with(&c, "/Limits[0 1]/Nums[0[ $0 $1 $2 $3 $4 $5 $6]\n1[ $6]\n]", n));
	expect_object(&c, file, number_of(&c, file, "]/Names["),
		      with(&c, "/Limits[(h8)(h8)]/Names[(h8) $4]", n));
	type_case_close(&c);
}

Test(pdf_outline, headings_below_the_title_are_nested)
{
	struct type_case c = type_case_open();
	struct str file = pdf_of(&c, &book, "");
	unsigned top = number_of(&c, file, "/Count 3");
	unsigned page = number_of(&c, file, "/StructParents 0");
	unsigned n[] = { top, top + 1, top + 2, top + 3, page };

	expect_object(&c, file, top, with(&c, "/First $1/Last $3/Count 3", n));
	expect_object(&c, file, top + 1,
		      with(&c,
			   "/Title<FEFF4E00>/Parent $0/Dest[ $4/XYZ null 731.89 null]/Next $3"
			   "/First $2/Last $2/Count 1",
			   n));
	expect_object(&c, file, top + 2,
		      with(&c, "/Title<FEFF0032>/Parent $1/Dest[ $4/XYZ null 711.89 null]", n));
	expect_object(&c, file, top + 3,
		      with(&c,
			   "/Title<FEFF0033>/Parent $0/Dest[ $4/XYZ null 691.89 null]/Prev $1",
			   n));
	type_case_close(&c);
}

Test(pdf_meta, title_author_date_and_standards)
{
	static const char *const said[] = {
		"%PDF-1.7\n",
		"/MediaBox [0 0 595.276 841.89]",
		"/Lang (zh-CN)",
		"/Marked true",
		"/DisplayDocTitle true",
		"/Title <FEFF003C5E74003E002000260020",
		"/Author <FEFF0061>",
		"/Producer (nianbao " NIANBAO_VERSION ")",
		"/CreationDate (D:20250124000000+08'00')",
		"/ModDate (D:20250124000000+08'00')",
		"<rdf:li xml:lang=\"x-default\">&lt;\xE5\xB9\xB4&gt; &amp; ",
		"<dc:creator><rdf:Seq><rdf:li>a</rdf:li></rdf:Seq></dc:creator>",
		"<xmp:CreateDate>2025-01-24T00:00:00+08:00</xmp:CreateDate>",
		"<xmp:ModifyDate>2025-01-24T00:00:00+08:00</xmp:ModifyDate>",
		"<pdfaid:part>3</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>",
		"<pdfuaid:part>1</pdfuaid:part>",
		"/S /GTS_PDFA1",
		"/Nums [0<</S/D/St 3>>]",
		"/AFRelationship /Source",
		"/Subtype /text#2Fxml",
		"/Size 9\n/ModDate (D:20250124000000+08'00')",
	};
	struct type_case c = type_case_open();
	struct str file = pdf_of(&c, &book, "2025-01-24");

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++)
		cr_expect(has(file, said[i]), "the file does not say %s", said[i]);
	cr_expect(str_is(stream_of(&c, object_at(&c, file, "/EF <<\n/F ", 0)), "<report/>"));
	cr_expect(str_is(str_sub(file, file.n - 6, 6), "%%EOF\n"));
	type_case_close(&c);
}

Test(pdf_meta, nothing_is_made_up)
{
	static const char *const unsaid[] = { "Date", "Author", "dc:creator",
					      "/AF",  "/Names", "/Outlines" };
	struct type_case c = type_case_open();
	struct page page = { .number = 1 };
	struct book b = book_of(&page, NULL, 0, tags, 2);
	struct str file = pdf_of(&c, &b, "");

	for (size_t i = 0; i < sizeof(unsaid) / sizeof(*unsaid); i++)
		cr_expect(!has(file, unsaid[i]), "the file says %s", unsaid[i]);
	type_case_close(&c);
}

Test(pdf_save, identifier_comes_from_the_content)
{
	struct type_case c = type_case_open();
	struct book other = book;
	struct str file = pdf_of(&c, &book, ""), again = pdf_of(&c, &book, "");
	struct str id = after(file, "/ID [<", 0, 66), changed;

	cr_expect(str_eq(file, again), "the same book gives other bytes");
	cr_expect(str_eq(str_sub(id, 0, 32), str_sub(id, 34, 32)));
	other.source.n--;
	changed = after(pdf_of(&c, &other, ""), "/ID [<", 0, 66);
	cr_expect(!str_eq(id, changed), "another book has the same identifier");
	type_case_close(&c);
}

/* More pages and header cells than a node of a tree takes. */
Test(pdf_tag, trees_grow_in_width)
{
	enum { MANY = 2500, TAGS = MANY + 2 };
	struct type_case c = type_case_open();
	struct tag *tag = arena_array(c.a, TAGS, sizeof(*tag));
	struct page *page = arena_array(c.a, MANY, sizeof(*page));
	struct book b = book;
	struct str file;

	tag[1].role = TAG_DOCUMENT;
	for (uint32_t i = 0; i < MANY; i++) {
		tag[2 + i] = (struct tag){ .role = TAG_TH, .parent = 1 };
		page[i] = (struct page){ .number = i + 1 };
	}
	b.tag = tag;
	b.ntag = TAGS;
	b.page = page;
	b.npage = MANY;
	file = pdf_of(&c, &b, "");
	cr_expect(has(file, "/Limits[2000 2499]/Nums[2000[]\n"));
	cr_expect(has(file, "/Limits[(h7D2)(h9C5)]"));
	cr_expect(has(file, "/Count 2500\n") && has(file, "/Count 500\n"));
	type_case_close(&c);
}

static const struct book_glyph odd[] = {
	{ DIGIT(1), 0, 100, 0, 1 },       { DIGIT(2), 63500, 100, 1, 3 },
	{ DIGIT(3), 127000, 100, 4, 2 },  { DIGIT(4), 190500, -100, 4, 0 },
	{ DIGIT(5), 200000, -100, 6, 1 },
};

Test(book_dump, says_everything_in_integers)
{
	static const struct item item[] = {
		RUN(P, 10, 100, 10, odd,
		    "1\xE5\xB9\xB4"
		    "34\""),
		RULE(10, 100, 20, -100),
	};
	static const struct page page = { item, 2, 7 };
	struct type_case c = type_case_open();
	struct book b = book;
	struct buf dump = { .arena = c.a };

	b.page = &page;
	b.npage = 1;
	b.date = STR("2025-01-24");
	book_dump(&b, c.fonts, &dump);
	expect_text(&c, buf_text(&dump),
		    "book size=7560000,10692000 (210.00mm 297.00mm) pages=1"
		    " title=\"<年> & \\\"\" organ=\"a\" date=\"2025-01-24\"\n"
		    "page 1 number=7 items=2\n"
		    "  run tag=11 face=latin size=127000 at=127000,1270000 (3.53mm 35.28mm)"
		    " \"1年34\\\"\"\n"
		    "    ^100 20 +63500 21 22=4:2 ^-100 23~ +9500 24\n"
		    "  rule artifact=layout width=6350 from=127000,1270000 (3.53mm 35.28mm)"
		    " to=254000,-1270000 (7.06mm -35.28mm)\n"
		    "tags\n"
		    "1 Document\n"
		    "  2 H1 title=\"<年> & \\\"\"\n"
		    "  3 H2 title=\"一\"\n"
		    "  4 H3 title=\"2\"\n"
		    "  5 H2 title=\"3\"\n"
		    "  6 Table title=\"4\"\n"
		    "    7 TR\n"
		    "      8 TH colspan=2 scope=column\n"
		    "      9 TD rowspan=3 head=8\n"
		    "      10 TD\n"
		    "  11 P\n",
		    "the dump");
	type_case_close(&c);
}

/* Areas for seals: named destinations that show the rectangle, points upwards. */
Test(pdf_area, each_is_a_destination)
{
	static const struct seal_area area[] = {
		{ SEAL_ORGAN, 1, 100 * EMU_PT, 200 * EMU_PT, 230 * EMU_PT, 300 * EMU_PT, { 0 } },
		{ SEAL_SIGNATORY, 0, 0, 0, 72 * EMU_PT, 72 * EMU_PT, { 0 } },
		{ SEAL_ORGAN, 0, 0, 0, 1, 1, { 0 } },
	};
	struct type_case c = type_case_open();
	struct book sealed = book;
	unsigned n[2];
	struct str file;

	sealed.area = area;
	sealed.narea = 3;
	file = pdf_of(&c, &sealed, "");
	n[0] = number_of(&c, file, "/StructParents 0");
	n[1] = number_of(&c, file, "/StructParents 1");
	cr_expect(has(file, with(&c, "/nianbao.seal.organ[ $1/FitR 100 541.89 230 641.89]\n"
				     "/nianbao.seal.signatory[ $0/FitR 0 769.89 72 841.89]\n",
				 n)));
	cr_expect(has(file, "/nianbao.seal.organ.2["));
	cr_expect_not(has(pdf_of(&c, &book, ""), "/Dests"));
	type_case_close(&c);
}
