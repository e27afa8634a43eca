/*
 * Annexes: their list under the text (GB/T 9704-2012 §7.3.4), each on a new page (§7.3.7), their
 * place in the structure; what is checked in them.
 */
#include "form_case.h"
#include "page_case.h"

#define CELL (156 * EMU_MM / 28)
#define LEFT (28 * EMU_MM)
#define NEAR (EMU_PT / 10)

#define expect_near(a, b) cr_expect_leq(abs((a) - (b)), NEAR, "%d, not %d", (int)(a), (int)(b))

/* A report with two lines of text, these annexes and a 落款. */
static struct page_case case_of(const char *annexes)
{
	struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
	struct buf b = { .arena = a };
	struct page_case c;

	buf_z(&b, "<report layout=\"small-sign\"><head><organ>甲局</organ><year>2024</year>"
		  "<title>文字</title><date>2023-01-16</date></head><section id=\"text\"><p>");
	for (int i = 2; i < 56; i++)
		buf_z(&b, "国");
	buf_printf(&b, "</p></section><signature><organ/><date/></signature>%s</report>",
		   annexes);
	c = page_case_of(buf_text(&b), false);
	arena_close(a);
	return c;
}

#define ANNEX(title, blocks) "<annex><title>" title "</title>" blocks "</annex>"

/* The n-th (from 0) run of the book with this text; on which page, if that is asked. */
static const struct item *find(const struct book *b, const char *text, int n, size_t *page)
{
	for (size_t p = 0; p < b->npage; p++)
		for (size_t i = 0; i < b->page[p].nitem; i++) {
			const struct item *item = &b->page[p].item[i];

			if (item->tag == 0 || !str_is(item->text, text) || n-- > 0)
				continue;
			if (page)
				*page = p;
			return item;
		}
	cr_assert(false, "%s is nowhere", text);
	return NULL;
}

/* Baseline of type of `points` on a grid line. */
static emu on_line(int line, int points)
{
	return 37 * EMU_MM + (emu)emu_scale(225 * EMU_MM - CELL, line, 21) +
	       (emu)emu_scale(points * EMU_PT, 88, 100);
}

Test(annex, the_list_hangs_under_the_text)
{
	/* 21 characters and the rest of a line: the name takes two lines */
	struct page_case c = case_of(ANNEX("甲", "<p>子</p>") ANNEX(
		"乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙乙丙", "<p>丑</p>"));
	const struct item *intro = find(c.book, "附件：", 0, NULL);
	const struct item *number = find(c.book, "1.", 0, NULL);
	const struct item *first = find(c.book, "甲", 0, NULL), *second, *turn;

	/* lines: title, blank, heading, 2 of text, blank, list of 3, blank, 落款 */
	expect_near(intro->x, LEFT + 2 * CELL);
	expect_near(intro->y, on_line(6, 16));
	expect_near(number->x, LEFT + 5 * CELL);
	cr_expect_gt(first->x, number->x);
	second = find(c.book, "2.", 0, NULL);
	expect_near(second->x, LEFT + 5 * CELL);
	expect_near(second->y, on_line(7, 16));
	turn = find(c.book, "乙丙", 0, NULL);
	expect_near(turn->x, first->x);
	expect_near(turn->y, on_line(8, 16));
	expect_near(find(c.book, "甲局", 0, NULL)->y, on_line(10, 16));
	page_case_close(&c);
}

Test(annex, one_alone_has_no_number)
{
	struct page_case c = case_of(ANNEX("甲<br/>乙", "<p>子</p>"));
	size_t page;

	/* a <br/> is for the heading only */
	expect_near(find(c.book, "甲乙", 0, NULL)->x, LEFT + 5 * CELL);
	find(c.book, "附件", 0, &page);
	cr_expect_eq(page, 1);
	cr_expect_eq(find(c.book, "甲", 0, NULL)->size, 22 * EMU_PT);
	page_case_close(&c);
}

Test(annex, each_begins_on_a_new_page)
{
	struct page_case c = case_of(ANNEX("甲表", "<table><tr><td>寅</td></tr></table>")
					     ANNEX("乙文", "<p>丑</p>"));

	cr_expect_eq(c.book->npage, 3);
	for (int i = 0; i < 2; i++) {
		static const char *const title[] = { "甲表", "乙文" }, *const label[] = {
			"附件1", "附件2"
		};
		const struct item *item;
		size_t page;

		/* the label flush on line 1, the title centred on line 3 */
		item = find(c.book, label[i], 0, &page);
		cr_expect_eq(page, (size_t)i + 1);
		cr_expect_eq(c.book->page[page].number, page + 1);
		expect_near(item->x, LEFT);
		expect_near(item->y, on_line(0, 16));
		item = find(c.book, title[i], 1, &page);
		cr_expect_eq(page, (size_t)i + 1);
		expect_near(item->x + 22 * EMU_PT, 105 * EMU_MM + EMU_MM);
		expect_near(item->y, on_line(2, 22));
	}
	page_case_close(&c);
}

Test(annex, each_is_a_section_of_the_structure)
{
	struct page_case c =
		case_of(ANNEX("甲", "<h2>（一）</h2><p>子</p>") ANNEX("乙", "<p>丑</p>"));
	const struct tag *tag = c.book->tag;
	size_t sects = 0;

	for (uint32_t i = 1; i < c.book->ntag; i++) {
		if (tag[i].role != TAG_SECT)
			continue;
		sects++;
		cr_expect_eq(tag[i].parent, 1);
		cr_expect_eq(tag[i + 1].role, TAG_P);
		cr_expect_eq(tag[i + 1].parent, i);
		cr_expect_eq(tag[i + 2].role, TAG_H2);
		cr_expect_eq(tag[i + 2].parent, i);
		cr_expect(str_is(tag[i + 2].title, sects == 1 ? "附件1　甲" : "附件2　乙"));
	}
	cr_expect_eq(sects, 2);
	cr_expect_eq(tag[find(c.book, "（一）", 0, NULL)->tag].role, TAG_H3);
	page_case_close(&c);
}

/*
 * With the list between them two lines of the text stand with the 落款; where all is more than a
 * page, two lines of the list do.
 */
Test(annex, the_list_leaves_no_signature_alone)
{
	for (int n = 1; n <= 40; n++) {
		struct arena *a = arena_open(CASE_MEMORY, type_case_oom, NULL);
		struct buf annexes = { .arena = a };
		struct page_case c;
		size_t page, text = 0, names = 0;

		for (int i = 0; i < n; i++)
			buf_z(&annexes, ANNEX("丁", "<p>子</p>"));
		c = case_of(annexes.s);
		find(c.book, "甲局", 0, &page);
		for (size_t i = 0; i < c.book->page[page].nitem; i++) {
			const struct item *item = &c.book->page[page].item[i];

			text += item->tag && str_starts(item->text, STR("国"));
			names += str_is(item->text, "丁");
		}
		cr_expect(text >= 2 || (n > 15 && names >= 2),
			  "%d annexes: %zu lines, %zu names", n, text, names);
		page_case_close(&c);
		arena_close(a);
	}
}

/* Every way to write an annex wrong, and what of its text is checked. */
Test(annex, mistakes_are_told_with_their_lines)
{
#define LONG "全市各级行政机关按照统一要求做好政府信息公开工作，成效明显，群众满意。"
	static const struct {
		const char *from, *to, *message;
	} row[] = {
		{ "</report>", "\n<annex>\n<p>甲</p></annex></report>",
		  ": error[E202]: <annex> 缺少 <title>" },
		{ "</report>", "<annex><title> </title><p>甲</p></annex></report>",
		  ": error[E204]: <title> 是空的" },
		{ "</report>",
		  "<annex title=\"甲\"><title>甲</title><p>甲</p></annex></report>",
		  ": error[E111]: <annex> 没有属性 title" },
		{ "</report>",
		  "<annex><title>甲</title><p>乙</p><title>丙</title></annex></report>",
		  ": error[E110]: <annex> 中不能有 <title>" },
		{ "<p>（文字描述）</p>", "<annex><title>甲</title></annex>",
		  ": error[E110]: <section> 中不能有 <annex>" },
		{ "</report>", "<annex><title>甲</title></annex></report>",
		  ": warning[W261]: 章节“甲”没有内容" },
		{ "</report>",
		  "<annex><title>甲</title><p>" LONG "</p></annex>"
		  "<annex><title>乙</title><p>" LONG "</p></annex></report>",
		  ": warning[W343]: 章节“乙”有 1 段文字与“甲”" },
	};
#undef LONG

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		struct form_case c = case_open("ogi-2021");
		bool broken;

		case_change(&c, row[i].from, row[i].to);
		check_report(c.a, &c.d, case_read(&c), c.l, false, &broken);
		cr_expect(strstr(case_messages(&c, DIAG_CHINESE), row[i].message),
			  "%s not in\n%s", row[i].message, case_messages(&c, DIAG_CHINESE));
		case_close(&c);
	}
}
