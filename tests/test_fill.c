/* What a report becomes in its layout, read off the document's dump. */
#include "form/free_table.h"
#include "form_case.h"

static const char *dump(struct form_case *c)
{
	struct buf b = { .arena = c->a };
	bool broken;
	const struct report *r = case_read(c);

	cr_assert(check_report(c->a, &c->d, r, c->l, false, &broken), "%s",
		  case_messages(c, DIAG_CHINESE));
	doc_dump(fill_report(c->a, r, c->l, false), &b);
	return str_z(c->a, buf_text(&b));
}

static void expect(struct form_case *c, const char *text)
{
	const char *all = dump(c);

	cr_expect(strstr(all, text) != NULL, "not found:\n%s\nin\n%s", text, all);
}

/* The overview's paragraph is replaced by `blocks`, which must become `text` in the dump. */
static void expect_blocks(const char *blocks, const char *text)
{
	struct form_case c = case_open("ogi-2021");

	case_change(&c, "<p>（文字描述）</p>", blocks);
	expect(&c, text);
	case_close(&c);
}

Test(fill, title)
{
	static const struct {
		const char *organ, *title, *text;
	} row[] = {
		{ "红旗区信访局", "",
		  "title 1 [title] may end at 18,25,49: "
		  "红旗区信访局2022年政府信息公开工作年度报告\n" },
		{ "政府信息公开工作办公室", "",
		  "title 1 [title] may end at 33,40,64: "
		  "政府信息公开工作办公室2022年政府信息公开工作年度报告\n" },
		{ "红旗区信访局", "<title>2022年红旗区信访局政府信息公开工作年度报告</title>",
		  "title 1 [title] may end at 7,25,49: "
		  "2022年红旗区信访局政府信息公开工作年度报告\n" },
		{ "中原市红旗区信访局",
		  "<title>红旗区信访局2022年政府信息公开工作年度报告</title>",
		  "title 1 [title] may end at 18,25,49: "
		  "红旗区信访局2022年政府信息公开工作年度报告\n" },
		{ "红旗区信访局", "<title>红旗区信访局<br/>年报</title>",
		  "title 1 [title] may end at 18: 红旗区信访局<br/>年报\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct form_case c = case_open("ogi-2021");

		case_change(&c, "红旗区信访局", row[i].organ);
		case_change(&c, "</head>", row[i].title);
		case_change(&c, "<!-- 引言", "</head><!-- 引言");
		expect(&c, row[i].text);
		case_close(&c);
	}
}

Test(fill, lists)
{
	expect_blocks("<ol><li><p>甲</p><p>乙</p></li><li>丙<ul><li>丁</li></ul></li></ol>",
		      "item 1.1 1. [item]: 甲\n"
		      "10 item 1.1 [item]: 乙\n"
		      "10 item 1.2 2. [item]: 丙\n"
		      "10 item 2.1 [item-2]: 丁\n");
	expect_blocks("<ol><li>甲<ol><li>乙<ol><li>丙</li></ol></li></ol></li>"
		      "<li><ul><li>丁</li></ul></li></ol>",
		      "item 1.1 1. [item]: 甲\n"
		      "10 item 2.1 （1） [item-2]: 乙\n"
		      "10 item 3.1 ① [item-3]: 丙\n"
		      "10 item 1.2 2. [item]: \n"
		      "10 item 4.1 [item-2]: 丁\n");
}

/* What the writer typed before every item is its label; it prints as written. */
Test(fill, typed_labels)
{
	expect_blocks("<ul><li>（一）甲</li><li><b>（二）乙</b></li></ul>",
		      "item 1.1 （一） [item-written]: 甲\n10 item 1.2 <b>（二）</b> [item-written]: <b>乙</b>\n");
	expect_blocks("<ul><li>● 甲</li><li>●乙</li></ul>",
		      "item 1.1 ● [item]: 甲\n10 item 1.2 ● [item]: 乙\n");
	expect_blocks("<ul><li>1.甲</li><li>2.5万件</li></ul>",
		      "item 1.1 [item]: 1.甲\n10 item 1.2 [item]: 2.5万件\n");
	expect_blocks("<ul><li>1、甲</li><li>十一、乙</li><li>③丙</li><li>12）丁</li></ul>",
		      "item 1.1 1、 [item-written]: 甲\n10 item 1.2 十一、 [item-written]: 乙\n"
		      "10 item 1.3 ③ [item-written]: 丙\n10 item 1.4 12） [item-written]: 丁\n");
	expect_blocks("<ul><li>一是甲</li><li>2024年乙</li></ul>",
		      "item 1.1 [item]: 一是甲\n10 item 1.2 [item]: 2024年乙\n");
}

Test(fill, headings)
{
	expect_blocks("<h2>（一）</h2><p><h2>（二）甲。</h2>乙<b>丙</b></p><h3>1.</h3>",
		      "10 heading 3 [h2]: （一）\n"
		      "10 para [body]: <h2>（二）甲。</h2>乙<b>丙</b>\n"
		      "10 heading 4 [h3]: 1.\n");
}

Test(fill, free_tables)
{
	/* heads, a span over two rows, a hole at the end of the second row */
	expect_blocks("<table><caption>表1</caption><tr><th>甲</th><th>乙</th><th>丙</th></tr>"
		      "<tr><th rowspan=\"2\">丁</th><td colspan=\"2\">1</td></tr>"
		      "<tr><td>2</td></tr></table>",
		      "10 caption [caption]: 表1\n"
		      "10 table: 表1\n"
		      "  3 rows, 1 of them heads, rule 6350, columns 1872000 1872000 1872000\n"
		      "  #0 r0 c0 [table-head] label column: 甲\n"
		      "  #1 r0 c1 [table-head] label column: 乙\n"
		      "  #2 r0 c2 [table-head] label column: 丙\n"
		      "  #3 r1 c0 2x1 [table-head] label row: 丁\n"
		      "  #4 r1 c1 1x2 [table-figure] figure under 1,2,3: 1\n"
		      "  #5 r2 c1 [table-figure] figure under 1,3: 2\n"
		      "  #6 r2 c2 [table-cell] figure under 2,3: \n");
	/* widths that do not divide evenly, a head row that a cell spans out of */
	expect_blocks("<table><col width=\"1\"/><col width=\"2\"/><col width=\"4\"/>"
		      "<tr><th rowspan=\"2\">甲</th><th>乙</th><th>丙</th></tr>"
		      "<tr><td>1</td><td>2</td></tr></table>",
		      "  2 rows, 0 of them heads, rule 6350, columns 802286 1604571 3209143\n"
		      "  #0 r0 c0 2x1 [table-head] label row: 甲\n");
}

/* Random rows with random spans, wrong ones too: the grid is always tiled, in reading order. */
static struct block_table random_table(struct arena *a, uint32_t *seed)
{
	struct block_table t = { .nrow = 1 + *seed % 7, .ncol = 1 + *seed % 5 };
	struct block_row *row = arena_array(a, t.nrow, sizeof(*row));

	for (size_t i = 0; i < t.nrow; i++) {
		struct block_cell *cell;

		row[i].n = (*seed >> 16) % 5;
		cell = arena_array(a, row[i].n, sizeof(*cell));
		for (size_t k = 0; k < row[i].n; k++) {
			*seed = *seed * 1664525u + 1013904223u;
			cell[k].rowspan = (uint16_t)(1 + (*seed >> 20) % 4);
			cell[k].colspan = (uint16_t)(1 + (*seed >> 24) % 4);
			cell[k].is_head = (*seed >> 28) % 2;
		}
		row[i].cell = cell;
	}
	t.row = row;
	return t;
}

static void expect_tiled(const struct doc_table *t)
{
	uint8_t taken[8][8] = { { 0 } };
	int64_t width = 0;

	for (size_t i = 0; i < t->ncell; i++) {
		const struct doc_cell *c = &t->cell[i];

		cr_assert_leq((size_t)c->row + c->rowspan, t->nrow);
		cr_assert_leq((size_t)c->col + c->colspan, t->ncol);
		cr_assert(c->row >= t->nhead || (size_t)c->row + c->rowspan <= t->nhead);
		if (i > 0)
			cr_assert_lt(c[-1].row * 64 + c[-1].col, c->row * 64 + c->col);
		for (size_t k = 0; k < c->nhead; k++)
			cr_assert_neq(t->cell[c->head[k]].scope, SCOPE_NONE);
		for (int row = c->row; row < c->row + c->rowspan; row++)
			for (int col = c->col; col < c->col + c->colspan; col++)
				taken[row][col]++;
	}
	for (size_t row = 0; row < t->nrow; row++)
		for (size_t col = 0; col < t->ncol; col++)
			cr_assert_eq(taken[row][col], 1);
	for (size_t col = 0; col < t->ncol; col++)
		width += t->width[col];
	cr_assert_eq(width, 156 * EMU_MM);
}

Test(fill, free_tables_are_tiled)
{
	struct form_case c = case_open("ogi-2021");

	for (uint32_t i = 0, seed = 1; i < 2000; i++) {
		struct block_table t = random_table(c.a, &seed);

		seed = seed * 1664525u + 1013904223u;
		expect_tiled(free_table_place(c.a, c.l, STR("r.xml"), &t));
	}
	case_close(&c);
}

/* What a 落款 says, by what it bears; where it stands is for test_sign. */
Test(fill, signature)
{
	static const struct {
		const char *signature, *text;
	} row[] = {
		{ "<signature><organ/><date/></signature>",
		  " sign seal=none\n  organ: 红旗区信访局\n  date: 2023年1月16日\n" },
		{ "<signature><organ>甲局</organ><date>2023-10-05</date></signature>",
		  " sign seal=none\n  organ: 甲局\n  date: 2023年10月5日\n" },
		{ "<signature><organ/><signatory>张三</signatory></signature>",
		  " sign seal=none\n  signatory: 张三\n  organ: 红旗区信访局\n" },
		{ "<signature seal=\"organ\"><organ/><date/></signature>",
		  " sign seal=organ bearer=红旗区信访局\n  organ: 红旗区信访局\n" },
		{ "<signature seal=\"signatory\"><post>局长</post><signatory>张三</signatory><date/>"
		  "</signature>",
		  " sign seal=signatory bearer=张三\n  post: 局长\n  date: 2023年1月16日\n" },
	};

	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct form_case c = case_open("ogi-2021");
		struct buf end = { .arena = c.a };

		buf_printf(&end, "%s</report>", row[i].signature);
		case_change(&c, "</head>", "<date>2023-01-16</date></head>");
		case_change(&c, "</report>", end.s);
		expect(&c, row[i].text);
		case_close(&c);
	}
}

Test(fill, form_heads)
{
	struct form_case c = case_open("ogi-2021");

	case_change(&c, "id=\"regulations\" made=\"0\"",
		    "id=\"regulations\" made=\" 2（件） \"");
	case_change(&c, "</form>", "<note>注：甲</note></form>");
	expect(&c, "  #5 r2 c0 [roomy-label] label row: 规章\n"
		   "  #6 r2 c1 [roomy-figure] figure under 0,2,5: 2（件）\n");
	/* the second block's heads are its own */
	expect(&c, "label column: 第二十条第（五）项\n");
	expect(&c, "1x3 [roomy-figure] figure under 13,15,16: 0\n");
	/* 商业企业 under 法人或其他组织 under 申请人情况, before group and item */
	expect(&c, "figure under 1,3,5,26,43,44: 0\n");
	expect(&c, "r8 c3 [form-figure] figure under 1,2,26,43,52: 0\n");
	expect(&c, "r27 c9 [form-figure] figure under 1,4,207: 0\n");
	expect(&c, " para [note]: 注：甲\n");
	case_close(&c);
}

Test(init, comments_and_text_stay_xml)
{
	struct form_case c = case_open("ogi-2021");
	struct layout l = *c.l;
	struct layout_part *part = arena_array(c.a, l.npart, sizeof(*part));
	struct buf b = { .arena = c.a };

	memcpy(part, l.part, l.npart * sizeof(*part));
	part[1].title = text_from(c.a, l.file, 1, STR("a--b---"));
	l.part = part;
	init_report(c.a, &l, STR("A&B<\"C\">局"), STR("2022"), &b);
	c.bytes = buf_text(&b);
	cr_expect(str_is(text_plain(c.a, case_read(&c)->organ), "A&B<\"C\">局"));
	cr_expect_eq(c.d.n, 0, "%s", case_messages(&c, DIAG_ENGLISH));
	case_close(&c);
}

Test(label, total_apart)
{
	struct form_case c = case_open("ogi-2021-total-apart");

	/* 总计 stands beside 申请人情况, not under it */
	expect(&c, "#2 r0 c9 3x1 [form-head] label column: 总计\n");
	expect(&c, " c9 [form-figure] figure under 2,10: 0\n");
	case_close(&c);
}
