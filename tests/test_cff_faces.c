/* Subsets of the standard set's CFF faces draw what the faces draw: FreeType is the judge. */
#include "cff_case.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H

#include "base/file.h"
#include "base/utf8.h"

#define LOAD (FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING)
#define MAX_GLYPH 2000

struct glyphs {
	uint32_t gid[MAX_GLYPH];
	size_t n;
};

static const struct {
	const char *file;
	FT_Long index;
} faces[] = {
	{ "FandolFang-Regular.otf", 0 },      { "FandolKai-Regular.otf", 0 },
	{ "NotoSerifCJK-ExtraLight.ttc", 2 }, { "NotoSerifCJK-Regular.ttc", 2 },
	{ "NotoSerifCJK-SemiBold.ttc", 2 },   { "NotoSansCJK-Medium.ttc", 2 },
};
#define NFACE (sizeof(faces) / sizeof(*faces))

static FT_Face open_face(FT_Library library, size_t i)
{
	FT_Face face;
	char path[512];

	snprintf(path, sizeof(path), NIANBAO_FONT_DIR "/%s", faces[i].file);
	cr_assert_eq(FT_New_Face(library, path, faces[i].index, &face), 0, "%s", path);
	return face;
}

static struct str read_table(struct arena *a, FT_Face face)
{
	FT_ULong n = 0;
	FT_Byte *table;

	cr_assert_eq(FT_Load_Sfnt_Table(face, FT_MAKE_TAG('C', 'F', 'F', ' '), 0, NULL, &n), 0);
	table = arena_alloc(a, n);
	cr_assert_eq(FT_Load_Sfnt_Table(face, FT_MAKE_TAG('C', 'F', 'F', ' '), 0, table, &n),
		     0);
	return (struct str){ (const char *)table, n };
}

static int by_value(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Ascending, each once, without 0. */
static void arrange(struct glyphs *g)
{
	size_t n = 0;

	qsort(g->gid, g->n, sizeof(*g->gid), by_value);
	for (size_t i = 0; i < g->n; i++)
		if (g->gid[i] != 0 && (n == 0 || g->gid[n - 1] != g->gid[i]))
			g->gid[n++] = g->gid[i];
	g->n = n;
}

/* What a report needs of a face. */
static struct glyphs report_glyphs(struct arena *a, FT_Face face)
{
	struct diags d = { .arena = a };
	struct glyphs g = { .n = 0 };
	struct str s;
	size_t at = 0;

	cr_assert(file_read(a, &d, NIANBAO_SOURCE_DIR "/fixtures/hongqi-xinfang-2022.xml",
			    1 << 20, &s));
	while (at < s.n) {
		uint32_t c = utf8_next(s, &at);

		g.gid[g.n++] = FT_Get_Char_Index(face, c);
		if (g.n == MAX_GLYPH)
			arrange(&g);
	}
	arrange(&g);
	return g;
}

/* Glyphs from all over the face, the last one too. */
static struct glyphs random_glyphs(FT_Face face, uint32_t seed)
{
	struct glyphs g = { .n = 400 };

	g.gid[0] = (uint32_t)face->num_glyphs - 1;
	for (size_t i = 1; i < g.n; i++) {
		seed = seed * 1664525 + 1013904223;
		g.gid[i] = (uint32_t)((uint64_t)seed * (uint64_t)face->num_glyphs >> 32);
	}
	arrange(&g);
	return g;
}

static void compare_outlines(const FT_Outline *a, const FT_Outline *b, uint32_t gid)
{
	cr_assert_eq(a->n_points, b->n_points, "glyph %u has other points", gid);
	cr_assert_eq(a->n_contours, b->n_contours, "glyph %u has other contours", gid);
	for (short i = 0; i < a->n_points; i++)
		cr_assert(a->points[i].x == b->points[i].x &&
				  a->points[i].y == b->points[i].y && a->tags[i] == b->tags[i],
			  "glyph %u point %d", gid, i);
	for (short i = 0; i < a->n_contours; i++)
		cr_assert_eq(a->contours[i], b->contours[i], "glyph %u contour %d", gid, i);
}

/* FreeType numbers the glyphs of a bare CFF by CID. */
static void compare_glyph(FT_Face face, uint32_t gid, FT_Face subset, uint16_t cid)
{
	cr_assert_eq(FT_Load_Glyph(face, gid, LOAD), 0, "glyph %u", gid);
	cr_assert_eq(FT_Load_Glyph(subset, cid, LOAD), 0, "glyph %u, CID %u", gid, cid);
	cr_expect_eq(face->glyph->metrics.horiAdvance, subset->glyph->metrics.horiAdvance,
		     "glyph %u is as wide", gid);
	compare_outlines(&face->glyph->outline, &subset->glyph->outline, gid);
}

/* The subset of a subset is the same again. */
static void subset_again(struct arena *a, struct str program, size_t n, const uint16_t *cid)
{
	struct str again;
	uint32_t *gid = arena_array(a, n, sizeof(*gid));
	uint16_t *cid_again = arena_array(a, n, sizeof(*cid_again));

	for (size_t i = 0; i < n; i++)
		gid[i] = (uint32_t)i + 1;
	cr_assert(cff_case_subset(a, program, gid, n, &again, cid_again));
	cr_expect(str_eq(program, again));
	cr_expect_eq(memcmp(cid, cid_again, n * sizeof(*cid)), 0);
}

static void check(FT_Library library, FT_Face face, struct arena *a, const struct glyphs *g)
{
	uint16_t *cid = arena_array(a, g->n, sizeof(*cid));
	struct str program;
	FT_Face subset;

	cr_assert_gt(g->n, 100);
	cr_assert(cff_case_subset(a, read_table(a, face), g->gid, g->n, &program, cid));
	cr_assert_eq(FT_New_Memory_Face(library, (const FT_Byte *)program.s, (FT_Long)program.n,
					0, &subset),
		     0);
	cr_expect_eq(subset->bbox.xMin, face->bbox.xMin);
	cr_expect_eq(subset->units_per_EM, face->units_per_EM);
	compare_glyph(face, 0, subset, 0);
	for (size_t i = 0; i < g->n; i++) {
		FT_UInt expected = 0;

		cr_assert_eq(FT_Get_CID_From_Glyph_Index(face, g->gid[i], &expected), 0);
		cr_assert_eq(cid[i], expected, "CID of glyph %u", g->gid[i]);
		compare_glyph(face, g->gid[i], subset, cid[i]);
	}
	FT_Done_Face(subset);
	subset_again(a, program, g->n, cid);
}

/* Every face, with the glyphs of a report and with glyphs from all over it. */
Test(cff_faces, subsets_draw_the_same)
{
	struct arena *a = cff_case_arena();
	FT_Library library;

	cr_assert_eq(FT_Init_FreeType(&library), 0);
	for (size_t i = 0; i < NFACE; i++) {
		struct arena_mark mark = arena_mark(a);
		FT_Face face = open_face(library, i);
		struct glyphs wanted = report_glyphs(a, face);
		struct glyphs all = random_glyphs(face, (uint32_t)i);

		check(library, face, a, &wanted);
		check(library, face, a, &all);
		FT_Done_Face(face);
		arena_rewind(a, mark);
	}
	FT_Done_FreeType(library);
	arena_close(a);
}

/* FreeType draws the flexes, hints, widths and fractions of a made font as its subset. */
Test(cff_faces, made_fonts_draw_the_same)
{
	static const struct cff_case_font font = {
		.glyph = { "1000 endchar",
			   "50 10 20 hstemhm 30 40 hintmask #C0 1 2 rmoveto -107 callsubr "
			   "hintmask #80 3 4 rmoveto 100 0 rlineto 0 0 rlineto 0 100 rlineto "
			   "endchar",
			   "1 2 rmoveto 1 2 3 40 5 6 7 -8 9 10 11 12 50 flex 10 200 hlineto "
			   "endchar",
			   "7 hmoveto 10 20 30 40 50 60 70 hflex -100 -200 rlineto endchar",
			   "7 vmoveto 10 20 30 40 50 60 70 80 90 hflex1 -99 -200 rlineto "
			   "endchar",
			   "7 9 rmoveto 1 2 3 4 5 6 7 8 9 8 11 flex1 -2000 -2.5 rlineto "
			   "endchar",
			   "-7 9 rmoveto 2 1 4 3 6 5 8 7 8 9 11 flex1 1.25 2000 rlineto "
			   "endchar" },
		.subr = { "-107 callgsubr 10 20 30 40 50 vvcurveto return" },
		.global = { "100 200 300 400 -50 -60 rrcurveto return" },
		.private = { "\xF8\x88\x14\x95\x15", 5 }, /* widths 500 by default, else 10 + */
	};
	static const uint32_t gid[] = { 1, 2, 3, 4, 5, 6 };
	struct arena *a = cff_case_arena();
	struct str whole = cff_case_font(a, &font), program;
	FT_Library library;
	FT_Face face, subset;
	uint16_t cid[6];

	cr_assert(cff_case_subset(a, whole, gid, 6, &program, cid));
	cr_assert_eq(FT_Init_FreeType(&library), 0);
	cr_assert_eq(FT_New_Memory_Face(library, (const FT_Byte *)whole.s, (FT_Long)whole.n, 0,
					&face),
		     0);
	cr_assert_eq(FT_New_Memory_Face(library, (const FT_Byte *)program.s, (FT_Long)program.n,
					0, &subset),
		     0);
	for (size_t i = 0; i < 6; i++) {
		cr_expect_eq(cid[i], 10 + i);
		compare_glyph(face, cid[i], subset, cid[i]);
		cr_expect_gt(subset->glyph->outline.n_points, 2);
	}
	FT_Load_Glyph(subset, 10, LOAD);
	cr_expect_eq(subset->glyph->metrics.horiAdvance, 60);
	FT_Load_Glyph(subset, 11, LOAD);
	cr_expect_eq(subset->glyph->metrics.horiAdvance, 500);
	FT_Done_Face(subset);
	FT_Done_Face(face);
	FT_Done_FreeType(library);
	arena_close(a);
}
