/*
 * An issued document: its red head (GB/T 9704-2012 §7.2) and imprint (§7.4) to the millimetre,
 * which page the imprint stands on, and which pages have a folio (§7.5).
 */
#include "form_case.h"
#include "page_case.h"

#define CELL (156 * EMU_MM / 28)
#define LEFT (28 * EMU_MM)
#define RIGHT ((28 + 156) * EMU_MM)
#define TOP (37 * EMU_MM)
#define BOTTOM ((37 + 225) * EMU_MM)
#define PITCH ((225 * EMU_MM - CELL) / 21)
#define NEAR (EMU_PT / 10)

#define expect_near(a, b) cr_expect_leq(abs((a) - (b)), NEAR, "%d, not %d", (int)(a), (int)(b))

#define HEAD                                                                                                                  \
	"<document-number>甲发〔2025〕3号</document-number><secrecy>秘密★1年</secrecy>"                             \
	"<copy-number>000012</copy-number><urgency>特急</urgency>"                                                          \
	"<copy-to>子局，丑局，寅局，卯局，辰局，巳局，午局，未局，申局，酉局，戌局</copy-to>" \
	"<issued-by>乙办公室</issued-by><issued-date>2025-02-08</issued-date>"

/* A report of `organ` with `nline` lines of text and what else its head says. */
static struct page_case case_of(const char *layout, const char *organ, int nline,
				const char *head)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf b = { .arena = a };
	struct page_case c;

	buf_printf(&b,
		   "<report layout=\"%s\"><head><organ>%s</organ><year>2024</year>"
		   "<title>题</title><date>2025-01-16</date>%s</head><section id=\"text\"><p>",
		   layout, organ, head);
	for (int i = 2; i < 28 * nline; i++)
		buf_z(&b, "国");
	buf_z(&b, "</p></section><signature><organ/></signature></report>");
	c = page_case_of(buf_text(&b), false);
	arena_close(a);
	return c;
}

static const struct item *find(const struct page *page, const char *text)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].tag && str_is(page->item[i].text, text))
			return &page->item[i];
	cr_assert(false, "%s is not on page %u", text, (unsigned)page->number);
	return NULL;
}

/* The n-th (from 0) rule of the page. */
static const struct item *rule(const struct page *page, int n)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].kind == ITEM_RULE && n-- == 0)
			return &page->item[i];
	cr_assert(false, "there are too few rules on page %u", (unsigned)page->number);
	return NULL;
}

/* Upper edge of the type of a line at `points`. */
static emu type_top(const struct item *run, int points)
{
	return run->y - (emu)emu_scale(points * EMU_PT, 88, 100);
}

static bool has_folio(const struct page *page)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (!page->item[i].tag && page->item[i].artifact == ARTIFACT_FOLIO)
			return true;
	return false;
}

static bool has_imprint(const struct page *page)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (str_is(page->item[i].text, "日印发"))
			return true;
	return false;
}

Test(issue, red_head)
{
	struct page_case c = case_of("small-issued", "甲", 3, HEAD);
	const struct page *page = &c.book->page[0];
	const struct item *mark = find(page, "甲文件"), *line = rule(page, 0), *title;
	emu number;

	expect_near(find(page, "000012")->x, LEFT);
	expect_near(type_top(find(page, "000012"), 16), TOP);
	expect_near(find(page, "秘密★1年")->x, LEFT);
	expect_near(type_top(find(page, "秘密★1年"), 16), TOP + PITCH);
	expect_near(type_top(find(page, "特急"), 16), TOP + 2 * PITCH);
	/* its upper edge 35 mm below that of the text block, centred, red */
	expect_near(type_top(mark, 52), TOP + 35 * EMU_MM);
	expect_near(mark->x + 52 * EMU_PT * 3 / 2, (LEFT + RIGHT) / 2);
	cr_expect_eq(mark->ink, INK_RED);
	/* two blank lines, the number, 4 mm, the line */
	number = type_top(find(page, "甲发〔"), 16);
	expect_near(number, TOP + 35 * EMU_MM + 52 * EMU_PT + 2 * PITCH);
	cr_expect_eq(find(page, "甲发〔")->ink, INK_BLACK);
	expect_near(line->y, number + 16 * EMU_PT + 4 * EMU_MM);
	cr_expect_eq(line->y, line->y1);
	cr_expect_eq(line->size, EMU_MM / 2);
	cr_expect_eq(line->ink, INK_RED);
	/* with its ends, which project, as wide as the text block */
	expect_near(line->x - line->size / 2, LEFT);
	expect_near(line->x1 + line->size / 2, RIGHT);
	/* the title stands behind two blank lines, on the grid */
	title = find(page, "题");
	cr_expect_geq(type_top(title, 22), line->y + 2 * PITCH);
	cr_expect_leq(type_top(title, 22), line->y + 3 * PITCH);
	cr_expect_eq(c.book->tag[title->tag].role, TAG_H1);
	page_case_close(&c);
}

Test(issue, what_is_not_stated_leaves_no_gap)
{
	struct page_case c = case_of("small-issued", "甲", 3,
				     "<secrecy>公开</secrecy><urgency>加急</urgency>");
	const struct page *page = &c.book->page[0];

	expect_near(type_top(find(page, "加急"), 16), TOP);
	for (size_t i = 0; i < page->nitem; i++)
		cr_expect_not(str_is(page->item[i].text, "公开"),
			      "that is no secrecy to print");
	page_case_close(&c);
}

/* A long name is set smaller, and at its smallest in several lines; never wider than the text. */
Test(issue, the_mark_fits)
{
	static const char *const organ[] = {
		"甲乙丙丁甲乙丙丁甲乙",
		"甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁"
	};

	for (size_t k = 0; k < 2; k++) {
		struct page_case c = case_of("small-issued", organ[k], 3, HEAD);
		const struct page *page = &c.book->page[0];
		size_t n = 0;

		for (size_t i = 0; i < page->nitem; i++) {
			const struct item *item = &page->item[i];

			if (item->kind != ITEM_RUN || item->ink != INK_RED)
				continue;
			n++;
			cr_expect_lt(item->size, 52 * EMU_PT);
			cr_expect_geq(item->size, 28 * EMU_PT);
			cr_expect_geq(item->x, LEFT - NEAR);
			cr_expect_leq(item->x + item->glyph[item->nglyph - 1].x + item->size,
				      RIGHT + NEAR);
		}
		cr_expect_eq(n, k == 0 ? 1 : 2);
		page_case_close(&c);
	}
}

Test(issue, imprint)
{
	struct page_case c = case_of("small-issued", "甲", 20, HEAD);
	const struct page *page = &c.book->page[1];
	const struct item *to = find(page, "抄送："), *by = find(page, "乙办公室");
	const struct item *end = find(page, "日印发");
	size_t turned = 0;
	emu width[] = { 35 * EMU_MM / 100, EMU_MM / 4, 35 * EMU_MM / 100 };

	cr_assert_eq(c.book->npage, 2);
	cr_expect(has_folio(page), "text stands on the page");
	for (int i = 0; i < 3; i++) {
		const struct item *line = rule(page, i);

		cr_expect_eq(line->size, width[i]);
		expect_near(line->x - line->size / 2, LEFT);
		expect_near(line->x1 + line->size / 2, RIGHT);
	}
	cr_expect_eq(rule(page, 2)->y, BOTTOM, "the lower edge of the text block");
	/* one character in, at both ends; 4号 */
	cr_expect_eq(to->size, 14 * EMU_PT);
	expect_near(to->x, LEFT + 14 * EMU_PT);
	expect_near(by->x, LEFT + 14 * EMU_PT);
	expect_near(end->x + 3 * 14 * EMU_PT, RIGHT - 14 * EMU_PT);
	/* between their lines; turn lines flush with the first organ */
	cr_expect(to->y > rule(page, 0)->y && to->y < rule(page, 1)->y);
	cr_expect(by->y > rule(page, 1)->y && by->y < BOTTOM);
	for (size_t i = 0; i < page->nitem; i++) {
		const struct item *item = &page->item[i];

		if (!item->tag || item->y <= to->y || item->y >= rule(page, 1)->y)
			continue;
		turned++;
		expect_near(item->x, LEFT + 4 * 14 * EMU_PT);
	}
	cr_expect_eq(turned, 1);
	page_case_close(&c);
}

/* What no page can hold is an error, never print that runs out of the page. */
Test(issue, words_without_end)
{
	for (int k = 0; k < 2; k++) {
		struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
		struct buf words = { .arena = a }, head = { .arena = a };
		struct page_case c;

		for (int i = 0; i < 900; i++)
			buf_z(&words, "子");
		buf_printf(&head, "<copy-to>%s</copy-to>", words.s);
		c = case_of("small-issued", k ? words.s : "甲", 3, k ? "" : head.s);
		cr_expect(diag_errors(&c.type.d) > 0);
		cr_expect_eq(c.type.d.item[c.type.d.n - 1].code, DIAG_GROUP_TALL);
		page_case_close(&c);
		arena_close(a);
	}
}

/* On both sides: on an even page, always; with a folio where text stands on its page. */
Test(issue, the_imprint_stands_on_an_even_page)
{
	size_t alone = 0, blank = 0;

	for (int n = 1; n <= 34; n++) {
		struct page_case c = case_of("small-issued", "甲", n, HEAD);
		const struct book *b = c.book;
		size_t last = b->npage - 1;

		cr_expect_eq(b->npage % 2, 0, "%d lines", n);
		for (size_t p = 0; p < b->npage; p++) {
			const struct page *page = &b->page[p];
			bool has_text = false;

			cr_expect_eq(has_imprint(page), p == last, "%d lines, page %zu", n,
				     p + 1);
			for (size_t i = 0; i < page->nitem; i++)
				has_text |= str_starts(page->item[i].text, STR("国")) ||
					    str_is(page->item[i].text, "甲");
			cr_expect_eq(has_folio(page), has_text, "%d lines, page %zu", n, p + 1);
			alone += !has_text && p == last;
			blank += !has_text && p < last;
		}
		page_case_close(&c);
	}
	cr_expect_gt(alone, 0);
	cr_expect_gt(blank, 0);
}

Test(issue, on_one_side_the_imprint_takes_the_last_page_with_room)
{
	for (int n = 1; n <= 34; n++) {
		struct page_case c = case_of("small-issued-simplex", "甲", n, HEAD);
		const struct book *b = c.book;

		cr_expect(has_imprint(&b->page[b->npage - 1]));
		cr_expect(has_folio(&b->page[b->npage - 2 + (b->npage == 1)]));
		for (size_t p = 0; p + 1 < b->npage; p++)
			cr_expect_gt(b->page[p].nitem, 0);
		page_case_close(&c);
	}
}

Test(issue, what_the_head_says_is_checked)
{
	static const struct {
		const char *layout, *head, *message;
	} row[] = {
		{ "ogi-2021", "<urgency>特急</urgency>", "error[E262]: 版式“ogi-2021”没有安排 <urgency>" },
		{ "ogi-2021", "<copy-to>甲</copy-to>", "error[E262]: 版式“ogi-2021”没有安排 <copy-to>" },
		{ "ogi-2021-red-head", "", "warning[W273]: " },
		{ "ogi-2021-red-head", "", "warning[W276]: " },
		{ "ogi-2021-red-head", "<issued-date>2025-13-01</issued-date>", "error[E207]: " },
		{ "ogi-2021-red-head", "<copy-number>12</copy-number>", "warning[W275]: " },
		{ "ogi-2021-red-head", "<copy-to>甲</copy-to><copy-to>乙</copy-to>",
		  "error[E203]: " },
	}, number[] = {
		{ "甲发[2025]3号", "", "W274" },   { "甲发〔2025〕03号", "", "W274" },
		{ "甲发〔25〕3号", "", "W274" },   { "〔2025〕3号", "", "W274" },
		{ "甲发〔2025〕第3号", "", "W274" }, { "甲发〔2025〕3", "", "W274" },
		{ "甲发〔2025〕3号", "", NULL },   { "甲政信息公开〔2025〕128号", "", NULL },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row + sizeof number / sizeof *number; i++) {
		bool is_row = i < sizeof row / sizeof *row, broken;
		const char *message;
		struct form_case c = case_open(is_row ? row[i].layout : "ogi-2021-red-head");
		struct buf head = { .arena = c.a };

		if (is_row)
			buf_z(&head, row[i].head);
		else
			buf_printf(&head, "<document-number>%s</document-number>",
				   number[i - sizeof row / sizeof *row].layout);
		buf_z(&head, "</head>");
		case_change(&c, "</head>", head.s);
		check_report(c.a, &c.d, case_read(&c), c.l, false, &broken);
		message =
			is_row ? row[i].message : number[i - sizeof row / sizeof *row].message;
		if (message)
			cr_expect(strstr(case_messages(&c, DIAG_CHINESE), message),
				  "%s: %s\n%s", head.s, message,
				  case_messages(&c, DIAG_CHINESE));
		else
			cr_expect_not(strstr(case_messages(&c, DIAG_CHINESE), "W274"), "%s",
				      head.s);
		case_close(&c);
	}
}
