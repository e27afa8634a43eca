#include "form/fill_part.h"
#include "form/figure.h"
#include "form/join.h"

/* Column heads first, as one reads a table aloud, then row labels. */
static void link_heads(struct fill *f, const struct figure_labels *l, struct doc_cell *cell)
{
	uint32_t *head = arena_array(f->a, l->columns.n + l->rows.n, sizeof(*head));

	for (size_t i = 0; i < l->columns.n; i++)
		head[cell->nhead++] = l->columns.cell[i];
	for (size_t i = 0; i < l->rows.n; i++)
		head[cell->nhead++] = l->rows.cell[i];
	cell->head = head;
}

static struct text figure_text(struct fill *f, const struct join *j,
			       const struct form_cell *cell)
{
	const struct str *figure = join_figure(j, cell->record, cell->field);
	struct text_span *span;
	struct str s, note;
	uint32_t line;

	if (!figure)
		return (struct text){ .file = f->r->file };
	s = str_trim(*figure);
	line = j->row[cell->record]->line;
	note = figure_note(s);
	span = arena_array(f->a, 2, sizeof(*span));
	span[0] = (struct text_span){ .s = str_sub(s, 0, s.n - note.n), .line = line };
	span[1] = (struct text_span){ .s = note, .line = line, .mark = TEXT_NOTE };
	return (struct text){ f->r->file, span, note.n > 0 ? 2 : 1 };
}

static void fill_cells(struct fill *f, const struct join *j, struct doc_cell *cell)
{
	for (size_t i = 0; i < j->form->ncell; i++) {
		const struct form_cell *from = &j->form->cell[i];

		cell[i] = (struct doc_cell){
			.row = from->row,
			.col = from->col,
			.rowspan = from->rowspan,
			.colspan = from->colspan,
			.text = from->is_data ? figure_text(f, j, from) : from->label,
			.style = from->style,
			.scope = from->scope,
			.is_data = from->is_data,
		};
		if (from->is_data)
			link_heads(f, label_figure(&j->labels, from), &cell[i]);
	}
}

const struct doc_table *fill_form(struct fill *f, const struct layout_part *part)
{
	const struct form *form = layout_form(f->l, part->id);
	struct join j = join_form(f->a, f->r, form);
	struct doc_table *t = arena_alloc(f->a, sizeof(*t));
	struct doc_row *row = arena_array(f->a, form->nrow, sizeof(*row));
	struct doc_cell *cell = arena_array(f->a, form->ncell, sizeof(*cell));

	if (!j.given)
		return NULL;
	for (size_t i = 0; i < form->nrow; i++)
		row[i] = (struct doc_row){ form->row[i].height, form->row[i].is_head };
	fill_cells(f, &j, cell);
	*t = (struct doc_table){
		.name = text_plain(f->a, part->title),
		.whole = form->whole,
		.rule = form->rule,
		.width = form->width,
		.min = form->min,
		.max = form->max,
		.ncol = form->ncol,
		.row = row,
		.nrow = form->nrow,
		.nhead = form->nhead,
		.cell = cell,
		.ncell = form->ncell,
	};
	return t;
}
