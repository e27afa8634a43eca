/* The cells of a form: spans become places in its grid. */
#include "input/layout_reader.h"

/* Attributes of th, td and each. */
struct attrs {
	struct str record, field, style;
	int32_t rowspan, colspan;
	enum scope scope;
};

/* The row at hand. */
struct row {
	struct form_reader *f;
	const struct xml_node *tr;
	size_t left; /* rows left in this head or body, this one counted */
	size_t col;  /* where the next cell may stand */
	bool is_head;
};

static void put_place(struct row *row, enum diag_code code, const struct xml_node *n,
		      size_t col)
{
	struct reader *r = &row->f->p->r;
	const struct str arg[] = { row->f->to->id, layout_number(r, row->f->to->nrow + 1),
				   layout_number(r, col + 1) };

	diag_put(r->d, code, reader_at(r, n), arg, 3);
}

/* Give the cell the first free columns and remember it. */
static void place_cell(struct row *row, const struct xml_node *n, struct form_cell cell)
{
	struct form_reader *f = row->f;
	struct form *to = f->to;
	size_t col = row->col;
	bool overlaps = false;

	while (col < to->ncol && f->below[col] > 0)
		col++;
	row->col = col + cell.colspan;
	if (row->col > to->ncol || cell.rowspan > row->left) {
		put_place(row, DIAG_GRID_OUTSIDE, n, col);
		if (row->col > to->ncol)
			return;
		cell.rowspan = (uint16_t)row->left;
	}
	for (size_t i = col; i < row->col; i++) {
		if (f->below[i] > 0 && !overlaps)
			put_place(row, DIAG_GRID_OVERLAP, n, i);
		overlaps |= f->below[i] > 0;
		f->below[i] = cell.rowspan;
	}
	cell.row = (uint16_t)to->nrow;
	cell.col = (uint16_t)col;
	cell.line = n->line;
	f->cell = arena_grow(f->p->r.a, f->cell, &f->cell_cap, to->ncell + 1, sizeof(cell));
	f->cell[to->ncell++] = cell;
}

static const struct style *style_of(struct row *row, const struct xml_node *n, struct str id,
				    const struct style *otherwise)
{
	struct reader *r = &row->f->p->r;

	if (id.n > 0)
		return layout_need_style(row->f->p, id, reader_at(r, n));
	if (otherwise == NULL)
		DIAG_PUT(r->d, ATTR_MISSING, reader_at(r, n), n->name, STR("style"));
	return otherwise;
}

static void put_label(struct row *row, const struct xml_node *n, const struct attrs *attrs)
{
	struct form_reader *f = row->f;
	struct form_cell cell = { .rowspan = (uint16_t)attrs->rowspan,
				  .colspan = (uint16_t)attrs->colspan,
				  .scope = attrs->scope };

	cell.label = reader_inline(&f->p->r, n, n->first, NULL, "br");
	cell.style = style_of(row, n, attrs->style, row->is_head ? f->head : f->label);
	place_cell(row, n, cell);
}

static void put_figure(struct row *row, const struct xml_node *n, const struct attrs *attrs,
		       struct form_cell cell)
{
	struct form_reader *f = row->f;
	const struct form_record *record = &f->record[cell.record];
	struct buf name = { .arena = f->p->r.a };

	if (f->placed[cell.record][cell.field]) {
		buf_str(&name, record->id);
		buf_char(&name, '/');
		buf_str(&name, record->field[cell.field]);
		layout_put_twice(&f->p->r, reader_at(&f->p->r, n), "td", buf_text(&name));
	}
	f->placed[cell.record][cell.field] = true;
	cell.is_data = true;
	cell.rowspan = (uint16_t)attrs->rowspan;
	cell.colspan = (uint16_t)attrs->colspan;
	cell.style = style_of(row, n, attrs->style, f->figure);
	place_cell(row, n, cell);
}

/* Put that the form has no such record, or the record no such field. */
static void put_unknown(struct row *row, const struct xml_node *n, const char *kind,
			struct str id, int irecord)
{
	struct form_reader *f = row->f;
	struct buf names = { .arena = f->p->r.a };
	size_t count = irecord < 0 ? f->to->nrecord : f->record[irecord].nfield;

	if (id.n == 0)
		return;
	for (size_t i = 0; i < count; i++) {
		buf_str(&names, irecord < 0 ? f->record[i].id : f->record[irecord].field[i]);
		buf_char(&names, ' ');
	}
	layout_put_unknown(&f->p->r, reader_at(&f->p->r, n), kind, id, &names);
}

/* <td record field/>, or <each record/> for all of the record's fields. */
static void put_data(struct row *row, const struct xml_node *n, const struct attrs *attrs,
		     bool is_each)
{
	struct form_reader *f = row->f;
	struct form_cell cell = { 0 };
	int record = form_record_find(f->to, attrs->record), field;

	reader_no_children(&f->p->r, n);
	if (record < 0) {
		put_unknown(row, n, "record", attrs->record, -1);
		return;
	}
	cell.record = (uint32_t)record;
	if (is_each) {
		for (; cell.field < f->record[record].nfield; cell.field++)
			put_figure(row, n, attrs, cell);
		return;
	}
	field = form_field_find(&f->record[record], attrs->field);
	if (field < 0) {
		put_unknown(row, n, "field", attrs->field, record);
		return;
	}
	cell.field = (uint32_t)field;
	put_figure(row, n, attrs, cell);
}

static void put_cell(struct row *row, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
#define SPANS                                                                                  \
	{ "rowspan", PROP_WHOLE, false, AT(rowspan), 1, LAYOUT_MAX_ROWS, NULL },               \
		{ "colspan", PROP_WHOLE, false, AT(colspan), 1, LAYOUT_MAX_COLUMNS, NULL },    \
	{                                                                                      \
		"style", PROP_NAME, false, AT(style), 0, 0, NULL                               \
	}
	static const struct prop label[] = {
		SPANS,
		{ "scope", PROP_CHOICE, false, AT(scope), 0, 0, "none column row" },
	};
	static const struct prop data[] = {
		SPANS,
		{ "record", PROP_NAME, true, AT(record), 0, 0, NULL },
		{ "field", PROP_NAME, true, AT(field), 0, 0, NULL },
	};
	static const struct prop each[] = {
		{ "style", PROP_NAME, false, AT(style), 0, 0, NULL },
		{ "record", PROP_NAME, true, AT(record), 0, 0, NULL },
	};
#undef SPANS
#undef AT
	enum { TH, TD, EACH };
	struct attrs attrs = { .rowspan = 1,
			       .colspan = 1,
			       .scope = row->is_head ? SCOPE_COLUMN : SCOPE_ROW };
	struct reader *r = &row->f->p->r;

	switch (reader_child(r, row->tr, n, "th td each")) {
	case TH:
		LAYOUT_PROPS(r, n, label, &attrs);
		put_label(row, n, &attrs);
		break;
	case TD:
		LAYOUT_PROPS(r, n, data, &attrs);
		put_data(row, n, &attrs, false);
		break;
	case EACH:
		LAYOUT_PROPS(r, n, each, &attrs);
		put_data(row, n, &attrs, true);
		break;
	}
}

static void read_row(struct row *row)
{
	static const struct prop props[] = {
		{ "height", PROP_LENGTH, false, offsetof(struct form_row, height), EMU_PT,
		  1000 * EMU_PT, NULL },
	};
	struct form_reader *f = row->f;
	struct form *to = f->to;
	struct form_row *new;
	bool has_hole = false;

	f->row = arena_grow(f->p->r.a, f->row, &f->row_cap, to->nrow + 1, sizeof(*f->row));
	new = &f->row[to->nrow];
	new->is_head = row->is_head;
	LAYOUT_PROPS(&f->p->r, row->tr, props, new);
	for (const struct xml_node *n = row->tr->first; n != NULL; n = n->next)
		put_cell(row, n);
	for (size_t i = 0; i < to->ncol; i++) {
		if (f->below[i] > 0)
			f->below[i]--;
		else if (!has_hole) {
			put_place(row, DIAG_GRID_HOLE, row->tr, i);
			has_hole = true;
		}
	}
	to->nrow++;
}

void layout_read_rows(struct form_reader *f, const struct xml_node *part, bool is_head)
{
	struct row row = { .f = f, .is_head = is_head };
	struct reader *r = &f->p->r;

	reader_attrs(r, part, "");
	for (const struct xml_node *n = part->first; n != NULL; n = n->next)
		row.left += xml_is(n, "tr");
	for (const struct xml_node *n = part->first; n != NULL; n = n->next) {
		if (reader_child(r, part, n, "tr") < 0)
			continue;
		if (f->to->nrow == LAYOUT_MAX_ROWS) {
			DIAG_PUT(r->d, LAYOUT_LIMIT, reader_at(r, n), f->to->id, STR("tr"),
				 layout_number(r, LAYOUT_MAX_ROWS));
			break;
		}
		row.tr = n;
		row.col = 0;
		read_row(&row);
		row.left--;
	}
}
