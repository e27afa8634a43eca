/* Subsets of CFF faces: what becomes of charstrings, what is refused, and hostile fonts. */
#include "cff_case.h"

/* Glyph 1 of a font, subset: its charstring. Empty when it was refused. */
static struct str subset_one(struct arena *a, const struct cff_case_font *font)
{
	struct str program;
	struct cff_font read;
	struct cff_bytes charstring;
	uint16_t cid;

	if (!cff_case_subset(a, cff_case_font(a, font), &(uint32_t){ 1 }, 1, &program, &cid))
		return (struct str){ 0 };
	cr_expect_eq(cid, 10);
	cr_assert(cff_read(a, (struct cff_bytes){ (const uint8_t *)program.s, program.n },
			   &read));
	cr_assert(cff_index_item(&read.charstrings, 1, &charstring));
	return (struct str){ (const char *)charstring.s, charstring.n };
}

static struct cff_case_font font_of(const char *charstring)
{
	return (struct cff_case_font){
		.glyph = { "endchar", charstring },
		.subr = { "10 20 return", "rlineto -106 callsubr return", "endchar" },
		.global = { "1 2 rmoveto -107 callsubr return", "-107 callgsubr return" }
	};
}

/* Texts of a charstring before and after. */
Test(cff, writes_the_same_points_more_briefly)
{
	static const struct {
		const char *from, *to;
	} rows[] = {
		/* Runs are joined. */
		{ "1 2 rmoveto 1 2 rlineto 3 4 rlineto endchar",
		  "1 2 rmoveto 1 2 3 4 rlineto endchar" },
		{ "1 hmoveto 1 2 3 4 5 6 rrcurveto 1 2 rlineto endchar",
		  "1 hmoveto 1 2 3 4 5 6 1 2 rcurveline endchar" },
		{ "1 vmoveto 1 2 rlineto 1 2 3 4 5 6 rrcurveto endchar",
		  "1 vmoveto 1 2 1 2 3 4 5 6 rlinecurve endchar" },
		/* As far as the stack goes. */
		{ "1 1 rmoveto 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 "
		  "1 2 "
		  "1 2 1 2 1 2 1 2 1 2 1 2 1 2 rlineto 3 4 rlineto endchar",
		  "1 1 rmoveto 1 2 rlineto 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 "
		  "1 2 "
		  "1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 1 2 3 4 rlineto endchar" },
		/* Zeros are left out. */
		{ "1 0 rmoveto 5 0 rlineto 0 6 rlineto 7 0 rlineto endchar",
		  "1 hmoveto 5 6 7 hlineto endchar" },
		{ "0 1 rmoveto 0 5 rlineto 6 0 rlineto endchar",
		  "1 vmoveto 5 6 vlineto endchar" },
		{ "0 0 rmoveto 1 0 2 3 4 0 rrcurveto 5 0 6 7 8 0 rrcurveto endchar",
		  "0 hmoveto 1 2 3 4 5 6 7 8 hhcurveto endchar" },
		{ "0 0 rmoveto 1 9 2 3 4 0 rrcurveto endchar",
		  "0 hmoveto 9 1 2 3 4 hhcurveto endchar" },
		{ "0 0 rmoveto 0 1 2 3 0 4 rrcurveto endchar",
		  "0 hmoveto 1 2 3 4 vvcurveto endchar" },
		{ "0 0 rmoveto 1 0 2 3 0 4 rrcurveto 0 5 6 7 8 9 rrcurveto endchar",
		  "0 hmoveto 1 2 3 4 5 6 7 8 9 hvcurveto endchar" },
		{ "0 0 rmoveto 0 1 2 3 4 0 rrcurveto endchar",
		  "0 hmoveto 1 2 3 4 vhcurveto endchar" },
		/* What draws nothing goes, and moves add up. */
		{ "1 2 rmoveto 3 4 rmoveto 0 0 rlineto 5 6 rlineto 7 8 rmoveto endchar",
		  "4 6 rmoveto 5 6 rlineto endchar" },
		{ "1 2 rmoveto 0 0 0 0 0 0 rrcurveto endchar",
		  "1 2 rmoveto 0 0 0 0 hhcurveto endchar" },
		/* Hints go, the width stays. */
		{ "50 10 20 hstem 1 2 rmoveto 3 4 rlineto endchar",
		  "50 1 2 rmoveto 3 4 rlineto endchar" },
		{ "50 1 2 hstemhm 1 2 3 4 5 6 7 8 9 1 2 3 4 5 6 7 hintmask #FF #80 "
		  "1 2 rmoveto cntrmask #01 #02 3 4 rlineto endchar",
		  "50 1 2 rmoveto 3 4 rlineto endchar" },
		{ "50 endchar", "50 endchar" },
		{ "50 3 hmoveto 3 4 rlineto endchar", "50 3 hmoveto 3 4 rlineto endchar" },
		/* Subroutines are put in. */
		{ "-106 callgsubr 30 40 rlineto endchar",
		  "1 2 rmoveto 10 20 30 40 rlineto endchar" },
		{ "1 2 rmoveto -107 callsubr rlineto -105 callsubr",
		  "1 2 rmoveto 10 20 rlineto endchar" },
		/* Flexes are two curves. */
		{ "1 2 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 50 flex endchar",
		  "1 2 rmoveto 1 2 3 4 5 6 7 8 9 10 11 12 rrcurveto endchar" },
		{ "1 2 rmoveto 1 2 3 4 5 6 7 hflex endchar",
		  "1 2 rmoveto 1 2 3 4 5 6 -3 7 hhcurveto endchar" },
		{ "1 2 rmoveto 1 2 3 4 5 6 7 8 9 hflex1 endchar",
		  "1 2 rmoveto 2 1 3 4 5 hhcurveto 6 7 8 -14 9 hvcurveto endchar" },
		{ "1 2 rmoveto 1 2 3 4 5 6 7 8 9 8 11 flex1 endchar",
		  "1 2 rmoveto 1 2 3 4 5 6 7 8 9 8 -25 11 rrcurveto endchar" },
		{ "1 2 rmoveto 2 1 4 3 6 5 8 7 8 9 11 flex1 endchar",
		  "1 2 rmoveto 2 1 4 3 6 5 8 7 8 9 11 -25 rrcurveto endchar" },
		/* Numbers of every size, the shortest way. */
		{ "107 108 rmoveto 1131 1132 -107 -108 -1131 -1132 32767 -32768 rlineto "
		  "endchar",
		  "107 108 rmoveto 1131 1132 -107 -108 -1131 -1132 32767 -32768 rlineto "
		  "endchar" },
		{ "#1C #00 #01 #FF #00 #02 #00 #00 rmoveto -1.5 0.25 rlineto endchar",
		  "1 2 rmoveto -1.5 0.25 rlineto endchar" },
	};
	struct arena *a = cff_case_arena();

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cff_case_font font = font_of(rows[i].from);

		cr_expect(str_eq(subset_one(a, &font), cff_case_charstring(a, rows[i].to)),
			  "%s", rows[i].from);
	}
	arena_close(a);
}

/* What HarfBuzz shall have, or nobody. */
Test(cff, refuses_charstrings)
{
	static const char *const rows[] = {
		"",
		"1 2 rmoveto",
		"3 4 rlineto endchar", /* from nowhere */
		"1 2 3 4 endchar",     /* an accented character */
		"9 1 2 3 4 endchar",
		"1 2 3 rmoveto 1 2 3 rmoveto endchar", /* two widths */
		"rmoveto endchar",
		"1 2 rmoveto rlineto endchar",
		"1 2 rmoveto 1 2 3 rlineto endchar",
		"1 2 rmoveto 1 2 3 4 5 6 7 rrcurveto endchar",
		"1 2 rmoveto 1 2 3 4 5 6 hhcurveto endchar",
		"1 2 rmoveto 1 2 3 hvcurveto endchar",
		"1 2 rmoveto 1 2 3 4 5 6 rcurveline endchar",
		"1 2 rmoveto 1 2 3 4 5 6 rlinecurve endchar",
		"1 2 rmoveto 1 2 3 4 5 6 hflex endchar",
		"1 2 add hmoveto endchar",
		"1 2 3 4 ifelse hmoveto endchar",
		"dotsection endchar",
		"#02 endchar",
		"#0C",
		"#FF #00 #00",
		"1 2 hintmask",
		"1 2 3 4 callsubr", /* no such subroutine */
		"callsubr",
		"-106.5 callsubr",
		"return",
		"1 2 rmoveto -106 callsubr endchar", /* it calls itself */
		"32767 0 rmoveto 32767 0 rmoveto 1 2 rlineto endchar",
		"1 2 rmoveto 1 32767 1 32767 1 1 1 1 1 hflex1 endchar",
		/* 49 numbers */
		"1 2 rmoveto 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 "
		"1 1 1 "
		"1 1 1 1 1 1 1 1 1 1 1 1 1 hlineto endchar",
	};
	struct arena *a = cff_case_arena();

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct cff_case_font font = font_of(rows[i]);

		cr_expect_eq(subset_one(a, &font).n, 0, "%s", rows[i]);
	}
	arena_close(a);
}

Test(cff, refuses_fonts)
{
	const struct cff_case_font good = font_of("1 2 rmoveto 3 4 rlineto endchar");
	struct cff_case_font rows[] = { good, good, good, good, good };
	struct arena *a = cff_case_arena();

	rows[0].is_named = true;
	rows[1].top = STR("\x8D\x0C\x05");                    /* PaintType 2 */
	rows[2].top = STR("\x8C\x0C\x06");                    /* CharstringType 1 */
	rows[3].fd = STR("\x8C\x8B\x8B\x8C\x8B\x8B\x0C\x07"); /* FontMatrix 1 0 0 1 0 0 */
	rows[4].private = STR("\x1E\x1A\x5F\x14");            /* defaultWidthX 1.5 */
	cr_expect_gt(subset_one(a, &good).n, 0);
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		cr_expect_eq(subset_one(a, &rows[i]).n, 0, "%zu", i);
	arena_close(a);
}
