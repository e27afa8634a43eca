/* Pages on sheets: order, place and scale; boxes and marks; the selection of pages before it. */
#include "page/sheet.h"
#include "page_case.h"

#include "page/select.h"

#define A4_WIDTH (210 * EMU_MM)
#define A4_HEIGHT (297 * EMU_MM)
#define MANY 64

static struct book book_of_pages(struct arena *a, size_t n)
{
	struct page *page = arena_array(a, n, sizeof(*page));

	for (size_t i = 0; i < n; i++)
		page[i].number = (uint32_t)i + 1;
	return (struct book){
		.width = A4_WIDTH, .height = A4_HEIGHT, .page = page, .npage = n
	};
}

static const struct print_profile booklet = {
	.sheet = { .width = 2 * A4_WIDTH,
		   .height = A4_HEIGHT,
		   .across = 2,
		   .order = PRINT_SADDLE },
};

/* The number of the page in the left or right half of a sheet; 0: white. */
static uint32_t half(const struct sheets *s, size_t isheet, bool right)
{
	for (size_t i = 0; i < s->sheet[isheet].nplace; i++)
		if ((s->sheet[isheet].place[i].x >= s->width / 2) == right)
			return s->sheet[isheet].place[i].page + 1;
	return 0;
}

/* Fold the sheets, lay them into each other, and leaf through. */
static void read_folded(const struct sheets *s, size_t npage)
{
	size_t npaper = s->n / 2, n = 0;
	uint32_t read[MANY + 4];

	for (size_t k = 0; k < npaper; k++) {
		read[n++] = half(s, 2 * k, true);
		read[n++] = half(s, 2 * k + 1, false);
	}
	for (size_t k = npaper; k-- > 0;) {
		read[n++] = half(s, 2 * k + 1, true);
		read[n++] = half(s, 2 * k, false);
	}
	cr_expect_eq(n, (npage + 3) / 4 * 4, "%zu pages", npage);
	for (size_t i = 0; i < n; i++)
		cr_expect_eq(read[i], i < npage ? i + 1 : 0, "%zu pages: %u at %zu", npage,
			     (unsigned)read[i], i);
}

Test(sheet, booklets_of_1_to_64_pages_read_in_order_once_folded)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);

	for (size_t n = 1; n <= MANY; n++) {
		struct book b = book_of_pages(a, n);

		read_folded(sheets_make(a, &b, &booklet, NULL), n);
	}
	arena_close(a);
}

Test(sheet, inner_sheets_of_a_booklet_creep_to_the_fold)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct print_profile creeping = booklet;
	struct book b = book_of_pages(a, 12);
	const struct sheets *s;

	creeping.sheet.creep = EMU_MM / 10;
	s = sheets_make(a, &b, &creeping, NULL);
	for (size_t i = 0; i < s->n; i++) {
		emu creep = (emu)(i / 2) * (EMU_MM / 10);

		cr_expect_eq(s->sheet[i].place[0].x, creep, "left half of side %zu", i);
		cr_expect_eq(s->sheet[i].place[1].x, A4_WIDTH - creep, "right half of side %zu",
			     i);
	}
	arena_close(a);
}

Test(sheet, two_pages_stand_side_by_side_and_the_last_alone)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct print_profile two = { .sheet = { 2 * A4_WIDTH, A4_HEIGHT, .across = 2 } };
	struct book b = book_of_pages(a, 3);
	const struct sheets *s = sheets_make(a, &b, &two, NULL);

	cr_assert_eq(s->n, 2);
	cr_expect_eq(s->sheet[0].nplace, 2);
	cr_expect_eq(s->sheet[1].nplace, 1);
	for (uint32_t i = 0; i < 3; i++) {
		const struct placement *p = &s->sheet[i / 2].place[i % 2];

		cr_expect_eq(p->page, i);
		cr_expect_eq(p->x, (emu)(i % 2) * A4_WIDTH);
		cr_expect_eq(p->y, 0);
		cr_expect_eq(p->num, p->den);
	}
	arena_close(a);
}

/* A4 to A3: 141.4 %, so that nothing is cut off; and in the middle of what is left. */
Test(sheet, a_page_that_is_to_fit_fills_its_sheet)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct print_profile a3 = { .sheet = { 297 * EMU_MM, 420 * EMU_MM, 1, .fits = true } };
	struct book b = book_of_pages(a, 1);
	const struct sheets *s = sheets_make(a, &b, &a3, NULL);
	const struct placement *p = &s->sheet[0].place[0];

	cr_expect_eq(emu_scale(1000, p->num, p->den), 1414);
	cr_expect_eq(p->y, 0);
	cr_expect_eq(placement_y(p, A4_HEIGHT), 420 * EMU_MM);
	cr_expect_leq(abs(p->x + placement_x(p, A4_WIDTH) - s->width), 1, "in the middle");
	a3.sheet.fits = false;
	p = &sheets_make(a, &b, &a3, NULL)->sheet[0].place[0];
	cr_expect(p->num == 1 && p->den == 1, "without, it keeps its size");
	cr_expect_eq(p->x, (297 - 210) * EMU_MM / 2);
	a3.sheet.width = 105 * EMU_MM;
	p = &sheets_make(a, &b, &a3, NULL)->sheet[0].place[0];
	cr_expect_eq(emu_scale(1000, p->num, p->den), 500, "a larger one is made smaller");
	arena_close(a);
}

/* GB/T 9704-2012: 订口 28 mm, 版心 156 mm: even pages move 2 mm to the left. */
Test(sheet, even_pages_have_their_binding_edge_at_the_right)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct print_profile duplex = { .sheet.across = 1, .mirrors = true };
	struct layout_page page = { .width = A4_WIDTH,
				    .left = 28 * EMU_MM,
				    .text_width = 156 * EMU_MM };
	struct book b = book_of_pages(a, 4);
	const struct sheets *s = sheets_make(a, &b, &duplex, &page);

	for (size_t i = 0; i < 4; i++) {
		emu left = s->sheet[i].place[0].x + page.left;
		emu right = A4_WIDTH - left - page.text_width;

		cr_expect_eq(i % 2 ? right : left, 28 * EMU_MM, "page %zu", i + 1);
	}
	arena_close(a);
}

static bool is_outside(const struct item *mark, const struct sheet_box *box)
{
	return (mark->x <= box->left && mark->x1 <= box->left) ||
	       (mark->x >= box->right && mark->x1 >= box->right) ||
	       (mark->y <= box->top && mark->y1 <= box->top) ||
	       (mark->y >= box->bottom && mark->y1 >= box->bottom);
}

Test(sheet, a_press_has_nested_boxes_and_marks_outside_of_the_bleed)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct print_profile press = {
		.sheet.across = 1,
		.standard = PRINT_X4,
		.press = { .margin = 10 * EMU_MM,
			   .bleed = 3 * EMU_MM,
			   .mark_gap = 4 * EMU_MM,
			   .mark_length = 5 * EMU_MM,
			   .mark_rule = EMU_PT / 4 },
	};
	struct book b = book_of_pages(a, 2);
	const struct sheets *s = sheets_make(a, &b, &press, NULL);
	const struct placement *p = &s->sheet[1].place[0];

	cr_expect_eq(s->trim.right - s->trim.left, A4_WIDTH);
	cr_expect_eq(s->trim.bottom - s->trim.top, A4_HEIGHT);
	cr_expect(p->x == s->trim.left && p->y == s->trim.top);
	cr_expect_eq(s->trim.left - s->bleed.left, 3 * EMU_MM);
	cr_expect_eq(s->bleed.bottom - s->trim.bottom, 3 * EMU_MM);
	cr_assert_eq(s->nmark, 8);
	for (size_t i = 0; i < s->nmark; i++) {
		const struct item *m = &s->mark[i];

		cr_expect_geq(m->size, EMU_PT / 4);
		cr_expect(is_outside(m, &s->bleed), "mark %zu", i);
		cr_expect(m->x - m->size >= 0 && m->x1 - m->size >= 0 && m->y - m->size >= 0 &&
				  m->x1 + m->size <= s->width && m->y1 + m->size <= s->height,
			  "mark %zu is on the paper", i);
		cr_expect(m->x == m->x1 ? m->x == s->trim.left || m->x == s->trim.right
					: m->y == s->trim.top || m->y == s->trim.bottom,
			  "mark %zu points along an edge", i);
	}
	arena_close(a);
}

Test(page_range, what_is_a_selection)
{
	static const struct {
		const char *list;
		uint32_t in, out; /* a page that belongs to it, one that does not */
	} good[] = {
		{ "2", 2, 1 },      { "2-3", 3, 4 }, { "1,4-6,9", 5, 3 },
		{ "5-", 70000, 4 }, { "-3", 1, 4 },  { "7,1", 1, 2 },
	};
	static const char *const bad[] = { "",    "0",           "a",     "3-2",  "1,",
					   ",1",  "1--2",        "-",     "1;2",  "1 2",
					   "2-0", "99999999999", "1-,2x", "1-2-3" };
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct page_ranges ranges;

	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		cr_expect(page_ranges_read(a, good[i].list, &ranges), "%s", good[i].list);
		cr_expect(page_ranges_have(&ranges, good[i].in), "%s", good[i].list);
		cr_expect(!page_ranges_have(&ranges, good[i].out), "%s", good[i].list);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		cr_expect(!page_ranges_read(a, bad[i], &ranges), "%s", bad[i]);
	arena_close(a);
}

/* Every tag stands on a page that was taken, or around one that does, or in the same table. */
static bool has_content(const struct book *b, size_t tag)
{
	for (size_t i = 0; i < b->npage; i++)
		for (size_t k = 0; k < b->page[i].nitem; k++)
			for (uint32_t t = b->page[i].item[k].tag; t != 0; t = b->tag[t].parent)
				if (t == tag)
					return true;
	return false;
}

static bool is_in_table(const struct book *b, size_t tag)
{
	while (tag != 0 && b->tag[tag].role != TAG_TABLE)
		tag = b->tag[tag].parent;
	return tag != 0;
}

Test(select, the_tree_has_what_is_on_the_pages)
{
	struct page_case c = page_case_open("fixtures/hongqi-xinfang-2022.xml", false);
	struct arena *a = c.type.a;

	for (uint32_t first = 1; first <= c.book->npage; first++) {
		struct page_range range = { first, first + 1 };
		struct book b = book_select(a, c.book, &(struct page_ranges){ &range, 1 });
		int level = 0;

		cr_expect_eq(b.npage, first < c.book->npage ? 2 : 1);
		cr_expect_eq(b.page[0].number, first, "folios stay");
		cr_expect_eq(b.page[0].nitem, c.book->page[first - 1].nitem);
		cr_expect_lt(b.ntag, c.book->ntag);
		for (size_t i = 1; i < b.ntag; i++) {
			const struct tag *tag = &b.tag[i];

			cr_expect(has_content(&b, i) || is_in_table(&b, i), "tag %zu", i);
			cr_expect_lt(tag->parent, i);
			for (size_t k = 0; k < tag->nhead; k++)
				cr_expect_eq(b.tag[tag->head[k]].role, TAG_TH);
			if (tag->role < TAG_H1 || tag->role > TAG_H4)
				continue;
			cr_expect_leq((int)tag->role - TAG_H1, level, "no level is left out");
			level = (int)tag->role - TAG_H1 + 1;
		}
	}
	page_case_close(&c);
}
