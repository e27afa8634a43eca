#include "input/report_block.h"

#define WIDTH_MAX 10000

enum element { EL_CAPTION, EL_COL, EL_TR };

/* A free table being read. */
struct table {
	struct block_table *to;
	struct block_row *row;
	uint32_t *width;
	size_t nwidth, width_cap, row_cap;
	/* For each column, how many rows a cell from above still covers. */
	uint32_t below[REPORT_MAX_COLUMNS];
};

static uint16_t read_span(struct reader *r, const struct xml_node *n, const char *name,
			  int32_t high)
{
	const struct str *s = xml_attr(n, name);
	struct buf most = { .arena = r->a };
	int32_t v = 1;

	if (s != NULL && !reader_whole(*s, 1, high, &v)) {
		buf_printf(&most, "%d", (int)high);
		DIAG_PUT(r->d, SPAN_WRONG, reader_at(r, n), str_from(name), *s,
			 buf_text(&most));
	}
	return (uint16_t)v;
}

static void put_width(struct reader *r, struct table *t, const struct xml_node *n)
{
	int32_t v = 1;
	struct str s = reader_attr(r, n, "width");

	reader_attrs(r, n, "width");
	reader_no_children(r, n);
	if (s.n > 0 && !reader_whole(s, 1, WIDTH_MAX, &v)) {
		DIAG_PUT(r->d, SPAN_WRONG, reader_at(r, n), STR("width"), s,
			 STR(LIMIT_TEXT(WIDTH_MAX)));
	}
	t->width = arena_grow(r->a, t->width, &t->width_cap, t->nwidth + 1, sizeof(*t->width));
	t->width[t->nwidth++] = (uint32_t)v;
}

/* Find columns for the cell behind column `col`; returns the column behind it. */
static size_t place_cell(struct reader *r, struct table *t, const struct xml_node *n,
			 size_t col, const struct block_cell *cell)
{
	struct buf row = { .arena = r->a };
	bool overlaps = false;

	while (col < REPORT_MAX_COLUMNS && t->below[col] > 0)
		col++;
	if (col + cell->colspan > REPORT_MAX_COLUMNS) {
		DIAG_PUT(r->d, REPORT_LIMIT, reader_at(r, n), n->name,
			 STR(LIMIT_TEXT(REPORT_MAX_COLUMNS)));
		return REPORT_MAX_COLUMNS;
	}
	for (size_t i = 0; i < cell->colspan; i++, col++) {
		overlaps |= t->below[col] > 0;
		t->below[col] = cell->rowspan;
	}
	if (overlaps) {
		buf_printf(&row, "%zu", t->to->nrow + 1);
		DIAG_PUT(r->d, TABLE_OVERLAP, reader_at(r, n), buf_text(&row));
	}
	if (col > t->to->ncol)
		t->to->ncol = col;
	return col;
}

static void put_row(struct reader *r, struct table *t, const struct xml_node *tr)
{
	struct block_cell *cells = NULL, cell;
	size_t n = 0, cap = 0, col = 0;

	reader_attrs(r, tr, "");
	for (const struct xml_node *c = tr->first; c != NULL; c = c->next) {
		if (reader_child(r, tr, c, "th td") < 0)
			continue;
		reader_attrs(r, c, "rowspan colspan");
		cell = (struct block_cell){ .line = c->line, .is_head = xml_is(c, "th") };
		cell.rowspan = read_span(r, c, "rowspan", REPORT_MAX_ROWSPAN);
		cell.colspan = read_span(r, c, "colspan", REPORT_MAX_COLUMNS);
		cell.text = reader_inline(r, c, c->first, NULL, "b br");
		col = place_cell(r, t, c, col, &cell);
		cells = arena_grow(r->a, cells, &cap, n + 1, sizeof(cell));
		cells[n++] = cell;
	}
	for (size_t i = 0; i < REPORT_MAX_COLUMNS; i++)
		t->below[i] -= t->below[i] > 0;
	t->row = arena_grow(r->a, t->row, &t->row_cap, t->to->nrow + 1, sizeof(*t->row));
	t->row[t->to->nrow++] = (struct block_row){ cells, n };
}

/* As in HTML, a cell ends with the table, however far its rowspan would go. */
static void cut_rowspans(struct reader *r, struct table *t)
{
	struct block_cell *cells;
	size_t nrow = t->to->nrow;

	for (size_t i = 0; i < nrow; i++) {
		cells = arena_array(r->a, t->row[i].n, sizeof(*cells));
		for (size_t j = 0; j < t->row[i].n; j++) {
			cells[j] = t->row[i].cell[j];
			if (cells[j].rowspan > nrow - i)
				cells[j].rowspan = (uint16_t)(nrow - i);
		}
		t->row[i].cell = cells;
	}
}

static void check_widths(struct reader *r, struct table *t, const struct xml_node *n)
{
	struct buf have = { .arena = r->a }, want = { .arena = r->a };

	if (t->nwidth == 0)
		return;
	if (t->nwidth == t->to->ncol) {
		t->to->width = t->width;
		return;
	}
	buf_printf(&have, "%zu", t->nwidth);
	buf_printf(&want, "%zu", t->to->ncol);
	DIAG_PUT(r->d, TABLE_WIDTHS, reader_at(r, n), buf_text(&have), buf_text(&want));
}

static void read_orient(struct reader *r, const struct xml_node *n, struct block_table *to)
{
	const struct str *s = xml_attr(n, "orient");
	int word = s != NULL ? reader_word("portrait landscape", *s) : -1;

	if (s != NULL && word < 0)
		DIAG_PUT(r->d, ORIENT_WRONG, reader_at(r, n), *s);
	to->orient = (enum orient)(word + 1);
}

bool report_table(struct reader *r, const struct xml_node *n, struct block_table *to)
{
	struct table t = { .to = to };

	reader_attrs(r, n, "orient");
	read_orient(r, n, to);
	for (const struct xml_node *c = n->first; c != NULL; c = c->next) {
		switch (reader_child(r, n, c, "caption col tr")) {
		case EL_CAPTION:
			to->caption = reader_text(r, c, "b br");
			break;
		case EL_COL:
			put_width(r, &t, c);
			break;
		case EL_TR:
			put_row(r, &t, c);
			break;
		default:
			break;
		}
	}
	if (to->ncol == 0)
		return false;
	cut_rowspans(r, &t);
	to->row = t.row;
	check_widths(r, &t, n);
	return true;
}
