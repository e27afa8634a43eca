/* What a form is made of: columns, records, and rows (layout_grid.c). */
#include "input/layout_reader.h"

/* Put that the form has more of these than it may. */
static void put_limit(struct form_reader *f, const struct xml_node *n, const char *what,
		      size_t most)
{
	DIAG_PUT(f->p->r.d, LAYOUT_LIMIT, reader_at(&f->p->r, n), f->to->id, str_from(what),
		 layout_number(&f->p->r, most));
}

/* Bounds of columns must leave room for the sum of their widths. */
static void check_bounds(struct form_reader *f, const struct xml_node *form, const emu *min,
			 const emu *max)
{
	int64_t least = 0, sum = 0, most = 0;

	for (size_t i = 0; i < f->to->ncol; i++) {
		least += min[i];
		sum += f->to->width[i];
		most += max[i];
	}
	if (least > sum || most < sum)
		DIAG_PUT(f->p->r.d, COLUMN_BOUNDS, reader_at(&f->p->r, form), f->to->id);
}

static void read_widths(struct form_reader *f, const struct xml_node *form)
{
#define AT(field) offsetof(struct bounds, field)
	struct bounds {
		emu width, min, max;
	};
	static const struct prop props[] = {
		{ "width", PROP_LENGTH, true, AT(width), EMU_MM, 1000 * EMU_MM, NULL },
		{ "min", PROP_LENGTH, false, AT(min), EMU_MM, 1000 * EMU_MM, NULL },
		{ "max", PROP_LENGTH, false, AT(max), EMU_MM, 1000 * EMU_MM, NULL },
	};
#undef AT
	emu *width = arena_array(f->p->r.a, 3 * LAYOUT_MAX_COLUMNS, sizeof(*width));
	emu *min = width + LAYOUT_MAX_COLUMNS, *max = min + LAYOUT_MAX_COLUMNS;
	struct form *to = f->to;
	bool shares = false;

	for (const struct xml_node *n = form->first; n != NULL; n = n->next) {
		struct bounds b = { 0 };

		if (!xml_is(n, "col"))
			continue;
		if (to->ncol == LAYOUT_MAX_COLUMNS) {
			put_limit(f, n, "col", LAYOUT_MAX_COLUMNS);
			break;
		}
		LAYOUT_PROPS(&f->p->r, n, props, &b);
		reader_no_children(&f->p->r, n);
		shares |= b.min || b.max;
		width[to->ncol] = b.width;
		min[to->ncol] = b.min ? b.min : b.width;
		max[to->ncol++] = b.max ? b.max : b.width;
	}
	to->width = width;
	if (to->ncol == 0)
		DIAG_PUT(f->p->r.d, ELEMENT_MISSING, reader_at(&f->p->r, form), STR("col"),
			 form->name);
	if (!shares)
		return;
	to->min = min;
	to->max = max;
	check_bounds(f, form, min, max);
}

static void put_record(struct form_reader *f, const struct xml_node *n,
		       const struct form_record *record)
{
	struct arena *a = f->p->r.a;
	size_t i = f->to->nrecord;

	if (form_record_find(f->to, record->id) >= 0) {
		layout_put_twice(&f->p->r, reader_at(&f->p->r, n), "record", record->id);
		return;
	}
	f->record = arena_grow(a, f->record, &f->record_cap, i + 1, sizeof(*f->record));
	f->record_line =
		arena_grow(a, f->record_line, &f->line_cap, i + 1, sizeof(*f->record_line));
	f->placed = arena_grow(a, f->placed, &f->placed_cap, i + 1, sizeof(*f->placed));
	f->record[i] = *record;
	f->record_line[i] = n->line;
	f->to->record = f->record;
	str_index_put(a, &f->to->record_index, record->id, (uint32_t)i);
	f->to->nrecord++;
}

/*
 * The kinds of a record's figures, from the words of its attribute `number`: one that stands for
 * all, or one a field. `nfield` of them in any case.
 */
static const enum figure_kind *read_numbers(struct form_reader *f, const struct xml_node *n,
					    struct str words, size_t nfield)
{
	struct reader *r = &f->p->r;
	enum figure_kind *number = arena_array(r->a, nfield, sizeof(*number));
	size_t nword;
	struct str *word = layout_words(r->a, words, &nword);
	int kind;

	if (nword > 1 && nword != nfield) {
		DIAG_PUT(r->d, RECORD_NUMBERS, reader_at(r, n), layout_number(r, nword),
			 layout_number(r, nfield));
		return number;
	}
	for (size_t i = 0; i < nfield && nword > 0; i++) {
		struct str one = word[nword > 1 ? i : 0];

		kind = reader_word("count decimal signed free", one);
		if (kind < 0)
			DIAG_PUT(r->d, LAYOUT_VALUE, reader_at(r, n), STR("number"), one,
				 STR("count / decimal / signed / free"));
		else
			number[i] = (enum figure_kind)kind;
	}
	return number;
}

/* <record id="a b c" …/> stands for several records alike. */
static void read_records(struct form_reader *f, const struct xml_node *n)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, fields, label, number;
	};
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "fields", PROP_NAME, true, AT(fields), 0, 0, NULL },
		{ "label", PROP_NAME, false, AT(label), 0, 0, NULL },
		{ "number", PROP_NAME, false, AT(number), 0, 0, NULL },
	};
#undef AT
	struct attrs attrs = { .number = STR("count") };
	struct form_record record;
	struct str *field;

	LAYOUT_PROPS(&f->p->r, n, props, &attrs);
	reader_no_children(&f->p->r, n);
	record = (struct form_record){ .label = attrs.label };
	field = layout_words(f->p->r.a, attrs.fields, &record.nfield);
	record.field = field;
	if (record.nfield > LAYOUT_MAX_COLUMNS) {
		put_limit(f, n, "field", LAYOUT_MAX_COLUMNS);
		record.nfield = LAYOUT_MAX_COLUMNS;
	}
	record.number = read_numbers(f, n, attrs.number, record.nfield);
	for (size_t i = 1; i < record.nfield; i++)
		for (size_t j = 0; j < i; j++)
			if (str_eq(field[i], field[j]))
				layout_put_twice(&f->p->r, reader_at(&f->p->r, n), "field",
						 field[i]);
	while (str_word(&attrs.id, &record.id)) {
		if (f->to->nrecord == LAYOUT_MAX_ROWS) {
			put_limit(f, n, "record", LAYOUT_MAX_ROWS);
			break;
		}
		put_record(f, n, &record);
	}
}

static void check_placed(struct form_reader *f)
{
	struct at at = { f->to->file, 0 };

	for (size_t i = 0; i < f->to->nrecord; i++) {
		at.line = f->record_line[i];
		for (size_t j = 0; j < f->record[i].nfield; j++)
			if (!f->placed[i][j])
				DIAG_PUT(f->p->r.d, FIGURE_UNPLACED, at, f->to->id,
					 f->record[i].id, f->record[i].field[j]);
	}
}

/* Head rows come before the others and records before the cells, wherever they are written. */
static void read_children(struct form_reader *f, const struct xml_node *form)
{
	enum { COL, RECORD, HEAD, BODY };
	const struct xml_node *part[] = { [HEAD] = NULL, [BODY] = NULL };
	struct reader *r = &f->p->r;
	int i;

	read_widths(f, form);
	for (const struct xml_node *n = form->first; n != NULL; n = n->next) {
		i = reader_child(r, form, n, "col record head body");
		if (i == RECORD)
			read_records(f, n);
		if (i < HEAD)
			continue;
		if (part[i] != NULL)
			DIAG_PUT(r->d, ELEMENT_TWICE, reader_at(r, n), n->name, form->name);
		part[i] = n;
	}
	if (part[HEAD] != NULL)
		layout_read_rows(f, part[HEAD], true);
	f->to->nhead = f->to->nrow;
	if (part[BODY] != NULL)
		layout_read_rows(f, part[BODY], false);
	else
		DIAG_PUT(r->d, ELEMENT_MISSING, reader_at(r, form), STR("body"), form->name);
	f->to->row = f->row;
	f->to->cell = f->cell;
}

static void read_form(struct layout_reader *p, const struct item *item, struct form *to)
{
#define AT(field) offsetof(struct attrs, field)
	struct attrs {
		struct str id, head, label, figure, note;
		bool whole;
		emu rule;
	};
	static const struct prop props[] = {
		{ "id", PROP_NAME, true, AT(id), 0, 0, NULL },
		{ "whole", PROP_FLAG, false, AT(whole), 0, 0, "no yes" },
		{ "rule", PROP_LENGTH, true, AT(rule), EMU_PT / 10, 10 * EMU_PT, NULL },
		{ "head-style", PROP_NAME, false, AT(head), 0, 0, NULL },
		{ "label-style", PROP_NAME, false, AT(label), 0, 0, NULL },
		{ "figure-style", PROP_NAME, false, AT(figure), 0, 0, NULL },
		{ "note-style", PROP_NAME, false, AT(note), 0, 0, NULL },
	};
#undef AT
	const struct xml_node *n = layout_enter(p, item);
	struct at at = reader_at(&p->r, n);
	struct attrs attrs = { .note = STR("note") };
	struct form_reader *f = arena_alloc(p->r.a, sizeof(*f));

	LAYOUT_PROPS(&p->r, n, props, &attrs);
	*to = (struct form){ .id = attrs.id,
			     .file = item->file,
			     .line = n->line,
			     .whole = attrs.whole,
			     .rule = attrs.rule,
			     .note_style = attrs.note };
	f->p = p;
	f->to = to;
	f->head = layout_need_style(p, attrs.head, at);
	f->label = layout_need_style(p, attrs.label, at);
	f->figure = layout_need_style(p, attrs.figure, at);
	layout_need_style(p, attrs.note, at);
	read_children(f, n);
	check_placed(f);
}

void layout_read_forms(struct layout_reader *p)
{
	struct form *form = arena_array(p->r.a, p->form.n, sizeof(*form));

	for (size_t i = 0; i < p->form.n; i++)
		read_form(p, &p->form.v[i], &form[i]);
	p->to->form = form;
	p->to->nform = p->form.n;
}
