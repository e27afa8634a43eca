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

/* Upright labels grow their rows; so do turned ones, which run along the height. */
Test(table, rows_grow_for_turned_and_upright_labels)
{
	struct table_case c;
	struct style turned, upright;
	struct galley_table t;

	open_table(&c, 3, 3);
	turned = upright = c.style;
	turned.dir = DIR_TURNED;
	upright.dir = DIR_UPRIGHT;
	c.width[0] = c.width[1] = 12 * EMU_PT; /* room for one line */
	put(&c, 0, 0, 3, 1, "信息公开平台建设情况");
	c.cell[0].style = &turned;
	put(&c, 0, 1, 3, 1, "受理答复情况");
	c.cell[1].style = &upright;
	for (int r = 0; r < 3; r++)
		put(&c, r, 2, 1, 1, "0");
	t = resolve(&c);
	cr_expect_eq(t.text[0].nline, 1);
	cr_expect_eq(t.text[0].length, 90 * EMU_PT);
	cr_expect_eq(table_grid_height(&t, 0, 3), 92 * EMU_PT, "ten characters and padding");
	cr_expect_eq(t.text[1].nline, 6);
	cr_expect_eq(c.type.d.n, 0);
	type_case_close(&c.type);
}

/* Text wraps; then it stands closer; then it is smaller; then it is refused. */
Test(table, cells_fit_by_policy)
{
	static const struct {
		const char *text;
		emu size;
		size_t nline, ndiag;
	} row[] = {
		{ "两行长的栏名", 9 * EMU_PT, 2, 0 },
		{ "1234567890", 9 * EMU_PT, 1, 0 }, /* 47 pt wide, 46 pt of room */
		{ "12345678901", 17 * EMU_PT / 2, 1, 0 },
		{ "12345678901234567890", 7 * EMU_PT, 0, 1 },
	};
	struct table_case c;
	struct galley_table t;

	open_table(&c, 4, 1);
	c.width[0] = 50 * EMU_PT;
	c.style.pad_x = 2 * EMU_PT;
	c.style.squeeze = 5;
	c.style.floor = 7 * EMU_PT;
	for (int i = 0; i < 4; i++)
		put(&c, i, 0, 1, 1, row[i].text);
	t = resolve(&c);
	for (size_t i = 0; i < 4; i++) {
		cr_expect_eq(t.text[i].size, row[i].size, "%s: %d", row[i].text, t.text[i].size);
		if (row[i].nline)
			cr_expect_eq(t.text[i].nline, row[i].nline, "%s", row[i].text);
		if (!row[i].ndiag)
			cr_expect_leq(t.text[i].length, 46 * EMU_PT, "%s", row[i].text);
	}
	cr_assert_eq(c.type.d.n, 1);
	cr_expect_eq(c.type.d.item[0].code, DIAG_CELL_OVERFLOW);
	type_case_close(&c.type);
}

/* Columns share the sum of their widths by what they hold, within the layout's bounds. */
Test(table, columns_share_width_within_bounds)
{
	static const emu min[] = { 20 * EMU_PT, 30 * EMU_PT, 30 * EMU_PT };
	static const emu max[] = { 20 * EMU_PT, 90 * EMU_PT, 60 * EMU_PT };
	struct table_case c;
	struct galley_table t;

	open_table(&c, 1, 3);
	c.table.min = min;
	c.table.max = max;
	put(&c, 0, 0, 1, 1, "0");
	put(&c, 0, 1, 1, 1, "很长的栏名占去最大的宽度");
	put(&c, 0, 2, 1, 1, "短");
	t = resolve(&c);
	cr_expect_eq(t.left[1], 20 * EMU_PT, "fixed");
	cr_expect_eq(t.left[2] - t.left[1], 90 * EMU_PT);
	cr_expect_eq(t.left[3], 150 * EMU_PT, "the sum stays");
	c.cell[1].text = type_case_text(&c.type, "短");
	t = resolve(&c);
	cr_expect_eq(t.left[3] - t.left[2], 60 * EMU_PT, "its greatest");
	cr_expect_eq(t.left[3], 150 * EMU_PT);
	type_case_close(&c.type);
}

/* A table of the text is upright while it fits with smaller type; then it does not fit. */
Test(table, free_tables_shrink_as_a_whole)
{
	struct table_case c;
	struct cell_setter s;
	struct table_fit fit;

	open_table(&c, 1, 8);
	c.table.is_free = c.table.fit_width = true;
	c.style.floor = 7 * EMU_PT;
	s = (struct cell_setter){ c.type.a, &c.type.d, &c.layout, c.type.fonts, STR("t"), 0 };
	for (int i = 0; i < 8; i++)
		put(&c, 0, i, 1, 1, "12345678"); /* 4 em and padding */
	fit = table_width_fit(&s, &c.table, 320 * EMU_PT);
	cr_expect(fit.fits);
	cr_expect_eq(fit.less, 0);
	fit = table_width_fit(&s, &c.table, 280 * EMU_PT);
	cr_expect(fit.fits);
	cr_expect_gt(fit.less, 0);
	fit = table_width_fit(&s, &c.table, 200 * EMU_PT);
	cr_expect(!fit.fits);
	cr_expect_eq(fit.less, 2 * EMU_PT);
	type_case_close(&c.type);
}

/* A band and a label over several rows belong to the row below; a figure over rows does not. */
Test(table, groups_open_with_their_first_row)
{
	struct table_case c;
	struct galley_table t;

	open_table(&c, 4, 2);
	put(&c, 0, 0, 1, 2, "第一类");
	put(&c, 1, 0, 2, 1, "甲");
	put(&c, 1, 1, 1, 1, "0");
	put(&c, 2, 1, 1, 1, "0");
	put(&c, 3, 0, 1, 1, "乙");
	put(&c, 3, 1, 1, 1, "0");
	t = resolve(&c);
	cr_expect(table_grid_opens_group(&t, 0));
	cr_expect(table_grid_opens_group(&t, 1));
	cr_expect(!table_grid_opens_group(&t, 2));
	cr_expect(!table_grid_opens_group(&t, 3));
	type_case_close(&c.type);
}
