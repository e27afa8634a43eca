/*
 * Rare characters: which of them the roles have, from which faces, and how these stand.
 *
 * tgh8105.txt is the 通用规范汉字表 (2013) in its order, one character a line, from Unihan 15.0
 * (kTGH; Unicode licence).
 */
#include "type_case.h"

#include "base/utf8.h"
#include "type/font_private.h"

#include <hb.h>

static const char *const roles[] = { "title", "body", "kai", "hei", "song" };
#define NROLE (sizeof roles / sizeof *roles)

/* Blocks of Unicode 15.0 with the characters that no font of the standard set has. */
static const struct {
	const char *name;
	uint32_t first, last; /* assigned */
	size_t nmissing;
} blocks[] = {
	{ "CJK Radicals Supplement", 0x2E9B, 0x2EF3, 0 },
	{ "Kangxi Radicals", 0x2F00, 0x2FD5, 0 },
	{ "Ideographic Description Characters", 0x2FF0, 0x2FFB, 0 },
	{ "CJK Symbols and Punctuation", 0x3001, 0x3029, 0 },
	{ "CJK Strokes", 0x31C0, 0x31E3, 0 },
	{ "CJK Unified Ideographs", 0x4E00, 0x9FFF, 0 },
	{ "CJK Compatibility Ideographs", 0xF900, 0xFA6D, 0 },
	{ "CJK Compatibility Ideographs, the rest", 0xFA70, 0xFAD9, 0 },
	{ "Extension A", 0x3400, 0x4DBF, 0 },
	{ "Extension B", 0x20000, 0x2A6DF, 0 },
	{ "Extension C", 0x2A700, 0x2B739, 0 },
	{ "Extension D", 0x2B740, 0x2B81D, 0 },
	{ "Extension E", 0x2B820, 0x2CEA1, 0 },
	{ "Extension F", 0x2CEB0, 0x2EBE0, 0 },
	{ "CJK Compatibility Ideographs Supplement", 0x2F800, 0x2FA1D, 0 },
	{ "Extension G", 0x30000, 0x3134A, 1894 },
	{ "Extension H", 0x31350, 0x323AF, 1921 },
};

/* The face that has it, or NULL. */
static const struct face *face_of(struct font_role *role, uint32_t c)
{
	const struct char_glyph *g = font_role_char(role, c);

	return g->missing || !g->gid ? NULL : font_face(font_role_set(role), g->face);
}

Test(rare, each_role_has_the_8105_in_its_own_weight)
{
	/* 宋体 and 黑体 in one face; 仿宋 and 楷体 fall back to ExtraLight alone. */
	static const char *const second[NROLE] = { "", "light", "light", "", "" };
	struct type_case c = type_case_open();
	struct str list;

	cr_assert(file_read(c.a, &c.d, NIANBAO_SOURCE_DIR "/tests/tgh8105.txt", 1 << 20, &list));
	for (size_t i = 0; i < NROLE; i++) {
		struct font_role *role = type_case_role(&c, roles[i]);
		struct str rest = list, line;
		const struct face *own = face_of(role, 0x4E00);
		size_t n = 0, nsecond = 0;

		for (; str_word(&rest, &line); n++) {
			size_t at = 0;
			const struct face *f = face_of(role, utf8_next(line, &at));

			cr_assert(f, "%s: no font has %.*s", roles[i], (int)line.n, line.s);
			if (f == own)
				continue;
			cr_expect(str_is(f->spec->id, second[i]), "%s: %.*s", roles[i],
				  (int)line.n, line.s);
			nsecond++;
		}
		cr_expect_eq(n, 8105);
		cr_expect_eq(nsecond, *second[i] ? 1467 : 0, "%s: %zu", roles[i], nsecond);
	}
	type_case_close(&c);
}

Test(rare, each_role_has_the_blocks_up_to_ext_h_but_for_known_gaps)
{
	struct type_case c = type_case_open();

	for (size_t i = 0; i < NROLE; i++) {
		struct font_role *role = type_case_role(&c, roles[i]);

		for (size_t k = 0; k < sizeof blocks / sizeof *blocks; k++) {
			size_t nmissing = 0;

			for (uint32_t x = blocks[k].first; x <= blocks[k].last; x++)
				nmissing += face_of(role, x) == NULL;
			cr_expect_eq(nmissing, blocks[k].nmissing, "%s, %s: %zu", roles[i],
				     blocks[k].name, nmissing);
		}
	}
	type_case_close(&c);
}

static int by_value(const void *x, const void *y)
{
	const q16 *a = x, *b = y;

	return (*a > *b) - (*a < *b);
}

/* What a line of text is centred on: the median of many characters from one face. */
static q16 median_centre(struct font_role *role, uint16_t face, uint32_t from, uint32_t to)
{
	struct face *f = font_face(font_role_set(role), face);
	q16 centre[400];
	size_t n = 0;

	for (uint32_t x = from; x < to && n < 400; x += 3) {
		const struct char_glyph *g = font_role_char(role, x);
		hb_glyph_extents_t e;

		if (g->missing || g->face != face)
			continue;
		cr_assert(hb_font_get_glyph_extents(f->font, g->gid, &e));
		centre[n++] = e.y_bearing + e.height / 2 + g->dy;
	}
	if (n < 30)
		return -1;
	qsort(centre, n, sizeof *centre, by_value);
	return centre[n / 2];
}

Test(rare, all_faces_of_a_role_stand_at_one_height)
{
	static const uint32_t range[][2] = { { 0x4E00, 0x9FFF },
					     { 0x20000, 0x20A00 },
					     { 0x30000, 0x31000 } };
	struct type_case c = type_case_open();
	size_t nseen = 0;

	for (size_t i = 0; i < NROLE; i++) {
		struct font_role *role = type_case_role(&c, roles[i]);
		const uint16_t *face;
		size_t nface = font_role_chain(role, &face);
		q16 lowest = Q_EM, highest = 0;

		for (size_t k = 0; k < nface * 3; k++) {
			q16 y = median_centre(role, face[k / 3], range[k % 3][0], range[k % 3][1]);

			if (y < 0)
				continue;
			nseen++;
			lowest = y < lowest ? y : lowest;
			highest = y > highest ? y : highest;
		}
		/* 0.2 pt at 16 pt */
		cr_expect_lt(highest - lowest, Q_EM / 80, "%s: %d to %d", roles[i], lowest,
			     highest);
	}
	cr_expect_geq(nseen, 15);
	type_case_close(&c);
}

/* Faces that no character of the report needs stay closed. */
Test(rare, faces_are_opened_when_a_character_needs_them)
{
	struct type_case c = type_case_open();
	size_t nopen = 0;

	type_case_shape(&c, "2022年，红旗区信访局公开政府信息28条。");
	for (uint16_t i = 0; i < c.fonts->roles->nface; i++)
		nopen += font_face_facts(c.fonts, i).opened;
	cr_expect_eq(nopen, 2, "Latin and 仿宋, not %zu", nopen);
	type_case_close(&c);
}
