#include "page/table_grid.h"

#include "page/table_width.h"

static emu *column_edges(const struct cell_setter *s, const struct doc_table *doc)
{
	emu *left = arena_array(s->a, doc->ncol + 1, sizeof *left);
	const emu *width = doc->fit_width ? table_width_fit(s, doc) : doc->width;

	for (size_t c = 0; c < doc->ncol; c++)
		left[c + 1] = left[c] + width[c];
	return left;
}

static uint32_t *occupy(struct arena *a, const struct doc_table *doc)
{
	uint32_t *occupied = arena_array(a, doc->nrow * doc->ncol, sizeof *occupied);

	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];

		for (size_t r = cell->row; r < (size_t)cell->row + cell->rowspan; r++)
			for (size_t c = cell->col; c < (size_t)cell->col + cell->colspan; c++)
				occupied[r * doc->ncol + c] = (uint32_t)i;
	}
	return occupied;
}

/* What messages call a cell: its table, and the row and column when it holds a figure. */
static struct str cell_name(const struct cell_setter *s, const struct doc_table *doc,
			    const struct doc_cell *cell)
{
	struct buf b = { .arena = s->a };

	buf_str(&b, s->table);
	for (size_t i = 0; i < cell->nhead; i++) {
		buf_z(&b, "·");
		buf_str(&b, text_plain(s->a, doc->cell[cell->head[i]].text));
	}
	return buf_text(&b);
}

static struct cell_text *set_cells(const struct cell_setter *s, const struct doc_table *doc,
				   const emu *left)
{
	struct cell_text *text = arena_array(s->a, doc->ncell, sizeof *text);

	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];
		emu width = left[cell->col + cell->colspan] - left[cell->col];

		text[i] = cell_set(s, cell->text, cell->style, width, 0, cell_name(s, doc, cell));
	}
	return text;
}

static emu wanted_height(const struct cell_text *text, const struct doc_cell *cell)
{
	return text->height + 2 * cell->style->pad_y;
}

static emu sum(const emu *height, size_t from, size_t to)
{
	emu total = 0;

	for (size_t r = from; r < to; r++)
		total += height[r];
	return total;
}

/* Widen the rows of a spanning cell by what its text lacks, evenly. */
static void widen(emu *height, size_t from, size_t n, emu lack)
{
	for (size_t k = 0; k < n; k++)
		height[from + k] += (emu)(lack * (int64_t)(k + 1) / (int64_t)n -
					  lack * (int64_t)k / (int64_t)n);
}

static emu *row_heights(struct arena *a, const struct doc_table *doc, const struct cell_text *text)
{
	emu *height = arena_array(a, doc->nrow, sizeof *height);

	for (size_t r = 0; r < doc->nrow; r++)
		height[r] = doc->row[r].height;
	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];
		emu want = wanted_height(&text[i], cell);

		if (cell->rowspan == 1 && want > height[cell->row])
			height[cell->row] = want;
	}
	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];
		emu lack = wanted_height(&text[i], cell) -
			   sum(height, cell->row, (size_t)cell->row + cell->rowspan);

		if (cell->rowspan > 1 && lack > 0)
			widen(height, cell->row, cell->rowspan, lack);
	}
	return height;
}

struct galley_table table_grid_resolve(const struct cell_setter *s, const struct doc_table *doc,
				       const uint32_t *tag)
{
	struct galley_table t = { .doc = doc, .tag = tag };

	t.left = column_edges(s, doc);
	t.occupied = occupy(s->a, doc);
	t.text = set_cells(s, doc, t.left);
	t.height = row_heights(s->a, doc, t.text);
	t.head_height = sum(t.height, 0, doc->nhead);
	return t;
}

emu table_grid_height(const struct galley_table *t, size_t from, size_t to)
{
	return sum(t->height, from, to);
}

/* Index of the cell that covers (row, col). */
static const struct doc_cell *cell_at(const struct galley_table *t, size_t row, size_t col)
{
	return &t->doc->cell[t->occupied[row * t->doc->ncol + col]];
}

bool table_grid_open_at(const struct galley_table *t, size_t row)
{
	for (size_t c = 0; c < t->doc->ncol; c++)
		if (cell_at(t, row, c)->row < row)
			return true;
	return false;
}

bool table_grid_labels_fit(const struct galley_table *t, size_t start, size_t row)
{
	for (size_t c = 0; c < t->doc->ncol; c++) {
		const struct doc_cell *cell = cell_at(t, row, c);
		size_t from = cell->row > start ? cell->row : start;
		emu want = wanted_height(&t->text[cell - t->doc->cell], cell);

		if (cell->row >= row)
			continue;
		if (sum(t->height, from, row) < want ||
		    sum(t->height, row, (size_t)cell->row + cell->rowspan) < want)
			return false;
	}
	return true;
}
