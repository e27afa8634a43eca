/* The PDF writer, on books made by hand: every byte that matters, without a PDF library. */
#include "pdf_case.h"

#include "output/pdf_icc.h"
#include "output/pdf_text.h"

static const struct tag tags[] = {
	{ 0 },
	{ .role = TAG_DOCUMENT },
	{ .role = TAG_H1, .parent = 1 },
	{ .role = TAG_P, .parent = 1 },
};

#define NTAG (sizeof(tags) / sizeof(*tags))

Test(pdf_text, numbers_are_short_and_exact)
{
	static const struct {
		milli m;
		const char *text;
	} row[] = {
		{ 0, "0" },
		{ 1, "0.001" },
		{ -3, "-0.003" },
		{ 500, "0.5" },
		{ 1050, "1.05" },
		{ -12000, "-12" },
		{ 595276, "595.276" },
		{ 999999, "999.999" },
		{ 100000000, "100000" },
	};
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct buf b = { .arena = c.a };

		pdf_text_points(&b, row[i].m);
		cr_expect_str_eq(b.s, row[i].text);
	}
	/* A4 is 595.27559… pt wide; halves go away from zero */
	cr_expect_eq(pdf_text_milli(210 * EMU_MM), 595276);
	cr_expect_eq(pdf_text_milli(-210 * EMU_MM), -595276);
	type_case_close(&c);
}

Test(pdf_text, strings_have_surrogates)
{
	struct type_case c = type_case_open();
	struct buf b = { .arena = c.a };

	pdf_text_string(&b, STR("a年\xF0\xAC\xAC\xB9"));
	cr_expect_str_eq(b.s, "<FEFF00615E74D872DF39>");
	type_case_close(&c);
}

/* Number `n` of a big-endian file of 32-bit numbers. */
static uint32_t word(struct str s, size_t at)
{
	const unsigned char *p = (const unsigned char *)s.s + at;

	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

Test(pdf_icc, tags_lie_inside_the_profile)
{
	struct type_case c = type_case_open();

	for (int version = 2; version <= 4; version += 2) {
		struct str icc = pdf_icc_srgb(c.a, version);

		cr_expect_eq(word(icc, 0), icc.n);
		cr_expect_eq(icc.s[8], version);
		cr_expect(!memcmp(icc.s + 36, "acsp", 4));
		for (uint32_t i = 0; i < word(icc, 128); i++) {
			uint32_t at = word(icc, 132 + 12 * i + 4);
			uint32_t size = word(icc, 132 + 12 * i + 8);

			cr_expect(at % 4 == 0 && at >= 132 + 12 * word(icc, 128));
			cr_expect(at + size <= icc.n);
		}
	}
	type_case_close(&c);
}

/* Glyphs of a content test; gids are any that the face has. */
static const struct book_glyph raised[] = {
	{ DIGIT(1), 0, 0, 0, 1 },
	{ DIGIT(2), 5 * EMU_PT, EMU_PT, 1, 1 },
};
static const struct book_glyph apart[] = {
	{ DIGIT(1), 0, 0, 0, 1 },
	{ DIGIT(2), 6 * EMU_PT, 0, 1, 1 },
	{ DIGIT(3), 10 * EMU_PT, 0, 2, 1 },
};
/* the glyph of 1 stands for 1, for 2, and with another one for 34 */
static const struct book_glyph shared[] = {
	{ DIGIT(1), 0, 0, 0, 1 },           { DIGIT(1), 5 * EMU_PT, 0, 1, 1 },
	{ DIGIT(1), 10 * EMU_PT, 0, 2, 2 }, { DIGIT(2), 15 * EMU_PT, 0, 4, 0 },
	{ DIGIT(1), 20 * EMU_PT, 0, 4, 1 },
};

#define RED_RULE                                                                               \
	{                                                                                      \
		.kind = ITEM_RULE, .ink = INK_RED, .x = 10 * EMU_PT, .y = 110 * EMU_PT,        \
		.x1 = 20 * EMU_PT, .y1 = 110 * EMU_PT, .size = EMU_PT / 2                      \
	}
#define RED_RUN                                                                                \
	{                                                                                      \
		.kind = ITEM_RUN, .ink = INK_RED, .tag = 3, .x = 10 * EMU_PT,                  \
		.y = 100 * EMU_PT, .size = 10 * EMU_PT, .glyph = twelve, .nglyph = 2,          \
		.text = { "12", 2 }                                                            \
	}
#define TURNED(of, at_x, at_y, turns, glyphs, string)                                          \
	{                                                                                      \
		.kind = ITEM_RUN, .tag = (of), .x = (at_x)*EMU_PT, .y = (at_y)*EMU_PT,         \
		.turn = (turns), .size = 10 * EMU_PT, .glyph = (glyphs),                       \
		.nglyph = sizeof(glyphs) / sizeof(*(glyphs)), .text = {                        \
			(string),                                                              \
			sizeof(string) - 1                                                     \
		}                                                                              \
	}

#define MAX_ITEM 5

static const struct {
	const char *name;
	struct item item[MAX_ITEM];
	size_t n;
	const char *content; /* after "0 G 0 g 2 J\n" */
} contents[] = {
	{ "an empty page", { { 0 } }, 0, "" },
	{ "a run",
	  { RUN(2, 10, 100, 10, twelve, "12") },
	  1,
	  "/H1<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\nET\nEMC\n" },
	{ "runs of one element share a mark and the font; Td counts from the last one",
	  { RUN(3, 10, 100, 10, twelve, "12"), RUN(3, 10, 120, 10, twelve, "12") },
	  2,
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\n"
	  "0 -20 Td[<00140015>]TJ\nET\nEMC\n" },
	{ "another element has another mark, the font stays",
	  { RUN(2, 10, 100, 10, twelve, "12"), RUN(3, 10, 120, 10, twelve, "12") },
	  2,
	  "/H1<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\nET\nEMC\n"
	  "/P<</MCID 1>>BDC\nBT\n10 721.89 Td[<00140015>]TJ\nET\nEMC\n" },
	{ "a raised glyph begins a string",
	  { RUN(3, 10, 100, 10, raised, "12") },
	  1,
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<0014>]TJ\n5 1 Td[<0015>]TJ\n"
	  "ET\nEMC\n" },
	{ "a turned run goes up the page; its raised glyph stands to the left; Td counts anew",
	  { TURNED(3, 10, 100, 1, raised, "12"), TURNED(3, 20, 100, 2, twelve, "12"),
	    TURNED(3, 30, 100, 3, twelve, "12"), RUN(3, 40, 100, 10, twelve, "12"),
	    RUN(3, 40, 120, 10, twelve, "12") },
	  5,
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n0 1 -1 0 10 741.89 Tm[<0014>]TJ\n"
	  "0 1 -1 0 9 746.89 Tm[<0015>]TJ\n-1 0 0 -1 20 741.89 Tm[<00140015>]TJ\n"
	  "0 -1 1 0 30 741.89 Tm[<00140015>]TJ\n1 0 0 1 40 741.89 Tm[<00140015>]TJ\n"
	  "0 -20 Td[<00140015>]TJ\nET\nEMC\n" },
	{ "gaps and kerns are in thousandths of the size",
	  { RUN(3, 10, 100, 10, apart, "123") },
	  1,
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<0014>-100<0015>100<0016>]TJ\n"
	  "ET\nEMC\n" },
	{ "a text that is not the glyph's own is said beside it, not inside another mark",
	  { RUN(3, 10, 100, 10, shared, "12341") },
	  1,
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<0014>]TJ\nET\nEMC\n"
	  "/Span<</MCID 1/ActualText<FEFF0032>>>BDC\nBT\n15 741.89 Td[<0014>]TJ\nET\nEMC\n"
	  "/Span<</MCID 2/ActualText<FEFF00330034>>>BDC\nBT\n20 741.89 Td[<00140015>]TJ\n"
	  "ET\nEMC\n"
	  "/P<</MCID 3>>BDC\nBT\n30 741.89 Td[<0014>]TJ\nET\nEMC\n" },
	{ "in an artifact it is nobody's text",
	  { { .kind = ITEM_RUN,
	      .artifact = ARTIFACT_FOLIO,
	      .size = 10 * EMU_PT,
	      .glyph = shared,
	      .nglyph = 3,
	      .text = { "12341", 5 } } },
	  1,
	  "/Artifact<</Type/Pagination/Subtype/Footer/Attached[/Bottom]>>BDC\nBT\n/F0 10 Tf\n"
	  "0 841.89 Td[<001400140014>]TJ\nET\nEMC\n" },
	{ "rules of one width are one path",
	  { RULE(10, 100, 20, 100), RULE(10, 110, 20, 110), RUN(3, 10, 100, 10, twelve, "12"),
	    RULE(10, 100, 10, 110) },
	  4,
	  "/Artifact<</Type/Layout>>BDC\n0.5 w\n10 741.89 m 20 741.89 l\n"
	  "10 731.89 m 20 731.89 l\nS\nEMC\n"
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\nET\nEMC\n"
	  "/Artifact<</Type/Layout>>BDC\n10 741.89 m 10 731.89 l\nS\nEMC\n" },
	{ "a rule of another ink begins a path, and the ink stays",
	  { RULE(10, 100, 20, 100), RED_RULE, RED_RUN, RUN(3, 10, 120, 10, twelve, "12") },
	  4,
	  "/Artifact<</Type/Layout>>BDC\n0.5 w\n10 741.89 m 20 741.89 l\nS\n"
	  "1 .2 .2 RG 1 .2 .2 rg\n10 731.89 m 20 731.89 l\nS\nEMC\n"
	  "/P<</MCID 0>>BDC\nBT\n/F0 10 Tf\n10 741.89 Td[<00140015>]TJ\n"
	  "0 G 0 g\n0 -20 Td[<00140015>]TJ\nET\nEMC\n" },
};

Test(pdf_content, streams)
{
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof(contents) / sizeof(*contents); i++) {
		struct page page;
		struct book b = book_of(&page, contents[i].item, contents[i].n, tags, NTAG);
		struct str file = pdf_of(&c, &b, "");
		struct str content = stream_of(&c, object_at(&c, file, "/Contents ", 0));
		struct buf should = { .arena = c.a };

		buf_printf(&should, "0 G 0 g 2 J\n%s", contents[i].content);
		expect_text(&c, content, should.s, contents[i].name);
	}
	type_case_close(&c);
}

/* Adjustments are whole thousandths; over a line they must not add up to more than one half. */
Test(pdf_content, rounding_does_not_add_up)
{
	enum { N = 27 };
	struct type_case c = type_case_open();
	struct book_glyph glyph[N];
	char text[N + 1];
	struct item run = { .kind = ITEM_RUN, .tag = 3, .size = 16 * EMU_PT };
	struct page page;
	struct book b = book_of(&page, &run, 1, tags, NTAG);
	struct str content;
	long pen = 0;

	for (uint32_t i = 0; i < N; i++) {
		glyph[i] = (struct book_glyph){ DIGIT(1), 0, 0, i, 1 };
		glyph[i].x = (emu)emu_scale((int64_t)i * 156, EMU_MM, 28);
		text[i] = '1';
	}
	run.glyph = glyph;
	run.nglyph = N;
	run.text = (struct str){ text, N };
	content = after(stream_of(&c, object_at(&c, pdf_of(&c, &b, ""), "/Contents ", 0)), "Td",
			0, 4096);
	for (uint32_t i = 0; i < N; i++) {
		int64_t x = emu_scale(glyph[i].x, 1000, 16 * EMU_PT);

		cr_expect_eq(pen, x, "glyph %u is at %ld, not at %ld", i, pen, (long)x);
		content = after(content, "0014>", 0, 4096);
		pen += 500 - strtol(str_z(c.a, content), NULL, 10);
	}
	type_case_close(&c);
}

Test(pdf_glyph, unicode_map_takes_the_usual_text)
{
	/* the glyph stands for 一 once and for 1 twice; another one only together with it */
	static const struct book_glyph glyph[] = {
		{ DIGIT(1), 0, 0, 0, 3 },           { DIGIT(1), 5 * EMU_PT, 0, 3, 1 },
		{ DIGIT(1), 10 * EMU_PT, 0, 4, 1 }, { DIGIT(1), 15 * EMU_PT, 0, 5, 4 },
		{ DIGIT(3), 20 * EMU_PT, 0, 9, 0 }, { DIGIT(4), 25 * EMU_PT, 0, 9, 4 },
	};
	static const struct item run = RUN(3, 10, 100, 10, glyph,
					   "\xE4\xB8\x80"
					   "11\xF0\xAC\xAC\xB9\xF0\xAC\xAC\xB9");
	struct type_case c = type_case_open();
	struct page page;
	struct book b = book_of(&page, &run, 1, tags, NTAG);
	struct str map = stream_of(&c, object_at(&c, pdf_of(&c, &b, ""), "/ToUnicode ", 0));

	map = after(map, "endcodespacerange\n", 0, map.n);
	expect_text(&c, str_sub(map, 0, str_find(map, STR("endcmap"))),
		    "3 beginbfchar\n<0014><0031>\n<0016><200B>\n<0017><D872DF39>\nendbfchar\n",
		    "the map");
	type_case_close(&c);
}

/* A glyph id that no font has must not come to paper. */
Test(pdf_glyph, box_is_refused)
{
	static const uint32_t wrong[] = { 0, 65536 };
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		const struct book_glyph glyph[] = { { .gid = wrong[i], .ntext = 1 } };
		const struct item run = RUN(3, 10, 100, 10, glyph, "1");
		struct pdf_options options = { 0 };
		struct page page;
		struct book b = book_of(&page, &run, 1, tags, NTAG);
		struct str file;

		c.d.n = 0;
		cr_expect(!pdf_write(c.a, &c.d, &b, c.fonts, &options, &file));
		cr_expect(c.d.n == 1 && c.d.item[0].code == DIAG_PDF_GLYPH);
	}
	type_case_close(&c);
}

Test(pdf_font, dictionaries)
{
	static const struct book_glyph glyph[] = { { 1000, 0, 0, 0, 1 } };
	static const struct item items[] = {
		RUN(3, 10, 100, 10, twelve, "12"),
		{ .kind = ITEM_RUN,
		  .tag = 3,
		  .size = EMU_PT,
		  .face = FANG,
		  .glyph = glyph,
		  .nglyph = 1,
		  .text = { "1", 1 } },
	};
	struct type_case c = type_case_open();
	struct page page;
	struct book b = book_of(&page, items, 2, tags, NTAG);
	struct str file = pdf_of(&c, &b, ""), program, map;

	cr_expect(has(file, "/W [20[500 500]]\n"));
	cr_expect(has(file, "/W []\n"), "a Han character has the default width");
	cr_expect(has(file, "+LiberationSerif\n") && has(file, "+FandolFang-Regular\n"));
	cr_expect(has(object_at(&c, file, "/FontFile3 ", 0), "/Subtype /CIDFontType0C"));
	program = stream_of(&c, object_at(&c, file, "/FontFile2 ", 0));
	cr_expect_eq(strtoul(after(file, "/Length1 ", 0, 8).s, NULL, 10), program.n);
	/* code 20 and 21 are glyphs 1 and 2 of the subset */
	map = stream_of(&c, object_at(&c, file, "/CIDToGIDMap ", 0));
	cr_expect(map.n == 44 && !memcmp(map.s + 40, "\0\1\0\2", 4));
	type_case_close(&c);
}
