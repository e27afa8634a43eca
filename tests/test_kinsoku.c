/*
 * 禁则 after W3C CLREQ: every character of the line-start and line-end classes, at every position
 * around the end of a line, at each level.
 */
#include "type_case.h"

#include "base/utf8.h"

#define MEASURE 12 /* ems */
#define PAGE_MEASURE 28

static const char not_at_start[] = "。．，、：；！？‼⁇”’）》〉】〗〕］｝」』～·・‧／)]}!,.:;?%‰℃";
static const char not_at_end[] = "“‘（《〈【〖〔［｛「『([{￥$№";

static const enum break_level level[] = { LEVEL_BASIC, LEVEL_GB, LEVEL_STRICT };

/* Break 国×before, the mark, 国×30 into lines; all lives in the case's arena. */
static struct broken broken_with(struct type_case *c, struct str mark, int before,
				 int64_t ems, enum break_level at, struct shaped *s)
{
	struct break_options o = { AIM_JUSTIFY, at, ems * Q_EM, ems * Q_EM, NULL, 0 };
	struct buf text = { .arena = c->a };

	for (int i = 0; i < before; i++)
		buf_z(&text, "国");
	buf_str(&text, mark);
	for (int i = 0; i < 30; i++)
		buf_z(&text, "国");
	*s = type_case_shape(c, str_z(c->a, buf_text(&text)));
	return linebreak(c->a, s, &o);
}

/* Does the atom that the mark begins (or ends) start (or end) a line? */
static bool starts_line(const struct broken *b, const struct shaped *s, uint32_t text)
{
	for (size_t k = 1; k < b->nline; k++)
		if (s->atom[b->line[k].first].text == text)
			return true;
	return false;
}

static bool ends_line(const struct broken *b, const struct shaped *s, uint32_t text)
{
	for (size_t k = 0; k + 1 < b->nline; k++)
		if (s->atom[b->line[k].last].text == text)
			return true;
	return false;
}

/* Try the mark at every place from the start of the first line to the end of the second. */
static void expect_never(struct type_case *c, const char *marks, bool at_start)
{
	struct str all = str_from(marks);

	for (size_t at = 0, from = 0; at < all.n; from = at) {
		struct str mark;

		utf8_next(all, &at);
		mark = str_sub(all, from, at - from);
		for (size_t l = 0; l < sizeof level / sizeof *level; l++)
			for (int before = 1; before < 2 * MEASURE + 2; before++) {
				struct arena_mark m = arena_mark(c->a);
				struct shaped s;
				struct broken b = broken_with(c, mark, before, MEASURE, level[l], &s);
				uint32_t text = (uint32_t)before * 3;

				cr_expect(!(at_start ? starts_line(&b, &s, text)
						     : ends_line(&b, &s, text)),
					  "%.*s behind %d characters, level %d", (int)mark.n,
					  mark.s, before, (int)level[l]);
				arena_rewind(c->a, m);
			}
	}
}

Test(kinsoku, nothing_forbidden_starts_a_line)
{
	struct type_case c = type_case_open();

	expect_never(&c, not_at_start, true);
	type_case_close(&c);
}

Test(kinsoku, nothing_forbidden_ends_a_line)
{
	struct type_case c = type_case_open();

	expect_never(&c, not_at_end, false);
	type_case_close(&c);
}

/* Number of places, of all tried, where the mark starts (ends) a line. */
static int count(struct type_case *c, const char *mark, enum break_level at, bool at_start)
{
	int n = 0;

	for (int before = 1; before < 2 * MEASURE + 2; before++) {
		struct shaped s;
		struct broken b = broken_with(c, str_from(mark), before, MEASURE, at, &s);
		uint32_t text = (uint32_t)before * 3;

		n += at_start ? starts_line(&b, &s, text) : ends_line(&b, &s, text);
	}
	return n;
}

/* What the levels differ in: / at line end (from GB on), —— and …… at line start (strict). */
Test(kinsoku, levels_differ_as_clreq_says)
{
	struct type_case c = type_case_open();

	cr_expect_gt(count(&c, "/", LEVEL_BASIC, false), 0);
	cr_expect_eq(count(&c, "/", LEVEL_GB, false), 0);
	cr_expect_eq(count(&c, "／", LEVEL_GB, false), 0);
	cr_expect_eq(count(&c, "/", LEVEL_STRICT, false), 0);
	cr_expect_gt(count(&c, "——", LEVEL_GB, true), 0);
	cr_expect_gt(count(&c, "……", LEVEL_BASIC, true), 0);
	cr_expect_eq(count(&c, "——", LEVEL_STRICT, true), 0);
	cr_expect_eq(count(&c, "……", LEVEL_STRICT, true), 0);
	type_case_close(&c);
}

/* Does every line end in Han, behind one of `good`, or at the end of the Western text itself? */
static void expect_breaks(struct type_case *c, const char *western, const char *good)
{
	for (int before = 1; before < 2 * PAGE_MEASURE; before++) {
		struct shaped s;
		struct broken b = broken_with(c, str_from(western), before, PAGE_MEASURE, LEVEL_GB,
					      &s);
		size_t end = (size_t)before * 3 + strlen(western);

		for (size_t k = 0; k + 1 < b.nline; k++) {
			const struct atom *last = &s.atom[b.line[k].last];

			cr_expect(last->c == 0x56FD || last->text + last->ntext == end ||
					  (last->c < 0x80 && strchr(good, (int)last->c)),
				  "%s behind %d characters: line %zu ends with U+%04X", western,
				  before, k, (unsigned)last->c);
		}
	}
}

/* Web addresses break behind their marks; numbers, telephones and e-mail addresses hold together. */
Test(kinsoku, western_text_breaks_by_uax14)
{
	struct type_case c = type_case_open();

	expect_breaks(&c, "https://www.example.gov.cn/zwgk/2024/a-very-long-path", "/-.");
	expect_breaks(&c, "www.example.gov.cn/col/index.html?id=1&type=nb&year=2024", "/.?&=");
	expect_breaks(&c, "0373-1234567", "");
	expect_breaks(&c, "zwgk@example.cn", "");
	expect_breaks(&c, "1,234,567.89", "");
	expect_breaks(&c, "Wi-Fi", "-");
	type_case_close(&c);
}

/* 国办函〔2020〕109号 holds together at its brackets. */
Test(kinsoku, document_numbers_hold_together)
{
	struct type_case c = type_case_open();

	for (int before = 1; before < 2 * PAGE_MEASURE; before++) {
		struct shaped s;
		struct broken b = broken_with(&c, STR("国办函〔2020〕109号"), before, PAGE_MEASURE,
					      LEVEL_GB, &s);

		for (size_t k = 0; k + 1 < b.nline; k++)
			cr_expect(s.atom[b.line[k].last].c != 0x3015 &&
					  s.atom[b.line[k].end].c != 0x3014,
				  "behind %d characters", before);
	}
	type_case_close(&c);
}
