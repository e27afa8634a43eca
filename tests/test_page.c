/* Pages: the grid, what is kept together, what repeats, and every item in its place. */
#include "page_case.h"

static const char *const fixture[] = {
	"fixtures/hongqi-xinfang-2022.xml", "fixtures/hongqi-xinfang-2022-total-apart.xml",
	"fixtures/huaian-city-2024.xml",    "fixtures/rare-characters.xml",
	"fixtures/long-text.xml",	    "tests/fixtures/long-table.xml",
};

#define NFIXTURE (sizeof fixture / sizeof *fixture)

static enum tag_role role_of(const struct book *b, const struct item *item)
{
	return b->tag[item->tag].role;
}

static bool is_heading(enum tag_role r)
{
	return r >= TAG_H1 && r <= TAG_H4;
}

/* The item that stands lowest in the text block of a page; NULL on an empty page. */
static const struct item *lowest(const struct page *page)
{
	const struct item *low = NULL;

	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].artifact != ARTIFACT_FOLIO &&
		    page->item[i].artifact != ARTIFACT_MARK && (!low || page->item[i].y > low->y))
			low = &page->item[i];
	return low;
}

Test(page, everything_stands_within_the_text_block)
{
	for (size_t f = 0; f < NFIXTURE; f++) {
		struct page_case c = page_case_open(fixture[f], false);

		for (size_t p = 0; p < c.book->npage; p++)
			for (size_t i = 0; i < c.book->page[p].nitem; i++) {
				const struct item *item = &c.book->page[p].item[i];

				if (item->artifact == ARTIFACT_FOLIO && !item->tag)
					continue;
				cr_expect_geq(item->x, 28 * EMU_MM - EMU_PT * 12, "%s page %zu",
					      fixture[f], p + 1);
				cr_expect_geq(item->y, 37 * EMU_MM);
				cr_expect_leq(item->y, (37 + 225) * EMU_MM + EMU_PT);
				cr_expect_leq(item->x1, (28 + 156) * EMU_MM + EMU_PT);
			}
		page_case_close(&c);
	}
}

Test(page, no_heading_is_the_last_thing_on_a_page)
{
	for (size_t f = 0; f < NFIXTURE; f++) {
		struct page_case c = page_case_open(fixture[f], false);

		for (size_t p = 0; p < c.book->npage; p++) {
			const struct item *low = lowest(&c.book->page[p]);

			cr_assert(low, "%s page %zu is empty", fixture[f], p + 1);
			cr_expect(!is_heading(role_of(c.book, low)), "%s page %zu", fixture[f],
				  p + 1);
		}
		page_case_close(&c);
	}
}

/* Every tag that has content has it in one stretch of the reading order, whatever the page. */
Test(page, the_reading_order_is_that_of_the_structure_tree)
{
	for (size_t f = 0; f < NFIXTURE; f++) {
		struct page_case c = page_case_open(fixture[f], false);
		uint32_t last = 0;

		for (size_t p = 0; p < c.book->npage; p++)
			for (size_t i = 0; i < c.book->page[p].nitem; i++) {
				uint32_t tag = c.book->page[p].item[i].tag;

				cr_expect(!tag || tag >= last, "%s page %zu: tag %u behind %u",
					  fixture[f], p + 1, (unsigned)tag, (unsigned)last);
				last = tag ? tag : last;
			}
		page_case_close(&c);
	}
}

/* A paragraph's first or last line never stands alone (孤行). */
Test(page, no_line_of_a_paragraph_stands_alone)
{
	struct page_case c = page_case_open("fixtures/long-text.xml", false);

	for (size_t p = 0; p + 1 < c.book->npage; p++) {
		const struct page *page = &c.book->page[p], *next = page + 1;
		uint32_t tag = lowest(page)->tag;
		size_t here = 0, there = 0;
		emu y = 0;

		if (role_of(c.book, lowest(page)) != TAG_P)
			continue;
		for (size_t i = 0; i < page->nitem; i++)
			if (page->item[i].tag == tag && page->item[i].y != y)
				here++, y = page->item[i].y;
		for (size_t i = 0; i < next->nitem; i++)
			if (next->item[i].tag == tag && next->item[i].y != y)
				there++, y = next->item[i].y;
		cr_expect(!there || (here > 1 && there > 1), "page %zu: %zu lines and %zu", p + 1,
			  here, there);
	}
	page_case_close(&c);
}

Test(page, a_full_page_has_22_lines_on_the_grid)
{
	struct page_case c;
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf b = { .arena = a };
	emu y = 0;
	size_t n = 0;

	buf_z(&b, "<report layout=\"small-text\"><head><organ>甲</organ><year>2024</year></head>"
		  "<section id=\"text\"><p>");
	for (int i = 0; i < 28 * 60; i++)
		buf_z(&b, "国");
	buf_z(&b, "</p></section></report>");
	c = page_case_of(buf_text(&b), false);
	cr_assert_gt(c.book->npage, 2);
	for (size_t i = 0; i < c.book->page[1].nitem; i++) {
		const struct item *item = &c.book->page[1].item[i];

		if (item->kind != ITEM_RUN || !item->tag || item->y == y)
			continue;
		y = item->y;
		/* first em box at the upper edge, last one at the lower edge of the text block */
		cr_expect_leq(abs(y - 37 * EMU_MM - (emu)emu_scale(16 * EMU_PT, 88, 100) -
				  (emu)emu_scale(225 * EMU_MM - 156 * EMU_MM / 28, (int64_t)n, 21)),
			      2, "line %zu: %d", n, y);
		n++;
	}
	cr_expect_eq(n, 22);
	page_case_close(&c);
	arena_close(a);
}

static size_t page_of_tag(const struct book *b, uint32_t tag, size_t from)
{
	for (size_t p = from; p < b->npage; p++)
		for (size_t i = 0; i < b->page[p].nitem; i++)
			if (b->page[p].item[i].tag == tag)
				return p;
	return b->npage;
}

static uint32_t table_of(const struct book *b, uint32_t cell)
{
	while (cell && b->tag[cell].role != TAG_TABLE)
		cell = b->tag[cell].parent;
	return cell;
}

/* Each of the three forms stands whole on one page, its heading above it. */
Test(page, forms_stand_whole_with_their_headings)
{
	for (size_t f = 0; f < 3; f++) {
		struct page_case c = page_case_open(fixture[f], false);
		size_t forms = 0;

		for (uint32_t t = 1; t < c.book->ntag; t++) {
			uint32_t table = table_of(c.book, t);
			size_t page;

			forms += c.book->tag[t].role == TAG_TABLE;
			if (c.book->tag[t].role != TAG_TH && c.book->tag[t].role != TAG_TD)
				continue;
			page = page_of_tag(c.book, t, 0);
			cr_expect_eq(page, page_of_tag(c.book, table - 1, 0), "%s tag %u",
				     fixture[f], (unsigned)t);
			cr_expect(is_heading(c.book->tag[table - 1].role));
		}
		cr_expect_eq(forms, 3);
		page_case_close(&c);
	}
}

static bool page_shows(const struct page *page, const char *text, bool artifact)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].kind == ITEM_RUN && str_is(page->item[i].text, text) &&
		    (page->item[i].tag == 0) == artifact)
			return true;
	return false;
}

/* 200 rows: heads repeat on every page, the label of the group that goes on too, as artifacts. */
Test(page, heads_and_open_labels_repeat_behind_a_break)
{
	struct page_case c = page_case_open("tests/fixtures/long-table.xml", false);
	size_t repeated = 0;

	cr_assert_gt(c.book->npage, 5);
	cr_expect(page_shows(&c.book->page[0], "组别", false));
	for (size_t p = 1; p < c.book->npage; p++)
		cr_expect(page_shows(&c.book->page[p], "组别", true), "page %zu", p + 1);
	for (size_t p = 0; p < c.book->npage; p++)
		repeated += page_shows(&c.book->page[p], "共90行", true);
	cr_expect_geq(repeated, 2, "the label of 90 rows crosses two breaks at least");
	page_case_close(&c);
}

Test(page, folios_stand_outside_and_drafts_are_marked)
{
	struct page_case c = page_case_open("fixtures/hongze-district-2023.xml", true);

	for (size_t p = 0; p < c.book->npage; p++) {
		size_t folios = 0, marks = 0;

		for (size_t i = 0; i < c.book->page[p].nitem; i++) {
			const struct item *item = &c.book->page[p].item[i];

			if (item->artifact == ARTIFACT_FOLIO && !item->tag) {
				bool right = item->x > 105 * EMU_MM;

				folios++;
				cr_expect_eq(right, c.book->page[p].number % 2 == 1);
				cr_expect_gt(item->y, (37 + 225 + 7) * EMU_MM);
			}
			if (item->artifact == ARTIFACT_MARK && !item->tag) {
				marks++;
				cr_expect_lt(item->y, 37 * EMU_MM);
				cr_expect(str_is(item->text, "草稿"));
			}
		}
		cr_expect_eq(folios, 1);
		cr_expect_eq(marks, 1);
	}
	page_case_close(&c);
}

/* <p><h2>（六）…。</h2>text</p>: one paragraph on paper, an H3 and a P in the structure. */
Test(page, run_in_headings_are_headings)
{
	static const char report[] =
		"<report layout=\"small-text\"><head><organ>甲</organ><year>2024</year></head>"
		"<section id=\"text\"><p><h2>（一）主动公开。</h2>全年公开一百条。</p></section></report>";
	struct page_case c = page_case_of(str_from(report), false);
	const struct page *page = &c.book->page[0];
	const struct item *head = NULL, *text = NULL;

	for (size_t i = 0; i < page->nitem; i++) {
		if (role_of(c.book, &page->item[i]) == TAG_H3)
			head = &page->item[i];
		else if (role_of(c.book, &page->item[i]) == TAG_P)
			text = &page->item[i];
	}
	cr_assert(head && text);
	cr_expect(str_is(head->text, "（一）主动公开。"), "%.*s", (int)head->text.n, head->text.s);
	cr_expect(str_is(text->text, "全年公开一百条。"));
	cr_expect_eq(head->y, text->y);
	cr_expect(str_is(c.book->tag[head->tag].title, "（一）主动公开。"));
	page_case_close(&c);
}
