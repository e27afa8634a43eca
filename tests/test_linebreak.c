/* Line breaking: prohibitions, squeeze, lone characters, phrase ends. */
#include "type_case.h"

#include "base/utf8.h"

/* Everyday official Chinese with every awkward meeting of marks. */
static const char *const sample[] = {
	"根据《中华人民共和国政府信息公开条例》（国务院令第711号）、《政府信息公开信息处理费管理办法》"
	"等要求，区政府办公室“三公”经费、重大项目等信息1024条，占29.6%；共3,456件。",
	"（一）加强学习。（二）“件件有着落、事事有回音”，“阳光信访”（网站）：《安排表》《条例》《办法》。",
	"Open Data 平台（https://www.example.gov.cn/zwgk/2022/）更新——持续更新……电话：0000-12345678！",
	"甲、乙、丙、丁、戊、己、庚、辛、壬、癸、子、丑、寅、卯、辰、巳、午、未、申、酉、戌、亥。",
	"２０２２年，国办公开办函〔2021〕30号；“‘双引号’”；（（双括号））；？！；……。——",
};

static bool in(uint32_t c, const char *set)
{
	struct str s = str_from(set);

	for (size_t at = 0; at < s.n;)
		if (utf8_next(s, &at) == c)
			return true;
	return false;
}

static const char no_start[] = "。．，、：；！？”’）》〉】〗〕］｝」』～·／/)]}!,.:;?%";
static const char no_end[] = "“‘（《〈【〖〔［｛「『([{";

static uint32_t last_char(const struct shaped *s, const struct line *l)
{
	const struct atom *atom = &s->atom[l->last];
	struct str t = str_sub(s->text, atom->text, atom->ntext);
	uint32_t c = 0;

	for (size_t at = 0; at < t.n;)
		c = utf8_next(t, &at);
	return c;
}

/* From 4 ems up there is always a way to obey the prohibitions, but for words that are longer. */
Test(linebreak, keeps_the_prohibitions_at_every_measure)
{
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
		struct shaped s = type_case_shape(&c, sample[i]);

		for (int64_t ems = 6; ems <= 60; ems++) {
			struct break_options o = { AIM_JUSTIFY, LEVEL_GB, ems * Q_EM, ems * Q_EM, NULL, 0 };
			struct broken b = linebreak(c.a, &s, &o);

			for (size_t k = 0; k < b.nline; k++) {
				const struct line *l = &b.line[k];

				cr_expect(!k || !in(s.atom[l->first].c, no_start),
					  "sample %zu, %d ems: line %zu starts with U+%04X", i,
					  (int)ems, k, (unsigned)s.atom[l->first].c);
				cr_expect(l->ends_text || !in(last_char(&s, l), no_end),
					  "sample %zu, %d ems: line %zu ends with U+%04X", i,
					  (int)ems, k, (unsigned)last_char(&s, l));
				cr_expect(!l->overfull, "sample %zu, %d ems", i, (int)ems);
			}
			cr_expect_eq(b.line[b.nline - 1].end, s.natom);
		}
	}
	type_case_close(&c);
}

Test(linebreak, lines_cover_the_text_without_gap_or_overlap)
{
	struct type_case c = type_case_open();
	struct shaped s = type_case_shape(&c, sample[0]);
	struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 9 * Q_EM, 11 * Q_EM, NULL, 0 };
	struct broken b = linebreak(c.a, &s, &o);

	cr_assert_gt(b.nline, 4);
	for (size_t k = 0; k < b.nline; k++)
		cr_expect_eq(b.line[k].first, k ? b.line[k - 1].end : 0);
	type_case_close(&c);
}

/* Every justified line comes out exactly as wide as the measure. */
Test(linebreak, fit_fills_the_measure_exactly)
{
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof sample / sizeof *sample; i++) {
		struct shaped s = type_case_shape(&c, sample[i]);
		struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 20 * Q_EM, 20 * Q_EM, NULL, 0 };
		struct broken b = linebreak(c.a, &s, &o);

		for (size_t k = 0; k + 1 < b.nline; k++) {
			const struct line *l = &b.line[k];
			q16 add[128];
			int64_t width = l->natural;

			cr_assert_lt(l->last - l->first, 128);
			linebreak_fit(&b, l, 20 * Q_EM, add);
			for (size_t g = 0; g < l->last - l->first; g++)
				width += add[g];
			cr_expect_eq(width, 20 * Q_EM, "sample %zu line %zu", i, k);
		}
	}
	type_case_close(&c);
}

static size_t solid(const struct shaped *s, const struct line *l)
{
	size_t n = 0;

	for (size_t k = l->first; k <= l->last; k++)
		n += !in(s->atom[k].c, no_start) && !in(s->atom[k].c, no_end);
	return n;
}

/* 孤字不成行: 29 characters on a measure of 28 don't leave one behind. */
Test(linebreak, leaves_no_lone_character)
{
	struct type_case c = type_case_open();
	struct buf text = { .arena = c.a };

	for (int n = 1; n < 120; n++) {
		struct shaped s;
		struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 28 * Q_EM, 28 * Q_EM, NULL, 0 };
		struct broken b;

		text.n = 0;
		for (int k = 0; k < n; k++)
			buf_z(&text, "国");
		buf_z(&text, "。");
		s = type_case_shape(&c, str_z(c.a, buf_text(&text)));
		b = linebreak(c.a, &s, &o);
		if (b.nline > 1)
			cr_expect_geq(solid(&s, &b.line[b.nline - 1]), 2, "%d characters", n);
	}
	type_case_close(&c);
}

/* CLREQ: adjacent marks that would take two ems take one and a half. */
Test(linebreak, adjacent_marks_share_space)
{
	static const struct {
		const char *text;
		int halves; /* natural width in half ems, at full measure */
	} row[] = {
		{ "国国", 4 },	  { "国，国", 6 },     { "》《国", 5 },	 { "）（国", 5 },
		{ "。”国", 5 },	  { "：“国", 5 },      { "（（国", 5 },	 { "））国", 5 },
		{ "》，国", 5 },  { "、《国", 5 },     { "国（国", 6 },	 { "国——国", 8 },
		{ "国……国", 8 }, { "。”（国", 6 }, /* three marks in a row */
	};
	struct type_case c = type_case_open();

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct shaped s = type_case_shape(&c, row[i].text);
		struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 99 * Q_EM, 99 * Q_EM, NULL, 0 };
		struct broken b = linebreak(c.a, &s, &o);

		cr_expect_eq(b.line[0].natural, row[i].halves * (Q_EM / 2), "%s: %d/2 em",
			     row[i].text, (int)(b.line[0].natural * 2 / Q_EM));
	}
	type_case_close(&c);
}

/* 先挤进，后推出: a mark that would start a line is pulled in where other marks give way. */
Test(linebreak, squeezes_before_it_pushes)
{
	struct type_case c = type_case_open();
	struct shaped s = type_case_shape(&c, "国国，国国，国国国国国国，国国国国国国国国国国国国国国国国国国");
	struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 13 * Q_EM - Q_EM / 4, 13 * Q_EM - Q_EM / 4, NULL, 0 };
	struct broken b = linebreak(c.a, &s, &o);

	/* The first line takes in the third comma: 12 characters and a half, squeezed. */
	cr_expect_eq(b.line[0].end, 13, "%zu", b.line[0].end);
	type_case_close(&c);
}

/* Numbers hold together, with the sign that belongs to them. */
Test(linebreak, numbers_are_not_split)
{
	struct type_case c = type_case_open();
	struct shaped s = type_case_shape(&c, "公开政府信息3,456条，占29.6%，收费96171.6万元，编号为12345678的件。");

	for (int64_t ems = 6; ems < 30; ems++) {
		struct break_options o = { AIM_JUSTIFY, LEVEL_GB, ems * Q_EM, ems * Q_EM, NULL, 0 };
		struct broken b = linebreak(c.a, &s, &o);

		for (size_t k = 0; k < b.nline; k++)
			cr_expect(!b.line[k].splits_word, "%d ems, line %zu", (int)ems, k);
	}
	type_case_close(&c);
}

Test(linebreak, titles_break_at_phrase_ends_only)
{
	struct type_case c = type_case_open();
	const char *title = "红旗区信访局2022年政府信息公开工作年度报告";
	uint32_t end[] = { 18, 25, 49 };
	struct shaped s = type_case_shape(&c, title);
	struct break_options o = { AIM_BALANCE, LEVEL_GB, 20 * Q_EM, 20 * Q_EM, end, 3 };
	struct broken b = linebreak(c.a, &s, &o);

	cr_assert_eq(b.nline, 2);
	cr_expect_eq(s.atom[b.line[1].first].text, 25, "breaks at byte %u",
		     (unsigned)s.atom[b.line[1].first].text);
	type_case_close(&c);
}

Test(linebreak, a_word_longer_than_the_line_is_split_and_said_so)
{
	struct type_case c = type_case_open();
	struct shaped s = type_case_shape(&c, "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz");
	struct break_options o = { AIM_JUSTIFY, LEVEL_GB, 10 * Q_EM, 10 * Q_EM, NULL, 0 };
	struct broken b = linebreak(c.a, &s, &o);

	cr_assert_gt(b.nline, 1);
	cr_expect(b.line[0].splits_word);
	cr_expect(!b.line[0].overfull);
	type_case_close(&c);
}

Test(linebreak, empty_and_blank_texts_give_no_harm)
{
	struct type_case c = type_case_open();
	static const char *const odd[] = { "", " ", "   ", "。", "（", "——", "a" };

	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct shaped s = type_case_shape(&c, odd[i]);
		struct break_options o = { AIM_JUSTIFY, LEVEL_GB, Q_EM / 2, Q_EM / 2, NULL, 0 };
		struct broken b = linebreak(c.a, &s, &o);

		cr_expect_leq(b.nline, s.natom);
	}
	type_case_close(&c);
}
