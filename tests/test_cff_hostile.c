/*
 * Damaged and malicious fonts: a subset or none, but never a byte beyond the table (the sanitizers
 * watch), nor work without end.
 */
#include "cff_case.h"

#include <time.h>

/* Bounds are seen only when the table ends where the memory does. */
static void subset_all(struct arena *a, const char *table, size_t n)
{
	static const uint32_t gid[] = { 1, 2, 3, 4, 5 };
	struct arena_mark mark = arena_mark(a);
	char *copy = malloc(n > 0 ? n : 1);
	struct str program;
	uint16_t cid[5];

	cr_assert(copy);
	memcpy(copy, table, n);
	for (size_t ngid = 1; ngid <= 5; ngid += 2)
		if (cff_case_subset(a, (struct str){ copy, n }, gid, ngid, &program, cid))
			cr_expect_gt(program.n, 0);
	free(copy);
	arena_rewind(a, mark);
}

/* Something of everything. */
static struct str make_font(struct arena *a)
{
	static const struct cff_case_font font = {
		.glyph = { "1000 endchar",
			   "50 10 20 hstemhm 30 40 hintmask #C0 1 2 rmoveto -107 callsubr "
			   "hintmask #80 3 4 rmoveto 100 0 rlineto 0 100 rlineto endchar",
			   "1 2 rmoveto 1 2 3 40 5 6 7 -8 9 10 11 12 50 flex 10 200 hlineto "
			   "endchar",
			   "1 2 rmoveto 1 2 3 4 5 6 7 8 rcurveline -105 callsubr -200.5 "
			   "rlineto endchar",
			   "7 hmoveto 1 2 3 4 5 vvcurveto 1 2 3 4 5 6 7 8 9 vhcurveto endchar",
			   "7 vmoveto 10 20 30 40 50 60 70 80 90 hflex1 -106 callsubr" },
		.subr = { "-107 callgsubr 10 20 30 40 50 vvcurveto return",
			  "1 2 3 4 5 6 7 8 rlinecurve -105 callsubr rlineto endchar",
			  "-99 1000 return" },
		.global = { "100 200 300 400 -50 -60 rrcurveto return" },
		.top = { "\x8B\x8B\xF7\x8B\xF7\x8B\x05", 7 },
		.private = { "\xF8\x88\x14\x95\x15", 5 },
	};

	return cff_case_font(a, &font);
}

Test(cff_hostile, fonts_cut_short)
{
	struct arena *a = cff_case_arena();
	struct str font = make_font(a);

	for (size_t n = 0; n <= font.n; n++)
		subset_all(a, font.s, n);
	arena_close(a);
}

/* Each byte made every other. */
Test(cff_hostile, fonts_with_a_wrong_byte)
{
	struct arena *a = cff_case_arena();
	struct str font = make_font(a);
	char *bad = arena_alloc(a, font.n);

	memcpy(bad, font.s, font.n);
	for (size_t i = 0; i < font.n; i++) {
		for (int v = 1; v < 256; v++) {
			bad[i] = (char)(font.s[i] ^ v);
			subset_all(a, bad, font.n);
		}
		bad[i] = font.s[i];
	}
	arena_close(a);
}

/* Some bytes at once, and the end cut off. */
Test(cff_hostile, fonts_with_many_wrong_bytes)
{
	struct arena *a = cff_case_arena();
	struct str font = make_font(a);
	char *bad = arena_alloc(a, font.n);
	uint32_t seed = 1;

	for (int round = 0; round < 100000; round++) {
		size_t nbad = 2 + (size_t)round % 7;

		memcpy(bad, font.s, font.n);
		for (size_t i = 0; i < nbad; i++) {
			seed = seed * 1664525 + 1013904223;
			bad[(seed >> 8) % font.n] = (char)(seed >> 24);
		}
		subset_all(a, bad, font.n - (round % 5 == 0 ? seed >> 10 & 63 : 0));
	}
	arena_close(a);
}

/* Glyphs that are not there, or not in order. */
Test(cff_hostile, wrong_glyphs)
{
	static const uint32_t wrong[][2] = {
		{ 0, 1 }, { 2, 1 }, { 3, 3 }, { 1, 6 }, { 1, UINT32_MAX }
	};
	struct arena *a = cff_case_arena();
	struct str font = make_font(a), program;
	uint16_t cid[2];

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		cr_expect_not(cff_case_subset(a, font, wrong[i], 2, &program, cid), "%zu", i);
	arena_close(a);
}

/* Ten levels of subroutines that each call the next one twenty times, and draw nothing. */
Test(cff_hostile, subroutines_without_end)
{
	char calls[10][20 * 20];
	struct cff_case_font font = { .glyph = { "endchar", "-107 callsubr endchar" } };
	struct arena *a = cff_case_arena();
	struct str program;
	uint16_t cid;
	clock_t start = clock();

	for (int level = 0; level < CFF_CASE_MAX; level++) {
		char *at = calls[level];

		for (int i = 0; i < 20 && level < CFF_CASE_MAX - 1; i++)
			at += sprintf(at, "%d callsubr ", level + 1 - 107);
		strcpy(at, "return");
		font.subr[level] = calls[level];
	}
	cr_expect_not(
		cff_case_subset(a, cff_case_font(a, &font), &(uint32_t){ 1 }, 1, &program, &cid));
	cr_expect_lt((clock() - start) / CLOCKS_PER_SEC, 20);
	arena_close(a);
}

/* A glyph that draws more than a charstring may hold. */
Test(cff_hostile, too_many_points)
{
	char draw[8 * 100], calls[2][20 * 100] = { "" };
	struct cff_case_font font = { .glyph = { "endchar",
						 "1 2 rmoveto -106 callsubr endchar" },
				      .subr = { draw, calls[0] } };
	struct arena *a = cff_case_arena();
	struct str program;
	uint16_t cid;
	char *at = draw;

	for (int i = 0; i < 48; i++)
		at += sprintf(at, "1 ");
	strcpy(at, "rlineto return");
	at = calls[0];
	for (int i = 0; i < 100; i++)
		at += sprintf(at, "-107 callsubr ");
	strcpy(at, "return");
	font.glyph[2] =
		"1 2 rmoveto -106 callsubr -106 callsubr -106 callsubr -106 callsubr "
		"-106 callsubr -106 callsubr -106 callsubr -106 callsubr -106 callsubr "
		"-106 callsubr -106 callsubr -106 callsubr -106 callsubr -106 callsubr endchar";
	cr_expect(cff_case_subset(a, cff_case_font(a, &font), &(uint32_t){ 1 }, 1, &program, &cid));
	cr_expect_not(
		cff_case_subset(a, cff_case_font(a, &font), &(uint32_t){ 2 }, 1, &program, &cid));
	arena_close(a);
}
