#include "form/label.h"

static bool share_column(const struct form_cell *a, const struct form_cell *b)
{
	return a->col < b->col + b->colspan && b->col < a->col + a->colspan;
}

static bool share_row(const struct form_cell *a, const struct form_cell *b)
{
	return a->row < b->row + b->rowspan && b->row < a->row + a->rowspan;
}

/* Walks upwards; figures above the heads found belong to heads of their own. */
static struct labels find_columns(const struct form *f, size_t icell)
{
	const struct form_cell *cell = &f->cell[icell];
	struct labels up = { .n = 0 }, down = { .n = 0 };
	uint16_t top = cell->row;

	for (size_t i = icell; i-- > 0 && up.n < LABEL_MAX;) {
		const struct form_cell *c = &f->cell[i];

		if (c->is_data && up.n > 0 && c->row < top)
			break;
		if (c->is_data || c->scope != SCOPE_COLUMN || c->row >= cell->row ||
		    !share_column(c, cell))
			continue;
		up.cell[up.n++] = (uint32_t)i;
		top = c->row;
	}
	while (up.n > 0)
		down.cell[down.n++] = up.cell[--up.n];
	return down;
}

/* Put cell `i` among the row labels of `cell` if it is one, from left to right. */
static void add_row_label(const struct form *f, const struct form_cell *cell, size_t i,
			  struct labels *rows)
{
	const struct form_cell *c = &f->cell[i];
	size_t at = rows->n;

	if (c->is_data || c->scope != SCOPE_ROW || !share_row(c, cell) || at == LABEL_MAX)
		return;
	for (; at > 0 && f->cell[rows->cell[at - 1]].col > c->col; at--)
		rows->cell[at] = rows->cell[at - 1];
	rows->cell[at] = (uint32_t)i;
	rows->n++;
}

static struct labels find_rows(const struct form *f, size_t icell)
{
	const struct form_cell *cell = &f->cell[icell];
	struct labels rows = { .n = 0 };

	for (size_t i = 0; i < f->ncell && f->cell[i].row < cell->row + cell->rowspan; i++)
		add_row_label(f, cell, i, &rows);
	return rows;
}

/* Is `below` a figure of one row right under a like one, so that nothing can stand between? */
static bool is_next(const struct form_cell *above, const struct form_cell *below)
{
	return above->row + 1 == below->row && above->rowspan == 1 && below->rowspan == 1 &&
	       above->col == below->col && above->colspan == below->colspan;
}

/*
 * The row labels of a figure from those of the one right above: what reaches down, and what
 * starts in its own row. It keeps forms of thousands of rows linear.
 */
static struct labels continue_rows(const struct form *f, const struct labels *above,
				   size_t icell)
{
	const struct form_cell *cell = &f->cell[icell];
	struct labels rows = { .n = 0 };
	size_t first = icell;

	for (size_t i = 0; i < above->n; i++)
		add_row_label(f, cell, above->cell[i], &rows);
	while (first > 0 && f->cell[first - 1].row == cell->row)
		first--;
	for (size_t i = first; i < f->ncell && f->cell[i].row == cell->row; i++)
		add_row_label(f, cell, i, &rows);
	return rows;
}

struct form_labels label_form(struct arena *a, const struct form *f)
{
	uint32_t *first = arena_array(a, f->nrecord, sizeof(*first));
	const struct figure_labels **last = arena_array(a, f->ncol, sizeof(*last));
	struct figure_labels *figure;
	size_t n = 0;

	for (size_t i = 0; i < f->nrecord; i++) {
		first[i] = (uint32_t)n;
		n += f->record[i].nfield;
	}
	figure = arena_array(a, n, sizeof(*figure));
	for (size_t i = 0; i < f->ncell; i++) {
		const struct form_cell *c = &f->cell[i];
		const struct figure_labels *above = last[c->col];
		struct figure_labels *l;

		if (!c->is_data)
			continue;
		l = &figure[first[c->record] + c->field];
		l->cell = (uint32_t)i;
		if (above && is_next(&f->cell[above->cell], c)) {
			l->columns = above->columns;
			l->rows = continue_rows(f, &above->rows, i);
		} else {
			l->columns = find_columns(f, i);
			l->rows = find_rows(f, i);
		}
		last[c->col] = l;
	}
	return (struct form_labels){ f, first, figure };
}

const struct figure_labels *label_figure(const struct form_labels *l, const struct form_cell *c)
{
	return &l->figure[l->first[c->record] + c->field];
}

static struct str innermost(struct arena *a, const struct form *f, const struct labels *l,
			    struct str otherwise)
{
	return l->n > 0 ? text_plain(a, f->cell[l->cell[l->n - 1]].label) : otherwise;
}

struct str label_of_record(struct arena *a, const struct form_labels *l, size_t irecord)
{
	const struct form_record *record = &l->form->record[irecord];

	if (record->label.n > 0 || record->nfield == 0)
		return record->label;
	return innermost(a, l->form, &l->figure[l->first[irecord]].rows, record->id);
}

struct str label_of_field(struct arena *a, const struct form_labels *l, size_t irecord,
			  size_t ifield)
{
	return innermost(a, l->form, &l->figure[l->first[irecord] + ifield].columns,
			 l->form->record[irecord].field[ifield]);
}

struct str label_path(struct arena *a, const struct form_labels *l, size_t irecord)
{
	const struct labels *rows = &l->figure[l->first[irecord]].rows;
	struct buf path = { .arena = a };

	if (l->form->record[irecord].nfield == 0 || rows->n < 2)
		return label_of_record(a, l, irecord);
	for (size_t i = 0; i < rows->n; i++) {
		if (i > 0)
			buf_z(&path, "·");
		buf_str(&path, text_plain(a, l->form->cell[rows->cell[i]].label));
	}
	return buf_text(&path);
}
