/* Tables: occupancy, rules drawn once, row heights, breaks and what repeats behind them. */
#include "type_case.h"

#include "page/table_grid.h"
#include "page/table_rule.h"

struct table_case {
	struct type_case type;
	struct layout layout;
	struct style style;
	struct doc_table table;
	struct doc_cell cell[32];
	struct doc_row row[16];
	emu width[8];
};

/* A table of `nrow` rows of 20 pt and `ncol` columns of 50 pt, without cells yet. */
static void open_table(struct table_case *c, size_t nrow, size_t ncol)
{
	*c = (struct table_case){ .type = type_case_open() };
	c->layout.page = (struct layout_page){ .text_width = 156 * EMU_MM, .columns = 28 };
	c->style = (struct style){ .role = STR("song"), .size = 9 * EMU_PT, .pitch = 11 * EMU_PT,
				   .align = ALIGN_CENTER, .valign = VALIGN_MIDDLE,
				   .pad_x = EMU_PT, .pad_y = EMU_PT };
	for (size_t r = 0; r < nrow; r++)
		c->row[r].height = 20 * EMU_PT;
	for (size_t k = 0; k < ncol; k++)
		c->width[k] = 50 * EMU_PT;
	c->table = (struct doc_table){ .name = STR("t"), .rule = EMU_PT / 2, .width = c->width,
				       .ncol = ncol, .row = c->row, .nrow = nrow,
				       .cell = c->cell };
}

static void put(struct table_case *c, int row, int col, int rowspan, int colspan, const char *text)
{
	c->cell[c->table.ncell++] = (struct doc_cell){
		.row = (uint16_t)row, .col = (uint16_t)col, .rowspan = (uint16_t)rowspan,
		.colspan = (uint16_t)colspan, .text = type_case_text(&c->type, text),
		.style = &c->style
	};
}

static struct galley_table resolve(struct table_case *c)
{
	struct cell_setter s = { c->type.a, &c->type.d, &c->layout, c->type.fonts, STR("t"), 0 };

	struct table_fit fit = table_width_fit(&s, &c->table, 156 * EMU_MM);

	return table_grid_resolve(&s, &c->table, &fit);
}

/* 2 x 2 with the left column joined: frame, one vertical, one horizontal at the right only. */
Test(table, each_border_is_drawn_once)
{
	struct table_case c;
	struct galley_table t;
	const struct rule *rule;
	uint32_t row[] = { 0, 1 };
	size_t n;

	open_table(&c, 2, 2);
	put(&c, 0, 0, 2, 1, "甲");
	put(&c, 0, 1, 1, 1, "乙");
	put(&c, 1, 1, 1, 1, "丙");
	t = resolve(&c);
	n = table_rules(c.type.a, &t, row, 2, &rule);
	cr_assert_eq(n, 6);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++) {
			bool level = rule[i].y0 == rule[i].y1 && rule[k].y0 == rule[k].y1 &&
				     rule[i].y0 == rule[k].y0;
			bool over = rule[i].x0 < rule[k].x1 && rule[k].x0 < rule[i].x1;

			cr_expect(!(level && over), "rules %zu and %zu overlap", i, k);
		}
	cr_expect_eq(rule[1].x0, 50 * EMU_PT, "the inner line starts at the second column");
	type_case_close(&c.type);
}

Test(table, a_tall_text_makes_its_row_grow)
{
	struct table_case c;
	struct galley_table t;

	open_table(&c, 1, 2);
	put(&c, 0, 0, 1, 1, "行政机关不再处理其政府信息公开申请");
	put(&c, 0, 1, 1, 1, "0");
	t = resolve(&c);
	cr_expect_gt(t.text[0].nline, 2);
	cr_expect_eq(t.height[0], t.text[0].height + 2 * EMU_PT);
	type_case_close(&c.type);
}

/* A label taller than the rows it spans widens them evenly, to the last EMU. */
Test(table, a_tall_spanning_text_widens_its_rows_evenly)
{
	struct table_case c;
	struct galley_table t;

	open_table(&c, 3, 2);
	put(&c, 0, 0, 3, 1, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十");
	for (int r = 0; r < 3; r++)
		put(&c, r, 1, 1, 1, "0");
	/* reading order: by row, then column */
	t = resolve(&c);
	cr_expect_eq(table_grid_height(&t, 0, 3), t.text[0].height + 2 * EMU_PT);
	cr_expect_leq(abs(t.height[0] - t.height[2]), 1);
	type_case_close(&c.type);
}

/* Figures shrink to their style's floor; then it is an error that names the cell. */
Test(table, figures_shrink_then_are_refused)
{
	struct table_case c;
	struct galley_table t;

	open_table(&c, 1, 2);
	c.style.nowrap = true;
	c.style.size = 10 * EMU_PT;
	c.style.floor = 7 * EMU_PT;
	put(&c, 0, 0, 1, 1, "12345678901");
	put(&c, 0, 1, 1, 1, "123456789012345678901234567890");
	t = resolve(&c);
	cr_expect_lt(t.text[0].size, 10 * EMU_PT);
	cr_expect_eq(t.text[0].nline, 1);
	cr_expect_leq(t.text[0].line[0].line->width, 48 * EMU_PT);
	cr_assert_eq(c.type.d.n, 1);
	cr_expect_eq(c.type.d.item[0].code, DIAG_CELL_OVERFLOW, "code %d, not %d", c.type.d.item[0].code, DIAG_CELL_OVERFLOW);
	cr_expect_eq(c.type.d.item[0].at.line, 7);
	type_case_close(&c.type);
}

Test(table, breaks_inside_a_group_are_known)
{
	struct table_case c;
	struct galley_table t;

	open_table(&c, 4, 2);
	put(&c, 0, 0, 1, 1, "甲");
	put(&c, 0, 1, 1, 1, "0");
	put(&c, 1, 0, 3, 1, "乙丙丁戊己庚辛壬癸子"); /* three lines: needs two rows on either side */
	for (int r = 1; r < 4; r++)
		put(&c, r, 1, 1, 1, "0");
	t = resolve(&c);
	cr_expect(!table_grid_open_at(&t, 1));
	cr_expect(table_grid_open_at(&t, 2));
	cr_expect(!table_grid_labels_fit(&t, 0, 2), "one row is too low for three lines");
	cr_expect(!table_grid_labels_fit(&t, 0, 3));
	type_case_close(&c.type);
}
