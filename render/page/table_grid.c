#include "page/table_grid.h"

#include "page/style_para.h"

static emu *column_edges(struct arena *a, const emu *width, size_t ncol)
{
	emu *left = arena_array(a, ncol + 1, sizeof *left);

	for (size_t c = 0; c < ncol; c++)
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

static bool is_turned(const struct doc_cell *cell)
{
	return cell->style->dir == DIR_TURNED;
}

static emu width_of(const emu *left, const struct doc_cell *cell)
{
	return left[cell->col + cell->colspan] - left[cell->col];
}

/* Set the cells whose text runs across; their heights make those of the rows. */
static struct cell_text *set_cells(const struct cell_setter *s, const struct doc_table *doc,
				   const emu *left)
{
	struct cell_text *text = arena_array(s->a, doc->ncell, sizeof *text);

	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];

		if (!is_turned(cell))
			text[i] = cell_set(s, cell->text, cell->style, width_of(left, cell), 0,
					   cell_name(s, doc, cell));
	}
	return text;
}

/* Set turned cells into the heights that their rows have. */
static void set_turned(const struct cell_setter *s, const struct galley_table *t,
		       struct cell_text *text)
{
	for (size_t i = 0; i < t->doc->ncell; i++) {
		const struct doc_cell *cell = &t->doc->cell[i];
		int64_t height =
			table_grid_height(t, cell->row, (size_t)cell->row + cell->rowspan);

		if (is_turned(cell))
			text[i] = cell_set(s, cell->text, cell->style, width_of(t->left, cell),
					   (emu)height, cell_name(s, t->doc, cell));
	}
}

/* How high the cell must be for the text that was set into it. */
static emu wanted_height(const struct cell_text *text, const struct doc_cell *cell)
{
	return is_turned(cell) ? text->length + 2 * cell->style->pad_x
			       : text->height + 2 * cell->style->pad_y;
}

static int64_t sum(const emu *height, size_t from, size_t to)
{
	int64_t total = 0;

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

static emu *row_heights(const struct cell_setter *s, const struct doc_table *doc,
			const struct cell_text *text, const emu *left)
{
	emu *height = arena_array(s->a, doc->nrow, sizeof *height);
	emu *want = arena_array(s->a, doc->ncell, sizeof *want);

	for (size_t r = 0; r < doc->nrow; r++)
		height[r] = doc->row[r].height;
	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];

		want[i] = is_turned(cell) ? cell_turned_height(s, cell->text, cell->style,
							       width_of(left, cell))
					  : wanted_height(&text[i], cell);
		if (cell->rowspan == 1 && want[i] > height[cell->row])
			height[cell->row] = want[i];
	}
	for (size_t i = 0; i < doc->ncell; i++) {
		const struct doc_cell *cell = &doc->cell[i];
		int64_t lack;

		if (cell->rowspan == 1)
			continue;
		lack = want[i] - sum(height, cell->row, (size_t)cell->row + cell->rowspan);
		if (lack > 0)
			widen(height, cell->row, cell->rowspan, (emu)lack);
	}
	return height;
}

static int64_t *row_edges(struct arena *a, const emu *height, size_t nrow)
{
	int64_t *top = arena_array(a, nrow + 1, sizeof *top);

	for (size_t r = 0; r < nrow; r++)
		top[r + 1] = top[r] + height[r];
	return top;
}

struct galley_table table_grid_resolve(const struct cell_setter *setter,
				       const struct doc_table *doc, const struct table_fit *fit)
{
	struct galley_table t = { .doc = doc, .less = fit->less };
	struct cell_setter s = *setter;
	struct cell_text *text;

	s.less = fit->less;
	t.left = column_edges(s.a, fit->width, doc->ncol);
	t.occupied = occupy(s.a, doc);
	t.text = text = set_cells(&s, doc, t.left);
	t.height = row_heights(&s, doc, text, t.left);
	t.top = row_edges(s.a, t.height, doc->nrow);
	set_turned(&s, &t, text);
	t.head_height = (emu)table_grid_height(&t, 0, doc->nhead);
	return t;
}

int64_t table_grid_height(const struct galley_table *t, size_t from, size_t to)
{
	return t->top[to] - t->top[from];
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

bool table_grid_opens_group(const struct galley_table *t, size_t row)
{
	size_t ncol = t->doc->ncol;
	const struct doc_cell *first = cell_at(t, row, 0);

	if (first->colspan == ncol && !first->is_data)
		return true;
	for (size_t c = 0; c < ncol; c++) {
		const struct doc_cell *cell = cell_at(t, row, c);

		if (cell->row == row && cell->rowspan > 1 && !cell->is_data)
			return true;
	}
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
		if (table_grid_height(t, from, row) < want ||
		    table_grid_height(t, row, (size_t)cell->row + cell->rowspan) < want)
			return false;
	}
	return true;
}
