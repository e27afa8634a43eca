/* Wide tables: when they lie sideways, where they come, what repeats, and what stays where it is. */
#include "page_case.h"

/* A table of so many columns and rows; figures of four digits. */
static void put_table(struct buf *b, const char *attributes, int ncol, int nrow)
{
	buf_printf(b, "<table%s><caption>分月情况</caption><tr>", attributes);
	for (int i = 0; i < ncol; i++)
		buf_z(b, "<th>栏名</th>");
	for (int r = 0; r < nrow; r++) {
		buf_z(b, "</tr><tr><th>地区</th>");
		for (int i = 1; i < ncol; i++)
			buf_z(b, "<td>1234</td>");
	}
	buf_z(b, "</tr></table>");
}

static struct page_case with_table(const char *attributes, int ncol, int nrow)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf b = { .arena = a };
	struct page_case c;

	buf_z(&b, "<report layout=\"small-text\"><head><organ>甲</organ><year>2024</year></head>"
		  "<section id=\"text\"><p>表前文字。</p>");
	put_table(&b, attributes, ncol, nrow);
	for (int i = 0; i < 60; i++)
		buf_z(&b, "<p>表后文字。</p>");
	buf_z(&b, "</section></report>");
	c = page_case_of(buf_text(&b), false);
	arena_close(a);
	return c;
}

static size_t count_turned(const struct page *page)
{
	size_t n = 0;

	for (size_t i = 0; i < page->nitem; i++)
		n += page->item[i].kind == ITEM_RUN && page->item[i].turn == 1;
	return n;
}

static bool lies_sideways(const struct page_case *c)
{
	size_t n = 0;

	for (size_t p = 0; p < c->book->npage; p++)
		n += count_turned(&c->book->page[p]);
	return n > 0;
}

Test(sideways, when_the_words_do_not_fit_or_the_report_says_so)
{
	static const struct {
		const char *attributes;
		int ncol;
		bool sideways;
	} row[] = {
		{ "", 8, false },
		{ "", 12, false }, /* in smaller type */
		{ "", 20, true },
		{ " orient=\"landscape\"", 3, true },
		{ " orient=\"portrait\"", 12, false },
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct page_case c = with_table(row[i].attributes, row[i].ncol, 3);

		cr_expect_eq(lies_sideways(&c), row[i].sideways, "%d columns%s", row[i].ncol,
			     row[i].attributes);
		cr_expect_eq(c.type.d.n, 0);
		page_case_close(&c);
	}
}

static const struct item *find(const struct page *page, const char *text)
{
	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].kind == ITEM_RUN && str_is(page->item[i].text, text))
			return &page->item[i];
	return NULL;
}

/* The only item that is upright on a page: the folio. */
static const struct item *upright(const struct page *page)
{
	const struct item *found = NULL;
	size_t n = 0;

	for (size_t i = 0; i < page->nitem; i++)
		if (page->item[i].kind == ITEM_RUN && !page->item[i].turn) {
			found = &page->item[i];
			n++;
		}
	cr_expect_eq(n, 1);
	return found;
}

/* The text behind the table fills the page before it; nothing else stands on its pages. */
Test(sideways, text_goes_on_around_it)
{
	struct page_case c = with_table("", 20, 40);
	const struct page *page = c.book->page;

	cr_assert_geq(c.book->npage, 5);
	cr_expect_eq(count_turned(&page[0]), 0);
	cr_expect_not_null(find(&page[0], "表后文字。"));
	for (size_t p = 1; p <= 2; p++) {
		const struct item *caption = find(&page[p], p == 1 ? "分月情况" : "分月情况（续）");
		const struct item *folio = upright(&page[p]);

		cr_expect_null(find(&page[p], "表后文字。"));
		cr_assert(caption && folio);
		cr_expect_eq(caption->turn, 1);
		cr_expect_eq(caption->tag > 0, p == 1, "repeated: an artifact");
		cr_expect_lt(caption->x, 40 * EMU_MM, "at the left edge, odd page or even");
		cr_expect_not_null(find(&page[p], "栏名"));
		cr_expect_eq(folio->artifact, ARTIFACT_FOLIO);
		cr_expect_eq(folio->x > 105 * EMU_MM, p == 2);
	}
	page_case_close(&c);
}

Test(sideways, everything_stands_within_the_text_block)
{
	struct page_case c = with_table("", 20, 40);

	for (size_t p = 0; p < c.book->npage; p++)
		for (size_t i = 0; i < c.book->page[p].nitem; i++) {
			const struct item *item = &c.book->page[p].item[i];

			if (item->kind == ITEM_RUN && item->artifact == ARTIFACT_FOLIO && !item->tag)
				continue;
			cr_expect(item->x >= 28 * EMU_MM && item->x <= 184 * EMU_MM + EMU_PT);
			cr_expect(item->y >= 37 * EMU_MM && item->y <= 262 * EMU_MM + EMU_PT);
			if (item->kind != ITEM_RULE)
				continue;
			cr_expect(item->x1 >= 28 * EMU_MM && item->x1 <= 184 * EMU_MM + EMU_PT);
			cr_expect(item->y1 >= 37 * EMU_MM && item->y1 <= 262 * EMU_MM + EMU_PT);
		}
	page_case_close(&c);
}

/* Each cell is tagged once, in reading order, wherever its page comes. */
Test(sideways, the_structure_is_that_of_the_text)
{
	struct page_case c = with_table("", 20, 2);
	uint32_t table = 0, before = 0, behind = 0;
	size_t ncell = 0;

	for (uint32_t i = 1; i < c.book->ntag; i++) {
		enum tag_role role = c.book->tag[i].role;

		ncell += role == TAG_TH || role == TAG_TD;
		if (role == TAG_TABLE)
			table = i;
		else if (role == TAG_P && !table)
			before = i;
		else if (role == TAG_P)
			behind = i;
	}
	cr_expect_eq(ncell, 60);
	cr_expect(before && before < table && table < behind);
	page_case_close(&c);
}

Test(sideways, text_without_a_table_behind_it_ends_the_report)
{
	struct page_case c = page_case_of(
		STR("<report layout='small-text'><head><organ>甲</organ><year>2024</year></head>"
		    "<section id='text'><table orient='landscape'><tr><td>1</td></tr></table>"
		    "<p>文字。</p><table orient='landscape'><tr><td>2</td></tr></table>"
		    "</section></report>"),
		false);

	cr_assert_eq(c.book->npage, 3);
	cr_expect_eq(count_turned(&c.book->page[0]), 0);
	cr_expect_eq(count_turned(&c.book->page[1]), 1);
	cr_expect_eq(count_turned(&c.book->page[2]), 1);
	page_case_close(&c);
}

/* The 落款 ends the text: a table of its page comes before that page. */
Test(sideways, no_table_comes_behind_the_signature)
{
	struct page_case c = page_case_of(
		STR("<report layout='small'><head><organ>甲</organ><year>2024</year>"
		    "<date>2025-01-02</date></head><section id='text'><p>文字。</p>"
		    "<table orient='landscape'><tr><td>1</td></tr></table></section>"
		    "<form id='small'><row id='apples' big='0' small='0' total='0'/>"
		    "<row id='pears' big='0' small='0' total='0'/><row id='weight' amount='0'/>"
		    "<row id='change' amount='0'/><row id='remark' words='0'/></form>"
		    "<signature><organ/><date/></signature></report>"),
		false);

	cr_assert_eq(c.book->npage, 2);
	cr_expect_eq(count_turned(&c.book->page[0]), 1);
	cr_expect_not_null(find(&c.book->page[1], "文字。"));
	page_case_close(&c);
}

/* Where even that is not enough, it is an error at the cell's line. */
Test(sideways, what_fits_nowhere_is_refused)
{
	struct page_case c = with_table("", 60, 1);

	cr_assert_gt(c.type.d.n, 0);
	cr_expect_eq(c.type.d.item[0].code, DIAG_TABLE_WIDE);
	cr_expect_eq(c.type.d.item[0].at.line, 1);
	page_case_close(&c);
}

/* What is said while a table is being fitted outlives the fitting. */
Test(sideways, each_character_without_a_font_is_named)
{
	struct page_case c = page_case_of(
		STR("<report layout='small-text'><head><organ>甲</organ><year>2024</year></head>"
		    "<section id='text'><table>\n<tr><td>甲</td><td>乙&#xE000;</td></tr>"
		    "\n<tr><td>甲</td><td>乙&#xE001;</td></tr>"
		    "\n<tr><td>甲</td><td>乙&#xE002;</td></tr></table></section></report>"),
		false);

	cr_assert_eq(c.type.d.n, 3);
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(c.type.d.item[i].code, DIAG_GLYPH_MISSING);
		cr_expect_eq(c.type.d.item[i].at.line, 2 + i);
	}
	page_case_close(&c);
}

Test(sideways, orient_has_two_words)
{
	struct type_case c = type_case_open();

	report_read(c.a, &c.d, STR("r.xml"),
		    STR("<report layout='small-text'><head><organ>甲</organ><year>2024</year></head>"
			"<section id='text'>\n<table orient='diagonal'><tr><td>1</td></tr></table>"
			"</section></report>"));
	cr_assert_eq(c.d.n, 1);
	cr_expect_eq(c.d.item[0].code, DIAG_ORIENT_WRONG);
	cr_expect_eq(c.d.item[0].at.line, 2);
	type_case_close(&c);
}

/* A caption is repeated above an upright table that goes on, too. */
Test(sideways, upright_tables_repeat_their_caption)
{
	struct page_case c = with_table("", 4, 60);
	const struct item *caption;

	cr_expect_not_null(find(&c.book->page[0], "分月情况"));
	caption = find(&c.book->page[1], "分月情况（续）");
	cr_assert_not_null(caption);
	cr_expect_eq(caption->turn, 0);
	cr_expect_eq(caption->tag, 0);
	cr_expect_eq(caption->artifact, ARTIFACT_REPEAT);
	page_case_close(&c);
}
