#include "form/free_table.h"

#include "base/limits.h"
#include "form/figure.h"
#include "form/label.h"

/* For each column the first row that is free again below the cells placed so far. */
struct grid {
	size_t ncol, nrow;
	size_t free_from[REPORT_MAX_COLUMNS];
};

/*
 * Place a cell in the first free column at or behind `*col`, its spans cut to what is free, and
 * move `*col` behind it. The cell has no columns when the row is full.
 */
static struct doc_cell claim(struct grid *g, size_t row, size_t *col,
			     const struct block_cell *c)
{
	size_t below = g->nrow - row, colspan = c->colspan > 1 ? c->colspan : 1;
	struct doc_cell cell = { .row = (uint16_t)row, .rowspan = 1 };

	while (*col < g->ncol && g->free_from[*col] > row)
		++*col;
	cell.col = (uint16_t)*col;
	if (c->rowspan > 1)
		cell.rowspan = c->rowspan < below ? c->rowspan : (uint16_t)below;
	for (; cell.colspan < colspan && *col < g->ncol && g->free_from[*col] <= row; ++*col) {
		g->free_from[*col] = row + cell.rowspan;
		cell.colspan++;
	}
	return cell;
}

/* Does a cell of the first `n` rows span out of them? */
static bool spans_out(const struct block_table *t, size_t n)
{
	for (size_t row = 0; row < n; row++)
		for (size_t i = 0; i < t->row[row].n; i++)
			if (row + t->row[row].cell[i].rowspan > n)
				return true;
	return false;
}

/* Is the last of the first `n` rows one cell across the table: the name of the rows below it? */
static bool ends_with_band(const struct block_table *t, size_t n)
{
	const struct block_row *row = &t->row[n - 1];

	return row->n == 1 && row->cell[0].colspan == t->ncol && !spans_out(t, n - 1);
}

static size_t without_bands(const struct block_table *t, size_t nhead)
{
	while (nhead > 1 && ends_with_band(t, nhead))
		nhead--;
	return nhead;
}

/*
 * Leading rows of `th` alone, as many as no cell spans out of, but not a band below them; a table
 * of heads only has none.
 */
static size_t count_heads(const struct block_table *t)
{
	size_t nhead = 0, reach = 0;

	for (size_t row = 0; row < t->nrow && t->row[row].n > 0; row++) {
		for (size_t i = 0; i < t->row[row].n; i++) {
			const struct block_cell *c = &t->row[row].cell[i];

			if (!c->is_head)
				return without_bands(t, nhead);
			if (row + c->rowspan > reach)
				reach = row + c->rowspan;
		}
		if (reach <= row + 1)
			nhead = row + 1;
	}
	return nhead < t->nrow ? without_bands(t, nhead) : 0;
}

/* A table while its rows are placed, top to bottom. */
struct placing {
	struct arena *a;
	const struct layout *l;
	struct str file;
	const struct block_table *from;
	struct grid grid;
	size_t nhead;
	struct doc_cell *cell;
	size_t n, cap;
	uint32_t owner[REPORT_MAX_COLUMNS]; /* cell that stands in each column of this row */
	struct labels above[REPORT_MAX_COLUMNS]; /* head cells of each column */
};

static void add_head(uint32_t *head, size_t *nhead, uint32_t icell)
{
	for (size_t i = 0; i < *nhead; i++)
		if (head[i] == icell)
			return;
	if (*nhead < 2 * LABEL_MAX)
		head[(*nhead)++] = icell;
}

/* The heads of a td: those of its columns, then the th to its left. */
static void link_heads(struct placing *p, struct doc_cell *cell)
{
	uint32_t head[2 * LABEL_MAX], *kept;
	size_t n = 0;

	for (size_t col = cell->col; col < (size_t)cell->col + cell->colspan; col++)
		for (size_t i = 0; i < p->above[col].n; i++)
			add_head(head, &n, p->above[col].cell[i]);
	for (size_t col = 0; col < cell->col; col++)
		if (p->cell[p->owner[col]].scope == SCOPE_ROW)
			add_head(head, &n, p->owner[col]);
	kept = arena_array(p->a, n, sizeof(*kept));
	for (size_t i = 0; i < n; i++)
		kept[i] = head[i];
	cell->head = kept;
	cell->nhead = n;
}

/* Numbers stand in the middle of their column, words at its left. */
static bool holds_figure(struct text text)
{
	struct str s = text.nspan == 1 ? str_trim(text.span[0].s) : STR("");
	struct num value;
	size_t n = num_read(s, &value);

	return n > 0 && (n == s.n || str_is(str_sub(s, n, s.n), "%") ||
			 figure_note(s).n == s.n - n);
}

/* 22（其中修订16件）: the note is a span of its own, set smaller where it must be. */
static struct text part_note(struct arena *a, struct text text)
{
	struct str s = str_trim(text.span[0].s), note = figure_note(s);
	struct text_span *span = arena_array(a, 2, sizeof(*span));

	if (note.n == 0 || text.span[0].mark != TEXT_PLAIN)
		return text;
	span[0] = span[1] = text.span[0];
	span[0].s = str_sub(s, 0, s.n - note.n);
	span[1].s = note;
	span[1].mark = TEXT_NOTE;
	return (struct text){ text.file, span, 2 };
}

/* Append a placed cell; `from` is NULL for one that fills a hole. */
static void put_cell(struct placing *p, struct doc_cell cell, const struct block_cell *from)
{
	bool is_head = from && from->is_head, is_figure;
	uint32_t icell = (uint32_t)p->n;

	cell.is_data = !is_head;
	cell.text = from ? from->text : (struct text){ .file = p->file };
	is_figure = !is_head && holds_figure(cell.text);
	cell.style = layout_style(p->l, is_head	    ? STR("table-head")
					: is_figure ? STR("table-figure")
						    : STR("table-cell"));
	if (is_figure)
		cell.text = part_note(p->a, cell.text);
	if (is_head)
		cell.scope = cell.row < p->nhead ? SCOPE_COLUMN : SCOPE_ROW;
	else
		link_heads(p, &cell);
	p->cell = arena_grow(p->a, p->cell, &p->cap, p->n + 1, sizeof(*p->cell));
	p->cell[p->n++] = cell;
	for (size_t col = cell.col; col < (size_t)cell.col + cell.colspan; col++) {
		struct labels *above = &p->above[col];

		p->owner[col] = icell;
		if (cell.scope == SCOPE_COLUMN && above->n < LABEL_MAX)
			above->cell[above->n++] = icell;
	}
}

static void place_row(struct placing *p, size_t row)
{
	const struct block_row *from = &p->from->row[row];
	struct doc_cell placed[REPORT_MAX_COLUMNS];
	size_t source[REPORT_MAX_COLUMNS], n = 0, next = 0;

	for (size_t i = 0, col = 0; i < from->n && n < REPORT_MAX_COLUMNS; i++) {
		placed[n] = claim(&p->grid, row, &col, &from->cell[i]);
		if (placed[n].colspan == 0)
			break;
		source[n++] = i;
	}
	for (size_t col = 0; col < p->grid.ncol; col++) {
		if (next < n && placed[next].col == col) {
			put_cell(p, placed[next], &from->cell[source[next]]);
			next++;
		} else if (p->grid.free_from[col] <= row) {
			p->grid.free_from[col] = row + 1;
			put_cell(p,
				 (struct doc_cell){ .row = (uint16_t)row,
						    .col = (uint16_t)col,
						    .rowspan = 1,
						    .colspan = 1 },
				 NULL);
		}
	}
}

/* Column edges are scaled from the left edge, so that the widths add up to the text's exactly. */
static const emu *share_width(struct arena *a, const struct block_table *t, size_t ncol,
			      emu width)
{
	const uint32_t *ratio = t->width;
	emu *share = arena_array(a, ncol, sizeof(*share));
	int64_t whole = 0, sum = 0;
	emu left = 0;

	for (size_t i = 0; i < ncol; i++)
		whole += ratio ? ratio[i] : 1;
	for (size_t i = 0; i < ncol; i++) {
		emu right;

		sum += ratio ? ratio[i] : 1;
		right = (emu)emu_scale(width, sum, whole);
		share[i] = right - left;
		left = right;
	}
	return share;
}

const struct doc_table *free_table_place(struct arena *a, const struct layout *l,
					 struct str file, const struct block_table *t)
{
	struct placing *p = arena_alloc(a, sizeof(*p));
	struct doc_table *table = arena_alloc(a, sizeof(*table));
	struct doc_row *row = arena_array(a, t->nrow, sizeof(*row));
	size_t ncol = t->ncol < REPORT_MAX_COLUMNS ? t->ncol : REPORT_MAX_COLUMNS;

	*p = (struct placing){ .a = a, .l = l, .file = file, .from = t };
	p->grid.ncol = ncol;
	p->grid.nrow = t->nrow;
	p->nhead = count_heads(t);
	for (size_t i = 0; i < t->nrow; i++) {
		row[i].is_head = i < p->nhead;
		place_row(p, i);
	}
	*table = (struct doc_table){
		.name = text_plain(a, t->caption),
		.rule = l->tables.rule,
		.width = share_width(a, t, ncol, l->page.text_width),
		.is_free = true,
		.fit_width = t->width == NULL,
		.is_portrait = t->orient == ORIENT_PORTRAIT,
		.is_landscape = t->orient == ORIENT_LANDSCAPE,
		.ncol = ncol,
		.row = row,
		.nrow = t->nrow,
		.nhead = p->nhead,
		.cell = p->cell,
		.ncell = p->n,
	};
	return table;
}
