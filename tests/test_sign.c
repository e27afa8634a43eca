/*
 * Where the 落款 stands, GB/T 9704-2012 §7.3.5, read off the book: to the character (a cell of the
 * grid is 156/28 mm) and to the line; its area for a seal; what stands with it on its page.
 */
#include "page_case.h"

#define W (156 * EMU_MM)
#define LEFT (28 * EMU_MM)
#define RIGHT (LEFT + W)
#define CELL (W / 28)
#define SIZE (16 * EMU_PT)
#define NEAR (EMU_PT / 10) /* what rounding and the width of a thin figure may take */

#define expect_near(a, b) cr_expect_leq(abs((a) - (b)), NEAR, "%d, not %d", (int)(a), (int)(b))

/* A report of `nline` full lines of text behind its heading, and this 落款. */
static struct page_case case_of(const char *organ, int nline, const char *signature)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf b = { .arena = a };
	struct page_case c;

	buf_printf(&b,
		   "<report layout=\"small-sign\"><head><organ>%s</organ><year>2024</year>"
		   "<title>文字</title><date>2023-01-16</date></head><section id=\"text\"><p>",
		   organ);
	for (int i = 2; i < 28 * nline; i++)
		buf_z(&b, "国");
	buf_printf(&b, "</p></section>%s</report>", signature);
	c = page_case_of(buf_text(&b), false);
	arena_close(a);
	return c;
}

static const struct item *find(const struct book *b, const char *text, size_t *page)
{
	for (size_t p = 0; p < b->npage; p++)
		for (size_t i = 0; i < b->page[p].nitem; i++) {
			const struct item *item = &b->page[p].item[i];

			if (item->kind != ITEM_RUN || item->tag == 0 ||
			    !str_is(item->text, text))
				continue;
			if (page)
				*page = p;
			return item;
		}
	cr_assert(false, "%s is nowhere", text);
	return NULL;
}

/* Upper edge of the type of a line whose baseline is at y. */
static emu top_of(emu y)
{
	return y - (emu)emu_scale(SIZE, 88, 100);
}

/* Top of a grid line, from the page's top. */
static emu grid(int line)
{
	return 37 * EMU_MM + (emu)emu_scale(225 * EMU_MM - CELL, line, 21);
}

/* The lowest line of body text on a page: its baseline. */
static emu last_text(const struct book *b, size_t page, size_t *nline)
{
	emu y = 0;

	*nline = 0;
	for (size_t i = 0; i < b->page[page].nitem; i++) {
		const struct item *item = &b->page[page].item[i];

		if (item->tag == 0 || !str_starts(item->text, STR("国")) || item->y == y)
			continue;
		y = item->y;
		++*nline;
	}
	return y;
}

/* "2023年1月16日" comes in runs of digits and Han: its first, and its right edge. */
static const struct item *find_date(const struct book *b, emu *right)
{
	const struct item *last = find(b, "日", NULL);

	*right = last->x + CELL;
	return find(b, "2023", NULL);
}

#define DATE_WIDTH (CELL * 13 / 2)

Test(sign, without_a_seal)
{
	static const struct {
		const char *organ;
		emu organ_x, date_x; /* from the right edge, in half characters */
	} row[] = {
		/* the date is longer: it takes the place at the edge */
		{ "红旗区信访局", 2 * 2 + 13 + 2 * 2, 2 * 2 + 13 },
		{ "局", 2 * 2 + 13 + 2 * 2, 2 * 2 + 13 },
		{ "红旗区人民政府信访局", 2 * 12, 2 * 10 },
		{ "红旗区大数据管理局", 2 * 11, 2 * 9 },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct page_case c =
			case_of(row[i].organ, 3, "<signature><organ/><date/></signature>");
		const struct item *organ = find(c.book, row[i].organ, NULL), *date;
		size_t nline;
		emu right;

		date = find_date(c.book, &right);
		expect_near(organ->x, RIGHT - CELL * row[i].organ_x / 2);
		expect_near(date->x, RIGHT - CELL * row[i].date_x / 2);
		expect_near(right, date->x + DATE_WIDTH);
		/* one blank line below the text, the date on the next line */
		expect_near(organ->y - last_text(c.book, 0, &nline), grid(2) - grid(0));
		expect_near(date->y - organ->y, grid(1) - grid(0));
		cr_expect_eq(c.book->narea, 0);
		page_case_close(&c);
	}
}

static bool overlaps(const struct seal_area *area, const struct item *item)
{
	emu width = item->nglyph ? item->glyph[item->nglyph - 1].x + CELL : 0;

	return item->x < area->x1 && item->x + width > area->x && top_of(item->y) < area->y1 &&
	       top_of(item->y) + SIZE > area->y;
}

/* What stands in the area: nothing but the organ's name and the date. */
static void expect_clear(const struct book *b, const struct seal_area *area, uint32_t first)
{
	const struct page *page = &b->page[area->page];

	for (size_t i = 0; i < page->nitem; i++)
		cr_expect(page->item[i].tag >= first || !overlaps(area, &page->item[i]),
			  "%.*s stands in the area", (int)page->item[i].text.n,
			  page->item[i].text.s);
}

Test(sign, with_a_seal)
{
	static const struct {
		const char *organ;
		emu date_right; /* half characters */
	} row[] = {
		{ "红旗区信访局", 2 * 4 },
		{ "局", 2 * 4 },
		{ "红旗区人民政府信访局", 2 * 4 },
		/* 16 characters centred on the date would end less than 2 from the edge */
		{ "红旗区人民政府政务公开领导小组办", 2 * 4 - 1 + 2 * 3 - 1 - 1 },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct page_case c =
			case_of(row[i].organ, 3,
				"<signature seal=\"organ\"><organ/><date/></signature>");
		const struct item *organ = find(c.book, row[i].organ, NULL), *date;
		const struct seal_area *area = c.book->area;
		emu right, middle, low, width;
		size_t nline;

		cr_assert_eq(c.book->narea, 1);
		date = find_date(c.book, &right);
		width = organ->glyph[organ->nglyph - 1].x + CELL;
		middle = (date->x + right) / 2;
		if (width <= 13 * CELL)
			expect_near(right, RIGHT - CELL * row[i].date_right / 2);
		else
			expect_near(organ->x + width, RIGHT - 2 * CELL);
		expect_near(organ->x + width / 2, middle);
		expect_near(date->y - organ->y, grid(1) - grid(0));

		cr_expect_eq(area->seal, SEAL_ORGAN);
		cr_expect(str_is(area->bearer, row[i].organ));
		cr_expect_eq(area->x1 - area->x, 45 * EMU_MM);
		cr_expect_eq(area->y1 - area->y, 45 * EMU_MM);
		expect_near((area->x + area->x1) / 2, middle);
		cr_expect_leq(area->x1, RIGHT);
		/* name and date: within, a little below the middle */
		low = (top_of(organ->y) + top_of(date->y) + SIZE) / 2;
		cr_expect_gt(low, (area->y + area->y1) / 2);
		cr_expect_lt(low, (area->y + area->y1) / 2 + 8 * EMU_MM);
		cr_expect_gt(top_of(organ->y), area->y);
		cr_expect_lt(top_of(date->y) + SIZE, area->y1);
		/* its top is within one line of the text */
		low = top_of(last_text(c.book, area->page, &nline)) + SIZE;
		cr_expect_geq(area->y, low);
		cr_expect_leq(area->y, low + grid(1) - grid(0));
		expect_clear(c.book, area, organ->tag);
		page_case_close(&c);
	}
}

Test(sign, with_a_stamp)
{
	struct page_case c = case_of("局", 3,
				     "<signature seal=\"signatory\"><post>副局长</post>"
				     "<signatory>张三</signatory><date/></signature>");
	const struct item *post = find(c.book, "副局长", NULL), *date;
	const struct seal_area *area = c.book->area;
	emu right;

	cr_assert_eq(c.book->narea, 1);
	date = find_date(c.book, &right);
	cr_expect_eq(area->seal, SEAL_SIGNATORY);
	cr_expect(str_is(area->bearer, "张三"));
	/* lines: title, blank, heading, 3 of text, 2 blank, stamp of 2, blank, date */
	expect_near(area->y, grid(8));
	expect_near(area->x1, RIGHT - 4 * CELL);
	expect_near(post->x + 3 * CELL, area->x - 2 * CELL);
	expect_near(top_of(post->y) + SIZE / 2, (area->y + area->y1) / 2);
	expect_near(right, RIGHT - 4 * CELL);
	expect_near(top_of(date->y), grid(11));
	expect_clear(c.book, area, post->tag);
	page_case_close(&c);
}

static const char *const kinds[] = {
	"<signature><organ/><date/></signature>",
	"<signature seal=\"organ\"><organ/><date/></signature>",
	"<signature seal=\"signatory\"><post>局长</post><date/></signature>",
};

/*
 * At least two lines of the text stand on the page of the 落款, and all of it on one page within
 * the text block, wherever the text ends: the page has 22 lines, 3 of them the title and heading.
 */
Test(sign, two_lines_of_the_text_stand_with_it)
{
	for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
		for (int n = 1; n <= 22; n++) {
			struct page_case c = case_of("红旗区信访局", n, kinds[k]);
			const struct book *b = c.book;
			size_t page, nline;
			emu right;

			find(b, k == 2 ? "局长" : "红旗区信访局", &page);
			last_text(b, page, &nline);
			cr_expect_geq(nline, n < 2 ? 1u : 2u, "落款 %zu, %d lines", k, n);
			cr_expect_leq(find_date(b, &right)->y, grid(21) + SIZE);
			cr_expect_eq(b->npage, page + 1);
			for (size_t i = 0; i < b->narea; i++) {
				cr_expect_eq(b->area[i].page, page);
				cr_expect_leq(b->area[i].y1, (37 + 225) * EMU_MM + EMU_PT / 2);
			}
			page_case_close(&c);
		}
}

/* A form as high as a page breaks rather than leave the 落款 alone on the next one. */
Test(sign, it_never_stands_alone)
{
	static const char form[] =
		"<report layout=\"small-sign\"><head><organ>甲</organ><year>2024</year>"
		"<date>2023-01-16</date></head><section id=\"text\"><p>国</p><table>%s</table>"
		"</section><signature seal=\"organ\"><organ/><date/></signature></report>";

	for (int n = 20; n < 34; n++) {
		struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
		struct buf rows = { .arena = a }, report = { .arena = a };
		struct page_case c;
		size_t page, cells = 0;

		for (int i = 0; i < n; i++)
			buf_z(&rows, "<tr><td>行</td></tr>");
		buf_printf(&report, form, rows.s);
		c = page_case_of(buf_text(&report), false);
		find(c.book, "甲", &page);
		for (size_t i = 0; i < c.book->page[page].nitem; i++)
			cells += str_is(c.book->page[page].item[i].text, "行");
		cr_expect_geq(cells, 2, "%d rows", n);
		page_case_close(&c);
		arena_close(a);
	}
}
