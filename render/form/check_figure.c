#include "form/check_part.h"
#include "form/figure.h"

static const enum diag_code fault_code[FAULT_NKIND] = {
	[FAULT_SIGN] = DIAG_FIGURE_SIGN,   [FAULT_FULLWIDTH] = DIAG_FIGURE_FULLWIDTH,
	[FAULT_COMMA] = DIAG_FIGURE_COMMA, [FAULT_POINT] = DIAG_FIGURE_POINT,
	[FAULT_ZEROS] = DIAG_FIGURE_ZEROS, [FAULT_RANGE] = DIAG_FIGURE_RANGE,
	[FAULT_NOTE] = DIAG_FIGURE_NOTE,   [FAULT_UNIT] = DIAG_FIGURE_UNIT,
	[FAULT_WORD] = DIAG_FIGURE_WORD,
};

static void check_row_ids(struct check *c, const struct join *j, size_t irow)
{
	const struct report_row *row = &j->given->row[irow];
	int irecord = j->record[irow];
	const struct form_record *record = irecord < 0 ? NULL : &j->form->record[irecord];
	struct near near = { .wanted = row->id };

	if (row->id.n == 0)
		return; /* said while reading */
	if (!record) {
		for (size_t i = 0; i < j->form->nrecord; i++)
			near_try(&near, j->form->record[i].id);
		CHECK_PUT(c, DIAG_ROW_UNKNOWN, row->line, row->id, j->form->id, near.best);
		return;
	}
	if (j->row[irecord] != row)
		CHECK_PUT(c, DIAG_ROW_TWICE, row->line, row->id,
			  check_number(c, j->row[irecord]->line));
	for (size_t i = 0; i < row->nfigure; i++) {
		struct str field = row->figure[i].name;

		if (form_field_find(record, field) >= 0)
			continue;
		near = (struct near){ .wanted = field };
		for (size_t k = 0; k < record->nfield; k++)
			near_try(&near, record->field[k]);
		CHECK_PUT(c, DIAG_FIELD_UNKNOWN, row->line, field, row->id, near.best);
	}
}

/* `<row id="received" person="…" total="…"/>`: what a missing row would look like. */
static struct str row_sample(struct check *c, const struct form_record *record)
{
	struct buf b = { .arena = c->a };

	buf_z(&b, "<row id=\"");
	buf_str(&b, record->id);
	buf_char(&b, '"');
	for (size_t i = 0; i < record->nfield; i++) {
		buf_char(&b, ' ');
		buf_str(&b, record->field[i]);
		buf_z(&b, "=\"…\"");
	}
	buf_z(&b, "/>");
	return buf_text(&b);
}

static void check_figure(struct check *c, const struct join *j, size_t irecord, size_t ifield)
{
	const struct form *f = j->form;
	struct str text = *join_figure(j, irecord, ifield);
	struct figure figure = figure_read(text, f->record[irecord].number[ifield]);
	enum diag_code code = DIAG_FIGURE_BLANK;

	if (figure.state == FIGURE_STATED)
		return;
	if (figure.state == FIGURE_WRONG)
		code = fault_code[figure.fault];
	CHECK_PUT(c, code, j->row[irecord]->line, label_path(c->a, &j->labels, irecord),
		  label_of_field(c->a, &j->labels, irecord, ifield), text,
		  f->record[irecord].field[ifield]);
}

/* One message names all the figures that a row lacks. */
static void check_row_figures(struct check *c, const struct join *j, size_t irecord)
{
	const struct form_record *record = &j->form->record[irecord];
	struct buf lacking = { .arena = c->a };

	for (size_t i = 0; i < record->nfield; i++) {
		if (join_figure(j, irecord, i)) {
			check_figure(c, j, irecord, i);
			continue;
		}
		if (lacking.n > 0)
			buf_z(&lacking, "、");
		buf_str(&lacking, record->field[i]);
		buf_z(&lacking, "（");
		buf_str(&lacking, label_of_field(c->a, &j->labels, irecord, i));
		buf_z(&lacking, "）");
	}
	if (lacking.n > 0)
		CHECK_PUT(c, DIAG_FIGURE_MISSING, j->row[irecord]->line,
			  label_path(c->a, &j->labels, irecord), buf_text(&lacking));
}

void check_figures(struct check *c, const struct join *j)
{
	for (size_t i = 0; i < j->given->nrow; i++)
		check_row_ids(c, j, i);
	for (size_t i = 0; i < j->form->nrecord; i++) {
		if (j->row[i])
			check_row_figures(c, j, i);
		else
			CHECK_PUT(c, DIAG_ROW_MISSING, j->given->line,
				  label_path(c->a, &j->labels, i), j->form->record[i].id,
				  row_sample(c, &j->form->record[i]));
	}
}
